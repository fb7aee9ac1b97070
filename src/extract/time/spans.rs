//! Stretches of time and what is counted off with them: `three weeks`, `two years ago`, `every Monday`, `annually`.

use super::phrase::Found;
use super::reading::{Amount, Core, Grain, Modifier, Reading, Ref, Unit, Within};
use super::scan::{Match, Scan};
use super::tag::Tag;
use crate::extract::lex::Shape;

/// What may stand between a number and its unit.
static BETWEEN: [&str; 22] = [
    "more",
    "straight",
    "consecutive",
    "successive",
    "additional",
    "full",
    "whole",
    "long",
    "short",
    "trading",
    "business",
    "working",
    "calendar",
    "extra",
    "further",
    "solid",
    "bloody",
    "light",
    "good",
    "odd",
    "fiscal",
    "critical",
];

/// Who is so many weeks or months old.
static CHILDREN: [&str; 10] =
    ["son", "daughter", "baby", "babies", "boy", "girl", "child", "infant", "twins", "grandson"];

/// A date that is told to the day, whatever it is counted in: `a year ago today`.
fn to_the_day(found: Match) -> Match {
    let Core::Offset { amount: Amount { tenths: Some(tenths), unit }, back, .. } = found.reading.core else {
        return found;
    };
    let amount = Amount { tenths: Some(tenths), unit };
    let core = Core::Beside { amount, back, grain: Grain::Near(Unit::Day, 0), within: Within::Open };
    Match { end: found.end, reading: Reading { core, ..found.reading } }
}

impl Scan<'_, '_> {
    /// A stretch of time, with what says where it lies: `two years ago`, `three days later`.
    pub(super) fn span(&self, at: usize) -> Option<Match> {
        // `a third visit in as many months`: as many as were counted before.
        let many = if self.is(at, Tag::Many) { at } else { at.saturating_sub(1) };
        if many > self.start && self.is(many, Tag::Many) && self.says(many - 1, "as") {
            return None;
        }
        let found = self.amount(at)?;
        // `three quarters of the men` are a part of them.
        if let Core::Duration(Amount { unit: Unit::Quarter, .. }) = found.reading.core
            && self.is(found.end, Tag::Of)
        {
            return None;
        }
        // `a matter of days`, `minutes apart`: no stretch that anything fills.
        if let Some(found) = self.one_day(at, found) {
            return Some(found);
        }
        let vague = found.reading.rule == "some-units";
        if vague && (self.says(found.end, "apart") || at > self.start + 1 && self.says(at - 2, "matter")) {
            return None;
        }
        // Names are written with capital letters: `60 Minutes`.
        if at > self.start && self.shape(found.end - 1) == Shape::Title && self.tag(at) == Tag::Digits {
            return None;
        }
        Some(self.direction(found))
    }

    /// `One day he will return`: some day, of which only this is known.
    fn one_day(&self, at: usize, found: Match) -> Option<Match> {
        use crate::extract::time::tense::{Tense, tense};
        let one = matches!(self.tag(at), Tag::Small(1)) && found.end == at + 2;
        let day = found.reading.core == Core::Duration(Amount { tenths: Some(10), unit: Unit::Day });
        let alone = at == self.start || matches!(self.before(at), Tag::Comma | Tag::Other);
        let followed =
            matches!(self.tag(at + 2), Tag::In | Tag::Of | Tag::Later | Tag::Ago | Tag::Earlier | Tag::Long);
        let comes = alone && (at + 3 < self.end || at == self.start);
        if !one || !day || !comes || followed || tense(self.page, &(at..at + 2)) != Tense::Future {
            return None;
        }
        Match::new(found.end, Reading::new(Core::Refer(Ref::Future), "one-day"))
    }

    /// A stretch of time by itself.
    fn amount(&self, at: usize) -> Option<Match> {
        let duration = |end, tenths, unit, rule| {
            Match::new(end, Reading::new(Core::Duration(Amount { tenths, unit }), rule))
        };
        // `half a century`, `half an hour`
        if self.is(at, Tag::Half) {
            let next = match self.tag(at + 1) {
                Tag::A | Tag::Hyphen => at + 2,
                _ => return None,
            };
            if let Some((unit, false)) = self.unit(next) {
                return duration(next + 1, Some(5), unit, "half-unit");
            }
        }
        if let Some(end) = self.quarter_century(at) {
            return duration(end, Some(250), Unit::Year, "quarter-century");
        }
        if let Some((end, tenths)) = self.quantity(at) {
            return self.counted(at, end, tenths);
        }
        match self.tag(at) {
            // `a year`, `an hour and a half`
            Tag::A => {
                let next = if self.is(at + 1, Tag::Full) { at + 2 } else { at + 1 };
                if self.is(next, Tag::Half) && self.is(next + 1, Tag::Hyphen) {
                    let (unit, _) = self.unit(next + 2)?;
                    return duration(next + 3, Some(5), unit, "half-unit");
                }
                if let Some(found) = self.stretch_of_units(next) {
                    return Some(found);
                }
                let (unit, plural) = self.unit(next)?;
                if plural || matches!(unit, Unit::Second | Unit::Quarter | Unit::Weekend | Unit::Season(_)) {
                    return None;
                }
                if self.is(next + 1, Tag::Hyphen) && self.touches(next + 1) {
                    return None;
                }
                // `$500 million a year`: a part of the price.
                if next == at + 1
                    && self.is_price(at)
                    && !matches!(self.tag(next + 1), Tag::Ago | Tag::Earlier | Tag::Later | Tag::Before)
                {
                    return None;
                }
                if next == at + 1 && self.is_rate(at) {
                    return Match::new(
                        next + 1,
                        Reading::new(Core::Set(Amount { tenths: Some(10), unit }), "rate"),
                    );
                }
                // `a day or two`, `a year or so`, `a week or more`
                if self.is(next + 1, Tag::Or) {
                    let modifier = match self.tag(next + 2) {
                        Tag::Small(2) | Tag::So => Some(Modifier::Approx),
                        Tag::More => Some(Modifier::EqualOrMore),
                        _ => None,
                    };
                    if modifier.is_some() && self.unit(next + 3).is_none() {
                        let found = duration(next + 3, Some(10), unit, "a-unit")?;
                        return Match::new(found.end, found.reading.modified(modifier));
                    }
                }
                if self.is(next + 1, Tag::And) && self.is(next + 2, Tag::A) && self.is(next + 3, Tag::Half) {
                    return duration(next + 4, Some(15), unit, "a-unit");
                }
                duration(next + 1, Some(10), unit, "a-unit")
            }
            // `weeks`, `decades`
            Tag::Units(unit) if !matches!(unit, Unit::Second | Unit::Weekend) => {
                let before = self.before(at);
                // `most days`: on which, not for how long.
                if before == Tag::Most {
                    return None;
                }
                // `the early hours of Monday`: no stretch of so many hours.
                let hours = unit == Unit::Hour
                    && (matches!(before, Tag::Early | Tag::Late)
                        || at > self.start && self.says(at - 1, "small"));
                if hours
                    || self.is(at + 1, Tag::Old)
                    || matches!(before, Tag::Hyphen) && self.touches(at)
                    || self.shape(at) == Shape::Title && at > self.start
                {
                    return None;
                }
                if self.is(at + 1, Tag::Of) && matches!(self.tag(at + 2), Tag::Weekday(_)) {
                    return None;
                }
                // `weeks or months`
                if self.is(at + 1, Tag::Or) && matches!(self.tag(at + 2), Tag::Units(_)) {
                    return duration(at + 3, None, unit, "some-units");
                }
                let long = self.long(at + 1);
                duration(long.unwrap_or(at + 1), None, unit, "some-units")
            }
            // `year-long`, `day-long`
            Tag::Unit(unit) if self.is(at + 1, Tag::Hyphen) || self.says(at + 1, "long") => {
                let end = self.long(at + 1)?;
                duration(end, Some(10), unit, "unit-long")
            }
            Tag::Lasting(unit) => duration(at + 1, Some(10), unit, "unit-long"),
            _ => None,
        }
    }

    /// Behind `a quarter century`, `a quarter of a century`.
    pub(super) fn quarter_century(&self, at: usize) -> Option<usize> {
        let quarter = self.past(at, Tag::A);
        if !self.is(quarter, Tag::Quarter) {
            return None;
        }
        let next = self.past(quarter + 1, Tag::Hyphen);
        let of = self.is(next, Tag::Of) && self.is(next + 1, Tag::A);
        let century = if of { next + 2 } else { next };
        self.is(century, Tag::Unit(Unit::Century)).then_some(century + 1)
    }

    /// Whether `a year` tells how often: `10 dollars a year`, `24 hours a day`; not `one a year ago`.
    fn is_rate(&self, at: usize) -> bool {
        let counted = matches!(self.before(at), Tag::Digits | Tag::Units(_))
            || at > self.start
                && ["times", "time", "percent", "%", "once", "twice"]
                    .iter()
                    .any(|word| self.says(at - 1, word))
            || self.is_count_of(at);
        counted
            && !matches!(self.tag(at + 2), Tag::Ago | Tag::Earlier | Tag::Later | Tag::Before | Tag::After)
    }

    /// Whether things that are counted stand before: `40 cars`, `dozens of calls`.
    fn is_count_of(&self, at: usize) -> bool {
        let from = at.saturating_sub(5).max(self.start);
        at > self.start
            && self.is_counted(at - 1)
            && (from..at - 1).any(|at| {
                matches!(
                    self.tag(at),
                    Tag::Digits | Tag::Small(_) | Tag::Tens(_) | Tag::Hundred | Tag::Thousand
                ) || self.says(at, "dozens")
                    || self.says(at, "hundreds")
                    || self.says(at, "thousands")
            })
    }

    /// Whether an amount of money stands before: `$1.76 a share`.
    fn is_price(&self, at: usize) -> bool {
        let from = at.saturating_sub(4).max(self.start);
        let scaled =
            at > self.start && ["million", "billion", "trillion"].iter().any(|word| self.says(at - 1, word));
        (scaled || self.before(at) == Tag::Digits) && (from..at).any(|at| self.is(at, Tag::Money))
    }

    /// The end of `-long`, ` long`, behind a unit.
    fn long(&self, at: usize) -> Option<usize> {
        match self.tag(at) {
            Tag::Hyphen if self.is(at + 1, Tag::Long) => Some(at + 2),
            _ => None,
        }
    }

    /// A number and its unit: `two weeks`, `two-week`, `ten more years`, `2 1/2 years`, `two to three weeks`.
    fn counted(&self, at: usize, mut end: usize, mut tenths: Option<u32>) -> Option<Match> {
        if self.is_glued(at)
            && matches!(self.before(at), Tag::Dot | Tag::Comma | Tag::Colon | Tag::Money | Tag::Slash)
        {
            return None;
        }
        // `two or three`, `12 to 18`, `2-3`: the first number counts, vaguely.
        if matches!(self.tag(end), Tag::Or | Tag::To | Tag::Hyphen)
            && let Some((behind, _)) = self.numeral(end + 1)
            && (self.unit(behind).is_some() || self.is(behind, Tag::Hyphen))
            && !matches!(self.before(at), Tag::From)
        {
            end = behind;
        }
        let hyphen = self.is(end, Tag::Hyphen) && self.touches(end) && self.touches(end + 1);
        let mut next = if hyphen { end + 1 } else { end };
        if !hyphen && BETWEEN.iter().any(|word| self.says(next, word)) {
            next += 1;
        }
        let (unit, plural) = self.unit(next)?;
        if unit == Unit::Second && !plural && !hyphen {
            return None;
        }
        // `a second quarter`, `one quarter of them`
        if unit == Unit::Quarter && (!plural && !hyphen) {
            return None;
        }
        let mut behind = next + 1;
        if self.is(behind, Tag::And) && self.is(behind + 1, Tag::A) && self.is(behind + 2, Tag::Half) {
            tenths = tenths.and_then(|tenths| tenths.checked_add(5));
            behind += 3;
        }
        if let Some(long) = self.long(behind) {
            behind = long;
        } else if self.is(behind, Tag::Long) && !plural {
            behind += 1;
        }
        let mut reading = Reading::new(
            Core::Duration(Amount { tenths, unit }),
            if hyphen { "number-unit" } else { "number-units" },
        );
        // `two years or so`
        if self.is(behind, Tag::Or) && self.is(behind + 1, Tag::So) {
            behind += 2;
            reading.modifier = Some(Modifier::Approx);
        }
        // `19 years old`, `26 years of age`, `8-month-old`
        if self.is(behind, Tag::Old) && plural {
            // `Mr. Smith, 52 years old, ..` is who he is.
            if self.before(at) == Tag::Comma {
                return None;
            }
            behind += 1;
            reading.rule = "age";
        } else if self.is(behind, Tag::Hyphen) && self.says(behind + 1, "olds") {
            return None;
        } else if self.is(behind, Tag::Hyphen) && self.is(behind + 1, Tag::Old) {
            // Somebody's age is no time: `their 6-month-old son`; that of a truce is.
            if unit == Unit::Year || CHILDREN.iter().any(|word| self.says(behind + 2, word)) {
                return None;
            }
            behind += 2;
            reading.rule = "age";
        } else if self.is(behind, Tag::Of) && self.says(behind + 1, "age") {
            behind += 2;
            reading.rule = "age";
        }
        Match::new(behind, reading)
    }

    /// The token behind the stretch of an expression that goes on with `later`.
    pub(super) fn behind_amount(&self, found: &Found) -> usize {
        let last = found.end - 1;
        if self.is(last - 1, Tag::Hyphen) { last - 1 } else { last }
    }

    /// What follows a stretch and makes it a date: `ago`, `earlier`, `later`, `before`.
    fn direction(&self, found: Match) -> Match {
        let Core::Duration(amount) = found.reading.core else { return found };
        let offset = |end, back, spoken, rule| Match {
            end,
            reading: Reading { core: Core::Offset { amount, back, spoken }, rule, ..found.reading },
        };
        let end = found.end;
        let hyphen = self.is(end, Tag::Hyphen) && self.touches(end);
        let next = if hyphen { end + 1 } else { end };
        match self.tag(next) {
            Tag::Ago => match self.ago_to(next + 1, amount) {
                Some(to) => Match { reading: to.reading.modified(found.reading.modifier), ..to },
                None => offset(next + 1, true, false, "ago"),
            },
            Tag::Earlier if !self.is(next + 1, Tag::Than) => offset(next + 1, true, true, "earlier"),
            Tag::Perhaps(Ref::Past) if self.says(next, "previously") => {
                offset(next + 1, true, true, "earlier")
            }
            Tag::Later if !self.is(next + 1, Tag::Than) => offset(next + 1, false, true, "later"),
            Tag::After if self.says(next, "afterwards") || self.says(next, "afterward") => {
                offset(next + 1, false, true, "later")
            }
            Tag::Before if !hyphen && self.ends_phrase(next + 1) => offset(next + 1, true, true, "before"),
            Tag::From if self.is(next + 1, Tag::Now) => offset(next + 2, false, false, "from-now"),
            Tag::From if self.is(next + 1, Tag::Day(0)) => {
                to_the_day(offset(next + 2, false, false, "from-today"))
            }
            _ => found,
        }
    }

    /// `three-year period` behind `a`: the whole is one stretch.
    fn stretch_of_units(&self, at: usize) -> Option<Match> {
        let (end, tenths) = self.quantity(at)?;
        let next = self.past(end, Tag::Hyphen);
        let (unit, false) = self.unit(next)? else { return None };
        self.is(next + 1, Tag::Period).then_some(()).and_then(|()| {
            Match::new(next + 2, Reading::new(Core::Duration(Amount { tenths, unit }), "units-period"))
        })
    }

    /// Whether nothing follows that a preposition could rule.
    pub(super) fn ends_phrase(&self, at: usize) -> bool {
        at >= self.end
            || matches!(self.tag(at), Tag::Comma | Tag::Dot | Tag::And)
            || matches!(self.word(at), "." | ";" | ")" | "!" | "?" | "”" | "\"")
    }

    /// `year-earlier`, `year-ago` before what it is told of.
    pub(super) fn year_earlier(&self, at: usize) -> Option<Match> {
        let the = self.past(at, Tag::The);
        if !self.is(the, Tag::Unit(Unit::Year))
            || !self.is(the + 1, Tag::Hyphen)
            || !matches!(self.tag(the + 2), Tag::Earlier | Tag::Ago)
        {
            return None;
        }
        let unit = if matches!(self.tag(the + 3), Tag::Quarter | Tag::Period) { the + 4 } else { the + 3 };
        if the > at && unit == the + 3 {
            return None;
        }
        Match::new(unit, Reading::new(Core::YearEarlier, "year-earlier"))
    }

    /// What comes again: `daily`, `every year`, `each Monday`, `per month`, `on Mondays`.
    pub(super) fn set(&self, at: usize) -> Option<Match> {
        let set =
            |end, tenths, unit, rule| Match::new(end, Reading::new(Core::Set(Amount { tenths, unit }), rule));
        match self.tag(at) {
            Tag::Daily(unit) => {
                if self.shape(at) == Shape::Title && at > self.start
                    || self.shape(at + 1) == Shape::Title
                    || self.says(at, "annual")
                    || self.says(at, "quarterly") && self.shape(at + 1) == Shape::Lower
                {
                    return None;
                }
                // `an everyday matter` is a common one.
                let attributive = self.says(at, "everyday") && self.shape(at + 1) == Shape::Lower;
                set(at + 1, Some(10), unit, if attributive { "attributive-set" } else { "adverb-set" })
            }
            Tag::Every | Tag::Each => {
                if let Some((end, tenths)) = self.numeral(at + 1) {
                    let (unit, _) = self.unit(end)?;
                    return set(end + 1, Some(tenths), unit, "every-number");
                }
                if matches!(self.tag(at + 1), Tag::Few | Tag::Several | Tag::Couple)
                    && let Some((end, tenths)) = self.quantity(at + 1)
                    && let Some((unit, true)) = self.unit(end)
                {
                    return set(end + 1, tenths, unit, "every-number");
                }
                // `every second Saturday`, `every third year`
                if let Some((end, rank @ 2..=9)) = self.ordinal(at + 1) {
                    let unit = match self.tag(end) {
                        Tag::Weekday(_) => Some(Unit::Week),
                        _ => self.unit(end).filter(|(_, plural)| !plural).map(|(unit, _)| unit),
                    };
                    // `every third Sunday of the month` comes every month.
                    let of_month = self.says(end + 1, "of");
                    if let Some(unit) = unit.filter(|_| !of_month) {
                        return set(end + 1, Some(rank * 10), unit, "every-ranked");
                    }
                }
                let other =
                    if self.is(at + 1, Tag::Other) && self.says(at + 1, "other") { at + 2 } else { at + 1 };
                let tenths = if other > at + 1 { 20 } else { 10 };
                match self.tag(other) {
                    Tag::Weekday(weekday) => Match::new(
                        other + 1,
                        Reading::new(Core::SetOf(Grain::Weekday(weekday)), "every-weekday"),
                    ),
                    Tag::Month(month) => {
                        Match::new(other + 1, Reading::new(Core::SetOf(Grain::Month(month)), "every-month"))
                    }
                    Tag::Season(season) => Match::new(
                        other + 1,
                        Reading::new(Core::SetOf(Grain::Season(season)), "every-season"),
                    ),
                    Tag::Part(_) => set(other + 1, Some(tenths), Unit::Day, "every-part"),
                    // `every 4 July`
                    Tag::Digits | Tag::Ordinal(_) => {
                        let day = self.calendar_date(other)?;
                        let Core::Named { grain: grain @ Grain::Day(..), within: Within::Open, .. } =
                            day.reading.core
                        else {
                            return None;
                        };
                        Match::new(day.end, Reading::new(Core::SetOf(grain), "every-day-of-year"))
                    }
                    _ => {
                        let (unit, plural) = self.unit(other)?;
                        (!plural)
                            .then_some(())
                            .and_then(|()| set(other + 1, Some(tenths), unit, "every-unit"))
                    }
                }
            }
            Tag::Per | Tag::A if self.is(at, Tag::Per) => {
                let (unit, plural) = self.unit(at + 1)?;
                (!plural).then_some(()).and_then(|()| set(at + 2, Some(10), unit, "per-unit"))
            }
            // `on weekends`
            Tag::Units(Unit::Weekend) if self.before(at) == Tag::On => {
                set(at + 1, Some(10), Unit::Weekend, "weekends")
            }
            Tag::Weekdays(weekday) => {
                Match::new(at + 1, Reading::new(Core::SetOf(Grain::Weekday(weekday)), "weekdays"))
            }
            _ => None,
        }
    }
}
