//! Opening documents, and what keys do in them.

use std::sync::Arc;

use super::{Aim, Content, Documents, Sheet};
use crate::app::action::{Action, Way};
use crate::app::layout::measure;
use crate::app::page::Item;
use crate::app::{App, Effect, PromptKind};
use crate::marked::{Answer, Request, Sentence, Sort, Wanted, not_at_hand};
use crate::model::{EventId, SourceId};
use crate::text::line;

/// Columns beside the text: the mark of a quote, and a blank.
pub(super) const GUTTER: u16 = 2;

impl App {
    /// The document that is read, if one is.
    #[must_use]
    pub fn sheet(&self) -> Option<&Sheet> {
        self.documents.sheet.as_ref()
    }

    /// Opens the document of a quote at its words. `false` where the source has no document.
    pub(in crate::app) fn open_document_of(&mut self, item: Item) -> bool {
        let event = self.timeline.event(item.event);
        let Some(source) = event.quotes.get(item.quote).and_then(|quote| quote.source) else {
            self.fail("No source is named for this quote");
            return false;
        };
        self.read_document(source, self.aim(item.event, item.quote))
    }

    /// Opens the document of a source; at one of its quotes, or at the first.
    pub(in crate::app) fn read_document(&mut self, id: SourceId, aim: Option<Aim>) -> bool {
        let source = self.timeline.source(id);
        let Some(file) = self.file_of(id) else {
            let title = line(source.title.raw());
            let then = if source.url.is_some() { "o opens its address" } else { "it has no address either" };
            self.fail(format!("{title} names no file: {then}"));
            return false;
        };
        let key = source.key.raw().to_owned();
        let aim = aim.or_else(|| {
            let &(event, quote) = self.timeline.quotes_of(id).first()?;
            self.aim(event, quote as usize)
        });
        let sheet = self.sheet_of(id, key, file, aim);
        let is_at_hand = sheet.document().is_some();
        self.documents.sheet = Some(sheet);
        self.fit_sheet();
        if is_at_hand {
            self.aim_sheet();
        }
        true
    }

    /// The file of a source; what to call it where it is in none and its text is at hand.
    pub(super) fn file_of(&self, id: SourceId) -> Option<String> {
        let source = self.timeline.source(id);
        let held = self.origin.held.contains(source.key.raw()).then(|| crate::store::STDIN.to_owned());
        source.file.as_ref().map(|file| file.raw().to_owned()).or(held)
    }

    /// A document that is at hand, or is asked for.
    pub(super) fn sheet_of(&mut self, id: SourceId, key: String, file: String, aim: Option<Aim>) -> Sheet {
        let is_held = self.origin.held.contains(key.as_str());
        let mut sheet = Sheet::new(key, file.clone(), 0, aim);
        match self.documents.kept(&file) {
            Some(document) => sheet.content = Content::Open(document),
            None if !is_held && self.origin.documents.is_none() && self.origin.path.is_none() => {
                sheet.content = Content::Missing(not_at_hand(&file));
            }
            None => sheet.number = self.ask_for(id, file),
        }
        sheet
    }

    /// The words of a quote, to be shown in the document.
    pub(super) fn aim(&self, event: EventId, quote: usize) -> Option<Aim> {
        let event = self.timeline.event(event);
        let words = event.quotes.get(quote)?.text.raw().to_owned();
        Some(Aim { event: event.key.raw().to_owned(), quote, words })
    }

    fn aim_sheet(&mut self) {
        if let Some(said) = self.documents.sheet.as_mut().and_then(Sheet::take_aim) {
            self.fail(said);
        }
    }

    fn request(&self, id: SourceId, file: String, number: u64) -> Request {
        let quotes = self.timeline.quotes_of(id).iter().filter_map(|&(event, index)| {
            let event = self.timeline.event(event);
            let quote = event.quotes.get(index as usize)?;
            Some(Wanted {
                event: event.key.raw().to_owned(),
                quote: index as usize,
                words: quote.text.raw().to_owned(),
                locator: quote.locator.map(|locator| locator.text().raw().to_owned()),
            })
        });
        let published = self.timeline.source(id).published.as_ref();
        // Dates count from a day; a month or a year is none.
        let published = published.and_then(|date| {
            let ends = date.ends();
            let (first, last) = (ends.earliest_start.civil()?, ends.latest_end.civil()?);
            (first == last).then_some(first)
        });
        let published =
            published.and_then(|(year, month, day)| Some((i32::try_from(year).ok()?, month, day)));
        let source = self.timeline.source(id).key.raw().to_owned();
        Request { number, source, file, published, quotes: quotes.collect() }
    }

    /// A document, or why there is none.
    pub(in crate::app) fn document_read(&mut self, answer: Answer) {
        let Documents { sheet, beside, .. } = &mut self.documents;
        let waiting = [sheet, beside].into_iter().flatten().filter(|sheet| sheet.number == answer.number);
        let mut file = None;
        for sheet in waiting {
            match &answer.document {
                Err(reason) => sheet.content = Content::Missing(reason.clone()),
                Ok(document) => {
                    sheet.content = Content::Open(Arc::clone(document));
                    file = Some(sheet.raw.clone());
                }
            }
        }
        let (Some(file), Ok(document)) = (file, answer.document) else { return };
        if document.is_done {
            self.documents.keep(&file, &document);
        }
        self.fit_sheet();
        self.aim_sheet();
    }

    /// Another timeline is read: its quotes may be others.
    pub(in crate::app) fn forget_documents(&mut self) {
        self.documents.kept.clear();
        self.documents.beside_at = None;
        let Some(sheet) = self.documents.sheet.take() else { return };
        let Some(id) = self.timeline.source_by_key(sheet.source.as_str()) else { return };
        let number = self.ask_for(id, sheet.raw.clone());
        let chosen = sheet.chosen.filter(|(sort, _)| *sort != Sort::Quote);
        self.documents.sheet = Some(Sheet { chosen, number, ..sheet });
    }

    /// Asks again for what is still waited for: the first size may have been told before there was anybody to
    /// read documents.
    pub(in crate::app) fn ask_again(&mut self) {
        let is_waiting = |sheet: &Option<Sheet>| {
            sheet.as_ref().is_some_and(|sheet| matches!(sheet.content, Content::Waiting))
        };
        if is_waiting(&self.documents.beside) {
            self.documents.beside_at = None;
        }
        if is_waiting(&self.documents.sheet)
            && let Some(mut sheet) = self.documents.sheet.take()
        {
            if let Some(id) = self.timeline.source_by_key(sheet.source.as_str()) {
                sheet.number = self.ask_for(id, sheet.raw.clone());
            }
            self.documents.sheet = Some(sheet);
        }
    }

    /// Asks for a document; gives the number of the request.
    pub(super) fn ask_for(&mut self, id: SourceId, file: String) -> u64 {
        self.documents.number += 1;
        let number = self.documents.number;
        self.documents.wish = Some(self.request(id, file, number));
        number
    }

    /// Lays the document out for the window that it has.
    pub(in crate::app) fn fit_sheet(&mut self) {
        let body = self.layout().body;
        let width = measure(body.width).min(body.width.saturating_sub(GUTTER));
        if let Some(sheet) = &mut self.documents.sheet {
            // One row is its head.
            sheet.fit(width.into(), body.height.saturating_sub(1).into());
        }
    }

    /// An action while a document is read.
    pub(in crate::app) fn perform_in_document(&mut self, action: Action) -> Option<Vec<Effect>> {
        let is_reviewing = self.reviewing().is_some();
        let sheet = self.documents.sheet.as_mut()?;
        match action {
            Action::Back | Action::Close => self.close_document(action),
            Action::Move(movement) => {
                sheet.scroll(movement);
            }
            Action::Mark(sort, way) => self.go_to_document_mark(sort, way),
            Action::Sentence(way) => self.go_to_sentence(way),
            Action::AddEvent => self.add_event(),
            // What was added here is taken back here.
            Action::Undo(way) if is_reviewing => {
                return Some(self.perform_in_review(Action::UndoReview(way)));
            }
            Action::Search => self.prompt(PromptKind::Find),
            Action::Hit(way) => self.find_next(way),
            Action::Open => self.leave_for_event(),
            Action::OpenSource => {
                let source = self.timeline.source_by_key(sheet.source.as_str());
                return Some(source.map_or_else(Vec::new, |source| self.open_document(source)));
            }
            Action::Help
            | Action::Palette
            | Action::Quit
            | Action::Mouse
            | Action::Redraw
            | Action::Suspend
            | Action::Reload => return None,
            // Anything else that means something everywhere closes the document and is done.
            _ => {
                self.documents.sheet = None;
                return None;
            }
        }
        Some(Vec::new())
    }

    /// Each press of Esc undoes one thing: the search, and then the document; `q` closes at once.
    fn close_document(&mut self, action: Action) {
        let Some(sheet) = &mut self.documents.sheet else { return };
        if action == Action::Back && sheet.needle.take().is_some() {
            sheet.hit = None;
            sheet.hunt = None;
            return;
        }
        self.documents.sheet = None;
    }

    fn go_to_document_mark(&mut self, sort: Sort, way: Way) {
        let Some(sheet) = &mut self.documents.sheet else { return };
        let Some(document) = sheet.document().map(Arc::clone) else { return };
        let Some(index) = sheet.next(sort, way) else {
            let all = document.marks(sort).all();
            let said = match (all.is_empty(), way) {
                (true, _) if sort != Sort::Quote && !document.is_done => {
                    "They are still being looked for".to_owned()
                }
                (true, _) => format!("No {} in this document", sort.plural()),
                (false, Way::Forward) => format!("No {} after this", sort.plural()),
                (false, Way::Back) => format!("No {} before this", sort.plural()),
            };
            self.say(said);
            return;
        };
        sheet.choose(sort, index);
        let said = match sheet.chosen_quote() {
            Some((event, _)) => self.timeline.event_by_key(event).map(|id| {
                let event = self.timeline.event(id);
                let date =
                    event.date.as_ref().map_or_else(|| "undated".to_owned(), crate::model::Date::human);
                format!("{date}: {} · Enter goes there", line(event.title.raw()))
            }),
            None => Some(document.about(sort, index)),
        };
        self.say(said.unwrap_or_default());
    }

    fn go_to_sentence(&mut self, way: Way) {
        let Some(sheet) = &mut self.documents.sheet else { return };
        let Some(document) = sheet.document() else { return };
        let said = match sheet.next_sentence(way) {
            Some(sentence) => {
                sheet.go_to(sentence);
                return;
            }
            None if !document.is_done => "The sentences are still being looked for",
            None if document.sentences().is_empty() => "No sentences are known in this document",
            None if way == Way::Forward => "No sentence after this",
            None => "No sentence before this",
        };
        self.say(said);
    }

    /// The sentence that an event is to be made of, with the key of its source. Where the reader has gone to none
    /// yet, one is gone to instead.
    pub(in crate::app) fn sentence_here(&mut self) -> Option<(String, Sentence)> {
        let sheet = self.documents.sheet.as_mut()?;
        let source = sheet.source.clone();
        let Some((span, is_chosen)) = sheet.sentence() else {
            self.go_to_sentence(Way::Forward);
            return None;
        };
        let sentence = sheet.document()?.sentence(&span);
        sheet.go_to(span);
        if is_chosen {
            return Some((source, sentence));
        }
        self.say("This sentence? a makes an event of it; ) and ( go to another");
        None
    }

    /// From a quote in the document to its event.
    fn leave_for_event(&mut self) {
        let Some(sheet) = &self.documents.sheet else { return };
        let Some((event, _)) = sheet.chosen_quote() else {
            self.say("Tab goes to the next quote of the timeline, and Enter from there to its event");
            return;
        };
        let position = self.timeline.event_by_key(event).and_then(|event| self.view.position(event));
        match position {
            Some(position) => {
                self.documents.sheet = None;
                self.jump(position);
                self.begin_reading();
            }
            None => self.say("The filter hides the event of this quote: F shows every event"),
        }
    }
}
