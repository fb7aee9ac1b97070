//! Sets and intervals: their brackets, dashes, blanks, and ends that are words or leave something out.

use super::super::read::{Answer, Read};
use super::super::words::number;
use super::{BLANKS, moment, part_date};

/// A set, its members respelt and its blanks taken out.
pub(super) fn set(text: &str) -> Answer {
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
pub(super) fn stretch(text: &str) -> Answer {
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
    let duration = |end: &str| {
        end.strip_prefix('P').is_some_and(|rest| rest.starts_with(|c: char| c == 'T' || c.is_ascii_digit()))
    };
    if duration(from) || duration(to) {
        return Err("EDTF has no durations; write both ends of the interval".into());
    }
    let mut out = Read::new("");
    if dash {
        out.note("EDTF has / between the two ends of an interval");
    } else if blanks {
        out.note(BLANKS);
    }
    if let Some(read) = elided(from, to, dash)? {
        return Ok(Some(Read::new(read.edtf.clone()).notes_of(&out).notes_of(&read)));
    }
    if let Some(day) = number(from).filter(|_| dash && from.len() <= 2)
        && let Ok(Some(last)) = part_date(to)
        && let Some(month) = last.edtf.get(..8).filter(|_| last.edtf.len() == 10)
    {
        // "5–7.05.2024"
        let whole = Read::new(format!("{month}{day:02}/{}", last.edtf));
        return Ok(Some(whole.notes_of(&out).notes_of(&last)));
    }
    // Where one side is not a date by itself ("22 November"), the other ("11") is not judged here.
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
                (true, false) => Ok(Some(Read::because(named.0, "EDTF has - between year and month"))),
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
