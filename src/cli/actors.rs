//! `annals actors`: who takes part, and how often.

use serde_json::json;

use super::args::{ActorsArgs, Format};
use super::list;
use super::out::{self, Out, Set};
use super::table::{Column, Table};
use super::{End, load};
use crate::formats::markdown_line;
use crate::model::{ActorId, Timeline, Word};
use crate::search::actors::ActorIndex;
use crate::text::{Text, plural};

pub(super) fn run(args: &ActorsArgs, out: &mut Out) -> anyhow::Result<End> {
    let words: Vec<String> = args.query.iter().cloned().collect();
    let (files, words) = load::inputs(&args.input, &words);
    let query = words.first();
    let loaded = load::open(&files, &args.input.manner)?;
    loaded.warn();
    let timeline = &loaded.timeline;
    let hits = ActorIndex::new(timeline).find(query.map_or("", String::as_str), usize::MAX);
    let ids: Vec<ActorId> = hits.iter().map(|hit| hit.actor).collect();
    match args.format {
        Format::Table => table(timeline, &ids, out)?,
        Format::Md => markdown(timeline, &ids, out)?,
        Format::Csv => {
            let header = ["key", "name", "kind", "aliases", "description", "events"];
            list::csv(&header, ids.iter().map(|&id| cells(timeline, id)), out)?;
        }
        format => {
            let values: Vec<_> = ids.iter().map(|&id| value(timeline, id)).collect();
            list::json(&values, format, out)?;
        }
    }
    if ids.is_empty() {
        out::complain_plainly(match query {
            Some(_) => "annals: no actor has such a name; `annals actors` prints them all",
            None => "annals: there is no actor",
        });
    }
    Ok(End::found(!ids.is_empty()))
}

fn kind(timeline: &Timeline, id: ActorId) -> &'static str {
    timeline.actor(id).kind.map_or("", Word::word)
}

fn raw(text: Option<&Text>) -> String {
    text.map_or_else(String::new, |text| text.raw().to_owned())
}

fn table(timeline: &Timeline, ids: &[ActorId], out: &mut Out) -> anyhow::Result<()> {
    let mut table = Table::new([
        Column::new(Set::Plain).of_counts(),
        Column::new(Set::Dim),
        Column::new(Set::Dim).at_most(list::KEY),
        Column::new(Set::Accent),
    ]);
    for &id in ids {
        let actor = timeline.actor(id);
        let aliases: Vec<_> = actor.aliases.iter().map(Text::line).collect();
        let also = if aliases.is_empty() { String::new() } else { format!(" = {}", aliases.join(", ")) };
        table.row([
            plural(timeline.events_of(id).len(), "event"),
            kind(timeline, id).to_owned(),
            actor.key.raw().to_owned(),
            format!("{}{also}", actor.name.line()),
        ]);
    }
    table.print(out)?;
    Ok(())
}

fn markdown(timeline: &Timeline, ids: &[ActorId], out: &mut Out) -> anyhow::Result<()> {
    for &id in ids {
        let actor = timeline.actor(id);
        let mut text = format!("- **{}**", markdown_line(actor.name.raw()));
        if let Some(description) = &actor.description {
            text.push_str(": ");
            text.push_str(&markdown_line(description.raw()));
        }
        out.line(Set::Plain, &text)?;
    }
    Ok(())
}

fn cells(timeline: &Timeline, id: ActorId) -> Vec<String> {
    let actor = timeline.actor(id);
    let aliases: Vec<&str> = actor.aliases.iter().map(Text::raw).collect();
    vec![
        actor.key.raw().to_owned(),
        actor.name.raw().to_owned(),
        kind(timeline, id).to_owned(),
        aliases.join("; "),
        raw(actor.description.as_ref()),
        timeline.events_of(id).len().to_string(),
    ]
}

fn value(timeline: &Timeline, id: ActorId) -> serde_json::Value {
    let actor = timeline.actor(id);
    let mut value = json!({ "key": actor.key.raw(), "name": actor.name.raw() });
    if let Some(kind) = actor.kind {
        value["kind"] = kind.word().into();
    }
    if !actor.aliases.is_empty() {
        value["aliases"] = actor.aliases.iter().map(Text::raw).collect::<Vec<_>>().into();
    }
    if let Some(description) = &actor.description {
        value["description"] = description.raw().into();
    }
    value["events"] = timeline.events_of(id).len().into();
    value
}
