//! SPARQL results as JSON, as the Wikidata query service gives them; read only.
//!
//! A result is a table without a meaning: each row binds variables to addresses and words. What each
//! variable is for is found by name (see `roles`) and told. Then
//!
//! - rows of one event are joined: a query gives a row for each person who takes part, each place, each
//!   reference. A second date is a doubt, another label an extra field;
//! - a label that is only the number of the item (`Q42`) is none;
//! - a blank node, or an address with `/.well-known/genid/`, is a value that exists and is not known;
//! - a precision says how much of a date is meant (see `time`). Without one the first of January at
//!   midnight is read as a year, which is told once;
//! - calendar and precision are kept as they stand. Nothing is converted: the query service has converted
//!   Julian days already;
//! - the words of a reference become a quote; a reference without words is a source that reports the event.
//!
//! Every variable that is not used up so is kept as an extra field, as a list where rows differ.

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;

use super::{Format, Input, Reading, json};
use crate::issue::{Issue, Lines, Spot};

mod join;
mod roles;
mod terms;
mod time;

use terms::{Rows, field};

pub(super) const FORMAT: Format = Format {
    name: "wikidata",
    extensions: &["srj", "json"],
    description: "SPARQL results as JSON, as the Wikidata query service gives them",
    sniff,
    records: false,
    fields: roles::fields,
    read: Some(read),
    write: None,
};

/// A result begins with its head, its rows, or a yes or no.
fn sniff(text: &str) -> bool {
    let Some(inner) = text.trim_start().strip_prefix('{') else { return false };
    let inner = inner.trim_start();
    let begins = ["\"head\"", "\"results\"", "\"boolean\""].iter().any(|name| inner.starts_with(name));
    begins && ["\"vars\"", "\"bindings\"", "\"boolean\""].iter().any(|name| inner.contains(name))
}

fn read(input: Input<'_>) -> Result<Reading, Box<Issue>> {
    let text = input.text;
    let root = json::tree(text)?;
    let Some(Value::Object(root)) = root else {
        let help = if matches!(root, Some(Value::Array(_))) {
            "it may be the short form; get the results as \"JSON file (verbose)\""
        } else {
            "it is one object: {\"head\": {\"vars\": [..]}, \"results\": {\"bindings\": [..]}}"
        };
        return Err(no_result(
            text.len() - text.trim_start().len(),
            "this JSON is not a SPARQL result",
            help,
        )
        .into());
    };
    let bindings = bindings(&root)?;
    let named: Vec<&str> = match field(&root, "head") {
        Some(Value::Object(head)) => texts(field(head, "vars")),
        _ => Vec::new(),
    };
    let mut rows = Rows::of(named.into_iter(), bindings);
    let mut reading = Reading::foreign();
    if bindings.is_empty() {
        let help = "the query found nothing, or its results were cut off";
        reading.issue(Issue::warning(Spot::at(root.start()), "there are no rows in this result", help));
    }
    rest(root.properties.iter().map(|property| (property.name.as_str(), &property.value)), &mut reading);
    for (range, issue) in std::mem::take(&mut rows.refused) {
        reading.refuse(range, issue);
    }
    for issue in std::mem::take(&mut rows.issues) {
        reading.issue(issue);
    }
    let roles = roles::of(&rows, input.options);
    for issue in roles.issues {
        reading.issue(issue);
    }
    join::join(text, &rows, &roles.roles, &Lines::of(text), &mut reading);
    Ok(reading)
}

/// Why a text cannot be read as a result at all.
fn no_result(at: usize, what: &str, help: &str) -> Issue {
    Issue::error(Spot::at(at), what, help)
}

/// The rows of a result, or why there are none.
fn bindings<'v, 'a>(root: &'v Object<'a>) -> Result<&'v [Value<'a>], Box<Issue>> {
    const HELP: &str = "it is one object: {\"head\": {\"vars\": [..]}, \"results\": {\"bindings\": [..]}}";
    if let Some(answer) = field(root, "boolean") {
        let what = "this is the answer to an ASK query: yes or no, and no events";
        return Err(no_result(answer.start(), what, "ask with SELECT for the events and their dates").into());
    }
    let Some(results) = field(root, "results") else {
        return Err(
            no_result(root.start(), "this JSON is not a SPARQL result: it has no `results`", HELP).into()
        );
    };
    let Value::Object(inner) = results else {
        return Err(no_result(results.start(), "the `results` of this file are no object", HELP).into());
    };
    match field(inner, "bindings") {
        Some(Value::Array(bindings)) => Ok(&bindings.elements),
        Some(other) => {
            Err(no_result(other.start(), "the `bindings` of this result are no list", HELP).into())
        }
        None => Err(no_result(results.start(), "this result has no `bindings`", HELP).into()),
    }
}

fn texts<'v>(list: Option<&'v Value<'_>>) -> Vec<&'v str> {
    let Some(Value::Array(list)) = list else { return Vec::new() };
    let text = |value: &'v Value<'_>| match value {
        Value::StringLit(text) => Some(&*text.value),
        _ => None,
    };
    list.elements.iter().filter_map(text).collect()
}

/// What stands beside head and results belongs to the timeline.
fn rest<'v, 'a: 'v>(fields: impl Iterator<Item = (&'v str, &'v Value<'a>)>, reading: &mut Reading) {
    for (name, value) in fields.filter(|(name, _)| !matches!(*name, "head" | "results")) {
        let mut odd = super::node::Odd::default();
        if let Some(value) = json::node(value.clone()).into_value(&mut odd) {
            let extra = reading.meta().extra.get_or_insert_default();
            extra.entry(super::dataset::own_name(name).into_owned()).or_insert(value);
        }
    }
}

#[cfg(test)]
mod tests;
