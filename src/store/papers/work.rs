//! What is done with the bytes of a document by libraries that others wrote.

use super::{Words, apart, epub, guard, html, mail, pdf};

/// A page or letter of more bytes is read in a process of its own; a smaller one is bounded beforehand,
/// and to start a process would take longer than to read it.
const LARGE: usize = 256 << 10;

/// Something to do with bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Work {
    /// The main text of a web page.
    Html,
    /// All the text of a web page.
    All,
    /// The pages of a PDF.
    Pdf,
    /// The chapters of a book.
    Epub,
    /// A letter.
    Mail,
}

const NAMES: &[(Work, &str)] = &[
    (Work::Html, "html"),
    (Work::All, "all"),
    (Work::Pdf, "pdf"),
    (Work::Epub, "epub"),
    (Work::Mail, "mail"),
];

impl Work {
    pub(super) fn name(self) -> &'static str {
        NAMES.iter().find(|(work, _)| *work == self).map_or("", |(_, name)| name)
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(_, known)| *known == name).map(|(work, _)| *work)
    }

    /// Does it where no harm can come of it.
    pub(super) fn done(self, bytes: Vec<u8>) -> Result<Words, String> {
        let is_bounded = matches!(self, Self::Html | Self::All | Self::Mail) && bytes.len() <= LARGE;
        if is_bounded { guard::run(move || self.run(bytes)) } else { apart::run(self, bytes) }
    }

    /// Does it, in a process that may fall.
    pub(super) fn run(self, bytes: Vec<u8>) -> Result<Words, String> {
        match self {
            Self::Html => html::read(&bytes),
            Self::All => Ok(Words { text: html::all(&bytes), ..Words::default() }),
            Self::Pdf => pdf::read(&bytes),
            Self::Epub => epub::read(bytes),
            Self::Mail => mail::read(&bytes),
        }
    }

    /// Does it in a process that must go on: what may take more than there is, is refused beforehand.
    pub(super) fn alone(self, bytes: Vec<u8>) -> Result<Words, String> {
        if self == Self::Pdf {
            pdf::weigh(&bytes)?;
        }
        self.run(bytes)
    }
}
