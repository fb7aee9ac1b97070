//! Who takes part in what is told, where it is, and whose words tell it.

use std::ops::Range;

use super::clause::{Clause, Predicate, Told};
use super::sentence::Finder;
use super::words::{Mark, Sheet, mark};
use crate::extract::actors::{Cast, How, Kind};
use crate::extract::page::Page;
use crate::extract::quotes::{Act, Said};

/// How many attributions of one sentence are looked at.
const MOST_SAID: usize = 16;

/// What is said in each sentence: places in what was found.
pub(super) fn said_in(page: &Page<'_>, said: &[Said]) -> Vec<Vec<u32>> {
    let mut of: Vec<Vec<u32>> = vec![Vec::new(); page.sentences.len()];
    for (number, said) in (0_u32..).zip(said) {
        for part in said.parts() {
            let from = page.sentence_of(page.token_at(part.start));
            for (sentence, list) in page.sentences.iter().zip(&mut of).skip(from) {
                if page.bytes(&sentence.tokens).start >= part.end {
                    break;
                }
                if list.len() < MOST_SAID && list.last() != Some(&number) {
                    list.push(number);
                }
            }
        }
    }
    of
}

/// Who takes part, in the order of the clause, and where it is.
pub(super) fn actors(
    page: &Sheet<'_, '_>,
    cast: &Cast,
    clause: &Clause,
    predicate: &Predicate,
    title: &[Range<usize>],
) -> (Vec<usize>, Option<usize>) {
    let mut actors: Vec<usize> = Vec::new();
    let add = |tokens: &Range<usize>, actors: &mut Vec<usize>| {
        for mention in cast.within(tokens) {
            let Some(actor) = cast.actors.get(mention.actor) else { continue };
            // `US dollars` are money; `RESOLVED` is no body.
            let money = matches!(page.word(mention.tokens.end), "dollars" | "dollar");
            let loud = mention.tokens.len() == 1 && mark(page, mention.tokens.start).has(Mark::EITHER);
            let acts = actor.kind != Kind::Place || mention.how == How::Metonym;
            if acts && !money && !loud && !actors.contains(&mention.actor) {
                actors.push(mention.actor);
            }
        }
    };
    if let Some(first) = title.first().filter(|first| !clause.tokens.contains(&first.start)) {
        add(first, &mut actors);
    }
    let near = if predicate.told == Told::Noun {
        let end = clause
            .predicates
            .iter()
            .map(|other| other.tokens.start)
            .find(|&start| start > predicate.head + 1);
        let start =
            clause.predicates.iter().map(|other| other.tokens.end).rfind(|&end| end <= predicate.head);
        start.unwrap_or(clause.tokens.start)..end.unwrap_or(clause.tokens.end)
    } else {
        clause.tokens.clone()
    };
    add(&near, &mut actors);
    for part in title {
        add(part, &mut actors);
    }
    (actors, place(page, cast, clause, predicate, title))
}

/// Where it is: what is named as a place beside the verb, and not beside another verb of the clause.
fn place(
    page: &Sheet<'_, '_>,
    cast: &Cast,
    clause: &Clause,
    predicate: &Predicate,
    title: &[Range<usize>],
) -> Option<usize> {
    let verbs = || clause.predicates.iter().filter(|other| !matches!(other.told, Told::Noun | Told::Aim));
    let start =
        verbs().rfind(|other| other.tokens.end <= predicate.tokens.start).map(|other| other.tokens.end);
    let end = verbs().find(|other| other.tokens.start > predicate.head).map(|other| other.tokens.start);
    let start = start.map_or(clause.tokens.start, |_| predicate.tokens.start);
    let near = start.min(predicate.tokens.start)..end.unwrap_or(clause.tokens.end);
    std::iter::once(&near).chain(title).flat_map(|tokens| cast.within(tokens)).find_map(|mention| {
        let kind = cast.actors.get(mention.actor)?.kind;
        let located = mention.tokens.start > 0 && mark(page, mention.tokens.start - 1).has(Mark::WHERE);
        (located && matches!(kind, Kind::Place | Kind::State)).then_some(mention.actor)
    })
}

impl Finder<'_, '_, '_> {
    /// What is said in a sentence, as it was found.
    pub(super) fn near(&self, sentence: usize) -> impl Iterator<Item = &Said> {
        let near = self.said.get(sentence).map(Vec::as_slice).unwrap_or_default();
        near.iter().filter_map(|&number| self.found.said.get(number as usize))
    }

    /// Who says the sentence, if one does.
    pub(super) fn speaker_of(&self, said: &[u32], tokens: &Range<usize>) -> Option<usize> {
        let whole = self.page.bytes(tokens);
        let said = said.iter().filter_map(|&number| self.found.said.get(number as usize));
        let direct = said.filter(|said| {
            said.direct && said.parts().any(|part| part.start < whole.end && whole.start < part.end)
        });
        direct.min_by_key(|said| length(said)).and_then(|said| said.speaker)
    }

    /// Whether who says it only claims it; nothing where it is told to be denied: `.., which he denied saying`.
    pub(super) fn denied(&self, sentence: usize, clause: &Clause) -> Option<bool> {
        let page = self.page;
        let middle = middle(&page.bytes(&clause.tokens));
        let mut claimed = false;
        for said in self.near(sentence) {
            if !said.parts().any(|part| part.start <= middle && middle < part.end) {
                continue;
            }
            let from = page.token_at(said.cue.start);
            for at in (from..page.tokens.len()).take(6) {
                if page.tokens[at].start as usize >= said.cue.end {
                    break;
                }
                let marks = mark(page, at);
                // Who hopes to open a school does not deny it.
                let hopes =
                    matches!(page.word(at), "hope" | "hopes" | "hoped" | "hoping" | "wish" | "wishes")
                        && part_opens(page, said, Mark::TO);
                claimed |= hopes;
                if marks.has(Mark::DENY) && !said.direct && !hopes {
                    return None;
                }
                claimed |= marks.has(Mark::CLAIM);
            }
        }
        Some(claimed)
    }

    /// Whose words tell it; who says `we` takes part. `needed` are the tokens without which the words say
    /// nothing of it: what happens, and when.
    pub(super) fn voice(
        &self,
        sentence: usize,
        tokens: &Range<usize>,
        clause: &Clause,
        needed: &[Range<usize>],
        actors: &mut Vec<usize>,
    ) -> Voice {
        let page = self.page;
        let (own, whole) = (page.bytes(&clause.tokens), page.bytes(tokens));
        let middle = middle(&own);
        let common = |part: &Range<usize>| part.start.max(whole.start)..part.end.min(whole.end);
        let said = self.near(sentence).filter_map(|said| {
            let part = said.parts().find(|part| part.start <= middle && middle < part.end)?;
            let words = common(part);
            let is_most = words.len() * 2 > whole.len();
            let is_said = said.speaker.is_some() && (said.direct || said.act == Act::Speech && is_most);
            is_said.then_some((said, words))
        });
        let nearest = said.min_by_key(|(said, _)| length(said));
        let mut voice = Voice { quote: whole.clone(), speaker: None, reported: None };
        let Some((said, words)) = nearest else { return voice };
        let we = clause.tokens.clone().any(|at| mark(page, at).has(Mark::OWN));
        if let Some(speaker) = said.speaker.filter(|speaker| we && !actors.contains(speaker)) {
            actors.insert(0, speaker);
        }
        let is_bare =
            |span| page.text.get(span).is_some_and(|text: &str| !text.contains(char::is_alphanumeric));
        let is_all = is_bare(whole.start..words.start) && is_bare(words.end..whole.end);
        let holds = |tokens: &Range<usize>| {
            let span = page.bytes(tokens);
            words.start <= span.start && span.end <= words.end
        };
        // Who declares a war does not tell of it.
        let head = needed.first().map(|head| page.bytes(head));
        if !said.direct && head.is_some_and(|head| said.cue.start <= head.start && head.end <= said.cue.end) {
            return voice;
        }
        if said.direct && (is_all || needed.iter().all(holds)) {
            voice.speaker = said.speaker;
            voice.quote = bare(page.text, if is_all { whole } else { words });
        } else {
            voice.reported = said.speaker;
        }
        voice
    }
}

/// Whether what is said begins with a word: `hope | to open`.
fn part_opens(page: &Sheet<'_, '_>, said: &Said, with: Mark) -> bool {
    said.parts().next().is_some_and(|part| mark(page, page.token_at(part.start)).has(with))
}

/// Whose words tell something.
pub(super) struct Voice {
    /// What is quoted.
    pub(super) quote: Range<usize>,
    /// Who says that.
    pub(super) speaker: Option<usize>,
    /// Whose speech it reports in other words.
    pub(super) reported: Option<usize>,
}

/// A stretch without the marks of quotation around it: who quotes it sets their own.
fn bare(text: &str, span: Range<usize>) -> Range<usize> {
    let marks = |c: char| matches!(c, '“' | '”' | '„' | '«' | '»' | '"') || c.is_whitespace();
    let words = text.get(span.clone()).unwrap_or_default();
    let start = span.start + (words.len() - words.trim_start_matches(marks).len());
    start..start + words.trim_matches(marks).len()
}

fn length(said: &Said) -> usize {
    said.parts().map(|part| part.end - part.start).sum()
}

fn middle(span: &Range<usize>) -> usize {
    span.start + (span.end - span.start) / 2
}
