//! Who says that it happened: a claim keeps whose it is, in its title and as a doubt.

use std::ops::Range;

use super::clause::{Clause, Predicate};
use super::doubt::Doubt;
use super::sentence::Finder;
use super::title::{self, Setting, Title};
use super::words::{Mark, Sheet, mark};
use crate::extract::actors::Kind;
use crate::extract::lex::Shape;
use crate::extract::quotes::{Act, Said};
use crate::extract::time::Sure;

mod deny;

/// Where `, it is claimed,` ends that begins with the comma at `comma`.
pub(super) fn set_in(page: &Sheet<'_, '_>, comma: usize, end: usize) -> Option<usize> {
    let it = comma + 1;
    if page.word(it) != "it" || !matches!(page.word(it + 1), "is" | "was" | "has") {
        return None;
    }
    let verb = it + 2 + usize::from(page.word(it + 2) == "been");
    let claims = mark(page, verb).has(Mark::CLAIM.or(Mark::SPEECH))
        || matches!(page.word(verb), "thought" | "understood" | "rumoured" | "rumored" | "feared");
    let behind = verb + 1;
    let ends = behind >= end || matches!(page.word(behind), "," | "." | ";");
    (claims && ends).then_some(if page.word(behind) == "," { behind + 1 } else { behind.min(end) })
}

impl Clause {
    /// Who nobody names claims it: `it is claimed`, set in between commas.
    pub(super) fn claimed(&self, page: &Sheet<'_, '_>) -> Option<Range<usize>> {
        let aside = self.asides.iter().find(|aside| page.word(aside.start + 1) == "it")?;
        let end = aside.end - usize::from(page.word(aside.end - 1) == ",");
        Some(aside.start + 1..end)
    }
}

/// How many words may tell whose claim it is.
const LONGEST: usize = 10;

/// What it does to an event that somebody only says it.
pub(super) struct Claim {
    pub(super) doubts: Vec<Doubt>,
    pub(super) sure: Sure,
    /// Who claims it: a place in the cast.
    pub(super) by: Option<usize>,
}

impl Finder<'_, '_, '_> {
    /// Puts whose claim it is into a title, where it is one; with it who denies it.
    pub(super) fn claim(
        &self,
        sentence: usize,
        number: usize,
        setting: &Setting<'_, '_, '_>,
        predicate: &Predicate,
        title: &mut Title,
    ) -> Claim {
        let page = self.page;
        let behind = setting.clauses.get(number).map_or(predicate.tokens.end, |clause| clause.tokens.end);
        let denial = deny::of(page, sentence, behind);
        let mut claim = self.whose(sentence, number, setting, predicate, denial.is_some(), title);
        let accuses = predicate.marks.has(Mark::CLAIM);
        if let Some(words) =
            denial.filter(|_| accuses || is_crime(page, predicate) || !claim.doubts.is_empty())
        {
            claim.doubts.push(Doubt::Denied(page.bytes(&words)));
            // That somebody was accused is so, whatever they say.
            claim.sure = if accuses { claim.sure } else { Sure::Guess };
        }
        claim
    }

    /// Puts whose claim it is into a title, where it is one or is `denied`.
    fn whose(
        &self,
        sentence: usize,
        number: usize,
        setting: &Setting<'_, '_, '_>,
        predicate: &Predicate,
        denied: bool,
        title: &mut Title,
    ) -> Claim {
        let page = self.page;
        let mut claim = Claim { doubts: Vec::new(), sure: Sure::Certain, by: None };
        let Some(clause) = setting.clauses.get(number) else { return claim };
        let head = page.tokens.get(predicate.head).map_or(0, |token| token.start as usize);
        let said = self
            .near(sentence)
            .filter(|said| matches!(said.act, Act::Speech | Act::Thought) || said.direct)
            .filter(|said| said.parts().any(|part| part.contains(&head)) && !said.cue.contains(&head))
            .min_by_key(|said| said.parts().map(ExactSizeIterator::len).sum::<usize>());
        let own = page.bytes(&clause.tokens);
        if let Some(words) = clause.claimed(page) {
            claim.doubts.push(Doubt::Told(page.bytes(&words)));
            claim.sure = Sure::Guess;
            title.parts.push(words.start - 1..words.end);
            return claim;
        }
        let Some(said) = said.filter(|said| self.is_close(sentence, said)) else {
            // `allegedly signed`, `is alleged to have signed`
            let hedges = Mark::CLAIM.or(Mark::SPEECH).or(Mark::HEDGE);
            let own = predicate.tokens.start..predicate.head;
            if let Some(at) = own.rev().find(|&at| mark(page, at).has(hedges)) {
                claim.doubts.push(Doubt::Told(page.bytes(&(at..at + 1))));
                return claim;
            }
            // `It is believed that ..`: what stands before says whose claim it is.
            let before = number.checked_sub(1).and_then(|before| setting.clauses.get(before));
            let hedged = predicate.sure == Sure::Guess;
            if let (Some(before), Some(opener)) = (before.filter(|_| hedged), clause.opener)
                && before.tokens.end == opener
                && mark(page, opener).has(Mark::THAT)
                && title::words(page, &before.tokens) <= LONGEST
            {
                let mut lead = setting.without(&before.tokens);
                title::push(&mut lead, opener..opener + 1);
                claim.doubts.push(Doubt::Told(page.bytes(&before.tokens)));
                put_before(title, lead);
            }
            return claim;
        };
        let Some(source) = said.source.clone() else { return claim };
        let words = source.start.min(said.cue.start)..source.end.max(said.cue.end);
        let tokens = page.token_at(words.start)..page.token_at(words.end.saturating_sub(1)) + 1;
        // Who reports of themselves: `Norway said that it had signed ..`
        let cue = page.token_at(said.cue.start)..page.token_at(said.cue.end.saturating_sub(1)) + 1;
        let rumoured = page.token_at(source.start)..page.token_at(source.end.saturating_sub(1)) + 1;
        let rumoured = rumoured.clone().any(|at| mark(page, at).has(Mark::RUMOUR));
        let claims = rumoured || cue.clone().any(|at| mark(page, at).has(Mark::CLAIM.or(Mark::HEDGE)));
        // `The two states | signed ..`: nobody states anything.
        let noun = page.word(cue.start).ends_with('s')
            && mark(page, cue.end)
                .has(Mark::PAST.or(Mark::EITHER).or(Mark::BE).or(Mark::HAVE).or(Mark::WILL));
        if noun && !said.direct {
            return claim;
        }
        if !claims && !denied && !self.accuses(clause, predicate, &title.parts) {
            // What is quoted word for word says by itself whose words it is.
            if !said.direct && cue.clone().any(|at| tells(page.word(at))) {
                claim.doubts.push(Doubt::Reported(words));
                claim.sure = Sure::Likely;
            }
            return claim;
        }
        claim.doubts.push(Doubt::Told(words.clone()));
        claim.sure = Sure::Guess;
        claim.by = said.speaker;
        if title::words(page, &tokens) > LONGEST {
            return claim;
        }
        if words.end <= head && words.end <= own.end {
            let mut lead = setting.without(&tokens);
            let next = tokens.end;
            // `Karl Weiss said | he ..`: the name stands there already.
            let he = (clause.tokens.start.max(next)..predicate.tokens.start)
                .find(|&at| mark(page, at).has(Mark::PRONOUN));
            if let (Some(he), Some(first)) = (he, title.parts.first_mut())
                && first.start < next
                && title.helpers.is_empty()
            {
                *first = he..he + 1;
            }
            let begins = title.parts.first().map_or(next, |part| part.start);
            // `told the court | that ..`, `According to prosecutors | , ..`
            let heard = setting.without(&(next.min(begins)..begins));
            let heard = heard.iter().map(|part| title::words(page, part)).sum::<usize>();
            if begins > next && begins - next <= LONGEST && heard <= LONGEST / 2 {
                if (next..begins).any(|at| setting.skips(at)) {
                    lead.extend(setting.without(&(next..begins)));
                } else {
                    title::push(&mut lead, next..begins);
                }
            } else if let Some(that) = (next..begins).find(|&at| mark(page, at).has(Mark::THAT)) {
                title::push(&mut lead, that..that + 1);
            }
            put_before(title, lead);
        } else if words.start > head {
            let comma = (predicate.head..tokens.start).rfind(|&at| page.word(at) == ",");
            title.parts.extend(comma.map(|comma| comma..comma + 1));
            title.parts.extend(setting.without(&tokens));
        }
        claim
    }

    /// Whether who says it is named in the sentence itself.
    fn is_close(&self, sentence: usize, said: &Said) -> bool {
        let Some(sentence) = self.page.sentences.get(sentence) else { return false };
        let whole = self.page.bytes(&sentence.tokens);
        let within = |span: &Range<usize>| whole.start <= span.start && span.end <= whole.end;
        !said.cue.is_empty() && within(&said.cue) && said.source.as_ref().is_some_and(within)
    }

    /// Whether somebody is said to have done what is a crime.
    fn accuses(&self, clause: &Clause, predicate: &Predicate, parts: &[Range<usize>]) -> bool {
        let (page, cast) = (self.page, self.found.cast);
        if !is_crime(page, predicate) || predicate.passive {
            return false;
        }
        let lead = parts.first().map_or(predicate.tokens.start, |part| part.start);
        let before = lead.min(predicate.tokens.start)..predicate.tokens.start;
        let person = cast
            .within(&before)
            .iter()
            .chain(cast.within(&(clause.tokens.start..predicate.tokens.start)))
            .any(|mention| cast.actors.get(mention.actor).is_some_and(|actor| actor.kind == Kind::Person));
        // `the mayor`, and a name that is met once.
        let somebody = |at: usize| {
            let begins =
                page.sentences.get(page.sentence_of(at)).is_some_and(|sentence| sentence.tokens.start == at);
            let unknown =
                !begins && page.tokens[at].shape == Shape::Title && mark(page, at) == Mark::default();
            matches!(page.word(at), "he" | "she" | "He" | "She")
                || mark(page, at).has(Mark::OFFICE)
                || unknown && cast.within(&(at..at + 1)).is_empty()
        };
        person || before.into_iter().any(somebody)
    }
}

/// Whether what is told is a crime, done or undergone: `stole`, `took bribes`.
fn is_crime(page: &Sheet<'_, '_>, predicate: &Predicate) -> bool {
    let did = matches!(
        page.word(predicate.head),
        "took" | "taken" | "accepted" | "paid" | "received" | "demanded" | "committed" | "offered"
    );
    let behind = predicate.tokens.end..predicate.tokens.end + 4;
    mark(page, predicate.head).has(Mark::CRIME)
        || did && behind.into_iter().any(|at| CRIMES.contains(&page.word(at)))
}

/// What somebody takes or commits that is a crime.
const CRIMES: [&str; 12] = [
    "bribe",
    "bribes",
    "kickback",
    "kickbacks",
    "fraud",
    "murder",
    "murders",
    "perjury",
    "theft",
    "rape",
    "crime",
    "crimes",
];

fn put_before(title: &mut Title, mut lead: Vec<Range<usize>>) {
    // Where the title begins within the lead, nothing is said twice.
    let end = lead.last().map_or(0, |part| part.end);
    if title.parts.first().is_some_and(|part| part.start < end) {
        return;
    }
    let before = title.parts.len();
    for part in std::mem::take(&mut title.parts) {
        title::push(&mut lead, part);
    }
    for (at, _) in &mut title.helpers {
        *at += lead.len() - before.min(lead.len());
    }
    title.parts = lead;
}

/// Words that tell what happened, and take no side.
fn tells(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "said"
            | "says"
            | "say"
            | "saying"
            | "told"
            | "tell"
            | "tells"
            | "reported"
            | "reports"
            | "report"
            | "announced"
            | "announces"
            | "stated"
            | "states"
            | "wrote"
            | "writes"
            | "added"
            | "adds"
            | "noted"
            | "notes"
            | "explained"
            | "explains"
            | "recalled"
            | "recalls"
            | "confirmed"
            | "confirms"
            | "testified"
            | "according"
    )
}

/// Whether what is threatened is told: it is no plan.
pub(super) fn is_threat(page: &Sheet<'_, '_>, governor: &Predicate) -> bool {
    matches!(page.word(governor.head), "threatened" | "threaten" | "threatens" | "threatening")
}
