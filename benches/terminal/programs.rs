//! The programs, and the keys that do the same thing in each.

use std::env;
use std::path::Path;

use portable_pty::CommandBuilder;

use crate::args::{Args, Events};
use crate::files::{Files, thousands};

/// A program and how to use it. Keys are as a terminal sends them; `None` where it has none.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    pub(crate) name: String,
    /// As for a shell; `{}` is the file.
    command: String,
    /// It reads tables only.
    csv: bool,
    /// What the screen shows as soon as all is loaded, `{}` being the number of events; without it, the end
    /// of its work is waited for.
    loaded: Option<&'static str>,
    pub(crate) down: &'static str,
    pub(crate) page: &'static str,
    pub(crate) ends: Option<[&'static str; 2]>,
    pub(crate) search: Option<Search>,
    pub(crate) finder: Option<Search>,
    pub(crate) filter: Option<Search>,
    pub(crate) follow: Option<Search>,
}

/// A prompt in which words are typed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Search {
    pub(crate) open: &'static str,
    pub(crate) close: &'static str,
    /// Nothing is found before the Enter behind the word.
    pub(crate) by_enter: bool,
}

const PAGE_DOWN: &str = "\x1b[6~";
const DOWN: &str = "\x1b[B";
const ESC: &str = "\x1b";
const KILL_LINE: &str = "\x15";

/// Typing goes on all the time.
const AT_ONCE: Search = Search { open: "", close: KILL_LINE, by_enter: false };

fn annals(name: &str, command: String) -> Program {
    let search = |open| Search { open, close: ESC, by_enter: false };
    Program {
        name: name.to_owned(),
        command,
        csv: false,
        loaded: Some("{} events"),
        down: "j",
        page: PAGE_DOWN,
        ends: Some(["G", "g"]),
        search: Some(search("/")),
        finder: Some(search("@")),
        filter: Some(search("f")),
        follow: Some(Search { by_enter: true, ..search("@") }),
    }
}

fn peers() -> Vec<Program> {
    let plain = |name: &str, command: &str| Program {
        command: command.to_owned(),
        loaded: None,
        finder: None,
        filter: None,
        follow: None,
        ..annals(name, String::new())
    };
    let finder = |name, command, loaded, ends| Program {
        loaded: Some(loaded),
        down: DOWN,
        ends,
        search: Some(AT_ONCE),
        ..plain(name, command)
    };
    vec![
        Program {
            search: Some(Search { open: "/", close: "\x15\x7f", by_enter: false }),
            ..plain("less", "less --incsearch -S {}")
        },
        finder(
            "fzf",
            "fzf --layout=reverse --bind=home:first,end:last < {}",
            "{}/{}",
            Some(["\x1b[F", "\x1b[H"]),
        ),
        finder("skim", "sk --layout=reverse < {}", "{}/{}", None),
        finder("television", "tv --no-preview < {}", "/ {}", None),
        Program {
            csv: true,
            loaded: Some("/{}"),
            search: Some(Search { open: "/", close: ESC, by_enter: true }),
            ..plain("csvlens", "csvlens {}")
        },
        Program {
            search: Some(Search { open: "/", close: "", by_enter: true }),
            ..plain("lnav", "lnav -q {}")
        },
        Program {
            loaded: Some("{} rows"),
            ends: Some(["G", "gg"]),
            search: Some(Search { open: "g/", close: "", by_enter: true }),
            ..plain("visidata", "vd -f jsonl {}")
        },
    ]
}

/// Those that were asked for; the bundled timeline is for annals alone.
pub(crate) fn chosen(args: &Args, events: Events) -> Vec<Program> {
    let mut all = vec![annals("annals", format!("{} {{}}", env!("CARGO_BIN_EXE_annals")))];
    if events != Events::Bundled {
        all.extend(peers());
    }
    all.retain(|program| args.only.is_empty() || args.only.contains(&program.name));
    all.extend(args.run.iter().filter_map(|more| {
        let (name, command) = more.split_once('=')?;
        Some(annals(name, command.to_owned()))
    }));
    all
}

impl Program {
    pub(crate) fn is_here(&self) -> bool {
        let name = self.command.split(' ').next().unwrap_or_default();
        let folders = env::var_os("PATH").unwrap_or_default();
        env::split_paths(&folders).any(|folder| folder.join(name).is_file()) || Path::new(name).is_file()
    }

    pub(crate) fn command(&self, files: &Files) -> anyhow::Result<CommandBuilder> {
        let path = if self.csv { files.csv()? } else { files.native().to_owned() };
        let mut command = CommandBuilder::new("sh");
        let path = format!("'{}'", path.display());
        command.args(["-c", &format!("exec {}", self.command.replace("{}", &path))]);
        command.cwd(&files.home);
        // A home of its own: nothing that an earlier run has left behind, no settings of the user.
        command.env("HOME", &files.home);
        for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"] {
            command.env_remove(name);
        }
        for name in ["LESS", "LESSOPEN", "LESSCLOSE", "FZF_DEFAULT_OPTS", "SKIM_DEFAULT_OPTIONS", "NO_COLOR"]
        {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        command.env("LANG", "C.UTF-8");
        Ok(command)
    }

    /// Whether the screen says that all of so many events are there; `None` where it never says so.
    pub(crate) fn says_loaded(&self, screen: &str, events: usize) -> Option<bool> {
        let wanted = self.loaded?;
        Some([events.to_string(), thousands(events)].iter().any(|number| {
            let wanted = wanted.replace("{}", number);
            screen.match_indices(&wanted).any(|(at, _)| {
                // Not a part of a longer number.
                let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
                let (before, after) = (&screen[..at], &screen[at + wanted.len()..]);
                let before = before.trim_end_matches(',').chars().next_back();
                let after = after.trim_start_matches(',').chars().next();
                !(digit(before) && digit(wanted.chars().next()) || digit(after))
            })
        }))
    }
}
