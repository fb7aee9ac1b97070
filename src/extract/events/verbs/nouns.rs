//! Nouns that are things that happen: made from verbs (`the fall of Acre`), and told to take place (`the vote was in May`).

use super::super::clause::{Predicate, Told};
use super::super::words::{Mark, Sheet, mark};
use crate::extract::lex::Kind;

/// Verbs that are things that happen behind `the` or `his`: `the fall of Acre`.
const NOUNS_OF_VERBS: [&str; 11] = [
    "arrest",
    "murder",
    "collapse",
    "capture",
    "surrender",
    "repeal",
    "revolt",
    "fall",
    "rescue",
    "seizure",
    "raid",
];

/// Whether a form of a verb is a noun here: `the granting of ..`, `his arrest`.
pub(super) fn is_of_verb(page: &Sheet<'_, '_>, at: usize, start: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|before| *before >= start) else { return false };
    let owned = mark(page, before).has(Mark::DETERMINER.or(Mark::POSSESSIVE))
        || page.tokens[before].kind == Kind::Clitic
            && !mark(page, before).has(Mark::BE.or(Mark::HAVE).or(Mark::WILL));
    let of = page.word(at + 1) == "of";
    // `the painting of a girl` is a thing.
    let made = matches!(
        page.word(at),
        "painting"
            | "drawing"
            | "meaning"
            | "beginning"
            | "feeling"
            | "understanding"
            | "housing"
            | "spelling"
            | "setting"
    );
    let the = matches!(page.word(before), "the" | "The");
    owned && (mark(page, at).has(Mark::ING) && of && the && !made || NOUNS_OF_VERBS.contains(&page.word(at)))
}

/// Notes of which things it is said when they are: `The next meeting | is on 3 May`, `the vote | was in 1990`.
pub(super) fn take_place(page: &Sheet<'_, '_>, found: &mut [Predicate]) {
    for index in 1..found.len() {
        let (before, rest) = found.split_at_mut(index);
        let (Some(noun), Some(is)) = (before.last_mut(), rest.first()) else { continue };
        let bare = is.marks.has(Mark::BE) && matches!(is.told, Told::Past | Told::Present | Told::Future);
        let behind = is.tokens.end;
        let when = matches!(page.word(behind), "on" | "in" | "at" | "from")
            || page.tokens.get(behind).is_some_and(|next| next.kind == Kind::Number);
        let near = noun.tokens.end <= is.tokens.start
            && !(noun.tokens.end..is.tokens.start)
                .any(|at| page.word(at) == "," || mark(page, at).has(Mark::AND.or(Mark::OPENER)));
        if noun.told == Told::Noun && bare && when && near {
            let to_come = if is.told == Told::Past { Mark::BE } else { Mark::WILL };
            noun.marks = noun.marks.or(Mark::BE).or(to_come);
        }
    }
}

/// Whether a verb says no more than when the noun before it is.
pub(in super::super) fn only_dates(noun: &Predicate, verb: &Predicate) -> bool {
    noun.told == Told::Noun && noun.marks.has(Mark::BE) && verb.marks.has(Mark::BE)
}
