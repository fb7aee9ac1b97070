//! Sittings: when was read, for how long, and how fast.

use super::Session;
use super::item::Sitting;
use super::op::{Op, write};
use super::register::Slot;
use super::stamp::{Millis, Stamp};
use super::state::State;

/// A pause of more than this is no reading.
const PAUSE: u64 = 5 * 60_000;

/// The words a minute between which a page counts as read: faster is paging, slower is a pause.
const PLAUSIBLE: std::ops::RangeInclusive<u64> = 20..=1_500;

/// How many sittings the pace is taken from.
const LATEST: usize = 20;

/// The sitting that goes on.
#[derive(Clone, Debug)]
pub(super) struct Run {
    id: Stamp,
    sitting: Sitting,
    last: Millis,
}

/// How fast this reader reads.
///
/// Measured over the last twenty sittings, from pages that were shown and read to their end at 20 to
/// 1500 words a minute. There is none until ten events, 500 words and three minutes of that are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Words a minute; never 0.
    pub words_per_minute: u64,
}

impl Pace {
    /// The minutes that `words` take, rounded up.
    #[must_use]
    pub fn minutes(self, words: u64) -> u64 {
        words.div_ceil(self.words_per_minute.max(1))
    }
}

impl Session {
    /// How fast this reader reads; `None` until enough was read to tell.
    #[must_use]
    pub fn pace(&self) -> Option<Pace> {
        let (mut events, mut words, mut timed) = (0_u64, 0_u64, 0_u64);
        for (_, sitting) in self.state.sittings.iter().rev().take(LATEST) {
            events = events.saturating_add(sitting.timed_events);
            words = words.saturating_add(sitting.timed_words);
            timed = timed.saturating_add(sitting.timed);
        }
        let enough = events >= 10 && words >= 500 && timed >= 3 * 60_000;
        let words_per_minute = words.saturating_mul(60_000).checked_div(timed)?;
        (enough && words_per_minute > 0).then_some(Pace { words_per_minute })
    }

    /// Every sitting, in the order in which they began.
    #[must_use]
    pub fn sittings(&self) -> impl DoubleEndedIterator<Item = &Sitting> {
        self.state.sittings.iter().map(|(_, sitting)| sitting)
    }

    /// How long was read in all, in milliseconds, longer pauses left out.
    #[must_use]
    pub fn time_spent(&self) -> u64 {
        self.sittings().fold(0, |sum, sitting| sum.saturating_add(sitting.active))
    }

    pub(super) fn begin_sitting(&mut self, now: Millis) {
        let id = self.clock.tick(now);
        self.previous = self.state.sittings.iter().map(|(_, sitting)| sitting.to).max();
        self.met_before.clone_from(&self.met);
        self.run = Some(Run { id, sitting: Sitting { from: now, to: now, ..Sitting::default() }, last: now });
    }

    /// Counts `op` towards the sitting; returns whether that is worth saving.
    pub(super) fn sit(&mut self, op: &Op, now: Millis) -> bool {
        let Some(run) = &mut self.run else { return false };
        // A clock that was set back, or far ahead, is no reading.
        let gap = u64::try_from(now.saturating_sub(run.last)).unwrap_or(0);
        if gap <= PAUSE {
            run.sitting.active = run.sitting.active.saturating_add(gap);
        }
        run.last = now;
        run.sitting.to = run.sitting.to.max(now);
        let Op::Read(events) = op else { return !matches!(op, Op::Place(_)) };
        for read in events {
            let words = u64::from(read.words);
            run.sitting.events = run.sitting.events.saturating_add(1);
            run.sitting.words = run.sitting.words.saturating_add(words);
            let Some(took) = read.took.filter(|&took| took <= PAUSE.saturating_mul(2)) else { continue };
            if words.saturating_mul(60_000).checked_div(took).is_some_and(|pace| PLAUSIBLE.contains(&pace)) {
                run.sitting.timed_events = run.sitting.timed_events.saturating_add(1);
                run.sitting.timed_words = run.sitting.timed_words.saturating_add(words);
                run.sitting.timed = run.sitting.timed.saturating_add(took);
            }
        }
        true
    }

    pub(super) fn write_sitting(&mut self, now: Millis, delta: &mut State) {
        let stamp = self.clock.tick(now);
        if let Some(run) = &self.run {
            let slot = Slot { stamp, value: Some(run.sitting.clone()) };
            write(&mut self.state.sittings, &mut delta.sittings, run.id, slot);
        }
    }
}
