//! Noun phrases: where the one that ends or begins at a token begins or ends.
//!
//! There is no parser: a noun phrase is grown from its last word to the left, or from its first to the right,
//! until a word of the closed lists, a verb or a sign ends it.

use std::ops::Range;

use super::super::grammar::Tag;
use super::Reading;
use crate::extract::lex::{Gap, Kind};

/// How far a phrase is followed.
pub(super) const REACH: usize = 48;

impl Reading<'_, '_> {
    /// Whether a word can stand inside a noun phrase as noun or adjective.
    pub(in super::super) fn is_nominal(&self, at: usize) -> bool {
        let tag = self.tag(at);
        match self.kind(at) {
            Kind::Word => {
                let closed = Tag::DETERMINER
                    .with(Tag::PREPOSITION)
                    .with(Tag::AND)
                    .with(Tag::SUBORDINATOR)
                    .with(Tag::AUXILIARY)
                    .with(Tag::NOT)
                    .with(Tag::ADVERB)
                    .with(Tag::SUBJECT)
                    .with(Tag::OBJECT)
                    .with(Tag::POSSESSIVE)
                    .with(Tag::RELATIVE)
                    .with(Tag::TO);
                let day = tag.has(Tag::WHEN) && self.is_capital(at) && !self.is_genitive(at + 1);
                !tag.has(closed) && !day
            }
            Kind::Number => true,
            _ => false,
        }
    }

    /// `’s` or the lone apostrophe behind a plural, where it shows whose.
    pub(in super::super) fn is_genitive(&self, at: usize) -> bool {
        match self.kind(at) {
            Kind::Clitic => matches!(self.word(at), "'s" | "’s") && !self.tag(at).has(Tag::BE),
            Kind::Sign => {
                matches!(self.word(at), "'" | "’")
                    && self.touches(at)
                    && at > 0
                    && self.word(at - 1).ends_with('s')
                    && !self.touches(at + 1)
            }
            _ => false,
        }
    }

    /// The comma of `108,000`.
    pub(super) fn groups_digits(&self, at: usize) -> bool {
        at > 0
            && self.kind(at - 1) == Kind::Number
            && self.kind(at + 1) == Kind::Number
            && self.touches(at)
            && self.touches(at + 1)
    }

    /// The noun phrase that ends before `end`, not reaching below `limit`.
    pub(in super::super) fn phrase_before(&self, end: usize, limit: usize) -> Option<Range<usize>> {
        self.before(end, limit, 3)
    }

    pub(super) fn before(&self, end: usize, limit: usize, depth: u8) -> Option<Range<usize>> {
        let limit = limit.max(end.saturating_sub(REACH));
        let mut start = end;
        let mut nominal = false;
        while start > limit {
            let at = start - 1;
            let tag = self.tag(at);
            if self.is_genitive(at) {
                // `the candidates’ estimates`: the owner goes on to the left; a bare genitive is no phrase end.
                if start == end {
                    return None;
                }
                start = at;
                continue;
            }
            if self.kind(at) == Kind::Sign {
                let glued = match self.word(at) {
                    "-" | "/" | "–" => self.touches(at) && self.touches(at + 1) && start < end,
                    "&" | "#" | "@" | "$" => true,
                    "," => self.groups_digits(at),
                    "." => self.touches(at) && (start < end),
                    "’" | "'" => self.touches(at) && self.touches(at + 1),
                    ")" => {
                        if let Some(open) = self.bracket_before(at, limit) {
                            start = open;
                            continue;
                        }
                        false
                    }
                    _ => false,
                };
                if !glued {
                    break;
                }
                start = at;
                continue;
            }
            let verb = tag.has(Tag::VERB);
            if tag.has(Tag::ING) && self.page.tokens[at].gap > Gap::Space {
                break;
            }
            if verb && self.is_lower(at) {
                // `the proposed plan`, `rising costs`: a participle before a noun, behind an article.
                let modifies = start < end
                    && tag.has(Tag::ING.with(Tag::PARTICIPLE))
                    && at > limit
                    && self.tag(at - 1).has(Tag::DETERMINER.with(Tag::POSSESSIVE));
                let noun = tag.has(Tag::BASE.with(Tag::PRESENT))
                    && !tag.has(Tag::PAST)
                    && at > limit
                    && (self.is_nominal(at - 1) && !self.tag(at - 1).has(Tag::VERB)
                        || self.is_genitive(at - 1)
                        || self.tag(at - 1).has(Tag::DETERMINER.with(Tag::POSSESSIVE)));
                if !modifies && !noun {
                    break;
                }
                nominal |= noun;
                start = at;
                continue;
            }
            if self.is_nominal(at) {
                nominal = true;
                start = at;
                continue;
            }
            if tag.has(Tag::DETERMINER.with(Tag::POSSESSIVE)) && nominal {
                start = at;
                if at > limit
                    && self.tag(at - 1).has(Tag::DETERMINER)
                    && self.word(at - 1).eq_ignore_ascii_case("all")
                {
                    start = at - 1;
                }
                break;
            }
            break;
        }
        if start == end || !nominal {
            let at = end.checked_sub(1).filter(|at| *at >= limit)?;
            // `those`, `some`, `many` stand for themselves.
            let alone = self.tag(at).has(Tag::DETERMINER)
                && matches!(
                    self.word(at).to_ascii_lowercase().as_str(),
                    "those"
                        | "some"
                        | "many"
                        | "most"
                        | "others"
                        | "both"
                        | "several"
                        | "few"
                        | "one"
                        | "this"
                        | "all"
                );
            return alone.then_some(at..end);
        }
        Some(self.attached(start..end, limit, depth))
    }

    /// The phrase with what it is part of: `advocates within the movement`, `Clinton and Sanders`.
    pub(super) fn attached(&self, own: Range<usize>, limit: usize, depth: u8) -> Range<usize> {
        let Some(at) = own.start.checked_sub(1).filter(|at| *at > limit && depth > 0) else { return own };
        let tag = self.tag(at);
        let link = self.kind(at) == Kind::Word && tag.has(Tag::PREPOSITION.with(Tag::AND));
        if !link || matches!(self.word(at), "but" | "or" | "so" | "yet") {
            return own;
        }
        let Some(head) = self.before(at, limit, depth - 1) else { return own };
        if self.word(at) == "of" || self.starts_clause(head.start) { head.start..own.end } else { own }
    }

    /// Whether a subject can begin here.
    pub(in super::super) fn starts_clause(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        if self.page.tokens[at].gap > Gap::Space {
            return true;
        }
        let tag = self.tag(before);
        match self.kind(before) {
            Kind::Sign => !matches!(self.word(before), "-" | "/" | "(" | "$" | "#" | "@"),
            Kind::Word => {
                tag.has(Tag::SUBORDINATOR.with(Tag::AND).with(Tag::RELATIVE).with(Tag::ADVERB))
                    || tag.class().is_some_and(|class| class.zero)
            }
            _ => false,
        }
    }

    pub(super) fn bracket_before(&self, close: usize, limit: usize) -> Option<usize> {
        (limit.max(close.saturating_sub(14))..close).rev().find(|at| matches!(self.word(*at), "(" | "["))
    }

    pub(super) fn bracket_after(&self, open: usize, limit: usize) -> Option<usize> {
        (open..limit.min(open + 14)).find(|at| matches!(self.word(*at), ")" | "]")).map(|at| at + 1)
    }

    /// The noun phrase that begins at `start`, with what is attached by prepositions when `long`.
    pub(in super::super) fn phrase_after(
        &self,
        start: usize,
        limit: usize,
        long: bool,
    ) -> Option<Range<usize>> {
        let limit = limit.min(start + REACH);
        let mut end = start;
        let mut nominal = false;
        while end < limit {
            let tag = self.tag(end);
            if self.quotation(end) != self.quotation(start) {
                break;
            }
            if self.is_genitive(end) {
                nominal = false;
            } else if self.kind(end) == Kind::Sign {
                let glued = match self.word(end) {
                    "-" | "/" | "–" | "’" | "'" => self.touches(end) && self.touches(end + 1),
                    "&" | "#" | "@" | "$" => true,
                    "," => self.groups_digits(end),
                    "." => self.touches(end) && end + 1 < limit && self.is_capital(end + 1),
                    "(" => {
                        if let Some(close) = self.bracket_after(end, limit).filter(|_| nominal) {
                            end = close;
                            continue;
                        }
                        false
                    }
                    _ => false,
                };
                if !glued {
                    break;
                }
            } else if tag.has(Tag::DETERMINER.with(Tag::POSSESSIVE)) {
                if nominal {
                    break;
                }
            } else if tag.has(Tag::PREPOSITION) && !tag.has(Tag::SUBORDINATOR) && self.kind(end) == Kind::Word
            {
                let joins = self.word(end) == "of" || long;
                if !nominal || !joins || self.phrase_after_is_empty(end + 1, limit) {
                    break;
                }
                nominal = false;
            } else if tag.has(Tag::AND)
                && long
                && nominal
                && self.is_capital(end + 1)
                && self.is_capital(end - 1)
            {
                nominal = false;
            } else if tag.has(Tag::VERB) && self.is_lower(end) && nominal {
                // `a new poll`: the base form of a verb needs a plural in front of it, a noun does not.
                let before = self.word(end - 1);
                let plural = before.ends_with('s') && !before.ends_with("ss");
                let article = self.tag(start).has(Tag::DETERMINER.with(Tag::POSSESSIVE));
                let noun = tag.has(Tag::BASE) && !tag.has(Tag::PAST) && !plural
                    || tag.has(Tag::ING) && article && end > start + 1;
                if !noun || self.tag(end + 1).has(Tag::DETERMINER.with(Tag::POSSESSIVE).with(Tag::OBJECT)) {
                    break;
                }
            } else if self.is_nominal(end) {
                nominal = true;
            } else {
                break;
            }
            end += 1;
        }
        (nominal && end > start).then_some(start..end)
    }

    pub(super) fn phrase_after_is_empty(&self, at: usize, limit: usize) -> bool {
        at >= limit || !(self.is_nominal(at) || self.tag(at).has(Tag::DETERMINER.with(Tag::POSSESSIVE)))
    }
}
