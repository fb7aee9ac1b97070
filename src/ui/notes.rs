//! The editor of a note, and the list of marks and notes.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};

use super::theme::Theme;
use super::{pane, status};
use crate::app::{MarkList, NoteEditor};
use crate::text::line;

const LABEL: &str = " ' ";
/// How high the editor is, where there is room.
const EDITOR: u16 = 10;

/// A note that is being written, over the lower part of the panes.
pub(super) fn editor(editor: &NoteEditor, theme: &Theme, body: Rect, buffer: &mut Buffer) {
    let height = EDITOR.min(body.height.div_ceil(2).max(5)).min(body.height);
    let area = Rect { y: body.bottom() - height, height, ..body };
    Clear.render(area, buffer);
    let title = format!("Note on {}", line(&editor.about));
    let inner = pane::frame(area, true, true, &title, theme, buffer);
    if !inner.is_empty() {
        (&editor.text).render(inner, buffer);
    }
}

fn typing(body: Rect) -> Rect {
    let label = u16::try_from(LABEL.len()).unwrap_or(0);
    Rect { x: body.x + label, y: body.y, width: body.width.saturating_sub(label), height: 1 }
}

/// Where the text cursor is.
pub(super) fn cursor(marks: &MarkList, body: Rect) -> Position {
    let field = typing(body);
    let room = usize::from(field.width.saturating_sub(1));
    let column = marks.input.visual_cursor().saturating_sub(marks.input.visual_scroll(room)).min(room);
    Position { x: field.x + u16::try_from(column).unwrap_or(0), y: field.y }
}

/// The marks and notes: letter, what stands there, what it is about.
pub(super) fn marks(marks: &MarkList, theme: &Theme, body: Rect, buffer: &mut Buffer) {
    pane::put(buffer, (body.x, body.y), body.width, LABEL, theme.key);
    status::field_text(&marks.input, None, theme, typing(body), buffer);
    let area = Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body };
    let title = format!("Marks and notes · {}", marks.hits.len());
    let inner = pane::frame(area, true, true, &title, theme, buffer);
    pane::scrollbar(area, true, marks.hits.len(), marks.list.top, theme, buffer);
    for (row, index) in (0..inner.height).zip(marks.list.top..) {
        let Some((entry, ranges)) = marks.hits.get(index) else { break };
        let Some(entry) = marks.entries.get(*entry) else { break };
        let letter = entry.letter.map_or_else(|| "✎".to_owned(), |letter| letter.to_string());
        let about = if entry.about.is_empty() { String::new() } else { format!("  · {}", entry.about) };
        let mut pieces = vec![(" ", theme.plain), (letter.as_str(), theme.key), ("  ", theme.plain)];
        pieces.extend(pane::marked(&entry.words, ranges, theme.plain, theme.hit));
        pieces.push((&about, theme.dim));
        pane::pieces(buffer, (inner.x, inner.y + row), inner.width, &pieces);
        if index == marks.list.selected {
            pane::paint(buffer, inner, row, theme.selected);
        }
    }
}
