//! Finding actors by name or alias.
//!
//! ```
//! use annals::model::Timeline;
//! use annals::search::actors::{ActorIndex, ActorSearch};
//! let timeline = Timeline::default();
//! let mut index = ActorIndex::default();
//! while !index.grow(&timeline, 10_000) { /* draw, look for keys */ }
//! let mut search = ActorSearch::start("zel");
//! while !search.step(&index, 10_000) { /* draw, look for keys */ }
//! assert!(search.hits(&index, 20).is_empty());
//! ```

use std::ops::Range;

use super::list::{FuzzyHit, FuzzyList, FuzzySearch};
use crate::model::{ActorId, Timeline};

/// The names and aliases of a timeline's actors, folded and ready: the item of an actor is its number.
#[derive(Clone, Debug, Default)]
pub struct ActorIndex(FuzzyList);

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
    /// Folds every name and alias at once. A million take a moment: see [`grow`](Self::grow).
    #[must_use]
    pub fn new(timeline: &Timeline) -> Self {
        let mut index = Self::default();
        index.grow(timeline, usize::MAX);
        index
    }

    /// Takes in up to `budget` actors more of the timeline, the same one each time; `true` when it has all.
    /// What is there can be searched already. 10,000 actors take a few milliseconds.
    pub fn grow(&mut self, timeline: &Timeline, budget: usize) -> bool {
        for id in timeline.actor_ids().skip(self.len()).take(budget) {
            let actor = timeline.actor(id);
            let weight = u32::try_from(timeline.count_of(id)).unwrap_or(u32::MAX);
            let forms = std::iter::once(&actor.name).chain(&actor.aliases);
            self.0.push_weighted(weight, forms.map(crate::text::Text::line));
        }
        self.len() >= timeline.actors().len()
    }

    /// How many actors there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The best `limit` actors for `query`, best first. For an empty one: all, those with most
    /// events first, then by name.
    #[must_use]
    pub fn find(&self, query: &str, limit: usize) -> Vec<ActorHit> {
        actors(self.0.find(query, limit))
    }
}

fn actors(hits: Vec<FuzzyHit>) -> Vec<ActorHit> {
    let actor = |hit: FuzzyHit| ActorHit {
        actor: ActorId(hit.item),
        score: hit.rank.1,
        alias: hit.form.checked_sub(1),
        ranges: hit.ranges,
    };
    hits.into_iter().map(actor).collect()
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

    /// Does so much of the work, as [`FuzzySearch::step`]; `true` when all actors that are in the index
    /// have been looked at. A budget of 10,000 takes about a millisecond.
    pub fn step(&mut self, index: &ActorIndex, budget: usize) -> bool {
        self.0.step(&index.0, budget)
    }

    /// How many answer, as far as has been looked.
    #[must_use]
    pub fn found(&self, index: &ActorIndex) -> usize {
        self.0.found(&index.0)
    }

    /// The best `limit` so far, best first; at most a thousand.
    pub fn hits(&mut self, index: &ActorIndex, limit: usize) -> Vec<ActorHit> {
        actors(self.0.hits(&index.0, limit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issue::Spot;
    use crate::model::Draft;
    use crate::model::draft::{At, DraftActor, DraftEvent, DraftParticipant};
    use crate::search::fold;
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
    fn an_index_that_grows_can_be_searched() {
        let timeline = timeline();
        let mut index = ActorIndex::default();
        let mut search = ActorSearch::start("");
        for len in 1..=5 {
            assert_eq!(index.grow(&timeline, 1), len == 5);
            assert!(search.step(&index, 99));
            assert_eq!((search.found(&index), search.hits(&index, 9).len()), (len, len));
        }
        assert_eq!(search.hits(&index, 9), ActorIndex::new(&timeline).find("", 9));
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
