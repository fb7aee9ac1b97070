//! Passages of a text that looks back: which of them are told from the day of writing, not from each other.
//!
//! A report with a history in it names many old years. Its other paragraphs count from its own day all the same,
//! and show that by words that do (`on Monday`, `next month`), by who speaks in them (`said on Monday`), by telling of
//! what is to come or is so still (`has been shut since 3 May`), or by a day shortly before that of writing.

use super::calendar::Day;
use super::phrase::Found;
use super::reading::{Core, Grain, Which, Within};
use super::speech::SAID;
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
    /// A day of a month that lies shortly before the day of writing, if it is of that year.
    Near,
    Nothing,
}

/// What the expressions of a block show of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Shown {
    old: usize,
    now: usize,
    perhaps: usize,
    near: usize,
    recent: bool,
}

impl Shown {
    fn is_of_now(self) -> bool {
        self.old == 0 && self.now > 0
    }
}

/// So many days before that of writing a day of a month is likely of that year.
const NEAR: i32 = 21;

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
                // `must answer by March 2026`
                Core::Named { within: Within::Year(year), .. }
                    if year > written.year && is_ahead(page, hit) =>
                {
                    Sign::Now
                }
                Core::Named { within: Within::Year(_), .. } => Sign::Recent,
                _ if quoted => Sign::Nothing,
                _ if counts_from_now(page, hit) => Sign::Now,
                _ if may_count_from_now(page, hit) => Sign::Perhaps,
                _ if is_near(hit, written) => Sign::Near,
                _ => Sign::Nothing,
            };
            signs.push(sign);
            let Some((_, shown)) = shown.last_mut() else { continue };
            shown.old += usize::from(sign == Sign::Old);
            shown.now += usize::from(sign == Sign::Now);
            shown.perhaps += usize::from(sign == Sign::Perhaps);
            shown.near += usize::from(sign == Sign::Near);
            shown.recent |= sign == Sign::Recent;
        }
        let is_of_now =
            |shown: &Shown| shown.is_of_now() || shown.old == 0 && shown.near > 0 && shown.perhaps > 0;
        let now = shown.iter().filter(|(_, shown)| is_of_now(shown)).count();
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
        // A day or a month of old that was told of goes on; a year that was only named does not, nor does the day of
        // writing at the head of a report.
        let old = |year: i32| context.written.is_none_or(|written| year < written.year - 1);
        let told = context.spoken.map(|(point, ..)| point).filter(|point| point.year().is_none_or(old));
        let flows = told.is_some_and(|point| !matches!(point, Point::Year(_)));
        let day = matches!(told, Some(Point::Day(_)));
        let bare = shown.old == 0 && !shown.recent;
        shown.is_of_now()
            || bare && shown.perhaps > 0 && !day
            || bare && shown.near > 0 && (self.mixed || shown.perhaps > 0)
            || bare && self.mixed && (self.story.is_some() || !flows)
    }
}

/// Whether a text is a short history: it begins with a date of old, goes on from one with what does not say its year,
/// and counts nothing from the day of writing.
pub(super) fn is_short_history(page: &Page<'_>, found: &[Found], written: Day) -> bool {
    let (mut told, mut open) = (None::<Told>, 0);
    for hit in found {
        let sentence = page.sentence_of(hit.start);
        let block = page.sentences.get(sentence).map(|sentence| sentence.block);
        let dated = |month, day| Told { block, sentence, month, day, weekday: false, leaps: false };
        match hit.reading.core {
            Core::Named { within: Within::Year(year), .. } if year >= written.year - 1 => return false,
            // `The ferry, which was built in June 1987, sank on Friday`
            Core::Named { within: Within::Year(_), .. } if describes(page, hit) => {}
            Core::Named { grain: Grain::Day(month, day), within: Within::Year(_), .. } => {
                told = Some(dated(month, day));
            }
            Core::Named { grain: Grain::Month(month), within: Within::Year(_), .. } => {
                told = Some(dated(month, 1));
            }
            Core::Named { grain, which: None, within: Within::Open } => {
                let goes_on = match (grain, &mut told) {
                    (Grain::Day(month, day), Some(told)) => told.goes_on(dated(month, day)),
                    (Grain::Month(month), Some(told)) => told.goes_on(dated(month, 28)),
                    (Grain::Weekday(_), Some(told)) => {
                        told.weekday |= told.block != block;
                        told.sentence != sentence
                    }
                    (Grain::Day(..) | Grain::Month(_) | Grain::Weekday(_), None) => false,
                    _ => continue,
                };
                if !goes_on || counts_from_now(page, hit) {
                    return false;
                }
                open += 1;
            }
            Core::Named { which: Some(Which::This | Which::Last | Which::Next), .. }
            | Core::Day(_)
            | Core::Shift { which: Which::This | Which::Last | Which::Next, .. }
            | Core::Offset { spoken: false, .. } => return false,
            _ => {}
        }
    }
    told.is_some_and(|told| open > if told.leaps { MANY } else { 1 } && !told.weekday)
}

/// The last day or month that a story told.
#[derive(Clone, Copy, Debug)]
struct Told {
    block: Option<usize>,
    sentence: usize,
    month: u8,
    day: u8,
    /// Whether a weekday of another paragraph followed it, which is of the story only where a day soon after it is too.
    weekday: bool,
    /// Whether some paragraph began well after the one before ended.
    leaps: bool,
}

/// So many days at most lie between the dates of two paragraphs of a short history, so many where it tells them all
/// along, and so many dates it has then.
const SOON: i32 = 93;
const SEASON: i32 = 160;
const MANY: usize = 4;

impl Told {
    /// Whether a story goes on with a date that does not say its year: in another paragraph only soon after.
    fn goes_on(&mut self, next: Self) -> bool {
        let days = |told: &Self| i32::from(told.month) * 31 + i32::from(told.day);
        let after = days(&next) - days(self);
        // In winter the year turns.
        let turned = after.rem_euclid(12 * 31);
        let leaps = !(0..=SOON).contains(&after);
        let goes_on = match (self.block == next.block, self.weekday) {
            (_, true) => (0..=8).contains(&after),
            (true, false) => true,
            (false, false) => !leaps || turned <= SEASON,
        };
        let leaps = self.leaps || leaps && self.block != next.block;
        *self = Self { leaps, ..next };
        goes_on
    }
}

/// Whether a date stands in a clause that only describes something: `which was built in 1987`.
fn describes(page: &Page<'_>, hit: &Found) -> bool {
    let clause: Vec<usize> = clause_before(page, hit, 9).collect();
    clause.last().is_some_and(|&first| {
        let relative = first
            .checked_sub(1)
            .is_some_and(|at| matches!(page.word(at), "which" | "who" | "that" | "where"));
        // `who led the strike, resigned in June 1987`: it ended before.
        relative && !clause.iter().any(|&at| at > first && page.word(at) == ",")
    })
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
        } => is_ahead(page, hit),
        Core::Named { grain: Grain::Weekday(_), which: None, within: Within::Open } => {
            is_ahead(page, hit) || is_of_saying(page, hit)
        }
        _ => false,
    }
}

/// The tokens before an expression in its clause, the nearest first, and at most so many.
fn clause_before(page: &Page<'_>, hit: &Found, most: usize) -> impl Iterator<Item = usize> {
    let start = page.sentences.get(page.sentence_of(hit.start)).map_or(hit.start, |found| found.tokens.start);
    (start.max(hit.start.saturating_sub(most))..hit.start)
        .rev()
        .take_while(|at| !CLAUSE_ENDS.contains(&page.word(*at)))
}

/// What parts a clause from the one before.
const CLAUSE_ENDS: [&str; 15] = [
    ";", ":", "“", "”", "\"", "that", "which", "who", "when", "where", "while", "because", "after", "before",
    "if",
];

/// Whether what is told of a date is to come, or is so when it is written.
fn is_ahead(page: &Page<'_>, hit: &Found) -> bool {
    is_coming(page, &(hit.start..hit.end)) || is_so_still(page, hit)
}

/// Whether what is told of a date is so, or is to be so, when it is written: `has been shut since 3 May`, `must pay by
/// 3 May`; not `the king must have fled by May`.
fn is_so_still(page: &Page<'_>, hit: &Found) -> bool {
    let mut still = false;
    for at in clause_before(page, hit, 9) {
        match page.word(at) {
            "was" | "were" | "had" | "did" | "would" | "could" => return false,
            "has" | "must" => still = !matches!(page.word(at + 1), "have" | "had"),
            _ => {}
        }
    }
    still
}

/// Whether a weekday is that on which somebody spoke: `said on Monday`, `told reporters Monday`.
fn is_of_saying(page: &Page<'_>, hit: &Found) -> bool {
    let verb = |at: usize| SAID.contains(&page.word(at));
    clause_before(page, hit, 9).any(verb) || verb(hit.end)
}

/// Whether a day of a month lies shortly before the day of writing, if it is of the same year.
fn is_near(hit: &Found, written: Day) -> bool {
    let Core::Named { grain: Grain::Day(month, day), within: Within::Open, .. } = hit.reading.core else {
        return false;
    };
    [written.year, written.year - 1]
        .into_iter()
        .filter_map(|year| Day::new(year, month, day))
        .any(|day| (0..=NEAR).contains(&(written.count() - day.count())))
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
