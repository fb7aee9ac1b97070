//! Text to records: cells with their places, in time linear in the text whatever stands in it.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2};

use super::{Dialect, MAX_CELL, MAX_COLUMNS};
use crate::issue::{Issue, Spot};

const QUOTE: u8 = b'"';

/// How many bytes may be read in vain, looking for the end of quotes that have none, for each byte of
/// text. Then a quote that does not close on its own line is taken to be open at once.
const VAIN: usize = 4;

/// How many stray quotes of one record are told.
const MAX_STRAYS: usize = 3;

/// The records of a text that are not blank.
#[derive(Clone, Debug)]
pub(in crate::formats) struct Records<'a> {
    text: &'a str,
    dialect: Dialect,
    at: usize,
    /// How many bytes may still be read in vain.
    patience: usize,
}

/// One row of a table.
#[derive(Clone, Debug)]
pub(in crate::formats) struct Record<'a> {
    text: &'a str,
    range: Range<usize>,
    cells: Vec<Cell>,
    flaws: Vec<Flaw>,
    /// How many cells it has, those above the limit counted too.
    count: usize,
}

/// Where the text of a cell stands, and whether quotes are doubled in it.
#[derive(Clone, Debug)]
struct Cell {
    range: Range<usize>,
    doubled: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flaw {
    /// The quote that opens there is not closed.
    Open(usize),
    /// A quote stands there within a cell in quotes, and is not doubled.
    Stray(usize),
    /// The cell that begins there is longer than a cell may be.
    Long(usize),
}

/// How a cell in quotes ended.
enum End {
    /// With the quote there; the delimiter or line end is at `next`.
    Closed { quote: usize, next: usize, doubled: bool },
    /// A quote on the same line is followed by text: the cell stands for itself.
    Glued(usize),
    /// Not at all.
    Open,
}

impl<'a> Records<'a> {
    pub(in crate::formats) fn new(text: &'a str, dialect: Dialect) -> Self {
        let at = super::sniff::announced(text).map_or(0, |(_, length)| length);
        Self { text, dialect, at, patience: text.len().saturating_mul(VAIN) }
    }

    /// Those from the record on that begins at `at`.
    pub(in crate::formats) fn at(text: &'a str, dialect: Dialect, at: usize) -> Self {
        Self { text, dialect, at, patience: text.len().saturating_mul(VAIN) }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The bytes from `at` on.
    fn rest(&self, at: usize) -> &'a [u8] {
        self.text.as_bytes().get(at..).unwrap_or_default()
    }

    fn line_end(&self, at: usize) -> usize {
        memchr(b'\n', self.rest(at)).map_or(self.text.len(), |found| at + found)
    }

    fn record(&mut self) -> Record<'a> {
        let start = self.at;
        let mut record =
            Record { text: self.text, range: start..start, cells: Vec::new(), flaws: Vec::new(), count: 0 };
        let mut at = start;
        loop {
            let (cell, next) = self.cell(at, &mut record.flaws);
            if cell.range.len() > MAX_CELL {
                record.flaws.push(Flaw::Long(cell.range.start));
            }
            record.count += 1;
            if record.count <= MAX_COLUMNS {
                record.cells.push(cell);
            }
            if self.byte(next) == Some(self.dialect.delimiter) {
                at = next + 1;
                continue;
            }
            record.range.end = self.before_break(start, next);
            self.at = next + 1;
            return record;
        }
    }

    /// The cell that begins at `at`, and where the delimiter, line feed or end behind it is.
    fn cell(&mut self, at: usize, flaws: &mut Vec<Flaw>) -> (Cell, usize) {
        let open = self.after_blanks(at);
        if self.dialect.quoting && self.byte(open) == Some(QUOTE) {
            match self.quoted(open, flaws) {
                End::Closed { quote, next, doubled } => {
                    return (Cell { range: open + 1..quote, doubled }, next);
                }
                End::Glued(stray) => push_stray(flaws, stray),
                End::Open => flaws.push(Flaw::Open(open)),
            }
        }
        let next =
            memchr2(self.dialect.delimiter, b'\n', self.rest(at)).map_or(self.text.len(), |found| at + found);
        (Cell { range: at..self.before_break(at, next), doubled: false }, next)
    }

    /// Follows the cell whose quote opens at `open`.
    ///
    /// In a sound file a quote within it is doubled, and any other closes it. Where a quote does
    /// neither, somebody forgot to double it, or the cell was never closed and this is the quote of
    /// another cell, further down: it then stands at the beginning of a cell.
    fn quoted(&mut self, open: usize, flaws: &mut Vec<Flaw>) -> End {
        let (mut from, mut doubled, mut lines) = (open + 1, false, open + 1);
        let mut closes_here = None;
        let mut strays = Vec::new();
        let until = if self.patience == 0 { self.line_end(open) } else { self.text.len() };
        loop {
            let Some(quote) = self.next_quote(from, until) else {
                self.patience = self.patience.saturating_sub(until - open);
                return End::Open;
            };
            if self.byte(quote + 1) == Some(QUOTE) {
                (doubled, from) = (true, quote + 2);
                continue;
            }
            if let Some(next) = self.closes(quote) {
                for stray in strays {
                    push_stray(flaws, stray);
                }
                return End::Closed { quote, next, doubled };
            }
            let crossed = lines > open + 1 || memchr(b'\n', &self.rest(lines)[..quote - lines]).is_some();
            if crossed {
                lines = quote;
                if self.begins_cell(quote) {
                    self.patience = self.patience.saturating_sub(quote - open);
                    return End::Open;
                }
            } else if closes_here.is_none_or(|close| close < quote) {
                closes_here = self.close_on_line(quote + 1);
                if closes_here.is_none() {
                    return End::Glued(quote);
                }
            }
            if strays.len() <= MAX_STRAYS {
                strays.push(quote);
            }
            from = quote + 1;
        }
    }

    fn next_quote(&self, from: usize, until: usize) -> Option<usize> {
        let part = self.text.as_bytes().get(from..until)?;
        memchr(QUOTE, part).map(|found| from + found)
    }

    /// Where the delimiter or line end behind `quote` is, if that is what follows it.
    fn closes(&self, quote: usize) -> Option<usize> {
        let next = self.after_blanks(quote + 1);
        match self.byte(next) {
            None | Some(b'\n') => Some(next),
            Some(b'\r') if self.byte(next + 1) == Some(b'\n') => Some(next + 1),
            Some(byte) if byte == self.dialect.delimiter => Some(next),
            Some(_) => None,
        }
    }

    /// The next quote on the same line that closes a cell.
    fn close_on_line(&mut self, from: usize) -> Option<usize> {
        if self.patience == 0 {
            return None;
        }
        let end = self.line_end(from);
        let mut at = from;
        let found = loop {
            let Some(quote) = self.next_quote(at, end) else { break None };
            if self.byte(quote + 1) == Some(QUOTE) {
                at = quote + 2;
            } else if self.closes(quote).is_some() {
                break Some(quote);
            } else {
                at = quote + 1;
            }
        };
        self.patience = self.patience.saturating_sub(found.unwrap_or(end) - from);
        found
    }

    /// Whether a cell begins with the quote there.
    fn begins_cell(&self, quote: usize) -> bool {
        let before = self.text.as_bytes().get(..quote).unwrap_or_default();
        let last = before.iter().rev().find(|&&byte| byte != b' ');
        last.is_some_and(|&byte| byte == self.dialect.delimiter || byte == b'\n')
    }

    fn after_blanks(&self, at: usize) -> usize {
        at + self.rest(at).iter().take_while(|&&byte| byte == b' ').count()
    }

    /// `end`, or before the carriage return that belongs to the line feed there.
    fn before_break(&self, start: usize, end: usize) -> usize {
        let crlf = end > start && self.byte(end) == Some(b'\n') && self.byte(end - 1) == Some(b'\r');
        if crlf { end - 1 } else { end }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        while self.at < self.text.len() {
            let record = self.record();
            if !record.is_blank() {
                return Some(record);
            }
        }
        None
    }
}

impl<'a> Record<'a> {
    /// The bytes of the text that it takes, without the line end.
    pub(in crate::formats) fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// Where it begins.
    pub(in crate::formats) fn start(&self) -> usize {
        self.range.start
    }

    /// How many cells it has.
    pub(in crate::formats) fn len(&self) -> usize {
        self.count
    }

    /// A cell as it was meant, doubled quotes made single; blank where the record has no such cell.
    pub(in crate::formats) fn cell(&self, at: usize) -> Cow<'a, str> {
        let Some(cell) = self.cells.get(at) else { return Cow::Borrowed("") };
        let text = self.text.get(cell.range.clone()).unwrap_or_default();
        let text = if cell.doubled { Cow::Owned(text.replace("\"\"", "\"")) } else { Cow::Borrowed(text) };
        // Lines in a cell end as lines of text do, whatever the lines of the file end with.
        if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { text }
    }

    /// A cell without the white space around it.
    pub(in crate::formats) fn text(&self, at: usize) -> Cow<'a, str> {
        match self.cell(at) {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        }
    }

    /// Where the text of a cell stands: behind its quote, if it has one.
    pub(in crate::formats) fn spot(&self, at: usize) -> Spot {
        Spot::at(self.cells.get(at).map_or(self.range.end, |cell| cell.range.start))
    }

    /// Why it cannot be read at all: a quote that is not closed, too many cells, too long a cell.
    pub(in crate::formats) fn refusal(&self) -> Option<Issue> {
        let broken = self.flaws.iter().find_map(|flaw| match *flaw {
            Flaw::Open(at) => {
                let help = "close it at the end of the cell, and double the quotes within it";
                Some(Issue::error(Spot::at(at), "the quote that opens here is not closed", help))
            }
            Flaw::Long(at) => {
                let what = format!("a cell longer than {} MiB", MAX_CELL >> 20);
                Some(Issue::error(Spot::at(at), what, "split it; is there a quote that should not be there?"))
            }
            Flaw::Stray(_) => None,
        });
        broken.or_else(|| {
            let what = format!("a row of {} cells, more than the {MAX_COLUMNS} that are read", self.count);
            (self.count > MAX_COLUMNS).then(|| {
                Issue::error(
                    Spot::at(self.range.start),
                    what,
                    "split the table; is this the right delimiter?",
                )
            })
        })
    }

    /// A remark on each quote that should have been doubled.
    pub(super) fn strays(&self) -> impl Iterator<Item = Issue> {
        let stray = |flaw: &Flaw| if let Flaw::Stray(at) = *flaw { Some(at) } else { None };
        self.flaws.iter().filter_map(stray).map(|at| {
            let help = "write two quotes for one within a cell in quotes; the cell is kept as it stands";
            Issue::warning(Spot::at(at), "a quote within a cell that is not doubled", help)
        })
    }

    /// Whether a cell of it has a line break.
    pub(super) fn spans_lines(&self) -> bool {
        self.text.get(self.range.clone()).is_some_and(|text| text.contains('\n'))
    }

    fn is_blank(&self) -> bool {
        self.flaws.is_empty()
            && self.cells.iter().all(|cell| {
                let text = self.text.get(cell.range.clone());
                text.is_none_or(|text| text.trim().is_empty())
            })
    }
}

fn push_stray(flaws: &mut Vec<Flaw>, at: usize) {
    if flaws.len() < MAX_STRAYS {
        flaws.push(Flaw::Stray(at));
    }
}
