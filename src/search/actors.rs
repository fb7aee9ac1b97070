//! Finding actors by name or alias.
//!
//! ```
//! use annals::model::Timeline;
//! use annals::search::actors::{ActorIndex, ActorSearch};
//! let timeline = Timeline::default();
//! let index = ActorIndex::new(&timeline);
//! let mut search = ActorSearch::start("zel");
//! while !search.step(&index, 10_000) { /* draw, look for keys */ }
//! assert!(search.hits(&index, 20).is_empty());
//! ```

use std::cmp::Reverse;
use std::ops::Range;

use super::fold;
use super::list::{FuzzyHit, FuzzyList, FuzzySearch};
use crate::model::{ActorId, Timeline};

/// The names and aliases of a timeline's actors, folded and ready.
#[derive(Clone, Debug, Default)]
pub struct ActorIndex {
    list: FuzzyList,
    /// The actor of each item: those with most events first, then by name.
    actors: Vec<ActorId>,
}

/// An actor that answers a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorHit {
    /// Who.
    pub actor: ActorId,
    /// The score among hits of one kind; whole words come before beginnings of words whatever it is.
    pub score: i64,
    /// Which alias the letters are in; `None` is the name.
    pub alias: Option<usize>,
    /// The matched letters, as bytes of that name or alias as shown on one line
    /// ([`crate::text::Text::line`]).
    pub ranges: Vec<Range<usize>>,
}

impl ActorIndex {
    /// Folds every name and alias. For a million actors that takes a moment; searching does not.
    #[must_use]
    pub fn new(timeline: &Timeline) -> Self {
        let mut actors: Vec<ActorId> = timeline.actor_ids().collect();
        actors.sort_by_cached_key(|&id| {
            (Reverse(timeline.events_of(id).len()), fold::name(timeline.actor(id).name.raw()), id)
        });
        let mut list = FuzzyList::default();
        for &id in &actors {
            let actor = timeline.actor(id);
            list.push(std::iter::once(&actor.name).chain(&actor.aliases).map(crate::text::Text::line));
        }
        Self { list, actors }
    }

    /// How many actors there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.actors.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.actors.is_empty()
    }

    /// The best `limit` actors for `query`, best first. For an empty one: all, those with most
    /// events first, then by name.
    #[must_use]
    pub fn find(&self, query: &str, limit: usize) -> Vec<ActorHit> {
        self.hits(self.list.find(query, limit))
    }

    fn hits(&self, hits: Vec<FuzzyHit>) -> Vec<ActorHit> {
        hits.into_iter()
            .filter_map(|hit| {
                let actor = *self.actors.get(hit.item as usize)?;
                let alias = hit.form.checked_sub(1);
                Some(ActorHit { actor, score: hit.rank.1, alias, ranges: hit.ranges })
            })
            .collect()
    }
}

/// A search for actors under way; see [`FuzzySearch`].
#[derive(Debug, Default)]
pub struct ActorSearch(FuzzySearch);

impl ActorSearch {
    /// A search for `query`. Nothing is looked at yet.
    #[must_use]
    pub fn start(query: &str) -> Self {
        Self(FuzzySearch::start(query))
    }

    /// Goes on with another query; where it only narrows the last one, only the survivors are
    /// looked at.
    pub fn retype(&mut self, query: &str) {
        self.0.retype(query);
    }

    /// Looks at up to `budget` actors more; `true` when all have been looked at. 10,000 actors take
    /// a few milliseconds.
    pub fn step(&mut self, index: &ActorIndex, budget: usize) -> bool {
        self.0.step(&index.list, budget)
    }

    /// How many answer, as far as has been looked.
    #[must_use]
    pub fn found(&self, index: &ActorIndex) -> usize {
        self.0.found(&index.list)
    }

    /// The best `limit` so far, best first.
    pub fn hits(&mut self, index: &ActorIndex, limit: usize) -> Vec<ActorHit> {
        index.hits(self.0.hits(&index.list, limit))
    }
}
