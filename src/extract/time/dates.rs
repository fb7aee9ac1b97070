//! Dates by what they are called: which year, which week a day, a month, a season or a feast is of.

use super::Sure;
use super::calendar::{Day, shift_month};
use super::feasts::feast_day;
use super::reading::{Grain, Unit, Which, Within};
use super::resolve::Resolver;
use super::returns::{coarse, near_day};
use super::tag::Tag;
use super::tense::{Tense, bearing, deed, to_come};
use super::value::Point;

/// So many tokens back it is looked for `will`; `would` is told of what is past.
const CLAUSE: usize = 14;

/// So many months back and a history has turned the year.
const TURN: i32 = 8;

/// Years before this one are not told by their last two digits.
const SHORT_FROM: i32 = 1300;

impl Resolver<'_, '_, '_, '_> {
    pub(super) fn named(&mut self, grain: Grain, which: Option<Which>, within: Within) -> Point {
        if let Grain::Decade(first, open) = grain {
            return Point::Decade(if open { self.century_of(first) } else { first });
        }
        if let Grain::Century(first) = grain {
            return Point::Century(first);
        }
        if let Grain::Millennium(first) = grain {
            return Point::Millennium(first);
        }
        let year = match within {
            Within::Year(year) => Some(year),
            Within::ShortYear(short) => Some(self.full_year(short)),
            Within::Which(which, Unit::Year) => self.which_year(which),
            Within::Which(..) | Within::Open => None,
        };
        let year = year.or_else(|| self.beside_year(grain, which));
        // `the 1988 quarter`: the one that is spoken of, in that year.
        if let (Some(year), Some((_, quarter))) = (year, self.context.quarter)
            && self.found.reading.rule == "year-period"
            && !self.context.over_quarters
        {
            self.lean();
            return Point::Quarter(Some(year), Some(quarter));
        }
        if let Some(year) = year {
            // `on this day in 1990`
            if let Grain::Near(unit, steps) = grain
                && let Some(now) = self.now()
            {
                let day = near_day(now, unit, steps);
                return coarse(day.plus_months(year.saturating_sub(day.year).saturating_mul(12)), unit);
            }
            let grain = self.ordered(grain, year);
            if let Grain::Day(month, day) = grain
                && Day::new(year, month, day).is_none()
            {
                self.off = true;
                self.sure = Sure::Guess;
            }
            return in_year(grain, year);
        }
        // `the summer of that year`, where no year was told.
        if let Within::Which(Which::That | Which::Following, Unit::Year) = within {
            return match grain {
                Grain::Day(month, day) => Point::DayOfYear(month, day),
                Grain::Month(month) => Point::Month(None, month),
                Grain::Season(season) => Point::Season(None, season),
                Grain::Quarter(quarter) => Point::Quarter(None, Some(quarter)),
                Grain::Half(half) => Point::Half(None, half),
                _ => Point::SomeYear,
            };
        }
        match grain {
            Grain::Weekday(weekday) => self.weekday(weekday, which, within),
            Grain::Near(unit, steps) => {
                self.now().map_or(Point::SomeDay(None), |now| Point::Day(near_day(now, unit, steps)))
            }
            Grain::Day(month, day) => self.month_day(month, day),
            Grain::DayOfMonth(day) => self.day_of_month(day),
            Grain::Month(month) => self.month(month, which),
            Grain::Season(season) => self.season(season, which),
            Grain::Quarter(quarter) => self.quarter(quarter),
            Grain::Half(half) => self.half(half),
            Grain::Feast(feast) => self.feast(feast, which),
            Grain::Nth(nth, weekday, month) => self.nth_weekday(nth, weekday, month),
            _ => Point::SomeYear,
        }
    }

    /// The year that stands right beside a date (`two years later, in March`), at the head of its sentence, or over it.
    fn beside_year(&mut self, grain: Grain, which: Option<Which>) -> Option<i32> {
        let dated = matches!(
            grain,
            Grain::Day(..) | Grain::Month(_) | Grain::Season(_) | Grain::Feast(_) | Grain::Nth(..)
        );
        if which.is_some() || !dated {
            return None;
        }
        let headed = self.context.heading.filter(|_| !self.context.narrative);
        let year = self.context.beside.or_else(|| self.said_year(grain)).or(headed)?;
        self.sure = Sure::Likely;
        Some(year)
    }

    /// The year, well before that of writing, that was said with a date of the same kind earlier in the sentence.
    fn said_year(&self, grain: Grain) -> Option<i32> {
        let (sentence, said, year) = self.context.said?;
        let alike = matches!(
            (said, grain),
            (Grain::Day(..), Grain::Day(..))
                | (Grain::Month(_), Grain::Month(_))
                | (Grain::Season(_), Grain::Season(_))
                | (Grain::Year, _)
        );
        let old = self.context.written.is_some_and(|now| year < now.year - 1);
        // A history goes on from what it told, but for the year at the head of the sentence itself.
        let told = alike
            && sentence == self.scan.start
            && if self.context.narrative { matches!(said, Grain::Year) } else { old };
        (told && self.tense() == Tense::Past).then_some(year)
    }

    /// The day and the month of `03/04/2024`, in the order that the document writes them elsewhere, else in the one
    /// that its weekday or the day of writing bears out.
    fn ordered(&mut self, grain: Grain, year: i32) -> Grain {
        let reading = self.found.reading;
        let Grain::Day(month, day) = grain else { return grain };
        if reading.rule != "numeric-date-either" {
            return grain;
        }
        let turned = Day::new(year, day, month);
        let as_is = Day::new(year, month, day);
        let borne_out = |date: Option<Day>| {
            date.is_some_and(|date| {
                reading.weekday == Some(date.weekday()) || self.context.written == Some(date)
            })
        };
        let first = self.context.habits.day_first.or_else(|| match (borne_out(turned), borne_out(as_is)) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        });
        self.sure = if first.is_some() { Sure::Likely } else { Sure::Guess };
        if first == Some(true) { Grain::Day(day, month) } else { grain }
    }

    /// A day with its weekday: where they do not agree, one of both is wrong, and without a year that one is meant in
    /// which they do.
    pub(super) fn agreed(&mut self, grain: Grain, within: Within, point: Point) -> Point {
        if self.found.reading.rule == "fiscal-year" {
            self.sure = Sure::Guess;
        }
        let (Point::Day(day), Some(weekday), Grain::Day(..)) = (point, self.found.reading.weekday, grain)
        else {
            return point;
        };
        // Weekdays of old are those of the old calendar, which some states kept until 1752.
        if day.weekday() == weekday || day.year < 1753 {
            return point;
        }
        self.sure = Sure::Guess;
        if within == Within::Open && !self.context.narrative {
            let agreeing = [-1, 1]
                .into_iter()
                .filter_map(|more| Day::new(day.year + more, day.month, day.day))
                .find(|day| day.weekday() == weekday);
            return Point::Day(agreeing.unwrap_or(day));
        }
        point
    }

    /// Whether what is told is yet to be, and so lies behind the day of writing.
    fn is_to_come(&self) -> bool {
        let tokens = self.found.start..self.found.end;
        to_come(self.scan.page, &tokens) || bearing(self.scan.page, &tokens) == Some(Tense::Future)
    }

    /// Whether what is told was done, and so lies before the day of writing.
    pub(super) fn is_done(&self) -> bool {
        self.says_before("since") || deed(self.scan.page, &(self.found.start..self.found.end))
    }

    /// The year that something without one is told of.
    pub(super) fn near_year(&mut self) -> Option<i32> {
        if self.context.narrative
            && let Some(year) = self.context.spoken_year()
        {
            self.lean();
            return Some(year);
        }
        self.now().map(|now| now.year).or_else(|| {
            self.lean();
            self.context.spoken_year()
        })
    }

    fn which_year(&mut self, which: Which) -> Option<i32> {
        let more = match which {
            Which::Last | Which::Previous => -1,
            Which::Next | Which::Following => 1,
            _ => 0,
        };
        let year = match which {
            Which::This | Which::Last | Which::Next | Which::The if !self.context.narrative => {
                self.this_year()
            }
            _ => {
                let spoken = self.context.spoken_year();
                if spoken.is_some() {
                    self.lean();
                    spoken
                } else if matches!(which, Which::That | Which::Following) {
                    None
                } else {
                    self.this_year()
                }
            }
        };
        year.map(|year| year + more)
    }

    /// The year that a short one, or a decade without its century, is told beside, and whether it is one of the text: in
    /// a history that of what was spoken of, for the years of our era that can be told so.
    fn year_told(&mut self) -> (i32, bool) {
        let spoken = self.context.spoken_year().filter(|year| *year >= SHORT_FROM);
        if let Some(year) = spoken.filter(|_| self.context.narrative) {
            self.lean();
            return (year, true);
        }
        let now = self.context.written.map_or(2000, |day| day.year);
        // What stands beside a year of another century may be of that one.
        let other = spoken.is_some_and(|year| year.div_euclid(100) != now.div_euclid(100) && year < now - 80);
        self.sure = self.sure.min(if other { Sure::Guess } else { Sure::Likely });
        (now, false)
    }

    /// `'98`: the one nearest to what is spoken of; from the day of writing a little of the future is more likely than a
    /// century ago.
    fn full_year(&mut self, short: u8) -> i32 {
        // `FY24`: nobody wrote so before the years of the computer.
        if (self.found.start..self.found.end).any(|at| self.scan.is(at, Tag::Fiscal)) {
            self.sure = self.sure.min(Sure::Likely);
            return i32::from(short) + if short < 70 { 2000 } else { 1900 };
        }
        // `06/01/21`: numbers are of our time, where nothing says when they were written.
        if self.found.reading.rule.starts_with("numeric-date") && self.context.written.is_none() && short < 50
        {
            self.sure = self.sure.min(Sure::Likely);
            return 2000 + i32::from(short);
        }
        // `in 1665 and '66`
        let here = self.scan.page.bytes(&(self.scan.start..self.found.start)).start;
        if let (Some(last), Some((_, _, end))) = (self.context.last_year, self.context.spoken)
            && end > here
            && (last.rem_euclid(100)..last.rem_euclid(100) + 30).contains(&i32::from(short))
        {
            self.lean();
            return last - last.rem_euclid(100) + i32::from(short);
        }
        let (near, told) = self.year_told();
        let base = near - near.rem_euclid(100) + i32::from(short);
        nearest_century(base, near, if told { 50 } else { 20 })
    }

    /// `the nineties`: the nearest to what is spoken of, else the last that have begun.
    fn century_of(&mut self, tens: i32) -> i32 {
        let (near, told) = self.year_told();
        let base = near - near.rem_euclid(100) + tens;
        nearest_century(base, near, if told { 50 } else { 0 })
    }

    fn weekday(&mut self, weekday: u8, which: Option<Which>, within: Within) -> Point {
        // `one Sunday`, `the Sunday after the vote`
        if which == Some(Which::The) {
            return Point::Weekday(weekday);
        }
        let base = if self.context.narrative {
            let day = self.context.spoken_day();
            self.lean();
            day
        } else {
            self.now()
        };
        let Some(base) = base else { return Point::Weekday(weekday) };
        // `the following Monday`: of the day that was spoken of.
        if let Some(which @ (Which::Following | Which::Previous)) = which
            && !self.context.narrative
        {
            if let Some(day) = self.context.spoken_day() {
                self.lean();
                let ahead = (i32::from(weekday) - i32::from(day.weekday())).rem_euclid(7);
                let ahead = if ahead == 0 { 7 } else { ahead };
                return Point::Day(day.plus(if which == Which::Following {
                    ahead
                } else {
                    (ahead - 7).min(-1)
                }));
            }
            if self.is_adrift(which) {
                return Point::Weekday(weekday);
            }
        }
        if within == Within::Which(Which::That, Unit::Week)
            && let Some(day) = self.context.spoken_day()
        {
            self.lean();
            return Point::Day(day.plus((i32::from(weekday) - i32::from(day.weekday())).rem_euclid(7)));
        }
        if let Within::Which(which, Unit::Week) = within {
            let (year, week) = base.week();
            let monday = Day::of_week(year, week);
            let weeks = match which {
                Which::Last => -7,
                Which::Next => 7,
                _ => 0,
            };
            return Point::Day(monday.plus(weeks + i32::from(weekday) - 1));
        }
        let back = (i32::from(base.weekday()) - i32::from(weekday)).rem_euclid(7);
        self.sure = self.sure.min(Sure::Likely);
        let days = match which {
            Some(Which::Last | Which::Previous) => {
                if back == 0 {
                    -7
                } else {
                    -back
                }
            }
            Some(Which::Next | Which::Following) => 7 - back,
            Some(Which::This) => {
                if back == 0 {
                    0
                } else if self.tense() == Tense::Past {
                    -back
                } else {
                    7 - back
                }
            }
            _ => {
                if self.context.narrative {
                    (7 - back) % 7
                } else if self.tense() == Tense::Future && back != 0 {
                    7 - back
                } else {
                    -back
                }
            }
        };
        Point::Day(base.plus(days))
    }

    fn month_day(&mut self, month: u8, day: u8) -> Point {
        let at = |year: i32| Day::new(year, month, day);
        // What will be is to come, also where a history ends with it.
        let before = self.found.start.saturating_sub(CLAUSE).max(self.scan.start)..self.found.start;
        let to_come = self.context.written.is_some()
            && before.into_iter().any(|at| self.scan.says(at, "will"))
            && self.tense() == Tense::Future;
        if self.context.narrative
            && !to_come
            && let Some(year) = self.told_year()
        {
            self.lean();
            let year = self.narrated_year(year, month);
            return at(year).map_or(Point::DayOfYear(month, day), Point::Day);
        }
        let Some(now) = self.now() else {
            if let Some(year) = self.told_year() {
                self.lean();
                return at(year).map_or(Point::DayOfYear(month, day), Point::Day);
            }
            let year = if self.is_ahead_of_told() { self.year_beside(None, month) } else { None };
            return year.and_then(at).map_or(Point::DayOfYear(month, day), Point::Day);
        };
        if let Some(day) = self.followed_year(month, day).and_then(at) {
            return Point::Day(day);
        }
        self.sure = Sure::Likely;
        let nearest = [now.year - 1, now.year, now.year + 1]
            .into_iter()
            .filter_map(at)
            .min_by_key(|day| (day.count() - now.count()).abs());
        let Some(mut nearest) = nearest else { return Point::DayOfYear(month, day) };
        let ahead = nearest.count() - now.count();
        // What is told of a rule is when it holds from, not when it was made: `effective Feb. 1`.
        if self.says_before("effective") {
            return Point::Day(nearest);
        }
        if ahead > 75 && self.tense() == Tense::Past || ahead > 0 && self.is_done() {
            // Of a day or two nobody knows who is mistaken, the writer or the date of the document.
            if ahead <= 7 {
                self.sure = Sure::Guess;
            }
            nearest = at(nearest.year - 1).unwrap_or(nearest);
        } else if ahead < -120 && self.tense() == Tense::Future || ahead < -7 && self.is_to_come() {
            nearest = at(nearest.year + 1).unwrap_or(nearest);
        }
        Point::Day(nearest)
    }

    /// In a history the year goes on: what is many months before the last date is of the next year. A year that
    /// was only named in passing does not part what follows at once from what was told before.
    pub(super) fn narrated_year(&self, year: i32, month: u8) -> i32 {
        let Some((told, before)) = self.context.month else { return year };
        let ahead = i32::from(month) - i32::from(before);
        if told == year && -ahead >= TURN {
            return year + 1;
        }
        if self.context.passing && told + 1 == year && (0..=1).contains(&ahead) { told } else { year }
    }

    fn day_of_month(&mut self, day: u8) -> Point {
        if let Some((year, month)) = self.context.spoken_month() {
            // What will be on the 20th is not of a month that is over.
            let over = |written: Day| {
                (year, month, day) <= (written.year, written.month, written.day)
                    && !self.context.narrative
                    && self.tense() == Tense::Future
            };
            let day = Day::new(year, month, day).filter(|_| !self.context.written.is_some_and(over));
            if let Some(day) = day {
                self.lean();
                let ahead = self.context.written.is_some_and(|now| day > now) && !self.context.narrative;
                return Point::Day(if ahead && self.is_done() { day.plus_months(-1) } else { day });
            }
        }
        let Some(now) = self.now() else { return Point::SomeDay(None) };
        self.sure = self.sure.min(Sure::Likely);
        // Of this month, unless what was done then lay ahead, or what will be lay behind.
        let months = match Day::new(now.year, now.month, day) {
            Some(day) if day <= now => i32::from(day < now && self.tense() == Tense::Future),
            _ => -i32::from(self.is_done()),
        };
        let (year, month) = shift_month(now.year, now.month, months);
        Day::new(year, month, day).map_or(Point::SomeDay(Some((year, Some(month)))), Point::Day)
    }
}

/// A year by its last two digits, at most so many years ahead of another and less than a century from it.
fn nearest_century(base: i32, near: i32, ahead: i32) -> i32 {
    if base > near + ahead {
        base - 100
    } else if base <= near + ahead - 100 {
        base + 100
    } else {
        base
    }
}

/// A date whose year is known.
pub(super) fn in_year(grain: Grain, year: i32) -> Point {
    match grain {
        Grain::Day(month, day) => {
            Day::new(year, month, day).map_or(Point::Month(Some(year), month), Point::Day)
        }
        Grain::DayOfMonth(_)
        | Grain::Weekday(_)
        | Grain::Near(..)
        | Grain::Year
        | Grain::Decade(..)
        | Grain::Century(_)
        | Grain::Millennium(_) => Point::Year(year),
        Grain::Month(month) => Point::Month(Some(year), month),
        Grain::Season(season) => Point::Season(Some(year), season),
        Grain::Quarter(quarter) => Point::Quarter(Some(year), Some(quarter)),
        Grain::Half(half) => Point::Half(Some(year), half),
        Grain::Feast(feast) => Point::Day(feast_day(feast, year)),
        Grain::Nth(nth, weekday, month) => {
            let day = Day::nth_weekday(year, month, weekday, nth);
            // Not every month has a fifth.
            if day.month == month { Point::Day(day) } else { Point::Month(Some(year), month) }
        }
    }
}
