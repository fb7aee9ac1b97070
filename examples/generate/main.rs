//! A timeline of any length as JSON Lines, the same every time: what large files are tried with.
//!
//! ```sh
//! cargo run --release --example generate -- 1000000 > big.jsonl
//! cargo run --release --example generate -- 1000000 200000 > many-actors.jsonl
//! ```
//!
//! The first number is how many events, the second how many actors (5,000 unless told). An event takes
//! about 490 bytes. Nothing is kept in memory but the names, so ten million events need no more of it than
//! ten. Events come nearly in the order of their days; a few actors and sources are in very many of them
//! and most in few; most dates are exact days, and every other kind of date there is comes now and then.

mod dates;
mod dice;
mod names;
mod words;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use dice::{Dice, Popularity};

const ACTORS: usize = 5_000;
const SOURCES: usize = 3_000;

const STATUS: &[&str] = &["planned", "ongoing", "target"];

fn main() -> ExitCode {
    let mut numbers =
        std::env::args().skip(1).map(|argument| argument.replace(['_', ','], "").parse::<usize>());
    let events = numbers.next().and_then(Result::ok);
    let actors = numbers.next().unwrap_or(Ok(ACTORS)).ok().filter(|&actors| actors > 0);
    let (Some(events), Some(actors)) = (events, actors) else {
        let _ = writeln!(io::stderr(), "usage: generate EVENTS [ACTORS] > big.jsonl");
        return ExitCode::from(2);
    };
    match write(events, actors, &mut BufWriter::with_capacity(1 << 20, io::stdout().lock())) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let _ = writeln!(io::stderr(), "generate: {error}");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

pub(crate) fn write(events: usize, actors: usize, out: &mut impl Write) -> io::Result<()> {
    let mut writer = Events {
        dice: Dice::new(29),
        actors: (0..actors).map(names::actor).collect(),
        sources: (0..SOURCES).map(names::source).collect(),
        actor: Popularity::new(actors),
        source: Popularity::new(SOURCES),
    };
    let mut line = String::new();
    for number in 0..events {
        line.clear();
        writer.event(number, events, &mut line);
        out.write_all(line.as_bytes())?;
    }
    out.flush()
}

struct Events {
    dice: Dice,
    actors: Vec<String>,
    sources: Vec<String>,
    actor: Popularity,
    source: Popularity,
}

impl Events {
    fn event(&mut self, number: usize, of: usize, out: &mut String) {
        out.push_str("{\"key\":\"e");
        dates::digits(number as u64, 7, out);
        let day = dates::day(&mut self.dice, number, of);
        if self.dice.below(200) > 0 {
            out.push_str("\",\"date\":\"");
            dates::edtf(&mut self.dice, day, out);
        }
        let main = self.actor.pick(&mut self.dice);
        out.push_str("\",\"title\":\"");
        words::title(&mut self.dice, &self.actors[main], out);
        out.push_str("\",\"summary\":\"");
        words::summary(&mut self.dice, out);
        out.push_str("\",\"status\":\"");
        out.push_str(if self.dice.below(12) > 0 { "occurred" } else { self.dice.pick(STATUS) });
        out.push_str("\",\"actors\":[");
        self.participants(main, out);
        out.push(']');
        self.quotes(out);
        self.tags(out);
        out.push_str("}\n");
    }

    /// One or two; one event in a hundred has no evidence.
    fn quotes(&mut self, out: &mut String) {
        if self.dice.below(100) == 0 {
            return;
        }
        for nth in 0..[1, 1, 1, 1, 1, 1, 1, 1, 1, 2][self.dice.index(10)] {
            out.push_str(if nth > 0 { ",{\"text\":\"" } else { ",\"quotes\":[{\"text\":\"" });
            words::quote(&mut self.dice, out);
            out.push_str("\",\"source\":\"");
            out.push_str(&self.sources[self.source.pick(&mut self.dice)]);
            if self.dice.below(2) == 0 {
                out.push_str("\",\"speaker\":\"");
                out.push_str(&self.actors[self.actor.pick(&mut self.dice)]);
            }
            out.push_str("\"}");
        }
        out.push(']');
    }

    /// Up to three.
    fn tags(&mut self, out: &mut String) {
        let first = self.dice.index(words::TAGS.len());
        let many = self.dice.index(4);
        for nth in 0..many {
            out.push_str(if nth > 0 { ",\"" } else { ",\"tags\":[\"" });
            // Steps that do not come back to the first within so few.
            out.push_str(words::TAGS[(first + nth * 5) % words::TAGS.len()]);
            out.push('"');
        }
        if many > 0 {
            out.push(']');
        }
    }

    /// One to three different actors, `main` the first.
    fn participants(&mut self, main: usize, out: &mut String) {
        let mut named = [main, usize::MAX, usize::MAX];
        for nth in 0..=self.dice.index(3).min(self.dice.index(3)) {
            if nth > 0 {
                let other = self.actor.pick(&mut self.dice);
                if named.contains(&other) {
                    continue;
                }
                named[nth] = other;
                out.push(',');
            }
            out.push_str("{\"actor\":\"");
            out.push_str(&self.actors[named[nth]]);
            out.push_str("\",\"role\":\"");
            out.push_str(self.dice.pick(words::ROLES));
            out.push_str("\"}");
        }
    }
}
