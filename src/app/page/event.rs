//! One event as a page to read.

use super::quotes::{shown_date, write_caveat, write_quotes};
use super::{Page, Style, Tone, Writer};
use crate::model::{EventId, Importance, Status, Timeline, Word};
use crate::session::Target;
use crate::text::{TextRef, cut, line};

/// Everything that is known of an event.
#[must_use]
pub fn event_page(timeline: &Timeline, id: EventId, style: Style) -> Page {
    let event = timeline.event(id);
    let mut page = Writer::new(style);

    let mut head = vec![match &event.date {
        Some(date) => (Tone::Date, shown_date(date, style.edtf)),
        None => (Tone::Date, "Undated".to_owned()),
    }];
    if let Some(status) = event.status.filter(|&status| status != Status::Occurred) {
        head.push((Tone::Planned, status.word().to_owned()));
    }
    if let Some(importance) = event.importance.filter(|&importance| importance != Importance::Secondary) {
        head.push((Tone::Dim, importance.word().to_owned()));
    }
    if let Some(place) = &event.place {
        head.push((Tone::Plain, place.raw().to_owned()));
    }
    page.pieces("", &head);
    if let Some(written) = event.date.as_ref().and_then(|date| date.original()) {
        page.paragraph(Tone::Dim, "", "", &format!("written “{}”", written.raw()));
    }
    if let (None, Some(written)) = (&event.date, unread(&event, "date")) {
        page.paragraph(Tone::Caveat, "! ", "  ", &format!("the date was not understood: {written}"));
    }
    page.paragraph(Tone::Title, "", "", event.title.raw());
    if let Some(summary) = &event.summary {
        page.blank();
        page.prose(Tone::Plain, "", "", summary.raw());
    }
    page.notes(&Target::Event(event.key.raw().to_owned()), "");
    page.blank();

    if !event.actors.is_empty() {
        page.paragraph(Tone::Heading, "", "", "Who takes part");
        for participant in &event.actors {
            let actor = timeline.actor(participant.actor);
            let name = if actor.declared {
                line(actor.name.raw()).into_owned()
            } else {
                format!("{}?", line(actor.name.raw()))
            };
            let role = participant.role.map(TextRef::raw);
            match role {
                Some(role) => page.paragraph(Tone::Name, "  ", "    ", &format!("{name}, {role}")),
                None => page.paragraph(Tone::Name, "  ", "    ", &name),
            }
            page.notes(&Target::Actor(actor.key.raw().to_owned()), "    ");
        }
        page.blank();
    }

    if !event.quotes.is_empty() {
        let quoted = event.quotes.iter().any(|quote| !quote.is_report());
        let heading = if quoted { "What the sources say" } else { "Who reports it" };
        page.paragraph(Tone::Heading, "", "", heading);
        page.blank();
    }
    write_quotes(&mut page, timeline, id, style.edtf);

    if !event.caveats.is_empty() {
        page.paragraph(Tone::Heading, "", "", "Doubts");
        for caveat in &event.caveats {
            write_caveat(&mut page, &caveat);
            page.blank();
        }
    }
    if !event.tags.is_empty() {
        let tags: Vec<String> = event.tags.iter().map(|tag| format!("#{}", line(tag.raw()))).collect();
        page.paragraph(Tone::Dim, "", "", &tags.join("  "));
    }
    if let Some(extra) = event.extra.get() {
        page.blank();
        for (name, value) in extra.iter().take(MAX_FIELDS) {
            page.paragraph(Tone::Dim, "", "  ", &format!("{name}: {}", cut(&plain(value), MAX_VALUE)));
        }
        if let Some(more) = extra.len().checked_sub(MAX_FIELDS).filter(|&more| more > 0) {
            page.paragraph(Tone::Dim, "", "", &format!("and {more} more fields"));
        }
    }
    if let Some(origin) = event.origin {
        let line = if event.line > 0 { format!(":{}", event.line) } else { String::new() };
        page.paragraph(Tone::Dim, "", "  ", &format!("from: {}{line}", origin.raw()));
    }
    page.done()
}

/// How many fields that annals does not know are shown, and how much of each, in columns.
const MAX_FIELDS: usize = 100;
const MAX_VALUE: usize = 400;

fn plain(value: &toml::Value) -> String {
    value.as_str().map_or_else(|| line(&value.to_string()).into_owned(), |text| line(text).into_owned())
}

/// What a field held that could not be understood.
fn unread(event: &crate::model::Event, field: &str) -> Option<String> {
    let extra = event.extra.get()?;
    let value = extra.get(field)?;
    Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}
