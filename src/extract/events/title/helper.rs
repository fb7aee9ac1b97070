//! Words that a title needs and its sentence leaves out: `The treaty (was) signed in 1994`.

use std::ops::Range;

use super::super::words::{Mark, Sheet, mark};
use crate::extract::actors::{Cast, How};
use crate::extract::lex::Kind;

/// A word of a title that is not the document's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Helper {
    /// `was`
    Was,
    /// `were`
    Were,
    /// `has been`
    HasBeen,
    /// `have been`
    HaveBeen,
    /// `will`, which the verb shares with the one before it.
    Will,
    /// `to`, of what was decided to be: `a hearing is to be held`.
    To,
    /// `is`
    Is,
    /// `are`
    Are,
    /// `’s`, behind the name that stands for `his`.
    Of,
    /// `:`, behind the name of who says `we`.
    Says,
    /// `was born`, of `Anna Berg (3 May 1950 – 4 June 2020)`.
    WasBorn,
    /// `died`, of the same.
    Died,
    /// `in`, before the place of either.
    In,
    /// `…`, where the sentence goes on and nothing ends there.
    More,
}

impl Helper {
    /// The one that makes a sentence of what is only described.
    pub(super) fn passive(plural: bool, since: bool) -> Self {
        match (plural, since) {
            (false, false) => Self::Was,
            (true, false) => Self::Were,
            (false, true) => Self::HasBeen,
            (true, true) => Self::HaveBeen,
        }
    }

    /// As it is written behind what stands before it.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Was => " was",
            Self::Were => " were",
            Self::HasBeen => " has been",
            Self::HaveBeen => " have been",
            Self::Will => " will",
            Self::To => " to",
            Self::Is => " is",
            Self::Are => " are",
            Self::Of => "’s",
            Self::Says => ":",
            Self::WasBorn => " was born",
            Self::Died => " died",
            Self::In => " in",
            Self::More => "…",
        }
    }
}

/// Whether a participle is of a verb that nobody does to somebody: `the minister who died`, not `was died`.
pub(in super::super) fn is_done_by_itself(verb: &str) -> bool {
    matches!(
        verb,
        "died"
            | "arrived"
            | "departed"
            | "fled"
            | "fallen"
            | "fell"
            | "gone"
            | "come"
            | "risen"
            | "rose"
            | "resigned"
            | "emerged"
            | "happened"
            | "occurred"
            | "collapsed"
            | "crashed"
            | "erupted"
            | "expired"
            | "appeared"
            | "disappeared"
            | "escaped"
            | "emigrated"
            | "surrendered"
            | "served"
            | "lived"
            | "worked"
            | "participated"
            | "returned"
            | "joined"
            | "visited"
    )
}

/// Whether more than one is spoken of: `the ships`, `Norway and Chad`.
pub(super) fn is_plural(page: &Sheet<'_, '_>, cast: &Cast, parts: &[Range<usize>]) -> bool {
    let Some(whole) = parts.first().zip(parts.last()).map(|(first, last)| first.start..last.end) else {
        return false;
    };
    let named = |range: &Range<usize>| {
        cast.within(range).iter().any(|mention| {
            mention.tokens.start <= range.start
                && mention.tokens.end >= range.end
                && !matches!(mention.how, How::Pronoun | How::Noun)
        })
    };
    // The head stands before what describes it: `the treaty | of friends`.
    let head = whole
        .clone()
        .skip(1)
        .find(|&at| {
            let marks = mark(page, at);
            marks.has(Mark::PREPOSITION.or(Mark::OPENER)) || matches!(page.word(at), "," | "(")
        })
        .unwrap_or(whole.end);
    let nominal = whole.start..head;
    if nominal.clone().any(|at| matches!(page.word(at), "and" | "both")) && !named(&nominal) {
        return true;
    }
    if named(&nominal) {
        return false;
    }
    let first = page.word(whole.start);
    if matches!(first, "a" | "an" | "A" | "An" | "this" | "This" | "that" | "That") {
        return false;
    }
    let Some(last) =
        nominal.rev().find(|&at| page.tokens[at].kind == Kind::Word && !mark(page, at).has(Mark::CLOSED))
    else {
        return false;
    };
    let word = page.word(last);
    let capital = word.starts_with(char::is_uppercase);
    let plural = word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is");
    plural && (!capital || !cast.within(&(last..last + 1)).iter().any(|mention| mention.how == How::Full))
        || matches!(word, "people" | "children" | "men" | "women" | "police" | "troops" | "percent")
}
