//! Records of other formats under the names of the native one, so that the native walk reads them.
//!
//! A format that has most of the native fields, under whatever names, makes a table of each record and
//! hands it over here: what is wrong with a value is then told in the same words, and kept in the same
//! way. But a field that the native format does not know is that format's own: it is kept, and nothing
//! is said of it.

use std::borrow::Cow;

use ::toml::Value;

use super::node::{Field, Kind, Node, Odd, Repeats, Table};
use super::walk;
use crate::issue::{Issue, Lines, Spot};
use crate::model::draft::At;
use crate::model::{Date, Draft, Extra};
use crate::text::line;

/// Everything of a file, as native records in the making.
#[derive(Default)]
pub(super) struct Records<'a> {
    timeline: Table<'a>,
    rest: Table<'a>,
    sources: Vec<Node<'a>>,
    actors: Vec<Node<'a>>,
    events: Vec<Node<'a>>,
    aside: Aside,
    issues: Vec<Issue>,
}

/// What is put back when the walk is done: fields that it would remark on.
#[derive(Default)]
struct Aside {
    sources: Vec<Extra>,
    actors: Vec<Extra>,
    events: Vec<OfEvent>,
}

#[derive(Default)]
struct OfEvent {
    date: Option<At<Date>>,
    extra: Extra,
    actors: Vec<Extra>,
    quotes: Vec<Extra>,
    caveats: Vec<Extra>,
}

impl<'a> Records<'a> {
    /// What the file says of the timeline: the fields of `[timeline]`.
    pub(super) fn timeline(&mut self, table: Table<'a>) {
        self.timeline = table;
    }

    /// Unknown tables beside those of the format.
    pub(super) fn rest(&mut self, table: Table<'a>) {
        self.rest = table;
    }

    /// Declares a source.
    pub(super) fn source(&mut self, table: Table<'a>, spot: Spot) {
        let (table, extra) = self.split(table, walk::SOURCE);
        self.aside.sources.push(extra);
        self.sources.push(Node::new(Kind::Table(table), spot));
    }

    /// Declares an actor.
    pub(super) fn actor(&mut self, table: Table<'a>, spot: Spot) {
        let (table, extra) = self.split(table, walk::ACTOR);
        self.aside.actors.push(extra);
        self.actors.push(Node::new(Kind::Table(table), spot));
    }

    /// Adds an event. A format that makes its dates itself gives `date`, and none in the table.
    pub(super) fn event(&mut self, table: Table<'a>, spot: Spot, date: Option<At<Date>>) {
        let (mut table, extra) = self.split(table, walk::EVENT);
        let mut aside = OfEvent { date, extra, ..OfEvent::default() };
        aside.actors = self.split_list(&mut table, "actors", walk::PARTICIPANT);
        aside.quotes = self.split_list(&mut table, "quotes", walk::QUOTE);
        aside.caveats = self.split_list(&mut table, "caveats", walk::CAVEAT);
        self.aside.events.push(aside);
        self.events.push(Node::new(Kind::Table(table), spot));
    }

    /// The draft, and what is wrong with it. To name an actor or a source declares it.
    pub(super) fn draft(mut self, lines: &Lines) -> (Draft, Vec<Issue>) {
        let timeline = std::mem::take(&mut self.timeline);
        let (timeline, meta) = self.split(timeline, walk::TIMELINE);
        let rest = std::mem::take(&mut self.rest);
        let (_, rest) = self.split(rest, &[]);
        let mut root = Table::default();
        if !timeline.is_empty() {
            add(&mut root, "timeline", Kind::Table(timeline), Spot::NONE);
        }
        let lists = [("sources", self.sources), ("actors", self.actors), ("events", self.events)];
        for (name, nodes) in lists.into_iter().filter(|(_, nodes)| !nodes.is_empty()) {
            add(&mut root, name, Kind::List(nodes), Spot::NONE);
        }
        let (mut draft, found) = walk::draft(root, lines);
        self.issues.extend(found);
        draft.foreign = true;
        merge(&mut draft.meta.extra, meta);
        merge(&mut draft.meta.rest, rest);
        draft
            .sources
            .iter_mut()
            .zip(self.aside.sources)
            .for_each(|(one, extra)| merge(&mut one.extra, extra));
        draft.actors.iter_mut().zip(self.aside.actors).for_each(|(one, extra)| merge(&mut one.extra, extra));
        for (event, aside) in draft.events.iter_mut().zip(self.aside.events) {
            event.date = aside.date.or(event.date.take());
            merge(&mut event.extra, aside.extra);
            event.actors.iter_mut().zip(aside.actors).for_each(|(one, extra)| merge(&mut one.extra, extra));
            event.quotes.iter_mut().zip(aside.quotes).for_each(|(one, extra)| merge(&mut one.extra, extra));
            event.caveats.iter_mut().zip(aside.caveats).for_each(|(one, extra)| merge(&mut one.extra, extra));
        }
        (draft, self.issues)
    }

    /// Takes out of a table what the native format does not know.
    fn split(&mut self, table: Table<'a>, known: &[&str]) -> (Table<'a>, Extra) {
        let (fields, again) = table.into_parts();
        let is_known = |name: &str| known.contains(&name);
        let (mut rest, mut extra, mut odd) = (Table::default(), ::toml::Table::new(), Odd::default());
        for (name, field) in fields {
            if is_known(&name) {
                rest.add(name, field);
            } else if let Some(value) = field.value.into_value(&mut odd) {
                extra.insert(name.into_owned(), value);
            }
        }
        let mut names = Repeats::default();
        for (name, field) in again {
            if is_known(&name) {
                rest.add(name, field);
                continue;
            }
            odd.repeated.push((name.to_string(), field.name_spot));
            if let Some(value) = field.value.into_value(&mut odd) {
                extra.insert(names.next(&extra, &name), value);
            }
        }
        if let Some(spot) = odd.too_large {
            let help = "it is kept as text; put it in quotes";
            self.issues.push(Issue::warning(spot, "a number that is too large, or too exact", help));
        }
        for (name, spot) in odd.repeated {
            let what = format!("`{}` is there twice", line(&name));
            self.issues.push(Issue::error(spot, what, "take one out; the first one counts"));
        }
        (rest, (!extra.is_empty()).then(|| Box::new(extra)))
    }

    /// The same for every element of a list, where the walk will read each of them.
    fn split_list(&mut self, table: &mut Table<'a>, name: &str, known: &[&str]) -> Vec<Extra> {
        let Some(Kind::List(nodes)) = table.get_mut(name).map(|field| &mut field.value.kind) else {
            return Vec::new();
        };
        // What the walk passes over would shift the rest against each other.
        if !nodes.iter_mut().all(|node| is_read(node, name)) {
            return Vec::new();
        }
        nodes
            .iter_mut()
            .map(|node| {
                let Kind::Table(table) = &mut node.kind else { return None };
                let (rest, extra) = self.split(std::mem::take(table), known);
                *table = rest;
                extra
            })
            .collect()
    }
}

/// Whether the walk makes something of an element of a list.
fn is_read(node: &mut Node, list: &str) -> bool {
    match &mut node.kind {
        Kind::Text(text) => !text.is_empty(),
        Kind::Table(table) if list == "actors" => {
            matches!(table.get_mut("actor").map(|field| &field.value.kind), Some(Kind::Text(key)) if !key.is_empty())
        }
        Kind::Table(_) => true,
        _ => false,
    }
}

fn merge(extra: &mut Extra, aside: Extra) {
    let mut names = Repeats::default();
    for (name, value) in aside.into_iter().flat_map(|aside| *aside) {
        let extra = extra.get_or_insert_default();
        let name = if extra.contains_key(&name) { names.next(extra, &name) } else { name };
        extra.insert(name, value);
    }
}

/// Adds a field to a table; its name stands where its value does.
pub(super) fn add<'a>(table: &mut Table<'a>, name: impl Into<Cow<'a, str>>, kind: Kind<'a>, spot: Spot) {
    table.add(name.into(), Field { name_spot: spot, value: Node::new(kind, spot) });
}

/// A JSON value as a node; all of it stands at `spot`. Its parser has bounded its depth.
pub(super) fn of_json(value: serde_json::Value, spot: Spot) -> Node<'static> {
    use serde_json::Value as Json;
    let kind = match value {
        Json::Null => Kind::Null,
        Json::Bool(value) => Kind::Bool(value),
        Json::Number(number) => Kind::Number(number.to_string().into()),
        Json::String(text) => Kind::Text(text.into()),
        Json::Array(values) => Kind::List(values.into_iter().map(|value| of_json(value, spot)).collect()),
        Json::Object(fields) => {
            let mut table = Table::default();
            for (name, value) in fields {
                table.add(name.into(), Field { name_spot: spot, value: of_json(value, spot) });
            }
            Kind::Table(table)
        }
    };
    Node::new(kind, spot)
}

/// A native value as JSON: dates, infinities and not-a-number become text.
pub(super) fn to_json(value: &Value) -> serde_json::Value {
    use serde_json::Value as Json;
    match value {
        Value::String(text) => Json::String(text.clone()),
        Value::Integer(number) => Json::from(*number),
        Value::Float(number) => serde_json::Number::from_f64(*number)
            .map_or_else(|| Json::String(number.to_string()), Json::Number),
        Value::Boolean(value) => Json::Bool(*value),
        Value::Datetime(date) => Json::String(date.to_string()),
        Value::Array(values) => Json::Array(values.iter().map(to_json).collect()),
        Value::Table(table) => {
            Json::Object(table.iter().map(|(name, value)| (name.clone(), to_json(value))).collect())
        }
    }
}

/// Whether a value is a TOML date, or a number that JSON and YAML do not have: those are written as text.
pub(super) fn becomes_text(value: &Value) -> bool {
    match value {
        Value::Datetime(_) => true,
        Value::Float(number) => !number.is_finite(),
        Value::Array(values) => values.iter().any(becomes_text),
        Value::Table(table) => table.iter().any(|(_, value)| becomes_text(value)),
        Value::String(_) | Value::Integer(_) | Value::Boolean(_) => false,
    }
}
