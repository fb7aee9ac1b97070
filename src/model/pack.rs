//! Events packed tightly: the memory that a timeline of a million events lives in.
//!
//! A [`Block`] holds the events of one stretch of a file in three buffers: what is searched (titles,
//! summaries, quotes, notes, caveats), all other text, and a record of lengths and numbers for each
//! event. A record is read from front to back into an [`Event`](super::Event) that borrows its texts;
//! nothing is allocated for each event, and nothing is parsed that is not asked for. Numbers are
//! varints (seven bits a byte, low ones first), so most take one byte.
//!
//! Actors and sources have the numbers that the reader of their block gives them; what those mean in the
//! whole timeline is in its [`Numbers`]. So blocks can be made side by side, before anybody knows the whole.

mod block;
mod cursor;
mod interned;
mod list;
mod row;
mod value;
mod writer;

pub use block::{Block, Numbers};
pub use cursor::{Cursor, PackedExtra};
pub(in crate::model) use interned::{Met, NameList};
pub use list::{Item, Items, List};
pub(in crate::model) use row::Row;
pub(in crate::model) use writer::place;
pub use writer::{EventParts, Loose, Packer, PartCaveat, PartParticipant, PartQuote};
