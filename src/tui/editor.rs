//! The reader's editor.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use rustix::process::Pid;

use super::mailbox::Mailbox;
use super::programs;
use crate::text::line as one_line;

/// How an editor is told the line.
enum Way {
    /// `+12 path`
    Plus,
    /// `path:12`
    Colon,
    /// Not known: only the path.
    None,
}

/// The name of the reader's editor, and the command that opens `file` at `line` (from 1; 0 where
/// none is known). `$VISUAL` before `$EDITOR` before `vi`, split into words as a shell does, but run
/// without one. Or the sentence that says why it cannot be run.
pub(super) fn command(
    file: &Path,
    line: u32,
    variable: impl Fn(&str) -> Option<OsString>,
) -> Result<(String, Command), String> {
    let file = std::path::absolute(file).map_err(|error| format!("the file is not found: {error}"))?;
    let (from, words) = words(&variable)?;
    let (program, arguments) = words.split_first().ok_or("no editor is named")?;
    let name = one_line(program).into_owned();
    let folders = programs::safe_path(variable("PATH"));
    let path = programs::find(OsStr::new(program), &folders)
        .ok_or_else(|| format!("the editor {name} ({from}) was not found; set VISUAL or EDITOR"))?;
    let mut command = Command::new(&path);
    command.args(arguments).args(place(&path, file, line));
    Ok((name, command))
}

fn words(variable: impl Fn(&str) -> Option<OsString>) -> Result<(&'static str, Vec<String>), String> {
    for name in ["VISUAL", "EDITOR"] {
        let Some(value) = variable(name) else { continue };
        let Some(value) = value.to_str() else {
            return Err(format!("{name} is not UTF-8; set it to the name of an editor"));
        };
        match shlex::split(value) {
            Some(words) if words.is_empty() => {}
            Some(words) => return Ok((name, words)),
            None => {
                let value = one_line(value);
                return Err(format!("{name} has a quotation mark that is not closed: {value}"));
            }
        }
    }
    Ok(("neither VISUAL nor EDITOR is set", vec!["vi".to_owned()]))
}

/// The arguments that open `file`, which is absolute and so never looks like an option.
fn place(program: &Path, file: PathBuf, line: u32) -> Vec<OsString> {
    match way(program) {
        Way::Plus if line > 0 => vec![format!("+{line}").into(), file.into()],
        Way::Colon if line > 0 => {
            let mut file = file.into_os_string();
            file.push(format!(":{line}"));
            vec![file]
        }
        _ => vec![file.into()],
    }
}

fn way(program: &Path) -> Way {
    match program.file_name().and_then(OsStr::to_str).unwrap_or_default() {
        "vi" | "vim" | "nvim" | "view" | "nano" | "pico" | "emacs" | "emacsclient" | "kak" | "micro"
        | "mg" | "joe" | "jed" | "ne" => Way::Plus,
        "hx" | "helix" => Way::Colon,
        _ => Way::None,
    }
}

/// Starts the editor on the terminal; how it ended comes through `mailbox`.
pub(super) fn spawn(mut command: Command, mailbox: Arc<Mailbox>) -> io::Result<Pid> {
    // The timeline may have come through standard input; the editor needs the keys.
    if !rustix::termios::isatty(rustix::stdio::stdin()) {
        command.stdin(Stdio::from(File::open("/dev/tty")?));
    }
    let mut child = command.spawn()?;
    let pid = Pid::from_child(&child);
    std::thread::Builder::new().name("editor".into()).spawn(move || {
        let status = child.wait();
        mailbox.note(|batch| batch.child = Some(status));
    })?;
    Ok(pid)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(set: &[(&str, &str)], file: &str, line: u32) -> Result<Vec<String>, String> {
        let folder = tempfile::tempdir().unwrap();
        for name in ["vi", "vim", "hx", "nano", "code"] {
            let path = folder.path().join(name);
            std::fs::write(&path, "").unwrap();
            let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
            std::fs::set_permissions(&path, mode).unwrap();
        }
        let variable = |name: &str| match name {
            "PATH" => Some(folder.path().as_os_str().to_owned()),
            _ => set.iter().find(|(set, _)| *set == name).map(|(_, value)| OsString::from(value)),
        };
        let (_, command) = command(Path::new(file), line, variable)?;
        let program = Path::new(command.get_program()).file_name().unwrap().to_os_string();
        Ok(std::iter::once(program.as_os_str())
            .chain(command.get_args())
            .map(|word| word.to_string_lossy().into_owned())
            .collect())
    }

    #[test]
    fn each_editor_is_told_the_line_in_its_own_way() {
        type Row = (&'static [(&'static str, &'static str)], u32, &'static [&'static str]);
        let rows: [Row; 8] = [
            (&[], 7, &["vi", "+7", "/t/a b.toml"]),
            (&[("EDITOR", "nano")], 7, &["nano", "+7", "/t/a b.toml"]),
            (&[("EDITOR", "nano"), ("VISUAL", "hx")], 7, &["hx", "/t/a b.toml:7"]),
            (&[("VISUAL", " "), ("EDITOR", "vim")], 0, &["vim", "/t/a b.toml"]),
            (&[("EDITOR", "code --wait")], 7, &["code", "--wait", "/t/a b.toml"]),
            (&[("EDITOR", "vim -c 'set nu'")], 1, &["vim", "-c", "set nu", "+1", "/t/a b.toml"]),
            (&[("EDITOR", "vim; $(id) `id`")], 0, &["vi", "/t/a b.toml"]),
            (&[("EDITOR", "vim $(id)")], 0, &["vim", "$(id)", "/t/a b.toml"]),
        ];
        for (set, line, wanted) in rows {
            match arguments(set, "/t/a b.toml", line) {
                Ok(words) => assert_eq!(words, wanted, "{set:?}"),
                // `vim;` is a word to us, and no program.
                Err(sentence) => assert!(sentence.contains("vim; ("), "{sentence}"),
            }
        }
    }

    #[test]
    fn a_path_is_never_an_option_and_always_one_argument() {
        let words = arguments(&[], "-rf; $(id)\n", 3).unwrap();
        assert_eq!(words.len(), 3);
        assert!(words[2].starts_with('/') && words[2].ends_with("/-rf; $(id)\n"));
    }

    #[test]
    fn what_cannot_be_run_is_said() {
        for editor in ["no-such-editor", "./vi", "bin/vi", "'unclosed", "\u{1b}]0;x\u{7}"] {
            let sentence = arguments(&[("EDITOR", editor)], "/t/a", 1).unwrap_err();
            assert!(sentence.contains("EDITOR") && !sentence.contains(char::is_control), "{sentence:?}");
        }
    }
}
