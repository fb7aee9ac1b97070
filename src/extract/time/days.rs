//! Days and months by name and number: `Tuesday, 12 June 2024`, `June 12`, `late June`, `2024-06-12`.

use super::calendar::Day;
use super::reading::{Amount, Core, Grain, Reading, Unit, Which, Within};
use super::scan::{Match, Scan};
use super::tag::Tag;
use crate::extract::lex::Shape;

impl Scan<'_, '_> {
    /// A month by its name; a short name takes its full stop along. Names that are also other words must show
    /// by what stands around them that they are months.
    pub(super) fn month(&self, at: usize) -> Option<(usize, u8)> {
        match self.tag(at) {
            Tag::Month(month) => Some((at + 1, month)),
            Tag::MonthShort(month) => {
                let dotted = self.is(at + 1, Tag::Dot) && self.touches(at + 1);
                Some((if dotted { at + 2 } else { at + 1 }, month))
            }
            _ => None,
        }
    }

    /// The number of a day: `12`, `12th`.
    fn day_number(&self, at: usize) -> Option<(usize, u8)> {
        let number = self.number(at).filter(|number| (1..=31).contains(number))?;
        if self.width(at) > 2 {
            return None;
        }
        let end = if self.is(at + 1, Tag::Suffix) && self.touches(at + 1) { at + 2 } else { at + 1 };
        Some((end, u8::try_from(number).ok()?))
    }

    /// A year in four digits.
    pub(super) fn year_number(&self, at: usize) -> Option<i32> {
        let year = self.number(at).filter(|_| self.width(at) == 4)?;
        (1000..2200).contains(&year).then(|| i32::try_from(year).unwrap_or(0))
    }

    /// `11 January 1538/9`: a day before the year began in March, which is counted as of the later one now.
    fn dual_year(&self, at: usize, year: i32) -> Option<(usize, Within)> {
        let slash = self.is(at + 1, Tag::Slash) && self.touches(at + 1) && self.touches(at + 2);
        let whole = match self.width(at + 2) {
            1 => 10,
            2 => 100,
            _ => return None,
        };
        let later = i32::try_from(self.number(at + 2)?).ok()? == (year + 1) % whole;
        let old = (1100..1753).contains(&year) && !self.is(at + 3, Tag::Slash);
        (slash && later && old).then_some((at + 3, Within::Year(year + 1)))
    }

    /// What follows a month or a day and says its year: `, 2024`, `of last year`, `490 BC`.
    pub(super) fn year_behind(&self, at: usize) -> (usize, Within) {
        let next = self.past(at, Tag::Comma);
        if let Some((end, year)) = self.era_year(next) {
            return (end, Within::Year(year));
        }
        if let Some(year) = self.year_number(next) {
            // Thousands (`In May, 2000 men`) are no year, but a year before a comma or a word that bears one is.
            let counts = next > at && self.is_counted(next + 1);
            if !counts {
                return self.dual_year(next, year).unwrap_or((next + 1, Within::Year(year)));
            }
        }
        let of = self.past(next, Tag::Of);
        if of > next
            && let Some((end, year)) = self.era_year(of)
        {
            return (end, Within::Year(year));
        }
        if of > next
            && let Some(year) = self.year_number(of)
        {
            return (of + 1, Within::Year(year));
        }
        if self.is(of, Tag::The) && self.says(of + 1, "year") && self.year_number(of + 2).is_some() {
            return (of + 3, Within::Year(self.year_number(of + 2).unwrap_or(0)));
        }
        if let Some((end, year)) = self.spelled_year(of) {
            return (end, Within::Year(year));
        }
        if self.is(of, Tag::Quote) && self.touches(of + 1) && self.width(of + 1) == 2 {
            return (of + 2, Within::ShortYear(u8::try_from(self.number(of + 1).unwrap_or(0)).unwrap_or(0)));
        }
        let the = self.past(of, Tag::The);
        let which = match self.tag(the) {
            Tag::This | Tag::Current => Which::This,
            Tag::Last => Which::Last,
            Tag::Next => Which::Next,
            Tag::That if of > next => Which::That,
            Tag::Same if of > next => Which::That,
            Tag::Previous if of > next => Which::Previous,
            Tag::Following if of > next => Which::Following,
            _ => return (at, Within::Open),
        };
        let unit = self.past(the + 1, Tag::Same);
        if next == at && self.is(unit, Tag::Unit(Unit::Year)) && !self.is(unit + 1, Tag::Possessive) {
            return (unit + 1, Within::Which(which, Unit::Year));
        }
        (at, Within::Open)
    }

    /// Whether a word that is counted stands there: `people`, `soldiers`.
    pub(super) fn is_counted(&self, at: usize) -> bool {
        let word = self.word(at);
        let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
        self.tag(at) == Tag::Other
            && self.shape(at) == Shape::Lower
            && (plural
                || [
                    "people", "men", "women", "children", "percent", "million", "billion", "km", "feet",
                    "pct",
                ]
                .contains(&word))
            && ![
                "was", "has", "is", "as", "does", "says", "this", "thus", "alas", "sees", "starts", "begins",
                "opens", "closes", "remains", "shows",
            ]
            .contains(&word)
    }

    /// A day or a month with what belongs to it.
    pub(super) fn calendar_date(&self, at: usize) -> Option<Match> {
        self.numeric_date(at)
            .or_else(|| self.compact_date(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.day_of_month(at))
            .or_else(|| self.feast(at))
            .or_else(|| self.month_date(at))
            .or_else(|| self.ranked_day(at))
    }

    /// `on the 20th`: a day of the month that is spoken of.
    pub(super) fn ranked_day(&self, at: usize) -> Option<Match> {
        let day = at + 1;
        let led = matches!(
            self.before(at),
            Tag::On | Tag::By | Tag::Until | Tag::From | Tag::To | Tag::Since | Tag::Before | Tag::Between
        ) || self.before(at) == Tag::Of
            && at > self.start + 1
            && matches!(self.tag(at - 2), Tag::Part(_));
        if !led || !self.is(at, Tag::The) || !self.is(day, Tag::Digits) || !self.is(day + 1, Tag::Suffix) {
            return None;
        }
        let (end, number) = self.day_number(day)?;
        let both =
            self.is(end, Tag::Hyphen) && self.small_day(end + 1).is_some_and(|(last, _)| last == end + 3);
        if !both && !self.ends_ranked_day(end) {
            return None;
        }
        Match::new(end, Reading::named(Grain::DayOfMonth(number), Within::Open, "ranked-day"))
    }

    /// Whether what stands behind a rank does not make it that of something else: `the 14th Army`.
    pub(super) fn ends_ranked_day(&self, end: usize) -> bool {
        let noun = self.tag(end) == Tag::Other
            && self.shape(end) != Shape::None
            && !["was", "were", "had", "he", "she", "they", "it", "we"].contains(&self.word(end));
        !noun
            && !matches!(
                self.tag(end),
                Tag::Hyphen | Tag::Of | Tag::Unit(_) | Tag::Anniversary | Tag::Quarter | Tag::Period
            )
    }

    /// `12 June 2024`, `the 12th of June`, `12th June`.
    pub(super) fn day_of_month(&self, at: usize) -> Option<Match> {
        let number = self.past(at, Tag::The);
        let (end, day) = if let Some(found) = self.day_number(number) {
            found
        } else {
            let (end, rank) = self.ordinal(number)?;
            if !self.is(end, Tag::Of) {
                return None;
            }
            (end, u8::try_from(rank).ok().filter(|rank| *rank <= 31)?)
        };
        let suffixed = end > number + 1;
        let of = self.is(end, Tag::Of) && (suffixed || number > at);
        let hyphen =
            matches!(self.tag(end), Tag::Hyphen | Tag::Slash) && self.touches(end) && self.touches(end + 1);
        let next = if of || hyphen { end + 1 } else { end };
        let (end, month) = self.month(next)?;
        // `2 May` could be the end of one date and a name; a number that belongs to a greater one is none.
        if self.is_glued(number)
            && matches!(self.before(number), Tag::Dot | Tag::Comma | Tag::Colon | Tag::Money)
        {
            return None;
        }
        let (mut end, mut within) = self.year_behind(end);
        if within == Within::Open
            && (self.is(end, Tag::Hyphen) || hyphen && self.is(end, Tag::Slash))
            && let Some(year) = self.year_number(end + 1)
        {
            (end, within) = (end + 2, Within::Year(year));
        }
        // `02-May-24`
        if within == Within::Open
            && hyphen
            && matches!(self.tag(end), Tag::Hyphen | Tag::Slash)
            && self.touches(end)
            && self.touches(end + 1)
            && self.width(end + 1) == 2
            && let Some(short) = self.number(end + 1).and_then(|short| u8::try_from(short).ok())
        {
            (end, within) = (end + 2, Within::ShortYear(short));
        }
        Match::new(end, Reading::named(Grain::Day(month, day), within, "day-month"))
    }

    /// `June 12, 2024`, `June 2024`, `June`, `last June`.
    pub(super) fn month_date(&self, at: usize) -> Option<Match> {
        let (behind, month) = self.month(at)?;
        let the = self.past(behind, Tag::The);
        if let Some((end, day)) = self.day_number(the)
            && !(self.is(end, Tag::Colon) && self.touches(end) && self.is(end + 1, Tag::Digits))
            && !(self.is(end, Tag::Comma) && self.touches(end + 1) && self.width(end + 1) == 3)
        {
            let (end, within) = self.year_behind(end);
            // A day that is a number of its own: `In May 12 percent`.
            if within != Within::Open || !matches!(self.word(end), "percent" | "%" | "million" | "billion") {
                return Match::new(end, Reading::named(Grain::Day(month, day), within, "month-day"));
            }
        }
        let (end, within) = self.year_behind(behind);
        if within != Within::Open {
            return Match::new(end, Reading::named(Grain::Month(month), within, "month-year"));
        }
        if self.is_month(at, behind, month) {
            return Match::new(behind, Reading::named(Grain::Month(month), Within::Open, "month"));
        }
        None
    }

    /// Whether a month's name that stands alone is one: `May` the verb and the name, `March` the walk.
    fn is_month(&self, at: usize, end: usize, month: u8) -> bool {
        let before = self.before(at);
        let led = matches!(
            before,
            Tag::In
                | Tag::Since
                | Tag::By
                | Tag::Until
                | Tag::From
                | Tag::To
                | Tag::During
                | Tag::This
                | Tag::Last
                | Tag::Next
                | Tag::Of
                | Tag::Early
                | Tag::Late
                | Tag::Mid
                | Tag::Every
                | Tag::Each
                | Tag::Between
                | Tag::Before
                | Tag::After
                | Tag::For
                | Tag::Previous
                | Tag::Following
                | Tag::Coming
        ) || (before == Tag::Hyphen
            && at > self.start + 1
            && matches!(self.before(at - 1), Tag::Mid | Tag::Late | Tag::Early));
        match self.tag(at) {
            // `Sept–Oct 1915`
            Tag::MonthShort(_)
                if matches!(self.tag(end), Tag::Hyphen | Tag::Slash)
                    && self
                        .month(end + 1)
                        .is_some_and(|(behind, _)| self.year_behind(behind).1 != Within::Open) =>
            {
                true
            }
            Tag::MonthShort(month) => led && (end > at + 1 || !matches!(month, 1 | 3)),
            Tag::Month(3 | 4 | 5 | 6 | 8) => {
                // A capitalised word beside it makes it a name: `Theresa May`, `June Smith`.
                let name_before = at > self.start
                    && self.shape(at - 1) == Shape::Title
                    && before == Tag::Other
                    && at - 1 > self.start;
                let name_behind = matches!(month, 4 | 6)
                    && self.shape(end) == Shape::Title
                    && !led
                    && self.tag(end) == Tag::Other;
                led || (!matches!(month, 3 | 5) && !name_before && !name_behind)
                    || (matches!(month, 3 | 5)
                        && at > self.start
                        && !name_before
                        && (matches!(before, Tag::And | Tag::Or | Tag::Hyphen | Tag::Open)
                            || before == Tag::The
                                && self.shape(end) == Shape::Lower
                                // `the March on Rome`
                                && !(self.is(end, Tag::On) && self.shape(end + 1) == Shape::Title)))
            }
            _ => true,
        }
    }

    /// `Tuesday`, `Tuesday, June 12`, `last Tuesday`, `Tuesday of last week`.
    fn weekday(&self, at: usize) -> Option<Match> {
        let (mut end, weekday) = match self.tag(at) {
            Tag::Weekday(weekday) => (at + 1, weekday),
            Tag::WeekdayShort(weekday) => {
                let dotted = self.is(at + 1, Tag::Dot) && self.touches(at + 1);
                (if dotted { at + 2 } else { at + 1 }, weekday)
            }
            _ => return None,
        };
        let next = self.past(end, Tag::Comma);
        let dated = self.numeric_date(next).or_else(|| self.day_of_month(next)).or_else(|| {
            let named = self.month_date(next)?;
            matches!(named.reading.core, Core::Named { grain: Grain::Day(..), .. }).then_some(named)
        });
        if let Some(mut dated) = dated {
            if dated.reading.rule != "numeric-date-either" {
                dated.reading.rule = "weekday-date";
            }
            dated.reading.weekday = Some(weekday);
            return Some(dated);
        }
        if matches!(self.tag(at), Tag::WeekdayShort(_)) {
            return None;
        }
        // `the Sunday Times`; `Black Friday` is a day of its own.
        if ["Times", "Telegraph", "Mirror", "Express", "Herald", "Mail", "Post", "Star"]
            .contains(&self.word(end))
        {
            return None;
        }
        if at > self.start
            && ["Black", "Bloody", "Super", "Bowl", "Cyber", "Holy", "Fat"].contains(&self.word(at - 1))
        {
            // A day of its own, of which at least the year is told: `Bloody Sunday 1972`.
            let (end, within) = self.year_of_weekday(end, true);
            let core = Core::Named { grain: Grain::Weekday(weekday), which: Some(Which::The), within };
            return Match::new(end, Reading::new(core, "some-weekday"));
        }
        if let (end, within @ Within::Year(_)) = self.year_of_weekday(end, false) {
            return Match::new(end, Reading::named(Grain::Weekday(weekday), within, "some-weekday"));
        }
        // `on Monday week`
        if self.is(end, Tag::Unit(Unit::Week))
            && self.before(at) == Tag::On
            && self.shape(end + 1) != Shape::Title
            && !self.is(end + 1, Tag::Hyphen)
        {
            let amount = Amount { tenths: Some(10), unit: Unit::Week };
            let grain = Grain::Weekday(weekday);
            let core = Core::Beside { amount, back: false, grain, within: Within::Open };
            return Match::new(end + 1, Reading::new(core, "weekday-week"));
        }
        let of = self.past(end, Tag::Of);
        let which = match self.tag(of) {
            Tag::This => Some(Which::This),
            Tag::Last => Some(Which::Last),
            Tag::Next => Some(Which::Next),
            _ => None,
        };
        let mut within = Within::Open;
        if let Some(which) = which.filter(|_| self.is(of + 1, Tag::Unit(Unit::Week))) {
            within = Within::Which(which, Unit::Week);
            end = of + 2;
        }
        let mut reading = Reading::named(Grain::Weekday(weekday), within, "weekday");
        // `on a Friday afternoon`, `a Tuesday in October`: any of them; `a Friday deadline` is one that is known.
        if self.before(at) == Tag::A && within == Within::Open {
            let next = if matches!(self.tag(end), Tag::Part(_)) { end + 1 } else { end };
            if self.shape(next) != Shape::Lower || matches!(self.tag(next), Tag::In | Tag::Of) {
                reading.core = Core::Named {
                    grain: Grain::Weekday(weekday),
                    which: Some(Which::The),
                    within: Within::Open,
                };
                reading.rule = "some-weekday";
            }
        }
        Match::new(end, reading)
    }

    /// The year right behind a weekday: `Black Monday 1987`, `Black Wednesday in 1992`.
    fn year_of_weekday(&self, at: usize, named: bool) -> (usize, Within) {
        let next = if matches!(self.tag(at), Tag::In | Tag::Of) { at + 1 } else { at };
        let behind = next + 1;
        // `Friday 2000 men came`, `Tuesday 1900 GMT`, `Tuesday 1900-2000`
        let counts = self.is_counted(behind) && !named || self.unit(behind).is_some();
        let clock = matches!(self.tag(behind), Tag::Am(_) | Tag::Zone | Tag::Hour(_));
        let goes_on =
            self.touches(behind) && matches!(self.tag(behind), Tag::Colon | Tag::Hyphen | Tag::Slash);
        let other = self.touches(next) || counts || clock || goes_on;
        let year = self.year_number(next).filter(|_| !other);
        match year {
            Some(year) if next > at || year < 2100 => (next + 1, Within::Year(year)),
            _ => (at, Within::Open),
        }
    }

    /// `2024-06-12`, `12/06/2024`, `12.6.2024`.
    pub(super) fn numeric_date(&self, at: usize) -> Option<Match> {
        if !self.is(at, Tag::Digits)
            || !self.is(at + 2, Tag::Digits)
            || !self.touches(at + 1)
            || !self.touches(at + 2)
        {
            return None;
        }
        let sign = self.tag(at + 1);
        if !matches!(sign, Tag::Hyphen | Tag::Slash | Tag::Dot)
            || (self.is_glued(at)
                && matches!(self.before(at), Tag::Hyphen | Tag::Slash | Tag::Dot | Tag::Digits))
        {
            return None;
        }
        let third = self.is(at + 3, sign)
            && self.touches(at + 3)
            && self.touches(at + 4)
            && self.is(at + 4, Tag::Digits);
        let (a, b) = (self.number(at)?, self.number(at + 2)?);
        // `2024-08-19`, `2024-8-19`
        if self.width(at) == 4
            && self.width(at + 2) <= 2
            && (sign != Tag::Dot || third && self.width(at + 2) == 2)
        {
            let year = self.year_number(at)?;
            let month = u8::try_from(b).ok().filter(|month| (1..=12).contains(month))?;
            if third && self.width(at + 4) <= 2 {
                let day = u8::try_from(self.number(at + 4)?).ok().filter(|day| (1..=31).contains(day))?;
                return Match::new(
                    at + 5,
                    Reading::named(Grain::Day(month, day), Within::Year(year), "iso-date"),
                );
            }
            // `2024-05`
            let alone = !third && self.width(at + 2) == 2 && (1900..2100).contains(&year);
            return (alone && (!self.touches(at + 3) || self.ends_phrase(at + 3))).then_some(()).and_then(
                |()| Match::new(at + 3, Reading::named(Grain::Month(month), Within::Year(year), "iso-month")),
            );
        }
        // `05/2024`
        if sign == Tag::Slash && !third && self.width(at + 2) == 4 && self.width(at) <= 2 {
            let year = self.year_number(at + 2).filter(|year| (1900..2100).contains(year))?;
            let month = u8::try_from(a).ok().filter(|month| (1..=12).contains(month))?;
            return Match::new(at + 3, Reading::named(Grain::Month(month), Within::Year(year), "iso-month"));
        }
        if !third && (a, b, sign) == (9, 11, Tag::Slash) && self.width(at) == 1 {
            return self.nine_eleven(at);
        }
        if !third || self.width(at) > 2 || self.width(at + 2) > 2 {
            return None;
        }
        let within = match self.width(at + 4) {
            4 => Within::Year(self.year_number(at + 4)?),
            2 if sign == Tag::Dot && self.is_version(at) => return None,
            2 => Within::ShortYear(u8::try_from(self.number(at + 4)?).ok()?),
            _ => return None,
        };
        // Full stops are European, day first; with slashes and hyphens the month comes first where it can, and where
        // either can, the other dates of the document tell.
        let either = sign != Tag::Dot && a <= 12 && b <= 12 && a != b;
        let rule = if either { "numeric-date-either" } else { "numeric-date" };
        let (day, month) = if sign == Tag::Dot || a > 12 { (a, b) } else { (b, a) };
        let (day, month) = (u8::try_from(day).ok()?, u8::try_from(month).ok()?);
        ((1..=12).contains(&month) && (1..=31).contains(&day))
            .then_some(())
            .and_then(|()| Match::new(at + 5, Reading::named(Grain::Day(month, day), within, rule)))
    }

    /// Whether three numbers that could be a day are that of a version: `version 1.2.28`, `[1.2.28]`, and what is
    /// itself given a day on its line, `1.2.28 - 2024-10-05`.
    fn is_version(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        let named = ["v", "version"].iter().any(|name| before.eq_ignore_ascii_case(name));
        let dated = (at + 5..at + 8)
            .find(|&next| matches!(self.word(next), "-" | "–" | "—" | "("))
            .is_some_and(|dash| {
                self.is(dash + 1, Tag::Digits) && self.width(dash + 1) == 4 && self.is(dash + 2, Tag::Hyphen)
            });
        named || dated || before == "[" && self.word(at + 5) == "]"
    }

    /// `since 9/11`, `the 9/11 attacks`: the day that is called so.
    fn nine_eleven(&self, at: usize) -> Option<Match> {
        let led = matches!(
            self.before(at),
            Tag::The | Tag::Since | Tag::After | Tag::Before | Tag::On | Tag::Hyphen
        );
        if !led || self.touches(at + 3) && self.shape(at + 3) != Shape::None || self.is_counted(at + 3) {
            let named =
                ["attacks", "attack", "terrorist", "terrorists", "hijackers", "commission", "victims"];
            if !named.iter().any(|word| self.says(at + 3, word)) {
                return None;
            }
        }
        Match::new(at + 3, Reading::named(Grain::Day(9, 11), Within::Year(2001), "nine-eleven"))
    }

    /// `20240612`
    fn compact_date(&self, at: usize) -> Option<Match> {
        if self.width(at) != 8
            || self.is_glued(at)
            || self.touches(at + 1) && self.shape(at + 1) != Shape::None
        {
            return None;
        }
        let number = self.number(at)?;
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        let day = Day::new(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
        if !(1900..2100).contains(&day.year)
            || self.is_labelled(at)
            || self.is_money(at)
            || self.is_counted(at + 1)
        {
            return None;
        }
        let within = Within::Year(day.year);
        Match::new(at + 1, Reading::named(Grain::Day(day.month, day.day), within, "compact-date"))
    }
}
