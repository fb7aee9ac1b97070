//! When: DTSTART, DTEND and DURATION as a date, and a date as DTSTART and DTEND.
//!
//! Times stay as they stand. A local time with a TZID gets the offset that its clocks had, and is not reckoned
//! into another zone: the zone's name is kept beside it. Ends of whole days are exclusive in iCalendar and inclusive in EDTF.

use std::fmt::Write as _;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

use crate::formats::zone::{Zone, written as offset_text};
use crate::model::Date;
use crate::text::Text;

/// A value of the type DATE or DATE-TIME.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// A whole day.
    Day(NaiveDate),
    /// A time as the clocks showed it, and how many minutes east of Greenwich they were, where that is
    /// known.
    Time { at: NaiveDateTime, offset: Option<i32> },
}

impl When {
    /// Reads `YYYYMMDD`, `YYYYMMDDThhmmss` or the latter with `Z`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let day = |text: &str| {
            let year = digits(text.get(..4)?)?;
            NaiveDate::from_ymd_opt(year.try_into().ok()?, digits(text.get(4..6)?)?, digits(text.get(6..)?)?)
        };
        let Some((date, clock)) = text.split_once(['T', 't']) else {
            return (text.len() == 8).then(|| day(text).map(Self::Day)).flatten();
        };
        let (clock, is_utc) = clock.strip_suffix(['Z', 'z']).map_or((clock, false), |clock| (clock, true));
        if date.len() != 8 || clock.len() != 6 || !clock.is_ascii() {
            return None;
        }
        let [hour, minute, second] = [digits(&clock[..2])?, digits(&clock[2..4])?, digits(&clock[4..])?];
        // A leap second shares the second before it, as chrono has it.
        let (second, milli) = if second == 60 { (59, 1_000) } else { (second, 0) };
        let clock = NaiveTime::from_hms_milli_opt(hour, minute, second, milli)?;
        Some(Self::Time { at: day(date)?.and_time(clock), offset: is_utc.then_some(0) })
    }

    /// Reads a time of day as EDTF has it.
    pub(super) fn time(text: &str) -> Option<Self> {
        if let Ok(at) = chrono::DateTime::parse_from_rfc3339(text) {
            let offset = Some(at.offset().local_minus_utc() / 60);
            return Some(Self::Time { at: at.naive_local(), offset });
        }
        let at = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").ok()?;
        Some(Self::Time { at, offset: None })
    }

    /// As EDTF has it.
    fn edtf(self) -> String {
        match self {
            Self::Day(day) => edtf_day(day),
            Self::Time { at, offset } => {
                let zone = offset.map(offset_text).unwrap_or_default();
                let second = at.second() + at.nanosecond() / 1_000_000_000;
                format!("{}T{:02}:{:02}:{second:02}{zone}", edtf_day(at.date()), at.hour(), at.minute())
            }
        }
    }

    /// As iCalendar has it; `None` outside the years that it knows.
    pub(super) fn value(self) -> Option<String> {
        let day = |day: NaiveDate| {
            let year = u32::try_from(day.year()).ok().filter(|year| (1..=9999).contains(year))?;
            Some(format!("{year:04}{:02}{:02}", day.month(), day.day()))
        };
        match self {
            Self::Day(date) => day(date),
            Self::Time { at, offset } => {
                let at = match offset {
                    Some(minutes) => at.checked_sub_signed(TimeDelta::minutes(minutes.into()))?,
                    None => at,
                };
                let mut out = day(at.date())?;
                let second = at.second() + at.nanosecond() / 1_000_000_000;
                let zone = if offset.is_some() { "Z" } else { "" };
                let _ = write!(out, "T{:02}{:02}{second:02}{zone}", at.hour(), at.minute());
                Some(out)
            }
        }
    }

    /// This much later; `None` where it cannot be reckoned.
    pub(super) fn plus(self, much: Duration) -> Option<Self> {
        match self {
            Self::Day(day) if much.seconds == 0 => Some(Self::Day(day.checked_add_days(much.days)?)),
            Self::Day(day) => Self::Time { at: day.and_time(NaiveTime::MIN), offset: None }.plus(much),
            Self::Time { at, offset } => {
                let at = at
                    .checked_add_days(much.days)?
                    .checked_add_signed(TimeDelta::try_seconds(much.seconds)?)?;
                Some(Self::Time { at, offset })
            }
        }
    }

    /// The same time with the offset that `minutes` finds for it, unless it has one.
    pub(super) fn located(self, minutes: impl FnOnce(NaiveDateTime) -> Option<i32>) -> Self {
        match self {
            Self::Time { at, offset: None } => Self::Time { at, offset: minutes(at) },
            when => when,
        }
    }
}

fn edtf_day(day: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

fn digits(text: &str) -> Option<u32> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// A DURATION that goes forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Duration {
    days: Days,
    seconds: i64,
}

impl Duration {
    /// Reads `P2W`, `P1DT2H`, `PT30M` and the like.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_uppercase();
        let text = text.strip_prefix('+').unwrap_or(&text).strip_prefix('P')?;
        let (days, clock) = text.split_once('T').unwrap_or((text, ""));
        let [mut all_days, mut seconds] = [0_u64, 0_u64];
        for (number, unit) in parts(days)? {
            let many = match unit {
                'W' => 7,
                'D' => 1,
                _ => return None,
            };
            all_days = all_days.checked_add(number.checked_mul(many)?)?;
        }
        for (number, unit) in parts(clock)? {
            let many = match unit {
                'H' => 3_600,
                'M' => 60,
                'S' => 1,
                _ => return None,
            };
            seconds = seconds.checked_add(number.checked_mul(many)?)?;
        }
        let is_any = text.bytes().any(|b| b.is_ascii_digit());
        is_any.then_some(Self { days: Days::new(all_days), seconds: seconds.try_into().ok()? })
    }
}

/// Numbers, each with the letter behind it.
fn parts(text: &str) -> Option<Vec<(u64, char)>> {
    let mut out = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let unit = rest[length..].chars().next()?;
        out.push((rest[..length].parse().ok()?, unit));
        rest = &rest[length + unit.len_utf8()..];
    }
    Some(out)
}

/// Why an end cannot stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BadEnd {
    /// It lies before the start.
    Before,
    /// One is a day and the other a time, or only one of them is in UTC.
    Unlike,
}

/// What a start and an end say, as EDTF; times at both ends as ISO 8601, which is read as the days that
/// they lie in. Where the end cannot stand the start alone counts.
pub(super) fn date(start: When, end: Option<When>) -> (String, Option<BadEnd>) {
    let alone = start.edtf();
    let Some(end) = end else { return (alone, None) };
    match (start, end) {
        // Equal ends are common, though the standard wants the day after.
        (When::Day(a), When::Day(b)) if a == b => (alone, None),
        (When::Day(a), When::Day(b)) if b < a => (alone, Some(BadEnd::Before)),
        (When::Day(_), When::Day(b)) => {
            let last = edtf_day(b.pred_opt().unwrap_or(b));
            let whole = if last == alone { alone } else { format!("{alone}/{last}") };
            (whole, None)
        }
        (When::Time { at: a, offset: x }, When::Time { at: b, offset: y }) => {
            let moment = |at: NaiveDateTime, offset: Option<i32>| {
                at.checked_sub_signed(TimeDelta::minutes(offset.unwrap_or(0).into())).unwrap_or(at)
            };
            let (a, b) = (moment(a, x), moment(b, y));
            match () {
                () if x.is_some() != y.is_some() => (alone, Some(BadEnd::Unlike)),
                () if b < a => (alone, Some(BadEnd::Before)),
                () if b == a => (alone, None),
                () => (format!("{alone}/{}", end.edtf()), None),
            }
        }
        _ => (alone, Some(BadEnd::Unlike)),
    }
}

/// The start and end that say as much of a date as iCalendar can: behind the name of the property, what
/// stands from its parameters on. `None` where not even a day can be named.
pub(super) fn ends(date: &Date, zone: Option<&(&str, Option<Zone>)>) -> Option<(String, Option<String>)> {
    let written = date.original().map_or(date.edtf(), Text::raw);
    let (start, end) = times(written).or_else(|| times(date.edtf())).or_else(|| days(date))?;
    Some((behind(start, zone)?, end.and_then(|end| behind(end, zone))))
}

fn behind(when: When, zone: Option<&(&str, Option<Zone>)>) -> Option<String> {
    let value = when.value()?;
    Some(match (when, zone) {
        (When::Day(_), _) => format!(";VALUE=DATE:{value}"),
        // As the clocks of its zone showed it, where that is the same moment to whoever reads it.
        (When::Time { at, offset }, Some((name, zone)))
            if offset.is_none() || zone.as_ref().is_some_and(|zone| zone.minutes(at) == offset) =>
        {
            let value = When::Time { at, offset: None }.value()?;
            let mut out = String::new();
            super::lines::push_param(&mut out, "TZID", name);
            format!("{out}:{value}")
        }
        _ => format!(":{value}"),
    })
}

/// A moment, or two.
fn times(text: &str) -> Option<(When, Option<When>)> {
    match text.split_once('/') {
        Some((from, to)) => Some((When::time(from)?, Some(When::time(to)?))),
        None => Some((When::time(text)?, None)),
    }
}

/// All days in which it may be.
fn days(date: &Date) -> Option<(When, Option<When>)> {
    let ends = date.ends();
    let day = |(year, month, day): (i64, u8, u8)| {
        let year = i32::try_from(year).ok().filter(|year| (1..=9999).contains(year))?;
        NaiveDate::from_ymd_opt(year, month.into(), day.into())
    };
    let first = ends.earliest_start.civil().and_then(day)?;
    let last = ends.latest_end.civil().and_then(day).filter(|&last| last > first);
    let after = last.and_then(|last| last.succ_opt()).map(When::Day);
    Some((When::Day(first), after.filter(|end| end.value().is_some())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_and_ends_are_dates() {
        let rows = [
            ("20220101", "", "2022-01-01", None),
            ("20220101", "20220101", "2022-01-01", None),
            ("20220101", "20220102", "2022-01-01", None),
            ("20220101", "20220104", "2022-01-01/2022-01-03", None),
            ("20220101", "20211231", "2022-01-01", Some(BadEnd::Before)),
            ("20220101T100000", "", "2022-01-01T10:00:00", None),
            ("20220101T100000Z", "20220101T110000Z", "2022-01-01T10:00:00Z/2022-01-01T11:00:00Z", None),
            ("20220101T100000Z", "20220101T110000", "2022-01-01T10:00:00Z", Some(BadEnd::Unlike)),
            ("20220101T100000", "20220102", "2022-01-01T10:00:00", Some(BadEnd::Unlike)),
            ("20161231T235960Z", "", "2016-12-31T23:59:60Z", None),
            ("20220101", "P1D", "2022-01-01", None),
            ("20220101", "P2W", "2022-01-01/2022-01-14", None),
            ("20220101T100000", "P1DT2H30M", "2022-01-01T10:00:00/2022-01-02T12:30:00", None),
        ];
        for (start, end, wanted, bad) in rows {
            let start = When::parse(start).unwrap();
            let end = When::parse(end).or_else(|| start.plus(Duration::parse(end)?));
            let (edtf, found) = date(start, end);
            assert_eq!((edtf.as_str(), found), (wanted, bad));
            assert!(Date::parse(&edtf).is_ok(), "{edtf}");
        }
        for text in
            ["", "2022", "20220230", "20220101T", "20220101T1000", "20220101T250000", "2022010é", "+2220101"]
        {
            assert_eq!(When::parse(text), None, "{text}");
        }
        for text in ["", "P", "PT", "1D", "P1H", "-P1D", "P99999999999999999999D", "PD"] {
            assert_eq!(Duration::parse(text), None, "{text}");
        }
        let far = Duration::parse("P18446744073709551615D").unwrap();
        assert_eq!(When::parse("20220101").unwrap().plus(far), None);
    }

    #[test]
    fn dates_are_starts_and_ends() {
        let rows = [
            ("2022-01-01", ";VALUE=DATE:20220101", None),
            ("2022-01-01/2022-01-03", ";VALUE=DATE:20220101", Some(";VALUE=DATE:20220104")),
            ("2022-01-01T10:00:00", ";TZID=Europe/Vienna:20220101T100000", None),
            ("2022-01-01T10:00:00Z/2022-01-01T11:00:00Z", ":20220101T100000Z", Some(":20220101T110000Z")),
            ("2022-01-01T01:00:00+02:00", ":20211231T230000Z", None),
            ("2022-07-01T01:00:00+02:00", ";TZID=Europe/Vienna:20220701T010000", None),
            ("1994-05", ";VALUE=DATE:19940501", Some(";VALUE=DATE:19940601")),
            ("1580~", ";VALUE=DATE:15800101", Some(";VALUE=DATE:15810101")),
            ("1995/..", ";VALUE=DATE:19950101", None),
            ("9999-12-31", ";VALUE=DATE:99991231", None),
            ("9999", ";VALUE=DATE:99990101", None),
        ];
        for (text, start, end) in rows {
            let date = Date::parse(text).unwrap().0;
            let zone = ("Europe/Vienna", Zone::named("Europe/Vienna"));
            assert_eq!(ends(&date, Some(&zone)), Some((start.into(), end.map(Into::into))), "{text}");
        }
        for text in ["-0043-03-15", "0000", "../1995", "Y17E7", "/1995"] {
            assert_eq!(ends(&Date::parse(text).unwrap().0, None), None, "{text}");
        }
    }
}
