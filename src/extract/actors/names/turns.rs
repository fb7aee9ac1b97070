//! Who speaks in a transcript by a surname alone: `KOWALCZYK: We opened ..`, at the head of turn after turn.

use std::collections::HashMap;

use super::super::lexicon::{Mix, Sense};
use super::evidence::{For, Weights};
use super::{Finder, Spot};
use crate::extract::lex::{Gap, Kind, Shape};

/// How many paragraphs with a label make a talk.
const TALK: usize = 6;

/// How often somebody speaks at the least.
const TURNS: usize = 3;

impl Finder<'_, '_> {
    /// Adds those who speak turn after turn and whose label is no word that the lists or the text have.
    pub(super) fn speakers(&mut self) {
        let page = self.page;
        let labels: Vec<usize> = page
            .blocks
            .iter()
            .map(|block| block.tokens.start)
            .filter(|&at| {
                let token = &page.tokens[at];
                let apart = page.tokens.get(at + 2).is_some_and(|next| next.gap >= Gap::Space);
                token.kind == Kind::Word && token.shape != Shape::Lower && page.word(at + 1) == ":" && apart
            })
            .collect();
        if labels.len() < TALK {
            return;
        }
        let mut turns: HashMap<u32, usize, Mix> = HashMap::default();
        for &at in &labels {
            *turns.entry(page.tokens[at].hash).or_default() += 1;
        }
        for at in labels {
            let token = &page.tokens[at];
            let listed = page.numbers()[at].is_listed() && !self.sense_at(at).is(Sense::FIRST);
            let name = token.end - token.start > 2 && !listed && !self.lower.has(token.hash);
            if name && turns.get(&token.hash).is_some_and(|turns| *turns >= TURNS) {
                self.found.spots.push(Spot {
                    tokens: at..at + 1,
                    title: at..at,
                    known: None,
                    weights: Weights::of(For::Person, 6),
                    rule: "who speaks in a transcript",
                    of: None,
                    gender: None,
                    short_of: None,
                });
            }
        }
    }
}
