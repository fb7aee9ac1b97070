//! GDELT: events that machines find in the news, and where they are mentioned; read only.
//!
//! Tables without a header, with tabs between the cells and no quoting, known by the number of their
//! columns: 57 or 58 are events of version 1, 61 events of version 2, 16 mentions.
//!
//! - The day of an event is inferred from the words of an article, so it is approximate: `2015-02-18~`.
//! - `DATEADDED` is another clock: when GDELT recorded the event. It is kept as `recorded`.
//! - Nobody wrote a title: it is made of the actors, the root of the event's code and the place. The roots
//!   of the CAMEO codes are told in our own words.
//! - One name has many codes (POLICE is that of each country), so an actor is a name with a code.
//! - The article is a source that reports the event, in words that nobody quotes.
//! - A row of another width than the first is cut off, and refused.

use std::collections::HashSet;

use super::dataset::{Sources, edtf, is_row, keep, keep_all, packed_day, packed_moment};
use super::table::{Dialect, Record, Records};
use super::{Format, Input, Reading};
use crate::issue::{Issue, Lines, Spot};
use crate::model::draft::{At, DraftActor, DraftEvent, DraftParticipant};
use crate::text::{Text, line};

mod codes;
mod mentions;

pub(super) use mentions::FORMAT as MENTIONS;

pub(super) const FORMAT: Format = Format {
    name: "gdelt",
    extensions: &["csv", "tsv", "tab"],
    description: "events of GDELT, version 1 or 2: tables without a header",
    sniff,
    records: true,
    fields: Vec::new,
    read: Some(read),
    write: None,
};

/// Columns before the places; the first actor's begin at [`ACTORS`].
const BEGINNING: [&str; 5] = ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"];
const ACTORS: usize = 5;
const ACTOR: [&str; 10] = [
    "Code",
    "Name",
    "CountryCode",
    "KnownGroupCode",
    "EthnicCode",
    "Religion1Code",
    "Religion2Code",
    "Type1Code",
    "Type2Code",
    "Type3Code",
];
const MIDDLE: [&str; 10] = [
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
];
const ROOT: usize = 28;
const QUAD: usize = 29;
const GEO: [&str; 8] =
    ["Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"];
/// Where the places begin.
const PLACES: usize = 35;

/// How the rows of a file are made.
struct Layout {
    /// The name of each column.
    names: Vec<String>,
    /// Where the place of the event itself is named.
    place: usize,
    added: usize,
    url: usize,
}

impl Layout {
    /// The layout of rows with so many cells; `None` where GDELT has none such.
    fn of(width: usize) -> Option<Self> {
        let second = match width {
            57 | 58 => false,
            61 => true,
            _ => return None,
        };
        let geo = || GEO.iter().filter(move |name| second || **name != "ADM2Code");
        let mut names: Vec<String> = BEGINNING.iter().map(ToString::to_string).collect();
        for number in 1..=2 {
            names.extend(ACTOR.iter().map(|name| format!("Actor{number}{name}")));
        }
        names.extend(MIDDLE.iter().map(ToString::to_string));
        for whose in ["Actor1", "Actor2", "Action"] {
            names.extend(geo().map(|name| format!("{whose}Geo_{name}")));
        }
        let added = names.len();
        names.extend(["DATEADDED".to_owned(), "SOURCEURL".to_owned()]);
        Some(Self { place: PLACES + 2 * geo().count() + 1, added, url: added + 1, names })
    }

    /// Whether a row has so many cells; the address came to version 1 in the middle of its life.
    fn takes(&self, record: &Record) -> bool {
        let whole = record.len() == self.names.len();
        let early = record.len() == self.url && self.names.len() == 58;
        whole || (early && packed_day(&record.text(self.added)).is_some())
    }
}

fn sniff(text: &str) -> bool {
    text.lines().take(5).any(|line| {
        let mut cells = line.split('\t');
        let begins = matches!((cells.next(), cells.next()), (Some(id), Some(day))
            if is_header(id) || (is_number(id) && packed_day(day).is_some()));
        begins && Layout::of(cells.count() + 2).is_some()
    })
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// People put the names of the columns above a table themselves.
fn is_header(cell: &str) -> bool {
    cell.trim().eq_ignore_ascii_case("GLOBALEVENTID")
}

fn read(input: Input<'_>) -> Result<Reading, Box<Issue>> {
    let lines = Lines::of(input.text);
    let records = || Records::new(input.text, Dialect::PLAIN_TAB);
    let Some(layout) = records().find_map(|record| Layout::of(record.len())) else {
        let help = "rows of GDELT have 57, 58 or 61 columns with tabs between them; mentions have 16";
        return Err(Box::new(Issue::error(Spot::at(0), "this is not a table of GDELT events", help)));
    };
    let mut reader =
        Reader { layout, reading: Reading::foreign(), sources: Sources::default(), actors: HashSet::new() };
    let version = if reader.layout.names.len() == 61 { "version 2" } else { "version 1" };
    reader.reading.tell(format!(
        "events of GDELT, {version}: days are approximate; `recorded` is when GDELT recorded an event"
    ));
    for record in records() {
        let whole = reader.layout.takes(&record);
        let wanted = (BEGINNING[0], reader.layout.names.len());
        if is_row(&record, wanted, whole, &mut reader.reading) {
            let event = reader.event(&record, lines.line(record.start()));
            reader.reading.event(event);
        }
    }
    Ok(reader.reading)
}

struct Reader {
    layout: Layout,
    reading: Reading,
    sources: Sources,
    /// Actors that are declared, by key.
    actors: HashSet<String>,
}

impl Reader {
    fn event(&mut self, record: &Record, line: u32) -> DraftEvent {
        let spot = Spot::at(record.start());
        let id = record.text(0);
        let mut event = DraftEvent {
            spot,
            line,
            key: (!id.is_empty()).then(|| At::new(Text::new(id.as_ref()), spot)),
            title: Some(Text::new(self.title(record))),
            ..DraftEvent::default()
        };
        let mut used = vec![0, self.layout.place, self.layout.added];
        self.date(record, &mut event, &mut used);
        for (first, role) in [(ACTORS, "acting"), (ACTORS + ACTOR.len(), "target")] {
            self.actor(record, first, role, &mut event, &mut used);
        }
        let place = record.text(self.layout.place);
        event.place = (!place.is_empty()).then(|| Text::new(place.as_ref()));
        if let Some(word) = codes::quad_class(&record.text(QUAD)) {
            event.tags.push(word.into());
            used.push(QUAD);
        }
        let added = record.text(self.layout.added);
        match packed_moment(&added) {
            Some(moment) => keep(&mut event.extra, "recorded", &moment),
            None => keep(&mut event.extra, "DATEADDED", &added),
        }
        let url = record.text(self.layout.url);
        if !url.is_empty() {
            self.sources.address(&mut self.reading, &url, record.spot(self.layout.url), &mut event);
            used.push(self.layout.url);
        }
        let names = self.layout.names.iter().enumerate().filter(|(at, _)| !used.contains(at));
        keep_all(&mut event.extra, names.map(|(at, name)| (name.as_str(), record.text(at))));
        event
    }

    fn date(&mut self, record: &Record, event: &mut DraftEvent, used: &mut Vec<usize>) {
        let (text, spot) = (record.text(1), record.spot(1));
        used.push(1);
        let day = packed_day(&text);
        event.date = day.as_ref().and_then(|day| edtf(&format!("{day}~"), spot));
        if event.date.is_none() {
            let what = format!("SQLDATE “{}” is not a day", line(&text));
            self.reading.issue(Issue::error(spot, what, "it is written YYYYMMDD; it is kept as it stands"));
            // Under its own name: as `date` it would be read as one by every other format.
            keep(&mut event.extra, "SQLDATE", &text);
            return;
        }
        // The same day three times more; what differs from it is kept.
        let number = |part: Option<&str>| part.and_then(|part| part.parse::<f64>().ok()).unwrap_or_default();
        let days = (number(text.get(4..6)) - 1.0) * 30.0 + number(text.get(6..));
        let fraction = format!("{:.4}", number(text.get(..4)) + days / 365.0);
        for (at, same) in [(2, text.get(..6)), (3, text.get(..4)), (4, Some(fraction.as_str()))] {
            if same == Some(record.text(at).as_ref()) {
                used.push(at);
            }
        }
    }

    fn actor(
        &mut self,
        record: &Record,
        first: usize,
        role: &str,
        event: &mut DraftEvent,
        used: &mut Vec<usize>,
    ) {
        let (code, name) = (record.text(first), record.text(first + 1));
        let key = match (name.is_empty(), code.is_empty()) {
            (true, true) => return,
            (false, true) => name.to_string(),
            (true, false) => code.to_string(),
            (false, false) => format!("{name} ({code})"),
        };
        used.extend([first, first + 1]);
        let at = At::new(Text::new(key.as_str()), record.spot(first + 1));
        if !self.actors.contains(&key) {
            let mut extra = None;
            keep(&mut extra, "code", &code);
            self.reading.actor(DraftActor {
                spot: at.spot,
                key: Some(at.clone()),
                name: Some(Text::new(if name.is_empty() { code.as_ref() } else { name.as_ref() })),
                extra,
                ..DraftActor::default()
            });
            self.actors.insert(key);
        }
        event.actors.push(DraftParticipant { actor: at, role: Some(role.into()), extra: None });
    }

    /// Who does what to whom, and where.
    fn title(&self, record: &Record) -> String {
        let called = |first: usize| {
            let name = record.text(first + 1);
            if name.is_empty() { record.text(first) } else { name }
        };
        let (one, other) = (called(ACTORS), called(ACTORS + ACTOR.len()));
        let root = record.text(ROOT);
        let mut title = if one.is_empty() { "(unnamed)".to_owned() } else { one.into_owned() };
        if let Some((verb, link)) = codes::root(&root) {
            title.extend([" ", verb]);
            if !other.is_empty() {
                title.extend([if link.is_empty() { "" } else { " " }, link, " ", &other]);
            }
        } else {
            title.extend([", event of code ", if root.is_empty() { "?" } else { &root }]);
            if !other.is_empty() {
                title.extend([", ", &other]);
            }
        }
        let place = record.text(self.layout.place);
        if !place.is_empty() {
            title.extend([", ", &place]);
        }
        title
    }
}
