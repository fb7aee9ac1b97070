//! The events of one stretch of a file.

use super::cursor::Texts;
use super::{Cursor, Row};
use crate::model::{ActorId, SourceId};

/// Packed events.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// Titles, summaries, quotes, notes and caveats, one after the other, a NUL behind each.
    pub(super) said: String,
    /// All other text, likewise.
    pub(super) other: String,
    /// The records.
    pub(super) bytes: Vec<u8>,
    /// Where each event's record is, in the order of the file, with its date.
    pub(in crate::model) rows: Vec<Row>,
}

/// What the numbers of a block's actors and sources mean in the timeline.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    pub(in crate::model) actors: Vec<ActorId>,
    pub(in crate::model) sources: Vec<SourceId>,
}

/// The bytes before a record's fields: where its texts begin, and how much of them is searched.
pub(super) const HEAD: usize = 12;

impl Block {
    /// Where the fields of a record begin.
    pub(in crate::model) fn cursor(&self, record: u32) -> Cursor<'_> {
        let (said, other, _) = self.head(record);
        let fields = (record as usize).saturating_add(HEAD);
        Cursor {
            said: Texts::new(&self.said, said),
            other: Texts::new(&self.other, other),
            bytes: self.bytes.get(fields..).unwrap_or_default(),
        }
    }

    /// All text of a record that is searched, a NUL between any two.
    pub(in crate::model) fn said(&self, record: u32) -> &str {
        let (said, _, len) = self.head(record);
        self.said.get(said..said + len).unwrap_or_default()
    }

    fn head(&self, record: u32) -> (usize, usize, usize) {
        let at = record as usize;
        let number = |at: usize| {
            let bytes = self.bytes.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
            u32::from_le_bytes(bytes.unwrap_or_default()) as usize
        };
        (number(at), number(at + 4), number(at + 8))
    }

    /// How many bytes it takes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.said.capacity() + self.other.capacity() + self.bytes.capacity()
    }

    /// How many bytes of it are text.
    #[must_use]
    pub fn texts(&self) -> usize {
        self.said.len() + self.other.len()
    }

    /// Lets go of memory that is not used.
    pub(in crate::model) fn shrink(&mut self) {
        self.said.shrink_to_fit();
        self.other.shrink_to_fit();
        self.bytes.shrink_to_fit();
        self.rows.shrink_to_fit();
    }
}
