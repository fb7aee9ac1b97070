//! Terms that leave out, beside options.
//!
//! `annals list ukraine -russia --format csv` mixes words of the filter language with options. clap
//! can take words that begin with a hyphen, but then takes every option behind the first word for a
//! word too. So such terms are marked before clap sees them, and the mark is taken off when their
//! value is read.

use std::ffi::{OsStr, OsString};

use clap::{Command, CommandFactory};

use super::args::Args;

/// What marks a term: no argument of a process can hold it.
const MARK: char = '\0';

/// What the argument of a filter is called.
const FILTER: &str = "filter";

/// The arguments, with the terms that begin with one hyphen marked.
pub(super) fn marked(args: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let args: Vec<OsString> = args.into_iter().collect();
    if !args.iter().any(|arg| arg.to_str().is_some_and(is_term)) {
        return args;
    }
    let command = Args::command();
    let filtered_ones: Vec<&str> = command
        .get_subcommands()
        .filter(|command| command.get_arguments().any(|argument| argument.get_id() == FILTER))
        .map(Command::get_name)
        .collect();
    let valued = valued(&command);
    let mut filtered = false;
    let mut before = OsString::new();
    let mut marked = Vec::new();
    for (number, arg) in args.into_iter().enumerate() {
        if arg == "--" {
            filtered = false;
        }
        let is_value = valued.iter().any(|option| before == **option);
        let is_term = filtered && !is_value && arg.to_str().is_some_and(is_term);
        filtered |= number > 0 && before != "--" && filtered_ones.iter().any(|command| arg == *command);
        before.clone_from(&arg);
        marked.push(if is_term { with_mark(&arg) } else { arg });
    }
    marked
}

/// The options, of any subcommand, whose value is the next argument.
fn valued(command: &Command) -> Vec<String> {
    let all = std::iter::once(command).chain(command.get_subcommands()).flat_map(Command::get_arguments);
    all.filter(|argument| argument.get_action().takes_values())
        .flat_map(|argument| {
            let short = argument.get_short().map(|short| format!("-{short}"));
            let long = argument.get_long().map(|long| format!("--{long}"));
            short.into_iter().chain(long)
        })
        .collect()
}

fn with_mark(arg: &OsStr) -> OsString {
    let mut marked = OsString::from(MARK.to_string());
    marked.push(arg);
    marked
}

/// Whether a word is a term such as `-russia`, and not an option: `-f`, `-h`, `-fmy.toml`.
fn is_term(word: &str) -> bool {
    let Some(rest) = word.strip_prefix('-') else { return false };
    let mut letters = rest.chars();
    match (letters.next(), letters.as_str()) {
        (None | Some('-'), _) | (Some('f' | 'o' | 'h'), "") => false,
        // A path written behind its option; `-france` has neither.
        (Some('f' | 'o'), path) => !path.contains(['.', '/', '=']) || path.contains(':'),
        _ => true,
    }
}

/// A word as it was typed.
#[expect(clippy::unnecessary_wraps, reason = "clap asks for a fallible parser")]
pub(super) fn typed(word: &str) -> Result<String, std::convert::Infallible> {
    Ok(word.strip_prefix(MARK).unwrap_or(word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_told_from_options() {
        let rows = [
            ("annals list -russia", "annals list ^-russia"),
            ("annals list a -b --format csv -f x", "annals list a ^-b --format csv -f x"),
            ("annals list -france -f my.toml", "annals list ^-france -f my.toml"),
            ("annals list -fmy.toml", "annals list -fmy.toml"),
            ("annals list -f -rf", "annals list -f -rf"),
            ("annals list -file:x.y -h", "annals list ^-file:x.y -h"),
            ("annals export -oout.json -odessa", "annals export -oout.json ^-odessa"),
            ("annals --color never quotes -x", "annals --color never quotes ^-x"),
            ("annals list -- -x", "annals list -- -x"),
            ("annals notes -russia --cite csl-json", "annals notes ^-russia --cite csl-json"),
            ("annals notes --cite -x -y", "annals notes --cite -x ^-y"),
            ("annals -x", "annals -x"),
            ("annals show -x", "annals show -x"),
            ("annals list - --", "annals list - --"),
        ];
        for (given, wanted) in rows {
            let words = marked(given.split(' ').map(OsString::from));
            let words: Vec<String> =
                words.iter().map(|word| word.to_string_lossy().replace(MARK, "^")).collect();
            assert_eq!(words.join(" "), wanted, "{given}");
            for word in words {
                assert_eq!(typed(&word.replace('^', "\0")), Ok(word.replace('^', "")));
            }
        }
    }
}
