//! Opening an input that is read while the screen stands.
//!
//! What is small is read before anything is shown ([`super::load_with`]); what is large, or comes
//! through a pipe, is a [`Later`]: opened and looked at, so that what can be refused at once is, and read
//! by a thread of its own. JSON Lines are read as a stream, other formats whole.

use std::io::{self, Chain, Cursor, Read};
use std::path::{Path, PathBuf};

use super::patient::{Patient, Waiting};
use super::stream::{self, News};
use super::{Loaded, Manner, StoreError, bare, open, trouble, unpack};
use crate::formats::{self, HEAD, Hint, Import, ReadError, Tally};
use crate::text::line;

/// Up to this size, in bytes, a file is read before the first screen.
pub const SMALL: u64 = 2 << 20;

/// An input that was opened, and not read.
pub struct Later {
    path: Option<PathBuf>,
    name: String,
    manner: Manner,
    kind: Kind,
}

enum Kind {
    /// JSON Lines, from the beginning.
    Lines(Box<dyn Read + Send>, Option<u64>),
    /// Anything else: what was read of it to look at, and the rest.
    Whole(Box<dyn Read + Send>),
}

/// Opens an input for later; `None` where it is small, and may as well be read now.
///
/// # Errors
///
/// When it cannot be opened.
pub fn later(path: &Path, manner: &Manner) -> Result<Option<Later>, StoreError> {
    if path == Path::new("-") {
        return open_stdin(manner).map(Some);
    }
    // Whatever is no file is refused by whoever reads it now.
    let Ok(data) = path.metadata() else { return Ok(None) };
    if !data.is_file() || data.len() <= SMALL {
        return Ok(None);
    }
    let name = line(&path.to_string_lossy()).into_owned();
    let (file, total) =
        open::open_any(path).map_err(|reason| StoreError::Read { name: name.clone(), reason })?;
    Later::new(Some(path.to_owned()), name, file, Some(total), manner).map(Some)
}

fn open_stdin(manner: &Manner) -> Result<Later, StoreError> {
    let name = super::STDIN.to_owned();
    let stdin = std::io::stdin();
    if std::io::IsTerminal::is_terminal(&stdin) {
        let reason = "it is a terminal; pipe a timeline into it, or name a file".into();
        return Err(StoreError::Read { name, reason });
    }
    // What it is can be told when something has come: that is left to the thread that reads.
    Ok(Later { path: None, name, manner: manner.clone(), kind: Kind::Whole(Box::new(Patient::new(stdin))) })
}

/// The stream at `path`, where it is JSON Lines; what else it is may be read whole.
///
/// # Errors
///
/// When it cannot be opened.
pub fn lines(path: &Path, manner: &Manner) -> Result<Option<Later>, StoreError> {
    let name = line(&path.to_string_lossy()).into_owned();
    let opened = open::open_any(path).map_err(|reason| StoreError::Read { name: name.clone(), reason })?;
    let later = Later::new(Some(path.to_owned()), name, opened.0, Some(opened.1), manner)?;
    Ok(matches!(later.kind, Kind::Lines(..)).then_some(later))
}

impl Later {
    fn new(
        path: Option<PathBuf>,
        name: String,
        input: impl Read + Send + 'static,
        total: Option<u64>,
        manner: &Manner,
    ) -> Result<Self, StoreError> {
        let kind = look(path.as_deref(), input, total, manner)
            .map_err(|error| StoreError::Read { name: name.clone(), reason: trouble::reading(&error) })?;
        Ok(Self { path, name, manner: manner.clone(), kind })
    }

    /// What messages call it; fit for a terminal.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file, where it is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Reads it; `tell` hears how it goes, and answers whether to go on.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or is in no format that annals knows.
    pub fn load(self, tell: &mut dyn FnMut(News) -> bool) -> Result<Loaded, StoreError> {
        let Self { path, name, manner, kind } = self;
        let failed =
            |error: &io::Error| StoreError::Read { name: name.clone(), reason: trouble::reading(error) };
        // A pipe is looked at now; a file was when it was opened.
        let kind = match kind {
            Kind::Whole(input) if path.is_none() => {
                look(None, input, None, &manner).map_err(|error| failed(&error))?
            }
            kind => kind,
        };
        match kind {
            Kind::Lines(mut input, total) => {
                let whole = stream::read(&mut input, total, tell).map_err(|error| failed(&error))?;
                let nothing = whole.timeline.is_empty() && whole.told.refusals > 0;
                if let Some(issue) = whole.told.issues.first().filter(|_| nothing) {
                    return Err(StoreError::Parse { name, error: ReadError(Box::new(issue.clone())) });
                }
                Ok(streamed(whole, path, name))
            }
            Kind::Whole(input) => {
                let mut bytes = Vec::new();
                let read = Waiting(input).take(super::MAX_FILE + 1).read_to_end(&mut bytes);
                read.map_err(|error| failed(&error))?;
                let bytes = open::within_limit(bytes)
                    .map_err(|reason| StoreError::Read { name: name.clone(), reason })?;
                let digest = super::digest(&bytes);
                let import = super::understand(path.as_deref(), &name, bytes, &manner)?;
                Ok(Loaded { import, path, name, digest })
            }
        }
    }
}

/// What a stream gave, as other inputs do.
fn streamed(whole: stream::Whole, path: Option<PathBuf>, name: String) -> Loaded {
    let stream::Whole { timeline, told, digest, .. } = whole;
    let tally =
        Tally { read: timeline.len() + told.refusals, remarked: told.remarked, refused: told.refusals };
    let import = Import {
        timeline,
        issues: told.issues,
        format: formats::jsonl(),
        tally,
        refused: told.refused,
        header: None,
        told: Vec::new(),
        recalled: None,
    };
    Loaded { import, path, name, digest }
}

/// Looks at the beginning of an input.
fn look(
    path: Option<&Path>,
    mut input: impl Read + Send + 'static,
    total: Option<u64>,
    manner: &Manner,
) -> io::Result<Kind> {
    let head = head_of(&mut input)?;
    let packed = unpack::kind(&head);
    let whole: Chain<Cursor<Vec<u8>>, _> = Cursor::new(head.clone()).chain(input);
    let bare = path.map(bare);
    let hint = match (&manner.from, &bare) {
        (Some(format), _) => Hint::Name(format),
        (None, Some(path)) => Hint::Path(path),
        (None, None) => Hint::None,
    };
    let lines = |head: &[u8]| {
        // A stream is UTF-8, as JSON is; anything else is read whole.
        let said = manner.options.encoding.as_ref().is_some_and(|name| !name.eq_ignore_ascii_case("utf-8"));
        // Names that are mapped are asked for in all of the file.
        let odd = said || !manner.options.map.is_empty() || !formats::decode::is_lines(head);
        let text = String::from_utf8_lossy(head);
        !odd && formats::detect(hint, &text).is_ok_and(|format| format.name == formats::jsonl().name)
    };
    match packed {
        None if lines(&head) => Ok(Kind::Lines(Box::new(whole), total)),
        None => Ok(Kind::Whole(Box::new(whole))),
        Some(packing) => {
            // Unpacked twice at its beginning: once to look at it.
            let mut begin = Vec::new();
            let _ = unpack::stream(packing, Cursor::new(head)).take(HEAD as u64).read_to_end(&mut begin);
            if !lines(&begin) {
                return Ok(Kind::Whole(Box::new(whole)));
            }
            Ok(Kind::Lines(unpack::stream(packing, Waiting(whole)), None))
        }
    }
}

/// The first bytes of an input, as many as there are to look at.
fn head_of(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    loop {
        let room = HEAD.saturating_sub(head.len()) as u64;
        match input.by_ref().take(room).read_to_end(&mut head) {
            // A pipe that pauses: a line is enough to look at.
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                if head.contains(&b'\n') {
                    return Ok(head);
                }
            }
            read => return read.map(|_| head),
        }
    }
}

impl std::fmt::Debug for Later {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn jsonl(events: usize) -> Vec<u8> {
        (0..events)
            .flat_map(|n| format!("{{\"key\": \"e{n}\", \"title\": \"Event {n}\"}}\n").into_bytes())
            .collect()
    }

    #[test]
    fn lines_are_streamed_whatever_they_are_packed_in() {
        let folder = tempfile::tempdir().unwrap();
        let text = jsonl(20_000);
        let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
        gz.write_all(&text).unwrap();
        let zst = ruzstd::encoding::compress_to_vec(&text[..], ruzstd::encoding::CompressionLevel::Fastest);
        let two: Vec<u8> = [zst.as_slice(), &zst].concat();
        let rows = [
            ("a.jsonl", text.clone(), 20_000),
            ("b.txt", text.clone(), 20_000),
            ("c.jsonl.gz", gz.finish().unwrap(), 20_000),
            ("d.jsonl.zst", zst, 20_000),
            ("e.jsonl.zst", two, 40_000),
        ];
        for (name, bytes, wanted) in rows {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            let later = lines(&path, &Manner::default()).unwrap().unwrap_or_else(|| panic!("{name}"));
            let loaded = later.load(&mut |_| true).unwrap();
            assert_eq!(loaded.import.timeline.len(), wanted, "{name}");
        }
    }

    #[test]
    fn a_cut_file_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
        gz.write_all(&jsonl(50_000)).unwrap();
        let bytes = gz.finish().unwrap();
        let path = folder.path().join("cut.jsonl.gz");
        std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
        let later = lines(&path, &Manner::default()).unwrap().unwrap();
        let import = later.load(&mut |_| true).unwrap().import;
        assert!(import.timeline.len() > 10_000);
        // The line in which it was cut, and the rest.
        assert_eq!(import.tally.refused, 2);
        let told: Vec<String> = import.issues.iter().map(ToString::to_string).collect();
        assert!(told.iter().any(|told| told.contains("it is cut short; get it again")), "{told:?}");
        std::fs::write(&path, &bytes[..12]).unwrap();
        let error = super::super::load(&path).unwrap_err().to_string();
        assert!(error.contains("it is cut short; get it again"), "{error}");
    }

    #[test]
    fn a_frame_to_be_skipped_is_skipped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl.zst");
        let zst = ruzstd::encoding::compress_to_vec(
            &jsonl(20_000)[..],
            ruzstd::encoding::CompressionLevel::Fastest,
        );
        let skip: &[u8] = &[0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];
        std::fs::write(&path, [skip, &zst, skip, &zst, skip].concat()).unwrap();
        let later = lines(&path, &Manner::default()).unwrap().unwrap();
        assert_eq!(later.load(&mut |_| true).unwrap().import.timeline.len(), 40_000);
    }

    #[test]
    fn what_is_small_is_not_for_later() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        std::fs::write(&path, jsonl(10)).unwrap();
        assert!(later(&path, &Manner::default()).unwrap().is_none());
        std::fs::write(&path, jsonl(80_000)).unwrap();
        assert!(later(&path, &Manner::default()).unwrap().is_some());
        assert!(later(folder.path(), &Manner::default()).unwrap().is_none());
    }
}
