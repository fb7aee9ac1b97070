//! From a date to the numbers of a slide: the finest that are certain.
//!
//! TimelineJS knows moments and stretches of time, each with a year and perhaps more. What is less
//! exact gets the parts on which its earliest and latest day agree, or two years where they agree on
//! none; the words beside it (`display_date`) and the EDTF in a side field say the rest.

use ::toml::{Table, Value};

use super::super::YearZero;
use super::when::{self, PARTS};
use crate::model::Date;
use crate::model::date::Moment;

/// Both ends, as numbers, and whether they say all that the date says.
pub(super) struct Shown {
    pub(super) start: Table,
    pub(super) end: Table,
    /// Reading the numbers gives the same date, and nobody can count its years in another way.
    pub(super) exact: bool,
}

/// A date as numbers.
pub(super) fn of(date: &Date) -> Shown {
    let written = date.original().map(crate::text::Text::raw);
    let (start, end) = written.and_then(plain).or_else(|| plain(date.edtf())).unwrap_or_else(|| coarse(date));
    let again = when::read(&start, &end, YearZero::Historical);
    let exact = again.date.as_ref() == Some(date) && !again.before_our_era;
    Shown { start, end, exact }
}

/// A date or an interval of dates that are nothing but numbers.
fn plain(text: &str) -> Option<(Table, Table)> {
    match text.split_once('/') {
        Some((start, end)) => Some((numbers(start)?, numbers(end)?)),
        None => Some((numbers(text)?, Table::new())),
    }
}

/// `[-]YYYY[-MM[-DD[Thh[:mm[:ss[.fff]]]]]]` or `Y` and a year.
fn numbers(text: &str) -> Option<Table> {
    let mut parts = Vec::with_capacity(PARTS.len());
    if let Some(year) = text.strip_prefix('Y') {
        parts.push(when::numbered(year.parse().ok()?));
    } else {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let mut rest = digits.get(4..)?;
        parts.push(when::numbered(sign * whole(&digits[..4])?));
        for mark in ['-', '-', 'T', ':', ':'] {
            let Some(after) = rest.strip_prefix(mark) else { break };
            parts.push(whole(after.get(..2)?)?);
            rest = after.get(2..)?;
        }
        if let Some(digits) = rest.strip_prefix('.').filter(|digits| parts.len() == 6 && digits.len() < 4) {
            parts.push(whole(&format!("{digits:0<3}"))?);
            rest = "";
        }
        // A season is not a month.
        if !rest.is_empty() || parts.get(1).is_some_and(|month| *month > 12) {
            return None;
        }
    }
    Some(table(parts))
}

fn whole(digits: &str) -> Option<i64> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

fn table(parts: impl IntoIterator<Item = i64>) -> Table {
    PARTS.iter().zip(parts).map(|(name, part)| ((*name).to_owned(), Value::Integer(part))).collect()
}

/// What is certain of a date that is more than numbers.
fn coarse(date: &Date) -> (Table, Table) {
    let text = date.edtf();
    let Some((start, end)) = text.split_once('/') else { return side(text) };
    match (side(start), side(end)) {
        ((start, last), (end, _)) if start.is_empty() => (end, last),
        // Only the beginning is known, perhaps as one of two years.
        ((start, last), (end, _)) if end.is_empty() => (start, last),
        ((start, _), (end, last)) => (start, if last.is_empty() { end } else { last }),
    }
}

/// The first and, where they differ in the year, the last of what one expression covers.
fn side(text: &str) -> (Table, Table) {
    let text = text.trim_start_matches("..").trim_end_matches("..").replace(['?', '~', '%'], "");
    // A time with an offset is on the day that its own place has.
    let day = text.split('T').next().unwrap_or_default();
    if let Some(numbers) = numbers(day) {
        return (numbers, Table::new());
    }
    let Ok((date, _)) = Date::parse(&text) else { return Default::default() };
    let ends = date.ends();
    let parts = |moment: Moment| moment.civil().map(|(year, month, day)| [year, month.into(), day.into()]);
    let year = |[year, ..]: [i64; 3]| table([when::numbered(year)]);
    match (parts(ends.earliest_start), parts(ends.latest_end)) {
        (Some(first), Some(last)) if first[0] == last[0] => {
            let same = first.iter().zip(&last).take_while(|(first, last)| first == last).count();
            let mut first = first;
            first[0] = when::numbered(first[0]);
            (table(first.into_iter().take(same)), Table::new())
        }
        (Some(first), Some(last)) => (year(first), year(last)),
        (Some(one), None) | (None, Some(one)) => (year(one), Table::new()),
        (None, None) => Default::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_certain_is_shown() {
        let rows = [
            ("1994-01-10", "1994 1 10", "", true),
            ("1815-12-10/1852", "1815 12 10", "1852", true),
            ("2024-05-01T10:30", "2024 5 1 10 30", "", true),
            ("2024-05-01T10:30:02.25", "2024 5 1 10 30 2 250", "", false),
            ("2024-05-01T01:30:00+04:00", "2024 5 1", "", false),
            ("2024-05-01T10:30/2024-05-01T12:00", "2024 5 1 10 30", "2024 5 1 12 0", true),
            ("-0043-03-15", "-44 3 15", "", false),
            ("Y-13799999999", "-13800000000", "", false),
            ("c. 1580", "1580", "", false),
            ("2004-06~-11", "2004 6 11", "", false),
            ("198X", "1980", "1989", false),
            ("2004-06-XX", "2004 6", "", false),
            ("2025-23", "2025", "", false),
            ("[2024-05-16..2024-05-31]", "2024 5", "", false),
            ("[1667,1668]", "1667", "1668", false),
            ("1995/..", "1995", "", false),
            ("../1995-03", "1995 3", "", false),
            ("[..1980]", "1980", "", false),
            ("1990~/1995?", "1990", "1995", false),
            ("Y1E400", "", "", false),
        ];
        for (text, start, end, exact) in rows {
            let shown = of(&Date::parse(text).unwrap().0);
            let line = |table: &Table| table.values().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            let wanted = (start.to_owned(), end.to_owned(), exact);
            assert_eq!((line(&shown.start), line(&shown.end), shown.exact), wanted, "{text}");
        }
    }
}
