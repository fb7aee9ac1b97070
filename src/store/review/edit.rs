//! Editing a TOML timeline: only what a review has changed is another afterwards.

use std::collections::HashMap;

use toml::{Table, Value};
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Value as Written};

use crate::formats;
use crate::model::Timeline;

/// What stands before each part of a list that has a line for each.
const INDENT: &str = "\n    ";

/// `text`, which says `before`, so that it says `after`; `merged` has of each event that went into another the
/// key of that.
///
/// # Errors
///
/// Where the events do not stand in tables of their own: why.
pub(super) fn edited(
    text: &str,
    before: &Timeline,
    after: &Timeline,
    merged: &HashMap<&str, &str>,
) -> Result<String, String> {
    let mut document: DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    let in_place = "its events do not stand under [[events]]; give the name of a file that is not there yet";
    let old: Vec<String> = before.in_file_order().map(|event| event.key.raw().to_owned()).collect();
    let Some(Item::ArrayOfTables(tables)) = document.get_mut("events") else {
        return if old.is_empty() { Ok(text.to_owned()) } else { Err(in_place.to_owned()) };
    };
    if tables.len() != old.len() {
        return Err(in_place.to_owned());
    }
    let mut written: Vec<toml_edit::Table> = Vec::new();
    let mut remarks = remarks(&old, tables, after, merged);
    let mut orphans = String::new();
    let known = known(tables);
    // Events that are new stand behind the one that they were split from.
    let mut followers = followers(before, after);
    for (key, table) in old.iter().zip(tables.iter()) {
        let mut table = table.clone();
        match (before.event_by_key(key.as_str()), after.event_by_key(key.as_str())) {
            (Some(was), Some(is)) => {
                let was = formats::event_fields(before, was);
                let is = formats::event_fields(after, is);
                adopt(&mut table, &mut orphans, remarks.remove(key.as_str()));
                update(&mut table, &was, &is, &known);
                written.push(table);
            }
            // What is said of more than the event that goes stays.
            _ => orphans.push_str(comments(&table).0),
        }
        for is in followers.remove(key).unwrap_or_default() {
            let mut table = toml_edit::Table::new();
            table.decor_mut().set_prefix("\n");
            update(&mut table, &Table::new(), &formats::event_fields(after, is), &known);
            written.push(table);
        }
    }
    document["events"] = Item::ArrayOfTables(written.into_iter().collect());
    if !orphans.is_empty() {
        let rest = document.trailing().as_str().unwrap_or_default().to_owned();
        document.set_trailing(format!("{orphans}{rest}"));
    }
    add_actors(&mut document, before, after);
    Ok(document.to_string())
}

/// The events of `after` that `before` does not have, by the key of the one that they stand behind.
pub(super) fn followers(before: &Timeline, after: &Timeline) -> HashMap<String, Vec<crate::model::EventId>> {
    let mut followers: HashMap<String, Vec<crate::model::EventId>> = HashMap::new();
    let mut last = String::new();
    for event in after.in_file_order() {
        let key = event.key.raw();
        if before.event_by_key(key).is_some() {
            key.clone_into(&mut last);
        } else if let Some(id) = after.event_by_key(key) {
            followers.entry(last.clone()).or_default().push(id);
        }
    }
    followers
}

/// The comments that stand above a table: those with a blank line below them, which are of more than it, and
/// those that stand at it, which are its own.
fn comments(table: &toml_edit::Table) -> (&str, &str) {
    let prefix = prefix(table);
    let end = prefix.rfind("\n\n").map_or(0, |at| at + 2);
    let (above, own) = prefix.split_at_checked(end).unwrap_or(("", prefix));
    (if above.contains('#') { above } else { "" }, if own.contains('#') { own } else { "" })
}

fn prefix(table: &toml_edit::Table) -> &str {
    table.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default()
}

/// The comments of events that went into others, by the keys of those: with the evidence goes what was said of it.
fn remarks<'k>(
    old: &'k [String],
    tables: &ArrayOfTables,
    after: &Timeline,
    merged: &HashMap<&'k str, &'k str>,
) -> HashMap<&'k str, String> {
    let mut remarks: HashMap<&str, String> = HashMap::new();
    for (key, table) in old.iter().zip(tables.iter()) {
        let own = comments(table).1;
        let mut into = merged.get(key.as_str()).copied();
        // It may have gone on from there; a chain is no longer than there are merges.
        for _ in 0..merged.len() {
            match into.and_then(|key| merged.get(key)) {
                Some(further) => into = Some(further),
                None => break,
            }
        }
        let into = into.filter(|into| after.event_by_key(*into).is_some());
        if let Some(into) = into.filter(|_| !own.is_empty()) {
            remarks.entry(into).or_default().push_str(own.trim_start_matches('\n'));
        }
    }
    remarks
}

/// Puts above a table the comments that have lost theirs, and at it those of what was merged into it.
fn adopt(table: &mut toml_edit::Table, orphans: &mut String, remarks: Option<String>) {
    if orphans.is_empty() && remarks.is_none() {
        return;
    }
    // As many blank lines as there were stand between what was above and this one.
    let own = prefix(table);
    let own = if orphans.is_empty() { own } else { own.trim_start_matches('\n') };
    let prefix = format!("{}{own}{}", std::mem::take(orphans), remarks.unwrap_or_default());
    table.decor_mut().set_prefix(prefix);
}

/// Brings the fields of a table from what they were to what they are; what is alike is not touched.
fn update(table: &mut toml_edit::Table, was: &Table, is: &Table, known: &Known) {
    for name in was.keys().filter(|name| !is.contains_key(*name)) {
        table.remove(name);
    }
    let changed = was != is;
    for (name, value) in is {
        // A key that was made from date and title must not change with them.
        let made = name == "key" && changed && !table.contains_key("key");
        if was.get(name) != Some(value) || made {
            match table.get_mut(name) {
                // In its place among the fields.
                Some(slot) => {
                    let old = std::mem::take(slot);
                    *slot = item(name, value, Some(old), known);
                }
                None => drop(table.insert(name, item(name, value, None, known))),
            }
        }
    }
}

fn item(name: &str, value: &Value, old: Option<Item>, known: &Known) -> Item {
    match value {
        Value::Array(parts)
            if matches!(name, "quotes" | "caveats")
                && !parts.is_empty()
                && parts.iter().all(Value::is_table)
                && !matches!(old, Some(Item::Value(_))) =>
        {
            Item::ArrayOfTables(tables(parts, known))
        }
        Value::Array(parts) if name == "actors" => {
            let old = old.and_then(|old| old.as_array().cloned()).unwrap_or_default();
            Item::Value(Written::Array(lines(parts, &old)))
        }
        _ => {
            let mut new = inline(value);
            if let Some(Item::Value(old)) = &old {
                *new.decor_mut() = old.decor().clone();
            }
            Item::Value(new)
        }
    }
}

/// Quotes and caveats as they were written, by their words: they may go from one event to another.
type Known = HashMap<String, Vec<toml_edit::Table>>;

fn known(events: &ArrayOfTables) -> Known {
    let mut known = Known::new();
    for event in events {
        let parts = ["quotes", "caveats"].map(|name| event.get(name).and_then(Item::as_array_of_tables));
        for table in parts.into_iter().flatten().flat_map(ArrayOfTables::iter) {
            if let Some(words) = table.get("text").and_then(Item::as_str) {
                known.entry(words.to_owned()).or_default().push(table.clone());
            }
        }
    }
    known
}

/// Tables of which those that were there before are as they were written.
fn tables(parts: &[Value], known: &Known) -> ArrayOfTables {
    let mut written = ArrayOfTables::new();
    for part in parts {
        let Value::Table(part) = part else { continue };
        let alike = part.get("text").and_then(Value::as_str).and_then(|words| known.get(words));
        let alike = alike.and_then(|tables| {
            let is_it =
                |table: &&toml_edit::Table| plain(&Item::Table((*table).clone())).as_table() == Some(part);
            tables.iter().find(is_it)
        });
        let alike = alike.cloned().map(|mut table| {
            // It stands behind its event, wherever it stood before.
            table.set_position(None);
            table
        });
        let table = alike.unwrap_or_else(|| {
            let mut table = toml_edit::Table::new();
            table.decor_mut().set_prefix("\n");
            for (name, value) in part {
                table.insert(name, Item::Value(inline(value)));
            }
            table
        });
        written.push(table);
    }
    written
}

/// A list with a line for each part, of which those that were there before are as they were written.
fn lines(parts: &[Value], old: &Array) -> Array {
    let mut written = Array::new();
    for part in parts {
        let known = old.iter().find(|value| plain(&Item::Value((*value).clone())) == *part);
        let mut value = known.cloned().unwrap_or_else(|| inline(part));
        if known.is_none() {
            value.decor_mut().set_prefix(INDENT);
        }
        written.push_formatted(value);
    }
    written.set_trailing_comma(true);
    written.set_trailing(old.trailing().as_str().filter(|old| old.contains('#')).unwrap_or("\n"));
    written
}

fn inline(value: &Value) -> Written {
    match value {
        Value::String(text) => Written::from(text.as_str()),
        Value::Integer(number) => Written::from(*number),
        Value::Float(number) => Written::from(*number),
        Value::Boolean(value) => Written::from(*value),
        Value::Datetime(date) => date
            .to_string()
            .parse::<toml_edit::Datetime>()
            .map_or_else(|_| Written::from(date.to_string()), Written::from),
        Value::Array(parts) => Written::Array(parts.iter().map(inline).collect()),
        Value::Table(table) => {
            let fields = table.iter().map(|(name, value)| (name.clone(), inline(value)));
            Written::InlineTable(fields.collect::<InlineTable>())
        }
    }
}

/// What an item says, without how it is written.
fn plain(item: &Item) -> Value {
    let mut document = DocumentMut::new();
    document.insert("it", item.clone());
    let read: Option<Table> = document.to_string().parse().ok();
    read.and_then(|mut read| read.remove("it")).unwrap_or(Value::Boolean(false))
}

/// Declares the actors that the review has named for the first time.
fn add_actors(document: &mut DocumentMut, before: &Timeline, after: &Timeline) {
    let declared = after.actors().iter().filter(|actor| actor.declared);
    let new = declared.filter(|actor| {
        let known = before.actor_by_key(&actor.key).map(|id| before.actor(id).declared);
        known != Some(true)
    });
    for actor in new {
        let mut table = toml_edit::Table::new();
        table.decor_mut().set_prefix("\n");
        for (name, value) in formats::actor_fields(actor) {
            table.insert(&name, Item::Value(inline(&value)));
        }
        let actors = document.entry("actors").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        if let Item::ArrayOfTables(actors) = actors {
            actors.push(table);
        }
    }
}
