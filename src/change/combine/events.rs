//! The events of all parts: which of them are one, and what each is called in the whole.
//!
//! An event is made a draft when it is asked for, and is none any more when it is compared or packed: a
//! million of them at once would take many times the memory of their texts.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::registry::Registry;
use super::same_content;
use crate::issue::{Issue, Spot};
use crate::model::Timeline;
use crate::model::draft::{At, DraftActor, DraftEvent, DraftSource};
use crate::text::{Text, TextRef, plural};

/// In an event with more participants, those that were joined are not sought.
const MANY: usize = 1_024;

/// Which part, and in which place of its file.
type Place = (u32, u32);

/// Those that the whole has, in its order.
pub(super) struct Events<'a> {
    all: All<'a>,
    kept: Vec<Place>,
    /// What those are called whose key another had before, by their number in the whole.
    renamed: HashMap<usize, Text>,
    /// The later parts that have the same event.
    again: HashMap<usize, Vec<usize>>,
}

/// All that the parts have.
struct All<'a> {
    parts: &'a [(Text, &'a Timeline)],
    actors: &'a Registry<DraftActor>,
    sources: &'a Registry<DraftSource>,
    hasher: DefaultHashBuilder,
}

/// Events of one key that came after each other.
#[derive(Default)]
struct Homes {
    /// The number last tried behind the key.
    last: u64,
    /// Those that may be of the same content, by a hash of it.
    alike: HashMap<u64, Vec<usize>>,
}

impl<'a> Events<'a> {
    /// Finds out which events are one, and tells it; with the number of the part that it is about.
    pub(super) fn of(
        parts: &'a [(Text, &'a Timeline)],
        actors: &'a Registry<DraftActor>,
        sources: &'a Registry<DraftSource>,
    ) -> (Self, Vec<(usize, Issue)>) {
        let all = All { parts, actors, sources, hasher: DefaultHashBuilder::default() };
        let first = all.first();
        let mut events = Self { all, kept: Vec::new(), renamed: HashMap::new(), again: HashMap::new() };
        let mut homes: HashMap<Text, Homes> = HashMap::new();
        let mut given = HashSet::new();
        let mut notes = Vec::new();
        for (part, (_, timeline)) in (0_u32..).zip(parts) {
            let mut again = 0_usize;
            for (place, event) in (0_u32..).zip(timeline.in_file_order()) {
                let holder = first.of(&events.all, event.key).filter(|&holder| holder != (part, place));
                if let Some(holder) = holder {
                    let homes = homes.entry(event.key.to_text()).or_insert_with(|| {
                        let at = events.kept.binary_search(&holder).unwrap_or_default();
                        let mark = events.all.mark(&events.all.draft(holder));
                        Homes { last: 1, alike: HashMap::from([(mark, vec![at])]) }
                    });
                    let draft = events.all.draft((part, place));
                    let alike = homes.alike.entry(events.all.mark(&draft)).or_default();
                    let is_same = |at: &usize| {
                        events.kept.get(*at).is_some_and(|&one| same_content(&events.all.draft(one), &draft))
                    };
                    if let Some(&same) = alike.iter().find(|at| is_same(at)) {
                        events.again.entry(same).or_default().push(part as usize);
                        again += 1;
                        continue;
                    }
                    let new = loop {
                        homes.last += 1;
                        let new = Text::new(format!("{}-{}", event.key.raw(), homes.last));
                        if first.of(&events.all, new.as_ref()).is_none() && given.insert(new.clone()) {
                            break new;
                        }
                    };
                    let at = events.kept.binary_search(&holder).unwrap_or_default();
                    notes.push((part as usize, elsewhere(event.key, &events.origin(at), &new)));
                    alike.push(events.kept.len());
                    events.renamed.insert(events.kept.len(), new);
                }
                events.kept.push((part, place));
            }
            notes.extend((again > 0).then(|| (part as usize, stood_earlier(again))));
        }
        (events, notes)
    }

    /// Each as it is in the whole.
    pub(super) fn drafts(&self) -> impl Iterator<Item = DraftEvent> {
        self.kept.iter().enumerate().map(|(at, &place)| {
            let mut draft = self.all.draft(place);
            if self.all.parts.len() > 1 {
                draft.origin = Some(self.origin(at));
            }
            if let Some(key) = self.renamed.get(&at) {
                draft.key = Some(At::new(key.clone(), Spot::NONE));
            }
            draft
        })
    }

    /// The part that each came from first.
    pub(super) fn parts(&self) -> Vec<u32> {
        self.kept.iter().map(|&(part, _)| part).collect()
    }

    /// The names of the parts that have it.
    fn origin(&self, at: usize) -> Text {
        let first = self.kept.get(at).map(|&(part, _)| part as usize);
        let again = self.again.get(&at).into_iter().flatten().copied();
        let names = first.into_iter().chain(again).filter_map(|part| self.all.parts.get(part));
        Text::new(names.map(|(name, _)| name.raw()).collect::<Vec<_>>().join(", "))
    }
}

/// The first event of each key.
struct First(HashTable<(u64, Place)>);

impl First {
    fn of(&self, all: &All, key: TextRef) -> Option<Place> {
        let hash = all.hasher.hash_one(key.raw());
        self.0.find(hash, |&(its, place)| its == hash && all.key(place) == key).map(|&(_, place)| place)
    }
}

impl All<'_> {
    fn first(&self) -> First {
        let events = self.parts.iter().map(|(_, timeline)| timeline.len()).sum();
        let mut first = First(HashTable::with_capacity(events));
        for (part, (_, timeline)) in (0..).zip(self.parts) {
            for (place, event) in (0..).zip(timeline.in_file_order()) {
                if first.of(self, event.key).is_none() {
                    let hash = self.hasher.hash_one(event.key.raw());
                    first.0.insert_unique(hash, (hash, (part, place)), |&(hash, _)| hash);
                }
            }
        }
        first
    }

    fn key(&self, (part, place): Place) -> TextRef<'_> {
        let timeline = self.parts.get(part as usize).map(|(_, timeline)| *timeline);
        timeline.and_then(|one| Some(one.event(one.arrived(place)?).key)).unwrap_or_default()
    }

    /// The event in that place, referring to actors and sources as they are called in the whole.
    fn draft(&self, (part, place): Place) -> DraftEvent {
        let part = part as usize;
        let timeline = self.parts.get(part).map(|(_, timeline)| *timeline);
        let draft = timeline.and_then(|one| Some(DraftEvent::of(one, &one.event(one.arrived(place)?))));
        let mut draft = draft.unwrap_or_default();
        refer(&mut draft, part, self.actors, self.sources);
        draft
    }

    /// Two of the same content have the same.
    fn mark(&self, event: &DraftEvent) -> u64 {
        let quotes: Vec<&Text> = event.quotes.iter().map(|quote| &quote.text).collect();
        let date = event.date.as_ref().map(|at| at.value.edtf());
        self.hasher.hash_one((date, &event.title, &event.summary, &event.place, quotes))
    }
}

fn elsewhere(key: TextRef, first: &Text, new: &Text) -> Issue {
    Issue::note(
        Spot::NONE,
        format!("event key `{}` is also in {} with other content", key.line(), first.line()),
        format!("this one is called `{}` here", new.line()),
    )
}

fn stood_earlier(count: usize) -> Issue {
    let what =
        format!("{} of this input stood in an earlier one, with the same content", plural(count, "event"));
    Issue::note(Spot::NONE, what, "each is here once")
}

/// Has an event refer to actors and sources as they are called in the whole.
fn refer(
    event: &mut DraftEvent,
    part: usize,
    actors: &Registry<DraftActor>,
    sources: &Registry<DraftSource>,
) {
    for one in &mut event.actors {
        one.actor.value = actors.called(part, &one.actor.value);
    }
    for quote in &mut event.quotes {
        if let Some(source) = &mut quote.source {
            source.value = sources.called(part, &source.value);
        }
        if let Some(speaker) = &mut quote.speaker {
            speaker.value = actors.called(part, &speaker.value);
        }
    }
    // Two that were joined take part once. Where there are very many, looking would take too long.
    if event.actors.len() > MANY {
        return;
    }
    let mut seen = Vec::new();
    event.actors.retain(|one| {
        if !actors.has_joined(&one.actor.value) {
            return true;
        }
        let is_new = !seen.contains(one);
        seen.push(one.clone());
        is_new
    });
}
