//! The best hits so far: not sorted before somebody asks.

use std::cmp::{Ordering, Reverse};

use super::FuzzyList;
use crate::search::query::Tier;

/// An item that answers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) tier: Tier,
    pub(super) score: i64,
    pub(super) length: u16,
    pub(super) weight: u32,
    pub(super) item: u32,
    pub(super) row: u32,
}

impl Hit {
    /// The better one is less; no two are equal.
    pub(super) fn compare(&self, other: &Self, list: &FuzzyList) -> Ordering {
        let key = |hit: &Self| (Reverse((hit.tier, hit.score)), hit.length, Reverse(hit.weight));
        key(self)
            .cmp(&key(other))
            .then_with(|| list.order(self.item, other.item))
            .then(self.item.cmp(&other.item))
    }
}

/// Up to so many hits, and until they are sorted out some more.
#[derive(Debug)]
pub(super) struct Best {
    most: usize,
    hits: Vec<Hit>,
    /// Who comes after this one is not among the best.
    bar: Option<Hit>,
}

impl Best {
    pub(super) fn new(most: usize) -> Self {
        Self { most: most.max(1), hits: Vec::new(), bar: None }
    }

    pub(super) fn clear(&mut self) {
        self.hits.clear();
        self.bar = None;
    }

    /// Whether a hit can be too low.
    pub(super) fn is_full(&self) -> bool {
        self.bar.is_some()
    }

    /// Who answers less well than this is not among the best.
    pub(super) fn least(&self) -> Option<Tier> {
        self.bar.map(|bar| bar.tier)
    }

    pub(super) fn is_too_low(&self, list: &FuzzyList, hit: &Hit) -> bool {
        self.bar.is_some_and(|bar| hit.compare(&bar, list).is_gt())
    }

    pub(super) fn keep(&mut self, list: &FuzzyList, hit: Hit) {
        if self.is_too_low(list, &hit) {
            return;
        }
        self.hits.push(hit);
        if self.hits.len() >= self.most.saturating_mul(2) {
            self.hits.select_nth_unstable_by(self.most - 1, |a, b| a.compare(b, list));
            self.hits.truncate(self.most);
            self.bar = self.hits.last().copied();
        }
    }

    /// Starts with nothing, and what is too low for `other` is too low here.
    pub(super) fn take_bar(&mut self, other: &Self) {
        self.hits.clear();
        self.bar = other.bar;
    }

    pub(super) fn pour_into(&mut self, other: &mut Self, list: &FuzzyList) {
        for hit in self.hits.drain(..) {
            other.keep(list, hit);
        }
    }

    /// Best first.
    pub(super) fn sorted(&mut self, list: &FuzzyList) -> &[Hit] {
        self.hits.sort_unstable_by(|a, b| a.compare(b, list));
        self.hits.truncate(self.most);
        if self.hits.len() == self.most {
            self.bar = self.hits.last().copied();
        }
        &self.hits
    }
}
