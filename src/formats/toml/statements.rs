//! A TOML file cut into its statements: headers and assignments, each with its place.
//!
//! This knows only what can hold a line break (brackets, braces, texts in three quotes) and what a
//! comment is. Whether a statement is TOML is the parser's business.

use super::super::{MAX_DEPTH, MAX_PARTS, MAX_VALUES};
use crate::issue::{Issue, Spot};

/// One header or assignment.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Statement<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) trouble: Trouble,
}

/// What is wrong with the outer form of a statement, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    None,
    /// A bracket or brace that nothing closes.
    Open(usize),
    /// Three quotes that nothing closes.
    OpenText(usize),
    TooDeep(usize),
    TooLarge(usize),
    TooMany(usize),
}

impl<'a> Statement<'a> {
    /// The names of a header, and where they stand, where all are bare; and whether it is `[[..]]`.
    pub(super) fn plain_header(&self) -> Option<(impl Iterator<Item = (&'a str, usize)>, bool)> {
        let list = self.text.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
        let names = list.or_else(|| self.text.strip_prefix('[')?.strip_suffix(']'))?;
        let brackets = if list.is_some() { 2 } else { 1 };
        names.split('.').all(is_bare).then(|| {
            let mut at = brackets;
            let names = names.split('.').map(move |name| {
                let here = at;
                at += name.len() + 1;
                (name, here)
            });
            (names, list.is_some())
        })
    }

    pub(super) fn is_header(&self) -> bool {
        self.text.starts_with('[')
    }
}

impl Trouble {
    pub(super) fn issue(self) -> Option<Issue> {
        let (at, what, help) = match self {
            Self::None => return None,
            Self::Open(at) => {
                (at, "this bracket is never closed".to_owned(), "close it behind the last part")
            }
            Self::OpenText(at) => {
                (at, "this text is never closed".to_owned(), "put the same three quotation marks behind it")
            }
            Self::TooDeep(at) => (
                at,
                format!("lists and tables lie more than {MAX_DEPTH} deep (the limit of depth)"),
                "no timeline needs that; this statement is not read",
            ),
            Self::TooLarge(at) => (
                at,
                format!("one value has more than {MAX_PARTS} parts (the limit of parts)"),
                "split it; this statement is not read",
            ),
            Self::TooMany(at) => (
                at,
                format!("the file has more than {MAX_VALUES} values (the limit of values)"),
                "split the file; from here on it is not read",
            ),
        };
        Some(Issue::error(Spot::at(at), what, help))
    }
}

/// The statements of `text`, in order.
pub(super) fn of(text: &str) -> impl Iterator<Item = Statement<'_>> {
    let mut cutter = Cutter { text, at: 0, header_depth: 0, values: 0, unclosed: [false; 2] };
    std::iter::from_fn(move || cutter.next())
}

/// Whether a text has a line that only TOML has.
pub(super) fn looks_like(text: &str) -> bool {
    // `sep=;` is what spreadsheets write above a table.
    if crate::formats::table::is_announced(text) {
        return false;
    }
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.take(1000).any(|line| is_header(line) || assigns(line))
}

struct Cutter<'a> {
    text: &'a str,
    at: usize,
    /// How deep the table of the last header lies.
    header_depth: usize,
    values: usize,
    /// Whether `"""` or `'''` is known to close nowhere from here on, so that a file full of them is
    /// not searched to its end for each.
    unclosed: [bool; 2],
}

impl<'a> Cutter<'a> {
    fn next(&mut self) -> Option<Statement<'a>> {
        self.skip_blank();
        let start = self.at;
        let first = self.byte(start)?;
        self.values += 1;
        let mut trouble = if first == b'[' { self.header() } else { self.assignment() };
        if self.values > MAX_VALUES {
            trouble = Trouble::TooMany(start);
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        Some(Statement { text: text.trim_end(), start, trouble })
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Skips white space of every kind, empty lines and comments.
    fn skip_blank(&mut self) {
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
            self.at += rest.len() - trimmed.len();
            if !trimmed.starts_with('#') {
                return;
            }
            self.at = self.line_end(self.at);
        }
    }

    fn line_end(&self, at: usize) -> usize {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        at + memchr::memchr(b'\n', rest).unwrap_or(rest.len())
    }

    /// A header is its line.
    fn header(&mut self) -> Trouble {
        let start = self.at;
        self.at = self.line_end(start);
        let line = self.text.get(start..self.at).unwrap_or_default();
        let names = 1 + line.matches('.').count();
        // Each name of [[a.b]] may be a list and a table when the file is written again.
        self.header_depth = if line.starts_with("[[") { 2 * names } else { names };
        if self.header_depth > MAX_DEPTH { Trouble::TooDeep(start) } else { Trouble::None }
    }

    /// An assignment ends with the line on which nothing is open any more.
    fn assignment(&mut self) -> Trouble {
        let start = self.at;
        let mut open: Vec<(u8, usize)> = Vec::new();
        let (mut dots, mut parts, mut in_name) = (0, 0, true);
        let mut too = Trouble::None;
        while let Some(byte) = self.byte(self.at) {
            match byte {
                b'"' | b'\'' => {
                    if let Err(at) = self.quoted(byte) {
                        self.at = self.line_end(at);
                        return Trouble::OpenText(at);
                    }
                    continue;
                }
                b'#' => {
                    self.at = self.line_end(self.at);
                    continue;
                }
                b'\n' if open.is_empty() => break,
                b'\n' if self.is_new_statement(open.last()) => {
                    return open.first().map_or(Trouble::None, |&(_, at)| Trouble::Open(at));
                }
                b'[' | b'{' => {
                    open.push((byte, self.at));
                    parts += 1;
                }
                b']' | b'}' => {
                    open.pop();
                }
                b',' => parts += 1,
                b'.' if in_name => dots += 1,
                b'=' => in_name = false,
                _ => {}
            }
            if self.header_depth + dots + open.len() > MAX_DEPTH && too == Trouble::None {
                too = Trouble::TooDeep(self.at);
            }
            self.at += 1;
        }
        self.values += parts;
        if too == Trouble::None && parts > MAX_PARTS {
            too = Trouble::TooLarge(start);
        }
        match open.first() {
            Some(&(_, at)) if too == Trouble::None => Trouble::Open(at),
            _ => too,
        }
    }

    /// Steps over a quoted text; `Err` has the place of one that is never closed.
    fn quoted(&mut self, quote: u8) -> Result<(), usize> {
        let start = self.at;
        let triple = [quote; 3];
        let bytes = self.text.as_bytes();
        if bytes.get(start..start + 3) != Some(&triple) {
            self.at = self.end_of_short(quote);
            return Ok(());
        }
        let known = usize::from(quote == b'\'');
        let mut at = start + 3;
        while !self.unclosed.get(known).copied().unwrap_or(true) {
            let rest = bytes.get(at..).unwrap_or_default();
            let found =
                if quote == b'"' { memchr::memchr2(b'"', b'\\', rest) } else { memchr::memchr(b'\'', rest) };
            let Some(found) = found else { break };
            at += found;
            if bytes.get(at) == Some(&b'\\') {
                at += 2;
            } else if bytes.get(at..at + 3) == Some(&triple) {
                // Up to two more belong to the text.
                let more = bytes.get(at + 3..).unwrap_or_default();
                at += 3 + more.iter().take(2).take_while(|&&byte| byte == quote).count();
                self.at = at;
                return Ok(());
            } else {
                at += 1;
            }
        }
        if let Some(unclosed) = self.unclosed.get_mut(known) {
            *unclosed = true;
        }
        Err(start)
    }

    /// Where a text in single quotation marks ends: behind its mark, or with its line.
    fn end_of_short(&self, quote: u8) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = self.at + 1;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let found = match quote {
                b'"' => memchr::memchr3(b'"', b'\\', b'\n', rest),
                _ => memchr::memchr2(quote, b'\n', rest),
            };
            let Some(found) = found else { return bytes.len() };
            at += found;
            match bytes.get(at) {
                Some(b'\n') => return at,
                // What a backslash stands before is no end, but for the end of the line.
                Some(b'\\') => at += if bytes.get(at + 1) == Some(&b'\n') { 1 } else { 2 },
                _ => return at + 1,
            }
        }
    }

    /// Whether the line after this one begins a statement, so that what is open was forgotten.
    fn is_new_statement(&self, innermost: Option<&(u8, usize)>) -> bool {
        let next = self.at + 1;
        let line = self.text.get(next..self.line_end(next)).unwrap_or_default();
        is_header(line) || matches!(innermost, Some((b'[', _))) && assigns(line)
    }
}

/// Whether a name needs no quotes.
pub(super) fn is_bare(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}

/// `[name]` or `[[name.name]]`, and no more than a comment behind it.
fn is_header(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default().trim();
    let inner = match line.strip_prefix("[[") {
        Some(rest) => rest.strip_suffix("]]"),
        None => line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')),
    };
    inner.is_some_and(|name| {
        let name = name.trim();
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
            && !matches!(name, "true" | "false" | "inf" | "nan")
    })
}

/// `name = ..`
fn assigns(line: &str) -> bool {
    line.split_once('=').is_some_and(|(name, _)| {
        let name = name.trim();
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(&str, Trouble)> {
        of(text).map(|statement| (statement.text, statement.trouble)).collect()
    }

    #[test]
    fn cuts_where_nothing_is_open() {
        let rows: &[(&str, &[&str])] = &[
            ("a = 1\n\n# b = 2\n  c = 3 # d", &["a = 1", "c = 3 # d"]),
            ("[[events]] # x\r\nkey = 'a'\r\n", &["[[events]] # x", "key = 'a'"]),
            ("a = [ # [\n  1,\n]\nb = 2", &["a = [ # [\n  1,\n]", "b = 2"]),
            (
                "a = \"\"\"\nb = 1\n\\\"\"\" \"\"\"\"\"\nc = 2",
                &["a = \"\"\"\nb = 1\n\\\"\"\" \"\"\"\"\"", "c = 2"],
            ),
            ("a = '''\n[x]\n'''\nc = 2", &["a = '''\n[x]\n'''", "c = 2"]),
            ("a = \"[\nb = 2", &["a = \"[", "b = 2"]),
            ("a = { b = 1,\n c = 2 }\nd = 1", &["a = { b = 1,\n c = 2 }", "d = 1"]),
            ("", &[]),
            ("# only", &[]),
        ];
        for (text, wanted) in rows {
            let found = cut(text);
            assert_eq!(found.iter().map(|(text, _)| *text).collect::<Vec<_>>(), *wanted, "{text:?}");
            assert!(found.iter().all(|(_, trouble)| *trouble == Trouble::None), "{found:?}");
        }
    }

    #[test]
    fn what_is_never_closed_costs_only_itself() {
        let rows: &[(&str, &[(&str, Trouble)])] = &[
            ("a = [1,\nb = 2", &[("a = [1,", Trouble::Open(4)), ("b = 2", Trouble::None)]),
            ("a = { b = [\n[[events]]", &[("a = { b = [", Trouble::Open(4)), ("[[events]]", Trouble::None)]),
            ("a = \"\"\"x\nb = 2", &[("a = \"\"\"x", Trouble::OpenText(4)), ("b = 2", Trouble::None)]),
            ("a = [", &[("a = [", Trouble::Open(4))]),
        ];
        for (text, wanted) in rows {
            assert_eq!(cut(text), *wanted, "{text:?}");
        }
    }

    #[test]
    fn depth_is_bounded_before_anything_recurses() {
        for deep in ["[".repeat(200_000), "{a=".repeat(200_000)] {
            let text = format!("a = {deep}");
            assert!(matches!(cut(&text)[..], [(_, Trouble::TooDeep(_))]));
        }
        for text in [format!("[{}a]", "a.".repeat(200_000)), format!("{}a = 1", "a.".repeat(200_000))] {
            assert!(matches!(cut(&text)[..], [(_, Trouble::TooDeep(_))]));
        }
        let many = format!("a = [{}]\nb = 1", "1,".repeat(MAX_PARTS + 1));
        assert!(matches!(cut(&many)[..], [(_, Trouble::TooLarge(4 | 0)), (_, Trouble::None)]));
    }
}
