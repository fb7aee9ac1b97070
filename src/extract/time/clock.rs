//! Hours of the day: `10:35 a.m. GMT`, `noon`, `4 in the morning`, `Tuesday night`.

use super::reading::{Clock, Core, DayPart, Reading, Unit};
use super::scan::{Match, Scan};
use super::tag::Tag;
use crate::extract::lex::Shape;

/// So many words around a number tell what it measures.
const AROUND: usize = 10;

/// What is dealt in or measured by numbers that look like hours.
static MEASURED: [&str; 40] = [
    "index", "Index", "points", "point", "shares", "share", "stock", "stocks", "price", "prices", "priced",
    "closed", "traded", "trading", "dollar", "dollars", "euro", "euros", "yen", "pence", "barrel", "ounce",
    "rate", "rates", "ratio", "average", "level", "percent", "%", "metres", "meters", "feet", "km", "miles",
    "rpm", "votes", "degrees", "altitude", "seconds", "scale",
];

impl Scan<'_, '_> {
    /// An hour of the clock, with the day that stands behind it.
    pub(super) fn clock(&self, at: usize) -> Option<Match> {
        let (end, clock) = self.hour(at)?;
        let mut reading = Reading::new(Core::Hours(None), "clock");
        reading.clock = Some(clock);
        let mut end = self.zone(end);
        let next = self.past(end, Tag::Comma);
        let day = self.calendar_date(next).or_else(|| match self.tag(next) {
            Tag::Day(days) => Match::new(next + 1, Reading::new(Core::Day(days), "day-word")),
            Tag::Tonight => Match::new(next + 1, Reading::new(Core::Day(0), "day-word")),
            // `5:30 in the morning of April 9`
            Tag::Of if next == end && matches!(self.tag(end - 1), Tag::Part(_)) => {
                self.calendar_date(next + 1)
            }
            // `midnight the next day`
            Tag::The | Tag::That if next == end => self.day_beside(next).or_else(|| self.deictic(next)),
            _ => None,
        });
        // `11:30 the next morning`
        let part =
            |day: &Match| matches!(day.reading.core, Core::Hours(Some(_))) && day.reading.part.is_some();
        if let Some(day) = day.filter(|day| is_day(&day.reading) || part(day)) {
            reading.core = day.reading.core;
            reading.rule = "clock-day";
            end = self.zone(day.end);
            // `6:30 Tuesday evening`
            if let (Tag::Part(part), Some(clock)) = (self.tag(end), &mut reading.clock) {
                let late = matches!(part, DayPart::Afternoon | DayPart::Evening)
                    || part == DayPart::Night && clock.hour > 4;
                clock.hour += if late && (1..12).contains(&clock.hour) { 12 } else { 0 };
                end += 1;
            }
        } else if let Some(day) = self.day_behind(end) {
            reading.core = day.reading.core;
        }
        Match::new(end, reading)
    }

    /// The day of an hour, where words stand between them: `2 p.m. local time on Monday`, `8 a.m. (0002 GMT) Friday`.
    pub(super) fn day_behind(&self, at: usize) -> Option<Match> {
        let mut next = at;
        if self.is(next, Tag::Open) {
            let close = (next..next + 5).find(|at| self.says(*at, ")"))?;
            next = close + 1;
        }
        // `local time`, `Moscow time`, `British Summer Time`
        if let Some(time) = (next + 1..next + 4).find(|at| self.is(*at, Tag::Time))
            && (self.says(next, "local") || (next..time).all(|at| self.shape(at) == Shape::Title))
        {
            next = time + 1;
        }
        let next = self.past(next, Tag::On);
        if next == at {
            return None;
        }
        let day = self.calendar_date(next).or_else(|| match self.tag(next) {
            Tag::Day(days) => Match::new(next + 1, Reading::new(Core::Day(days), "day-word")),
            _ => None,
        })?;
        is_day(&day.reading).then_some(day)
    }

    /// Behind the name of a time zone.
    fn zone(&self, at: usize) -> usize {
        if self.is(at, Tag::Zone) { at + 1 } else { at }
    }

    /// `at 0630 on 7 July`, `between 0200 and 0530`, `At 1710 she sank`: four digits that are an hour by what stands
    /// around them. What could be a year is one only behind `at`, and where the text tells hours in digits.
    fn is_bare_hour(&self, at: usize) -> bool {
        let early = |at: usize| self.word(at).starts_with('0') && self.width(at) == 4;
        let before = self.before(at);
        let (first, second) = self.ends_of_hours(at);
        let led = matches!(before, Tag::At | Tag::By | Tag::Until | Tag::About) || first || second;
        if !led
            || self.is_tied(at + 1)
            || self.is_glued(at)
            || self.is_counted(at + 1)
            || self.unit(at + 1).is_some()
        {
            return false;
        }
        // `at 0530 hours they landed, by 1400 the beach was clear`
        let told = || {
            let named = |at: usize| {
                self.is(at + 1, Tag::Zone) || ["hours", "hrs"].iter().any(|word| self.says(at + 1, word))
            };
            let hour = |other: usize| self.width(other) == 4 && self.is(other, Tag::Digits) && named(other);
            self.age.clocks
                && self.number(at).is_some_and(|number| number < 1800)
                && (self.start..self.end).any(|other| other != at && (early(other) || hour(other)))
        };
        let hour = early(at)
            || told()
            || before == Tag::At && self.is_on_day(at + 1)
            || first && early(at + 2)
            || second && early(at - 2)
            || before == Tag::At && (self.age.clocks || at == self.start + 1 && self.heads_clause(at + 1));
        hour && !self.is_measured(at)
    }

    /// Whether something other than a comma or a full stop stands right behind a number.
    fn is_tied(&self, behind: usize) -> bool {
        let mark = (matches!(self.tag(behind), Tag::Comma | Tag::Dot)
            || matches!(self.word(behind), ";" | ")"))
            && !self.touches(behind + 1);
        self.touches(behind) && !mark
    }

    /// Whether four digits are the first or the second of two: `between 0200 and 0530`.
    fn ends_of_hours(&self, at: usize) -> (bool, bool) {
        let link = |at: usize| matches!(self.tag(at), Tag::And | Tag::To | Tag::Until);
        let lead = |at: usize| matches!(self.tag(at), Tag::Between | Tag::From);
        let four = |at: usize| self.is(at, Tag::Digits) && self.width(at) == 4;
        let first = at > self.start && lead(at - 1) && link(at + 1) && four(at + 2);
        let second = at > self.start + 2 && link(at - 1) && four(at - 2) && lead(at - 3);
        (first, second)
    }

    /// Whether a day stands behind `on`.
    fn is_on_day(&self, at: usize) -> bool {
        use super::reading::Grain;
        self.is(at, Tag::On)
            && self.calendar_date(at + 1).is_some_and(|day| {
                matches!(day.reading.core, Core::Named { grain: Grain::Day(..) | Grain::Weekday(_), .. })
            })
    }

    /// Whether a sentence that opens with an hour goes on with who did something then: `At 1710 the ship sank`.
    fn heads_clause(&self, behind: usize) -> bool {
        let next = self.past(behind, Tag::Comma);
        matches!(self.tag(next), Tag::The | Tag::A | Tag::Its)
            || self.shape(next) == Shape::Title
            || ["he", "she", "it", "they", "we"].iter().any(|word| self.says(next, word))
    }

    /// Whether something is measured or dealt in around a number: `the index stood at 1710`, `closed at 18.10`.
    fn is_measured(&self, at: usize) -> bool {
        let around = at.saturating_sub(AROUND).max(self.start)..(at + AROUND).min(self.end);
        around.into_iter().any(|at| self.is(at, Tag::Money) || MEASURED.contains(&self.word(at)))
    }

    /// `at 18.10 on Monday`, `At 18.10 the ship sank`: an hour that a full stop parts.
    fn is_dotted_hour(&self, at: usize, behind: usize) -> bool {
        if self.before(at) != Tag::At || self.is_tied(behind) || self.is_counted(behind) {
            return false;
        }
        let named = self.is(behind, Tag::Zone) || ["hours", "hrs"].iter().any(|word| self.says(behind, word));
        let hour = named
            || self.age.clocks
            || self.is_on_day(behind)
            || self.word(at).starts_with('0') && self.width(at) == 2
            || at == self.start + 1 && self.heads_clause(behind);
        hour && !self.is_measured(at)
    }

    /// `John 3:16`, `chapter 12:10`, `a ratio of 3:15`, `won in 1:45`: numbers that are parted as those of a clock.
    fn is_verse(&self, at: usize) -> bool {
        let before = at.saturating_sub(1);
        let named = at > self.start + 1
            && self.before(at) == Tag::Other
            && self.shape(before) == Shape::Title
            && self.prose;
        let counted = |word: usize| {
            ["chapter", "verse", "score", "ratio", "odds", "psalm"].iter().any(|label| self.says(word, label))
        };
        at > self.start
            && (named
                || counted(before)
                || self.before(at) == Tag::Of && at > self.start + 1 && counted(at - 2)
                || self.before(at) == Tag::In)
    }

    /// `half past three`, `a quarter to five`, `ten past six in the evening`.
    fn told_hour(&self, at: usize) -> Option<(usize, Clock)> {
        let a = self.past(at, Tag::A);
        let (next, minutes) = match self.tag(a) {
            Tag::Half if a == at => (a + 1, 30),
            Tag::Quarter => (a + 1, 15),
            Tag::Small(minutes) if a == at && minutes % 5 == 0 => (a + 1, minutes),
            Tag::Tens(20) if a == at => (a + 1, 20),
            _ => return None,
        };
        let next = if self.is(next, Tag::Units(Unit::Minute)) { next + 1 } else { next };
        let past = match self.tag(next) {
            Tag::Past => true,
            Tag::To if minutes != 30 && self.before(at) != Tag::From => false,
            _ => return None,
        };
        let hour = match self.tag(next + 1) {
            Tag::Small(hour @ 1..=12) => hour,
            Tag::Hour(hour) => hour,
            _ => return None,
        };
        // `five to seven people` are so many.
        let day = self.half_of_day(next + 2, hour);
        if !past && day.is_none() && (self.before(at) != Tag::At || self.is_counted(next + 2)) {
            return None;
        }
        let (end, hour) = day.unwrap_or((next + 2, hour));
        let (hour, minute) =
            if past { (hour % 24, minutes) } else { (if hour == 0 { 23 } else { hour - 1 }, 60 - minutes) };
        Some((end, Clock { hour, minute: Some(minute) }))
    }

    fn hour(&self, at: usize) -> Option<(usize, Clock)> {
        if let Some(told) = self.told_hour(at) {
            return Some(told);
        }
        match self.tag(at) {
            // What lies after midnight is of the day that begins with it.
            Tag::Hour(24) if self.begins_day(at) => Some((at + 1, Clock { hour: 0, minute: None })),
            Tag::Hour(hour) => Some((at + 1, Clock { hour, minute: None })),
            // `at 0630 hours`, `1400 GMT`
            Tag::Digits
                if self.width(at) == 4
                    && (["hours", "hrs"].iter().any(|word| self.says(at + 1, word))
                        && matches!(
                            self.before(at),
                            Tag::At | Tag::By | Tag::Until | Tag::About | Tag::From | Tag::To | Tag::Hyphen
                        )
                        || self.is(at + 1, Tag::Zone) && !self.is_glued(at)
                        || self.number(at).is_some_and(|number| number < 2400 && number % 100 < 60)
                            && self.is_bare_hour(at)) =>
            {
                let number = self.number(at)?;
                let hour = u8::try_from(number / 100).ok().filter(|hour| *hour <= 24)?;
                let minute = u8::try_from(number % 100).ok().filter(|minute| *minute < 60)?;
                let named =
                    self.is(at + 1, Tag::Zone) || ["hours", "hrs"].iter().any(|word| self.says(at + 1, word));
                let end = if named { at + 2 } else { at + 1 };
                Some((end, Clock { hour, minute: Some(minute) }))
            }
            Tag::Digits => {
                let hour = u8::try_from(self.number(at)?).ok()?;
                if self.width(at) > 2
                    || hour > 24
                    || self.is_glued(at)
                        && matches!(
                            self.before(at),
                            Tag::Colon | Tag::Digits | Tag::Dot | Tag::Slash | Tag::Money
                        )
                {
                    return None;
                }
                let parted = matches!(self.tag(at + 1), Tag::Colon | Tag::Dot)
                    && self.touches(at + 1)
                    && self.touches(at + 2)
                    && self.width(at + 2) == 2
                    && self.number(at + 2).is_some_and(|minute| minute < 60);
                if !parted {
                    let (end, hour) = self.half_of_day(at + 1, hour)?;
                    return Some((end, Clock { hour, minute: None }));
                }
                let minute = u8::try_from(self.number(at + 2)?).ok();
                let seconds = self.is(at + 3, Tag::Colon)
                    && self.touches(at + 3)
                    && self.touches(at + 4)
                    && self.width(at + 4) == 2;
                let behind = if seconds { at + 5 } else { at + 3 };
                if let Some((end, hour)) = self.half_of_day(behind, hour) {
                    return Some((end, Clock { hour, minute }));
                }
                // A score or a verse has no hours behind it; a clock without them is one by its minutes alone.
                if self.is(at + 1, Tag::Dot) && !self.is_dotted_hour(at, behind) || self.is_verse(at) {
                    return None;
                }
                let end = if self.touches(behind) && (self.says(behind, "hrs") || self.says(behind, "h"))
                    || self.says(behind, "hrs")
                    || self.says(behind, "hours")
                {
                    behind + 1
                } else {
                    behind
                };
                Some((end, Clock { hour, minute }))
            }
            Tag::Small(hour @ 1..=12) => {
                let (end, hour) = self.half_of_day(at + 1, hour)?;
                Some((end, Clock { hour, minute: None }))
            }
            _ => None,
        }
    }

    /// Whether midnight is the first of a day, not its last: `shortly after midnight`, `between midnight and 4 a.m.`
    fn begins_day(&self, at: usize) -> bool {
        match self.before(at) {
            Tag::After | Tag::Past => true,
            Tag::Between | Tag::From => {
                matches!(self.tag(at + 1), Tag::And | Tag::To | Tag::Until) && self.hour(at + 2).is_some()
            }
            _ => false,
        }
    }

    /// `a.m.`, `p.m.`, `o'clock`, `in the morning` behind an hour: the token behind it, and the hour of 24.
    fn half_of_day(&self, at: usize, hour: u8) -> Option<(usize, u8)> {
        if hour > 12 {
            return None;
        }
        let of = |end: usize, morning: bool| {
            let hour = match (hour, morning) {
                (12, true) => 0,
                (12, false) => 12,
                (hour, true) => hour,
                (hour, false) => hour + 12,
            };
            Some((end, hour))
        };
        match self.tag(at) {
            Tag::Am(morning) => of(at + 1, morning),
            // `p.m` whose last stop is not there.
            Tag::Other
                if (self.says(at, "p") || self.says(at, "a"))
                    && self.is(at + 1, Tag::Dot)
                    && self.says(at + 2, "m") =>
            {
                of(at + 3, self.says(at, "a"))
            }
            Tag::Clock if self.is(at + 1, Tag::Quote) && self.says(at + 2, "clock") => {
                if self.is(at + 3, Tag::In)
                    && self.is(at + 4, Tag::The)
                    && let Tag::Part(part) = self.tag(at + 5)
                {
                    return of(at + 6, part == DayPart::Morning);
                }
                Some((at + 3, hour))
            }
            Tag::In if self.is(at + 1, Tag::The) => match self.tag(at + 2) {
                Tag::Part(part @ (DayPart::Morning | DayPart::Afternoon | DayPart::Evening)) => {
                    of(at + 3, part == DayPart::Morning)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// A part of the day behind a day: `Tuesday night`, `yesterday afternoon`, `Tuesday at noon` is two.
    pub(super) fn with_part(&self, found: Match) -> Match {
        if found.reading.part.is_some() || found.reading.clock.is_some() || !is_day(&found.reading) {
            return found;
        }
        let next =
            if matches!(self.tag(found.end), Tag::Early | Tag::Late) { found.end + 1 } else { found.end };
        // `on Sunday mornings`
        if let (Tag::Parts(_), Core::Named { grain: grain @ super::reading::Grain::Weekday(_), .. }) =
            (self.tag(next), found.reading.core)
        {
            return Match { end: next + 1, reading: Reading::new(Core::SetOf(grain), "weekday-parts") };
        }
        match self.tag(next) {
            Tag::Part(part)
                if part != DayPart::Daytime
                    && !(self.is(next + 1, Tag::Hyphen) && self.touches(next + 1)) =>
            {
                let mut reading = found.reading;
                reading.part = Some(part);
                Match { end: next + 1, reading }
            }
            _ => found,
        }
    }
}

/// Whether a reading is of one day.
pub(super) fn is_day(reading: &Reading) -> bool {
    use super::reading::Grain;
    match reading.core {
        Core::Day(_) => true,
        Core::Named { grain, .. } => {
            matches!(
                grain,
                Grain::Day(..) | Grain::DayOfMonth(_) | Grain::Weekday(_) | Grain::Nth(..) | Grain::Feast(_)
            )
        }
        Core::Shift { unit, .. } => unit == super::reading::Unit::Day,
        _ => false,
    }
}
