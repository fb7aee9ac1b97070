//! Quoted speech that has no cue of its own: who goes on speaking, and who was announced by a colon.

use super::clause::Reading;
use super::cues::Attribution;
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
        if !whole || !long {
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
        let near = |at: usize| {
            let parts = found[at].parts.iter().map(|part| part.end).max().unwrap_or(0);
            parts.max(found[at].cue.end).saturating_sub(1)
        };
        let by = [speaker, last].into_iter().flatten().find(|at| {
            let end = near(*at);
            let close = sentence > 0 && end >= reading.sentences[sentence - 1].start && end < quotation.open;
            let block = block_of(reading, end);
            let told = Some(*at) == speaker;
            let here = !first && block == quotation.block;
            let next = first && block + 1 >= quotation.block;
            here && (told || close) || next && (told || close)
        });
        if let Some(by) = by {
            found[by].parts.push(part);
        }
    }
}

fn block_of(reading: &Reading<'_, '_>, token: usize) -> usize {
    reading.page.blocks.partition_point(|block| block.tokens.end <= token)
}

/// Whether an attribution holds quoted speech, or announces it.
fn speaks(reading: &Reading<'_, '_>, attribution: &Attribution) -> bool {
    attribution.act == Act::Speech
        && (attribution.parts.is_empty()
            || announces(reading, attribution)
            || attribution.parts.iter().any(|part| part.clone().any(|at| reading.opens(at))))
}

/// Whether the sentence of a cue ends with a colon.
fn announces(reading: &Reading<'_, '_>, attribution: &Attribution) -> bool {
    let at = reading.sentences.partition_point(|tokens| tokens.end <= attribution.cue.start);
    reading.sentences.get(at).is_some_and(|tokens| reading.word(tokens.end - 1) == ":")
}

/// For each quotation the attribution whose content holds it.
fn held(reading: &Reading<'_, '_>, found: &[Attribution]) -> Vec<Option<usize>> {
    let mut held = vec![None; reading.quotations.len()];
    for (number, attribution) in found.iter().enumerate() {
        for part in &attribution.parts {
            let first = reading.quotations.partition_point(|quotation| quotation.end <= part.start);
            for (at, quotation) in reading.quotations.iter().enumerate().skip(first) {
                if quotation.open >= part.end {
                    break;
                }
                held[at] = held[at].or(Some(number));
            }
        }
    }
    held
}
