//! Lists of two sides as one.

use std::collections::HashMap;
use std::hash::Hash;

/// How many elements that are matched by their mark are looked through for one that is equal.
const MANY: usize = 1_024;

/// Elements of a list by what they are matched by.
struct Marked<'a, T, M> {
    list: &'a [T],
    places: HashMap<M, Vec<usize>>,
}

impl<'a, T: PartialEq, M: Hash + Eq> Marked<'a, T, M> {
    fn of(list: &'a [T], mark: impl Fn(&T) -> M) -> Self {
        let mut places: HashMap<M, Vec<usize>> = HashMap::new();
        for (at, element) in list.iter().enumerate() {
            places.entry(mark(element)).or_default().push(at);
        }
        Self { list, places }
    }

    fn places(&self, mark: &M) -> &[usize] {
        self.places.get(mark).map_or(&[], Vec::as_slice)
    }

    /// The element that is this one: an equal one, else the first that is matched with it.
    fn get(&self, mark: &M, element: &T) -> Option<&'a T> {
        let places = self.places(mark);
        let mut all = places.iter().take(MANY).filter_map(|&at| self.list.get(at));
        let equal = all.clone().find(|one| *one == element);
        equal.or_else(|| all.next())
    }
}

/// What is in either list; with a base, without what one side took out of it. Elements with the same
/// `mark` are made one by `one`, which may keep both.
pub(super) fn united<T: Clone + PartialEq, M: Hash + Eq>(
    base: Option<&[T]>,
    a: &[T],
    b: &[T],
    mark: impl Fn(&T) -> M,
    mut one: impl FnMut(Option<&T>, &T, &T) -> Vec<T>,
) -> Vec<T> {
    let marked = Marked::of(b, &mark);
    let mut taken = vec![false; b.len()];
    // Equal ones first: of several that are alike each finds its own.
    let mut found: Vec<Option<usize>> = vec![None; a.len()];
    for exact in [true, false] {
        // Whatever stands before these is taken.
        let mut from: HashMap<M, usize> = HashMap::new();
        for (found, element) in found.iter_mut().zip(a).filter(|(found, _)| found.is_none()) {
            let mark = mark(element);
            let places = marked.places(&mark);
            let from = from.entry(mark).or_default();
            while places.get(*from).is_some_and(|&at| taken[at]) {
                *from += 1;
            }
            let left = places.iter().skip(*from).take(MANY).copied();
            *found = left.filter(|&at| !taken[at]).find(|&at| !exact || b[at] == *element);
            if let Some(at) = *found {
                taken[at] = true;
            }
        }
    }
    let base = base.map(|base| Marked::of(base, &mark));
    let before = |element: &T| base.as_ref().and_then(|base| base.get(&mark(element), element));
    let mut out = Vec::with_capacity(a.len());
    for (element, found) in a.iter().zip(found) {
        match found {
            Some(other) if b[other] == *element => out.push(element.clone()),
            Some(other) => out.extend(one(before(element), element, &b[other])),
            // The other side took it out, and this one left it as it was.
            None if before(element) == Some(element) => {}
            None => out.push(element.clone()),
        }
    }
    for (element, _) in b.iter().zip(taken).filter(|(_, taken)| !taken) {
        if before(element) != Some(element) {
            out.push(element.clone());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::united;

    fn plain(base: Option<&[u32]>, a: &[u32], b: &[u32]) -> Vec<u32> {
        united(base, a, b, |one| *one, |_, a, _| vec![*a])
    }

    #[test]
    fn with_a_base_what_was_taken_out_stays_out() {
        assert_eq!(plain(None, &[1, 2], &[2, 3]), [1, 2, 3]);
        assert_eq!(plain(Some(&[1, 2]), &[1, 2, 4], &[2, 3]), [2, 4, 3]);
        assert_eq!(plain(Some(&[1, 2]), &[1], &[1, 2]), [1]);
        assert_eq!(plain(Some(&[1]), &[], &[]), [] as [u32; 0]);
        assert_eq!(plain(None, &[1, 1], &[1]), [1, 1]);
    }

    #[test]
    fn a_long_list_does_not_double() {
        let a: Vec<u32> = (0..5_000).collect();
        let turned: Vec<u32> = (2_500..5_001).chain(0..2_500).collect();
        assert_eq!(plain(None, &a, &turned), (0..5_001).collect::<Vec<u32>>());
        assert_eq!(plain(Some(&a), &turned, &a), turned);
    }

    #[test]
    fn what_is_matched_is_made_one() {
        let one = |base: Option<&u32>, a: &u32, b: &u32| vec![base.copied().unwrap_or(0), *a, *b];
        let found = united(Some(&[10]), &[11], &[12, 20], |one| one / 10, one);
        assert_eq!(found, [10, 11, 12, 20]);
    }
}
