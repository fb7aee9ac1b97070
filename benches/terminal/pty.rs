//! A program in a terminal, and when what it sends arrives.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::process;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

pub(crate) const COLUMNS: u16 = 120;
pub(crate) const ROWS: u16 = 40;

/// Bytes that come this close behind others are of one piece with them.
const TOGETHER: Duration = Duration::from_millis(4);
/// How long the first byte may take, from a program that does not seem to work.
const FIRST: Duration = Duration::from_millis(300);
/// How long it is watched for that.
const WORK: Duration = Duration::from_millis(20);

/// What programs ask a terminal, and what this one answers: black, and without the newer ways of keys.
const ANSWERS: &[(&[u8], &[u8])] = &[
    (b"\x1b]10;?", b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\"),
    (b"\x1b]11;?", b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
    (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),
    (b"\x1b[6n", b"\x1b[1;1R"),
    // Last: whoever asks several things takes this answer for the end of all.
    (b"\x1b[c", b"\x1b[?62;22c"),
    (b"\x1b[0c", b"\x1b[?62;22c"),
];

struct Chunk {
    at: Instant,
    bytes: Vec<u8>,
}

type Input = Arc<Mutex<Box<dyn Write + Send>>>;

/// Dropping it kills the program.
pub(crate) struct Terminal {
    pub(crate) started: Instant,
    parser: vt100::Parser,
    chunks: Receiver<Chunk>,
    input: Input,
    child: Box<dyn Child + Send + Sync>,
    /// How much of a processor the program uses when it has nothing to do.
    idle: f64,
    ended: bool,
    _master: Box<dyn MasterPty + Send>,
}

/// What a key brought.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Answer {
    /// Until the first byte, and until the last one that changed the screen.
    pub(crate) first: Option<Duration>,
    pub(crate) last: Option<Duration>,
    pub(crate) bytes: usize,
}

impl Terminal {
    pub(crate) fn start(command: CommandBuilder) -> anyhow::Result<Self> {
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pty = native_pty_system().openpty(size)?;
        let source = pty.master.try_clone_reader()?;
        let input: Input = Arc::new(Mutex::new(pty.master.take_writer()?));
        let (sender, chunks) = channel();
        std::thread::spawn({
            let input = Arc::clone(&input);
            move || read(source, &sender, &input)
        });
        let started = Instant::now();
        let child = pty.slave.spawn_command(command)?;
        let side = |n| NonZero::new(n).unwrap_or(NonZero::<u16>::MIN);
        let parser = vt100::Parser::new(side(ROWS), side(COLUMNS), 0);
        Ok(Self { started, parser, chunks, input, child, idle: 0.0, ended: false, _master: pty.master })
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().unwrap_or(0)
    }

    /// Sees what the program does when it has nothing to do: the processor time, the waits for something
    /// and how long that was looked at.
    pub(crate) fn idle(&mut self, time: Duration) -> (Duration, u64, Duration) {
        let (ran, waits, start) =
            (process::processor(self.pid()), process::waits(self.pid()), Instant::now());
        while !self.ended && start.elapsed() < time {
            self.take(time.saturating_sub(start.elapsed()));
        }
        let ran = process::processor(self.pid()).saturating_sub(ran);
        self.idle = ran.as_secs_f64() / start.elapsed().as_secs_f64();
        (ran, process::waits(self.pid()).saturating_sub(waits), start.elapsed())
    }

    pub(crate) fn has_ended(&self) -> bool {
        self.ended
    }

    pub(crate) fn text(&self) -> String {
        self.parser.screen().contents()
    }

    /// Takes what has come within `wait`; when it came.
    pub(crate) fn take(&mut self, wait: Duration) -> Option<(Instant, usize)> {
        match self.chunks.recv_timeout(wait) {
            Ok(chunk) if chunk.bytes.is_empty() => {
                self.ended = true;
                None
            }
            Ok(chunk) => {
                self.parser.process(&chunk.bytes);
                Some((chunk.at, chunk.bytes.len()))
            }
            Err(_) => None,
        }
    }

    /// Types, and sees what that brings until nothing has changed the screen for `quiet`.
    pub(crate) fn press(&mut self, keys: &[u8], quiet: Duration, most: Duration) -> Answer {
        while self.take(Duration::ZERO).is_some() {}
        let since = Instant::now();
        self.write(keys);
        self.watch(since, quiet, most)
    }

    pub(crate) fn write(&self, keys: &[u8]) {
        let mut input = self.input.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = input.write_all(keys).and_then(|()| input.flush());
    }

    /// A program that redraws the same screen again and again is quiet; one that works is not.
    fn watch(&mut self, since: Instant, quiet: Duration, most: Duration) -> Answer {
        let screen = self.parser.screen().contents_formatted();
        let mut watch = Watch { since, calm: since, screen, answer: Answer::default() };
        while !self.ended && since.elapsed() < most {
            // Not every key brings something, but what it brings may come late.
            let patience = if watch.answer.last.is_some() { quiet } else { quiet.max(FIRST) };
            self.take_until(watch.calm + patience, &mut watch);
            if watch.calm.elapsed() < patience {
                continue;
            }
            let (calm, ran) = (watch.calm, process::processor(self.pid()));
            self.take_until(Instant::now() + WORK, &mut watch);
            let ran = process::processor(self.pid()).saturating_sub(ran);
            if ran > WORK.mul_f64(self.idle * 1.5 + 0.25) {
                watch.calm = Instant::now();
            } else if watch.calm == calm {
                break;
            }
        }
        watch.answer
    }

    /// Takes what comes until then, but not more than a piece.
    fn take_until(&mut self, end: Instant, watch: &mut Watch) {
        if let Some((at, bytes)) = self.take(end.saturating_duration_since(Instant::now())) {
            watch.answer.bytes += bytes;
            watch.answer.first.get_or_insert(at.saturating_duration_since(watch.since));
            let screen = self.parser.screen().contents_formatted();
            if screen != watch.screen || at.saturating_duration_since(watch.calm) < TOGETHER {
                watch.answer.last = Some(at.saturating_duration_since(watch.since));
                watch.calm = at;
                watch.screen = screen;
            }
        }
    }
}

/// What has come of a key so far.
struct Watch {
    since: Instant,
    /// Since when nothing has changed the screen, and the program did not work.
    calm: Instant,
    screen: String,
    answer: Answer,
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(mut source: Box<dyn Read + Send>, sender: &Sender<Chunk>, input: &Input) {
    let mut buffer = vec![0; 65_536];
    loop {
        let count = source.read(&mut buffer).unwrap_or(0);
        let at = Instant::now();
        let bytes = buffer[..count].to_vec();
        for (question, answer) in ANSWERS {
            if bytes.windows(question.len()).any(|window| window == *question) {
                let mut input = input.lock().unwrap_or_else(PoisonError::into_inner);
                let _ = input.write_all(answer).and_then(|()| input.flush());
            }
        }
        if sender.send(Chunk { at, bytes }).is_err() || count == 0 {
            return;
        }
    }
}
