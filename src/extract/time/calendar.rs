//! The calendar: days counted, weekdays, weeks of the year, and feasts that move.

/// A day of the Gregorian calendar, reckoned back before its beginning; year 0 is 1 BC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// The year.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// How many days a month has.
pub(super) fn month_length(year: i32, month: u8) -> u8 {
    match month {
        2 if year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Day {
    /// A day, where the calendar has it.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let there = (1..=12).contains(&month)
            && day >= 1
            && day <= month_length(year, month)
            && (-9998..=9999).contains(&year);
        there.then_some(Self { year, month, day })
    }

    /// A day as it is written in `2024-08-19`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let digits =
            |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// Days since 1 January 1970 (algorithm of Howard Hinnant, `days_from_civil`).
    pub(in crate::extract) fn count(self) -> i32 {
        let year = if self.month <= 2 { self.year - 1 } else { self.year };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let month = (i32::from(self.month) + 9) % 12;
        let of_year = (153 * month + 2) / 5 + i32::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The day that lies so many days after 1 January 1970; held within four-digit years.
    pub(super) fn at(count: i32) -> Self {
        let shifted = count.clamp(-4_370_000, 2_932_896) + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        Self { year, month: small(month), day: small(day) }
    }

    /// Monday is 1, Sunday 7.
    #[must_use]
    pub fn weekday(self) -> u8 {
        small((self.count() + 3).rem_euclid(7) + 1)
    }

    /// So many days on, or back.
    pub(in crate::extract) fn plus(self, days: i32) -> Self {
        Self::at(self.count().saturating_add(days))
    }

    /// So many months on, or back; held to the length of the month.
    pub(super) fn plus_months(self, months: i32) -> Self {
        let (year, month) = shift_month(self.year, self.month, months);
        Self { year, month, day: self.day.min(month_length(year, month)) }
    }

    /// The year and the number of its week, as ISO 8601 counts them.
    pub(super) fn week(self) -> (i32, u8) {
        let thursday = self.plus(4 - i32::from(self.weekday()));
        let first = Self { year: thursday.year, month: 1, day: 1 };
        (thursday.year, small((thursday.count() - first.count()) / 7 + 1))
    }

    /// The Monday of a week of a year.
    pub(super) fn of_week(year: i32, week: u8) -> Self {
        let fourth = Self { year, month: 1, day: 4 };
        fourth.plus(1 - i32::from(fourth.weekday()) + 7 * (i32::from(week) - 1))
    }

    /// Its quarter of the year.
    pub(super) fn quarter(self) -> u8 {
        (self.month - 1) / 3 + 1
    }

    /// The `nth` such weekday of a month, the last one for 0.
    pub(super) fn nth_weekday(year: i32, month: u8, weekday: u8, nth: u8) -> Self {
        if nth == 0 {
            let last = Self { year, month, day: month_length(year, month) };
            return last.plus(-(i32::from(last.weekday()) - i32::from(weekday)).rem_euclid(7));
        }
        let first = Self { year, month, day: 1 };
        let ahead = (i32::from(weekday) - i32::from(first.weekday())).rem_euclid(7);
        first.plus(ahead + 7 * (i32::from(nth) - 1))
    }

    /// Easter Sunday of the western churches (the anonymous Gregorian computus).
    #[expect(clippy::many_single_char_names, reason = "the letters of the published method")]
    pub(super) fn easter(year: i32) -> Self {
        if year < 1583 {
            return Self::julian_easter(year);
        }
        let a = year.rem_euclid(19);
        let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
        let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
        let g = (8 * b + 13).div_euclid(25);
        let h = (19 * a + b - d - g + 15).rem_euclid(30);
        let (i, k) = (c / 4, c % 4);
        let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
        let m = (a + 11 * h + 19 * l) / 433;
        let month = (h + l - 7 * m + 90) / 25;
        let day = (h + l - 7 * m + 33 * month + 19).rem_euclid(32);
        Self { year, month: small(month), day: small(day) }
    }
}

impl Day {
    /// Easter Sunday before the calendar was mended, by the calendar of then (Meeus).
    fn julian_easter(year: i32) -> Self {
        let moon = (19 * year.rem_euclid(19) + 15).rem_euclid(30);
        let week = (2 * year.rem_euclid(4) + 4 * year.rem_euclid(7) - moon + 34).rem_euclid(7);
        let day = moon + week + 114;
        Self { year, month: small(day / 31), day: small(day % 31 + 1) }
    }
}

/// A month so many months on, or back.
pub(super) fn shift_month(year: i32, month: u8, months: i32) -> (i32, u8) {
    let at = year.saturating_mul(12).saturating_add(i32::from(month) - 1).saturating_add(months);
    (at.div_euclid(12).clamp(-9998, 9999), small(at.rem_euclid(12) + 1))
}

/// The year by which a decade is known that a year lies in: its first, and before our era its last, so that 489 BC is
/// of the 480s BC.
pub(super) fn decade(year: i32) -> i32 {
    if year > 0 { year - year.rem_euclid(10) } else { year + (1 - year).rem_euclid(10) }
}

/// The year by which a century is known that a year lies in: its first, and before our era its last, so that 387 BC is
/// of the fourth century BC.
pub(super) fn century(year: i32) -> i32 {
    if year > 0 { year - year.rem_euclid(100) } else { year + (-year).rem_euclid(100) }
}

fn small(number: i32) -> u8 {
    u8::try_from(number).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn counts_days_there_and_back() {
        for count in (-4_000_000..2_900_000).step_by(997) {
            assert_eq!(Day::at(count).count(), count);
        }
        assert_eq!(day("1970-01-01").count(), 0);
        assert_eq!(day("2025-09-03").weekday(), 3);
    }

    #[test]
    fn numbers_weeks_as_iso_does() {
        for (text, want) in
            [("2005-01-01", (2004, 53)), ("2008-12-29", (2009, 1)), ("2025-05-06", (2025, 19))]
        {
            assert_eq!(day(text).week(), want, "{text}");
        }
        assert_eq!(Day::of_week(2025, 19), day("2025-05-05"));
    }

    #[test]
    fn knows_the_feasts_that_move() {
        for (year, want) in [
            (1204, "1204-04-25"),
            (1282, "1282-03-29"),
            (2000, "2000-04-23"),
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
        ] {
            assert_eq!(Day::easter(year), day(want));
        }
        assert_eq!(Day::nth_weekday(2025, 11, 4, 4), day("2025-11-27"));
        assert_eq!(Day::nth_weekday(2025, 5, 1, 0), day("2025-05-26"));
    }

    #[test]
    fn months_are_held_to_their_length() {
        assert_eq!(day("2024-03-31").plus_months(-1), day("2024-02-29"));
        assert_eq!(day("2024-01-31").plus_months(-11), day("2023-02-28"));
    }
}
