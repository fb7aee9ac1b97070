//! What a stream names: each name once, by the number of its first mention.
//!
//! Whom a name means is known when everything is: somebody may be declared, with another name, long
//! after the first event in which they take part.

use hashbrown::HashTable;

use crate::text::Text;

/// Names, and what was declared: `D` is a draft of it.
#[derive(Debug)]
pub(super) struct Names<D> {
    pub(super) declared: Vec<D>,
    pub(super) all: Vec<Text>,
    /// The hash of each, with its number.
    numbers: HashTable<(u64, u32)>,
}

impl<D> Default for Names<D> {
    fn default() -> Self {
        Self { declared: Vec::new(), all: Vec::new(), numbers: HashTable::new() }
    }
}

impl<D> Names<D> {
    /// The number of a name with that hash; it gets one if it is new.
    pub(super) fn number(&mut self, name: &str, hash: u64) -> u32 {
        let Self { all, numbers, .. } = self;
        let is = |&(its, number): &(u64, u32)| {
            its == hash && all.get(number as usize).is_some_and(|one| one.raw() == name)
        };
        if let Some(&(_, number)) = numbers.find(hash, is) {
            return number;
        }
        let number = u32::try_from(all.len()).unwrap_or(u32::MAX);
        all.push(Text::new(name));
        numbers.insert_unique(hash, (hash, number), |&(hash, _)| hash);
        number
    }
}
