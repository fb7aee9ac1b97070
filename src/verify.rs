//! Holding quotes against the documents that they are from, word for word.
//!
//! White space, the kind of quotation marks and hyphenation at the end of a line do not matter, and
//! `[...]` stands for words left out; everything else must be as it is in the document (see
//! [`Verbatim`](crate::text::Verbatim)). A document is its words, whatever kind of file it is (see
//! [`papers`]). Documents are read below one folder and from nowhere else, one at a time, each folded once.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use crate::issue::{Issue, Place, Severity, Spot};
use crate::model::{EventId, Locator, SourceId, Timeline};
use crate::store::papers;
use crate::store::{digest, read_file};
use crate::text::line;

mod document;
mod folder;
mod locator;
mod words;

pub use document::{Document, Hit};
use folder::Folder;

/// What was found out about one quote, caveat or source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The event that has the quote or caveat; none where it is about a source as a whole.
    pub event: Option<EventId>,
    /// Which of its quotes; none where it is about a caveat or a source.
    pub quote: Option<usize>,
    /// The source, where it is about one.
    pub source: Option<SourceId>,
    /// The line of the timeline's file on which the event begins; 0 where there is none.
    pub line: u32,
    /// What was found.
    pub outcome: Outcome,
}

/// How it stands with a quote or a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The quote stands there.
    Found(Hit),
    /// Something is wrong.
    Problem {
        /// How bad it is.
        severity: Severity,
        /// What is wrong, fit for a terminal.
        what: String,
        /// What to do, fit for a terminal.
        help: String,
    },
}

impl Finding {
    /// What is wrong, as an issue of the timeline's file; `None` where a quote was found.
    #[must_use]
    pub fn issue(&self) -> Option<Issue> {
        let Outcome::Problem { severity, what, help } = &self.outcome else { return None };
        let mut issue = Issue::new(*severity, Spot::NONE, what.as_str(), help.as_str());
        issue.place = Place { line: self.line, column: u32::from(self.line > 0) };
        Some(issue)
    }

    /// Where the quote stands, if it was found.
    #[must_use]
    pub fn hit(&self) -> Option<&Hit> {
        match &self.outcome {
            Outcome::Found(hit) => Some(hit),
            Outcome::Problem { .. } => None,
        }
    }
}

/// Where `quote` stands in a document: first occurrence.
///
/// ```
/// let text = "Contents\n\nThe talks  lasted\ntwo days.\n";
/// let hit = annals::verify::locate(text, "talks lasted two days").unwrap();
/// assert_eq!(&text[hit.start..hit.end], "talks  lasted\ntwo days");
/// assert_eq!(hit.paragraphs, (2, 3));
/// assert_eq!(annals::verify::locate(text, "talks lasted three days"), None);
/// ```
#[must_use]
pub fn locate(document: &str, quote: &str) -> Option<Hit> {
    Document::new(document).find(quote)
}

/// Where `quote` stands in a document: where its pin-cite says if it is there, else its first occurrence.
///
/// ```
/// use annals::verify::{Document, place};
/// let document = Document::new("They met.\nLater:\nThey met.\n");
/// assert_eq!(place(&document, "They met", Some("par. 3")).unwrap().start, 17);
/// assert_eq!(place(&document, "They met", None).unwrap().start, 0);
/// ```
#[must_use]
pub fn place(document: &Document, quote: &str, locator: Option<&str>) -> Option<Hit> {
    let hit = document.find(quote)?;
    Some(locator::check(document, quote, locator.map(Locator::new), hit).0)
}

/// How far the words of a quote that is not in a document can be followed there, in a sentence.
#[must_use]
pub fn parting(document: &Document, quote: &str) -> String {
    words::parting(document, quote)
}

/// The path of a source's `file`, which must lie in the folder of documents, links and all.
///
/// # Errors
///
/// When there is no such folder, or the file would lie elsewhere: why.
pub fn resolve(dir: &Path, file: &str) -> Result<PathBuf, String> {
    Folder::new(dir)?.resolve(file)
}

/// Holds every quote and caveat of `timeline` against its source's `file` below `dir`, and every
/// `sha256` against that file. Findings come in the order of the events, those about sources first.
#[must_use]
pub fn documents(timeline: &Timeline, dir: &Path) -> Vec<Finding> {
    let folder = match Folder::new(dir) {
        Ok(folder) => folder,
        Err(reason) => {
            let what = format!("{}: {reason}", line(&dir.to_string_lossy()));
            return vec![problem(None, Severity::Error, what, "name the folder that has the documents")];
        }
    };
    let mut check = Check { timeline, findings: Vec::new(), caveats: BTreeMap::new() };
    for (id, source) in timeline.source_ids().zip(timeline.sources()) {
        if let Some(file) = &source.file {
            check.source(id, file.raw(), &folder);
        } else if source.declared && !timeline.quotes_of(id).is_empty() {
            check.findings.push(problem(
                Some(id),
                Severity::Note,
                format!("source `{}` names no file: its quotes are not checked", line(source.key.raw())),
                "give it file = \"..\"",
            ));
        }
    }
    check.caveats_found_nowhere();
    check.findings.sort_by_key(|finding| (finding.event, finding.quote.unwrap_or(usize::MAX)));
    check.findings
}

fn problem(source: Option<SourceId>, severity: Severity, what: String, help: impl Into<String>) -> Finding {
    let outcome = Outcome::Problem { severity, what, help: help.into() };
    Finding { event: None, quote: None, source, line: 0, outcome }
}

struct Check<'t> {
    timeline: &'t Timeline,
    findings: Vec<Finding>,
    /// Whether the words of an event's caveat stand in any of its documents that could be read; in
    /// order, since findings are told in it.
    caveats: BTreeMap<(EventId, usize), bool>,
}

impl Check<'_> {
    fn source(&mut self, id: SourceId, file: &str, folder: &Folder) {
        let source = self.timeline.source(id);
        let key = line(source.key.raw());
        let failed = |what: String, help: &str| problem(Some(id), Severity::Error, what, help);
        let read = folder.resolve(file).and_then(|path| Ok((read_file(&path)?, path)));
        let (bytes, path) = match read {
            Ok(read) => read,
            Err(reason) => {
                let what = format!("source `{key}`: {}: {reason}", line(file));
                self.findings.push(failed(what, "its quotes are not checked; mend `file`, or put it there"));
                return;
            }
        };
        if let Some(wanted) = &source.sha256 {
            let found = digest(&bytes);
            if !wanted.raw().trim().eq_ignore_ascii_case(&found) {
                let what = format!(
                    "source `{key}`: {} has the SHA-256 {found}, not `{}`",
                    line(file),
                    line(wanted.raw())
                );
                self.findings
                    .push(failed(what, "it is not the document that was quoted, or `sha256` is wrong"));
            }
        }
        let paper = match papers::of(Some(&path), bytes.clone()) {
            Ok(paper) => paper,
            Err(reason) => {
                let what = format!("source `{key}`: {}: {reason}", line(file));
                self.findings
                    .push(failed(what, "its quotes are not checked; give the document as plain text"));
                return;
            }
        };
        let whole = papers::whole(&paper, bytes);
        let texts = std::iter::once(&paper.text).chain(&whole);
        let documents: Vec<Document> = texts.map(|text| Document::new(text)).collect();
        let mut events = HashSet::new();
        for &(event, index) in self.timeline.quotes_of(id) {
            self.quote(event, index as usize, id, &documents);
            if events.insert(event) {
                self.look_for_caveats(event, &documents);
            }
        }
    }

    fn quote(&mut self, id: EventId, index: usize, source: SourceId, documents: &[Document]) {
        let event = self.timeline.event(id);
        let Some(quote) = event.quotes.get(index).filter(|quote| !quote.text.is_blank()) else { return };
        let mut found = |outcome| {
            let (event, line) = (Some(id), event.line);
            self.findings.push(Finding { event, quote: Some(index), source: Some(source), line, outcome });
        };
        let file =
            self.timeline.source(source).file.as_ref().map(|file| line(file.raw())).unwrap_or_default();
        let short = words::begin(quote.text.raw());
        let there = documents.iter().find_map(|document| Some((document, document.find(quote.text.raw())?)));
        let Some((document, hit)) = there else {
            found(Outcome::Problem {
                severity: Severity::Error,
                what: format!("event `{}`: the quote {short} is not in {file}", line(event.key.raw())),
                help: documents
                    .first()
                    .map_or_else(String::new, |first| words::parting(first, quote.text.raw())),
            });
            return;
        };
        let (hit, right) = locator::check(document, quote.text.raw(), quote.locator, hit);
        found(Outcome::Found(hit));
        if let (Some(right), Some(locator)) = (right, &quote.locator) {
            found(Outcome::Problem {
                severity: Severity::Warning,
                what: format!(
                    "event `{}`: the quote {short} is not at {} of {file}",
                    line(event.key.raw()),
                    line(locator.text().raw())
                ),
                help: format!("write locator = \"{right}\""),
            });
        }
    }

    fn look_for_caveats(&mut self, id: EventId, documents: &[Document]) {
        for (index, caveat) in self.timeline.event(id).caveats.iter().enumerate() {
            let Some(quote) = caveat.quote.as_ref().filter(|quote| !quote.is_blank()) else { continue };
            let found = self.caveats.entry((id, index)).or_insert(false);
            *found = *found || documents.iter().any(|document| document.find(quote.raw()).is_some());
        }
    }

    fn caveats_found_nowhere(&mut self) {
        for (&(id, index), _) in self.caveats.iter().filter(|&(_, found)| !found) {
            let event = self.timeline.event(id);
            let Some(quote) = event.caveats.get(index).and_then(|caveat| caveat.quote) else {
                continue;
            };
            let what = format!(
                "event `{}`: a caveat is about {}, which no document of the event says",
                line(event.key.raw()),
                words::begin(quote.raw())
            );
            let help = "take the words as they stand in the document";
            let outcome = Outcome::Problem { severity: Severity::Warning, what, help: help.into() };
            let finding = Finding { event: Some(id), quote: None, source: None, line: event.line, outcome };
            self.findings.push(finding);
        }
    }
}

#[cfg(test)]
mod tests;
