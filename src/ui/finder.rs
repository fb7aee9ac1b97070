//! The actor finder: a line to type in, who fits, and what choosing would show.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::actors::{kind_mark, shown_name, sparkline};
use super::theme::Theme;
use super::{pane, status};
use crate::app::{App, Finder};
use crate::model::ActorId;
use crate::model::date::SHORT_WIDTH;
use crate::text::{fill, line, width};

/// Above this width the preview stands beside the list.
const BESIDE: u16 = 76;
const LABEL: &str = " @ ";

fn typing(body: Rect) -> Rect {
    let label = u16::try_from(LABEL.len()).unwrap_or(0);
    Rect { x: body.x + label, y: body.y, width: body.width.saturating_sub(label), height: 1 }
}

/// Where the text cursor is.
pub(super) fn cursor(finder: &Finder, body: Rect) -> Position {
    let field = typing(body);
    let room = usize::from(field.width.saturating_sub(1));
    let column = finder.input.visual_cursor().saturating_sub(finder.input.visual_scroll(room)).min(room);
    Position { x: field.x + u16::try_from(column).unwrap_or(0), y: field.y }
}

/// Draws it over all panes.
pub(super) fn draw(app: &App, finder: &Finder, theme: &Theme, body: Rect, buffer: &mut Buffer) {
    pane::pieces(buffer, (body.x, body.y), body.width, &[(LABEL, theme.key)]);
    status::field_text(&finder.input, None, theme, typing(body), buffer);
    if finder.input.value().is_empty() {
        let field = typing(body);
        let words = "part of a name, in any script";
        pane::put(buffer, (field.x + 1, field.y), field.width.saturating_sub(1), words, theme.dim);
    }
    let below = Rect { y: body.y + 1, height: body.height.saturating_sub(1), ..body };
    let (list, preview) = if body.width >= BESIDE {
        let left = body.width * 55 / 100;
        (Rect { width: left, ..below }, Rect { x: below.x + left, width: body.width - left, ..below })
    } else {
        (below, Rect::default())
    };
    let title = format!("{} of {}", finder.found, app.timeline.actors().len());
    let inner = pane::frame(list, true, true, &title, theme, buffer);
    pane::scrollbar(list, true, finder.hits.len(), finder.list.top, theme, buffer);
    if finder.hits.is_empty() {
        pane::put(
            buffer,
            (inner.x + 1, inner.y),
            inner.width.saturating_sub(1),
            "Nobody of that name.",
            theme.dim,
        );
    }
    for (row, index) in (0..inner.height).zip(finder.list.top..) {
        if index >= finder.hits.len() {
            break;
        }
        draw_hit(app, finder, index, theme, inner, inner.y + row, buffer);
        if index == finder.list.selected {
            pane::paint(buffer, inner, row, theme.selected);
        }
    }
    if let Some(actor) = finder.selected().filter(|_| !preview.is_empty()) {
        draw_preview(app, actor, theme, preview, buffer);
    }
}

fn draw_hit(
    app: &App,
    finder: &Finder,
    index: usize,
    theme: &Theme,
    area: Rect,
    y: u16,
    buffer: &mut Buffer,
) {
    let Some(hit) = finder.hits.get(index) else { return };
    let actor = app.timeline.actor(hit.actor);
    let chosen = if finder.chosen.contains(&hit.actor) { "✓" } else { " " };
    let count = app.timeline.count_of(hit.actor);
    let tail = format!(" {count:>4} {}", sparkline(&app.timeline, app.view.strip(), hit.actor));
    let right = u16::try_from(width(&tail)).unwrap_or(0).min(area.width);
    let room = area.width - right;
    let mut used = pane::pieces(
        buffer,
        (area.x, y),
        room,
        &[(chosen, theme.key), (kind_mark(actor.kind), theme.dim), (" ", theme.plain)],
    );
    let name = shown_name(&app.timeline, hit.actor);
    let on_name: &[_] = if hit.alias.is_none() { &hit.ranges } else { &[] };
    let name = pane::marked(&name, on_name, theme.plain, theme.hit);
    used += pane::pieces(buffer, (area.x + used, y), room - used, &name);
    if let Some(alias) = hit.alias.and_then(|alias| actor.aliases.get(alias)) {
        used += pane::pieces(buffer, (area.x + used, y), room - used, &[("  = ", theme.dim)]);
        let alias = line(alias.raw());
        let alias = pane::marked(&alias, &hit.ranges, theme.dim, theme.hit);
        pane::pieces(buffer, (area.x + used, y), room - used, &alias);
    }
    pane::pieces(buffer, (area.right() - right, y), right, &[(&tail, theme.dim)]);
}

/// The events that following this actor would show.
fn draw_preview(app: &App, actor: ActorId, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    // Nothing is gathered while a frame waits.
    let events = app.timeline.events_at_hand(actor).unwrap_or_default();
    let who = app.timeline.actor(actor);
    let title = crate::text::plural(app.timeline.count_of(actor), "event");
    let inner = pane::frame(area, true, false, &title, theme, buffer);
    let mut y = inner.y;
    if inner.height < 5 {
        return;
    }
    if let Some(description) = &who.description {
        for range in crate::text::wrap(&description.line(), usize::from(inner.width.saturating_sub(2)))
            .into_iter()
            .take(3)
        {
            let text = description.line();
            pane::pieces(
                buffer,
                (inner.x + 1, y),
                inner.width.saturating_sub(1),
                &[(&text[range], theme.dim)],
            );
            y += 1;
        }
        y += 1;
    }
    for (y, &id) in (y..inner.bottom()).zip(events) {
        let event = app.timeline.event(id);
        let date =
            event.date.as_ref().map_or_else(|| "undated".to_owned(), super::super::model::date::Date::short);
        let date = fill(&date, SHORT_WIDTH);
        pane::pieces(
            buffer,
            (inner.x, y),
            inner.width,
            &[
                (" ", theme.plain),
                (&date, theme.date),
                (" ", theme.plain),
                (&line(event.title.raw()), theme.plain),
            ],
        );
    }
}
