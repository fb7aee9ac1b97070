//! Taking things out: copying, opening, editing.

use std::path::PathBuf;

use super::action::{CopyWhat, Pane};
use super::{App, Effect};
use crate::cite;
use crate::model::{Quote, SourceId};
use crate::store::STDIN;
use crate::text::line;

impl App {
    /// The quote that is meant: the one chosen, or the first of the event.
    fn quote(&self) -> Option<Quote<'_>> {
        if self.reading.is_none()
            && let Some(item) = self.side.quotes.chosen()
            && (self.side.source.is_some() || self.shape.focus == Pane::Quotes)
        {
            return self.timeline.event(item.event).quotes.get(item.quote);
        }
        let event = self.selected_event()?;
        let chosen = match &self.reading {
            Some(reading) => reading.pane.item,
            None => self.side.quotes.item,
        };
        event.quotes.get(chosen).or_else(|| event.quotes.first())
    }

    pub(super) fn copy(&mut self, what: CopyWhat) -> Vec<Effect> {
        let Some(event) = self.selected_event() else { return Vec::new() };
        let quote = self.quote();
        let taken = match what {
            CopyWhat::Quote => {
                quote.map(|quote| (cite::quoted(&self.timeline, &quote), "the quote with its citation"))
            }
            CopyWhat::Citation => quote.map(|quote| (cite::citation(&self.timeline, &quote), "the citation")),
            CopyWhat::Words => quote
                .filter(|quote| !quote.is_report())
                .map(|quote| (quote.text.raw().to_owned(), "the words of the quote")),
            CopyWhat::Event => {
                Some((cite::event_markdown(&self.timeline, &event), "the event with its evidence"))
            }
            CopyWhat::Key => Some((event.key.raw().to_owned(), "the key of the event")),
            CopyWhat::Url => {
                let source = quote.and_then(|quote| quote.source).map(|id| self.timeline.source(id));
                let url = source.and_then(|source| source.url.as_ref());
                url.map(|url| (url.raw().to_owned(), "the address of the source"))
            }
        };
        match taken {
            Some((text, what)) => vec![Effect::Copy { text, what: what.to_owned() }],
            None if what == CopyWhat::Url && quote.is_some() => {
                self.fail("The source of this quote has no address");
                Vec::new()
            }
            None => {
                self.fail("No source is quoted for this event");
                Vec::new()
            }
        }
    }

    /// The document of the quote that is meant.
    pub(super) fn open_document_here(&mut self) {
        let item = match &self.reading {
            Some(reading) => reading.pane.chosen(),
            None => self.side.quotes.chosen(),
        };
        match item.copied() {
            Some(item) => drop(self.open_document_of(item)),
            None => self.fail("No source is quoted for this event"),
        }
    }

    pub(super) fn open_source(&mut self) -> Vec<Effect> {
        if let Some(source) = self.quote().and_then(|quote| quote.source) {
            self.open_document(source)
        } else {
            self.fail("No source is quoted for this event");
            Vec::new()
        }
    }

    /// Opens a source: its address where it has one, else its file in the folder of documents.
    pub(super) fn open_document(&mut self, id: SourceId) -> Vec<Effect> {
        let source = self.timeline.source(id);
        if let Some(url) = &source.url {
            return vec![Effect::OpenUrl(url.raw().to_owned())];
        }
        let title = line(source.title.raw()).into_owned();
        match (&source.file, &self.origin.documents) {
            (Some(file), Some(_)) => return vec![Effect::OpenFile(file.raw().into())],
            (Some(file), None) => {
                let file = line(file.raw()).into_owned();
                self.fail(format!("{file} is not at hand: start annals with --documents FOLDER to open it"));
            }
            (None, _) => self.fail(format!("{title} has neither an address nor a file")),
        }
        Vec::new()
    }

    pub(super) fn edit(&mut self) -> Vec<Effect> {
        let Some(event) = self.selected_event() else { return self.edit_at(None, 0) };
        // Of an event that several inputs have, the first is opened.
        let file = event.origin.and_then(|origin| origin.raw().split(", ").next());
        let (file, line) = (file.map(PathBuf::from), event.line);
        self.edit_at(file, line)
    }

    /// Opens the timeline in the editor at a line; of several inputs this one.
    pub(super) fn edit_at(&mut self, file: Option<PathBuf>, line: u32) -> Vec<Effect> {
        let file = file.filter(|_| self.origin.path.is_none());
        if self.origin.path.is_none() && file.as_ref().is_none_or(|file| file.as_os_str() == STDIN) {
            let name = file.map_or_else(|| self.origin.name.clone(), |_| STDIN.to_owned());
            self.fail(format!("{name} cannot be edited: `annals export > my.toml` makes a file of it"));
            return Vec::new();
        }
        vec![Effect::Edit { file, line }]
    }
}
