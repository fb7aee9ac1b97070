//! What a stream names: each name once, by the number of its first mention.
//!
//! Whom a name means is known when everything is: somebody may be declared, with another name, long
//! after the first event in which they take part.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::text::Text;

/// Names, and what was declared: `D` is a draft of it.
#[derive(Debug)]
pub(super) struct Names<D> {
    pub(super) declared: Vec<D>,
    pub(super) all: Vec<Text>,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl<D> Default for Names<D> {
    fn default() -> Self {
        Self {
            declared: Vec::new(),
            all: Vec::new(),
            numbers: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
        }
    }
}

impl<D> Names<D> {
    /// The number of a name; it gets one if it is new.
    pub(super) fn number(&mut self, name: &str) -> u32 {
        let Self { all, numbers, hasher, .. } = self;
        let is = |&number: &u32| all.get(number as usize).is_some_and(|one| one.raw() == name);
        let hash = hasher.hash_one(name);
        if let Some(&number) = numbers.find(hash, is) {
            return number;
        }
        let number = u32::try_from(all.len()).unwrap_or(u32::MAX);
        all.push(Text::new(name));
        let again = |&number: &u32| hasher.hash_one(all.get(number as usize).map_or("", Text::raw));
        numbers.insert_unique(hash, number, again);
        number
    }
}
