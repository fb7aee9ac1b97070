//! What an effect does outside.

use std::ffi::OsStr;
use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;
use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock};

use rustix::process::{Pid, Signal, getpid, kill_process};

use super::cycle::Cycle;
use super::stopping::{Stopping, can_be_continued};
use super::{Program, address, editor, opener, screen, watch};
use crate::app::{Effect, Msg, Outcome};
use crate::marked::{self, Answer, Request};
use crate::review::Seen;
use crate::store::{Manner, review};
use crate::text::plural;

/// The most that is sent to the clipboard, in bytes: a base64 of 100,000 is what terminals take.
const LONGEST_COPY: usize = 74_994;

impl<P: Program> Cycle<'_, P> {
    /// Does what is asked; answers with what is to be told about it.
    pub(super) fn perform(&mut self, effect: Effect) -> io::Result<Vec<Msg>> {
        let outcome = match effect {
            Effect::Quit => return Ok(Vec::new()),
            Effect::Redraw => {
                self.screen.forget();
                return Ok(Vec::new());
            }
            Effect::Mouse(on) => {
                self.screen.mouse(on)?;
                return Ok(Vec::new());
            }
            Effect::Reload => return Ok(self.reload()),
            Effect::Edit { file, line } => return self.edit(file, line),
            Effect::EditText { text } => return self.edit_text(&text),
            Effect::Write { path, text, what } => return Ok(self.write(path, text, what)),
            Effect::ReadDocument(request) => return Ok(self.read_document(request)),
            Effect::WriteReview { path, text, steps } => return Ok(self.write_review(path, text, steps)),
            Effect::Follow { path, digest } => return Ok(self.follow(path, digest)),
            Effect::TakeBackReview { path, edit } => {
                return Ok(vec![Msg::TakenBack(review::take_back(&path, &edit))]);
            }
            Effect::Recall(_) => Outcome::Failed("no session is kept".into()),
            Effect::Suspend if can_be_continued() => {
                self.stop(Stopping::Group)?;
                return Ok(Vec::new());
            }
            Effect::Suspend => {
                Outcome::Failed("not stopped: there is no shell here to come back from".into())
            }
            Effect::Copy { text, what } => copy(&text, &what)?,
            Effect::OpenUrl(url) => self.open_url(&url)?,
            Effect::OpenFile(path) => {
                let root = self.documents();
                match opener::document(&path, root.as_deref()) {
                    Ok(path) => opener::open(path.as_os_str(), Arc::clone(&self.mailbox)),
                    Err(reason) => Outcome::Failed(reason),
                }
            }
        };
        Ok(vec![Msg::Done(outcome)])
    }

    fn open_url(&mut self, url: &str) -> io::Result<Outcome> {
        let url = match address::checked(url) {
            Ok(url) => url,
            Err(reason) => return Ok(Outcome::Failed(reason)),
        };
        if opener::is_far_away(|name| std::env::var_os(name)) {
            screen::copy(&url)?;
            let said = format!("no browser over SSH: sent the address to the clipboard instead: {url}");
            return Ok(Outcome::Did(said));
        }
        Ok(opener::open(OsStr::new(&url), Arc::clone(&self.mailbox)))
    }

    fn documents(&self) -> Option<PathBuf> {
        let folder = || Some(std::path::absolute(self.options.file.as_ref()?).ok()?.parent()?.to_path_buf());
        self.options.documents.clone().or_else(folder)
    }

    /// Has a document read, on a thread of its own: what comes of it is told later.
    fn read_document(&mut self, request: Request) -> Vec<Msg> {
        let folder = self.documents();
        let mailbox = Arc::clone(&self.mailbox);
        let latest = Arc::clone(&self.latest);
        let number = request.number;
        latest.store(number, Ordering::Relaxed);
        let held = Arc::clone(&self.options.held);
        let thread = std::thread::Builder::new().name("document".into()).spawn(move || {
            let at_hand = held.get(&request.source).map(String::as_str);
            marked::read(folder.as_deref(), at_hand, &request, &mut |answer| {
                // Nobody waits for one that is not the last.
                let wanted = latest.load(Ordering::Relaxed) == number;
                if wanted {
                    mailbox.push(Msg::Document(answer));
                }
                wanted
            });
        });
        match thread {
            Ok(_) => Vec::new(),
            Err(error) => {
                let document = Err(format!("the document was not read: {error}"));
                vec![Msg::Document(Answer { number, document })]
            }
        }
    }

    /// Has a review written, on a thread of its own: how it ended is told later.
    fn write_review(&mut self, path: PathBuf, text: Option<String>, steps: Vec<Seen>) -> Vec<Msg> {
        let mailbox = Arc::clone(&self.mailbox);
        let thread = std::thread::Builder::new().name("writer".into()).spawn(move || {
            let written = match text {
                Some(text) => review::write_new(&path, &text),
                None => review::write(&path, &steps),
            };
            mailbox.push(Msg::Reviewed(written));
        });
        match thread {
            Ok(_) => Vec::new(),
            Err(error) => vec![Msg::Reviewed(Err(format!("nothing was written: {error}")))],
        }
    }

    /// Has a text written to a file that is not there yet, on a thread of its own: how it ended is told later.
    fn write(&mut self, path: PathBuf, text: String, what: String) -> Vec<Msg> {
        let mailbox = Arc::clone(&self.mailbox);
        let thread = std::thread::Builder::new().name("writer".into()).spawn(move || {
            let name = crate::text::line(&path.to_string_lossy()).into_owned();
            mailbox.push(Msg::Done(match review::put_new(&path, &text, "give another name") {
                Ok(()) => Outcome::Did(format!("Wrote {what} to {name}")),
                Err(why) => Outcome::Failed(why),
            }));
        });
        match thread {
            Ok(writer) => {
                self.writers.retain(|writer| !writer.is_finished());
                self.writers.push(writer);
                Vec::new()
            }
            Err(error) => vec![Msg::Done(Outcome::Failed(format!("nothing was written: {error}")))],
        }
    }

    /// Has the file read again, on its own thread: what comes of it is told later.
    fn reload(&self) -> Vec<Msg> {
        match &self.file {
            Some(file) => {
                file.read();
                Vec::new()
            }
            None => vec![Msg::Done(Outcome::Failed("there is no file to read again".into()))],
        }
    }

    /// Follows another file than before.
    fn follow(&mut self, path: PathBuf, digest: String) -> Vec<Msg> {
        self.options.file = Some(path.clone());
        self.options.manner = Manner::default();
        let shown = (Arc::new(OnceLock::from(digest)), Arc::default());
        match watch::start(path, shown, Manner::default(), Arc::clone(&self.mailbox)) {
            Ok(watch) => {
                self.file = Some(watch);
                Vec::new()
            }
            Err(error) => {
                let said = format!("changes of the file will not be noticed: {error}");
                vec![Msg::Done(Outcome::Failed(said))]
            }
        }
    }

    /// Lends the terminal to the reader's editor, then reads the file again.
    fn edit(&mut self, file: Option<std::path::PathBuf>, line: u32) -> io::Result<Vec<Msg>> {
        let failed = |reason: String| Ok(vec![Msg::Done(Outcome::Failed(reason))]);
        let Some(file) = file.or_else(|| self.options.file.clone()) else {
            return failed("there is no file to edit: the timeline was not read from one".into());
        };
        match self.lend_to_editor(&file, line)? {
            None => Ok(Vec::new()),
            Some(Err(reason)) => failed(reason),
            Some(Ok((name, status))) => {
                // What the editor wrote may have been noticed already, and is not taken up twice.
                if let Some(file) = &self.file {
                    file.look();
                }
                if status.success() {
                    return Ok(Vec::new());
                }
                failed(format!("{name} ended with {status}"))
            }
        }
    }

    /// Lets the reader write a text in their editor, in a private file that is gone afterwards.
    fn edit_text(&mut self, text: &str) -> io::Result<Vec<Msg>> {
        let failed = |reason: String| Ok(vec![Msg::Done(Outcome::Failed(reason))]);
        let file = tempfile::Builder::new().prefix("annals-note-").suffix(".md").tempfile();
        let file = file.and_then(|file| std::fs::write(file.path(), text).map(|()| file));
        let file = match file {
            Ok(file) => file,
            Err(error) => return failed(format!("no file for the editor could be made: {error}")),
        };
        let ended = self.lend_to_editor(file.path(), 0)?;
        let written = std::fs::read(file.path()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        if let (Some(Ok((_, status))), Ok(written)) = (&ended, &written)
            && status.success()
        {
            return Ok(vec![Msg::Edited(written.clone())]);
        }
        // What was written is not thrown away with the file.
        let kept = match written {
            Ok(written) if written == text => String::new(),
            _ => file.keep().map_or_else(
                |error| format!("; what was written is lost: {error}"),
                |(_, path)| format!("; what was written is in {}", path.display()),
            ),
        };
        match ended {
            None => Ok(Vec::new()),
            Some(Err(reason)) => failed(format!("{reason}{kept}")),
            Some(Ok((name, status))) => failed(format!("{name} ended with {status}{kept}")),
        }
    }

    /// Lends the terminal to the reader's editor. `None` when the program has to end meanwhile; else
    /// how the editor ended, or why it could not be run.
    fn lend_to_editor(
        &mut self,
        file: &std::path::Path,
        line: u32,
    ) -> io::Result<Option<Result<(String, ExitStatus), String>>> {
        let (name, command) = match editor::command(file, line, |name| std::env::var_os(name)) {
            Ok(found) => found,
            Err(reason) => return Ok(Some(Err(reason))),
        };
        self.input.rest();
        self.screen.down();
        self.mailbox.lend(true);
        let status = editor::spawn(command, Arc::clone(&self.mailbox)).and_then(|child| self.wait_for(child));
        self.mailbox.lend(false);
        if self.mailbox.ended().is_some() {
            return Ok(None);
        }
        self.screen.again()?;
        self.input.resume();
        Ok(Some(match status {
            Err(error) => Err(format!("{name} could not be run: {error}; set VISUAL or EDITOR")),
            Ok(status) => Ok((name, status)),
        }))
    }

    /// Waits for the editor. Stops with it; ends it when the program has to end.
    fn wait_for(&mut self, child: Pid) -> io::Result<ExitStatus> {
        loop {
            let batch = self.mailbox.take(None);
            self.keep(batch.messages);
            if let Some(status) = batch.child {
                return status;
            }
            if self.mailbox.ended().is_some() {
                let _ = kill_process(child, Signal::TERM);
                return Err(io::ErrorKind::Interrupted.into());
            }
            if batch.stop {
                // The editor has stopped itself; a shell waits for all of the job to do so.
                self.program.stopping();
                let _ = kill_process(getpid(), Signal::STOP);
            }
        }
    }
}

fn copy(text: &str, what: &str) -> io::Result<Outcome> {
    if text.len() > LONGEST_COPY {
        return Ok(Outcome::Failed(format!(
            "not copied: {what} has {} bytes, and terminals take {LONGEST_COPY}",
            text.len()
        )));
    }
    screen::copy(text)?;
    let letters = plural(text.chars().count(), "character");
    // A terminal does not say whether it took them, so neither does this.
    Ok(Outcome::Did(format!("Sent {letters} to the clipboard: {what}")))
}
