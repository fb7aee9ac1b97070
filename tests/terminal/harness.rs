//! A terminal for tests: a pty, a screen that understands what is written to it, and waiting that
//! ends as soon as a condition holds.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// How long anything may take before a test fails; generous, for machines with other work.
pub(crate) const DEADLINE: Duration = Duration::from_secs(20);

/// What the terminal has been sent so far.
pub(crate) struct Seen {
    parser: vt100::Parser,
    pub(crate) bytes: Vec<u8>,
    paused: bool,
    finished: bool,
}

impl Seen {
    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    pub(crate) fn shows(&self, text: &str) -> bool {
        self.screen().contents().contains(text)
    }

    /// Whether the terminal is as a shell expects it.
    pub(crate) fn is_restored(&self) -> bool {
        let screen = self.screen();
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    }
}

type Shared = Arc<(Mutex<Seen>, Condvar)>;

/// A program in a terminal. Dropping it kills the program.
pub(crate) struct Session {
    seen: Shared,
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    reader: Option<JoinHandle<()>>,
    modes: String,
}

impl Session {
    pub(crate) fn start(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let pty = native_pty_system().openpty(size(columns, rows)).unwrap();
        let modes = modes(&*pty.master);
        let child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        let parser = vt100::Parser::new(seen_size(rows), seen_size(columns), 0);
        let seen = Seen { parser, bytes: Vec::new(), paused: false, finished: false };
        let seen: Shared = Arc::new((Mutex::new(seen), Condvar::new()));
        let source = pty.master.try_clone_reader().unwrap();
        let reader = std::thread::spawn({
            let seen = Arc::clone(&seen);
            move || read(source, &seen)
        });
        let writer = pty.master.take_writer().unwrap();
        Self { seen, child, master: Some(pty.master), writer: Some(writer), reader: Some(reader), modes }
    }

    pub(crate) fn send(&mut self, text: impl AsRef<[u8]>) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(text.as_ref()).unwrap();
        writer.flush().unwrap();
    }

    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        lock(&self.seen).parser.set_size(seen_size(rows), seen_size(columns));
        self.master.as_ref().unwrap().resize(size(columns, rows)).unwrap();
    }

    pub(crate) fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap().try_into().unwrap()).unwrap()
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Waits until `holds`, and says what was seen instead when it never does.
    #[track_caller]
    pub(crate) fn wait_until(&self, what: &str, holds: impl Fn(&Seen) -> bool) {
        let end = Instant::now() + DEADLINE;
        let mut seen = lock(&self.seen);
        while !holds(&seen) {
            let left = end.saturating_duration_since(Instant::now());
            let screen = seen.screen().contents();
            assert!(!left.is_zero(), "waited in vain for: {what}\nthe screen is:\n{screen}");
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
    }

    #[track_caller]
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait_until(text, |seen| seen.shows(text));
    }

    pub(crate) fn see<T>(&self, look: impl FnOnce(&Seen) -> T) -> T {
        look(&lock(&self.seen))
    }

    /// Stops reading what the program writes, as a terminal does on Ctrl-S; or reads on.
    pub(crate) fn pause(&self, paused: bool) {
        lock(&self.seen).paused = paused;
        self.seen.1.notify_all();
    }

    /// Waits for the end of the program, `within` at most.
    #[track_caller]
    pub(crate) fn wait_for_exit(&mut self, within: Duration) -> ExitStatus {
        let end = Instant::now() + within;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            let screen = self.see(|seen| seen.screen().contents());
            assert!(Instant::now() < end, "still running\nthe screen is:\n{screen}");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits for the end, and checks that the terminal was given back as it was found.
    #[track_caller]
    pub(crate) fn wait_for_restored_exit(&mut self, within: Duration) -> ExitStatus {
        let status = self.wait_for_exit(within);
        self.wait_until("the end of the output", |seen| seen.finished);
        assert!(self.see(Seen::is_restored), "not restored after {status:?}");
        assert_eq!(modes(&**self.master.as_ref().unwrap()), self.modes, "the modes of the line");
        status
    }

    /// The terminal goes away. A key is sent first, for the thread that reads to come back once
    /// more and let go.
    pub(crate) fn close(&mut self) {
        {
            let mut seen = lock(&self.seen);
            seen.finished = true;
        }
        self.send("j");
        self.reader.take().unwrap().join().unwrap();
        self.writer = None;
        self.master = None;
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.pause(false);
    }
}

/// A failed assertion while the screen is looked at must not hide what failed.
fn lock(seen: &Shared) -> MutexGuard<'_, Seen> {
    seen.0.lock().unwrap_or_else(PoisonError::into_inner)
}

fn read(mut source: Box<dyn Read + Send>, seen: &Shared) {
    let mut buffer = [0; 4096];
    loop {
        let n = source.read(&mut buffer).unwrap_or(0);
        let mut state = lock(seen);
        while state.paused {
            state = seen.1.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.parser.process(&buffer[..n]);
        state.bytes.extend_from_slice(&buffer[..n]);
        let finished = state.finished;
        state.finished |= n == 0;
        seen.1.notify_all();
        if finished || n == 0 {
            return;
        }
    }
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// The screen that watches is kept to a size that it can hold.
fn seen_size(n: u16) -> NonZero<u16> {
    NonZero::new(n.min(500)).unwrap_or(NonZero::<u16>::MIN)
}

fn modes(master: &(dyn MasterPty + Send)) -> String {
    format!("{:?}", master.get_termios())
}
