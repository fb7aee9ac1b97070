//! The reader on a terminal: the state, how it looks there, and the session that is kept.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use ratatui::Frame;
use ratatui::layout::Rect;

use super::journal::Keeping;
use super::keep::{self, Doubt, Finding, Kept};
use crate::app::{App, Effect, Msg, Outcome, Saved};
use crate::model::Timeline;
use crate::session::ContentHash;
use crate::store::StoreError;
use crate::store::later::Later;
use crate::store::session::{Report, Saver, SessionStore, old_text};
use crate::store::stream::News;
use crate::tui::{self, Post};
use crate::ui;
use crate::ui::theme::{Background, Colours, Theme};

/// How long the end of the program waits for the disk, for all that it has to keep.
const LAST_SAVE: Duration = Duration::from_millis(450);

/// The program that the terminal runs.
pub(super) struct Screen {
    app: App,
    colours: Colours,
    theme: Theme,
    /// Until there is somebody to wake when something was saved or not.
    store: Option<SessionStore>,
    saver: Option<Saver>,
    reports: Option<Receiver<Report>>,
    /// Where old texts of events are looked up.
    texts: Option<PathBuf>,
    /// What could not be saved in the end.
    pub(super) lost: Option<String>,
    /// Why nothing could be read.
    pub(super) failed: Option<StoreError>,
    /// Whether a session is to be attached, and begun anew, once all is read.
    attach_when: Option<bool>,
    /// The sessions that the reader was asked about, and whether the chosen one is begun anew.
    doubt: Option<(Doubt, bool)>,
    /// The journal of a review.
    journal: Keeping,
    /// Whether a review is kept.
    pub(super) keeps_review: bool,
    /// How other threads wake the program, once it runs.
    post: Option<Post>,
    /// What is read while the screen stands.
    later: Option<Reading>,
}

/// The digest of a file and what it says, once they are known.
type Known = (Arc<OnceLock<String>>, Arc<OnceLock<Timeline>>);

/// An input that is read while the screen stands.
struct Reading {
    later: Option<Later>,
    /// Whether a session is kept of it, and begun anew.
    session: Option<bool>,
    /// How it ended.
    ended: Option<Receiver<Result<(), StoreError>>>,
    /// Whether anybody still wants it.
    wanted: Arc<AtomicBool>,
    /// Where its digest is put, and what it says, for who follows the file.
    known: Known,
}

impl Screen {
    pub(super) fn new(app: App, colours: Colours, store: Option<SessionStore>) -> Self {
        let texts = store.as_ref().map(|store| store.texts_path().to_owned());
        Self {
            app,
            colours,
            theme: Theme::default(),
            store,
            saver: None,
            reports: None,
            texts,
            lost: None,
            later: None,
            attach_when: None,
            doubt: None,
            failed: None,
            journal: Keeping::default(),
            keeps_review: true,
            post: None,
        }
    }

    /// What is read.
    pub(super) fn timeline(&self) -> &Timeline {
        self.app.timeline()
    }

    /// The same for an input that is still to be read. `session` says whether a session is kept, and if
    /// so whether from the beginning; `known` is set when all is read.
    pub(super) fn reading(
        app: App,
        colours: Colours,
        later: Later,
        session: Option<bool>,
        known: Known,
    ) -> Self {
        let wanted = Arc::new(AtomicBool::new(true));
        let later = Reading { later: Some(later), session, ended: None, wanted, known };
        Self { later: Some(later), ..Self::new(app, colours, None) }
    }

    /// Starts to read.
    fn read(&mut self, post: &Post) {
        let Some(reading) = &mut self.later else { return };
        let Some(later) = reading.later.take() else { return };
        let (send, ended) = mpsc::channel();
        reading.ended = Some(ended);
        let (wanted, known, post) = (Arc::clone(&reading.wanted), reading.known.clone(), post.clone());
        std::thread::spawn(move || {
            let read = later.load(&mut |news| {
                post.send(match news {
                    News::Part(timeline, progress) => Msg::LoadPart(timeline, progress),
                    News::Going(progress) => Msg::LoadProgress(progress),
                });
                wanted.load(Ordering::Relaxed)
            });
            let read = read.map(|loaded| {
                let _ = known.1.set(loaded.import.timeline.clone());
                let _ = known.0.set(loaded.digest);
                if let Some(told) = loaded.import.recalled {
                    post.send(Msg::Done(crate::app::Outcome::Did(told)));
                }
                let timeline = loaded.import.timeline.clone();
                post.send(Msg::LoadDone(Box::new(loaded.import.timeline), loaded.import.issues));
                timeline
            });
            let (timeline, read) = match read {
                Ok(timeline) => (Some(timeline), Ok(())),
                Err(error) => (None, Err(error)),
            };
            // Nobody hears it only when the program is ending.
            if send.send(read).is_ok() {
                post.send(Msg::Tick);
            }
            // What is found out about all of it is found out here, and not under somebody's hands.
            timeline.iter().for_each(Timeline::warm);
            post.send(Msg::Tick);
        });
    }

    /// When all is read: the session; or why it could not be.
    fn all_read(&mut self) -> Vec<Effect> {
        let Some(reading) = &self.later else { return Vec::new() };
        let read = match reading.ended.as_ref().map(Receiver::try_recv) {
            None | Some(Err(TryRecvError::Empty)) => return Vec::new(),
            Some(Ok(read)) => read.map_err(Some),
            // The thread is gone without a word.
            Some(Err(TryRecvError::Disconnected)) => Err(None),
        };
        let session = reading.session;
        self.later = None;
        if let Err(error) = read {
            self.app.expect_no_more();
            let said =
                error.as_ref().map_or_else(|| "the reading has broken off".to_owned(), ToString::to_string);
            if let Some(error) = error.filter(|_| self.app.timeline().is_empty()) {
                self.failed = Some(error);
                return vec![Effect::Quit];
            }
            self.app.update(Msg::Done(Outcome::Failed(said)));
            return Vec::new();
        }
        self.attach_when = session;
        Vec::new()
    }

    /// The session, once all is read and shown; while something is typed that waits.
    fn attach(&mut self) {
        if let Some(answer) = self.app.session_answer()
            && let Some((doubt, fresh)) = self.doubt.take()
            && let Some(kept) = doubt.answered(answer)
        {
            self.take_up(kept, fresh);
        }
        if self.app.has_all()
            && let Some(fresh) = self.attach_when.take()
        {
            match keep::open(self.app.timeline(), self.app.identity()) {
                Ok(Finding::One(kept)) => self.take_up(*kept, fresh),
                Ok(Finding::Doubt(doubt)) => self.ask(doubt, fresh),
                Err(error) => {
                    self.app.update(Msg::Done(Outcome::Failed(error.to_string())));
                }
            }
        }
    }

    /// Asks which of several sessions belongs to the timeline.
    pub(super) fn ask(&mut self, doubt: Doubt, fresh: bool) {
        self.app.ask_session(doubt.choices());
        self.doubt = Some((doubt, fresh));
    }

    fn take_up(&mut self, kept: Kept, fresh: bool) {
        self.app.attach(kept.session, keep::now(), fresh);
        self.texts = Some(kept.store.texts_path().to_owned());
        self.keep(kept.store);
        if !kept.notices.is_empty() {
            self.app.update(Msg::Done(Outcome::Failed(kept.notices.join("; "))));
        }
    }

    /// Has the session saved from now on.
    fn keep(&mut self, store: SessionStore) {
        let Some(post) = self.post.clone() else { return };
        let (send, reports) = mpsc::channel();
        let report = move |report| {
            // Nobody hears it only when the program is ending.
            if send.send(report).is_ok() {
                post.send(Msg::Tick);
            }
        };
        self.saver = Some(Saver::start(store, keep::now, report));
        self.reports = Some(reports);
        self.save();
    }

    /// Brings what was reviewed to its journal.
    fn keep_review(&mut self) {
        if let Some(post) = self.post.as_ref().filter(|_| self.keeps_review && self.app.has_all()) {
            self.journal.keep(&mut self.app, post);
        }
    }

    fn hear(&mut self) {
        let Some(reports) = &self.reports else { return };
        let news: Vec<Report> = reports.try_iter().collect();
        for report in news {
            match report {
                Report::News(state) => self.app.merge(*state),
                Report::Notice(notice) => {
                    self.app.update(Msg::Done(Outcome::Did(notice)));
                }
                Report::NotSaved(error) => self.app.saved(Saved::Failed(error.to_string())),
                Report::SavedAgain => self.app.saved(Saved::Well),
            }
        }
    }

    /// Brings the review to disk. Gives what is lost if the program ends now.
    fn flush_review(&mut self, until: Instant) -> Option<String> {
        self.keep_review();
        if self.keeps_review { self.journal.flush(&mut self.app, until) } else { None }
    }

    /// Looks up what an event said when it was read, on a thread of its own.
    fn recall(&self, hash: ContentHash) {
        let (Some(post), texts) = (self.post.clone(), self.texts.clone()) else { return };
        let told = move || {
            let old = texts.and_then(|texts| old_text(&texts, hash));
            post.send(Msg::Recalled(hash, old.map(Box::new)));
        };
        // Without a thread there is nothing to compare with, and nothing happens.
        let _ = std::thread::Builder::new().name("texts".into()).spawn(told);
    }

    fn save(&mut self) {
        if let (Some(delta), Some(saver)) = (self.app.take_unsaved(), &self.saver) {
            saver.save(delta);
        }
    }
}

/// How long it is until then; a moment at least, so that what is done already can be heard.
pub(super) fn left(until: Instant) -> Duration {
    until.saturating_duration_since(Instant::now()).max(Duration::from_millis(5))
}

impl tui::Program for Screen {
    fn started(&mut self, post: Post) {
        self.read(&post);
        self.post = Some(post);
        if let Some(store) = self.store.take() {
            self.keep(store);
        }
    }

    fn update(&mut self, msg: Msg) -> Vec<Effect> {
        self.app.clock(keep::now());
        let mut effects = self.app.update(msg);
        effects.extend(self.all_read());
        self.attach();
        self.keep_review();
        // After the key: what has to be told must not be wiped away by it.
        self.hear();
        effects.retain(|effect| {
            let Effect::Recall(hash) = effect else { return true };
            self.recall(*hash);
            false
        });
        self.save();
        if let Some(saver) = &self.saver {
            saver.stir();
        }
        effects
    }

    fn render(&self, frame: &mut Frame) {
        ui::render(&self.app, &self.theme, frame);
    }

    fn render_held(&self, frame: &mut Frame) {
        ui::render_held(&self.app, &self.theme, frame);
    }

    fn follows(&self) -> Option<Rect> {
        self.app.follows()
    }

    fn mouse(&self) -> bool {
        self.app.mouse()
    }

    fn next_tick(&self) -> Option<Duration> {
        self.app.next_tick()
    }

    fn background(&mut self, background: Background) {
        self.theme = Theme::new(self.colours, background);
    }

    fn stopping(&mut self) {
        self.save();
        let until = Instant::now() + LAST_SAVE;
        let session = self.saver.as_ref().map(Saver::flushing);
        if let Some(lost) = self.flush_review(until) {
            self.app.update(Msg::Done(Outcome::Failed(lost)));
        }
        if let Some(Err(error)) = session.map(|flushing| flushing.wait(left(until))) {
            self.app.saved(Saved::Failed(error.to_string()));
        }
    }

    fn leaving(&mut self) {
        if let Some(reading) = &self.later {
            reading.wanted.store(false, Ordering::Relaxed);
        }
        self.app.clock(keep::now());
        self.app.leaving();
        self.save();
        let until = Instant::now() + LAST_SAVE;
        // Both are brought to disk at once: who hangs for one does not keep the other from it.
        let session = self.saver.as_ref().map(Saver::flushing);
        let review = self.flush_review(until);
        let session = session.and_then(|flushing| flushing.wait(left(until)).err());
        let lost: Vec<String> = session.map(|error| error.to_string()).into_iter().chain(review).collect();
        self.lost = (!lost.is_empty()).then(|| lost.join("; "));
    }
}
