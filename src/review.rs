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

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::issue::{Issue, Spot};
use crate::model::draft::At;
use crate::model::draft::{DraftActor, DraftEvent, DraftParticipant};
use crate::model::{Date, Draft, Event, Timeline};
use crate::text::Text;

/// The field that makes an event a candidate.
pub const CERTAINTY: &str = "certainty";
/// The field that names the rule by which it was found.
pub const RULE: &str = "rule";

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

impl Certainty {
    const ALL: [Self; 3] = [Self::Guess, Self::Likely, Self::Certain];

    /// As files have it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Guess => "guess",
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }

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
        Self::ALL.into_iter().find(|certainty| certainty.word() == word)
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

/// One step of a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// These were accepted or rejected, or neither any more.
    Judge {
        /// The keys of the events.
        events: Vec<String>,
        /// What was said.
        verdict: Option<Verdict>,
    },
    /// Another date, in EDTF; none makes it undated.
    Date {
        /// The key of the event.
        event: String,
        /// The date.
        date: Option<String>,
    },
    /// Another title.
    Title {
        /// The key of the event.
        event: String,
        /// The title.
        title: String,
    },
    /// Other actors: keys or names of those that the timeline has, or names of new ones.
    Actors {
        /// The key of the event.
        event: String,
        /// The actors.
        actors: Vec<String>,
    },
    /// Two are one: the first takes up the evidence of the second, which goes.
    Merge {
        /// The key of the one that stays.
        into: String,
        /// The key of the one that goes.
        from: String,
    },
    /// One is two: a quote goes to an event of its own; the only quote is in both.
    Split {
        /// The key of the event.
        event: String,
        /// Which of its quotes.
        quote: usize,
        /// The key of the new event.
        new: String,
    },
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
    /// Other steps since the last writing: what was mended, merged, split.
    pub mended: usize,
}

/// A review: what was read, and what was done since.
#[derive(Debug, Default)]
pub struct Review {
    base: Timeline,
    steps: Vec<Step>,
    undone: Vec<Step>,
    verdicts: HashMap<String, Verdict>,
    open: HashMap<String, Certainty>,
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
        Self { base, steps, ..Self::default() }.counted()
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
        let of = |verdict| self.verdicts.values().filter(|&&given| given == verdict).count();
        Tally {
            left: self.left(Certainty::Guess).count(),
            accepted: of(Verdict::Accepted),
            rejected: of(Verdict::Rejected),
            mended: self.steps.iter().filter(|step| !matches!(step, Step::Judge { .. })).count(),
        }
    }

    /// What was done since the last writing.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Does a step. Gives the timeline as it is then, where that is another.
    pub fn act(&mut self, step: Step) -> Option<(Timeline, Vec<Issue>)> {
        self.undone.clear();
        let changes = changes(&step);
        self.steps.push(step);
        self.again(changes)
    }

    /// Takes back the last step. Gives the timeline as it is then, where that is another; `Err` where there
    /// is nothing to take back.
    #[expect(clippy::result_unit_err, reason = "there is nothing more to say")]
    pub fn undo(&mut self) -> Result<Option<(Timeline, Vec<Issue>)>, ()> {
        let step = self.steps.pop().ok_or(())?;
        let changes = changes(&step);
        self.undone.push(step);
        Ok(self.again(changes))
    }

    /// Does again what was taken back.
    #[expect(clippy::result_unit_err, reason = "there is nothing more to say")]
    pub fn redo(&mut self) -> Result<Option<(Timeline, Vec<Issue>)>, ()> {
        let step = self.undone.pop().ok_or(())?;
        let changes = changes(&step);
        self.steps.push(step);
        Ok(self.again(changes))
    }

    fn again(&mut self, changes: bool) -> Option<(Timeline, Vec<Issue>)> {
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
        let mut draft = Draft::from(&self.base);
        let mut places = Places::of(&draft);
        for step in &self.steps {
            places.apply(&mut draft, step);
        }
        draft.events.retain(|event| !is_gone(event));
        draft.build()
    }

    /// What is written: without what was rejected, and what was accepted is a candidate no longer.
    #[must_use]
    pub fn result(&self) -> (Timeline, Vec<Issue>) {
        let (now, _) = self.now();
        let mut draft = Draft::from(&now);
        draft.events.retain_mut(|event| {
            let verdict = event.key.as_ref().and_then(|key| self.verdicts.get(key.value.raw()));
            if verdict == Some(&Verdict::Accepted)
                && let Some(extra) = &mut event.extra
            {
                extra.remove(CERTAINTY);
            }
            verdict != Some(&Verdict::Rejected)
        });
        draft.build()
    }

    /// Finds the candidates.
    fn count(&mut self, now: &Timeline) {
        let events = now.events();
        let all = (0..events.len()).filter_map(|index| events.get(index));
        self.open =
            all.filter_map(|event| Some((event.key.raw().to_owned(), Certainty::of(&event)?))).collect();
        self.judge();
    }

    fn judge(&mut self) {
        self.verdicts.clear();
        for step in &self.steps {
            let Step::Judge { events, verdict } = step else { continue };
            for event in events.iter().filter(|event| self.open.contains_key(*event)) {
                match verdict {
                    Some(verdict) => self.verdicts.insert(event.clone(), *verdict),
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

/// An event that a merge has emptied: it has no key any more.
fn is_gone(event: &DraftEvent) -> bool {
    event.key.is_none()
}

/// Where the events and actors of a draft are, by key.
struct Places {
    events: HashMap<String, usize>,
    keys: HashSet<String>,
    actors: HashMap<String, String>,
}

impl Places {
    fn of(draft: &Draft) -> Self {
        let key = |key: &Option<At<Text>>| key.as_ref().map(|key| key.value.raw().to_owned());
        let events: HashMap<String, usize> =
            draft.events.iter().enumerate().filter_map(|(at, event)| Some((key(&event.key)?, at))).collect();
        let keys = events.keys().cloned().collect();
        let mut actors = HashMap::new();
        for actor in &draft.actors {
            let Some(key) = key(&actor.key) else { continue };
            let names = actor.name.iter().chain(&actor.aliases).map(|name| folded(name.raw()));
            for name in names.chain([folded(&key)]) {
                actors.entry(name).or_insert_with(|| key.clone());
            }
        }
        Self { events, keys, actors }
    }

    fn apply(&mut self, draft: &mut Draft, step: &Step) {
        let place = |key: &str| self.events.get(key).copied();
        match step {
            Step::Judge { .. } => {}
            Step::Date { event, date } => {
                let Some(event) = place(event).and_then(|at| draft.events.get_mut(at)) else { return };
                let date = date.as_deref().map(Date::parse).transpose();
                if let Ok(date) = date {
                    event.date = date.map(|(date, _)| At::new(date, Spot::NONE));
                    if let Some(extra) = &mut event.extra {
                        // What could not be understood as a date is mended with it.
                        extra.remove("date");
                    }
                }
            }
            Step::Title { event, title } => {
                if let Some(event) = place(event).and_then(|at| draft.events.get_mut(at)) {
                    event.title = Some(Text::new(title.as_str()));
                }
            }
            Step::Actors { event, actors } => {
                let Some(at) = place(event) else { return };
                let keys: Vec<String> = actors.iter().map(|name| self.actor(draft, name)).collect();
                let Some(event) = draft.events.get_mut(at) else { return };
                let before = std::mem::take(&mut event.actors);
                for key in keys {
                    if event.actors.iter().any(|known| known.actor.value.raw() == key) {
                        continue;
                    }
                    let known = before.iter().find(|known| known.actor.value.raw() == key).cloned();
                    event.actors.push(known.unwrap_or_else(|| DraftParticipant {
                        actor: At::new(Text::new(key), Spot::NONE),
                        role: None,
                        extra: None,
                    }));
                }
            }
            Step::Merge { into, from } => {
                let (Some(into), Some(from)) = (place(into), place(from)) else { return };
                if into == from {
                    return;
                }
                let Some(gone) = draft.events.get_mut(from) else { return };
                let gone_key = gone.key.take().map(|key| key.value.raw().to_owned());
                let gone = std::mem::take(gone);
                if let Some(into) = draft.events.get_mut(into) {
                    merge(into, gone);
                }
                if let Some(key) = gone_key {
                    self.events.remove(&key);
                }
            }
            Step::Split { event, quote, new } => {
                let Some(at) = place(event) else { return };
                if self.keys.contains(new) {
                    return;
                }
                let Some(event) = draft.events.get_mut(at) else { return };
                let Some(second) = split(event, *quote, new) else { return };
                self.keys.insert(new.clone());
                draft.events.insert(at + 1, second);
                for place in self.events.values_mut().filter(|place| **place > at) {
                    *place += 1;
                }
                self.events.insert(new.clone(), at + 1);
            }
        }
    }

    /// The key of the actor of that key or name; where there is none, of a new one.
    fn actor(&mut self, draft: &mut Draft, name: &str) -> String {
        if let Some(key) = self.actors.get(&folded(name)) {
            return key.clone();
        }
        let stem = slug(name);
        let taken =
            |key: &str| draft.actors.iter().any(|a| a.key.as_ref().is_some_and(|k| k.value.raw() == key));
        let mut key = stem.clone();
        let mut count = 1;
        while taken(&key) {
            count += 1;
            key = format!("{stem}-{count}");
        }
        draft.actors.push(DraftActor {
            key: Some(At::new(Text::new(key.as_str()), Spot::NONE)),
            name: Some(Text::new(name.trim())),
            ..DraftActor::default()
        });
        self.actors.insert(folded(name), key.clone());
        key
    }
}

/// Takes up the evidence of another: quotes, caveats, actors, tags, and what this one does not know.
fn merge(into: &mut DraftEvent, from: DraftEvent) {
    for quote in from.quotes {
        let is_same = |known: &crate::model::draft::DraftQuote| {
            known.text == quote.text
                && known.source.as_ref().map(|at| &at.value) == quote.source.as_ref().map(|at| &at.value)
        };
        if !into.quotes.iter().any(is_same) {
            into.quotes.push(quote);
        }
    }
    for actor in from.actors {
        if !into.actors.iter().any(|known| known.actor.value == actor.actor.value) {
            into.actors.push(actor);
        }
    }
    for caveat in from.caveats {
        if !into.caveats.iter().any(|known| known.text == caveat.text) {
            into.caveats.push(caveat);
        }
    }
    for tag in from.tags {
        if !into.tags.contains(&tag) {
            into.tags.push(tag);
        }
    }
    into.date = into.date.take().or(from.date);
    into.summary = into.summary.take().or(from.summary);
    into.place = into.place.take().or(from.place);
    into.status = into.status.or(from.status);
    into.importance = into.importance.or(from.importance);
}

/// Makes a second event with one of the quotes. An only quote tells of both.
fn split(event: &mut DraftEvent, quote: usize, new: &str) -> Option<DraftEvent> {
    let mut second = event.clone();
    second.key = Some(At::new(Text::new(new), Spot::NONE));
    second.line = 0;
    if event.quotes.len() > 1 {
        if quote >= event.quotes.len() {
            return None;
        }
        second.quotes = vec![event.quotes.remove(quote)];
    }
    Some(second)
}

/// The key of the second half of an event, one that no event has.
#[must_use]
pub fn second_key(timeline: &Timeline, event: &str) -> String {
    let free = |key: &String| timeline.event_by_key(key.as_str()).is_none();
    let mut keys = (2..).map(|count: u64| format!("{event}-part-{count}"));
    keys.find(free).unwrap_or_default()
}

/// A name as it is compared: case and the width of blanks do not matter.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A key out of a name.
fn slug(name: &str) -> String {
    let mut key = String::new();
    for c in deunicode::deunicode(name).chars() {
        if c.is_ascii_alphanumeric() {
            key.push(c.to_ascii_lowercase());
        } else if !key.is_empty() && !key.ends_with('-') {
            key.push('-');
        }
    }
    let key = key.trim_end_matches('-');
    if key.is_empty() { "actor".to_owned() } else { key.to_owned() }
}

#[cfg(test)]
mod tests;
