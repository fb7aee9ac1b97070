//! A document, folded once, with its lines and paragraphs counted.

use std::ops::Range;

use crate::text::{Parting, Verbatim};

/// A document to look things up in.
pub struct Document<'t> {
    text: &'t str,
    folded: Verbatim<'t>,
    lines: Vec<Line>,
}

struct Line {
    start: usize,
    /// How many characters stand before it.
    chars: usize,
    /// How many lines that are not blank there are up to here, this one counted.
    paragraph: u32,
}

/// Where something stands in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its first byte.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// Its first character, from 0.
    pub first_char: usize,
    /// The character behind it.
    pub end_char: usize,
    /// Its first and last line, from 1.
    pub lines: (u32, u32),
    /// Its first and last paragraph, which are the lines that are not blank, from 1.
    pub paragraphs: (u32, u32),
}

impl<'t> Document<'t> {
    /// Takes a document in; this reads it twice, and looking up does not read it again from the start.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut lines = Vec::new();
        let (mut start, mut chars, mut paragraph) = (0, 0, 0);
        for line in text.split_inclusive('\n') {
            paragraph += u32::from(!line.trim().is_empty());
            lines.push(Line { start, chars, paragraph });
            start += line.len();
            chars += line.chars().count();
        }
        Self { text, folded: Verbatim::of(text), lines }
    }

    /// The text as it was taken in.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Where `quote` stands: first occurrence.
    #[must_use]
    pub fn find(&self, quote: &str) -> Option<Hit> {
        self.folded.find(quote).map(|found| self.hit(found))
    }

    /// Where `quote` stands within `stretch` of the text.
    pub(super) fn find_in(&self, stretch: Range<usize>, quote: &str) -> Option<Hit> {
        let text = self.text.get(stretch.clone())?;
        let found = Verbatim::of(text).find(quote)?;
        Some(self.hit(stretch.start + found.start..stretch.start + found.end))
    }

    /// How far a quote that is not found can be followed.
    pub(super) fn parting<'q>(&self, quote: &'q str) -> Option<Parting<'q>> {
        self.folded.parting(quote)
    }

    /// The stretch of the text that paragraphs or lines `first` to `last` take up.
    pub(super) fn stretch(&self, first: u32, last: u32, count: fn(usize, u32) -> u32) -> Range<usize> {
        let numbers = || self.lines.iter().enumerate().map(|(index, line)| count(index, line.paragraph));
        let bound = |until: &dyn Fn(u32) -> bool| {
            let index = numbers().position(until);
            index.and_then(|index| self.lines.get(index)).map_or(self.text.len(), |line| line.start)
        };
        bound(&|number| number >= first)..bound(&|number| number > last)
    }

    /// The byte of a character.
    pub(super) fn byte_of(&self, char: usize) -> Option<usize> {
        let index = self.lines.partition_point(|line| line.chars <= char).checked_sub(1)?;
        let line = self.lines.get(index)?;
        let (at, _) = self.text.get(line.start..)?.char_indices().nth(char - line.chars)?;
        Some(line.start + at)
    }

    /// Where a stretch of the text stands.
    pub(crate) fn hit(&self, found: Range<usize>) -> Hit {
        let (first_line, paragraph, first_char) = self.place(found.start);
        // The place of its last character: what ends with a line does not reach into the next.
        let last = self.text.get(found.clone()).and_then(|text| text.char_indices().next_back());
        let (last_line, last_paragraph, last_char) = match last {
            Some((at, _)) => self.place(found.start + at),
            None => (first_line, paragraph, first_char),
        };
        Hit {
            start: found.start,
            end: found.end,
            first_char,
            end_char: last_char + usize::from(last.is_some()),
            lines: (first_line, last_line),
            paragraphs: (paragraph, last_paragraph),
        }
    }

    /// Line, paragraph and character of a byte.
    fn place(&self, at: usize) -> (u32, u32, usize) {
        let index = self.lines.partition_point(|line| line.start <= at).saturating_sub(1);
        let Some(line) = self.lines.get(index) else { return (1, 0, 0) };
        let before = self.text.get(line.start..at).map_or(0, |text| text.chars().count());
        (u32::try_from(index + 1).unwrap_or(u32::MAX), line.paragraph, line.chars + before)
    }
}
