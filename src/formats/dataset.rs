//! What readers of research datasets share: fields kept under their own names, days, lists, and sources
//! that are named without a word of theirs.
//!
//! Datasets say where a record comes from, but not what stands there. A quote has words, so such a source
//! is declared and stands in the list of sources, and the event keeps its name or address as an extra
//! field; nothing is put into a source's mouth.

use std::borrow::Cow;
use std::collections::HashSet;

use toml::Value;

use super::Reading;
use crate::issue::Spot;
use crate::model::draft::{At, DraftSource};
use crate::model::{Date, Extra};
use crate::text::Text;

/// Fields of an event in the native format: an extra field of that name would stand for it.
const TAKEN: [&str; 12] = [
    "key",
    "date",
    "title",
    "summary",
    "status",
    "importance",
    "place",
    "actors",
    "quotes",
    "caveats",
    "tags",
    "recorded",
];

/// The name under which a field that annals does not know is kept: its own, unless annals uses that.
pub(super) fn own_name(column: &str) -> Cow<'_, str> {
    if TAKEN.contains(&column) { Cow::Owned(format!("x-{column}")) } else { Cow::Borrowed(column) }
}

/// Keeps a text as an extra field, a plain whole number as a number; a blank one is absent.
pub(super) fn keep(extra: &mut Extra, name: &str, text: &str) {
    if !text.is_empty() {
        extra.get_or_insert_default().insert(name.to_owned(), value(text));
    }
}

/// A text as a value. It is a number only where writing that number gives the text back: codes keep
/// their zeros.
pub(super) fn value(text: &str) -> Value {
    let whole = text.len() < 19 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match text.parse::<i64>() {
        Ok(number) if whole && number.to_string() == text => Value::Integer(number),
        _ => Value::String(text.to_owned()),
    }
}

/// The date that an expression is, written by us: in EDTF already.
pub(super) fn edtf(expression: &str, spot: Spot) -> Option<At<Date>> {
    let (date, notes) = Date::parse(expression).ok()?;
    notes.is_empty().then(|| At::new(date, spot))
}

/// `20150218` as `2015-02-18`; `None` where it is no day.
pub(super) fn packed_day(text: &str) -> Option<String> {
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]))
}

/// `20150218230000` as `2015-02-18T23:00:00Z`, a day alone as [`packed_day`] has it.
pub(super) fn packed_moment(text: &str) -> Option<String> {
    if text.len() != 14 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return packed_day(text);
    }
    let (day, time) = text.split_at(8);
    Some(format!("{}T{}:{}:{}Z", packed_day(day)?, &time[..2], &time[2..4], &time[4..]))
}

/// The parts of a list, without the blanks around them and without those that are blank.
pub(super) fn parts(list: &str, separator: char) -> impl Iterator<Item = &str> {
    list.split(separator).map(str::trim).filter(|part| !part.is_empty())
}

/// Sources that are declared once, however many records name them.
#[derive(Default)]
pub(super) struct Sources {
    known: HashSet<String>,
}

impl Sources {
    /// Declares a source, unless `identity` is declared already.
    pub(super) fn declare(
        &mut self,
        reading: &mut Reading,
        identity: &str,
        source: impl FnOnce() -> DraftSource,
    ) {
        if !self.known.contains(identity) {
            self.known.insert(identity.to_owned());
            reading.source(source());
        }
    }

    /// Declares what is known by its address alone: a page on the web, or whatever else stands there.
    pub(super) fn address(&mut self, reading: &mut Reading, address: &str, spot: Spot) {
        self.declare(reading, address, || DraftSource {
            spot,
            title: Some(Text::new(address)),
            url: is_url(address).then(|| Text::new(address)),
            ..DraftSource::default()
        });
    }
}

/// `1 row`, `2 rows`.
pub(super) fn many(number: usize, word: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {word}{s}")
}

/// Whether a text is an address on the web.
pub(super) fn is_url(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stay_codes_and_numbers_are_numbers() {
        let rows = [
            ("3", Value::Integer(3)),
            ("-9", Value::Integer(-9)),
            ("010", Value::String("010".into())),
            ("-0", Value::String("-0".into())),
            ("1.5", Value::String("1.5".into())),
            ("-", Value::String("-".into())),
            ("99999999999999999999", Value::String("99999999999999999999".into())),
        ];
        for (text, wanted) in rows {
            assert_eq!(value(text), wanted, "{text}");
        }
    }

    #[test]
    fn packed_days_are_days() {
        assert_eq!(packed_moment("20150218230000").as_deref(), Some("2015-02-18T23:00:00Z"));
        assert_eq!(packed_moment("20150218").as_deref(), Some("2015-02-18"));
        assert_eq!(packed_moment("2015021"), None);
        assert_eq!(packed_day("２０１５"), None);
    }
}
