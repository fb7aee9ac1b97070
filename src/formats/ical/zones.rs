//! The zones of a calendar's times: by their names, or as the file itself defines them where it does so by
//! a rule that is the same every year.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDateTime;

use super::lines::Lines;
use crate::formats::zone::Zone;

/// How many zones of one file are told apart. No calendar has more than there are in the world.
const MAX_ZONES: usize = 1_000;

/// What the zones of a file are.
#[derive(Clone, Debug, Default)]
pub(super) struct Zones {
    defined: HashMap<String, Zone>,
    /// Names that mean nothing, with how many events have them.
    unknown: BTreeMap<String, usize>,
}

/// A definition while it is read.
#[derive(Debug, Default)]
struct Definition {
    name: Option<String>,
    /// The name of the same zone elsewhere.
    location: Option<String>,
    parts: Vec<Part>,
}

/// One of the clocks of a zone, winter's or summer's.
#[derive(Debug, Default)]
struct Part {
    is_summer: bool,
    /// Minutes east of Greenwich, before and after the clocks change to this.
    from: Option<i32>,
    to: Option<i32>,
    /// The time of day at which they change, as the clocks showed it before.
    at: Option<String>,
    rule: Option<String>,
}

impl Zones {
    /// The definitions in a file.
    pub(super) fn of(text: &str) -> Self {
        let mut zones = Self::default();
        let is_there = memchr::memmem::find(text.as_bytes(), b"VTIMEZONE").is_some();
        let mut open: Option<Definition> = None;
        for line in Lines::of(text).filter_map(Result::ok).take_while(|_| is_there) {
            let value = line.value().trim();
            match (line.name.as_str(), &mut open) {
                ("BEGIN", _) if value.eq_ignore_ascii_case("VTIMEZONE") => open = Some(Definition::default()),
                ("END", Some(_)) if value.eq_ignore_ascii_case("VTIMEZONE") => {
                    zones.add(open.take().unwrap_or_default());
                }
                ("BEGIN", Some(zone)) if zone.parts.len() < MAX_ZONES => {
                    let is_summer = value.eq_ignore_ascii_case("DAYLIGHT");
                    zone.parts.push(Part { is_summer, ..Part::default() });
                }
                ("TZID", Some(zone)) => zone.name = Some(value.to_owned()),
                ("X-LIC-LOCATION", Some(zone)) => zone.location = Some(value.to_owned()),
                (name, Some(zone)) => {
                    let Some(part) = zone.parts.last_mut() else { continue };
                    match name {
                        "TZOFFSETFROM" => part.from = offset(value),
                        "TZOFFSETTO" => part.to = offset(value),
                        "DTSTART" => part.at = value.split_once('T').map(|(_, time)| time.to_owned()),
                        "RRULE" => part.rule = Some(value.to_ascii_uppercase()),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        zones
    }

    fn add(&mut self, zone: Definition) {
        let Some(name) = zone.name.filter(|name| self.defined.len() < MAX_ZONES && known(name).is_none())
        else {
            return;
        };
        let by_location = zone.location.as_deref().and_then(known);
        if let Some(zone) = by_location.or_else(|| ruled(&zone.parts)) {
            self.defined.insert(name, zone);
        }
    }

    /// How many minutes east of Greenwich the clocks of the zone of that name were; `None` where that is
    /// not known.
    pub(super) fn minutes(&mut self, name: &str, at: NaiveDateTime) -> Option<i32> {
        let zone = self.called(name);
        if zone.is_none() && (self.unknown.len() < MAX_ZONES || self.unknown.contains_key(name)) {
            *self.unknown.entry(name.to_owned()).or_default() += 1;
        }
        zone?.minutes(at)
    }

    /// The zone of that name.
    pub(super) fn called(&self, name: &str) -> Option<Zone> {
        known(name).or_else(|| self.defined.get(name.trim()).cloned())
    }

    /// Whether a name means nothing, and was met only once so far.
    pub(super) fn is_new(&self, name: &str) -> bool {
        self.unknown.get(name) == Some(&1)
    }

    /// The zones that are not known, each with how many times are in it.
    pub(super) fn unknown(&self) -> impl Iterator<Item = (&str, usize)> {
        self.unknown.iter().map(|(name, &count)| (name.as_str(), count))
    }
}

/// A zone by its name, also where a program has put its own before it: `/example.org/2024a/Europe/Berlin`.
pub(super) fn known(name: &str) -> Option<Zone> {
    let parts: Vec<&str> = name.trim().split('/').collect();
    let tails = [parts.len(), 3, 2].into_iter().filter_map(|count| parts.len().checked_sub(count));
    let mut names = tails.filter_map(|from| Some(parts.get(from..)?.join("/")));
    names.find_map(|name| Zone::named(&name))
}

/// A zone whose clocks never change, or change twice each year by the same rule.
fn ruled(parts: &[Part]) -> Option<Zone> {
    let posix = |minutes: i32| {
        let sign = if minutes > 0 { "-" } else { "" };
        format!("{sign}{}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
    };
    match parts {
        [only] => only.to.map(Zone::Fixed),
        [one, other] if one.is_summer != other.is_summer => {
            let (summer, winter) = if one.is_summer { (one, other) } else { (other, one) };
            let names = format!("<WIN>{}<SUM>{}", posix(winter.to?), posix(summer.to?));
            Zone::ruled(&format!("{names},{},{}", change(summer)?, change(winter)?))
        }
        _ => None,
    }
}

/// When the clocks change, as POSIX has it: `M3.5.0/2` from the last Sunday of March at two.
fn change(part: &Part) -> Option<String> {
    let rule = part.rule.as_deref()?;
    let says = |name: &str| rule.split(';').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    if says("FREQ") != Some("YEARLY") || says("UNTIL").is_some() || says("COUNT").is_some() {
        return None;
    }
    let month: u8 = says("BYMONTH")?.parse().ok()?;
    let day = says("BYDAY")?;
    let (week, day) = day.split_at_checked(day.len().checked_sub(2)?)?;
    let day = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"].iter().position(|name| *name == day)?;
    let week = match week.parse::<i8>().ok()? {
        -1 => 5,
        week @ 1..=4 => week,
        _ => return None,
    };
    let clock = part.at.as_deref()?;
    let (hour, minute) = (clock.get(..2)?, clock.get(2..4)?);
    Some(format!("M{month}.{week}.{day}/{hour}:{minute}"))
}

/// `+0530`, `-040000`.
fn offset(text: &str) -> Option<i32> {
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i32>().ok();
    let (hours, minutes) = (number(1..3)?, number(3..5)?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTLOOK: &str = "BEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\nBEGIN:STANDARD\r\n\
        DTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n\
        RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\n\
        DTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n\
        RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n";

    #[test]
    fn a_zone_is_what_its_name_or_the_file_says() {
        let fixed = "BEGIN:VTIMEZONE\nTZID:Mine\nBEGIN:STANDARD\nDTSTART:19700101T000000\n\
                     TZOFFSETFROM:+0530\nTZOFFSETTO:+0530\nEND:STANDARD\nEND:VTIMEZONE\n";
        let located = "BEGIN:VTIMEZONE\nTZID:Ours\nX-LIC-LOCATION:America/New_York\nEND:VTIMEZONE\n";
        let text = format!("{OUTLOOK}{fixed}{located}");
        let rows = [
            ("W. Europe Standard Time", "2024-05-10T21:30:00", Some(120)),
            ("W. Europe Standard Time", "2024-12-10T21:30:00", Some(60)),
            ("Mine", "2024-05-10T21:30:00", Some(330)),
            ("Ours", "2024-05-10T21:30:00", Some(-240)),
            ("Europe/Berlin", "2024-05-10T21:30:00", Some(120)),
            ("/example.org/20050126_1/America/Argentina/Buenos_Aires", "2024-05-10T21:30:00", Some(-180)),
            ("Nowhere", "2024-05-10T21:30:00", None),
        ];
        let mut zones = Zones::of(&text);
        for (name, time, wanted) in rows {
            assert_eq!(zones.minutes(name, time.parse().unwrap()), wanted, "{name}");
        }
        assert_eq!(zones.unknown().collect::<Vec<_>>(), [("Nowhere", 1)]);
    }

    #[test]
    fn broken_definitions_define_nothing() {
        for text in [
            "BEGIN:VTIMEZONE",
            &OUTLOOK.replace("-1SU", "€U"),
            &OUTLOOK.replace("=10", "=99"),
            "END:VTIMEZONE",
        ] {
            let mut zones = Zones::of(text);
            let time = "2024-05-10T21:30:00".parse().unwrap();
            assert_eq!(zones.minutes("W. Europe Standard Time", time), None, "{text}");
        }
    }
}
