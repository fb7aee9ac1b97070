//! What panes have in common: a frame with a title, rows, a scrollbar.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Scrollbar, ScrollbarOrientation, ScrollbarState, StatefulWidget};

use super::theme::Theme;
use crate::app::layout::inside;
use crate::text::{cut, cut_cells};

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
        rounded(area, border, buffer);
        put(buffer, (area.x + 1, area.y), area.width.saturating_sub(2), &title, style);
    } else {
        put(buffer, (area.x, area.y), area.width, &"─".repeat(area.width.into()), theme.dim);
        put(buffer, (area.x, area.y), area.width, &title, style);
    }
    inside(area, borders)
}

/// A border with round corners.
fn rounded(area: Rect, style: Style, buffer: &mut Buffer) {
    let area = area.intersection(buffer.area);
    let (Some(right), Some(bottom)) = (area.width.checked_sub(1), area.height.checked_sub(1)) else { return };
    let (right, bottom) = (area.x + right, area.y + bottom);
    let mut set = |x, y, symbol| {
        buffer[(x, y)].set_char(symbol).set_style(style);
    };
    for x in area.x..=right {
        set(x, area.y, '─');
        set(x, bottom, '─');
    }
    for y in area.y..=bottom {
        set(area.x, y, '│');
        set(right, y, '│');
    }
    set(right, bottom, '╯');
    set(right, area.y, '╮');
    set(area.x, bottom, '╰');
    set(area.x, area.y, '╭');
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

/// Writes pieces from the left in `width` columns; what does not fit ends in `…`, nothing stands behind
/// that, and nothing is written outside the buffer. Gives the columns used.
pub(super) fn pieces(buffer: &mut Buffer, at: (u16, u16), width: u16, pieces: &[(&str, Style)]) -> u16 {
    let end = at.0.saturating_add(width).min(buffer.area.right());
    if at.1 >= buffer.area.bottom() {
        return 0;
    }
    let mut x = at.0;
    for (text, style) in pieces {
        if x >= end {
            break;
        }
        let room = usize::from(end - x);
        let (shown, cells) = cut_cells(text, room);
        // Most texts have nothing that could join or be wide.
        if let Some(cells) = cells {
            for (c, x) in shown.chars().zip(x..) {
                buffer[(x, at.1)].set_char(c).set_style(*style);
            }
            x += u16::try_from(cells).unwrap_or(0);
        } else {
            x = buffer.set_stringn(x, at.1, &shown, room, *style).0;
        }
        // A wide character that did not fit leaves a column free.
        if shown != *text {
            break;
        }
    }
    x.saturating_sub(at.0)
}

/// Writes one piece; see [`pieces`].
pub(super) fn put(buffer: &mut Buffer, at: (u16, u16), width: u16, text: &str, style: Style) -> u16 {
    pieces(buffer, at, width, &[(text, style)])
}

/// Text in a row with some bytes of it marked, as pieces.
pub(super) fn marked<'a>(
    text: &'a str,
    ranges: &[std::ops::Range<usize>],
    plain: Style,
    mark: Style,
) -> Vec<(&'a str, Style)> {
    let mut found = Vec::new();
    let mut at = 0;
    for range in ranges {
        let (Some(before), Some(hit)) = (text.get(at..range.start), text.get(range.clone())) else {
            continue;
        };
        found.extend([(before, plain), (hit, mark)]);
        at = range.end;
    }
    found.extend(text.get(at..).map(|rest| (rest, plain)));
    found.retain(|(text, _)| !text.is_empty());
    found
}

/// Lays a style over a whole row.
pub(super) fn paint(buffer: &mut Buffer, area: Rect, row: u16, style: Style) {
    buffer.set_style(Rect { y: area.y + row, height: 1, ..area }.intersection(area), style);
}
