//! Scoring letters typed in order: the only file that knows which library does it.

use std::fmt;

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Scores how well the letters of `part` fit a name that holds them in that order.
///
/// Both are folded already, and `part` has no blanks. Another scorer can take the place of [`Skim`]
/// without anything else changing.
pub trait Matcher {
    /// The score, more is better, or `None` where the letters are not there in that order. `places`
    /// is filled with the matched characters of `key`, counted from 0, rising.
    ///
    /// The same arguments give the same answer, whatever was asked before.
    fn score(&self, key: &str, part: &str, places: &mut Vec<usize>) -> Option<i64>;

    /// What the score cannot exceed, for those who need not know it when it is too low. It should be
    /// told much sooner than the score.
    fn ceiling(&self, _key: &str, _part: &str, _how: Ceiling) -> i64 {
        i64::MAX
    }
}

/// How much thought is given to a ceiling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ceiling {
    /// A look at the first letter.
    Rough,
    /// A look at all letters.
    Close,
}

/// The scorer of the `skim` finder: it likes runs of letters and the starts of words.
pub struct Skim(SkimMatcherV2);

impl Default for Skim {
    fn default() -> Self {
        // Its own folding knows ASCII only: it is given folded text and told to leave it alone.
        Self(SkimMatcherV2::default().respect_case())
    }
}

impl Matcher for Skim {
    fn score(&self, key: &str, part: &str, places: &mut Vec<usize>) -> Option<i64> {
        // It keeps its matrix between calls, and where a letter of the part is doubled it reads a cell
        // that this call has not written: a score would depend on what was typed before. A call that
        // needs four cells only makes it drop the others.
        if has_doubled_letter(key, part) {
            let _ = self.0.fuzzy_indices("a", "a");
        }
        // Always with places: without them it scores a little differently.
        let (score, found) = self.0.fuzzy_indices(key, part)?;
        places.clear();
        places.extend(found);
        Some(score)
    }

    /// The close one is exact for names as they are folded, as it happens.
    fn ceiling(&self, key: &str, part: &str, how: Ceiling) -> i64 {
        if how == Ceiling::Rough {
            // Nothing gives more than a run, not even the beginning of a word behind a gap.
            let first = if key.chars().next() == part.chars().next() { 2 * WORD } else { WORD };
            let runs = i64::try_from(part.len().saturating_sub(1)).unwrap_or(i64::from(u32::MAX));
            return i64::from(MATCH - WIDER + first) + runs * i64::from(MATCH + RUN);
        }
        let best = match part.len() {
            0..=4 => best_alignment::<4>(key, part),
            5..=8 => best_alignment::<8>(key, part),
            9..=16 => best_alignment::<16>(key, part),
            17..=64 => best_alignment::<64>(key, part),
            _ => return i64::MAX,
        };
        best.into()
    }
}

/// May say yes where there is none, outside ASCII.
fn has_doubled_letter(key: &str, part: &str) -> bool {
    let mut pairs = key.bytes().zip(key.bytes().skip(1));
    pairs.any(|(letter, next)| letter == next && part.bytes().any(|wanted| wanted == letter))
        || !key.is_ascii()
}

/// What a letter gives that matches, one that begins a word besides, the first of all twice, and one that
/// follows another at least; what a gap takes for being there, and for each letter in it.
const MATCH: i32 = 16;
const WORD: i32 = 8;
const RUN: i32 = 4;
const GAP: i32 = 3;
const WIDER: i32 = 1;
/// Cannot be reached.
const NEVER: i32 = i32::MIN / 2;

/// The best alignment of a part of up to `N` letters: one row of two numbers for each letter, the way
/// that has matched it last and the way that has gone on without, all moved on together by each character
/// of the name. The compiler makes a few wide instructions of that.
fn best_alignment<const N: usize>(key: &str, part: &str) -> i32 {
    let mut letters = ['\0'; N];
    let mut last = 0;
    for (at, (room, letter)) in letters.iter_mut().zip(part.chars()).enumerate() {
        *room = letter;
        last = at;
    }
    let (mut matched, mut skipped) = ([NEVER; N], [NEVER; N]);
    let mut best = NEVER;
    let mut bonus = 2 * WORD;
    for c in key.chars() {
        let mut next = [NEVER; N];
        for at in 0..N {
            let (run, gap) = if at == 0 { (NEVER, -WIDER) } else { (matched[at - 1], skipped[at - 1]) };
            let reached = MATCH + (run + bonus.max(RUN)).max(gap + bonus);
            next[at] = if letters[at] == c { reached } else { NEVER };
        }
        for at in 0..N {
            skipped[at] = (matched[at] - GAP - WIDER).max(skipped[at] - WIDER);
        }
        matched = next;
        best = best.max(matched[last]);
        bonus = if c == ' ' { WORD } else { 0 };
    }
    best
}

impl fmt::Debug for Skim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Skim")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn score(skim: &Skim, key: &str, part: &str) -> Option<(i64, Vec<usize>)> {
        let mut places = Vec::new();
        skim.score(key, part, &mut places).map(|score| (score, places))
    }

    #[test]
    fn a_score_does_not_depend_on_what_was_asked_before() {
        let keys = ["massless bass", "ssss", "aassaass passes", "mississippi", "élysée ss", "s"];
        let parts = ["ss", "sss", "as", "pss", "s", "ées"];
        for key in keys {
            for part in parts {
                let fresh = score(&Skim::default(), key, part);
                let used = Skim::default();
                for other in keys {
                    for before in parts {
                        score(&used, other, before);
                        assert_eq!(
                            score(&used, key, part),
                            fresh,
                            "{part} in {key} after {before} in {other}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn places_are_characters_in_order() {
        let (_, places) = score(&Skim::default(), "élysée palace", "ép").unwrap();
        assert_eq!(places, [0, 7]);
        assert_eq!(score(&Skim::default(), "abc", "abx"), None);
    }

    proptest! {
        #[test]
        fn no_score_is_above_its_ceiling(
            key in "[a-cé0 ]{0,14}( [a-cé]{0,9}){0,3}",
            part in "[a-cé0]{1,5}|[a-c]{6,20}",
        ) {
            let skim = Skim::default();
            if let Some((score, _)) = score(&skim, &key, &part) {
                prop_assert_eq!(skim.ceiling(&key, &part, Ceiling::Close), score);
                prop_assert!(skim.ceiling(&key, &part, Ceiling::Rough) >= score);
            }
        }
    }
}
