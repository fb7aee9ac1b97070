//! Steps and numbers of a review in words.

use std::fmt::Write as _;

use crate::model::{Date, Timeline};
use crate::review::{Certainty, Step, Tally, Verdict};
use crate::text::{cut, line, plural};

/// So much of a title is said, in columns.
const TITLE: usize = 40;

/// An event by its title, in quotation marks.
pub(super) fn named(timeline: &Timeline, key: &str) -> String {
    let title = timeline.event_by_key(key).map(|id| line(timeline.event(id).title.raw()).into_owned());
    match title {
        Some(title) => format!("“{}”", cut(&title, TITLE)),
        None => "an event that is not there".to_owned(),
    }
}

/// The same with its date.
pub(super) fn dated(timeline: &Timeline, key: &str) -> String {
    let date = timeline.event_by_key(key).map(|id| timeline.event(id).date.as_ref().map(Date::human));
    match date {
        Some(Some(date)) => format!("{} ({date})", named(timeline, key)),
        Some(None) => format!("{} (undated)", named(timeline, key)),
        None => named(timeline, key),
    }
}

/// A step in words, said of the timeline in which it is not done.
pub(super) fn step(timeline: &Timeline, step: &Step) -> String {
    let of = |what: &str, event: &str| format!("{what} of {}", named(timeline, event));
    match step {
        Step::Judge { events, verdict } => {
            let what = match verdict {
                Some(Verdict::Accepted) => "the acceptance",
                Some(Verdict::Rejected) => "the rejection",
                None => "the withdrawal of what was said",
            };
            match events.as_slice() {
                [event] => of(what, event),
                events => format!("{what} of {}", plural(events.len(), "candidate")),
            }
        }
        Step::Date { event, .. } => of("the other date", event),
        Step::Title { event, .. } => of("the other title", event),
        Step::Actors { event, .. } => of("the other actors", event),
        Step::Speaker { event, .. } => of("the other speaker", event),
        Step::Status { event, .. } => of("the other status", event),
        Step::Place { event, .. } => of("the other place", event),
        Step::Merge { into, from, .. } => {
            format!("the merge of {} with {}", named(timeline, into), named(timeline, from))
        }
        Step::Split { event, .. } => of("the split", event),
        Step::Add(added) => format!("the new event “{}”", cut(&line(&added.title), TITLE)),
    }
}

/// How far a review is; in few columns by signs.
pub(super) fn told(tally: Tally, short: bool) -> String {
    let Tally { left, accepted, rejected, mended } = tally;
    if short {
        return format!("{left} left · ✓ {accepted} ✗ {rejected}");
    }
    let mut said = format!("{left} left · {accepted} accepted · {rejected} rejected");
    if mended > 0 {
        let _ = write!(said, " · {mended} mended");
    }
    said
}

pub(super) fn at_least(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "certain",
        Certainty::Likely => "at least likely",
        Certainty::Guess => "at least a guess",
    }
}

pub(super) fn is_are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}
