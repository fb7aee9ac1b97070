//! Which timeline a subcommand reads.

use std::path::{Path, PathBuf};

use anyhow::bail;

use super::args::{Input, Manner, YearZero};
use super::{keep, out};
use crate::formats::decode::{decode_as, named as encoding_named};
use crate::formats::{self, Options, Tally};
use crate::issue::{Issue, Severity};
use crate::model::{EventId, Timeline};
use crate::store::session::Folders;
use crate::store::{self, Maps, Report};
use crate::text::{Text, line, plural};

/// A timeline with what was wrong with it.
pub(super) struct Loaded {
    pub(super) timeline: Timeline,
    /// Everything that was wrong; where there are several inputs, each issue names its own.
    pub(super) issues: Vec<Issue>,
    /// What messages call it.
    pub(super) name: String,
    /// The file, where it is one.
    pub(super) path: Option<PathBuf>,
    /// What was named, as sessions know it.
    pub(super) identity: Option<String>,
    /// The digest of its bytes.
    pub(super) digest: String,
    /// What each input was.
    pub(super) reports: Vec<Report>,
    /// The input that each event came from first, by its place in the file; empty where there is one.
    parts: Vec<u32>,
    /// What was renamed and what may be one, each with the number of its input.
    pub(super) notes: Vec<(usize, Issue)>,
    /// How it was read.
    pub(super) manner: store::Manner,
}

impl Loaded {
    /// A timeline that was made here and stands in no file.
    pub(super) fn made(timeline: Timeline, issues: Vec<Issue>, name: String) -> Self {
        let (digest, manner) = (String::new(), store::Manner::default());
        let (reports, parts, notes) = (Vec::new(), Vec::new(), Vec::new());
        let (path, identity) = (None, None);
        Self { timeline, issues, name, path, identity, digest, reports, parts, notes, manner }
    }

    /// Says on standard error that there is something wrong, and where to see it: what is printed
    /// may not be all.
    pub(super) fn warn(&self) {
        self.warn_as(&self.name, &self.check());
    }

    /// The same of what messages call `name`; the command `check` lists what is wrong.
    pub(super) fn warn_as(&self, name: &str, check: &str) {
        for told in self.remembered() {
            out::complain_plainly(&told);
        }
        let wrong = self.issues.iter().filter(|issue| issue.severity > Severity::Note).count();
        let mut said = Vec::new();
        if wrong > 0 {
            said.push(plural(wrong, "problem"));
        }
        if !self.notes.is_empty() {
            said.push(plural(self.notes.len(), "remark") + " on keys and names");
        }
        if said.is_empty() {
            return;
        }
        out::complain_plainly(&format!("{name}: {}; {check} lists them", said.join(", ")));
    }

    /// The same, and where to see what is only remarked: for who was told how many remarks there are.
    pub(super) fn warn_of_all(&self) {
        let is_told =
            self.issues.iter().any(|issue| issue.severity > Severity::Note) || !self.notes.is_empty();
        self.warn();
        if is_told || self.issues.is_empty() {
            return;
        }
        let remarks = plural(self.issues.len(), "remark");
        out::complain_plainly(&format!("{}: {remarks}; {} lists them", self.name, self.check()));
    }

    /// The command that lists what is wrong.
    fn check(&self) -> String {
        let which: String = match self.reports.as_slice() {
            [only] if only.path.is_none() && only.name != store::STDIN => String::new(),
            all => all.iter().flat_map(|report| [" ", address(report)]).collect(),
        };
        match self.reports.len() {
            many if many > NAMED => "`annals check` with the same inputs".to_owned(),
            _ => format!("`annals check{which}`"),
        }
    }

    /// Which inputs were read with columns as they were said for an earlier file, a sentence each.
    pub(super) fn remembered(&self) -> Vec<String> {
        let recalled = |report: &Report| Some(format!("{}: {}", report.name, report.recalled.as_ref()?));
        self.reports.iter().filter_map(recalled).collect()
    }

    /// Whether every record was taken in, or put aside as the user wants: what is written from it is all
    /// that was there.
    pub(super) fn is_whole(&self, manner: &Manner) -> bool {
        let is_kept = |report: &Report| manner.rejects.is_some() && unkept(report) == 0;
        self.reports.iter().all(|report| report.tally.refused == 0 || is_kept(report))
    }

    /// The number of the input that an event came from first.
    pub(super) fn part_of(&self, event: EventId) -> usize {
        let place = self.timeline.arrival(event) as usize;
        self.parts.get(place).map_or(0, |&part| part as usize)
    }

    /// The text, read once more; `None` where it cannot be, is no longer the same, or is not one.
    pub(super) fn text(&self) -> Option<String> {
        let bytes = match (&self.path, self.reports.as_slice()) {
            (Some(path), _) => store::read_file(path).ok()?,
            (None, [_]) => store::BUNDLED.as_bytes().to_vec(),
            _ => return None,
        };
        if store::digest(&bytes) != self.digest {
            return None;
        }
        let bytes = store::unpack(bytes).ok()?.bytes;
        let encoding = self.manner.options.encoding.as_deref();
        decode_as(&bytes, encoding).ok().map(|decoded| decoded.text.into_owned())
    }

    /// The folder of the inputs: where their documents are looked for when nobody says. `None` where
    /// they lie in several.
    pub(super) fn folder(&self) -> Option<PathBuf> {
        let mut folders = self.reports.iter().map(|report| report.path.as_ref()?.parent());
        let folder = folders.next()??;
        if folders.any(|other| other != Some(folder)) {
            return None;
        }
        Some(if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() })
    }
}

/// Beyond so many inputs they are counted.
const NAMED: usize = 3;

/// How much is told of inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Account {
    /// Their format, and how they were understood.
    Whole,
    /// What became of their records; the rest is told already.
    Sums,
}

/// How many of many inputs are told of each by itself, where there is something to tell.
const TOLD: usize = 10;

/// What became of the records of each input; of many, those of which there is something to say, and a line
/// for all.
pub(super) fn account(reports: &[Report], how: Account) -> Vec<String> {
    let line = |report: &Report| match how {
        Account::Whole => format!("{}: {}: {}", report.name, report.format.name, report.summary()),
        Account::Sums => format!("{}: {}", report.name, report.summary()),
    };
    let told = |report: &Report| -> Vec<String> {
        let told = report.told.iter().filter(|_| how == Account::Whole);
        told.map(|told| format!("{}: {told}", report.name)).collect()
    };
    if reports.len() <= NAMED {
        return reports.iter().flat_map(|report| [vec![line(report)], told(report)].concat()).collect();
    }
    let remarkable =
        |report: &&Report| report.tally.refused > 0 || report.tally.remarked > 0 || !told(report).is_empty();
    let mut out = Vec::new();
    for report in reports.iter().filter(remarkable).take(TOLD) {
        out.push(line(report));
        out.extend(told(report));
    }
    let more = reports.iter().filter(remarkable).count().saturating_sub(TOLD);
    if more > 0 {
        out.push(format!("{more} more inputs have remarks; `annals check` with the same inputs lists them"));
    }
    let sum = reports.iter().fold(Tally::default(), |sum, report| Tally {
        read: sum.read + report.tally.read,
        remarked: sum.remarked + report.tally.remarked,
        refused: sum.refused + report.tally.refused,
    });
    out.push(format!("{}: {sum}", plural(reports.len(), "input")));
    out
}

/// How an input is named on a command line.
fn address(report: &Report) -> &str {
    if report.path.is_none() { "-" } else { &report.name }
}

/// The timeline in those inputs, the bundled one without any; read as the user says.
pub(super) fn open(paths: &[PathBuf], manner: &Manner) -> anyhow::Result<Loaded> {
    open_over(paths, manner, false)
}

/// The same; with `force`, refused records are written over a file that is there.
pub(super) fn open_over(paths: &[PathBuf], manner: &Manner, force: bool) -> anyhow::Result<Loaded> {
    let loaded = read(paths, manner)?;
    if let Some(path) = &manner.rejects {
        rejects(path, loaded.reports.iter(), force)?;
    }
    Ok(loaded)
}

/// Whether what is written and what is refused go to two files.
pub(super) fn two_files(output: Option<&Path>, manner: &Manner) -> anyhow::Result<()> {
    if let Some(path) = manner.rejects.as_deref().filter(|path| Some(*path) == output) {
        let name = line(&path.to_string_lossy()).into_owned();
        bail!("{name} cannot be both what is written and what could not be read; give two names");
    }
    Ok(())
}

/// Each input by itself, as it stands in its file; what was refused of all of them stands in one file.
pub(super) fn each(paths: &[PathBuf], manner: &Manner, force: bool) -> anyhow::Result<Vec<Loaded>> {
    let all: Vec<Loaded> =
        paths.iter().map(|path| read(std::slice::from_ref(path), manner)).collect::<Result<_, _>>()?;
    if let Some(path) = &manner.rejects {
        rejects(path, all.iter().flat_map(|loaded| &loaded.reports), force)?;
    }
    Ok(all)
}

fn read(paths: &[PathBuf], manner: &Manner) -> anyhow::Result<Loaded> {
    let read_as = read_as(manner)?;
    let whole = store::load_all(paths, &read_as)?;
    for skipped in &whole.skipped {
        out::complain_plainly(skipped);
    }
    let reports = whole.reports;
    let issues = match reports.as_slice() {
        [only] => only.issues.iter().chain(whole.notes.iter().map(|(_, note)| note)).cloned().collect(),
        all => {
            all.iter()
                .flat_map(|report| report.issues.iter().map(|issue| named(issue, &report.name)))
                .chain(whole.notes.iter().map(|(part, note)| {
                    named(note, all.get(*part).map_or("", |report| report.name.as_str()))
                }))
                .collect()
        }
    };
    let name = match reports.as_slice() {
        all if all.len() > NAMED => format!("{} inputs", all.len()),
        all => all.iter().map(|report| report.name.as_str()).collect::<Vec<_>>().join(", "),
    };
    Ok(Loaded {
        timeline: whole.timeline,
        issues,
        name,
        path: if let [only] = reports.as_slice() { only.path.clone() } else { None },
        identity: keep::inputs(paths),
        digest: store::inputs::digest_of(&reports),
        reports,
        parts: whole.parts,
        notes: whole.notes,
        manner: read_as,
    })
}

/// An input that is better read while the screen stands; see [`store::later::later`].
pub(super) fn later(path: &Path, manner: &Manner) -> anyhow::Result<Option<store::later::Later>> {
    // What is refused is written to a file before anything is shown.
    if manner.rejects.is_some() || !manner.join.is_empty() {
        return Ok(None);
    }
    Ok(store::later::later(path, &read_as(manner)?)?)
}

/// The inputs, and the words that are none. Files and folders that come first among the words are inputs where
/// none was named with `--file`: `annals list my.toml energy`; also when they are not there, and that is said.
pub(super) fn inputs<'w>(input: &Input, words: &'w [String]) -> (Vec<PathBuf>, &'w [String]) {
    let is_input = |word: &&String| {
        let path = Path::new(word.as_str());
        if ["-", ".", ".."].contains(&word.as_str()) {
            return true;
        }
        let is_named = formats::knows(&store::bare(path));
        match path.symlink_metadata() {
            // A folder, or something that can only be refused, is named by who writes it so.
            Ok(_) => is_named || word.contains('/'),
            // Nobody looks for a word that ends as a file does, or begins as a path.
            Err(_) => {
                is_named
                    || ["/", "./", "../", "~/"].iter().any(|start| word.starts_with(start))
                    || word.ends_with('/')
            }
        }
    };
    let count = if input.file.is_empty() { words.iter().take_while(is_input).count() } else { 0 };
    let (files, words) = words.split_at_checked(count).unwrap_or((&[], words));
    if let Some(word) =
        words.first().filter(|word| input.file.is_empty() && Path::new(word.as_str()).is_dir())
    {
        let word = line(word).into_owned();
        out::complain_plainly(&format!("`{word}` is looked for as a word; the folder is read as {word}/"));
    }
    (if count > 0 { files.iter().map(PathBuf::from).collect() } else { input.file.clone() }, words)
}

/// One timeline as it stands in a file.
pub(super) fn one(path: &Path, manner: &Manner) -> anyhow::Result<Loaded> {
    open(std::slice::from_ref(&path.to_owned()), manner)
}

/// An issue of one of several inputs.
fn named(issue: &Issue, name: &str) -> Issue {
    Issue { file: Some(Text::new(name)), excerpt: None, ..issue.clone() }
}

/// What the store needs to know.
pub(super) fn read_as(manner: &Manner) -> anyhow::Result<store::Manner> {
    if let Some(name) = &manner.from {
        let format = formats::by_name(name)?;
        if !format.can_read() {
            bail!("{} can be written, but not read; `annals formats` lists what can be read", format.name);
        }
    }
    if let Some(name) = &manner.encoding {
        encoding_named(name).map_err(|why| anyhow::anyhow!("--encoding: {why}"))?;
    }
    let maps = Folders::from_env().map_or_else(|_| Maps::default(), |folders| Maps::at(folders.maps()));
    let map: Vec<_> = manner.map.iter().flat_map(|pairs| pairs.0.iter().cloned()).collect();
    let year_zero = manner.year_zero.map(|zero| match zero {
        YearZero::Historical => formats::YearZero::Historical,
        YearZero::Astronomical => formats::YearZero::Astronomical,
    });
    Ok(store::Manner {
        from: manner.from.clone(),
        maps: if map.is_empty() && !manner.map.is_empty() { maps.forgetting() } else { maps },
        options: Options { map, year_zero, encoding: manner.encoding.clone(), name: None },
        joins: manner.join.clone(),
    })
}

/// Writes the refused records of all inputs to a new file, each table below its header.
fn rejects<'r>(
    path: &Path,
    reports: impl Iterator<Item = &'r Report> + Clone,
    force: bool,
) -> anyhow::Result<()> {
    let name = line(&path.to_string_lossy()).into_owned();
    let count: usize = reports.clone().map(|report| report.tally.refused).sum();
    if count == 0 {
        out::complain_plainly(&format!("{name}: not written: no record was refused"));
        return Ok(());
    }
    let lost: usize = reports.clone().map(unkept).sum();
    if lost > 0 {
        let what = plural(lost, "refused record");
        let is = if lost == 1 { "is" } else { "are" };
        out::complain_plainly(&format!("{name}: {what} {is} not in it: too long, or too many, to be kept"));
    }
    if lost >= count {
        out::complain_plainly(&format!("{name}: not written: there is nothing to write"));
        return Ok(());
    }
    let mut bytes = Vec::new();
    for report in reports.clone().filter(|report| !report.refused.is_empty()) {
        for record in report.header.iter().chain(&report.refused) {
            bytes.extend_from_slice(record.trim_end_matches(['\r', '\n']).as_bytes());
            bytes.push(b'\n');
        }
    }
    let real = path.canonicalize().ok();
    let mut inputs = reports.filter_map(|report| report.path.as_ref()?.canonicalize().ok());
    if inputs.any(|input| Some(input) == real) {
        bail!("{name} is what is read; give another name for the records that cannot be read");
    }
    if !force && path.symlink_metadata().is_ok() {
        bail!("{name} is there already; give another name for the records that cannot be read");
    }
    super::write::file(path, force, |out| out.write_all(&bytes).map(|()| true))?;
    out::complain_plainly(&format!("{name}: {} that could not be read", plural(count - lost, "record")));
    Ok(())
}

/// How many of the refused records are not at hand as they stood.
fn unkept(report: &Report) -> usize {
    // Of a stream the records of a stretch stand together, a line each.
    let is_stream = report.format.name == "jsonl";
    let records = |text: &String| if is_stream { text.lines().count() } else { 1 };
    report.tally.refused.saturating_sub(report.refused.iter().map(records).sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::FORMATS;

    #[test]
    fn rejects_stand_below_their_header() {
        let report = |header: Option<&str>, refused: &[&str]| Report {
            name: "a".into(),
            path: None,
            digest: String::new(),
            issues: Vec::new(),
            format: &FORMATS[0],
            tally: Tally { refused: refused.len(), ..Tally::default() },
            refused: refused.iter().map(|&text| text.to_owned()).collect(),
            header: header.map(str::to_owned),
            told: Vec::new(),
            recalled: None,
        };
        let reports = [
            report(Some("date;title\r\n"), &["1989-13;x\r\n", "?;y"]),
            report(Some("never;written"), &[]),
            report(None, &["BEGIN:VEVENT\nEND:VEVENT\n"]),
        ];
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rejects");
        rejects(&path, reports.iter(), false).unwrap();
        let wanted = "date;title\n1989-13;x\n?;y\nBEGIN:VEVENT\nEND:VEVENT\n";
        assert_eq!(std::fs::read_to_string(&path).unwrap(), wanted);
        assert!(rejects(&path, reports.iter(), false).unwrap_err().to_string().contains("is there already"));
        let none = folder.path().join("none");
        std::fs::write(&path, "older").unwrap();
        rejects(&path, reports.iter(), true).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), wanted);
        rejects(&none, reports[1..2].iter(), false).unwrap();
        assert!(!none.exists());
    }
}
