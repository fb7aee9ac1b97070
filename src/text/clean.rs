//! One place decides what may reach a terminal.
//!
//! ratatui drops control characters in most widgets but lets bidirectional overrides through, and
//! nothing protects messages, command output or window titles. So every exit goes through
//! [`shown`] or [`line`].

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_normalization::char::{canonical_combining_class, is_combining_mark};
use unicode_width::UnicodeWidthChar;

/// How many combining marks, joiners and other characters without a width one letter keeps. More is
/// a flood, not a language.
const MARKS_PER_LETTER: usize = 8;

/// How many characters may be joined into one picture or cluster of letters. The longest in use, a
/// family whose members have colours of skin, has eleven.
const JOINED: usize = 32;

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

/// What stands in one place so far. Only what is kept counts, so what was cleaned stays as it is.
#[derive(Default)]
struct Cluster {
    /// Since the last letter.
    marks: usize,
    /// Since the last letter that is not joined to the one before it.
    points: usize,
    /// Whether the next letter is joined to this one.
    is_joined: bool,
}

impl Cluster {
    /// Whether `c` may follow. A letter always may; it begins a new place unless it is joined.
    fn admits(&mut self, c: char) -> bool {
        let is_letter = c.is_ascii() || !(is_combining_mark(c) || c.width() == Some(0));
        if is_letter {
            self.marks = 0;
            self.points = if self.is_joined { self.points + 1 } else { 1 };
            self.is_joined = false;
            return true;
        }
        if self.marks >= MARKS_PER_LETTER || self.points >= JOINED {
            return false;
        }
        self.marks += 1;
        self.points += 1;
        // A virama joins letters as the joiner does pictures; both may have marks on them.
        self.is_joined |= c == ZWJ || canonical_combining_class(c) == VIRAMA;
        true
    }
}

/// The joiner, of which pictures are made.
const ZWJ: char = '\u{200d}';

/// The canonical combining class of the signs that join letters in the scripts of India.
const VIRAMA: u8 = 9;

/// `text` as a terminal may show it; line breaks stay.
///
/// Control characters become visible stand-ins (`␛`, `<9b>`, `<202e>`), invisible ones vanish, and
/// a flood of combining marks or joiners is cut at eight a letter. Clean text is borrowed, not copied.
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
    let mut cluster = Cluster::default();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c == '\r' {
            if rest.peek() != Some(&'\n') {
                out.push('\n');
                cluster = Cluster::default();
            }
            continue;
        }
        let fate = fate(c);
        match fate {
            Fate::Keep if cluster.admits(c) => out.push(c),
            Fate::Keep => {}
            Fate::Picture(picture) => out.push(picture),
            Fate::Number => {
                let _ = write!(out, "<{:x}>", c as u32);
            }
            Fate::Drop => {}
            Fate::Break => out.push('\n'),
            Fate::Blank => out.push(' '),
        }
        if !matches!(fate, Fate::Keep | Fate::Drop) {
            // What stands in for it is as wide as a letter, and not joined to anything.
            cluster = Cluster::default();
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
    let mut cluster = Cluster::default();
    text.chars().all(|c| matches!(fate(c), Fate::Keep) && cluster.admits(c))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

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
    fn a_flood_cannot_hide_behind_what_has_no_width() {
        for between in ["\u{200b}", "\u{ad}", "\u{200d}", "\u{200c}", "\u{1161}", "\u{fe0f}", "\u{34f}"] {
            let flood = format!("a{}b", format!("\u{301}{between}").repeat(1_000));
            assert_eq!(shown(&flood).chars().count(), 2 + MARKS_PER_LETTER, "{between:?}");
        }
        for joined in ["👩\u{200d}", "\u{915}\u{94d}", "👩\u{fe0f}\u{200d}"] {
            let cleaned = shown(&joined.repeat(1_000)).into_owned();
            let longest = cleaned.graphemes(true).map(|cluster| cluster.chars().count()).max();
            assert!(longest <= Some(JOINED + 1), "{joined:?}: {longest:?}");
        }
    }

    #[test]
    fn what_people_write_stays_whole() {
        for text in [
            "👩🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏿 🏳\u{fe0f}\u{200d}🌈",
            "👨🏻\u{200d}👩🏼\u{200d}👧🏽\u{200d}👦🏾",
            "🇺🇦🇵🇱🇬🇧",
            "क्षत्रिय श्रीलंका र्\u{200d}",
            "မြန်မာနိုင်ငံတော်",
            "می\u{200c}خواهم בְּרֵאשִׁית",
            "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}",
        ] {
            assert!(matches!(shown(text), Cow::Borrowed(_)), "{text}");
        }
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(
            text in "[a\n\r\t\u{1b}\u{301}\u{200b}\u{200c}\u{200d}\u{1161}\u{94d}\u{915}\u{903}\u{202e}\u{2028}👩\u{fe0f}\u{ad}]{0,120}",
            other in any::<String>(),
        ) {
            for text in [text, other] {
                let once = shown(&text).into_owned();
                prop_assert_eq!(shown(&once), once.as_str());
                let once = line(&text).into_owned();
                prop_assert_eq!(line(&once), once.as_str());
            }
        }
    }

    #[test]
    fn one_line_is_one_line() {
        assert_eq!(line("a\n\n b\u{a0}c"), "a b c");
        assert!(matches!(line("already fine"), Cow::Borrowed(_)));
    }
}
