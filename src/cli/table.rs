//! Records in columns: aligned, and never over more than one line.

use std::io;

use super::out::{Out, Set};
use crate::text::{cut, line, width};

/// The blanks between columns.
const GAP: usize = 2;

/// A table: one record a line.
pub(super) struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Copy)]
pub(super) struct Column {
    set: Set,
    widest: usize,
    is_count: bool,
}

impl Column {
    /// A column as wide as its longest text.
    pub(super) fn new(set: Set) -> Self {
        Self { set, widest: usize::MAX, is_count: false }
    }

    /// A column at most so wide; a longer text pushes what follows aside rather than being cut.
    pub(super) fn at_most(self, widest: usize) -> Self {
        Self { widest, ..self }
    }

    /// Texts that begin with a number: units stand under units.
    pub(super) fn of_counts(self) -> Self {
        Self { is_count: true, ..self }
    }
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
    ///
    /// A column in which nothing stands is left out. What is too wide for its column takes the room
    /// that the next ones do not need, so that most lines are straight again at the last.
    pub(super) fn print(&mut self, out: &mut Out) -> io::Result<()> {
        for at in 0..self.columns.len() {
            if self.columns[at].is_count {
                self.align(at);
            }
        }
        let longest =
            |at: usize| self.rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell)).max();
        let widths: Vec<usize> = (self.columns.iter().enumerate())
            .map(|(at, column)| longest(at).unwrap_or(0).min(column.widest))
            .collect();
        for row in &self.rows {
            // Where the column begins, and where the line is.
            let (mut begins, mut used) = (0, 0);
            let last = row.len().saturating_sub(1);
            for ((cell, column), &wide) in row.iter().zip(&self.columns).zip(&widths).take(last) {
                if wide == 0 {
                    continue;
                }
                begins += wide + GAP;
                let room = begins.saturating_sub(used + GAP).max(width(cell));
                out.text(column.set, cell)?;
                out.text(Set::Plain, &" ".repeat(room - width(cell) + GAP))?;
                used += room + GAP;
            }
            if let (Some(cell), Some(column)) = (row.last(), self.columns.get(last)) {
                let room = out.columns.map_or(usize::MAX, |columns| columns.saturating_sub(used));
                out.text(column.set, &cut(cell, room))?;
            }
            out.end()?;
        }
        Ok(())
    }

    /// Puts blanks before the numbers of a column, so that they end in one place.
    fn align(&mut self, at: usize) {
        let digits = |cell: &str| cell.bytes().take_while(u8::is_ascii_digit).count();
        let longest = self.rows.iter().filter_map(|row| row.get(at)).map(|cell| digits(cell)).max();
        for cell in self.rows.iter_mut().filter_map(|row| row.get_mut(at)) {
            cell.insert_str(0, &" ".repeat(longest.unwrap_or(0) - digits(cell)));
        }
    }
}
