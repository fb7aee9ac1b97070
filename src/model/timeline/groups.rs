//! What belongs to an actor or a source, as one list with a place for each.

use super::{EventId, Timeline};
use crate::model::Locator;
use crate::model::event::{each_actor, each_source};
use crate::model::quote::Unit;

/// Lists, one behind the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups<T> {
    /// Where each list begins; one more than there are lists.
    starts: Vec<u32>,
    all: Vec<T>,
}

impl<T: Copy + Default> Groups<T> {
    /// Sorts items, each with the number of its list, into `count` lists.
    fn new(count: usize, items: &[(u32, T)]) -> Self {
        let mut starts = vec![0_u32; count + 2];
        for &(list, _) in items {
            if let Some(slot) = starts.get_mut(list as usize + 2) {
                *slot += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut all = vec![T::default(); sum as usize];
        // Each list's next free place stands one behind its own number until the list is full.
        for &(list, item) in items {
            let Some(next) = starts.get_mut(list as usize + 1) else { continue };
            if let Some(slot) = all.get_mut(*next as usize) {
                *slot = item;
                *next += 1;
            }
        }
        starts.pop();
        Self { starts, all }
    }

    pub(super) fn of(&self, list: u32) -> &[T] {
        let bound = |list: usize| self.starts.get(list).map(|&at| at as usize);
        match (bound(list as usize), bound(list as usize + 1)) {
            (Some(from), Some(to)) => self.all.get(from..to).unwrap_or_default(),
            _ => &[],
        }
    }
}

/// The events of each actor, in order, each once.
pub(super) fn by_actor(timeline: &Timeline) -> Groups<EventId> {
    let actors = timeline.actors().len();
    let mut last = vec![u32::MAX; actors];
    let mut items = Vec::with_capacity(timeline.len() * 2);
    for id in timeline.event_ids() {
        let Some((cursor, numbers)) = timeline.record(id) else { continue };
        each_actor(cursor, numbers, |actor| {
            // Also where it takes part twice.
            if let Some(last) = last.get_mut(actor as usize).filter(|last| **last != id.0) {
                *last = id.0;
                items.push((actor, id));
            }
        });
    }
    Groups::new(actors, &items)
}

/// What is known of each source.
#[derive(Debug, Default)]
pub(super) struct BySource {
    /// Its quotes in document order.
    pub(super) quotes: Groups<(EventId, u32)>,
    /// How many of them have words.
    pub(super) worded: Vec<u32>,
}

/// A quote by its event and its number there, behind where in the source it stands.
type Ranked = ((Unit, u32), EventId, u32);

/// The quotes of each source in document order.
pub(super) fn by_source(timeline: &Timeline) -> BySource {
    let mut worded = vec![0; timeline.sources().len()];
    let mut items: Vec<(u32, Ranked)> = Vec::with_capacity(timeline.len());
    for id in timeline.event_ids() {
        let Some((cursor, numbers)) = timeline.record(id) else { continue };
        each_source(cursor, numbers, |source, index, has_words, locator| {
            items.push((source, (Locator::rank(locator), id, index)));
            if let Some(count) = worded.get_mut(source as usize) {
                *count += u32::from(has_words);
            }
        });
    }
    items.sort_unstable();
    let items: Vec<_> = items.into_iter().map(|(source, (_, id, index))| (source, (id, index))).collect();
    let quotes = Groups::new(timeline.sources().len(), &items);
    BySource { quotes, worded }
}
