//! Whether a title says too little: of whom or of what it is told is not said, or it is only a figure of speech.

use super::super::clause::Predicate;
use super::super::words::{Mark, mark};
use super::{Helper, Setting, Title};
use crate::extract::lex::Kind;

/// Nouns that say nothing of what they are: `a couple of events`, `the decision was made`.
const BARE: [&str; 22] = [
    "event",
    "events",
    "thing",
    "things",
    "activity",
    "activities",
    "step",
    "steps",
    "measure",
    "measures",
    "move",
    "moves",
    "decision",
    "decisions",
    "effort",
    "efforts",
    "target",
    "goal",
    "figure",
    "process",
    "everything",
    "something",
];

/// Nouns that are a figure of speech where somebody opens, makes or enters one.
const FIGURES: [&str; 11] = [
    "reality",
    "realities",
    "era",
    "epoch",
    "momentum",
    "milestone",
    "impetus",
    "dawn",
    "horizons",
    "heights",
    "legacy",
];

/// The same, where they are `new`.
const NEW_FIGURES: [&str; 9] =
    ["chapter", "page", "phase", "stage", "path", "opportunities", "prospects", "beginning", "level"];

impl Setting<'_, '_, '_> {
    /// Notes where a title says too little; one that is the `whole` sentence says what its pronouns mean.
    pub(super) fn weigh(&self, predicate: &Predicate, whole: bool, title: &mut Title) {
        let page = self.page;
        let tokens: Vec<usize> = title.parts.iter().cloned().flatten().collect();
        let Some(&first) = tokens.first() else { return };
        let named = title.helpers.iter().any(|(_, helper)| matches!(helper, Helper::Says | Helper::Of));
        let lone =
            title.parts.first().is_some_and(|part| part.len() == 1) || mark(page, first).has(Mark::PRONOUN);
        let own = mark(page, first).has(Mark::OWN);
        let empty_it =
            lone && page.word(first).eq_ignore_ascii_case("it") && self.leads_on(&tokens, predicate);
        let stands =
            matches!(page.word(first), "this" | "these" | "those" | "This" | "These" | "Those" | "That")
                && tokens
                    .get(1)
                    .is_some_and(|&next| mark(page, next).has(Mark::BE.or(Mark::HAVE).or(Mark::PAST)));
        let who = (mark(page, first).has(Mark::PRONOUN.or(Mark::POSSESSIVE)) || stands) && !empty_it;
        if who && !named {
            if own {
                title.stands_for = true;
            } else {
                title.vague = true;
            }
        }
        // `Supported by troops ..`: who it is was not found.
        let led = mark(page, first).has(Mark::EITHER.or(Mark::PARTICIPLE)) && page.word(first + 1) == "by";
        title.vague |= led && !title.helpers.iter().any(|(before, _)| *before == 0);
        // `Anna Berg: He hit me`: who speaks is known, and not of whom.
        let says = title.helpers.iter().any(|(before, helper)| *before == 1 && *helper == Helper::Says);
        title.vague |= says
            && title.parts.get(1).is_some_and(|part| {
                let marks = mark(page, part.start);
                marks.has(Mark::PRONOUN) && !marks.has(Mark::OWN)
            });
        title.vague |= !whole && tokens.iter().any(|&at| at > predicate.head && self.is_bare_pronoun(at));
        title.vague |= self.says_no_thing(predicate, &tokens);
        title.figure = self.is_figure(predicate, &tokens);
        title.vague |= title.figure;
    }

    /// `It was agreed that ..`, `It is believed that ..`: the title goes on with what it is.
    fn leads_on(&self, tokens: &[usize], predicate: &Predicate) -> bool {
        let that = Mark::THAT.or(Mark::TO);
        let behind = tokens.iter().find(|&&at| at >= predicate.tokens.end);
        predicate.passive
            && behind.is_some_and(|&at| mark(self.page, at).has(that) && !self.leads_to_thing(at))
            || tokens.iter().any(|&at| at < predicate.tokens.start && mark(self.page, at).has(Mark::CLAIM))
            || tokens.iter().any(|&at| mark(self.page, at).has(Mark::THAT))
    }

    /// Whether a `to` leads to whom something is given, and not to what is to be done: `sold | to investors`.
    pub(super) fn leads_to_thing(&self, to: usize) -> bool {
        let (page, next) = (self.page, mark(self.page, to + 1));
        let plural = page.word(to + 1).ends_with('s') && !page.word(to + 1).ends_with("ss");
        let named = page.tokens.get(to + 1).is_some_and(|next| {
            next.kind == Kind::Number
                || next.kind == Kind::Word && next.shape != crate::extract::lex::Shape::Lower
        });
        mark(page, to).has(Mark::TO)
            && (next.has(Mark::DETERMINER.or(Mark::POSSESSIVE).or(Mark::PRONOUN)) || plural || named)
    }

    /// `merged | them`, `reported | this`: what it is stands elsewhere.
    fn is_bare_pronoun(&self, at: usize) -> bool {
        let page = self.page;
        let noun = page.tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Word)
            && !mark(page, at + 1).has(Mark::CLOSED.or(Mark::PAST).or(Mark::EITHER));
        // `said that | it would sign`: of whom that is told stands before.
        let verb = Mark::HELPER.or(Mark::DO).or(Mark::PAST);
        match page.word(at) {
            "it" => !mark(page, at + 1).has(verb),
            "them" => true,
            "this" | "these" | "those" => !noun,
            "so" => !noun && !mark(page, at + 1).has(Mark::ADVERB),
            _ => false,
        }
    }

    /// Whether what is done, or what it is done to, is nothing but a word that could be anything: `the decision was
    /// made`, `held a couple of events`, `400,000 were sold`.
    fn says_no_thing(&self, predicate: &Predicate, tokens: &[usize]) -> bool {
        let page = self.page;
        let object = || {
            tokens.iter().copied().skip_while(|&at| at < predicate.tokens.end).take_while(|&at| {
                !mark(page, at).has(Mark::PREPOSITION.or(Mark::TO).or(Mark::OPENER)) || page.word(at) == "of"
            })
        };
        let subject = || tokens.iter().copied().take_while(|&at| at < predicate.tokens.start);
        if predicate.passive {
            let mut words = subject().filter(|&at| page.tokens[at].kind == Kind::Word);
            let counted = subject().any(|at| page.tokens[at].kind == Kind::Number)
                && words.all(|at| {
                    mark(page, at).has(Mark::CLOSED) || matches!(page.word(at), "More" | "Less" | "Fewer")
                });
            let said: Vec<usize> = subject().collect();
            return counted || self.is_bare(&said);
        }
        let said: Vec<usize> = object().collect();
        // `everything | that we promised`
        let goes_on = said.last().is_some_and(|&last| mark(page, last + 1).has(Mark::THAT));
        !goes_on && self.is_bare(&said)
    }

    /// Whether words are a noun that says nothing, with no other that says more.
    fn is_bare(&self, tokens: &[usize]) -> bool {
        let page = self.page;
        let mut bare = false;
        for &at in tokens {
            let word = page.word(at);
            if BARE.contains(&word) {
                bare = true;
            } else if !mark(page, at).has(Mark::CLOSED)
                && !matches!(word, "couple" | "number" | "series" | "of" | "taken")
            {
                return false;
            }
        }
        bare
    }

    /// Whether it is told of no more than a figure of speech: `a new reality was established`.
    fn is_figure(&self, predicate: &Predicate, tokens: &[usize]) -> bool {
        let page = self.page;
        let behind = |at: &usize| *at >= predicate.tokens.end;
        let thing: Vec<usize> = if predicate.passive || !tokens.iter().any(behind) {
            tokens.iter().copied().take_while(|at| *at < predicate.tokens.start).collect()
        } else {
            let object = tokens.iter().copied().skip_while(|at| !behind(at));
            object.take_while(|&at| !mark(page, at).has(Mark::PREPOSITION)).collect()
        };
        let noun = thing.iter().position(|&at| mark(page, at).has(Mark::PREPOSITION)).unwrap_or(thing.len());
        let Some(&head) = noun.checked_sub(1).and_then(|last| thing.get(last)) else { return false };
        let word = page.word(head);
        let fresh = || near_new(&thing, |at| page.word(at));
        // `the turning point came`
        let turns = || word == "point" && thing.iter().any(|&at| page.word(at) == "turning");
        FIGURES.contains(&word) || turns() || NEW_FIGURES.contains(&word) && fresh()
    }
}

fn near_new<'t>(tokens: &[usize], word: impl Fn(usize) -> &'t str) -> bool {
    tokens.iter().any(|&at| matches!(word(at), "new" | "fresh"))
}
