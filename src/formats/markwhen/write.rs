//! A timeline as a markwhen file that holds all of it.

use std::io;

use chrono::Datelike;
use toml::{Table, Value};

use super::super::fields::{self, Section};
use super::sections::Sections;
use super::{first, flow, front, lines, range, resolve, yaml};
use crate::formats::Losses;
use crate::model::{Date, Event, Timeline};

/// Fields of the header that have a meaning of their own.
const HEADER: &[&str] =
    &["annals", "title", "description", "language", "actors", "sources", "rest", "extra", "dateFormat"];

/// Fields of an event in the order in which they stand below it.
const EVENT: &[&str] = &["status", "importance", "place", "actors", "quotes", "caveats"];

/// Properties that have a meaning of their own.
const RESERVED: &[&str] = &["id", "edtf", "title", "key", "date", "extra", "summary", "tags"];

/// How long a name may be to stand as a property of its own.
const LONGEST: usize = 60;

pub(super) fn write(timeline: &Timeline, out: &mut dyn io::Write, losses: &mut Losses) -> io::Result<()> {
    let now = chrono::Utc::now().date_naive();
    let number = |n: u32| u8::try_from(n).unwrap_or(1);
    let today = (i64::from(now.year()), number(now.month()), number(now.day()));
    header(timeline, out)?;
    let mut sections = Sections::of(timeline);
    let mut text;
    let mut place = 0;
    while let Some(id) = timeline.arrived(place) {
        let one = timeline.event(id);
        let above = sections.as_mut().map(|sections| sections.above(one.tags.iter(), field));
        let (headings, section) = above.unwrap_or_default();
        text = headings;
        let times = times(timeline, place, today);
        place += u32::try_from(times.unwrap_or(1)).unwrap_or(1);
        if let Some(seen) = event(
            &mut text,
            one.date.as_ref(),
            section,
            fields::event(timeline, &one),
            (today, times.is_some()),
        ) {
            losses.misread(seen, one.key);
        }
        out.write_all(text.as_bytes())?;
    }
    if let Some(sections) = &mut sections {
        text = String::new();
        sections.close(0, &mut text);
        out.write_all(text.as_bytes())?;
    }
    Ok(())
}

/// How many events the event at that place of the file and those behind it are, where they are what a reader
/// makes of the first with its rule.
fn times(timeline: &Timeline, place: u32, today: (i64, u8, u8)) -> Option<usize> {
    let first = timeline.event(timeline.arrived(place)?);
    let extra = first.extra.get()?;
    let rule = extra.get("recurrence")?.as_str()?;
    let range = front::range(first.date.as_ref(), today);
    let line = format!("{range} {rule}: ");
    let found = range::start(&line, range::Order::default()).filter(|found| found.rule == Some(rule))?;
    let dates = resolve::resolve(&found, &resolve::Context::default(), None).dates;
    let is_time = |(number, date): (u32, &Option<Date>)| {
        let same = |event: Event| {
            let extra = event.extra.get();
            let is_bare = event.summary.is_none() && event.actors.is_empty() && event.quotes.is_empty();
            event.date == *date
                && (event.title, event.place, event.status, event.importance)
                    == (first.title, first.place, first.status, first.importance)
                && event.tags.iter().eq(first.tags.iter())
                && is_bare
                && event.caveats.is_empty()
                && extra
                    .is_some_and(|extra| extra.len() == 1 && extra.get("recurrence") == Some(&rule.into()))
                && event.key.raw() == event.made_key()
        };
        timeline.arrived(place + number).is_some_and(|id| same(timeline.event(id)))
    };
    let is_first = first.date.as_ref().is_some_and(|date| front::says_all(&range, date));
    let is_series = is_first && dates.len() > 1 && dates.first() == Some(&first.date);
    (is_series && (1..).zip(dates.iter().skip(1)).all(is_time)).then_some(dates.len())
}

fn header(timeline: &Timeline, out: &mut dyn io::Write) -> io::Result<()> {
    let has_own = timeline.meta().rest.as_ref().is_some_and(|rest| rest.contains_key("timeline"));
    let (mut head, mut rest, mut lists) = (Table::new(), Table::new(), Vec::new());
    for section in fields::sections(timeline) {
        match section {
            Section::One(name, table) if name == "timeline" && !has_own => head = table,
            Section::One(name, table) => drop(rest.insert(name, Value::Table(table))),
            Section::Value(name, value) => drop(rest.insert(name, value)),
            Section::Many("events", _) => {}
            Section::Many(name, records) => lists.push((name, records)),
        }
    }
    let mut text = String::from("---\n");
    for name in ["title", "description", "language"] {
        if let Some(value) = head.remove(name) {
            field(&mut text, name, &value);
        }
    }
    text.push_str("annals: 1\n");
    let mut extra = Table::new();
    for (name, value) in head {
        let is_tag = name.strip_prefix('#').is_some_and(first::is_tag) && matches!(value, Value::String(_));
        if is_tag || (is_own(&name) && !HEADER.contains(&name.as_str())) {
            field(&mut text, &name, &value);
        } else {
            extra.insert(name, value);
        }
    }
    for (name, table) in [("extra", extra), ("rest", rest)] {
        if !table.is_empty() {
            field(&mut text, name, &Value::Table(table));
        }
    }
    out.write_all(text.as_bytes())?;
    for (name, records) in lists {
        writeln!(out, "{name}:")?;
        for record in records.tables() {
            text.clear();
            text.push_str("  - ");
            flow::write(&mut text, &Value::Table(record));
            text.push('\n');
            out.write_all(text.as_bytes())?;
        }
    }
    out.write_all(b"---\n\n")
}

/// Writes an event, with its rule where that stands for those behind it; answers what of it markwhen itself sees
/// otherwise.
fn event(
    out: &mut String,
    date: Option<&Date>,
    section: Option<&str>,
    mut fields: Table,
    (today, is_series): ((i64, u8, u8), bool),
) -> Option<&'static str> {
    // A range that stands for no date is its author's own, and says why there is none.
    let own = fields.get("range").and_then(Value::as_str).filter(|_| date.is_none());
    let own = own.filter(|own| front::is_undated(own)).map(str::to_owned);
    let is_hidden = date.is_none() && own.is_none();
    let range = own.clone().unwrap_or_else(|| front::range(date, today));
    let rule = if is_series { fields.remove("recurrence") } else { None };
    let rule = rule.as_ref().and_then(Value::as_str).map(|rule| format!(" {rule}")).unwrap_or_default();
    let mut below = String::new();
    let title = fields.remove("title").unwrap_or_else(|| Value::String(String::new()));
    let tags = fields.remove("tags");
    let all_tags: Vec<Value> = match &tags {
        Some(Value::Array(tags)) => tags.clone(),
        _ => Vec::new(),
    };
    let mut seen = std::collections::HashSet::new();
    let plain = |tag: &Value| tag.as_str().filter(|tag| first::is_tag(tag)).map(str::to_owned);
    let plain: Vec<String> = all_tags
        .iter()
        .filter_map(plain)
        .filter(|tag| Some(tag.as_str()) != section && seen.insert(tag.clone()))
        .collect();
    let words = title.as_str().unwrap_or_default();
    let line = front::own_line(words, &all_tags, &fields);
    if line.is_some() {
        fields.remove(first::LINE);
    }
    let line = line.unwrap_or_else(|| front::first_line(words, &plain, &fields));
    if let Some(key) = fields.remove("key") {
        field(&mut below, "id", &key);
    }
    match fields.remove("date") {
        // What stands there and is not a date was not understood.
        Some(written) if date.is_none_or(|date| !front::says_all(&range, date)) => {
            field(&mut below, "edtf", &written);
        }
        Some(_) => {}
        None if own.is_some() => drop(fields.remove("range")),
        None => {}
    }
    if !(line.is_whole && title.is_str()) {
        field(&mut below, "title", &title);
    }
    let said = line.tags.iter().map(String::as_str).chain(section);
    let is_said = said.eq(all_tags.iter().map(|tag| tag.as_str().unwrap_or_default()));
    if let Some(tags) = tags.filter(|_| !is_said || all_tags.is_empty()) {
        field(&mut below, "tags", &tags);
    }
    for &name in EVENT {
        if let Some(value) = fields.remove(name) {
            field(&mut below, name, &value);
        }
    }
    let mut words = None;
    match fields.remove("summary") {
        Some(Value::String(summary)) if !is_hidden && front::is_description(&summary) => {
            words = Some(summary);
        }
        Some(summary) => field(&mut below, "summary", &summary),
        None => {}
    }
    // Fields that stood here under names which mean something else in annals.
    for (kept, name) in [("x-key", "key"), ("x-date", "date")] {
        if let Some(value) = fields.remove(kept) {
            field(&mut below, name, &value);
        }
    }
    let mut extra = Table::new();
    for (name, value) in fields {
        if is_own(&name) && !RESERVED.contains(&name.as_str()) {
            field(&mut below, &name, &value);
        } else {
            extra.insert(name, value);
        }
    }
    if !extra.is_empty() {
        field(&mut below, "extra", &Value::Table(extra));
    }
    if is_hidden {
        lines::as_comment(out, &format!(" {}", line.text), &below);
    } else {
        for part in [&range, &rule, ": ", &line.text, "\n", &below] {
            out.push_str(part);
        }
    }
    out.push('\n');
    if let Some(words) = words {
        out.push_str(&words);
        out.push_str("\n\n");
    }
    match date {
        None if is_hidden => Some("events"),
        Some(date) if front::says_all(&range, date) || front::shows_time(&range, date) => None,
        _ => Some("date"),
    }
}

/// Whether a name can stand as a field of its own, and markwhen takes it for nothing else.
fn is_own(name: &str) -> bool {
    let is_part = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
    name.len() <= LONGEST
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(is_part)
        && !yaml::is_special(name)
        && !lines::is_close(name)
        && !front::starts_as_a_date(name)
        && !front::looks_dated(&format!("{name}:"))
        && range::start(&format!("{name}: x"), range::Order::default()).is_none()
}

fn field(out: &mut String, name: &str, value: &Value) {
    out.push_str(name);
    out.push_str(": ");
    flow::write(out, value);
    out.push('\n');
}
