//! Mentions: a row says that a document speaks of an event, and where in it.
//!
//! Rows of one event are joined. What they know of the event is its number and when GDELT recorded it
//! (`EventTimeDate`), not when it happened, so it stays undated. Each document is a source that reports the
//! event; its locator is the character and the sentence at which it speaks of it, and what else is said of
//! the mention stays with it. No words are given, so nothing is quoted. What names no document is kept under
//! `mentions`.

use std::borrow::Cow;
use std::collections::HashMap;

use toml::{Table, Value};

use super::{codes, is_header, is_number};
use crate::formats::dataset::{Sources, edtf, is_row, is_url, keep, made_of, packed_moment, report, value};
use crate::formats::table::{Dialect, Record, Records};
use crate::formats::{Format, Input, Reading};
use crate::issue::{Issue, Lines, Spot};
use crate::model::draft::{At, DraftEvent, DraftQuote, DraftSource};
use crate::text::Text;

pub(in crate::formats) const FORMAT: Format = Format {
    name: "gdelt-mentions",
    extensions: &["csv", "tsv", "tab"],
    description: "mentions of GDELT, version 2: which document speaks of which event",
    sniff,
    records: true,
    fields: Vec::new,
    read: Some(read),
    write: None,
};

const COLUMNS: [&str; 16] = [
    "GLOBALEVENTID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
];
const EVENT_TIME: usize = 1;
const MENTION_TIME: usize = 2;
const TYPE: usize = 3;
const PUBLISHER: usize = 4;
const IDENTIFIER: usize = 5;
const SENTENCE: usize = 6;
/// The offsets of the action and of both actors: the first that is there is the pin.
const OFFSETS: [usize; 3] = [9, 7, 8];
const TRANSLATION: usize = 14;
/// What is said of the document, not of the mention.
const OF_DOCUMENT: [usize; 3] = [12, 13, TRANSLATION];

fn sniff(text: &str) -> bool {
    text.lines().take(5).any(|line| {
        let cells: Vec<&str> = line.split('\t').take(COLUMNS.len() + 1).collect();
        let moment = |at: usize| cells.get(at).is_some_and(|cell| cell.len() == 14 && is_number(cell));
        let begins =
            cells.first().is_some_and(|id| is_header(id) || (is_number(id) && moment(1) && moment(2)));
        begins && cells.len() == COLUMNS.len()
    })
}

fn read(input: Input<'_>) -> Result<Reading, Box<Issue>> {
    let lines = Lines::of(input.text);
    let records = || Records::new(input.text, Dialect::PLAIN_TAB);
    if !records().any(|record| record.len() == COLUMNS.len()) {
        let help = "mentions have 16 columns with tabs between them; events of GDELT have 57, 58 or 61";
        return Err(Box::new(Issue::error(Spot::at(0), "this is not a table of GDELT mentions", help)));
    }
    let mut reading = Reading::foreign();
    // Rows of one event may stand anywhere: where they begin is noted, and each event is read at once.
    let mut index: HashMap<Cow<'_, str>, u32> = HashMap::new();
    let mut rows: Vec<(u32, usize)> = Vec::new();
    for record in records() {
        let whole = record.len() == COLUMNS.len();
        if is_row(&record, (COLUMNS[0], COLUMNS.len()), whole, &mut reading) {
            let next = u32::try_from(index.len()).unwrap_or(u32::MAX);
            rows.push((*index.entry(record.text(0)).or_insert(next), record.start()));
        }
    }
    let (all, joined) = (index.len(), rows.len() - index.len());
    drop(index);
    rows.sort_unstable();
    let mut sources = Sources::default();
    for rows in rows.chunk_by(|one, next| one.0 == next.0) {
        let mut of_event =
            rows.iter().filter_map(|&(_, at)| Records::at(input.text, Dialect::PLAIN_TAB, at).next());
        let Some(first) = of_event.next() else { continue };
        let mut event = event(&first, &first.text(0), lines.line(first.start()));
        let mut mentions = Vec::new();
        for record in std::iter::once(first).chain(of_event) {
            match mention(&record, &event, &mut sources, &mut reading) {
                (Some(report), mention) => {
                    let extra = (!mention.is_empty()).then(|| Box::new(mention));
                    event.quotes.push(DraftQuote { extra, ..report });
                }
                (None, mention) => mentions.push(Value::Table(mention)),
            }
        }
        if !mentions.is_empty() {
            event.extra.get_or_insert_default().insert("mentions".to_owned(), Value::Array(mentions));
        }
        reading.event(event);
    }
    let made = made_of(rows.len(), "mention", all);
    reading.tell(format!("{made}; {joined} joined to an event above"));
    reading.tell("mentions do not say when an event happened; `recorded` is when GDELT recorded it");
    Ok(reading)
}

fn event(record: &Record, id: &str, line: u32) -> DraftEvent {
    let spot = Spot::at(record.start());
    let mut event = DraftEvent {
        spot,
        line,
        key: (!id.is_empty()).then(|| At::new(Text::new(id), spot)),
        title: Some(Text::new(format!("GDELT event {}", if id.is_empty() { "without number" } else { id }))),
        ..DraftEvent::default()
    };
    if let Some(moment) = packed_moment(&record.text(EVENT_TIME)) {
        keep(&mut event.extra, "recorded", &moment);
    }
    event
}

/// That a document reports the event, where the row names one, and what else it says of the mention. The
/// document is declared.
fn mention(
    record: &Record,
    event: &DraftEvent,
    sources: &mut Sources,
    reading: &mut Reading,
) -> (Option<DraftQuote>, Table) {
    let mut out = Some(Box::default());
    let identifier = record.text(IDENTIFIER);
    if !identifier.is_empty() {
        sources.declare(reading, &identifier, || document(record));
    }
    let offset = OFFSETS.iter().map(|&at| record.text(at)).find(|text| is_number(text));
    let sentence = Some(record.text(SENTENCE)).filter(|text| is_number(text));
    let pin: Vec<String> =
        [offset.map(|at| format!("char {at}")), sentence.map(|at| format!("sentence {at}"))]
            .into_iter()
            .flatten()
            .collect();
    let pin = pin.join(", ");
    let report = (!identifier.is_empty()).then(|| DraftQuote {
        locator: (!pin.is_empty()).then(|| Text::new(pin.as_str())),
        ..report(&identifier, record.spot(IDENTIFIER))
    });
    if report.is_none() {
        keep(&mut out, "pin", &pin);
    }
    let recorded = event.extra.as_ref().and_then(|extra| extra.get("recorded")).and_then(Value::as_str);
    for (at, name) in COLUMNS.iter().enumerate() {
        let text = record.text(at);
        let held = match at {
            0 | IDENTIFIER | PUBLISHER => true,
            EVENT_TIME => packed_moment(&text).as_deref() == recorded,
            TYPE => codes::mention_type(&text).is_some(),
            MENTION_TIME => false,
            at => OF_DOCUMENT.contains(&at),
        };
        // Without a document to bear it everything stays here.
        if !held || (at != 0 && at != EVENT_TIME && identifier.is_empty()) {
            keep(&mut out, name, &text);
        }
    }
    (report, out.map(|table| *table).unwrap_or_default())
}

/// The document that a row names, as far as the row knows it.
fn document(record: &Record) -> DraftSource {
    let spot = record.spot(IDENTIFIER);
    let identifier = record.text(IDENTIFIER);
    let some = |at: usize| Some(record.text(at)).filter(|text| !text.is_empty());
    let met = packed_moment(&record.text(MENTION_TIME));
    let published = met.and_then(|moment| edtf(&moment, record.spot(MENTION_TIME)));
    let translation = record.text(TRANSLATION);
    let language = translation.split(';').find_map(|part| part.trim().strip_prefix("srclc:"));
    let mut extra = None;
    for at in OF_DOCUMENT {
        if let (Some(text), Some(name)) = (some(at), COLUMNS.get(at)) {
            extra.get_or_insert_with(Box::<Table>::default).insert((*name).to_owned(), value(&text));
        }
    }
    DraftSource {
        spot,
        title: Some(Text::new(identifier.as_ref())),
        publisher: some(PUBLISHER).map(|text| Text::new(text.as_ref())),
        kind: codes::mention_type(&record.text(TYPE)).map(Text::from),
        published_basis: published.as_ref().map(|_| "when GDELT met it (MentionTimeDate)".into()),
        published,
        url: is_url(&identifier).then(|| Text::new(identifier.as_ref())),
        language: language.filter(|code| !code.is_empty()).map(Text::from),
        extra,
        ..DraftSource::default()
    }
}
