//! Bytes from the terminal, as messages.
//!
//! crossterm reads and understands the bytes. This thread decides when: it waits in `poll` on the
//! terminal and on a pipe that wakes it, without a timer, and calls crossterm only when there are
//! bytes. So it sees a terminal that has gone away (on which crossterm 0.29 spins for ever), and it
//! can keep its hands off while the terminal is lent to an editor.

use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crossterm::event::{self, Event, KeyEventKind};
use rustix::event::{PollFd, PollFlags};
use rustix::io::Errno;

use super::background::from_answer;
use super::mailbox::{End, Mailbox};
use super::panics::contained;
use super::reports::Reports;
use crate::app::Msg;
use crate::text::shown;

/// How long crossterm is asked for what it has once bytes have come. Never zero: its source for `/dev/tty`
/// then looks at nothing, not even at what it has already read. Nor long: it waits in whole milliseconds,
/// and spins for what is left of one, which the frame may have to wait for.
const LOOK: Duration = Duration::from_micros(20);
/// How many times in a row there has to be nothing more: once can be a thread that was not run.
const QUIET: u32 = 3;
/// How long what begins a report of the terminal waits for its end.
const MORE: Duration = Duration::from_millis(20);
/// The most of a paste that is passed on, in bytes.
const LONGEST_PASTE: usize = 64 * 1024;
/// How long the input thread has to let go of the terminal.
const LET_GO: Duration = Duration::from_millis(200);

/// The input thread, from outside.
pub(super) struct Input {
    mailbox: Arc<Mailbox>,
    wake: PipeWriter,
}

impl Input {
    /// Starts the thread.
    pub(super) fn start(mailbox: Arc<Mailbox>, tty: OwnedFd) -> io::Result<Self> {
        let (woken, wake) = io::pipe()?;
        let mut reader = Reader { mailbox: Arc::clone(&mailbox), tty, woken, reports: Reports::default() };
        std::thread::Builder::new().name("input".into()).spawn(move || reader.run())?;
        Ok(Self { mailbox, wake })
    }

    /// Keeps the thread from reading until [`Input::resume`]; returns when it has let go.
    pub(super) fn rest(&mut self) {
        self.mailbox.rest(true);
        let _ = self.wake.write_all(b".");
        self.mailbox.wait_for_rest(Instant::now() + LET_GO);
    }

    /// Lets it read again.
    pub(super) fn resume(&mut self) {
        self.mailbox.rest(false);
        let _ = self.wake.write_all(b".");
    }
}

struct Reader {
    mailbox: Arc<Mailbox>,
    tty: OwnedFd,
    woken: PipeReader,
    reports: Reports,
}

impl Reader {
    /// Ends when the terminal is gone or [`Input`] was dropped.
    fn run(&mut self) {
        loop {
            let wanted = if self.mailbox.rests() { PollFlags::empty() } else { PollFlags::IN };
            // A hang-up is reported whether it is asked for or not.
            let mut fds = [PollFd::new(&self.tty, wanted), PollFd::new(&self.woken, PollFlags::IN)];
            match rustix::event::poll(&mut fds, None) {
                Ok(_) => {}
                Err(Errno::INTR) => continue,
                Err(_) => return self.gone(),
            }
            let (tty, woken) = (fds[0].revents(), fds[1].revents());
            if tty.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
                return self.gone();
            }
            if !woken.is_empty() && !matches!(self.woken.read(&mut [0; 64]), Ok(1..)) {
                return;
            }
            if tty.contains(PollFlags::IN) && !self.mailbox.rests() {
                self.burst();
            }
        }
    }

    fn gone(&self) {
        self.mailbox.end(End::Gone);
    }

    /// Takes in what there is, until it is quiet.
    fn burst(&mut self) {
        loop {
            self.drain();
            if self.mailbox.rests() || !self.reports.is_holding() || !self.has_more() {
                break;
            }
        }
        for event in self.reports.release() {
            self.pass(event);
        }
    }

    /// Whether more bytes come within the time that a report may take.
    fn has_more(&self) -> bool {
        let until = Instant::now() + MORE;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let left = rustix::event::Timespec { tv_sec: 0, tv_nsec: left.subsec_nanos().into() };
            match rustix::event::poll(&mut [PollFd::new(&self.tty, PollFlags::IN)], Some(&left)) {
                Err(Errno::INTR) => {}
                Ok(ready) => return ready > 0,
                Err(_) => return false,
            }
        }
    }

    /// Takes what crossterm has.
    fn drain(&mut self) {
        let mut quiet = 0;
        while quiet < QUIET && !self.mailbox.rests() {
            // crossterm 0.29 subtracts 1 from a mouse report's 0, which panics where overflow does.
            match contained(|| event::poll(LOOK).and_then(|some| some.then(event::read).transpose())) {
                Some(Ok(Some(event))) => {
                    quiet = 0;
                    for event in self.reports.sift(event) {
                        self.pass(event);
                    }
                    if let Some(answer) = self.reports.answer() {
                        let background = from_answer(&answer);
                        self.mailbox.note(|batch| batch.background = background.or(batch.background));
                    }
                }
                Some(Ok(None)) => quiet += 1,
                // There were bytes and they cannot be had: the next look would find the same.
                Some(Err(error)) if error.kind() != io::ErrorKind::Interrupted => return self.gone(),
                Some(Err(_)) | None => {}
            }
        }
    }

    fn pass(&self, event: Event) {
        if let Some(msg) = message(event) {
            self.mailbox.push(msg);
        }
    }
}

/// The message that `event` is, if it is one. Sizes come from elsewhere: crossterm's arrive in the
/// order of keys, and only the last one matters.
fn message(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) => (key.kind != KeyEventKind::Release).then_some(Msg::Key(key)),
        Event::Mouse(mouse) => Some(Msg::Mouse(mouse)),
        Event::Paste(text) => Some(Msg::Paste(pasted(&text))),
        Event::Resize(..) | Event::FocusGained | Event::FocusLost => None,
    }
}

fn pasted(text: &str) -> String {
    let mut end = text.len().min(LONGEST_PASTE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    shown(text.get(..end).unwrap_or_default()).into_owned()
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    use super::*;

    #[test]
    fn releases_sizes_and_focus_are_no_messages() {
        let key = |kind| Event::Key(KeyEvent::new_with_kind(KeyCode::Char('a'), KeyModifiers::NONE, kind));
        assert!(message(key(KeyEventKind::Press)).is_some());
        assert!(message(key(KeyEventKind::Repeat)).is_some());
        assert!(message(key(KeyEventKind::Release)).is_none());
        assert!(message(Event::Resize(1, 1)).is_none());
        assert!(message(Event::FocusGained).is_none());
    }

    #[test]
    fn a_paste_is_clean_and_has_an_end() {
        assert_eq!(pasted("a\u{1b}[201~\u{3}b\r\nc"), "a␛[201~␃b\nc");
        let long = "é".repeat(LONGEST_PASTE);
        assert_eq!(pasted(&long).len(), LONGEST_PASTE);
        assert_eq!(pasted(&format!("a{long}")).len(), LONGEST_PASTE - 1);
    }
}
