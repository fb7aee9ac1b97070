//! `annals read`: from documents to a timeline, on the screen or in a file.

use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context;

use super::args::{Args, Given, ReadArgs, Showing, Which};
use super::load::Loaded;
use super::out::{self, Out};
use super::screen::Screen;
use super::{End, convert, list, open, write};
use crate::app::{self, App, Origin};
use crate::extract::account;
use crate::extract::dated::Clues;
use crate::extract::draft::{self, Document};
use crate::extract::time::Sure;
use crate::extract::time::calendar::Day;
use crate::formats::{self, Format, Hint};
use crate::issue::{Issue, Spot};
use crate::model::draft::DraftSource;
use crate::model::{EventId, Timeline};
use crate::search::filter::Filter;
use crate::store::papers::{self, Paper, Progress};
use crate::store::{self, Manner};
use crate::text::{Text, line, plural};
use crate::tui;

mod explain;

pub(super) fn run(args: &ReadArgs, all: &Args, out: &mut Out) -> anyhow::Result<End> {
    let target = args.output.as_deref().map(format).transpose()?;
    let found = papers::find(&args.paths)?;
    let mut troubles = Troubles::default();
    for skipped in &found.skipped {
        troubles.note(skipped);
    }
    let output = args.output.as_deref().filter(|path| path.as_os_str() != "-");
    let folder = common(&found.paths).map(|folder| beside(output, &folder).unwrap_or(folder));
    let days = Days::of(&args.date, &found.paths)?;
    let mut bar = Bar::new();
    let read = papers::each(
        &found.paths,
        &|path| {
            let paper = papers::read(path)?;
            let mut account = account(&paper, &days, path);
            let source = source(&paper, folder.as_deref());
            let name = paper
                .path
                .as_deref()
                .map_or_else(|| paper.name.clone(), |path| relative(path, folder.as_deref()));
            let notes = paper.notes.iter().map(|note| format!("{}: {note}", paper.name)).collect();
            // The text is only needed to say how it was read.
            // What came in by a pipe is in no file where it could be looked up.
            let piped = source.file.is_none().then(|| paper.text.clone());
            let paper = args.explain.then_some(paper);
            if paper.is_none() {
                account.forget();
            }
            Ok(Reading { document: Document { source, name, account }, notes, piped, paper })
        },
        &mut |progress| bar.show(progress),
    );
    bar.clear();
    let mut documents = Vec::new();
    let mut texts = Vec::new();
    let mut failed = 0_usize;
    for (path, read) in found.paths.iter().zip(read) {
        let read: Result<Reading, String> = read;
        match read {
            Ok(Reading { document, notes, piped, paper }) => {
                for note in &notes {
                    troubles.note(note);
                }
                if let Some(paper) = &paper {
                    explain::document(paper, &document.account, out)?;
                }
                texts.push(piped);
                documents.push(document);
            }
            Err(reason) => {
                failed += 1;
                troubles.error(path, &reason);
            }
        }
    }
    if documents.is_empty() {
        anyhow::bail!("no document could be read");
    }
    if let Some(silent) = silent(&documents) {
        troubles.note(&silent);
    }
    let draft = draft::build(&documents);
    let keys = draft.sources.iter().map(|source| source.key.as_ref());
    let held: HashMap<String, String> =
        keys.zip(texts).filter_map(|(key, text)| Some((key?.value.raw().to_owned(), text?))).collect();
    let (timeline, issues) = draft.build();
    if args.explain {
        explain::merged(&documents, out)?;
        return Ok(End::found(failed == 0));
    }
    let count = documents.len();
    // What was found in each is no longer needed, and may be much.
    let name = called(documents);
    let mut loaded = Loaded::made(timeline, issues, name);
    if !args.only.is_empty() && !narrow(&mut loaded, &args.only)? {
        return Ok(End::Nothing);
    }
    if let Some(format) = target {
        let written = write::timeline(&loaded.timeline, format, output, (args.force, false), out)?;
        if let write::Written::Whole(losses) = &written {
            convert::tell(output, format, losses);
        }
        if let Some(path) = output {
            told(&loaded.timeline, format, count, path, folder.as_deref());
        }
        return Ok(End::found(failed == 0));
    }
    if !io::stdout().is_terminal() {
        let end = list::print(&loaded, out)?;
        return Ok(if failed > 0 { End::Nothing } else { end });
    }
    let origin = Origin {
        name: loaded.name.clone(),
        documents: folder,
        held: held.keys().cloned().collect(),
        is_part: !args.only.is_empty(),
        ..Origin::default()
    };
    show(loaded, (origin, troubles.0), held, args.showing.with(all.showing), out)
}

/// What is said of documents: on standard error, and for the screen, which covers that.
#[derive(Default)]
struct Troubles(Vec<Issue>);

impl Troubles {
    fn note(&mut self, what: &str) {
        out::complain_plainly(what);
        self.0.push(Issue::note(Spot::NONE, what, ""));
    }

    fn error(&mut self, path: &Path, reason: &str) {
        let name = path.to_string_lossy();
        let name = if name == "-" { store::STDIN.into() } else { line(&name) };
        out::complain_plainly(&format!("{name}: error: {reason}; passed over"));
        self.0.push(Issue::error(Spot::NONE, format!("{name}: {reason}"), "it is passed over"));
    }
}

/// What the documents are called together.
fn called(mut documents: Vec<Document>) -> String {
    match documents.pop() {
        Some(only) if documents.is_empty() => only.name,
        _ => plural(documents.len() + 1, "document"),
    }
}

/// Names documents in which no event was found: it may be that there is none, or that they are in a language
/// whose dates and verbs are not known.
fn silent(documents: &[Document]) -> Option<String> {
    const NAMED: usize = 5;
    let all: Vec<_> =
        documents.iter().filter(|one| one.account.events.is_empty()).map(|one| line(&one.name)).collect();
    let more = all.len().saturating_sub(NAMED);
    let named = all.get(..all.len().min(NAMED)).unwrap_or_default().join(", ");
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!all.is_empty()).then(|| format!("no event was found in {named}{more}"))
}

/// Keeps the events alone that fit the filter. `false`, and that is said, where there is none.
fn narrow(loaded: &mut Loaded, only: &[String]) -> anyhow::Result<bool> {
    let text = only.join(" ");
    if let Err(error) = Filter::parse(&text, &loaded.timeline, list::today())
        && error.is_absent
    {
        // Nobody knows before what the documents name.
        out::complain_plainly(&format!("annals: no event fits {}: {error}", line(&text)));
        return Ok(false);
    }
    let which = Which { filter: only.to_vec(), today: None };
    let ids: Vec<EventId> = list::select(loaded, &which)?.iter().map(|hit| hit.id).collect();
    if ids.is_empty() {
        list::nothing("event", only);
        return Ok(false);
    }
    loaded.timeline = loaded.timeline.part(&ids);
    Ok(true)
}

/// What is kept of a file that was read.
struct Reading {
    document: Document,
    notes: Vec<String>,
    /// Its text, where no file has it.
    piped: Option<String>,
    /// The file itself, where the reader wants to know how it was read.
    paper: Option<Paper>,
}

/// Opens what was read in the screen, to be reviewed. It has no file yet: only the review is kept.
fn show(
    loaded: Loaded,
    (origin, told): (Origin, Vec<Issue>),
    held: HashMap<String, String>,
    showing: Showing,
    out: &mut Out,
) -> anyhow::Result<End> {
    let Loaded { timeline, issues, .. } = loaded;
    let free = |path: &Path| path.symlink_metadata().is_err();
    let proposed = app::numbered(Path::new(&format!("timeline-{}.toml", list::today())), free);
    let documents = origin.documents.clone();
    let origin = Origin { proposed: Some(proposed), ..origin };
    let mut app = App::new(timeline, issues, origin, list::today());
    app.set_mouse(!showing.no_mouse);
    app.tell(told);
    let mut screen = Screen::new(app, open::colours(out.colours()), None);
    screen.keeps_review = !showing.no_session;
    let background = open::background(showing);
    open::show(
        screen,
        tui::Options {
            file: None,
            digest: Arc::default(),
            shown: Arc::default(),
            manner: Manner::default(),
            documents,
            held: Arc::new(held),
            background,
        },
    )
}

/// The days that were given for documents.
struct Days {
    /// For those that do not say surely when they are from.
    all: Option<Day>,
    /// For single ones, whatever they say.
    each: Vec<(String, Day)>,
}

impl Days {
    fn of(given: &[Given], paths: &[PathBuf]) -> anyhow::Result<Self> {
        let mut days = Self { all: None, each: Vec::new() };
        for Given { document, day } in given {
            let day = Day::parse(&day.to_string())
                .with_context(|| format!("--date {day}: no document is from that year"))?;
            match document {
                None => days.all = Some(day),
                Some(name) if paths.iter().any(|path| path.ends_with(name)) => {
                    days.each.push((name.clone(), day));
                }
                Some(name) => {
                    anyhow::bail!("--date {}=..: no document that is read is called that", line(name))
                }
            }
        }
        Ok(days)
    }
}

/// What a document reports, with all that it says of its own date.
fn account(paper: &Paper, days: &Days, path: &Path) -> account::Account {
    let own = days.each.iter().rev().find(|(name, _)| path.ends_with(name)).map(|(_, day)| *day);
    let account = account_on(paper, own);
    match days.all {
        Some(day) if own.is_none() && account.dated.sure < Sure::Certain => account_on(paper, Some(day)),
        _ => account,
    }
}

fn account_on(paper: &Paper, given: Option<Day>) -> account::Account {
    let metadata: Vec<(&str, &str)> =
        paper.meta.dates.iter().map(|date| (date.from, date.value.as_str())).collect();
    let file_name = paper.path.as_deref().and_then(Path::file_name).and_then(|name| name.to_str());
    let clues = Clues { given, metadata: &metadata, file_name };
    let mut account = account::read(&paper.quiet.hushed(&paper.text), &clues);
    for told in &mut account.events {
        let hushed = paper.quiet.lines_before(told.event.sentence.start);
        told.paragraphs = (told.paragraphs.0 + hushed, told.paragraphs.1 + hushed);
    }
    account
}

/// A document as a source.
fn source(paper: &Paper, folder: Option<&Path>) -> DraftSource {
    let text = |text: &Option<String>| text.as_deref().map(Text::new);
    let file = paper.path.as_deref().map(|path| relative(path, folder));
    DraftSource {
        title: text(&paper.title),
        publisher: text(&paper.meta.publisher),
        author: text(&paper.meta.author),
        url: text(&paper.meta.url),
        language: text(&paper.meta.language),
        sha256: file.is_some().then(|| Text::new(paper.digest.as_str())),
        file: file.map(Text::new),
        ..DraftSource::default()
    }
}

/// The folder that all files lie in; none where there are none.
fn common(paths: &[PathBuf]) -> Option<PathBuf> {
    let mut folders = paths.iter().filter(|path| path.as_os_str() != "-").map(|path| {
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
    });
    let mut common = folders.next()?;
    for folder in folders {
        while !folder.starts_with(&common) {
            let above = common.parent().map(Path::to_owned).unwrap_or_default();
            if above.as_os_str().is_empty() {
                return Some(PathBuf::from(if common.is_absolute() { "/" } else { "." }));
            }
            common = above;
        }
    }
    Some(common)
}

/// The folder of what is written, where the documents lie in it or below: named from there, they are found
/// without being told where they are.
fn beside(output: Option<&Path>, documents: &Path) -> Option<PathBuf> {
    // What is shown is written to where one is.
    let folder = output
        .unwrap_or(Path::new("timeline.toml"))
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let (outer, inner) = (absolute(folder)?, absolute(documents)?);
    let below = inner.strip_prefix(&outer).ok()?;
    below.components().all(|part| matches!(part, Component::Normal(_))).then(|| folder.to_owned())
}

/// The path from the root on, with no link followed.
fn absolute(path: &Path) -> Option<PathBuf> {
    std::path::absolute(path).ok()
}

/// A path as it is named from the folder.
fn relative(path: &Path, folder: Option<&Path>) -> String {
    let from =
        folder.and_then(|folder| Some(absolute(path)?.strip_prefix(absolute(folder)?).ok()?.to_owned()));
    let inner = from.as_deref().unwrap_or(path);
    let inner = inner.strip_prefix(".").unwrap_or(inner);
    inner.to_string_lossy().into_owned()
}

/// The format of what is written: that of the file's extension, TOML on standard output.
fn format(path: &Path) -> anyhow::Result<&'static Format> {
    if path.as_os_str() == "-" {
        return Ok(formats::by_name("toml")?);
    }
    convert::target(None, Some(path))
}

/// Two events, one without a date, with all that is needed to hold a file against its documents.
const SAMPLE: &str = r#"
[[sources]]
key = "a"
title = "A"
file = "a.txt"
[[events]]
date = "2024-05-03"
title = "One"
[[events.quotes]]
text = "One"
source = "a"
[[events]]
title = "Two"
[[events.quotes]]
text = "Two"
source = "a"
"#;

/// Whether a format keeps what is needed to hold a file against its documents: a sample tells, for a large file read
/// again takes many times its size.
fn keeps_quotes(format: &Format) -> bool {
    let of = |timeline: &Timeline| {
        let files = timeline.sources().iter().filter(|source| source.file.is_some()).count();
        (timeline.quotes().count(), files)
    };
    let sample = || {
        let sample = formats::read(Hint::Name("toml"), SAMPLE.as_bytes()).ok()?.timeline;
        let written = formats::write(format.name, &sample).ok()?;
        let again = formats::read(Hint::Name(format.name), written.as_bytes()).ok()?.timeline;
        Some(of(&again) == (2, 1))
    };
    format.can_read() && !format.is_folder() && sample() == Some(true)
}

/// Says what was written, and how to hold it against the documents, where the file still has what that needs.
fn told(timeline: &Timeline, format: &Format, documents: usize, path: &Path, folder: Option<&Path>) {
    let folder = folder.filter(|_| keeps_quotes(format));
    let name = line(&path.to_string_lossy()).into_owned();
    let events = plural(timeline.events().len(), "event");
    let quotes = plural(timeline.quotes().count(), "quote");
    let check = folder.map_or_else(String::new, |folder| {
        format!(
            "; `annals check {name} --documents {}` holds them against the documents",
            line(&folder.to_string_lossy())
        )
    });
    out::complain_plainly(&format!(
        "{name}: {events} with {quotes} out of {}{check}",
        plural(documents, "document")
    ));
}

/// How far the reading has come, on standard error where that is a terminal.
struct Bar {
    begun: Instant,
    shown: Option<Instant>,
    is_terminal: bool,
}

impl Bar {
    /// What is done sooner needs no bar.
    const PATIENCE: Duration = Duration::from_millis(400);
    const STEP: Duration = Duration::from_millis(80);
    const WIDTH: usize = 30;

    fn new() -> Self {
        Self { begun: Instant::now(), shown: None, is_terminal: io::stderr().is_terminal() }
    }

    fn show(&mut self, Progress { done, all }: Progress) {
        let due = match self.shown {
            None => self.begun.elapsed() > Self::PATIENCE,
            Some(shown) => shown.elapsed() > Self::STEP,
        };
        if !self.is_terminal || !due {
            return;
        }
        self.shown = Some(Instant::now());
        let full = done * Self::WIDTH / all.max(1);
        let bar = format!("{}{}", "█".repeat(full), "░".repeat(Self::WIDTH - full));
        // If even that fails there is nobody to tell.
        let _ = write!(io::stderr(), "\r{bar} {done} of {all} documents");
    }

    fn clear(&mut self) {
        if self.shown.take().is_some() {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_given_for_what_says_none_and_for_one_document_whatever_it_says() {
        let given = |text: &str| text.parse::<Given>().unwrap();
        let paths = [PathBuf::from("a/one.txt"), PathBuf::from("a/two.txt")];
        let days = Days::of(&[given("2024-05-03"), given("two.txt=4 May 2025")], &paths).unwrap();
        let dated = |name: &str, text: &str| {
            let paper = papers::of(Some(Path::new(name)), text.as_bytes().to_vec()).unwrap();
            account(&paper, &days, Path::new(name)).dated.edtf()
        };
        let (says, does_not) = ("Talks\n\nPublished: 1 March 2020\n\nThey met.", "They met on Monday.");
        for (name, text, wanted) in [
            ("a/one.txt", does_not, "2024-05-03"),
            ("a/one.txt", says, "2020-03-01"),
            ("a/two.txt", says, "2025-05-04"),
        ] {
            assert_eq!(dated(name, text).as_deref(), Some(wanted), "{name}: {text}");
        }
        assert!(Days::of(&[given("three.txt=2024-05-03")], &paths).is_err());
        for wrong in ["yesterday", "2024", "spring 2025", "one.txt=", "2024-02-30"] {
            assert!(wrong.parse::<Given>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn sources_are_named_from_the_folder_that_they_all_lie_in() {
        let rows: [(&[&str], &str, &[&str]); 5] = [
            (&["a/b.txt"], "a", &["b.txt"]),
            (&["a/b.txt", "a/c/d.txt"], "a", &["b.txt", "c/d.txt"]),
            (&["a/b.txt", "c.txt"], ".", &["a/b.txt", "c.txt"]),
            (&["/a/b.txt", "/c.txt"], "/", &["a/b.txt", "c.txt"]),
            (&["-", "x/c.txt"], "x", &["-", "c.txt"]),
        ];
        for (paths, wanted, names) in rows {
            let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
            let folder = common(&paths);
            assert_eq!(folder.as_deref(), Some(Path::new(wanted)), "{paths:?}");
            let found: Vec<String> = paths.iter().map(|path| relative(path, folder.as_deref())).collect();
            assert_eq!(found, names);
        }
        assert_eq!(common(&["-".into()]), None);
    }

    #[test]
    fn documents_beside_or_below_what_is_written_are_named_from_there() {
        let here = std::env::current_dir().unwrap();
        let rows = [
            ("draft.toml", "pile", Some(".")),
            ("draft.toml", ".", Some(".")),
            ("out/draft.toml", "pile", None),
            ("draft.toml", "../pile", None),
            ("../draft.toml", "pile", None),
        ];
        for (output, documents, wanted) in rows {
            let got = beside(Some(Path::new(output)), Path::new(documents));
            assert_eq!(got.as_deref(), wanted.map(Path::new), "{output}, {documents}");
        }
        assert_eq!(beside(None, &here.join("pile")), Some(".".into()));
        assert_eq!(relative(&here.join("pile/a.txt"), Some(Path::new("."))), "pile/a.txt");
        assert_eq!(relative(Path::new("pile/a.txt"), Some(&here)), "pile/a.txt");
    }
}
