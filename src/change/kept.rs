//! What another version says of a field, kept beside what stands there.

use crate::model::Extra;
use crate::text::Text;

/// Two that are put together say something else of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Other {
    /// The name of the field.
    pub(super) field: String,
    /// What stands there.
    pub(super) kept: Text,
    /// What the other says.
    pub(super) says: Text,
}

/// Takes over a field that says nothing yet; else what the other says is told, where it is something else.
pub(super) fn fill<T: PartialEq>(
    field: &str,
    into: &mut Option<T>,
    from: Option<T>,
    show: impl Fn(&T) -> Text,
) -> Option<Other> {
    match (&*into, &from) {
        (Some(kept), Some(other)) if kept != other => {
            Some(Other { field: field.to_owned(), kept: show(kept), says: show(other) })
        }
        (None, Some(_)) => {
            *into = from;
            None
        }
        _ => None,
    }
}

/// The same of fields that annals does not know, each for itself.
pub(super) fn fill_all(into: &mut Extra, from: Extra) -> Vec<Other> {
    let mut others = Vec::new();
    for (name, value) in from.into_iter().flat_map(|table| *table) {
        let table = into.get_or_insert_default();
        let mut there = table.get(&name).cloned();
        let is_new = there.is_none();
        others.extend(fill(&name, &mut there, Some(value), shown));
        if let Some(value) = there.filter(|_| is_new) {
            table.insert(name, value);
        }
    }
    others
}

/// Keeps what the other side says of `field` in a field of its own, beside what is there.
pub(super) fn keep_beside(extra: &mut Extra, field: &str, other: &Text) {
    let extra = extra.get_or_insert_default();
    let base = format!("conflict_{field}");
    let other = toml::Value::String(other.raw().to_owned());
    let names = std::iter::once(base.clone()).chain((2_u32..).map(|n| format!("{base}_{n}")));
    for name in names {
        match extra.get(&name) {
            Some(there) if *there != other => {}
            Some(_) => return,
            None => {
                extra.insert(name, other);
                return;
            }
        }
    }
}

/// A value as it is told.
pub(super) fn shown(value: &toml::Value) -> Text {
    match value {
        toml::Value::String(text) => Text::new(text.as_str()),
        other => Text::new(other.to_string()),
    }
}
