//! Dates as a person writes them, in full.

use edtf_core::{
    Date, DateField, DateTime, Edtf, Interval, IntervalEndpoint, Qualifier, Set, SetElement, SetKind,
    TimeShift,
};

use super::words::{listed, month_name};
pub use year::era_year;
use year::{year_name, year_span};

mod year;

pub(super) use year::round_years;

/// Any expression, in words.
pub(super) fn human(edtf: &Edtf) -> String {
    match edtf {
        Edtf::Date(date) => single(date),
        Edtf::DateTime(time) => date_time(time),
        Edtf::Interval(interval) => stretch(interval),
        Edtf::Set(set) => set_of(set),
    }
}

/// One date with its qualifiers: `about May 2025`, `perhaps 1984`, `11 June 2004 (year uncertain)`.
fn single(date: &Date) -> String {
    let text = unqualified(date);
    let fields = fields(date);
    let all = fields.first().map(|(_, mark)| *mark).unwrap_or_default();
    if fields.iter().all(|(_, mark)| *mark == all) {
        return match (all.approximate, all.uncertain) {
            (false, false) => text,
            (true, false) => format!("about {text}"),
            (false, true) => format!("perhaps {text}"),
            (true, true) => format!("about {text}, uncertain"),
        };
    }
    let marked = |name: &str, wanted: fn(Qualifier) -> bool| {
        let parts: Vec<String> =
            fields.iter().filter(|(_, mark)| wanted(*mark)).map(|(part, _)| (*part).to_owned()).collect();
        (!parts.is_empty()).then(|| format!("{} {name}", listed(&parts, "and")))
    };
    let remarks: Vec<String> =
        [marked("approximate", |mark| mark.approximate), marked("uncertain", |mark| mark.uncertain)]
            .into_iter()
            .flatten()
            .collect();
    format!("{text} ({})", remarks.join(", "))
}

fn fields(date: &Date) -> Vec<(&'static str, Qualifier)> {
    let month = date.month.map(|field| (if is_part(field) { "season" } else { "month" }, field.qualifier));
    let day = date.day.map(|field| ("day", field.qualifier));
    std::iter::once(("year", date.year.qualifier)).chain(month).chain(day).collect()
}

fn is_part(month: DateField) -> bool {
    month.value().is_some_and(|code| code >= 21)
}

fn unqualified(date: &Date) -> String {
    let Some(month) = date.month else { return year_name(date) };
    if let Some(code) = month.value().filter(|code| *code >= 21) {
        return part_of_year(date, code);
    }
    let year = date.year.value().map(|_| year_name(date));
    let months = candidates(month, 1..=12);
    // A year that is not one year is told after a comma.
    let in_year = |text: String| match &year {
        Some(year) => format!("{text} {year}"),
        None => format!("{text}, {}", year_span(date)),
    };
    let whole_month = month.digits == [None, None];
    let Some(day) = date.day else {
        return match month.value() {
            Some(month) => in_year(month_name(month).to_owned()),
            None if whole_month => match &year {
                Some(year) => format!("some month in {year}"),
                None => in_year("some month".into()),
            },
            None => in_year(some_of("some month", &months, |month| month_name(month).to_owned())),
        };
    };
    let days = candidates(day, 1..=31);
    let whole_day = day.digits == [None, None];
    match (month.value(), day.value()) {
        (Some(month), Some(day)) => in_year(format!("{day} {}", month_name(month))),
        (Some(month), None) if whole_day => in_year(format!("some day in {}", month_name(month))),
        (Some(month), None) => {
            in_year(format!("{} {}", some_of("some day", &days, |day| day.to_string()), month_name(month)))
        }
        (None, _) => {
            let day = match day.value() {
                Some(day) => format!("day {day} of"),
                None if whole_day => "some day in".into(),
                None => format!("{} of", some_of("some day", &days, |day| day.to_string())),
            };
            match (&year, whole_month) {
                (Some(year), true) if whole_day => format!("some day in {year}"),
                (None, true) if whole_day => in_year("some day".into()),
                (Some(year), true) => format!("{day} some month in {year}"),
                (None, true) => in_year(format!("{day} some month")),
                (_, false) => in_year(format!(
                    "{day} {}",
                    some_of("some month", &months, |month| month_name(month).to_owned())
                )),
            }
        }
    }
}

/// The values that unspecified digits allow.
fn candidates(field: DateField, range: std::ops::RangeInclusive<u8>) -> Vec<u8> {
    let fits = |value: u8| {
        let [tens, ones] = field.digits;
        tens.is_none_or(|digit| digit == value / 10) && ones.is_none_or(|digit| digit == value % 10)
    };
    range.filter(|value| fits(*value)).collect()
}

/// `February or December`; `some day from 10 to 19` where they are many.
fn some_of(some: &str, values: &[u8], name: impl Fn(u8) -> String) -> String {
    match values {
        [first, .., last] if values.len() > 4 => format!("{some} from {} to {}", name(*first), name(*last)),
        _ => listed(&values.iter().map(|value| name(*value)).collect::<Vec<_>>(), "or"),
    }
}

/// `spring 2025`, `winter 2024–2025`, `second quarter of 2025`.
fn part_of_year(date: &Date, code: u8) -> String {
    let name = season(code);
    let year = match date.year.value() {
        Some(year) if matches!(code, 24 | 28 | 30) => format!("{}–{}", era_year(year), era_year(year + 1)),
        Some(year) => era_year(year),
        None => return format!("{name}, {}", year_span(date)),
    };
    match code {
        25..=28 => format!("{name} {year} (northern)"),
        29..=32 => format!("{name} {year} (southern)"),
        38 => format!("{name}-{year}"),
        37 | 39 => format!("{name} {year}"),
        33.. => format!("{name} of {year}"),
        _ => format!("{name} {year}"),
    }
}

/// The name of an EDTF code from 21 to 41.
pub(super) fn season(code: u8) -> &'static str {
    match code {
        21 | 25 | 29 => "spring",
        22 | 26 | 30 => "summer",
        23 | 27 | 31 => "autumn",
        24 | 28 | 32 => "winter",
        33 => "first quarter",
        34 => "second quarter",
        35 => "third quarter",
        36 => "fourth quarter",
        37 => "early",
        38 => "mid",
        39 => "late",
        40 => "first half",
        _ => "second half",
    }
}

/// `14:30 on 3 May 2025 (UTC+4)`.
fn date_time(time: &DateTime) -> String {
    format!("{} on {}{}", clock(time), single(&time.date), zone(time))
}

/// `18:00–20:00 on 10 May 2024 (UTC-4)`, `18:00 on 10 May 2024 – 02:00 on 11 May 2024`.
pub(super) fn hours(from: &DateTime, to: &DateTime) -> String {
    if from.time.shift != to.time.shift {
        return format!("{} – {}", date_time(from), date_time(to));
    }
    let (first, last) = (single(&from.date), single(&to.date));
    if first == last {
        return format!("{}–{} on {first}{}", clock(from), clock(to), zone(from));
    }
    format!("{} on {first} – {} on {last}{}", clock(from), clock(to), zone(from))
}

fn clock(time: &DateTime) -> String {
    let clock = &time.time;
    let seconds = if clock.second == 0 { String::new() } else { format!(":{:02}", clock.second) };
    format!("{:02}:{:02}{seconds}", clock.hour, clock.minute)
}

fn zone(time: &DateTime) -> String {
    match time.time.shift {
        None => String::new(),
        Some(TimeShift::Utc | TimeShift::Offset { minutes: 0, .. }) => " (UTC)".into(),
        Some(TimeShift::Offset { minutes, .. }) => {
            let (hours, rest) = (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60);
            let sign = if minutes < 0 { '-' } else { '+' };
            let rest = if rest == 0 { String::new() } else { format!(":{rest:02}") };
            format!(" (UTC{sign}{hours}{rest})")
        }
    }
}

/// `11–22 November 2024`, `since 1995`, `1995 – ?`.
fn stretch(interval: &Interval) -> String {
    use IntervalEndpoint::{Date as At, OnOrAfter, OnOrBefore, Open, Unknown};
    let end = |end: &IntervalEndpoint| match end {
        At(date) => single(date),
        OnOrBefore(date) => format!("{} or earlier", single(date)),
        OnOrAfter(date) => format!("{} or later", single(date)),
        Open => "…".into(),
        Unknown => "?".into(),
    };
    match (&interval.start, &interval.end) {
        (from, Open) => format!("since {}", end(from)),
        (Open, to) => format!("until {}", end(to)),
        (At(from), At(to)) if from == to => format!("throughout {}", single(from)),
        (At(from), At(to)) => range(from, to, "–", single),
        (from, to) => format!("{} – {}", end(from), end(to)),
    }
}

/// A day, month and year with nothing vague about them, as the parts of their text.
struct Plain {
    day: Option<u8>,
    month: Option<u8>,
    year: i64,
}

impl Plain {
    fn of(date: &Date) -> Option<Self> {
        let year = date.year.value().filter(|_| date.year.significant_digits.is_none())?;
        let vague = date.is_approximate() || date.is_uncertain() || date.has_unspecified();
        let part = date.month.is_some_and(is_part);
        (!vague && !part && year.unsigned_abs() <= 9_999).then_some(Self {
            day: date.day.and_then(DateField::value),
            month: date.month.and_then(DateField::value),
            year,
        })
    }
}

/// `a–b` (or `a and b`), what they share said once: `11–22 November 2024`, `June–July 1940`,
/// `12 June – 3 July 2024`. `full` prints a date that shares nothing.
pub(super) fn range(from: &Date, to: &Date, joint: &str, full: impl Fn(&Date) -> String) -> String {
    let spaced =
        |joint: &str| if joint == "–" || joint == "…" { format!(" {joint} ") } else { joint.to_owned() };
    let (Some(a), Some(b)) = (Plain::of(from), Plain::of(to)) else {
        return format!("{}{}{}", full(from), spaced(joint), full(to));
    };
    let (from_text, to_text) = (full(from), full(to));
    if a.year != b.year {
        let bce = " BCE";
        let short = from_text
            .strip_suffix(bce)
            .filter(|_| a.month.is_none() && b.month.is_none() && to_text.ends_with(bce));
        let first = short.unwrap_or(&from_text);
        let tight = !first.contains(' ') && b.month.is_none();
        let joint = if tight { joint.to_owned() } else { spaced(joint) };
        return format!("{first}{joint}{to_text}");
    }
    if b.month.is_none() || (a.month == b.month && a.day.is_some() != b.day.is_some()) {
        return format!("{from_text}{}{to_text}", spaced(joint));
    }
    // The end is said in full; the beginning without what it shares with it.
    let shared = era_year(a.year);
    let mut first = from_text.strip_suffix(&format!(" {shared}")).unwrap_or(&from_text).to_owned();
    if a.month == b.month && a.day.is_some() && b.day.is_some() {
        first = first.split(' ').next().unwrap_or_default().to_owned();
    }
    let tight = !first.contains(' ') && (a.day.is_none() == b.day.is_none());
    let joint = if tight { joint.to_owned() } else { spaced(joint) };
    format!("{first}{joint}{to_text}")
}

/// `1667, 1668 and 1670`, `1667 or December 1760`, `between 21 and 30 April 2025`.
fn set_of(set: &Set) -> String {
    let one = set.kind == SetKind::OneMember;
    if let [element] = set.elements.as_slice() {
        return match (element, one) {
            (SetElement::Date(date), _) => single(date),
            (SetElement::OnOrBefore(date), true) => format!("{} or earlier", single(date)),
            (SetElement::OnOrAfter(date), true) => format!("{} or later", single(date)),
            (SetElement::OnOrBefore(date), false) => format!("all up to {}", single(date)),
            (SetElement::OnOrAfter(date), false) => format!("all from {} on", single(date)),
            (SetElement::Range(from, to), true) => format!("between {}", range(from, to, " and ", single)),
            (SetElement::Range(from, to), false) => format!("each of {}", range(from, to, "–", single)),
        };
    }
    let dates: Option<Vec<&Date>> = set
        .elements
        .iter()
        .map(|element| if let SetElement::Date(date) = element { Some(date) } else { None })
        .collect();
    let last = if one { "or" } else { "and" };
    let items = dates.map_or_else(
        || {
            set.elements
                .iter()
                .map(|element| match element {
                    SetElement::Date(date) => single(date),
                    SetElement::OnOrBefore(date) => format!("{} or earlier", single(date)),
                    SetElement::OnOrAfter(date) => format!("{} or later", single(date)),
                    SetElement::Range(from, to) => range(from, to, "–", single),
                })
                .collect()
        },
        |dates| sharing(&dates),
    );
    let members = listed(&items, last);
    if one && items.len() > 2 { format!("one of {members}") } else { members }
}

/// The dates of a list, each without what it shares with the next: `3`, `5`, `7 May 2025`.
fn sharing(dates: &[&Date]) -> Vec<String> {
    let next = dates.iter().skip(1).map(Some).chain(std::iter::once(None));
    dates
        .iter()
        .zip(next)
        .map(|(date, next)| {
            let full = single(date);
            let (Some(next), Some(a)) = (next, Plain::of(date)) else { return full };
            let Some(b) = Plain::of(next).filter(|b| b.year == a.year) else { return full };
            match (a.month, b.month, a.day, b.day) {
                (Some(m), Some(n), Some(day), Some(_)) if m == n => day.to_string(),
                (Some(m), Some(_), None, None) => month_name(m).to_owned(),
                (Some(m), Some(_), Some(day), Some(_)) => format!("{day} {}", month_name(m)),
                _ => full,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::Date;

    #[test]
    fn dates_read_as_a_person_writes_them() {
        let rows = [
            ("1994", "1994"),
            ("2025-05", "May 2025"),
            ("2025-01-21", "21 January 2025"),
            ("2024-11-11/2024-11-22", "11–22 November 2024"),
            ("2024-06-12/2024-07-03", "12 June – 3 July 2024"),
            ("2024-11/2025-03", "November 2024 – March 2025"),
            ("1940-06/1940-07", "June–July 1940"),
            ("2024-12-30/2025-01-02", "30 December 2024 – 2 January 2025"),
            ("2024-05/2024-06-03", "May – 3 June 2024"),
            ("2024-05-01/2024-05", "1 May 2024 – May 2024"),
            ("2024-05/2024", "May 2024 – 2024"),
            ("2024-38", "mid-2024"),
            ("2024-39", "late 2024"),
            ("2024/2025-03", "2024 – March 2025"),
            ("2004/2004", "throughout 2004"),
            ("1941/1945", "1941–1945"),
            ("1984~/2004", "about 1984 – 2004"),
            ("2025-21", "spring 2025"),
            ("2024-24", "winter 2024–2025"),
            ("2001-29", "spring 2001 (southern)"),
            ("2025-34", "second quarter of 2025"),
            ("2025-41", "second half of 2025"),
            ("2025-05~", "about May 2025"),
            ("1984?", "perhaps 1984"),
            ("1984%", "about 1984, uncertain"),
            ("2004-06~-11", "11 June 2004 (year and month approximate)"),
            ("?2004-06-~11", "11 June 2004 (day approximate, year uncertain)"),
            ("-0043", "44 BCE"),
            ("-0043-03-15", "15 March 44 BCE"),
            ("0000", "1 BCE"),
            ("0079-08-24", "24 August 79 CE"),
            ("-0199/-0100", "200–101 BCE"),
            ("-0043/0014", "44 BCE – 14 CE"),
            ("1995/..", "since 1995"),
            ("../2035", "until 2035"),
            ("1995/", "1995 – ?"),
            ("/1995-05", "? – May 1995"),
            ("..2004/2006", "2004 or earlier – 2006"),
            ("198X", "the 1980s"),
            ("200X", "the decade 2000–2009"),
            ("19XX", "1900s (1900–1999)"),
            ("1XXX", "some year 1000–1999"),
            ("XXXX", "some year"),
            ("20X0", "some year like 20X0"),
            ("1950S2", "about 1950 (1900–1999)"),
            ("2025-05-XX", "some day in May 2025"),
            ("2025-XX-XX", "some day in 2025"),
            ("2025-XX", "some month in 2025"),
            ("2025-0X", "some month from January to September 2025"),
            ("1560-X2", "February or December 1560"),
            ("2025-05-1X", "some day from 10 to 19 May 2025"),
            ("156X-12-25", "25 December, some year in the 1560s"),
            ("15XX-12-XX", "some day in December, some year 1500–1599"),
            ("XXXX-12-XX", "some day in December, year unknown"),
            ("2025-XX-25", "day 25 of some month in 2025"),
            ("[2025-04-21..2025-04-30]", "between 21 and 30 April 2025"),
            ("[1941..1945]", "between 1941 and 1945"),
            ("[2025-04..2025-06]", "between April and June 2025"),
            ("[1667,1760-12]", "1667 or December 1760"),
            ("[1667,1668,1670..1672]", "one of 1667, 1668 or 1670–1672"),
            ("[..1984]", "1984 or earlier"),
            ("[1760-12..]", "December 1760 or later"),
            ("{1667,1668,1670}", "1667, 1668 and 1670"),
            ("{2025-05-03,2025-05-05,2025-06-07}", "3, 5 May and 7 June 2025"),
            ("{2025-05,2025-07}", "May and July 2025"),
            ("{1670..1672}", "each of 1670–1672"),
            ("Y-13800000000", "13.8 billion years ago"),
            ("Y-138E8S3", "13.8 billion years ago"),
            ("Y-66E6S2", "66 million years ago"),
            ("Y-12000", "12,001 BCE"),
            ("Y170000002", "the year 170,000,002"),
            ("Y-170000002", "170,000,003 BCE"),
            ("Y17E7", "the year 170 million"),
            ("Y-1E30", "10^30 years ago"),
            ("Y3E40", "the year 3 × 10^40"),
            ("2025-05-03T14:30:00+04:00", "14:30 on 3 May 2025 (UTC+4)"),
            ("2025-05-03T14:30:05Z", "14:30:05 on 3 May 2025 (UTC)"),
            ("2025-05-03T00:00:00-03:30", "00:00 on 3 May 2025 (UTC-3:30)"),
            ("2025-05-03T14:30:00", "14:30 on 3 May 2025"),
        ];
        for (edtf, wanted) in rows {
            let (date, notes) = Date::parse(edtf).unwrap();
            assert!(notes.is_empty(), "{edtf}");
            assert_eq!(date.human(), wanted, "{edtf}");
        }
    }

    #[test]
    fn what_is_printed_can_be_read_again() {
        let rows = [
            "1994",
            "2025-05",
            "2025-01-21",
            "2024-11-11/2024-11-22",
            "2024-06-12/2024-07-03",
            "2024-11/2025-03",
            "1940-06/1940-07",
            "1941/1945",
            "1984~/2004",
            "2025-21",
            "2024-24",
            "2025-34",
            "2025-41",
            "2025-05~",
            "2024-37",
            "2024-38",
            "1984?",
            "1984%",
            "-0043",
            "-0043-03-15",
            "0079-08-24",
            "-0199/-0100",
            "-0043/0014",
            "1995/..",
            "../2035",
            "1995/",
            "198X",
            "2025-05-XX",
            "2025-XX-XX",
            "2025-XX",
            "[2025-04-21..2025-04-30]",
            "[1941..1945]",
            "[..1984]",
            "[1760-12..]",
            "{1667,1668,1670}",
            "{2025-05,2025-07}",
            "[1667,1760-12]",
            "Y-138E8S3",
            "Y-66E6S2",
            "2025-05-03T14:30:00+04:00",
            "2025-05-03T14:30:05Z",
        ];
        for edtf in rows {
            let human = Date::parse(edtf).unwrap().0.human();
            assert_eq!(
                Date::parse(&human).map(|(date, _)| date.edtf().to_owned()).as_deref(),
                Ok(edtf),
                "{human}"
            );
        }
    }
}
