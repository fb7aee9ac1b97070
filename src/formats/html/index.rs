//! The end of the page: the sources, and the actors by name, with the ways back to the events.

use std::io;

use super::escape::{Line, anchor, id, link};
use super::{Page, titled};
use crate::model::{ActorId, EventId, SourceId, Word};
use crate::search::fold::fold;
use crate::text::{Text, plural};

/// More ways back than these are shown when asked for.
const SHOWN: usize = 4;

impl Page<'_, '_> {
    pub(super) fn sources(&mut self) -> io::Result<()> {
        let mut ids = self.timeline.source_ids().peekable();
        if ids.peek().is_none() {
            return Ok(());
        }
        self.open("_sources", "Sources", "ol")?;
        for id in ids {
            self.source(id)?;
        }
        self.out.write_all(b"</ol>\n</section>\n")
    }

    fn open(&mut self, id: &str, name: &str, list: &str) -> io::Result<()> {
        writeln!(
            self.out,
            "<section class=\"index\" aria-labelledby=\"{id}\">\n<h2 id=\"{id}\"{}>{name}</h2>\n<{list}>",
            self.ours
        )
    }

    fn source(&mut self, number: SourceId) -> io::Result<()> {
        let source = self.timeline.source(number);
        let (place, ours) = (id("source", source.key.raw(), number.0), self.ours);
        let title = titled(source.title.raw());
        write!(self.out, "<li id=\"{}\"><p><cite><bdi>{}</bdi></cite>", Line(&place), Line(&title))?;
        for text in [&source.author, &source.publisher, &source.kind].into_iter().flatten() {
            write!(self.out, ", <bdi>{}</bdi>", Line(text.raw()))?;
        }
        if let Some(date) = &source.published {
            self.out.write_all(b", ")?;
            self.date(date)?;
        }
        self.out.write_all(b"</p>\n")?;
        if let Some(url) = &source.url {
            let shown = Line(url.raw());
            match link(url.raw()) {
                Some(address) => {
                    writeln!(self.out, "<p class=\"url\"><a href=\"{}\">{shown}</a></p>", Line(&address))?;
                }
                None => writeln!(self.out, "<p class=\"url\"><bdi>{shown}</bdi></p>")?,
            }
        }
        if let Some(basis) = &source.published_basis {
            let basis = Line(basis.raw());
            writeln!(self.out, "<p class=\"fine\"><span{ours}>Date:</span> <bdi>{basis}</bdi></p>")?;
        }
        let rest = [("Language", &source.language), ("File", &source.file), ("SHA-256", &source.sha256)];
        if rest.iter().any(|(_, text)| text.is_some()) {
            let mut gap = "<p class=\"fine\">";
            for (name, text) in rest {
                if let Some(text) = text {
                    write!(self.out, "{gap}<span{ours}>{name}</span> <bdi>{}</bdi>", Line(text.raw()))?;
                    gap = "; ";
                }
            }
            self.out.write_all(b"</p>\n")?;
        }
        self.undeclared(source.declared)?;
        let (mut quoted, mut reported) = (Vec::new(), Vec::new());
        for &(event, at) in self.timeline.quotes_of(number) {
            let quote = self.timeline.event(event).quotes.get(at as usize);
            let is_report = quote.is_some_and(|quote| quote.is_report());
            if is_report { &mut reported } else { &mut quoted }.push(event);
        }
        for (lead, events) in [("Quoted for", &mut quoted), ("Reports", &mut reported)] {
            events.sort_unstable();
            events.dedup();
            self.back(lead, events)?;
        }
        self.out.write_all(b"</li>\n")
    }

    fn undeclared(&mut self, declared: bool) -> io::Result<()> {
        if declared {
            return Ok(());
        }
        writeln!(self.out, "<p class=\"fine\"{}>The timeline only names it.</p>", self.ours)
    }

    pub(super) fn actors(&mut self) -> io::Result<()> {
        let mut ids: Vec<ActorId> = self.timeline.actor_ids().collect();
        if ids.is_empty() {
            return Ok(());
        }
        ids.sort_by_cached_key(|&id| fold(&self.timeline.actor(id).name.line()));
        let mut spoken: Vec<Vec<EventId>> = vec![Vec::new(); ids.len()];
        for event in self.timeline.event_ids() {
            for quote in &self.timeline.event(event).quotes {
                let of = quote.speaker.and_then(|speaker| spoken.get_mut(speaker.0 as usize));
                if let Some(of) = of.filter(|of| of.last() != Some(&event)) {
                    of.push(event);
                }
            }
        }
        self.open("_actors", "Actors", "ul")?;
        for id in ids {
            self.actor(id, spoken.get(id.0 as usize).map_or(&[], Vec::as_slice))?;
        }
        self.out.write_all(b"</ul>\n</section>\n")
    }

    fn actor(&mut self, number: ActorId, spoken: &[EventId]) -> io::Result<()> {
        let actor = self.timeline.actor(number);
        let (place, ours) = (id("actor", actor.key.raw(), number.0), self.ours);
        let name = titled(actor.name.raw());
        write!(self.out, "<li id=\"{}\"><p><strong><bdi>{}</bdi></strong>", Line(&place), Line(&name))?;
        if let Some(kind) = actor.kind {
            write!(self.out, ", <span{ours}>{}</span>", kind.word())?;
        }
        self.out.write_all(b"</p>\n")?;
        if let Some(description) = actor.description.as_ref().filter(|text| !text.is_blank()) {
            self.paragraphs(description.raw(), "")?;
        }
        let mut gap = "";
        for alias in actor.aliases.iter().map(Text::raw) {
            if gap.is_empty() {
                write!(self.out, "<p class=\"fine\"><span{ours}>Also:</span> ")?;
            }
            write!(self.out, "{gap}<bdi>{}</bdi>", Line(alias))?;
            gap = ", ";
        }
        if !gap.is_empty() {
            self.out.write_all(b"</p>\n")?;
        }
        self.undeclared(actor.declared)?;
        self.back("Takes part in", self.timeline.events_of(number))?;
        self.back("Speaks in", spoken)?;
        self.out.write_all(b"</li>\n")
    }

    /// The way back to each of these events.
    fn back(&mut self, what: &str, events: &[EventId]) -> io::Result<()> {
        let (ours, count) = (self.ours, plural(events.len(), "event"));
        let many = events.len() > SHOWN;
        match (events.is_empty(), many) {
            (true, _) => return Ok(()),
            (false, true) => {
                writeln!(
                    self.out,
                    "<details>\n<summary{ours}>{what} {count}</summary>\n<ul class=\"back\">"
                )?;
            }
            (false, false) => writeln!(self.out, "<p class=\"fine\"{ours}>{what}</p>\n<ul class=\"back\">")?,
        }
        for &id in events {
            let event = self.timeline.event(id);
            let (place, title) = (self.event_id(id), titled(event.title.raw()));
            write!(self.out, "<li><a href=\"{}\"><bdi>{}</bdi></a>", anchor(&place), Line(&title))?;
            if let Some(date) = &event.date {
                self.out.write_all(b", ")?;
                self.date(date)?;
            }
            self.out.write_all(b"</li>\n")?;
        }
        let close = if many { "</ul>\n</details>\n" } else { "</ul>\n" };
        self.out.write_all(close.as_bytes())
    }
}
