//! What the reader did and does: the session behind the screen.
//!
//! The session itself is pure and knows keys; here it is joined to the events that are shown. What
//! has to be saved is collected until somebody takes it ([`App::take_unsaved`]).

use super::action::{Pane, Way};
use super::{App, Reading, plural};
use crate::model::{ActorId, EventId, Quote, SourceId, Timeline};
use crate::search::filter::{Facts, SessionWord};
use crate::search::text::Needle;
use crate::session::{
    self, ContentHash, Delta, Letter, Millis, News, NoteId, OldText, Op, Outcome, Place, Progress, ReadNow,
    Session, State, Target, View, words_hash,
};
use crate::text::{Text, line};

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
    session: Option<Session>,
    hashes: Vec<ContentHash>,
    states: Vec<ReadState>,
    /// How many words each event has to read.
    words: Vec<u32>,
    marked: Vec<Option<char>>,
    noted: Vec<bool>,
    unsaved: Delta,
    now: Millis,
    /// The page that is shown, since when, and whether its end was seen.
    page: Option<(EventId, Millis, bool)>,
    /// How the saving goes.
    pub saved: Saved,
    /// Counts the changes, so that what is derived knows.
    pub generation: u64,
}

impl Reader {
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
    pub fn note_has(&self, event: EventId, key: &str, needle: &Needle) -> bool {
        let Some(session) = self.session.as_ref().filter(|_| self.is_noted(event)) else { return false };
        session.notes().any(|(_, note)| note.on.event() == Some(key) && needle.is_in(&note.text))
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
    fn take_in(&mut self, timeline: &Timeline) {
        self.hashes = Session::hashes(timeline);
        self.words = timeline.events().iter().map(session::word_count).collect();
        self.derive(timeline);
    }

    fn derive(&mut self, timeline: &Timeline) {
        self.generation += 1;
        let Some(session) = &self.session else { return };
        let state = |(event, hash): (&crate::model::Event, &ContentHash)| {
            let key = event.key.raw();
            match session.read(key) {
                Some(read) if read.hash == *hash => ReadState::Read,
                Some(_) => ReadState::Changed,
                None if session.is_new(key) => ReadState::New,
                None => ReadState::Unread,
            }
        };
        self.states = timeline.events().iter().zip(&self.hashes).map(state).collect();
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
        for (_, note) in session.notes() {
            if let Some(slot) = position(&note.on).and_then(|at| self.noted.get_mut(at)) {
                *slot = true;
            }
        }
    }

    fn apply(&mut self, timeline: &Timeline, op: Op) -> Outcome {
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

/// The words for the panes in a saved place.
const PANES: [(Pane, &str); 3] =
    [(Pane::Events, "events"), (Pane::Actors, "actors"), (Pane::Quotes, "quotes")];

impl App {
    /// Takes up a session: what is new is known from now on, and the place is restored unless `fresh`.
    pub fn attach(&mut self, mut session: Session, now: Millis, fresh: bool) {
        let path = self.origin.identity.clone();
        let delta = session.begin(&self.timeline, path.as_deref(), now);
        let place = session.place().cloned();
        self.reader = Reader { session: Some(session), now, unsaved: delta, ..Reader::default() };
        self.reader.take_in(&self.timeline);
        if !fresh && let Some(place) = place {
            self.restore(&place);
        }
        self.recall_history();
        self.refresh();
    }

    /// Tells the time, in milliseconds since 1970: before each message.
    pub fn clock(&mut self, now: Millis) {
        self.reader.now = now.max(self.reader.now);
    }

    /// What has to be saved, if anything; the place of now among it.
    pub fn take_unsaved(&mut self) -> Option<Delta> {
        if self.reader.is_on() {
            let place = self.place_now();
            self.reader.apply(&self.timeline, Op::Place(place));
        }
        let delta = std::mem::take(&mut self.reader.unsaved);
        (!delta.is_empty()).then_some(delta)
    }

    /// The program ends: the page that was read to its end counts.
    pub fn leaving(&mut self) {
        self.leave_page();
        self.reader.apply(&self.timeline, Op::Touch);
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

    /// The timeline is another: what is new and changed is found again.
    pub(super) fn meet_again(&mut self) {
        self.reader.page = None;
        let now = self.reader.now;
        let path = self.origin.identity.clone();
        if let Some(session) = &mut self.reader.session {
            let delta = session.meet(&self.timeline, path.as_deref(), now);
            self.reader.unsaved.absorb(delta);
            self.reader.take_in(&self.timeline);
        }
    }

    fn place_now(&self) -> Place {
        let word = |pane: Pane| PANES.iter().find(|(one, _)| *one == pane).map_or("", |(_, word)| word);
        let mut panes = vec![format!("split={}", self.shape.split), format!("actors={}", self.shape.actors)];
        if self.side.all_actors {
            panes.push("all-actors".to_owned());
        }
        panes.extend(self.edtf.then(|| "edtf".to_owned()));
        panes.extend(self.delta.then(|| "delta".to_owned()));
        panes.extend(self.view.certain_only.then(|| "certain".to_owned()));
        let scroll = self.reading.as_ref().map_or(self.events.top, |reading| reading.pane.top);
        Place {
            event: self.selected_event().map(|event| event.key.raw().to_owned()),
            filter: self.view.filter_text.clone(),
            view: if self.reading.is_some() { View::Read } else { View::List },
            focus: word(self.shape.focus).to_owned(),
            panes,
            zoom: if self.shape.zoomed { word(self.shape.focus).to_owned() } else { String::new() },
            scroll: u32::try_from(scroll).unwrap_or(u32::MAX),
        }
    }

    fn restore(&mut self, place: &Place) {
        if let Some((pane, _)) = PANES.iter().find(|(_, word)| *word == place.focus) {
            self.shape.focus = *pane;
        }
        self.shape.zoomed = !place.zoom.is_empty();
        let share = |text: &str| text.parse::<u16>().ok().filter(|share| (15..=85).contains(share));
        for word in &place.panes {
            match word.split_once('=') {
                Some(("split", value)) => self.shape.split = share(value).unwrap_or(self.shape.split),
                Some(("actors", value)) => self.shape.actors = share(value).unwrap_or(self.shape.actors),
                _ => match word.as_str() {
                    "all-actors" => self.side.all_actors = true,
                    "edtf" => self.edtf = true,
                    "delta" => self.delta = true,
                    "certain" => self.view.certain_only = true,
                    _ => {}
                },
            }
        }
        if let Err(error) = self.set_filter(&place.filter) {
            self.fail(format!("The filter of last time no longer fits the file: {error}"));
        }
        let id = place.event.as_deref().and_then(|key| self.timeline.event_by_key(&key.into()));
        if let Some(id) = id {
            let position = self.view.nearest(id);
            self.jump_silently(position);
        }
        let scroll = usize::try_from(place.scroll).unwrap_or(0);
        if place.view == View::Read && self.selected().is_some() {
            let mut reading = Reading::default();
            reading.pane.top = scroll;
            reading.restored = true;
            self.reading = Some(reading);
        } else {
            self.events.top = scroll;
        }
        self.welcome();
    }

    /// Says what is new since the last time.
    fn welcome(&mut self) {
        let Some(session) = self.reader.session() else { return };
        let Some(last) = session.last_sitting() else { return };
        let since = since(last, self.reader.now);
        match self.reader.news().sentence(&since) {
            Some(sentence) => {
                self.say(format!("{sentence}: . goes to the next unread, , to the next changed"))
            }
            None => self.say(format!("Here you were {since}")),
        }
    }

    /// The reading page was left: if its end was seen, the event counts as read.
    pub(super) fn leave_page(&mut self) {
        let Some((id, since, ended)) = self.reader.page.take() else { return };
        if ended {
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
            hash: session::content_hash(&self.timeline, event),
            text: OldText::of(event),
            words: session::word_count(event),
            took,
        }
    }

    /// Marks the selected event as read, or as unread again.
    pub(super) fn toggle_read(&mut self) {
        let Some(id) = self.selected().filter(|_| self.remembers()) else { return };
        if self.reader.state(id) == Some(ReadState::Read) {
            let key = self.timeline.event(id).key.raw().to_owned();
            self.reader.page = None;
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
            self.fail("Nothing is kept in this run: start annals without --no-session");
        }
        self.reader.is_on()
    }

    /// What the focus is on: what a mark or a note would sit on.
    pub(super) fn target(&self) -> Option<Target> {
        let event = |id: EventId| self.timeline.event(id).key.raw().to_owned();
        if let Some(source) = self.chosen_source() {
            return Some(Target::Source(self.timeline.source(source).key.raw().to_owned()));
        }
        let id = self.selected()?;
        if self.reading.is_none() {
            match self.shape.focus {
                Pane::Actors => {
                    let actor = self.side.actor()?;
                    return Some(Target::Actor(self.timeline.actor(actor).key.raw().to_owned()));
                }
                Pane::Quotes => {
                    let item = self.side.quotes.chosen()?;
                    let quote = self.timeline.event(item.event).quotes.get(item.quote)?;
                    return Some(Target::Quote {
                        event: event(item.event),
                        words: words_hash(quote.text.raw()),
                    });
                }
                Pane::Events => {}
            }
        }
        Some(Target::Event(event(id)))
    }

    /// What a target is, in words.
    pub(super) fn describe(&self, target: &Target) -> String {
        let event = |key: &str| self.timeline.event_by_key(&key.into()).map(|id| self.timeline.event(id));
        let words = match target {
            Target::Event(key) => event(key).map(|event| line(event.title.raw()).into_owned()),
            Target::Actor(key) => {
                let id = self.timeline.actor_by_key(&key.as_str().into());
                id.map(|id| line(self.timeline.actor(id).name.raw()).into_owned())
            }
            Target::Source(key) => {
                let id = self.timeline.source_by_key(&key.as_str().into());
                id.map(|id| line(self.timeline.source(id).title.raw()).into_owned())
            }
            Target::Quote { event: key, words } => event(key).and_then(|event| {
                let quote = event.quotes.iter().find(|quote| words_hash(quote.text.raw()) == *words)?;
                Some(format!("“{}”", line(quote.text.raw())))
            }),
        };
        words.unwrap_or_else(|| "something that is no longer in the file".to_owned())
    }

    pub(super) fn set_mark(&mut self, letter: char) {
        let (Some(letter), true) = (Letter::new(letter), self.remembers()) else { return };
        let Some(on) = self.target() else { return };
        let hint = self.describe(&on);
        let outcome = self.reader.apply(&self.timeline, Op::SetMark { letter, on, hint: hint.clone() });
        match outcome {
            Outcome::Unchanged => self.say(format!("Mark {} is here already", letter.char())),
            _ => self.say(format!("Mark {0}: {hint} (' {0} comes back)", letter.char())),
        }
    }

    pub(super) fn go_to_mark(&mut self, letter: char) {
        let (Some(letter), true) = (Letter::new(letter), self.remembers()) else { return };
        let Some(session) = self.reader.session() else { return };
        let Some(mark) = session.mark_at(letter).cloned() else {
            self.fail(format!("There is no mark {}: m {0} sets it", letter.char()));
            return;
        };
        if !session.is_here(&mark) {
            let title = mark.timeline.as_ref().map_or("another timeline", |there| there.title.as_str());
            let path = mark.timeline.as_ref().and_then(|there| there.path.as_deref()).unwrap_or_default();
            self.say(format!("Mark {} is in {title} {path}", letter.char()));
            return;
        }
        self.visit(&mark.on);
    }

    /// Goes to what a mark or a note is about; a filter that hides it is lifted.
    pub(super) fn visit(&mut self, target: &Target) {
        match target {
            Target::Event(key) => {
                self.visit_event(key);
            }
            Target::Quote { event: key, words } => {
                let Some(id) = self.visit_event(key) else { return };
                self.side.source = None;
                self.shape.focus = Pane::Quotes;
                let layout = self.layout();
                self.refresh_side(&layout);
                let fits = |quote: &Quote| words_hash(quote.text.raw()) == *words;
                if let Some(at) = self.timeline.event(id).quotes.iter().position(fits) {
                    self.side.quotes.choose(at, layout.inside(Pane::Quotes).height.into());
                }
            }
            Target::Actor(key) => match self.timeline.actor_by_key(&key.as_str().into()) {
                Some(actor) => self.visit_actor(actor),
                None => self.fail("The actor of this mark is no longer in the file"),
            },
            Target::Source(key) => match self.timeline.source_by_key(&key.as_str().into()) {
                Some(source) => self.show_source(source, self.selected()),
                None => self.fail("The source of this mark is no longer in the file"),
            },
        }
    }

    fn visit_event(&mut self, key: &str) -> Option<EventId> {
        let Some(id) = self.timeline.event_by_key(&key.into()) else {
            self.fail("The event of this mark is no longer in the file");
            return None;
        };
        if self.view.position(id).is_none() {
            self.leave();
            // The empty filter can always be read.
            let _ = self.set_filter("");
            self.say("The filter hid it: every event is shown again");
        }
        if let Some(position) = self.view.position(id) {
            self.jump(position);
        }
        Some(id)
    }

    fn visit_actor(&mut self, actor: ActorId) {
        self.side.all_actors = true;
        self.shape.focus = Pane::Actors;
        self.choose_actor(actor);
    }

    fn chosen_source(&self) -> Option<SourceId> {
        match &self.overlay {
            Some(super::Overlay::Sources(list)) => self.timeline.source_ids().nth(list.pane.selected),
            _ => None,
        }
    }

    /// Writes a note, or rewrites one.
    pub(super) fn write_note(&mut self, on: Target, note: Option<NoteId>, text: String) {
        let blank = text.trim().is_empty();
        let op = match note {
            Some(note) => Op::EditNote { note, text },
            None if blank => {
                self.say("Nothing was noted");
                return;
            }
            None => Op::AddNote { on, text },
        };
        let outcome = self.reader.apply(&self.timeline, op);
        self.generation += 1;
        match outcome {
            Outcome::Unchanged => self.say("The note is as it was"),
            _ if blank => self.say("The note is gone: u brings it back"),
            _ => self.say("Noted: u takes it back"),
        }
    }

    pub(super) fn undo(&mut self, way: Way) {
        if !self.remembers() {
            return;
        }
        let op = if way == Way::Back { Op::Undo } else { Op::Redo };
        let outcome = self.reader.apply(&self.timeline, op);
        self.reader.page = None;
        self.generation += 1;
        match (outcome, way) {
            (Outcome::Turned(what), Way::Back) => self.say(format!("Taken back: {what}")),
            (Outcome::Turned(what), Way::Forward) => self.say(format!("Done again: {what}")),
            (Outcome::Overtaken(what), _) => {
                self.fail(format!("{what} was changed elsewhere since, and stays"))
            }
            (_, Way::Back) => self.say("There is nothing to take back"),
            (_, Way::Forward) => self.say("There is nothing to do again"),
        }
    }

    /// Whether an event, or a note on it, has what is searched for.
    pub(super) fn has(&self, needle: &Needle, id: EventId) -> bool {
        let event = self.timeline.event(id);
        needle.matches_event(event) || self.reader.note_has(id, event.key.raw(), needle)
    }

    /// What was typed is remembered for the next time.
    pub(super) fn typed_at(&mut self, prompt: session::Prompt, text: &str) {
        self.reader.apply(&self.timeline, Op::Typed(prompt, text.to_owned()));
    }

    /// One line on what is left to read of what is shown, for the foot of the screen.
    pub(super) fn reading_left(&self) -> Option<String> {
        let progress = self.reader.progress(&self.view.visible)?;
        let left = progress.events - progress.read;
        let mut text = if left == 0 { "all read".to_owned() } else { format!("{left} unread") };
        if let Some(minutes) = progress.minutes_left.filter(|_| left > 0) {
            let minutes = usize::try_from(minutes).unwrap_or(usize::MAX);
            text = format!("{text}, about {} left", plural(minutes, "minute"));
        }
        Some(text)
    }
}

/// "today", "yesterday", "Tuesday", "on 3 May": when the last sitting was.
fn since(last: Millis, now: Millis) -> String {
    const DAY: i64 = 86_400_000;
    let days = now.div_euclid(DAY).saturating_sub(last.div_euclid(DAY));
    let date = chrono::DateTime::from_timestamp(last.div_euclid(1000), 0);
    match (days, date) {
        (..=0, _) => "earlier today".to_owned(),
        (1, _) => "yesterday".to_owned(),
        (2..=6, Some(date)) => date.format("%A").to_string(),
        (_, Some(date)) => date.format("%-d %B %Y").to_string(),
        (_, None) => "last time".to_owned(),
    }
}
