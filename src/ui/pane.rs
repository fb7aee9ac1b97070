//! What panes have in common: a frame with a title, rows, a scrollbar.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{
    Block, BorderType, Scrollbar, ScrollbarOrientation, ScrollbarState, StatefulWidget, Widget,
};

use super::theme::Theme;
use crate::app::layout::inside;
use crate::text::cut;

/// A frame around a pane; the focused one is marked in its title too. Gives what is left inside.
pub(super) fn frame(
    area: Rect,
    borders: bool,
    focused: bool,
    title: &str,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Rect {
    let (mark, style) = if focused { ("▸ ", theme.focus.patch(theme.title)) } else { ("", theme.dim) };
    let room = usize::from(area.width).saturating_sub(if borders { 6 } else { 3 });
    let title = format!(" {mark}{} ", cut(title, room));
    if borders {
        let border = if focused { theme.focus } else { theme.dim };
        Block::bordered()
            .border_type(BorderType::Rounded)
            .border_style(border)
            .title(Span::styled(title, style))
            .render(area, buffer);
    } else {
        buffer.set_string(area.x, area.y, "─".repeat(area.width.into()), theme.dim);
        buffer.set_line(area.x, area.y, &Line::styled(title, style), area.width);
    }
    inside(area, borders)
}

/// A scrollbar on the right border, where there is more than fits.
pub(super) fn scrollbar(
    area: Rect,
    borders: bool,
    rows: usize,
    top: usize,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let height = usize::from(inside(area, borders).height);
    if rows <= height || !borders || area.height < 5 {
        return;
    }
    let mut state = ScrollbarState::new(rows - height).position(top).viewport_content_length(height);
    let area = Rect { y: area.y + 1, height: area.height - 2, ..area };
    Scrollbar::new(ScrollbarOrientation::VerticalRight)
        .begin_symbol(None)
        .end_symbol(None)
        .track_symbol(None)
        .thumb_symbol("┃")
        .thumb_style(theme.dim)
        .render(area, buffer, &mut state);
}

/// Writes pieces from the left in `width` columns; gives the columns used.
pub(super) fn pieces(buffer: &mut Buffer, at: (u16, u16), width: u16, pieces: &[(&str, Style)]) -> u16 {
    let mut x = at.0;
    let end = at.0 + width;
    for (text, style) in pieces {
        if x >= end {
            break;
        }
        let text = cut(text, usize::from(end - x));
        x = buffer.set_stringn(x, at.1, &text, usize::from(end - x), *style).0;
    }
    x - at.0
}

/// Text in a row with some bytes of it marked.
pub(super) fn marked<'a>(
    text: &'a str,
    ranges: &[std::ops::Range<usize>],
    plain: Style,
    mark: Style,
) -> Vec<Span<'a>> {
    let mut spans = Vec::new();
    let mut at = 0;
    for range in ranges {
        let (Some(before), Some(hit)) = (text.get(at..range.start), text.get(range.clone())) else {
            continue;
        };
        if !before.is_empty() {
            spans.push(Span::styled(before, plain));
        }
        spans.push(Span::styled(hit, mark));
        at = range.end;
    }
    if let Some(rest) = text.get(at..) {
        spans.push(Span::styled(rest, plain));
    }
    spans
}

/// Lays a style over a whole row.
pub(super) fn paint(buffer: &mut Buffer, area: Rect, row: u16, style: Style) {
    buffer.set_style(Rect { y: area.y + row, height: 1, ..area }.intersection(area), style);
}
