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

use std::collections::HashMap;
use std::ops::Range;

mod clause;
mod dating;
pub mod merge;
mod title;
mod words;

use super::actors::{Cast, How, Kind};
use super::dated::Dated;
use super::page::{Form, Page};
use super::quotes::{Act, Said};
use super::time::calendar::Day;
use super::time::{Sure, Timex};
use clause::{Clause, Predicate, Told};
use words::{Mark, Sheet};

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
    let sheet = &Sheet::of(page);
    let said = said_in(page, found.said);
    let mut finder =
        Finder { said, page: sheet, found, at_time: 0, occasion: None, programmes: HashMap::new() };
    for (number, sentence) in page.sentences.iter().enumerate() {
        let form = page.blocks.get(sentence.block).map(|block| block.form);
        finder.sentence(number, &sentence.tokens, form, &mut events);
    }
    events
}

struct Finder<'p, 't, 'f> {
    page: &'p Sheet<'p, 't>,
    found: &'f Found<'f>,
    /// What is said in each sentence.
    said: Vec<Vec<u32>>,
    at_time: usize,
    /// The last event with a date, and what happened there, for `during the visit`.
    occasion: Option<(When, Vec<u32>)>,
    /// The dates of conferences and the like, for `at COP29`.
    programmes: HashMap<usize, When>,
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
        let line = match form {
            Some(Form::Prose) => false,
            Some(Form::Line) => true,
            _ => return,
        };
        let sane = (4..=LONGEST).contains(&tokens.len());
        if !sane || page.word(tokens.end - 1) == "?" || title::words(page, tokens) < 4 {
            return;
        }
        let rest = timexes.get(self.at_time..).unwrap_or_default();
        let here = rest.iter().take_while(|timex| timex.tokens.start < tokens.end).count();
        let mut told = tokens.clone();
        let mut dates = dating::dates(page, &rest[..here], tokens);
        let behind = self.date_behind(number, rest.get(here));
        if dates.is_empty() && behind.is_none() && !self.may_tell(tokens) {
            return;
        }
        let clauses = clause::clauses(page, tokens, line);
        let mut attached = dating::attach(page, &clauses, &dates);
        // A caption: `X met Y. 16 April 2025`
        if attached.is_empty()
            && let Some((timex, end)) = behind
        {
            dates = dating::dates(page, std::slice::from_ref(timex), &(tokens.start..end));
            told.end = end;
            attached = dating::of_caption(&clauses);
        }
        let mut skipped: Vec<Range<usize>> =
            dates.iter().filter(|date| !date.attributive).map(|date| date.phrase.clone()).collect();
        skipped.extend(clauses.iter().flat_map(|clause| clause.asides.iter().cloned()));
        let setting = title::Setting { page, cast: self.found.cast, clauses: &clauses, skipped: &skipped };
        let before = events.len();
        for (clause, predicate, date, rule) in attached {
            let predicate = &clauses[clause].predicates[predicate];
            let event = self.tell(&told, &setting, clause, predicate, Some((&dates[date], rule)));
            events.extend(event);
        }
        if events.len() == before && !line {
            events.extend(self.undated(tokens, &setting));
        }
        self.remember(tokens, &events[before..]);
    }

    /// Whether a sentence without a date can be worth a look: most are not.
    fn may_tell(&self, tokens: &Range<usize>) -> bool {
        let past = Mark::PAST.or(Mark::EITHER).or(Mark::PARTICIPLE);
        let deed = tokens.clone().any(|at| {
            let marks = words::mark(self.page, at);
            marks.has(past) && marks.has(Mark::DEED)
        });
        deed || self.occasion_of(tokens).is_some()
    }

    /// The sentence behind this one, where it is nothing but a date: that date and where it ends.
    fn date_behind<'x>(&self, number: usize, timex: Option<&'x Timex>) -> Option<(&'x Timex, usize)> {
        let (page, timex) = (self.page, timex?);
        let next = page.sentences.get(number + 1)?;
        let same = page.sentences.get(number)?.block == next.block;
        let only = timex.tokens.start == next.tokens.start && timex.tokens.end + 1 >= next.tokens.end;
        (same && only).then_some((timex, next.tokens.end))
    }

    /// Remembers what later sentences may point back to.
    fn remember(&mut self, tokens: &Range<usize>, events: &[Event]) {
        let page = self.page;
        for event in events {
            let Some(when) = &event.when else { continue };
            let nouns = tokens.clone().filter(|&at| words::mark(page, at).has(Mark::HAPPENING));
            self.occasion = Some((when.clone(), nouns.filter_map(|at| words::stem(page, at)).collect()));
            if merge::hosts(event) && event.rule != SAME_OCCASION {
                for &actor in &event.actors {
                    if self.found.cast.actors.get(actor).is_some_and(|actor| actor.kind == Kind::Programme) {
                        let known = self.programmes.entry(actor).or_insert_with(|| when.clone());
                        if when.edtf.len() > known.edtf.len() && when.edtf.starts_with(&known.edtf) {
                            *known = when.clone();
                        }
                    }
                }
            }
        }
    }

    /// What is told without a date, and beyond doubt.
    fn undated(&self, tokens: &Range<usize>, setting: &title::Setting<'_, '_, '_>) -> Option<Event> {
        let (page, cast) = (self.page, self.found.cast);
        let occasion = self.occasion_of(tokens);
        setting.clauses.iter().enumerate().find_map(|(number, clause)| {
            let first = clause
                .predicates
                .iter()
                .find(|predicate| !matches!(predicate.told, Told::Noun | Told::Reduced))?;
            let deed = matches!(first.told, Told::Past | Told::Perfect) && first.marks.has(Mark::DEED);
            // At a meeting, what was welcomed there counts too.
            let said = occasion.is_some()
                && first.told == Told::Past
                && first.is_event()
                && !first.marks.has(Mark::ING.or(Mark::SPEECH));
            let that = |opener: usize| page.word(opener).eq_ignore_ascii_case("that");
            let main =
                clause.opener.is_none_or(that) && (clause.relative(page).is_none() || occasion.is_some());
            let own = (clause.tokens.start..first.tokens.start)
                .any(|at| matches!(page.word(at), "We" | "we" | "I"));
            let named = cast.within(&clause.tokens).iter().any(|mention| {
                let acts = mention.tokens.start < first.tokens.start || own || occasion.is_some();
                acts && !matches!(mention.how, How::Pronoun | How::Noun | How::Demonym)
            });
            if !(deed || said) || !main || !named || self.touches_noun(clause, first) {
                return None;
            }
            let mut event = self.tell(tokens, setting, number, first, None)?;
            if let Some(when) = &occasion {
                event.when = Some(when.clone());
                event.rule = SAME_OCCASION;
            }
            Some(event)
        })
    }

    /// Whether a clause without a word that opens it only describes: `the projects | we finished`.
    fn touches_noun(&self, clause: &Clause, predicate: &Predicate) -> bool {
        let page = self.page;
        (clause.tokens.start + 1..predicate.tokens.start).rev().take(3).any(|at| {
            let pronoun = matches!(page.word(at), "we" | "he" | "she" | "they" | "I" | "it" | "you");
            let before = &page.tokens[at - 1];
            pronoun
                && before.kind == super::lex::Kind::Word
                && !words::mark(page, at - 1).has(Mark::AND.or(Mark::OPENER).or(Mark::ADVERB))
        })
    }

    /// The date of what a sentence points back to: `during the visit`, `at COP29`.
    fn occasion_of(&self, tokens: &Range<usize>) -> Option<When> {
        let page = self.page;
        let leads = |at: usize| matches!(page.word(at).to_ascii_lowercase().as_str(), "during" | "at" | "in");
        for mention in self.found.cast.within(tokens) {
            let at = mention.tokens.start;
            let at = if at > tokens.start && words::mark(page, at - 1).has(Mark::DETERMINER) {
                at - 1
            } else {
                at
            };
            if at > tokens.start
                && leads(at - 1)
                && let Some(when) = self.programmes.get(&mention.actor)
            {
                return Some(when.clone());
            }
        }
        let (when, nouns) = self.occasion.as_ref()?;
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
        setting: &title::Setting<'_, '_, '_>,
        number: usize,
        predicate: &Predicate,
        date: Option<(&dating::Date, &'static str)>,
    ) -> Option<Event> {
        let page = self.page;
        let clause = &setting.clauses[number];
        if predicate.tokens.start > clause.tokens.start
            && page.word(predicate.tokens.start - 1).eq_ignore_ascii_case("you")
        {
            return None;
        }
        let parts = setting.title(number, predicate);
        let count: usize = parts.iter().map(|part| title::words(page, part)).sum();
        if count < 2 {
            return None;
        }
        let mut sure = match date {
            Some((date, _)) => date.sure,
            None => Sure::Guess,
        };
        let mut when = date.map(|(date, _)| date.when.clone());
        if let Some((date, rule)) = date {
            if date.by_document {
                sure = sure.min(self.found.dated.sure);
                // Of a document whose day nobody knows, neither `yesterday` nor `last week` is known.
                let fine = date
                    .when
                    .days
                    .is_some_and(|(first, last)| first.month == last.month && first.year == last.year);
                if self.found.dated.day.is_none() && fine && date.when.edtf.len() > 7 {
                    when = None;
                    sure = Sure::Guess;
                }
            }
            if predicate.told == Told::Noun || rule == dating::ELSEWHERE {
                sure = sure.min(Sure::Likely);
            }
        }
        let status = self.status(predicate, date.map(|(date, _)| date));
        let (actors, place) = self.actors(tokens, clause, predicate, &parts);
        let (speaker, actors) = self.speaker(tokens, clause, actors);
        let rule = match (predicate.told, date) {
            (_, None) => "deed-undated",
            (Told::Noun, Some((_, dating::ELSEWHERE))) => "noun-sentence",
            (Told::Noun, Some(_)) => "noun-date",
            (Told::Reduced, Some(_)) => "participle-date",
            (Told::Aim, Some(_)) => "aim-date",
            (Told::Future, Some(_)) => "future-date",
            (_, Some((_, rule))) => rule,
        };
        // Names and dates are compared on their own.
        let named = self.found.cast.within(tokens);
        let plain = |at: &usize| {
            let mention = named.get(named.partition_point(|mention| mention.tokens.end <= *at));
            mention.is_none_or(|mention| !mention.tokens.contains(at))
                && !setting.skipped.iter().any(|time| time.contains(at))
        };
        let told = parts.iter().cloned().flatten().chain(clause.tokens.clone()).filter(plain);
        let mut stems: Vec<u32> = told.filter_map(|at| words::stem(page, at)).collect();
        stems.sort_unstable();
        stems.dedup();
        Some(Event {
            sentence: page.bytes(tokens),
            title: parts.iter().map(|part| page.bytes(part)).collect(),
            when,
            status,
            actors,
            place,
            speaker,
            sure,
            rule,
            stems,
            head: words::stem(page, predicate.head).unwrap_or_default(),
        })
    }

    fn status(&self, predicate: &Predicate, date: Option<&dating::Date>) -> Status {
        let dated = self.found.dated;
        let written = dated.day.or(dated.latest).or(dated.earliest);
        let days = date.and_then(|date| date.when.days);
        let to_come = days.zip(written).is_some_and(|((first, _), written)| first > written);
        let is_past = days.zip(written).is_some_and(|((_, last), written)| last < written);
        match predicate.told {
            Told::Aim if date.is_some_and(|date| date.by) || predicate.marks.has(Mark::AIM) => Status::Target,
            // `had the privilege to host`
            Told::Aim if is_past && !predicate.passive => Status::Occurred,
            Told::Aim | Told::Future => Status::Planned,
            Told::Perfect | Told::Present if date.is_some_and(|date| date.since) => Status::Ongoing,
            // `called for more by 2035`
            _ if to_come && date.is_some_and(|date| date.by) => Status::Target,
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
        title: &[Range<usize>],
    ) -> (Vec<usize>, Option<usize>) {
        let (page, cast) = (self.page, self.found.cast);
        let mut actors: Vec<usize> = Vec::new();
        let mut place = None;
        let mut add = |tokens: &Range<usize>, actors: &mut Vec<usize>| {
            for mention in cast.within(tokens) {
                let Some(actor) = cast.actors.get(mention.actor) else { continue };
                let before = mention.tokens.start.checked_sub(1).map(|at| page.word(at).to_ascii_lowercase());
                let located = matches!(before.as_deref(), Some("in" | "at" | "near" | "around" | "outside"));
                if located && place.is_none() && matches!(actor.kind, Kind::Place | Kind::State) {
                    place = Some(mention.actor);
                }
                // `US dollars` are money.
                let money = matches!(page.word(mention.tokens.end), "dollars" | "dollar");
                let acts = actor.kind != Kind::Place || mention.how == How::Metonym;
                if acts && !money && !actors.contains(&mention.actor) {
                    actors.push(mention.actor);
                }
            }
        };
        if let Some(first) = title.first().filter(|first| first.start < clause.tokens.start) {
            add(first, &mut actors);
        }
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
        let (own, whole) = (page.bytes(&clause.tokens), page.bytes(tokens));
        let middle = own.start + (own.end - own.start) / 2;
        let sentence = self.said.get(page.sentence_of(tokens.start)).map(Vec::as_slice).unwrap_or_default();
        let near = sentence.iter().filter_map(|&number| self.found.said.get(number as usize));
        let said = near.filter(|said| {
            let within = said.parts().find(|part| part.start <= middle && middle < part.end);
            within.is_some_and(|part| {
                let common = part.end.min(whole.end).saturating_sub(part.start.max(whole.start));
                said.speaker.is_some()
                    && (said.direct || said.act == Act::Speech && common * 2 > whole.end - whole.start)
            })
        });
        let length = |said: &&Said| said.parts().map(|part| part.end - part.start).sum::<usize>();
        let speaker = said.min_by_key(length).and_then(|said| said.speaker);
        let words = page.tokens.get(clause.tokens.clone()).unwrap_or_default();
        let we = words
            .iter()
            .any(|word| matches!(word.of(page.text), "We" | "we" | "I" | "our" | "my" | "Our" | "My"));
        if let Some(speaker) = speaker.filter(|speaker| we && !actors.contains(speaker)) {
            actors.insert(0, speaker);
        }
        (speaker, actors)
    }
}

/// A sentence of more tokens is none that anybody would quote; and all that is done with one is bounded.
const LONGEST: usize = 400;

/// How many attributions of one sentence are looked at.
const MOST_SAID: usize = 16;

/// What is said in each sentence: places in what was found.
fn said_in(page: &Page<'_>, said: &[Said]) -> Vec<Vec<u32>> {
    let mut of: Vec<Vec<u32>> = vec![Vec::new(); page.sentences.len()];
    for (number, said) in (0_u32..).zip(said) {
        for part in said.parts() {
            let from = page.sentence_of(page.token_at(part.start));
            for (sentence, list) in page.sentences.iter().zip(&mut of).skip(from) {
                if page.bytes(&sentence.tokens).start >= part.end {
                    break;
                }
                if list.len() < MOST_SAID && list.last() != Some(&number) {
                    list.push(number);
                }
            }
        }
    }
    of
}

/// The rule of what has the date of the occasion that it points back to.
const SAME_OCCASION: &str = "same-occasion";

#[cfg(test)]
mod tests;
