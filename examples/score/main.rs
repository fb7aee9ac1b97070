//! Answers of the readers in the form that the scorers take: `cargo run --example score -- timex < GOLD.jsonl`.
//!
//! Each measured set is one document a line, with its text; offsets count code points. Actors have no scorer of
//! their own: `score actors` writes the figures themselves.

mod actors;
mod quotes;
mod timex;

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(what) = std::env::args().nth(1) else {
        return usage();
    };
    if what == "actors" {
        return match actors::score(std::env::args().any(|argument| argument == "-e")) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                let _ = writeln!(io::stderr(), "score: {error}");
                ExitCode::FAILURE
            }
        };
    }
    let answer: fn(&serde_json::Value) -> serde_json::Value = match what.as_str() {
        "quotes" => quotes::answer,
        "timex" => timex::answer,
        _ => return usage(),
    };
    match run(answer) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "score: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    let _ = writeln!(
        io::stderr(),
        "usage: score quotes|timex < GOLD.jsonl > SYSTEM.jsonl, or score actors [-e] < GOLD.jsonl"
    );
    ExitCode::FAILURE
}

fn run(answer: fn(&serde_json::Value) -> serde_json::Value) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let document: serde_json::Value = serde_json::from_str(&line?)?;
        writeln!(out, "{}", answer(&document))?;
    }
    out.flush()
}

/// From bytes of a text to code points, for places that are asked for in order or nearly so.
pub(crate) struct Points {
    /// The number of code points before each 64th byte.
    marks: Vec<usize>,
}

impl Points {
    pub(crate) fn new(text: &str) -> Self {
        let mut marks = vec![0];
        let mut points = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at > 0 && at % 64 == 0 {
                marks.push(points);
            }
            points += usize::from(byte & 0xC0 != 0x80);
        }
        Self { marks }
    }

    pub(crate) fn of(&self, text: &str, byte: usize) -> usize {
        let mark = (byte / 64).min(self.marks.len() - 1);
        let from = &text.as_bytes()[mark * 64..byte.min(text.len())];
        self.marks[mark] + from.iter().filter(|byte| *byte & 0xC0 != 0x80).count()
    }
}
