//! Parts of the day: `the morning of 31 January`, `at dawn`, `night attacks`, `mid-afternoon`.

use super::clock::is_day;
use super::reading::{Core, DayPart, Modifier, Reading};
use super::scan::{Match, Scan};
use super::tag::Tag;
use crate::extract::lex::Shape;

impl Scan<'_, '_> {
    /// `the morning of 31 January`, `early the next morning`.
    pub(super) fn part_of_day_of(&self, at: usize) -> Option<Match> {
        let the = self.past(at, Tag::The);
        if let Some(found) = self.hours_of(the) {
            return Some(found);
        }
        let early = if matches!(self.tag(the), Tag::Early | Tag::Late) { the + 1 } else { the };
        let Tag::Part(part) = self.tag(early) else { return None };
        let hours = if matches!(self.word(early + 1), "hours" | "hour") { early + 2 } else { early + 1 };
        if !self.is(hours, Tag::Of) {
            return None;
        }
        let day = self.calendar_date(hours + 1).or_else(|| self.deictic(hours + 1))?;
        if !is_day(&day.reading) {
            return None;
        }
        let mut reading = day.reading;
        reading.part = Some(part);
        reading.rule = "part-of-day-of";
        Match::new(day.end, reading)
    }

    /// `early hours of 13 August`, `small hours of Sunday`, `late hours of 3 May`
    fn hours_of(&self, at: usize) -> Option<Match> {
        let part = match self.tag(at) {
            Tag::Early => DayPart::Morning,
            Tag::Other if self.says(at, "small") || self.says(at, "wee") => DayPart::Morning,
            Tag::Late => DayPart::Night,
            _ => return None,
        };
        if !self.says(at + 1, "hours") || !self.is(at + 2, Tag::Of) {
            return None;
        }
        let day = self.calendar_date(at + 3).or_else(|| self.deictic(at + 3))?;
        // `the early hours of Thursday morning` says it again.
        if !is_day(&day.reading) || matches!(self.tag(day.end), Tag::Part(_)) {
            return None;
        }
        let reading = Reading { part: Some(part), rule: "hours-of", ..day.reading };
        Match::new(day.end, reading)
    }

    /// A part of a day by itself, where it is told as a time: `that night`, `at dawn`.
    pub(super) fn part_of_day(&self, at: usize) -> Option<Match> {
        let Tag::Part(part) = self.tag(at) else { return None };
        if let Some(found) = self.attributive_night(at, part) {
            return Some(found);
        }
        if !matches!(self.before(at), Tag::At | Tag::By) || self.is(at + 1, Tag::Hyphen) {
            return None;
        }
        let mut reading = Reading::new(Core::Hours(None), "part-of-day");
        reading.part = Some(part);
        // `at dawn the next day`
        if let Some(day) =
            self.deictic(at + 1).or_else(|| self.calendar_date(at + 1)).filter(|day| is_day(&day.reading))
        {
            reading.core = day.reading.core;
            return Match::new(day.end, reading);
        }
        if let Some(day) = self.day_behind(at + 1) {
            reading.core = day.reading.core;
        }
        Match::new(at + 1, reading)
    }

    /// `night attacks`, `daytime traffic`: at what time of the day, of no day that is named.
    fn attributive_night(&self, at: usize, part: DayPart) -> Option<Match> {
        let noun = self.tag(at + 1) == Tag::Other && self.shape(at + 1) == Shape::Lower;
        let free = matches!(self.before(at), Tag::Other | Tag::A) && !self.is_glued(at);
        if !noun
            || !free
            || !matches!(part, DayPart::Night | DayPart::Daytime)
            || self.shape(at) != Shape::Lower
        {
            return None;
        }
        let mut reading = Reading::new(Core::Day(0), "attributive-night");
        reading.part = Some(part);
        Match::new(at + 1, reading)
    }

    /// `mid-afternoon`, `mid-morning yesterday`
    pub(super) fn mid_part(&self, at: usize) -> Option<Match> {
        let Tag::Part(part) = self.tag(at) else { return None };
        let day =
            self.calendar_date(at + 1).or_else(|| self.deictic(at + 1)).filter(|day| is_day(&day.reading));
        let (end, core) = day.map_or((at + 1, Core::Hours(None)), |day| (day.end, day.reading.core));
        let mut reading = Reading::new(core, "mid-part").modified(Some(Modifier::Mid));
        reading.part = Some(part);
        Match::new(end, reading)
    }
}
