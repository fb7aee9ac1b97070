//! Sentences in which somebody stands behind what they do: `On 7 June | came the verdict`.

use super::super::clause::{Predicate, Told};
use super::super::words::{Mark, mark};
use super::{Setting, Title, words};
use crate::extract::lex::Kind;

/// How many words may stand behind the verb.
const SUBJECT: usize = 10;

impl Setting<'_, '_, '_> {
    /// The title of what is told so, with who does it first: where the clause begins with a time and its verb, and
    /// nothing but the name of a thing stands behind.
    pub(super) fn inverted(&self, number: usize, predicate: &Predicate) -> Option<Title> {
        let page = self.page;
        let clause = self.clauses.get(number)?;
        let verb = predicate.tokens.clone();
        let turns =
            matches!(page.word(predicate.head), "came" | "followed" | "began" | "died" | "arrived" | "fell");
        let time = self.skipped.iter().find(|time| time.end == verb.start)?;
        // `In 1850 was laid the first stone`
        let undergoes = predicate.passive && mark(page, verb.start).has(Mark::WAS) && verb.len() == 2;
        let plain = turns && verb.len() == 1 || undergoes;
        if !plain || predicate.told != Told::Past || time.start != clause.tokens.start {
            return None;
        }
        let ends = |at: usize| {
            let marks = mark(page, at);
            let of = page.word(at) == "of";
            let sign = page.tokens[at].kind == Kind::Sign && !matches!(page.word(at), "-" | "’" | "\'");
            // `came the order | to withdraw`
            let to = marks.has(Mark::TO) && mark(page, at + 1).has(Mark::BASE);
            sign || self.skips(at)
                || marks.has(Mark::PREPOSITION.or(Mark::TO).or(Mark::OPENER).or(Mark::AND)) && !of && !to
        };
        let end = (verb.end..clause.tokens.end).find(|&at| ends(at)).unwrap_or(clause.tokens.end);
        let subject = verb.end..end;
        let first = mark(page, subject.start);
        let named = !first.has(Mark::PRONOUN.or(Mark::ADVERB).or(Mark::PREPOSITION));
        let whole = (1..=SUBJECT).contains(&words(page, &subject)) && named;
        whole.then(|| Title { parts: vec![subject, verb], ..Title::default() })
    }
}
