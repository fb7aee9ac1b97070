//! The filter language: which events are meant, said in a line.
//!
//! ```text
//! actor:zelenskyy source:003 2024..2025 tag:energy status:planned has:caveat "gas transit" -russia
//! ```
//!
//! [`SYNTAX`] and [`FIELDS`] tell the whole language to people; completion, errors and the parser
//! itself read the fields, and a test parses every example. How it is meant:
//!
//! - A bare word is text, found inside words, in titles, summaries, quotes, notes and caveats; so is
//!   anything in double quotes. A bare term that looks like a date *is* one: to search for the
//!   figures, write `"2024"`. Dates in prose belong behind a field: `date:"last year"`.
//! - A name (`actor:`, `speaker:`, `source:`, `tag:`) is a key, a whole name, words of it, or the
//!   beginning of a word: the first of these that is there decides. So `actor:ilham-aliyev` is one
//!   man, `actor:aliyev` everybody with that name, and `actor:ali` whatever begins so.
//! - Answers are [`Certainty`]: an event of "1994" is only possibly one of May 1994. All terms: the
//!   least certain decides; alternatives: the most certain; `-` turns no into certain and leaves
//!   possible as it is.
//! - An undated event never answers a date term, so it always answers a negated one.
//!
//! The words of the reading session (`is:unread`, `is:marked` ..) are part of the language and are
//! asked of [`Facts`]. Help and completion leave them out until there is a session to answer.

mod build;
mod complete;
mod error;
mod eval;
mod fields;
mod lexicon;
mod names;
mod parse;

pub use complete::{Completion, complete, complete_with};
pub use error::FilterError;
pub use eval::SessionWord;
pub use fields::{FIELDS, FieldHelp, SYNTAX};
pub use lexicon::Lexicon;

use chrono::NaiveDate;

use crate::model::date::Certainty;
use crate::model::{EventId, Timeline};
use build::Build;
use eval::{Look, Term};

/// What a reading session knows of an event.
///
/// `()` is that of somebody who has read nothing.
pub trait Facts {
    /// Whether `word` is true of `event`.
    fn is(&self, _event: EventId, word: SessionWord) -> bool {
        word == SessionWord::Unread
    }
}

impl Facts for () {}

/// A filter, understood and ready for one timeline: names are ids of that timeline.
///
/// ```
/// use annals::model::Timeline;
/// use annals::search::filter::Filter;
/// let today = chrono::NaiveDate::from_ymd_opt(2025, 5, 3).unwrap();
/// let timeline = Timeline::default();
/// assert!(Filter::parse("status:planned,target -\"gas transit\"", &timeline, today).is_ok());
///
/// let wrong = "is:core staus:planned";
/// let error = Filter::parse(wrong, &timeline, today).unwrap_err();
/// assert_eq!(&wrong[error.range.clone()], "staus");
/// assert!(error.to_string().contains("did you mean `status`?"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Filter {
    terms: Vec<Term>,
}

impl Filter {
    /// Understands `text` for `timeline`; relative dates count from `today`. An empty text is a
    /// filter that lets everything through.
    ///
    /// # Errors
    ///
    /// The first part, from the left, that cannot be understood: where it stands, what is wrong
    /// with it and what would be right.
    pub fn parse(text: &str, timeline: &Timeline, today: NaiveDate) -> Result<Self, FilterError> {
        Self::parse_with(text, timeline, today, None)
    }

    /// [`Filter::parse`] with a lexicon of the timeline: then no name is looked for in the timeline itself,
    /// which takes long where it is large. What the lexicon has not taken in yet is not there.
    ///
    /// # Errors
    ///
    /// As [`Filter::parse`].
    pub fn parse_with(
        text: &str,
        timeline: &Timeline,
        today: NaiveDate,
        lexicon: Option<&Lexicon>,
    ) -> Result<Self, FilterError> {
        let (pieces, error) = parse::pieces(text);
        let build = Build { timeline, today, lexicon };
        let mut terms = Vec::with_capacity(pieces.len());
        for piece in &pieces {
            if let Some(error) = &error
                && error.range.start < piece.range.end
            {
                return Err(error.clone());
            }
            terms.push(build.term(text, piece)?);
        }
        if let Some(error) = error {
            return Err(error);
        }
        // What is quick to answer goes first; text is read only where everything else agrees.
        terms.sort_by_key(Term::cost);
        Ok(Self { terms })
    }

    /// Whether it lets everything through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether `event` is meant. An id that `timeline` does not have is not.
    ///
    /// Nothing is allocated; a million events take a fraction of a second.
    #[must_use]
    pub fn test(&self, timeline: &Timeline, event: EventId, facts: &dyn Facts) -> Certainty {
        self.look(timeline, event, facts, &mut 0)
    }

    /// [`Filter::test`], adding to `work` about how many bytes' worth of looking it took
    /// ([`crate::search::text::Needle::search`]): for those who ask of a few events at a time.
    #[must_use]
    pub fn look(
        &self,
        timeline: &Timeline,
        event: EventId,
        facts: &dyn Facts,
        work: &mut usize,
    ) -> Certainty {
        if event.0 as usize >= timeline.len() {
            return Certainty::No;
        }
        let look = Look::at(timeline, event);
        let mut least = Certainty::Certain;
        for term in &self.terms {
            least = least.min(term.test(&look, facts));
            if least == Certainty::No {
                break;
            }
        }
        *work += look.work.get();
        least
    }

    /// The first event at or after `from` that may be meant, as far as that is known without asking.
    #[must_use]
    pub fn candidate(&self, from: EventId) -> Option<EventId> {
        match self.terms.iter().find_map(Term::events) {
            Some(events) => events.next(from.0).map(EventId),
            None => Some(from),
        }
    }

    /// The last event before `end` that may be meant.
    #[must_use]
    pub fn candidate_before(&self, end: EventId) -> Option<EventId> {
        match self.terms.iter().find_map(Term::events) {
            Some(events) => events.before(end.0).map(EventId),
            None => end.0.checked_sub(1).map(EventId),
        }
    }

    /// Whether all that it lets through is surely among what `other` lets through, both being of the
    /// same timeline: the one goes on where the other is typed.
    #[must_use]
    pub fn narrows(&self, other: &Self) -> bool {
        other.terms.iter().all(|wide| self.terms.iter().any(|term| term.implies(wide)))
    }

    /// The events that are meant, certainly or possibly, in order.
    pub fn hits<'a>(
        &'a self,
        timeline: &'a Timeline,
        facts: &'a dyn Facts,
    ) -> impl Iterator<Item = (EventId, Certainty)> + 'a {
        timeline
            .event_ids()
            .map(move |id| (id, self.test(timeline, id, facts)))
            .filter(|&(_, certainty)| certainty != Certainty::No)
    }

    /// Whether its answer is another when the reader reads, marks or notes something.
    #[must_use]
    pub fn asks_the_reader(&self) -> bool {
        self.terms.iter().any(Term::asks_the_reader)
    }

    /// `value` as it can stand behind a field: quoted where that is needed.
    ///
    /// ```
    /// use annals::search::filter::Filter;
    /// assert_eq!(Filter::quote_value("ilham-aliyev"), "ilham-aliyev");
    /// assert_eq!(Filter::quote_value("Ilham \"the\" Aliyev"), r#""Ilham \"the\" Aliyev""#);
    /// ```
    #[must_use]
    pub fn quote_value(value: &str) -> String {
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '\'' | '’' | '+');
        if !value.is_empty() && !value.starts_with('-') && value.chars().all(plain) {
            return value.to_owned();
        }
        format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

#[cfg(test)]
mod tests;
