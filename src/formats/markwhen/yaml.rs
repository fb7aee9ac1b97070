//! The YAML of a header and of an event's properties, field by field.
//!
//! Markwhen's YAML differs in one thing: `#work` is a tag and `#fff` a colour, not comments. A field
//! that cannot be read costs only itself: it is kept as it stands, and told. Aliases are followed for
//! no more than the file is long.

use std::borrow::Cow;

use toml::value::Datetime;

use super::super::node::{Field, Kind, Node, Table};
use super::super::yaml;
use super::lines::Line;
use crate::issue::{Issue, Spot};
use crate::text::line;

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
pub(super) fn block(lines: &[Line], header: bool, budget: &mut usize, issues: &mut Vec<Issue>) -> Vec<Entry> {
    let chunks = chunks(lines);
    let linked = |chunk: &Chunk| chunk.lines.iter().any(|line| line.text.contains(['&', '*']));
    if chunks.iter().any(linked) {
        // Each line stands where its field begins.
        let (mut text, mut places) = (String::new(), Vec::new());
        for chunk in &chunks {
            places.push((text.len(), Spot::at(chunk.at)));
            chunk.lines.iter().for_each(|line| text.push_str(&(spelled(line.text, header) + "\n")));
        }
        let place = |at| {
            let before = places.partition_point(|(from, _)| *from <= at).checked_sub(1);
            before.and_then(|index| places.get(index)).map_or(Spot::NONE, |(_, spot)| *spot)
        };
        if let Ok(entries) = parse(&text, place, budget) {
            return entries;
        }
    }
    let mut out = Vec::with_capacity(chunks.len());
    for chunk in &chunks {
        chunk.read(header, budget, &mut out, issues);
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

    fn read(&self, header: bool, budget: &mut usize, out: &mut Vec<Entry>, issues: &mut Vec<Issue>) {
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
        let why = match parse(&text, |_| spot, budget) {
            Ok(entries) => return out.extend(entries),
            Err(why) => why,
        };
        let name = self.name();
        let has_name = is_word(name) && self.first().contains(':');
        let what = format!("this is not YAML: {}", line(&why));
        issues.push(Issue::error(spot, what, "put the value in double quotes; it is kept as it stands"));
        // Several fields that were meant for one another: each may still be one.
        let full = || self.lines.iter().filter(|line| !line.text.trim().is_empty());
        if !alone && has_name && full().all(|line| is_field(line.text)) {
            for one in full().map(std::slice::from_ref) {
                let at = one.first().map_or(self.at, |line| line.at);
                Chunk { lines: one, at }.read(header, budget, out, &mut Vec::new());
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

/// Parses fields; `place` is where an offset in the text stands in the file, which is spelled a little otherwise.
fn parse(text: &str, place: impl Fn(usize) -> Spot, budget: &mut usize) -> Result<Vec<Entry>, String> {
    let mut issues = Vec::new();
    let node = yaml::read(text, place, budget, &mut issues);
    if let Some(issue) = issues.first() {
        return Err(issue.what.raw().trim_start_matches("this is not YAML: ").to_owned());
    }
    let Some(Kind::Table(table)) = node.map(|node| node.kind) else {
        return Err("it is no `name: value`".to_owned());
    };
    let (fields, again) = table.into_parts();
    let entry = |(name, field): (Cow<'static, str>, Field<'static>)| Entry {
        name: name.into_owned(),
        spot: field.name_spot,
        value: Ok(dated(field.value)),
    };
    Ok(fields.into_iter().chain(again).map(entry).collect())
}

/// A value with TOML's dates in it.
fn dated(node: Node<'static>) -> Node<'static> {
    let kind = match node.kind {
        Kind::List(nodes) => Kind::List(nodes.into_iter().map(dated).collect()),
        Kind::Table(table) => match table.take_only(DATE) {
            Ok(field) => date(field),
            Err(table) => all_dated(table),
        },
        kind => kind,
    };
    Node::new(kind, node.spot)
}

fn all_dated(table: Table<'static>) -> Kind<'static> {
    let mut out = Table::default();
    let (fields, again) = table.into_parts();
    for (name, field) in fields.into_iter().chain(again) {
        out.add(name, Field { value: dated(field.value), ..field });
    }
    Kind::Table(out)
}

/// What stands in a table of [`DATE`] alone.
fn date(field: Field<'static>) -> Kind<'static> {
    let kind = match field.value.kind {
        Kind::Text(text) => match text.parse::<Datetime>() {
            Ok(date) => return Kind::Date(date),
            Err(_) => Kind::Text(text),
        },
        Kind::Table(table) => return all_dated(table),
        kind => kind,
    };
    let mut out = Table::default();
    let value = dated(Node::new(kind, field.value.spot));
    out.add(DATE.into(), Field { value, ..field });
    Kind::Table(out)
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
        let entries = block(&lines, header, &mut 100_000, &mut issues).into_iter().map(shown).collect();
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
