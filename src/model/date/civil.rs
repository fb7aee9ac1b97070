//! The time axis: seconds, days and years of the proleptic Gregorian calendar, without limits.
//!
//! chrono ends at the year 262,142 and panics beyond it; a timeline may begin with the Big Bang. So
//! the calendar is reckoned here, in whole numbers wide enough for any year, and saturates where
//! 64 bits of seconds end (some 292 billion years from now, either way).

/// Seconds in a day.
const DAY: i64 = 86_400;
/// Days from 0000-03-01 to 1970-01-01.
const EPOCH_SHIFT: i128 = 719_468;
/// Days in 400 years, after which the calendar repeats.
const ERA: i128 = 146_097;

/// A moment on the time axis: seconds since 1970-01-01T00:00:00Z in the proleptic Gregorian
/// calendar, or one of the two infinities.
///
/// Years before 292 billion BCE and after 292 billion CE are held at the last second before the
/// infinity; [`super::Date`]'s order still tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

impl Moment {
    /// Before everything.
    pub const PAST: Self = Self(i64::MIN);
    /// After everything.
    pub const FUTURE: Self = Self(i64::MAX);
    /// A year too long ago for 64 bits of seconds.
    pub(super) const FAR_PAST: Self = Self(i64::MIN + 1);
    /// A year too far ahead for 64 bits of seconds.
    pub(super) const FAR_FUTURE: Self = Self(i64::MAX - 1);

    /// The first second of a day. Years count astronomically: 0 is 1 BCE.
    ///
    /// A month or day outside the calendar is taken as the nearest one inside it.
    ///
    /// ```
    /// use annals::model::date::Moment;
    /// assert_eq!(Moment::from_civil(1970, 1, 2).seconds(), 86_400);
    /// assert!(Moment::from_civil(-13_800_000_000, 1, 1) < Moment::from_civil(-43, 3, 15));
    /// ```
    #[must_use]
    pub fn from_civil(year: i64, month: u8, day: u8) -> Self {
        let month = month.clamp(1, 12);
        let day = day.clamp(1, days_in_month(year, month));
        Self::clamped(days_from_civil(year, month, day) * i128::from(DAY))
    }

    /// The first second of a day that there is, in a year from 0 to 9999: as [`Moment::from_civil`], but in
    /// numbers that a processor is quick with.
    pub(super) fn of_near_day(year: i64, month: u8, day: u8) -> Self {
        let shifted = year - i64::from(month <= 2) + 400;
        let (era, year_of_era) = (shifted / 400 - 1, shifted % 400);
        let day_of_year = (153 * ((i64::from(month) + 9) % 12) + 2) / 5 + i64::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self((era * 146_097 + day_of_era - 719_468) * DAY)
    }

    /// The last second of a day; otherwise as [`Moment::from_civil`].
    #[must_use]
    pub fn end_of_civil(year: i64, month: u8, day: u8) -> Self {
        Self::from_civil(year, month, day).plus(DAY - 1)
    }

    /// Seconds since 1970-01-01T00:00:00Z. The infinities are the two ends of `i64`.
    #[must_use]
    pub fn seconds(self) -> i64 {
        self.0
    }

    /// This many seconds later (or earlier). The infinities stay what they are.
    #[must_use]
    pub fn plus(self, seconds: i64) -> Self {
        if self.is_infinite() { self } else { Self::clamped(i128::from(self.0) + i128::from(seconds)) }
    }

    /// Whether this is one of the two infinities.
    #[must_use]
    pub fn is_infinite(self) -> bool {
        self == Self::PAST || self == Self::FUTURE
    }

    /// Whether the year did not fit: it is known only to be far away.
    pub(in crate::model) fn is_far(self) -> bool {
        self == Self::FAR_PAST || self == Self::FAR_FUTURE
    }

    /// Whole days since 1970-01-01, rounded down. `None` where no day is known.
    #[must_use]
    pub fn days(self) -> Option<i64> {
        (!self.is_infinite() && !self.is_far()).then(|| self.0.div_euclid(DAY))
    }

    /// The year, astronomically numbered. `None` at the infinities and where the year did not fit.
    #[must_use]
    pub fn year(self) -> Option<i64> {
        self.civil().map(|(year, _, _)| year)
    }

    /// Year, month and day. `None` at the infinities and where the year did not fit.
    ///
    /// ```
    /// use annals::model::date::Moment;
    /// assert_eq!(Moment::from_civil(-43, 3, 15).civil(), Some((-43, 3, 15)));
    /// assert_eq!(Moment::FUTURE.civil(), None);
    /// ```
    #[must_use]
    pub fn civil(self) -> Option<(i64, u8, u8)> {
        self.days().map(civil_from_days)
    }

    fn clamped(seconds: i128) -> Self {
        let seconds = seconds.clamp(i128::from(i64::MIN + 1), i128::from(i64::MAX - 1));
        Self(i64::try_from(seconds).unwrap_or(0))
    }
}

/// Whether a year has a 29 February.
pub(super) fn is_leap(year: i64) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

/// How many days a month (1 to 12) has; 31 for a month that does not exist.
pub(super) fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since 1970-01-01, counted in years that begin in March so that leap days come last.
fn days_from_civil(year: i64, month: u8, day: u8) -> i128 {
    let shifted = i128::from(year) - i128::from(month <= 2);
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let months_since_march = (i128::from(month) + 9) % 12;
    let day_of_year = (153 * months_since_march + 2) / 5 + i128::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * ERA + day_of_era - EPOCH_SHIFT
}

fn civil_from_days(days: i64) -> (i64, u8, u8) {
    let shifted = i128::from(days) + EPOCH_SHIFT;
    let era = shifted.div_euclid(ERA);
    let day_of_era = shifted.rem_euclid(ERA);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let months_since_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * months_since_march + 2) / 5 + 1;
    let month = if months_since_march < 10 { months_since_march + 3 } else { months_since_march - 9 };
    let year = era * 400 + year_of_era + i128::from(month <= 2);
    (
        i64::try_from(year).unwrap_or(i64::MAX),
        u8::try_from(month).unwrap_or(1),
        u8::try_from(day).unwrap_or(1),
    )
}

/// The day before or after, in the calendar.
pub(super) fn step_day((year, month, day): (i64, u8, u8), by: i64) -> (i64, u8, u8) {
    let days = days_from_civil(year, month, day) + i128::from(by);
    civil_from_days(i64::try_from(days).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, NaiveDate};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn agrees_with_chrono_where_chrono_reaches(days in -95_000_000i32..95_000_000) {
            let Some(day) = NaiveDate::from_epoch_days(days) else { return Ok(()) };
            let (year, month, of_month) = civil_from_days(i64::from(days));
            prop_assert_eq!(
                (year, u32::from(month), u32::from(of_month)),
                (i64::from(day.year()), day.month(), day.day())
            );
            prop_assert_eq!(days_from_civil(year, month, of_month), i128::from(days));
        }

        #[test]
        fn any_year_has_a_moment(year: i64, month: u8, day: u8) {
            let moment = Moment::from_civil(year, month, day);
            prop_assert!(!moment.is_infinite());
            if let Some((back, _, _)) = moment.civil() {
                prop_assert_eq!(back, year);
            } else {
                prop_assert!(year.unsigned_abs() > 290_000_000_000);
            }
        }
    }

    #[test]
    fn the_big_bang_fits_and_order_holds_where_it_does_not() {
        let bang = Moment::from_civil(-13_800_000_000, 1, 1);
        assert_eq!(bang.civil(), Some((-13_800_000_000, 1, 1)));
        assert_eq!(Moment::from_civil(i64::MIN, 1, 1), Moment::FAR_PAST);
        assert_eq!(Moment::end_of_civil(i64::MAX, 12, 31), Moment::FAR_FUTURE);
        assert!(Moment::PAST < Moment::FAR_PAST && Moment::FAR_PAST < bang);
        assert_eq!(Moment::PAST.plus(1), Moment::PAST);
    }
}
