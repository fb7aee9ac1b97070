//! Expressions of time in words for a reader, not in those of a standard.

use crate::extract::time::calendar::Day;
use crate::extract::time::{Timex, TimexKind};
use crate::model::Date;

/// What an expression means.
pub(super) fn time(timex: &Timex) -> String {
    if let Some(date) = timex.edtf.as_deref().and_then(|edtf| Date::parse(edtf).ok()) {
        let date = date.0.human();
        return if timex.kind == TimexKind::Set { format!("again and again in {date}") } else { date };
    }
    let value = timex.value.as_str();
    match (timex.kind, value) {
        (_, "PRESENT_REF") => "the present".to_owned(),
        (_, "PAST_REF") => "some time before".to_owned(),
        (_, "FUTURE_REF") => "some time to come".to_owned(),
        (TimexKind::Set, _) => match length(value) {
            Some(length) => {
                format!("again and again, every {}", length.strip_prefix("1 ").unwrap_or(&length))
            }
            None => "again and again".to_owned(),
        },
        _ if value.starts_with('P') => match length(value) {
            Some(length) => format!("a length of time: {length}"),
            None => "a length of time".to_owned(),
        },
        (TimexKind::Time, _) => "a time of day".to_owned(),
        _ => "a date of which nothing says the year".to_owned(),
    }
}

/// A day in words.
pub(super) fn day(day: Day) -> String {
    let edtf = format!("{:04}-{:02}-{:02}", day.year, day.month, day.day);
    Date::parse(&edtf).map_or(edtf.clone(), |(date, _)| date.human())
}

/// How long: `P3Y6M` is `3 years 6 months`, `PXW` some weeks.
fn length(value: &str) -> Option<String> {
    let mut rest = value.strip_prefix('P')?;
    let mut is_time = false;
    let mut parts = Vec::new();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T') {
            (is_time, rest) = (true, after);
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != 'X')?;
        let (count, after) = rest.split_at_checked(end)?;
        let end = after.find(|c: char| c.is_ascii_digit() || c == 'X' || c == 'T').unwrap_or(after.len());
        let (letter, after) = after.split_at_checked(end)?;
        rest = after;
        let unit = match (letter, is_time) {
            ("Y", _) => "year",
            ("Q", _) => "quarter",
            ("M", false) => "month",
            ("W", _) => "week",
            ("WE", _) => "weekend",
            ("D", _) => "day",
            ("DE", _) => "decade",
            ("CE", _) => "century",
            ("ML", _) => "millennium",
            ("H", _) => "hour",
            ("M", true) => "minute",
            ("S", _) => "second",
            _ => return None,
        };
        let many = match unit {
            "century" => "centuries".to_owned(),
            "millennium" => "millennia".to_owned(),
            unit => format!("{unit}s"),
        };
        parts.push(match count {
            "1" => format!("1 {unit}"),
            _ if count.contains('X') => format!("some {many}"),
            "" => return None,
            count => format!("{count} {many}"),
        });
    }
    (!parts.is_empty()).then(|| parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn lengths_are_said_in_words() {
        for (value, wanted) in [
            ("P3Y", Some("3 years")),
            ("P1Y6M", Some("1 year 6 months")),
            ("PXY", Some("some years")),
            ("P1DE", Some("1 decade")),
            ("P2CE", Some("2 centuries")),
            ("PT30M", Some("30 minutes")),
            ("P1DT12H", Some("1 day 12 hours")),
            ("P", None),
            ("P3", None),
            ("P3ZZ", None),
            ("2024", None),
        ] {
            assert_eq!(length(value).as_deref(), wanted, "{value}");
        }
    }
}
