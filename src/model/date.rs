//! When: EDTF dates (ISO 8601-2, levels 0 to 2) that never claim more than they know.
//!
//! [`Date::parse`] reads what a file says, [`Date::parse_prose`] what somebody types; both end in
//! canonical EDTF, and nothing else is kept but the words as they were written and four moments.
//! [`Date::human`] and [`Date::short`] say it as a person would.
//!
//! # The four ends
//!
//! A date has an earliest and a latest moment at which it may begin, and at which it may end. Below,
//! `lo` and `hi` are the first and last second of what an expression covers.
//!
//! | expression | begins | ends |
//! |---|---|---|
//! | `1994`, `2025-05`, `2025-05-03` | somewhere in `lo`–`hi` | somewhere in `lo`–`hi` |
//! | `2025-05-03T14:30:00Z` | that second | that second |
//! | interval `a/b` | within `a` | within `b`, not before it begins |
//! | `a/b` of times of day | at `a` | at `b`; as EDTF it is their days |
//! | open ends `a/..`, `../b` | within `a`; at the infinite past | at the infinite future; within `b` |
//! | unknown ends `a/`, `/b` | within `a`; any time to `b` | any time from `a`; within `b` |
//! | `..a/b`, `a/b..` | any time to `a`; within `a` | within `b`; any time from `b` |
//! | one of `[a,b,c..d]` | between the first `lo` and the last `hi` | the same |
//! | one of `[..a]`, `[a..]` | any time to `a`; any time from `a` | the same |
//! | all of `{a,b,c..d}` | within the first member | within the last member |
//! | unspecified digits `198X`, `2025-05-XX` | between the first and last day that match | the same |
//! | significant digits `1950S2` | somewhere in 1900–1999 | the same |
//! | seasons, quarters, halves | somewhere in their months | the same |
//!
//! - Qualifiers (`?` uncertain, `~` approximate, `%` both) widen nothing: how much "about" is, is not
//!   known, and nothing is made up.
//! - Seasons: 21 spring is March to May, 22 summer June to August, 23 autumn September to November,
//!   24 winter December of that year to February of the next. 25 to 28 are the same, said to be
//!   northern; 29 to 32 spring, summer, autumn, winter of the south, half a year later (30, southern
//!   summer, begins in December of its year). 33 to 36 are quarters, 37 to 39 thirds, 40 and 41
//!   halves of the year.
//! - Years count astronomically: `0000` is 1 BCE, `-0043` is 44 BCE. The calendar is Gregorian
//!   throughout, also before 1582.
//! - A time of day with an offset is the moment that it names; without one it is taken as it stands,
//!   as days are. A leap second shares the second before it.
//! - The ends are a hull: `156X-12-25` reaches from the first Christmas to the last. Where the holes
//!   of a set matter, [`Date::overlaps`] minds them.
//!
//! # Order
//!
//! A timeline orders by earliest start, then by latest end ([`Date::order`]), and where both are the
//! same keeps the order of the file. `Ord` goes on to the rest, so that it agrees with equality.
//! Years too far away for 64 bits of seconds still order by year.
//!
//! # What is decided where others differ
//!
//! - `199` and `19` are refused: they could be the year, the decade or the century. `199X`, `19XX` and
//!   `0199` say which.
//! - "19th century" is `18XX`, as EDTF users write it, though strictly it is 1801 to 1900.
//! - "before 1980" excludes 1980 and is one time (`[..1979]`); "until 1980" is a stretch (`../1980`);
//!   "by 1980" is one time, 1980 included (`[..1980]`). "after 1980" is `[1981..]`, "since 1980" is
//!   `1980/..`.
//! - "early", "mid" and "late" are thirds: of a year in months (`2024-37`), of a month in days
//!   (`[2025-04-21..2025-04-30]`), of a decade or century in years.
//! - A week begins on Monday.

mod civil;
mod compose;
mod ends;
mod explain;
mod foreign;
mod gap;
mod hours;
mod human;
mod partial;
mod phrase;
mod prose;
mod read;
mod relative;
mod repair;
mod short;
mod time;
mod words;

use std::cmp::Ordering;

use compact_str::CompactString;
use edtf_core::Edtf;

use crate::text::Text;

pub use civil::Moment;
pub use ends::{Certainty, Ends};
pub use gap::{gap, human_gap};
pub use human::era_year;
pub use short::{SHORT_WIDTH, TIMED_WIDTH};
pub use words::month_name;

/// How many bytes a date may have. The longest sets that people write are far below.
pub const MAX_LEN: usize = 2_000;

/// A date as somebody wrote it, and what it means.
///
/// ```
/// use annals::model::Date;
/// let (date, notes) = Date::parse("c. 1580")?;
/// assert_eq!(date.edtf(), "1580~");
/// assert_eq!(date.human(), "about 1580");
/// assert_eq!(date.original().map(|text| text.raw()), Some("c. 1580"));
/// assert_eq!(notes, ["“c. 1580” was read as 1580~: EDTF writes “about” as ~ after the date"]);
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    edtf: CompactString,
    original: Option<Text>,
    ends: Ends,
}

impl Date {
    /// Reads EDTF, and what people write instead of it; the notes say what was read as what, and
    /// why. No notes: it was EDTF.
    ///
    /// # Errors
    ///
    /// When it is not a date, or could be two: says why, and what would be right.
    ///
    /// ```
    /// use annals::model::Date;
    /// assert_eq!(Date::parse("11–22 November 2024")?.0.edtf(), "2024-11-11/2024-11-22");
    /// let wrong = Date::parse("2025-02-30").unwrap_err();
    /// assert_eq!(wrong, "“2025-02-30” is not a date: February 2025 has 28 days");
    /// # Ok::<(), String>(())
    /// ```
    pub fn parse(text: &str) -> Result<(Self, Vec<String>), String> {
        read::file(text)
    }

    /// Reads a date in prose as a filter or a jump has it ("last year", "spring 2025", "44 BC",
    /// "2024..today"), or EDTF; `today` is what relative ones count from.
    ///
    /// # Errors
    ///
    /// When it is not a date, or could be two: says which, and what would be right.
    ///
    /// ```
    /// use annals::model::Date;
    /// let today = chrono::NaiveDate::from_ymd_opt(2025, 5, 3).unwrap();
    /// assert_eq!(Date::parse_prose("last year", today)?.edtf(), "2024");
    /// assert_eq!(Date::parse_prose("2024..last month", today)?.edtf(), "2024/2025-04");
    /// # Ok::<(), String>(())
    /// ```
    pub fn parse_prose(text: &str, today: chrono::NaiveDate) -> Result<Self, String> {
        read::prompt(text, today).map_err(|why| explain::for_reader(&why))
    }

    /// As a person writes it: `11–22 November 2024`, `spring 2025`, `about May 2025`, `44 BCE`.
    #[must_use]
    pub fn human(&self) -> String {
        let hours = self.hours().map(|hours| hours.human());
        hours.unwrap_or_else(|| {
            self.parsed().map_or_else(|| self.edtf.to_string(), |edtf| human::human(&edtf))
        })
    }

    /// Whether it ends before it begins.
    pub(crate) fn is_backwards(&self) -> bool {
        self.ends.latest_end < self.ends.earliest_start
            || self.original.as_ref().is_some_and(|words| hours::Hours::are_backwards(words.raw()))
    }

    /// The times of day at both ends, where it has them in its words.
    fn hours(&self) -> Option<hours::Hours> {
        self.original.as_ref().and_then(|words| hours::Hours::of(words.raw()))
    }

    /// As a person writes it, in at most [`SHORT_WIDTH`] cells: `11–22 Nov 2024`, `~May 2025`.
    ///
    /// Never cut in the middle. Where all of it does not fit it says less: a month or the years
    /// instead of the days. `?`, `~` and `%` stand in front and mean what they mean in EDTF; `…` is
    /// "some time between", or "or earlier", "or later" where one side is missing.
    #[must_use]
    pub fn short(&self) -> String {
        self.parsed().map_or_else(|| self.edtf.to_string(), |edtf| short::short(&edtf))
    }

    /// The same with the time of day at which it begins, where it has one, in at most [`TIMED_WIDTH`] cells:
    /// `10 May 2024 18:00`. Seconds and zones are told by [`Date::human`].
    ///
    /// ```
    /// use annals::model::Date;
    /// assert_eq!(Date::parse("2024-05-10T18:00:30Z")?.0.timed(), "10 May 2024 18:00");
    /// assert_eq!(Date::parse("2024-05")?.0.timed(), "May 2024");
    /// # Ok::<(), String>(())
    /// ```
    #[must_use]
    pub fn timed(&self) -> String {
        if !self.ends.begins_at_a_moment() {
            return self.short();
        }
        let time = self.hours().map(hours::Hours::begin).or_else(|| match self.parsed() {
            Some(Edtf::DateTime(time)) => Some(time),
            _ => None,
        });
        time.and_then(|time| short::timed(&time)).unwrap_or_else(|| self.short())
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

    /// Whether the date touches `window`; as [`Ends::overlaps`], but the holes of a set count as
    /// holes: `{2023,2025}` is not in 2024.
    #[must_use]
    pub fn overlaps(&self, window: &Ends) -> Certainty {
        if self.edtf.starts_with(['[', '{'])
            && let Some(Edtf::Set(set)) = self.parsed()
        {
            return ends::set_overlaps(&set, window);
        }
        self.ends.overlaps(window)
    }

    /// Whether any part is marked approximate (`~` or `%`).
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.edtf.contains(['~', '%'])
    }

    /// Whether any part is marked uncertain (`?` or `%`).
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.edtf.contains(['?', '%'])
    }

    /// Whether the date is anything but plain: approximate, uncertain, with unspecified or only
    /// some significant digits, one of several, or with an end that is not known.
    #[must_use]
    pub fn is_fuzzy(&self) -> bool {
        self.is_approximate()
            || self.is_uncertain()
            || self.edtf.starts_with('[')
            || self.edtf.contains(['X', 'S'])
            || self.edtf.starts_with('/')
            || self.edtf.ends_with('/')
    }

    /// The day on which it is written to begin, in its own time zone: what a heading goes by.
    /// `None` where the beginning is not bounded. The month and day are those of the earliest start.
    #[must_use]
    pub fn first_day(&self) -> Option<(i64, u8, u8)> {
        let day = self.ends.earliest_start.civil()?;
        if self.hours().is_some() {
            return self.parsed().and_then(|edtf| Ends::of(&edtf).earliest_start.civil());
        }
        match self.edtf.split_once('T').map(|_| self.parsed()) {
            Some(Some(Edtf::DateTime(time))) => ends::span(&time.date).0.civil(),
            _ => Some(day),
        }
    }

    fn parsed(&self) -> Option<Edtf> {
        Edtf::parse(&self.edtf).ok()
    }

    /// A date from an expression, with the text it was written as.
    fn new(edtf: &Edtf, written: &str) -> Self {
        let canonical = edtf.to_string();
        let original = (canonical != written).then(|| Text::new(written));
        let hours = original.as_ref().and_then(|_| hours::Hours::of(written));
        let ends = hours.map_or_else(|| Ends::of(edtf), |hours| hours.ends());
        Self { edtf: canonical.into(), original, ends }
    }

    /// A date that was taken apart for packing, together again.
    pub(super) fn packed(edtf: &str, original: Option<Text>, ends: Ends) -> Self {
        Self { edtf: edtf.into(), original, ends }
    }

    fn far_years(&self) -> (i128, i128) {
        self.parsed().map_or((0, 0), |edtf| ends::far_years(&edtf))
    }
}

impl Date {
    /// The order of a timeline: by earliest start, then by latest end. Dates that cover the same
    /// time are equal here, however they are written; [`Ord`] goes on from there.
    ///
    /// ```
    /// use annals::model::Date;
    /// let (month, days) = (Date::parse("1994-01")?.0, Date::parse("1994-01-01/1994-01-31")?.0);
    /// assert_eq!(month.order(&days), std::cmp::Ordering::Equal);
    /// assert_ne!(month.cmp(&days), std::cmp::Ordering::Equal);
    /// # Ok::<(), String>(())
    /// ```
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        let (a, b) = (&self.ends, &other.ends);
        let by_start = a.earliest_start.cmp(&b.earliest_start).then_with(|| {
            if a.earliest_start.is_far() {
                self.far_years().0.cmp(&other.far_years().0)
            } else {
                Ordering::Equal
            }
        });
        let by_end = || {
            a.latest_end.cmp(&b.latest_end).then_with(|| {
                if a.latest_end.is_far() {
                    self.far_years().1.cmp(&other.far_years().1)
                } else {
                    Ordering::Equal
                }
            })
        };
        by_start.then_with(by_end)
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (&self.ends, &other.ends);
        self.order(other)
            .then_with(|| (a.latest_start, a.earliest_end).cmp(&(b.latest_start, b.earliest_end)))
            .then_with(|| self.edtf.cmp(&other.edtf))
            .then_with(|| self.original.cmp(&other.original))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap().0
    }

    #[test]
    fn order_is_by_start_then_by_end() {
        let rows = [
            "../1995",
            "/1995",
            "Y-1E400",
            "Y-1E30",
            "Y-13800000000",
            "Y-2E5",
            "-0043-03-15",
            "0000",
            "1994-01-01",
            "1994-01",
            "1994",
            "1994/1996",
            "1994/..",
            "2025-05-03T10:00:00+04:00",
            "2025-05-03T10:00:00Z",
            "Y2E11",
            "Y1E30",
            "Y1E31",
        ];
        let mut dates: Vec<Date> = rows.iter().map(|row| date(row)).collect();
        dates.reverse();
        dates.sort();
        assert_eq!(dates.iter().map(Date::edtf).collect::<Vec<_>>(), rows);
    }

    #[test]
    fn dates_of_the_same_time_are_equal_in_order_only() {
        let rows = [
            ("1994-01", "1994-01-01/1994-01-31", Ordering::Equal),
            ("1994", "1994~", Ordering::Equal),
            ("c. 1994", "1994~", Ordering::Equal),
            ("1994/1996", "[1994..1996]", Ordering::Equal),
            ("Y1E30", "Y1E31", Ordering::Less),
            ("1994", "1994/1996", Ordering::Less),
        ];
        for (a, b, wanted) in rows {
            let (a, b) = (date(a), date(b));
            assert_eq!((a.order(&b), b.order(&a)), (wanted, wanted.reverse()), "{} {}", a.edtf, b.edtf);
            assert_ne!(a.cmp(&b), Ordering::Equal, "{} {}", a.edtf, b.edtf);
        }
    }

    #[test]
    fn fuzziness_is_seen() {
        let rows = [
            ("1994", false, false, false),
            ("1994?", false, true, true),
            ("1994~", true, false, true),
            ("1994%", true, true, true),
            ("2004-06~-11", true, false, true),
            ("198X", false, false, true),
            ("[1994,1995]", false, false, true),
            ("{1994,1995}", false, false, false),
            ("1994/..", false, false, false),
            ("1994/", false, false, true),
            ("1950S2", false, false, true),
        ];
        for (text, approximate, uncertain, fuzzy) in rows {
            let date = date(text);
            assert_eq!(
                (date.is_approximate(), date.is_uncertain(), date.is_fuzzy()),
                (approximate, uncertain, fuzzy),
                "{text}"
            );
        }
    }

    #[test]
    fn a_heading_goes_by_the_day_as_written() {
        assert_eq!(date("2025-05-01T01:00:00+05:00").first_day(), Some((2025, 5, 1)));
        assert_eq!(date("2025-05").first_day(), Some((2025, 5, 1)));
        assert_eq!(date("../2025").first_day(), None);
    }
}
