//! Editing a JSON timeline: only what a review has changed is another afterwards.
//!
//! JSON has no comments, but an order of fields and a layout. Fields that annals does not know and the order stay
//! because the tree is edited that was read; the layout stays where it is one of those that programs write, which is
//! seen by writing it again before anything is changed.

use std::collections::HashMap;

use serde::Serialize as _;
use serde_json::ser::{PrettyFormatter, Serializer};
use serde_json::{Map, Value};
use toml::Table;

use super::edit::followers;
use crate::formats;
use crate::model::{EventId, Timeline};

/// `text`, which says `before`, so that it says `after`.
///
/// # Errors
///
/// Where its layout could not be kept, or the events do not stand in a list: why.
pub(super) fn edited(text: &str, before: &Timeline, after: &Timeline) -> Result<String, String> {
    let other = "give the name of a file that is not there yet";
    let mut value: Value = serde_json::from_str(text).map_err(|error| format!("{error}; {other}"))?;
    let layout = Layout::of(text, &value)
        .ok_or_else(|| format!("its lines are laid out by hand, which could not be kept; {other}"))?;
    let old: Vec<String> = before.in_file_order().map(|event| event.key.raw().to_owned()).collect();
    let events = value.get_mut("events").and_then(Value::as_array_mut);
    let events = events
        .filter(|events| events.len() == old.len() && events.iter().all(Value::is_object))
        .ok_or_else(|| format!("its events do not stand in a list of their own; {other}"))?;
    let mut followers: HashMap<String, Vec<EventId>> = followers(before, after);
    let mut written = Vec::with_capacity(events.len());
    let new = |is| {
        let mut fields = Map::new();
        update(&mut fields, &Table::new(), &formats::event_fields(after, is));
        Value::Object(fields)
    };
    written.extend(followers.remove("").into_iter().flatten().map(new));
    for (key, value) in old.iter().zip(std::mem::take(events)) {
        if let (Some(was), Some(is), Value::Object(mut fields)) =
            (before.event_by_key(key.as_str()), after.event_by_key(key.as_str()), value)
        {
            update(&mut fields, &formats::event_fields(before, was), &formats::event_fields(after, is));
            written.push(Value::Object(fields));
        }
        written.extend(followers.remove(key).into_iter().flatten().map(new));
    }
    *events = written;
    add_actors(&mut value, before, after);
    layout.write(&value).ok_or_else(|| format!("it could not be written; {other}"))
}

/// Brings the fields of an event from what they were to what they are; what is alike is not touched.
fn update(fields: &mut Map<String, Value>, was: &Table, is: &Table) {
    for name in was.keys().filter(|name| !is.contains_key(*name)) {
        // The rest stays in its order.
        fields.shift_remove(name);
    }
    let changed = was != is;
    for (name, value) in is {
        // A key that was made from date and title must not change with them.
        let made = name == "key" && changed && !fields.contains_key("key");
        if was.get(name) != Some(value) || made {
            fields.insert(name.clone(), json(value));
        }
    }
}

/// Declares the actors that the review has named for the first time.
fn add_actors(value: &mut Value, before: &Timeline, after: &Timeline) {
    let new = after.actors().iter().filter(|actor| {
        let known = before.actor_by_key(&actor.key).map(|id| before.actor(id).declared);
        actor.declared && known != Some(true)
    });
    let new: Vec<Value> = new
        .map(|actor| {
            let fields = formats::actor_fields(actor);
            Value::Object(fields.iter().map(|(name, value)| (name.clone(), json(value))).collect())
        })
        .collect();
    if let (false, Some(all)) = (new.is_empty(), value.as_object_mut())
        && let Value::Array(actors) = all.entry("actors").or_insert_with(|| Value::Array(Vec::new()))
    {
        actors.extend(new);
    }
}

fn json(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::from(text.as_str()),
        toml::Value::Integer(number) => Value::from(*number),
        toml::Value::Float(number) => Value::from(*number),
        toml::Value::Boolean(value) => Value::from(*value),
        toml::Value::Datetime(date) => Value::from(date.to_string()),
        toml::Value::Array(parts) => Value::Array(parts.iter().map(json).collect()),
        toml::Value::Table(table) => {
            Value::Object(table.iter().map(|(name, value)| (name.clone(), json(value))).collect())
        }
    }
}

/// How programs lay out JSON.
struct Layout {
    /// What each level is moved in by; `None` where all is on one line.
    indent: Option<&'static str>,
    /// What stands behind it.
    end: String,
}

impl Layout {
    fn of(text: &str, value: &Value) -> Option<Self> {
        let end = text.get(text.trim_end().len()..)?.to_owned();
        [None, Some("  "), Some("    "), Some("\t")]
            .into_iter()
            .map(|indent| Self { indent, end: end.clone() })
            .find(|layout| layout.write(value).as_deref() == Some(text))
    }

    fn write(&self, value: &Value) -> Option<String> {
        let mut bytes = Vec::new();
        match self.indent {
            None => value.serialize(&mut Serializer::new(&mut bytes)).ok()?,
            Some(indent) => {
                let formatter = PrettyFormatter::with_indent(indent.as_bytes());
                value.serialize(&mut Serializer::with_formatter(&mut bytes, formatter)).ok()?;
            }
        }
        // As annals itself writes it: nothing in it that a terminal would obey.
        let text = String::from_utf8(bytes).ok()?;
        Some(formats::harmless_json(&text) + &self.end)
    }
}
