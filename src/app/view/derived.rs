//! What follows from a list of events: its headings, its long silences, its strip. A little at a time.

use super::shown::Shown;
use crate::model::Timeline;
use crate::model::date::gap;
use crate::period::{self, Headings};
use crate::strip::{self, Near, Strip};

/// How many events there should be to a heading, on average, before coarser ones are taken.
const EVENTS_EACH: usize = 3;
/// The part of the silences that counts as long: one in so many.
const LONG_SILENCE: usize = 10;
/// Of more silences of about one length than this, the latest are taken and not the longest.
const ALIKE: usize = 20_000;

/// What an event costs in each of the three, in bytes' worth of looking.
const HEADING: usize = 120;
const SILENCE: usize = 60;
const COLUMN: usize = 60;

/// Headings, silences and strip of a list, as far as they are made.
#[derive(Debug, Default)]
pub(super) struct Derived {
    pub(super) headings: Headings,
    making: Option<period::Making>,
    /// Positions of events before which there was a long silence, ascending.
    pub(super) gaps: Vec<u32>,
    silences: Option<Silences>,
    pub(super) strip: Strip,
    /// For which width.
    width: usize,
    laying: Option<(strip::Making, usize)>,
}

impl Derived {
    /// Begins anew, for another list; the strip stays until there is another.
    pub(super) fn restart(&mut self, shown: &Shown) {
        self.headings = Headings::default();
        self.making = Some(period::Making::new(shown.len(), EVENTS_EACH));
        self.gaps = Vec::new();
        self.silences = Some(Silences::default());
        self.laying = (self.width > 0).then(|| (strip::Making::new(self.width), 0));
    }

    /// The strip is to have another width. Whether that is so.
    pub(super) fn fit(&mut self, width: usize) -> bool {
        let other = self.width != width;
        if other {
            self.width = width;
            self.laying = Some((strip::Making::new(width), 0));
        }
        other
    }

    pub(super) fn is_done(&self) -> bool {
        self.making.is_none() && self.silences.is_none() && self.laying.is_none()
    }

    /// Does more of it until `budget` is used up. Whether something is finished that was not.
    pub(super) fn step(&mut self, timeline: &Timeline, shown: &Shown, budget: &mut usize) -> bool {
        self.make_headings(timeline, shown, budget)
            | self.lay_out(timeline, shown, budget)
            | self.find_silences(timeline, shown, budget)
    }

    fn make_headings(&mut self, timeline: &Timeline, shown: &Shown, budget: &mut usize) -> bool {
        let Some(making) = &mut self.making else { return false };
        let count = afford(budget, HEADING, shown.len() - making.told().min(shown.len()));
        for id in shown.from(making.told()).take(count) {
            making.push(timeline, id);
        }
        if making.told() < shown.len() {
            return false;
        }
        self.headings = self.making.take().map(period::Making::finish).unwrap_or_default();
        true
    }

    fn lay_out(&mut self, timeline: &Timeline, shown: &Shown, budget: &mut usize) -> bool {
        while *budget > 0 {
            let Some((making, told)) = &mut self.laying else { return false };
            let count = afford(budget, COLUMN, shown.len() - *told);
            let mut all = shown.from(*told).take(count);
            // What is undated stands at the end.
            let goes_on = all.all(|id| timeline.ends(id).is_some_and(|ends| making.push(&ends)));
            *told += count;
            if goes_on && *told < shown.len() {
                return false;
            }
            *told = 0;
            let start = |at| Some(timeline.ends(shown.get(at)?)?.earliest_start);
            if making.turn()
                && !making.come_near(|| Near::of(shown.len(), start))
                && let Some((making, _)) = self.laying.take()
            {
                self.strip = making.finish();
                return true;
            }
        }
        false
    }

    fn find_silences(&mut self, timeline: &Timeline, shown: &Shown, budget: &mut usize) -> bool {
        let Some(silences) = &mut self.silences else { return false };
        if !silences.step(timeline, shown, budget) {
            return false;
        }
        self.gaps = self.silences.take().map(Silences::finish).unwrap_or_default();
        true
    }
}

/// How many of `left` the budget allows, and takes them from it.
fn afford(budget: &mut usize, each: usize, left: usize) -> usize {
    let count = left.min(*budget / each + usize::from(*budget > 0));
    *budget = budget.saturating_sub(count * each);
    count
}

/// The longest tenth of the silences between one event and the next.
#[derive(Debug, Default)]
struct Silences {
    /// How many events have been looked at, and how many of `found` again.
    next: usize,
    again: usize,
    /// How long, and before which position.
    found: Vec<(i64, u32)>,
    /// How many there are of about each length.
    alike: Vec<usize>,
    /// The length, about, of the shortest that are long, and how many of those are.
    least: Option<(usize, usize)>,
    long: Vec<u32>,
    edge: Vec<(i64, u32)>,
}

/// About how long, as a number that goes by leaps of a hundredth.
fn about(days: i64) -> usize {
    let days = days.unsigned_abs();
    let size = 64 - days.leading_zeros();
    let lead = if size > 7 { days >> (size - 7) } else { days << (7 - size) };
    size as usize * 128 + (lead & 127) as usize
}

impl Silences {
    /// Looks at more. Whether that was all.
    fn step(&mut self, timeline: &Timeline, shown: &Shown, budget: &mut usize) -> bool {
        if self.alike.is_empty() {
            self.alike = vec![0; 65 * 128];
        }
        let count = afford(budget, SILENCE, shown.len() - self.next.min(shown.len()));
        let mut before = self.next.checked_sub(1).and_then(|at| timeline.ends(shown.get(at)?));
        for (position, id) in (self.next..).zip(shown.from(self.next).take(count)) {
            let Some(ends) = timeline.ends(id) else {
                // What is undated stands at the end.
                self.next = shown.len();
                break;
            };
            if let Some(before) = before
                && let (days @ 1.., _) = gap(&before, &ends)
            {
                self.found.push((days, u32::try_from(position).unwrap_or(u32::MAX)));
                self.alike[about(days)] += 1;
            }
            before = Some(ends);
            self.next = position + 1;
        }
        if self.next < shown.len() {
            return false;
        }
        let least = *self.least.get_or_insert_with(|| {
            let mut keep = self.found.len().div_ceil(LONG_SILENCE);
            let least = self.alike.iter().enumerate().rev().find(|(_, count)| {
                let is_least = keep <= **count;
                keep -= if is_least { 0 } else { **count };
                is_least
            });
            (least.map_or(0, |(about, _)| about), keep)
        });
        let count = afford(budget, SILENCE, self.found.len() - self.again);
        for &(days, at) in &self.found[self.again..self.again + count] {
            match about(days).cmp(&least.0) {
                std::cmp::Ordering::Greater => self.long.push(at),
                std::cmp::Ordering::Equal => self.edge.push((days, at)),
                std::cmp::Ordering::Less => {}
            }
        }
        self.again += count;
        self.again == self.found.len()
    }

    fn finish(mut self) -> Vec<u32> {
        let keep = self.least.map_or(0, |(_, keep)| keep);
        if keep > 0 && self.edge.len() <= ALIKE {
            self.edge.select_nth_unstable_by(keep - 1, |a, b| b.cmp(a));
            self.edge.truncate(keep);
        }
        let rest = self.edge.len() - keep.min(self.edge.len());
        self.long.extend(self.edge.drain(rest..).map(|(_, at)| at));
        self.long.sort_unstable();
        self.long
    }
}
