//! Who acts, by name: what a pronoun stands for, whose visit `his visit` is, and who says `we`.

use std::ops::Range;

use super::super::clause::{self, Clause, Predicate, Told};
use super::super::words::{Mark, mark};
use super::helper::{self, Helper};
use super::{Setting, Title, push, words};
use crate::extract::actors::lexicon::{Sense, sense};
use crate::extract::actors::{How, Kind};
use crate::extract::lex::Kind as Sort;
use crate::extract::page::Form;

/// How many sentences back it is looked for what `it` is.
const BACK: usize = 3;

/// How many words a name for `it` may have.
const NAME: usize = 8;

impl Setting<'_, '_, '_> {
    /// Who does it, without times and asides; of a relative clause, what it describes; for a pronoun, the name of
    /// whom it means.
    pub(super) fn lead(&self, number: usize, predicate: &Predicate) -> Title {
        let page = self.page;
        let clause = &self.clauses[number];
        let subject = self.subject(clause, predicate);
        let plain = |parts: Vec<Range<usize>>| Title { parts, ..Title::default() };
        let pronoun = words(page, &subject) == 1 && mark(page, subject.start).has(Mark::PRONOUN);
        if let Some(opener) = clause.relative(page) {
            let antecedent = self.antecedent(number, opener);
            if subject.is_empty() {
                return plain(antecedent);
            }
            // `the first meeting that was held`, said of it: the words go on.
            let turned = !predicate.passive && matches!(predicate.told, Told::Past | Told::Perfect);
            if !turned
                && !pronoun
                && !antecedent.is_empty()
                && subject.start == opener + 1
                && mark(page, opener).has(Mark::THAT)
            {
                let mut parts = antecedent;
                push(&mut parts, opener..subject.end);
                return plain(parts);
            }
        }
        if subject.is_empty()
            && let Some(resumed) = clause.resumes.and_then(|resumed| self.clauses.get(resumed))
        {
            let mut end = resumed.tokens.end;
            while end > resumed.tokens.start && page.word(end - 1) == "," {
                end -= 1;
            }
            let verb = resumed.predicates.iter().rfind(|other| other.told != Told::Noun);
            let floor = verb.map_or(resumed.tokens.start, |other| other.tokens.end);
            return plain(self.without(&self.named_before(end, floor)));
        }
        if pronoun {
            // `have visited` and `am` go with `I` alone.
            let helped = mark(page, predicate.tokens.start).has(Mark::HAVE.or(Mark::BE))
                && !mark(page, predicate.tokens.start).has(Mark::WAS);
            let own = mark(page, subject.start).has(Mark::OWN);
            let name = self.name_for(subject.start).filter(|_| !(own && helped));
            if let Some(name) = name {
                return Title { stands_for: true, ..plain(vec![name]) };
            }
            if let Some(said) = self.said_before(number, predicate, &subject) {
                return said;
            }
            let it = page.word(subject.start).eq_ignore_ascii_case("it");
            let name = if it && !self.is_empty_it(predicate) {
                self.it(subject.start, BACK, predicate.passive)
            } else {
                None
            };
            let stands_for = name.is_some();
            return Title { stands_for, ..plain(vec![name.unwrap_or(subject)]) };
        }
        // `the painter, | whose work was banned`
        if let Some(opener) = clause.opener.filter(|&at| page.word(at) == "whose" && at + 1 == subject.start)
        {
            let parts = self.antecedent(number, opener);
            let helpers = vec![(parts.len(), Helper::Of)];
            let rest = self.without(&subject);
            if parts.is_empty() || rest.is_empty() {
                return Title::default();
            }
            return Title { parts: parts.into_iter().chain(rest).collect(), helpers, ..Title::default() };
        }
        if let Some(owned) = self.owner(number, subject.start) {
            let rest = self.without(&(subject.start + 1..subject.end));
            if !rest.is_empty() {
                let helpers = vec![(1, Helper::Of)];
                let mut title = Title { parts: vec![owned], helpers, stands_for: true, ..Title::default() };
                title.parts.extend(rest);
                return title;
            }
        }
        plain(self.without(&subject))
    }

    /// What a relative clause describes.
    pub(super) fn antecedent(&self, number: usize, opener: usize) -> Vec<Range<usize>> {
        let page = self.page;
        let mut end = opener;
        while end > 0 && page.word(end - 1) == "," {
            end -= 1;
        }
        let floor = number.checked_sub(1).map_or(0, |before| {
            let before = &self.clauses[before];
            let verb =
                before.predicates.iter().rfind(|other| other.told != Told::Noun && other.tokens.end <= end);
            verb.map_or(before.tokens.start, |other| other.tokens.end)
        });
        self.without(&self.nearest(self.named_before(end, floor)))
    }

    /// Of `the wreck of a trawler | that sank` the trawler: what is named there for the first time is described.
    fn nearest(&self, found: Range<usize>) -> Range<usize> {
        let page = self.page;
        let of = found.clone().rev().find(|&at| {
            page.word(at) == "of"
                && (matches!(page.word(at + 1), "a" | "an")
                    || page.tokens.get(at + 1).is_some_and(|next| next.kind == Sort::Number))
        });
        of.map_or(found.start, |of| of + 1)..found.end
    }

    /// `The rebels said | they had captured ..`: who says it is named, and the saying too.
    fn said_before(&self, number: usize, predicate: &Predicate, subject: &Range<usize>) -> Option<Title> {
        let page = self.page;
        let clause = &self.clauses[number];
        let says = |other: &&Predicate| {
            matches!(other.told, Told::Past | Told::Perfect | Told::Present)
                && other.marks.has(Mark::SPEECH.or(Mark::CLAIM))
        };
        let own = clause.predicates.iter().rfind(|other| other.tokens.end <= subject.start).filter(says);
        let (at, other) = match own {
            Some(other) if other.tokens.start < predicate.tokens.start => (number, other),
            _ if clause.opener.is_some_and(|opener| mark(page, opener).has(Mark::THAT)) => {
                let before = number.checked_sub(1)?;
                let last = self.clauses[before].predicates.iter().rfind(|other| other.told != Told::Noun);
                (before, last.filter(says)?)
            }
            _ => return None,
        };
        let mut title = self.lead(at, other);
        if title.parts.is_empty() {
            return None;
        }
        for part in self.without(&(other.tokens.start..subject.end)) {
            push(&mut title.parts, part);
        }
        Some(title)
    }

    /// `it was agreed that`, `it is expected to`: that stands for nothing.
    fn is_empty_it(&self, predicate: &Predicate) -> bool {
        let next = mark(self.page, predicate.tokens.end);
        predicate.passive && next.has(Mark::THAT.or(Mark::TO)) && !self.leads_to_thing(predicate.tokens.end)
    }

    /// What `it` stands for: what the sentence, or the one before, is about, where that is one thing.
    fn it(&self, at: usize, back: usize, undergoes: bool) -> Option<Range<usize>> {
        if back == 0 {
            return None;
        }
        let earlier = self.clauses.iter().enumerate().take_while(|(_, clause)| clause.tokens.start < at);
        for (number, clause) in earlier {
            if clause.opener.is_some() {
                continue;
            }
            let Some(main) = told(clause).filter(|main| main.tokens.end <= at) else { continue };
            return self.thing(number, main, back, undergoes);
        }
        let page = self.page;
        let number = page.sentence_of(at);
        let here = page.sentences.get(number)?;
        let before = page.sentences.get(number.checked_sub(1)?)?;
        let form = |block: usize| page.blocks.get(block).map(|block| block.form);
        let goes_on = before.block == here.block
            || before.block + 1 == here.block
                && form(before.block) == Some(Form::Prose)
                && form(here.block) == Some(Form::Prose);
        if !goes_on {
            return None;
        }
        if before.tokens.len() > 120 {
            return None;
        }
        let clauses = clause::clauses(page, &before.tokens, false, &[]);
        let first = self.timexes.partition_point(|timex| timex.tokens.end <= before.tokens.start);
        let times = self.timexes.get(first..).unwrap_or_default().iter();
        let mut skipped: Vec<Range<usize>> = times
            .take_while(|timex| timex.tokens.start < before.tokens.end)
            .map(|timex| timex.tokens.clone())
            .collect();
        skipped.extend(clauses.iter().flat_map(|clause| clause.asides.iter().cloned()));
        skipped.sort_unstable_by_key(|range| range.start);
        let setting =
            Setting { clauses: &clauses, skipped: &skipped, attributive: &[], speaker: None, ..*self };
        let main = |(number, clause): (usize, &Clause)| {
            clause.opener.is_none().then_some(())?;
            told(clause).map(|main| (number, main.clone()))
        };
        let (number, main) = clauses.iter().enumerate().find_map(main)?;
        setting.thing(number, &main, back - 1, undergoes)
    }

    /// The thing that a predicate is told of, or, where somebody does it, what it is done to.
    fn thing(&self, number: usize, main: &Predicate, back: usize, undergoes: bool) -> Option<Range<usize>> {
        let page = self.page;
        let clause = &self.clauses[number];
        let mut subject = self.subject(clause, main);
        // `A museum, which has a garden, | opened`
        if let (true, Some(resumed)) =
            (subject.is_empty(), clause.resumes.and_then(|at| self.clauses.get(at)))
        {
            let end = (resumed.tokens.start..resumed.tokens.end).rfind(|&at| page.word(at) != ",");
            let end = end.map_or(resumed.tokens.end, |last| last + 1);
            subject = self.named_before(end, resumed.tokens.start);
        }
        if words(page, &subject) == 1 && page.word(subject.start).eq_ignore_ascii_case("it") {
            return self.it(subject.start, back.saturating_sub(1), undergoes);
        }
        // `Norway opened a bridge. It was built in 2021`: not Norway.
        let bare = main.tokens.end >= clause.tokens.end
            || mark(page, main.tokens.end).has(Mark::PREPOSITION.or(Mark::ADVERB))
            || page.tokens[main.tokens.end].kind == Sort::Sign;
        let acts = undergoes && !main.passive && !bare && !main.marks.has(Mark::BE);
        let one = self.is_one_thing(&subject);
        // `The bank lent the firm a million. It went bankrupt`: it can be either.
        let rival = || {
            let object = self.object(clause, main).filter(|_| !main.passive && !bare);
            object.is_some_and(|object| {
                // `opened an inquiry`: what is new is not yet spoken of, but for a firm.
                let new = matches!(page.word(object.start), "a" | "an");
                let firm = sense(page, object.end - 1).is(Sense::COMPANY_NOUN);
                (firm || !new) && self.is_body(&object) && self.is_one_thing(&object)
            })
        };
        if one && !acts && self.is_body(&subject) && rival() {
            return None;
        }
        if one && !acts {
            return Some(subject);
        }
        // `The treaty ended the war. It was signed ..`: it can be either.
        if one && self.cast.within(&subject).is_empty() && !self.is_agent(&subject) {
            return None;
        }
        let person = self.cast.within(&subject).last().is_some_and(|mention| {
            self.cast.actors.get(mention.actor).is_some_and(|a| a.kind == Kind::Person)
        }) || words(page, &subject) == 1 && mark(page, subject.start).has(Mark::PRONOUN);
        let start = main.tokens.end;
        if !(person || acts) || main.passive || !mark(page, start).has(Mark::DETERMINER) {
            return None;
        }
        self.object(clause, main).filter(|thing| self.is_one_thing(thing))
    }

    /// The words right behind a verb that are one noun with what describes it.
    fn object(&self, clause: &Clause, main: &Predicate) -> Option<Range<usize>> {
        let page = self.page;
        let start = main.tokens.end;
        let ends = |at: usize| {
            mark(page, at).has(Mark::CLOSED)
                || page.tokens[at].kind == Sort::Sign && page.word(at) != "-"
                || page.tokens[at].kind == Sort::Number && at > start + 1
                || self.skips(at)
        };
        let end = (start + 1..clause.tokens.end).find(|&at| ends(at)).unwrap_or(clause.tokens.end);
        (start < end).then_some(start..end)
    }

    /// Whether words name a body that acts: a firm, a state, `the council`.
    fn is_body(&self, words: &Range<usize>) -> bool {
        let kind = self.cast.within(words).last().and_then(|mention| self.cast.actors.get(mention.actor));
        let named =
            kind.is_some_and(|actor| matches!(actor.kind, Kind::Company | Kind::Organisation | Kind::State));
        named || self.is_agent(words)
    }

    /// Whether words say somebody or a body that acts, and is not acted on: `the mayor`, `the company`.
    fn is_agent(&self, subject: &Range<usize>) -> bool {
        let acts =
            Sense::OFFICE.or(Sense::HUMAN).or(Sense::COMPANY_NOUN).or(Sense::BODY_NOUN).or(Sense::BODY);
        subject.end.checked_sub(1).is_some_and(|last| sense(self.page, last).is(acts))
    }

    /// Whether words name one thing that `it` can stand for: no person, no crowd.
    fn is_one_thing(&self, subject: &Range<usize>) -> bool {
        let page = self.page;
        let count = words(page, subject);
        let first = mark(page, subject.start);
        let named = self.cast.within(subject);
        let kind = |actor: usize| self.cast.actors.get(actor).map(|actor| actor.kind);
        (1..=NAME).contains(&count)
            && !first.has(Mark::PRONOUN.or(Mark::POSSESSIVE))
            && (first.has(Mark::DETERMINER) || page.word(subject.start).starts_with(char::is_uppercase))
            && !matches!(page.word(subject.start), "This" | "That" | "These" | "Those" | "There" | "Such")
            && !helper::is_plural(page, self.cast, std::slice::from_ref(subject))
            && named.last().is_none_or(|mention| {
                kind(mention.actor) != Some(Kind::Person) || mention.tokens.end != subject.end
            })
    }

    /// The name of whom a pronoun means: where the document names it in full.
    pub(super) fn name_for(&self, at: usize) -> Option<Range<usize>> {
        let meant = self.cast.within(&(at..at + 1)).first().filter(|mention| mention.how == How::Pronoun);
        let actor = match meant {
            Some(mention) => mention.actor,
            None if matches!(self.page.word(at), "I" | "my" | "My") => self.speaker?,
            None => return None,
        };
        self.name_of(actor)
    }

    /// Where the document names somebody in full.
    fn name_of(&self, actor: usize) -> Option<Range<usize>> {
        let cast = self.cast;
        let mentions = || cast.actors.get(actor).into_iter().flat_map(|actor| &actor.mentions);
        let mentions = || mentions().filter_map(|&at| cast.mentions.get(at));
        let full = mentions().find(|mention| mention.how == How::Full);
        let named = |how: How| matches!(how, How::Title | How::Surname | How::Short | How::Acronym);
        full.or_else(|| mentions().find(|mention| named(mention.how))).map(|mention| mention.tokens.clone())
    }

    /// Puts the full name for a first name behind an office: `President Anna | visited`.
    pub(super) fn name_in_full(&self, title: &mut Title) {
        let found = title.parts.iter().enumerate().find_map(|(index, part)| {
            let mention = self
                .cast
                .within(part)
                .iter()
                .find(|mention| mention.how == How::Title && mention.tokens.end <= part.end)?;
            let given = mention.tokens.end - 1;
            let actor = self.cast.actors.get(mention.actor)?;
            let (first, last) = (actor.name.split(' ').next()?, actor.name.split(' ').next_back()?);
            let word = self.page.word(given);
            (word == first && word != last && part.contains(&given)).then_some((index, given, mention.actor))
        });
        let Some((index, given, actor)) = found else { return };
        let full = self.cast.actors[actor].mentions.iter().filter_map(|&at| self.cast.mentions.get(at));
        let Some(full) = full.into_iter().find(|mention| mention.how == How::Full) else { return };
        let part = title.parts[index].clone();
        let pieces = [part.start..given, full.tokens.clone(), given + 1..part.end];
        let pieces: Vec<Range<usize>> = pieces.into_iter().filter(|piece| !piece.is_empty()).collect();
        title.put(index, pieces);
    }

    /// The name behind `his` or `its`: of whom the pronoun is known to mean, or of what the sentence is about.
    fn owner(&self, number: usize, at: usize) -> Option<Range<usize>> {
        let page = self.page;
        if !mark(page, at).has(Mark::POSSESSIVE) {
            return None;
        }
        if let Some(name) = self.name_for(at) {
            return Some(name);
        }
        if !matches!(page.word(at), "its" | "Its") {
            return None;
        }
        // `The guild opened an inquiry; | its report is expected`
        let clause = self.clauses.get(number)?;
        if !clause.predicates.iter().any(|other| other.tokens.end <= at) {
            return self.it(at, BACK - 1, false);
        }
        // `Azerbaijan proved .. with its victory`
        let main = told(clause).filter(|main| main.tokens.end <= at)?;
        let subject = self.subject(clause, main);
        let mention = self.cast.within(&subject).first()?;
        let whole = mention.tokens.start == subject.start && mention.tokens.end == subject.end;
        let named = matches!(mention.how, How::Full | How::Short | How::Acronym | How::Metonym);
        let thing = self.cast.actors.get(mention.actor)?.kind != Kind::Person;
        (whole && named && thing).then_some(subject)
    }

    /// The name before a thing that happens, where a pronoun says whose it is: `his visit`.
    pub(super) fn owned(&self, number: usize, predicate: &Predicate, start: usize) -> Title {
        let mut title = Title::default();
        let Some(at) = start.checked_sub(1).filter(|_| start <= predicate.head) else { return title };
        if let Some(name) = self.owner(number, at) {
            title.parts.push(name);
            title.helpers.push((1, Helper::Of));
        }
        title
    }

    /// Without the day that stands before a thing that happens: `Today's | visit`.
    pub(super) fn without_day(&self, start: usize) -> usize {
        let page = self.page;
        let day = self.attributive.iter().find(|day| day.contains(&start));
        let clitic = |at: usize| page.tokens.get(at).is_some_and(|token| token.kind == Sort::Clitic);
        match day {
            Some(day) if clitic(day.end) => day.end + 1,
            _ => start,
        }
    }

    /// Puts the name for `him` and `her`, where the title does not have it yet.
    pub(super) fn name_objects(&self, number: usize, title: &mut Title) {
        let page = self.page;
        let Some(clause) = self.clauses.get(number) else { return };
        let place = title.parts.iter().enumerate().find_map(|(index, part)| {
            let at = part.clone().skip(usize::from(index == 0)).find(|&at| {
                let word = page.word(at);
                let object = word == "him"
                    || word == "her"
                        && (at + 1 >= part.end
                            || mark(page, at + 1).has(Mark::CLOSED.or(Mark::EITHER).or(Mark::PAST)));
                object && clause.tokens.contains(&at)
            })?;
            Some((index, at))
        });
        let Some((index, at)) = place else { return };
        let Some(name) = self.name_for(at) else { return };
        let same = |part: &Range<usize>| part.contains(&name.start);
        let actor = |range: &Range<usize>| {
            self.cast.within(range).iter().map(|mention| mention.actor).collect::<Vec<_>>()
        };
        let meant = actor(&name);
        let known = title.parts.iter().any(|part| {
            same(part)
                || actor(&(part.start..part.end.min(at))).iter().any(|actor| meant.contains(actor))
                    && part.start < at
        });
        if known {
            return;
        }
        let part = title.parts[index].clone();
        let pieces = [part.start..at, name, at + 1..part.end];
        let pieces: Vec<Range<usize>> = pieces.into_iter().filter(|piece| !piece.is_empty()).collect();
        title.put(index, pieces);
    }

    /// `We opened a school` says nothing without who says it.
    pub(super) fn say_whose(&self, title: &mut Title) {
        let page = self.page;
        let own = title.parts.iter().cloned().flatten().any(|at| mark(page, at).has(Mark::OWN));
        let Some(name) = self.speaker.filter(|_| own).and_then(|speaker| self.name_of(speaker)) else {
            return;
        };
        if title.parts.iter().any(|part| part.start <= name.start && name.start < part.end) {
            return;
        }
        title.parts.insert(0, name);
        for (before, _) in &mut title.helpers {
            *before += 1;
        }
        title.helpers.insert(0, (1, Helper::Says));
    }
}

/// What a clause tells first.
fn told(clause: &Clause) -> Option<&Predicate> {
    clause.predicates.iter().find(|other| !matches!(other.told, Told::Noun | Told::Aim | Told::Reduced))
}
