//! Dates by what they are called: which year, which week a day, a month, a season or a feast is of.

use super::Sure;
use super::calendar::{Day, shift_month};
use super::feasts::feast_day;
use super::reading::{Grain, Season, Unit, Which, Within};
use super::resolve::Resolver;
use super::tense::{Tense, deed, to_come};
use super::value::Point;

/// So many tokens back it is looked for `will`; `would` is told of what is past.
const CLAUSE: usize = 14;

/// So many months back and a history has turned the year.
const TURN: i32 = 8;

impl Resolver<'_, '_, '_, '_> {
    pub(super) fn named(&mut self, grain: Grain, which: Option<Which>, within: Within) -> Point {
        if let Grain::Decade(first, open) = grain {
            return Point::Decade(if open { self.century_of(first) } else { first });
        }
        if let Grain::Century(first) = grain {
            return Point::Century(first);
        }
        let year = match within {
            Within::Year(year) => Some(year),
            Within::ShortYear(short) => Some(self.full_year(short)),
            Within::Which(which, Unit::Year) => self.which_year(which),
            Within::Which(..) | Within::Open => None,
        };
        let year = year.or_else(|| self.beside_year(grain, which));
        if let Some(year) = year {
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
            Grain::Day(month, day) => self.month_day(month, day),
            Grain::DayOfMonth(day) => self.day_of_month(day),
            Grain::Month(month) => self.month(month, which),
            Grain::Season(season) => self.season(season, which),
            Grain::Quarter(quarter) => self.quarter(quarter),
            Grain::Half(half) => Point::Half(self.near_year(), half),
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
        let told = alike && old && !self.context.narrative && sentence == self.scan.start;
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
        if day.weekday() == weekday {
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
        to_come(self.scan.page, &(self.found.start..self.found.end))
    }

    /// Whether what is told was done, and so lies before the day of writing.
    pub(super) fn is_done(&self) -> bool {
        self.says_before("since") || deed(self.scan.page, &(self.found.start..self.found.end))
    }

    /// The year that something without one is told of.
    fn near_year(&mut self) -> Option<i32> {
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

    /// `'98`: the one nearest to what is spoken of.
    fn full_year(&mut self, short: u8) -> i32 {
        let near = if self.context.narrative { self.context.spoken_year() } else { None }
            .or_else(|| self.context.written.map(|day| day.year))
            .unwrap_or(2000);
        let base = near - near.rem_euclid(100) + i32::from(short);
        // A little of the future is more likely than a century ago.
        if base > near + 20 {
            base - 100
        } else if base < near - 80 {
            base + 100
        } else {
            base
        }
    }

    fn century_of(&mut self, tens: i32) -> i32 {
        let near = if self.context.narrative { self.context.spoken_year() } else { None }
            .or_else(|| self.context.written.map(|day| day.year))
            .unwrap_or(2000);
        let base = near - near.rem_euclid(100) + tens;
        if base > near { base - 100 } else { base }
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
            && let Some(year) = self.context.spoken_year()
        {
            self.lean();
            let year = self.narrated_year(year, month);
            return at(year).map_or(Point::DayOfYear(month, day), Point::Day);
        }
        let Some(now) = self.now() else {
            if let Some(year) = self.context.spoken_year() {
                self.lean();
                return at(year).map_or(Point::DayOfYear(month, day), Point::Day);
            }
            return Point::DayOfYear(month, day);
        };
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
    fn narrated_year(&self, year: i32, month: u8) -> i32 {
        let Some((told, before)) = self.context.month else { return year };
        let ahead = i32::from(month) - i32::from(before);
        if told == year && -ahead >= TURN {
            return year + 1;
        }
        if self.context.passing && told + 1 == year && (0..=1).contains(&ahead) { told } else { year }
    }

    fn day_of_month(&mut self, day: u8) -> Point {
        if let Some((year, month)) = self.context.spoken_month() {
            self.lean();
            if let Some(day) = Day::new(year, month, day) {
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

    pub(super) fn month(&mut self, month: u8, which: Option<Which>) -> Point {
        let pointed = matches!(which, Some(Which::Following | Which::Previous));
        if (self.context.narrative || pointed && self.context.spoken_month().is_some())
            && let Some(year) = self.context.spoken_year()
        {
            self.lean();
            let (spoken_year, spoken_month) = self.context.spoken_month().unwrap_or((year, month));
            let year = match which {
                Some(Which::Previous | Which::Last) => {
                    if month < spoken_month {
                        spoken_year
                    } else {
                        spoken_year - 1
                    }
                }
                Some(Which::Following | Which::Next) => {
                    if month > spoken_month {
                        spoken_year
                    } else {
                        spoken_year + 1
                    }
                }
                _ => self.narrated_year(year, month),
            };
            return Point::Month(Some(year), month);
        }
        let Some(now) = self.now() else {
            if which == Some(Which::This) {
                return Point::Month(self.this_year(), month);
            }
            if let Some(year) = self.bounded_year(month) {
                return Point::Month(Some(year), month);
            }
            self.lean();
            return Point::Month(self.context.spoken_year(), month);
        };
        if which.is_some_and(|which| self.is_adrift(which)) {
            return Point::Month(None, month);
        }
        self.sure = Sure::Likely;
        let same = i32::from(month) - i32::from(now.month);
        let year = match which {
            Some(Which::Last | Which::Previous) => {
                if same < 0 {
                    now.year
                } else {
                    now.year - 1
                }
            }
            Some(Which::Next | Which::Following) => {
                if same > 0 {
                    now.year
                } else {
                    now.year + 1
                }
            }
            Some(Which::This) => now.year,
            _ => match self.tense() {
                Tense::Future => {
                    if same >= 0 {
                        now.year
                    } else {
                        now.year + 1
                    }
                }
                Tense::Past => {
                    // What was told of the month to come was not done in it eleven months ago.
                    if same <= 0 || same <= 2 && !self.is_done() { now.year } else { now.year - 1 }
                }
                Tense::Present => {
                    if same > 4 {
                        now.year - 1
                    } else if same < -8 {
                        now.year + 1
                    } else {
                        now.year
                    }
                }
            },
        };
        Point::Month(Some(year), month)
    }

    /// Of a document that is known to be no older than a day, the year in which what was done in a month was done last:
    /// unless its own paragraph speaks of a year.
    fn bounded_year(&mut self, month: u8) -> Option<i32> {
        let earliest = self.context.earliest.filter(|_| self.tense() == Tense::Past)?;
        let page = self.scan.page;
        let block = |token: usize| page.sentences.get(page.sentence_of(token)).map(|sentence| sentence.block);
        if let Some((_, start, _)) = self.context.spoken
            && block(page.token_at(start)) == block(self.found.start)
        {
            return None;
        }
        let year = self.this_year()?;
        Some(if month <= earliest.month { year } else { year - 1 })
    }

    fn season(&mut self, season: Season, which: Option<Which>) -> Point {
        let pointed = matches!(which, Some(Which::Following | Which::Previous | Which::That));
        if (self.context.narrative || pointed)
            && let Some(year) = self.context.spoken_year()
        {
            self.lean();
            let year = match which {
                Some(Which::Previous | Which::Last) => year - 1,
                Some(Which::Following | Which::Next) => year + 1,
                _ => year,
            };
            return Point::Season(Some(year), season);
        }
        let Some(now) = self.now() else {
            self.lean();
            return Point::Season(self.context.spoken_year(), season);
        };
        if which.is_some_and(|which| self.is_adrift(which)) || which == Some(Which::That) {
            return Point::Season(None, season);
        }
        self.sure = Sure::Likely;
        let first = match season {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn | Season::Fall => 9,
            Season::Winter => 12,
        };
        let year = match which {
            Some(Which::Last | Which::Previous) if now.month >= first + 3 => now.year,
            Some(Which::Last | Which::Previous) => now.year - 1,
            Some(Which::Next | Which::Following) if now.month < first => now.year,
            Some(Which::Next | Which::Following) => now.year + 1,
            None if now.month < first && self.is_done() => now.year - 1,
            _ => now.year,
        };
        Point::Season(Some(year), season)
    }

    fn quarter(&mut self, quarter: u8) -> Point {
        if self.context.narrative {
            let year = self.near_year();
            return Point::Quarter(year, Some(quarter));
        }
        let Some(now) = self.now() else {
            self.lean();
            return Point::Quarter(self.context.spoken_year(), Some(quarter));
        };
        self.sure = Sure::Likely;
        let year =
            if quarter <= now.quarter() || self.tense() == Tense::Future { now.year } else { now.year - 1 };
        Point::Quarter(Some(year), Some(quarter))
    }
}

/// A date whose year is known.
pub(super) fn in_year(grain: Grain, year: i32) -> Point {
    match grain {
        Grain::Day(month, day) => {
            Day::new(year, month, day).map_or(Point::Month(Some(year), month), Point::Day)
        }
        Grain::DayOfMonth(_) | Grain::Weekday(_) | Grain::Year | Grain::Decade(..) | Grain::Century(_) => {
            Point::Year(year)
        }
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
