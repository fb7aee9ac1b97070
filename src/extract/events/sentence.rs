//! From a sentence to its candidates: its clauses, its dates, and which of them belong to what is told.

use std::ops::Range;

use super::clause::{self, Predicate, Told};
use super::decide::Decided;
use super::doubt::Doubt;
use super::occasion::{self, Occasions, SAME_OCCASION};
use super::title::Helper;
use super::words::{Mark, Sheet};
use super::{Event, Found, Status, When, chronicle, dateline, dating, lives, several, status, title, who};
use crate::extract::lex::Shape;
use crate::extract::page::Form;
use crate::extract::time::{Sure, Timex};

/// A sentence of more tokens is none that anybody would quote; and all that is done with one is bounded.
const LONGEST: usize = 400;

/// What looks through the sentences of a page, in their order.
pub(super) struct Finder<'p, 't, 'f> {
    pub(super) page: &'p Sheet<'p, 't>,
    pub(super) found: &'f Found<'f>,
    /// What is said in each sentence.
    pub(super) said: Vec<Vec<u32>>,
    at_time: usize,
    occasions: Occasions,
}

/// What of a sentence may be an event, and when that is.
pub(super) struct Point<'d> {
    pub(super) clause: usize,
    pub(super) predicate: usize,
    pub(super) date: Option<&'d dating::Date>,
    pub(super) rule: &'static str,
    /// Other dates that it could have.
    pub(super) others: Vec<&'d dating::Date>,
}

impl<'p, 't, 'f> Finder<'p, 't, 'f> {
    pub(super) fn new(page: &'p Sheet<'p, 't>, found: &'f Found<'f>) -> Self {
        Self {
            page,
            found,
            said: who::said_in(page, found.said),
            at_time: 0,
            occasions: Occasions::default(),
        }
    }

    /// Adds the events of a sentence.
    pub(super) fn sentence(
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
        let mut body = entry.as_ref().map_or(tokens.clone(), |entry| entry.body.clone());
        let mut dates = dating::dates(page, &rest[..here], &body);
        // `It was on 3 May that ..`
        let cleft = dates.first().and_then(|date| chronicle::behind_cleft(page, &body, date));
        let cleft = cleft.map(|start| {
            body.start = start;
            dates.remove(0)
        });
        let block = page.sentences.get(number).map_or(0, |sentence| sentence.block);
        self.occasions.of_the_day(block, &mut dates);
        let mut told = tokens.clone();
        several::count_back(page, &rest[..here], &mut dates);
        self.without_own_day(&mut dates);
        let times: Vec<Range<usize>> = dates.iter().map(|date| date.phrase.clone()).collect();
        let mut clauses = clause::clauses(page, &body, line || entry.is_some(), &times);
        several::join(page, &clauses, &mut dates);
        let mut attached = dating::attach(page, &clauses, &dates);
        become_so(&mut clauses, &attached);
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
        let head = head.or(cleft.map(|date| (date, dating::BEFORE)));
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
        let skipped = skipped(&clauses, &dates);
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
        for dating::Held { clause, predicate, date, rule, others, edge } in attached {
            let others = others.iter().filter_map(|&other| dates.get(other)).collect();
            let own = edge.zip(dates.get(date)).map(|(edge, date)| dating::Date { edge, ..date.clone() });
            let point = Point { clause, predicate, date: own.as_ref().or(dates.get(date)), rule, others };
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

    /// The day of the document is not that of what it tells.
    fn without_own_day(&self, dates: &mut Vec<dating::Date>) {
        let dated = self.found.dated;
        let own = dated.span.as_ref().filter(|_| matches!(dated.rule, "header" | "date-line" | "dateline"));
        dates.retain(|date| {
            own.is_none_or(|own| date.when.span.end <= own.start || own.end <= date.when.span.start)
        });
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
                let Some(edtf) = life.timex.edtf.as_deref().map(dating::some_time) else { continue };
                // `(Lviv, 3 May 1911 – ..)`: the place without its `in`.
                let bare =
                    life.place.as_ref().is_some_and(|place| page.tokens[place.start].shape != Shape::Lower);
                let mut helpers = vec![(1, life.what)];
                helpers.extend(bare.then_some((1, Helper::In)));
                let parts = std::iter::once(life.name).chain(life.place).collect();
                let decided = Decided {
                    clause,
                    predicate: &predicate,
                    title: title::Title { parts, helpers, ..title::Title::default() },
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
            // Who tells a court of it does so on another day.
            let tells = found.predicates.get(predicate).map_or("", |predicate| page.word(predicate.head));
            let later = tells == "testified" || clause::TELLS.contains(&tells);
            if let Some(when) = occasion.as_ref().filter(|_| !later) {
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
        let (status, sure) = status::of(page, self.found.dated, &predicate, Some(&date))?;
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
}

/// What was not until then was so then.
fn become_so(clauses: &mut [clause::Clause], attached: &[dating::Held]) {
    for held in attached {
        let clause = clauses.get_mut(held.clause);
        let predicate = clause.and_then(|clause| clause.predicates.get_mut(held.predicate));
        if let Some(predicate) = predicate {
            predicate.told = predicate.until.unwrap_or(predicate.told);
        }
    }
}

/// What is passed by in a title: times, and what stands in brackets.
fn skipped(clauses: &[clause::Clause], dates: &[dating::Date]) -> Vec<Range<usize>> {
    let mut skipped: Vec<Range<usize>> = dates
        .iter()
        .filter(|date| date.tie != dating::Tie::Attributive)
        .map(|date| date.phrase.clone())
        .collect();
    skipped.extend(clauses.iter().flat_map(|clause| clause.asides.iter().cloned()));
    skipped.retain(|range| !range.is_empty());
    skipped.sort_unstable_by_key(|range| range.start);
    skipped
}
