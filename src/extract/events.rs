//! Events: what a document reports to have happened, to be planned or to be aimed at, and when.
//!
//! A clause whose verb tells of something that happens, or a noun that is such a thing (`the visit to ..`),
//! becomes a candidate when a date belongs to it. Without one it is kept where it is beyond doubt: a deed that is
//! told as done, by somebody who is named. What only describes (`relations are based on ..`), what might be
//! (`could`, `if`) and what is denied is left out, and the day on which a document was published is the date of
//! nothing but what it reports of that day.
//!
//! | step | module |
//! |---|---|
//! | what a word can do | `words` |
//! | clauses and what is told in them | `clause` |
//! | which date belongs to what | `dating` |
//! | a title out of the words of the sentence | `title` |
//! | one event told several times | [`merge`] |

use std::ops::Range;

mod clause;
mod dating;
pub mod merge;
mod title;
mod words;

use super::actors::{Cast, How, Kind};
use super::dated::Dated;
use super::page::{Form, Page};
use super::quotes::Said;
use super::time::calendar::Day;
use super::time::{Sure, Timex};
use clause::{Clause, Predicate, Told};
use words::Mark;

/// Whether it happened, as the document knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It happened.
    Occurred,
    /// It began and goes on.
    Ongoing,
    /// It is to come.
    Planned,
    /// Somebody wants it reached by then.
    Target,
}

/// When it was, as far as the document says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// As EDTF.
    pub edtf: String,
    /// The first and the last day that it can mean, where both are known.
    pub days: Option<(Day, Day)>,
    /// The bytes that say so.
    pub span: Range<usize>,
}

/// Something that a document reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The sentence that says so: bytes of the text.
    pub sentence: Range<usize>,
    /// The words of the title, stretch by stretch, all of that sentence.
    pub title: Vec<Range<usize>>,
    /// When.
    pub when: Option<When>,
    /// Whether it happened.
    pub status: Status,
    /// Who takes part: places in [`Cast::actors`], the one that acts first.
    pub actors: Vec<usize>,
    /// Where: a place in [`Cast::actors`].
    pub place: Option<usize>,
    /// Whose words the sentence is: a place in [`Cast::actors`].
    pub speaker: Option<usize>,
    /// How sure it is that this is an event, and of this date.
    pub sure: Sure,
    /// What made it one, and gave it its date.
    pub rule: &'static str,
    /// Keys of the words that tell it, in order.
    stems: Vec<u32>,
    /// The key of its verb, or of the noun that it is.
    head: u32,
}

impl Event {
    /// The title as it is shown: its words, one blank between them, the first letter a capital.
    #[must_use]
    pub fn title_of(&self, text: &str) -> String {
        let mut out = String::new();
        for part in &self.title {
            for word in text.get(part.clone()).unwrap_or_default().split_whitespace() {
                if !out.is_empty() && !word.starts_with([',', '.', ';', ':', '’', '\'', ')']) {
                    out.push(' ');
                }
                out.push_str(word);
            }
        }
        let mut letters = out.chars();
        let first = letters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
        let out = first + letters.as_str();
        out.trim_end_matches([',', ';', ':']).to_owned()
    }
}

/// What was found on a page before its events are.
#[derive(Clone, Copy, Debug)]
pub struct Found<'f> {
    /// The document's own date.
    pub dated: &'f Dated,
    /// Its expressions of time.
    pub timexes: &'f [Timex],
    /// Its actors.
    pub cast: &'f Cast,
    /// Who said what in it.
    pub said: &'f [Said],
}

/// The events of a page, in the order of its sentences.
///
/// ```
/// use annals::extract::{actors, dated, events::{self, Found, Status}, page::Page, quotes, time};
/// let text = "Published: 19 August 2024\n\nRelations between Norway and Chad are based on trust. \
///     On Tuesday, Norway signed a treaty with Chad in Oslo. The two will open a school in March 2025.";
/// let page = Page::read(text);
/// let dated = dated::find(&page, &dated::Clues::default());
/// let timexes = time::find(&page, &dated.setting());
/// let cast = actors::find(&page);
/// let said = quotes::find(&page, &cast);
/// let found = events::find(&page, &Found { dated: &dated, timexes: &timexes, cast: &cast, said: &said });
/// let told: Vec<(String, &str, Status)> = found
///     .iter()
///     .map(|event| (event.title_of(text), event.when.as_ref().unwrap().edtf.as_str(), event.status))
///     .collect();
/// assert_eq!(told, [
///     ("Norway signed a treaty with Chad in Oslo".into(), "2024-08-13", Status::Occurred),
///     ("The two will open a school".into(), "2025-03", Status::Planned),
/// ]);
/// ```
#[must_use]
pub fn find(page: &Page<'_>, found: &Found<'_>) -> Vec<Event> {
    let mut events = Vec::new();
    let mut finder = Finder { page, found, at_time: 0, at_said: 0, occasion: None };
    for (number, sentence) in page.sentences.iter().enumerate() {
        let form = page.blocks.get(sentence.block).map(|block| block.form);
        finder.sentence(number, &sentence.tokens, form, &mut events);
    }
    events
}

struct Finder<'p, 't, 'f> {
    page: &'p Page<'t>,
    found: &'f Found<'f>,
    at_time: usize,
    at_said: usize,
    /// The last event with a date that is a thing to take part in, for `during the visit`.
    occasion: Option<(usize, When, Vec<u32>)>,
}

impl Finder<'_, '_, '_> {
    fn sentence(
        &mut self,
        number: usize,
        tokens: &Range<usize>,
        form: Option<Form>,
        events: &mut Vec<Event>,
    ) {
        let page = self.page;
        let timexes = self.found.timexes;
        while timexes.get(self.at_time).is_some_and(|timex| timex.tokens.end <= tokens.start) {
            self.at_time += 1;
        }
        let rest = timexes.get(self.at_time..).unwrap_or_default();
        let here = rest.iter().take_while(|timex| timex.tokens.start < tokens.end).count();
        let timexes = &rest[..here];
        let line = match form {
            Some(Form::Prose) => false,
            Some(Form::Line) => true,
            _ => return,
        };
        if page.word(tokens.end - 1) == "?" || title::words(page, tokens) < 4 {
            return;
        }
        let clauses = clause::clauses(page, tokens, line);
        let dates = dating::dates(page, timexes, tokens);
        let attached = dating::attach(page, &clauses, &dates);
        let before = events.len();
        for (clause, predicate, date, rule) in attached {
            let told = &clauses[clause].predicates[predicate];
            self.tell(tokens, &clauses[clause], told, Some((&dates[date], rule)), &dates, events);
        }
        if events.len() == before && !line {
            self.undated(tokens, &clauses, &dates, events);
        }
        let latest = events[before..].iter().rev().find(|event| event.when.is_some());
        if let Some(event) = latest
            && let Some(when) = &event.when
        {
            let nouns = tokens.clone().filter(|&at| words::mark(page, at).has(Mark::HAPPENING));
            let nouns = nouns.filter_map(|at| words::stem(page, at)).collect();
            self.occasion = Some((number, when.clone(), nouns));
        }
    }

    /// What is told without a date, and beyond doubt.
    fn undated(
        &mut self,
        tokens: &Range<usize>,
        clauses: &[Clause],
        dates: &[dating::Date],
        events: &mut Vec<Event>,
    ) {
        let page = self.page;
        let occasion = self.occasion_of(tokens);
        for clause in clauses {
            let deed = clause.predicates.iter().find(|predicate| {
                matches!(predicate.told, Told::Past | Told::Perfect)
                    && predicate.marks.has(Mark::DEED)
                    && !(predicate.marks.has(Mark::SPEECH) && !predicate.marks.has(Mark::DEED))
            });
            let Some(deed) = deed else { continue };
            let named = self
                .found
                .cast
                .within(&clause.tokens)
                .iter()
                .any(|mention| !matches!(mention.how, How::Pronoun | How::Noun));
            let own = (clause.tokens.start..deed.tokens.start)
                .any(|at| matches!(page.word(at).to_ascii_lowercase().as_str(), "we" | "i"));
            if !named && !own {
                continue;
            }
            self.tell(tokens, clause, deed, None, dates, events);
            if let (Some(when), Some(event)) =
                (&occasion, events.last_mut().filter(|event| event.sentence == page.bytes(tokens)))
            {
                event.when = Some(when.clone());
                event.rule = "same-occasion";
                event.sure = Sure::Guess;
            }
            return;
        }
    }

    /// The date of the thing that a sentence points back to: `during the visit`, `at the meeting`.
    fn occasion_of(&self, tokens: &Range<usize>) -> Option<When> {
        let (_, when, nouns) = self.occasion.as_ref()?;
        let page = self.page;
        let points = tokens.clone().take(16).any(|at| {
            words::mark(page, at).has(Mark::HAPPENING)
                && at > tokens.start
                && matches!(
                    page.word(at - 1).to_ascii_lowercase().as_str(),
                    "the" | "this" | "his" | "her" | "their" | "same"
                )
                && words::stem(page, at).is_some_and(|stem| nouns.contains(&stem))
        });
        points.then(|| when.clone())
    }

    fn tell(
        &self,
        tokens: &Range<usize>,
        clause: &Clause,
        predicate: &Predicate,
        date: Option<(&dating::Date, &'static str)>,
        dates: &[dating::Date],
        events: &mut Vec<Event>,
    ) {
        let page = self.page;
        let skipped: Vec<Range<usize>> =
            dates.iter().filter(|date| !date.attributive).map(|date| date.phrase.clone()).collect();
        let parts = title::title(page, self.found.cast, clause, predicate, &skipped);
        let count: usize = parts.iter().map(|part| title::words(page, part)).sum();
        if count < 2 {
            return;
        }
        let status = self.status(predicate, date.map(|(date, _)| date));
        let mut sure = match date {
            Some((date, _)) => date.sure,
            None => Sure::Guess,
        };
        if date.is_some_and(|(date, _)| date.by_document) {
            sure = sure.min(self.found.dated.sure);
        }
        if predicate.told == Told::Noun || date.is_some_and(|(_, rule)| rule == dating::ELSEWHERE) {
            sure = sure.min(Sure::Likely);
        }
        let (actors, place) = self.actors(tokens, clause, predicate);
        let (speaker, mut actors) = self.speaker(tokens, clause, actors);
        actors.dedup();
        let rule = match (predicate.told, date) {
            (_, None) => "deed-undated",
            (Told::Noun, Some((_, rule))) => {
                if rule == dating::ELSEWHERE {
                    "noun-sentence"
                } else {
                    "noun-date"
                }
            }
            (Told::Reduced, Some(_)) => "participle-date",
            (Told::Aim, Some(_)) => "aim-date",
            (Told::Future, Some(_)) => "future-date",
            (_, Some((_, rule))) => rule,
        };
        let mut stems: Vec<u32> = parts
            .iter()
            .cloned()
            .flatten()
            .chain(clause.tokens.clone())
            .filter_map(|at| words::stem(page, at))
            .collect();
        stems.sort_unstable();
        stems.dedup();
        events.push(Event {
            sentence: page.bytes(tokens),
            title: parts.iter().map(|part| page.bytes(part)).collect(),
            when: date.map(|(date, _)| date.when.clone()),
            status,
            actors,
            place,
            speaker,
            sure,
            rule,
            stems,
            head: words::stem(page, predicate.head).unwrap_or_default(),
        });
    }

    fn status(&self, predicate: &Predicate, date: Option<&dating::Date>) -> Status {
        let dated = self.found.dated;
        let written = dated.day.or(dated.latest);
        let first = date.and_then(|date| date.when.days).map(|(first, _)| first);
        let to_come = first.zip(written).is_some_and(|(first, written)| first > written);
        match predicate.told {
            Told::Aim if date.is_some_and(|date| date.by) || predicate.marks.has(Mark::AIM) => Status::Target,
            Told::Aim | Told::Future => Status::Planned,
            Told::Perfect | Told::Present if date.is_some_and(|date| date.since) => Status::Ongoing,
            _ if to_come => Status::Planned,
            _ => Status::Occurred,
        }
    }

    /// Who takes part, in the order of the clause, and where it is.
    fn actors(
        &self,
        tokens: &Range<usize>,
        clause: &Clause,
        predicate: &Predicate,
    ) -> (Vec<usize>, Option<usize>) {
        let cast = self.found.cast;
        let mut actors: Vec<usize> = Vec::new();
        let mut place = None;
        let mut add = |tokens: &Range<usize>, actors: &mut Vec<usize>| {
            for mention in cast.within(tokens) {
                let Some(actor) = cast.actors.get(mention.actor) else { continue };
                let located = mention.tokens.start > 0
                    && matches!(
                        self.page.word(mention.tokens.start - 1).to_ascii_lowercase().as_str(),
                        "in" | "at" | "near" | "around" | "outside"
                    );
                if located && place.is_none() && matches!(actor.kind, Kind::Place | Kind::State) {
                    place = Some(mention.actor);
                }
                if (actor.kind != Kind::Place || mention.how == How::Metonym)
                    && !actors.contains(&mention.actor)
                {
                    actors.push(mention.actor);
                }
            }
        };
        let near = if predicate.told == Told::Noun {
            let end = clause
                .predicates
                .iter()
                .map(|other| other.tokens.start)
                .find(|&start| start > predicate.head + 1);
            let start =
                clause.predicates.iter().map(|other| other.tokens.end).rfind(|&end| end <= predicate.head);
            start.unwrap_or(clause.tokens.start)..end.unwrap_or(clause.tokens.end)
        } else {
            clause.tokens.clone()
        };
        add(&near, &mut actors);
        if actors.is_empty() {
            add(tokens, &mut actors);
        }
        (actors, place)
    }

    /// Whose words these are; who says `we` takes part.
    fn speaker(
        &self,
        tokens: &Range<usize>,
        clause: &Clause,
        mut actors: Vec<usize>,
    ) -> (Option<usize>, Vec<usize>) {
        let page = self.page;
        let bytes = page.bytes(&clause.tokens);
        let middle = bytes.start + (bytes.end - bytes.start) / 2;
        let near = self.found.said.get(self.at_said..).unwrap_or_default();
        let holds = |said: &&Said| said.parts().any(|part| part.start <= middle && middle < part.end);
        let said = near
            .iter()
            .filter(holds)
            .filter(|said| said.speaker.is_some())
            .min_by_key(|said| said.parts().map(|part| part.end - part.start).sum::<usize>());
        let speaker = said.and_then(|said| said.speaker);
        let own =
            tokens.clone().any(|at| matches!(page.word(at), "We" | "we" | "I" | "our" | "my" | "Our" | "My"));
        if let Some(speaker) = speaker.filter(|speaker| own && !actors.contains(speaker)) {
            actors.insert(0, speaker);
        }
        (speaker, actors)
    }
}

#[cfg(test)]
mod tests;
