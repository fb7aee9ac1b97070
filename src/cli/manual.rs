//! `annals completions` and `annals man`.

use std::io::{self, Write};

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::End;
use super::args::{Args, EXAMPLES, MORE};
use super::out::Out;

pub(super) fn completions(shell: clap_complete::Shell, out: &mut Out) -> anyhow::Result<End> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "annals", &mut bytes);
    out.bytes(&bytes)?;
    Ok(End::Found)
}

/// One page for all: the subcommands have no pages of their own to point to.
pub(super) fn man(out: &mut Out) -> anyhow::Result<End> {
    let mut page = Vec::new();
    let man = Man::new(Args::command()).title("ANNALS");
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    let synopsis = "\\fBannals\\fR [\\fIOPTIONS\\fR] [\\fIPATH\\fR ...]\n.br\n\\fBannals\\fR \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]";
    writeln!(page, ".SH SYNOPSIS\n{synopsis}")?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    writeln!(page, ".SH COMMANDS")?;
    let mut whole = Args::command();
    whole.build();
    for command in whole.get_subcommands().filter(|command| command.get_name() != "help") {
        subcommand(command, &mut page)?;
    }
    literal(EXAMPLES, &mut page)?;
    literal(MORE, &mut page)?;
    out.bytes(&page)?;
    Ok(End::Found)
}

fn subcommand(command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let usage = command.clone().render_usage().to_string();
    writeln!(page, ".SS {}", escaped(usage.trim_start_matches("Usage: ")))?;
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    writeln!(page, "{}.", escaped(&about))?;
    let mut options = Vec::new();
    // What every command has was told once.
    let command =
        command.clone().mut_arg("color", |arg| arg.hide(true)).mut_arg("help", |arg| arg.hide(true));
    Man::new(command).render_options_section(&mut options)?;
    let options = String::from_utf8_lossy(&options);
    write!(page, "{}", options.replace(".SH OPTIONS\n", ""))
}

/// Sections as they stand in the help: a heading in capitals, then lines that keep their places.
fn literal(text: &str, page: &mut Vec<u8>) -> io::Result<()> {
    for line in text.lines() {
        let is_heading = !line.is_empty() && line.chars().all(|c| c.is_ascii_uppercase() || c == ' ');
        match line.strip_prefix("  ") {
            _ if is_heading => writeln!(page, ".SH {line}\n.nf")?,
            Some(line) => writeln!(page, "{}", escaped(line))?,
            None if line.is_empty() => writeln!(page, ".sp")?,
            None => writeln!(page, "{}", escaped(line))?,
        }
    }
    writeln!(page, ".fi")
}

/// Text that roff takes as it stands.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}
