//! Taking up what was reviewed before: of this file, or of these documents as they were.

use std::fmt::Write as _;

use super::said::told;
use crate::app::{App, plural};
use crate::review::carry::{self, Past};
use crate::review::{Review, Step};
use crate::store::review::Entry;

impl App {
    /// Goes on with a review that was left.
    pub fn resume_review(&mut self, steps: Vec<Step>) {
        self.go_on_with(steps, "");
    }

    /// The documents that are reviewed, by which past reviews of them are known; none where the timeline has a
    /// file, which has its own journal.
    #[must_use]
    pub fn reviewed_documents(&self) -> Option<Vec<String>> {
        let reviewing = self.reviewing.as_ref()?;
        self.origin.identity.is_none().then(|| carry::Pile::of(reviewing.review.base()).documents)
    }

    /// Takes up what was done before: `own` is what the journal of this review says, `pasts` what those of the same
    /// documents say, the latest first. What a later reading of the documents has in other places is found there.
    pub fn take_up_reviews(&mut self, own: Past, pasts: &[Past]) {
        let Some(reviewing) = &mut self.reviewing else { return };
        reviewing.is_told = !own.pile.documents.is_empty();
        reviewing.told = own.known.iter().map(|known| known.event.clone()).collect();
        if pasts.is_empty() {
            self.resume_review(own.steps);
            return;
        }
        let carried = carry::carried(reviewing.review.base(), pasts);
        let mut said = String::new();
        let mut tell = |count: usize, one: &str, many: &str| {
            if count > 0 {
                let _ = write!(said, "; {count} {}", if count == 1 { one } else { many });
            }
        };
        tell(carried.new, "is new", "are new");
        tell(
            carried.changed,
            "has another date or title now: judge it again",
            "have another date or title now: judge them again",
        );
        tell(carried.gone, "judged before is not found any more", "judged before are not found any more");
        if carried.steps != own.steps {
            // From now on this journal says all of it.
            (reviewing.is_told, reviewing.told) = (false, std::collections::HashSet::new());
            let meanwhile = std::mem::replace(&mut reviewing.journal, vec![Entry::Anew]);
            for step in &carried.steps {
                reviewing.note(step);
                reviewing.journal.push(Entry::Did(step.clone()));
            }
            reviewing.journal.extend(meanwhile);
        }
        if carried.steps.is_empty() && !said.is_empty() {
            let left = reviewing.review.tally().left;
            self.say(format!("Reviewed before: {} left{said}", plural(left, "candidate")));
        }
        self.go_on_with(carried.steps, &said);
    }

    /// A review that is written to a new file is that file's from then on: what its journal has to say.
    pub fn begin_journal(&mut self) {
        let Some(reviewing) = &mut self.reviewing else { return };
        (reviewing.is_told, reviewing.told) = (false, std::collections::HashSet::new());
        reviewing.journal = vec![Entry::Anew];
        for step in reviewing.review.steps().to_vec() {
            reviewing.note(&step);
            reviewing.journal.push(Entry::Did(step));
        }
    }

    fn go_on_with(&mut self, steps: Vec<Step>, more: &str) {
        let Some(reviewing) = &mut self.reviewing else { return };
        if steps.is_empty() {
            return;
        }
        // What was judged before the journal was open comes after it.
        let steps = [steps, reviewing.review.steps().to_vec()].concat();
        reviewing.review = Review::resumed(reviewing.review.base().clone(), steps);
        let (timeline, issues) = reviewing.review.now();
        let tally = reviewing.review.tally();
        self.put_in_place(timeline, issues);
        self.say(format!("The review goes on: {}{more}", told(tally, false)));
        self.refresh();
    }
}
