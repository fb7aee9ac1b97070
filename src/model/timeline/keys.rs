//! Events by key, without a copy of the keys, and giving out the keys so that each is there once.

use std::collections::HashMap;
use std::hash::BuildHasher;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

use super::places::{Placed, find};
use crate::model::Event;
use crate::text::{Text, TextRef};

/// Places in the file by the key of what stands there. The keys themselves stay where they are packed;
/// who asks compares.
#[derive(Clone, Debug, Default)]
pub(in crate::model) struct EventKeys {
    hasher: KeyHasher,
    table: HashTable<Slot>,
}

/// A place, with the hash of the key there.
#[derive(Clone, Copy, Debug)]
struct Slot {
    hash: u32,
    place: u32,
}

/// Hashes keys, seeded anew in each run, so that nobody can write a file whose keys all collide.
#[derive(Clone, Debug, Default)]
pub struct KeyHasher(DefaultHashBuilder);

impl KeyHasher {
    /// The hash of a key, half as long as usual: a slot is to be small.
    pub(in crate::model) fn hash(&self, key: &str) -> u32 {
        (self.wide(key) >> 32) as u32
    }

    /// The whole hash of a name.
    pub(in crate::model) fn wide(&self, name: &str) -> u64 {
        self.0.hash_one(name)
    }
}

/// All bits that the table looks at, from those that are kept.
fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl EventKeys {
    /// What hashes its keys: whoever makes hashes beforehand uses this one.
    pub(in crate::model) fn hasher(&self) -> &KeyHasher {
        &self.hasher
    }

    /// Adds the event in that place; its key must not be there.
    pub(in crate::model) fn insert(&mut self, key: &str, place: u32) {
        self.insert_hashed(self.hasher.hash(key), place);
    }

    pub(in crate::model) fn insert_hashed(&mut self, hash: u32, place: u32) {
        self.table.insert_unique(spread(hash), Slot { hash, place }, |slot| spread(slot.hash));
    }

    /// The same, unless `is` says that what is in some place has that key; `false` then.
    fn insert_new(&mut self, hash: u32, place: u32, mut is: impl FnMut(u32) -> bool) -> bool {
        let is = |slot: &Slot| slot.hash == hash && is(slot.place);
        match self.table.entry(spread(hash), is, |slot| spread(slot.hash)) {
            Entry::Occupied(_) => false,
            Entry::Vacant(free) => {
                free.insert(Slot { hash, place });
                true
            }
        }
    }

    /// Makes room for so many more.
    pub(in crate::model) fn reserve(&mut self, more: usize) {
        self.table.reserve(more, |slot| spread(slot.hash));
    }

    /// The place of a key, where `is` says whether the event in a place has it.
    pub(in crate::model) fn find(&self, key: &str, is: impl FnMut(u32) -> bool) -> Option<u32> {
        self.find_hashed(self.hasher.hash(key), is)
    }

    pub(in crate::model) fn find_hashed(&self, hash: u32, mut is: impl FnMut(u32) -> bool) -> Option<u32> {
        self.table.find(spread(hash), |slot| slot.hash == hash && is(slot.place)).map(|slot| slot.place)
    }

    /// How many bytes it takes.
    pub(in crate::model) fn size(&self) -> usize {
        self.table.allocation_size()
    }
}

/// Packed events, in the order of the file.
#[derive(Clone, Copy)]
pub(in crate::model) struct Packed<'a>(pub(in crate::model) &'a [Placed]);

impl<'a> Packed<'a> {
    fn len(&self) -> usize {
        self.0.iter().map(|placed| placed.rows.len()).sum()
    }

    pub(in crate::model) fn event(&self, arrival: u32) -> Option<Event<'a>> {
        find(self.0, arrival).map(|(placed, row)| placed.event(row))
    }

    /// The key that is packed with an event.
    pub(in crate::model) fn key(&self, arrival: u32) -> TextRef<'a> {
        self.event(arrival).map(|event| event.key).unwrap_or_default()
    }
}

/// Keys that are given out: one that an event has of its own goes to nothing else, wherever it comes.
#[derive(Debug, Default)]
pub(in crate::model) struct Given {
    keys: EventKeys,
    /// Events that are called otherwise than their packed keys say.
    renamed: HashMap<u32, Text>,
    /// The number last tried behind a key that is there more than once.
    tried: HashMap<Text, u32>,
}

impl Given {
    pub(in crate::model) fn keys(&self) -> &EventKeys {
        &self.keys
    }

    pub(in crate::model) fn renamed(&self) -> &HashMap<u32, Text> {
        &self.renamed
    }

    pub(in crate::model) fn into_parts(self) -> (HashMap<u32, Text>, Option<EventKeys>) {
        (self.renamed, Some(self.keys))
    }

    pub(in crate::model) fn reserve(&mut self, more: usize) {
        self.keys.reserve(more);
    }

    /// What an event is called.
    pub(in crate::model) fn key<'a>(&'a self, arrival: u32, packed: &Packed<'a>) -> TextRef<'a> {
        self.renamed.get(&arrival).map_or_else(|| packed.key(arrival), Text::as_ref)
    }

    /// The event that is called so already.
    fn holder(&self, hash: u32, key: &str, packed: &Packed) -> Option<u32> {
        self.keys.find_hashed(hash, |place| self.key(place, packed).raw() == key)
    }

    /// Gives an event its key as it comes; where that is there already, the next free one, for now.
    pub(in crate::model) fn note(&mut self, arrival: u32, hash: u32, packed: &Packed) {
        let Self { keys, renamed, .. } = self;
        let key = |place: u32| renamed.get(&place).map_or_else(|| packed.key(place), Text::as_ref);
        // Its own key is looked up only where another has the same hash.
        if !keys.insert_new(hash, arrival, |place| key(place).raw() == packed.key(arrival).raw()) {
            self.rename(arrival, packed);
        }
    }

    /// Gives an event the next of `key-2`, `key-3` .. that nothing has.
    fn rename(&mut self, arrival: u32, packed: &Packed) {
        let key = packed.key(arrival).to_text();
        let mut number = self.tried.get(&key).copied().unwrap_or(1);
        let next = loop {
            number += 1;
            let next = format!("{}-{number}", key.raw());
            if self.holder(self.keys.hasher.hash(&next), &next, packed).is_none() {
                break next;
            }
        };
        self.tried.insert(key, number);
        self.keys.insert(&next, arrival);
        self.renamed.insert(arrival, Text::new(next));
    }

    /// Gives out the keys anew, now that all events are there; those of the events in `made`, which ascend,
    /// were made for them. Of events with one key of their own all but the first are told, with the first.
    pub(in crate::model) fn settle(&mut self, packed: &Packed, made: &[u32]) -> Vec<(u32, u32)> {
        self.renamed.clear();
        self.tried.clear();
        self.keys = EventKeys { hasher: self.keys.hasher.clone(), table: HashTable::new() };
        self.keys.reserve(packed.len());
        let mut made = made.iter().peekable();
        // Events that have to wait, with the one that has their key already.
        let mut waiting = Vec::new();
        for arrival in (0..).take(packed.len()) {
            if made.next_if_eq(&&arrival).is_some() {
                waiting.push((arrival, None));
                continue;
            }
            let key = packed.key(arrival);
            let hash = self.keys.hasher.hash(key.raw());
            match self.holder(hash, key.raw(), packed) {
                Some(first) => waiting.push((arrival, Some(first))),
                None => self.keys.insert_hashed(hash, arrival),
            }
        }
        for &(arrival, first) in &waiting {
            if first.is_some() {
                self.rename(arrival, packed);
            } else {
                // Two events of one day and title may well be two.
                let hash = self.keys.hasher.hash(packed.key(arrival).raw());
                self.note(arrival, hash, packed);
            }
        }
        waiting.into_iter().filter_map(|(arrival, first)| Some((arrival, first?))).collect()
    }
}
