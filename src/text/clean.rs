//! One place decides what may reach a terminal.
//!
//! ratatui drops control characters in most widgets but lets bidirectional overrides through, and
//! nothing protects messages, command output or window titles. So every exit goes through
//! [`shown`] or [`line`].

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_normalization::char::is_combining_mark;

/// How many combining marks one letter keeps. More is a flood, not a language.
const MARKS_PER_LETTER: usize = 8;

/// What to do with one character.
enum Fate {
    Keep,
    /// Printed as a picture, U+2400 and following.
    Picture(char),
    /// Printed as its number: `<202e>`.
    Number,
    /// It has no width and no meaning on a terminal.
    Drop,
    /// A line break in another spelling.
    Break,
    Blank,
}

fn fate(c: char) -> Fate {
    match c {
        '\n' => Fate::Keep,
        '\t' => Fate::Blank,
        '\u{0}'..='\u{1f}' => Fate::Picture(char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}')),
        '\u{7f}' => Fate::Picture('\u{2421}'),
        '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Break,
        // C1 controls; and marks, embeddings, overrides and isolates that reorder their neighbours
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => Fate::Number,
        '\u{ad}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{2060}'..='\u{2064}'
        | '\u{206a}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => Fate::Drop,
        _ => Fate::Keep,
    }
}

/// `text` as a terminal may show it; line breaks stay.
///
/// Control characters become visible stand-ins (`␛`, `<9b>`, `<202e>`), invisible ones vanish, and
/// a flood of combining marks is cut at eight a letter. Clean text is borrowed, not copied.
///
/// ```
/// use annals::text::shown;
/// assert_eq!(shown("plain"), "plain");
/// assert_eq!(shown("a\u{202e}b\u{200b}c\r\nd"), "a<202e>bc\nd");
/// ```
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    if is_clean(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut marks = 0;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if is_combining_mark(c) {
            marks += 1;
            if marks > MARKS_PER_LETTER {
                continue;
            }
        } else {
            marks = 0;
        }
        if c == '\r' {
            if rest.peek() != Some(&'\n') {
                out.push('\n');
            }
            continue;
        }
        match fate(c) {
            Fate::Keep => out.push(c),
            Fate::Picture(picture) => out.push(picture),
            Fate::Number => {
                let _ = write!(out, "<{:x}>", c as u32);
            }
            Fate::Drop => {}
            Fate::Break => out.push('\n'),
            Fate::Blank => out.push(' '),
        }
    }
    Cow::Owned(out)
}

/// [`shown`], on one line: every run of white space is one blank, and none stands at either end.
///
/// ```
/// assert_eq!(annals::text::line("  two\n lines "), "two lines");
/// ```
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    let text = shown(text);
    if is_one_line(&text) {
        return text;
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn is_one_line(text: &str) -> bool {
    !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.contains("  ")
        && !text.contains(|c: char| c.is_whitespace() && c != ' ')
}

/// Whether [`shown`] would change nothing. ASCII is decided a byte at a time.
fn is_clean(text: &str) -> bool {
    if text.bytes().all(|b| (0x20..0x7f).contains(&b) || b == b'\n') {
        return true;
    }
    let mut marks = 0;
    text.chars().all(|c| {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        marks <= MARKS_PER_LETTER && matches!(fate(c), Fate::Keep)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_in_for_what_a_terminal_would_obey() {
        let rows = [
            ("\u{1b}]0;owned\u{7}", "␛]0;owned␇"),
            ("\u{9b}31m", "<9b>31m"),
            ("\u{0}\u{7f}", "␀␡"),
            ("a\tb", "a b"),
            ("a\rb", "a\nb"),
            ("a\u{2028}b\u{85}c", "a\nb\nc"),
            ("\u{2066}rtl\u{2069}", "<2066>rtl<2069>"),
            ("so\u{ad}ft\u{feff}\u{e0041}", "soft"),
            ("family 👨‍👩‍👧", "family 👨‍👩‍👧"),
            ("نام", "نام"),
        ];
        for (raw, wanted) in rows {
            assert_eq!(shown(raw), wanted, "{raw:?}");
        }
    }

    #[test]
    fn a_flood_of_marks_is_cut() {
        let flood = format!("a{}b", "\u{301}".repeat(20_000));
        assert_eq!(shown(&flood).chars().count(), 2 + MARKS_PER_LETTER);
    }

    #[test]
    fn cleaning_twice_changes_nothing() {
        let once = shown("\u{1b}[1m\u{202e}x\u{301}\r\n").into_owned();
        assert_eq!(shown(&once), once);
    }

    #[test]
    fn one_line_is_one_line() {
        assert_eq!(line("a\n\n b\u{a0}c"), "a b c");
        assert!(matches!(line("already fine"), Cow::Borrowed(_)));
    }
}
