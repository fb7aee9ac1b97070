//! A filter at work: terms, and what they ask of an event.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use super::Facts;
use crate::model::date::{Certainty, Ends, Moment};
use crate::model::{
    ActorId, CaveatKind, Date, Event, EventId, Importance, SourceId, Stance, Status, Timeline,
};
use crate::review::Certainty as Sure;
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

/// What reading an event costs, and what asking for a bit: in bytes' worth of looking, as
/// [`Needle::search`] counts.
const READING: usize = 800;
const ASKING: usize = 24;
/// What walking over the actors or the quotes of an event costs.
const WALKING: usize = 200;

/// An event that is asked about: read when something must be known that only reading tells.
pub(super) struct Look<'a> {
    timeline: &'a Timeline,
    id: EventId,
    event: OnceCell<Event<'a>>,
    pub(super) work: Cell<usize>,
}

impl<'a> Look<'a> {
    pub(super) fn at(timeline: &'a Timeline, id: EventId) -> Self {
        Self { timeline, id, event: OnceCell::new(), work: Cell::new(0) }
    }

    fn event(&self) -> &Event<'a> {
        self.event.get_or_init(|| {
            self.worked(READING);
            self.timeline.event(self.id)
        })
    }

    fn worked(&self, much: usize) {
        self.work.set(self.work.get() + much);
    }

    fn is_in(&self, needle: &Needle, fit: Fit, text: &str) -> bool {
        let mut work = 0;
        let found = needle.search(text, &mut work);
        self.worked(work);
        if !found || fit == Fit::Part {
            return found;
        }
        // The text is folded once more, to know where the word stands.
        self.worked(text.len());
        needle.places(text).into_iter().any(|range| is_whole(text, range))
    }
}

/// A term: alternatives, and whether they are what is *not* wanted.
#[derive(Clone, Debug)]
pub(super) struct Term {
    /// As it was written.
    pub(super) written: Box<str>,
    pub(super) negate: bool,
    pub(super) any: Vec<Test>,
}

/// One thing asked of an event.
#[derive(Clone, Debug)]
pub(super) enum Test {
    /// It is one of these: names were looked up when the filter was understood.
    Events(Events),
    /// One of these takes part: asked of each event, where it is not known yet who is where, or where
    /// they are too many.
    Actors(Ids),
    /// One of these is quoted.
    Speakers(Ids),
    /// One of these sources is quoted.
    Sources(Ids),
    /// It has one of these tags, which are in order.
    Tags(Vec<Box<str>>),
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
    /// It is a candidate, and so sure.
    Sure(Sure),
    Has(Has),
    Is(Is),
    Session(SessionWord),
    /// This is in its text, or in one field of it.
    Text(Scope, Needle, Fit),
}

/// What of a text its words may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// A part of longer words, too.
    Part,
    /// Whole words: no letter touches them.
    Whole,
}

/// Whether no letter or figure touches a part of a text. Scripts that write without blanks have no such words.
fn is_whole(text: &str, range: Range<usize>) -> bool {
    let is_word = |c: &char| {
        c.is_alphanumeric()
            && !matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..)
    };
    let parts = (text.get(..range.start), text.get(range.clone()), text.get(range.end..));
    let (Some(before), Some(within), Some(behind)) = parts else { return false };
    let is_joined = |left: &str, right: &str| {
        left.chars().next_back().filter(is_word).and(right.chars().next().filter(is_word)).is_some()
    };
    !is_joined(before, within) && !is_joined(within, behind)
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
    Origin,
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
    Candidate,
}

/// A set of events, one bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Events(Vec<u64>);

/// A set of actors or of sources, one bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ids(Events);

impl Ids {
    fn contains(&self, id: u32) -> bool {
        self.0.contains(EventId(id))
    }
}

impl FromIterator<u32> for Ids {
    fn from_iter<I: IntoIterator<Item = u32>>(ids: I) -> Self {
        Self(ids.into_iter().map(EventId).collect())
    }
}

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

    /// The first that is not before `from`.
    pub(super) fn next(&self, from: u32) -> Option<u32> {
        let first = (from / 64) as usize;
        let mut mask = u64::MAX << (from % 64);
        for (word, bits) in self.0.iter().enumerate().skip(first) {
            let bits = bits & mask;
            if bits != 0 {
                return Some(u32::try_from(word).ok()? * 64 + bits.trailing_zeros());
            }
            mask = u64::MAX;
        }
        None
    }

    /// The last that is before `end`.
    pub(super) fn before(&self, end: u32) -> Option<u32> {
        let last = (end / 64) as usize;
        let mut mask = !(u64::MAX << (end % 64));
        for word in (0..=last).rev() {
            let bits = self.0.get(word).copied().unwrap_or(0) & mask;
            if bits != 0 {
                return Some(u32::try_from(word).ok()? * 64 + 63 - bits.leading_zeros());
            }
            mask = u64::MAX;
        }
        None
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
    pub(super) fn test(&self, look: &Look, facts: &dyn Facts) -> Certainty {
        let mut most = Certainty::No;
        for test in &self.any {
            most = most.max(test.test(look, facts));
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

    /// How long an answer takes: 0 a bit, 1 a look, 2 a walk, 3 reading the event, 4 reading its text.
    pub(super) fn cost(&self) -> u8 {
        let cost = |test: &Test| match test {
            Test::Events(_) => 0,
            Test::Date(_) | Test::After(_) | Test::Before(_) | Test::Session(_) => 1,
            Test::Actors(_) | Test::Sources(_) => 2,
            Test::Text(..) => 4,
            _ => 3,
        };
        self.any.iter().map(cost).max().unwrap_or(0)
    }

    /// The only events of which it can be true.
    pub(super) fn events(&self) -> Option<&Events> {
        match self.any.as_slice() {
            [Test::Events(events)] if !self.negate => Some(events),
            _ => None,
        }
    }

    /// Makes one set of several.
    pub(super) fn joined(mut self) -> Self {
        if self.any.len() > 1 && self.any.iter().all(|test| matches!(test, Test::Events(_))) {
            let mut all = Events::default();
            for test in &self.any {
                if let Test::Events(events) = test {
                    all.join(events);
                }
            }
            self.any = vec![Test::Events(all)];
        }
        self
    }

    /// Whether its answer is another when the reader does something.
    pub(super) fn asks_the_reader(&self) -> bool {
        self.any.iter().any(|test| matches!(test, Test::Session(_) | Test::Has(Has::Note)))
    }

    /// Whether `other` is true of all that this is true of, and no less certainly.
    pub(super) fn implies(&self, other: &Self) -> bool {
        if self.asks_the_reader() || other.asks_the_reader() {
            return false;
        }
        match (self.any.as_slice(), other.any.as_slice()) {
            // What the same words name may be more by now: names are looked up when a filter is read.
            (these, those) if self.written == other.written => {
                these.len() == those.len() && these.iter().zip(those).all(|(one, other)| one.names_as(other))
            }
            ([Test::Text(scope, needle, _)], [Test::Text(wider, wide, Fit::Part)])
                if !self.negate && !other.negate =>
            {
                scope == wider && needle.narrows(wide)
            }
            _ => false,
        }
    }
}

impl Test {
    /// Whether it was found to name the same as another that was written the same.
    fn names_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Events(these), Self::Events(those)) => these == those,
            (Self::Actors(these), Self::Actors(those))
            | (Self::Speakers(these), Self::Speakers(those))
            | (Self::Sources(these), Self::Sources(those)) => these == those,
            (Self::Tags(these), Self::Tags(those)) => these == those,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }

    fn test(&self, look: &Look, facts: &dyn Facts) -> Certainty {
        let (timeline, id) = (look.timeline, look.id);
        look.worked(ASKING);
        let yes = match self {
            // An undated event answers no question about dates.
            Self::Date(window) => return timeline.overlaps(id, window),
            Self::After(moment) => {
                let Some(ends) = timeline.ends(id) else { return Certainty::No };
                return three(ends.earliest_start > *moment, ends.latest_start > *moment);
            }
            Self::Before(moment) => {
                let Some(ends) = timeline.ends(id) else { return Certainty::No };
                return three(ends.latest_end < *moment, ends.earliest_end < *moment);
            }
            Self::Events(events) => events.contains(id),
            Self::Actors(actors) => {
                look.worked(WALKING);
                timeline.has_actor(id, |ActorId(actor)| actors.contains(actor))
            }
            Self::Sources(sources) => {
                look.worked(WALKING);
                timeline.has_source(id, |SourceId(source)| sources.contains(source))
            }
            Self::Speakers(speakers) => {
                let said = |speaker: Option<ActorId>| speaker.is_some_and(|one| speakers.contains(one.0));
                look.event().quotes.iter().any(|quote| said(quote.speaker))
            }
            Self::Tags(tags) => look
                .event()
                .tags
                .iter()
                .any(|tag| tags.binary_search_by(|one| (**one).cmp(tag.raw())).is_ok()),
            Self::Status(status) => look.event().status == Some(*status),
            Self::Importance(importance) => look.event().importance == Some(*importance),
            Self::Stance(stance) => look.event().quotes.iter().any(|quote| quote.stance == Some(*stance)),
            Self::Caveat(kind) => look.event().caveats.iter().any(|caveat| caveat.kind == Some(*kind)),
            Self::Sure(sure) => Sure::of(look.event()) == Some(*sure),
            // A note is a note, whoever wrote it.
            Self::Has(what) => {
                what.test(look.event()) || *what == Has::Note && facts.is(id, SessionWord::Noted)
            }
            Self::Is(what) => what.test(look.event()),
            Self::Session(word) => facts.is(id, *word),
            Self::Text(Scope::All, needle, fit) => look.is_in(needle, *fit, timeline.said(id)),
            Self::Text(scope, needle, fit) => scope.test(look, needle, *fit),
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

impl Scope {
    fn test(self, look: &Look, needle: &Needle, fit: Fit) -> bool {
        let is_in = |text: TextRef| look.is_in(needle, fit, text.raw());
        let event = look.event();
        match self {
            Self::All => needle.matches_event(event),
            Self::Title => is_in(event.title),
            Self::Quotes => event.quotes.iter().any(|quote| is_in(quote.text)),
            Self::Place => event.place.is_some_and(is_in),
            Self::Roles => event.actors.iter().any(|who| who.role.is_some_and(is_in)),
            Self::Key => is_in(event.key),
            Self::Origin => event.origin.is_some_and(is_in),
        }
    }
}

impl Has {
    fn test(self, event: &Event) -> bool {
        match self {
            Self::Quote => event.quotes.iter().any(|quote| !quote.is_report()),
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
            Self::Candidate => Sure::of(event).is_some(),
        }
    }
}

/// Known to the day, and without doubt.
fn is_exact(date: &Date) -> bool {
    let Ends { earliest_start, latest_start, earliest_end, latest_end } = date.ends();
    let close = |first: Moment, last: Moment| last.seconds().saturating_sub(first.seconds()) <= WITHIN_A_DAY;
    !date.is_fuzzy() && close(earliest_start, latest_start) && close(earliest_end, latest_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_word_is_within_no_other() {
        for (word, text, whole) in [
            ("can", "cancan", false),
            ("bye", "byebye and bye", true),
            ("met", "arithmetic", false),
            ("met", "they met.", true),
            ("met", "Met", true),
        ] {
            let places = Needle::new(&format!("\"{word}\"")).places(text);
            assert_eq!(places.into_iter().any(|range| is_whole(text, range)), whole, "{word} in {text}");
        }
    }
}
