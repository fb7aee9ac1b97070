//! Lines whose capitals tell nothing, looked through for the names that the sentences have shown.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::super::lexicon::{LEXICON, Mix, Sense, sense};
use super::super::names::{Spot, evidence::Weights, firms};
use super::{Groups, mixed, people};
use crate::extract::lex::{Kind as Made, Shape};

/// The most words of a name that is looked for.
const LONGEST: usize = 8;

/// Adds the names that stand in these lines.
pub(super) fn add(groups: &mut Groups, lines: &[Range<usize>]) {
    if lines.is_empty() {
        return;
    }
    let mut names: HashMap<u64, usize, Mix> = HashMap::default();
    // The first words of names: most words of a line are none, and need no more than one look.
    let mut firsts: HashSet<u32, Mix> = HashSet::default();
    for at in 0..groups.list.len() {
        if groups.list[groups.root(at)].kind.is_some() && groups.list[at].known.is_none() {
            names.insert(mixed(&groups.list[at].words), at);
            firsts.insert(groups.page.tokens[groups.list[at].first.start].hash);
        }
    }
    // The surnames that one person bears.
    for (surname, person) in people::surnames_of(groups) {
        names.entry(mixed(&[surname])).or_insert(person);
        firsts.insert(surname);
    }
    for line in lines {
        let mut at = line.start;
        while at < line.end {
            at = one(groups, &names, &firsts, at, line.end).unwrap_or(at + 1);
        }
    }
}

/// Adds the longest name that begins at a token; gives the token behind it.
fn one(
    groups: &mut Groups,
    names: &HashMap<u64, usize, Mix>,
    firsts: &HashSet<u32, Mix>,
    at: usize,
    limit: usize,
) -> Option<usize> {
    let page = groups.page;
    let token = &page.tokens[at];
    if token.kind != Made::Word || !matches!(token.shape, Shape::Title | Shape::Upper | Shape::Mixed) {
        return None;
    }
    let longest = if firsts.contains(&token.hash) { limit.min(at + LONGEST) } else { at };
    let shown = (at + 1..=longest).rev().find_map(|end| {
        let ends_in_word = page.tokens[end - 1].kind != Made::Sign;
        let group = names.get(&mixed(&groups.hashes(&(at..end)))).filter(|_| ends_in_word)?;
        Some((*group, end))
    });
    let known = LEXICON.known(page, at, limit).filter(|(form, end)| {
        if LEXICON.entities[form.entity as usize].feast {
            return false;
        }
        let sense = sense(page, at);
        let vague = *end == at + 1
            && sense.is(Sense::COMMON.or(Sense::THING).or(Sense::TOPIC).or(Sense::OFFICE).or(Sense::HEAD));
        let vague = vague || *end == at + 1 && firms::is_else(form.entity, page.word(at)).is_some();
        !vague || groups.by_entity.contains_key(&form.entity)
    });
    let (end, group, known) = match (shown, known) {
        (Some((group, end)), known) if known.is_none_or(|(_, other)| end >= other) => (end, group, None),
        (_, Some((form, end))) => {
            let group = groups.of_entity(form.entity, &(at..end));
            groups.list[group].kind = Some(LEXICON.entities[form.entity as usize].kind);
            (end, group, Some((form.entity, form.how)))
        }
        _ => return None,
    };
    groups.put(
        Spot {
            tokens: at..end,
            title: at..at,
            known,
            weights: Weights::default(),
            rule: "a name of the document in a headline",
            of: None,
            gender: None,
            short_of: None,
        },
        group,
    );
    Some(end)
}
