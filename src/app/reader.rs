//! What the reader did and does: the session behind the screen.
//!
//! The session itself is pure and knows keys; here it is joined to the events that are shown. What
//! has to be saved is collected until somebody takes it ([`App::take_unsaved`]).

use std::collections::HashMap;

use super::{App, plural};
use crate::model::{EventId, Timeline};
use crate::search::filter::{Facts, SessionWord};
use crate::search::text::Needle;
use crate::session::{
    self, ContentHash, Delta, Millis, News, NoteId, OldText, Op, Outcome, Place, Progress, ReadNow, Session,
    State, Target,
};
use crate::text::Text;

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

/// How much of what is derived an operation touches.
enum Touches {
    Nothing,
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
    pub(super) hashes: Vec<ContentHash>,
    pub(super) states: Vec<ReadState>,
    /// How many words each event has to read.
    pub(super) words: Vec<u32>,
    pub(super) marked: Vec<Option<char>>,
    pub(super) noted: Vec<bool>,
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
        self.marked.get(event.0 as usize).copied().flatten()
    }

    /// Whether there is a note on an event or one of its quotes.
    #[must_use]
    pub fn is_noted(&self, event: EventId) -> bool {
        self.noted.get(event.0 as usize).copied().unwrap_or(false)
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

    /// How far the reader is with some events.
    #[must_use]
    pub fn progress(&self, events: &[EventId]) -> Option<Progress> {
        let session = self.session.as_ref()?;
        let mut progress = Progress { events: events.len(), ..Progress::default() };
        for id in events {
            let words = self.words.get(id.0 as usize).copied().map_or(0, u64::from);
            progress.words += words;
            if matches!(self.state(*id), Some(ReadState::Read | ReadState::Changed)) {
                progress.read += 1;
                progress.words_read += words;
            }
        }
        progress.minutes_left = session.pace().map(|pace| pace.minutes(progress.words - progress.words_read));
        Some(progress)
    }

    /// Takes in what the events say now.
    pub(super) fn take_in(&mut self, timeline: &Timeline) {
        self.hashes = Session::hashes(timeline);
        self.words = timeline.events().map(|event| session::word_count(&event)).collect();
        self.derive(timeline);
    }

    pub(super) fn derive(&mut self, timeline: &Timeline) {
        self.generation += 1;
        let Some(session) = &self.session else { return };
        let state = |(event, hash): (crate::model::Event, &ContentHash)| {
            let key = event.key.raw();
            match session.read(key) {
                Some(read) if read.hash == *hash => ReadState::Read,
                Some(_) => ReadState::Changed,
                None if session.is_new(key) => ReadState::New,
                None => ReadState::Unread,
            }
        };
        self.states = timeline.events().zip(&self.hashes).map(state).collect();
        self.marked = vec![None; self.states.len()];
        self.noted = vec![false; self.states.len()];
        let position = |target: &Target| {
            let key = crate::text::Text::new(target.event()?);
            timeline.event_by_key(&key).map(|id| id.0 as usize)
        };
        for (letter, mark) in session.marks().filter(|(_, mark)| session.is_here(mark)) {
            if let Some(slot) = position(&mark.on).and_then(|at| self.marked.get_mut(at)) {
                *slot = Some(letter.char());
            }
        }
        self.notes_by_event.clear();
        for (id, note) in session.notes() {
            let Some(at) = position(&note.on) else { continue };
            if let (Some(slot), Ok(event)) = (self.noted.get_mut(at), u32::try_from(at)) {
                *slot = true;
                self.notes_by_event.entry(EventId(event)).or_default().push(id);
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
            _ => Touches::Much,
        };
        let applied = session.apply(op, now);
        self.unsaved.absorb(applied.delta);
        match touches {
            Touches::Nothing => {}
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
        let Some(state) = self.state(event) else { return false };
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
            id.and_then(|id| self.reader.state(*id)).is_some_and(&wanted)
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
            self.fail(
                "Nothing is kept in this run: it was asked for, or the session's folder cannot be used",
            );
        }
        self.reader.is_on()
    }

    /// Whether an event, or a note on it, has what is searched for.
    pub(super) fn has(&self, needle: &Needle, id: EventId) -> bool {
        let event = self.timeline.event(id);
        needle.matches_event(&event) || self.reader.note_has(id, needle)
    }

    /// What was typed is remembered for the next time.
    pub(super) fn typed_at(&mut self, prompt: session::Prompt, text: &str) {
        self.reader.apply(&self.timeline, Op::Typed(prompt, text.to_owned()));
    }

    /// One line on what is left to read of what is shown, for the foot of the screen.
    pub(super) fn reading_left(&self) -> Option<String> {
        let progress = self.reader.progress(&self.view.visible)?;
        let left = progress.events - progress.read;
        let mut text = if left == 0 {
            "all read".to_owned()
        } else {
            format!("{left} unread, {} words", progress.words - progress.words_read)
        };
        if let Some(minutes) = progress.minutes_left.filter(|_| left > 0) {
            let minutes = usize::try_from(minutes).unwrap_or(usize::MAX);
            text = format!("{text}, about {} left", plural(minutes, "minute"));
        }
        Some(text)
    }
}
