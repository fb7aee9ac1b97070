//! The time strip: how many events begin when, on an axis without empty stretches.
//!
//! A column is a unit of time (a day, a month .. a million years). The finest unit is taken whose
//! columns fit the width. Runs of columns in which nothing begins are one break column, so that a
//! timeline from 44 BCE to last week can be read; a break is drawn as one.
//!
//! Where a few events far from all others would cost the others their columns, the others have them all, and
//! those far away are one column at each end, which says how many they are.

use crate::model::date::{Ends, Moment, month_name};
use crate::model::{EventId, Timeline};
use crate::period::year_name;

/// What a column stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A day.
    Day,
    /// So many months, which divide a year.
    Months(i64),
    /// So many years, a power of ten.
    Years(i64),
}

/// The moment at which a day begins, counted from 1970-01-01.
fn day(days: i64) -> Moment {
    Moment::from_civil(1970, 1, 1).plus(days.saturating_mul(86_400))
}

impl Unit {
    /// From fine to coarse; the last one holds anything in a few columns.
    fn all() -> impl Iterator<Item = Self> {
        let fine = [Self::Day, Self::Months(1), Self::Months(3), Self::Years(1)];
        fine.into_iter().chain((1..=11).map(|power| Self::Years(10_i64.pow(power))))
    }

    /// The column that a moment falls into. `None` at the ends of time.
    fn column(self, moment: Moment) -> Option<i64> {
        let (year, month, _) = moment.civil()?;
        Some(match self {
            Self::Day => moment.days()?,
            Self::Months(n) => (year.checked_mul(12)? + i64::from(month) - 1).div_euclid(n),
            Self::Years(n) => year.div_euclid(n),
        })
    }

    /// The moment at which a column begins.
    fn moment(self, column: i64) -> Moment {
        if let Self::Day = self {
            return day(column);
        }
        let (year, month) = self.begins(column);
        Moment::from_civil(year, month.unwrap_or(1), 1)
    }

    /// The year in which a column begins, and its month where the unit has months.
    fn begins(self, column: i64) -> (i64, Option<u8>) {
        match self {
            Self::Day => day(column).civil().map_or((0, None), |(year, month, _)| (year, Some(month))),
            Self::Months(n) => {
                let months = column.saturating_mul(n);
                (months.div_euclid(12), u8::try_from(months.rem_euclid(12) + 1).ok())
            }
            Self::Years(n) => (column.saturating_mul(n), None),
        }
    }
}

/// One column of the strip.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// Which unit of time; for a break, the first one left out.
    index: i64,
    /// Whether this stands for a stretch in which nothing begins.
    pub is_break: bool,
    /// Whether this stands for all that begins before or after what is drawn: so many as are certain here.
    pub is_far: bool,
    /// How many events surely begin here.
    pub certain: u32,
    /// The share of events that may begin here.
    pub possible: f32,
}

/// The strip: columns in order of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strip {
    unit: Option<Unit>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The largest `certain + possible` of a column, but for what is far.
    pub highest: f32,
}

/// Between which moments all but a few events begin, and how many begin before and after that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    from: Moment,
    to: Moment,
    before: u32,
    after: u32,
}

/// One event in so many may be far away, at one end or at both together; and one alone, where there are this many.
const FEW: usize = 50;
const ENOUGH: usize = 8;

/// The shortest time of all others is sought from so many beginnings at most.
const TRIED: usize = 1_000;

impl Near {
    /// The shortest time in which 98 of 100 events begin, or all but one, and as long again before and after it; `None` where all
    /// do. `starts` gives the earliest beginning of each of so many events in order, `None` of what is undated.
    #[must_use]
    pub fn of(events: usize, starts: impl Fn(usize) -> Option<Moment>) -> Option<Self> {
        let before = |holds: &dyn Fn(Moment) -> bool| {
            let (mut low, mut high) = (0, events);
            while low < high {
                let middle = low.midpoint(high);
                if starts(middle).is_some_and(holds) { low = middle + 1 } else { high = middle }
            }
            low
        };
        // What has begun nobody knows when is drawn nowhere, and what is undated stands behind it all.
        let first = before(&|start| start.civil().is_none() && start < Moment::from_civil(0, 1, 1));
        let end = before(&|start| start.civil().is_some() || start < Moment::from_civil(0, 1, 1));
        let drawn = end.checked_sub(first).filter(|&drawn| drawn > 0)?;
        let few = (drawn / FEW).max(usize::from(drawn >= ENOUGH));
        let window = |skipped: usize| {
            let (low, high) = (starts(first + skipped)?, starts(first + skipped + drawn - few - 1)?);
            Some((high.seconds().saturating_sub(low.seconds()), low, high))
        };
        let (span, low, high) =
            (0..few).step_by(few.div_ceil(TRIED).max(1)).chain([few]).filter_map(window).min()?;
        let (from, to) = (low.plus(span.saturating_neg()), high.plus(span));
        let count = |events: usize| u32::try_from(events).unwrap_or(u32::MAX);
        let before_it = count(before(&|start| start < from).saturating_sub(first));
        let after = count(end.saturating_sub(before(&|start| start <= to)));
        (before_it + after > 0).then_some(Self { from, to, before: before_it, after })
    }
}

/// A year as the list of events has it: there is little room under a column.
fn brief(year: i64) -> String {
    year_name(year).replace(" million years", " m y").replace(" billion years", " bn y")
}

/// Empty columns up to this many in a row are drawn; more become a break.
const SHORT_GAP: i64 = 2;

/// Fewer columns than this tell less by themselves than among those that are far away.
const FEWEST: usize = 4;

/// An event that may begin in more columns than this says nothing about where: it is not drawn.
const WIDEST: i64 = 10_000;

impl Strip {
    /// The strip of some events, in order, in at most `width` columns.
    #[must_use]
    pub fn of(timeline: &Timeline, events: &[EventId], width: usize) -> Self {
        let mut making = Making::new(width);
        let near = || Near::of(events.len(), |at| Some(timeline.ends(*events.get(at)?)?.earliest_start));
        loop {
            let ends = events.iter().filter_map(|&id| timeline.ends(id));
            for ends in ends {
                if !making.push(&ends) {
                    break;
                }
            }
            if making.turn() && !making.come_near(near) {
                return making.finish();
            }
        }
    }

    /// The columns in which something with these ends may begin.
    #[must_use]
    pub fn columns_of(&self, ends: &Ends) -> Option<(usize, usize)> {
        let unit = self.unit?;
        let (from, to) = (unit.column(ends.earliest_start)?, unit.column(ends.latest_start)?);
        Some((self.position(from)?, self.position(to)?))
    }

    /// With a column at each end beyond which something is.
    fn between(mut self, Near { before, after, .. }: Near) -> Self {
        let far = |index, certain| Column { index, is_break: false, is_far: true, certain, possible: 0.0 };
        if before > 0 {
            self.columns.insert(0, far(i64::MIN, before));
        }
        let last = self.columns.last().map_or(0, |column| column.index);
        if after > 0 {
            self.columns.push(far(last.saturating_add(1), after));
        }
        self
    }

    fn position(&self, index: i64) -> Option<usize> {
        self.columns.partition_point(|column| column.index <= index).checked_sub(1)
    }

    /// The moment at which a column begins.
    #[must_use]
    pub fn moment(&self, column: usize) -> Option<Moment> {
        let (unit, column) = (self.unit?, self.columns.get(column)?);
        Some(if column.index == i64::MIN { Moment::PAST } else { unit.moment(column.index) })
    }

    /// The columns that are drawn to scale.
    #[must_use]
    pub fn near(&self) -> std::ops::Range<usize> {
        let far = |column: Option<&Column>| usize::from(column.is_some_and(|column| column.is_far));
        let len = self.columns.len();
        if len < 2 { 0..len } else { far(self.columns.first())..len - far(self.columns.last()) }
    }

    /// What to print under a column: the year where one begins, else the month; behind a gap among days, the
    /// day. How many are far away, with an arrow to them.
    #[must_use]
    pub fn label(&self, column: usize) -> Option<String> {
        let (unit, this) = (self.unit?, self.columns.get(column)?);
        if this.is_break {
            return None;
        }
        if this.is_far {
            let count = this.certain;
            return Some(if column == 0 { format!("◂{count}") } else { format!("{count}▸") });
        }
        let (year, month) = unit.begins(this.index);
        let before = self.columns.get(..column)?;
        let after_gap = before.last().is_some_and(|column| column.is_break);
        let same_year = before.iter().rev().find(|column| !column.is_break && !column.is_far);
        let same_year = same_year.is_some_and(|column| unit.begins(column.index).0 == year);
        match (unit, month) {
            (Unit::Years(_), _) => Some(brief(year)),
            _ if !same_year => Some(brief(year)),
            (Unit::Day, Some(month)) if after_gap => {
                let (_, _, day) = day(this.index).civil()?;
                Some(format!("{} {day}", month_name(month).get(..3)?))
            }
            (Unit::Months(1), Some(month)) => month_name(month).get(..3).map(str::to_owned),
            _ => None,
        }
    }

    /// A column in words: `6 May 2025`, `May 2025`, `April–June 2025`, `1990–1999`. `None` for a break and for
    /// what is far.
    ///
    /// ```
    /// use annals::{formats, strip::Strip};
    /// let text = b"[[events]]\ntitle = 'a'\ndate = '1994-05'\n[[events]]\ntitle = 'b'\ndate = '1994-07'\n";
    /// let timeline = formats::read(formats::Hint::None, text).unwrap().timeline;
    /// let strip = Strip::of(&timeline, &timeline.event_ids().collect::<Vec<_>>(), 60);
    /// assert_eq!(strip.name(0).as_deref(), Some("May 1994"));
    /// ```
    #[must_use]
    pub fn name(&self, column: usize) -> Option<String> {
        let (unit, this) =
            (self.unit?, self.columns.get(column).filter(|column| !column.is_break && !column.is_far)?);
        let (year, month) = unit.begins(this.index);
        let name = year_name(year);
        let month = month.map(month_name);
        Some(match unit {
            Unit::Day => match (day(this.index).civil(), month) {
                (Some((.., day)), Some(month)) => format!("{day} {month} {name}"),
                _ => name,
            },
            Unit::Months(1) | Unit::Years(1) => month.map_or(name.clone(), |month| format!("{month} {name}")),
            Unit::Months(_) => {
                let (_, last) = unit.begins(this.index + 1);
                let last = last.map_or(12, |next| if next == 1 { 12 } else { next - 1 });
                format!("{}–{} {name}", month.unwrap_or_default(), month_name(last))
            }
            Unit::Years(n) => format!("{name} – {}", year_name(year.saturating_add(n - 1))),
        })
    }

    /// What one column is: for the legend.
    #[must_use]
    pub fn unit_name(&self) -> String {
        match self.unit {
            None => String::new(),
            Some(Unit::Day) => "day".to_owned(),
            Some(Unit::Months(1)) => "month".to_owned(),
            Some(Unit::Months(3)) => "quarter".to_owned(),
            Some(Unit::Months(n)) => format!("{n} months"),
            Some(Unit::Years(1)) => "year".to_owned(),
            Some(Unit::Years(10)) => "decade".to_owned(),
            Some(Unit::Years(100)) => "century".to_owned(),
            Some(Unit::Years(n)) => format!("{n} years"),
        }
    }
}

/// A strip of events that are told one after the other, in order, as often as it takes: once for each
/// unit that is tried.
#[derive(Clone, Debug)]
pub struct Making {
    width: usize,
    /// Which unit is tried, and those that are left.
    unit: Option<Unit>,
    units: std::vec::IntoIter<Unit>,
    trial: Trial,
    any: bool,
    /// The unit in which most surely begin in one column so far, and how many that are.
    best: Option<(usize, Strip)>,
    /// Only what begins near is laid out, and this is how all of it looks.
    near: Option<(Near, Strip)>,
}

/// A strip in one unit, as far as it is made.
#[derive(Clone, Debug, Default)]
struct Trial {
    columns: Vec<Column>,
    /// The first column that is not laid out yet.
    next: Option<i64>,
    /// How many events surely begin in one column, and how many there are.
    sure: usize,
    spans: usize,
    /// It needs more columns than there may be.
    too_wide: bool,
    /// The column of the last beginning and of the last end of one, and from when to when it lasts.
    first: Memo,
    last: Memo,
}

/// The column that was asked for last: most events begin where the one before does.
type Memo = Option<(std::ops::Range<Moment>, i64)>;

impl Making {
    /// A strip in at most `width` columns.
    #[must_use]
    pub fn new(width: usize) -> Self {
        let units: Vec<Unit> = if width == 0 { Vec::new() } else { Unit::all().collect() };
        let mut units = units.into_iter();
        let (trial, any, best, near) = (Trial::default(), false, None, None);
        Self { width, unit: units.next(), units, trial, any, best, near }
    }

    /// Takes in the next event. `false`: this unit will not do, the others need not be told.
    pub fn push(&mut self, ends: &Ends) -> bool {
        self.any = true;
        match (self.unit, &self.near) {
            (Some(_), Some((near, _))) if ends.earliest_start < near.from => true,
            (Some(_), Some((near, _))) if ends.earliest_start > near.to => false,
            (Some(unit), _) => {
                self.trial.push(unit, ends, self.width);
                !self.trial.too_wide
            }
            (None, _) => false,
        }
    }

    /// All have been told, or need not be. Whether that is all; else they are to be told again.
    pub fn turn(&mut self) -> bool {
        let trial = std::mem::take(&mut self.trial);
        // The finest unit that fits and in which most events surely begin in one column; where there
        // is none, the one in which the most do.
        if !trial.too_wide && self.best.as_ref().is_none_or(|(most, _)| *most < trial.sure) {
            let columns = trial.columns;
            let highest = columns.iter().map(|c| c.certain as f32 + c.possible).fold(0.0, f32::max);
            self.best = Some((trial.sure, Strip { unit: self.unit, columns, highest }));
            if trial.sure * 5 >= trial.spans * 3 {
                return true;
            }
        }
        self.unit = self.units.next();
        self.unit.is_none()
    }

    /// When all have been told: whether they are to be told once more, because some of them are far from the
    /// others, which may have a finer unit by themselves.
    pub fn come_near(&mut self, near: impl FnOnce() -> Option<Near>) -> bool {
        if self.near.is_some() {
            return false;
        }
        let whole = self.strip();
        let near = whole.unit.filter(|unit| *unit != Unit::Day).and_then(|coarse| Some((coarse, near()?)));
        let Some((coarse, near)) = near else {
            self.best = Some((0, whole));
            return false;
        };
        let units: Vec<Unit> = Unit::all().take_while(|unit| *unit != coarse).chain([coarse]).collect();
        self.units = units.into_iter();
        self.unit = self.units.next();
        let far = usize::from(near.before > 0) + usize::from(near.after > 0);
        self.width = self.width.saturating_sub(far);
        (self.near, self.best) = (Some((near, whole)), None);
        true
    }

    /// The strip.
    #[must_use]
    pub fn finish(mut self) -> Strip {
        let strip = self.strip();
        match self.near {
            Some((_, whole)) if strip.unit == whole.unit || strip.columns.len() < FEWEST => whole,
            Some((near, _)) => strip.between(near),
            None => strip,
        }
    }

    fn strip(&mut self) -> Strip {
        self.best.take().filter(|_| self.any).map(|(_, strip)| strip).unwrap_or_default()
    }
}

impl Trial {
    fn push(&mut self, unit: Unit, ends: &Ends, width: usize) {
        let from = recalled(&mut self.first, unit, ends.earliest_start);
        let to = recalled(&mut self.last, unit, ends.latest_start);
        let (Some(from), Some(to)) = (from, to) else { return };
        if to - from >= WIDEST {
            return;
        }
        self.spans += 1;
        self.sure += usize::from(from == to);
        self.lay_out(from, to, width);
        if !self.too_wide {
            self.fill(from, to);
        }
    }

    /// Lays out the columns up to `to`; what lies before `from` and is not laid out yet is a gap.
    fn lay_out(&mut self, from: i64, to: i64, width: usize) {
        let blank = |index, is_break| Column { index, is_break, is_far: false, certain: 0, possible: 0.0 };
        if let Some(next) = self.next
            && from > next
        {
            if from - next > SHORT_GAP {
                self.columns.push(blank(next, true));
            } else {
                self.columns.extend((next..from).map(|index| blank(index, false)));
            }
        }
        let from = self.next.map_or(from, |next: i64| from.max(next));
        for index in from..=to {
            self.columns.push(blank(index, false));
            if self.columns.len() > width {
                self.too_wide = true;
                return;
            }
        }
        self.too_wide = self.columns.len() > width;
        self.next = Some(self.next.unwrap_or(to + 1).max(to + 1));
    }

    fn fill(&mut self, from: i64, to: i64) {
        let columns = &mut self.columns;
        // Mostly it is the last.
        let at = match columns.last() {
            Some(last) if last.index == from => columns.len() - 1,
            _ => columns.partition_point(|column| column.index < from),
        };
        if from == to {
            if let Some(column) = columns.get_mut(at) {
                column.certain += 1;
            }
            return;
        }
        let share = 1.0 / (to - from + 1) as f32;
        for column in columns[at..].iter_mut().take_while(|column| column.index <= to) {
            column.possible += share;
        }
    }
}

/// The column of a moment, from what was asked last where that answers it.
fn recalled(memo: &mut Memo, unit: Unit, moment: Moment) -> Option<i64> {
    if let Some((range, column)) = memo
        && range.contains(&moment)
    {
        return Some(*column);
    }
    let column = unit.column(moment)?;
    *memo = Some((unit.moment(column)..unit.moment(column.saturating_add(1)), column));
    Some(column)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::formats::{self, Hint};
    use proptest::prelude::*;

    /// The strip, made of lists of all ends and all spans.
    fn slowly(timeline: &Timeline, width: usize) -> Strip {
        let ends: Vec<Ends> = timeline.event_ids().filter_map(|id| timeline.ends(id)).collect();
        let whole = all_of(&ends, width, None);
        let Some(near) = Near::of(ends.len(), |at| Some(ends[at].earliest_start)) else { return whole };
        let inside = |ends: &&Ends| (near.from..=near.to).contains(&ends.earliest_start);
        let inside: Vec<Ends> = ends.iter().filter(inside).copied().collect();
        let far = usize::from(near.before > 0) + usize::from(near.after > 0);
        let strip = all_of(&inside, width.saturating_sub(far), whole.unit);
        let is_finer = Unit::all().position(|unit| Some(unit) == strip.unit)
            < Unit::all().position(|unit| Some(unit) == whole.unit);
        if is_finer && strip.columns.len() >= FEWEST { strip.between(near) } else { whole }
    }

    fn all_of(ends: &[Ends], width: usize, coarsest: Option<Unit>) -> Strip {
        let units = Unit::all().take_while(|unit| Some(*unit) != coarsest).chain(coarsest);
        let mut best: Option<(usize, Strip)> = None;
        for unit in units.take_while(|_| !ends.is_empty() && width > 0) {
            let spans: Vec<(i64, i64)> = ends
                .iter()
                .filter_map(|ends| Some((unit.column(ends.earliest_start)?, unit.column(ends.latest_start)?)))
                .filter(|(from, to)| to - from < WIDEST)
                .collect();
            let sure = spans.iter().filter(|(from, to)| from == to).count();
            if best.as_ref().is_some_and(|(most, _)| *most >= sure) {
                continue;
            }
            let mut trial = Trial::default();
            for &(from, to) in &spans {
                if !trial.too_wide {
                    trial.lay_out(from, to, width);
                }
            }
            if trial.too_wide {
                continue;
            }
            for &(from, to) in &spans {
                trial.fill(from, to);
            }
            let columns = trial.columns;
            let highest = columns.iter().map(|c| c.certain as f32 + c.possible).fold(0.0, f32::max);
            best = Some((sure, Strip { unit: Some(unit), columns, highest }));
            if sure * 5 >= spans.len() * 3 {
                break;
            }
        }
        best.map(|(_, strip)| strip).unwrap_or_default()
    }

    #[test]
    fn a_year_is_named_once() {
        let file = |dates: &[&str]| -> String {
            let event = |date: &&str| format!("[[events]]\ntitle='t'\ndate='{date}'");
            dates.iter().map(event).collect::<Vec<_>>().join("\n")
        };
        let labels = |dates: &[&str]| {
            let timeline = formats::read(Hint::Name("toml"), file(dates).as_bytes()).unwrap().timeline;
            let strip = Strip::of(&timeline, &timeline.event_ids().collect::<Vec<_>>(), 60);
            (0..strip.columns.len()).filter_map(|at| strip.label(at)).collect::<Vec<_>>()
        };
        assert_eq!(labels(&["2020-02-29", "2024-01-02", "2024-11-03"]), ["2020", "2024", "Nov 3"]);
        assert_eq!(labels(&["Y-13800000000", "-1200"])[..2], ["13.8 bn y ago", "1201 BCE"]);
        assert_eq!(labels(&["1994-05", "1994-07", "1994-12", "1995-02"])[..2], ["1994", "Jun"]);
    }

    /// A strip of a column at least for each year from 2020 to 2024, of so many events, and of others elsewhere.
    fn with_others(others: &[i32], width: usize) -> Strip {
        let near = (0..2_000).map(|n| format!("{}-{:02}-01", 2020 + n % 5, 1 + n % 12));
        let far = others.iter().map(|year| match year {
            0.. => format!("{year:04}"),
            _ => format!("-{:04}", -year),
        });
        let event = |date: String| format!("[[events]]\ntitle='t'\ndate='{date}'\n");
        let file: String = near.chain(far).map(event).collect();
        let timeline = formats::read(Hint::Name("toml"), file.as_bytes()).unwrap().timeline;
        Strip::of(&timeline, &timeline.event_ids().collect::<Vec<_>>(), width)
    }

    #[test]
    fn a_few_that_are_far_away_do_not_take_the_others_room() {
        // One takes a column and a break: it is drawn where it is.
        let strip = with_others(&[-3000], 100);
        assert_eq!((strip.near(), strip.unit), (0..strip.columns.len(), Some(Unit::Months(1))));
        // Many would leave a column a century.
        let ancient: Vec<i32> = (-20..0).map(|n| n * 150).collect();
        let strip = with_others(&ancient, 62);
        assert_eq!((strip.near(), strip.unit), (1..61, Some(Unit::Months(1))));
        assert_eq!((strip.label(0).as_deref(), strip.name(0)), (Some("◂20"), None));
        assert_eq!(strip.label(1).as_deref(), Some("2020"));
        let both: Vec<i32> = ancient.into_iter().chain((0..15).map(|n| 4_000 + n * 300)).collect();
        let strip = with_others(&both, 62);
        assert_eq!((strip.near(), strip.unit), (1..61, Some(Unit::Months(1))));
        assert_eq!((strip.label(0).as_deref(), strip.label(61).as_deref()), (Some("◂20"), Some("15▸")));
        // All of them at one end: so many as may be far away at both ends together.
        let strip = with_others(&(-39..0).map(|n| n * 75).collect::<Vec<_>>(), 62);
        assert_eq!((strip.near(), strip.label(0).as_deref()), (1..61, Some("◂39")));
        let strip = with_others(&(1..40).map(|n| 2_100 + n * 75).collect::<Vec<_>>(), 62);
        assert_eq!((strip.near(), strip.label(60).as_deref()), (0..60, Some("39▸")));
        let strip = with_others(&both, 62);
        // Whoever is there is found there, and a click leads to the first of them.
        let place = |year: i64| {
            let moment = Moment::from_civil(year, 6, 1);
            strip.columns_of(&Ends {
                earliest_start: moment,
                latest_start: moment,
                earliest_end: moment,
                latest_end: moment,
            })
        };
        assert_eq!([-2000, 2020, 5000].map(place), [Some((0, 0)), Some((6, 6)), Some((61, 61))]);
        assert_eq!(strip.moment(0), Some(Moment::PAST));
        assert_eq!(strip.moment(61), Some(Moment::from_civil(2025, 1, 1)));
    }

    proptest! {
        #[test]
        fn the_quick_way_is_the_slow_way(
            dates in prop::collection::vec((-3000_i32..2100, 1_u8..13, 1_u8..29, 0_u8..7, 0_u8..40), 0..40),
            near in any::<bool>(),
            many in any::<bool>(),
            width in 0_usize..70,
        ) {
            let mut file = String::new();
            for n in 0..if many { 500 } else { 0 } {
                let _ = writeln!(file, "[[events]]\ntitle='t'\ndate='{}-0{}'", 2000 + n % 7, 1 + n % 9);
            }
            for (year, month, day, kind, more) in dates {
                let year = if near { 2000 + year.rem_euclid(9) } else { year.max(0) };
                let date = match kind {
                    0 => format!("{year:04}"),
                    1 => format!("{year:04}-{month:02}"),
                    2 => format!("[{year:04}..{:04}]", year + i32::from(more)),
                    3 => format!("../{year:04}"),
                    _ => format!("{year:04}-{month:02}-{day:02}"),
                };
                let _ = writeln!(file, "[[events]]\ntitle='t'\ndate='{date}'");
            }
            let timeline = formats::read(Hint::Name("toml"), file.as_bytes()).unwrap().timeline;
            let events: Vec<EventId> = timeline.event_ids().collect();
            prop_assert_eq!(Strip::of(&timeline, &events, width), slowly(&timeline, width));
        }
    }
}
