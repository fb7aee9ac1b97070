//! The loop: take in everything, do what is asked, draw once.

use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::{Duration, Instant};

use crossterm::event::MouseEvent;

use super::mailbox::{Batch, End, Mailbox};
use super::pace::Pace;
use super::screen::Screen;
use super::stopping::Stopping;
use super::{Exit, Options, Program, TuiError, background, input, modes, panics, signals, watch};
use crate::app::{Effect, Msg};
use crate::ui::theme::Background;

/// Frames are at least this far apart while input keeps coming. The first key of many is shown at
/// once; a million queued ones cost a hundred frames a second, not one each.
const FRAME: Duration = Duration::from_millis(10);

/// See [`super::run`].
pub(super) fn run(program: &mut impl Program, options: Options) -> Result<Exit, TuiError> {
    let tty = usable()?;
    let mailbox = Arc::new(Mailbox::default());
    // From here on no signal and no panic leaves the terminal changed.
    let _hook = panics::hook(Arc::clone(&mailbox));
    let _watch = signals::watch(Arc::clone(&mailbox)).map_err(TuiError::system("listen for signals"))?;
    let (ground, question) = ground(options.background);
    let screen = Screen::up(program.mouse(), question).map_err(TuiError::system("take the terminal"))?;
    let asked = (!question.is_empty()).then(Instant::now);
    program.background(ground);
    let input = input::Input::start(Arc::clone(&mailbox), tty).map_err(TuiError::system("read keys"))?;
    let file = options.file.clone().map(|file| {
        let shown = (Arc::clone(&options.digest), Arc::clone(&options.shown));
        watch::start(file, shown, options.manner.clone(), Arc::clone(&mailbox))
    });
    let file = file.transpose().map_err(TuiError::system("follow the file"))?;
    let kept = Vec::new();
    let mut cycle = Cycle {
        program,
        options,
        mailbox,
        screen,
        input,
        file,
        kept,
        latest: Arc::default(),
        pace: Pace::default(),
        held: false,
        writers: Vec::new(),
        asked,
        updating: false,
    };
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

/// The background as far as it is known, and what to ask the terminal where nothing has decided it.
fn ground(said: Option<Background>) -> (Background, &'static str) {
    let told = || background::from_environment(&std::env::var("COLORFGBG").ok()?);
    match said.or_else(told) {
        Some(known) => (known, ""),
        None if std::env::var("TERM").is_ok_and(|term| background::knows_the_question(&term)) => {
            (Background::Unknown, background::QUESTION)
        }
        None => (Background::Unknown, ""),
    }
}

/// What a step of the loop leads to.
enum Next {
    Go,
    Quit,
}

/// The loop and what it holds.
pub(super) struct Cycle<'a, P> {
    pub(super) program: &'a mut P,
    pub(super) options: Options,
    pub(super) mailbox: Arc<Mailbox>,
    pub(super) screen: Screen,
    pub(super) input: input::Input,
    /// The timeline's file, where there is one.
    pub(super) file: Option<watch::Watch>,
    /// What came while the terminal was not ours, to be told as soon as it is.
    pub(super) kept: Vec<Msg>,
    /// The number of the document that was asked for last.
    pub(super) latest: Arc<AtomicU64>,
    /// How fast keys come.
    pace: Pace,
    /// The program was told that one is held.
    held: bool,
    /// What writes files: whoever leaves waits for it, or nothing would tell that a memo was not written.
    pub(super) writers: Vec<std::thread::JoinHandle<()>>,
    /// When the terminal was asked for its background, until it answers.
    asked: Option<Instant>,
    /// Inside [`Program::update`]: what a panic leaves there is not to be saved.
    updating: bool,
}

impl<P: Program> Cycle<'_, P> {
    /// Turns until the program quits or has to end.
    fn turn(&mut self) -> io::Result<Exit> {
        self.program.started(super::Post(std::sync::Arc::clone(&self.mailbox)));
        // While the terminal thinks about its answer.
        let size = self.screen.size();
        if let Next::Quit = self.tell(Msg::Resize(size.width, size.height))? {
            return Ok(Exit::Quit);
        }
        let until = self.asked.map(|asked| asked + background::FIRST);
        let first = until.map_or_else(Batch::default, |until| self.mailbox.take(Some(until)));
        if let Next::Quit = self.absorb(first)? {
            return Ok(Exit::Quit);
        }
        // From when on what is typed is shown at once.
        let mut next_answer = Instant::now();
        let mut is_asked = false;
        loop {
            if let Some(end) = self.mailbox.ended() {
                return Ok(exit(end));
            }
            if let Next::Quit = self.fit()? {
                return Ok(Exit::Quit);
            }
            for msg in std::mem::take(&mut self.kept) {
                if let Next::Quit = self.tell(msg)? {
                    return Ok(Exit::Quit);
                }
            }
            let rest = self.pace.waits(Instant::now()).filter(|_| self.screen.can_wait(self.program));
            if rest.is_none()
                && std::mem::take(&mut self.held)
                && let Next::Quit = self.tell(Msg::Held(false))?
            {
                return Ok(Exit::Quit);
            }
            self.screen.draw(self.program, rest.is_some())?;
            let next_frame = Instant::now() + FRAME;
            if std::mem::take(&mut is_asked) {
                next_answer = next_frame;
            }
            let mut tick = self.program.next_tick().and_then(|after| Instant::now().checked_add(after));
            let mut batch = self.mailbox.take(sooner(tick, rest));
            loop {
                if tick.take_if(|tick| *tick <= Instant::now()).is_some()
                    && let Next::Quit = self.tell(Msg::Tick)?
                {
                    return Ok(Exit::Quit);
                }
                is_asked |= batch.messages.iter().any(is_typed);
                if let Next::Quit = self.absorb(batch)? {
                    return Ok(Exit::Quit);
                }
                // What goes on by itself does not make who types wait for the frame after.
                let due = if is_asked { next_frame.min(next_answer) } else { next_frame };
                if Instant::now() >= due || self.mailbox.ended().is_some() {
                    break;
                }
                // What is done a little at a time goes on until the frame is due.
                tick = self.program.next_tick().and_then(|after| Instant::now().checked_add(after));
                batch = self.mailbox.take(sooner(tick, Some(due)));
            }
        }
    }

    /// An answer that comes after the terminal was given back would be typed into the shell. So who
    /// leaves right after the start waits for it a moment.
    fn wait_for_answer(&mut self) {
        let until = self.asked.map(|asked| asked + background::LAST);
        while self.asked.is_some() && self.mailbox.ended().is_none() && until > Some(Instant::now()) {
            if self.mailbox.take(until).background.is_some() {
                self.asked = None;
            }
        }
    }

    /// Takes in all that has happened.
    fn absorb(&mut self, batch: Batch) -> io::Result<Next> {
        // Continued by somebody who had stopped it without asking: a shell has had the terminal.
        if batch.continued {
            self.take_again()?;
        }
        if let Some(background) = batch.background {
            self.asked = None;
            self.program.background(background);
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
                Msg::Key(key) => {
                    self.pace.key(Instant::now());
                    if self.pace.is_held()
                        && !std::mem::replace(&mut self.held, true)
                        && let Next::Quit = self.tell(Msg::Held(true))?
                    {
                        return Ok(Next::Quit);
                    }
                    Msg::Key(key)
                }
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

    /// `mouse`, at a cell that exists: some terminals report beyond the edge, and hostile ones 0.
    fn inside(&self, mut mouse: MouseEvent) -> MouseEvent {
        let size = self.screen.size();
        mouse.column = mouse.column.min(size.width.saturating_sub(1));
        mouse.row = mouse.row.min(size.height.saturating_sub(1));
        mouse
    }

    /// Keeps what other threads have told from being lost while keys are not ours to take.
    pub(super) fn keep(&mut self, messages: Vec<Msg>) {
        self.kept.extend(messages.into_iter().filter(|msg| !is_typed(msg)));
    }

    /// The way out: the terminal first, then the program's last word.
    fn leave(mut self, ended: std::thread::Result<io::Result<Exit>>) -> Result<Exit, TuiError> {
        if matches!(ended, Ok(Ok(Exit::Quit))) {
            self.wait_for_answer();
        }
        self.input.rest();
        self.screen.down();
        if matches!(ended, Ok(Ok(Exit::Quit))) {
            self.writers.drain(..).for_each(|writer| drop(writer.join()));
        }
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

/// Whether it comes from who sits at the terminal.
fn is_typed(msg: &Msg) -> bool {
    matches!(msg, Msg::Key(_) | Msg::Paste(_) | Msg::Mouse(_))
}

/// The first of two moments.
fn sooner(one: Option<Instant>, other: Option<Instant>) -> Option<Instant> {
    one.into_iter().chain(other).min()
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
