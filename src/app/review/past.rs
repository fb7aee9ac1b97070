//! Taking up what was reviewed before: of this file, or of these documents as they were.

use std::fmt::Write as _;

use super::said::told;
use super::{Reviewing, Told, said};
use crate::app::App;
use crate::issue::{Issue, Spot};
use crate::review::carry::{self, Changed, Known, Past};
use crate::review::{Review, Seen, Step};
use crate::text::{line, plural};

impl Reviewing {
    /// Whether what the journal of this review says holds as it stands: no other review has anything to add, and
    /// these documents are read as they were. The pasts have it too, with what was written of it.
    fn stands(&self, own: &Past, pasts: &[Past]) -> bool {
        if pasts.is_empty() {
            return true;
        }
        let base = self.review.base();
        let is_own = |past: &Past| past.pile == own.pile && past.steps == own.steps;
        if !pasts.iter().all(is_own) || own.pile != carry::Pile::of(base) {
            return false;
        }
        // Of two readings of the same documents rules may have made other titles.
        let marks = own.marks.iter().cloned().chain(std::iter::repeat(Vec::new()));
        let holding = Review::taken_up(base.clone(), own.steps.iter().cloned().zip(marks).collect());
        holding.resting().is_empty() || holding.steps().len() >= carry::carried(base, pasts).steps.len()
    }
}

impl App {
    /// Goes on with a review that was left.
    pub fn resume_review(&mut self, steps: Vec<Step>) {
        self.go_on_with(steps.into_iter().map(|step| (step, Vec::new())).collect(), "");
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
        let is_part = self.origin.is_part;
        let Some(reviewing) = &mut self.reviewing else { return };
        reviewing.is_told = !own.pile.documents.is_empty();
        reviewing.told = own.known.iter().map(|known| known.event.clone()).collect();
        if reviewing.stands(&own, pasts) {
            let marks = own.marks.into_iter().chain(std::iter::repeat(Vec::new()));
            self.go_on_with(own.steps.into_iter().zip(marks).collect(), "");
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
            carried.changed.len(),
            "has another date or title now: judge it again (! names it)",
            "have another date or title now: judge them again (! names them)",
        );
        // Of a part of what was found nobody knows what else is there.
        let gone = if is_part { &[] } else { carried.gone.as_slice() };
        tell(gone.len(), "judged before is not found any more", "judged before are not found any more");
        reviewing.remarks =
            carried.changed.iter().map(judge_again).chain(gone.iter().map(not_found)).collect();
        let is_other = carried.steps != own.steps;
        if own.steps.is_empty() && !carried.steps.is_empty() {
            said.push_str("; judged in an earlier review of these documents");
        }
        if carried.steps.is_empty() && !said.is_empty() {
            let left = reviewing.review.tally().left;
            self.say(format!("Reviewed before: {} left{said}", plural(left, "candidate")));
        }
        self.go_on_with(carried.steps.into_iter().map(|step| (step, Vec::new())).collect(), &said);
        if let Some(reviewing) = self.reviewing.as_mut().filter(|_| is_other) {
            // From now on this journal says all of it.
            reviewing.note_anew();
        }
    }

    /// A review that is written to a new file is that file's from then on: what its journal has to say.
    pub fn begin_journal(&mut self) {
        let of = self.whose_review();
        if let Some(reviewing) = &mut self.reviewing {
            reviewing.of = of;
            reviewing.note_anew();
        }
    }

    /// Names the steps that rest.
    pub(super) fn tell_of_rest(&mut self) {
        let Some(reviewing) = &mut self.reviewing else { return };
        reviewing.remarks.retain(|told| !told.rests);
        let timeline = reviewing.review.base();
        let resting = reviewing.review.resting().iter().map(|(step, _)| Told {
            event: None,
            rests: true,
            issue: Issue::warning(
                Spot::NONE,
                format!(
                    "{} rests: the event is gone, or says something else now",
                    said::step(timeline, step)
                ),
                "it holds again where the file says again what it said; else judge or mend the event anew",
            ),
        });
        let resting: Vec<Told> = resting.collect();
        reviewing.remarks.extend(resting);
    }

    fn go_on_with(&mut self, steps: Vec<Seen>, more: &str) {
        let Some(reviewing) = &mut self.reviewing else { return };
        if steps.is_empty() {
            return;
        }
        // What was judged before the journal was open comes after it.
        let steps = [steps, reviewing.all()].concat();
        reviewing.review = Review::taken_up(reviewing.review.base().clone(), steps);
        let rest = match reviewing.review.resting().len() {
            0 => String::new(),
            count => {
                format!(
                    "; {} of events that are others now {}",
                    plural(count, "step"),
                    if count == 1 { "rests" } else { "rest" }
                )
            }
        };
        let tally = reviewing.review.tally();
        self.tell_of_rest();
        self.show_as_reviewed();
        // A file has a session that knows the place.
        if self.origin.identity.is_none() {
            self.first_left();
        }
        self.say(format!("The review goes on: {}{more}{rest}", told(tally, false)));
        self.refresh();
    }
}

/// That a candidate says something else than when it was judged.
fn judge_again(changed: &Changed) -> Told {
    let what = format!("{} was judged, and has another date or title now: judge it again", was(&changed.was));
    Told { event: Some(changed.event.clone()), rests: false, issue: Issue::warning(Spot::NONE, what, "") }
}

/// That what was judged is not there any more.
fn not_found(known: &Known) -> Told {
    let what = format!("{} was judged, and is not found in these documents any more", was(known));
    Told { event: None, rests: false, issue: Issue::note(Spot::NONE, what, "") }
}

/// What a candidate was, in words.
fn was(known: &Known) -> String {
    let date = known.date.as_deref().map_or("undated", |date| date);
    format!("“{}” ({date})", line(&known.title))
}
