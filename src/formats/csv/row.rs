//! One row while it becomes an event: its cells, what was taken of them, what is kept as it stands.

use std::collections::HashMap;

use super::cell::{fused, items, prose};
use super::columns::{Chart, Field};
use crate::formats::table::Record;
use crate::formats::{MAX_DAMAGE, Reading};
use crate::issue::{Issue, Spot};
use crate::model::Word;
use crate::text::{Text, line};

/// What is said of cells, each kind at most [`MAX_DAMAGE`] times a column.
#[derive(Debug, Default)]
pub(in crate::formats) struct Remarks {
    said: HashMap<(usize, &'static str), usize>,
}

/// How many dates of a column are remarked on that were understood, though not written as EDTF.
const MAX_NOTES: usize = 10;

impl Remarks {
    /// Says `issue`, which is of this kind and about this column; or counts it where there were too many.
    pub(in crate::formats) fn say(
        &mut self,
        reading: &mut Reading,
        at: usize,
        kind: &'static str,
        issue: Issue,
    ) {
        let said = self.said.entry((at, kind)).or_default();
        *said += 1;
        let most = if kind == READ { MAX_NOTES } else { MAX_DAMAGE };
        if *said <= most {
            reading.issue(issue);
        } else if kind != READ {
            reading.remarked(issue.spot);
        }
    }

    /// Says how often what was said.
    pub(in crate::formats) fn tell(self, chart: &Chart, reading: &mut Reading) {
        let mut said: Vec<_> = self.said.into_iter().collect();
        said.sort_unstable();
        for ((at, kind), times) in said {
            let most = if kind == READ { MAX_NOTES } else { MAX_DAMAGE };
            if times > most {
                let name = if at == ANYWHERE { "all columns".into() } else { chart.table.header.name(at) };
                reading.tell(format!("{}: {times} {kind}; the first {most} are listed", line(&name)));
            }
        }
    }
}

/// The field of an event that has its author's words for its date, where those are read as it in its table alone.
const WORDS: &str = "date_original";

/// The column of a remark that is of none.
pub(in crate::formats) const ANYWHERE: usize = usize::MAX;

/// A row whose cells may not be where they belong.
pub(in crate::formats) const RAGGED: &str = "rows are not as wide as the header, or have a stray quote";
/// A date that was understood.
pub(in crate::formats) const READ: &str = "dates that are not EDTF were understood";
/// A value that was not understood.
pub(in crate::formats) const LOST: &str = "values were not understood, and kept as they stand";

/// A cell that is not blank.
#[derive(Clone, Debug)]
pub(in crate::formats) struct Cell {
    /// Its column.
    pub(in crate::formats) at: usize,
    /// What it says, without the apostrophe before a formula.
    pub(in crate::formats) text: String,
    /// Where it stands.
    pub(in crate::formats) spot: Spot,
}

/// A record and the fields of its cells.
pub(in crate::formats) struct Row<'r, 'a> {
    pub(super) chart: &'r Chart<'a>,
    pub(super) record: &'r Record<'a>,
    /// Cells of known columns that were not understood.
    kept: Vec<Cell>,
    /// Its date as its cells have it.
    pub(super) words: Option<String>,
}

impl<'r, 'a> Row<'r, 'a> {
    pub(in crate::formats) fn new(chart: &'r Chart<'a>, record: &'r Record<'a>) -> Self {
        Self { chart, record, kept: Vec::new(), words: None }
    }

    fn at(&self, at: usize) -> Option<Cell> {
        let text = self.record.text(at);
        let text = fused(&text).trim();
        (!text.is_empty()).then(|| Cell { at, text: text.to_owned(), spot: self.record.spot(at) })
    }

    /// The cell of a field, unless it is blank.
    pub(in crate::formats) fn cell(&self, field: Field) -> Option<Cell> {
        self.at(self.chart.columns.at(field)?)
    }

    /// The text of a field.
    pub(in crate::formats) fn text(&self, field: Field) -> Option<Text> {
        self.cell(field).map(|cell| Text::new(cell.text))
    }

    /// The items of a field that is a list.
    pub(in crate::formats) fn items(&self, field: Field) -> Vec<String> {
        self.cell(field).map(|cell| items(&cell.text)).unwrap_or_default()
    }

    /// The items of a field that is prose.
    pub(in crate::formats) fn prose(&self, field: Field) -> Vec<String> {
        self.cell(field).map(|cell| prose(&cell.text)).unwrap_or_default()
    }

    /// A cell beside a list of `count`: as many items, or one as it stands where there is but one. One
    /// that has more is kept as it stands, too.
    pub(in crate::formats) fn beside(&mut self, field: Field, count: usize) -> Beside {
        let Some(cell) = self.cell(field) else { return Beside::default() };
        let found = if count == 1 { prose(&cell.text) } else { items(&cell.text) };
        let spot = cell.spot;
        if found.len() > count {
            self.kept.push(cell);
        }
        Beside { items: found, spot }
    }

    /// A word of a closed list, also under the names that others give it. Others are kept as they stand.
    pub(in crate::formats) fn word<T: Word>(
        &mut self,
        field: Field,
        aliases: &[(&str, T)],
        reading: &mut Reading,
        remarks: &mut Remarks,
    ) -> Option<T> {
        let cell = self.cell(field)?;
        let alias =
            || aliases.iter().find(|(name, _)| name.eq_ignore_ascii_case(&cell.text)).map(|row| row.1);
        let found = T::from_word(&cell.text).or_else(alias);
        if found.is_none() {
            let issue = unknown_word::<T>(&cell.text, cell.spot);
            self.keep(cell, issue, reading, remarks);
        }
        found
    }

    /// A cell was not understood: it is kept as it stands.
    pub(in crate::formats) fn keep(
        &mut self,
        cell: Cell,
        issue: Issue,
        reading: &mut Reading,
        remarks: &mut Remarks,
    ) {
        remarks.say(reading, cell.at, LOST, issue);
        self.kept.push(cell);
    }

    /// Cells stay as they are, and there is nothing to say of them.
    pub(super) fn keep_all(&mut self, fields: &[Field]) {
        for &field in fields {
            self.kept.extend(self.cell(field));
        }
    }

    /// What no field took, under the names of the columns; but words for a date that were not understood
    /// stand in its place where there is none, so that they are seen there.
    pub(in crate::formats) fn extra(self, is_dated: bool) -> crate::model::Extra {
        let dates =
            [Field::Date, Field::Start, Field::When, Field::Year].map(|field| self.chart.columns.at(field));
        let mut dates = dates.into_iter().flatten().filter(|_| !is_dated);
        let has_own = self.chart.table.header.find("date").is_some_and(|at| !self.chart.columns.is_taken(at));
        // What alone would be a date, and is none in this column, must not be one elsewhere.
        let is_unread = |cell: &Cell| crate::model::Date::parse(&cell.text).is_err();
        let date =
            dates.find(|&at| !has_own && self.kept.iter().any(|cell| cell.at == at && is_unread(cell)));
        let others = (0..self.record.len()).filter(|&at| !self.chart.columns.is_taken(at));
        let mut cells: Vec<Cell> = others.filter_map(|at| self.at(at)).collect();
        cells.extend(self.kept.iter().cloned());
        cells.sort_by_key(|cell| cell.at);
        let name = |at: usize| match date {
            Some(date) if date == at => "date".to_owned(),
            // Beside a date that stands elsewhere it must not be taken for it.
            _ if is_dated && self.chart.table.header.name(at) == "date" => "x-date".to_owned(),
            _ => self.chart.table.header.name(at).into_owned(),
        };
        let named = cells.into_iter().map(|cell| (name(cell.at), toml::Value::String(cell.text)));
        let mut table: toml::Table = named.collect();
        if let Some(words) = self.words {
            table.entry(WORDS).or_insert(toml::Value::String(words));
        }
        (!table.is_empty()).then(|| Box::new(table))
    }
}

/// The items of a cell that stands beside a list.
#[derive(Debug, Default)]
pub(in crate::formats) struct Beside {
    items: Vec<String>,
    /// Where they stand.
    pub(in crate::formats) spot: Spot,
}

impl Beside {
    /// The item there, unless it is empty.
    pub(in crate::formats) fn get(&self, at: usize) -> Option<&str> {
        self.items.get(at).map(String::as_str).filter(|item| !item.is_empty())
    }

    /// The same, as a text.
    pub(in crate::formats) fn text(&self, at: usize) -> Option<Text> {
        self.get(at).map(Text::new)
    }
}

/// The remark on a word that is none of its list.
pub(in crate::formats) fn unknown_word<T: Word>(text: &str, spot: Spot) -> Issue {
    let words: Vec<&str> = T::ALL.iter().map(|word| word.word()).collect();
    let what = format!("{} `{}` is not known, and kept as it stands", T::FIELD, line(text));
    Issue::warning(spot, what, format!("write one of {}", words.join(", ")))
}
