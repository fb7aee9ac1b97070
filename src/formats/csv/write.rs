//! Events to rows, as the reader takes them.

use std::io;

use super::cell::{guarded, list, prose_of};
use super::columns::Field;
use super::dating::in_words;
use super::extra::{Extras, kept};
use super::names::own;
use super::unwritten::unwritten;
use crate::formats::Losses;
use crate::model::{Date, Event, Quote, Source, Timeline, Word};
use crate::text::{Text, TextRef, shown};

/// The columns that are always there, then those that are there where something stands in them.
pub(super) const OWN: [Field; 32] = [
    Field::Key,
    Field::Date,
    Field::When,
    Field::Title,
    Field::Summary,
    Field::Status,
    Field::Importance,
    Field::Place,
    Field::Actors,
    Field::Quotes,
    Field::Sources,
    Field::Caveats,
    Field::Tags,
    Field::Roles,
    Field::Speakers,
    Field::Locators,
    Field::Stances,
    Field::QuoteNotes,
    Field::Urls,
    Field::Publishers,
    Field::Authors,
    Field::Kinds,
    Field::Published,
    Field::Bases,
    Field::Languages,
    Field::Files,
    Field::Sums,
    Field::CaveatKinds,
    Field::CaveatQuotes,
    Field::ActorKeys,
    Field::SpeakerKeys,
    Field::SourceKeys,
];
/// How many are always there.
const FIRST: usize = 13;
/// The columns by which a table of ours is known.
pub(super) const ALWAYS: &[Field] = OWN.split_at(FIRST).0;

/// Writes a table with that delimiter.
pub(super) fn table(
    timeline: &Timeline,
    delimiter: u8,
    out: &mut dyn io::Write,
    losses: &mut Losses,
) -> io::Result<()> {
    let extras = Extras::of(timeline);
    let mut used = OWN.map(|field| extras.needs(field));
    used[..FIRST].fill(true);
    let mut unheard = Losses::default();
    for event in timeline.events() {
        let mut cells = Cells { timeline, losses: &mut unheard, event: &event };
        for (used, field) in used.iter_mut().zip(OWN) {
            *used = *used || !cells.cell(field).is_empty();
        }
    }
    let names = OWN.into_iter().zip(used).filter(|row| row.1).map(|row| own(row.0));
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
    writer.write_record(names.chain(extras.names()))?;
    unwritten(timeline, losses);
    for event in timeline.events() {
        for (field, is_used) in OWN.into_iter().zip(used) {
            // Also where it is blank for what it lost.
            let cell = Cells { timeline, losses, event: &event }.cell(field);
            if is_used {
                writer.write_field(guarded(&cell, own(field), event.key, losses))?;
            }
        }
        for cell in extras.cells(&event, |name| kept(&event, name).is_some(), losses) {
            writer.write_field(guarded(&cell, "extra", event.key, losses))?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

/// The cells of one event.
pub(in crate::formats) struct Cells<'a> {
    pub(in crate::formats) timeline: &'a Timeline,
    pub(in crate::formats) losses: &'a mut Losses,
    pub(in crate::formats) event: &'a Event<'a>,
}

impl Cells<'_> {
    /// The cell of a field, cleaned, not yet defused.
    pub(in crate::formats) fn cell(&mut self, field: Field) -> String {
        let event = self.event;
        match field {
            Field::Key => event.key.shown().trim().to_owned(),
            Field::Date => match &event.date {
                Some(date) => self.date(date),
                None => kept(event, "date").unwrap_or_default(),
            },
            Field::When => event.date.as_ref().map(|date| dated(date).1).unwrap_or_default(),
            Field::Title => {
                let title = self.one("title", event.title);
                if title.is_empty() { "?".to_owned() } else { title }
            }
            Field::Summary => event.summary.map(|text| self.one("summary", text)).unwrap_or_default(),
            Field::Status => match event.status {
                Some(status) => status.word().to_owned(),
                None => kept(event, "status").unwrap_or_default(),
            },
            Field::Importance => match event.importance {
                Some(importance) => importance.word().to_owned(),
                None => kept(event, "importance").unwrap_or_default(),
            },
            Field::Place => event.place.map(|text| self.one("place", text)).unwrap_or_default(),
            Field::Tags => list(&event.tags.iter().map(|tag| self.item("tags", tag)).collect::<Vec<_>>()),
            Field::Actors | Field::ActorKeys | Field::Roles => self.actors(field),
            Field::Caveats | Field::CaveatKinds | Field::CaveatQuotes => self.caveats(field),
            _ => self.quotes(field),
        }
    }

    fn lose(&mut self, name: &'static str) {
        self.losses.lose(name, self.event.key);
    }

    fn date(&mut self, date: &Date) -> String {
        let (cell, _, is_whole) = dated(date);
        if !is_whole {
            self.lose("date");
        }
        cell
    }

    /// A text that is a cell of its own has no blanks at its ends.
    fn one(&mut self, name: &'static str, text: TextRef) -> String {
        let shown = text.shown();
        if shown.trim() != text.raw() {
            self.lose(name);
        }
        shown.trim().to_owned()
    }

    fn item(&mut self, name: &'static str, text: TextRef) -> String {
        let shown = text.shown();
        if shown != text.raw() {
            self.lose(name);
        }
        shown.into_owned()
    }

    fn maybe(&mut self, name: &'static str, text: Option<TextRef>) -> String {
        text.map(|text| self.item(name, text)).unwrap_or_default()
    }

    fn actors(&mut self, field: Field) -> String {
        let (timeline, event) = (self.timeline, self.event);
        let mut items = Vec::new();
        for one in &event.actors {
            let actor = timeline.actor(one.actor);
            items.push(match field {
                Field::Actors => actor.name.shown().into_owned(),
                Field::ActorKeys => actor.key.shown().into_owned(),
                _ => self.maybe("actors.role", one.role),
            });
            if !one.extra.is_empty() {
                self.lose("actors.extra");
            }
        }
        if field == Field::Actors { list(&items) } else { beside(&items) }
    }

    fn caveats(&mut self, field: Field) -> String {
        let event = self.event;
        let mut items = Vec::new();
        for caveat in &event.caveats {
            items.push(match field {
                Field::Caveats => self.item("caveats.text", caveat.text),
                Field::CaveatKinds => caveat.kind.map(Word::word).unwrap_or_default().to_owned(),
                _ => self.maybe("caveats.quote", caveat.quote),
            });
            if !caveat.extra.is_empty() {
                self.lose("caveats.extra");
            }
        }
        if field == Field::Caveats { prose_of(&items) } else { beside(&items) }
    }

    fn quotes(&mut self, field: Field) -> String {
        let event = self.event;
        let mut items = Vec::new();
        for quote in &event.quotes {
            let item = self.quote(field, &quote);
            items.push(item);
            if !quote.extra.is_empty() {
                self.lose("quotes.extra");
            }
        }
        if field == Field::Quotes { prose_of(&items) } else { beside(&items) }
    }

    fn quote(&mut self, field: Field, quote: &Quote) -> String {
        let timeline = self.timeline;
        let speaker = || quote.speaker.map(|id| timeline.actor(id));
        match field {
            Field::Quotes => self.item("quotes.text", quote.text),
            Field::Speakers => speaker().map(|actor| actor.name.shown().into_owned()).unwrap_or_default(),
            Field::SpeakerKeys => speaker().map(|actor| actor.key.shown().into_owned()).unwrap_or_default(),
            Field::Locators => self.maybe("quotes.locator", quote.locator.map(crate::model::Locator::text)),
            Field::Stances => quote.stance.map(Word::word).unwrap_or_default().to_owned(),
            Field::QuoteNotes => self.maybe("quotes.note", quote.note),
            _ => quote.source.map(|id| of_source(timeline.source(id), field)).unwrap_or_default(),
        }
    }
}

fn of_source(source: &Source, field: Field) -> String {
    let text = match field {
        Field::Sources => Some(&source.title),
        Field::SourceKeys => Some(&source.key),
        Field::Urls => source.url.as_ref(),
        Field::Publishers => source.publisher.as_ref(),
        Field::Authors => source.author.as_ref(),
        Field::Kinds => source.kind.as_ref(),
        Field::Bases => source.published_basis.as_ref(),
        Field::Languages => source.language.as_ref(),
        Field::Files => source.file.as_ref(),
        Field::Sums => source.sha256.as_ref(),
        Field::Published => {
            return source.published.as_ref().map(|date| date_alone(date).0).unwrap_or_default();
        }
        _ => None,
    };
    text.map(|text| text.shown().into_owned()).unwrap_or_default()
}

/// A cell beside a list: as many items, or nothing where none says anything.
fn beside(items: &[String]) -> String {
    match items {
        _ if items.iter().all(String::is_empty) => String::new(),
        [_] => prose_of(items),
        items => list(items),
    }
}

/// Whether words can stand in a cell as they are and are read as that date, whatever else stands in
/// their column.
fn is_safe(words: &str, date: &Date) -> bool {
    let plain = shown(words) == words && words.trim() == words;
    plain
        && words.contains(char::is_alphabetic)
        && !words.contains(':')
        && Date::parse(words).is_ok_and(|(again, _)| again == *date)
}

/// A date as EDTF and in words, and whether both together are all of it.
fn dated(date: &Date) -> (String, String, bool) {
    let (edtf, human) = (date.edtf().to_owned(), date.human());
    let Some(original) = date.original().map(Text::raw) else { return (edtf, human, true) };
    if original == human {
        return if is_safe(original, date) { (human.clone(), human, true) } else { (edtf, human, false) };
    }
    let plain = shown(original) == original && original.trim() == original;
    let whole =
        plain && Date::parse(&edtf).is_ok_and(|(bare, _)| in_words(&bare, original).as_ref() == Some(date));
    if whole { (edtf, original.to_owned(), true) } else { (edtf, human, false) }
}

/// A date in one cell, and whether that is all of it.
pub(in crate::formats) fn date_alone(date: &Date) -> (String, bool) {
    match date.original().map(Text::raw) {
        Some(original) if is_safe(original, date) => (original.to_owned(), true),
        original => (date.edtf().to_owned(), original.is_none()),
    }
}
