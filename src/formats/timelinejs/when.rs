//! From the numbers of a slide to its date: year, month, day and the time of day, of both ends.
//!
//! Numbers are numbers or digits in quotes; what is empty is absent. What cannot be part of the date
//! (a 13th month, a day without its month) stays in the table that it was found in.
//!
//! Years before our era count as people count them, since TimelineJS itself labels -44 as 44 BCE;
//! the user may say otherwise. That holds for all years of a file, however long ago.

use std::fmt::Write as _;

use ::toml::{Table, Value};

use super::super::YearZero;
use crate::model::Date;
use crate::model::date::Moment;

/// TimelineJS reckons years before and after these on its cosmological scale.
const COSMOLOGICAL: std::ops::RangeInclusive<i64> = -271_820..=275_759;

/// The parts of a date, the coarsest first.
pub(super) const PARTS: [&str; 7] = ["year", "month", "day", "hour", "minute", "second", "millisecond"];

/// Which end of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Start,
    End,
}

/// Something that is wrong with a part.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) end: End,
    /// The part that it is about.
    pub(super) part: &'static str,
    pub(super) what: String,
}

/// What the numbers mean.
#[derive(Debug, Default)]
pub(super) struct When {
    pub(super) date: Option<Date>,
    /// What is not part of the date, of the start and of the end.
    pub(super) rest: [Table; 2],
    pub(super) problems: Vec<Problem>,
    /// Whether a year is before our era.
    pub(super) before_our_era: bool,
    /// Whether TimelineJS would go over to its cosmological scale.
    pub(super) cosmological: bool,
}

/// Reads both ends.
pub(super) fn read(start: &Table, end: &Table, zero: YearZero) -> When {
    let mut when = When::default();
    let first = when.end(End::Start, start, zero);
    let last = when.end(End::End, end, zero);
    match (first, last) {
        (Some(first), Some(last)) if first != last => when.date = when.interval(&first, &last, end),
        (Some(first), _) => when.date = when.parse(End::Start, &first),
        (None, Some(_)) => {
            when.put_back(End::End, end);
            when.problem(End::End, "year", "an end without a start");
        }
        (None, None) => {}
    }
    when
}

impl When {
    fn problem(&mut self, end: End, part: &'static str, what: impl Into<String>) {
        self.problems.push(Problem { end, part, what: what.into() });
    }

    /// Everything that stands at that end is no part of the date.
    fn put_back(&mut self, end: End, table: &Table) {
        self.rest[end as usize] = filled(table);
    }

    fn interval(&mut self, first: &str, last: &str, end: &Table) -> Option<Date> {
        match Date::parse(&format!("{first}/{last}")) {
            Ok((date, _)) => Some(date),
            Err(why) => {
                self.problem(End::End, "year", why);
                self.put_back(End::End, end);
                self.parse(End::Start, first)
            }
        }
    }

    fn parse(&mut self, end: End, text: &str) -> Option<Date> {
        match Date::parse(text) {
            Ok((date, _)) => Some(date),
            Err(why) => {
                self.problem(end, "year", why);
                None
            }
        }
    }

    /// One end as EDTF, with a time of day as exact as it is given.
    fn end(&mut self, end: End, table: &Table, zero: YearZero) -> Option<String> {
        let mut rest = filled(table);
        let mut parts = [None; 7];
        // The first part that is missing, and why the finer ones cannot be had.
        let mut missing: Option<&str> = None;
        for (index, part) in PARTS.into_iter().enumerate() {
            let Some(value) = rest.get(part) else {
                missing.get_or_insert(part);
                continue;
            };
            let value = match number(value) {
                Some(number) if missing.is_none() => {
                    let year = parts[0].map_or(0, |year| zero.astronomical(year));
                    allowed(part, number, year, parts[1].unwrap_or(1)).map(|()| number)
                }
                Some(_) => Err(match missing {
                    Some("") => String::new(),
                    missing => {
                        let article = if part == "hour" { "an" } else { "a" };
                        format!("{article} {part} without a {}", missing.unwrap_or_default())
                    }
                }),
                None => Err(format!("this {part} is no number")),
            };
            match value {
                Ok(number) => {
                    parts[index] = Some(number);
                    rest.remove(part);
                }
                Err(what) => {
                    if !what.is_empty() {
                        self.problem(end, part, what);
                    }
                    // One remark is enough: what is finer goes with it.
                    missing = Some("");
                }
            }
        }
        self.rest[end as usize] = rest;
        let [year, month, day, hour, minute, second, fraction] = parts;
        let year = year?;
        self.before_our_era |= year < 0;
        self.cosmological |= !COSMOLOGICAL.contains(&year);
        let mut text = year_text(zero.astronomical(year));
        for (sign, part) in [('-', month), ('-', day), ('T', hour), (':', minute), (':', second)] {
            if let Some(part) = part {
                text.push(sign);
                let _ = write!(text, "{part:02}");
            }
        }
        if let Some(fraction) = fraction {
            let _ = write!(text, ".{fraction:03}");
        }
        Some(text)
    }
}

/// A table without what is empty.
fn filled(table: &Table) -> Table {
    let some = |value: &Value| value.as_str() != Some("");
    table.iter().filter(|(_, value)| some(value)).map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// A whole number, or its digits.
fn number(value: &Value) -> Option<i64> {
    match value {
        Value::Integer(number) => Some(*number),
        // JSON has one kind of number: 2020.0 is 2020.
        #[expect(clippy::cast_possible_truncation, reason = "it is whole, and small enough")]
        Value::Float(number) if number.fract() == 0.0 && number.abs() < 9e15 => Some(*number as i64),
        Value::String(text) => {
            let digits = text.strip_prefix('-').unwrap_or(text);
            digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
        }
        _ => None,
    }
}

/// Whether a part can stand in that year, astronomically numbered, and that month.
fn allowed(part: &str, number: i64, year: i64, month: i64) -> Result<(), String> {
    let (last, of) = match part {
        "year" => return Ok(()),
        _ if !(-9_999..10_000).contains(&year) => {
            return Err(format!("a {part} in a year of more than four digits cannot be held"));
        }
        "month" => (12, "months in a year"),
        "day" => (days_in(year, month), "days in that month"),
        "hour" => (23, "hours in a day, from 0"),
        "minute" => (59, "minutes in an hour, from 0"),
        "second" => (59, "seconds in a minute, from 0"),
        _ => (999, "milliseconds in a second, from 0"),
    };
    let first = i64::from(matches!(part, "month" | "day"));
    if (first..=last).contains(&number) {
        return Ok(());
    }
    Err(format!("there is no {part} {number}: there are {} {of}", last + 1 - first))
}

fn days_in(year: i64, month: i64) -> i64 {
    let month = u8::try_from(month).unwrap_or(1);
    Moment::from_civil(year, month, 31).civil().map_or(31, |(_, _, day)| i64::from(day))
}

/// The number of an astronomical year in the file.
pub(super) fn numbered(year: i64) -> i64 {
    YearZero::Historical.number(year)
}

fn year_text(year: i64) -> String {
    match year {
        0..=9999 => format!("{year:04}"),
        -9999..=-1 => format!("-{:04}", year.unsigned_abs()),
        _ => format!("Y{year}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table {
        format!("t = {{ {text} }}").parse::<Table>().unwrap().remove("t").unwrap().as_table().unwrap().clone()
    }

    fn parsed(start: &str, end: &str) -> (String, String) {
        let when = read(&table(start), &table(end), YearZero::Historical);
        let date = when.date.map(|date| match date.original() {
            Some(original) => format!("{} ({original})", date.edtf()),
            None => date.edtf().to_owned(),
        });
        let mut said: Vec<String> = when.problems.into_iter().map(|problem| problem.what).collect();
        said.extend(
            when.rest.iter().filter(|rest| !rest.is_empty()).map(|rest| rest.to_string().replace('\n', ";")),
        );
        (date.unwrap_or_default(), said.join(" | "))
    }

    #[test]
    fn numbers_are_dates_as_exact_as_they_are() {
        let rows = [
            (
                "year = '1815', month = '12', day = '10'",
                "year = '1852', month = '11', day = '27'",
                "1815-12-10/1852-11-27",
                "",
            ),
            ("year = 1943, month = '7', day = ''", "year = 1946, month = '', day = ''", "1943-07/1946", ""),
            ("year = 1994.0", "year = '1994'", "1994", ""),
            ("year = '-44', month = 3, day = 15", "", "-0043-03-15", ""),
            ("year = 0", "", "0000", ""),
            ("year = '-13800000000'", "", "Y-13799999999", ""),
            ("year = '-300000'", "year = -3500", "Y-299999/-3499", ""),
            (
                "year = 2024, month = 5, day = 1, hour = 10, minute = 30",
                "",
                "2024-05-01T10:30:00 (2024-05-01T10:30)",
                "",
            ),
            ("year = 2024, month = 5, day = 1, hour = '0'", "", "2024-05-01T00:00:00 (2024-05-01T00)", ""),
            (
                "year = 2024, month = 5, day = 1, hour = 10, minute = 30, second = 2, millisecond = 250",
                "",
                "2024-05-01T10:30:02 (2024-05-01T10:30:02.250)",
                "",
            ),
            (
                "year = 2024, month = 5, day = 1, hour = 10",
                "year = 2024, month = 5, day = 1, hour = 12",
                "2024-05-01 (2024-05-01T10/2024-05-01T12)",
                "",
            ),
            (
                "year = 2020, month = 13, day = 1",
                "",
                "2020",
                "there is no month 13: there are 12 months in a year | month = 13;day = 1;",
            ),
            (
                "year = 2025, month = 2, day = 30",
                "",
                "2025-02",
                "there is no day 30: there are 28 days in that month | day = 30;",
            ),
            ("year = 2025, day = 3", "", "2025", "a day without a month | day = 3;"),
            ("month = 3", "", "", "a month without a year | month = 3;"),
            ("year = 'soon'", "", "", "this year is no number | year = \"soon\";"),
            ("year = '-'", "", "", "this year is no number | year = \"-\";"),
            ("display_date = 'then', year = 5", "", "0005", "display_date = \"then\";"),
            ("", "year = 1999", "", "an end without a start | year = 1999;"),
            (
                "year = 12345, month = 3",
                "",
                "Y12345",
                "a month in a year of more than four digits cannot be held | month = 3;",
            ),
        ];
        for (start, end, wanted, said) in rows {
            assert_eq!(parsed(start, end), (wanted.to_owned(), said.to_owned()), "{start} {end}");
        }
    }

    #[test]
    fn astronomers_may_count_too() {
        let date = |zero| read(&table("year = -44"), &Table::new(), zero).date.unwrap();
        assert_eq!(date(YearZero::Historical).edtf(), "-0043");
        assert_eq!(date(YearZero::Astronomical).edtf(), "-0044");
        assert_eq!([-43, 0, 1, -13_800_000_000].map(numbered), [-44, -1, 1, -13_800_000_001]);
    }
}
