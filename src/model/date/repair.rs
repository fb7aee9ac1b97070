//! Dates that are nearly EDTF: other separators, missing digits, old letters, blanks.
//!
//! Each function answers `Ok(None)` for what is not its business, and `Err` for what could be read
//! in two ways; the message then names both.

use chrono::{Datelike, NaiveDate, Weekday};
use edtf_core::Edtf;

use super::compose;
use super::explain::impossible_day;
use super::read::{Answer, Read};
use super::time;
use super::words::{edtf_year, number};

const BLANKS: &str = "EDTF has no blanks";

/// Reads anything that is EDTF but for its spelling.
pub(super) fn respell(text: &str) -> Answer {
    let text = text.trim();
    if Edtf::parse(text).is_ok() {
        return Ok(Some(Read::new(text)));
    }
    if text.starts_with(['[', '{']) {
        return set(text);
    }
    if let Some(read) = stretch(text)? {
        return Ok(Some(read));
    }
    moment(text)
}

/// A set, its members respelt and its blanks taken out.
fn set(text: &str) -> Answer {
    let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let inner = inner.or_else(|| text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')));
    let (Some(inner), Some(open), Some(close)) = (inner, text.chars().next(), text.chars().last()) else {
        return Ok(None);
    };
    let mut out = Read::new(open);
    if text.contains(char::is_whitespace) {
        out.note(BLANKS);
    }
    for (index, member) in inner.split([',', ';']).enumerate() {
        if index > 0 {
            out.edtf.push(',');
        }
        let member = member.trim();
        let (from, range, to) = match member.split_once("..").or_else(|| split_dash(member)) {
            Some((from, to)) => (from.trim(), true, to.trim()),
            None => (member, false, ""),
        };
        for (side, part) in [from, to].into_iter().enumerate() {
            if side == 1 && range {
                out.edtf.push_str("..");
            }
            if part.is_empty() {
                continue;
            }
            let Some(read) = part_date(part)? else { return Ok(None) };
            out.edtf.push_str(&read.edtf);
            out = out.notes_of(&read);
        }
    }
    out.edtf.push(close);
    if out.why.is_empty() {
        out.note("the members of a set have commas between them, and .. within a range");
    }
    // Whether it is right now is for the caller to see; a wrong member is told there.
    Ok(Some(out))
}

/// At an en dash (or a minus sign between blanks) between two dates.
fn split_dash(text: &str) -> Option<(&str, &str)> {
    [" - ", " – ", " — ", "–", "—"].iter().find_map(|dash| {
        let (from, to) = text.split_once(dash)?;
        (!from.trim().is_empty()).then_some((from, to))
    })
}

/// An interval: `a/b`, `a – b`, `a - b`, with words for its open and unknown ends.
fn stretch(text: &str) -> Answer {
    let slashes = text.matches('/').count();
    let (from, to, dash) = match (slashes, text.split_once('/')) {
        (1, Some((from, to))) => (from, to, false),
        (0, _) => match split_dash(text) {
            Some((from, to)) => (from, to, true),
            None => return Ok(None),
        },
        _ => return Ok(None),
    };
    let blanks = [from, to].iter().any(|end| end.trim() != *end);
    let (from, to) = (from.trim(), to.trim());
    let mut out = Read::new("");
    if dash {
        out.note("EDTF has / between the two ends of an interval");
    } else if blanks {
        out.note(BLANKS);
    }
    if let Some(read) = elided(from, to, dash)? {
        return Ok(Some(Read::new(read.edtf.clone()).notes_of(&out).notes_of(&read)));
    }
    // Where one side is no date by itself ("22 November"), the other ("11") is not judged here.
    let (first, last) = match (end_of_stretch(from, dash), end_of_stretch(to, dash)) {
        (Ok(None), _) | (_, Ok(None)) => return Ok(None),
        (first, last) => (first?, last?),
    };
    let (Some(first), Some(last)) = (first, last) else { return Ok(None) };
    let times = [&first, &last].map(|end| end.edtf.contains('T'));
    let day = |read: &Read| read.edtf.split_once('T').map_or(read.edtf.as_str(), |(day, _)| day).to_owned();
    let (a, b) = (day(&first), day(&last));
    out = out.notes_of(&first).notes_of(&last);
    if times.contains(&true) {
        out.note("the ends of an interval are days; EDTF has no times there");
    }
    out.edtf = if times == [true, true] && a == b { a } else { format!("{a}/{b}") };
    Ok((!out.why.is_empty()).then_some(out))
}

fn end_of_stretch(text: &str, dash: bool) -> Answer {
    match text.to_lowercase().as_str() {
        "" if dash => Ok(Some(Read::new(".."))),
        "" | ".." => Ok(Some(Read::new(text))),
        "open" => Ok(Some(Read::because("..", "EDTF now writes an open end as .."))),
        "present" | "now" | "today" | "ongoing" | "to date" => {
            Ok(Some(Read::because("..", "EDTF writes an end that is still open as ..")))
        }
        "unknown" | "?" | "uuuu" => Ok(Some(Read::because("", "EDTF now leaves an unknown end empty"))),
        _ => match (text.strip_prefix(".."), text.strip_suffix("..")) {
            (Some(rest), _) => {
                Ok(part_date(rest)?.map(|read| Read::new(format!("..{}", read.edtf)).notes_of(&read)))
            }
            (_, Some(rest)) => {
                Ok(part_date(rest)?.map(|read| Read::new(format!("{}..", read.edtf)).notes_of(&read)))
            }
            _ => moment(text),
        },
    }
}

/// An end that leaves out what it shares with the beginning: `1914/18`, `2024-11-11/22`. Also a
/// month after a slash: `2020/05`, `05/2025`.
fn elided(from: &str, to: &str, dash: bool) -> Answer {
    let fields = |text: &str| text.split('-').map(|field| (field.len(), number(field))).collect::<Vec<_>>();
    match (fields(from).as_slice(), fields(to).as_slice()) {
        ([(4, Some(year))], [(1 | 2, Some(end))]) => {
            let base = if to.len() == 1 { 10 } else { 100 };
            let until = year / base * base + end;
            let month = (1..=12).contains(end) && !(dash && to.len() == 1);
            let named = (format!("{year:04}-{end:02}"), format!("{year:04}/{until:04}"));
            match (month, until > *year) {
                (true, true) => Err(format!(
                    "it could be the month {} or the years {}; write the one that is meant",
                    named.0, named.1
                )),
                (true, false) if !dash => {
                    Ok(Some(Read::because(named.0, "EDTF has - between year and month")))
                }
                (false, true) => Ok(Some(Read::because(named.1, "EDTF has four digits in each year"))),
                _ => Ok(None),
            }
        }
        ([(1 | 2, Some(month @ 1..=12))], [(4, Some(year))]) if !dash => {
            Ok(Some(Read::because(format!("{year:04}-{month:02}"), "EDTF has the year first")))
        }
        ([(4, Some(year)), (1 | 2, Some(month)), (1 | 2, Some(day))], rest) => {
            let end = match *rest {
                [(1 | 2, Some(end))] => format!("{year:04}-{month:02}-{end:02}"),
                [(1 | 2, Some(end_month)), (1 | 2, Some(end))] => {
                    format!("{year:04}-{end_month:02}-{end:02}")
                }
                _ => return Ok(None),
            };
            let whole = format!("{year:04}-{month:02}-{day:02}/{end}");
            Ok(Some(Read::because(whole, "EDTF writes both ends of an interval in full")))
        }
        ([(4, Some(year)), (1 | 2, Some(month))], [(1 | 2, Some(end))]) => {
            let whole = format!("{year:04}-{month:02}/{year:04}-{end:02}");
            Ok(Some(Read::because(whole, "EDTF writes both ends of an interval in full")))
        }
        _ => Ok(None),
    }
}

/// A date or a date with a time.
fn moment(text: &str) -> Answer {
    match time::respell(text, part_date)? {
        Some(read) => Ok(Some(read)),
        None => part_date(text),
    }
}

/// A single date without brackets and slashes of an interval.
pub(super) fn part_date(text: &str) -> Answer {
    let text = text.trim();
    if matches!(Edtf::parse(text), Ok(Edtf::Date(_))) {
        return Ok(Some(Read::new(text)));
    }
    let mut out = Read::new("");
    let mut body = text.replace('\u{2212}', "-");
    if body != text {
        out.note("EDTF has a hyphen for minus");
    }
    let marks = take_marks(&mut body, &mut out);
    if let Some(upper) = capitals(&body) {
        out.note(if upper.contains('X') {
            "EDTF writes an unspecified digit as X"
        } else {
            "the letters of EDTF are capitals"
        });
        body = upper;
    }
    if body.contains('(')
        && let Some(flat) = without_parentheses(&body, &marks)
    {
        out.note("EDTF has no round brackets any more: left of a part ? ~ % mark it alone");
        out.edtf = flat;
        return Ok(Some(out));
    }
    let found = match mask_before_zero(&body, &marks) {
        Some(masked) => Some(masked),
        None => plain_date(&body)?.map(|mut read| {
            read.edtf.push_str(&marks);
            read
        }),
    };
    if let Some(found) = found {
        return Ok(Some(Read::new(found.edtf.clone()).notes_of(&out).notes_of(&found)));
    }
    if out.why.is_empty() {
        return Ok(None);
    }
    out.edtf = format!("{body}{marks}");
    Ok(Edtf::parse(&out.edtf).is_ok().then_some(out))
}

/// Takes `?`, `~`, `%` off the end, in any number and with blanks before, and returns the one that
/// they mean.
fn take_marks(body: &mut String, out: &mut Read) -> String {
    let kept = body.trim_end_matches(|c: char| matches!(c, '?' | '~' | '%') || c.is_whitespace()).len();
    let written = body.split_off(kept);
    let both = written.contains('%') || (written.contains('?') && written.contains('~'));
    let mark = if both {
        "%"
    } else if written.contains('?') {
        "?"
    } else if written.contains('~') {
        "~"
    } else {
        ""
    };
    if written.contains(char::is_whitespace) {
        out.note(BLANKS);
    }
    if written.trim().chars().count() > 1 {
        out.note("EDTF has one of ?, ~ and % (both) after a date");
    }
    mark.to_owned()
}

/// `198x`, `19uu`, `y170000002`, `y17e7`: with the capitals that EDTF has.
fn capitals(body: &str) -> Option<String> {
    let known = |c: char| {
        c.is_ascii_digit()
            || matches!(c, '-' | 'x' | 'X' | 'u' | 'U' | 'y' | 'Y' | 'e' | 'E' | 's' | 'S' | '?' | '~' | '%')
    };
    if !body.chars().all(known) || !body.chars().any(|c| matches!(c, 'x' | 'u' | 'U' | 'y' | 'e' | 's')) {
        return None;
    }
    let upper = body.to_ascii_uppercase().replace('U', "X");
    Edtf::parse(&upper).is_ok().then_some(upper.clone()).or_else(|| upper.starts_with('-').then_some(upper))
}

/// `-01XX`: EDTF has no unspecified digits before the year 0, so it is some year between.
fn mask_before_zero(body: &str, marks: &str) -> Option<Read> {
    let mut fields = body.strip_prefix('-')?.split('-');
    let digits = fields.next()?;
    let rest_unspecified = fields.all(|field| field == "XX");
    let shape =
        digits.len() == 4 && digits.contains('X') && digits.chars().all(|c| c == 'X' || c.is_ascii_digit());
    if !shape || !rest_unspecified {
        return None;
    }
    let year = |fill: &str| number(&digits.replace('X', fill)).map(|year| edtf_year(-year));
    let (from, to) = (year("9")?, year("0")?);
    let edtf =
        if marks.is_empty() { format!("[{from}..{to}]") } else { format!("{from}{marks}/{to}{marks}") };
    Some(Read::because(edtf, "EDTF has no unspecified digits before the year 0000; this is the same span"))
}

/// The brackets of the 2012 draft: `2011-(06-04)~` marks month and day alone.
fn without_parentheses(body: &str, marks: &str) -> Option<String> {
    let flat = if let (Some((before, rest)), true) = (body.split_once('('), marks.is_empty()) {
        let (inner, after) = rest.split_once(')')?;
        let mark = after.chars().next().filter(|c| matches!(c, '?' | '~' | '%'))?;
        let each: Vec<String> = inner.split('-').map(|field| format!("{mark}{field}")).collect();
        format!("{before}{}{}", each.join("-"), after.get(1..)?)
    } else {
        // The mark at the end went away with the blanks: it belongs to the group that ends there,
        // or to everything outside the group.
        let (before, rest) = body.split_once('(')?;
        let (inner, after) = rest.split_once(')')?;
        let marked =
            |part: &str| part.split('-').map(|f| format!("{marks}{f}")).collect::<Vec<_>>().join("-");
        if after.is_empty() {
            format!("{before}{}", marked(inner))
        } else {
            let (own, outer) = match after.chars().next().filter(|c| matches!(c, '?' | '~' | '%')) {
                Some(mark) => (mark.to_string(), after.get(1..)?),
                None => (String::new(), after),
            };
            format!("{before}{inner}{own}-{}", marked(outer.strip_prefix('-')?))
        }
    };
    Edtf::parse(&flat).is_ok().then_some(flat)
}

/// Digits and separators only.
fn plain_date(body: &str) -> Answer {
    if let Some(rest) = body.strip_prefix('+') {
        return Ok(plain_or_edtf(rest)?
            .map(|read| Read::because(read.edtf.clone(), "EDTF has no + before a year").notes_of(&read)));
    }
    if let Some(week) = iso_week(body) {
        return Ok(Some(week));
    }
    let separators: Vec<char> = body.chars().filter(|c| !c.is_ascii_digit()).collect();
    let fields: Vec<&str> = body.split(['-', '/', '.']).collect();
    if let (["", _, _, ..], Some(rest)) = (fields.as_slice(), body.strip_prefix('-')) {
        return Ok(plain_date(rest)?.map(|read| Read::new(format!("-{}", read.edtf)).notes_of(&read)));
    }
    if let ["", digits] = fields.as_slice()
        && number(digits).is_some()
        && separators == ['-']
    {
        return before_zero(digits);
    }
    if fields.iter().all(|field| number(field).is_some()) {
        match (fields.as_slice(), separators.as_slice()) {
            ([digits], []) => return all_digits(digits),
            (_, separators) => return separated(&fields, separators),
        }
    }
    long_year(body)
}

fn plain_or_edtf(body: &str) -> Answer {
    if matches!(Edtf::parse(body), Ok(Edtf::Date(_))) { Ok(Some(Read::new(body))) } else { plain_date(body) }
}

/// `2020-5-1`, `2020/05/01`, `1.5.2020`, `5/1/2020`, `2020-5`, `2024-123`.
fn separated(fields: &[&str], separators: &[char]) -> Answer {
    let n = |field: &str| number(field).unwrap_or(0);
    let made = |year: &str, month: i64, day: i64, why: &str| {
        let (Ok(m), Ok(d)) = (u8::try_from(month), u8::try_from(day)) else { return Ok(None) };
        match impossible_day(number(year), m, d) {
            Some(reason) => Err(reason),
            None => Ok(Some(Read::because(format!("{year}-{month:02}-{day:02}"), why))),
        }
    };
    match *fields {
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            let why = if separators.iter().all(|c| *c == '-') {
                "EDTF has two digits for month and day"
            } else {
                "EDTF has - between year, month and day"
            };
            made(year, n(month), n(day), why)
        }
        [a, b, year] if year.len() == 4 && a.len() <= 2 && b.len() <= 2 => {
            let (first, second) = (n(a), n(b));
            let why = "EDTF has year, month and day in this order";
            if first > 12 || first == second || separators.contains(&'.') {
                made(year, second, first, why)
            } else if second > 12 {
                made(year, first, second, why)
            } else {
                Err(format!(
                    "it could be {year}-{second:02}-{first:02} (day first) or {year}-{first:02}-{second:02} (month first); write the one that is meant"
                ))
            }
        }
        [year, month] if year.len() == 4 && month.len() == 1 && separators != ['/'] => Ok((n(month) > 0)
            .then(|| Read::because(format!("{year}-0{month}"), "EDTF has two digits for the month"))),
        [year, month] if year.len() == 4 && month.len() == 2 => {
            let until = n(year) / 100 * 100 + n(month);
            if (1..=12).contains(&n(month)) {
                Ok(Some(Read::because(format!("{year}-{month}"), "EDTF has - between year and month")))
            } else if until <= n(year) || separators != ['-'] {
                Ok(None)
            } else if n(month) <= 20 {
                // Near enough to 12 to be a slip.
                Err(format!("month {month} does not exist; write {year}/{until:04} if the years are meant"))
            } else {
                Ok(Some(Read::because(
                    format!("{year}/{until:04}"),
                    "EDTF has / between the years of an interval",
                )))
            }
        }
        [month, year] if year.len() == 4 && month.len() <= 2 && (1..=12).contains(&n(month)) => {
            Ok(Some(Read::because(format!("{year}-{:02}", n(month)), "EDTF has the year first")))
        }
        [from, to] if from.len() == 4 && to.len() == 4 => {
            Ok(Some(Read::because(format!("{from}/{to}"), "EDTF has / between the years of an interval")))
        }
        [year, day] if year.len() == 4 && day.len() == 3 => {
            let found = i32::try_from(n(year)).ok().zip(u32::try_from(n(day)).ok());
            let date = found.and_then(|(year, day)| NaiveDate::from_yo_opt(year, day));
            Ok(date.map(|date| Read::because(date.to_string(), "EDTF has no days counted from New Year")))
        }
        _ => Ok(None),
    }
}

/// A year before 0 that is not four digits long.
fn before_zero(digits: &str) -> Answer {
    match digits.len() {
        1 | 2 => Err(format!(
            "a year has four digits; -{:0>4} is that year before 0, and {} the years -{digits}XX",
            digits,
            century_before_zero(digits)
        )),
        3 => Err(format!(
            "a year has four digits; -{digits:0>4} is that year before 0, [-{digits}9..-{digits}0] its decade"
        )),
        5.. => {
            Ok(Some(Read::because(format!("Y-{digits}"), "EDTF writes years of five and more digits with Y")))
        }
        _ => Ok(None),
    }
}

fn century_before_zero(digits: &str) -> String {
    format!("[-{digits:0>2}99..-{digits:0>2}00]")
}

/// Nothing but digits, and not four of them.
fn all_digits(digits: &str) -> Answer {
    match digits.len() {
        1 | 2 => Err(format!(
            "a year has four digits: {digits:0>4} is that year, {digits:0>2}XX the years {digits:0>2}00 to {digits:0>2}99"
        )),
        3 => Err(format!("a year has four digits: 0{digits} is that year, {digits}X the decade")),
        6 => {
            let (year, month) = digits.split_at(4);
            Err(format!(
                "it could be the month {year}-{month} or the year Y{digits}; write the one that is meant"
            ))
        }
        8 => {
            let (year, rest) = digits.split_at(4);
            let (month, day) = rest.split_at(2);
            let date = format!("{year}-{month}-{day}");
            Ok(Edtf::parse(&date)
                .is_ok()
                .then(|| Read::because(date, "EDTF has - between year, month and day")))
        }
        7 => Err(format!("it has seven digits; write Y{digits} if a year is meant")),
        5 | 9 if !digits.starts_with('0') => {
            Ok(Some(Read::because(format!("Y{digits}"), "EDTF writes years of five and more digits with Y")))
        }
        _ => Ok(None),
    }
}

/// `Y2024`, `Y-0044`, `Y00001`: a Y that is not needed, or zeros that are not.
fn long_year(body: &str) -> Answer {
    let Some(rest) = body.strip_prefix('Y') else {
        let digits = body.strip_prefix('-').unwrap_or(body);
        let long = digits.len() > 9 && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
        return Ok(long
            .then(|| Read::because(format!("Y{body}"), "EDTF writes years of five and more digits with Y")));
    };
    let (negative, digits) = rest.strip_prefix('-').map_or((false, rest), |digits| (true, digits));
    let Some(year) = number(digits) else { return Ok(None) };
    let why = "EDTF has Y before a year only where it has more than four digits, without zeros in front";
    Ok(Some(Read::because(edtf_year(if negative { -year } else { year }), why)))
}

/// `2016-W21`, `2016W213`: a week is one of its days, which begin on Monday.
fn iso_week(body: &str) -> Option<Read> {
    let (year, week) = body.split_once('W')?;
    let year =
        i32::try_from(number(year.strip_suffix('-').unwrap_or(year)).filter(|_| year.len() >= 4)?).ok()?;
    let (week, day) = match week.split_once('-') {
        Some((week, day)) => (week, Some(day)),
        None if week.len() == 3 => (week.get(..2)?, week.get(2..)),
        None => (week, None),
    };
    let monday = NaiveDate::from_isoywd_opt(year, u32::try_from(number(week)?).ok()?, Weekday::Mon)?;
    let at = |index: i64| monday.checked_add_signed(chrono::TimeDelta::try_days(index)?).map(civil);
    if let Some(day) = day {
        let index = number(day).filter(|day| (1..=7).contains(day))? - 1;
        return Some(Read::because(compose::day(at(index)?), "EDTF has no weeks"));
    }
    let edtf = format!("[{}..{}]", compose::day(at(0)?), compose::day(at(6)?));
    Some(Read::because(edtf, "EDTF has no weeks; it is one of the seven days"))
}

/// A day of chrono's as the calendar here has it.
pub(super) fn civil(date: NaiveDate) -> (i64, u8, u8) {
    let small = |n: u32| u8::try_from(n).unwrap_or(1);
    (i64::from(date.year()), small(date.month()), small(date.day()))
}
