//! Columns: how wide a text is, and how it is made to fit.

use std::borrow::Cow;
use std::cmp::Ordering;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The mark of a cut.
const ELLIPSIS: &str = "…";

/// Whether `c` takes one cell wherever it stands, and is never joined with one like it: most of what is shown,
/// and found out without the tables.
fn is_cell(c: char) -> bool {
    matches!(c,
        ' '..='~'
        | '\u{a1}'..='\u{ac}'
        | '\u{ae}'..='\u{2ff}'
        | '\u{400}'..='\u{482}'
        | '\u{48a}'..='\u{52f}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2190}'..='\u{2199}'
        | '\u{2500}'..='\u{25fc}')
}

/// How many columns `text` takes, where each of its characters is a cell.
fn cells(text: &str) -> Option<usize> {
    text.chars().try_fold(0, |count, c| is_cell(c).then_some(count + 1))
}

/// How many columns `text` takes on a terminal.
///
/// ```
/// assert_eq!(annals::text::width("日本 e\u{301}"), 6);
/// ```
#[must_use]
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { cells(text).unwrap_or_else(|| text.width()) }
}

/// `text` in at most `columns`, cut before the grapheme that would not fit, with `…` for the rest.
///
/// ```
/// use annals::text::cut;
/// assert_eq!(cut("Baku", 4), "Baku");
/// assert_eq!(cut("Brussels", 6), "Bruss…");
/// assert_eq!(cut("日本語", 4), "日…");
/// ```
#[must_use]
pub fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    cut_cells(text, columns).0
}

/// The same, and how many columns it takes where each of its characters is a cell: that is found out on the way.
///
/// ```
/// use annals::text::cut_cells;
/// assert_eq!(cut_cells("Brussels", 6), ("Bruss…".into(), Some(6)));
/// assert_eq!(cut_cells("日本", 6), ("日本".into(), None));
/// ```
#[must_use]
pub fn cut_cells(text: &str, columns: usize) -> (Cow<'_, str>, Option<usize>) {
    if columns == 0 {
        return (Cow::Borrowed(""), Some(0));
    }
    match counted(text, columns) {
        Counted::Fits(cells) => (Cow::Borrowed(text), Some(cells)),
        Counted::EndsAt(end) => {
            let text = shortened(text, end);
            let cells = text.chars().count();
            (text, Some(cells))
        }
        Counted::Asks => (cut_asking(text, columns), None),
    }
}

/// Cuts what takes more than counting: the tables are asked.
fn cut_asking(text: &str, columns: usize) -> Cow<'_, str> {
    let mut used = 0;
    // The end of the longest beginning that leaves room for the ellipsis.
    let mut keep = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += width(grapheme);
        if used > columns {
            return shortened(text, keep);
        }
        if used < columns {
            keep = at + grapheme.len();
        }
    }
    Cow::Borrowed(text)
}

/// What counting characters tells of a text that is to fit.
enum Counted {
    /// It fits, in so many columns.
    Fits(usize),
    /// It has to end there for an ellipsis to fit.
    EndsAt(usize),
    /// It takes more than counting: the tables are to be asked.
    Asks,
}

fn counted(text: &str, columns: usize) -> Counted {
    let (mut keep, mut cells) = (0, 0);
    for (count, (at, c)) in text.char_indices().enumerate() {
        if !is_cell(c) {
            return Counted::Asks;
        }
        match (count + 1).cmp(&columns) {
            Ordering::Less => keep = at + c.len_utf8(),
            Ordering::Equal => {}
            Ordering::Greater => return Counted::EndsAt(keep),
        }
        cells = count + 1;
    }
    Counted::Fits(cells)
}

fn shortened(text: &str, end: usize) -> Cow<'_, str> {
    Cow::Owned(format!("{}{ELLIPSIS}", text[..end].trim_end()))
}

/// `text` in exactly `columns`: cut, or filled with blanks on the right.
///
/// ```
/// assert_eq!(annals::text::fill("日本", 5), "日本 ");
/// ```
#[must_use]
pub fn fill(text: &str, columns: usize) -> String {
    let text = cut(text, columns);
    let missing = columns.saturating_sub(width(&text));
    let mut out = text.into_owned();
    out.extend(std::iter::repeat_n(' ', missing));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_wider_than_asked_and_never_half_a_grapheme() {
        let texts = ["plain words", "日本語テキスト", "e\u{301}e\u{301}e\u{301}", "👨‍👩‍👧👨‍👩‍👧", "", "a"];
        for text in texts {
            for columns in 0..12 {
                let got = cut(text, columns);
                assert!(width(&got) <= columns, "{text:?} in {columns}: {got:?}");
                assert_eq!(width(&fill(text, columns)), columns);
            }
        }
    }

    #[test]
    fn what_counts_as_a_cell_is_one_for_the_tables_too_and_joins_with_no_other() {
        let all: Vec<char> = ('\0'..=char::MAX).filter(|&c| is_cell(c)).collect();
        assert!(all.len() > 1_000);
        for &c in &all {
            assert_eq!(unicode_width::UnicodeWidthChar::width(c), Some(1), "{c:?}");
        }
        // Each beside each, both ways.
        for &one in &all {
            let text: String = all.iter().flat_map(|&other| [one, other]).collect();
            assert_eq!(text.graphemes(true).count(), text.chars().count(), "{one:?}");
            assert_eq!(text.width(), text.chars().count(), "{one:?}");
        }
    }

    #[test]
    fn what_is_counted_is_cut_like_what_is_looked_up() {
        for text in ["Bâle – Баку · ende", "short", "with blanks    at the cut", "┃┃┃"] {
            // A combining mark far behind has the tables asked.
            let asked = format!("{text}{}e\u{301}", " ".repeat(30));
            for columns in 1..text.chars().count() {
                assert_eq!(cut(text, columns), cut(&asked, columns), "{text} in {columns}");
            }
        }
    }
}
