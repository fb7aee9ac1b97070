//! Lists of two sides as one.

use crate::change::pairs::near;

/// What is in either list; with a base, without what one side took out of it. Elements that are matched
/// by `same` are made one by `one`, which may keep both.
pub(super) fn united<T: Clone + PartialEq>(
    base: Option<&[T]>,
    a: &[T],
    b: &[T],
    same: impl Fn(&T, &T) -> bool,
    mut one: impl FnMut(Option<&T>, &T, &T) -> Vec<T>,
) -> Vec<T> {
    let mut taken = vec![false; b.len()];
    // Equal ones first: of several that are alike each finds its own.
    let mut found: Vec<Option<usize>> = vec![None; a.len()];
    for exact in [true, false] {
        for (at, element) in a.iter().enumerate() {
            if found[at].is_none() {
                let fits = |other: &T| if exact { other == element } else { same(element, other) };
                found[at] = near(b.len(), at).find(|&other| !taken[other] && fits(&b[other]));
                if let Some(other) = found[at] {
                    taken[other] = true;
                }
            }
        }
    }
    let before = |at: usize, element: &T| {
        let around = base.and_then(|base| base.get(near(base.len(), at))).unwrap_or_default();
        let exact = around.iter().find(|one| *one == element);
        exact.or_else(|| around.iter().find(|one| same(one, element)))
    };
    let mut out = Vec::with_capacity(a.len());
    for ((at, element), found) in a.iter().enumerate().zip(found) {
        match found {
            Some(other) if b[other] == *element => out.push(element.clone()),
            Some(other) => out.extend(one(before(at, element), element, &b[other])),
            // The other side took it out, and this one left it as it was.
            None if before(at, element) == Some(element) => {}
            None => out.push(element.clone()),
        }
    }
    for ((at, element), _) in b.iter().enumerate().zip(taken).filter(|(_, taken)| !taken) {
        if before(at, element) != Some(element) {
            out.push(element.clone());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::united;

    fn plain(base: Option<&[u32]>, a: &[u32], b: &[u32]) -> Vec<u32> {
        united(base, a, b, |a, b| a == b, |_, a, _| vec![*a])
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
    fn what_is_matched_is_made_one() {
        let one = |base: Option<&u32>, a: &u32, b: &u32| vec![base.copied().unwrap_or(0), *a, *b];
        let found = united(Some(&[10]), &[11], &[12, 20], |a, b| a / 10 == b / 10, one);
        assert_eq!(found, [10, 11, 12, 20]);
    }
}
