//! Events: what a document reports to have happened, to be planned or to be aimed at, and when.
//!
//! A clause whose verb tells of something that happens, or a noun that is such a thing (`the visit to ..`),
//! becomes a candidate when a date belongs to it. Without one it is kept where it is beyond doubt: a deed that is
//! told as done, by somebody who is named. What only describes (`relations are based on ..`), what might be
//! (`could`, `if`) and what is denied is left out, and the day on which a document was published is the date of
//! nothing but what it reports of that day.
//!
//! | step | module |
//! |---|---|
//! | from a sentence to its candidates | `sentence` |
//! | what becomes of a candidate | `decide` |
//! | what a word can do | `words` |
//! | clauses and what is told in them | `clause`, `coordinate` |
//! | which date belongs to what | `dating` |
//! | what is told as a fact, and what is not | `frame`, `status` |
//! | verbs and nouns that tell | `verbs` |
//! | several dates of one thing | `several` |
//! | what is doubtful, and whose claim it is | `doubt`, `claim` |
//! | where and when a report was written | `dateline` |
//! | dates at the head of an entry, and headings that are dates | `chronicle` |
//! | births and deaths in brackets | `lives` |
//! | what a later sentence points back to | `occasion` |
//! | who takes part, where, and whose words it is | `who` |
//! | a title out of the words of the sentence | `title` |
//! | one event told several times | [`merge`] |

use std::ops::Range;

mod chronicle;
mod claim;
mod clause;
mod coordinate;
mod dateline;
mod dating;
mod decide;
mod doubt;
mod frame;
mod lives;
pub mod merge;
mod occasion;
mod sentence;
mod several;
mod status;
mod title;
mod verbs;
mod who;
mod words;

use super::actors::Cast;
use super::dated::Dated;
use super::page::Page;
use super::quotes::Said;
use super::time::calendar::Day;
use super::time::{Sure, Timex};
pub use doubt::Doubt;
pub(super) use occasion::SAME_OCCASION;
use sentence::Finder;
pub use title::Helper;
use words::Sheet;

/// Whether it happened, as the document knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It happened.
    Occurred,
    /// It began and goes on.
    Ongoing,
    /// It is to come.
    Planned,
    /// Somebody wants it reached by then.
    Target,
}

/// When it was, as far as the document says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// As EDTF.
    pub edtf: String,
    /// The first and the last day that it can mean, where both are known.
    pub days: Option<(Day, Day)>,
    /// The bytes that say so.
    pub span: Range<usize>,
}

impl When {
    /// How many days lie between the first and the last that it can mean: the less, the finer.
    pub(super) fn length(&self) -> i64 {
        self.days.map_or(i64::MAX, |(first, last)| i64::from(last.count()) - i64::from(first.count()))
    }
}

/// Something that a document reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The sentence that says so: bytes of the text.
    pub sentence: Range<usize>,
    /// The words of the title, stretch by stretch, all of that sentence; but for a pronoun the name of whom it means,
    /// and for what points back (`that contract`) the words that first told of it, from where the document has them.
    pub title: Vec<Range<usize>>,
    /// Words that the title needs and the sentence leaves out (`was`), each before the stretch of that number.
    pub helpers: Vec<(usize, Helper)>,
    /// When.
    pub when: Option<When>,
    /// Whether it happened.
    pub status: Status,
    /// Who takes part: places in [`Cast::actors`], the one that acts first.
    pub actors: Vec<usize>,
    /// Where: a place in [`Cast::actors`].
    pub place: Option<usize>,
    /// What is quoted for it: the sentence, or the words within it that somebody says.
    pub quote: Range<usize>,
    /// Whose words those are: a place in [`Cast::actors`].
    pub speaker: Option<usize>,
    /// Whose speech the sentence reports in words that are not theirs: a place in [`Cast::actors`].
    pub reported: Option<usize>,
    /// How sure it is that this is an event, and of this date.
    pub sure: Sure,
    /// Why it may not be so, or not then.
    pub doubts: Vec<Doubt>,
    /// What made it one, and gave it its date.
    pub rule: &'static str,
    /// What it is held against others by.
    traits: merge::Traits,
}

impl Event {
    /// The title as it is shown: its words, one blank between them, the first letter a capital.
    #[must_use]
    pub fn title_of(&self, text: &str) -> String {
        let mut out = String::new();
        let mut last = 0;
        for (number, part) in self.title.iter().enumerate() {
            let words = text.get(part.clone()).unwrap_or_default();
            let mut says = false;
            for (_, helper) in self.helpers.iter().filter(|(before, _)| *before == number) {
                out.push_str(helper.text());
                says |= *helper == Helper::Says;
            }
            // `Born in Skien, Ibsen ..`: what began the sentence comes second here.
            let turned = !out.is_empty() && part.start == self.sentence.start && part.start < last
                || says && words.split(' ').next().is_some_and(|word| LOWERED.contains(&word));
            last = part.start;
            for (at, word) in words.split_whitespace().enumerate() {
                if !out.is_empty() && !word.starts_with([',', '.', ';', ':', '’', '\'', ')']) {
                    out.push(' ');
                }
                let mut letters = word.chars();
                match letters.next().filter(|_| turned && at == 0) {
                    Some(first) => out.extend(first.to_lowercase().chain(letters)),
                    None => out.push_str(word),
                }
            }
        }
        for (_, helper) in self.helpers.iter().filter(|(before, _)| *before >= self.title.len()) {
            out.push_str(helper.text());
        }
        let mut letters = out.chars();
        let first = letters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
        let out = first + letters.as_str();
        out.trim_end_matches([',', ';', ':']).to_owned()
    }
}

/// What was found on a page before its events are.
#[derive(Clone, Copy, Debug)]
pub struct Found<'f> {
    /// The document's own date.
    pub dated: &'f Dated,
    /// Its expressions of time.
    pub timexes: &'f [Timex],
    /// Its actors.
    pub cast: &'f Cast,
    /// Who said what in it.
    pub said: &'f [Said],
}

/// The events of a page, in the order of its sentences.
///
/// ```
/// use annals::extract::{actors, dated, events::{self, Found, Status}, page::Page, quotes, time};
/// let text = "Published: 19 August 2024\n\nRelations between Norway and Chad are based on trust. \
///     On Tuesday, Norway signed a treaty with Chad in Oslo. The two will open a school in March 2025.";
/// let page = Page::read(text);
/// let dated = dated::find(&page, &dated::Clues::default());
/// let timexes = time::find(&page, &dated.setting());
/// let cast = actors::find(&page);
/// let said = quotes::find(&page, &cast);
/// let found = events::find(&page, &Found { dated: &dated, timexes: &timexes, cast: &cast, said: &said });
/// let told: Vec<(String, &str, Status)> = found
///     .iter()
///     .map(|event| (event.title_of(text), event.when.as_ref().unwrap().edtf.as_str(), event.status))
///     .collect();
/// assert_eq!(told, [
///     ("Norway signed a treaty with Chad in Oslo".into(), "2024-08-13", Status::Occurred),
///     ("The two will open a school".into(), "2025-03", Status::Planned),
/// ]);
/// ```
#[must_use]
pub fn find(page: &Page<'_>, found: &Found<'_>) -> Vec<Event> {
    let mut events = Vec::new();
    let sheet = &Sheet::of(page);
    let headings = chronicle::headings(page, found);
    let mut finder = Finder::new(sheet, found);
    let mut heading = headings.iter().peekable();
    let mut under = None;
    for (number, sentence) in page.sentences.iter().enumerate() {
        let form = page.blocks.get(sentence.block).map(|block| block.form);
        while let Some(next) = heading.next_if(|next| next.block <= sentence.block) {
            under = next.when.as_ref();
        }
        finder.sentence(number, &sentence.tokens, form, under, &mut events);
    }
    events
}

/// All words that the lists have.
pub(super) fn listed() -> impl Iterator<Item = &'static str> {
    words::listed()
}

/// What begins a sentence with a capital letter that it has nowhere else.
const LOWERED: [&str; 12] =
    ["We", "Our", "My", "The", "This", "A", "An", "In", "Four", "Ahead", "There", "These"];

#[cfg(test)]
mod tests;
