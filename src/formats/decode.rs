//! Bytes to text, the same for every format.
//!
//! - A byte order mark is dropped. UTF-16, with a mark or plainly so, is read; UTF-32 is named and
//!   refused.
//! - Bytes that are no UTF-8 become U+FFFD, each place a warning, up to [`MAX_BAD`] of them; a file
//!   with more is in another encoding, and is refused with the first place.
//! - A carriage return alone ends a line, as one before a line feed does. NUL and everything else
//!   stays, and is shown as a stand-in.

use std::borrow::Cow;

use crate::issue::{Issue, Lines, Spot};

/// How many places that are no UTF-8 a file may have and still be read.
pub const MAX_BAD: usize = 100;

/// Text, and what was odd about its bytes.
#[derive(Debug)]
pub struct Decoded<'a> {
    /// The text, borrowed where nothing had to be changed.
    pub text: Cow<'a, str>,
    /// Warnings with offsets into the text, places not yet told.
    pub issues: Vec<Issue>,
}

/// Makes text of bytes.
///
/// # Errors
///
/// When they are not text, or in an encoding that is not read. The issue has its place.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Box<Issue>> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => {
            let help = "save it as UTF-8 and try again";
            Err(Box::new(Issue::error(Spot::NONE, "the file is in UTF-32", help)))
        }
        [0xff, 0xfe, rest @ ..] => Ok(utf16(rest, u16::from_le_bytes, true)),
        [0xfe, 0xff, rest @ ..] => Ok(utf16(rest, u16::from_be_bytes, true)),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => Ok(utf16(bytes, u16::from_le_bytes, false)),
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => Ok(utf16(bytes, u16::from_be_bytes, false)),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<Decoded<'_>, Box<Issue>> {
    let mut issues = Vec::new();
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded { text: line_ends(Cow::Borrowed(text)), issues });
    }
    let mut text = String::with_capacity(bytes.len() + 16);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        let bad = chunk.invalid();
        if bad.is_empty() {
            continue;
        }
        let hex: Vec<String> = bad.iter().map(|byte| format!("{byte:02x}")).collect();
        issues.push(Issue::warning(
            Spot::at(text.len()),
            format!("bytes that are no UTF-8 ({}), read as \u{fffd}", hex.join(" ")),
            "save the file as UTF-8, with the letter that belongs here",
        ));
        text.push('\u{fffd}');
        if issues.len() > MAX_BAD {
            return Err(Box::new(not_utf8(&text, &issues)));
        }
    }
    Ok(Decoded { text: line_ends(Cow::Owned(text)), issues })
}

/// The refusal of a file that is in another encoding, or no text at all.
fn not_utf8(text: &str, issues: &[Issue]) -> Issue {
    let spot = issues.first().map_or(Spot::NONE, |issue| issue.spot);
    let what = if text.contains('\0') {
        "this is not a text file".to_owned()
    } else {
        format!("the file is not UTF-8: from here on, more than {MAX_BAD} places cannot be read")
    };
    let help = if text.contains('\0') {
        "give a timeline that is text; `annals formats` lists what can be read, also packed as .gz or .zst"
    } else {
        "save it as UTF-8 and try again"
    };
    let mut refusal = Issue::error(spot, what, help);
    Lines::of(text).locate(&mut refusal);
    refusal
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, marked: bool) -> Decoded<'static> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut bad = Vec::new();
    for c in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        if c.is_err() {
            bad.push(text.len());
        }
        text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if !odd.is_empty() {
        bad.push(text.len());
        text.push(char::REPLACEMENT_CHARACTER);
    }
    let unmarked = (!marked).then(|| {
        let what = "the file looks like UTF-16 without a byte order mark, and is read as that";
        Issue::note(Spot::NONE, what, "save it as UTF-8")
    });
    let halves = bad.iter().take(MAX_BAD).map(|&at| {
        Issue::warning(Spot::at(at), "half a UTF-16 character, read as \u{fffd}", "save the file as UTF-8")
    });
    Decoded { issues: unmarked.into_iter().chain(halves).collect(), text: line_ends(Cow::Owned(text)) }
}

/// Carriage returns that stand alone become line feeds: one byte for one, so offsets stay.
fn line_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    let alone = |&at: &usize| text.as_bytes().get(at + 1) != Some(&b'\n');
    if memchr::memchr_iter(b'\r', text.as_bytes()).find(alone).is_none() {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        out.push(if c == '\r' && rest.peek() != Some(&'\n') { '\n' } else { c });
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_text_is_the_same_text() {
        let utf16 = |unit: fn(u16) -> [u8; 2]| "a\né".encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        let rows = [
            ("a\né".as_bytes().to_vec(), 0),
            ([b"\xef\xbb\xbf", "a\né".as_bytes()].concat(), 0),
            ("a\ré".as_bytes().to_vec(), 0),
            ([b"\xff\xfe".to_vec(), utf16(u16::to_le_bytes)].concat(), 0),
            ([b"\xfe\xff".to_vec(), utf16(u16::to_be_bytes)].concat(), 0),
            (utf16(u16::to_le_bytes), 1),
            (utf16(u16::to_be_bytes), 1),
        ];
        for (bytes, issues) in rows {
            let decoded = decode(&bytes).unwrap();
            assert_eq!((decoded.text.as_ref(), decoded.issues.len()), ("a\né", issues), "{bytes:x?}");
        }
        for bytes in [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b""] {
            assert_eq!(decode(bytes).unwrap().text, "");
        }
    }

    #[test]
    fn damage_is_shown_where_it_is() {
        let decoded = decode(b"ok \xe9t\xc0\xaf \xed\xa0\x80").unwrap();
        assert!(decoded.text.starts_with("ok \u{fffd}t\u{fffd}"));
        assert_eq!(decoded.issues[0].spot, Spot::at(3));
        assert_eq!(decoded.issues[0].what.raw(), "bytes that are no UTF-8 (e9), read as \u{fffd}");
        assert_eq!(decode(b"\xff\xfea\0\0\xd8").unwrap().text, "a\u{fffd}");
        assert_eq!(decode(b"\xff\xfea\0b").unwrap().issues.len(), 1);
    }

    #[test]
    fn what_is_no_text_is_refused_with_a_place() {
        let latin: Vec<u8> = b"\xe9t\xe9\n".repeat(60);
        let rows = [
            (latin.as_slice(), "1:1: error: the file is not UTF-8: from here on, more than 100 places"),
            (&[&b"\x7fELF\0\n"[..], &[0x80; 200]].concat(), "2:1: error: this is not a text file"),
            (b"\xff\xfe\0\0a\0\0\0", "error: the file is in UTF-32; save it as UTF-8"),
        ];
        for (bytes, wanted) in rows {
            let refusal = decode(bytes).unwrap_err().to_string();
            assert!(refusal.starts_with(wanted), "{refusal}");
        }
    }

    proptest::proptest! {
        #[test]
        fn never_panics(bytes: Vec<u8>) {
            let _ = decode(&bytes);
        }
    }
}
