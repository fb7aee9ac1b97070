//! Writes the JSON: slides that TimelineJS shows, and side fields that make them whole.
//!
//! Every slide is read back before it is written: an extra field that would be taken for something else
//! under its own name goes to `x_extra`, and what is still not the same is a loss.

use std::io;

use ::toml::{Table, Value};

use super::super::node::{Field, Kind, Node, Table as Nodes};
use super::super::{Losses, fields, json, walk};
use super::back::{self, Called};
use super::slide::{self, Sources, says_more};
use super::{html, quotes, read, shown};
use crate::issue::{Lines, Spot};
use crate::model::draft::Draft;
use crate::model::{Event, Meta, Timeline};
use crate::text::{Text, TextRef};

const CALLED: Called = Called { actor: |actor| &actor.key, source: |source| &source.key };

/// Fields that are taken to be about the text or the date, and go aside with it.
pub(super) const TIED: [&str; 6] = ["text", "media", "start_date", "end_date", "display_date", "location"];

pub(super) fn write(timeline: &Timeline, out: &mut dyn io::Write, losses: &mut Losses) -> io::Result<()> {
    losses.odd_as_text(timeline);
    let mut cosmological = false;
    let mut media = Sources::default();
    let mut eras = Vec::new();
    out.write_all(b"{")?;
    if let Some(title) = title(timeline.meta(), losses) {
        out.write_all(b"\n  \"title\": ")?;
        out.write_all(pretty(&Value::Table(title), 1).as_bytes())?;
        out.write_all(b",")?;
    }
    out.write_all(b"\n  \"events\": [")?;
    let mut gap = "\n    ";
    for event in timeline.in_file_order() {
        let (table, done) = slide(timeline, &event, losses);
        cosmological |= done.cosmological;
        media.add(done.source);
        if is_era(&event) {
            eras.push(Value::Table(table));
            continue;
        }
        out.write_all(gap.as_bytes())?;
        out.write_all(pretty(&Value::Table(table), 2).as_bytes())?;
        gap = ",\n    ";
    }
    out.write_all(if gap.starts_with(',') { b"\n  ]" } else { b"]" })?;
    let mut more = Table::new();
    if !eras.is_empty() {
        more.insert("eras".into(), Value::Array(eras));
    }
    root(timeline, cosmological, media, &mut more, losses);
    for (name, value) in more {
        let name = pretty(&Value::String(name), 0);
        write!(out, ",\n  {name}: {}", pretty(&value, 1))?;
    }
    out.write_all(b"\n}\n")
}

pub(super) fn is_era(event: &Event) -> bool {
    event.extra.get().is_some_and(|extra| extra.get("type").and_then(Value::as_str) == Some("era"))
}

/// JSON in lines, all but the first of them set in.
fn pretty(value: &Value, deep: usize) -> String {
    let text = serde_json::to_string_pretty(&json::Json(value)).unwrap_or_default();
    json::harmless(&text).replace('\n', &format!("\n{}", "  ".repeat(deep)))
}

/// What stands beside the slides.
fn root(timeline: &Timeline, cosmological: bool, media: Sources, out: &mut Table, losses: &mut Losses) {
    let draft = Draft { sources: media.all, foreign: true, ..Draft::default() };
    let derived = draft.build().0;
    if derived.sources() != timeline.sources() {
        let records = timeline.sources().iter().map(|source| Value::Table(fields::source(source)));
        out.insert("x_sources".into(), Value::Array(records.collect()));
    }
    if !timeline.actors().is_empty() {
        let records = timeline.actors().iter().map(|actor| Value::Table(fields::actor(actor)));
        out.insert("x_actors".into(), Value::Array(records.collect()));
    }
    // A key of nothing but blanks is not taken for a key again.
    for source in timeline.sources().iter().filter(|source| source.key.is_blank()) {
        losses.lose("sources.key", &source.key);
    }
    for actor in timeline.actors().iter().filter(|actor| actor.key.is_blank()) {
        losses.lose("actors.key", &actor.key);
    }
    let mut kept = Table::new();
    let scale = super::scale(cosmological);
    let mut own = Value::String(scale.to_owned());
    for (name, value) in timeline.meta().rest.iter().flat_map(|rest| rest.iter()) {
        let taken = ["events", "eras", "title", "x_sources", "x_actors", "x_extra"].contains(&name.as_str());
        if name == "scale" && value.as_str().is_some_and(|value| value != scale) {
            own = value.clone();
        } else if taken || name == "scale" {
            kept.insert(name.clone(), value.clone());
        } else {
            out.insert(name.clone(), value.clone());
        }
    }
    out.insert("scale".into(), own);
    if !kept.is_empty() {
        out.insert("x_extra".into(), Value::Table(kept));
    }
}

/// The title slide.
fn title(meta: &Meta, losses: &mut Losses) -> Option<Table> {
    let same = |table: &Table| same_meta(&read::title(nodes(table)), meta);
    let mut table = title_table(meta, &[]);
    if !same(&table) {
        let names: Vec<&str> = meta.extra.iter().flat_map(|extra| extra.keys()).map(String::as_str).collect();
        table = title_table(meta, &names);
        if !same(&table) {
            losses.lose("timeline", "");
        }
    }
    (!table.is_empty()).then_some(table)
}

/// Whether a title slide says all of it again.
pub(super) fn same_meta(back: &Meta, meta: &Meta) -> bool {
    back.title == meta.title
        && back.description == meta.description
        && back.language == meta.language
        && back::same_extra(&back.extra, &meta.extra)
}

/// A title slide, with the extra fields named in `aside` set apart.
pub(super) fn title_table(meta: &Meta, aside: &[&str]) -> Table {
    let mut out = Table::new();
    let mut kept = Table::new();
    let raw = meta.extra.as_ref().filter(|_| !aside.contains(&"text")).and_then(|extra| extra.get("text"));
    let mut words = Table::new();
    for (name, text) in [("headline", meta.title.as_ref()), ("text", meta.description.as_ref())] {
        if let Some(html) = html_of(text.map(Text::raw), raw, name) {
            words.insert(name.into(), Value::String(html));
        }
    }
    if !words.is_empty() {
        out.insert("text".into(), Value::Table(words));
    }
    for (name, value) in meta.extra.iter().flat_map(|extra| extra.iter()) {
        if aside.contains(&name.as_str()) {
            kept.insert(name.clone(), value.clone());
        } else if name == "text" {
            merge(&mut out, "text", rest_of_text(value));
        } else {
            out.insert(name.clone(), value.clone());
        }
    }
    if let Some(language) = &meta.language {
        out.insert("x_language".into(), Value::String(language.raw().to_owned()));
    }
    if !kept.is_empty() {
        out.insert("x_extra".into(), Value::Table(kept));
    }
    out
}

/// The HTML of a text: as it was found, where it still says the same.
fn html_of(text: Option<&str>, raw: Option<&Value>, name: &str) -> Option<String> {
    let text = text.unwrap_or_default();
    let raw = raw.and_then(|raw| raw.get(name)).and_then(Value::as_str);
    let raw = raw.filter(|raw| html::plain(raw) == text && says_more(raw, text));
    raw.map(str::to_owned).or_else(|| (!text.is_empty()).then(|| html::escape(text)))
}

/// What else was in a table of texts.
fn rest_of_text(raw: &Value) -> Table {
    let rest = raw.as_table().into_iter().flatten();
    let rest = rest.filter(|(name, _)| !matches!(name.as_str(), "headline" | "text"));
    rest.map(|(name, value)| (name.clone(), value.clone())).collect()
}

fn merge(out: &mut Table, name: &str, more: Table) {
    if more.is_empty() {
        return;
    }
    let entry = out.entry(name).or_insert_with(|| Value::Table(Table::new()));
    if let Value::Table(table) = entry {
        for (name, value) in more {
            table.entry(name).or_insert(value);
        }
    }
}

/// One slide, and what it would be read as.
fn slide(timeline: &Timeline, event: &Event, losses: &mut Losses) -> (Table, slide::Done) {
    let own = event.extra.get();
    let mut aside: Vec<&str> = Vec::new();
    for attempt in 0..3 {
        let table = made(timeline, event, &aside);
        let done = read_back(&table, is_era(event));
        let differences = back::differences(timeline, event, &done.event, CALLED);
        if differences.is_empty() || attempt == 2 {
            for field in differences {
                losses.lose(field, event.key);
            }
            return (table, done);
        }
        let names = own.iter().flat_map(|extra| extra.keys()).map(String::as_str);
        let back = done.event.extra.as_ref();
        let differs = |name: &&str| {
            let [own, back] = [own.as_ref(), back].map(|extra| extra.and_then(|extra| extra.get(*name)));
            own != back
        };
        let is_tied = |name: &&str| differences.iter().any(|field| *field != "extra") && TIED.contains(name);
        aside = names.filter(|name| attempt == 1 || differs(name) || is_tied(name)).collect();
    }
    Default::default()
}

/// A slide, with the extra fields named in `aside` set apart.
pub(super) fn made(timeline: &Timeline, event: &Event, aside: &[&str]) -> Table {
    let mut out = Table::new();
    let own = event.extra.get();
    let extra = |name: &str| {
        let extra = own.as_ref().filter(|_| !aside.contains(&name))?;
        extra.get(name)
    };
    let said = extra("display_date").and_then(Value::as_str);
    if let Some(date) = event.date.as_ref() {
        let shown = shown::of(date);
        for (name, side) in [("start_date", shown.start), ("end_date", shown.end)] {
            if !side.is_empty() {
                out.insert(name.into(), Value::Table(side));
            }
        }
        if !shown.exact {
            let human = said.map_or_else(|| date.human(), str::to_owned);
            out.insert("display_date".into(), Value::String(human));
            out.insert("x_edtf".into(), Value::String(date.edtf().to_owned()));
            if let Some(written) = date.original() {
                out.insert("x_written".into(), Value::String(written.raw().to_owned()));
            }
        }
    }
    let mut words = Table::new();
    if let Some(html) = html_of(Some(event.title.raw()), extra("text"), "headline") {
        words.insert("headline".into(), Value::String(html));
    }
    // Words of an embedded medium are no text of their own.
    let embedded = extra("media").and_then(slide::embedded);
    let summary = event.summary.map(TextRef::raw).filter(|summary| embedded.as_deref() != Some(*summary));
    let text = html_of(summary, extra("text"), "text").unwrap_or_default() + &quotes::write(timeline, event);
    if !text.is_empty() {
        words.insert("text".into(), Value::String(text));
    }
    if !words.is_empty() {
        out.insert("text".into(), Value::Table(words));
    }
    let mut tags = event.tags.iter();
    if let Some(group) = tags.next() {
        out.insert("group".into(), Value::String(group.raw().to_owned()));
    }
    if tags.next().is_some() {
        let tags = event.tags.iter().map(|tag| Value::String(tag.raw().to_owned()));
        out.insert("x_tags".into(), Value::Array(tags.collect()));
    }
    out.insert("unique_id".into(), Value::String(event.key.raw().to_owned()));
    let mut native = fields::event(timeline, event);
    for (side, name) in read::NATIVE {
        let known = name == "place" && named_by_location(extra("location"), event);
        if let Some(value) = native.remove(name).filter(|_| !known) {
            out.insert(side.into(), value);
        }
    }
    let mut kept = Table::new();
    for (name, value) in own.iter().flat_map(|extra| extra.iter()) {
        if aside.contains(&name.as_str()) {
            kept.insert(name.clone(), value.clone());
            continue;
        }
        match (name.as_str(), value) {
            ("type", value) if value.as_str() == Some("era") => {}
            ("text", value) => merge(&mut out, "text", rest_of_text(value)),
            ("start_date" | "end_date", Value::Table(rest)) => merge(&mut out, name, rest.clone()),
            (known, _) if read::NATIVE.iter().any(|(_, native)| *native == known) => {}
            _ => {
                out.entry(name.clone()).or_insert_with(|| value.clone());
            }
        }
    }
    if !kept.is_empty() {
        out.insert("x_extra".into(), Value::Table(kept));
    }
    out
}

/// Whether the place is the one that a `location` names.
fn named_by_location(location: Option<&Value>, event: &Event) -> bool {
    let name = location.and_then(|location| location.get("name")).and_then(Value::as_str);
    name.is_some() && name == event.place.map(TextRef::raw)
}

fn read_back(table: &Table, is_era: bool) -> slide::Done {
    let Kind::Table(table) = node(&Value::Table(table.clone())).kind else { return slide::Done::default() };
    let (mut slide, native) = read::slide(table, Spot::NONE, &mut Vec::new());
    slide.is_era = is_era;
    let mut root = Nodes::default();
    root.add("events".into(), field(Kind::List(vec![Node::new(Kind::Table(native), Spot::NONE)])));
    let (draft, _) = walk::draft(root, &Lines::of(""));
    if let Some(event) = draft.events.into_iter().next() {
        slide.event = slide::joined(std::mem::take(&mut slide.event), event);
    }
    back::read(slide)
}

fn field(kind: Kind<'_>) -> Field<'_> {
    Field { name_spot: Spot::NONE, value: Node::new(kind, Spot::NONE) }
}

pub(super) fn nodes(table: &Table) -> Nodes<'static> {
    let mut out = Nodes::default();
    for (name, value) in table {
        out.add(name.clone().into(), Field { name_spot: Spot::NONE, value: node(value) });
    }
    out
}

/// A value as a JSON file would have it.
fn node(value: &Value) -> Node<'static> {
    let kind = match value {
        Value::String(text) => Kind::Text(text.clone().into()),
        Value::Integer(number) => Kind::Number(number.to_string().into()),
        Value::Float(number) if number.is_finite() => {
            Kind::Number(serde_json::to_string(number).unwrap_or_default().into())
        }
        Value::Float(number) => Kind::Text(number.to_string().into()),
        Value::Boolean(value) => Kind::Bool(*value),
        Value::Datetime(date) => Kind::Text(date.to_string().into()),
        Value::Array(values) => Kind::List(values.iter().map(node).collect()),
        Value::Table(table) => Kind::Table(nodes(table)),
    };
    Node::new(kind, Spot::NONE)
}
