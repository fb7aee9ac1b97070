//! The picture: `&App` to cells. Drawing twice changes nothing.
//!
//! Each pane draws the rows that are seen, and nothing else: a frame costs the same for eighty
//! events as for a million.

mod actors;
mod events;
mod finder;
mod page;
mod palette;
mod pane;
mod status;
mod strip;
pub mod theme;
mod windows;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Clear, Widget};

use crate::app::action::Pane;
use crate::app::{App, Overlay};
use theme::Theme;

/// Draws the whole screen.
pub fn render(app: &App, theme: &Theme, frame: &mut Frame) {
    let layout = app.layout();
    let screen = frame.area();
    let buffer = frame.buffer_mut();
    if layout.too_small() {
        buffer.set_line(screen.x, screen.y, &Line::raw("too small"), screen.width);
        return;
    }
    // The terminal may have changed its size since the state was told.
    let fit = |area: Rect| area.intersection(screen);
    status::title(app, theme, fit(layout.title), buffer);
    strip::draw(app, theme, fit(layout.strip), buffer);
    if let Some(reading) = &app.reading {
        page::reading(app, reading, theme, fit(layout.body), buffer);
    } else {
        for pane in [Pane::Events, Pane::Actors, Pane::Quotes] {
            let area = fit(layout.pane(pane));
            if area.is_empty() {
                continue;
            }
            match pane {
                Pane::Events => events::draw(app, theme, area, layout.borders, buffer),
                Pane::Actors => actors::draw(app, theme, area, layout.borders, buffer),
                Pane::Quotes => page::quotes(app, theme, area, layout.borders, buffer),
            }
        }
    }
    let body = fit(layout.body);
    match &app.overlay {
        None | Some(Overlay::Prompt(_)) => {}
        Some(overlay) => {
            Clear.render(body, buffer);
            match overlay {
                Overlay::Help(pane) => windows::help(pane, theme, body, buffer),
                Overlay::Issues(list) => windows::issues(app, *list, theme, body, buffer),
                Overlay::Sources(list) => windows::sources(app, *list, theme, body, buffer),
                Overlay::Finder(finder) => finder::draw(app, finder, theme, body, buffer),
                Overlay::Palette(palette) => palette::draw(palette, theme, body, buffer),
                Overlay::Prompt(_) => {}
            }
        }
    }
    status::followers(app, theme, body, buffer);
    let cursor = status::draw(app, theme, fit(layout.status), body, buffer);
    if let Some(cursor) = cursor.filter(|cursor| screen.contains(*cursor)) {
        frame.set_cursor_position(cursor);
    }
}
