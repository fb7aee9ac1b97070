//! What a slide loses: the event that it would be read as, beside the event that it was made of.

use super::super::{Losses, YearZero};
use super::slide::{Done, Slide};
use crate::model::draft::{DraftEvent, DraftQuote};
use crate::model::{Actor, Event, Extra, Locator, Quote, Source, Timeline};
use crate::text::{Text, TextRef};

/// What a slide would be read as.
pub(super) fn read(slide: Slide) -> Done {
    slide.done(YearZero::Historical, &mut Vec::new())
}

/// What actors and sources are called in a format.
#[derive(Clone, Copy)]
pub(super) struct Called {
    pub(super) actor: fn(&Actor) -> &Text,
    pub(super) source: fn(&Source) -> &Text,
}

/// Tells which quotes are read as of somebody or something else, because names are the same but for
/// their case.
pub(super) fn misnamed(timeline: &Timeline, quoted: &[Text], back: &Timeline, losses: &mut Losses) {
    for (key, back_event) in quoted.iter().zip(back.in_file_order()) {
        let Some(id) = timeline.event_by_key(key) else { continue };
        for (quote, found) in timeline.event(id).quotes.iter().zip(back_event.quotes.iter()) {
            let source = quote.source.map(|id| timeline.source(id).title.raw());
            if found.source.map(|id| back.source(id).title.raw()) != source {
                losses.lose("quotes.source", key);
            }
            let speaker = quote.speaker.map(|id| timeline.actor(id).name.raw());
            if found.speaker.map(|id| back.actor(id).name.raw()) != speaker {
                losses.lose("quotes.speaker", key);
            }
        }
    }
}

/// The fields that are not the same, by their names in the native format.
pub(super) fn differences(
    timeline: &Timeline,
    event: &Event,
    back: &DraftEvent,
    called: Called,
) -> Vec<&'static str> {
    let mut out = Vec::new();
    let mut unless = |same: bool, field: &'static str| {
        if !same {
            out.push(field);
        }
    };
    unless(back.key.as_ref().map(|key| key.value.raw()) == Some(event.key.raw()), "key");
    unless(back.date.as_ref().map(|date| &date.value) == event.date.as_ref(), "date");
    unless(is(back.title.as_ref(), Some(event.title)), "title");
    unless(is(back.summary.as_ref(), event.summary), "summary");
    unless(back.status == event.status, "status");
    unless(back.importance == event.importance, "importance");
    unless(is(back.place.as_ref(), event.place), "place");
    unless(same_actors(timeline, event, back, called), "actors");
    unless(same_caveats(event, back), "caveats");
    unless(back.tags.iter().map(Text::raw).eq(event.tags.iter().map(TextRef::raw)), "tags");
    unless(same_extra(&back.extra, &event.extra.get()), "extra");
    if back.quotes.len() == event.quotes.len() {
        for (quote, back) in event.quotes.iter().zip(&back.quotes) {
            for field in quote_differences(timeline, &quote, back, called) {
                unless(false, field);
            }
        }
    } else {
        unless(false, "quotes");
    }
    out
}

fn is(back: Option<&Text>, text: Option<TextRef>) -> bool {
    // Empty is absent.
    back.map(Text::raw).unwrap_or_default() == text.unwrap_or_default().raw()
}

pub(super) fn same_extra(a: &Extra, b: &Extra) -> bool {
    // Empty is absent.
    let some = |extra: &Extra| extra.as_ref().is_some_and(|extra| !extra.is_empty());
    (!some(a) && !some(b)) || a == b
}

fn same_actors(timeline: &Timeline, event: &Event, back: &DraftEvent, called: Called) -> bool {
    back.actors.len() == event.actors.len()
        && event.actors.iter().zip(&back.actors).all(|(one, back)| {
            let name = (called.actor)(timeline.actor(one.actor));
            !name.is_blank()
                && name.raw() == back.actor.value.raw()
                && is(back.role.as_ref(), one.role)
                && same_extra(&back.extra, &one.extra.get())
        })
}

fn same_caveats(event: &Event, back: &DraftEvent) -> bool {
    back.caveats.len() == event.caveats.len()
        && event.caveats.iter().zip(&back.caveats).all(|(one, back)| {
            one.kind == back.kind
                && one.text.raw() == back.text.raw()
                && is(back.quote.as_ref(), one.quote)
                && same_extra(&back.extra, &one.extra.get())
        })
}

fn quote_differences(
    timeline: &Timeline,
    quote: &Quote,
    back: &DraftQuote,
    called: Called,
) -> Vec<&'static str> {
    if quote.text.raw() != back.text.raw() {
        return vec!["quotes"];
    }
    let source = quote.source.map(|id| (called.source)(timeline.source(id)));
    let speaker = quote.speaker.map(|id| (called.actor)(timeline.actor(id)));
    let named = |name: Option<&Text>, back: Option<&Text>| {
        is(back, name.map(Text::as_ref)) && name.is_none_or(|name| !name.is_blank())
    };
    let rows = [
        (named(source, back.source.as_ref().map(|at| &at.value)), "quotes.source"),
        (named(speaker, back.speaker.as_ref().map(|at| &at.value)), "quotes.speaker"),
        (is(back.locator.as_ref(), quote.locator.map(Locator::text)), "quotes.locator"),
        (quote.stance == back.stance, "quotes.stance"),
        (is(back.note.as_ref(), quote.note), "quotes.note"),
        (same_extra(&back.extra, &quote.extra.get()), "quotes.extra"),
    ];
    rows.into_iter().filter(|(same, _)| !same).map(|(_, field)| field).collect()
}
