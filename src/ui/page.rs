//! Prose: the quotes beside the list, and the page of an event.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pane;
use super::theme::Theme;
use crate::app::action::Pane;
use crate::app::layout::measure;
use crate::app::page::{Line, Span};
use crate::app::{App, Reading, TextPane};

/// The quotes' pane.
pub(super) fn quotes(app: &App, theme: &Theme, area: Rect, borders: bool, buffer: &mut Buffer) {
    let focused = app.shape.focus == Pane::Quotes;
    let side = &app.side;
    let count = side.quotes.page.items.len();
    let title = match (side.source, count) {
        (Some(_), 0) => "3 Source · no quotes".to_owned(),
        (Some(_), _) => format!("3 Source · {} of {count}", side.quotes.item + 1),
        (None, 0) => "3 Quotes".to_owned(),
        (None, 1) => "3 Quotes · 1".to_owned(),
        (None, _) if focused => format!("3 Quotes · {} of {count}", side.quotes.item + 1),
        (None, _) => format!("3 Quotes · {count}"),
    };
    let inner = pane::frame(area, borders, focused, &title, theme, buffer);
    pane::scrollbar(area, borders, side.quotes.page.lines.len(), side.quotes.top, theme, buffer);
    let several = count > 1;
    lines(&side.quotes, (focused && several).then_some(side.quotes.item), theme, inner, buffer);
}

/// An event as a page with a comfortable measure.
pub(super) fn reading(reading: &Reading, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let width = (measure(area.width) + 2).min(area.width);
    let left = (area.width - width) / 2;
    let column = Rect { x: area.x + left, width, ..area };
    let several = reading.pane.page.items.len() > 1;
    lines(&reading.pane, several.then_some(reading.pane.item), theme, column, buffer);
}

/// The lines that are seen, after a column for the mark of what is chosen.
pub(super) fn lines(text: &TextPane, chosen: Option<usize>, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    for (row, line) in (0..area.height).zip(text.page.lines.iter().skip(text.top)) {
        let y = area.y + row;
        if chosen.is_some() && line.item == chosen {
            pane::put(buffer, (area.x, y), area.width, "▌", theme.focus);
        }
        draw_line(line, theme, (area.x + 1, y), area.width.saturating_sub(1), buffer);
    }
}

/// Lines from the top, without anything to choose.
pub(super) fn plain(lines: &[Line], theme: &Theme, area: Rect, buffer: &mut Buffer) {
    for (row, line) in (0..area.height).zip(lines) {
        draw_line(line, theme, (area.x + 1, area.y + row), area.width.saturating_sub(1), buffer);
    }
}

fn draw_line(line: &Line, theme: &Theme, at: (u16, u16), width: u16, buffer: &mut Buffer) {
    let style = |span: &Span| {
        let tone = theme.tone(span.tone);
        if span.hit { tone.patch(theme.hit) } else { tone }
    };
    let pieces: Vec<(&str, Style)> =
        line.spans.iter().map(|span| (span.text.as_str(), style(span))).collect();
    pane::pieces(buffer, at, width, &pieces);
}
