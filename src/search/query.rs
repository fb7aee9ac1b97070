//! What is typed into a finder, and whether a name may be meant by it.
//!
//! A query is cut at blanks; its parts may come in any order, and all must be in the name. A part
//! *goes through the words* of a name: it may begin anywhere; within a word letters may be skipped;
//! the next word is entered at its first letter. So `zlsky`, `lensky` and `volzel` find Volodymyr
//! Zelenskyy, while letters strewn over a whole name do not make a hit. A longer query never finds
//! what its beginning did not, which is why only the survivors of the last key need to be searched.

use memchr::memmem;

use super::fold;
use super::fuzzy::{Ceiling, Matcher};

/// Longest part that is looked at, in letters: one bit each.
const PART_LETTERS: usize = 64;
/// Most parts that are looked at.
const PARTS: usize = 16;
/// The first bit that several characters share.
const SHARED: u32 = 36;

/// How well a name answers a query, before letters are scored. Better is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The letters are there, with others between them.
    Loose,
    /// Each part stands somewhere in one piece.
    Inside,
    /// Each part begins a word.
    Starts,
    /// Each part is a word.
    Words,
    /// The query is the name.
    Exact,
}

/// A query, made ready.
#[derive(Clone, Debug, Default)]
pub struct Query {
    key: String,
    parts: Vec<Part>,
    mask: u64,
}

#[derive(Clone, Debug)]
struct Part {
    text: String,
    finder: memmem::Finder<'static>,
    /// For each letter, the bits of its places in `text`.
    small: Box<[u64; 256]>,
    others: Vec<(char, u64)>,
    last: u64,
}

impl Query {
    /// Folds `text` and cuts it into parts.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let key = fold::name(text);
        let parts: Vec<Part> =
            key.split(' ').filter(|part| !part.is_empty()).take(PARTS).map(Part::new).collect();
        let mask = parts.iter().fold(0, |mask, part| mask | letters(&part.text));
        Self { key, parts, mask }
    }

    /// Whether nothing is asked for: every name is a hit.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Whether everything that `self` finds was found by `before` as well.
    #[must_use]
    pub fn narrows(&self, before: &Self) -> bool {
        let Some((last, whole)) = before.parts.split_last() else { return true };
        whole.iter().zip(&self.parts).all(|(old, new)| old.text == new.text)
            && self.parts.get(whole.len()).is_some_and(|new| new.text.starts_with(&last.text))
    }

    /// The letters that a name must have, as [`letters`] gives them.
    pub(super) fn mask(&self) -> u64 {
        self.mask
    }

    /// The parts, where each is of ASCII letters, and at most so many.
    pub(super) fn short_parts(&self, most: usize) -> Option<impl Iterator<Item = &[u8]> + Clone> {
        let is_short = |part: &Part| part.text.is_ascii() && part.text.len() <= most;
        self.parts.iter().all(is_short).then(|| self.parts.iter().map(|part| part.text.as_bytes()))
    }

    /// Whether `key` is what was typed.
    pub(super) fn is(&self, key: &str) -> bool {
        self.key == key
    }

    /// How well the folded name `key` answers, if it does.
    pub(super) fn tier(&self, key: &str, is_ascii: bool) -> Option<Tier> {
        let mut tier = Tier::Words;
        for part in &self.parts {
            let found = match part.text.as_bytes() {
                &[letter] => Part::tier_of_letter(letter, key.as_bytes()),
                _ if is_ascii => part.tier(key.bytes().map(char::from)),
                _ => part.tier(key.chars()),
            };
            tier = tier.min(found?);
        }
        Some(if tier >= Tier::Starts && self.is(key) { Tier::Exact } else { tier })
    }

    /// How well the letters fit `key`, which is a hit.
    pub(super) fn score(&self, key: &str, matcher: &impl Matcher, room: &mut Vec<usize>) -> i64 {
        self.parts.iter().filter_map(|part| matcher.score(key, &part.text, room)).sum()
    }

    /// What the score cannot exceed; the rough answer is the sooner one.
    pub(super) fn ceiling(&self, key: &str, matcher: &impl Matcher, how: Ceiling) -> i64 {
        self.parts.iter().fold(0, |sum: i64, part| sum.saturating_add(matcher.ceiling(key, &part.text, how)))
    }

    /// The characters of `key` that are matched, counted from 0, rising.
    pub(super) fn places(&self, key: &str, matcher: &impl Matcher) -> Vec<usize> {
        let mut places = Vec::new();
        let mut room = Vec::new();
        for part in &self.parts {
            if let (_, Some(at)) = part.place(key) {
                let first = key.get(..at).map_or(0, |before| before.chars().count());
                places.extend(first..first + part.text.chars().count());
            } else if matcher.score(key, &part.text, &mut room).is_some() {
                places.extend(&room);
            }
        }
        places.sort_unstable();
        places.dedup();
        places
    }
}

impl Part {
    fn new(text: &str) -> Self {
        let text: String = text.chars().take(PART_LETTERS).collect();
        let mut small = Box::new([0; 256]);
        let mut others: Vec<(char, u64)> = Vec::new();
        let mut last = 0;
        for (index, c) in text.chars().enumerate() {
            last = 1 << index;
            if let Some(bits) = small.get_mut(c as usize) {
                *bits |= last;
            } else if let Some((_, bits)) = others.iter_mut().find(|(other, _)| *other == c) {
                *bits |= last;
            } else {
                others.push((c, last));
            }
        }
        let finder = memmem::Finder::new(&text).into_owned();
        Self { text, finder, small, others, last }
    }

    fn bits(&self, c: char) -> u64 {
        match self.small.get(c as usize) {
            Some(&bits) => bits,
            None => self.others.iter().find(|(other, _)| *other == c).map_or(0, |&(_, bits)| bits),
        }
    }

    /// Whether the part goes through the words of a name, and whether it stands there in one piece. All
    /// ways are followed at once: bit `n` is set when the first `n + 1` letters are matched. Nothing
    /// branches, as nobody can guess where a word ends.
    fn tier(&self, key: impl Iterator<Item = char>) -> Option<Tier> {
        let mut word = 0_u64; // .. with the last of them in this word
        let mut ever = 0; // .. in this word or an earlier one
        let mut from = 0; // Which of these two the next letter goes on from.
        let mut piece = 0; // .. in one piece that ends here
        let mut start = 0; // .. that begins a word as well
        let (mut pieces, mut starts, mut words) = (0, 0, 0); // All of these that there have been.
        let mut blank = u64::MAX; // All bits after a blank, which has no bits in the part itself.
        for c in key {
            let bits = self.bits(c);
            let reached = (from << 1 | 1) & bits;
            piece = (piece << 1 | 1) & bits;
            pieces |= piece;
            let before = start;
            start = (start << 1 | (blank & 1)) & bits;
            starts |= start;
            blank = if c == ' ' { u64::MAX } else { 0 };
            words |= before & blank;
            ever |= reached;
            word = (word | reached) & !blank;
            from = word | (ever & blank);
        }
        words |= start;
        let has_last = |bits: u64| bits & self.last != 0;
        let tier = if has_last(words) {
            Tier::Words
        } else if has_last(starts) {
            Tier::Starts
        } else if has_last(pieces) {
            Tier::Inside
        } else {
            Tier::Loose
        };
        has_last(ever).then_some(tier)
    }

    /// The same for a part that is one letter of ASCII.
    fn tier_of_letter(letter: u8, key: &[u8]) -> Option<Tier> {
        let mut best = None;
        for at in memchr::memchr_iter(letter, key) {
            let is_blank = |at: usize| key.get(at).is_none_or(|&c| c == b' ');
            let tier = match (is_blank(at.wrapping_sub(1)), is_blank(at + 1)) {
                (true, true) => return Some(Tier::Words),
                (true, false) => Tier::Starts,
                (false, _) => Tier::Inside,
            };
            best = best.max(Some(tier));
        }
        best
    }

    /// The best place where the part stands in one piece, as a byte of `key`.
    fn place(&self, key: &str) -> (Tier, Option<usize>) {
        let mut best = (Tier::Loose, None);
        let bytes = key.as_bytes();
        for at in self.finder.find_iter(bytes) {
            let starts = at == 0 || bytes.get(at - 1) == Some(&b' ');
            let ends = bytes.get(at + self.text.len()).is_none_or(|&next| next == b' ');
            let tier = match (starts, ends) {
                (true, true) => return (Tier::Words, Some(at)),
                (true, false) => Tier::Starts,
                (false, _) => Tier::Inside,
            };
            if tier > best.0 {
                best = (tier, Some(at));
            }
        }
        best
    }
}

/// Which letters and digits a folded name has, one bit each; rarer characters share bits. A name
/// that lacks a bit of the query cannot be a hit.
pub(super) fn letters(key: &str) -> u64 {
    key.chars().fold(0, |mask, c| {
        let bit = match c {
            'a'..='z' => c as u32 - 'a' as u32,
            '0'..='9' => 26 + (c as u32 - '0' as u32),
            ' ' => return mask,
            _ => SHARED + c as u32 % (u64::BITS - SHARED),
        };
        mask | 1 << bit
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fuzzy::Skim;
    use proptest::prelude::*;

    #[test]
    fn a_part_goes_through_the_words_of_a_name() {
        let rows = [
            ("zlsky", "volodymyr zelenskyy", true),
            ("lensky", "volodymyr zelenskyy", true),
            ("volzel", "volodymyr zelenskyy", true),
            ("zel vol", "volodymyr zelenskyy", true),
            ("zelvol", "volodymyr zelenskyy", false),
            ("pfp", "partnership for peace", true),
            ("uoca", "united nations office for coordination of humanitarian affairs", true),
            ("aliyev", "ilham aliyev", true),
            ("aliyev", "albania foreign ministry yev", true),
            ("aliyev", "albania chief mayor eve", false),
            ("ymyrkyy", "volodymyr zelenskyy", false),
            ("xq", "volodymyr zelenskyy", false),
            ("cop29", "cop29", true),
            ("cop-29", "cop 29", true),
            ("O’Brien", "conan obrien", true),
            ("єв", "мардалієв", true),
            ("", "anything", true),
            ("...", "anything", true),
        ];
        for (query, key, wanted) in rows {
            let query = Query::new(query);
            assert_eq!(query.tier(key, key.is_ascii()).is_some(), wanted, "{} in {key}", query.key);
            assert!(!wanted || query.mask() & !letters(key) == 0);
        }
    }

    #[test]
    fn whole_words_go_before_beginnings_and_those_before_the_rest() {
        let rank = |query: &str, key: &str| {
            let query = Query::new(query);
            assert!(query.score(key, &Skim::default(), &mut Vec::new()) > 0);
            query.tier(key, true).unwrap()
        };
        assert_eq!(rank("ilham aliyev", "ilham aliyev"), Tier::Exact);
        assert_eq!(rank("aliyev ilham", "ilham aliyev"), Tier::Words);
        assert_eq!(rank("aliyev il", "ilham aliyev"), Tier::Starts);
        assert_eq!(rank("liyev", "ilham aliyev"), Tier::Inside);
        assert_eq!(rank("alyv", "ilham aliyev"), Tier::Loose);
    }

    proptest! {
        /// A letter stands where it does, whichever of the three ways finds it.
        #[test]
        fn the_ways_through_a_name_agree(key in "([a-c]{1,4} ){0,4}[a-c]{1,3}", text in "[a-c]{1,3}") {
            let part = Part::new(&text);
            let found = part.tier(key.chars());
            let place = part.place(&key).0;
            prop_assert_eq!(found.unwrap_or(place), place);
            if let &[letter] = text.as_bytes() {
                prop_assert_eq!(Part::tier_of_letter(letter, key.as_bytes()), found);
            }
        }
    }

    #[test]
    fn a_longer_query_narrows() {
        let narrows = |new: &str, old: &str| Query::new(new).narrows(&Query::new(old));
        assert!(
            narrows("zel", "ze") && narrows("ze v", "ze") && narrows("z", "") && narrows("zel vo", "zel v")
        );
        assert!(!narrows("ze", "zel") && !narrows("v ze", "ze") && !narrows("zel vo", "ze v"));
    }
}
