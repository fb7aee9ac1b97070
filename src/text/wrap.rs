//! Lines of prose.

use std::ops::Range;

use textwrap::{Options, WordSplitter, WrapAlgorithm};

/// A word longer than this many bytes is broken like any other; a paragraph longer than this is
/// wrapped greedily, because the fairer way takes time for each possible break.
const LONG: usize = 20_000;

/// Wraps `text` at `columns` and says which bytes of it each line shows.
///
/// Line breaks in the text are kept. Words wider than a line are broken. Blanks at a break belong
/// to no line.
///
/// ```
/// let text = "a short line";
/// let lines: Vec<&str> = annals::text::wrap(text, 7).into_iter().map(|r| &text[r]).collect();
/// assert_eq!(lines, ["a short", "line"]);
/// ```
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        let algorithm =
            if paragraph.len() > LONG { WrapAlgorithm::FirstFit } else { WrapAlgorithm::new_optimal_fit() };
        let options =
            Options::new(columns.max(1)).word_splitter(WordSplitter::NoHyphenation).wrap_algorithm(algorithm);
        let mut from = start;
        for piece in textwrap::wrap(paragraph, options) {
            // Pieces come in order and are parts of the paragraph; find where each stands.
            let at = text[from..].find(piece.as_ref()).map_or(from, |at| from + at);
            let end = (at + piece.len()).min(text.len());
            lines.push(at..end);
            from = end;
        }
        start += paragraph.len() + 1;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width;

    #[test]
    fn every_line_fits_and_every_word_is_there() {
        let text = "The partnership began in 1994\n\nwith a visit. Антиконституционный 日本語テキスト";
        for columns in 2..40 {
            let lines = wrap(text, columns);
            let all: String = lines.iter().map(|range| &text[range.clone()]).collect();
            let strip = |s: &str| s.split_whitespace().collect::<String>();
            assert_eq!(strip(&all), strip(text));
            for range in lines {
                assert!(width(&text[range.clone()]) <= columns, "{columns}: {:?}", &text[range]);
            }
        }
    }
}
