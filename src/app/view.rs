//! Which events are shown: the filter's answer, and what follows from it.
//!
//! All of it is made a little at a time, so that a key never waits for a million events: who changes
//! something calls [`View::step`] until it has nothing more to do. What is shown meanwhile is right,
//! and not yet all. A small timeline is done at the first step.

mod derived;
mod scan;
mod shown;

use std::collections::VecDeque;

use super::reader::{ReadState, Reader};
use crate::model::{EventId, Timeline};
use crate::period::Headings;
use crate::search::filter::{Facts, Filter};
use crate::strip::Strip;
use derived::Derived;
use scan::{Ask, Scan};
pub use shown::Shown;

/// A timeline of up to so many events is small: whatever is asked of it is answered at once.
pub(super) const SMALL: usize = 20_000;

/// What an event costs whose news are looked for, in bytes' worth of looking.
const NEWS: usize = 12;

/// The events that are shown, with their headings, silences and strip.
#[derive(Debug, Default)]
pub struct View {
    /// The filter as it is written; empty shows everything.
    pub filter_text: String,
    filter: Filter,
    /// Leave out hits that are only possible.
    pub certain_only: bool,
    /// The events shown, in order; while [`View::is_scanning`], those found so far.
    pub visible: Shown,
    /// Those among them that are hits only if their date is so, ascending.
    pub possible: VecDeque<EventId>,
    /// How many possible hits `certain_only` leaves out.
    pub left_out: usize,
    /// In which columns of the strip something new or changed begins.
    pub news: Vec<bool>,
    /// Counts how often what is shown changed.
    pub revision: u64,
    /// Counts how often the events shown are others.
    pub(super) edition: u64,
    /// The filter at work, until every event was asked.
    scan: Option<Scan>,
    /// What follows from the whole timeline; it stays while a part is shown.
    whole: Derived,
    /// What follows from the part that is shown.
    part: Derived,
    marking: Option<(Vec<bool>, usize)>,
}

impl View {
    /// Everything.
    #[must_use]
    pub fn all(timeline: &Timeline) -> Self {
        let visible = Shown::All(u32::try_from(timeline.len()).unwrap_or(u32::MAX));
        let mut view = Self { revision: 1, visible, ..Self::default() };
        view.whole.restart(&view.visible);
        if timeline.len() <= SMALL {
            view.step(timeline, &(), &mut { usize::MAX });
        }
        view
    }

    /// Shows what `filter` lets through, looking first around `home`.
    pub(super) fn set(
        &mut self,
        timeline: &Timeline,
        facts: &dyn Facts,
        (text, filter): (&str, Filter),
        home: EventId,
    ) {
        // What goes on where the last one was typed asks only what that one let through.
        let narrows = !self.certain_only && !self.filter.is_empty() && filter.narrows(&self.filter);
        let wider = narrows.then(|| self.found(timeline));
        text.trim().clone_into(&mut self.filter_text);
        self.filter = filter;
        self.apply(timeline, facts, wider, home);
    }

    /// Shows certain hits only, or all.
    pub(super) fn toggle_certain(&mut self, timeline: &Timeline, facts: &dyn Facts, home: EventId) {
        self.certain_only = !self.certain_only;
        self.apply(timeline, facts, None, home);
    }

    /// What the filter has found, taken away.
    fn found(&mut self, timeline: &Timeline) -> Scan {
        let visible = std::mem::take(&mut self.visible);
        let mut scan = self.scan.take().unwrap_or_else(|| Scan::done(timeline));
        if let Shown::Some(events) = visible {
            scan.hits = events;
        }
        scan
    }

    fn apply(&mut self, timeline: &Timeline, facts: &dyn Facts, wider: Option<Scan>, home: EventId) {
        self.revision += 1;
        self.edition += 1;
        self.possible.clear();
        self.left_out = 0;
        self.marking = None;
        self.scan = None;
        if self.filter.is_empty() {
            self.visible = Shown::All(u32::try_from(timeline.len()).unwrap_or(u32::MAX));
        } else {
            let scan = Scan::new(timeline, home);
            self.scan = Some(match wider {
                Some(wider) => scan.within(wider),
                None => scan,
            });
            self.visible = Shown::Some(VecDeque::new());
            // Until there is another, the strip of before is better than none.
            self.part.strip = self.derived().strip.clone();
            self.part.restart(&self.visible);
        }
        let mut budget = if timeline.len() <= SMALL { usize::MAX } else { super::SLICE };
        self.step(timeline, facts, &mut budget);
    }

    /// Shows these too, which the filter does not let through: what was just changed is not to vanish. They stay
    /// until the filter is another.
    pub(super) fn keep(&mut self, timeline: &Timeline, mut ids: Vec<EventId>) {
        let Shown::Some(events) = &mut self.visible else { return };
        if self.scan.is_some() {
            return;
        }
        let before = events.len();
        ids.extend(events.iter().copied());
        ids.sort_unstable();
        ids.dedup();
        if ids.len() == before {
            return;
        }
        *events = ids.into();
        self.edition += 1;
        self.revision += 1;
        self.part.restart(&self.visible);
        if timeline.len() <= SMALL {
            self.step(timeline, &(), &mut { usize::MAX });
        }
    }

    /// Does more of what is to be done, until `budget` is used up (in bytes' worth of looking,
    /// [`crate::search::text::Needle::search`]). Whether something that is shown changed.
    pub(super) fn step(&mut self, timeline: &Timeline, facts: &dyn Facts, budget: &mut usize) -> bool {
        let mut changed = false;
        if let Some(scan) = &mut self.scan {
            if let Shown::Some(events) = &mut self.visible {
                scan.hits = std::mem::take(events);
            }
            let before = (scan.hits.len(), scan.left_out);
            scan.possible = std::mem::take(&mut self.possible);
            let ask = Ask { timeline, filter: &self.filter, facts, certain_only: self.certain_only };
            scan.step(&ask, budget);
            changed = before != (scan.hits.len(), scan.left_out) || scan.is_done();
            self.edition += u64::from(changed);
            self.left_out = scan.left_out;
            self.possible = std::mem::take(&mut scan.possible);
            self.visible = scan.shown();
            if scan.is_done() {
                self.scan = None;
                self.part.restart(&self.visible);
            }
        }
        if self.scan.is_none() {
            let derived = if self.is_whole() { &mut self.whole } else { &mut self.part };
            changed |= derived.step(timeline, &self.visible, budget);
        }
        self.revision += u64::from(changed);
        changed
    }

    /// Whether there is more to be done.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.scan.is_some() || self.marking.is_some() || !self.derived().is_done()
    }

    /// Whether every row of the list is counted: all events are asked, and all headings made.
    pub(super) fn is_laid_out(&self) -> bool {
        self.scan.is_none() && self.derived().is_done()
    }

    /// Whether there may be more hits than are shown.
    #[must_use]
    pub fn is_scanning(&self) -> bool {
        self.scan.is_some()
    }

    fn is_whole(&self) -> bool {
        matches!(self.visible, Shown::All(_))
    }

    fn derived(&self) -> &Derived {
        if self.is_whole() { &self.whole } else { &self.part }
    }

    /// Where headings stand.
    #[must_use]
    pub fn headings(&self) -> &Headings {
        &self.derived().headings
    }

    /// Positions of events before which there was a long silence, ascending.
    #[must_use]
    pub fn gaps(&self) -> &[u32] {
        &self.derived().gaps
    }

    /// The time strip.
    #[must_use]
    pub fn strip(&self) -> &Strip {
        &self.derived().strip
    }

    /// Begins the strip again if it does not fit `width` any more.
    pub(super) fn fit(&mut self, timeline: &Timeline, width: usize) {
        let derived = if self.is_whole() { &mut self.whole } else { &mut self.part };
        if derived.fit(width) && timeline.len() <= SMALL {
            self.step(timeline, &(), &mut { usize::MAX });
        }
    }

    /// Begins to mark the columns of the strip in which something new or changed begins.
    pub(super) fn mark_news(&mut self, timeline: &Timeline, reader: &Reader) {
        self.marking = Some((vec![false; self.strip().columns.len()], 0));
        if timeline.len() <= SMALL {
            self.step_news(timeline, reader, &mut { usize::MAX });
        }
    }

    /// Marks more of them.
    pub(super) fn step_news(&mut self, timeline: &Timeline, reader: &Reader, budget: &mut usize) {
        let strip = &if self.is_whole() { &self.whole } else { &self.part }.strip;
        let Some((news, next)) = &mut self.marking else { return };
        if !reader.has_news() {
            *next = self.visible.len();
        }
        let count = (self.visible.len() - *next).min(*budget / NEWS);
        for id in self.visible.from(*next).take(count) {
            if !matches!(reader.state(id), Some(ReadState::New | ReadState::Changed)) {
                continue;
            }
            let columns = timeline.ends(id).and_then(|ends| strip.columns_of(&ends));
            if let Some(slot) = columns.and_then(|(from, _)| news.get_mut(from)) {
                *slot = true;
            }
        }
        *next += count;
        *budget = budget.saturating_sub(count * NEWS);
        if *next >= self.visible.len() {
            self.news = self.marking.take().map(|(news, _)| news).unwrap_or_default();
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
        self.visible.find(id).ok()
    }

    /// Where an event stands, or would stand.
    #[must_use]
    pub fn nearest(&self, id: EventId) -> usize {
        self.visible.find(id).unwrap_or_else(|at| at).min(self.visible.len().saturating_sub(1))
    }

    /// Whether an event is a hit only if its date is so.
    #[must_use]
    pub fn is_possible(&self, id: EventId) -> bool {
        self.possible.binary_search(&id).is_ok()
    }
}

#[cfg(test)]
mod tests;
