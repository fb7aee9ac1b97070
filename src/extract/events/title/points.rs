//! What points back: `this target`, `that contract`, in the words that first told of it.

use std::ops::Range;

use super::super::words::{self, Mark, mark};
use super::{Setting, Title, words as count};
use crate::extract::lex::{Kind, Shape, Token};
use crate::extract::page::Form;

/// How many tokens back it is looked for what was told of.
const BACK: usize = 90;

/// How many tokens what was told of may have.
const LONGEST: usize = 12;

/// What `this` is said of where a text speaks of itself, or of where it is: `this report`, `this country`.
const HERE: [&str; 20] = [
    "report", "article", "paper", "study", "document", "book", "letter", "page", "post", "blog", "site",
    "country", "region", "city", "town", "village", "area", "world", "house", "court",
];

impl Setting<'_, '_, '_> {
    /// Puts what was first told of for what only points to it; what cannot be found leaves the title vague.
    pub(super) fn name_pointed(&self, title: &mut Title) {
        let found = title.parts.iter().enumerate().find_map(|(index, part)| {
            let at = part.clone().find(|&at| self.points(at, at == title.parts[0].start))?;
            Some((index, at))
        });
        let Some((index, at)) = found else { return };
        let part = title.parts[index].clone();
        let head = self.pointed_head(at, part.end);
        let Some(told) = head.and_then(|head| self.first_told(at, head)) else {
            title.vague = true;
            return;
        };
        if title.parts.iter().any(|part| part.start < told.end && told.start < part.end) {
            title.vague = true;
            return;
        }
        let behind = head.map_or(at + 1, |head| head + 1);
        // What is said of it behind says no more than what was first told.
        let pieces = [part.start..at, told, behind..part.end];
        let pieces: Vec<Range<usize>> = pieces.into_iter().filter(|piece| !piece.is_empty()).collect();
        title.put(index, pieces);
        title.stands_for = true;
    }

    /// Whether a word points to what was told before: `this target`, `under that decree`; not `this year`, `said that`.
    fn points(&self, at: usize, first: bool) -> bool {
        let page = self.page;
        let next = page.tokens.get(at + 1);
        let noun = next.is_some_and(|next| next.kind == Kind::Word && next.shape == Shape::Lower)
            && !mark(page, at + 1).has(Mark::CLOSED.or(Mark::SPAN))
            && !HERE.contains(&page.word(at + 1));
        let known = page.tokens.get(at).is_some_and(|token| token.kind == Kind::Word);
        known
            && noun
            && !self.skips(at)
            && match page.word(at) {
                "this" | "these" | "those" | "This" | "These" | "Those" | "such" | "Such" => true,
                "that" | "That" => {
                    first || at > 0 && mark(page, at - 1).has(Mark::PREPOSITION) || page.word(at) == "That"
                }
                _ => false,
            }
    }

    /// The noun that a word points with: `this | climate finance target`.
    fn pointed_head(&self, at: usize, end: usize) -> Option<usize> {
        let page = self.page;
        let noun = |at: &usize| {
            page.tokens.get(*at).is_some_and(|token| token.kind == Kind::Word)
                && !mark(page, *at).has(Mark::CLOSED.or(Mark::PAST).or(Mark::BASE))
                && !self.skips(*at)
        };
        (at + 1..end.min(at + 4)).take_while(noun).last()
    }

    /// The words that first told of what the noun at `head` points back to, where they say more than it does.
    fn first_told(&self, at: usize, head: usize) -> Option<Range<usize>> {
        let page = self.page;
        let stem = words::stem(page, head)?;
        let block = page.sentences.get(page.sentence_of(at))?.block;
        let floor = at.saturating_sub(BACK);
        (floor..at).rev().take_while(|&before| self.is_near(before, block)).find_map(|before| {
            let token = page.tokens.get(before)?;
            if token.kind != Kind::Word || words::stem(page, before) != Some(stem) {
                return None;
            }
            let start = self.told_start(before, floor)?;
            let end = self.told_end(before, at);
            let says = (start..end).filter(|&at| !mark(page, at).has(Mark::CLOSED)).count();
            (count(page, &(start..end)) > 2 && says > 1).then_some(start..end)
        })
    }

    /// Whether a token stands in this paragraph or the one before.
    fn is_near(&self, at: usize, block: usize) -> bool {
        let page = self.page;
        let here = page.sentences.get(page.sentence_of(at)).map_or(0, |sentence| sentence.block);
        let form = page.blocks.get(here).map(|block| block.form);
        here + 1 >= block && form == Some(Form::Prose)
    }

    /// Where what is told of begins: at `a`, `the` or a number, with what describes it between.
    fn told_start(&self, head: usize, floor: usize) -> Option<usize> {
        let page = self.page;
        let mut at = head;
        while at > floor && head - at < 6 {
            at -= 1;
            let marks = mark(page, at);
            if matches!(page.word(at), "a" | "an" | "the" | "A" | "An" | "The") {
                return Some(at);
            }
            let describes = page.tokens[at].kind == Kind::Word && !marks.has(Mark::CLOSED.or(Mark::PAST))
                || page.word(at) == "-"
                || page.tokens[at].kind == Kind::Number;
            if !describes || self.skips(at) {
                return None;
            }
        }
        None
    }

    /// Where it ends: behind what is said of it with `of`, `with`, `for` or the like.
    fn told_end(&self, head: usize, limit: usize) -> usize {
        let page = self.page;
        let mut end = head + 1;
        let mut at = end;
        while at < limit.min(head + LONGEST) {
            let token = &page.tokens[at];
            let marks = mark(page, at);
            let finite =
                Mark::PAST.or(Mark::EITHER).or(Mark::BE).or(Mark::HAVE).or(Mark::WILL).or(Mark::MODAL);
            let inner = token.touches() && page.tokens.get(at + 1).is_some_and(Token::touches);
            let goes_on = match token.kind {
                Kind::Word if at == head + 1 => {
                    marks.has(Mark::PREPOSITION.or(Mark::ING)) || page.word(at) == "to"
                }
                Kind::Word => {
                    !marks.has(finite.or(Mark::OPENER).or(Mark::AND).or(Mark::TO))
                        && (!marks.has(Mark::PRONOUN) || page.word(at) == "one")
                }
                Kind::Number => true,
                Kind::Clitic => true,
                Kind::Sign => inner || matches!(page.word(at), "-" | "£" | "$" | "€" | "%"),
            };
            if !goes_on || self.is_time(at) {
                break;
            }
            at += 1;
            // Nothing hangs at the end: `a decree | allocating`.
            if !marks.has(Mark::CLOSED) && token.kind != Kind::Sign && at > head + 2 {
                end = at;
            }
        }
        end
    }

    /// Whether a token belongs to an expression of time.
    fn is_time(&self, at: usize) -> bool {
        let next = self.timexes.partition_point(|timex| timex.tokens.end <= at);
        self.timexes.get(next).is_some_and(|timex| timex.tokens.start <= at)
    }
}
