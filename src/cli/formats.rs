//! `annals formats`: what is read and written.

use serde_json::json;

use super::End;
use super::args::{Format as Printed, FormatsArgs};
use super::list;
use super::out::{Out, Set};
use super::table::{Column, Table};
use crate::formats::{FORMATS, Format};

pub(super) fn run(args: &FormatsArgs, out: &mut Out) -> anyhow::Result<End> {
    if args.json {
        let rows: Vec<_> = FORMATS
            .iter()
            .map(|format| {
                json!({
                    "name": format.name,
                    "extensions": format.extensions,
                    "read": format.can_read(),
                    "write": format.can_write(),
                    "folder": format.is_folder(),
                    "description": format.description,
                })
            })
            .collect();
        list::json(&rows, Printed::Json, out)?;
        return Ok(End::Found);
    }
    let mut table = Table::new([
        Column::new(Set::Accent),
        Column::new(Set::Plain),
        Column::new(Set::Plain),
        Column::new(Set::Dim),
    ]);
    for format in FORMATS {
        let extensions: Vec<String> = format.extensions.iter().map(|ext| format!(".{ext}")).collect();
        let description = format.description.to_owned();
        table.row([format.name.to_owned(), extensions.join(" "), can(format).to_owned(), description]);
    }
    table.print(out)?;
    Ok(End::Found)
}

fn can(format: &Format) -> &'static str {
    match (format.can_read(), format.can_write(), format.is_folder()) {
        (true, true, false) => "read, write",
        (true, true, true) => "read, write as a folder",
        (true, false, _) => "read",
        (false, true, true) => "write as a folder",
        (false, true, false) => "write",
        (false, false, _) => "",
    }
}
