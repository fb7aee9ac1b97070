//! Events without keys of their own: what is kept of one goes on when its title or date is mended.
//!
//! Such an event is known by a key that is made of its date and title ([`Event::made_key`]), so it has another
//! when a letter of them is mended, and marks, notes and the read state would stay behind. Where something is kept of a
//! key that is gone, and one event that was never met has nearly the same, it is that event. What is not
//! plain is left alone.

use std::collections::HashMap;

use super::op::{self, Change};
use super::{Delta, Millis, Session, Slot, Target, key_hash};
use crate::model::{Event, Timeline};
use crate::text::Text;

/// So many pairs of keys are compared at most: beyond that nothing is followed.
const COMPARISONS: usize = 100_000;

/// The share of letters in common from which two titles are one, mended.
const LIKE: f64 = 0.8;

/// A shorter title is like too many others.
const TELLING: usize = 8;

impl Session {
    /// Has what is kept of events that were mended go on under their keys of now. `fresh` are the events that
    /// were not met before.
    pub(super) fn follow(&mut self, timeline: &Timeline, fresh: &[Event], now: Millis, delta: &mut Delta) {
        let made = |event: &&Event| event.key.raw() == event.made_key();
        let fresh: Vec<&Event> = fresh.iter().filter(made).collect();
        if fresh.is_empty() {
            return;
        }
        let gone = self.gone(timeline);
        if gone.len().saturating_mul(fresh.len()) > COMPARISONS {
            return;
        }
        for (old, new) in pairs(&gone, &fresh) {
            self.carry(old, new, now, delta);
        }
    }

    /// The keys of events of which something is kept, and that are not there any more.
    fn gone(&self, timeline: &Timeline) -> Vec<String> {
        let marks =
            self.marks().filter(|(_, mark)| self.is_here(mark)).filter_map(|(_, mark)| mark.on.event());
        let notes = self.notes().filter_map(|(_, note)| note.on.event());
        let place = self.place().and_then(|place| place.event.as_deref());
        let kept = self.all_read().chain(marks).chain(notes).chain(place);
        let mut gone: Vec<String> =
            kept.filter(|key| timeline.event_by_key(&Text::new(*key)).is_none()).map(str::to_owned).collect();
        gone.sort_unstable();
        gone.dedup();
        gone
    }

    fn carry(&mut self, old: &str, new: &str, now: Millis, delta: &mut Delta) {
        let stamp = self.clock.tick(now);
        let moved = |on: &Target| match on {
            Target::Event(event) if event == old => Some(Target::Event(new.to_owned())),
            Target::Quote { event, words } if event == old => {
                Some(Target::Quote { event: new.to_owned(), words: *words })
            }
            _ => None,
        };
        let mut changes = Vec::new();
        if let Some(read) = self.read(old).cloned() {
            changes.push(Change::Read { event: old.to_owned(), from: Some(read.clone()), to: None });
            changes.push(Change::Read { event: new.to_owned(), from: None, to: Some(read) });
        }
        for (letter, mark) in self.marks().filter(|(_, mark)| self.is_here(mark)) {
            if let Some(on) = moved(&mark.on) {
                let to = Some(super::Mark { on, ..mark.clone() });
                changes.push(Change::Mark { letter, from: Some(mark.clone()), to });
            }
        }
        for (id, note) in self.notes() {
            if let Some(on) = moved(&note.on) {
                let to = Some(super::Note { on, ..note.clone() });
                changes.push(Change::Note { id, from: Some(note.clone()), to });
            }
        }
        for change in &changes {
            self.make(change, stamp, &mut delta.state);
        }
        if let Some(place) = self.place().filter(|place| place.event.as_deref() == Some(old)).cloned() {
            let place = super::Place { event: Some(new.to_owned()), ..place };
            op::write(&mut self.state.place, &mut delta.state.place, (), Slot { stamp, value: Some(place) });
        }
        if self.met_before.contains(&key_hash(old)) {
            self.met_before.insert(key_hash(new));
        }
        self.followed += 1;
    }

    /// How many events were found again under another title or date since this was last asked.
    pub fn take_followed(&mut self) -> usize {
        std::mem::take(&mut self.followed)
    }
}

/// Which of the keys that are gone is which of the new ones: only what is like one other, and that one like it.
fn pairs<'a>(gone: &'a [String], fresh: &[&'a Event]) -> Vec<(&'a str, &'a str)> {
    let mut like: Vec<(&str, &str)> = Vec::new();
    for event in fresh {
        let (date, title) = event.made_of();
        let found = gone.iter().filter(|old| is_like(old, &date, &title));
        like.extend(found.map(|old| (old.as_str(), event.key.raw())));
    }
    let mut of_old: HashMap<&str, usize> = HashMap::new();
    let mut of_new: HashMap<&str, usize> = HashMap::new();
    for (old, new) in &like {
        *of_old.entry(old).or_default() += 1;
        *of_new.entry(new).or_default() += 1;
    }
    like.retain(|(old, new)| of_old.get(old) == Some(&1) && of_new.get(new) == Some(&1));
    like
}

/// Whether a key is nearly one that is made of a date and a title: the same date and a title in which letters
/// were mended or that gained or lost words, or another date and the same title.
fn is_like(old: &str, date: &str, title: &str) -> bool {
    if title.len() < TELLING {
        return false;
    }
    let is_date = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let before = match date {
        "" => Some(old).filter(|old| !is_date(old)),
        date => old.strip_prefix(date).and_then(|rest| rest.strip_prefix('-')),
    };
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    // The third report is not the fourth one, mended.
    let mended = |before: &str| {
        let like = || strsim::normalized_damerau_levenshtein(before, title) >= LIKE;
        digits(before) == digits(title) && (like() || gained(before, title) || gained(title, before))
    };
    let moved = || {
        old.strip_suffix(title).is_some_and(|rest| rest.is_empty() || rest.ends_with('-') && is_date(rest))
    };
    before.is_some_and(mended) || moved()
}

/// Whether a title is another one with more words, which are no more than those that it had.
fn gained(before: &str, title: &str) -> bool {
    let mut words = title.split('-');
    let had = before.split('-').count();
    before.len() >= TELLING
        && had >= 2
        && title.split('-').count() <= 2 * had
        && before.split('-').all(|word| words.any(|one| one == word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{self, Hint};
    use crate::session::{Letter, Op, Place, ReadNow, content_hash};

    fn table(rows: &str) -> Timeline {
        formats::read(Hint::Name("csv"), format!("date,title\n{rows}").as_bytes()).unwrap().timeline
    }

    /// A session in which every event of `before` was read and marked, and that then meets `after`: the titles of
    /// what it still has a mark on, and how many were followed.
    fn after(before: &str, after: &str) -> (Vec<String>, usize) {
        let (before, after) = (table(before), table(after));
        let mut session = Session::new("t", 1);
        session.begin(&before, None, 1);
        for (event, letter) in before.events().zip('a'..) {
            let (key, hash) = (event.key.raw().to_owned(), content_hash(&before, &event));
            let on = Target::Event(key.clone());
            session.apply(Op::SetMark { letter: Letter::new(letter).unwrap(), on, hint: String::new() }, 2);
            session.apply(Op::Place(Place { event: Some(key.clone()), ..Place::default() }), 2);
            let text = crate::session::OldText::of(&event);
            session.apply(Op::Read(vec![ReadNow { event: key, hash, text, words: 1, took: None }]), 3);
        }
        session.meet(&after, None, 4);
        let marked = session.marks().filter_map(|(_, mark)| {
            let id = after.event_by_key(&Text::new(mark.on.event()?))?;
            assert!(session.is_read(mark.on.event()?), "what is marked was read");
            Some(after.event(id).title.raw().to_owned())
        });
        let mut marked: Vec<String> = marked.collect();
        marked.sort();
        (marked, session.followed)
    }

    #[test]
    fn what_is_kept_follows_a_mended_title_or_date() {
        let before = "1994-05-12,The treaty of Bakku\n1995,Second meeting\n";
        let rows: [(&str, &[&str], usize); 9] = [
            (before, &["Second meeting", "The treaty of Bakku"], 0),
            (
                "1994-05-12,The treaty of Baku\n1995,Second meeting\n",
                &["Second meeting", "The treaty of Baku"],
                1,
            ),
            (
                "1994-05-12,The treaty of Bakku\n1995-03,Second meeting\n",
                &["Second meeting", "The treaty of Bakku"],
                1,
            ),
            (
                "1994-05-12,The treaty of Bakku is signed at last\n1995,Second meeting\n",
                &["Second meeting", "The treaty of Bakku is signed at last"],
                1,
            ),
            ("1994-05-12,Treaty of Bakku\n1995,Second meeting\n", &["Second meeting", "Treaty of Bakku"], 1),
            // Of so many more words that it may be about something else.
            (
                "1994-05-12,The treaty of Bakku is why nobody came to the talks of the others\n1995,Second meeting\n",
                &["Second meeting"],
                0,
            ),
            // Another event, one of another day and title, and two that it could be.
            ("1994-05-12,The treaty of Paris and Rome\n1995,Second meeting\n", &["Second meeting"], 0),
            ("1993,The treaty of Baku\n1995,Second meeting\n", &["Second meeting"], 0),
            (
                "1994-05-12,The treaty of Baku\n1994-05-12,The treaty of Bakuu\n1995,Second meeting\n",
                &["Second meeting"],
                0,
            ),
        ];
        for (rows, marked, followed) in rows {
            assert_eq!(
                after(before, rows),
                (marked.iter().map(|&one| one.to_owned()).collect(), followed),
                "{rows}"
            );
        }
        // Numbers are no letters that are mended.
        assert_eq!(after("1994,Report number 3\n", "1994,Report number 4\n").1, 0);
    }
}
