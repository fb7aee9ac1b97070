//! Dates as a list's column has them: as much as fits, and never less than whole words.

use edtf_core::{
    Date, DateField, DateTime, Edtf, Interval, IntervalEndpoint, Qualifier, Set, SetElement, SetKind,
    YearKind,
};

use super::ends::Ends;
use super::human::{era_year, range, round_years, season};
use super::words::month_abbreviation;

/// How many cells [`super::Date::short`] takes at most.
pub const SHORT_WIDTH: usize = 14;

/// How many cells [`super::Date::timed`] takes at most.
pub const TIMED_WIDTH: usize = SHORT_WIDTH + 3;

/// The day with the hour and minute, where both fit.
pub(super) fn timed(time: &DateTime) -> Option<String> {
    let text = format!("{} {:02}:{:02}", single(&time.date, Level::Day), time.time.hour, time.time.minute);
    (text.chars().count() <= TIMED_WIDTH).then_some(text)
}

/// How much of a date is said.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Year,
    Month,
    Day,
}

/// The most exact of the short forms that fits.
pub(super) fn short(edtf: &Edtf) -> String {
    [Level::Day, Level::Month]
        .into_iter()
        .map(|level| at(edtf, level))
        .chain(over_new_year(edtf))
        .chain(std::iter::once_with(|| at(edtf, Level::Year)))
        .chain(std::iter::once_with(|| outline(edtf)))
        .find(|text| text.chars().count() <= SHORT_WIDTH)
        .unwrap_or_else(|| "far away".to_owned())
}

/// `28 Dec 2024–…`: the first of some days of which the last are in the next year. Two years would be much too long.
fn over_new_year(edtf: &Edtf) -> Option<String> {
    let Edtf::Interval(Interval { start: IntervalEndpoint::Date(from), end: IntervalEndpoint::Date(to) }) =
        edtf
    else {
        return None;
    };
    let month = |date: &Date| {
        let month = date.month.and_then(DateField::value).filter(|month| *month <= 12)?;
        date.day.and_then(DateField::value)?;
        date.year.value()?.checked_mul(12)?.checked_add(i64::from(month))
    };
    let months = month(to)?.checked_sub(month(from)?)?;
    (0..=MONTHS).contains(&months).then(|| format!("{}–…", single(from, Level::Day)))
}

/// Over so many months some days go at most.
const MONTHS: i64 = 3;

fn at(edtf: &Edtf, level: Level) -> String {
    match edtf {
        Edtf::Date(date) => single(date, level),
        Edtf::DateTime(time) => single(&time.date, level),
        Edtf::Interval(interval) => stretch(interval, level),
        Edtf::Set(set) => set_of(set, level),
    }
}

/// `~May 2025`: the mark in front is for any part of the date.
fn single(date: &Date, level: Level) -> String {
    format!("{}{}", mark(date), plain(date, level))
}

fn mark(date: &Date) -> &'static str {
    match (date.is_approximate(), date.is_uncertain()) {
        (false, false) => "",
        (true, false) => "~",
        (false, true) => "?",
        (true, true) => "%",
    }
}

fn plain(date: &Date, level: Level) -> String {
    let year = year(date);
    if level == Level::Year {
        return year;
    }
    let Some(code) = date.month.and_then(DateField::value) else { return year };
    if code >= 21 {
        return part(code, &year);
    }
    let month = month_abbreviation(code);
    let day = date.day.and_then(DateField::value).filter(|_| level == Level::Day);
    let text = day.map_or_else(|| month.to_owned(), |day| format!("{day} {month}"));
    let unknown_year = matches!(date.year.kind, YearKind::Standard { digits: [None, None, None, None], .. });
    if unknown_year { text } else { format!("{text} {year}") }
}

/// `spring 2025`, `Q2 2025`, `H1 2025`, `late 2025`.
fn part(code: u8, year: &str) -> String {
    match code {
        21..=32 | 37 | 39 => format!("{} {year}", season(code)),
        33..=36 => format!("Q{} {year}", code - 32),
        38 => format!("mid-{year}"),
        _ => format!("H{} {year}", code.saturating_sub(39)),
    }
}

fn year(date: &Date) -> String {
    match (date.year.kind, date.year.significant_digits, date.year.value()) {
        (YearKind::Standard { .. }, None, Some(year)) => era_year(year),
        (YearKind::Standard { digits, .. }, None, None) => match digits {
            [Some(a), Some(b), Some(c), None] if c > 0 => format!("{a}{b}{c}0s"),
            [None, None, None, None] => "some year".into(),
            _ => hull_years(&Edtf::Date(Date { month: None, day: None, ..*date })),
        },
        (YearKind::Standard { .. }, Some(_), _) => hull_years(&Edtf::Date(*date)),
        (YearKind::Big { value }, known, _) => far(value, 0, known),
        (YearKind::Exponential { significand, exponent }, known, _) => far(significand, exponent, known),
    }
}

/// `13.8 bn y ago`, `170,000,003 BCE` where it fits, else its size as a power of ten.
fn far(significand: i64, exponent: u32, known: Option<u32>) -> String {
    let past = significand < 0;
    let fits = |text: &String| text.chars().count() < SHORT_WIDTH;
    if let Some(round) = round_years(significand, exponent, known) {
        let round = round.replace("million", "m").replace("billion", "bn").replace("trillion", "tn");
        let text = if past { format!("{round} y ago") } else { format!("year {round}") };
        if fits(&text) {
            return text;
        }
    }
    let exact = 10i64.checked_pow(exponent).and_then(|power| significand.checked_mul(power));
    if let Some(year) = exact {
        let text = if past { era_year(year) } else { format!("Y{year}") };
        if fits(&text) {
            return text;
        }
    }
    let size = significand.unsigned_abs().checked_ilog10().unwrap_or(0).saturating_add(exponent);
    if past { format!("10^{size} y ago") } else { format!("year 10^{size}") }
}

/// `11–22 Nov 2024`, `since May 2025`, `1995–?`.
fn stretch(interval: &Interval, level: Level) -> String {
    use IntervalEndpoint::{Date as At, OnOrAfter, OnOrBefore, Open, Unknown};
    let end = |end: &IntervalEndpoint| match end {
        At(date) => single(date, level),
        OnOrBefore(date) => format!("…{}", single(date, level)),
        OnOrAfter(date) => format!("{}…", single(date, level)),
        Open | Unknown => "?".into(),
    };
    match (&interval.start, &interval.end) {
        (from, Open) => format!("since {}", end(from)),
        (Open, to) => format!("until {}", end(to)),
        (At(from), At(to)) => between(from, to, "–", level),
        (from, to) => format!("{}–{}", end(from), end(to)),
    }
}

/// `1667 or 1760`, `1667, 1668`, `21…30 Apr 2025`; the first and the last of longer lists.
fn set_of(set: &Set, level: Level) -> String {
    let one = set.kind == SetKind::OneMember;
    let joint = if one { "…" } else { "–" };
    match set.elements.as_slice() {
        [SetElement::Date(date)] => single(date, level),
        [SetElement::OnOrBefore(date)] => format!("…{}", single(date, level)),
        [SetElement::OnOrAfter(date)] => format!("{}…", single(date, level)),
        [SetElement::Range(from, to)] => between(from, to, joint, level),
        [SetElement::Date(a), SetElement::Date(b)] => {
            let (a, b) = (single(a, level), single(b, level));
            if a == b { a } else { format!("{a}{}{b}", if one { " or " } else { ", " }) }
        }
        elements => {
            let mut all: Option<Vec<String>> = elements
                .iter()
                .map(|element| match element {
                    SetElement::Date(date) => Some(single(date, level)),
                    _ => None,
                })
                .collect();
            // Days of one month are in that month, and not in the year.
            if let Some(all) = &mut all {
                all.dedup();
            }
            all.map_or_else(
                || outline_with(&Edtf::Set(set.clone()), joint),
                |all| all.join(if one { " or " } else { ", " }),
            )
        }
    }
}

fn between(from: &Date, to: &Date, joint: &str, level: Level) -> String {
    let (from, to) = (cut(from, level), cut(to, level));
    let full = |date: &Date| single(date, level);
    if full(&from) == full(&to) {
        return full(&from);
    }
    if !mark(&from).is_empty() && mark(&from) == mark(&to) {
        // One mark stands for both.
        return format!("{}{}", mark(&from), range(&unmarked(&from), &unmarked(&to), joint, full));
    }
    range(&from, &to, joint, full)
}

fn unmarked(date: &Date) -> Date {
    let mut date = *date;
    date.year.qualifier = Qualifier::default();
    for field in [&mut date.month, &mut date.day].into_iter().flatten() {
        field.qualifier = Qualifier::default();
    }
    date
}

/// The date without what is finer than `level`.
fn cut(date: &Date, level: Level) -> Date {
    let part = date.month.and_then(DateField::value).is_some_and(|code| code >= 21);
    Date {
        month: date.month.filter(|_| level >= Level::Month || part),
        day: date.day.filter(|_| level == Level::Day),
        ..*date
    }
}

/// The years from the first to the last.
fn outline(edtf: &Edtf) -> String {
    outline_with(
        edtf,
        if matches!(edtf, Edtf::Set(Set { kind: SetKind::OneMember, .. })) { "…" } else { "–" },
    )
}

fn outline_with(edtf: &Edtf, joint: &str) -> String {
    let ends = Ends::of(edtf);
    let year = |year: Option<i64>| {
        let text = year.map(era_year).unwrap_or_default();
        if text.chars().count() > 9 { far(year.unwrap_or(0), 0, None) } else { text }
    };
    let (from, to) = (year(ends.earliest_start.year()), year(ends.latest_end.year()));
    let first = from.strip_suffix(" BCE").filter(|_| to.ends_with(" BCE")).unwrap_or(&from);
    let both = format!("{first}{joint}{to}");
    match (from.as_str(), to.as_str()) {
        ("", "") => "far away".to_owned(),
        ("", to) => format!("…{to}"),
        (from, to) if from == to => from.to_owned(),
        (_, to) if !to.is_empty() && both.chars().count() <= SHORT_WIDTH => both,
        (from, _) => format!("{from}…"),
    }
}

fn hull_years(edtf: &Edtf) -> String {
    outline_with(edtf, "…")
}

#[cfg(test)]
mod tests {
    use super::super::Date;
    use super::{SHORT_WIDTH, TIMED_WIDTH};

    #[test]
    fn a_wider_column_has_the_time_of_day() {
        let rows = [
            ("2025-05-03T14:30:00+04:00", "3 May 2025 14:30"),
            ("2024-11-30T00:00:00", "30 Nov 2024 00:00"),
            ("2024-05-10T18:00:00/2024-05-10T20:30:00", "10 May 2024 18:00"),
            ("-0043-03-15T12:00:00", "15 Mar 44 BCE"),
            ("2025-05-03", "3 May 2025"),
            ("2025-05-03/2025-05-04", "3–4 May 2025"),
        ];
        for (written, wanted) in rows {
            let timed = Date::parse(written).unwrap().0.timed();
            assert_eq!(timed, wanted, "{written}");
            assert!(timed.chars().count() <= TIMED_WIDTH, "{written}");
        }
    }

    #[test]
    fn a_column_holds_as_much_as_fits() {
        let rows = [
            ("1994", "1994"),
            ("2025-05", "May 2025"),
            ("2025-01-21", "21 Jan 2025"),
            ("2025-01-21~", "~21 Jan 2025"),
            ("1984?", "?1984"),
            ("2004-06~-11", "~11 Jun 2004"),
            ("2024-11-11/2024-11-22", "11–22 Nov 2024"),
            ("2024-06-12/2024-07-03", "Jun–Jul 2024"),
            ("2024-11/2025-03", "2024–2025"),
            ("2024-11-11~/2024-11-22~", "~Nov 2024"),
            ("2024-06-12/2024-06", "Jun 2024"),
            ("1580~/1590~", "~1580–1590"),
            ("2025-21", "spring 2025"),
            ("2024-24", "winter 2024"),
            ("2025-34", "Q2 2025"),
            ("2025-40", "H1 2025"),
            ("2025-37", "early 2025"),
            ("-0043", "44 BCE"),
            ("-0043-03-15", "15 Mar 44 BCE"),
            ("-0199/-0100", "200–101 BCE"),
            ("1995/..", "since 1995"),
            ("2025-09-21/..", "since Sep 2025"),
            ("../2035", "until 2035"),
            ("1995/", "1995–?"),
            ("198X", "1980s"),
            ("19XX", "1900…1999"),
            ("1950S2", "1900…1999"),
            ("2025-05-XX", "May 2025"),
            ("[2025-04-21..2025-04-30]", "21…30 Apr 2025"),
            ("[1667,1760-12]", "1667 or 1760"),
            ("[1667,1668,1670..1672]", "1667…1672"),
            ("[..1984]", "…1984"),
            ("{1983,1984..}", "1983…"),
            ("XXXX-12-25", "25 Dec"),
            ("[1984..]", "1984…"),
            ("{1667,1668,1670}", "1667–1670"),
            ("{1667,1668}", "1667, 1668"),
            ("{2024-05-03,2024-05-05,2024-05-09}", "May 2024"),
            ("[2024-05-03,2024-05-05,2024-05-09]", "May 2024"),
            ("2024-12-28/2025-01-03", "28 Dec 2024–…"),
            ("2024-12-28/2025-09-03", "2024–2025"),
            ("Y-13800000000", "13.8 bn y ago"),
            ("Y-66E6S2", "66 m y ago"),
            ("Y-12000", "12,001 BCE"),
            ("Y170000002", "Y170000002"),
            ("Y-170000002", "10^8 y ago"),
            ("Y-1E100000", "far away"),
            ("2025-05-03T14:30:00+04:00", "3 May 2025"),
        ];
        for (edtf, wanted) in rows {
            let short = Date::parse(edtf).unwrap().0.short();
            assert_eq!(short, wanted, "{edtf}");
            assert!(short.chars().count() <= SHORT_WIDTH, "{edtf}");
        }
    }
}
