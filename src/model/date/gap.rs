//! How long after: the time from one event to the next, as honest as their dates.

use super::Ends;

/// Days above which a gap is told in months.
const MONTHS_FROM: i64 = 92;
/// Days above which a gap is told in years.
const YEARS_FROM: i64 = 700;
/// Days in 400 years, for averages without rounding trouble.
const ERA_DAYS: i64 = 146_097;

/// The fewest and the most days from the beginning of one event to the beginning of a later one.
///
/// Never negative: two vague dates may coincide. `i64::MAX` is "no limit known".
///
/// ```
/// use annals::model::{Date, date::gap};
/// let ends = |edtf| Date::parse(edtf).map(|(date, _)| date.ends());
/// assert_eq!(gap(&ends("2024-05-01")?, &ends("2024-05-13")?), (12, 12));
/// assert_eq!(gap(&ends("2024-05-13")?, &ends("2024-06")?), (19, 48));
/// # Ok::<(), String>(())
/// ```
#[must_use]
pub fn gap(earlier: &Ends, later: &Ends) -> (i64, i64) {
    let least = match (earlier.latest_start.days(), later.earliest_start.days()) {
        (Some(from), Some(to)) => to.saturating_sub(from).max(0),
        _ => 0,
    };
    let most = match (earlier.earliest_start.days(), later.latest_start.days()) {
        (Some(from), Some(to)) => to.saturating_sub(from).max(0),
        _ => i64::MAX,
    };
    (least, most.max(least))
}

/// A gap as a delta column shows it: `12 d`, `3–17 d`, `5 mo`, `2 y`, `1–3 y`, `over 2 y`, `?`.
///
/// One unit, chosen by the longer of the two: days to 92, months (of 30.4 days) to 700 days, then
/// years (of 365.2 days), in thousands (`ky`) and millions (`My`) where they are many. Each side is
/// rounded to the nearest.
///
/// ```
/// use annals::model::date::human_gap;
/// assert_eq!(human_gap((3, 17)), "3–17 d");
/// assert_eq!(human_gap((152, 152)), "5 mo");
/// ```
#[must_use]
pub fn human_gap((least, most): (i64, i64)) -> String {
    if most == i64::MAX {
        return if least == 0 { "?".to_owned() } else { format!("over {}", human_gap((least, least))) };
    }
    let (least, most, unit) = if most <= MONTHS_FROM {
        (least, most, "d")
    } else if most <= YEARS_FROM {
        (rounded(least, 4800), rounded(most, 4800), "mo")
    } else {
        let (from, to) = (rounded(least, 400), rounded(most, 400));
        match to {
            ..10_000 => (from, to, "y"),
            10_000..10_000_000 => (nearest(from, 1_000), nearest(to, 1_000), "ky"),
            _ => (nearest(from, 1_000_000), nearest(to, 1_000_000), "My"),
        }
    };
    if least == most { format!("{most} {unit}") } else { format!("{least}–{most} {unit}") }
}

/// `days` in units of which 400 years have `units`, to the nearest.
fn rounded(days: i64, units: i64) -> i64 {
    let scaled =
        (i128::from(days) * i128::from(units) * 2 + i128::from(ERA_DAYS)) / (2 * i128::from(ERA_DAYS));
    i64::try_from(scaled).unwrap_or(i64::MAX)
}

fn nearest(n: i64, unit: i64) -> i64 {
    n.saturating_add(unit / 2) / unit
}

#[cfg(test)]
mod tests {
    use super::super::Date;
    use super::*;

    #[test]
    fn a_gap_is_told_in_one_sensible_unit() {
        let rows = [
            ("2024-05-01", "2024-05-01", "0 d"),
            ("2024-05-01", "2024-05-13", "12 d"),
            ("2024-05-13", "2024-05-[16..30]", "?!"),
            ("2024-05-13", "[2024-05-16..2024-05-30]", "3–17 d"),
            ("2024-11-11/2024-11-22", "2024-11-25", "14 d"),
            ("2024-01-01", "2024-06-01", "5 mo"),
            ("1994", "1996", "1–3 y"),
            ("2023-01-15", "2025-01-15", "2 y"),
            ("-0043-03-15", "2025", "2068–2069 y"),
            ("Y-13800000000", "2025", "13800 My"),
            ("1994", "1995/..", "0–2 y"),
            ("../1990", "1995", "?"),
            ("2000", "[2003..]", "over 2 y"),
            ("2024-06", "2024-06-15", "0–14 d"),
        ];
        for (from, to, wanted) in rows {
            let (Ok((from, _)), Ok((to, _))) = (Date::parse(from), Date::parse(to)) else {
                assert_eq!(wanted, "?!", "{from} {to}");
                continue;
            };
            assert_eq!(human_gap(gap(&from.ends(), &to.ends())), wanted, "{from:?} {to:?}");
        }
    }
}
