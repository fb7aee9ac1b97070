//! Searching a document: a slice of it at a time, so that no key waits for a large one.

use std::ops::Range;
use std::sync::Arc;

use super::rows::hits;
use super::{Content, Sheet};
use crate::app::action::Way;
use crate::app::overlay::Overlay;
use crate::app::{App, PromptKind};
use crate::search::text::Needle;

/// How much is searched between two looks at the keyboard, in bytes.
const SLICE: usize = 1 << 20;

/// A search for the next hit.
#[derive(Debug)]
pub(super) struct Hunt {
    way: Way,
    /// The byte from which it is looked, and how much of the text was searched.
    from: usize,
    gone: usize,
}

/// What a slice of a hunt brought.
enum Step {
    Found(Range<usize>),
    Nothing,
    Going,
}

impl Sheet {
    /// Whether a search goes on.
    pub(in crate::app) fn is_hunting(&self) -> bool {
        self.hunt.is_some()
    }

    fn search(&mut self, text: &str) {
        self.needle = (!text.trim().is_empty()).then(|| Needle::phrase(text));
        self.hit = None;
        self.hunt = None;
    }

    fn hunt(&mut self, way: Way, from: usize) {
        self.hunt = self.needle.is_some().then_some(Hunt { way, from, gone: 0 });
    }

    /// Searches a slice.
    fn step(&mut self) -> Step {
        let (Some(hunt), Some(needle), Content::Open(document)) =
            (&mut self.hunt, &self.needle, &self.content)
        else {
            self.hunt = None;
            return Step::Nothing;
        };
        let document = Arc::clone(document);
        let length = document.text.len();
        // Around the whole text once, over its end, and the stretch where it began a second time.
        while hunt.gone <= length {
            let stretch = match hunt.way {
                Way::Forward => {
                    let start = hunt.from + hunt.gone;
                    let start = if start >= length { start - length } else { start };
                    start..(start + SLICE).min(length)
                }
                Way::Back => {
                    let end = match hunt.from.checked_sub(hunt.gone) {
                        Some(end) if end > 0 => end,
                        _ => length - (hunt.gone - hunt.from),
                    };
                    end.saturating_sub(SLICE)..end
                }
            };
            hunt.gone += stretch.len().max(1);
            let begins = |range: &Range<usize>| stretch.contains(&range.start);
            let mut found = hits(&document, &stretch, needle).into_iter().filter(begins);
            let found = if hunt.way == Way::Forward { found.next() } else { found.next_back() };
            if let Some(found) = found {
                self.hunt = None;
                return Step::Found(found);
            }
            if hunt.gone <= length {
                return Step::Going;
            }
        }
        self.hunt = None;
        Step::Nothing
    }
}

impl App {
    /// Searches on in the document that is read.
    pub(in crate::app) fn work_on_sheet(&mut self) {
        let Some(sheet) = &mut self.documents.sheet else { return };
        let from = sheet.hunt.as_ref().map(|hunt| (hunt.way, hunt.from));
        let typing =
            matches!(&self.overlay, Some(Overlay::Prompt(prompt)) if prompt.kind == PromptKind::Find);
        match sheet.step() {
            Step::Going => {}
            Step::Found(span) => {
                sheet.reveal(&span);
                let around = match from {
                    Some((Way::Forward, from)) => span.start < from,
                    Some((Way::Back, from)) => span.start >= from,
                    None => false,
                };
                let way = from.map(|(way, _)| way);
                sheet.chosen = None;
                sheet.hit = Some(span);
                if around && !typing {
                    self.say(if way == Some(Way::Forward) {
                        "Searched on from the top"
                    } else {
                        "Searched on from the end"
                    });
                }
            }
            Step::Nothing => {
                if let Some(Overlay::Prompt(prompt)) = &mut self.overlay
                    && typing
                {
                    prompt.error = Some("this document does not have it".to_owned());
                } else {
                    self.fail("This document does not have it");
                }
            }
        }
    }

    /// What is searched for in the document changes as it is typed.
    pub(in crate::app) fn find_typed(&mut self, text: &str) {
        let Some(sheet) = &mut self.documents.sheet else { return };
        let from = *sheet.typed_from.get_or_insert(sheet.at);
        sheet.at = from;
        sheet.search(text);
        sheet.hunt(Way::Forward, from);
        if sheet.hunt.is_some() {
            self.work_on_sheet();
        }
    }

    /// The search is accepted, or taken back.
    pub(in crate::app) fn find_ends(&mut self, accepted: bool) {
        let Some(sheet) = &mut self.documents.sheet else { return };
        if let Some(from) = sheet.typed_from.take()
            && !accepted
        {
            sheet.search("");
            sheet.at = from;
        }
    }

    /// The next hit in the document, or the one before.
    pub(super) fn find_next(&mut self, way: Way) {
        let Some(sheet) = &mut self.documents.sheet else { return };
        if sheet.needle.is_none() {
            self.say("Nothing is searched for: press /");
            return;
        }
        let from = match (sheet.chosen_span(), way) {
            (Some(span), Way::Forward) => span.start + 1,
            (Some(span), Way::Back) => span.start,
            (None, _) => sheet.at,
        };
        let length = sheet.document().map_or(0, |document| document.text.len());
        sheet.hunt(way, from.min(length));
        self.work_on_sheet();
    }
}
