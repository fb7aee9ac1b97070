//! Which delimiter a table has.

use super::{Dialect, Records};
use crate::formats::HEAD;

const DELIMITERS: &[u8] = b",;\t|";

/// How many records are looked at.
const SAMPLE: usize = 40;

/// The delimiter that a first line `sep=;` names, and the length of that line.
pub(super) fn announced(text: &str) -> Option<(u8, usize)> {
    let line = text.split_inclusive('\n').next()?;
    let named = line.trim_end_matches(['\r', '\n', ',', ';']);
    let delimiter = match line.get(..5)?.as_bytes() {
        [sep @ .., b'=', delimiter] if sep.eq_ignore_ascii_case(b"sep") => *delimiter,
        _ => return None,
    };
    (DELIMITERS.contains(&delimiter) && named.len() <= 5).then_some((delimiter, line.len()))
}

pub(super) fn dialect(text: &str) -> Dialect {
    let with = |delimiter| Dialect { delimiter, quoting: true };
    if let Some((delimiter, _)) = announced(text) {
        return with(delimiter);
    }
    // The last line is cut where the text is longer than what is looked at.
    let mut head = crate::formats::head(text);
    if head.len() < text.len() && head.len() + 4 > HEAD {
        head = head.rfind('\n').map_or(head, |end| &head[..end]);
    }
    let best = DELIMITERS.iter().copied().map(|delimiter| (score(head, with(delimiter)), delimiter));
    // Of equals the first.
    let best = best.rev().max_by_key(|&(score, _)| score);
    with(best.filter(|&(score, _)| score > (0, 0)).map_or(b',', |(_, delimiter)| delimiter))
}

/// How well a delimiter fits: the records that have the most common number of cells above one, in
/// thousandths, then that number.
fn score(head: &str, dialect: Dialect) -> (usize, usize) {
    let widths: Vec<usize> = Records::new(head, dialect).take(SAMPLE).map(|record| record.len()).collect();
    let times = |width: usize| widths.iter().filter(|&&other| other == width).count();
    let common = widths.iter().copied().filter(|&width| width > 1).max_by_key(|&width| (times(width), width));
    common.map_or((0, 0), |width| (times(width) * 1000 / widths.len().max(1), width))
}
