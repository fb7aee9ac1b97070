//! What is different between two readings of a timeline.
//!
//! Events are told apart by their keys and compared by what a reader sees of them: an event that
//! stands on another line, or whose actors the file declares in another order, has not changed.

use std::fmt;

use crate::model::{Actor, Event, Source, Timeline};
use crate::text::Text;

mod account;
mod canon;
mod combine;
mod kept;
mod merge;
mod pairs;
mod part;
mod say;

pub use account::{Account, Change, EventChange, How};
pub use canon::canon;
pub use combine::{Combined, combine, same_content};
pub use merge::{Conflict, Merged, Side, merge};
pub use part::Part;

/// What is different in the newer of two timelines. Made by [`between`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Keys of the events that only the newer one has, in its order.
    pub added: Vec<Text>,
    /// Keys of the events that only the older one has, in its order.
    pub removed: Vec<Text>,
    /// Keys of the events that are in both and differ, in the order of the newer one, each with the
    /// parts that do.
    pub changed: Vec<(Text, Vec<Part>)>,
    /// What differs beside the events.
    pub beside: Vec<Beside>,
}

/// A part of a timeline that is not an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Beside {
    /// Title, description and language of the timeline itself, and tables that annals does not know.
    Timeline,
    /// Who the actors are.
    Actors,
    /// What the sources are.
    Sources,
}

impl Beside {
    /// The word for it: `actors`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Timeline => "the timeline itself",
            Self::Actors => "actors",
            Self::Sources => "sources",
        }
    }
}

impl fmt::Display for Beside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Compares two timelines, in time linear in their size.
///
/// ```
/// use annals::change::{self, Part};
/// use annals::formats::{self, Hint};
///
/// let read = |text: &str| formats::read(Hint::Name("toml"), text.as_bytes()).map(|read| read.timeline);
/// let old = read("[[events]]\nkey = 'davos'\ntitle = 'They met at Davos'\ndate = '2025'")?;
/// let new = read("[[events]]\nkey = 'davos'\ntitle = 'They met at Davos'\ndate = '2025-01-21'")?;
///
/// let changes = change::between(&old, &new);
/// assert_eq!(changes.changed, [("davos".into(), vec![Part::Date])]);
/// assert_eq!(changes.summary(&old, &new), "changed: They met at Davos: date");
/// # Ok::<(), formats::ReadError>(())
/// ```
#[must_use]
pub fn between(old: &Timeline, new: &Timeline) -> Changes {
    let mut changes = Changes::default();
    for event in new.events() {
        match old.event_by_key(event.key) {
            None => changes.added.push(event.key.to_text()),
            Some(before) => {
                let parts = part::differing((old, &old.event(before)), (new, &event));
                if !parts.is_empty() {
                    changes.changed.push((event.key.to_text(), parts));
                }
            }
        }
    }
    let gone = |event: &Event| new.event_by_key(event.key).is_none();
    changes.removed.extend(old.events().filter(gone).map(|event| event.key.to_text()));
    changes.beside = beside(old, new);
    changes
}

impl Changes {
    /// Whether a reader would see no difference at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { added, removed, changed, beside } = self;
        added.is_empty() && removed.is_empty() && changed.is_empty() && beside.is_empty()
    }
}

/// What differs that is not an event.
fn beside(old: &Timeline, new: &Timeline) -> Vec<Beside> {
    let same_actor =
        |actor: &Actor| old.actor_by_key(&actor.key).is_some_and(|before| old.actor(before) == actor);
    let same_source =
        |source: &Source| old.source_by_key(&source.key).is_some_and(|before| old.source(before) == source);
    let differs = [
        (Beside::Timeline, old.meta() != new.meta()),
        (Beside::Actors, old.actors().len() != new.actors().len() || !new.actors().iter().all(same_actor)),
        (
            Beside::Sources,
            old.sources().len() != new.sources().len() || !new.sources().iter().all(same_source),
        ),
    ];
    differs.into_iter().filter(|&(_, differs)| differs).map(|(beside, _)| beside).collect()
}

#[cfg(test)]
mod tests;
