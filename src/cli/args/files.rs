//! The arguments of what reads and writes whole files.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum, ValueHint};

use super::{Input, Manner, Showing, Which};
use crate::model::Date;

/// `annals check`
#[derive(Debug, ClapArgs)]
pub struct CheckArgs {
    /// The timeline: a file, a folder, or - for standard input; several become one; the bundled one
    /// without it
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Look up every quote in its source's file in this folder
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub documents: Option<PathBuf>,
    /// List every issue, also where there are many of one kind
    #[arg(long)]
    pub all: bool,
    /// Say where each quote was found
    #[arg(long, requires = "documents")]
    pub offsets: bool,
    #[command(flatten)]
    pub manner: Manner,
}

/// `annals export`
#[derive(Debug, ClapArgs)]
pub struct ExportArgs {
    #[command(flatten)]
    pub which: Which,
    /// The format, as `annals formats` names it: toml, json, jsonl, csv, html ..
    #[arg(long, default_value = "toml")]
    pub format: String,
    /// The file to write; - or nothing for standard output
    #[arg(short, long, value_name = "PATH", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub input: Input,
}

/// `annals read`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Plain text, Markdown, HTML, PDF, EPUB and e-mail (.eml) are read, whatever their encoding. Nothing leaves \
this machine: dates, actors, quotes and events are found by rules, the same every time. Each event has the \
sentence that tells it; with -o the timeline is written, and `annals check OUT --documents FOLDER` holds \
every quote against its document. A file that cannot be read is told, and the rest goes on.")]
pub struct ReadArgs {
    /// The documents: files, folders of them, or - for standard input
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Write the timeline to a file, in the format of its extension, instead of opening it; - for
    /// standard output, as TOML
    #[arg(short, long, value_name = "OUT", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long, requires = "output")]
    pub force: bool,
    /// The day on which documents were written that do not surely say it themselves: 2024-11-22; for one
    /// document, whatever it says, with its name: letter.txt=2024-11-22
    #[arg(long, value_name = "[FILE=]DATE")]
    pub date: Vec<Given>,
    /// Only the events that a filter lets through: --only actor:putin
    #[arg(long, value_name = "FILTER", allow_hyphen_values = true)]
    pub only: Vec<String>,
    /// Print every decision with its rule, and nothing else
    #[arg(long, conflicts_with = "output")]
    pub explain: bool,
    #[command(flatten)]
    pub showing: Showing,
}

/// The day of documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The name of one; all that do not say their own day where there is none.
    pub document: Option<String>,
    /// The day.
    pub day: chrono::NaiveDate,
}

impl std::str::FromStr for Given {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (document, date) = match text.rsplit_once('=') {
            Some((document, date)) => (Some(document.to_owned()), date),
            None => (None, text),
        };
        // A day that is the same whenever it is said: not yesterday.
        let day = |year| {
            let date = Date::parse_prose(date, chrono::NaiveDate::from_ymd_opt(year, 1, 1)?).ok()?;
            let ends = date.ends();
            let (first, last) = (ends.earliest_start.civil()?, ends.latest_end.civil()?);
            (first == last && !date.is_fuzzy()).then_some(first)
        };
        let one = day(1999).filter(|one| day(2001) == Some(*one));
        one.and_then(|(year, month, day)| {
            chrono::NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month.into(), day.into())
        })
        .map(|day| Self { document, day })
        .ok_or_else(|| "write a day that exists, such as 2024-11-22".to_owned())
    }
}

/// `annals convert`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
The format is that of the extension of OUT. What it cannot hold is told: which fields, and how many \
records lose them. A file that is written over is replaced whole, or stays as it was.

The exit status is 0 where every record was taken in, 1 where some were refused and not put aside \
with --rejects (also where a compressed file is cut short), and 2 for trouble.")]
pub struct ConvertArgs {
    /// The files to read: files, folders, or - for standard input; several become one timeline
    #[arg(required = true, value_name = "IN", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// The file to write, or the folder for a format of many files; - or nothing for standard output
    #[arg(short, long, value_name = "OUT", value_hint = ValueHint::AnyPath)]
    pub output: Option<PathBuf>,
    /// The format to write, as `annals formats` calls it; else the extension of OUT says it
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<String>,
    /// Write nothing where the format cannot hold everything
    #[arg(long)]
    pub strict: bool,
    /// Write over what is there
    #[arg(long)]
    pub force: bool,
    /// Only the events that a filter lets through: --filter 'actor:putin 2024..'
    #[arg(long, value_name = "FILTER", allow_hyphen_values = true)]
    pub filter: Vec<String>,
    #[command(flatten)]
    pub manner: Manner,
}

/// `annals diff`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Events are matched by their keys; one whose key is gone is matched by like content. The exit status is \
0 where nothing differs, 1 where something does, and 2 for trouble.

To have git show timelines as text that compares well line by line:
  git config diff.annals.textconv 'annals diff --textconv'
  echo '*.toml diff=annals' >> .gitattributes")]
pub struct DiffArgs {
    /// The older timeline
    #[arg(value_name = "OLD", value_hint = ValueHint::AnyPath, required_unless_present = "textconv")]
    pub old: Option<PathBuf>,
    /// The newer timeline
    #[arg(value_name = "NEW", value_hint = ValueHint::AnyPath, required_unless_present = "textconv")]
    pub new: Option<PathBuf>,
    /// As JSON
    #[arg(long, conflicts_with = "stat")]
    pub json: bool,
    /// In one line
    #[arg(long)]
    pub stat: bool,
    /// Print one timeline as plain lines in a fixed order, for git
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["old", "new", "json", "stat"])]
    pub textconv: Option<PathBuf>,
    #[command(flatten)]
    pub manner: Manner,
}

/// `annals merge`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Two files: everything that one of them has. Events are matched by their keys, and by like content where \
the keys differ, so that a newer export of the same data updates and does not double. Lists (actors, \
quotes, caveats, tags) are united. Where both say something else of one field there is a conflict: the \
first file's word stays, the other's is kept in a caveat of the event, the conflict is listed and the \
exit status is 1. With --prefer there are no conflicts. Where records were refused and not put aside \
with --rejects, it is 1 too.

Three files: BASE OURS THEIRS. What only one side changed, added or took out is as that side has it; \
where both changed the same field there is a conflict, as above.

Records are written anew: remarks (#) of a TOML file are not kept.

To have git merge timelines by record:
  git config merge.annals.driver 'annals merge %O %A %B -o %A --force --name %P'
  echo '*.toml merge=annals' >> .gitattributes")]
pub struct MergeArgs {
    /// A B, or BASE OURS THEIRS
    #[arg(required = true, num_args = 2..=3, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub paths: Vec<PathBuf>,
    /// The file to write; - or nothing for standard output
    #[arg(short, long, value_name = "OUT", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// The format to write; else the extension of OUT says it, or it is that of the first file
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<String>,
    /// Whose word counts where both say something else
    #[arg(long, value_enum, value_name = "SIDE")]
    pub prefer: Option<Prefer>,
    /// What messages call the file, where those named are copies that git made for a while
    #[arg(long, value_name = "NAME")]
    pub name: Option<PathBuf>,
    /// Write nothing where the format cannot hold everything
    #[arg(long)]
    pub strict: bool,
    /// Write over a file that is there
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub manner: Manner,
}

/// Whose word counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Prefer {
    /// That of A, or OURS
    #[value(alias = "ours")]
    A,
    /// That of B, or THEIRS
    #[value(alias = "theirs")]
    B,
}
