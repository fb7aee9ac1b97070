//! Prose on the screen: wrapped lines with meaning, but without colours.
//!
//! A page is made when what it shows changes, not when it is drawn: drawing takes the lines that are
//! seen.

mod event;
pub(super) mod quotes;

pub use event::event_page;
pub use quotes::{quotes_page, source_page};

use super::reader::Reader;
use crate::search::text::Needle;
use crate::session::Target;
use crate::text::{line, shown, wrap};

/// What a piece of text is; the theme decides how it looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Running text.
    #[default]
    Plain,
    /// A title.
    Title,
    /// A small heading inside a page.
    Heading,
    /// When.
    Date,
    /// Verbatim words.
    Words,
    /// Who.
    Name,
    /// What matters less.
    Dim,
    /// A doubt.
    Caveat,
    /// Not yet happened.
    Planned,
    /// What the reader noted.
    Note,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The text, clean.
    pub text: String,
    /// What it is.
    pub tone: Tone,
    /// Whether the search hit it.
    pub hit: bool,
}

/// A line of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its pieces, from the left.
    pub spans: Vec<Span>,
    /// Which of the page's items it belongs to.
    pub item: Option<usize>,
}

/// Something on a page that can be chosen: a quote of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// The event.
    pub event: crate::model::EventId,
    /// Which of its quotes.
    pub quote: usize,
    /// Its first line.
    pub first: usize,
    /// One past its last line.
    pub end: usize,
}

/// Lines to scroll through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The lines.
    pub lines: Vec<Line>,
    /// What can be chosen on it, from the top.
    pub items: Vec<Item>,
}

/// How a page is made.
#[derive(Clone, Copy)]
pub struct Style<'a> {
    /// Columns for text.
    pub width: usize,
    /// Dates as EDTF.
    pub edtf: bool,
    /// What to mark as found.
    pub needle: Option<&'a Needle>,
    /// Whose notes to show.
    pub reader: Option<&'a Reader>,
}

/// Writes a page from the top.
pub(super) struct Writer<'a> {
    page: Page,
    style: Style<'a>,
    item: Option<usize>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(style: Style<'a>) -> Self {
        Self { page: Page::default(), style, item: None }
    }

    pub(super) fn done(mut self) -> Page {
        while self.page.lines.last().is_some_and(|line| line.spans.is_empty()) {
            self.page.lines.pop();
        }
        for item in &mut self.page.items {
            item.end = item.end.min(self.page.lines.len());
        }
        self.page
    }

    /// How many lines there are.
    pub(super) fn len(&self) -> usize {
        self.page.lines.len()
    }

    /// A line as it is.
    pub(super) fn push(&mut self, line: Line) {
        self.page.lines.push(line);
    }

    /// Puts `title` in the place of the indent of a line.
    pub(super) fn retitle(&mut self, line: usize, title: String) {
        if let Some(span) = self.page.lines.get_mut(line).and_then(|line| line.spans.first_mut()) {
            *span = Span { text: title, tone: Tone::Name, hit: false };
        }
    }

    /// The reader's notes on something.
    pub(super) fn notes(&mut self, on: &Target, indent: &str) {
        let notes = self.style.reader.map(|reader| reader.notes_on(on)).unwrap_or_default();
        let rest = format!("{indent}  ");
        for note in notes {
            self.prose(Tone::Note, &format!("{indent}✎ "), &rest, note);
        }
    }

    /// A line as it is: cut, not wrapped.
    pub(super) fn row(&mut self, text: &str) {
        let text = crate::text::cut(&shown(text), self.style.width).into_owned();
        self.page.lines.push(Line { spans: vec![Span { text, tone: Tone::Plain, hit: false }], item: None });
    }

    /// Two texts beside each other, each in `half` columns.
    pub(super) fn columns(&mut self, left: &str, right: &str, half: usize) {
        let lines = |text: &str| -> Vec<String> {
            let text = shown(text.trim()).into_owned();
            wrap(&text, half).into_iter().map(|range| text[range].to_owned()).collect()
        };
        let (left, right) = (lines(left), lines(right));
        for row in 0..left.len().max(right.len()) {
            let part = |lines: &[String]| lines.get(row).cloned().unwrap_or_default();
            let spans = vec![
                Span { text: crate::text::fill(&part(&left), half), tone: Tone::Dim, hit: false },
                Span { text: " │ ".to_owned(), tone: Tone::Dim, hit: false },
                Span { text: part(&right), tone: Tone::Plain, hit: false },
            ];
            self.page.lines.push(Line { spans, item: None });
        }
    }

    pub(super) fn blank(&mut self) {
        if self.page.lines.last().is_some_and(|line| !line.spans.is_empty()) {
            self.page.lines.push(Line { spans: Vec::new(), item: self.item });
        }
    }

    /// Text from outside, wrapped, each line after `first` or `rest` (of the same width).
    pub(super) fn prose(&mut self, tone: Tone, first: &str, rest: &str, text: &str) {
        let text = shown(text.trim());
        self.clean(tone, first, rest, &text);
    }

    /// The same on one paragraph: line breaks are blanks.
    pub(super) fn paragraph(&mut self, tone: Tone, first: &str, rest: &str, text: &str) {
        let text = line(text);
        self.clean(tone, first, rest, &text);
    }

    fn clean(&mut self, tone: Tone, first: &str, rest: &str, text: &str) {
        let hits = self.style.needle.map(|needle| needle.ranges_in(text)).unwrap_or_default();
        let width = self.style.width.saturating_sub(crate::text::width(first)).max(1);
        for (number, range) in wrap(text, width).into_iter().enumerate() {
            let mut spans = Vec::new();
            let indent = if number == 0 { first } else { rest };
            if !indent.is_empty() {
                spans.push(Span { text: indent.to_owned(), tone: Tone::Dim, hit: false });
            }
            let mut at = range.start;
            let first = hits.partition_point(|hit| hit.end <= range.start);
            for hit in hits[first..].iter().take_while(|hit| hit.start < range.end) {
                let (from, to) = (hit.start.max(at), hit.end.min(range.end));
                push(&mut spans, &text[at..from], tone, false);
                push(&mut spans, &text[from..to], tone, true);
                at = to;
            }
            push(&mut spans, &text[at..range.end], tone, false);
            self.page.lines.push(Line { spans, item: self.item });
        }
    }

    /// A line of pieces that are short: wrapped between pieces where they do not fit.
    pub(super) fn pieces(&mut self, indent: &str, pieces: &[(Tone, String)]) {
        let mut spans: Vec<Span> = Vec::new();
        let mut used = 0;
        for (tone, text) in pieces {
            let text = line(text);
            let gap = if used == 0 { 0 } else { 3 };
            let width = crate::text::width(&text);
            if used > 0 && used + gap + width > self.style.width {
                self.page.lines.push(Line { spans: std::mem::take(&mut spans), item: self.item });
                used = 0;
            }
            if used == 0 {
                push(&mut spans, indent, Tone::Dim, false);
                used = crate::text::width(indent);
            } else {
                push(&mut spans, " · ", Tone::Dim, false);
                used += 3;
            }
            let room = self.style.width.saturating_sub(used);
            let cut = crate::text::cut(&text, room.max(1));
            used += crate::text::width(&cut);
            push(&mut spans, &cut, *tone, false);
        }
        if !spans.is_empty() {
            self.page.lines.push(Line { spans, item: self.item });
        }
    }

    /// What is written until [`Writer::end_item`] can be chosen as one.
    pub(super) fn begin_item(&mut self, event: crate::model::EventId, quote: usize) {
        let first = self.page.lines.len();
        self.item = Some(self.page.items.len());
        self.page.items.push(Item { event, quote, first, end: first });
    }

    pub(super) fn end_item(&mut self) {
        let end = self.page.lines.len();
        if let Some(item) = self.page.items.last_mut() {
            item.end = end;
        }
        self.item = None;
    }
}

fn push(spans: &mut Vec<Span>, text: &str, tone: Tone, hit: bool) {
    if !text.is_empty() {
        spans.push(Span { text: text.to_owned(), tone, hit });
    }
}
