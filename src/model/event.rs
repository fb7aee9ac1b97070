//! Something that happened, is planned, or is aimed at.

use super::date::Ends;
use super::draft::build::{made_key, slug};
use super::pack::{Cursor, Item, List, Numbers, PackedExtra};
use super::word::words;
use super::{ActorId, Date, Locator, Quote, Word};
use crate::text::TextRef;

/// An event of one timeline, at run time: its place in the order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub u32);

words! {
    /// Whether it happened, as the sources know it.
    Status in "status" {
        /// It happened.
        Occurred = "occurred",
        /// It began and goes on.
        Ongoing = "ongoing",
        /// It is announced or expected: nobody says yet that it happened.
        Planned = "planned",
        /// Somebody wants it reached by then.
        Target = "target",
        /// It was announced, and will not happen.
        Cancelled = "cancelled",
    }
}

words! {
    /// How much it matters to the story.
    Importance in "importance" {
        /// The story cannot be told without it.
        Core = "core",
        /// It belongs to the story.
        Secondary = "secondary",
        /// It is there for completeness.
        Marginal = "marginal",
    }
}

words! {
    /// What kind of doubt a caveat names.
    CaveatKind in "kind" {
        /// The source is wrong.
        Error = "error",
        /// Others say otherwise, or the wording takes a side.
        Disputed = "disputed",
        /// It can be read in more than one way.
        Ambiguous = "ambiguous",
        /// It is vaguer than it sounds.
        Imprecise = "imprecise",
    }
}

/// A dated event (or one that nobody dates) with its evidence: read out of the timeline's packed
/// memory, from which it borrows. Cheap to make, so it is handed out by value.
#[derive(Clone, Debug, PartialEq)]
pub struct Event<'a> {
    /// Stable name in files, sessions and on the command line.
    pub key: TextRef<'a>,
    /// When. `None` is undated, and stays so.
    pub date: Option<Date>,
    /// One line that says what.
    pub title: TextRef<'a>,
    /// A few sentences that say more.
    pub summary: Option<TextRef<'a>>,
    /// Whether it happened, where the file says so.
    pub status: Option<Status>,
    /// How much it matters, where the file says so.
    pub importance: Option<Importance>,
    /// Where.
    pub place: Option<TextRef<'a>>,
    /// Who takes part.
    pub actors: List<'a, Participant<'a>>,
    /// The evidence.
    pub quotes: List<'a, Quote<'a>>,
    /// Known doubts.
    pub caveats: List<'a, Caveat<'a>>,
    /// Words to filter by.
    pub tags: List<'a, TextRef<'a>>,
    /// Unknown fields.
    pub extra: PackedExtra<'a>,
    /// The line of the file on which it begins; 0 where there is none.
    pub line: u32,
    /// What the input is called that it came from, where there is more than one; not written to files.
    pub origin: Option<TextRef<'a>>,
}

impl<'a> Event<'a> {
    /// The key that it would have if it had none of its own: made of its date and title.
    ///
    /// ```
    /// use annals::formats::{self, Hint};
    /// let table = b"date,title\n1994,They met\n";
    /// let timeline = formats::read(Hint::Name("csv"), table).unwrap().timeline;
    /// let event = timeline.events().next().unwrap();
    /// assert_eq!((event.key.raw(), event.made_key().as_str()), ("1994-they-met", "1994-they-met"));
    /// ```
    #[must_use]
    pub fn made_key(&self) -> String {
        made_key(self.date.as_ref().map_or("", Date::edtf), self.title.raw())
    }

    /// The two parts of such a key.
    pub(crate) fn made_of(&self) -> (String, String) {
        (slug(&[self.date.as_ref().map_or("", Date::edtf)], ""), slug(&[self.title.raw()], ""))
    }

    /// Reads the record that begins at `cursor`.
    pub(super) fn read(mut cursor: Cursor<'a>, ends: Ends, numbers: &'a Numbers) -> Self {
        let title = cursor.said();
        let summary = cursor.maybe_said();
        let key = cursor.other();
        let place = cursor.maybe_other();
        let date = cursor.maybe_other().map(|edtf| {
            let original = cursor.maybe_other().map(TextRef::to_text);
            Date::packed(edtf.raw(), original, ends)
        });
        let words = cursor.byte();
        let line = cursor.number();
        let origin = cursor.maybe_other();
        let extra = cursor.extra();
        let actors = List::read(&mut cursor, numbers);
        let quotes = List::read(&mut cursor, numbers);
        let caveats = List::read(&mut cursor, numbers);
        let tags = List::read(&mut cursor, numbers);
        Self {
            key,
            date,
            title,
            summary,
            status: word(words & 0xf),
            importance: word(words >> 4),
            place,
            actors,
            quotes,
            caveats,
            tags,
            extra,
            line,
            origin,
        }
    }
}

/// Hands out the numbers of the actors of the record at `cursor`, reading nothing else of it.
pub(super) fn each_actor(mut cursor: Cursor, numbers: &Numbers, mut put: impl FnMut(u32)) {
    pass_to_actors(&mut cursor);
    let count = cursor.number();
    if count > 0 {
        cursor.pass_numbers(3);
    }
    for _ in 0..count {
        let actor = cursor.number() as usize;
        cursor.number();
        cursor.extra();
        put(numbers.actors.get(actor).map_or(u32::MAX, |id| id.0));
    }
}

/// Hands out the quotes of the record at `cursor` that have a source: that, the number of the quote, whether there
/// are words, and where in the source they stand.
pub(super) fn each_source<'a>(
    mut cursor: Cursor<'a>,
    numbers: &'a Numbers,
    mut put: impl FnMut(u32, u32, bool, Option<Locator<'a>>),
) {
    pass_to_actors(&mut cursor);
    List::<Participant>::read(&mut cursor, numbers);
    let count = cursor.number();
    if count > 0 {
        cursor.pass_numbers(3);
    }
    for index in 0..count {
        let has_words = cursor.number() > 0;
        cursor.pass_numbers(1);
        let source = cursor.maybe_number().and_then(|id| numbers.sources.get(id as usize));
        cursor.pass_numbers(1);
        let locator = cursor.maybe_other().map(Locator::of);
        if let Some(source) = source {
            put(source.0, index, has_words, locator);
        }
        cursor.byte();
        cursor.extra();
    }
}

/// Goes over what [`Event::read`] reads before the participants.
fn pass_to_actors(cursor: &mut Cursor) {
    // Title and summary.
    cursor.pass_numbers(2);
    // Key, place, date.
    cursor.pass_other();
    cursor.pass_maybe_other();
    if cursor.pass_maybe_other() {
        // As it was written.
        cursor.pass_maybe_other();
    }
    cursor.byte();
    // Line, origin.
    cursor.pass_numbers(1);
    cursor.pass_maybe_other();
    cursor.extra();
}

/// The word of that number, counted from 1.
pub(super) fn word<W: Word>(number: u8) -> Option<W> {
    W::ALL.get(usize::from(number).checked_sub(1)?).copied()
}

/// An actor in an event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Participant<'a> {
    /// Who.
    pub actor: ActorId,
    /// What they do in it.
    pub role: Option<TextRef<'a>>,
    /// Unknown fields.
    pub extra: PackedExtra<'a>,
}

impl<'a> Item<'a> for Participant<'a> {
    fn read(cursor: &mut Cursor<'a>, numbers: &'a Numbers) -> Self {
        let actor = cursor.number() as usize;
        Self {
            actor: numbers.actors.get(actor).copied().unwrap_or(ActorId(0)),
            role: cursor.maybe_other(),
            extra: cursor.extra(),
        }
    }
}

/// A known error, dispute or ambiguity, tied to the words it concerns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Caveat<'a> {
    /// What kind of doubt, where the file says so.
    pub kind: Option<CaveatKind>,
    /// What the doubt is, and why.
    pub text: TextRef<'a>,
    /// The words it concerns.
    pub quote: Option<TextRef<'a>>,
    /// Unknown fields.
    pub extra: PackedExtra<'a>,
}

impl<'a> Item<'a> for Caveat<'a> {
    fn read(cursor: &mut Cursor<'a>, _: &'a Numbers) -> Self {
        let (text, quote) = (cursor.said(), cursor.maybe_other());
        Self { kind: word(cursor.byte()), text, quote, extra: cursor.extra() }
    }
}

impl<'a> Item<'a> for TextRef<'a> {
    fn read(cursor: &mut Cursor<'a>, _: &'a Numbers) -> Self {
        cursor.other()
    }
}
