//! The source view: the document of a quote, with what was found in it.
//!
//! A document is read by the shell, off the key press: the app asks for it with
//! [`Effect::ReadDocument`](super::Effect) and shows what comes back. Of a large one only the rows in the
//! window are laid out.

mod beside;
mod hunt;
mod open;
mod rows;

use std::ops::Range;
use std::sync::Arc;

use rows::Besides;
pub use rows::{Look, Row};

use super::action::{Move, Way};
use super::page::Line;
use crate::marked::{Marked, Request, Sort};
use crate::search::text::Needle;
use crate::text::line;
use hunt::Hunt;

/// How many documents stay at hand, and how much text at most.
const KEPT: usize = 8;
const KEPT_BYTES: usize = 32 << 20;

/// A document on the screen.
#[derive(Debug)]
pub struct Sheet {
    /// The key of its source.
    pub source: String,
    /// The file, fit for a terminal.
    pub file: String,
    /// The file as the source names it.
    raw: String,
    /// Its text, as far as it is there.
    pub content: Content,
    /// What the reader has gone to.
    pub chosen: Option<(Sort, usize)>,
    /// The rows in the window.
    pub rows: Vec<Row>,
    /// The number of the request that brings it.
    number: u64,
    /// The quote that is to be shown when the document is there: its event and its number.
    aim: Option<Aim>,
    /// The quote that was asked for is not in the document.
    lost: bool,
    /// The first byte of the window.
    at: usize,
    /// Columns and rows of the window.
    size: (usize, usize),
    needle: Option<Needle>,
    hit: Option<Range<usize>>,
    hunt: Option<Hunt>,
    /// Where the search began that is being typed.
    typed_from: Option<usize>,
}

/// A quote that is to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Aim {
    /// The key of its event.
    pub(super) event: String,
    /// Which of its quotes.
    pub(super) quote: usize,
    /// Its words.
    pub(super) words: String,
}

/// What there is of a document.
#[derive(Debug)]
pub enum Content {
    /// It is being read.
    Waiting,
    /// Why it cannot be shown, and what to do.
    Missing(String),
    /// Its text.
    Open(Arc<Marked>),
}

/// The documents that were opened.
#[derive(Debug, Default)]
pub(super) struct Documents {
    /// The one that is read.
    pub(super) sheet: Option<Sheet>,
    /// The one beside the list, while candidates are reviewed, and the quote that it shows.
    pub(super) beside: Option<Sheet>,
    beside_at: Option<Aim>,
    /// What is said above it.
    pub(super) head: Vec<Line>,
    /// Those that were read last, by file, the last one last.
    kept: Vec<(String, Arc<Marked>)>,
    /// The number of the last request.
    number: u64,
    /// What is to be asked for.
    wish: Option<Request>,
}

impl Documents {
    /// What is to be asked for, once.
    pub(super) fn take_wish(&mut self) -> Option<Request> {
        self.wish.take()
    }

    fn keep(&mut self, file: &str, document: &Arc<Marked>) {
        self.kept.retain(|(kept, _)| kept != file);
        self.kept.push((file.to_owned(), Arc::clone(document)));
        let mut bytes: usize = self.kept.iter().map(|(_, kept)| kept.text.len()).sum();
        while self.kept.len() > 1 && (self.kept.len() > KEPT || bytes > KEPT_BYTES) {
            bytes -= self.kept.remove(0).1.text.len();
        }
    }

    fn kept(&self, file: &str) -> Option<Arc<Marked>> {
        self.kept.iter().find(|(kept, _)| kept == file).map(|(_, document)| Arc::clone(document))
    }
}

impl Sheet {
    fn new(source: String, raw: String, number: u64, aim: Option<Aim>) -> Self {
        Self {
            source,
            file: line(&raw).into_owned(),
            raw,
            content: Content::Waiting,
            chosen: None,
            rows: Vec::new(),
            number,
            aim,
            lost: false,
            at: 0,
            size: (1, 1),
            needle: None,
            hit: None,
            hunt: None,
            typed_from: None,
        }
    }

    /// The document, where it is there.
    #[must_use]
    pub fn document(&self) -> Option<&Arc<Marked>> {
        match &self.content {
            Content::Open(document) => Some(document),
            _ => None,
        }
    }

    /// How much of the text stands above the window, in parts of a hundred; 100 at its end.
    #[must_use]
    pub fn percent(&self) -> usize {
        let Some(document) = self.document() else { return 0 };
        let end = self.rows.last().map_or(0, |row| row.bytes.end);
        if end >= document.text.trim_end().len() {
            return 100;
        }
        self.at * 100 / document.text.len().max(1)
    }

    /// The first byte of the window.
    #[must_use]
    pub fn at(&self) -> usize {
        self.at
    }

    /// The bytes of what the reader has gone to.
    fn chosen_span(&self) -> Option<Range<usize>> {
        if let Some(hit) = &self.hit {
            return Some(hit.clone());
        }
        let (sort, index) = self.chosen?;
        let mark = self.document()?.marks(sort).all().get(index)?;
        Some(mark.span.clone())
    }

    /// Lays out what is seen in a window of this size.
    pub(super) fn fit(&mut self, width: usize, height: usize) {
        let size = (width.max(1), height.max(1));
        let is_new = self.size != size;
        self.size = size;
        let Content::Open(document) = &self.content else {
            self.rows.clear();
            return;
        };
        let document = Arc::clone(document);
        let chosen = self.chosen_span();
        if is_new {
            // What the reader has gone to is not pushed out of a window of another size.
            let seen = self.rows.first().zip(self.rows.last());
            let seen = seen.map(|(first, last)| first.bytes.start..last.bytes.end);
            let was_seen = chosen
                .clone()
                .filter(|span| seen.is_none_or(|seen| span.start < seen.end && span.end > seen.start));
            self.at = rows::row_start(&document, self.at, size.0);
            if let Some(span) = was_seen {
                self.reveal(&span);
            }
        }
        let besides = Besides { chosen: chosen.as_ref(), needle: self.needle.as_ref() };
        let mut shown = rows::rows(&document, self.at, size.0, size.1, besides);
        if shown.len() < size.1 && self.at > 0 {
            self.at = rows::bottom(&document, size.0, size.1);
            shown = rows::rows(&document, self.at, size.0, size.1, besides);
        }
        self.rows = shown;
    }

    /// Scrolls.
    pub(super) fn scroll(&mut self, movement: Move) {
        let Content::Open(document) = &self.content else { return };
        let (width, height) = self.size;
        let page = height.saturating_sub(2).max(1);
        let half = (height / 2).max(1);
        let down = |rows: usize| rows::forward(document, self.at, width, rows);
        let up = |rows: usize| rows::back(document, self.at, width, rows);
        let at = match movement {
            Move::Up => up(1),
            Move::Down => down(1),
            Move::PageUp => up(page),
            Move::PageDown => down(page),
            Move::HalfUp => up(half),
            Move::HalfDown => down(half),
            Move::Top => 0,
            Move::Bottom => document.text.len(),
        };
        // From the ends the marks are counted anew.
        if matches!(movement, Move::Top | Move::Bottom) {
            (self.chosen, self.hit) = (None, None);
        }
        self.at = at.min(rows::bottom(document, width, height));
    }

    /// Brings a stretch of the text into the window, with some rows above it.
    fn reveal(&mut self, span: &Range<usize>) {
        let Content::Open(document) = &self.content else { return };
        let (width, height) = self.size;
        let end = rows::forward(document, self.at, width, height.saturating_sub(1));
        let last = span.end.saturating_sub(1).max(span.start);
        let seen_to = rows::row_start(document, last, width);
        if span.start >= self.at && seen_to <= end {
            return;
        }
        let top = rows::back(document, span.start, width, height / 3);
        self.at = top.min(rows::bottom(document, width, height));
    }

    /// Goes to a mark.
    fn choose(&mut self, sort: Sort, index: usize) {
        self.hit = None;
        self.chosen = Some((sort, index));
        if let Some(span) = self.chosen_span() {
            self.reveal(&span);
        }
    }

    /// Goes to the quote that was asked for, once the document is there. Where it is not in it: what to say.
    fn take_aim(&mut self) -> Option<String> {
        let document = Arc::clone(self.document()?);
        let aim = self.aim.take()?;
        match document.quote(&aim.event, aim.quote, &aim.words) {
            Ok(index) => self.choose(Sort::Quote, index),
            // Since the document was read the reader has made an event of it.
            Err("") => {
                (self.chosen, self.hit) = (None, None);
                if let Some(span) = document.sentence_of(&aim.words) {
                    self.go_to(span);
                }
            }
            Err(parting) => return Some(format!("The quote is not in {}: {parting}", self.file)),
        }
        None
    }

    /// Where the next mark is looked for from: what was gone to, where it is seen; else the edge of the window.
    fn here(&self, way: Way) -> usize {
        let end = self.rows.last().map_or(self.at, |row| row.bytes.end);
        match (self.chosen_span(), way) {
            (Some(span), _) if span.start < end.max(1) && span.end > self.at => span.start,
            (_, Way::Forward) => self.at.wrapping_sub(1),
            (_, Way::Back) => end,
        }
    }

    /// The next mark of a sort, or the one before.
    fn next(&self, sort: Sort, way: Way) -> Option<usize> {
        let marks = self.document()?.marks(sort);
        let here = self.here(way);
        match way {
            // Nothing stands before the first byte.
            Way::Forward if here == usize::MAX => (!marks.all().is_empty()).then_some(0),
            Way::Forward => marks.after(here),
            Way::Back => marks.before(here),
        }
    }

    /// The sentence that the reader has gone to, or is in; else the first that begins in the window.
    pub(super) fn sentence(&self) -> Option<(Range<usize>, bool)> {
        let document = self.document()?;
        let end = self.rows.last().map_or(self.at, |row| row.bytes.end);
        let here = self.chosen_span().filter(|span| span.start < end.max(1) && span.end > self.at);
        let sentence = match &here {
            Some(span) => document.sentence_at(span.start)?,
            None => document.sentences().iter().find(|sentence| sentence.start >= self.at)?.clone(),
        };
        Some((sentence, here.is_some()))
    }

    /// Goes to a stretch of the text.
    fn go_to(&mut self, span: Range<usize>) {
        self.chosen = None;
        self.reveal(&span);
        self.hit = Some(span);
    }

    /// The next sentence, or the one before.
    fn next_sentence(&self, way: Way) -> Option<Range<usize>> {
        let sentences = self.document()?.sentences();
        let here = self.here(way);
        match way {
            Way::Forward if here == usize::MAX => sentences.first(),
            Way::Forward => sentences.get(sentences.partition_point(|one| one.start <= here)),
            Way::Back => sentences.get(sentences.partition_point(|one| one.start < here).checked_sub(1)?),
        }
        .cloned()
    }

    /// Which quote of which event the reader has gone to.
    pub(super) fn chosen_quote(&self) -> Option<(&str, usize)> {
        let (Sort::Quote, index) = self.chosen? else { return None };
        let document = self.document()?;
        let mark = document.marks(Sort::Quote).all().get(index)?;
        document.wanted().get(mark.of).map(|wanted| (wanted.event.as_str(), wanted.quote))
    }
}
