//! What stands in front for people and for markwhen: the range nearest to a date, and a title in plain
//! words. What they cannot say is said by properties, and those count.

use chrono::{Datelike, NaiveDateTime};

use super::range::{self, Order};
use super::resolve::{self, Context};
use super::{first, lines};
use crate::model::Date;
use crate::model::date::Moment;
use crate::text::{line, shown};

/// The farthest year, either way, that markwhen reads.
const FARTHEST: i64 = 99_999;

/// The range of what is undated.
pub(super) const UNDATED: &str = "now";

/// The range that shows `date` in its place in markwhen, on a `today`. Undated is `now`, as markwhen
/// has nothing else.
pub(super) fn range(date: Option<&Date>, today: (i64, u8, u8)) -> String {
    let Some(date) = date else { return UNDATED.into() };
    if let Some(hours) = hours(date) {
        return hours;
    }
    let plain = date.edtf().bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/'));
    let spaced = date.edtf().replace('/', " / ");
    if plain && read(&spaced).is_some_and(|same| same.edtf() == date.edtf()) {
        return spaced;
    }
    if let Some(time) = time(date) {
        return time;
    }
    let ends = date.ends();
    match (civil(ends.earliest_start), civil(ends.latest_end)) {
        (Some(first), Some(last)) => stretch(first, last),
        (Some(first), None) => {
            let goes_on = date.edtf().ends_with("/..") && first <= today;
            match civil(ends.latest_start).filter(|_| !goes_on) {
                Some(last) => stretch(first, last),
                None if goes_on && first.0 > 0 => {
                    let (from, to) = coarse(first, civil(ends.latest_start).unwrap_or(first));
                    let day = || coarse(first, first).0;
                    format!("{} / now", if from == to { from } else { day() })
                }
                None if goes_on => stretch(first, today),
                None => stretch(first, first),
            }
        }
        (None, Some(last)) => stretch(civil(ends.earliest_end).unwrap_or(last), last),
        (None, None) => "now".into(),
    }
}

/// Whether `typed` is a range that stands for `date`, written on whatever day.
pub(super) fn stands_for(typed: &str, date: Option<&Date>) -> bool {
    typed == range(date, (i64::MAX, 1, 1)) || typed == range(date, (i64::MIN, 1, 1)) || {
        // Before our era `now` is a year.
        date.is_some_and(|date| date.edtf().ends_with("/..") && date.edtf().starts_with(['-', 'Y']))
    }
}

/// Whether a range, read again, is this date and nothing less.
pub(super) fn says_all(typed: &str, date: &Date) -> bool {
    read(typed).is_some_and(|same| same == *date)
}

/// Whether markwhen shows a time of day, or from one to another, at the moments at which it is, though it may be
/// told by another clock.
pub(super) fn shows_time(typed: &str, date: &Date) -> bool {
    // Without a zone a range has no seconds.
    let is_whole = |end: &str| {
        let clock = end.trim().get(11..).unwrap_or_default();
        clock.contains(['Z', '+', '-']) || clock.len() == 5 || clock.ends_with(":00")
    };
    let times = hours(date).or_else(|| time(date));
    times.is_some_and(|times| times == typed)
        && date.original().map_or(date.edtf(), crate::text::Text::raw).split('/').all(is_whole)
}

/// The date that a range alone is read as, where that is all that it says.
fn read(typed: &str) -> Option<Date> {
    let line = format!("{typed}:");
    // Words are for annals alone; in front stands what markwhen reads.
    let range =
        range::start(&line, Order::default()).filter(|range| !matches!(range.from, range::End::Worded(_)))?;
    let mut when = resolve::resolve(&range, &Context::default(), None);
    let all = !when.keep && when.remarks.is_empty() && when.dates.len() == 1;
    when.dates.pop().flatten().filter(|_| all)
}

/// From one time of day to another.
fn hours(date: &Date) -> Option<String> {
    let (from, to) = date.original()?.raw().split_once('/')?;
    let [from, to] = [from, to].map(|end| Date::parse(end.trim()).ok().map(|(end, _)| end));
    let (from, to) = (from?, to?);
    let is_zoned = |end: &Date| end.edtf().get(11..).map(|clock| clock.contains(['Z', '+', '-']));
    let in_order =
        is_zoned(&from)? == is_zoned(&to)? && from.ends().earliest_start < to.ends().earliest_start;
    in_order.then(|| Some(format!("{} - {}", time(&from)?, time(&to)?)))?
}

/// A time of day.
fn time(date: &Date) -> Option<String> {
    let (_, clock) = date.edtf().split_once('T')?;
    let at = chrono::DateTime::from_timestamp(date.ends().earliest_start.seconds(), 0)?.naive_utc();
    let with_zone = clock.contains(['Z', '+', '-']);
    let text = |at: NaiveDateTime, format| at.format(format).to_string();
    let year = (0..=9999).contains(&at.year());
    year.then(|| text(at, if with_zone { "%Y-%m-%dT%H:%M:%SZ" } else { "%Y-%m-%d %H:%M" }))
}

type Day = (i64, u8, u8);

/// The day of a moment; `None` where there is no bound. Years that are too far away are the farthest.
fn civil(moment: Moment) -> Option<Day> {
    if moment == Moment::PAST || moment == Moment::FUTURE {
        return None;
    }
    match moment.civil() {
        Some(day) if day.0 > FARTHEST => Some((FARTHEST, 12, 31)),
        Some(day) if day.0 <= -FARTHEST => Some((1 - FARTHEST, 1, 1)),
        Some(day) => Some(day),
        None if moment.seconds() > 0 => Some((FARTHEST, 12, 31)),
        None => Some((1 - FARTHEST, 1, 1)),
    }
}

/// A stretch of days as markwhen reads one.
fn stretch(first: Day, last: Day) -> String {
    let last = last.max(first);
    if first.0 <= 0 {
        // Markwhen has only years before our era, and ends a range where its last year begins.
        let era = |year: i64| if year <= 0 { format!("{} BCE", 1 - year) } else { format!("{year} AD") };
        if first.0 == last.0 {
            return era(first.0);
        }
        return format!("{} - {}", era(first.0), era(last.0.saturating_add(1).min(FARTHEST)));
    }
    let (from, to) = coarse(first, last);
    if from == to {
        return from;
    }
    let joint = if last.0 > 9999 { " - " } else { " / " };
    format!("{from}{joint}{to}")
}

/// Both ends, in whole years or months where they are whole.
fn coarse(first: Day, last: Day) -> (String, String) {
    let year = |year: i64| format!("{year:04}");
    if first.0 > 9999 || last.0 > 9999 || (first.1, first.2, last.1, last.2) == (1, 1, 12, 31) {
        return (year(first.0), year(last.0));
    }
    let ends_month = || {
        let year = i32::try_from(last.0).ok()?;
        let day = chrono::NaiveDate::from_ymd_opt(year, last.1.into(), last.2.into())?;
        Some(day.succ_opt()?.day() == 1)
    };
    if first.2 == 1 && ends_month() == Some(true) {
        let month = |day: Day| format!("{:04}-{:02}", day.0, day.1);
        return (month(first), month(last));
    }
    let whole = |day: Day| format!("{:04}-{:02}-{:02}", day.0, day.1, day.2);
    (whole(first), whole(last))
}

/// Whether a range is one that has no date, wherever it stands: `now`, a month that there is not.
pub(super) fn is_undated(typed: &str) -> bool {
    let line = format!("{typed}:");
    let is_own = |end: &range::End| matches!(end, range::End::Stamp(_) | range::End::Now);
    range::start(&line, Order::default()).is_some_and(|range| {
        let own = range.typed == typed && range.rest.is_empty() && range.rule.is_none();
        let when = || resolve::resolve(&range, &Context::default(), None);
        let ends = is_own(&range.from) && range.to.as_ref().is_none_or(is_own);
        own && ends && when().keep && when().dates == [None]
    })
}

/// What stands behind the range.
pub(super) struct FirstLine {
    pub(super) text: String,
    /// The tags that are read from it.
    pub(super) tags: Vec<String>,
    /// The title is read from it as it is, and nothing that the event has not.
    pub(super) is_whole: bool,
}

/// A title and tags on one line: as they are where they are read again as that, with the title in words in
/// which nothing is seen but words else.
pub(super) fn first_line(title: &str, tags: &[String], fields: &toml::Table) -> FirstLine {
    let behind = |title: &str, tags: &mut dyn Iterator<Item = &String>| {
        tags.fold(title.to_owned(), |text, tag| format!("{text} #{tag}"))
    };
    // Tags within the title are there already.
    let within = first::read(title);
    let mut others = tags.iter().filter(|tag| !within.tags.contains(&tag.as_str()));
    let text = behind(title, &mut others);
    let back = first::read(&text);
    let is_whole = line(title) == title
        && back.title == title
        && (back.id, back.place) == (None, None)
        && is_done_as(&back, fields)
        && back.tags.len() == tags.len()
        && tags.iter().all(|tag| back.tags.contains(&tag.as_str()));
    if is_whole {
        let tags = back.tags.iter().map(|&tag| tag.to_owned()).collect();
        return FirstLine { text, tags, is_whole };
    }
    let text = behind(&words(title), &mut tags.iter());
    FirstLine { text, tags: tags.to_vec(), is_whole }
}

/// The line that the author of a file has written, where it still says what its event does.
pub(super) fn own_line(title: &str, tags: &[toml::Value], fields: &toml::Table) -> Option<FirstLine> {
    let text = |name| fields.get(name).and_then(toml::Value::as_str);
    let own = text(first::LINE).filter(|own| line(own) == *own && own.trim() == *own)?;
    let back = first::read(own);
    let same = |found: Option<&str>, name| found.is_none() || found == text(name);
    let is_own = back.is_marked
        && back.title == title
        && same(back.id, "key")
        && same(back.place, "place")
        && is_done_as(&back, fields)
        && back.tags.iter().all(|&tag| tags.iter().any(|one| one.as_str() == Some(tag)));
    let tags = back.tags.iter().map(|&tag| tag.to_owned()).collect();
    is_own.then(|| FirstLine { text: own.to_owned(), tags, is_whole: true })
}

/// Whether what a line says of how far something is done is what its event has.
fn is_done_as(back: &first::First, fields: &toml::Table) -> bool {
    let percent = fields.get("percent").and_then(toml::Value::as_integer);
    let completed = fields.get("completed").and_then(toml::Value::as_bool);
    (back.completed.is_none() || back.completed == completed)
        && (back.percent.is_none() || back.percent.map(i64::from) == percent)
}

/// What has a meaning in a title, and what looks like it and has none.
const STAND_INS: [(char, char); 6] =
    [('#', '＃'), ('@', '＠'), ('!', '！'), ('%', '％'), ('[', '［'), (']', '］')];

/// A title on one line, in words in which markwhen sees nothing but words.
pub(super) fn words(title: &str) -> String {
    let title = line(title).into_owned();
    if is_words(&title) {
        return title;
    }
    // Only what would be seen.
    STAND_INS.iter().fold(title, |title, (sign, stand_in)| {
        if is_words(&title) { title } else { title.replace(*sign, &stand_in.to_string()) }
    })
}

/// Whether a title, read again, is the same and nothing else.
pub(super) fn is_words(title: &str) -> bool {
    first::read(title) == first::First { title: title.into(), ..first::First::default() }
        && line(title) == title
}

/// Whether a text, written below an event, is read again as the same description and nothing else: by
/// annals, and by markwhen.
pub(super) fn is_description(text: &str) -> bool {
    let quiet = |text: &str| {
        let begins = text.starts_with(char::is_alphabetic) && text.trim_end() == text;
        let marked = |word: &str| first::tag(word).is_some() || word.starts_with('!');
        begins
            && lines::mark(text, true).is_none()
            && !lines::is_close(text)
            && range::start(text, Order::default()).is_none()
            && !text.split_whitespace().any(marked)
            && !(text.contains(':') && starts_as_a_date(text))
            && !looks_dated(text)
    };
    shown(text) == text
        && !text.is_empty()
        && text.trim() == text
        && text.split('\n').all(|text| text.is_empty() || quiet(text))
}

/// Whether a line begins as an event does: a date in digits or in words, or `every`, and a colon somewhere
/// behind it.
pub(super) fn looks_dated(text: &str) -> bool {
    if range::looks_dated(text) {
        return true;
    }
    let text = text.trim_start();
    let Some((head, _)) = text.split_once(": ").or_else(|| text.strip_suffix(':').map(|head| (head, "")))
    else {
        return false;
    };
    let digits = head.bytes().take_while(u8::is_ascii_digit).count();
    let behind = head.as_bytes().get(digits);
    let is_date = match digits {
        4 => behind.is_none_or(|sign| matches!(sign, b'-' | b'/' | b' ' | b'.')),
        1 | 2 => {
            let sign = |sign: &u8| matches!(sign, b'/' | b'.' | b'-');
            let second = head.get(digits + 1..).unwrap_or_default();
            let length = second.bytes().take_while(u8::is_ascii_digit).count();
            let third = second.as_bytes().get(length);
            // A day and a month, with a year behind them; or a month and its year.
            let is_date = (1..=2).contains(&length) && third == behind;
            let is_month = length == 4 && third.is_none_or(|&sign| sign == b' ');
            behind.is_some_and(sign) && (is_date || is_month)
        }
        _ => false,
    };
    let recurs = head.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("every "))
        && head.split_whitespace().any(|word| ["times", "until", "til", "till"].contains(&word));
    is_date || recurs
}

/// Whether markwhen could take a line, or a field, for an event by how it begins.
pub(super) fn starts_as_a_date(text: &str) -> bool {
    const STARTS: &[&str] = &["now", "by", "before", "after", "plus", "every", "to"];
    let head = text.trim_start().to_ascii_lowercase();
    let month = || head.get(..3).is_some_and(|head| range::month_number(head).is_some());
    !head.starts_with(char::is_alphabetic) || STARTS.iter().any(|word| head.starts_with(word)) || month()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_range_is_the_nearest_that_markwhen_reads() {
        let rows = [
            ("2025", "2025"),
            ("1994-01-10/1994-01-11", "1994-01-10 / 1994-01-11"),
            ("1580~", "1580"),
            ("198X", "1980 / 1989"),
            ("2024-24", "2024-12 / 2025-02"),
            ("[2025-12-29..2026-01-04]", "2025-12-29 / 2026-01-04"),
            ("2025-05-03T14:30:00", "2025-05-03 14:30"),
            ("2025-05-03T14:30:05+02:00", "2025-05-03T12:30:05Z"),
            ("1995/..", "1995 / now"),
            ("2095/..", "2095"),
            ("1995/", "1995"),
            ("../2035", "2035"),
            ("[..1984]", "1984-12-31"),
            ("[1984..]", "1984-01-01"),
            ("-0043", "44 BCE"),
            ("-0043-03-15", "44 BCE"),
            ("-0199/-0100", "200 BCE - 100 BCE"),
            ("-0585/0070", "586 BCE - 71 AD"),
            ("-0043/..", "44 BCE - 2026 AD"),
            ("0000", "0000"),
            ("Y12345", "12345"),
            ("Y12345/Y12346", "12345 - 12346"),
            ("Y-13800000000", "99999 BCE"),
            ("Y17E7", "99999"),
            ("/..", "now"),
        ];
        for (edtf, wanted) in rows {
            let Ok((date, _)) = Date::parse(edtf) else { continue };
            assert_eq!(range(Some(&date), (2025, 6, 1)), wanted, "{edtf}");
            let line = format!("{wanted}: x");
            assert!(range::start(&line, Order::default()).is_some(), "{wanted} is not read");
            assert!(stands_for(wanted, Some(&date)), "{wanted}");
        }
        assert_eq!(range(None, (2025, 6, 1)), "now");
    }
}
