//! Times as computers count them: the seconds since 1970, or the thousandths of them.

use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDateTime};

/// From 1973 to 2100: a smaller number is more likely the number of a day, and a larger one a year.
const LIKELY: RangeInclusive<i64> = 100_000_000..=4_102_444_800;

/// The time at Greenwich that a number is likely to be; `None` where it is more likely something else.
///
/// No year is meant by it: the years around a milliard are written with a `Y` before them, and are years before
/// our era.
pub(super) fn likely(text: &str) -> Option<NaiveDateTime> {
    let number = whole(text)?;
    // A number of twelve digits is more likely a day with hours and minutes.
    let thousandths = (number >= 1_000_000_000_000).then_some(number / 1_000);
    let seconds =
        [Some(number), thousandths].into_iter().flatten().find(|seconds| LIKELY.contains(seconds))?;
    Some(DateTime::from_timestamp(seconds, 0)?.naive_utc())
}

/// The time that a number is where it is known to be one: thousandths where there are too many seconds.
pub(super) fn known(text: &str) -> Option<NaiveDateTime> {
    /// The year 5138.
    const MOST: u64 = 100_000_000_000;
    let number = whole(text)?;
    let seconds = if number.unsigned_abs() < MOST { number } else { number.div_euclid(1_000) };
    Some(DateTime::from_timestamp(seconds, 0)?.naive_utc())
}

/// Such a time as EDTF.
pub(super) fn edtf(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A number without its fraction.
fn whole(text: &str) -> Option<i64> {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    whole.parse().ok().filter(|_| digits(whole.strip_prefix('-').unwrap_or(whole)) && digits(fraction))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_times_where_nothing_else_is_meant() {
        let rows = [
            ("1699056000", Some("2023-11-04T00:00:00Z")),
            ("1699056000.75", Some("2023-11-04T00:00:00Z")),
            ("1699056000123", Some("2023-11-04T00:00:00Z")),
            ("1994", None),
            ("20231104", None),
            ("202411221030", None),
            ("45234", None),
            ("-1699056000", None),
            ("+1699056000", None),
            ("99999999999999", None),
            ("1699056000x", None),
            ("", None),
        ];
        for (text, wanted) in rows {
            assert_eq!(likely(text).map(edtf).as_deref(), wanted, "{text}");
        }
        let known = |text| known(text).map(edtf);
        assert_eq!(known("0").as_deref(), Some("1970-01-01T00:00:00Z"));
        assert_eq!(known("-86400").as_deref(), Some("1969-12-31T00:00:00Z"));
        assert_eq!(known("1699056000123").as_deref(), Some("2023-11-04T00:00:00Z"));
        assert_eq!(known("9223372036854775807"), None);
    }
}
