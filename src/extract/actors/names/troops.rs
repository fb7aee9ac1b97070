//! Formations that are told apart by a number or a quarter of heaven: `82nd Airborne Division`, `Army Group North`.

use std::ops::Range;

use super::Finder;
use super::run::{Item, Link};
use crate::extract::lex::{Kind as Made, Shape, Token};

impl Finder<'_, '_> {
    /// Whether an item is the noun of a formation.
    pub(super) fn is_troop(&self, item: &Item) -> bool {
        item.tokens.len() == 1
            && matches!(
                self.page.word(item.tokens.start).to_ascii_lowercase().as_str(),
                "army"
                    | "armies"
                    | "corps"
                    | "division"
                    | "brigade"
                    | "regiment"
                    | "battalion"
                    | "squadron"
                    | "fleet"
                    | "flotilla"
                    | "platoon"
                    | "legion"
                    | "front"
                    | "group"
                    | "infantry"
                    | "cavalry"
                    | "wing"
                    | "force"
            )
    }

    /// A name with the number before it: `29th Conference of the Parties`, `2nd Division`.
    pub(super) fn counted(&self, tokens: &Range<usize>) -> Range<usize> {
        if self.is_counted(tokens.start) { tokens.start - 2..tokens.end } else { tokens.clone() }
    }

    /// Whether `2nd` stands right before a token.
    pub(super) fn is_counted(&self, start: usize) -> bool {
        start >= self.begin + 2
            && matches!(self.page.word(start - 1), "st" | "nd" | "rd" | "th")
            && self.page.tokens[start - 1].touches()
            && self.page.tokens[start - 2].kind == Made::Number
    }

    /// Whether a word is a number that formations bear before their noun: `II`, `First`.
    pub(super) fn numbers(&self, items: &[Item], at: usize) -> bool {
        let troop = items[at + 1..].iter().take(4).take_while(|item| item.link == Link::Space);
        let word = self.page.word(items[at].tokens.start);
        let roman = word.len() < 6 && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
        let spelled = matches!(
            word,
            "First"
                | "Second"
                | "Third"
                | "Fourth"
                | "Fifth"
                | "Sixth"
                | "Seventh"
                | "Eighth"
                | "Ninth"
                | "Tenth"
        );
        (roman || spelled) && { troop }.any(|item| self.is_troop(item))
    }

    /// The end of a formation's name with what stands behind its noun: `Army Group South`, `Army Group B`.
    pub(super) fn quarter(&self, items: &[Item], end: usize) -> usize {
        let Some(item) = items.get(end).filter(|item| item.link == Link::Space && item.tokens.len() == 1)
        else {
            return end;
        };
        let token: &Token = &self.page.tokens[item.tokens.start];
        let word = self.page.word(item.tokens.start);
        let letter = token.shape == Shape::Upper && word.len() == 1 && word != "I";
        let quarter = matches!(word, "North" | "South" | "East" | "West" | "Centre" | "Center");
        let group = end > 0 && self.page.word(items[end - 1].tokens.start) == "Group";
        end + usize::from(quarter || letter && group)
    }
}
