//! All that a timeline says, field by field, but for the fields that a format says it loses.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::num::ParseFloatError;

use annals::formats::{AS_TEXT, Losses};
use annals::model::{ActorId, Event, Extra, SourceId, Timeline};

/// What is said, each under the name of its field.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Said(Vec<(&'static str, String)>);

/// The names of the fields that are not compared.
#[derive(Debug)]
pub(crate) struct Lost(Vec<&'static str>);

impl Lost {
    pub(crate) fn of(losses: &Losses) -> Self {
        Self(losses.rows().map(|(field, _)| field).collect())
    }

    /// A field that is named says also that what lies within it is lost.
    fn has(&self, name: &str) -> bool {
        let within = |lost: &str| name.strip_prefix(lost).is_some_and(|rest| rest.starts_with('.'));
        self.0.iter().any(|lost| *lost == name || within(lost))
    }
}

impl Said {
    fn put(&mut self, lost: &Lost, name: &'static str, value: &dyn Debug) {
        if !lost.has(name) {
            self.0.push((name, format!("{value:?}")));
        }
    }

    fn extra(&mut self, lost: &Lost, name: &'static str, extra: Extra) {
        self.put(lost, name, &sorted(extra, lost.has(AS_TEXT)));
    }

    /// Whether both say the same; else the first that they say otherwise.
    pub(crate) fn same(&self, wanted: &Self) -> Result<(), String> {
        let (mut found, mut wanted) = (self.0.iter(), wanted.0.iter());
        loop {
            match (found.next(), wanted.next()) {
                (None, None) => return Ok(()),
                (found, wanted) if found == wanted => {}
                (found, wanted) => return Err(format!("found  {found:?}\nwanted {wanted:?}")),
            }
        }
    }
}

/// Which field stood first does not matter, and none is as good as an empty table. Where numbers and dates come
/// back `as_text`, they are as good as their text.
fn sorted(extra: Extra, as_text: bool) -> BTreeMap<String, String> {
    let fields = extra.into_iter().flat_map(|extra| *extra);
    fields.map(|(name, value)| (name, text(value, as_text))).collect()
}

fn text(value: toml::Value, as_text: bool) -> String {
    match value {
        toml::Value::Table(table) => format!("{:?}", sorted(Some(Box::new(table)), as_text)),
        toml::Value::Array(values) => {
            format!("{:?}", values.into_iter().map(|value| text(value, as_text)).collect::<Vec<_>>())
        }
        // One number may be printed in two ways: 697186473833064.2 and .3 are the same.
        toml::Value::String(text) if as_text && text.contains('.') && text.parse::<f64>().is_ok() => {
            format!("{:?}", text.parse::<f64>())
        }
        toml::Value::Float(number) if as_text && number.is_finite() => {
            format!("{:?}", Ok::<_, ParseFloatError>(number))
        }
        toml::Value::String(_) => format!("{value:?}"),
        value if as_text => format!("{:?}", toml::Value::String(value.to_string())),
        value => format!("{value:?}"),
    }
}

/// What is said of the timeline itself, its actors and its sources; in which order these stand does not
/// matter, nor whether they are declared or only named.
pub(crate) fn of_all(timeline: &Timeline, lost: &Lost) -> Said {
    let meta = timeline.meta();
    let mut out = Said::default();
    out.put(lost, "timeline.title", &meta.title);
    out.put(lost, "timeline.description", &meta.description);
    out.put(lost, "timeline.language", &meta.language);
    out.extra(lost, "timeline.extra", meta.extra.clone());
    out.extra(lost, "timeline.extra", meta.rest.clone());
    let actors = timeline.actor_ids().filter(|_| !lost.has("actors")).map(|id| actor(timeline, id, lost));
    let sources = timeline.source_ids().filter(|_| !lost.has("sources")).map(|id| source(timeline, id, lost));
    let mut all: Vec<Said> = actors.chain(sources).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    out.0.extend(all.into_iter().flat_map(|one| one.0));
    out
}

fn actor(timeline: &Timeline, id: ActorId, lost: &Lost) -> Said {
    let (actor, mut out) = (timeline.actor(id), Said::default());
    out.put(lost, "actors.key", &actor.key);
    out.put(lost, "actors.name", &actor.name);
    out.put(lost, "actors.kind", &actor.kind);
    out.put(lost, "actors.aliases", &actor.aliases);
    out.put(lost, "actors.description", &actor.description);
    out.extra(lost, "actors.extra", actor.extra.clone());
    out
}

fn source(timeline: &Timeline, id: SourceId, lost: &Lost) -> Said {
    let (source, mut out) = (timeline.source(id), Said::default());
    out.put(lost, "sources.key", &source.key);
    out.put(lost, "sources.title", &source.title);
    out.put(lost, "sources.publisher", &source.publisher);
    out.put(lost, "sources.author", &source.author);
    out.put(lost, "sources.kind", &source.kind);
    out.put(lost, "sources.published", &source.published);
    out.put(lost, "sources.published_basis", &source.published_basis);
    out.put(lost, "sources.url", &source.url);
    out.put(lost, "sources.language", &source.language);
    out.put(lost, "sources.file", &source.file);
    out.put(lost, "sources.sha256", &source.sha256);
    out.extra(lost, "sources.extra", source.extra.clone());
    out
}

/// All that is said of an event, with names where it refers to something.
pub(crate) fn of_event(timeline: &Timeline, event: &Event, lost: &Lost) -> Said {
    let mut out = Said::default();
    out.put(lost, "key", &event.key);
    out.put(lost, "date", &event.date);
    out.put(lost, "title", &event.title);
    out.put(lost, "summary", &event.summary);
    out.put(lost, "status", &event.status);
    out.put(lost, "importance", &event.importance);
    out.put(lost, "place", &event.place);
    out.put(lost, "tags", &event.tags);
    out.extra(lost, "extra", event.extra.get());
    for one in &event.actors {
        let actor = timeline.actor(one.actor);
        out.put(lost, "actors", &"an actor");
        out.put(lost, "actors.key", &actor.key);
        out.put(lost, "actors.name", &actor.name);
        out.put(lost, "actors.role", &one.role);
        if !lost.has("extra") {
            out.extra(lost, "actors.extra", one.extra.get());
        }
    }
    for caveat in &event.caveats {
        out.put(lost, "caveats", &"a caveat");
        out.put(lost, "caveats.kind", &caveat.kind);
        out.put(lost, "caveats.text", &caveat.text);
        out.put(lost, "caveats.quote", &caveat.quote);
        if !lost.has("extra") {
            out.extra(lost, "caveats.extra", caveat.extra.get());
        }
    }
    for quote in &event.quotes {
        out.put(lost, "quotes", &"a quote");
        out.put(lost, "quotes.text", &quote.text);
        out.put(lost, "quotes.locator", &quote.locator);
        out.put(lost, "quotes.stance", &quote.stance);
        out.put(lost, "quotes.note", &quote.note);
        let source = quote.source.map(|id| timeline.source(id));
        if !lost.has("sources.title") {
            out.put(lost, "quotes.source", &source.map(|source| &source.title));
        }
        let speaker = quote.speaker.map(|id| timeline.actor(id));
        if !lost.has("actors.name") {
            out.put(lost, "quotes.speaker", &speaker.map(|speaker| &speaker.name));
        }
        if !lost.has("extra") {
            out.extra(lost, "quotes.extra", quote.extra.get());
        }
    }
    out
}
