//! Standard output and standard error.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use anstyle_query::{clicolor_force, no_color, term_supports_ansi_color};

use super::args::When;
use crate::store::trouble::writing;
use crate::text::shown;

/// Standard output, buffered, with or without colours.
pub(super) struct Out {
    stream: BufWriter<StdoutLock<'static>>,
    colours: bool,
    /// The width to fit lines to; `None` where nobody sees them.
    pub(super) columns: Option<usize>,
}

/// How a piece of text is set off, where there are colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Set {
    Plain,
    Bold,
    Dim,
    Accent,
    Warn,
}

/// Whether colours are wanted in a pipe too; 0 says no, as with other programs.
fn forced() -> bool {
    clicolor_force() && std::env::var_os("CLICOLOR_FORCE").is_none_or(|value| value != "0")
}

impl Set {
    fn codes(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Bold => "\u{1b}[1m",
            Self::Dim => "\u{1b}[2m",
            Self::Accent => "\u{1b}[36m",
            Self::Warn => "\u{1b}[33m",
        }
    }
}

impl Out {
    pub(super) fn stdout(color: When) -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        let colours = match color {
            When::Always => true,
            When::Never => false,
            When::Auto => !no_color() && (forced() || (terminal && term_supports_ansi_color())),
        };
        let columns =
            terminal.then(|| ratatui::crossterm::terminal::size().map_or(80, |(width, _)| width.into()));
        Self { stream: BufWriter::new(stdout.lock()), colours, columns }
    }

    /// Whether colours are wanted.
    pub(super) fn colours(&self) -> bool {
        self.colours
    }

    /// Prints text from outside or from us, cleaned.
    pub(super) fn text(&mut self, set: Set, text: &str) -> io::Result<()> {
        if self.colours && set != Set::Plain && !text.is_empty() {
            write!(self.stream, "{}{}\u{1b}[0m", set.codes(), shown(text))
        } else {
            self.stream.write_all(shown(text).as_bytes())
        }
    }

    /// The same, and ends the line.
    pub(super) fn line(&mut self, set: Set, text: &str) -> io::Result<()> {
        self.text(set, text)?;
        self.end()
    }

    /// Ends the line.
    pub(super) fn end(&mut self) -> io::Result<()> {
        self.stream.write_all(b"\n")
    }

    /// Bytes that need no cleaning: JSON, a picture, a manual page.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes)
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// Says what went wrong, on standard error.
pub(super) fn complain(error: &anyhow::Error) {
    // An error of the system that nobody has put words to is one of printing.
    let text = match error.downcast_ref::<io::Error>() {
        Some(system) => format!("standard output cannot be written: {}", writing(system)),
        None => format!("{error:#}"),
    };
    // Errors that name a place stand as compilers write them; others are introduced.
    let text = if text.contains(": error: ") { text } else { format!("annals: {text}") };
    complain_plainly(&text);
}

/// Says something on standard error, cleaned. If even that fails there is nobody to tell.
pub(super) fn complain_plainly(text: &str) {
    let mut stderr = io::stderr().lock();
    let _ = writeln!(stderr, "{}", shown(text.trim_end()));
}

/// Whether the other end of the pipe is closed.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
