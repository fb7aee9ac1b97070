//! What is wrong or else to be known: of the file as it is now, of the documents, of the review, and of the file
//! as it was read.

use super::App;
use crate::issue::{Issue, Severity};
use crate::text::plural;

impl App {
    /// All of it, what is newest first.
    pub(crate) fn all_issues(&self) -> impl Iterator<Item = &Issue> {
        self.beside_the_file().chain(&self.issues)
    }

    /// What the file says nothing of.
    fn beside_the_file(&self) -> impl Iterator<Item = &Issue> {
        let reviewed = self.reviewing.iter().flat_map(super::Reviewing::remarks);
        self.broken.iter().chain(&self.told).chain(reviewed)
    }

    /// How much of it is more than a note.
    #[must_use]
    pub fn problems(&self) -> usize {
        self.serious + serious(self.beside_the_file())
    }

    /// Counts what is wrong with the file anew: it was read again.
    pub(super) fn count_problems(&mut self) {
        self.serious = serious(self.issues.iter());
    }

    /// Tells of documents that could not be read, or not as they look, before the screen stands.
    pub fn tell(&mut self, told: Vec<Issue>) {
        self.told = told;
        // What is worst comes first.
        self.told.sort_by_key(|issue| std::cmp::Reverse(issue.severity));
        self.greet();
    }

    /// Whether there are quotes that were not held against their documents: only those that were just read from
    /// them surely stand there.
    #[must_use]
    pub fn has_unchecked_quotes(&self) -> bool {
        !self.timeline.sources().is_empty() && self.origin.proposed.is_none()
    }

    pub(super) fn say_that_nothing_is_wrong(&mut self) {
        self.say(if self.has_unchecked_quotes() {
            "Nothing is known to be wrong; only `annals check --documents` checks quotes"
        } else {
            "Nothing is known to be wrong"
        });
    }

    /// Says at once what a reader should know.
    pub(super) fn greet(&mut self) {
        let candidates = self.candidates_in_words();
        let problems = match self.problems() {
            0 => None,
            1 => Some("1 problem: press ! to see it".to_owned()),
            count => Some(format!("{}: press ! to see them", plural(count, "problem"))),
        };
        match (candidates, problems) {
            (None, None) => {}
            (Some(said), None) => self.say(said),
            (None, Some(said)) => self.fail(said),
            (Some(candidates), Some(problems)) => self.fail(format!("{problems} · {candidates}")),
        }
    }
}

fn serious<'a>(issues: impl Iterator<Item = &'a Issue>) -> usize {
    issues.filter(|issue| issue.severity > Severity::Note).count()
}
