//! Windows over the panes: help, problems, sources.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::Theme;
use super::{page, pane};
use crate::app::overlay::{IssueList, ROWS_EACH, SourceList};
use crate::app::{App, TextPane, WhichSession};
use crate::cite;
use crate::issue::Severity;
use crate::text::{line, plural, width};

/// A text with a title: the help, statistics, old and new.
pub(super) fn text(title: &str, text: &TextPane, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let inner = pane::frame(area, true, true, title, theme, buffer);
    pane::scrollbar(area, true, text.page.lines.len(), text.top, theme, buffer);
    page::lines(text, None, theme, inner, buffer);
}

/// What is wrong with the file.
pub(super) fn issues(app: &App, list: IssueList, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let (problems, all) = (app.problems(), app.all_issues().count());
    let notes = match all - problems {
        0 => String::new(),
        count => format!(", {}", plural(count, "note")),
    };
    let has_file = app.origin.path.is_some() || app.origin.inputs.is_some();
    let opens = if has_file { " · Enter opens the line" } else { "" };
    let unchecked = if app.has_unchecked_quotes() { " · quotes are not checked here" } else { "" };
    let title = format!("{}{notes}{opens}{unchecked}", plural(problems, "problem"));
    let inner = pane::frame(area, true, true, &title, theme, buffer);
    let issues = app.all_issues().enumerate().skip(list.pane.top);
    for (slot, (index, issue)) in (0..inner.height / 2).zip(issues) {
        let y = inner.y + slot * 2;
        let place = match issue.address() {
            address if address.is_empty() => address,
            address => address + " ",
        };
        let style = if issue.severity == Severity::Note { theme.dim } else { theme.caveat };
        let what = line(issue.what.raw());
        let lead = width(&place) + issue.severity.word().len() + 2;
        let (here, rest) = parted(&what, usize::from(inner.width).saturating_sub(lead));
        pane::pieces(
            buffer,
            (inner.x, y),
            inner.width,
            &[(&place, theme.dim), (issue.severity.word(), style), (": ", style), (here, theme.plain)],
        );
        // What does not fit goes on below, before what to do.
        let gap = if rest.is_empty() || issue.help.is_blank() { "" } else { "; " };
        pane::pieces(
            buffer,
            (inner.x + 2, y + 1),
            inner.width.saturating_sub(2),
            &[(rest, theme.plain), (gap, theme.dim), (&line(issue.help.raw()), theme.dim)],
        );
        if index == list.pane.selected {
            pane::paint(buffer, inner, slot * 2, theme.selected);
        }
    }
    pane::scrollbar(area, true, all * ROWS_EACH, list.pane.top * ROWS_EACH, theme, buffer);
}

/// The sessions that may belong to the timeline, and a new one.
pub(super) fn sessions(which: &WhichSession, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let title = "Which reading session belongs to this timeline?";
    let inner = pane::frame(area, true, true, title, theme, buffer);
    let new = ("a new session", "what you read, mark and note here is kept apart from the others");
    let all = which
        .choices
        .iter()
        .map(|choice| (choice.title.as_str(), choice.about.as_str()))
        .chain(std::iter::once(new));
    for (slot, (index, (title, about))) in (0..inner.height / 2).zip(all.enumerate().skip(which.pane.top)) {
        let y = inner.y + slot * 2;
        let width = inner.width.saturating_sub(2);
        pane::pieces(buffer, (inner.x, y), inner.width, &[(&line(title), theme.title)]);
        pane::pieces(buffer, (inner.x + 2, y + 1), width, &[(&line(about), theme.dim)]);
        if which.is_chosen && index == which.pane.selected {
            pane::paint(buffer, inner, slot * 2, theme.selected);
        }
    }
    let rows = (which.choices.len() + 1) * ROWS_EACH;
    pane::scrollbar(area, true, rows, which.pane.top * ROWS_EACH, theme, buffer);
}

/// A line in two where it is longer than `room` columns, between two words if there are any.
fn parted(text: &str, room: usize) -> (&str, &str) {
    if width(text) <= room {
        return (text, "");
    }
    let fits = |at: &usize| text.get(..*at).is_some_and(|head| width(head) <= room);
    let end = text.char_indices().map(|(at, _)| at).take_while(fits).last().unwrap_or(0);
    let at = text.get(..end).and_then(|head| head.rfind(' ')).filter(|&at| 2 * at > end).unwrap_or(end);
    let (head, tail) = text.split_at(at);
    (head, tail.trim_start())
}

/// The sources, with how many quotes each gives.
pub(super) fn sources(app: &App, list: SourceList, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let sources = app.timeline.sources();
    let title =
        format!("{} · Enter opens its document, s its quotes in order", plural(sources.len(), "source"));
    let inner = pane::frame(area, true, true, &title, theme, buffer);
    for (slot, (id, source)) in
        (0..inner.height / 2).zip(app.timeline.source_ids().zip(sources).skip(list.pane.top))
    {
        let y = inner.y + slot * 2;
        // Nothing is gathered while a frame waits.
        let known = app.timeline.quotes_at_hand(id).map(|_| cite::evidence(app.timeline.evidence_of(id)));
        let quotes = format!(" {:>4} ", known.unwrap_or_else(|| "…".to_owned()));
        let right = u16::try_from(width(&quotes)).unwrap_or(0).min(inner.width);
        let style = if source.declared { theme.title } else { theme.caveat };
        pane::pieces(buffer, (inner.x, y), inner.width - right, &[(&line(source.title.raw()), style)]);
        pane::pieces(buffer, (inner.right() - right, y), right, &[(&quotes, theme.dim)]);
        let file = source.file.as_ref().map_or_else(String::new, |file| format!(", {}", line(file.raw())));
        // Who published it and when is worth more than where it lies.
        let imprint = match cite::imprint(source, app.edtf) {
            nothing if nothing.is_empty() => format!("{}{file}", line(source.key.raw())),
            imprint => format!("{}: {imprint}{file}", line(source.key.raw())),
        };
        pane::pieces(buffer, (inner.x + 2, y + 1), inner.width.saturating_sub(2), &[(&imprint, theme.dim)]);
        if list.pane.top + usize::from(slot) == list.pane.selected {
            pane::paint(buffer, inner, slot * 2, theme.selected);
        }
    }
    pane::scrollbar(area, true, sources.len() * ROWS_EACH, list.pane.top * ROWS_EACH, theme, buffer);
}
