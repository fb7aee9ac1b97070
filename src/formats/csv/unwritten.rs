//! What a table of events has no room for.

use std::collections::HashSet;

use super::write::date_alone;
use crate::formats::Losses;
use crate::model::{Actor, ActorId, Source, SourceId, Timeline};
use crate::text::Text;

/// Says what of the timeline, its actors and its sources does not come back from a table.
pub(super) fn unwritten(timeline: &Timeline, losses: &mut Losses) {
    timeline_itself(timeline, losses);
    let named = Named::of(timeline);
    let mut keys = Keys::default();
    for id in timeline.actor_ids() {
        let actor = timeline.actor(id);
        if named.acts(id) || named.speaks(id) {
            keys.see(&actor.key, "actors.key", losses);
            of_actor(actor, losses);
        } else {
            losses.lose("actors", &actor.key);
        }
    }
    let mut keys = Keys::default();
    for id in timeline.source_ids() {
        let source = timeline.source(id);
        if named.is_quoted(id) {
            keys.see(&source.key, "sources.key", losses);
            of_source(source, losses);
        } else {
            losses.lose("sources", &source.key);
        }
    }
    let mut keys = Keys::default();
    for event in timeline.events() {
        keys.see(&event.key.to_text(), "key", losses);
        if event.key.raw().trim() != event.key.raw() {
            losses.lose("key", event.key);
        }
    }
}

/// Who and what the events name: nothing else stands in a table of events.
pub(in crate::formats) struct Named {
    acting: HashSet<ActorId>,
    speaking: HashSet<ActorId>,
    quoted: HashSet<SourceId>,
}

impl Named {
    pub(in crate::formats) fn of(timeline: &Timeline) -> Self {
        let mut out = Self { acting: HashSet::new(), speaking: HashSet::new(), quoted: HashSet::new() };
        for event in timeline.events() {
            out.acting.extend(event.actors.iter().map(|one| one.actor));
            out.speaking.extend(event.quotes.iter().filter_map(|quote| quote.speaker));
            out.quoted.extend(event.quotes.iter().filter_map(|quote| quote.source));
        }
        out
    }

    /// Whether an actor takes part in an event.
    pub(in crate::formats) fn acts(&self, id: ActorId) -> bool {
        self.acting.contains(&id)
    }

    /// Whether somebody quotes an actor.
    pub(in crate::formats) fn speaks(&self, id: ActorId) -> bool {
        self.speaking.contains(&id)
    }

    /// Whether a source is quoted.
    pub(in crate::formats) fn is_quoted(&self, id: SourceId) -> bool {
        self.quoted.contains(&id)
    }
}

/// What is said of the timeline as a whole.
pub(in crate::formats) fn timeline_itself(timeline: &Timeline, losses: &mut Losses) {
    let meta = timeline.meta();
    let whole = Text::from("timeline");
    for (is_there, name) in [
        (meta.title.is_some(), "timeline.title"),
        (meta.description.is_some(), "timeline.description"),
        (meta.language.is_some(), "timeline.language"),
        (meta.extra.is_some() || meta.rest.is_some(), "timeline.extra"),
    ] {
        if is_there {
            losses.lose(name, &whole);
        }
    }
}

fn of_actor(actor: &Actor, losses: &mut Losses) {
    for (is_lost, name) in [
        (!is_clean(&actor.name), "actors.name"),
        (actor.kind.is_some(), "actors.kind"),
        (!actor.aliases.is_empty(), "actors.aliases"),
        (actor.description.is_some(), "actors.description"),
        (actor.extra.is_some(), "actors.extra"),
    ] {
        if is_lost {
            losses.lose(name, &actor.key);
        }
    }
}

fn of_source(source: &Source, losses: &mut Losses) {
    let is_dirty = |text: Option<&Text>| text.is_some_and(|text| !is_clean(text));
    for (is_lost, name) in [
        (!is_clean(&source.title), "sources.title"),
        (is_dirty(source.publisher.as_ref()), "sources.publisher"),
        (is_dirty(source.author.as_ref()), "sources.author"),
        (is_dirty(source.kind.as_ref()), "sources.kind"),
        (source.published.as_ref().is_some_and(|date| !date_alone(date).1), "sources.published"),
        (is_dirty(source.published_basis.as_ref()), "sources.published_basis"),
        (is_dirty(source.url.as_ref()), "sources.url"),
        (is_dirty(source.language.as_ref()), "sources.language"),
        (is_dirty(source.file.as_ref()), "sources.file"),
        (is_dirty(source.sha256.as_ref()), "sources.sha256"),
        (source.extra.is_some(), "sources.extra"),
    ] {
        if is_lost {
            losses.lose(name, &source.key);
        }
    }
}

/// Whether a text is written as it stands.
fn is_clean(text: &Text) -> bool {
    text.shown() == text.raw()
}

/// Keys as they are written, to see that each is still another.
#[derive(Default)]
struct Keys(HashSet<String>);

impl Keys {
    fn see(&mut self, key: &Text, name: &'static str, losses: &mut Losses) {
        let shown = key.shown();
        if !is_clean(key) || key.is_blank() || self.0.contains(shown.trim()) {
            losses.lose(name, key);
        }
        self.0.insert(shown.trim().to_owned());
    }
}
