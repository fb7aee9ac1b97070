//! Encodings from before Unicode: as the user calls them, or as the bytes look.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// As many bytes as are looked at to tell an encoding.
const LOOK: usize = 1 << 20;

/// How many good letters beyond ASCII make bytes UTF-8 with one damaged place: another encoding would
/// spoil what is whole.
const GOOD: usize = 4;

/// What the bytes look like.
pub(crate) fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(LOOK)], bytes.len() <= LOOK);
    detector.guess(None, Utf8Detection::Allow)
}

/// What bytes that are no UTF-8 look like; `None` where they are UTF-8 with some damage, or no text.
pub(super) fn other(bytes: &[u8]) -> Option<&'static Encoding> {
    if is_binary(bytes) {
        return None;
    }
    let (good, bad) = bytes.utf8_chunks().fold((0, 0), |(good, bad), chunk| {
        let beyond = chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        (good + beyond, bad + usize::from(!chunk.invalid().is_empty()))
    });
    let encoding = guess(bytes);
    (good <= GOOD * bad && encoding != UTF_8).then_some(encoding)
}

/// Whether these are no letters in any encoding: NUL and its neighbours stand in no text.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8192)];
    let odd = head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    odd * 50 > head.len() || memchr::memchr(0, bytes).is_some()
}

/// The encoding that a user calls so.
///
/// # Errors
///
/// When there is none: the message names those that are met most.
pub(crate) fn named(name: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label_no_replacement(name.trim().as_bytes()).ok_or_else(|| {
        format!(
            "no encoding `{}`; there are utf-8, windows-1252 (latin1), iso-8859-2, windows-1250, \
             windows-1251, koi8-r, macintosh, utf-16le, shift_jis, gb18030, big5, euc-kr and what else web \
             pages are written in",
            crate::text::line(name)
        )
    })
}
