//! One number for each word that any list has: a token is looked up once, and every list is asked by number.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::lex::{Kind, Shape, Token, hash};
use super::words::{head, place};
use super::{actors, events, quotes, time};

/// The number of a word of some list, see `Column`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Number(u16);

impl Number {
    /// Whether a list has the word.
    pub(super) fn is_listed(self) -> bool {
        self.0 >= LISTED
    }
}

/// What stands for all words in small letters that no list has, by the ending that a rule may ask for; the first
/// for those that have none.
const UNLISTED: [&str; 5] = ["", "-,-ly", "-,ed", "-,-ed", "-,-ing"];

/// The number of the first word that a list has.
const LISTED: u16 = 5;

/// The number of a word in small letters that no list has.
fn unlisted(word: &[u8]) -> Number {
    Number(match word {
        [_, _, _, .., b'l', b'y'] => 1,
        [_, _, b'e', b'd'] => 2,
        [_, _, _, .., b'e', b'd'] => 3,
        [_, _, _, .., b'i', b'n', b'g'] => 4,
        _ => 0,
    })
}

/// The words of all lists.
static WORDS: LazyLock<Table> = LazyLock::new(|| {
    let all = time::listed().chain(actors::listed()).chain(quotes::listed()).chain(events::listed());
    let mut lists: HashMap<&'static str, u16> = HashMap::new();
    all.for_each(|word| *lists.entry(word).or_default() += 1);
    let mut list: Vec<(&'static str, u16)> = lists.into_iter().collect();
    // What most lists have, and short words, are what texts have most: what is said of them lies close together.
    list.sort_unstable_by_key(|(word, lists)| (Reverse(*lists), word.len(), *word));
    Table::new(&list.into_iter().map(|(word, _)| word).collect::<Vec<_>>())
});

/// Words in lower case by the sums of their letters. Nearly every token of a text is looked for in it: what is
/// asked first lies close together, and a word is compared eight letters at a time.
#[derive(Debug)]
struct Table {
    /// Twice as many as there are words, a power of two.
    slots: Box<[Slot]>,
    /// One bit in eight is set, by other bits of the sum: most words that are not listed are known by it.
    seen: Box<[u64]>,
    /// The first eight letters of the words, by their numbers.
    heads: Vec<u64>,
    /// The words by their numbers.
    words: Vec<&'static str>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    sum: u32,
    number: Number,
    /// How many letters there are; in a free slot none.
    len: u16,
}

impl Table {
    fn new(list: &[&'static str]) -> Self {
        let mut slots = vec![Slot::default(); (list.len() * 2 + 1).next_power_of_two()];
        let mut seen = vec![0_u64; (slots.len() / 16).next_power_of_two()];
        let mask = slots.len() - 1;
        // The first numbers are of no list, and nothing stands behind the last that there is room for.
        let mut words = Vec::from(UNLISTED);
        let mut heads = vec![0; UNLISTED.len()];
        for (number, &word) in (LISTED..=u16::MAX).zip(list) {
            words.push(word);
            heads.push(head(word.as_bytes(), 0, word.len()));
            let Ok(len) = u16::try_from(word.len()) else { continue };
            let sum = hash(word.as_bytes());
            let (cell, bit) = place(sum, seen.len());
            seen[cell] |= bit;
            let mut at = sum as usize & mask;
            while slots[at].len > 0 {
                at = (at + 1) & mask;
            }
            slots[at] = Slot { sum, number: Number(number), len };
        }
        Self { slots: slots.into(), seen: seen.into(), heads, words }
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
            if slot.sum == sum && usize::from(slot.len) == bytes.len() && self.is(slot.number, text, &bytes) {
                return slot.number;
            }
            if slot.len == 0 {
                return Number::default();
            }
            at = (at + 1) & mask;
        }
    }

    /// Whether a word that is as long stands at these bytes.
    fn is(&self, number: Number, text: &[u8], bytes: &Range<usize>) -> bool {
        let number = usize::from(number.0);
        let rest =
            || self.words[number].as_bytes()[8..].eq_ignore_ascii_case(&text[bytes.start + 8..bytes.end]);
        head(text, bytes.start, bytes.len()) == self.heads[number] && (bytes.len() <= 8 || rest())
    }
}

/// The number of each token, in their order; where no list has its word, what its ending tells.
pub(super) fn numbers(text: &str, tokens: &[Token]) -> Vec<Number> {
    let (words, text) = (&*WORDS, text.as_bytes());
    let number = |token: &Token| {
        if token.kind == Kind::Clitic {
            return Number::default();
        }
        let number = words.number(text, token.hash, token.range());
        if token.shape == Shape::Lower && number == Number::default() {
            return unlisted(&text[token.range()]);
        }
        number
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

    /// What is said of each word of all lists, and of one that no list has for each ending that a rule may ask for.
    pub(super) fn of_all(says: impl Fn(&'static str) -> T) -> Self {
        Self(WORDS.words.iter().map(|word| says(word)).collect())
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
            ("in MAY of", 3, "MAY", LISTED),
            ("May", 0, "May", LISTED),
            ("maybe", 0, "maybe", 0),
            ("International law", 0, "International", LISTED + 1),
            ("internationals", 0, "internationals", 0),
            ("ж", 0, "ж", LISTED + 2),
            ("[", 0, "[", 0),
            ("A", 0, "A", LISTED + 3),
        ] {
            assert_eq!(number(text, at, word), wanted, "{word}");
        }
    }

    #[test]
    fn the_words_that_stand_for_an_ending_have_it() {
        for (number, word) in (0..LISTED).zip(UNLISTED) {
            assert_eq!(unlisted(word.as_bytes()).0, number, "{word}");
            assert_eq!(WORDS.number(word.as_bytes(), hash(word.as_bytes()), 0..word.len()).0, 0, "{word}");
        }
        assert_eq!(usize::from(LISTED), UNLISTED.len());
    }
}
