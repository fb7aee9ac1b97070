//! Where an `and` joins two clauses, each with somebody and a verb of its own: `Norway won in May | and in June Chad lost`.

use std::ops::Range;

use super::words::{Mark, Sheet, mark};
use crate::extract::lex::{Kind, Shape};

/// How many tokens may stand between the `and` and the verb behind it.
const REACH: usize = 14;

/// What leads to a clause before the one that it hangs on.
const LEADING: [&str; 8] = ["after", "when", "before", "while", "once", "since", "until", "as"];

/// Whether a clause begins that says by when another was: `By the time help came`.
pub(super) fn is_by_then(page: &Sheet<'_, '_>, start: usize) -> bool {
    matches!(page.word(start), "By" | "by") && page.word(start + 1) == "the" && page.word(start + 2) == "time"
}

/// The expressions of time of a sentence, walked along with it.
pub(super) struct Coordination<'d> {
    times: &'d [Range<usize>],
    limit: usize,
}

impl<'d> Coordination<'d> {
    pub(super) fn new(times: &'d [Range<usize>], limit: usize) -> Self {
        Self { times, limit }
    }

    /// Whether a clause of its own begins at a token, behind one that began at `start` and has its verb.
    pub(super) fn begins(&mut self, page: &Sheet<'_, '_>, at: usize, start: usize) -> bool {
        while self.times.first().is_some_and(|time| time.end < at) {
            self.times = &self.times[1..];
        }
        let comma = page.word(at - 1) == ",";
        // `.., in 1916 it fought ..`
        if comma && self.starts(at).is_some() {
            return self.tells(page, at, true);
        }
        if !matches!(page.word(at), "and" | "but" | "while" | "&") {
            return false;
        }
        let end = if comma { at - 1 } else { at };
        let dated = self.times.first().is_some_and(|time| !time.is_empty() && time.end == end);
        let fronted = self.starts(at + 1).is_some();
        let said = || {
            let verb = Mark::PAST.or(Mark::EITHER).or(Mark::PRESENT).or(Mark::BASE);
            let last = (start..at).rev().find(|&at| mark(page, at).has(verb)).map(|at| mark(page, at));
            last.is_some_and(|marks| marks.has(Mark::SPEECH.or(Mark::CLAIM).or(Mark::DENY).or(Mark::STATE)))
        };
        (dated || fronted || !said()) && self.tells(page, at + 1, dated || fronted)
    }

    /// Whether what a clause with `after`, `when` or the like leads to begins at a token, behind a comma or its date:
    /// `After help had come on 4 June | the ship sank`.
    pub(super) fn follows(&self, page: &Sheet<'_, '_>, at: usize, start: usize) -> bool {
        let by_then = is_by_then(page, start);
        let leads = by_then || LEADING.iter().any(|word| page.word(start).eq_ignore_ascii_case(word));
        let dated = self
            .times
            .first()
            .is_some_and(|time| !time.is_empty() && time.end == at && time.start > start + 1);
        leads && (dated || page.word(at - 1) == ",") && self.tells(page, at, true)
    }

    /// Where the time that begins at a token ends.
    fn starts(&self, at: usize) -> Option<usize> {
        let near = self.times.iter().take(3).find(|time| time.start == at && !time.is_empty());
        near.map(|time| time.end)
    }

    /// Whether somebody and a verb follow, and nothing else. A verb that may as well only describe counts where it is
    /// `plain` that a clause begins.
    fn tells(&self, page: &Sheet<'_, '_>, from: usize, plain: bool) -> bool {
        let mut first = self.starts(from).unwrap_or(from);
        if first > from && page.word(first) == "," {
            first += 1;
        }
        let Some(token) = page.tokens.get(first).filter(|token| token.kind == Kind::Word) else {
            return false;
        };
        let marks = mark(page, first);
        let who = Mark::DETERMINER.or(Mark::POSSESSIVE);
        let he = matches!(page.word(first), "he" | "she" | "they" | "we" | "I" | "it");
        let closed =
            Mark::PREPOSITION.or(Mark::ADVERB).or(Mark::OPENER).or(Mark::AND).or(Mark::TO).or(Mark::ING);
        let helper = Mark::HELPER.or(Mark::DO);
        let finite = helper.or(Mark::PAST).or(Mark::EITHER).or(Mark::PARTICIPLE);
        let begins =
            he || marks.has(who) || token.shape != Shape::Lower || plain && !marks.has(closed.or(finite));
        if !begins || marks.has(closed.or(finite)) && !marks.has(who) {
            return false;
        }
        for at in first + 1..self.limit.min(first + REACH) {
            let token = &page.tokens[at];
            let marks = mark(page, at);
            match token.kind {
                Kind::Sign
                    if matches!(page.word(at), "-" | "’" | "'")
                        || page.word(at) == "." && token.touches() => {}
                Kind::Sign => return false,
                Kind::Number if self.starts(at).is_some() => return false,
                Kind::Clitic | Kind::Number => {}
                Kind::Word if token.shape != Shape::Lower => {}
                Kind::Word if marks.has(Mark::AND.or(Mark::OPENER).or(Mark::TO).or(Mark::ING)) => {
                    return false;
                }
                Kind::Word if marks.has(helper.or(Mark::PAST)) => return true,
                Kind::Word if marks.has(Mark::EITHER) => {
                    let described = mark(page, at - 1).has(Mark::DETERMINER.or(Mark::POSSESSIVE));
                    let object = mark(page, at + 1).has(Mark::DETERMINER.or(Mark::POSSESSIVE));
                    if !described {
                        return plain || he || object;
                    }
                }
                Kind::Word => {}
            }
        }
        false
    }
}
