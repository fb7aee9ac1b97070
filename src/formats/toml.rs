//! The native format: TOML that a person likes to write and git likes to diff; [`super`] describes it.
//!
//! A file is read statement by statement, so that one broken line costs that line and no more, and
//! the parser, which holds a token for every line, never sees more than one statement.

use std::borrow::Cow;

use ::toml::de::{DeTable, DeValue};

use super::node::{Field, Kind, Node, Table};
use super::{Format, Input, Reading, Writer, walk};
use crate::issue::{Issue, Lines, Spot};

mod build;
mod plain;
mod statements;
mod write;

use build::Builder;
use statements::{Statement, Trouble};

pub(super) const FORMAT: Format = Format {
    name: "toml",
    extensions: &["toml", "annals"],
    description: "the native format, to write by hand and keep under version control",
    sniff: statements::looks_like,
    records: false,
    fields: Vec::new,
    read: Some(read),
    write: Some(Writer::File(|timeline, out, _| out.write_all(write::write(timeline).as_bytes()))),
};

fn read(input: Input<'_>) -> Result<Reading, Box<Issue>> {
    let text = input.text;
    let mut broken = Vec::new();
    let mut builder = Builder::default();
    for statement in statements::of(text) {
        take(text, &statement, &mut builder, &mut broken);
        if let Trouble::TooMany(_) = statement.trouble {
            break;
        }
    }
    let (root, found) = builder.finish();
    if !root.is_empty() && !walk::is_timeline(&root) || root.is_empty() && !broken.is_empty() {
        let no_timeline = || {
            let help = "it needs [[events]], [[actors]], [[sources]] or [timeline]";
            Issue::error(Spot::at(0), "this TOML is not a timeline", help)
        };
        return Err(Box::new(broken.into_iter().next().unwrap_or_else(no_timeline)));
    }
    super::cap(&mut broken, "places that are no TOML");
    let (draft, issues) = walk::draft(root, &Lines::of(text));
    broken.extend(found);
    broken.extend(issues);
    Ok(Reading::whole(draft, broken))
}

/// Reads one statement into the tree.
fn take<'a>(text: &'a str, statement: &Statement<'a>, builder: &mut Builder<'a>, issues: &mut Vec<Issue>) {
    if let Some(issue) = statement.trouble.issue() {
        issues.push(issue);
    }
    if matches!(statement.trouble, Trouble::TooDeep(_) | Trouble::TooLarge(_) | Trouble::TooMany(_)) {
        return;
    }
    let offset = statement.start;
    // Nearly all statements are plain, and need no parser to be read as one would.
    if let Some((name, field)) = plain::assignment(statement.text, offset) {
        builder.value(name.into(), field);
        return;
    }
    if let Some((names, is_list)) = statement.plain_header() {
        let names = names.map(|(name, at)| (name.into(), Spot::at(offset + at))).collect();
        builder.header(names, is_list, Spot::at(offset));
        return;
    }
    let (table, errors) = DeTable::parse_recoverable(statement.text);
    // What the statement is known to suffer from needs no second telling.
    if matches!(statement.trouble, Trouble::None) {
        issues.extend(errors.iter().map(|error| {
            let span = error.span().unwrap_or_default();
            syntax(error.message(), statement.text, span.start, offset + span.start)
        }));
    }
    let context = Context { text, offset };
    let table = context.table(table.into_inner());
    if statement.is_header() {
        builder.header(build::names(table), statement.text.starts_with("[["), Spot::at(offset));
    } else {
        builder.values(table);
    }
}

/// What the parser says, in words for somebody who does not know its terms.
fn syntax(message: &str, statement: &str, at: usize, offset: usize) -> Issue {
    let here = statement.get(at..).unwrap_or_default();
    let (what, help) = if message.starts_with("string values must be quoted") {
        match here.chars().next() {
            None | Some('\n' | '\r') => {
                ("there is no value behind the `=`".into(), "add one, or take the line out")
            }
            Some('“' | '”' | '„' | '«' | '‘' | '’') => {
                ("these quotation marks are not TOML's".into(), "use \" or '")
            }
            _ => ("text without quotation marks".into(), "put it in \"..\""),
        }
    } else if message.starts_with("key with no value") {
        ("a line that sets nothing".into(), "write name = value, or put # before a remark")
    } else if message.starts_with("invalid date") || message.starts_with("invalid time") {
        ("without quotation marks only a full date can stand here".into(), "put it in \"..\"")
    } else if message.starts_with("duplicate key") {
        ("the same name twice".into(), "take one out; the first one counts")
    } else if message.starts_with("unclosed")
        || message.contains("expected `\"`")
        || message.contains("expected `'`")
    {
        (format!("something is not closed here ({message})"), "close it on this line")
    } else if message.starts_with("missing escaped value") || message.contains("unicode") {
        ("a backslash that escapes nothing".into(), "write \\\\, or put the text in '..'")
    } else if message.contains("basic string") || message.contains("literal string") {
        ("a character that TOML wants escaped".into(), "write it as \\u0000 with its number")
    } else {
        (format!("this is no TOML ({message})"), "mend the line")
    };
    Issue::error(Spot::at(offset), what, help)
}

/// From the parser's tree, which counts from the statement's start, to ours.
struct Context<'a> {
    text: &'a str,
    offset: usize,
}

impl<'a> Context<'a> {
    fn table(&self, table: DeTable<'a>) -> Table<'a> {
        let mut out = Table::default();
        for (name, value) in table {
            let name_spot = Spot::at(self.offset + name.span().start);
            let span = value.span();
            let value = self.node(value.into_inner(), span);
            out.add(name.into_inner(), Field { name_spot, value });
        }
        out
    }

    /// Goes as deep as the statement, which the statements' reader has limited.
    fn node(&self, value: DeValue<'a>, span: std::ops::Range<usize>) -> Node<'a> {
        let (start, end) = (self.offset + span.start, self.offset + span.end);
        let written = || self.text.get(start..end).unwrap_or_default();
        let kind = match value {
            // Made up by the parser where nothing stands.
            _ if span.is_empty() => Kind::Text("".into()),
            DeValue::String(text) => Kind::Text(text),
            DeValue::Integer(number) if number.radix() == 10 && is_digits(number.as_str()) => {
                // With its digits grouped it is no year; as written it says so.
                Kind::Number(if written().contains('_') {
                    Cow::Owned(number.as_str().into())
                } else {
                    written().into()
                })
            }
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Kind::Number(number.to_string().into()),
                Err(_) => Kind::Text(written().into()),
            },
            // Half a word, such as `nul` or `tru`, is recovered as one that was not written; and words
            // that begin with a sign or an underscore, as a number that they are not.
            DeValue::Float(number)
                if is_like(number.as_str(), written()) && number.as_str().parse::<f64>().is_ok() =>
            {
                Kind::Number(number.as_str().to_owned().into())
            }
            DeValue::Boolean(value) if is_like(if value { "true" } else { "false" }, written()) => {
                Kind::Bool(value)
            }
            DeValue::Float(_) | DeValue::Boolean(_) => Kind::Text(written().into()),
            // Recovered from a broken date: neither a day nor a time came out of it.
            DeValue::Datetime(date) if date.date.is_none() && date.time.is_none() => {
                Kind::Text(written().into())
            }
            DeValue::Datetime(date) => Kind::Date(date),
            DeValue::Array(array) => Kind::List(
                array
                    .into_iter()
                    .map(|value| {
                        let span = value.span();
                        self.node(value.into_inner(), span)
                    })
                    .collect(),
            ),
            DeValue::Table(table) => Kind::Table(self.table(table)),
        };
        Node::new(kind, Spot::at(start))
    }
}

/// Whether a number has nothing but its digits, and maybe a sign.
fn is_digits(number: &str) -> bool {
    let digits = number.strip_prefix(['+', '-']).unwrap_or(number);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a number or word is what was written, but for the marks that group digits.
fn is_like(value: &str, written: &str) -> bool {
    let plain = |text: &str| text.replace(['_', '+'], "");
    plain(value) == plain(written)
}
