//! What a text has told so far, that what follows is reckoned from.

use super::Setting;
use super::calendar::Day;
use super::dates::in_year;
use super::habits::Habits;
use super::phrase::Found;
use super::reading::{Amount, Clock, Core, Grain, Unit, Which, Within};
use super::scan::Scan;
use super::tag::Tag;
use super::tense::{follows_verb, has_verb, is_ahead, is_pluperfect};
use super::value::{Hours, Point, Value};
use crate::extract::lex::Shape;

/// What is known as the text is read on.
#[derive(Clone, Debug)]
pub(super) struct Context {
    /// The day of writing.
    pub(super) written: Option<Day>,
    /// The earliest day of writing, where the day itself is not known.
    pub(super) earliest: Option<Day>,
    /// The latest day of writing, where the day itself is not known.
    pub(super) latest: Option<Day>,
    /// Whether the text tells a history, whose dates are reckoned from each other.
    pub(super) narrative: bool,
    /// The date that was spoken of last, with its bytes.
    pub(super) spoken: Option<(Point, usize, usize)>,
    /// The hour that was spoken of last, and its day.
    pub(super) clock: Option<(Day, Clock)>,
    /// The quarter that was spoken of last.
    pub(super) quarter: Option<(i32, u8)>,
    /// Whether what was spoken of last was longer than a quarter.
    pub(super) over_quarters: bool,
    /// A year that a history looked aside at.
    aside: Option<i32>,
    /// How many dates the story told so far.
    told: usize,
    /// The month that was spoken of last.
    pub(super) month: Option<(i32, u8)>,
    /// Whether the year that was spoken of last stood within a sentence about something else.
    pub(super) passing: bool,
    /// What the document does elsewhere: how it writes its dates, whose feasts it keeps.
    pub(super) habits: Habits,
    /// The day on which the words were said that an expression stands in, with its bytes.
    pub(super) saying: Option<(Day, usize, usize)>,
    /// The year that was said with a day, a month or a season of the sentence that begins at a token: what is told
    /// behind it in the same way is of that year too (`in May 1916, and again in July`).
    pub(super) said: Option<(usize, Grain, i32)>,
    /// The year of the heading that an expression stands below, in a chronology.
    pub(super) heading: Option<i32>,
    /// The year that stands right beside an expression and is its own: `two years later, in March`.
    pub(super) beside: Option<i32>,
    /// The year that the expression before meant, where it meant no more.
    pub(super) last_year: Option<i32>,
}

/// So many years ahead and a history looks aside at what came of it.
const LONG_AFTER: i32 = 12;

impl Context {
    pub(super) fn new(setting: &Setting, narrative: bool, habits: Habits) -> Self {
        Self {
            written: setting.date,
            earliest: setting.earliest,
            latest: setting.latest,
            narrative,
            spoken: None,
            clock: None,
            quarter: None,
            over_quarters: false,
            aside: None,
            told: 0,
            month: None,
            passing: false,
            habits,
            saying: None,
            said: None,
            heading: None,
            beside: None,
            last_year: None,
        }
    }

    /// Takes up what was resolved, for what follows.
    pub(super) fn note(&mut self, scan: &Scan<'_, '_>, found: &Found, value: Value) {
        // `In the nine months ..`: what is compared with is of a year before, not of a quarter.
        if let Value::Duration(amount) | Value::Run(amount, ..) = value
            && let Amount { tenths: Some(tenths @ 30..=110), unit: Unit::Month } = amount
            && matches!(found.reading.rule, "the-units" | "units-of" | "which-units")
        {
            self.over_quarters = tenths != 30;
        }
        // `the first ten months of 1915` is a stretch, and of that year.
        if let (true, Core::Run { grain, within: Within::Year(year), .. }) =
            (self.narrative, found.reading.core)
        {
            let bytes = scan.page.bytes(&(found.start..found.end));
            self.remember(in_year(grain, year), bytes.start, bytes.end);
        }
        let (Value::Date(point) | Value::Time(point, _)) = value else { return };
        match (point, value) {
            (Point::Day(day), Value::Time(_, Hours::Clock(clock))) => self.clock = Some((day, clock)),
            // Another day, on which nothing is told of an hour.
            (Point::Day(day), _) if self.clock.is_some_and(|(of, _)| of != day) => self.clock = None,
            _ => {}
        }
        let compared = matches!(
            found.reading.core,
            Core::YearEarlier
                | Core::Offset { back: true, .. }
                | Core::Offset { spoken: false, .. }
                | Core::Shift { which: Which::Previous, unit: Unit::Quarter }
        ) || found.reading.rule == "year-period" && matches!(point, Point::Quarter(..));
        self.passing = matches!(point, Point::Year(_)) && found.start > scan.start + 3;
        // `1939: ..`, `In 1939 ..` at the head of a sentence is of all that it tells.
        if let Core::Named { grain: Grain::Year, within: Within::Year(year), .. } = found.reading.core
            && found.start <= scan.start + 1
            && matches!(value, Value::Date(_))
        {
            self.said = Some((scan.start, Grain::Year, year));
        } else if let (Core::Named { grain, within: Within::Year(year), .. }, Some(of)) =
            (found.reading.core, point.year().filter(|_| matches!(value, Value::Date(_))))
            && of == year
            && grain != Grain::Year
        {
            self.said = Some((scan.start, grain, year));
        }
        let aside = if self.narrative { self.is_aside(scan, found, point) } else { compared };
        if !aside {
            let bytes = scan.page.bytes(&(found.start..found.end));
            self.remember(point, bytes.start, bytes.end);
        }
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
        if year != spoken && is_glance(scan, found, year < spoken) {
            return true;
        }
        let before = scan.before(found.start);
        match found.reading.core {
            Core::Offset { amount, back, .. } => back && amount.unit >= Unit::Month,
            Core::Shift { which, unit } => {
                unit >= Unit::Month && matches!(which, Which::Previous | Which::Last | Which::Next)
            }
            Core::Named { which: Some(which), .. } => !matches!(which, Which::Following | Which::That),
            // `reigned from 1955 until 1961`
            Core::Named { grain: Grain::Year, .. } if before == Tag::Until && is_end(scan, found.start) => {
                false
            }
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
            self.over_quarters = false;
        }
        let keeps = matches!(
            point,
            Point::Day(_)
                | Point::Month(Some(_), _)
                | Point::Year(_)
                | Point::Season(Some(_), _)
                | Point::Quarter(Some(_), Some(_))
                | Point::Week(..)
                | Point::Weekend(..)
                | Point::Half(Some(_), _)
                | Point::SomeDay(Some(_))
        );
        if keeps {
            self.spoken = Some((point, start, end));
            self.month = self.spoken_month().or(self.season_month()).or(self.month);
        }
    }

    /// The year that was spoken of last.
    pub(super) fn spoken_year(&self) -> Option<i32> {
        self.spoken?.0.year()
    }

    pub(super) fn spoken_month(&self) -> Option<(i32, u8)> {
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

    /// The month in which the season begins that was spoken of last.
    fn season_month(&self) -> Option<(i32, u8)> {
        match self.spoken?.0 {
            Point::Season(Some(year), season) => Some((year, season.first_month())),
            _ => None,
        }
    }

    pub(super) fn spoken_day(&self) -> Option<Day> {
        match self.spoken?.0 {
            Point::Day(day) => Some(day),
            _ => None,
        }
    }
}

/// Whether what stands behind `until` ends a stretch whose beginning is told right before: `from 1955 until 1961`.
fn is_end(scan: &Scan<'_, '_>, at: usize) -> bool {
    at >= scan.start + 3 && scan.is(at - 3, Tag::From)
}

/// How many words of what is told may stand between `until`, `after` and the like and the date of it.
const REACH: usize = 7;

/// Whether a year other than the one that is told of belongs to something that is only named: `had landed in 1940`,
/// `after the armistice of 1918`, `would rule until the revolt of 1921`, `a secret 1902 treaty`.
fn is_glance(scan: &Scan<'_, '_>, found: &Found, back: bool) -> bool {
    let tokens = found.start..found.end;
    if is_attribute(scan, found) {
        return true;
    }
    let from = found.start.saturating_sub(REACH).max(scan.start);
    for at in (from..found.start).rev() {
        let led = match scan.tag(at) {
            Tag::After | Tag::Since | Tag::Following | Tag::Than => back,
            // `from the spring of 1951 until the armistice of 1953` tells of it all.
            Tag::Until => {
                let before = at.saturating_sub(2 * REACH).max(scan.start);
                !back && !(before..at).any(|at| scan.is(at, Tag::From))
            }
            Tag::Before => true,
            Tag::Of => at > scan.start && scan.says(at - 1, "as") && at + 1 == found.start,
            Tag::Comma | Tag::Open => break,
            _ => false,
        };
        let led = led
            || back
                && ["followed", "follows", "compared", "dated", "dating"]
                    .iter()
                    .any(|word| scan.says(at, word));
        // At the head of its sentence it leads on to what comes next, and so does what has a verb of its own: `before
        // the treaty was signed in 1648`.
        if led && at > scan.start {
            return back || !has_verb(scan.page, &(at + 1..found.start));
        }
    }
    if back { is_pluperfect(scan.page, &tokens) } else { is_ahead(scan.page, &tokens) }
}

/// Whether a date only tells which one a thing is: `the May 2007 high`, `a secret 1902 treaty`.
fn is_attribute(scan: &Scan<'_, '_>, found: &Found) -> bool {
    let noun =
        scan.tag(found.end) == Tag::Other && matches!(scan.shape(found.end), Shape::Lower | Shape::Title);
    let before = scan.before(found.start);
    let led = matches!(before, Tag::The | Tag::A | Tag::Its | Tag::Possessive)
        || before == Tag::Other && scan.shape(found.start.saturating_sub(1)) == Shape::Lower;
    // `Edward's 1346 campaign ended on 26 August` is all of that year.
    noun && led && follows_verb(scan.page, &(found.start..found.end))
}
