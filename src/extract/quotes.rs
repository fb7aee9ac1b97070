//! Who said what: direct speech in quotation marks, reported speech, and whose words they are.

use std::ops::Range;

use super::page::Page;

mod clause;
mod content;
mod cues;
mod direct;
mod grammar;
mod marks;
mod talk;

pub use grammar::Act;

/// How sure an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// One reading among several.
    Guess,
    /// The usual reading.
    Likely,
    /// Nothing else fits.
    Certain,
}

/// Words that someone is said to have said, thought or wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The words: bytes of the text, quotation marks included.
    pub span: Range<usize>,
    /// What follows of them behind the cue or in later sentences.
    pub more: Vec<Range<usize>>,
    /// The words that tie them to their source: `said`, `according to`, a colon.
    pub cue: Range<usize>,
    /// The words that name the source.
    pub source: Option<Range<usize>>,
    /// Whether they are quoted as they were said.
    pub direct: bool,
    /// What they are to their source.
    pub act: Act,
    /// The rule that found them.
    pub rule: &'static str,
    /// How sure that is.
    pub sure: Sure,
}

/// Everything that is attributed to someone on a page, in order.
#[must_use]
pub fn find(page: &Page<'_>) -> Vec<Said> {
    let reading = clause::Reading::new(page);
    let mut found: Vec<Said> = Vec::new();
    let mut attributions = cues::find(&reading);
    direct::complete(&reading, &mut attributions);
    let turns = talk::find(&reading);
    if !turns.is_empty() {
        attributions.retain(|attribution| attribution.rule != "X: content");
        attributions.splice(0..0, turns);
    }
    for attribution in attributions {
        let mut parts = attribution.parts.iter().map(|part| page.bytes(part)).filter(|part| !part.is_empty());
        let Some(span) = parts.next() else { continue };
        found.push(Said {
            span,
            more: parts.collect(),
            cue: page.bytes(&attribution.cue),
            source: Some(page.bytes(&attribution.source.tokens)),
            direct: attribution.parts.iter().any(|part| reading.opens(part.start)),
            act: attribution.act,
            rule: attribution.rule,
            sure: Sure::Likely,
        });
    }
    found
}
