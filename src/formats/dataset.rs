//! What readers of research datasets share: fields kept under their own names, days, lists, and sources
//! that are named without a word of theirs.
//!
//! Datasets say where a record comes from, but not what stands there. Such a source reports the event: it
//! is a quote without words, and nothing is put into its mouth.

use std::borrow::Cow;
use std::collections::HashSet;

use toml::Value;

use super::Reading;
use super::table::{Header, Record};
use crate::issue::{Issue, Spot};
use crate::model::draft::{At, DraftEvent, DraftQuote, DraftSource};
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

/// Keeps many texts, as [`keep`] does, in a table with room for them and no more: there may be dozens on
/// each of hundreds of thousands of events.
pub(super) fn keep_all<'n, 't>(extra: &mut Extra, cells: impl Iterator<Item = (&'n str, Cow<'t, str>)>) {
    let cells: Vec<_> = cells.filter(|(_, text)| !text.is_empty()).collect();
    let before = extra.take().map(|table| *table).unwrap_or_default();
    let mut table = toml::Table::with_capacity(before.len() + cells.len());
    table.extend(before);
    table.extend(cells.iter().map(|(name, text)| ((*name).to_owned(), value(text))));
    *extra = (!table.is_empty()).then(|| Box::new(table));
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

/// The day that a text begins with, `2001-05-07`, where nothing follows but midnight.
pub(super) fn iso_day(text: &str) -> Option<&str> {
    let (day, rest) = (text.get(..10)?, text.get(10..)?);
    let digits = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let midnight = rest.bytes().all(|byte| matches!(byte, b' ' | b'T' | b'0' | b':' | b'.' | b'Z'));
    (digits && midnight).then_some(day)
}

/// Places from the smallest to the largest, each once.
pub(super) fn place<'p>(places: impl Iterator<Item = &'p str>) -> Option<Text> {
    let mut names: Vec<&str> = Vec::new();
    for name in places.filter(|name| !name.is_empty()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| Text::new(names.join(", ")))
}

/// A row that has lost its end.
pub(super) fn cut(record: &Record, cells: usize) -> Issue {
    let what = format!("this row has {}, and {cells} are wanted", many(record.len(), "cell"));
    Issue::error(
        Spot::at(record.start()),
        what,
        "the file may be cut off here, or a line break stands in a cell",
    )
}

/// Which columns of a table are kept as they are, and under which name.
pub(super) struct Kept(Vec<Option<String>>);

impl Kept {
    /// Of the `documented` columns of a dataset all are kept but those that are `used`; any other column
    /// is kept with `x-` before its name.
    pub(super) fn of(header: &Header, documented: &[&str], used: &[&str]) -> Self {
        let name = |at: usize| {
            let folded = header.given(at).to_ascii_lowercase();
            // Of two columns with one name the first has the role.
            let first = header.find(&folded) == Some(at);
            if first && used.contains(&folded.as_str()) {
                None
            } else if first && documented.contains(&folded.as_str()) {
                Some(own_name(&folded).into_owned())
            } else {
                Some(format!("x-{}", header.name(at)))
            }
        };
        Self((0..header.len()).map(name).collect())
    }

    /// Keeps the cells of a row.
    pub(super) fn keep(&self, record: &Record, header: &Header, extra: &mut Extra) {
        let named = self.0.iter().enumerate();
        let known = named.filter_map(|(at, name)| Some((name.as_deref()?, record.text(at))));
        keep_all(extra, known);
        for at in self.0.len()..record.len() {
            keep(extra, &format!("x-{}", header.name(at)), &record.text(at));
        }
    }
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

    /// Declares what is known by its address alone: a page on the web, or whatever else stands there. It
    /// reports the event.
    pub(super) fn address(
        &mut self,
        reading: &mut Reading,
        address: &str,
        spot: Spot,
        event: &mut DraftEvent,
    ) {
        event.quotes.push(report(address, spot));
        self.declare(reading, address, || DraftSource {
            spot,
            title: Some(Text::new(address)),
            url: is_url(address).then(|| Text::new(address)),
            ..DraftSource::default()
        });
    }
}

/// That a source, by its key or title, reports an event.
pub(super) fn report(source: &str, spot: Spot) -> DraftQuote {
    DraftQuote { spot, source: Some(At::new(Text::new(source), spot)), ..DraftQuote::default() }
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
