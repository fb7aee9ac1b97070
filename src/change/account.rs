//! What changed from one timeline to another, in sentences.
//!
//! [`super::between`] says which parts differ, for a line of the screen; an [`Account`] says how: a date
//! that widened, an actor who left, a quote that was taken out. Events are matched by key, and by very
//! like content where a key is gone.

use std::collections::HashMap;

use super::pairs::{self, Pairs};
use super::same_content;
use crate::model::draft::{DraftActor, DraftEvent, DraftSource};
use crate::model::{Draft, Timeline};
use crate::search::fold;
use crate::text::{Text, plural};

pub(super) mod beside;
mod dates;
mod event;
mod quotes;
mod words;

pub(super) use quotes::is_like;

/// What changed.
#[derive(Debug, Default)]
pub struct Account {
    /// What became of events: those changed and new in the order of the newer timeline, then those gone.
    pub events: Vec<EventChange>,
    /// What changed of actors, sources and the timeline itself.
    pub beside: Vec<Change>,
}

/// What became of one event.
#[derive(Debug)]
pub struct EventChange {
    /// Its key; where it is gone, the one that it had.
    pub key: Text,
    /// The key that it had, where that is another.
    pub was: Option<Text>,
    /// Its title.
    pub title: Text,
    /// When it was, as a person says it.
    pub date: Option<String>,
    /// What became of it.
    pub how: How,
    /// What changed of it.
    pub changes: Vec<Change>,
}

/// What becomes of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Only the newer timeline has it.
    New,
    /// Both have it, and it differs.
    Changed,
    /// Only the older timeline has it.
    Gone,
}

impl How {
    /// `new`, `changed` or `gone`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Gone => "gone",
        }
    }
}

/// One thing that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which part of it, by the name of the field: `date`, `actors`, `quotes`.
    pub part: &'static str,
    /// The sentence, fit for a terminal.
    pub said: String,
    /// What stood there, as it was written.
    pub from: Option<Text>,
    /// What stands there now.
    pub to: Option<Text>,
}

impl Change {
    fn new(part: &'static str, said: String, from: Option<&Text>, to: Option<&Text>) -> Self {
        Self { part, said, from: from.cloned(), to: to.cloned() }
    }

    /// A field of a word or two: got, lost, or became something else. `None` where it is the same.
    fn field(part: &'static str, name: &str, from: Option<&Text>, to: Option<&Text>) -> Option<Self> {
        let said = match (from, to) {
            (from, to) if from == to => return None,
            (None, Some(to)) => format!("{name} was added: {}", to.line()),
            (Some(from), None) => format!("{name} was removed: {}", from.line()),
            (Some(from), Some(to)) => format!("{name} changed from {} to {}", from.line(), to.line()),
            (None, None) => return None,
        };
        Some(Self::new(part, said, from, to))
    }

    /// A field of sentences: what differs in it is shown word by word.
    fn prose(part: &'static str, name: &str, from: Option<&Text>, to: Option<&Text>) -> Option<Self> {
        match (from, to) {
            (Some(old), Some(new)) if old != new => {
                let said = format!("{name} changed: {}", words::diff(&old.line(), &new.line()));
                Some(Self::new(part, said, from, to))
            }
            _ => Self::field(part, name, from, to),
        }
    }
}

/// Who is called what, in either timeline.
struct Names {
    actors: HashMap<Text, Text>,
    sources: HashMap<Text, Text>,
}

impl Names {
    fn actor(&self, key: &Text) -> String {
        self.actors.get(key).unwrap_or(key).line().into_owned()
    }

    fn source(&self, key: &Text) -> String {
        self.sources.get(key).unwrap_or(key).line().into_owned()
    }
}

impl Account {
    /// What changed from `old` to `new`.
    ///
    /// ```
    /// use annals::change::Account;
    /// use annals::formats::{self, Hint};
    ///
    /// let read = |text: &str| formats::read(Hint::Name("toml"), text.as_bytes()).map(|read| read.timeline);
    /// let old = read("[[events]]\nkey = 'a'\ntitle = 'They met'\ndate = '2025-01-21'\nactors = ['nato']")?;
    /// let new = read("[[events]]\nkey = 'b'\ntitle = 'They met'\ndate = '2025-01'")?;
    ///
    /// let account = Account::of(&old, &new);
    /// let said: Vec<&str> = account.events[0].changes.iter().map(|change| change.said.as_str()).collect();
    /// assert_eq!(said, [
    ///     "the key changed from a to b",
    ///     "the date widened from 21 January 2025 to January 2025",
    ///     "nato left",
    /// ]);
    /// assert_eq!(account.stat(), "1 changed");
    /// # Ok::<(), formats::ReadError>(())
    /// ```
    #[must_use]
    pub fn of(old: &Timeline, new: &Timeline) -> Self {
        let (mut before, after) = (Draft::from(old), Draft::from(new));
        let mut beside = beside::timeline(&before.meta, &after.meta);
        let renamed = beside::Renamed::of(&before, &after);
        beside.extend(beside::actors(&before.actors, &after.actors, &renamed));
        beside.extend(beside::sources(&before.sources, &after.sources, &renamed));
        renamed.apply(&mut before.events);
        let names = Names {
            actors: before.actors.iter().chain(&after.actors).filter_map(actor_name).collect(),
            sources: before.sources.iter().chain(&after.sources).filter_map(source_name).collect(),
        };
        let Pairs { both, gone, new } = pairs::pair(&before.events, &after.events);
        let mut events: Vec<(usize, EventChange)> = Vec::new();
        for (a, b) in both {
            let (a, event) = (&before.events[a], &after.events[b]);
            let (was, key) = (pairs::key(a), pairs::key(event));
            let mut changes: Vec<Change> =
                Change::field("key", "the key", Some(&was), Some(&key)).into_iter().collect();
            if !same_content(a, event) {
                changes.extend(event::changes(a, event, &names));
                if changes.is_empty() {
                    changes.push(Change::new(
                        "other",
                        "something that has no name here changed".into(),
                        None,
                        None,
                    ));
                }
            }
            if !changes.is_empty() {
                let was = (was != key).then_some(was);
                events.push((b, EventChange { was, changes, ..of_event(event, How::Changed) }));
            }
        }
        events.extend(new.into_iter().map(|at| (at, of_event(&after.events[at], How::New))));
        events.sort_by_key(|&(at, _)| at);
        let mut events: Vec<EventChange> = events.into_iter().map(|(_, change)| change).collect();
        events.extend(gone.into_iter().map(|at| of_event(&before.events[at], How::Gone)));
        Self { events, beside }
    }

    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.events.is_empty() && self.beside.is_empty()
    }

    /// In one line: `2 new, 1 changed, 1 gone; 2 changes of actors`.
    #[must_use]
    pub fn stat(&self) -> String {
        let of = |how| self.events.iter().filter(|event| event.how == how).count();
        let events = [How::New, How::Changed, How::Gone].map(|how| (of(how), how.word()));
        let events: Vec<String> = events
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        let mut parts: Vec<String> = Vec::new();
        if !events.is_empty() {
            parts.push(events.join(", "));
        }
        for (part, name) in
            [("actors", "actors"), ("sources", "sources"), ("timeline", "the timeline itself")]
        {
            let count = self.beside.iter().filter(|change| change.part == part).count();
            if count > 0 {
                parts.push(format!("{} of {name}", plural(count, "change")));
            }
        }
        if parts.is_empty() { "no difference".to_owned() } else { parts.join("; ") }
    }
}

fn of_event(event: &DraftEvent, how: How) -> EventChange {
    EventChange {
        key: pairs::key(event),
        was: None,
        title: event.title.clone().unwrap_or_default(),
        date: event.date.as_ref().map(|at| at.value.human()),
        how,
        changes: Vec::new(),
    }
}

fn actor_name(actor: &DraftActor) -> Option<(Text, Text)> {
    Some((actor.key.as_ref()?.value.clone(), actor.name.clone()?))
}

fn source_name(source: &DraftSource) -> Option<(Text, Text)> {
    Some((source.key.as_ref()?.value.clone(), source.title.clone()?))
}

fn folded(text: Option<&Text>) -> String {
    text.map(|text| fold::name(&text.line())).unwrap_or_default()
}

#[cfg(test)]
mod tests;
