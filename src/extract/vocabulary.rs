//! One number for each word that any list has: a token is looked up once, and every list is asked by number.

use std::ops::Range;
use std::sync::LazyLock;

use super::lex::{Kind, Token, hash};
use super::{actors, events, quotes, time};

/// The number of a word of some list, see [`Column`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Number(u16);

/// The words of all lists.
static WORDS: LazyLock<Table> = LazyLock::new(|| {
    let all = time::listed().chain(actors::listed()).chain(quotes::listed()).chain(events::listed());
    let mut list: Vec<&'static str> = all.collect();
    list.sort_unstable();
    list.dedup();
    Table::new(&list)
});

/// Words in lower case by the sums of their letters. Nearly every token of a text is looked for in it: what is
/// asked first lies close together, and a word is compared eight letters at a time.
#[derive(Debug)]
struct Table {
    /// Twice as many as there are words, a power of two.
    slots: Box<[Slot]>,
    /// One bit in eight is set, by other bits of the sum: most words that are not listed are known by it.
    seen: Box<[u64]>,
    /// All letters of the words, by their numbers.
    words: Vec<&'static str>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The first eight letters.
    head: u64,
    sum: u32,
    /// How many letters there are; in a free slot none.
    len: u16,
    number: Number,
}

impl Table {
    fn new(list: &[&'static str]) -> Self {
        let mut slots = vec![Slot::default(); (list.len() * 2 + 1).next_power_of_two()];
        let mut seen = vec![0_u64; (slots.len() / 16).next_power_of_two()];
        let mask = slots.len() - 1;
        // Nothing is listed under the first number, and nothing behind the last that there is room for.
        let mut words = vec![""];
        for (number, &word) in (1..=u16::MAX).zip(list) {
            words.push(word);
            let Ok(len) = u16::try_from(word.len()) else { continue };
            let sum = hash(word.as_bytes());
            let (cell, bit) = place(sum, seen.len());
            seen[cell] |= bit;
            let mut at = sum as usize & mask;
            while slots[at].len > 0 {
                at = (at + 1) & mask;
            }
            slots[at] = Slot { head: head(word.as_bytes(), 0, word.len()), sum, len, number: Number(number) };
        }
        Self { slots: slots.into(), seen: seen.into(), words }
    }

    /// The number of the word of these bytes, whose sum is known.
    fn number(&self, text: &[u8], sum: u32, bytes: Range<usize>) -> Number {
        let (cell, bit) = place(sum, self.seen.len());
        if self.seen[cell] & bit == 0 {
            return Number::default();
        }
        let mask = self.slots.len() - 1;
        let mut at = sum as usize & mask;
        loop {
            let slot = &self.slots[at];
            if slot.sum == sum
                && usize::from(slot.len) == bytes.len()
                && slot.head == head(text, bytes.start, bytes.len())
                && (bytes.len() <= 8 || self.is_rest(slot.number, &text[bytes.clone()]))
            {
                return slot.number;
            }
            if slot.len == 0 {
                return Number::default();
            }
            at = (at + 1) & mask;
        }
    }

    fn is_rest(&self, number: Number, word: &[u8]) -> bool {
        self.words[usize::from(number.0)].as_bytes()[8..].eq_ignore_ascii_case(&word[8..])
    }
}

/// The first eight of so many bytes in lower case.
fn head(text: &[u8], start: usize, len: usize) -> u64 {
    let eight = match text.get(start..start + 8) {
        Some(&[a, b, c, d, e, f, g, h]) => u64::from_le_bytes([a, b, c, d, e, f, g, h]),
        _ => (start..text.len()).rev().fold(0, |eight, at| eight << 8 | u64::from(text[at])),
    };
    lower(if len < 8 { eight & ((1 << (len * 8)) - 1) } else { eight })
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
fn place(sum: u32, cells: usize) -> (usize, u64) {
    let mixed = sum.wrapping_mul(0x9E37_79B1) >> 8;
    ((mixed >> 6) as usize & (cells - 1), 1 << (mixed & 63))
}

/// The number of each token, in their order; the first number where no list has its word.
pub(super) fn numbers(text: &str, tokens: &[Token]) -> Vec<Number> {
    let words = &*WORDS;
    let number = |token: &Token| match token.kind {
        Kind::Clitic => Number::default(),
        _ => words.number(text.as_bytes(), token.hash, token.range()),
    };
    tokens.iter().map(number).collect()
}

/// What a list says of words, by their numbers.
#[derive(Debug)]
pub(super) struct Column<T>(Box<[T]>);

impl<T: Copy + Default> Column<T> {
    /// What `list` says of words in lower case, and the default of all others. Of a word that is listed twice
    /// the first counts. All words have to be among those that the parts give for [`WORDS`].
    pub(super) fn new(list: &[(&'static str, T)]) -> Self {
        let mut means: Vec<Option<T>> = Vec::new();
        for (word, meaning) in list {
            let number = WORDS.number(word.as_bytes(), hash(word.as_bytes()), 0..word.len());
            let at = usize::from(number.0);
            if number == Number::default() {
                continue;
            }
            means.resize(means.len().max(at + 1), None);
            means[at] = means[at].or(Some(*meaning));
        }
        Self(means.into_iter().map(Option::unwrap_or_default).collect())
    }

    /// What is said of each word of all lists.
    pub(super) fn of_all(says: impl Fn(&'static str) -> T) -> Self {
        Self(
            WORDS
                .words
                .iter()
                .enumerate()
                .map(|(at, word)| if at == 0 { T::default() } else { says(word) })
                .collect(),
        )
    }

    /// What the list says of the word of this number.
    pub(super) fn get(&self, number: Number) -> T {
        self.0.get(usize::from(number.0)).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_what_is_listed_in_any_case_and_nothing_else() {
        let table = Table::new(&["may", "international", "ж", "a"]);
        let number = |text: &str, at: usize, word: &str| {
            table.number(text.as_bytes(), hash(word.as_bytes()), at..at + word.len()).0
        };
        for (text, at, word, wanted) in [
            ("in MAY of", 3, "MAY", 1),
            ("May", 0, "May", 1),
            ("maybe", 0, "maybe", 0),
            ("International law", 0, "International", 2),
            ("internationals", 0, "internationals", 0),
            ("ж", 0, "ж", 3),
            ("[", 0, "[", 0),
            ("A", 0, "A", 4),
        ] {
            assert_eq!(number(text, at, word), wanted, "{word}");
        }
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
