//! Compressed inputs, unpacked as they are asked for and within a limit.
//!
//! They are known by their first bytes, so that standard input needs no name. A few kilobytes can claim
//! to be a terabyte: what is read whole may hold [`MAX_UNPACKED`] bytes, a stream may also hold
//! [`MAX_RATIO`] times what it was packed into. What is cut short gives what stands before the cut.

use std::ffi::OsStr;
use std::io::{self, BufReader, Chain, Cursor, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

/// The most that a compressed input may hold, in bytes: no more than a plain one.
pub const MAX_UNPACKED: u64 = super::MAX_FILE;

/// How many times larger than its packed form a compressed stream may become beyond [`MAX_UNPACKED`].
/// Text of events is rarely ten times larger; nothing at all is a thousand times.
pub const MAX_RATIO: u64 = 100;

/// How many frames of a zstd input may hold nothing; each costs time.
const MAX_EMPTY: usize = 100_000;

/// How much of a packed input is read at once.
const PIECE: usize = 1 << 18;

/// The endings of the names of compressed files.
const ENDINGS: &[&str] = &["gz", "zst"];

/// What an input holds.
#[derive(Debug, PartialEq, Eq)]
pub struct Unpacked {
    /// The bytes, as they were where they are not compressed.
    pub bytes: Vec<u8>,
    /// It ends too early: why, as the end of a sentence that begins with the file's name.
    pub cut: Option<String>,
}

/// `bytes`, unpacked where they are gzip or zstd. Else they are as they were.
///
/// # Errors
///
/// When they are damaged, or hold more than [`MAX_UNPACKED`]: why, as the end of a sentence that begins
/// with the file's name.
pub fn unpack(bytes: Vec<u8>) -> Result<Unpacked, String> {
    let Some(packing) = kind(&bytes) else { return Ok(Unpacked { bytes, cut: None }) };
    let mut out = Vec::new();
    let read = stream(packing, Cursor::new(bytes)).take(MAX_UNPACKED + 1).read_to_end(&mut out);
    if out.len() as u64 > MAX_UNPACKED {
        return Err(format!(
            "it is compressed, and larger than {} MiB when unpacked (the limit of unpacked size); split it",
            MAX_UNPACKED >> 20
        ));
    }
    match read {
        Ok(_) => Ok(Unpacked { bytes: out, cut: None }),
        Err(error) if is_cut(&error) && !out.is_empty() => {
            Ok(Unpacked { bytes: out, cut: Some(error.to_string()) })
        }
        Err(error) => Err(error.to_string()),
    }
}

/// Whether the error is that a packed input ends too early; what came before it is good.
pub(super) fn is_cut(error: &io::Error) -> bool {
    error.kind() == ErrorKind::UnexpectedEof
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

/// How an input is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Gzip,
    Zstd,
}

/// How the input with these first bytes is compressed.
pub(super) fn kind(bytes: &[u8]) -> Option<Packing> {
    match bytes {
        [0x1f, 0x8b, ..] => Some(Packing::Gzip),
        // A frame, or one that is to be skipped.
        [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Packing::Zstd),
        _ => None,
    }
}

/// What is in a compressed input, unpacked as it is asked for. Its errors are sentences that begin with
/// the file's name.
pub(super) fn stream(packing: Packing, input: impl Read + Send + 'static) -> Box<dyn Read + Send> {
    let taken = Arc::new(Taken::default());
    let input = BufReader::with_capacity(PIECE, Packed { input, taken: Arc::clone(&taken) });
    match packing {
        Packing::Gzip => Box::new(Bounded { inner: MultiGzDecoder::new(input), taken, given: 0 }),
        Packing::Zstd => Box::new(Bounded { inner: Frames::of(input), taken, given: 0 }),
    }
}

/// How much was taken of a packed input, and whether there is no more.
#[derive(Default)]
struct Taken {
    bytes: AtomicU64,
    ended: AtomicBool,
}

/// A packed input that is watched.
struct Packed<R> {
    input: R,
    taken: Arc<Taken>,
}

impl<R: Read> Read for Packed<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(out)?;
        self.taken.bytes.fetch_add(read as u64, Ordering::Relaxed);
        self.taken.ended.store(read == 0 && !out.is_empty(), Ordering::Relaxed);
        Ok(read)
    }
}

/// What is unpacked, unless it is too much.
struct Bounded<R> {
    inner: R,
    taken: Arc<Taken>,
    given: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = match self.inner.read(out) {
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted || error.raw_os_error().is_some() => {
                return Err(error);
            }
            Err(_) if self.taken.ended.load(Ordering::Relaxed) => {
                let why = "it cannot be unpacked to its end: it is cut short; get it again";
                return Err(io::Error::new(ErrorKind::UnexpectedEof, why));
            }
            Err(_) => {
                let why = "it cannot be unpacked: it is damaged; get it again";
                return Err(io::Error::new(ErrorKind::InvalidData, why));
            }
        };
        self.given += read as u64;
        let most = self.taken.bytes.load(Ordering::Relaxed).saturating_mul(MAX_RATIO);
        // One more than a whole input may have, so that this one is told by its own limit.
        if self.given > most.max(MAX_UNPACKED + 1) {
            let why = format!(
                "it is compressed, and more than {MAX_RATIO} times larger when unpacked (the limit of growth); \
                 if it is what you want, unpack it yourself first"
            );
            return Err(io::Error::new(ErrorKind::InvalidData, why));
        }
        Ok(read)
    }
}

/// The frames of a zstd input, one behind the other.
struct Frames<R: Read> {
    /// The input between two frames, and what decodes them.
    between: Option<(R, FrameDecoder)>,
    frame: Option<StreamingDecoder<Begun<R>, FrameDecoder>>,
    /// Whether the frame gave anything, and how many gave nothing.
    gave: bool,
    empty: usize,
}

/// A frame of which the first four bytes were looked at.
type Begun<R> = Chain<Cursor<[u8; 4]>, R>;

impl<R: Read> Frames<R> {
    fn of(input: R) -> Self {
        Self { between: Some((input, FrameDecoder::new())), frame: None, gave: false, empty: 0 }
    }

    /// Notes a frame that gave nothing.
    fn nothing(&mut self) -> io::Result<()> {
        self.empty += 1;
        if self.empty > MAX_EMPTY {
            Err(io::Error::other("more frames than a timeline needs"))
        } else {
            Ok(())
        }
    }

    /// Begins the next frame; `false` at the end.
    fn begin(&mut self) -> io::Result<bool> {
        let Some((mut input, decoder)) = self.between.take() else { return Ok(false) };
        let mut magic = Vec::with_capacity(4);
        (&mut input).take(4).read_to_end(&mut magic)?;
        if magic.is_empty() {
            self.between = Some((input, decoder));
            return Ok(false);
        }
        let magic: [u8; 4] = magic.try_into().map_err(|_| ErrorKind::UnexpectedEof)?;
        if let [0x50..=0x5f, 0x2a, 0x4d, 0x18] = magic {
            let mut len = [0; 4];
            input.read_exact(&mut len)?;
            let len = u64::from(u32::from_le_bytes(len));
            let skipped = io::copy(&mut (&mut input).take(len), &mut io::sink())?;
            self.between = Some((input, decoder));
            return if skipped < len {
                Err(ErrorKind::UnexpectedEof.into())
            } else {
                self.nothing().map(|()| true)
            };
        }
        let begun = Cursor::new(magic).chain(input);
        self.frame = Some(StreamingDecoder::new_with_decoder(begun, decoder).map_err(io::Error::other)?);
        self.gave = false;
        Ok(true)
    }
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(frame) = &mut self.frame {
                let read = frame.read(out)?;
                if read > 0 || out.is_empty() {
                    self.gave = true;
                    return Ok(read);
                }
                let parts = self.frame.take().map(StreamingDecoder::into_parts);
                self.between = parts.map(|(begun, decoder)| (begun.into_inner().1, decoder));
                if !self.gave {
                    self.nothing()?;
                }
            }
            if !self.begin()? {
                return Ok(0);
            }
        }
    }
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

    fn whole(bytes: &[u8]) -> Unpacked {
        Unpacked { bytes: bytes.to_vec(), cut: None }
    }

    #[test]
    fn what_is_packed_is_unpacked_and_the_rest_left_alone() {
        let text = b"[[events]]\ntitle = 'x'\n".repeat(100);
        let skipped = [&[0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3][..], &zst(&text)].concat();
        for packed in [gz(&text), zst(&text), [gz(&text[..9]), gz(&text[9..])].concat(), skipped] {
            assert_eq!(unpack(packed), Ok(whole(&text)));
        }
        assert_eq!(unpack([zst(b"a"), zst(b"b")].concat()), Ok(whole(b"ab")));
        for plain in [&b""[..], b"a", b"\x1f", b"(\xb5/"] {
            assert_eq!(unpack(plain.to_vec()), Ok(whole(plain)));
        }
    }

    #[test]
    fn damage_is_told_and_nothing_panics() {
        let text = b"[[events]]\ntitle = 'x'\n".repeat(100);
        for packed in [gz(&text), zst(&text)] {
            for end in 4..packed.len() {
                match unpack(packed[..end].to_vec()) {
                    Ok(Unpacked { bytes, cut }) => {
                        assert!(cut.is_some() && text.starts_with(&bytes), "{end}");
                    }
                    Err(error) => assert!(error.contains("it is cut short"), "{end}: {error}"),
                }
            }
            for at in 4..packed.len() {
                let mut bad = packed.clone();
                bad[at] ^= 0x55;
                let _ = unpack(bad);
            }
        }
        let error = unpack(gz(b"text")[..10].to_vec()).unwrap_err();
        assert_eq!(error, "it cannot be unpacked to its end: it is cut short; get it again");
    }

    #[test]
    fn a_bomb_goes_off_in_its_shell() {
        let mut bomb = Vec::new();
        // A mebibyte of nothing, many times: members of one file.
        let part = gz(&vec![0; 16 << 20]);
        for _ in 0..=MAX_UNPACKED >> 24 {
            bomb.extend_from_slice(&part);
        }
        assert!(unpack(bomb.clone()).unwrap_err().contains("the limit of unpacked size"));
        // A stream may be longer, but not out of all proportion.
        let mut given = 0;
        let mut stream = stream(Packing::Gzip, Cursor::new(bomb));
        let mut piece = vec![0; 1 << 20];
        let error = loop {
            match stream.read(&mut piece) {
                Ok(read) => given += read as u64,
                Err(error) => break error.to_string(),
            }
        };
        assert!(error.contains("the limit of growth"), "{error}");
        assert!(given <= MAX_UNPACKED + 1, "{given}");
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
