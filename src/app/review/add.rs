//! An event that the rules have missed: made of a sentence of its document, and accepted at once.

use chrono::NaiveDate;

use crate::app::action::Mend;
use crate::app::{App, PromptKind};
use crate::model::Date;
use crate::review::{Added, Part, Step};
use crate::text::line;

use super::mend::is_known;
use super::said::dated;

/// An event that is being asked for.
#[derive(Clone, Debug)]
pub(crate) struct Adding {
    added: Added,
    /// The date that its sentence says.
    date: Option<Date>,
    /// The day of the document, from which "Tuesday" counts.
    day: Option<NaiveDate>,
}

impl App {
    /// Begins an event of the sentence that the reader has gone to in the document.
    pub(in crate::app) fn add_event(&mut self) {
        if !self.is_reviewable() {
            return;
        }
        if let Some(why) = self.reviewing.as_ref().and_then(|reviewing| reviewing.held.clone()) {
            self.fail(why);
            return;
        }
        let Some((source, found)) = self.sentence_here() else { return };
        let Some(id) = self.timeline.source_by_key(source.as_str()) else { return };
        let of = self.timeline.source(id);
        let part = |names: &Vec<String>| {
            // A surname alone may be that of another who is known.
            let is_full = |name: &str| names.first().is_some_and(|full| full == name) || name.contains(' ');
            let known = names.iter().find(|name| is_full(name) && is_known(&self.timeline, name));
            known.or(names.first()).map(|name| Part { actor: name.clone(), role: None })
        };
        let added = Added {
            new: String::new(),
            title: found.title,
            date: None,
            actors: found.actors.iter().filter_map(part).collect(),
            source,
            file: of.file.as_ref().map(|file| file.raw().to_owned()),
            sha256: of.sha256.as_ref().map(|digest| digest.raw().to_owned()),
            quote: found.words,
            locator: Some(found.locator),
        };
        let date = found.edtf.and_then(|edtf| Date::parse(&edtf).ok()).map(|(date, _)| date);
        let day = of.published.as_ref().and_then(|date| date.edtf().parse().ok());
        self.adding = Some(Box::new(Adding { added, date, day }));
        self.prompt(PromptKind::Add(Mend::Title));
    }

    /// What is proposed as its title or its date.
    pub(in crate::app) fn add_text(&self, what: Mend) -> String {
        let Some(adding) = &self.adding else { return String::new() };
        match what {
            Mend::Title => line(&adding.added.title).into_owned(),
            _ => adding.date.as_ref().map_or_else(String::new, |date| date.edtf().to_owned()),
        }
    }

    fn added_date(&self, text: &str) -> Result<Option<Date>, String> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        self.typed_date(text, self.adding.as_ref().and_then(|adding| adding.day))
    }

    /// What is to be known of what is typed, or why it cannot be taken.
    pub(in crate::app) fn add_note(&self, what: Mend, text: &str) -> Result<String, String> {
        let Some(adding) = &self.adding else { return Ok(String::new()) };
        if what == Mend::Date {
            let date = self.added_date(text)?;
            return Ok(date.map_or_else(|| "undated".to_owned(), |date| self.told_date(&date)));
        }
        let actors: Vec<String> =
            adding.added.actors.iter().map(|part| line(&part.actor).into_owned()).collect();
        let with = if actors.is_empty() { String::new() } else { format!(" · with {}", actors.join(", ")) };
        Ok(format!("“{}”{with}", line(&adding.added.quote)))
    }

    /// Takes up its title, and asks for its date; with that it is there.
    pub(in crate::app) fn added_by(&mut self, what: Mend, text: &str) -> Result<(), String> {
        let date = if what == Mend::Date { self.added_date(text)? } else { None };
        let Some(adding) = &mut self.adding else { return Ok(()) };
        if what == Mend::Title {
            adding.added.title = line(text.trim()).into_owned();
            self.prompt(PromptKind::Add(Mend::Date));
            return Ok(());
        }
        let Some(Adding { mut added, .. }) = self.adding.take().map(|adding| *adding) else { return Ok(()) };
        added.date = date.map(|date| date.edtf().to_owned());
        if let Some(reviewing) = &mut self.reviewing {
            reviewing.on = true;
            added.new = reviewing.review.key_of(added.date.as_deref(), &added.title);
        }
        let key = added.new.clone();
        if self.act(Step::Add(Box::new(added))) {
            // Its quote is marked from now on.
            self.forget_documents();
            if let Some(position) =
                self.timeline.event_by_key(key.as_str()).and_then(|id| self.view.position(id))
            {
                self.jump_silently(position);
            }
            self.say(format!(
                "Added {}, accepted: u takes it back, w in the list writes it",
                dated(&self.timeline, &key)
            ));
        }
        Ok(())
    }

    /// Nothing is added after all.
    pub(in crate::app) fn add_nothing(&mut self) {
        self.adding = None;
        self.say("Nothing was added");
    }
}
