//! A memo as JSON: every field of a citation by itself.

use serde::Serialize;

use super::{Memo, Remark, Remarks};
use crate::cite::citation;
use crate::model::{Date, Quote, Source, Timeline, Word};
use crate::session::{Millis, Target};
use crate::text::{Text, TextRef};

#[derive(Serialize)]
struct Out<'a> {
    timeline: &'a str,
    events: Vec<EventOut<'a>>,
    actors: Vec<About<'a>>,
    sources: Vec<About<'a>>,
    lost: Vec<Lost<'a>>,
}

#[derive(Serialize)]
struct EventOut<'a> {
    key: &'a str,
    date: Option<String>,
    date_human: Option<String>,
    title: &'a str,
    summary: Option<&'a str>,
    status: Option<&'a str>,
    marks: Vec<char>,
    notes: Vec<NoteOut<'a>>,
    actors: Vec<ActorOut<'a>>,
    quotes: Vec<QuoteOut<'a>>,
    caveats: Vec<CaveatOut<'a>>,
}

#[derive(Serialize)]
struct NoteOut<'a> {
    text: &'a str,
    made: String,
    edited: String,
}

#[derive(Serialize)]
struct ActorOut<'a> {
    key: &'a str,
    name: &'a str,
    role: Option<&'a str>,
}

#[derive(Serialize)]
struct CaveatOut<'a> {
    kind: Option<&'a str>,
    text: &'a str,
    quote: Option<&'a str>,
}

#[derive(Serialize)]
struct QuoteOut<'a> {
    text: &'a str,
    speaker: Option<&'a str>,
    stance: Option<&'a str>,
    locator: Option<&'a str>,
    citation: String,
    source: Option<SourceOut<'a>>,
    marks: Vec<char>,
    notes: Vec<NoteOut<'a>>,
}

#[derive(Serialize)]
struct SourceOut<'a> {
    key: &'a str,
    title: &'a str,
    author: Option<&'a str>,
    publisher: Option<&'a str>,
    published: Option<&'a str>,
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct About<'a> {
    key: &'a str,
    name: &'a str,
    marks: Vec<char>,
    notes: Vec<NoteOut<'a>>,
}

#[derive(Serialize)]
struct Lost<'a> {
    on: &'a Target,
    mark: Option<char>,
    hint: Option<&'a str>,
    note: Option<NoteOut<'a>>,
}

/// Writes `memo` as one JSON object, indented. Times are RFC 3339 in UTC, dates EDTF.
#[must_use]
pub fn json(memo: &Memo, timeline: &Timeline) -> String {
    let events = memo.entries.iter().filter_map(|entry| {
        let event = timeline.events().get(entry.event.0 as usize)?;
        let quotes =
            event.quotes.iter().enumerate().map(|(index, quote)| {
                quote_out(timeline, quote, entry.on_quotes.get(index).unwrap_or(&EMPTY))
            });
        let quotes = quotes.collect();
        Some(EventOut {
            key: event.key.raw(),
            date: event.date.as_ref().map(|date| date.edtf().to_owned()),
            date_human: event.date.as_ref().map(Date::human),
            title: event.title.raw(),
            summary: event.summary.map(TextRef::raw),
            status: event.status.map(Word::word),
            marks: marks(&entry.on_event),
            notes: notes(&entry.on_event),
            actors: event
                .actors
                .iter()
                .map(|participant| {
                    let actor = timeline.actor(participant.actor);
                    let role = participant.role.map(TextRef::raw);
                    ActorOut { key: actor.key.raw(), name: actor.name.raw(), role }
                })
                .collect(),
            quotes,
            caveats: event
                .caveats
                .iter()
                .map(|caveat| CaveatOut {
                    kind: caveat.kind.map(Word::word),
                    text: caveat.text.raw(),
                    quote: caveat.quote.map(TextRef::raw),
                })
                .collect(),
        })
    });
    let lost_notes =
        memo.lost.iter().map(|(on, remark)| Lost { on, mark: None, hint: None, note: Some(note(remark)) });
    let lost_marks = memo.lost_marks.iter().map(|(letter, on, hint)| Lost {
        on,
        mark: Some(letter.char()),
        hint: Some(hint.raw()),
        note: None,
    });
    let out = Out {
        timeline: timeline.title(),
        events: events.collect(),
        actors: memo
            .actors
            .iter()
            .map(|(id, on)| {
                let actor = timeline.actor(*id);
                about(actor.key.raw(), actor.name.raw(), on)
            })
            .collect(),
        sources: memo
            .sources
            .iter()
            .map(|(id, on)| {
                let source = timeline.source(*id);
                about(source.key.raw(), source.title.raw(), on)
            })
            .collect(),
        lost: lost_marks.chain(lost_notes).collect(),
    };
    // Nothing in it has keys that are not strings: it is always JSON.
    serde_json::to_string_pretty(&out).unwrap_or_default() + "\n"
}

static EMPTY: Remarks = Remarks { marks: Vec::new(), notes: Vec::new() };

fn about<'a>(key: &'a str, name: &'a str, on: &'a Remarks) -> About<'a> {
    About { key, name, marks: marks(on), notes: notes(on) }
}

fn marks(on: &Remarks) -> Vec<char> {
    on.marks.iter().map(|letter| letter.char()).collect()
}

fn notes(on: &Remarks) -> Vec<NoteOut<'_>> {
    on.notes.iter().map(note).collect()
}

fn note(remark: &Remark) -> NoteOut<'_> {
    NoteOut { text: remark.text.raw(), made: time(remark.made), edited: time(remark.edited) }
}

fn time(millis: Millis) -> String {
    chrono::DateTime::from_timestamp_millis(millis)
        .map_or_else(|| millis.to_string(), |time| time.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
}

fn quote_out<'a>(timeline: &'a Timeline, quote: Quote<'a>, on: &'a Remarks) -> QuoteOut<'a> {
    QuoteOut {
        text: quote.text.raw(),
        speaker: quote.speaker.map(|id| timeline.actor(id).name.raw()),
        stance: quote.stance.map(Word::word),
        locator: quote.locator.map(|locator| locator.text().raw()),
        citation: citation(timeline, &quote),
        source: quote.source.map(|id| source_out(timeline.source(id))),
        marks: marks(on),
        notes: notes(on),
    }
}

fn source_out(source: &Source) -> SourceOut<'_> {
    SourceOut {
        key: source.key.raw(),
        title: source.title.raw(),
        author: source.author.as_ref().map(Text::raw),
        publisher: source.publisher.as_ref().map(Text::raw),
        published: source.published.as_ref().map(Date::edtf),
        url: source.url.as_ref().map(Text::raw),
    }
}
