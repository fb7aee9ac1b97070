//! Going through candidates: one key each to accept, reject, merge, split and mend.
//!
//! What is done is kept in a journal by whoever holds the session's files ([`App::take_journal`]), and in the
//! timeline's file only when the reader says so.

use std::cell::OnceCell;
use std::collections::{HashSet, VecDeque};
use std::path::PathBuf;

mod add;
mod join;
mod mend;
mod past;
mod said;
mod write;

pub(crate) use add::Adding;
pub use join::MergeQuestion;
pub use write::numbered;

use super::action::{Action, Pane, Way};
use super::keymap::{self, Chord, Context, Meaning};
use super::view::View;
use super::{App, Effect};
use crate::issue::Issue;
use crate::model::{EventId, Timeline};
use crate::review::carry::{Known, Pile};
use crate::review::{Certainty, Review, Seen, Step, Unjudged, Verdict};
use crate::store::review::{Edit, Entry};
use crate::text::{grouped, plural};
use join::Ask;
use said::{at_least, is_are, told};

/// More events than this are not reviewed: each step that changes one makes the timeline anew.
const MOST: usize = 100_000;

/// How many events are looked at for candidates by itself, at the start: a moment's work. Others are found
/// when the reader asks for the review.
const LOOKED_AT: usize = 5_000;

/// From this many columns on the foot says in words how far the review is.
const ROOMY: u16 = 100;

/// A review that goes on.
#[derive(Debug, Default)]
pub struct Reviewing {
    /// What was read, and what was done since.
    pub(crate) review: Review,
    /// Whether it is shown, and its keys hold.
    pub(crate) on: bool,
    /// What the documents are that it was read from, once that was asked.
    identity: OnceCell<Option<String>>,
    /// What is not yet in the journal.
    journal: Vec<Entry>,
    /// Why nothing is to be judged here, where that is so.
    held: Option<String>,
    /// The candidates of which the journal says by what they are known, and whether it says what is reviewed.
    told: HashSet<String>,
    is_told: bool,
    of: Whose,
    /// What is being written.
    writing: Option<Writing>,
    /// The file was written by the review, and is to be read again.
    wrote: bool,
    /// How often it was written since it began.
    writings: usize,
    /// The last writing to the timeline's own file, as long as it can be taken back.
    written: Option<WrittenBefore>,
    /// Names of files that are there already.
    refused: HashSet<PathBuf>,
    /// What is wrong with the file as it was read, without the review.
    issues: Vec<Issue>,
    /// What is to be known of what was judged before.
    remarks: Vec<Told>,
    /// The candidate that is marked, to be merged with another.
    marked: Option<String>,
    /// What is still to be asked of two events that were one, and what is asked now.
    asks: VecDeque<Ask>,
    asking: Option<Ask>,
}

/// What is to be known of something that was judged before.
#[derive(Debug)]
struct Told {
    /// The candidate that is to be judged again; what is told of it holds until it is.
    event: Option<String>,
    /// Whether it is a step that rests.
    rests: bool,
    issue: Issue,
}

/// Whose review it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Whose {
    /// That of documents, which other readings of them may go on with.
    #[default]
    Documents,
    /// That of a timeline's file: it says nothing of other readings of its documents.
    File,
}

/// A writing that can be taken back.
#[derive(Debug)]
struct WrittenBefore {
    path: PathBuf,
    edit: Edit,
    /// What the file said before, what was wrong with that, and what was done then.
    base: Timeline,
    issues: Vec<Issue>,
    steps: Vec<Seen>,
}

/// What is being written.
#[derive(Debug)]
struct Writing {
    steps: usize,
    path: PathBuf,
    unjudged: Unjudged,
}

impl Reviewing {
    /// What is to be known of what was judged before, as long as it is.
    pub(crate) fn remarks(&self) -> impl Iterator<Item = &Issue> {
        let is_open =
            |told: &&Told| told.event.as_ref().is_none_or(|event| self.review.verdict(event).is_none());
        self.remarks.iter().filter(is_open).map(|told| &told.issue)
    }

    /// How far it is, in words; in few columns by signs.
    fn in_words(&self, short: bool) -> String {
        let tally = self.review.tally();
        if self.review.has_candidates() || tally.rejected > 0 {
            return told(tally, short);
        }
        match (tally.mended, short) {
            (0, true) => "mending".to_owned(),
            (0, false) => "no candidates; d, t, p and others mend this event, w writes".to_owned(),
            (count, _) => format!("{count} mended"),
        }
    }

    /// Puts into the journal by what is known what a step names, so that it can be carried over to another
    /// reading of the documents.
    fn note(&mut self, step: &Step) {
        let base = self.review.base();
        if !std::mem::replace(&mut self.is_told, true) {
            let pile = Pile::of(base);
            if !pile.documents.is_empty() && self.of == Whose::Documents {
                self.journal.push(Entry::Pile(pile));
            }
        }
        for event in step.events() {
            if !self.told.contains(event) {
                self.told.insert(event.to_owned());
                self.journal.extend(Known::of(base, event).map(Entry::Known));
            }
        }
    }

    /// What is wrong with the timeline where `made` is what building it anew tells. Lines and notes are those of
    /// the file where the review has changed nothing.
    fn wrong_with(&self, made: Vec<Issue>) -> Vec<Issue> {
        let is_touched = self.review.steps().iter().any(|step| !matches!(step, Step::Judge { .. }));
        if is_touched && !made.is_empty() { made } else { self.issues.clone() }
    }

    /// Everything that was done and is not written, first what rests.
    fn all(&self) -> Vec<Seen> {
        let holding = self.review.seen().map(|(step, marks)| (step.clone(), marks.to_vec()));
        self.review.resting().iter().cloned().chain(holding).collect()
    }

    /// Puts everything that was done and is not written into the journal.
    fn note_all(&mut self) {
        for (step, marks) in self.all() {
            self.note(&step);
            self.journal.extend([Entry::Seen(marks), Entry::Did(step)]);
        }
    }

    /// Has the journal begin again, with what is known now.
    fn note_anew(&mut self) {
        (self.is_told, self.told) = (false, HashSet::new());
        self.journal = vec![Entry::Anew];
        self.note_all();
    }
}

/// The documents that a timeline was read from, by name and digest.
fn of_documents(timeline: &Timeline) -> Option<String> {
    let sources = timeline.sources().iter();
    let mut documents: Vec<String> = sources
        .filter_map(|source| {
            let digest = source.sha256.as_ref()?.raw();
            let file = source.file.as_ref().map_or("", |file| file.raw());
            Some(format!("{file} {digest}"))
        })
        .collect();
    documents.sort_unstable();
    (!documents.is_empty()).then(|| format!("documents\n{}", documents.join("\n")))
}

impl App {
    /// The review, where it is shown.
    #[must_use]
    pub fn reviewing(&self) -> Option<&Review> {
        self.reviewing.as_ref().filter(|reviewing| reviewing.on).map(|reviewing| &reviewing.review)
    }

    /// Whether the timeline has candidates, as far as is known.
    pub(crate) fn has_candidates(&self) -> bool {
        self.reviewing.as_ref().is_some_and(|reviewing| reviewing.review.has_candidates())
    }

    /// What is to be added to the journal of the review.
    pub fn take_journal(&mut self) -> Vec<Entry> {
        self.reviewing.as_mut().map(|reviewing| std::mem::take(&mut reviewing.journal)).unwrap_or_default()
    }

    /// Whether there are steps that are neither in the journal nor in the timeline's file.
    #[must_use]
    pub fn has_unkept(&self) -> bool {
        let is_unkept =
            |reviewing: &Reviewing| !reviewing.journal.is_empty() && !reviewing.review.steps().is_empty();
        self.reviewing.as_ref().is_some_and(is_unkept)
    }

    /// From now on nothing is to be judged or written here, and this is why; or it may be again.
    pub fn hold_review(&mut self, why: Option<String>) {
        let Some(reviewing) = &mut self.reviewing else { return };
        if reviewing.held != why {
            reviewing.held.clone_from(&why);
            match why {
                Some(why) => self.fail(why),
                None => self.say("The review is free again"),
            }
        }
    }

    /// By what the journal of the review is known: the timeline's file, or the documents that it was read
    /// from. `None` where nothing is reviewed.
    #[must_use]
    pub fn review_identity(&self) -> Option<String> {
        let reviewing = self.reviewing.as_ref()?;
        if let Some(identity) = &self.origin.identity {
            return Some(identity.clone());
        }
        // Asked with every message; what was read from documents keeps its documents.
        reviewing.identity.get_or_init(|| of_documents(reviewing.review.base())).clone()
    }

    /// An action on a candidate.
    pub(super) fn perform_in_review(&mut self, action: Action) -> Vec<Effect> {
        if self.reviewing().is_none() {
            self.say("Nothing is reviewed: C begins the review");
            return Vec::new();
        }
        let held = self.reviewing.as_ref().and_then(|reviewing| reviewing.held.clone());
        if let Some(why) = held
            .filter(|_| !matches!(action, Action::Candidate(_) | Action::NextQuote | Action::MarkForMerge))
        {
            self.fail(why);
            return Vec::new();
        }
        match action {
            Action::Judge(verdict) => self.judge(verdict),
            Action::AcceptAll => self.accept_all(),
            Action::Merge => self.merge_candidates(),
            Action::MarkForMerge => self.mark_for_merge(),
            Action::Split => self.split(),
            Action::Mend(what) => self.mend(what),
            Action::Candidate(way) => self.next_candidate(way, false),
            Action::NextQuote => self.next_quote(),
            Action::UndoReview(way) => return self.undo_review(way).into_iter().collect(),
            Action::WriteReview => self.ask_to_write(),
            _ => {}
        }
        Vec::new()
    }

    fn whose_review(&self) -> Whose {
        if self.origin.identity.is_some() { Whose::File } else { Whose::Documents }
    }

    /// Looks whether there are candidates; then the review begins. Of a part of a timeline there is none: it
    /// would be written as if it were all.
    pub(super) fn look_for_candidates(&mut self) {
        if !self.has_all() || self.timeline.len() > MOST {
            return;
        }
        let events = self.timeline.events();
        let mut some = (0..events.len().min(LOOKED_AT)).filter_map(|index| events.get(index));
        if self.reviewing.is_none() && some.any(|event| Certainty::of(&event).is_some()) {
            self.begin_review();
            // Its keys are those of the list.
            self.shape.focus = Pane::Events;
            self.greet();
        }
    }

    /// How many candidates are left, and how their certainty is shown.
    pub(super) fn candidates_in_words(&self) -> Option<String> {
        let review = self.reviewing().filter(|review| review.has_candidates())?;
        let left = review.tally().left;
        Some(format!("{}: ● certain ◐ likely ○ a guess", plural(left, "candidate")))
    }

    fn begin_review(&mut self) {
        let review = Review::new(self.timeline.clone());
        let of = self.whose_review();
        let issues = self.issues.clone();
        self.reviewing = Some(Reviewing { review, on: true, of, issues, ..Reviewing::default() });
    }

    /// Whether there is a review that is shown, or one could be begun; else why not is said.
    fn is_reviewable(&mut self) -> bool {
        if !self.has_all() {
            self.say("The review begins when all is read");
            return false;
        }
        if self.reviewing.is_none() {
            if self.timeline.len() > MOST {
                self.say(format!("Timelines of more than {} events cannot be reviewed", grouped(MOST)));
                return false;
            }
            self.begin_review();
            if let Some(reviewing) = &mut self.reviewing {
                reviewing.on = false;
            }
        }
        true
    }

    /// Shows the review, or the timeline as it is without it. Where nothing is a candidate there is none to be
    /// judged, but every event can be mended.
    pub(super) fn toggle_review(&mut self) {
        if !self.is_reviewable() {
            return;
        }
        let Some(reviewing) = &mut self.reviewing else { return };
        reviewing.on = !reviewing.on;
        let said = if reviewing.on { reviewing.in_words(false) } else { "C goes on with it".to_owned() };
        let on = reviewing.on;
        if on {
            self.shape.focus = Pane::Events;
        }
        self.say(format!("{}: {said}", if on { "Review" } else { "The review rests" }));
    }

    /// Another reading of the file, with what was done since the last writing.
    pub(super) fn with_review(&mut self, timeline: Timeline, issues: Vec<Issue>) -> (Timeline, Vec<Issue>) {
        let Some(reviewing) = &mut self.reviewing else { return (timeline, issues) };
        let before = reviewing.review.resting().len();
        reviewing.review = Review::taken_up(timeline.clone(), reviewing.all());
        reviewing.issues.clone_from(&issues);
        if reviewing.review.resting().len() != before {
            reviewing.note_anew();
        }
        let is_touched = reviewing.review.steps().iter().any(|step| !matches!(step, Step::Judge { .. }));
        let read = if is_touched {
            let (timeline, made) = reviewing.review.now();
            (timeline, reviewing.wrong_with(made))
        } else {
            (timeline, issues)
        };
        self.tell_of_rest();
        read
    }

    /// Whether a key that means nothing here would mean something to a candidate in the list.
    pub(super) fn is_for_candidates(&self, pending: &[Chord], chord: Chord) -> bool {
        self.reviewing().is_some()
            && pending.is_empty()
            && matches!(keymap::lookup(Context::Review, &[], chord), Meaning::Action(_))
    }

    /// The key of the selected event, where it is a candidate.
    fn candidate(&mut self) -> Option<String> {
        let key = self.selected_event()?.key.raw().to_owned();
        let review = &self.reviewing.as_ref()?.review;
        if review.certainty(&key).is_some() {
            return Some(key);
        }
        self.say(
            "This event is not a candidate: it can be mended and split, and . goes to the next that is left",
        );
        None
    }

    /// The key of the selected event: one that was accepted long ago can be mended too.
    fn mendable(&self) -> Option<String> {
        Some(self.selected_event()?.key.raw().to_owned())
    }

    /// Does a step; says so where there was nothing to do it on, and gives whether there was.
    fn act(&mut self, step: Step) -> bool {
        let Some(reviewing) = &mut self.reviewing else { return false };
        // That somebody else has it may be known only since this was begun.
        if let Some(why) = reviewing.held.clone() {
            self.fail(why);
            return false;
        }
        let before = reviewing.review.steps().len();
        let now = reviewing.review.act(step.clone());
        if reviewing.review.steps().len() == before {
            self.say("Nothing was changed: what it would change is not there any more");
            return false;
        }
        reviewing.note(&step);
        let marks = reviewing.review.seen().next_back().map(|(_, marks)| marks.to_vec()).unwrap_or_default();
        reviewing.journal.extend([Entry::Seen(marks), Entry::Did(step)]);
        if let Some((timeline, issues)) = now {
            self.stay_shown(timeline, issues);
        }
        true
    }

    /// The timeline as the review has it, and what is wrong with that.
    fn put_in_place(&mut self, timeline: Timeline, issues: Vec<Issue>) {
        let issues = self.reviewing.as_ref().map_or_else(Vec::new, |reviewing| reviewing.wrong_with(issues));
        self.exchange(timeline, issues);
    }

    /// The same after one step: what was shown stays, until the filter is another. An event that is mended does
    /// not vanish under the hands.
    fn stay_shown(&mut self, timeline: Timeline, issues: Vec<Issue>) {
        let key = |id| self.timeline.event(id).key.raw().to_owned();
        let made = self.reviewing.as_ref().and_then(|reviewing| reviewing.review.last()?.makes());
        let is_filtered = !self.view.filter_text.is_empty() && !self.view.is_scanning();
        let kept: Vec<String> =
            if is_filtered { self.view.visible.iter().map(key).collect() } else { Vec::new() };
        let kept = kept.into_iter().chain(made.map(str::to_owned)).collect::<Vec<_>>();
        let here = self.mendable();
        self.put_in_place(timeline, issues);
        if is_filtered {
            let ids = kept.iter().filter_map(|key| self.timeline.event_by_key(key.as_str())).collect();
            self.view.keep(&self.timeline, ids);
            let here = here.and_then(|key| self.view.position(self.timeline.event_by_key(key.as_str())?));
            self.events.selected = here.unwrap_or(self.events.selected);
        }
    }

    /// Puts in place what the steps make of what was read.
    fn show_as_reviewed(&mut self) {
        let Some((timeline, issues)) = self.reviewing.as_ref().map(|reviewing| reviewing.review.now()) else {
            return;
        };
        self.put_in_place(timeline, issues);
    }

    /// Accepts or rejects; the same again takes it back.
    fn judge(&mut self, verdict: Verdict) {
        let Some(key) = self.candidate() else { return };
        let before = self.reviewing.as_ref().and_then(|reviewing| reviewing.review.verdict(&key));
        let now = (before != Some(verdict)).then_some(verdict);
        self.act(Step::Judge { events: vec![key], verdict: now });
        if now.is_some() {
            self.next_candidate(Way::Forward, true);
        }
    }

    /// Accepts all candidates that are left and at least as sure as this one.
    fn accept_all(&mut self) {
        let Some(key) = self.candidate() else { return };
        let Some(review) = self.reviewing.as_ref().map(|reviewing| &reviewing.review) else { return };
        let Some(least) = review.certainty(&key) else { return };
        let mut keys: Vec<String> = review.left(least).map(str::to_owned).collect();
        // What a filter hides is not accepted unseen.
        let timeline = &self.timeline;
        keys.retain(|key| {
            timeline.event_by_key(key.as_str()).is_some_and(|id| self.view.position(id).is_some())
        });
        keys.sort_unstable();
        if keys.is_empty() {
            self.say(format!("No candidate that is shown and left is {}", at_least(least)));
            return;
        }
        let count = keys.len();
        self.act(Step::Judge { events: keys, verdict: Some(Verdict::Accepted) });
        self.next_candidate(Way::Forward, true);
        self.say(format!(
            "Accepted {} that {} {}: u takes it back",
            plural(count, "candidate"),
            is_are(count),
            at_least(least)
        ));
    }

    /// Goes to the first candidate that is left, where one is.
    fn first_left(&mut self) {
        let is_left = |position: &usize| {
            let judged = self.view.visible.get(*position).and_then(|id| self.judged(id));
            matches!(judged, Some((_, None)))
        };
        if let Some(position) = (0..self.view.visible.len()).find(is_left) {
            self.jump_silently(position);
        }
    }

    /// Takes back the last step, or does it again; behind the last step stands the last writing.
    fn undo_review(&mut self, way: Way) -> Option<Effect> {
        let reviewing = self.reviewing.as_mut()?;
        if reviewing.writing.is_some() {
            // What is being written is not taken back under the writer's hands.
            self.say("It is being written");
            return None;
        }
        let next = if way == Way::Back { reviewing.review.last() } else { reviewing.review.undone() };
        let Some(step) = next.cloned() else {
            if let Some(written) = reviewing.written.as_ref().filter(|_| way == Way::Back) {
                return Some(Effect::TakeBackReview {
                    path: written.path.clone(),
                    edit: written.edit.clone(),
                });
            }
            let has_written = reviewing.writings > 0;
            self.say(match way {
                Way::Forward => "There is nothing to do again",
                Way::Back if has_written => {
                    "All that was done is written: mend or judge it anew, or in the file (e)"
                }
                Way::Back => "Nothing was done yet that could be taken back",
            });
            return None;
        };
        // What it was is told from the timeline in which it is not done.
        let before = (way == Way::Forward).then(|| said::step(&self.timeline, &step));
        let (done, entry) = match way {
            Way::Back => (reviewing.review.undo(), Entry::Undid),
            Way::Forward => (reviewing.review.redo(), Entry::Redid),
        };
        let changed = done.ok()?;
        reviewing.journal.push(entry);
        if let Some((timeline, issues)) = changed {
            self.stay_shown(timeline, issues);
        }
        if matches!(step, Step::Add(_)) {
            // Its quote is marked, or is not any more.
            self.forget_documents();
        }
        let first = step.events().next().and_then(|key| self.timeline.event_by_key(key));
        if let Some(position) = first.and_then(|id| self.view.position(id)) {
            self.jump_silently(position);
        }
        self.say(match before {
            None => format!("Taken back: {}", said::step(&self.timeline, &step)),
            Some(was) => format!("Done again: {was}"),
        });
        None
    }

    /// Goes to the next candidate that is left; from the end on from the top.
    fn next_candidate(&mut self, way: Way, judged: bool) {
        let Some(review) = self.reviewing.as_ref().map(|reviewing| &reviewing.review) else { return };
        let shown = self.view.visible.len();
        let here = self.events.selected;
        let is_left = |position: &usize| {
            let key = self.view.visible.get(*position).map(|id| self.timeline.event(id).key);
            key.is_some_and(|key| {
                review.certainty(key.raw()).is_some() && review.verdict(key.raw()).is_none()
            })
        };
        let found = match way {
            Way::Forward => (here + 1..shown).chain(0..here.min(shown)).find(is_left),
            Way::Back => (0..here.min(shown)).rev().chain((here + 1..shown).rev()).find(is_left),
        };
        let is_alone = is_left(&here);
        match found {
            Some(position) => self.select(position),
            None if is_alone => self.say("This is the last candidate that is left"),
            None if judged => self.say("Every candidate that is shown is judged: w writes the timeline"),
            None => self.say("No candidate that is shown is left: w writes the timeline"),
        }
    }

    /// The next quote of the candidate, beside it.
    fn next_quote(&mut self) {
        let count = self.side.quotes.page.items.len();
        if count < 2 {
            self.say("There is no other quote for this event");
            return;
        }
        let height = self.layout().inside(super::action::Pane::Quotes).height.into();
        let next = (self.side.quotes.item + 1) % count;
        self.side.quotes.choose(next, height);
        self.say(format!("Quote {} of {count}", next + 1));
    }

    /// Which events of the list are judged, for the picture.
    pub(crate) fn judged(&self, id: EventId) -> Option<(Certainty, Option<Verdict>)> {
        let review = &self.reviewing.as_ref()?.review;
        let key = self.timeline.event(id).key;
        Some((review.certainty(key.raw())?, review.verdict(key.raw())))
    }

    /// How far the review is, in words.
    pub(crate) fn review_state(&self) -> Option<String> {
        self.reviewing()?;
        Some(self.reviewing.as_ref()?.in_words(self.size.0 < ROOMY))
    }

    /// Puts another timeline in the place of the one before, where both are of one review: the place in it
    /// stays, and so do the documents.
    fn exchange(&mut self, timeline: Timeline, issues: Vec<Issue>) {
        let old = std::mem::replace(&mut self.timeline, timeline);
        let old_view = std::mem::replace(&mut self.view, View::all(&self.timeline));
        self.replaced(&old, &old_view, issues);
        self.events.top = self.events.top.min(self.events.selected);
    }
}
