//! Lines whose capitals tell nothing, looked through for the names that the sentences have shown.

use std::collections::HashMap;
use std::ops::Range;

use super::super::lexicon::{LEXICON, Mix, Sense};
use super::super::names::{Spot, evidence::Weights};
use super::{Groups, mixed};
use crate::extract::lex::{Kind as Made, Shape};

/// The most words of a name that is looked for.
const LONGEST: usize = 8;

/// Adds the names that stand in these lines.
pub(super) fn add(groups: &mut Groups, lines: &[Range<usize>]) {
    if lines.is_empty() {
        return;
    }
    let mut names: HashMap<u64, usize, Mix> = HashMap::default();
    for at in 0..groups.groups.len() {
        if groups.groups[groups.root(at)].kind.is_some() && groups.groups[at].known.is_none() {
            names.insert(mixed(&groups.groups[at].words), at);
        }
    }
    for line in lines {
        let mut at = line.start;
        while at < line.end {
            at = one(groups, &names, at, line.end).unwrap_or(at + 1);
        }
    }
}

/// Adds the longest name that begins at a token; gives the token behind it.
fn one(groups: &mut Groups, names: &HashMap<u64, usize, Mix>, at: usize, limit: usize) -> Option<usize> {
    let page = groups.page;
    let token = &page.tokens[at];
    if token.kind != Made::Word || !matches!(token.shape, Shape::Title | Shape::Upper | Shape::Mixed) {
        return None;
    }
    let shown = (at + 1..=limit.min(at + LONGEST)).rev().find_map(|end| {
        let ends_in_word = page.tokens[end - 1].kind != Made::Sign;
        let group = names.get(&mixed(&groups.hashes(&(at..end)))).filter(|_| ends_in_word)?;
        Some((*group, end))
    });
    let known = LEXICON.known(page, at, limit).filter(|(form, end)| {
        let sense = LEXICON.sense(page.text, token);
        let vague = *end == at + 1
            && sense.is(Sense::COMMON.or(Sense::THING).or(Sense::TOPIC).or(Sense::OFFICE).or(Sense::HEAD));
        !vague || groups.by_entity.contains_key(&form.entity)
    });
    let (end, group, known) = match (shown, known) {
        (Some((group, end)), known) if known.is_none_or(|(_, other)| end >= other) => (end, group, None),
        (_, Some((form, end))) => {
            let group = groups.of_entity(form.entity, &(at..end));
            groups.groups[group].kind = Some(LEXICON.entities[form.entity as usize].kind);
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
