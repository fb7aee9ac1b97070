//! What was not said, may not have been, or was said by another than the subject: nobody's words by this cue.

use std::ops::Range;

use super::{Act, Class, Finder, Phrase, Reading, Tag};
use crate::extract::lex::Kind;

/// How far before `as saying` the verb of quoting is looked for.
const REACH: usize = 24;

fn is_quoting(word: &str) -> bool {
    matches!(
        word,
        "quoted" | "quotes" | "quoting" | "quote" | "cited" | "cites" | "citing" | "reported" | "reports"
    )
}

/// Whether a verb of speech stands here in its form with `-ing`.
fn says(r: &Reading<'_, '_>, at: usize) -> bool {
    r.tag(at).has(Tag::ING) && r.tag(at).class().is_some_and(|class| class.act == Act::Speech)
}

/// The words that begin a question; where they have a capital letter no other tag tells them.
fn is_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "Did"
            | "Does"
            | "Do"
            | "Has"
            | "Have"
            | "Had"
            | "Is"
            | "Are"
            | "Was"
            | "Were"
            | "Will"
            | "Would"
            | "Can"
            | "Could"
            | "Should"
            | "Might"
            | "May"
    )
}

impl Finder<'_, '_, '_> {
    /// Whether the verb says that something was not said: `did not say`, `might say`, `if X says`, `Did X say ..?`
    pub(super) fn is_unsaid(&self, start: usize, aux: Tag, class: &Class) -> bool {
        let r = self.reading;
        if aux.has(Tag::NOT) {
            return true;
        }
        let group = start..(start + 4).min(self.sentence.end);
        let may = aux.has(Tag::MODAL)
            && group.clone().any(|at| matches!(r.word(at), "could" | "might" | "may" | "should" | "must"));
        if may && class.act == Act::Speech {
            return true;
        }
        let Some(subject) = r.subject(start, self.sentence.start) else { return false };
        let Some(before) = subject.tokens.start.checked_sub(1).filter(|at| *at >= self.sentence.start) else {
            return false;
        };
        let open = r.kind(before) == Kind::Word
            && matches!(r.word(before), "if" | "If" | "unless" | "Unless" | "whether" | "Whether" | "lest");
        let asked = before == self.sentence.start
            && r.kind(before) == Kind::Word
            && (r.tag(before).has(Tag::AUXILIARY) || is_auxiliary(r.word(before)))
            && self.sentence.clone().rev().take(3).any(|at| r.word(at) == "?");
        open || asked
    }

    /// Whether a subject is no one: `nobody`, `no minister`, `neither X nor Y`.
    pub(super) fn is_of_nobody(&self, source: &Phrase) -> bool {
        let r = self.reading;
        let no = |at: usize| {
            matches!(
                r.word(at),
                "nobody" | "Nobody" | "no" | "No" | "none" | "None" | "neither" | "Neither" | "nor"
            )
        };
        let before = source.core.start.checked_sub(1).filter(|at| *at >= self.sentence.start);
        no(source.core.start) || before.is_some_and(no) || source.core.clone().any(|at| r.word(at) == "nor")
    }

    /// Where what was not said ends: where another clause begins behind a sign, or with the sentence.
    pub(super) fn end_of_clause(&self, verb: usize) -> usize {
        let r = self.reading;
        let ends = |at: &usize| {
            r.quotation(*at).is_none()
                && (r.word(*at) == ";"
                    || r.word(*at) == "," && r.tag(at + 1).has(Tag::AND.with(Tag::SUBJECT)))
        };
        (verb + 1..self.sentence.end.min(verb + 60)).find(ends).unwrap_or(self.sentence.end)
    }

    /// Whether it is a verb of quoting with another's words behind it: `quoted Y as saying`, `cited Y as ..`
    pub(super) fn quotes_another(&self, verb: usize) -> bool {
        let r = self.reading;
        is_quoting(r.word(verb))
            && (verb + 2..self.sentence.end.min(verb + REACH)).any(|at| r.word(at) == "as" && says(r, at + 1))
    }

    /// Whose words they are where someone was quoted as saying them; `verb` is the one behind `as`.
    pub(super) fn quoted(&self, verb: usize) -> Option<Phrase> {
        let r = self.reading;
        let from = self.sentence.start.max(verb.saturating_sub(REACH));
        let quoting = (from..verb - 1).rev().find(|at| is_quoting(r.word(*at)))?;
        let (start, aux) = self.group(quoting);
        if aux.has(Tag::BE) {
            return r.subject(start, self.sentence.start);
        }
        let own = r.phrase_after(quoting + 1, verb - 1, true)?;
        Some(r.with_apposition(own, verb - 1))
    }

    /// Who quotes another: `“..,” X quoted Y as saying`; `verb` is the one behind `as`.
    pub(super) fn quoting_subject(&self, verb: usize) -> Option<Phrase> {
        let r = self.reading;
        let from = self.sentence.start.max(verb.saturating_sub(REACH));
        let quoting = (from..verb - 1).rev().find(|at| is_quoting(r.word(*at)))?;
        let (start, aux) = self.group(quoting);
        if aux.has(Tag::BE) { None } else { r.subject(start, self.sentence.start) }
    }

    /// Whether `that` begins what is told to be untrue: `It is not true that ..`, `There is no evidence that ..`
    pub(super) fn is_untrue(&self, that: usize) -> bool {
        let r = self.reading;
        let Some(before) = that.checked_sub(1).filter(|at| *at > self.sentence.start) else { return false };
        match r.word(before) {
            "untrue" | "false" | "rumour" | "rumours" | "rumor" | "rumors" | "myth" | "lie" => true,
            "true" | "evidence" | "proof" | "sign" | "indication" | "reason" | "suggestion" | "doubt"
            | "case" => {
                let from = self.sentence.start.max(before.saturating_sub(4));
                (from..before)
                    .any(|at| r.tag(at).has(Tag::NOT) || matches!(r.word(at), "no" | "No" | "without"))
            }
            _ => false,
        }
    }

    /// Whether all that was asked for is to stay unnamed: `who asked not to be named`.
    pub(super) fn only_hides(&self, part: &Range<usize>) -> bool {
        let r = self.reading;
        let hides = |at: usize| {
            matches!(
                r.word(at),
                "named" | "identified" | "quoted" | "anonymity" | "anonymous" | "anonymously"
            )
        };
        part.len() <= 7 && part.clone().any(hides)
    }
}

/// Whether a verb says that its content is not so.
pub(super) fn denies(verb: &str) -> bool {
    [
        "den",
        "disput",
        "refut",
        "reject",
        "dismiss",
        "disprov",
        "debunk",
        "disavow",
        "doubt",
        "disbeliev",
        "rebut",
    ]
    .iter()
    .any(|stem| verb.starts_with(stem))
        && !verb.starts_with("denounc")
        && !verb.starts_with("denigrat")
}
