//! What a cell may not be as it stands: a list, or what a spreadsheet would take for a formula.
//!
//! A list is items with `;` between them. An item that has a `;` in it, begins with a quote, or has
//! blanks at an end stands in quotes, with its own quotes doubled: `host; "first; second"`.
//! In a cell of prose a `;` is a letter, so there it is a list only if all items stand in quotes.

use crate::formats::Losses;
use crate::text::{TextRef, shown};

/// What a formula may begin with, narrow and wide.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Whether a cell would be a formula, or text that was kept from being one.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches(|c: char| c == '\'' || c.is_whitespace()).starts_with(FORMULA)
}

/// Whether a cell is a number, which is no formula: a sign, digits, a point, an exponent.
fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let (whole, part) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    // The number of a telephone is nothing that could be computed either.
    let groups = whole.split(' ').all(is_digits);
    groups && is_digits(part) && is_digits(exponent)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Text that neither a terminal nor a spreadsheet obeys: control characters have stand-ins, and what
/// would be a formula has an apostrophe before it, as spreadsheets themselves do it.
pub(crate) fn defused(cell: &str) -> String {
    let cell = shown(cell);
    if is_formula(&cell) && !is_number(&cell) { format!("'{cell}") } else { cell.into_owned() }
}

/// The same; whether other programs see an apostrophe that is not in the cell is told.
pub(in crate::formats) fn guarded<'k>(
    cell: &str,
    name: &'static str,
    key: impl Into<TextRef<'k>>,
    losses: &mut Losses,
) -> String {
    let defused = defused(cell);
    // An apostrophe in front of text is one that was there already, or one that is added.
    if defused.starts_with('\'') && is_formula(&defused) {
        losses.misread(name, key);
    }
    defused
}

/// A cell without the apostrophe that keeps it from being a formula.
pub(in crate::formats) fn fused(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell)
}

/// An item in quotes at the beginning of `text`, and what follows behind its `;`.
fn quoted(text: &str) -> Option<(String, Option<&str>)> {
    let inner = text.trim_start().strip_prefix('"')?;
    let mut from = 0;
    loop {
        let at = from + inner.get(from..)?.find('"')?;
        let rest = inner.get(at + 1..)?;
        if rest.starts_with('"') {
            from = at + 2;
            continue;
        }
        let item = inner.get(..at)?.replace("\"\"", "\"");
        return match rest.trim_start() {
            "" => Some((item, None)),
            rest => Some((item, Some(rest.strip_prefix(';')?))),
        };
    }
}

/// The items of a list, blank ones too.
pub(in crate::formats) fn items(cell: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut rest = (!cell.trim().is_empty()).then_some(cell);
    while let Some(text) = rest {
        let (item, after) = quoted(text).unwrap_or_else(|| match text.split_once(';') {
            Some((item, after)) => (item.trim().to_owned(), Some(after)),
            None => (text.trim().to_owned(), None),
        });
        items.push(item);
        rest = after;
    }
    items
}

/// The items of a cell of prose: one, unless all stand in quotes.
pub(in crate::formats) fn prose(cell: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut rest = Some(cell);
    while let Some(text) = rest {
        let Some((item, after)) = quoted(text) else {
            return if cell.trim().is_empty() { Vec::new() } else { vec![cell.trim().to_owned()] };
        };
        items.push(item);
        rest = after;
    }
    items
}

fn in_quotes(item: &str) -> String {
    format!("\"{}\"", item.replace('"', "\"\""))
}

/// A list of items.
pub(in crate::formats) fn list(items: &[String]) -> String {
    let alone = items.len() == 1;
    let one = |item: &String| {
        let is_marked = item.contains(';') || item.starts_with('"') || item.trim() != item;
        let plain = !(is_marked || alone && item.is_empty());
        if plain { item.clone() } else { in_quotes(item) }
    };
    items.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// A cell of prose with these items.
pub(in crate::formats) fn prose_of(items: &[String]) -> String {
    match items {
        [item] if !item.is_empty() && prose(item) == [item.as_str()] => item.clone(),
        items => items.iter().map(|item| in_quotes(item)).collect::<Vec<_>>().join("; "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_only_text() {
        let rows = [
            ("=1+2", "'=1+2"),
            (" @SUM(A1)", "' @SUM(A1)"),
            ("\t-44", "' -44"),
            ("-44", "-44"),
            ("-0043", "-0043"),
            ("-2.25", "-2.25"),
            ("+1,5e-3", "+1,5e-3"),
            ("+49 30 123", "+49 30 123"),
            ("-0043-03-15", "'-0043-03-15"),
            ("-1+2", "'-1+2"),
            ("'-44", "''-44"),
            ("-", "'-"),
            ("\r=x", "'\n=x"),
            ("a=b", "a=b"),
            ("'=x", "''=x"),
            ("'tis", "'tis"),
            ("\u{1b}]0;x\u{7}", "␛]0;x␇"),
        ];
        for (cell, wanted) in rows {
            assert_eq!(defused(cell), wanted, "{cell:?}");
        }
    }

    #[test]
    fn lists_have_items() {
        let rows: [(&str, &[&str], &[&str]); 8] = [
            ("", &[], &[]),
            ("a", &["a"], &["a"]),
            ("a; b;c", &["a", "b", "c"], &["a; b;c"]),
            ("\"a; b\"; c", &["a; b", "c"], &["\"a; b\"; c"]),
            ("\"a; b\" ;\" c\"", &["a; b", " c"], &["a; b", " c"]),
            ("\"Yes\" he said; then", &["\"Yes\" he said", "then"], &["\"Yes\" he said; then"]),
            ("\"say \"\"yes\"\"\"", &["say \"yes\""], &["say \"yes\""]),
            ("a;;", &["a", "", ""], &["a;;"]),
        ];
        for (cell, wanted, told) in rows {
            assert_eq!(items(cell), wanted, "{cell}");
            assert_eq!(prose(cell), told, "{cell}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read(texts in proptest::collection::vec("[ab\"; '=\n-]{0,6}", 1..4)) {
            proptest::prop_assert_eq!(items(&list(&texts)), texts.clone());
            proptest::prop_assert_eq!(prose(&prose_of(&texts)), texts.clone());
            for text in &texts {
                let written = defused(text);
                proptest::prop_assert_eq!(fused(&written), text);
            }
        }
    }
}
