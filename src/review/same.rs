//! Whether an event is still the one that was judged.
//!
//! Steps name events by their keys, and another file of the same name may have other events under them. So each
//! step is kept with what its events said when it was done. An event that somebody has mended in the file is the
//! same one: of its title and its quotes something is left.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{Added, Step, free_key};
use crate::model::{Event, Timeline};
use crate::session::{WordsHash, words_hash};

/// What an event said when it was judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Its key, as steps name it.
    pub event: String,
    title: WordsHash,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    quotes: Vec<WordsHash>,
}

impl Mark {
    fn of(event: &Event) -> Self {
        Self {
            event: event.key.raw().to_owned(),
            title: words_hash(event.title.raw()),
            date: event.date.as_ref().map(|date| date.edtf().to_owned()),
            quotes: event.quotes.iter().map(|quote| words_hash(quote.text.raw())).collect(),
        }
    }

    /// Whether a step is to be done to the event in another reading, where that is the same one: what was judged
    /// says what it said, and what was mended was not mended in the file too.
    pub(super) fn fits(&self, step: &Step, timeline: &Timeline) -> bool {
        let Some(id) = timeline.event_by_key(self.event.as_str()) else { return false };
        let now = Self::of(&timeline.event(id));
        let (titled, dated) = (self.title == now.title, self.date == now.date);
        match step {
            Step::Judge { .. } => titled && dated,
            Step::Title { .. } => titled,
            Step::Date { .. } => dated,
            _ => true,
        }
    }

    /// Whether the event of that key in another reading is the same one.
    pub(super) fn holds_in(&self, timeline: &Timeline) -> bool {
        let Some(id) = timeline.event_by_key(self.event.as_str()) else { return false };
        let now = Self::of(&timeline.event(id));
        if self.quotes.iter().any(|quote| now.quotes.contains(quote)) {
            return true;
        }
        let is_quoted = !self.quotes.is_empty() && !now.quotes.is_empty();
        self.title == now.title && (!is_quoted || self.date.is_some() && self.date == now.date)
    }
}

/// What the events that a step names say; nothing of those that the review has made.
pub(super) fn marks(step: &Step, base: &Timeline) -> Vec<Mark> {
    let known = step.events().filter_map(|key| base.event_by_key(key));
    known.map(|id| Mark::of(&base.event(id))).collect()
}

/// Whether it adds an event of a source that is not there.
fn is_homeless(step: &Step, now: &Timeline) -> bool {
    matches!(step, Step::Add(added) if now.source_by_key(added.source.as_str()).is_none())
}

/// Gives what a reader has added a key of its own where another event has got that key: one that is found in this
/// reading only, or one that was added while this one rested. What was done with it afterwards goes with it.
pub(super) fn apart(seen: Vec<Seen>, now: &Timeline) -> Vec<Seen> {
    let mut used: HashSet<String> =
        seen.iter().filter_map(|(step, _)| step.makes()).map(str::to_owned).collect();
    // What each key was made for; nothing is known of the halves of splits.
    let mut made: HashMap<String, Option<Added>> = HashMap::new();
    let mut renamed: HashMap<String, String> = HashMap::new();
    let mut all = Vec::with_capacity(seen.len());
    for (mut step, marks) in seen {
        if let Step::Add(added) = &mut step {
            renamed.remove(&added.new);
            let is_taken = match made.get(&added.new) {
                Some(other) => other.as_ref().is_none_or(|other| !other.is_same(added)),
                // One that has its quote is the same, written to the file already.
                None => now.event_by_key(added.new.as_str()).is_some_and(|id| {
                    now.event(id).quotes.iter().all(|quote| quote.text.raw() != added.quote)
                }),
            };
            if is_taken {
                let is_free = |key: &str| !used.contains(key) && now.event_by_key(key).is_none();
                let free = free_key(&added.new, "", is_free);
                used.insert(free.clone());
                renamed.insert(std::mem::replace(&mut added.new, free.clone()), free);
            }
            made.insert(added.new.clone(), Some((**added).clone()));
        } else {
            // An event of the file had that key already where what it said is known.
            for (from, to) in &renamed {
                if marks.iter().all(|mark| mark.event != *from) {
                    step.rename(from, to);
                }
            }
            made.extend(step.makes().map(|key| (key.to_owned(), None)));
        }
        all.push((step, marks));
    }
    all
}

/// A step with what its events said when it was done; nothing where that is not known.
pub type Seen = (Step, Vec<Mark>);

/// Steps that hold in another reading, and those that rest until their events are back.
pub(super) fn parted(seen: Vec<Seen>, now: &Timeline) -> (Vec<Seen>, Vec<Seen>) {
    let (mut holding, mut resting) = (Vec::new(), Vec::new());
    // What a split that rests would have made is not there either.
    let mut missing: Vec<String> = Vec::new();
    for (step, marks) in seen {
        let (here, gone): (Vec<Mark>, Vec<Mark>) =
            marks.into_iter().partition(|mark| mark.holds_in(now) && mark.fits(&step, now));
        let is_gone =
            |key: &str| gone.iter().any(|mark| mark.event == key) || missing.iter().any(|one| one == key);
        if let Step::Judge { events, verdict } = step {
            // Some of many may be gone.
            let gone_keys: HashSet<&str> = gone
                .iter()
                .map(|mark| mark.event.as_str())
                .chain(missing.iter().map(String::as_str))
                .collect();
            let (out, events): (Vec<String>, Vec<String>) =
                events.into_iter().partition(|key| gone_keys.contains(key.as_str()));
            if !events.is_empty() || out.is_empty() {
                holding.push((Step::Judge { events, verdict }, here));
            }
            if !out.is_empty() {
                resting.push((Step::Judge { events: out, verdict }, gone));
            }
        } else if step.events().any(is_gone) || is_homeless(&step, now) {
            missing.extend(step.makes().map(str::to_owned));
            resting.push((step, here.into_iter().chain(gone).collect()));
        } else {
            holding.push((step, here));
        }
    }
    (holding, resting)
}
