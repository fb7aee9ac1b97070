//! The rows of a SPARQL result: which variable is bound to what, and where that stands.

use std::collections::HashMap;
use std::ops::Range;

use jsonc_parser::ast::{Object, ObjectProp, Value};
use jsonc_parser::common::Ranged;

use crate::issue::{Issue, Spot};

/// What a variable is bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Term<'a> {
    /// Something that has an address of its own.
    Uri(&'a str),
    /// Words, a number, a date.
    Literal(&'a str),
    /// A blank node: there is a value, and nobody knows which.
    Unknown,
}

/// A variable's value in one row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell<'a> {
    /// The variable, by its place in [`Rows::variables`].
    pub(super) variable: usize,
    pub(super) term: Term<'a>,
    /// Whether it is said to be a point in time.
    pub(super) is_time: bool,
    pub(super) spot: Spot,
}

/// A row that could be read.
#[derive(Debug)]
pub(super) struct Row<'a> {
    pub(super) cells: Vec<Cell<'a>>,
    pub(super) range: Range<usize>,
    /// Cells of no known form: the variable, and what stands there.
    pub(super) odd: Vec<(usize, Range<usize>)>,
}

/// All rows.
#[derive(Debug, Default)]
pub(super) struct Rows<'a> {
    /// The variables, those of the head first.
    pub(super) variables: Vec<&'a str>,
    index: HashMap<&'a str, usize>,
    /// For each variable the number of the row in which it was met last.
    met: Vec<usize>,
    count: usize,
    pub(super) list: Vec<Row<'a>>,
    /// Rows that are none.
    pub(super) refused: Vec<(Range<usize>, Issue)>,
    /// What is wrong with cells.
    pub(super) issues: Vec<Issue>,
}

/// Whether an address is one of those made up for values that nobody knows.
fn is_genid(uri: &str) -> bool {
    uri.contains("/.well-known/genid/")
}

/// The first field of that name.
pub(super) fn field<'v, 'a>(object: &'v Object<'a>, name: &str) -> Option<&'v Value<'a>> {
    object.properties.iter().find(|property| property.name.as_str() == name).map(|property| &property.value)
}

fn text<'v>(object: &'v Object<'_>, name: &str) -> Option<&'v str> {
    match field(object, name)? {
        Value::StringLit(text) => Some(&text.value),
        _ => None,
    }
}

fn range(value: &impl Ranged) -> Range<usize> {
    let range = value.range();
    range.start..range.end
}

impl<'a> Rows<'a> {
    /// Reads the bindings of a result; `named` are the variables of its head.
    pub(super) fn of(named: impl Iterator<Item = &'a str>, bindings: &'a [Value<'_>]) -> Self {
        let mut out = Self::default();
        for name in named {
            out.variable(name);
        }
        for binding in bindings {
            out.row(binding);
        }
        out
    }

    fn variable(&mut self, name: &'a str) -> usize {
        *self.index.entry(name).or_insert_with(|| {
            self.variables.push(name);
            self.met.push(0);
            self.variables.len() - 1
        })
    }

    fn row(&mut self, binding: &'a Value<'_>) {
        let spot = Spot::at(binding.start());
        let refuse = |what: &str| {
            let help = "a row is an object: the names of variables, each with its type and value";
            (range(binding), Issue::error(spot, what, help))
        };
        self.count += 1;
        let Value::Object(object) = binding else {
            self.refused.push(refuse("a row that is not an object"));
            return;
        };
        if object.properties.is_empty() {
            self.refused.push(refuse("a row in which no variable is bound"));
            return;
        }
        let mut row = Row {
            cells: Vec::with_capacity(object.properties.len()),
            range: range(binding),
            odd: Vec::new(),
        };
        for property in &object.properties {
            self.cell(property, &mut row);
        }
        self.list.push(row);
    }

    fn cell(&mut self, property: &'a ObjectProp<'_>, row: &mut Row<'a>) {
        let variable = self.variable(property.name.as_str());
        let spot = Spot::at(property.value.start());
        // What is null is not bound.
        if matches!(property.value, Value::NullKeyword(_)) {
            return;
        }
        let twice = self.met.get(variable) == Some(&self.count);
        if let Some(met) = self.met.get_mut(variable) {
            *met = self.count;
        }
        match term(&property.value) {
            Some((term, is_time)) if !twice => row.cells.push(Cell { variable, term, is_time, spot }),
            read => {
                let name = property.name.as_str();
                self.issues.push(if read.is_some() {
                    let help = "the first one counts, the other is kept as an extra field";
                    Issue::error(spot, format!("`{name}` is bound twice in one row"), help)
                } else {
                    let help =
                        "a value is {\"type\": \"uri\", \"value\": \"..\"}; it is kept as an extra field";
                    Issue::error(spot, format!("`{name}` is bound to no value of a known form"), help)
                });
                row.odd.push((variable, range(&property.value)));
            }
        }
    }
}

fn term<'a>(value: &'a Value<'_>) -> Option<(Term<'a>, bool)> {
    let Value::Object(object) = value else { return None };
    let value = text(object, "value")?;
    let term = match text(object, "type")? {
        "uri" if is_genid(value) => Term::Unknown,
        "uri" => Term::Uri(value),
        "bnode" => Term::Unknown,
        "literal" | "typed-literal" => Term::Literal(value),
        _ => return None,
    };
    let datatype = text(object, "datatype").and_then(|datatype| datatype.rsplit('#').next());
    let is_time = matches!(datatype, Some("dateTime" | "date" | "gYear" | "gYearMonth" | "dateTimeStamp"));
    Some((term, is_time))
}
