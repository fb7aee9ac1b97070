//! A short title out of the words of one sentence: somebody, what they did, to what.

use std::ops::Range;

use super::clause::{Clause, Predicate, TELLS, Told};
use super::words::{Mark, Sheet, mark, only_says};
use crate::extract::actors::Cast;
use crate::extract::lex::{Kind, Shape, Token};
use crate::extract::time::Timex;

mod described;
mod helper;
mod inverted;
mod points;
mod pronoun;
mod subject;
mod tail;
mod thin;

pub use helper::Helper;
pub(super) use helper::is_done_by_itself;

/// How many words a title may have.
const LONGEST: usize = 16;

/// The tokens of a title, stretch by stretch, and the words that it needs and the sentence leaves out: each goes
/// before the stretch of that number.
#[derive(Debug, Default)]
pub(super) struct Title {
    pub(super) parts: Vec<Range<usize>>,
    pub(super) helpers: Vec<(usize, Helper)>,
    /// It says of something that it does not name: `a law drafted in 1990`.
    pub(super) vague: bool,
    /// It has other words for what only points to them, which the text makes likely: a name for `it`.
    pub(super) stands_for: bool,
    /// Nothing of it can be seen: `a new era began`.
    pub(super) figure: bool,
}

impl Title {
    /// Puts stretches in the place of one.
    fn put(&mut self, index: usize, pieces: Vec<Range<usize>>) {
        let more = pieces.len().saturating_sub(1);
        self.parts.splice(index..=index, pieces);
        for (before, _) in &mut self.helpers {
            *before += if *before > index { more } else { 0 };
        }
    }
}

/// How many words a sentence may have that is its own title.
const WHOLE: usize = 20;

/// How many it must have to say what its pronouns mean.
const SHORT: usize = 10;

/// How many words may lead to an aim.
const AIMED: usize = 13;

/// What a title is made from.
pub(super) struct Setting<'s, 'p, 't> {
    pub(super) page: &'p Sheet<'p, 't>,
    pub(super) cast: &'s Cast,
    pub(super) clauses: &'s [Clause],
    /// Expressions of time and what stands in brackets.
    pub(super) skipped: &'s [Range<usize>],
    /// Dates that stand before a noun: `Today's visit`.
    pub(super) attributive: &'s [Range<usize>],
    /// The expressions of time of the whole page.
    pub(super) timexes: &'s [Timex],
    /// Whose words the sentence is.
    pub(super) speaker: Option<usize>,
}

impl Setting<'_, '_, '_> {
    /// The title of what a predicate tells, which goes on where it is told `since` then.
    pub(super) fn title(&self, number: usize, predicate: &Predicate, since: bool) -> Title {
        let page = self.page;
        let Some(clause) = self.clauses.get(number) else { return Title::default() };
        let mut title = Title::default();
        let mut start = predicate.tokens.start;
        match predicate.told {
            Told::Noun => {
                start = self.noun_start(clause, predicate.head);
                start = self.without_day(start);
                title = self.owned(number, predicate, start);
                // `The strike | was in March`: of one word, the one before it says which.
                let held = start.checked_sub(1).filter(|at| clause.tokens.contains(at));
                if let Some(the) = held.filter(|&at| {
                    predicate.marks.has(Mark::BE)
                        && start == predicate.head
                        && title.parts.is_empty()
                        && mark(page, at).has(Mark::DETERMINER)
                }) {
                    start = the;
                }
            }
            Told::Reduced => {
                title = self.described(number, predicate);
                if title.parts.is_empty() {
                    return title;
                }
                if !helper::is_done_by_itself(page.word(predicate.head)) {
                    let plural = helper::is_plural(page, self.cast, &title.parts);
                    title.helpers.push((title.parts.len(), Helper::passive(plural, since)));
                }
            }
            Told::Aim => {
                let Some(lead) = self.aimed(number, predicate) else { return title };
                title = lead;
                if title.parts.is_empty() {
                    let from = self.phrase_before(start, floor(clause, predicate, true));
                    // `Kestrel Air to cut 900 jobs`, a headline.
                    let heads = from == clause.tokens.start && page.word(from) != "to";
                    if from == start || !predicate.passive && !heads {
                        return title;
                    }
                    title.parts.push(from..start);
                    let plural = helper::is_plural(page, self.cast, &title.parts);
                    // `must be finished` has its own helper.
                    let own = mark(page, start).has(Mark::MODAL);
                    if predicate.passive && !own {
                        title.helpers.push((1, if plural { Helper::Are } else { Helper::Is }));
                    }
                    if page.word(start) == "be" {
                        title.helpers.push((1, Helper::To));
                    }
                }
            }
            _ => {
                title = self.lead(number, predicate);
                if title.parts.is_empty() {
                    return self.inverted(number, predicate).unwrap_or(title);
                }
                title.parts.extend(shared_helper(page, clause, predicate));
                if predicate.told == Told::Future && page.word(start) == "be" {
                    title.helpers.push((title.parts.len(), Helper::Will));
                }
            }
        }
        let count: usize = title.parts.iter().map(|part| words(page, part)).sum();
        let (tail, hard) = self.tail(number, predicate, start, LONGEST.saturating_sub(count).max(5));
        let ends = tail.last().map(|part| part.end);
        let fresh = title.helpers.iter().any(|(at, _)| *at == title.parts.len());
        for (index, part) in tail.into_iter().enumerate() {
            if fresh && index == 0 { title.parts.push(part) } else { push(&mut title.parts, part) }
        }
        self.complete(number, predicate, ends, &mut title.parts);
        self.say_until(predicate, &mut title);
        self.name_objects(number, &mut title);
        self.name_in_full(&mut title);
        let whole = self.or_whole(predicate, &mut title);
        self.name_pointed(&mut title);
        self.say_whose(&mut title);
        self.weigh(predicate, whole, &mut title);
        if hard && !whole {
            title.helpers.push((title.parts.len(), Helper::More));
        }
        title
    }

    /// Of what was not so until a day only that it was then: `was | not | charged`; `did not reopen` keeps its day.
    fn say_until(&self, predicate: &Predicate, title: &mut Title) {
        let page = self.page;
        let Some(not) =
            predicate.until.and(predicate.tokens.clone().find(|&at| mark(page, at).has(Mark::NOT)))
        else {
            return;
        };
        let Some(index) = title.parts.iter().position(|part| part.contains(&not)) else { return };
        let first = mark(page, predicate.tokens.start);
        if first.has(Mark::BE.or(Mark::HAVE).or(Mark::WILL)) && page.tokens[not].kind == Kind::Word {
            let part = title.parts[index].clone();
            let pieces = [part.start..not, not + 1..part.end];
            title.put(index, pieces.into_iter().filter(|piece| !piece.is_empty()).collect());
        } else if let Some(day) = self
            .skipped
            .iter()
            .find(|day| day.start >= predicate.tokens.end && matches!(page.word(day.start), "until" | "till"))
        {
            title.parts.retain(|part| part.start < day.start);
            push(&mut title.parts, day.clone());
        }
    }

    /// The whole sentence, where it is short and the title ends with a word that points back: `to start building them`.
    /// Whether that says more.
    fn or_whole(&self, predicate: &Predicate, title: &mut Title) -> bool {
        let page = self.page;
        let Some(last) = title.parts.last().and_then(|part| part.end.checked_sub(1)) else { return false };
        if last <= predicate.head || !matches!(page.word(last), "it" | "them" | "this" | "these" | "those") {
            return false;
        }
        // `approved a loan | for it`
        if let Some(part) = title.parts.last_mut().filter(|part| {
            part.contains(&predicate.head)
                && last > predicate.tokens.end + 2
                && mark(page, last - 1).has(Mark::PREPOSITION)
        }) {
            part.end -= 2;
            return false;
        }
        let Some(sentence) = page.sentences.get(page.sentence_of(predicate.head)) else { return false };
        let mut whole = sentence.tokens.clone();
        let marks = |at: &usize| matches!(page.word(*at), "“" | "”" | "\"" | "«" | "»");
        whole.end = (predicate.head..whole.end).find(marks).unwrap_or(whole.end);
        whole.start = (whole.start..predicate.head).rev().find(marks).unwrap_or(whole.start);
        while whole.end > whole.start && page.tokens[whole.end - 1].kind == Kind::Sign {
            whole.end -= 1;
        }
        while whole.start < whole.end && page.tokens[whole.start].kind == Kind::Sign {
            whole.start += 1;
        }
        // `A: We signed it`
        if page.word(whole.start + 1) == ":" {
            whole.start = (whole.start + 2).min(whole.end);
        }
        let count = words(page, &whole);
        if count <= WHOLE {
            *title = Title { parts: vec![whole], ..Title::default() };
        }
        (SHORT..=WHOLE).contains(&count)
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
        // `a meeting that both held in Davos`: `Both held a meeting in Davos`.
        if let Some(opener) = clause.relative(page).filter(|&at| mark(page, at).has(Mark::THAT))
            && predicate.tokens.start > opener + 1
            && !(opener..predicate.tokens.start).any(|at| page.word(at) == ",")
        {
            let mut verb = predicate.tokens.end;
            verb += usize::from(mark(page, verb).has(Mark::PARTICLE) && verb < end);
            let object = self.antecedent(number, opener);
            let place = parts.iter().position(|part| part.start < verb && verb <= part.end);
            if let Some(place) = place.filter(|_| !object.is_empty()) {
                let part = parts[place].clone();
                let rest = (verb < part.end).then_some(verb..part.end);
                let pieces = std::iter::once(part.start..verb).chain(object).chain(rest);
                parts.splice(place..=place, pieces.collect::<Vec<_>>());
            }
            return;
        }
        if let Some(opener) = clause.relative(page).filter(|&at| !mark(page, at).has(Mark::THAT))
            && end == predicate.tokens.end
            && predicate.tokens.start > opener + 1
            && matches!(page.word(opener), "which" | "Which" | "whom")
        {
            parts.extend(self.antecedent(number, opener));
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

    /// Where the phrase begins that ends before `end`: `the climate finance goal |`, `7.6 million dollars |`.
    fn phrase_before(&self, end: usize, floor: usize) -> usize {
        let page = self.page;
        let mut start = end;
        while start > floor && end - start < 14 {
            // `Norvik (OSE: NRVK) announced`: what stands in brackets is passed by.
            if let Some(aside) = self.aside_before(start).filter(|aside| aside.start > floor) {
                start = aside.start;
                continue;
            }
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
                    of || !marks.has(Mark::CLOSED)
                        && (name || !marks.has(Mark::PAST.or(Mark::BASE)) || self.is_owned_noun(at, floor))
                        && token.shape != Shape::Other
                }
                Kind::Clitic => !marks.has(Mark::BE.or(Mark::HAVE).or(Mark::WILL)),
                Kind::Number => true,
                Kind::Sign => {
                    matches!(page.word(at), "-" | "–" | "." | "$" | "€" | "£" | "%" | "(" | ")")
                        // `the Five Years' War`
                        || matches!(page.word(at), "'" | "’")
                            && page.tokens.get(start).is_some_and(|token| token.shape == Shape::Title)
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

    /// Whether a word that is a verb elsewhere is a noun here: `the strike |`, `a fire |`.
    fn is_owned_noun(&self, at: usize, floor: usize) -> bool {
        at > floor
            && !mark(self.page, at).has(Mark::PAST)
            && mark(self.page, at - 1).has(Mark::DETERMINER.or(Mark::POSSESSIVE))
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
                    !marks.has(Mark::CLOSED.or(Mark::PAST))
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

    /// What stands in brackets right before a token, or is set in between commas.
    fn aside_before(&self, at: usize) -> Option<&Range<usize>> {
        let next = self.skipped.partition_point(|range| range.end < at);
        let near = self.skipped.get(next.saturating_sub(1)..).unwrap_or_default().iter().take(3);
        near.into_iter().find(|range| range.end == at && matches!(self.page.word(range.start), "(" | ","))
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

/// The helper of the verb before that a participle shares: `(was) built in 1987 and | bought by Norvik`.
fn shared_helper(page: &Sheet<'_, '_>, clause: &Clause, predicate: &Predicate) -> Option<Range<usize>> {
    let helper = Mark::HELPER;
    let bare = predicate.passive && !mark(page, predicate.tokens.start).has(helper);
    let earlier = clause.predicates.iter().rfind(|other| {
        other.tokens.end <= predicate.tokens.start
            && other.passive
            && mark(page, other.tokens.start).has(Mark::BE.or(Mark::HAVE))
    });
    earlier.filter(|_| bare).map(|earlier| earlier.tokens.start..earlier.head)
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

/// How many words say more than a date does, and than little words do.
pub(super) fn words_beside(page: &Sheet<'_, '_>, parts: &[Range<usize>], date: &Range<usize>) -> usize {
    let says = |at: &usize| {
        let token = &page.tokens[*at];
        matches!(token.kind, Kind::Word | Kind::Number)
            && !mark(page, *at).has(Mark::CLOSED)
            && !(date.start <= token.start as usize && token.end as usize <= date.end)
    };
    parts.iter().cloned().flatten().filter(says).count()
}

/// Whether a verb that names who hears it first goes on with what they hear: `told the court | that ..`
fn says_what(page: &Sheet<'_, '_>, parts: &[Range<usize>], predicate: &Predicate) -> bool {
    let verb = Mark::HELPER.or(Mark::DO).or(Mark::PAST).or(Mark::TO);
    parts.iter().cloned().flatten().filter(|&at| at >= predicate.tokens.end).any(|at| {
        let marks = mark(page, at);
        let described = || mark(page, at - 1).has(Mark::DETERMINER.or(Mark::POSSESSIVE));
        marks.has(verb)
            || marks.has(Mark::EITHER) && !described()
            || matches!(page.word(at), "of" | "about" | "truth" | "lie" | "lies" | "story" | "“" | "\"" | ":")
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
    // `said so`
    if predicate.marks.has(Mark::SPEECH) && page.word(predicate.head + 1) == "so" {
        return true;
    }
    // `said in a statement`
    let behind = parts.iter().cloned().flatten().find(|&at| at >= predicate.tokens.end);
    let next = behind.map(|at| mark(page, at)).unwrap_or_default();
    if TELLS.contains(&page.word(predicate.head)) && !predicate.passive {
        return !says_what(page, parts, predicate);
    }
    let told = only_says(page.word(predicate.head))
        && next.has(Mark::PREPOSITION)
        && !parts.iter().cloned().flatten().any(|at| at > predicate.head && mark(page, at).has(Mark::THAT));
    told || bare && !predicate.passive && (predicate.marks.has(Mark::SPEECH) || says)
        || last < predicate.tokens.end.saturating_sub(1) && last >= predicate.tokens.start
}
