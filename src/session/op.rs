//! What a reader can do, and how it is undone.

use super::Session;
use super::content::{ContentHash, OldText};
use super::item::{Letter, Mark, Note, NoteId, Place, Prompt, Read, Target, Whereabouts};
use super::register::{Registers, Slot};
use super::stamp::{Millis, Stamp};
use super::state::{Delta, State};

/// How many steps can be undone.
const STEPS: usize = 1_000;

/// One thing that a reader does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    /// These events were read: one when a page was read to its end, many when somebody says "all of
    /// these". One step to undo.
    Read(Vec<ReadNow>),
    /// These events, by key, count as unread again.
    Unread(Vec<String>),
    /// Sets a mark; one that has the letter already moves.
    SetMark {
        /// Its letter.
        letter: Letter,
        /// What it sits on.
        on: Target,
        /// What stands there, for the list of marks.
        hint: String,
    },
    /// Takes a mark away.
    RemoveMark(Letter),
    /// Writes a note.
    AddNote {
        /// What it is about.
        on: Target,
        /// The words.
        text: String,
    },
    /// Rewrites a note; with blank words it is removed.
    EditNote {
        /// Which.
        note: NoteId,
        /// The words.
        text: String,
    },
    /// Takes a note away.
    RemoveNote(NoteId),
    /// The reader is there now.
    Place(Place),
    /// Something was typed at a prompt and taken.
    Typed(Prompt, String),
    /// The sitting goes on: to be sent now and then while keys come, and when the program ends.
    Touch,
    /// Takes back the last change of marks, notes or read states.
    Undo,
    /// Does again what was taken back last.
    Redo,
}

/// An event that was just read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadNow {
    /// Its key.
    pub event: String,
    /// What it says: [`super::content_hash`].
    pub hash: ContentHash,
    /// The same in words, to show beside what it says later.
    pub text: OldText,
    /// How many words that is: [`super::word_count`].
    pub words: u32,
    /// For how many milliseconds its page was shown; `None` where it was marked by hand.
    pub took: Option<u64>,
}

/// What came of an [`Op`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// What there is to save; may be nothing.
    pub delta: Delta,
    /// What happened, where there is something to say.
    pub outcome: Outcome,
}

/// What is worth telling the reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    #[default]
    Done,
    /// It was so already, or what it was about is not there.
    Unchanged,
    /// A note was made.
    Noted(NoteId),
    /// Undone or done again: what, in a few words ("mark a", "3 read events").
    Turned(String),
    /// There is nothing to undo, or nothing to do again.
    NothingLeft,
    /// It was changed elsewhere since, and is left as it is: what, in a few words.
    Overtaken(String),
}

/// One item of a step, with what it was and what it became.
#[derive(Clone, Debug)]
pub(super) enum Change {
    Read { event: String, from: Option<Read>, to: Option<Read> },
    Mark { letter: Letter, from: Option<Mark>, to: Option<Mark> },
    Note { id: NoteId, from: Option<Note>, to: Option<Note> },
}

/// Steps to take back, and steps taken back.
#[derive(Clone, Debug, Default)]
pub(super) struct Steps {
    done: Vec<Vec<Change>>,
    undone: Vec<Vec<Change>>,
}

impl Session {
    /// Does `op` at the time `now`. It is done at once; [`Applied::delta`] is what to save.
    ///
    /// ```
    /// use annals::session::{Letter, Op, Outcome, Session, Target};
    /// let mut session = Session::new("example", 1);
    /// let letter = Letter::new('a').unwrap();
    /// let on = Target::Event("talks-open".into());
    /// session.apply(Op::SetMark { letter, on, hint: String::new() }, 1_700_000_000_000);
    /// assert!(session.mark_at(letter).is_some());
    /// let undone = session.apply(Op::Undo, 1_700_000_001_000);
    /// assert_eq!(undone.outcome, Outcome::Turned("mark a".into()));
    /// assert!(session.mark_at(letter).is_none());
    /// ```
    pub fn apply(&mut self, op: Op, now: Millis) -> Applied {
        let stamp = self.clock.tick(now);
        let mut delta = Delta::default();
        let sat = self.sit(&op, now);
        let outcome = match op {
            Op::Undo | Op::Redo => self.turn(op == Op::Undo, stamp, &mut delta.state),
            Op::Place(place) => {
                if self.place() == Some(&place) {
                    Outcome::Unchanged
                } else {
                    let slot = Slot { stamp, value: Some(place) };
                    write(&mut self.state.place, &mut delta.state.place, (), slot);
                    Outcome::Done
                }
            }
            Op::Typed(prompt, text) => {
                let slot = Slot { stamp, value: Some(now) };
                write(&mut self.state.history, &mut delta.state.history, (prompt, text), slot);
                Outcome::Done
            }
            Op::Touch => Outcome::Done,
            op => self.step(op, now, stamp, &mut delta),
        };
        if sat {
            self.write_sitting(now, &mut delta.state);
        }
        Applied { delta, outcome }
    }

    /// Does what can be undone.
    fn step(&mut self, op: Op, now: Millis, stamp: Stamp, delta: &mut Delta) -> Outcome {
        let mut outcome = Outcome::Done;
        let changes = match op {
            Op::Read(events) => self.read_changes(events, now, delta),
            Op::Unread(events) => events
                .into_iter()
                .filter_map(|event| {
                    let from = self.state.reads.get(&event).cloned()?;
                    Some(Change::Read { event, from: Some(from), to: None })
                })
                .collect(),
            Op::SetMark { letter, on, hint } => {
                let timeline = letter.is_global().then(|| self.whereabouts());
                let to = Some(Mark { on, at: now, hint, timeline });
                vec![Change::Mark { letter, from: self.state.marks.get(&letter).cloned(), to }]
            }
            Op::RemoveMark(letter) => {
                let from = self.state.marks.get(&letter).cloned();
                from.map(|from| Change::Mark { letter, from: Some(from), to: None }).into_iter().collect()
            }
            Op::AddNote { text, .. } if text.trim().is_empty() => Vec::new(),
            Op::AddNote { on, text } => {
                let id = NoteId(stamp);
                outcome = Outcome::Noted(id);
                let to = Some(Note { on, text, made: now, edited: now });
                vec![Change::Note { id, from: None, to }]
            }
            Op::EditNote { note, text } => {
                let from = self.state.notes.get(&note).cloned().filter(|from| from.text != text);
                from.map(|from| {
                    let to = (!text.trim().is_empty()).then(|| Note { text, edited: now, ..from.clone() });
                    Change::Note { id: note, from: Some(from), to }
                })
                .into_iter()
                .collect()
            }
            Op::RemoveNote(id) => {
                let from = self.state.notes.get(&id).cloned();
                from.map(|from| Change::Note { id, from: Some(from), to: None }).into_iter().collect()
            }
            Op::Place(_) | Op::Typed(..) | Op::Touch | Op::Undo | Op::Redo => Vec::new(),
        };
        if changes.is_empty() {
            return Outcome::Unchanged;
        }
        for change in &changes {
            self.make(change, stamp, &mut delta.state);
        }
        self.steps.undone.clear();
        self.steps.done.push(changes);
        if self.steps.done.len() > STEPS {
            self.steps.done.remove(0);
        }
        outcome
    }

    fn read_changes(&self, events: Vec<ReadNow>, now: Millis, delta: &mut Delta) -> Vec<Change> {
        let mut changes = Vec::new();
        for ReadNow { event, hash, text, .. } in events {
            let from = self.state.reads.get(&event).cloned();
            if from.as_ref().is_some_and(|read| read.hash == hash) {
                continue;
            }
            delta.texts.push((hash, text));
            changes.push(Change::Read { event, from, to: Some(Read { hash, at: now }) });
        }
        changes
    }

    /// Undoes or does again one step.
    fn turn(&mut self, undo: bool, stamp: Stamp, delta: &mut State) -> Outcome {
        let stack = if undo { &mut self.steps.done } else { &mut self.steps.undone };
        let Some(changes) = stack.pop() else { return Outcome::NothingLeft };
        let turned: Vec<Change> = changes.iter().cloned().map(Change::turned).collect();
        let said = describe(if undo { &changes } else { &turned });
        let (fit, overtaken): (Vec<_>, Vec<_>) = turned.into_iter().partition(|change| self.stands(change));
        for change in &fit {
            self.make(change, stamp, delta);
        }
        if fit.is_empty() {
            return Outcome::Overtaken(said);
        }
        let outcome = if overtaken.is_empty() {
            Outcome::Turned(said)
        } else {
            Outcome::Overtaken(describe(&overtaken))
        };
        // Turned about once more they are what they were: the way back.
        if undo {
            self.steps.undone.push(fit);
        } else {
            self.steps.done.push(fit);
        }
        outcome
    }

    /// Whether the item is still as the change found it.
    fn stands(&self, change: &Change) -> bool {
        match change {
            Change::Read { event, from, .. } => self.state.reads.get(event) == from.as_ref(),
            Change::Mark { letter, from, .. } => self.state.marks.get(letter) == from.as_ref(),
            Change::Note { id, from, .. } => self.state.notes.get(id) == from.as_ref(),
        }
    }

    pub(super) fn make(&mut self, change: &Change, stamp: Stamp, delta: &mut State) {
        match change.clone() {
            Change::Read { event, to, .. } => {
                write(&mut self.state.reads, &mut delta.reads, event, Slot { stamp, value: to });
            }
            Change::Mark { letter, to, .. } => {
                write(&mut self.state.marks, &mut delta.marks, letter, Slot { stamp, value: to });
            }
            Change::Note { id, from, to } => {
                if let Some(from) = from
                    && let Some(ids) = self.notes_by_target.get_mut(&from.on)
                {
                    ids.remove(&id);
                    if ids.is_empty() {
                        self.notes_by_target.remove(&from.on);
                    }
                }
                if let Some(to) = &to {
                    self.notes_by_target.entry(to.on.clone()).or_default().insert(id);
                }
                write(&mut self.state.notes, &mut delta.notes, id, Slot { stamp, value: to });
            }
        }
    }

    fn whereabouts(&self) -> Whereabouts {
        let identity = self.identity();
        Whereabouts {
            session: self.name().to_owned(),
            title: identity.map(|identity| identity.title.clone()).unwrap_or_default(),
            path: identity.and_then(|identity| identity.path.clone()),
        }
    }
}

impl Change {
    fn turned(self) -> Self {
        match self {
            Self::Read { event, from, to } => Self::Read { event, from: to, to: from },
            Self::Mark { letter, from, to } => Self::Mark { letter, from: to, to: from },
            Self::Note { id, from, to } => Self::Note { id, from: to, to: from },
        }
    }
}

fn describe(changes: &[Change]) -> String {
    match changes {
        [Change::Mark { letter, .. }] => format!("mark {}", letter.char()),
        [Change::Note { from, to, .. }] => match (from, to) {
            (None, _) => "the new note".to_owned(),
            (_, None) => "the removed note".to_owned(),
            _ => "the edited note".to_owned(),
        },
        [Change::Read { to: None, .. }] => "one unread event".to_owned(),
        [Change::Read { .. }] => "one read event".to_owned(),
        [Change::Read { to: None, .. }, ..] => format!("{} unread events", changes.len()),
        _ => format!("{} read events", changes.len()),
    }
}

/// Writes one item into the session and into what is to be saved.
pub(super) fn write<K: Ord + Clone, V: Ord + Clone>(
    held: &mut Registers<K, V>,
    delta: &mut Registers<K, V>,
    key: K,
    slot: Slot<V>,
) {
    if held.put(key.clone(), slot.clone()) {
        delta.put(key, slot);
    }
}
