//! What the model can see to be wrong with things that were read without trouble.

use std::collections::HashSet;

use super::{At, DraftEvent};
use crate::issue::{Issue, Spot};
use crate::model::{Date, Source, Status};
use crate::text::{Text, line};

/// What is wrong within one event.
pub(super) fn event(draft: &DraftEvent, key: &Text, foreign: bool, issues: &mut Vec<Issue>) {
    if let Some(date) = &draft.date {
        issues.extend(backwards("date", date));
    }
    if draft.quotes.is_empty() && !foreign {
        issues.push(Issue::warning(
            draft.spot,
            format!("event `{}` has no evidence", line(key.raw())),
            "quote a source that reports it: [[events.quotes]] with `text` and `source`",
        ));
    }
    twice(draft, issues);
}

/// A date that ends before it begins.
pub(super) fn backwards(field: &str, date: &At<Date>) -> Option<Issue> {
    let ends = date.value.ends();
    (ends.latest_end < ends.earliest_start).then(|| {
        Issue::error(
            date.spot,
            format!("{field} `{}` ends before it begins", line(date.value.edtf())),
            "swap its two ends",
        )
    })
}

/// The date of an event that is told as past: it happened, or nothing else is said.
pub(super) fn past_start(status: Option<Status>, date: Option<&At<Date>>) -> Option<Date> {
    match status {
        None | Some(Status::Occurred) => date.map(|date| date.value.clone()),
        Some(Status::Ongoing | Status::Planned | Status::Target) => None,
    }
}

/// A source that was out before the event which it is quoted for.
pub(in crate::model) fn too_early(spot: Spot, event: &Date, source: &Source) -> Option<Issue> {
    let published = source.published.as_ref()?;
    (published.ends().latest_end < event.ends().earliest_start).then(|| {
        Issue::warning(
            spot,
            format!(
                "source `{}` ({}) is older than the event that it reports ({})",
                line(source.key.raw()),
                line(&published.human()),
                line(&event.human())
            ),
            "mend one of the dates, set status = \"planned\", or stance = \"mentions\" where it only announces it",
        )
    })
}

/// The same words from the same place of the same source, more than once.
fn twice(draft: &DraftEvent, issues: &mut Vec<Issue>) {
    if draft.quotes.len() < 2 {
        return;
    }
    let mut seen = HashSet::with_capacity(draft.quotes.len());
    for quote in draft.quotes.iter().filter(|quote| !quote.text.is_blank()) {
        let source = quote.source.as_ref().map(|at| at.value.raw());
        let locator = quote.locator.as_ref().map(Text::raw);
        if !seen.insert((quote.text.raw(), source, locator)) {
            issues.push(Issue::warning(quote.spot, "the same quote twice in one event", "take one out"));
        }
    }
}
