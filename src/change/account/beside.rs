//! What changed of actors, of sources, and of the timeline itself.

use std::collections::{HashMap, HashSet};

use super::{Change, dates, event, folded};
use crate::model::draft::{At, DraftActor, DraftEvent, DraftSource};
use crate::model::{Draft, Meta, Word as _};
use crate::text::Text;

/// Actors and sources that have other keys now: the old key, and the new one.
pub(in crate::change) struct Renamed {
    actors: HashMap<Text, Text>,
    sources: HashMap<Text, Text>,
}

impl Renamed {
    /// What is gone and has the name of something new goes by another key now.
    pub(in crate::change) fn of(old: &Draft, new: &Draft) -> Self {
        let actors = |draft: &Draft| -> Vec<(Text, String)> {
            draft.actors.iter().map(|one| (key(one.key.as_ref()), folded(one.name.as_ref()))).collect()
        };
        let sources = |draft: &Draft| -> Vec<(Text, String)> {
            draft.sources.iter().map(|one| (key(one.key.as_ref()), folded(one.title.as_ref()))).collect()
        };
        Self { actors: renamed(&actors(old), &actors(new)), sources: renamed(&sources(old), &sources(new)) }
    }

    /// Has two that began as `base` call everything alike: what has another key on one side has it on all,
    /// and where both gave it another, that of `a`. A key that the other side gave to something else stays.
    pub(in crate::change) fn settle(base: &mut Draft, a: &mut Draft, b: &mut Draft) {
        let (ours, theirs) = (Self::of(base, a), Self::of(base, b));
        let actors = |draft: &Draft| draft.actors.iter().map(|one| key(one.key.as_ref())).collect();
        let sources = |draft: &Draft| draft.sources.iter().map(|one| key(one.key.as_ref())).collect();
        let [base_actors, a_actors, b_actors] = settled(&ours.actors, &theirs.actors, &actors(a), &actors(b));
        let [base_sources, a_sources, b_sources] =
            settled(&ours.sources, &theirs.sources, &sources(a), &sources(b));
        Self { actors: base_actors, sources: base_sources }.carry(base);
        Self { actors: a_actors, sources: a_sources }.carry(a);
        Self { actors: b_actors, sources: b_sources }.carry(b);
    }

    /// Gives the actors and sources of a draft their new keys, and has its events refer to them.
    fn carry(&self, draft: &mut Draft) {
        let set = |at: &mut Option<At<Text>>, keys: &HashMap<Text, Text>| {
            if let Some(at) = at
                && let Some(new) = keys.get(&at.value)
            {
                at.value = new.clone();
            }
        };
        draft.actors.iter_mut().for_each(|one| set(&mut one.key, &self.actors));
        draft.sources.iter_mut().for_each(|one| set(&mut one.key, &self.sources));
        self.apply(&mut draft.events);
    }

    /// Has events refer to the new keys.
    pub(super) fn apply(&self, events: &mut [DraftEvent]) {
        let set = |at: &mut At<Text>, keys: &HashMap<Text, Text>| {
            if let Some(new) = keys.get(&at.value) {
                at.value = new.clone();
            }
        };
        for event in events {
            for one in &mut event.actors {
                set(&mut one.actor, &self.actors);
            }
            for quote in &mut event.quotes {
                quote.source.iter_mut().for_each(|at| set(at, &self.sources));
                quote.speaker.iter_mut().for_each(|at| set(at, &self.actors));
            }
        }
    }
}

/// What the base, `a` and `b` have to call otherwise, so that all call it alike.
fn settled(
    ours: &HashMap<Text, Text>,
    theirs: &HashMap<Text, Text>,
    in_a: &HashSet<Text>,
    in_b: &HashSet<Text>,
) -> [HashMap<Text, Text>; 3] {
    let (mut base, mut a, mut b) = (HashMap::new(), HashMap::new(), HashMap::new());
    for (was, ours) in ours {
        match theirs.get(was) {
            Some(theirs) if theirs == ours => {}
            Some(theirs) if !in_b.contains(ours) => drop(b.insert(theirs.clone(), ours.clone())),
            None if !in_b.contains(ours) => drop(b.insert(was.clone(), ours.clone())),
            _ => continue,
        }
        base.insert(was.clone(), ours.clone());
    }
    for (was, theirs) in theirs.iter().filter(|(was, _)| !ours.contains_key(*was)) {
        if !in_a.contains(theirs) {
            a.insert(was.clone(), theirs.clone());
            base.insert(was.clone(), theirs.clone());
        }
    }
    [base, a, b]
}

fn renamed(old: &[(Text, String)], new: &[(Text, String)]) -> HashMap<Text, Text> {
    let known: HashSet<&Text> = old.iter().map(|(key, _)| key).collect();
    let there: HashSet<&Text> = new.iter().map(|(key, _)| key).collect();
    let mut by_name: HashMap<&str, &Text> = HashMap::new();
    for (key, name) in new.iter().rev().filter(|(key, name)| !known.contains(key) && !name.is_empty()) {
        by_name.insert(name, key);
    }
    let gone = old.iter().filter(|(key, _)| !there.contains(key));
    // Each new one for one that is gone.
    gone.filter_map(|(key, name)| Some((key.clone(), by_name.remove(name.as_str())?.clone()))).collect()
}

fn key(at: Option<&At<Text>>) -> Text {
    at.map(|at| at.value.clone()).unwrap_or_default()
}

pub(super) fn timeline(old: &Meta, new: &Meta) -> Vec<Change> {
    let mut out = Vec::new();
    out.extend(Change::prose("timeline", "the timeline's title", old.title.as_ref(), new.title.as_ref()));
    let (from, to) = (old.description.as_ref(), new.description.as_ref());
    out.extend(Change::prose("timeline", "the timeline's description", from, to));
    let (from, to) = (old.language.as_ref(), new.language.as_ref());
    out.extend(Change::field("timeline", "the timeline's language", from, to));
    for (from, to) in [(&old.extra, &new.extra), (&old.rest, &new.rest)] {
        out.extend(event::extra(from, to).into_iter().map(|change| Change { part: "timeline", ..change }));
    }
    out
}

/// Pairs what has the same key, as it is now, and tells what is new and gone.
fn each<T>(
    (old, new): (&[T], &[T]),
    keys: &HashMap<Text, Text>,
    key_of: impl Fn(&T) -> Text,
    mut tell: impl FnMut(Option<&T>, Option<&T>),
) {
    let before: HashMap<Text, &T> = old
        .iter()
        .map(|one| {
            let key = key_of(one);
            (keys.get(&key).cloned().unwrap_or(key), one)
        })
        .collect();
    let after: HashSet<Text> = new.iter().map(&key_of).collect();
    for one in new {
        tell(before.get(&key_of(one)).copied(), Some(one));
    }
    for one in old {
        let key = key_of(one);
        if !after.contains(keys.get(&key).unwrap_or(&key)) {
            tell(Some(one), None);
        }
    }
}

pub(super) fn actors(old: &[DraftActor], new: &[DraftActor], renamed: &Renamed) -> Vec<Change> {
    let mut out = Vec::new();
    let key_of = |actor: &DraftActor| key(actor.key.as_ref());
    each((old, new), &renamed.actors, key_of, |before, after| {
        let said = |actor: &DraftActor| {
            let name = actor.name.as_ref().map(|name| name.line().into_owned()).unwrap_or_default();
            format!("the actor {name} ({})", key_of(actor).line())
        };
        match (before, after) {
            (None, Some(actor)) => {
                out.push(Change::new(
                    "actors",
                    format!("{} is new", said(actor)),
                    None,
                    Some(&key_of(actor)),
                ));
            }
            (Some(actor), None) => {
                out.push(Change::new(
                    "actors",
                    format!("{} is gone", said(actor)),
                    Some(&key_of(actor)),
                    None,
                ));
            }
            (Some(old), Some(new)) => {
                let (was, is) = (key_of(old), key_of(new));
                let of = |what: &str| format!("{what} of {}", said(old));
                let kind = |actor: &DraftActor| actor.kind.map(|kind| Text::new(kind.word()));
                out.extend(Change::field("actors", &of("the key"), Some(&was), Some(&is)));
                out.extend(Change::field("actors", &of("the name"), old.name.as_ref(), new.name.as_ref()));
                out.extend(Change::field("actors", &of("the kind"), kind(old).as_ref(), kind(new).as_ref()));
                let (from, to) = (old.description.as_ref(), new.description.as_ref());
                out.extend(Change::prose("actors", &of("the description"), from, to));
                out.extend(event::texts("actors", &of("the alias"), &old.aliases, &new.aliases));
                let extra = event::extra(&old.extra, &new.extra);
                out.extend(extra.into_iter().map(|change| of_thing("actors", &said(old), change)));
            }
            (None, None) => {}
        }
    });
    out
}

pub(super) fn sources(old: &[DraftSource], new: &[DraftSource], renamed: &Renamed) -> Vec<Change> {
    let mut out = Vec::new();
    let key_of = |source: &DraftSource| key(source.key.as_ref());
    each((old, new), &renamed.sources, key_of, |before, after| {
        let said = |source: &DraftSource| {
            let title = source.title.as_ref().map(|title| title.line().into_owned()).unwrap_or_default();
            format!("the source {title} ({})", key_of(source).line())
        };
        match (before, after) {
            (None, Some(one)) => {
                out.push(Change::new("sources", format!("{} is new", said(one)), None, Some(&key_of(one))));
            }
            (Some(one), None) => {
                out.push(Change::new("sources", format!("{} is gone", said(one)), Some(&key_of(one)), None));
            }
            (Some(old), Some(new)) => {
                let (was, is) = (key_of(old), key_of(new));
                let of = |what: &str| format!("{what} of {}", said(old));
                for (what, from, to) in [
                    ("the key", Some(&was), Some(&is)),
                    ("the title", old.title.as_ref(), new.title.as_ref()),
                    ("the publisher", old.publisher.as_ref(), new.publisher.as_ref()),
                    ("the author", old.author.as_ref(), new.author.as_ref()),
                    ("the kind", old.kind.as_ref(), new.kind.as_ref()),
                    ("the basis of the date", old.published_basis.as_ref(), new.published_basis.as_ref()),
                    ("the address", old.url.as_ref(), new.url.as_ref()),
                    ("the language", old.language.as_ref(), new.language.as_ref()),
                    ("the file", old.file.as_ref(), new.file.as_ref()),
                    ("the digest", old.sha256.as_ref(), new.sha256.as_ref()),
                ] {
                    out.extend(Change::field("sources", &of(what), from, to));
                }
                let date = dates::change(&of("the date"), old.published.as_ref(), new.published.as_ref());
                out.extend(date.map(|change| Change { part: "sources", ..change }));
                let extra = event::extra(&old.extra, &new.extra);
                out.extend(extra.into_iter().map(|change| of_thing("sources", &said(old), change)));
            }
            (None, None) => {}
        }
    });
    out
}

fn of_thing(part: &'static str, thing: &str, change: Change) -> Change {
    Change { part, said: format!("{thing}: {}", change.said), ..change }
}
