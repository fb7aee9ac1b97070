//! Programs as they are used: in a terminal of their own, key by key, side by side.
//!
//! ```sh
//! cargo bench --bench terminal                                        # a minute: 80 and 10,000 events
//! cargo bench --bench terminal -- --events bundled,10k,100k,1m        # with all the peers that are here
//! cargo bench --bench terminal -- --only annals,less --events 1m
//! cargo bench --bench terminal -- --events 1m --run 'other=other --option {}'
//! ```
//!
//! Every program gets a terminal of 120 by 40 and the same events, made by `examples/generate` (as CSV for
//! those that read nothing else), which lie in the page cache. What is measured, from outside:
//!
//! - *first*: from the start of the program until ten rows of the screen have text.
//! - *loaded*: until the screen says that all is there, or, for a program that does not say so, until it
//!   uses the processor no more. The best of some runs, as of *first*.
//! - *down*, *page*, *end*: from the key to the last byte that it brings to the screen, median and 99th
//!   percentile in ms; *end* goes to the last and back to the first in turn.
//! - *letter*: the same for each letter of some words in the search that follows the typing (`↵`: for the
//!   Enter behind each word, where there is none), then to the first byte in brackets; *finder* for the finder
//!   of actors, *filter* for the filter language, *follow* for the Enter that shows what an actor took part in.
//! - *bytes*: sent to the terminal for a *down*; *within* where none of it scrolls.
//! - *peak*: most memory that was ever in use (`VmHWM`), with children.
//! - *idle*: processor time, and how often a second a thread wakes up, when nothing is done for ten seconds.
//!
//! † marks a program that ended by itself before all was measured.
//!
//! What needs `/proc` needs Linux. Numbers of one run compare; numbers of a busy machine do not.

mod args;
mod files;
mod measure;
mod process;
mod programs;
mod pty;
mod table;

use std::io::{self, Write as _};
use std::process::ExitCode;

use args::Args;
use clap::Parser as _;
use measure::Figures;

fn main() -> ExitCode {
    let args = Args::parse();
    // `cargo test --all-targets` starts benchmarks too, only to see that they start.
    if !args.bench {
        return ExitCode::SUCCESS;
    }
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("terminal: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> anyhow::Result<()> {
    let mut rows: Vec<(String, Figures)> = Vec::new();
    for events in &args.events {
        let files = files::Files::make(*events)?;
        for program in programs::chosen(args, *events) {
            if !program.is_here() {
                say(&format!("{}: not on this machine", program.name));
                continue;
            }
            say(&format!("{}, {}", program.name, files.label));
            match measure::figures(&program, &files, args) {
                Ok(figures) => rows.push((format!("{} · {}", program.name, files.label), figures)),
                Err(error) => say(&format!("{}: {error:#}", program.name)),
            }
        }
    }
    let mut out = io::stdout().lock();
    out.write_all(table::markdown(&rows).as_bytes())?;
    out.flush()?;
    Ok(())
}

/// What goes on, beside the table.
fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}
