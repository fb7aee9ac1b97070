//! Numbers, written in digits and in words, and words of how many.

use super::scan::Scan;
use super::tag::Tag;

/// How many there are of something: the token behind it, and tenths; `None` for `several`.
pub(super) type Quantity = (usize, Option<u32>);

impl Scan<'_, '_> {
    /// A number, in tenths: `3`, `1,200`, `2.5`, `2 1/2`, `twenty-four`, `a hundred`, `two and a half`.
    pub(super) fn numeral(&self, at: usize) -> Option<(usize, u32)> {
        let (mut end, whole) = self.whole_number(at)?;
        let mut tenths = whole.checked_mul(10)?;
        match (self.tag(end), self.tag(end + 1)) {
            (Tag::Dot, Tag::Digits)
                if self.touches(end) && self.touches(end + 1) && self.width(end + 1) == 1 =>
            {
                tenths = tenths.checked_add(self.number(end + 1)?)?;
                end += 2;
            }
            (Tag::Digits, Tag::Slash)
                if self.number(end) == Some(1)
                    && self.number(end + 2) == Some(2)
                    && self.touches(end + 2) =>
            {
                tenths += 5;
                end += 3;
            }
            (Tag::And, Tag::A) if self.is(end + 2, Tag::Half) => {
                tenths += 5;
                end += 3;
            }
            _ => {
                if let Some(behind) = self.and_a_half(end) {
                    tenths = tenths.checked_add(5)?;
                    end = behind;
                }
            }
        }
        Some((end, tenths))
    }

    /// Behind `-and-a-half`, `and half`.
    fn and_a_half(&self, at: usize) -> Option<usize> {
        let hyphen = |at: usize| if self.touches(at) { self.past(at, Tag::Hyphen) } else { at };
        let and = hyphen(at);
        if !self.is(and, Tag::And) {
            return None;
        }
        let a = hyphen(and + 1);
        let half = if self.is(a, Tag::A) { hyphen(a + 1) } else { a };
        (self.is(half, Tag::Half) && (half > a || self.unit(half + 1).is_some())).then_some(half + 1)
    }

    fn whole_number(&self, at: usize) -> Option<(usize, u32)> {
        match self.tag(at) {
            Tag::Digits => {
                let mut number = self.number(at)?;
                let mut end = at + 1;
                // Thousands in groups of three.
                while self.is(end, Tag::Comma)
                    && self.touches(end)
                    && self.touches(end + 1)
                    && self.width(end + 1) == 3
                    && end < at + 6
                {
                    number = number.checked_mul(1000)?.checked_add(self.number(end + 1)?)?;
                    end += 2;
                }
                Some((end, number))
            }
            Tag::Small(_) | Tag::Tens(_) => {
                let (end, number) = self.below_hundred(at)?;
                self.scaled(end, number)
            }
            // `a hundred`, `a thousand`, `a dozen`
            Tag::A if matches!(self.tag(at + 1), Tag::Hundred | Tag::Thousand | Tag::Dozen) => {
                self.scaled(at + 1, 1)
            }
            Tag::Half if self.is(at + 1, Tag::A) && self.is(at + 2, Tag::Dozen) => Some((at + 3, 6)),
            Tag::Hundred | Tag::Thousand | Tag::Dozen => self.scaled(at, 1),
            _ => None,
        }
    }

    fn below_hundred(&self, at: usize) -> Option<(usize, u32)> {
        match self.tag(at) {
            Tag::Small(number) => Some((at + 1, u32::from(number))),
            Tag::Tens(tens) => {
                let next = if self.is(at + 1, Tag::Hyphen) && self.touches(at + 1) { at + 2 } else { at + 1 };
                match self.tag(next) {
                    Tag::Small(ones @ 1..=9) => Some((next + 1, u32::from(tens + ones))),
                    _ => Some((at + 1, u32::from(tens))),
                }
            }
            _ => None,
        }
    }

    /// `two` | `hundred and six`: what follows a number in words and makes it greater.
    fn scaled(&self, mut end: usize, mut number: u32) -> Option<(usize, u32)> {
        for _ in 0..3 {
            let scale = match self.tag(end) {
                Tag::Hundred => 100,
                Tag::Thousand => 1000,
                Tag::Dozen => 12,
                _ => break,
            };
            number = number.checked_mul(scale)?;
            end += 1;
            let next = self.past(end, Tag::And);
            if let Some((behind, more)) = self.below_hundred(next).filter(|_| scale != 12) {
                number = number.checked_add(more)?;
                end = behind;
            }
        }
        Some((end, number))
    }

    /// How many: a number, or `several`, `a few`, `many`, `a couple of`, `dozens of`.
    pub(super) fn quantity(&self, at: usize) -> Option<Quantity> {
        match self.tag(at) {
            Tag::Several | Tag::Few | Tag::Many => Some((at + 1, None)),
            Tag::A => match self.tag(at + 1) {
                Tag::Few => Some((at + 2, None)),
                Tag::Couple => Some((self.past(at + 2, Tag::Of), Some(20))),
                Tag::Hundred | Tag::Thousand | Tag::Dozen => self.numeral(at).map(|(end, n)| (end, Some(n))),
                Tag::Other if self.says(at + 1, "number") && self.is(at + 2, Tag::Of) => Some((at + 3, None)),
                Tag::Opener if self.says(at + 1, "good") && self.is(at + 2, Tag::Many) => {
                    Some((at + 3, None))
                }
                _ => None,
            },
            Tag::Couple => Some((self.past(at + 1, Tag::Of), Some(20))),
            Tag::Opener
                if self.is(at + 1, Tag::Of)
                    && ["dozens", "scores", "hundreds", "thousands"]
                        .iter()
                        .any(|word| self.says(at, word)) =>
            {
                Some((at + 2, None))
            }
            _ => {
                let (end, tenths) = self.numeral(at)?;
                // `65 million years`
                let scale = match self.word(end) {
                    "million" => 1_000_000,
                    "billion" => 1_000_000_000,
                    _ => return Some((end, Some(tenths))),
                };
                self.unit(end + 1)?;
                Some((end + 1, tenths.checked_mul(scale)))
            }
        }
    }

    /// A rank: `third`, `twenty-first`, `21st`, `second`.
    pub(super) fn ordinal(&self, at: usize) -> Option<(usize, u32)> {
        match self.tag(at) {
            Tag::First => Some((at + 1, 1)),
            Tag::Second => Some((at + 1, 2)),
            Tag::Ordinal(rank) => Some((at + 1, u32::from(rank))),
            Tag::Tens(tens) => {
                let next = self.past(at + 1, Tag::Hyphen);
                let rank = match self.tag(next) {
                    Tag::First => 1,
                    Tag::Second => 2,
                    Tag::Ordinal(rank @ 3..=9) => u32::from(rank),
                    _ => return None,
                };
                Some((next + 1, u32::from(tens) + rank))
            }
            Tag::Digits if self.is(at + 1, Tag::Suffix) && self.touches(at + 1) => {
                Some((at + 2, self.number(at)?))
            }
            _ => None,
        }
    }

    /// A decade in words: `nineteen nineties`.
    pub(super) fn spelled_decade(&self, at: usize) -> Option<(usize, i32)> {
        let Tag::Small(century @ 15..=19) = self.tag(at) else { return None };
        let next = self.past(at + 1, Tag::Hyphen);
        let Tag::Decade(tens) = self.tag(next) else { return None };
        Some((next + 1, i32::from(century) * 100 + i32::from(tens)))
    }

    /// A year in words: `nineteen ninety-six`, `nineteen hundred`, `two thousand and six`.
    pub(super) fn spelled_year(&self, at: usize) -> Option<(usize, i32)> {
        let century = match self.tag(at) {
            Tag::Small(number @ 15..=19) => u32::from(number),
            Tag::Tens(20) => 20,
            Tag::Small(2) if self.is(at + 1, Tag::Thousand) => {
                let (end, year) = self.whole_number(at)?;
                return (2000..2100).contains(&year).then_some((end, i32::try_from(year).ok()?));
            }
            _ => return None,
        };
        let next = if self.is(at + 1, Tag::Hyphen) { at + 2 } else { at + 1 };
        let (end, rest) = match self.tag(next) {
            Tag::Hundred => (next + 1, 0),
            Tag::Tens(_) | Tag::Small(10..=19) => self.below_hundred(next)?,
            _ => return None,
        };
        Some((end, i32::try_from(century * 100 + rest).ok()?))
    }
}
