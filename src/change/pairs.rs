//! Which event of one timeline is which of another: by key, and by very like content where a key is
//! gone.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::model::Date;
use crate::model::draft::{At, DraftEvent};
use crate::search::fold;
use crate::text::Text;

/// How many pairs of events are compared word by word; beyond that only equal ones are found.
const COMPARISONS: usize = 2_000_000;

/// A quote that is shorter may stand in many events, in bytes.
const TELLING: usize = 20;

/// How many words of a title are compared.
const WORDS: usize = 256;

/// The share of words in common from which titles are very like.
const LIKE: f64 = 0.75;

/// The same where the events also share a quote.
const LIKE_WITH_QUOTE: f64 = 0.3;

/// Events of two timelines, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// In both; in the order of the second.
    pub(super) both: Vec<(usize, usize)>,
    /// Only in the first.
    pub(super) gone: Vec<usize>,
    /// Only in the second.
    pub(super) new: Vec<usize>,
}

/// The key of an event that was built.
pub(super) fn key(event: &DraftEvent) -> Text {
    event.key.as_ref().map(|at| at.value.clone()).unwrap_or_default()
}

/// Pairs the events of two timelines.
pub(super) fn pair(old: &[DraftEvent], new: &[DraftEvent]) -> Pairs {
    let by_key: HashMap<Text, usize> = old.iter().enumerate().map(|(at, event)| (key(event), at)).collect();
    let mut of_new: Vec<Option<usize>> = new.iter().map(|event| by_key.get(&key(event)).copied()).collect();
    let mut is_paired = vec![false; old.len()];
    for &at in of_new.iter().flatten() {
        is_paired[at] = true;
    }
    equal(old, new, &mut of_new, &mut is_paired);
    like(old, new, &mut of_new, &mut is_paired);
    let mut pairs = Pairs::default();
    for (at, found) in of_new.into_iter().enumerate() {
        match found {
            Some(before) => pairs.both.push((before, at)),
            None => pairs.new.push(at),
        }
    }
    pairs.gone = (0..old.len()).filter(|&at| !is_paired[at]).collect();
    pairs
}

/// Pairs what has the same title and date.
fn equal(old: &[DraftEvent], new: &[DraftEvent], of_new: &mut [Option<usize>], is_paired: &mut [bool]) {
    let mark = |event: &DraftEvent| {
        let title = event.title.as_ref().map(|title| fold::name(&title.line())).unwrap_or_default();
        (title, event.date.as_ref().map(|at| at.value.edtf().to_owned()))
    };
    let mut left: HashMap<_, Vec<usize>> = HashMap::new();
    // The last first, so that of equals the first is taken first.
    for at in (0..old.len()).rev().filter(|&at| !is_paired[at]) {
        left.entry(mark(&old[at])).or_default().push(at);
    }
    if left.is_empty() {
        return;
    }
    for (at, found) in of_new.iter_mut().enumerate().filter(|(_, found)| found.is_none()) {
        if let Some(before) = left.get_mut(&mark(&new[at])).and_then(Vec::pop) {
            *found = Some(before);
            is_paired[before] = true;
        }
    }
}

/// What an event is compared by.
struct Look<'a> {
    words: Vec<u64>,
    quotes: Vec<&'a str>,
    date: Option<&'a At<Date>>,
}

impl<'a> Look<'a> {
    fn of(event: &'a DraftEvent) -> Self {
        let title = event.title.as_ref().map(|title| fold::name(&title.line())).unwrap_or_default();
        let mut words: Vec<u64> = title.split_whitespace().take(WORDS).map(hash).collect();
        words.sort_unstable();
        words.dedup();
        let quotes = event.quotes.iter().map(|quote| quote.text.raw()).filter(|text| text.len() >= TELLING);
        Self { words, quotes: quotes.take(64).collect(), date: event.date.as_ref() }
    }

    /// How like two events are; 0 where they cannot be one.
    fn likeness(&self, other: &Self) -> f64 {
        let common = self.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count();
        let all = self.words.len() + other.words.len() - common;
        let share = if all == 0 { 0.0 } else { common as f64 / all as f64 };
        let same_quote = || self.quotes.iter().any(|quote| other.quotes.contains(quote));
        let same_time = || match (self.date, other.date) {
            (Some(a), Some(b)) => {
                let (a, b) = (a.value.ends(), b.value.ends());
                a.earliest_start <= b.latest_end && b.earliest_start <= a.latest_end
            }
            // A date that was not known may be known now.
            _ => true,
        };
        if share >= LIKE && same_time() || share >= LIKE_WITH_QUOTE && same_quote() { share } else { 0.0 }
    }
}

fn hash(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    hasher.finish()
}

/// Pairs what is very like, the most like first found.
fn like(old: &[DraftEvent], new: &[DraftEvent], of_new: &mut [Option<usize>], is_paired: &mut [bool]) {
    let gone: Vec<usize> = (0..old.len()).filter(|&at| !is_paired[at]).collect();
    let added: Vec<usize> = (0..new.len()).filter(|&at| of_new[at].is_none()).collect();
    if gone.len().saturating_mul(added.len()) > COMPARISONS {
        return;
    }
    let gone: Vec<(usize, Look)> = gone.into_iter().map(|at| (at, Look::of(&old[at]))).collect();
    for at in added {
        let look = Look::of(&new[at]);
        let free = gone.iter().filter(|(before, _)| !is_paired[*before]);
        let best = free
            .map(|(before, other)| (*before, look.likeness(other)))
            .filter(|&(_, likeness)| likeness > 0.0)
            .reduce(|a, b| if b.1 > a.1 { b } else { a });
        if let Some((before, _)) = best {
            of_new[at] = Some(before);
            is_paired[before] = true;
        }
    }
}
