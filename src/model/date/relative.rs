//! Words that mean a date only on the day they are said: "last week", "3 months ago", "March".
//!
//! - A week begins on Monday. "this" is the one that today is in, "last" the one before, "next" the
//!   one after; for months, seasons and weekdays by name, "last" is the latest that is over and
//!   "next" the first that has not begun.
//! - "last 3 weeks" is a stretch that ends today, "next 3 weeks" one that begins today.
//! - "3 months ago" is the whole month, "2 years ago" the whole year: nothing invents a day.
//! - A month by itself is that of this year (see [`super::prose`]); a weekday by itself is the latest
//!   one, today included.

use chrono::{Datelike, Days, Months, NaiveDate, TimeDelta};

use super::compose;
use super::repair::civil;
use super::words::{edtf_year, how_many, month_number, season_code, weekday};

/// The EDTF for a relative phrase, seen from `today`; `None` where it is none, or where the
/// calendar ends.
pub(super) fn phrase(words: &[&str], today: NaiveDate) -> Option<String> {
    let words = super::phrase::without_the(words);
    match *words {
        ["today" | "now"] => Some(day(today)),
        ["yesterday"] => today.pred_opt().map(day),
        ["tomorrow"] => today.succ_opt().map(day),
        ["day", "before", "yesterday"] => today.checked_sub_days(Days::new(2)).map(day),
        ["day", "after", "tomorrow"] => today.checked_add_days(Days::new(2)).map(day),
        [many, unit, "ago"] | ["last" | "past" | "previous" | "next" | "coming", many, unit]
            if how_many(many).is_some() =>
        {
            let n = how_many(many)?;
            match words.first().copied() {
                Some("last" | "past" | "previous") => {
                    Some(format!("{}/{}", day(step(today, unit, -i64::from(n))?), day(today)))
                }
                Some("next" | "coming") => {
                    Some(format!("{}/{}", day(today), day(step(today, unit, i64::from(n))?)))
                }
                _ if unit.starts_with("year") => Some(edtf_year(i64::from(today.year()) - i64::from(n))),
                _ => whole(step(today, unit, -i64::from(n))?, unit),
            }
        }
        [which, unit] => {
            let by = match which {
                "this" | "current" => 0,
                "last" | "previous" => -1,
                "next" | "coming" => 1,
                _ => return None,
            };
            match unit {
                "century" => century(today, by),
                "decade" | "quarter" | "day" | "week" | "month" | "year" => {
                    whole(step(today, unit, i64::from(by))?, unit)
                }
                _ => named(unit, today, by),
            }
        }
        [name] => weekday(name).map(|index| day(weekday_near(today, index, 0, true).unwrap_or(today))),
        _ => None,
    }
}

fn day(date: NaiveDate) -> String {
    compose::day(civil(date))
}

/// `n` units later or earlier.
fn step(today: NaiveDate, unit: &str, n: i64) -> Option<NaiveDate> {
    let days = |per: i64| today.checked_add_signed(TimeDelta::try_days(n.checked_mul(per)?)?);
    let months = |per: i64| {
        let total = n.checked_mul(per)?;
        let months = Months::new(u32::try_from(total.unsigned_abs()).ok()?);
        if total < 0 { today.checked_sub_months(months) } else { today.checked_add_months(months) }
    };
    match unit {
        "day" | "days" => days(1),
        "week" | "weeks" => days(7),
        "fortnight" | "fortnights" => days(14),
        "month" | "months" => months(1),
        "quarter" | "quarters" => months(3),
        "year" | "years" => months(12),
        "decade" | "decades" => months(120),
        "century" | "centuries" => months(1200),
        _ => None,
    }
}

/// The whole unit that a day is in.
fn whole(date: NaiveDate, unit: &str) -> Option<String> {
    let year = format_year(date)?;
    Some(match unit.trim_end_matches('s') {
        "day" => day(date),
        "week" | "fortnight" => {
            let monday =
                date.checked_sub_days(Days::new(u64::from(date.weekday().num_days_from_monday())))?;
            format!("{}/{}", day(monday), day(monday.checked_add_days(Days::new(6))?))
        }
        "month" => format!("{year}-{:02}", date.month()),
        "quarter" => format!("{year}-{}", 33 + date.month0() / 3),
        "year" => year,
        "decade" => format!("{}X", year.get(..3)?),
        _ => format!("{}XX", year.get(..2)?),
    })
}

fn century(today: NaiveDate, by: i32) -> Option<String> {
    whole(step(today, "century", i64::from(by))?, "century")
}

fn format_year(date: NaiveDate) -> Option<String> {
    (0..=9_999).contains(&date.year()).then(|| format!("{:04}", date.year()))
}

/// "last March", "this spring", "next Monday".
fn named(name: &str, today: NaiveDate, by: i32) -> Option<String> {
    if let Some(index) = weekday(name) {
        return weekday_near(today, index, by, false).map(day);
    }
    let (code, first, last) = match (month_number(name), season_code(name)) {
        (Some(month), _) => (month, u32::from(month), u32::from(month)),
        (None, Some(code @ 24)) => (code, 12, 14),
        (None, Some(code)) => (code, u32::from(code - 20) * 3, u32::from(code - 20) * 3 + 2),
        _ => return None,
    };
    let this = today.month();
    let year = match by {
        // The winter that today is in may have begun last December.
        0 if last > 12 && this + 12 <= last => today.year().checked_sub(1)?,
        0 => today.year(),
        ..0 if last > 12 => today.year().checked_sub(if this > last - 12 { 1 } else { 2 })?,
        ..0 => today.year().checked_sub(i32::from(this <= last))?,
        _ => today.year().checked_add(i32::from(this >= first))?,
    };
    (0..=9_999).contains(&year).then(|| format!("{year:04}-{code:02}"))
}

/// The weekday of this week (`by` 0), the latest before today (-1, or today too where `or_today`), or
/// the first after today (1).
fn weekday_near(today: NaiveDate, index: u8, by: i32, or_today: bool) -> Option<NaiveDate> {
    let now = i64::from(today.weekday().num_days_from_monday());
    let ahead = (i64::from(index) - now).rem_euclid(7);
    let days = match by {
        _ if or_today => (ahead - 7) % 7,
        0 => i64::from(index) - now,
        ..0 => {
            if ahead == 0 {
                -7
            } else {
                ahead - 7
            }
        }
        _ => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
    };
    today.checked_add_signed(TimeDelta::try_days(days)?)
}
