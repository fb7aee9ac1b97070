//! Stopping as Ctrl-Z does, and coming back.

use std::io;
use std::time::{Duration, Instant};

use rustix::process::{Signal, getpgrp, getpid, getppid, getsid, kill_current_process_group, kill_process};

use super::Program;
use super::cycle::Cycle;

/// How long a job that was continued in the background waits for being told to end.
const BACKGROUND: Duration = Duration::from_millis(50);

/// Who stops.
#[derive(Clone, Copy)]
pub(super) enum Stopping {
    /// Everybody whom Ctrl-Z would stop: the other programs of a pipeline too.
    Group,
    /// The one who was told to.
    Alone,
}

impl<P: Program> Cycle<'_, P> {
    /// Gives the terminal back, stops, and takes it again when continued.
    pub(super) fn stop(&mut self, who: Stopping) -> io::Result<()> {
        self.input.rest();
        self.screen.down();
        self.program.stopping();
        self.mailbox.note(|batch| batch.continued = false);
        let sent = match who {
            Stopping::Group => kill_current_process_group(Signal::STOP),
            Stopping::Alone => kill_process(getpid(), Signal::STOP),
        };
        let mut continued = sent.is_err();
        while !continued && self.mailbox.ended().is_none() {
            let batch = self.mailbox.take(None);
            self.keep(batch.messages);
            continued = batch.continued;
        }
        self.input.resume();
        self.take_again()
    }

    /// Takes the terminal after the process was continued.
    pub(super) fn take_again(&mut self) -> io::Result<()> {
        if !in_foreground() {
            // Taking the terminal from the background stops the process. One that was continued to
            // be ended shall end.
            self.mailbox.wait_for_end(Instant::now() + BACKGROUND);
        }
        if self.mailbox.ended().is_some() { Ok(()) } else { self.screen.again() }
    }
}

/// Whether somebody waits who could continue this process: a shell with job control, which is in the
/// same session but not in this process group.
pub(super) fn can_be_continued() -> bool {
    let Ok(session) = getsid(None) else { return false };
    session != getpgrp() && getsid(getppid()).is_ok_and(|parents| parents == session)
}

fn in_foreground() -> bool {
    rustix::termios::tcgetpgrp(rustix::stdio::stdout()).is_ok_and(|group| group == getpgrp())
}
