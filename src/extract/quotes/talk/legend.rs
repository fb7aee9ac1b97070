//! Who is who in a transcript: letters and parts that stand for names.

use std::ops::Range;

use super::{HEAD, Opening, Phrase, Reading, Tag, is_called};
use crate::extract::lex::{Kind, Shape};

/// What the letters or the part of who speaks stand for: `Anna Berg (AB)`, `Interviewer: Anna Berg`.
pub(super) struct Legend<'t> {
    names: Vec<(&'t str, Range<usize>)>,
    /// Paragraphs that only tell who is who.
    pub(super) lines: Vec<usize>,
}

impl<'t> Legend<'t> {
    pub(super) fn new(r: &Reading<'_, 't>, openings: &[(Opening, usize)]) -> Self {
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
            if let Some(label) = label {
                made.holder(r, label);
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

    /// Who holds the office that a label names: `The Minister of State (Ms Anna Berg)`.
    fn holder(&mut self, r: &Reading<'_, 't>, label: &Range<usize>) {
        let last = label.end - 1;
        let Some(open) = label.clone().find(|at| r.word(*at) == "(").filter(|open| open + 1 < last) else {
            return;
        };
        let name = open + 1..last;
        if r.word(last) == ")" && open > label.start && is_called(r.page.said(&name)) {
            self.names.push((r.page.said(&(label.start..open)), name));
        }
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
    pub(super) fn name(r: &Reading<'_, 't>, from: usize, end: usize) -> Option<Range<usize>> {
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
    pub(super) fn source(&self, r: &Reading<'_, 't>, label: &Range<usize>) -> Phrase {
        let bracket = label.clone().find(|at| r.word(*at) == "(").unwrap_or(label.end);
        let said = r.page.said(label);
        let mut named = self.names.iter().filter(|(letters, _)| *letters == said).map(|(_, name)| name);
        let core = named.next().cloned();
        // Where two held an office in turn, its label alone tells neither.
        let core = core.filter(|core| named.all(|name| r.page.said(name) == r.page.said(core)));
        Phrase { tokens: label.clone(), core: core.unwrap_or(label.start..bracket) }
    }
}
