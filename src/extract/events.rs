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
//! | clauses and what is told in them | `clause`, `coordinate` |
//! | which date belongs to what | `dating` |
//! | what is told as a fact, and what is not | `frame`, `status` |
//! | verbs and nouns that tell | `verbs` |
//! | several dates of one thing | `several` |
//! | what is doubtful, and whose claim it is | `doubt`, `claim` |
//! | where and when a report was written | `dateline` |
//! | dates at the head of an entry, and headings that are dates | `chronicle` |
//! | births and deaths in brackets | `lives` |
//! | what a later sentence points back to | `occasion` |
//! | who takes part, where, and whose words it is | `who` |
//! | a title out of the words of the sentence | `title` |
//! | one event told several times | [`merge`] |

use std::ops::Range;

mod chronicle;
mod claim;
mod clause;
mod coordinate;
mod dateline;
mod dating;
mod doubt;
mod frame;
mod lives;
pub mod merge;
mod occasion;
mod several;
mod status;
mod title;
mod verbs;
mod who;
mod words;

use super::actors::Cast;
use super::dated::Dated;
use super::page::{Form, Page};
use super::quotes::Said;
use super::time::calendar::Day;
use super::time::{Sure, Timex};
use clause::{Predicate, Told};
pub use doubt::Doubt;
use occasion::Occasions;
pub(super) use occasion::SAME_OCCASION;
pub use title::Helper;
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

impl When {
    /// How many days lie between the first and the last that it can mean: the less, the finer.
    pub(super) fn length(&self) -> i64 {
        self.days.map_or(i64::MAX, |(first, last)| i64::from(last.count()) - i64::from(first.count()))
    }
}

/// Something that a document reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The sentence that says so: bytes of the text.
    pub sentence: Range<usize>,
    /// The words of the title, stretch by stretch, all of that sentence; but for a pronoun the name of whom it means,
    /// from where the document names them.
    pub title: Vec<Range<usize>>,
    /// Words that the title needs and the sentence leaves out (`was`), each before the stretch of that number.
    pub helpers: Vec<(usize, Helper)>,
    /// When.
    pub when: Option<When>,
    /// Whether it happened.
    pub status: Status,
    /// Who takes part: places in [`Cast::actors`], the one that acts first.
    pub actors: Vec<usize>,
    /// Where: a place in [`Cast::actors`].
    pub place: Option<usize>,
    /// What is quoted for it: the sentence, or the words within it that somebody says.
    pub quote: Range<usize>,
    /// Whose words those are: a place in [`Cast::actors`].
    pub speaker: Option<usize>,
    /// Whose speech the sentence reports in words that are not theirs: a place in [`Cast::actors`].
    pub reported: Option<usize>,
    /// How sure it is that this is an event, and of this date.
    pub sure: Sure,
    /// Why it may not be so, or not then.
    pub doubts: Vec<Doubt>,
    /// What made it one, and gave it its date.
    pub rule: &'static str,
    /// What it is held against others by.
    traits: merge::Traits,
}

impl Event {
    /// The title as it is shown: its words, one blank between them, the first letter a capital.
    #[must_use]
    pub fn title_of(&self, text: &str) -> String {
        let mut out = String::new();
        let mut last = 0;
        for (number, part) in self.title.iter().enumerate() {
            let words = text.get(part.clone()).unwrap_or_default();
            let mut says = false;
            for (_, helper) in self.helpers.iter().filter(|(before, _)| *before == number) {
                out.push_str(helper.text());
                says |= *helper == Helper::Says;
            }
            // `Born in Skien, Ibsen ..`: what began the sentence comes second here.
            let turned = !out.is_empty() && part.start == self.sentence.start && part.start < last
                || says && words.split(' ').next().is_some_and(|word| LOWERED.contains(&word));
            last = part.start;
            for (at, word) in words.split_whitespace().enumerate() {
                if !out.is_empty() && !word.starts_with([',', '.', ';', ':', '’', '\'', ')']) {
                    out.push(' ');
                }
                let mut letters = word.chars();
                match letters.next().filter(|_| turned && at == 0) {
                    Some(first) => out.extend(first.to_lowercase().chain(letters)),
                    None => out.push_str(word),
                }
            }
        }
        for (_, helper) in self.helpers.iter().filter(|(before, _)| *before >= self.title.len()) {
            out.push_str(helper.text());
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
    let said = who::said_in(page, found.said);
    let headings = chronicle::headings(page, found);
    let mut finder = Finder { said, page: sheet, found, at_time: 0, occasions: Occasions::default() };
    let mut heading = headings.iter().peekable();
    let mut under = None;
    for (number, sentence) in page.sentences.iter().enumerate() {
        let form = page.blocks.get(sentence.block).map(|block| block.form);
        while let Some(next) = heading.next_if(|next| next.block <= sentence.block) {
            under = next.when.as_ref();
        }
        finder.sentence(number, &sentence.tokens, form, under, &mut events);
    }
    events
}

/// All words that the lists have.
pub(super) fn listed() -> impl Iterator<Item = &'static str> {
    words::listed()
}

struct Finder<'p, 't, 'f> {
    page: &'p Sheet<'p, 't>,
    found: &'f Found<'f>,
    /// What is said in each sentence.
    said: Vec<Vec<u32>>,
    at_time: usize,
    occasions: Occasions,
}

/// What was decided of something that is told.
struct Decided<'d> {
    clause: &'d clause::Clause,
    predicate: &'d Predicate,
    title: title::Title,
    when: Option<When>,
    /// The tokens of its date.
    date: Range<usize>,
    status: Status,
    sure: Sure,
    doubts: Vec<Doubt>,
    /// Whose claim it is, for one that takes part by that.
    by: Option<usize>,
    rule: &'static str,
}

/// What of a sentence becomes an event, and when that is.
struct Point<'d> {
    clause: usize,
    predicate: usize,
    date: Option<&'d dating::Date>,
    rule: &'static str,
    /// Other dates that it could have.
    others: Vec<&'d dating::Date>,
}

impl Finder<'_, '_, '_> {
    fn sentence(
        &mut self,
        number: usize,
        tokens: &Range<usize>,
        form: Option<Form>,
        under: Option<&When>,
        events: &mut Vec<Event>,
    ) {
        let page = self.page;
        let timexes = self.found.timexes;
        while timexes.get(self.at_time).is_some_and(|timex| timex.tokens.end <= tokens.start) {
            self.at_time += 1;
        }
        let line = match form {
            Some(Form::Prose) => false,
            Some(Form::Line | Form::Table) => true,
            _ => return,
        };
        let mut rest = timexes.get(self.at_time..).unwrap_or_default();
        let behind = (form == Some(Form::Prose) || form == Some(Form::Line))
            .then(|| dateline::behind(page, rest, tokens))
            .flatten();
        let tokens = &(behind.unwrap_or(tokens.start)..tokens.end);
        rest = &rest[rest.iter().take_while(|timex| timex.tokens.start < tokens.start).count()..];
        let here = rest.iter().take_while(|timex| timex.tokens.start < tokens.end).count();
        let entry = chronicle::entry(page, &rest[..here], tokens);
        let least = if entry.is_some() || under.is_some() { 3 } else { 4 };
        let sane =
            (least..=LONGEST).contains(&tokens.len()) && (form != Some(Form::Table) || entry.is_some());
        if !sane || page.word(tokens.end - 1) == "?" || title::words(page, tokens) < least {
            return;
        }
        let behind = chronicle::date_behind(page, number, rest.get(here));
        let marked = here > 0 || behind.is_some() || under.is_some();
        if !marked && !self.occasions.may_tell(page, self.found.cast, tokens) {
            return;
        }
        let body = entry.as_ref().map_or(tokens.clone(), |entry| entry.body.clone());
        let mut dates = dating::dates(page, &rest[..here], &body);
        let block = page.sentences.get(number).map_or(0, |sentence| sentence.block);
        self.occasions.of_the_day(block, &mut dates);
        let mut told = tokens.clone();
        several::count_back(page, &rest[..here], &mut dates);
        // The day of the document is not that of what it tells.
        let dated = self.found.dated;
        let own = dated.span.as_ref().filter(|_| matches!(dated.rule, "header" | "date-line" | "dateline"));
        dates.retain(|date| {
            own.is_none_or(|own| date.when.span.end <= own.start || own.end <= date.when.span.start)
        });
        let times: Vec<Range<usize>> = dates.iter().map(|date| date.phrase.clone()).collect();
        let clauses = clause::clauses(page, &body, line || entry.is_some(), &times);
        several::join(page, &clauses, &mut dates);
        let mut attached = dating::attach(page, &clauses, &dates);
        // A caption: `X met Y. 16 April 2025`
        if attached.is_empty()
            && let Some((timex, end)) = behind
        {
            dates = dating::dates(page, std::slice::from_ref(timex), &(tokens.start..end));
            told.end = end;
            attached = dating::of_first(&clauses, 0, dating::BEHIND).into_iter().collect();
        }
        let head = entry.as_ref().map(|entry| entry.date(page)).or_else(|| {
            under.filter(|_| attached.is_empty()).map(|when| chronicle::under(when, tokens.start))
        });
        if let Some((date, rule)) = head {
            let first = dating::of_first(&clauses, dates.len(), rule);
            let free =
                first.filter(|first| attached.iter().all(|held| !held.is_at(first.clause, first.predicate)));
            attached.splice(0..0, free);
            dates.push(date);
        }
        let attributive: Vec<Range<usize>> = dates
            .iter()
            .filter(|date| date.tie == dating::Tie::Attributive)
            .map(|date| date.phrase.clone())
            .collect();
        let mut skipped: Vec<Range<usize>> = dates
            .iter()
            .filter(|date| date.tie != dating::Tie::Attributive)
            .map(|date| date.phrase.clone())
            .collect();
        skipped.extend(clauses.iter().flat_map(|clause| clause.asides.iter().cloned()));
        skipped.retain(|range| !range.is_empty());
        skipped.sort_unstable_by_key(|range| range.start);
        let said = self.said.get(number).map(Vec::as_slice).unwrap_or_default();
        let setting = title::Setting {
            page,
            cast: self.found.cast,
            clauses: &clauses,
            skipped: &skipped,
            attributive: &attributive,
            timexes,
            speaker: self.speaker_of(said, tokens),
        };
        let before = events.len();
        self.lives(number, &told, &rest[..here], &setting, events);
        for dating::Held { clause, predicate, date, rule, others } in attached {
            let others = others.iter().filter_map(|&other| dates.get(other)).collect();
            let point = Point { clause, predicate, date: dates.get(date), rule, others };
            events.extend(self.tell(number, &told, &setting, &point));
        }
        if events.len() == before
            && let Some(entry) = &entry
        {
            events.extend(self.bare(number, tokens, entry, &setting));
        }
        if events.len() == before && !line && entry.is_none() {
            events.extend(self.undated(number, tokens, &setting));
        }
        self.occasions.remember(page, self.found.cast, tokens, block, &events[before..]);
    }

    /// Births and deaths in brackets.
    fn lives(
        &self,
        number: usize,
        tokens: &Range<usize>,
        timexes: &[Timex],
        setting: &title::Setting<'_, '_, '_>,
        events: &mut Vec<Event>,
    ) {
        let (page, cast) = (self.page, self.found.cast);
        for clause in setting.clauses.iter().filter(|clause| !clause.asides.is_empty()) {
            for life in lives::lives(page, cast, timexes, &clause.asides, clause.tokens.start) {
                let head = life.name.end - 1;
                let predicate = Predicate::new(head..head + 1, head, Told::Noun, Mark::HAPPENING, false);
                let Some(edtf) = life.timex.edtf.clone() else { continue };
                let decided = Decided {
                    clause,
                    predicate: &predicate,
                    title: title::Title {
                        parts: vec![life.name],
                        helpers: vec![(1, life.what)],
                        ..title::Title::default()
                    },
                    when: Some(When { edtf, days: life.timex.days, span: life.timex.span.clone() }),
                    date: life.timex.tokens.clone(),
                    status: Status::Occurred,
                    sure: life.timex.sure.min(Sure::Likely),
                    doubts: Vec::new(),
                    by: None,
                    rule: "life-dates",
                };
                events.push(self.event(number, tokens, setting, decided));
            }
        }
    }

    /// What is told without a date, and beyond doubt.
    fn undated(
        &self,
        number: usize,
        tokens: &Range<usize>,
        setting: &title::Setting<'_, '_, '_>,
    ) -> Option<Event> {
        let (page, cast) = (self.page, self.found.cast);
        let occasion = self.occasions.of(page, cast, tokens);
        setting.clauses.iter().enumerate().find_map(|(clause, found)| {
            let predicate = occasion::beyond_doubt(page, cast, found, occasion.is_some())?;
            let point = Point { clause, predicate, date: None, rule: "deed-undated", others: Vec::new() };
            let mut event = self.tell(number, tokens, setting, &point)?;
            if event.status != Status::Occurred {
                return None;
            }
            if let Some(when) = &occasion {
                event.when = Some(when.clone());
                event.rule = SAME_OCCASION;
            }
            Some(event)
        })
    }

    /// An entry of a chronicle without a verb that is known: `1914: First World War`.
    fn bare(
        &self,
        number: usize,
        tokens: &Range<usize>,
        entry: &chronicle::Entry<'_>,
        setting: &title::Setting<'_, '_, '_>,
    ) -> Option<Event> {
        let page = self.page;
        let title = setting.entry(&entry.body)?;
        let clause = setting.clauses.first()?;
        // What is denied is no entry either.
        if clause.predicates.iter().any(|predicate| predicate.told == Told::Unreal) {
            return None;
        }
        let (date, rule) = entry.date(page);
        let head = clause.predicates.first().map_or(title.start, |predicate| predicate.head);
        let predicate = Predicate::new(head..head + 1, head, Told::Noun, Mark::HAPPENING, false);
        let (status, sure) = status::of(self.found.dated, &predicate, Some(&date))?;
        let decided = Decided {
            clause,
            predicate: &predicate,
            title: title::Title { parts: vec![title], ..title::Title::default() },
            when: Some(date.when.clone()),
            date: date.phrase.clone(),
            status,
            sure: sure.min(Sure::Likely),
            doubts: if date.by_document { vec![Doubt::Counted] } else { Vec::new() },
            by: None,
            rule,
        };
        Some(self.event(number, tokens, setting, decided))
    }

    fn tell(
        &self,
        number: usize,
        tokens: &Range<usize>,
        setting: &title::Setting<'_, '_, '_>,
        point: &Point<'_>,
    ) -> Option<Event> {
        let page = self.page;
        let clause = setting.clauses.get(point.clause)?;
        let (predicate, acts) = status::real(
            page,
            clause,
            clause.predicates.get(point.predicate)?,
            point.date,
            self.found.dated,
        )?;
        if predicate.tokens.start > clause.tokens.start
            && page.word(predicate.tokens.start - 1).eq_ignore_ascii_case("you")
        {
            return None;
        }
        let (status, mut sure) = status::of(self.found.dated, predicate, point.date)?;
        let denied = self.denied(number, clause)?;
        sure = sure.min(acts).min(predicate.sure).min(if denied { Sure::Guess } else { Sure::Certain });
        let since = point.date.is_some_and(dating::Date::since);
        let mut title = setting.title(point.clause, predicate, since);
        let count: usize = title.parts.iter().map(|part| title::words(page, part)).sum();
        if count < 2 || title::is_empty(page, &title.parts, predicate) {
            return None;
        }
        let mut doubts = Vec::new();
        // `the meeting of 8 January`: nothing but a name for a day.
        let day = point.date.filter(|date| date.tie == dating::Tie::Noun).map(|date| &date.when.span);
        if let Some(day) = day.filter(|_| predicate.told == Told::Noun)
            && title.helpers.is_empty()
            && title::words_beside(page, &title.parts, day) <= 1
        {
            return None;
        }
        // Whom a pronoun means is not sure, where the title keeps it.
        let he = title
            .parts
            .first()
            .is_some_and(|part| matches!(page.word(part.start), "he" | "she" | "He" | "She"));
        if title.vague || he {
            sure = Sure::Guess;
        } else if title.stands_for {
            sure = sure.min(Sure::Likely);
        }
        let mut when = point.date.map(|date| date.when.clone());
        match point.date {
            Some(date) => {
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
                if predicate.told == Told::Noun || point.rule == dating::ELSEWHERE {
                    sure = sure.min(Sure::Likely);
                }
                sure = sure.min(status::of_date(page, predicate, date));
                doubt::of_date(page, self.found.timexes, date, &point.others, &mut doubts);
                if doubt::is_spoken_of(page, predicate, date) {
                    doubts.push(Doubt::Spoken(page.bytes(&(predicate.tokens.start..date.phrase.start))));
                }
                if doubts.iter().any(|doubt| matches!(doubt, Doubt::Beside(_))) {
                    sure = Sure::Guess;
                } else if doubts.iter().any(|doubt| *doubt != Doubt::Counted) {
                    sure = sure.min(Sure::Likely);
                }
                if status == Status::Occurred
                    && let Some(when) = &mut when
                {
                    date.bound(when);
                }
            }
            None => sure = Sure::Guess,
        }
        let claim = self.claim(number, point.clause, setting, predicate, &mut title);
        sure = sure.min(claim.sure);
        doubts.extend(claim.doubt);
        let rule = match (predicate.told, point.date) {
            (_, None) => "deed-undated",
            (Told::Noun, Some(_)) if point.rule == dating::ELSEWHERE => "noun-sentence",
            (_, Some(_)) if point.rule == chronicle::ENTRY || point.rule == chronicle::HEADING => point.rule,
            (Told::Noun, Some(_)) => "noun-date",
            (Told::Reduced, Some(_)) => "participle-date",
            (Told::Aim, Some(_)) => "aim-date",
            (Told::Future, Some(_)) => "future-date",
            (_, Some(_)) => point.rule,
        };
        let date = point.date.map_or(predicate.head..predicate.head + 1, |date| date.phrase.clone());
        let by = claim.by;
        let decided = Decided { clause, predicate, title, when, date, status, sure, doubts, by, rule };
        Some(self.event(number, tokens, setting, decided))
    }

    /// An event of what was decided, with who takes part and whose words tell it.
    fn event(
        &self,
        number: usize,
        tokens: &Range<usize>,
        setting: &title::Setting<'_, '_, '_>,
        decided: Decided<'_>,
    ) -> Event {
        let Decided { clause, predicate, title, when, date, status, sure, doubts, by, rule } = decided;
        let (page, cast) = (self.page, self.found.cast);
        let (mut actors, place) = who::actors(page, cast, tokens, clause, predicate, &title.parts);
        if let Some(by) = by.filter(|by| !actors.contains(by)) {
            actors.insert(0, by);
        }
        let needed = [predicate.head..predicate.head + 1, date];
        let voice = self.voice(number, tokens, clause, &needed, &mut actors);
        let traits = merge::Traits::of(cast, page, setting, clause, predicate, &title.parts);
        Event {
            sentence: page.bytes(tokens),
            title: title.parts.iter().map(|part| page.bytes(part)).collect(),
            helpers: title.helpers,
            when,
            status,
            actors,
            place,
            quote: voice.quote,
            speaker: voice.speaker,
            reported: voice.reported,
            sure,
            doubts,
            rule,
            traits,
        }
    }
}

/// What begins a sentence with a capital letter that it has nowhere else.
const LOWERED: [&str; 12] =
    ["We", "Our", "My", "The", "This", "A", "An", "In", "Four", "Ahead", "There", "These"];

/// A sentence of more tokens is none that anybody would quote; and all that is done with one is bounded.
const LONGEST: usize = 400;

#[cfg(test)]
mod tests;
