//! Bytes to text, the same for every format.
//!
//! - A byte order mark is dropped. UTF-16, with a mark or plainly so, is read; UTF-32 is named and
//!   refused.
//! - Text in another encoding is read as what it looks like, and that is told; [`decode_as`] is told which
//!   it is. Where the bytes are UTF-8 with some damage, each damaged place becomes U+FFFD with a warning;
//!   a file with more than [`MAX_BAD`] of them is refused with the first place.
//! - A carriage return alone ends a line, as one before a line feed does. NUL and everything else
//!   stays, and is shown as a stand-in.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

mod legacy;

pub(crate) use legacy::{guess, named};

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
    /// In which encoding the bytes were read, where that had to be guessed: a sentence.
    pub told: Option<String>,
}

/// Makes text of bytes.
///
/// # Errors
///
/// When they are not text, or in an encoding that is not read. The issue has its place.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Box<Issue>> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..]
        | [0, 0, 0xfe, 0xff, ..]
        | [1..=255, 0, 0, 0, 1..=255, 0, 0, 0, ..]
        | [0, 0, 0, 1..=255, 0, 0, 0, 1..=255, ..] => {
            let help = "save it as UTF-8 and try again";
            Err(Box::new(Issue::error(Spot::NONE, "the file is in UTF-32", help)))
        }
        [0xff, 0xfe, rest @ ..] => Ok(utf16(rest, u16::from_le_bytes, true)),
        [0xfe, 0xff, rest @ ..] => Ok(utf16(rest, u16::from_be_bytes, true)),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => Ok(utf16(bytes, u16::from_le_bytes, false)),
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => Ok(utf16(bytes, u16::from_be_bytes, false)),
        _ => match std::str::from_utf8(bytes).err().and_then(|_| legacy::other(bytes)) {
            Some(encoding) => {
                let name = encoding.name();
                let told = format!("the file is not UTF-8, and is read as {name}; --encoding says otherwise");
                Ok(Decoded { told: Some(told), ..in_encoding(bytes, encoding) })
            }
            None => utf8(bytes),
        },
    }
}

/// Whether a file that begins so, cut anywhere, is UTF-8 with lines that end in line feeds: it may be read
/// line by line.
pub(crate) fn is_lines(head: &[u8]) -> bool {
    let marked = matches!(head, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, 0, 0xfe, 0xff, ..]);
    let wide = matches!(head, [a, 0, b, 0, ..] | [0, a, 0, b, ..] if *a != 0 && *b != 0);
    let alone = |at: usize| head.get(at + 1).is_some_and(|&byte| byte != b'\n');
    if marked || wide || memchr::memchr_iter(b'\r', head).any(alone) {
        return false;
    }
    match std::str::from_utf8(head) {
        Err(error) if error.error_len().is_some() => legacy::other(head).is_none(),
        _ => true,
    }
}

/// The encoding from before Unicode that bytes which are no UTF-8 look like; `None` where they are UTF-8 with
/// some damage.
pub(super) fn legacy_of(bytes: &[u8]) -> Option<&'static Encoding> {
    legacy::other(bytes)
}

/// The same of bytes in the encoding that the user calls `name`; as [`decode`] where it is `None`.
///
/// # Errors
///
/// As [`decode`], and when there is no such encoding.
pub fn decode_as<'a>(bytes: &'a [u8], name: Option<&str>) -> Result<Decoded<'a>, Box<Issue>> {
    let Some(name) = name else { return decode(bytes) };
    let encoding = named(name).map_err(|why| Box::new(Issue::error(Spot::NONE, why, "")))?;
    let unmarked = bytes.strip_prefix(b"\xef\xbb\xbf");
    if encoding == UTF_8 {
        return utf8(unmarked.unwrap_or(bytes));
    }
    if encoding == UTF_16LE || encoding == UTF_16BE {
        let is_little = encoding == UTF_16LE;
        let mark = if is_little { [0xff, 0xfe] } else { [0xfe, 0xff] };
        let bytes = bytes.strip_prefix(&mark).unwrap_or(bytes);
        let unit = if is_little { u16::from_le_bytes } else { u16::from_be_bytes };
        return Ok(Decoded { told: None, ..utf16(bytes, unit, true) });
    }
    Ok(in_encoding(bytes, encoding))
}

/// Bytes in an encoding from before Unicode.
fn in_encoding<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Decoded<'a> {
    let (text, bad) = encoding.decode_without_bom_handling(bytes);
    let mut issues = Vec::new();
    if bad {
        let places: Vec<usize> = text.match_indices('\u{fffd}').map(|(at, _)| at).collect();
        let what = format!("bytes that are no {}, read as \u{fffd}", encoding.name());
        let help = "name the right encoding with --encoding, or save the file as UTF-8";
        let told = places.iter().take(MAX_BAD).map(|&at| Issue::warning(Spot::at(at), what.as_str(), help));
        issues.extend(told);
    }
    Decoded { text: line_ends(text), issues, told: None }
}

fn utf8(bytes: &[u8]) -> Result<Decoded<'_>, Box<Issue>> {
    let mut issues = Vec::new();
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded { text: line_ends(Cow::Borrowed(text)), issues, told: None });
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
    Ok(Decoded { text: line_ends(Cow::Owned(text)), issues, told: None })
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
        "name its encoding with --encoding, or save it as UTF-8"
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
    let issues = unmarked.into_iter().chain(halves).collect();
    let told = marked.then(|| "the file is UTF-16, and is read as that".to_owned());
    Decoded { issues, text: line_ends(Cow::Owned(text)), told }
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
        let marked = decode(b"\xff\xfea\0").unwrap();
        assert_eq!(marked.told.as_deref(), Some("the file is UTF-16, and is read as that"));
        for bytes in [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b""] {
            assert_eq!(decode(bytes).unwrap().text, "");
        }
    }

    #[test]
    fn damage_is_shown_where_it_is() {
        let damaged = [b"ok \xe9t\xc0\xaf \xed\xa0\x80".as_slice(), "é".repeat(40).as_bytes()].concat();
        let decoded = decode(&damaged).unwrap();
        assert!(decoded.text.starts_with("ok \u{fffd}t\u{fffd}"));
        assert_eq!((decoded.issues[0].spot, decoded.told), (Spot::at(3), None));
        assert_eq!(decoded.issues[0].what.raw(), "bytes that are no UTF-8 (e9), read as \u{fffd}");
        assert_eq!(decode(b"\xff\xfea\0\0\xd8").unwrap().text, "a\u{fffd}");
        assert_eq!(decode(b"\xff\xfea\0b").unwrap().issues.len(), 1);
    }

    #[test]
    fn what_is_no_text_is_refused_with_a_place() {
        let damaged: Vec<u8> = "\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}X\n".repeat(120).into_bytes();
        let damaged: Vec<u8> = damaged.iter().map(|&byte| if byte == b'X' { 0xff } else { byte }).collect();
        let rows = [
            (damaged.as_slice(), "1:6: error: the file is not UTF-8: from here on, more than 100 places"),
            (&[&b"\x7fELF\0\n"[..], &[0x80; 200]].concat(), "2:1: error: this is not a text file"),
            (b"\xff\xfe\0\0a\0\0\0", "error: the file is in UTF-32; save it as UTF-8"),
            (b"a\0\0\0b\0\0\0", "error: the file is in UTF-32; save it as UTF-8"),
            (b"\0\0\0a\0\0\0b", "error: the file is in UTF-32; save it as UTF-8"),
        ];
        for (bytes, wanted) in rows {
            let refusal = decode(bytes).unwrap_err().to_string();
            assert!(refusal.starts_with(wanted), "{refusal}");
        }
    }

    #[test]
    fn text_from_before_unicode_is_read_as_what_it_looks_like_or_is_said_to_be() {
        let german = "Datum;Überschrift\n1989-11-09;Öffnung der Grenze in Würzburg – „endlich“\n";
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(german);
        let decoded = decode(&bytes).unwrap();
        assert_eq!((decoded.text.as_ref(), decoded.issues.len()), (german, 0));
        assert!(decoded.told.unwrap().contains("windows-1252"));
        let russian = "дата;событие\n1991-12-25;Распад Советского Союза\n";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
        assert_eq!(decode(&bytes).unwrap().text, russian);
        let (bytes, _, _) = encoding_rs::MACINTOSH.encode(german);
        let decoded = decode_as(&bytes, Some("macintosh")).unwrap();
        assert_eq!((decoded.text.as_ref(), decoded.told), (german, None));
        assert_eq!(decode_as(b"a\0b\0", Some("utf-16le")).unwrap().text, "ab");
        assert_eq!(decode_as(b"\x81", Some("shift_jis")).unwrap().issues.len(), 1);
        let unknown = decode_as(b"x", Some("latin-klingon")).unwrap_err().to_string();
        assert!(unknown.contains("no encoding `latin-klingon`; there are utf-8, windows-1252"), "{unknown}");
    }

    #[test]
    fn only_utf8_with_line_feeds_is_read_line_by_line() {
        let rows: [(&[u8], bool); 8] = [
            (b"{}\n", true),
            (b"{}\r\n", true),
            ("{\"a\": \"\u{e9}".as_bytes(), true),
            (b"{\"a\": \"\xc3", true),
            (b"{}\r{}", false),
            (b"{\0}\0", false),
            (b"\xff\xfe{\0", false),
            (b"{\"a\": \"Caf\xe9 und Stra\xdfe\"}\n", false),
        ];
        for (head, wanted) in rows {
            assert_eq!(is_lines(head), wanted, "{head:x?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn never_panics(bytes: Vec<u8>) {
            let _ = decode(&bytes);
            for name in ["utf-8", "latin1", "utf-16be", "shift_jis", "gb18030"] {
                let _ = decode_as(&bytes, Some(name));
            }
        }
    }
}
