//! Front matter under the names of the native format.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::formats::node::{Field, Kind, Node, Table};
use crate::formats::records::{Records, add};
use crate::formats::walk::EVENT;
use crate::formats::yaml;
use crate::issue::{Issue, Spot, did_you_mean, nearest};
use crate::model::{Status, Word};
use crate::text::line;

/// Names that are read, besides those of the native format; nothing else may have them but under `extra`.
pub(super) const OURS: &[&str] =
    &["id", "location", "names", "sources", "extra", "annals", "body", RANK, THEIR_STATUS];

/// Where a status is kept that is none of ours.
pub(super) const THEIR_STATUS: &str = "status of the file";

/// Where the number is kept that an importance was made of.
pub(super) const RANK: &str = "importance 1-10";

/// The fields of the front matter, or `None` where it is no map.
pub(super) fn fields(text: &str, at: usize, issues: &mut Vec<Issue>) -> Option<Table<'static>> {
    match yaml::read(text, |offset| Spot::at(at + offset), &mut yaml::budget(text), issues)?.kind {
        Kind::Table(table) => Some(table),
        _ => None,
    }
}

/// What one file says.
pub(super) fn records(
    mut table: Table<'static>,
    body: (&str, usize),
    issues: &mut Vec<Issue>,
) -> Records<'static> {
    let is_timeline = matches!(
        table.get_mut("annals").map(|field| &field.value.kind),
        Some(Kind::Text(what)) if what == "timeline"
    );
    let text = body.0.trim().replace("\r\n", "\n");
    let body_at = Spot::at(body.1 + (body.0.len() - body.0.trim_start().len()));
    let body = (!text.is_empty()).then(|| Node::new(Kind::Text(text.into()), body_at));
    let mut reader = Reader { records: Records::default(), named: HashSet::new(), issues };
    if is_timeline {
        reader.timeline(table, body);
    } else {
        reader.event(table, body);
    }
    reader.records
}

struct Reader<'i> {
    records: Records<'static>,
    /// Titles of the sources so far.
    named: HashSet<String>,
    issues: &'i mut Vec<Issue>,
}

impl Reader<'_> {
    fn timeline(&mut self, table: Table<'static>, body: Option<Node<'static>>) {
        let mut out = Table::default();
        let (fields, again) = table.into_parts();
        let again = again.into_iter();
        for (name, mut field) in fields.into_iter().chain(again) {
            match name.as_ref() {
                "annals" => {}
                "sources" | "actors" => {
                    let is_source = name == "sources";
                    for node in elements(field.value) {
                        let spot = node.spot;
                        match node.kind {
                            Kind::Table(table) if is_source => self.records.source(table, spot),
                            Kind::Table(table) => self.records.actor(table, spot),
                            _ => {
                                let what = format!("`{name}` holds maps, not {}", node.what());
                                self.issues.push(Issue::error(
                                    spot,
                                    what,
                                    "write `- key: ..`; this one is left out",
                                ));
                            }
                        }
                    }
                }
                "rest" => {
                    if let Kind::Table(rest) = field.value.kind {
                        self.records.rest(rest);
                    }
                }
                "extra" => flatten(&mut out, field),
                "title" | "description" | "language" => {
                    plain_text(&mut field.value);
                    out.add(name, field);
                }
                _ => out.add(name, field),
            }
        }
        if let Some(body) = body.filter(|_| !out.has("description")) {
            add(&mut out, "description", body.kind, body.spot);
        }
        self.records.timeline(out);
    }

    fn event(&mut self, table: Table<'static>, body: Option<Node<'static>>) {
        let mut out = Table::default();
        let has_quotes = table.has("quotes");
        let has_key = table.has("key");
        let mut quotes = Vec::new();
        let spot = Spot::at(0);
        let (fields, again) = table.into_parts();
        for (name, mut field) in fields.into_iter().chain(again) {
            match name.as_ref() {
                "id" if !has_key => rename(&mut out, "key", field),
                "location" if !out.has("place") => rename(&mut out, "place", field),
                "title" | "key" | "place" | "summary" => {
                    plain_text(&mut field.value);
                    out.add(name, field);
                }
                "importance" => importance(&mut out, field),
                "status" => self.status(&mut out, field),
                "tags" => {
                    self.several(&name, &mut field.value, &[';', ',']);
                    field.value = list_of(field.value);
                    out.add(name, field);
                }
                "actors" => {
                    // Names have commas in them.
                    self.several(&name, &mut field.value, &[';']);
                    field.value = list_of(field.value);
                    self.actors(&mut field.value);
                    out.add(name, field);
                }
                "sources" => {
                    for node in elements(field.value) {
                        quotes.extend(self.source(node));
                    }
                }
                "extra" => flatten(&mut out, field),
                "names" => self.names(&mut out, field),
                _ => {
                    self.hint(&name, &field);
                    out.add(name, field);
                }
            }
        }
        if !has_quotes && !quotes.is_empty() {
            add(&mut out, "quotes", Kind::List(quotes), spot);
        }
        if let Some(body) = body {
            let name = if out.has("summary") { "body" } else { "summary" };
            add(&mut out, name, body.kind, body.spot);
        }
        self.records.event(out, spot, None);
    }

    /// One text that names several things is a list of them, and that is told.
    fn several(&mut self, name: &str, node: &mut Node<'static>, marks: &[char]) {
        let Kind::Text(text) = &node.kind else { return };
        let parts: Vec<String> = text.split(marks).map(|part| part.trim().to_owned()).collect();
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if parts.len() < 2 {
            return;
        }
        let what = format!("{name}: one text, read as {}", parts.len());
        let help = format!("write a list: {name}: [{}]", line(&parts.join(", ")));
        self.issues.push(Issue::note(node.spot, what, help));
        let spot = node.spot;
        let nodes = parts.into_iter().map(|part| Node::new(Kind::Text(part.into()), spot));
        node.kind = Kind::List(nodes.collect());
    }

    /// How the actors of an event are called, by their keys.
    fn names(&mut self, out: &mut Table<'static>, field: Field<'static>) {
        let Kind::Table(table) = field.value.kind else { return out.add("names".into(), field) };
        let (fields, again) = table.into_parts();
        for (key, field) in fields.into_iter().chain(again) {
            self.name(key, field);
        }
    }

    /// Declares an actor by key and name.
    fn name(&mut self, key: Cow<'static, str>, field: Field<'static>) {
        if self.named.insert(format!("actor {key}")) {
            let mut actor = Table::default();
            let spot = field.name_spot;
            add(&mut actor, "key", Kind::Text(key), spot);
            rename(&mut actor, "name", field);
            self.records.actor(actor, spot);
        }
    }

    /// A field that annals does not know, but may.
    fn hint(&mut self, name: &str, field: &Field) {
        let known = EVENT.contains(&name) || OURS.contains(&name);
        if let Some(meant) = nearest(name, EVENT.iter().copied()).filter(|_| !known) {
            let what = format!("unknown field `{}`", line(name));
            let help = format!("{} It is kept as it is", did_you_mean(Some(meant)));
            self.issues.push(Issue::note(field.name_spot, what, help));
        }
    }

    /// Other people's words say how sure they are, not whether it happened.
    fn status(&mut self, out: &mut Table<'static>, field: Field<'static>) {
        match &field.value.kind {
            Kind::Text(word) if !word.is_empty() && Status::from_word(word).is_none() => {
                let words: Vec<&str> = Status::ALL.iter().map(|word| word.word()).collect();
                let what = format!("`status` is `{}`, which says nothing to annals", line(word));
                let help = format!("it is kept as `{THEIR_STATUS}`; ours are {}", words.join(", "));
                self.issues.push(Issue::note(field.value.spot, what, help));
                out.add(THEIR_STATUS.into(), field);
            }
            _ => out.add("status".into(), field),
        }
    }

    /// Actors by name, by key, or by both: then the file says how the actor of that key is called.
    fn actors(&mut self, list: &mut Node<'static>) {
        let Kind::List(nodes) = &mut list.kind else { return };
        for node in nodes {
            let Kind::Table(table) = &mut node.kind else { continue };
            let (fields, again) = std::mem::take(table).into_parts();
            let has_key = fields.contains_key("actor");
            let mut key = None;
            let mut name_of = None;
            for (name, mut field) in fields.into_iter().chain(again) {
                match name.as_ref() {
                    "name" if !has_key => rename(table, "actor", field),
                    "name" => name_of = Some(field),
                    "actor" | "role" => {
                        plain_text(&mut field.value);
                        if let (Kind::Text(text), "actor") = (&field.value.kind, name.as_ref()) {
                            key = Some(text.clone());
                        }
                        table.add(name, field);
                    }
                    _ => table.add(name, field),
                }
            }
            if let (Some(key), Some(field)) = (key, name_of) {
                self.name(key, field);
            }
        }
    }

    /// Declares a source, and quotes it without words.
    fn source(&mut self, mut node: Node<'static>) -> Option<Node<'static>> {
        let spot = node.spot;
        plain_text(&mut node);
        let mut out = Table::default();
        match node.kind {
            Kind::Text(text) if !text.trim().is_empty() => {
                add(&mut out, "title", Kind::Text(text.clone()), spot);
                if text.contains("://") {
                    add(&mut out, "url", Kind::Text(text), spot);
                }
            }
            Kind::Table(table) => {
                let (fields, again) = table.into_parts();
                // One with a key is our own, and calls everything as the native format does.
                let is_own = fields.contains_key("key");
                let missing = |name: &str| !is_own && !fields.contains_key(name);
                let (no_title, no_publisher, no_published, no_url) =
                    (missing("title"), missing("publisher"), missing("published"), missing("url"));
                for (name, field) in fields.into_iter().chain(again) {
                    let native = match name.as_ref() {
                        "name" if no_title => "title",
                        "outlet" if no_publisher => "publisher",
                        "date" if no_published => "published",
                        "link" if no_url => "url",
                        _ => {
                            out.add(name, field);
                            continue;
                        }
                    };
                    if native == "published" {
                        out.add(native.into(), field);
                    } else {
                        rename(&mut out, native, field);
                    }
                }
            }
            Kind::Null => return None,
            _ => {
                let help = "write an address, or `- title: ..`; this one is left out";
                self.issues.push(Issue::error(spot, format!("a source cannot be {}", node.what()), help));
                return None;
            }
        }
        let mut text_of = |name: &str| match out.get_mut(name).map(|field| &field.value.kind) {
            Some(Kind::Text(text)) if !text.trim().is_empty() => Some(text.clone()),
            _ => None,
        };
        let url = text_of("url");
        let title = text_of("title");
        let said = title.clone().or(url.clone()).or(text_of("publisher"))?;
        let key = text_of("key");
        if title.is_none() && key.is_none() {
            add(&mut out, "title", Kind::Text(said.clone()), spot);
        }
        // Two with the same title are told apart by their addresses.
        let is_new = self.named.insert(format!("source {said}"));
        let key = match (key, url) {
            (None, Some(url)) if !is_new => {
                add(&mut out, "key", Kind::Text(url.clone()), spot);
                Some(url)
            }
            (key, _) => key,
        };
        self.records.source(out, spot);
        let mut quote = Table::default();
        add(&mut quote, "source", Kind::Text(key.unwrap_or(said)), spot);
        Some(Node::new(Kind::Table(quote), spot))
    }
}

/// A word of ours, or a number from 1 to 10.
fn importance(out: &mut Table<'static>, field: Field<'static>) {
    let rank = match &field.value.kind {
        Kind::Number(number) => number.parse().ok().and_then(importance_of),
        _ => None,
    };
    let Some(word) = rank else { return out.add("importance".into(), field) };
    add(out, "importance", Kind::Text(word.into()), field.value.spot);
    out.add(RANK.into(), field);
}

/// What a number from 1 to 10 says.
pub(super) fn importance_of(rank: i64) -> Option<&'static str> {
    match rank {
        8..=10 => Some("core"),
        4..=7 => Some("secondary"),
        1..=3 => Some("marginal"),
        _ => None,
    }
}

/// Adds a field of text under another name.
fn rename(out: &mut Table<'static>, name: &'static str, mut field: Field<'static>) {
    plain_text(&mut field.value);
    out.add(name.into(), field);
}

/// In YAML a title such as 1984 is a number; here it is text.
fn plain_text(node: &mut Node<'static>) {
    let text = match &mut node.kind {
        Kind::Number(number) => std::mem::take(number),
        Kind::Bool(value) => Cow::Owned(value.to_string()),
        _ => return,
    };
    node.kind = Kind::Text(text);
}

/// The elements of a list; anything else is the only one.
fn elements(node: Node<'static>) -> Vec<Node<'static>> {
    match node.kind {
        Kind::List(nodes) => nodes,
        Kind::Null => Vec::new(),
        _ => vec![node],
    }
}

/// A list of texts, or of maps.
fn list_of(node: Node<'static>) -> Node<'static> {
    let spot = node.spot;
    let mut nodes = elements(node);
    nodes.iter_mut().for_each(plain_text);
    Node::new(if nodes.is_empty() { Kind::Null } else { Kind::List(nodes) }, spot)
}

/// Fields that stand under `extra`, because something else has their names.
fn flatten(out: &mut Table<'static>, field: Field<'static>) {
    match field.value.kind {
        Kind::Table(table) => {
            let (fields, again) = table.into_parts();
            for (name, field) in fields.into_iter().chain(again) {
                // A mark keeps them from being read as what they are called.
                out.add(format!("{MARK}{name}").into(), field);
            }
        }
        _ => out.add("extra".into(), field),
    }
}

/// Stands before the name of a field that was under `extra`.
const MARK: char = '\u{0}';

/// Takes the marks off again.
pub(super) fn unmark(extra: &mut crate::model::Extra) {
    let Some(extra) = extra else { return };
    if extra.keys().all(|name| !name.starts_with(MARK)) {
        return;
    }
    let all = std::mem::take(&mut **extra);
    for (name, value) in all {
        let name = name.strip_prefix(MARK).map_or(name.clone(), str::to_owned);
        extra.insert(name, value);
    }
}
