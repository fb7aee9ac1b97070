//! The date of a row: from one cell, from a start and an end, or from year, month and day.

use super::cell::fused;
use super::columns::{Chart, Field};
use super::dates::{self, Evidence};
use super::row::{ANYWHERE, Cell, LOST, READ, Remarks, Row};
use crate::formats::{Reading, YearZero};
use crate::issue::{Issue, Spot};
use crate::model::Date;
use crate::model::draft::At;

/// Columns whose cells are dates as a whole.
const DATED: [Field; 5] = [Field::Date, Field::Start, Field::End, Field::When, Field::Published];

/// Columns that are a part of a date each.
const PARTS: [Field; 6] =
    [Field::Year, Field::Month, Field::Day, Field::EndYear, Field::EndMonth, Field::EndDay];

/// Words for an end that is not there yet, in [`super::names`]' languages.
const OPEN: [&str; 14] = [
    "present",
    "now",
    "ongoing",
    "open",
    "..",
    "today",
    "current",
    "heute",
    "laufend",
    "aujourd'hui",
    "en cours",
    "presente",
    "actualidad",
    "настоящее время",
];

/// What every column of dates says of itself.
pub(in crate::formats) struct Dates {
    evidence: [Evidence; DATED.len()],
    /// How years before our era count in cells that are a date, and in those that are a year.
    years: YearZero,
    year: YearZero,
    /// What the columns of years say of years before our era.
    alone: [Evidence; 2],
    /// Whether it is told how they count: a table of ours is EDTF, which says it itself.
    is_told: bool,
}

/// Columns that are a year.
const YEARS: [Field; 2] = [Field::Year, Field::EndYear];

/// A date and where it was found.
type Found = Option<(Date, Spot)>;

impl Dates {
    /// Looks through the whole table. `said` is how years before our era count, if the user says it; dates
    /// of a table that is `edtf` count as EDTF does.
    pub(in crate::formats) fn of(chart: &Chart, said: Option<YearZero>, edtf: bool) -> Self {
        let name = |field| chart.columns.at(field).map(|at| chart.table.header.name(at));
        let mut evidence =
            DATED.map(|field| name(field).map_or_else(Evidence::default, |name| Evidence::of(&name)));
        let mut alone: [Evidence; 2] = Default::default();
        let years = YEARS.map(|field| chart.columns.at(field));
        let columns: Vec<(usize, usize)> = DATED
            .iter()
            .enumerate()
            .filter_map(|(index, &field)| Some((index, chart.columns.at(field)?)))
            .collect();
        for record in chart.table.records().filter(|record| record.refusal().is_none()) {
            for &(index, at) in &columns {
                let cell = record.text(at);
                if !cell.is_empty() {
                    evidence[index].see(fused(&cell));
                }
            }
            for (evidence, at) in alone.iter_mut().zip(years).filter_map(|(one, at)| Some((one, at?))) {
                evidence.see(fused(&record.text(at)));
            }
        }
        let found = if edtf { YearZero::Astronomical } else { dates::numbering(&evidence) };
        let (years, year) = (said.unwrap_or(found), said.unwrap_or_default());
        Self { evidence, years, year, alone, is_told: said.is_some() || !edtf }
    }

    /// Says how the cells are read.
    pub(in crate::formats) fn tell(&self, chart: &Chart, reading: &mut Reading) {
        for (evidence, &field) in self.evidence.iter().zip(&DATED) {
            if let Some(at) = chart.columns.at(field) {
                evidence.told(&chart.table.header.name(at)).into_iter().for_each(|told| reading.tell(told));
            }
        }
        let dated = self.evidence.iter().zip(DATED).map(|(column, field)| (column, field, self.years));
        let alone = self.alone.iter().zip(YEARS).map(|(column, field)| (column, field, self.year));
        for (column, field, years) in dated.chain(alone).filter(|_| self.is_told) {
            let name = chart.columns.at(field).map(|at| chart.table.header.name(at));
            if let Some(told) = name.and_then(|name| column.told_years(&name, years)) {
                reading.tell(told);
            }
        }
    }

    /// What the author of a cell has put into it, and no program for them.
    fn words<'c>(&self, field: Field, text: &'c str) -> &'c str {
        let column = DATED.iter().position(|&one| one == field).and_then(|index| self.evidence.get(index));
        column.map_or(text, |column| column.day(text))
    }

    /// Reads the text of a cell.
    pub(in crate::formats) fn parse(&self, field: Field, text: &str) -> Result<(Date, Vec<String>), String> {
        match DATED.iter().position(|&one| one == field).and_then(|index| self.evidence.get(index)) {
            Some(evidence) => evidence.read(text, self.years),
            None => Date::parse(text),
        }
    }

    /// The date of a row. What could not be understood is told, and kept as it stands.
    pub(in crate::formats) fn date(&self, row: &mut Row, to: &mut Says) -> Option<At<Date>> {
        let found = self.found(row, to);
        let found = Self::with_words(found, self, row, to);
        // A date that has words of its own, or is what stands there but for a time that says nothing, needs no more.
        row.words = row.words.take().filter(|words| {
            let date = found.as_ref().map(|(date, _)| date);
            date.is_some_and(|date| date.original().is_none() && !words.starts_with(date.edtf()))
        });
        found.map(|(date, spot)| At::new(date, spot))
    }

    fn found(&self, row: &mut Row, to: &mut Says) -> Found {
        let split = row.chart.columns.has(Field::Start);
        if row.cell(Field::Date).is_some() {
            row.keep_all(&PARTS);
            let date = self.one(row, Field::Date, to);
            if split {
                row.keep_all(&[Field::Start, Field::End]);
                return date;
            }
            return self.until(row, date, to);
        }
        if row.cell(Field::Start).is_some() || row.cell(Field::End).is_some() {
            row.keep_all(&PARTS);
            let start = self.one(row, Field::Start, to);
            return self.until(row, start, to);
        }
        let start = self.parts(row, [Field::Year, Field::Month, Field::Day], to);
        let end = self.parts(row, [Field::EndYear, Field::EndMonth, Field::EndDay], to);
        match (start, end) {
            (Some(start), Some((end, _))) => match dates::span(&start.0, &end) {
                Ok((date, _)) => Some((date, start.1)),
                Err(why) => {
                    keep(row, Field::EndYear, &why, to);
                    Some(start)
                }
            },
            (start, _) => start,
        }
    }

    /// The date of a cell; one that is none is told, and kept.
    fn one(&self, row: &mut Row, field: Field, to: &mut Says) -> Found {
        let cell = row.cell(field)?;
        match self.parse(field, &cell.text) {
            Ok((date, notes)) => {
                to.notes(&cell, &notes);
                row.words = Some(self.words(field, &cell.text).to_owned());
                Some((date, cell.spot))
            }
            Err(why) => {
                keep(row, field, &why, to);
                None
            }
        }
    }

    /// From `start` to what the end cell says.
    fn until(&self, row: &mut Row, start: Found, to: &mut Says) -> Found {
        let Some(cell) = row.cell(Field::End) else { return start };
        let is_open = OPEN.contains(&cell.text.to_lowercase().as_str());
        let whole = if is_open {
            let from = start.as_ref().map_or("..", |(date, _)| date.edtf());
            Date::parse(&format!("{from}/.."))
        } else {
            match (&start, self.parse(Field::End, &cell.text)) {
                (_, Err(why)) => Err(why),
                (Some((start, _)), Ok((end, notes))) => {
                    to.notes(&cell, &notes);
                    dates::span(start, &end)
                }
                // When it began is not known.
                (None, Ok((end, notes))) => {
                    to.notes(&cell, &notes);
                    Date::parse(&format!("/{}", end.edtf()))
                }
            }
        };
        match whole {
            // What was composed here is nothing to say to the author.
            Ok((date, _)) => {
                let end = if is_open { ".." } else { self.words(Field::End, &cell.text) };
                let words = format!("{} / {end}", row.words.take().unwrap_or_default());
                let words = Some(words.trim()).filter(|words| words.replace(' ', "") != date.edtf());
                let date = words.and_then(|words| in_words(&date, words)).unwrap_or_else(|| plain(date));
                row.words = words.map(str::to_owned);
                Some((date, start.map_or(cell.spot, |(_, spot)| spot)))
            }
            Err(why) => {
                keep(row, Field::End, &why, to);
                start
            }
        }
    }

    /// The date that stands in cells of year, month and day, as precise as they are.
    fn parts(&self, row: &mut Row, [year, month, day]: [Field; 3], to: &mut Says) -> Found {
        let Some(cell) = row.cell(year) else {
            for field in [month, day] {
                if row.cell(field).is_some() {
                    keep(row, field, "there is no year beside it", to);
                }
            }
            return None;
        };
        let edtf = match dates::year(&cell.text, self.year) {
            Some(edtf) => edtf,
            None => match Date::parse(&cell.text) {
                Ok((date, notes)) => {
                    to.notes(&cell, &notes);
                    date.edtf().to_owned()
                }
                Err(why) => {
                    keep(row, year, &why, to);
                    row.keep_all(&[month, day]);
                    return None;
                }
            },
        };
        let edtf = Self::finer(row, edtf, month, to);
        let edtf =
            if edtf.1 { Self::finer(row, edtf.0, day, to).0 } else { Self::day_alone(row, edtf.0, day, to) };
        Some((Date::parse(&edtf).ok()?.0, cell.spot))
    }

    /// `edtf` with the month or day of a cell behind it, and whether there was one.
    fn finer(row: &mut Row, edtf: String, field: Field, to: &mut Says) -> (String, bool) {
        let Some(cell) = row.cell(field) else { return (edtf, false) };
        let number = dates::whole_number(&cell.text).map(|n| format!("{edtf}-{n:02}"));
        // A month may have its name.
        let named =
            || Date::parse(&format!("{} {edtf}", cell.text)).ok().map(|(date, _)| date.edtf().to_owned());
        let longer = |finer: &String| finer.starts_with(&edtf) && finer.len() == edtf.len() + 3;
        let finer =
            number.or_else(named).filter(longer).map(|finer| (Date::parse(&finer).map(|_| ()), finer));
        match finer {
            Some((Ok(()), finer)) => (finer, true),
            Some((Err(why), _)) => {
                keep(row, field, &why, to);
                (edtf, false)
            }
            None => {
                let why = format!("“{}” is no {}", cell.text, super::names::own(field));
                keep(row, field, &why, to);
                (edtf, false)
            }
        }
    }

    fn day_alone(row: &mut Row, edtf: String, day: Field, to: &mut Says) -> String {
        if row.cell(day).is_some() {
            keep(row, day, "there is no month that it belongs to", to);
        }
        edtf
    }

    /// The same date in the words that stand beside it, where they are its author's own.
    fn with_words(found: Found, dates: &Self, row: &mut Row, to: &mut Says) -> Found {
        let Some(words) = row.cell(Field::When) else { return found };
        let Some((date, spot)) = found else {
            return dates.one(row, Field::When, to);
        };
        let same = in_words(&date, &words.text);
        if same.is_none() {
            row.keep_all(&[Field::When]);
        }
        Some((same.unwrap_or(date), spot))
    }
}

/// A date that is also said in `words`: with them as its author's, unless they are only how annals says
/// it. `None` where they say something else.
pub(in crate::formats) fn in_words(date: &Date, words: &str) -> Option<Date> {
    if date.human() == words {
        return Some(date.clone());
    }
    let (same, _) = Date::parse(words).ok()?;
    (same.edtf() == date.edtf()).then_some(same)
}

/// A date without words.
fn plain(date: Date) -> Date {
    Date::parse(date.edtf()).map_or(date, |(date, _)| date)
}

/// Where remarks go.
pub(in crate::formats) struct Says<'s> {
    pub(in crate::formats) reading: &'s mut Reading,
    pub(in crate::formats) remarks: &'s mut Remarks,
}

impl Says<'_> {
    fn notes(&mut self, cell: &Cell, notes: &[String]) {
        if !notes.is_empty() {
            self.remarks.say(self.reading, cell.at, READ, Issue::note(cell.spot, notes.join("; "), ""));
        }
    }

    /// Something to say that is of no single column.
    pub(in crate::formats) fn warn(&mut self, issue: Issue) {
        self.remarks.say(self.reading, ANYWHERE, LOST, issue);
    }

    /// A value of a cell that is kept elsewhere was not understood.
    pub(in crate::formats) fn lost(&mut self, at: usize, spot: Spot, why: &str) {
        self.remarks.say(self.reading, at, LOST, Issue::error(spot, why, ""));
    }
}

/// A cell is not a date, or none that can be told: it stays as it is.
fn keep(row: &mut Row, field: Field, why: &str, to: &mut Says) {
    if let Some(cell) = row.cell(field) {
        let issue = Issue::error(cell.spot, why, "the cell is kept as it stands");
        row.keep(cell, issue, to.reading, to.remarks);
    }
}
