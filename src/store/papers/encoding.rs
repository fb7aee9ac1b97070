//! Bytes to text in whatever encoding: a mark, UTF-8, or what the bytes look like.

use encoding_rs::{Encoding, UTF_8};

use crate::formats::decode::{decode as decode_unicode, guess};

/// The text, and a remark where its encoding had to be guessed.
///
/// # Errors
///
/// When it is no text.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, Option<String>), String> {
    let marked = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, 0, _, ..] | [_, 0, _, 0, ..]);
    if marked || std::str::from_utf8(bytes).is_ok() {
        let decoded =
            decode_unicode(bytes).map_err(|issue| format!("{}; {}", issue.what.raw(), issue.help.raw()))?;
        return Ok((decoded.text.into_owned(), None));
    }
    if is_binary(bytes) {
        return Err("it is not a text file".into());
    }
    let (good, bad) = count(bytes);
    if good > 4 * bad {
        // UTF-8 with a little damage: another encoding would spoil what is whole.
        let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).into_owned();
        let places = if bad == 1 { "1 place".to_owned() } else { format!("{bad} places") };
        return Ok((text, Some(format!("{places} could not be read as UTF-8, and are shown as \u{fffd}"))));
    }
    let encoding = guess(bytes);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let note = format!("it is not UTF-8; read as {}", encoding.name());
    Ok((text.into_owned(), Some(note)))
}

/// Decodes as `label` says, or as it looks without one; a byte order mark goes first.
pub(super) fn labelled(bytes: &[u8], label: Option<&str>) -> String {
    let said = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let encoding = match said {
        // A page that is UTF-8 is that, whatever else it says.
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        Some(said) if said != UTF_8 => said,
        _ => guess(bytes),
    };
    encoding.decode(bytes).0.into_owned()
}

/// A text without what only steers a terminal: escape sequences, whole, and control characters. Lines stay lines.
pub(super) fn without_steering(text: String) -> String {
    let steers = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0b' | '\x0c' | '\u{85}');
    let Some(first) = text.find(steers) else { return text };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(c) = rest.chars().next() {
        if !steers(c) {
            let end = rest.find(steers).unwrap_or(rest.len());
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        let behind = &rest[c.len_utf8()..];
        rest = match (c, behind.bytes().next()) {
            ('\x1b', Some(b'[')) => behind_order(&behind[1..]),
            ('\u{9b}', _) => behind_order(behind),
            ('\x1b', Some(b']' | b'P' | b'X' | b'^' | b'_')) => behind_string(&behind[1..]),
            ('\u{9d}' | '\u{90}' | '\u{98}' | '\u{9e}' | '\u{9f}', _) => behind_string(behind),
            // `ESC ( B`, `ESC 7`
            ('\x1b', Some(b' '..=b'/')) => {
                let last = behind.bytes().position(|byte| !(b' '..=b'/').contains(&byte));
                match last.and_then(|last| Some((last, *behind.as_bytes().get(last)?))) {
                    Some((last, b'0'..=b'~')) => &behind[last + 1..],
                    _ => behind,
                }
            }
            ('\x1b', Some(b'0'..=b'~')) => &behind[1..],
            _ => behind,
        };
    }
    out
}

/// What stands behind an order: its numbers, and the letter that ends it.
fn behind_order(text: &str) -> &str {
    let end = text.bytes().position(|byte| !(b' '..=b'?').contains(&byte)).unwrap_or(text.len());
    match text.as_bytes().get(end) {
        Some(b'@'..=b'~') => &text[end + 1..],
        _ => &text[end..],
    }
}

/// What stands behind a string for the terminal: the address of a link, a title. One that does not end on its line is
/// none.
fn behind_string(text: &str) -> &str {
    // No string holds the beginning of another: where many begin, none is searched for through all of them.
    let begins = |c: char| matches!(c, '\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}');
    let ends = |c: char| matches!(c, '\x07' | '\u{9c}' | '\x1b' | '\n' | '\r') || begins(c);
    let Some(end) = text.find(ends) else { return text };
    let rest = &text[end..];
    ["\x07", "\u{9c}", "\x1b\\"].iter().find_map(|end| rest.strip_prefix(end)).unwrap_or(text)
}

/// How many characters beyond ASCII are good UTF-8, and how many places are none.
fn count(bytes: &[u8]) -> (usize, usize) {
    bytes.utf8_chunks().fold((0, 0), |(good, bad), chunk| {
        let beyond = chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        (good + beyond, bad + usize::from(!chunk.invalid().is_empty()))
    })
}

/// Whether these are no letters in any encoding: NUL and its neighbours stand in no text.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8192)];
    let odd = head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    odd * 50 > head.len() || head.contains(&0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_that_never_end_take_no_time() {
        for opener in ['\u{90}', '\u{9d}', '\u{9f}'] {
            assert_eq!(without_steering(opener.to_string().repeat(400_000)), "");
        }
        assert_eq!(without_steering("\x1b]".repeat(400_000)), "");
    }

    #[test]
    fn what_steers_a_terminal_is_no_text() {
        let rows = [
            ("The plant closed.\n", "The plant closed.\n"),
            ("The \x1b[1mplant\x1b[0m closed.", "The plant closed."),
            ("\x1b[38;2;9;9;9mRed\x1b[m", "Red"),
            ("\x1b]8;;http://a.example\x1b\\Link\x1b]8;;\x1b\\ ends", "Link ends"),
            ("\x1b]0;title\x07It rang\x07 twice", "It rang twice"),
            ("\u{9b}1mBold\u{9b}0m", "Bold"),
            ("\x1b(BIt\x1b7 closed", "It closed"),
            ("\x1b]never ends\nOn 3 May", "never ends\nOn 3 May"),
            ("One\ttab\r\nand\x0ca page", "One\ttab\r\nand\x0ca page"),
            ("ends \x1b", "ends "),
            ("ends \x1b[12", "ends "),
            ("\x1b[1é", "é"),
        ];
        for (text, wanted) in rows {
            assert_eq!(without_steering(text.to_owned()), wanted, "{text:?}");
        }
    }
}
