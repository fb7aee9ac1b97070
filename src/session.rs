//! A reading session: everything that a reader did with one timeline.
//!
//! Pure: no clock, no file. The program holds a [`Session`], tells it what happens with
//! [`Session::apply`], and hands every [`Delta`] that comes of it to the saver
//! ([`crate::store::session::Saver`]), which keeps a copy of its own and writes that. What other
//! programs wrote on the same timeline comes back as a [`State`] for [`Session::merge`].
//!
//! ```
//! use annals::session::{Op, ReadNow, Session, content_hash, word_count, OldText};
//! use annals::formats::{self, Hint};
//!
//! let file = b"[[events]]\nkey = 'talks-open'\ndate = '2025-05'\ntitle = 'The talks open'";
//! let timeline = formats::read(Hint::Name("toml"), file).unwrap().timeline;
//! let mut session = Session::new("talks", 7);
//! let now = 1_746_000_000_000;
//! let to_save = session.begin(&timeline, None, now);
//! assert!(!to_save.is_empty());
//!
//! let event = &timeline.events().next().unwrap();
//! let hash = content_hash(&timeline, event);
//! let read = ReadNow {
//!     event: event.key.raw().to_owned(),
//!     hash,
//!     text: OldText::of(event),
//!     words: word_count(event),
//!     took: Some(4_000),
//! };
//! session.apply(Op::Read(vec![read]), now + 5_000);
//! assert!(session.is_read("talks-open") && !session.is_changed("talks-open", hash));
//! ```
//!
//! # How two programs agree
//!
//! Every item (a read state, a mark, a note, the place ..) has a [`Stamp`]; of two versions of an
//! item the later one stays, and a removal is a version like any other. So merging gives the same
//! whatever the order, and doing it twice changes nothing. A whole session and one change to it have
//! the same type, [`State`], and the file is that type line by line: [`form`].
//!
//! Undo and redo are of this run only, and leave alone what somebody else changed since.
//!
//! # Limits
//!
//! Of a timeline with more than [`MOST_MET`] events nothing is ever new: what was read, changed, marked
//! and noted is known all the same. A timeline is known again by a sketch of its first 20,000 events.

mod content;
mod count;
mod follow;
pub mod form;
mod hex;
mod identity;
mod item;
mod op;
mod register;
mod sitting;
mod stamp;
mod state;

use std::collections::{BTreeMap, BTreeSet, HashSet};

pub use content::{ContentHash, OldText, WordsHash, content_hash, word_count, words_hash};
pub use count::{Coverage, News, Progress, by_actor, by_source, by_year};
pub use identity::Identity;
pub use item::{Letter, Mark, Met, Note, NoteId, Place, Prompt, Read, Sitting, Target, View, Whereabouts};
pub use op::{Applied, Op, Outcome, ReadNow};
pub use register::{Registers, Slot};
pub use sitting::Pace;
pub use stamp::{BadStamp, Clock, Millis, Stamp};
pub use state::{Delta, State};

use crate::model::Timeline;

/// Of how many events it is remembered that they were met. A timeline of more is not asked what of it is
/// new: a list of a million keys would be read and written each time.
pub const MOST_MET: usize = 200_000;

/// How many events one item of met events holds: lines of a readable length.
const MET_EACH: usize = 1_000;

/// What a reader did with one timeline, and does now. See the [module](self).
#[derive(Clone, Debug)]
pub struct Session {
    name: String,
    state: State,
    clock: Clock,
    steps: op::Steps,
    run: Option<sitting::Run>,
    /// When the sitting before this one ended.
    previous: Option<Millis>,
    /// The events that were met before this sitting, by the hash of their keys.
    met_before: HashSet<u64>,
    /// Those met by now.
    met: HashSet<u64>,
    /// The timeline has more events than are remembered as met.
    too_many: bool,
    /// How many events were found again under another title or date.
    followed: usize,
    /// Which notes are on what: asked for every row of a list.
    notes_by_target: BTreeMap<Target, BTreeSet<NoteId>>,
}

impl Session {
    /// A session in which nothing happened. `instance` is a random number: two programs that run at
    /// once must not have the same.
    #[must_use]
    pub fn new(name: impl Into<String>, instance: u32) -> Self {
        Self::of(name, State::default(), instance)
    }

    /// The session with that state.
    #[must_use]
    pub fn of(name: impl Into<String>, state: State, instance: u32) -> Self {
        let mut clock = Clock::new(instance);
        clock.observe(state.latest());
        let previous = state.sittings.iter().map(|(_, sitting)| sitting.to).max();
        let met: HashSet<u64> = met_in(&state).collect();
        let mut session = Self {
            name: name.into(),
            state,
            clock,
            steps: op::Steps::default(),
            run: None,
            previous,
            met_before: met.clone(),
            met,
            too_many: false,
            followed: 0,
            notes_by_target: BTreeMap::new(),
        };
        session.index_notes();
        session
    }

    fn index_notes(&mut self) {
        self.notes_by_target.clear();
        for (&id, note) in self.state.notes.iter() {
            self.notes_by_target.entry(note.on.clone()).or_default().insert(id);
        }
    }

    /// Its name, which is that of its files.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// All that is kept.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Which timeline it is of, as it was last seen.
    #[must_use]
    pub fn identity(&self) -> Option<&Identity> {
        self.state.identity.get(&())
    }

    /// Begins a sitting with `timeline`, found at `path` (see [`Identity::path`]): from now on what
    /// was not met before is new. Returns what to save.
    pub fn begin(&mut self, timeline: &Timeline, path: Option<&str>, now: Millis) -> Delta {
        self.begin_sitting(now);
        self.meet(timeline, path, now)
    }

    /// Takes note of the events of `timeline`, which was loaded again: those that nobody met are new.
    /// Returns what to save.
    pub fn meet(&mut self, timeline: &Timeline, path: Option<&str>, now: Millis) -> Delta {
        let mut delta = Delta::default();
        // What comes out of a pipe does not take the session of a file away from it.
        let path = path.or_else(|| self.identity()?.path.as_deref());
        let identity = Identity::of(timeline, path);
        if self.identity() != Some(&identity) {
            let slot = Slot { stamp: self.clock.tick(now), value: Some(identity) };
            op::write(&mut self.state.identity, &mut delta.state.identity, (), slot);
        }
        self.too_many = timeline.len() > MOST_MET;
        let knew = !self.met.is_empty();
        if knew && self.previous.is_none() && self.met_before.is_empty() {
            // There was no sitting before: new is what comes after the first reading of the file.
            self.met_before.clone_from(&self.met);
        }
        let mut new = Vec::new();
        let mut fresh = Vec::new();
        for event in timeline.events().take(if self.too_many { 0 } else { MOST_MET }) {
            let hash = key_hash(event.key.raw());
            if self.met.insert(hash) {
                fresh.push(hash);
                new.extend(knew.then_some(event));
            }
        }
        self.follow(timeline, &new, now, &mut delta);
        fresh.sort_unstable();
        for events in fresh.chunks(MET_EACH) {
            let stamp = self.clock.tick(now);
            let slot = Slot { stamp, value: Some(Met { at: now, events: events.to_vec() }) };
            op::write(&mut self.state.met, &mut delta.state.met, stamp, slot);
        }
        self.write_sitting(now, &mut delta.state);
        delta
    }

    /// Takes in what another program did.
    pub fn merge(&mut self, news: State) {
        self.clock.observe(news.latest());
        self.met.extend(met_in(&news));
        let has_notes = !news.notes.is_empty();
        self.state.merge(news);
        if has_notes {
            self.index_notes();
        }
    }

    /// What was read of the event with that key.
    #[must_use]
    pub fn read(&self, event: &str) -> Option<&Read> {
        self.state.reads.get(event)
    }

    /// Whether the event was read, whatever it says now.
    #[must_use]
    pub fn is_read(&self, event: &str) -> bool {
        self.read(event).is_some()
    }

    /// Whether the event was never read.
    #[must_use]
    pub fn is_unread(&self, event: &str) -> bool {
        !self.is_read(event)
    }

    /// Whether the event was read and says something else now, `hash` being what it says.
    #[must_use]
    pub fn is_changed(&self, event: &str, hash: ContentHash) -> bool {
        self.read(event).is_some_and(|read| read.hash != hash)
    }

    /// Whether the event came since the last sitting; in the first sitting, since the file was read first.
    #[must_use]
    pub fn is_new(&self, event: &str) -> bool {
        self.knows_news() && !self.met_before.contains(&key_hash(event))
    }

    /// Whether any event may be new: there was a sitting before this one or a reading before this, and the
    /// timeline has no more than [`MOST_MET`] events.
    #[must_use]
    pub fn knows_news(&self) -> bool {
        (self.previous.is_some() || !self.met_before.is_empty()) && !self.too_many
    }

    /// The keys of all events that were read.
    pub fn all_read(&self) -> impl Iterator<Item = &str> {
        self.state.reads.iter().map(|(key, _)| key.as_str())
    }

    /// The mark of that letter.
    #[must_use]
    pub fn mark_at(&self, letter: Letter) -> Option<&Mark> {
        self.state.marks.get(&letter)
    }

    /// Every mark by its letter, those across timelines first.
    pub fn marks(&self) -> impl Iterator<Item = (Letter, &Mark)> {
        self.state.marks.iter().map(|(&letter, mark)| (letter, mark))
    }

    /// The marks in this timeline that sit on `target`.
    pub fn marks_on<'a>(&'a self, target: &'a Target) -> impl Iterator<Item = Letter> + 'a {
        self.marks()
            .filter(move |(_, mark)| mark.on == *target && self.is_here(mark))
            .map(|(letter, _)| letter)
    }

    /// Whether `mark` is in this timeline.
    #[must_use]
    pub fn is_here(&self, mark: &Mark) -> bool {
        mark.timeline.as_ref().is_none_or(|timeline| timeline.session == self.name)
    }

    /// One note.
    #[must_use]
    pub fn note(&self, id: NoteId) -> Option<&Note> {
        self.state.notes.get(&id)
    }

    /// Every note, in the order in which they were made.
    #[must_use]
    pub fn notes(&self) -> impl DoubleEndedIterator<Item = (NoteId, &Note)> {
        self.state.notes.iter().map(|(&id, note)| (id, note))
    }

    /// The notes on `target`, in the order in which they were made.
    #[must_use]
    pub fn notes_on(&self, target: &Target) -> impl DoubleEndedIterator<Item = (NoteId, &Note)> {
        let ids = self.notes_by_target.get(target).into_iter().flatten();
        ids.filter_map(|&id| Some((id, self.note(id)?)))
    }

    /// Everything that there are notes on.
    #[must_use]
    pub fn noted(&self) -> impl DoubleEndedIterator<Item = &Target> {
        self.notes_by_target.keys()
    }

    /// Where the reader was.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        self.state.place.get(&())
    }

    /// What was typed at `prompt`, the latest first.
    #[must_use]
    pub fn history(&self, prompt: Prompt) -> Vec<&str> {
        let typed =
            self.state.history.slots().filter(|((at, _), slot)| *at == prompt && slot.value.is_some());
        let mut typed: Vec<(Stamp, &str)> =
            typed.map(|((_, text), slot)| (slot.stamp, text.as_str())).collect();
        typed.sort_unstable_by(|a, b| b.cmp(a));
        typed.into_iter().map(|(_, text)| text).collect()
    }

    /// When the sitting before this one ended: what "since Tuesday" counts from.
    #[must_use]
    pub fn last_sitting(&self) -> Option<Millis> {
        self.previous
    }
}

fn met_in(state: &State) -> impl Iterator<Item = u64> {
    state.met.iter().flat_map(|(_, met)| met.events.iter().copied())
}

fn key_hash(key: &str) -> u64 {
    content::hash_of("event key", &[key])
}

#[cfg(test)]
mod tests;
