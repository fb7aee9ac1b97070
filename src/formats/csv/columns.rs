//! Which column is which field.

use std::borrow::Cow;
use std::collections::HashMap;

use super::names::{NAMES, field, own, plain};
use crate::formats::table::{Dialect, Header, Table};
use crate::formats::{MAX_DAMAGE, Options, Reading};
use crate::issue::{Issue, Spot, did_you_mean, nearest};
use crate::text::{cut, line};

/// What a column may hold. Those from `Roles` on are lists beside another list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(in crate::formats) enum Field {
    Date,
    Start,
    End,
    Year,
    Month,
    Day,
    EndYear,
    EndMonth,
    EndDay,
    When,
    Key,
    Title,
    Summary,
    Status,
    Importance,
    Place,
    Actors,
    Roles,
    ActorKeys,
    Quotes,
    Sources,
    SourceKeys,
    Speakers,
    SpeakerKeys,
    Locators,
    Stances,
    QuoteNotes,
    Urls,
    Publishers,
    Authors,
    Kinds,
    Published,
    Bases,
    Languages,
    Files,
    Sums,
    Caveats,
    CaveatKinds,
    CaveatQuotes,
    Tags,
}

const FIELDS: usize = Field::Tags as usize + 1;

/// How much of a name is said.
const LONGEST: usize = 60;

/// How many headers a refusal lists, and a sentence on other columns.
const LISTED: usize = 40;

/// The column of each field that has one.
#[derive(Clone, Debug)]
pub(in crate::formats) struct Columns {
    of: [Option<usize>; FIELDS],
    taken: Vec<bool>,
}

impl Columns {
    /// The columns as `map` says, and the rest as they are called.
    fn of(header: &Header, map: &[(Field, usize)]) -> Self {
        let mut columns = Self { of: [None; FIELDS], taken: vec![false; header.len()] };
        for &(field, at) in map {
            columns.take(field, at);
        }
        let mut called: HashMap<String, usize> = HashMap::new();
        for at in (0..header.len()).rev() {
            called.insert(plain(header.given(at)), at);
        }
        let german = ["monat", "jahr"].iter().all(|name| called.contains_key(*name));
        for (field, own, others) in NAMES {
            // “Tag” is a day beside “Monat” and a tag elsewhere.
            let day = (german && *field == Field::Day).then_some("tag");
            let names = std::iter::once(*own).chain(day).chain(others.iter().copied());
            if columns.at(*field).is_none()
                && let Some(at) =
                    names.filter_map(|name| called.get(name).copied()).find(|&at| !columns.is_taken(at))
            {
                columns.take(*field, at);
            }
        }
        columns.settle();
        columns
    }

    /// What can only be meant beside another column is not taken without it.
    fn settle(&mut self) {
        let dated = [Field::Date, Field::Start, Field::Year].iter().any(|&field| self.has(field));
        if !dated && let Some(at) = self.drop(Field::When) {
            self.take(Field::Date, at);
        }
        if !self.has(Field::Year) {
            for field in [Field::Month, Field::Day, Field::EndYear] {
                self.drop(field);
            }
        }
        if !self.has(Field::EndYear) {
            for field in [Field::EndMonth, Field::EndDay] {
                self.drop(field);
            }
        }
        if !self.has(Field::Title)
            && let Some(at) = self.drop(Field::Summary)
        {
            self.take(Field::Title, at);
        }
    }

    fn take(&mut self, field: Field, at: usize) {
        self.of[field as usize] = Some(at);
        if let Some(taken) = self.taken.get_mut(at) {
            *taken = true;
        }
    }

    fn drop(&mut self, field: Field) -> Option<usize> {
        let at = self.of[field as usize].take()?;
        if let Some(taken) = self.taken.get_mut(at) {
            *taken = false;
        }
        Some(at)
    }

    /// The column of a field.
    pub(in crate::formats) fn at(&self, field: Field) -> Option<usize> {
        self.of[field as usize]
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.at(field).is_some()
    }

    /// Whether a column is that of a field.
    pub(in crate::formats) fn is_taken(&self, at: usize) -> bool {
        self.taken.get(at).copied().unwrap_or_default()
    }

    fn is_dated(&self) -> bool {
        [Field::Date, Field::Start, Field::End, Field::Year].iter().any(|&field| self.has(field))
    }

    fn is_titled(&self) -> bool {
        self.has(Field::Title) || self.has(Field::Quotes)
    }

    /// Says which column was taken for what.
    fn tell(&self, header: &Header, own: &[&str], reading: &mut Reading) {
        let taken = NAMES.iter().filter_map(|(field, own, _)| Some((own, self.at(*field)?)));
        let named: Vec<String> = taken
            .filter(|&(own, at)| plain(header.given(at)) != **own)
            .map(|(own, at)| format!("`{}` is the {own}", line(&header.name(at))))
            .collect();
        if !named.is_empty() {
            reading.tell(format!("{}; --map field=column says otherwise", named.join(", ")));
        }
        let others: Vec<usize> = (0..header.len())
            .filter(|&at| !self.is_taken(at) && !own.iter().any(|own| plain(own) == plain(header.given(at))))
            .collect();
        if !others.is_empty() {
            let listed = listed(others.iter().map(|&at| header.name(at)), others.len());
            reading.tell(format!("kept with each event as they are: {listed}"));
        }
        for (missing, what) in [(!self.is_dated(), "date"), (!self.is_titled(), "title")] {
            if missing {
                reading.tell(format!("no column looks like a {what}; --map {what}=column names one"));
            }
        }
    }
}

/// A table with its columns understood.
pub(in crate::formats) struct Chart<'a> {
    /// The table.
    pub(in crate::formats) table: Table<'a>,
    /// Its columns.
    pub(in crate::formats) columns: Columns,
}

/// Finds the header, and says how it was understood.
///
/// The header is the first of the first rows that has both a date and a title; where none has, the
/// first that has either; where `--map` is given, the first that has all its columns. `pins` are columns
/// that a profile of the format knows by their names, `own` such that it keeps as they are.
pub(in crate::formats) fn open<'a>(
    text: &'a str,
    options: &Options,
    pins: &[(Field, &str)],
    own: &[&str],
    reading: &mut Reading,
) -> Result<Chart<'a>, Box<Issue>> {
    let dialect = Dialect::sniff(text);
    let fields = mapped_fields(options)?;
    let mapped = |header: &Header| -> Option<Vec<(Field, usize)>> {
        let mut map: Vec<(Field, usize)> = Vec::with_capacity(fields.len() + pins.len());
        for &(field, name) in &fields {
            map.push((field, column(header, name)?));
        }
        for &(field, name) in pins {
            let pinned =
                column(header, name).filter(|&at| map.iter().all(|&pair| pair.0 != field && pair.1 != at));
            map.extend(pinned.map(|at| (field, at)));
        }
        Some(map)
    };
    let columns = |header: &Header| mapped(header).map(|map| Columns::of(header, &map));
    let fits = |both: bool| {
        move |columns: &Columns| {
            let (dated, titled) = (columns.is_dated(), columns.is_titled());
            if both { dated && titled } else { dated || titled }
        }
    };
    let find =
        |both: bool| Table::open(text, dialect, |header| columns(header).as_ref().is_some_and(fits(both)));
    let table =
        find(true).or_else(|| find(false)).ok_or_else(|| Box::new(unknown(text, dialect, &fields)))?;
    let columns = columns(&table.header).ok_or_else(|| Box::new(unknown(text, dialect, &fields)))?;
    if let Some(issue) = table.refusal.clone() {
        return Err(Box::new(issue));
    }
    reading.header(table.header_range.clone());
    preamble(&table, reading);
    table.header.repeats().take(MAX_DAMAGE).for_each(|issue| reading.issue(issue));
    columns.tell(&table.header, own, reading);
    Ok(Chart { table, columns })
}

/// What stands above the header: one line alone is the title of it all.
fn preamble(table: &Table, reading: &mut Reading) {
    let mut title = None;
    for record in &table.preamble {
        let cells: Vec<usize> = (0..record.len()).filter(|&at| !record.text(at).is_empty()).collect();
        match *cells {
            [at] if title.is_none() => title = Some(record.text(at)),
            _ => {
                let what = "a row above the header is not read";
                let help = "put it below the header, or take it out";
                reading.refuse(record.range(), Issue::warning(Spot::at(record.start()), what, help));
            }
        }
    }
    if let Some(title) = title {
        // A remark, in the way of data files.
        let title =
            Some(title.trim_start_matches(['#', ' '])).filter(|rest| !rest.is_empty()).unwrap_or(&title);
        reading.tell(format!("the line above the header, “{}”, is the title", cut(&line(title), LONGEST)));
        reading.meta().title = Some(title.into());
    }
}

/// The fields that `--map` names, each with its header.
fn mapped_fields(options: &Options) -> Result<Vec<(Field, &str)>, Box<Issue>> {
    let pairs = options.map.iter().map(|(name, header)| {
        let found = field(name).map(|field| (field, header.as_str()));
        found.ok_or_else(|| {
            let names = NAMES.iter().map(|row| row.1);
            let meant = did_you_mean(nearest(&plain(name), names.clone()));
            let help = format!("{meant} Fields are {}", names.collect::<Vec<_>>().join(", "));
            let what = format!("--map: there is no field `{}`", line(name));
            Box::new(Issue::error(Spot::NONE, what, help.trim_start()))
        })
    });
    pairs.collect()
}

fn column(header: &Header, name: &str) -> Option<usize> {
    header.find(name).or_else(|| {
        (0..header.len()).find(|&at| header.name(at) == name || plain(header.given(at)) == plain(name))
    })
}

/// The refusal of a table in which nothing is known: it lists what is there.
fn unknown(text: &str, dialect: Dialect, map: &[(Field, &str)]) -> Issue {
    let table = Table::open(text, dialect, |header| header.len() > 1);
    let Some(table) = table.or_else(|| Table::open(text, dialect, |_| true)) else {
        return Issue::error(Spot::NONE, "there is no row in this table", "give it a header and rows");
    };
    let header = &table.header;
    let spot = header.spot(0);
    let listed = listed(header.names().map(Cow::Borrowed), header.names().count());
    if let Some((field, name)) = map.iter().find(|(_, name)| column(header, name).is_none()) {
        let what = format!("--map {}={}: there is no such column", own(*field), line(name));
        return Issue::error(spot, what, format!("the columns are {listed}"));
    }
    let what = format!(
        "no column looks like a date or a title, read with {} between columns: {listed}",
        dialect.name()
    );
    let some = |at: usize| {
        header.names().nth(at).map_or_else(|| "..".to_owned(), |name| cut(&line(name), LONGEST).into_owned())
    };
    let help = format!("say which they are: --map 'date={}' --map 'title={}'", some(0), some(1));
    Issue::error(spot, what, help)
}

fn listed<'n>(names: impl Iterator<Item = Cow<'n, str>>, count: usize) -> String {
    let mut all: Vec<String> =
        names.take(LISTED).map(|name| format!("`{}`", cut(&line(&name), LONGEST))).collect();
    if let Some(more) = count.checked_sub(LISTED).filter(|&more| more > 0) {
        all.push(format!("and {more} more"));
    }
    all.join(", ")
}

/// Whether a text looks like a table of events: its header is known, or its first rows are so regular
/// that it can be nothing else.
pub(super) fn looks(text: &str, tab: Option<bool>) -> bool {
    let dialect = Dialect::sniff(text);
    if tab.is_some_and(|tab| tab != (dialect.delimiter == b'\t'))
        || text.trim_start().starts_with(['{', '[', '|', '<', '#'])
    {
        return false;
    }
    let known = |header: &Header| {
        let columns = Columns::of(header, &[]);
        header.len() > 1 && columns.is_dated() && columns.is_titled()
    };
    let Some(first) = Table::open(text, dialect, |_| true) else { return false };
    known(&first.header) || Table::open(text, dialect, known).is_some() || is_regular(&first)
}

/// How many rows must have as many cells as the header, for want of anything known in it.
const REGULAR: usize = 5;

fn is_regular(table: &Table) -> bool {
    let header = &table.header;
    let is_name =
        |name: &str| !name.is_empty() && name.len() <= 60 && !name.starts_with(|c: char| c.is_ascii_digit());
    let rows = || table.records().take(REGULAR);
    header.len() >= 3
        && (0..header.len()).all(|at| is_name(header.given(at)))
        && header.repeats().next().is_none()
        && rows().next().is_some()
        // The last may be cut.
        && rows().collect::<Vec<_>>().split_last().is_none_or(|(_, rows)| rows.iter().all(|row| row.len() == header.len()))
}
