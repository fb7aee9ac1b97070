//! Names whose family name stands first: `Tsai Ing-wen`, `Nguyen Van Thieu`, `Xi Jinping`.

use super::super::lexicon::Sense;
use super::Finder;
use super::run::{Item, Link};
use crate::extract::lex::{Kind as Made, Shape, Token};

impl Finder<'_, '_> {
    /// The token behind what a hyphen adds in lower case to a word behind a family name: `Ing-wen`.
    pub(super) fn second_half(&self, word: usize) -> usize {
        let behind_family =
            self.items.last().is_some_and(|item| item.is(Sense::FAMILY) && item.tokens.len() == 1);
        let (hyphen, second) = (word + 1, word + 2);
        let joined =
            |at: usize| self.page.tokens.get(at).filter(|_| at < self.end).is_some_and(Token::touches);
        let small = || {
            let token = &self.page.tokens[second];
            token.kind == Made::Word && token.shape == Shape::Lower && token.end - token.start <= 6
        };
        let two =
            behind_family && joined(hyphen) && self.page.word(hyphen) == "-" && joined(second) && small();
        if two { word + 3 } else { word + 1 }
    }
}

/// How much speaks for a name that begins with a family name: the given name has two parts, or is one word of
/// which nothing else is known.
pub(super) fn begins(items: &[Item], from: usize) -> Option<i16> {
    let first = items.get(from).filter(|item| item.is(Sense::FAMILY) && item.tokens.len() == 1)?;
    let part = |at: usize| {
        items.get(at).filter(|item| {
            let given = item.known.is_none() && !item.is(Sense::EMPTY.or(Sense::HONOUR).or(Sense::OFFICE));
            item.link == Link::Space && given && !item.is(Sense::HEAD.or(Sense::TOPIC).or(Sense::THING))
        })
    };
    let second = part(from + 1)?;
    let hyphen = second.tokens.len() == 3;
    // More than two parts are no given name: `Moon River Park Hotel`.
    let two = part(from + 2).is_some() && part(from + 3).is_none();
    let plain = first.known.is_none() && !first.is(Sense::COMMON.or(Sense::WEAK)) && second.open();
    if hyphen || two && (plain || !first.is(Sense::COMMON)) {
        Some(5)
    } else if plain {
        Some(2)
    } else {
        None
    }
}
