//! Compressed inputs, unpacked whole and within a limit.
//!
//! They are known by their first bytes, so that standard input needs no name. A few kilobytes can claim
//! to be a terabyte: unpacking ends with the first byte beyond [`MAX_UNPACKED`].

use std::ffi::OsStr;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

/// The most that a compressed input may hold, in bytes: no more than a plain one.
pub const MAX_UNPACKED: u64 = super::MAX_FILE;

/// How many frames a zstd file may have; each costs time, and may hold nothing.
const MAX_FRAMES: usize = 100_000;

/// The endings of the names of compressed files.
const ENDINGS: &[&str] = &["gz", "zst"];

/// `bytes`, unpacked where they are gzip or zstd. Else they are as they were.
///
/// # Errors
///
/// When they are damaged, or hold more than [`MAX_UNPACKED`]: why, as the end of a sentence that begins
/// with the file's name.
pub fn unpack(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    let unpacked = if bytes.starts_with(&[0x1f, 0x8b]) {
        gzip(&bytes)
    } else if is_zstd(&bytes) {
        zstd(&bytes)
    } else {
        return Ok(bytes);
    };
    let unpacked = unpacked.map_err(|error| {
        let cut = error.kind() == io::ErrorKind::UnexpectedEof;
        let why = if cut { "it is cut short" } else { "it is damaged" };
        format!("it cannot be unpacked: {why}; get it again")
    })?;
    if unpacked.len() as u64 > MAX_UNPACKED {
        return Err(format!(
            "it is compressed, and larger than {} MiB when unpacked (the limit MAX_UNPACKED); split it",
            MAX_UNPACKED >> 20
        ));
    }
    Ok(unpacked)
}

/// The name that a file had before it was compressed: `a.toml` of `a.toml.gz`.
#[must_use]
pub fn bare(path: &Path) -> PathBuf {
    let ending = path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
    if ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str())) {
        path.with_extension("")
    } else {
        path.to_owned()
    }
}

/// A frame of zstd, or one that is to be skipped.
fn is_zstd(bytes: &[u8]) -> bool {
    matches!(bytes, [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    MultiGzDecoder::new(bytes).take(MAX_UNPACKED + 1).read_to_end(&mut out)?;
    Ok(out)
}

/// All the frames of a file, one behind the other.
fn zstd(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut decoder = FrameDecoder::new();
    let mut rest = bytes;
    for _ in 0..MAX_FRAMES {
        if rest.is_empty() || out.len() as u64 > MAX_UNPACKED {
            return Ok(out);
        }
        match StreamingDecoder::new_with_decoder(&mut rest, &mut decoder) {
            Ok(frame) => {
                let room = MAX_UNPACKED + 1 - out.len() as u64;
                frame.take(room).read_to_end(&mut out)?;
            }
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                length, ..
            })) => {
                rest = rest.get(length as usize..).ok_or(io::ErrorKind::UnexpectedEof)?;
            }
            Err(error) => return Err(io::Error::other(error)),
        }
    }
    Err(io::Error::other("more frames than a timeline needs"))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gz(bytes: &[u8]) -> Vec<u8> {
        let mut out = GzEncoder::new(Vec::new(), Compression::fast());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    fn zst(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    #[test]
    fn what_is_packed_is_unpacked_and_the_rest_left_alone() {
        let text = b"[[events]]\ntitle = 'x'\n".repeat(100);
        let skipped = [&[0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3][..], &zst(&text)].concat();
        for packed in [gz(&text), zst(&text), [gz(&text[..9]), gz(&text[9..])].concat(), skipped] {
            assert_eq!(unpack(packed), Ok(text.clone()));
        }
        assert_eq!(unpack([zst(b"a"), zst(b"b")].concat()), Ok(b"ab".to_vec()));
        for plain in [&b""[..], b"a", b"\x1f", b"(\xb5/"] {
            assert_eq!(unpack(plain.to_vec()), Ok(plain.to_vec()));
        }
    }

    #[test]
    fn damage_is_told_and_nothing_panics() {
        let text = b"[[events]]\ntitle = 'x'\n".repeat(100);
        for packed in [gz(&text), zst(&text)] {
            for end in 4..packed.len() {
                assert!(unpack(packed[..end].to_vec()).is_err(), "{end}");
            }
            for at in 4..packed.len() {
                let mut bad = packed.clone();
                bad[at] ^= 0x55;
                let _ = unpack(bad);
            }
        }
        let error = unpack(gz(b"text")[..12].to_vec()).unwrap_err();
        assert_eq!(error, "it cannot be unpacked: it is cut short; get it again");
    }

    #[test]
    fn a_bomb_goes_off_in_its_shell() {
        let mut bomb = Vec::new();
        // A mebibyte of nothing, many times: members of one file.
        let part = gz(&vec![0; 16 << 20]);
        for _ in 0..=MAX_UNPACKED >> 24 {
            bomb.extend_from_slice(&part);
        }
        assert!(unpack(bomb).unwrap_err().contains("MAX_UNPACKED"));
    }

    #[test]
    fn a_name_is_bared_once() {
        let rows =
            [("a.toml.gz", "a.toml"), ("a.ZST", "a"), ("a.toml", "a.toml"), (".gz", ".gz"), ("-", "-")];
        for (path, wanted) in rows {
            assert_eq!(bare(Path::new(path)), Path::new(wanted));
        }
    }
}
