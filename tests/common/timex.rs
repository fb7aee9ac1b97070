//! Strict, relaxed and value F1 of expressions of time, as TempEval-3 counts them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// An expression: its place, counted alike on both sides, and its value.
#[derive(Clone, Debug)]
pub(crate) struct Expression {
    pub(crate) span: Range<usize>,
    pub(crate) value: String,
}

/// What is counted over the documents of a set.
#[derive(Debug, Default)]
pub(crate) struct Score {
    gold: usize,
    found: usize,
    strict: usize,
    relaxed: usize,
    value: usize,
}

impl Score {
    /// Adds a document: each expression is held against at most one, the same span first, then the widest overlap.
    pub(crate) fn add(&mut self, gold: &[Expression], found: &[Expression]) {
        self.gold += gold.len();
        self.found += found.len();
        let places: HashMap<(usize, usize), usize> =
            found.iter().enumerate().map(|(at, one)| ((one.span.start, one.span.end), at)).collect();
        let (mut pairs, mut taken, mut open) = (Vec::new(), HashSet::new(), Vec::new());
        for (at, one) in gold.iter().enumerate() {
            match places.get(&(one.span.start, one.span.end)) {
                Some(same) if taken.insert(*same) => {
                    self.strict += 1;
                    pairs.push((at, *same));
                }
                _ => open.push(at),
            }
        }
        let mut overlaps = Vec::new();
        for at in &open {
            for (other, one) in found.iter().enumerate().filter(|(other, _)| !taken.contains(other)) {
                let (from, to) =
                    (gold[*at].span.start.max(one.span.start), gold[*at].span.end.min(one.span.end));
                if from < to {
                    overlaps.push((usize::MAX - (to - from), gold[*at].span.start, *at, other));
                }
            }
        }
        overlaps.sort_unstable();
        let mut open: HashSet<usize> = open.into_iter().collect();
        for (_, _, at, other) in overlaps {
            if open.contains(&at) && taken.insert(other) {
                open.remove(&at);
                pairs.push((at, other));
            }
        }
        self.relaxed += pairs.len();
        self.value += pairs.iter().filter(|(at, other)| gold[*at].value == found[*other].value).count();
    }

    /// Strict, relaxed and value F1, in hundredths.
    #[allow(clippy::cast_precision_loss, reason = "some thousands")]
    pub(crate) fn figures(&self) -> [f64; 3] {
        let f1 = |right: usize| 200.0 * right as f64 / (self.gold + self.found).max(1) as f64;
        [f1(self.strict), f1(self.relaxed), f1(self.value)]
    }
}
