//! `annals completions` and `annals man`.

use std::fmt::Write as _;

use clap::{Arg, Command, CommandFactory};

use super::End;
use super::args::{Args, EXAMPLES, MORE};
use super::out::Out;
use crate::app;
use crate::app::action::Group;
use crate::search::filter::{FIELDS, SYNTAX};

/// The heading under which the help lists what commands share.
const READING: &str = "Reading";

pub(super) fn completions(shell: clap_complete::Shell, out: &mut Out) -> anyhow::Result<End> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "annals", &mut bytes);
    out.bytes(&bytes)?;
    Ok(End::Found)
}

/// One page for all: the subcommands have no pages of their own to point to.
pub(super) fn man(out: &mut Out) -> anyhow::Result<End> {
    out.bytes(page().as_bytes())?;
    Ok(End::Found)
}

/// The manual page, for roff.
fn page() -> String {
    let mut whole = Args::command();
    whole.build();
    let mut page = Page(String::new());
    page.line(&format!(".TH ANNALS 1 \"\" \"annals {}\"", env!("CARGO_PKG_VERSION")));
    page.section("NAME");
    page.text("annals - read timelines in the terminal, with the evidence for each event");
    page.section("SYNOPSIS");
    page.line("\\fBannals\\fR [\\fIOPTIONS\\fR] [\\fIPATH\\fR ...]\n.br\n\\fBannals\\fR \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]");
    page.section("DESCRIPTION");
    // The first paragraph is the name again.
    let about = whole.get_long_about().map(ToString::to_string).unwrap_or_default();
    page.prose(about.split_once("\n\n").map_or(about.as_str(), |(_, rest)| rest));
    page.section("OPTIONS");
    page.options(whole.get_arguments().filter(|arg| !is_shared(arg)));
    page.section("READING OPTIONS");
    page.text("How files are read; also by the commands of which that is said below.");
    page.options(whole.get_arguments().filter(|arg| is_shared(arg)));
    page.section("COMMANDS");
    for command in whole.get_subcommands().filter(|command| command.get_name() != "help") {
        page.command(command);
    }
    page.section("KEYS");
    let rows = app::key_table();
    for group in Group::ALL {
        page.heading(group.title());
        for row in rows.iter().filter(|row| row.group == *group) {
            page.term(&bold(&row.keys.join("   ")), row.doc);
        }
    }
    page.section("FILTERS");
    page.text("What f takes on the screen, and a FILTER on the command line. Terms are joined by and.");
    for (example, meaning) in SYNTAX {
        page.term(&bold(example), meaning);
    }
    for field in FIELDS {
        page.term(&bold(field.example), field.meaning);
    }
    page.literal(EXAMPLES);
    page.literal(MORE);
    page.0
}

fn is_shared(arg: &Arg) -> bool {
    arg.get_help_heading() == Some(READING)
}

/// A page that grows.
struct Page(String);

impl Page {
    /// A line of roff.
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn text(&mut self, text: &str) {
        self.line(&escaped(text));
    }

    fn section(&mut self, title: &str) {
        self.line(&format!(".SH {title}"));
    }

    fn heading(&mut self, title: &str) {
        self.line(&format!(".SS {}", escaped(title)));
    }

    /// A term and what it means.
    fn term(&mut self, term: &str, meaning: &str) {
        self.line(&format!(".TP\n{term}"));
        self.text(meaning);
    }

    /// Paragraphs; lines that are indented keep their places.
    fn prose(&mut self, text: &str) {
        for paragraph in text.split("\n\n") {
            self.line(".PP");
            let mut is_literal = false;
            for line in paragraph.lines() {
                let literal = line.starts_with(' ');
                if literal != is_literal {
                    self.line(if literal { ".RS\n.nf" } else { ".fi\n.RE" });
                    is_literal = literal;
                }
                self.text(line.trim_start());
            }
            if is_literal {
                self.line(".fi\n.RE");
            }
        }
    }

    fn command(&mut self, command: &Command) {
        let usage = command.clone().render_usage().to_string();
        self.heading(usage.trim_start_matches("Usage: ").lines().next().unwrap_or_default());
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let shared = if command.get_arguments().any(is_shared) { " Takes the reading options." } else { "" };
        self.text(&format!("{about}.{shared}"));
        // What every command has was told once.
        let is_own = |arg: &&Arg| !is_shared(arg) && !matches!(arg.get_id().as_str(), "color" | "help");
        self.options(command.get_arguments().filter(is_own));
        for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
            let arguments: Vec<String> = inner.get_positionals().map(named).collect();
            let about = inner.get_about().map(ToString::to_string).unwrap_or_default();
            self.term(&format!("{} {}", bold(inner.get_name()), arguments.join(" ")), &about);
        }
        if let Some(more) = command.get_after_help() {
            self.prose(&more.to_string());
        }
    }

    fn options<'a>(&mut self, args: impl Iterator<Item = &'a Arg>) {
        for arg in args.filter(|arg| !arg.is_hide_set()) {
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            self.term(&named(arg), &format!("{help}{}", values(arg)));
        }
    }

    /// Sections as they stand in the help: a heading in capitals, then lines that keep their places.
    fn literal(&mut self, text: &str) {
        for line in text.lines() {
            let is_heading = !line.is_empty() && line.chars().all(|c| c.is_ascii_uppercase() || c == ' ');
            match line.strip_prefix("  ") {
                _ if is_heading => self.line(&format!(".SH {line}\n.nf")),
                Some(line) => self.text(line),
                None if line.is_empty() => self.line(".sp"),
                None => self.text(line),
            }
        }
        self.line(".fi");
    }
}

/// What an argument is called: `-f, --file PATH`.
fn named(arg: &Arg) -> String {
    let short = arg.get_short().map(|short| bold(&format!("-{short}")));
    let long = arg.get_long().map(|long| bold(&format!("--{long}")));
    let flags: Vec<String> = short.into_iter().chain(long).collect();
    let values = arg.get_value_names().unwrap_or_default().iter();
    let values: Vec<String> = values.map(|name| format!("\\fI{}\\fR", escaped(name))).collect();
    let takes = arg.get_action().takes_values();
    match (flags.is_empty(), takes) {
        (true, _) => values.join(" "),
        (false, false) => flags.join(", "),
        (false, true) => format!("{} {}", flags.join(", "), values.join(" ")),
    }
}

/// The words that an argument takes, and which of them stands where nothing is said.
fn values(arg: &Arg) -> String {
    if !arg.get_action().takes_values() {
        return String::new();
    }
    let mut words = String::new();
    for (index, value) in arg.get_possible_values().iter().filter(|value| !value.is_hide_set()).enumerate() {
        let _ = write!(words, "{} {}", if index == 0 { ":" } else { ";" }, value.get_name());
        let help = value.get_help().map(ToString::to_string).unwrap_or_default();
        // Some words say it themselves.
        if !help.is_empty() && !help.eq_ignore_ascii_case(value.get_name()) {
            let _ = write!(words, " ({})", inside(&help));
        }
    }
    let default: Vec<String> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if !default.concat().is_empty() {
        let _ = write!(words, "; {} where nothing is said", default.join(" "));
    }
    words
}

/// The beginning of a sentence as it stands inside of one; a word in capitals keeps them.
fn inside(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().to_string() + chars.as_str()
        }
        _ => text.to_owned(),
    }
}

fn bold(text: &str) -> String {
    format!("\\fB{}\\fR", escaped(text))
}

/// Text that roff takes as it stands.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_explains_every_option_and_key_once_and_never_breaks_its_sections() {
        let page = page();
        let sections: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
        let wanted = "NAME SYNOPSIS DESCRIPTION OPTIONS READING-OPTIONS COMMANDS KEYS FILTERS EXAMPLES EXIT-STATUS ENVIRONMENT FILES GIT";
        assert_eq!(sections.iter().map(|s| s.replace(' ', "-")).collect::<Vec<_>>().join(" "), wanted);
        let mut lines = page.lines().peekable();
        while let Some(line) = lines.next() {
            if line == ".TP" {
                let term = lines.next().unwrap();
                let meaning = lines.next().unwrap_or_default();
                assert!(!meaning.is_empty() && !meaning.starts_with('.'), "{term} is not explained");
            }
        }
        assert_eq!(page.matches("\\fB\\-\\-encoding\\fR").count(), 1, "what is shared is told once");
        let mut command = Args::command();
        command.build();
        for one in command.get_subcommands().filter(|one| one.get_name() != "help") {
            assert!(page.contains(&format!(".SS annals {}", one.get_name())), "{}", one.get_name());
        }
    }
}
