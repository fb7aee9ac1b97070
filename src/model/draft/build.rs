//! Resolving a draft: keys, references, order, and what the model can see to be wrong.

use super::{At, Draft, DraftActor, DraftEvent, DraftParticipant, DraftQuote, DraftSource};
use crate::issue::{Issue, Spot};
use crate::model::{Actor, Date, Source, Stance, Timeline};
use crate::text::{Text, line};

mod keys;
mod pack;
mod refs;
mod sense;

use keys::Keys;
pub(in crate::model) use keys::slug;
use pack::Packing;
pub(in crate::model) use pack::with_parts;
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
}

pub(super) fn build(mut draft: Draft) -> (Timeline, Vec<Issue>) {
    let events = std::mem::take(&mut draft.events);
    let given = events.iter().map(|draft| draft.key.as_ref());
    let keys = Keys::new(Thing::Event, draft.foreign, given);
    build_with(draft, keys, given_back(events), true)
}

/// The same for events that are drafts one after the other, each with a key that no other has.
pub(super) fn build_each(draft: Draft, events: impl Iterator<Item = DraftEvent>) -> Timeline {
    let keys = Keys::new(Thing::Event, draft.foreign, std::iter::empty());
    build_with(draft, keys, events, false).0
}

fn build_with(
    draft: Draft,
    keys: Keys,
    events: impl Iterator<Item = DraftEvent>,
    tells: bool,
) -> (Timeline, Vec<Issue>) {
    let mut issues = Vec::new();
    let Draft { meta, sources, actors, events: _, foreign } = draft;
    let sources = declare_sources(sources, foreign, &mut issues);
    let actors = declare_actors(actors, foreign, &mut issues);
    let mut build = Build {
        sources: References::new(Thing::Source, sources, source_names, foreign),
        actors: References::new(Thing::Actor, actors, actor_names, foreign),
        issues,
        foreign,
        tells,
    };
    let packed = build.events(keys, events);
    let Build { sources, actors, mut issues, .. } = build;
    let (sources, actors) = (sources.into_all(), actors.into_all());
    let parts = packed.place(meta, sources, actors);
    // Stable: at one place they stay in the order in which they were found.
    issues.sort_by_key(|issue| issue.spot);
    (Timeline::assemble(parts), issues)
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

/// What stands where there is no title or name.
pub(crate) fn untitled(field: &str, key: &str) -> String {
    format!("(no {field}: {key})")
}

struct Build {
    sources: References<Source>,
    actors: References<Actor>,
    issues: Vec<Issue>,
    foreign: bool,
    /// Somebody wants to hear what is wrong.
    tells: bool,
}

impl Build {
    fn events(&mut self, mut keys: Keys, drafts: impl Iterator<Item = DraftEvent>) -> Packing {
        let mut packing = Packing::default();
        let (mut all, mut bare) = (0, Vec::new());
        for draft in drafts {
            all += 1;
            let key = keys.take(draft.key.as_ref(), draft.spot, &mut self.issues, || {
                let date = draft.date.as_ref().map_or("", |date| date.value.edtf());
                made_key(date, draft.title.as_ref().map_or("", Text::raw))
            });
            sense::event(&draft, &mut self.issues);
            if draft.quotes.is_empty() && !self.foreign && self.tells {
                bare.push((draft.spot, key.clone()));
            }
            let title = title_of(draft.title.as_ref(), Thing::Event, &key, draft.spot, &mut self.issues);
            let who: Vec<u32> = draft.actors.iter().map(|one| self.participant(one)).collect();
            let past = sense::past_start(draft.status, draft.date.as_ref());
            let whose: Vec<_> = draft.quotes.iter().map(|one| self.quote(one, past.as_ref())).collect();
            packing.event(&draft, &key, &title, &who, &whose);
            if !self.tells {
                self.issues.clear();
            }
        }
        sense::bare(&bare, all, &mut self.issues);
        packing
    }

    fn participant(&mut self, draft: &DraftParticipant) -> u32 {
        if !self.is_name(&draft.actor) {
            let unnamed = At::new(Text::new("?"), draft.actor.spot);
            return self.actors.resolve(&unnamed, named_actor, &mut self.issues);
        }
        self.actors.resolve(&draft.actor, named_actor, &mut self.issues)
    }

    /// Whether something is named. Where to name is to declare, blank text names nobody: what it declared
    /// would have no name.
    fn is_name(&self, at: &At<Text>) -> bool {
        !(at.value.raw().is_empty() || self.foreign && at.value.is_blank())
    }

    /// The source and the speaker of a quote.
    fn quote(&mut self, draft: &DraftQuote, past: Option<&Date>) -> (Option<u32>, Option<u32>) {
        let spot = draft.spot;
        let source = draft.source.as_ref().filter(|at| self.is_name(at)).map(|at| {
            let id = self.sources.resolve(at, named_source, &mut self.issues);
            // Who only mentions it may have announced it.
            let reported = past.filter(|_| draft.stance != Some(Stance::Mentions));
            if let (Some(event), Some(source)) = (reported, self.sources.get(id)) {
                self.issues.extend(sense::too_early(spot, event, source));
            }
            id
        });
        if source.is_none() {
            self.issues.push(sourceless(draft));
        }
        let speaker = draft.speaker.as_ref().filter(|at| self.is_name(at));
        let speaker = speaker.map(|at| self.actors.resolve(at, named_actor, &mut self.issues));
        (source, speaker)
    }
}

/// Actors as a stream declares them, and those that it names: these by the numbers that they have in
/// the end, in the order in which they are given.
pub(in crate::model) fn settle_actors(
    drafts: Vec<DraftActor>,
    names: &[Text],
    issues: &mut Vec<Issue>,
) -> (Vec<Actor>, Vec<u32>) {
    let declared = declare_actors(drafts, true, issues);
    settle(References::new(Thing::Actor, declared, actor_names, true), names, named_actor)
}

/// The same for sources.
pub(in crate::model) fn settle_sources(
    drafts: Vec<DraftSource>,
    names: &[Text],
    issues: &mut Vec<Issue>,
) -> (Vec<Source>, Vec<u32>) {
    let declared = declare_sources(drafts, true, issues);
    settle(References::new(Thing::Source, declared, source_names, true), names, named_source)
}

fn settle<T: refs::Keyed>(
    mut all: References<T>,
    names: &[Text],
    named: fn(&Text) -> T,
) -> (Vec<T>, Vec<u32>) {
    // Where to name is to declare, there is nothing to remark.
    let ids = names
        .iter()
        .map(|name| all.resolve(&At::new(name.clone(), Spot::NONE), named, &mut Vec::new()))
        .collect();
    (all.into_all(), ids)
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
    title_of(draft.title.as_ref(), Thing::Event, key, draft.spot, issues)
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
    let field = if thing == Thing::Actor { "name" } else { "title" };
    let (word, short) = (thing.word(), line(key.raw()));
    issues.push(Issue::error(
        spot,
        format!("{word} `{short}` has no {field}"),
        format!("add one in `{field}`"),
    ));
    Text::new(untitled(field, key.raw()))
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
