//! Several timelines as one.
//!
//! What has the same key and the same name is one: actors, and sources that are not of another day, address or
//! file; what they are told of otherwise is kept beside, and told. One are also events with the same key and the
//! same content. What has the same key and is something else gets a key of its own (`key-2`), and what
//! referred to it in its file goes on doing so. Namesakes under different keys are proposed for joining,
//! and never joined unless somebody says so.

use std::collections::HashSet;
use std::path::Path;

use crate::issue::{Issue, Spot, nearest};
use crate::model::draft::{DraftActor, DraftEvent, DraftSource};
use crate::model::{Draft, Meta, Timeline};
use crate::search::fold;
use crate::text::{Text, line};

mod events;
mod registry;

use super::kept::{Other, fill_all, keep_beside};
use events::Events;
use registry::Registry;

/// How many namesakes are proposed for joining.
const MAX_PROPOSED: usize = 50;

/// How many titles are named in the title of the whole.
const TITLES: usize = 3;

/// Timelines put together.
#[derive(Debug)]
pub struct Combined {
    /// All of them.
    pub timeline: Timeline,
    /// The part that each event came from first, in the order of the timeline's file.
    pub parts: Vec<u32>,
    /// What was renamed, and what may be one: each with the number of the part that it is about.
    pub notes: Vec<(usize, Issue)>,
    /// Actors and sources that the part of that number only refers to, and another declares.
    pub resolved: HashSet<(usize, Text)>,
}

/// Puts `parts` together, each under its name. `joins` are keys of actors or sources that are one: the
/// first gives way to the second.
///
/// # Errors
///
/// When a key of `joins` is that of no actor and no source.
///
/// ```
/// use annals::change::combine;
/// use annals::formats::{self, Hint};
///
/// let read = |text: &str| formats::read(Hint::Name("toml"), text.as_bytes()).map(|read| read.timeline);
/// let a = read("[[actors]]\nkey = 'aliyev'\nname = 'Ilham Aliyev'\n[[events]]\nkey = 'a'\ntitle = 'A'")?;
/// let b = read("[[actors]]\nkey = 'ia'\nname = 'Ilham Aliyev'\n[[events]]\nkey = 'a'\ntitle = 'B'")?;
/// let parts = [("a.toml".into(), &a), ("b.toml".into(), &b)];
///
/// let both = combine(&parts, &[]).unwrap();
/// assert_eq!(both.timeline.events().len(), 2);
/// assert_eq!(both.timeline.actors().len(), 2);
/// let said: Vec<String> = both.notes.iter().map(|(_, note)| note.to_string()).collect();
/// assert!(said[0].contains("event key `a` is also in a.toml with other content"));
/// assert!(said[1].contains("actor `ia` may be `aliyev` of a.toml: both are called “Ilham Aliyev”"));
///
/// let joined = combine(&parts, &[("ia".into(), "aliyev".into())]).unwrap();
/// assert_eq!(joined.timeline.actors().len(), 1);
/// # Ok::<(), formats::ReadError>(())
/// ```
pub fn combine(parts: &[(Text, &Timeline)], joins: &[(String, String)]) -> Result<Combined, String> {
    let heads: Vec<Draft> = parts.iter().map(|(_, timeline)| Draft::head_of(timeline)).collect();
    let mut notes = Vec::new();
    let mut whole = Draft { meta: meta(&heads, parts, &mut notes), ..Draft::default() };
    let mut actors = Registry::new("actor", heads.iter().map(|draft| draft.actors.as_slice()));
    let mut sources = Registry::new("source", heads.iter().map(|draft| draft.sources.as_slice()));
    for (part, draft) in heads.into_iter().enumerate() {
        for actor in draft.actors {
            notes.extend(actors.add(part, actor, parts).into_iter().map(|note| (part, note)));
        }
        for source in draft.sources {
            notes.extend(sources.add(part, source, parts).into_iter().map(|note| (part, note)));
        }
    }
    for (this, that) in joins {
        notes.extend(join(&mut actors, &mut sources, (this, that), parts)?);
    }
    let (events, told) = Events::of(parts, &actors, &sources);
    notes.extend(told);
    if parts.len() > 1 {
        notes.extend(actors.namesakes(parts, MAX_PROPOSED));
        notes.extend(sources.namesakes(parts, MAX_PROPOSED));
    }
    whole.actors = actors.all();
    whole.sources = sources.all();
    let timeline = whole.build_with(events.drafts());
    let came_from = events.parts();
    let resolved = resolved(parts, &timeline);
    Ok(Combined { timeline, parts: came_from, notes, resolved })
}

fn join(
    actors: &mut Registry<DraftActor>,
    sources: &mut Registry<DraftSource>,
    (this, that): (&str, &str),
    parts: &[(Text, &Timeline)],
) -> Result<Vec<(usize, Issue)>, String> {
    let (a, b) = (Text::new(this), Text::new(that));
    if let Some(notes) = actors.join(&a, &b, parts).or_else(|| sources.join(&a, &b, parts)) {
        return Ok(notes);
    }
    let known = |key: &Text| actors.has(key) || sources.has(key);
    let Some(missing) = [&a, &b].into_iter().find(|key| !known(key)) else {
        return Err(format!(
            "{} and {} are not of one kind: only two actors or two sources can be joined",
            a.line(),
            b.line()
        ));
    };
    let near = nearest(missing.raw(), actors.keys().chain(sources.keys()));
    let help = near.map_or_else(
        || "`annals actors` and `annals sources` print the keys".to_owned(),
        |near| format!("did you mean `{}`?", line(near)),
    );
    Err(format!("no actor and no source has the key `{}`; {help}", missing.line()))
}

/// Whether a reader sees the same in two events, wherever they come from.
#[must_use]
pub fn same_content(a: &DraftEvent, b: &DraftEvent) -> bool {
    // Taken apart, so that a field that is added to the model is not forgotten here.
    let DraftEvent {
        spot: _,
        line: _,
        origin: _,
        key: _,
        date,
        title,
        summary,
        status,
        importance,
        place,
        actors,
        quotes,
        caveats,
        tags,
        extra,
    } = b;
    a.date.as_ref().map(|at| at.value.edtf()) == date.as_ref().map(|at| at.value.edtf())
        && a.title == *title
        && a.summary == *summary
        && a.status == *status
        && a.importance == *importance
        && a.place == *place
        && a.actors == *actors
        && a.quotes == *quotes
        && a.caveats == *caveats
        && a.tags == *tags
        && a.extra == *extra
}

/// The titles of the first parts, or the names of their files where there are few, and how many others there are. A
/// part with one event alone is a page of a folder, and its name says nothing of the whole.
fn title(drafts: &[Draft], parts: &[(Text, &Timeline)]) -> Option<Text> {
    let mut named: Vec<String> = Vec::new();
    let mut others = 0;
    for (draft, (file, timeline)) in drafts.iter().zip(parts) {
        let is_told = drafts.len() <= TITLES && timeline.len() > 1;
        let file = || {
            Path::new(file.raw())
                .file_name()
                .filter(|_| is_told)
                .map(|name| name.to_string_lossy().into_owned())
        };
        match draft.meta.title.as_ref().map(|title| title.raw().to_owned()).or_else(file) {
            Some(title) if named.contains(&title) => {}
            Some(title) if named.len() < TITLES => named.push(title),
            _ => others += 1,
        }
    }
    let more = match others {
        0 => String::new(),
        1 => " and 1 other".to_owned(),
        _ => format!(" and {others} others"),
    };
    (!named.is_empty()).then(|| Text::new(format!("{}{more}", named.join(" + "))))
}

/// What is said of the whole: the titles, the descriptions, and what only one part says or all say alike. What
/// is not kept, or only beside something else, is told.
fn meta(drafts: &[Draft], parts: &[(Text, &Timeline)], notes: &mut Vec<(usize, Issue)>) -> Meta {
    let one = |get: fn(&Meta) -> Option<&Text>| {
        let mut said: Vec<&Text> = Vec::new();
        for text in drafts.iter().filter_map(|draft| get(&draft.meta)) {
            if !said.contains(&text) && said.len() <= TITLES {
                said.push(text);
            }
        }
        said
    };
    let title = title(drafts, parts);
    let descriptions = one(|meta| meta.description.as_ref());
    let description = descriptions.iter().take(TITLES).map(|one| one.raw()).collect::<Vec<_>>().join("\n\n");
    let languages = one(|meta| meta.language.as_ref());
    let mut out = Meta {
        title,
        description: (!descriptions.is_empty()).then(|| Text::new(description)),
        language: if let [only] = languages.as_slice() { Some((*only).clone()) } else { None },
        ..Meta::default()
    };
    let name = |part: usize| parts.get(part).map(|(name, _)| name.line().into_owned()).unwrap_or_default();
    for (part, draft) in drafts.iter().enumerate() {
        let meta = &draft.meta;
        let mut tell = |what: String, help: String| notes.push((part, Issue::note(Spot::NONE, what, help)));
        if meta
            .description
            .as_ref()
            .is_some_and(|text| !descriptions[..descriptions.len().min(TITLES)].contains(&text))
        {
            let what = "the description of the timeline is not kept".to_owned();
            tell(what, format!("those of the first {TITLES} inputs are"));
        }
        if let (Some(language), None) = (&meta.language, &out.language) {
            let what = format!("the language `{}` of the timeline is not kept", language.line());
            tell(what, "the inputs are in several".to_owned());
        }
        let others =
            [fill_all(&mut out.extra, meta.extra.clone()), fill_all(&mut out.rest, meta.rest.clone())];
        for Other { field, says, .. } in others.into_iter().flatten() {
            keep_beside(&mut out.extra, &field, &says);
            let what = format!("`{}` of the timeline is something else before {}", line(&field), name(part));
            tell(what, format!("that stands; this is kept beside it as `conflict_{}`", line(&field)));
        }
    }
    out
}

/// What a part only refers to, and the whole declares.
fn resolved(parts: &[(Text, &Timeline)], whole: &Timeline) -> HashSet<(usize, Text)> {
    let mut out = HashSet::new();
    for (part, (_, timeline)) in parts.iter().enumerate() {
        let actors = timeline.actors().iter().filter(|actor| !actor.declared).map(|actor| actor.key.clone());
        let declared = |key: &Text| whole.actor_by_key(key).is_some_and(|id| whole.actor(id).declared);
        out.extend(actors.filter(declared).map(|key| (part, key)));
        let sources = timeline.sources().iter().filter(|one| !one.declared).map(|one| one.key.clone());
        let declared = |key: &Text| whole.source_by_key(key).is_some_and(|id| whole.source(id).declared);
        out.extend(sources.filter(declared).map(|key| (part, key)));
    }
    out
}

/// A name as it is compared: folded, without what only looks different.
fn folded(text: &Text) -> String {
    fold::name(&text.line())
}

#[cfg(test)]
mod tests;
