//! Whether a word stands as a verb, and whose verb it is: the group around it, the subjects of its sentence.

use super::{Finder, Phrase, Tag, VERBS};
use crate::extract::lex::{Kind, Shape};

impl Finder<'_, '_, '_> {
    pub(super) fn saw_finite(&mut self, at: usize) {
        if self.main.is_none() && self.finites < VERBS {
            let (start, _) = self.group(at);
            if let Some(subject) = self.reading.subject(start, self.sentence.start) {
                self.see_main(&subject);
            }
        }
        self.finite[self.finites % VERBS] = at;
        self.finites += 1;
    }

    /// Keeps the subject of the main clause: the first that no subordinator leads.
    pub(super) fn see_main(&mut self, subject: &Phrase) {
        let r = self.reading;
        let start = subject.tokens.start;
        let led = start > self.sentence.start
            && r.tag(start - 1).has(Tag::SUBORDINATOR.with(Tag::RELATIVE).with(Tag::PREPOSITION))
            && r.kind(start - 1) == Kind::Word;
        if self.main.is_none() && !led && !r.tag(start).has(Tag::RELATIVE) {
            self.main = Some(subject.clone());
        }
    }

    /// The first token of the verb's group: `has also not said`.
    pub(super) fn group(&self, verb: usize) -> (usize, Tag) {
        let r = self.reading;
        let mut start = verb;
        let mut aux = Tag::default();
        let limit = self.sentence.start.max(verb.saturating_sub(8));
        while start > limit {
            let tag = r.tag(start - 1);
            let clitic = r.kind(start - 1) == Kind::Clitic && !r.is_genitive(start - 1);
            if tag.has(Tag::AUXILIARY.with(Tag::NOT)) || clitic {
                aux = aux.with(tag);
            } else if !tag.has(Tag::ADVERB) || r.kind(start - 1) != Kind::Word {
                break;
            }
            start -= 1;
        }
        (start, aux)
    }

    /// Whether a form that could be a noun has behind it what a verb has.
    pub(super) fn speaks(&self, at: usize) -> bool {
        let r = self.reading;
        let next = at + 1;
        if next >= self.sentence.end {
            return true;
        }
        let tag = r.tag(next);
        let named = at > 0 && (r.shape(at - 1) != Shape::Lower || r.tag(at - 1).has(Tag::SUBJECT));
        // `claims that are still made`, `states which lost`: a noun with a relative clause.
        let relative = matches!(r.word(next), "which" | "who" | "whose" | ",") && !r.opens(next + 1)
            || tag.has(Tag::THAT) && r.tag(next + 1).has(Tag::FINITE) && !r.tag(next + 1).has(Tag::BASE);
        // `early states vote`: the verb comes next.
        let verb = tag.has(Tag::PRESENT.with(Tag::BASE)) && !tag.has(Tag::PAST.with(Tag::NOUN));
        // `Red Cross volunteers arrived on Sunday`, `police reports released in May`
        let behind = r.tag(next + 1);
        let over = next + 1 >= self.sentence.end
            || r.kind(next + 1) == Kind::Sign && !r.opens(next + 1)
            || behind.has(Tag::PREPOSITION.with(Tag::WHEN));
        let noun = tag.has(Tag::PAST) && !tag.has(Tag::NOUN) && over;
        !(tag.has(Tag::AUXILIARY)
            || noun
            || relative
            || verb
            || !named && matches!(r.word(next), "of" | "by" | "from"))
    }

    /// Whether what stands before can be the subject of `says`: a singular noun has an article, an owner or a
    /// capital letter; `early states` is none.
    pub(super) fn singular(&self, verb: usize) -> bool {
        let r = self.reading;
        let Some(left) = verb.checked_sub(1).filter(|left| *left >= self.sentence.start) else { return true };
        if r.kind(left) != Kind::Word || r.shape(left) != Shape::Lower || !r.is_nominal(left) {
            return true;
        }
        for at in (self.sentence.start.max(verb.saturating_sub(8))..verb).rev() {
            let tag = r.tag(at);
            if r.is_genitive(at)
                || tag.has(Tag::DETERMINER.with(Tag::POSSESSIVE))
                || r.shape(at) == Shape::Title
            {
                return true;
            }
            if !r.is_nominal(at) && r.kind(at) != Kind::Sign {
                return false;
            }
        }
        true
    }

    /// Whether what stands before can be the subject of `say`.
    pub(super) fn plural(&self, verb: usize) -> bool {
        let r = self.reading;
        let many = |at: usize| {
            let word = r.word(at);
            r.kind(at) == Kind::Word
                && (word.ends_with('s') && word.len() > 3
                    || matches!(
                        word,
                        "people" | "men" | "women" | "many" | "some" | "those" | "most" | "police" | "and"
                    ))
        };
        if r.tag(verb - 1).has(Tag::SUBJECT.with(Tag::RELATIVE)) && r.kind(verb - 1) == Kind::Word {
            return !matches!(r.word(verb - 1), "he" | "she" | "it");
        }
        if many(verb - 1) {
            return true;
        }
        // `sources close to her campaign say`, `Bush and Christie say`
        r.phrase_before(verb, self.sentence.start).is_some_and(|own| {
            let head = own
                .clone()
                .find(|at| r.kind(*at) == Kind::Word && r.tag(*at).has(Tag::PREPOSITION))
                .unwrap_or(own.end);
            own.clone().any(|at| r.word(at) == "and") || head < own.end && head > own.start && many(head - 1)
        })
    }

    /// `has in the past said`: where the auxiliary stands, if a phrase parts it from its verb.
    pub(super) fn after_aux_phrase(&self, start: usize) -> Option<usize> {
        let r = self.reading;
        let own = r.phrase_before(start, self.sentence.start.max(start.saturating_sub(6)))?;
        let at = own.start.checked_sub(2).filter(|at| *at >= self.sentence.start)?;
        (r.tag(at + 1).has(Tag::PREPOSITION) && r.tag(at).has(Tag::AUXILIARY)).then(|| self.group(at).0)
    }

    /// Whose verb it is behind `and`: `X praised A and criticised B`.
    pub(super) fn shared_subject(&self) -> Option<Phrase> {
        let mut verbs =
            (0..self.finites.min(VERBS)).map(|back| self.finite[(self.finites - 1 - back) % VERBS]);
        verbs
            .find_map(|verb| self.reading.subject(self.group(verb).0, self.sentence.start))
            .or_else(|| self.subject.clone())
    }
}
