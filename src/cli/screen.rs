//! The reader on a terminal: the state, how it looks there, and the session that is kept.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use ratatui::Frame;

use super::keep;
use crate::app::{App, Effect, Msg, Saved};
use crate::store::session::{Report, Saver, SessionStore, old_text};
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
}

impl Screen {
    pub(super) fn new(app: App, colours: Colours, store: Option<SessionStore>) -> Self {
        let texts = store.as_ref().map(|store| store.texts_path().to_owned());
        Self { app, colours, theme: Theme::default(), store, saver: None, reports: None, texts, lost: None }
    }

    fn hear(&mut self) {
        let Some(reports) = &self.reports else { return };
        let news: Vec<Report> = reports.try_iter().collect();
        for report in news {
            match report {
                Report::News(state) => self.app.merge(*state),
                Report::Notice(notice) => {
                    self.app.update(Msg::Done(crate::app::Outcome::Did(notice)));
                }
                Report::NotSaved(error) => self.app.saved(Saved::Failed(error.to_string())),
                Report::SavedAgain => self.app.saved(Saved::Well),
            }
        }
    }

    fn save(&mut self) {
        if let (Some(delta), Some(saver)) = (self.app.take_unsaved(), &self.saver) {
            saver.save(delta);
        }
    }
}

impl tui::Program for Screen {
    fn started(&mut self, post: Post) {
        let Some(store) = self.store.take() else { return };
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

    fn update(&mut self, msg: Msg) -> Vec<Effect> {
        self.app.clock(keep::now());
        let mut effects = self.app.update(msg);
        // After the key: what has to be told must not be wiped away by it.
        self.hear();
        effects.retain(|effect| {
            let Effect::Recall(hash) = effect else { return true };
            let old = self.texts.as_ref().and_then(|texts| old_text(texts, *hash));
            self.app.show_old(old.as_ref());
            false
        });
        self.save();
        effects
    }

    fn render(&self, frame: &mut Frame) {
        ui::render(&self.app, &self.theme, frame);
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
        if let Some(Err(error)) = self.saver.as_ref().map(|saver| saver.flush(LAST_SAVE)) {
            self.app.saved(Saved::Failed(error.to_string()));
        }
    }

    fn leaving(&mut self) {
        self.app.clock(keep::now());
        self.app.leaving();
        self.save();
        if let Some(saver) = &self.saver {
            self.lost = saver.flush(LAST_SAVE).err().map(|error| error.to_string());
        }
    }
}
