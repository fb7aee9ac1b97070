//! Headings: the periods that a list of events falls into.

use crate::model::date::Moment;
use crate::model::date::{era_year, month_name};
use crate::model::{EventId, Timeline};

/// How coarse the headings are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scale {
    /// One heading a month.
    Month,
    /// One a year.
    Year,
    /// One a decade.
    Decade,
    /// One a century.
    Century,
    /// None between dated events.
    Whole,
}

impl Scale {
    const ALL: [Self; 5] = [Self::Month, Self::Year, Self::Decade, Self::Century, Self::Whole];

    /// The year, decade or century of a year. Those before our era count as they are called, from 1 BCE
    /// back: 100 BCE to 1 BCE are one century, the unit -1.
    fn of_year(self, year: i64) -> i64 {
        let unit = |years: i64| if year > 0 { year / years } else { -1 - year.saturating_neg() / years };
        match self {
            Self::Month | Self::Year => year,
            Self::Decade => unit(10),
            Self::Century => unit(100),
            Self::Whole => 0,
        }
    }
}

/// What an event stands under. Only as precise as its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Period {
    Undated,
    /// It began nobody says when.
    OpenStart,
    Month(i64, u8),
    /// Some months of a year, when the date says no more: a season, a quarter.
    Months(i64, u8, u8),
    /// A year, decade or century.
    Unit(i64),
    /// Several of them, when the date says no more.
    Units(i64, i64),
    /// This one or any later.
    From(i64),
}

impl Period {
    fn is_dated(self) -> bool {
        !matches!(self, Self::Undated | Self::OpenStart)
    }

    /// Whether a vague event needs no heading of its own: it may begin when the one before begins.
    fn stays_under(self, before: Self) -> bool {
        match (self, before) {
            (
                Self::Units(from, _) | Self::From(from),
                Self::Unit(unit) | Self::Units(unit, _) | Self::From(unit),
            ) => from == unit,
            (Self::Months(year, from, _), Self::Month(other, month) | Self::Months(other, month, _)) => {
                (year, from) == (other, month)
            }
            _ => false,
        }
    }
}

/// When an event begins, as far as headings go by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Begins {
    is_dated: bool,
    /// Year and month of the first day, as it is written: in its own time zone.
    first: Option<(i64, u8)>,
    /// Year and month in which it has begun.
    last: Option<(i64, u8)>,
}

impl Begins {
    fn of(timeline: &Timeline, event: EventId) -> Self {
        let Some(ends) = timeline.ends(event) else {
            return Self { is_dated: false, first: None, last: None };
        };
        let month = |(year, month, _)| (year, month);
        Self {
            is_dated: true,
            first: timeline.first_day(event).map(month),
            last: ends.latest_start.civil().map(month),
        }
    }
}

fn period(begins: Begins, scale: Scale) -> Period {
    if !begins.is_dated {
        return Period::Undated;
    }
    let Some((y1, m1)) = begins.first else { return Period::OpenStart };
    let Some((y2, m2)) = begins.last else {
        return Period::From(scale.of_year(y1));
    };
    let (u1, u2) = (scale.of_year(y1), scale.of_year(y2));
    if u1 != u2 {
        return Period::Units(u1, u2);
    }
    if scale > Scale::Month || (m1, m2) == (1, 12) {
        return Period::Unit(u1);
    }
    if m1 == m2 { Period::Month(y1, m1) } else { Period::Months(y1, m1, m2) }
}

/// Where headings stand in a list of events.
#[derive(Clone, Debug)]
pub struct Headings {
    scale: Scale,
    /// The positions in the list before which a heading stands.
    pub before: Vec<u32>,
    /// Whether an event of the list begins at a time of day.
    pub is_timed: bool,
}

impl Default for Headings {
    fn default() -> Self {
        Self { scale: Scale::Whole, before: Vec::new(), is_timed: false }
    }
}

impl Headings {
    /// The headings of a list: as fine as they can be while there are, on average, at least
    /// `events_each` events under each.
    #[must_use]
    pub fn of(timeline: &Timeline, events: &[EventId], events_each: usize) -> Self {
        let mut making = Making::new(events.len(), events_each);
        for &id in events {
            making.push(timeline, id);
        }
        making.finish()
    }

    /// The words of the heading under which `event` stands.
    #[must_use]
    pub fn label(&self, timeline: &Timeline, event: EventId) -> String {
        match period(Begins::of(timeline, event), self.scale) {
            Period::Undated => "Undated".to_owned(),
            Period::OpenStart => "Beginning not known".to_owned(),
            Period::Month(year, month) => format!("{} {}", month_name(month), year_name(year)),
            Period::Months(year, from, to) => {
                format!("{}–{} {}", month_name(from), month_name(to), year_name(year))
            }
            Period::Unit(unit) => self.unit_name(unit),
            Period::From(from) => format!("{} or later", self.unit_name(from)),
            Period::Units(from, to) => format!("{} – {}", self.unit_name(from), self.unit_name(to)),
        }
    }

    fn unit_name(&self, unit: i64) -> String {
        match self.scale {
            Scale::Month | Scale::Year => year_name(unit),
            Scale::Decade if unit > 0 => format!("{unit}0s"),
            Scale::Century if unit > 0 => format!("{unit}00–{unit}99"),
            // There is no year 0.
            Scale::Decade if unit == 0 => "1–9 CE".to_owned(),
            Scale::Century if unit == 0 => "1–99 CE".to_owned(),
            Scale::Decade => before_our_era(unit, 10),
            Scale::Century => before_our_era(unit, 100),
            Scale::Whole => "Beginning known".to_owned(),
        }
    }
}

/// The headings of a list that is told one event after the other: at every scale at once, until it is
/// seen which are too fine.
#[derive(Clone, Debug)]
pub struct Making {
    scales: Vec<(Headings, Option<Period>)>,
    /// How many events have been told.
    told: u32,
    /// How many headings there may be, unless there is no coarser scale.
    most: usize,
    /// The dates of the event before: of many of one day, only the first is looked at.
    before: Option<(Moment, Moment)>,
    is_timed: bool,
}

impl Making {
    /// The headings of a list of that length; [`Headings::of`] says what `events_each` is.
    #[must_use]
    pub fn new(events: usize, events_each: usize) -> Self {
        let begin = |scale| (Headings { scale, before: Vec::new(), is_timed: false }, None);
        let most = events.checked_div(events_each).unwrap_or(usize::MAX);
        Self { scales: Scale::ALL.map(begin).into(), told: 0, most, before: None, is_timed: false }
    }

    /// How many events have been told.
    #[must_use]
    pub fn told(&self) -> usize {
        self.told as usize
    }

    /// Takes in the next event of the list.
    pub fn push(&mut self, timeline: &Timeline, event: EventId) {
        let position = self.told;
        self.told += 1;
        let ends = timeline.ends(event);
        let days = ends.map(|ends| (ends.earliest_start, ends.latest_start));
        // Moments may be of other zones.
        let is_moment = ends.is_some_and(|ends| ends.begins_at_a_moment());
        self.is_timed |= is_moment;
        if days.is_some() && days == self.before && !is_moment {
            return;
        }
        self.before = days;
        let begins = Begins::of(timeline, event);
        let mut too_fine = false;
        for (headings, last) in &mut self.scales {
            let this = period(begins, headings.scale);
            if *last == Some(this) || last.is_some_and(|last| this.stays_under(last)) {
                continue;
            }
            *last = Some(this);
            // A heading that says nothing is left out, unless another stands above it.
            if headings.scale == Scale::Whole && headings.before.is_empty() && this.is_dated() {
                continue;
            }
            headings.before.push(position);
            too_fine |= headings.before.len() > self.most;
        }
        if too_fine {
            self.scales
                .retain(|(headings, _)| headings.scale == Scale::Whole || headings.before.len() <= self.most);
        }
    }

    /// The finest that is left.
    #[must_use]
    pub fn finish(self) -> Headings {
        let finest = self.scales.into_iter().next().map(|(headings, _)| headings).unwrap_or_default();
        Headings { is_timed: self.is_timed, ..finest }
    }
}

/// The years of a decade or century before our era, as [`Scale::of_year`] counts them: `100–1 BCE`.
fn before_our_era(unit: i64, years: i64) -> String {
    let last = unit.saturating_add(1).saturating_mul(years);
    let (from, to) = (year_name(last.saturating_sub(years - 1)), year_name(last));
    match from.strip_suffix(" BCE").filter(|_| to.ends_with(" BCE")) {
        Some(from) => format!("{from}–{to}"),
        // Long ago in round numbers, the ends are the same.
        None if from == to => from,
        None => format!("{from} – {to}"),
    }
}

/// An astronomical year as people say it, those long ago in round numbers.
#[must_use]
pub fn year_name(year: i64) -> String {
    match year {
        ..-1_000_000_000 => format!("{:.1} billion years ago", -(year as f64) / 1e9),
        -1_000_000_000..-1_000_000 => format!("{:.1} million years ago", -(year as f64) / 1e6),
        _ => era_year(year),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{self, Hint};

    /// The headings of years at a scale, with their events.
    fn labels(scale: Scale, dates: &[&str]) -> Vec<String> {
        let events: Vec<String> =
            dates.iter().map(|date| format!("[[events]]\ntitle = 'x'\ndate = '{date}'\n")).collect();
        let timeline = formats::read(Hint::Name("toml"), events.concat().as_bytes()).unwrap().timeline;
        let headings = Headings { scale, ..Headings::default() };
        timeline.event_ids().map(|id| headings.label(&timeline, id)).collect()
    }

    #[test]
    fn before_our_era_centuries_and_decades_end_with_their_round_years() {
        assert_eq!(
            labels(Scale::Century, &["-0100", "-0099", "[-0099..0000]", "0000", "0001", "0099", "0100"]),
            ["200–101 BCE", "100–1 BCE", "100–1 BCE", "100–1 BCE", "1–99 CE", "1–99 CE", "100–199"]
        );
        assert_eq!(
            labels(Scale::Decade, &["-0010", "-0009", "0000", "0009", "0010"]),
            ["20–11 BCE", "10–1 BCE", "10–1 BCE", "1–9 CE", "10s"]
        );
        assert_eq!(labels(Scale::Century, &["Y-13800000000"]), ["13.8 billion years ago"]);
    }
}
