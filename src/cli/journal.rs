//! The journal of the review on the screen: opened on a thread of its own, as a disk may be slow.

use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::time::Instant;

use super::screen::left;
use crate::app::{App, Msg, Outcome};
use crate::review::carry::Past;
use crate::store::review::{self, Closed, Journal, Opened, journal_path, past};
use crate::store::session::Folders;
use crate::tui::Post;

/// The journal of what is reviewed, as far as there is one.
#[derive(Default)]
pub(super) struct Keeping {
    /// What it is known by, and the journal where it could be opened.
    of: Option<(String, Option<Journal>)>,
    opening: Option<Opening>,
    /// Whether another process has it.
    is_busy: bool,
}

/// A journal that is being opened.
struct Opening {
    of: String,
    /// What is reviewed has just been written to a file, and goes on as that.
    is_new: bool,
    answer: Receiver<Answer>,
}

/// The journal, and past reviews of the same documents.
type Answer = Result<(Opened, Vec<Past>), Closed>;

impl Keeping {
    /// Brings what was reviewed to its journal, and opens the one of what is reviewed now. Who waits for that is
    /// woken through `post`.
    pub(super) fn keep(&mut self, app: &mut App, post: &Post) {
        if let Some(opening) = &self.opening {
            match opening.answer.try_recv() {
                Err(TryRecvError::Empty) => {}
                answer => self.opened(app, answer.unwrap_or_else(|_| Err(broken_off()))),
            }
        }
        self.open(app, post);
        self.hand_over(app);
    }

    fn hand_over(&self, app: &mut App) {
        if let (Some((_, Some(journal))), None) = (&self.of, &self.opening) {
            journal.add_all(app.take_journal());
        }
    }

    fn open(&mut self, app: &mut App, post: &Post) {
        let Some(identity) = app.review_identity().filter(|_| self.opening.is_none()) else { return };
        let is_known = self.of.as_ref().is_some_and(|(of, _)| *of == identity);
        if is_known && !self.is_busy {
            return;
        }
        // What it goes on as has just been written: what was reviewed under that name is another thing.
        let is_new = self.of.is_some() && !self.is_busy;
        self.hand_over(app);
        let documents = if is_new { None } else { app.reviewed_documents() };
        let (of, was_busy, post) = (identity.clone(), self.is_busy, post.clone());
        let (send, answer) = mpsc::channel();
        let open = move || {
            let opened = opened(&identity, documents.as_deref(), post.clone());
            // Who is told that it is still busy would only ask again.
            let is_news = !was_busy || opened.as_ref().err() != Some(&Closed::Busy);
            // Nobody hears it only when the program is ending.
            if send.send(opened).is_ok() && is_news {
                post.send(Msg::Tick);
            }
        };
        self.opening = Some(Opening { of, is_new, answer });
        // Without a thread nothing answers, and that is said.
        let _ = std::thread::Builder::new().name("journal".into()).spawn(open);
    }

    fn opened(&mut self, app: &mut App, answer: Answer) {
        let Some(Opening { of, is_new, .. }) = self.opening.take() else { return };
        // That of before is brought to the disk first.
        let journal = self.of.take().and_then(|(_, journal)| journal);
        drop(journal);
        let was_busy = std::mem::replace(&mut self.is_busy, answer.as_ref().err() == Some(&Closed::Busy));
        let journal = match answer {
            Ok((opened, pasts)) => {
                if was_busy {
                    app.hold_review(None);
                }
                if is_new {
                    app.begin_journal();
                } else {
                    app.take_up_reviews(opened.past, &pasts);
                }
                if !opened.told.is_empty() {
                    app.update(Msg::Done(Outcome::Failed(opened.told.join("; "))));
                }
                Some(opened.journal)
            }
            Err(Closed::Busy) => {
                app.hold_review(Some(Closed::Busy.to_string()));
                None
            }
            Err(why) => {
                app.update(Msg::Done(Outcome::Failed(why.to_string())));
                None
            }
        };
        self.of = Some((of, journal));
    }

    /// Brings the review to disk. Gives what is lost if the program ends now.
    pub(super) fn flush(&mut self, app: &mut App, until: Instant) -> Option<String> {
        if let Some(opening) = &self.opening
            && let Ok(answer) = opening.answer.recv_timeout(left(until))
        {
            self.opened(app, answer);
        }
        self.hand_over(app);
        let why = match &self.of {
            Some((_, Some(journal))) if self.opening.is_none() => journal.flush(left(until)).err()?,
            _ if app.has_unkept() => "it has no journal".to_owned(),
            _ => return None,
        };
        Some(format!("NOT saved: the last steps of the review: {why}"))
    }
}

fn broken_off() -> Closed {
    Closed::Failed("its journal could not be opened".to_owned())
}

fn opened(identity: &str, documents: Option<&[String]>, post: Post) -> Answer {
    let folder = Folders::from_env().map_err(|error| Closed::Failed(error.to_string()))?.reviews();
    let report = move |kept| {
        post.send(Msg::Done(match kept {
            review::Kept::Not(why) => Outcome::Failed(why),
            review::Kept::Again => Outcome::Did("The review is kept again".to_owned()),
        }));
    };
    let opened = Journal::open(&journal_path(&folder, identity), report)?;
    let pasts = documents.map(|documents| past(&folder, documents)).unwrap_or_default();
    Ok((opened, pasts))
}
