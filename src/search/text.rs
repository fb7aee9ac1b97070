//! Searching prose for words and phrases.

use std::cell::RefCell;
use std::ops::Range;

use memchr::{memchr_iter, memchr2_iter, memmem};

use super::fold::{self, Folded, join_ranges};
use crate::model::Event;

/// Most words that are looked for at once; more are not a search. One bit each.
const WORDS: usize = 32;
/// How much longer folding a byte takes than looking at it.
const FOLDING: usize = 40;

thread_local! {
    /// Where texts are folded: one buffer for all, so that a search through a million texts does
    /// not ask for memory a million times.
    static FOLDED: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Words and phrases to look for, folded and ready. All must be there; a word may be part of a
/// longer one.
///
/// ```
/// use annals::search::text::Needle;
/// let needle = Needle::new("transit \"natural gas\"");
/// let text = "The transit of natural\ngas through Ukraine";
/// assert!(needle.is_in(text));
/// let marked: Vec<&str> = needle.ranges_in(text).into_iter().map(|range| &text[range]).collect();
/// assert_eq!(marked, ["transit", "natural\ngas"]);
/// ```
///
/// # How it is fast
///
/// Most text is ASCII, and most of what is looked for: then the text is searched as it stands, from one
/// place of the rarest letter to the next. Other text is searched like that first, because what is found
/// so is found; if nothing is, only the surroundings of those letters are folded that could be part of a
/// hit: of `é` for a word with an `e`, but not of a dash, nor of anything Cyrillic.
#[derive(Clone, Debug, Default)]
pub struct Needle {
    words: Vec<Word>,
}

#[derive(Clone, Debug)]
struct Word {
    finder: memmem::Finder<'static>,
    way: Way,
    /// Its part without a blank that is looked for first, as a range of it.
    anchor: Range<usize>,
    /// Where in the anchor its rarest letter is.
    rare: usize,
    /// Which ASCII characters it has.
    letters: u128,
}

/// How a word can be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// In text as it stands: it is ASCII, and without blanks.
    Plain,
    /// In ASCII text as it stands: it is ASCII with blanks, each of which stands for any white space.
    Phrase,
    /// In folded text only.
    Folded,
}

impl Needle {
    /// Cuts `query` at blanks, but not inside double quotes; a quote that is not closed ends with
    /// the query.
    #[must_use]
    pub fn new(query: &str) -> Self {
        let mut needle = Self::default();
        for (index, piece) in fold::fold(query).split('"').enumerate() {
            if index % 2 == 1 {
                needle.push(piece);
            } else {
                piece.split(' ').for_each(|word| needle.push(word));
            }
        }
        needle
    }

    /// Looks for `text` as one phrase, quotation marks and all.
    #[must_use]
    pub fn phrase(text: &str) -> Self {
        let mut needle = Self::default();
        needle.push(&fold::fold(text));
        needle
    }

    /// Adds a word. Nothing goes over a NUL, which stands between the texts of an event.
    fn push(&mut self, folded: &str) {
        for word in folded.split('\0').map(str::trim).filter(|word| !word.is_empty()) {
            if self.words.len() < WORDS {
                self.words.push(Word::new(word));
            }
        }
    }

    /// Whether nothing is looked for; then everything is a hit.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether whatever has all of this has all of `other` too.
    #[must_use]
    pub fn narrows(&self, other: &Self) -> bool {
        other
            .words
            .iter()
            .all(|wide| self.words.iter().any(|word| wide.finder.find(word.finder.needle()).is_some()))
    }

    /// Whether all of it is in `text`, which need not be clean.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.search(text, &mut 0)
    }

    /// [`Needle::is_in`], adding to `work` about how many bytes' worth of looking it took: for those who
    /// search a little at a time.
    #[must_use]
    pub fn search(&self, text: &str, work: &mut usize) -> bool {
        let all = self.all();
        let missing = |found: u32| all & !found;
        FOLDED.with_borrow_mut(|room| missing(self.found_in(text, all, room, work)) == 0)
    }

    /// Whether every word is in one of the event's title, summary, quotes, notes or caveats.
    /// [`crate::model::Timeline::said`] has the same in one piece, without the rest of the event.
    #[must_use]
    pub fn matches_event(&self, event: &Event) -> bool {
        let quotes = event.quotes.iter().flat_map(|quote| std::iter::once(quote.text).chain(quote.note));
        let caveats = event.caveats.iter().map(|caveat| caveat.text);
        let texts = std::iter::once(event.title).chain(event.summary).chain(quotes).chain(caveats);
        let all = self.all();
        let mut found = 0;
        FOLDED.with_borrow_mut(|room| {
            for text in texts {
                found |= self.found_in(text.raw(), all & !found, room, &mut 0);
            }
        });
        found == all
    }

    /// A bit for each word.
    fn all(&self) -> u32 {
        self.words.iter().fold(0u32, |all, _| all << 1 | 1)
    }

    /// Which of the words `wanted` are in `text`, one bit each.
    fn found_in(&self, text: &str, wanted: u32, room: &mut String, work: &mut usize) -> u32 {
        let mut found = 0;
        // Most texts have none of the first word: the rest is only asked for where it is needed.
        let mut ascii = None;
        let mut fresh = true;
        for (index, word) in self.words.iter().enumerate() {
            let bit = 1 << index;
            if wanted & bit == 0 {
                continue;
            }
            *work += text.len();
            let there = word.way != Way::Folded && word.is_as_it_stands(text.as_bytes())
                || word.may_hide(*ascii.get_or_insert_with(|| text.is_ascii()))
                    && if word.way == Way::Plain {
                        fresh = true;
                        word.is_around_letters(text, room, work)
                    } else {
                        if std::mem::take(&mut fresh) {
                            *work += text.len() * FOLDING;
                            fold::fold_into(text, room);
                        }
                        word.finder.find(room.as_bytes()).is_some()
                    };
            if there {
                found |= bit;
            }
        }
        found
    }

    /// Every place in `shown` where one of the words stands, as byte ranges in rising order, for
    /// highlighting; none overlap.
    #[must_use]
    pub fn ranges_in(&self, shown: &str) -> Vec<Range<usize>> {
        join_ranges(self.places(shown))
    }

    /// Every place of every word, one word after the other; those of different words may overlap.
    pub(super) fn places(&self, shown: &str) -> Vec<Range<usize>> {
        if self.words.iter().all(|word| !word.is_worth_folding(shown)) {
            return Vec::new();
        }
        let folded = Folded::new(shown);
        let ranges = self.words.iter().flat_map(|word| {
            let len = word.finder.needle().len();
            word.finder.find_iter(folded.key().as_bytes()).map(move |at| at..at + len)
        });
        ranges.map(|range| folded.range(range)).collect()
    }
}

impl Word {
    fn new(word: &str) -> Self {
        let way = match word {
            _ if word.bytes().all(|b| b.is_ascii_graphic()) => Way::Plain,
            _ if word.bytes().all(|b| b.is_ascii_graphic() || b == b' ') => Way::Phrase,
            _ => Way::Folded,
        };
        let mut start = 0;
        let pieces = word.split(' ').map(|piece| {
            let range = start..start + piece.len();
            start = range.end + 1;
            range
        });
        let anchor = pieces.max_by_key(ExactSizeIterator::len).unwrap_or(0..0);
        let bytes = word.as_bytes().get(anchor.clone()).unwrap_or_default();
        // The rarer the letter that is jumped to, the fewer the stops.
        let rare = bytes.iter().enumerate().max_by_key(|&(_, &b)| rarity(b)).map_or(0, |(at, _)| at);
        let letters = word.chars().map(fold::ascii_of).fold(0, |all, one| all | one);
        Self { finder: memmem::Finder::new(word).into_owned(), way, anchor, rare, letters }
    }

    /// Whether it can be in a text in which it does not stand as it is.
    fn may_hide(&self, ascii: bool) -> bool {
        // Folded ASCII is ASCII, and lower case: nothing else becomes of it.
        !ascii || self.way == Way::Folded && self.finder.needle().is_ascii()
    }

    fn is_worth_folding(&self, text: &str) -> bool {
        self.way == Way::Folded || !text.is_ascii() || self.is_as_it_stands(text.as_bytes())
    }

    /// Looks for it in text of any case, without copying the text. What is found so is there, also
    /// where the text is not ASCII: folding changes nothing between ASCII letters.
    fn is_as_it_stands(&self, text: &[u8]) -> bool {
        let word = self.finder.needle();
        let Some(anchor) = word.get(self.anchor.clone()) else { return false };
        let Some(&letter) = anchor.get(self.rare) else { return false };
        let is_here = |at: usize| {
            let Some(start) = at.checked_sub(self.rare) else { return false };
            text.get(start..start + anchor.len()).is_some_and(|there| there.eq_ignore_ascii_case(anchor))
                && (self.way == Way::Plain
                    || follows(&text[start + anchor.len()..], &word[self.anchor.end..])
                        && precedes(&text[..start], &word[..self.anchor.start]))
        };
        let other = letter.to_ascii_uppercase();
        if letter == other {
            memchr_iter(letter, text).any(is_here)
        } else {
            memchr2_iter(letter, other, text).any(is_here)
        }
    }

    /// Looks for it around the letters that are not ASCII and could be part of it.
    fn is_around_letters(&self, text: &str, room: &mut String, work: &mut usize) -> bool {
        let len = self.finder.needle().len();
        let mut folded = |part: Range<usize>| {
            let part = text.get(part).unwrap_or_default();
            *work += part.len() * FOLDING;
            fold::fold_into(part, room);
            self.finder.find(room.as_bytes()).is_some()
        };
        // What lies between two such letters that are further apart than it is long is no part of it.
        let mut part: Option<Range<usize>> = None;
        let mut at = 0;
        while let Some((letter, c)) = next_letter(text, at) {
            at = letter + c.len_utf8();
            if fold::ascii_of(c) & self.letters == 0 {
                continue;
            }
            let near = between_characters(text, letter.saturating_sub(len)..at.saturating_add(len));
            match &mut part {
                Some(part) if near.start <= part.end => part.end = near.end,
                _ => {
                    if part.replace(near).is_some_and(&mut folded) {
                        return true;
                    }
                }
            }
        }
        part.is_some_and(folded)
    }
}

/// A range of `text`, widened so that it cuts no character.
fn between_characters(text: &str, range: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (range.start, range.end.min(text.len()));
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

/// The next character of `text` that is not ASCII, and where it is.
fn next_letter(text: &str, from: usize) -> Option<(usize, char)> {
    let rest = text.as_bytes().get(from..)?;
    let mut at = from;
    for chunk in rest.chunks(32) {
        if chunk.iter().fold(0, |all, b| all | b) >= 0x80 {
            at += chunk.iter().position(|b| !b.is_ascii())?;
            return Some((at, text.get(at..)?.chars().next()?));
        }
        at += chunk.len();
    }
    None
}

/// Whether `text` begins with a folded phrase, a blank of which is any white space.
fn follows(mut text: &[u8], phrase: &[u8]) -> bool {
    for &wanted in phrase {
        let Some((&first, rest)) = text.split_first() else { return false };
        if wanted == b' ' {
            if !first.is_ascii_whitespace() {
                return false;
            }
            text = rest.trim_ascii_start();
        } else if first.eq_ignore_ascii_case(&wanted) {
            text = rest;
        } else {
            return false;
        }
    }
    true
}

/// Whether `text` ends with one.
fn precedes(mut text: &[u8], phrase: &[u8]) -> bool {
    for &wanted in phrase.iter().rev() {
        let Some((&last, rest)) = text.split_last() else { return false };
        if wanted == b' ' {
            if !last.is_ascii_whitespace() {
                return false;
            }
            text = rest.trim_ascii_end();
        } else if last.eq_ignore_ascii_case(&wanted) {
            text = rest;
        } else {
            return false;
        }
    }
    true
}

/// How rare a character is in prose, roughly.
fn rarity(b: u8) -> u8 {
    match b {
        b'e' | b't' | b'a' | b'o' | b'i' | b'n' => 0,
        b's' | b'r' | b'h' | b'l' | b'd' | b'c' | b'u' => 1,
        b'm' | b'f' | b'p' | b'g' | b'w' | b'y' | b'b' | b'.' | b',' => 2,
        b'v' | b'k' | b'-' | b'\'' => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(query: &str, shown: &str) -> Vec<String> {
        Needle::new(query).ranges_in(shown).into_iter().map(|range| shown[range].to_owned()).collect()
    }

    #[test]
    fn words_and_phrases_are_found_however_they_are_spelt() {
        let rows = [
            ("gas transit", "Transit of GAS", true),
            ("gas oil", "Transit of gas", false),
            ("\"gas transit\"", "Transit of gas", false),
            ("\"gas transit\"", "the gas\n\n transit deal", true),
            ("\"gas transit", "the gas transit deal", true),
            ("elysee", "at the Élysée", true),
            ("ÉLYSÉE", "at the Elysee", true),
            ("чернобыль", "ЧЕРНОБЫЛЬ", true),
            ("it's", "it’s", true),
            ("soft", "so\u{ad}ft", true),
            ("1941-45", "1941–45", true),
            ("x", "", false),
            ("", "", true),
            ("é", "plain", false),
        ];
        for (query, text, wanted) in rows {
            assert_eq!(Needle::new(query).is_in(text), wanted, "{query} in {text}");
        }
        assert!(Needle::phrase("said \"no\"").is_in("He said “no”."));
    }

    #[test]
    fn hits_are_marked_as_they_stand() {
        let rows: [(&str, &str, &[&str]); 5] = [
            ("elysee", "Élysée, E\u{301}lyse\u{301}e", &["Élysée", "E\u{301}lyse\u{301}e"]),
            ("gas as", "gas, mass", &["gas", "as"]),
            ("\"a b\"", "a  b", &["a  b"]),
            ("ss", "Straße", &["ß"]),
            ("nowhere", "here", &[]),
        ];
        for (query, shown, wanted) in rows {
            assert_eq!(marked(query, shown), wanted, "{query}");
        }
    }

    #[test]
    fn what_is_longer_narrows() {
        let narrows = |a: &str, b: &str| Needle::new(a).narrows(&Needle::new(b));
        assert!(narrows("treaty", "treat") && narrows("gas treaty", "treat") && narrows("gas", ""));
        assert!(narrows("\"gas trea", "\"gas tr") && narrows("\"gas treaty\" x", "treaty gas"));
        assert!(!narrows("treat", "treaty") && !narrows("gas", "gas treaty") && !narrows("", "gas"));
    }

    proptest! {
        #[test]
        fn the_short_way_over_ascii_finds_the_same(text in "[a-c'\\n X-Z]{0,20}", word in "[a-cx-z']{1,3}") {
            let folded = fold::fold(&text);
            prop_assert_eq!(Needle::phrase(&word).is_in(&text), folded.contains(&word));
        }

        #[test]
        fn the_short_way_finds_what_folding_finds(
            text in "([a-cS \\n'\0-]|ß|á|ċ|Ç|’|–|\u{a0}|\u{ad}|\u{301}|б|½|ﬁ|K|中|ａ|\u{2028}){0,24}",
            word in "([a-cs' 1-]|á|б|ss|fi|k){1,4}",
        ) {
            let wanted = fold::fold(&word);
            let wanted = wanted.trim();
            let there = wanted.is_empty() || fold::fold(&text).contains(wanted);
            prop_assert_eq!(Needle::phrase(&word).is_in(&text), there, "{:?} in {:?}", word, text);
        }

        #[test]
        fn any_text_is_searched_as_folding_finds(text in any::<String>(), from in 0_usize..30, len in 1_usize..5) {
            let word: String = fold::fold(&text).chars().skip(from).take(len).filter(|c| *c != '\0').collect();
            let wanted = fold::fold(&word);
            let there = wanted.trim().is_empty() || fold::fold(&text).contains(wanted.trim());
            prop_assert_eq!(Needle::phrase(&word).is_in(&text), there, "{:?} in {:?}", word, text);
        }

        #[test]
        fn ranges_are_in_order_and_between_characters(text in any::<String>(), query in any::<String>()) {
            let mut end = 0;
            for range in Needle::new(&query).ranges_in(&text) {
                prop_assert!(range.start >= end && text.get(range.clone()).is_some());
                end = range.end;
            }
        }
    }
}
