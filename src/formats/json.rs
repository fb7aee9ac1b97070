//! The native model as JSON: the field names of the TOML form, for other programs.
//!
//! Read strictly: one value, double quotes, no comments, no trailing commas. A field that is there
//! twice is told (the first one counts), null is absent, and depth and count are bounded before the
//! parser sees the text.

use jsonc_parser::ast::{self, ObjectPropName};
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::ParseErrorKind;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};
use toml::Value;

use super::node::{Field, Kind, Node, Table};
use super::{Format, Input, MAX_DEPTH, MAX_VALUES, Reading, Writer, fields, walk};
use crate::issue::{Issue, Lines, Spot};
use crate::model::Timeline;
use crate::text::shown;

pub(super) const FORMAT: Format = Format {
    name: "json",
    extensions: &["json"],
    description: "the whole timeline as JSON, for other programs",
    sniff: |text| text.trim_start().starts_with('{'),
    records: false,
    fields: Vec::new,
    read: Some(read),
    write: Some(Writer::File(|timeline, out, losses| {
        losses.odd_as_text(timeline);
        out.write_all(write(timeline).as_bytes())
    })),
};

/// A record lies this deep in the file's own lists and tables; its extra fields may go on from there
/// as deep as they may in TOML.
const RECORD_DEPTH: usize = 8;

fn read(input: Input<'_>) -> Result<Reading, Box<Issue>> {
    let text = input.text;
    let node = node_of(text)?;
    let Kind::Table(root) = node.kind else {
        let help = "a timeline is one object: {\"events\": [..]}";
        return Err(Box::new(Issue::error(node.spot, "this JSON is not a timeline", help)));
    };
    if !root.is_empty() && !walk::is_timeline(&root) {
        let help = "it needs \"events\", \"actors\", \"sources\" or \"timeline\" at its outermost level";
        return Err(Box::new(Issue::error(Spot::at(0), "this JSON is not a timeline", help)));
    }
    let (draft, issues) = walk::draft(root, &Lines::of(text));
    Ok(Reading::whole(draft, issues))
}

/// The one value of a text, with the place of every part.
pub(super) fn node_of(text: &str) -> Result<Node<'_>, Box<Issue>> {
    let start = Spot::at(text.len() - text.trim_start().len());
    Ok(tree(text)?.map_or_else(|| Node::new(Kind::Null, start), node))
}

/// The one value that a text is, read strictly and within bounds; `None` where the text is blank. Other
/// formats that are JSON begin here too.
pub(super) fn tree(text: &str) -> Result<Option<ast::Value<'_>>, Box<Issue>> {
    bounds(text)?;
    let options = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let parsed = parse_to_ast(text, &CollectOptions::default(), &options).map_err(|error| {
        let what = error.kind().to_string();
        let mut letters = what.chars();
        let what: String = letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
        let spot = Spot::at(error.range().start);
        Box::new(Issue::error(spot, format!("this is not JSON: {what}"), help_for(error.kind())))
    })?;
    Ok(parsed.value)
}

fn help_for(kind: &ParseErrorKind) -> &'static str {
    match kind {
        ParseErrorKind::TrailingCommasNotAllowed => "take the last comma out",
        ParseErrorKind::CommentsNotAllowed => "take the comment out, or write the timeline as TOML",
        ParseErrorKind::ExpectedComma => "put a comma between the two values",
        ParseErrorKind::SingleQuotedStringsNotAllowed => "use double quotes",
        ParseErrorKind::UnterminatedArray | ParseErrorKind::UnterminatedObject => {
            "close what is opened here; the file may be cut off"
        }
        ParseErrorKind::String(_) => "mend the text that begins here, or what is escaped in it",
        ParseErrorKind::MultipleRootJsonValues => "a file holds one value; take out what follows it",
        _ => "mend it here",
    }
}

/// Refuses what would be too much for the parser, which holds every value and calls itself.
fn bounds(text: &str) -> Result<(), Box<Issue>> {
    let (mut depth, mut values) = (0_usize, 0_usize);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => at = end_of_string(bytes, at),
            b'[' | b'{' => {
                depth += 1;
                values += 1;
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b',' => values += 1,
            _ => {}
        }
        if depth > MAX_DEPTH + RECORD_DEPTH {
            let what = format!("lists and tables lie more than {} deep", MAX_DEPTH + RECORD_DEPTH);
            return Err(Box::new(too_much(at, &what, "the limit of depth")));
        }
        if values > MAX_VALUES {
            return Err(Box::new(too_much(
                at,
                &format!("there are more than {MAX_VALUES} values"),
                "the limit of values",
            )));
        }
        at += 1;
    }
    Ok(())
}

fn too_much(at: usize, what: &str, limit: &str) -> Issue {
    Issue::error(Spot::at(at), format!("{what} ({limit})"), "no timeline needs that")
}

/// Where the string that begins at `at` ends.
pub(super) fn end_of_string(bytes: &[u8], at: usize) -> usize {
    let mut at = at + 1;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        at += found;
        if bytes.get(at) == Some(&b'"') {
            return at;
        }
        at += 2;
    }
    bytes.len()
}

fn table(object: ast::Object<'_>) -> Table<'_> {
    let mut out = Table::default();
    for property in object.properties {
        let name_spot = Spot::at(property.range.start);
        let name = match property.name {
            ObjectPropName::String(name) => name.value,
            ObjectPropName::Word(name) => name.value.into(),
        };
        out.add(name, Field { name_spot, value: node(property.value) });
    }
    out
}

/// Goes as deep as the parser did, which [`bounds`] has limited.
pub(super) fn node(value: ast::Value<'_>) -> Node<'_> {
    let spot = Spot::at(value.start());
    let kind = match value {
        ast::Value::StringLit(text) => Kind::Text(text.value),
        ast::Value::NumberLit(number) => Kind::Number(number.value.into()),
        ast::Value::BooleanLit(value) => Kind::Bool(value.value),
        ast::Value::NullKeyword(_) => Kind::Null,
        ast::Value::Array(array) => Kind::List(array.elements.into_iter().map(node).collect()),
        ast::Value::Object(object) => Kind::Table(table(object)),
    };
    Node::new(kind, spot)
}

fn write(timeline: &Timeline) -> String {
    let Ok(json) = serde_json::to_string_pretty(&Whole(timeline)) else { return String::new() };
    let mut out = harmless(&json);
    out.push('\n');
    out
}

/// JSON of any kind, with escapes for what a terminal could obey: it says what it said before.
pub(crate) fn harmless(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 1);
    for c in json.chars() {
        // Such letters stand only within strings here: the rest of JSON is ASCII. YAML refuses the last two.
        let odd = matches!(c, '\u{7f}' | '\u{fffe}' | '\u{ffff}');
        if !odd && (c.is_ascii() || shown(c.encode_utf8(&mut [0; 4])).starts_with(c)) {
            out.push(c);
        } else {
            out.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    out
}

/// A timeline as the object that a file holds, made record by record.
struct Whole<'a>(&'a Timeline);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for section in fields::sections(self.0) {
            match section {
                fields::Section::One(name, table) => {
                    map.serialize_entry(&name, &Json(&Value::Table(table)))?;
                }
                fields::Section::Value(name, value) => map.serialize_entry(&name, &Json(&value))?,
                fields::Section::Many(name, records) => map.serialize_entry(name, &Records(records))?,
            }
        }
        map.end()
    }
}

struct Records<'a>(fields::Records<'a>);

impl Serialize for Records<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(None)?;
        for record in self.0.tables().map(fields::edtf_first) {
            seq.serialize_element(&Json(&Value::Table(record)))?;
        }
        seq.end()
    }
}

/// A TOML value as JSON: dates, infinities and not-a-number become text.
pub(super) struct Json<'a>(pub(super) &'a Value);

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::String(text) => serializer.serialize_str(text),
            Value::Integer(number) => serializer.serialize_i64(*number),
            Value::Float(number) if number.is_finite() => serializer.serialize_f64(*number),
            Value::Float(number) => serializer.serialize_str(&number.to_string()),
            Value::Boolean(value) => serializer.serialize_bool(*value),
            Value::Datetime(date) => serializer.serialize_str(&date.to_string()),
            Value::Array(values) => serializer.collect_seq(values.iter().map(Json)),
            Value::Table(table) => {
                serializer.collect_map(table.iter().map(|(name, value)| (name, Json(value))))
            }
        }
    }
}
