//! Writing packed records.

use toml::Table;

use super::block::HEAD;
use super::{Block, Row, value};
use crate::model::date::Ends;
use crate::model::{CaveatKind, Date, Importance, Stance, Status, Word};

/// An event to be packed, lent by whoever read it.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "documented once, on the finished type")]
pub struct EventParts<'a> {
    pub key: &'a str,
    pub date: Option<Loose<'a>>,
    pub title: &'a str,
    pub summary: Option<&'a str>,
    pub status: Option<Status>,
    pub importance: Option<Importance>,
    pub place: Option<&'a str>,
    pub actors: &'a [PartParticipant<'a>],
    pub quotes: &'a [PartQuote<'a>],
    pub caveats: &'a [PartCaveat<'a>],
    pub tags: &'a [&'a str],
    pub extra: Option<&'a Table>,
    pub line: u32,
    pub origin: Option<&'a str>,
}

/// A date to be packed.
#[derive(Clone, Copy, Debug)]
pub struct Loose<'a> {
    /// Canonical EDTF.
    pub edtf: &'a str,
    /// As it was written, where that differs.
    pub original: Option<&'a str>,
    /// Its ends.
    pub ends: Ends,
}

impl<'a> From<&'a Date> for Loose<'a> {
    fn from(date: &'a Date) -> Self {
        let original = date.original().map(crate::text::Text::raw);
        Self { edtf: date.edtf(), original, ends: date.ends() }
    }
}

/// A participant to be packed; the actor by its number for the reader.
#[derive(Clone, Copy, Debug, Default)]
#[expect(missing_docs, reason = "documented once, on the finished type")]
pub struct PartParticipant<'a> {
    pub actor: u32,
    pub role: Option<&'a str>,
    pub extra: Option<&'a Table>,
}

/// A quote to be packed; source and speaker by their numbers for the reader.
#[derive(Clone, Copy, Debug, Default)]
#[expect(missing_docs, reason = "documented once, on the finished type")]
pub struct PartQuote<'a> {
    pub text: &'a str,
    pub source: Option<u32>,
    pub speaker: Option<u32>,
    pub locator: Option<&'a str>,
    pub stance: Option<Stance>,
    pub note: Option<&'a str>,
    pub extra: Option<&'a Table>,
}

/// A caveat to be packed.
#[derive(Clone, Copy, Debug, Default)]
#[expect(missing_docs, reason = "documented once, on the finished type")]
pub struct PartCaveat<'a> {
    pub kind: Option<CaveatKind>,
    pub text: &'a str,
    pub quote: Option<&'a str>,
    pub extra: Option<&'a Table>,
}

/// The length of a plain day: `1994-01-10`.
const DAY: usize = 10;

/// How much text a block may have before the next one is begun: its places are 32 bits wide.
const FULL: usize = 256 << 20;

/// Packs events into a [`Block`].
#[derive(Debug, Default)]
pub struct Packer {
    block: Block,
    /// Where a list is written before its length is known.
    list: Vec<u8>,
}

impl Packer {
    /// A packer that expects about so many bytes of text.
    #[must_use]
    pub fn with_capacity(text: usize) -> Self {
        let block = Block {
            said: String::with_capacity(text),
            other: String::with_capacity(text / 3),
            bytes: Vec::with_capacity(text / 6),
            rows: Vec::with_capacity(text / 400),
        };
        Self { block, ..Self::default() }
    }

    /// Whether the next event belongs into another block.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.block.said.len().max(self.block.other.len()).max(self.block.bytes.len()) > FULL
    }

    /// The packed events.
    #[must_use]
    pub fn finish(self) -> Block {
        self.block
    }

    /// Packs one event.
    pub fn event(&mut self, event: &EventParts) {
        let Block { said, other, bytes, rows, .. } = &mut self.block;
        let (record, said_from) = (bytes.len(), said.len());
        for start in [said_from, other.len(), 0] {
            bytes.extend(place(start).to_le_bytes());
        }
        let mut out = Out { said, other, bytes };
        out.said(event.title);
        out.maybe_said(event.summary);
        out.other(event.key);
        out.maybe_other(event.place);
        if let Some(date) = &event.date {
            number(place(date.edtf.len()) + 1, out.bytes);
            out.push_other(date.edtf);
            out.maybe_other(date.original);
        } else {
            out.bytes.push(0);
        }
        out.bytes.push(word(event.status) | word(event.importance) << 4);
        number(event.line, out.bytes);
        out.maybe_other(event.origin);
        out.extra(event.extra);
        out.list(&mut self.list, event.actors, |out, one| {
            number(one.actor, out.bytes);
            out.maybe_other(one.role);
            out.extra(one.extra);
        });
        out.list(&mut self.list, event.quotes, |out, one| {
            out.said(one.text);
            out.maybe_said(one.note);
            number(one.source.map_or(0, |id| id.saturating_add(1)), out.bytes);
            number(one.speaker.map_or(0, |id| id.saturating_add(1)), out.bytes);
            out.maybe_other(one.locator);
            out.bytes.push(word(one.stance));
            out.extra(one.extra);
        });
        out.list(&mut self.list, event.caveats, |out, one| {
            out.said(one.text);
            out.maybe_other(one.quote);
            out.bytes.push(word(one.kind));
            out.extra(one.extra);
        });
        out.list(&mut self.list, event.tags, |out, tag| out.other(tag));

        let len = place(said.len() - said_from);
        if let Some(slot) = bytes.get_mut(record + 8..record + HEAD) {
            slot.copy_from_slice(&len.to_le_bytes());
        }
        let ends = event.date.map_or(Row::UNDATED, |date| date.ends);
        let far = event.date.is_some() && (ends.earliest_start.is_far() || ends.latest_end.is_far());
        let record = place(record);
        let edtf = event.date.map_or("", |date| date.edtf);
        // Most are plain days, which have no clock.
        let clock = edtf.get(DAY..).and_then(|rest| rest.split_once('T'));
        let shifted = clock.is_some_and(|(_, clock)| clock.contains(['+', '-']));
        let set = edtf.starts_with(['[', '{']);
        let dated = event.date.is_some();
        rows.push(Row { ends, record, dated, far, shifted, set });
    }
}

/// A place or a length. A block ends long before they run out.
pub(super) fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The number of a word, from 1; 0 for none.
fn word<W: Word>(value: Option<W>) -> u8 {
    let at = value.and_then(|value| W::ALL.iter().position(|&one| one == value));
    at.and_then(|at| u8::try_from(at + 1).ok()).unwrap_or(0)
}

/// Appends a varint.
pub(super) fn number(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push((number & 0x7f) as u8);
}

struct Out<'a> {
    said: &'a mut String,
    other: &'a mut String,
    bytes: &'a mut Vec<u8>,
}

impl Out<'_> {
    fn said(&mut self, text: &str) {
        number(place(text.len()), self.bytes);
        self.said.push_str(text);
        self.said.push('\0');
    }

    fn maybe_said(&mut self, text: Option<&str>) {
        let Some(text) = text else { return self.bytes.push(0) };
        number(place(text.len()) + 1, self.bytes);
        self.said.push_str(text);
        self.said.push('\0');
    }

    fn other(&mut self, text: &str) {
        number(place(text.len()), self.bytes);
        self.push_other(text);
    }

    fn maybe_other(&mut self, text: Option<&str>) {
        let Some(text) = text else { return self.bytes.push(0) };
        number(place(text.len()) + 1, self.bytes);
        self.push_other(text);
    }

    fn push_other(&mut self, text: &str) {
        self.other.push_str(text);
        self.other.push('\0');
    }

    fn extra(&mut self, extra: Option<&Table>) {
        let Some(extra) = extra.filter(|extra| !extra.is_empty()) else { return self.bytes.push(0) };
        let mut packed = Vec::new();
        value::write(extra, &mut packed);
        number(place(packed.len()), self.bytes);
        self.bytes.append(&mut packed);
    }

    /// A list: how many, then how long in each buffer, then each.
    fn list<T>(&mut self, scratch: &mut Vec<u8>, items: &[T], write: impl Fn(&mut Out, &T)) {
        number(place(items.len()), self.bytes);
        if items.is_empty() {
            return;
        }
        let (said, other) = (self.said.len(), self.other.len());
        scratch.clear();
        let mut out = Out { said: self.said, other: self.other, bytes: scratch };
        for item in items {
            write(&mut out, item);
        }
        let lens = [scratch.len(), self.said.len() - said, self.other.len() - other];
        for len in lens {
            number(place(len), self.bytes);
        }
        self.bytes.append(scratch);
    }
}
