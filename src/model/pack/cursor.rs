//! Reading a packed record from front to back.

use super::value;
use crate::model::Extra;
use crate::text::TextRef;

/// A place in the three buffers of a block.
///
/// Records are written by [`super::Packer`] only, so what is read is what was written; should it ever
/// not be, zeros and empty texts come out, and nothing panics.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    pub(super) said: Texts<'a>,
    pub(super) other: Texts<'a>,
    pub(super) bytes: &'a [u8],
}

/// A place among texts, of which one byte parts each from the next. Who goes over a text does not look at it: it may
/// be far away in memory.
#[derive(Clone, Copy, Debug)]
pub(super) struct Texts<'a> {
    all: &'a str,
    at: usize,
}

impl<'a> Texts<'a> {
    pub(super) fn new(all: &'a str, at: usize) -> Self {
        Self { all, at }
    }

    fn take(&mut self, len: usize) -> TextRef<'a> {
        let text = self.all.get(self.at..self.at.saturating_add(len)).unwrap_or_default();
        self.skip(len.saturating_add(1));
        TextRef::new(text)
    }

    fn skip(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }
}

impl<'a> Cursor<'a> {
    pub(in crate::model) fn byte(&mut self) -> u8 {
        let Some((&byte, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        byte
    }

    pub(in crate::model) fn number(&mut self) -> u32 {
        let (mut number, mut shift) = (0_u32, 0);
        loop {
            let byte = self.byte();
            number |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            shift += 7;
            if byte < 0x80 {
                return number;
            }
        }
    }

    /// A number that may be absent.
    pub(in crate::model) fn maybe_number(&mut self) -> Option<u32> {
        self.number().checked_sub(1)
    }

    /// Text that is searched.
    pub(in crate::model) fn said(&mut self) -> TextRef<'a> {
        let len = self.number() as usize;
        self.said.take(len)
    }

    pub(in crate::model) fn maybe_said(&mut self) -> Option<TextRef<'a>> {
        let len = self.maybe_number()? as usize;
        Some(self.said.take(len))
    }

    /// Text that is not searched.
    pub(in crate::model) fn other(&mut self) -> TextRef<'a> {
        let len = self.number() as usize;
        self.other.take(len)
    }

    pub(in crate::model) fn maybe_other(&mut self) -> Option<TextRef<'a>> {
        let len = self.maybe_number()? as usize;
        Some(self.other.take(len))
    }

    /// Goes over text that is not searched.
    pub(in crate::model) fn pass_other(&mut self) {
        let len = self.number() as usize;
        self.other.skip(len.saturating_add(1));
    }

    /// Says whether it is there.
    pub(in crate::model) fn pass_maybe_other(&mut self) -> bool {
        // Its length is written as one more: that is the byte which parts it from the next.
        let len = self.number() as usize;
        self.other.skip(len);
        len > 0
    }

    /// Unknown fields, packed.
    pub(in crate::model) fn extra(&mut self) -> PackedExtra<'a> {
        let len = self.number() as usize;
        let (extra, rest) = self.bytes.split_at_checked(len).unwrap_or((&[], self.bytes));
        self.bytes = rest;
        PackedExtra(extra)
    }

    /// Skips so many numbers.
    pub(in crate::model) fn pass_numbers(&mut self, count: usize) {
        for _ in 0..count {
            while self.byte() >= 0x80 {}
        }
    }

    /// Skips so much of each buffer.
    pub(super) fn skip(&mut self, bytes: usize, said: usize, other: usize) {
        self.bytes = self.bytes.get(bytes..).unwrap_or_default();
        self.said.skip(said);
        self.other.skip(other);
    }
}

/// Unknown fields as they are packed; most events have none.
#[derive(Clone, Copy, Default)]
pub struct PackedExtra<'a>(&'a [u8]);

impl PackedExtra<'_> {
    /// The fields, unpacked.
    #[must_use]
    pub fn get(self) -> Extra {
        (!self.0.is_empty()).then(|| Box::new(value::read(self.0)))
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }
}

/// The same bytes are the same fields; others are compared as fields, whose order does not matter.
impl PartialEq for PackedExtra<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || self.get() == other.get()
    }
}

impl std::fmt::Debug for PackedExtra<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.get().fmt(f)
    }
}
