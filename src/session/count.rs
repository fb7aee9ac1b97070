//! What was read of a timeline: how much, of whom, from where, of which years, on which days.

use std::collections::BTreeMap;

use super::content::{ContentHash, word_count};
use super::stamp::Millis;
use super::{Session, content_hash};
use crate::model::{ActorId, Date, EventId, SourceId, Timeline};

/// What awaits the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Events that came since the last sitting and were not read yet.
    pub new: usize,
    /// Events that were read and say something else now.
    pub changed: usize,
    /// Events that were never read, new ones among them.
    pub unread: usize,
}

impl News {
    /// "14 new, 3 changed since Tuesday"; `since` is how the caller puts
    /// [`Session::last_sitting`] in local words. `None` where nothing is new or changed.
    ///
    /// ```
    /// use annals::session::News;
    /// let news = News { new: 14, changed: 3, unread: 20 };
    /// assert_eq!(news.sentence("Tuesday").as_deref(), Some("14 new, 3 changed since Tuesday"));
    /// ```
    #[must_use]
    pub fn sentence(&self, since: &str) -> Option<String> {
        let part = |count: usize, word| (count > 0).then(|| format!("{count} {word}"));
        let parts: Vec<String> =
            [part(self.new, "new"), part(self.changed, "changed")].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| format!("{} since {since}", parts.join(", ")))
    }
}

/// How far a reader is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Events read.
    pub read: usize,
    /// Events in all.
    pub events: usize,
    /// Words of the events that were read.
    pub words_read: u64,
    /// Words in all.
    pub words: u64,
    /// How long the rest takes at this reader's pace; `None` until that is known.
    pub minutes_left: Option<u64>,
}

/// How much of something was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Events read.
    pub read: usize,
    /// Events in all.
    pub events: usize,
}

impl Coverage {
    fn count(&mut self, is_read: bool) {
        self.events += 1;
        self.read += usize::from(is_read);
    }
}

impl Session {
    /// The hash of every event, by its [`EventId`]: to be made once when a timeline was loaded.
    #[must_use]
    pub fn hashes(timeline: &Timeline) -> Vec<ContentHash> {
        timeline.events().map(|event| content_hash(timeline, &event)).collect()
    }

    /// What is new, changed and unread among `events`; `hashes` is [`Session::hashes`].
    #[must_use]
    pub fn news(
        &self,
        timeline: &Timeline,
        hashes: &[ContentHash],
        events: impl IntoIterator<Item = EventId>,
    ) -> News {
        let mut news = News::default();
        for id in events {
            let index = id.0 as usize;
            let Some((event, &hash)) = timeline.events().get(index).zip(hashes.get(index)) else { continue };
            match self.read(event.key.raw()) {
                None => {
                    news.unread += 1;
                    news.new += usize::from(self.is_new(event.key.raw()));
                }
                Some(read) => news.changed += usize::from(read.hash != hash),
            }
        }
        news
    }

    /// How far the reader is with `events`: a filter, one actor, or everything.
    #[must_use]
    pub fn progress(&self, timeline: &Timeline, events: impl IntoIterator<Item = EventId>) -> Progress {
        let mut progress = Progress::default();
        for event in events.into_iter().filter_map(|id| timeline.events().get(id.0 as usize)) {
            let words = u64::from(word_count(&event));
            progress.events += 1;
            progress.words += words;
            if self.is_read(event.key.raw()) {
                progress.read += 1;
                progress.words_read += words;
            }
        }
        let left = progress.words - progress.words_read;
        progress.minutes_left = self.pace().map(|pace| pace.minutes(left));
        progress
    }

    /// How many events were read on each day; `day` is how the caller tells the day of a time, in
    /// the reader's own time zone.
    #[must_use]
    pub fn read_by_day<D: Ord>(&self, day: impl Fn(Millis) -> D) -> BTreeMap<D, usize> {
        let mut days = BTreeMap::new();
        for (_, read) in self.state().reads.iter() {
            *days.entry(day(read.at)).or_default() += 1;
        }
        days
    }

    fn coverage(&self, timeline: &Timeline, events: impl IntoIterator<Item = EventId>) -> Coverage {
        let mut coverage = Coverage::default();
        for event in events.into_iter().filter_map(|id| timeline.events().get(id.0 as usize)) {
            coverage.count(self.is_read(event.key.raw()));
        }
        coverage
    }
}

/// How much of each actor's events was read, in the order of the file.
#[must_use]
pub fn by_actor(session: &Session, timeline: &Timeline) -> Vec<(ActorId, Coverage)> {
    let of = |id| session.coverage(timeline, timeline.events_of(id).iter().copied());
    timeline.actor_ids().map(|id| (id, of(id))).collect()
}

/// How much was read of the events that each source is quoted for, in the order of the file.
#[must_use]
pub fn by_source(session: &Session, timeline: &Timeline) -> Vec<(SourceId, Coverage)> {
    let of = |id| {
        let mut events: Vec<EventId> = timeline.quotes_of(id).iter().map(|&(event, _)| event).collect();
        events.sort_unstable();
        events.dedup();
        session.coverage(timeline, events)
    };
    timeline.source_ids().map(|id| (id, of(id))).collect()
}

/// How much was read of each year's events, by the day on which they begin; `None` for those that
/// have no date or no known beginning.
#[must_use]
pub fn by_year(session: &Session, timeline: &Timeline) -> BTreeMap<Option<i64>, Coverage> {
    let mut years: BTreeMap<Option<i64>, Coverage> = BTreeMap::new();
    for event in timeline.events() {
        let year = event.date.as_ref().and_then(Date::first_day).map(|(year, ..)| year);
        years.entry(year).or_default().count(session.is_read(event.key.raw()));
    }
    years
}
