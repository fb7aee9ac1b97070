//! What the lines of a journal come to.

use super::Entry;
use crate::review::Step;
use crate::review::carry::Past;

/// What becomes of steps that were written to the timeline's file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// There is nothing more to do about them.
    IsDone,
    /// They say what was decided, for another reading of the documents.
    IsKnown,
}

/// A journal as it was read.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// What it says.
    pub(super) past: Past,
    /// What the reader should be told.
    pub(super) told: Vec<String>,
    /// The bytes of it that are whole lines, with a word in the place of those that cannot be read.
    pub(super) whole: Vec<u8>,
    /// How many lines cannot be read.
    pub(super) damaged: usize,
}

/// The entries of a line; `None` where it is none of a journal's.
pub(super) fn entries(line: &[u8]) -> Option<Vec<Entry>> {
    if line.starts_with(b"[") {
        serde_json::from_slice(line).ok()
    } else {
        serde_json::from_slice(line).ok().map(|entry| vec![entry])
    }
}

/// Entries as a line.
pub(super) fn line(entries: &[Entry]) -> Option<Vec<u8>> {
    let written = match entries {
        [entry] => serde_json::to_vec(entry),
        _ => serde_json::to_vec(entries),
    };
    let mut line = written.ok()?;
    line.push(b'\n');
    Some(line)
}

/// Reads a journal. The last line may have been cut by a crash: nobody was told that it is kept.
pub(super) fn read(bytes: &[u8], written: Written) -> Read {
    let mut read = Read::default();
    let (mut steps, mut undone): (Vec<Option<Step>>, Vec<Option<Step>>) = Default::default();
    for raw in bytes.split_inclusive(|&byte| byte == b'\n') {
        let trimmed = raw.trim_ascii();
        let found = if trimmed.is_empty() { Some(Vec::new()) } else { entries(trimmed) };
        if found.is_none() && !raw.ends_with(b"\n") && is_half(trimmed) {
            break;
        }
        let found = found.unwrap_or_else(|| {
            read.damaged += 1;
            read.whole.extend(line(&[Entry::Lost]).unwrap_or_default());
            vec![Entry::Lost]
        });
        if found != [Entry::Lost] {
            read.whole.extend(raw);
        }
        for entry in found {
            match entry {
                Entry::Did(step) => {
                    steps.push(Some(step));
                    undone.clear();
                }
                Entry::Undid => undone.extend(steps.pop()),
                Entry::Redid => steps.extend(undone.pop()),
                Entry::Written => {
                    undone.clear();
                    if written == Written::IsDone {
                        steps.clear();
                    }
                }
                Entry::Anew => {
                    read.past = Past::default();
                    steps.clear();
                    undone.clear();
                }
                Entry::Pile(pile) => read.past.pile = pile,
                Entry::Known(known) => read.past.known.push(known),
                // Most likely it was a step: whoever takes back the last one after it means that.
                Entry::Lost => steps.push(None),
            }
        }
    }
    read.past.steps = steps.into_iter().flatten().collect();
    read
}

/// Whether this may be the beginning of a line.
fn is_half(line: &[u8]) -> bool {
    matches!(line.first(), Some(b'{' | b'[' | b'"'))
        && std::str::from_utf8(line).map_or_else(|error| error.error_len().is_none(), |_| true)
        && !line.contains(&0)
}
