//! The spreadsheet that TimelineJS is filled from, as CSV: one slide a row.
//!
//! Columns are known by their headers, in any order; others are kept as `x-` and their header. The
//! sheets of TimelineJS 1 and 2, with `Start Date` and `End Date`, are read too.
//!
//! Written are the columns that TimelineJS knows, and beside them, where they are needed, `x_key`,
//! `x_edtf` and `x_written`, which it ignores. Every row is read back before it is written, and what is
//! not the same is a loss.

use std::borrow::Cow;
use std::io;

use ::toml::{Table as Values, Value};

use super::super::csv::{defused, fused};
use super::super::table::{Dialect, Header, Table};
use super::super::{Input, Losses, Reading};
use super::back::{self, Called};
use super::slide::{self, Side, Slide, Sources};
use super::{clock, html, old, read, write};
use crate::issue::{Issue, Lines, Spot};
use crate::model::draft::{At, Draft, DraftEvent};
use crate::model::{Event, Timeline};
use crate::text::{Text, TextRef, line};

/// How many columns of other names are written.
const MAX_COLUMNS: usize = 100;

/// The columns that are known, as TimelineJS writes them; `x_` ones are ours.
const COLUMNS: [&str; 24] = [
    "Year",
    "Month",
    "Day",
    "Time",
    "End Year",
    "End Month",
    "End Day",
    "End Time",
    "Display Date",
    "Headline",
    "Text",
    "Media",
    "Media Credit",
    "Media Caption",
    "Media Thumbnail",
    "Alt Text",
    "Type",
    "Group",
    "Background",
    "x_key",
    "x_edtf",
    "x_written",
    "Start Date",
    "End Date",
];

/// How many of the columns are those of a new sheet.
const SHOWN: usize = 19;

/// The columns of a medium, and what they are called in JSON.
const MEDIA: [(&str, &str); 5] = [
    ("Media", "url"),
    ("Media Credit", "credit"),
    ("Media Caption", "caption"),
    ("Media Thumbnail", "thumbnail"),
    ("Alt Text", "alt"),
];

fn is_header(header: &Header) -> bool {
    header.has("Headline") && (header.has("Year") || header.has("Start Date"))
}

pub(super) fn looks(text: &str) -> bool {
    // No other format of text has both words on its first line.
    let first = text.trim_start().lines().next().unwrap_or_default().to_lowercase();
    if !first.contains("headline") && !first.starts_with("sep=") {
        return false;
    }
    Table::open(text, Dialect::sniff(text), is_header).is_some_and(|table| table.preamble.is_empty())
}

/// The cells of a row, by the names of their columns.
trait Row {
    fn cell(&self, column: &str) -> Cow<'_, str>;
    fn spot(&self, column: &str) -> Spot;
}

pub(super) fn read(input: Input<'_>) -> Result<Reading, Box<Issue>> {
    let Some(table) = Table::open(input.text, Dialect::sniff(input.text), is_header) else {
        let help = "its columns are Year, Month, Day, Headline, Text and others";
        return Err(Box::new(Issue::error(Spot::at(0), "this is no spreadsheet of TimelineJS", help)));
    };
    let mut reading = Reading::foreign();
    reading.header(table.header_range.clone());
    for record in &table.preamble {
        let issue = Issue::warning(Spot::at(record.start()), "a line above the header", "take it out");
        reading.refuse(record.range(), issue);
    }
    for issue in table.header.repeats() {
        reading.issue(issue);
    }
    let header = &table.header;
    let places = Places::of(header);
    let lines = Lines::of(input.text);
    let mut media = Sources::default();
    let mut issues = Vec::new();
    let (mut titled, mut before_our_era) = (false, false);
    for record in table.records() {
        if let Some(issue) = record.refusal() {
            reading.refuse(record.range(), issue);
            continue;
        }
        issues.extend(table.remarks(&record));
        let spot = Spot::at(record.start());
        let row = Cells { places: &places, record: &record };
        let mut slide = slide(&row, spot, &mut issues);
        slide.event.line = lines.line(record.start());
        for at in (0..record.len()).filter(|at| !places.known.contains(at)) {
            let cell = record.cell(at);
            if !cell.trim().is_empty() {
                let cell = Value::String(fused(&cell).to_owned());
                slide.extra.insert(format!("x-{}", header.name(at)), cell);
            }
        }
        let is_title = slide.extra.get("type").and_then(Value::as_str) == Some("title");
        if is_title && !titled {
            titled = true;
            *reading.meta() = read::title(write::nodes(&title(slide)));
            continue;
        }
        if is_title {
            let what = "a second row of the type `title`, read as an event";
            issues.push(Issue::warning(
                row.spot("Type"),
                what,
                "a timeline has one title: take it out of `Type`",
            ));
        }
        if slide.is_empty() {
            let help = "give it a headline and a year";
            reading.refuse(record.range(), Issue::error(spot, "nothing is on this slide", help));
            continue;
        }
        let done = slide.done(input.options.years(), &mut issues);
        before_our_era |= done.before_our_era;
        reading.event(done.event);
        media.add(done.source);
    }
    for issue in issues {
        reading.issue(issue);
    }
    for source in media.all {
        reading.source(source);
    }
    let others = (0..header.len()).filter(|at| !places.known.contains(at) && !header.given(*at).is_empty());
    let others: Vec<_> = others.take(MAX_COLUMNS).map(|at| line(header.given(at)).into_owned()).collect();
    if !others.is_empty() {
        reading
            .tell(format!("columns that TimelineJS does not know are kept as x-..: {}", others.join(", ")));
    }
    if before_our_era {
        reading.tell(slide::told(input.options.years()));
    }
    Ok(reading)
}

/// Where each known column is in a file.
struct Places {
    of: Vec<(&'static str, usize)>,
    known: std::collections::HashSet<usize>,
}

impl Places {
    fn of(header: &Header) -> Self {
        let find = |name: &str| match name {
            // Older sheets call the group a tag, and know no thumbnails' alternative text.
            "Group" => header.find("Group").or_else(|| header.find("Tag")),
            name => header.find(name),
        };
        let of: Vec<_> = COLUMNS.iter().filter_map(|name| Some((*name, find(name)?))).collect();
        Self { known: of.iter().map(|&(_, at)| at).collect(), of }
    }
}

struct Cells<'r, 'a> {
    places: &'r Places,
    record: &'r super::super::table::Record<'a>,
}

impl Cells<'_, '_> {
    fn place(&self, column: &str) -> Option<usize> {
        self.places.of.iter().find(|(name, _)| *name == column).map(|&(_, at)| at)
    }
}

impl Row for Cells<'_, '_> {
    fn cell(&self, column: &str) -> Cow<'_, str> {
        match self.place(column).map(|at| self.record.cell(at)) {
            Some(Cow::Borrowed(cell)) => Cow::Borrowed(fused(cell)),
            Some(Cow::Owned(cell)) => Cow::Owned(fused(&cell).to_owned()),
            None => Cow::Borrowed(""),
        }
    }

    fn spot(&self, column: &str) -> Spot {
        self.place(column).map_or(Spot::NONE, |at| self.record.spot(at))
    }
}

/// The slide that a row is.
fn slide(row: &dyn Row, spot: Spot, issues: &mut Vec<Issue>) -> Slide {
    let mut out = Slide::default();
    out.event.spot = spot;
    out.start = side(row, ["Year", "Month", "Day", "Time", "Start Date"], issues);
    out.end = side(row, ["End Year", "End Month", "End Day", "End Time", "End Date"], issues);
    let filled = |column: &str| Some(row.cell(column)).filter(|cell| !cell.trim().is_empty());
    let trimmed = |column: &str| filled(column).map(|cell| cell.trim().to_owned());
    out.display_date = filled("Display Date").map(Cow::into_owned);
    out.headline = filled("Headline").map(Cow::into_owned);
    out.text = filled("Text").map(|text| At::new(text.into_owned(), row.spot("Text")));
    out.group = trimmed("Group").map(Text::from);
    out.event.key = trimmed("x_key").map(|key| At::new(Text::from(key), row.spot("x_key")));
    out.edtf = trimmed("x_edtf").map(|edtf| At::new(edtf, row.spot("x_edtf")));
    out.written = trimmed("x_written");
    let mut media = Values::new();
    for (column, name) in MEDIA {
        if let Some(cell) = trimmed(column) {
            media.insert(name.into(), Value::String(cell));
        }
    }
    if !media.is_empty() {
        out.extra.insert("media".into(), Value::Table(media));
    }
    if let Some(cell) = trimmed("Background") {
        let is_url = ["//", "http://", "https://"].iter().any(|start| cell.starts_with(start));
        let mut background = Values::new();
        background.insert(if is_url { "url" } else { "color" }.into(), Value::String(cell));
        out.extra.insert("background".into(), Value::Table(background));
    }
    match trimmed("Type").map(|cell| cell.to_lowercase()).as_deref() {
        None => {}
        Some("era") => out.is_era = true,
        Some(kind) => {
            if kind != "title" {
                let what = format!("a slide of the type `{}`", line(kind));
                issues.push(Issue::warning(row.spot("Type"), what, "it can be title, era or blank"));
            }
            out.extra.insert("type".into(), Value::String(kind.to_owned()));
        }
    }
    out
}

/// One end of a date, from its four cells or its one.
fn side(row: &dyn Row, columns: [&str; 5], issues: &mut Vec<Issue>) -> Side {
    let mut out = Side::default();
    let [year, month, day, time, whole] = columns;
    let mut put = |name: &str, value: String, spot: Spot| {
        if out.fields.is_empty() {
            out.spot = spot;
        }
        out.spots.push((name.to_owned(), spot));
        out.fields.insert(name.to_owned(), Value::String(value));
    };
    for (column, name) in [(year, "year"), (month, "month"), (day, "day")] {
        let cell = row.cell(column);
        let cell = cell.trim();
        if !cell.is_empty() {
            // Spreadsheets like to write 1,969.
            let bare: String =
                cell.chars().filter(|c| !matches!(c, ',' | ' ' | '\u{a0}' | '\u{202f}')).collect();
            let digits = bare.strip_prefix('-').unwrap_or(&bare);
            let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
            put(name, if is_number { bare } else { cell.to_owned() }, row.spot(column));
        }
    }
    let cell = row.cell(time);
    if !cell.trim().is_empty() {
        let spot = row.spot(time);
        if let Some(parts) = clock::parts(&cell) {
            for (name, part) in parts {
                put(name, part, spot);
            }
        } else {
            let what = format!("`{}` is not a time of day", line(cell.trim()));
            issues.push(Issue::error(spot, what, "write it as 14:30 or 2:30 pm; it is kept as it is"));
            put("time", cell.trim().to_owned(), spot);
        }
    }
    let cell = row.cell(whole);
    if !cell.trim().is_empty() && is_blank(row, year) {
        let spot = row.spot(whole);
        for (name, part) in old::parts(&cell) {
            put(name, part, spot);
        }
    }
    out
}

/// Whether a cell has nothing in it.
fn is_blank(row: &dyn Row, column: &str) -> bool {
    row.cell(column).trim().is_empty()
}

/// The title slide as JSON has it.
fn title(slide: Slide) -> Values {
    let mut out = slide.extra;
    out.remove("type");
    let mut words = Values::new();
    for (name, html) in [("headline", slide.headline), ("text", slide.text.map(|text| text.value))] {
        words.extend(html.map(|html| (name.to_owned(), Value::String(html))));
    }
    let texts =
        [("group", slide.group.map(|group| group.raw().to_owned())), ("display_date", slide.display_date)];
    for (name, text) in texts {
        out.extend(text.map(|text| (name.to_owned(), Value::String(text))));
    }
    for (name, table) in [("text", words), ("start_date", slide.start.fields), ("end_date", slide.end.fields)]
    {
        if !table.is_empty() {
            out.insert(name.into(), Value::Table(table));
        }
    }
    out
}

/// A row in the making: the known columns, then others by their names.
#[derive(Default)]
struct Written {
    cells: Vec<(&'static str, String)>,
    others: Vec<(String, String)>,
}

impl Row for Written {
    fn cell(&self, column: &str) -> Cow<'_, str> {
        let found = self.cells.iter().find(|(name, _)| *name == column);
        Cow::Borrowed(found.map_or("", |(_, cell)| fused(cell)))
    }

    fn spot(&self, _: &str) -> Spot {
        Spot::NONE
    }
}

impl Written {
    /// A row with what a table of JSON holds.
    fn of(slide: &Values, others: &[String]) -> Self {
        let mut out = Self::default();
        let text = |path: &[&str]| {
            let mut path = path.iter();
            let first = slide.get(*path.next()?)?;
            let value = path.try_fold(first, |value, name| value.get(*name))?;
            // What is neither text nor a whole number would come back as something else.
            match value {
                Value::String(text) => Some(text.clone()),
                Value::Integer(number) => Some(number.to_string()),
                _ => None,
            }
        };
        let mut put = |column: &'static str, cell: Option<String>| {
            out.cells.extend(cell.filter(|cell| !cell.is_empty()).map(|cell| (column, cell)));
        };
        for (end, columns) in [
            ("start_date", ["Year", "Month", "Day", "Time"]),
            ("end_date", ["End Year", "End Month", "End Day", "End Time"]),
        ] {
            for (column, part) in columns.into_iter().zip(["year", "month", "day"]) {
                let cell = text(&[end, part]);
                // A number is no formula; anything else may be.
                let is_number = cell.as_deref().is_some_and(|cell| cell.parse::<i64>().is_ok());
                put(column, if is_number { cell } else { cell.map(|cell| defused(&cell)) });
            }
            let time = slide.get(end).and_then(Value::as_table).and_then(clock::written);
            put(columns[3], time.or_else(|| text(&[end, "time"])).map(|cell| defused(&cell)));
        }
        put("Display Date", text(&["display_date"]).map(|cell| defused(&cell)));
        put("Headline", text(&["text", "headline"]).map(|html| defused(&html::defused(&html))));
        put("Text", text(&["text", "text"]).map(|html| defused(&html::defused(&html))));
        for (column, name) in MEDIA {
            put(column, text(&["media", name]).map(|cell| defused(&cell)));
        }
        put("Group", text(&["group"]).map(|cell| defused(&cell)));
        let background = text(&["background", "url"]).or_else(|| text(&["background", "color"]));
        put("Background", background.map(|cell| defused(&cell)));
        put("Type", text(&["type"]).map(|cell| defused(&cell)));
        put("x_edtf", text(&["x_edtf"]).map(|cell| defused(&cell)));
        put("x_written", text(&["x_written"]).map(|cell| defused(&cell)));
        for name in others {
            let cell = slide.get(name).and_then(Value::as_str).map(defused);
            out.others.push((name.clone(), cell.unwrap_or_default()));
        }
        out
    }

    /// The row as it would be read.
    fn slide(&self) -> Slide {
        let mut slide = slide(self, Spot::NONE, &mut Vec::new());
        for (name, cell) in self.others.iter().filter(|(_, cell)| !cell.trim().is_empty()) {
            slide.extra.insert(name.clone(), Value::String(fused(cell).to_owned()));
        }
        slide
    }
}

const CALLED: Called = Called { actor: |actor| &actor.name, source: |source| &source.title };

pub(super) fn write(timeline: &Timeline, out: &mut dyn io::Write, losses: &mut Losses) -> io::Result<()> {
    let others = others(timeline);
    let mut rows = Vec::new();
    let meta = timeline.meta();
    let mut row = Written::of(&write::title_table(meta, &[]), &[]);
    let mut back = read::title(write::nodes(&title(row.slide())));
    if meta.language.is_some() {
        losses.lose("timeline.language", "");
        back.language.clone_from(&meta.language);
    }
    if !write::same_meta(&back, meta) {
        losses.lose("timeline", "");
    }
    let titled = !row.cells.is_empty();
    if titled {
        row.cells.retain(|(name, _)| *name != "Type");
        row.cells.push(("Type", "title".into()));
        rows.push(row);
    }
    if meta.rest.as_ref().is_some_and(|rest| !rest.is_empty()) {
        losses.lose("timeline.extra", "");
    }
    let mut draft = Draft { foreign: true, ..Draft::default() };
    let mut media = Sources::default();
    let (mut stubs, mut quoted) = (Vec::new(), Vec::new());
    for event in timeline.in_file_order() {
        let (row, done, differences) = best(timeline, &event, &others, titled);
        for field in differences {
            if field == "extra" {
                let kept = |name: &str| done.event.extra.as_ref().and_then(|extra| extra.get(name));
                let all = event.extra.get().unwrap_or_default();
                losses
                    .name(all.iter().filter(|(name, value)| kept(name) != Some(value)).map(|(name, _)| name));
            }
            losses.lose(field, event.key);
        }
        let (date, title) = (done.event.date, done.event.title);
        stubs.push(DraftEvent { date, title, ..DraftEvent::default() });
        media.add(done.source);
        if !done.event.quotes.is_empty() {
            quoted.push(event.key.to_text());
            draft.events.push(DraftEvent { quotes: done.event.quotes, ..DraftEvent::default() });
        }
        rows.push(row);
    }
    name(timeline, &mut rows[usize::from(titled)..], stubs, losses);
    draft.sources = media.all;
    let (back, _) = draft.build();
    back::misnamed(timeline, &quoted, &back, losses);
    if back.sources() != timeline.sources() {
        // One that there was not before is not the same either.
        let sources = if timeline.sources().is_empty() { back.sources() } else { timeline.sources() };
        for source in sources {
            losses.lose("sources", &source.key);
        }
    }
    if back.actors() != timeline.actors() {
        let actors = if timeline.actors().is_empty() { back.actors() } else { timeline.actors() };
        for actor in actors {
            losses.lose("actors", &actor.key);
        }
    }
    records(&rows, &others, out)
}

/// The rows with their header; our own columns only where something is in them.
fn records(rows: &[Written], others: &[String], out: &mut dyn io::Write) -> io::Result<()> {
    let is_used = |name: &str| rows.iter().any(|row| row.cells.iter().any(|(column, _)| *column == name));
    let mut columns: Vec<&str> = COLUMNS[..SHOWN].to_vec();
    columns.extend(["x_key", "x_edtf", "x_written"].into_iter().filter(|name| is_used(name)));
    let mut out = csv::Writer::from_writer(out);
    let header = others.iter().map(|name| name.trim_start_matches("x-"));
    out.write_record(columns.iter().copied().chain(header))?;
    for row in rows {
        let find = |column: &&str| row.cells.iter().find(|(name, _)| name == column);
        let cells = columns.iter().map(|column| find(column).map_or("", |(_, cell)| cell));
        // A title has no other columns.
        let more = (0..others.len()).map(|at| row.others.get(at).map_or("", |(_, cell)| cell));
        out.write_record(cells.chain(more))?;
    }
    out.flush()
}

/// The extra fields that came from columns, each name once.
fn others(timeline: &Timeline) -> Vec<String> {
    let mut seen: std::collections::HashSet<String> =
        COLUMNS.iter().map(|name| name.to_lowercase()).collect();
    seen.insert("tag".into());
    let mut out = Vec::new();
    for event in timeline.in_file_order() {
        for (name, value) in event.extra.get().iter().flat_map(|extra| extra.iter()) {
            let Some(header) = name.strip_prefix("x-") else { continue };
            let plain = defused(header) == header && header.trim() == header && !header.is_empty();
            if plain && !header.starts_with("x-") && value.is_str() && seen.insert(header.to_lowercase()) {
                out.push(name.clone());
                if out.len() == MAX_COLUMNS {
                    return out;
                }
            }
        }
    }
    out
}

/// The row that says most of an event: with its extra fields, or without those that get in its way.
fn best(
    timeline: &Timeline,
    event: &Event,
    others: &[String],
    titled: bool,
) -> (Written, slide::Done, Vec<&'static str>) {
    let made = |aside: &[&str]| {
        let mut table = write::made(timeline, event, aside);
        if write::is_era(event) {
            table.insert("type".into(), Value::String("era".into()));
        }
        let kind = table.get("type").and_then(Value::as_str).unwrap_or_default();
        if !titled && kind.trim().eq_ignore_ascii_case("title") {
            // It would be taken for the title of the timeline.
            table.remove("type");
        }
        let row = Written::of(&table, others);
        let mut done = back::read(row.slide());
        done.event.key = Some(At::new(event.key.to_text(), Spot::NONE));
        let differences = back::differences(timeline, event, &done.event, CALLED);
        (row, done, differences)
    };
    let whole = made(&[]);
    if whole.2.iter().all(|field| !matches!(*field, "date" | "title" | "summary")) {
        return whole;
    }
    let bare = made(&write::TIED);
    if bare.2.len() < whole.2.len() { bare } else { whole }
}

/// Writes the keys, where events without them would not get the keys that they have.
fn name(timeline: &Timeline, rows: &mut [Written], stubs: Vec<DraftEvent>, losses: &mut Losses) {
    let (back, _) = Draft { events: stubs, foreign: true, ..Draft::default() }.build();
    let keys = || timeline.in_file_order().map(|event| event.key);
    if back.in_file_order().map(|event| event.key.raw()).eq(keys().map(TextRef::raw)) {
        return;
    }
    for (row, key) in rows.iter_mut().zip(keys()) {
        row.cells.push(("x_key", defused(key.raw())));
        if row.slide().event.key.is_none_or(|back| back.value != key) {
            losses.lose("key", key);
        }
    }
}
