//! Who takes part.

use super::Extra;
use super::word::words;
use crate::text::Text;

/// An actor of one timeline, at run time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub u32);

words! {
    /// What an actor is.
    ActorKind in "kind" {
        /// A human being.
        Person = "person",
        /// A state, or a territory that acts as one.
        State = "state",
        /// A body: an alliance, a ministry, a council, a university.
        Organisation = "organisation",
        /// A business.
        Company = "company",
        /// A place that matters as the scene, or stands for who governs there.
        Place = "place",
        /// A programme, project, treaty or conference series.
        Programme = "programme",
    }
}

/// A person or body that takes part in events or speaks in quotes.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// Stable name in files and on the command line.
    pub key: Text,
    /// The name to show.
    pub name: Text,
    /// What it is, where the file says so.
    pub kind: Option<ActorKind>,
    /// Other surface forms, in any script.
    pub aliases: Vec<Text>,
    /// Who this is; what keeps it apart from a namesake.
    pub description: Option<Text>,
    /// Unknown fields.
    pub extra: Extra,
    /// `false` where the file only refers to this key and never says who it is.
    pub declared: bool,
}
