//! 64-bit hashes as sixteen hexadecimal digits: JSON numbers are not exact that far.

use std::borrow::Cow;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};

fn digits(text: &str) -> Option<u64> {
    let plain = text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit());
    plain.then(|| u64::from_str_radix(text, 16).ok()).flatten()
}

/// Writes one hash.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
pub(super) fn serialize<S: Serializer>(hash: &u64, out: S) -> Result<S::Ok, S::Error> {
    out.collect_str(&format_args!("{hash:016x}"))
}

/// Reads one hash.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<u64, D::Error> {
    let text = Cow::<str>::deserialize(input)?;
    digits(&text).ok_or_else(|| D::Error::custom("a hash is sixteen hexadecimal digits"))
}

/// Many hashes in one string, parted by blanks.
pub(super) mod list {
    use std::fmt::Write as _;

    use super::{Cow, Deserialize, Deserializer, Error, Serializer, digits};

    /// Writes them.
    pub(in super::super) fn serialize<S: Serializer>(hashes: &[u64], out: S) -> Result<S::Ok, S::Error> {
        let mut text = String::with_capacity(hashes.len().saturating_mul(17));
        for (n, hash) in hashes.iter().enumerate() {
            let blank = if n > 0 { " " } else { "" };
            let _ = write!(text, "{blank}{hash:016x}");
        }
        out.serialize_str(&text)
    }

    /// Reads them.
    pub(in super::super) fn deserialize<'de, I: Deserializer<'de>>(input: I) -> Result<Vec<u64>, I::Error> {
        let text = Cow::<str>::deserialize(input)?;
        text.split_ascii_whitespace()
            .map(|word| digits(word).ok_or_else(|| I::Error::custom("a hash is sixteen hexadecimal digits")))
            .collect()
    }
}
