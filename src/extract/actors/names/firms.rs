//! Companies that are called by a word that means something else as often: `Delta`, `Amazon`, `Ford`.
//!
//! Such a word is the company only where the document proves it: by its full name, or by what stands beside it.
//! Within a longer name it is a part of that (`Mekong Delta`, `Magna Carta`).

use std::sync::LazyLock;

use super::super::lexicon::{Form, LEXICON, Sense};
use super::super::lists::companies;
use super::super::{How, Kind};
use super::Finder;
use super::evidence::{For, Weights};
use super::run::Link;
use crate::extract::lex::{Gap, Kind as Made, Shape};
use crate::extract::words::Words;

/// What else the name of a company is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Else {
    /// A thing or a place.
    Thing,
    /// The surname of people.
    Surname,
}

/// What else a word is that is the name of a company: nothing, for most.
pub(in super::super) fn is_else(entity: u32, word: &str) -> Option<Else> {
    if LEXICON.entities.get(entity as usize).is_none_or(|entity| entity.kind != Kind::Company) {
        return None;
    }
    ELSE.of(word)
}

static ELSE: LazyLock<Words<Else>> = LazyLock::new(|| {
    let things = companies::THINGS_TOO.split_ascii_whitespace().map(|word| (word, Else::Thing));
    let surnames = companies::SURNAMES_TOO.split_ascii_whitespace().map(|word| (word, Else::Surname));
    Words::new(&things.chain(surnames).collect::<Vec<_>>())
});

/// Whether what stands beside all mentions of such a word proves the company.
pub(in super::super) fn is_proven(what: Else, weights: &Weights) -> bool {
    let company = weights.get(For::Body) + weights.get(For::Company).max(weights.get(For::Organisation));
    let other = match what {
        Else::Thing => weights.get(For::Place).max(weights.get(For::Thing)),
        Else::Surname => weights.get(For::Person),
    };
    let enough = if what == Else::Thing { 2 * other } else { other };
    company >= 2 && company > enough
}

impl Finder<'_, '_> {
    /// Whether a company's name is here a part of a longer one.
    pub(super) fn is_part(&self, form: &Form, at: usize, end: usize) -> bool {
        if end != at + 1 || is_else(form.entity, self.page.word(at)).is_none() {
            return false;
        }
        let before = self.items.last().is_some_and(|item| {
            let adjective = item.known.is_some_and(|known| known.how == How::Demonym);
            let link = self.page.tokens[at].gap != Gap::None && item.tokens.end == at;
            // `Ms Fitch`
            let honour = item.is(Sense::HONOUR) && !item.is(Sense::OFFICE);
            let other = Sense::OFFICE.or(Sense::HONOUR).or(Sense::COMMON).or(Sense::BEFORE_OFFICE);
            link && !adjective && (honour || !item.is(other))
        });
        let next = end < self.end
            && self.page.tokens[end].kind == Made::Word
            && self.page.tokens[end].gap != Gap::None
            && self.page.tokens[end].shape == Shape::Title
            && !self.sense_at(end).is(super::run::CLOSED.or(Sense::EMPTY));
        before || next
    }

    /// What speaks for a known name that needs proof.
    pub(super) fn proof(&self, items: &[super::run::Item], at: usize, form: &Form) -> Weights {
        let tokens = items[at].tokens.clone();
        let bare = tokens.len() == 1 && items[at].link != Link::Hyphen;
        if !bare || is_else(form.entity, self.page.word(tokens.start)).is_none() {
            return Weights::default();
        }
        self.evidence(items, &(at..at + 1), &(tokens.start..tokens.start)).0
    }
}
