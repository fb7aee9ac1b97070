//! Looking at the spots with the system's own means: the only file that names notify.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use notify::event::{AccessKind, AccessMode, EventKind, Flag, ModifyKind};
use notify::{ErrorKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::bell::Bell;
use super::spots::{self, Spot};

/// How often the spots may change while eyes are put on them, before that is left to the next look.
const TRIES: usize = 4;

/// Eyes on the spots of a file, or closed.
#[derive(Default)]
pub(super) struct Eyes {
    spots: Vec<Spot>,
    watcher: Option<RecommendedWatcher>,
}

impl Eyes {
    /// Looks at where the file at `path` is to be seen now, and rings `bell` from then on. The error
    /// is why that cannot be done.
    pub(super) fn open(&mut self, path: &Path, bell: &Arc<Bell>) -> Result<(), String> {
        for _ in 0..TRIES {
            let spots = spots::of(path);
            if self.watcher.is_some() && self.spots == spots {
                return Ok(());
            }
            self.close();
            match watcher(&spots, bell) {
                Ok(watcher) => self.watcher = Some(watcher),
                // It went away just now: look again where it is.
                Err(error) if matches!(error.kind, ErrorKind::PathNotFound) => continue,
                Err(error) => return Err(reason(&error)),
            }
            self.spots = spots;
        }
        if self.watcher.is_some() { Ok(()) } else { Err("its folder comes and goes".into()) }
    }

    /// Looks no more: what is behind the spots' names is another now.
    pub(super) fn close(&mut self) {
        *self = Self::default();
    }
}

fn watcher(spots: &[Spot], bell: &Arc<Bell>) -> notify::Result<RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher({
        let (spots, bell) = (spots.to_vec(), Arc::clone(bell));
        move |event: notify::Result<notify::Event>| {
            let (touched, moved) = match &event {
                Ok(event) => seen(event, &spots),
                // Something went by unseen.
                Err(_) => (true, false),
            };
            if touched || moved {
                bell.ring(|news| {
                    news.touched = Some(Instant::now());
                    news.moved |= moved;
                });
            }
        }
    })?;
    for (at, spot) in spots.iter().enumerate() {
        let again = spots.iter().take(at).any(|before| before.folder == spot.folder);
        if !again {
            watcher.watch(&spot.folder, RecursiveMode::NonRecursive)?;
        }
    }
    Ok(watcher)
}

/// Whether an event is about one of the `spots`, and whether it took away the folder of one.
fn seen(event: &notify::Event, spots: &[Spot]) -> (bool, bool) {
    let about = |is: &dyn Fn(&Spot, &Path) -> bool| {
        event.paths.iter().any(|path| spots.iter().any(|spot| is(spot, path)))
    };
    // Our own reading is an access too; only the end of writing is news.
    let reading =
        matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
    let lost = event.flag() == Some(Flag::Rescan);
    let touched = !reading && about(&|spot, path| *path == spot.path());
    let gone = matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
    let moved = gone && about(&|spot, path| path == spot.folder);
    (touched || lost, moved)
}

/// The system's reason, and what to do where something can be done.
fn reason(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => {
            "too many files are watched on this machine: fs.inotify.max_user_watches".into()
        }
        ErrorKind::Io(error) if error.raw_os_error() == Some(rustix::io::Errno::MFILE.raw_os_error()) => {
            "too many files are open or watched: ulimit -n, fs.inotify.max_user_instances".into()
        }
        ErrorKind::Io(error) => {
            error.to_string().split(" (os error").next().unwrap_or_default().to_lowercase()
        }
        kind => format!("{kind:?}"),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use notify::event::{CreateKind, DataChange, MetadataKind, RemoveKind, RenameMode};

    use super::*;

    #[test]
    fn only_what_may_have_changed_the_file_is_news() {
        let spots = [Spot { folder: "/f".into(), name: "t.toml".into() }];
        let modified = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let renamed = EventKind::Modify(ModifyKind::Name(RenameMode::Both));
        let rows: &[(EventKind, &[&str], (bool, bool))] = &[
            (modified, &["/f/t.toml"], (true, false)),
            (modified, &["/f/other"], (false, false)),
            (EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any)), &["/f"], (false, false)),
            (renamed, &["/f/t.new", "/f/t.toml"], (true, false)),
            (EventKind::Create(CreateKind::File), &["/f/t.toml"], (true, false)),
            (EventKind::Remove(RemoveKind::File), &["/f/t.toml"], (true, false)),
            (EventKind::Remove(RemoveKind::Folder), &["/f"], (false, true)),
            (EventKind::Modify(ModifyKind::Name(RenameMode::From)), &["/f"], (false, true)),
            // Our own reading must not wake us again.
            (EventKind::Access(AccessKind::Open(AccessMode::Any)), &["/f/t.toml"], (false, false)),
            (EventKind::Access(AccessKind::Close(AccessMode::Read)), &["/f/t.toml"], (false, false)),
            (EventKind::Access(AccessKind::Close(AccessMode::Write)), &["/f/t.toml"], (true, false)),
        ];
        for (kind, paths, wanted) in rows {
            let event = notify::Event {
                kind: *kind,
                paths: paths.iter().map(PathBuf::from).collect(),
                attrs: notify::event::EventAttributes::default(),
            };
            assert_eq!(seen(&event, &spots), *wanted, "{kind:?} {paths:?}");
        }
        let lost = notify::Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(seen(&lost, &spots), (true, false));
    }

    #[test]
    fn a_limit_is_named() {
        let full = std::io::Error::from_raw_os_error(rustix::io::Errno::MFILE.raw_os_error());
        assert!(reason(&notify::Error::io(full)).contains("max_user_instances"));
        assert!(reason(&notify::Error::new(ErrorKind::MaxFilesWatch)).contains("max_user_watches"));
        let refused = std::io::Error::from_raw_os_error(rustix::io::Errno::ACCESS.raw_os_error());
        assert_eq!(reason(&notify::Error::io(refused)), "permission denied");
    }
}
