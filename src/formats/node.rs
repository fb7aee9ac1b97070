//! What a TOML or JSON file holds, with the place of every part: the native reader walks over this.

use std::borrow::Cow;
use std::collections::HashMap;

use ::toml::Value;
use ::toml::map::{Entry, Map};
use ::toml::value::Datetime;

use crate::issue::Spot;

/// A value and where it begins.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) spot: Spot,
}

#[derive(Clone, Debug)]
pub(super) enum Kind<'a> {
    Null,
    Bool(bool),
    /// A number as it was written.
    Number(Cow<'a, str>),
    /// A TOML date or time, without quotes.
    Date(Datetime),
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Table(Table<'a>),
}

/// Fields by their name.
pub(super) type Named<'a> = Map<Cow<'a, str>, Field<'a>>;

/// Fields in the order of the file. Most nodes are texts, and should not be as large as a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Table<'a>(Box<Fields<'a>>);

#[derive(Clone, Debug, Default)]
struct Fields<'a> {
    fields: Named<'a>,
    /// Fields whose name is already there.
    again: Vec<(Cow<'a, str>, Field<'a>)>,
}

/// A field's value and where its name stands.
#[derive(Clone, Debug)]
pub(super) struct Field<'a> {
    pub(super) name_spot: Spot,
    pub(super) value: Node<'a>,
}

impl<'a> Node<'a> {
    pub(super) fn new(kind: Kind<'a>, spot: Spot) -> Self {
        Self { kind, spot }
    }

    /// What it is, for "not a number".
    pub(super) fn what(&self) -> &'static str {
        match &self.kind {
            Kind::Null => "nothing",
            Kind::Bool(_) => "true or false",
            Kind::Number(_) => "a number",
            Kind::Date(_) => "a date without quotes",
            Kind::Text(_) => "text",
            Kind::List(_) => "a list",
            Kind::Table(_) => "a table",
        }
    }

    /// Makes text of a number that no TOML number holds: as such it would be kept, and be text when the
    /// file is written and read again. Whether it was one.
    pub(super) fn settle(&mut self) -> bool {
        let Kind::Number(text) = &mut self.kind else { return false };
        if number(text).is_some() {
            return false;
        }
        self.kind = Kind::Text(std::mem::take(text));
        true
    }

    /// The value as a file's extra fields keep it; `None` is JSON's null, which is absent.
    pub(super) fn into_value(self, odd: &mut Odd) -> Option<Value> {
        Some(match self.kind {
            Kind::Null => return None,
            Kind::Bool(value) => Value::Boolean(value),
            Kind::Number(text) => number(&text).unwrap_or_else(|| {
                odd.too_large.get_or_insert(self.spot);
                Value::String(text.into_owned())
            }),
            Kind::Date(date) => Value::Datetime(date),
            Kind::Text(text) => Value::String(text.into_owned()),
            Kind::List(nodes) => {
                let kept = |node: Node| {
                    if let Kind::Null = node.kind {
                        odd.null.get_or_insert(node.spot);
                    }
                    node.into_value(odd)
                };
                Value::Array(nodes.into_iter().filter_map(kept).collect())
            }
            Kind::Table(table) => {
                let mut out = ::toml::Table::new();
                let mut names = Repeats::default();
                let Fields { fields, again } = *table.0;
                for (name, field) in fields {
                    if let Some(value) = field.value.into_value(odd) {
                        out.insert(name.into_owned(), value);
                    }
                }
                for (name, field) in again {
                    odd.repeated.push((name.to_string(), field.name_spot));
                    if let Some(value) = field.value.into_value(odd) {
                        out.insert(names.next(&out, &name), value);
                    }
                }
                Value::Table(out)
            }
        })
    }
}

/// What had to be changed so that extra fields could keep a value.
#[derive(Default)]
pub(super) struct Odd {
    /// The first number that had to become text, because no TOML number holds it, or not all of its digits.
    pub(super) too_large: Option<Spot>,
    /// The first null in a list, which is left out: only a field can be absent.
    pub(super) null: Option<Spot>,
    /// Names that were there before.
    pub(super) repeated: Vec<(String, Spot)>,
}

/// Finds names for values whose name is taken: `name-2`, `name-3` .. Each name is counted on from
/// where it was, so that one repeated a million times stays cheap.
#[derive(Default)]
pub(super) struct Repeats(HashMap<String, u64>);

impl Repeats {
    /// The next name like `name` that the table does not have.
    pub(super) fn next(&mut self, table: &::toml::Table, name: &str) -> String {
        let last = self.0.entry(name.to_owned()).or_insert(1);
        loop {
            *last += 1;
            let next = format!("{name}-{last}");
            if !table.contains_key(&next) {
                return next;
            }
        }
    }
}

/// A TOML or JSON number, exactly.
fn number(text: &str) -> Option<Value> {
    let plain = text.strip_prefix('+').unwrap_or(text);
    if let Ok(integer) = plain.parse() {
        return Some(Value::Integer(integer));
    }
    let is_integer = !plain.contains(['.', 'e', 'E', 'n', 'i']);
    let float: f64 = plain.parse().ok().filter(|_| !is_integer)?;
    // As short as it can be, or with as many digits as a number has: no digit is lost.
    let is_whole =
        || [format!("{float:e}"), format!("{float:.16e}")].iter().any(|text| digits(text) == digits(plain));
    let is_kept = if float.is_finite() { is_whole() } else { plain.contains('n') };
    is_kept.then_some(Value::Float(float))
}

/// The digits of a number that say something, without the zeros at either end.
fn digits(number: &str) -> String {
    let mantissa = number.split(['e', 'E']).next().unwrap_or_default();
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').to_owned()
}

impl<'a> Table<'a> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.fields.is_empty()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.fields.contains_key(name)
    }

    /// Whether this field is there, and no other.
    pub(super) fn is_only(&self, name: &str) -> bool {
        self.0.fields.len() == 1 && self.0.again.is_empty() && self.has(name)
    }

    /// That field, where it is the only one; else the table, as it was.
    pub(super) fn take_only(mut self, name: &str) -> Result<Field<'a>, Self> {
        if !self.is_only(name) {
            return Err(self);
        }
        self.0.fields.remove(name).ok_or_else(Self::default)
    }

    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut Field<'a>> {
        self.0.fields.get_mut(name)
    }

    /// Adds a field; one whose name is there is kept aside.
    pub(super) fn add(&mut self, name: Cow<'a, str>, field: Field<'a>) {
        match self.0.fields.entry(name.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(field);
            }
            Entry::Occupied(_) => self.0.again.push((name, field)),
        }
    }

    /// The fields, and those whose name is repeated.
    pub(super) fn into_parts(self) -> (Named<'a>, Vec<(Cow<'a, str>, Field<'a>)>) {
        let Fields { fields, again } = *self.0;
        (fields, again)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_would_lose_digits_is_none() {
        for text in [
            "1.5",
            "1e5",
            "0.10",
            "100.00",
            "0.10000000000000001",
            "-2.50e-3",
            "+1.0",
            "1e22",
            "0.0",
            "nan",
            "-inf",
        ] {
            assert!(matches!(number(text), Some(Value::Float(_))), "{text}");
        }
        for text in ["1.2345678901234567890", "0.123456789012345678", "123456789012345678.5", "1e400"] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(number("9223372036854775807"), Some(Value::Integer(i64::MAX)));
        assert_eq!(number("9223372036854775808"), None);
    }
}
