//! From a reading to a value: what it is reckoned from, in the order of the text.

use super::calendar::{self, Day, shift_month};
use super::phrase::Found;
use super::reading::{Amount, Clock, Core, Grain, Ref, Unit, Which, Within};
use super::returns::coarse;
use super::scan::Scan;
use super::story::Context;
use super::tag::Tag;
use super::tense::{Tense, bearing, tense};
use super::value::{Hours, Point, Value};
use super::within::days_within;
use super::{Anchor, Sure};

/// An answer: what it means, what it was reckoned from, how sure it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolved {
    pub(super) value: Value,
    pub(super) anchor: Anchor,
    pub(super) sure: Sure,
    /// Whether the calendar does not have the day that is named.
    pub(super) off: bool,
}

/// Resolves an expression, and notes it for those that follow.
pub(super) fn resolve(context: &mut Context, scan: &Scan<'_, '_>, found: &Found) -> Resolved {
    let mut resolver =
        Resolver { context, scan, found, anchor: Anchor::Itself, sure: Sure::Certain, off: false };
    let value = resolver.value();
    let (anchor, sure, off) = (resolver.anchor, resolver.sure, resolver.off);
    context.note(scan, found, value);
    Resolved { value, anchor, sure, off }
}

/// An expression on its way to its value.
pub(super) struct Resolver<'c, 's, 'a, 't> {
    pub(super) context: &'c Context,
    pub(super) scan: &'s Scan<'a, 't>,
    pub(super) found: &'s Found,
    anchor: Anchor,
    pub(super) sure: Sure,
    /// Whether the calendar does not have the day that is named.
    pub(super) off: bool,
}

impl Resolver<'_, '_, '_, '_> {
    fn value(&mut self) -> Value {
        let reading = self.found.reading;
        let value = match reading.core {
            // `usually floods in April`
            Core::Named {
                grain: grain @ (Grain::Month(_) | Grain::Season(_) | Grain::Quarter(_)),
                which: None,
                within: Within::Open,
            } if reading.modifier.is_none() && self.scan.is_habit(self.found.start) => {
                Value::SetOf(every_year(grain))
            }
            Core::Named { grain, which, within } => {
                let point = self.named(grain, which, within);
                Value::Date(self.agreed(grain, within, point))
            }
            Core::Beside { amount, back, grain, within } => {
                let from = self.named(grain, None, within);
                Value::Date(self.beside(amount, back, grain, from))
            }
            Core::Shift { which, unit } => self.shift(which, unit),
            // `night attacks`
            Core::Day(_) if reading.rule == "attributive-night" => Value::Date(Point::SomeDay(None)),
            Core::Day(days) => match self.now() {
                Some(now) if !self.context.narrative || self.context.spoken_day().is_none() => {
                    Value::Date(Point::Day(now.plus(i32::from(days))))
                }
                _ => Value::Date(Point::SomeDay(None)),
            },
            Core::Offset { amount, back, spoken } => self.offset(amount, back, spoken),
            Core::Run { amount, rank, grain, within } => {
                let point = self.named(grain, None, within);
                match days_within(point, amount, rank) {
                    // `the 6th day of May 2021`
                    Some((from, to)) if from == to => Value::Date(Point::Day(from)),
                    Some((from, to)) => Value::Run(amount, from, to),
                    None => Value::Duration(amount),
                }
            }
            Core::YearEarlier => self.year_earlier(),
            Core::Duration(amount) => Value::Duration(amount),
            // A history tells on which days, a report how often.
            Core::Set(Amount { tenths: Some(10), unit: Unit::Day })
                if self.context.narrative
                    && matches!(reading.rule, "adverb-set" | "attributive-set" | "every-unit") =>
            {
                Value::SetOf(Point::SomeDay(None))
            }
            Core::Set(Amount { tenths: Some(10), unit: Unit::Week })
                if self.context.narrative && matches!(reading.rule, "adverb-set" | "attributive-set") =>
            {
                Value::SetOf(Point::SomeWeek)
            }
            Core::Set(Amount { unit: Unit::Weekend, .. }) if reading.rule == "weekends" => {
                Value::SetOf(Point::SomeWeekend)
            }
            Core::Set(amount) => Value::Set(amount),
            Core::SetOf(grain) => Value::SetOf(every_year(grain)),
            Core::Refer(to) => Value::Refer(to),
            Core::Hours(which) => Value::Date(self.day_of_hours(which)),
        };
        // `a million years ago`: too far for a calendar.
        let value = match value {
            Value::Date(point) if !point.is_near() => {
                let future = matches!(reading.core, Core::Offset { back: false, .. });
                Value::Refer(if future { Ref::Future } else { Ref::Past })
            }
            value => value,
        };
        match (value, reading.clock, reading.part) {
            (Value::Date(point), Some(clock), _) => Value::Time(point, Hours::Clock(clock)),
            (Value::Date(point), None, Some(part)) => Value::Time(point, Hours::Part(part)),
            _ => value,
        }
    }

    /// The day of writing; what is told from it rests on it.
    pub(super) fn now(&mut self) -> Option<Day> {
        // Within what was said on another day `yesterday` counts from that one.
        if let Some((day, start, end)) = self.context.saying {
            self.anchor = Anchor::Spoken { start, end };
            return Some(day);
        }
        let now = self.context.written?;
        self.anchor = Anchor::Document;
        Some(now)
    }

    /// The year of writing, known or guessed.
    pub(super) fn this_year(&mut self) -> Option<i32> {
        if let Some(now) = self.now() {
            return Some(now.year);
        }
        let earliest = self.context.earliest?;
        self.anchor = Anchor::Bounds;
        let known = self.context.latest.is_some_and(|latest| latest.year == earliest.year);
        self.sure = self.sure.min(if known { Sure::Likely } else { Sure::Guess });
        Some(earliest.year)
    }

    /// What was spoken of last; what is told from it rests on it.
    pub(super) fn lean(&mut self) {
        if let Some((_, start, end)) = self.context.spoken {
            self.anchor = Anchor::Spoken { start, end };
            self.sure = Sure::Likely;
        }
    }

    /// Whether a word stands right before the expression.
    pub(super) fn says_before(&self, word: &str) -> bool {
        self.found.start > self.scan.start && self.scan.says(self.found.start - 1, word)
    }

    pub(super) fn tense(&self) -> Tense {
        let tokens = self.found.start..self.found.end;
        bearing(self.scan.page, &tokens).unwrap_or_else(|| tense(self.scan.page, &tokens))
    }

    /// `last year`, `this week`, `the following month`, `the quarter`.
    fn shift(&mut self, which: Which, unit: Unit) -> Value {
        let steps = match which {
            Which::Last | Which::Previous => -1,
            Which::Next | Which::Following => 1,
            _ => 0,
        };
        let spoken = matches!(which, Which::That | Which::Previous | Which::Following)
            || which == Which::The && unit == Unit::Day
            || self.context.narrative;
        if self.found.reading.rule == "new-year" {
            return self.new_year();
        }
        if self.found.reading.rule == "turn-of" && unit == Unit::Century {
            return Value::Date(self.turn_of_century(which));
        }
        if unit == Unit::Quarter {
            // Where a quarter was named before, it is that one, of whatever fiscal year.
            if self.context.quarter.is_none()
                && let Some(point) = self.quarter_ended()
            {
                return Value::Date(point);
            }
            return Value::Date(self.shift_quarter(which, steps));
        }
        if which == Which::That && unit == Unit::Day && self.is_told_ahead() {
            return Value::Date(unknown(unit));
        }
        if let Some(point) = spoken.then(|| self.step_spoken(unit, steps)).flatten() {
            self.lean();
            return Value::Date(point);
        }
        // A day of a history that nothing fixes is not reckoned from the day it was written on; nor is what follows,
        // where nothing is told that it could follow.
        if self.context.narrative
            && unit == Unit::Day
            && matches!(which, Which::That | Which::Previous | Which::Following)
            || self.is_adrift(which)
        {
            return Value::Date(unknown(unit));
        }
        match self.now() {
            // `For the year, it earned ..` is told when the year has ended.
            Some(now)
                if which == Which::The
                    && unit == Unit::Year
                    && now.month <= 3
                    && self.says_before("for")
                    && self.tense() == Tense::Past =>
            {
                self.sure = Sure::Likely;
                Value::Date(step(now, unit, -1))
            }
            // `over the weekend` on a Monday is the one that has been.
            Some(now)
                if which == Which::The
                    && unit == Unit::Weekend
                    && now.weekday() < 6
                    && self.tense() != Tense::Future =>
            {
                Value::Date(step(now, unit, -1))
            }
            Some(now) => Value::Date(step(now, unit, steps)),
            None if unit == Unit::Year => {
                Value::Date(self.this_year().map_or(Point::SomeYear, |year| Point::Year(year + steps)))
            }
            None => Value::Date(unknown(unit)),
        }
    }

    /// `the new year`: the one that comes, or in its first months the one that has come.
    fn new_year(&mut self) -> Value {
        let told = if self.context.narrative { self.context.spoken_month() } else { None };
        if told.is_some() {
            self.lean();
        }
        let near = told.or_else(|| self.now().map(|now| (now.year, now.month)));
        self.sure = self.sure.min(Sure::Likely);
        Value::Date(near.map_or(Point::SomeYear, |(year, month)| Point::Year(year + i32::from(month > 6))))
    }

    /// `the turn of the century`: of that one which turned nearest to what is told.
    fn turn_of_century(&mut self, which: Which) -> Point {
        let told = self.context.spoken_year().filter(|_| self.context.narrative && which == Which::The);
        let year = if told.is_some() {
            self.lean();
            told
        } else {
            self.now().map(|now| now.year)
        };
        let Some(year) = year.filter(|year| *year > 100) else { return Point::SomeYear };
        self.sure = self.sure.min(Sure::Likely);
        Point::Century(match which {
            Which::The => calendar::century(year + 50),
            _ => calendar::century(year),
        })
    }

    /// Whether an expression points at what was told before, and what it tells of is past, so that it cannot be
    /// reckoned from the day of writing either.
    pub(super) fn is_adrift(&self, which: Which) -> bool {
        // `the next century will ..` is the one that comes.
        let comes = || {
            (self.found.start..self.found.end).any(|at| self.scan.is(at, Tag::Next))
                && self.tense() == Tense::Future
        };
        matches!(which, Which::Following) && !comes()
            || which == Which::That && self.context.spoken.is_some() && !self.context.narrative
    }

    /// So many units from what was spoken of, where it is fine enough to count from.
    fn step_spoken(&self, unit: Unit, steps: i32) -> Option<Point> {
        match unit {
            Unit::Day | Unit::Night => match self.context.spoken?.0 {
                Point::Day(day) => Some(Point::Day(day.plus(steps))),
                Point::Month(Some(year), month) | Point::SomeDay(Some((year, Some(month)))) => {
                    Some(Point::SomeDay(Some((year, Some(month)))))
                }
                Point::Year(year) if self.context.narrative => Some(Point::SomeDay(Some((year, None)))),
                _ => None,
            },
            Unit::Week | Unit::Weekend => match self.context.spoken?.0 {
                Point::Day(day) => Some(step(day, unit, steps)),
                Point::Week(year, week) => Some(step(Day::of_week(year, week), unit, steps)),
                // `In June 1916 it began. A week later ..`: on a day of that year, which one nobody says.
                Point::Month(Some(year), 1..=11) if self.context.narrative && steps > 0 => {
                    Some(Point::SomeDay(Some((year, None))))
                }
                _ => None,
            },
            Unit::Month => {
                let (year, month) = self.context.spoken_month()?;
                let (year, month) = shift_month(year, month, steps);
                Some(Point::Month(Some(year), month))
            }
            Unit::Year => Some(Point::Year(self.context.spoken_year()? + steps)),
            Unit::Decade => {
                let year = self.context.spoken_year()?;
                Some(Point::Decade(calendar::decade(year) + 10 * steps))
            }
            Unit::Century => {
                let year = self.context.spoken_year()?;
                Some(Point::Century(calendar::century(year) + 100 * steps))
            }
            _ => None,
        }
    }

    /// `three years ago`, `two days later`.
    fn offset(&mut self, amount: Amount, back: bool, spoken: bool) -> Value {
        if spoken && amount.unit <= Unit::Hour {
            return self.hours_on(amount, back);
        }
        let Some(tenths) = amount.tenths else {
            // `days later`: a history goes on, on a day that nobody knows; a report says how long after it was.
            let bare = matches!(self.scan.tag(self.found.start), Tag::Units(_));
            if spoken && !back {
                if !self.context.narrative {
                    return Value::Duration(amount);
                }
                if bare {
                    return Value::Date(unknown(amount.unit));
                }
            }
            return Value::Refer(if back { Ref::Past } else { Ref::Future });
        };
        // In a report on earnings `a year earlier` is the quarter of the year before.
        if amount.unit == Unit::Year
            && tenths == 10
            && back
            && !self.context.narrative
            && !self.context.over_quarters
            && let Some((year, quarter)) = self.context.quarter
        {
            self.lean();
            return Value::Date(Point::Quarter(Some(year - 1), Some(quarter)));
        }
        // `half a century ago` is told in years, `a year and a half ago` in months.
        let (tenths, unit) = match amount.unit {
            Unit::Fortnight => (tenths.saturating_mul(2), Unit::Week),
            unit if tenths % 10 == 0 => (tenths, unit),
            Unit::Century => (tenths.saturating_mul(100), Unit::Year),
            Unit::Decade => (tenths.saturating_mul(10), Unit::Year),
            Unit::Year => (tenths.saturating_mul(12), Unit::Month),
            unit => (tenths, unit),
        };
        let amount = Amount { tenths: Some(tenths), unit };
        let number = i32::try_from(tenths / 10).unwrap_or(0).min(100_000);
        let steps = if back { -number } else { number };
        if (spoken || self.context.narrative)
            && let Some(point) = self.step_spoken(amount.unit, steps)
        {
            self.lean();
            return Value::Date(point);
        }
        // `ten years later`, where nothing was told that it could come after: not after the day of writing, unless what
        // is told is to come.
        let adrift = spoken && (self.context.narrative || !back && self.tense() != Tense::Future);
        if let Some(now) = if adrift { None } else { self.now() } {
            if spoken {
                self.sure = self.sure.min(Sure::Likely);
            }
            return match amount.unit {
                Unit::Second | Unit::Minute | Unit::Hour => Value::Date(Point::Day(now)),
                Unit::Quarter => Self::quarters_from(now, steps),
                unit => Value::Date(step(now, unit, steps)),
            };
        }
        if spoken && !back && !self.context.narrative {
            return Value::Duration(amount);
        }
        Value::Refer(if back { Ref::Past } else { Ref::Future })
    }

    /// `two minutes later`, `an hour earlier`: of the hour that was told last, else of its day; where nothing was told
    /// only how long it was.
    fn hours_on(&mut self, amount: Amount, back: bool) -> Value {
        let spoken = self.context.spoken_day();
        let minutes = match amount.unit {
            Unit::Minute => amount.tenths.map(|tenths| tenths / 10),
            Unit::Hour => amount.tenths.map(|tenths| tenths.saturating_mul(6)),
            _ => None,
        };
        let minutes =
            minutes.and_then(|minutes| i32::try_from(minutes).ok()).filter(|minutes| *minutes < 14_400);
        let told = self.context.clock.filter(|(day, _)| spoken.is_none_or(|spoken| spoken == *day));
        if let (Some((day, clock)), Some(minutes)) = (told, minutes) {
            self.lean();
            let of_day = i32::from(clock.hour) * 60 + i32::from(clock.minute.unwrap_or(0));
            let there = of_day + if back { -minutes } else { minutes };
            let (hour, minute) = (there.rem_euclid(1440) / 60, there.rem_euclid(60));
            let fine = clock.minute.is_some() || minutes % 60 != 0;
            let clock = Clock {
                hour: u8::try_from(hour).unwrap_or(0),
                minute: u8::try_from(minute).ok().filter(|_| fine),
            };
            return Value::Time(Point::Day(day.plus(there.div_euclid(1440))), Hours::Clock(clock));
        }
        if let Some(day) = spoken {
            self.lean();
            return Value::Date(Point::Day(day));
        }
        if self.context.narrative { Value::Date(Point::SomeDay(None)) } else { Value::Duration(amount) }
    }

    /// So much before or after a day that is named with it.
    fn beside(&mut self, amount: Amount, back: bool, grain: Grain, from: Point) -> Point {
        let Point::Day(mut day) = from else { return Point::SomeDay(None) };
        // `the week of 4 March`
        let Some(tenths) = amount.tenths else { return step(day, amount.unit, 0) };
        let number = i32::try_from(tenths / 10).unwrap_or(0).min(100_000);
        // `the Monday after Thanksgiving`
        if amount.unit == Unit::Weekend {
            let ahead = (number - i32::from(day.weekday())).rem_euclid(7);
            let ahead = if ahead == 0 { 7 } else { ahead };
            return Point::Day(day.plus(if back && ahead == 7 {
                -7
            } else if back {
                ahead - 7
            } else {
                ahead
            }));
        }
        // `a week from Monday`: of the Monday that comes.
        if let (Grain::Weekday(_), false, Some(now)) = (grain, back, self.context.written)
            && !self.context.narrative
            && amount.unit != Unit::Day
            && day <= now
        {
            day = day.plus(7);
        }
        let steps = if back { -number } else { number };
        let there = match amount.unit {
            Unit::Week => day.plus(steps.saturating_mul(7)),
            Unit::Fortnight => day.plus(steps.saturating_mul(14)),
            Unit::Month => day.plus_months(steps),
            Unit::Year => day.plus_months(steps.saturating_mul(12)),
            _ => day.plus(steps),
        };
        match grain {
            // `50 years ago on Monday`: of the one that was, or of the one that comes.
            Grain::Weekday(_) if amount.unit >= Unit::Month => {
                self.sure = Sure::Guess;
                Point::Day(there)
            }
            Grain::Near(unit, _) => coarse(there, unit),
            _ => Point::Day(there),
        }
    }

    /// The day of a part of the day or of an hour.
    fn day_of_hours(&mut self, which: Option<Which>) -> Point {
        let steps = match which {
            Some(Which::Last | Which::Previous) => -1,
            Some(Which::Next | Which::Following) => 1,
            _ => 0,
        };
        let spoken = self.context.narrative
            || matches!(which, Some(Which::That | Which::Previous | Which::Following))
            || which.is_none();
        if spoken && let Some(day) = self.context.spoken_day() {
            self.lean();
            return Point::Day(day.plus(steps));
        }
        if self.context.narrative {
            return Point::SomeDay(None);
        }
        // `The next morning they left` follows a day that nobody told.
        if matches!(which, Some(Which::Following | Which::Previous)) && self.tense() != Tense::Future {
            return Point::SomeDay(None);
        }
        match self.now() {
            Some(now) => Point::Day(now.plus(steps)),
            None => Point::SomeDay(None),
        }
    }
}

/// What comes again every week or every year.
fn every_year(grain: Grain) -> Point {
    match grain {
        Grain::Weekday(weekday) => Point::Weekday(weekday),
        Grain::Month(month) => Point::Month(None, month),
        Grain::Day(month, day) => Point::DayOfYear(month, day),
        Grain::Season(season) => Point::Season(None, season),
        Grain::Quarter(quarter) => Point::Quarter(None, Some(quarter)),
        _ => Point::SomeYear,
    }
}

/// A stretch of the calendar of which nothing says where it lies.
fn unknown(unit: Unit) -> Point {
    match unit {
        Unit::Day | Unit::Night => Point::SomeDay(None),
        Unit::Week | Unit::Weekend => Point::SomeWeek,
        _ => Point::SomeYear,
    }
}

/// So many units from a day, as fine as the unit.
fn step(day: Day, unit: Unit, steps: i32) -> Point {
    match unit {
        Unit::Day | Unit::Night => Point::Day(day.plus(steps)),
        Unit::Second | Unit::Minute | Unit::Hour => Point::Day(day),
        Unit::Week | Unit::Fortnight => {
            let (year, week) = day.plus(steps.saturating_mul(7)).week();
            Point::Week(year, week)
        }
        Unit::Weekend => {
            let (year, week) = day.plus(steps.saturating_mul(7)).week();
            Point::Weekend(year, week)
        }
        Unit::Month => {
            let there = day.plus_months(steps);
            Point::Month(Some(there.year), there.month)
        }
        Unit::Quarter => Point::Quarter(Some(day.year), Some(day.quarter())),
        Unit::Season(season) => Point::Season(Some(day.year + steps), season),
        Unit::Year => Point::Year(day.year.saturating_add(steps)),
        Unit::Decade => Point::Decade(calendar::decade(day.year).saturating_add(steps.saturating_mul(10))),
        Unit::Century => {
            Point::Century(calendar::century(day.year).saturating_add(steps.saturating_mul(100)))
        }
        Unit::Millennium => Point::Year(day.year.saturating_add(steps.saturating_mul(1000))),
    }
}
