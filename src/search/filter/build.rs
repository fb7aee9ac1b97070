//! From terms to tests: names become ids, dates become windows, words become values.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::FilterError;
use super::eval::{Events, Fit, Scope, SessionWord, Term, Test};
use super::fields::{self, FIELDS, HAS, IS};
use super::lexicon::{Counts, Lexicon, spell_source};
use super::names::{Form, Spell, near, resolve};
use super::parse::{Piece, Value};
use crate::issue::{did_you_mean, nearest};
use crate::model::date::Ends;
use crate::model::{ActorId, ActorKind, Date, Importance, SourceId, Status, Timeline, Word};
use crate::search::text::Needle;
use crate::text::Text;

/// How many names are told where none is near.
const LISTED: usize = 6;

/// How many events are gathered while a filter is read: a millisecond's worth.
const AT_ONCE: usize = 200_000;

/// What a filter is understood against.
pub(super) struct Build<'a> {
    pub(super) timeline: &'a Timeline,
    pub(super) today: NaiveDate,
    /// Where the timeline is large, what it names.
    pub(super) lexicon: Option<&'a Lexicon>,
}

type Made = Result<Test, FilterError>;

impl Build<'_> {
    pub(super) fn term(&self, text: &str, piece: &Piece) -> Result<Term, FilterError> {
        let make: fields::Make = match &piece.field {
            None => |build, value| build.bare(value),
            Some(range) => {
                let name = text.get(range.clone()).unwrap_or_default();
                fields::by_name(name).ok_or_else(|| unknown_field(range.clone(), name))?.make
            }
        };
        let any = piece.values.iter().map(|value| make(self, value)).collect::<Result<_, _>>()?;
        let written = text.get(piece.range.clone()).unwrap_or_default().into();
        Ok(Term { written, negate: piece.negate, any }.joined())
    }

    /// A term without a field: a date if it looks like one and is not in quotes, otherwise text.
    fn bare(&self, value: &Value) -> Made {
        let help = match value.text.as_str() {
            _ if value.quoted => None,
            "OR" => Some("write a comma inside the term: actor:putin,aliyev"),
            "AND" => Some("terms that stand side by side must all hold"),
            "NOT" => Some("put - before a term: -russia"),
            _ => None,
        };
        if let Some(help) = help {
            let what = format!("`{}` is not part of the language", value.text);
            return Err(FilterError::new(value.range.clone(), what, help));
        }
        if value.quoted || !looks_like_date(&value.text) {
            return text(Scope::All, value);
        }
        self.window(value).map(Test::Date).map_err(|error| FilterError {
            help: format!("to search for the figures, write \"{}\"", value.text),
            ..error
        })
    }

    pub(super) fn window(&self, value: &Value) -> Result<Ends, FilterError> {
        let date = Date::parse_prose(&value.text, self.today).map_err(|reason| {
            FilterError::new(
                value.range.clone(),
                reason,
                "dates are written as 2024, 2024-05, 2024..2025, \"spring 2025\"",
            )
        })?;
        Ok(date.ends())
    }

    pub(super) fn actor(&self, value: &Value) -> Made {
        Ok(self.taking_part(self.actors(value)?))
    }

    /// The events of some actors: all of them at once where that is quickly said, else one by one when
    /// they are asked for.
    fn taking_part(&self, actors: Vec<ActorId>) -> Test {
        let timeline = self.timeline;
        let lists: Option<Vec<_>> = actors.iter().map(|&id| timeline.events_at_hand(id)).collect();
        match lists {
            Some(lists) if lists.iter().map(|list| list.len()).sum::<usize>() <= AT_ONCE => {
                Test::Events(lists.into_iter().flatten().copied().collect())
            }
            _ => Test::Actors(actors.into_iter().map(|id| id.0).collect()),
        }
    }

    pub(super) fn speaker(&self, value: &Value) -> Made {
        Ok(Test::Speakers(self.actors(value)?.into_iter().map(|id| id.0).collect()))
    }

    fn actors(&self, value: &Value) -> Result<Vec<ActorId>, FilterError> {
        let timeline = self.timeline;
        if let Some(id) = timeline.actor_by_key(&Text::new(value.text.as_str())) {
            return Ok(vec![id]);
        }
        let by_scan = || {
            resolve(
                &value.text,
                || timeline.actor_ids(),
                |id, spell| {
                    let actor = timeline.actor(id);
                    spell(Form::Key, actor.key.raw());
                    spell(Form::Name, actor.name.raw());
                    actor.aliases.iter().for_each(|alias| spell(Form::Other, alias.raw()));
                },
            )
        };
        let found = self.lexicon.map_or_else(by_scan, |lexicon| lexicon.actors(&value.text));
        let names = || timeline.actors().iter().map(|actor| actor.name.raw());
        known("actor", value, found, names)
    }

    pub(super) fn kind(&self, value: &Value) -> Made {
        let kind = one_of::<ActorKind>("kind of actor", value)?;
        let timeline = self.timeline;
        let is = |id: &ActorId| timeline.actor(*id).kind == Some(kind);
        Ok(self.taking_part(timeline.actor_ids().filter(is).collect()))
    }

    pub(super) fn source(&self, value: &Value) -> Made {
        let timeline = self.timeline;
        let by_scan = || {
            let spell = |id: SourceId, spell: Spell<'_>| spell_source(timeline.source(id), spell);
            resolve(&value.text, || timeline.source_ids(), spell)
        };
        let by_key = timeline.source_by_key(&Text::new(value.text.as_str()));
        let found = match (by_key, self.lexicon) {
            (Some(id), _) => vec![id],
            (None, Some(lexicon)) => lexicon.sources(&value.text),
            (None, None) => by_scan(),
        };
        let sources = || timeline.sources().iter();
        let names =
            || sources().map(|source| source.key.raw()).chain(sources().map(|source| source.title.raw()));
        let found = known("source", value, found, names)?;
        let lists: Option<Vec<_>> = found.iter().map(|&id| timeline.quotes_at_hand(id)).collect();
        Ok(match lists {
            Some(lists) if lists.iter().map(|list| list.len()).sum::<usize>() <= AT_ONCE => {
                Test::Events(lists.into_iter().flatten().map(|&(id, _)| id).collect())
            }
            _ => Test::Sources(found.into_iter().map(|id| id.0).collect()),
        })
    }

    pub(super) fn tag(&self, value: &Value) -> Made {
        if let Some(lexicon) = self.lexicon {
            return known_tags(value, &lexicon.tags);
        }
        let mut tagged: HashMap<&str, Events> = HashMap::new();
        for (id, event) in self.timeline.event_ids().zip(self.timeline.events()) {
            event.tags.iter().for_each(|tag| tagged.entry(tag.raw()).or_default().insert(id));
        }
        let mut tags: Vec<&str> = tagged.keys().copied().collect();
        tags.sort_unstable();
        let found = resolve(&value.text, || tags.iter().copied(), |tag, spell| spell(Form::Name, tag));
        let found = known("tag", value, found, || tags.iter().copied())?;
        let mut events = Events::default();
        found.iter().filter_map(|tag| tagged.get(tag)).for_each(|more| events.join(more));
        Ok(Test::Events(events))
    }
}

/// The tags that are meant: each event is asked for them.
fn known_tags(value: &Value, counts: &Counts) -> Made {
    let mut tags: Vec<&str> = counts.iter().map(|(tag, _)| tag).collect();
    tags.sort_unstable();
    let mut found = resolve(&value.text, || tags.iter().copied(), |tag, spell| spell(Form::Name, tag));
    if found.is_empty() && counts.more {
        // It may be one of those that are not known.
        found.push(&value.text);
    }
    let found = known("tag", value, found, || tags.iter().copied())?;
    Ok(Test::Tags(found.into_iter().map(Into::into).collect()))
}

/// Words or a phrase, looked for in `scope`: in quotation marks, as whole words of prose.
pub(super) fn text(scope: Scope, value: &Value) -> Made {
    let needle = Needle::phrase(&value.text);
    if needle.is_empty() {
        return Err(FilterError::new(
            value.range.clone(),
            "this has no letter or figure to search for",
            "write letters or figures",
        ));
    }
    let is_prose = matches!(scope, Scope::All | Scope::Title | Scope::Quotes);
    Ok(Test::Text(scope, needle, if value.quoted && is_prose { Fit::Whole } else { Fit::Part }))
}

/// A part that an event can have.
pub(super) fn has(value: &Value) -> Made {
    let word = value.text.to_lowercase();
    let is = |name: &str| word.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest == "s");
    if let Some((_, has, _)) = HAS.iter().find(|(name, ..)| is(name)) {
        return Ok(Test::Has(*has));
    }
    if is("mark") {
        return Ok(Test::Session(SessionWord::Marked));
    }
    Err(no_such(format!("an event cannot have `{}`", value.text), value, HAS.iter().map(|(name, ..)| *name)))
}

/// A state that an event can be in.
pub(super) fn is(value: &Value) -> Made {
    let word = value.text.to_lowercase();
    if let Some((_, is, _)) = IS.iter().find(|(name, ..)| *name == word) {
        return Ok(Test::Is(*is));
    }
    let session = || SessionWord::ALL.iter().copied().find(|session| session.word() == word);
    Status::from_word(&word)
        .map(Test::Status)
        .or_else(|| Importance::from_word(&word).map(Test::Importance))
        .or_else(|| session().map(Test::Session))
        .ok_or_else(|| no_such(format!("an event cannot be `{}`", value.text), value, fields::is_words()))
}

/// A word of a closed list.
pub(super) fn one_of<W: Word>(what: &str, value: &Value) -> Result<W, FilterError> {
    W::from_word(&value.text).ok_or_else(|| {
        no_such(format!("`{}` is no {what}", value.text), value, W::ALL.iter().map(|word| word.word()))
    })
}

fn no_such(what: String, value: &Value, words: impl Iterator<Item = &'static str> + Clone) -> FilterError {
    let all: Vec<&str> = words.clone().collect();
    let all = all.join(", ");
    let help = match nearest(&value.text, words) {
        None => format!("it can be {all}"),
        meant => format!("{} It can be {all}", did_you_mean(meant)),
    };
    FilterError::new(value.range.clone(), what, help)
}

fn unknown_field(range: std::ops::Range<usize>, name: &str) -> FilterError {
    let meant = nearest(name, FIELDS.iter().map(|field| field.name));
    let help = if meant.is_some() {
        format!("{} To search for the words, put them in double quotes", did_you_mean(meant))
    } else {
        let all: Vec<&str> = FIELDS.iter().map(|field| field.name).collect();
        format!("fields are {}; to search for the words, put them in double quotes", all.join(", "))
    };
    FilterError::new(range, format!("there is no field `{name}`"), help)
}

/// `found`, or an error that tells near names, or what names there are.
fn known<'a, T, I: Iterator<Item = &'a str>>(
    what: &str,
    value: &Value,
    found: Vec<T>,
    names: impl Fn() -> I,
) -> Result<Vec<T>, FilterError> {
    if !found.is_empty() {
        return Ok(found);
    }
    let quoted = |names: Vec<&str>, between| {
        names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(between)
    };
    let near = near(&value.text, names());
    let some: Vec<&str> = names().take(LISTED).collect();
    let help = match (near.is_empty(), some.len()) {
        (false, _) => format!("did you mean {}?", quoted(near, " or ")),
        (true, 0) => "this timeline has none".to_owned(),
        // The first of many are no help: nothing makes them nearer than the rest.
        (true, LISTED) => "part of a name is enough".to_owned(),
        (true, _) => format!("there are {}", quoted(some, ", ")),
    };
    let error =
        FilterError::new(value.range.clone(), format!("no {what} here is called `{}`", value.text), help);
    Err(FilterError { is_absent: true, ..error })
}

/// Whether a bare term is meant as a date: years of four places, with what EDTF writes around
/// them. It need not be a right one.
fn looks_like_date(text: &str) -> bool {
    let allowed = |c: char| {
        c.is_ascii_digit()
            || matches!(c, 'X' | 'T' | 'Z' | 's' | '-' | '/' | '.' | '~' | '?' | '%' | ':' | '+')
    };
    if !text.chars().all(allowed) || !text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let is_end = |end: &str| {
        let end = end.trim_start_matches(['-', '~', '?', '%']);
        let year = end.bytes().take_while(|b| b.is_ascii_digit() || *b == b'X').count();
        let next = end.as_bytes().get(year);
        year == 4 && matches!(next, None | Some(b'-' | b'~' | b'?' | b'%' | b'T' | b's'))
    };
    // `..` is an open end, or stands between two.
    text.split('/').flat_map(|end| end.split("..")).filter(|end| !end.is_empty()).all(is_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_dates_are_told_from_figures() {
        for date in [
            "2024",
            "2024-05",
            "2024-05-12",
            "2024..2025",
            "..2024",
            "2024..",
            "198X",
            "19XX",
            "2024/2025",
            "-0043",
            "2024-05-12T10:00Z",
            "1980s",
            "2024~",
            "2024-13",
            "../2024",
            "2024-21",
        ] {
            assert!(looks_like_date(date), "{date}");
        }
        for figure in
            ["003", "29", "12345", "12:30", "2024a", "COP29", "XXXX", "..", "1.5", "2024/25", "s", ""]
        {
            assert!(!looks_like_date(figure), "{figure}");
        }
    }
}
