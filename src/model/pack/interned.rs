//! The names in a block: each once, one behind the other.

use hashbrown::HashTable;

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

    fn get(&self, number: usize) -> Option<&str> {
        let from = number.checked_sub(1).map_or(0, |before| self.ends.get(before).map_or(0, |&(end, _)| end));
        self.text.get(from..self.ends.get(number)?.0)
    }
}

/// Gives names their numbers.
#[derive(Debug, Default)]
pub(super) struct Interned {
    pub(super) names: NameList,
    numbers: HashTable<u32>,
}

impl Interned {
    /// The number of a name; it gets one if it is new.
    pub(super) fn number(&mut self, name: &str, hasher: &KeyHasher) -> u32 {
        let hash = hasher.wide(name);
        let Self { names, numbers } = self;
        let hash_of = |number: &u32| names.ends.get(*number as usize).map_or(0, |&(_, hash)| hash);
        let is = |number: &u32| hash_of(number) == hash && names.get(*number as usize) == Some(name);
        if let Some(&number) = numbers.find(hash, is) {
            return number;
        }
        let number = super::writer::place(names.ends.len());
        numbers.insert_unique(hash, number, hash_of);
        names.text.push_str(name);
        names.ends.push((names.text.len(), hash));
        number
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
        let list = interned.names.clone();
        for (name, number) in names.iter().zip(numbers) {
            assert_eq!(interned.number(name, &hasher), number);
            assert_eq!(list.iter().nth(number as usize), Some((name.as_str(), hasher.wide(name))));
        }
        let mut distinct: Vec<&str> = names.iter().map(String::as_str).collect();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(list.iter().len(), distinct.len());
    }
}
