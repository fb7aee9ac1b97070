//! Words that were said on a day of their own: within a quotation `yesterday` counts from the day it was spoken.

use super::calendar::Day;
use super::phrase::Found;
use super::reading::{Core, Grain, Which, Within};
use super::resolve::resolve;
use super::scan::Scan;
use super::story::Context;
use super::value::{Point, Value};
use crate::extract::lex::{Gap, Kind};

/// The quotations of the sentence that is being read.
#[derive(Debug, Default)]
pub(super) struct Speech {
    /// The first token of that sentence and the one behind its last.
    sentence: (usize, usize),
    /// The tokens within quotation marks.
    quoted: Vec<(usize, usize)>,
}

/// Words that tell that something was said.
pub(super) const SAID: [&str; 20] = [
    "said",
    "told",
    "says",
    "wrote",
    "added",
    "announced",
    "recalled",
    "testified",
    "stated",
    "declared",
    "asked",
    "replied",
    "noted",
    "tweeted",
    "posted",
    "insisted",
    "explained",
    "warned",
    "claimed",
    "reported",
];

/// How far from a quotation the day of its saying may stand.
const NEAR: usize = 16;

impl Speech {
    /// The day on which the words were said that an expression stands in, where their sentence tells.
    pub(super) fn day(
        &mut self,
        context: &Context,
        scan: &Scan<'_, '_>,
        found: &[Found],
        at: usize,
    ) -> Option<(Day, usize, usize)> {
        let hit = found.get(at)?;
        if !counts_from_now(&hit.reading.core) {
            return None;
        }
        if self.sentence != (scan.start, scan.end) {
            self.sentence = (scan.start, scan.end);
            self.quoted = quoted(scan);
        }
        let place = self.quoted.partition_point(|(_, close)| *close <= hit.start);
        let (open, close) = *self.quoted.get(place).filter(|(open, _)| *open <= hit.start)?;
        let near = |other: &Found| {
            let gap = if other.start >= close {
                close..other.start
            } else if other.end <= open {
                other.end..open
            } else {
                return false;
            };
            gap.len() <= NEAR
                && matches!(other.reading.core, Core::Named { grain: Grain::Day(..), .. })
                && gap.into_iter().any(|at| SAID.iter().any(|word| scan.says(at, word)))
        };
        let window = at.saturating_sub(4)..found.len().min(at + 5);
        let said = found
            .get(window)?
            .iter()
            .find(|other| other.start >= scan.start && other.end <= scan.end && near(other))?;
        let mut context = context.clone();
        (context.saying, context.beside) = (None, None);
        let resolved = resolve(&mut context, scan, said);
        let (Value::Date(Point::Day(day)) | Value::Time(Point::Day(day), _)) = resolved.value else {
            return None;
        };
        let bytes = scan.page.bytes(&(said.start..said.end));
        Some((day, bytes.start, bytes.end))
    }
}

/// Whether an expression is reckoned from the day of its saying.
fn counts_from_now(core: &Core) -> bool {
    match core {
        Core::Day(_) | Core::Offset { spoken: false, .. } | Core::Hours(_) => true,
        Core::Shift { which, .. } => matches!(which, Which::This | Which::Last | Which::Next),
        Core::Named { within, .. } => !matches!(within, Within::Year(_)),
        _ => false,
    }
}

/// The tokens of a sentence that stand within quotation marks.
fn quoted(scan: &Scan<'_, '_>) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    let mut open: Option<usize> = None;
    for at in scan.start..scan.end {
        let Some(token) = scan.token(at).filter(|token| token.kind == Kind::Sign) else { continue };
        let parted = at == scan.start || token.gap != Gap::None;
        let opens = match scan.word(at) {
            "“" | "«" | "„" => true,
            "\"" => open.is_none(),
            "‘" | "'" | "``" => open.is_none() && parted && scan.touches(at + 1),
            _ => false,
        };
        let closes = match scan.word(at) {
            "”" | "»" | "''" => true,
            "\"" => open.is_some(),
            "’" | "'" => {
                open.is_some() && at > scan.start && matches!(scan.word(at - 1), "," | "." | "!" | "?")
            }
            _ => false,
        };
        if opens {
            open = Some(at + 1);
        } else if closes && let Some(first) = open.take() {
            all.push((first, at));
        }
    }
    all
}
