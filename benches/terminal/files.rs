//! The files that the programs open: made anew for each run, taken away after it.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde_json::Value;

use crate::args::Events;

#[allow(dead_code, reason = "its command line is not used here")]
#[path = "../../examples/generate/main.rs"]
mod generate;

/// The same events in the forms that programs read, and a home to keep their state in.
pub(crate) struct Files {
    pub(crate) label: String,
    /// How many events there are.
    pub(crate) events: usize,
    pub(crate) home: PathBuf,
    folder: PathBuf,
    native: PathBuf,
}

impl Files {
    pub(crate) fn make(events: Events) -> anyhow::Result<Self> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("terminal-{}", std::process::id()));
        let home = folder.join("home");
        fs::create_dir_all(&home).with_context(|| format!("cannot make {}", home.display()))?;
        let (label, events, native) = match events {
            Events::Bundled => {
                let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/timeline.toml");
                let count = fs::read_to_string(&path)?.matches("[[events]]").count();
                (count.to_string(), count, path)
            }
            Events::Made(count) => {
                let path = folder.join("events.jsonl");
                generate::write(count, 5_000, &mut BufWriter::with_capacity(1 << 20, File::create(&path)?))?;
                (thousands(count), count, path)
            }
        };
        Ok(Self { label, events, home, folder, native })
    }

    /// The events as annals reads them, one a line.
    pub(crate) fn native(&self) -> &Path {
        &self.native
    }

    /// The same as a table, for programs that know tables only.
    pub(crate) fn csv(&self) -> anyhow::Result<PathBuf> {
        let path = self.folder.join("events.csv");
        if !path.exists() {
            let mut out = csv::Writer::from_writer(BufWriter::new(File::create(&path)?));
            out.write_record(["key", "date", "title", "summary", "status", "actors", "quotes", "tags"])?;
            for line in BufReader::new(File::open(&self.native)?).lines() {
                let event: Value = serde_json::from_str(&line?)?;
                let text = |name: &str| event[name].as_str().unwrap_or_default().to_owned();
                let list = |name: &str| match &event[name] {
                    Value::Null => String::new(),
                    list => list.to_string(),
                };
                out.write_record([
                    text("key"),
                    text("date"),
                    text("title"),
                    text("summary"),
                    text("status"),
                    list("actors"),
                    list("quotes"),
                    list("tags"),
                ])?;
            }
            out.flush()?;
            out.into_inner().map_err(|error| anyhow::anyhow!("{error}"))?.flush()?;
        }
        Ok(path)
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// `1,000,000`
pub(crate) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
