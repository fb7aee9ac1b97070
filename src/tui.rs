//! The terminal: up, down, and the only loop.
//!
//! [`run`] takes a [`Program`] (the reader) and owns everything around it: the modes of the
//! terminal, keys, signals, other programs. It keeps these promises.
//!
//! - The terminal is given back as it was found on every way out: quit, error, a panic in any thread,
//!   `SIGTERM`, `SIGHUP`, `SIGINT`, `SIGQUIT`, and while stopped by Ctrl-Z or `SIGTSTP`.
//! - When the terminal goes away the program ends at once, whether a signal says so or not.
//! - Everything that is waiting is taken in before a frame is drawn, and a frame is one write.
//! - When nothing happens, nothing runs: every thread sleeps in the kernel without a timer.
//!
//! ```text
//! input thread  --keys, paste, mouse, hang-up-->  mailbox  --batch-->  loop: update*, effects, draw
//! signal thread --resize, stop, the end-------->     ^
//! waiters       --a child ended, an opener failed----|
//! file thread   --the timeline's file has changed----'
//! ```
//!
//! | file | what it knows |
//! |---|---|
//! | `modes` | which modes are on, and how to put them back from anywhere |
//! | `screen` | size, cells, one write a frame |
//! | `mailbox` | what happened and was not yet taken in |
//! | `input`, `reports` | bytes to messages; a terminal's late answers are no keys |
//! | `signals`, `panics` | the two ways a process is told to end |
//! | `terse` | cells to bytes |
//! | `cycle` | the loop |
//! | `pace` | whether a key is held |
//! | `effects`, `stopping` | what an [`Effect`] does; Ctrl-Z and back |
//! | `background` | dark or light |
//! | `watch` | when the timeline's file has changed, and what it says now |
//! | `address`, `opener`, `editor`, `programs` | other programs, started without a shell |

mod address;
mod backend;
mod background;
mod cycle;
mod editor;
mod effects;
mod input;
mod mailbox;
mod modes;
mod opener;
mod pace;
mod panics;
mod programs;
mod reports;
mod screen;
mod signals;
mod stopping;
mod watch;
mod wide;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{Effect, Msg};
use crate::model::Timeline;
pub use crate::ui::theme::Background;

/// What the shell runs: one transition and one picture. The reader is the one that matters; tests run
/// others, which panic or never end.
pub trait Program {
    /// Takes in what happened, says what is to be done. The first message is the size.
    fn update(&mut self, msg: Msg) -> Vec<Effect>;

    /// Draws the whole screen. Drawing twice changes nothing.
    fn render(&self, frame: &mut Frame);

    /// Where nothing is shown but what follows the selection, if there is such a place now: while a key is
    /// held it may be drawn late.
    fn follows(&self) -> Option<Rect> {
        None
    }

    /// Draws the screen where [`Program::follows`] will be covered with what stood there before.
    fn render_held(&self, frame: &mut Frame) {
        self.render(frame);
    }

    /// Whether the mouse is reported from the start; later [`Effect::Mouse`] switches it.
    fn mouse(&self) -> bool {
        true
    }

    /// When to send [`Msg::Tick`] if nothing else happens before; asked after every batch of
    /// messages. `None` sleeps until something happens.
    fn next_tick(&self) -> Option<Duration> {
        None
    }

    /// Told once, before the first message: how threads of the program's own wake it.
    fn started(&mut self, post: Post) {
        let _ = post;
    }

    /// Told before the first message what the terminal's background is, as far as that is known
    /// then, and again when the terminal has answered.
    fn background(&mut self, background: Background) {
        let _ = background;
    }

    /// Told before the program is stopped, by Ctrl-Z or a signal: nothing runs until it goes on.
    fn stopping(&mut self) {}

    /// The last call, on every way out but a panic inside [`Program::update`]: the moment to save.
    /// After a signal there is about half a second for it.
    fn leaving(&mut self) {}
}

/// Sends messages to the program from other threads.
#[derive(Clone, Debug)]
pub struct Post(std::sync::Arc<mailbox::Mailbox>);

impl Post {
    /// Has the program take in `msg`, and draw.
    pub fn send(&self, msg: Msg) {
        self.0.push(msg);
    }
}

/// What [`run`] needs to know besides the program.
#[derive(Default)]
pub struct Options {
    /// The timeline's file, for [`Effect::Edit`] and [`Effect::Reload`]; it is followed, and what
    /// becomes of it is told the program. `None` when the timeline was not read from a file.
    pub file: Option<PathBuf>,
    /// The digest ([`crate::store::Loaded::digest`]) of what the program shows already: only other bytes
    /// are read again. Where the file is read while the program runs, whoever reads it sets it at the end.
    pub digest: Arc<OnceLock<String>>,
    /// What they say: another reading is compared with it.
    pub shown: Arc<OnceLock<Timeline>>,
    /// How the file is read again.
    pub manner: crate::store::Manner,
    /// The folder that holds the documents which sources name; [`Effect::OpenFile`] opens nothing
    /// outside it. `None` means the folder of [`Options::file`].
    pub documents: Option<PathBuf>,
    /// The texts of documents that are in no file, by the keys of their sources.
    pub held: Arc<std::collections::HashMap<String, String>>,
    /// The background where something has decided it; `None` looks at `COLORFGBG`, then asks the
    /// terminal. The first frame waits a twentieth of a second for the answer, not more.
    pub background: Option<Background>,
}

/// How the program ended. Give it to the system with [`Exit::code`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "a program that was ended by a signal has to die by it: see Exit::code"]
pub enum Exit {
    /// The reader left.
    Quit,
    /// A signal asked for the end. A terminal that went away counts as `SIGHUP`.
    Signal(i32),
    /// A thread other than the loop's panicked; its message is on the main screen.
    Panicked,
}

impl Exit {
    /// What the process ends with: 0, 101 after a panic. After a signal this does not return: the
    /// process dies by that very signal, so that a shell or a script sees what happened.
    #[must_use]
    pub fn code(self) -> ExitCode {
        match self {
            Self::Quit => ExitCode::SUCCESS,
            Self::Panicked => ExitCode::from(101),
            Self::Signal(signal) => {
                let _ = signal_hook::low_level::emulate_default_handler(signal);
                ExitCode::from(u8::try_from(128_i32.saturating_add(signal)).unwrap_or(1))
            }
        }
    }
}

/// Why the screen could not be used. Nothing was written to the terminal before it was found out.
#[derive(Debug, thiserror::Error)]
pub enum TuiError {
    /// Standard output is a pipe or a file.
    #[error("standard output is not a terminal; use `annals list` to print the events")]
    OutputNotATerminal,
    /// Standard input is none, and there is no controlling terminal either.
    #[error("there is no terminal to read keys from; use `annals list` to print the events")]
    InputNotATerminal(#[source] io::Error),
    /// `TERM` is unset, empty or `dumb`.
    #[error(
        "the terminal cannot move its cursor (TERM is {0}); use `annals list`, or set TERM to what the terminal is, for example xterm-256color"
    )]
    DumbTerminal(&'static str),
    /// The system refused something that the screen cannot do without.
    #[error("could not {what}: {source}")]
    System {
        /// What was attempted: "take the terminal".
        what: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

impl TuiError {
    fn system(what: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::System { what, source }
    }
}

/// Runs `program` on the terminal until it ends, and gives the terminal back.
///
/// ```no_run
/// use std::process::ExitCode;
/// use annals::app::{Effect, Msg};
/// use annals::tui;
///
/// /// Shows nothing, and ends at the first key.
/// struct Nothing;
///
/// impl tui::Program for Nothing {
///     fn update(&mut self, msg: Msg) -> Vec<Effect> {
///         if let Msg::Key(_) = msg { vec![Effect::Quit] } else { Vec::new() }
///     }
///     fn render(&self, _: &mut ratatui::Frame) {}
/// }
///
/// fn main() -> ExitCode {
///     match tui::run(&mut Nothing, tui::Options::default()) {
///         Ok(exit) => exit.code(),
///         Err(error) => {
///             eprintln!("annals: {error}");
///             ExitCode::from(2)
///         }
///     }
/// }
/// ```
///
/// # Errors
///
/// [`TuiError`] when there is no terminal, or none that can show a screen, or when the system
/// refuses a thread, a signal handler or the terminal's modes.
///
/// # Panics
///
/// A panic of `program` goes on through here, with the terminal restored and its message on the
/// main screen.
pub fn run(program: &mut impl Program, options: Options) -> Result<Exit, TuiError> {
    cycle::run(program, options)
}
