//! Numbers in a sentence: digits in groups, and a noun that fits.

use std::fmt;

/// `1 event`, `2 events`.
///
/// ```
/// use annals::text::plural;
/// assert_eq!((plural(1, "event"), plural(12_000, "event")), ("1 event".into(), "12,000 events".into()));
/// ```
#[must_use]
pub fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{} {noun}s", grouped(count)) }
}

/// A whole number, not below nought, as it is read: from five digits on in groups of three.
///
/// ```
/// use annals::text::grouped;
/// assert_eq!((grouped(9_999), grouped(1_234_567)), ("9999".into(), "1,234,567".into()));
/// ```
#[must_use]
pub fn grouped(number: impl fmt::Display) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let groups = digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group));
    groups.collect::<Vec<_>>().join(",")
}
