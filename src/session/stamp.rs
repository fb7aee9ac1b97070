//! Who changed something, and after what: the order in which changes count.
//!
//! A [`Stamp`] is a hybrid logical clock: the wall clock in milliseconds, which never runs
//! backwards here, then a counter, then a random number of the running program. So the later of two
//! changes wins wherever they were made, a clock that was set back loses nothing, and no two changes
//! have the same stamp.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Milliseconds since 1970 in UTC, as the caller's clock says; may be negative.
pub type Millis = i64;

/// The latest wall time that a stamp from a file may have: what lies above it was not a clock.
const LATEST: u64 = 1 << 53;

/// When a change was made, in an order that everybody agrees on.
///
/// Written as `milliseconds-counter-instance`, the last in hexadecimal.
///
/// ```
/// use annals::session::{Clock, Stamp};
/// let mut clock = Clock::new(0xa1);
/// let first = clock.tick(1_700_000_000_000);
/// assert_eq!(first.to_string(), "1700000000000-0-000000a1");
/// let second = clock.tick(0); // the clock was set back to 1970
/// assert!(second > first);
/// assert_eq!("1700000000000-1-000000a1".parse(), Ok(second));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    wall: u64,
    counter: u32,
    instance: u32,
}

impl Stamp {
    /// The wall clock of the stamp, in milliseconds. Not the time to show: a stamp never goes back,
    /// and a clock may.
    #[must_use]
    pub fn wall(self) -> u64 {
        self.wall
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{:08x}", self.wall, self.counter, self.instance)
    }
}

/// That is no stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a stamp is written as milliseconds-counter-instance")]
pub struct BadStamp;

impl FromStr for Stamp {
    type Err = BadStamp;

    fn from_str(text: &str) -> Result<Self, BadStamp> {
        let mut parts = text.split('-');
        let (Some(wall), Some(counter), Some(instance), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(BadStamp);
        };
        let wall = wall.parse::<u64>().map_err(|_| BadStamp)?.min(LATEST);
        let counter = counter.parse().map_err(|_| BadStamp)?;
        let instance = u32::from_str_radix(instance, 16).map_err(|_| BadStamp)?;
        Ok(Self { wall, counter, instance })
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Stamp {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(input)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Makes [`Stamp`]s.
#[derive(Clone, Debug)]
pub struct Clock {
    last: Stamp,
}

impl Clock {
    /// A clock of the running program with that random number.
    #[must_use]
    pub fn new(instance: u32) -> Self {
        Self { last: Stamp { instance, ..Stamp::default() } }
    }

    /// The next stamp: later than every one that this clock made or saw, whatever `now` says.
    pub fn tick(&mut self, now: Millis) -> Stamp {
        let now = u64::try_from(now).unwrap_or(0).min(LATEST);
        if now > self.last.wall {
            (self.last.wall, self.last.counter) = (now, 0);
        } else if let Some(next) = self.last.counter.checked_add(1) {
            self.last.counter = next;
        } else {
            (self.last.wall, self.last.counter) = (self.last.wall.saturating_add(1), 0);
        }
        self.last
    }

    /// Takes note of a stamp that was made elsewhere.
    pub fn observe(&mut self, seen: Stamp) {
        if (seen.wall, seen.counter) > (self.last.wall, self.last.counter) {
            (self.last.wall, self.last.counter) = (seen.wall, seen.counter);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_only_grow_whatever_the_clock_says() {
        let mut clock = Clock::new(1);
        let mut last = Stamp::default();
        for now in [5, 5, 0, -1, i64::MIN, 4_102_444_800_000, 7, i64::MAX, i64::MAX, 3] {
            let next = clock.tick(now);
            assert!(next > last, "{now}");
            last = next;
        }
    }

    #[test]
    fn a_stamp_from_a_file_cannot_stop_the_clock() {
        let mut clock = Clock::new(1);
        let hostile: Stamp = format!("{}-{}-ffffffff", u64::MAX, u32::MAX).parse().unwrap();
        clock.observe(hostile);
        let next = clock.tick(1_700_000_000_000);
        assert!(next > hostile);
        assert!(clock.tick(0) > next);
    }

    #[test]
    fn what_is_no_stamp_is_refused() {
        for text in ["", "1", "1-2", "1-2-3-4", "-1-2-3", "a-b-c", "1-2-fffffffff", "1-99999999999-0"] {
            assert_eq!(text.parse::<Stamp>(), Err(BadStamp), "{text}");
        }
    }
}
