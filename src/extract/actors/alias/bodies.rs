//! Bodies: initials without brackets, names without their last nouns, known names with more behind them.

use std::collections::HashMap;

use super::super::Kind;
use super::super::lexicon::{LEXICON, Mix, Sense};
use super::super::names::evidence::For;
use super::Groups;
use crate::extract::lex::Shape;

/// Joins what names one body.
pub(super) fn join(groups: &mut Groups) {
    let mut by_head: HashMap<u32, Vec<usize>, Mix> = HashMap::default();
    let mut by_initials: HashMap<String, Vec<usize>> = HashMap::new();
    for at in 0..groups.groups.len() {
        if groups.root(at) != at || !is_body(groups.groups[at].kind) || groups.groups[at].words.len() < 2 {
            continue;
        }
        if let Some(word) = groups.groups[at].words.first() {
            by_head.entry(*word).or_default().push(at);
        }
        by_initials.entry(initials(groups, at)).or_default().push(at);
    }
    for at in 0..groups.groups.len() {
        if groups.root(at) != at {
            continue;
        }
        let first = groups.groups[at].first.clone();
        let token = &groups.page.tokens[first.start];
        if first.len() == 1 && token.shape == Shape::Upper && groups.groups[at].known.is_none() {
            let letters: String = groups.page.word(first.start).chars().filter(|c| *c != '.').collect();
            if letters.len() > 1
                && let Some([only]) = by_initials.get(&letters).map(Vec::as_slice)
            {
                groups.unite(*only, at);
                continue;
            }
        }
        if let Some(word) = groups.groups[at].words.first().copied() {
            shorter(groups, at, by_head.get(&word).map_or(&[][..], Vec::as_slice));
        }
    }
}

fn is_body(kind: Option<Kind>) -> bool {
    matches!(kind, Some(Kind::Organisation | Kind::Company))
}

/// Joins a name to the body whose name begins with it and goes on with nothing but the nouns of bodies.
fn shorter(groups: &mut Groups, at: usize, bodies: &[usize]) {
    let short = groups.groups[at].words.clone();
    let kind = groups.groups[at].kind;
    if kind.is_some_and(|kind| !matches!(kind, Kind::Organisation | Kind::Company | Kind::Person)) {
        return;
    }
    let sense = |hash: u32, tokens: &std::ops::Range<usize>| {
        groups.page.tokens[tokens.clone()]
            .iter()
            .find(|token| token.hash == hash)
            .map_or(Sense::default(), |token| LEXICON.sense(groups.page.text, token))
    };
    let weights = groups.groups[at].weights;
    if weights.get(For::Thing) > 5 {
        return;
    }
    let first = sense(short[0], &groups.groups[at].first);
    if short.len() == 1 && first.is(Sense::TOPIC.or(Sense::COMMON).or(Sense::HEAD)) {
        return;
    }
    let (mut sure, mut maybe) = (Vec::new(), Vec::new());
    for body in bodies.iter().copied().filter(|body| groups.root(*body) != at) {
        let group = &groups.groups[body];
        let Some(rest) = group.words.strip_prefix(short.as_slice()).filter(|rest| !rest.is_empty()) else {
            continue;
        };
        if rest.iter().all(|word| sense(*word, &group.first).is(Sense::SUFFIX)) {
            sure.push(body);
        } else if group.known.is_none()
            && sense(rest[rest.len() - 1], &group.first).is(Sense::TRADE.or(Sense::BODY))
        {
            maybe.push(body);
        }
    }
    let known = groups.groups[at].known.is_some();
    match (sure.as_slice(), maybe.as_slice()) {
        ([only], _) => groups.unite(at, *only),
        ([], [only]) if !known && kind != Some(Kind::Person) => groups.unite(*only, at),
        ([], some) => {
            for body in some.iter().filter(|_| kind == Some(Kind::Company)) {
                groups.doubts.push((*body, at, "its name begins the same"));
            }
        }
        _ => {}
    }
}

/// The first letters of the words of a name that have a capital.
fn initials(groups: &Groups, at: usize) -> String {
    let tokens = &groups.page.tokens[groups.groups[at].first.clone()];
    let capitals =
        tokens.iter().filter(|token| matches!(token.shape, Shape::Title | Shape::Upper | Shape::Mixed));
    capitals.filter_map(|token| token.of(groups.page.text).chars().next()).collect()
}
