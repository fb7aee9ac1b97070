//! Stretches that are told by both their ends: `June 12–13`, `5-9 May 1865`, `264 to 241 BC`, `1914-18`.

use super::phrase::Found;
use super::reading::{Clock, Core, Grain, Modifier, Reading, Unit, Within};
use super::scan::{Match, Scan};
use super::tag::Tag;
use crate::extract::lex::Shape;

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
        // `the academic year 2023-24`
        let the = self.past(at, Tag::The);
        let named = self.year_named(the);
        if named > the && self.width(named) == 4 {
            let range = self.range(named)?;
            return matches!(range.0.reading.core, Core::Named { grain: Grain::Year, .. }).then_some(range);
        }
        // `c. 1350–60`
        if matches!(self.tag(at), Tag::Circa | Tag::About) {
            let number = self.past(at + 1, Tag::Dot);
            let link = self.is(number, Tag::Digits).then(|| link(number + 1)).flatten()?;
            let (mut first, mut second, from) = self.years_in_short(number, number + 1, link)?;
            for half in [&mut first, &mut second] {
                half.reading = half.reading.modified(Some(Modifier::Approx));
            }
            return Some((first, second, from));
        }
        if self.is(at, Tag::Digits) {
            // `1 (14) February 1918`, by either calendar.
            if let Some(both) = self.both_calendars(at) {
                return Some(both);
            }
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
            return self.years_in_short(at, end, next).or_else(|| self.eras(at)).or_else(|| self.hours(at));
        }
        if self.is(at, Tag::Era(false)) {
            return self.eras(at);
        }
        if let Some(found) = self.ranked_days(at) {
            return Some(found);
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

    /// `1914-18`, `1848/49`, `1908-9`, `1899-00`: the second year by its last digits.
    fn years_in_short(&self, at: usize, end: usize, next: usize) -> Option<(Match, Match, usize)> {
        let (first, short) = (self.number(at)?, self.number(next)?);
        let joined =
            matches!(self.tag(end), Tag::Hyphen | Tag::Slash) && self.touches(end) && self.touches(next);
        let goes_on = self.touches(next + 1)
            && (self.is(next + 1, Tag::Hyphen)
                || self.shape(next + 1) != Shape::None
                || self.touches(next + 2) && self.is(next + 2, Tag::Digits));
        if self.width(at) != 4 || !(1000..2100).contains(&first) || !joined || goes_on {
            return None;
        }
        let whole = match self.width(next) {
            2 => 100,
            1 if !self.is_labelled(at) && !self.is_money(at) => 10,
            _ => return None,
        };
        let follows = short == (first + 1) % whole;
        if !(follows || short > first % whole && self.is(end, Tag::Hyphen)) {
            return None;
        }
        let last = if follows { first + 1 } else { first - first % whole + short };
        let year = |number: u32| Within::Year(i32::try_from(number).unwrap_or(0));
        let left = Reading::named(Grain::Year, year(first), "range-year");
        let right = Reading::named(Grain::Year, year(last), "range-year");
        Some((Match { end, reading: left }, Match { end: next + 1, reading: right }, next))
    }

    /// `AD 66-70`, `66 to 70 AD`: years of our era that are too early to be known by their digits.
    fn eras(&self, at: usize) -> Option<(Match, Match, usize)> {
        let led = self.is(at, Tag::Era(false));
        let first = if led { at + 1 } else { at };
        let end = first + 1;
        let next = match self.tag(end) {
            Tag::Hyphen | Tag::To | Tag::And => end + 1,
            _ => return None,
        };
        let year = |at: usize| {
            self.number(at)
                .filter(|_| self.is(at, Tag::Digits) && self.width(at) <= 4)
                .and_then(|year| i32::try_from(year).ok())
                .filter(|year| *year > 0)
        };
        let (from, to) = (year(first)?, year(next)?);
        let behind = match self.era(next + 1) {
            Some((behind, false)) => behind,
            None if led && !self.is_counted(next + 1) && self.unit(next + 1).is_none() => next + 1,
            _ => return None,
        };
        if from >= to || self.is(end, Tag::And) && (at == self.start || self.before(at) != Tag::Between) {
            return None;
        }
        let named = |year: i32| Reading::named(Grain::Year, Within::Year(year), "era-year");
        Some((Match { end, reading: named(from) }, Match { end: behind, reading: named(to) }, next))
    }

    /// `from 9 to 11 a.m.`, `between 2 and 5 p.m. on Tuesday`: the half of the day behind the second is that of both.
    fn hours(&self, at: usize) -> Option<(Match, Match, usize)> {
        let hour = self.number(at).filter(|hour| (1..=12).contains(hour) && self.width(at) <= 2)?;
        let led = match self.tag(at + 1) {
            Tag::To => self.before(at) == Tag::From,
            Tag::And => self.before(at) == Tag::Between,
            Tag::Hyphen => self.touches(at + 1) && self.touches(at + 2),
            _ => false,
        };
        if !led || self.is_glued(at) || !self.is(at + 2, Tag::Digits) {
            return None;
        }
        let second = self.clock(at + 2)?;
        let last = second.reading.clock?;
        let halved = (at + 3..second.end).any(|at| matches!(self.tag(at), Tag::Am(_)));
        let hour = u8::try_from(hour).ok()? % 12;
        // The first comes before the second: `11 to 2 p.m.`
        let hour = if hour + 12 <= last.hour { hour + 12 } else { hour };
        if !halved || hour >= last.hour {
            return None;
        }
        let reading = Reading { clock: Some(Clock { hour, minute: None }), ..second.reading };
        Some((Match { end: at + 1, reading }, second, at + 2))
    }

    /// `the 14th and 15th`: days of the month that is spoken of.
    fn ranked_days(&self, at: usize) -> Option<(Match, Match, usize)> {
        let first = self.ranked_day(at)?;
        let Core::Named { grain: Grain::DayOfMonth(one), .. } = first.reading.core else { return None };
        if !matches!(self.tag(first.end), Tag::And | Tag::Hyphen | Tag::To) {
            return None;
        }
        let from = first.end + 1;
        let number = self.past(from, Tag::The);
        let (end, two) = self.small_day(number).filter(|(end, two)| *end == number + 2 && *two > one)?;
        if self.month(end).is_some() || !self.ends_ranked_day(end) {
            return None;
        }
        let reading = Reading::named(Grain::DayOfMonth(two), Within::Open, "ranked-day");
        Some((first, Match { end, reading }, from))
    }

    /// `1 (14) February 1918`: the days of both calendars.
    fn both_calendars(&self, at: usize) -> Option<(Match, Match, usize)> {
        let (end, first) = self.small_day(at)?;
        let (close, second) =
            self.small_day(end + 1).filter(|_| self.is(end, Tag::Open) && !self.is_glued(at))?;
        if self.word(close) != ")" {
            return None;
        }
        let (behind, month) = self.month(close + 1)?;
        let (last, within) = self.year_behind(behind);
        let named = |day: u8| Reading::named(Grain::Day(month, day), within, "day-of-both");
        Some((Match { end, reading: named(first) }, Match { end: last, reading: named(second) }, end + 1))
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
        let era = self.era(last + 1);
        // `the 5th and 4th centuries BC`
        let before = matches!(era, Some((_, true)));
        if one == 0 || two == 0 || (one < two) == before || one == two {
            return None;
        }
        let grain = |rank: u32| match self.tag(last) {
            Tag::Units(Unit::Century) | Tag::Unit(Unit::Century) if rank <= 30 => {
                let first = i32::try_from(rank - 1).ok()? * 100;
                Some(Grain::Century(if before { -first } else { first.max(1) }))
            }
            Tag::Quarters if rank <= 4 && era.is_none() => Some(Grain::Quarter(u8::try_from(rank).ok()?)),
            _ => None,
        };
        let (behind, within) = match era {
            Some((behind, _)) => (behind, Within::Open),
            None => self.year_behind(last + 1),
        };
        let named = |rank: u32, modifier| {
            let rule = if matches!(self.tag(last), Tag::Quarters) { "quarter" } else { "century" };
            Some(Reading::named(grain(rank)?, within, rule).modified(modifier))
        };
        let (one, two) = (named(one, left)?, named(two, right)?);
        Some((Match { end, reading: one }, Match { end: behind, reading: two }, from))
    }

    /// Whether two dates are told in one breath, so that the year behind the second is that of both: `August and
    /// September 1914`, `the spring and summer of 1942`, `the summer and into the autumn of 1943`.
    pub(super) fn is_pair(&self, first: &Found, second: &Found) -> bool {
        let and = matches!(self.tag(first.end), Tag::And | Tag::Or);
        let into = self.is(first.end + 1, Tag::In) || self.says(first.end + 1, "into");
        and && (second.start == first.end + 1 || into && second.start == first.end + 2)
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
