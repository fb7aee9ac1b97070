//! Time zones: from the name of one, or its offset, to how far its clocks were from Greenwich at a time.
//!
//! The only file that names `jiff`, whose database of zones is plain bytes in the program: it costs a start
//! nothing, and is the same on every machine.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDateTime, Timelike};
use jiff::tz::{AmbiguousOffset, TimeZone};

/// Where a time of day is taken to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// Minutes east of Greenwich.
    Fixed(i32),
    /// A place whose clocks changed.
    Place(TimeZone),
}

impl Zone {
    /// `America/New_York`, `+9`, `-05:30`, `+0530`, `Z`. YAML takes the plus from a number.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("z") || text.eq_ignore_ascii_case("utc") {
            return Some(Self::Fixed(0));
        }
        if let Some(zone) = Self::named(text) {
            return Some(zone);
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

    /// A zone by its name in the IANA database.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = name.trim();
        let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || b"/_+-".contains(&b));
        // Digits alone are an offset.
        let zone = (is_name && name.bytes().any(|b| b.is_ascii_alphabetic())).then(|| TimeZone::get(name))?;
        zone.ok().filter(|zone| !zone.is_unknown()).map(Self::Place)
    }

    /// A zone by a rule, as POSIX writes it: `<CET>-1<CEST>,M3.5.0,M10.5.0/3`.
    pub(super) fn ruled(rule: &str) -> Option<Self> {
        TimeZone::posix(rule).ok().map(Self::Place)
    }

    /// How many minutes east of Greenwich its clocks were when they showed that time. Of an hour that is
    /// there twice the first is meant, and in one that is left out the offset is that of before. `None`
    /// where it is no whole number of minutes, as before there were time zones.
    pub(super) fn minutes(&self, at: NaiveDateTime) -> Option<i32> {
        let seconds = match self {
            Self::Fixed(minutes) => return Some(*minutes),
            Self::Place(zone) => {
                let small = |n: u32| i8::try_from(n).ok();
                let at = jiff::civil::DateTime::new(
                    i16::try_from(at.year()).ok()?,
                    small(at.month())?,
                    small(at.day())?,
                    small(at.hour())?,
                    small(at.minute())?,
                    small(at.second())?,
                    0,
                );
                let found = zone.to_ambiguous_timestamp(at.ok()?).offset();
                match found {
                    AmbiguousOffset::Unambiguous { offset } => offset,
                    AmbiguousOffset::Gap { before, .. } | AmbiguousOffset::Fold { before, .. } => before,
                }
                .seconds()
            }
        };
        (seconds % 60 == 0).then_some(seconds / 60)
    }

    /// The same, as EDTF writes it; empty where there is none.
    pub(super) fn offset(&self, at: NaiveDateTime) -> String {
        self.minutes(at).map(written).unwrap_or_default()
    }
}

/// Minutes east of Greenwich as EDTF writes them: `Z`, `+05:30`.
pub(super) fn written(minutes: i32) -> String {
    if minutes == 0 {
        return "Z".into();
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    let mut out = String::with_capacity(6);
    let _ = write!(out, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn zones_are_names_or_offsets() {
        let summer = at("2025-07-01T00:00:00");
        let rows = [
            ("America/New_York", Some("-04:00")),
            ("europe/london", Some("+01:00")),
            ("Asia/Kathmandu", Some("+05:45")),
            ("9", Some("+09:00")),
            ("+9", Some("+09:00")),
            ("-5", Some("-05:00")),
            ("+05:30", Some("+05:30")),
            ("530", Some("+05:30")),
            ("UTC", Some("Z")),
            ("UTC+4", Some("+04:00")),
            ("America/Seattle", None),
            ("../../etc/passwd", None),
            ("99", None),
            ("", None),
            ("+", None),
        ];
        for (text, offset) in rows {
            assert_eq!(Zone::parse(text).map(|zone| zone.offset(summer)).as_deref(), offset, "{text}");
        }
    }

    #[test]
    fn clocks_change() {
        let rows = [
            ("Europe/Berlin", "2024-01-10T12:00:00", "+01:00"),
            ("Europe/Berlin", "2024-05-10T12:00:00", "+02:00"),
            // The hour that is left out, and the one that is there twice.
            ("Europe/Berlin", "2024-03-31T02:30:00", "+01:00"),
            ("Europe/Berlin", "2024-10-27T02:30:00", "+02:00"),
            // Before there were time zones.
            ("Europe/Berlin", "1871-01-18T12:00:00", ""),
            ("Africa/Monrovia", "1960-01-01T12:00:00", ""),
        ];
        for (zone, time, offset) in rows {
            assert_eq!(Zone::named(zone).unwrap().offset(at(time)), offset, "{zone} {time}");
        }
        let ruled = Zone::ruled("<CET>-1<CEST>-2,M3.5.0/2,M10.5.0/3").unwrap();
        assert_eq!(ruled.offset(at("2024-05-10T12:00:00")), "+02:00");
        assert_eq!(ruled.offset(at("2024-12-10T12:00:00")), "+01:00");
        assert_eq!(Zone::ruled("nonsense"), None);
    }
}
