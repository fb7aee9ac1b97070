//! A filter at work: terms, and what they ask of an event.

use super::Facts;
use crate::model::date::{Certainty, Ends, Moment};
use crate::model::{CaveatKind, Date, Event, EventId, Importance, Stance, Status};
use crate::search::text::Needle;
use crate::text::TextRef;

/// One second less than a day: how far the ends of a day lie apart.
const WITHIN_A_DAY: i64 = 86_399;

/// Words that are true of an event for one reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SessionWord {
    /// Not read yet.
    Unread,
    /// Read.
    Read,
    /// Changed since it was read.
    Changed,
    /// Added since the last visit.
    New,
    /// Marked by the reader.
    Marked,
    /// With a note of the reader.
    Noted,
}

impl SessionWord {
    /// All of them.
    pub const ALL: &'static [Self] =
        &[Self::Unread, Self::Read, Self::Changed, Self::New, Self::Marked, Self::Noted];

    /// As it is written behind `is:`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Read => "read",
            Self::Changed => "changed",
            Self::New => "new",
            Self::Marked => "marked",
            Self::Noted => "noted",
        }
    }
}

/// A term: alternatives, and whether they are what is *not* wanted.
#[derive(Clone, Debug)]
pub(super) struct Term {
    pub(super) negate: bool,
    pub(super) any: Vec<Test>,
}

/// One thing asked of an event.
#[derive(Clone, Debug)]
pub(super) enum Test {
    /// It is one of these: names were looked up when the filter was understood.
    Events(Events),
    /// It touches this window.
    Date(Ends),
    /// It begins after this.
    After(Moment),
    /// It ends before this.
    Before(Moment),
    Status(Status),
    Importance(Importance),
    Stance(Stance),
    Caveat(CaveatKind),
    Has(Has),
    Is(Is),
    Session(SessionWord),
    /// This is in its text, or in one field of it.
    Text(Scope, Needle),
}

/// Where text is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    All,
    Title,
    Quotes,
    Place,
    Roles,
    Key,
}

/// What an event can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Has {
    Quote,
    Caveat,
    Date,
    Place,
    Summary,
    Note,
    Tag,
    Actor,
    Sources,
}

/// What an event can be, beside status and importance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Is {
    Dated,
    Undated,
    Exact,
    Approximate,
    Uncertain,
}

/// A set of events, one bit each.
#[derive(Clone, Debug, Default)]
pub(super) struct Events(Vec<u64>);

impl Events {
    pub(super) fn insert(&mut self, id: EventId) {
        let word = (id.0 / 64) as usize;
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        if let Some(bits) = self.0.get_mut(word) {
            *bits |= 1 << (id.0 % 64);
        }
    }

    /// Adds those of `more`.
    pub(super) fn join(&mut self, more: &Self) {
        if self.0.len() < more.0.len() {
            self.0.resize(more.0.len(), 0);
        }
        self.0.iter_mut().zip(&more.0).for_each(|(bits, more)| *bits |= more);
    }

    fn contains(&self, id: EventId) -> bool {
        self.0.get((id.0 / 64) as usize).is_some_and(|bits| bits >> (id.0 % 64) & 1 == 1)
    }
}

impl FromIterator<EventId> for Events {
    fn from_iter<I: IntoIterator<Item = EventId>>(ids: I) -> Self {
        let mut events = Self::default();
        ids.into_iter().for_each(|id| events.insert(id));
        events
    }
}

impl Term {
    pub(super) fn test(&self, id: EventId, event: &Event, facts: &dyn Facts) -> Certainty {
        let mut most = Certainty::No;
        for test in &self.any {
            most = most.max(test.test(id, event, facts));
            if most == Certainty::Certain {
                break;
            }
        }
        match (self.negate, most) {
            (true, Certainty::No) => Certainty::Certain,
            (true, Certainty::Certain) => Certainty::No,
            _ => most,
        }
    }

    /// How long an answer takes: 0 a bit, 1 a look, 2 reading.
    pub(super) fn cost(&self) -> u8 {
        let cost = |test: &Test| match test {
            Test::Events(_) => 0,
            Test::Text(..) => 2,
            _ => 1,
        };
        self.any.iter().map(cost).max().unwrap_or(0)
    }
}

impl Test {
    fn test(&self, id: EventId, event: &Event, facts: &dyn Facts) -> Certainty {
        let yes = match self {
            Self::Date(window) => return dated(event, |date| date.overlaps(window)),
            Self::After(moment) => {
                return dated(event, |date| {
                    let ends = date.ends();
                    three(ends.earliest_start > *moment, ends.latest_start > *moment)
                });
            }
            Self::Before(moment) => {
                return dated(event, |date| {
                    let ends = date.ends();
                    three(ends.latest_end < *moment, ends.earliest_end < *moment)
                });
            }
            Self::Events(events) => events.contains(id),
            Self::Status(status) => event.status == Some(*status),
            Self::Importance(importance) => event.importance == Some(*importance),
            Self::Stance(stance) => event.quotes.iter().any(|quote| quote.stance == Some(*stance)),
            Self::Caveat(kind) => event.caveats.iter().any(|caveat| caveat.kind == Some(*kind)),
            // A note is a note, whoever wrote it.
            Self::Has(what) => what.test(event) || *what == Has::Note && facts.is(id, SessionWord::Noted),
            Self::Is(what) => what.test(event),
            Self::Session(word) => facts.is(id, *word),
            Self::Text(scope, needle) => scope.test(event, needle),
        };
        three(yes, yes)
    }
}

fn three(certain: bool, possible: bool) -> Certainty {
    match (certain, possible) {
        (true, _) => Certainty::Certain,
        (false, true) => Certainty::Possible,
        (false, false) => Certainty::No,
    }
}

/// An undated event answers no question about dates.
fn dated(event: &Event, answer: impl Fn(&Date) -> Certainty) -> Certainty {
    event.date.as_ref().map_or(Certainty::No, answer)
}

impl Scope {
    fn test(self, event: &Event, needle: &Needle) -> bool {
        let is_in = |text: TextRef| needle.is_in(text.raw());
        match self {
            Self::All => needle.matches_event(event),
            Self::Title => is_in(event.title),
            Self::Quotes => event.quotes.iter().any(|quote| is_in(quote.text)),
            Self::Place => event.place.is_some_and(is_in),
            Self::Roles => event.actors.iter().any(|who| who.role.is_some_and(is_in)),
            Self::Key => is_in(event.key),
        }
    }
}

impl Has {
    fn test(self, event: &Event) -> bool {
        match self {
            Self::Quote => !event.quotes.is_empty(),
            Self::Caveat => !event.caveats.is_empty(),
            Self::Date => event.date.is_some(),
            Self::Place => event.place.is_some(),
            Self::Summary => event.summary.is_some(),
            Self::Note => event.quotes.iter().any(|quote| quote.note.is_some()),
            Self::Tag => !event.tags.is_empty(),
            Self::Actor => !event.actors.is_empty(),
            Self::Sources => {
                let mut sources = event.quotes.iter().filter_map(|quote| quote.source);
                sources.next().is_some_and(|first| sources.any(|other| other != first))
            }
        }
    }
}

impl Is {
    fn test(self, event: &Event) -> bool {
        let date = event.date.as_ref();
        match self {
            Self::Dated => date.is_some(),
            Self::Undated => date.is_none(),
            Self::Exact => date.is_some_and(is_exact),
            Self::Approximate => date.is_some_and(Date::is_approximate),
            Self::Uncertain => date.is_some_and(Date::is_uncertain),
        }
    }
}

/// Known to the day, and without doubt.
fn is_exact(date: &Date) -> bool {
    let Ends { earliest_start, latest_start, earliest_end, latest_end } = date.ends();
    let close = |first: Moment, last: Moment| last.seconds().saturating_sub(first.seconds()) <= WITHIN_A_DAY;
    !date.is_fuzzy() && close(earliest_start, latest_start) && close(earliest_end, latest_end)
}
