//! What a session remembers, one type for each kind of thing.
//!
//! Everything is tied to the keys that a file gives its events, actors and sources, and to the hash
//! of a quote's words: never to a position, which an edit of the file would move.

use serde::{Deserialize, Serialize};

use super::content::{ContentHash, WordsHash};
use super::stamp::{Millis, Stamp};

/// What a mark or a note is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum Target {
    /// An event, by its key.
    Event(String),
    /// An actor, by its key.
    Actor(String),
    /// A source, by its key.
    Source(String),
    /// A quote: the key of its event, and its words.
    Quote {
        /// The key of the event that it is evidence for.
        event: String,
        /// The hash of the words: [`super::words_hash`].
        words: WordsHash,
    },
}

impl Target {
    /// The key of the event, for an event or a quote of one.
    #[must_use]
    pub fn event(&self) -> Option<&str> {
        match self {
            Self::Event(event) | Self::Quote { event, .. } => Some(event),
            Self::Actor(_) | Self::Source(_) => None,
        }
    }
}

/// That an event was read, and what it said then.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Read {
    /// The hash of what it said.
    pub hash: ContentHash,
    /// When it was read.
    pub at: Millis,
}

/// The letter of a mark: a to z in one timeline, A to Z across all of them.
///
/// ```
/// use annals::session::Letter;
/// assert!(Letter::new('a').is_some_and(|letter| !letter.is_global()));
/// assert!(Letter::new('Q').is_some_and(Letter::is_global));
/// assert_eq!(Letter::new('é'), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "char", into = "char")]
pub struct Letter(char);

impl Letter {
    /// The mark of that letter; `None` where it is none of a-z and A-Z.
    #[must_use]
    pub fn new(letter: char) -> Option<Self> {
        letter.is_ascii_alphabetic().then_some(Self(letter))
    }

    /// The letter.
    #[must_use]
    pub fn char(self) -> char {
        self.0
    }

    /// Whether it is a mark across timelines.
    #[must_use]
    pub fn is_global(self) -> bool {
        self.0.is_ascii_uppercase()
    }
}

impl TryFrom<char> for Letter {
    type Error = &'static str;

    fn try_from(letter: char) -> Result<Self, Self::Error> {
        Self::new(letter).ok_or("a mark is a letter, a to z or A to Z")
    }
}

impl From<Letter> for char {
    fn from(letter: Letter) -> Self {
        letter.0
    }
}

/// A place that a reader can jump back to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// What it sits on.
    pub on: Target,
    /// When it was set.
    pub at: Millis,
    /// What stood there, for the list of marks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hint: String,
    /// The timeline it is in, for marks across timelines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeline: Option<Whereabouts>,
}

/// Which timeline a mark across timelines leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whereabouts {
    /// The name of its session.
    pub session: String,
    /// The timeline's title.
    pub title: String,
    /// Its path, as [`super::Identity::path`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

/// A note, for as long as it lives: the stamp under which it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NoteId(pub Stamp);

/// What a reader wrote.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// What it is about.
    pub on: Target,
    /// The words, as they were written.
    pub text: String,
    /// When it was first written.
    pub made: Millis,
    /// When it was last changed.
    pub edited: Millis,
}

/// Whether the list or the read view was up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum View {
    /// The list of events.
    #[default]
    List,
    /// One event as a page.
    Read,
}

/// Where the reader was. The words for focus, panes and zoom are the screen's own; one that it no
/// longer knows is for it to ignore.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Place {
    /// The key of the event under the cursor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// The filter, as it was written; it also holds which actors are followed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub filter: String,
    /// The list or the read view.
    pub view: View,
    /// The focused pane.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub focus: String,
    /// The panes that are open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub panes: Vec<String>,
    /// The pane that has the screen to itself, or how far the axis is zoomed in.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub zoom: String,
    /// The first line shown of the page, or the row of the list under its top.
    pub scroll: u32,
}

/// The prompts that have a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Prompt {
    /// The filter.
    Filter,
    /// The search for words.
    Search,
    /// The finder of actors.
    Finder,
    /// The command line of the program.
    Command,
    /// The jump to a date.
    Jump,
}

/// A stretch of reading.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sitting {
    /// When it began.
    pub from: Millis,
    /// When it was last known to go on; never before it began.
    pub to: Millis,
    /// How long something was done in it, in milliseconds: pauses of more than five minutes do not
    /// count.
    #[serde(default)]
    pub active: u64,
    /// How many events were read in it.
    #[serde(default)]
    pub events: u64,
    /// How many words they had.
    #[serde(default)]
    pub words: u64,
    /// Events whose reading was timed: see [`super::Pace`].
    #[serde(default)]
    pub timed_events: u64,
    /// The words of those.
    #[serde(default)]
    pub timed_words: u64,
    /// The milliseconds they took.
    #[serde(default)]
    pub timed: u64,
}

/// Events that a sitting met for the first time.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Met {
    /// When.
    pub at: Millis,
    /// The hashes of their keys, ascending, in hexadecimal, parted by blanks.
    #[serde(with = "super::hex::list")]
    pub events: Vec<u64>,
}
