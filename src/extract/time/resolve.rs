//! From a reading to a value: what it is reckoned from, in the order of the text.

use super::calendar::{Day, shift_month};
use super::lexicon::Tag;
use super::phrase::Found;
use super::reading::{Amount, Core, Feast, Grain, Ref, Season, Unit, Which, Within};
use super::scan::Scan;
use super::tense::{Tense, tense};
use super::value::{Hours, Point, Value};
use super::{Anchor, Sure};

/// What is known as the text is read on.
#[derive(Clone, Debug)]
pub(super) struct Context {
    /// The day of writing.
    pub(super) written: Option<Day>,
    /// Whether the text tells a history, whose dates are reckoned from each other.
    pub(super) narrative: bool,
    /// The date that was spoken of last, with its bytes.
    spoken: Option<(Point, usize, usize)>,
    /// The quarter that was spoken of last.
    quarter: Option<(i32, u8)>,
    /// A year that a history looked aside at.
    aside: Option<i32>,
    /// How many dates the story told so far.
    told: usize,
    /// The month that was spoken of last.
    month: Option<(i32, u8)>,
    /// Whether the year that was spoken of last stood within a sentence about something else.
    passing: bool,
}

/// So many years ahead and a history looks aside at what came of it.
const LONG_AFTER: i32 = 12;

/// So many months back and a history has turned the year.
const TURN: i32 = 8;

/// An answer: what it means, what it was reckoned from, how sure it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolved {
    pub(super) value: Value,
    pub(super) anchor: Anchor,
    pub(super) sure: Sure,
}

impl Context {
    pub(super) fn new(written: Option<Day>, narrative: bool) -> Self {
        Self {
            written,
            narrative,
            spoken: None,
            quarter: None,
            aside: None,
            told: 0,
            month: None,
            passing: false,
        }
    }

    /// Resolves an expression and remembers it for those that follow.
    pub(super) fn resolve(&mut self, scan: &Scan<'_, '_>, found: &Found) -> Resolved {
        let mut resolver =
            Resolver { context: self, scan, found, anchor: Anchor::Itself, sure: Sure::Certain };
        let value = resolver.value();
        let compared = matches!(found.reading.core, Core::YearEarlier { .. } | Core::Offset { .. });
        let (anchor, sure) = (resolver.anchor, resolver.sure);
        if let Value::Date(point) | Value::Time(point, _) = value {
            let bytes = scan.page.bytes(&(found.start..found.end));
            self.passing = matches!(point, Point::Year(_)) && found.start > scan.start + 3;
            let aside = if self.narrative { self.is_aside(scan, found, point) } else { compared };
            if !aside {
                self.remember(point, bytes.start, bytes.end);
            }
        }
        Resolved { value, anchor, sure }
    }

    /// Whether a history only looks aside: back from where it stands, at a year from which or until which something
    /// is, or at what came long after; two looks to the same side are a turn of the story.
    fn is_aside(&mut self, scan: &Scan<'_, '_>, found: &Found, point: Point) -> bool {
        let (Some(spoken), Some(year)) = (self.spoken_year(), point.year()) else { return false };
        if year > spoken + LONG_AFTER {
            let again = self.aside.is_some_and(|aside| (aside - year).abs() <= LONG_AFTER);
            self.aside = Some(year);
            return !again && self.told > 3;
        }
        self.told += 1;
        self.aside = None;
        let before = scan.before(found.start);
        match found.reading.core {
            Core::Offset { amount, back, .. } => back && amount.unit >= Unit::Month,
            Core::Shift { which, unit } => {
                unit >= Unit::Month && matches!(which, Which::Previous | Which::Last | Which::Next)
            }
            Core::Named { which: Some(_), .. } => true,
            Core::Named { grain: Grain::Year, .. } => {
                matches!(
                    before,
                    Tag::Since
                        | Tag::Until
                        | Tag::Of
                        | Tag::For
                        | Tag::Before
                        | Tag::After
                        | Tag::Than
                        | Tag::The
                ) || before == Tag::Open && (year - spoken).abs() > 3
            }
            _ => false,
        }
    }

    fn remember(&mut self, point: Point, start: usize, end: usize) {
        if let Point::Quarter(Some(year), Some(quarter)) = point {
            self.quarter = Some((year, quarter));
        }
        let keeps = match point {
            Point::Day(_)
            | Point::Month(Some(_), _)
            | Point::Year(_)
            | Point::Season(Some(_), _)
            | Point::Quarter(Some(_), Some(_))
            | Point::Week(..)
            | Point::Weekend(..)
            | Point::Half(Some(_), _)
            | Point::SomeDay(Some(_)) => true,
            _ => false,
        };
        if keeps {
            self.spoken = Some((point, start, end));
            self.month = self.spoken_month().or(self.month);
        }
    }

    /// The year that was spoken of last.
    fn spoken_year(&self) -> Option<i32> {
        let (point, ..) = self.spoken?;
        match point {
            Point::Day(day) => Some(day.year),
            Point::Month(year, _)
            | Point::Season(year, _)
            | Point::Quarter(year, _)
            | Point::Half(year, _) => year,
            Point::Year(year) | Point::Week(year, _) | Point::Weekend(year, _) => Some(year),
            Point::SomeDay(known) => known.map(|(year, _)| year),
            _ => None,
        }
    }

    fn spoken_month(&self) -> Option<(i32, u8)> {
        match self.spoken?.0 {
            Point::Day(day) => Some((day.year, day.month)),
            Point::Month(Some(year), month) | Point::SomeDay(Some((year, Some(month)))) => {
                Some((year, month))
            }
            Point::Week(year, week) => {
                let monday = Day::of_week(year, week);
                Some((monday.year, monday.month))
            }
            _ => None,
        }
    }

    fn spoken_day(&self) -> Option<Day> {
        match self.spoken?.0 {
            Point::Day(day) => Some(day),
            _ => None,
        }
    }
}

struct Resolver<'c, 's, 'a, 't> {
    context: &'c Context,
    scan: &'s Scan<'a, 't>,
    found: &'s Found,
    anchor: Anchor,
    sure: Sure,
}

impl Resolver<'_, '_, '_, '_> {
    fn value(&mut self) -> Value {
        let reading = self.found.reading;
        let value = match reading.core {
            Core::Named { grain, which, within } => Value::Date(self.named(grain, which, within)),
            Core::Shift { which, unit } => self.shift(which, unit),
            Core::Day(days) => match self.now() {
                Some(now) if !self.context.narrative || self.context.spoken_day().is_none() => {
                    Value::Date(Point::Day(now.plus(i32::from(days))))
                }
                _ => Value::Date(Point::SomeDay(None)),
            },
            Core::Offset { amount, back, spoken } => self.offset(amount, back, spoken),
            Core::YearEarlier { unit } => self.year_earlier(unit),
            Core::Duration(amount) => Value::Duration(amount),
            Core::Set(amount) => Value::Set(amount),
            Core::SetOf(grain) => Value::SetOf(match grain {
                Grain::Weekday(weekday) => Point::Weekday(weekday),
                Grain::Month(month) => Point::Month(None, month),
                Grain::Season(season) => Point::Season(None, season),
                _ => Point::SomeYear,
            }),
            Core::Refer(to) => Value::Refer(to),
            Core::Hours(which) => Value::Date(self.day_of_hours(which)),
        };
        match (value, reading.clock, reading.part) {
            (Value::Date(point), Some(clock), _) => Value::Time(point, Hours::Clock(clock)),
            (Value::Date(point), None, Some(part)) => Value::Time(point, Hours::Part(part)),
            _ => value,
        }
    }

    /// The day of writing; what is told from it rests on it.
    fn now(&mut self) -> Option<Day> {
        let now = self.context.written?;
        self.anchor = Anchor::Document;
        Some(now)
    }

    /// What was spoken of last; what is told from it rests on it.
    fn lean(&mut self) {
        if let Some((_, start, end)) = self.context.spoken {
            self.anchor = Anchor::Spoken { start, end };
            self.sure = Sure::Likely;
        }
    }

    fn tense(&self) -> Tense {
        tense(self.scan, self.found.start, self.found.end)
    }

    fn named(&mut self, grain: Grain, which: Option<Which>, within: Within) -> Point {
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
            Which::This | Which::Last | Which::Next if !self.context.narrative => {
                self.now().map(|now| now.year)
            }
            _ => {
                let spoken = self.context.spoken_year();
                if spoken.is_some() {
                    self.lean();
                    spoken
                } else {
                    self.now().map(|now| now.year)
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
        if unit == Unit::Quarter {
            return Value::Date(self.shift_quarter(which, steps));
        }
        if let Some(point) = spoken.then(|| self.step_spoken(unit, steps)).flatten() {
            self.lean();
            return Value::Date(point);
        }
        match self.now() {
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
            None => Value::Date(match unit {
                Unit::Day => Point::SomeDay(None),
                Unit::Week | Unit::Weekend => Point::SomeWeek,
                _ => Point::SomeYear,
            }),
        }
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
                Some(Point::Decade(year - year.rem_euclid(10) + 10 * steps))
            }
            Unit::Century => {
                let year = self.context.spoken_year()?;
                Some(Point::Century(year - year.rem_euclid(100) + 100 * steps))
            }
            _ => None,
        }
    }

    fn shift_quarter(&mut self, which: Which, steps: i32) -> Point {
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

    fn year_earlier(&mut self, _unit: Unit) -> Value {
        if let Some((year, quarter)) = self.context.quarter {
            self.lean();
            return Value::Date(Point::Quarter(Some(year - 1), Some(quarter)));
        }
        match self.now() {
            Some(now) => Value::Date(Point::Year(now.year - 1)),
            None => Value::Date(Point::SomeYear),
        }
    }

    /// `three years ago`, `two days later`.
    fn offset(&mut self, amount: Amount, back: bool, spoken: bool) -> Value {
        let Some(tenths) = amount.tenths else {
            return Value::Refer(if back { Ref::Past } else { Ref::Future });
        };
        // In a report on earnings `a year earlier` is the quarter of the year before.
        if amount.unit == Unit::Year
            && tenths == 10
            && back
            && !self.context.narrative
            && let Some((year, quarter)) = self.context.quarter
        {
            self.lean();
            return Value::Date(Point::Quarter(Some(year - 1), Some(quarter)));
        }
        let number = i32::try_from(tenths / 10).unwrap_or(0).min(100_000);
        let steps = if back { -number } else { number };
        if (spoken || self.context.narrative)
            && let Some(point) = self.step_spoken(amount.unit, steps)
        {
            self.lean();
            return Value::Date(point);
        }
        if let Some(now) = if spoken && self.context.narrative { None } else { self.now() } {
            return match amount.unit {
                Unit::Second | Unit::Minute | Unit::Hour => Value::Date(Point::Day(now)),
                Unit::Fortnight => Value::Date(step(now, Unit::Week, steps * 2)),
                Unit::Quarter => self.shift_quarter_value(now, steps),
                unit => Value::Date(step(now, unit, steps)),
            };
        }
        Value::Refer(if back { Ref::Past } else { Ref::Future })
    }

    fn shift_quarter_value(&self, now: Day, steps: i32) -> Value {
        let at = now.year * 4 + i32::from(now.quarter()) - 1 + steps;
        Value::Date(Point::Quarter(Some(at.div_euclid(4)), u8::try_from(at.rem_euclid(4) + 1).ok()))
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
        match self.now() {
            Some(now) => Point::Day(now.plus(steps)),
            None => Point::SomeDay(None),
        }
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

/// So many units from a day, as fine as the unit.
fn step(day: Day, unit: Unit, steps: i32) -> Point {
    let decades = |first: i32, length: i32| first - first.rem_euclid(length) + length.saturating_mul(steps);
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
        Unit::Decade => Point::Decade(decades(day.year, 10)),
        Unit::Century => Point::Century(decades(day.year, 100)),
        Unit::Millennium => Point::Year(day.year.saturating_add(steps.saturating_mul(1000))),
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
