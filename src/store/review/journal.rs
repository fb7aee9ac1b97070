//! The journal of a review: every step, as it was done.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::review::Step;
use crate::review::carry::{Known, Past, Pile};
use crate::store::session::{Disk, Os};
use crate::text::line;

/// A line of a journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Entry {
    /// A step was done.
    Did(Step),
    /// The last step was taken back.
    Undid,
    /// The last step that was taken back was done again.
    Redid,
    /// Everything before is in the timeline's file.
    Written,
    /// What was there before holds no longer: another review begins.
    Anew,
    /// What is reviewed.
    Pile(Pile),
    /// What a candidate is known by that the next steps name.
    Known(Known),
}

/// Keeps a journal on a thread of its own: no key waits for a disk.
#[derive(Debug)]
pub struct Journal {
    orders: Sender<Order>,
}

#[derive(Debug)]
enum Order {
    Add(Entry),
    Flush(SyncSender<()>),
}

impl Journal {
    /// Opens the journal at `path`, which need not be there: what was done and is not yet written to the
    /// timeline. `failed` is told once what cannot be kept, on the journal's thread.
    ///
    /// # Errors
    ///
    /// When it cannot be read: why.
    pub fn open(path: &Path, failed: impl FnMut(String) + Send + 'static) -> Result<(Self, Past), String> {
        let name = line(&path.to_string_lossy()).into_owned();
        let bytes = Os.read(path).map_err(|error| format!("the review is not kept: {name}: {error}"))?;
        let text = bytes.map(|(bytes, _)| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        let past = folded(text.lines(), Written::IsDone);
        let (orders, received) = mpsc::channel();
        let path = path.to_owned();
        // A line that a crash has cut in two must not be joined by the next.
        let torn = !text.is_empty() && !text.ends_with('\n');
        let _ = std::thread::Builder::new()
            .name("review".into())
            .spawn(move || keep(&path, torn, &received, failed))
            .map_err(|error| format!("the review is not kept: {error}"))?;
        Ok((Self { orders }, past))
    }

    /// Adds a line, soon.
    pub fn add(&self, entry: Entry) {
        // Nobody listens only when the thread has ended, and that was told.
        let _ = self.orders.send(Order::Add(entry));
    }

    /// Waits until everything is on the disk, no longer than `within`. Whether it is.
    #[must_use]
    pub fn flush(&self, within: Duration) -> bool {
        let (done, wait) = mpsc::sync_channel(1);
        self.orders.send(Order::Flush(done)).is_ok() && wait.recv_timeout(within).is_ok()
    }
}

/// What becomes of steps that were written to the timeline's file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    /// There is nothing more to do about them.
    IsDone,
    /// They say what was decided, for another reading of the documents.
    IsKnown,
}

/// What a journal says; lines that cannot be read are passed over.
fn folded<'t>(lines: impl Iterator<Item = &'t str>, written: Written) -> Past {
    let mut past = Past::default();
    let mut undone: Vec<Step> = Vec::new();
    for entry in lines.filter_map(|line| serde_json::from_str(line).ok()) {
        match entry {
            Entry::Did(step) => {
                past.steps.push(step);
                undone.clear();
            }
            Entry::Undid => undone.extend(past.steps.pop()),
            Entry::Redid => past.steps.extend(undone.pop()),
            Entry::Written => {
                undone.clear();
                if written == Written::IsDone {
                    past.steps.clear();
                }
            }
            Entry::Anew => past = Past::default(),
            Entry::Pile(pile) => past.pile = pile,
            Entry::Known(known) => past.known.push(known),
        }
    }
    past
}

/// How many journals are looked at, and how much of one is read at most, in bytes.
const LOOKED_AT: usize = 1_000;
const LONGEST: u64 = 64 << 20;

/// The reviews of any of these documents, as [`Pile`] names them: the latest first.
#[must_use]
pub fn past(folder: &Path, documents: &[String]) -> Vec<Past> {
    let documents: HashSet<&str> = documents.iter().map(String::as_str).collect();
    let mut journals: Vec<(SystemTime, PathBuf)> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let path = entry.path();
            let meta = entry.metadata().ok()?;
            let is_journal = path.extension().is_some_and(|extension| extension == "jsonl");
            (is_journal && meta.len() <= LONGEST).then_some((meta.modified().ok()?, path))
        })
        .collect();
    journals.sort_unstable_by(|one, other| other.cmp(one));
    let read = |path: &Path| {
        let mut file = BufReader::new(File::open(path).ok()?.take(LONGEST));
        let mut text = String::new();
        // The first line says of which documents it is; one of others is not read on.
        file.read_line(&mut text).ok()?;
        let of = match serde_json::from_str(&text) {
            Ok(Entry::Pile(pile)) => pile,
            Ok(Entry::Anew) => Pile { documents: Vec::new(), found: None },
            _ => return None,
        };
        let is_of_them = |pile: &Pile| pile.documents.iter().any(|name| documents.contains(name.as_str()));
        if !of.documents.is_empty() && !is_of_them(&of) {
            return None;
        }
        file.read_to_string(&mut text).ok()?;
        let past = folded(text.lines(), Written::IsKnown);
        (is_of_them(&past.pile) && !past.steps.is_empty()).then_some(past)
    };
    journals.iter().take(LOOKED_AT).filter_map(|(_, path)| read(path)).collect()
}

fn keep(path: &Path, mut torn: bool, orders: &Receiver<Order>, mut failed: impl FnMut(String)) {
    let mut was_told = false;
    let mut missing: Vec<u8> = Vec::new();
    while let Ok(order) = orders.recv() {
        match order {
            Order::Add(entry) => {
                if std::mem::take(&mut torn) {
                    missing.push(b'\n');
                }
                if let Ok(line) = serde_json::to_vec(&entry) {
                    missing.extend(line);
                    missing.push(b'\n');
                }
                let written = path.parent().map_or(Ok(()), |folder| Os.make_folder(folder)).and_then(|()| {
                    let mut file = Os.append(path)?;
                    Os.write(&mut file, &missing)?;
                    Os.sync(&file)
                });
                match written {
                    Ok(()) => missing.clear(),
                    Err(error) if !was_told => {
                        was_told = true;
                        let name = line(&path.to_string_lossy()).into_owned();
                        failed(format!("the review is not kept: {name}: {error}; write it with w"));
                    }
                    Err(_) => {}
                }
            }
            Order::Flush(done) => {
                let _ = done.send(());
            }
        }
    }
}
