//! Steps at work on a draft.

use std::collections::{HashMap, HashSet};

use super::{Added, BY_READER, CERTAINTY, Certainty, Holds, Part, RULE, Step};
use crate::extract::draft::is_of_date;
use crate::issue::Spot;
use crate::model::draft::{At, DraftActor, DraftCaveat, DraftEvent, DraftParticipant, DraftQuote, slug};
use crate::model::{CaveatKind, Date, Draft, Event, Extra, Status, Word};
use crate::text::{Text, TextRef};

/// An event that a merge has emptied: it has no key any more.
pub(super) fn is_gone(event: &DraftEvent) -> bool {
    event.key.is_none()
}

/// Where the events and actors of a draft are, by key.
pub(super) struct Places {
    events: HashMap<String, usize>,
    keys: HashSet<String>,
    actors: HashMap<String, String>,
    /// What was merged: by the key of what stayed what that was before, and what went.
    merged: HashMap<String, Vec<(DraftEvent, DraftEvent)>>,
}

impl Places {
    pub(super) fn of(draft: &Draft) -> Self {
        let key = |key: &Option<At<Text>>| key.as_ref().map(|key| key.value.raw().to_owned());
        let events: HashMap<String, usize> =
            draft.events.iter().enumerate().filter_map(|(at, event)| Some((key(&event.key)?, at))).collect();
        let keys = events.keys().cloned().collect();
        let mut actors = HashMap::new();
        let all = || draft.actors.iter().filter_map(|actor| Some((key(&actor.key)?, actor)));
        // A key is nobody else's name.
        actors.extend(all().map(|(key, _)| (folded(&key), key)));
        for (key, actor) in all() {
            for name in actor.name.iter().chain(&actor.aliases) {
                actors.entry(folded(name.raw())).or_insert_with(|| key.clone());
            }
        }
        Self { events, keys, actors, merged: HashMap::new() }
    }

    /// Does a step. Whether there was something to do it on.
    pub(super) fn apply(&mut self, draft: &mut Draft, step: &Step) -> bool {
        self.applied(draft, step).is_some()
    }

    fn applied(&mut self, draft: &mut Draft, step: &Step) -> Option<()> {
        let place = |key: &str| self.events.get(key).copied();
        match step {
            Step::Judge { .. } => {}
            Step::Date { event, date } => {
                let event = draft.events.get_mut(place(event)?)?;
                let date = date.as_deref().map(Date::parse).transpose().ok()?;
                event.date = date.map(|(date, _)| At::new(date, Spot::NONE));
                // What was doubtful about another date is not about this one.
                event.caveats.retain(|caveat| !is_of_date(caveat.text.raw()));
                if let Some(extra) = &mut event.extra {
                    // What could not be understood as a date is mended with it, and words for it are for another.
                    extra.remove("date");
                    extra.remove("date_original");
                }
            }
            Step::Title { event, title } => {
                draft.events.get_mut(place(event)?)?.title = Some(Text::new(title.as_str()));
            }
            Step::Actors { event, actors } => self.cast(draft, place(event)?, actors)?,
            Step::Speaker { event, quote, speaker } => {
                let at = place(event)?;
                let event = draft.events.get(at)?;
                let now = event.quotes.get(*quote)?.speaker.iter().map(|at| at.value.raw());
                let near: Vec<String> = now.chain(here(event)).map(str::to_owned).collect();
                let key = speaker.as_deref().map(|name| self.actor_near(draft, &near, name));
                draft.events.get_mut(at)?.quotes.get_mut(*quote)?.speaker =
                    key.map(|key| At::new(Text::new(key), Spot::NONE));
            }
            Step::Status { event, status } => {
                draft.events.get_mut(place(event)?)?.status = status.as_deref().and_then(Status::from_word);
            }
            Step::Place { event, place: name } => {
                draft.events.get_mut(place(event)?)?.place = name.as_deref().map(Text::new);
            }
            Step::Merge { into, from, date } => {
                let (into, at) = (place(into)?, place(from)?);
                if into == at {
                    return None;
                }
                let gone = std::mem::take(draft.events.get_mut(at)?);
                let stays = draft.events.get_mut(into)?;
                let key = stays.key.as_ref().map(|key| key.value.raw().to_owned()).unwrap_or_default();
                self.merged.entry(key).or_default().push((stays.clone(), gone.clone()));
                merge(stays, gone, *date);
                self.events.remove(from);
            }
            Step::Add(added) => self.add(draft, added)?,
            Step::Split { event, quote, new } => {
                let at = place(event)?;
                if self.keys.contains(new) {
                    return None;
                }
                let first = draft.events.get_mut(at)?;
                // After two merges nothing says which of them brought what both have.
                let one = self.merged.get_mut(event).filter(|merged| merged.len() == 1);
                let came = one.and_then(|merged| {
                    let quote = first.quotes.get(*quote)?;
                    let with =
                        merged.iter().rposition(|(before, gone)| has(gone, quote) && !has(before, quote))?;
                    Some(merged.remove(with))
                });
                let second = match came {
                    Some((before, gone)) => unmerge(first, &before, gone, new),
                    None => split(first, *quote, new)?,
                };
                self.keys.insert(new.clone());
                draft.events.insert(at + 1, second);
                for place in self.events.values_mut().filter(|place| **place > at) {
                    *place += 1;
                }
                self.events.insert(new.clone(), at + 1);
            }
        }
        Some(())
    }

    /// An event as the reader has found it: a candidate that is accepted.
    fn add(&mut self, draft: &mut Draft, added: &Added) -> Option<()> {
        let at = |text: &str| At::new(Text::new(text), Spot::NONE);
        let has_source = draft
            .sources
            .iter()
            .any(|source| source.key.as_ref().is_some_and(|key| key.value.raw() == added.source));
        if !has_source || !self.keys.insert(added.new.clone()) {
            return None;
        }
        let date = added.date.as_deref().and_then(|date| Date::parse(date).ok());
        let fields = [(CERTAINTY, Certainty::Certain.word()), (RULE, BY_READER)];
        let fields = fields.map(|(name, word)| (name.to_owned(), toml::Value::from(word)));
        draft.events.push(DraftEvent {
            key: Some(at(&added.new)),
            title: Some(Text::new(added.title.as_str())),
            date: date.map(|(date, _)| At::new(date, Spot::NONE)),
            quotes: vec![DraftQuote {
                text: Text::new(added.quote.as_str()),
                source: Some(at(&added.source)),
                locator: added.locator.as_deref().map(Text::new),
                ..DraftQuote::default()
            }],
            extra: Some(Box::new(fields.into_iter().collect())),
            ..DraftEvent::default()
        });
        let place = draft.events.len() - 1;
        self.events.insert(added.new.clone(), place);
        self.cast(draft, place, &added.actors)
    }

    /// Puts others in the place of those who take part. What else is known of who stays, stays.
    fn cast(&mut self, draft: &mut Draft, at: usize, parts: &[Part]) -> Option<()> {
        let mut before = draft.events.get(at)?.actors.clone();
        let mut now: Vec<DraftParticipant> = Vec::new();
        for part in parts {
            let role = part.role.as_deref();
            // Of two of one name the one of that role is meant first, and each of them once.
            let (same, other): (Vec<_>, Vec<_>) =
                before.iter().partition(|known| known.role.as_ref().map(Text::raw) == role);
            let near: Vec<String> =
                same.into_iter().chain(other).map(|known| known.actor.value.raw().to_owned()).collect();
            let key = self.actor_near(draft, &near, &part.actor);
            if now.iter().any(|known| known.actor.value.raw() == key) {
                continue;
            }
            let known = before.iter().position(|known| known.actor.value.raw() == key);
            let known = known.map_or_else(
                || DraftParticipant { actor: At::new(Text::new(key), Spot::NONE), role: None, extra: None },
                |known| before.remove(known),
            );
            now.push(DraftParticipant { role: role.map(Text::new), ..known });
        }
        draft.events.get_mut(at)?.actors = now;
        Some(())
    }

    /// The same as [`Places::actor`], but of several of that name one of those whose keys are `near` is meant.
    fn actor_near(&mut self, draft: &mut Draft, near: &[String], name: &str) -> String {
        let of = |key: &str| {
            draft.actors.iter().find(|actor| actor.key.as_ref().is_some_and(|known| known.value.raw() == key))
        };
        let is_called = |key: &str| {
            let names = of(key).into_iter().flat_map(|actor| actor.name.iter().chain(&actor.aliases));
            names.into_iter().any(|known| same_name(known.raw(), name))
        };
        let by_key = near.iter().find(|key| same_name(key, name));
        match by_key.or_else(|| near.iter().find(|key| is_called(key))) {
            Some(key) => key.clone(),
            None => self.actor(draft, name),
        }
    }

    /// The key of the actor of that key or name; where there is none, of a new one.
    fn actor(&mut self, draft: &mut Draft, name: &str) -> String {
        if let Some(key) = self.actors.get(&folded(name)) {
            return key.clone();
        }
        let stem = slug(&[name], "actor");
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
fn merge(into: &mut DraftEvent, mut from: DraftEvent, holds: Holds) {
    let noted = noted(into, &from, holds);
    if disputed(into, &from) {
        // What is doubtful about the date that goes is not about the one that holds.
        let other = if holds.is_second() { &mut *into } else { &mut from };
        other.caveats.retain(|caveat| !is_of_date(caveat.text.raw()));
    }
    for quote in from.quotes {
        let is_same = |known: &&mut DraftQuote| {
            known.text == quote.text
                && known.source.as_ref().map(|at| &at.value) == quote.source.as_ref().map(|at| &at.value)
        };
        match into.quotes.iter_mut().find(is_same) {
            Some(known) => {
                known.speaker = known.speaker.take().or(quote.speaker);
                known.locator = known.locator.take().or(quote.locator);
                known.stance = known.stance.or(quote.stance);
                known.note = known.note.take().or(quote.note);
                take_up(&mut known.extra, quote.extra);
            }
            None => into.quotes.push(quote),
        }
    }
    for actor in from.actors {
        match into.actors.iter_mut().find(|known| known.actor.value == actor.actor.value) {
            Some(known) => {
                known.role = known.role.take().or(actor.role);
                take_up(&mut known.extra, actor.extra);
            }
            None => into.actors.push(actor),
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
    if holds.is_second() && from.date.is_some() {
        into.date = None;
    }
    into.caveats.extend(noted);
    into.date = into.date.take().or(from.date);
    into.summary = into.summary.take().or(from.summary);
    into.place = into.place.take().or(from.place);
    into.status = into.status.or(from.status);
    into.importance = into.importance.or(from.importance);
    let mut extra = from.extra;
    if let Some(extra) = &mut extra {
        // How it was found is not how this one was; and a word that was no status is none of this one's.
        extra.retain(|name, _| !is_own(name));
    }
    take_up(&mut into.extra, extra);
}

/// That another account has another date, where that is to be told.
fn noted(into: &DraftEvent, from: &DraftEvent, holds: Holds) -> Option<DraftCaveat> {
    let lost = if holds.is_second() { into } else { from };
    let date = lost.date.as_ref().filter(|_| holds.is_noted() && disputed(into, from))?;
    let title = lost.title.as_ref().map(Text::raw).unwrap_or_default();
    Some(DraftCaveat {
        kind: Some(CaveatKind::Disputed),
        text: Text::new(format!("It is also dated {}: “{title}”.", date.value.human())),
        ..DraftCaveat::default()
    })
}

/// Whether two events have dates that differ.
fn disputed(one: &DraftEvent, other: &DraftEvent) -> bool {
    one.date.as_ref().zip(other.date.as_ref()).is_some_and(|(one, other)| one.value != other.value)
}

/// Whether an event has a quote, whoever is said to speak in it.
fn has(event: &DraftEvent, quote: &DraftQuote) -> bool {
    let source = |quote: &DraftQuote| quote.source.as_ref().map(|at| at.value.clone());
    event.quotes.iter().any(|known| known.text == quote.text && source(known) == source(quote))
}

/// Takes what was merged out again: what only `gone` brought goes with it, what was mended since stays.
fn unmerge(event: &mut DraftEvent, before: &DraftEvent, gone: DraftEvent, new: &str) -> DraftEvent {
    let (mut now, mut kept) = (Vec::new(), Vec::new());
    for quote in event.quotes.drain(..) {
        let goes = has(&gone, &quote) && !has(before, &quote);
        if goes { now.push(quote) } else { kept.push(quote) }
    }
    event.quotes = kept;
    // Those that both have stay with both.
    let shared = gone.quotes.iter().filter(|quote| has(before, quote)).cloned();
    let quotes = shared.chain(now).collect();
    let only_there = |actor: &DraftParticipant| {
        let is = |known: &DraftParticipant| known.actor.value == actor.actor.value;
        gone.actors.iter().any(is) && !before.actors.iter().any(is)
    };
    event.actors.retain(|actor| !only_there(actor));
    event.caveats.retain(|caveat| {
        let is = |known: &DraftCaveat| known.text == caveat.text;
        let of_merge = [Holds::FirstNoted, Holds::SecondNoted];
        let of_merge = of_merge.into_iter().filter_map(|holds| noted(before, &gone, holds));
        let came = gone.caveats.iter().cloned().chain(of_merge).any(|known| is(&known));
        !came || before.caveats.iter().any(is)
    });
    if disputed(before, &gone) && event.date == gone.date {
        // The other date held: with its own comes back what was doubtful about that.
        event.date.clone_from(&before.date);
        let own = before.caveats.iter().filter(|one| is_of_date(one.text.raw()));
        let missing: Vec<_> =
            own.filter(|one| event.caveats.iter().all(|known| known.text != one.text)).cloned().collect();
        event.caveats.extend(missing);
    }
    event.tags.retain(|tag| !gone.tags.contains(tag) || before.tags.contains(tag));
    give_back(&mut event.date, before.date.as_ref(), gone.date.as_ref());
    give_back(&mut event.summary, before.summary.as_ref(), gone.summary.as_ref());
    give_back(&mut event.place, before.place.as_ref(), gone.place.as_ref());
    give_back(&mut event.status, before.status.as_ref(), gone.status.as_ref());
    give_back(&mut event.importance, before.importance.as_ref(), gone.importance.as_ref());
    if let (Some(extra), Some(came)) = (&mut event.extra, &gone.extra) {
        let was = |name: &str| before.extra.as_ref().is_some_and(|before| before.contains_key(name));
        extra.retain(|name, value| was(name) || came.get(name) != Some(value));
    }
    if before.extra.is_none() && event.extra.as_ref().is_some_and(|extra| extra.is_empty()) {
        event.extra = None;
    }
    DraftEvent { key: Some(At::new(Text::new(new), Spot::NONE)), line: 0, quotes, ..gone }
}

/// Lets go of what an event did not know before, and has of what was merged into it.
fn give_back<T: PartialEq>(now: &mut Option<T>, before: Option<&T>, came: Option<&T>) {
    if before.is_none() && now.as_ref() == came {
        *now = None;
    }
}

/// Takes up the fields that are not there yet.
fn take_up(into: &mut Extra, from: Extra) {
    let Some(from) = from.filter(|from| !from.is_empty()) else { return };
    let into = into.get_or_insert_default();
    for (name, value) in *from {
        into.entry(name).or_insert(value);
    }
}

/// Whether a field that is kept as it was written is of one event only.
fn is_own(name: &str) -> bool {
    matches!(
        name,
        CERTAINTY
            | RULE
            | "key"
            | "date"
            | "date_original"
            | "title"
            | "summary"
            | "status"
            | "importance"
            | "place"
    )
}

/// What an event knows that is lost when it is merged into another, because that knows something else: the names
/// of its fields. Its title and how it was found are not among them.
#[must_use]
pub fn lost_in_merge(into: &Event, from: &Event) -> Vec<String> {
    let differs = |one: Option<TextRef>, other: Option<TextRef>| {
        one.zip(other).is_some_and(|(one, other)| one.raw() != other.raw())
    };
    let dates = into.date.as_ref().zip(from.date.as_ref());
    let known = [
        ("date", dates.is_some_and(|(one, other)| one.edtf() != other.edtf())),
        ("summary", differs(into.summary, from.summary)),
        ("place", differs(into.place, from.place)),
        ("status", into.status.zip(from.status).is_some_and(|(one, other)| one != other)),
        ("importance", into.importance.zip(from.importance).is_some_and(|(one, other)| one != other)),
    ];
    let mut lost: Vec<String> =
        known.into_iter().filter(|(_, is_lost)| *is_lost).map(|(name, _)| name.to_owned()).collect();
    let (one, other) = (into.extra.get().unwrap_or_default(), from.extra.get().unwrap_or_default());
    for (name, value) in other.iter().filter(|(name, _)| !matches!(name.as_str(), CERTAINTY | RULE)) {
        if is_own(name) || one.get(name).is_some_and(|known| known != value) {
            lost.push(name.clone());
        }
    }
    lost
}

/// Makes a second event with one of the quotes. An only quote tells of both.
fn split(event: &mut DraftEvent, quote: usize, new: &str) -> Option<DraftEvent> {
    let mut second = event.clone();
    second.key = Some(At::new(Text::new(new), Spot::NONE));
    second.line = 0;
    if quote >= event.quotes.len().max(1) {
        return None;
    }
    if event.quotes.len() > 1 {
        second.quotes = vec![event.quotes.remove(quote)];
    }
    Some(second)
}

/// The keys of those who take part.
fn here(event: &DraftEvent) -> impl Iterator<Item = &str> {
    event.actors.iter().map(|known| known.actor.value.raw())
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
/// let parts = parted("Sons, Ltd, host; A; B; C", |name| ["Sons, Ltd", "A; B"].contains(&name));
/// let parts: Vec<_> = parts.iter().map(|part| (part.actor.as_str(), part.role.as_deref())).collect();
/// assert_eq!(parts, [("Sons, Ltd", Some("host")), ("A; B", None), ("C", None)]);
/// ```
#[must_use]
pub fn parted(text: &str, is_known: impl Fn(&str) -> bool) -> Vec<Part> {
    let one = |written: &str| {
        let written = written.trim();
        let at = |at: usize| Some((written.get(..at)?.trim(), written.get(at + 1..)?.trim()));
        let mut commas = written.match_indices([',', '=']).map(|(comma, _)| comma);
        // The longest name that is known; a comma in a name parts nothing.
        let known = commas.clone().rev().filter_map(at).find(|(name, _)| is_known(name));
        let split = known.or_else(|| at(commas.next()?)).filter(|_| !is_known(written));
        let (name, role) = split.unwrap_or((written, ""));
        let role = (!role.is_empty()).then(|| role.to_owned());
        (!name.is_empty()).then(|| Part { actor: name.to_owned(), role })
    };
    let mut ends: Vec<usize> = text.match_indices(';').map(|(end, _)| end).collect();
    ends.push(text.len());
    let mut parts = Vec::new();
    let (mut begin, mut from) = (0, 0);
    while let Some(&end) = ends.get(from) {
        // Nor does a semicolon in a name that is known.
        let longer = (from + 1..ends.len().min(from + LONGEST)).rev().find(|&to| {
            let part = ends.get(to).and_then(|&end| one(text.get(begin..end)?));
            part.is_some_and(|part| {
                let is_plain = part.role.is_none_or(|role| !role.contains(';'));
                is_plain && part.actor.contains(';') && is_known(&part.actor)
            })
        });
        let end = longer.and_then(|to| ends.get(to).copied()).unwrap_or(end);
        parts.extend(text.get(begin..end).and_then(one));
        begin = end + 1;
        from = longer.unwrap_or(from) + 1;
    }
    parts
}

/// How many semicolons are looked for in a name.
const LONGEST: usize = 4;

/// A name as it is compared: case and the width of blanks do not matter.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
