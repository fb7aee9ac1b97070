//! The order of a timeline: dated events first, by earliest start, then by latest end, then as they came.

use std::cmp::Ordering;

use crate::model::date::Moment;
use crate::model::pack::Row;

/// From how many rows on a second thread is worth its start.
const MANY: usize = 100_000;

/// What a row is ordered by. Rows themselves are too large to be moved about while they are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    undated: bool,
    start: Moment,
    /// A year does not fit the ends. Behind all that fit, so that like are compared with like.
    far: bool,
    end: Moment,
    /// Where it stood: what compares equal keeps the order of the file.
    from: u32,
}

impl Key {
    fn begins(&self) -> (bool, Moment, bool) {
        (self.undated, self.start, self.far)
    }
}

/// Puts rows in order. `far` orders two whose years do not fit their ends.
pub(super) fn ordered(rows: Vec<Row>, far: impl Fn(&Row, &Row) -> Ordering) -> Vec<Row> {
    let mut keys: Vec<Key> = (0..)
        .zip(&rows)
        .map(|(from, row)| Key {
            undated: !row.dated,
            start: row.ends.earliest_start,
            far: row.far,
            end: row.ends.latest_end,
            from,
        })
        .collect();
    if keys.is_sorted() {
        return settle(rows, &keys, far);
    }
    let half = if keys.len() < MANY { keys.len() } else { keys.len() / 2 };
    let (first, second) = keys.split_at_mut(half);
    std::thread::scope(|scope| {
        // Without a second thread both are done on this one.
        if !second.is_empty() {
            scope.spawn(|| second.sort_unstable());
        }
        first.sort_unstable();
    });
    let merged = merge(&keys[..half], &keys[half..]);
    let rows = merged.iter().filter_map(|key| rows.get(key.from as usize).copied()).collect();
    settle(rows, &merged, far)
}

/// One list of two that are in order.
fn merge(mut first: &[Key], mut second: &[Key]) -> Vec<Key> {
    let mut merged = Vec::with_capacity(first.len() + second.len());
    while let ([a, rest @ ..], [b, others @ ..]) = (first, second) {
        if a < b {
            merged.push(*a);
            first = rest;
        } else {
            merged.push(*b);
            second = others;
        }
    }
    merged.extend_from_slice(first);
    merged.extend_from_slice(second);
    merged
}

/// Orders those by their dates that their ends cannot tell apart.
fn settle(mut rows: Vec<Row>, keys: &[Key], far: impl Fn(&Row, &Row) -> Ordering) -> Vec<Row> {
    let mut start = 0;
    for run in keys.chunk_by(|a, b| a.begins() == b.begins()) {
        let end = start + run.len();
        if run.len() > 1 && run[0].far {
            rows[start..end].sort_by(&far);
        }
        start = end;
    }
    rows
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
                block: 0,
                record: arrival,
                arrival,
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
        let mut want = rows.clone();
        want.sort_by_key(|row| (!row.dated, row.ends.earliest_start, row.ends.latest_end));
        let numbers = |rows: &[Row]| rows.iter().map(|row| row.arrival).collect::<Vec<_>>();
        assert_eq!(numbers(&ordered(rows, |_, _| Ordering::Equal)), numbers(&want));
    }

    proptest! {
        #[test]
        fn what_compares_equal_keeps_its_place(years in prop::collection::vec(prop::option::of(0..6_u8), 0..40)) {
            let dates: Vec<_> =
                years.iter().map(|year| year.map(|year| Date::parse(&format!("200{year}")).unwrap().0)).collect();
            let order = ordered(rows(&dates), |_, _| Ordering::Equal);
            let keys: Vec<_> =
                order.iter().map(|row| (!row.dated, years[row.arrival as usize], row.arrival)).collect();
            prop_assert!(keys.is_sorted_by_key(|(undated, year, arrival)| (*undated, *year, *arrival)));
        }
    }
}
