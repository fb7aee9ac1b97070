//! Stretches that are told by both their ends: `June 12–13`, `5-9 May 1865`, `264 to 241 BC`, `1914-18`.

use super::phrase::Found;
use super::reading::{Core, Grain, Modifier, Reading, Unit, Within};
use super::scan::{Match, Scan};
use super::tag::Tag;

impl Scan<'_, '_> {
    /// Both ends of a range of which one is only a number: `June 12–13`, `5-9 May 1865`, `264 to 241 BC`.
    pub(super) fn range(&self, at: usize) -> Option<(Match, Match, usize)> {
        let link = |at: usize| match self.tag(at) {
            Tag::Hyphen | Tag::To => Some(at + 1),
            Tag::And | Tag::Or => Some(at + 1),
            // `the night of 5/6 June`
            Tag::Slash if self.touches(at) && self.touches(at + 1) => Some(at + 1),
            _ => None,
        };
        let small = |at: usize| {
            self.number(at)
                .filter(|number| (1..=31).contains(number) && self.width(at) <= 2)
                .and_then(|number| u8::try_from(number).ok())
        };
        if let Some(found) = self.ranks(at) {
            return Some(found);
        }
        if let Some(found) = self.night_of_range(at) {
            return Some(found);
        }
        if self.is(at, Tag::Digits) {
            let suffixed = self.is(at + 1, Tag::Suffix) && self.touches(at + 1);
            let end = if suffixed { at + 2 } else { at + 1 };
            let next = link(end)?;
            if self.is_glued(at) && !matches!(self.before(at), Tag::Open) {
                return None;
            }
            // `5-9 May 1865`
            if let Some(day) = small(at)
                && let Some(second) = self.calendar_date(next)
                && let Core::Named { grain: Grain::Day(month, _), within, .. } = second.reading.core
                && self.number(next).is_some()
                && self.width(next) <= 2
            {
                let first = Reading::named(Grain::Day(month, day), within, "range-day");
                return Some((Match { end, reading: first }, second, next));
            }
            // `264 to 241 BC`
            if self.width(at) <= 4
                && let Some((behind, year)) = self.era_year(next).filter(|(_, year)| *year <= 0)
                && let Some(before) =
                    self.number(at).and_then(|number| i32::try_from(number).ok()).filter(|number| *number > 0)
            {
                let first = Reading::named(Grain::Year, Within::Year(1 - before), "range-year");
                let second = Reading::named(Grain::Year, Within::Year(year), "era-year");
                return Some((Match { end, reading: first }, Match { end: behind, reading: second }, next));
            }
            // `1914-18`
            if self.width(at) == 4
                && matches!(self.tag(end), Tag::Hyphen | Tag::Slash)
                && self.touches(end)
                && self.touches(next)
                && self.width(next) == 2
                && let (Some(first), Some(short)) = (self.number(at), self.number(next))
                && (1000..2100).contains(&first)
                && (short > first % 100 && self.is(end, Tag::Hyphen) || short == first % 100 + 1)
                && !(self.is(next + 1, Tag::Hyphen) && self.touches(next + 1))
            {
                let year = |number: u32| Within::Year(i32::try_from(number).unwrap_or(0));
                let left = Reading::named(Grain::Year, year(first), "range-year");
                let right = Reading::named(Grain::Year, year(first - first % 100 + short), "range-year");
                return Some((Match { end, reading: left }, Match { end: next + 1, reading: right }, next));
            }
            return None;
        }
        // `June 12–13, 2024`
        let (behind, month) = self.month(at)?;
        let day = small(behind)?;
        let suffixed = self.is(behind + 1, Tag::Suffix) && self.touches(behind + 1);
        let end = if suffixed { behind + 2 } else { behind + 1 };
        let next = link(end)?;
        let second = small(next)?;
        let suffixed = self.is(next + 1, Tag::Suffix) && self.touches(next + 1);
        let last = if suffixed { next + 2 } else { next + 1 };
        if matches!(self.tag(end), Tag::And | Tag::Or | Tag::To)
            && (self.unit(last).is_some()
                || self.month(last).is_some()
                || self.is_counted(last)
                || matches!(self.tag(last), Tag::Colon | Tag::Am(_))
                || self.is(last, Tag::Hyphen)
                || self.is(last, Tag::Of)
                || second <= day)
        {
            return None;
        }
        if self.month(last).is_some()
            || self.is(last, Tag::Hyphen) && self.touches(last)
            || self.is(last, Tag::Digits) && self.touches(last)
        {
            return None;
        }
        let (last, within) = self.year_behind(last);
        let left = Reading::named(Grain::Day(month, day), within, "range-day");
        let right = Reading::named(Grain::Day(month, second), within, "range-day");
        Some((Match { end, reading: left }, Match { end: last, reading: right }, next))
    }

    /// `the night of May 5-6`: the night belongs to the first day.
    fn night_of_range(&self, at: usize) -> Option<(Match, Match, usize)> {
        let the = self.past(at, Tag::The);
        let Tag::Part(part) = self.tag(the) else { return None };
        let day = matches!(self.tag(the + 2), Tag::Digits | Tag::Month(_) | Tag::MonthShort(_));
        if !self.is(the + 1, Tag::Of) || !day {
            return None;
        }
        let (mut first, second, from) = self.range(the + 2)?;
        first.reading.part = Some(part);
        Some((first, second, from))
    }

    /// Two centuries or quarters in one breath: `the 18th and 19th centuries`, `the first and second quarters`.
    fn ranks(&self, at: usize) -> Option<(Match, Match, usize)> {
        let narrow = |at: usize| match self.tag(at) {
            Tag::Early => (at + 1, Some(Modifier::Start)),
            Tag::Late => (at + 1, Some(Modifier::End)),
            Tag::Mid => (self.past(at + 1, Tag::Hyphen), Some(Modifier::Mid)),
            _ => (at, None),
        };
        let (first, left) = narrow(self.past(at, Tag::The));
        let (end, one) = self.ordinal(first)?;
        if !matches!(self.tag(end), Tag::And | Tag::Or | Tag::To | Tag::Hyphen) {
            return None;
        }
        let from = end + 1;
        let (second, right) = narrow(self.past(from, Tag::The));
        let (last, two) = self.ordinal(second)?;
        if one >= two {
            return None;
        }
        let grain = |rank: u32| match self.tag(last) {
            Tag::Units(Unit::Century) | Tag::Unit(Unit::Century) if rank <= 30 => {
                Some(Grain::Century(i32::try_from(rank - 1).ok()? * 100))
            }
            Tag::Quarters if rank <= 4 => Some(Grain::Quarter(u8::try_from(rank).ok()?)),
            _ => None,
        };
        let (behind, within) = self.year_behind(last + 1);
        if self.era(last + 1).is_some() || one == 0 {
            return None;
        }
        let named = |rank: u32, modifier| {
            let rule = if matches!(self.tag(last), Tag::Quarters) { "quarter" } else { "century" };
            Some(Reading::named(grain(rank)?, within, rule).modified(modifier))
        };
        let (one, two) = (named(one, left)?, named(two, right)?);
        Some((Match { end, reading: one }, Match { end: behind, reading: two }, from))
    }

    /// Whether two dates are told in one breath, so that the year behind the second is that of both: `August and
    /// September 1914`, `the spring and summer of 1942`.
    pub(super) fn is_pair(&self, first: &Found, second: &Found) -> bool {
        second.start == first.end + 1 && matches!(self.tag(first.end), Tag::And | Tag::Or)
    }

    /// Whether two expressions stand side by side, so that the year of one is that of the other: `two years later, in
    /// March`.
    pub(super) fn is_beside(&self, first: &Found, second: &Found) -> bool {
        let between = first.end..second.start;
        // `20 years ago on 4 May`, `five years ago in March`
        let ago = first.reading.rule == "ago"
            && matches!(first.reading.core, Core::Offset { amount, .. } if amount.unit >= Unit::Year);
        if ago
            && between.len() == 1
            && matches!(self.tag(first.end), Tag::In | Tag::On | Tag::This | Tag::Last)
        {
            return true;
        }
        between.len() <= 2
            && between.clone().all(|at| matches!(self.tag(at), Tag::Comma | Tag::In | Tag::On))
            && (between.is_empty() || self.is(first.end, Tag::Comma))
    }

    /// Whether what is told was moved from one date to another, and did not last from the one to the other.
    pub(super) fn is_moved(&self, first: &Found) -> bool {
        const MOVES: [&str; 12] = [
            "moved",
            "postponed",
            "rescheduled",
            "shifted",
            "delayed",
            "pushed",
            "changed",
            "moves",
            "brought",
            "deferred",
            "postpone",
            "move",
        ];
        let from = first.start.saturating_sub(8).max(self.start);
        first.start > self.start
            && self.is(first.start - 1, Tag::From)
            && (from..first.start).any(|at| MOVES.iter().any(|word| self.says(at, word)))
    }

    /// Whether two expressions are the ends of one stretch: `1876-1910`, `from May to June`, `between 2 and 5 p.m.`
    pub(super) fn is_range(&self, first: &Found, second: &Found) -> bool {
        // `from Sept. 1, 2012, to Aug. 31, 2015`
        let comma =
            self.is(first.end, Tag::Comma) && first.start > self.start && self.is(first.start - 1, Tag::From);
        let link = if comma { first.end + 1 } else { first.end };
        if second.start != link + 1 {
            return false;
        }
        match self.tag(link) {
            Tag::Hyphen | Tag::To => true,
            Tag::Until => true,
            Tag::Slash => self.touches(link),
            Tag::And => first.start > self.start && self.tag(first.start - 1) == Tag::Between,
            _ => false,
        }
    }
}
