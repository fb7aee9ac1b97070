//! The names of columns, and finding them.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Record;
use crate::issue::{Issue, Spot};

/// The header of a table.
#[derive(Debug, Default)]
pub(in crate::formats) struct Header<'a> {
    columns: Vec<Column<'a>>,
    /// The first column of each name, folded.
    first: HashMap<String, usize>,
}

#[derive(Debug)]
struct Column<'a> {
    /// As it stands there, blanks around it taken away.
    given: Cow<'a, str>,
    /// The name under which its cells are kept: like no other of this table.
    name: String,
    spot: Spot,
}

impl<'a> Header<'a> {
    pub(super) fn of(record: &Record<'a>) -> Self {
        let cells = (0..record.len()).map(|at| (trimmed(record.cell(at)), record.spot(at)));
        let mut header = Self::default();
        // How often each name was met: looking for a free number would be quadratic in equal names.
        let mut met: HashMap<String, usize> = HashMap::new();
        for (at, (given, spot)) in cells.enumerate() {
            let folded = fold(&given);
            let name = if folded.is_empty() {
                number(at)
            } else {
                let times = met.entry(folded.clone()).or_default();
                *times += 1;
                if *times == 1 { given.to_string() } else { format!("{given} ({})", number(at)) }
            };
            if !folded.is_empty() {
                header.first.entry(folded).or_insert(at);
            }
            header.columns.push(Column { given, name, spot });
        }
        header
    }

    /// How many columns there are.
    pub(in crate::formats) fn len(&self) -> usize {
        self.columns.len()
    }

    /// The first column of that name, whatever its case and the blanks around it.
    pub(in crate::formats) fn find(&self, name: &str) -> Option<usize> {
        self.first.get(&fold(name)).copied()
    }

    /// Whether there is a column of that name.
    pub(in crate::formats) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The header of a column as it stands there, trimmed; blank where there is none.
    pub(in crate::formats) fn given(&self, at: usize) -> &str {
        self.columns.get(at).map_or("", |column| &column.given)
    }

    /// The name under which the cells of a column are kept: its header; `column 3` where that is blank
    /// or there is none, `Note (column 5)` where it repeats another.
    pub(in crate::formats) fn name(&self, at: usize) -> Cow<'_, str> {
        match self.columns.get(at) {
            Some(column) => Cow::Borrowed(&column.name),
            None => Cow::Owned(number(at)),
        }
    }

    /// Where the header of a column stands.
    pub(in crate::formats) fn spot(&self, at: usize) -> Spot {
        self.columns.get(at).map_or(Spot::NONE, |column| column.spot)
    }

    /// The headers that are not blank, as they stand there, in their order.
    pub(in crate::formats) fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| &*column.given).filter(|name| !name.is_empty())
    }

    /// A remark on every header that repeats another.
    pub(in crate::formats) fn repeats(&self) -> impl Iterator<Item = Issue> {
        self.columns.iter().enumerate().filter_map(|(at, column)| {
            let first = self.find(&column.given).filter(|&first| first != at)?;
            let what = format!("a second column `{}`", column.given);
            let help = format!("give it a name of its own; its cells are kept as `{}`", column.name);
            Some(Issue::warning(column.spot, what, help).repeating(self.spot(first)))
        })
    }
}

fn number(at: usize) -> String {
    format!("column {}", at + 1)
}

fn fold(name: &str) -> String {
    name.trim().to_lowercase()
}

fn trimmed(cell: Cow<'_, str>) -> Cow<'_, str> {
    // A mark at the beginning of a file that was glued together stands before the first header.
    let trim = |text: &str| -> (usize, usize) {
        let inner = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let start = inner.as_ptr() as usize - text.as_ptr() as usize;
        (start, start + inner.len())
    };
    let (start, end) = trim(&cell);
    match cell {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(start..end).unwrap_or(text)),
        Cow::Owned(text) => Cow::Owned(text.get(start..end).map(String::from).unwrap_or(text)),
    }
}
