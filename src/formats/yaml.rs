//! YAML as nodes with their places, within bounds: front matter, and the fields of markwhen.
//!
//! The parser hands over events, so nothing is built that was not counted: depth ends at
//! [`MAX_DEPTH`], and what aliases repeat is paid for from a budget, so that a few lines cannot become
//! billions.

use std::collections::HashMap;

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, Span, options};

use crate::formats::MAX_DEPTH;
use crate::formats::node::{Field, Kind, Node, Table};
use crate::issue::{Issue, Spot};
use crate::text::line;

/// An event's own fields lie this deep; its extra fields may go on from there as deep as in TOML.
const RECORD_DEPTH: usize = 12;

/// How long a name may be, in characters.
const MAX_NAME: usize = 16_384;

/// How much aliases may repeat in one text that is not longer itself, in values and letters taken together.
pub(super) const MAX_REPEATED: usize = 100_000;

/// A value of a YAML document.
#[derive(Clone, Debug)]
struct Yaml {
    kind: Shape,
    at: usize,
}

#[derive(Clone, Debug)]
enum Shape {
    /// Text, and whether it stood without quotes, so that it may mean a number or nothing.
    Scalar(String, bool),
    List(Vec<Yaml>),
    Map(Vec<(Yaml, Yaml)>),
}

/// How much aliases may repeat in a file.
pub(super) fn budget(file: &str) -> usize {
    file.len().max(MAX_REPEATED)
}

/// Reads the first document of `text`; `place` is where an offset in it stands in the file. What is wrong with the
/// YAML goes to `issues`, and what stands before that is read. What aliases repeat is taken from the `budget`.
pub(super) fn read(
    text: &str,
    place: impl Fn(usize) -> Spot,
    budget: &mut usize,
    issues: &mut Vec<Issue>,
) -> Option<Node<'static>> {
    let mut builder = Builder { budget: *budget, ..Builder::default() };
    for event in Parser::new_from_str_with_options(
        text,
        options! { emit_comments: false, simple_key_max_lookahead: MAX_NAME },
    ) {
        let step = match event {
            Ok((event, span)) => builder.take(event, &span),
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or_default();
                let help = "mend the line; what stands above it is read";
                Err(Issue::error(Spot::at(at), format!("this is not YAML: {}", line(&error.info())), help))
            }
        };
        match step {
            Ok(true) => break,
            Ok(false) => {}
            Err(mut issue) => {
                issue.spot = place(issue.spot.offset().unwrap_or_default());
                issues.push(issue);
                break;
            }
        }
    }
    *budget = builder.budget;
    builder.finish().map(|yaml| node(yaml, &place, issues))
}

#[derive(Default)]
struct Builder {
    stack: Vec<Open>,
    root: Option<Yaml>,
    /// What aliases may refer to, and how much it is.
    anchors: HashMap<usize, (Yaml, usize)>,
    /// How much they may still repeat.
    budget: usize,
}

/// A list or map that is not finished.
struct Open {
    yaml: Yaml,
    key: Option<Yaml>,
    anchor: usize,
    /// How much is in it.
    weight: usize,
}

impl Builder {
    /// Takes an event; answers whether the document is over.
    fn take(&mut self, event: Event<'_>, span: &Span) -> Result<bool, Issue> {
        let at = span.start.byte_offset().unwrap_or_default();
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let weight = 1 + text.len();
                let kind = Shape::Scalar(text.into_owned(), style == ScalarStyle::Plain);
                self.anchored(Yaml { kind, at }, anchor, weight)?;
            }
            Event::SequenceStart(_, anchor, _) => self.open(Shape::List(Vec::new()), at, anchor)?,
            Event::MappingStart(_, anchor, _) => self.open(Shape::Map(Vec::new()), at, anchor)?,
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.stack.pop() {
                    self.anchored(open.yaml, open.anchor, open.weight + 1)?;
                }
            }
            Event::Alias(id) => {
                let Some((yaml, weight)) = self.anchors.get(&id) else { return Ok(false) };
                let (mut yaml, weight) = (yaml.clone(), *weight);
                yaml.at = at;
                self.pay(weight, at)?;
                self.put(yaml, weight);
            }
            Event::DocumentEnd | Event::StreamEnd => return Ok(true),
            _ => {}
        }
        Ok(false)
    }

    fn open(&mut self, kind: Shape, at: usize, anchor: usize) -> Result<(), Issue> {
        if self.stack.len() >= MAX_DEPTH + RECORD_DEPTH {
            return Err(limit(
                at,
                &format!("lists and maps lie more than {} deep", MAX_DEPTH + RECORD_DEPTH),
                "the limit of depth",
            ));
        }
        self.stack.push(Open { yaml: Yaml { kind, at }, key: None, anchor, weight: 0 });
        Ok(())
    }

    fn anchored(&mut self, yaml: Yaml, anchor: usize, weight: usize) -> Result<(), Issue> {
        if anchor > 0 {
            // To keep it is to repeat it once.
            self.pay(weight, yaml.at)?;
            self.anchors.insert(anchor, (yaml.clone(), weight));
        }
        self.put(yaml, weight);
        Ok(())
    }

    fn pay(&mut self, weight: usize, at: usize) -> Result<(), Issue> {
        let left = self.budget.checked_sub(weight);
        self.budget = left.ok_or_else(|| limit(at, "aliases repeat too much", "the limit of aliases"))?;
        Ok(())
    }

    fn put(&mut self, yaml: Yaml, weight: usize) {
        let Some(open) = self.stack.last_mut() else {
            self.root.get_or_insert(yaml);
            return;
        };
        open.weight += weight;
        match &mut open.yaml.kind {
            Shape::List(list) => list.push(yaml),
            Shape::Map(map) => match open.key.take() {
                None => open.key = Some(yaml),
                Some(key) => map.push((key, yaml)),
            },
            Shape::Scalar(..) => {}
        }
    }

    /// The document, as far as it was read.
    fn finish(mut self) -> Option<Yaml> {
        while let Some(open) = self.stack.pop() {
            self.put(open.yaml, 0);
        }
        self.root
    }
}

fn limit(at: usize, what: &str, name: &str) -> Issue {
    Issue::error(Spot::at(at), format!("{what} ({name})"), "no event needs that; what stands above is read")
}

/// As deep as the builder let it become.
fn node(yaml: Yaml, place: &impl Fn(usize) -> Spot, issues: &mut Vec<Issue>) -> Node<'static> {
    let spot = place(yaml.at);
    let kind = match yaml.kind {
        Shape::Scalar(text, is_plain) => scalar(text, is_plain),
        Shape::List(list) => Kind::List(list.into_iter().map(|one| node(one, place, issues)).collect()),
        Shape::Map(map) => {
            let mut table = Table::default();
            for (key, value) in map {
                let name_spot = place(key.at);
                let Shape::Scalar(name, _) = key.kind else {
                    let what = "a name that is a list or map";
                    issues.push(Issue::error(name_spot, what, "write name: value; this field is left out"));
                    continue;
                };
                table.add(name.into(), Field { name_spot, value: node(value, place, issues) });
            }
            Kind::Table(table)
        }
    };
    Node::new(kind, spot)
}

/// What a scalar means, by the core schema of YAML 1.2. A number stays as it was written: `1994` may be a
/// year. What has zeros before it is a code, and text.
fn scalar(text: String, is_plain: bool) -> Kind<'static> {
    if !is_plain {
        return Kind::Text(text.into());
    }
    match text.as_str() {
        "" | "~" | "null" | "Null" | "NULL" => Kind::Null,
        "true" | "True" | "TRUE" => Kind::Bool(true),
        "false" | "False" | "FALSE" => Kind::Bool(false),
        ".inf" | "+.inf" | ".Inf" => Kind::Number("inf".into()),
        "-.inf" | "-.Inf" => Kind::Number("-inf".into()),
        ".nan" | ".NaN" => Kind::Number("nan".into()),
        _ if is_number(&text) => Kind::Number(text.into()),
        _ => Kind::Text(text.into()),
    }
}

/// Whether a plain scalar is a number, by the core schema.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (number, exponent) = text.split_once(['e', 'E']).map_or((text, None), |(a, b)| (a, Some(b)));
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let is_code = whole.len() > 1 && whole.starts_with('0');
    let power = exponent.is_none_or(|power| {
        let power = power.strip_prefix(['-', '+']).unwrap_or(power);
        !power.is_empty() && digits(power)
    });
    digits(whole) && !is_code && digits(part) && power && !(whole.is_empty() && part.is_empty())
}

/// Whether a plain scalar would be read as text.
pub(super) fn means_text(text: &str) -> bool {
    matches!(scalar(text.to_owned(), true), Kind::Text(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::node::Odd;

    fn value(text: &str) -> (String, Vec<String>) {
        let mut issues = Vec::new();
        let value = read(text, Spot::at, &mut budget(text), &mut issues)
            .and_then(|node| node.into_value(&mut Odd::default()));
        (
            value.map(|value| value.to_string()).unwrap_or_default(),
            issues.iter().map(ToString::to_string).collect(),
        )
    }

    #[test]
    fn values_are_what_the_core_schema_says() {
        let rows = [
            ("a: 1994", "{ a = 1994 }"),
            ("a: 1994-05", "{ a = \"1994-05\" }"),
            ("a: '1994'", "{ a = \"1994\" }"),
            ("a: 007", "{ a = \"007\" }"),
            ("a: yes", "{ a = \"yes\" }"),
            ("a: [1.5, true, ~, x]", "{ a = [1.5, true, \"x\"] }"),
            ("a: {b: c}\nd:\n  - e: f", "{ a = { b = \"c\" }, d = [{ e = \"f\" }] }"),
            ("a: &x {b: c}\nd: *x", "{ a = { b = \"c\" }, d = { b = \"c\" } }"),
            ("a: |\n  two\n  lines\n", "{ a = \"\"\"\ntwo\nlines\n\"\"\" }"),
            ("# nothing", ""),
        ];
        for (text, wanted) in rows {
            assert_eq!(value(text), (wanted.into(), vec![]), "{text}");
        }
    }

    #[test]
    fn hostile_documents_cost_no_more_than_they_are() {
        let laugh = |n: usize| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(", "));
        let laughs: Vec<String> = (1..60).map(laugh).collect();
        let laughs = laughs.concat();
        let (_, issues) = value(&format!("a0: &a0 lol\n{laughs}"));
        assert!(issues[0].contains("the limit of aliases"), "{issues:?}");
        // The parser has limits of its own, and may meet them first.
        for open in ["[", "{a: ", "- ", "? "] {
            let (_, issues) = value(&open.repeat(20_000));
            assert_eq!(issues.len(), 1, "{issues:?}");
        }
        let (found, issues) = value("a: b\nc: [\n");
        assert_eq!((found.as_str(), issues.len()), ("{ a = \"b\", c = [] }", 1));
        let (found, issues) = value("[a]: b\nc: d\n");
        assert_eq!((found.as_str(), issues.len()), ("{ c = \"d\" }", 1));
    }
}
