//! A list of events in order: all of a timeline, or some of them.

use std::collections::VecDeque;

use crate::model::EventId;

/// Events in order. All of them take no room; some of them can grow at both ends.
#[derive(Clone, Debug)]
pub enum Shown {
    /// Every event of a timeline of so many.
    All(u32),
    /// These.
    Some(VecDeque<EventId>),
}

impl Default for Shown {
    fn default() -> Self {
        Self::All(0)
    }
}

impl Shown {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::All(count) => *count as usize,
            Self::Some(events) => events.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The event in that place.
    #[must_use]
    pub fn get(&self, position: usize) -> Option<EventId> {
        match self {
            Self::All(count) => u32::try_from(position).ok().filter(|id| id < count).map(EventId),
            Self::Some(events) => events.get(position).copied(),
        }
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = EventId> + '_ {
        self.from(0)
    }

    /// Those from that place on.
    pub fn from(&self, position: usize) -> impl Iterator<Item = EventId> + '_ {
        (position..self.len()).filter_map(|position| self.get(position))
    }

    /// Where an event is, or where it would be.
    ///
    /// # Errors
    ///
    /// Where it would be, if it is not there.
    pub fn find(&self, event: EventId) -> Result<usize, usize> {
        match self {
            Self::All(count) if event.0 < *count => Ok(event.0 as usize),
            Self::All(count) => Err(*count as usize),
            Self::Some(events) => events.binary_search(&event),
        }
    }

    /// How many stand before the first of which `before` does not hold; it holds of none after that.
    #[must_use]
    pub fn partition_point(&self, mut before: impl FnMut(EventId) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.get(middle) {
                Some(id) if before(id) => low = middle + 1,
                _ => high = middle,
            }
        }
        low
    }
}
