//! Counting in calendar units: days, work days, months.

use chrono::{Datelike, Months, NaiveDateTime, TimeDelta};

use super::range::Unit;

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
}
