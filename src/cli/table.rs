//! Records in columns: aligned, and never over more than one line.

use std::io;

use super::out::{Out, Set};
use crate::text::{cut, fill, line, width};

/// A table: one record a line.
pub(super) struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Copy)]
pub(super) struct Column {
    /// How it is set off.
    pub(super) set: Set,
    /// The widest it may be; longer texts stand out of line rather than cut.
    pub(super) widest: usize,
}

impl Table {
    pub(super) fn new(columns: impl Into<Vec<Column>>) -> Self {
        Self { columns: columns.into(), rows: Vec::new() }
    }

    /// Adds a record; its texts are put on one line.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().map(|cell| line(&cell).into_owned()).collect());
    }

    /// Prints the records. On a terminal the last column is cut to fit; in a pipe nothing is.
    pub(super) fn print(&self, out: &mut Out) -> io::Result<()> {
        let widths: Vec<usize> = self
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| {
                let longest = self.rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell)).max();
                longest.unwrap_or(0).min(column.widest)
            })
            .collect();
        for row in &self.rows {
            let mut used = 0;
            let last = row.len().saturating_sub(1);
            for (at, cell) in row.iter().enumerate() {
                let set = self.columns.get(at).map_or(Set::Plain, |column| column.set);
                if at == last {
                    let room = out.columns.map_or(usize::MAX, |columns| columns.saturating_sub(used));
                    out.text(set, &cut(cell, room))?;
                } else {
                    let cell = if width(cell) > widths[at] { cell.clone() } else { fill(cell, widths[at]) };
                    used += width(&cell) + 2;
                    out.text(set, &cell)?;
                    out.text(Set::Plain, "  ")?;
                }
            }
            out.end()?;
        }
        Ok(())
    }
}
