//! Sentences as grammar sees them, and the noun phrases in them.
//!
//! There is no parser: a noun phrase is grown from its last word to the left, or from its first to the right,
//! until a word of the closed lists, a verb or a sign ends it.

use std::ops::Range;

use super::grammar::{self, Act, Tag};
use super::marks::{self, Quotation};
use crate::extract::lex::{Gap, Kind, Shape};
use crate::extract::page::Page;

/// How far a phrase is followed.
const REACH: usize = 48;

/// A page with what its words do, its quotations, and its sentences with quoted speech kept whole.
pub(super) struct Reading<'p, 't> {
    pub(super) page: &'p Page<'t>,
    pub(super) tags: Vec<Tag>,
    pub(super) quotations: Vec<Quotation>,
    /// For each token the number of the quotation it stands in, marks included, plus one.
    inside: Vec<u32>,
    /// Sentences: a full stop within quoted speech ends none unless the speech ends with it.
    pub(super) sentences: Vec<Range<usize>>,
}

/// A noun phrase as the source of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Its tokens, with an apposition.
    pub(super) tokens: Range<usize>,
    /// Where its own words end, without the apposition.
    pub(super) core: Range<usize>,
}

impl Phrase {
    fn plain(tokens: Range<usize>) -> Self {
        Self { core: tokens.clone(), tokens }
    }
}

impl<'p, 't> Reading<'p, 't> {
    pub(super) fn new(page: &'p Page<'t>) -> Self {
        let quotations = marks::find(page);
        let mut inside = vec![0; page.tokens.len()];
        for (number, quotation) in (1_u32..).zip(&quotations) {
            inside[quotation.open..quotation.end].fill(number);
        }
        let mut sentences: Vec<Range<usize>> = Vec::with_capacity(page.sentences.len());
        let mut going_on = false;
        for sentence in &page.sentences {
            let tokens = sentence.tokens.clone();
            match sentences.last_mut().filter(|_| going_on) {
                Some(last) => last.end = tokens.end,
                None => sentences.push(tokens.clone()),
            }
            going_on = tokens.end < page.tokens.len()
                && inside[tokens.end] != 0
                && inside[tokens.end - 1] == inside[tokens.end];
        }
        let mut reading = Self { tags: grammar::tags(page), page, quotations, inside, sentences: Vec::new() };
        reading.sentences = reading.joined(sentences);
        reading
    }

    /// Sentences with what names the speaker joined to the speech that ends with its own stop: `“Why?” X said.`
    fn joined(&self, sentences: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let mut joined: Vec<Range<usize>> = Vec::with_capacity(sentences.len());
        for sentence in sentences {
            let speech = sentence.start > 0
                && self.quotation(sentence.start - 1).is_some_and(|number| self.quotations[number].closed)
                && self.page.tokens[sentence.start].gap <= Gap::Space;
            match joined.last_mut().filter(|_| speech && self.is_tail(&sentence)) {
                Some(last) => last.end = sentence.end,
                None => joined.push(sentence),
            }
        }
        joined
    }

    /// Whether a sentence only says who spoke: `X said.`, `X told reporters on Monday.`
    fn is_tail(&self, sentence: &Range<usize>) -> bool {
        let end = sentence.end.min(sentence.start + 40);
        let speaks = |at: &usize| {
            self.tag(*at).class().is_some_and(|class| class.quote && class.act == Act::Speech)
                && self.tag(*at).has(Tag::PAST.with(Tag::PRESENT))
        };
        let Some(verb) = (sentence.start + 1..end.min(sentence.start + 14)).find(speaks) else {
            return false;
        };
        let subject =
            self.subject(verb, sentence.start).is_some_and(|subject| subject.tokens.start == sentence.start);
        let next = self.tag(verb + 1);
        let over = verb + 1 >= end
            || matches!(self.word(verb + 1), "." | "," | ";")
            || next.has(Tag::WHEN.with(Tag::PREPOSITION).with(Tag::ADVERB))
            || self.tag(verb).class().is_some_and(|class| class.whom);
        let content = (verb + 1..sentence.end.min(verb + 60))
            .any(|at| self.quotation(at).is_some() || self.tag(at).has(Tag::THAT) || self.word(at) == ":");
        subject && over && !content
    }

    pub(super) fn tag(&self, at: usize) -> Tag {
        self.tags.get(at).copied().unwrap_or_default()
    }

    pub(super) fn word(&self, at: usize) -> &'t str {
        self.page.word(at)
    }

    /// Which quotation a token stands in.
    pub(super) fn quotation(&self, at: usize) -> Option<usize> {
        self.inside.get(at).and_then(|number| (*number as usize).checked_sub(1))
    }

    pub(super) fn opens(&self, at: usize) -> bool {
        self.quotation(at).is_some_and(|number| self.quotations[number].open == at)
    }

    /// Whether a quotation opens within these tokens.
    pub(super) fn opens_within(&self, tokens: &Range<usize>) -> bool {
        let first = self.quotations.partition_point(|quotation| quotation.open < tokens.start);
        self.quotations.get(first).is_some_and(|quotation| quotation.open < tokens.end)
    }

    pub(super) fn shape(&self, at: usize) -> Shape {
        self.page.tokens.get(at).map_or(Shape::None, |token| token.shape)
    }

    pub(super) fn kind(&self, at: usize) -> Kind {
        self.page.tokens.get(at).map_or(Kind::Sign, |token| token.kind)
    }

    pub(super) fn is_dash(&self, at: usize) -> bool {
        match self.word(at) {
            "—" | "–" => true,
            "-" => !self.touches(at) || !self.touches(at + 1),
            _ => false,
        }
    }

    pub(super) fn touches(&self, at: usize) -> bool {
        self.page.tokens.get(at).is_some_and(|token| token.gap == Gap::None)
    }

    fn is_capital(&self, at: usize) -> bool {
        self.kind(at) == Kind::Word
            && matches!(self.shape(at), Shape::Title | Shape::Upper | Shape::Mixed | Shape::Other)
    }

    /// Whether a word can stand inside a noun phrase as noun or adjective.
    pub(super) fn is_nominal(&self, at: usize) -> bool {
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
    pub(super) fn is_genitive(&self, at: usize) -> bool {
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
    fn groups_digits(&self, at: usize) -> bool {
        at > 0
            && self.kind(at - 1) == Kind::Number
            && self.kind(at + 1) == Kind::Number
            && self.touches(at)
            && self.touches(at + 1)
    }

    /// The noun phrase that ends before `end`, not reaching below `limit`.
    pub(super) fn phrase_before(&self, end: usize, limit: usize) -> Option<Range<usize>> {
        self.before(end, limit, 3)
    }

    fn before(&self, end: usize, limit: usize, depth: u8) -> Option<Range<usize>> {
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
    fn attached(&self, own: Range<usize>, limit: usize, depth: u8) -> Range<usize> {
        let Some(at) = own.start.checked_sub(1).filter(|at| *at > limit && depth > 0) else { return own };
        let tag = self.tag(at);
        let link = self.kind(at) == Kind::Word && tag.has(Tag::PREPOSITION.with(Tag::AND));
        if !link || matches!(self.word(at), "but" | "or" | "so" | "yet") {
            return own;
        }
        let Some(head) = self.before(at, limit, depth - 1) else { return own };
        if self.word(at) == "of" || self.starts_clause(head.start) { head.start..own.end } else { own }
    }

    fn is_lower(&self, at: usize) -> bool {
        self.shape(at) == Shape::Lower
    }

    /// Whether a subject can begin here.
    pub(super) fn starts_clause(&self, at: usize) -> bool {
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

    fn bracket_before(&self, close: usize, limit: usize) -> Option<usize> {
        (limit.max(close.saturating_sub(14))..close).rev().find(|at| matches!(self.word(*at), "(" | "["))
    }

    fn bracket_after(&self, open: usize, limit: usize) -> Option<usize> {
        (open..limit.min(open + 14)).find(|at| matches!(self.word(*at), ")" | "]")).map(|at| at + 1)
    }

    /// The noun phrase that begins at `start`, with what is attached by prepositions when `long`.
    pub(super) fn phrase_after(&self, start: usize, limit: usize, long: bool) -> Option<Range<usize>> {
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

    fn phrase_after_is_empty(&self, at: usize, limit: usize) -> bool {
        at >= limit || !(self.is_nominal(at) || self.tag(at).has(Tag::DETERMINER.with(Tag::POSSESSIVE)))
    }

    /// The subject of a verb whose group begins at `verb`, in a sentence that begins at `limit`.
    pub(super) fn subject(&self, verb: usize, limit: usize) -> Option<Phrase> {
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
    fn subject_before_insertion(&self, close: usize, limit: usize) -> Option<Phrase> {
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

    fn head_before(&self, at: usize, limit: usize) -> Option<Range<usize>> {
        let last = at.checked_sub(1).filter(|last| *last >= limit)?;
        if self.tag(last).has(Tag::SUBJECT) && self.kind(last) == Kind::Word {
            return Some(last..at);
        }
        self.phrase_before(at, limit)
    }

    /// Whether a subject with an insertion stands before the comma at `close`: `X, a lawyer for Y, said`.
    pub(super) fn subject_in_front(&self, close: usize, limit: usize) -> bool {
        let Some(phrase) = self.subject_before_insertion(close, limit.max(close.saturating_sub(80))) else {
            return false;
        };
        let inserted = phrase.core.end + 1..close;
        let relative = self.tag(inserted.start).has(Tag::RELATIVE);
        self.starts_clause(phrase.core.start)
            && (relative || !inserted.clone().any(|at| self.tag(at).has(Tag::FINITE)))
    }

    /// The phrase with the apposition behind it: `said Robert Klein, chairman of the institute`.
    pub(super) fn with_apposition(&self, own: Range<usize>, limit: usize) -> Phrase {
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
