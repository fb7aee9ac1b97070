//! The program as a process: its arguments, what it reads, what it says.
#![expect(clippy::unwrap_used, reason = "a test that cannot run its program has failed")]

use std::ffi::OsStr;
use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Longer than anything here takes, on a busy machine.
const DEADLINE: Duration = Duration::from_secs(20);

/// The small timeline that these tests read.
pub(crate) const CANAL: &str = "tests/cli/canal.toml";

/// The program with those arguments, and nothing of this terminal's colours.
pub(crate) fn annals<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}

/// How a process ended.
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs to the end, which must come soon.
pub(crate) fn run(command: &mut Command) -> Ended {
    let start = Instant::now();
    let output = command.output().unwrap();
    assert!(start.elapsed() < DEADLINE, "{command:?} took {:?}", start.elapsed());
    ended(output)
}

/// Runs with `input` on standard input.
pub(crate) fn feed(command: &mut Command, input: &[u8]) -> Ended {
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // Another thread, so that neither side waits for the other to read.
    let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    ended(output)
}

/// Standard output of a run that must go well.
pub(crate) fn printed<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> String {
    let ended = run(&mut annals(args));
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    ended.out
}

fn ended(output: Output) -> Ended {
    Ended {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Asserts that a terminal has nothing to obey in `text`.
pub(crate) fn assert_clean(text: &str) {
    let obeyed = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.contains(obeyed), "{text:?}");
}
