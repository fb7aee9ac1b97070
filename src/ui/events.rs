//! The list of events.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::pane;
use super::theme::Theme;
use crate::app::action::Pane;
use crate::app::list_pane::Row;
use crate::app::{App, ReadState};
use crate::model::date::{SHORT_WIDTH, TIMED_WIDTH};
use crate::model::{Event, EventId, Importance, Status};
use crate::review::{Certainty, Verdict};
use crate::text::{cut, fill, line, width};

/// Under this width a row has no badges but that of its doubts.
const NARROW: u16 = 50;
/// Under this one the title needs all of it.
const TINY: u16 = 34;
/// The column of dates as EDTF: `[2025-04-21..2025-04-30]`.
const EDTF: usize = 24;
/// The column of the time since the event before.
const DELTA: usize = 14;

/// Draws the list.
pub(super) fn draw(app: &App, theme: &Theme, area: Rect, borders: bool, buffer: &mut Buffer) {
    let focused = app.shape.focus == Pane::Events;
    let (shown, all) = (app.view.visible.len(), app.timeline.events().len());
    let title = if app.view.is_scanning() {
        format!("1 Events · {shown} so far · {}", line(&app.view.filter_text))
    } else if shown == all {
        format!("1 Events · {all}")
    } else {
        format!("1 Events · {shown} of {all} · {}", line(&app.view.filter_text))
    };
    let inner = pane::frame(area, borders, focused, &title, theme, buffer);
    let window = app.events_window();
    pane::scrollbar(area, borders, window.rows(), app.events.top, theme, buffer);
    if shown == 0 {
        let words: &[&str] = if all == 0 && app.loading().is_some() {
            &["Reading. What has come is shown at once.", "q leaves; nothing is lost."]
        } else if all == 0 && app.problems() > 0 {
            &["No events in this timeline.", "! says why, q leaves."]
        } else if all == 0 {
            &["No events in this timeline.", "q leaves."]
        } else if app.view.is_scanning() {
            &["Looking ..."]
        } else {
            &["No event fits the filter.", "Esc shows every event again."]
        };
        for (row, words) in (0..inner.height).zip(words) {
            pane::put(buffer, (inner.x + 1, inner.y + row), inner.width.saturating_sub(1), words, theme.dim);
        }
        return;
    }
    for row in 0..inner.height {
        match window.row(app.events.top + usize::from(row)) {
            None => break,
            Some(Row::Heading(item)) => heading(app, item, theme, inner, row, buffer),
            Some(Row::Item(item)) => {
                let Some(id) = app.view.visible.get(item) else { break };
                draw_event(app, id, item, theme, inner, row, buffer);
                if item == app.events.selected {
                    pane::paint(buffer, inner, row, if focused { theme.selected } else { theme.kept });
                }
            }
        }
    }
}

fn heading(app: &App, item: usize, theme: &Theme, area: Rect, row: u16, buffer: &mut Buffer) {
    let Some(id) = app.view.visible.get(item) else { return };
    let label = app.view.headings().label(&app.timeline, id);
    let used = pane::pieces(
        buffer,
        (area.x, area.y + row),
        area.width,
        &[(&label, theme.heading), (" ", theme.dim)],
    );
    let rest = area.width.saturating_sub(used);
    pane::put(buffer, (area.x + used, area.y + row), rest, &"─".repeat(rest.into()), theme.dim);
}

fn draw_event(app: &App, id: EventId, item: usize, theme: &Theme, area: Rect, row: u16, buffer: &mut Buffer) {
    let event = app.timeline.event(id);
    let y = area.y + row;
    let date = date_cell(app, &event, theme, date_width(app, area));
    let mark = match (item == app.events.selected, app.view.is_possible(id)) {
        _ if app.is_marked_for_merge(id) => "»",
        (_, true) => "?",
        (true, false) => "▌",
        (false, false) => " ",
    };
    let (glyph, glyph_style) = glyph(&event, theme);
    let (read, read_style) = match app.reader.state(id) {
        None => ("", theme.plain),
        Some(ReadState::Read) => (" ", theme.plain),
        Some(ReadState::Unread) => ("•", theme.dim),
        Some(ReadState::New) => ("+", theme.caveat),
        Some(ReadState::Changed) => ("*", theme.caveat),
    };
    let (judged, judged_style) = judged(app, id, theme);
    let left = [
        (mark, theme.caveat),
        (read, read_style),
        (judged, judged_style),
        (date.0.as_str(), date.1),
        (" ", theme.plain),
        (glyph, glyph_style),
        (" ", theme.plain),
    ];
    let used = pane::pieces(buffer, (area.x, y), area.width, &left);
    let badges = match area.width {
        NARROW.. => badges(app, id, item),
        TINY.. => doubts(&event),
        _ => Badges::default(),
    };
    let right = u16::try_from(badges.width()).unwrap_or(0);
    let room = area.width.saturating_sub(used + right);
    let title = line(event.title.raw());
    let title = cut(&title, room.into());
    let hits = app.needle.as_ref().map(|needle| needle.ranges_in(&title)).unwrap_or_default();
    let style = match event.status {
        Some(Status::Planned | Status::Target) => theme.planned,
        Some(Status::Cancelled) => theme.dim.add_modifier(Modifier::CROSSED_OUT),
        _ if event.importance == Some(Importance::Marginal) => theme.dim,
        _ if event.importance == Some(Importance::Core) => theme.title,
        _ => theme.plain,
    };
    let style = match app.judged(id) {
        Some((_, Some(Verdict::Rejected))) => theme.dim.add_modifier(Modifier::CROSSED_OUT),
        _ => style,
    };
    pane::pieces(buffer, (area.x + used, y), room, &pane::marked(&title, &hits, style, theme.hit));
    if right > 0 {
        badges.draw(theme, area.right().saturating_sub(right), y, buffer);
    }
}

/// Where there are candidates: what was said of this one; else how sure it is.
fn judged(app: &App, id: EventId, theme: &Theme) -> (&'static str, ratatui::style::Style) {
    if !app.has_candidates() {
        return ("", theme.plain);
    }
    match app.judged(id) {
        None => ("  ", theme.plain),
        Some((_, Some(Verdict::Accepted))) => ("✓ ", theme.name),
        Some((_, Some(Verdict::Rejected))) => ("✗ ", theme.caveat),
        Some((Certainty::Certain, None)) => ("● ", theme.date),
        Some((Certainty::Likely, None)) => ("◐ ", theme.date),
        Some((Certainty::Guess, None)) => ("○ ", theme.date),
    }
}

/// The columns of the dates: the same in every row, so that nothing moves while the list is scrolled. EDTF has
/// the room of a stretch of days, where half of the row and the time since the event before leave it.
fn date_width(app: &App, area: Rect) -> usize {
    if app.edtf {
        let taken = if app.delta { DELTA } else { 0 };
        EDTF.min(usize::from(area.width).div_ceil(2)).saturating_sub(taken).max(SHORT_WIDTH)
    } else if app.view.headings().is_timed {
        TIMED_WIDTH
    } else {
        SHORT_WIDTH
    }
}

/// The date in a column of its own; what is undated says so.
fn date_cell(app: &App, event: &Event, theme: &Theme, columns: usize) -> (String, ratatui::style::Style) {
    match &event.date {
        Some(date) if app.edtf => (fill(date.edtf(), columns), theme.date),
        Some(date) if columns >= TIMED_WIDTH => (fill(&date.timed(), columns), theme.date),
        Some(date) => (fill(&date.short(), columns), theme.date),
        // A date that could not be understood is shown as it was written.
        None => match event.extra.get().as_ref().and_then(|extra| extra.get("date")?.as_str()) {
            Some(written) => (fill(&format!("! {}", line(written)), columns), theme.caveat),
            None => (fill("undated", columns), theme.dim),
        },
    }
}

/// What has not happened says so; what has says how much it matters.
fn glyph(event: &Event, theme: &Theme) -> (&'static str, ratatui::style::Style) {
    match (event.status, event.importance) {
        (Some(Status::Planned), _) => ("→", theme.planned),
        (Some(Status::Target), _) => ("◎", theme.planned),
        (Some(Status::Ongoing), _) => ("…", theme.date),
        (Some(Status::Cancelled), _) => ("⊘", theme.caveat),
        (_, Some(Importance::Core)) => ("◆", theme.date),
        (_, Some(Importance::Secondary)) => ("◇", theme.date),
        (_, Some(Importance::Marginal)) => ("·", theme.dim),
        (_, None) => (" ", theme.plain),
    }
}

/// The right end of a row: time since the event before, quotes, caveats.
#[derive(Default)]
struct Badges {
    session: String,
    delta: Option<String>,
    quotes: String,
    caveats: String,
}

fn badges(app: &App, id: EventId, item: usize) -> Badges {
    let event = app.timeline.event(id);
    let delta = app.delta.then(|| app.silence_before(item).unwrap_or_default());
    let mark = app.reader.mark(id).map_or_else(|| " ".to_owned(), |letter| letter.to_string());
    let note = if app.reader.is_noted(id) { "✎" } else { " " };
    Badges {
        session: if app.reader.is_on() { format!(" {mark}{note}") } else { String::new() },
        delta: delta.map(|delta| format!(" {:>1$}", cut(&delta, DELTA - 2), DELTA - 2)),
        quotes: match event.quotes.iter().take(100).filter(|quote| !quote.is_report()).count() {
            0 if event.quotes.is_empty() => "  –".to_owned(),
            // Who reports it is not quoted.
            0 => "  ·".to_owned(),
            n @ 1..=99 => format!("{n:>2}”"),
            _ => "99+".to_owned(),
        },
        caveats: match event.caveats.len() {
            0 => "  ".to_owned(),
            n @ 1..=9 => format!("!{n}"),
            _ => "!+".to_owned(),
        },
    }
}

/// How many doubts there are, where there are any: that is worth its room on a narrow screen too.
fn doubts(event: &Event) -> Badges {
    let caveats = match event.caveats.len() {
        0 => return Badges::default(),
        n @ 1..=9 => format!("!{n}"),
        _ => "!+".to_owned(),
    };
    Badges { caveats, ..Badges::default() }
}

impl Badges {
    fn width(&self) -> usize {
        if self.quotes.is_empty() {
            return if self.caveats.is_empty() { 0 } else { 1 + width(&self.caveats) };
        }
        // A blank before each.
        width(&self.session)
            + self.delta.as_deref().map_or(0, width)
            + 1
            + width(&self.quotes)
            + 1
            + width(&self.caveats)
    }

    fn draw(&self, theme: &Theme, x: u16, y: u16, buffer: &mut Buffer) {
        let room = buffer.area.right().saturating_sub(x);
        if self.quotes.is_empty() {
            let caveats = [(" ", theme.plain), (self.caveats.as_str(), theme.caveat)];
            pane::pieces(buffer, (x, y), room, &caveats);
            return;
        }
        pane::pieces(
            buffer,
            (x, y),
            room,
            &[
                (&self.session, theme.name),
                (self.delta.as_deref().unwrap_or_default(), theme.dim),
                (" ", theme.plain),
                (&self.quotes, theme.dim),
                (" ", theme.plain),
                (&self.caveats, theme.caveat),
            ],
        );
    }
}
