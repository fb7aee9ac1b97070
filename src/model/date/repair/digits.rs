//! Dates of digits and separators: `2020-5-1`, `1/5/2020`, `20200501`, `2016-W21`, `12345`.

use chrono::{Datelike, NaiveDate, Weekday};
use edtf_core::Edtf;

use super::super::compose;
use super::super::explain::impossible_day;
use super::super::read::{Answer, Read};
use super::super::words::{edtf_year, number};

/// Digits and separators only.
pub(super) fn plain_date(body: &str) -> Answer {
    let after_sign =
        |sign: char| body.strip_prefix(sign).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if let Some(rest) = after_sign('+') {
        return Ok(plain_or_edtf(rest)?
            .map(|read| Read::because(read.edtf.clone(), "EDTF has no + before a year").notes_of(&read)));
    }
    if let Some(week) = iso_week(body) {
        return Ok(Some(week));
    }
    let separators: Vec<char> = body.chars().filter(|c| !c.is_ascii_digit()).collect();
    let fields: Vec<&str> = body.split(['-', '/', '.']).collect();
    if let (["", _, _, ..], Some(rest)) = (fields.as_slice(), after_sign('-')) {
        return Ok(plain_date(rest)?.map(|read| Read::new(format!("-{}", read.edtf)).notes_of(&read)));
    }
    if let ["", digits] = fields.as_slice()
        && number(digits).is_some()
        && separators == ['-']
    {
        return before_zero(digits);
    }
    if body.bytes().all(|byte| byte.is_ascii_digit()) {
        return all_digits(body);
    }
    if fields.iter().all(|field| number(field).is_some()) {
        return separated(&fields, &separators);
    }
    Ok(long_year(body))
}

fn plain_or_edtf(body: &str) -> Answer {
    if matches!(Edtf::parse(body), Ok(Edtf::Date(_))) { Ok(Some(Read::new(body))) } else { plain_date(body) }
}

/// `2020-5-1`, `2020/05/01`, `1.5.2020`, `5/1/2020`, `2020-5`, `2024-123`.
fn separated(fields: &[&str], separators: &[char]) -> Answer {
    let n = |field: &str| number(field).unwrap_or(0);
    let made = |year: &str, month: i64, day: i64, why: &str| {
        let (Ok(m), Ok(d)) = (u8::try_from(month), u8::try_from(day)) else { return Ok(None) };
        match impossible_day(number(year), m, d) {
            Some(reason) => Err(reason),
            None => Ok(Some(Read::because(format!("{year}-{month:02}-{day:02}"), why))),
        }
    };
    match *fields {
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            let why = if separators.iter().all(|c| *c == '-') {
                "EDTF has two digits for month and day"
            } else {
                "EDTF has - between year, month and day"
            };
            made(year, n(month), n(day), why)
        }
        [a, b, year] if year.len() == 4 && a.len() <= 2 && b.len() <= 2 => {
            let (first, second) = (n(a), n(b));
            let why = "EDTF has year, month and day in this order";
            if first > 12 || first == second || separators.contains(&'.') {
                made(year, second, first, why)
            } else if second > 12 {
                made(year, first, second, why)
            } else {
                Err(format!(
                    "it could be {year}-{second:02}-{first:02} (day first) or {year}-{first:02}-{second:02} (month first); write the one that is meant"
                ))
            }
        }
        [a, b, c] if [a, b, c].iter().all(|field| (1..=2).contains(&field.len())) => {
            Err("a year has four digits; write the date as in 2025-05-03".into())
        }
        [year, month] if year.len() == 4 && month.len() == 1 && separators != ['/'] => Ok((n(month) > 0)
            .then(|| Read::because(format!("{year}-0{month}"), "EDTF has two digits for the month"))),
        [year, month] if year.len() == 4 && month.len() == 2 => {
            let until = n(year) / 100 * 100 + n(month);
            if (1..=12).contains(&n(month)) {
                Ok(Some(Read::because(format!("{year}-{month}"), "EDTF has - between year and month")))
            } else if until <= n(year) || separators != ['-'] {
                Ok(None)
            } else if n(month) <= 20 {
                // Near enough to 12 to be a slip.
                Err(format!("month {month} does not exist; write {year}/{until:04} if the years are meant"))
            } else {
                Ok(Some(Read::because(
                    format!("{year}/{until:04}"),
                    "EDTF has / between the years of an interval",
                )))
            }
        }
        [month, year] if year.len() == 4 && month.len() <= 2 && (1..=12).contains(&n(month)) => {
            Ok(Some(Read::because(format!("{year}-{:02}", n(month)), "EDTF has the year first")))
        }
        [from, to] if from.len() == 4 && to.len() == 4 => {
            Ok(Some(Read::because(format!("{from}/{to}"), "EDTF has / between the years of an interval")))
        }
        [from, to] if from.len() == 8 && to.len() == 8 => {
            let (Some(from), Some(to)) = (all_digits(from)?, all_digits(to)?) else { return Ok(None) };
            Ok(Some(Read::new(format!("{}/{}", from.edtf, to.edtf)).notes_of(&from)))
        }
        [year, day] if year.len() == 4 && day.len() == 3 => {
            let found = i32::try_from(n(year)).ok().zip(u32::try_from(n(day)).ok());
            let date = found.and_then(|(year, day)| NaiveDate::from_yo_opt(year, day));
            Ok(date.map(|date| Read::because(date.to_string(), "EDTF has no days counted from New Year")))
        }
        _ => Ok(None),
    }
}

/// A year before 0 that is not four digits long.
fn before_zero(digits: &str) -> Answer {
    match digits.len() {
        1 | 2 => {
            let year = number(digits).unwrap_or(0);
            Err(format!(
                "a year has four digits, and 0000 is 1 BCE: {} is {year} BCE, -{digits:0>4} is {} BCE",
                edtf_year(1 - year),
                year + 1
            ))
        }
        3 => Err(format!(
            "a year has four digits; -{digits:0>4} is that year before 0, [-{digits}9..-{digits}0] its decade"
        )),
        5.. => {
            Ok(Some(Read::because(format!("Y-{digits}"), "EDTF writes years of five and more digits with Y")))
        }
        _ => Ok(None),
    }
}

/// Nothing but digits, and not four of them.
fn all_digits(digits: &str) -> Answer {
    match digits.len() {
        1 | 2 => Err(format!(
            "a year has four digits: {digits:0>4} is that year, {digits:0>2}XX the years {digits:0>2}00 to {digits:0>2}99"
        )),
        3 => Err(format!("a year has four digits: 0{digits} is that year, {digits}X the decade")),
        6 => {
            let (year, month) = digits.split_at(4);
            Err(format!(
                "it could be the month {year}-{month} or the year Y{digits}; write the one that is meant"
            ))
        }
        8 => {
            let (year, rest) = digits.split_at(4);
            let (month, day) = rest.split_at(2);
            let date = format!("{year}-{month}-{day}");
            Ok(Edtf::parse(&date)
                .is_ok()
                .then(|| Read::because(date, "EDTF has - between year, month and day")))
        }
        7 => Err(format!("it has seven digits; write Y{digits} if a year is meant")),
        5 if !digits.starts_with('0') => {
            Ok(Some(Read::because(format!("Y{digits}"), "EDTF writes years of five and more digits with Y")))
        }
        // Rather a moment of a computer's clock, or a day with too much behind it.
        9.. => Err(format!("it has {} digits; write Y{digits} if a year is meant", digits.len())),
        _ => Ok(None),
    }
}

/// `Y2024`, `Y-0044`, `Y00001`: a Y that is not needed, or zeros that are not.
fn long_year(body: &str) -> Option<Read> {
    let Some(rest) = body.strip_prefix('Y') else {
        let digits = body.strip_prefix('-')?;
        let long = digits.len() > 9 && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
        return long
            .then(|| Read::because(format!("Y{body}"), "EDTF writes years of five and more digits with Y"));
    };
    let (negative, digits) = rest.strip_prefix('-').map_or((false, rest), |digits| (true, digits));
    let year = number(digits)?;
    let why = "EDTF has Y before a year only where it has more than four digits, without zeros in front";
    Some(Read::because(edtf_year(if negative { -year } else { year }), why))
}

/// `2016-W21`, `2016W213`: a week is one of its days, which begin on Monday.
fn iso_week(body: &str) -> Option<Read> {
    let (year, week) = body.split_once('W')?;
    let year =
        i32::try_from(number(year.strip_suffix('-').unwrap_or(year)).filter(|_| year.len() >= 4)?).ok()?;
    let (week, day) = match week.split_once('-') {
        Some((week, day)) => (week, Some(day)),
        None if week.len() == 3 => (week.get(..2)?, week.get(2..)),
        None => (week, None),
    };
    let monday = NaiveDate::from_isoywd_opt(year, u32::try_from(number(week)?).ok()?, Weekday::Mon)?;
    let at = |index: i64| monday.checked_add_signed(chrono::TimeDelta::try_days(index)?).map(civil);
    if let Some(day) = day {
        let index = number(day).filter(|day| (1..=7).contains(day))? - 1;
        return Some(Read::because(compose::day(at(index)?), "EDTF has no weeks"));
    }
    let edtf = format!("[{}..{}]", compose::day(at(0)?), compose::day(at(6)?));
    Some(Read::because(edtf, "EDTF has no weeks; it is one of the seven days"))
}

/// A day of chrono's as the calendar here has it.
pub(in super::super) fn civil(date: NaiveDate) -> (i64, u8, u8) {
    let small = |n: u32| u8::try_from(n).unwrap_or(1);
    (i64::from(date.year()), small(date.month()), small(date.day()))
}
