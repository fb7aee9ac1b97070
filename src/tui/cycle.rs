//! The loop: take in everything, do what is asked, draw once.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crossterm::event::MouseEvent;
use rustix::process::Signal;

use super::mailbox::{Batch, End, Mailbox};
use super::screen::Screen;
use super::{
    Exit, Options, Program, TuiError, address, background, editor, input, modes, opener, panics, signals,
};
use crate::app::{Effect, Msg, Outcome};

/// Frames are at least this far apart while input keeps coming. The first key of many is shown at
/// once; a million queued ones cost a hundred frames a second, not one each.
const FRAME: Duration = Duration::from_millis(10);

/// The most that is sent to the clipboard, in bytes: a base64 of 100,000 is what terminals take.
const LONGEST_COPY: usize = 74_994;

/// How long a job that was continued in the background waits for being told to end.
const BACKGROUND: Duration = Duration::from_millis(50);

/// See [`super::run`].
pub(super) fn run(program: &mut impl Program, options: Options) -> Result<Exit, TuiError> {
    let tty = usable()?;
    let mailbox = Arc::new(Mailbox::default());
    // From here on no signal and no panic leaves the terminal changed.
    let _hook = panics::hook(Arc::clone(&mailbox));
    let _watch = signals::watch(Arc::clone(&mailbox)).map_err(TuiError::system("listen for signals"))?;
    program.background(options.background.unwrap_or_else(background::find));
    let screen = Screen::up(program.mouse()).map_err(TuiError::system("take the terminal"))?;
    let input = input::Input::start(Arc::clone(&mailbox), tty).map_err(TuiError::system("read keys"))?;
    let mut cycle = Cycle { program, options, mailbox, screen, input, updating: false };
    let ended = catch_unwind(AssertUnwindSafe(|| cycle.turn()));
    cycle.leave(ended)
}

/// The terminal that keys come from, if there is one and it can show a screen.
fn usable() -> Result<std::os::fd::OwnedFd, TuiError> {
    if !rustix::termios::isatty(rustix::stdio::stdout()) {
        return Err(TuiError::OutputNotATerminal);
    }
    match std::env::var_os("TERM").unwrap_or_default() {
        term if term.is_empty() => return Err(TuiError::DumbTerminal("not set")),
        term if term == "dumb" => return Err(TuiError::DumbTerminal("dumb")),
        _ => {}
    }
    modes::input().map_err(TuiError::InputNotATerminal)
}

/// What a step of the loop leads to.
enum Next {
    Go,
    Quit,
}

struct Cycle<'a, P> {
    program: &'a mut P,
    options: Options,
    mailbox: Arc<Mailbox>,
    screen: Screen,
    input: input::Input,
    /// Inside [`Program::update`]: what a panic leaves there is not to be saved.
    updating: bool,
}

impl<P: Program> Cycle<'_, P> {
    /// Turns until the program quits or has to end.
    fn turn(&mut self) -> io::Result<Exit> {
        let size = self.screen.size();
        if let Next::Quit = self.tell(Msg::Resize(size.width, size.height))? {
            return Ok(Exit::Quit);
        }
        loop {
            if let Some(end) = self.mailbox.ended() {
                return Ok(exit(end));
            }
            if let Next::Quit = self.fit()? {
                return Ok(Exit::Quit);
            }
            self.screen.draw(self.program)?;
            let next_frame = Instant::now() + FRAME;
            let mut tick = self.program.next_tick().and_then(|after| Instant::now().checked_add(after));
            let mut batch = self.mailbox.take(tick);
            loop {
                if tick.take_if(|tick| *tick <= Instant::now()).is_some()
                    && let Next::Quit = self.tell(Msg::Tick)?
                {
                    return Ok(Exit::Quit);
                }
                if let Next::Quit = self.absorb(batch)? {
                    return Ok(Exit::Quit);
                }
                if Instant::now() >= next_frame || self.mailbox.ended().is_some() {
                    break;
                }
                batch = self.mailbox.take(Some(next_frame));
            }
        }
    }

    /// Takes in all that has happened.
    fn absorb(&mut self, batch: Batch) -> io::Result<Next> {
        // Continued by somebody who had stopped it without asking: a shell has had the terminal.
        if batch.continued {
            self.take_again()?;
        }
        // Also when the size is the same again: a terminal that was small for a moment has cut off
        // what it showed.
        if batch.resized {
            self.screen.forget();
        }
        if let Next::Quit = self.fit()? {
            return Ok(Next::Quit);
        }
        for msg in batch.messages {
            let msg = match msg {
                Msg::Mouse(mouse) => Msg::Mouse(self.inside(mouse)),
                msg => msg,
            };
            if let Next::Quit = self.tell(msg)? {
                return Ok(Next::Quit);
            }
            if self.mailbox.ended().is_some() {
                break;
            }
        }
        if batch.stop {
            self.stop(Stopping::Alone)?;
        }
        Ok(Next::Go)
    }

    /// Tells the program the size if it is another one by now: asked before keys are told and before
    /// a frame is drawn, so neither ever sees a size that is over.
    fn fit(&mut self) -> io::Result<Next> {
        if !self.screen.resized()? {
            return Ok(Next::Go);
        }
        let size = self.screen.size();
        self.tell(Msg::Resize(size.width, size.height))
    }

    /// Hands `msg` to the program, does what it asks for, and hands it the outcomes.
    fn tell(&mut self, msg: Msg) -> io::Result<Next> {
        let mut messages = VecDeque::from([msg]);
        while let Some(msg) = messages.pop_front() {
            self.updating = true;
            let effects = self.program.update(msg);
            self.updating = false;
            for effect in effects {
                if effect == Effect::Quit {
                    return Ok(Next::Quit);
                }
                messages.extend(self.perform(effect)?);
            }
        }
        Ok(Next::Go)
    }

    /// Does what is asked; answers with what is to be told about it.
    fn perform(&mut self, effect: Effect) -> io::Result<Vec<Msg>> {
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
            Effect::Edit { line } => return self.edit(line),
            Effect::Suspend if can_be_continued() => {
                self.stop(Stopping::Group)?;
                return Ok(Vec::new());
            }
            Effect::Suspend => {
                Outcome::Failed("not stopped: there is no shell here to come back from".into())
            }
            Effect::Copy { text, what } => self.copy(&text, &what)?,
            Effect::OpenUrl(url) => self.open_url(&url)?,
            Effect::OpenFile(path) => {
                let root = self.documents();
                match opener::document(&path, root.as_deref()) {
                    Ok(path) => opener::open(path.into_os_string(), Arc::clone(&self.mailbox)),
                    Err(reason) => Outcome::Failed(reason),
                }
            }
        };
        Ok(vec![Msg::Done(outcome)])
    }

    fn copy(&mut self, text: &str, what: &str) -> io::Result<Outcome> {
        if text.len() > LONGEST_COPY {
            return Ok(Outcome::Failed(format!(
                "not copied: {what} has {} bytes, and terminals take {LONGEST_COPY}",
                text.len()
            )));
        }
        self.screen.copy(text)?;
        let n = text.chars().count();
        let s = if n == 1 { "" } else { "s" };
        // A terminal does not say whether it took them, so neither does this.
        Ok(Outcome::Did(format!("sent {n} character{s} to the clipboard: {what}")))
    }

    fn open_url(&mut self, url: &str) -> io::Result<Outcome> {
        let url = match address::checked(url) {
            Ok(url) => url,
            Err(reason) => return Ok(Outcome::Failed(reason)),
        };
        if opener::is_far_away(|name| std::env::var_os(name)) {
            self.screen.copy(&url)?;
            let said = format!("no browser over SSH: sent the address to the clipboard instead: {url}");
            return Ok(Outcome::Did(said));
        }
        Ok(opener::open(OsString::from(url), Arc::clone(&self.mailbox)))
    }

    fn documents(&self) -> Option<std::path::PathBuf> {
        let folder = || Some(std::path::absolute(self.options.file.as_ref()?).ok()?.parent()?.to_path_buf());
        self.options.documents.clone().or_else(folder)
    }

    fn reload(&mut self) -> Vec<Msg> {
        let Some(reload) = &mut self.options.reload else {
            return vec![Msg::Done(Outcome::Failed("there is no file to read again".into()))];
        };
        match reload() {
            Ok((timeline, issues)) => {
                let said = format!("read again: {} events, {} issues", timeline.events().len(), issues.len());
                vec![Msg::Loaded(Box::new(timeline), issues), Msg::Done(Outcome::Did(said))]
            }
            Err(reason) => vec![Msg::Done(Outcome::Failed(format!("not read again: {reason}")))],
        }
    }

    /// Lends the terminal to the reader's editor, then reads the file again.
    fn edit(&mut self, line: u32) -> io::Result<Vec<Msg>> {
        let failed = |reason: String| Ok(vec![Msg::Done(Outcome::Failed(reason))]);
        let Some(file) = &self.options.file else {
            return failed("there is no file to edit: the timeline was not read from one".into());
        };
        let (name, command) = match editor::command(file, line, |name| std::env::var_os(name)) {
            Ok(found) => found,
            Err(reason) => return failed(reason),
        };
        self.input.rest();
        self.screen.down();
        self.mailbox.lend(true);
        let status = editor::spawn(command, Arc::clone(&self.mailbox)).and_then(|child| self.wait_for(child));
        self.mailbox.lend(false);
        if self.mailbox.ended().is_some() {
            return Ok(Vec::new());
        }
        self.screen.again()?;
        self.input.resume();
        match status {
            Err(error) => failed(format!("{name} could not be run: {error}; set VISUAL or EDITOR")),
            Ok(status) => {
                let mut messages = self.reload();
                if !status.success() {
                    messages.push(Msg::Done(Outcome::Failed(format!("{name} ended with {status}"))));
                }
                Ok(messages)
            }
        }
    }

    /// Waits for the editor. Stops with it; ends it when the program has to end.
    fn wait_for(&self, child: rustix::process::Pid) -> io::Result<std::process::ExitStatus> {
        loop {
            let batch = self.mailbox.take(None);
            if let Some(status) = batch.child {
                return status;
            }
            if self.mailbox.ended().is_some() {
                let _ = rustix::process::kill_process(child, Signal::TERM);
                return Err(io::ErrorKind::Interrupted.into());
            }
            if batch.stop {
                // The editor has stopped itself; a shell waits for all of the job to do so.
                let _ = rustix::process::kill_process(rustix::process::getpid(), Signal::STOP);
            }
        }
    }

    /// Gives the terminal back, stops, and takes it again when continued.
    fn stop(&mut self, who: Stopping) -> io::Result<()> {
        self.input.rest();
        self.screen.down();
        self.mailbox.note(|batch| batch.continued = false);
        let sent = match who {
            Stopping::Group => rustix::process::kill_current_process_group(Signal::STOP),
            Stopping::Alone => rustix::process::kill_process(rustix::process::getpid(), Signal::STOP),
        };
        let mut continued = sent.is_err();
        while !continued && self.mailbox.ended().is_none() {
            continued = self.mailbox.take(None).continued;
        }
        self.input.resume();
        self.take_again()
    }

    /// Takes the terminal after the process was continued.
    fn take_again(&mut self) -> io::Result<()> {
        if !in_foreground() {
            // Taking the terminal from the background stops the process. One that was continued to
            // be ended shall end.
            self.mailbox.wait_for_end(Instant::now() + BACKGROUND);
        }
        if self.mailbox.ended().is_some() { Ok(()) } else { self.screen.again() }
    }

    /// `mouse`, at a cell that exists: some terminals report beyond the edge, and hostile ones 0.
    fn inside(&self, mut mouse: MouseEvent) -> MouseEvent {
        let size = self.screen.size();
        mouse.column = mouse.column.min(size.width.saturating_sub(1));
        mouse.row = mouse.row.min(size.height.saturating_sub(1));
        mouse
    }

    /// The way out: the terminal first, then the program's last word.
    fn leave(mut self, ended: std::thread::Result<io::Result<Exit>>) -> Result<Exit, TuiError> {
        self.input.rest();
        self.screen.down();
        if !(ended.is_err() && self.updating) {
            self.program.leaving();
        }
        match ended {
            Err(panic) => resume_unwind(panic),
            Ok(Ok(exit)) => Ok(exit),
            Ok(Err(error)) => match self.mailbox.ended() {
                Some(end) => Ok(exit(end)),
                // A terminal that takes nothing any more has gone away.
                None if is_gone(&error) => Ok(exit(End::Gone)),
                None => Err(TuiError::System { what: "draw on the terminal", source: error }),
            },
        }
    }
}

fn is_gone(error: &io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error())
        || error.kind() == io::ErrorKind::BrokenPipe
}

fn exit(end: End) -> Exit {
    match end {
        End::Signal(signal) => Exit::Signal(signal),
        End::Gone => Exit::Signal(signal_hook::consts::SIGHUP),
        End::Panicked => Exit::Panicked,
    }
}

/// Who stops.
enum Stopping {
    /// Everybody whom Ctrl-Z would stop: the other programs of a pipeline too.
    Group,
    /// The one who was told to.
    Alone,
}

/// Whether somebody waits who could continue this process: a shell with job control, which is in the
/// same session but not in this process group.
fn can_be_continued() -> bool {
    use rustix::process::{getpgrp, getppid, getsid};
    let Ok(session) = getsid(None) else { return false };
    session != getpgrp() && getsid(getppid()).is_ok_and(|parents| parents == session)
}

fn in_foreground() -> bool {
    rustix::termios::tcgetpgrp(rustix::stdio::stdout()).is_ok_and(|group| group == rustix::process::getpgrp())
}
