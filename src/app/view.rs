//! Which events are shown: the filter's answer, and what follows from it.

use super::period::Headings;
use super::reader::{ReadState, Reader};
use super::strip::Strip;
use crate::model::date::{Certainty, gap};
use crate::model::{EventId, Timeline};
use crate::search::filter::{Facts, Filter};

/// The events that are shown, with their headings, silences and strip.
#[derive(Debug, Default)]
pub struct View {
    /// The filter as it is written; empty shows everything.
    pub filter_text: String,
    filter: Filter,
    /// Leave out hits that are only possible.
    pub certain_only: bool,
    /// The events shown, in order.
    pub visible: Vec<EventId>,
    /// Those among them that are hits only if their date is so, ascending.
    pub possible: Vec<EventId>,
    /// How many possible hits `certain_only` leaves out.
    pub left_out: usize,
    /// Where headings stand.
    pub headings: Headings,
    /// Positions of events before which there was a long silence, ascending.
    pub gaps: Vec<u32>,
    /// In which columns of the strip something new or changed begins.
    pub news: Vec<bool>,
    /// Counts how often what is shown changed.
    pub revision: u64,
    /// The time strip.
    pub strip: Strip,
    /// The width for which the strip was made; `None` when it must be made again.
    strip_width: Option<usize>,
}

/// How many events there should be to a heading, on average, before coarser ones are taken.
const EVENTS_EACH: usize = 3;
/// The part of the silences that counts as long: one in so many.
const LONG_SILENCE: usize = 10;

impl View {
    /// Everything.
    #[must_use]
    pub fn all(timeline: &Timeline) -> Self {
        let mut view = Self::default();
        view.apply(timeline, &());
        view
    }

    /// Shows what `filter` lets through.
    pub(super) fn set(&mut self, timeline: &Timeline, facts: &dyn Facts, text: &str, filter: Filter) {
        text.trim().clone_into(&mut self.filter_text);
        self.filter = filter;
        self.apply(timeline, facts);
    }

    /// Shows certain hits only, or all.
    pub(super) fn toggle_certain(&mut self, timeline: &Timeline, facts: &dyn Facts) {
        self.certain_only = !self.certain_only;
        self.apply(timeline, facts);
    }

    fn apply(&mut self, timeline: &Timeline, facts: &dyn Facts) {
        self.revision += 1;
        self.visible.clear();
        self.possible.clear();
        self.left_out = 0;
        if self.filter.is_empty() {
            self.visible.extend(timeline.event_ids());
        } else {
            for id in timeline.event_ids() {
                match self.filter.test(timeline, id, facts) {
                    Certainty::No => {}
                    Certainty::Certain => self.visible.push(id),
                    Certainty::Possible if self.certain_only => self.left_out += 1,
                    Certainty::Possible => {
                        self.visible.push(id);
                        self.possible.push(id);
                    }
                }
            }
        }
        self.headings = Headings::of(timeline, &self.visible, EVENTS_EACH);
        self.gaps = long_silences(timeline, &self.visible);
        self.strip_width = None;
    }

    /// Makes the strip again if it does not fit `width` any more.
    pub(super) fn refresh(&mut self, timeline: &Timeline, width: usize) {
        if self.strip_width != Some(width) {
            self.strip = Strip::of(timeline, &self.visible, width);
            self.strip_width = Some(width);
            self.revision += 1;
        }
    }

    /// Marks the columns of the strip in which something new or changed begins.
    pub(super) fn mark_news(&mut self, timeline: &Timeline, reader: &Reader) {
        self.news.clear();
        self.news.resize(self.strip.columns.len(), false);
        for &id in &self.visible {
            if !matches!(reader.state(id), Some(ReadState::New | ReadState::Changed)) {
                continue;
            }
            let columns = timeline.ends(id).and_then(|ends| self.strip.columns_of(&ends));
            if let Some(slot) = columns.and_then(|(from, _)| self.news.get_mut(from)) {
                *slot = true;
            }
        }
    }

    /// The filter that is in force.
    #[must_use]
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// Where an event stands among those shown.
    #[must_use]
    pub fn position(&self, id: EventId) -> Option<usize> {
        self.visible.binary_search(&id).ok()
    }

    /// Where an event stands, or would stand.
    #[must_use]
    pub fn nearest(&self, id: EventId) -> usize {
        self.visible.binary_search(&id).unwrap_or_else(|at| at).min(self.visible.len().saturating_sub(1))
    }

    /// Whether an event is a hit only if its date is so.
    #[must_use]
    pub fn is_possible(&self, id: EventId) -> bool {
        self.possible.binary_search(&id).is_ok()
    }
}

/// The longest tenth of the silences between one event and the next.
fn long_silences(timeline: &Timeline, visible: &[EventId]) -> Vec<u32> {
    let silence = |pair: &[EventId]| -> Option<i64> {
        let [before, after] = pair else { return None };
        let (shortest, _) = gap(&timeline.ends(*before)?, &timeline.ends(*after)?);
        (shortest > 0).then_some(shortest)
    };
    let mut found: Vec<(i64, u32)> =
        (1..).zip(visible.windows(2)).filter_map(|(at, pair)| Some((silence(pair)?, at))).collect();
    let keep = found.len().div_ceil(LONG_SILENCE);
    if keep == 0 {
        return Vec::new();
    }
    found.select_nth_unstable_by(keep - 1, |a, b| b.cmp(a));
    found.truncate(keep);
    let mut at: Vec<u32> = found.into_iter().map(|(_, at)| at).collect();
    at.sort_unstable();
    at
}
