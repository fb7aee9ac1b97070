//! Which timeline a session belongs to.

use serde::{Deserialize, Serialize};

use super::content::hash_of;
use crate::model::Timeline;

/// How many hashes a sketch has.
const SKETCH: usize = 64;
/// Of how many events a sketch is made, the first of the file.
const SKETCHED: usize = 20_000;

/// What is known of a timeline: enough to find its session when its file was moved or edited.
///
/// The sketch is the 64 smallest hashes of its events (key and title together), of the first 20,000 where
/// there are more. Of two sketches the
/// share of common events can be told, to within a few hundredths; for fewer than 64 events exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// The title.
    pub title: String,
    /// What it is read from: the canonical path of the file or folder that was named; `None` for standard input
    /// and the bundled timeline. One that is not UTF-8 is `bytes:` and its bytes in hexadecimal, and several
    /// are a JSON list of such: a canonical path begins with a slash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// How many events it had.
    #[serde(default)]
    pub events: u64,
    /// Its sketch, ascending.
    #[serde(default, with = "super::hex::list", skip_serializing_if = "Vec::is_empty")]
    pub sketch: Vec<u64>,
}

impl Identity {
    /// What identifies `timeline`, found at that canonical `path`.
    #[must_use]
    pub fn of(timeline: &Timeline, path: Option<&str>) -> Self {
        let mut sketch: Vec<u64> = timeline
            .in_file_order()
            .take(SKETCHED)
            .map(|event| hash_of("event key and title", &[event.key.raw(), event.title.raw()]))
            .collect();
        sketch.sort_unstable();
        sketch.dedup();
        sketch.truncate(SKETCH);
        Self {
            title: timeline.title().to_owned(),
            path: path.map(str::to_owned),
            events: timeline.len() as u64,
            sketch,
        }
    }

    /// The share of events that both have, of those that either has, from 0 to 1; `None` where one
    /// of them has none and nothing can be said. Of a hundred events no more than a tenth of a thousand are the
    /// same, however they begin.
    ///
    /// ```
    /// use annals::session::Identity;
    /// let part = |sketch: &[u64]| Identity { sketch: sketch.to_vec(), ..Identity::default() };
    /// assert_eq!(part(&[1, 2, 3, 4]).common(&part(&[1, 2, 3])), Some(0.75));
    /// assert_eq!(part(&[1]).common(&part(&[])), None);
    /// ```
    #[must_use]
    pub fn common(&self, other: &Self) -> Option<f64> {
        let (less, more) = (self.events.min(other.events), self.events.max(other.events));
        let most = if less > 0 { less as f64 / more as f64 } else { 1.0 };
        Some(self.share(other)?.min(most))
    }

    /// The share of events that both have, of those of the smaller one: all, where the other has only grown.
    /// `None` as in [`Self::common`].
    ///
    /// ```
    /// use annals::session::Identity;
    /// let part = |sketch: &[u64]| Identity { sketch: sketch.to_vec(), ..Identity::default() };
    /// assert_eq!(part(&[1, 2, 3, 4]).grown(&part(&[1, 2])), Some(1.0));
    /// ```
    #[must_use]
    pub fn grown(&self, other: &Self) -> Option<f64> {
        let share = self.share(other)?;
        let sketched = |of: &Self| of.events.clamp(of.sketch.len() as u64, SKETCHED as u64) as f64;
        let (a, b) = (sketched(self), sketched(other));
        Some((share / (1.0 + share) * (a + b) / a.min(b)).min(1.0))
    }

    /// The share of the events of both sketches, as far as they go.
    fn share(&self, other: &Self) -> Option<f64> {
        if self.sketch.is_empty() || other.sketch.is_empty() {
            return None;
        }
        let both =
            |hash: &u64| self.sketch.binary_search(hash).is_ok() && other.sketch.binary_search(hash).is_ok();
        let mut all: Vec<u64> = self.sketch.iter().chain(&other.sketch).copied().collect();
        all.sort_unstable();
        all.dedup();
        if self.sketch.len() >= SKETCH || other.sketch.len() >= SKETCH {
            // Beyond the end of a full sketch nothing is known of what the other holds.
            all.truncate(SKETCH);
        }
        Some(all.iter().filter(|hash| both(hash)).count() as f64 / all.len() as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_of_common_events_is_about_right() {
        let sketch = |range: std::ops::Range<u32>| {
            let mut all: Vec<u64> = range.map(|n| hash_of("test", &[&n.to_string()])).collect();
            all.sort_unstable();
            all.truncate(SKETCH);
            Identity { sketch: all, ..Identity::default() }
        };
        let rows = [
            (0..1000, 0..1000, 1.0),
            (0..1000, 0..900, 0.9),
            (0..1000, 500..1500, 0.33),
            (0..10, 10..20, 0.0),
        ];
        for (a, b, wanted) in rows {
            let found = sketch(a.clone()).common(&sketch(b.clone())).unwrap();
            assert!((found - wanted).abs() < 0.16, "{a:?} {b:?}: {found}");
        }
    }

    #[test]
    fn what_begins_alike_and_goes_on_longer_is_another() {
        let begins = |events: u64| Identity { events, sketch: (0..64).collect(), ..Identity::default() };
        for (a, b, common) in [(100_000, 1_000_000, 0.1), (90, 100, 0.9), (5, 5, 1.0), (0, 7, 1.0)] {
            assert_eq!(begins(a).common(&begins(b)), Some(common), "{a} {b}");
            assert_eq!(begins(b).grown(&begins(a)), Some(1.0), "{a} {b}");
        }
    }
}
