//! The palette: every action by name, with its key.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::theme::Theme;
use super::{pane, status};
use crate::app::Palette;
use crate::app::keymap;
use crate::text::width;

const LABEL: &str = " : ";
/// The column in which what an action does begins.
const NAMES: usize = 22;

fn typing(body: Rect) -> Rect {
    let label = u16::try_from(LABEL.len()).unwrap_or(0);
    Rect { x: body.x + label, y: body.y, width: body.width.saturating_sub(label), height: 1 }
}

/// Where the text cursor is.
pub(super) fn cursor(palette: &Palette, body: Rect) -> Position {
    let field = typing(body);
    let room = usize::from(field.width.saturating_sub(1));
    let column = palette.input.visual_cursor().saturating_sub(palette.input.visual_scroll(room)).min(room);
    Position { x: field.x + u16::try_from(column).unwrap_or(0), y: field.y }
}

/// Draws it over all panes.
pub(super) fn draw(palette: &Palette, theme: &Theme, body: Rect, buffer: &mut Buffer) {
    pane::pieces(buffer, (body.x, body.y), body.width, &[(LABEL, theme.key)]);
    status::field_text(&palette.input, None, theme, typing(body), buffer);
    let area = Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body };
    let inner = pane::frame(area, true, true, "Actions", theme, buffer);
    pane::scrollbar(area, true, palette.hits.len(), palette.list.top, theme, buffer);
    for (row, index) in (0..inner.height).zip(palette.list.top..) {
        let Some(hit) = palette.hits.get(index) else { break };
        let y = inner.y + row;
        let name = pane::marked(hit.described.name, &hit.ranges, theme.name, theme.hit);
        let key = keymap::key_of(palette.context, hit.described.action).unwrap_or_default();
        let right = u16::try_from(width(&key) + 1).unwrap_or(0).min(inner.width);
        pane::pieces(buffer, (inner.x + 1, y), inner.width.saturating_sub(1), &name);
        let from = inner.x + 1 + u16::try_from(NAMES).unwrap_or(0);
        let room = (inner.right() - right).saturating_sub(from);
        pane::pieces(buffer, (from, y), room, &[(hit.described.doc, theme.dim)]);
        pane::pieces(buffer, (inner.right() - right, y), right, &[(&key, theme.key)]);
        if index == palette.list.selected {
            pane::paint(buffer, inner, row, theme.selected);
        }
    }
}
