//! The reader on a terminal: the state, how it looks there, and the session that is kept.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::keep::{self, Doubt, Finding, Kept};
use crate::app::{App, Effect, Msg, Outcome, Saved};
use crate::model::Timeline;
use crate::store::StoreError;
use crate::store::later::Later;
use crate::store::review::{self, Closed, Journal, journal_path, past};
use crate::store::session::{Folders, Report, Saver, SessionStore, old_text};
use crate::store::stream::News;
use crate::tui::{self, Post};
use crate::ui;
use crate::ui::theme::{Background, Colours, Theme};

/// How long the end of the program waits for the disk.
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
    /// The journal of a review, with what it is known by.
    journal: Option<(String, Option<Journal>)>,
    /// Whether another process has it.
    journal_is_busy: bool,
    /// Whether a review is kept.
    pub(super) keeps_review: bool,
    /// How other threads wake the program, once it runs.
    post: Option<Post>,
    /// What is read while the screen stands.
    later: Option<Reading>,
}

/// An input that is read while the screen stands.
struct Reading {
    later: Option<Later>,
    /// Whether a session is kept of it, and begun anew.
    session: Option<bool>,
    /// How it ended.
    ended: Option<Receiver<Result<(), StoreError>>>,
    /// Whether anybody still wants it.
    wanted: Arc<AtomicBool>,
    /// Where its digest is put, for who follows the file.
    digest: Arc<OnceLock<String>>,
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
            journal: None,
            journal_is_busy: false,
            keeps_review: true,
            post: None,
        }
    }

    /// The same for an input that is still to be read. `session` says whether a session is kept, and if
    /// so whether from the beginning; `digest` is set when all is read.
    pub(super) fn reading(
        app: App,
        colours: Colours,
        later: Later,
        session: Option<bool>,
        digest: Arc<OnceLock<String>>,
    ) -> Self {
        let wanted = Arc::new(AtomicBool::new(true));
        let later = Reading { later: Some(later), session, ended: None, wanted, digest };
        Self { later: Some(later), ..Self::new(app, colours, None) }
    }

    /// Starts to read.
    fn read(&mut self, post: &Post) {
        let Some(reading) = &mut self.later else { return };
        let Some(later) = reading.later.take() else { return };
        let (send, ended) = mpsc::channel();
        reading.ended = Some(ended);
        let (wanted, digest, post) = (Arc::clone(&reading.wanted), Arc::clone(&reading.digest), post.clone());
        std::thread::spawn(move || {
            let read = later.load(&mut |news| {
                post.send(match news {
                    News::Part(timeline, progress) => Msg::Grown(timeline, progress),
                    News::Going(progress) => Msg::Reading(progress),
                });
                wanted.load(Ordering::Relaxed)
            });
            let read = read.map(|loaded| {
                let _ = digest.set(loaded.digest);
                let remembered = |told: &&String| told.starts_with(crate::store::REMEMBERED);
                if let Some(told) = loaded.import.told.iter().find(remembered) {
                    post.send(Msg::Done(crate::app::Outcome::Did(told.clone())));
                }
                let timeline = loaded.import.timeline.clone();
                post.send(Msg::Read(Box::new(loaded.import.timeline), loaded.import.issues));
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

    /// Brings what was reviewed to its journal, and opens the one of what is reviewed now.
    fn keep_review(&mut self) {
        self.open_journal();
        if let Some((_, Some(journal))) = &self.journal {
            journal.add_all(self.app.take_journal());
        }
    }

    fn open_journal(&mut self) {
        if !self.keeps_review || !self.app.has_all() {
            return;
        }
        let Some(identity) = self.app.review_identity() else { return };
        let is_held = self.journal_is_busy;
        if self.journal.as_ref().is_some_and(|(of, _)| *of == identity) && !is_held {
            return;
        }
        let Some(post) = self.post.clone() else { return };
        // What it goes on as has just been written: what was reviewed under that name is another thing.
        let is_new = self.journal.is_some() && !is_held;
        if let Some((_, Some(journal))) = self.journal.take() {
            journal.add_all(self.app.take_journal());
        }
        let opened = Folders::from_env().map_err(|error| Closed::Failed(error.to_string()));
        let opened = opened.and_then(|folders| {
            let folder = folders.reviews();
            let report = move |kept| {
                post.send(Msg::Done(match kept {
                    review::Kept::Not(why) => Outcome::Failed(why),
                    review::Kept::Again => Outcome::Did("The review is kept again".to_owned()),
                }));
            };
            Ok((Journal::open(&journal_path(&folder, &identity), report)?, folder))
        });
        self.journal_is_busy = opened.as_ref().err() == Some(&Closed::Busy);
        let journal = match opened {
            Ok((opened, folder)) => {
                if is_held {
                    self.app.hold_review(None);
                }
                if is_new {
                    self.app.begin_journal();
                } else {
                    let documents = self.app.reviewed_documents();
                    let pasts = documents.map(|documents| past(&folder, &documents)).unwrap_or_default();
                    self.app.take_up_reviews(opened.past, &pasts);
                }
                if !opened.told.is_empty() {
                    self.app.update(Msg::Done(Outcome::Failed(opened.told.join("; "))));
                }
                Some(opened.journal)
            }
            Err(Closed::Busy) => {
                self.app.hold_review(Some(Closed::Busy.to_string()));
                None
            }
            Err(why) => {
                self.app.update(Msg::Done(Outcome::Failed(why.to_string())));
                None
            }
        };
        self.journal = Some((identity, journal));
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
    fn flush_review(&mut self) -> Option<String> {
        self.keep_review();
        let why = match &self.journal {
            Some((_, Some(journal))) => journal.flush(LAST_SAVE).err()?,
            _ if self.keeps_review && self.app.has_unkept() => "it has no journal".to_owned(),
            _ => return None,
        };
        Some(format!("NOT saved: the last steps of the review: {why}"))
    }

    fn save(&mut self) {
        if let (Some(delta), Some(saver)) = (self.app.take_unsaved(), &self.saver) {
            saver.save(delta);
        }
    }
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
            let old = self.texts.as_ref().and_then(|texts| old_text(texts, *hash));
            self.app.show_old(old.as_ref());
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
        if let Some(lost) = self.flush_review() {
            self.app.update(Msg::Done(Outcome::Failed(lost)));
        }
        if let Some(Err(error)) = self.saver.as_ref().map(|saver| saver.flush(LAST_SAVE)) {
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
        let review = self.flush_review();
        let session = self.saver.as_ref().and_then(|saver| saver.flush(LAST_SAVE).err());
        let lost: Vec<String> = session.map(|error| error.to_string()).into_iter().chain(review).collect();
        self.lost = (!lost.is_empty()).then(|| lost.join("; "));
    }
}
