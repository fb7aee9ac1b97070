//! Putting expressions together: qualifying, before and after, ranges, lists, parts.
//!
//! Everything here takes and gives EDTF as text; what cannot be put together is `None`.

use edtf_core::{Date, DateField, Edtf, IntervalEndpoint, Qualifier, SetElement, YearKind};

use super::civil::{days_in_month, step_day};
use super::ends::Ends;
use super::words::edtf_year;

/// A day as EDTF writes it; years beyond four digits have no days.
pub(super) fn day((year, month, day): (i64, u8, u8)) -> String {
    let year_text = edtf_year(year);
    if year_text.starts_with('Y') { year_text } else { format!("{year_text}-{month:02}-{day:02}") }
}

/// Marks every part of an expression.
pub(super) fn qualified(edtf: &str, mark: Qualifier) -> Option<String> {
    if !mark.is_qualified() {
        return Some(edtf.to_owned());
    }
    let mut parsed = Edtf::parse(edtf).ok()?;
    match &mut parsed {
        Edtf::Date(date) => qualify(date, mark),
        Edtf::DateTime(_) => return None,
        Edtf::Interval(interval) => {
            for end in [&mut interval.start, &mut interval.end] {
                if let IntervalEndpoint::Date(date)
                | IntervalEndpoint::OnOrBefore(date)
                | IntervalEndpoint::OnOrAfter(date) = end
                {
                    qualify(date, mark);
                }
            }
        }
        Edtf::Set(set) => {
            // A range within brackets takes no mark; the ends of an interval do.
            if let [SetElement::Range(from, to)] = set.elements.as_mut_slice() {
                qualify(from, mark);
                qualify(to, mark);
                let (from, to) = (Edtf::Date(*from), Edtf::Date(*to));
                return Some(format!("{from}/{to}"));
            }
            for element in &mut set.elements {
                match element {
                    SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date) => {
                        qualify(date, mark);
                    }
                    SetElement::Range(..) => return None,
                }
            }
        }
    }
    Some(parsed.to_string())
}

fn qualify(date: &mut Date, mark: Qualifier) {
    let merge = |into: &mut Qualifier| {
        into.uncertain |= mark.uncertain;
        into.approximate |= mark.approximate;
    };
    merge(&mut date.year.qualifier);
    for field in [&mut date.month, &mut date.day].into_iter().flatten() {
        merge(&mut field.qualifier);
    }
}

/// The same unit one step earlier or later, qualifiers kept: the year after 1980, the day before.
///
/// Where the unit has no neighbour (a season, a decade) it is the day before or after.
fn neighbour(edtf: &str, by: i64) -> Option<String> {
    let Edtf::Date(mut date) = Edtf::parse(edtf).ok()? else { return outer_day(edtf, by) };
    let whole = date.year.value().filter(|_| date.year.significant_digits.is_none());
    let (Some(year), None | Some(1..=12), false) =
        (whole, date.month.and_then(DateField::value), date.has_unspecified())
    else {
        return outer_day(edtf, by);
    };
    let (month, of_month) = (date.month.and_then(DateField::value), date.day.and_then(DateField::value));
    let (year, month, of_month) = match (month, of_month) {
        (None, _) => (year.checked_add(by)?, None, None),
        (Some(month), None) => {
            let months = year.checked_mul(12)?.checked_add(i64::from(month) - 1 + by)?;
            (months.div_euclid(12), u8::try_from(months.rem_euclid(12) + 1).ok(), None)
        }
        (Some(month), Some(of_month)) => {
            let (year, month, of_month) = step_day((year, month, of_month), by);
            (year, Some(month), Some(of_month))
        }
    };
    date.year.kind = kind(year)?;
    for (field, value) in [(&mut date.month, month), (&mut date.day, of_month)] {
        if let (Some(field), Some(value)) = (field, value) {
            field.digits = [Some(value / 10), Some(value % 10)];
        }
    }
    Some(Edtf::Date(date).to_string())
}

fn kind(year: i64) -> Option<YearKind> {
    let size = year.unsigned_abs();
    if size > 9_999 {
        return Some(YearKind::Big { value: year });
    }
    let mut digits = [None; 4];
    for (slot, unit) in digits.iter_mut().zip([1_000, 100, 10, 1]) {
        *slot = Some(u8::try_from(size / unit % 10).ok()?);
    }
    Some(YearKind::Standard { negative: year < 0, digits })
}

fn outer_day(edtf: &str, by: i64) -> Option<String> {
    let ends = Ends::of(&Edtf::parse(edtf).ok()?);
    let edge = if by < 0 { ends.earliest_start } else { ends.latest_end };
    Some(day(step_day(edge.civil()?, by)))
}

/// Some time before it, itself excluded.
pub(super) fn before(edtf: &str) -> Option<String> {
    Some(format!("[..{}]", neighbour(edtf, -1)?))
}

/// Some time after it, itself excluded.
pub(super) fn after(edtf: &str) -> Option<String> {
    Some(format!("[{}..]", neighbour(edtf, 1)?))
}

/// Some time up to and in it.
pub(super) fn by(edtf: &str) -> Option<String> {
    Some(format!("[..{}]", date_at(edtf, Edge::Last)?))
}

/// Some time in it or later.
pub(super) fn from_then(edtf: &str) -> Option<String> {
    Some(format!("[{}..]", date_at(edtf, Edge::First)?))
}

/// Going on since then.
pub(super) fn since(edtf: &str) -> Option<String> {
    Some(format!("{}/..", date_at(edtf, Edge::First)?))
}

/// Going on until then.
pub(super) fn until(edtf: &str) -> Option<String> {
    Some(format!("../{}", date_at(edtf, Edge::Last)?))
}

/// A stretch from one to the other, both included. Fails where the end lies before the beginning.
pub(super) fn interval(from: &str, to: &str) -> Option<String> {
    let from = date_at(from, Edge::First)?;
    let to = date_at(to, Edge::Last)?;
    Some(format!("{from}/{to}"))
}

/// Some time between one and the other, both included.
pub(super) fn between(from: &str, to: &str) -> Option<String> {
    let plain = |edtf: &str| match Edtf::parse(edtf) {
        Ok(Edtf::Date(date)) => {
            let range = format!("[{edtf}..{edtf}]");
            Edtf::parse(&range).is_ok().then_some(date.precision())
        }
        _ => None,
    };
    if let (Some(a), Some(b)) = (plain(from), plain(to))
        && a == b
    {
        return Some(format!("[{from}..{to}]"));
    }
    let first = Ends::of(&Edtf::parse(from).ok()?).earliest_start.civil()?;
    let last = Ends::of(&Edtf::parse(to).ok()?).latest_end.civil()?;
    Some(format!("[{}..{}]", day(first), day(last)))
}

/// One of several (`[]`), or all of them (`{}`).
pub(super) fn list(members: &[String], brackets: (char, char)) -> Option<String> {
    let plain = members.iter().all(|member| matches!(Edtf::parse(member), Ok(Edtf::Date(_))));
    plain.then(|| format!("{}{}{}", brackets.0, members.join(","), brackets.1))
}

#[derive(Clone, Copy)]
enum Edge {
    First,
    Last,
}

/// What may stand at the end of an interval: a simple date as it is, or the outermost day of
/// anything else, marked approximate because nobody said that day.
fn date_at(edtf: &str, edge: Edge) -> Option<String> {
    let parsed = Edtf::parse(edtf).ok()?;
    let ends = match &parsed {
        Edtf::Date(_) => return Some(edtf.to_owned()),
        Edtf::DateTime(time) => return Some(Edtf::Date(time.date).to_string()),
        _ => Ends::of(&parsed),
    };
    let moment = match edge {
        Edge::First => ends.earliest_start,
        Edge::Last => ends.latest_end,
    };
    Some(format!("{}~", day(moment.civil()?)))
}

/// A third of something.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Third {
    /// The first.
    Early,
    /// The second.
    Mid,
    /// The last.
    Late,
}

/// A third of a year, month, decade or century; `None` for anything else.
pub(super) fn third(edtf: &str, which: Third) -> Option<String> {
    let Edtf::Date(date) = Edtf::parse(edtf).ok()? else { return None };
    let pick = |early: (u8, u8), mid: (u8, u8), late: (u8, u8)| match which {
        Third::Early => early,
        Third::Mid => mid,
        Third::Late => late,
    };
    if let YearKind::Standard { digits: [Some(a), Some(b), c, None], .. } = date.year.kind
        && date.month.is_none()
    {
        let century = format!("{a}{b}");
        return Some(if let Some(c) = c {
            let (from, to) = pick((0, 3), (4, 6), (7, 9));
            format!("[{century}{c}{from}..{century}{c}{to}]")
        } else {
            let (from, to) = pick((0, 33), (34, 66), (67, 99));
            format!("[{century}{from:02}..{century}{to:02}]")
        });
    }
    let year = date.year.value()?;
    match (date.month.map(DateField::value), date.day) {
        (None, None) if year.unsigned_abs() <= 9_999 && date.year.significant_digits.is_none() => {
            let (code, _) = pick((37, 0), (38, 0), (39, 0));
            Some(format!("{}-{code}", edtf_year(year)))
        }
        (Some(Some(month @ 1..=12)), None) => {
            let (from, to) = pick((1, 10), (11, 20), (21, days_in_month(year, month)));
            Some(format!("[{}..{}]", day((year, month, from)), day((year, month, to))))
        }
        _ => None,
    }
}

/// A quarter, third or half (an EDTF code from 33 to 41) of a year; halves also of a month, decade or century.
pub(super) fn part_of_year(edtf: &str, code: u8) -> Option<String> {
    let Edtf::Date(date) = Edtf::parse(edtf).ok()? else { return None };
    if let (Some(month @ 1..=12), None, 40 | 41, Some(year)) =
        (date.month.and_then(DateField::value), date.day, code, date.year.value())
    {
        let (from, to) = if code == 40 { (1, 15) } else { (16, days_in_month(year, month)) };
        return Some(format!("[{}..{}]", day((year, month, from)), day((year, month, to))));
    }
    if date.month.is_some() || date.year.significant_digits.is_some() {
        return None;
    }
    match (date.year.kind, code) {
        (YearKind::Standard { digits, .. }, _) if digits.iter().all(Option::is_some) => {
            let year = edtf_year(date.year.value()?);
            Some(format!("{year}-{code}"))
        }
        (YearKind::Standard { digits: [Some(a), Some(b), c, None], .. }, 40 | 41) => {
            let (first, second) = if c.is_some() { ((0, 4), (5, 9)) } else { ((0, 49), (50, 99)) };
            let (from, to) = if code == 40 { first } else { second };
            Some(match c {
                Some(c) => format!("[{a}{b}{c}{from}..{a}{b}{c}{to}]"),
                None => format!("[{a}{b}{from:02}..{a}{b}{to:02}]"),
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_and_after_step_by_the_unit() {
        let rows = [
            ("1980", "[..1979]", "[1981..]"),
            ("0000", "[..-0001]", "[0001..]"),
            ("9999", "[..9998]", "[Y10000..]"),
            ("2025-01", "[..2024-12]", "[2025-02..]"),
            ("2024-02-29", "[..2024-02-28]", "[2024-03-01..]"),
            ("1980~", "[..1979~]", "[1981~..]"),
            ("198X", "[..1979-12-31]", "[1990-01-01..]"),
            ("2024-24", "[..2024-11-30]", "[2025-03-01..]"),
        ];
        for (edtf, earlier, later) in rows {
            assert_eq!(before(edtf).as_deref(), Some(earlier), "{edtf}");
            assert_eq!(after(edtf).as_deref(), Some(later), "{edtf}");
            assert!(Edtf::parse(earlier).is_ok() && Edtf::parse(later).is_ok());
        }
    }

    #[test]
    fn thirds_are_thirds() {
        let rows = [
            ("2024", Third::Early, "2024-37"),
            ("2024-02", Third::Late, "[2024-02-21..2024-02-29]"),
            ("198X", Third::Mid, "[1984..1986]"),
            ("18XX", Third::Early, "[1800..1833]"),
        ];
        for (edtf, which, wanted) in rows {
            assert_eq!(third(edtf, which).as_deref(), Some(wanted));
        }
    }

    #[test]
    fn parts_that_are_no_date_become_their_outermost_day() {
        assert_eq!(interval("[2025-04-01..2025-04-10]", "2025").as_deref(), Some("2025-04-01~/2025"));
        assert_eq!(between("2024", "2025-03").as_deref(), Some("[2024-01-01..2025-03-31]"));
        assert_eq!(
            qualified("[2025-04-21..2025-04-30]", Qualifier { uncertain: false, approximate: true })
                .as_deref(),
            Some("2025-04-21~/2025-04-30~")
        );
    }
}
