//! Documents: articles, reports and letters, read from files as text with what they say of themselves.
//!
//! Plain text is the file's own text, once its encoding is known and without what only steers a terminal. Of everything else the
//! words are taken out as a reader sees them: the main text of a web page, the text of the pages of a PDF,
//! the chapters of a book in their order, the body of a letter. The same file always gives the same text,
//! so that a quote can be held against it later ([`crate::verify`]).
//!
//! Files come from anywhere. A library that panics is caught and told. What may recurse without end or take
//! all memory is read in a process of its own, within [`MAX_MEMORY`] and [`MAX_TIME`]; a program makes that
//! possible by calling [`answer`] first of all. Without it such a library is left behind after [`MAX_TIME`].
//! Nothing is unpacked beyond what its limit says.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::unpack::Unpacked;
use super::{STDIN, bare, digest, read_file, read_stdin, unpack};
use crate::text::line;
use work::Work;

mod apart;
mod encoding;
mod epub;
mod guard;
mod html;
mod mail;
mod many;
mod markdown;
mod pdf;
mod quiet;
mod wire;
mod work;

pub use apart::{MAX_MEMORY, answer};
pub use guard::is_guarded;
pub use many::{Found, MAX_PAPERS, Progress, each, find};
pub use quiet::Quiet;

/// The most text that is taken out of a document that is not plain text, in bytes: 64 MiB.
pub const MAX_TEXT: usize = 64 << 20;

/// The largest web page, letter or chapter that is read, in bytes: 32 MiB.
pub const MAX_PAGE: usize = 32 << 20;

/// How long one document may take.
pub const MAX_TIME: Duration = Duration::from_secs(60);

/// What kind of document a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// PDF.
    Pdf,
    /// An EPUB book.
    Epub,
    /// An e-mail message.
    Mail,
}

/// The kinds with their names and the endings of their files.
const KINDS: &[(Kind, &str, &[&str])] = &[
    (Kind::Text, "plain text", &["txt", "text"]),
    (Kind::Markdown, "Markdown", &["md", "markdown"]),
    (Kind::Html, "HTML", &["html", "htm", "xhtml"]),
    (Kind::Pdf, "PDF", &["pdf"]),
    (Kind::Epub, "EPUB", &["epub"]),
    (Kind::Mail, "e-mail", &["eml"]),
];

impl Kind {
    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        KINDS.iter().find(|(kind, ..)| *kind == self).map_or("", |(_, name, _)| name)
    }

    fn of_name(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        KINDS.iter().find(|(.., endings)| endings.contains(&ending.as_str())).map(|(kind, ..)| *kind)
    }

    /// The kind of a file: as it begins where that is beyond doubt, else as its name says, else as it looks.
    fn of(path: Option<&Path>, bytes: &[u8]) -> Self {
        let head = &bytes[..bytes.len().min(2048)];
        if head.windows(5).take(1024).any(|five| five == b"%PDF-") {
            return Self::Pdf;
        }
        let named = path.and_then(Self::of_name);
        if head.starts_with(b"PK\x03\x04")
            && (named == Some(Self::Epub) || head.windows(20).any(|part| part == b"application/epub+zip"))
        {
            return Self::Epub;
        }
        if let Some(kind) = named {
            return kind;
        }
        if html::looks_like_it(head) {
            Self::Html
        } else if mail::looks_like_it(head) {
            Self::Mail
        } else {
            Self::Text
        }
    }
}

/// A document that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The file; `None` for standard input.
    pub path: Option<PathBuf>,
    /// What messages call it; fit for a terminal.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Its title, where it says one apart from its text.
    pub title: Option<String>,
    /// Its text.
    pub text: String,
    /// Where in the text each page begins, where it has pages.
    pub pages: Vec<usize>,
    /// Which parts of the text are not its own sentences.
    pub quiet: Quiet,
    /// What it says of itself.
    pub meta: Meta,
    /// How it was understood, a sentence each, fit for a terminal.
    pub notes: Vec<String>,
    /// SHA-256 of the bytes of the file.
    pub digest: String,
}

/// What a document says of itself, outside of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it is on the web.
    pub url: Option<String>,
    /// Its language, as a tag such as `en`.
    pub language: Option<String>,
    /// When it was published, as it is written there; the most trustworthy first.
    pub dates: Vec<Stamp>,
}

/// A date that a document says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// As it is written there.
    pub value: String,
    /// Where it is written: `article:published_time`, `Date`, `front matter` ..
    pub from: &'static str,
}

/// Text with what was said of it, before it has a name.
#[derive(Debug, Default)]
struct Words {
    text: String,
    title: Option<String>,
    pages: Vec<usize>,
    quiet: Vec<Range<usize>>,
    meta: Meta,
    notes: Vec<String>,
}

/// Whether a file of that name is a document, as far as its ending tells.
#[must_use]
pub fn knows(path: &Path) -> bool {
    Kind::of_name(&bare(path)).is_some()
}

/// Reads a document from a file, or from standard input where `path` is `-`.
///
/// # Errors
///
/// When it cannot be read, is too large, or is not what it seems: why and what to do, as the end of a
/// sentence that begins with its name.
///
/// ```
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("letter.html");
/// std::fs::write(&path, "<title>A letter</title><p>The talks lasted <b>two</b> days.</p>")?;
/// let paper = annals::store::papers::read(&path).unwrap();
/// assert_eq!(paper.title.as_deref(), Some("A letter"));
/// assert!(paper.text.contains("The talks lasted two days."));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn read(path: &Path) -> Result<Paper, String> {
    if path == Path::new("-") {
        return of(None, read_stdin("a document")?);
    }
    of(Some(path), read_file(path)?)
}

/// Understands the bytes of a document.
///
/// # Errors
///
/// As [`read`].
pub fn of(path: Option<&Path>, bytes: Vec<u8>) -> Result<Paper, String> {
    let name = path.map_or_else(|| STDIN.to_owned(), |path| line(&path.to_string_lossy()).into_owned());
    let digest = digest(&bytes);
    let Unpacked { bytes, cut } = unpack(bytes)?;
    let kind = Kind::of(path.map(bare).as_deref(), &bytes);
    let words = match kind {
        Kind::Text => {
            let mut words = plain(&bytes)?;
            words.quiet = quiet::answered(&words.text);
            if !words.quiet.is_empty() {
                words.notes.push(mail::OTHERS.into());
            }
            words
        }
        Kind::Markdown => {
            let words = plain(&bytes)?;
            guard::run(move || Ok(markdown::read(words)))?
        }
        Kind::Html => {
            within(&bytes, MAX_PAGE, "web page", "the limit of a page")?;
            Work::Html.done(bytes)?
        }
        Kind::Pdf => Work::Pdf.done(bytes)?,
        Kind::Epub => Work::Epub.done(bytes)?,
        Kind::Mail => {
            within(&bytes, MAX_PAGE, "letter", "the limit of a page")?;
            Work::Mail.done(bytes)?
        }
    };
    let Words { text, title, pages, quiet, meta, notes } = words;
    let quiet = Quiet::of(&text, &quiet);
    let title = title.map(|title| one_line(&title)).filter(|title| !title.is_empty());
    let notes = notes.iter().chain(&cut).map(|note| line(note).into_owned()).collect();
    Ok(Paper { path: path.map(Path::to_owned), name, kind, title, text, pages, quiet, meta, notes, digest })
}

/// All the words of a document of which [`of`] gives a part: the whole page around the main text, Markdown
/// with its signs. `None` where there is no more.
#[must_use]
pub fn whole(paper: &Paper, bytes: Vec<u8>) -> Option<String> {
    let kind = paper.kind;
    if !matches!(kind, Kind::Markdown | Kind::Html) || bytes.len() > MAX_PAGE {
        return None;
    }
    let bytes = unpack(bytes).ok()?.bytes;
    let all = if kind == Kind::Markdown { plain(&bytes) } else { Work::All.done(bytes) };
    all.ok().map(|all| all.text).filter(|all| *all != paper.text)
}

fn plain(bytes: &[u8]) -> Result<Words, String> {
    let (text, note) = encoding::decode(bytes)?;
    let text = encoding::without_steering(text);
    Ok(Words { text, notes: note.into_iter().collect(), ..Words::default() })
}

/// `Err` where there are more than `most` bytes of a `what`.
fn within(bytes: &[u8], most: usize, what: &str, limit: &str) -> Result<(), String> {
    if bytes.len() <= most {
        return Ok(());
    }
    Err(format!("it is larger than a {what} should be: {} MiB ({limit}); split it", most >> 20))
}

fn too_much_text() -> String {
    format!("it holds more than {} MiB of text (the limit of text); split it", MAX_TEXT >> 20)
}

/// `text` with its white space made one blank each.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
