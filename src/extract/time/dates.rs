//! Dates by what they are called: which year, which week a day, a month, a season or a feast is of.

use super::Sure;
use super::calendar::Day;
use super::reading::{Feast, Grain, Season, Unit, Which, Within};
use super::resolve::Resolver;
use super::tense::Tense;
use super::value::Point;

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
        if let Some(year) = year {
            return in_year(grain, year);
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
            _ => Point::SomeYear,
        }
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
            Which::This | Which::Last | Which::Next if !self.context.narrative => self.this_year(),
            _ => {
                let spoken = self.context.spoken_year();
                if spoken.is_some() {
                    self.lean();
                    spoken
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
        let base = if self.context.narrative {
            let day = self.context.spoken_day();
            self.lean();
            day
        } else {
            self.now()
        };
        let Some(base) = base else { return Point::Weekday(weekday) };
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
        if self.context.narrative
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
        if ahead > 75 && self.tense() == Tense::Past {
            nearest = at(nearest.year - 1).unwrap_or(nearest);
        } else if ahead < -120 && self.tense() == Tense::Future {
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
                return Point::Day(day);
            }
        }
        match self.now().and_then(|now| Day::new(now.year, now.month, day)) {
            Some(day) => Point::Day(day),
            None => Point::SomeDay(None),
        }
    }

    fn month(&mut self, month: u8, which: Option<Which>) -> Point {
        if self.context.narrative
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
            self.lean();
            return Point::Month(self.context.spoken_year(), month);
        };
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
                    if same <= 0 {
                        now.year
                    } else {
                        now.year - 1
                    }
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

    fn season(&mut self, season: Season, which: Option<Which>) -> Point {
        if self.context.narrative
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

    fn feast(&mut self, feast: Feast, which: Option<Which>) -> Point {
        let narrated = if self.context.narrative { self.context.spoken_year() } else { None };
        let Some(now) = narrated.map_or_else(|| self.now(), |year| Day::new(year, 7, 1)) else {
            return Point::SomeDay(None);
        };
        if narrated.is_some() {
            self.lean();
            return Point::Day(feast_day(feast, now.year));
        }
        self.sure = Sure::Likely;
        let days: Vec<Day> = [-1, 0, 1].into_iter().map(|more| feast_day(feast, now.year + more)).collect();
        let day = match which {
            Some(Which::Last | Which::Previous) => days.iter().rev().find(|day| **day < now),
            Some(Which::Next | Which::Following) => days.iter().find(|day| **day > now),
            Some(Which::This) => days.get(1),
            _ => days.iter().min_by_key(|day| (day.count() - now.count()).abs()),
        };
        day.map_or(Point::SomeDay(None), |day| Point::Day(*day))
    }
}

/// A date whose year is known.
fn in_year(grain: Grain, year: i32) -> Point {
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
    }
}

fn feast_day(feast: Feast, year: i32) -> Day {
    let on = |month, day| Day { year, month, day };
    match feast {
        Feast::Christmas => on(12, 25),
        Feast::ChristmasEve => on(12, 24),
        Feast::Easter => Day::easter(year),
        Feast::GoodFriday => Day::easter(year).plus(-2),
        Feast::Thanksgiving => Day::nth_weekday(year, 11, 4, 4),
        Feast::Halloween => on(10, 31),
        Feast::NewYear => on(1, 1),
        Feast::NewYearsEve => on(12, 31),
        Feast::Independence => on(7, 4),
        Feast::Labor => Day::nth_weekday(year, 9, 1, 1),
        Feast::Memorial => Day::nth_weekday(year, 5, 1, 0),
        Feast::Veterans => on(11, 11),
        Feast::Valentine => on(2, 14),
        Feast::Election => Day::nth_weekday(year, 11, 1, 1).plus(1),
    }
}
