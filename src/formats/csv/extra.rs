//! Fields that annals does not know: columns of their own.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::cell::defused;
use super::columns::Field;
use super::dates::could_be_date;
use super::names::{field, own, plain};
use super::read::is_grade;
use super::write::OWN;
use crate::formats::Losses;
use crate::model::{Date, Event, Status, Timeline, Word};

/// How many such columns are written. Each costs a cell in every row.
const MAX_EXTRA: usize = 256;

/// The columns of unknown fields.
pub(in crate::formats) struct Extras {
    names: Vec<String>,
    at: HashMap<String, usize>,
    needed: HashSet<Field>,
}

/// Whether a text can stand in a cell as it is.
fn is_plain(text: &str) -> bool {
    !text.is_empty() && crate::text::shown(text) == text && text.trim() == text
}

/// A value as it stands in a cell, and whether it is read back as what it is: a cell has no numbers, but in
/// what reads it.
fn in_cell(value: &toml::Value) -> Option<(Cow<'_, str>, bool)> {
    match value {
        toml::Value::String(text) => is_plain(text).then_some((Cow::Borrowed(text.as_str()), true)),
        toml::Value::Integer(_)
        | toml::Value::Float(_)
        | toml::Value::Boolean(_)
        | toml::Value::Datetime(_) => Some((Cow::Owned(value.to_string()), false)),
        toml::Value::Array(_) | toml::Value::Table(_) => None,
    }
}

/// A value that was not understood as the field of its name, and so stands in its place.
pub(super) fn kept(event: &Event, name: &str) -> Option<String> {
    let extra = event.extra.get()?;
    let text = extra.get(name)?.as_str()?;
    let is_understood = match name {
        "date" => event.date.is_some() || could_be_date(text) || Date::parse(text).is_ok(),
        "status" => event.status.is_some() || Status::from_word(text).is_some(),
        "importance" => event.importance.is_some() || is_grade(text),
        _ => true,
    };
    (!is_understood && is_plain(text)).then(|| text.to_owned())
}

impl Extras {
    pub(in crate::formats) fn of(timeline: &Timeline) -> Self {
        Self::beside(timeline, &OWN.map(own), &OWN, &[])
    }

    /// The columns beside those called `taken`, which hold the fields `written`; those of `always` are
    /// there whether something stands in them or not.
    pub(in crate::formats) fn beside(
        timeline: &Timeline,
        taken: &[&str],
        written: &[Field],
        always: &[&str],
    ) -> Self {
        let names: Vec<String> = always.iter().map(|&name| name.to_owned()).collect();
        let at = names.iter().enumerate().map(|(at, name)| (name.clone(), at)).collect();
        let mut extras = Self { names, at, needed: HashSet::new() };
        let mut refused = HashSet::new();
        let mut folded: HashSet<String> =
            taken.iter().chain(always).map(|name| name.to_lowercase()).collect();
        for event in timeline.events() {
            for (name, value) in event.extra.get().iter().flat_map(|extra| extra.iter()) {
                if extras.at.contains_key(name) || refused.contains(name) || in_cell(value).is_none() {
                    continue;
                }
                // What the reader would take for a field must have the column of that field before it.
                let claimed = field(name);
                let is_own =
                    claimed.is_some_and(|field| plain(name) == own(field) || !written.contains(&field));
                let fits = is_plain(name) && defused(name) == *name && !plain(name).is_empty() && !is_own;
                if !fits || extras.names.len() >= MAX_EXTRA || !folded.insert(name.to_lowercase()) {
                    refused.insert(name.clone());
                    continue;
                }
                extras.needed.extend(claimed);
                extras.at.insert(name.clone(), extras.names.len());
                extras.names.push(name.clone());
            }
        }
        extras
    }

    /// Whether that field must have its column, so that another is not taken for it.
    pub(super) fn needs(&self, field: Field) -> bool {
        self.needed.contains(&field)
    }

    pub(in crate::formats) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The cells of an event; what is in none of them is lost, unless it stands `elsewhere`.
    pub(in crate::formats) fn cells(
        &self,
        event: &Event,
        elsewhere: impl Fn(&str) -> bool,
        losses: &mut Losses,
    ) -> Vec<String> {
        let mut cells = vec![String::new(); self.names.len()];
        for (name, value) in event.extra.get().iter().flat_map(|extra| extra.iter()) {
            let cell = self.at.get(name).and_then(|&at| cells.get_mut(at));
            match (cell, in_cell(value)) {
                (Some(cell), Some((text, is_text))) => {
                    if !is_text {
                        losses.as_text(name, event.key);
                    }
                    *cell = text.into_owned();
                }
                _ if elsewhere(name) => {}
                _ => {
                    losses.name([name]);
                    losses.lose("extra", event.key);
                }
            }
        }
        cells
    }
}
