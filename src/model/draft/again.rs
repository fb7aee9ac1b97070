//! A timeline as a draft again: for who puts timelines together, or takes them apart.

use super::{At, Draft, DraftActor, DraftCaveat, DraftEvent, DraftParticipant, DraftQuote, DraftSource};
use crate::issue::Spot;
use crate::model::{Caveat, Event, Timeline};
use crate::text::{Text, TextRef};

impl From<&Timeline> for Draft {
    /// What the timeline holds, everything under its key, in the order of the file. What was only
    /// referred to and never declared is not among the actors and sources. Places are not kept, lines
    /// are.
    ///
    /// ```
    /// use annals::formats::{self, Hint};
    /// use annals::model::Draft;
    ///
    /// let toml = b"[[events]]\ntitle = 'They met'\ndate = '2025'\n";
    /// let timeline = formats::read(Hint::Name("toml"), toml)?.timeline;
    /// let (again, _) = Draft::from(&timeline).build();
    /// assert_eq!(formats::write("toml", &again).unwrap(), formats::write("toml", &timeline).unwrap());
    /// # Ok::<(), formats::ReadError>(())
    /// ```
    fn from(timeline: &Timeline) -> Self {
        let events = timeline.in_file_order().map(|one| DraftEvent::of(timeline, &one)).collect();
        Self { events, ..Self::head_of(timeline) }
    }
}

impl Draft {
    /// The same without its events.
    pub(crate) fn head_of(timeline: &Timeline) -> Self {
        let sources = timeline.sources().iter().filter(|source| source.declared);
        let actors = timeline.actors().iter().filter(|actor| actor.declared);
        Self {
            meta: timeline.meta().clone(),
            sources: sources
                .map(|source| DraftSource {
                    spot: Spot::NONE,
                    key: Some(at(&source.key)),
                    title: Some(source.title.clone()),
                    publisher: source.publisher.clone(),
                    author: source.author.clone(),
                    kind: source.kind.clone(),
                    published: source.published.clone().map(|date| At::new(date, Spot::NONE)),
                    published_basis: source.published_basis.clone(),
                    url: source.url.clone(),
                    language: source.language.clone(),
                    file: source.file.clone(),
                    sha256: source.sha256.clone(),
                    extra: source.extra.clone(),
                })
                .collect(),
            actors: actors
                .map(|actor| DraftActor {
                    spot: Spot::NONE,
                    key: Some(at(&actor.key)),
                    name: Some(actor.name.clone()),
                    kind: actor.kind,
                    aliases: actor.aliases.clone(),
                    description: actor.description.clone(),
                    extra: actor.extra.clone(),
                })
                .collect(),
            events: Vec::new(),
            foreign: false,
        }
    }
}

fn at(text: &Text) -> At<Text> {
    At::new(text.clone(), Spot::NONE)
}

fn own(text: Option<TextRef>) -> Option<Text> {
    text.map(TextRef::to_text)
}

impl DraftEvent {
    /// An event of a timeline.
    pub(crate) fn of(timeline: &Timeline, event: &Event) -> Self {
        let quote = |quote: crate::model::Quote| DraftQuote {
            spot: Spot::NONE,
            text: quote.text.to_text(),
            source: quote.source.map(|id| at(&timeline.source(id).key)),
            speaker: quote.speaker.map(|id| at(&timeline.actor(id).key)),
            locator: quote.locator.map(|locator| locator.text().to_text()),
            stance: quote.stance,
            note: own(quote.note),
            extra: quote.extra.get(),
        };
        let participant = |one: crate::model::Participant| DraftParticipant {
            actor: at(&timeline.actor(one.actor).key),
            role: own(one.role),
            extra: one.extra.get(),
        };
        let caveat = |caveat: Caveat| DraftCaveat {
            spot: Spot::NONE,
            kind: caveat.kind,
            text: caveat.text.to_text(),
            quote: own(caveat.quote),
            extra: caveat.extra.get(),
        };
        Self {
            spot: Spot::NONE,
            line: event.line,
            origin: own(event.origin),
            key: Some(At::new(event.key.to_text(), Spot::NONE)),
            date: event.date.clone().map(|date| At::new(date, Spot::NONE)),
            title: Some(event.title.to_text()),
            summary: own(event.summary),
            status: event.status,
            importance: event.importance,
            place: own(event.place),
            actors: event.actors.iter().map(participant).collect(),
            quotes: event.quotes.iter().map(quote).collect(),
            caveats: event.caveats.iter().map(caveat).collect(),
            tags: event.tags.iter().map(TextRef::to_text).collect(),
            extra: event.extra.get(),
        }
    }
}
