//! What is known of an event without opening its record.

use std::cmp::Ordering;

use crate::model::date::{Ends, Moment};

/// An event in the order of the timeline: when, and where its record lies.
#[derive(Clone, Copy, Debug)]
pub(in crate::model) struct Row {
    /// The ends of its date; meaningless where `dated` is not set.
    pub(in crate::model) ends: Ends,
    /// Which block.
    pub(in crate::model) block: u32,
    /// Where in it, in bytes of its records.
    pub(in crate::model) record: u32,
    /// Its number in the order of the files.
    pub(in crate::model) arrival: u32,
    pub(in crate::model) dated: bool,
    /// The year does not fit the ends: its date has to be looked at.
    pub(in crate::model) far: bool,
}

impl Row {
    /// Ends that stand for none.
    pub(super) const UNDATED: Ends = Ends {
        earliest_start: Moment::FUTURE,
        latest_start: Moment::FUTURE,
        earliest_end: Moment::FUTURE,
        latest_end: Moment::FUTURE,
    };

    /// The order of a timeline, as far as it can be told from here: dated ones first, by earliest start
    /// and latest end.
    pub(in crate::model) fn order(&self, other: &Self) -> Ordering {
        let key = |row: &Self| (!row.dated, row.ends.earliest_start, row.ends.latest_end);
        key(self).cmp(&key(other))
    }
}
