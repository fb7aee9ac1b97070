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
