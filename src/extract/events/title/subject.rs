//! Who does it: the words before a verb that are no time, no aside and no other clause.

use std::ops::Range;

use super::super::clause::{Clause, Predicate, Told};
use super::super::words::{Mark, mark};
use super::{Setting, Title, floor, words};
use crate::extract::actors::Kind;
use crate::extract::lex::{Kind as Sort, Shape};

/// How many words may stand before the verb.
const SUBJECT: usize = 14;

/// How many an office with the name of who holds it may have.
const OFFICE: usize = 8;

/// Numbers in words that begin longer ones.
const COUNTS: [&str; 14] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty", "thirty",
    "forty", "fifty",
];

impl Setting<'_, '_, '_> {
    /// Who a leading participle is told of: the subject of the clause behind it.
    pub(super) fn led(&self, number: usize) -> Title {
        let Some(next) = self.clauses.get(number + 1) else { return Title::default() };
        let first = next.predicates.iter().find(|other| !matches!(other.told, Told::Noun | Told::Aim));
        first.map_or_else(Title::default, |first| self.lead(number + 1, first))
    }

    /// Who does it: the words before the verb that are no time, no aside and no other clause.
    pub(super) fn subject(&self, clause: &Clause, predicate: &Predicate) -> Range<usize> {
        let page = self.page;
        let verb = predicate.tokens.start;
        let mut end = verb;
        while end > clause.tokens.start && mark(page, end - 1).has(Mark::ADVERB) {
            end -= 1;
        }
        // `signed the treaty and | ratified it`: it is told of the same.
        if end > clause.tokens.start && mark(page, end - 1).has(Mark::AND) {
            let first = clause.predicates.iter().rfind(|other| {
                other.tokens.end < end && !matches!(other.told, Told::Noun | Told::Aim | Told::Reduced)
            });
            if let Some(first) = first {
                return self.subject(clause, first);
            }
        }
        while let Some(aside) = self.aside_before(end).filter(|aside| aside.start > clause.tokens.start) {
            end = aside.start;
        }
        // `X, the minister of .., signed`: the aside is passed by.
        let mut behind = end;
        if end > clause.tokens.start && page.word(end - 1) == "," {
            let open = (clause.tokens.start..end - 1).rev().find(|&at| page.word(at) == ",");
            let Some(open) = open.filter(|&open| end - open < 20) else {
                return self.of_list(clause, verb, end);
            };
            // `The mayor, Anna Berg, signed`: who that is belongs to it.
            let named = self.is_person(&(open + 1..end - 1));
            behind = if named { end } else { open };
            end = open;
        }
        let floor = floor(clause, predicate, false).min(end);
        // `signed the treaty and Chad | ratified it`: before the `and` stands what was signed.
        let and = (floor..end).rev().find(|&at| mark(page, at).has(Mark::AND));
        let floor = match and.filter(|_| floor > clause.tokens.start) {
            Some(and) if !mark(page, floor).has(Mark::OPENER) => and + 1,
            _ => floor,
        };
        let mut start = end;
        while start > floor {
            // `Norvik (OSE: NRVK) announced`: what stands in brackets is passed by.
            if let Some(aside) = self.aside_before(start).filter(|aside| aside.start >= floor) {
                start = aside.start;
                continue;
            }
            let at = start - 1;
            // `Turkey, Greece and Malta`
            if page.word(at) == "," && self.is_listed(floor, at, start..end) {
                start = at;
                continue;
            }
            let marks = mark(page, at);
            let token = &page.tokens[at];
            let stops = match token.kind {
                // `700,000 people`
                Sort::Sign if page.word(at) == "," && token.touches() && start < end => {
                    !page.tokens[start].touches()
                }
                Sort::Sign => !matches!(
                    page.word(at),
                    "-" | "–"
                        | "/"
                        | "&"
                        | "."
                        | "'"
                        | "’"
                        | "+"
                        | "“"
                        | "”"
                        | "\""
                        | ")"
                        | "("
                        | "£"
                        | "$"
                        | "€"
                        | "%"
                ),
                _ => marks.has(Mark::OPENER) && !marks.has(Mark::THAT) || token.shape == Shape::Other,
            };
            if stops {
                break;
            }
            start = at;
        }
        while start < end
            && (mark(page, start).has(Mark::AND.or(Mark::OPENER)) && page.word(start) != "That"
                || self.only_leads(start)
                || page.tokens[start].kind == Sort::Sign
                || self.skipped.iter().any(|time| time.contains(&start)))
        {
            start += 1;
        }
        // `In Baku on May 6 the ministers met`: what stands first is where and when.
        if start < end && mark(page, start).has(Mark::PREPOSITION) && !self.counts(start) {
            match self.cast.within(&(start..end)).last() {
                Some(mention) if mention.tokens.end == end => start = mention.tokens.start.max(start),
                _ => start = self.behind_place(start, end),
            }
        }
        if start < end && self.skipped.iter().any(|time| time.end == end && time.start <= start) {
            return verb..verb;
        }
        let whole = start..end;
        (start, end) = self.shortened(whole.clone());
        if end < whole.end {
            behind = end;
        }
        if start < end { start..end.max(behind) } else { start..end }
    }

    /// Where a long subject begins and ends that says who it is in fewer words.
    fn shortened(&self, Range { mut start, end }: Range<usize>) -> (usize, usize) {
        let page = self.page;
        // `Head of the Department of .. Lars Holm`
        let joins = (start..end).any(|at| mark(page, at).has(Mark::AND) && !self.in_name(at));
        if !joins && words(page, &(start..end)) > OFFICE {
            let last = self.cast.within(&(start..end)).iter().rfind(|mention| mention.tokens.end == end);
            if let Some(mention) = last.filter(|mention| self.is_person(&mention.tokens)) {
                start = mention.tokens.start;
            }
        }
        if words(page, &(start..end)) <= SUBJECT {
            return (start, end);
        }
        let first = self.cast.within(&(start..end)).first();
        let preposition = (start + 1..end).rfind(|&at| {
            mark(page, at).has(Mark::PREPOSITION)
                && !self.in_name(at)
                && (2..=SUBJECT).contains(&words(page, &(start..at)))
        });
        let named =
            first.filter(|mention| mention.tokens.start <= start + 1).map(|mention| mention.tokens.end);
        (start, named.or(preposition).unwrap_or(end))
    }

    /// Whether a word only says how many there are: `about | two hundred people`.
    fn counts(&self, at: usize) -> bool {
        let page = self.page;
        let about =
            matches!(page.word(at).to_ascii_lowercase().as_str(), "about" | "around" | "over" | "under");
        let number = page.tokens.get(at + 1).is_some_and(|next| next.kind == Sort::Number);
        let a = usize::from(page.word(at + 1) == "a");
        about
            && (number
                || COUNTS.contains(&page.word(at + 1))
                || matches!(page.word(at + 1 + a), "dozen" | "hundred" | "thousand" | "million" | "half"))
    }

    /// Whether words are the name of a person and nothing else.
    fn is_person(&self, tokens: &Range<usize>) -> bool {
        let [mention] = self.cast.within(tokens) else { return false };
        mention.tokens == *tokens
            && self.cast.actors.get(mention.actor).is_some_and(|actor| actor.kind == Kind::Person)
    }

    /// Whether a word at the head of a clause says nothing of who acts: `also`, `then`; not `First degree`, `Both sides`.
    fn only_leads(&self, at: usize) -> bool {
        let page = self.page;
        let counts = [
            "first", "both", "only", "even", "just", "almost", "nearly", "quite", "very", "rather", "not",
            "all",
        ];
        mark(page, at).has(Mark::ADVERB)
            && (page.word(at + 1) == ","
                || !counts.iter().any(|word| page.word(at).eq_ignore_ascii_case(word)))
    }

    /// Where who acts begins behind a place or a time without a comma: `In Oslo | the ministers of both towns met`.
    fn behind_place(&self, start: usize, end: usize) -> usize {
        let page = self.page;
        let begins = |at: usize| {
            let leads = Mark::PREPOSITION.or(Mark::DETERMINER).or(Mark::POSSESSIVE);
            mark(page, at).has(Mark::DETERMINER.or(Mark::POSSESSIVE).or(Mark::PRONOUN))
                && !mark(page, at - 1).has(leads)
        };
        let subordinate = mark(page, start).has(Mark::BESIDE);
        (start + 1..end).find(|&at| begins(at)).unwrap_or(if subordinate { start + 1 } else { end })
    }

    /// The subject of a verb of a list that shares it: `was founded in .., | destroyed in .. and rebuilt ..`
    fn of_list(&self, clause: &Clause, verb: usize, end: usize) -> Range<usize> {
        let earlier = clause.predicates.iter().rfind(|other| {
            other.tokens.end < end && !matches!(other.told, Told::Noun | Told::Aim | Told::Reduced)
        });
        let listed = clause
            .predicates
            .iter()
            .any(|later| later.tokens.start > verb && mark(self.page, later.tokens.start - 1).has(Mark::AND));
        earlier.filter(|_| listed).map_or(verb..verb, |earlier| self.subject(clause, earlier))
    }

    /// Whether the comma at `comma` parts names of a list that ends with the words behind it.
    fn is_listed(&self, floor: usize, comma: usize, behind: Range<usize>) -> bool {
        let page = self.page;
        let ends = behind.clone().take(16).any(|at| mark(page, at).has(Mark::AND) || page.word(at) == "&");
        if !ends || behind.len() > 40 || comma <= floor {
            return false;
        }
        let before = self.cast.within(&(comma - 1..comma));
        let named = before.iter().any(|mention| mention.tokens.end == comma);
        let mut start = comma;
        while start > floor && page.word(start - 1) != "," {
            start -= 1;
        }
        let skipped = self.skipped.iter().any(|time| time.end > start && time.start < comma);
        let first = mark(page, start);
        let led = first.has(Mark::PREPOSITION.or(Mark::ADVERB).or(Mark::OPENER).or(Mark::AND).or(Mark::TO));
        // `However, Greece and Malta`, `In Oslo, Greece and Malta`
        !skipped
            && !led
            && comma - start <= 6
            && (named || first.has(Mark::DETERMINER) && comma - start > 1)
            && !(start..comma).any(|at| mark(page, at).has(Mark::PAST.or(Mark::BE).or(Mark::HAVE)))
    }
}
