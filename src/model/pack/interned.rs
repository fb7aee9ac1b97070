//! The names that a reader has met: each once, one behind the other.

use hashbrown::HashTable;

use super::writer::place;
use crate::model::timeline::KeyHasher;

/// Names by their numbers, with the hash of each.
#[derive(Clone, Debug, Default)]
pub(in crate::model) struct NameList {
    text: String,
    /// Where each ends, and its hash.
    ends: Vec<(usize, u64)>,
}

impl NameList {
    /// Each with its hash, by their numbers.
    pub(in crate::model) fn iter(&self) -> impl ExactSizeIterator<Item = (&str, u64)> {
        let mut from = 0;
        self.ends.iter().map(move |&(end, hash)| {
            let name = self.text.get(from..end).unwrap_or_default();
            from = end;
            (name, hash)
        })
    }

    fn begin(&self, number: usize) -> usize {
        number.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |&(end, _)| end)
    }

    /// Those from that number on.
    fn since(&self, number: usize) -> Self {
        let begin = self.begin(number);
        let ends = self.ends.get(number..).unwrap_or_default();
        Self {
            text: self.text.get(begin..).unwrap_or_default().to_owned(),
            ends: ends.iter().map(|&(end, hash)| (end - begin, hash)).collect(),
        }
    }
}

/// Whom a reader has met. Their numbers hold for everything that it reads.
#[derive(Debug, Default)]
pub(in crate::model) struct Met {
    hasher: KeyHasher,
    actors: Interned,
    sources: Interned,
}

impl Met {
    pub(in crate::model) fn new(hasher: KeyHasher) -> Self {
        Self { hasher, actors: Interned::default(), sources: Interned::default() }
    }

    pub(in crate::model) fn hasher(&self) -> &KeyHasher {
        &self.hasher
    }

    /// The number of an actor of that key or name.
    pub(in crate::model) fn actor(&mut self, name: &str) -> u32 {
        self.actors.number(name, &self.hasher)
    }

    /// The number of a source of that key or title.
    pub(in crate::model) fn source(&mut self, name: &str) -> u32 {
        self.sources.number(name, &self.hasher)
    }

    /// The actors and the sources that were met since this was asked last.
    pub(in crate::model) fn news(&mut self) -> [NameList; 2] {
        [self.actors.news(), self.sources.news()]
    }
}

/// Gives names their numbers.
#[derive(Debug, Default)]
struct Interned {
    names: NameList,
    slots: HashTable<Slot>,
    /// How many were told already.
    told: usize,
}

/// A name that was met. All that it takes to know it again is here and where its text is: of a million events
/// each name is looked up, and where it is kept is seldom still in the processor's cache.
#[derive(Clone, Copy, Debug)]
struct Slot {
    /// The half of its hash that says little of where in the table it is.
    tag: u32,
    number: u32,
    at: u32,
    len: u32,
}

impl Interned {
    fn news(&mut self) -> NameList {
        let told = std::mem::replace(&mut self.told, self.names.ends.len());
        self.names.since(told)
    }

    /// The number of a name; it gets one if it is new.
    fn number(&mut self, name: &str, hasher: &KeyHasher) -> u32 {
        let hash = hasher.wide(name);
        let Self { names, slots, .. } = self;
        let NameList { text, ends } = names;
        let (tag, len) = ((hash >> 32) as u32, place(name.len()));
        let is = |slot: &Slot| {
            let at = slot.at as usize;
            slot.tag == tag
                && slot.len == len
                && text.as_bytes().get(at..at + name.len()) == Some(name.as_bytes())
        };
        if let Some(slot) = slots.find(hash, is) {
            return slot.number;
        }
        let slot = Slot { tag, number: place(ends.len()), at: place(text.len()), len };
        text.push_str(name);
        ends.push((text.len(), hash));
        slots.insert_unique(hash, slot, |slot| ends.get(slot.number as usize).map_or(0, |&(_, hash)| hash));
        slot.number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_number() {
        let (mut interned, hasher) = (Interned::default(), KeyHasher::default());
        let names: Vec<String> = (0..500).map(|n| "ü".repeat(n % 7) + &(n / 3).to_string()).collect();
        let numbers: Vec<u32> = names.iter().map(|name| interned.number(name, &hasher)).collect();
        let list = interned.news();
        for (name, number) in names.iter().zip(numbers) {
            assert_eq!(interned.number(name, &hasher), number);
            assert_eq!(list.iter().nth(number as usize), Some((name.as_str(), hasher.wide(name))));
        }
        let mut distinct: Vec<&str> = names.iter().map(String::as_str).collect();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(list.iter().len(), distinct.len());
    }

    #[test]
    fn news_are_told_once() {
        let mut met = Met::new(KeyHasher::default());
        let names = |list: &NameList| list.iter().map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
        assert_eq!([met.actor("Baku"), met.actor("NATO"), met.source("Letter")], [0, 1, 0]);
        assert_eq!(met.news().map(|list| names(&list)), [vec!["Baku", "NATO"], vec!["Letter"]]);
        assert_eq!([met.actor("NATO"), met.actor("")], [1, 2]);
        assert_eq!(met.actor("Kyiv"), 3);
        assert_eq!(met.news().map(|list| names(&list)), [vec!["", "Kyiv"], vec![]]);
    }
}
