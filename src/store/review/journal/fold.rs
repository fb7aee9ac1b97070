//! What the lines of a journal come to.

use super::Entry;
use crate::review::Step;

/// What a journal says.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// The steps that are not yet written to the timeline.
    pub(super) steps: Vec<Step>,
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
pub(super) fn read(bytes: &[u8]) -> Past {
    let mut past = Past::default();
    let (mut steps, mut undone): (Vec<Option<Step>>, Vec<Option<Step>>) = Default::default();
    for written in bytes.split_inclusive(|&byte| byte == b'\n') {
        let trimmed = written.trim_ascii();
        let found = if trimmed.is_empty() { Some(Vec::new()) } else { entries(trimmed) };
        if found.is_none() && !written.ends_with(b"\n") && is_half(trimmed) {
            break;
        }
        let found = found.unwrap_or_else(|| {
            past.damaged += 1;
            past.whole.extend(line(&[Entry::Lost]).unwrap_or_default());
            vec![Entry::Lost]
        });
        if found != [Entry::Lost] {
            past.whole.extend(written);
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
                    steps.clear();
                    undone.clear();
                }
                // Most likely it was a step: whoever takes back the last one after it means that.
                Entry::Lost => steps.push(None),
            }
        }
    }
    past.steps = steps.into_iter().flatten().collect();
    past
}

/// Whether this may be the beginning of a line.
fn is_half(line: &[u8]) -> bool {
    matches!(line.first(), Some(b'{' | b'[' | b'"'))
        && std::str::from_utf8(line).map_or_else(|error| error.error_len().is_none(), |_| true)
        && !line.contains(&0)
}
