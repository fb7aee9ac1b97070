//! The desktop's opener, for addresses and documents.

use std::ffi::{OsStr, OsString};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Arc;

use super::mailbox::Mailbox;
use super::programs;
use crate::app::{Msg, Outcome};
use crate::text::line;

/// What an opener might start instead of show.
const STARTED: [&str; 16] = [
    "app", "appimage", "bat", "cmd", "com", "command", "desktop", "exe", "jar", "lnk", "msi", "ps1", "scr",
    "tool", "vbs", "workflow",
];

/// Whether a browser would open on another machine than the one the reader sits at.
pub(super) fn is_far_away(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let set = |name| variable(name).is_some_and(|value| !value.is_empty());
    (set("SSH_TTY") || set("SSH_CONNECTION")) && !set("DISPLAY") && !set("WAYLAND_DISPLAY")
}

/// The document at `path`, absolute, if it is one and lies below `root`; relative paths start there.
/// Or the sentence that says why not.
pub(super) fn document(path: &Path, root: Option<&Path>) -> Result<PathBuf, String> {
    let shown = line(&path.to_string_lossy()).into_owned();
    let refused = |reason: &str| Err(format!("not opened: {shown}: {reason}"));
    let Some(root) = root.and_then(|root| root.canonicalize().ok()) else {
        return refused("it is not known where the documents are; name their folder with --documents");
    };
    let found = match root.join(path).canonicalize() {
        Ok(found) => found,
        Err(error) => return refused(&error.to_string()),
    };
    if !found.starts_with(&root) {
        return refused("it lies outside the folder of the documents");
    }
    let Ok(data) = found.metadata() else { return refused("it cannot be looked at") };
    if !data.is_file() {
        return refused("not a regular file");
    }
    let extension = found.extension().unwrap_or_default().to_ascii_lowercase();
    if data.permissions().mode() & 0o111 != 0 || STARTED.iter().any(|&started| extension == started) {
        return refused("this is a program, not a document");
    }
    Ok(found)
}

/// Hands `target` to the desktop's opener, in the background. A failure is told later.
pub(super) fn open(target: &OsStr, mailbox: Arc<Mailbox>) -> Outcome {
    let shown = line(&target.to_string_lossy()).into_owned();
    let folders = programs::safe_path(std::env::var_os("PATH"));
    let openers: Vec<Command> =
        open::commands(target).iter().filter_map(|command| rebuilt(command, &folders)).collect();
    if openers.is_empty() {
        return Outcome::Failed(format!(
            "no program here opens things (xdg-open, gio); the address is {shown}"
        ));
    }
    let said = shown.clone();
    let thread = std::thread::Builder::new().name("opener".into()).spawn(move || {
        if let Err(reason) = first_that_works(openers) {
            mailbox.push(Msg::Done(Outcome::Failed(format!("{shown} was not opened: {reason}"))));
        }
    });
    match thread {
        Ok(_) => Outcome::Did(format!("opening {said}")),
        Err(error) => Outcome::Failed(format!("{said} was not opened: {error}")),
    }
}

/// The same command with the program looked up by us, no way to the terminal, its own process group
/// (our Ctrl-C is not meant for it) and a folder in which nothing lies about.
fn rebuilt(command: &Command, folders: &[PathBuf]) -> Option<Command> {
    let mut rebuilt = Command::new(programs::find(command.get_program(), folders)?);
    rebuilt.args(command.get_args()).current_dir("/").process_group(0);
    rebuilt.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // An opener is mostly a script that looks for others.
    if let Ok(path) = std::env::join_paths(folders) {
        rebuilt.env("PATH", path);
    }
    Some(rebuilt)
}

fn first_that_works(openers: Vec<Command>) -> Result<(), String> {
    let mut last = String::new();
    for mut opener in openers {
        // Waiting for the whole of it leaves no zombie behind; the thread costs nothing meanwhile.
        let result: io::Result<ExitStatus> = opener.status();
        let name = Path::new(opener.get_program()).file_name().map(OsStr::to_string_lossy);
        let name = name.unwrap_or_default();
        match result {
            Ok(status) if status.success() => return Ok(()),
            Ok(status) => last = format!("{name} ended with {status}"),
            Err(error) => last = format!("{name}: {error}"),
        }
    }
    Err(last)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn knows_when_the_reader_sits_elsewhere() {
        let rows: [(&[&str], bool); 5] = [
            (&[], false),
            (&["SSH_TTY"], true),
            (&["SSH_CONNECTION"], true),
            (&["SSH_TTY", "DISPLAY"], false),
            (&["SSH_TTY", "WAYLAND_DISPLAY"], false),
        ];
        for (set, wanted) in rows {
            let environment: HashMap<&str, OsString> = set.iter().map(|&name| (name, "x".into())).collect();
            assert_eq!(is_far_away(|name| environment.get(name).cloned()), wanted, "{set:?}");
        }
    }

    #[test]
    fn only_documents_below_the_folder_are_opened() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("documents");
        fs::create_dir_all(root.join("sub")).unwrap();
        for name in ["a.txt", "-rf", "run.desktop", "sub/b.txt", "tool.sh", "../outside.txt"] {
            fs::write(root.join(name), "").unwrap();
        }
        fs::set_permissions(root.join("tool.sh"), fs::Permissions::from_mode(0o755)).unwrap();
        symlink("/etc/passwd", root.join("link")).unwrap();
        symlink("loop", root.join("loop")).unwrap();

        let real = root.canonicalize().unwrap();
        for name in ["a.txt", "-rf", "sub/b.txt", "./sub/../a.txt"] {
            let found = document(Path::new(name), Some(&root)).unwrap();
            assert!(found.is_absolute() && found.starts_with(&real), "{name}");
        }
        let refused = [
            "missing",
            "sub",
            "run.desktop",
            "tool.sh",
            "link",
            "loop",
            "../outside.txt",
            "/etc/passwd",
            "",
            "a\n\u{1b}[1m",
        ];
        for name in refused {
            let sentence = document(Path::new(name), Some(&root)).unwrap_err();
            assert!(!sentence.contains(char::is_control), "{sentence}");
        }
        assert!(document(Path::new("a.txt"), None).is_err());
    }

    #[test]
    fn the_opener_gets_the_target_as_one_argument() {
        let target = "https://example.org/$(id);`id` x";
        let commands = open::commands(target);
        let folders = [PathBuf::from("/bin")];
        let sh = Command::new("sh");
        assert_eq!(rebuilt(&sh, &folders).unwrap().get_program(), "/bin/sh");
        assert!(rebuilt(&Command::new("./sh"), &folders).is_none());
        assert!(commands.iter().all(|c| c.get_args().any(|arg| arg == target)));
    }
}
