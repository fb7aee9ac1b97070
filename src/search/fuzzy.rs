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
        // It keeps its matrix between calls, and where a letter is doubled it reads a cell that this
        // call has not written: a score would depend on what was typed before. A call that needs
        // four cells only makes it drop the others.
        if has_doubled_letter(key) {
            let _ = self.0.fuzzy_indices("a", "a");
        }
        // Always with places: without them it scores a little differently.
        let (score, found) = self.0.fuzzy_indices(key, part)?;
        places.clear();
        places.extend(found);
        Some(score)
    }
}

/// May say yes where there is none, outside ASCII.
fn has_doubled_letter(key: &str) -> bool {
    !key.is_ascii() || key.bytes().zip(key.bytes().skip(1)).any(|(letter, next)| letter == next)
}

impl fmt::Debug for Skim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Skim")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
