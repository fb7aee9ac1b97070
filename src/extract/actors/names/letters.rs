//! Names in letters: what an abbreviation in brackets stands for, and conferences by their initials and number.

use std::ops::Range;

use super::super::How;
use super::super::lexicon::Sense;
use super::evidence::{For, Weights};
use super::run::Item;
use super::{Finder, Spot};
use crate::extract::lex::{Kind as Made, Shape};
use crate::extract::page::Page;

impl Finder<'_, '_> {
    /// A run that as a whole is what an abbreviation in brackets behind it stands for: `“Science for Peace
    /// and Security” (SPS)`, `Software Development Kit (SDK)`.
    pub(super) fn defined(&mut self, items: &[Item]) -> bool {
        let (Some(first), Some(last)) = (items.first(), items.last()) else { return false };
        let mut open = last.tokens.end;
        while open < self.end && matches!(self.page.word(open), "”" | "\"" | "’" | "'" | "»") {
            open += 1;
        }
        let quoted = open > last.tokens.end;
        let short = open + 1;
        if items.len() < 2
            || self.page.word(open) != "("
            || self.page.word(short + 1) != ")"
            || short + 1 >= self.end
        {
            return false;
        }
        let thing = !quoted && last.known.is_none() && last.is(Sense::THING) && !last.is(Sense::HEAD);
        let token = &self.page.tokens[short];
        let letters: Vec<char> = self.page.word(short).chars().collect();
        let tokens = first.tokens.start..last.tokens.end;
        let right =
            token.shape == Shape::Upper && letters.len() > 1 && initials(self.page, &tokens, &letters);
        if !(quoted || thing) || !right {
            return false;
        }
        let mut weights = Weights::of(For::Thing, if thing { 9 } else { 0 });
        self.noun_behind(short + 2, &mut weights);
        let long = self.found.spots.len();
        for (tokens, short_of) in [(tokens, None), (short..short + 1, Some(long))] {
            self.push(Spot {
                title: tokens.start..tokens.start,
                tokens,
                known: None,
                weights,
                rule: "a name with its abbreviation in brackets",
                of: None,
                gender: None,
                short_of,
            });
        }
        true
    }

    /// A conference that is named by its initials and its number: `COP29`, `COP 29`.
    pub(super) fn meeting(&mut self, items: &[Item], at: usize) -> bool {
        let tokens = items[at].tokens.clone();
        let number = self.page.tokens.get(tokens.end).filter(|token| token.kind == Made::Number);
        let counted = tokens.len() == 1 && at + 1 == items.len() && tokens.end < self.end && number.is_some();
        let letters = self.page.word(tokens.start);
        let initials =
            self.page.tokens[tokens.start].shape == Shape::Upper && (2..=6).contains(&letters.len());
        if !counted || !initials || items[at].known.is_some() {
            return false;
        }
        // Most initials with a number are a machine or a road: a conference is held, and people are at it.
        let tokens = tokens.start..tokens.end + 1;
        let before = tokens.start.checked_sub(1).map_or("", |at| self.page.word(at));
        let mut weights = Weights::of(For::Thing, 1);
        if tokens.start > self.begin
            && matches!(
                before,
                "at" | "At" | "host" | "hosts" | "hosted" | "hosting" | "attend" | "attended" | "chair"
            )
        {
            weights.add(For::Programme, 5);
        }
        if matches!(
            self.page.word(tokens.end),
            "summit" | "conference" | "talks" | "climate" | "presidency" | "president"
        ) || matches!(self.page.word(tokens.end), "Summit" | "Conference" | "Presidency" | "President")
        {
            weights.add(For::Programme, 7);
        }
        self.push(Spot {
            title: tokens.start..tokens.start,
            tokens,
            known: None,
            weights,
            rule: "the initials and the number of a conference",
            of: None,
            gender: None,
            short_of: None,
        });
        true
    }

    /// An abbreviation in brackets behind the last item of a run.
    pub(super) fn abbreviated(&mut self, items: &[Item], end: usize) {
        if end != items.len() {
            return;
        }
        let Some(last) = items.last() else { return };
        let open = last.tokens.end;
        if self.page.word(open) != "(" || open + 1 >= self.end {
            return;
        }
        let short = open + 1;
        let token = &self.page.tokens[short];
        let mut close = short + 1;
        if self.page.tokens.get(close).is_some_and(|token| token.kind == Made::Number && token.touches()) {
            close += 1;
        }
        if self.page.word(close) != ")" || token.kind != Made::Word || token.end - token.start < 2 {
            return;
        }
        let known = self.known(short).map(|(form, _)| form);
        // `Conference of the Parties to the Framework Convention (UNFCCC)`: short for the last part alone.
        let part = known.is_some_and(|known| {
            items.iter().any(|item| item.known.is_some_and(|form| form.entity == known.entity))
        });
        let letters: Vec<char> = self.page.word(short).chars().filter(|c| c.is_alphabetic()).collect();
        let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
        let Some(long) = self.found.spots.len().checked_sub(1) else { return };
        let name = self.found.spots[long].tokens.clone();
        // `OSLO (AP)`: both are known, and not as one.
        let apart =
            self.found.spots[long].known.zip(known).is_some_and(|(long, short)| long.0 != short.entity);
        if apart {
            return;
        }
        if capitals * 2 < letters.len() || !part && !initials(self.page, &name, &letters) {
            return;
        }
        self.push(Spot {
            tokens: short..close,
            title: short..short,
            known: known.map(|form| (form.entity, How::Acronym)),
            weights: Weights::default(),
            rule: "an abbreviation in brackets behind the name",
            of: None,
            gender: None,
            short_of: Some(long).filter(|_| !part),
        });
    }
}

/// Whether the letters are the initials of words of the name, in their order, from its first or second word on.
fn initials(page: &Page, name: &Range<usize>, letters: &[char]) -> bool {
    let mut wanted = letters.iter().copied().map(|c| c.to_ascii_lowercase()).peekable();
    for at in name.clone() {
        let word = page.word(at);
        let mut inner = word.chars().map(|c| c.to_ascii_lowercase());
        let began = inner.next() == wanted.peek().copied();
        if began {
            wanted.next();
        }
        // Letters inside a word count too where the word began one: `SOCAR`, `MoD`.
        if began && page.tokens[at].shape == Shape::Upper {
            for c in inner {
                if Some(c) == wanted.peek().copied() {
                    wanted.next();
                }
            }
        }
    }
    wanted.count() <= usize::from(letters.len() > 4)
}
