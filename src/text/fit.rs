//! Columns: how wide a text is, and how it is made to fit.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The mark of a cut.
const ELLIPSIS: &str = "…";

/// How many columns `text` takes on a terminal.
///
/// ```
/// assert_eq!(annals::text::width("日本 e\u{301}"), 6);
/// ```
#[must_use]
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
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
    if text.len() <= columns && text.is_ascii() {
        return Cow::Borrowed(text);
    }
    if columns == 0 {
        return Cow::Borrowed("");
    }
    let mut used = 0;
    // The end of the longest beginning that leaves room for the ellipsis.
    let mut keep = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += width(grapheme);
        if used > columns {
            return Cow::Owned(format!("{}{ELLIPSIS}", text[..keep].trim_end()));
        }
        if used < columns {
            keep = at + grapheme.len();
        }
    }
    Cow::Borrowed(text)
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
}
