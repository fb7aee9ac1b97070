//! Years: `1998`, `264 BC`, `fiscal 1990`, `the year 800`, `'98`, `nineteen ninety-six`.

use super::reading::{Grain, Reading, Unit, Within};
use super::scan::{Match, Scan};
use super::tag::Tag;
use crate::extract::lex::{Kind, Shape};

/// What is measured and counted by the thousand.
static MEASURES: [&str; 35] = [
    "hours",
    "hrs",
    "percent",
    "million",
    "billion",
    "trillion",
    "pct",
    "miles",
    "kilometers",
    "km",
    "meters",
    "feet",
    "people",
    "men",
    "women",
    "troops",
    "points",
    "jobs",
    "shares",
    "cases",
    "dollars",
    "euros",
    "tons",
    "tonnes",
    "acres",
    "pounds",
    "copies",
    "votes",
    "yards",
    "lbs",
    "kg",
    "square",
    "cubic",
    "hectares",
    "soldiers",
];

/// So many years at most lie between the ends of a life or a reign.
const LIFE: u32 = 110;

impl Scan<'_, '_> {
    /// A year with its era: `264 BC`, `AD 79`, `490 B.C`.
    pub(super) fn era_year(&self, at: usize) -> Option<(usize, i32)> {
        if self.is(at, Tag::Era(false)) {
            let year = self.number(at + 1).filter(|year| (1..2200).contains(year))?;
            return Some((at + 2, i32::try_from(year).ok()?));
        }
        // The end of `1,184 BC` is no year.
        let tail = self.is_glued(at) && self.before(at) == Tag::Comma && self.is_glued(at - 1);
        let grouped = !tail
            && self.is(at, Tag::Digits)
            && self.is(at + 1, Tag::Comma)
            && self.touches(at + 1)
            && self.touches(at + 2)
            && self.width(at + 2) == 3;
        let year = if grouped {
            self.number(at)?.checked_mul(1000)?.checked_add(self.number(at + 2)?)?
        } else {
            self.number(at).filter(|_| !(tail && self.is(at - 2, Tag::Digits)))?
        };
        let year = i32::try_from(year).ok().filter(|year| (1..10_000).contains(year))?;
        let (end, before) = self.era(if grouped { at + 3 } else { at + 1 })?;
        Some((end, if before { 1 - year } else { year }))
    }

    /// The token behind an era, and whether it is the one before ours.
    pub(super) fn era(&self, at: usize) -> Option<(usize, bool)> {
        match self.tag(at) {
            Tag::Era(before) => Some((at + 1, before)),
            // `b.c` whose last stop is not there.
            Tag::Other if self.says(at, "b") && self.is(at + 1, Tag::Dot) && self.says(at + 2, "c") => {
                Some((at + 3, true))
            }
            _ => None,
        }
    }

    /// A year, a decade, a century.
    pub(super) fn year(&self, at: usize) -> Option<Match> {
        let the = self.past(at, Tag::The);
        if let Some(found) = self.decade(the).or_else(|| self.century(the)) {
            // `the 19th-century church`: `the` belongs to the church.
            let attribute = the > at && self.is(found.end.saturating_sub(2), Tag::Hyphen);
            return (!attribute || !self.is(found.end - 1, Tag::Unit(Unit::Century))).then_some(found);
        }
        let named = self.year_named(the);
        let fiscal = if self.is(the, Tag::Fiscal) { self.past(the + 1, Tag::Unit(Unit::Year)) } else { the };
        let number = named.max(fiscal);
        // `FY24`
        if fiscal > the
            && self.says(the, "fy")
            && self.width(number) == 2
            && let Some(short) = self.number(number).and_then(|number| u8::try_from(number).ok())
        {
            let reading = Reading::named(Grain::Year, Within::ShortYear(short), "fiscal-year");
            return Match::new(number + 1, reading);
        }
        // `fiscal '99`
        if fiscal > the
            && let Some(found) = self.short_year(number)
        {
            return Match::new(found.end, Reading { rule: "fiscal-year", ..found.reading });
        }
        if the > at && number == the && !matches!(self.tag(the + 1), Tag::Period | Tag::Quarter | Tag::Fiscal)
        {
            return None;
        }
        if let Some((end, year)) = self.era_year(number).filter(|_| number > the || the == at) {
            return Match::new(end, Reading::named(Grain::Year, Within::Year(year), "era-year"));
        }
        // `the 1988 period`
        if the > at
            && let Some(year) =
                self.number(the).filter(|year| self.width(the) == 4 && (1800..2100).contains(year))
            && matches!(self.tag(the + 1), Tag::Period | Tag::Quarter)
        {
            let within = Within::Year(i32::try_from(year).ok()?);
            return Match::new(the + 2, Reading::named(Grain::Year, within, "year-period"));
        }
        // `the 2000 fiscal year`
        if self.width(the) == 4
            && self.is(the + 1, Tag::Fiscal)
            && self.is(the + 2, Tag::Unit(Unit::Year))
            && let Some(year) = self.number(the).filter(|year| (1800..2100).contains(year))
        {
            let within = Within::Year(i32::try_from(year).ok()?);
            return Match::new(the + 3, Reading::named(Grain::Year, within, "fiscal-year"));
        }
        if number > the {
            let (end, year) = match self.number(number).filter(|_| self.width(number) == 4) {
                Some(year) => (number + 1, i32::try_from(year).ok()?),
                // `the year 800`
                None if the > at && number == named && self.is_early_year(number) => {
                    (number + 1, i32::try_from(self.number(number)?).ok()?)
                }
                None => self.spelled_year(number)?,
            };
            let rule = if fiscal > the { "fiscal-year" } else { "year" };
            // `FY 2012-13`
            let next = end + 1;
            let second = fiscal > the
                && matches!(self.tag(end), Tag::Hyphen | Tag::Slash)
                && self.touches(end)
                && self.touches(next)
                && self.width(next) == 2
                && self.number(next).and_then(|next| i32::try_from(next).ok())
                    == Some((year + 1).rem_euclid(100));
            let end = if second { end + 2 } else { end };
            return Match::new(end, Reading::named(Grain::Year, Within::Year(year), rule));
        }
        if let Some(found) = self.short_year(at) {
            return Some(found);
        }
        if matches!(self.tag(at), Tag::Small(15..=19)) && !self.is(at + 1, Tag::Hundred) {
            let (end, year) = self.spelled_year(at)?;
            return (!self.is_counted(end) && self.unit(end).is_none()).then_some(()).and_then(|()| {
                Match::new(end, Reading::named(Grain::Year, Within::Year(year), "year-in-words"))
            });
        }
        self.bare_year(at).or_else(|| self.ancient_year(at))
    }

    /// Behind `year`, `academic year`, `calendar year`, where a number follows that is one.
    pub(super) fn year_named(&self, at: usize) -> usize {
        let kinds = ["academic", "school", "calendar", "tax"];
        let year = if kinds.iter().any(|kind| self.says(at, kind)) { at + 1 } else { at };
        match self.tag(year) {
            Tag::Unit(Unit::Year) | Tag::Units(Unit::Year) => year + 1,
            _ => at,
        }
    }

    /// `'98`
    fn short_year(&self, at: usize) -> Option<Match> {
        if !self.is(at, Tag::Quote)
            || self.width(at + 1) != 2
            || !self.touches(at + 1)
            || self.shape(at + 1) != Shape::None
            || self.is_glued(at)
        {
            return None;
        }
        let year = u8::try_from(self.number(at + 1)?).ok()?;
        let ends = !self.touches(at + 2)
            || matches!(self.tag(at + 2), Tag::Comma | Tag::Dot | Tag::Hyphen | Tag::Possessive);
        let reading = Reading::named(Grain::Year, Within::ShortYear(year), "short-year");
        ends.then_some(Match { end: at + 2, reading })
    }

    /// A year of two or three digits behind `the year`.
    fn is_early_year(&self, at: usize) -> bool {
        (2..=3).contains(&self.width(at))
            && self.is(at, Tag::Digits)
            && !self.is_counted(at + 1)
            && !(self.touches(at + 1) && matches!(self.tag(at + 1), Tag::Suffix | Tag::Digits | Tag::Hyphen))
            && self.unit(at + 1).is_none()
    }

    /// `in 496`, in a text whose years lie before our era.
    fn ancient_year(&self, at: usize) -> Option<Match> {
        let led = matches!(
            self.before(at),
            Tag::In | Tag::By | Tag::Of | Tag::Until | Tag::Since | Tag::From | Tag::After | Tag::Before
        );
        let year = self.number(at).filter(|_| self.age.ancient && led && self.width(at) == 3)?;
        if self.is_counted(at + 1)
            || self.unit(at + 1).is_some()
            || matches!(self.tag(at + 1), Tag::Suffix | Tag::Comma if self.touches(at + 2))
            || self.shape(at + 1) == Shape::Lower && self.tag(at + 1) == Tag::Other
        {
            return None;
        }
        let year = i32::try_from(year).ok()?;
        Match::new(at + 1, Reading::named(Grain::Year, Within::Year(1 - year), "ancient-year"))
    }

    /// Four digits that are a year by what stands around them.
    fn bare_year(&self, at: usize) -> Option<Match> {
        let number = self.number(at).filter(|_| self.width(at) == 4)?;
        if !(1000..2100).contains(&number) || self.is_part_of_more(at) || self.is_amount(at) {
            return None;
        }
        let before = self.before(at);
        let strongly_led = matches!(
            before,
            Tag::In
                | Tag::Since
                | Tag::By
                | Tag::Until
                | Tag::After
                | Tag::Before
                | Tag::Open
                | Tag::Hyphen
                | Tag::Circa
                | Tag::During
                | Tag::Early
                | Tag::Late
                | Tag::Mid
        ) || self.is_end_of_years(at)
            || before == Tag::Dot && at > self.start + 1 && self.is(at - 2, Tag::Circa);
        let counted = self.is_counted(at + 1)
            && !matches!(before, Tag::In | Tag::Since | Tag::The | Tag::By | Tag::Its | Tag::Possessive);
        let plausible = (1800..=2050).contains(&number) || self.is_old_year(at, number);
        if counted || !plausible && !strongly_led {
            return None;
        }
        let year = i32::try_from(number).ok()?;
        let rule = if self.is(at + 1, Tag::Fiscal) { "fiscal-year" } else { "year" };
        Match::new(at + 1, Reading::named(Grain::Year, Within::Year(year), rule))
    }

    /// Whether a number is a year long ago: `the rebellion of 1798`, `1642 saw ..`; `an army of 1500` is so many.
    fn is_old_year(&self, at: usize, number: u32) -> bool {
        let before = self.before(at);
        if before == Tag::Of {
            return !number.is_multiple_of(50);
        }
        let listed = |comma: usize| {
            comma > self.start && self.is(comma - 1, Tag::Digits) && self.width(comma - 1) == 4
        };
        // `in 1618, 1648 and 1660`
        let goes_on = match before {
            Tag::Comma => matches!(self.tag(at + 1), Tag::And | Tag::Or | Tag::Comma),
            Tag::And | Tag::Or => true,
            _ => false,
        };
        if goes_on
            && listed(at - 1)
            && matches!(self.before(at - 2), Tag::In | Tag::Comma)
            && self.number(at - 2).is_some_and(|first| (1000..number).contains(&first))
            && !number.is_multiple_of(50)
        {
            return true;
        }
        self.age.old
            && match before {
                Tag::From | Tag::To | Tag::For => true,
                Tag::And | Tag::Or | Tag::The | Tag::Its | Tag::Possessive | Tag::About | Tag::Between => {
                    !number.is_multiple_of(50) || before == Tag::About && self.says(at - 1, "around")
                }
                Tag::Comma => listed(at - 1),
                _ => at == self.start,
            }
    }

    /// Whether four digits are one end of a stretch of years: `from 1368 to 1644`, `between 1492 and 1504`.
    fn is_end_of_years(&self, at: usize) -> bool {
        let year = |at: usize| self.is(at, Tag::Digits) && self.width(at) == 4;
        let links = |at: usize| matches!(self.tag(at), Tag::To | Tag::And | Tag::Until);
        let leads = |at: usize| matches!(self.tag(at), Tag::From | Tag::Between);
        let first = leads(at.wrapping_sub(1))
            && at > self.start
            && links(at + 1)
            && year(at + 2)
            && !self.is_counted(at + 3);
        let second = at > self.start + 2 && links(at - 1) && year(at - 2) && leads(at - 3);
        first || second || self.is_reign(at)
    }

    /// `reigned 1327–1377`: four digits that are followed by what can be a year within a life of them.
    fn is_reign(&self, at: usize) -> bool {
        let next = at + 2;
        let joined = self.is(at + 1, Tag::Hyphen) && self.touches(at + 1) && self.touches(next);
        let (Some(from), Some(to)) = (self.number(at), self.number(next)) else { return false };
        joined
            && self.width(next) == 4
            && !self.is_glued(at)
            && (from + 1..=from + LIFE).contains(&to)
            && !(from.is_multiple_of(50) && to.is_multiple_of(50))
            && !self.is_counted(next + 1)
            && !self.is_amount(next)
            && !self.is_part_of_more(next)
    }

    /// Whether digits belong to a greater number, to an amount, to a clock, to a name.
    fn is_part_of_more(&self, at: usize) -> bool {
        let is_word = |at: usize| self.token(at).is_some_and(|token| token.kind == Kind::Word);
        let before = self.before(at);
        let tied = self.is_glued(at) && {
            let circa = before == Tag::Dot && at > self.start + 1 && self.is(at - 2, Tag::Circa);
            let sign = !circa
                && matches!(self.word_before(at), "." | "," | ":" | "#" | "+" | "_" | "=" | "&" | "@" | "%");
            let named = before == Tag::Hyphen
                && at > self.start + 1
                && self.touches(at - 1)
                && self.shape(at - 2) != Shape::None
                && !matches!(self.tag(at - 2), Tag::Mid | Tag::Early | Tag::Late);
            sign || named || matches!(before, Tag::Digits | Tag::Money) || is_word(at - 1)
        };
        // `555-123-1999`, `555-1999`
        let chained = before == Tag::Hyphen
            && at > self.start + 1
            && self.touches(at - 1)
            && self.is(at - 2, Tag::Digits)
            && (at > self.start + 3 && self.is(at - 3, Tag::Hyphen) && self.touches(at - 2)
                || self.width(at - 2) == 3 && !self.age.ancient && self.touches(at));
        let tied = tied || chained;
        let next = at + 1;
        let goes_on = self.touches(next)
            && (is_word(next)
                || matches!(self.tag(next), Tag::Digits | Tag::Suffix)
                || matches!(self.word(next), "%" | "°" | "#" | "_" | "=")
                || matches!(self.tag(next), Tag::Comma | Tag::Dot | Tag::Colon)
                    && self.touches(next + 1)
                    && self.is(next + 1, Tag::Digits));
        tied || goes_on
    }

    /// Whether digits tell how many, how much or which one.
    fn is_amount(&self, at: usize) -> bool {
        let next = at + 1;
        self.unit(next).is_some_and(|(_, plural)| plural)
            || matches!(self.tag(next), Tag::Am(_) | Tag::Zone | Tag::Hundred | Tag::Thousand | Tag::Dozen)
            || MEASURES.iter().any(|word| self.says(next, word))
            || self.is_money(at)
            || self.is_labelled(at)
    }

    fn word_before(&self, at: usize) -> &str {
        if at > self.start { self.word(at - 1) } else { "" }
    }

    pub(super) fn is_money(&self, at: usize) -> bool {
        self.before(at) == Tag::Money
            || matches!(self.word_before(at), "Rs" | "USD" | "EUR" | "US$" | "dlrs" | "#")
    }

    /// `No. 1984`, `page 2001`, `Resolution 1973`, `Boeing`: a number that names a thing.
    pub(super) fn is_labelled(&self, at: usize) -> bool {
        // `pages 1327-1377`
        let second = self.before(at) == Tag::Hyphen && at > self.start + 2 && self.is(at - 2, Tag::Digits);
        let first = if second { at - 2 } else { at };
        let label = if self.before(first) == Tag::Dot && first > self.start + 1 {
            self.word(first - 2)
        } else {
            self.word_before(first)
        };
        [
            "no",
            "page",
            "pages",
            "lines",
            "isbn",
            "issn",
            "p",
            "pp",
            "resolution",
            "number",
            "flight",
            "room",
            "route",
            "channel",
            "article",
            "section",
            "suite",
            "box",
            "model",
            "volume",
            "nos",
            "unit",
            "highway",
            "windows",
            "office",
            "index",
            "at",
            "kilometre",
            "kilometer",
            "km",
            "mile",
            "milepost",
            "hull",
            "pier",
            "pylon",
            "yard",
            "lot",
            "case",
            "form",
            "ref",
            "regulation",
            "invoice",
            "locomotive",
        ]
        .iter()
        .any(|word| label.eq_ignore_ascii_case(word))
            && self.before(at) != Tag::Comma
    }
}
