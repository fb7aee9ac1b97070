//! Stretches that lie within a date: `the first week of March 1990`, `the last ten months of 1918`, `the final days`.

use super::calendar::Day;
use super::reading::{Amount, Core, Grain, Reading, Unit};
use super::scan::{Match, Scan};
use super::tag::Tag;
use super::value::Point;
use crate::extract::lex::Shape;

impl Scan<'_, '_> {
    /// A stretch within a date, or within something else: `the first ten months of 1918`, `the last week of the siege`.
    pub(super) fn units_within(&self, at: usize) -> Option<Match> {
        let the = self.past(at, Tag::The);
        if the == at {
            return None;
        }
        if let Some(found) = self.ranked_within(the) {
            return Some(found);
        }
        // Which of them, 0 for the last; `the past` and `the next` ones are none of a date.
        let (led, rank) = match self.tag(the) {
            Tag::First => (true, Some(1)),
            Tag::Last => (true, Some(0)),
            Tag::Past | Tag::Next => (true, None),
            Tag::Other if self.says(the, "opening") || self.says(the, "initial") => (true, Some(1)),
            Tag::Other if self.says(the, "closing") || self.says(the, "final") => (true, Some(0)),
            _ => (false, None),
        };
        let (next, tenths) = match self.quantity(if led { the + 1 } else { the }) {
            Some(found) => found,
            None if led => (the + 1, None),
            None => return None,
        };
        let next = if matches!(self.tag(next), Tag::Previous | Tag::Past | Tag::Full | Tag::Following) {
            next + 1
        } else {
            next
        };
        let (unit, plural) = self.unit(next)?;
        if !plural && (!led || unit == Unit::Quarter) || unit == Unit::Second {
            return None;
        }
        let tenths = if plural { tenths } else { tenths.or(Some(10)) };
        let amount = Amount { tenths, unit };
        if self.is(next + 1, Tag::Of)
            && let Some(found) = self.run_of(next + 2, amount, rank)
        {
            return Some(found);
        }
        let duration = Reading::new(Core::Duration(amount), "units-of");
        // `the last week of the campaign` is not the one before this.
        if !plural && unit != Unit::Day && self.is(next + 1, Tag::Of) {
            return Match::new(next + 1, duration);
        }
        if !plural || !led && self.shape(next) == Shape::Title {
            return None;
        }
        Match::new(self.or_so(next + 1), Reading { rule: "the-units", ..duration })
    }

    /// `second week of May 1940`, `third day of July`
    fn ranked_within(&self, at: usize) -> Option<Match> {
        let (end, rank) = self.ordinal(at).filter(|(_, rank)| (2..=31).contains(rank))?;
        let (unit @ (Unit::Week | Unit::Day), false) = self.unit(end)? else { return None };
        if !self.is(end + 1, Tag::Of) || unit == Unit::Week && rank > 5 {
            return None;
        }
        let amount = Amount { tenths: Some(10), unit };
        self.run_of(end + 2, amount, u8::try_from(rank).ok())
    }

    /// A stretch within the date that begins at a token.
    fn run_of(&self, at: usize, amount: Amount, rank: Option<u8>) -> Option<Match> {
        let inner = self.calendar_date(at).or_else(|| self.year(at))?;
        let Core::Named { grain, which: None, within } = inner.reading.core else {
            return Match::new(inner.end, Reading::new(Core::Duration(amount), "units-of"));
        };
        let Some(rank) = rank else {
            return Match::new(inner.end, Reading::new(Core::Duration(amount), "units-of"));
        };
        // `the last decade of the 19th century` has a name of its own.
        if let (Unit::Decade, Some(10), Grain::Century(first @ 100..)) = (amount.unit, amount.tenths, grain) {
            let first = if rank == 0 { first + 90 } else { first + 10 * (i32::from(rank) - 1) };
            return Match::new(inner.end, Reading::named(Grain::Decade(first, false), within, "decade-of"));
        }
        let core = Core::Run { amount, rank, grain, within };
        Match::new(inner.end, Reading::new(core, "units-of"))
    }
}

/// The days of a stretch within a date: the first of them, the last for rank 0, or another by its rank. How many `the
/// last days` are, nobody says: as many as leave the date narrower than it was.
pub(super) fn days_within(point: Point, amount: Amount, rank: u8) -> Option<(Day, Day)> {
    let (first, last) = point.days()?;
    let of_month = matches!(point, Point::Month(..));
    let (count, unit) = match (amount.tenths, amount.unit) {
        (Some(tenths), unit) if tenths % 10 == 0 => (i32::try_from(tenths / 10).ok()?, unit),
        (Some(_), _) => return None,
        (None, Unit::Day) if of_month => (10, Unit::Day),
        (None, Unit::Week) if of_month => (3, Unit::Week),
        (None, Unit::Day) => (1, Unit::Month),
        (None, Unit::Week) => (2, Unit::Month),
        (None, Unit::Month) => (4, Unit::Month),
        (None, Unit::Year) if matches!(point, Point::Decade(_)) => (4, Unit::Year),
        (None, Unit::Year) => (10, Unit::Year),
        (None, _) => return None,
    };
    let (days, months) = match unit {
        Unit::Day => (count, 0),
        Unit::Week => (count.checked_mul(7)?, 0),
        Unit::Fortnight => (count.checked_mul(14)?, 0),
        Unit::Month => (0, count),
        Unit::Quarter => (0, count.checked_mul(3)?),
        Unit::Year => (0, count.checked_mul(12)?),
        Unit::Decade => (0, count.checked_mul(120)?),
        _ => return None,
    };
    let step =
        |day: Day, times: i32| day.plus(days.saturating_mul(times)).plus_months(months.saturating_mul(times));
    let (from, to) = match rank {
        0 => (step(last.plus(1), -1), last),
        rank => {
            let from = step(first, i32::from(rank) - 1);
            (from, step(from, 1).plus(-1).min(last))
        }
    };
    (from >= first && from <= to && to <= last).then_some((from, to))
}
