//! A filter at work, a little at a time: from where the reader is, in both directions.

use std::collections::VecDeque;

use super::shown::Shown;
use crate::model::date::Certainty;
use crate::model::{EventId, Timeline};
use crate::search::filter::{Facts, Filter};

/// After so many new hits on one side the other side gets its turn: more than a screen has rows.
const TURN: usize = 256;
/// What an event costs that is passed over, in bytes' worth of looking.
const PASSING: usize = 60;

/// The hits of a filter, as far as they are found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// The events from `low` to before `high` have been asked.
    low: u32,
    high: u32,
    count: u32,
    pub(super) hits: VecDeque<EventId>,
    pub(super) possible: VecDeque<EventId>,
    pub(super) left_out: usize,
    /// What a wider filter let through, and from where to where it had asked: only those are asked.
    wider: Option<(VecDeque<EventId>, u32, u32)>,
}

impl Scan {
    /// Begins at `home`.
    pub(super) fn new(timeline: &Timeline, home: EventId) -> Self {
        let count = u32::try_from(timeline.len()).unwrap_or(u32::MAX);
        let home = home.0.min(count);
        Self { low: home, high: home, count, ..Self::default() }
    }

    /// One that has asked every event.
    pub(super) fn done(timeline: &Timeline) -> Self {
        let count = u32::try_from(timeline.len()).unwrap_or(u32::MAX);
        Self { high: count, count, ..Self::default() }
    }

    /// Goes on from what a wider filter found.
    pub(super) fn within(mut self, wider: Self) -> Self {
        self.wider = Some((wider.hits, wider.low, wider.high));
        self
    }

    /// Whether every event has been asked.
    pub(super) fn is_done(&self) -> bool {
        self.low == 0 && self.high == self.count
    }

    /// The hits as a list.
    pub(super) fn shown(&mut self) -> Shown {
        Shown::Some(std::mem::take(&mut self.hits))
    }

    /// Asks more events until `budget` is used up.
    pub(super) fn step(&mut self, ask: &Ask, budget: &mut usize) {
        while !self.is_done() && *budget > 0 {
            self.go_up(ask, budget);
            self.go_down(ask, budget);
        }
    }

    fn go_up(&mut self, ask: &Ask, budget: &mut usize) {
        let full = self.hits.len() + TURN;
        // The other side gets half of it.
        let keep = if self.low > 0 { *budget / 2 } else { 0 };
        while self.high < self.count && *budget > keep && self.hits.len() < full {
            let next = self.next(ask.filter, self.high).filter(|id| *id < self.count);
            let Some(next) = next else {
                self.high = self.count;
                return;
            };
            self.high = next + 1;
            match ask.about(EventId(next), budget) {
                Certainty::No => {}
                Certainty::Possible if ask.certain_only => self.left_out += 1,
                certainty => {
                    self.hits.push_back(EventId(next));
                    if certainty == Certainty::Possible {
                        self.possible.push_back(EventId(next));
                    }
                }
            }
        }
    }

    fn go_down(&mut self, ask: &Ask, budget: &mut usize) {
        let full = self.hits.len() + TURN;
        let keep = if self.high < self.count { *budget / 2 } else { 0 };
        while self.low > 0 && *budget > keep && self.hits.len() < full {
            let Some(before) = self.before(ask.filter, self.low) else {
                self.low = 0;
                return;
            };
            self.low = before;
            match ask.about(EventId(before), budget) {
                Certainty::No => {}
                Certainty::Possible if ask.certain_only => self.left_out += 1,
                certainty => {
                    self.hits.push_front(EventId(before));
                    if certainty == Certainty::Possible {
                        self.possible.push_front(EventId(before));
                    }
                }
            }
        }
    }

    /// The next event at or after `from` that has to be asked.
    fn next(&self, filter: &Filter, mut from: u32) -> Option<u32> {
        loop {
            let candidate = filter.candidate(EventId(from))?.0;
            let Some((events, low, high)) = &self.wider else { return Some(candidate) };
            if !(*low..*high).contains(&candidate) {
                return Some(candidate);
            }
            let at = events.partition_point(|id| id.0 < candidate);
            match events.get(at) {
                Some(id) if id.0 == candidate => return Some(candidate),
                Some(id) => from = id.0,
                None => from = *high,
            }
        }
    }

    /// The last event before `end` that has to be asked.
    fn before(&self, filter: &Filter, mut end: u32) -> Option<u32> {
        loop {
            let candidate = filter.candidate_before(EventId(end))?.0;
            let Some((events, low, high)) = &self.wider else { return Some(candidate) };
            if !(*low..*high).contains(&candidate) {
                return Some(candidate);
            }
            let at = events.partition_point(|id| id.0 <= candidate);
            match at.checked_sub(1).and_then(|at| events.get(at)) {
                Some(id) if id.0 == candidate => return Some(candidate),
                Some(id) => end = id.0 + 1,
                None => end = *low,
            }
        }
    }
}

/// What every event is asked.
pub(super) struct Ask<'a> {
    pub(super) timeline: &'a Timeline,
    pub(super) filter: &'a Filter,
    pub(super) facts: &'a dyn Facts,
    pub(super) certain_only: bool,
}

impl Ask<'_> {
    fn about(&self, id: EventId, budget: &mut usize) -> Certainty {
        let mut work = PASSING;
        let certainty = self.filter.look(self.timeline, id, self.facts, &mut work);
        *budget = budget.saturating_sub(work);
        certainty
    }
}
