//! Quotation marks: which stretches of a text stand between them.
//!
//! Marks are paired within a block. A mark that is never closed reaches to the end of its block: that is how
//! speech over several paragraphs is printed. An apostrophe is told from a closing mark by what stands around it.

use crate::extract::lex::{Kind, Token};
use crate::extract::page::Page;

/// A stretch between two quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quotation {
    /// The opening mark.
    pub(super) open: usize,
    /// The token behind the closing mark, or behind the last of the block.
    pub(super) end: usize,
    /// Whether it was closed.
    pub(super) closed: bool,
    /// Which block it stands in.
    pub(super) block: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    Close,
    /// The same sign opens and closes.
    Either,
}

/// Kinds of marks that close one another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Straight,
    Angle,
    Single,
    Ticks,
}

/// The outermost quotations of a page in order.
pub(super) fn find(page: &Page<'_>) -> Vec<Quotation> {
    let mut found = Vec::new();
    for (number, block) in page.blocks.iter().enumerate() {
        let mut open: Option<(usize, Family)> = None;
        // Up to here no single mark closes.
        let mut clear = block.tokens.start;
        let mut at = block.tokens.start;
        while at < block.tokens.end {
            // Most tokens are no signs, and most signs no marks.
            let token = &page.tokens[at];
            let byte = page.text.as_bytes().get(token.start as usize);
            if token.kind != Kind::Sign || !matches!(byte, Some(b'"' | b'\'' | b'`' | 0xC2 | 0xE2)) {
                at += 1;
                continue;
            }
            let Some((family, mark, width)) = mark(page, at, block.tokens.start, block.tokens.end) else {
                at += 1;
                continue;
            };
            match open {
                None if mark != Mark::Close
                    && (family != Family::Single || closes_later(page, at, block.tokens.end, &mut clear)) =>
                {
                    open = Some((at, family));
                }
                Some((start, outer)) if outer == family => {
                    // „So“ and »so«: what opens elsewhere closes here.
                    let turned = matches!((page.word(start), page.word(at)), ("„", "“") | ("»", "«"));
                    if turned || mark != Mark::Open {
                        found.push(Quotation { open: start, end: at + width, closed: true, block: number });
                        open = None;
                    } else if outer != Family::Single {
                        // Opened again without a close: the first reaches no further than its sentence.
                        let sentence = page.sentences.get(page.sentence_of(start));
                        let end = sentence.map_or(at, |sentence| sentence.tokens.end.min(at));
                        found.push(Quotation { open: start, end, closed: false, block: number });
                        open = Some((at, family));
                    }
                }
                _ => {}
            }
            at += width;
        }
        if let Some((start, family)) = open
            && family != Family::Single
        {
            found.push(Quotation { open: start, end: block.tokens.end, closed: false, block: number });
        }
    }
    found
}

fn mark(page: &Page<'_>, at: usize, first: usize, end: usize) -> Option<(Family, Mark, usize)> {
    let token = page.tokens.get(at)?;
    if token.kind != Kind::Sign {
        return None;
    }
    let next_touches = page.tokens.get(at + 1).filter(|_| at + 1 < end).is_some_and(Token::touches);
    let free_before = at == first
        || !token.touches()
        || matches!(page.word(at - 1), "(" | "[" | "—" | "–" | "-" | "“" | "\"");
    match page.word(at) {
        "“" | "„" | "‟" => Some((Family::Double, Mark::Open, 1)),
        "”" => {
            Some((Family::Double, if free_before && next_touches { Mark::Open } else { Mark::Close }, 1))
        }
        "«" => Some((Family::Angle, Mark::Open, 1)),
        "»" => {
            Some((Family::Angle, if free_before && next_touches { Mark::Either } else { Mark::Close }, 1))
        }
        "\"" => Some((Family::Straight, side(free_before, next_touches), 1)),
        "'" | "`" if next_touches && page.word(at + 1) == page.word(at) => {
            Some((Family::Ticks, side(free_before, page.tokens.get(at + 2).is_some_and(Token::touches)), 2))
        }
        "‘" => Some((Family::Single, Mark::Open, 1)),
        "’" | "'" => {
            // An apostrophe within or behind a word that goes on is none.
            if free_before && next_touches {
                let digits = page.tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Number);
                if page.word(at) == "'" && !digits { Some((Family::Single, Mark::Open, 1)) } else { None }
            } else if !next_touches || page.tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Sign) {
                Some((Family::Single, Mark::Close, 1))
            } else {
                None
            }
        }
        _ => None,
    }
}

fn side(free_before: bool, next_touches: bool) -> Mark {
    match (free_before, next_touches) {
        (true, true) => Mark::Open,
        (false, false) => Mark::Close,
        _ => Mark::Either,
    }
}

/// Whether a single mark finds its other half within reach: `‘tis` does not. What was looked through once
/// without finding one is not looked through again.
fn closes_later(page: &Page<'_>, at: usize, end: usize, clear: &mut usize) -> bool {
    let reach = end.min(at + 200);
    let from = (at + 1).max(*clear);
    for next in from..reach {
        if matches!(mark(page, next, at, end), Some((Family::Single, Mark::Close, _))) {
            return true;
        }
        *clear = next + 1;
    }
    false
}
