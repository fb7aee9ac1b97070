//! Writing TOML for people and for diffs.
//!
//! One field a line; the actors of an event one a line; quotes and caveats as tables of their own, so
//! that adding one adds lines and changes none. Text stays on one line unless it has lines of its own,
//! and is quoted so that little needs escaping. What a terminal could obey is always escaped.

use std::borrow::Cow;
use std::fmt::Write as _;

use ::toml::{Table, Value};

use super::super::fields::{self, Section};
use crate::model::Timeline;
use crate::text::shown;

/// Lists of tables that get headers of their own.
const APART: &[&str] = &["quotes", "caveats"];

/// Lists that get a line for each part.
const LINES: &[&str] = &["actors"];

pub(super) fn write(timeline: &Timeline) -> String {
    let mut out = String::new();
    for section in fields::sections(timeline) {
        match section {
            Section::Value(name, value) => assign(&mut out, &name, &value),
            Section::One(name, table) => {
                header(&mut out, &format!("[{}]", key(&name)));
                record(&mut out, &key(&name), table);
            }
            Section::Many(name, records) => {
                for table in records.tables().map(fields::edtf_first) {
                    header(&mut out, &format!("[[{name}]]"));
                    record(&mut out, name, table);
                }
            }
        }
    }
    out
}

fn header(out: &mut String, header: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(header);
    out.push('\n');
}

/// A table's fields, and then its lists of tables under headers.
fn record(out: &mut String, path: &str, table: Table) {
    let mut apart = Vec::new();
    for (name, value) in table {
        match value {
            Value::Array(tables)
                if path == "events"
                    && APART.contains(&name.as_str())
                    && tables.iter().all(Value::is_table) =>
            {
                apart.push((name, tables));
            }
            Value::Array(parts) if LINES.contains(&name.as_str()) => {
                let _ = writeln!(out, "{} = [", key(&name));
                for part in &parts {
                    out.push_str("    ");
                    inline(out, part);
                    out.push_str(",\n");
                }
                out.push_str("]\n");
            }
            _ => assign(out, &name, &value),
        }
    }
    for (name, tables) in apart {
        for table in tables {
            header(out, &format!("[[{path}.{name}]]"));
            if let Value::Table(table) = table {
                record(out, "", table);
            }
        }
    }
}

fn assign(out: &mut String, name: &str, value: &Value) {
    let _ = write!(out, "{} = ", key(name));
    match value {
        Value::String(text) if text.contains('\n') => lines(out, text),
        _ => inline(out, value),
    }
    out.push('\n');
}

/// A value on one line.
fn inline(out: &mut String, value: &Value) {
    match value {
        Value::String(text) => string(out, text),
        Value::Array(values) => {
            out.push('[');
            for (index, value) in values.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                inline(out, value);
            }
            out.push(']');
        }
        Value::Table(table) if table.is_empty() => out.push_str("{}"),
        Value::Table(table) => {
            out.push_str("{ ");
            for (index, (name, value)) in table.iter().enumerate() {
                let _ = write!(out, "{}{} = ", if index > 0 { ", " } else { "" }, key(name));
                inline(out, value);
            }
            out.push_str(" }");
        }
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {
            let _ = write!(out, "{value}");
        }
    }
}

/// A name as it stands before `=`.
fn key(name: &str) -> Cow<'_, str> {
    if !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')) {
        return Cow::Borrowed(name);
    }
    let mut out = String::new();
    string(&mut out, name);
    Cow::Owned(out)
}

/// A text on one line: in double quotes, or in single ones where that saves escaping.
fn string(out: &mut String, text: &str) {
    let is_plain = text.chars().all(|c| c != '\n' && is_harmless(c));
    if is_plain && text.contains(['"', '\\']) && !text.contains('\'') {
        let _ = write!(out, "'{text}'");
        return;
    }
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            _ => escaped(out, c),
        }
    }
    out.push('"');
}

/// A text with lines of its own, as lines.
fn lines(out: &mut String, text: &str) {
    out.push_str("\"\"\"\n");
    let mut quotes = 0;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        quotes = if c == '"' { quotes + 1 } else { 0 };
        match c {
            '\n' => out.push('\n'),
            '"' if quotes == 3 || rest.peek().is_none() => {
                out.push_str("\\\"");
                quotes = 0;
            }
            '"' => out.push('"'),
            _ => escaped(out, c),
        }
    }
    out.push_str("\"\"\"");
}

fn escaped(out: &mut String, c: char) {
    match c {
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\t' => out.push_str("\\t"),
        '\r' => out.push_str("\\r"),
        _ if is_harmless(c) => out.push(c),
        _ if (c as u32) < 0x1_0000 => {
            let _ = write!(out, "\\u{:04X}", c as u32);
        }
        _ => {
            let _ = write!(out, "\\U{:08X}", c as u32);
        }
    }
}

/// Whether a terminal shows a character as itself.
fn is_harmless(c: char) -> bool {
    (' '..='~').contains(&c) || (!c.is_ascii() && shown(c.encode_utf8(&mut [0; 4])).starts_with(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_so_that_little_is_escaped() {
        let rows = [
            ("plain", "\"plain\""),
            ("it's", "\"it's\""),
            ("he said \"no\"", "'he said \"no\"'"),
            ("C:\\dir", "'C:\\dir'"),
            ("it's \"so\"", "\"it's \\\"so\\\"\""),
            ("\u{1b}[1m\u{9b}\u{202e}", "\"\\u001B[1m\\u009B\\u202E\""),
            ("\u{e0041}\u{301}", "\"\\U000E0041\u{301}\""),
            ("", "\"\""),
        ];
        for (text, wanted) in rows {
            let mut out = String::new();
            string(&mut out, text);
            assert_eq!(out, wanted);
            let back: Table = format!("a = {out}").parse().unwrap();
            assert_eq!(back["a"].as_str(), Some(text));
        }
    }

    #[test]
    fn lines_come_back_as_they_were() {
        for text in ["\n", "a\nb", "\n\"", "x\n\"\"\"\"\"\"\"", "\r\n \\ \"\" \t\n", "a\n\u{1b}\u{7f}"] {
            let mut out = String::new();
            assign(&mut out, "a b", &Value::String(text.into()));
            let back: Table = out.parse().unwrap();
            assert_eq!(back["a b"].as_str(), Some(text), "{out}");
        }
    }
}
