//! One event of two, and two of one: what is merged with what, which date holds, and what is asked of the halves.

use crate::app::action::{Action, Mend};
use crate::app::overlay::Overlay;
use crate::app::page::{Page, Style, Tone, Writer};
use crate::app::text_pane::TextPane;
use crate::app::{App, Effect, PromptKind};
use crate::model::Date;
use crate::review::{Holds, Step, lost_in_merge};
use crate::text::{cut, line};

use super::said::{dated, named};

/// Something that is asked of one of two events that were one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ask {
    /// The key of the event.
    event: String,
    what: Mend,
    /// Which of the two it is.
    half: &'static str,
}

/// Which of two dates holds when two events become one.
#[derive(Clone, Debug)]
pub struct MergeQuestion {
    into: String,
    from: String,
    /// The question with its answers.
    pub pane: TextPane,
}

/// The answers, by their keys.
pub(super) const ANSWERS: [(&str, Holds); 4] =
    [("1", Holds::First), ("2", Holds::Second), ("3", Holds::FirstNoted), ("4", Holds::SecondNoted)];

impl App {
    /// Marks a candidate, which the next `m` merges with another; or lets go of that.
    pub(super) fn mark_for_merge(&mut self) {
        let Some(key) = self.candidate() else { return };
        let name = named(&self.timeline, &key);
        let Some(reviewing) = &mut self.reviewing else { return };
        if reviewing.marked.as_ref() == Some(&key) {
            reviewing.marked = None;
            self.say(format!("{name} is marked no more: m merges with the next in the list"));
        } else {
            reviewing.marked = Some(key);
            self.say(format!("Marked {name}: m on another candidate merges it into that"));
        }
    }

    /// Whether an event is marked to be merged, for the picture.
    pub(crate) fn is_marked_for_merge(&self, id: crate::model::EventId) -> bool {
        let marked =
            self.reviewing.as_ref().filter(|reviewing| reviewing.on).and_then(|r| r.marked.as_deref());
        marked.is_some_and(|key| self.timeline.event(id).key.raw() == key)
    }

    /// Makes one of this candidate and the one that is marked, or else the next one shown. Where both have a date
    /// and they differ, the reader says which holds.
    pub(super) fn merge_candidates(&mut self) {
        let Some(into) = self.candidate() else { return };
        let marked = self.reviewing.as_ref().and_then(|reviewing| reviewing.marked.clone());
        let marked = marked.filter(|key| self.timeline.event_by_key(key.as_str()).is_some());
        if marked.as_ref() == Some(&into) {
            self.say(
                "This is the one that is marked: go to the candidate that it belongs to, and press m there",
            );
            return;
        }
        let next = self.view.visible.get(self.events.selected + 1);
        let next = next.map(|id| self.timeline.event(id).key.raw().to_owned());
        let Some(from) = marked.or(next) else {
            self.say("There is no event after this to merge with: M marks one that stands elsewhere");
            return;
        };
        if self.reviewing.as_ref().is_none_or(|reviewing| reviewing.review.certainty(&from).is_none()) {
            self.say("The next event is not a candidate: only candidates are merged; M marks one that stands elsewhere");
            return;
        }
        let date = |key: &str| self.timeline.event(self.timeline.event_by_key(key)?).date.clone();
        match date(&into).zip(date(&from)) {
            Some((one, other)) if one.edtf() != other.edtf() => {
                let question = MergeQuestion { into, from, pane: TextPane::default() };
                self.overlay = Some(Overlay::Merge(question));
            }
            _ => self.merged(into, from, None),
        }
    }

    fn merged(&mut self, into: String, from: String, asked: Option<Holds>) {
        let (one, other) = (dated(&self.timeline, &into), dated(&self.timeline, &from));
        let event = |key: &str| self.timeline.event_by_key(key).map(|id| self.timeline.event(id));
        let lost = event(&into).zip(event(&from)).map(|(into, from)| lost_in_merge(&into, &from));
        let mut lost = lost.unwrap_or_default();
        // Of the date the reader has decided.
        lost.retain(|name| asked.is_none() || name != "date");
        let date = asked.unwrap_or_default();
        if !self.act(Step::Merge { into, from, date }) {
            return;
        }
        if let Some(reviewing) = &mut self.reviewing {
            reviewing.marked = None;
        }
        let how = match date {
            Holds::First => "",
            Holds::Second => ", with its date",
            Holds::FirstNoted => "; a caveat tells the other date",
            Holds::SecondNoted => ", with its date; a caveat tells the other",
        };
        let but = if lost.is_empty() {
            String::new()
        } else {
            format!(", but not its {}", line(&lost.join(" and ")))
        };
        self.say(format!("Merged {one} with {other}{how}{but}: u takes it back"));
    }

    /// An action while it is asked which date holds.
    pub(in crate::app) fn perform_in_merge(
        &mut self,
        mut question: MergeQuestion,
        action: Action,
    ) -> Vec<Effect> {
        match action {
            Action::Holds(holds) => {
                self.merged(question.into, question.from, Some(holds));
                return Vec::new();
            }
            Action::Back => {
                self.say("Nothing was merged");
                return Vec::new();
            }
            Action::Move(movement) => {
                question.pane.scroll(movement, usize::from(self.layout().body.height.saturating_sub(2)));
            }
            // The question stands until it is answered.
            _ => {}
        }
        self.overlay = Some(Overlay::Merge(question));
        Vec::new()
    }

    /// The question which date holds, as a page.
    pub(in crate::app) fn merge_page(&self, question: &MergeQuestion, width: usize) -> Page {
        let mut page = Writer::new(Style { width, edtf: self.edtf, needle: None, reader: None });
        let event = |key: &str| self.timeline.event_by_key(key).map(|id| self.timeline.event(id));
        let date = |key: &str| {
            let date = event(key).and_then(|event| event.date.clone());
            date.map(|date: Date| self.told_date(&date)).unwrap_or_default()
        };
        let (one, other) = (date(&question.into), date(&question.from));
        // One line each: the answers are to stand on a small screen too.
        let title = |key: &str| {
            let title = event(key).map(|event| line(event.title.raw()).into_owned()).unwrap_or_default();
            format!("“{}”", cut(&title, width.saturating_sub(5)))
        };
        for (key, holds) in ANSWERS {
            let (date, lost) = if holds.is_second() { (&other, &one) } else { (&one, &other) };
            let noted = if holds.is_noted() { format!("; a caveat says {lost}") } else { String::new() };
            page.paragraph(Tone::Date, &format!("{key}  "), "   ", &format!("{date}{noted}"));
            match holds {
                Holds::First => page.paragraph(Tone::Plain, "   ", "   ", &title(&question.into)),
                Holds::Second => page.paragraph(Tone::Plain, "   ", "   ", &title(&question.from)),
                _ => {}
            }
        }
        page.paragraph(Tone::Dim, "", "", "Esc merges nothing.");
        page.done()
    }

    /// Makes two of this event; where nothing tells them apart yet, title and date of both are asked.
    pub(super) fn split(&mut self) {
        let Some(event) = self.mendable() else { return };
        let quotes = self.selected_event().map_or(0, |event| event.quotes.len());
        let quote = self.side.quotes.chosen().map_or(0, |item| item.quote);
        let Some(new) = self.reviewing.as_ref().map(|reviewing| reviewing.review.second_key(&event)) else {
            return;
        };
        if !self.act(Step::Split { event: event.clone(), quote, new: new.clone() }) {
            return;
        }
        let position = self.timeline.event_by_key(new.as_str()).and_then(|id| self.view.position(id));
        if let Some(position) = position {
            self.jump_silently(position);
        }
        let of = |key: &str| self.timeline.event_by_key(key).map(|id| self.timeline.event(id));
        let alike = of(&event).zip(of(&new)).is_some_and(|(one, other)| {
            one.title == other.title
                && one.date.as_ref().map(Date::edtf) == other.date.as_ref().map(Date::edtf)
        });
        if !alike {
            // What was merged has its own title and date again.
            self.say(format!(
                "Apart again: this is {}, as it was before the merge",
                dated(&self.timeline, &new)
            ));
            return;
        }
        if let Some(reviewing) = &mut self.reviewing {
            let halves = [(&event, "first"), (&new, "second")].into_iter();
            reviewing.asks = halves
                .flat_map(|(event, half)| {
                    [Mend::Title, Mend::Date].map(|what| Ask { event: event.clone(), what, half })
                })
                .collect();
        }
        let said = match quotes {
            0 => "without a quote",
            1 => "both have the quote",
            _ => "the second has the quote that was chosen",
        };
        self.say(format!("Split in two, {said}: u takes it back"));
        self.ask_next();
    }

    /// Asks what is still to be asked of two halves.
    pub(in crate::app) fn ask_next(&mut self) {
        let Some(reviewing) = &mut self.reviewing else { return };
        reviewing.asking = reviewing.asks.pop_front();
        let Some(ask) = reviewing.asking.clone() else { return };
        let position = self.timeline.event_by_key(ask.event.as_str()).and_then(|id| self.view.position(id));
        match position {
            Some(position) => {
                self.jump_silently(position);
                self.prompt(PromptKind::Mend(ask.what));
            }
            None => self.ask_no_more(),
        }
    }

    /// What was asked of two halves is not asked any more.
    pub(in crate::app) fn ask_no_more(&mut self) {
        if let Some(reviewing) = &mut self.reviewing {
            reviewing.asks.clear();
            reviewing.asking = None;
        }
    }

    /// Of which half is asked.
    pub(super) fn half_asked(&self) -> Option<&'static str> {
        Some(self.reviewing.as_ref()?.asking.as_ref()?.half)
    }
}
