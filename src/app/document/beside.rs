//! The document of a candidate beside the list, at its sentence.

use super::open::GUTTER;
use super::{Content, Documents, Sheet};
use crate::app::App;
use crate::app::action::{Move, Pane};
use crate::app::layout::Layout;
use crate::app::page::{Line, Style, Tone, Writer};
use crate::model::Word;
use crate::review::{Certainty, Verdict};
use crate::text::line;

impl App {
    /// The document beside the list, and what is said above it, while candidates are reviewed.
    pub(crate) fn beside(&self) -> Option<(&[Line], Option<&Sheet>)> {
        self.reviewing()?;
        Some((&self.documents.head, self.documents.beside.as_ref()))
    }

    /// Scrolls it.
    pub(in crate::app) fn move_beside(&mut self, movement: Move) {
        if let Some(sheet) = &mut self.documents.beside {
            sheet.scroll(movement);
        }
    }

    /// Follows the selection: the document of its chosen quote, at its words.
    pub(in crate::app) fn fit_beside(&mut self, layout: &Layout) {
        if self.reviewing().is_none() {
            self.documents.beside = None;
            self.documents.beside_at = None;
            return;
        }
        let area = layout.inside(Pane::Quotes);
        if area.is_empty() || self.documents.sheet.is_some() {
            return;
        }
        let chosen = self.side.quotes.chosen().copied();
        let aim = chosen.and_then(|item| self.aim(item.event, item.quote));
        // One that was asked for and given up for another is asked for again.
        let latest = self.documents.number;
        let lost = |sheet: &Sheet| matches!(sheet.content, Content::Waiting) && sheet.number != latest;
        if aim != self.documents.beside_at || self.documents.beside.as_ref().is_some_and(lost) {
            self.documents.beside_at.clone_from(&aim);
            self.show_beside(aim);
        }
        let width = usize::from(area.width.saturating_sub(GUTTER + 1));
        let mut head = self.candidate_head(area.width.saturating_sub(1).into());
        let is_open = matches!(&self.documents.beside, Some(sheet) if sheet.document().is_some());
        // Where there is no document its words are all that there is.
        let most = if is_open { area.height / 2 } else { area.height.saturating_sub(3) };
        head.truncate(most.into());
        let height = usize::from(area.height).saturating_sub(head.len());
        self.documents.head = head;
        if let Some(sheet) = &mut self.documents.beside {
            sheet.fit(width, height);
            if sheet.aim.is_some() {
                sheet.lost = sheet.take_aim().is_some();
                sheet.fit(width, height);
            }
        }
    }

    fn show_beside(&mut self, aim: Option<super::Aim>) {
        let source = aim.as_ref().and_then(|aim| {
            let event = self.timeline.event(self.timeline.event_by_key(aim.event.as_str())?);
            event.quotes.get(aim.quote)?.source
        });
        let Some(id) = source else {
            self.documents.beside = None;
            return;
        };
        let of = self.timeline.source(id);
        let (key, file) = (of.key.raw().to_owned(), self.file_of(id));
        let Some(file) = file else {
            let reason = format!("{} names no file", line(of.title.raw()));
            let mut sheet = Sheet::new(key, String::new(), 0, None);
            sheet.content = Content::Missing(reason);
            self.documents.beside = Some(sheet);
            return;
        };
        let Documents { beside, .. } = &mut self.documents;
        if let Some(sheet) = beside
            && sheet.raw == file
            && matches!(sheet.content, Content::Open(_))
        {
            sheet.aim = aim;
            return;
        }
        let sheet = self.sheet_of(id, key, file, aim);
        self.documents.beside = Some(sheet);
    }

    /// How sure the candidate is, what was said of it, who says its words, and what is doubtful about it.
    fn candidate_head(&self, width: usize) -> Vec<Line> {
        let Some(event) = self.selected_event() else { return Vec::new() };
        let mut page = Writer::new(style(width));
        let mut pieces = Vec::new();
        match self.selected().and_then(|id| self.judged(id)) {
            Some((certainty, verdict)) => {
                let verdict = match verdict {
                    None => (Tone::Plain, "not judged"),
                    Some(Verdict::Accepted) => (Tone::Name, "✓ accepted"),
                    Some(Verdict::Rejected) => (Tone::Caveat, "✗ rejected"),
                };
                pieces.push((verdict.0, verdict.1.to_owned()));
                let how = match certainty {
                    Certainty::Certain => "● certain",
                    Certainty::Likely => "◐ likely",
                    Certainty::Guess => "○ a guess",
                };
                pieces.push((Tone::Heading, how.to_owned()));
            }
            None if self.has_candidates() => {
                pieces.push((Tone::Dim, "accepted before, or not a candidate".to_owned()));
            }
            None => pieces.push((Tone::Dim, "an event of the timeline".to_owned())),
        }
        let count = event.quotes.len();
        if count > 1 {
            pieces.push((Tone::Plain, format!("quote {} of {count}", self.side.quotes.item + 1)));
        }
        page.pieces("", &pieces);
        let quote = event.quotes.get(self.side.quotes.chosen().map_or(0, |item| item.quote));
        let mut pieces = Vec::new();
        if let Some(quote) = &quote {
            pieces.push(match quote.speaker {
                Some(speaker) => {
                    (Tone::Name, format!("said by {}", line(self.timeline.actor(speaker).name.raw())))
                }
                None => (Tone::Dim, "no speaker".to_owned()),
            });
        }
        pieces.extend(event.status.map(|status| (Tone::Planned, status.word().to_owned())));
        pieces.extend(event.place.map(|place| (Tone::Plain, format!("in {}", line(place.raw())))));
        page.pieces("", &pieces);
        for caveat in &event.caveats {
            let kind = caveat.kind.map_or("caveat", Word::word);
            page.paragraph(Tone::Caveat, "! ", "  ", &format!("{kind}: {}", caveat.text.raw()));
        }
        let sheet = self.documents.beside.as_ref();
        let is_lost = sheet.is_some_and(|sheet| sheet.lost);
        if is_lost {
            page.paragraph(Tone::Caveat, "! ", "  ", "these words are not in the document");
        }
        let has_no_text = sheet.is_none_or(|sheet| matches!(sheet.content, Content::Missing(_)));
        if let Some(quote) = quote.filter(|quote| (is_lost || has_no_text) && !quote.is_report()) {
            page.prose(Tone::Words, "“", " ", &format!("{}”", quote.text.raw().trim()));
        }
        let mut lines = page.done().lines;
        lines.push(Line::default());
        lines
    }
}

fn style(width: usize) -> Style<'static> {
    Style { width, edtf: false, needle: None, reader: None }
}
