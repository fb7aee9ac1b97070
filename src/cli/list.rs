//! `annals list`: events, one a line.

use std::path::Path;

use anyhow::Context;
use chrono::{NaiveDate, Utc};

use super::args::{Format, ListArgs, Which};
use super::load::Loaded;
use super::out::{self, Out, Set};
use super::table::{Column, Table};
use super::{End, keep, load};
use crate::app::Reader;
use crate::formats;
use crate::model::date::Certainty;
use crate::model::{Event, EventId, Status, Timeline};
use crate::review::Certainty as Sure;
use crate::search::filter::{Facts, Filter};
use crate::text::line;

pub(super) fn run(args: &ListArgs, out: &mut Out) -> anyhow::Result<End> {
    let (files, words) = load::inputs(&args.input, &args.which.filter);
    let which = Which { filter: words.to_vec(), ..args.which };
    let loaded = load::open(&files, &args.input.manner)?;
    loaded.warn();
    let timeline = &loaded.timeline;
    let mut hits = select(&loaded, &which)?;
    if args.certain {
        hits.retain(|hit| hit.certain);
    }
    let ids: Vec<EventId> = hits.iter().map(|hit| hit.id).collect();
    match args.format {
        Format::Table => table(timeline, &hits, args.edtf, out)?,
        format => records(timeline, &ids, format, out)?,
    }
    if hits.is_empty() {
        nothing("event", &which.filter);
    }
    Ok(End::found(!hits.is_empty()))
}

/// Prints every event of a timeline as a table.
pub(super) fn print(loaded: &Loaded, out: &mut Out) -> anyhow::Result<End> {
    let hits = select(loaded, &Which::default())?;
    table(&loaded.timeline, &hits, false, out)?;
    if hits.is_empty() {
        nothing("event", &[]);
    }
    Ok(End::found(!hits.is_empty()))
}

/// An event that a filter lets through.
pub(super) struct Hit {
    pub(super) id: EventId,
    pub(super) certain: bool,
}

/// The day that "today" is. UTC, so that it cannot depend on a broken time zone file.
pub(super) fn today() -> NaiveDate {
    Utc::now().date_naive()
}

/// The events that a filter lets through; all without one.
pub(super) fn select(loaded: &Loaded, which: &Which) -> anyhow::Result<Vec<Hit>> {
    let timeline = &loaded.timeline;
    if let Some((word, option, file)) = which.filter.iter().find_map(|word| attached(word)) {
        let (word, file) = (line(word), line(file));
        anyhow::bail!(
            "{word} would leave out events with the word “{}”, but there is a file {file}; \
             for the file write {option} {file}, for the word -\"{}\" with its quotes",
            word.trim_start_matches('-'),
            word.trim_start_matches('-'),
        );
    }
    let text = which.filter.join(" ");
    let filter = Filter::parse(&text, timeline, which.today.unwrap_or_else(today))
        .map_err(|error| anyhow::anyhow!("{}", error.report(&text)))
        .context("the filter cannot be read")?;
    let session =
        if filter.asks_the_reader() { keep::find(timeline, loaded.identity.as_deref())? } else { None };
    let reader = session.map(|session| Reader::of(session, timeline));
    let facts: &dyn Facts = reader.as_ref().map_or(&(), |reader| reader);
    let test = |id| match filter.test(timeline, id, facts) {
        Certainty::No => None,
        Certainty::Possible => Some(Hit { id, certain: false }),
        Certainty::Certain => Some(Hit { id, certain: true }),
    };
    Ok(timeline.event_ids().filter_map(test).collect())
}

/// The option and the file in a word such as `-fmytimeline`, which is a term; the file is there.
fn attached(word: &str) -> Option<(&str, &str, &str)> {
    let (option, file) = word.split_at_checked(2)?;
    (matches!(option, "-f" | "-o") && !file.is_empty() && Path::new(file).is_file())
        .then_some((word, option, file))
}

/// Says on standard error that there is nothing, and why that may be.
pub(super) fn nothing(what: &str, words: &[String]) {
    let file = words.iter().find(|word| Path::new(word).is_file());
    out::complain_plainly(&match file {
        _ if words.is_empty() => format!("annals: there is no {what}"),
        Some(file) => {
            let file = line(file);
            format!("annals: no {what} fits the filter; to read the file {file}, write --file {file}")
        }
        None => format!("annals: no {what} fits the filter"),
    });
}

/// The widest that a column of keys is.
pub(super) const KEY: usize = 34;

/// On a terminal with fewer columns, dates are as short as in the list of the screen.
const NARROW: usize = 140;

/// The date as the reader wants dates.
pub(super) fn date(event: &Event, edtf: bool) -> String {
    match &event.date {
        Some(date) if edtf => date.edtf().to_owned(),
        Some(date) => date.human(),
        None => match event.extra.get().as_ref().and_then(|extra| extra.get("date")?.as_str()) {
            // As the list of the screen has it: words for a date that were not understood.
            Some(words) => format!("! {}", line(words)),
            None => "undated".to_owned(),
        },
    }
}

fn table(timeline: &Timeline, hits: &[Hit], edtf: bool, out: &mut Out) -> anyhow::Result<()> {
    let mut table = Table::new([
        Column::new(Set::Accent),
        Column::new(Set::Accent),
        Column::new(Set::Warn),
        Column::new(Set::Dim).at_most(KEY),
        Column::new(Set::Plain),
    ]);
    let is_narrow = out.columns.is_some_and(|columns| columns < NARROW);
    for hit in hits {
        let event = timeline.event(hit.id);
        let status = match event.status {
            Some(Status::Planned) => "→",
            Some(Status::Target) => "◎",
            Some(Status::Ongoing) => "…",
            Some(Status::Cancelled) => "⊘",
            Some(Status::Occurred) | None => " ",
        };
        let doubt = if hit.certain { " " } else { "?" };
        let sure = match Sure::of(&event) {
            Some(Sure::Certain) => "●",
            Some(Sure::Likely) => "◐",
            Some(Sure::Guess) => "○",
            None => "",
        };
        table.row([
            match &event.date {
                Some(date) if is_narrow && !edtf => date.short(),
                _ => date(&event, edtf),
            },
            sure.to_owned(),
            format!("{status}{doubt}"),
            event.key.raw().to_owned(),
            event.title.raw().to_owned(),
        ]);
    }
    table.print(out)?;
    Ok(())
}

/// Events in one of the formats for other programs.
pub(super) fn records(
    timeline: &Timeline,
    ids: &[EventId],
    format: Format,
    out: &mut Out,
) -> anyhow::Result<()> {
    match format {
        Format::Json | Format::Jsonl => {
            // The events of the native form, with its field names.
            let part = timeline.part(ids);
            let mut whole: serde_json::Value = serde_json::from_str(&formats::write("json", &part)?)?;
            let events = whole.get_mut("events").and_then(serde_json::Value::as_array_mut);
            let mut events = events.map(std::mem::take).unwrap_or_default();
            for (value, event) in events.iter_mut().zip(part.in_file_order()) {
                if let (Some(value), Some(origin)) = (value.as_object_mut(), &event.origin) {
                    value.entry("origin").or_insert_with(|| origin.raw().into());
                }
            }
            json(&events, format, out)
        }
        Format::Csv => Ok(out.bytes(formats::write("csv", &timeline.part(ids))?.as_bytes())?),
        Format::Md | Format::Table => Ok(out.bytes(formats::write("md", &timeline.part(ids))?.as_bytes())?),
    }
}

/// Values as one array, or one a line. What a terminal could obey is escaped, nothing is lost.
pub(super) fn json(values: &[serde_json::Value], format: Format, out: &mut Out) -> anyhow::Result<()> {
    if format == Format::Jsonl {
        for value in values {
            out.bytes(formats::harmless_json(&serde_json::to_string(value)?).as_bytes())?;
            out.end()?;
        }
        return Ok(());
    }
    json_value(&values, out)
}

/// One value, over as many lines as it takes.
pub(super) fn json_value(value: &impl serde::Serialize, out: &mut Out) -> anyhow::Result<()> {
    out.bytes(formats::harmless_json(&serde_json::to_string_pretty(value)?).as_bytes())?;
    Ok(out.end()?)
}

/// Rows as CSV with a header. What a spreadsheet would take for a formula is defused.
pub(super) fn csv(
    header: &[&str],
    rows: impl IntoIterator<Item = Vec<String>>,
    out: &mut Out,
) -> anyhow::Result<()> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| formats::csv::defused(cell)))?;
    }
    let bytes = writer.into_inner().map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(out.bytes(&bytes)?)
}
