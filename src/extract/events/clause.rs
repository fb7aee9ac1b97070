//! Clauses and what is told in them: verbs that are said of somebody, and nouns that are things that happen.

use std::ops::Range;

use super::words::{Mark, Sheet, mark};
use crate::extract::lex::{Gap, Kind, Shape};

/// How something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// `signed`, `was signed`, `had signed`
    Past,
    /// `has signed`
    Perfect,
    /// `signs`, `is signing`
    Present,
    /// `will sign`, `is to be signed`, `is expected to sign`
    Future,
    /// `could sign`, `if ..`, `did not sign`: not as a fact.
    Unreal,
    /// `the treaty signed in ..`
    Reduced,
    /// `the treaty to be signed in ..`, `to reduce .. by 2030`
    Aim,
    /// `the visit to ..`
    Noun,
}

/// A verb with its helpers, or a noun that is a thing that happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Predicate {
    /// Helpers, adverbs and verb.
    pub(super) tokens: Range<usize>,
    /// The verb or the noun itself.
    pub(super) head: usize,
    pub(super) told: Told,
    /// What the verb or noun is.
    pub(super) marks: Mark,
    /// `was signed`, and not `signed`.
    pub(super) passive: bool,
}

impl Predicate {
    /// Whether it tells that something happens.
    pub(super) fn is_event(&self) -> bool {
        match self.told {
            Told::Noun => true,
            Told::Unreal => false,
            _ => {
                let verb = Mark::PAST
                    .or(Mark::EITHER)
                    .or(Mark::PARTICIPLE)
                    .or(Mark::ING)
                    .or(Mark::PRESENT)
                    .or(Mark::BASE);
                self.marks.has(verb)
                    && !self.marks.has(Mark::BE.or(Mark::HAVE))
                    && (!self.marks.has(Mark::STATE) || self.marks.has(Mark::DEED))
            }
        }
    }
}

/// A clause: tokens that no sign and no opening word parts, with its predicates in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) tokens: Range<usize>,
    pub(super) predicates: Vec<Predicate>,
    /// It hangs on another: `that ..`, `which ..`, `if ..`
    pub(super) opener: Option<usize>,
    /// What stands in brackets.
    pub(super) asides: Vec<Range<usize>>,
}

impl Clause {
    /// Whether it describes what stands before it: `the treaty | that was signed`.
    pub(super) fn relative(&self, page: &Sheet<'_, '_>) -> Option<usize> {
        self.opener.filter(|&at| {
            let word = page.word(at).to_ascii_lowercase();
            matches!(word.as_str(), "which" | "who") || word == "that" && !says(page, at)
        })
    }
}

/// Whether the word before `that` takes a clause: `agreed that`, `the fact that`.
fn says(page: &Sheet<'_, '_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    let marks = mark(page, before);
    if before == 0
        || page.tokens[before].gap >= Gap::Line
        || matches!(page.word(before - 1), "." | "!" | "?" | "”" | "“")
    {
        return true;
    }
    let verb = Mark::PAST.or(Mark::EITHER).or(Mark::ING).or(Mark::SPEECH);
    marks.has(verb) && !marks.has(Mark::HAPPENING)
        || matches!(
            page.word(before),
            "fact" | "hope" | "information" | "news" | "view" | "clear" | "happy" | "pleased" | "glad"
        )
}

/// The clauses of a sentence.
pub(super) fn clauses(page: &Sheet<'_, '_>, sentence: &Range<usize>, line: bool) -> Vec<Clause> {
    let mut parts: Vec<(Range<usize>, Option<usize>)> = Vec::new();
    let (mut start, mut opener) = (sentence.start, None);
    let asides = asides(page, sentence);
    for at in sentence.clone() {
        if asides.iter().any(|aside| aside.contains(&at)) {
            continue;
        }
        if at > start && ends(page, at, sentence.end) {
            parts.push((start..at, opener.take()));
            start = at;
        }
        if at == start && mark(page, at).has(Mark::OPENER) {
            opener = Some(at);
        }
    }
    parts.push((start..sentence.end, opener));
    parts
        .into_iter()
        .map(|(tokens, opener)| {
            let unreal = opener.is_some_and(|at| {
                matches!(page.word(at).to_ascii_lowercase().as_str(), "if" | "unless" | "whether")
            });
            let asides: Vec<Range<usize>> =
                asides.iter().filter(|aside| tokens.contains(&aside.start)).cloned().collect();
            let mut predicates = predicates(page, &tokens, line);
            predicates.retain(|predicate| !asides.iter().any(|aside| aside.contains(&predicate.head)));
            if unreal {
                for predicate in &mut predicates {
                    predicate.told = Told::Unreal;
                }
            }
            Clause { tokens, predicates, opener, asides }
        })
        .collect()
}

/// What stands in brackets, and what a dash sets apart is not.
fn asides(page: &Sheet<'_, '_>, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        if page.word(at) == "("
            && let Some(end) = (at..sentence.end.min(at + 30)).find(|&at| page.word(at) == ")")
        {
            found.push(at..end + 1);
            at = end;
        }
        at += 1;
    }
    found
}

/// Whether a clause begins with the token at `at`.
fn ends(page: &Sheet<'_, '_>, at: usize, limit: usize) -> bool {
    let token = &page.tokens[at];
    let word = token.of(page.text);
    if token.kind == Kind::Sign {
        return match word {
            ";" | ":" | "[" | "“" | "\"" | "”" | "»" | "«" | "—" => true,
            "–" | "-" => token.gap >= Gap::Space,
            _ => false,
        };
    }
    let before = page.word(at - 1);
    if matches!(before, ";" | ":" | "]" | "”" | "—" | "“") {
        return true;
    }
    let marks = mark(page, at);
    if marks.has(Mark::OPENER) {
        // `that decree` is no clause, `of which` is.
        let lone = word.eq_ignore_ascii_case("that") && mark(page, at - 1).has(Mark::PREPOSITION);
        return !lone;
    }
    // `, and the minister left`: a verb comes before the next comma, and somebody before the verb.
    let joins = marks.has(Mark::AND) && before == ",";
    joins
        && (at + 1..limit.min(at + 14)).take_while(|&at| page.word(at) != ",").skip(1).any(|at| {
            mark(page, at).has(Mark::BE.or(Mark::HAVE).or(Mark::WILL).or(Mark::PAST).or(Mark::EITHER))
        })
        && !mark(page, at + 1).has(Mark::PAST.or(Mark::EITHER).or(Mark::ING).or(Mark::ADVERB))
}

fn predicates(page: &Sheet<'_, '_>, tokens: &Range<usize>, line: bool) -> Vec<Predicate> {
    let mut found: Vec<Predicate> = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        if let Some(predicate) = group(page, at, tokens.end).or_else(|| lone(page, tokens, at, line)) {
            at = predicate.tokens.end.max(at + 1);
            found.push(predicate);
            continue;
        }
        let marks = mark(page, at);
        if marks.has(Mark::HAPPENING) && is_noun(page, at, tokens) {
            found.push(Predicate { tokens: at..at + 1, head: at, told: Told::Noun, marks, passive: false });
        }
        at += 1;
    }
    settle(page, tokens, &mut found);
    found
}

/// A verb with helpers that begins at `from`: `has not been signed`, `will sign`, `is expected to sign`.
fn group(page: &Sheet<'_, '_>, from: usize, limit: usize) -> Option<Predicate> {
    let first = mark(page, from);
    let helper = Mark::BE.or(Mark::HAVE).or(Mark::WILL).or(Mark::MODAL).or(Mark::DO);
    if !first.has(helper) || page.tokens[from].kind == Kind::Clitic && first.has(Mark::NOT) {
        return None;
    }
    let word = |at: usize| page.word(at).to_ascii_lowercase();
    let past_helper = matches!(word(from).as_str(), "was" | "were" | "had" | "did");
    let (mut negated, mut modal, mut will, mut have, mut be, mut plan) =
        (false, false, false, false, false, false);
    let mut at = from;
    while at < limit && at < from + 10 {
        let marks = mark(page, at);
        if marks.has(Mark::NOT) {
            negated = true;
        } else if marks.has(Mark::MODAL) {
            modal = true;
        } else if marks.has(Mark::WILL) {
            will = true;
        } else if marks.has(Mark::HAVE) {
            have = true;
        } else if marks.has(Mark::BE) {
            be = true;
        } else if marks.has(Mark::DO) || marks.has(Mark::ADVERB) && at > from {
        } else if be && marks.has(Mark::PLAN) && mark(page, at + 1).has(Mark::TO) {
            plan = true;
            at += 1;
        } else if be && marks.has(Mark::TO) {
            plan = true;
        } else {
            break;
        }
        at += 1;
    }
    let marks = mark(page, at);
    let verb = Mark::PAST.or(Mark::EITHER).or(Mark::PARTICIPLE).or(Mark::ING).or(Mark::BASE);
    let lower =
        page.tokens.get(at).is_some_and(|token| token.kind == Kind::Word && token.shape == Shape::Lower);
    let wants_base =
        (will || modal || plan) && !have && !be || plan && !marks.has(Mark::EITHER.or(Mark::PARTICIPLE));
    let is_verb = at < limit
        && lower
        && if wants_base {
            // Of plain forms only the common ones are listed: behind `will` any word is one.
            !marks.has(Mark::DETERMINER.or(Mark::PREPOSITION).or(Mark::PRONOUN))
        } else if be || have {
            marks.has(verb) && !marks.has(Mark::BASE) || marks.has(Mark::EITHER.or(Mark::PARTICIPLE))
        } else {
            !marks.has(Mark::DETERMINER.or(Mark::PREPOSITION).or(Mark::PRONOUN).or(Mark::TO))
        };
    let passive = be && marks.has(Mark::EITHER.or(Mark::PARTICIPLE));
    let told = if negated || modal {
        Told::Unreal
    } else if will || plan {
        if plan && past_helper { Told::Unreal } else { Told::Future }
    } else if past_helper {
        Told::Past
    } else if have {
        Told::Perfect
    } else {
        Told::Present
    };
    // `to become acquainted`, `got married`
    let end = if matches!(page.word(at), "become" | "became" | "get" | "got")
        && is_verb
        && mark(page, at + 1).has(Mark::EITHER.or(Mark::PARTICIPLE))
    {
        at + 1
    } else {
        at
    };
    if is_verb && end > at {
        let marks = mark(page, end);
        return Some(Predicate { tokens: from..end + 1, head: end, told, marks, passive: true });
    }
    if is_verb {
        let marks = if wants_base { marks.or(Mark::BASE) } else { marks };
        return Some(Predicate { tokens: from..at + 1, head: at, told, marks, passive });
    }
    // `was a success`: a state.
    let end = at.max(from + 1);
    Some(Predicate {
        tokens: from..end,
        head: end - 1,
        told,
        marks: Mark::BE.or(Mark::STATE),
        passive: false,
    })
}

/// A verb without helpers: `signed`, `to be signed`, in a headline `signs`.
fn lone(page: &Sheet<'_, '_>, clause: &Range<usize>, at: usize, line: bool) -> Option<Predicate> {
    let marks = mark(page, at);
    let before = if at > clause.start { mark(page, at - 1) } else { Mark::default() };
    if marks.has(Mark::TO) && at + 1 < clause.end {
        let next = mark(page, at + 1);
        if next.has(Mark::BE) && mark(page, at + 2).has(Mark::EITHER.or(Mark::PARTICIPLE)) {
            let (tokens, marks) = (at..at + 3, mark(page, at + 2));
            return Some(Predicate { tokens, head: at + 2, told: Told::Aim, marks, passive: true });
        }
        if next.has(Mark::BASE.or(Mark::AIM)) && !next.has(Mark::STATE) {
            return Some(Predicate {
                tokens: at..at + 2,
                head: at + 1,
                told: Told::Aim,
                marks: next,
                passive: false,
            });
        }
        return None;
    }
    // `to reduce .. and increase ..`
    if marks.has(Mark::AIM) && before.has(Mark::AND) {
        return Some(Predicate { tokens: at..at + 1, head: at, told: Told::Aim, marks, passive: false });
    }
    if marks.has(Mark::PAST.or(Mark::EITHER)) {
        // `the restored clinic`, `of liberated towns`, `well-known`.
        let next_nominal = page.tokens.get(at + 1).is_some_and(|token| {
            token.kind == Kind::Word
                && !mark(page, at + 1).has(
                    Mark::DETERMINER
                        .or(Mark::PREPOSITION)
                        .or(Mark::PRONOUN)
                        .or(Mark::POSSESSIVE)
                        .or(Mark::AND)
                        .or(Mark::TO)
                        .or(Mark::ADVERB)
                        .or(Mark::OPENER),
                )
        });
        let adverb_of = before.has(Mark::ADVERB)
            && at > clause.start + 1
            && mark(page, at - 2).has(Mark::DETERMINER.or(Mark::POSSESSIVE).or(Mark::PREPOSITION))
            && next_nominal;
        let hyphened = page.word(at.wrapping_sub(1)) == "-" || page.word(at + 1) == "-";
        let adjective = before.has(Mark::DETERMINER.or(Mark::POSSESSIVE)) && !marks.has(Mark::PAST)
            || before.has(Mark::PREPOSITION.or(Mark::AND))
                && next_nominal
                && !marks.has(Mark::PAST)
                && before.has(Mark::PREPOSITION)
            || page
                .tokens
                .get(at.wrapping_sub(1))
                .is_some_and(|token| token.kind == Kind::Clitic && !before.has(Mark::HAVE))
                && next_nominal;
        if adjective || adverb_of || hyphened {
            return None;
        }
        return Some(Predicate { tokens: at..at + 1, head: at, told: Told::Past, marks, passive: false });
    }
    let nominal_before = at > clause.start
        && page.tokens[at - 1].kind == Kind::Word
        && !before.has(
            Mark::DETERMINER
                .or(Mark::PREPOSITION)
                .or(Mark::POSSESSIVE)
                .or(Mark::AND)
                .or(Mark::TO)
                .or(verbs()),
        );
    let next = mark(page, at + 1);
    let object = next.has(Mark::DETERMINER.or(Mark::POSSESSIVE).or(Mark::PRONOUN))
        || page
            .tokens
            .get(at + 1)
            .is_some_and(|token| token.shape == Shape::Title || token.kind == Kind::Number)
        || matches!(page.word(at + 1), "in" | "on" | "at");
    if marks.has(Mark::PRESENT)
        && nominal_before
        && object
        && (line || marks.has(Mark::DEED) && !marks.has(Mark::HAPPENING))
    {
        return Some(Predicate { tokens: at..at + 1, head: at, told: Told::Present, marks, passive: false });
    }
    None
}

const fn verbs() -> Mark {
    Mark::PAST.or(Mark::EITHER).or(Mark::PARTICIPLE).or(Mark::ING)
}

/// Tells what is said of somebody from what only describes: `the treaty signed in May was kept`.
fn settle(page: &Sheet<'_, '_>, clause: &Range<usize>, found: &mut [Predicate]) {
    let bare = |predicate: &Predicate| {
        predicate.told == Told::Past && predicate.tokens.len() == 1 && predicate.marks.has(Mark::EITHER)
    };
    let mut said = false;
    for index in 0..found.len() {
        if !bare(&found[index]) {
            said |= !matches!(found[index].told, Told::Noun | Told::Aim);
            continue;
        }
        let at = found[index].head;
        let before = if at > clause.start { mark(page, at - 1) } else { Mark::default() };
        let joined = before.has(Mark::AND) || before.has(Mark::PRONOUN) || before.has(Mark::ADVERB) && !said;
        let comma = at > clause.start && page.word(at - 1) == ",";
        let sure_later = found[index + 1..]
            .iter()
            .take_while(|later| {
                // A comma parts them.
                (at..later.tokens.start).all(|at| page.word(at) != ",")
            })
            .any(|later| {
                let helped = later.tokens.len() > 1
                    || later.marks.has(Mark::BE.or(Mark::HAVE))
                    || later.marks.has(Mark::PAST);
                helped && !matches!(later.told, Told::Noun | Told::Aim | Told::Reduced)
            });
        let first = at == clause.start;
        let opened = first && at > 0 && mark(page, at - 1).has(Mark::OPENER);
        let lowercase = first && page.tokens[at].shape == Shape::Lower && at > 0;
        if !joined && !opened && (said && !comma || sure_later || lowercase) {
            found[index].told = Told::Reduced;
        } else {
            said = true;
        }
    }
}

/// Whether a word that is a thing that happens stands as a noun here.
fn is_noun(page: &Sheet<'_, '_>, at: usize, clause: &Range<usize>) -> bool {
    let before = if at > clause.start { mark(page, at - 1) } else { Mark::default() };
    let pronoun = before.has(Mark::PRONOUN) && !before.has(Mark::POSSESSIVE);
    !before.has(Mark::TO.or(Mark::WILL).or(Mark::MODAL))
        && !pronoun
        && !mark(page, at + 1).has(Mark::DETERMINER)
}
