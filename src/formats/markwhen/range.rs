//! The range in front of an event: from a line to what it says, not yet to when that is.
//!
//! Three roads are tried in markwhen's order: EDTF (`2025-01 / 2026`), casual dates (`18 March 2026 -
//! now`, `12:00 - 13:00`, `3 days`), years before our era (`586 BC - 70 AD`). Markwhen has no others; annals
//! tries one more, its own dates (`spring 2025`, `1580~`, `12. März 2021`), on lines that begin at the left.
//! A line that none of them can walk to its colon is not an event.

mod cursor;
mod words;

use cursor::Cursor;
pub(super) use words::looks_dated;

use crate::model::Date;

/// What stands in front of an event.
#[derive(Debug)]
pub(super) struct Range<'a> {
    pub(super) from: End<'a>,
    pub(super) to: Option<End<'a>>,
    /// What follows `every`, with that word.
    pub(super) rule: Option<&'a str>,
    /// The range as it was typed, without the rule.
    pub(super) typed: &'a str,
    /// Where the range begins in the line.
    pub(super) at: usize,
    /// What follows the colon.
    pub(super) rest: &'a str,
}

/// One end of a range.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum End<'a> {
    /// `now`.
    Now,
    /// A date, as far as it is given; years count astronomically.
    Stamp(Stamp),
    /// A week by its year and number, or a day of it.
    Week(i32, u32, Option<u32>),
    /// A time of day: hour and minute.
    Time(u32, u32),
    /// Counted from another event, or from the other end.
    Relative(Relative<'a>),
    /// A date in the words that annals reads, and markwhen does not.
    Worded(Date),
}

/// A date as far as it is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Casual dates may leave it out.
    pub(super) year: Option<i32>,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
    /// Hour, minute, second.
    pub(super) clock: Option<(u32, u32, u32)>,
    /// How many minutes its clock is east of Greenwich, where it says so: `Z`, `-04:00`.
    pub(super) offset: Option<i32>,
    /// Its day could be its month, and its month its day.
    pub(super) either: bool,
}

/// `after !id.start 3 days`
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Relative<'a> {
    /// It counts back: `before`, `by`.
    pub(super) before: bool,
    /// It says `after`.
    pub(super) after: bool,
    pub(super) anchor: Option<Anchor<'a>>,
    pub(super) amounts: Vec<(i64, Unit)>,
}

/// An event that is counted from, and which of its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Anchor<'a> {
    /// Without a name it is the event before.
    pub(super) id: Option<&'a str>,
    pub(super) edge: Option<Edge>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Millisecond,
    Second,
    Minute,
    Hour,
    Day,
    /// Monday to Friday.
    Workday,
    Week,
    Month,
    Year,
}

/// How many amounts one end of a range may add up. People write two or three.
const MAX_AMOUNTS: usize = 32;

/// How slash dates are read: the day first, as older files say with `dateFormat: d/M/y`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) day_first: bool,
}

/// The range in front of a line, where the line is an event.
pub(super) fn start(line: &str, order: Order) -> Option<Range<'_>> {
    let first = line.trim_start();
    let at = line.len() - first.len();
    // Most lines of a description are decided here.
    if !first.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '!' | '.' | '+' | '-')) {
        return words::start(line);
    }
    let found = [edtf as Road, casual, bce].into_iter().find_map(|road| {
        let mut cursor = Cursor { text: line, at, order };
        let (from, to) = road(&mut cursor)?;
        let typed = line.get(at..cursor.at)?.trim_end();
        let rule = cursor.rule();
        cursor.blanks();
        cursor.eat(":").then_some(())?;
        Some(Range { from, to, rule, typed, at, rest: line.get(cursor.at..)? })
    });
    found.or_else(|| words::start(line))
}

/// One end alone, with nothing behind it: the end of a recurrence.
pub(super) fn end(text: &str, order: Order) -> Option<End<'_>> {
    let mut cursor = Cursor { text, at: 0, order };
    let end = casual_end(&mut cursor)?;
    cursor.blanks();
    (cursor.at == text.len()).then_some(end)
}

/// One amount alone: `3 weeks`.
pub(super) fn amount(text: &str) -> Option<(i64, Unit)> {
    let mut cursor = Cursor { text, at: 0, order: Order::default() };
    let amount = cursor.amount()?;
    (cursor.at == text.len()).then_some(amount)
}

type Road = for<'a> fn(&mut Cursor<'a>) -> Option<(End<'a>, Option<End<'a>>)>;

fn edtf<'a>(cursor: &mut Cursor<'a>) -> Option<(End<'a>, Option<End<'a>>)> {
    let from = edtf_end(cursor)?;
    let before = cursor.at;
    cursor.blanks();
    if !cursor.eat("/") {
        cursor.at = before;
        return Some((from, None));
    }
    cursor.blanks();
    Some((from, Some(edtf_end(cursor)?)))
}

fn casual<'a>(cursor: &mut Cursor<'a>) -> Option<(End<'a>, Option<End<'a>>)> {
    let from = casual_end(cursor)?;
    let before = cursor.at;
    let gap = cursor.blanks();
    // Not markwhen's own, but meant by everybody who writes it.
    let slash = |cursor: &mut Cursor| gap && cursor.eat("/") && cursor.blanks();
    let joined = cursor.eat("-") || (gap && cursor.word("to") && cursor.blanks()) || slash(cursor);
    if !joined {
        cursor.at = before;
        return Some((from, None));
    }
    cursor.blanks();
    Some((from, Some(casual_end(cursor)?)))
}

/// `1000 BCE`, `285–247 BCE`, `586 BC- 70 AD`: years only.
fn bce<'a>(cursor: &mut Cursor<'a>) -> Option<(End<'a>, Option<End<'a>>)> {
    let year = cursor.number(1, 5)?;
    let era = cursor.era();
    let before = cursor.at;
    cursor.blanks();
    if !(cursor.eat("-") || cursor.eat("–")) {
        cursor.at = before;
        // A number alone is a year or an hour on the road before.
        return Some((era_year(year, Some(era?))?, None));
    }
    cursor.blanks();
    let last = cursor.number(1, 5)?;
    let last_era = cursor.era();
    Some((era_year(year, era.or(last_era))?, Some(era_year(last, last_era)?)))
}

/// A year of an era; there is no year 0 in either.
fn era_year(year: i32, before: Option<bool>) -> Option<End<'static>> {
    if year == 0 && before.is_some() {
        return None;
    }
    let year = if before == Some(true) { 1 - year } else { year };
    Some(End::Stamp(Stamp { year: Some(year), ..Stamp::default() }))
}

fn edtf_end<'a>(cursor: &mut Cursor<'a>) -> Option<End<'a>> {
    cursor.try_each(&[Cursor::now, Cursor::week, Cursor::iso_day, Cursor::relative])
}

fn casual_end<'a>(cursor: &mut Cursor<'a>) -> Option<End<'a>> {
    cursor.try_each(&[
        Cursor::moment,
        Cursor::now,
        Cursor::week,
        Cursor::iso_alone,
        Cursor::slashes,
        Cursor::day_month,
        Cursor::relative,
        Cursor::month_day,
        Cursor::time,
        Cursor::year,
    ])
}

/// The unit that a word names.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word.to_ascii_lowercase().as_str() {
        "ms" | "milliseconds" | "millisecond" => Unit::Millisecond,
        "s" | "sec" | "secs" | "second" | "seconds" => Unit::Second,
        "min" | "mins" | "minute" | "minutes" => Unit::Minute,
        "h" | "hour" | "hours" => Unit::Hour,
        "d" | "day" | "days" => Unit::Day,
        "weekday" | "weekdays" | "workday" | "workdays" => Unit::Workday,
        "w" | "week" | "weeks" => Unit::Week,
        "month" | "months" => Unit::Month,
        "y" | "year" | "years" => Unit::Year,
        _ => return None,
    })
}

/// The month that a word names, whole or by its first three letters.
pub(super) fn month_number(word: &str) -> Option<u32> {
    let word = word.to_ascii_lowercase();
    (1..=12_u8).zip(1..=12_u32).find_map(|(month, number)| {
        let name = crate::model::date::month_name(month).to_ascii_lowercase();
        let same = word == name || name.get(..3) == Some(word.as_str()) || (number == 9 && word == "sept");
        same.then_some(number)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_reaches_its_colon_is_an_event() {
        let events = [
            ("2025: x", "2025"),
            ("  2025-03-18 / 2026:x", "2025-03-18 / 2026"),
            ("2025-03-18 9:45am: x", "2025-03-18 9:45am"),
            ("2025-03-18T09:45:00Z - 2025-03-18T10:45:00Z: x", "2025-03-18T09:45:00Z - 2025-03-18T10:45:00Z"),
            ("1999 - 2099: x", "1999 - 2099"),
            ("1999-2099: x", "1999-2099"),
            ("Aug 30 9:45am: x", "Aug 30 9:45am"),
            ("18 March 2026 to now: x", "18 March 2026 to now"),
            ("Dec 7, 1941, 7:48am: x", "Dec 7, 1941, 7:48am"),
            ("dec 2 1989 - now :  x", "dec 2 1989 - now"),
            ("12/7/2012 - 1/2013: x", "12/7/2012 - 1/2013"),
            ("12:00 - 13:30: x", "12:00 - 13:30"),
            ("after !a.start 3 days, 2 h / 5 months: x", "after !a.start 3 days, 2 h / 5 months"),
            ("by !corn / 3 days: x", "by !corn / 3 days"),
            ("03/2021 / 6 months: x", "03/2021 / 6 months"),
            ("1/2/2021 / 3 days: x", "1/2/2021 / 3 days"),
            ("Aug 30 2021 9:45am / 2 hours: x", "Aug 30 2021 9:45am / 2 hours"),
            (".start -10 days / .end 1 day: x", ".start -10 days / .end 1 day"),
            ("5 business days: x", "5 business days"),
            ("285–247 BCE: x", "285–247 BCE"),
            ("586 BC- 70 AD: x", "586 BC- 70 AD"),
            ("2016W213: x", "2016W213"),
            ("2022-08-07 every 12 months x30: x", "2022-08-07"),
            ("2001-09-11T08:46:00-04:00: x", "2001-09-11T08:46:00-04:00"),
            ("2001-09-11T08:46+0200 - 2001-09-12T08:46Z: x", "2001-09-11T08:46+0200 - 2001-09-12T08:46Z"),
            ("spring 2025: x", "spring 2025"),
            ("about 1580: x", "about 1580"),
            ("1850s: x", "1850s"),
            ("12. März 2021: x", "12. März 2021"),
            ("1580~: x", "1580~"),
            ("198X :x", "198X"),
            ("2021-03-12?:", "2021-03-12?"),
            ("[1667,1668]: x", "[1667,1668]"),
            ("the nineteenth century: x", "the nineteenth century"),
        ];
        for (line, typed) in events {
            assert_eq!(start(line, Order::default()).map(|range| range.typed), Some(typed), "{line}");
        }
        let others = [
            "",
            ":",
            ": x",
            "# 2025: x",
            "// 2025: x",
            "note: x",
            "- [ ] 2025",
            "2025",
            "by: x",
            "after: x",
            "5 apples: x",
            "Maybe: x",
            "nowhere: x",
            "2025 or so: x",
            "  spring 2025: x",
            "p90: x",
            "- 2020: x",
            "to 2025: x",
            "every day: x",
            "12:30 x",
        ];
        for line in others {
            assert!(start(line, Order::default()).is_none(), "{line}");
        }
    }

    #[test]
    fn a_rule_stands_behind_the_range() {
        let range = start("2022-08-07 / 3 days every other week x30: x", Order::default()).unwrap();
        assert_eq!((range.typed, range.rule), ("2022-08-07 / 3 days", Some("every other week x30")));
        assert_eq!(range.rest, " x");
    }
}
