//! Reading and writing timelines: one row of [`FORMATS`] and one file for each format.
//!
//! [`read`] takes bytes through four steps: [`decode`] makes text of them, [`detect`] finds the
//! format, the format's reader hands each event to a [`Reading`], which packs it, and at the end names,
//! keys and order are settled. A record that cannot be read becomes an [`Issue`] with its place and the
//! rest loads; [`ReadError`] means that the file cannot be read as that format at all.
//!
//! # The native format
//!
//! TOML to write by hand, or JSON with the same names for other programs. Everything may be left out,
//! but an event wants a title and a quote, a quote its source. What annals does not know is told, kept
//! and written back.
//!
//! | table | fields |
//! |---|---|
//! | `[timeline]` | `title`, `description`, `language` |
//! | `[[sources]]` | `key`, `title`, `publisher`, `author`, `kind`, `published`, `published_original`, `published_basis`, `url`, `language`, `file`, `sha256` |
//! | `[[actors]]` | `key`, `name`, `kind`, `aliases`, `description` |
//! | `[[events]]` | `key`, `date`, `date_original`, `title`, `summary`, `status`, `importance`, `place`, `actors`, `tags` |
//! | `actors` of an event | `actor`, `role`; or the actor's key alone |
//! | `[[events.quotes]]` | `text`, `source`, `speaker`, `locator`, `stance`, `note` |
//! | `[[events.caveats]]` | `kind`, `text`, `quote` |
//!
//! ```
//! use annals::formats::{self, Hint};
//!
//! let toml = r#"[timeline]
//! title = "Gas transit"
//!
//! [[sources]]
//! key = "letter"
//! title = "Letter to the editor"
//! published = "1994-02"
//!
//! [[actors]]
//! key = "nato"
//! name = "NATO"
//! kind = "organisation"
//! aliases = ["North Atlantic Treaty Organization"]
//!
//! [[events]]
//! key = "talks"
//! date = "1994-01-10/1994-01-11"
//! title = "Talks in Brussels"
//! status = "occurred"
//! actors = [
//!     { actor = "nato", role = "host" },
//! ]
//!
//! [[events.quotes]]
//! text = 'They met for two days and called it "useful".'
//! source = "letter"
//! locator = "par. 2"
//! "#;
//! let import = formats::read(Hint::None, toml.as_bytes()).unwrap();
//! assert!(import.issues.is_empty());
//! // Written as a person would: reading and writing changes nothing.
//! assert_eq!(formats::write("toml", &import.timeline).unwrap(), toml);
//! ```
//!
//! A slip is told, and the rest loads:
//!
//! ```
//! use annals::formats::{self, Hint};
//!
//! let import = formats::read(Hint::None, b"[[events]]\ntitel = 'A slip'\n").unwrap();
//! assert_eq!(import.timeline.events().len(), 1);
//! assert!(import.issues.iter().any(|issue| issue.to_string().contains("did you mean `title`?")));
//!
//! let json = formats::write("json", &import.timeline).unwrap();
//! assert!(json.starts_with("{\n  \"events\": ["));
//! ```

use std::io;
use std::ops::Range;
use std::path::Path;

use crate::issue::{Issue, Lines, Spot, did_you_mean, nearest};
use crate::model::Timeline;
use crate::text::line;

mod acled;
mod csl;
pub(crate) mod csv;
mod dataset;
pub mod decode;
mod epoch;
mod events_md;
mod fields;
mod gdelt;
mod html;
mod ical;
mod json;
pub mod jsonl;
mod legal;
mod losses;
mod markdown;
mod markwhen;
mod node;
mod reading;
mod records;
mod table;
mod timelinejs;
mod toml;
mod ucdp;
mod walk;
mod wikidata;
mod yaml;
mod zone;

pub(crate) use events_md::NO_EVENT;
pub(crate) use json::harmless as harmless_json;
pub use losses::{AS_TEXT, Losses};
pub(crate) use markdown::{escaped as markdown_escaped, one_line as markdown_line};
pub use reading::{Input, Options, Reading, Tally, YearZero};

/// How deep arrays and tables may lie within each other. No timeline needs more than six; what lies
/// deeper was made to hurt a parser.
pub const MAX_DEPTH: usize = 64;

/// How many parts one value of a TOML file may have.
pub const MAX_PARTS: usize = 1_000_000;

/// How many values a JSON file may have: its parser holds them all at once.
pub const MAX_VALUES: usize = 8_000_000;

/// How many times an event that recurs is there at most; the rule, which is kept, says the rest.
pub const MAX_REPEATS: usize = 100;

/// How many events recurrences may make in one file.
const MAX_REPEATED: usize = 100_000;

/// How many bytes of words recurrences may repeat in one file.
const MAX_REPEATED_BYTES: usize = 16 << 20;

/// How many issues are kept of one kind of damage; how many more there were is told.
pub const MAX_DAMAGE: usize = 200;

/// How many issues of each severity are kept of the records of a file, and as many of what they say together; how many
/// more there were is told.
pub const MAX_ISSUES: usize = 10_000;

/// A format: what it is called, how it is known, and how it is read and written.
pub struct Format {
    /// What `export --format` calls it.
    pub name: &'static str,
    /// The extensions of its files, without the dot, in lower case. Formats may share one: then the
    /// look decides, and without a look the first in [`FORMATS`].
    pub extensions: &'static [&'static str],
    /// One line that says what it is, for help.
    pub description: &'static str,
    /// Whether a text looks like it. It is given the beginning of the text, up to [`HEAD`] bytes, cut
    /// anywhere between two characters; it must not take a text of another format for its own.
    sniff: fn(&str) -> bool,
    /// Whether each record stands by itself, so that the beginning of a file is good without its end.
    records: bool,
    /// The fields that `--map` can name; none where a format knows its fields by their names.
    fields: fn() -> Vec<&'static str>,
    /// Fills a reading from a text that is not blank.
    read: Option<Reader>,
    /// Writes a whole timeline, and says what the format cannot hold.
    write: Option<Writer>,
}

/// How much of a text is looked at to find its format.
pub const HEAD: usize = 64 * 1024;

/// What a format's reader is. `Err` means that the text is not of that format at all.
type Reader = fn(Input<'_>) -> Result<Reading, Box<Issue>>;

/// How a format is written.
#[derive(Clone, Copy)]
enum Writer {
    /// As one file.
    File(fn(&Timeline, &mut dyn io::Write, &mut Losses) -> io::Result<()>),
    /// As a folder of files.
    Folder(fn(&Timeline, &mut Losses) -> Vec<Page>),
}

/// One file of a format that is written as a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its name in the folder: no separators, nothing that a file system would not take.
    pub name: String,
    /// What it holds.
    pub text: String,
}

/// Every format, in the order in which they are tried and listed: of those that share an extension the
/// special ones before the general one, which takes what none of them takes.
pub static FORMATS: &[Format] = &[
    wikidata::FORMAT,
    timelinejs::FORMAT,
    timelinejs::SHEET,
    acled::FORMAT,
    ucdp::FORMAT,
    gdelt::FORMAT,
    gdelt::MENTIONS,
    jsonl::FORMAT,
    json::FORMAT,
    toml::FORMAT,
    legal::FORMAT,
    csv::TSV,
    csv::FORMAT,
    ical::FORMAT,
    events_md::FORMAT,
    markwhen::FORMAT,
    markdown::FORMAT,
    html::FORMAT,
    csl::FORMAT,
];

impl Format {
    /// Whether it can be read.
    #[must_use]
    pub fn can_read(&self) -> bool {
        self.read.is_some()
    }

    /// Whether it is written as a folder of files.
    #[must_use]
    pub fn is_folder(&self) -> bool {
        matches!(self.write, Some(Writer::Folder(_)))
    }

    /// Whether each record stands by itself, so that the beginning of a file is good without its end.
    #[must_use]
    pub fn is_records(&self) -> bool {
        self.records
    }

    /// Whether it can be written.
    #[must_use]
    pub fn can_write(&self) -> bool {
        self.write.is_some()
    }
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// What is known of a format before the text is looked at.
#[derive(Clone, Copy, Debug)]
pub enum Hint<'a> {
    /// It is known by its name.
    Name(&'a str),
    /// It came from a file of that name.
    Path(&'a Path),
    /// Nothing: it came from a pipe.
    None,
}

/// A timeline as it was read, with what was wrong.
#[derive(Debug)]
pub struct Import {
    /// Valid, whatever the file was.
    pub timeline: Timeline,
    /// What was wrong with the file, in its order, with places and lines.
    pub issues: Vec<Issue>,
    /// The format it was in.
    pub format: &'static Format,
    /// How many records there were, and what became of them.
    pub tally: Tally,
    /// The records that were refused, as they stood.
    pub refused: Vec<String>,
    /// What gives those records their meaning, where the file is a table: its line of headers.
    pub header: Option<String>,
    /// How the file was understood, a sentence each.
    pub told: Vec<String>,
    /// The columns that were taken as `--map` said for an earlier file, told in a sentence.
    pub recalled: Option<String>,
}

impl Import {
    /// The input ends too early, for this reason: what is not there counts as a refused record.
    pub fn cut_short(&mut self, why: &str) {
        self.issues.push(cut_short(why));
        self.tally.read += 1;
        self.tally.refused += 1;
    }
}

/// What is said of an input that ends too early: its last words are what to do.
pub(crate) fn cut_short(why: &str) -> Issue {
    let (what, help) = why.split_once("; ").unwrap_or((why, ""));
    Issue::error(Spot::NONE, what, format!("{help}; what stands before the cut is here"))
}

/// The file cannot be read as that format at all. Prints as `line:column: error: why; what to do`;
/// put the path and a colon before it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ReadError(pub Box<Issue>);

/// The format of that name cannot be had, or cannot do that.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct FormatError(String);

/// Why a timeline was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The format cannot be had, or cannot do that.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// What it was written to failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl From<WriteError> for io::Error {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Format(error) => Self::other(error),
            WriteError::Io(error) => error,
        }
    }
}

/// Reads a timeline.
///
/// # Errors
///
/// When it cannot be read as the format at all: it is not text, in no known format, or its outermost
/// form is broken. Everything smaller is an issue of the import.
pub fn read(hint: Hint, bytes: &[u8]) -> Result<Import, ReadError> {
    read_with(hint, bytes, &Options::default())
}

/// Reads a timeline as the user says: see [`Options`].
///
/// # Errors
///
/// As [`read`].
pub fn read_with(hint: Hint, bytes: &[u8], options: &Options) -> Result<Import, ReadError> {
    let decode::Decoded { text, mut issues, told: encoding } =
        decode::decode_as(bytes, options.encoding.as_deref()).map_err(ReadError)?;
    let lines = Lines::of(&text);
    let refused = |mut issue: Box<Issue>| {
        lines.locate(&mut issue);
        ReadError(issue)
    };
    let format = detect(hint, &text).map_err(refused)?;
    let Some(read) = format.read else {
        let what = format!("{} can be written, but not read", format.name);
        return Err(refused(Box::new(Issue::error(
            Spot::NONE,
            what,
            "`annals formats` lists what can be read",
        ))));
    };
    if !options.map.is_empty() && (format.fields)().is_empty() {
        let what = format!("--map says nothing to {}, whose fields are known by their names", format.name);
        let help = "take --map out, or name fields of the native format in the file";
        issues.push(Issue::warning(Spot::NONE, what, help));
    }
    let reading = if text.trim().is_empty() {
        let help = if format.name == toml::FORMAT.name {
            "begin with [[events]]"
        } else {
            "there is nothing to read in it; export it again where it is from"
        };
        issues.push(Issue::warning(Spot::NONE, "the file is empty", help));
        Reading::foreign()
    } else {
        read(Input { text: &text, options }).map_err(|mut issue| {
            other_format(&mut issue, format, &text);
            refused(issue)
        })?
    };
    let reading::Whole { timeline, mut issues, tally, refused, mut told, header } = reading.finish(issues);
    told.splice(..0, encoding);
    lines.locate_all(&mut issues);
    let stands = |range: Range<usize>| text.get(range).map(String::from);
    let refused = refused.into_iter().filter_map(stands).collect();
    let header = header.and_then(stands);
    Ok(Import { timeline, issues, format, tally, refused, header, told, recalled: None })
}

/// Writes a timeline in the format of that name.
///
/// `toml` and `json` hold everything and read back as the same timeline (JSON has no dates, so an
/// unknown TOML date becomes text). `csv`, `tsv` and `legal` are cleaned for a terminal, and read back but
/// for what [`write_to`] says is lost. `md`, `html` and `csl-json` are for people and other programs:
/// they are cleaned, and cannot be read back.
///
/// # Errors
///
/// When there is no such format, or it can only be read.
pub fn write(name: &str, timeline: &Timeline) -> Result<String, WriteError> {
    let mut out = Vec::new();
    write_to(by_name(name)?, timeline, &mut out)?;
    Ok(String::from_utf8(out).map_err(io::Error::other)?)
}

/// An event as the fields that the native formats write: for who edits a file in place.
#[must_use]
pub fn event_fields(timeline: &Timeline, id: crate::model::EventId) -> ::toml::Table {
    fields::event(timeline, &timeline.event(id))
}

/// The same of an actor.
#[must_use]
pub fn actor_fields(actor: &crate::model::Actor) -> ::toml::Table {
    fields::actor(actor)
}

/// Writes a timeline in a format that is one file, and says what was lost.
///
/// # Errors
///
/// When the format can only be read or is a folder of files, and when `out` fails.
pub fn write_to(format: &Format, timeline: &Timeline, out: &mut dyn io::Write) -> Result<Losses, WriteError> {
    let mut losses = Losses::default();
    match format.write {
        Some(Writer::File(write)) => {
            write(timeline, out, &mut losses)?;
            Ok(losses)
        }
        Some(Writer::Folder(_)) => {
            Err(FormatError(format!("{} is a folder of files; name one with -o", format.name)).into())
        }
        None => Err(FormatError(format!("{} can be read, but not written", format.name)).into()),
    }
}

/// The files of a timeline in a format that is a folder, and what was lost.
///
/// # Errors
///
/// When the format is one file, or cannot be written.
pub fn write_folder(format: &Format, timeline: &Timeline) -> Result<(Vec<Page>, Losses), FormatError> {
    let mut losses = Losses::default();
    match format.write {
        Some(Writer::Folder(write)) => Ok((write(timeline, &mut losses), losses)),
        Some(Writer::File(_)) => Err(FormatError(format!("{} is one file, not a folder", format.name))),
        None => Err(FormatError(format!("{} can be read, but not written", format.name))),
    }
}

/// The format that a user calls `name`: its name or one of its extensions.
///
/// # Errors
///
/// When there is none: the message names all, and the nearest.
pub fn by_name(name: &str) -> Result<&'static Format, FormatError> {
    let wanted = name.trim().to_ascii_lowercase();
    // Formats may share an extension that is the name of one of them.
    let named = FORMATS.iter().find(|format| format.name == wanted);
    let known = || FORMATS.iter().find(|format| format.extensions.contains(&wanted.as_str()));
    named.or_else(known).ok_or_else(|| {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        let meant = did_you_mean(nearest(&wanted, names.iter().copied()));
        let gap = if meant.is_empty() { "" } else { " " };
        FormatError(format!("no format `{}`; {meant}{gap}there are {}", line(name), names.join(", ")))
    })
}

/// The format in which a file of that name is written: the one called like its extension, else the first
/// that has it.
///
/// # Errors
///
/// When no format that can be written has it: the message names the extensions.
pub fn for_output(path: &Path) -> Result<&'static Format, FormatError> {
    let extension = extension(path);
    let written = || FORMATS.iter().filter(|format| format.can_write());
    let called = written().find(|format| format.name == extension);
    let known = || written().find(|format| format.extensions.contains(&extension.as_str()));
    called.or_else(known).ok_or_else(|| {
        let mut all: Vec<String> = Vec::new();
        for extension in written().flat_map(|format| format.extensions).map(|ext| format!(".{ext}")) {
            // Formats share extensions.
            if !all.contains(&extension) {
                all.push(extension);
            }
        }
        let what = if extension.is_empty() { "no extension" } else { "an extension that no format has" };
        FormatError(format!("its name has {what}; name the format with --to, or use {}", all.join(", ")))
    })
}

/// Whether a file of that name is in a format that can be read, as far as its extension tells.
#[must_use]
pub fn knows(path: &Path) -> bool {
    let extension = extension(path);
    FORMATS.iter().any(|format| format.can_read() && format.extensions.contains(&extension.as_str()))
}

fn extension(path: &Path) -> String {
    path.extension().and_then(|ext| ext.to_str()).unwrap_or_default().to_ascii_lowercase()
}

/// The format of a text: as the user says, else as the file's extension says, else as it looks.
///
/// # Errors
///
/// When the user names a format that is not there, or nothing tells what it is.
pub fn detect(hint: Hint, text: &str) -> Result<&'static Format, Box<Issue>> {
    let head = head(text);
    let looks = |format: &&Format| format.read.is_some() && (format.sniff)(head);
    let extension = match hint {
        Hint::Name(name) => {
            return by_name(name).map_err(|error| Box::new(Issue::error(Spot::NONE, error.0, "")));
        }
        Hint::Path(path) => extension(path),
        Hint::None => String::new(),
    };
    let named = || FORMATS.iter().filter(|format| format.extensions.contains(&extension.as_str()));
    let blank = || text.trim().is_empty().then_some(&toml::FORMAT);
    // Of formats with the same extension the one it looks like, then the one called like it.
    named()
        .find(looks)
        .or_else(|| named().find(|format| format.read.is_some() && format.name == extension))
        .or_else(|| named().find(|format| format.read.is_some()))
        .or_else(|| FORMATS.iter().find(looks))
        .or_else(|| named().next())
        .or_else(blank)
        .ok_or_else(|| {
            Box::new(Issue::error(
                Spot::NONE,
                "this is no timeline that annals knows",
                "a TOML timeline begins with [timeline] or [[events]], a JSON one with {; give the file the extension .toml or .json",
            ))
        })
}

/// The format that is read as a stream.
#[must_use]
pub fn jsonl() -> &'static Format {
    static JSONL: Format = jsonl::FORMAT;
    FORMATS.iter().find(|format| format.name == JSONL.name).unwrap_or(&JSONL)
}

/// The beginning of a text: as much as formats are given to look at. Blank lines before it say nothing.
fn head(text: &str) -> &str {
    let text = text.trim_start();
    let end = (0..=HEAD.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    text.get(..end).unwrap_or(text)
}

/// Where a text looks like another format than it was read as, the refusal says so.
fn other_format(issue: &mut Issue, tried: &Format, text: &str) {
    let looks = FORMATS.iter().find(|format| format.read.is_some() && (format.sniff)(head(text)));
    if let Some(format) = looks.filter(|format| format.name != tried.name) {
        let (tried, looks) = (tried.name, format.name);
        issue.help =
            format!("it was read as {tried}, but looks like {looks}: read it with --from {looks}").into();
    }
}

/// Keeps a flood of like issues readable: the first [`MAX_DAMAGE`], then how many more.
fn cap(issues: &mut Vec<Issue>, what: &str) {
    if let Some(more) = issues.len().checked_sub(MAX_DAMAGE).filter(|&more| more > 0) {
        let spot = issues.get(MAX_DAMAGE).map_or(Spot::NONE, |issue| issue.spot);
        issues.truncate(MAX_DAMAGE);
        issues.push(Issue::error(spot, format!("{more} more {what} from here on"), "mend those above first"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_is_what_is_said_then_the_extension_then_the_look() {
        let rows = [
            (Hint::Name("TOML"), "{}", Ok("toml")),
            (Hint::Path(Path::new("a.json")), "[[events]]", Ok("json")),
            (Hint::Path(Path::new("a.txt")), "[[events]]", Ok("toml")),
            (Hint::Path(Path::new("a.md")), "---\ndate: 1994\n---\n", Ok("events-md")),
            (Hint::Path(Path::new("a.html")), "# heading\n\n[timeline]", Ok("toml")),
            (Hint::Path(Path::new("a.ics")), "", Ok("ical")),
            (Hint::None, "begin:vcalendar\r\n", Ok("ical")),
            (Hint::None, "---\nid: x\ndate: 1994\n---\nText", Ok("events-md")),
            (Hint::None, " {\"events\": []}", Ok("json")),
            (Hint::None, "title = 1", Ok("toml")),
            (Hint::None, "", Ok("toml")),
            (Hint::None, "Dear reader, hello", Err("this is no timeline that annals knows")),
            (Hint::Name("tolm"), "", Err("no format `tolm`; did you mean `toml`? there are wikidata, ")),
        ];
        for (hint, text, wanted) in rows {
            let found = detect(hint, text).map(|format| format.name).map_err(|issue| issue.what.to_string());
            match (&found, wanted) {
                // All formats are named; what is there is told by the table.
                (Err(what), Err(wanted)) => assert!(what.starts_with(wanted), "{hint:?}: {what}"),
                _ => assert_eq!(found, wanted.map_err(String::from), "{hint:?}"),
            }
        }
    }

    #[test]
    fn names_are_unique() {
        let mut all: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn a_refusal_says_what_it_looks_like() {
        let error = read(Hint::Name("json"), b"[[events]]\ntitle = 'x'\n").unwrap_err();
        assert!(error.to_string().ends_with("looks like toml: read it with --from toml"), "{error}");
    }
}
