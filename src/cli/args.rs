//! The arguments, and the help that is made from them.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args as ClapArgs, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, ValueHint};

use super::terms;

mod files;

pub(super) use files::{CheckArgs, ConvertArgs, DiffArgs, ExportArgs, Given, MergeArgs, Prefer, ReadArgs};

const USAGE: &str = "annals [OPTIONS] [PATH]...
       annals <COMMAND>";

pub(super) const EXAMPLES: &str = "\
EXAMPLES
  annals                                  read the bundled timeline
  annals my.toml                          read your own
  annals a.toml b.csv folder              several as one timeline
  annals list 'actor:putin 2024..'        print events, one a line
  annals show davos-meeting               print one event with its evidence
  annals quotes 'tag:energy' --format md  print quotes with citations
  annals read articles -o draft.toml      a timeline of what a folder of articles reports
  annals check my.toml                    find what is wrong with a file
  annals check my.toml --documents docs   and whether each quote is in its document
  annals export --format json | jq .      the bundled timeline as JSON
  annals convert my.csv -o my.toml        another format, and what it cannot hold
  annals diff old.toml new.toml           what changed, in words
  annals merge mine.toml newer.csv -o all.toml

In the screen, ? shows every key. `annals keys` prints them.";

pub(super) const MORE: &str = "\
EXIT STATUS
  0  done
  1  nothing was found, or not all that was asked for; `check` found something, `diff` a
     difference, `merge` a conflict
  2  it could not be done: a wrong argument, a file that cannot be read, a loss under --strict

ENVIRONMENT
  NO_COLOR           no colours when set and not empty
  CLICOLOR_FORCE     colours in a pipe too
  VISUAL, EDITOR     the editor that e opens
  TERM, COLORTERM    what the terminal can do

FILES
  A timeline is a TOML file, or the same as JSON. Start with
  `annals export --format toml > my.toml`. `annals formats` lists what else is read and written.
  Files that end in .gz or .zst are unpacked.
  Marks and notes are kept in $XDG_DATA_HOME/annals (~/.local/share/annals), what was read and
  reviewed, and what --map says of a table, in $XDG_STATE_HOME/annals (~/.local/state/annals).

GIT
  To see changes of timelines in words, and to merge them by record:
    git config diff.annals.textconv 'annals diff --textconv'
    git config merge.annals.driver 'annals merge %O %A %B -o %A --force --name %P'
    echo '*.toml diff=annals merge=annals' >> .gitattributes";

/// Read timelines in the terminal, with the evidence for each event.
///
/// annals shows the events of a timeline in order, who takes part in them, and the verbatim words of
/// the sources that say so. Without a path it opens the bundled timeline. When its output is not a
/// terminal it prints the list of events.
#[derive(Debug, Default, Parser)]
#[command(name = "annals", version, after_help = EXAMPLES, after_long_help = format!("{EXAMPLES}\n\n{MORE}"))]
#[command(override_usage = USAGE, max_term_width = 100)]
pub struct Args {
    /// The timeline: a file, a folder of files, or - for standard input; several become one
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,

    #[command(flatten)]
    #[expect(missing_docs, reason = "a doc comment would stand in the help")]
    pub manner: Manner,

    /// The folder with the sources' documents, to open them from the screen
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub documents: Option<PathBuf>,

    #[command(flatten)]
    #[expect(missing_docs, reason = "a doc comment would stand in the help")]
    pub showing: Showing,

    /// Begin at the beginning; marks, notes and what was read stay
    #[arg(long, conflicts_with = "no_session")]
    pub fresh: bool,

    /// Colours
    #[arg(long, value_enum, default_value_t = When::Auto, global = true)]
    pub color: When,

    /// What to do instead of opening the screen
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// How the screen is opened.
#[derive(Clone, Copy, Debug, Default, ClapArgs)]
pub struct Showing {
    /// Colours for a dark or a light background
    #[arg(long, value_enum, default_value_t)]
    pub background: Ground,
    /// Keep nothing of this run, and take nothing up from earlier ones
    #[arg(long)]
    pub no_session: bool,
    /// Leave the mouse to the terminal
    #[arg(long)]
    pub no_mouse: bool,
}

impl Showing {
    /// The same with what was said before the subcommand.
    pub(super) fn with(self, before: Self) -> Self {
        let background = if self.background == Ground::Auto { before.background } else { self.background };
        Self {
            background,
            no_session: self.no_session || before.no_session,
            no_mouse: self.no_mouse || before.no_mouse,
        }
    }
}

/// What to do instead of opening the screen.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print events, one a line
    List(ListArgs),
    /// Print events with all their evidence
    Show(ShowArgs),
    /// Print actors, with how often they act
    Actors(ActorsArgs),
    /// Print quotes with their citations
    Quotes(QuotesArgs),
    /// Print the sources
    Sources(SourcesArgs),
    /// Print what you marked and noted, with full citations
    Notes(NotesArgs),
    /// List your reading sessions: what you read, when, and how far
    Sessions(SessionsArgs),
    /// Read articles, reports and letters, and make a timeline of what they report
    Read(ReadArgs),
    /// Say everything that is wrong with a file
    Check(CheckArgs),
    /// Write the timeline, or a part of it, in another format
    Export(ExportArgs),
    /// Turn files of any format into one of another, and say what it cannot hold
    Convert(ConvertArgs),
    /// Say what changed from one timeline to another
    Diff(DiffArgs),
    /// Put two timelines together, or the changes of two that began as one
    Merge(MergeArgs),
    /// List the formats
    #[command(after_long_help = WIKIDATA)]
    Formats(FormatsArgs),
    /// Draw one frame of the screen, after some keys
    View(ViewArgs),
    /// Print the keys
    Keys(KeysArgs),
    /// Print the completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// Which timeline a subcommand reads.
#[derive(Debug, ClapArgs)]
pub struct Input {
    /// The timeline: a file, a folder, or - for standard input; several become one; the bundled one
    /// without it
    #[arg(short, long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub file: Vec<PathBuf>,
    #[command(flatten)]
    pub manner: Manner,
}

/// How inputs are read.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct Manner {
    /// The format of the inputs, as `annals formats` calls it; else each shows its own
    #[arg(long, value_name = "FORMAT", help_heading = "Reading")]
    pub from: Option<String>,
    /// The encoding of the inputs' text, such as windows-1252, where it is not what it looks like
    #[arg(long, value_name = "NAME", help_heading = "Reading", hide_short_help = true)]
    pub encoding: Option<String>,
    /// Which column of a table is which field: date=When,title=What; remembered for tables with the
    /// same header, and forgotten with --map=
    #[arg(long, value_name = "FIELD=COLUMN,..", value_parser = pairs, help_heading = "Reading", hide_short_help = true)]
    pub map: Vec<Pairs>,
    /// How years before our era count, where the format does not say: -44 is 44 BCE, or 45 BCE
    #[arg(long, value_enum, value_name = "COUNT", help_heading = "Reading", hide_short_help = true)]
    pub year_zero: Option<YearZero>,
    /// Two keys of one actor or source; the second stays
    #[arg(long, value_name = "KEY=KEY", value_parser = pair, help_heading = "Reading", hide_short_help = true)]
    pub join: Vec<(String, String)>,
    /// Write the records that cannot be read to a new file, as they stand
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Reading", hide_short_help = true)]
    pub rejects: Option<PathBuf>,
}

/// Pairs of one argument.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs(pub Vec<(String, String)>);

/// How years before our era count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum YearZero {
    /// There is a year 0: -44 is 45 BCE
    Astronomical,
    /// There is none: -44 is 44 BCE
    Historical,
}

/// How records are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One record a line, in columns
    #[default]
    Table,
    /// One JSON array
    Json,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values with a header
    Csv,
    /// Markdown, to paste into a text
    Md,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless the environment says otherwise
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What the background of the terminal is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Ground {
    /// Ask the terminal
    #[default]
    Auto,
    /// Dark
    Dark,
    /// Light
    Light,
}

/// Which events a subcommand takes.
#[derive(Debug, Default, ClapArgs)]
pub struct Which {
    /// Which events: actor:putin 2024..2025 has:caveat '"gas transit"' -russia
    #[arg(value_name = "FILTER", value_parser = terms::typed)]
    pub filter: Vec<String>,
    /// The day that "today" is, for "last year" in a filter
    #[arg(long, value_name = "DATE", value_parser = day, hide = true)]
    pub today: Option<chrono::NaiveDate>,
}

/// `annals list`
#[derive(Debug, ClapArgs)]
pub struct ListArgs {
    #[command(flatten)]
    pub which: Which,
    /// Leave out events whose date may or may not fit
    #[arg(long)]
    pub certain: bool,
    /// Dates as EDTF
    #[arg(long)]
    pub edtf: bool,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    #[command(flatten)]
    pub input: Input,
}

/// `annals show`
#[derive(Debug, ClapArgs)]
pub struct ShowArgs {
    /// The keys of the events, as `annals list` prints them
    #[arg(required = true, value_name = "KEY")]
    pub keys: Vec<String>,
    /// Dates as EDTF
    #[arg(long)]
    pub edtf: bool,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    #[command(flatten)]
    pub input: Input,
}

/// `annals actors`
#[derive(Debug, ClapArgs)]
pub struct ActorsArgs {
    /// Part of a name, in any script, without accents
    pub query: Option<String>,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    #[command(flatten)]
    pub input: Input,
}

/// `annals quotes`
#[derive(Debug, ClapArgs)]
pub struct QuotesArgs {
    #[command(flatten)]
    pub which: Which,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    #[command(flatten)]
    pub input: Input,
}

/// `annals notes`
#[derive(Debug, ClapArgs)]
pub struct NotesArgs {
    #[command(flatten)]
    pub which: Which,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    pub format: NotesFormat,
    /// Only the sources cited, for a reference manager
    #[arg(long, value_enum)]
    pub cite: Option<Cite>,
    #[command(flatten)]
    pub input: Input,
}

/// How a memo is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum NotesFormat {
    /// Markdown, to paste into a draft
    #[default]
    Md,
    /// JSON
    Json,
}

/// How sources are cited for a reference manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Cite {
    /// CSL-JSON, as Zotero and pandoc read it
    CslJson,
    /// BibLaTeX, whose dates may be of EDTF
    #[value(alias = "bibtex")]
    Biblatex,
}

/// `annals sessions`
#[derive(Debug, ClapArgs)]
pub struct SessionsArgs {
    /// What to do with them; lists them without it
    #[command(subcommand)]
    pub command: Option<SessionsCommand>,
}

/// What to do with sessions.
#[derive(Debug, Subcommand)]
pub enum SessionsCommand {
    /// List them
    List,
    /// Show one: what was read, by day, source, actor and year
    Show {
        /// Its name, as the list prints it
        name: String,
    },
    /// Begin anew with its timeline: the files are renamed, not deleted
    Forget {
        /// Its name, as the list prints it
        name: String,
    },
    /// Print where its files are, or those of all
    Path {
        /// Its name, as the list prints it
        name: Option<String>,
    },
}

/// `annals sources`
#[derive(Debug, ClapArgs)]
pub struct SourcesArgs {
    /// The timeline, as with --file
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    #[command(flatten)]
    pub input: Input,
}

/// What `annals formats --help` says of asking Wikidata.
const WIKIDATA: &str = "\
WIKIDATA
  A query for query.wikidata.org whose result, downloaded as JSON, has all that annals reads: events
  (here the battles of 1415), how precise their dates are, who took part, and what is cited.

    SELECT ?event ?eventLabel ?eventDescription ?date ?datePrecision ?dateCalendar
           ?person ?personLabel ?statedIn ?statedInLabel ?refUrl ?quotation ?page
    WHERE {
      ?event wdt:P31 wd:Q178561; p:P585 ?said.
      ?said psv:P585 ?value.
      ?value wikibase:timeValue ?date; wikibase:timePrecision ?datePrecision;
             wikibase:timeCalendarModel ?dateCalendar.
      FILTER(YEAR(?date) = 1415)
      OPTIONAL { ?event wdt:P710 ?person. }
      OPTIONAL {
        ?said prov:wasDerivedFrom ?reference.
        OPTIONAL { ?reference pr:P248 ?statedIn. }
        OPTIONAL { ?reference pr:P854 ?refUrl. }
        OPTIONAL { ?reference pr:P1683 ?quotation. }
        OPTIONAL { ?reference pr:P304 ?page. }
      }
      SERVICE wikibase:label { bd:serviceParam wikibase:language \"en\". }
    }";

/// `annals formats`
#[derive(Debug, ClapArgs)]
pub struct FormatsArgs {
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// `annals view`
#[derive(Debug, ClapArgs)]
pub struct ViewArgs {
    /// The timeline: a file, a folder, or - for standard input; several become one; the bundled one
    /// without it
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Keys to press first: letters as they are, others as <enter>, <ctrl-d>, <space>
    #[arg(long, default_value = "", allow_hyphen_values = true)]
    pub keys: String,
    /// The size of the screen
    #[arg(long, default_value = "120x40", value_parser = size)]
    pub size: (u16, u16),
    /// Print the frame (this is all that view does)
    #[arg(long)]
    pub print: bool,
    /// As an SVG picture instead of text
    #[arg(long)]
    pub svg: bool,
    /// The folder with the sources' documents
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub documents: Option<PathBuf>,
    /// The day that "today" is, for a picture that stays the same
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<chrono::NaiveDate>,
    #[command(flatten)]
    pub manner: Manner,
}

/// `annals keys`
#[derive(Debug, ClapArgs)]
pub struct KeysArgs {
    /// As a Markdown table
    #[arg(long)]
    pub markdown: bool,
}

/// `date=When,title=What`. A comma that no `=` follows before the next is part of a column's name.
fn pairs(text: &str) -> Result<Pairs, String> {
    let mut out: Vec<(String, String)> = Vec::new();
    for piece in text.split(',').filter(|_| !text.trim().is_empty()) {
        match (piece.split_once('='), out.last_mut()) {
            (Some((field, column)), _) if !field.trim().is_empty() && !column.trim().is_empty() => {
                out.push((field.trim().to_owned(), column.trim().to_owned()));
            }
            (None, Some((_, column))) => *column = format!("{column},{piece}"),
            _ => return Err("write field=column, and commas between: date=When,title=What".to_owned()),
        }
    }
    Ok(Pairs(out))
}

/// `this=that`
fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=').map(|(this, that)| (this.trim(), that.trim())) {
        Some((this, that)) if !this.is_empty() && !that.is_empty() => Ok((this.to_owned(), that.to_owned())),
        _ => Err("write two keys with = between: the second stays".to_owned()),
    }
}

/// The arguments of this process, unless they are wrong.
///
/// An option of the screen may stand before `read`, which opens one too; before any other subcommand it would
/// do nothing, and that is said.
pub(super) fn parse(args: Vec<OsString>) -> Result<Args, clap::Error> {
    if let Some(paths) = only_paths(&args) {
        return Ok(Args { paths, ..Args::default() });
    }
    let matches = Args::command().try_get_matches_from(args)?;
    let Some(name) = matches.subcommand_name() else { return Args::from_arg_matches(&matches) };
    let allowed: &[&str] =
        if name == "read" { &["color", "background", "no_session", "no_mouse"] } else { &["color"] };
    let command = Args::command();
    let is_given = |id: &str| {
        matches.try_contains_id(id).is_ok()
            && matches.value_source(id) == Some(clap::parser::ValueSource::CommandLine)
    };
    let mut options = command.get_arguments().filter(|arg| is_given(arg.get_id().as_str()));
    let misplaced = options.find(|arg| !allowed.contains(&arg.get_id().as_str()));
    match misplaced.and_then(clap::Arg::get_long) {
        None => Args::from_arg_matches(&matches),
        Some(option) => Err(Args::command().error(
            clap::error::ErrorKind::ArgumentConflict,
            format!("--{option} before `{name}` does nothing: write it behind, where `annals {name} --help` has it"),
        )),
    }
}

/// The paths, where nothing else is given and the first can be no subcommand: what is typed nearly always. Who
/// only opens a timeline need not wait until all that could be said instead is described, nor have it in memory.
fn only_paths(args: &[OsString]) -> Option<Vec<PathBuf>> {
    let paths = args.get(1..).unwrap_or_default();
    let is_path = |arg: &OsString| !arg.is_empty() && !arg.as_encoded_bytes().starts_with(b"-");
    let is_file = |arg: &OsString| arg.as_encoded_bytes().iter().any(|byte| matches!(byte, b'.' | b'/'));
    (paths.iter().all(is_path) && paths.first().is_none_or(is_file))
        .then(|| paths.iter().map(PathBuf::from).collect())
}

fn day(text: &str) -> Result<chrono::NaiveDate, String> {
    text.parse().map_err(|_| "write a day that exists, such as 2024-11-22".to_owned())
}

fn size(text: &str) -> Result<(u16, u16), String> {
    let wrong = || "write columns x rows, such as 80x24, from 1x1 to 1000x1000".to_owned();
    let (width, height) = text.split_once('x').ok_or_else(wrong)?;
    let number = |text: &str| text.parse::<u16>().ok().filter(|n| (1..=1000).contains(n));
    Ok((number(width).ok_or_else(wrong)?, number(height).ok_or_else(wrong)?))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        super::Args::command().debug_assert();
    }

    #[test]
    fn options_of_the_screen_stand_before_a_subcommand_that_opens_one() {
        let parsed = |text: &str| super::parse(text.split(' ').map(Into::into).collect());
        for text in
            ["annals --no-session read a.txt", "annals read --no-session a.txt", "annals --no-session a.toml"]
        {
            let args = parsed(text).unwrap();
            let showing = match &args.command {
                Some(super::Command::Read(read)) => read.showing.with(args.showing),
                _ => args.showing,
            };
            assert!(showing.no_session, "{text}");
        }
        assert_eq!(parsed("annals a.toml list").unwrap().paths.len(), 2, "a file may be called that");
        for wrong in ["annals --from csv list", "annals --fresh read a.txt", "annals --no-session list"] {
            assert!(parsed(wrong).unwrap_err().to_string().contains("does nothing"), "{wrong}");
        }
        assert!(parsed("annals --color never list").is_ok());
    }

    #[test]
    fn paths_alone_are_read_as_clap_would() {
        use clap::Parser;

        for text in ["annals", "annals a.toml", "annals ./list show", "annals a/b 'c d' list", "annals . .."]
        {
            let words: Vec<std::ffi::OsString> = shlex::split(text).unwrap().iter().map(Into::into).collect();
            let wanted = super::Args::try_parse_from(words.clone()).unwrap();
            assert!(super::only_paths(&words).is_some(), "{text}");
            assert_eq!(format!("{:?}", super::parse(words).unwrap()), format!("{wanted:?}"), "{text}");
        }
        for other in
            ["annals list", "annals help", "annals -", "annals a.toml --fresh", "annals .a -h", "annals ''"]
        {
            let words: Vec<std::ffi::OsString> =
                shlex::split(other).unwrap().iter().map(Into::into).collect();
            assert_eq!(super::only_paths(&words), None, "{other}");
        }
    }

    #[test]
    fn columns_may_have_commas_in_their_names() {
        let rows = [
            ("date=When", Some(&[("date", "When")][..])),
            ("date=When, exactly,title = What", Some(&[("date", "When, exactly"), ("title", "What")])),
            ("", Some(&[])),
            ("date", None),
            ("=x", None),
            ("date=", None),
        ];
        for (text, wanted) in rows {
            let found = super::pairs(text).ok().map(|pairs| pairs.0);
            let wanted = wanted.map(|rows| rows.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect());
            assert_eq!(found, wanted, "{text}");
        }
    }
}
