//! Steps at work on a draft.

use std::collections::{HashMap, HashSet};

use super::{Part, Step};
use crate::issue::Spot;
use crate::model::draft::{At, DraftActor, DraftEvent, DraftParticipant};
use crate::model::{Date, Draft, Status, Word};
use crate::text::Text;

/// An event that a merge has emptied: it has no key any more.
pub(super) fn is_gone(event: &DraftEvent) -> bool {
    event.key.is_none()
}

/// Where the events and actors of a draft are, by key.
pub(super) struct Places {
    events: HashMap<String, usize>,
    keys: HashSet<String>,
    actors: HashMap<String, String>,
}

impl Places {
    pub(super) fn of(draft: &Draft) -> Self {
        let key = |key: &Option<At<Text>>| key.as_ref().map(|key| key.value.raw().to_owned());
        let events: HashMap<String, usize> =
            draft.events.iter().enumerate().filter_map(|(at, event)| Some((key(&event.key)?, at))).collect();
        let keys = events.keys().cloned().collect();
        let mut actors = HashMap::new();
        for actor in &draft.actors {
            let Some(key) = key(&actor.key) else { continue };
            let names = actor.name.iter().chain(&actor.aliases).map(|name| folded(name.raw()));
            for name in names.chain([folded(&key)]) {
                actors.entry(name).or_insert_with(|| key.clone());
            }
        }
        Self { events, keys, actors }
    }

    pub(super) fn apply(&mut self, draft: &mut Draft, step: &Step) {
        let place = |key: &str| self.events.get(key).copied();
        match step {
            Step::Judge { .. } => {}
            Step::Date { event, date } => {
                let Some(event) = place(event).and_then(|at| draft.events.get_mut(at)) else { return };
                let date = date.as_deref().map(Date::parse).transpose();
                if let Ok(date) = date {
                    event.date = date.map(|(date, _)| At::new(date, Spot::NONE));
                    if let Some(extra) = &mut event.extra {
                        // What could not be understood as a date is mended with it.
                        extra.remove("date");
                    }
                }
            }
            Step::Title { event, title } => {
                if let Some(event) = place(event).and_then(|at| draft.events.get_mut(at)) {
                    event.title = Some(Text::new(title.as_str()));
                }
            }
            Step::Actors { event, actors } => {
                if let Some(at) = place(event) {
                    self.cast(draft, at, actors);
                }
            }
            Step::Speaker { event, quote, speaker } => {
                let Some(at) = place(event) else { return };
                if draft.events.get(at).is_none_or(|event| *quote >= event.quotes.len()) {
                    return;
                }
                let key = speaker.as_deref().map(|name| self.actor(draft, name));
                let event = draft.events.get_mut(at);
                if let Some(quote) = event.and_then(|event| event.quotes.get_mut(*quote)) {
                    quote.speaker = key.map(|key| At::new(Text::new(key), Spot::NONE));
                }
            }
            Step::Status { event, status } => {
                if let Some(event) = place(event).and_then(|at| draft.events.get_mut(at)) {
                    event.status = status.as_deref().and_then(Status::from_word);
                }
            }
            Step::Place { event, place: name } => {
                if let Some(event) = place(event).and_then(|at| draft.events.get_mut(at)) {
                    event.place = name.as_deref().map(Text::new);
                }
            }
            Step::Merge { into, from } => {
                let (Some(into), Some(from)) = (place(into), place(from)) else { return };
                if into == from {
                    return;
                }
                let Some(gone) = draft.events.get_mut(from) else { return };
                let gone_key = gone.key.take().map(|key| key.value.raw().to_owned());
                let gone = std::mem::take(gone);
                if let Some(into) = draft.events.get_mut(into) {
                    merge(into, gone);
                }
                if let Some(key) = gone_key {
                    self.events.remove(&key);
                }
            }
            Step::Split { event, quote, new } => {
                let Some(at) = place(event) else { return };
                if self.keys.contains(new) {
                    return;
                }
                let Some(event) = draft.events.get_mut(at) else { return };
                let Some(second) = split(event, *quote, new) else { return };
                self.keys.insert(new.clone());
                draft.events.insert(at + 1, second);
                for place in self.events.values_mut().filter(|place| **place > at) {
                    *place += 1;
                }
                self.events.insert(new.clone(), at + 1);
            }
        }
    }

    /// Puts others in the place of those who take part. What else is known of who stays, stays.
    fn cast(&mut self, draft: &mut Draft, at: usize, parts: &[Part]) {
        let keys: Vec<(String, &Part)> =
            parts.iter().map(|part| (self.actor(draft, &part.actor), part)).collect();
        let Some(event) = draft.events.get_mut(at) else { return };
        let before = std::mem::take(&mut event.actors);
        for (key, part) in keys {
            if event.actors.iter().any(|known| known.actor.value.raw() == key) {
                continue;
            }
            let known = before.iter().find(|known| known.actor.value.raw() == key).cloned();
            let known = known.unwrap_or_else(|| DraftParticipant {
                actor: At::new(Text::new(key), Spot::NONE),
                role: None,
                extra: None,
            });
            event.actors.push(DraftParticipant { role: part.role.as_deref().map(Text::new), ..known });
        }
    }

    /// The key of the actor of that key or name; where there is none, of a new one.
    fn actor(&mut self, draft: &mut Draft, name: &str) -> String {
        if let Some(key) = self.actors.get(&folded(name)) {
            return key.clone();
        }
        let stem = slug(name);
        let taken =
            |key: &str| draft.actors.iter().any(|a| a.key.as_ref().is_some_and(|k| k.value.raw() == key));
        let mut key = stem.clone();
        let mut count = 1;
        while taken(&key) {
            count += 1;
            key = format!("{stem}-{count}");
        }
        draft.actors.push(DraftActor {
            key: Some(At::new(Text::new(key.as_str()), Spot::NONE)),
            name: Some(Text::new(name.trim())),
            ..DraftActor::default()
        });
        self.actors.insert(folded(name), key.clone());
        key
    }
}

/// Takes up the evidence of another: quotes, caveats, actors, tags, and what this one does not know.
fn merge(into: &mut DraftEvent, from: DraftEvent) {
    for quote in from.quotes {
        let is_same = |known: &crate::model::draft::DraftQuote| {
            known.text == quote.text
                && known.source.as_ref().map(|at| &at.value) == quote.source.as_ref().map(|at| &at.value)
        };
        if !into.quotes.iter().any(is_same) {
            into.quotes.push(quote);
        }
    }
    for actor in from.actors {
        if !into.actors.iter().any(|known| known.actor.value == actor.actor.value) {
            into.actors.push(actor);
        }
    }
    for caveat in from.caveats {
        if !into.caveats.iter().any(|known| known.text == caveat.text) {
            into.caveats.push(caveat);
        }
    }
    for tag in from.tags {
        if !into.tags.contains(&tag) {
            into.tags.push(tag);
        }
    }
    into.date = into.date.take().or(from.date);
    into.summary = into.summary.take().or(from.summary);
    into.place = into.place.take().or(from.place);
    into.status = into.status.or(from.status);
    into.importance = into.importance.or(from.importance);
}

/// Makes a second event with one of the quotes. An only quote tells of both.
fn split(event: &mut DraftEvent, quote: usize, new: &str) -> Option<DraftEvent> {
    let mut second = event.clone();
    second.key = Some(At::new(Text::new(new), Spot::NONE));
    second.line = 0;
    if event.quotes.len() > 1 {
        if quote >= event.quotes.len() {
            return None;
        }
        second.quotes = vec![event.quotes.remove(quote)];
    }
    Some(second)
}

/// Whether two names are the same but for case and blanks.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

/// Who takes part, out of what somebody wrote: `Anna Berg, host; Vik`. A comma parts a name from a role, unless
/// all of it `is_known` as a name.
///
/// ```
/// use annals::review::parted;
/// let parts = parted("Anna Berg, host; Vik ;; Sons, Ltd", |name| name == "Sons, Ltd");
/// let parts: Vec<_> = parts.iter().map(|part| (part.actor.as_str(), part.role.as_deref())).collect();
/// assert_eq!(parts, [("Anna Berg", Some("host")), ("Vik", None), ("Sons, Ltd", None)]);
/// ```
#[must_use]
pub fn parted(text: &str, is_known: impl Fn(&str) -> bool) -> Vec<Part> {
    let one = |written: &str| {
        let written = written.trim();
        let split = written.split_once([',', '=']).filter(|_| !is_known(written));
        let (name, role) = split.map_or((written, ""), |(name, role)| (name.trim(), role.trim()));
        let role = (!role.is_empty()).then(|| role.to_owned());
        (!name.is_empty()).then(|| Part { actor: name.to_owned(), role })
    };
    text.split(';').filter_map(one).collect()
}

/// A name as it is compared: case and the width of blanks do not matter.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A key out of a name.
fn slug(name: &str) -> String {
    let mut key = String::new();
    for c in deunicode::deunicode(name).chars() {
        if c.is_ascii_alphanumeric() {
            key.push(c.to_ascii_lowercase());
        } else if !key.is_empty() && !key.ends_with('-') {
            key.push('-');
        }
    }
    let key = key.trim_end_matches('-');
    if key.is_empty() { "actor".to_owned() } else { key.to_owned() }
}
