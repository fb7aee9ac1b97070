//! `the company`, `the Bank`: the one body of a document that is meant by what it is.
//!
//! Only where nothing else of the document can be it: no second body of that sort, none that is brought in
//! without a name (`a rival company`), and none whose name would follow.

use std::collections::HashMap;

use super::lexicon::{Mix, Sense, sense};
use super::{Cast, How, Kind, Mention};
use crate::extract::lex::{Kind as Made, Shape, hash};
use crate::extract::page::Page;

/// The body that a noun may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meant {
    Only(usize),
    /// Several could be.
    Many,
}

/// Adds the nouns that mean a body to a cast.
pub fn add(page: &Page, cast: &mut Cast) {
    let mut meant = bodies(cast);
    if meant.is_empty() {
        return;
    }
    let noun = |at: usize| {
        let token = &page.tokens[at];
        token.kind == Made::Word
            && matches!(token.shape, Shape::Lower | Shape::Title)
            && sense(page, at).is(Sense::COMPANY_NOUN.or(Sense::BODY_NOUN).or(Sense::BODY).or(Sense::TRADE))
    };
    let nouns: Vec<usize> = (1..page.tokens.len())
        .filter(|at| noun(*at) && meant.contains_key(&page.tokens[*at].hash))
        .filter(|at| cast.within(&(*at..at + 1)).is_empty())
        .collect();
    for at in nouns.iter().copied().filter(|at| is_another(page, *at)) {
        meant.insert(page.tokens[at].hash, Meant::Many);
    }
    let mut found = Vec::new();
    for at in nouns {
        let Some(Meant::Only(actor)) = meant.get(&page.tokens[at].hash).copied() else { continue };
        let first = cast.actors[actor].mentions.first().and_then(|first| cast.mentions.get(*first));
        let known = first.is_some_and(|first| first.tokens.end < at);
        if known && matches!(page.word(at - 1), "the" | "The") && stands_alone(page, at) {
            let tokens = at - 1..at + 1;
            found.push(Mention {
                span: page.bytes(&tokens),
                tokens,
                actor,
                how: How::Noun,
                rule: "the only body of that sort",
            });
        }
    }
    if !found.is_empty() {
        cast.put(found);
    }
}

/// Which body each noun may mean: one with the noun in its name, or the only company.
fn bodies(cast: &Cast) -> HashMap<u32, Meant, Mix> {
    let mut meant: HashMap<u32, Meant, Mix> = HashMap::default();
    let mut add = |word: u32, actor: usize| {
        meant
            .entry(word)
            .and_modify(|of| *of = if *of == Meant::Only(actor) { *of } else { Meant::Many })
            .or_insert(Meant::Only(actor));
    };
    for (at, actor) in cast.actors.iter().enumerate() {
        if !matches!(actor.kind, Kind::Company | Kind::Organisation) {
            continue;
        }
        for word in actor.name.split([' ', '-']) {
            if word.len() > 3 && word.is_ascii() {
                add(hash(word.to_ascii_lowercase().as_bytes()), at);
            }
            let kind_of = match word {
                "Airways" | "Airlines" | "Air" => "airline",
                "FC" | "AFC" | "CF" | "United" | "Rovers" | "Athletic" => "club",
                _ => continue,
            };
            add(hash(kind_of.as_bytes()), at);
        }
        if actor.kind == Kind::Company {
            for noun in ["company", "firm"] {
                add(hash(noun.as_bytes()), at);
            }
        }
    }
    meant
}

/// Whether a noun brings in another: `a rival bank`; not `Norvex, a software company`, `it is a bank`.
fn is_another(page: &Page, at: usize) -> bool {
    let sentence = &page.sentences[page.sentence_of(at)].tokens;
    // `a council spokesman`: the noun only tells more of another.
    if sense(page, at + 1).is(Sense::OFFICE.or(Sense::HUMAN).or(Sense::OF_BODIES)) {
        return false;
    }
    let floor = sentence.start.max(at.saturating_sub(4));
    let article =
        (floor..at).rev().find(|at| page.tokens[*at].shape != Shape::Lower || is_article(page.word(*at)));
    let Some(article) = article.filter(|at| is_article(page.word(*at)) && page.word(*at) != "the") else {
        return false;
    };
    let before = article.checked_sub(1).filter(|at| *at >= sentence.start).map_or("", |at| page.word(at));
    !matches!(before, "," | "(" | "is" | "was" | "as" | "became" | "be" | "been" | "—" | "–")
}

fn is_article(word: &str) -> bool {
    matches!(
        word,
        "a" | "an" | "A" | "An" | "another" | "Another" | "each" | "every" | "the" | "other" | "two" | "both"
    )
}

/// Whether nothing behind a noun tells more of it: a verb, a sign, what it has.
fn stands_alone(page: &Page, at: usize) -> bool {
    let Some(next) = page.tokens.get(at + 1) else { return true };
    let word = page.word(at + 1);
    match next.kind {
        Made::Clitic => true,
        Made::Sign => !matches!(word, "-" | "–" | "(" | "“" | "\"" | "&" | "/" | "‘"),
        Made::Word if next.shape == Shape::Lower => {
            let more =
                ["of", "for", "that", "which", "who", "whose", "where", "in", "at", "from", "here", "there"];
            let verb = Sense::SAYS.or(Sense::ACTS).or(Sense::RULES).or(Sense::DEALS).or(Sense::EMPTY);
            (sense(page, at + 1).is(verb) || matches!(word, "also" | "later" | "now"))
                && !more.contains(&word)
        }
        _ => false,
    }
}
