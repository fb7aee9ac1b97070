//! What is wrong with a file, said so that somebody can mend it.
//!
//! Reading never half-fails: what cannot be read becomes an [`Issue`] with its place, and the rest
//! loads.

use std::fmt;

use crate::text::{Text, line};

mod nearest;
mod report;

pub(crate) use nearest::{did_you_mean, nearest};
pub use report::{count, report};

/// How much an issue matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Read and understood, but another spelling would be right. Does not fail a check.
    Note,
    /// Read, but probably not what was meant.
    Warning,
    /// Something could not be read, or points nowhere.
    Error,
}

impl Severity {
    /// The word printed: `note`, `warning` or `error`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Where in a file something stands. Lines and columns count from 1; a column is a character.
/// `0` as the line means the file as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Line, from 1; 0 where the whole file is meant.
    pub line: u32,
    /// Character in the line, from 1.
    pub column: u32,
}

impl Place {
    /// How many characters of an issue's excerpt stand before this place; the rest of a longer line
    /// is cut.
    #[must_use]
    pub fn shown_before(self) -> usize {
        (self.column as usize).saturating_sub(1).min(EXCERPT - 1)
    }
}

/// A byte offset into the text that is being read; readers keep it until the text is at hand to
/// turn it into a [`Place`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot(u64);

impl Spot {
    /// Nowhere in particular.
    pub const NONE: Self = Self(0);

    /// The byte at `offset`, from 0.
    #[must_use]
    pub fn at(offset: usize) -> Self {
        Self(offset as u64 + 1)
    }

    /// The offset, unless this is [`Spot::NONE`].
    #[must_use]
    pub fn offset(self) -> Option<usize> {
        usize::try_from(self.0.checked_sub(1)?).ok()
    }
}

/// One problem: where, how bad, what, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Where it stands, as a reader of the file would say it.
    pub place: Place,
    /// The same as an offset, until [`Lines::locate`] has turned it into a place.
    pub spot: Spot,
    /// Another place that it is about: where the thing stands that this one repeats.
    /// [`Lines::locate`] turns it into words at the end of `what`.
    pub first: Spot,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong. Parts from outside are cleaned when it is printed.
    pub what: Text,
    /// What to do; empty where nothing can be said.
    pub help: Text,
    /// The line of the file, where it was at hand; cut to a readable length around the place.
    pub excerpt: Option<Text>,
    /// The file, where there are several; whoever has one only knows it.
    pub file: Option<Text>,
}

impl Issue {
    /// An issue of `severity` at `spot`.
    #[must_use]
    pub fn new(severity: Severity, spot: Spot, what: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            place: Place::default(),
            spot,
            first: Spot::NONE,
            severity,
            what: Text::new(what.into()),
            help: Text::new(help.into()),
            excerpt: None,
            file: None,
        }
    }

    /// An error at `spot`.
    #[must_use]
    pub fn error(spot: Spot, what: impl Into<String>, help: impl Into<String>) -> Self {
        Self::new(Severity::Error, spot, what, help)
    }

    /// A warning at `spot`.
    #[must_use]
    pub fn warning(spot: Spot, what: impl Into<String>, help: impl Into<String>) -> Self {
        Self::new(Severity::Warning, spot, what, help)
    }

    /// The same, said of something that repeats what stands at `first`.
    #[must_use]
    pub fn repeating(self, first: Spot) -> Self {
        Self { first, ..self }
    }

    /// A note at `spot`.
    #[must_use]
    pub fn note(spot: Spot, what: impl Into<String>, help: impl Into<String>) -> Self {
        Self::new(Severity::Note, spot, what, help)
    }
}

impl Issue {
    /// `file:line:column`, as far as it is known: fit for a terminal.
    #[must_use]
    pub fn address(&self) -> String {
        let file = self.file.as_ref().map(|file| line(file.raw()).into_owned());
        let at = (self.place.line > 0).then(|| format!("{}:{}", self.place.line, self.place.column));
        file.into_iter().chain(at).collect::<Vec<_>>().join(":")
    }
}

/// `line:column: severity: what; what to do`. Put the path and a colon before it.
impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let address = self.address();
        if !address.is_empty() {
            write!(f, "{address}: ")?;
        }
        write!(f, "{}: {}", self.severity.word(), line(self.what.raw()))?;
        if !self.help.is_blank() {
            write!(f, "; {}", line(self.help.raw()))?;
        }
        Ok(())
    }
}

/// Issues, of which the first so many of each severity are kept, and the places of all others: a file of a few
/// bytes a record must not become one of hundreds of bytes a remark, and notes must not hide an error.
#[derive(Clone, Debug)]
pub struct Issues {
    all: Vec<Issue>,
    most: usize,
    /// How many there are of each severity.
    counts: [usize; 3],
    more: Vec<Spot>,
    worst: Severity,
}

impl Issues {
    /// None yet, and never more than so many of one severity.
    #[must_use]
    pub fn up_to(most: usize) -> Self {
        Self { all: Vec::new(), most, counts: [0; 3], more: Vec::new(), worst: Severity::Note }
    }

    /// Keeps an issue, or its place.
    pub fn push(&mut self, issue: Issue) {
        let count = &mut self.counts[issue.severity as usize];
        *count += 1;
        if *count <= self.most {
            self.all.push(issue);
        } else {
            self.worst = self.worst.max(issue.severity);
            self.more.push(issue.spot);
        }
    }

    /// Those that are kept, with one on how many are not where the first of these stands, and their places.
    #[must_use]
    pub fn into_parts(self) -> (Vec<Issue>, Vec<Spot>) {
        let Self { mut all, more, worst, .. } = self;
        if let Some(first) = more.iter().filter(|spot| spot.offset().is_some()).min().or(more.first()) {
            let what = format!("{} more remarks from here on", more.len());
            all.push(Issue::new(worst, *first, what, "mend those that are told first"));
        }
        (all, more)
    }
}

impl Extend<Issue> for Issues {
    fn extend<I: IntoIterator<Item = Issue>>(&mut self, issues: I) {
        issues.into_iter().for_each(|issue| self.push(issue));
    }
}

/// How many characters of a long line an [`Issue`] shows on each side of its place.
const EXCERPT: usize = 80;

/// The starts of the lines of a text: turns byte offsets into places without reading it again.
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines of `text`.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        let starts =
            std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|i| i + 1)).collect();
        Self { text, starts }
    }

    /// The place of the byte at `offset`; past the end it is the end.
    #[must_use]
    pub fn place(&self, offset: usize) -> Place {
        let (index, start) = self.line_at(offset);
        let end = floor_char(self.text, offset.min(self.text.len()));
        let column = self.text[start..end].chars().count() + 1;
        Place { line: clamp(index + 1), column: clamp(column) }
    }

    /// The line of the byte at `offset`, from 1.
    #[must_use]
    pub fn line(&self, offset: usize) -> u32 {
        clamp(self.line_at(offset).0 + 1)
    }

    /// The offset at which a line begins; lines count from 1.
    #[must_use]
    pub fn start(&self, line: u32) -> Option<usize> {
        self.starts.get((line as usize).checked_sub(1)?).copied()
    }

    /// Gives `issue` its place and the line it is about.
    pub fn locate(&self, issue: &mut Issue) {
        self.locate_all(std::slice::from_mut(issue));
    }

    /// Gives every issue its place and the line it is about. The issues are put in the order of the
    /// file first, so that a file of one endless line is walked once and not once an issue.
    pub fn locate_all(&self, issues: &mut [Issue]) {
        issues.sort_by_key(|issue| issue.spot);
        let (mut line, mut from, mut column) = (usize::MAX, 0, 1);
        for issue in issues {
            if let Some(first) = std::mem::take(&mut issue.first).offset() {
                issue.what = Text::new(format!("{} (first on line {})", issue.what.raw(), self.line(first)));
            }
            let Some(offset) = issue.spot.offset() else { continue };
            let offset = floor_char(self.text, offset.min(self.text.len()));
            let (index, start) = self.line_at(offset);
            if index != line {
                (line, from, column) = (index, start, 1);
            }
            column += self.text[from..offset].chars().count();
            from = offset;
            issue.place = Place { line: clamp(line + 1), column: clamp(column) };
            issue.excerpt = Some(Text::new(self.excerpt(start, offset)));
        }
    }

    /// The line around `offset`: what stands before the place is [`Place::shown_before`] characters.
    fn excerpt(&self, start: usize, offset: usize) -> String {
        let (before, after) = (&self.text[start..offset], &self.text[offset..]);
        let cut = before.char_indices().rev().take(EXCERPT - 1).last().map_or(0, |(at, _)| at);
        let room = 2 * EXCERPT - before[cut..].chars().count();
        let after: String = after.chars().take_while(|&c| c != '\n').take(room).collect();
        format!("{}{}", &before[cut..], after.trim_end_matches('\r'))
    }

    fn line_at(&self, offset: usize) -> (usize, usize) {
        let index = self.starts.partition_point(|&start| start <= offset).saturating_sub(1);
        (index, self.starts.get(index).copied().unwrap_or(0))
    }
}

fn floor_char(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn clamp(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters_from_one() {
        let lines = Lines::of("ab\nçd\n");
        let at = |offset| (lines.place(offset).line, lines.place(offset).column);
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(3), (2, 1));
        assert_eq!(at(4), (2, 1), "inside a character is at its start");
        assert_eq!(at(5), (2, 2));
        assert_eq!(at(999), (3, 1));
        assert_eq!([0, 1, 2, 3, 4].map(|line| lines.start(line)), [None, Some(0), Some(3), Some(7), None]);
    }

    #[test]
    fn an_issue_prints_clean_and_on_one_line() {
        let mut issue = Issue::error(Spot::at(1), "no \u{1b}[1mactor\nhere", "add one");
        Lines::of("abc").locate(&mut issue);
        assert_eq!(issue.to_string(), "1:2: error: no ␛[1mactor here; add one");
        assert_eq!(issue.excerpt.unwrap().raw(), "abc");
    }
}
