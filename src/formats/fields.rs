//! A timeline as named fields in the order of the format: what the native writers write.
//!
//! Absent means absent. Extra fields follow the known ones; one with the name of a known field is
//! something that could not be understood, and is written in its place, as it was found.

use toml::{Table, Value};

use crate::model::{Actor, Caveat, Date, Event, Extra, Participant, Quote, Source, Timeline, Word};
use crate::text::{Text, TextRef};

/// An outermost part of a file.
pub(super) enum Section<'a> {
    /// `[name]`
    One(String, Table),
    /// `[[name]]`, repeated.
    Many(&'static str, Records<'a>),
    /// `name = value`
    Value(String, Value),
}

/// Records of one kind, made into tables one at a time.
#[derive(Clone, Copy)]
pub(super) enum Records<'a> {
    Sources(&'a Timeline),
    Actors(&'a Timeline),
    Events(&'a Timeline),
}

/// What is said of the timeline itself, and what stands beside its records: for formats with a place of their
/// own for both.
pub(super) fn meta_and_rest(timeline: &Timeline) -> (Table, Table) {
    let (mut meta, mut rest) = (Table::new(), Table::new());
    for section in sections(timeline) {
        match section {
            Section::One(name, table) if name == "timeline" => meta = table,
            Section::One(name, table) => {
                rest.insert(name, Value::Table(table));
            }
            Section::Value(name, value) => {
                rest.insert(name, value);
            }
            Section::Many(..) => {}
        }
    }
    (meta, rest)
}

/// Everything, in order. Values that belong to no table come first, as TOML wants it.
pub(super) fn sections(timeline: &Timeline) -> Vec<Section<'_>> {
    let meta = timeline.meta();
    let rest = || meta.rest.iter().flat_map(|rest| rest.iter());
    let mut out: Vec<Section> = rest()
        .filter(|(_, value)| !value.is_table())
        .map(|(name, value)| Section::Value(name.clone(), value.clone()))
        .collect();
    let mut head = Fields::new(meta.extra.clone());
    head.text("title", meta.title.as_ref().map(Text::as_ref));
    head.text("description", meta.description.as_ref().map(Text::as_ref));
    head.text("language", meta.language.as_ref().map(Text::as_ref));
    let head = head.done();
    let records =
        [Records::Sources(timeline), Records::Actors(timeline), Records::Events(timeline)].map(|records| {
            let some = records.tables().next().is_some();
            some.then_some(records)
        });
    // Without any known part a file would not be known as a timeline again.
    let unknown = rest().next().is_some() && records.iter().all(Option::is_none);
    let given = rest().any(|(name, _)| name == "timeline");
    if !given && (!head.is_empty() || unknown) {
        out.push(Section::One("timeline".into(), head));
    }
    out.extend(records.into_iter().flatten().map(|records| Section::Many(records.name(), records)));
    for (name, value) in rest() {
        if let Value::Table(table) = value {
            out.push(Section::One(name.clone(), table.clone()));
        }
    }
    out
}

impl<'a> Records<'a> {
    fn name(self) -> &'static str {
        match self {
            Self::Sources(_) => "sources",
            Self::Actors(_) => "actors",
            Self::Events(_) => "events",
        }
    }

    /// Each as a table. What is only referred to and never declared is not among them.
    pub(super) fn tables(self) -> Box<dyn Iterator<Item = Table> + 'a> {
        match self {
            Self::Sources(timeline) => {
                Box::new(timeline.sources().iter().filter(|source| source.declared).map(source))
            }
            Self::Actors(timeline) => {
                Box::new(timeline.actors().iter().filter(|actor| actor.declared).map(actor))
            }
            Self::Events(timeline) => Box::new(timeline.in_file_order().map(|one| event(timeline, &one))),
        }
    }
}

/// A record with its dates as EDTF, and beside each the words that its author has for it: what was read as
/// `12.03.2021` is `date = "2021-03-12"` and `date_original = "12.03.2021"`.
pub(super) fn edtf_first(record: Table) -> Table {
    let is_dated = |name: &str| DATES.iter().any(|(date, _)| *date == name);
    if !record
        .iter()
        .any(|(name, value)| is_dated(name) && value.as_str().is_some_and(|text| !is_plain_day(text)))
    {
        return record;
    }
    let mut out = Table::new();
    for (name, value) in &record {
        let words = DATES.iter().find(|(date, _)| date == name).map(|(_, words)| *words);
        let date = value.as_str().filter(|_| words.is_some_and(|words| !record.contains_key(words)));
        let date = date.and_then(|text| Date::parse(text).ok()).map(|(date, _)| date);
        match (date.filter(|date| date.original().is_some()), words) {
            (Some(date), Some(words)) => {
                out.insert(name.clone(), Value::String(date.edtf().to_owned()));
                out.insert(words.to_owned(), value.clone());
            }
            _ => {
                out.insert(name.clone(), value.clone());
            }
        }
    }
    out
}

/// The commonest date is EDTF at a glance.
fn is_plain_day(text: &str) -> bool {
    text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() })
}

/// Fields that are a date, and those that keep its author's words.
pub(super) const DATES: [(&str, &str); 2] = [("date", "date_original"), ("published", "published_original")];

pub(super) fn source(source: &Source) -> Table {
    let mut out = Fields::new(source.extra.clone());
    out.text("key", Some(source.key.as_ref()));
    out.text("title", Some(source.title.as_ref()));
    out.text("publisher", source.publisher.as_ref().map(Text::as_ref));
    out.text("author", source.author.as_ref().map(Text::as_ref));
    out.text("kind", source.kind.as_ref().map(Text::as_ref));
    out.date("published", source.published.as_ref());
    out.text("published_basis", source.published_basis.as_ref().map(Text::as_ref));
    out.text("url", source.url.as_ref().map(Text::as_ref));
    out.text("language", source.language.as_ref().map(Text::as_ref));
    out.text("file", source.file.as_ref().map(Text::as_ref));
    out.text("sha256", source.sha256.as_ref().map(Text::as_ref));
    out.done()
}

pub(super) fn actor(actor: &Actor) -> Table {
    let mut out = Fields::new(actor.extra.clone());
    out.text("key", Some(actor.key.as_ref()));
    out.text("name", Some(actor.name.as_ref()));
    out.word("kind", actor.kind);
    out.texts("aliases", actor.aliases.iter().map(Text::as_ref));
    out.text("description", actor.description.as_ref().map(Text::as_ref));
    out.done()
}

pub(super) fn event(timeline: &Timeline, event: &Event) -> Table {
    let mut out = Fields::new(event.extra.get());
    out.text("key", Some(event.key));
    out.date("date", event.date.as_ref());
    out.text("title", Some(event.title));
    out.text("summary", event.summary);
    out.word("status", event.status);
    out.word("importance", event.importance);
    out.text("place", event.place);
    out.tables("actors", event.actors.iter().map(|one| participant(timeline, &one)));
    out.tables("quotes", event.quotes.iter().map(|one| quote(timeline, &one)));
    out.tables("caveats", event.caveats.iter().map(|one| caveat(&one)));
    out.texts("tags", event.tags.iter());
    out.done()
}

fn participant(timeline: &Timeline, participant: &Participant) -> Table {
    let mut out = Fields::new(participant.extra.get());
    out.text("actor", Some(timeline.actor(participant.actor).key.as_ref()));
    out.text("role", participant.role);
    out.done()
}

fn quote(timeline: &Timeline, quote: &Quote) -> Table {
    let mut out = Fields::new(quote.extra.get());
    out.text("text", Some(quote.text));
    out.text("source", quote.source.map(|id| timeline.source(id).key.as_ref()));
    out.text("speaker", quote.speaker.map(|id| timeline.actor(id).key.as_ref()));
    out.text("locator", quote.locator.map(crate::model::Locator::text));
    out.word("stance", quote.stance);
    out.text("note", quote.note);
    out.done()
}

fn caveat(caveat: &Caveat) -> Table {
    let mut out = Fields::new(caveat.extra.get());
    out.word("kind", caveat.kind);
    out.text("text", Some(caveat.text));
    out.text("quote", caveat.quote);
    out.done()
}

/// A table in the making.
struct Fields {
    table: Table,
    extra: Extra,
}

impl Fields {
    fn new(extra: Extra) -> Self {
        Self { table: Table::new(), extra }
    }

    /// A known field; what was found there and not understood stays there.
    fn put(&mut self, name: &str, value: Option<Value>) {
        let kept = self.extra.as_ref().and_then(|extra| extra.get(name)).cloned();
        if let Some(value) = kept.or(value) {
            self.table.insert(name.to_owned(), value);
        }
    }

    fn text(&mut self, name: &str, text: Option<TextRef>) {
        let text = text.filter(|text| !text.raw().is_empty());
        self.put(name, text.map(|text| Value::String(text.raw().to_owned())));
    }

    fn texts<'a>(&mut self, name: &str, texts: impl Iterator<Item = TextRef<'a>>) {
        let texts: Vec<Value> = texts.map(|text| Value::String(text.raw().to_owned())).collect();
        self.put(name, (!texts.is_empty()).then_some(Value::Array(texts)));
    }

    fn tables(&mut self, name: &str, tables: impl Iterator<Item = Table>) {
        let tables: Vec<Value> = tables.map(Value::Table).collect();
        self.put(name, (!tables.is_empty()).then_some(Value::Array(tables)));
    }

    fn word<T: Word>(&mut self, name: &str, word: Option<T>) {
        self.put(name, word.map(|word| Value::String(word.word().to_owned())));
    }

    /// A date as its author wrote it.
    fn date(&mut self, name: &str, date: Option<&Date>) {
        let written = |date: &Date| date.original().map_or(date.edtf(), Text::raw).to_owned();
        self.put(name, date.map(|date| Value::String(written(date))));
    }

    /// The fields that nobody knows come last.
    fn done(mut self) -> Table {
        for (name, value) in self.extra.take().into_iter().flat_map(|extra| *extra) {
            if !self.table.contains_key(&name) {
                self.table.insert(name, value);
            }
        }
        self.table
    }
}
