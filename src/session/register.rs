//! Values that two readers may change apart and bring together again.

use std::collections::BTreeMap;

use super::stamp::Stamp;

/// One value, or the trace of its removal, and when that was decided.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot<V> {
    /// When.
    pub stamp: Stamp,
    /// The value; `None` once it was removed.
    pub value: Option<V>,
}

/// Values by key, the last writer of each winning.
///
/// Merging is commutative, associative and idempotent: of two slots the greater one stays, by stamp
/// first, and by value where a damaged file has one stamp twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registers<K: Ord, V> {
    slots: BTreeMap<K, Slot<V>>,
}

impl<K: Ord, V> Default for Registers<K, V> {
    fn default() -> Self {
        Self { slots: BTreeMap::new() }
    }
}

impl<K: Ord + Clone, V: Ord + Clone> Registers<K, V> {
    /// The value of `key`, unless there is none or it was removed.
    pub fn get<Q: ?Sized + Ord>(&self, key: &Q) -> Option<&V>
    where
        K: std::borrow::Borrow<Q>,
    {
        self.slots.get(key)?.value.as_ref()
    }

    /// The slot of `key`, removed or not.
    pub fn slot<Q: ?Sized + Ord>(&self, key: &Q) -> Option<&Slot<V>>
    where
        K: std::borrow::Borrow<Q>,
    {
        self.slots.get(key)
    }

    /// Takes in one slot; returns whether that changed anything.
    pub fn put(&mut self, key: K, slot: Slot<V>) -> bool {
        match self.slots.get_mut(&key) {
            Some(held) if *held >= slot => false,
            Some(held) => {
                *held = slot;
                true
            }
            None => {
                self.slots.insert(key, slot);
                true
            }
        }
    }

    /// Takes in everything of `other`; returns what of it was news.
    #[expect(clippy::return_self_not_must_use, reason = "most callers want it merged, and no more")]
    pub fn merge(&mut self, other: Self) -> Self {
        let mut news = Self::default();
        if self.slots.is_empty() {
            self.slots.clone_from(&other.slots);
            return other;
        }
        for (key, slot) in other.slots {
            if self.slots.get(&key).is_none_or(|held| *held < slot) {
                self.slots.insert(key.clone(), slot.clone());
                news.slots.insert(key, slot);
            }
        }
        news
    }

    /// What is there, by key; removed ones are not.
    #[must_use]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        self.slots.iter().filter_map(|(key, slot)| Some((key, slot.value.as_ref()?)))
    }

    /// Every slot by key, removed ones too.
    #[must_use]
    pub fn slots(&self) -> impl DoubleEndedIterator<Item = (&K, &Slot<V>)> {
        self.slots.iter()
    }

    /// Whether nothing was ever there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The latest stamp.
    #[must_use]
    pub fn latest(&self) -> Stamp {
        self.slots.values().map(|slot| slot.stamp).max().unwrap_or_default()
    }

    /// Keeps the `most` latest slots. The answer depends only on what was ever put in, not on the
    /// order, so merging stays what it is.
    pub fn keep_latest(&mut self, most: usize) {
        if self.slots.len() <= most {
            return;
        }
        let mut ranks: Vec<(Stamp, K)> =
            self.slots.iter().map(|(key, slot)| (slot.stamp, key.clone())).collect();
        ranks.sort_unstable();
        let surplus = ranks.len().saturating_sub(most);
        for (_, key) in ranks.into_iter().take(surplus) {
            self.slots.remove(&key);
        }
    }
}
