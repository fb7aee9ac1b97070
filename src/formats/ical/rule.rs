//! RRULE: the times at which something is repeated (RFC 5545, 3.3.10).
//!
//! Followed are `FREQ`, `INTERVAL`, `COUNT`, `UNTIL`, `WKST`, and the days by which people repeat things:
//! `BYMONTH`, `BYMONTHDAY`, `BYDAY` with its numbers, `BYSETPOS`. A rule with anything else is not followed at
//! all, for half of a rule makes wrong days.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Weekday};

use super::when::When;

/// How many days without any time are looked through: a 29th of February on a Monday comes every 28 years, and
/// some centuries leave one out.
const MAX_EMPTY: u32 = 50 * 366;

/// A rule that is followed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rule {
    unit: Unit,
    interval: u32,
    count: Option<usize>,
    until: Option<When>,
    week_start: Weekday,
    months: Vec<i32>,
    month_days: Vec<i32>,
    /// Days of the week, each with its number in the month or year; 0 is every one.
    days: Vec<(i32, Weekday)>,
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
            month_days: Vec::new(),
            days: Vec::new(),
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
                "BYMONTHDAY" => out.month_days = numbers(&value, 31)?,
                "BYDAY" => out.days = weekdays(&value)?,
                "BYSETPOS" => out.positions = numbers(&value, 366)?,
                _ => return None,
            }
        }
        out.unit = unit?;
        let is_plain = out.months.is_empty() && out.month_days.is_empty() && out.days.is_empty();
        let is_numbered = out.days.iter().any(|(number, _)| *number != 0);
        let makes_sense = match out.unit {
            Unit::Seconds(_) => is_plain && out.positions.is_empty(),
            Unit::Day => !is_numbered,
            Unit::Week => !is_numbered && out.month_days.is_empty(),
            Unit::Month | Unit::Year => !is_numbered || out.month_days.is_empty(),
        };
        makes_sense.then_some(out)
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
        let mut empty = 0;
        for period in 0.. {
            if left == 0 {
                return true;
            }
            // Beyond the last year there is nothing.
            let before = *days;
            let Some(times) = self.period(first, period, days) else { return true };
            if *days == 0 {
                return false;
            }
            empty = if times.is_empty() { empty + before - *days } else { 0 };
            if empty > MAX_EMPTY {
                return true;
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
        true
    }

    /// The times in the period of that number, in order; `None` behind the last year.
    fn period(&self, first: NaiveDateTime, number: u32, left: &mut u32) -> Option<Vec<NaiveDateTime>> {
        let steps = i64::from(number) * i64::from(self.interval);
        if let Unit::Seconds(seconds) = self.unit {
            *left = left.saturating_sub(1);
            let at = first.checked_add_signed(TimeDelta::try_seconds(steps.checked_mul(seconds)?)?)?;
            return (at.year() <= 9999).then(|| vec![at]);
        }
        let days = self.days_of(first.date(), steps, left)?;
        let days = if self.positions.is_empty() { days } else { self.picked(&days) };
        Some(days.into_iter().map(|day| day.and_time(first.time())).collect())
    }

    /// Those of the days of a period that `BYSETPOS` names.
    fn picked(&self, days: &[NaiveDate]) -> Vec<NaiveDate> {
        let count = i32::try_from(days.len()).unwrap_or(i32::MAX);
        let place = |&position: &i32| if position > 0 { position - 1 } else { count + position };
        let mut places: Vec<i32> = self.positions.iter().map(place).collect();
        places.sort_unstable();
        places.dedup();
        places.iter().filter_map(|&place| days.get(usize::try_from(place).ok()?).copied()).collect()
    }

    /// The days of the period that begins so many steps behind that of `first`, in order.
    fn days_of(&self, first: NaiveDate, steps: i64, left: &mut u32) -> Option<Vec<NaiveDate>> {
        let in_months = |day: &NaiveDate| self.months.is_empty() || self.is_month(day.month());
        let mut look = |days: u32| *left = left.saturating_sub(days);
        let by_day = !(self.days.is_empty() && self.month_days.is_empty());
        match self.unit {
            Unit::Seconds(_) => None,
            Unit::Day => {
                look(1);
                let day = first.checked_add_days(Days::new(steps.try_into().ok()?))?;
                let fits = in_months(&day) && self.is_month_day(day) && self.is_weekday(day);
                (day.year() <= 9999).then(|| if fits { vec![day] } else { Vec::new() })
            }
            Unit::Week => {
                look(7);
                let back = first.weekday().days_since(self.week_start);
                let begin = first.checked_sub_days(Days::new(back.into()))?;
                let begin = begin.checked_add_days(Days::new(u64::try_from(steps).ok()?.checked_mul(7)?))?;
                let days = begin.iter_days().take(7).filter(in_months);
                let fits = |day: &NaiveDate| {
                    if self.days.is_empty() {
                        day.weekday() == first.weekday()
                    } else {
                        self.is_weekday(*day)
                    }
                };
                (begin.year() <= 9999).then(|| days.filter(fits).collect())
            }
            Unit::Month => {
                let month = i64::from(first.month0()) + steps;
                let year = i64::from(first.year()) + month.div_euclid(12);
                let (year, month) =
                    (i32::try_from(year).ok()?, u32::try_from(month.rem_euclid(12)).ok()? + 1);
                if year > 9999 {
                    return None;
                }
                look(if by_day { 31 } else { 1 });
                let is_one = self.months.is_empty() || self.is_month(month);
                Some(if is_one { self.in_month(year, month, first.day()) } else { Vec::new() })
            }
            Unit::Year => {
                look(if by_day { 366 } else { 12 });
                let year = i64::from(first.year()) + steps;
                Some(self.in_year(i32::try_from(year).ok().filter(|&year| year <= 9999)?, first))
            }
        }
    }

    fn in_year(&self, year: i32, first: NaiveDate) -> Vec<NaiveDate> {
        let is_bare = self.month_days.is_empty() && self.months.is_empty();
        let bounds = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31));
        if let Some((from, to)) = bounds.filter(|_| is_bare && !self.days.is_empty()) {
            return self.weekdays_within(from, to);
        }
        let is_meant = |&month: &u32| match self.months.as_slice() {
            [] => !is_bare || month == first.month(),
            _ => self.is_month(month),
        };
        (1..=12).filter(is_meant).flat_map(|month| self.in_month(year, month, first.day())).collect()
    }

    /// The days of a month: those that are named by their numbers or weekdays, else the one of that number.
    fn in_month(&self, year: i32, month: u32, day: u32) -> Vec<NaiveDate> {
        let Some(from) = NaiveDate::from_ymd_opt(year, month, 1) else { return Vec::new() };
        if self.month_days.is_empty() && self.days.is_empty() {
            return from.with_day(day).into_iter().collect();
        }
        let count = from.num_days_in_month();
        if self.month_days.is_empty() {
            return self.weekdays_within(from, from.with_day(count.into()).unwrap_or(from));
        }
        from.iter_days()
            .take(count.into())
            .filter(|&day| self.is_month_day(day) && self.is_weekday(day))
            .collect()
    }

    /// The weekdays of a month or year, where they have numbers only those.
    fn weekdays_within(&self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        let nth = |days: TimeDelta| i32::try_from(days.num_days() / 7).unwrap_or(0) + 1;
        let fits = |day: &NaiveDate| {
            let (front, back) = (nth(*day - from), nth(to - *day));
            let is = |&(number, weekday): &(i32, Weekday)| {
                weekday == day.weekday() && (number == 0 || number == front || number == -back)
            };
            self.days.iter().any(is)
        };
        from.iter_days().take_while(|day| *day <= to).filter(fits).collect()
    }

    fn is_month(&self, month: u32) -> bool {
        self.months.iter().any(|&one| u32::try_from(one) == Ok(month))
    }

    fn is_weekday(&self, day: NaiveDate) -> bool {
        self.days.is_empty() || self.days.iter().any(|(_, weekday)| *weekday == day.weekday())
    }

    fn is_month_day(&self, day: NaiveDate) -> bool {
        let number = |n: u32| i32::try_from(n).unwrap_or(0);
        let length = number(u32::from(day.num_days_in_month()));
        let (front, back) = (number(day.day()), number(day.day()) - length - 1);
        self.month_days.is_empty() || self.month_days.iter().any(|&one| one == front || one == back)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The first `most` times, the time of day left out where it is midnight, and whether that was all.
    fn times(first: &str, rule: &str, most: usize) -> (Vec<String>, bool) {
        let When::Time { at, .. } = When::parse(first).unwrap() else { panic!("{first}") };
        let mut found = Vec::new();
        let is_all = Rule::parse(rule).unwrap().each(
            at,
            &mut 1_000_000,
            |at| at,
            |at| {
                if found.len() == most {
                    return false;
                }
                found.push(at.format("%Y-%m-%d %H:%M").to_string().replace(" 00:00", ""));
                true
            },
        );
        (found, is_all)
    }

    #[test]
    fn rules_are_followed_as_the_standard_has_them() {
        let rows: [(&str, &str, &[&str]); 24] = [
            ("19970902T000000", "FREQ=DAILY;COUNT=3", &["1997-09-02", "1997-09-03", "1997-09-04"]),
            ("19970902T000000", "FREQ=DAILY;UNTIL=19970903T000000Z", &["1997-09-02", "1997-09-03"]),
            ("19970902T000000", "FREQ=DAILY;INTERVAL=10;UNTIL=19970912", &["1997-09-02", "1997-09-12"]),
            ("19980130T000000", "FREQ=DAILY;BYMONTH=1;COUNT=3", &["1998-01-30", "1998-01-31", "1999-01-01"]),
            (
                "19970902T000000",
                "FREQ=WEEKLY;COUNT=4;WKST=SU;BYDAY=TU,TH",
                &["1997-09-02", "1997-09-04", "1997-09-09", "1997-09-11"],
            ),
            // Which weeks are every second one depends on the day on which they begin.
            (
                "19970805T000000",
                "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
                &["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"],
            ),
            (
                "19970805T000000",
                "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
                &["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"],
            ),
            (
                "19970905T000000",
                "FREQ=MONTHLY;COUNT=3;BYDAY=1FR",
                &["1997-09-05", "1997-10-03", "1997-11-07"],
            ),
            (
                "19970907T000000",
                "FREQ=MONTHLY;INTERVAL=2;COUNT=4;BYDAY=1SU,-1SU",
                &["1997-09-07", "1997-09-28", "1997-11-02", "1997-11-30"],
            ),
            (
                "19970922T000000",
                "FREQ=MONTHLY;COUNT=3;BYDAY=-2MO",
                &["1997-09-22", "1997-10-20", "1997-11-17"],
            ),
            (
                "19970928T000000",
                "FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=3",
                &["1997-09-28", "1997-10-29", "1997-11-28"],
            ),
            ("20250131T000000", "FREQ=MONTHLY;COUNT=3", &["2025-01-31", "2025-03-31", "2025-05-31"]),
            // Friday the thirteenth.
            (
                "19980213T000000",
                "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=4",
                &["1998-02-13", "1998-03-13", "1998-11-13", "1999-08-13"],
            ),
            // The third of those that are a Tuesday, Wednesday or Thursday.
            (
                "19970904T000000",
                "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
                &["1997-09-04", "1997-10-07", "1997-11-06"],
            ),
            (
                "19970930T000000",
                "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2",
                &["1997-09-30", "1997-10-31"],
            ),
            (
                "19970610T000000",
                "FREQ=YEARLY;COUNT=3;BYMONTH=6,7",
                &["1997-06-10", "1997-07-10", "1998-06-10"],
            ),
            (
                "19970519T000000",
                "FREQ=YEARLY;BYDAY=20MO;COUNT=3",
                &["1997-05-19", "1998-05-18", "1999-05-17"],
            ),
            (
                "19970313T000000",
                "FREQ=YEARLY;BYMONTH=3;BYDAY=TH;COUNT=3",
                &["1997-03-13", "1997-03-20", "1997-03-27"],
            ),
            // The Tuesday after the first Monday of November, every fourth year.
            (
                "19961105T000000",
                "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3",
                &["1996-11-05", "2000-11-07", "2004-11-02"],
            ),
            ("20240229T000000", "FREQ=YEARLY;COUNT=2", &["2024-02-29", "2028-02-29"]),
            ("20240101T233000", "FREQ=HOURLY;INTERVAL=3;COUNT=2", &["2024-01-01 23:30", "2024-01-02 02:30"]),
            ("20240101T100000", "FREQ=DAILY;COUNT=1", &["2024-01-01 10:00"]),
            // The first time is what the event says, whatever its day.
            ("20240102T000000", "FREQ=WEEKLY;BYDAY=MO;COUNT=2", &["2024-01-02", "2024-01-08"]),
            ("99991231T000000", "FREQ=DAILY", &["9999-12-31"]),
        ];
        for (first, rule, wanted) in rows {
            assert_eq!(
                times(first, rule, 10),
                (wanted.iter().map(|&at| at.into()).collect(), true),
                "{rule}"
            );
        }
        assert_eq!(
            times("20240101T000000", "FREQ=DAILY", 2),
            (vec!["2024-01-01".into(), "2024-01-02".into()], false)
        );
    }

    #[test]
    fn what_is_not_followed_is_no_rule() {
        for rule in [
            "",
            "FREQ=",
            "FREQ=DAILY;X=1",
            "FREQ=YEARLY;BYWEEKNO=20",
            "FREQ=YEARLY;BYYEARDAY=1",
            "FREQ=DAILY;BYHOUR=9",
            "COUNT=2",
            "FREQ=DAILY;COUNT=x",
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=WEEKLY;BYDAY=1MO",
            "FREQ=WEEKLY;BYMONTHDAY=1",
            "FREQ=MONTHLY;BYDAY=54MO",
            "FREQ=MONTHLY;BYDAY=é",
            "FREQ=MONTHLY;BYMONTHDAY=0",
            "FREQ=DAILY;UNTIL=soon",
            "FREQ=HOURLY;BYDAY=MO",
            "FREQ=YEARLY;BYMONTH=-1",
            "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=1",
        ] {
            assert_eq!(Rule::parse(rule), None, "{rule}");
        }
    }

    #[test]
    fn rules_without_any_day_come_to_an_end() {
        for rule in [
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=YEARLY;INTERVAL=65535",
            "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300",
        ] {
            assert_eq!(times("20240101T000000", rule, 10).0.len(), 1, "{rule}");
        }
        let mut days = 10;
        let rule = Rule::parse("FREQ=DAILY").unwrap();
        assert!(!rule.each(NaiveDateTime::MIN, &mut days, |at| at, |_| true));
        assert_eq!(days, 0);
    }
}
