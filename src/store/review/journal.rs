//! The journal of a review: every step, as it was done.

use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::review::Step;
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
    /// Opens the journal at `path`, which need not be there: the steps that are not yet written to the
    /// timeline. `failed` is told once what cannot be kept, on the journal's thread.
    ///
    /// # Errors
    ///
    /// When it cannot be read: why.
    pub fn open(
        path: &Path,
        failed: impl FnMut(String) + Send + 'static,
    ) -> Result<(Self, Vec<Step>), String> {
        let name = line(&path.to_string_lossy()).into_owned();
        let bytes = Os.read(path).map_err(|error| format!("the review is not kept: {name}: {error}"))?;
        let text = bytes.map(|(bytes, _)| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        let steps = folded(text.lines());
        let (orders, received) = mpsc::channel();
        let path = path.to_owned();
        // A line that a crash has cut in two must not be joined by the next.
        let torn = !text.is_empty() && !text.ends_with('\n');
        let _ = std::thread::Builder::new()
            .name("review".into())
            .spawn(move || keep(&path, torn, &received, failed))
            .map_err(|error| format!("the review is not kept: {error}"))?;
        Ok((Self { orders }, steps))
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

/// The steps that a journal leaves to be written; lines that cannot be read are passed over.
fn folded<'t>(lines: impl Iterator<Item = &'t str>) -> Vec<Step> {
    let (mut steps, mut undone) = (Vec::new(), Vec::new());
    for entry in lines.filter_map(|line| serde_json::from_str(line).ok()) {
        match entry {
            Entry::Did(step) => {
                steps.push(step);
                undone.clear();
            }
            Entry::Undid => undone.extend(steps.pop()),
            Entry::Redid => steps.extend(undone.pop()),
            Entry::Written => {
                steps.clear();
                undone.clear();
            }
        }
    }
    steps
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
