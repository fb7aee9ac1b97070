//! Two timelines as one, or the changes of two that began as one.
//!
//! Records are matched as an [`Account`](super::Account) matches them: by key, events also by very like
//! content. Without a base everything that either has is kept; with one, what only one side changed,
//! added or took out is as that side has it. Where both say something else of one field there is a
//! [`Conflict`]: the first side's word stands, and the other's is kept beside it, in a caveat of the event,
//! an alias of the actor, or a field `conflict_..` of the record. Nothing is lost. Who says which side
//! counts gets no conflicts.

use std::collections::{HashMap, HashSet};

use super::account::beside::Renamed;
use super::pairs::{self, Pairs, pair};
use super::same_content;
use crate::issue::Issue;
use crate::model::draft::DraftEvent;
use crate::model::{Draft, Timeline};
use crate::search::fold;
use crate::text::Text;

mod lists;
mod record;
mod reworded;

use record::{Keyed as _, Record};

/// One of two timelines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The first: what is ours.
    A,
    /// The second: what is theirs.
    B,
}

/// Both sides say something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What it is about: `event`, `actor`, `source`, `timeline`.
    pub thing: &'static str,
    /// The key of the record.
    pub key: Text,
    /// The name of the field.
    pub field: String,
    /// What stands in the result.
    pub kept: Option<Text>,
    /// What the other side says.
    pub other: Option<Text>,
}

/// What came of it.
#[derive(Debug)]
pub struct Merged {
    /// The one timeline.
    pub timeline: Timeline,
    /// Where both sides say something else.
    pub conflicts: Vec<Conflict>,
    /// What is wrong with the result, and with neither of the two by itself.
    pub issues: Vec<Issue>,
    /// How many events only the second side had.
    pub added: usize,
    /// How many events of the first side the second one changed.
    pub updated: usize,
    /// How many events of the first side the second one took out.
    pub removed: usize,
    /// The titles of events that have the same date and title on both sides, and other places: both are there.
    pub apart: Vec<Text>,
}

/// Puts `a` and `b` together; with a `base`, what became of it on either side. `prefer` says whose word
/// counts where both say something else.
///
/// ```
/// use annals::change::{Side, merge};
/// use annals::formats::{self, Hint};
///
/// let read = |text: &str| formats::read(Hint::Name("toml"), text.as_bytes()).map(|read| read.timeline);
/// let mine = read("[[events]]\nkey = 'a'\ntitle = 'They met'\ndate = '2025'\nplace = 'Davos'")?;
/// let newer = read("[[events]]\nkey = 'a'\ntitle = 'They met'\ndate = '2025-01'\n[[events]]\ntitle = 'New'")?;
///
/// let merged = merge(None, &mine, &newer, Some(Side::B));
/// assert_eq!((merged.added, merged.updated, merged.conflicts.len()), (1, 1, 0));
/// let event = merged.timeline.events().next().unwrap();
/// assert_eq!(event.date.as_ref().map(|date| date.edtf()), Some("2025-01"));
/// assert_eq!(event.place, Some("Davos".into()));
///
/// let doubt = merge(None, &mine, &newer, None);
/// assert_eq!(doubt.conflicts[0].field, "date");
/// let caveat = doubt.timeline.events().next().unwrap().caveats.first().unwrap();
/// assert_eq!(caveat.text.raw(), "Another version of this event has another date: January 2025");
/// # Ok::<(), formats::ReadError>(())
/// ```
#[must_use]
pub fn merge(base: Option<&Timeline>, a: &Timeline, b: &Timeline, prefer: Option<Side>) -> Merged {
    let (mut base, mut a, mut b) = (base.map(Draft::from), Draft::from(a), Draft::from(b));
    if let Some(base) = &mut base {
        Renamed::settle(base, &mut a, &mut b);
    }
    let mut merge =
        Merge { prefer, conflicts: Vec::new(), added: 0, updated: 0, removed: 0, apart: Vec::new() };
    let mut whole = Draft {
        meta: record::meta(&mut merge, base.as_ref().map(|base| &base.meta), &a.meta, &b.meta),
        ..Draft::default()
    };
    let actors = base.as_ref().map(|base| base.actors.as_slice());
    let (kept, mut no_actors) = merge.keyed("actor", actors, &a.actors, &b.actors);
    whole.actors = kept;
    let sources = base.as_ref().map(|base| base.sources.as_slice());
    let (kept, mut no_sources) = merge.keyed("source", sources, &a.sources, &b.sources);
    whole.sources = kept;
    whole.events = merge.events(base.as_ref().map(|base| base.events.as_slice()), &a.events, &b.events);
    // What one side took out stays as long as an event refers to it: of the other side, most likely.
    let (actors, sources) = named(&whole.events);
    no_actors.retain(|one| actors.contains(&one.key()));
    no_sources.retain(|one| sources.contains(&one.key()));
    for key in no_actors.iter().map(record::Keyed::key) {
        merge.still_named("actor", key);
    }
    for key in no_sources.iter().map(record::Keyed::key) {
        merge.still_named("source", key);
    }
    whole.actors.extend(no_actors);
    whole.sources.extend(no_sources);
    let (timeline, mut issues) = whole.build();
    if !issues.is_empty() {
        // What is wrong with each was told when it was read.
        let told: HashSet<Text> =
            [a, b].into_iter().flat_map(|draft| draft.build().1).map(|issue| issue.what).collect();
        issues.retain(|issue| !told.contains(&issue.what));
    }
    let Merge { conflicts, added, updated, removed, apart, .. } = merge;
    Merged { timeline, conflicts, issues, added, updated, removed, apart }
}

/// The actors and the sources that events name.
fn named(events: &[DraftEvent]) -> (HashSet<Text>, HashSet<Text>) {
    let actors = events.iter().flat_map(|event| &event.actors).map(|one| one.actor.value.clone());
    let quotes = || events.iter().flat_map(|event| &event.quotes);
    let speakers = quotes().filter_map(|quote| Some(quote.speaker.as_ref()?.value.clone()));
    let sources = quotes().filter_map(|quote| Some(quote.source.as_ref()?.value.clone()));
    (actors.chain(speakers).collect(), sources.collect())
}

/// A merge in the making.
struct Merge {
    prefer: Option<Side>,
    conflicts: Vec<Conflict>,
    added: usize,
    updated: usize,
    removed: usize,
    apart: Vec<Text>,
}

/// What becomes of a record that is in the base and not on both sides.
enum Fate {
    Stays,
    Goes,
}

impl Merge {
    /// Actors or sources: those of `a`, then those that only `b` has; and beside them those that one side
    /// took out.
    fn keyed<T: record::Keyed>(
        &mut self,
        thing: &'static str,
        base: Option<&[T]>,
        a: &[T],
        b: &[T],
    ) -> (Vec<T>, Vec<T>) {
        let by_key = |all: &[T]| -> HashMap<Text, usize> {
            all.iter().enumerate().map(|(at, one)| (one.key(), at)).collect()
        };
        let (of_base, of_a, of_b) = (by_key(base.unwrap_or_default()), by_key(a), by_key(b));
        let in_base = |key: &Text| of_base.get(key).and_then(|&at| base?.get(at));
        let (mut out, mut gone) = (Vec::new(), Vec::new());
        for one in a {
            let key = one.key();
            match (in_base(&key), of_b.get(&key)) {
                (base, Some(&at)) => {
                    let mut record = Record::new(self, thing, key);
                    let merged = T::merged(&mut record, base, one, &b[at]);
                    out.push(merged);
                }
                (Some(base), None) => match self.lone(thing, key, base == one, Side::A) {
                    Fate::Stays => out.push(one.clone()),
                    Fate::Goes => gone.push(one.clone()),
                },
                (None, None) => out.push(one.clone()),
            }
        }
        for one in b.iter().filter(|one| !of_a.contains_key(&one.key())) {
            let fate = in_base(&one.key()).map(|base| self.lone(thing, one.key(), base == one, Side::B));
            match fate {
                Some(Fate::Goes) => gone.push(one.clone()),
                _ => out.push(one.clone()),
            }
        }
        (out, gone)
    }

    /// A record that one side took out and an event of the other refers to.
    fn still_named(&mut self, thing: &'static str, key: Text) {
        if self.prefer.is_none() {
            let (kept, other) = (Some(Text::new("what an event refers to")), Some(Text::new("taken out")));
            self.conflicts.push(Conflict { thing, key, field: "all of it".into(), kept, other });
        }
    }

    /// A record that the base has, and of the sides only `side`: the other took it out. Where this one
    /// changed it meanwhile there is a conflict, and it stays.
    fn lone(&mut self, thing: &'static str, key: Text, is_unchanged: bool, side: Side) -> Fate {
        match self.prefer {
            _ if is_unchanged => Fate::Goes,
            Some(prefer) if prefer == side => Fate::Stays,
            Some(_) => Fate::Goes,
            None => {
                let (here, gone) = (Some(Text::new("changed")), Some(Text::new("taken out")));
                self.conflicts.push(Conflict {
                    thing,
                    key,
                    field: "all of it".into(),
                    kept: here,
                    other: gone,
                });
                Fate::Stays
            }
        }
    }

    /// Events in the order of `a`; those that only `b` has follow the event that they follow there.
    fn events(&mut self, base: Option<&[DraftEvent]>, a: &[DraftEvent], b: &[DraftEvent]) -> Vec<DraftEvent> {
        let Matched { of_b, base_of_a, base_of_b, apart } = Matched::of(base, a, b);
        self.apart = apart;
        let in_base = |at: Option<usize>| base.zip(at).and_then(|(base, at)| base.get(at));
        let mut b_of_a = vec![None; a.len()];
        for (at, found) in of_b.iter().enumerate() {
            if let Some(found) = *found {
                b_of_a[found] = Some(at);
            }
        }
        // What follows each event of `a`; the first is what comes before them all.
        let mut following: Vec<Vec<DraftEvent>> = vec![Vec::new(); a.len() + 1];
        let mut last = 0;
        for (at, event) in b.iter().enumerate() {
            if let Some(found) = of_b[at] {
                last = found + 1;
                continue;
            }
            let fate = in_base(base_of_b[at]).map(|base| {
                let same = same_content(base, event);
                self.lone("event", pairs::key(event), same, Side::B)
            });
            if !matches!(fate, Some(Fate::Goes)) {
                self.added += usize::from(fate.is_none());
                following[last].push(event.clone());
            }
        }
        let mut out = Vec::with_capacity(a.len());
        let mut following = following.into_iter();
        out.extend(following.next().into_iter().flatten());
        for ((at, event), following) in a.iter().enumerate().zip(following) {
            match (in_base(base_of_a[at]), b_of_a[at]) {
                (base, Some(other)) => {
                    let mut record = Record::new(self, "event", pairs::key(event));
                    let merged = record::event(&mut record, base, event, &b[other]);
                    self.updated += usize::from(!same_content(event, &merged));
                    out.push(merged);
                }
                (Some(base), None) => {
                    let same = same_content(base, event);
                    match self.lone("event", pairs::key(event), same, Side::A) {
                        Fate::Stays => out.push(event.clone()),
                        Fate::Goes => self.removed += 1,
                    }
                }
                (None, None) => out.push(event.clone()),
            }
            out.extend(following);
        }
        out
    }
}

/// Which events are one.
struct Matched {
    /// For each of `b`, that of `a`.
    of_b: Vec<Option<usize>>,
    /// For each, that of the base.
    base_of_a: Vec<Option<usize>>,
    base_of_b: Vec<Option<usize>>,
    /// What has the same date and title on both sides, and is something else.
    apart: Vec<Text>,
}

impl Matched {
    fn of(base: Option<&[DraftEvent]>, a: &[DraftEvent], b: &[DraftEvent]) -> Self {
        let mut matched = Self {
            of_b: vec![None; b.len()],
            base_of_a: vec![None; a.len()],
            base_of_b: vec![None; b.len()],
            apart: Vec::new(),
        };
        let mut a_of_base = HashMap::new();
        if let Some(base) = base {
            for (before, at) in pair(base, a).both {
                matched.base_of_a[at] = Some(before);
                a_of_base.insert(before, at);
            }
            for (before, at) in pair(base, b).both {
                matched.base_of_b[at] = Some(before);
                matched.of_b[at] = a_of_base.get(&before).copied();
            }
        }
        // What neither side has from the base.
        let fresh = |of: &[Option<usize>], all: &[DraftEvent]| -> (Vec<usize>, Vec<DraftEvent>) {
            all.iter()
                .enumerate()
                .filter(|(at, _)| of[*at].is_none())
                .map(|(at, one)| (at, one.clone()))
                .unzip()
        };
        let (a_at, fresh_a) = fresh(&matched.base_of_a, a);
        let (b_at, fresh_b) = fresh(&matched.base_of_b, b);
        let Pairs { both, .. } = pair(&fresh_a, &fresh_b);
        for (from, to) in both {
            if is_elsewhere(&fresh_a[from], &fresh_b[to]) {
                matched.apart.push(fresh_a[from].title.clone().unwrap_or_default());
                continue;
            }
            matched.of_b[b_at[to]] = Some(a_at[from]);
        }
        matched
    }
}

/// Whether two events that nobody gave a key are at other places: that they have a date and a title in common is
/// then no reason to take them for one.
fn is_elsewhere(a: &DraftEvent, b: &DraftEvent) -> bool {
    let place = |event: &DraftEvent| event.place.as_ref().map(|place| fold::name(&place.line()));
    let differ = place(a).zip(place(b)).is_some_and(|(a, b)| !a.contains(&b) && !b.contains(&a));
    differ && a.has_made_key() && b.has_made_key()
}

#[cfg(test)]
mod tests;
