//! What readers of research datasets share: fields kept under their own names, days, lists, and sources
//! that are named without a word of theirs.
//!
//! Datasets say where a record comes from, but not what stands there. Such a source reports the event: it
//! is a quote without words, and nothing is put into its mouth.

use std::borrow::Cow;
use std::collections::HashSet;

use toml::Value;

use super::table::{Dialect, Header, Record, Table};
use super::{HEAD, MAX_DAMAGE, Reading, walk};
use crate::issue::{Issue, Spot};
use crate::model::draft::{At, DraftEvent, DraftQuote, DraftSource};
use crate::model::{Date, Extra};
use crate::text::{Text, plural};

/// The name under which a field that annals does not know is kept: its own, unless annals uses that.
pub(super) fn own_name(column: &str) -> Cow<'_, str> {
    // `recorded` is a field of all datasets.
    let taken = walk::EVENT.contains(&column) || column == "recorded";
    if taken { Cow::Owned(format!("x-{column}")) } else { Cow::Borrowed(column) }
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

/// `20150218` as `2015-02-18`; `None` where it is not a day.
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
fn cut(record: &Record, cells: usize) -> Issue {
    let what = format!("this row has {}, and {cells} are wanted", plural(record.len(), "cell"));
    Issue::error(
        Spot::at(record.start()),
        what,
        "the file may be cut off here, or a line break stands in a cell",
    )
}

/// Whether a text looks like a table with such a header, of which the `word` is a part.
pub(super) fn looks(text: &str, word: &str, is_header: fn(&Header) -> bool) -> bool {
    let head = text.as_bytes().get(..HEAD).unwrap_or(text.as_bytes());
    let named = head.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()));
    named && Table::open(text, Dialect::sniff(text), is_header).is_some()
}

/// Opens a table with such a header, and says what is odd about it; `wanted` is called so and has those columns.
pub(super) fn open<'a>(
    text: &'a str,
    is_header: fn(&Header) -> bool,
    (wanted, columns): (&str, &str),
) -> Result<(Table<'a>, Reading), Box<Issue>> {
    let Some(table) = Table::open(text, Dialect::sniff(text), is_header) else {
        let what = format!("this is not a table of {wanted}");
        return Err(Box::new(Issue::error(Spot::at(0), what, format!("its header has {columns}"))));
    };
    if let Some(issue) = table.refusal.clone() {
        return Err(Box::new(issue));
    }
    let mut reading = Reading::foreign();
    reading.header(table.header_range.clone());
    for record in &table.preamble {
        let what = "a row above the header";
        reading.refuse(record.range(), Issue::note(Spot::at(record.start()), what, "take it out"));
    }
    table.header.repeats().take(MAX_DAMAGE).for_each(|issue| reading.issue(issue));
    Ok((table, reading))
}

/// Why a row of such a table cannot be read.
pub(super) fn refusal(record: &Record, table: &Table) -> Option<Issue> {
    let width = table.header.len();
    record.refusal().or_else(|| (record.len() < width).then(|| cut(record, width)))
}

/// Whether a record of a table without header has an event. One whose first cell is called like the first
/// column is told to name them all; one that is not `whole`, which has so many cells, is refused.
pub(super) fn is_row(
    record: &Record,
    (first, width): (&str, usize),
    whole: bool,
    reading: &mut Reading,
) -> bool {
    let names = record.text(0).eq_ignore_ascii_case(first);
    if names {
        reading.tell("the first row names the columns");
        reading.header(record.range());
    } else if !whole {
        reading.refuse(record.range(), cut(record, width));
    }
    whole && !names
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

/// How many events so many of something are: `3 rows are 1 event`.
pub(super) fn made_of(number: usize, word: &str, events: usize) -> String {
    let are = if number == 1 { "is" } else { "are" };
    format!("{} {are} {}", plural(number, word), plural(events, "event"))
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
