//! A timeline and what it is made of.
//!
//! [`Timeline`] owns everything and is valid by construction. It is made from a [`Draft`], which is
//! what a file says, word for word, references unresolved; see [`Draft::build`].

pub mod actor;
pub mod date;
pub mod draft;
pub mod event;
pub mod pack;
pub mod quote;
pub mod source;
pub mod stream;
pub mod timeline;
mod word;

pub use actor::{Actor, ActorId, ActorKind};
pub use date::Date;
pub use draft::Draft;
pub use event::{Caveat, CaveatKind, Event, EventId, Importance, Participant, Status};
pub use pack::List;
pub use quote::{Locator, Quote, Stance};
pub use source::{Source, SourceId};
pub use timeline::{Meta, Timeline, UNTITLED};
pub use word::Word;

/// Fields that a file has and annals does not know: kept, and written back.
///
/// A value that could not be understood (a status that does not exist, a date that is none) is kept
/// here under its field's name, so that writing the timeline back loses nothing.
pub type Extra = Option<Box<toml::Table>>;
