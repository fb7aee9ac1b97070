//! Interviews and transcripts: whole turns that belong to whoever answers.
//!
//! A turn begins where a paragraph does: with a dash, with `Q:` and `A:`, with a question in bold type, or with
//! the name of who speaks. The answer is all that stands up to the next turn; the question is nobody's statement.

use std::ops::Range;

use super::clause::{Phrase, Reading};
use super::cues::Attribution;
use super::grammar::{Act, Tag};
use crate::extract::lex::{Kind, Shape};
use crate::extract::page::Form;

pub(super) const ANSWER: &str = "answer in an interview";
pub(super) const TURN: &str = "turn of a transcript";

/// How many questions make an interview.
const TURNS: usize = 3;

/// How far into a page the guest of an interview is looked for.
const HEAD: usize = 12;

/// What a paragraph begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Opening {
    Dash,
    Question,
    Answer,
    Bold,
    /// The tokens of a name, and behind its colon.
    Label(Range<usize>),
    Plain,
}

/// The turns of a page that is a conversation; nothing where it is none. In order of the text.
pub(super) fn find(reading: &Reading<'_, '_>) -> Vec<Attribution> {
    let openings: Vec<(Opening, usize)> =
        (0..reading.page.blocks.len()).map(|block| opening(reading, block)).collect();
    let count = |what: &Opening| openings.iter().filter(|(opening, _)| opening == what).count();
    if count(&Opening::Question) >= TURNS && count(&Opening::Answer) >= TURNS {
        return answers(reading, &openings, |block| match openings[block].0 {
            Opening::Question => Some(false),
            Opening::Answer => Some(true),
            _ => None,
        });
    }
    if count(&Opening::Dash) >= 2 * TURNS {
        let dashes: Vec<usize> =
            (0..openings.len()).filter(|block| openings[*block].0 == Opening::Dash).collect();
        if let Some(asks) = alternates(reading, &dashes) {
            return answers(reading, &openings, |block| {
                dashes.binary_search(&block).ok().map(|turn| turn % 2 != usize::from(!asks))
            });
        }
    }
    if count(&Opening::Bold) >= TURNS {
        return answers(reading, &openings, |block| match openings[block].0 {
            Opening::Bold => Some(false),
            _ => (block > 0 && openings[block - 1].0 == Opening::Bold).then_some(true),
        });
    }
    let labels = openings.iter().filter(|(opening, _)| matches!(opening, Opening::Label(_))).count();
    if labels >= 2 * TURNS {
        return transcript(reading, &openings);
    }
    let asked: Vec<bool> = (0..openings.len()).map(|block| is_question_to_someone(reading, block)).collect();
    let asks = |block: usize| asked[block] && !asked.get(block + 1).copied().unwrap_or(true);
    if (0..asked.len()).filter(|block| asks(*block)).count() > TURNS
        && guest(reading, &openings, asks).is_some()
    {
        return answers(reading, &openings, |block| {
            if asks(block) { Some(false) } else { (block > 0 && asks(block - 1)).then_some(true) }
        });
    }
    Vec::new()
}

fn opening(r: &Reading<'_, '_>, block: usize) -> (Opening, usize) {
    let tokens = &r.page.blocks[block].tokens;
    let first = tokens.start;
    let (word, next) = (r.word(first), first + 1);
    let free = next < tokens.end && !r.touches(next);
    match word {
        "-" | "–" | "—" if free => return (Opening::Dash, next),
        "*" | "_" if r.word(next) == word && ends_as(r, tokens, word) => return (Opening::Bold, next + 1),
        "Q" | "Question" if matches!(r.word(next), ":" | "." | ")") => return (Opening::Question, next + 1),
        "A" | "Answer" if matches!(r.word(next), ":" | "." | ")") => return (Opening::Answer, next + 1),
        _ => {}
    }
    // `SMITH:`, `John Smith:`, `Moderator:`
    for at in first + 1..tokens.end.min(first + 7) {
        if r.word(at) == ":" && at + 1 < tokens.end && !r.touches(at + 1) {
            return (Opening::Label(first..at), at + 1);
        }
        let capital = r.kind(at - 1) == Kind::Word && r.shape(at - 1) != Shape::Lower;
        if !capital && !matches!(r.word(at - 1), "." | "-" | "’" | "'" | "of" | "the") {
            break;
        }
    }
    (Opening::Plain, first)
}

fn ends_as(r: &Reading<'_, '_>, tokens: &Range<usize>, sign: &str) -> bool {
    tokens.len() > 5
        && r.word(tokens.end - 1) == sign
        && tokens.clone().rev().take(5).any(|at| r.word(at) == "?")
}

/// Whether a paragraph asks: its last sentence does, or one in its last half.
fn asks(r: &Reading<'_, '_>, block: usize) -> bool {
    let tokens = &r.page.blocks[block].tokens;
    let half = tokens.start + tokens.len() / 2;
    (half..tokens.end).any(|at| r.word(at) == "?")
}

/// Whether turns alternate between asking and answering, and whether the first asks.
fn alternates(r: &Reading<'_, '_>, turns: &[usize]) -> Option<bool> {
    let asking = |from: usize| turns.iter().skip(from).step_by(2).filter(|block| asks(r, **block)).count();
    let (even, odd) = (asking(0), asking(1));
    let half = turns.len() / 2;
    if even * 2 > half && even > odd * 2 {
        Some(true)
    } else if odd * 2 > half && odd > even * 2 {
        Some(false)
    } else {
        None
    }
}

/// A short paragraph that ends by asking `you`.
fn is_question_to_someone(r: &Reading<'_, '_>, block: usize) -> bool {
    let tokens = &r.page.blocks[block].tokens;
    tokens.len() <= 120
        && tokens.len() > 3
        && r.word(tokens.end - 1) == "?"
        && r.quotation(tokens.start).is_none()
        && tokens.clone().any(|at| matches!(r.word(at), "you" | "your" | "You" | "Your"))
}

/// Everything between turns, as the words of the guest. `turn` tells where an answer (`true`) or a question begins.
fn answers(
    r: &Reading<'_, '_>,
    openings: &[(Opening, usize)],
    turn: impl Fn(usize) -> Option<bool>,
) -> Vec<Attribution> {
    let Some(guest) = guest(r, openings, |block| turn(block).is_some()) else { return Vec::new() };
    let mut found: Vec<Attribution> = Vec::new();
    let mut answering = false;
    for (block, (opening, start)) in openings.iter().enumerate() {
        let begins = turn(block);
        answering = begins.unwrap_or(answering);
        if !answering || !is_talk(r, block) {
            continue;
        }
        let tokens = &r.page.blocks[block].tokens;
        let start = if *opening == Opening::Bold { tokens.start } else { *start };
        let part = start..tokens.end;
        match found.last_mut().filter(|_| begins.is_none()) {
            Some(last) => last.parts.push(part),
            None => found.push(Attribution {
                cue: tokens.start..start.max(tokens.start + 1),
                source: guest.clone(),
                parts: vec![part],
                act: Act::Speech,
                rule: ANSWER,
            }),
        }
    }
    found
}

/// Whether a paragraph can be part of an answer, and is no caption or table.
fn is_talk(r: &Reading<'_, '_>, block: usize) -> bool {
    let found = &r.page.blocks[block];
    let others = found.tokens.clone().take(60).filter(|at| r.shape(*at) == Shape::Other).count();
    found.form == Form::Prose && others * 5 <= found.tokens.len().min(60)
}

/// Who is asked: the name that a line of the head consists of, or that `interview with` names.
fn guest(r: &Reading<'_, '_>, openings: &[(Opening, usize)], turn: impl Fn(usize) -> bool) -> Option<Phrase> {
    let first = (0..openings.len()).find(|block| turn(*block))?;
    let head = 0..first.min(HEAD);
    let mut named = None;
    for block in head {
        let tokens = &r.page.blocks[block].tokens;
        for at in tokens.clone() {
            let asked = at > tokens.start + 1
                && r.word(at - 1) == "with"
                && r.word(at - 2).to_ascii_lowercase().starts_with("interview");
            if (asked || at == tokens.start)
                && named.is_none()
                && let Some(name) = name_at(r, at, tokens.end)
                && (asked || name.end == tokens.end || r.word(name.end) == ",")
            {
                named = Some(Phrase { tokens: name.clone(), core: name });
            }
        }
    }
    named
}

/// A name of two to four capitalised words.
fn name_at(r: &Reading<'_, '_>, at: usize, end: usize) -> Option<Range<usize>> {
    let name = |at: &usize| {
        r.kind(*at) == Kind::Word
            && matches!(r.shape(*at), Shape::Title | Shape::Mixed)
            && r.tag(*at) == Tag::default()
    };
    let stop = (at..end.min(at + 5)).find(|at| !name(at)).unwrap_or(end.min(at + 5));
    (2..=4).contains(&(stop - at)).then_some(at..stop)
}

/// Paragraphs that begin with who speaks.
fn transcript(r: &Reading<'_, '_>, openings: &[(Opening, usize)]) -> Vec<Attribution> {
    let mut names: Vec<&str> = openings
        .iter()
        .filter_map(
            |(opening, _)| if let Opening::Label(name) = opening { Some(r.page.said(name)) } else { None },
        )
        .collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    // People come back; the labels of a list of facts do not.
    if names.len() * 2 > all {
        return Vec::new();
    }
    let mut found: Vec<Attribution> = Vec::new();
    for (block, (opening, start)) in openings.iter().enumerate() {
        let tokens = &r.page.blocks[block].tokens;
        if let Opening::Label(name) = opening {
            let part = *start..tokens.end;
            found.push(Attribution {
                cue: start - 1..*start,
                source: Phrase { tokens: name.clone(), core: name.clone() },
                parts: vec![part],
                act: Act::Speech,
                rule: TURN,
            });
        } else if is_talk(r, block)
            && let Some(last) = found.last_mut()
        {
            last.parts.push(tokens.clone());
        }
    }
    found
}
