//! The subject of a verb, with what is inserted between the two, and what stands in apposition to a source.

use std::ops::Range;

use super::super::grammar::Tag;
use super::Reading;
use super::phrase::REACH;
use crate::extract::lex::Kind;

/// A noun phrase as the source of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Phrase {
    /// Its tokens, with an apposition.
    pub(in super::super) tokens: Range<usize>,
    /// Where its own words end, without the apposition.
    pub(in super::super) core: Range<usize>,
}

impl Phrase {
    fn plain(tokens: Range<usize>) -> Self {
        Self { core: tokens.clone(), tokens }
    }
}

impl Reading<'_, '_> {
    /// The subject of a verb whose group begins at `verb`, in a sentence that begins at `limit`.
    pub(in super::super) fn subject(&self, verb: usize, limit: usize) -> Option<Phrase> {
        let limit = limit.max(verb.saturating_sub(80));
        let at = verb.checked_sub(1).filter(|at| *at >= limit)?;
        let tag = self.tag(at);
        if self.kind(at) == Kind::Word
            && tag.has(Tag::SUBJECT.with(Tag::RELATIVE))
            && !tag.has(Tag::POSSESSIVE)
        {
            return Some(Phrase::plain(at..verb));
        }
        if self.word(at) == ")" {
            let open = self.bracket_before(at, limit)?;
            return self
                .subject(open, limit)
                .map(|phrase| Phrase { tokens: phrase.tokens.start..verb, ..phrase });
        }
        // The comma may stand within marks: `X, who called it “a mess,” left`.
        let closed = self.quotation(at).is_some_and(|number| {
            let quotation = self.quotations[number];
            quotation.end == verb && quotation.open > limit && at > 0 && self.word(at - 1) == ","
        });
        if self.word(at) == "," || self.is_dash(at) || closed {
            let alone = || self.head_before(at, limit).filter(|head| self.starts_clause(head.start));
            return self.subject_before_insertion(at, limit).or_else(|| alone().map(Phrase::plain));
        }
        let own = self.phrase_before(verb, limit)?;
        // `a letter obtained by the agency warns`: not the agency.
        if let Some(by) = own.start.checked_sub(1).filter(|by| *by > limit && self.word(*by) == "by")
            && self.tag(by - 1).has(Tag::PARTICIPLE)
            && let Some(head) = self.phrase_before(by - 1, limit)
        {
            return Some(Phrase { tokens: head.start..verb, core: head });
        }
        Some(Phrase::plain(own))
    }

    /// `Varmus, a former director, said`; `Clinton, clearly frustrated, said`; `X—even so—said`.
    pub(super) fn subject_before_insertion(&self, close: usize, limit: usize) -> Option<Phrase> {
        let dash = self.is_dash(close);
        let mut best = None;
        let mut open = close;
        for _ in 0..4 {
            let found = (limit + 1..open).rev().find(|at| {
                self.quotation(*at).is_none()
                    && if dash { self.is_dash(*at) } else { matches!(self.word(*at), "," | ";") }
            });
            let Some(found) = found else { return best };
            open = found;
            let first = open + 1;
            let tag = self.tag(first);
            if tag.has(Tag::AND.with(Tag::SUBJECT).with(Tag::THAT)) && !tag.has(Tag::RELATIVE)
                || self.word(open) == ";"
            {
                return best;
            }
            let Some(head) = self.head_before(open, limit) else {
                if best.is_some() {
                    return best;
                }
                continue;
            };
            let apposition = tag.has(Tag::DETERMINER.with(Tag::RELATIVE))
                || self.is_nominal(first) && self.kind(first) == Kind::Word;
            let tokens = if apposition && !dash { head.start..close } else { head.clone() };
            let begins = self.starts_clause(head.start) && self.word(head.start.saturating_sub(1)) != ",";
            let phrase = Phrase { tokens, core: head };
            if begins {
                return Some(phrase);
            }
            // `.. after winning the primary, John Kasich, said`: a name of its own.
            if !dash
                && self.is_capital(first)
                && self.phrase_before(close, limit).is_some_and(|own| own.start == first)
            {
                return Some(Phrase::plain(first..close));
            }
            best = best.or(Some(phrase));
            if dash {
                break;
            }
        }
        best
    }

    pub(super) fn head_before(&self, at: usize, limit: usize) -> Option<Range<usize>> {
        let last = at.checked_sub(1).filter(|last| *last >= limit)?;
        if self.tag(last).has(Tag::SUBJECT) && self.kind(last) == Kind::Word {
            return Some(last..at);
        }
        self.phrase_before(at, limit)
    }

    /// Whether a subject with an insertion stands before the comma at `close`: `X, a lawyer for Y, said`.
    pub(in super::super) fn subject_in_front(&self, close: usize, limit: usize) -> bool {
        let Some(phrase) = self.subject_before_insertion(close, limit.max(close.saturating_sub(80))) else {
            return false;
        };
        let inserted = phrase.core.end + 1..close;
        let relative = self.tag(inserted.start).has(Tag::RELATIVE);
        self.starts_clause(phrase.core.start)
            && (relative || !inserted.clone().any(|at| self.tag(at).has(Tag::FINITE)))
    }

    /// The phrase with the apposition behind it: `said Robert Klein, chairman of the institute`.
    pub(in super::super) fn with_apposition(&self, own: Range<usize>, limit: usize) -> Phrase {
        let mut tokens = own.clone();
        if self.word(own.end) == "," && own.end + 1 < limit {
            let first = own.end + 1;
            let tag = self.tag(first);
            if tag.has(Tag::DETERMINER)
                || self.is_nominal(first) && self.kind(first) == Kind::Word && !tag.has(Tag::VERB)
            {
                if let Some(phrase) = self.phrase_after(first, limit, true)
                    && (phrase.end >= limit
                        || matches!(self.word(phrase.end), "." | "," | ";" | ":" | "?" | "!"))
                {
                    tokens.end = phrase.end;
                }
            } else if tag.has(Tag::RELATIVE) {
                let end =
                    (first..limit.min(first + REACH)).find(|at| matches!(self.word(*at), "," | "." | ";"));
                tokens.end = end.unwrap_or(own.end);
            }
        }
        Phrase { tokens, core: own }
    }
}
