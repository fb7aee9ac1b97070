//! The form on disk: JSON Lines, one item a line, in an order that does not change.
//!
//! The first line says what the file is, its version, what it holds and which timeline it is of.
//! Every other line is one item with its stamp; an item that was removed has its stamp and nothing
//! else. So a file can be read by eye, compared and merged line by line: where one item stands
//! twice the later one counts, and a line that cannot be read costs nothing but itself.
//!
//! Unknown fields are refused, not ignored: whatever is added to the form raises [`VERSION`], and
//! annals writes no file whose version it does not know.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::content::{ContentHash, OldText};
use super::identity::Identity;
use super::item::{Letter, Mark, Met, Note, NoteId, Place, Prompt, Read, Sitting};
use super::register::{Registers, Slot};
use super::stamp::{Millis, Stamp};
use super::state::State;

/// The version of the form.
pub const VERSION: u32 = 1;

/// The longest line that is looked at.
const MAX_LINE: usize = 16 << 20;

/// How many damaged lines are described; the others are counted.
const MAX_TOLD: usize = 20;

/// The files of a session: what changes together stands together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Marks and notes in one timeline: the reader's own work.
    Notes,
    /// Marks across timelines.
    Marks,
    /// What was read and met.
    Reads,
    /// Place, history and sittings.
    Place,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 4] = [Self::Notes, Self::Marks, Self::Reads, Self::Place];

    /// Whether anything of it is in `state`; which timeline it is of belongs to [`Part::Place`].
    #[must_use]
    pub fn is_in(self, state: &State) -> bool {
        self.has_items(state) || (self == Self::Place && !state.identity.is_empty())
    }

    /// The same, but for which timeline it is of: every part says that.
    #[must_use]
    pub fn has_items(self, state: &State) -> bool {
        let marks = |global| state.marks.slots().any(|(letter, _)| letter.is_global() == global);
        match self {
            Self::Notes => !state.notes.is_empty() || marks(false),
            Self::Marks => marks(true),
            Self::Reads => !state.reads.is_empty() || !state.met.is_empty(),
            Self::Place => !state.place.is_empty() || !state.history.is_empty() || !state.sittings.is_empty(),
        }
    }
}

/// One line.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
enum Line<'a> {
    Annals {
        version: u32,
        holds: Part,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stamp: Option<Stamp>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        timeline: Option<Cow<'a, Identity>>,
    },
    Read {
        event: Cow<'a, str>,
        stamp: Stamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        was: Option<Cow<'a, Read>>,
    },
    Mark {
        letter: Letter,
        stamp: Stamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        was: Option<Cow<'a, Mark>>,
    },
    Note {
        id: NoteId,
        stamp: Stamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        was: Option<Cow<'a, Note>>,
    },
    Place {
        stamp: Stamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        was: Option<Cow<'a, Place>>,
    },
    Typed {
        at: Prompt,
        text: Cow<'a, str>,
        stamp: Stamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        was: Option<Millis>,
    },
    Sitting {
        id: Stamp,
        stamp: Stamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        was: Option<Cow<'a, Sitting>>,
    },
    Met {
        id: Stamp,
        stamp: Stamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        was: Option<Cow<'a, Met>>,
    },
}

/// The items of `part` as a file.
#[must_use]
pub fn write(part: Part, state: &State) -> String {
    let mut out = String::new();
    let identity = (part != Part::Marks).then(|| state.identity.slot(&())).flatten();
    line(
        &mut out,
        &Line::Annals {
            version: VERSION,
            holds: part,
            stamp: identity.map(|slot| slot.stamp),
            timeline: identity.and_then(|slot| slot.value.as_ref()).map(Cow::Borrowed),
        },
    );
    match part {
        Part::Notes | Part::Marks => {
            for (&letter, slot) in state.marks.slots() {
                if letter.is_global() == (part == Part::Marks) {
                    line(&mut out, &Line::Mark { letter, stamp: slot.stamp, was: borrowed(slot) });
                }
            }
            if part == Part::Notes {
                for (&id, slot) in state.notes.slots() {
                    line(&mut out, &Line::Note { id, stamp: slot.stamp, was: borrowed(slot) });
                }
            }
        }
        Part::Reads => {
            for (event, slot) in state.reads.slots() {
                let event = Cow::Borrowed(event.as_str());
                line(&mut out, &Line::Read { event, stamp: slot.stamp, was: borrowed(slot) });
            }
            for (&id, slot) in state.met.slots() {
                line(&mut out, &Line::Met { id, stamp: slot.stamp, was: borrowed(slot) });
            }
        }
        Part::Place => {
            for ((), slot) in state.place.slots() {
                line(&mut out, &Line::Place { stamp: slot.stamp, was: borrowed(slot) });
            }
            for ((at, text), slot) in state.history.slots() {
                let text = Cow::Borrowed(text.as_str());
                line(&mut out, &Line::Typed { at: *at, text, stamp: slot.stamp, was: slot.value });
            }
            for (&id, slot) in state.sittings.slots() {
                line(&mut out, &Line::Sitting { id, stamp: slot.stamp, was: borrowed(slot) });
            }
        }
    }
    out
}

fn borrowed<V: Clone>(slot: &Slot<V>) -> Option<Cow<'_, V>> {
    slot.value.as_ref().map(Cow::Borrowed)
}

fn line(out: &mut String, line: &impl Serialize) {
    // Keys are strings and hashes are text: nothing here can fail to be JSON.
    if let Ok(json) = serde_json::to_string(line) {
        out.push_str(&json);
        out.push('\n');
    }
}

/// What a file holds, as far as it can be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The items.
    pub state: State,
    /// The version, where it is newer than [`VERSION`].
    pub newer: Option<u64>,
    /// Lines that could not be read, counted from 1, and why; not more than twenty.
    pub damage: Vec<(usize, String)>,
    /// How many there were.
    pub damaged: usize,
}

impl Parsed {
    fn damage(&mut self, line: usize, why: impl Into<String>) {
        self.damaged += 1;
        if self.damage.len() < MAX_TOLD {
            self.damage.push((line, why.into()));
        }
    }
}

/// Reads a file, line by line: whatever the bytes are, what can be read of them is.
#[must_use]
pub fn read(bytes: &[u8]) -> Parsed {
    let mut parsed = Parsed::default();
    if bytes.is_empty() {
        parsed.damage(1, "the file is empty");
        return parsed;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut has_header = false;
    let mut number = 0;
    for line in bytes.split(|&byte| byte == b'\n') {
        number += 1;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        if line.len() > MAX_LINE {
            parsed.damage(number, "the line is longer than any that annals writes");
            continue;
        }
        if number == 1 {
            parsed.newer = version(line).filter(|&version| version > u64::from(VERSION));
        }
        match serde_json::from_slice::<Line<'_>>(line) {
            Ok(Line::Annals { version, .. }) if u64::from(version) > u64::from(VERSION) => has_header = true,
            Ok(Line::Annals { stamp, timeline, .. }) => {
                has_header = true;
                if let (Some(stamp), Some(timeline)) = (stamp, timeline) {
                    let value = Some(timeline.into_owned());
                    parsed.state.identity.put((), Slot { stamp, value });
                }
            }
            Ok(item) => take(&mut parsed.state, item),
            // A newer version may well have items that this one cannot read: nothing is damaged.
            Err(_) if parsed.newer.is_some() => {}
            Err(error) => parsed.damage(number, crate::text::line(&error.to_string())),
        }
    }
    if !has_header && parsed.newer.is_none() {
        parsed.damage(1, "the line that says what the file is is missing");
    }
    // What merging keeps to: a file edited by hand may hold more.
    let mut whole = State::default();
    whole.merge(std::mem::take(&mut parsed.state));
    parsed.state = whole;
    parsed
}

fn take(state: &mut State, line: Line<'_>) {
    fn slot<V: Clone>(stamp: Stamp, was: Option<Cow<'_, V>>) -> Slot<V> {
        Slot { stamp, value: was.map(Cow::into_owned) }
    }
    fn put<K: Ord + Clone, V: Ord + Clone>(all: &mut Registers<K, V>, key: K, slot: Slot<V>) {
        all.put(key, slot);
    }
    match line {
        Line::Annals { .. } => {}
        Line::Read { event, stamp, was } => put(&mut state.reads, event.into_owned(), slot(stamp, was)),
        Line::Mark { letter, stamp, was } => put(&mut state.marks, letter, slot(stamp, was)),
        Line::Note { id, stamp, was } => put(&mut state.notes, id, slot(stamp, was)),
        Line::Place { stamp, was } => put(&mut state.place, (), slot(stamp, was)),
        Line::Typed { at, text, stamp, was } => {
            put(&mut state.history, (at, text.into_owned()), Slot { stamp, value: was });
        }
        Line::Sitting { id, stamp, was } => put(&mut state.sittings, id, slot(stamp, was)),
        Line::Met { id, stamp, was } => put(&mut state.met, id, slot(stamp, was)),
    }
}

/// The version in a first line, whatever else stands in it.
fn version(line: &[u8]) -> Option<u64> {
    #[derive(Deserialize)]
    struct Loose {
        annals: Versioned,
    }
    #[derive(Deserialize)]
    struct Versioned {
        version: u64,
    }
    serde_json::from_slice::<Loose>(line).ok().map(|loose| loose.annals.version)
}

/// A line of the file that keeps what read events said.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TextLine<'a> {
    hash: ContentHash,
    text: Cow<'a, OldText>,
}

/// How a line with the text of `hash` begins.
#[must_use]
pub fn text_prefix(hash: ContentHash) -> String {
    format!("{{\"hash\":\"{:016x}\"", hash.0)
}

/// The line that keeps `text`, with its line break.
#[must_use]
pub fn write_text(hash: ContentHash, text: &OldText) -> String {
    let mut out = String::new();
    line(&mut out, &TextLine { hash, text: Cow::Borrowed(text) });
    out
}

/// Reads such a line.
#[must_use]
pub fn read_text(line: &[u8]) -> Option<(ContentHash, OldText)> {
    let line: TextLine<'_> = serde_json::from_slice(line).ok()?;
    Some((line.hash, line.text.into_owned()))
}
