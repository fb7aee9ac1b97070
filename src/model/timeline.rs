//! The whole record, valid by construction.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

mod groups;
mod keys;
mod look;
mod order;
mod part;
mod places;

use super::date::Ends;
use super::pack::{Cursor, Numbers, Row};
use super::{Actor, ActorId, Event, EventId, Extra, Quote, Source, SourceId};
use crate::text::{Text, TextRef};
use groups::{BySource, Groups};
pub(super) use keys::EventKeys;
pub use keys::KeyHasher;
pub(super) use order::Stretch;
use places::Places;
pub(super) use places::{Placed, find};

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

impl Meta {
    /// Takes over what is said here; what is not said stays as it was.
    pub(crate) fn take_over(&mut self, said: Self) {
        fn field(old: &mut Option<Text>, said: Option<Text>) {
            *old = said.or(old.take());
        }
        fn fields(old: &mut Extra, said: Extra) {
            if let Some(said) = said {
                old.get_or_insert_default().extend(*said);
            }
        }
        field(&mut self.title, said.title);
        field(&mut self.description, said.description);
        field(&mut self.language, said.language);
        fields(&mut self.extra, said.extra);
        fields(&mut self.rest, said.rest);
    }
}

/// Events in order, with the actors and sources they refer to.
///
/// Dated events stand first, by earliest start and latest end ([`super::Date::order`]) and then by
/// their place in the file; undated ones follow. An [`EventId`] is an index into that order.
///
/// Events lie packed in blocks ([`super::pack`]) that timelines share: a copy of a timeline, a part of
/// it, or one that has grown copies the order and not the texts.
/// A copy is another handle on the same memory.
#[derive(Clone, Debug, Default)]
pub struct Timeline(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    meta: Meta,
    sources: Vec<Source>,
    actors: Vec<Actor>,
    /// The events as they came.
    places: Places,
    /// Which of them stands in each place of the order.
    order: Vec<u32>,
    dated: usize,
    /// Positions of the events as the files had them: `file_order[n]` is the n-th event.
    file_order: Vec<EventId>,
    /// Events whose key is not the one that is packed with them, by their place in the file: another
    /// had it before.
    renamed: HashMap<u32, Text>,
    /// Places in the file by key.
    event_keys: OnceLock<EventKeys>,
    actor_keys: HashMap<Text, ActorId>,
    source_keys: HashMap<Text, SourceId>,
    /// How many events each actor has, where somebody has counted already.
    counts: Option<Vec<u32>>,
    events_by_actor: OnceLock<Groups<EventId>>,
    quotes_by_source: OnceLock<BySource>,
}

/// What [`Timeline::assemble`] is given.
pub(super) struct Parts<'a> {
    pub(super) meta: Meta,
    pub(super) sources: Vec<Source>,
    pub(super) actors: Vec<Actor>,
    /// One behind the other, in the order of the files.
    pub(super) blocks: Vec<Placed>,
    /// The order of their events, stretch by stretch, where somebody has begun with that already.
    pub(super) stretches: Option<Cow<'a, Stretch>>,
    pub(super) renamed: HashMap<u32, Text>,
    /// How many events each actor has, where somebody has counted already.
    pub(super) counts: Option<Vec<u32>>,
    /// The keys, where somebody has gathered them already.
    pub(super) keys: Option<EventKeys>,
}

/// What a timeline without title is called.
pub const UNTITLED: &str = "(untitled)";

impl Timeline {
    /// Orders and indexes. Keys must be unique and ids in range: only `Draft::build` and the reading of
    /// streams call this.
    pub(super) fn assemble(parts: Parts) -> Self {
        let Parts { meta, sources, actors, blocks, stretches, renamed, keys, counts } = parts;
        let places = Places::new(blocks);
        let find = || {
            let actors = (0..).map(ActorId).zip(&actors).map(|(id, one)| (one.key.clone(), id));
            let sources = (0..).map(SourceId).zip(&sources).map(|(id, one)| (one.key.clone(), id));
            (actors.collect(), sources.collect())
        };
        let ((order, dated), (actor_keys, source_keys)) = std::thread::scope(|scope| {
            // Who orders many is not to wait for what has nothing to do with the order.
            let found = (places.len() > order::MANY).then(|| scope.spawn(find));
            let stretches = stretches.unwrap_or_else(|| Cow::Owned(Stretch::unordered(places.rows())));
            let order = order::ordered(stretches, |a, b| places.far_order(a, b));
            (order, found.and_then(|found| found.join().ok()).unwrap_or_else(find))
        });
        let mut inner = Inner {
            meta,
            actor_keys,
            source_keys,
            sources,
            actors,
            places,
            dated,
            file_order: Vec::new(),
            order,
            renamed,
            counts,
            event_keys: keys.map(OnceLock::from).unwrap_or_default(),
            events_by_actor: OnceLock::new(),
            quotes_by_source: OnceLock::new(),
        };
        inner.file_order = inner.numbered();
        let timeline = Self(Arc::new(inner));
        if timeline.0.counts.is_none() {
            timeline.warm();
        }
        timeline
    }
}

impl Inner {
    /// Notes where each event of the file is in the order.
    fn numbered(&self) -> Vec<EventId> {
        let mut file_order = vec![EventId(u32::MAX); self.order.len()];
        for (id, &arrival) in (0..).map(EventId).zip(&self.order) {
            if let Some(slot) = file_order.get_mut(arrival as usize) {
                *slot = id;
            }
        }
        file_order
    }
}

impl Timeline {
    /// Whether this is another handle on the same memory.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Title, description, language.
    #[must_use]
    pub fn meta(&self) -> &Meta {
        &self.0.meta
    }

    /// The title, or a word for its absence.
    #[must_use]
    pub fn title(&self) -> &str {
        self.0.meta.title.as_ref().map_or(UNTITLED, Text::raw)
    }

    /// How many events there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.order.len()
    }

    /// Whether there is no event.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.order.is_empty()
    }

    /// Every event, in order: dated ones first.
    #[must_use]
    pub fn events(&self) -> Events<'_> {
        Events { timeline: self, ids: 0..u32::try_from(self.0.order.len()).unwrap_or(u32::MAX) }
    }

    /// Every event's id, in order.
    pub fn event_ids(&self) -> impl DoubleEndedIterator<Item = EventId> + use<> {
        (0..u32::try_from(self.0.order.len()).unwrap_or(u32::MAX)).map(EventId)
    }

    /// How many events have a date: they come first in [`Timeline::events`].
    #[must_use]
    pub fn dated(&self) -> usize {
        self.0.dated
    }

    /// The events as the file had them.
    pub fn in_file_order(&self) -> impl Iterator<Item = Event<'_>> {
        self.0.file_order.iter().map(|&id| self.event(id))
    }

    /// Where an event stood among those of the file, from 0: what it is known by while more are read.
    #[must_use]
    pub fn arrival(&self, id: EventId) -> u32 {
        self.0.order.get(id.0 as usize).copied().unwrap_or(u32::MAX)
    }

    /// The event that stood in that place of the file.
    #[must_use]
    pub fn arrived(&self, place: u32) -> Option<EventId> {
        self.0.file_order.get(place as usize).copied()
    }

    /// Every actor, in the order of the file; those never declared come last.
    #[must_use]
    pub fn actors(&self) -> &[Actor] {
        &self.0.actors
    }

    /// Every actor's id.
    pub fn actor_ids(&self) -> impl DoubleEndedIterator<Item = ActorId> + use<> {
        (0..u32::try_from(self.0.actors.len()).unwrap_or(u32::MAX)).map(ActorId)
    }

    /// Every source, in the order of the file; those never declared come last.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.0.sources
    }

    /// Every source's id.
    pub fn source_ids(&self) -> impl DoubleEndedIterator<Item = SourceId> + use<> {
        (0..u32::try_from(self.0.sources.len()).unwrap_or(u32::MAX)).map(SourceId)
    }

    /// One event.
    ///
    /// # Panics
    ///
    /// When `id` is of another timeline that is longer.
    #[must_use]
    pub fn event(&self, id: EventId) -> Event<'_> {
        let arrival = self.0.order[id.0 as usize];
        let (placed, row) = self.0.places.at(arrival);
        let mut event = placed.event(row);
        if let Some(key) = self.0.renamed.get(&arrival).filter(|_| !self.0.renamed.is_empty()) {
            event.key = key.as_ref();
        }
        event
    }

    /// Where an event lies.
    fn place(&self, id: EventId) -> Option<(&Placed, &Row)> {
        self.0.places.get(*self.0.order.get(id.0 as usize)?)
    }

    /// What is known of an event that has a date, without looking at the rest of it.
    fn dated_row(&self, id: EventId) -> Option<&Row> {
        self.place(id).map(|(_, row)| row).filter(|row| row.dated)
    }

    /// The packed record of an event, and what its numbers mean.
    fn record(&self, id: EventId) -> Option<(Cursor<'_>, &Numbers)> {
        let (placed, row) = self.place(id)?;
        Some((placed.block.cursor(row.record), &placed.numbers))
    }

    /// The ends of an event's date, without looking at the rest of it. `None` is undated.
    #[must_use]
    pub fn ends(&self, id: EventId) -> Option<Ends> {
        self.dated_row(id).map(|row| row.ends)
    }

    /// All text of an event in which words are searched: title, summary, quotes with their notes, and
    /// caveats, a NUL between any two.
    #[must_use]
    pub fn said(&self, id: EventId) -> &str {
        self.place(id).map(|(placed, row)| placed.block.said(row.record)).unwrap_or_default()
    }

    /// One actor.
    ///
    /// # Panics
    ///
    /// When `id` is of another timeline that has more actors.
    #[must_use]
    pub fn actor(&self, id: ActorId) -> &Actor {
        &self.0.actors[id.0 as usize]
    }

    /// One source.
    ///
    /// # Panics
    ///
    /// When `id` is of another timeline that has more sources.
    #[must_use]
    pub fn source(&self, id: SourceId) -> &Source {
        &self.0.sources[id.0 as usize]
    }

    /// The event with that key.
    #[must_use]
    pub fn event_by_key<'k>(&self, key: impl Into<TextRef<'k>>) -> Option<EventId> {
        let key = key.into().raw();
        let place = self.keys().find(key, |place| self.key_at(place).raw() == key)?;
        self.arrived(place)
    }

    /// The keys, gathered when one is first asked for.
    fn keys(&self) -> &EventKeys {
        self.0.event_keys.get_or_init(|| {
            let mut keys = EventKeys::default();
            keys.reserve(self.0.order.len());
            for place in 0..u32::try_from(self.0.order.len()).unwrap_or(u32::MAX) {
                keys.insert(self.key_at(place).raw(), place);
            }
            keys
        })
    }

    /// The key of the event in that place of the file.
    fn key_at(&self, place: u32) -> TextRef<'_> {
        self.arrived(place).map(|id| self.event(id).key).unwrap_or_default()
    }

    /// The actor with that key.
    #[must_use]
    pub fn actor_by_key<'k>(&self, key: impl Into<TextRef<'k>>) -> Option<ActorId> {
        self.0.actor_keys.get(key.into().raw()).copied()
    }

    /// The source with that key.
    #[must_use]
    pub fn source_by_key<'k>(&self, key: impl Into<TextRef<'k>>) -> Option<SourceId> {
        self.0.source_keys.get(key.into().raw()).copied()
    }

    /// The events in which an actor takes part, in order, each once.
    #[must_use]
    pub fn events_of(&self, actor: ActorId) -> &[EventId] {
        self.0.events_by_actor.get_or_init(|| groups::by_actor(self)).of(actor.0)
    }

    /// The same, unless it would have to be found out first.
    #[must_use]
    pub fn events_at_hand(&self, actor: ActorId) -> Option<&[EventId]> {
        self.0.events_by_actor.get().map(|groups| groups.of(actor.0))
    }

    /// The quotes of a source, unless it would have to be found out first which those are.
    #[must_use]
    pub fn quotes_at_hand(&self, source: SourceId) -> Option<&[(EventId, u32)]> {
        self.0.quotes_by_source.get().map(|by| by.quotes.of(source.0))
    }

    /// In how many events an actor takes part: known at once, also where [`Timeline::events_of`] is not.
    #[must_use]
    pub fn count_of(&self, actor: ActorId) -> usize {
        match (&self.0.counts, self.0.events_by_actor.get()) {
            (Some(counts), None) => counts.get(actor.0 as usize).map_or(0, |&count| count as usize),
            _ => self.events_of(actor).len(),
        }
    }

    /// The quotes of a source in document order: the event, and which of its quotes.
    #[must_use]
    pub fn quotes_of(&self, source: SourceId) -> &[(EventId, u32)] {
        self.by_source().quotes.of(source.0)
    }

    /// How many quotes with words a source gives, and how many events it only reports, without any.
    #[must_use]
    pub fn evidence_of(&self, source: SourceId) -> (usize, usize) {
        let by = self.by_source();
        let all = by.quotes.of(source.0).len();
        let worded = by.worded.get(source.0 as usize).map_or(0, |&count| count as usize);
        (worded, all.saturating_sub(worded))
    }

    fn by_source(&self) -> &BySource {
        self.0.quotes_by_source.get_or_init(|| groups::by_source(self))
    }

    /// All quotes with their events, in the order of the events.
    pub fn quotes(&self) -> impl Iterator<Item = (EventId, Quote<'_>)> {
        self.event_ids()
            .zip(self.events())
            .flat_map(|(id, event)| event.quotes.iter().map(move |quote| (id, quote)))
    }

    /// Makes what is made when it is first asked for: [`Timeline::events_of`] and
    /// [`Timeline::quotes_of`] answer at once from then on.
    pub fn warm(&self) {
        // One after the other: a second processor is for whoever is looking at the screen meanwhile.
        let _ = self.events_of(ActorId(0));
        let _ = self.quotes_of(SourceId(0));
    }

    /// How many bytes the packed events take, and how many of them are their texts.
    #[must_use]
    pub fn memory(&self) -> (usize, usize) {
        let (blocks, texts) = self.0.places.memory();
        let order = self.0.order.len() * (size_of::<u32>() + size_of::<EventId>());
        (blocks + order + self.0.event_keys.get().map_or(0, EventKeys::size), texts)
    }
}

/// What [`Timeline::events`] gives: events in order.
#[derive(Clone, Debug)]
pub struct Events<'a> {
    timeline: &'a Timeline,
    ids: Range<u32>,
}

impl<'a> Events<'a> {
    /// How many are left.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether none is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The one in that place, counted from the first that is left.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<Event<'a>> {
        let id = self.ids.start.checked_add(u32::try_from(index).ok()?)?;
        (id < self.ids.end).then(|| self.timeline.event(EventId(id)))
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        self.ids.next().map(|id| self.timeline.event(EventId(id)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.ids.size_hint()
    }
}

impl DoubleEndedIterator for Events<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.ids.next_back().map(|id| self.timeline.event(EventId(id)))
    }
}

impl ExactSizeIterator for Events<'_> {}

#[cfg(test)]
mod tests {
    use crate::formats::{self, Hint};

    #[test]
    fn dates_of_the_same_time_keep_the_order_of_the_file() {
        let dates = ["1995", "1994~", "1994", "1994?", "1994-01-01/1994-12-31", "1993", "about 1994"];
        let events = dates.map(|date| format!("[[events]]\ntitle = \"{date}\"\ndate = \"{date}\"\n"));
        let timeline = formats::read(Hint::Name("toml"), events.concat().as_bytes()).unwrap().timeline;
        let titles: Vec<&str> = timeline.events().map(|event| event.title.raw()).collect();
        let wanted = ["1993", "1994~", "1994", "1994?", "1994-01-01/1994-12-31", "about 1994", "1995"];
        assert_eq!(titles, wanted);
    }
}
