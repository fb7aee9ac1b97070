//! Starts a program, uses it, and writes down how long everything took.

use std::time::{Duration, Instant};

use crate::args::Args;
use crate::files::Files;
use crate::process;
use crate::programs::{Program, Search};
use crate::pty::{Answer, COLUMNS, ROWS, Terminal};

/// After a key, the screen stands still when nothing has changed it for so long.
const QUIET: Duration = Duration::from_millis(40);
/// In a search, answers may come one after the other.
const SEARCH_QUIET: Duration = Duration::from_millis(250);
/// Longest wait for what a key brings; the ends of a large file may have to be read first.
const KEY: Duration = Duration::from_secs(4);
const FAR: Duration = Duration::from_secs(60);
/// Longest wait for a program to have loaded all.
const LOADING: Duration = Duration::from_secs(300);
/// Longest wait for the first or the next thing that a program that loads has to show.
const SILENCE: Duration = Duration::from_secs(30);
/// A program rests when it used less of the processor than a twentieth in this time.
const RESTING: Duration = Duration::from_millis(400);

/// Words that are in the events, and names of actors.
const WORDS: &[&str] = &["copper", "treaty", "vineyard", "harvest", "pipeline"];
const NAMES: &[&str] = &["aliyev", "margaret", "bank of chile", "zelenko", "jlm"];
const FILTERS: &[&str] = &["actor:aliyev", "after:1994 has:caveat", "-tag:energy", "quote:copper"];
/// Rows that are on every screen: going down so far scrolls none of them.
const WITHIN: usize = 12;

/// Latencies of one kind of key.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keys {
    pub(crate) first: Vec<Duration>,
    pub(crate) last: Vec<Duration>,
    pub(crate) bytes: usize,
    pub(crate) pressed: usize,
}

impl Keys {
    fn add(&mut self, answer: Answer) {
        self.pressed += 1;
        self.bytes += answer.bytes;
        self.first.extend(answer.last.and(answer.first));
        self.last.extend(answer.last);
    }
}

/// All that is measured of one program with one file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    pub(crate) first: Option<Duration>,
    pub(crate) loaded: Option<Duration>,
    pub(crate) down: Keys,
    pub(crate) page: Keys,
    pub(crate) ends: Keys,
    pub(crate) search: Keys,
    pub(crate) by_enter: bool,
    pub(crate) finder: Keys,
    pub(crate) filter: Keys,
    /// The Enter that shows what an actor took part in, alone.
    pub(crate) follow: Keys,
    /// Going down without scrolling.
    pub(crate) within: Keys,
    /// KiB.
    pub(crate) peak: u64,
    /// Share of one processor, in percent.
    pub(crate) idle: f64,
    pub(crate) wakeups: f64,
    /// It has ended before all was measured.
    pub(crate) ended: bool,
}

pub(crate) fn figures(program: &Program, files: &Files, args: &Args) -> anyhow::Result<Figures> {
    let mut figures = Figures::default();
    for _ in 1..args.starts {
        start(program, files, &mut figures)?;
    }
    let mut terminal = start(program, files, &mut figures)?;
    rest(&mut terminal, Instant::now() + SILENCE);
    terminal.idle(RESTING);
    show(args, "loaded", &terminal);

    let home = program.ends.map(|[_, home]| home.as_bytes());
    let rows = usize::from(ROWS);
    figures.down =
        laps(&mut terminal, program.down, args.presses, files.events.saturating_sub(9).min(500), home);
    show(args, "down", &terminal);
    figures.within = laps(&mut terminal, program.down, args.presses, WITHIN, home);
    figures.page = laps(&mut terminal, program.page, args.presses / 2, (files.events / rows).min(200), home);
    show(args, "page", &terminal);
    if let Some(ends) = program.ends {
        for _ in 0..args.presses / 8 {
            for key in ends {
                figures.ends.add(terminal.press(key.as_bytes(), QUIET, FAR));
            }
        }
        show(args, "ends", &terminal);
    }
    if let Some(search) = program.search {
        figures.search = words(&mut terminal, search, WORDS, args);
        figures.by_enter = search.by_enter;
    }
    if let Some(finder) = program.finder {
        figures.finder = words(&mut terminal, finder, NAMES, args);
    }
    if let Some(filter) = program.filter {
        figures.filter = words(&mut terminal, filter, FILTERS, args);
    }
    if let Some(follow) = program.follow {
        figures.follow = words(&mut terminal, follow, NAMES, args);
    }

    rest(&mut terminal, Instant::now() + Duration::from_secs(10));
    figures.ended = terminal.has_ended();
    if figures.ended {
        crate::say(&format!("{} has ended; its last screen is:\n{}", program.name, terminal.text()));
        return Ok(figures);
    }
    let (ran, waits, time) = terminal.idle(Duration::from_secs(args.idle));
    figures.idle = 100.0 * ran.as_secs_f64() / time.as_secs_f64();
    figures.wakeups = waits as f64 / time.as_secs_f64();
    figures.peak = process::peak(terminal.pid());
    Ok(figures)
}

/// Starts the program and waits until all is loaded. The best times count.
fn start(program: &Program, files: &Files, figures: &mut Figures) -> anyhow::Result<Terminal> {
    let mut terminal = Terminal::start(program.command(files)?)?;
    let best =
        |time: &mut Option<Duration>, new: Duration| *time = Some(time.map_or(new, |old| old.min(new)));
    let end = terminal.started + LOADING;
    let mut first = None;
    let mut loaded = None;
    let mut last = Instant::now();
    while Instant::now() < end && !terminal.has_ended() && (first.is_none() || loaded.is_none()) {
        let Some((at, _)) = terminal.take(Duration::from_millis(20)) else {
            if first.is_some() && program.says_loaded("", 0).is_none() {
                loaded = rest(&mut terminal, end).map(|at| at.saturating_duration_since(terminal.started));
                break;
            }
            // What it was to say it has said otherwise, if at all.
            if last.elapsed() > SILENCE {
                break;
            }
            continue;
        };
        last = Instant::now();
        let screen = terminal.text();
        let at = at.saturating_duration_since(terminal.started);
        if first.is_none() && has_text(&screen) {
            first = Some(at);
        }
        if loaded.is_none() && program.says_loaded(&screen, files.events) == Some(true) {
            loaded = Some(at);
        }
    }
    anyhow::ensure!(first.is_some(), "showed nothing; its last screen is:\n{}", terminal.text());
    if let Some(time) = first {
        best(&mut figures.first, time);
    }
    if let Some(time) = loaded {
        best(&mut figures.loaded, time);
    }
    Ok(terminal)
}

/// Ten rows with words on them.
fn has_text(screen: &str) -> bool {
    let words = |row: &str| row.chars().filter(|c| c.is_alphabetic()).count() >= usize::from(COLUMNS / 20);
    screen.lines().filter(|row| words(row)).count() >= 10
}

/// Waits until the program uses the processor no more, and says since when; `None` if it never rests.
fn rest(terminal: &mut Terminal, end: Instant) -> Option<Instant> {
    let mut samples = vec![(Instant::now(), process::processor(terminal.pid()))];
    while Instant::now() < end && !terminal.has_ended() {
        terminal.take(Duration::from_millis(10));
        let now = (Instant::now(), process::processor(terminal.pid()));
        samples.push(now);
        let from = samples.iter().rposition(|sample| now.0.duration_since(sample.0) >= RESTING);
        if let Some(&from) = from.and_then(|from| samples.get(from))
            && now.1.saturating_sub(from.1) < RESTING / 20
        {
            return Some(from.0);
        }
    }
    None
}

/// Presses a key so many times, and goes back to the top after each `lap`.
fn laps(terminal: &mut Terminal, key: &str, presses: usize, lap: usize, home: Option<&[u8]>) -> Keys {
    let mut keys = Keys::default();
    for nth in 0..presses {
        if terminal.has_ended() {
            break;
        }
        if nth % lap.max(1) == 0
            && let Some(home) = home
        {
            terminal.press(home, QUIET, FAR);
        }
        keys.add(terminal.press(key.as_bytes(), QUIET, KEY));
    }
    keys
}

/// Types each word twice, letter by letter.
fn words(terminal: &mut Terminal, search: Search, words: &[&str], args: &Args) -> Keys {
    let mut keys = Keys::default();
    for word in words.iter().chain(words) {
        if terminal.has_ended() {
            break;
        }
        if !search.open.is_empty() {
            terminal.press(search.open.as_bytes(), QUIET, KEY);
        }
        if search.by_enter {
            terminal.press(word.as_bytes(), QUIET, KEY);
            keys.add(terminal.press(b"\r", SEARCH_QUIET, FAR));
        } else {
            for letter in word.chars() {
                let letter = letter.to_string();
                keys.add(terminal.press(letter.as_bytes(), SEARCH_QUIET, FAR));
            }
        }
        show(args, word, terminal);
        if !search.close.is_empty() {
            terminal.press(search.close.as_bytes(), SEARCH_QUIET, KEY);
        }
    }
    keys
}

fn show(args: &Args, when: &str, terminal: &Terminal) {
    if args.screens {
        crate::say(&format!("---- {when}\n{}\n----", terminal.text()));
    }
}
