//! Writing what was reviewed: to where, what, and what is said of it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::{Writing, WrittenBefore};
use crate::app::{App, Effect, PromptKind};
use crate::formats;
use crate::review::{Review, Unjudged};
use crate::store::review::{Done, Entry, Written};
use crate::text::{line, plural};

impl App {
    pub(super) fn ask_to_write(&mut self) {
        let Some(reviewing) = &self.reviewing else { return };
        if reviewing.writing.is_some() {
            self.say("It is being written");
            return;
        }
        if reviewing.review.steps().is_empty() && self.origin.path.is_some() {
            let has_written = reviewing.writings > 0;
            self.say(if has_written {
                "Nothing to write: all that was done is in the file"
            } else {
                "Nothing to write: nothing was judged or mended yet"
            });
            return;
        }
        self.prompt(PromptKind::WriteReview);
    }

    /// The file that is proposed: the timeline's own where it can be edited, else one that is not there yet.
    pub(in crate::app) fn proposed_name(&self) -> String {
        let own = self.origin.path.as_deref().filter(|path| can_edit(path));
        let path = own.map_or_else(|| self.free_name(), Path::to_owned);
        path.to_string_lossy().into_owned()
    }

    fn free_name(&self) -> PathBuf {
        let first = match (&self.origin.proposed, &self.origin.path) {
            (Some(proposed), _) => proposed.clone(),
            (None, Some(path)) => {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                let json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
                path.with_file_name(format!("{stem}-reviewed.{}", if json { "json" } else { "toml" }))
            }
            (None, None) => PathBuf::from(format!("timeline-{}.toml", self.today)),
        };
        let refused = self.reviewing.as_ref().map(|reviewing| &reviewing.refused);
        numbered(&first, |path| refused.is_none_or(|refused| !refused.contains(path)))
    }

    /// What would be written to a file of that name.
    pub(in crate::app) fn note_of_writing(&self, path: &str, unjudged: Unjudged) -> Option<String> {
        let review = &self.reviewing.as_ref()?.review;
        let tally = review.tally();
        let is_own = self.origin.path.as_deref() == Some(Path::new(path.trim()));
        let mut note = if is_own { "into its own file: ".to_owned() } else { String::new() };
        let _ = write!(note, "{} accepted", tally.accepted);
        // Its own file keeps what nobody has judged.
        let mended = review.mends_written(if is_own { Unjudged::Stay } else { unjudged });
        if mended > 0 {
            let _ = write!(note, ", {mended} mended");
        }
        if tally.rejected > 0 {
            let _ =
                write!(note, ", {} rejected {} out", tally.rejected, if is_own { "taken" } else { "left" });
        }
        match (tally.left, is_own, unjudged) {
            (0, ..) => {}
            (left, true, _) => {
                let _ = write!(
                    note,
                    ", {left} not judged {} as candidates",
                    if left == 1 { "stays" } else { "stay" }
                );
            }
            (left, false, Unjudged::Stay) => {
                let _ = write!(note, ", with {left} not judged as candidates · Tab leaves them out");
            }
            (left, false, Unjudged::LeftOut) => {
                let _ = write!(note, ", without {left} not judged · Tab takes them along");
            }
        }
        Some(note)
    }

    /// Has the review written.
    pub(in crate::app) fn write_review(&mut self, path: &str, unjudged: Unjudged) -> Result<Effect, String> {
        let is_own = self.origin.path.as_deref() == Some(Path::new(path));
        let Some(reviewing) = &mut self.reviewing else { return Err("nothing is reviewed".to_owned()) };
        let path = PathBuf::from(path);
        let count = reviewing.review.steps().len();
        // Its own file is edited, and keeps what nobody has judged.
        let unjudged = if is_own { Unjudged::Stay } else { unjudged };
        let text = if is_own {
            None
        } else {
            let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
            let format = if extension.eq_ignore_ascii_case("json") { "json" } else { "toml" };
            if !matches!(extension.to_ascii_lowercase().as_str(), "toml" | "json") {
                return Err("give the file a name that ends in .toml or .json".to_owned());
            }
            let result = reviewing.review.result(unjudged).0;
            if result.is_empty() {
                return Err("nothing would be in it: accept an event first".to_owned());
            }
            Some(formats::write(format, &result).map_err(|error| error.to_string())?)
        };
        reviewing.writing = Some(Writing { steps: count, path: path.clone(), unjudged });
        let steps = reviewing.review.seen().map(|(step, marks)| (step.clone(), marks.to_vec())).collect();
        self.say("Writing ...");
        Ok(Effect::WriteReview { path, text, steps })
    }

    /// The review was written, or was not. Where it was to a new file, the timeline is that file from then on.
    pub(in crate::app) fn review_written(&mut self, written: Written) -> Option<Effect> {
        let reviewing = self.reviewing.as_mut()?;
        let Writing { steps: count, path, unjudged } = reviewing.writing.take()?;
        let Done { said, identity, digest, edit } = match written {
            Err(reason) => {
                reviewing.refused.insert(path);
                self.fail(reason);
                return None;
            }
            Ok(done) => done,
        };
        reviewing.writings += 1;
        let steps = reviewing.review.steps().to_vec();
        let count = count.min(steps.len());
        let base = Review::resumed(reviewing.review.base().clone(), steps[..count].to_vec());
        let tally = base.tally();
        let (written, issues) = base.result(unjudged);
        // What was done while it was written is still to be written.
        let rest = steps[count..].to_vec();
        let is_new = self.origin.path.as_ref() != Some(&path);
        let mended = base.mends_written(if is_new { unjudged } else { Unjudged::Stay });
        if is_new {
            reviewing.written = None;
        } else {
            // The journal of another file, or of documents, says what was done there as it did before.
            reviewing.journal.push(Entry::Written);
            reviewing.wrote = true;
            let steps =
                reviewing.review.seen().take(count).map(|(step, marks)| (step.clone(), marks.to_vec()));
            reviewing.written = edit.map(|edit| WrittenBefore {
                path: path.clone(),
                edit,
                base: reviewing.review.base().clone(),
                issues: reviewing.issues.clone(),
                steps: steps.collect(),
            });
        }
        // What rests is of events that only this file had before.
        let resting = if is_new { Vec::new() } else { reviewing.review.resting().to_vec() };
        reviewing.review = Review::resumed(written, rest).with_resting(resting);
        if !is_new {
            reviewing.note_all();
        }
        // From its own place it does not find the documents again by itself.
        let own = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = self.origin.documents.as_ref().filter(|folder| is_new && folder.as_path() != own);
        let then = folder.map(|folder| {
            format!("; to see its documents, open it with --documents {}", line(&folder.to_string_lossy()))
        });
        if is_new {
            self.origin.name = line(&path.to_string_lossy()).into_owned();
            (self.origin.identity, self.origin.inputs) = (identity, None);
            self.origin.path = Some(path);
        }
        if let Some(reviewing) = &mut self.reviewing {
            reviewing.issues = issues;
            // What was to be judged again was, or is left.
            reviewing.remarks.clear();
        }
        self.tell_of_rest();
        self.show_as_reviewed();
        let out = if is_new { "left out" } else { "taken out" };
        let left = match (tally.left, unjudged) {
            (0, _) => "none left to judge".to_owned(),
            (left, Unjudged::Stay) => format!("{left} left to judge"),
            (left, Unjudged::LeftOut) => format!("{} not judged left out", plural(left, "candidate")),
        };
        let mended = if mended > 0 { format!("{mended} mended, ") } else { String::new() };
        self.say(format!(
            "{said}: {} accepted, {} {out}, {mended}{left}{}",
            tally.accepted,
            tally.rejected,
            then.unwrap_or_default()
        ));
        self.origin.path.clone().filter(|_| is_new).map(|path| Effect::Follow { path, digest })
    }

    /// The file is as it was before the review was written to it, or is not.
    pub(in crate::app) fn writing_taken_back(&mut self, ended: Result<(), String>) {
        let Some(reviewing) = &mut self.reviewing else { return };
        let Some(WrittenBefore { path, base, issues, steps, .. }) = reviewing.written.take() else { return };
        if let Err(why) = ended {
            self.fail(why);
            return;
        }
        let later = reviewing.all();
        reviewing.issues = issues;
        reviewing.review = Review::taken_up(base, [steps, later].concat());
        reviewing.wrote = true;
        reviewing.note_anew();
        let count = plural(reviewing.review.steps().len(), "step");
        self.tell_of_rest();
        self.show_as_reviewed();
        let name = line(&path.to_string_lossy()).into_owned();
        self.say(format!(
            "Taken back: the writing; {name} is as it was before. {count} can be written again, or taken back"
        ));
    }

    /// Whether the file changed because the review was written; asked once.
    pub(in crate::app) fn take_wrote(&mut self) -> bool {
        self.reviewing.as_mut().is_some_and(|reviewing| std::mem::take(&mut reviewing.wrote))
    }
}

/// Whether a file of that name can be edited: what has no name of another format is tried.
fn can_edit(path: &Path) -> bool {
    formats::for_output(path).map_or(true, |format| matches!(format.name, "toml" | "json"))
}

/// The first of `name.toml`, `name-2.toml`, `name-3.toml` .. that is free.
///
/// ```
/// use std::path::Path;
/// let name = annals::app::numbered(Path::new("a.toml"), |path| path != Path::new("a.toml"));
/// assert_eq!(name, Path::new("a-2.toml"));
/// ```
#[must_use]
pub fn numbered(path: &Path, is_free: impl Fn(&Path) -> bool) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let extension = path.extension().map(|extension| extension.to_string_lossy().into_owned());
    let name = |number: u32| match (number, &extension) {
        (1, _) => path.to_owned(),
        (_, Some(extension)) => path.with_file_name(format!("{stem}-{number}.{extension}")),
        (_, None) => path.with_file_name(format!("{stem}-{number}")),
    };
    (1..1_000).map(name).find(|path| is_free(path)).unwrap_or_else(|| path.to_owned())
}
