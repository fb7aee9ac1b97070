//! Editing a TOML timeline: only what a review has changed is another afterwards.

use std::collections::{HashMap, HashSet, VecDeque};

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
    let (mark, body) = text.strip_prefix(MARK).map_or(("", text), |body| (MARK, body));
    let document: DocumentMut =
        body.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    // An event without a key has one made from its date and title, which is another where one of the same date
    // and title has gone from before it, or where they were mended. It keeps the one that it had.
    let mut keyed = HashSet::new();
    for round in 0.. {
        let edited = applied(document.clone(), before, after, merged, &keyed)?;
        let again = formats::read(formats::Hint::Name("toml"), edited.as_bytes());
        let again = again.map_err(|error| format!("the edit went wrong: {error}"))?.timeline;
        let known = keyed.len();
        let pairs = after.in_file_order().zip(again.in_file_order());
        let other = pairs.filter(|(wanted, made)| wanted.key != made.key);
        keyed.extend(other.map(|(wanted, _)| wanted.key.raw().to_owned()));
        if keyed.len() == known || round == ROUNDS {
            return Ok(format!("{mark}{}", with_ends_of(body, &edited)));
        }
        if round + 1 == ROUNDS {
            keyed.extend(after.in_file_order().map(|event| event.key.raw().to_owned()));
        }
    }
    Err("the edit went wrong".to_owned())
}

/// How often keys are looked at before all of them are written: one that is written can change another.
const ROUNDS: usize = 3;

/// What some editors begin a file with.
const MARK: &str = "\u{feff}";

/// Line ends as they were: a line that was there ends as it did, and a new one as most do.
fn with_ends_of(old: &str, new: &str) -> String {
    if !old.contains("\r\n") {
        return new.to_owned();
    }
    let bare = |line: &'_ str| line.trim_end_matches('\n').trim_end_matches('\r').to_owned();
    let mut ends: HashMap<String, VecDeque<bool>> = HashMap::new();
    let (mut long, mut all) = (0_usize, 0_usize);
    for line in old.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
        let is_long = line.ends_with("\r\n");
        (long, all) = (long + usize::from(is_long), all + 1);
        ends.entry(bare(line)).or_default().push_back(is_long);
    }
    let mut out = String::with_capacity(new.len() + new.len() / 16);
    for line in new.split_inclusive('\n') {
        let text = bare(line);
        out.push_str(&text);
        if line.ends_with('\n') {
            let was = ends.get_mut(&text).and_then(VecDeque::pop_front);
            out.push_str(if was.unwrap_or(2 * long >= all) { "\r\n" } else { "\n" });
        }
    }
    out
}

fn applied(
    mut document: DocumentMut,
    before: &Timeline,
    after: &Timeline,
    merged: &HashMap<&str, &str>,
    keyed: &HashSet<String>,
) -> Result<String, String> {
    let in_place = "its events do not stand under [[events]]; give the name of a file that is not there yet";
    let old: Vec<String> = before.in_file_order().map(|event| event.key.raw().to_owned()).collect();
    if old.is_empty() && after.is_empty() {
        return Ok(document.to_string());
    }
    if old.is_empty() && document.get("events").is_none() {
        document.insert("events", Item::ArrayOfTables(ArrayOfTables::new()));
    }
    let Some(Item::ArrayOfTables(tables)) = document.get_mut("events") else {
        return Err(in_place.to_owned());
    };
    if tables.len() != old.len() {
        return Err(in_place.to_owned());
    }
    let mut written: Vec<toml_edit::Table> = Vec::new();
    let mut remarks = remarks(&old, tables, after, merged);
    let mut orphans = String::new();
    let known = known(tables);
    // Events that are new stand behind the one that they were split from, or at the end.
    let mut followers = followers(before, after);
    let new = |is| {
        let mut table = toml_edit::Table::new();
        table.decor_mut().set_prefix("\n");
        update(&mut table, &Table::new(), &formats::event_fields(after, is), &known, false);
        table
    };
    written.extend(followers.remove("").into_iter().flatten().map(new));
    for (key, table) in old.iter().zip(tables.iter()) {
        let mut table = table.clone();
        match (before.event_by_key(key.as_str()), after.event_by_key(key.as_str())) {
            (Some(was), Some(is)) => {
                let was = formats::event_fields(before, was);
                let is = formats::event_fields(after, is);
                adopt(&mut table, &mut orphans, remarks.remove(key.as_str()));
                orphans = update(&mut table, &was, &is, &known, keyed.contains(key));
                written.push(table);
            }
            // What is said of more than the event that goes stays.
            _ => orphans.push_str(comments(&table).0),
        }
        written.extend(followers.remove(key).into_iter().flatten().map(new));
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
    let blank = ["\n\n", "\n\r\n"].into_iter().filter_map(|blank| Some(prefix.rfind(blank)? + blank.len()));
    let end = blank.max().unwrap_or(0);
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

/// Brings the fields of a table from what they were to what they are; what is alike is not touched. Gives the
/// comments of what went that have no place left in it.
fn update(table: &mut toml_edit::Table, was: &Table, is: &Table, known: &Known, keyed: bool) -> String {
    let mut orphans = String::new();
    for name in was.keys().filter(|name| !is.contains_key(*name)) {
        orphans.push_str(&take_out(table, name));
    }
    for (name, value) in is {
        let made = name == "key" && keyed;
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
    orphans
}

/// Takes a field out. What was said above it, and behind it on its line, is said above the next one; where there
/// is no next one it is given back.
fn take_out(table: &mut toml_edit::Table, name: &str) -> String {
    let next: Option<String> =
        table.iter().skip_while(|(other, _)| *other != name).nth(1).map(|(name, _)| name.to_owned());
    let Some((key, gone)) = table.remove_entry(name) else { return String::new() };
    let text = |raw: Option<&toml_edit::RawString>| raw.and_then(|raw| raw.as_str()).unwrap_or("").to_owned();
    let mut said = text(key.leaf_decor().prefix());
    let behind = gone.as_value().map(|value| text(value.decor().suffix())).unwrap_or_default();
    if behind.contains('#') {
        said.push_str(behind.trim_start());
        said.push('\n');
    }
    if !said.contains('#') {
        return String::new();
    }
    match next.and_then(|next| table.get_key_value_mut(&next)) {
        Some((_, Item::ArrayOfTables(tables))) => {
            let Some(first) = tables.get_mut(0) else { return said };
            let prefix = text(first.decor().prefix());
            first.decor_mut().set_prefix(format!("{said}{prefix}"));
        }
        Some((_, Item::Table(first))) => {
            let prefix = text(first.decor().prefix());
            first.decor_mut().set_prefix(format!("{said}{prefix}"));
        }
        Some((mut key, _)) => {
            let prefix = text(key.leaf_decor().prefix());
            key.leaf_decor_mut().set_prefix(format!("{said}{prefix}"));
        }
        None => return said,
    }
    String::new()
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
            let mut new = lines(parts, &old);
            *new.decor_mut() = old.decor().clone();
            Item::Value(Written::Array(new))
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
    let is = |value: &Written, part: &Value| {
        // The line break before it would end a field.
        let mut value = value.clone();
        value.decor_mut().clear();
        plain(&Item::Value(value)) == *part
    };
    let mut trailing = old.trailing().as_str().filter(|old| old.contains('#')).unwrap_or("\n").to_owned();
    let mut is_behind_last = false;
    for part in parts {
        let known = old.iter().find(|value| is(value, part));
        let mut value = known.cloned().unwrap_or_else(|| inline(part));
        if known.is_none() {
            // What is said behind the one that was the last stays behind that one.
            let said = if is_behind_last && trailing.contains('#') {
                std::mem::replace(&mut trailing, "\n".to_owned())
            } else {
                String::new()
            };
            value.decor_mut().set_prefix(format!("{}{INDENT}", said.trim_end()));
        }
        written.push_formatted(value);
        is_behind_last = old.iter().last().is_some_and(|last| is(last, part));
    }
    written.set_trailing_comma(true);
    written.set_trailing(trailing);
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
