//! `annals keys`: the keys, from the table that dispatches them.

use std::fmt::Write as _;

use super::End;
use super::args::KeysArgs;
use super::out::{Out, Set};
use crate::app::action::Group;
use crate::app::key_table;
use crate::text::fill;

/// The width of the column of keys.
const KEYS: usize = 28;

pub(super) fn run(args: &KeysArgs, out: &mut Out) -> anyhow::Result<End> {
    if args.markdown {
        out.bytes(markdown().as_bytes())?;
        return Ok(End::Found);
    }
    let rows = key_table();
    for group in Group::ALL {
        out.line(Set::Bold, group.title())?;
        for row in rows.iter().filter(|row| row.group == *group) {
            out.text(Set::Accent, &fill(&format!("  {}", row.keys.join("  ")), KEYS))?;
            out.text(Set::Plain, " ")?;
            out.text(Set::Plain, &fill(row.doc, 64))?;
            out.line(Set::Dim, row.name)?;
        }
        out.end()?;
    }
    Ok(End::Found)
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
