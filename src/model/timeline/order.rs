//! The order of a timeline: dated events first, by earliest start, then by latest end, then as they came.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::model::date::Moment;
use crate::model::pack::Row;

/// From how many rows on a second thread is worth its start.
pub(super) const MANY: usize = 100_000;

/// What a row is ordered by. Rows themselves are too large to be moved about while they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::model) struct Key {
    undated: bool,
    start: Moment,
    /// A year does not fit the ends. Behind all that fit, so that like are compared with like.
    far: bool,
    end: Moment,
    /// Where it stood: what compares equal keeps the order of the file.
    from: u32,
}

/// The keys of rows, of which stretches are in order beforehand: what several threads have done each for its
/// stretch only has to be merged.
#[derive(Clone, Debug, Default)]
pub(in crate::model) struct Stretch {
    keys: Vec<Key>,
    /// How many of them are in order, from the first on.
    sorted: usize,
}

impl Stretch {
    /// In order.
    pub(in crate::model) fn of(rows: &[Row]) -> Self {
        let mut keys = Self::unordered(rows).keys;
        keys.sort_unstable();
        Self { sorted: keys.len(), keys }
    }

    pub(super) fn unordered<'r>(rows: impl IntoIterator<Item = &'r Row>) -> Self {
        let key = |(from, row): (u32, &Row)| Key {
            undated: !row.dated,
            start: row.ends.earliest_start,
            far: row.far,
            end: row.ends.latest_end,
            from,
        };
        Self { keys: (0..).zip(rows).map(key).collect(), sorted: 0 }
    }

    /// Adds the stretch behind it, the rows of which stand from that place on.
    pub(in crate::model) fn extend(&mut self, from: u32, other: Self) {
        self.keys
            .extend(other.keys.into_iter().map(|key| Key { from: from.saturating_add(key.from), ..key }));
    }

    pub(in crate::model) fn reserve(&mut self, more: usize) {
        self.keys.reserve_exact(more);
    }

    /// Puts all in order. What was in order stays so, and is not sorted again.
    pub(in crate::model) fn sort(&mut self) {
        if self.keys.get(self.sorted.saturating_sub(1)..).is_some_and(<[Key]>::is_sorted) {
            self.sorted = self.keys.len();
            return;
        }
        let (_, rest) = self.keys.split_at_mut(self.sorted);
        let half = if rest.len() < MANY { rest.len() } else { rest.len() / 2 };
        let (first, second) = rest.split_at_mut(half);
        std::thread::scope(|scope| {
            // Without a second thread both are done on this one.
            if !second.is_empty() {
                scope.spawn(|| second.sort());
            }
            // The sort that makes use of what is in order.
            first.sort();
        });
        merge(rest, half);
        merge(&mut self.keys, self.sorted);
        self.sorted = self.keys.len();
    }
}

impl Key {
    fn begins(&self) -> (bool, Moment, bool) {
        (self.undated, self.start, self.far)
    }
}

/// The places of rows in their order, of which stretches may be ordered already, and how many of them are dated.
/// `far` orders two whose years do not fit their ends.
pub(super) fn ordered(
    mut stretch: Cow<'_, Stretch>,
    far: impl Fn(u32, u32) -> Ordering,
) -> (Vec<u32>, usize) {
    if stretch.sorted < stretch.keys.len() {
        stretch.to_mut().sort();
    }
    let keys = &stretch.keys;
    let order = keys.iter().map(|key| key.from).collect();
    (settle(order, keys, far), keys.partition_point(|key| !key.undated))
}

/// Puts all in order, where those before `middle` are in order, and those from there on. What has all of the
/// others before it or behind it stays where it is.
fn merge(keys: &mut [Key], middle: usize) {
    let (before, behind) = keys.split_at(middle);
    let (Some(last), Some(least)) = (before.last(), behind.first()) else { return };
    let from = before.partition_point(|key| key < least);
    let to = behind.partition_point(|key| key < last);
    let others = behind[..to].to_vec();
    // From behind: there is room for as many as are put aside.
    let (mut at, mut left) = (middle + to, middle);
    for other in others.into_iter().rev() {
        while left > from && keys[left - 1] > other {
            (at, left) = (at - 1, left - 1);
            keys[at] = keys[left];
        }
        at -= 1;
        keys[at] = other;
    }
}

/// Orders those by their dates that their ends cannot tell apart.
fn settle(mut order: Vec<u32>, keys: &[Key], far: impl Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut start = 0;
    for run in keys.chunk_by(|a, b| a.begins() == b.begins()) {
        let end = start + run.len();
        if run.len() > 1 && run[0].far {
            order[start..end].sort_by(|&a, &b| far(a, b));
        }
        start = end;
    }
    order
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Date;

    fn rows(dates: &[Option<Date>]) -> Vec<Row> {
        (0..)
            .zip(dates)
            .map(|(arrival, date)| Row {
                ends: date.as_ref().map_or(Row::UNDATED, Date::ends),
                record: arrival,
                dated: date.is_some(),
                far: false,
                shifted: false,
                set: false,
            })
            .collect()
    }

    #[test]
    fn many_are_ordered_as_few() {
        let date = |n: u32| {
            (!n.is_multiple_of(5))
                .then(|| Date::parse(&format!("{}-0{}", 1900 + n * 37 % 101, 1 + n % 9)).unwrap().0)
        };
        let dates: Vec<_> = (0..250_000_u32).map(date).collect();
        let rows = rows(&dates);
        let mut want: Vec<u32> = (0..).take(rows.len()).collect();
        want.sort_by_key(|&at| {
            let row = &rows[at as usize];
            (!row.dated, row.ends.earliest_start, row.ends.latest_end)
        });
        let order = |stretch| ordered(Cow::Owned(stretch), |_, _| Ordering::Equal).0;
        assert_eq!(order(Stretch::unordered(&rows)), want);
        let mut stretches = Stretch::default();
        for (from, stretch) in (0..).step_by(7_001).zip(rows.chunks(7_001)) {
            stretches.extend(from, Stretch::of(stretch));
            // Put in order now and then, in all the ways that a part of them can be.
            if from % 3 == 0 {
                stretches.sort();
                assert!(stretches.keys.is_sorted());
            }
        }
        assert_eq!(order(stretches), want);
    }

    proptest! {
        #[test]
        fn what_compares_equal_keeps_its_place(years in prop::collection::vec(prop::option::of(0..6_u8), 0..40)) {
            let dates: Vec<_> =
                years.iter().map(|year| year.map(|year| Date::parse(&format!("200{year}")).unwrap().0)).collect();
            let stretch = Stretch::unordered(&rows(&dates));
            let (order, dated) = ordered(Cow::Owned(stretch), |_, _| Ordering::Equal);
            prop_assert_eq!(dated, years.iter().flatten().count());
            let keys: Vec<_> = order.iter().map(|&at| (years[at as usize].is_none(), years[at as usize], at)).collect();
            prop_assert!(keys.is_sorted_by_key(|(undated, year, arrival)| (*undated, *year, *arrival)));
        }
    }
}
