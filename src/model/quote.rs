//! The verbatim words.

use super::event::word;
use super::pack::{Cursor, Item, Numbers, PackedExtra};
use super::word::words;
use super::{ActorId, SourceId};
use crate::text::TextRef;

words! {
    /// How a quote bears on its event.
    Stance in "stance" {
        /// It says so.
        Supports = "supports",
        /// It says otherwise.
        Contradicts = "contradicts",
        /// It speaks of it without saying whether it is so.
        Mentions = "mentions",
    }
}

/// Verbatim words of a source that bear on an event; or, without words, that the source reports it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quote<'a> {
    /// The words. `[...]` or `[…]` stands for words left out. Empty where all that is known is that the
    /// source speaks of the event: see [`Quote::is_report`].
    pub text: TextRef<'a>,
    /// The document. `None` is an error that the file's issues tell.
    pub source: Option<SourceId>,
    /// Whose words they are, where somebody speaks.
    pub speaker: Option<ActorId>,
    /// Where in the source: the pin-cite.
    pub locator: Option<Locator<'a>>,
    /// How it bears on the event, where the file says so.
    pub stance: Option<Stance>,
    /// A remark of the timeline's author.
    pub note: Option<TextRef<'a>>,
    /// Unknown fields.
    pub extra: PackedExtra<'a>,
}

impl Quote<'_> {
    /// Whether it has no words: a source that reports the event, and is not quoted.
    #[must_use]
    pub fn is_report(&self) -> bool {
        self.text.is_blank()
    }
}

impl<'a> Item<'a> for Quote<'a> {
    fn read(cursor: &mut Cursor<'a>, numbers: &'a Numbers) -> Self {
        let (text, note) = (cursor.said(), cursor.maybe_said());
        let source = cursor.maybe_number().and_then(|id| numbers.sources.get(id as usize).copied());
        let speaker = cursor.maybe_number().and_then(|id| numbers.actors.get(id as usize).copied());
        let locator = cursor.maybe_other().map(Locator::of);
        Self { text, source, speaker, locator, stance: word(cursor.byte()), note, extra: cursor.extra() }
    }
}

/// A pin-cite: where in its source a quote stands.
///
/// Any text will do; the forms that annals can check and sort by are `par. 3`, `par. 3-4`, `p. 12`,
/// `line 40` and `char 1500`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locator<'a>(TextRef<'a>);

/// What a [`Locator`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Pages of the source.
    Page,
    /// Paragraphs: lines that are not blank, counted from 1.
    Paragraph,
    /// Lines, counted from 1.
    Line,
    /// Characters from the start, from 0.
    Character,
}

impl Unit {
    /// The abbreviation a citation uses.
    #[must_use]
    pub fn short(self) -> &'static str {
        match self {
            Self::Page => "p.",
            Self::Paragraph => "par.",
            Self::Line => "line",
            Self::Character => "char",
        }
    }
}

impl<'a> Locator<'a> {
    /// A pin-cite as it is written; one in no known form is kept as text.
    ///
    /// ```
    /// use annals::model::{Locator, quote::Unit};
    /// assert_eq!(Locator::new("par. 12-13").part(), Some((Unit::Paragraph, 12, 13)));
    /// assert_eq!(Locator::new("fol. 3v").part(), None);
    /// ```
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self::of(TextRef::new(text))
    }

    pub(super) fn of(text: TextRef<'a>) -> Self {
        Self(text)
    }

    /// The pin-cite as it was written.
    #[must_use]
    pub fn text(self) -> TextRef<'a> {
        self.0
    }

    /// What is counted, the first and the last of the range.
    #[must_use]
    pub fn part(self) -> Option<(Unit, u32, u32)> {
        parse(self.0.raw())
    }

    /// Sorts pin-cites in document order; those of no known form come last.
    #[must_use]
    pub fn rank(locator: Option<Self>) -> (Unit, u32) {
        match locator.and_then(Self::part) {
            Some((unit, first, _)) => (unit, first),
            None => (Unit::Character, u32::MAX),
        }
    }
}

fn parse(text: &str) -> Option<(Unit, u32, u32)> {
    let text = text.trim();
    let digit = text.find(|c: char| c.is_ascii_digit())?;
    let unit = match text[..digit].trim().trim_end_matches('.').to_ascii_lowercase().as_str() {
        "p" | "pp" | "page" | "pages" => Unit::Page,
        "par" | "pars" | "para" | "paras" | "paragraph" | "paragraphs" | "¶" | "¶¶" => Unit::Paragraph,
        "l" | "ll" | "line" | "lines" => Unit::Line,
        "char" | "chars" | "character" | "offset" => Unit::Character,
        _ => return None,
    };
    let mut ends = text[digit..].splitn(2, ['-', '–']).map(|n| n.trim().parse::<u32>().ok());
    let first = ends.next()??;
    let last = match ends.next() {
        None => first,
        Some(last) => last?,
    };
    Some((unit, first, last.max(first)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_forms_people_write() {
        let rows = [
            ("par. 3", Some((Unit::Paragraph, 3, 3))),
            ("¶ 3–5", Some((Unit::Paragraph, 3, 5))),
            ("p. 12", Some((Unit::Page, 12, 12))),
            ("lines 4 - 9", Some((Unit::Line, 4, 9))),
            ("par. 9-2", Some((Unit::Paragraph, 9, 9))),
            ("char 99999999999999999999", None),
            ("p. xii", None),
            ("", None),
        ];
        for (text, wanted) in rows {
            assert_eq!(Locator::new(text).part(), wanted, "{text}");
        }
    }
}
