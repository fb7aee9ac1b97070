//! The picture: `&App` to cells. Drawing twice changes nothing.
//!
//! Each pane draws the rows that are seen, and nothing else: a frame costs the same for eighty
//! events as for a million.

mod actors;
mod document;
mod events;
mod finder;
mod notes;
mod page;
mod palette;
mod pane;
mod status;
mod strip;
pub mod theme;
mod windows;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::{Clear, Widget};

use crate::app::action::Pane;
use crate::app::{App, Overlay};
use theme::Theme;

/// Draws the whole screen.
///
/// The terminal may have changed its size before the state was told; then what fits of the old
/// picture is shown until it is.
pub fn render(app: &App, theme: &Theme, frame: &mut Frame) {
    render_some(app, theme, frame, true);
}

/// Draws the screen but for what [`App::follows`] names: while a key is held, that is not drawn to be covered.
pub fn render_held(app: &App, theme: &Theme, frame: &mut Frame) {
    render_some(app, theme, frame, false);
}

fn render_some(app: &App, theme: &Theme, frame: &mut Frame, all: bool) {
    let size = app.size();
    let screen = Rect { x: 0, y: 0, width: size.0, height: size.1 };
    let cursor = if screen == frame.area() {
        draw(app, theme, frame.buffer_mut(), all)
    } else {
        let mut picture = Buffer::empty(screen);
        let cursor = draw(app, theme, &mut picture, all);
        let seen = screen.intersection(frame.area());
        for position in seen.positions() {
            if let (Some(from), Some(to)) = (picture.cell(position), frame.buffer_mut().cell_mut(position)) {
                to.clone_from(from);
            }
        }
        cursor
    };
    if let Some(cursor) = cursor.filter(|cursor| frame.area().contains(*cursor)) {
        frame.set_cursor_position(cursor);
    }
}

/// Draws into a buffer of the size that the state knows. Gives the place of the text cursor.
fn draw(app: &App, theme: &Theme, buffer: &mut Buffer, all: bool) -> Option<Position> {
    let layout = app.layout();
    if layout.too_small() {
        let width = buffer.area.width;
        if !buffer.area.is_empty() {
            buffer.set_line(0, 0, &Line::raw("too small"), width);
        }
        return None;
    }
    status::title(app, theme, layout.title, buffer);
    strip::draw(app, theme, layout.strip, buffer);
    if let Some(sheet) = app.sheet() {
        document::draw(app, sheet, theme, layout.body, buffer);
    } else if let Some(reading) = &app.reading {
        page::reading(reading, theme, layout.body, buffer);
    } else {
        for pane in [Pane::Events, Pane::Actors, Pane::Quotes] {
            let area = layout.pane(pane);
            if area.is_empty() || (pane != Pane::Events && !all) {
                continue;
            }
            match pane {
                Pane::Events => events::draw(app, theme, area, layout.borders, buffer),
                Pane::Actors => actors::draw(app, theme, area, layout.borders, buffer),
                Pane::Quotes if app.beside().is_some() => {
                    document::beside(app, theme, area, layout.borders, buffer);
                }
                Pane::Quotes => page::quotes(app, theme, area, layout.borders, buffer),
            }
        }
    }
    overlay(app, theme, layout.body, buffer);
    status::followers(app, theme, layout.body, buffer);
    status::draw(app, theme, layout.status, layout.body, buffer)
}

/// What stands over the panes.
fn overlay(app: &App, theme: &Theme, body: Rect, buffer: &mut Buffer) {
    let Some(overlay) = app.overlay.as_ref().filter(|overlay| !matches!(overlay, Overlay::Prompt(_))) else {
        return;
    };
    // A note is written beside what it is about.
    if !matches!(overlay, Overlay::Note(_)) {
        Clear.render(body, buffer);
    }
    match overlay {
        Overlay::Help(pane) => windows::text("Help", pane, theme, body, buffer),
        Overlay::Statistics(pane) => windows::text("What was read, and when", pane, theme, body, buffer),
        Overlay::Compare(pane) => windows::text("What it said · what it says", pane, theme, body, buffer),
        Overlay::Merge(question) => windows::text("Which date holds?", &question.pane, theme, body, buffer),
        Overlay::Note(editor) => notes::editor(editor, theme, body, buffer),
        Overlay::Marks(marks) => notes::marks(marks, theme, body, buffer),
        Overlay::Issues(list) => windows::issues(app, *list, theme, body, buffer),
        Overlay::Sources(list) => windows::sources(app, *list, theme, body, buffer),
        Overlay::Session(which) => windows::sessions(which, theme, body, buffer),
        Overlay::Finder(finder) => finder::draw(app, finder, theme, body, buffer),
        Overlay::Palette(palette) => palette::draw(palette, theme, body, buffer),
        Overlay::Prompt(_) => {}
    }
}
