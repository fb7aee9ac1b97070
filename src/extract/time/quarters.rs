//! Quarters and halves of the year: of which one a report on earnings speaks.

use super::Sure;
use super::calendar::Day;
use super::reading::{Core, Grain, Which, Within};
use super::resolve::Resolver;
use super::tag::Tag;
use super::tense::Tense;
use super::value::{Point, Value};

impl Resolver<'_, '_, '_, '_> {
    pub(super) fn quarter(&mut self, quarter: u8) -> Point {
        if self.context.narrative {
            let year = self.near_year();
            return Point::Quarter(year, Some(quarter));
        }
        let Some(now) = self.now() else {
            self.lean();
            return Point::Quarter(self.context.spoken_year(), Some(quarter));
        };
        self.sure = Sure::Likely;
        let year = match self.tense() {
            // The quarter that has just ended is still to be reported.
            Tense::Future if quarter + 1 < now.quarter() => now.year + 1,
            Tense::Past | Tense::Present if quarter > now.quarter() => now.year - 1,
            _ => now.year,
        };
        Point::Quarter(Some(year), Some(quarter))
    }

    /// `second-half profit` is told of when the half has ended.
    pub(super) fn half(&mut self, half: u8) -> Point {
        let over = !self.context.narrative && half == 2 && self.now().is_some_and(|now| now.month <= 6);
        Point::Half(self.near_year().map(|year| year - i32::from(over)), half)
    }

    /// `the quarter ended July 31`: the one that most of its three months lie in.
    pub(super) fn quarter_ended(&mut self) -> Option<Point> {
        let at = self.found.end;
        if !["ended", "ending"].iter().any(|word| self.scan.says(at, word)) {
            return None;
        }
        let end = self.scan.calendar_date(at + 1)?;
        let Core::Named { grain: Grain::Day(month, day), within, .. } = end.reading.core else { return None };
        let year = if let Within::Year(year) = within {
            year
        } else {
            let now = self.now()?;
            let ahead = self.scan.says(at, "ending");
            let past = (month, day) <= (now.month, now.day);
            now.year + i32::from(past && ahead) - i32::from(!past && !ahead)
        };
        let middle = Day::new(year, month, day)?.plus(-45);
        Some(Point::Quarter(Some(middle.year), Some(middle.quarter())))
    }

    pub(super) fn shift_quarter(&mut self, which: Which, steps: i32) -> Point {
        let add = |year: i32, quarter: u8, steps: i32| {
            let at = year * 4 + i32::from(quarter) - 1 + steps;
            Point::Quarter(Some(at.div_euclid(4)), u8::try_from(at.rem_euclid(4) + 1).ok())
        };
        match which {
            Which::The | Which::That | Which::Previous | Which::Following
                if self.context.quarter.is_some() =>
            {
                self.lean();
                let (year, quarter) = self.context.quarter.unwrap_or((0, 1));
                add(year, quarter, steps)
            }
            _ => {
                let Some(now) = self.now() else { return Point::Quarter(None, None) };
                self.sure = Sure::Likely;
                // What is reported is the quarter that has ended.
                let steps = if which == Which::The { -1 } else { steps };
                add(now.year, now.quarter(), steps)
            }
        }
    }

    pub(super) fn year_earlier(&mut self) -> Value {
        if let Some((year, quarter)) = self.context.quarter.filter(|_| !self.context.over_quarters) {
            self.lean();
            return Value::Date(Point::Quarter(Some(year - 1), Some(quarter)));
        }
        match self.now() {
            Some(now) if self.is_of_quarter() && !self.context.narrative => {
                self.sure = Sure::Likely;
                Self::quarters_from(now, -5)
            }
            Some(now) => Value::Date(Point::Year(now.year - 1)),
            None => Value::Date(Point::SomeYear),
        }
    }

    /// `the year-ago quarter` where no quarter was spoken of: the one that has ended, a year before.
    fn is_of_quarter(&self) -> bool {
        (self.found.start..self.found.end).any(|at| self.scan.is(at, Tag::Quarter))
    }

    pub(super) fn quarters_from(now: Day, steps: i32) -> Value {
        let at = now.year * 4 + i32::from(now.quarter()) - 1 + steps;
        Value::Date(Point::Quarter(Some(at.div_euclid(4)), u8::try_from(at.rem_euclid(4) + 1).ok()))
    }
}
