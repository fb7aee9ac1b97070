//! Counting in calendar units: days, work days, months; and the offset of a time zone.

use chrono::{Datelike, Months, NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::range::Unit;

/// Where a time of day is taken to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// Minutes east of Greenwich.
    Fixed(i32),
    Named(Tz),
}

impl Zone {
    /// `America/New_York`, `+9`, `-05:30`, `+0530`, `Z`. YAML takes the plus from a number.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(zone) = text.parse::<Tz>() {
            return Some(Self::Named(zone));
        }
        if text.eq_ignore_ascii_case("z") || text.eq_ignore_ascii_case("utc") {
            return Some(Self::Fixed(0));
        }
        let short =
            text.get(..3).filter(|head| head.eq_ignore_ascii_case("utc") || head.eq_ignore_ascii_case("gmt"));
        let text = if short.is_some() { text.get(3..)?.trim() } else { text };
        let (sign, digits) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let (hours, minutes) = match digits.split_once(':') {
            Some(parts) => parts,
            None if digits.len() > 2 => digits.split_at_checked(digits.len() - 2)?,
            None => (digits, "0"),
        };
        let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<i32>().ok());
        let (hours, minutes) = (number(hours)??, number(minutes)??);
        (hours <= 14 && minutes < 60).then_some(Self::Fixed(sign * (hours * 60 + minutes)))
    }

    /// The offset at a local time, as EDTF writes it. Empty where it is no whole number of minutes, as
    /// before there were time zones.
    pub(super) fn offset(self, at: NaiveDateTime) -> String {
        let seconds = match self {
            Self::Fixed(minutes) => minutes * 60,
            Self::Named(zone) => {
                let found = zone.offset_from_local_datetime(&at);
                // In the hour that is left out in spring the offset is that of before.
                let before = || {
                    let earlier = at.checked_sub_signed(TimeDelta::hours(2))?;
                    zone.offset_from_local_datetime(&earlier).earliest()
                };
                let Some(offset) = found.earliest().or_else(before) else { return String::new() };
                offset.fix().local_minus_utc()
            }
        };
        if seconds % 60 != 0 {
            return String::new();
        }
        let minutes = seconds / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        if minutes == 0 {
            "Z".into()
        } else {
            format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
        }
    }
}

/// `at` and the amounts, one after the other; `None` beyond the years that can be counted.
pub(super) fn add(at: NaiveDateTime, amounts: &[(i64, Unit)], sign: i64) -> Option<NaiveDateTime> {
    amounts.iter().try_fold(at, |at, &(amount, unit)| step(at, amount.checked_mul(sign)?, unit))
}

pub(super) fn step(at: NaiveDateTime, amount: i64, unit: Unit) -> Option<NaiveDateTime> {
    let delta = match unit {
        Unit::Millisecond => TimeDelta::try_milliseconds(amount),
        Unit::Second => TimeDelta::try_seconds(amount),
        Unit::Minute => TimeDelta::try_minutes(amount),
        Unit::Hour => TimeDelta::try_hours(amount),
        Unit::Day => TimeDelta::try_days(amount),
        Unit::Week => TimeDelta::try_weeks(amount),
        Unit::Workday => return workdays(at, amount),
        Unit::Month => return months(at, amount),
        Unit::Year => return months(at, amount.checked_mul(12)?),
    };
    at.checked_add_signed(delta?)
}

fn months(at: NaiveDateTime, amount: i64) -> Option<NaiveDateTime> {
    let count = Months::new(u32::try_from(amount.unsigned_abs()).ok()?);
    if amount < 0 { at.checked_sub_months(count) } else { at.checked_add_months(count) }
}

/// Work days from the beginning of one: five from a Monday end where its Saturday begins.
fn workdays(at: NaiveDateTime, amount: i64) -> Option<NaiveDateTime> {
    let weekday = i64::from(at.weekday().num_days_from_monday());
    let n = amount.checked_abs()?;
    let days = |days: i64| at.checked_add_signed(TimeDelta::try_days(days)?);
    if n == 0 {
        return Some(at);
    }
    // Where counting begins, as days from `at`, and how many work days are left in that week.
    let (begin, left) = match (amount > 0, weekday) {
        (true, 5) => (2, 5),
        (true, 6) => (1, 5),
        (true, day) => (0, 5 - day),
        (false, 6) => (-1, 5),
        (false, day) => (0, day),
    };
    let forward = if n <= left {
        n
    } else {
        let more = n - left;
        let weeks = (more - 1) / 5;
        left + 2 + weeks.checked_mul(7)? + (more - weeks * 5)
    };
    days(begin + if amount > 0 { forward } else { -forward })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn day(text: &str) -> NaiveDateTime {
        text.parse::<NaiveDate>().unwrap().and_time(chrono::NaiveTime::MIN)
    }

    #[test]
    fn work_days_leave_weekends_out() {
        // 2025-08-04 is a Monday.
        let rows = [
            ("2025-08-04", 5, "2025-08-09"),
            ("2025-08-04", 6, "2025-08-12"),
            ("2025-08-04", 10, "2025-08-16"),
            ("2025-08-09", 1, "2025-08-12"),
            ("2025-08-10", 1, "2025-08-12"),
            ("2025-08-09", -1, "2025-08-08"),
            ("2025-08-04", -1, "2025-08-01"),
            ("2025-08-10", -5, "2025-08-04"),
            ("2025-08-04", 0, "2025-08-04"),
        ];
        for (from, amount, to) in rows {
            assert_eq!(workdays(day(from), amount), Some(day(to)), "{from} {amount}");
        }
        assert_eq!(workdays(day("2025-08-04"), i64::MAX), None);
    }

    #[test]
    fn zones_are_names_or_offsets() {
        let summer = day("2025-07-01");
        let rows = [
            ("America/New_York", Some("-04:00")),
            ("Europe/London", Some("+01:00")),
            ("9", Some("+09:00")),
            ("+9", Some("+09:00")),
            ("-5", Some("-05:00")),
            ("+05:30", Some("+05:30")),
            ("530", Some("+05:30")),
            ("UTC", Some("Z")),
            ("UTC+4", Some("+04:00")),
            ("America/Seattle", None),
            ("99", None),
            ("", None),
            ("+", None),
        ];
        for (text, offset) in rows {
            assert_eq!(Zone::parse(text).map(|zone| zone.offset(summer)).as_deref(), offset, "{text}");
        }
    }
}
