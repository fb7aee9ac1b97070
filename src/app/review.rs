//! Going through candidates: one key each to accept, reject, merge, split and mend.
//!
//! What is done is kept in a journal by whoever holds the session's files ([`App::take_journal`]), and in the
//! timeline's file only when the reader says so.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::action::{Action, Mend, Way};
use super::view::View;
use super::{App, Effect, PromptKind, plural};
use crate::formats;
use crate::issue::Issue;
use crate::model::{Date, EventId, Timeline};
use crate::review::{Certainty, Review, Step, Tally, Verdict, second_key};
use crate::store::review::{Done, Entry, Written};
use crate::text::line;

/// How many events are looked at for candidates by itself, at the start: a moment's work. Others are found
/// when the reader asks for the review.
const LOOKED_AT: usize = 5_000;

/// A review that goes on.
#[derive(Debug, Default)]
pub struct Reviewing {
    /// What was read, and what was done since.
    pub(crate) review: Review,
    /// Whether it is shown, and its keys hold.
    pub(crate) on: bool,
    /// What is not yet in the journal.
    journal: Vec<Entry>,
    /// Why nothing is to be judged here, where that is so.
    held: Option<String>,
    /// How many steps are being written, and to where.
    writing: Option<(usize, PathBuf)>,
}

impl App {
    /// The review, where it is shown.
    #[must_use]
    pub fn reviewing(&self) -> Option<&Review> {
        self.reviewing.as_ref().filter(|reviewing| reviewing.on).map(|reviewing| &reviewing.review)
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
        self.reviewing.as_ref()?;
        if let Some(identity) = &self.origin.identity {
            return Some(identity.clone());
        }
        let sources = self.timeline.sources().iter();
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

    /// An action on a candidate.
    pub(super) fn perform_in_review(&mut self, action: Action) {
        if self.reviewing().is_none() {
            self.say("Nothing is reviewed: C goes through the candidates");
            return;
        }
        let held = self.reviewing.as_ref().and_then(|reviewing| reviewing.held.clone());
        if let Some(why) = held.filter(|_| !matches!(action, Action::Candidate(_) | Action::NextQuote)) {
            self.fail(why);
            return;
        }
        match action {
            Action::Judge(verdict) => self.judge(verdict),
            Action::AcceptAll => self.accept_all(),
            Action::MergeNext => self.merge_next(),
            Action::Split => self.split(),
            Action::Mend(what) => self.mend(what),
            Action::Candidate(way) => self.next_candidate(way, false),
            Action::NextQuote => self.next_quote(),
            Action::UndoReview(way) => self.undo_review(way),
            Action::WriteReview => self.ask_to_write(),
            _ => {}
        }
    }

    /// Looks whether there are candidates; then the review begins.
    pub(super) fn look_for_candidates(&mut self) {
        let events = self.timeline.events();
        let mut some = (0..events.len().min(LOOKED_AT)).filter_map(|index| events.get(index));
        if self.reviewing.is_none() && some.any(|event| Certainty::of(&event).is_some()) {
            let review = Review::new(self.timeline.clone());
            self.reviewing = Some(Reviewing { review, on: true, ..Reviewing::default() });
        }
    }

    /// Goes on with a review that was left.
    pub fn resume_review(&mut self, steps: Vec<Step>) {
        let Some(reviewing) = &mut self.reviewing else { return };
        if steps.is_empty() {
            return;
        }
        // What was judged before the journal was open comes after it.
        let steps = [steps, reviewing.review.steps().to_vec()].concat();
        reviewing.review = Review::resumed(reviewing.review.base().clone(), steps);
        let (timeline, issues) = reviewing.review.now();
        let tally = reviewing.review.tally();
        self.put_in_place(timeline, issues);
        self.say(format!("The review goes on: {}", told(tally)));
        self.refresh();
    }

    /// Shows the review, or the timeline as it is without it.
    pub(super) fn toggle_review(&mut self) {
        if self.reviewing.is_none() {
            let events = self.timeline.events();
            let mut all = (0..events.len()).filter_map(|index| events.get(index));
            if !all.any(|event| Certainty::of(&event).is_some()) {
                self.say("No event here is a candidate: `annals read` makes them from documents");
                return;
            }
            let review = Review::new(self.timeline.clone());
            self.reviewing = Some(Reviewing { review, on: false, ..Reviewing::default() });
        }
        if let Some(reviewing) = &mut self.reviewing {
            reviewing.on = !reviewing.on;
            let said =
                if reviewing.on { told(reviewing.review.tally()) } else { "C goes on with it".to_owned() };
            let on = reviewing.on;
            self.say(format!("{}: {said}", if on { "Review" } else { "The review rests" }));
        }
    }

    /// Another reading of the file, with what was done since the last writing.
    pub(super) fn with_review(&mut self, timeline: Timeline, issues: Vec<Issue>) -> (Timeline, Vec<Issue>) {
        let Some(reviewing) = &mut self.reviewing else { return (timeline, issues) };
        let steps = reviewing.review.steps().to_vec();
        let is_touched = steps.iter().any(|step| !matches!(step, Step::Judge { .. }));
        reviewing.review = Review::resumed(timeline.clone(), steps);
        // Lines and notes are those of the file where the review has changed nothing.
        if is_touched { (reviewing.review.now().0, issues) } else { (timeline, issues) }
    }

    /// The key of the selected event, where it is a candidate.
    fn candidate(&mut self) -> Option<String> {
        let key = self.selected_event()?.key.raw().to_owned();
        let review = &self.reviewing.as_ref()?.review;
        if review.certainty(&key).is_some() {
            return Some(key);
        }
        self.say("This event is no candidate: it stands as it is");
        None
    }

    fn act(&mut self, step: Step) {
        let Some(reviewing) = &mut self.reviewing else { return };
        reviewing.journal.push(Entry::Did(step.clone()));
        if let Some((timeline, issues)) = reviewing.review.act(step) {
            self.put_in_place(timeline, issues);
        }
    }

    /// The timeline as the review has it.
    fn put_in_place(&mut self, timeline: Timeline, issues: Vec<Issue>) {
        let issues = if issues.is_empty() { std::mem::take(&mut self.issues) } else { issues };
        self.exchange(timeline, issues);
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

    /// Makes one of this candidate and the next one shown.
    fn merge_next(&mut self) {
        let Some(into) = self.candidate() else { return };
        let next = self.view.visible.get(self.events.selected + 1);
        let Some(from) = next.map(|id| self.timeline.event(id).key.raw().to_owned()) else {
            self.say("There is no event after this to merge with");
            return;
        };
        if self.reviewing.as_ref().is_none_or(|reviewing| reviewing.review.certainty(&from).is_none()) {
            self.say("The next event is no candidate: only candidates are merged");
            return;
        }
        self.act(Step::Merge { into, from });
        self.say("Merged with the next: u takes it back");
    }

    /// Makes two of this candidate.
    fn split(&mut self) {
        let Some(event) = self.candidate() else { return };
        let quote = self.side.quotes.chosen().map_or(0, |item| item.quote);
        let new = second_key(&self.timeline, &event);
        self.act(Step::Split { event, quote, new: new.clone() });
        if let Some(position) = self.timeline.event_by_key(new.as_str()).and_then(|id| self.view.position(id))
        {
            self.jump_silently(position);
        }
        self.say("Split: this is the second half; t and d mend its title and date");
    }

    /// Asks for another date, title or cast.
    fn mend(&mut self, what: Mend) {
        if self.candidate().is_none() {
            return;
        }
        self.prompt(match what {
            Mend::Date => PromptKind::MendDate,
            Mend::Title => PromptKind::MendTitle,
            Mend::Actors => PromptKind::MendActors,
        });
    }

    /// What a prompt of the review begins with.
    pub(super) fn mend_text(&self, kind: PromptKind) -> String {
        if kind == PromptKind::WriteReview {
            let path = self.origin.path.clone().unwrap_or_else(|| self.free_name());
            return path.to_string_lossy().into_owned();
        }
        let Some(event) = self.selected_event() else { return String::new() };
        match kind {
            PromptKind::MendDate => event.date.as_ref().map_or(String::new(), |date| date.edtf().to_owned()),
            PromptKind::MendTitle => line(event.title.raw()).into_owned(),
            PromptKind::MendActors => {
                let names = event.actors.iter().map(|one| line(self.timeline.actor(one.actor).name.raw()));
                names.collect::<Vec<_>>().join("; ")
            }
            _ => String::new(),
        }
    }

    fn free_name(&self) -> PathBuf {
        PathBuf::from(format!("timeline-{}.toml", self.today))
    }

    /// What somebody typed as a date: in EDTF or prose; `undated` is none.
    pub(super) fn mended_date(&self, text: &str) -> Result<Option<String>, String> {
        if text.trim().eq_ignore_ascii_case("undated") {
            return Ok(None);
        }
        match Date::parse(text.trim()) {
            Ok((date, _)) => Ok(Some(date.edtf().to_owned())),
            Err(_) => Date::parse_prose(text, self.today).map(|date| Some(date.edtf().to_owned())),
        }
    }

    /// Takes up what was typed.
    pub(super) fn mended_by(&mut self, kind: PromptKind, text: &str) -> Result<(), String> {
        let Some(event) = self.candidate() else { return Ok(()) };
        let step = match kind {
            PromptKind::MendDate => Step::Date { event, date: self.mended_date(text)? },
            PromptKind::MendTitle => Step::Title { event, title: line(text).into_owned() },
            _ => {
                let names = text.split(';').map(|name| line(name).into_owned());
                Step::Actors { event, actors: names.filter(|name| !name.is_empty()).collect() }
            }
        };
        self.act(step);
        self.say("Mended: u takes it back");
        Ok(())
    }

    fn undo_review(&mut self, way: Way) {
        let Some(reviewing) = &mut self.reviewing else { return };
        let (done, entry) = match way {
            Way::Back => (reviewing.review.undo(), Entry::Undid),
            Way::Forward => (reviewing.review.redo(), Entry::Redid),
        };
        match (done, way) {
            (Ok(changed), _) => {
                reviewing.journal.push(entry);
                if let Some((timeline, issues)) = changed {
                    self.put_in_place(timeline, issues);
                }
                self.say(if way == Way::Back { "Taken back" } else { "Done again" });
            }
            (Err(()), Way::Back) => self.say("There is nothing to take back since the last writing"),
            (Err(()), Way::Forward) => self.say("There is nothing to do again"),
        }
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

    fn ask_to_write(&mut self) {
        let Some(reviewing) = &self.reviewing else { return };
        if reviewing.writing.is_some() {
            self.say("It is being written");
            return;
        }
        if reviewing.review.steps().is_empty() && self.origin.path.is_some() {
            self.say("Nothing was reviewed since the last writing");
            return;
        }
        self.prompt(PromptKind::WriteReview);
    }

    /// Has the review written.
    pub(super) fn write_review(&mut self, path: &str) -> Result<Effect, String> {
        let Some(reviewing) = &mut self.reviewing else { return Err("nothing is reviewed".to_owned()) };
        let path = PathBuf::from(path);
        let steps = reviewing.review.steps().to_vec();
        let text = if self.origin.path.as_ref() == Some(&path) {
            None
        } else {
            let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
            let format = if extension.eq_ignore_ascii_case("json") { "json" } else { "toml" };
            if !matches!(extension.to_ascii_lowercase().as_str(), "toml" | "json") {
                return Err("give the file a name that ends in .toml or .json".to_owned());
            }
            let text =
                formats::write(format, &reviewing.review.result().0).map_err(|error| error.to_string())?;
            Some(text)
        };
        reviewing.writing = Some((steps.len(), path.clone()));
        self.say("Writing ...");
        Ok(Effect::WriteReview { path, text, steps })
    }

    /// The review was written, or was not.
    pub(super) fn review_written(&mut self, written: Written) {
        let Some(reviewing) = &mut self.reviewing else { return };
        let Some((count, path)) = reviewing.writing.take() else { return };
        let Done { said, identity } = match written {
            Err(reason) => {
                self.fail(reason);
                return;
            }
            Ok(done) => done,
        };
        let steps = reviewing.review.steps().to_vec();
        let count = count.min(steps.len());
        let base = Review::resumed(reviewing.review.base().clone(), steps[..count].to_vec());
        let tally = base.tally();
        let (written, issues) = base.result();
        // What was done while it was written is still to be written.
        let rest = steps[count..].to_vec();
        reviewing.journal.push(Entry::Written);
        let after: Vec<Entry> = rest.iter().cloned().map(Entry::Did).collect();
        reviewing.review = Review::resumed(written, rest);
        let (timeline, _) = reviewing.review.now();
        let is_new = self.origin.path.as_ref() != Some(&path);
        // From its own place it does not find the documents again by itself.
        let folder = self.origin.documents.as_ref().filter(|folder| is_new && path.parent() != Some(folder));
        let then = folder.map(|folder| format!("; later: --documents {}", line(&folder.to_string_lossy())));
        if is_new {
            self.origin.name = line(&path.to_string_lossy()).into_owned();
            self.origin.identity = identity;
            self.origin.path = Some(path);
        }
        if let Some(reviewing) = &mut self.reviewing {
            reviewing.journal.extend(after);
        }
        self.put_in_place(timeline, issues);
        self.say(format!(
            "{said}: {} accepted, {} taken out, {}{}",
            tally.accepted,
            tally.rejected,
            if tally.left == 0 { "none left".to_owned() } else { format!("{} left", tally.left) },
            then.unwrap_or_default()
        ));
    }

    /// Which events of the list are judged, for the picture.
    pub(crate) fn judged(&self, id: EventId) -> Option<(Certainty, Option<Verdict>)> {
        let review = self.reviewing()?;
        let key = self.timeline.event(id).key;
        Some((review.certainty(key.raw())?, review.verdict(key.raw())))
    }

    /// How far the review is, in words.
    pub(crate) fn review_state(&self) -> Option<String> {
        Some(told(self.reviewing()?.tally()))
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

fn told(tally: Tally) -> String {
    let mut said = format!("{} left · {} accepted · {} rejected", tally.left, tally.accepted, tally.rejected);
    if tally.mended > 0 {
        let _ = write!(said, " · {} mended", tally.mended);
    }
    said
}

fn at_least(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "certain",
        Certainty::Likely => "at least likely",
        Certainty::Guess => "at least a guess",
    }
}

fn is_are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}
