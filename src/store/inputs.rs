//! Several inputs as one timeline: files, folders of files, standard input.

use std::path::{Path, PathBuf};

use super::walk::{Walk, shown};
use super::{Loaded, Manner, StoreError, bare, digest, later, load_with};
use crate::change;
use crate::formats::{self, Format, Import, Tally};
use crate::issue::Issue;
use crate::model::Timeline;
use crate::text::Text;

/// How many inputs there may be at once.
pub const MAX_INPUTS: usize = 100_000;

/// How many bytes all inputs together may have, packed or not: 1 GiB. Those that are read as streams do not
/// count.
pub const MAX_ALL: u64 = 1 << 30;

/// What was read, as one.
#[derive(Debug)]
pub struct Whole {
    /// The timeline.
    pub timeline: Timeline,
    /// What each input was, in their order.
    pub reports: Vec<Report>,
    /// The input that each event came from first, in the order of the timeline's file; empty where there is
    /// one.
    pub parts: Vec<u32>,
    /// What was renamed and what may be one, each with the number of its input.
    pub notes: Vec<(usize, Issue)>,
    /// What was passed over in folders, a sentence each, fit for a terminal.
    pub skipped: Vec<String>,
}

/// What an input was.
#[derive(Debug)]
pub struct Report {
    /// What messages call it; fit for a terminal.
    pub name: String,
    /// The file, where it is one.
    pub path: Option<PathBuf>,
    /// The digest of its bytes.
    pub digest: String,
    /// What was wrong with it.
    pub issues: Vec<Issue>,
    /// The format it was in.
    pub format: &'static Format,
    /// What became of its records.
    pub tally: Tally,
    /// The records that were refused, as they stood.
    pub refused: Vec<String>,
    /// The header of its records, where it is a table.
    pub header: Option<String>,
    /// How it was understood, a sentence each.
    pub told: Vec<String>,
    /// The columns that were taken as `--map` said for an earlier file, told in a sentence.
    pub recalled: Option<String>,
}

impl Report {
    fn of(loaded: Loaded) -> (Timeline, Self) {
        let Loaded { import, path, name, digest } = loaded;
        let Import { timeline, issues, format, tally, refused, header, told, recalled } = import;
        (timeline, Self { name, path, digest, issues, format, tally, refused, header, told, recalled })
    }

    /// `120 records read, 3 kept with a remark, 2 refused`
    #[must_use]
    pub fn summary(&self) -> String {
        self.tally.to_string()
    }
}

/// Reads every input; folders are gone through. Without any, the timeline that comes with the program.
///
/// What is wrong with one file that was named is wrong with all; a file that was only found in a folder
/// is passed over, and that is told.
///
/// # Errors
///
/// When an input cannot be read, there is nothing to read, or two keys cannot be joined.
pub fn load_all(paths: &[PathBuf], manner: &Manner) -> Result<Whole, StoreError> {
    let wants = |path: &Path| {
        let knows = formats::knows(&bare(path));
        if knows { Ok(()) } else { Err("its name is of no format that annals reads".to_owned()) }
    };
    let mut walk = Walk::new(MAX_INPUTS, &wants);
    let mut loaded = Vec::new();
    if paths.is_empty() {
        loaded.push(super::bundled()?);
    } else {
        walk.paths(paths)?;
        let found = std::mem::take(&mut walk.found);
        if found.len() > MAX_INPUTS {
            let reason =
                format!("there are {} of them (the limit of inputs); read fewer at once", found.len());
            return Err(StoreError::Read { name: "the inputs".into(), reason });
        }
        let (mut all, is_alone) = (0, found.len() == 1);
        for (path, is_named) in found {
            // What is larger than may be read whole is refused by itself.
            all += if is_alone { 0 } else { counted(&path, manner) };
            if all > MAX_ALL {
                let reason = format!(
                    "together they are larger than {} MiB (the limit of all inputs); read fewer at once",
                    MAX_ALL >> 20
                );
                return Err(StoreError::Read { name: "the inputs".into(), reason });
            }
            match load_with(&path, manner) {
                Ok(one) => loaded.push(one),
                Err(error) if is_named => return Err(error),
                // A README among events is nothing wrong.
                Err(StoreError::Parse { name, error }) if error.0.what.raw() == formats::NO_EVENT => {
                    walk.skipped
                        .push(format!("{name}: it has no front matter, so it is not an event; passed over"));
                }
                Err(error) => walk.skipped.push(format!("{error}; passed over")),
            }
        }
    }
    let skipped = walk.skipped.told();
    if loaded.is_empty() {
        let name = paths.first().map(|path| shown(path)).unwrap_or_default();
        let told = skipped.first().map_or_else(String::new, |first| format!(" ({first})"));
        return Err(StoreError::Read {
            name,
            reason: format!(
                "there is nothing in it that annals can read as a timeline{told}; of documents `annals read` makes one"
            ),
        });
    }
    whole(loaded, manner, skipped)
}

/// How many bytes of a file count towards all: none of a stream, which is read at any size.
fn counted(path: &Path, manner: &Manner) -> u64 {
    let size = path.metadata().map_or(0, |data| data.len());
    let is_stream = || size > later::SMALL && matches!(later::lines(path, manner), Ok(Some(_)));
    if is_stream() { 0 } else { size }
}

/// One timeline of all.
fn whole(loaded: Vec<Loaded>, manner: &Manner, skipped: Vec<String>) -> Result<Whole, StoreError> {
    let (timelines, mut reports): (Vec<Timeline>, Vec<Report>) = loaded.into_iter().map(Report::of).unzip();
    if timelines.len() == 1 && manner.joins.is_empty() {
        let timeline = timelines.into_iter().next().unwrap_or_default();
        return Ok(Whole { timeline, reports, parts: Vec::new(), notes: Vec::new(), skipped });
    }
    let parts: Vec<(Text, &Timeline)> =
        reports.iter().map(|report| Text::new(report.name.as_str())).zip(&timelines).collect();
    let combined = change::combine(&parts, &manner.joins)
        .map_err(|reason| StoreError::Read { name: "--join".into(), reason })?;
    for (part, key) in &combined.resolved {
        let nowhere = ["actor", "source"].map(|word| format!("there is no {word} `{}`", key.line()));
        if let Some(report) = reports.get_mut(*part) {
            report.issues.retain(|issue| !nowhere.iter().any(|what| issue.what.raw() == what));
        }
    }
    let change::Combined { timeline, parts, notes, .. } = combined;
    Ok(Whole { timeline, reports, parts, notes, skipped })
}

/// One digest for several inputs.
#[must_use]
pub fn digest_of(reports: &[Report]) -> String {
    match reports {
        [only] => only.digest.clone(),
        all => digest(all.iter().map(|report| report.digest.as_str()).collect::<String>().as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;
    use crate::store::walk::MAX_FOLDERS;

    fn write(path: &Path, text: &str) {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn titles(whole: &Whole) -> Vec<String> {
        whole.timeline.events().map(|event| event.title.to_string()).collect()
    }

    #[test]
    fn a_folder_is_its_files_in_the_order_of_their_names() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        write(&at("b.toml"), "[[events]]\ntitle = 'B'");
        write(&at("a/2.json"), "{\"events\": [{\"title\": \"A2\"}]}");
        write(&at("a/1.toml"), "[[events]]\ntitle = 'A1'");
        write(&at(".hidden.toml"), "[[events]]\ntitle = 'H'");
        write(&at("photo.jpeg"), "");
        write(&at("broken.json"), "[");
        symlink(dir.path(), at("a/loop")).unwrap();
        symlink(at("b.toml"), at("z.toml")).unwrap();
        let whole = load_all(&[dir.path().to_owned()], &Manner::default()).unwrap();
        assert_eq!(titles(&whole), ["A1", "A2", "B"]);
        let told = whole.skipped.join("\n").replace(&*dir.path().to_string_lossy(), "DIR");
        for wanted in [
            "DIR/.hidden.toml: it is hidden; passed over",
            "DIR/a/loop: it was gone through already, under another name; passed over",
            "DIR/photo.jpeg: its name is of no format that annals reads; passed over",
            "DIR/z.toml: it was read already, under another name; passed over",
            "DIR/broken.json:1:1: error: ",
        ] {
            assert!(told.contains(wanted), "{wanted}: {told}");
        }
        let origins: Vec<_> = whole.timeline.events().map(|event| event.origin).collect();
        assert!(origins.iter().all(Option::is_some), "{origins:?}");
    }

    #[test]
    fn folders_full_of_links_to_each_other_are_gone_through_once() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: String| dir.path().join(name);
        // Twelve doors in each of twelve rooms: 12! ways to go through them.
        for room in 0..12 {
            write(&at(format!("{room}/{room}.toml")), &format!("[[events]]\ntitle = 'E{room}'"));
            for door in 0..12 {
                symlink(at(door.to_string()), at(format!("{room}/door{door}"))).unwrap();
            }
        }
        let whole = load_all(&[dir.path().to_owned()], &Manner::default()).unwrap();
        assert_eq!(titles(&whole).len(), 12);
        let told = whole.skipped.join("\n");
        assert!(told.contains("it was gone through already, under another name; passed over"), "{told}");
        assert!(told.ends_with("more were passed over"), "{told}");
    }

    #[test]
    fn a_readme_among_events_is_passed_over() {
        let dir = tempfile::tempdir().unwrap();
        write(&dir.path().join("a.md"), "---\ndate: 1994\ntitle: A\n---\n");
        write(&dir.path().join("README.md"), "# About this folder\n");
        let whole = load_all(&[dir.path().to_owned()], &Manner::default()).unwrap();
        assert_eq!(titles(&whole), ["A"]);
        let [told] = whole.skipped.as_slice() else { panic!("{:?}", whole.skipped) };
        assert!(
            told.ends_with("README.md: it has no front matter, so it is not an event; passed over"),
            "{told}"
        );
        // Who names it wants to read it.
        assert!(load_all(&[dir.path().join("README.md")], &Manner::default()).is_err());
    }

    #[test]
    fn inputs_that_overlap_are_read_once() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        write(&at("rt/a.toml"), "[[events]]\ntitle = 'A'");
        write(&at("rt/evmd/b.toml"), "[[events]]\ntitle = 'B'");
        let rows: [&[&str]; 5] = [
            &["rt", "rt/evmd"],
            &["rt/evmd", "rt"],
            &["rt", "rt"],
            &["rt/a.toml", "rt"],
            &["rt", "rt/a.toml"],
        ];
        for names in rows {
            let paths: Vec<PathBuf> = names.iter().map(|name| at(name)).collect();
            let whole = load_all(&paths, &Manner::default()).unwrap();
            let mut found = titles(&whole);
            found.sort();
            assert_eq!(found, ["A", "B"], "{names:?}");
            assert!(
                whole.skipped.iter().any(|told| told.contains("already")),
                "{names:?}: {:?}",
                whole.skipped
            );
        }
    }

    #[test]
    fn a_folder_too_deep_or_empty_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let deep = dir.path().join(["x"; MAX_FOLDERS + 1].join("/"));
        write(&deep.join("a.toml"), "[[events]]\ntitle = 'A'");
        let error = load_all(&[dir.path().to_owned()], &Manner::default()).unwrap_err().to_string();
        assert!(
            error.contains("nothing in it that annals can read") && error.contains("the limit of depth"),
            "{error}"
        );
        let error = load_all(&["-".into(), "-".into()], &Manner::default()).unwrap_err().to_string();
        assert!(error.contains("name - once"), "{error}");
    }

    #[test]
    fn streams_do_not_count_towards_the_limit_of_all() {
        let dir = tempfile::tempdir().unwrap();
        let lines = dir.path().join("a.jsonl");
        write(&lines, &"{\"title\": \"A\"}\n".repeat(200_000));
        assert_eq!(counted(&lines, &Manner::default()), 0);
        let whole = dir.path().join("a.toml");
        write(&whole, &"# nothing\n".repeat(300_000));
        assert_eq!(counted(&whole, &Manner::default()), 3_000_000);
    }

    #[test]
    fn one_file_is_as_it_ever_was() {
        let dir = tempfile::tempdir().unwrap();
        write(&dir.path().join("a.toml"), "[[events]]\nkey = 'a'\ntitle = 'A'");
        let whole = load_all(&[dir.path().to_owned()], &Manner::default()).unwrap();
        assert_eq!((whole.reports.len(), titles(&whole).len()), (1, 1));
        assert_eq!(whole.timeline.events().next().unwrap().origin, None);
        assert!(whole.reports[0].path.is_some());
    }

    #[test]
    fn what_another_file_declares_is_there() {
        let dir = tempfile::tempdir().unwrap();
        let (a, b) = (dir.path().join("a.toml"), dir.path().join("b.toml"));
        write(&a, "[[actors]]\nkey = 'nato'\nname = 'NATO'");
        write(&b, "[[events]]\nkey = 'x'\ntitle = 'X'\nactors = ['nato', 'otan']");
        let whole = load_all(&[a, b], &Manner::default()).unwrap();
        assert!(whole.timeline.actors()[0].declared);
        let said: Vec<String> = whole.reports[1].issues.iter().map(ToString::to_string).collect();
        assert!(!said.iter().any(|said| said.contains("`nato`")), "{said:?}");
        assert!(said.iter().any(|said| said.contains("there is no actor `otan`")), "{said:?}");
    }

    #[test]
    fn a_compressed_file_is_the_file() {
        use std::io::Write as _;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.json.gz");
        let file = std::fs::File::create(&path).unwrap();
        let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
        packed.write_all(b"{\"events\": [{\"title\": \"A\"}]}").unwrap();
        packed.finish().unwrap();
        let whole = load_all(&[path], &Manner::default()).unwrap();
        assert_eq!((titles(&whole)[0].as_str(), whole.reports[0].format.name), ("A", "json"));
    }
}
