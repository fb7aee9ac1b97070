//! The program that the tests run in a terminal: it says what it was told, and breaks on demand.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use annals::app::{Effect, Msg, Outcome};
use annals::tui::{self, Background, Program};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::Paragraph;

#[derive(Default)]
pub(crate) struct Sample {
    size: (u16, u16),
    keys: u64,
    ticks: u64,
    fill: usize,
    pasted: usize,
    mouse: Option<(u16, u16)>,
    said: String,
    background: Option<Background>,
    breaks: bool,
}

/// Runs the sample as the whole of this process.
pub(crate) fn run() -> ! {
    let options =
        tui::Options { file: std::env::var_os("SAMPLE_FILE").map(PathBuf::from), ..tui::Options::default() };
    match tui::run(&mut Sample::default(), options) {
        Ok(exit) => {
            let code = exit.code();
            std::process::exit(if code == std::process::ExitCode::SUCCESS { 0 } else { 101 })
        }
        Err(error) => {
            eprintln!("sample: {error}");
            std::process::exit(2)
        }
    }
}

impl Sample {
    fn key(&mut self, key: KeyEvent) -> Vec<Effect> {
        self.keys += 1;
        let KeyCode::Char(c) = key.code else { return Vec::new() };
        match c {
            'q' => return vec![Effect::Quit],
            'z' => return vec![Effect::Suspend],
            'p' => panic!("oh dear, in update"),
            'r' => self.breaks = true,
            't' => drop(std::thread::spawn(|| panic!("oh dear, in a thread"))),
            'h' => std::thread::sleep(Duration::from_secs(3600)),
            'x' => self.fill += 1,
            'e' => return vec![Effect::Edit { file: None, line: 3 }],
            'c' => return vec![Effect::Copy { text: "\u{1b}[2Jwords".into(), what: "the words".into() }],
            'C' => return vec![Effect::Copy { text: "x".repeat(1 << 20), what: "all of it".into() }],
            'o' => return vec![Effect::OpenUrl("https://example.org/$(id);x?a=b".into())],
            'O' => return vec![Effect::OpenUrl("javascript:alert(1)".into())],
            'f' => return vec![Effect::OpenFile("document.txt".into())],
            'F' => return vec![Effect::OpenFile("/etc/passwd".into())],
            'm' => return vec![Effect::Mouse(false)],
            'd' => return vec![Effect::Redraw],
            _ => {}
        }
        Vec::new()
    }
}

impl Program for Sample {
    fn update(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => return self.key(key),
            Msg::Resize(columns, rows) => self.size = (columns, rows),
            Msg::Mouse(mouse) => self.mouse = Some((mouse.column, mouse.row)),
            Msg::Paste(text) => self.pasted += text.len(),
            Msg::Tick => self.ticks += 1,
            Msg::Held(_) => {}
            Msg::Done(Outcome::Did(said)) => self.said = said,
            Msg::Done(Outcome::Failed(said)) => self.said = format!("failed: {said}"),
            Msg::Broken(_, said) => self.said = format!("failed: {said}"),
            Msg::Mended(said) | Msg::Edited(said) => self.said = said,
            Msg::Document(_) | Msg::Reviewed(_) | Msg::TakenBack(_) | Msg::Recalled(..) => {}
            Msg::Reloaded(..)
            | Msg::Compared(_)
            | Msg::LoadPart(..)
            | Msg::LoadProgress(_)
            | Msg::LoadDone(..) => {}
        }
        Vec::new()
    }

    fn render(&self, frame: &mut Frame) {
        assert!(!self.breaks, "oh dear, in render");
        let (columns, rows) = self.size;
        let background = self.background.map(|b| format!("{b:?}")).unwrap_or_default();
        let filled = ["#", "="][self.fill % 2].repeat(if self.fill > 0 { 4000 } else { 0 });
        let text = format!(
            "ready {columns}x{rows}\nkeys {} ticks {}\npasted {}\nmouse {:?}\n{background}\nfill {}.\n{}\n{filled}",
            self.keys, self.ticks, self.pasted, self.mouse, self.fill, self.said
        );
        let wrap = ratatui::widgets::Wrap { trim: false };
        frame.render_widget(Paragraph::new(text).wrap(wrap), frame.area());
    }

    fn follows(&self) -> Option<Rect> {
        // The row that counts keys.
        std::env::var_os("SAMPLE_FOLLOWS").map(|_| Rect { x: 0, y: 1, width: self.size.0, height: 1 })
    }

    fn next_tick(&self) -> Option<Duration> {
        (std::env::var_os("SAMPLE_TICKS").is_some() && self.ticks < 3).then_some(Duration::from_millis(30))
    }

    fn background(&mut self, background: Background) {
        self.background = Some(background);
    }

    fn leaving(&mut self) {
        if let Some(path) = std::env::var_os("SAMPLE_LEFT") {
            let mut file = File::options().append(true).create(true).open(path).unwrap();
            file.write_all(b"left\n").unwrap();
        }
    }
}
