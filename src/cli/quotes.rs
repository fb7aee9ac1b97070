//! `annals quotes`: the verbatim words, with their citations.

use serde_json::json;

use super::args::{Format, QuotesArgs, Which};
use super::list;
use super::out::{Out, Set};
use super::table::{Column, Table};
use super::{End, load};
use crate::model::{Event, Quote, Timeline, Word};
use crate::{cite, formats::markdown_line};

pub(super) fn run(args: &QuotesArgs, out: &mut Out) -> anyhow::Result<End> {
    let (files, words) = load::inputs(&args.input, &args.which.filter);
    let which = Which { filter: words.to_vec(), ..args.which };
    let loaded = load::open(&files, &args.input.manner)?;
    loaded.warn();
    let timeline = &loaded.timeline;
    let hits = list::select(&loaded, &which)?;
    let quotes: Vec<(Event, Quote)> = hits
        .iter()
        .map(|hit| timeline.event(hit.id))
        .flat_map(|event| {
            // Who only reports it is not quoted.
            event.quotes.iter().filter(|quote| !quote.is_report()).map(move |quote| (event.clone(), quote))
        })
        .collect();
    match args.format {
        Format::Table => {
            let mut table = Table::new([
                Column::new(Set::Dim).at_most(list::KEY),
                Column::new(Set::Accent),
                Column::new(Set::Plain),
            ]);
            for (event, quote) in &quotes {
                table.row([
                    event.key.raw().to_owned(),
                    list::date(event, false),
                    cite::quoted(timeline, quote),
                ]);
            }
            table.print(out)?;
        }
        Format::Md => {
            for (event, quote) in &quotes {
                out.line(Set::Plain, &format!("> {}", markdown_line(quote.text.raw())))?;
                out.line(Set::Plain, ">")?;
                out.line(Set::Plain, &format!("> — {}", markdown_line(&cite::citation(timeline, quote))))?;
                out.end()?;
                let about = format!("({}: {})", list::date(event, false), markdown_line(event.title.raw()));
                out.line(Set::Plain, &about)?;
                out.end()?;
            }
        }
        Format::Csv => {
            let header =
                ["event", "date", "title", "text", "speaker", "source", "locator", "stance", "citation"];
            list::csv(&header, quotes.iter().map(|(event, quote)| cells(timeline, event, quote)), out)?;
        }
        format => {
            let values: Vec<_> = quotes.iter().map(|(event, quote)| value(timeline, event, quote)).collect();
            list::json(&values, format, out)?;
        }
    }
    if quotes.is_empty() {
        list::nothing("quote", &which.filter);
    }
    Ok(End::found(!quotes.is_empty()))
}

fn cells(timeline: &Timeline, event: &Event, quote: &Quote) -> Vec<String> {
    vec![
        event.key.raw().to_owned(),
        event.date.as_ref().map_or_else(String::new, |date| date.edtf().to_owned()),
        event.title.raw().to_owned(),
        quote.text.raw().to_owned(),
        quote.speaker.map_or_else(String::new, |id| timeline.actor(id).name.raw().to_owned()),
        quote.source.map_or_else(String::new, |id| timeline.source(id).key.raw().to_owned()),
        quote.locator.as_ref().map_or_else(String::new, |at| at.text().raw().to_owned()),
        quote.stance.map_or("", Word::word).to_owned(),
        cite::citation(timeline, quote),
    ]
}

fn value(timeline: &Timeline, event: &Event, quote: &Quote) -> serde_json::Value {
    let mut value = json!({ "event": event.key.raw() });
    if let Some(date) = &event.date {
        value["date"] = date.edtf().into();
    }
    value["title"] = event.title.raw().into();
    value["text"] = quote.text.raw().into();
    if let Some(speaker) = quote.speaker {
        value["speaker"] = timeline.actor(speaker).key.raw().into();
    }
    if let Some(source) = quote.source {
        value["source"] = timeline.source(source).key.raw().into();
    }
    if let Some(locator) = &quote.locator {
        value["locator"] = locator.text().raw().into();
    }
    if let Some(stance) = quote.stance {
        value["stance"] = stance.word().into();
    }
    if let Some(note) = &quote.note {
        value["note"] = note.raw().into();
    }
    value["citation"] = cite::citation(timeline, quote).into();
    value
}
