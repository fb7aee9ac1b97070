//! From a key to a frame, at every size of timeline.
//!
//! A plain key (`j`, `PgDn`, `G`) must cost the same for a hundred events as for a hundred thousand.

#[path = "generate/timeline.rs"]
mod generate;

use std::time::{Duration, Instant};

use annals::app::keymap::typed;
use annals::app::{App, Msg, Origin};
use annals::model::{Event, Timeline};
use annals::session::{OldText, Op, ReadNow, Session, Target, content_hash, word_count};
use annals::ui;
use annals::ui::theme::{Background, Colours, Theme};
use chrono::NaiveDate;
use criterion::{BatchSize, BenchmarkGroup, Criterion, criterion_group, criterion_main};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const SIZE: (u16, u16) = (120, 40);
const BUNDLED: &[u8] = include_bytes!("../assets/timeline.toml");

type Group<'a> = BenchmarkGroup<'a, criterion::measurement::WallTime>;

/// A reader and what it draws on.
struct Screen {
    app: App,
    theme: Theme,
    terminal: Terminal<TestBackend>,
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

    fn press(&mut self, keys: &str) {
        for key in typed(keys).unwrap_or_default() {
            self.app.update(Msg::Key(key));
        }
        while self.app.next_tick().is_some_and(|wait| wait.is_zero()) {
            self.app.update(Msg::Tick);
        }
    }
}

/// Some day in 2025, in milliseconds since 1970.
const NOW: i64 = 1_746_432_000_000;

/// A session in which every event was read, and every tenth one noted.
fn well_read(timeline: &Timeline) -> Session {
    let mut session = Session::new("bench", 1);
    session.begin(timeline, None, NOW);
    let read = |event: Event| ReadNow {
        event: event.key.raw().to_owned(),
        hash: content_hash(timeline, &event),
        text: OldText::of(&event),
        words: word_count(&event),
        took: None,
    };
    session.apply(Op::Read(timeline.events().map(read).collect()), NOW);
    for event in timeline.events().step_by(10) {
        let on = Target::Event(event.key.raw().to_owned());
        session.apply(Op::AddNote { on, text: "to be looked up".to_owned() }, NOW);
    }
    session
}

fn quick<'a>(criterion: &'a mut Criterion, name: &str) -> Group<'a> {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10).warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_secs(1));
    group
}

/// The key that is measured, after keys that go where it does something each time.
const KEYS: &[(&str, &str, &str)] = &[
    ("j", "", "j"),
    ("PgDn", "", "<pgdn>"),
    ("g G", "", "gG"),
    ("] in the page", "<enter>", "]"),
    ("n of a search", "/treaty<enter>", "n"),
    ("zoom", "", "zz"),
];

fn key_to_frame(group: &mut Group, size: &str, timeline: &Timeline) {
    for (name, before, keys) in KEYS {
        let mut screen = Screen::open(timeline.clone());
        screen.press(before);
        screen.draw();
        group.bench_function(format!("{name}, {size}"), |bench| {
            bench.iter(|| {
                screen.press(keys);
                screen.draw();
            });
        });
    }
}

fn frames(criterion: &mut Criterion) {
    let bundled = generate::read("toml", BUNDLED);
    let sizes = [
        ("bundled", bundled),
        ("10,000", generate::timeline(10_000, 1_000)),
        ("100,000", generate::timeline(100_000, 10_000)),
    ];
    let mut group = quick(criterion, "first_frame");
    for (size, timeline) in &sizes {
        group.bench_function(*size, |bench| {
            bench.iter_batched(
                || timeline.clone(),
                |timeline| {
                    let mut screen = Screen::open(timeline);
                    screen.draw();
                    screen
                },
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
    let mut group = quick(criterion, "key_to_frame");
    for (size, timeline) in &sizes {
        key_to_frame(&mut group, size, timeline);
    }
    // The same with everything read and every tenth event noted: a session must cost a key nothing.
    if let Some((size, timeline)) = sizes.last() {
        let session = well_read(timeline);
        for (name, keys) in [("j", "j"), ("] in the page", "]")] {
            let mut screen = Screen::open(timeline.clone());
            screen.app.attach(session.clone(), NOW, true);
            screen.press(if name == "j" { "" } else { "<enter>" });
            screen.draw();
            group.bench_function(format!("{name}, {size}, all read"), |bench| {
                bench.iter(|| {
                    screen.press(keys);
                    screen.app.take_unsaved();
                    screen.draw();
                });
            });
        }
    }
    group.finish();
}

/// What is typed before, and the keys that are measured, over 100,000 events with 100,000 actors.
const TYPED: &[(&str, &str, &str)] = &[
    ("the first letter in the finder", "@", "e"),
    ("the next letter in the finder", "@ene", "r"),
    ("opening the finder", "", "@"),
    ("following an actor", "@energy", "<enter>"),
    ("the last letter of a filter", "ftreat", "y"),
    ("accepting a filter", "ftreaty", "<enter>"),
    ("the last letter of a search", "/treat", "y"),
    ("the last letter of a search in vain", "/absen", "t"),
    ("a date to go to", "t1950", "<enter>"),
];

/// From a key in a prompt until what it found is drawn. (benches/finder.rs has the search alone.)
fn typing(criterion: &mut Criterion) {
    let mut group = quick(criterion, "typed_to_frame");
    let mut screen = Screen::open(generate::timeline(100_000, 100_000));
    for (name, before, keys) in TYPED {
        group.bench_function(*name, |bench| {
            bench.iter_custom(|count| {
                let mut spent = Duration::ZERO;
                for _ in 0..count {
                    screen.press(before);
                    let start = Instant::now();
                    screen.press(keys);
                    screen.draw();
                    spent += start.elapsed();
                    screen.press("<esc><esc><esc>");
                }
                spent
            });
        });
    }
    group.finish();
}

criterion_group!(benches, frames, typing);
criterion_main!(benches);
