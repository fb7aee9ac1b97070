//! When: EDTF dates (ISO 8601-2, levels 0 to 2) that never claim more than they know.

use std::cmp::Ordering;

use crate::text::Text;

/// A date as somebody wrote it, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    edtf: Box<str>,
    original: Option<Text>,
    ends: Ends,
}

/// A moment on the time axis: seconds since 1970-01-01T00:00:00Z in the proleptic Gregorian
/// calendar, or one of the two infinities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

impl Moment {
    /// Before everything.
    pub const PAST: Self = Self(i64::MIN);
    /// After everything.
    pub const FUTURE: Self = Self(i64::MAX);
}

/// The four ends of a date: the earliest and latest moment at which it may begin, and at which it
/// may end. All inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ends {
    /// It cannot begin before this.
    pub earliest_start: Moment,
    /// It has begun by this.
    pub latest_start: Moment,
    /// It cannot end before this.
    pub earliest_end: Moment,
    /// It has ended by this.
    pub latest_end: Moment,
}

impl Date {
    /// Reads EDTF, and what people write instead of it; the notes say what would be right.
    ///
    /// # Errors
    ///
    /// When it is no date: says why, and what would be right.
    pub fn parse(_text: &str) -> Result<(Self, Vec<String>), String> {
        Err("not yet".into())
    }

    /// Reads a date in prose as a filter or a jump has it ("last year", "spring 2025", "44 BC"),
    /// or EDTF; `today` is what relative ones count from.
    ///
    /// # Errors
    ///
    /// When it is no date, or could be two: says which, and what would be right.
    pub fn parse_prose(_text: &str, _today: chrono::NaiveDate) -> Result<Self, String> {
        Err("not yet".into())
    }

    /// As a person writes it: `11-22 November 2024`, `spring 2025`, `about May 2025`, `44 BCE`.
    #[must_use]
    pub fn human(&self) -> String {
        self.edtf.to_string()
    }

    /// As a person writes it, in at most 13 cells where that can be done: `11-22 Nov 2024`.
    #[must_use]
    pub fn short(&self) -> String {
        self.edtf.to_string()
    }

    /// The EDTF, in its canonical form.
    #[must_use]
    pub fn edtf(&self) -> &str {
        &self.edtf
    }

    /// As it was written, where that differs from the canonical form.
    #[must_use]
    pub fn original(&self) -> Option<&Text> {
        self.original.as_ref()
    }

    /// The four ends.
    #[must_use]
    pub fn ends(&self) -> Ends {
        self.ends
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.ends.earliest_start, self.ends.latest_end)
            .cmp(&(other.ends.earliest_start, other.ends.latest_end))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
