//! A review carried over to another reading of the documents.
//!
//! The keys of candidates come from their dates and titles, and change with them: with a document more in the
//! pile, a line more in a document, or another day for it. So a journal also has what each candidate that a step
//! names is known by: its title, its date, and its quotes, each by its words with the name of its document and
//! with the digest of it. What was said of a candidate holds for the one that has one of its quotes, where title
//! and date are the same; what was mended in it holds in any case.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{Added, Certainty, Mark, Step, free_key, second_key};
use crate::model::{Event, Source, Timeline};
use crate::session::words_hash;

/// What a candidate is known by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Its key, as steps name it.
    pub event: String,
    /// Its title.
    pub title: String,
    /// Its date, in EDTF.
    pub date: Option<String>,
    /// Its quotes.
    pub quotes: Vec<String>,
    /// The documents that they are from.
    pub documents: Vec<String>,
}

/// What a pile of documents was when it was reviewed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pile {
    /// Its documents, by name and by digest.
    pub documents: Vec<String>,
    /// The quotes of all candidates in it; `None` where they are too many to tell what is new.
    pub found: Option<Vec<String>>,
}

/// A review of other documents, or of these as they were before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// What was reviewed.
    pub pile: Pile,
    /// The candidates that the steps name.
    pub known: Vec<Known>,
    /// What was done.
    pub steps: Vec<Step>,
    /// What the events of each step said when it was done.
    pub marks: Vec<Vec<Mark>>,
}

/// What came of carrying reviews over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// What was done, in the words of this reading.
    pub steps: Vec<Step>,
    /// Candidates that were judged, and have another title or date now.
    pub changed: Vec<Changed>,
    /// What was judged or mended, of documents that are here, and is not here itself.
    pub gone: Vec<Known>,
    /// Candidates that no review has seen.
    pub new: usize,
}

/// A candidate that says something else than when it was judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Its key now.
    pub event: String,
    /// What it was then.
    pub was: Known,
}

/// With more candidates than this nobody is told which are new.
const MOST_FOUND: usize = 20_000;

impl Known {
    /// What the event of that key is known by; `None` where it is not there or has no quotes.
    #[must_use]
    pub fn of(timeline: &Timeline, key: &str) -> Option<Self> {
        let event = timeline.event(timeline.event_by_key(key)?);
        let sources = event.quotes.iter().filter_map(|quote| Some(timeline.source(quote.source?)));
        let mut documents: Vec<String> = sources.flat_map(names).collect();
        documents.sort_unstable();
        documents.dedup();
        let quotes = quotes(timeline, &event);
        (!quotes.is_empty()).then(|| Self {
            event: key.to_owned(),
            title: event.title.raw().to_owned(),
            date: event.date.as_ref().map(|date| date.edtf().to_owned()),
            quotes,
            documents,
        })
    }

    /// What an addition is known by.
    fn of_added(added: &Added) -> Self {
        let file = added.file.as_ref().map(|file| format!("file {file}"));
        let digest = added.sha256.as_ref().map(|digest| format!("sha256 {digest}"));
        let documents: Vec<String> = file.into_iter().chain(digest).collect();
        let quotes = documents.iter().map(|name| hash(name, &added.quote)).collect();
        let (event, title, date) = (added.new.clone(), added.title.clone(), added.date.clone());
        Self { event, title, date, quotes, documents }
    }
}

impl Pile {
    /// The documents of a timeline, and the candidates in it.
    #[must_use]
    pub fn of(timeline: &Timeline) -> Self {
        let documents = timeline.sources().iter().flat_map(names).collect();
        let mut found = Vec::new();
        let mut count = 0;
        for event in timeline.events().filter(|event| Certainty::of(event).is_some()) {
            count += 1;
            if count > MOST_FOUND {
                return Self { documents, found: None };
            }
            found.extend(quotes(timeline, &event));
        }
        Self { documents, found: Some(found) }
    }
}

/// The quotes of an event, each twice: by the name of its document and by its digest.
fn quotes(timeline: &Timeline, event: &Event) -> Vec<String> {
    let mut quotes: Vec<String> = Vec::new();
    for quote in &event.quotes {
        let Some(source) = quote.source.map(|id| timeline.source(id)) else { continue };
        let words = quote.text.raw();
        quotes.extend(names(source).map(|name| hash(&name, words)));
    }
    quotes
}

/// Words of a document as they are known.
fn hash(document: &str, words: &str) -> String {
    format!("{:016x}", words_hash(&format!("{document}\n{words}")).0)
}

/// What a document is known by.
fn names(source: &Source) -> impl Iterator<Item = String> + use<> {
    let file = source.file.as_ref().map(|file| format!("file {}", file.raw()));
    let digest = source.sha256.as_ref().map(|digest| format!("sha256 {}", digest.raw()));
    file.into_iter().chain(digest)
}

/// Carries reviews over to `timeline`, the latest first: of what is said of one candidate in several of them the
/// latest holds.
#[must_use]
pub fn carried(timeline: &Timeline, pasts: &[Past]) -> Carried {
    let mut here = Here::of(timeline);
    let mut carried = Carried::default();
    let mut seen: Option<HashSet<&str>> = None;
    let mut all_told = true;
    let mut lost: HashSet<Option<&str>> = HashSet::new();
    let mut unplaced: HashSet<(&String, &String)> = HashSet::new();
    for past in pasts {
        let moved = here.moved(past);
        let is_added_here =
            |step: &Step| matches!(step, Step::Add(added) if here.source_of(added, past).is_some());
        // What has nothing in common with this pile but names of files says nothing of it.
        if moved.is_empty()
            && !here.has_any(past.pile.found.as_deref().unwrap_or_default())
            && !past.steps.iter().any(is_added_here)
        {
            continue;
        }
        match &past.pile.found {
            Some(found) => seen.get_or_insert_default().extend(found.iter().map(String::as_str)),
            None => all_told = false,
        }
        let (steps, changed, homeless) = here.take(past, moved);
        carried.steps.splice(0..0, steps);
        carried.changed.extend(changed);
        let mut gone = past.known.iter().filter(|known| here.is_lost(known, past)).collect::<Vec<_>>();
        gone.retain(|known| lost.insert(known.quotes.first().map(String::as_str)));
        carried.gone.extend(gone.into_iter().cloned());
        let homeless = homeless.into_iter().filter(|added| here.misses(added));
        let homeless: Vec<&Added> =
            homeless.filter(|added| unplaced.insert((&added.quote, &added.title))).collect();
        carried.gone.extend(homeless.into_iter().map(Known::of_added));
    }
    if let Some(seen) = seen.filter(|_| all_told) {
        carried.new = here
            .events
            .iter()
            .zip(&here.open)
            .filter(|&(one, &open)| open && !one.quotes.iter().any(|q| seen.contains(q.as_str())))
            .count();
    }
    carried
}

/// What is in this reading.
struct Here<'t> {
    timeline: &'t Timeline,
    events: Vec<Known>,
    /// Whether each of them is a candidate: what was accepted long ago can be mended too.
    open: Vec<bool>,
    pile: Pile,
    by_quote: HashMap<String, Vec<usize>>,
    documents: HashSet<String>,
    /// Those of which a later review has said something, and the keys that splits have made.
    taken: HashSet<String>,
    /// What later reviews have added, as this reading has it.
    added: Vec<Added>,
}

/// Where a candidate of a past reading is now.
#[derive(Clone, Debug)]
struct Moved {
    key: String,
    /// Whether it says what it said.
    same: bool,
}

impl<'t> Here<'t> {
    fn of(timeline: &'t Timeline) -> Self {
        let (events, open): (Vec<Known>, Vec<bool>) = timeline
            .events()
            .filter_map(|event| {
                Some((Known::of(timeline, event.key.raw())?, Certainty::of(&event).is_some()))
            })
            .unzip();
        let mut by_quote: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, known) in events.iter().enumerate() {
            for quote in &known.quotes {
                by_quote.entry(quote.clone()).or_default().push(at);
            }
        }
        let documents = timeline.sources().iter().flat_map(names).collect();
        let pile = Pile::of(timeline);
        let (taken, added) = (HashSet::new(), Vec::new());
        Self { timeline, events, open, pile, by_quote, documents, taken, added }
    }

    fn has_any(&self, quotes: &[String]) -> bool {
        quotes.iter().any(|quote| self.by_quote.contains_key(quote))
    }

    /// Whether it was of documents that are here, and is not here.
    fn is_lost(&self, known: &Known, past: &Past) -> bool {
        let is_named = past.steps.iter().any(|step| step.events().any(|event| event == known.event));
        is_named
            && !self.has_any(&known.quotes)
            && known.documents.iter().any(|name| self.documents.contains(name))
    }

    /// Whether the document of an addition that has no place any more is here, by name, and the addition is not.
    fn misses(&self, added: &Added) -> bool {
        let is_here = match &added.file {
            Some(file) => self.documents.contains(&format!("file {file}")),
            None => self.timeline.source_by_key(added.source.as_str()).is_some(),
        };
        is_here && !self.added.iter().any(|one| one.quote == added.quote && one.title == added.title)
    }

    /// Where the events that a review names are now, each in one place only.
    fn moved(&self, past: &Past) -> HashMap<String, Moved> {
        let mended = |is: fn(&Step) -> bool| -> HashSet<&str> {
            past.steps.iter().filter(|step| is(step)).flat_map(Step::events).collect()
        };
        // What was mended was not taken from the reading.
        let dated = mended(|step| matches!(step, Step::Date { .. }));
        let titled = mended(|step| matches!(step, Step::Title { .. }));
        let found: HashSet<&String> = past.pile.found.iter().flatten().collect();
        let mut moved: HashMap<String, Moved> = HashMap::new();
        let mut given: HashSet<usize> = HashSet::new();
        for known in &past.known {
            let likeness = |at: &usize| {
                let one = self.events.get(*at);
                one.map_or((false, false), |one| (one.title == known.title, one.date == known.date))
            };
            // What was a candidate then and is none now was mended before it was written.
            let was_accepted =
                past.pile.found.is_some() && !known.quotes.iter().any(|one| found.contains(one));
            let is_meant = |at: &usize| {
                self.open.get(*at) == Some(&true) || was_accepted && likeness(at) == (true, true)
            };
            let near = known.quotes.iter().filter_map(|quote| self.by_quote.get(quote)).flatten();
            let near = near.copied().filter(|at| !given.contains(at) && is_meant(at));
            let has_key = |at: &usize| self.events.get(*at).is_some_and(|one| one.event == known.event);
            // Of equals the one of that key, else the first in the file.
            let best = near.max_by_key(|at| (likeness(at), has_key(at), std::cmp::Reverse(*at)));
            let Some((at, one)) = best.and_then(|at| Some((at, self.events.get(at)?))) else { continue };
            given.insert(at);
            let event = known.event.as_str();
            let same = (one.title == known.title || titled.contains(event))
                && (one.date == known.date || dated.contains(event));
            moved.insert(known.event.clone(), Moved { key: one.event.clone(), same });
        }
        if past.pile == self.pile {
            // What has no quotes is the same under its key, as these are the same documents.
            for (step, marks) in past.steps.iter().zip(&past.marks) {
                for mark in marks.iter().filter(|mark| !moved.contains_key(&mark.event)).collect::<Vec<_>>() {
                    if mark.holds_in(self.timeline) && mark.fits(step, self.timeline) {
                        moved.insert(mark.event.clone(), Moved { key: mark.event.clone(), same: true });
                    }
                }
            }
        }
        moved
    }

    /// The source that an event was found in: by its digest or its file, as keys come from titles too. A file that
    /// says something else now is the same document where something is left of what was found in it.
    fn source_of(&self, added: &Added, past: &Past) -> Option<&Source> {
        let is_named = |source: &Source| match &added.file {
            Some(file) => source.file.as_ref().is_some_and(|known| known.raw() == file),
            None => source.key.raw() == added.source,
        };
        let has_digest = |source: &Source| {
            source.sha256.as_ref().zip(added.sha256.as_ref()).is_some_and(|(now, then)| now.raw() == then)
        };
        let sources = self.timeline.sources();
        let find = |is_it: &dyn Fn(&Source) -> bool| sources.iter().find(|&source| is_it(source));
        find(&|source| is_named(source) && has_digest(source))
            .or_else(|| find(&has_digest))
            .or_else(|| find(&|source| is_named(source) && self.may_say(source, added, past)))
    }

    /// Whether the document of that name may still say what was added.
    fn may_say(&self, source: &Source, added: &Added, past: &Past) -> bool {
        let Some(now) = source.sha256.as_ref().map(crate::text::Text::raw) else { return true };
        let is_other = if let Some(then) = &added.sha256 {
            then != now
        } else {
            // Before additions had a digest, at least those of all documents were kept.
            let mut digests = past.pile.documents.iter().filter_map(|name| name.strip_prefix("sha256 "));
            digests.clone().next().is_some() && !digests.any(|then| then == now)
        };
        if !is_other {
            return true;
        }
        let known = past.known.iter().flat_map(|known| &known.quotes);
        let known: HashSet<&String> = past.pile.found.iter().flatten().chain(known).collect();
        let is_of_it = |words: &str| {
            words.contains(&added.quote) || names(source).any(|name| known.contains(&hash(&name, words)))
        };
        self.timeline.events().any(|event| {
            event.quotes.iter().any(|quote| {
                let of = quote.source.map(|id| self.timeline.source(id));
                of.is_some_and(|of| of.key == source.key) && is_of_it(quote.text.raw())
            })
        })
    }

    /// The steps of a review in the words of this reading, without what a later one says something of; the
    /// candidates of which the judgement does not hold any more; and what was added to documents that are others.
    fn take<'p>(
        &mut self,
        past: &'p Past,
        mut moved: HashMap<String, Moved>,
    ) -> (Vec<Step>, Vec<Changed>, Vec<&'p Added>) {
        moved.retain(|_, one| !self.taken.contains(&one.key));
        let mut steps = Vec::new();
        // By the key of then.
        let mut changed: HashSet<String> = HashSet::new();
        let mut used: HashSet<String> = HashSet::new();
        let mut homeless = Vec::new();
        let mut all_added = Vec::new();
        for step in &past.steps {
            let taken = if let Step::Add(added) = step {
                if let Some(source) = self.source_of(added, past).cloned() {
                    self.added_to(&source, added, &mut moved)
                } else {
                    homeless.push(&**added);
                    None
                }
            } else {
                self.taken_over(step, &mut moved, &mut changed)
            };
            if let Some(Step::Add(added)) = &taken {
                all_added.push((**added).clone());
            }
            used.extend(taken.iter().flat_map(Step::events).map(str::to_owned));
            steps.extend(taken);
        }
        self.taken.extend(used);
        self.added.extend(all_added);
        let changed = past.known.iter().filter(|known| changed.contains(&known.event));
        let changed = changed
            .filter_map(|was| Some(Changed { event: moved.get(&was.event)?.key.clone(), was: was.clone() }));
        (steps, changed.collect(), homeless)
    }

    /// An addition, in a document as it is now; `None` where a later review that went on with this one has it too.
    fn added_to(
        &mut self,
        source: &Source,
        added: &Added,
        moved: &mut HashMap<String, Moved>,
    ) -> Option<Step> {
        let mut now = Added {
            source: source.key.raw().to_owned(),
            file: source.file.as_ref().map(|file| file.raw().to_owned()),
            sha256: source.sha256.as_ref().map(|digest| digest.raw().to_owned()),
            ..added.clone()
        };
        if self.added.iter().any(|other| other.is_same(&now)) {
            return None;
        }
        if !self.is_free(&now.new) {
            now.new = free_key(&added.new, "", |key| self.is_free(key));
        }
        self.taken.insert(now.new.clone());
        moved.insert(added.new.clone(), Moved { key: now.new.clone(), same: true });
        Some(Step::Add(Box::new(now)))
    }

    fn is_free(&self, key: &str) -> bool {
        self.timeline.event_by_key(key).is_none() && !self.taken.contains(key)
    }

    fn taken_over(
        &mut self,
        step: &Step,
        moved: &mut HashMap<String, Moved>,
        changed: &mut HashSet<String>,
    ) -> Option<Step> {
        let key = |event: &str| moved.get(event).map(|one| one.key.clone());
        let mut step = step.clone();
        match &mut step {
            Step::Judge { events, .. } => {
                let mut now = Vec::new();
                for (event, one) in events.iter().filter_map(|event| Some((event, moved.get(event)?))) {
                    if one.same {
                        now.push(one.key.clone());
                    } else {
                        changed.insert(event.clone());
                    }
                }
                *events = now;
                if events.is_empty() {
                    return None;
                }
            }
            Step::Date { event, .. }
            | Step::Title { event, .. }
            | Step::Actors { event, .. }
            | Step::Speaker { event, .. }
            | Step::Status { event, .. }
            | Step::Place { event, .. } => *event = key(event)?,
            Step::Merge { into, from, .. } => (*into, *from) = (key(into)?, key(from)?),
            Step::Split { event, new, .. } => {
                let Moved { key, same } = moved.get(event)?.clone();
                let mut free = new.clone();
                if key != *event || !self.is_free(&free) {
                    free = second_key(self.timeline, &key);
                    while !self.is_free(&free) {
                        free.push_str("-2");
                    }
                }
                self.taken.insert(free.clone());
                moved.insert(std::mem::replace(new, free.clone()), Moved { key: free, same });
                *event = key;
            }
            Step::Add(_) => return None,
        }
        Some(step)
    }
}

#[cfg(test)]
mod tests;
