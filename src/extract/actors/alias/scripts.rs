//! Names in another script beside the same names in Latin letters: captions in two languages.

use std::ops::Range;

use super::super::Kind;
use super::super::names::Spot;
use super::super::names::evidence::Weights;
use super::super::spelling::writes;
use super::{Groups, MOST, shown};
use crate::extract::lex::{Gap, Shape};

/// Adds the names in other letters that a name of a person near them writes.
pub(super) fn add(groups: &mut Groups) {
    let page = groups.page;
    let foreign = |at: usize| {
        page.tokens.get(at).is_some_and(|token| token.shape == Shape::Other)
            && page.word(at).chars().next().is_some_and(char::is_uppercase)
    };
    if !page.tokens.iter().any(|token| token.shape == Shape::Other) {
        return;
    }
    // The persons named by two words or more, in the order of the text.
    let mut persons: Vec<(Range<usize>, usize)> = groups
        .spots
        .iter()
        .zip(&groups.of_spot)
        .filter(|(spot, _)| spot.tokens.len() > 1)
        .map(|(spot, group)| (spot.tokens.clone(), groups.root(*group)))
        .filter(|(_, group)| groups.list[*group].kind == Some(Kind::Person))
        .collect();
    persons.sort_by_key(|(tokens, _)| tokens.start);
    let mut at = 0;
    while at + 1 < page.tokens.len() {
        let pair = foreign(at) && foreign(at + 1) && page.tokens[at + 1].gap == Gap::Space;
        if pair && let Some(person) = written(groups, &persons, at) {
            groups.put(
                Spot {
                    tokens: at..at + 2,
                    title: at..at,
                    known: None,
                    weights: Weights::default(),
                    rule: "the same name in other letters beside it",
                    of: None,
                    gender: None,
                    short_of: None,
                },
                person,
            );
            at += 1;
        }
        at += 1;
    }
}

/// The person named near these two words whose first name and surname they write.
fn written(groups: &Groups, persons: &[(Range<usize>, usize)], at: usize) -> Option<usize> {
    let page = groups.page;
    let block = page.sentences.get(page.sentence_of(at))?.block;
    let from = page.blocks[block.saturating_sub(1)].tokens.start;
    let to = page.blocks[(block + 1).min(page.blocks.len() - 1)].tokens.end;
    let first = persons.partition_point(|(tokens, _)| tokens.start < from);
    let beside = persons.get(first..)?.iter().take_while(|(tokens, _)| tokens.start < to).take(MOST);
    let fits = |tokens: &Range<usize>| {
        let name = shown(page, tokens);
        let mut words = name.split_whitespace();
        match (words.next(), words.next_back()) {
            (Some(first), Some(last)) => writes(page.word(at), first) && writes(page.word(at + 1), last),
            _ => false,
        }
    };
    beside.into_iter().find(|(tokens, _)| fits(tokens)).map(|(_, person)| *person)
}
