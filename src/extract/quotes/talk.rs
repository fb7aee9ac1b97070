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
    // `Q: .. KOWALCZYK: ..`: one who answers is named, who asks is not.
    if labels >= 2 * TURNS || labels >= TURNS && labels + count(&Opening::Question) >= 2 * TURNS {
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
    // `SMITH:`, `John Smith:`, `Moderator:`, `John Smith (JS):`, `Ms Smith (Minister for Water):`
    let mut open = false;
    for at in first + 1..tokens.end.min(first + 16) {
        if r.word(at) == ":" && at + 1 < tokens.end && !r.touches(at + 1) {
            return (Opening::Label(first..at), at + 1);
        }
        open = r.word(at - 1) == "(" || open && r.word(at - 1) != ")";
        if open && r.kind(at - 1) != Kind::Number {
            continue;
        }
        if at > first + 9 {
            break;
        }
        let capital = r.kind(at - 1) == Kind::Word && r.shape(at - 1) != Shape::Lower;
        if !capital && !matches!(r.word(at - 1), "." | "-" | "’" | "'" | "of" | "the" | "(" | ")") {
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
    let guest = guest(r, openings, |block| turn(block).is_some());
    // Nobody knows who answers: but that it is an answer, where it is labelled so.
    let labelled = openings.iter().any(|(opening, _)| *opening == Opening::Answer);
    if guest.is_none() && !labelled {
        return Vec::new();
    }
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
                source: guest.clone().unwrap_or_else(|| Phrase {
                    tokens: tokens.start..tokens.start + 1,
                    core: tokens.start..tokens.start + 1,
                }),
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
    if is_caption(r, &found.tokens) {
        return false;
    }
    found.form == Form::Prose && others * 5 <= found.tokens.len().min(60)
}

/// Whether a paragraph ends with a day and no stop, as what stands below a picture does, and no speech.
fn is_caption(r: &Reading<'_, '_>, tokens: &Range<usize>) -> bool {
    let year = tokens.end - 1;
    tokens.len() <= 80
        && tokens.len() > 2
        && r.kind(year) == Kind::Number
        && r.word(year).len() == 4
        && (r.tag(year - 1).has(Tag::WHEN) || r.word(year - 1) == "," || r.kind(year - 1) == Kind::Number)
        && (year.saturating_sub(3).max(tokens.start)..year).any(|at| r.tag(at).has(Tag::WHEN))
}

/// Who is asked: the name that a line of the head consists of, or that `interview with` names.
fn guest(r: &Reading<'_, '_>, openings: &[(Opening, usize)], turn: impl Fn(usize) -> bool) -> Option<Phrase> {
    let first = (0..openings.len()).find(|block| turn(*block))?;
    let head = 0..first.min(HEAD);
    let mut named = None;
    for block in head {
        let tokens = &r.page.blocks[block].tokens;
        // `Witness: Anna Berg`
        let labelled = openings.get(block).filter(|(opening, start)| {
            matches!(opening, Opening::Label(_))
                && is_answerer(r.word(tokens.start))
                && *start == tokens.start + 2
        });
        if let Some(name) = labelled.and_then(|(_, start)| Legend::name(r, *start, tokens.end)) {
            return Some(Phrase { tokens: name.clone(), core: name });
        }
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

/// Who answers, as the head of a record calls them.
fn is_answerer(label: &str) -> bool {
    matches!(
        label,
        "Subject"
            | "Witness"
            | "Interviewee"
            | "Guest"
            | "Respondent"
            | "Deponent"
            | "Narrator"
            | "Speaker"
            | "Informant"
    )
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

/// What the letters or the part of who speaks stand for: `Anna Berg (AB)`, `Interviewer: Anna Berg`.
struct Legend<'t> {
    names: Vec<(&'t str, Range<usize>)>,
    /// Paragraphs that only tell who is who.
    lines: Vec<usize>,
}

impl<'t> Legend<'t> {
    fn new(r: &Reading<'_, 't>, openings: &[(Opening, usize)]) -> Self {
        let mut made = Self { names: Vec::new(), lines: Vec::new() };
        let mut spoken = false;
        for (block, (opening, start)) in openings.iter().enumerate() {
            let tokens = r.page.blocks[block].tokens.clone();
            let label = if let Opening::Label(label) = opening { Some(label) } else { None };
            // `Interviewer: Anna Berg (AB)`, before anybody speaks.
            let name = label
                .filter(|label| label.len() == 1 && !spoken && tokens.len() <= 20)
                .and_then(|label| Some((label, Self::name(r, *start, tokens.end)?)));
            if let Some((label, name)) = name {
                made.names.push((r.page.said(label), name));
                made.lines.push(block);
            } else {
                spoken |= label.is_some();
            }
            if block < 2 * HEAD || label.is_some() {
                made.letters(r, tokens.start..tokens.end.min(tokens.start + 40));
            }
            if made.names.len() > 64 {
                break;
            }
        }
        made
    }

    /// Letters in brackets behind a name that are its initials.
    fn letters(&mut self, r: &Reading<'_, 't>, tokens: Range<usize>) {
        for open in tokens.clone().skip(2) {
            let letters = r.word(open + 1);
            let short = r.word(open) == "("
                && r.word(open + 2) == ")"
                && open + 2 < tokens.end
                && r.shape(open + 1) == Shape::Upper
                && (2..=4).contains(&letters.len());
            if !short || self.names.iter().any(|(other, _)| *other == letters) {
                continue;
            }
            let name = |at: &usize| {
                r.kind(*at) == Kind::Word && r.shape(*at) != Shape::Lower
                    || r.word(*at) == "."
                    || r.word(*at) == "-"
            };
            let start = (tokens.start..open).rev().take_while(name).last();
            let first = |at: usize| r.word(at).chars().next();
            let begins = start.is_some_and(|start| {
                (start..open).any(|at| first(at) == letters.chars().next())
                    && first(open - 1) == letters.chars().next_back()
            });
            if let Some(start) = start.filter(|_| begins) {
                self.names.push((letters, start..open));
            }
        }
    }

    /// The name that a line consists of but for a title and what brackets or a comma add.
    fn name(r: &Reading<'_, 't>, from: usize, end: usize) -> Option<Range<usize>> {
        let capital = |at: &usize| {
            r.kind(*at) == Kind::Word && matches!(r.shape(*at), Shape::Title | Shape::Mixed)
                || r.word(*at) == "."
        };
        let stop = (from..end).find(|at| !capital(at)).unwrap_or(end);
        let closes = stop == end || matches!(r.word(stop), "(" | ",");
        let words = (from..stop).filter(|at| r.kind(*at) == Kind::Word).count();
        (closes && (2..=5).contains(&words) && !(from..stop).any(|at| r.tag(at).has(Tag::FINITE)))
            .then_some(from..stop)
    }

    /// The source that a label names: the words of the label, and where the name stands.
    fn source(&self, r: &Reading<'_, 't>, label: &Range<usize>) -> Phrase {
        let bracket = label.clone().find(|at| r.word(*at) == "(").unwrap_or(label.end);
        let said = r.page.said(label);
        let core = self.names.iter().find(|(letters, _)| *letters == said).map(|(_, name)| name.clone());
        Phrase { tokens: label.clone(), core: core.unwrap_or(label.start..bracket) }
    }
}

/// Whether a label begins with a title of a person.
fn is_called(label: &str) -> bool {
    let title = label.split([' ', '.']).next().unwrap_or_default();
    matches!(
        title,
        "Mr" | "Mrs"
            | "Ms"
            | "Miss"
            | "MR"
            | "MRS"
            | "MS"
            | "Dr"
            | "DR"
            | "Sir"
            | "Lord"
            | "Baroness"
            | "Lady"
            | "Cllr"
            | "Senator"
            | "Judge"
            | "Justice"
            | "Professor"
            | "Prof"
            | "Hon"
    )
}

/// Paragraphs that begin with who speaks.
fn transcript(r: &Reading<'_, '_>, openings: &[(Opening, usize)]) -> Vec<Attribution> {
    let legend = Legend::new(r, openings);
    let mut names: Vec<&str> = openings
        .iter()
        .enumerate()
        .filter(|(block, _)| !legend.lines.contains(block))
        .filter_map(|(_, (opening, _))| {
            if let Opening::Label(label) = opening {
                Some(r.page.said(&legend.source(r, label).core))
            } else {
                None
            }
        })
        .collect();
    let all = names.len();
    let titled = names.iter().filter(|name| is_called(name)).count();
    names.sort_unstable();
    names.dedup();
    // People come back, or are called by a title; the labels of a list of facts are not.
    if names.len() * 2 > all && titled * 2 < all {
        return Vec::new();
    }
    let mut found: Vec<Attribution> = Vec::new();
    let mut asked = false;
    for (block, (opening, start)) in openings.iter().enumerate() {
        let tokens = &r.page.blocks[block].tokens;
        if legend.lines.contains(&block) {
            continue;
        }
        if let Opening::Label(name) = opening {
            let part = *start..tokens.end;
            found.push(Attribution {
                cue: start - 1..*start,
                source: legend.source(r, name),
                parts: vec![part],
                act: Act::Speech,
                rule: TURN,
            });
            asked = false;
        } else if *opening == Opening::Question {
            asked = true;
        } else if !asked
            && is_talk(r, block)
            && let Some(last) = found.last_mut()
        {
            last.parts.push(tokens.clone());
        }
    }
    found
}
