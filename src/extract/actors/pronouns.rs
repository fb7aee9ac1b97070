//! `he` and `she`: the person spoken of last, where there is only one it can be.
//!
//! Whoever is spoken of competes, also without a name (`a man`, `the gunman`, `his son`): a pronoun that may be
//! theirs is nobody's. Nobody is the subject and the object of one clause (`Koval shot him`, `he defeated Koval`).

use std::ops::Range;
use std::sync::LazyLock;

use super::lexicon::{self, Sense, sense};
use super::{Cast, Gender, How, Kind, Mention, Stranger};
use crate::extract::lex::{self, Shape};
use crate::extract::page::{Form, Page};
use crate::extract::vocabulary::Column;

/// The pronouns that are read.
pub(super) const WORDS: [&str; 8] = ["he", "him", "his", "himself", "she", "her", "hers", "herself"];

/// Whether a word in small letters may speak of somebody: a pronoun, or what somebody without a name is called.
static ASKED: LazyLock<Column<bool>> = LazyLock::new(|| {
    let called = lexicon::listed_as(SOMEBODY).map(|word| (word, true));
    Column::new(&called.chain(WORDS.map(|word| (word, true))).collect::<Vec<_>>())
});

/// What stands behind `His` and `Her` in an address.
const ADDRESSES: [&str; 9] =
    ["Honour", "Honor", "Excellency", "Majesty", "Highness", "Royal", "Holiness", "Lordship", "Ladyship"];

/// How many of those spoken of are held in mind.
const MOST: usize = 8;

/// How many sentences back a pronoun reaches.
const REACH: usize = 2;

/// How far a clause is followed for those who cannot be meant.
const CLAUSE: usize = 24;

/// What a word in small letters means that speaks of one person without a name.
const SOMEBODY: Sense = Sense::OFFICE.or(Sense::HUMAN);

/// Somebody who was spoken of.
#[derive(Clone, Copy, Debug)]
struct Near {
    sentence: usize,
    /// None where it is someone without a name here.
    actor: Option<usize>,
    gender: Option<Gender>,
}

/// What a pronoun is in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Subject,
    Object,
    /// Of an owner, or of the subject itself.
    Free,
}

/// Adds the pronouns of persons to a cast, where they are clear, and those who are spoken of without a name.
pub fn add(page: &Page, cast: &mut Cast) {
    if !cast.actors.iter().any(|actor| actor.kind == Kind::Person) {
        return;
    }
    kin(page, cast);
    let about = about(page, cast);
    let (asked, numbers) = (&*ASKED, page.numbers());
    let mut found = Vec::new();
    let mut next = 0;
    let mut near: Vec<Near> = Vec::new();
    for (number, sentence) in page.sentences.iter().enumerate() {
        near.retain(|other| other.sentence + REACH >= number);
        // Who wrote it is not spoken of.
        let said = (!is_byline(page, number)).then_some(number);
        for at in sentence.tokens.clone() {
            let token = &page.tokens[at];
            // Most words speak of nobody.
            if token.kind != lex::Kind::Word || token.shape == Shape::Lower && !asked.get(numbers[at]) {
                continue;
            }
            spoken_of(cast, &mut next, &mut near, said, at + 1);
            if next.checked_sub(1).is_some_and(|last| cast.mentions[last].tokens.end > at) {
                continue;
            }
            // `His Honour Judge Lund`
            let addressed = page.tokens.get(at + 1).is_some_and(|next| next.shape == Shape::Title)
                && ADDRESSES.contains(&page.word(at + 1));
            let spoken = asked.get(numbers[at]).then(|| gender(page.word(at))).flatten();
            let Some(gender) = spoken.filter(|_| !addressed) else {
                if let Some(gender) = stranger(page, cast, at, &sentence.tokens) {
                    add_stranger(&mut near, number, gender);
                    cast.strangers.push(Stranger { token: at, gender });
                }
                continue;
            };
            let not = cannot_be(page, cast, at, &sentence.tokens);
            let of_whom = about.filter(|about| {
                let fits = |other: &Near| {
                    let known = other.actor.map_or(other.gender, |actor| cast.actors[actor].gender);
                    known.is_none_or(|known| known == gender)
                };
                cast.actors[*about].gender == Some(gender)
                    && case(page, at, sentence.tokens.end) == Case::Subject
                    && at
                        >= cast
                            .mentions
                            .get(cast.actors[*about].mentions[0])
                            .map_or(0, |first| first.tokens.end)
                    && !near.iter().any(fits)
            });
            if let Some(actor) = meant(cast, &near, gender, &not).or(of_whom) {
                cast.actors[actor].gender.get_or_insert(gender);
                push(&mut near, number, actor, Some(gender));
                found.push(Mention {
                    span: token.range(),
                    tokens: at..at + 1,
                    actor,
                    how: How::Pronoun,
                    rule: "the only person near that it can be",
                });
            } else {
                add_stranger(&mut near, number, Some(gender));
                cast.strangers.push(Stranger { token: at, gender: Some(gender) });
            }
        }
        spoken_of(cast, &mut next, &mut near, said, sentence.tokens.end);
    }
    if !found.is_empty() {
        cast.put(found);
    }
}

/// Whom a document is about: who is named first in it, and more often than anybody else.
fn about(page: &Page, cast: &Cast) -> Option<usize> {
    let persons = || cast.actors.iter().enumerate().filter(|(_, actor)| actor.kind == Kind::Person);
    let first = cast.mentions.iter().find(|mention| {
        cast.actors[mention.actor].kind == Kind::Person
            && !is_byline(page, page.sentence_of(mention.tokens.start))
    })?;
    let often = cast.actors[first.actor].mentions.len();
    let most = persons().all(|(at, actor)| at == first.actor || 2 * actor.mentions.len() <= often);
    (most && often >= 2).then_some(first.actor)
}

/// Whether a line says who wrote the document: `By Anna Berg, Science Correspondent`.
fn is_byline(page: &Page, sentence: usize) -> bool {
    let Some(sentence) = page.sentences.get(sentence) else { return false };
    let line = page.blocks.get(sentence.block).is_some_and(|block| block.form == Form::Line);
    line && matches!(page.word(sentence.tokens.start), "By" | "BY")
}

/// Notes the gender of persons that a word for kin before their name tells.
fn kin(page: &Page, cast: &mut Cast) {
    for mention in &cast.mentions {
        let actor = &mut cast.actors[mention.actor];
        if actor.kind == Kind::Person && actor.gender.is_none() {
            actor.gender = kin_before(page, mention.tokens.start);
        }
    }
}

/// What the word for kin before a name tells: `her father, Peder Lund`.
fn kin_before(page: &Page, name: usize) -> Option<Gender> {
    let at = name.checked_sub(1)?;
    let at = if page.word(at) == "," { at.checked_sub(1)? } else { at };
    let word = page.tokens.get(at).filter(|word| word.shape == Shape::Lower)?;
    let sense = sense(page, at);
    let owned = at.checked_sub(1).is_some_and(|at| is_article(page.word(at)));
    match (sense.is(Sense::FEMALE), sense.is(Sense::MALE)) {
        _ if word.kind != lex::Kind::Word || !sense.is(Sense::HUMAN) || !owned => None,
        (true, false) => Some(Gender::Female),
        (false, true) => Some(Gender::Male),
        _ => None,
    }
}

/// Puts the persons that are named before `end` and were not yet put among those near.
fn spoken_of(cast: &Cast, next: &mut usize, near: &mut Vec<Near>, sentence: Option<usize>, end: usize) {
    while let Some(mention) = cast.mentions.get(*next).filter(|mention| mention.tokens.start < end) {
        let person = cast.actors[mention.actor].kind == Kind::Person;
        if let Some(sentence) = sentence.filter(|_| person) {
            push(near, sentence, mention.actor, cast.actors[mention.actor].gender);
        }
        *next += 1;
    }
}

/// Puts a person last among those named near: a few, each once.
fn push(near: &mut Vec<Near>, sentence: usize, actor: usize, gender: Option<Gender>) {
    near.retain(|other| other.actor != Some(actor));
    if near.len() == MOST {
        near.remove(0);
    }
    near.push(Near { sentence, actor: Some(actor), gender });
}

fn add_stranger(near: &mut Vec<Near>, sentence: usize, gender: Option<Gender>) {
    near.retain(|other| other.actor.is_some() || other.sentence != sentence || other.gender != gender);
    if near.len() == MOST {
        near.remove(0);
    }
    near.push(Near { sentence, actor: None, gender });
}

fn gender(word: &str) -> Option<Gender> {
    Some(match word {
        "he" | "him" | "his" | "himself" | "He" | "His" => Gender::Male,
        "she" | "her" | "hers" | "herself" | "She" | "Her" => Gender::Female,
        _ => return None,
    })
}

/// The person that fits: the only one of the nearest sentence that speaks of one, or else none.
fn meant(cast: &Cast, near: &[Near], gender: Gender, not: &[usize]) -> Option<usize> {
    let fits = |other: &&Near| {
        let known = other.actor.map_or(other.gender, |actor| cast.actors[actor].gender);
        known.is_none_or(|known| known == gender) && other.actor.is_none_or(|actor| !not.contains(&actor))
    };
    let mut only = None;
    let mut nearest = None;
    for other in near.iter().rev().filter(fits) {
        if *nearest.get_or_insert(other.sentence) != other.sentence {
            break;
        }
        // Someone without a name is another, and of two nobody knows which.
        let actor = other.actor?;
        if only.is_some_and(|only| only != actor) {
            return None;
        }
        only = Some(actor);
    }
    only
}

/// Who stands in the clause of a pronoun so that it cannot be they.
fn cannot_be(page: &Page, cast: &Cast, at: usize, sentence: &Range<usize>) -> Vec<usize> {
    let clause = match case(page, at, sentence.end) {
        Case::Free => return Vec::new(),
        Case::Subject => {
            let end = sentence.end.min(at + CLAUSE);
            at + 1..(at + 1..end).find(|at| parts(page, *at)).unwrap_or(end)
        }
        Case::Object => {
            let start = sentence.start.max(at.saturating_sub(CLAUSE));
            let mut from = (start..at).rev().find(|at| parts(page, *at));
            // `Anna Berg, the judge, told her`: the comma closes what is added to the subject.
            if let Some(comma) = from.filter(|comma| page.word(*comma) == ",") {
                let open = (start..comma).rev().find(|at| parts(page, *at));
                from = Some(open.map_or(start, |open| if page.word(open) == "," { start } else { open }));
            }
            from.unwrap_or(start)..at
        }
    };
    let mentions = cast.within(&clause).iter().filter(|mention| mention.tokens.end <= clause.end);
    mentions.map(|mention| mention.actor).take(MOST).collect()
}

fn case(page: &Page, at: usize, end: usize) -> Case {
    match page.word(at) {
        "he" | "He" | "she" | "She" => Case::Subject,
        "him" => Case::Object,
        // `told her that ..`, `saw her.`; not `her house`.
        "her" if at + 1 >= end || page.tokens[at + 1].kind != lex::Kind::Word => Case::Object,
        "her" if sense(page, at + 1).is(Sense::EMPTY) => Case::Object,
        _ => Case::Free,
    }
}

/// Whether a token parts two clauses.
fn parts(page: &Page, at: usize) -> bool {
    match page.tokens[at].kind {
        lex::Kind::Sign => !matches!(page.word(at), "-" | "'" | "’" | "&" | "/" | "$"),
        lex::Kind::Word => matches!(
            page.word(at),
            "that"
                | "who"
                | "whose"
                | "which"
                | "because"
                | "when"
                | "while"
                | "after"
                | "before"
                | "if"
                | "as"
                | "and"
                | "but"
                | "where"
                | "until"
                | "since"
                | "although"
        ),
        _ => false,
    }
}

/// Whether a word speaks of one person without a name, and of which gender: `a man`, `the alleged gunman`, or a
/// name of which nothing is known before a verb. What only tells more of a named person is none: `Berg, the mayor`.
#[expect(clippy::option_option, reason = "somebody whose gender is not told is not nobody")]
fn stranger(page: &Page, cast: &Cast, at: usize, sentence: &Range<usize>) -> Option<Option<Gender>> {
    let token = &page.tokens[at];
    let meaning = sense(page, at);
    if token.shape == Shape::Title {
        let next = at + 1;
        let acts = next < sentence.end
            && page.tokens[next].shape == Shape::Lower
            && (sense(page, next).is(Sense::ACTS.or(Sense::SAYS)) || page.word(next).ends_with("ed"));
        let open = !meaning.is(super::names::closed()) && !meaning.is(Sense::EMPTY);
        return (acts && open && token.end - token.start > 2).then_some(None);
    }
    if token.shape != Shape::Lower || !meaning.is(SOMEBODY) {
        return None;
    }
    let person = |tokens: Range<usize>| {
        cast.within(&tokens).iter().any(|mention| cast.actors[mention.actor].kind == Kind::Person)
    };
    let next = at + 1;
    // `the police officer`, `the mayor, Anna Berg,`, `gunman Lars Holm`
    if next < sentence.end {
        let comma = usize::from(page.word(next) == ",");
        let goes_on = page.tokens[next].kind == lex::Kind::Word
            && page.tokens[next].shape == Shape::Lower
            && sense(page, next).is(Sense::OFFICE.or(Sense::HUMAN));
        let named = next + comma < sentence.end && person(next + comma..next + comma + 1);
        if goes_on || named || page.word(next) == "-" {
            return None;
        }
    }
    let floor = sentence.start.max(at.saturating_sub(6));
    let article = (floor..at).rev().find(|at| is_article(page.word(*at)))?;
    let between = article + 1..at;
    if between.clone().any(|at| sense(page, at).is(Sense::EMPTY) || matches!(page.word(at), "," | "and")) {
        return None;
    }
    if let Some(before) = article.checked_sub(1).filter(|before| *before >= sentence.start) {
        let word = page.word(before);
        // `Berg, 56, a judge,`
        let age = before >= 2 && page.tokens[before - 1].kind == lex::Kind::Number;
        let named = before - if age { 2 } else { 0 };
        let apposed = matches!(word, "," | "(" | "—" | "–") && page.word(article) != "whose";
        // `She was born in 1931, the daughter of a smith`
        let child = matches!(page.word(at), "daughter" | "son" | "child") && page.word(next) == "of";
        if word == "," && child {
            return None;
        }
        if apposed && named > 0 && person(named - 1..named) {
            return None;
        }
        // `inherited the firm from his father`: whoever owns him is spoken of, and he only along with that.
        let owned = matches!(page.word(article), "his" | "her");
        if owned && matches!(word, "from" | "with" | "to" | "for" | "by" | "of" | "under" | "after" | "like")
        {
            return None;
        }
        // `Berg was also a judge`, `served as the chairman`
        let adverb = matches!(word, "also" | "then" | "once" | "now" | "not" | "still" | "never" | "again");
        if is_predicate(page.word(before.saturating_sub(usize::from(adverb)))) {
            return None;
        }
    }
    Some(match (meaning.is(Sense::FEMALE), meaning.is(Sense::MALE)) {
        (true, false) => Some(Gender::Female),
        (false, true) => Some(Gender::Male),
        _ => None,
    })
}

fn is_article(word: &str) -> bool {
    matches!(
        word,
        "a" | "A"
            | "an"
            | "An"
            | "the"
            | "The"
            | "his"
            | "His"
            | "her"
            | "Her"
            | "their"
            | "Their"
            | "whose"
            | "another"
            | "Another"
            | "one"
            | "One"
            | "’s"
            | "'s"
            | "this"
            | "that"
    )
}

fn is_predicate(word: &str) -> bool {
    matches!(
        word,
        "is" | "was"
            | "be"
            | "been"
            | "being"
            | "became"
            | "become"
            | "becomes"
            | "becoming"
            | "as"
            | "remained"
            | "remains"
            | "named"
            | "elected"
            | "appointed"
            | "like"
            | "than"
    )
}
