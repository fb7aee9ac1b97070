//! A short title out of the words of one sentence: somebody, what they did, to what.

use std::ops::Range;

use super::clause::{Clause, Predicate, Told};
use super::words::{Mark, Sheet, mark};
use crate::extract::actors::{Cast, How};
use crate::extract::lex::{Kind, Shape, Token};

mod tail;

/// How many words a title may have.
const LONGEST: usize = 15;

/// How many of them before the verb.
const SUBJECT: usize = 12;

/// What a title is made from.
pub(super) struct Setting<'s, 'p, 't> {
    pub(super) page: &'p Sheet<'p, 't>,
    pub(super) cast: &'s Cast,
    pub(super) clauses: &'s [Clause],
    /// Expressions of time and what stands in brackets.
    pub(super) skipped: &'s [Range<usize>],
    /// Whose words the sentence is.
    pub(super) speaker: Option<usize>,
}

impl Setting<'_, '_, '_> {
    /// The tokens of the title, stretch by stretch.
    pub(super) fn title(&self, number: usize, predicate: &Predicate) -> Vec<Range<usize>> {
        let page = self.page;
        let clause = &self.clauses[number];
        let mut parts: Vec<Range<usize>> = Vec::new();
        let mut start = predicate.tokens.start;
        match predicate.told {
            Told::Noun => start = self.noun_start(clause, predicate.head),
            Told::Reduced if clause.leads => {
                // `Born in Skien, Ibsen ..`: who it was stands behind.
                parts.extend(self.led(number));
            }
            Told::Reduced => {
                let mut end = predicate.tokens.start;
                while end > clause.tokens.start
                    && (page.word(end - 1) == "," || mark(page, end - 1).has(Mark::ADVERB))
                {
                    end -= 1;
                }
                if end == predicate.tokens.start {
                    start = self.phrase_before(end, floor(clause, predicate, true));
                } else {
                    parts.extend(self.without(&self.named_before(end, floor(clause, predicate, true))));
                }
            }
            Told::Aim => {
                let main = clause.predicates.iter().rfind(|other| {
                    other.tokens.end <= predicate.tokens.start
                        && !matches!(other.told, Told::Noun | Told::Aim | Told::Reduced)
                });
                // `aims | to reduce`: a verb of the present that tells no event.
                let at = predicate.tokens.start.saturating_sub(1);
                let verb = Mark::PRESENT.or(Mark::EITHER).or(Mark::PAST).or(Mark::BASE);
                let aims = (at >= clause.tokens.start && mark(page, at).has(verb))
                    .then(|| Predicate::new(at..at + 1, at, Told::Present, mark(page, at), false));
                if let Some(main) = main.or(aims.as_ref()) {
                    let lead = self.lead(number, main);
                    // `to reduce .. | and increase ..`: both hang on the same `to`.
                    let to =
                        (main.tokens.end..predicate.tokens.start).find(|&at| mark(page, at).has(Mark::TO));
                    let coordinated = !mark(page, predicate.tokens.start).has(Mark::TO);
                    let end = if coordinated {
                        to.map_or(predicate.tokens.start, |to| to + 1)
                    } else {
                        predicate.tokens.start
                    };
                    let middle = main.tokens.start..end;
                    if words(page, &middle) + lead.iter().map(|part| words(page, part)).sum::<usize>() <= 9 {
                        parts.extend(lead);
                        push(&mut parts, middle);
                    }
                } else {
                    start = self.phrase_before(predicate.tokens.start, floor(clause, predicate, true));
                }
            }
            _ => {
                let lead = self.lead(number, predicate);
                if lead.is_empty() {
                    return Vec::new();
                }
                parts.extend(lead);
            }
        }
        let count: usize = parts.iter().map(|part| words(page, part)).sum();
        let tail = self.tail(number, predicate, start, LONGEST.saturating_sub(count).max(5));
        let ends = tail.last().map(|part| part.end);
        for part in tail {
            push(&mut parts, part);
        }
        self.complete(number, predicate, ends, &mut parts);
        parts
    }

    /// Puts in place what was done: `The law, which Norway adopted`, `signed the treaty and ratified it`.
    fn complete(
        &self,
        number: usize,
        predicate: &Predicate,
        ends: Option<usize>,
        parts: &mut Vec<Range<usize>>,
    ) {
        let page = self.page;
        let clause = &self.clauses[number];
        let Some(end) =
            ends.filter(|_| !predicate.passive && matches!(predicate.told, Told::Past | Told::Perfect))
        else {
            return;
        };
        if let Some(opener) = clause.relative(page).filter(|&at| !mark(page, at).has(Mark::THAT))
            && end == predicate.tokens.end
            && predicate.tokens.start > opener + 1
            && page.word(opener).eq_ignore_ascii_case("which")
        {
            let mut end = opener;
            while end > 0 && page.word(end - 1) == "," {
                end -= 1;
            }
            let floor = number.checked_sub(1).map_or(0, |before| self.clauses[before].tokens.start);
            parts.extend(self.without(&self.named_before(end, floor)));
            return;
        }
        let it = end == predicate.tokens.end + 1 && matches!(page.word(end - 1), "it" | "them");
        if !it || predicate.tokens.start == 0 || !mark(page, predicate.tokens.start - 1).has(Mark::AND) {
            return;
        }
        let and = predicate.tokens.start - 1;
        let earlier = clause.predicates.iter().rfind(|other| {
            other.tokens.end <= and && !other.passive && matches!(other.told, Told::Past | Told::Perfect)
        });
        let object = earlier.map(|other| self.without(&(other.tokens.end..and))).unwrap_or_default();
        // Only one thing that stands right behind the verb: what `it` is, is plain.
        if let ([only], Some(earlier)) = (&object[..], earlier)
            && only.start == earlier.tokens.end
            && (2..=8).contains(&words(page, only))
            && !only.clone().any(|at| page.word(at) == "," || mark(page, at).has(Mark::AND))
        {
            if let Some(last) = parts.last_mut() {
                last.end -= 1;
            }
            parts.push(only.clone());
        }
    }

    /// Who does it, without times and asides; of a relative clause, what it describes; for a pronoun, the name of
    /// whom it means.
    fn lead(&self, number: usize, predicate: &Predicate) -> Vec<Range<usize>> {
        let page = self.page;
        let clause = &self.clauses[number];
        let subject = self.subject(clause, predicate);
        let pronoun = words(page, &subject) == 1 && mark(page, subject.start).has(Mark::PRONOUN);
        if let Some(opener) = clause.relative(page) {
            let mut end = opener;
            while end > 0 && page.word(end - 1) == "," {
                end -= 1;
            }
            let floor = number.checked_sub(1).map_or(0, |before| {
                let before = &self.clauses[before];
                before
                    .predicates
                    .iter()
                    .rfind(|other| other.told != Told::Noun && other.tokens.end <= end)
                    .map_or(before.tokens.start, |other| other.tokens.end)
            });
            let antecedent = self.without(&self.named_before(end, floor));
            if subject.is_empty() {
                return antecedent;
            }
            // `a meeting that both held in Davos`: the words go on.
            if !pronoun
                && !antecedent.is_empty()
                && subject.start == opener + 1
                && mark(page, opener).has(Mark::THAT)
            {
                let mut parts = antecedent;
                push(&mut parts, opener..subject.end);
                return parts;
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
            return self.without(&self.named_before(end, floor));
        }
        if pronoun {
            // `have visited` and `am` go with `I` alone.
            let helped = mark(page, predicate.tokens.start).has(Mark::HAVE.or(Mark::BE))
                && !mark(page, predicate.tokens.start).has(Mark::WAS);
            let own = mark(page, subject.start).has(Mark::OWN);
            let name = self.name_for(subject.start).filter(|_| !(own && helped));
            return vec![name.unwrap_or(subject)];
        }
        self.without(&subject)
    }

    /// The name of whom a pronoun means: where the document names it in full.
    fn name_for(&self, at: usize) -> Option<Range<usize>> {
        let cast = self.cast;
        let meant = cast.within(&(at..at + 1)).first().filter(|mention| mention.how == How::Pronoun);
        let actor = match meant {
            Some(mention) => mention.actor,
            None if matches!(self.page.word(at), "I") => self.speaker?,
            None => return None,
        };
        let mentions = || cast.actors.get(actor).into_iter().flat_map(|actor| &actor.mentions);
        let mentions = || mentions().filter_map(|&at| cast.mentions.get(at));
        let full = mentions().find(|mention| mention.how == How::Full);
        let named = |how: How| matches!(how, How::Title | How::Surname | How::Short | How::Acronym);
        full.or_else(|| mentions().find(|mention| named(mention.how))).map(|mention| mention.tokens.clone())
    }

    /// Who stands before a comma: a name also over what is said of it, `Lars Holm, 45, | who ..`
    fn named_before(&self, end: usize, floor: usize) -> Range<usize> {
        let page = self.page;
        let start = self.phrase_before(end, floor);
        let over = start > floor + 1 && page.word(start - 1) == ",";
        let mention = self.cast.within(&(floor.min(start)..start)).last();
        match mention.filter(|mention| over && mention.tokens.end + 1 == start) {
            // `the mayor, Lars Holm, who`: the name itself stands here.
            Some(_) if self.cast.within(&(start..end)).iter().any(|mention| mention.tokens.end == end) => {
                start..end
            }
            Some(mention) => mention.tokens.start.max(floor)..mention.tokens.end,
            None => start..end,
        }
    }

    /// Who a leading participle is told of: the subject of the clause behind it.
    fn led(&self, number: usize) -> Vec<Range<usize>> {
        let Some(next) = self.clauses.get(number + 1) else { return Vec::new() };
        let first = next.predicates.iter().find(|other| !matches!(other.told, Told::Noun | Told::Aim));
        first.map_or_else(Vec::new, |first| self.lead(number + 1, first))
    }

    /// Who does it: the words before the verb that are no time, no aside and no other clause.
    fn subject(&self, clause: &Clause, predicate: &Predicate) -> Range<usize> {
        let page = self.page;
        let verb = predicate.tokens.start;
        let mut end = verb;
        while end > clause.tokens.start && mark(page, end - 1).has(Mark::ADVERB) {
            end -= 1;
        }
        // `signed the treaty and | ratified it`: it is told of the same.
        if end > clause.tokens.start && mark(page, end - 1).has(Mark::AND) {
            let first = clause.predicates.iter().rfind(|other| {
                other.tokens.end < end && !matches!(other.told, Told::Noun | Told::Aim | Told::Reduced)
            });
            if let Some(first) = first {
                return self.subject(clause, first);
            }
        }
        // `X, the minister of .., signed`: the aside is passed by.
        if end > clause.tokens.start && page.word(end - 1) == "," {
            let open = (clause.tokens.start..end - 1).rev().find(|&at| page.word(at) == ",");
            let Some(open) = open.filter(|&open| end - open < 20) else {
                return self.of_list(clause, verb, end);
            };
            end = open;
        }
        let floor = floor(clause, predicate, false).min(end);
        // `signed the treaty and Chad | ratified it`: before the `and` stands what was signed.
        let and = (floor..end).rev().find(|&at| mark(page, at).has(Mark::AND));
        let floor = match and.filter(|_| floor > clause.tokens.start) {
            Some(and) if !mark(page, floor).has(Mark::OPENER) => and + 1,
            _ => floor,
        };
        let mut start = end;
        while start > floor {
            let at = start - 1;
            // `Turkey, Greece and Malta`
            if page.word(at) == "," && self.is_listed(floor, at, start..end) {
                start = at;
                continue;
            }
            let marks = mark(page, at);
            let token = &page.tokens[at];
            let stops = match token.kind {
                // `700,000 people`
                Kind::Sign if page.word(at) == "," && token.touches() && start < end => {
                    !page.tokens[start].touches()
                }
                Kind::Sign => !matches!(
                    page.word(at),
                    "-" | "–" | "/" | "&" | "." | "'" | "’" | "+" | "“" | "”" | "\"" | ")" | "("
                ),
                _ => marks.has(Mark::OPENER) && !marks.has(Mark::THAT) || token.shape == Shape::Other,
            };
            if stops {
                break;
            }
            start = at;
        }
        while start < end
            && (mark(page, start).has(Mark::AND.or(Mark::ADVERB).or(Mark::OPENER))
                || page.tokens[start].kind == Kind::Sign
                || self.skipped.iter().any(|time| time.contains(&start)))
        {
            start += 1;
        }
        // `In Baku on May 6 the ministers met`: what stands first is where and when.
        if start < end && mark(page, start).has(Mark::PREPOSITION) {
            match self.cast.within(&(start..end)).last() {
                Some(mention) if mention.tokens.end == end => start = mention.tokens.start.max(start),
                _ => {
                    let determiner = (start + 1..end).rev().find(|&at| {
                        mark(page, at).has(Mark::DETERMINER.or(Mark::POSSESSIVE).or(Mark::PRONOUN))
                    });
                    start = determiner.unwrap_or(end);
                }
            }
        }
        if start < end && self.skipped.iter().any(|time| time.end == end && time.start <= start) {
            return verb..verb;
        }
        if words(page, &(start..end)) > SUBJECT {
            let last = self.cast.within(&(start..end)).iter().rfind(|mention| mention.tokens.end == end);
            let preposition = (start + 1..end).rfind(|&at| {
                mark(page, at).has(Mark::PREPOSITION) && (2..=9).contains(&words(page, &(start..at)))
            });
            if let Some(mention) = last {
                start = mention.tokens.start;
            } else if let Some(at) = preposition {
                end = at;
            }
        }
        start..end
    }

    /// The subject of a verb of a list that shares it: `was founded in .., | destroyed in .. and rebuilt ..`
    fn of_list(&self, clause: &Clause, verb: usize, end: usize) -> Range<usize> {
        let earlier = clause.predicates.iter().rfind(|other| {
            other.tokens.end < end && !matches!(other.told, Told::Noun | Told::Aim | Told::Reduced)
        });
        let listed = clause
            .predicates
            .iter()
            .any(|later| later.tokens.start > verb && mark(self.page, later.tokens.start - 1).has(Mark::AND));
        earlier.filter(|_| listed).map_or(verb..verb, |earlier| self.subject(clause, earlier))
    }

    /// Whether the comma at `comma` parts names of a list that ends with the words behind it.
    fn is_listed(&self, floor: usize, comma: usize, behind: Range<usize>) -> bool {
        let page = self.page;
        let ends = behind.clone().take(16).any(|at| mark(page, at).has(Mark::AND) || page.word(at) == "&");
        if !ends || behind.len() > 40 || comma <= floor {
            return false;
        }
        let before = self.cast.within(&(comma - 1..comma));
        let named = before.iter().any(|mention| mention.tokens.end == comma);
        let mut start = comma;
        while start > floor && page.word(start - 1) != "," {
            start -= 1;
        }
        let skipped = self.skipped.iter().any(|time| time.end > start && time.start < comma);
        let first = mark(page, start);
        let led = first.has(Mark::PREPOSITION.or(Mark::ADVERB).or(Mark::OPENER).or(Mark::AND).or(Mark::TO));
        // `However, Greece and Malta`, `In Oslo, Greece and Malta`
        !skipped
            && !led
            && comma - start <= 6
            && (named || first.has(Mark::DETERMINER) && comma - start > 1)
            && !(start..comma).any(|at| mark(page, at).has(Mark::PAST.or(Mark::BE).or(Mark::HAVE)))
    }

    /// Where the phrase begins that ends before `end`: `the climate finance goal |`, `7.6 million dollars |`.
    fn phrase_before(&self, end: usize, floor: usize) -> usize {
        let page = self.page;
        let mut start = end;
        while start > floor && end - start < 14 {
            let at = start - 1;
            let marks = mark(page, at);
            let token = &page.tokens[at];
            let goes_on = match token.kind {
                Kind::Word => {
                    let of = matches!(page.word(at), "of" | "on" | "for" | "between")
                        && start < end
                        // `on top of | 5 million dollars`
                        && page.tokens[start].kind != Kind::Number;
                    let name = token.shape != Shape::Lower;
                    of || !marks.has(closed())
                        && (name || !marks.has(Mark::PAST.or(Mark::BASE)))
                        && token.shape != Shape::Other
                }
                Kind::Clitic => !marks.has(Mark::BE.or(Mark::HAVE).or(Mark::WILL)),
                Kind::Number => true,
                Kind::Sign => {
                    matches!(page.word(at), "-" | "–" | "." | "$" | "€" | "£" | "%" | "(" | ")")
                        || page.word(at) == ","
                            && token.touches()
                            && page.tokens.get(start).is_some_and(Token::touches)
                }
            };
            if !goes_on || self.skipped.iter().any(|time| time.contains(&at) && page.word(time.start) != "(")
            {
                if marks.has(Mark::DETERMINER.or(Mark::POSSESSIVE)) {
                    start = at;
                    // `the visit of the minister`
                    if start > floor + 1 && matches!(page.word(start - 1), "of" | "on" | "between") {
                        start -= 1;
                        continue;
                    }
                }
                break;
            }
            start = at;
        }
        while start < end
            && (mark(page, start).has(Mark::PREPOSITION) || page.tokens[start].kind == Kind::Sign)
        {
            start += 1;
        }
        start
    }

    /// Where the phrase begins whose word is a thing that happens: `President X’s visit`, `victory in the .. conflict`.
    fn noun_start(&self, clause: &Clause, head: usize) -> usize {
        let page = self.page;
        let mut start = head;
        while start > clause.tokens.start {
            let at = start - 1;
            let marks = mark(page, at);
            let goes_on = match page.tokens[at].kind {
                Kind::Word => {
                    !marks.has(closed().or(Mark::PAST))
                        && (marks.has(Mark::HAPPENING) || !marks.has(Mark::EITHER))
                }
                Kind::Clitic => !marks.has(Mark::BE.or(Mark::HAVE).or(Mark::WILL)),
                Kind::Number => true,
                Kind::Sign => matches!(page.word(at), "-" | "–" | "’" | "'"),
            };
            if !goes_on || self.skipped.iter().any(|time| time.contains(&at)) {
                break;
            }
            start = at;
        }
        start
    }

    /// Whether a name goes on at a token.
    fn in_name(&self, at: usize) -> bool {
        self.cast.within(&(at..at + 1)).first().is_some_and(|mention| mention.tokens.start < at)
    }

    /// Whether a token is passed by: a time, or in brackets.
    pub(super) fn skips(&self, at: usize) -> bool {
        let next = self.skipped.partition_point(|range| range.end <= at);
        self.skipped[next.min(self.skipped.len())..].iter().take(2).any(|range| range.contains(&at))
    }

    /// The words of an entry that has no verb that is known: `Liberation of Norway`.
    pub(super) fn entry(&self, body: &Range<usize>) -> Option<Range<usize>> {
        let page = self.page;
        let mut end = body.start;
        let mut count = 0;
        while end < body.end {
            let token = &page.tokens[end];
            let inner = token.touches() && page.tokens.get(end + 1).is_some_and(Token::touches);
            if token.kind == Kind::Sign
                && matches!(page.word(end), "." | ";" | "|" | "!" | "?" | "(")
                && !inner
            {
                break;
            }
            count += usize::from(matches!(token.kind, Kind::Word | Kind::Number));
            if count > LONGEST {
                break;
            }
            end += 1;
        }
        let capital = page.tokens.get(body.start).is_some_and(|token| token.shape != Shape::Lower);
        (count >= 2 && capital).then_some(body.start..end)
    }

    /// `tokens` without what is passed by.
    pub(super) fn without(&self, tokens: &Range<usize>) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut begun = tokens.start;
        for at in tokens.clone() {
            if self.skipped.iter().any(|time| time.contains(&at)) {
                if begun < at {
                    parts.push(begun..at);
                }
                begun = at + 1;
            }
        }
        if begun < tokens.end {
            parts.push(begun..tokens.end);
        }
        parts.retain(|part| words(self.page, part) > 0);
        parts
    }
}

/// Where the predicate before this one ends.
fn floor(clause: &Clause, predicate: &Predicate, plain: bool) -> usize {
    let before = clause.predicates.iter().rfind(|other| {
        other.tokens.end <= predicate.tokens.start
            && (other.told != Told::Noun)
            && (plain || !matches!(other.told, Told::Aim | Told::Reduced))
    });
    before.map_or(clause.tokens.start, |other| other.tokens.end)
}

/// Words that hold others together.
const fn closed() -> Mark {
    Mark::DETERMINER
        .or(Mark::POSSESSIVE)
        .or(Mark::PREPOSITION)
        .or(Mark::AND)
        .or(Mark::OPENER)
        .or(Mark::PRONOUN)
        .or(Mark::TO)
        .or(Mark::BE)
        .or(Mark::HAVE)
        .or(Mark::ADVERB)
        .or(Mark::WILL)
        .or(Mark::MODAL)
}

/// Adds a stretch, to the last one where it goes on there.
pub(super) fn push(parts: &mut Vec<Range<usize>>, part: Range<usize>) {
    match parts.last_mut() {
        Some(last) if last.end == part.start => last.end = part.end,
        _ => parts.push(part),
    }
}

/// How many words and numbers there are.
pub(super) fn words(page: &Sheet<'_, '_>, tokens: &Range<usize>) -> usize {
    page.tokens.get(tokens.clone()).map_or(0, |tokens| {
        tokens.iter().filter(|token| matches!(token.kind, Kind::Word | Kind::Number)).count()
    })
}

/// Whether a title says nothing: it ends with a verb that says that something is said, and not what.
pub(super) fn is_empty(page: &Sheet<'_, '_>, parts: &[Range<usize>], predicate: &Predicate) -> bool {
    let Some(last) = parts.last().and_then(|part| part.end.checked_sub(1)) else { return true };
    let bare = last == predicate.head || mark(page, last).has(Mark::PRONOUN) && last == predicate.head + 1;
    let says = matches!(
        page.word(predicate.head),
        "announced"
            | "announces"
            | "announce"
            | "declared"
            | "declares"
            | "reached"
            | "made"
            | "took"
            | "gave"
            | "had"
    );
    bare && !predicate.passive && (predicate.marks.has(Mark::SPEECH) || says)
        || last < predicate.tokens.end.saturating_sub(1) && last >= predicate.tokens.start
}
