//! Days that come round again: `30 years ago today`, `a year ago on Friday`, `ten years ago this month`, `on this day in
//! 1990`.

use super::calendar::Day;
use super::reading::{Amount, Core, Grain, Reading, Unit, Within};
use super::scan::{Match, Scan};
use super::tag::Tag;
use super::value::Point;

impl Scan<'_, '_> {
    /// What behind `ago` says to the day, the week or the month where so much ago lies: `today`, `on Friday`, `this week`.
    pub(super) fn ago_to(&self, at: usize, amount: Amount) -> Option<Match> {
        let amount = in_years(amount)?;
        let (end, grain) = self.near(at)?;
        // `two weeks ago this month` is of the month, and no day of it.
        let fine = matches!(grain, Grain::Near(Unit::Day, _))
            || amount.unit == Unit::Week && matches!(grain, Grain::Weekday(_)) && self.is(at, Tag::On);
        if !matches!(amount.unit, Unit::Year | Unit::Month) && !fine {
            return None;
        }
        let core = Core::Beside { amount, back: true, grain, within: Within::Open };
        Match::new(end, Reading::new(core, "ago-today"))
    }

    /// A day, a week or a month by where it lies from the day of writing.
    fn near(&self, at: usize) -> Option<(usize, Grain)> {
        if let Tag::Day(days) = self.tag(at) {
            return Some((at + 1, Grain::Near(Unit::Day, days)));
        }
        let steps = match self.tag(at) {
            Tag::This => 0,
            Tag::Next | Tag::Coming => 1,
            Tag::Last => -1,
            _ => 0,
        };
        let named = matches!(self.tag(at), Tag::This | Tag::Next | Tag::Coming | Tag::Last);
        if let (true, Tag::Unit(unit @ (Unit::Week | Unit::Month))) = (named, self.tag(at + 1)) {
            return Some((at + 2, Grain::Near(unit, steps)));
        }
        let day = if named || self.is(at, Tag::On) { at + 1 } else { at };
        let found = self.calendar_date(day).filter(|_| matches!(self.tag(day), Tag::Weekday(_)))?;
        let Core::Named { grain: grain @ Grain::Weekday(_), which: None, within: Within::Open } =
            found.reading.core
        else {
            return None;
        };
        Some((found.end, grain))
    }

    /// `this day in 1990`, `this week 20 years ago`.
    pub(super) fn this_day_of(&self, at: usize) -> Option<Match> {
        let (Tag::This, Tag::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month))) =
            (self.tag(at), self.tag(at + 1))
        else {
            return None;
        };
        let next = at + 2;
        let grain = Grain::Near(unit, 0);
        let behind = if matches!(self.tag(next), Tag::In | Tag::Of | Tag::Comma) { next + 1 } else { next };
        if let Some(year) = self.year(behind).filter(|_| behind > next)
            && let Core::Named { grain: Grain::Year, within: within @ Within::Year(_), .. } =
                year.reading.core
        {
            return Match::new(year.end, Reading::named(grain, within, "this-day-of"));
        }
        let behind = self.past(next, Tag::Comma);
        let ago = self.span(behind)?;
        let Core::Offset { amount, back: true, spoken: false } = ago.reading.core else { return None };
        let amount = in_years(amount).filter(|amount| amount.unit == Unit::Year)?;
        let core = Core::Beside { amount, back: true, grain, within: Within::Open };
        Match::new(ago.end, Reading::new(core, "this-day-of"))
    }
}

/// A stretch that can be counted on the calendar, in years where it is longer than one.
fn in_years(amount: Amount) -> Option<Amount> {
    let tenths = amount.tenths?;
    let (tenths, unit) = match amount.unit {
        Unit::Decade => (tenths.checked_mul(10)?, Unit::Year),
        Unit::Century => (tenths.checked_mul(100)?, Unit::Year),
        unit @ (Unit::Day | Unit::Week | Unit::Fortnight | Unit::Month | Unit::Year) => (tenths, unit),
        _ => return None,
    };
    (tenths % 10 == 0).then_some(Amount { tenths: Some(tenths), unit })
}

/// The day so many units from a day.
pub(super) fn near_day(now: Day, unit: Unit, steps: i8) -> Day {
    let steps = i32::from(steps);
    match unit {
        Unit::Week => now.plus(steps * 7),
        Unit::Month => now.plus_months(steps),
        _ => now.plus(steps),
    }
}

/// A day as coarse as the unit that it was told in.
pub(super) fn coarse(day: Day, unit: Unit) -> Point {
    match unit {
        Unit::Week => {
            let (year, week) = day.week();
            Point::Week(year, week)
        }
        Unit::Month => Point::Month(Some(day.year), day.month),
        _ => Point::Day(day),
    }
}
