//! ACLED: political violence and protest, one row for each event; read only.
//!
//! - `time_precision` says how much of the day is meant: 1 that day, 2 that week (`2023-02-15~`), 3 that
//!   month (`2023-03`; the day, which stands for it, is kept as `event_date`).
//! - The notes are the summary: they are words of ACLED, not of its sources, so there are no quotes. Each
//!   source stands in the list of sources, and the event keeps `source` as it is written.
//! - The order of the two actors has no meaning. What an actor is becomes its role.
//! - `timestamp` is another clock: when the row was published. It is kept as `recorded`, and of the rows of
//!   one event the latest counts; the others are told.
//! - Columns that ACLED does not document are kept with `x-` before their names.

use std::borrow::Cow;
use std::collections::HashMap;

use super::dataset::{
    Kept, Sources, edtf, iso_day, keep, looks, made_of, open, parts, place, refusal, report,
};
use super::table::{Header, Record, Table};
use super::{Format, Input, Reading};
use crate::issue::{Issue, Lines, Spot};
use crate::model::Date;
use crate::model::draft::{At, DraftEvent, DraftParticipant, DraftSource};
use crate::text::{Text, line};

pub(super) const FORMAT: Format = Format {
    name: "acled",
    extensions: &["csv", "tsv", "tab"],
    description: "events of ACLED: political violence and protest, as CSV",
    sniff: |text| looks(text, "event_date", is_acled),
    records: true,
    fields: Vec::new,
    read: Some(read),
    write: None,
};

/// Columns of which events are made, and which are not kept beside them.
const USED: [&str; 21] = [
    "source",
    "event_id_cnty",
    "data_id",
    "event_date",
    "year",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "civilian_targeting",
    "location",
    "admin1",
    "country",
    "notes",
    "tags",
    "timestamp",
];

/// Columns that are kept as they are.
const DOCUMENTED: [&str; 18] = [
    "time_precision",
    "interaction",
    "iso",
    "iso3",
    "region",
    "admin2",
    "admin3",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "fatalities",
    "event_id_no_cnty",
    "population_1km",
    "population_2km",
    "population_5km",
    "population_best",
];

fn is_acled(header: &Header) -> bool {
    let id = header.has("event_id_cnty") || header.has("data_id");
    id && header.has("event_date") && header.has("event_type") && header.has("actor1")
}

fn read(input: Input<'_>) -> Result<Reading, Box<Issue>> {
    let wanted = ("ACLED", "event_id_cnty, event_date, event_type and actor1");
    let (table, reading) = open(input.text, is_acled, wanted)?;
    let lines = Lines::of(input.text);
    let columns = Columns::of(&table.header);
    let latest = Latest::of(&table, &columns);
    let mut reader = Reader {
        columns,
        kept: Kept::of(&table.header, &DOCUMENTED, &USED),
        header: &table.header,
        reading,
        sources: Sources::default(),
    };
    let (mut made, mut older) = (0, 0);
    for record in table.records() {
        if let Some(issue) = refusal(&record, &table) {
            reader.reading.refuse(record.range(), issue);
            continue;
        }
        table.remarks(&record).into_iter().for_each(|issue| reader.reading.issue(issue));
        if let Some(later) = latest.other_than(&record, &reader.columns) {
            older += 1;
            let what = format!("an older row of event {}", line(&reader.columns.id(&record)));
            let help = format!("the one on line {}, published later, counts", lines.line(later));
            reader.reading.issue(Issue::note(Spot::at(record.start()), what, help));
        } else {
            made += 1;
            let event = reader.event(&record, lines.line(record.start()));
            reader.reading.event(event);
        }
    }
    let mut reading = reader.reading;
    let made = made_of(made + older, "row", made);
    reading.tell(format!("{made}; {older} older than another of the same event"));
    reading.tell("`recorded` is when ACLED published a row");
    Ok(reading)
}

/// Where the columns are that events are made of.
struct Columns {
    id: Option<usize>,
    date: Option<usize>,
    year: Option<usize>,
    precision: Option<usize>,
    kinds: [Option<usize>; 4],
    sides: [Side; 2],
    places: [Option<usize>; 3],
    source: Option<usize>,
    notes: Option<usize>,
    fatalities: Option<usize>,
    tags: Option<usize>,
    timestamp: Option<usize>,
}

struct Side {
    actor: Option<usize>,
    associates: Option<usize>,
    kind: Option<usize>,
    /// The name under which a kind of no known form is kept.
    name: &'static str,
}

impl Columns {
    fn of(header: &Header) -> Self {
        let find = |name: &str| header.find(name);
        let side = |actor, associates, name| Side {
            actor: find(actor),
            associates: find(associates),
            kind: find(name),
            name,
        };
        Self {
            id: find("event_id_cnty").or_else(|| find("data_id")),
            date: find("event_date"),
            year: find("year"),
            precision: find("time_precision"),
            kinds: [
                find("disorder_type"),
                find("event_type"),
                find("sub_event_type"),
                find("civilian_targeting"),
            ],
            sides: [side("actor1", "assoc_actor_1", "inter1"), side("actor2", "assoc_actor_2", "inter2")],
            places: [find("location"), find("admin1"), find("country")],
            source: find("source"),
            notes: find("notes"),
            fatalities: find("fatalities"),
            tags: find("tags"),
            timestamp: find("timestamp"),
        }
    }

    fn id<'a>(&self, record: &Record<'a>) -> Cow<'a, str> {
        self.id.map(|at| record.text(at)).unwrap_or_default()
    }

    /// When a row was published, in seconds.
    fn published(&self, record: &Record) -> Option<i64> {
        record.text(self.timestamp?).parse().ok()
    }
}

/// Of the rows of each event the one that was published last: when, and where it begins.
struct Latest<'a>(HashMap<Cow<'a, str>, (i64, usize)>);

impl<'a> Latest<'a> {
    fn of(table: &Table<'a>, columns: &Columns) -> Self {
        let mut latest: HashMap<Cow<'a, str>, (i64, usize)> = HashMap::new();
        for record in table.records().filter(|record| refusal(record, table).is_none()) {
            let this = (columns.published(&record).unwrap_or(i64::MIN), record.start());
            let known = latest.entry(columns.id(&record)).or_insert(this);
            *known = this.max(*known);
        }
        Self(latest)
    }

    /// Where the row of the same event begins that counts, unless this is it.
    fn other_than(&self, record: &Record, columns: &Columns) -> Option<usize> {
        let id = columns.id(record);
        let &(_, start) = self.0.get(&id).filter(|_| !id.is_empty())?;
        (start != record.start()).then_some(start)
    }
}

struct Reader<'t, 'a> {
    columns: Columns,
    kept: Kept,
    header: &'t Header<'a>,
    reading: Reading,
    sources: Sources,
}

impl Reader<'_, '_> {
    fn event(&mut self, record: &Record, line: u32) -> DraftEvent {
        let spot = Spot::at(record.start());
        let text = |at: Option<usize>| at.map(|at| record.text(at)).unwrap_or_default();
        let mut event = DraftEvent { spot, line, ..DraftEvent::default() };
        let id = self.columns.id(record);
        event.key = (!id.is_empty()).then(|| At::new(Text::new(id.as_ref()), spot));
        self.date(record, &mut event);
        let [disorder, kind, finer, targeting] = self.columns.kinds.map(text);
        let mut tags: Vec<&str> = Vec::new();
        let given = text(self.columns.tags);
        for tag in parts(&disorder, ';').chain([&*kind, &*finer, &*targeting]).chain(parts(&given, ';')) {
            if !tag.is_empty() && !tags.contains(&tag) && tags.len() < MAX_TAGS {
                tags.push(tag);
            }
        }
        event.tags = tags.into_iter().map(Text::from).collect();
        for side in &self.columns.sides {
            take_part(record, side, &mut event);
        }
        let places = self.columns.places.map(text);
        event.place = place(places.iter().map(AsRef::as_ref));
        let dead = text(self.columns.fatalities);
        event.title = Some(Text::new(title(
            if finer.is_empty() { &kind } else { &finer },
            &[text(self.columns.sides[0].actor), text(self.columns.sides[1].actor)],
            &places[0],
            &dead,
        )));
        let notes = text(self.columns.notes);
        event.summary = (!notes.is_empty()).then(|| Text::new(notes.as_ref()));
        if let Some(at) = self.columns.source {
            let source = record.text(at);
            let mut named: Vec<&str> = Vec::new();
            for name in parts(&source, ';').take(MAX_SOURCES) {
                if named.contains(&name) {
                    continue;
                }
                named.push(name);
                event.quotes.push(report(name, record.spot(at)));
                self.sources.declare(&mut self.reading, name, || DraftSource {
                    spot: record.spot(at),
                    title: Some(name.into()),
                    ..DraftSource::default()
                });
            }
            if named.join("; ") != source.trim() {
                keep(&mut event.extra, "source", &source);
            }
        }
        let stamp = text(self.columns.timestamp);
        match self.columns.published(record).and_then(|seconds| chrono::DateTime::from_timestamp(seconds, 0))
        {
            Some(time) => keep(&mut event.extra, "recorded", &time.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
            None => keep(&mut event.extra, "timestamp", &stamp),
        }
        self.kept.keep(record, self.header, &mut event.extra);
        event
    }

    /// The day, as far as it is meant.
    fn date(&mut self, record: &Record, event: &mut DraftEvent) {
        let Some(at) = self.columns.date else { return };
        let (written, spot) = (record.text(at), record.spot(at));
        let year = self.columns.year.map(|at| record.text(at)).unwrap_or_default();
        let Some(day) = day(&written) else {
            let what = format!("event_date “{}” is not a day", line(&written));
            self.reading.issue(Issue::error(spot, what, "write it as 2023-01-31; it is kept as it stands"));
            // Under its own name: as `date` it would be read as one by every other format.
            keep(&mut event.extra, "event_date", &written);
            keep(&mut event.extra, "year", &year);
            return;
        };
        let precision = self.columns.precision.map(|at| (record.text(at), record.spot(at)));
        let whole = match precision.as_ref().map(|(text, _)| text.as_ref()) {
            Some("1") | None => day.clone(),
            Some("2") => format!("{day}~"),
            Some("3") => day.get(..7).unwrap_or(&day).to_owned(),
            Some(other) => {
                let place = precision.as_ref().map_or(spot, |(_, spot)| *spot);
                let what = format!("time_precision “{}” is none", line(other));
                let help = "1 is that day, 2 that week, 3 that month; the day is taken as approximate";
                self.reading.issue(Issue::warning(place, what, help));
                format!("{day}~")
            }
        };
        event.date = edtf(&whole, spot);
        if *written != day || whole.len() < day.len() {
            keep(&mut event.extra, "event_date", &written);
        }
        if day.get(..4) != Some(&year) {
            keep(&mut event.extra, "year", &year);
        }
    }
}

/// How many sources one event may have.
const MAX_SOURCES: usize = 1_000;

/// How many tags one event may have; a cell of a hostile file may hold a million.
const MAX_TAGS: usize = 100;

/// `2023-01-31`, `31 January 2023` and `31-Jan-2023` as the first of them.
fn day(written: &str) -> Option<String> {
    if let Some(day) = iso_day(written) {
        return Date::parse(day).ok().map(|_| day.to_owned());
    }
    let words = written.replace('-', " ");
    let (date, _) = Date::parse(&words).ok()?;
    iso_day(date.edtf()).map(str::to_owned)
}

/// The actor of a side, with what it is, and those at its side.
fn take_part(record: &Record, side: &Side, event: &mut DraftEvent) {
    let text = |at: Option<usize>| at.map(|at| record.text(at)).unwrap_or_default();
    let (name, kind) = (text(side.actor), text(side.kind));
    let role = role(&kind);
    if role.is_none() || name.is_empty() {
        keep(&mut event.extra, side.name, &kind);
    }
    let spot = side.actor.map_or(event.spot, |at| record.spot(at));
    if !name.is_empty() {
        let actor = At::new(Text::new(name.as_ref()), spot);
        event.actors.push(DraftParticipant { actor, role, extra: None });
    }
    let associates = text(side.associates);
    for associate in parts(&associates, ';') {
        let actor = At::new(Text::from(associate), side.associates.map_or(spot, |at| record.spot(at)));
        let role = if name.is_empty() { "associated".into() } else { Text::new(format!("with {name}")) };
        event.actors.push(DraftParticipant { actor, role: Some(role), extra: None });
    }
}

/// What an actor is: newer exports write it out, older ones have a number.
fn role(kind: &str) -> Option<Text> {
    let word = match kind {
        "1" => "state forces",
        "2" => "rebel group",
        "3" => "political militia",
        "4" => "identity militia",
        "5" => "rioters",
        "6" => "protesters",
        "7" => "civilians",
        "8" => "external or other forces",
        _ if kind.is_empty() || kind.bytes().all(|byte| byte.is_ascii_digit()) => return None,
        _ => return Some(Text::new(kind.to_lowercase())),
    };
    Some(word.into())
}

/// What happened, between whom, where, and how many are said to have died.
fn title(kind: &str, actors: &[Cow<'_, str>; 2], place: &str, dead: &str) -> String {
    let mut title = if kind.is_empty() { "Event".to_owned() } else { kind.to_owned() };
    let named: Vec<&str> = actors.iter().map(AsRef::as_ref).filter(|name| !name.is_empty()).collect();
    if !named.is_empty() {
        title.extend([": ", &named.join(" and ")]);
    }
    if !place.is_empty() {
        title.extend([", ", place]);
    }
    if !matches!(dead, "" | "0") {
        title.extend([" (", dead, " reported killed)"]);
    }
    title
}
