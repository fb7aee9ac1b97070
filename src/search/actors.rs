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
            (Reverse(timeline.count_of(id)), fold::name(timeline.actor(id).name.raw()), id)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issue::Spot;
    use crate::model::Draft;
    use crate::model::draft::{At, DraftActor, DraftEvent, DraftParticipant};
    use crate::text::Text;

    /// Actors with their aliases; the event takes in the last of them.
    fn timeline() -> Timeline {
        let actor = |name: &str, aliases: &[&str]| DraftActor {
            name: Some(name.into()),
            aliases: aliases.iter().map(|&alias| alias.into()).collect(),
            key: Some(At::new(fold::name(name).into(), Spot::NONE)),
            ..DraftActor::default()
        };
        let who = At::new(Text::new("zelenskyy"), Spot::NONE);
        let draft = Draft {
            actors: vec![
                actor("Ilham Aliyev", &["President Aliyev"]),
                actor("Heydar Aliyev", &["Heydər Əliyev"]),
                actor("Albania", &["Republic of Albania, yev"]),
                actor("Мардалієв", &["V.  Mardaliiev"]),
                actor("Zelenskyy", &["Зеленський"]),
            ],
            events: vec![DraftEvent {
                title: Some("Speech".into()),
                actors: vec![DraftParticipant { actor: who, role: None, extra: None }],
                ..DraftEvent::default()
            }],
            ..Draft::default()
        };
        draft.build().0
    }

    /// The hits as `name` or `name (alias)`, with the matched letters in brackets.
    fn found(query: &str) -> Vec<String> {
        let timeline = timeline();
        let index = ActorIndex::new(&timeline);
        let mark = |text: &str, ranges: &[Range<usize>]| {
            let mut out = text.to_owned();
            for range in ranges.iter().rev() {
                out.insert(range.end, ']');
                out.insert(range.start, '[');
            }
            out
        };
        let show = |hit: &ActorHit| {
            let actor = timeline.actor(hit.actor);
            match hit.alias {
                None => mark(&actor.name.line(), &hit.ranges),
                Some(alias) => {
                    format!("{} ({})", actor.name, mark(&actor.aliases[alias].line(), &hit.ranges))
                }
            }
        };
        index.find(query, 9).iter().map(show).collect()
    }

    #[test]
    fn actors_are_found_by_name_and_alias() {
        let rows: [(&str, &[&str]); 6] = [
            ("", &["Zelenskyy", "Albania", "Heydar Aliyev", "Ilham Aliyev", "Мардалієв"]),
            ("aliyev", &["Ilham [Aliyev]", "Heydar [Aliyev]", "Albania (Republic of [Al]ban[i]a, [yev])"]),
            ("əliyev", &["Ilham [Aliyev]", "Heydar [Aliyev]", "Albania (Republic of [Al]ban[i]a, [yev])"]),
            ("президент", &[]),
            ("зелен", &["Zelenskyy ([Зелен]ський)"]),
            ("mardalii", &["[Мардаліє]в"]),
        ];
        for (query, wanted) in rows {
            assert_eq!(found(query), wanted, "{query}");
        }
    }
}
