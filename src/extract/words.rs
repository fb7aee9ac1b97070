//! Word lists: a word of the text, in whatever case, to what it means for a rule.

use std::ops::Range;

use super::lex::{Token, hash};

/// A word of a list.
#[derive(Clone, Copy, Debug)]
struct Slot<T> {
    /// Its first eight letters: most words have no more.
    head: u64,
    word: &'static str,
    means: T,
}

/// A list of words, each with a meaning of type `T`, made once and then only asked.
///
/// ```
/// use annals::extract::{lex, words::Words};
/// let months = Words::new(&[("january", 1), ("february", 2)]);
/// let text = "In February";
/// let tokens = lex::tokens(text);
/// assert_eq!(months.get(text, &tokens[1]), Some(2));
/// assert_eq!(months.get(text, &tokens[0]), None);
/// ```
#[derive(Debug)]
pub struct Words<T> {
    /// The sums of the words, each in its slot, and nothing else: what is looked through stays close together.
    /// One slot in two is free, so that a word that is not listed is mostly known at once.
    sums: Box<[u32]>,
    /// The words of the slots and what they mean.
    slots: Box<[Option<Slot<T>>]>,
    /// One bit in eight is set, by other bits of the sum: what most words of a text are asked, and no more.
    seen: Box<[u64]>,
}

impl<T: Copy> Words<T> {
    /// A list of words in lower case. Of a word that is listed twice the first counts.
    #[must_use]
    pub fn new(list: &[(&'static str, T)]) -> Self {
        let mut slots: Vec<Option<Slot<T>>> = vec![None; (list.len() * 2 + 1).next_power_of_two()];
        let mut sums = vec![0_u32; slots.len()];
        let mask = slots.len() - 1;
        let mut seen = vec![0_u64; (slots.len() / 16).next_power_of_two()];
        for (word, means) in list {
            let sum = hash(word.as_bytes());
            let (cell, bit) = place(sum, seen.len());
            seen[cell] |= bit;
            let mut at = sum as usize & mask;
            while let Some(slot) = slots[at] {
                if slot.word == *word {
                    break;
                }
                at = (at + 1) & mask;
            }
            if slots[at].is_none() {
                slots[at] = Some(Slot { head: head(word.as_bytes(), 0, word.len()), word, means: *means });
                sums[at] = sum;
            }
        }
        Self { sums: sums.into(), slots: slots.into(), seen: seen.into() }
    }

    /// What the token means, if its word is in the list.
    #[must_use]
    pub fn get(&self, text: &str, token: &Token) -> Option<T> {
        self.look(token.hash, text.as_bytes(), token.range())
    }

    /// What `word` means, if it is in the list.
    #[must_use]
    pub fn of(&self, word: &str) -> Option<T> {
        self.look(hash(word.as_bytes()), word.as_bytes(), 0..word.len())
    }

    /// Most words are not listed, and mostly their sum alone tells: the word itself is only asked for then.
    fn look(&self, sum: u32, text: &[u8], bytes: Range<usize>) -> Option<T> {
        let (cell, bit) = place(sum, self.seen.len());
        if self.seen[cell] & bit == 0 {
            return None;
        }
        let mask = self.sums.len() - 1;
        let mut at = sum as usize & mask;
        loop {
            if self.sums[at] == sum
                && let Some(slot) = &self.slots[at]
                && slot.is(text, &bytes)
            {
                return Some(slot.means);
            }
            // A free slot has no sum; the sum of no word is tried at its slot all the same.
            if self.sums[at] == 0 && self.slots[at].is_none() {
                return None;
            }
            at = (at + 1) & mask;
        }
    }
}

impl<T> Slot<T> {
    fn is(&self, text: &[u8], bytes: &Range<usize>) -> bool {
        let own = self.word.as_bytes();
        bytes.len() == own.len()
            && head(text, bytes.start, bytes.len()) == self.head
            && own.get(8..).is_none_or(|own| {
                text.get(bytes.start + 8..bytes.end).is_some_and(|rest| own.eq_ignore_ascii_case(rest))
            })
    }
}

/// The first eight of so many bytes in lower case.
pub(super) fn head(text: &[u8], start: usize, len: usize) -> u64 {
    let eight = match text.get(start..).and_then(<[u8]>::first_chunk) {
        Some(eight) => u64::from_le_bytes(*eight),
        None => (start..text.len()).rev().fold(0, |eight, at| eight << 8 | u64::from(text[at])),
    };
    lower(eight & (u64::MAX >> (64 - 8 * len.clamp(1, 8))))
}

/// Eight bytes, their capital letters made small.
fn lower(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let seven = bytes & (EACH * 0x7F);
    // The uppermost bit of each byte: whether it comes behind `Z`, and whether not before `A`.
    let (behind, from) = (seven + EACH * (0x7F - 0x5A), seven + EACH * (0x80 - 0x41));
    let capital = (from ^ behind) & !bytes & (EACH * 0x80);
    bytes | capital >> 2
}

/// Where the bit of a sum is kept among so many cells, a power of two.
pub(super) fn place(sum: u32, cells: usize) -> (usize, u64) {
    let mixed = sum.wrapping_mul(0x9E37_79B1) >> 8;
    ((mixed >> 6) as usize & (cells - 1), 1 << (mixed & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_is_listed_in_any_case_and_nothing_else() {
        let list = Words::new(&[("may", 1), ("march", 2), ("may", 3)]);
        assert_eq!(
            (list.of("MAY"), list.of("March"), list.of("mar"), list.of("")),
            (Some(1), Some(2), None, None)
        );
    }

    #[test]
    fn makes_capital_letters_small_and_nothing_else() {
        for first in 0..=u8::MAX {
            let bytes = [first, b'A', b'Z', b'@', b'[', 0xC3, first, b'q'];
            assert_eq!(
                lower(u64::from_le_bytes(bytes)).to_le_bytes(),
                bytes.map(|byte| byte.to_ascii_lowercase())
            );
        }
    }
}
