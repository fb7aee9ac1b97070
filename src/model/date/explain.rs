//! Why a text is not a date, and what would be right.

use edtf_core::Edtf;

use super::civil::days_in_month;
use super::words::{month_name, nearest_month, number};
use crate::text::line;

/// How many characters of a wrong date a message shows.
const SHOWN: usize = 60;

/// A text from outside, clean, on one line, cut to a readable length, in quotation marks.
pub(super) fn quoted(text: &str) -> String {
    let clean = line(text);
    let mut shown: String = clean.chars().take(SHOWN).collect();
    if clean.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    format!("“{shown}”")
}

/// The whole message for `text`; `tried` is the EDTF that it was taken for, where it got that far.
pub(super) fn why_not(text: &str, tried: Option<&str>) -> String {
    let edtf = tried.unwrap_or_else(|| text.trim());
    let reason = wrong_part(edtf)
        .or_else(|| wrong_order(edtf))
        .or_else(|| wrong_shape(edtf))
        .or_else(|| wrong_word(text))
        .unwrap_or_else(|| {
            "write it as EDTF (1994, 2025-05, 2025-05-03, 1994/1996, 1580~) or in words (3 May 2025)"
                .to_owned()
        });
    format!("{} is not a date: {reason}", quoted(text))
}

/// What is wrong with what counts from the day on which it is read.
const RELATIVE: &str = "what it means depends on the day it is read; write the date itself";

/// The same message for somebody who types now, and of whom the day is known.
pub(super) fn for_reader(why: &str) -> String {
    why.replace(RELATIVE, "write today, yesterday, last week, last month, last year, or the date itself")
}

/// Why a day cannot be, for one that names year, month and day.
pub(super) fn impossible_day(year: Option<i64>, month: u8, day: u8) -> Option<String> {
    if (21..=41).contains(&month) {
        return Some(format!("{month} is a season or part of the year, which has no days"));
    }
    if !(1..=12).contains(&month) {
        return Some(format!("month {month} does not exist; months are 01 to 12"));
    }
    // Without a year February is given its leap day.
    let days = days_in_month(year.unwrap_or(2000), month);
    if (1..=days).contains(&day) {
        return None;
    }
    let name = month_name(month);
    Some(match year {
        _ if day == 0 => format!("day 0 does not exist; {name} begins with 01"),
        Some(year) if month == 2 => format!("{name} {year} has {days} days"),
        _ => format!("{name} has {days} days"),
    })
}

/// Looks for a month or day that does not exist.
fn wrong_part(edtf: &str) -> Option<String> {
    edtf.split(['/', ',', '[', ']', '{', '}', ' ']).flat_map(|part| part.split("..")).find_map(|part| {
        let plain: String = part.chars().filter(|c| !matches!(c, '?' | '~' | '%')).collect();
        let date = plain.split_once('T').map_or(plain.as_str(), |(date, _)| date);
        let (negative, date) = date.strip_prefix('-').map_or((false, date), |rest| (true, rest));
        if negative && (date == "0000" || date.starts_with("0000-")) {
            return Some("there is no year -0000; 0000 is 1 BCE, -0001 is 2 BCE".to_owned());
        }
        let mut fields = date.split('-');
        let year = fields.next().filter(|year| year.len() == 4);
        let year_number = year.and_then(number).map(|year| if negative { -year } else { year });
        let (month, day) = (fields.next(), fields.next());
        year.and(month).and_then(|month| wrong_day(year_number, month, day))
    })
}

fn wrong_day(year: Option<i64>, month: &str, day: Option<&str>) -> Option<String> {
    let month_number = number(month).and_then(|month| u8::try_from(month).ok());
    match (month_number, day) {
        (Some(21..=41), Some(_)) => {
            Some(format!("{month} is a season or part of the year, which has no days"))
        }
        (Some(1..=12 | 21..=41), None) => None,
        (Some(month @ 1..=12), Some(day)) => {
            let day = number(day).and_then(|day| u8::try_from(day).ok())?;
            impossible_day(year, month, day)
        }
        (Some(month), _) => {
            Some(format!("month {month} does not exist; months are 01 to 12, seasons 21 to 24"))
        }
        (None, _) if number(month).is_some() => {
            Some(format!("month {month} does not exist; months are 01 to 12"))
        }
        (None, Some(day)) if number(day).is_some_and(|day| day > 31) => {
            Some(format!("day {day} does not exist in any month"))
        }
        _ => None,
    }
}

/// An interval or range whose end lies before its beginning.
fn wrong_order(edtf: &str) -> Option<String> {
    let inner = edtf.trim_start_matches(['[', '{']).trim_end_matches([']', '}']);
    let (separator, pairs): (&str, Vec<&str>) =
        if inner.contains('/') { ("/", vec![inner]) } else { ("..", inner.split(',').collect()) };
    pairs.into_iter().find_map(|pair| {
        let (from, to) = pair.split_once(separator)?;
        let (from, to) = (from.trim(), to.trim());
        if separator == "/" && matches!((from, to), ("" | "..", "" | "..")) {
            return Some(
                "an interval needs a date at one end at least; leave the date out if nothing is known".into(),
            );
        }
        let parsed = [from, to].map(|end| Edtf::parse(end).is_ok());
        let swapped = format!("{to}/{from}");
        (parsed == [true, true] && Edtf::parse(&swapped).is_ok()).then(|| {
            format!(
                "it ends ({to}) before it begins ({from}); the other way round it is {to}{separator}{from}"
            )
        })
    })
}

/// Brackets, blanks and other matters of shape.
fn wrong_shape(edtf: &str) -> Option<String> {
    let count = |c: char| edtf.matches(c).count();
    let starts = edtf.chars().next()?;
    if count('[') != count(']') || count('{') != count('}') {
        return Some(
            "a bracket is not closed; one of several is [1667,1668], all of them {1667,1668}".into(),
        );
    }
    if matches!(starts, '[' | '{') {
        if count('[') + count('{') > 1 {
            return Some("one set cannot stand within another".into());
        }
        return Some(
            "the members of a set are dates or ranges such as 1670..1672, with commas between".into(),
        );
    }
    if count('[') + count('{') > 0 {
        return Some("brackets stand around the whole date, as in [2025-05-03,2025-05-04]".into());
    }
    if edtf.contains(['(', ')']) {
        return Some(
            "EDTF has no round brackets any more; ? ~ % left of a part marks it alone, right of it also all before it"
                .into(),
        );
    }
    if edtf.contains('X') && edtf.starts_with('-') {
        return Some(
            "a year before 0000 cannot have unspecified digits beside a month; write an interval".into(),
        );
    }
    if edtf.starts_with('Y') && edtf.get(1..).is_some_and(|rest| rest.contains('-') && !rest.starts_with('-'))
    {
        return Some("a year written with Y has neither month nor day".into());
    }
    if edtf.chars().any(|c| c.is_numeric() && !c.is_ascii()) {
        return Some("its digits must be 0 to 9".into());
    }
    None
}

/// A word that is nearly a month, or that means another date every day.
fn wrong_word(text: &str) -> Option<String> {
    let relative = |word: &str| {
        ["today", "yesterday", "tomorrow", "now", "ago", "last", "next", "this", "past"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(word))
    };
    if text.split(|c: char| !c.is_alphabetic()).any(relative) {
        return Some(RELATIVE.into());
    }
    text.split(|c: char| !c.is_alphabetic()).find_map(|word| {
        let near = nearest_month(word)?;
        (!near.eq_ignore_ascii_case(word))
            .then(|| format!("{} is not a month; did you mean {near}?", quoted(word)))
    })
}

#[cfg(test)]
mod tests {
    use super::super::Date;

    #[test]
    fn an_error_says_what_would_be_right() {
        let rows = [
            ("", "the date is empty"),
            ("  ", "the date is empty"),
            ("2025-13", "month 13 does not exist"),
            ("2025-00", "month 0 does not exist"),
            ("2025-13-01", "month 13 does not exist"),
            ("2025-02-30", "February 2025 has 28 days"),
            ("2024-02-30?", "February 2024 has 29 days"),
            ("2025-04-31", "April has 30 days"),
            ("2025-04-00", "day 0 does not exist"),
            ("31 April 2025", "April has 30 days"),
            ("2025-21-03", "season"),
            ("1996/1994", "the other way round it is 1994/1996"),
            ("[1996..1994]", "the other way round it is 1994..1996"),
            ("1994/2025-13", "month 13"),
            ("2025-05-03T25:00:00", "hours are 00 to 23"),
            ("2025-05-03T24:00:01", "hours are 00 to 23"),
            ("2025-05-03T10:61:00Z", "minutes are 00 to 59"),
            ("2025-05-03T10:30:00+15:00", "offset"),
            ("[1999}", "bracket"),
            ("[1999", "bracket"),
            ("[[1999],2000]", "within another"),
            ("/", "at one end at least"),
            ("../..", "at one end at least"),
            ("-0000", "0000 is 1 BCE"),
            ("12/04/1985", "1985-04-12"),
            ("12/04/1985", "1985-12-04"),
            ("199", "199X"),
            ("199", "0199"),
            ("19", "19XX"),
            ("3 Feburary 2025", "did you mean February?"),
            ("Y17E7-12-26", "neither month nor day"),
            ("2024..2025", "2024/2025"),
            ("..2025", "[..2025]"),
            ("the 80s", "198X"),
            ("3 May", "XXXX-05-03"),
            ("unknown", "leave it out"),
            ("٢٠٢٥", "0 to 9"),
            ("whenever", "write it as EDTF"),
            ("last week", "write the date itself"),
            ("10,000 years ago", "write the date itself"),
            ("-44", "-0043 is 44 BCE"),
            ("3/4/24", "four digits"),
            ("2026-01-01T10:00:00Z/PT1H", "no durations"),
            ("9999-12-31T24:00:00", "0000 to 9999"),
            ("0 AD", "no year 0"),
        ];
        for (text, wanted) in rows {
            let said = Date::parse(text).expect_err(text);
            assert!(said.contains(wanted), "{text}: {said}");
        }
    }

    #[test]
    fn what_is_shown_of_a_wrong_date_is_clean_and_short() {
        let said = Date::parse(&format!("\u{1b}[31m{}", "9".repeat(500))).unwrap_err();
        assert!(!said.contains('\u{1b}') && said.chars().count() < 300, "{said}");
        for word in ["early ", "first half of ", "about ", "+", "-", "the ", "[", "(", "in ", "before ", ".."]
        {
            let long = word.repeat(1_990 / word.len());
            let _ = (Date::parse(&long), Date::parse(&format!("{long}2024")));
        }
        assert!(Date::parse(&"9".repeat(5_000)).unwrap_err().contains("2000 are allowed"));
    }
}
