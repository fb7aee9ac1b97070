//! How fast keys come: while one is held, what only follows it waits until it rests.
//!
//! Nobody reads a page that is there for a thirtieth of a second, and over a slow line those pages would be all
//! that is ever sent. So a key that comes right behind another moves the list at once, and the panes beside it
//! when no more keys come.

use std::time::{Duration, Instant};

/// Keys that are closer together than this are held, or typed ahead. Terminals repeat a held key ten to forty
/// times a second.
const HELD: Duration = Duration::from_millis(100);
/// How long no key comes before what waits is drawn: longer than [`HELD`], so that nothing flickers between two.
const REST: Duration = Duration::from_millis(120);

#[derive(Debug, Default)]
pub(super) struct Pace {
    last: Option<Instant>,
    held: bool,
}

impl Pace {
    /// A key came.
    pub(super) fn key(&mut self, now: Instant) {
        self.held = self.last.is_some_and(|last| now.saturating_duration_since(last) < HELD);
        self.last = Some(now);
    }

    /// Whether the last key came right behind another.
    pub(super) fn is_held(&self) -> bool {
        self.held
    }

    /// Until when what follows waits, if it does.
    pub(super) fn waits(&self, now: Instant) -> Option<Instant> {
        let until = self.last.filter(|_| self.held)? + REST;
        (now < until).then_some(until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_held_key_makes_others_wait_and_a_rest_ends_it() {
        let mut pace = Pace::default();
        let start = Instant::now();
        let after = |ms| start + Duration::from_millis(ms);
        pace.key(after(0));
        assert_eq!(pace.waits(after(1)), None, "the first is shown at once");
        pace.key(after(40));
        pace.key(after(80));
        assert_eq!(pace.waits(after(81)), Some(after(200)));
        assert_eq!(pace.waits(after(200)), None);
        pace.key(after(500));
        assert_eq!(pace.waits(after(501)), None, "and so is one after a rest");
    }
}
