//! The parts of an event, and which of them differ.

use std::fmt;

use crate::model::pack::Item;
use crate::model::{Date, Event, List, Participant, Quote, Timeline};

/// A part of an event that can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Its title.
    Title,
    /// When: what the date means, not how it is spelled.
    Date,
    /// Its summary.
    Summary,
    /// Whether it happened.
    Status,
    /// How much it matters.
    Importance,
    /// Where.
    Place,
    /// Who takes part, and as what.
    Actors,
    /// Its evidence.
    Quotes,
    /// Its known doubts.
    Caveats,
    /// Its tags.
    Tags,
    /// Fields that annals does not know.
    Other,
}

impl Part {
    /// The word for it: `date`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Date => "date",
            Self::Summary => "summary",
            Self::Status => "status",
            Self::Importance => "importance",
            Self::Place => "place",
            Self::Actors => "actors",
            Self::Quotes => "quotes",
            Self::Caveats => "caveats",
            Self::Tags => "tags",
            Self::Other => "other fields",
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Something of a timeline, with the timeline that its ids are of.
pub(super) type Of<'a, T> = (&'a Timeline, &'a T);

/// The parts in which two readings of one event differ.
pub(super) fn differing((old, before): Of<Event>, (new, after): Of<Event>) -> Vec<Part> {
    // Taken apart, so that a field that is added to the model is not forgotten here.
    let Event {
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
        line: _,
        origin: _,
    } = after;
    let same_actors =
        all_same(before.actors, *actors, |before, after| participant((old, &before), (new, &after)));
    let same_quotes = all_same(before.quotes, *quotes, |before, after| quote((old, &before), (new, &after)));
    let differs = [
        (Part::Title, before.title != *title),
        (Part::Date, before.date.as_ref().map(Date::edtf) != date.as_ref().map(Date::edtf)),
        (Part::Summary, before.summary != *summary),
        (Part::Status, before.status != *status),
        (Part::Importance, before.importance != *importance),
        (Part::Place, before.place != *place),
        (Part::Actors, !same_actors),
        (Part::Quotes, !same_quotes),
        (Part::Caveats, before.caveats != *caveats),
        (Part::Tags, before.tags != *tags),
        (Part::Other, before.extra != *extra),
    ];
    differs.into_iter().filter(|&(_, differs)| differs).map(|(part, _)| part).collect()
}

fn all_same<'a, 'b, A: Item<'a>, B: Item<'b>>(
    before: List<'a, A>,
    after: List<'b, B>,
    same: impl Fn(A, B) -> bool,
) -> bool {
    before.len() == after.len() && before.iter().zip(after).all(|(before, after)| same(before, after))
}

/// Ids count through one reading only, so who is meant is asked by key.
fn participant((old, before): Of<Participant>, (new, after): Of<Participant>) -> bool {
    let Participant { actor, role, extra } = after;
    old.actor(before.actor).key == new.actor(*actor).key && before.role == *role && before.extra == *extra
}

fn quote((old, before): Of<Quote>, (new, after): Of<Quote>) -> bool {
    let Quote { text, source, speaker, locator, stance, note, extra } = after;
    before.text == *text
        && before.source.map(|id| &old.source(id).key) == source.map(|id| &new.source(id).key)
        && before.speaker.map(|id| &old.actor(id).key) == speaker.map(|id| &new.actor(id).key)
        && before.locator == *locator
        && before.stance == *stance
        && before.note == *note
        && before.extra == *extra
}
