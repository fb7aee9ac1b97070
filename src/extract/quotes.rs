//! Who said what: direct speech in quotation marks, reported speech, and whose words they are.
//!
//! Three things are told apart in each answer: the words ([`Said::span`] and what goes on in [`Said::more`]), the
//! cue that ties them to someone (`said`, `according to`, a colon), and the words that name that someone. The
//! last are then held against the [`Cast`] of the document, for the actor they mean; where that is not plain
//! there is none, for a wrong speaker is worse than no speaker.
//!
//! | step | module | gives |
//! |---|---|---|
//! | marks | `marks` | stretches between quotation marks of every kind |
//! | words | `grammar`, `verbs.txt` | what each word can do: closed lists, and some 670 verbs with all their forms |
//! | phrases | `clause` | sentences with speech kept whole; noun phrases; the subject of a verb |
//! | cues | `cues` | who said something, by the shape of the clause |
//! | contents | `content` | where what was said begins and ends |
//! | speech | `direct` | quotations without a cue: who goes on, whom a colon announced |
//! | talks | `talk` | interviews and transcripts, turn by turn |
//! | speakers | `who` | the actor whom a source means |
//!
//! Everything is found by looking a bounded way to the left and right of a cue or a mark: linear in the text.

use std::ops::Range;

use super::actors::Cast;
use super::page::Page;

mod clause;
mod content;
mod cues;
mod direct;
mod grammar;
mod marks;
mod talk;
mod who;

pub use super::time::Sure;
pub use grammar::Act;

/// Words that someone is said to have said, thought or wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The words: bytes of the text, quotation marks included.
    pub span: Range<usize>,
    /// What follows of them: behind the cue, in the next sentences, in the next paragraphs.
    pub more: Vec<Range<usize>>,
    /// What ties them to their source: `said`, `according to`, a colon, the dash of an answer.
    pub cue: Range<usize>,
    /// The words that name the source, with an apposition that belongs to them.
    pub source: Option<Range<usize>>,
    /// The source as an actor: a place in [`Cast::actors`].
    pub speaker: Option<usize>,
    /// Who else said it: `X and Y said`.
    pub with: Vec<usize>,
    /// Whom a source without a name of its own speaks for: `a spokesman for Norvex`, `Kenyan officials`.
    pub behalf: Option<usize>,
    /// Whether they are quoted as they were said.
    pub direct: bool,
    /// What they are to their source.
    pub act: Act,
    /// The rule that found them.
    pub rule: &'static str,
    /// How sure words and speaker are.
    pub sure: Sure,
}

impl Said {
    /// All of the words, part by part.
    pub fn parts(&self) -> impl Iterator<Item = &Range<usize>> {
        std::iter::once(&self.span).chain(&self.more)
    }
}

/// Everything that is attributed to someone on a page, in the order of its cues, the turns of a talk first.
///
/// Without actors (`Cast::default()`) words and sources are found all the same.
///
/// ```
/// use annals::extract::{actors, page::Page, quotes};
/// let text = "“The bridge is open,” Anna Berg, the mayor of Bergen, said on Monday. She added that ferries would stop.";
/// let page = Page::read(text);
/// let cast = actors::find(&page);
/// let said = quotes::find(&page, &cast);
/// let words: Vec<&str> = said.iter().map(|said| &text[said.span.clone()]).collect();
/// assert_eq!(words, ["“The bridge is open,”", "that ferries would stop"]);
/// assert_eq!(said[0].source.clone().map(|source| &text[source]), Some("Anna Berg, the mayor of Bergen"));
/// assert_eq!((said[0].direct, said[1].direct), (true, false));
/// assert_eq!(said[0].speaker.map(|actor| cast.actors[actor].name.as_str()), Some("Anna Berg"));
/// assert_eq!(said[1].speaker, said[0].speaker);
/// ```
#[must_use]
pub fn find(page: &Page<'_>, cast: &Cast) -> Vec<Said> {
    let reading = clause::Reading::new(page);
    let turns = talk::find(&reading, cast);
    let mut attributions = cues::find(&reading);
    direct::complete(&reading, &mut attributions);
    if !turns.is_empty() {
        attributions.retain(|attribution| keeps_in_talk(&reading, attribution));
        attributions.splice(0..0, turns);
    }
    let mut resolver = who::Resolver::new(&reading, cast);
    attributions
        .iter()
        .filter_map(|attribution| {
            let mut parts =
                attribution.parts.iter().map(|part| page.bytes(part)).filter(|part| !part.is_empty());
            let span = parts.next()?;
            let more: Vec<Range<usize>> = parts.collect();
            let end = attribution.parts.iter().map(|part| part.end).max().unwrap_or(attribution.cue.end);
            let speaker = resolver.resolve(&attribution.source, end.max(attribution.cue.end));
            // `Score: ..`: a common word before a colon is a label, and no speaker.
            let label = attribution.rule == cues::HEADLINE && attribution.source.core.len() == 1;
            if label && speaker.is_none() && reading.is_common(attribution.source.core.start) {
                return None;
            }
            let (with, behalf) = match speaker {
                Some(_) => (resolver.others(&attribution.source), None),
                None => (Vec::new(), resolver.behalf(&attribution.source)),
            };
            if attribution.parts.iter().all(|part| content::is_time(&reading, part))
                && !attribution.parts.is_empty()
            {
                return None;
            }
            let opens = attribution.parts.iter().any(|part| reading.opens(part.start));
            let turn = matches!(attribution.rule, talk::ANSWER | talk::TURN);
            let words = sure_of_words(attribution, opens);
            Some(Said {
                span,
                more,
                cue: page.bytes(&attribution.cue),
                source: Some(page.bytes(&attribution.source.tokens)),
                speaker: speaker.map(|(actor, _)| actor),
                with,
                behalf,
                direct: opens || turn,
                act: if opens || turn { attribution.act } else { meant(&reading, attribution) },
                rule: attribution.rule,
                sure: speaker.map_or(words, |(_, sure)| sure.min(words)),
            })
        })
        .collect()
}

/// All words that the lists have.
pub(super) fn listed() -> impl Iterator<Item = &'static str> {
    grammar::listed()
}

/// What somebody did by words of which none are told is no speech of theirs: `welcomed the guests`.
fn meant(reading: &clause::Reading<'_, '_>, attribution: &cues::Attribution) -> Act {
    let told = matches!(
        attribution.rule,
        cues::SAID_BEHIND | cues::SAID_INVERTED | cues::ACCORDING | cues::HEADLINE | cues::COLON
    );
    let bare = || attribution.parts.iter().all(|part| content::is_bare(reading, part));
    if attribution.act == Act::Speech && !told && bare() { Act::Topic } else { attribution.act }
}

/// Within a talk the turn tells who speaks: `I think` adds nothing, and its labels are no headlines.
fn keeps_in_talk(reading: &clause::Reading<'_, '_>, attribution: &cues::Attribution) -> bool {
    let own = matches!(
        reading.word(attribution.source.core.start),
        "I" | "we" | "We" | "you" | "You" | "my" | "My" | "our" | "Our" | "your" | "Your"
    );
    attribution.rule != cues::HEADLINE && !own
}

fn sure_of_words(attribution: &cues::Attribution, direct: bool) -> Sure {
    match attribution.rule {
        cues::SAID_BEHIND | cues::SAID_INVERTED | cues::ACCORDING => Sure::Certain,
        cues::SAID_BEFORE if direct && attribution.act == Act::Speech => Sure::Certain,
        cues::SAID_BEFORE | talk::ANSWER | talk::TURN | cues::HEADLINE | cues::COLON => Sure::Likely,
        _ => Sure::Guess,
    }
}
