//! The JSON of TimelineJS: its root, its slides, and where each part of them stands.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use ::toml::{Table as Values, Value};

use super::super::node::{Field, Kind, Node, Odd, Table};
use super::super::{Input, Reading, json, walk};
use super::slide::{self, Side, Slide, Sources};
use super::{html, old};
use crate::issue::{Issue, Lines, Spot};
use crate::model::draft::At;
use crate::model::{Extra, Meta};
use crate::text::{Text, line};

/// The side fields of a slide that are fields of a native event.
pub(super) const NATIVE: [(&str, &str); 6] = [
    ("x_status", "status"),
    ("x_importance", "importance"),
    ("x_place", "place"),
    ("x_actors", "actors"),
    ("x_quotes", "quotes"),
    ("x_caveats", "caveats"),
];

/// Reads a file.
pub(super) fn read(input: Input<'_>) -> Result<Reading, Box<Issue>> {
    let mut reading = Reading::foreign();
    let text = old::unwrapped(input.text);
    let Kind::Table(mut root) = json::node_of(&text)?.kind else { return Err(no_timeline()) };
    if old::is_old(&mut root) {
        root = old::converted(root);
        reading.tell("this is the form of TimelineJS 1 and 2, read as that of TimelineJS 3");
    }
    if !["events", "title", "eras"].iter().any(|name| root.has(name)) {
        return Err(no_timeline());
    }
    let lines = Lines::of(&text);
    let mut file =
        File { text: &text, lines: &lines, issues: Vec::new(), refused: Vec::new(), slides: Vec::new() };
    let mut native = Table::default();
    let mut rest = Values::new();
    let mut scale = None;
    let mut given = false;
    let mut natives = Vec::new();
    for (name, field) in fields(root, &mut file.issues) {
        match (name.as_ref(), field.value.kind) {
            ("title", Kind::Table(slide)) => *reading.meta() = title_of(slide, &mut file.issues),
            ("events", Kind::List(events)) => file.slides(events, false, &mut natives),
            ("eras", Kind::List(eras)) => file.slides(eras, true, &mut natives),
            ("scale", Kind::Text(word)) => scale = Some(word.into_owned()),
            ("x_extra", Kind::Table(kept)) => {
                rest.extend(table(kept, &mut file.issues));
            }
            (own @ ("x_sources" | "x_actors"), Kind::List(records)) => {
                given |= own == "x_sources";
                if !records.is_empty() {
                    let name_spot = field.name_spot;
                    let value = Node::new(Kind::List(records), field.value.spot);
                    native.add(own[2..].to_owned().into(), Field { name_spot, value });
                }
            }
            (known, kind) => {
                let node = Node::new(kind, field.value.spot);
                let wanted = if known == "title" { "a slide" } else { "a list of slides" };
                if matches!(known, "events" | "eras" | "title") {
                    let what = format!("`{known}` must be {wanted}, not {}", node.what());
                    file.issues.push(Issue::error(node.spot, what, "it is kept as it is, and not shown"));
                }
                rest.extend(value(node, &mut file.issues).map(|value| (name.into_owned(), value)));
            }
        }
    }
    let spot = Spot::NONE;
    native.add("events".into(), Field { name_spot: spot, value: Node::new(Kind::List(natives), spot) });
    let (draft, issues) = walk::draft(native, &lines);
    file.issues.extend(issues.into_iter().filter(|issue| issue.what.raw() != "`events` is empty"));
    let zero = input.options.years();
    let (mut before_our_era, mut cosmological) = (false, false);
    let mut media = Sources::default();
    for (event, mut slide) in draft.events.into_iter().zip(std::mem::take(&mut file.slides)) {
        slide.event = slide::joined(slide.event, event);
        let done = slide.done(zero, &mut file.issues);
        before_our_era |= done.before_our_era;
        cosmological |= done.cosmological;
        reading.event(done.event);
        media.add(done.source);
    }
    for actor in draft.actors {
        reading.actor(actor);
    }
    for source in if given { draft.sources } else { media.all } {
        reading.source(source);
    }
    if let Some(scale) = scale.filter(|scale| scale != super::scale(cosmological)) {
        rest.insert("scale".into(), Value::String(scale));
    }
    reading.meta().rest = extra(rest);
    if before_our_era {
        reading.tell(slide::told(zero));
    }
    for (range, issue) in file.refused {
        reading.refuse(range, issue);
    }
    for issue in file.issues {
        reading.issue(issue);
    }
    Ok(reading)
}

#[expect(clippy::unnecessary_box_returns, reason = "readers refuse with a box")]
fn no_timeline() -> Box<Issue> {
    let help = "it needs \"events\", a list of slides";
    Box::new(Issue::error(Spot::at(0), "this JSON is not a TimelineJS timeline", help))
}

struct File<'t> {
    text: &'t str,
    lines: &'t Lines<'t>,
    issues: Vec<Issue>,
    refused: Vec<(Range<usize>, Issue)>,
    slides: Vec<Slide>,
}

impl File<'_> {
    /// Reads slides; what of them is native goes to `natives`.
    fn slides<'a>(&mut self, nodes: Vec<Node<'a>>, is_era: bool, natives: &mut Vec<Node<'a>>) {
        for node in nodes {
            let spot = node.spot;
            let (what, help) = match node.kind {
                Kind::Table(table) => {
                    let (mut slide, native) = slide(table, spot, &mut self.issues);
                    if !slide.is_empty() || !native.is_empty() {
                        slide.is_era = is_era;
                        slide.event.line = spot.offset().map_or(0, |at| self.lines.line(at));
                        self.slides.push(slide);
                        natives.push(Node::new(Kind::Table(native), spot));
                        continue;
                    }
                    ("nothing is on this slide".to_owned(), "give it a headline and a start_date")
                }
                kind => {
                    let what = format!("a slide cannot be {}", Node::new(kind, spot).what());
                    (what, "write it as a table with start_date and text")
                }
            };
            let start = spot.offset().unwrap_or_default();
            self.refused.push((start..end_of_value(self.text, start), Issue::error(spot, what, help)));
        }
    }
}

/// What a title slide says of the timeline.
pub(super) fn title(title: Table) -> Meta {
    title_of(title, &mut Vec::new())
}

fn title_of(title: Table, issues: &mut Vec<Issue>) -> Meta {
    let mut meta = Meta::default();
    let mut out = Values::new();
    let mut kept = Values::new();
    for (name, field) in fields(title, issues) {
        match (name.as_ref(), field.value.kind) {
            ("text", Kind::Table(texts)) => {
                let mut texts = table(texts, issues);
                for name in ["headline", "text"] {
                    let Some(Value::String(html)) = texts.get(name) else { continue };
                    let plain = html::plain(html).into_owned();
                    if !slide::says_more(html, &plain) {
                        texts.remove(name);
                    }
                    let text = Some(Text::new(plain)).filter(|text| !text.raw().is_empty());
                    *(if name == "text" { &mut meta.description } else { &mut meta.title }) = text;
                }
                if !texts.is_empty() {
                    out.insert("text".into(), Value::Table(texts));
                }
            }
            ("x_language", Kind::Text(text)) => {
                meta.language = Some(Text::new(text)).filter(|text| !text.raw().is_empty());
            }
            ("x_extra", Kind::Table(extra)) => kept = table(extra, issues),
            (_, kind) => {
                let value = value(Node::new(kind, field.value.spot), issues).and_then(cleaned);
                out.extend(value.map(|value| (name.into_owned(), value)));
            }
        }
    }
    out.extend(kept);
    meta.extra = extra(out);
    meta
}

/// One slide; what of it is native comes apart.
pub(super) fn slide<'a>(table: Table<'a>, spot: Spot, issues: &mut Vec<Issue>) -> (Slide, Table<'a>) {
    let mut out = Slide::default();
    out.event.spot = spot;
    let mut native = Table::default();
    for (name, field) in fields(table, issues) {
        let at = field.value.spot;
        match (name.as_ref(), field.value.kind) {
            ("start_date", Kind::Table(date)) => out.start = side(date, at, issues),
            ("end_date", Kind::Table(date)) => out.end = side(date, at, issues),
            ("text", Kind::Table(texts)) => {
                for (name, field) in fields(texts, issues) {
                    let at = field.value.spot;
                    match (name.as_ref(), field.value.kind) {
                        (_, Kind::Text(text)) if text.is_empty() => {}
                        ("headline", Kind::Text(text)) => out.headline = Some(text.into_owned()),
                        ("text", Kind::Text(text)) => out.text = Some(At::new(text.into_owned(), at)),
                        (_, kind) => {
                            let value = value(Node::new(kind, at), issues);
                            out.text_rest.extend(value.map(|value| (name.into_owned(), value)));
                        }
                    }
                }
            }
            ("group", Kind::Text(text)) => out.group = Some(Text::new(text)),
            ("display_date", Kind::Text(text)) => out.display_date = Some(text.into_owned()),
            ("unique_id", Kind::Text(text) | Kind::Number(text)) => {
                out.event.key = Some(At::new(Text::new(text), at)).filter(|key| !key.value.is_blank());
            }
            ("x_edtf", Kind::Text(text)) => out.edtf = Some(At::new(text.into_owned(), at)),
            ("x_written", Kind::Text(text)) => out.written = Some(text.into_owned()),
            ("x_tags", Kind::List(tags)) if tags.iter().all(|tag| matches!(tag.kind, Kind::Text(_))) => {
                for tag in tags {
                    if let Kind::Text(text) = tag.kind {
                        out.tags.push(Text::new(text));
                    }
                }
            }
            ("x_extra", Kind::Table(kept)) => out.kept = self::table(kept, issues),
            (known, kind) => {
                let node = Node::new(kind, at);
                if let Some((_, own)) = NATIVE.iter().find(|(side, _)| *side == known) {
                    native.add((*own).into(), Field { name_spot: field.name_spot, value: node });
                    continue;
                }
                if let Some(wanted) = wanted(known, &node) {
                    let what = format!("`{known}` must be {wanted}, not {}", node.what());
                    issues.push(Issue::error(at, what, "it is kept as it is, and not shown"));
                }
                let value = value(node, issues).and_then(cleaned);
                out.extra.extend(value.map(|value| (name.into_owned(), value)));
            }
        }
    }
    (out, native)
}

/// What a field must be that could not be taken.
fn wanted(name: &str, node: &Node) -> Option<&'static str> {
    match name {
        "start_date" | "end_date" | "text" | "x_extra" => Some("a table"),
        "media" if !matches!(node.kind, Kind::Table(_)) => Some("a table"),
        "group" | "display_date" | "unique_id" | "x_edtf" | "x_written" => Some("text"),
        "x_tags" => Some("a list of texts"),
        _ => None,
    }
}

fn side(date: Table, spot: Spot, issues: &mut Vec<Issue>) -> Side {
    let mut out = Side { spot, ..Side::default() };
    for (name, field) in fields(date, issues) {
        let spot = field.value.spot;
        if let Some(value) = value(field.value, issues) {
            out.spots.push((name.to_string(), spot));
            out.fields.insert(name.into_owned(), value);
        }
    }
    out
}

/// The fields of a table that are not null. One that is there twice is told; the first one counts, and
/// the others get names of their own.
fn fields<'a>(table: Table<'a>, issues: &mut Vec<Issue>) -> Vec<(Cow<'a, str>, Field<'a>)> {
    let (named, again) = table.into_parts();
    let mut counts: HashMap<Cow<'a, str>, u64> = HashMap::new();
    let mut more = Vec::with_capacity(again.len());
    for (name, field) in again {
        let what = format!("`{}` is there twice", line(&name));
        let first = named.get(&name).map_or(Spot::NONE, |field| field.name_spot);
        let help = "take one out; the first one counts";
        issues.push(Issue::error(field.name_spot, what, help).repeating(first));
        let count = counts.entry(name.clone()).or_insert(1);
        let next = loop {
            *count += 1;
            let next = format!("{name}-{count}");
            if !named.contains_key(next.as_str()) {
                break next;
            }
        };
        more.push((Cow::Owned(next), field));
    }
    let mut out: Vec<_> = named.into_iter().collect();
    out.extend(more);
    out.retain(|(_, field)| !matches!(field.value.kind, Kind::Null));
    out
}

fn value(node: Node, issues: &mut Vec<Issue>) -> Option<Value> {
    let mut odd = Odd::default();
    let value = node.into_value(&mut odd);
    if let Some(spot) = odd.too_large {
        let help = "it is kept as text; put it in quotes";
        issues.push(Issue::warning(spot, "this number is too large, or too exact", help));
    }
    for (name, spot) in odd.repeated {
        let what = format!("`{}` is there twice", line(&name));
        issues.push(Issue::error(spot, what, "take one out"));
    }
    value
}

fn table(table: Table, issues: &mut Vec<Issue>) -> Values {
    match value(Node::new(Kind::Table(table), Spot::NONE), issues) {
        Some(Value::Table(table)) => table,
        _ => Values::new(),
    }
}

/// A value without the empty texts that forms leave; nothing where nothing is left.
pub(super) fn cleaned(value: Value) -> Option<Value> {
    match value {
        Value::String(text) if text.is_empty() => None,
        Value::Table(table) => {
            let filled: Values =
                table.into_iter().filter_map(|(name, value)| Some((name, cleaned(value)?))).collect();
            (!filled.is_empty()).then_some(Value::Table(filled))
        }
        value => Some(value),
    }
}

fn extra(table: Values) -> Extra {
    (!table.is_empty()).then(|| Box::new(table))
}

/// Where the value that begins at `start` ends.
fn end_of_value(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (start, 0_usize);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => at = json::end_of_string(bytes, at),
            b'[' | b'{' => depth += 1,
            b']' | b'}' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            b',' | b']' | b'}' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}
