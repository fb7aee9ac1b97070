//! Word lists: a word of the text, in whatever case, to what it means for a rule.

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
                slots[at] = Some(Slot { head: head(word.as_bytes()), word, means: *means });
                sums[at] = sum;
            }
        }
        Self { sums: sums.into(), slots: slots.into(), seen: seen.into() }
    }

    /// What the token means, if its word is in the list.
    #[must_use]
    pub fn get(&self, text: &str, token: &Token) -> Option<T> {
        self.look(token.hash, || token.of(text))
    }

    /// What `word` means, if it is in the list.
    #[must_use]
    pub fn of(&self, word: &str) -> Option<T> {
        self.look(hash(word.as_bytes()), || word)
    }

    /// Most words are not listed, and mostly their sum alone tells: the word itself is only asked for then.
    fn look<'w>(&self, sum: u32, word: impl Fn() -> &'w str) -> Option<T> {
        let (cell, bit) = place(sum, self.seen.len());
        if self.seen[cell] & bit == 0 {
            return None;
        }
        let mask = self.sums.len() - 1;
        let mut at = sum as usize & mask;
        loop {
            if self.sums[at] == sum
                && let Some(slot) = &self.slots[at]
                && slot.is(word())
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
    fn is(&self, word: &str) -> bool {
        let (word, own) = (word.as_bytes(), self.word.as_bytes());
        word.len() == own.len()
            && head(word) == self.head
            && (own.len() <= 8 || own[8..].eq_ignore_ascii_case(&word[8..]))
    }
}

/// The first eight bytes of a word in lower case.
fn head(word: &[u8]) -> u64 {
    word.iter().take(8).fold(0, |head, byte| head << 8 | u64::from(byte.to_ascii_lowercase()))
}

/// Where the bit of a sum is kept among so many cells, a power of two.
fn place(sum: u32, cells: usize) -> (usize, u64) {
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
}
