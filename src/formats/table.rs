//! What all tables have in common: a delimiter, a header, rows of cells, and where each stands.
//!
//! ```text
//! let mut table = Table::open(text, Dialect::sniff(text), |header| header.has("date"))?;
//! for record in table.records() {          // one record in memory at a time
//!     if let Some(issue) = record.refusal() { reading.refuse(record.range(), issue); continue; }
//!     for issue in table.remarks(&record) { reading.issue(issue); }
//!     let date = record.text(table.header.find("date")?);
//! }
//! ```
//!
//! - Delimiters are `,` `;` tab and `|`; a first line `sep=;`, as spreadsheets write it, is obeyed.
//! - Cells in quotes follow RFC 4180: a quote is doubled, a line break stands as it is. Blanks around the
//!   quotes are let go. What is not quoted stands for itself, quotes within it too.
//! - A quote that nothing closes is an error at the place where it opens, and only its own line is
//!   refused: reading goes on with the next.
//! - Lines on which nothing stands are no records.
//! - Headers are found without regard to case and to blanks around them; of two with one name the first
//!   is found, and both keep their cells under names of their own ([`Header::name`]).

mod header;
mod records;
mod sniff;

pub(in crate::formats) use header::Header;
pub(in crate::formats) use records::{Record, Records};

use std::ops::Range;

use crate::issue::{Issue, Spot};

/// How many cells a record may have. Spreadsheets have as many columns at most.
pub(in crate::formats) const MAX_COLUMNS: usize = 16_384;

/// How many bytes one cell may hold. A cell of a spreadsheet holds 32,767 characters.
pub(in crate::formats) const MAX_CELL: usize = 16 << 20;

/// How many records may stand before the header: titles, notes on the export.
pub(in crate::formats) const MAX_PREAMBLE: usize = 20;

/// How the cells of a table are kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) struct Dialect {
    /// What stands between two cells.
    pub(in crate::formats) delimiter: u8,
    /// Whether a cell may stand in quotes. Where it may not, quotes are letters.
    pub(in crate::formats) quoting: bool,
}

impl Dialect {
    /// Cells between tabs, in which quotes are letters.
    pub(in crate::formats) const PLAIN_TAB: Self = Self { delimiter: b'\t', quoting: false };

    /// What the delimiter is called in a sentence.
    pub(in crate::formats) fn name(self) -> &'static str {
        match self.delimiter {
            b'\t' => "tabs",
            b';' => "semicolons",
            b'|' => "bars",
            _ => "commas",
        }
    }

    /// The delimiter that keeps the same number of cells on the most lines of the beginning of `text`.
    pub(in crate::formats) fn sniff(text: &str) -> Self {
        sniff::dialect(text)
    }
}

/// Whether a text begins with a line that names its delimiter, as spreadsheets write it.
pub(in crate::formats) fn is_announced(text: &str) -> bool {
    sniff::announced(text).is_some()
}

/// A table that is being read: its header, and the records that follow.
#[derive(Debug)]
pub(in crate::formats) struct Table<'a> {
    /// The names of the columns.
    pub(in crate::formats) header: Header<'a>,
    /// What stood above the header.
    pub(in crate::formats) preamble: Vec<Record<'a>>,
    /// Where the header stands, to say in a reading.
    pub(in crate::formats) header_range: Range<usize>,
    /// Why the header cannot be read: it has an open quote, or too many columns.
    pub(in crate::formats) refusal: Option<Issue>,
    body: Records<'a>,
}

impl<'a> Table<'a> {
    /// Opens a table whose header is the first record that `is_header` takes, among the first
    /// [`MAX_PREAMBLE`]. `None` where there is no such record.
    pub(in crate::formats) fn open(
        text: &'a str,
        dialect: Dialect,
        is_header: impl Fn(&Header) -> bool,
    ) -> Option<Self> {
        let mut body = Records::new(text, dialect);
        let mut preamble = Vec::new();
        for record in body.by_ref().take(MAX_PREAMBLE + 1) {
            let header = Header::of(&record);
            if is_header(&header) {
                return Some(Self {
                    header,
                    preamble,
                    header_range: record.range(),
                    refusal: record.refusal(),
                    body,
                });
            }
            preamble.push(record);
        }
        None
    }

    /// The records below the header, one at a time. It can be called again: each time they are read
    /// from the first.
    pub(in crate::formats) fn records(&self) -> Records<'a> {
        self.body.clone()
    }

    /// What is to be said of a record that is kept: stray quotes, too few or too many cells.
    pub(in crate::formats) fn remarks(&self, record: &Record) -> Vec<Issue> {
        let mut issues: Vec<Issue> = record.strays().collect();
        let (cells, columns) = (record.len(), self.header.len());
        let ending = if cells == 1 { "" } else { "s" };
        let has = format!("this row has {cells} cell{ending}, the header {columns}");
        let spans = record.spans_lines().then_some("; a quote that opens in it closes on a later line");
        let spans = spans.unwrap_or_default();
        if cells < columns {
            let help = "give every row as many cells; those that lack are taken as blank";
            issues.push(Issue::warning(Spot::at(record.start()), format!("{has}{spans}"), help));
        } else if let Some(over) = (columns..cells).find(|&at| !record.text(at).is_empty()) {
            let help = format!(
                "put quotes around a cell with a delimiter in it; kept as `{}`",
                self.header.name(over)
            );
            issues.push(Issue::warning(record.spot(over), format!("{has}{spans}"), help));
        }
        issues
    }
}

#[cfg(test)]
mod tests;
