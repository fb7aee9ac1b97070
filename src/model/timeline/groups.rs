//! What belongs to an actor or a source, as one list with a place for each.

use super::{Event, EventId, Timeline};
use crate::model::Locator;

/// Lists, one behind the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups<T> {
    /// Where each list begins; one more than there are lists.
    starts: Vec<u32>,
    all: Vec<T>,
}

impl<T: Copy + Default> Groups<T> {
    /// Sorts what `each` gives, with the number of its list, into `count` lists; twice asked, it must give
    /// the same.
    fn new(count: usize, each: impl Fn(&mut dyn FnMut(u32, T))) -> Self {
        let mut starts = vec![0_u32; count + 2];
        each(&mut |list, _| {
            if let Some(slot) = starts.get_mut(list as usize + 2) {
                *slot += 1;
            }
        });
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut all = vec![T::default(); sum as usize];
        // Each list's next free place stands one behind its own number until the list is full.
        each(&mut |list, item| {
            let Some(next) = starts.get_mut(list as usize + 1) else { return };
            if let Some(slot) = all.get_mut(*next as usize) {
                *slot = item;
                *next += 1;
            }
        });
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
    Groups::new(timeline.actors.len(), |put| {
        for (id, event) in timeline.event_ids().zip(timeline.events()) {
            once_each(&event, |actor| put(actor, id));
        }
    })
}

/// Each actor of an event once, even where it takes part twice.
fn once_each(event: &Event, mut put: impl FnMut(u32)) {
    let mut seen: Vec<u32> = event.actors.iter().map(|one| one.actor.0).collect();
    if seen.len() > 1 {
        seen.sort_unstable();
        seen.dedup();
    }
    seen.into_iter().for_each(&mut put);
}

/// The quotes of each source in document order.
pub(super) fn by_source(timeline: &Timeline) -> Groups<(EventId, u32)> {
    let mut groups = Groups::new(timeline.sources.len(), |put| {
        for (id, event) in timeline.event_ids().zip(timeline.events()) {
            for (index, quote) in (0..).zip(&event.quotes) {
                if let Some(source) = quote.source {
                    put(source.0, (id, index));
                }
            }
        }
    });
    for bounds in groups.starts.windows(2) {
        let &[from, to] = bounds else { continue };
        if let Some(quotes) = groups.all.get_mut(from as usize..to as usize) {
            quotes.sort_by_cached_key(|&(id, index)| {
                let quote = timeline.event(id).quotes.get(index as usize);
                (Locator::rank(quote.and_then(|quote| quote.locator)), id, index)
            });
        }
    }
    groups
}
