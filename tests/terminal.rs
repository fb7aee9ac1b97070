//! The shell in a real terminal: started, resized, stopped, interrupted, broken, left alone.
//!
//! Programs that panic are run by this very file: it starts itself again, as the ignored test
//! `child`, in a pty.

#![expect(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test fails by panicking")]

#[path = "terminal/harness.rs"]
mod harness;
#[path = "terminal/programs.rs"]
mod programs;
#[path = "terminal/reload.rs"]
mod reload;
#[path = "terminal/sample.rs"]
mod sample;
#[path = "terminal/session.rs"]
mod session;

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use rustix::process::Signal;
use tempfile::TempDir;

use harness::{DEADLINE, Session};

/// What a way out may take.
const SOON: Duration = Duration::from_millis(1500);
const ARGUMENTS: [&str; 5] = ["child", "--exact", "--ignored", "--nocapture", "--test-threads=1"];

#[test]
#[ignore = "the program that the other tests run in a terminal"]
fn child() {
    if std::env::var_os("SAMPLE").is_some() {
        sample::run();
    }
}

fn this() -> std::path::PathBuf {
    std::env::current_exe().unwrap()
}

/// The sample, with nothing of the surroundings that matters to it.
fn sample() -> CommandBuilder {
    let mut command = CommandBuilder::new(this());
    command.args(ARGUMENTS);
    surroundings(&mut command);
    command
}

fn surroundings(command: &mut CommandBuilder) {
    for name in ["VISUAL", "EDITOR", "SSH_TTY", "SSH_CONNECTION", "COLORFGBG", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    command.env("SAMPLE", "1");
    command.env("TERM", "xterm-256color");
}

/// A session of the sample that has drawn its first frame.
fn ready(command: CommandBuilder) -> Session {
    let session = Session::start(command, 80, 24);
    session.wait_for("ready 80x24");
    session
}

/// The sample, and where it says that it was asked to save.
fn saving() -> (CommandBuilder, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut command = sample();
    command.env("SAMPLE_LEFT", folder.path().join("left"));
    (command, folder)
}

fn times_left(folder: &TempDir) -> usize {
    fs::read_to_string(folder.path().join("left")).unwrap_or_default().lines().count()
}

#[test]
fn starts_resizes_and_quits() {
    let (command, folder) = saving();
    let mut session = ready(command);
    assert!(session.see(|seen| seen.screen().alternate_screen() && seen.screen().bracketed_paste()));
    session.resize(40, 12);
    session.wait_for("ready 40x12");
    session.send("jj");
    session.wait_for("keys 2");
    session.send("q");
    assert!(session.wait_for_restored_exit(DEADLINE).success());
    assert_eq!(times_left(&folder), 1);
}

#[test]
fn a_key_right_after_a_resize_is_not_held_up() {
    let mut session = ready(sample());
    for n in 1..=60_u16 {
        session.resize(60 + n % 2, 20);
        session.send("j");
        session.wait_until(&format!("key {n}"), |seen| seen.shows(&format!("keys {n} ")));
        session.wait_for(&format!("ready {}x20", 60 + n % 2));
    }
}

#[test]
fn the_last_frame_of_a_storm_fits_the_last_size() {
    let session = ready(sample());
    for n in 0..200 {
        session.resize(30 + n, 10 + n % 20);
    }
    session.resize(77, 33);
    session.wait_for("ready 77x33");
}

#[test]
fn no_size_is_too_small_or_too_large() {
    let mut session = ready(sample());
    for (n, (columns, rows)) in
        [(1, 1), (0, 0), (1, 50), (300, 1), (65535, 65535), (5000, 2000)].into_iter().enumerate()
    {
        session.resize(columns, rows);
        session.send("j");
        session.resize(80, 24);
        session
            .wait_until("a key", |seen| seen.shows(&format!("keys {} ", n + 1)) && seen.shows("ready 80x24"));
    }
    session.send("q");
    assert!(session.wait_for_restored_exit(DEADLINE).success());
}

#[test]
fn a_panic_leaves_its_message_on_the_main_screen() {
    for (key, message, saved) in
        [("p", "oh dear, in update", 0), ("r", "oh dear, in render", 1), ("t", "oh dear, in a thread", 1)]
    {
        let (command, folder) = saving();
        let mut session = ready(command);
        session.send(key);
        let status = session.wait_for_restored_exit(DEADLINE);
        assert_eq!(status.exit_code(), 101, "{key}");
        assert!(session.see(|seen| seen.shows(message)), "{key}");
        assert_eq!(times_left(&folder), saved, "{key}");
    }
}

#[test]
fn signals_end_it_by_themselves_and_leave_nothing_behind() {
    for (signal, name) in [
        (Signal::TERM, "Terminated"),
        (Signal::HUP, "Hangup"),
        (Signal::INT, "Interrupt"),
        (Signal::QUIT, "Quit"),
    ] {
        for twice in [false, true] {
            let (command, folder) = saving();
            let mut session = ready(command);
            session.signal(signal);
            if twice {
                session.signal(signal);
            }
            let status = session.wait_for_restored_exit(SOON);
            assert_eq!(status.signal(), Some(name));
            assert_eq!(times_left(&folder), 1);
        }
    }
}

#[test]
fn a_signal_during_the_start_is_no_other() {
    for _ in 0..10 {
        let mut session = Session::start(sample(), 80, 24);
        session.wait_until("the first escape", |seen| seen.bytes.contains(&0x1b));
        session.signal(Signal::TERM);
        assert_eq!(session.wait_for_restored_exit(SOON).signal(), Some("Terminated"));
    }
}

#[test]
fn a_signal_ends_it_even_when_it_hangs() {
    let mut session = ready(sample());
    session.send("h");
    session.send("j");
    session.signal(Signal::TERM);
    assert_eq!(session.wait_for_restored_exit(SOON).signal(), Some("Terminated"));
}

#[test]
fn a_signal_ends_it_while_it_is_stopped() {
    for (signal, name) in [(Signal::TERM, "Terminated"), (Signal::INT, "Interrupt"), (Signal::HUP, "Hangup")]
    {
        let (command, folder) = saving();
        let mut session = ready(command);
        session.signal(Signal::TSTP);
        wait_for_state(&session, 'T');
        session.wait_until("the main screen", harness::Seen::is_restored);
        session.signal(signal);
        session.signal(Signal::CONT);
        assert_eq!(session.wait_for_restored_exit(SOON).signal(), Some(name));
        assert_eq!(times_left(&folder), 1);
    }
}

#[test]
fn it_comes_back_after_being_stopped_from_outside() {
    let mut session = ready(sample());
    for signal in [Signal::TSTP, Signal::STOP] {
        session.signal(signal);
        wait_for_state(&session, 'T');
        let frames = session.see(|seen| seen.bytes.len());
        session.signal(Signal::CONT);
        session.wait_until("a whole new frame", |seen| {
            let new = String::from_utf8_lossy(&seen.bytes[frames..]).into_owned();
            new.contains("\x1b[?1049h") && new.contains("\x1b[2J") && seen.shows("ready 80x24")
        });
    }
    session.send("q");
    assert!(session.wait_for_restored_exit(DEADLINE).success());
}

fn wait_for_state(session: &Session, wanted: char) {
    let path = format!("/proc/{}/stat", session.pid().as_raw_nonzero());
    let end = Instant::now() + DEADLINE;
    loop {
        let stat = fs::read_to_string(&path).unwrap();
        let state = stat.rsplit_once(") ").and_then(|(_, rest)| rest.chars().next());
        if state == Some(wanted) {
            return;
        }
        assert!(Instant::now() < end, "state {state:?}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn a_shell_stops_it_and_brings_it_back() {
    let mut shell = CommandBuilder::new("/bin/sh");
    shell.arg("-i");
    surroundings(&mut shell);
    shell.env("PS1", "prompt> ");
    shell.env_remove("ENV");
    let mut session = Session::start(shell, 80, 24);
    session.wait_for("prompt>");
    session.send(format!("'{}' {}\r", this().display(), ARGUMENTS.join(" ")));
    session.wait_for("ready 80x24");
    for columns in [60, 61] {
        session.send("z");
        session.wait_until("the prompt", |seen| seen.is_restored() && seen.shows("Stopped"));
        session.resize(columns, 20);
        session.send("stty -echo; fg; stty echo\r");
        session.wait_for(&format!("ready {columns}x20"));
    }
    session.send("q");
    session.wait_until("the prompt", harness::Seen::is_restored);
    session.send("echo left with $?; exit\r");
    session.wait_for("left with 0");
}

#[test]
fn without_a_shell_ctrl_z_says_so() {
    let mut session = ready(sample());
    session.send("z");
    session.wait_for("failed: not stopped");
}

#[test]
fn it_ends_when_its_terminal_is_gone() {
    // Without a controlling terminal nobody sends SIGHUP.
    for told in [true, false] {
        let (mut command, folder) = saving();
        command.set_controlling_tty(told);
        let mut session = ready(command);
        session.close();
        let status = session.wait_for_exit(SOON);
        assert_eq!(status.signal(), Some("Hangup"), "told: {told}");
        assert_eq!(times_left(&folder), 1);
    }
}

#[test]
fn a_terminal_that_answers_nothing_costs_little() {
    let best = (0..5)
        .map(|_| {
            let start = Instant::now();
            let session = ready(sample());
            assert!(session.see(|seen| seen.shows("Unknown")));
            start.elapsed()
        })
        .min();
    assert!(best < Some(Duration::from_millis(500)), "{best:?}");
}

#[test]
fn a_terminal_that_answers_is_believed() {
    for (answer, wanted) in [("0000/0000/0000", "Dark"), ("ffff/ffff/ffff", "Light")] {
        let mut session = Session::start(sample(), 80, 24);
        session.wait_until("the question", |seen| seen.bytes.ends_with(b"\x1b]11;?\x07"));
        session.send(format!("j\x1b]11;rgb:{answer}\x07j"));
        session.wait_for(wanted);
        session.wait_for("keys 2 ");
    }
}

#[test]
fn what_is_typed_ahead_is_not_lost() {
    let mut session = Session::start(sample(), 80, 24);
    session.send("j");
    for n in 2..=20 {
        session.send("j");
        session.see(|seen| seen.bytes.len());
        std::thread::sleep(Duration::from_millis(n));
    }
    session.wait_for("keys 20 ");
}

#[test]
fn an_answer_to_who_has_left_is_waited_for() {
    let mut session = Session::start(sample(), 80, 24);
    session.wait_until("the question", |seen| seen.bytes.ends_with(b"\x1b]11;?\x07"));
    session.send("q");
    session.send("\x1b]11;rgb:ffff/ffff/ffff\x1b\\");
    assert!(session.wait_for_restored_exit(DEADLINE).success());
    assert!(!session.see(|seen| seen.shows("11;rgb")));
}

#[test]
fn late_answers_are_no_keys() {
    let mut session = ready(sample());
    session
        .send("\x1b]10;rgb:0000/0000/0000\x07\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22c\x1bP>|term\x1b\\");
    session.send("\x1b[I\x1b[O");
    session.send("j");
    session.wait_for("keys 1 ");
}

#[test]
fn hostile_reports_of_the_mouse_stay_inside() {
    let mut session = ready(sample());
    for report in [
        "\x1b[<0;0;0M",
        "\x1b[<0;65535;65535M",
        "\x1b[<0;99999;1M",
        "\x1b[M   ",
        "\x1b[32;0;0M",
        "\x1b[<0;3;M",
        "\x1b[999~",
    ] {
        session.send(report);
    }
    session.send("\x1b[<0;65535;65535M");
    session.wait_for("mouse Some((79, 23))");
    session.send("\x1b[<0;3;4M");
    session.wait_for("mouse Some((2, 3))");
    session.send("j");
    session.wait_for("keys 1 ");
}

#[test]
fn the_mouse_is_given_back_on_demand() {
    let mut session = ready(sample());
    let mouse = |seen: &harness::Seen| seen.screen().mouse_protocol_mode() != vt100::MouseProtocolMode::None;
    assert!(session.see(mouse));
    session.send("m");
    session.wait_until("no mouse", |seen| !mouse(seen));
}

#[test]
fn half_a_sequence_stops_neither_size_nor_signals() {
    let mut session = ready(sample());
    session.send("\x1b[");
    session.resize(50, 20);
    session.wait_for("ready 50x20");
    session.signal(Signal::TERM);
    assert_eq!(session.wait_for_restored_exit(SOON).signal(), Some("Terminated"));
}

#[test]
fn a_large_paste_is_cut_and_a_flood_of_keys_is_taken_in() {
    let mut session = ready(sample());
    session.send("\x1b[200~");
    for _ in 0..10 {
        session.send("q".repeat(1 << 20));
    }
    session.send("\x1b[201~");
    session.wait_for("pasted 65536");
    let start = Instant::now();
    session.send("j".repeat(100_000));
    session.wait_for("keys 100000");
    eprintln!("100,000 keys took {:?}", start.elapsed());
    session.send("q");
    assert!(session.wait_for_restored_exit(DEADLINE).success());
}

#[test]
fn output_that_nobody_reads_waits_and_stays_in_step() {
    let mut session = ready(sample());
    session.pause(true);
    for _ in 0..200 {
        session.send("x");
        // Frames come no closer together than this, so each of these keys is one.
        std::thread::sleep(Duration::from_millis(5));
    }
    session.pause(false);
    session.wait_for("fill 200.");
    session.send("q");
    assert!(session.wait_for_restored_exit(DEADLINE).success());
}

#[test]
fn a_signal_ends_it_while_nobody_reads() {
    let mut session = ready(sample());
    session.pause(true);
    for _ in 0..100 {
        session.send("x");
        std::thread::sleep(Duration::from_millis(5));
    }
    session.signal(Signal::TERM);
    assert_eq!(session.wait_for_exit(SOON).signal(), Some("Terminated"));
}

/// How often the threads of the program have been woken so far.
fn wake_ups(session: &Session) -> u64 {
    let tasks = fs::read_dir(format!("/proc/{}/task", session.pid().as_raw_nonzero())).unwrap();
    let statuses = tasks.filter_map(|task| fs::read_to_string(task.unwrap().path().join("status")).ok());
    let woken = |status: String| -> u64 {
        let counts = status.lines().filter_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        counts.filter_map(|count| count.trim().parse::<u64>().ok()).sum()
    };
    statuses.map(woken).sum()
}

#[test]
fn nothing_runs_when_nothing_happens() {
    let session = ready(sample());
    // The start is over when a stretch has passed without any.
    let end = Instant::now() + DEADLINE;
    loop {
        let before = wake_ups(&session);
        std::thread::sleep(Duration::from_secs(2));
        let woken = wake_ups(&session) - before;
        eprintln!("{woken} wake-ups in 2 s");
        if woken == 0 {
            return;
        }
        assert!(Instant::now() < end, "{woken} wake-ups in 2 s");
    }
}

#[test]
fn a_program_is_woken_when_it_asks_for_it() {
    let mut command = sample();
    command.env("SAMPLE_TICKS", "1");
    let session = ready(command);
    session.wait_for("ticks 3");
}

#[test]
fn what_follows_a_held_key_is_drawn_when_the_key_rests() {
    let mut command = sample();
    command.env("SAMPLE_FOLLOWS", "1");
    let mut session = ready(command);
    session.send("x");
    session.wait_for("keys 1 ");
    for _ in 0..30 {
        session.send("x");
        std::thread::sleep(Duration::from_millis(10));
    }
    session.wait_for("keys 31 ");
    session.send("x");
    session.wait_for("keys 32 ");
}

#[test]
fn keys_come_from_the_terminal_when_input_is_a_pipe() {
    let mut shell = CommandBuilder::new("/bin/sh");
    shell.args(["-c", &format!("echo data | '{}' {}", this().display(), ARGUMENTS.join(" "))]);
    surroundings(&mut shell);
    let mut session = ready(shell);
    session.send("j");
    session.wait_for("keys 1 ");
    session.send("q");
    assert!(session.wait_for_restored_exit(DEADLINE).success());
}

#[test]
fn a_terminal_without_a_cursor_is_refused() {
    for term in ["", "dumb"] {
        let mut command = sample();
        command.env("TERM", term);
        let mut session = Session::start(command, 80, 24);
        let status = session.wait_for_restored_exit(DEADLINE);
        assert_eq!(status.exit_code(), 2);
        session.wait_for("annals list");
        assert!(session.see(|seen| !seen.bytes.contains(&0x1b)));
    }
}

#[test]
fn no_escape_sequence_goes_into_a_pipe() {
    let output = Command::new(this())
        .args(ARGUMENTS)
        .env("SAMPLE", "1")
        .env("TERM", "xterm-256color")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("use `annals list`"));
    assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b));
}
