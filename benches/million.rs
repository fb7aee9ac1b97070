//! A million events on the screen: how long a key takes until its frame is drawn, how long the longest
//! pause is while something large is worked on, and how long until it is done.
//!
//! `cargo bench --bench million` prints a table; `cargo bench --bench million -- 100000` has fewer events.

#[path = "generate/timeline.rs"]
mod generate;

use std::io::{self, Write as _};
use std::time::{Duration, Instant};

use annals::app::keymap::typed;
use annals::app::{App, Msg, Origin};
use annals::model::Timeline;
use annals::session::Session;
use annals::store::stream;
use annals::ui;
use annals::ui::theme::{Background, Colours, Theme};
use chrono::NaiveDate;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const SIZE: (u16, u16) = (120, 40);
const NOW: i64 = 1_746_432_000_000;

/// What is pressed before, what is measured, how often, and what it is called.
const ROWS: &[(&str, &str, usize, &str)] = &[
    ("gg", "j", 400, "j"),
    ("gg", "<pgdn>", 400, "PgDn"),
    ("gg", "G", 1, "G"),
    ("G", "gg", 1, "gg"),
    ("ggf", "g", 1, "filter: first letter"),
    ("ftreat", "y", 1, "filter: last letter"),
    ("fzzqtreat", "y", 1, "filter: in vain"),
    ("f", "kyiv", 1, "filter: a word with accents"),
    ("f2", "0", 1, "filter: half a date"),
    ("f199", "0", 1, "filter: a year"),
    ("ftag:ga", "s", 1, "filter: a tag"),
    ("factor:a", "7", 1, "filter: an actor"),
    ("fkind:", "person", 1, "filter: a kind"),
    ("fis:unrea", "d", 1, "filter: unread"),
    ("factor:a7<enter>", "<esc>", 1, "no filter"),
    ("@a17", "<enter>", 1, "following an actor"),
    ("gg/treat", "y", 1, "search: a letter"),
    ("gg/zzq", "y", 1, "search: in vain"),
    ("gg/elysee mission<enter>", "n", 50, "n"),
    ("gg/corridor<enter>", "N", 50, "N"),
    ("gg", "mx", 1, "a mark"),
    ("gg", "r", 1, "read"),
];

struct Screen {
    app: App,
    theme: Theme,
    terminal: Terminal<TestBackend>,
}

/// How long: until each frame, each slice, and all of it.
#[derive(Default)]
struct Times {
    frames: Vec<Duration>,
    slices: Vec<Duration>,
    whole: Vec<Duration>,
}

impl Screen {
    fn open(timeline: Timeline) -> Self {
        let mut app = App::new(timeline, Vec::new(), Origin::default(), NaiveDate::MIN);
        app.update(Msg::Resize(SIZE.0, SIZE.1));
        let Ok(terminal) = Terminal::new(TestBackend::new(SIZE.0, SIZE.1));
        Self { app, theme: Theme::new(Colours::True, Background::Dark), terminal }
    }

    fn draw(&mut self) {
        let Ok(_) = self.terminal.draw(|frame| ui::render(&self.app, &self.theme, frame));
    }

    fn settle(&mut self, slices: &mut Vec<Duration>) {
        while self.app.next_tick().is_some_and(|wait| wait.is_zero()) {
            let start = Instant::now();
            self.app.update(Msg::Tick);
            slices.push(start.elapsed());
        }
    }

    fn press(&mut self, keys: &str) {
        for key in typed(keys).unwrap_or_default() {
            self.app.update(Msg::Key(key));
        }
        self.settle(&mut Vec::new());
    }

    fn measure(&mut self, keys: &str, times: &mut Times) {
        let whole = Instant::now();
        for key in typed(keys).unwrap_or_default() {
            let start = Instant::now();
            self.app.update(Msg::Key(key));
            self.draw();
            times.frames.push(start.elapsed());
        }
        self.settle(&mut times.slices);
        times.whole.push(whole.elapsed());
    }
}

fn at(times: &mut [Duration], hundredths: usize) -> f64 {
    times.sort_unstable();
    let index = (times.len() * hundredths / 100).min(times.len().saturating_sub(1));
    times.get(index).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
}

fn main() -> io::Result<()> {
    let count = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(1_000_000);
    let text = generate::lines(count, 50_000);
    let mut out = io::stdout().lock();
    let start = Instant::now();
    let whole = stream::read(&mut text.as_bytes(), None, &mut |_| true)?;
    writeln!(out, "{count} events, {} bytes, read in {:.0?}", text.len(), start.elapsed())?;
    drop(text);
    let timeline = whole.timeline;
    let (bytes, texts) = timeline.memory();
    let each = |bytes: usize| bytes / timeline.len().max(1);
    writeln!(out, "{} bytes of memory an event, {} of them text", each(bytes), each(texts))?;
    for warm in [false, true] {
        if warm {
            timeline.warm();
        }
        let start = Instant::now();
        let mut screen = Screen::open(timeline.clone());
        screen.draw();
        writeln!(
            out,
            "\nactors {}; first frame {:.1?}",
            if warm { "indexed" } else { "not indexed" },
            start.elapsed()
        )?;
        let (mut slices, start) = (Vec::new(), Instant::now());
        screen.settle(&mut slices);
        let longest = at(&mut slices, 100);
        writeln!(out, "all derived {:.0?}, longest slice {longest:.1} ms", start.elapsed())?;
        let start = Instant::now();
        let mut session = Session::new("bench", 1);
        session.begin(&timeline, None, NOW);
        screen.app.attach(session, NOW, true);
        write!(out, "session attached {:.1?}, ", start.elapsed())?;
        let start = Instant::now();
        screen.settle(&mut Vec::new());
        writeln!(out, "words counted {:.0?}", start.elapsed())?;
        writeln!(
            out,
            "{:<28} {:>8} {:>8} {:>8} {:>8} {:>8}",
            "ms", "frame", "99 %", "longest", "slice", "done"
        )?;
        for (before, keys, times, name) in ROWS {
            let mut all = Times::default();
            for round in 0..if *times == 1 { 5 } else { 1 } {
                if round == 0 || *times == 1 {
                    screen.press("<esc><esc><esc><esc>");
                    screen.press(before);
                }
                for _ in 0..*times {
                    screen.measure(keys, &mut all);
                }
            }
            writeln!(
                out,
                "{name:<28} {:>8.2} {:>8.2} {:>8.2} {:>8.2} {:>8.1}",
                at(&mut all.frames, 50),
                at(&mut all.frames, 99),
                at(&mut all.frames, 100),
                at(&mut all.slices, 100),
                at(&mut all.whole, 50),
            )?;
        }
    }
    Ok(())
}
