//! Resolving a draft: keys, references, order, and what the model can see to be wrong.

use super::{At, Draft, DraftActor, DraftEvent, DraftQuote, DraftSource};
use crate::issue::{Issue, Spot};
use crate::model::{Actor, Source, Timeline};
use crate::text::{Text, line};

mod keys;
mod pack;
mod pile;
mod refs;
mod sense;

use keys::Keys;
pub(crate) use keys::slug;
pub(in crate::model) use pack::with_parts;
pub(crate) use pile::Pile;
use refs::References;
pub(in crate::model) use sense::too_early;

/// The parts of a timeline that bear a key. Messages call them by [`Thing::word`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Thing {
    Source,
    Actor,
    Event,
}

impl Thing {
    fn word(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Actor => "actor",
            Self::Event => "event",
        }
    }

    /// The field by which people call it.
    fn called_by(self) -> &'static str {
        if self == Self::Actor { "name" } else { "title" }
    }
}

pub(super) fn build(mut draft: Draft) -> (Timeline, Vec<Issue>) {
    let events = given_back(std::mem::take(&mut draft.events));
    build_with(draft, events, usize::MAX)
}

/// The same for events that are drafts one after the other; at most so many issues are told.
pub(super) fn build_with(
    draft: Draft,
    events: impl Iterator<Item = DraftEvent>,
    most: usize,
) -> (Timeline, Vec<Issue>) {
    let Draft { meta, sources, actors, events: _, foreign } = draft;
    let mut pile = Pile::new(foreign, most);
    for event in events {
        pile.event(&event);
    }
    let (timeline, issues, _) = pile.build(meta, sources, actors);
    (timeline, issues)
}

/// Drafts one after the other; what is packed makes room for what is to be.
fn given_back(mut drafts: Vec<DraftEvent>) -> impl Iterator<Item = DraftEvent> {
    drafts.reverse();
    std::iter::from_fn(move || {
        let draft = drafts.pop()?;
        if drafts.len().is_multiple_of(GIVEN_BACK) {
            drafts.shrink_to_fit();
        }
        Some(draft)
    })
}

/// After how many events the room of their drafts is given back.
const GIVEN_BACK: usize = 4_096;

/// The key of an event that has none of its own.
pub(crate) fn made_key(date: &str, title: &str) -> String {
    slug(&[date, title], "event")
}

/// What stands where an event has no title. Its key says no more, and may still become another.
pub(crate) const NO_TITLE: &str = "(no title)";

/// Actors as a stream declares them, and those that it names: these by the numbers that they have in
/// the end, in the order in which they are given.
pub(in crate::model) fn settle_actors(
    drafts: Vec<DraftActor>,
    names: &[Text],
    issues: &mut Vec<Issue>,
) -> (Vec<Actor>, Vec<u32>) {
    let mut all = actor_references(drafts, true, issues);
    let ids = all.settle(names, named_actor);
    (all.into_all(), ids)
}

/// The same for sources.
pub(in crate::model) fn settle_sources(
    drafts: Vec<DraftSource>,
    names: &[Text],
    issues: &mut Vec<Issue>,
) -> (Vec<Source>, Vec<u32>) {
    let mut all = source_references(drafts, true, issues);
    let ids = all.settle(names, named_source);
    (all.into_all(), ids)
}

fn actor_references(drafts: Vec<DraftActor>, foreign: bool, issues: &mut Vec<Issue>) -> References<Actor> {
    References::new(Thing::Actor, declare_actors(drafts, foreign, issues), actor_names, foreign)
}

fn source_references(drafts: Vec<DraftSource>, foreign: bool, issues: &mut Vec<Issue>) -> References<Source> {
    References::new(Thing::Source, declare_sources(drafts, foreign, issues), source_names, foreign)
}

fn declare_sources(drafts: Vec<DraftSource>, foreign: bool, issues: &mut Vec<Issue>) -> Vec<Source> {
    let mut keys = Keys::new(Thing::Source, foreign, drafts.iter().map(|draft| draft.key.as_ref()));
    drafts
        .into_iter()
        .map(|draft| {
            let named = || slug(&[draft.title.as_ref().map_or("", Text::raw)], "source");
            let key = keys.take(draft.key.as_ref(), draft.spot, issues, named);
            if let Some(date) = &draft.published {
                issues.extend(sense::backwards("published", date));
            }
            Source {
                title: title_of(draft.title.as_ref(), Thing::Source, &key, draft.spot, issues),
                key,
                publisher: some(draft.publisher),
                author: some(draft.author),
                kind: some(draft.kind),
                published: draft.published.map(|date| date.value),
                published_basis: some(draft.published_basis),
                url: some(draft.url),
                language: some(draft.language),
                file: some(draft.file),
                sha256: some(draft.sha256),
                extra: extra(draft.extra),
                declared: true,
            }
        })
        .collect()
}

fn declare_actors(drafts: Vec<DraftActor>, foreign: bool, issues: &mut Vec<Issue>) -> Vec<Actor> {
    let mut keys = Keys::new(Thing::Actor, foreign, drafts.iter().map(|draft| draft.key.as_ref()));
    drafts
        .into_iter()
        .map(|draft| {
            let named = || slug(&[draft.name.as_ref().map_or("", Text::raw)], "actor");
            let key = keys.take(draft.key.as_ref(), draft.spot, issues, named);
            Actor {
                name: title_of(draft.name.as_ref(), Thing::Actor, &key, draft.spot, issues),
                key,
                kind: draft.kind,
                aliases: all(draft.aliases),
                description: some(draft.description),
                extra: extra(draft.extra),
                declared: true,
            }
        })
        .collect()
}

/// What is wrong with one event of a stream, and its title or words that say that there is none.
pub(in crate::model) fn checked(draft: &DraftEvent, key: &Text, issues: &mut Vec<Issue>) -> Text {
    sense::event(draft, issues);
    for quote in &draft.quotes {
        if quote.source.as_ref().is_none_or(|at| at.value.is_blank()) {
            issues.push(sourceless(quote));
        }
    }
    if let Some(title) = draft.title.as_ref().filter(|title| !title.is_blank()) {
        return title.clone();
    }
    issues.push(nameless(Thing::Event, key, draft.spot));
    Text::new(NO_TITLE)
}

/// A quote may do without words: then its source reports the event. Without a source it says nothing.
fn sourceless(draft: &DraftQuote) -> Issue {
    if draft.text.is_blank() {
        let help = "put the words of the source in `text`, and its key in `source`";
        return Issue::error(draft.spot, "a quote with neither words nor source", help);
    }
    let help = "name the document it is from in `source`";
    Issue::error(draft.spot, "a quote without source", help)
}

/// The title or name, or words that say that there is none.
fn title_of(given: Option<&Text>, thing: Thing, key: &Text, spot: Spot, issues: &mut Vec<Issue>) -> Text {
    if let Some(given) = given.filter(|given| !given.is_blank()) {
        return given.clone();
    }
    issues.push(nameless(thing, key, spot));
    Text::new(format!("(no {}: {})", thing.called_by(), key.raw()))
}

fn nameless(thing: Thing, key: &Text, spot: Spot) -> Issue {
    let (word, field) = (thing.word(), thing.called_by());
    let what = format!("{word} `{}` has no {field}", line(key.raw()));
    Issue::error(spot, what, format!("add one in `{field}`"))
}

fn named_actor(key: &Text) -> Actor {
    Actor {
        key: key.clone(),
        name: key.clone(),
        kind: None,
        aliases: Vec::new(),
        description: None,
        extra: None,
        declared: false,
    }
}

fn named_source(key: &Text) -> Source {
    Source {
        key: key.clone(),
        title: key.clone(),
        publisher: None,
        author: None,
        kind: None,
        published: None,
        published_basis: None,
        url: None,
        language: None,
        file: None,
        sha256: None,
        extra: None,
        declared: false,
    }
}

/// Everything by which somebody may refer to an actor.
fn actor_names(actor: &Actor) -> Vec<&Text> {
    [&actor.key, &actor.name].into_iter().chain(&actor.aliases).collect()
}

/// Everything by which somebody may refer to a source.
fn source_names(source: &Source) -> Vec<&Text> {
    [&source.key, &source.title].into_iter().chain(&source.file).collect()
}

/// Absent means absent, not empty.
fn some(text: Option<Text>) -> Option<Text> {
    text.filter(|text| !text.raw().is_empty())
}

fn all(texts: Vec<Text>) -> Vec<Text> {
    texts.into_iter().filter(|text| !text.raw().is_empty()).collect()
}

fn extra(extra: crate::model::Extra) -> crate::model::Extra {
    extra.filter(|extra| !extra.is_empty())
}

#[cfg(test)]
mod tests;
