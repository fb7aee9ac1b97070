//! What to measure.

use clap::Parser;

/// How many events a file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Events {
    /// The timeline that is in the program.
    Bundled,
    Made(usize),
}

#[derive(Debug, Parser)]
#[command(about = "Measures programs in a terminal of their own")]
pub(crate) struct Args {
    /// Files to open: bundled, 10k, 1m ..
    #[arg(long, value_delimiter = ',', value_parser = events, default_value = "bundled,10k")]
    pub(crate) events: Vec<Events>,
    /// Only these programs of the table; all that are on this machine without it
    #[arg(long, value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// One more program, as NAME=COMMAND, in which {} is the file; keys as in annals
    #[arg(long)]
    pub(crate) run: Vec<String>,
    /// How often each program is started
    #[arg(long, default_value_t = 3)]
    pub(crate) starts: usize,
    /// How often each key is pressed
    #[arg(long, default_value_t = 200)]
    pub(crate) presses: usize,
    /// How many seconds nothing is done
    #[arg(long, default_value_t = 10)]
    pub(crate) idle: u64,
    /// Print the last screen of each measurement as well
    #[arg(long)]
    pub(crate) screens: bool,
    /// Given by cargo
    #[arg(long, hide = true)]
    pub(crate) bench: bool,
}

fn events(text: &str) -> Result<Events, String> {
    let text = text.trim().to_lowercase();
    if text == "bundled" {
        return Ok(Events::Bundled);
    }
    let (digits, times) = match text.strip_suffix(['k', 'm']) {
        Some(digits) if text.ends_with('k') => (digits, 1_000),
        Some(digits) => (digits, 1_000_000),
        None => (text.as_str(), 1),
    };
    let number: usize =
        digits.parse().map_err(|_| format!("{text} is no number: write bundled, 10k, 1m ..."))?;
    Ok(Events::Made(number * times))
}
