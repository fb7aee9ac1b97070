//! A timeline as plain lines in a fixed order: what compares well line by line.
//!
//! One fact a line, events in the order of time, names beside keys, nothing wrapped, nothing that a
//! terminal would obey. How a file is laid out, in which order it declares things and in which format it
//! is makes no difference.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::model::draft::{At, DraftEvent, DraftSource};
use crate::model::{Date, Draft, Extra, Meta, Timeline, Word};
use crate::text::{Text, line};

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
    let mut draft = Draft::from(timeline);
    // As timelines order: what compares equal stays in the order of the file.
    draft.events.sort_by(|a, b| match (&a.date, &b.date) {
        (Some(a), Some(b)) => a.value.order(&b.value),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    draft.actors.sort_by(|a, b| raw(a.key.as_ref()).cmp(raw(b.key.as_ref())));
    draft.sources.sort_by(|a, b| raw(a.key.as_ref()).cmp(raw(b.key.as_ref())));
    let mut out = Lines(String::new());
    out.meta(&draft.meta);
    for actor in &draft.actors {
        out.head("actor", raw(actor.key.as_ref()));
        out.field("name", actor.name.as_ref().map(Text::raw));
        out.field("kind", actor.kind.map(Word::word));
        for alias in &actor.aliases {
            out.field("alias", Some(alias.raw()));
        }
        out.field("description", actor.description.as_ref().map(Text::raw));
        out.extra(&actor.extra);
    }
    for source in &draft.sources {
        out.source(source);
    }
    let names =
        draft.actors.iter().filter_map(|actor| Some((raw(actor.key.as_ref()), actor.name.as_ref()?.raw())));
    let names: HashMap<&str, &str> = names.collect();
    for event in &draft.events {
        out.event(event, &names);
    }
    out.0
}

fn raw(at: Option<&At<Text>>) -> &str {
    at.map_or("", |at| at.value.raw())
}

fn edtf(at: Option<&At<Date>>) -> Option<&str> {
    at.map(|at| at.value.edtf())
}

struct Lines(String);

/// Fields that annals does not know, in the order of their names.
fn written(extra: &Extra) -> Vec<(&str, String)> {
    let value = |value: &toml::Value| match value {
        toml::Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    let fields = extra.iter().flat_map(|table| table.iter());
    let mut fields: Vec<(&str, String)> = fields.map(|(name, one)| (name.as_str(), value(one))).collect();
    fields.sort_unstable();
    fields
}

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

    fn extra(&mut self, extra: &Extra) {
        for (name, value) in written(extra) {
            self.field(name, Some(&value));
        }
    }

    fn extra_below(&mut self, extra: &Extra) {
        for (name, value) in written(extra) {
            self.below(name, Some(&value));
        }
    }

    fn meta(&mut self, meta: &Meta) {
        let said = [
            ("title", meta.title.as_ref()),
            ("description", meta.description.as_ref()),
            ("language", meta.language.as_ref()),
        ];
        if said.iter().any(|(_, text)| text.is_some()) || meta.extra.is_some() || meta.rest.is_some() {
            self.head("timeline", "");
            for (name, text) in said {
                self.field(name, text.map(Text::raw));
            }
            self.extra(&meta.extra);
            self.extra(&meta.rest);
        }
    }

    fn source(&mut self, source: &DraftSource) {
        self.head("source", raw(source.key.as_ref()));
        self.field("title", source.title.as_ref().map(Text::raw));
        self.field("publisher", source.publisher.as_ref().map(Text::raw));
        self.field("author", source.author.as_ref().map(Text::raw));
        self.field("kind", source.kind.as_ref().map(Text::raw));
        self.field("published", edtf(source.published.as_ref()));
        self.field("published_basis", source.published_basis.as_ref().map(Text::raw));
        self.field("url", source.url.as_ref().map(Text::raw));
        self.field("language", source.language.as_ref().map(Text::raw));
        self.field("file", source.file.as_ref().map(Text::raw));
        self.field("sha256", source.sha256.as_ref().map(Text::raw));
        self.extra(&source.extra);
    }

    fn event(&mut self, event: &DraftEvent, names: &HashMap<&str, &str>) {
        self.head("event", raw(event.key.as_ref()));
        self.field("title", event.title.as_ref().map(Text::raw));
        self.field("date", edtf(event.date.as_ref()));
        self.field("summary", event.summary.as_ref().map(Text::raw));
        self.field("status", event.status.map(Word::word));
        self.field("importance", event.importance.map(Word::word));
        self.field("place", event.place.as_ref().map(Text::raw));
        for one in &event.actors {
            let key = one.actor.value.raw();
            let name = names.get(key).filter(|name| **name != key);
            let named = name.map_or_else(|| key.to_owned(), |name| format!("{key} ({name})"));
            let role = one.role.as_ref().map_or_else(String::new, |role| format!(": {}", role.raw()));
            self.field("actor", Some(&format!("{named}{role}")));
            self.extra_below(&one.extra);
        }
        for quote in &event.quotes {
            self.field("quote", Some(quote.text.raw()));
            self.below("source", quote.source.as_ref().map(|at| at.value.raw()));
            self.below("speaker", quote.speaker.as_ref().map(|at| at.value.raw()));
            self.below("locator", quote.locator.as_ref().map(Text::raw));
            self.below("stance", quote.stance.map(Word::word));
            self.below("note", quote.note.as_ref().map(Text::raw));
            self.extra_below(&quote.extra);
        }
        for caveat in &event.caveats {
            let kind = caveat.kind.map_or_else(String::new, |kind| format!("{}: ", kind.word()));
            self.field("caveat", Some(&format!("{kind}{}", caveat.text.raw())));
            self.below("words", caveat.quote.as_ref().map(Text::raw));
            self.extra_below(&caveat.extra);
        }
        for tag in &event.tags {
            self.field("tag", Some(tag.raw()));
        }
        self.extra(&event.extra);
    }
}
