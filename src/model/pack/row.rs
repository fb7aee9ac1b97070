//! What is known of an event without opening its record.

use crate::model::date::{Ends, Moment};

/// An event: when, and where its record lies.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, and they fill what would be padding"
)]
pub(in crate::model) struct Row {
    /// The ends of its date; meaningless where `dated` is not set.
    pub(in crate::model) ends: Ends,
    /// Where in its block, in bytes of the records.
    pub(in crate::model) record: u32,
    pub(in crate::model) dated: bool,
    /// The year does not fit the ends: its date has to be looked at.
    pub(in crate::model) far: bool,
    /// It has a time of day of another zone: the day that is written may not be that of its ends.
    pub(in crate::model) shifted: bool,
    /// It is one of several dates, or several: it may have holes.
    pub(in crate::model) set: bool,
}

impl Row {
    /// Ends that stand for none.
    pub(in crate::model) const UNDATED: Ends = Ends {
        earliest_start: Moment::FUTURE,
        latest_start: Moment::FUTURE,
        earliest_end: Moment::FUTURE,
        latest_end: Moment::FUTURE,
    };
}
