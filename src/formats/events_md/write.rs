//! A timeline as a folder: one file for each event, and one for what is said of all.
//!
//! Each page is read again by our own reader, and whatever does not come back as it was is told as lost.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use ::toml::{Table, Value};

use super::front::{self, OURS, RANK, THEIR_STATUS};
use crate::formats::fields::{self, Section, meta_and_rest, sections};
use crate::formats::walk::EVENT;
use crate::formats::yaml;
use crate::formats::{Input, Losses, Options, Page};
use crate::model::{Event, Status, Timeline, Word};
use crate::text::{TextRef, shown};

/// The file that has what is said of all events. No event is called so.
const TIMELINE: &str = "_timeline.md";

/// How long the name of a file may be, without extension and number.
const LONGEST: usize = 80;

/// Names that Windows takes for devices.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "com", "lpt"];

/// The fields of `_timeline.md` that its own fields cannot be called by.
const OF_TIMELINE: &[&str] = &["annals", "sources", "actors", "rest", "extra"];

pub(super) fn write(timeline: &Timeline, losses: &mut Losses) -> Vec<Page> {
    let mut names = Names::default();
    let mut pages = vec![Page { name: TIMELINE.to_owned(), text: of_all(timeline, losses) }];
    for section in sections(timeline) {
        let Section::Many("events", records) = section else { continue };
        for (event, table) in timeline.in_file_order().zip(records.tables()) {
            let text = page(timeline, &event, &table);
            check(event.key, &table, &text, losses);
            let date = event.date.as_ref().map_or("", |date| date.edtf());
            pages.push(Page { name: names.take(date, event.key.raw()), text });
        }
    }
    pages
}

/// What is said of the timeline, its actors and its sources.
fn of_all(timeline: &Timeline, losses: &mut Losses) -> String {
    let (mut meta, rest) = meta_and_rest(timeline);
    if meta.iter().chain(&rest).any(|(_, value)| becomes_text(value)) {
        losses.lose("timeline.extra", "");
    }
    let mut front = Table::new();
    let mut aside = Table::new();
    front.insert("annals".into(), "timeline".into());
    let body = body_of(&mut meta, "description");
    for (name, value) in meta {
        let table = if OF_TIMELINE.contains(&name.as_str()) { &mut aside } else { &mut front };
        table.insert(name, value);
    }
    let actors: Vec<Value> = timeline
        .actors()
        .iter()
        .map(|actor| {
            let table = Value::Table(fields::actor(actor));
            if becomes_text(&table) {
                losses.lose("actors.extra", &actor.key);
            }
            table
        })
        .collect();
    let sources: Vec<Value> = timeline
        .sources()
        .iter()
        .map(|source| {
            let table = Value::Table(fields::source(source));
            if becomes_text(&table) {
                losses.lose("sources.extra", &source.key);
            }
            table
        })
        .collect();
    for (name, list) in [("actors", actors), ("sources", sources)] {
        if !list.is_empty() {
            front.insert(name.into(), Value::Array(list));
        }
    }
    for (name, table) in [("rest", rest), ("extra", aside)] {
        if !table.is_empty() {
            front.insert(name.into(), Value::Table(table));
        }
    }
    document(&front, body.as_deref())
}

/// The file of one event.
fn page(timeline: &Timeline, event: &Event, native: &Table) -> String {
    let mut native = native.clone();
    let body = body_of(&mut native, "summary");
    let mut front = Table::new();
    let mut aside = Table::new();
    let mut names = Table::new();
    let mut sources = Table::new();
    let mut name = |id| {
        let actor = timeline.actor(id);
        names.insert(actor.key.raw().to_owned(), actor.name.raw().into());
    };
    event.actors.iter().for_each(|one| name(one.actor));
    for quote in &event.quotes {
        quote.speaker.iter().for_each(|&id| name(id));
        if let Some(id) = quote.source {
            let source = timeline.source(id);
            sources.insert(source.key.raw().to_owned(), Value::Table(fields::source(source)));
        }
    }
    // Where a file of others had a number or a word of its own, it has it again.
    let rank = native.get(RANK).and_then(Value::as_integer);
    let word = native.get("importance").and_then(Value::as_str);
    if let Some(rank) = rank.filter(|&rank| word.is_some() && front::importance_of(rank) == word) {
        native.remove(RANK);
        native.insert("importance".into(), Value::Integer(rank));
    }
    let theirs = native.get(THEIR_STATUS).and_then(Value::as_str);
    let theirs =
        theirs.filter(|word| !word.is_empty() && Status::from_word(word).is_none()).map(str::to_owned);
    if let Some(word) = theirs.filter(|_| !native.contains_key("status")) {
        native.remove(THEIR_STATUS);
        native.insert("status".into(), word.into());
    }
    for (name, value) in native {
        match name.as_str() {
            "key" => front.insert("id".into(), value),
            "place" => front.insert("location".into(), value),
            "quotes" => {
                let all = std::mem::take(&mut sources).into_iter().map(|(_, source)| source);
                front.insert("sources".into(), Value::Array(all.collect()));
                front.insert(name, value)
            }
            "actors" => {
                front.insert("names".into(), Value::Table(std::mem::take(&mut names)));
                front.insert(name, value)
            }
            _ if !EVENT.contains(&name.as_str()) && OURS.contains(&name.as_str()) => {
                aside.insert(name, value)
            }
            _ => front.insert(name, value),
        };
    }
    // Nobody takes part, but somebody speaks.
    if !names.is_empty() {
        front.insert("names".into(), Value::Table(names));
    }
    if front.get("sources").and_then(Value::as_array).is_some_and(Vec::is_empty) {
        front.remove("sources");
    }
    if !aside.is_empty() {
        front.insert("extra".into(), Value::Table(aside));
    }
    document(&front, body.as_deref())
}

/// Tells what the page does not hold as it was.
fn check(key: TextRef, wanted: &Table, text: &str, losses: &mut Losses) {
    let options = Options::default();
    let back =
        super::read(Input { text, options: &options }).map(|reading| reading.finish(Vec::new()).timeline);
    let back = back.ok().and_then(|back| Some(fields::event(&back, &back.in_file_order().next()?)));
    let back = back.unwrap_or_default();
    let differs = |name: &str| wanted.get(name) != back.get(name);
    for name in EVENT.iter().filter(|name| differs(name)) {
        losses.lose(name, key);
    }
    let others = wanted.keys().chain(back.keys()).filter(|name| !EVENT.contains(&name.as_str()));
    let lost: Vec<&String> = others.into_iter().filter(|name| differs(name)).collect();
    if !lost.is_empty() {
        losses.name(lost);
        losses.lose("extra", key);
    }
}

/// YAML has all numbers, but not TOML's dates.
fn becomes_text(value: &Value) -> bool {
    match value {
        Value::Datetime(_) => true,
        Value::Array(values) => values.iter().any(becomes_text),
        Value::Table(table) => table.iter().any(|(_, value)| becomes_text(value)),
        _ => false,
    }
}

/// Takes a text out of the fields that can stand below them as it is.
fn body_of(table: &mut Table, name: &str) -> Option<String> {
    let text = table.get(name).and_then(Value::as_str)?;
    let fits = shown(text) == text && text.trim() == text && !text.is_empty();
    let body = fits.then(|| text.to_owned())?;
    table.remove(name);
    Some(body)
}

fn document(front: &Table, body: Option<&str>) -> String {
    let mut out = String::from("---\n");
    map(&mut out, front, 0);
    out.push_str("---\n");
    if let Some(body) = body {
        let _ = write!(out, "\n{body}\n");
    }
    out
}

/// A map, one field on each line.
fn map(out: &mut String, table: &Table, indent: usize) {
    for (index, (name, value)) in table.iter().enumerate() {
        // In a list the first field stands behind the hyphen.
        if index > 0 || !out.ends_with("- ") {
            let _ = write!(out, "{:indent$}", "");
        }
        let _ = write!(out, "{}:", scalar(name));
        field(out, value, indent);
    }
}

/// What stands behind `name:`.
fn field(out: &mut String, value: &Value, indent: usize) {
    match value {
        Value::Table(table) if !table.is_empty() => {
            out.push('\n');
            map(out, table, indent + 2);
        }
        Value::Array(values) if !values.is_empty() && values.iter().all(is_map) => {
            out.push('\n');
            for value in values {
                let _ = write!(out, "{:indent$}  - ", "");
                if let Value::Table(table) = value {
                    map(out, table, indent + 4);
                }
            }
        }
        _ => {
            out.push(' ');
            flow(out, value);
            out.push('\n');
        }
    }
}

fn is_map(value: &Value) -> bool {
    value.as_table().is_some_and(|table| !table.is_empty())
}

/// A value on one line.
fn flow(out: &mut String, value: &Value) {
    let between = |out: &mut String, index: usize| out.push_str(if index > 0 { ", " } else { "" });
    match value {
        Value::String(text) => out.push_str(&scalar(text)),
        Value::Integer(_) | Value::Boolean(_) => {
            let _ = write!(out, "{value}");
        }
        Value::Float(number) if number.is_nan() => out.push_str(".nan"),
        Value::Float(number) if number.is_infinite() => {
            out.push_str(if *number > 0.0 { ".inf" } else { "-.inf" });
        }
        Value::Float(number) => {
            let _ = write!(out, "{number:?}");
        }
        Value::Datetime(date) => {
            let _ = write!(out, "\"{date}\"");
        }
        Value::Array(values) => {
            out.push('[');
            for (index, value) in values.iter().enumerate() {
                between(out, index);
                flow(out, value);
            }
            out.push(']');
        }
        Value::Table(table) => {
            out.push('{');
            for (index, (name, value)) in table.iter().enumerate() {
                between(out, index);
                let _ = write!(out, "{}: ", scalar(name));
                flow(out, value);
            }
            out.push('}');
        }
    }
}

/// A text without quotes where every reader of YAML would see a text, else in double ones.
fn scalar(text: &str) -> Cow<'_, str> {
    // Older readers take these for true and false.
    let is_switch =
        |text: &str| ["yes", "no", "on", "off", "y", "n"].contains(&text.to_ascii_lowercase().as_str());
    let is_plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'_' | b'-'))
        && !text.ends_with(' ')
        && yaml::means_text(text)
        && !is_switch(text);
    if is_plain {
        return Cow::Borrowed(text);
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            ' '..='~' => out.push(c),
            _ if !c.is_ascii() && shown(c.encode_utf8(&mut [0; 4])).starts_with(c) => out.push(c),
            _ if (c as u32) < 0x1_0000 => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            _ => {
                let _ = write!(out, "\\U{:08X}", c as u32);
            }
        }
    }
    out.push('"');
    Cow::Owned(out)
}

/// Gives out names of files, each once, whatever the file system does with capitals.
#[derive(Default)]
struct Names {
    given: HashSet<String>,
    last: HashMap<String, u64>,
}

impl Names {
    /// `1994-01-10-talks.md`: the date first, so that a listing is a timeline.
    fn take(&mut self, date: &str, key: &str) -> String {
        let is_day = |b: u8| b.is_ascii_digit() || b == b'-';
        let date: String = date.bytes().take_while(|&b| is_day(b)).map(char::from).collect();
        let date =
            Some(date).filter(|date| date.starts_with(|c: char| c.is_ascii_digit()) && date.len() >= 4);
        let short: String = key.chars().take(4 * LONGEST).collect();
        let mut base = String::new();
        for word in deunicode::deunicode(&short).split(|c: char| !c.is_ascii_alphanumeric()) {
            let gap = usize::from(!base.is_empty());
            let room = LONGEST.saturating_sub(base.len() + gap);
            if word.is_empty() || room == 0 {
                continue;
            }
            base.push_str(if gap > 0 { "-" } else { "" });
            base.push_str(&word.to_ascii_lowercase()[..word.len().min(room)]);
        }
        if base.is_empty() {
            base.push_str("event");
        }
        if let Some(date) = date.filter(|date| !base.starts_with(date.trim_end_matches('-'))) {
            base = format!("{}-{base}", date.trim_end_matches('-'));
        }
        if DEVICES.contains(&base.trim_end_matches(|c: char| c.is_ascii_digit())) {
            base.push_str("-event");
        }
        let mut name = base.clone();
        while !self.given.insert(name.clone()) {
            let last = self.last.entry(base.clone()).or_insert(1);
            *last += 1;
            name = format!("{base}-{last}");
        }
        format!("{name}.md")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_safe_and_each_is_there_once() {
        let mut names = Names::default();
        let rows = [
            ("1994-01-10/1994-01-11", "talks", "1994-01-10-talks.md"),
            ("1994-01-10", "Talks", "1994-01-10-talks-2.md"),
            ("1994-01", "1994-01-talks", "1994-01-talks.md"),
            ("-0043", "../../etc/passwd", "etc-passwd.md"),
            ("", "con", "con-event.md"),
            ("", "COM1", "com1-event.md"),
            ("", "\u{1b}/\0", "event.md"),
            ("", "", "event-2.md"),
            ("198X", "Élysée", "elysee.md"),
            ("", "_timeline", "timeline.md"),
        ];
        for (date, key, wanted) in rows {
            assert_eq!(names.take(date, key), wanted);
        }
        assert!(names.take("", &"x".repeat(1000)).len() < 100);
    }

    #[test]
    fn scalars_are_quoted_where_a_reader_could_mistake_them() {
        let rows = [
            ("Talks in Brussels", "Talks in Brussels"),
            ("1994", "\"1994\""),
            ("no", "\"no\""),
            ("null", "\"null\""),
            ("a: b", "\"a: b\""),
            ("", "\"\""),
            ("tab\there \u{1b}\u{202e}\u{e0041}\"\\", "\"tab\\there \\u001B\\u202E\\U000E0041\\\"\\\\\""),
        ];
        for (text, wanted) in rows {
            assert_eq!(scalar(text), wanted);
        }
    }
}
