//! Something that happened, is planned, or is aimed at.

use super::word::words;
use super::{ActorId, Date, Extra, Quote};
use crate::text::Text;

/// An event of one timeline, at run time: its place in the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub u32);

words! {
    /// Whether it happened, as the sources know it.
    Status in "status" {
        /// It happened.
        Occurred = "occurred",
        /// It began and goes on.
        Ongoing = "ongoing",
        /// It is announced or expected: nobody says yet that it happened.
        Planned = "planned",
        /// Somebody wants it reached by then.
        Target = "target",
    }
}

words! {
    /// How much it matters to the story.
    Importance in "importance" {
        /// The story cannot be told without it.
        Core = "core",
        /// It belongs to the story.
        Secondary = "secondary",
        /// It is there for completeness.
        Marginal = "marginal",
    }
}

words! {
    /// What kind of doubt a caveat names.
    CaveatKind in "kind" {
        /// The source is wrong.
        Error = "error",
        /// Others say otherwise, or the wording takes a side.
        Disputed = "disputed",
        /// It can be read in more than one way.
        Ambiguous = "ambiguous",
        /// It is vaguer than it sounds.
        Imprecise = "imprecise",
    }
}

/// A dated event (or one that nobody dates) with its evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Stable name in files, sessions and on the command line.
    pub key: Text,
    /// When. `None` is undated, and stays so.
    pub date: Option<Date>,
    /// One line that says what.
    pub title: Text,
    /// A few sentences that say more.
    pub summary: Option<Text>,
    /// Whether it happened, where the file says so.
    pub status: Option<Status>,
    /// How much it matters, where the file says so.
    pub importance: Option<Importance>,
    /// Where.
    pub place: Option<Text>,
    /// Who takes part.
    pub actors: Vec<Participant>,
    /// The evidence.
    pub quotes: Vec<Quote>,
    /// Known doubts.
    pub caveats: Vec<Caveat>,
    /// Words to filter by.
    pub tags: Vec<Text>,
    /// Unknown fields.
    pub extra: Extra,
    /// The line of the file on which it begins; 0 where there is none.
    pub line: u32,
    /// What the input is called that it came from, where there is more than one; not written to files.
    pub origin: Option<Text>,
}

/// An actor in an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Participant {
    /// Who.
    pub actor: ActorId,
    /// What they do in it.
    pub role: Option<Text>,
    /// Unknown fields.
    pub extra: Extra,
}

/// A known error, dispute or ambiguity, tied to the words it concerns.
#[derive(Clone, Debug, PartialEq)]
pub struct Caveat {
    /// What kind of doubt, where the file says so.
    pub kind: Option<CaveatKind>,
    /// What the doubt is, and why.
    pub text: Text,
    /// The words it concerns.
    pub quote: Option<Text>,
    /// Unknown fields.
    pub extra: Extra,
}
