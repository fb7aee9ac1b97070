//! Interviews and transcripts: whole turns that belong to whoever answers.
//!
//! A turn begins where a paragraph does: with a dash, with `Q:` and `A:`, with a question in bold type, or with
//! the name of who speaks; or a question stands alone and an answer in the first person behind it. The answer is
//! all that stands up to the next turn; the question is nobody's statement.

use std::ops::Range;

use super::clause::{Phrase, Reading};
use super::cues::Attribution;
use super::grammar::{Act, Tag};
use crate::extract::actors::{self, Cast};
use crate::extract::lex::{Kind, Shape};
use crate::extract::page::Form;

mod legend;

use legend::Legend;

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
pub(super) fn find(reading: &Reading<'_, '_>, cast: &Cast) -> Vec<Attribution> {
    let openings: Vec<(Opening, usize)> =
        (0..reading.page.blocks.len()).map(|block| opening(reading, block)).collect();
    let talk = Talk { r: reading, cast, openings };
    let count = |what: &Opening| talk.openings.iter().filter(|(opening, _)| opening == what).count();
    if count(&Opening::Question) >= TURNS && count(&Opening::Answer) >= TURNS {
        return talk.answers(|block| match talk.openings[block].0 {
            Opening::Answer => Some(true),
            // `MS VALE: I object.` between a question and its answer.
            Opening::Question | Opening::Label(_) => Some(false),
            _ => None,
        });
    }
    if count(&Opening::Dash) >= 2 * TURNS {
        let dashes: Vec<usize> =
            (0..talk.openings.len()).filter(|block| talk.openings[*block].0 == Opening::Dash).collect();
        if let Some(asks) = alternates(reading, &dashes) {
            return talk.answers(|block| {
                dashes.binary_search(&block).ok().map(|turn| turn % 2 != usize::from(!asks))
            });
        }
    }
    if count(&Opening::Bold) >= TURNS {
        return talk.answers(|block| match talk.openings[block].0 {
            Opening::Bold => Some(false),
            _ => (block > 0 && talk.openings[block - 1].0 == Opening::Bold).then_some(true),
        });
    }
    let labelled = talk.openings.iter().filter(|(opening, _)| matches!(opening, Opening::Label(_)));
    let labels = labelled.count();
    // `Q: .. KOWALCZYK: ..`: one who answers is named, who asks is not.
    if labels >= 2 * TURNS || labels >= TURNS && labels + count(&Opening::Question) >= 2 * TURNS {
        return talk.transcript();
    }
    let asked: Vec<bool> = (0..talk.openings.len()).map(|block| is_question(reading, block)).collect();
    let asks = |block: usize| asked[block] && !asked.get(block + 1).copied().unwrap_or(true);
    let turns: Vec<usize> = (0..asked.len()).filter(|block| asks(*block)).collect();
    let to_you = turns.iter().filter(|block| speaks_to_you(reading, **block)).count();
    let of_me = turns.iter().filter(|block| speaks_of_me(reading, **block + 1)).count();
    // Many questions to somebody, or a few that are answered in the first person.
    if to_you > TURNS || turns.len() >= TURNS && 2 * to_you >= turns.len() && 2 * of_me > turns.len() {
        return talk.answers(|block| {
            if asked[block] { Some(false) } else { (block > 0 && asked[block - 1]).then_some(true) }
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

/// A short paragraph that ends by asking.
fn is_question(r: &Reading<'_, '_>, block: usize) -> bool {
    let tokens = &r.page.blocks[block].tokens;
    tokens.len() <= 120
        && tokens.len() > 3
        && r.word(tokens.end - 1) == "?"
        && r.quotation(tokens.start).is_none()
}

fn speaks_to_you(r: &Reading<'_, '_>, block: usize) -> bool {
    let mut tokens = r.page.blocks[block].tokens.clone();
    tokens.any(|at| matches!(r.word(at), "you" | "your" | "You" | "Your"))
}

fn speaks_of_me(r: &Reading<'_, '_>, block: usize) -> bool {
    r.page.blocks.get(block).is_some_and(|block| {
        block.tokens.clone().any(|at| {
            matches!(r.word(at), "I" | "my" | "My" | "me" | "we" | "We" | "our" | "Our" | "us" | "mine")
                && r.quotation(at).is_none()
        })
    })
}

/// Whether a paragraph is the record's own: `The House divided.`, `(Interruption.)`
fn is_record(r: &Reading<'_, '_>, block: usize) -> bool {
    let tokens = &r.page.blocks[block].tokens;
    let closed = tokens.clone().rev().take(2).any(|at| matches!(r.word(at), ")" | "]"));
    if matches!(r.word(tokens.start), "(" | "[") {
        return closed;
    }
    let noun = r.word(tokens.start + usize::from(r.word(tokens.start) == "The")).to_ascii_lowercase();
    let of_record = [
        "house",
        "committee",
        "court",
        "council",
        "meeting",
        "sitting",
        "hearing",
        "debate",
        "witness",
        "jury",
        "interview",
        "session",
        "assembly",
        "motion",
        "amendment",
        "bill",
        "board",
        "conversation",
        "question",
    ];
    of_record.contains(&noun.as_str())
        && tokens.clone().take(8).any(|at| r.tag(at).has(Tag::PAST))
        && !speaks_of_me(r, block)
}

/// A page that is a conversation.
struct Talk<'r, 'p, 't> {
    r: &'r Reading<'p, 't>,
    cast: &'r Cast,
    openings: Vec<(Opening, usize)>,
}

impl Talk<'_, '_, '_> {
    /// Everything between turns, as the words of the guest. `turn` tells where an answer (`true`) or a question
    /// begins.
    fn answers(&self, turn: impl Fn(usize) -> Option<bool>) -> Vec<Attribution> {
        let r = self.r;
        // `Witness: Anna Berg` in the head is no turn yet.
        let begun =
            |block: usize| turn(block).is_some() && !matches!(self.openings[block].0, Opening::Label(_));
        let guest = guest(r, &self.openings, begun).or_else(|| self.introduced(begun));
        // Nobody knows who answers: but that it is an answer, where it is labelled so.
        let labelled = self.openings.iter().any(|(opening, _)| *opening == Opening::Answer);
        if guest.is_none() && !labelled {
            return Vec::new();
        }
        let last_turn = (0..self.openings.len()).rev().find(|block| turn(*block).is_some());
        let mut found: Vec<Attribution> = Vec::new();
        let mut answering = false;
        for (block, (opening, start)) in self.openings.iter().enumerate() {
            let begins = turn(block);
            answering = begins.unwrap_or(answering) && !(begins.is_none() && self.ends(block, last_turn));
            let tokens = &r.page.blocks[block].tokens;
            if let Opening::Label(name) = opening
                && labelled
                && is_called(r.page.said(name))
            {
                found.push(said_by(Phrase { tokens: name.clone(), core: name.clone() }, *start, tokens.end));
            }
            if !answering || !is_talk(r, block) {
                continue;
            }
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

    /// Whether a paragraph without a sign of its own ends the turn before it: the record's own words, and behind
    /// the last turn all that is not said in the first person.
    fn ends(&self, block: usize, last_turn: Option<usize>) -> bool {
        let last = last_turn.is_none_or(|last| block > last);
        is_record(self.r, block) || last && !speaks_of_me(self.r, block)
    }

    /// Who is asked: the only one whom the words before the first turn name, if they tell of a talk.
    fn introduced(&self, turn: impl Fn(usize) -> bool) -> Option<Phrase> {
        let r = self.r;
        let first = (0..self.openings.len()).find(|block| turn(*block))?.min(HEAD);
        let blocks = r.page.blocks.get(..first)?;
        let byline = |tokens: &Range<usize>| {
            let word = r.word(tokens.start);
            matches!(
                word,
                "By" | "BY" | "by" | "Words" | "Text" | "Photo" | "Photos" | "Photograph" | "Interviewer"
            ) || r.word(tokens.start + 1) == "by"
        };
        let persons = |tokens: &Range<usize>| {
            let mentions = self.cast.within(tokens).iter();
            mentions.filter(|mention| self.cast.actors[mention.actor].kind == actors::Kind::Person)
        };
        let writers = blocks.iter().filter(|block| byline(&block.tokens));
        let writers: Vec<usize> =
            writers.flat_map(|block| persons(&block.tokens)).map(|mention| mention.actor).collect();
        let head = 0..blocks.last()?.tokens.end;
        let mut asked = persons(&head).filter(|mention| !writers.contains(&mention.actor));
        let guest = asked.next()?;
        let only = asked.all(|mention| mention.actor == guest.actor);
        let told = head.clone().any(|at| tells_of_talk(r, at));
        (only && told).then(|| Phrase { tokens: guest.tokens.clone(), core: guest.tokens.clone() })
    }
}

/// Whether a word of a head tells that somebody is asked: `interview`, `talks to`, `we met`.
fn tells_of_talk(r: &Reading<'_, '_>, at: usize) -> bool {
    match r.word(at).to_ascii_lowercase().as_str() {
        "interview" | "interviewed" | "conversation" => true,
        "talks" | "talked" | "spoke" | "speaks" | "sat" | "chats" | "chatted" | "answers" | "answered" => {
            (at + 1..at + 4).any(|at| matches!(r.word(at), "to" | "with" | "our" | "questions" | "down"))
        }
        "met" | "asked" => at > 0 && matches!(r.word(at - 1), "we" | "We" | "I"),
        "q" => r.word(at + 1) == "&",
        _ => false,
    }
}

/// The words of a turn by whom its label names.
fn said_by(source: Phrase, start: usize, end: usize) -> Attribution {
    let part = start..end;
    Attribution { cue: start - 1..start, source, parts: vec![part], act: Act::Speech, rule: TURN }
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

impl Talk<'_, '_, '_> {
    /// Paragraphs that begin with who speaks.
    fn transcript(&self) -> Vec<Attribution> {
        let (r, openings) = (self.r, &self.openings[..]);
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
        let last_label = openings.iter().rposition(|(opening, _)| matches!(opening, Opening::Label(_)));
        for (block, (opening, start)) in openings.iter().enumerate() {
            let tokens = &r.page.blocks[block].tokens;
            if legend.lines.contains(&block) {
                continue;
            }
            if let Opening::Label(name) = opening {
                found.push(said_by(legend.source(r, name), *start, tokens.end));
                asked = false;
            } else if *opening == Opening::Answer {
                let letter = tokens.start..tokens.start + 1;
                let mut answer = said_by(Phrase { tokens: letter.clone(), core: letter }, *start, tokens.end);
                answer.rule = ANSWER;
                found.push(answer);
                asked = false;
            } else if *opening == Opening::Question
                || is_question(r, block)
                    && openings.get(block + 1).is_some_and(|next| next.0 != Opening::Plain)
                || self.ends(block, last_label)
            {
                // Who asks without a label is not who spoke last.
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
}
