//! What the reader did and does: the session behind the screen.
//!
//! The session itself is pure and knows keys; here it is joined to the events that are shown. What
//! has to be saved is collected until somebody takes it ([`App::take_unsaved`]).

use std::collections::HashMap;

use super::view::SMALL;
use super::work::Tally;
use super::{App, Shown};
use crate::model::{EventId, Timeline};
use crate::search::filter::{Facts, SessionWord};
use crate::search::text::Needle;
use crate::session::{
    self, ContentHash, Delta, Millis, News, NoteId, OldText, Op, Outcome, Place, Progress, ReadNow, Session,
    State, Target,
};
use crate::text::{Text, grouped, plural};

/// How an event stands with the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReadState {
    /// It was read, and says what it said.
    Read,
    /// It was never read.
    #[default]
    Unread,
    /// It came since the last sitting, and was not read yet.
    New,
    /// It was read, and says something else now.
    Changed,
}

/// How many events that were read are compared with what they say now before the first frame.
const AT_ONCE: usize = 20_000;
// What work costs, in bytes' worth of looking through text ([`Needle::search`]).
/// To hash an event.
const HASHING: usize = 12_000;
/// To read an event.
const READING: usize = 800;
/// To count the words in a byte.
const WORDS: usize = 8;
/// To look at the state and the number of words of an event.
const COUNTING: usize = 24;

/// How much of what is derived an operation touches.
enum Touches {
    Nothing,
    /// Marks or notes.
    Signs,
    /// The read state of the event with that key.
    One(Text),
    Much,
}

/// How the session stands with the disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Saved {
    /// Nothing was refused.
    #[default]
    Well,
    /// The last attempt failed; what is not saved is still here.
    Failed(String),
}

/// The session, joined to the events of the timeline.
#[derive(Debug, Default)]
pub struct Reader {
    pub(super) session: Option<Session>,
    states: Vec<ReadState>,
    /// What the events say that were read, as far as it was looked up.
    hashes: HashMap<EventId, ContentHash>,
    /// Events that were read and whose words were not compared yet: until then nothing has changed.
    unsure: Vec<EventId>,
    /// Whether something is new or changed.
    news: bool,
    /// Events that came since the last sitting.
    new: Vec<EventId>,
    /// How many words each event has to read, by its place in the file, as far as they are counted.
    words: Vec<u32>,
    marked: HashMap<EventId, char>,
    pub(super) unsaved: Delta,
    pub(super) now: Millis,
    /// The page that is shown, since when, and whether its end was seen.
    pub(super) page: Option<(EventId, Millis, bool)>,
    /// The page on which the reader said by hand whether it counts as read.
    pub(super) by_hand: Option<EventId>,
    /// The place that was handed over last: another program's is no reason to write ours again.
    pub(super) sent: Option<Place>,
    /// The notes on each event and its quotes.
    pub(super) notes_by_event: HashMap<EventId, Vec<NoteId>>,
    /// How the saving goes.
    pub saved: Saved,
    /// Counts the changes, so that what is derived knows.
    pub generation: u64,
}

impl Reader {
    /// A session, joined to the events of a timeline.
    #[must_use]
    pub fn of(session: Session, timeline: &Timeline) -> Self {
        let mut reader = Self { session: Some(session), ..Self::default() };
        reader.take_in(timeline);
        reader.compare(timeline, &mut { usize::MAX });
        reader
    }

    /// Whether anything is remembered at all.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.session.is_some()
    }

    /// The session, where one is kept.
    #[must_use]
    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// How an event stands with the reader; `None` where nothing is remembered.
    #[must_use]
    pub fn state(&self, event: EventId) -> Option<ReadState> {
        self.session.as_ref()?;
        self.states.get(event.0 as usize).copied()
    }

    /// The letter of a mark on an event or one of its quotes.
    #[must_use]
    pub fn mark(&self, event: EventId) -> Option<char> {
        self.marked.get(&event).copied()
    }

    /// Whether there is a note on an event or one of its quotes.
    #[must_use]
    pub fn is_noted(&self, event: EventId) -> bool {
        self.notes_by_event.contains_key(&event)
    }

    /// The words of the notes on something, oldest first.
    #[must_use]
    pub fn notes_on<'a>(&'a self, target: &'a Target) -> Vec<&'a str> {
        let Some(session) = &self.session else { return Vec::new() };
        session.notes_on(target).map(|(_, note)| note.text.as_str()).collect()
    }

    /// Whether a note on an event or one of its quotes has what is searched for.
    #[must_use]
    pub fn note_has(&self, event: EventId, needle: &Needle) -> bool {
        if self.notes_by_event.is_empty() {
            return false;
        }
        let (Some(session), Some(notes)) = (&self.session, self.notes_by_event.get(&event)) else {
            return false;
        };
        notes.iter().filter_map(|&id| session.note(id)).any(|note| needle.is_in(&note.text))
    }

    /// What awaits the reader among all events.
    #[must_use]
    pub fn news(&self) -> News {
        let mut news = News::default();
        for state in &self.states {
            match state {
                ReadState::Read => {}
                ReadState::Unread => news.unread += 1,
                ReadState::New => {
                    news.unread += 1;
                    news.new += 1;
                }
                ReadState::Changed => news.changed += 1,
            }
        }
        news
    }

    /// Whether anything is new or changed.
    pub(super) fn has_news(&self) -> bool {
        self.news
    }

    /// How far the reader is with some events; their words where all of them are counted.
    #[must_use]
    pub fn progress(&self, timeline: &Timeline, events: impl Iterator<Item = EventId>) -> Option<Progress> {
        let session = self.session.as_ref()?;
        let mut tally = Tally::default();
        events.for_each(|id| self.count(timeline, id, &mut tally));
        Some(tally.progress(session))
    }

    fn count(&self, timeline: &Timeline, id: EventId, tally: &mut Tally) {
        let words = self.words.get(timeline.arrival(id) as usize).copied().map_or(0, u64::from);
        tally.next += 1;
        tally.words += words;
        if matches!(self.state(id), Some(ReadState::Read | ReadState::Changed)) {
            tally.read += 1;
            tally.words_read += words;
        }
    }

    /// Counts more of the events shown.
    pub(super) fn tally(&self, timeline: &Timeline, shown: &Shown, tally: &mut Tally, budget: &mut usize) {
        let count = (*budget / COUNTING).min(shown.len() - tally.next.min(shown.len()));
        *budget = budget.saturating_sub(count * COUNTING);
        shown.from(tally.next).take(count).for_each(|id| self.count(timeline, id, tally));
    }

    /// Takes in what the events say now.
    pub(super) fn take_in(&mut self, timeline: &Timeline) {
        self.words.clear();
        self.grow(timeline);
    }

    /// Takes in events that came to those that are known: they still say the same.
    pub(super) fn grow(&mut self, timeline: &Timeline) {
        self.hashes.clear();
        let Some(session) = &self.session else { return };
        let is_new = |id: &EventId| session.is_new(timeline.event(*id).key.raw());
        self.new =
            if session.knows_news() { timeline.event_ids().filter(is_new).collect() } else { Vec::new() };
        self.derive(timeline);
        if timeline.len() <= SMALL {
            self.step(timeline, &mut { usize::MAX });
        }
    }

    /// Finds anew how each event stands with the reader.
    pub(super) fn derive(&mut self, timeline: &Timeline) {
        self.derive_signs(timeline);
        let Some(session) = &self.session else { return };
        self.states.clear();
        self.states.resize(timeline.len(), ReadState::Unread);
        self.news = !self.new.is_empty();
        for id in &self.new {
            if let Some(state) = self.states.get_mut(id.0 as usize) {
                *state = ReadState::New;
            }
        }
        self.unsure = session.all_read().filter_map(|key| timeline.event_by_key(key)).collect();
        for id in &self.unsure {
            if let Some(state) = self.states.get_mut(id.0 as usize) {
                *state = ReadState::Read;
            }
        }
        let mut at_once = AT_ONCE * HASHING;
        self.compare(timeline, &mut at_once);
    }

    /// Compares what was read with what it says now, as far as `budget` goes.
    fn compare(&mut self, timeline: &Timeline, budget: &mut usize) {
        let Some(session) = &self.session else { return };
        while *budget > 0
            && let Some(id) = self.unsure.pop()
        {
            let hash = self.hashes.entry(id).or_insert_with(|| {
                *budget = budget.saturating_sub(HASHING);
                session::content_hash(timeline, &timeline.event(id))
            });
            let key = timeline.event(id).key;
            if session.is_changed(key.raw(), *hash)
                && let Some(state) = self.states.get_mut(id.0 as usize)
            {
                *state = ReadState::Changed;
                self.news = true;
                self.generation += 1;
            }
        }
    }

    /// Whether something of all this is not known yet.
    pub(super) fn is_busy(&self) -> bool {
        self.is_on() && (!self.unsure.is_empty() || self.words.len() < self.states.len())
    }

    /// Finds out more of it.
    pub(super) fn step(&mut self, timeline: &Timeline, budget: &mut usize) {
        self.compare(timeline, budget);
        if !self.is_on() || self.words.len() >= timeline.len() {
            return;
        }
        let places = u32::try_from(self.words.len()).unwrap_or(u32::MAX)..;
        for place in places.take(timeline.len() - self.words.len()) {
            if *budget == 0 {
                return;
            }
            let Some(id) = timeline.arrived(place) else { break };
            *budget = budget.saturating_sub(READING + timeline.said(id).len() * WORDS);
            self.words.push(session::word_count(&timeline.event(id)));
        }
        // Now there is more to be said of what is left.
        self.generation += 1;
    }

    /// Whether the words of all events are counted.
    pub(super) fn knows_words(&self) -> bool {
        self.words.len() >= self.states.len()
    }

    /// Finds anew where marks and notes are.
    fn derive_signs(&mut self, timeline: &Timeline) {
        self.generation += 1;
        self.marked.clear();
        self.notes_by_event.clear();
        let Some(session) = &self.session else { return };
        let event = |target: &Target| timeline.event_by_key(&Text::new(target.event()?));
        for (letter, mark) in session.marks().filter(|(_, mark)| session.is_here(mark)) {
            if let Some(id) = event(&mark.on) {
                self.marked.insert(id, letter.char());
            }
        }
        for (note, on) in session.notes().map(|(id, note)| (id, &note.on)) {
            if let Some(id) = event(on) {
                self.notes_by_event.entry(id).or_default().push(note);
            }
        }
    }

    pub(super) fn apply(&mut self, timeline: &Timeline, op: Op) -> Outcome {
        let now = self.now;
        let Some(session) = &mut self.session else { return Outcome::Unchanged };
        let touches = match &op {
            // These change nothing that is derived; a place changes with each key.
            Op::Place(_) | Op::Touch | Op::Typed(..) => Touches::Nothing,
            Op::Read(events) => match events.as_slice() {
                [one] => Touches::One(one.event.as_str().into()),
                _ => Touches::Much,
            },
            Op::SetMark { .. }
            | Op::RemoveMark(_)
            | Op::AddNote { .. }
            | Op::EditNote { .. }
            | Op::RemoveNote(_) => Touches::Signs,
            _ => Touches::Much,
        };
        let applied = session.apply(op, now);
        self.unsaved.absorb(applied.delta);
        match touches {
            Touches::Nothing => {}
            Touches::Signs => self.derive_signs(timeline),
            Touches::One(key) => {
                self.generation += 1;
                if let Some(state) =
                    timeline.event_by_key(&key).and_then(|id| self.states.get_mut(id.0 as usize))
                {
                    *state = ReadState::Read;
                }
            }
            Touches::Much => self.derive(timeline),
        }
        applied.outcome
    }
}

impl Facts for Reader {
    fn is(&self, event: EventId, word: SessionWord) -> bool {
        let Some(state) = self.state(event) else { return ().is(event, word) };
        match word {
            SessionWord::Unread => matches!(state, ReadState::Unread | ReadState::New),
            SessionWord::Read => matches!(state, ReadState::Read | ReadState::Changed),
            SessionWord::Changed => state == ReadState::Changed,
            SessionWord::New => state == ReadState::New,
            SessionWord::Marked => self.mark(event).is_some(),
            SessionWord::Noted => self.is_noted(event),
        }
    }
}

impl App {
    /// Tells the time, in milliseconds since 1970: before each message.
    pub fn clock(&mut self, now: Millis) {
        self.reader.now = now.max(self.reader.now);
    }

    /// What has to be saved, if anything; the place of now among it.
    pub fn take_unsaved(&mut self) -> Option<Delta> {
        if self.reader.is_on() {
            let place = self.place_now();
            if self.reader.sent.as_ref() != Some(&place) {
                self.reader.sent = Some(place.clone());
                self.reader.apply(&self.timeline, Op::Place(place));
            }
        }
        let delta = std::mem::take(&mut self.reader.unsaved);
        (!delta.is_empty()).then_some(delta)
    }

    /// What another program did on the same timeline.
    pub fn merge(&mut self, news: State) {
        if let Some(session) = &mut self.reader.session {
            session.merge(news);
            self.reader.derive(&self.timeline);
            self.generation += 1;
            self.refresh();
        }
    }

    /// The session, joined to the events.
    #[must_use]
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The reading page was left: if its end was seen, the event counts as read.
    pub(super) fn leave_page(&mut self) {
        let Some((id, since, ended)) = self.reader.page.take() else { return };
        let by_hand = self.reader.by_hand.take() == Some(id);
        if ended && !by_hand {
            let took = u64::try_from(self.reader.now.saturating_sub(since)).unwrap_or(0);
            self.read_event(id, Some(took));
        }
    }

    /// Keeps track of the page that is shown; called when everything else is up to date.
    pub(super) fn follow_page(&mut self, height: usize) {
        if !self.reader.is_on() {
            return;
        }
        let shown = match (&self.reading, self.selected()) {
            (Some(reading), Some(id)) => Some((id, reading.pane.at_end(height))),
            _ => None,
        };
        match (shown, self.reader.page) {
            (Some((id, ended)), Some((page, since, before))) if page == id => {
                self.reader.page = Some((id, since, before || ended));
            }
            (shown, _) => {
                self.leave_page();
                let now = self.reader.now;
                self.reader.page = shown.map(|(id, ended)| (id, now, ended));
            }
        }
    }

    fn read_event(&mut self, id: EventId, took: Option<u64>) {
        if self.reader.state(id) == Some(ReadState::Read) {
            return;
        }
        let now = self.read_now(id, took);
        self.reader.apply(&self.timeline, Op::Read(vec![now]));
    }

    fn read_now(&self, id: EventId, took: Option<u64>) -> ReadNow {
        let event = self.timeline.event(id);
        ReadNow {
            event: event.key.raw().to_owned(),
            hash: session::content_hash(&self.timeline, &event),
            text: OldText::of(&event),
            words: session::word_count(&event),
            took,
        }
    }

    /// Marks the selected event as read, or as unread again.
    pub(super) fn toggle_read(&mut self) {
        let Some(id) = self.selected().filter(|_| self.remembers()) else { return };
        if self.reader.state(id) == Some(ReadState::Read) {
            let key = self.timeline.event(id).key.raw().to_owned();
            self.reader.by_hand = Some(id);
            self.reader.apply(&self.timeline, Op::Unread(vec![key]));
            self.say("Unread again");
        } else {
            self.read_event(id, None);
            self.say("Read: u takes it back");
        }
    }

    /// The next event in the list that is unread, or new or changed; from the start when there is
    /// none after this.
    pub(super) fn next_unread(&self, wanted: impl Fn(ReadState) -> bool) -> Option<usize> {
        let here = self.events.selected;
        let fits = |position: &usize| {
            let id = self.view.visible.get(*position);
            id.and_then(|id| self.reader.state(id)).is_some_and(&wanted)
        };
        (here + 1..self.view.visible.len()).chain(0..here).find(fits)
    }

    pub(super) fn go_to_unread(&mut self, changed_only: bool) {
        if !self.remembers() {
            return;
        }
        self.leave_page();
        let found = self.next_unread(|state| match state {
            ReadState::Read => false,
            ReadState::Unread => !changed_only,
            ReadState::New | ReadState::Changed => true,
        });
        match found {
            Some(position) => self.jump(position),
            None if changed_only => self.say("Nothing shown is new or changed"),
            None => self.say("Everything shown is read"),
        }
    }

    /// Whether there is a session; says so when there is none.
    pub(super) fn remembers(&mut self) -> bool {
        if !self.reader.is_on() {
            self.fail("Nothing is kept in this run: no session was begun");
        }
        self.reader.is_on()
    }

    /// What was typed is remembered for the next time.
    pub(super) fn typed_at(&mut self, prompt: session::Prompt, text: &str) {
        self.reader.apply(&self.timeline, Op::Typed(prompt, text.to_owned()));
    }

    /// One line on what is left to read of what is shown, for the foot of the screen.
    pub(super) fn reading_left(&self, tally: Tally) -> Option<String> {
        let progress = tally.progress(self.reader.session()?);
        let left = progress.events - progress.read;
        if left == 0 {
            return Some("all read".to_owned());
        }
        if !self.reader.knows_words() {
            return Some(format!("{} unread", grouped(left)));
        }
        let words = usize::try_from(progress.words - progress.words_read).unwrap_or(usize::MAX);
        let text = format!("{} unread, {} words", grouped(left), grouped(words));
        let Some(minutes) = progress.minutes_left else { return Some(text) };
        let minutes = usize::try_from(minutes).unwrap_or(usize::MAX);
        let time = match minutes / 60 {
            0..=2 => plural(minutes, "minute"),
            hours => format!("{} hours", grouped(hours)),
        };
        Some(format!("{text}, about {time} left"))
    }
}

impl Tally {
    fn progress(self, session: &Session) -> Progress {
        Progress {
            read: self.read,
            events: self.next,
            words_read: self.words_read,
            words: self.words,
            minutes_left: session.pace().map(|pace| pace.minutes(self.words - self.words_read)),
        }
    }
}
