//! Which timeline a session belongs to.

use serde::{Deserialize, Serialize};

use super::content::hash_of;
use crate::model::Timeline;

/// How many hashes a sketch has.
const SKETCH: usize = 64;

/// What is known of a timeline: enough to find its session when its file was moved or edited.
///
/// The sketch is the 64 smallest hashes of its events (key and title together). Of two sketches the
/// share of common events can be told, to within a few hundredths; for fewer than 64 events exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// The title.
    pub title: String,
    /// The canonical path; `None` for standard input and the bundled timeline. One that is not
    /// UTF-8 is `bytes:` and its bytes in hexadecimal: a canonical path begins with a slash.
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
        let events = timeline.events();
        let mut sketch: Vec<u64> = events
            .clone()
            .map(|event| hash_of("event key and title", &[event.key.raw(), event.title.raw()]))
            .collect();
        sketch.sort_unstable();
        sketch.dedup();
        sketch.truncate(SKETCH);
        Self {
            title: timeline.title().to_owned(),
            path: path.map(str::to_owned),
            events: events.len() as u64,
            sketch,
        }
    }

    /// The share of events that both have, of those that either has, from 0 to 1; `None` where one
    /// of them has none and nothing can be said.
    ///
    /// ```
    /// use annals::session::Identity;
    /// let part = |sketch: &[u64]| Identity { sketch: sketch.to_vec(), ..Identity::default() };
    /// assert_eq!(part(&[1, 2, 3, 4]).common(&part(&[1, 2, 3])), Some(0.75));
    /// assert_eq!(part(&[1]).common(&part(&[])), None);
    /// ```
    #[must_use]
    pub fn common(&self, other: &Self) -> Option<f64> {
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
}
