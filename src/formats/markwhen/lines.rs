//! The lines of a file, and what kind of line each is.

use super::range::{self, Order};
use super::yaml;

/// A line without its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Where it begins.
    pub(super) at: usize,
    pub(super) text: &'a str,
}

/// What parts the pages of older files.
const PAGE_BREAK: &str = "_-_-_break_-_-_";

/// The lines of a text, however they end.
pub(super) fn split(text: &str) -> Vec<Line<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let end = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        out.push(Line { at, text: rest.get(..end).unwrap_or_default() });
        let both = rest.get(end..).is_some_and(|ends| ends.starts_with("\r\n"));
        at += end + if both { 2 } else { 1 };
    }
    out
}

/// How a file says where a section begins and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark<'a> {
    /// `# Title`, from 1 to 6.
    Heading(usize, &'a str),
    /// `section Title`, `group Title`
    Open(&'a str),
    /// `endSection`, `endGroup`
    Close,
    /// `_-_-_break_-_-_`
    Break,
}

/// The section mark that a line is. Older words count where the file closes what they open.
pub(super) fn mark(text: &str, older: bool) -> Option<Mark<'_>> {
    let trimmed = text.trim();
    if let Some(after) = text.strip_prefix('#') {
        let level = 1 + after.bytes().take_while(|&b| b == b'#').count();
        let title = text.get(level..)?;
        let is_heading = level <= 6 && title.starts_with(char::is_whitespace);
        return is_heading.then(|| Mark::Heading(level, title.trim()));
    }
    if trimmed.starts_with(PAGE_BREAK) && trimmed.trim_end_matches('_').len() <= PAGE_BREAK.len() {
        return Some(Mark::Break);
    }
    if is_close(trimmed) {
        return older.then_some(Mark::Close);
    }
    let open = ["section", "group"].into_iter().find_map(|word| {
        let head = trimmed.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word))?;
        let title = trimmed.get(head.len()..)?;
        (title.is_empty() || title.starts_with(char::is_whitespace)).then(|| title.trim())
    });
    open.filter(|_| older).map(Mark::Open)
}

/// The title of a section of older files that begins with a line, in a file in which none is closed.
pub(super) fn unclosed(text: &str) -> Option<&str> {
    let title = ["section ", "group "].into_iter().find_map(|word| text.strip_prefix(word))?.trim();
    (!title.is_empty() && title.split_whitespace().count() <= 8 && !title.ends_with(['.', ',', ':', ';']))
        .then_some(title)
}

/// Whether a file has the older marks of sections: it closes one.
pub(super) fn is_older(lines: &[Line]) -> bool {
    lines.iter().any(|line| is_close(line.text.trim()))
}

pub(super) fn is_close(text: &str) -> bool {
    if ["end section", "end group"].iter().any(|close| text.eq_ignore_ascii_case(close)) {
        return true;
    }
    ["endsection", "endgroup"].into_iter().any(|word| {
        text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
            && !text.get(word.len()..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
    })
}

pub(super) fn is_comment(text: &str) -> bool {
    text.trim_start().starts_with("//")
}

/// How an undated event begins in what annals writes: markwhen knows no such events, and reads over comments.
const UNDATED: &str = "// undated:";

/// How the lines below it begin.
const BELOW: &str = "//   ";

/// An undated event, all lines of which are comments: its fields as `text` has them, a line each, below what
/// stands in the first line.
pub(super) fn as_comment(out: &mut String, first: &str, fields: &str) {
    out.push_str(UNDATED);
    out.push_str(first);
    out.push('\n');
    for field in fields.lines() {
        out.push_str(BELOW);
        out.push_str(field);
        out.push('\n');
    }
}

/// What stands in the first line of an undated event.
pub(super) fn undated(text: &str) -> Option<&str> {
    text.strip_prefix(UNDATED)
}

/// Takes the marks of comments from the lines below undated events.
pub(super) fn uncover(lines: &mut [Line]) {
    let mut within = false;
    for line in lines {
        match line.text.strip_prefix(BELOW) {
            Some(text) if within => (line.at, line.text) = (line.at + BELOW.len(), text),
            _ => within = undated(line.text).is_some(),
        }
    }
}

fn is_fence(text: &str) -> bool {
    text.starts_with("---")
}

/// Whether the body of a file begins with this line at the latest.
fn begins_body(text: &str, order: Order, older: bool) -> bool {
    range::start(text, order).is_some() || mark(text, older).is_some()
}

/// A block of YAML: which lines, and where to go on.
pub(super) struct Block<'l, 't> {
    pub(super) lines: &'l [Line<'t>],
    pub(super) next: usize,
}

/// The header that begins at `from`: between fences, or up to the first event or section.
pub(super) fn header<'l, 't>(lines: &'l [Line<'t>], from: usize, older: bool) -> Block<'l, 't> {
    let rest = lines.get(from..).unwrap_or_default();
    let first = rest.iter().position(|line| !line.text.trim().is_empty()).unwrap_or(0);
    if let Some(block) = fenced(lines, from + first, |_| false) {
        return block;
    }
    let order = Order::default();
    let end = rest.iter().position(|line| begins_body(line.text, order, older)).unwrap_or(rest.len());
    Block { lines: rest.get(..end).unwrap_or_default(), next: from + end }
}

/// The properties that begin at `from`: lines that are fields, directly below one another.
pub(super) fn properties<'l, 't>(
    lines: &'l [Line<'t>],
    from: usize,
    order: Order,
    older: bool,
) -> Block<'l, 't> {
    // A rule between two events is no fence.
    if let Some(block) = fenced(lines, from, |text| range::start(text, order).is_some()) {
        return block;
    }
    let rest = lines.get(from..).unwrap_or_default();
    let is_property = |line: &Line| yaml::is_field(line.text) && !begins_body(line.text, order, older);
    let end = rest.iter().position(|line| !is_property(line)).unwrap_or(rest.len());
    Block { lines: rest.get(..end).unwrap_or_default(), next: from + end }
}

/// What stands between two fences, where `from` is the first, with no line between that `ends` it.
fn fenced<'l, 't>(lines: &'l [Line<'t>], from: usize, ends: impl Fn(&str) -> bool) -> Option<Block<'l, 't>> {
    let (first, inner) = lines.get(from..)?.split_first()?;
    if !is_fence(first.text) {
        return None;
    }
    let end = inner.iter().position(|line| is_fence(line.text) || ends(line.text))?;
    let closes = inner.get(end).is_some_and(|line| is_fence(line.text));
    Some(Block { lines: inner.get(..end).filter(|_| closes)?, next: from + end + 2 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_any_way() {
        let lines: Vec<(usize, &str)> =
            split("a\r\nb\rc\n\nd").iter().map(|line| (line.at, line.text)).collect();
        assert_eq!(lines, [(0, "a"), (3, "b"), (5, "c"), (7, ""), (8, "d")]);
    }

    #[test]
    fn older_marks_count_where_something_is_closed() {
        let rows = [
            ("# West Coast #hang10", false, Some(Mark::Heading(1, "West Coast #hang10"))),
            ("###### x", false, Some(Mark::Heading(6, "x"))),
            ("####### x", false, None),
            ("#tag", false, None),
            (" # x", false, None),
            ("section All of it", true, Some(Mark::Open("All of it"))),
            ("  Group", true, Some(Mark::Open(""))),
            ("section All of it", false, None),
            ("grouping", true, None),
            ("endGroup", true, Some(Mark::Close)),
            (" End section ", true, Some(Mark::Close)),
            ("end group", true, Some(Mark::Close)),
            ("end section of the road", true, None),
            ("_-_-_break_-_-_", false, Some(Mark::Break)),
            ("_-_-_break_-_-_ and more", false, None),
        ];
        for (text, older, wanted) in rows {
            assert_eq!(mark(text, older), wanted, "{text}");
        }
    }
}
