//! What is wrong with a filter, and where.

use std::fmt;
use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use crate::text::{line, shown};

/// A part of a filter that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterError {
    /// Which bytes of the filter, always between characters.
    pub range: Range<usize>,
    /// What is wrong. It may repeat what was typed: print it through `Display` or
    /// [`FilterError::report`], which clean it.
    pub what: String,
    /// What would be right; empty where nothing can be said.
    pub help: String,
    /// Whether it is well written, and names somebody or something that the timeline does not have.
    pub is_absent: bool,
}

impl FilterError {
    pub(super) fn new(range: Range<usize>, what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { range, what: what.into(), help: help.into(), is_absent: false }
    }

    /// Several lines for the command line: what is wrong, the filter with the place marked below it,
    /// and what would be right.
    ///
    /// ```
    /// use annals::{model::Timeline, search::filter::Filter};
    /// let today = chrono::NaiveDate::from_ymd_opt(2025, 5, 3).unwrap();
    /// let filter = "is:core status:planed";
    /// let error = Filter::parse(filter, &Timeline::default(), today).unwrap_err();
    /// let lines = [
    ///     "`planed` is no status",
    ///     "  is:core status:planed",
    ///     "                 ^^^^^^",
    ///     "did you mean `planned`? It can be occurred, ongoing, planned, target, cancelled",
    /// ];
    /// assert_eq!(error.report(filter), lines.join("\n"));
    /// ```
    #[must_use]
    pub fn report(&self, filter: &str) -> String {
        let clean = |range: Range<usize>| {
            let part = filter.get(range).unwrap_or_default();
            shown(part).replace('\n', " ")
        };
        let end = self.range.end.min(filter.len());
        let before = clean(0..self.range.start.min(end));
        let wrong = clean(self.range.start.min(end)..end);
        let after = clean(end..filter.len());
        let mut out = format!(
            "{}\n  {before}{wrong}{after}\n  {}{}",
            line(&self.what),
            " ".repeat(before.width()),
            "^".repeat(wrong.width().max(1)),
        );
        if !self.help.is_empty() {
            out.push('\n');
            out.push_str(&line(&self.help));
        }
        out
    }
}

/// On one line: what is wrong; what would be right.
impl fmt::Display for FilterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&line(&self.what))?;
        if !self.help.is_empty() {
            write!(f, "; {}", line(&self.help))?;
        }
        Ok(())
    }
}

impl std::error::Error for FilterError {}
