//! Actors of many documents brought together.

use super::Cast;

/// An actor of one of the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Member {
    /// Which document: its place in what was given to [`join`].
    pub cast: usize,
    /// Which of its actors.
    pub actor: usize,
}

/// The actors of many documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pile {
    /// Each actor with all its members.
    pub actors: Vec<Vec<Member>>,
}

/// Brings the actors of many documents together.
#[must_use]
pub fn join(_casts: &[&Cast]) -> Pile {
    Pile::default()
}
