//! Quoted speech that has no cue of its own: who goes on speaking, and who was announced by a colon.

use std::ops::Range;

use super::clause::Reading;
use super::cues::{self, Attribution};
use super::grammar::{Act, Tag};

/// Gives the quotations that no cue holds to whoever speaks there. `found` stays in order of cues.
pub(super) fn complete(reading: &Reading<'_, '_>, found: &mut Vec<Attribution>) {
    let held = held(reading, found);
    // For each sentence, which attributions have their cue there.
    let mut next = 0;
    let mut speaker: Option<usize> = None;
    let mut last: Option<usize> = None;
    let mut sentence = 0;
    let cued = found.len();
    for (number, quotation) in reading.quotations.iter().enumerate() {
        while next < cued && found[next].cue.start < quotation.open {
            if speaks(reading, &found[next]) {
                speaker = Some(next);
            }
            if found[next].act == Act::Speech {
                last = Some(next);
            }
            next += 1;
        }
        if let Some(by) = held[number] {
            // A cue may stand behind its quotation.
            if speaks(reading, &found[by]) {
                speaker = Some(by);
            }
            continue;
        }
        while reading.sentences.get(sentence).is_some_and(|tokens| tokens.end <= quotation.open) {
            sentence += 1;
        }
        let Some(tokens) = reading.sentences.get(sentence) else { break };
        // `But “..”` begins a sentence too.
        let linked = quotation.open <= tokens.start + 2
            && (tokens.start..quotation.open).all(|at| reading.tag(at).has(Tag::AND.with(Tag::ADVERB)));
        let whole = linked || reading.quotation(tokens.start) == Some(number);
        let long = quotation.end - quotation.open > 5;
        if !whole {
            // A few words of speech within a sentence: of whoever is spoken of as saying something there.
            let cued = |at: &usize| {
                let cue = &found[*at].cue;
                found[*at].act == Act::Speech
                    && cue.start >= tokens.start
                    && cue.end <= quotation.open
                    && !reading.tag(found[*at].source.core.start).has(Tag::RELATIVE)
            };
            if let Some(by) = next.checked_sub(1).filter(cued) {
                found[by].parts.push(quotation.open..quotation.end);
            }
            continue;
        }
        if !long {
            continue;
        }
        let block = &reading.page.blocks[quotation.block];
        let first = quotation.open <= block.tokens.start;
        let part = quotation.open..quotation.end;
        // A verb behind it that is not known: whoever speaks, it is not plain that the last one does.
        let comma = quotation.closed && quotation.end > 1 && reading.word(quotation.end - 2) == ",";
        if comma && quotation.end + 1 < tokens.end {
            continue;
        }
        // Left open: the next paragraph goes on with the same speaker.
        let goes_on = !quotation.closed
            && reading.quotations.get(number + 1).is_some_and(|next| next.block == quotation.block + 1)
            && held.get(number + 1).is_some_and(Option::is_some);
        if let Some(next) = held.get(number + 1).copied().flatten().filter(|_| goes_on) {
            found[next].parts.push(part);
            continue;
        }
        if !first && sentence > 0 && quotation.closed {
            let before = reading.sentences[sentence - 1].clone();
            let cued = found[..next].iter().rev().take_while(|cue| cue.cue.start >= before.start);
            let cued = { cued }.any(|cue| cue.act == Act::Speech);
            let quoted = before.clone().any(|at| reading.quotation(at).is_some());
            let spoke = is_of_speech(reading, &before);
            let own = reading.speaks_of_itself(quotation.open);
            if !cued
                && !quoted
                && (spoke || own)
                && let Some(source) = cues::main_subject(reading, &before)
                && (spoke || reading.names_somebody(&source))
            {
                found.push(Attribution {
                    cue: quotation.open..quotation.open + 1,
                    source,
                    parts: vec![part],
                    act: Act::Speech,
                    rule: if spoke { "X did so, then content" } else { cues::THEIRS },
                });
                continue;
            }
        }
        let near = |at: usize| {
            let part = found[at].parts.last().map_or(0, |part| part.end);
            part.max(found[at].cue.end).saturating_sub(1)
        };
        let by = [speaker, last].into_iter().flatten().find(|at| {
            let end = near(*at);
            let close = sentence > 0 && end >= reading.sentences[sentence - 1].start && end < quotation.open;
            let block = block_of(reading, end);
            let told = Some(*at) == speaker;
            let here = !first && block == quotation.block;
            let next = first && block + 1 >= quotation.block;
            (here || next) && (told || close)
        });
        if let Some(by) = by {
            found[by].parts.push(part);
        }
    }
}

/// Whether somebody speaks, or does what goes with it: `Lind smiled.`, not `The police opened the door.`
fn is_of_speech(reading: &Reading<'_, '_>, sentence: &Range<usize>) -> bool {
    sentence.clone().take(40).any(|at| {
        matches!(reading.word(at), "turned" | "looked" | "leaned" | "paused" | "gestured" | "hesitated")
            || reading.tag(at).class().is_some_and(|class| class.quote && !class.deed)
                && reading.tag(at).has(Tag::PAST.with(Tag::PRESENT))
                && (matches!(reading.word(at + 1), "." | ",")
                    || reading.tag(at + 1).has(Tag::ADVERB.with(Tag::WHEN)))
    })
}

fn block_of(reading: &Reading<'_, '_>, token: usize) -> usize {
    reading.page.blocks.partition_point(|block| block.tokens.end <= token)
}

/// Whether an attribution holds quoted speech, or announces it.
fn speaks(reading: &Reading<'_, '_>, attribution: &Attribution) -> bool {
    attribution.act == Act::Speech
        && (attribution.parts.is_empty()
            || announces(reading, attribution)
            || attribution.parts.iter().any(|part| reading.opens_within(part)))
}

/// Whether the sentence of a cue ends with a colon.
fn announces(reading: &Reading<'_, '_>, attribution: &Attribution) -> bool {
    let at = reading.sentences.partition_point(|tokens| tokens.end <= attribution.cue.start);
    reading.sentences.get(at).is_some_and(|tokens| reading.word(tokens.end - 1) == ":")
}

/// For each quotation the attribution whose content holds it.
fn held(reading: &Reading<'_, '_>, found: &[Attribution]) -> Vec<Option<usize>> {
    let count = reading.quotations.len();
    let mut held = vec![None; count];
    // For each quotation the next one that nobody holds yet: each is taken once, however many contents hold it.
    let mut free: Vec<usize> = (0..=count).collect();
    for (number, attribution) in found.iter().enumerate() {
        for part in &attribution.parts {
            let first = reading.quotations.partition_point(|quotation| quotation.end <= part.start);
            let mut at = next_free(&mut free, first);
            while at < count && reading.quotations[at].open < part.end {
                held[at] = Some(number);
                free[at] = at + 1;
                at = next_free(&mut free, at);
            }
        }
    }
    held
}

/// The first place from `at` on that leads to itself; the way there is made shorter.
fn next_free(free: &mut [usize], at: usize) -> usize {
    let mut end = at;
    while free[end] != end {
        end = free[end];
    }
    let mut at = at;
    while free[at] != end {
        let next = free[at];
        free[at] = end;
        at = next;
    }
    end
}
