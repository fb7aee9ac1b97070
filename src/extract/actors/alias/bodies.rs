//! Bodies: initials without brackets, names without their last nouns, known names with more behind them.

use std::collections::HashMap;

use super::super::Kind;
use super::super::lexicon::{self, LEXICON, Mix, Sense};
use super::super::names::evidence::For;
use super::{Groups, MOST, mixed};
use crate::extract::lex::Shape;

/// Joins what names one body.
pub(super) fn join(groups: &mut Groups) {
    for at in 0..groups.list.len() {
        if groups.root(at) == at && is_body(groups.list[at].kind) && groups.list[at].known.is_none() {
            without_state(groups, at);
        }
    }
    let mut by_head: HashMap<u32, Vec<usize>, Mix> = HashMap::default();
    let mut by_initials: HashMap<String, Vec<usize>, Mix> = HashMap::default();
    for at in 0..groups.list.len() {
        if groups.root(at) != at || !is_body(groups.list[at].kind) || groups.list[at].words.len() < 2 {
            continue;
        }
        if let Some(word) = groups.list[at].words.first() {
            by_head.entry(*word).or_default().push(at);
        }
        by_initials.entry(initials(groups, at)).or_default().push(at);
    }
    for at in 0..groups.list.len() {
        if groups.root(at) != at {
            continue;
        }
        let first = groups.list[at].first.clone();
        let token = &groups.page.tokens[first.start];
        if first.len() == 1 && token.shape == Shape::Upper && groups.list[at].known.is_none() {
            let letters: String = groups.page.word(first.start).chars().filter(|c| *c != '.').collect();
            if letters.len() > 1
                && let Some([only]) = by_initials.get(&letters).map(Vec::as_slice)
            {
                groups.unite(*only, at);
                continue;
            }
        }
        if let Some(word) = groups.list[at].words.first().copied() {
            shorter(groups, at, by_head.get(&word).map_or(&[][..], Vec::as_slice));
        }
    }
}

/// Joins a name with its state in it to the same name without: `National Library of Latvia for Children`.
fn without_state(groups: &mut Groups, at: usize) {
    let first = groups.list[at].first.clone();
    let page = groups.page;
    for of in first.start + 1..first.end {
        if page.word(of) != "of" {
            continue;
        }
        let Some((form, end)) = LEXICON.known(page, of + 1, first.end) else { continue };
        if LEXICON.entities[form.entity as usize].kind != Kind::State {
            continue;
        }
        let mut words = groups.hashes(&(first.start..of));
        words.extend(groups.hashes(&(end..first.end)));
        let same = groups.by_words.get(&mixed(&words)).copied().map(|group| groups.root(group));
        if let Some(same) = same.filter(|same| words.len() > 1 && is_body(groups.list[*same].kind)) {
            groups.unite(at, same);
        }
        return;
    }
}

fn is_body(kind: Option<Kind>) -> bool {
    matches!(kind, Some(Kind::Organisation | Kind::Company))
}

/// Joins a name to the body whose name begins with it and goes on with nothing but the nouns of bodies.
fn shorter(groups: &mut Groups, at: usize, bodies: &[usize]) {
    let short = groups.list[at].words.clone();
    let kind = groups.list[at].kind;
    if kind.is_some_and(|kind| !matches!(kind, Kind::Organisation | Kind::Company | Kind::Person)) {
        return;
    }
    let sense = |hash: u32, tokens: &std::ops::Range<usize>| {
        tokens
            .clone()
            .find(|at| groups.page.tokens[*at].hash == hash)
            .map_or(Sense::default(), |at| lexicon::sense(groups.page, at))
    };
    let weights = groups.list[at].weights;
    if weights.get(For::Thing) > 5 {
        return;
    }
    // `The Brennick library` is another than the Brennick Post.
    let modifies = |spot: &usize| {
        let tokens = &groups.spots[*spot].tokens;
        let next = groups.page.tokens.get(tokens.end).filter(|next| next.shape == Shape::Lower);
        let verb = Sense::SAYS.or(Sense::ACTS).or(Sense::EMPTY).or(Sense::OF_BODIES).or(Sense::DEALS);
        tokens.start > 0
            && groups.page.word(tokens.start - 1).eq_ignore_ascii_case("the")
            && next.is_some_and(|next| next.end - next.start > 3)
            && !lexicon::sense(groups.page, tokens.end).is(verb)
    };
    if short.len() == 1
        && groups.list[at].known.is_none()
        && groups.list[at].spots.iter().take(MOST).all(modifies)
    {
        return;
    }
    let first = sense(short[0], &groups.list[at].first);
    if short.len() == 1 && first.is(Sense::TOPIC.or(Sense::COMMON).or(Sense::HEAD)) {
        return;
    }
    let (mut sure, mut maybe) = (Vec::new(), Vec::new());
    for body in bodies.iter().copied().take(MOST).filter(|body| groups.root(*body) != at) {
        let group = &groups.list[body];
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
    let known = groups.list[at].known.is_some();
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
    let tokens = &groups.page.tokens[groups.list[at].first.clone()];
    let capitals =
        tokens.iter().filter(|token| matches!(token.shape, Shape::Title | Shape::Upper | Shape::Mixed));
    capitals.filter_map(|token| token.of(groups.page.text).chars().next()).collect()
}
