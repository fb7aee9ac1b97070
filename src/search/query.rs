//! What is typed into a finder, and whether a name may be meant by it.
//!
//! A query is cut at blanks; its parts may come in any order, and all must be in the name. A part
//! *goes through the words* of a name: it may begin anywhere; within a word letters may be skipped;
//! the next word is entered at its first letter. So `zlsky`, `lensky` and `volzel` find Volodymyr
//! Zelenskyy, while letters strewn over a whole name do not make a hit. A longer query never finds
//! what its beginning did not, which is why only the survivors of the last key need to be searched.

use memchr::memmem;

use super::fold;
use super::fuzzy::Matcher;

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
    /// It is one letter or digit, of those with a bit of their own.
    plain_letter: bool,
}

#[derive(Clone, Debug)]
struct Part {
    text: String,
    finder: memmem::Finder<'static>,
    /// For each letter, the bits of its places in `text`.
    ascii: Box<[u64; 128]>,
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
        let plain_letter = key.len() == 1 && mask < 1 << SHARED;
        Self { key, parts, mask, plain_letter }
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

    /// Whether the folded name `key`, which has all letters of the [mask](Self::mask), is a hit.
    pub(super) fn allows(&self, key: &str) -> bool {
        // One letter that has a bit of its own is in every name that has the bit.
        self.plain_letter || self.parts.iter().all(|part| part.allows(key))
    }

    /// Where the parts stand in `key`, which is a hit.
    pub(super) fn tier(&self, key: &str) -> Tier {
        if key == self.key {
            return Tier::Exact;
        }
        let mut tier = Tier::Words;
        for part in &self.parts {
            tier = tier.min(part.tier(key));
            if tier == Tier::Loose {
                break;
            }
        }
        tier
    }

    /// How well the letters fit `key`, which is a hit.
    pub(super) fn score(&self, key: &str, matcher: &impl Matcher, room: &mut Vec<usize>) -> i64 {
        self.parts.iter().filter_map(|part| matcher.score(key, &part.text, room)).sum()
    }

    /// What the score cannot exceed, sooner told.
    pub(super) fn ceiling(&self, key: &str, matcher: &impl Matcher) -> i64 {
        self.parts.iter().fold(0, |sum: i64, part| sum.saturating_add(matcher.ceiling(key, &part.text)))
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
        let mut ascii = Box::new([0; 128]);
        let mut others: Vec<(char, u64)> = Vec::new();
        let mut last = 0;
        for (index, c) in text.chars().enumerate() {
            last = 1 << index;
            if let Some(bits) = ascii.get_mut(c as usize) {
                *bits |= last;
            } else if let Some((_, bits)) = others.iter_mut().find(|(other, _)| *other == c) {
                *bits |= last;
            } else {
                others.push((c, last));
            }
        }
        let finder = memmem::Finder::new(&text).into_owned();
        Self { text, finder, ascii, others, last }
    }

    fn bits(&self, c: char) -> u64 {
        match self.ascii.get(c as usize) {
            Some(&bits) => bits,
            None => self.others.iter().find(|(other, _)| *other == c).map_or(0, |&(_, bits)| bits),
        }
    }

    /// Whether the part goes through the words of `key`. All ways are followed at once: bit `n` is
    /// set when the first `n + 1` letters are matched.
    fn allows(&self, key: &str) -> bool {
        let mut word = 0; // .. with the last of them in this word
        let mut ever = 0; // .. in this word or an earlier one
        let mut inside = false;
        for c in key.chars() {
            if c == ' ' {
                word = 0;
                inside = false;
                continue;
            }
            let from = if inside { word } else { ever };
            let reached = (from << 1 | 1) & self.bits(c);
            word |= reached;
            ever |= reached;
            if ever & self.last != 0 {
                return true;
            }
            inside = true;
        }
        false
    }

    /// [`place`](Self::place), without the place.
    fn tier(&self, key: &str) -> Tier {
        let &[letter] = self.text.as_bytes() else { return self.place(key).0 };
        let mut best = Tier::Loose;
        let mut before = b' ';
        for (at, &c) in key.as_bytes().iter().enumerate() {
            if c == letter {
                if before != b' ' {
                    best = best.max(Tier::Inside);
                } else if key.as_bytes().get(at + 1).is_none_or(|&next| next == b' ') {
                    return Tier::Words;
                } else {
                    best = Tier::Starts;
                }
            }
            before = c;
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
            assert_eq!(query.allows(key), wanted, "{} in {key}", query.key);
            assert!(!wanted || query.mask() & !letters(key) == 0);
        }
    }

    #[test]
    fn whole_words_go_before_beginnings_and_those_before_the_rest() {
        let rank = |query: &str, key: &str| {
            let query = Query::new(query);
            assert!(query.allows(key) && query.score(key, &Skim::default(), &mut Vec::new()) > 0);
            query.tier(key)
        };
        assert_eq!(rank("ilham aliyev", "ilham aliyev"), Tier::Exact);
        assert_eq!(rank("aliyev ilham", "ilham aliyev"), Tier::Words);
        assert_eq!(rank("aliyev il", "ilham aliyev"), Tier::Starts);
        assert_eq!(rank("liyev", "ilham aliyev"), Tier::Inside);
        assert_eq!(rank("alyv", "ilham aliyev"), Tier::Loose);
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
