//! A document in rows of a width: only those that are asked for are laid out.
//!
//! A text is laid out piece by piece ([`Marked::piece`]), so that a row can be found from any byte of it
//! without knowing those before.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::marked::{Mark, Marked, Sort};
use crate::search::text::Needle;
use crate::text::{shown, wrap};

/// Marks that are looked at in one row; more in one place are a text made to be slow.
const MOST: usize = 64;

/// How much text around a row is searched with it, in bytes: what is found may go over its ends.
const AROUND: usize = 400;

/// How a piece of a row looks: what it is, all at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look(u8);

impl Look {
    const CHOSEN: u8 = 1 << 4;
    const HIT: u8 = 1 << 5;

    /// Whether it lies in a mark of this sort.
    #[must_use]
    pub fn is(self, sort: Sort) -> bool {
        self.0 & (1 << sort as u8) != 0
    }

    /// Whether it is what the reader has gone to.
    #[must_use]
    pub fn is_chosen(self) -> bool {
        self.0 & Self::CHOSEN != 0
    }

    /// Whether the search hit it.
    #[must_use]
    pub fn is_hit(self) -> bool {
        self.0 & Self::HIT != 0
    }
}

/// A row of the window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The bytes of the document that it shows.
    pub bytes: Range<usize>,
    /// Its text, clean, in pieces of one look each.
    pub pieces: Vec<(String, Look)>,
    /// Whether the timeline quotes from it.
    pub is_quoted: bool,
    /// Whether what the reader has gone to is in it.
    pub is_chosen: bool,
}

/// What is marked besides the marks of the document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Besides<'a> {
    /// What the reader has gone to.
    pub(super) chosen: Option<&'a Range<usize>>,
    /// What is searched for.
    pub(super) needle: Option<&'a Needle>,
}

/// A piece of the text, clean, cut into rows.
struct Laid<'t> {
    piece: Range<usize>,
    text: Cow<'t, str>,
    /// Where each of its letters stands: in the clean text, and in the document. Empty where both are alike.
    places: Vec<(usize, usize)>,
    /// The rows: bytes of the clean text.
    rows: Vec<Range<usize>>,
}

impl<'t> Laid<'t> {
    fn new(marked: &'t Marked, index: usize, width: usize) -> Self {
        let piece = marked.piece(index);
        let raw = marked.text.get(piece.clone()).unwrap_or_default();
        let mut text = shown(raw);
        let mut places = Vec::new();
        if let Cow::Owned(clean) = &mut text {
            clean.clear();
            for (at, grapheme) in raw.grapheme_indices(true) {
                places.push((clean.len(), at));
                clean.push_str(&shown(grapheme));
            }
        }
        if text.contains('\n') {
            text = Cow::Owned(text.replace('\n', " "));
        }
        let mut rows = wrap(&text, width);
        if rows.is_empty() {
            rows.push(0..0);
        }
        Self { piece, text, places, rows }
    }

    /// The byte of the document that a byte of the clean text stands for.
    fn raw(&self, at: usize) -> usize {
        if self.places.is_empty() {
            return (self.piece.start + at).min(self.piece.end);
        }
        match self.places.partition_point(|&(clean, _)| clean <= at).checked_sub(1) {
            // Behind the last letter is the end of the piece.
            Some(_) if at >= self.text.len() => self.piece.end,
            Some(place) => self.piece.start + self.places[place].1,
            None => self.piece.start,
        }
    }

    fn start(&self, row: usize) -> usize {
        if row == 0 {
            return self.piece.start;
        }
        self.rows.get(row).map_or(self.piece.end, |range| self.raw(range.start))
    }

    /// The row that a byte of the document is in.
    fn row_of(&self, byte: usize) -> usize {
        let count = self.rows.len();
        (0..count).rev().find(|&row| self.start(row) <= byte).map_or(0, |row| {
            // The first of those that begin at the same byte.
            let start = self.start(row);
            (0..row).rev().take_while(|&before| self.start(before) == start).last().unwrap_or(row)
        })
    }
}

/// A place in the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    piece: usize,
    row: usize,
}

fn place_of(marked: &Marked, byte: usize, width: usize) -> Place {
    let piece = marked.piece_of(byte);
    Place { piece, row: Laid::new(marked, piece, width).row_of(byte) }
}

/// The first byte of the row that a byte is in.
pub(super) fn row_start(marked: &Marked, byte: usize, width: usize) -> usize {
    let place = place_of(marked, byte, width);
    Laid::new(marked, place.piece, width).start(place.row)
}

/// The first byte of the row that stands `count` rows before the one at `byte`, or of the first.
pub(super) fn back(marked: &Marked, byte: usize, width: usize, count: usize) -> usize {
    let Place { mut piece, mut row } = place_of(marked, byte, width);
    let mut left = count;
    while left > row && piece > 0 {
        left -= row + 1;
        piece -= 1;
        row = Laid::new(marked, piece, width).rows.len() - 1;
    }
    Laid::new(marked, piece, width).start(row.saturating_sub(left))
}

/// The first byte of the row that stands `count` rows behind the one at `byte`, or of the last.
pub(super) fn forward(marked: &Marked, byte: usize, width: usize, count: usize) -> usize {
    let Place { mut piece, mut row } = place_of(marked, byte, width);
    let mut laid = Laid::new(marked, piece, width);
    let mut left = count;
    loop {
        let rest = laid.rows.len() - 1 - row;
        if left <= rest {
            row += left;
            break;
        }
        if piece + 1 >= marked.starts().len() {
            row = laid.rows.len() - 1;
            break;
        }
        left -= rest + 1;
        piece += 1;
        row = 0;
        laid = Laid::new(marked, piece, width);
    }
    // Where several rows show one letter, the one after them.
    let start = laid.start(row);
    if start == byte && count > 0 {
        let next = (row..laid.rows.len()).map(|row| laid.start(row)).find(|&start| start > byte);
        return next.unwrap_or_else(|| marked.starts().get(piece + 1).copied().unwrap_or(start));
    }
    start
}

/// The first byte of the window that ends with the text.
pub(super) fn bottom(marked: &Marked, width: usize, height: usize) -> usize {
    back(marked, marked.text.len(), width, height.saturating_sub(1))
}

/// `height` rows of `width` from the one that `byte` is in.
pub(super) fn rows(marked: &Marked, byte: usize, width: usize, height: usize, besides: Besides) -> Vec<Row> {
    let Place { mut piece, row } = place_of(marked, byte, width);
    let mut rows = Vec::new();
    let mut skip = row;
    while rows.len() < height && piece < marked.starts().len() {
        let laid = Laid::new(marked, piece, width);
        let hits = besides.needle.map(|needle| hits(marked, &laid.piece, needle)).unwrap_or_default();
        for row in skip..laid.rows.len().min(skip + height - rows.len()) {
            rows.push(look(marked, &laid, row, besides.chosen, &hits));
        }
        skip = 0;
        piece += 1;
    }
    rows
}

/// What is searched for, where it stands in a stretch of the text: bytes of the document.
pub(super) fn hits(marked: &Marked, stretch: &Range<usize>, needle: &Needle) -> Vec<Range<usize>> {
    let text = &marked.text;
    let edge = |at: usize, back: bool| {
        let at = at.min(text.len());
        let mut near =
            (0..4).map(|step| if back { at.saturating_sub(step) } else { (at + step).min(text.len()) });
        near.find(|&at| text.is_char_boundary(at)).unwrap_or(at)
    };
    let from = edge(stretch.start.saturating_sub(AROUND), true);
    let to = edge(stretch.end + AROUND, false);
    let found = text.get(from..to).map(|text| needle.ranges_in(text)).unwrap_or_default();
    let found = found.into_iter().map(|range| range.start + from..range.end + from);
    found.filter(|range| range.start < stretch.end && range.end > stretch.start).collect()
}

/// A row with the look of each of its letters.
fn look(
    marked: &Marked,
    laid: &Laid,
    index: usize,
    chosen: Option<&Range<usize>>,
    hits: &[Range<usize>],
) -> Row {
    let Some(range) = laid.rows.get(index).cloned() else { return Row::default() };
    let bytes = laid.raw(range.start)..laid.raw(range.end).max(laid.start(index + 1).min(laid.piece.end));
    let marks: Vec<(u8, &Mark)> = Sort::ALL
        .iter()
        .flat_map(|&sort| {
            marked.marks(sort).within(bytes.clone()).take(MOST).map(move |mark| (sort as u8, mark))
        })
        .collect();
    let mut row = Row { bytes, ..Row::default() };
    for (at, grapheme) in laid.text.get(range.clone()).unwrap_or_default().grapheme_indices(true) {
        let raw = laid.raw(range.start + at);
        let mut look = 0;
        for (bit, mark) in &marks {
            if mark.span.contains(&raw) {
                look |= 1 << bit;
            }
        }
        look |= if chosen.is_some_and(|chosen| chosen.contains(&raw)) { Look::CHOSEN } else { 0 };
        let hit = hits.partition_point(|hit| hit.end <= raw);
        look |= if hits.get(hit).is_some_and(|hit| hit.contains(&raw)) { Look::HIT } else { 0 };
        row.is_quoted |= Look(look).is(Sort::Quote);
        row.is_chosen |= Look(look).is_chosen();
        match row.pieces.last_mut() {
            Some((text, before)) if before.0 == look => text.push_str(grapheme),
            _ => row.pieces.push((grapheme.to_owned(), Look(look))),
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(rows: &[Row]) -> Vec<String> {
        rows.iter().map(|row| row.pieces.iter().map(|(text, _)| text.as_str()).collect()).collect()
    }

    #[test]
    fn going_down_and_up_meets_every_row_once() {
        let text = "One two three four\n\nfive\u{200b} six\r\nse\u{202e}ven\n日本語日本語\n";
        for (text, width) in [(text, 9), (text, 2), (text, 1), ("", 5), ("a", 1), ("\n\n\n", 3)] {
            let marked = Marked::new("a", text, &[]);
            let all = rows(&marked, 0, width, 1_000, Besides::default());
            let mut at = 0;
            let mut starts = vec![at];
            while let next = forward(&marked, at, width, 1)
                && next > at
            {
                at = next;
                starts.push(at);
                assert!(starts.len() <= all.len(), "{text:?} in {width}");
            }
            assert_eq!(at, back(&marked, text.len(), width, 0), "{text:?} in {width}");
            for pair in starts.windows(2) {
                assert_eq!(back(&marked, pair[1], width, 1), pair[0], "{text:?} in {width}");
            }
            assert_eq!(bottom(&marked, width, 1_000), 0);
        }
    }

    #[test]
    fn rows_show_what_the_document_says_and_what_is_marked_in_it() {
        let text = "They met on 3 May 2024 in Bergen.\n\u{1b}[2J On 4 May they left.";
        let marked = Marked::new("a", text, &[]).read_through(None);
        let chosen = 0..8;
        let needle = Needle::phrase("left");
        let besides = Besides { chosen: Some(&chosen), needle: Some(&needle) };
        let rows = rows(&marked, 0, 40, 10, besides);
        assert_eq!(words(&rows), ["They met on 3 May 2024 in Bergen.", "␛[2J On 4 May they left."]);
        let of = |row: usize, is: fn(Look) -> bool| {
            let pieces = rows[row].pieces.iter().filter(|(_, look)| is(*look));
            pieces.map(|(text, _)| text.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(of(0, |look| look.is(Sort::Time)), ["3 May 2024"]);
        assert_eq!(of(1, |look| look.is(Sort::Time)), ["4 May"], "behind what was cleaned away");
        assert_eq!((of(0, Look::is_chosen), of(1, Look::is_hit)), (vec!["They met"], vec!["left"]));
        assert!(rows[0].is_chosen && !rows[1].is_chosen && !rows[0].is_quoted);
    }

    #[test]
    fn a_phrase_is_found_over_the_end_of_a_line() {
        let marked = Marked::new("a", "natural\ngas and more\n", &[]);
        let needle = Needle::phrase("natural gas");
        let rows = rows(&marked, 0, 40, 10, Besides { needle: Some(&needle), ..Besides::default() });
        assert!(rows[0].pieces[0].1.is_hit() && rows[1].pieces[0].1.is_hit());
        assert_eq!(rows[1].pieces[0].0, "gas");
    }
}
