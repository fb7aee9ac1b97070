//! The source view: a document with what is marked in it.
//!
//! Nothing is told by colour alone: dates are underlined, names bold, spoken words slanted, what the reader
//! has gone to is reversed, and beside a row from which the timeline quotes stands a bar.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::pane;
use super::theme::Theme;
use crate::app::action::Pane;
use crate::app::layout::measure;
use crate::app::{App, Content, Look, Row, Sheet};
use crate::marked::Sort;
use crate::text::{line, plural, width, wrap};

/// Columns for the bar and a blank.
const GUTTER: u16 = 2;

/// The whole view: a head, and the text with a comfortable measure.
pub(super) fn draw(app: &App, sheet: &Sheet, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let width = (measure(area.width) + GUTTER).min(area.width);
    let column = Rect { x: area.x + (area.width - width) / 2, width, ..area };
    let text = Rect { y: column.y + 1, height: column.height.saturating_sub(1), ..column };
    let head = Rect { height: 1.min(column.height), ..column };
    title(app, sheet, theme, head, buffer);
    match &sheet.content {
        Content::Waiting => {
            pane::put(buffer, (text.x + GUTTER, text.y + 1), text.width, "It is being read ...", theme.dim);
        }
        Content::Missing(reason) => missing(reason, theme, text, buffer),
        Content::Open(_) => rows(&sheet.rows, theme, text, buffer),
    }
}

/// The document of a candidate beside the list.
pub(super) fn beside(app: &App, theme: &Theme, area: Rect, borders: bool, buffer: &mut Buffer) {
    let Some((head, sheet)) = app.beside() else { return };
    let title = sheet.map_or_else(
        || "3 Document".to_owned(),
        |sheet| {
            // Where the path does not fit, its end says more than its beginning.
            let whole = format!("3 Document · {}", sheet.file);
            let fits = width(&whole) + 6 <= usize::from(area.width);
            let name = sheet.file.rsplit('/').next().unwrap_or_default();
            if fits { whole } else { format!("3 Document · {name}") }
        },
    );
    let inner = pane::frame(area, borders, app.shape.focus == Pane::Quotes, &title, theme, buffer);
    let above = u16::try_from(head.len()).unwrap_or(u16::MAX).min(inner.height);
    super::page::plain(head, theme, Rect { height: above, ..inner }, buffer);
    let text = Rect { y: inner.y + above, height: inner.height - above, ..inner };
    match sheet.map(|sheet| (&sheet.content, sheet)) {
        None => {
            pane::put(
                buffer,
                (text.x + 1, text.y),
                text.width,
                "No source is quoted for this event.",
                theme.dim,
            );
        }
        Some((Content::Waiting, _)) => {
            pane::put(buffer, (text.x + 1, text.y), text.width, "It is being read ...", theme.dim);
        }
        Some((Content::Missing(reason), _)) => missing(reason, theme, text, buffer),
        Some((Content::Open(_), sheet)) => rows(&sheet.rows, theme, text, buffer),
    }
}

/// The file, and what is marked in it.
fn title(app: &App, sheet: &Sheet, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let source = app.timeline.source_by_key(sheet.source.as_str());
    let title = source.map(|id| line(app.timeline.source(id).title.raw()).into_owned()).unwrap_or_default();
    let mut counts = Vec::new();
    if let Some(document) = sheet.document() {
        let count = |sort, noun| plural(document.marks(sort).all().len(), noun);
        counts.push(count(Sort::Quote, "quote"));
        if document.is_done {
            counts.push(count(Sort::Time, "date"));
            counts.push(count(Sort::Actor, "name"));
        }
    }
    let counts = counts.join(" · ");
    let right = u16::try_from(width(&counts)).unwrap_or(0);
    let left = area.width.saturating_sub(right + 1);
    // The name is worth more than the counts.
    let (left, right) = if left < area.width / 2 { (area.width, 0) } else { (left, right) };
    let whole = format!("{title} · {}", sheet.file);
    let fits = 2 + width(&whole) <= left.into();
    let named = if title.is_empty() {
        &sheet.file
    } else if fits {
        &whole
    } else {
        // The beginning of a file's name says little.
        &title
    };
    pane::pieces(
        buffer,
        (area.x, area.y),
        left,
        &[("  ", theme.plain), (named, theme.focus.patch(theme.title))],
    );
    if right > 0 {
        pane::put(buffer, (area.right() - right, area.y), right, &counts, theme.dim);
    }
}

fn missing(reason: &str, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let said = format!("{}.", line(reason));
    let room = area.width.saturating_sub(GUTTER + 2);
    let lines = wrap(&said, room.into());
    for (row, range) in (1..area.height).zip(lines) {
        let mark = if row == 1 { "! " } else { "  " };
        pane::pieces(
            buffer,
            (area.x + GUTTER, area.y + row),
            area.width.saturating_sub(GUTTER),
            &[(mark, theme.caveat), (&said[range], theme.caveat)],
        );
    }
}

/// The rows in the window, each after the bar of a quote.
pub(super) fn rows(rows: &[Row], theme: &Theme, area: Rect, buffer: &mut Buffer) {
    for (index, row) in (0..area.height).zip(rows) {
        let y = area.y + index;
        if row.is_chosen || row.is_quoted {
            let (bar, style) = if row.is_chosen { ("▌", theme.focus) } else { ("│", theme.caveat) };
            pane::put(buffer, (area.x, y), area.width, bar, style);
        }
        let pieces: Vec<(&str, Style)> =
            row.pieces.iter().map(|(text, look)| (text.as_str(), style(*look, theme))).collect();
        pane::pieces(buffer, (area.x + GUTTER, y), area.width.saturating_sub(GUTTER), &pieces);
    }
}

/// How something looks that is several things at once: the finest gives the colour, each its attribute.
fn style(look: Look, theme: &Theme) -> Style {
    let mut style = theme.plain;
    if look.is(Sort::Said) {
        style = style.patch(theme.planned).add_modifier(Modifier::ITALIC);
    }
    if look.is(Sort::Quote) {
        style = style.patch(theme.caveat);
    }
    if look.is(Sort::Actor) {
        style = style.patch(theme.name).add_modifier(Modifier::BOLD);
    }
    if look.is(Sort::Time) {
        style = style.patch(theme.date).add_modifier(Modifier::UNDERLINED);
    }
    if look.is_hit() {
        style = style.patch(theme.hit);
    }
    if look.is_chosen() {
        style = style.add_modifier(Modifier::REVERSED);
    }
    style
}

/// Where the reader is in it.
pub(super) fn place(sheet: &Sheet) -> String {
    match sheet.document() {
        Some(document) => {
            let mut parts = vec![format!("{} %", sheet.percent())];
            if !document.is_done {
                parts.push("still looking for dates and actors".to_owned());
            }
            if document.missing() > 0 {
                parts.push(format!("! {} not in it", plural(document.missing(), "quote")));
            }
            parts.extend(document.notes.first().cloned());
            parts.join(" · ")
        }
        None => String::new(),
    }
}
