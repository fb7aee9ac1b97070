//! RRULE: the times at which something is repeated (RFC 5545, 3.3.10).
//!
//! All parts of the standard are followed. A rule with anything else, or with parts that may not stand
//! together, is not followed at all, for half of a rule makes wrong days.
//!
//! A part that is as coarse as `FREQ` or coarser leaves times out, a finer one makes several of one. So the days
//! of a period are those that fit all parts; each has the times of day that the parts make; and of these
//! `BYSETPOS` picks some.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday};

use super::when::When;

/// How many days without any time are looked through: a 29th of February on a Monday comes every 28 years, and
/// some centuries leave one out.
const MAX_EMPTY: u32 = 50 * 366;

/// How many times one day may have.
const MAX_TIMES: usize = 24 * 60;

/// A rule that is followed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rule {
    unit: Unit,
    interval: u32,
    count: Option<usize>,
    until: Option<When>,
    week_start: Weekday,
    months: Vec<i32>,
    week_numbers: Vec<i32>,
    year_days: Vec<i32>,
    month_days: Vec<i32>,
    /// Days of the week, each with its number in the month or year; 0 is every one.
    days: Vec<(i32, Weekday)>,
    hours: Vec<u32>,
    minutes: Vec<u32>,
    seconds: Vec<u32>,
    positions: Vec<i32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// So many seconds.
    Seconds(i64),
    Day,
    Week,
    Month,
    Year,
}

impl Rule {
    /// Reads a rule; `None` where it is none that is followed.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut unit = None;
        let mut out = Self {
            unit: Unit::Day,
            interval: 1,
            count: None,
            until: None,
            week_start: Weekday::Mon,
            months: Vec::new(),
            week_numbers: Vec::new(),
            year_days: Vec::new(),
            month_days: Vec::new(),
            days: Vec::new(),
            hours: Vec::new(),
            minutes: Vec::new(),
            seconds: Vec::new(),
            positions: Vec::new(),
        };
        for part in text.trim().trim_end_matches(';').split(';') {
            let (name, value) = part.split_once('=')?;
            let value = value.trim().to_ascii_uppercase();
            match name.trim().to_ascii_uppercase().as_str() {
                "FREQ" => {
                    unit = Some(match value.as_str() {
                        "SECONDLY" => Unit::Seconds(1),
                        "MINUTELY" => Unit::Seconds(60),
                        "HOURLY" => Unit::Seconds(3_600),
                        "DAILY" => Unit::Day,
                        "WEEKLY" => Unit::Week,
                        "MONTHLY" => Unit::Month,
                        "YEARLY" => Unit::Year,
                        _ => return None,
                    });
                }
                "INTERVAL" => out.interval = value.parse::<u16>().ok().filter(|&n| n > 0)?.into(),
                "COUNT" => out.count = Some(value.parse().ok()?),
                "UNTIL" => out.until = Some(When::parse(&value)?),
                "WKST" => out.week_start = weekday(&value)?,
                "BYMONTH" => out.months = numbers(&value, 12).filter(|all| all.iter().all(|&n| n > 0))?,
                "BYWEEKNO" => out.week_numbers = numbers(&value, 53)?,
                "BYYEARDAY" => out.year_days = numbers(&value, 366)?,
                "BYHOUR" => out.hours = clock(&value, 24)?,
                "BYMINUTE" => out.minutes = clock(&value, 60)?,
                "BYSECOND" => out.seconds = clock(&value, 60)?,
                "BYMONTHDAY" => out.month_days = numbers(&value, 31)?,
                "BYDAY" => out.days = weekdays(&value)?,
                "BYSETPOS" => out.positions = numbers(&value, 366)?,
                _ => return None,
            }
        }
        out.unit = unit?;
        let is_numbered = out.days.iter().any(|(number, _)| *number != 0);
        let of_year = out.week_numbers.is_empty() && out.year_days.is_empty();
        let makes_sense = match out.unit {
            Unit::Seconds(_) => !is_numbered && out.week_numbers.is_empty(),
            Unit::Day => !is_numbered && of_year,
            Unit::Week => !is_numbered && of_year && out.month_days.is_empty(),
            Unit::Month => of_year && (!is_numbered || out.month_days.is_empty()),
            Unit::Year => !is_numbered || of_year && out.month_days.is_empty(),
        };
        let times = [&out.hours, &out.minutes, &out.seconds].map(|part| part.len().max(1));
        (makes_sense && times.iter().product::<usize>() <= MAX_TIMES).then_some(out)
    }

    /// Hands out the times from `first` on, which is always one of them, until `take` says that it is enough.
    /// `moment` is when a time is, wherever its clock stands; `days` is how many days may be looked at, and is
    /// counted down. Answers whether the rule came to its end.
    pub(super) fn each(
        &self,
        first: NaiveDateTime,
        days: &mut u32,
        moment: impl Fn(NaiveDateTime) -> NaiveDateTime,
        mut take: impl FnMut(NaiveDateTime) -> bool,
    ) -> bool {
        let is_over = |at: NaiveDateTime| match self.until {
            None => false,
            Some(When::Day(last)) => at.date() > last,
            Some(When::Time { at: last, offset: None }) => at > last,
            Some(When::Time { at: last, offset: Some(_) }) => moment(at) > last,
        };
        let mut left = self.count.unwrap_or(usize::MAX).max(1) - 1;
        if !take(first) {
            return false;
        }
        let (mut empty, mut period) = (0, 0);
        loop {
            if left == 0 {
                return true;
            }
            // Beyond the last year there is nothing.
            let before = *days;
            let Some(times) = self.period(first, &mut period, days) else { return true };
            if *days == 0 {
                return false;
            }
            empty = if times.is_empty() { empty + before - *days } else { 0 };
            if empty > MAX_EMPTY {
                // Of seconds so many are no long time.
                return !matches!(self.unit, Unit::Seconds(_));
            }
            for at in times.into_iter().filter(|&at| at > first).take(left) {
                if is_over(at) {
                    return true;
                }
                left -= 1;
                if !take(at) {
                    return false;
                }
            }
        }
    }

    /// The times in the period of that number, in order, and the number of the next one; `None` behind the last
    /// year.
    fn period(&self, first: NaiveDateTime, number: &mut i64, left: &mut u32) -> Option<Vec<NaiveDateTime>> {
        let steps = number.checked_mul(self.interval.into())?;
        *number += 1;
        let times: Vec<NaiveDateTime> = if let Unit::Seconds(seconds) = self.unit {
            *left = left.saturating_sub(1);
            let at = first.checked_add_signed(TimeDelta::try_seconds(steps.checked_mul(seconds)?)?)?;
            if at.year() > 9999 {
                return None;
            }
            let next = self.next_likely(at, seconds)?;
            if next > at {
                // Nothing before it fits.
                let step = seconds.checked_mul(self.interval.into())?;
                let since = (next - first).num_seconds();
                *number = since.checked_add(step - 1)?.div_euclid(step);
                return Some(Vec::new());
            }
            self.clocks(at.time(), seconds).into_iter().map(|clock| at.date().and_time(clock)).collect()
        } else {
            let days = self.days_of(first.date(), steps, left)?;
            let clocks = self.clocks(first.time(), i64::MAX);
            let made = days.len().saturating_mul(clocks.len() - 1);
            *left = left.saturating_sub(u32::try_from(made).unwrap_or(u32::MAX));
            days.into_iter().flat_map(|day| clocks.iter().map(move |&clock| day.and_time(clock))).collect()
        };
        Some(if self.positions.is_empty() { times } else { self.picked(&times) })
    }

    /// The next time that may be meant, from `at` on, which comes again after so many seconds.
    fn next_likely(&self, at: NaiveDateTime, unit: i64) -> Option<NaiveDateTime> {
        let has = |all: &[u32], one: u32| all.is_empty() || all.contains(&one);
        let next = |seconds: u32| {
            let over = at.time().num_seconds_from_midnight() % seconds;
            at.checked_add_signed(TimeDelta::seconds((seconds - over).into()))
        };
        if !self.fits(at.date(), at.date()) {
            next(86_400)
        } else if !has(&self.hours, at.hour()) {
            next(3_600)
        } else if unit < 3_600 && !has(&self.minutes, at.minute()) {
            next(60)
        } else if unit == 1 && !has(&self.seconds, at.second()) {
            next(1)
        } else {
            Some(at)
        }
    }

    /// The times of day that the parts make of one, in order, where those are finer than so many seconds.
    fn clocks(&self, of: NaiveTime, unit: i64) -> Vec<NaiveTime> {
        let part = |all: &[u32], own: u32, is_finer: bool| {
            if all.is_empty() || !is_finer { vec![own] } else { all.to_vec() }
        };
        let hours = part(&self.hours, of.hour(), unit > 3_600);
        let minutes = part(&self.minutes, of.minute(), unit > 60);
        let seconds = part(&self.seconds, of.second(), unit > 1);
        let mut out = Vec::with_capacity(hours.len() * minutes.len() * seconds.len());
        for &hour in &hours {
            for &minute in &minutes {
                out.extend(
                    seconds.iter().filter_map(|&second| NaiveTime::from_hms_opt(hour, minute, second)),
                );
            }
        }
        out
    }

    /// Those of the times of a period that `BYSETPOS` names.
    fn picked(&self, times: &[NaiveDateTime]) -> Vec<NaiveDateTime> {
        let count = i32::try_from(times.len()).unwrap_or(i32::MAX);
        let place = |&position: &i32| if position > 0 { position - 1 } else { count + position };
        let mut places: Vec<i32> = self.positions.iter().map(place).collect();
        places.sort_unstable();
        places.dedup();
        places.iter().filter_map(|&place| times.get(usize::try_from(place).ok()?).copied()).collect()
    }

    /// The days of the period that begins so many steps behind that of `first`, in order.
    fn days_of(&self, first: NaiveDate, steps: i64, left: &mut u32) -> Option<Vec<NaiveDate>> {
        let (from, count) = match self.unit {
            Unit::Seconds(_) => return None,
            Unit::Day => (first.checked_add_days(Days::new(steps.try_into().ok()?))?, 1),
            Unit::Week => {
                let back = first.weekday().days_since(self.week_start);
                let begin = first.checked_sub_days(Days::new(back.into()))?;
                (begin.checked_add_days(Days::new(u64::try_from(steps).ok()?.checked_mul(7)?))?, 7)
            }
            Unit::Month => {
                let month = i64::from(first.month0()) + steps;
                let year = i32::try_from(i64::from(first.year()) + month.div_euclid(12)).ok()?;
                let month = u32::try_from(month.rem_euclid(12)).ok()? + 1;
                let from = NaiveDate::from_ymd_opt(year, month, 1)?;
                (from, from.num_days_in_month().into())
            }
            Unit::Year => {
                let year = i32::try_from(i64::from(first.year()) + steps).ok()?;
                let from = NaiveDate::from_ymd_opt(year, 1, 1)?;
                (from, if from.leap_year() { 366 } else { 365 })
            }
        };
        if from.year() > 9999 {
            return None;
        }
        let by_day =
            [&self.month_days, &self.week_numbers, &self.year_days].iter().any(|all| !all.is_empty());
        let days: Vec<NaiveDate> = if by_day || !self.days.is_empty() || count <= 7 {
            let looked = &mut 0;
            let days = self.within_months(from, count).inspect(|_| *looked += 1);
            let days = days.filter(|&day| self.fits(day, first)).collect();
            *left = left.saturating_sub((*looked).max(1));
            days
        } else {
            // The day of the first one, in this month or in those of the year.
            *left = left.saturating_sub(1);
            let own = if self.unit == Unit::Month { from.month() } else { first.month() };
            let months = if self.months.is_empty() { own..=own } else { 1..=12 };
            let day = |month| NaiveDate::from_ymd_opt(from.year(), month, first.day());
            let is_meant = |day: &NaiveDate| {
                self.months.is_empty()
                    || self.is_month(day.month()) && (self.unit == Unit::Year || day.month() == own)
            };
            months.filter_map(day).filter(is_meant).collect()
        };
        Some(days)
    }

    /// So many days, but for those of months that are not meant.
    fn within_months(&self, from: NaiveDate, count: usize) -> impl Iterator<Item = NaiveDate> {
        let over = from.checked_add_days(Days::new(count as u64)).unwrap_or(NaiveDate::MAX);
        let mut next = from;
        std::iter::from_fn(move || {
            while !self.months.is_empty() && !self.is_month(next.month()) && next < over {
                next = next.with_day(1)?.checked_add_months(Months::new(1))?;
            }
            let day = next;
            next = day.succ_opt()?;
            (day < over).then_some(day)
        })
    }

    /// Whether a day fits all parts; where they leave it open, it is like the first one.
    fn fits(&self, day: NaiveDate, first: NaiveDate) -> bool {
        let is_like = match self.unit {
            Unit::Week => !self.days.is_empty() || day.weekday() == first.weekday(),
            Unit::Year if !self.week_numbers.is_empty() => {
                let is_named = !(self.days.is_empty() && self.month_days.is_empty());
                is_named || day.weekday() == first.weekday()
            }
            _ => true,
        };
        is_like
            && (self.months.is_empty() || self.is_month(day.month()))
            && (self.days.is_empty() || self.is_weekday(day))
            && is_among(&self.month_days, day.day(), day.num_days_in_month().into())
            && is_among(&self.year_days, day.ordinal(), if day.leap_year() { 366 } else { 365 })
            && (self.week_numbers.is_empty() || self.is_in_week(day))
    }

    fn is_in_week(&self, day: NaiveDate) -> bool {
        // A week belongs to the year that has four of its days.
        let middle = |day: NaiveDate| {
            let since = day.weekday().days_since(self.week_start);
            day.checked_add_signed(TimeDelta::days(3 - i64::from(since)))
        };
        let number = |middle: NaiveDate| middle.ordinal0() / 7 + 1;
        let Some(this) = middle(day) else { return false };
        let last = NaiveDate::from_ymd_opt(this.year(), 12, 28).and_then(middle);
        is_among(&self.week_numbers, number(this), last.map_or(0, number))
    }

    /// Whether it is one of the weekdays; where these have numbers, of that number in its month or year.
    fn is_weekday(&self, day: NaiveDate) -> bool {
        let of_year = self.unit == Unit::Year && self.months.is_empty();
        let (place, count) = if of_year {
            (day.ordinal0(), if day.leap_year() { 366 } else { 365 })
        } else {
            (day.day0(), u32::from(day.num_days_in_month()))
        };
        let nth = |days: u32| i32::try_from(days / 7).unwrap_or(0) + 1;
        let (front, back) = (nth(place), nth(count - 1 - place));
        self.days.iter().any(|&(number, weekday)| {
            weekday == day.weekday() && (number == 0 || number == front || number == -back)
        })
    }

    fn is_month(&self, month: u32) -> bool {
        self.months.iter().any(|&one| u32::try_from(one) == Ok(month))
    }
}

/// Whether a number, of so many, is among these, which count from either end; any is where there are none.
fn is_among(all: &[i32], number: u32, count: u32) -> bool {
    let signed = |number: u32| i32::try_from(number).unwrap_or(0);
    let (front, back) = (signed(number), signed(number) - signed(count) - 1);
    all.is_empty() || all.iter().any(|&one| one == front || one == back)
}

fn weekday(text: &str) -> Option<Weekday> {
    let days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let number = days.iter().position(|day| *day == text)?;
    Weekday::try_from(u8::try_from(number).ok()?).ok()
}

/// `MO,WE`, `1MO`, `-1SU`.
fn weekdays(text: &str) -> Option<Vec<(i32, Weekday)>> {
    let one = |text: &str| {
        let text = text.trim();
        let (number, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
        let number = match number {
            "" => 0,
            _ => number.parse().ok().filter(|n: &i32| (1..=53).contains(&n.abs()))?,
        };
        Some((number, weekday(day)?))
    };
    let mut all: Vec<_> = text.split(',').map(one).collect::<Option<_>>()?;
    all.sort_unstable_by_key(|(number, day)| (*number, day.num_days_from_monday()));
    all.dedup();
    Some(all)
}

/// Numbers from 1 to `most`, counted from either end.
fn numbers(text: &str, most: i32) -> Option<Vec<i32>> {
    let one = |text: &str| text.trim().parse().ok().filter(|n: &i32| (1..=most).contains(&n.abs()));
    let mut all: Vec<i32> = text.split(',').map(one).collect::<Option<_>>()?;
    all.sort_unstable();
    all.dedup();
    Some(all)
}

/// Hours, minutes or seconds, of which there are so many.
fn clock(text: &str, count: u32) -> Option<Vec<u32>> {
    let one = |text: &str| text.trim().parse().ok().filter(|n: &u32| *n < count);
    let mut all: Vec<u32> = text.split(',').map(one).collect::<Option<_>>()?;
    all.sort_unstable();
    all.dedup();
    Some(all)
}

#[cfg(test)]
mod tests;
