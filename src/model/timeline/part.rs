//! A part of a timeline, as a timeline.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use super::{Parts, Placed, Timeline};
use crate::model::pack::{Numbers, Row};
use crate::model::{ActorId, EventId, SourceId};

impl Timeline {
    /// The same timeline under a title, where it has none.
    #[must_use]
    pub fn titled(&self, title: &str) -> Self {
        if self.0.meta.title.is_some() {
            return self.clone();
        }
        let mut meta = self.0.meta.clone();
        meta.title = Some(title.into());
        Self::assemble(Parts {
            meta,
            blocks: self.0.places.blocks.clone(),
            sources: self.0.sources.clone(),
            actors: self.0.actors.clone(),
            stretches: None,
            renamed: self.0.renamed.clone(),
            keys: None,
            counts: None,
        })
    }

    /// The events named, with the actors and sources that they refer to, and nothing else.
    ///
    /// Events that stand in `events` twice are there once; the order is the timeline's. The texts are
    /// shared with this timeline.
    #[must_use]
    pub fn part(&self, events: &[EventId]) -> Self {
        let mut arrivals: Vec<u32> =
            events.iter().filter_map(|id| self.0.order.get(id.0 as usize)).copied().collect();
        // In the order of the file, so that what compares equal stays in it.
        arrivals.sort_unstable();
        arrivals.dedup();

        let mut actors = Renumbering::default();
        let mut sources = Renumbering::default();
        let mut renamed = HashMap::new();
        for (place, &arrival) in (0..).zip(&arrivals) {
            if let Some(event) = self.arrived(arrival).map(|id| self.event(id)) {
                event.actors.iter().for_each(|one| actors.meet(one.actor));
                for quote in &event.quotes {
                    quote.speaker.into_iter().for_each(|speaker| actors.meet(speaker));
                    quote.source.into_iter().for_each(|source| sources.meet(source));
                }
            }
            if let Some(key) = self.0.renamed.get(&arrival) {
                renamed.insert(place, key.clone());
            }
        }
        // Blocks share what their numbers mean.
        let mut known: Vec<(&Arc<Numbers>, Arc<Numbers>)> = Vec::new();
        let (mut rest, mut first) = (arrivals.as_slice(), 0);
        let blocks = self.0.places.blocks.iter().map(|placed| {
            let old = &placed.numbers;
            let numbers = known.iter().find(|(one, _)| Arc::ptr_eq(one, old)).map(|(_, new)| Arc::clone(new));
            let numbers = numbers.unwrap_or_else(|| {
                let new = Arc::new(Numbers {
                    actors: old.actors.iter().map(|id| ActorId(actors.number(*id))).collect(),
                    sources: old.sources.iter().map(|id| SourceId(sources.number(*id))).collect(),
                });
                known.push((old, Arc::clone(&new)));
                new
            });
            let end = placed.first as usize + placed.rows.len();
            let (here, behind) = rest.split_at(rest.partition_point(|&arrival| (arrival as usize) < end));
            rest = behind;
            let row = |&arrival: &u32| placed.rows.get((arrival - placed.first) as usize).copied();
            let rows: Vec<Row> = here.iter().filter_map(row).collect();
            let before = first;
            first += u32::try_from(rows.len()).unwrap_or(u32::MAX);
            Placed {
                block: Arc::clone(&placed.block),
                rows: Arc::new(rows),
                first: before,
                numbers,
                lines: placed.lines,
            }
        });
        Self::assemble(Parts {
            meta: self.0.meta.clone(),
            blocks: blocks.collect(),
            sources: sources.kept.iter().map(|&id| self.source(id).clone()).collect(),
            actors: actors.kept.iter().map(|&id| self.actor(id).clone()).collect(),
            stretches: None,
            renamed,
            keys: None,
            counts: None,
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
    fn meet(&mut self, id: Id) {
        let next = u32::try_from(self.kept.len()).unwrap_or(u32::MAX);
        self.numbers.entry(id).or_insert_with(|| {
            self.kept.push(id);
            next
        });
    }

    /// What nobody refers to any more has no number.
    fn number(&self, id: Id) -> u32 {
        self.numbers.get(&id).copied().unwrap_or(u32::MAX)
    }
}
