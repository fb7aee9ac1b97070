//! `annals keys`: the keys, from the table that dispatches them.

use std::fmt::Write as _;

use super::End;
use super::args::KeysArgs;
use super::out::{Out, Set};
use crate::app::action::Group;
use crate::app::key_table;
use crate::text::width;

/// The width of the column of keys, and of that of what they do: what is longer is not cut.
const KEYS: usize = 29;
const DOC: usize = 65;

pub(super) fn run(args: &KeysArgs, out: &mut Out) -> anyhow::Result<End> {
    if args.markdown {
        out.bytes(markdown().as_bytes())?;
        return Ok(End::Found);
    }
    let rows = key_table();
    for group in Group::ALL {
        out.line(Set::Bold, group.title())?;
        for row in rows.iter().filter(|row| row.group == *group) {
            out.text(Set::Accent, &padded(&format!("  {}", row.keys.join("  ")), KEYS))?;
            out.text(Set::Plain, &padded(row.doc, DOC))?;
            out.line(Set::Dim, row.name)?;
        }
        out.end()?;
    }
    Ok(End::Found)
}

/// `text` with blanks behind it, at least one.
fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text)).max(1)))
}

/// The table for the README.
#[must_use]
pub(super) fn markdown() -> String {
    let rows = key_table();
    let mut text = String::new();
    for group in Group::ALL {
        let _ = writeln!(text, "**{}**\n\n| keys | what they do |\n|---|---|", group.title());
        for row in rows.iter().filter(|row| row.group == *group) {
            let keys: Vec<String> =
                row.keys.iter().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
            let _ = writeln!(text, "| {} | {} |", keys.join(" "), row.doc.replace('|', "\\|"));
        }
        text.push('\n');
    }
    text
}
