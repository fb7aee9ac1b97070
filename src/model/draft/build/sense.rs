//! What the model can see to be wrong with things that were read without trouble.

use std::collections::HashSet;

use super::{At, DraftEvent};
use crate::issue::{Issue, Spot};
use crate::model::{Date, Source, Status};
use crate::text::{Text, line};

/// What is wrong within one event.
pub(super) fn event(draft: &DraftEvent, issues: &mut Vec<Issue>) {
    if let Some(date) = &draft.date {
        issues.extend(backwards("date", date));
    }
    twice(draft, issues);
}

/// How many events without evidence are told one by one.
const MAX_BARE: usize = 50;

/// Events without evidence, with their keys, of so many in all. Where none has any, that is said once:
/// then the timeline comes from a format that knows no evidence, or it is yet to be found.
pub(super) fn bare(bare: &[(Spot, Text)], all: usize, issues: &mut Vec<Issue>) {
    const HELP: &str = "quote a source that reports it, in `quotes`, with `text` and `source`";
    let one = |(spot, key): &(Spot, Text)| {
        Issue::warning(*spot, format!("event `{}` has no evidence", line(key.raw())), HELP)
    };
    match bare {
        [first, _, ..] if bare.len() == all => {
            issues.push(Issue::warning(first.0, format!("none of the {all} events has evidence"), HELP));
        }
        _ => issues.extend(bare.iter().take(MAX_BARE).map(one)),
    }
    let told = if bare.len() == all { bare.len() } else { MAX_BARE };
    if let Some((spot, _)) = bare.get(told) {
        let what = format!("{} more events have no evidence, this one first", bare.len() - told);
        issues.push(Issue::warning(*spot, what, HELP));
    }
}

/// A date that ends before it begins.
pub(super) fn backwards(field: &str, date: &At<Date>) -> Option<Issue> {
    date.value.is_backwards().then(|| {
        let written = date.value.original().map_or(date.value.edtf(), Text::raw);
        Issue::error(
            date.spot,
            format!("{field} `{}` ends before it begins", line(written)),
            "swap its two ends",
        )
    })
}

/// Whether an event is told as past: it happened, or nothing else is said.
pub(super) fn is_past(status: Option<Status>) -> bool {
    matches!(status, None | Some(Status::Occurred))
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
