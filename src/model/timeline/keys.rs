//! Events by key, without a copy of the keys.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

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

    /// None of them, with the same hasher.
    pub(in crate::model) fn emptied(&self) -> Self {
        Self { hasher: self.hasher.clone(), table: HashTable::new() }
    }

    /// Adds the event in that place; its key must not be there.
    pub(in crate::model) fn insert(&mut self, key: &str, place: u32) {
        self.insert_hashed(self.hasher.hash(key), place);
    }

    pub(in crate::model) fn insert_hashed(&mut self, hash: u32, place: u32) {
        self.table.insert_unique(spread(hash), Slot { hash, place }, |slot| spread(slot.hash));
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
