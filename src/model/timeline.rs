//! The whole record, valid by construction.

use std::collections::HashMap;

mod part;

use super::{Actor, ActorId, Event, EventId, Extra, Locator, Quote, Source, SourceId};
use crate::text::Text;

/// What is said of the timeline itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// Its title.
    pub title: Option<Text>,
    /// What it covers.
    pub description: Option<Text>,
    /// The language of titles and summaries, as a tag such as `en`.
    pub language: Option<Text>,
    /// Unknown fields of `[timeline]`.
    pub extra: Extra,
    /// Unknown tables beside it.
    pub rest: Extra,
}

/// Events in order, with the actors and sources they refer to.
///
/// Dated events stand first, by earliest start and latest end ([`super::Date::order`]) and then by
/// their place in the file; undated ones follow. An [`EventId`] is an index into that order.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    meta: Meta,
    sources: Vec<Source>,
    actors: Vec<Actor>,
    events: Vec<Event>,
    dated: usize,
    /// Positions of the events as the file had them: `file_order[n]` is the n-th event of the file.
    file_order: Vec<EventId>,
    events_by_actor: Vec<Vec<EventId>>,
    quotes_by_source: Vec<Vec<(EventId, u32)>>,
    event_keys: HashMap<Text, EventId>,
    actor_keys: HashMap<Text, ActorId>,
    source_keys: HashMap<Text, SourceId>,
}

/// What [`Timeline::assemble`] is given: resolved, in file order.
pub(super) struct Parts {
    pub(super) meta: Meta,
    pub(super) sources: Vec<Source>,
    pub(super) actors: Vec<Actor>,
    pub(super) events: Vec<Event>,
}

impl Timeline {
    /// Orders and indexes. Keys must be unique and ids in range: only `Draft::build` calls this.
    pub(super) fn assemble(parts: Parts) -> Self {
        let Parts { meta, sources, actors, events } = parts;
        let mut order: Vec<(u32, Event)> = (0..).zip(events).collect();
        // Stable: what compares equal keeps the order of the file.
        order.sort_by(|(_, a), (_, b)| match (&a.date, &b.date) {
            (Some(a), Some(b)) => a.order(b),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => std::cmp::Ordering::Equal,
        });
        let mut file_order = vec![EventId(0); order.len()];
        let mut events = Vec::with_capacity(order.len());
        for (id, (place, event)) in (0..).zip(order) {
            file_order[place as usize] = EventId(id);
            events.push(event);
        }
        let dated = events.partition_point(|event| event.date.is_some());

        let mut events_by_actor = vec![Vec::new(); actors.len()];
        let mut quotes_by_source = vec![Vec::new(); sources.len()];
        let mut event_keys = HashMap::with_capacity(events.len());
        for (id, event) in (0..).map(EventId).zip(&events) {
            event_keys.insert(event.key.clone(), id);
            for participant in &event.actors {
                let of_actor: &mut Vec<EventId> = &mut events_by_actor[participant.actor.0 as usize];
                if of_actor.last() != Some(&id) {
                    of_actor.push(id);
                }
            }
            for (index, quote) in (0..).zip(&event.quotes) {
                if let Some(source) = quote.source {
                    quotes_by_source[source.0 as usize].push((id, index));
                }
            }
        }
        for quotes in &mut quotes_by_source {
            quotes.sort_by_key(|&(id, index)| {
                let quote = events.get(id.0 as usize).and_then(|event| event.quotes.get(index as usize));
                (Locator::rank(quote.and_then(|quote| quote.locator.as_ref())), id, index)
            });
        }
        let actor_keys = (0..).map(ActorId).zip(&actors).map(|(id, actor)| (actor.key.clone(), id)).collect();
        let source_keys =
            (0..).map(SourceId).zip(&sources).map(|(id, source)| (source.key.clone(), id)).collect();
        Self {
            meta,
            sources,
            actors,
            events,
            dated,
            file_order,
            events_by_actor,
            quotes_by_source,
            event_keys,
            actor_keys,
            source_keys,
        }
    }

    /// Title, description, language.
    #[must_use]
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// The title, or a word for its absence.
    #[must_use]
    pub fn title(&self) -> &str {
        self.meta.title.as_ref().map_or("(untitled)", Text::raw)
    }

    /// Every event, in order: dated ones first.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Every event's id, in order.
    pub fn event_ids(&self) -> impl DoubleEndedIterator<Item = EventId> + use<> {
        (0..u32::try_from(self.events.len()).unwrap_or(u32::MAX)).map(EventId)
    }

    /// How many events have a date: they come first in [`Timeline::events`].
    #[must_use]
    pub fn dated(&self) -> usize {
        self.dated
    }

    /// The events as the file had them.
    pub fn in_file_order(&self) -> impl Iterator<Item = &Event> {
        self.file_order.iter().map(|&id| self.event(id))
    }

    /// Every actor, in the order of the file; those never declared come last.
    #[must_use]
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// Every actor's id.
    pub fn actor_ids(&self) -> impl DoubleEndedIterator<Item = ActorId> + use<> {
        (0..u32::try_from(self.actors.len()).unwrap_or(u32::MAX)).map(ActorId)
    }

    /// Every source, in the order of the file; those never declared come last.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Every source's id.
    pub fn source_ids(&self) -> impl DoubleEndedIterator<Item = SourceId> + use<> {
        (0..u32::try_from(self.sources.len()).unwrap_or(u32::MAX)).map(SourceId)
    }

    /// One event.
    ///
    /// # Panics
    ///
    /// When `id` is of another timeline that is longer.
    #[must_use]
    pub fn event(&self, id: EventId) -> &Event {
        &self.events[id.0 as usize]
    }

    /// One actor.
    ///
    /// # Panics
    ///
    /// When `id` is of another timeline that has more actors.
    #[must_use]
    pub fn actor(&self, id: ActorId) -> &Actor {
        &self.actors[id.0 as usize]
    }

    /// One source.
    ///
    /// # Panics
    ///
    /// When `id` is of another timeline that has more sources.
    #[must_use]
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.0 as usize]
    }

    /// The event with that key.
    #[must_use]
    pub fn event_by_key(&self, key: &Text) -> Option<EventId> {
        self.event_keys.get(key).copied()
    }

    /// The actor with that key.
    #[must_use]
    pub fn actor_by_key(&self, key: &Text) -> Option<ActorId> {
        self.actor_keys.get(key).copied()
    }

    /// The source with that key.
    #[must_use]
    pub fn source_by_key(&self, key: &Text) -> Option<SourceId> {
        self.source_keys.get(key).copied()
    }

    /// The events in which an actor takes part, in order, each once.
    #[must_use]
    pub fn events_of(&self, actor: ActorId) -> &[EventId] {
        self.events_by_actor.get(actor.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The quotes of a source in document order: the event, and which of its quotes.
    #[must_use]
    pub fn quotes_of(&self, source: SourceId) -> &[(EventId, u32)] {
        self.quotes_by_source.get(source.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// All quotes with their events, in the order of the events.
    pub fn quotes(&self) -> impl Iterator<Item = (EventId, &Quote)> {
        (0..)
            .map(EventId)
            .zip(&self.events)
            .flat_map(|(id, event)| event.quotes.iter().map(move |quote| (id, quote)))
    }
}

#[cfg(test)]
mod tests {
    use crate::formats::{self, Hint};

    #[test]
    fn dates_of_the_same_time_keep_the_order_of_the_file() {
        let dates = ["1995", "1994~", "1994", "1994?", "1994-01-01/1994-12-31", "1993", "about 1994"];
        let events = dates.map(|date| format!("[[events]]\ntitle = \"{date}\"\ndate = \"{date}\"\n"));
        let timeline = formats::read(Hint::Name("toml"), events.concat().as_bytes()).unwrap().timeline;
        let titles: Vec<&str> = timeline.events().iter().map(|event| event.title.raw()).collect();
        let wanted = ["1993", "1994~", "1994", "1994?", "1994-01-01/1994-12-31", "about 1994", "1995"];
        assert_eq!(titles, wanted);
    }
}
