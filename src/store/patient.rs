//! A pipe that is read by a thread of its own, so that who reads it can look up in between.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

/// How long what a pipe gave is held back for more: one that gives little, and that all the time, is shown as well
/// as one that pauses.
const PATIENCE: Duration = Duration::from_millis(100);

/// How much is asked of the pipe at once, and how many such pieces may wait.
const PIECE: usize = 1 << 16;
const WAITING: usize = 32;

/// A reader that says [`io::ErrorKind::WouldBlock`] after a while, where it would have to wait; asked again, it
/// goes on.
pub(super) struct Patient {
    pieces: Receiver<io::Result<Vec<u8>>>,
    piece: Vec<u8>,
    used: usize,
    /// When it last began to give something.
    began: Instant,
}

impl Patient {
    /// Starts to read `input`.
    pub(super) fn new(mut input: impl Read + Send + 'static) -> Self {
        let (send, pieces) = sync_channel(WAITING);
        std::thread::spawn(move || {
            loop {
                let mut piece = vec![0; PIECE];
                let read = loop {
                    match input.read(&mut piece) {
                        Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                        read => break read,
                    }
                };
                let last = !matches!(read, Ok(1..));
                let piece = read.map(|len| {
                    piece.truncate(len);
                    piece
                });
                if send.send(piece).is_err() || last {
                    return;
                }
            }
        });
        Self { pieces, piece: Vec::new(), used: 0, began: Instant::now() }
    }
}

impl Read for Patient {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.used >= self.piece.len() {
            // What is there already is taken, however late it is.
            self.piece = match self.pieces.recv_timeout(PATIENCE.saturating_sub(self.began.elapsed())) {
                Ok(piece) => piece?,
                Err(RecvTimeoutError::Timeout) => {
                    self.began = Instant::now();
                    return Err(io::ErrorKind::WouldBlock.into());
                }
                // The end was told before.
                Err(RecvTimeoutError::Disconnected) => Vec::new(),
            };
            self.used = 0;
        }
        let rest = self.piece.get(self.used..).unwrap_or_default();
        let len = rest.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..len), rest.get(..len)) {
            to.copy_from_slice(from);
        }
        self.used += len;
        Ok(len)
    }
}

/// A reader that waits, whatever the one below says.
pub(super) struct Waiting<R>(pub(super) R);

impl<R: Read> Read for Waiting<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.0.read(out) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                read => return read,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_pipe_that_never_pauses_is_not_waited_for() {
        let (from, mut to) = io::pipe().unwrap();
        let mut patient = Patient::new(from);
        std::thread::spawn(move || {
            while to.write_all(b"drop").is_ok() {
                std::thread::sleep(PATIENCE / 10);
            }
        });
        let mut given = 0;
        while given < 3 {
            let mut all = Vec::new();
            let paused = (&mut patient).take(1 << 20).read_to_end(&mut all).unwrap_err();
            assert_eq!(paused.kind(), io::ErrorKind::WouldBlock);
            given += usize::from(!all.is_empty());
        }
    }

    #[test]
    fn what_came_is_there_before_the_end() {
        let (from, mut to) = io::pipe().unwrap();
        let mut patient = Patient::new(from);
        to.write_all(b"one").unwrap();
        let mut out = [0; 8];
        while patient.read(&mut out).is_err() {}
        assert_eq!(&out[..3], b"one");
        assert_eq!(patient.read(&mut out).unwrap_err().kind(), io::ErrorKind::WouldBlock);
        to.write_all(b"two").unwrap();
        drop(to);
        let mut rest = String::new();
        Waiting(patient).read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "two");
    }
}
