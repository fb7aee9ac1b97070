//! The memo: what a reader marked and noted, in time order, with everything that a citation needs.
//!
//! [`gather`] collects it; [`markdown`] and [`json`] write it down, [`csl_json`] and [`bib`] the
//! sources that it cites. Nothing that the reader wrote is left out: what sits on something that is
//! no longer in the timeline stands at the end.

mod bib;
mod json;
mod markdown;

use std::collections::BTreeSet;

pub use bib::bib;
pub use json::json;
pub use markdown::markdown;

pub use crate::cite::csl_json;
use crate::model::{ActorId, Event, EventId, SourceId, Timeline};
use crate::session::{Letter, Millis, Session, Target, words_hash};
use crate::text::Text;

/// What a reader wrote about one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remarks {
    /// The letters of the marks on it.
    pub marks: Vec<Letter>,
    /// The notes on it, in the order in which they were made.
    pub notes: Vec<Remark>,
}

impl Remarks {
    fn on(session: &Session, target: &Target) -> Self {
        let notes = session.notes_on(target);
        Self {
            marks: session.marks_on(target).collect(),
            notes: notes.map(|(_, note)| Remark::of(&note.text, note.made, note.edited)).collect(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty() && self.notes.is_empty()
    }
}

/// One note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The words.
    pub text: Text,
    /// When it was written.
    pub made: Millis,
    /// When it was last changed.
    pub edited: Millis,
}

impl Remark {
    fn of(text: &str, made: Millis, edited: Millis) -> Self {
        Self { text: Text::new(text), made, edited }
    }
}

/// An event with marks or notes on it or on its quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The event.
    pub event: EventId,
    /// On the event itself.
    pub on_event: Remarks,
    /// On its quotes, one for each.
    pub on_quotes: Vec<Remarks>,
}

/// A memo.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memo {
    /// Events, in the order of the timeline.
    pub entries: Vec<Entry>,
    /// Actors, in the order of the file.
    pub actors: Vec<(ActorId, Remarks)>,
    /// Sources, in the order of the file.
    pub sources: Vec<(SourceId, Remarks)>,
    /// Notes on what is no longer in the timeline: on what, and the note.
    pub lost: Vec<(Target, Remark)>,
    /// Marks of the same kind: the letter, on what, and what stood there.
    pub lost_marks: Vec<(Letter, Target, Text)>,
}

impl Memo {
    /// Whether nothing was marked or noted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The sources that the memo cites, in the order in which it does.
    #[must_use]
    pub fn cited(&self, timeline: &Timeline) -> Vec<SourceId> {
        let mut seen = BTreeSet::new();
        let quoted = self.entries.iter().filter_map(|entry| timeline.events().get(entry.event.0 as usize));
        let quoted = quoted.flat_map(|event| event.quotes.iter().filter_map(|quote| quote.source));
        quoted.chain(self.sources.iter().map(|&(id, _)| id)).filter(|&id| seen.insert(id)).collect()
    }
}

/// Collects what was marked and noted about `events` (a filter's answer, or all of them).
///
/// Actors and sources are in it where they take part in one of the events, or are quoted for one.
/// What is no longer in the timeline is in it only where `events` is all of it.
#[must_use]
pub fn gather(session: &Session, timeline: &Timeline, events: &[EventId]) -> Memo {
    let mut wanted: Vec<EventId> = events.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    wanted.retain(|id| (id.0 as usize) < timeline.events().len());
    let is_all = wanted.len() == timeline.events().len();

    // Only what has something on it is looked at closely.
    let targets: BTreeSet<&Target> = session
        .notes()
        .map(|(_, note)| &note.on)
        .chain(session.marks().filter(|(_, mark)| session.is_here(mark)).map(|(_, mark)| &mark.on))
        .collect();
    let touched: BTreeSet<&str> = targets.iter().filter_map(|target| target.event()).collect();

    let mut memo = Memo::default();
    for &id in &wanted {
        let event = timeline.event(id);
        if touched.contains(event.key.raw()) {
            let entry = entry(session, id, &event);
            let has_quotes = entry.on_quotes.iter().any(|remarks| !remarks.is_empty());
            if has_quotes || !entry.on_event.is_empty() {
                memo.entries.push(entry);
            }
        }
    }
    let (mut actors, mut sources) = (BTreeSet::new(), BTreeSet::new());
    for event in wanted.iter().map(|&id| timeline.event(id)) {
        actors.extend(event.actors.iter().map(|participant| participant.actor));
        actors.extend(event.quotes.iter().filter_map(|quote| quote.speaker));
        sources.extend(event.quotes.iter().filter_map(|quote| quote.source));
    }
    for id in timeline.actor_ids().filter(|id| is_all || actors.contains(id)) {
        let target = Target::Actor(timeline.actor(id).key.raw().to_owned());
        if targets.contains(&target) {
            memo.actors.push((id, Remarks::on(session, &target)));
        }
    }
    for id in timeline.source_ids().filter(|id| is_all || sources.contains(id)) {
        let target = Target::Source(timeline.source(id).key.raw().to_owned());
        if targets.contains(&target) {
            memo.sources.push((id, Remarks::on(session, &target)));
        }
    }
    if is_all {
        let lost = |target: &Target| !is_there(timeline, target);
        memo.lost = session
            .notes()
            .filter(|(_, note)| lost(&note.on))
            .map(|(_, note)| (note.on.clone(), Remark::of(&note.text, note.made, note.edited)))
            .collect();
        memo.lost_marks = session
            .marks()
            .filter(|(_, mark)| session.is_here(mark) && lost(&mark.on))
            .map(|(letter, mark)| (letter, mark.on.clone(), Text::new(mark.hint.as_str())))
            .collect();
    }
    memo
}

fn entry(session: &Session, id: EventId, event: &Event) -> Entry {
    let key = event.key.raw();
    let on_quotes = event.quotes.iter().map(|quote| {
        let words = words_hash(quote.text.raw());
        Remarks::on(session, &Target::Quote { event: key.to_owned(), words })
    });
    Entry {
        event: id,
        on_quotes: on_quotes.collect(),
        on_event: Remarks::on(session, &Target::Event(key.to_owned())),
    }
}

/// Whether what a mark or note sits on is in the timeline.
#[must_use]
pub fn is_there(timeline: &Timeline, target: &Target) -> bool {
    match target {
        Target::Event(key) => timeline.event_by_key(&Text::new(key.as_str())).is_some(),
        Target::Actor(key) => timeline.actor_by_key(&Text::new(key.as_str())).is_some(),
        Target::Source(key) => timeline.source_by_key(&Text::new(key.as_str())).is_some(),
        Target::Quote { event, words } => {
            timeline.event_by_key(&Text::new(event.as_str())).is_some_and(|id| {
                timeline.event(id).quotes.iter().any(|quote| words_hash(quote.text.raw()) == *words)
            })
        }
    }
}

#[cfg(test)]
mod tests;
