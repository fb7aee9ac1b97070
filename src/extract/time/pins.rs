//! Days that are counted off from a day that is named with them: `two days before Christmas`, `a week from Monday`,
//! `the eve of 3 May`, `the first Monday of May`.

use super::calendar::{Day, month_length};
use super::reading::{Amount, Core, Grain, Reading, Unit, Which, Within};
use super::scan::{Match, Scan};
use super::tag::Tag;

impl Scan<'_, '_> {
    /// A day that is counted off from another, or within a month.
    pub(super) fn pinned(&self, at: usize) -> Option<Match> {
        match self.tag(at) {
            Tag::The => self
                .nth_weekday(at)
                .or_else(|| self.end_day(at))
                .or_else(|| self.eve_of(at))
                .or_else(|| self.ides_of(at))
                .or_else(|| self.day_by_day(at))
                .or_else(|| self.weekday_by_day(at))
                .or_else(|| self.holding(at)),
            Tag::Small(_) if matches!(self.tag(at + 1), Tag::Weekday(_) | Tag::Weekdays(_)) => {
                self.weekdays_ago(at)
            }
            Tag::Unit(Unit::Week) => self.numbered_week(at),
            Tag::A | Tag::Small(_) | Tag::Tens(_) | Tag::Digits | Tag::Couple => self.units_from(at),
            _ => None,
        }
    }

    /// `the first Monday of May`, `the last Friday in October 2023`.
    fn nth_weekday(&self, at: usize) -> Option<Match> {
        let (end, nth) = match self.tag(at + 1) {
            Tag::Last => (at + 2, 0),
            _ => self.ordinal(at + 1).filter(|(_, rank)| (1..=5).contains(rank))?,
        };
        let Tag::Weekday(weekday) = self.tag(end) else { return None };
        if !matches!(self.tag(end + 1), Tag::Of | Tag::In) {
            return None;
        }
        // `the first Monday of every month`: as often as there are months.
        if matches!(self.tag(end + 2), Tag::Every | Tag::Each) && self.is(end + 3, Tag::Unit(Unit::Month)) {
            let reading = Reading::new(Core::SetOf(Grain::Weekday(weekday)), "nth-weekday-set");
            return Match::new(end + 4, reading);
        }
        let (behind, month) = self.month(end + 2)?;
        let (behind, within) = self.year_behind(behind);
        let grain = Grain::Nth(u8::try_from(nth).ok()?, weekday, month);
        Match::new(behind, Reading::named(grain, within, "nth-weekday"))
    }

    /// `the first day of May`, `the last day of 1899`.
    fn end_day(&self, at: usize) -> Option<Match> {
        let last = match self.tag(at + 1) {
            Tag::First => false,
            Tag::Last => true,
            _ => return None,
        };
        if !self.is(at + 2, Tag::Unit(Unit::Day)) || !self.is(at + 3, Tag::Of) {
            return None;
        }
        let named = self.calendar_date(at + 4).or_else(|| self.year(at + 4))?;
        let Core::Named { grain, which: None, within } = named.reading.core else { return None };
        let grain = match (grain, within) {
            (Grain::Year, Within::Year(_)) if last => Grain::Day(12, 31),
            (Grain::Year, Within::Year(_)) => Grain::Day(1, 1),
            (Grain::Month(month), _) if !last => Grain::Day(month, 1),
            (Grain::Month(month), Within::Year(year)) => Grain::Day(month, month_length(year, month)),
            (Grain::Month(month), _) if month != 2 => Grain::Day(month, month_length(1, month)),
            _ => return None,
        };
        Match::new(named.end, Reading::named(grain, within, "end-day"))
    }

    /// `the Ides of March`: the 13th, in the long months of the Romans the 15th.
    fn ides_of(&self, at: usize) -> Option<Match> {
        if self.word(at + 1) != "Ides" || !self.is(at + 2, Tag::Of) {
            return None;
        }
        let (behind, month) = self.month(at + 3)?;
        let (end, within) = self.year_behind(behind);
        let day = if matches!(month, 3 | 5 | 7 | 10) { 15 } else { 13 };
        Match::new(end, Reading::named(Grain::Day(month, day), within, "ides-of"))
    }

    /// `the eve of 3 May`: the day before it.
    fn eve_of(&self, at: usize) -> Option<Match> {
        if !self.says(at + 1, "eve") || !self.is(at + 2, Tag::Of) {
            return None;
        }
        self.beside(at + 3, Amount { tenths: Some(10), unit: Unit::Day }, true, "eve-of")
    }

    /// `the day after Christmas`, `the day before 5 May`.
    fn day_by_day(&self, at: usize) -> Option<Match> {
        let back = match self.tag(at + 2) {
            Tag::Before => true,
            Tag::After => false,
            _ => return None,
        };
        if !self.is(at + 1, Tag::Unit(Unit::Day)) {
            return None;
        }
        self.beside(at + 3, Amount { tenths: Some(10), unit: Unit::Day }, back, "day-by-day")
    }

    /// `the Monday after Thanksgiving`; `the Monday after the vote` is of a day that nobody knows.
    fn weekday_by_day(&self, at: usize) -> Option<Match> {
        let Tag::Weekday(weekday) = self.tag(at + 1) else { return None };
        let back = match self.tag(at + 2) {
            Tag::Before => true,
            Tag::After | Tag::Following => false,
            _ => return None,
        };
        let named = self.calendar_date(at + 3);
        if let Some((
            named,
            Core::Named { grain: grain @ (Grain::Day(..) | Grain::Feast(_)), which: None, within },
        )) = named.map(|named| (named, named.reading.core))
        {
            let amount = Amount { tenths: Some(u32::from(weekday) * 10), unit: Unit::Weekend };
            let core = Core::Beside { amount, back, grain, within };
            return Match::new(named.end, Reading::new(core, "weekday-by-day"));
        }
        Match::new(at + 2, Reading::new(unknown_weekday(weekday), "weekday-by-event"))
    }

    /// `two Mondays ago`; `one Sunday in May` is of a day that nobody knows.
    fn weekdays_ago(&self, at: usize) -> Option<Match> {
        let Tag::Small(number) = self.tag(at) else { return None };
        match self.tag(at + 1) {
            Tag::Weekdays(weekday) if self.is(at + 2, Tag::Ago) && number > 1 => {
                let amount = Amount { tenths: Some(u32::from(number - 1) * 10), unit: Unit::Week };
                let (grain, within) = (Grain::Weekday(weekday), Within::Open);
                let core = Core::Beside { amount, back: true, grain, within };
                Match::new(at + 3, Reading::new(core, "weekdays-ago"))
            }
            Tag::Weekday(weekday) if number == 1 => {
                Match::new(at + 2, Reading::new(unknown_weekday(weekday), "some-weekday"))
            }
            _ => None,
        }
    }

    /// `week 14 of 2020`: by the count of ISO; its Thursday is of the same year.
    fn numbered_week(&self, at: usize) -> Option<Match> {
        let number = self.number(at + 1).filter(|_| self.width(at + 1) <= 2)?;
        let of = match self.tag(at + 2) {
            Tag::Of | Tag::Comma | Tag::In => at + 3,
            _ => at + 2,
        };
        let (year, week) = (self.year_number(of)?, u8::try_from(number).ok()?);
        if !(1..=53).contains(&week) || !(1800..2100).contains(&year) || self.is_counted(of + 1) {
            return None;
        }
        let thursday = Day::of_week(year, week).plus(3);
        if thursday.year != year {
            return None;
        }
        let amount = Amount { tenths: None, unit: Unit::Week };
        let (grain, within) = (Grain::Day(thursday.month, thursday.day), Within::Year(year));
        Match::new(of + 1, Reading::new(Core::Beside { amount, back: false, grain, within }, "numbered-week"))
    }

    /// `the week of 4 March`, `the weekend of 4 March`, `the week ending 8 March`: the one that holds the day.
    fn holding(&self, at: usize) -> Option<Match> {
        let Tag::Unit(unit @ (Unit::Week | Unit::Weekend)) = self.tag(at + 1) else { return None };
        let led = self.is(at + 2, Tag::Of)
            || self.is(at + 2, Tag::To)
            || ["ending", "ended", "beginning", "starting"].iter().any(|word| self.says(at + 2, word));
        if !led {
            return None;
        }
        // `the week of 7-13 May`
        let both = if self.is(at + 3, Tag::Digits) { self.range(at + 3) } else { None };
        let named = match both {
            Some((first, second, _)) => Match { end: second.end, ..first },
            None => self.calendar_date(at + 3)?,
        };
        let Core::Named { grain: grain @ (Grain::Day(..) | Grain::Feast(_)), which: None, within } =
            named.reading.core
        else {
            return None;
        };
        let amount = Amount { tenths: None, unit };
        // `the weekend of Oct. 30-31`
        let both = self.is(named.end, Tag::Hyphen) && self.touches(named.end) && self.touches(named.end + 1);
        let end = match self.small_day(named.end + 1).filter(|_| both) {
            Some((end, _)) => end,
            None => named.end,
        };
        Match::new(end, Reading::new(Core::Beside { amount, back: false, grain, within }, "week-of-day"))
    }

    /// `two days before Christmas`, `a week from Monday`, `a week ago Monday`, `a week on Monday`.
    fn units_from(&self, at: usize) -> Option<Match> {
        let (next, tenths) = match self.tag(at) {
            Tag::A if !matches!(self.tag(at + 1), Tag::Couple) => (at + 1, 10),
            _ => self.quantity(at).and_then(|(end, tenths)| Some((end, tenths?)))?,
        };
        let (unit, _) = self.unit(next)?;
        if tenths % 10 != 0
            || !matches!(unit, Unit::Day | Unit::Week | Unit::Fortnight | Unit::Month | Unit::Year)
        {
            return None;
        }
        let by_weekday = matches!(unit, Unit::Week | Unit::Fortnight)
            && self.weekday_alone(next + 2)
            && !matches!(self.tag(next + 3), Tag::Part(_));
        let back = match self.tag(next + 1) {
            Tag::Before => true,
            Tag::After => false,
            Tag::Ago if by_weekday => true,
            Tag::From | Tag::On if by_weekday => false,
            _ => return None,
        };
        self.beside(next + 2, Amount { tenths: Some(tenths), unit }, back, "units-from-day")
    }

    fn weekday_alone(&self, at: usize) -> bool {
        matches!(self.tag(at), Tag::Weekday(_))
    }

    /// So much before or after the day that is named at a token.
    fn beside(&self, at: usize, amount: Amount, back: bool, rule: &'static str) -> Option<Match> {
        let named = self.calendar_date(at)?;
        let Core::Named { grain, which: None, within } = named.reading.core else { return None };
        let day = matches!(grain, Grain::Day(..) | Grain::Weekday(_) | Grain::Feast(_));
        if !day
            || matches!(within, Within::Which(_, Unit::Week))
            || named.reading.rule == "numeric-date-either"
        {
            return None;
        }
        Match::new(named.end, Reading::new(Core::Beside { amount, back, grain, within }, rule))
    }
}

/// A weekday of which nothing says where it lies.
fn unknown_weekday(weekday: u8) -> Core {
    Core::Named { grain: Grain::Weekday(weekday), which: Some(Which::The), within: Within::Open }
}
