//! Searching prose for words and phrases.

use std::cell::RefCell;
use std::ops::Range;

use memchr::{memchr2_iter, memmem};

use super::fold::{self, Folded, join_ranges};
use crate::model::Event;

/// Most words that are looked for at once; more are not a search. One bit each.
const WORDS: usize = 32;

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
#[derive(Clone, Debug, Default)]
pub struct Needle {
    words: Vec<Word>,
}

#[derive(Clone, Debug)]
struct Word {
    finder: memmem::Finder<'static>,
    /// It can be looked for in ASCII text as it stands: ASCII itself, and without blanks, which
    /// may stand for any white space.
    plain: bool,
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

    fn push(&mut self, folded: &str) {
        let word = folded.trim();
        if word.is_empty() || self.words.len() >= WORDS {
            return;
        }
        let plain = word.bytes().all(|b| b.is_ascii_graphic());
        self.words.push(Word { finder: memmem::Finder::new(word).into_owned(), plain });
    }

    /// Whether nothing is looked for; then everything is a hit.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether all of it is in `text`, which need not be clean.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.is_in_any([text])
    }

    /// Whether every word is in one of the event's title, summary, quotes, notes or caveats.
    #[must_use]
    pub fn matches_event(&self, event: &Event) -> bool {
        let quotes = event.quotes.iter().flat_map(|quote| std::iter::once(quote.text).chain(quote.note));
        let caveats = event.caveats.iter().map(|caveat| caveat.text);
        let texts = std::iter::once(event.title).chain(event.summary).chain(quotes).chain(caveats);
        self.is_in_any(texts.map(crate::text::TextRef::raw))
    }

    fn is_in_any<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> bool {
        let all = self.words.iter().fold(0u32, |all, _| all << 1 | 1);
        let mut found = 0;
        FOLDED.with_borrow_mut(|folded| {
            for text in texts {
                if found == all {
                    break;
                }
                found |= self.found_in(text, all & !found, folded);
            }
        });
        found == all
    }

    /// Which of the words `wanted` are in `text`, one bit each.
    fn found_in(&self, text: &str, wanted: u32, folded: &mut String) -> u32 {
        let ascii = text.is_ascii();
        let mut fresh = true;
        let mut found = 0;
        for (index, word) in self.words.iter().enumerate() {
            let bit = 1 << index;
            if wanted & bit == 0 {
                continue;
            }
            let there = if ascii && word.plain {
                ascii_contains(text.as_bytes(), word.finder.needle())
            } else {
                if std::mem::take(&mut fresh) {
                    fold::fold_into(text, folded);
                }
                word.finder.find(folded.as_bytes()).is_some()
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
        let folded = Folded::new(shown);
        let ranges = self.words.iter().flat_map(|word| {
            let len = word.finder.needle().len();
            word.finder.find_iter(folded.key().as_bytes()).map(move |at| at..at + len)
        });
        join_ranges(ranges.map(|range| folded.range(range)).collect())
    }
}

/// Looks for a lower-case needle in ASCII text of any case, without copying the text.
fn ascii_contains(text: &[u8], needle: &[u8]) -> bool {
    // The rarer the letter that is jumped to, the fewer the stops.
    let rare = needle.iter().enumerate().max_by_key(|&(_, &b)| rarity(b)).map_or(0, |(at, _)| at);
    let Some(&letter) = needle.get(rare) else { return true };
    memchr2_iter(letter, letter.to_ascii_uppercase(), text).any(|at| {
        at.checked_sub(rare)
            .and_then(|start| text.get(start..start + needle.len()))
            .is_some_and(|there| there.eq_ignore_ascii_case(needle))
    })
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

    proptest! {
        #[test]
        fn the_short_way_over_ascii_finds_the_same(text in "[a-c'\\n X-Z]{0,20}", word in "[a-cx-z']{1,3}") {
            let folded = fold::fold(&text);
            prop_assert_eq!(Needle::phrase(&word).is_in(&text), folded.contains(&word));
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
