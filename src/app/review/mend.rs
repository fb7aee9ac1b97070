//! Mending a candidate: what is asked, what Tab offers, and what is made of the answer.

use chrono::NaiveDate;

use crate::app::action::Mend;
use crate::app::{App, PromptKind};
use crate::extract::time::{self, calendar::Day};
use crate::issue::nearest;
use crate::model::{Date, Status, Timeline, Word};
use crate::review::{Step, parted, same_name};
use crate::search::filter::Completion;
use crate::text::line;

use super::said::named;

/// How many names are offered at once.
const OFFERED: usize = 12;

/// Where a name stands as the whole of a part, and not within another.
fn place_of(text: &str, name: &str) -> Option<usize> {
    let begins = |at: usize| {
        text.get(..at)
            .is_some_and(|before| matches!(before.trim_end(), "") || before.trim_end().ends_with(';'))
    };
    let ends = |at: usize| {
        let behind = text.get(at + name.len()..).unwrap_or_default().trim_start();
        behind.is_empty() || behind.starts_with([';', ',', '='])
    };
    text.match_indices(name).map(|(at, _)| at).find(|&at| begins(at) && ends(at))
}

/// A date in words as they are read in a document of that day.
fn as_read(text: &str, written: Option<NaiveDate>) -> Option<Date> {
    let written = written.and_then(|day| Day::parse(&day.format("%Y-%m-%d").to_string()));
    Date::parse(&time::alone(text, written)?).ok().map(|(date, _)| date)
}

impl App {
    /// Asks for another date, title, cast, speaker, status or place.
    pub(super) fn mend(&mut self, what: Mend) {
        if self.mendable().is_none() {
            self.say("No event is selected");
            return;
        }
        if what == Mend::Speaker && self.selected_event().is_none_or(|event| event.quotes.is_empty()) {
            self.say("No source is quoted for this event: nobody speaks");
            return;
        }
        self.prompt(PromptKind::Mend(what));
    }

    /// Which quote of the selected event is shown beside it.
    fn quote_beside(&self) -> usize {
        self.side.quotes.chosen().map_or(0, |item| item.quote)
    }

    /// What there is to be mended.
    pub(in crate::app) fn mend_text(&self, what: Mend) -> String {
        let Some(event) = self.selected_event() else { return String::new() };
        let name = |actor| line(self.timeline.actor(actor).name.raw()).into_owned();
        match what {
            Mend::Date => event.date.as_ref().map_or(String::new(), |date| date.edtf().to_owned()),
            Mend::Title => line(event.title.raw()).into_owned(),
            Mend::Actors => {
                let one = |role: Option<crate::text::TextRef>, actor| match role {
                    Some(role) => format!("{}, {}", name(actor), line(role.raw())),
                    None => name(actor),
                };
                let all: Vec<String> = event.actors.iter().map(|part| one(part.role, part.actor)).collect();
                all.join("; ")
            }
            Mend::Speaker => {
                let quote = event.quotes.get(self.quote_beside());
                quote.and_then(|quote| quote.speaker).map(name).unwrap_or_default()
            }
            Mend::Status => event.status.map_or(String::new(), |status| status.word().to_owned()),
            Mend::Place => event.place.map_or(String::new(), |place| line(place.raw()).into_owned()),
        }
    }

    fn mended_date(&self, text: &str) -> Result<Option<Date>, String> {
        self.typed_date(text, self.day_of_document())
    }

    /// What somebody typed as a date: in EDTF or prose; `undated` is none. "Tuesday" is the one that the
    /// document means, whose day is `from`, not the reader's.
    pub(super) fn typed_date(&self, text: &str, from: Option<NaiveDate>) -> Result<Option<Date>, String> {
        if text.trim().eq_ignore_ascii_case("undated") {
            return Ok(None);
        }
        if let Ok((date, _)) = Date::parse(text.trim()) {
            return Ok(Some(date));
        }
        let date = match Date::parse_prose(text, from.unwrap_or(self.today)) {
            Ok(date) => date,
            // What a document may say, somebody may type: `Christmas Eve 2022`, `the winter of 1985-86`.
            Err(why) => return as_read(text, from).map(Some).ok_or(why),
        };
        if from.is_none() && Date::parse_prose(text, NaiveDate::default()).as_ref() != Ok(&date) {
            return Err("the document does not say its day: write the date out".to_owned());
        }
        Ok(Some(date))
    }

    pub(super) fn told_date(&self, date: &Date) -> String {
        if self.edtf { date.edtf().to_owned() } else { date.human() }
    }

    /// The day of the document that says the quote beside the list.
    fn day_of_document(&self) -> Option<NaiveDate> {
        let event = self.selected_event()?;
        let source = event.quotes.get(self.quote_beside())?.source?;
        self.timeline.source(source).published.as_ref()?.edtf().parse().ok()
    }

    /// Why what is typed cannot be taken, as it stands.
    pub(in crate::app) fn mend_error(&self, what: Mend, text: &str) -> Option<String> {
        match what {
            _ if text.trim().is_empty() => None,
            Mend::Date => self.mended_date(text).err(),
            Mend::Status => status(text).err(),
            _ => None,
        }
    }

    /// What is to be known of what is typed, and which half of a split it is asked of.
    pub(in crate::app) fn mend_note(&self, what: Mend, text: &str) -> Option<String> {
        let note = self.note_of_mend(what, text);
        let half =
            self.half_asked().map(|half| format!("the {half} of the two (Esc leaves them as they are)"));
        let parts: Vec<String> = half.into_iter().chain(note).collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }

    /// Who of those that are typed the timeline does not have yet, or what a date means.
    fn note_of_mend(&self, what: Mend, text: &str) -> Option<String> {
        let names: Vec<String> = match what {
            // What is not written as it will stand.
            Mend::Date => {
                let date = self.mended_date(text).ok()??;
                return (date.edtf() != text.trim()).then(|| self.told_date(&date));
            }
            Mend::Actors => {
                let known = |name: &str| is_known(&self.timeline, name);
                parted(text, known).into_iter().map(|part| part.actor).collect()
            }
            Mend::Speaker => {
                Some(text.trim().to_owned()).filter(|name| !name.is_empty()).into_iter().collect()
            }
            _ => return None,
        };
        let new: Vec<String> = names
            .iter()
            .filter(|name| !is_known(&self.timeline, name))
            .map(|name| {
                let names = self.timeline.actors().iter().take(MOST_COMPARED);
                let near = nearest(name, names.map(|actor| actor.name.raw()));
                let near = near.map(|near| format!(" (or is it {}?)", line(near))).unwrap_or_default();
                format!("{}{near}", line(name))
            })
            .collect();
        match new.as_slice() {
            [] => None,
            [one] => Some(format!("new actor: {one}")),
            all => Some(format!("new actors: {}", all.join("; "))),
        }
    }

    /// Where names are not known that are a part of a known one, as a surname is: what to ask of the first of them
    /// behind those `asked` already, and what Tab puts in.
    pub(in crate::app) fn who_may_be(
        &self,
        what: Mend,
        text: &str,
        asked: usize,
    ) -> Option<(String, Vec<Completion>)> {
        let names: Vec<String> = match what {
            Mend::Actors => {
                let parts = parted(text, |name| is_known(&self.timeline, name));
                parts.into_iter().map(|part| part.actor).collect()
            }
            Mend::Speaker => vec![text.trim().to_owned()],
            _ => return None,
        };
        let new = names.into_iter().filter(|name| !name.is_empty() && !is_known(&self.timeline, name));
        let (name, known) = new
            .map(|name| {
                let words = folded(&name);
                let all = self.timeline.actors().iter().take(MOST_COMPARED);
                let fits = all.filter(|actor| {
                    let names = std::iter::once(&actor.name).chain(&actor.aliases);
                    names.into_iter().any(|known| has_words(&folded(known.raw()), &words))
                });
                let fits: Vec<String> =
                    fits.take(OFFERED).map(|actor| line(actor.name.raw()).into_owned()).collect();
                (name, fits)
            })
            .filter(|(_, fits)| !fits.is_empty())
            .nth(asked)?;
        let at = place_of(text, &name)?;
        let offers = known.iter().map(|known| offer(at..at + name.len(), known, "")).collect();
        let who = match known.as_slice() {
            [one] => one.clone(),
            [most @ .., last] => format!("{} or {last}", most.join(", ")),
            [] => return None,
        };
        let name = line(&name);
        Some((
            format!("“{name}”: is it {who}? Tab takes the known name, Enter again makes a new actor"),
            offers,
        ))
    }

    /// What Tab puts in for the word at `cursor`, a byte of `text`.
    pub(in crate::app) fn mend_offers(&mut self, what: Mend, text: &str, cursor: usize) -> Vec<Completion> {
        let before = text.get(..cursor).unwrap_or_default();
        let from = if what == Mend::Actors { before.rfind(';').map_or(0, |at| at + 1) } else { 0 };
        let part = before.get(from..).unwrap_or_default();
        let from = from + (part.len() - part.trim_start().len());
        let typed = part.trim_start();
        match what {
            Mend::Status => {
                // From a whole word on to the others.
                let is_whole = Status::ALL.iter().any(|status| status.word() == typed);
                let fits =
                    |word: &&str| (is_whole || word.starts_with(&typed.to_lowercase())) && *word != typed;
                let words = Status::ALL.iter().map(|status| status.word()).filter(fits);
                words.map(|word| offer(0..text.len(), word, "")).collect()
            }
            // Behind the comma stands what they are in it.
            Mend::Actors | Mend::Speaker
                if !typed.is_empty()
                    && !typed.contains([',', '='])
                    && !is_known(&self.timeline, typed.trim_end()) =>
            {
                self.actor_index.grow(&self.timeline, usize::MAX);
                let rest = text.get(cursor..).unwrap_or_default();
                let end = cursor + rest.find([';', ',']).unwrap_or(rest.len());
                let hits = self.actor_index.find(typed, OFFERED);
                let offers = hits.iter().map(|hit| {
                    let actor = self.timeline.actor(hit.actor);
                    let alias = hit.alias.and_then(|alias| actor.aliases.get(alias));
                    let hint = alias.map(|alias| line(alias.raw()).into_owned()).unwrap_or_default();
                    offer(from..end, &line(actor.name.raw()), &hint)
                });
                offers.filter(|offer| offer.insert != typed).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Takes up what was typed.
    pub(in crate::app) fn mended_by(&mut self, what: Mend, text: &str) -> Result<(), String> {
        let Some(event) = self.mendable() else { return Ok(()) };
        if text.trim() == self.mend_text(what).trim() {
            self.say("Nothing was changed");
            return Ok(());
        }
        let some = || Some(line(text.trim()).into_owned()).filter(|text| !text.is_empty());
        let what_of = match what {
            Mend::Date => "date",
            Mend::Title => "title",
            Mend::Actors => "actors",
            Mend::Speaker => "speaker",
            Mend::Status => "status",
            Mend::Place => "place",
        };
        let new = self.note_of_mend(what, text).filter(|_| what != Mend::Date);
        let mut became = String::new();
        let step = match what {
            Mend::Date => {
                let date = self.mended_date(text)?;
                let told = date.as_ref().map_or_else(|| "undated".to_owned(), |date| self.told_date(date));
                became = format!(" to {told}");
                Step::Date { event: event.clone(), date: date.map(|date| date.edtf().to_owned()) }
            }
            Mend::Title => Step::Title { event: event.clone(), title: line(text).into_owned() },
            Mend::Actors => {
                let actors = parted(&line(text), |name| is_known(&self.timeline, name));
                Step::Actors { event: event.clone(), actors }
            }
            Mend::Speaker => {
                Step::Speaker { event: event.clone(), quote: self.quote_beside(), speaker: some() }
            }
            Mend::Status => {
                let status = if text.trim().is_empty() { None } else { Some(status(text)?) };
                Step::Status { event: event.clone(), status: status.map(|status| status.word().to_owned()) }
            }
            Mend::Place => Step::Place { event: event.clone(), place: some() },
        };
        if !self.act(step) {
            return Ok(());
        }
        let new = new.map(|new| format!("; {new}")).unwrap_or_default();
        self.say(format!(
            "Mended the {what_of} of {}{became}{new}: u takes it back",
            named(&self.timeline, &event)
        ));
        Ok(())
    }
}

/// Of more actors than this none is sought that is like a new one.
const MOST_COMPARED: usize = 5_000;

/// Whether the timeline has an actor of that key or name.
pub(super) fn is_known(timeline: &Timeline, name: &str) -> bool {
    timeline.actors().iter().any(|actor| {
        let names = [&actor.key, &actor.name].into_iter().chain(&actor.aliases);
        names.into_iter().any(|known| same_name(known.raw(), name))
    })
}

/// The words of a name, as they are compared.
fn folded(name: &str) -> Vec<String> {
    name.split_whitespace().map(str::to_lowercase).collect()
}

/// Whether some words follow each other among others.
fn has_words(all: &[String], some: &[String]) -> bool {
    !some.is_empty() && all.windows(some.len()).any(|words| words == some)
}

/// A status by its word, or by the beginning of it.
fn status(text: &str) -> Result<Status, String> {
    let typed = text.trim().to_lowercase();
    let mut fits = Status::ALL.iter().copied().filter(|status| status.word().starts_with(&typed));
    if let (Some(status), None) = (fits.next(), fits.next()) {
        return Ok(status);
    }
    let all: Vec<&str> = Status::ALL.iter().map(|status| status.word()).collect();
    Err(format!("write {}; nothing at all where it is not known", all.join(", ")))
}

fn offer(range: std::ops::Range<usize>, insert: &str, hint: &str) -> Completion {
    Completion { range, insert: insert.to_owned(), shown: insert.to_owned(), hint: hint.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_as_a_part_and_not_within_another() {
        for (text, wanted) in [
            ("Anna Berg, host; Berg", Some(17)),
            ("Berg, host", Some(0)),
            ("Lund; Berg = guest", Some(6)),
            ("Anna Berg", None),
            ("Bergen", None),
        ] {
            assert_eq!(place_of(text, "Berg"), wanted, "{text}");
        }
    }
}
