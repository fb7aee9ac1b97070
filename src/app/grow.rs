//! A timeline that is still being read: it grows under the reader's hands.
//!
//! Each time more has come, a larger timeline takes the place of the one before. Events keep their
//! place in the file, so what is selected, shown or read is found again in it, whatever came in
//! between; nothing is told as changed, for nothing has.

use super::App;
use super::reload::Waiting;
use super::text_pane::Subject;
use super::view::View;
use crate::issue::Issue;
use crate::model::{EventId, Timeline};
use crate::search::actors::ActorIndex;
use crate::store::stream::Progress;

impl App {
    /// How far the reading is, as long as it goes on.
    #[must_use]
    pub fn loading(&self) -> Option<Progress> {
        self.loading
    }

    /// More is to come: until [`super::Msg::LoadDone`] says otherwise.
    pub fn expect_more(&mut self) {
        self.loading = Some(Progress::default());
    }

    /// Nothing more comes.
    pub fn expect_no_more(&mut self) {
        self.loading = None;
    }

    /// Whether all that was read is shown.
    #[must_use]
    pub fn has_all(&self) -> bool {
        self.loading.is_none() && self.waiting.is_none()
    }

    /// Whether the reader has done nothing yet that a place from last time would take away.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        self.events.selected == 0
            && self.view.filter_text.is_empty()
            && self.overlay.is_none()
            && self.reading.is_none()
    }

    /// More has come; at once, or when what is being typed is done.
    pub(super) fn grown(&mut self, timeline: Timeline, progress: Option<Progress>, issues: Vec<Issue>) {
        // Another reading of the file came before this one was done: it is the newer one.
        if self.loading.is_none() {
            return;
        }
        self.loading = progress;
        self.waiting = Some(Waiting::Grown(Box::new((timeline, issues))));
        self.take_up();
    }

    /// Puts the larger timeline in the place of the one before.
    pub(super) fn grow(&mut self, timeline: Timeline, issues: Vec<Issue>) {
        // Who has not moved yet reads from the beginning, also when that came late.
        let at_top = self.events.selected == 0 && self.events.top == 0 && self.reading.is_none();
        let here = self.home().map(|id| self.timeline.arrival(id));
        let old = std::mem::replace(&mut self.timeline, timeline);
        self.issues = issues;
        self.count_problems();
        self.generation += 1;
        // Events have other numbers: what was made of one is made again.
        self.reading_number += 1;
        self.actor_index = ActorIndex::default();
        let new = self.timeline.clone();
        let now = |id| new.arrived(old.arrival(id));
        self.anchor = self.anchor.and_then(now);
        self.last = self.last.and_then(now);
        // Sources too: those that are declared stand before those that are only named.
        let source = |id| new.source_by_key(&old.source(id).key);
        self.side.source = self.side.source.and_then(source);
        self.keep_subjects(|subject| match subject {
            Subject::Event(id) => now(id).map(Subject::Event),
            Subject::Source(id) => source(id).map(Subject::Source),
            Subject::Nothing => Some(subject),
        });
        self.forget_work();
        let home = here.and_then(|place| new.arrived(place)).filter(|_| !at_top).or(self.last);
        let home = if at_top { EventId(0) } else { home.unwrap_or_default() };
        let old_view = std::mem::replace(&mut self.view, View::all(&self.timeline));
        self.events.selected = self.view.nearest(home);
        if !old_view.filter_text.is_empty()
            && let Err(error) = self.set_filter_at(&old_view.filter_text, home)
        {
            self.fail(error.to_string());
        }
        if old_view.certain_only {
            self.view.toggle_certain(&self.timeline, &self.reader, home);
            self.drift_from(home);
        }
        if at_top {
            self.events.top = 0;
        }
    }
}
