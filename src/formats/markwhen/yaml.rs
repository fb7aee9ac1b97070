//! The YAML of a header and of an event's properties, field by field.
//!
//! Markwhen's YAML differs in one thing: `#work` is a tag and `#fff` a colour, not comments. A field
//! that cannot be read costs only itself: it is kept as it stands, and told. Aliases are followed for
//! no more than the text is long.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_saphyr::options::DuplicateKeyPolicy;
use toml::value::Datetime;

use super::super::MAX_DEPTH;
use super::super::node::{Field, Kind, Node, Table};
use super::lines::Line;
use crate::issue::{Issue, Spot};
use crate::text::line;

/// A record's own lists and tables lie this deep; what is in its extra fields may go on from there.
const RECORD_DEPTH: usize = 8;

/// A table with this one field stands for a TOML date, which YAML does not have. A table that really
/// has only this field is wrapped in another.
pub(super) const DATE: &str = "toml-value";

/// A field; what could not be read of one is its text.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    /// Where its name stands.
    pub(super) spot: Spot,
    pub(super) value: Result<Node<'static>, String>,
}

impl Entry {
    /// What could not be read, where text is wanted: text it is.
    pub(super) fn as_text(&mut self) {
        if let Err(kept) = &mut self.value {
            self.value = Ok(Node::new(Kind::Text(std::mem::take(kept).into()), self.spot));
        }
    }
}

/// The fields of a block of lines, with what is wrong. `header` lines may begin with `#tag:`.
pub(super) fn block(lines: &[Line], header: bool, issues: &mut Vec<Issue>) -> Vec<Entry> {
    let chunks = chunks(lines);
    let linked = |chunk: &Chunk| chunk.lines.iter().any(|line| line.text.contains(['&', '*']));
    if chunks.iter().any(linked) {
        let text: String = lines.iter().map(|line| spelled(line.text, header) + "\n").collect();
        if let Ok(Yaml::Map(fields)) = parse(&text) {
            let spot = |name: &str| {
                let named = chunks.iter().find(|chunk| chunk.name() == name);
                named.or(chunks.first()).map_or(Spot::NONE, |chunk| Spot::at(chunk.at))
            };
            let entry = |(name, value): (String, Yaml)| {
                let spot = spot(&name);
                Entry { value: Ok(value.node(spot)), spot, name }
            };
            return fields.into_iter().map(entry).collect();
        }
    }
    let mut out = Vec::with_capacity(chunks.len());
    for chunk in &chunks {
        chunk.read(header, &mut out, issues);
    }
    out
}

/// A field with the lines that are indented below it.
struct Chunk<'l, 't> {
    lines: &'l [Line<'t>],
    at: usize,
}

fn chunks<'l, 't>(lines: &'l [Line<'t>]) -> Vec<Chunk<'l, 't>> {
    let indent = |line: &Line| line.text.len() - line.text.trim_start().len();
    let blank = |line: &Line| line.text.trim().is_empty();
    let base = lines.iter().filter(|line| !blank(line)).map(indent).next().unwrap_or(0);
    let begins = |line: &Line| {
        // An element of a list, or the end of one, may stand as far left as its name.
        !blank(line) && indent(line) <= base && !line.text.trim_start().starts_with(['-', ']', '}'])
    };
    let starts: Vec<usize> = (0..lines.len()).filter(|&n| lines.get(n).is_some_and(begins)).collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let chunk = |(from, to)| {
        let lines = lines.get(from..to)?;
        let first = lines.first()?;
        Some(Chunk { lines, at: first.at + indent(first) })
    };
    starts.iter().copied().zip(ends).filter_map(chunk).collect()
}

impl Chunk<'_, '_> {
    fn first(&self) -> &str {
        self.lines.first().map_or("", |line| line.text).trim()
    }

    fn name(&self) -> &str {
        self.first().split(':').next().unwrap_or_default().trim_matches(['"', '\'', ' '])
    }

    fn read(&self, header: bool, out: &mut Vec<Entry>, issues: &mut Vec<Issue>) {
        let spot = Spot::at(self.at);
        let rest = self.lines.get(1..).unwrap_or_default();
        let alone = rest.iter().all(|line| line.text.trim().is_empty());
        if alone
            && let Some((name, value)) = self.first().split_once(": ")
            && is_word(name)
            && let Some(kind) = plain(value.trim())
        {
            out.push(Entry { name: name.to_owned(), spot, value: Ok(Node::new(kind, spot)) });
            return;
        }
        let text: String = self.lines.iter().map(|line| spelled(line.text, header) + "\n").collect();
        let why = match parse(&text) {
            Ok(Yaml::Map(fields)) => {
                let entry = |(name, value): (String, Yaml)| Entry { name, spot, value: Ok(value.node(spot)) };
                out.extend(fields.into_iter().map(entry));
                return;
            }
            Ok(_) => "it is no `name: value`".to_owned(),
            Err(why) => why,
        };
        let name = self.name();
        let has_name = is_word(name) && self.first().contains(':');
        let what = format!("this is no YAML: {}", line(&why));
        issues.push(Issue::error(spot, what, "put the value in double quotes; it is kept as it stands"));
        // Several fields that were meant for one another: each may still be one.
        let full = || self.lines.iter().filter(|line| !line.text.trim().is_empty());
        if !alone && has_name && full().all(|line| is_field(line.text)) {
            for one in full().map(std::slice::from_ref) {
                let at = one.first().map_or(self.at, |line| line.at);
                Chunk { lines: one, at }.read(header, out, &mut Vec::new());
            }
            return;
        }
        let all: Vec<&str> = self.lines.iter().map(|line| line.text).collect();
        let all = all.join("\n");
        let kept = if has_name { all.split_once(':').map_or("", |(_, value)| value) } else { &all };
        let name = if has_name { name.to_owned() } else { "text".to_owned() };
        out.push(Entry { name, spot, value: Err(kept.trim().to_owned()) });
    }
}

/// Whether a line is `name:` or `name: value`, as properties are.
pub(super) fn is_field(text: &str) -> bool {
    let text = text.trim_start();
    let Some((name, value)) = text.split_once(':') else { return false };
    is_word(name) && (value.is_empty() || value.starts_with(char::is_whitespace))
}

fn is_word(name: &str) -> bool {
    let is_part = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
    !name.is_empty() && !name.starts_with('-') && name.bytes().all(is_part)
}

/// A value that is plainly text: most are, and need no parser.
fn plain(value: &str) -> Option<Kind<'static>> {
    let wordly = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'_' | b'-' | b'.' | b'/');
    let is_text = value.starts_with(|c: char| c.is_ascii_alphabetic()) && value.bytes().all(wordly);
    (is_text && !is_special(value)).then(|| Kind::Text(Cow::Owned(value.to_owned())))
}

/// Words that YAML takes for something else than text, in one of its versions.
pub(super) fn is_special(word: &str) -> bool {
    const SPECIAL: &[&str] = &["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"];
    SPECIAL.iter().any(|special| word.eq_ignore_ascii_case(special))
}

/// A line as YAML would have it written: markwhen's tags and colours in quotes.
fn spelled(text: &str, header: bool) -> String {
    let indent = text.len() - text.trim_start().len();
    let (indent, rest) = text.split_at(indent);
    if header
        && let Some((tag, value)) = rest.split_once(':')
        && let Some(word) = tag.strip_prefix('#')
        && !word.contains(char::is_whitespace)
    {
        return format!("{indent}{}:{}", quoted(tag), coloured(value));
    }
    match rest.split_once(':') {
        Some((name, value)) if is_word(name) => format!("{indent}{name}:{}", coloured(value)),
        _ => text.to_owned(),
    }
}

fn coloured(value: &str) -> Cow<'_, str> {
    if value.starts_with([' ', '\t']) && value.trim_start().starts_with('#') {
        return Cow::Owned(format!(" {}", quoted(value.trim())));
    }
    Cow::Borrowed(value)
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// Parses one document, in time and memory that grow with the text.
fn parse(text: &str) -> Result<Yaml, String> {
    let room = text.len() + 64;
    let mut options = serde_saphyr::options! {
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        strict_booleans: true,
        with_snippet: false,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        non_finite_float_policy: serde_saphyr::options::NonFiniteFloatPolicy::PassThrough,
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: room,
            max_replay_stack_depth: 16,
        },
    };
    options.budget = serde_saphyr::budget! {
        max_events: room,
        max_nodes: room,
        max_aliases: room,
        max_anchors: room,
        max_depth: MAX_DEPTH + RECORD_DEPTH,
        max_documents: 1,
        max_total_scalar_bytes: 2 * room,
        max_merge_keys: room,
    };
    serde_saphyr::from_str_with_options(text, options).map_err(|error| {
        // The place within the field says nothing to who sees the file.
        let why = error.to_string();
        why.split(" at line ").next().unwrap_or(&why).to_owned()
    })
}

/// What a document holds.
#[derive(Debug)]
enum Yaml {
    Null,
    Bool(bool),
    /// Written so that TOML reads the same number.
    Number(String),
    Text(String),
    List(Vec<Yaml>),
    Map(Vec<(String, Yaml)>),
}

impl Yaml {
    /// As a part of a timeline; goes as deep as the parser did.
    fn node(self, spot: Spot) -> Node<'static> {
        let kind = match self {
            Self::Null => Kind::Null,
            Self::Bool(value) => Kind::Bool(value),
            Self::Number(text) => Kind::Number(text.into()),
            Self::Text(text) => Kind::Text(text.into()),
            Self::List(items) => Kind::List(items.into_iter().map(|item| item.node(spot)).collect()),
            Self::Map(mut fields) => match fields.pop() {
                Some((name, value)) if name == DATE && fields.is_empty() => date(value, spot),
                last => {
                    fields.extend(last);
                    table(fields, spot)
                }
            },
        };
        Node::new(kind, spot)
    }
}

fn table(fields: Vec<(String, Yaml)>, spot: Spot) -> Kind<'static> {
    let mut out = Table::default();
    for (name, value) in fields {
        out.add(name.into(), Field { name_spot: spot, value: value.node(spot) });
    }
    Kind::Table(out)
}

/// What stands in a table of [`DATE`] alone.
fn date(value: Yaml, spot: Spot) -> Kind<'static> {
    match value {
        Yaml::Text(text) => match text.parse::<Datetime>() {
            Ok(date) => Kind::Date(date),
            Err(_) => table(vec![(DATE.to_owned(), Yaml::Text(text))], spot),
        },
        Yaml::Map(fields) => table(fields, spot),
        other => table(vec![(DATE.to_owned(), other)], spot),
    }
}

impl<'de> Deserialize<'de> for Yaml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Yaml;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<Yaml, E> {
        Ok(Yaml::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Yaml, E> {
        Ok(Yaml::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Yaml, D::Error> {
        Yaml::deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Yaml, E> {
        Ok(Yaml::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Yaml, E> {
        Ok(Yaml::Number(value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Yaml, E> {
        Ok(Yaml::Number(value.to_string()))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Yaml, E> {
        Ok(Yaml::Number(value.to_string()))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Yaml, E> {
        Ok(Yaml::Number(value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Yaml, E> {
        Ok(Yaml::Number(if value.is_nan() { "nan".into() } else { format!("{value:?}") }))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Yaml, E> {
        Ok(Yaml::Text(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Yaml, E> {
        Ok(Yaml::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Yaml, A::Error> {
        let mut out = Vec::new();
        while let Some(item) = seq.next_element()? {
            out.push(item);
        }
        Ok(Yaml::List(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Yaml, A::Error> {
        let mut out = Vec::new();
        while let Some((name, value)) = map.next_entry::<Yaml, Yaml>()? {
            let name = match name {
                Yaml::Text(name) | Yaml::Number(name) => name,
                Yaml::Bool(value) => value.to_string(),
                Yaml::Null => "null".to_owned(),
                Yaml::List(_) | Yaml::Map(_) => return Err(A::Error::custom("a name must be text")),
            };
            out.push((name, value));
        }
        Ok(Yaml::Map(out))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, header: bool) -> (Vec<(String, String)>, usize) {
        let lines = super::super::lines::split(text);
        let mut issues = Vec::new();
        let shown = |entry: Entry| {
            let value = match entry.value {
                Ok(node) => format!("{:?}", node.into_value(&mut super::super::super::node::Odd::default())),
                Err(kept) => format!("kept {kept}"),
            };
            (entry.name, value.replace("Some(", "").replace([')', '('], " ").trim_end().to_owned())
        };
        let entries = block(&lines, header, &mut issues).into_iter().map(shown).collect();
        (entries, issues.len())
    }

    #[test]
    fn a_field_that_cannot_be_read_costs_only_itself() {
        let (found, told) = read("a: 1\nb: [x, \nc: yes\nd: #fff\n", false);
        let found: Vec<(&str, &str)> =
            found.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let wanted =
            [("a", "Integer 1"), ("b", "kept [x,"), ("c", "String \"yes\""), ("d", "String \"#fff\"")];
        assert_eq!((found.as_slice(), told), (wanted.as_slice(), 1));
    }

    #[test]
    fn tags_and_anchors_are_read() {
        let (found, told) = read("#work: #0f0\ndefaults: &d\n  a: 1\nother: *d\n", true);
        assert_eq!((found.len(), told), (3, 0), "{found:?}");
        assert_eq!(found[0].0, "#work");
        assert_eq!(found[1].1, found[2].1);
    }

    #[test]
    fn a_bomb_of_aliases_is_no_yaml() {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for n in 1..9 {
            let all = format!("*a{}, ", n - 1).repeat(10);
            text = format!("{text}a{n}: &a{n} [{}]\n", all.trim_end_matches(", "));
        }
        let (found, told) = read(&text, true);
        assert!(told >= 8, "{told}");
        assert_eq!(found.len(), 9);
        let deep = format!("a: {}{}\n", "[".repeat(50_000), "]".repeat(50_000));
        assert_eq!(read(&deep, true).1, 1);
    }
}
