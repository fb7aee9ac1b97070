//! What the sources say: of one event, or one source from its beginning.

use std::collections::HashMap;

use super::{Page, Style, Tone, Writer};
use crate::cite;
use crate::model::{Caveat, Event, EventId, Quote, SourceId, Stance, Timeline, Word};
use crate::search::filter::Filter;
use crate::session::{Target, words_hash};
use crate::text::TextRef;

/// The quotes and caveats of an event; its summary too, where nobody is quoted or what was searched for is there.
#[must_use]
pub fn quotes_page(timeline: &Timeline, id: EventId, style: Style) -> Page {
    let mut page = Writer::new(style);
    let event = timeline.event(id);
    page.notes(&Target::Event(event.key.raw().to_owned()), "");
    page.blank();
    let needed = |summary: &TextRef| {
        let is_hit = |text: &str| style.needle.is_some_and(|needle| !needle.ranges_in(text).is_empty());
        event.quotes.iter().all(|quote| quote.is_report()) || is_hit(&summary.line())
    };
    if let Some(summary) = event.summary.filter(needed) {
        page.prose(Tone::Plain, "", "", summary.raw());
        page.blank();
    }
    write_quotes(&mut page, timeline, id, style.edtf);
    for caveat in &event.caveats {
        write_caveat(&mut page, &caveat);
        page.blank();
    }
    page.done()
}

/// So many quotes of a source are on one page, at most: no key waits for the hundred thousandth.
pub(in crate::app) const MOST_QUOTES: usize = 2_000;

/// An event with more quotes than this is read once for all of them.
const LONG: usize = 16;

/// Quotes of a source, in the order of the document from the quote of that number on, each with the event it
/// bears on.
#[must_use]
pub fn source_page(timeline: &Timeline, source: SourceId, from: usize, style: Style) -> Page {
    let mut page = Writer::new(style);
    page.paragraph(Tone::Title, "", "", timeline.source(source).title.raw());
    page.paragraph(Tone::Dim, "", "", &cite::imprint(timeline.source(source), style.edtf));
    page.notes(&Target::Source(timeline.source(source).key.raw().to_owned()), "");
    page.blank();
    let Some(all) = timeline.quotes_at_hand(source) else {
        page.paragraph(Tone::Dim, "", "", "Its quotes are still being gathered: a moment.");
        return page.done();
    };
    let quotes = all.get(from..).unwrap_or_default();
    more(&mut page, from.min(all.len()), "before these", timeline, source);
    let mut long: HashMap<EventId, Vec<Quote>> = HashMap::new();
    for &(id, number) in quotes.iter().take(MOST_QUOTES) {
        let (event, number) = (timeline.event(id), number as usize);
        let quote = if event.quotes.len() > LONG {
            long.entry(id).or_insert_with(|| event.quotes.iter().collect()).get(number).copied()
        } else {
            event.quotes.get(number)
        };
        let Some(quote) = quote else { continue };
        page.begin_item(id, number);
        let date =
            event.date.as_ref().map_or_else(|| "undated".to_owned(), |date| shown_date(date, style.edtf));
        let locator = quote.locator.as_ref().map_or_else(String::new, |at| at.text().raw().to_owned());
        if !locator.is_empty() {
            page.paragraph(Tone::Dim, "", "", &locator);
        }
        if quote.is_report() {
            page.paragraph(Tone::Dim, "", "", "reports, without words that are quoted:");
        } else {
            page.prose(Tone::Words, "“", " ", &closed(&quote));
        }
        page.paragraph(Tone::Name, "→ ", "  ", &format!("{date}: {}", event.title.raw()));
        page.end_item();
        page.blank();
    }
    more(&mut page, quotes.len().saturating_sub(MOST_QUOTES), "after these", timeline, source);
    page.done()
}

/// Says that there are more quotes than the page has.
fn more(page: &mut Writer, count: usize, where_: &str, timeline: &Timeline, source: SourceId) {
    if count > 0 {
        let key = Filter::quote_value(timeline.source(source).key.raw());
        let count = crate::text::plural(count, "more quote");
        page.paragraph(
            Tone::Dim,
            "",
            "",
            &format!("… {count} {where_}: the filter source:{key} has the events"),
        );
        page.blank();
    }
}

/// A date as the reader wants dates.
pub(super) fn shown_date(date: &crate::model::Date, edtf: bool) -> String {
    if edtf { date.edtf().to_owned() } else { date.human() }
}

fn closed(quote: &Quote) -> String {
    format!("{}”", quote.text.raw().trim())
}

/// The quotes of an event, each to be chosen; or that there are none.
pub(super) fn write_quotes(page: &mut Writer, timeline: &Timeline, id: EventId, edtf: bool) {
    let event = timeline.event(id);
    if event.quotes.is_empty() {
        page.paragraph(Tone::Caveat, "! ", "  ", "No source is quoted for this event.");
        page.blank();
    }
    for (number, quote) in event.quotes.iter().enumerate() {
        page.begin_item(id, number);
        write_quote(page, timeline, &event, &quote, edtf);
        page.end_item();
        page.blank();
    }
}

/// The words, whose they are, and where they stand; or who reports the event.
fn write_quote(page: &mut Writer, timeline: &Timeline, event: &Event, quote: &Quote, edtf: bool) {
    if !quote.is_report() {
        page.prose(Tone::Words, "“", " ", &closed(quote));
    }
    if let Some(speaker) = quote.speaker {
        page.paragraph(Tone::Name, "— ", "  ", timeline.actor(speaker).name.raw());
    }
    let mut citation = match quote.source {
        Some(source) => cite::reference(timeline.source(source), quote.locator.as_ref(), edtf),
        None => "no source is named".to_owned(),
    };
    if let Some(stance @ (Stance::Contradicts | Stance::Mentions)) = quote.stance {
        citation.push_str(", ");
        citation.push_str(match stance {
            Stance::Contradicts => "which says otherwise",
            _ => "which mentions it",
        });
    }
    if quote.is_report() {
        page.paragraph(Tone::Plain, "Reported by ", "  ", &citation);
    } else {
        page.paragraph(Tone::Dim, "  ", "  ", &citation);
    }
    if let Some(note) = &quote.note {
        page.paragraph(Tone::Plain, "  ", "  ", note.raw());
    }
    page.notes(&target(timeline, event, quote), "  ");
}

/// What a note on a quote sits on; where there are no words, it is the source.
pub(in crate::app) fn target(timeline: &Timeline, event: &Event, quote: &Quote) -> Target {
    match quote.source.filter(|_| quote.is_report()) {
        Some(source) => Target::Source(timeline.source(source).key.raw().to_owned()),
        None => Target::Quote { event: event.key.raw().to_owned(), words: words_hash(quote.text.raw()) },
    }
}

/// A doubt, and the words it is about.
pub(super) fn write_caveat(page: &mut Writer, caveat: &Caveat) {
    let kind = caveat.kind.map_or("caveat", Word::word);
    page.paragraph(Tone::Caveat, "! ", "  ", &format!("{kind}: {}", caveat.text.raw()));
    if let Some(words) = caveat.quote.map(TextRef::raw) {
        page.paragraph(Tone::Words, "  ", "  ", &format!("“{}”", words.trim()));
    }
}
