//! The command line: one file per subcommand.
//!
//! Data goes to standard output, messages to standard error. What is printed is cleaned as it is on
//! the screen ([`crate::text::shown`]); JSON escapes instead, and loses nothing.

mod actors;
mod args;
mod check;
mod convert;
mod diff;
mod export;
mod formats;
mod journal;
mod keep;
mod keys;
mod list;
mod load;
mod manual;
mod merge;
mod notes;
mod open;
mod out;
mod picture;
mod quotes;
mod read;
mod screen;
mod sessions;
mod show;
mod sources;
mod table;
mod terms;
mod view;
mod write;

use std::process::ExitCode;

pub use args::{Args, Command};
use out::Out;

/// Done.
const DONE: u8 = 0;
/// Nothing was found; or `check` found something, `diff` a difference, `merge` a conflict.
const NOTHING: u8 = 1;
/// It could not be done.
const FAILED: u8 = 2;

/// How a subcommand ends when it does not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// There was something to print.
    Found,
    /// There was not.
    Nothing,
    /// The screen was left.
    Left(crate::tui::Exit),
    /// It was left, and something could not be saved; that was told.
    Lost,
}

impl End {
    fn found(any: bool) -> Self {
        if any { Self::Found } else { Self::Nothing }
    }
}

/// Runs the program with the arguments of this process.
#[must_use]
pub fn main() -> ExitCode {
    // It may have been started by itself, only to read a document.
    if let Some(code) = crate::store::papers::answer(std::env::args_os()) {
        return code;
    }
    let args = match args::parse(terms::marked(std::env::args_os())) {
        Ok(args) => args,
        Err(error) => return usage(&error),
    };
    let mut out = Out::stdout(args.color);
    let ended = run(&args, &mut out).and_then(|end| {
        out.flush()?;
        Ok(end)
    });
    match ended {
        Ok(End::Found) => ExitCode::from(DONE),
        Ok(End::Nothing) => ExitCode::from(NOTHING),
        Ok(End::Left(exit)) => exit.code(),
        Ok(End::Lost) => ExitCode::from(FAILED),
        // The reader of the pipe has read enough: that is no error.
        Err(error) if out::is_broken_pipe(&error) => ExitCode::from(DONE),
        Err(error) => {
            out::complain(&error);
            ExitCode::from(FAILED)
        }
    }
}

/// Help and versions are printed; anything else that clap says is a wrong use. An argument may hold
/// anything, so what is said is cleaned.
fn usage(error: &clap::Error) -> ExitCode {
    if error.use_stderr() {
        out::complain_plainly(&tamed(error));
        return ExitCode::from(FAILED);
    }
    match error.print() {
        Ok(()) => ExitCode::from(DONE),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::from(DONE),
        Err(error) => {
            out::complain(&error.into());
            ExitCode::from(FAILED)
        }
    }
}

/// The same error about arguments that are each on one line and hold nothing to obey: clap takes
/// escape sequences out of a message, but leaves the line breaks of an argument in.
fn tamed(error: &clap::Error) -> String {
    let clean = std::env::args_os().map(|arg| match arg.to_str() {
        Some(text) => crate::text::line(text).into_owned().into(),
        None => arg,
    });
    let again = args::parse(terms::marked(clean)).err();
    again.filter(clap::Error::use_stderr).as_ref().unwrap_or(error).render().to_string()
}

fn run(args: &Args, out: &mut Out) -> anyhow::Result<End> {
    match &args.command {
        None => open::run(args, out),
        Some(Command::List(list)) => list::run(list, out),
        Some(Command::Show(show)) => show::run(show, out),
        Some(Command::Actors(actors)) => actors::run(actors, out),
        Some(Command::Quotes(quotes)) => quotes::run(quotes, out),
        Some(Command::Sources(sources)) => sources::run(sources, out),
        Some(Command::Read(read)) => read::run(read, args, out),
        Some(Command::Check(check)) => check::run(check, out),
        Some(Command::Export(export)) => export::run(export, out),
        Some(Command::Convert(convert)) => convert::run(convert, out),
        Some(Command::Diff(diff)) => diff::run(diff, out),
        Some(Command::Merge(merge)) => merge::run(merge, out),
        Some(Command::Formats(formats)) => formats::run(formats, out),
        Some(Command::View(view)) => view::run(view, out),
        Some(Command::Keys(keys)) => keys::run(keys, out),
        Some(Command::Notes(notes)) => notes::run(notes, out),
        Some(Command::Sessions(sessions)) => sessions::run(sessions, out),
        Some(Command::Completions { shell }) => manual::completions(*shell, out),
        Some(Command::Man) => manual::man(out),
    }
}
