//! One event in the page, with its evidence and its doubts.

use std::io;

use super::escape::{Line, anchor, id, is_language, link};
use super::{Page, titled};
use crate::model::{ActorId, Caveat, Event, EventId, Participant, Quote, SourceId, Stance, Word};
use crate::text::Text;

impl Page<'_, '_> {
    pub(super) fn event(&mut self, number: EventId) -> io::Result<()> {
        let event = self.timeline.event(number);
        let place = self.event_id(number);
        write!(self.out, "<article id=\"{}\">\n<header>\n<p class=\"when\">", Line(&place))?;
        match &event.date {
            Some(date) => self.date(date)?,
            None => write!(self.out, "<span{}>Undated</span>", self.ours)?,
        }
        writeln!(
            self.out,
            "</p>\n<h3 dir=\"auto\"><a href=\"{}\">{}</a></h3>\n</header>",
            anchor(&place),
            Line(&titled(event.title.raw()))
        )?;
        self.facts(&event)?;
        if let Some(summary) = &event.summary {
            self.paragraphs(summary.raw(), "")?;
        }
        for quote in &event.quotes {
            self.quote(&quote)?;
        }
        for caveat in &event.caveats {
            self.caveat(&caveat)?;
        }
        if !event.tags.is_empty() {
            write!(self.out, "<ul class=\"tags\" aria-label=\"Tags\"{}>", self.ours)?;
            for tag in &event.tags {
                write!(self.out, "<li><bdi lang=\"{}\">{}</bdi></li>", self.language, Line(tag.raw()))?;
            }
            self.out.write_all(b"</ul>\n")?;
        }
        self.out.write_all(b"</article>\n")
    }

    /// Status, importance, place and actors, each under its name.
    fn facts(&mut self, event: &Event) -> io::Result<()> {
        let status = event.status.map(Word::word);
        let importance = event.importance.map(Word::word);
        let has_actors = !event.actors.is_empty();
        if status.is_none() && importance.is_none() && event.place.is_none() && !has_actors {
            return Ok(());
        }
        let ours = self.ours;
        self.out.write_all(b"<dl class=\"facts\">\n")?;
        for (name, word) in [("Status", status), ("Importance", importance)] {
            if let Some(word) = word {
                let of = name.to_ascii_lowercase();
                writeln!(self.out, "<div{ours}><dt>{name}</dt> <dd class=\"{of} {word}\">{word}</dd></div>")?;
            }
        }
        if let Some(place) = &event.place {
            writeln!(self.out, "<div><dt{ours}>Place</dt> <dd><bdi>{}</bdi></dd></div>", Line(place.raw()))?;
        }
        if has_actors {
            write!(self.out, "<div><dt{ours}>Actors</dt>")?;
            for participant in &event.actors {
                self.participant(&participant)?;
            }
            self.out.write_all(b"</div>\n")?;
        }
        self.out.write_all(b"</dl>\n")
    }

    fn participant(&mut self, participant: &Participant) -> io::Result<()> {
        self.out.write_all(b" <dd class=\"actor\">")?;
        self.actor_link(participant.actor)?;
        if let Some(role) = &participant.role {
            write!(self.out, " (<bdi>{}</bdi>)", Line(role.raw()))?;
        }
        self.out.write_all(b"</dd>")
    }

    fn actor_link(&mut self, number: ActorId) -> io::Result<()> {
        let actor = self.timeline.actor(number);
        let place = id("actor", actor.key.raw(), number.0);
        let name = titled(actor.name.raw());
        write!(self.out, "<a href=\"{}\"><bdi>{}</bdi></a>", anchor(&place), Line(&name))
    }

    fn quote(&mut self, quote: &Quote) -> io::Result<()> {
        let ours = self.ours;
        let (class, says) = match quote.stance {
            Some(Stance::Contradicts) => (" contradicts", Some("Contradicts this")),
            Some(Stance::Mentions) => (" mentions", Some("Mentions this")),
            Some(Stance::Supports) | None => ("", None),
        };
        writeln!(self.out, "<figure class=\"quote{class}\">")?;
        if let Some(says) = says {
            writeln!(self.out, "<p class=\"stance\"{ours}>{says}</p>")?;
        }
        let source = quote.source.map(|id| self.timeline.source(id));
        if quote.is_report() {
            return self.report(quote);
        }
        self.out.write_all(b"<blockquote")?;
        if let Some(address) = source.and_then(|source| link(source.url.as_ref()?.raw())) {
            write!(self.out, " cite=\"{}\"", Line(&address))?;
        }
        let language = source.and_then(|source| source.language.as_ref()).map(Text::raw);
        if let Some(language) = language.filter(|text| is_language(text) && *text != self.language) {
            write!(self.out, " lang=\"{language}\"")?;
        }
        self.out.write_all(b">\n")?;
        self.paragraphs(quote.text.raw(), "")?;
        self.out.write_all(b"</blockquote>\n")?;
        self.noted(quote)?;
        self.cited(quote, "—")?;
        self.out.write_all(b"</figure>\n")
    }

    /// A source that says so, without words that are quoted.
    fn report(&mut self, quote: &Quote) -> io::Result<()> {
        self.noted(quote)?;
        self.cited(quote, &format!("<span{}>Reported by</span>", self.ours))?;
        self.out.write_all(b"</figure>\n")
    }

    fn noted(&mut self, quote: &Quote) -> io::Result<()> {
        let Some(note) = quote.note.as_ref().filter(|note| !note.is_blank()) else { return Ok(()) };
        let (ours, note) = (self.ours, Line(note.raw()));
        writeln!(self.out, "<p class=\"note\" dir=\"auto\"><strong{ours}>Note:</strong> {note}</p>")
    }

    /// Who said it, and where it stands.
    fn cited(&mut self, quote: &Quote, lead: &str) -> io::Result<()> {
        write!(self.out, "<figcaption>{lead} ")?;
        if let Some(speaker) = quote.speaker {
            self.actor_link(speaker)?;
            self.out.write_all(b", ")?;
        }
        match quote.source {
            Some(source) => self.source_link(source)?,
            None => write!(self.out, "<span{}>no source is named</span>", self.ours)?,
        }
        if let Some(locator) = &quote.locator {
            write!(self.out, ", <bdi class=\"pin\">{}</bdi>", Line(locator.text().raw()))?;
        }
        if quote.stance == Some(Stance::Supports) {
            write!(self.out, " <span class=\"supports\"{}>supports</span>", self.ours)?;
        }
        self.out.write_all(b"</figcaption>\n")
    }

    fn source_link(&mut self, number: SourceId) -> io::Result<()> {
        let source = self.timeline.source(number);
        let place = id("source", source.key.raw(), number.0);
        let title = titled(source.title.raw());
        write!(self.out, "<cite><a href=\"{}\"><bdi>{}</bdi></a></cite>", anchor(&place), Line(&title))?;
        if let Some(publisher) = &source.publisher {
            write!(self.out, ", <bdi>{}</bdi>", Line(publisher.raw()))?;
        }
        if let Some(date) = &source.published {
            self.out.write_all(b", ")?;
            self.date(date)?;
        }
        Ok(())
    }

    fn caveat(&mut self, caveat: &Caveat) -> io::Result<()> {
        let name = match caveat.kind {
            None => "Caveat".to_owned(),
            Some(kind) => format!("Caveat, {}", kind.word()),
        };
        write!(
            self.out,
            "<p class=\"caveat\" dir=\"auto\"><strong{}>{name}:</strong> {}",
            self.ours,
            Line(caveat.text.raw())
        )?;
        if let Some(quote) = caveat.quote.as_ref().filter(|quote| !quote.is_blank()) {
            write!(self.out, " <q>{}</q>", Line(quote.raw()))?;
        }
        self.out.write_all(b"</p>\n")
    }
}
