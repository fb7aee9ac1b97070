//! Another reading of the file: taken up without the reader losing the place.

use super::App;
use super::overlay::Overlay;
use super::text_pane::{MadeFrom, Subject};
use super::view::{Shown, View};
use crate::change::{self, Changes};
use crate::issue::Issue;
use crate::model::{EventId, Timeline};
use crate::search::actors::ActorIndex;
use crate::search::filter::FilterError;
use crate::text::plural;

/// What a file said before, and what is different now.
type Compared = (Timeline, Changes);

/// A reading that waits until nothing is typed any more.
#[derive(Debug)]
pub(super) enum Waiting {
    /// Another reading of the file.
    Loaded(Box<(Timeline, Vec<Issue>, Option<Compared>)>),
    /// More of the first reading.
    Grown(Box<(Timeline, Vec<Issue>)>),
}

impl App {
    /// Takes up another reading, at once or when what is being typed is done: a finder must not vanish
    /// under the hands, and its rest become commands.
    pub(super) fn loaded(&mut self, timeline: Timeline, issues: Vec<Issue>, compared: Option<Compared>) {
        self.mended();
        self.expect_no_more();
        self.waiting = Some(Waiting::Loaded(Box::new((timeline, issues, compared))));
        self.take_up();
    }

    /// Takes up what waits, unless something is being typed.
    pub(super) fn take_up(&mut self) {
        if matches!(self.overlay, Some(Overlay::Prompt(_) | Overlay::Finder(_) | Overlay::Palette(_))) {
            return;
        }
        match self.waiting.take() {
            Some(Waiting::Loaded(reading)) => {
                let (timeline, issues, compared) = *reading;
                let read = timeline.clone();
                let (timeline, issues) = self.with_review(timeline, issues);
                // What a review makes of it is compared by itself.
                let compared = compared.filter(|_| read.is_same(&timeline));
                self.replace(timeline, issues, compared);
                self.look_for_candidates();
            }
            Some(Waiting::Grown(reading)) => {
                self.grow(reading.0, reading.1);
                self.look_for_candidates();
            }
            None => {}
        }
    }

    /// Puts `timeline` in the place of the one before, and stays at the same event.
    fn replace(&mut self, timeline: Timeline, issues: Vec<Issue>, compared: Option<Compared>) {
        self.leave_page();
        // Their rows are of the timeline before.
        if matches!(self.overlay, Some(Overlay::Sources(_) | Overlay::Issues(_) | Overlay::Marks(_))) {
            self.overlay = None;
        }
        let problems = self.problems();
        let old = std::mem::replace(&mut self.timeline, timeline);
        let old_view = std::mem::replace(&mut self.view, View::all(&self.timeline));
        let refused = self.replaced(&old, &old_view, issues);
        self.forget_documents();

        let compared = compared.filter(|(before, _)| before.is_same(&old)).map(|(_, changes)| changes);
        let changes = compared.unwrap_or_else(|| change::between(&old, &self.timeline));
        let followed = self.followed().map(|followed| format!("; {followed}")).unwrap_or_default();
        let said = format!("Read again: {}{followed}", changes.summary(&old, &self.timeline));
        let is_ours = self.take_wrote() && changes.is_empty();
        let now = self.problems();
        if now > problems {
            let worst =
                self.all_issues().max_by_key(|issue| (issue.severity, std::cmp::Reverse(issue.place)));
            let worst = worst.map(|issue| format!(": {issue}")).unwrap_or_default();
            self.fail(format!("{said}; {}, press !{worst}", plural(now, "problem")));
        } else if !is_ours {
            // What the review has written is known already, and what was said of it stays.
            self.say(said);
        }
        if let Some(error) = refused {
            self.fail(format!("The filter no longer fits the file: {error}"));
        }
    }

    /// Everything that follows from another timeline having been put in the place of `old`: the same event
    /// stays selected, filter and pages stay. Why the filter no longer fits, where it does not.
    pub(super) fn replaced(
        &mut self,
        old: &Timeline,
        old_view: &View,
        issues: Vec<Issue>,
    ) -> Option<FilterError> {
        self.meet_again();
        let here = self.events.selected;
        let home = self.home_in(old, &old_view.visible, here);
        self.issues = issues;
        self.count_problems();
        self.generation += 1;
        self.reading_number += 1;
        self.anchor = None;
        self.last = None;
        self.actor_index = ActorIndex::default();
        self.forget_work();
        self.keep_pages(old);

        let refused = self.set_filter_at(&old_view.filter_text, home).err();
        if old_view.certain_only {
            self.view.toggle_certain(&self.timeline, &self.reader, home);
        }
        if self.view.is_scanning() {
            self.drift_from(home);
        } else {
            self.events.selected = self.nearest_of(old, &old_view.visible, here);
        }
        refused
    }

    /// The event that stood at `here`, or the nearest after it that is still there, or before it.
    fn home_in(&self, old: &Timeline, visible: &Shown, here: usize) -> EventId {
        let drifting = self.work.drift.filter(|(_, at)| *at == here).map(|(home, _)| home);
        let now = |id: EventId| self.timeline.event_by_key(old.event(id).key);
        let mut before = (0..here.min(visible.len())).rev().filter_map(|at| visible.get(at));
        drifting
            .into_iter()
            .chain(visible.from(here))
            .find_map(now)
            .or_else(|| before.find_map(now))
            .unwrap_or_default()
    }

    /// Where the event now stands that stood at `here`; if it is gone, the nearest after it that is
    /// still there, or before it.
    fn nearest_of(&self, old: &Timeline, visible: &Shown, here: usize) -> usize {
        let now =
            |id: EventId| self.timeline.event_by_key(old.event(id).key).and_then(|id| self.view.position(id));
        let mut before = (0..here.min(visible.len())).rev().filter_map(|at| visible.get(at));
        visible.from(here).find_map(now).or_else(|| before.find_map(now)).unwrap_or(here)
    }

    /// Pages of what is still there stay where they are scrolled to, under its new number.
    fn keep_pages(&mut self, old: &Timeline) {
        self.side.source =
            self.side.source.and_then(|source| self.timeline.source_by_key(&old.source(source).key));
        let now = |subject| match subject {
            Subject::Event(id) => self.timeline.event_by_key(old.event(id).key).map(Subject::Event),
            Subject::Source(id) => self.timeline.source_by_key(&old.source(id).key).map(Subject::Source),
            Subject::Nothing => Some(Subject::Nothing),
        };
        let subjects = [Some(&self.side.quotes), self.reading.as_ref().map(|reading| &reading.pane)];
        let kept = subjects.map(|pane| pane?.made_from.and_then(|made| now(made.subject)));
        let mut kept = kept.into_iter();
        self.keep_subjects(|_| kept.next().flatten());
    }

    /// Pages stay where they are scrolled to, for what `now` says is the same as before.
    pub(super) fn keep_subjects(&mut self, mut now: impl FnMut(Subject) -> Option<Subject>) {
        let reading = self.reading.as_mut().map(|reading| &mut reading.pane);
        for pane in [Some(&mut self.side.quotes), reading].into_iter().flatten() {
            pane.made_from = pane.made_from.and_then(|made| {
                // The page itself is made again: the generation is another.
                Some(MadeFrom { subject: now(made.subject)?, ..made })
            });
        }
    }

    /// The file cannot be read as it is now: what was read before stays, and its first problem is this.
    pub(super) fn broken(&mut self, issue: Issue, said: String) {
        self.broken = Some(issue);
        self.fail(said);
    }

    /// The file can be read again.
    pub(super) fn mended(&mut self) {
        self.broken = None;
    }
}
