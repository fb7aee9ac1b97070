//! A timeline as plain lines in a fixed order: what compares well line by line.
//!
//! One fact a line, events in the order of time, names beside keys, nothing wrapped, nothing that a
//! terminal would obey. How a file is laid out, in which order it declares things and in which format it
//! is makes no difference.

use std::fmt::Write as _;

use crate::model::{Event, Timeline, Word as _};
use crate::text::line;

/// The lines of a timeline.
///
/// ```
/// use annals::change::canon;
/// use annals::formats::{self, Hint};
///
/// let toml = b"[[events]]\nkey = 'davos'\ndate = 'January 2025'\ntitle = 'They met'\ntags = ['talks']\n";
/// let timeline = formats::read(Hint::Name("toml"), toml)?.timeline;
/// assert_eq!(canon(&timeline), "\
/// event davos
///   title: They met
///   date: 2025-01
///   tag: talks
/// ");
/// # Ok::<(), formats::ReadError>(())
/// ```
#[must_use]
pub fn canon(timeline: &Timeline) -> String {
    let mut out = Lines(String::new());
    let meta = timeline.meta();
    let said = [
        ("title", meta.title.as_ref()),
        ("description", meta.description.as_ref()),
        ("language", meta.language.as_ref()),
    ];
    if said.iter().any(|(_, text)| text.is_some()) || meta.extra.is_some() || meta.rest.is_some() {
        out.head("timeline", "");
        for (name, text) in said {
            out.field(name, text.map(crate::text::Text::raw));
        }
        out.extra(&meta.extra);
        out.extra(&meta.rest);
    }
    let mut actors: Vec<_> = timeline.actors().iter().filter(|actor| actor.declared).collect();
    actors.sort_by(|a, b| a.key.raw().cmp(b.key.raw()));
    for actor in actors {
        out.head("actor", actor.key.raw());
        out.field("name", Some(actor.name.raw()));
        out.field("kind", actor.kind.map(|kind| kind.word()));
        for alias in &actor.aliases {
            out.field("alias", Some(alias.raw()));
        }
        out.field("description", actor.description.as_ref().map(|text| text.raw()));
        out.extra(&actor.extra);
    }
    let mut sources: Vec<_> = timeline.sources().iter().filter(|source| source.declared).collect();
    sources.sort_by(|a, b| a.key.raw().cmp(b.key.raw()));
    for source in sources {
        out.head("source", source.key.raw());
        out.field("title", Some(source.title.raw()));
        out.field("publisher", source.publisher.as_ref().map(|text| text.raw()));
        out.field("author", source.author.as_ref().map(|text| text.raw()));
        out.field("kind", source.kind.as_ref().map(|text| text.raw()));
        out.field("published", source.published.as_ref().map(|date| date.edtf()));
        out.field("published_basis", source.published_basis.as_ref().map(|text| text.raw()));
        out.field("url", source.url.as_ref().map(|text| text.raw()));
        out.field("language", source.language.as_ref().map(|text| text.raw()));
        out.field("file", source.file.as_ref().map(|text| text.raw()));
        out.field("sha256", source.sha256.as_ref().map(|text| text.raw()));
        out.extra(&source.extra);
    }
    for id in timeline.event_ids() {
        out.event(timeline, timeline.event(id));
    }
    out.0
}

struct Lines(String);

impl Lines {
    fn head(&mut self, word: &str, key: &str) {
        let gap = if self.0.is_empty() { "" } else { "\n" };
        let _ = writeln!(self.0, "{gap}{}", line(&format!("{word} {key}")));
    }

    fn field(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            let _ = writeln!(self.0, "  {}: {}", line(name), line(text));
        }
    }

    /// What belongs to the line above.
    fn below(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            let _ = writeln!(self.0, "    {}: {}", line(name), line(text));
        }
    }

    fn extra(&mut self, extra: &crate::model::Extra) {
        for (name, value) in extra.iter().flat_map(|table| table.iter()) {
            match value {
                toml::Value::String(text) => self.field(name, Some(text)),
                value => self.field(name, Some(&value.to_string())),
            }
        }
    }

    fn event(&mut self, timeline: &Timeline, event: &Event) {
        self.head("event", event.key.raw());
        self.field("title", Some(event.title.raw()));
        self.field("date", event.date.as_ref().map(|date| date.edtf()));
        self.field("summary", event.summary.as_ref().map(|text| text.raw()));
        self.field("status", event.status.map(|word| word.word()));
        self.field("importance", event.importance.map(|word| word.word()));
        self.field("place", event.place.as_ref().map(|text| text.raw()));
        for one in &event.actors {
            let actor = timeline.actor(one.actor);
            let named = if actor.name.raw() == actor.key.raw() {
                actor.key.raw().to_owned()
            } else {
                format!("{} ({})", actor.key.raw(), actor.name.raw())
            };
            let role = one.role.as_ref().map_or_else(String::new, |role| format!(": {}", role.raw()));
            self.field("actor", Some(&format!("{named}{role}")));
        }
        for quote in &event.quotes {
            self.field("quote", Some(quote.text.raw()));
            self.below("source", quote.source.map(|id| timeline.source(id).key.raw()));
            self.below("speaker", quote.speaker.map(|id| timeline.actor(id).key.raw()));
            self.below("locator", quote.locator.as_ref().map(|locator| locator.text().raw()));
            self.below("stance", quote.stance.map(|word| word.word()));
            self.below("note", quote.note.as_ref().map(|text| text.raw()));
        }
        for caveat in &event.caveats {
            let kind = caveat.kind.map_or_else(String::new, |kind| format!("{}: ", kind.word()));
            self.field("caveat", Some(&format!("{kind}{}", caveat.text.raw())));
            self.below("words", caveat.quote.as_ref().map(|text| text.raw()));
        }
        for tag in &event.tags {
            self.field("tag", Some(tag.raw()));
        }
        self.extra(&event.extra);
    }
}
