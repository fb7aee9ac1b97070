//! Passages of a text that looks back: which of them are told from the day of writing, not from each other.
//!
//! A report with a history in it names many old years. Its other paragraphs count from its own day all the same,
//! and show that by words that do (`on Monday`, `next month`) or by telling of what is to come.

use super::calendar::Day;
use super::phrase::Found;
use super::reading::{Core, Grain, Which, Within};
use super::story::Context;
use super::tense::is_coming;
use super::value::Point;
use crate::extract::lex::Shape;
use crate::extract::page::Page;

/// The passages of a text, as far as they are told from the day of writing.
#[derive(Debug, Default)]
pub(super) struct Passages {
    /// For each block that speaks of time, in order: its number and what it shows.
    shown: Vec<(usize, Shown)>,
    /// What each expression shows.
    signs: Vec<Sign>,
    /// Whether so many of them count from the day of writing that the text is as much a report as a history.
    mixed: bool,
    /// Where the story stood before the passage that is being read.
    story: Option<Context>,
    /// The block that is being read.
    block: Option<usize>,
}

/// What an expression shows of its passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// A year that lies well back.
    Old,
    /// The year of writing or the one before.
    Recent,
    /// It counts from the day of writing, whatever the text.
    Now,
    /// It does so in a report, and may be of a day that was told in a history.
    Perhaps,
    Nothing,
}

/// What the expressions of a block show of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Shown {
    old: usize,
    now: usize,
    perhaps: usize,
    recent: bool,
}

impl Shown {
    fn is_of_now(self) -> bool {
        self.old == 0 && self.now > 0
    }
}

/// Of so many passages with old years one at least counts from the day of writing in a text that is of both kinds.
const MIXED: usize = 4;

impl Passages {
    /// The passages of a text that looks back and of which is known when it was written.
    pub(super) fn of(page: &Page<'_>, found: &[Found], of: &[usize], written: Day) -> Self {
        let mut shown: Vec<(usize, Shown)> = Vec::new();
        let mut signs = Vec::with_capacity(found.len());
        // What somebody says may be said on any day.
        let (mut read, mut quoted) = (0, false);
        for (hit, sentence) in found.iter().zip(of) {
            let block = page.sentences.get(*sentence).map_or(0, |sentence| sentence.block);
            if shown.last().is_none_or(|(last, _)| *last != block) {
                shown.push((block, Shown::default()));
                read = page.blocks.get(block).map_or(read, |block| block.tokens.start);
                quoted = false;
            }
            for at in read..hit.start {
                quoted = match page.word(at) {
                    "“" | "«" | "„" => true,
                    "”" | "»" => false,
                    "\"" => !quoted,
                    _ => quoted,
                };
            }
            read = read.max(hit.start);
            let sign = match hit.reading.core {
                Core::Named { within: Within::Year(year), .. } if year < written.year - 1 => Sign::Old,
                Core::Named { within: Within::Year(_), .. } => Sign::Recent,
                _ if quoted => Sign::Nothing,
                _ if counts_from_now(page, hit) => Sign::Now,
                _ if may_count_from_now(page, hit) => Sign::Perhaps,
                _ => Sign::Nothing,
            };
            signs.push(sign);
            let Some((_, shown)) = shown.last_mut() else { continue };
            shown.old += usize::from(sign == Sign::Old);
            shown.now += usize::from(sign == Sign::Now);
            shown.perhaps += usize::from(sign == Sign::Perhaps);
            shown.recent |= sign == Sign::Recent;
        }
        let now = shown.iter().filter(|(_, shown)| shown.is_of_now()).count();
        let old = shown.iter().filter(|(_, shown)| shown.old > 0).count();
        Self { shown, signs, mixed: now > 0 && now * MIXED >= old, ..Self::default() }
    }

    /// Sets the context to how the passage is told that an expression stands in: the one of that number, in that block.
    pub(super) fn enter(&mut self, context: &mut Context, at: usize, block: Option<usize>) {
        let Some(sign) = self.signs.get(at) else { return };
        let of_now = if block == self.block {
            // Within a paragraph of both kinds it turns with what shows one.
            match sign {
                Sign::Old => false,
                Sign::Now => true,
                _ => return,
            }
        } else {
            self.block = block;
            self.is_of_now(context, block) || *sign == Sign::Now
        };
        match (of_now, self.story.take()) {
            (true, None) => {
                self.story = Some(context.clone());
                context.narrative = false;
            }
            (true, story) => self.story = story,
            (false, Some(story)) => *context = story,
            (false, None) => {}
        }
    }

    /// Whether a block counts from the day of writing, by what it shows and by what was told before it.
    fn is_of_now(&self, context: &Context, block: Option<usize>) -> bool {
        let shown = block
            .and_then(|block| self.shown.binary_search_by_key(&block, |(number, _)| *number).ok())
            .and_then(|at| self.shown.get(at))
            .map_or(Shown::default(), |(_, shown)| *shown);
        // A day or a month that was told of goes on; a year that was only named does not.
        let flows = matches!(context.spoken, Some((point, ..)) if !matches!(point, Point::Year(_)));
        let bare = shown.old == 0 && !shown.recent;
        shown.is_of_now()
            || bare && shown.perhaps > 0 && context.spoken_day().is_none()
            || bare && self.mixed && (self.story.is_some() || !flows)
    }
}

/// Whether an expression counts from the day of writing, in whatever text it stands.
fn counts_from_now(page: &Page<'_>, hit: &Found) -> bool {
    match hit.reading.core {
        Core::Day(-1 | 1) => hit.reading.rule == "day-word",
        Core::Shift { which: Which::Last | Which::Next, .. } => {
            !page.word(hit.start).eq_ignore_ascii_case("the")
        }
        Core::Named {
            grain: Grain::Day(..) | Grain::Month(_) | Grain::Season(_),
            within: Within::Open,
            ..
        } => is_coming(page, &(hit.start..hit.end)),
        _ => false,
    }
}

/// `on Monday`, `today`, not `Friday prayers`.
fn may_count_from_now(page: &Page<'_>, hit: &Found) -> bool {
    let noun = || page.tokens.get(hit.end).is_some_and(|token| token.shape == Shape::Lower);
    match hit.reading.core {
        Core::Day(0) => hit.reading.rule == "day-word",
        Core::Named { grain: Grain::Weekday(_), which, within } => {
            let on = hit.start > 0 && page.word(hit.start - 1).eq_ignore_ascii_case("on");
            which != Some(Which::The) && !matches!(within, Within::Year(_)) && (on || !noun())
        }
        _ => false,
    }
}
