//! What may follow in a filter that is being typed.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use super::Filter;
use super::fields::{FIELDS, Offer, by_name};
use super::lexicon::{Counts, Lexicon};
use super::names::begins;
use super::parse::{Piece, pieces};
use crate::model::{ActorId, SourceId, Timeline, Word};
use crate::search::fold;
use crate::text::{Text, TextRef, line, plural};

/// How many names are offered at once.
const OFFERED: usize = 30;

/// One way to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// Which bytes of the filter are replaced.
    pub range: Range<usize>,
    /// By what.
    pub insert: String,
    /// What to show in a list: clean, on one line.
    pub shown: String,
    /// What it is, in a few words, clean; empty where `shown` says enough.
    pub hint: String,
}

/// What may stand at `cursor`, a byte of `text`: fields, words, actors, tags, sources. Names come
/// with those that most events have first.
///
/// ```
/// use annals::{model::Timeline, search::filter::complete};
/// let offers = complete("-status:pl", 10, &Timeline::default());
/// assert_eq!((offers[0].range.clone(), offers[0].insert.as_str()), (8..10, "planned"));
/// assert!(complete("sou", 3, &Timeline::default()).iter().any(|offer| offer.insert == "source:"));
/// ```
#[must_use]
pub fn complete(text: &str, cursor: usize, timeline: &Timeline) -> Vec<Completion> {
    complete_with(text, cursor, timeline, None)
}

/// [`complete`] with a lexicon of the timeline, as [`Filter::parse_with`] has it.
#[must_use]
pub fn complete_with(
    text: &str,
    cursor: usize,
    timeline: &Timeline,
    lexicon: Option<&Lexicon>,
) -> Vec<Completion> {
    let mut cursor = cursor.min(text.len());
    while !text.is_char_boundary(cursor) {
        cursor -= 1;
    }
    let before = text.get(..cursor).unwrap_or_default();
    let after = text.get(cursor..).unwrap_or_default();
    // The rest of the word under the cursor is replaced as well.
    let rest = after.find(|c: char| c.is_whitespace() || matches!(c, ',' | '"' | ':')).unwrap_or(after.len());
    let end = cursor + rest;

    let (terms, _) = pieces(before);
    let Some(term) = terms.last().filter(|term| term.range.end == cursor) else {
        return fields("", cursor..end);
    };
    let Some(value) = term.values.last() else { return Vec::new() };
    let Some(field) = &term.field else {
        if value.quoted || term.values.len() > 1 {
            return Vec::new();
        }
        // A field that is there already keeps its colon.
        let end = if text.get(end..).is_some_and(|rest| rest.starts_with(':')) { end + 1 } else { end };
        return fields(&value.text, value.range.start..end);
    };
    let Some(field) = before.get(field.clone()).and_then(by_name) else { return Vec::new() };
    let end = if value.quoted { closing(text, term, cursor) } else { end };
    values(field.offer, &value.text, value.range.start..end, (timeline, lexicon))
}

/// Where the quoted value that the cursor is in ends.
fn closing(text: &str, term: &Piece, cursor: usize) -> usize {
    let (terms, _) = pieces(text);
    let whole = terms.iter().find(|other| other.range.start == term.range.start);
    let value = whole.and_then(|whole| whole.values.get(term.values.len().saturating_sub(1)));
    value.map_or(cursor, |value| value.range.end.max(cursor))
}

fn fields(typed: &str, range: Range<usize>) -> Vec<Completion> {
    let typed = typed.to_ascii_lowercase();
    let fields = FIELDS.iter().filter(|field| field.name.starts_with(&typed));
    fields.map(|field| offer(&range, format!("{}:", field.name), field.name, field.meaning)).collect()
}

fn offer(range: &Range<usize>, insert: String, shown: &str, hint: &str) -> Completion {
    let (shown, hint) = (line(shown).into_owned(), line(hint).into_owned());
    Completion { range: range.clone(), insert, shown, hint }
}

fn values(
    offers: Offer,
    typed: &str,
    range: Range<usize>,
    (timeline, lexicon): (&Timeline, Option<&Lexicon>),
) -> Vec<Completion> {
    let typed = fold::name(typed);
    let events = timeline.events();
    match offers {
        Offer::Actors => {
            let fits = |id: &ActorId| {
                let actor = timeline.actor(*id);
                let names = [&actor.key, &actor.name];
                names.into_iter().chain(&actor.aliases).any(|name| begins(&typed, name.raw()))
            };
            let found: Vec<ActorId> = match lexicon {
                Some(lexicon) if !typed.is_empty() => lexicon.beginning(&typed),
                Some(_) => timeline.actor_ids().collect(),
                None => timeline.actor_ids().filter(fits).collect(),
            };
            let mut found: Vec<_> =
                found.into_iter().map(|id| (Reverse(timeline.count_of(id)), id)).collect();
            if found.len() > OFFERED {
                found.select_nth_unstable(OFFERED);
                found.truncate(OFFERED);
            }
            found.sort_unstable();
            let found = found.into_iter().map(|(Reverse(count), id)| (timeline.actor(id), count));
            let kind = |kind: Option<crate::model::ActorKind>| kind.map(|kind| format!("{}, ", kind.word()));
            let make = |(actor, count): (&crate::model::Actor, usize)| {
                let hint = format!("{}{}", kind(actor.kind).unwrap_or_default(), plural(count, "event"));
                offer(&range, Filter::quote_value(actor.key.raw()), actor.name.raw(), &hint)
            };
            found.map(make).collect()
        }
        Offer::Sources => {
            let fits = |id: &SourceId| {
                let source = timeline.source(*id);
                let names = [&source.key, &source.title].into_iter();
                names.chain(&source.publisher).chain(&source.file).any(|name| begins(&typed, name.raw()))
            };
            let found: Vec<SourceId> = match lexicon {
                Some(lexicon) if !typed.is_empty() => lexicon.sources_beginning(&typed),
                _ => timeline.source_ids().filter(fits).take(OFFERED).collect(),
            };
            let make = |id: SourceId| {
                let source = timeline.source(id);
                let publisher = source.publisher.as_ref().map_or("", Text::raw);
                offer(&range, Filter::quote_value(source.key.raw()), source.title.raw(), publisher)
            };
            found.into_iter().take(OFFERED).map(make).collect()
        }
        Offer::Tags | Offer::Places | Offer::Roles if lexicon.is_some() => {
            let counts = lexicon.map(|lexicon| match offers {
                Offer::Tags => &lexicon.tags,
                Offer::Places => &lexicon.places,
                _ => &lexicon.roles,
            });
            let counts = counts.into_iter().flat_map(Counts::iter);
            most(&typed, &range, counts.map(|(text, count)| (TextRef::new(text), count)))
        }
        Offer::Tags => counted(&typed, &range, events.clone().flat_map(|event| event.tags)),
        Offer::Places => counted(&typed, &range, events.clone().filter_map(|event| event.place)),
        Offer::Roles => {
            let roles = events.clone().flat_map(|event| event.actors).filter_map(|who| who.role);
            counted(&typed, &range, roles)
        }
        words => {
            let words = words.words().into_iter().filter(|(word, _)| begins(&typed, word));
            words.map(|(word, hint)| offer(&range, word.to_owned(), word, hint)).collect()
        }
    }
}

/// Each of `texts` once, the most frequent first.
fn counted<'a>(
    typed: &str,
    range: &Range<usize>,
    texts: impl Iterator<Item = TextRef<'a>>,
) -> Vec<Completion> {
    let mut counts: HashMap<TextRef, usize> = HashMap::new();
    // A blank one cannot be asked for.
    texts.filter(|text| !text.is_blank()).for_each(|text| *counts.entry(text).or_default() += 1);
    most(typed, range, counts.into_iter())
}

/// The most frequent of those that fit.
fn most<'a>(
    typed: &str,
    range: &Range<usize>,
    counts: impl Iterator<Item = (TextRef<'a>, usize)>,
) -> Vec<Completion> {
    let mut counts: Vec<_> = counts.filter(|(text, _)| begins(typed, text.raw())).collect();
    counts.sort_by_cached_key(|&(text, count)| (Reverse(count), fold::name(text.raw()), text));
    let make = |(text, count): (TextRef, usize)| {
        offer(range, Filter::quote_value(text.raw()), text.raw(), &plural(count, "event"))
    };
    counts.into_iter().take(OFFERED).map(make).collect()
}
