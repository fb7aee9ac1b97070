//! A part of a timeline, as a timeline.

use std::collections::HashMap;
use std::hash::Hash;

use super::{Parts, Timeline};
use crate::model::{ActorId, EventId, SourceId};

impl Timeline {
    /// The events named, with the actors and sources that they refer to, and nothing else.
    ///
    /// Events that stand in `events` twice are there once; the order is the timeline's.
    #[must_use]
    pub fn part(&self, events: &[EventId]) -> Self {
        let mut wanted: Vec<EventId> = events.to_vec();
        wanted.sort_unstable();
        wanted.dedup();
        // In the order of the file, so that what compares equal stays in it.
        let kept = self.file_order.iter().filter(|id| wanted.binary_search(id).is_ok());
        let mut events: Vec<_> = kept.map(|&id| self.event(id).clone()).collect();

        let mut actors = Renumbering::default();
        let mut sources = Renumbering::default();
        for event in &mut events {
            for participant in &mut event.actors {
                participant.actor = ActorId(actors.number(participant.actor));
            }
            for quote in &mut event.quotes {
                quote.speaker = quote.speaker.map(|speaker| ActorId(actors.number(speaker)));
                quote.source = quote.source.map(|source| SourceId(sources.number(source)));
            }
        }
        Self::assemble(Parts {
            meta: self.meta.clone(),
            sources: sources.kept.iter().map(|&id| self.source(id).clone()).collect(),
            actors: actors.kept.iter().map(|&id| self.actor(id).clone()).collect(),
            events,
        })
    }
}

/// New numbers for the things that are kept, in the order in which they are met.
struct Renumbering<Id> {
    kept: Vec<Id>,
    numbers: HashMap<Id, u32>,
}

impl<Id> Default for Renumbering<Id> {
    fn default() -> Self {
        Self { kept: Vec::new(), numbers: HashMap::new() }
    }
}

impl<Id: Copy + Eq + Hash> Renumbering<Id> {
    fn number(&mut self, id: Id) -> u32 {
        let next = u32::try_from(self.kept.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(id).or_insert_with(|| {
            self.kept.push(id);
            next
        })
    }
}
