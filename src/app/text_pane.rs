//! A page that scrolls, with something chosen on it.

use super::action::Move;
use super::page::{Item, Page};

/// Lines in a window: which is on top, and which item is chosen.
#[derive(Clone, Debug, Default)]
pub struct TextPane {
    /// The lines.
    pub page: Page,
    /// The first line in the window.
    pub top: usize,
    /// The chosen item, where the page has any.
    pub item: usize,
    /// What the page was made from: it is made again when this changes.
    pub made_from: Option<MadeFrom>,
}

/// What a page depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MadeFrom {
    /// Which thing it shows.
    pub subject: Subject,
    /// Columns.
    pub width: usize,
    /// Dates as EDTF.
    pub edtf: bool,
    /// The state of the timeline and the search.
    pub generation: u64,
}

/// What a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An event.
    Event(crate::model::EventId),
    /// A source.
    Source(crate::model::SourceId),
    /// Nothing.
    Nothing,
}

impl TextPane {
    /// The chosen item.
    #[must_use]
    pub fn chosen(&self) -> Option<&Item> {
        self.page.items.get(self.item)
    }

    /// Whether the last line is in the window.
    #[must_use]
    pub fn at_end(&self, height: usize) -> bool {
        self.top + height >= self.page.lines.len()
    }

    /// Scrolls by lines; choosing follows what is seen.
    pub fn scroll(&mut self, movement: Move, height: usize) {
        let page = height.saturating_sub(2).max(1);
        let half = (height / 2).max(1);
        let max = self.page.lines.len().saturating_sub(height);
        self.top = match movement {
            Move::Up => self.top.saturating_sub(1),
            Move::Down => self.top + 1,
            Move::PageUp => self.top.saturating_sub(page),
            Move::PageDown => self.top + page,
            Move::HalfUp => self.top.saturating_sub(half),
            Move::HalfDown => self.top + half,
            Move::Top => 0,
            Move::Bottom => max,
        }
        .min(max);
        self.choose_seen(height);
    }

    /// Moves from item to item; inside an item that is longer than the window it scrolls.
    pub fn step(&mut self, movement: Move, height: usize) {
        let last = self.page.items.len().saturating_sub(1);
        match movement {
            Move::Down => match self.chosen() {
                Some(item) if item.end > self.top + height => self.scroll_keeping(1, height, true),
                _ if self.item < last => self.choose(self.item + 1, height),
                _ => self.scroll_keeping(1, height, true),
            },
            Move::Up => match self.chosen() {
                Some(item) if item.first < self.top => self.scroll_keeping(1, height, false),
                _ if self.item > 0 => self.choose(self.item - 1, height),
                _ => self.scroll_keeping(1, height, false),
            },
            Move::Top => {
                self.item = 0;
                self.top = 0;
            }
            Move::Bottom => {
                self.item = last;
                self.top = self.page.lines.len().saturating_sub(height);
            }
            _ => self.scroll(movement, height),
        }
    }

    /// Chooses an item and scrolls as little as possible to show it.
    pub fn choose(&mut self, item: usize, height: usize) {
        self.item = item.min(self.page.items.len().saturating_sub(1));
        if let Some(item) = self.page.items.get(self.item) {
            let fits = item.end.saturating_sub(height);
            self.top = self.top.max(fits).min(item.first);
        }
    }

    fn scroll_keeping(&mut self, lines: usize, height: usize, down: bool) {
        let max = self.page.lines.len().saturating_sub(height);
        self.top = if down { (self.top + lines).min(max) } else { self.top.saturating_sub(lines) };
    }

    fn choose_seen(&mut self, height: usize) {
        let seen = |item: &Item| item.first < self.top + height && item.end > self.top;
        if !self.chosen().is_some_and(seen)
            && let Some(found) = self.page.items.iter().position(seen)
        {
            self.item = found;
        }
    }

    /// Keeps the place inside the page after the window changed.
    pub fn settle(&mut self, height: usize) {
        self.top = self.top.min(self.page.lines.len().saturating_sub(height));
        self.item = self.item.min(self.page.items.len().saturating_sub(1));
    }
}
