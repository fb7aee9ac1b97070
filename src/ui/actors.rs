//! The actors: those of the event, or all with how often and when they act.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pane;
use super::theme::Theme;
use crate::app::action::Pane;
use crate::app::{ActorRow, App};
use crate::model::{ActorId, ActorKind, Timeline, Word};
use crate::strip::Strip;
use crate::text::{TextRef, line, width};

/// How many cells a sparkline has.
pub(super) const SPARK: usize = 10;

/// The columns of a role that is cut, with the blanks before it.
const FEWEST: usize = 6;

/// Draws the list.
pub(super) fn draw(app: &App, theme: &Theme, area: Rect, borders: bool, buffer: &mut Buffer) {
    let focused = app.shape.focus == Pane::Actors;
    let rows = &app.side.rows;
    let title = if app.side.all_actors {
        format!("2 All actors · {}", rows.len())
    } else {
        format!("2 Actors of the event · {}", rows.len())
    };
    let inner = pane::frame(area, borders, focused, &title, theme, buffer);
    pane::scrollbar(area, borders, rows.len(), app.side.actors.top, theme, buffer);
    if rows.is_empty() {
        pane::put(
            buffer,
            (inner.x + 1, inner.y),
            inner.width.saturating_sub(1),
            "Nobody is named.",
            theme.dim,
        );
        return;
    }
    for (row, index) in (0..inner.height).zip(app.side.actors.top..) {
        let Some(actor) = rows.get(index) else { break };
        draw_actor(app, actor, theme, inner, inner.y + row, buffer);
        if index == app.side.actors.selected {
            pane::paint(buffer, inner, row, if focused { theme.selected } else { theme.plain });
        }
    }
}

fn draw_actor(app: &App, row: &ActorRow, theme: &Theme, area: Rect, y: u16, buffer: &mut Buffer) {
    let actor = app.timeline.actor(row.actor);
    let name = shown_name(&app.timeline, row.actor);
    let event = app.selected_event();
    let participant = row.participant.and_then(|index| event?.actors.get(index));
    let detail = match participant {
        Some(participant) => participant.role.map(TextRef::line),
        None => actor.kind.map(|kind| kind.word().into()),
    };
    let detail = detail.map_or_else(String::new, |detail| format!("  {detail}"));
    let wide = usize::from(area.width) > 24 + SPARK;
    let tail = if wide {
        format!(" {:>4} {}", row.count, sparkline(&app.timeline, app.view.strip(), row.actor))
    } else {
        format!(" {:>4}", row.count)
    };
    let right = u16::try_from(width(&tail)).unwrap_or(0).min(area.width);
    let style = if actor.declared { theme.name } else { theme.caveat };
    // Of a role with less room than this nobody sees what it is.
    let left = usize::from(area.width - right).saturating_sub(2 + width(&name));
    let detail = if left < FEWEST.min(width(&detail)) { "" } else { &detail };
    pane::pieces(
        buffer,
        (area.x, y),
        area.width - right,
        &[(kind_mark(actor.kind), theme.dim), (" ", theme.plain), (&name, style), (detail, theme.dim)],
    );
    pane::pieces(buffer, (area.right() - right, y), right, &[(&tail, theme.dim)]);
}

/// The name; with a mark when the file only refers to it.
pub(super) fn shown_name(timeline: &Timeline, id: ActorId) -> String {
    let actor = timeline.actor(id);
    let name = line(actor.name.raw());
    if actor.declared { name.into_owned() } else { format!("{name}?") }
}

/// One letter for the kind of actor.
pub(super) fn kind_mark(kind: Option<ActorKind>) -> &'static str {
    match kind {
        Some(ActorKind::Person) => "p",
        Some(ActorKind::State) => "S",
        Some(ActorKind::Organisation) => "o",
        Some(ActorKind::Company) => "c",
        Some(ActorKind::Place) => "@",
        Some(ActorKind::Programme) => "#",
        None => " ",
    }
}

/// When an actor acts, over the columns of the time strip: eight heights, and `·` for never.
///
/// The events of an actor are in order, so each cell is two binary searches.
pub(super) fn sparkline(timeline: &Timeline, strip: &Strip, actor: ActorId) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    // While a large timeline is still being indexed there is nothing to draw yet.
    let events = timeline.events_at_hand(actor).unwrap_or_default();
    let dated = events.partition_point(|&id| timeline.ends(id).is_some());
    let begins_before = |column: usize| match strip.moment(column) {
        Some(moment) => events[..dated]
            .partition_point(|&id| timeline.ends(id).is_some_and(|ends| ends.earliest_start < moment)),
        None => dated,
    };
    let columns = strip.columns.len();
    let counts: Vec<usize> = (0..SPARK)
        .map(|cell| {
            let from = if cell == 0 { 0 } else { begins_before(cell * columns / SPARK) };
            let to = if cell + 1 == SPARK { dated } else { begins_before((cell + 1) * columns / SPARK) };
            to.saturating_sub(from)
        })
        .collect();
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    counts
        .into_iter()
        .map(|count| if count == 0 { '·' } else { BARS[((count * 8).div_ceil(most) - 1).min(7)] })
        .collect()
}
