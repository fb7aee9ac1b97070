//! What takes longer than a key may: done a little at a time, on each [`super::Msg::Tick`].
//!
//! How much is a slice is counted and not timed ([`SLICE`]): the state of the reader depends on
//! messages only. Small timelines are done in one slice, at once.

use std::cell::Cell;

use super::action::Way;
use super::overlay::Overlay;
use super::view::SMALL;
use super::{App, PromptKind};
use crate::model::EventId;
use crate::search::filter::Lexicon;
use crate::search::text::Needle;
use crate::text::plural;

/// What is done between two looks at the keyboard, in bytes' worth of looking
/// ([`Needle::search`]): about two milliseconds.
pub(super) const SLICE: usize = 6_000_000;

/// What it costs to look whether a note has what is searched for.
const NOTE: usize = 60;

/// Said where nothing shown has what is searched for.
pub(super) const NO_HIT: &str = "no hit among the events shown";

/// What is not done yet, beside what the view has to do.
#[derive(Debug, Default)]
pub(super) struct Work {
    /// The event near which the selection stays while a filter is at work, and where that was last: no
    /// longer when the reader has moved.
    pub(super) drift: Option<(EventId, usize)>,
    /// The row on top of the list when all rows are counted, if this event is selected then.
    pub(super) top: Option<(usize, EventId)>,
    /// What is to be said when every event was asked, if the reader still sees what was said instead.
    pub(super) later: Option<(Later, String)>,
    hunt: Option<Hunt>,
    /// What the search before this one went over in vain.
    hunted: Option<Hunted>,
    counting: Option<Counting>,
    /// The hits of the search, once they are counted.
    hits: Option<Hits>,
    pub(super) tally: Option<Tally>,
    /// What a large timeline names, and whether a filter was read before that was complete.
    lexicon: Lexicon,
    early: Cell<bool>,
}

/// What is said when a filter has asked every event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Later {
    /// Somebody is followed.
    Followed,
    /// A filter was accepted.
    Filtered,
    /// Only certain hits are shown, or all again.
    Certain,
}

/// A search for the next hit.
#[derive(Clone, Debug)]
struct Hunt {
    needle: Needle,
    /// Where it began, and how many events it has gone over.
    from: usize,
    gone: usize,
    way: Way,
    /// It was begun by typing, and not by a key that goes to the next.
    typed: bool,
    /// The view that it goes over.
    edition: u64,
}

/// Where the last typed search ended.
#[derive(Clone, Debug)]
struct Hunted {
    hunt: Hunt,
    in_vain: bool,
}

#[derive(Clone, Debug)]
struct Counting {
    needle: Needle,
    next: usize,
    hits: Vec<u32>,
    said: String,
    edition: u64,
}

/// The places in the list where a search has its hits.
#[derive(Clone, Debug)]
struct Hits {
    places: Vec<u32>,
    edition: u64,
}

/// What is left to read, counted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub(super) next: usize,
    pub(super) read: usize,
    pub(super) words: u64,
    pub(super) words_read: u64,
}

impl Work {
    /// Whether the search that was typed has gone over everything and found nothing.
    pub(super) fn is_in_vain(&self) -> bool {
        self.hunt.is_none() && self.hunted.as_ref().is_some_and(|hunted| hunted.in_vain)
    }

    /// Which of how many hits stands at a place of the list, once they are counted.
    pub(super) fn hit_at(&self, position: usize, edition: u64) -> Option<(usize, usize)> {
        let hits = self.hits.as_ref().filter(|hits| hits.edition == edition)?;
        let place = u32::try_from(position).ok()?;
        Some((hits.places.binary_search(&place).ok()? + 1, hits.places.len()))
    }

    /// Another search begins.
    pub(super) fn forget_hits(&mut self) {
        (self.counting, self.hits) = (None, None);
    }
}

impl App {
    /// How much may be done at once.
    pub(super) fn slice(&self) -> usize {
        if self.timeline.len() <= SMALL && !self.names_much() { usize::MAX } else { SLICE }
    }

    /// Whether looking for a name takes too long for a key.
    fn names_much(&self) -> bool {
        let timeline = &self.timeline;
        timeline.len() > SMALL || timeline.actors().len() > SMALL || timeline.sources().len() > SMALL
    }

    pub(super) fn is_working(&self) -> bool {
        let finding = matches!(&self.overlay, Some(Overlay::Finder(finder)) if finder.searching);
        finding
            || self.view.is_busy()
            || self.sheet().is_some_and(super::Sheet::is_hunting)
            || self.work.hunt.is_some()
            || self.work.counting.is_some()
            || self.work.tally.is_some()
            || self.reader.is_busy()
            || self.wants_lexicon()
    }

    /// Whether what is named is still to be gathered. While more is read that waits, unless a filter has asked
    /// for it: what comes next would have it gathered anew, on a processor that the reading needs.
    fn wants_lexicon(&self) -> bool {
        self.names_much()
            && (self.loading.is_none() || self.work.early.get())
            && !self.work.lexicon.is_done(&self.timeline)
    }

    /// Does a slice of what is to be done, what the reader waits for first.
    pub(super) fn work(&mut self) {
        if let Some(Overlay::Finder(finder)) = &mut self.overlay
            && finder.searching
        {
            finder.step(&mut self.actor_index, &self.timeline);
            return;
        }
        if self.sheet().is_some_and(super::Sheet::is_hunting) {
            self.work_on_sheet();
            return;
        }
        let mut budget = self.slice();
        self.work_on_view(&mut budget);
        if self.view.is_laid_out()
            && let Some((top, event)) = self.work.top.take()
            && self.selected() == Some(event)
        {
            self.events.top = top;
        }
        self.work_on_hunt(&mut budget);
        self.work_on_count(&mut budget);
        self.view.step_news(&self.timeline, &self.reader, &mut budget);
        self.work_on_tally(&mut budget);
        self.work_on_lexicon(&mut budget);
        if budget > 0 {
            self.reader.step(&self.timeline, &mut budget);
        }
    }

    /// What the timeline names, where looking that up takes too long for a key.
    pub(super) fn lexicon(&self) -> Option<&Lexicon> {
        if !self.names_much() {
            return None;
        }
        self.work.early.set(self.work.early.get() || !self.work.lexicon.is_done(&self.timeline));
        Some(&self.work.lexicon)
    }

    fn work_on_lexicon(&mut self, budget: &mut usize) {
        if !self.wants_lexicon() {
            return;
        }
        self.work.lexicon.step(&self.timeline, budget);
        if self.work.lexicon.is_done(&self.timeline) && self.work.early.take() {
            self.typed_again();
        }
    }

    /// Another timeline is read: nothing that was begun is of any use.
    pub(super) fn forget_work(&mut self) {
        self.work = Work::default();
    }

    /// Where the reader is: the selected event, or the one that a filter at work has not come back to yet.
    pub(super) fn home(&self) -> Option<EventId> {
        match self.work.drift {
            Some((home, at)) if at == self.events.selected => Some(home),
            _ => self.selected(),
        }
    }

    /// The row on top of the list, once all rows are counted.
    pub(super) fn top(&self) -> usize {
        let home = self.home();
        self.work.top.filter(|(_, event)| Some(*event) == home).map_or(self.events.top, |(top, _)| top)
    }

    /// Has the list stand at a row: now, or when the rows before it are counted.
    pub(super) fn stand_at(&mut self, top: usize) {
        match self.home().filter(|_| !self.view.is_laid_out()) {
            Some(home) => self.work.top = Some((top, home)),
            None => self.events.top = top,
        }
    }

    fn work_on_view(&mut self, budget: &mut usize) {
        let here = self.selected();
        let offset = self.events_window().row_of(self.events.selected).saturating_sub(self.events.top);
        if !self.view.step(&self.timeline, &self.reader, budget) {
            return;
        }
        let position = match self.work.drift {
            Some((home, at)) if at == self.events.selected => {
                let position = self.view.nearest(home);
                self.work.drift = Some((home, position));
                position
            }
            _ => {
                self.work.drift = None;
                here.map_or(0, |id| self.view.nearest(id))
            }
        };
        // What is selected stays in its row of the screen.
        self.events.selected = position;
        self.events.top = self.events_window().row_of(position).saturating_sub(offset);
        if !self.view.is_scanning() {
            self.work.drift = None;
            if let Some((later, said)) = self.work.later.take()
                && self.message.as_ref().is_some_and(|message| message.text == said)
            {
                self.say_when_found(later);
            }
        }
    }

    /// What is searched for is another, or nothing.
    pub(super) fn search_no_more(&mut self) {
        self.work.hunt = None;
        self.work.hunted = None;
    }

    /// Looks for the next hit from what is selected.
    pub(super) fn hunt(&mut self, here: usize, way: Way) {
        let Some(needle) = self.needle.clone() else { return };
        let edition = self.view.edition;
        self.work.hunt = Some(Hunt { needle, from: here, gone: 0, way, typed: false, edition });
        self.work_on_hunt(&mut self.slice());
        if self.work.hunt.is_some() {
            self.say("Searching ...");
        }
    }

    /// Looks for the first hit at `from` or after it, for what is being typed.
    pub(super) fn hunt_first(&mut self, from: usize) {
        self.work.hunt = None;
        self.work.counting = None;
        let Some(needle) = self.needle.clone() else {
            self.work.hunted = None;
            return;
        };
        let edition = self.view.edition;
        let mut hunt = Hunt { needle, from, gone: 0, way: Way::Forward, typed: true, edition };
        // Where less was not found, more is not.
        if let Some(Hunted { hunt: last, .. }) = self.work.hunted.take()
            && (last.from, last.edition) == (from, edition)
            && hunt.needle.narrows(&last.needle)
        {
            hunt.gone = last.gone;
        }
        self.work.hunt = Some(hunt);
        self.work_on_hunt(&mut self.slice());
    }

    fn work_on_hunt(&mut self, budget: &mut usize) {
        let Some(mut hunt) = self.work.hunt.take() else { return };
        if hunt.edition != self.view.edition {
            hunt = Hunt { from: self.events.selected, gone: 0, edition: self.view.edition, ..hunt };
        }
        let count = self.view.visible.len();
        let mut found = None;
        while hunt.gone < count && found.is_none() && *budget > 0 {
            let position = match hunt.way {
                Way::Forward if hunt.typed => (hunt.from + hunt.gone) % count,
                Way::Forward => (hunt.from + 1 + hunt.gone) % count,
                Way::Back => (hunt.from + count - 1 - hunt.gone) % count,
            };
            if self.has_at(&hunt.needle, position, budget) {
                found = Some(position);
            } else {
                hunt.gone += 1;
            }
        }
        let is_over = found.is_some() || hunt.gone >= count;
        if hunt.typed {
            self.work.hunted = Some(Hunted { hunt: hunt.clone(), in_vain: is_over && found.is_none() });
        }
        if !is_over {
            self.work.hunt = Some(hunt);
        } else if !hunt.typed {
            self.message = None;
            self.hit_found(found, hunt.from, hunt.way);
        } else if let Some(position) = found {
            self.select(position);
        } else if let Some(Overlay::Prompt(prompt)) = &mut self.overlay
            && prompt.kind == PromptKind::Search
        {
            prompt.error = Some(NO_HIT.to_owned());
        }
    }

    fn has_at(&self, needle: &Needle, position: usize, budget: &mut usize) -> bool {
        let Some(id) = self.view.visible.get(position) else { return false };
        let mut work = NOTE;
        let found = needle.search(self.timeline.said(id), &mut work) || self.reader.note_has(id, needle);
        *budget = budget.saturating_sub(work);
        found
    }

    /// Counts the hits, to say how many there are.
    pub(super) fn count_hits(&mut self) {
        let Some(needle) = self.needle.clone() else { return };
        let said = "Counting the hits: n goes to the next, N to the one before".to_owned();
        self.say(said.clone());
        let edition = self.view.edition;
        self.work.counting = Some(Counting { needle, next: 0, hits: Vec::new(), said, edition });
        self.work_on_count(&mut self.slice());
    }

    fn work_on_count(&mut self, budget: &mut usize) {
        // First what leads somewhere.
        let Some(mut counting) = self.work.counting.take_if(|_| self.work.hunt.is_none()) else { return };
        if counting.edition != self.view.edition {
            counting = Counting { next: 0, hits: Vec::new(), edition: self.view.edition, ..counting };
        }
        let count = self.view.visible.len();
        while counting.next < count && *budget > 0 {
            if self.has_at(&counting.needle, counting.next, budget) {
                counting.hits.extend(u32::try_from(counting.next));
            }
            counting.next += 1;
        }
        if counting.next < count {
            self.work.counting = Some(counting);
        } else {
            let Counting { hits: places, edition, said, .. } = counting;
            // Unless the reader has gone on to something else.
            if self.message.as_ref().is_some_and(|message| message.text == said) {
                self.say(format!(
                    "{}: n goes to the next, N to the one before",
                    plural(places.len(), "event")
                ));
            }
            self.work.hits = Some(Hits { places, edition });
        }
    }

    /// Begins to count what is left to read of what is shown.
    pub(super) fn count_left(&mut self) {
        if !self.reader.is_on() {
            self.left = None;
            return;
        }
        self.work.tally = Some(Tally::default());
        if self.timeline.len() <= SMALL {
            self.work_on_tally(&mut { usize::MAX });
        }
    }

    fn work_on_tally(&mut self, budget: &mut usize) {
        let Some(mut tally) = self.work.tally.take() else { return };
        self.reader.tally(&self.timeline, &self.view.visible, &mut tally, budget);
        if tally.next < self.view.visible.len() {
            self.work.tally = Some(tally);
        } else {
            self.left = self.reading_left(tally);
        }
    }
}
