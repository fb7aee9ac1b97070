//! The time strip: how many events begin when, on an axis without empty stretches.
//!
//! A column is a unit of time (a day, a month .. a million years). The finest unit is taken whose
//! columns fit the width. Runs of columns in which nothing begins are one break column, so that a
//! timeline from 44 BCE to last week can be read; a break is drawn as one.

use crate::model::date::{Ends, Moment};
use crate::model::{EventId, Timeline};

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
    /// The largest `certain + possible` of a column.
    pub highest: f32,
}

/// Empty columns up to this many in a row are drawn; more become a break.
const SHORT_GAP: i64 = 2;

/// An event that may begin in more columns than this says nothing about where: it is not drawn.
const WIDEST: i64 = 10_000;

impl Strip {
    /// The strip of some events, in order, in at most `width` columns.
    #[must_use]
    pub fn of(timeline: &Timeline, events: &[EventId], width: usize) -> Self {
        let ends: Vec<Ends> = events.iter().filter_map(|&id| timeline.ends(id)).collect();
        if ends.is_empty() || width == 0 {
            return Self::default();
        }
        // The finest unit that fits and in which most events surely begin in one column; where there
        // is none, the one in which the most do.
        let mut best: Option<(usize, Self)> = None;
        for unit in Unit::all() {
            let spans = spans(&ends, unit);
            let sure = spans.iter().filter(|(from, to)| from == to).count();
            if best.as_ref().is_some_and(|(most, _)| *most >= sure) {
                continue;
            }
            let Some(mut columns) = lay_out(&spans, width) else { continue };
            fill(&mut columns, &spans);
            let highest = columns.iter().map(|c| c.certain as f32 + c.possible).fold(0.0, f32::max);
            best = Some((sure, Self { unit: Some(unit), columns, highest }));
            if sure * 5 >= spans.len() * 3 {
                break;
            }
        }
        best.map(|(_, strip)| strip).unwrap_or_default()
    }

    /// The columns in which something with these ends may begin.
    #[must_use]
    pub fn columns_of(&self, ends: &Ends) -> Option<(usize, usize)> {
        let unit = self.unit?;
        let (from, to) = (unit.column(ends.earliest_start)?, unit.column(ends.latest_start)?);
        Some((self.position(from)?, self.position(to)?))
    }

    fn position(&self, index: i64) -> Option<usize> {
        self.columns.partition_point(|column| column.index <= index).checked_sub(1)
    }

    /// The moment at which a column begins.
    #[must_use]
    pub fn moment(&self, column: usize) -> Option<Moment> {
        let (unit, column) = (self.unit?, self.columns.get(column)?);
        if let Unit::Day = unit {
            return Some(day(column.index));
        }
        let (year, month) = unit.begins(column.index);
        Some(Moment::from_civil(year, month.unwrap_or(1), 1))
    }

    /// What to print under a column: the year where one begins, else the month.
    #[must_use]
    pub fn label(&self, column: usize) -> Option<String> {
        let (unit, this) = (self.unit?, self.columns.get(column)?);
        if this.is_break {
            return None;
        }
        let (year, month) = unit.begins(this.index);
        let before = column.checked_sub(1).and_then(|at| self.columns.get(at));
        let same_year = before.is_some_and(|c| !c.is_break && unit.begins(c.index).0 == year);
        match (unit, month) {
            (Unit::Years(_), _) => Some(super::period::year_name(year)),
            _ if !same_year => Some(super::period::year_name(year)),
            (Unit::Months(1), Some(month)) => {
                crate::model::date::month_name(month).get(..3).map(str::to_owned)
            }
            _ => None,
        }
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

/// In which columns each event may begin; in order, those without a known beginning left out.
fn spans(ends: &[Ends], unit: Unit) -> Vec<(i64, i64)> {
    ends.iter()
        .filter_map(|ends| Some((unit.column(ends.earliest_start)?, unit.column(ends.latest_start)?)))
        .filter(|(from, to)| to - from < WIDEST)
        .collect()
}

/// The columns that the spans need, empty; `None` when they are more than `width`.
fn lay_out(spans: &[(i64, i64)], width: usize) -> Option<Vec<Column>> {
    let blank = |index, is_break| Column { index, is_break, certain: 0, possible: 0.0 };
    let mut columns: Vec<Column> = Vec::new();
    let mut next = None;
    for &(from, to) in spans {
        if let Some(next) = next
            && from > next
        {
            if from - next > SHORT_GAP {
                columns.push(blank(next, true));
            } else {
                columns.extend((next..from).map(|index| blank(index, false)));
            }
        }
        let from = next.map_or(from, |next: i64| from.max(next));
        for index in from..=to {
            columns.push(blank(index, false));
            if columns.len() > width {
                return None;
            }
        }
        next = Some(next.unwrap_or(to + 1).max(to + 1));
    }
    (columns.len() <= width).then_some(columns)
}

fn fill(columns: &mut [Column], spans: &[(i64, i64)]) {
    for &(from, to) in spans {
        let at = columns.partition_point(|column| column.index < from);
        if from == to {
            if let Some(column) = columns.get_mut(at) {
                column.certain += 1;
            }
            continue;
        }
        let share = 1.0 / (to - from + 1) as f32;
        for column in columns[at..].iter_mut().take_while(|column| column.index <= to) {
            column.possible += share;
        }
    }
}
