//! What only a person does, and what a person does more often than anything else of which nothing is known:
//! `Stalin died`, `In 1863 Lincoln freed the slaves`.

use std::ops::Range;
use std::sync::LazyLock;

use super::super::lexicon::Sense;
use super::Finder;
use crate::extract::lex::{Kind as Made, Shape};
use crate::extract::words::Words;

/// What only people do or suffer.
static OF_PEOPLE: LazyLock<Words<()>> = LazyLock::new(|| {
    list(
        "died resigned married surrendered abdicated fled retired reigned wrote painted composed freed \
    divorced remarried confessed testified apologised apologized wept drowned starved emigrated studied graduated \
    converted preached fasted",
    )
});

/// What people do, and states and bodies sometimes.
static OF_LEADERS: LazyLock<Words<()>> = LazyLock::new(|| {
    list(
        "invaded conquered defeated besieged marched commanded ruled crowned pardoned succeeded captured \
    sailed rode explored discovered met visited",
    )
});

/// What is done to people alone.
static TO_PEOPLE: LazyLock<Words<()>> = LazyLock::new(|| {
    list(
        "born assassinated shot crowned executed hanged beheaded arrested elected buried exiled murdered \
    killed sworn jailed imprisoned knighted inaugurated poisoned stabbed baptised baptized canonised excommunicated \
    deposed impeached re-elected reelected sentenced acquitted",
    )
});

fn list(words: &'static str) -> Words<()> {
    Words::new(&words.split_ascii_whitespace().map(|word| (word, ())).collect::<Vec<_>>())
}

impl Finder<'_, '_> {
    /// How much the verb behind a word alone at the head of its clause speaks for a person.
    pub(super) fn deed(&self, tokens: &Range<usize>) -> i16 {
        let token = &self.page.tokens[tokens.start];
        let word = self.page.word(tokens.start);
        // `Vikings invaded`, `Persia invaded`: many, or a land.
        let many =
            word.ends_with('s') && !["us", "is", "os", "as", "ss"].iter().any(|end| word.ends_with(end));
        let land = ["ia", "land", "stan", "shire"].iter().any(|end| word.ends_with(end));
        if token.shape != Shape::Title || word.len() < 3 || many || self.lower.has(token.hash) {
            return 0;
        }
        if !self.heads_clause(tokens.start) {
            return 0;
        }
        let within = |list: &Words<()>, at: usize| {
            let verb = self.page.tokens.get(at).filter(|verb| verb.shape == Shape::Lower);
            verb.is_some_and(|verb| list.get(self.page.text, verb).is_some())
        };
        let mut at = tokens.end;
        while at < self.end
            && matches!(self.page.word(at), "later" | "also" | "then" | "finally" | "soon" | "had")
        {
            at += 1;
        }
        let verb = self.page.word(at);
        if matches!(verb, "was" | "is" | "been" | "be" | "being") {
            let done = (at + 1..self.end.min(at + 3)).any(|at| within(&TO_PEOPLE, at));
            return if done { 5 } else { 0 };
        }
        if verb == "became" || verb == "become" {
            let office = (at + 1..self.end.min(at + 6)).any(|at| {
                self.page.tokens[at].kind == Made::Word
                    && self.sense_at(at).is(Sense::OFFICE.or(Sense::HONOUR))
            });
            return if office { 5 } else { 0 };
        }
        if within(&OF_PEOPLE, at) {
            5
        } else if within(&OF_LEADERS, at) && !land {
            3
        } else {
            0
        }
    }

    /// Whether what stands behind a name tells that only a person bears it: `died`, `was born`, `who`, `, 34,`, `said she`.
    pub(super) fn is_human(&self, end: usize) -> bool {
        let at = end + usize::from(self.page.word(end) == "had");
        if at >= self.end {
            return false;
        }
        let within = |list: &Words<()>, at: usize| {
            let verb = self.page.tokens.get(at).filter(|verb| at < self.end && verb.shape == Shape::Lower);
            verb.is_some_and(|verb| list.get(self.page.text, verb).is_some())
        };
        match self.page.word(at) {
            "was" | "is" => within(&TO_PEOPLE, at + 1),
            "who" | "whose" | "himself" | "herself" => true,
            "," => {
                let aged =
                    self.page.tokens[at..self.end].get(1).is_some_and(|next| next.kind == Made::Number);
                aged && self.page.word(at + 2) == ","
            }
            "said" | "says" => matches!(self.page.word(at + 1), "he" | "she"),
            _ => within(&OF_PEOPLE, at),
        }
    }

    /// Whether a clause begins at a token: with its sentence, behind a sign or a joining word, behind a year.
    fn heads_clause(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|before| *before >= self.begin) else { return true };
        self.page.tokens[before].kind == Made::Number
            || matches!(
                self.page.word(before),
                "," | ";"
                    | ":"
                    | "“"
                    | "\""
                    | "—"
                    | "–"
                    | "and"
                    | "but"
                    | "when"
                    | "When"
                    | "that"
                    | "while"
                    | "after"
                    | "After"
                    | "before"
                    | "Before"
                    | "as"
                    | "As"
                    | "until"
                    | "because"
                    | "where"
            )
    }
}
