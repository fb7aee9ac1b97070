//! Many documents at once: found in files and folders, read by all processors, given in their order.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use super::knows;
use crate::store::StoreError;
use crate::store::walk::{self, Walk};

/// How many documents there may be at once.
pub const MAX_PAPERS: usize = 100_000;

/// The documents that paths mean.
#[derive(Debug, Default)]
pub struct Found {
    /// Their files, in order; `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// What was passed over in folders, a sentence each, fit for a terminal.
    pub skipped: Vec<String>,
}

/// How far the reading has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// So many documents are read.
    pub done: usize,
    /// Of so many.
    pub all: usize,
}

/// Finds the documents that paths mean: files as they are named, folders gone through.
///
/// # Errors
///
/// When a folder cannot be gone through, there is no document, or there are too many.
pub fn find(paths: &[PathBuf]) -> Result<Found, StoreError> {
    let refuse = |name: String, reason: String| StoreError::Read { name, reason };
    let wants = |path: &Path| {
        if knows(path) {
            Ok(())
        } else {
            Err("its name is of no kind of document that annals reads".to_owned())
        }
    };
    let mut walk = Walk::new(MAX_PAPERS, &wants).staying();
    walk.paths(paths)?;
    let found =
        Found { paths: walk.found.into_iter().map(|(path, _)| path).collect(), skipped: walk.skipped.told() };
    if found.paths.len() > MAX_PAPERS {
        let reason =
            format!("there are more than {MAX_PAPERS} of them (the limit of documents); read fewer at once");
        return Err(refuse("the documents".into(), reason));
    }
    if found.paths.is_empty() {
        let name = paths.first().map(|path| walk::shown(path)).unwrap_or_default();
        let told = found.skipped.first().map_or_else(String::new, |first| format!(" ({first})"));
        return Err(refuse(name, format!("there is no document in it that annals can read{told}")));
    }
    Ok(found)
}

/// Does `work` with each path, on as many processors as there are; what it gives comes in the order of the
/// paths, whatever was done first. `tell` hears how it goes.
///
/// ```
/// use std::path::PathBuf;
/// let paths = [PathBuf::from("b"), PathBuf::from("a")];
/// let names = annals::store::papers::each(&paths, &|path| path.display().to_string(), &mut |_| {});
/// assert_eq!(names, ["b", "a"]);
/// ```
pub fn each<T: Send>(
    paths: &[PathBuf],
    work: &(dyn Fn(&Path) -> T + Sync),
    tell: &mut dyn FnMut(Progress),
) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(paths.len()).max(1);
    let next = AtomicUsize::new(0);
    let mut given: Vec<Option<T>> = paths.iter().map(|_| None).collect();
    thread::scope(|scope| {
        let (send, done) = mpsc::channel();
        for _ in 0..threads {
            let (send, next) = (send.clone(), &next);
            scope.spawn(move || {
                while let Some((index, path)) = {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    paths.get(index).map(|path| (index, path))
                } {
                    if send.send((index, work(path))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        for (count, (index, value)) in done.into_iter().enumerate() {
            if let Some(place) = given.get_mut(index) {
                *place = Some(value);
            }
            tell(Progress { done: count + 1, all: paths.len() });
        }
    });
    given.into_iter().flatten().collect()
}
