//! Decades, centuries and thousands of years: `the 1990s`, `the '80s and early nineties`, `the fifth century BC`.

use super::reading::{Grain, Reading, Unit, Within};
use super::scan::{Match, Scan};
use super::tag::Tag;

/// So many words back it is looked for what is told by tens.
const WARMTH: usize = 12;

/// So many decades at most are told in one breath.
const MOST: usize = 4;

impl Scan<'_, '_> {
    /// The first token of `early`, `mid-` before a token, else that token.
    fn past_narrowing(&self, at: usize) -> usize {
        let hyphen = if self.before(at) == Tag::Hyphen { at - 1 } else { at };
        if matches!(self.before(hyphen), Tag::Early | Tag::Mid | Tag::Late) { hyphen - 1 } else { at }
    }

    /// `1990s`, `the '80s`, `the nineties`, `1490s BC`.
    pub(super) fn decade(&self, at: usize) -> Option<Match> {
        if let Tag::Decade(tens) = self.tag(at) {
            return self.decade_word(at, i32::from(tens));
        }
        if let Some((end, first)) = self.spelled_decade(at) {
            return Match::new(end, Reading::named(Grain::Decade(first, false), Within::Open, "decade"));
        }
        let quoted = self.is(at, Tag::Quote);
        let number = if quoted { at + 1 } else { at };
        if !self.is(number, Tag::Digits) || !self.touches(number + 1) {
            return None;
        }
        let (mut end, width) = match self.tag(number + 1) {
            Tag::S | Tag::Possessive => (number + 2, self.width(number)),
            Tag::Quote if self.is(number + 2, Tag::S) && self.touches(number + 2) => {
                (number + 3, self.width(number))
            }
            _ => return None,
        };
        let first = i32::try_from(self.number(number)?).ok()?;
        if first % 10 != 0 {
            return None;
        }
        let era = self.era(end);
        if let Some((behind, before)) = era {
            end = behind;
            let first = if before { 1 - first } else { first };
            return Match::new(end, Reading::named(Grain::Decade(first, false), Within::Open, "decade"));
        }
        if width == 2
            && let Some(first) = self.decade_goes_on(at, first)
        {
            return Match::new(end, Reading::named(Grain::Decade(first, false), Within::Open, "decade"));
        }
        match width {
            // `the 1700s`; the 1900s are mostly ten years.
            4 if (1000..1900).contains(&first) && first % 100 == 0 && self.is(number + 1, Tag::S) => {
                Match::new(end, Reading::named(Grain::Century(first), Within::Open, "century"))
            }
            4 if (1000..2100).contains(&first)
                && !(first % 100 == 0 && self.is(number + 1, Tag::Possessive)) =>
            {
                Match::new(end, Reading::named(Grain::Decade(first, false), Within::Open, "decade"))
            }
            2 if quoted
                || (self.before(at) == Tag::The && self.is(number + 1, Tag::S) && !self.is_warmth(at))
                || self.past_narrowing(at) < at && !self.is_warmth(at) && !self.is_of_somebody(at) =>
            {
                Match::new(end, Reading::named(Grain::Decade(first, true), Within::Open, "decade"))
            }
            3 if self.before(at) == Tag::The && self.is(number + 1, Tag::S) => {
                Match::new(end, Reading::named(Grain::Decade(first, false), Within::Open, "decade"))
            }
            _ => None,
        }
    }

    /// Whether it is how old somebody is: `a man in his late sixties`.
    fn is_of_somebody(&self, at: usize) -> bool {
        let whose = self.past_narrowing(at);
        whose > self.start
            && (self.is(whose - 1, Tag::Its)
                || ["her", "my", "your", "our"].iter().any(|word| self.says(whose - 1, word)))
    }

    /// Whether it is degrees that are told by tens: `temperatures in the mid-80s`.
    fn is_warmth(&self, at: usize) -> bool {
        let from = at.saturating_sub(WARMTH).max(self.start);
        (from..at).any(|at| {
            ["temperatures", "temperature", "highs", "lows", "mercury"].iter().any(|word| self.says(at, word))
        })
    }

    /// `the nineties`, `the late sixties`, `the 1920s and thirties`
    fn decade_word(&self, at: usize, tens: i32) -> Option<Match> {
        if let Some(first) = self.decade_goes_on(at, tens) {
            return Match::new(at + 1, Reading::named(Grain::Decade(first, false), Within::Open, "decade"));
        }
        let led = |at| matches!(self.before(at), Tag::The | Tag::Early | Tag::Late | Tag::Mid | Tag::Hyphen);
        // `the eighties and nineties`
        let second = matches!(self.before(at), Tag::And | Tag::Or)
            && at > self.start + 1
            && matches!(self.tag(at - 2), Tag::Decade(_))
            && led(at - 2);
        if !led(at) && !second {
            return None;
        }
        if self.is_of_somebody(if second { at - 2 } else { at }) {
            return None;
        }
        Match::new(at + 1, Reading::named(Grain::Decade(tens, true), Within::Open, "decade"))
    }

    /// The first year of a decade without its century that goes on from one with it: `the 1850s and 60s`, `the late
    /// 1940s and early fifties`.
    fn decade_goes_on(&self, at: usize, tens: i32) -> Option<i32> {
        let mut at = at;
        for _ in 0..MOST {
            let narrowed = self.past_narrowing(at);
            let the = if self.before(narrowed) == Tag::The { narrowed - 1 } else { narrowed };
            let link = match self.before(the) {
                Tag::And | Tag::Or | Tag::To | Tag::Hyphen | Tag::Comma => the - 1,
                _ => return None,
            };
            let link = if self.before(link) == Tag::Comma { link - 1 } else { link };
            if let Tag::Decade(_) = self.before(link) {
                at = link - 1;
                continue;
            }
            if link < self.start + 2 || !matches!(self.tag(link - 1), Tag::S | Tag::Possessive) {
                return None;
            }
            let number = link - 2;
            let first = self.number(number).and_then(|first| i32::try_from(first).ok())?;
            match self.width(number) {
                4 if first % 10 == 0 => {
                    let decade = first - first % 100 + tens;
                    return Some(if decade < first { decade + 100 } else { decade });
                }
                2 => at = if self.before(number) == Tag::Quote { number - 1 } else { number },
                _ => return None,
            }
        }
        None
    }

    /// `the 20th century`, `the fifth century BC`, `the third millennium BC`.
    pub(super) fn century(&self, at: usize) -> Option<Match> {
        let (end, rank) = self.ordinal(at)?;
        let end = self.past(end, Tag::Hyphen);
        let rank = i32::try_from(rank).ok().filter(|rank| (1..=30).contains(rank))?;
        let length = match self.tag(end) {
            Tag::Unit(Unit::Century) => 100,
            Tag::Unit(Unit::Millennium) if rank < 10 => 1000,
            _ => return None,
        };
        let (end, first) = match self.era(end + 1) {
            Some((end, true)) => (end, -length * (rank - 1)),
            // The first of our era begins with the year 1; 0 is 1 BC.
            Some((end, false)) => (end, (length * (rank - 1)).max(1)),
            // A third or a second thousand years need not be those of the calendar.
            None if length == 1000 => return None,
            None => (end + 1, (length * (rank - 1)).max(1)),
        };
        if length == 1000 {
            return Match::new(end, Reading::named(Grain::Millennium(first), Within::Open, "millennium"));
        }
        Match::new(end, Reading::named(Grain::Century(first), Within::Open, "century"))
    }
}
