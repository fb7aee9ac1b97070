//! Everything a reader did with a timeline, in a form that merges.

use super::content::{ContentHash, OldText};
use super::identity::Identity;
use super::item::{Letter, Mark, Met, Note, NoteId, Place, Prompt, Read, Sitting};
use super::register::Registers;
use super::stamp::{Millis, Stamp};

/// How many prompts are remembered.
const HISTORY: usize = 1_000;

/// What is kept on disk: the last writer of each item wins.
///
/// A state can be a whole session or a change to one: [`State::merge`] brings both together, in any
/// order and as often as one likes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Which timeline it is of.
    pub identity: Registers<(), Identity>,
    /// What was read, by the event's key.
    pub reads: Registers<String, Read>,
    /// Marks, of this timeline and across timelines.
    pub marks: Registers<Letter, Mark>,
    /// Notes.
    pub notes: Registers<NoteId, Note>,
    /// Where the reader was.
    pub place: Registers<(), Place>,
    /// What was typed at prompts, and when last; the latest thousand.
    pub history: Registers<(Prompt, String), Millis>,
    /// When was read, by the stamp of its beginning.
    pub sittings: Registers<Stamp, Sitting>,
    /// Which events were met when.
    pub met: Registers<Stamp, Met>,
}

impl State {
    /// Takes in everything of `other`; returns what of it was news.
    #[expect(clippy::return_self_not_must_use, reason = "most callers want it merged, and no more")]
    pub fn merge(&mut self, other: Self) -> Self {
        let news = Self {
            identity: self.identity.merge(other.identity),
            reads: self.reads.merge(other.reads),
            marks: self.marks.merge(other.marks),
            notes: self.notes.merge(other.notes),
            place: self.place.merge(other.place),
            history: self.history.merge(other.history),
            sittings: self.sittings.merge(other.sittings),
            met: self.met.merge(other.met),
        };
        self.history.keep_latest(HISTORY);
        news
    }

    /// The latest stamp in it.
    #[must_use]
    pub fn latest(&self) -> Stamp {
        [
            self.identity.latest(),
            self.reads.latest(),
            self.marks.latest(),
            self.notes.latest(),
            self.notes.slots().next_back().map(|(id, _)| id.0).unwrap_or_default(),
            self.place.latest(),
            self.history.latest(),
            self.sittings.latest(),
            self.met.latest(),
        ]
        .into_iter()
        .max()
        .unwrap_or_default()
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A change to a session, on its way to the disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delta {
    /// The items that changed.
    pub state: State,
    /// What events said when they were read. Kept apart: it is much, and only looked up.
    pub texts: Vec<(ContentHash, OldText)>,
}

impl Delta {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.state.is_empty()
    }

    /// Both changes as one.
    pub fn absorb(&mut self, later: Self) {
        self.state.merge(later.state);
        self.texts.extend(later.texts);
    }
}
