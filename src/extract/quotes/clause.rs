//! Sentences as grammar sees them: what each word does, which stand in quoted speech, where a sentence ends.

use std::ops::Range;

use super::grammar::{self, Act, Tag};
use super::marks::{self, Quotation};
use crate::extract::actors::lexicon::{Sense, sense};
use crate::extract::lex::{Gap, Kind, Shape, Token};
use crate::extract::page::Page;

mod phrase;
mod subject;

pub(super) use subject::Phrase;

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
        // Behind words that end with a full stop, only what is said in so many words: `“It rains.” Lind left.`
        let stopped = sentence.start > 1 && self.word(sentence.start - 2) == ".";
        let speaks = |at: &usize| {
            self.tag(*at).class().is_some_and(|class| {
                let plain = (class.clause || class.zero || class.whom) && !class.particle;
                class.quote && class.act == Act::Speech && !class.gesture && (plain || !stopped)
            }) && self.tag(*at).has(Tag::PAST.with(Tag::PRESENT))
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
            .any(|at| self.quotation(at).is_some() || self.tag(at).has(Tag::THAT) || self.is_colon(at));
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

    /// Whether any of these tokens stands in a quotation.
    pub(super) fn is_quoted(&self, tokens: &Range<usize>) -> bool {
        let end = tokens.end.min(self.inside.len());
        self.inside
            .get(tokens.start..end)
            .is_some_and(|inside| inside.iter().fold(0, |all, number| all | number) != 0)
    }

    pub(super) fn opens(&self, at: usize) -> bool {
        self.quotation(at).is_some_and(|number| self.quotations[number].open == at)
    }

    /// Whether a quotation opens within these tokens.
    pub(super) fn opens_within(&self, tokens: &Range<usize>) -> bool {
        let first = self.quotations.partition_point(|quotation| quotation.open < tokens.start);
        self.quotations.get(first).is_some_and(|quotation| quotation.open < tokens.end)
    }

    /// Whether the quotation that opens here speaks of who says it: `I`, `our`.
    pub(super) fn speaks_of_itself(&self, open: usize) -> bool {
        let Some(number) = self.quotation(open) else { return false };
        let words = self.quotations[number].open..self.quotations[number].end;
        words.len() > 5
            && words.take(60).any(|at| {
                matches!(self.word(at), "I" | "We" | "we" | "My" | "my" | "me" | "Our" | "our" | "us" | "Us")
            })
    }

    /// Whether a phrase ends in a name of at least two words, or one behind an office: `boss Carlo Vitti`.
    pub(super) fn names_somebody(&self, phrase: &Phrase) -> bool {
        let last = phrase.core.end.saturating_sub(1);
        let name = |at: usize| {
            self.kind(at) == Kind::Word
                && matches!(self.shape(at), Shape::Title | Shape::Mixed)
                && !self.is_common(at)
        };
        last > phrase.core.start && name(last) && name(last - 1)
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

    /// Whether a word is a common one, with a capital letter only by its place.
    pub(super) fn is_common(&self, at: usize) -> bool {
        let common = Sense::COMMON.or(Sense::HEAD).or(Sense::THING).or(Sense::TOPIC).or(Sense::EMPTY);
        sense(self.page, at).is(common)
    }

    /// Whether a token is a colon that announces, and not one inside of `5:30` or `https://`.
    pub(super) fn is_colon(&self, at: usize) -> bool {
        let colon = |token: &Token| self.page.text.as_bytes().get(token.start as usize) == Some(&b':');
        self.page.tokens.get(at).is_some_and(colon) && (!self.touches(at + 1) || self.opens(at + 1))
    }

    pub(super) fn touches(&self, at: usize) -> bool {
        self.page.tokens.get(at).is_some_and(|token| token.gap == Gap::None)
    }

    fn is_capital(&self, at: usize) -> bool {
        self.kind(at) == Kind::Word
            && matches!(self.shape(at), Shape::Title | Shape::Upper | Shape::Mixed | Shape::Other)
    }

    fn is_lower(&self, at: usize) -> bool {
        self.shape(at) == Shape::Lower
    }
}
