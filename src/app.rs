//! The state of the reader, and its one transition.
//!
//! [`App::update`] takes a [`Msg`] and answers with [`Effect`]s. It never sees a terminal, a file or
//! a clock, so everything that the program does can be tested by calling it.
//!
//! What is derived (which events are shown, the lines of a page) is brought up to date at the end of
//! each transition and only where it changed; drawing only reads.

mod act;
pub mod action;
mod annotate;
mod copying;
mod document;
mod finder;
mod grow;
mod help;
pub mod keymap;
pub mod layout;
pub mod list_pane;
mod marks;
pub mod mouse;
mod msg;
mod notes;
pub mod overlay;
pub mod page;
mod palette;
mod places;
mod problems;
mod prompt;
mod reader;
mod reload;
mod resume;
mod review;
mod side;
mod statistics;
mod text_pane;
mod travel;
mod view;
mod which;
mod work;

use std::path::PathBuf;
use std::time::Duration;

use chrono::NaiveDate;
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

pub use document::{Content, Look, Row, Sheet};
pub use finder::Finder;
pub use help::{help_page, key_table};
pub use marks::MarkList;
pub use msg::{Again, Effect, Msg, Outcome};
pub use notes::NoteEditor;
pub use overlay::Overlay;
pub use palette::Palette;
pub use prompt::{Prompt, PromptKind};
pub use reader::{ReadState, Reader, Saved};
pub use review::{MergeQuestion, Reviewing, numbered};
pub use side::{ActorRow, Side};
pub use text_pane::TextPane;
pub use view::{Shown, View};
pub use which::{SessionAnswer, SessionChoice, WhichSession};
use work::{SLICE, Work};

use crate::issue::Issue;
use crate::model::{Event, EventId, Timeline};
use crate::search::actors::ActorIndex;
use crate::search::text::Needle;
use action::Pane;
use keymap::{Chord, Context, Meaning};
use layout::{Layout, Shape};
use list_pane::{ListPane, Window};
use places::Places;

/// Where a timeline came from.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// What to call it: a path, `standard input`, `the bundled timeline`.
    pub name: String,
    /// The file, where there is one that can be edited and read again.
    pub path: Option<PathBuf>,
    /// The folder in which the sources' files are looked for.
    pub documents: Option<PathBuf>,
    /// The path as a session knows it; `None` where there is no file.
    pub identity: Option<String>,
    /// All that was named, as a session knows it, where that is not one file.
    pub inputs: Option<String>,
    /// A file that is not there yet, to be proposed where the timeline has none.
    pub proposed: Option<PathBuf>,
    /// Whether more was found in the documents than was asked for.
    pub is_part: bool,
    /// The keys of sources without a file of which the text is at hand.
    pub held: std::collections::HashSet<String>,
}

/// What the status line says, until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The words.
    pub text: String,
    /// Whether something did not work.
    pub is_error: bool,
}

/// An event read as a page.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The page and how far it is scrolled.
    pub pane: TextPane,
    /// The scroll position comes from an earlier run and is to be kept once.
    pub restored: bool,
}

/// How the panes beside the list follow the selection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Beside {
    /// At once.
    #[default]
    Follows,
    /// A key is held: they may come late.
    Held,
    /// They still show an event that is not selected any more.
    Late,
}

/// The whole state of the reader.
#[derive(Debug)]
pub struct App {
    pub(crate) timeline: Timeline,
    pub(crate) issues: Vec<Issue>,
    pub(crate) origin: Origin,
    today: NaiveDate,
    size: (u16, u16),
    pub(crate) shape: Shape,
    pub(crate) view: View,
    pub(crate) events: ListPane,
    pub(crate) side: Side,
    pub(crate) reading: Option<Reading>,
    documents: document::Documents,
    reviewing: Option<Reviewing>,
    /// An event that is being made of a sentence.
    adding: Option<Box<review::Adding>>,
    pub(crate) overlay: Option<Overlay>,
    pub(crate) pending: Vec<Chord>,
    beside: Beside,
    pub(crate) needle: Option<Needle>,
    places: Places,
    pub(crate) message: Option<Message>,
    pub(crate) edtf: bool,
    pub(crate) delta: bool,
    pub(crate) mouse: bool,
    history: prompt::History,
    pub(crate) reader: Reader,
    /// What is left to read, in words, and what that was made from.
    pub(crate) left: Option<String>,
    left_from: (u64, u64),
    /// What is not done yet.
    work: Work,
    /// The event around which a filter is being typed: the list stays as near to it as it can.
    anchor: Option<EventId>,
    /// The event that was selected last: where to go back to when nothing was shown for a while.
    last: Option<EventId>,
    /// What is to be told of documents that were read to make the timeline.
    told: Vec<Issue>,
    /// How many of the file's issues are more than a note.
    serious: usize,
    /// Counts the readings of the timeline.
    reading_number: u64,
    /// The letter that ended a key sequence.
    letter: Option<char>,
    /// Which session was chosen, until it is taken up.
    session_answer: Option<SessionAnswer>,
    /// Counts the changes that pages must show: another timeline, another search, another spelling.
    generation: u64,
    /// Why the file cannot be read as it is now, where it cannot: the first of the issues.
    broken: Option<Issue>,
    waiting: Option<reload::Waiting>,
    /// How far the first reading is, as long as it goes on.
    loading: Option<crate::store::stream::Progress>,
    /// The names of the actors, ready to be searched; made when they are first looked for.
    actor_index: ActorIndex,
}

impl App {
    /// A reader at the start of `timeline`. `today` is what "last year" counts from.
    #[must_use]
    pub fn new(timeline: Timeline, issues: Vec<Issue>, origin: Origin, today: NaiveDate) -> Self {
        let mut app = Self {
            view: View::all(&timeline),
            timeline,
            issues,
            origin,
            today,
            size: (80, 24),
            shape: Shape::default(),
            events: ListPane::default(),
            side: Side::default(),
            reading: None,
            documents: document::Documents::default(),
            reviewing: None,
            adding: None,
            overlay: None,
            pending: Vec::new(),
            beside: Beside::default(),
            needle: None,
            places: Places::default(),
            message: None,
            edtf: false,
            delta: false,
            mouse: true,
            history: prompt::History::default(),
            reader: Reader::default(),
            left: None,
            left_from: (0, 0),
            work: Work::default(),
            anchor: None,
            last: None,
            told: Vec::new(),
            serious: 0,
            reading_number: 0,
            letter: None,
            session_answer: None,
            generation: 0,
            broken: None,
            waiting: None,
            loading: None,
            actor_index: ActorIndex::default(),
        };
        app.count_problems();
        app.look_for_candidates();
        app.greet();
        app.refresh();
        app
    }

    /// Whether the mouse is reported here.
    #[must_use]
    pub fn mouse(&self) -> bool {
        self.mouse
    }

    /// Leaves the mouse to the terminal from the start, or not.
    pub fn set_mouse(&mut self, here: bool) {
        self.mouse = here;
    }

    /// The one transition: takes in `msg`, says what the shell has to do.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        if !matches!(msg, Msg::Key(_) | Msg::Tick | Msg::Held(_)) {
            self.catch_up();
        }
        let mut effects = match msg {
            Msg::Key(key) => self.key(key),
            Msg::Mouse(event) => self.mouse_event(event),
            Msg::Paste(text) => self.paste(&text),
            Msg::Tick => {
                self.work();
                Vec::new()
            }
            Msg::Held(held) => {
                self.beside = if held { Beside::Held } else { Beside::Follows };
                Vec::new()
            }
            Msg::Resize(width, height) => {
                self.size = (width, height);
                self.ask_again();
                Vec::new()
            }
            Msg::Edited(text) => {
                self.edited(&text);
                Vec::new()
            }
            Msg::Reloaded(timeline, issues) => {
                self.loaded(*timeline, issues, None);
                Vec::new()
            }
            Msg::Compared(again) => {
                let Again { timeline, issues, before, changes } = *again;
                self.loaded(timeline, issues, Some((before, changes)));
                Vec::new()
            }
            Msg::LoadPart(timeline, progress) => {
                self.grown(*timeline, Some(progress), Vec::new());
                Vec::new()
            }
            Msg::LoadProgress(progress) => {
                self.loading = self.loading.and(Some(progress));
                Vec::new()
            }
            Msg::LoadDone(timeline, issues) => {
                self.grown(*timeline, None, issues);
                self.greet();
                Vec::new()
            }
            Msg::Broken(issue, said) => {
                self.broken(*issue, said);
                Vec::new()
            }
            Msg::Mended(said) => {
                self.mended();
                self.say(said);
                Vec::new()
            }
            Msg::Recalled(hash, old) => {
                self.recalled(hash, old.as_deref());
                Vec::new()
            }
            Msg::Document(answer) => {
                self.document_read(answer);
                Vec::new()
            }
            Msg::Reviewed(written) => self.review_written(written).into_iter().collect(),
            Msg::TakenBack(ended) => {
                self.writing_taken_back(ended);
                Vec::new()
            }
            Msg::Done(Outcome::Did(text)) => {
                self.say(text);
                Vec::new()
            }
            Msg::Done(Outcome::Failed(text)) => {
                self.fail(text);
                Vec::new()
            }
        };
        self.take_up();
        self.refresh();
        effects.extend(self.documents.take_wish().map(Effect::ReadDocument));
        effects
    }

    /// What is read.
    #[must_use]
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// Which events are shown.
    #[must_use]
    pub fn view(&self) -> &View {
        &self.view
    }

    /// When the app wants to be called with [`Msg::Tick`]: at once, while something is not done.
    #[must_use]
    pub fn next_tick(&self) -> Option<Duration> {
        self.is_working().then_some(Duration::ZERO)
    }

    /// How the saving of the session goes; a failure is shown until it is mended.
    pub fn saved(&mut self, saved: Saved) {
        match (&saved, &self.reader.saved) {
            (Saved::Failed(why), before) if *before != saved => self.fail(why.clone()),
            (Saved::Well, Saved::Failed(_)) => self.say("Saved again: nothing was lost"),
            _ => {}
        }
        self.reader.saved = saved;
        self.refresh();
    }

    /// What the keys mean now.
    #[must_use]
    pub fn context(&self) -> Context {
        match (&self.overlay, &self.reading, self.shape.focus) {
            (Some(overlay), ..) => overlay.context(),
            (None, ..) if self.documents.sheet.is_some() => Context::Document,
            (None, Some(_), _) => Context::Read,
            // Beside the list stands the document of the candidate: its keys are those of the list.
            (None, None, Pane::Events | Pane::Quotes) if self.reviewing().is_some() => Context::Review,
            (None, None, Pane::Events) => Context::Events,
            (None, None, Pane::Actors) => Context::Actors,
            (None, None, Pane::Quotes) => Context::Quotes,
        }
    }

    /// Columns and rows of the terminal.
    #[must_use]
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// Where everything is on the screen.
    #[must_use]
    pub fn layout(&self) -> Layout {
        let shape = Shape { reading: self.reading.is_some() || self.documents.sheet.is_some(), ..self.shape };
        layout::panes(self.size.0, self.size.1, shape)
    }

    /// The panes beside the list, while keys go to the list and nothing else is shown: they only follow the
    /// selection.
    #[must_use]
    pub fn follows(&self) -> Option<Rect> {
        let layout = self.layout();
        let alone = self.overlay.is_none() && self.pending.is_empty() && self.reading.is_none();
        let alone = alone && self.documents.sheet.is_none();
        let beside = layout.actors.union(layout.quotes);
        (alone && self.shape.focus == Pane::Events && !layout.events.is_empty() && !beside.is_empty())
            .then_some(beside)
    }

    /// The selected event, unless none is shown.
    #[must_use]
    pub fn selected(&self) -> Option<EventId> {
        self.view.visible.get(self.events.selected)
    }

    /// The selected event itself.
    #[must_use]
    pub fn selected_event(&self) -> Option<Event<'_>> {
        self.selected().map(|id| self.timeline.event(id))
    }

    /// The window of the events' list.
    pub(crate) fn events_window(&self) -> Window<'_> {
        Window {
            items: self.view.visible.len(),
            height: self.layout().inside(Pane::Events).height.into(),
            headings: &self.view.headings().before,
        }
    }

    fn key(&mut self, key: KeyEvent) -> Vec<Effect> {
        let chord = Chord::from(key);
        let context = self.context();
        let pending = std::mem::take(&mut self.pending);
        match keymap::lookup(context, &pending, chord) {
            Meaning::Action(action) => {
                self.message = None;
                self.letter = chord.letter();
                self.perform(action)
            }
            Meaning::Prefix => {
                self.message = None;
                self.pending = pending;
                self.pending.push(chord);
                Vec::new()
            }
            Meaning::Nothing if context == Context::Editor => {
                if let Some(Overlay::Note(editor)) = &mut self.overlay {
                    editor.key(key);
                }
                Vec::new()
            }
            Meaning::Nothing if matches!(context, Context::Prompt | Context::Picker) => {
                self.edit_prompt(key);
                Vec::new()
            }
            Meaning::Nothing => {
                // A wrong second key is said; a key that means nothing is not worth a word.
                self.message = None;
                if self.is_for_candidates(&pending, chord) {
                    self.say(format!(
                        "{} is a key of the review: Esc goes back to the list",
                        keymap::shown(chord)
                    ));
                } else if !pending.is_empty() {
                    let keys: Vec<String> =
                        pending.iter().chain([&chord]).map(|c| keymap::shown(*c)).collect();
                    self.fail(format!("{} means nothing here", keys.join(" ")));
                }
                Vec::new()
            }
        }
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        if matches!(self.context(), Context::Prompt | Context::Picker) {
            self.insert(&crate::text::line(text));
        } else if let Some(Overlay::Note(editor)) = &mut self.overlay {
            editor.insert(text);
        }
        Vec::new()
    }

    pub(crate) fn say(&mut self, text: impl Into<String>) {
        let text = text.into();
        self.message = (!text.is_empty()).then_some(Message { text, is_error: false });
    }

    pub(crate) fn fail(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), is_error: true });
    }

    /// Has the panes beside the list show the selected event, for whoever needs them.
    fn catch_up(&mut self) {
        if self.beside == Beside::Late {
            self.beside = Beside::Held;
            let layout = self.layout();
            self.refresh_side(&layout);
            self.fit_beside(&layout);
        }
    }

    /// Brings everything that is derived up to date with the state.
    fn refresh(&mut self) {
        let layout = self.layout();
        let cells = usize::from(layout.strip.width.saturating_sub(2));
        self.view.fit(&self.timeline, cells);
        let window = Window {
            items: self.view.visible.len(),
            height: layout.inside(Pane::Events).height.into(),
            headings: &self.view.headings().before,
        };
        self.events.settle(window);
        self.last = self.selected().or(self.last);
        if self.beside != Beside::Follows {
            self.beside = if self.follows().is_some() { Beside::Late } else { Beside::Held };
        }
        if self.beside != Beside::Late {
            self.refresh_side(&layout);
            self.fit_beside(&layout);
        }
        self.refresh_reading(&layout);
        self.fit_sheet();
        self.follow_page(layout.body.height.into());
        if self.left_from != (self.reader.generation, self.view.revision) {
            self.left_from = (self.reader.generation, self.view.revision);
            self.count_left();
            self.view.mark_news(&self.timeline, &self.reader);
        }
        if let Some(mut overlay) = self.overlay.take() {
            overlay.refresh(self);
            self.overlay = Some(overlay);
        }
    }
}
