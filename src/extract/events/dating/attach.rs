//! Which of what is told in a sentence a date belongs to.

use super::super::clause::{Clause, Predicate, Told};
use super::super::coordinate::is_by_then;
use super::super::verbs::only_dates;
use super::super::words::{Mark, Sheet, mark};
use super::{BEFORE, BEHIND, Date, ELSEWHERE, Edge, REACH, Tie, when_follows};
use crate::extract::lex::{Kind, Shape};

/// A predicate with its date.
#[derive(Clone, Debug)]
pub(in super::super) struct Held {
    pub(in super::super) clause: usize,
    pub(in super::super) predicate: usize,
    pub(in super::super) date: usize,
    pub(in super::super) rule: &'static str,
    /// Other dates that it could have.
    pub(in super::super) others: Vec<usize>,
    /// How the date bounds it, where that is not how it bounds what else is told of it: `until 1990, when it fell`.
    pub(in super::super) edge: Option<Edge>,
}

impl Held {
    const fn new(clause: usize, predicate: usize, date: usize, rule: &'static str) -> Self {
        Self { clause, predicate, date, rule, others: Vec::new(), edge: None }
    }

    pub(in super::super) fn is_at(&self, clause: usize, predicate: usize) -> bool {
        (self.clause, self.predicate) == (clause, predicate)
    }
}

/// Which predicate each date belongs to. Each predicate gets one date, the finest.
pub(in super::super) fn attach(page: &Sheet<'_, '_>, clauses: &[Clause], dates: &[Date]) -> Vec<Held> {
    let mut found: Vec<Held> = Vec::new();
    for (number, date) in dates.iter().enumerate() {
        if date.tie == Tie::Nothing || in_brackets(clauses, date) {
            continue;
        }
        let Some(clause) =
            clauses.iter().position(|clause| clause.tokens.contains(&date.phrase.end.saturating_sub(1)))
        else {
            continue;
        };
        // `in 1976, when 2,000 people died`
        let opener = date.phrase.end + usize::from(page.word(date.phrase.end) == ",");
        let since = matches!(page.word(date.phrase.start), "since" | "Since");
        if let Some(next) = clauses.get(clause + 1).filter(|next| next.opener == Some(opener))
            && when_follows(page, date.phrase.end)
            && !date.when.edtf.contains(['/', '['])
            && let Some(told) =
                next.predicates.iter().position(|other| other.told == Told::Past && other.is_event())
        {
            let until = matches!(date.edge, Edge::Until | Edge::By);
            let edge = until.then_some(Edge::On);
            found.push(Held { edge, ..Held::new(clause + 1, told, number, ELSEWHERE) });
            if since {
                continue;
            }
        }
        let Some((clause, predicate, rule)) = choose(page, clauses, clause, date) else { continue };
        // `the strongest earthquake since 1976`
        if clauses[clause].predicates[predicate].told == Told::Noun && date.since() {
            continue;
        }
        if clauses[clause].predicates[predicate].told == Told::Noun
            && let Some(main) = beside(page, &clauses[clause], predicate, date)
            && found.iter().all(|held| !held.is_at(clause, main))
        {
            found.push(Held::new(clause, main, number, ELSEWHERE));
        }
        // `was not charged until 4 March`: on that day.
        let edge = clauses[clause].predicates[predicate].until.map(|_| Edge::On);
        if let Some(then) = had_by_then(page, clauses, clause, predicate) {
            found.push(Held { edge: Some(Edge::By), ..Held::new(clause + 1, then, number, ELSEWHERE) });
        }
        match found.iter_mut().find(|held| held.is_at(clause, predicate)) {
            Some(old) => {
                // `Two years earlier, in 1988`: what says it in full is surer.
                let rank = |date: &Date, rule: &str| {
                    let aside = is_of_what_follows(page, &clauses[clause], predicate, date);
                    (rule == ELSEWHERE, aside, date.when.length(), !date.hour, !date.itself)
                };
                let wins = rank(date, rule) < rank(&dates[old.date], old.rule);
                let other = if wins { std::mem::replace(&mut old.date, number) } else { number };
                if wins {
                    old.rule = rule;
                }
                old.others.push(other);
            }
            None => found.push(Held { edge, ..Held::new(clause, predicate, number, rule) }),
        }
    }
    found.sort_by_key(|held| (held.clause, held.predicate));
    found
}

/// What had come to be by when something else was: `When help came on 4 June, the ship | had sunk`.
fn had_by_then(page: &Sheet<'_, '_>, clauses: &[Clause], clause: usize, predicate: usize) -> Option<usize> {
    let (when, then) = (clauses.get(clause)?, clauses.get(clause + 1)?);
    let start = when.tokens.start;
    let leads = page.word(start).eq_ignore_ascii_case("when") || is_by_then(page, start);
    let past = |predicate: &Predicate| predicate.told == Told::Past && predicate.is_event();
    let first = then.predicates.iter().position(|other| other.told != Told::Noun)?;
    let had = past(&then.predicates[first]) && page.word(then.predicates[first].tokens.start) == "had";
    (leads && had && then.opener.is_none() && past(when.predicates.get(predicate)?)).then_some(first)
}

/// Whether a date stands behind what was done along with it: `studied until 1894, | receiving her degree in 1895`.
fn is_of_what_follows(page: &Sheet<'_, '_>, clause: &Clause, predicate: usize, date: &Date) -> bool {
    let Some(predicate) = clause.predicates.get(predicate) else { return false };
    (predicate.tokens.end..date.phrase.start)
        .any(|at| page.word(at) == "," && mark(page, at + 1).has(Mark::ING))
}

/// What is told first: of a caption whose date stands behind it, of an entry or a paragraph whose date stands before.
pub(in super::super) fn of_first(clauses: &[Clause], date: usize, rule: &'static str) -> Option<Held> {
    let is_told = |predicate: &Predicate| predicate.told != Told::Noun && predicate.is_event();
    let told = |clause: &Clause| clause.predicates.iter().position(is_told);
    clauses.iter().enumerate().find_map(|(clause, found)| Some(Held::new(clause, told(found)?, date, rule)))
}

/// What somebody does `during his visit to .. in May`: it has the date of the visit.
fn beside(page: &Sheet<'_, '_>, clause: &Clause, noun: usize, date: &Date) -> Option<usize> {
    let head = clause.predicates.get(noun)?.head;
    let whose = head.checked_sub(1).map(|at| mark(page, at)).is_some_and(|marks| marks.has(Mark::POSSESSIVE));
    let is_main = |predicate: &Predicate| predicate.told == Told::Past && predicate.head < head;
    let main = clause.predicates.iter().position(is_main)?;
    (whose && tells(&clause.predicates[main], date)).then_some(main)
}

fn choose(
    page: &Sheet<'_, '_>,
    clauses: &[Clause],
    at: usize,
    date: &Date,
) -> Option<(usize, usize, &'static str)> {
    let clause = &clauses[at];
    if date.tie == Tie::Attributive {
        // `The 1952 Games were held`
        let held = clause.predicates.iter().position(|predicate| {
            predicate.tokens.start >= date.phrase.end
                && predicate.tokens.start < date.phrase.end + 8
                && matches!(page.word(predicate.head), "held" | "hosted" | "opened" | "began" | "ended")
                && tells(predicate, date)
        });
        if let Some(held) = held {
            return Some((at, held, ELSEWHERE));
        }
        // `the 2020 war`: the thing itself, where that is all.
        let noun = clause.predicates.iter().position(|predicate| {
            predicate.told == Told::Noun
                && predicate.head >= date.phrase.end
                && predicate.head < date.phrase.end + 5
        })?;
        let other =
            clause.predicates.iter().any(|predicate| predicate.is_event() && predicate.told != Told::Noun);
        return (!other).then_some((at, noun, BEHIND));
    }
    let left = clause.predicates.iter().rposition(|predicate| {
        predicate.told != Told::Noun
            && !is_standing(page, predicate)
            && predicate.tokens.end <= date.phrase.start
            && date.phrase.start - predicate.tokens.end <= REACH
    });
    let right = behind(clause, date);
    let noun = noun_before(page, clause, date);
    if date.tie == Tie::Noun {
        // `won the war of 1905`
        let same = noun.and_then(|noun| {
            let head = clause.predicates[noun].head;
            let main = clause.predicates[..noun].iter().rposition(|other| other.told != Told::Noun)?;
            let verb = &clause.predicates[main];
            let takes_part =
                matches!(page.word(verb.head), "won" | "lost" | "fought" | "signed" | "attended");
            (takes_part
                && !page.word(date.phrase.start.max(1) - 1).is_empty()
                && head - verb.head <= 4
                && tells(verb, date))
            .then_some(main)
        });
        if let Some(main) = same.or_else(|| comes_of_it(page, clause, noun?, date)) {
            return Some((at, main, ELSEWHERE));
        }
        return noun.map(|noun| (at, noun, BEHIND));
    }
    // `Its fall in May 1940 was followed by a famine in 1942`: each has its own.
    let only_follows = |predicate: usize| {
        let predicate = &clause.predicates[predicate];
        predicate.passive && matches!(page.word(predicate.head), "followed" | "preceded")
    };
    if let Some(noun) = noun.filter(|_| left.or(right).is_some_and(only_follows)) {
        return Some((at, noun, BEHIND));
    }
    if let Some(left) = left {
        if tells(&clause.predicates[left], date) {
            // `met during his visit in May`: the verb; `was glad about his visit in May`: the visit.
            return Some((at, left, BEHIND));
        }
        if let Some(noun) = noun {
            return Some((at, noun, BEHIND));
        }
        // `was signed by X, who hoped .., on 6 May`
        return clause.predicates[..left]
            .iter()
            .rposition(|predicate| {
                predicate.told != Told::Noun
                    && matches!(predicate.told, Told::Past | Told::Perfect | Told::Future | Told::Would)
                    && tells(predicate, date)
            })
            .filter(|_| {
                clause.predicates[left].told == Told::Aim || clause.predicates[left].told == Told::Reduced
            })
            .map(|earlier| (at, earlier, ELSEWHERE));
    }
    if let Some(right) = right {
        // `His arrest in 1934, his trial in 1935 and his death ..`: each has its own.
        if let Some(noun) = noun.filter(|&noun| is_one_of_list(page, clause, noun, date)) {
            return Some((at, noun, BEHIND));
        }
        if is_several(page, clause, &clause.predicates[right], date) {
            return None;
        }
        if tells(&clause.predicates[right], date) {
            return Some((at, right, BEFORE));
        }
        if let Some(noun) = noun {
            return Some((at, noun, BEHIND));
        }
        let next = clause.predicates[right..]
            .iter()
            .position(|predicate| predicate.told != Told::Noun && tells(predicate, date));
        return next.filter(|next| *next == 1).map(|next| (at, right + next, ELSEWHERE));
    }
    if let Some(noun) = noun {
        return Some((at, noun, BEHIND));
    }
    // `Founded in 1990, | the company ..`: the participle has its own.
    if clause.leads {
        return None;
    }
    let near = beyond(page, clauses, at, date);
    near.map(|(clause, predicate)| (clause, predicate, ELSEWHERE))
}

/// Whether a participle only tells how somebody or something is for long: `investors | led by Lars Holm`.
fn is_standing(page: &Sheet<'_, '_>, predicate: &Predicate) -> bool {
    predicate.told == Told::Reduced
        && page.word(predicate.tokens.end) == "by"
        && matches!(
            page.word(predicate.head),
            "led"
                | "headed"
                | "chaired"
                | "owned"
                | "run"
                | "controlled"
                | "backed"
                | "managed"
                | "represented"
        )
}

/// What a thing that happened then has done: `The election of 5 March | gave the party half of the seats`.
fn comes_of_it(page: &Sheet<'_, '_>, clause: &Clause, noun: usize, date: &Date) -> Option<usize> {
    let main = clause.predicates.iter().position(|other| other.tokens.start == date.phrase.end)?;
    let verb = &clause.predicates[main];
    let gives = matches!(
        page.word(verb.head),
        "gave" | "brought" | "cost" | "killed" | "left" | "claimed" | "returned" | "drew" | "produced"
    );
    let subject = clause.predicates[noun].head <= clause.tokens.start + 3;
    (gives && subject && verb.told == Told::Past && tells(verb, date)).then_some(main)
}

/// Whether a date stands right behind a thing that happens which is one of several, each with its date.
fn is_one_of_list(page: &Sheet<'_, '_>, clause: &Clause, noun: usize, date: &Date) -> bool {
    let joins = |at: usize| page.word(at) == "," || mark(page, at).has(Mark::AND);
    let head = clause.predicates[noun].head;
    let near = |other: &Predicate| other.told == Told::Noun && other.head.abs_diff(head) <= 10;
    let others = clause.predicates.iter().filter(|other| near(other) && other.head != head).count();
    let behind = date.phrase.end;
    let before = head.checked_sub(2).filter(|at| *at >= clause.tokens.start);
    let owned =
        head.checked_sub(1).is_some_and(|at| mark(page, at).has(Mark::POSSESSIVE.or(Mark::DETERMINER)));
    let listed =
        joins(behind) && !matches!(page.word(behind + 1), "which" | "who") || before.is_some_and(joins);
    others > 0 && owned && listed
}

/// Whether a date is one of several of those who do something: `His arrest in 1934 and his trial in 1935 | shocked ..`
fn is_several(page: &Sheet<'_, '_>, clause: &Clause, main: &Predicate, date: &Date) -> bool {
    let behind = date.phrase.end;
    let joins = page.word(behind) == "," || mark(page, behind).has(Mark::AND);
    let year = |at: usize| page.tokens[at].kind == Kind::Number && mark(page, at - 1).has(Mark::PREPOSITION);
    let own = mark(page, behind + 1).has(Mark::DETERMINER.or(Mark::POSSESSIVE));
    let more = joins && own && (behind + 1..main.tokens.start).any(year);
    // `.. and his death in 1937 | shocked ..`
    let start = date.phrase.start;
    let owned = start >= 2 && mark(page, start - 2).has(Mark::POSSESSIVE);
    let less = owned
        && start >= 3
        && mark(page, start - 3).has(Mark::AND)
        && (clause.tokens.start + 1..start).any(year);
    start > clause.tokens.start + 1 && (more || less)
}

/// What the date of a clause without a verb belongs to: what stands before it, or what it leads to.
fn beyond(page: &Sheet<'_, '_>, clauses: &[Clause], at: usize, date: &Date) -> Option<(usize, usize)> {
    let before = at.checked_sub(1).filter(|_| clauses[at].opener.is_none());
    // `Next meeting: | 14 September`: what has a name and a date.
    let label = before.filter(|&colon| page.word(clauses[colon].tokens.start) == ":").and_then(|colon| {
        let clause = clauses.get(colon.checked_sub(1)?)?;
        let [only] = &clause.predicates[..] else { return None };
        (only.told == Told::Noun).then_some((colon - 1, 0))
    });
    let told =
        before.and_then(|before| last_event(&clauses[before], date).map(|predicate| (before, predicate)));
    told.or(label).or_else(|| {
        // `In 1759 a fire, | which began .., | destroyed ..`
        let resumed = clauses.iter().skip(at + 1).take(3).position(|next| next.resumes == Some(at));
        let after = at + 1 + resumed.unwrap_or(0);
        let clause = clauses.get(after)?;
        let predicate = clause
            .predicates
            .iter()
            .position(|predicate| tells(predicate, date) && predicate.told != Told::Noun)?;
        Some((after, predicate))
    })
}

/// What is told next behind a date.
fn behind(clause: &Clause, date: &Date) -> Option<usize> {
    let follows =
        |predicate: &Predicate| predicate.told != Told::Noun && predicate.tokens.start >= date.phrase.end;
    // `On 3 May the museum, designed by two brothers, opened`: what only describes is passed by.
    let main =
        |predicate: &Predicate| follows(predicate) && !matches!(predicate.told, Told::Reduced | Told::Aim);
    clause
        .predicates
        .iter()
        .position(main)
        .filter(|_| !clause.leads)
        .filter(|main| {
            clause.predicates[..*main]
                .iter()
                .filter(|other| follows(other))
                .all(|other| other.told == Told::Reduced)
        })
        .or_else(|| clause.predicates.iter().position(follows))
}

fn last_event(clause: &Clause, date: &Date) -> Option<usize> {
    clause.predicates.iter().rposition(|predicate| tells(predicate, date))
}

/// Whether a predicate is an event that can have this date.
fn tells(predicate: &Predicate, date: &Date) -> bool {
    if predicate.until.is_some() {
        return date.edge == Edge::Until;
    }
    if !predicate.is_event() {
        return false;
    }
    // `was mayor from 1995 to 2003`
    if predicate.marks.has(Mark::OFFICE) && predicate.told != Told::Noun {
        return date.when.edtf.contains(['/', '[']) && date.edge == Edge::On;
    }
    match predicate.told {
        // What is always so has no date, but a plan is told in the present too: `The shop opens at noon`.
        Told::Present => predicate.marks.has(Mark::DEED) && !date.by() && (!date.hour || date.itself),
        Told::Aim => predicate.passive || date.by() || predicate.marks.has(Mark::DEED),
        _ => true,
    }
}

/// The thing that happens whose date this is: nothing but the words of its phrase stand between.
fn noun_before(page: &Sheet<'_, '_>, clause: &Clause, date: &Date) -> Option<usize> {
    let index = clause.predicates.iter().rposition(|predicate| {
        predicate.told == Told::Noun
            && predicate.tokens.end <= date.phrase.start
            && date.phrase.start - predicate.tokens.end <= 14
    })?;
    let noun = &clause.predicates[index];
    let verb_between = clause.predicates[index + 1..].iter().any(|other| {
        other.tokens.start < date.phrase.start && other.told != Told::Noun && !only_dates(noun, other)
    });
    let plain = (noun.tokens.end..date.phrase.start).all(|at| {
        let marks = mark(page, at);
        let verb = marks.has(Mark::PRESENT) && !marks.has(Mark::HAPPENING);
        !matches!(page.word(at), "," | ";" | ":" | "(") && !marks.has(Mark::OPENER) && !verb
    });
    // `victory in the Garabagh conflict in 2020`: the first of a chain.
    let first = clause.predicates[..index].iter().rposition(|predicate| {
        predicate.told == Told::Noun
            && (predicate.tokens.end..noun.tokens.start).all(|at| {
                let marks = mark(page, at);
                marks.has(Mark::PREPOSITION.or(Mark::DETERMINER)) || page.tokens[at].shape == Shape::Title
            })
            && noun.tokens.start - predicate.tokens.end <= 5
    });
    (!verb_between && plain).then_some(first.unwrap_or(index))
}

/// Whether a date stands in brackets: `(1870-1945)`, `(born 3 May 1970)`.
fn in_brackets(clauses: &[Clause], date: &Date) -> bool {
    clauses.iter().flat_map(|clause| &clause.asides).any(|aside| aside.contains(&date.phrase.start))
}
