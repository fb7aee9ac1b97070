//! `he` and `she`: the last person named, where there is only one it can be.

use std::sync::LazyLock;

use super::{Cast, Gender, How, Kind, Mention};
use crate::extract::page::Page;
use crate::extract::vocabulary::Column;

/// The pronouns that are read.
pub(super) const WORDS: [&str; 8] = ["he", "him", "his", "himself", "she", "her", "hers", "herself"];

static NUMBERED: LazyLock<Column<bool>> = LazyLock::new(|| Column::new(&WORDS.map(|word| (word, true))));

/// How many persons are held in mind.
const MOST: usize = 8;

/// How many sentences back a pronoun reaches.
const REACH: usize = 3;

/// Adds the pronouns of persons to a cast, where they are clear.
pub fn add(page: &Page, cast: &mut Cast) {
    if !cast.actors.iter().any(|actor| actor.kind == Kind::Person) {
        return;
    }
    let words = &*NUMBERED;
    let mut found = Vec::new();
    let mut next = 0;
    // The persons of the last sentences: sentence, actor.
    let mut near: Vec<(usize, usize)> = Vec::new();
    let see = |cast: &Cast, near: &mut Vec<(usize, usize)>, next: &mut usize, until: usize, number: usize| {
        while let Some(mention) = cast.mentions.get(*next).filter(|mention| mention.tokens.start < until) {
            if cast.actors[mention.actor].kind == Kind::Person {
                push(near, number, mention.actor);
            }
            *next += 1;
        }
    };
    for (number, sentence) in page.sentences.iter().enumerate() {
        near.retain(|(at, _)| at + REACH >= number);
        for at in sentence.tokens.clone() {
            if !words.get(page.numbers()[at]) {
                continue;
            }
            let token = &page.tokens[at];
            let Some(gender) = gender(token.of(page.text)) else { continue };
            see(cast, &mut near, &mut next, at + 1, number);
            if let Some(actor) = meant(cast, &near, gender) {
                cast.actors[actor].gender.get_or_insert(gender);
                push(&mut near, number, actor);
                found.push(Mention {
                    span: token.range(),
                    tokens: at..at + 1,
                    actor,
                    how: How::Pronoun,
                    rule: "the only person near that it can be",
                });
            }
        }
        see(cast, &mut near, &mut next, sentence.tokens.end, number);
    }
    if found.is_empty() {
        return;
    }
    cast.put(found);
}

/// Puts a person last among those named near: a few, each once.
fn push(near: &mut Vec<(usize, usize)>, number: usize, actor: usize) {
    near.retain(|(_, other)| *other != actor);
    if near.len() == MOST {
        near.remove(0);
    }
    near.push((number, actor));
}

fn gender(word: &str) -> Option<Gender> {
    Some(match word {
        "he" | "him" | "his" | "himself" | "He" | "His" => Gender::Male,
        "she" | "her" | "hers" | "herself" | "She" | "Her" => Gender::Female,
        _ => return None,
    })
}

/// The person that fits: the only one of the nearest sentence that names one, or else none.
fn meant(cast: &Cast, near: &[(usize, usize)], gender: Gender) -> Option<usize> {
    let fits = |actor: usize| cast.actors[actor].gender.is_none_or(|other| other == gender);
    let mut only = None;
    let mut nearest = None;
    for (sentence, actor) in near.iter().rev().filter(|(_, actor)| fits(*actor)) {
        if *nearest.get_or_insert(*sentence) != *sentence {
            break;
        }
        match only {
            None => only = Some(*actor),
            Some(other) if other == *actor => {}
            // Two of one sentence: the one whose gender is known, if the other's is not.
            Some(other) => {
                let known = |actor: usize| cast.actors[actor].gender.is_some();
                match (known(*actor), known(other)) {
                    (true, false) => only = Some(*actor),
                    (false, true) => {}
                    _ => return None,
                }
            }
        }
    }
    only
}
