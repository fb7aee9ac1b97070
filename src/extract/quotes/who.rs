//! From the words that name a source to the actor they mean; none where that is not plain.

use std::ops::Range;

use super::Sure;
use super::clause::{Phrase, Reading};
use super::cues;
use super::grammar::Tag;
use crate::extract::actors::lexicon::{Sense, sense};
use crate::extract::actors::{Cast, Gender, How, Kind};
use crate::extract::lex;

/// How many sentences a pronoun may lie behind the one who spoke last.
const NEAR: usize = 3;

/// Those who speak for somebody else.
const AGENTS: &[&str] = &[
    "spokesman",
    "spokesmen",
    "spokeswoman",
    "spokeswomen",
    "spokesperson",
    "spokespeople",
    "official",
    "representative",
    "negotiator",
    "diplomat",
    "delegate",
    "lawyer",
    "attorney",
    "adviser",
    "advisor",
    "aide",
    "envoy",
];

/// Who spoke last, for the pronouns that follow.
#[derive(Clone, Copy, Debug)]
struct Last {
    /// None where it is someone who has no name here: `the driver said`.
    actor: Option<usize>,
    /// The token behind the attribution.
    end: usize,
    sentence: usize,
}

/// Resolves sources in the order of the text.
pub(super) struct Resolver<'r, 'p, 't> {
    reading: &'r Reading<'p, 't>,
    cast: &'r Cast,
    last: Option<Last>,
}

impl<'r, 'p, 't> Resolver<'r, 'p, 't> {
    pub(super) fn new(reading: &'r Reading<'p, 't>, cast: &'r Cast) -> Self {
        Self { reading, cast, last: None }
    }

    /// The actor whom a source means, and how sure that is. `end` is the token behind the whole attribution.
    pub(super) fn resolve(&mut self, source: &Phrase, end: usize) -> Option<(usize, Sure)> {
        if self.cast.mentions.is_empty() {
            return None;
        }
        let found = match self.spoke_last(source) {
            Some(last) => last.map(|actor| (actor, Sure::Likely)),
            None => self.subject_before(source).or_else(|| self.named(source)),
        };
        let person = found.is_some_and(|(actor, _)| self.is_person(actor));
        if person || found.is_none() && self.is_someone(source) {
            let actor = found.map(|(actor, _)| actor);
            self.last = Some(Last { actor, end, sentence: self.sentence(source.core.start) });
        }
        found
    }

    /// Whether a noun without a name means a person: `the driver`, `a spokeswoman`.
    fn is_someone(&self, source: &Phrase) -> bool {
        let head = self.head(&source.core).unwrap_or(source.core.end);
        let noun = head.saturating_sub(1);
        let word = self.reading.word(noun).to_ascii_lowercase();
        sense(self.reading.page, noun).is(Sense::OFFICE)
            || ["er", "or", "man", "woman", "ist", "ian", "person", "official"]
                .iter()
                .any(|end| word.ends_with(end))
    }

    fn is_person(&self, actor: usize) -> bool {
        self.cast.actors.get(actor).is_some_and(|actor| actor.kind == Kind::Person)
    }

    fn sentence(&self, token: usize) -> usize {
        self.reading.sentences.partition_point(|sentence| sentence.end <= token)
    }

    fn named(&self, source: &Phrase) -> Option<(usize, Sure)> {
        let r = self.reading;
        let core = &source.core;
        let first = r.tag(core.start);
        let alone = core.len() == 1 && r.kind(core.start) == lex::Kind::Word;
        if alone && first.has(Tag::RELATIVE) {
            // `X, who said`: the name in front.
            let end = core.start - usize::from(core.start > 0 && r.word(core.start - 1) == ",");
            return self.ending_at(end).map(|actor| (actor, Sure::Likely));
        }
        if alone && first.has(Tag::SUBJECT.with(Tag::POSSESSIVE)) {
            let mention = self.cast.within(core).first()?;
            return Some((mention.actor, Sure::Guess));
        }
        let Some(head) = self.head(core) else {
            // `X and Y said`: the first of them, where both are known.
            return self.several(core).first().map(|actor| (*actor, Sure::Likely));
        };
        if let Some(actor) = self.ending_at(head) {
            // `the mayor` may have become another.
            let noun =
                self.cast.within(&(head - 1..head)).first().is_some_and(|mention| mention.how == How::Noun);
            return Some((actor, if noun { Sure::Likely } else { Sure::Certain }));
        }
        // `Head of the Department of Policy John Smith`: the office stands before the name.
        let office = sense(r.page, head - 1).is(Sense::OFFICE);
        if let Some(mention) = self.cast.within(&(core.end - 1..core.end)).first().filter(|_| office)
            && self.is_person(mention.actor)
            && mention.tokens.start > head
            && r.shape(mention.tokens.start - 1) == lex::Shape::Title
        {
            return Some((mention.actor, Sure::Likely));
        }
        // `the spokesman, John Smith,`: the name stands in apposition.
        let beside = self.cast.within(&(core.end..source.tokens.end));
        // .. and the name may have a title: `the coroner, Dr Ruth Holm,`.
        let titles = |tokens: Range<usize>| {
            tokens.len() < 5 && { tokens }
                .all(|at| r.word(at) == "." || sense(r.page, at).is(Sense::HONOUR.or(Sense::OFFICE)))
        };
        let named = beside.first().filter(|mention| {
            let start = mention.tokens.start;
            (start <= core.end + 1 || titles(core.end + 1..start)) && self.is_person(mention.actor)
        })?;
        Some((named.actor, Sure::Likely))
    }

    /// Who said it beside the first: `X, Y and Z said`.
    pub(super) fn others(&self, source: &Phrase) -> Vec<usize> {
        if self.head(&source.core).is_some() {
            return Vec::new();
        }
        let mut others: Vec<usize> = self.several(&source.core).into_iter().skip(1).collect();
        // `X, Y and Z said`: the phrase begins behind the last comma.
        let r = self.reading;
        let (mut comma, mut first) = (source.core.start, None);
        while let Some(before) = comma.checked_sub(2).filter(|at| r.word(at + 1) == ",")
            && let Some(mention) = self.cast.within(&(before..before + 1)).first()
        {
            first = Some(mention.tokens.start);
            others.push(mention.actor);
            comma = mention.tokens.start;
        }
        if first.is_some_and(|first| !r.starts_clause(first)) { Vec::new() } else { others }
    }

    /// The actors that `and` joins, if all of them are known.
    fn several(&self, core: &Range<usize>) -> Vec<usize> {
        let r = self.reading;
        let mut found = Vec::new();
        let mut start = core.start;
        for at in core.start..=core.end {
            let parts = at == core.end
                || r.word(at) == ","
                || r.tag(at).has(Tag::AND) && r.kind(at) == lex::Kind::Word;
            if !parts
                || self.cast.within(&(at..at + 1)).first().is_some_and(|mention| mention.tokens.start < at)
            {
                continue;
            }
            if at > start {
                match self.head(&(start..at)).and_then(|head| self.ending_at(head)) {
                    Some(actor) => found.push(actor),
                    None => return Vec::new(),
                }
            }
            start = at + 1;
        }
        found
    }

    /// Whom someone without a name speaks for: `a spokesman for X`, `an X official`, `X’s lawyers`.
    pub(super) fn behalf(&self, source: &Phrase) -> Option<usize> {
        let r = self.reading;
        let core = &source.core;
        let head = self.head(core)?;
        let word = r.word(head.checked_sub(1)?).to_ascii_lowercase();
        if !AGENTS.contains(&word.trim_end_matches('s')) && !AGENTS.contains(&word.as_str()) {
            return None;
        }
        let behind = matches!(r.word(head), "for" | "of" | "from" | "at" | "with") && head < core.end;
        let before = head.checked_sub(2).map_or(head..head, |at| at..at + 1);
        let owner = if behind {
            let last = self.head(&(head + 1..core.end))?;
            self.cast.within(&(last - 1..last)).first()
        } else {
            let genitive = r.is_genitive(before.start);
            let at = before.start - usize::from(genitive && before.start > 0);
            self.cast.within(&(at..at + 1)).first().filter(|_| at >= core.start)
        };
        owner.map(|mention| mention.actor)
    }

    /// The token behind the head of a noun phrase: before what a preposition attaches. None where two are named.
    fn head(&self, core: &Range<usize>) -> Option<usize> {
        let r = self.reading;
        let mut at = core.start;
        while at < core.end {
            if let Some(mention) = self.cast.within(&(at..at + 1)).first() {
                at = mention.tokens.end.max(at + 1);
                continue;
            }
            if r.kind(at) == lex::Kind::Word && at > core.start {
                if r.tag(at).has(Tag::AND) {
                    return None;
                }
                if r.tag(at).has(Tag::PREPOSITION) {
                    return Some(at);
                }
            }
            if r.word(at) == "(" && at > core.start {
                return Some(at);
            }
            at += 1;
        }
        Some(core.end)
    }

    /// The actor whose mention ends before this token.
    fn ending_at(&self, end: usize) -> Option<usize> {
        let at = end.checked_sub(1)?;
        let mention = self.cast.within(&(at..end)).first()?;
        (mention.tokens.end == end && mention.how != How::Demonym).then_some(mention.actor)
    }

    /// `Berg met Lind. She said ..`: of two that were named, who was the subject of the sentence before.
    fn subject_before(&self, source: &Phrase) -> Option<(usize, Sure)> {
        let r = self.reading;
        let gender = gender(r.word(source.core.start))?;
        let before = self.sentence(source.core.start).checked_sub(1)?;
        let here = r.sentences.get(before + 1)?;
        let starts = source.core.start == here.start
            || source.core.start <= here.start + 2 && r.tag(here.start).has(Tag::AND.with(Tag::ADVERB));
        let subject = cues::main_subject(r, r.sentences.get(before)?).filter(|_| starts)?;
        let (actor, _) = self.named(&subject)?;
        // Somebody else of that sentence may be meant who has no name.
        let other = self.cast.strangers_within(&r.sentences.get(before)?.clone());
        let other = other.iter().any(|other| other.gender.is_none_or(|known| known == gender));
        (self.fits(actor, gender) && !other).then_some((actor, Sure::Guess))
    }

    fn fits(&self, actor: usize, gender: Gender) -> bool {
        self.cast.actors.get(actor).is_some_and(|actor| {
            actor.kind == Kind::Person && actor.gender.is_none_or(|known| known == gender)
        })
    }

    /// `he said`, close behind someone who spoke, with nobody else named between but within quoted speech.
    /// `Some(None)`: that was someone without a name. `None`: nobody spoke, or others were named since.
    #[expect(clippy::option_option, reason = "somebody unnamed is not nobody")]
    fn spoke_last(&self, source: &Phrase) -> Option<Option<usize>> {
        let r = self.reading;
        let gender = gender(r.word(source.core.start))?;
        let last = self.last?;
        let fits = |actor: usize| self.fits(actor, gender);
        let sentence = self.sentence(source.core.start);
        let near = sentence >= last.sentence && sentence - last.sentence <= NEAR;
        let others = self.cast.within(&(last.end.min(source.core.start)..source.core.start));
        let alone = others.iter().take(NEAR * 8).all(|mention| {
            Some(mention.actor) == last.actor
                || !fits(mention.actor)
                || mention.how == How::Pronoun
                || r.quotation(mention.tokens.start).is_some()
        });
        let between = last.end.min(source.core.start)..source.core.start;
        let alone = alone
            && self.cast.strangers_within(&between).iter().take(NEAR * 8).all(|other| {
                other.gender.is_some_and(|known| known != gender) || r.quotation(other.token).is_some()
            });
        // `Berg told her that it was over. “It is not,” she replied.`: whoever was told may be meant.
        let start = r.sentences.get(last.sentence).map_or(last.end, |tokens| tokens.start);
        let told = self.cast.strangers_within(&(start..last.end.max(start)));
        let told = told.iter().take(NEAR * 8).any(|other| {
            other.gender == Some(gender) && r.quotation(other.token).is_none() && other.token + 1 < last.end
        });
        (near && alone && !told && last.actor.is_none_or(fits)).then_some(last.actor)
    }
}

/// Whom a pronoun can mean.
fn gender(word: &str) -> Option<Gender> {
    match word {
        "he" | "He" => Some(Gender::Male),
        "she" | "She" => Some(Gender::Female),
        _ => None,
    }
}
