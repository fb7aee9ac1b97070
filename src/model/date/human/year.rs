//! Years in words: eras, decades, spans of unspecified digits, and years beyond four digits.

use edtf_core::{Date, Edtf, YearKind};

use super::super::ends::Ends;
use crate::text::grouped;

/// Years from here on are told in millions.
const MILLION: u64 = 1_000_000;

/// A date that is only a year.
pub(super) fn year_name(date: &Date) -> String {
    let year = &date.year;
    match (year.kind, year.significant_digits) {
        (YearKind::Standard { digits, .. }, None) => match year.value() {
            Some(value) => era_year(value),
            None => masked_name(digits, date),
        },
        (YearKind::Standard { .. }, Some(_)) => {
            let value = year.value().map(era_year).unwrap_or_default();
            match hull(date) {
                Some((from, to)) if from < to => {
                    format!("about {value} ({}–{})", era_year(from), era_year(to))
                }
                _ => value,
            }
        }
        (YearKind::Big { value }, known) => far_year(value, 0, known),
        (YearKind::Exponential { significand, exponent }, known) => far_year(significand, exponent, known),
    }
}

fn masked_name(digits: [Option<u8>; 4], date: &Date) -> String {
    match digits {
        // The "2000s" would be a century to many.
        [Some(a), Some(b), Some(0), None] => format!("the decade {a}{b}00–{a}{b}09"),
        [Some(a), Some(b), Some(c), None] => format!("the {a}{b}{c}0s"),
        [Some(a), Some(b), None, None] => format!("{a}{b}00s ({a}{b}00–{a}{b}99)"),
        [None, None, None, None] => "some year".into(),
        _ => some_year(digits, date),
    }
}

/// The year of a month or day, where it has unspecified digits: `some year in the 1560s`.
pub(super) fn year_span(date: &Date) -> String {
    let YearKind::Standard { digits, .. } = date.year.kind else { return year_name(date) };
    match digits {
        [None, None, None, None] => "year unknown".into(),
        [Some(_), Some(_), Some(_), None] => format!("some year in {}", masked_name(digits, date)),
        _ => some_year(digits, date),
    }
}

fn some_year(digits: [Option<u8>; 4], date: &Date) -> String {
    let from_left = digits.iter().skip_while(|digit| digit.is_some()).all(Option::is_none);
    let only_year = Date { month: None, day: None, ..*date };
    match hull(&only_year) {
        Some((from, to)) if from_left => format!("some year {from:04}–{to:04}"),
        _ => {
            let mask: String = digits
                .iter()
                .map(|digit| digit.map_or('X', |digit| char::from(b'0' + digit.min(9))))
                .collect();
            format!("some year like {mask}")
        }
    }
}

fn hull(date: &Date) -> Option<(i64, i64)> {
    let ends = Ends::of(&Edtf::Date(*date));
    Some((ends.earliest_start.year()?, ends.latest_end.year()?))
}

/// `1994`, `79 CE`, `44 BCE`, `12,001 BCE`: years are counted here as people do, without a year 0.
#[must_use]
pub fn era_year(year: i64) -> String {
    if year > 0 {
        return if year < 1_000 { format!("{year} CE") } else { year.to_string() };
    }
    let before = year.unsigned_abs() + 1;
    if before >= 10_000 { format!("{} BCE", grouped(before)) } else { format!("{before} BCE") }
}

/// A year beyond four digits.
fn far_year(significand: i64, exponent: u32, known: Option<u32>) -> String {
    let past = significand < 0;
    if let Some(round) = round_years(significand, exponent, known) {
        return if past { format!("{round} years ago") } else { format!("the year {round}") };
    }
    match 10i64.checked_pow(exponent).and_then(|power| significand.checked_mul(power)) {
        Some(year) if past => era_year(year),
        Some(year) => format!("the year {}", grouped(year.unsigned_abs())),
        None => {
            let n = significand.unsigned_abs();
            let power = if n == 1 { format!("10^{exponent}") } else { format!("{n} × 10^{exponent}") };
            if past { format!("{power} years ago") } else { format!("the year {power}") }
        }
    }
}

/// `13.8 billion`, where a number of years from a million to a thousand trillion has at most four
/// digits that count.
pub(in super::super) fn round_years(significand: i64, exponent: u32, known: Option<u32>) -> Option<String> {
    let size = 10u64.checked_pow(exponent).and_then(|power| significand.unsigned_abs().checked_mul(power))?;
    let (unit, name) = match size {
        ..MILLION => return None,
        MILLION..1_000_000_000 => (MILLION, "million"),
        1_000_000_000..1_000_000_000_000 => (1_000_000_000, "billion"),
        1_000_000_000_000..1_000_000_000_000_000 => (1_000_000_000_000, "trillion"),
        _ => return None,
    };
    let digits = size.ilog10() + 1;
    let shown = known.unwrap_or(4).min(4).min(digits);
    let grain = 10u64.checked_pow(digits - shown)?;
    if known.is_none() && size % grain != 0 {
        return None;
    }
    let size = size / grain * grain;
    let fraction = size % unit;
    if fraction == 0 {
        return Some(format!("{} {name}", size / unit));
    }
    let places = usize::try_from(unit.ilog10()).unwrap_or(0);
    let fraction = format!("{fraction:0places$}");
    Some(format!("{}.{} {name}", size / unit, fraction.trim_end_matches('0')))
}
