//! Values as YAML on one line, as properties want them; nothing in them that a terminal would obey.

use std::fmt::Write;

use toml::Value;

use super::super::harmless_json;
use super::yaml;

/// A longer name of a field must be marked as one.
const LONG_NAME: usize = 1_000;

/// Writes a value on one line.
pub(super) fn write(out: &mut String, value: &Value) {
    match value {
        Value::String(text) => out.push_str(&words(text)),
        Value::Integer(number) => out.push_str(&number.to_string()),
        Value::Float(number) => out.push_str(&float(*number)),
        Value::Boolean(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Datetime(date) => {
            out.push('{');
            out.push_str(yaml::DATE);
            let _ = write!(out, ": \"{date}\"}}");
        }
        Value::Array(values) => {
            out.push('[');
            for (n, value) in values.iter().enumerate() {
                out.push_str(if n == 0 { "" } else { ", " });
                write(out, value);
            }
            out.push(']');
        }
        Value::Table(table) => {
            // A table that looks as a date is written is wrapped in another.
            let wrapped = table.len() == 1 && table.contains_key(yaml::DATE);
            if wrapped {
                out.push('{');
                out.push_str(yaml::DATE);
                out.push_str(": ");
            }
            out.push('{');
            for (n, (name, value)) in table.iter().enumerate() {
                out.push_str(if n == 0 { "" } else { ", " });
                out.push_str(if name.len() > LONG_NAME { "? " } else { "" });
                out.push_str(&words(name));
                out.push_str(": ");
                write(out, value);
            }
            out.push_str(if wrapped { "}}" } else { "}" });
        }
    }
}

/// Text, in quotes where anything else could be meant.
pub(super) fn words(text: &str) -> String {
    let word = |word: &str| {
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
    };
    let plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.split(' ').all(word)
        && !yaml::is_special(text);
    if plain {
        return text.to_owned();
    }
    harmless_json(&serde_json::to_string(text).unwrap_or_default())
}

fn float(number: f64) -> String {
    if number.is_nan() {
        return ".nan".into();
    }
    if number.is_infinite() {
        return if number > 0.0 { ".inf".into() } else { "-.inf".into() };
    }
    let text = format!("{number:?}");
    match text.split_once('e') {
        Some((digits, power)) if !digits.contains('.') => format!("{digits}.0e{power}"),
        _ => text,
    }
}
