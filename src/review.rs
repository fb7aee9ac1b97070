//! Going through candidates: events that rules have found and nobody has judged yet.
//!
//! An event is a candidate while it says how sure it is: `certainty = "certain"`, `"likely"` or `"guess"`
//! among its fields, with the `rule` that found it. Both are ordinary fields of the file, so a review can be
//! written half-done and read again. What is accepted loses its `certainty` and keeps its `rule`; what is
//! rejected is taken out when the review is written, and not before.
//!
//! A [`Review`] is the timeline as it was read and the steps that were done since. Steps name events by their
//! keys, so they can be kept in a journal and done again on another reading of the same file. Nothing is
//! written by it: [`Review::result`] is what would be.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

mod apply;
pub mod carry;
mod same;
mod step;

pub use apply::{lost_in_merge, parted, same_name};
pub use same::{Mark, Seen};
pub use step::{Added, Holds, Part, Step};

use crate::issue::Issue;
use crate::model::draft::made_key;
use crate::model::{Draft, Event, Timeline, Word};
use apply::{Places, is_gone};

/// The field that makes an event a candidate.
pub const CERTAINTY: &str = "certainty";
/// The field that names the rule by which it was found.
pub const RULE: &str = "rule";
/// That rule where it was no rule, but the reader.
pub const BY_READER: &str = "reader";

/// How sure a candidate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// One reading among several.
    Guess,
    /// The usual reading.
    Likely,
    /// The document says it in so many words.
    Certain,
}

impl Word for Certainty {
    const FIELD: &'static str = CERTAINTY;
    const ALL: &'static [Self] = &[Self::Guess, Self::Likely, Self::Certain];

    fn word(self) -> &'static str {
        match self {
            Self::Guess => "guess",
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }
}

impl Certainty {
    /// Of an event that is a candidate.
    ///
    /// ```
    /// use annals::formats::{self, Hint};
    /// use annals::review::Certainty;
    /// let toml = b"[[events]]\ntitle = 'They met'\ncertainty = 'likely'\nrule = 'verb'\n";
    /// let timeline = formats::read(Hint::Name("toml"), toml)?.timeline;
    /// let event = timeline.events().get(0).unwrap();
    /// assert_eq!(Certainty::of(&event), Some(Certainty::Likely));
    /// # Ok::<(), formats::ReadError>(())
    /// ```
    #[must_use]
    pub fn of(event: &Event) -> Option<Self> {
        let extra = event.extra.get()?;
        let word = extra.get(CERTAINTY)?.as_str()?;
        Self::from_word(word)
    }
}

/// What a reader said of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It belongs to the timeline.
    Accepted,
    /// It does not.
    Rejected,
}

/// What becomes of candidates that nobody has judged when a review is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unjudged {
    /// They stay, as candidates.
    #[default]
    Stay,
    /// They are left out.
    LeftOut,
}

/// How far a review is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Candidates that nobody has judged.
    pub left: usize,
    /// Candidates that were accepted since the last writing.
    pub accepted: usize,
    /// Candidates that were rejected since the last writing.
    pub rejected: usize,
    /// Events that were mended, merged or split since the last writing.
    pub mended: usize,
}

/// A review: what was read, and what was done since.
#[derive(Debug, Default)]
pub struct Review {
    base: Timeline,
    steps: Vec<Step>,
    /// What the events of each step said.
    marks: Vec<Vec<Mark>>,
    undone: Vec<Seen>,
    /// What was done on events that are not in this reading: kept until they are again.
    resting: Vec<Seen>,
    verdicts: HashMap<String, Verdict>,
    open: HashMap<String, Certainty>,
    /// How far it is, once that was asked: each frame asks.
    tally: OnceCell<Tally>,
}

impl Review {
    /// The review of a timeline on which nothing was done yet.
    #[must_use]
    pub fn new(base: Timeline) -> Self {
        Self { base, ..Self::default() }.counted()
    }

    /// The same with steps that were done before.
    #[must_use]
    pub fn resumed(base: Timeline, steps: Vec<Step>) -> Self {
        let marks = steps.iter().map(|step| same::marks(step, &base)).collect();
        Self { base, steps, marks, ..Self::default() }.counted()
    }

    /// The same of a timeline that may be another than the one that the steps were done on. Those whose events
    /// are others now, or not there, [rest](Self::resting).
    #[must_use]
    pub fn taken_up(base: Timeline, seen: Vec<Seen>) -> Self {
        let (holding, resting) = same::parted(same::apart(seen, &base), &base);
        let (steps, marks) = holding.into_iter().unzip();
        Self { base, steps, marks, resting, ..Self::default() }.counted()
    }

    /// The [`steps`](Self::steps), each with what its events said when it was done.
    pub fn seen(&self) -> impl DoubleEndedIterator<Item = (&Step, &[Mark])> {
        self.steps.iter().zip(self.marks.iter().map(Vec::as_slice))
    }

    /// The same with steps that rest.
    #[must_use]
    pub fn with_resting(mut self, resting: Vec<Seen>) -> Self {
        self.resting = resting;
        self
    }

    /// What was done on events that are not in this reading.
    #[must_use]
    pub fn resting(&self) -> &[Seen] {
        &self.resting
    }

    fn counted(mut self) -> Self {
        let now = self.now().0;
        self.count(&now);
        self
    }

    /// The timeline as it was read.
    #[must_use]
    pub fn base(&self) -> &Timeline {
        &self.base
    }

    /// Whether the timeline has candidates.
    #[must_use]
    pub fn has_candidates(&self) -> bool {
        !self.open.is_empty()
    }

    /// How sure a candidate is; `None` where the event is none.
    #[must_use]
    pub fn certainty(&self, event: &str) -> Option<Certainty> {
        self.open.get(event).copied()
    }

    /// What was said of a candidate.
    #[must_use]
    pub fn verdict(&self, event: &str) -> Option<Verdict> {
        self.verdicts.get(event).copied()
    }

    /// The candidates that nobody has judged and that are at least so sure, by key in no order.
    pub fn left(&self, least: Certainty) -> impl Iterator<Item = &str> {
        let open = self.open.iter().filter(move |&(_, &certainty)| certainty >= least);
        open.map(|(key, _)| key.as_str()).filter(|key| !self.verdicts.contains_key(*key))
    }

    /// How far it is.
    #[must_use]
    pub fn tally(&self) -> Tally {
        *self.tally.get_or_init(|| self.told())
    }

    fn told(&self) -> Tally {
        let of = |verdict| self.verdicts.values().filter(|&&given| given == verdict).count();
        Tally {
            left: self.left(Certainty::Guess).count(),
            accepted: of(Verdict::Accepted),
            rejected: of(Verdict::Rejected),
            mended: self.mended().count(),
        }
    }

    /// The events that were mended, merged or split, each once.
    fn mended(&self) -> impl Iterator<Item = &str> {
        let steps = self.steps.iter().filter(|step| changes(step) && !matches!(step, Step::Add(_)));
        steps.filter_map(|step| step.events().next()).collect::<HashSet<_>>().into_iter()
    }

    /// How many of those that were mended are written: not those that were rejected, or left out.
    #[must_use]
    pub fn mends_written(&self, unjudged: Unjudged) -> usize {
        let is_written = |event: &&str| match self.verdict(event) {
            Some(verdict) => verdict == Verdict::Accepted,
            // What is not a candidate is written in any case.
            None => unjudged == Unjudged::Stay || !self.open.contains_key(*event),
        };
        self.mended().filter(is_written).count()
    }

    /// What was done since the last writing.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Does a step. Gives the timeline as it is then, where that is another. A step that finds nothing to do is
    /// not among the [`steps`](Self::steps) afterwards.
    pub fn act(&mut self, step: Step) -> Option<(Timeline, Vec<Issue>)> {
        self.tally.take();
        let changes = changes(&step);
        self.marks.push(same::marks(&step, &self.base));
        self.steps.push(step);
        if changes {
            let (draft, is_done) = self.draft();
            if !is_done {
                self.steps.pop();
                self.marks.pop();
                return None;
            }
            self.undone.clear();
            let now = draft.build();
            self.count(&now.0);
            return Some(now);
        }
        self.undone.clear();
        self.judge();
        None
    }

    /// The key of the second half of an event: one that no event has, nor has had since the last writing.
    #[must_use]
    pub fn second_key(&self, event: &str) -> String {
        free_key(event, "part-", self.is_free())
    }

    /// The key of an event of that date and title which is added.
    #[must_use]
    pub fn key_of(&self, date: Option<&str>, title: &str) -> String {
        let key = made_key(date.unwrap_or_default(), title);
        let is_free = self.is_free();
        if is_free(&key) { key } else { free_key(&key, "", is_free) }
    }

    /// Whether no event has a key, nor has had it since the last writing, nor will have it when what rests is back.
    fn is_free(&self) -> impl Fn(&str) -> bool {
        let resting = self.resting.iter().map(|(step, _)| step);
        let made: HashSet<&str> = self.steps.iter().chain(resting).filter_map(Step::makes).collect();
        move |key| !made.contains(key) && self.base.event_by_key(key).is_none()
    }

    /// Takes back the last step. Gives the timeline as it is then, where that is another.
    ///
    /// # Errors
    ///
    /// When there is nothing to take back.
    #[expect(clippy::result_unit_err, reason = "there is nothing more to say")]
    pub fn undo(&mut self) -> Result<Option<(Timeline, Vec<Issue>)>, ()> {
        self.tally.take();
        let step = self.steps.pop().ok_or(())?;
        let changes = changes(&step);
        self.undone.push((step, self.marks.pop().unwrap_or_default()));
        Ok(self.again(changes))
    }

    /// Does again what was taken back. Gives the timeline as it is then, where that is another.
    ///
    /// # Errors
    ///
    /// When nothing was taken back.
    #[expect(clippy::result_unit_err, reason = "there is nothing more to say")]
    pub fn redo(&mut self) -> Result<Option<(Timeline, Vec<Issue>)>, ()> {
        self.tally.take();
        let (step, marks) = self.undone.pop().ok_or(())?;
        let changes = changes(&step);
        self.steps.push(step);
        self.marks.push(marks);
        Ok(self.again(changes))
    }

    fn again(&mut self, changes: bool) -> Option<(Timeline, Vec<Issue>)> {
        self.tally.take();
        if changes {
            let now = self.now();
            self.count(&now.0);
            return Some(now);
        }
        self.judge();
        None
    }

    /// The timeline with everything that was mended; what was rejected is still in it.
    #[must_use]
    pub fn now(&self) -> (Timeline, Vec<Issue>) {
        self.draft().0.build()
    }

    /// The same before it is built, and whether the last step found something to do.
    fn draft(&self) -> (Draft, bool) {
        let mut draft = Draft::from(&self.base);
        let mut places = Places::of(&draft);
        let mut is_done = true;
        for step in &self.steps {
            is_done = places.apply(&mut draft, step);
        }
        draft.events.retain(|event| !is_gone(event));
        (draft, is_done)
    }

    /// The step that would be taken back next.
    #[must_use]
    pub fn last(&self) -> Option<&Step> {
        self.steps.last()
    }

    /// The step that would be done again next.
    #[must_use]
    pub fn undone(&self) -> Option<&Step> {
        self.undone.last().map(|(step, _)| step)
    }

    /// What is written: without what was rejected, and what was accepted is a candidate no longer.
    #[must_use]
    pub fn result(&self, unjudged: Unjudged) -> (Timeline, Vec<Issue>) {
        let (now, _) = self.now();
        let mut draft = Draft::from(&now);
        draft.events.retain_mut(|event| {
            let verdict = event.key.as_ref().and_then(|key| self.verdicts.get(key.value.raw()));
            if verdict == Some(&Verdict::Accepted)
                && let Some(extra) = &mut event.extra
            {
                extra.remove(CERTAINTY);
            }
            let is_left = verdict.is_none()
                && event.key.as_ref().is_some_and(|key| self.open.contains_key(key.value.raw()));
            verdict != Some(&Verdict::Rejected) && !(is_left && unjudged == Unjudged::LeftOut)
        });
        draft.build()
    }

    /// Finds the candidates.
    fn count(&mut self, now: &Timeline) {
        self.tally.take();
        let events = now.events();
        let all = (0..events.len()).filter_map(|index| events.get(index));
        self.open =
            all.filter_map(|event| Some((event.key.raw().to_owned(), Certainty::of(&event)?))).collect();
        self.judge();
    }

    fn judge(&mut self) {
        self.tally.take();
        self.verdicts.clear();
        for step in &self.steps {
            let (events, verdict): (&[String], _) = match step {
                Step::Judge { events, verdict } => (events, *verdict),
                // Who finds an event takes it for one.
                Step::Add(added) => (std::slice::from_ref(&added.new), Some(Verdict::Accepted)),
                _ => continue,
            };
            for event in events.iter().filter(|event| self.open.contains_key(*event)) {
                match verdict {
                    Some(verdict) => self.verdicts.insert(event.clone(), verdict),
                    None => self.verdicts.remove(event),
                };
            }
        }
    }
}

/// Whether a step makes another timeline.
fn changes(step: &Step) -> bool {
    !matches!(step, Step::Judge { .. })
}

/// The key of the second half of an event, one that no event has.
#[must_use]
pub fn second_key(timeline: &Timeline, event: &str) -> String {
    free_key(event, "part-", |key| timeline.event_by_key(key).is_none())
}

fn free_key(event: &str, word: &str, is_free: impl Fn(&str) -> bool) -> String {
    let mut keys = (2..).map(|count: u64| format!("{event}-{word}{count}"));
    keys.find(|key| is_free(key)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
