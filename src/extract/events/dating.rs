//! Which date belongs to what is told.

use std::ops::Range;

use super::When;
use super::clause::{Clause, Predicate, Told};
use super::words::{Mark, Sheet, mark};
use crate::extract::lex::{Kind, Shape};
use crate::extract::time::calendar::Day;
use crate::extract::time::{Anchor, Sure, Timex, TimexKind};

/// The rule of a date that stands behind its verb.
pub(super) const BEHIND: &str = "verb-date";
/// The rule of a date that stands before the clause: `On 6 May, ..`
pub(super) const BEFORE: &str = "date-verb";
/// The rule of a date in another clause of the sentence.
pub(super) const ELSEWHERE: &str = "date-sentence";

/// How many tokens may stand between a verb and its date.
const REACH: usize = 24;

/// What a date can belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tie {
    /// Whatever is told beside it.
    Free,
    /// A name or a noun behind it: `the 2024 Conference`.
    Attributive,
    /// The thing that happens before it, not the verb: `the treaty of 1990`, `after the vote on 3 May`.
    Noun,
    /// Nothing: `(1870-1945)`, `the day after 3 May`, `more than in 1990`, `postponed from 3 May to 5 June`.
    Nothing,
}

/// How the word before a date bounds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// `on 3 May`, `in 1990`
    On,
    /// `by 2030`
    By,
    /// `since 1995`
    Since,
    /// `until 1990`
    Until,
    /// `before 1990`
    Before,
    /// `after 1990`
    After,
    /// `called an election for 3 May`
    For,
}

/// A date in a sentence.
#[derive(Clone, Debug)]
pub(super) struct Date {
    pub(super) when: When,
    /// Its words with the preposition that leads to them.
    pub(super) phrase: Range<usize>,
    pub(super) sure: Sure,
    /// It counts from the day the document was written.
    pub(super) by_document: bool,
    /// It says all by itself.
    pub(super) itself: bool,
    /// It says an hour, or a part of the day.
    pub(super) hour: bool,
    pub(super) edge: Edge,
    pub(super) tie: Tie,
    /// It says an hour alone, of a day that is told before.
    pub(super) clock: bool,
}

impl Date {
    /// Whether something is to be reached by then.
    pub(super) fn by(&self) -> bool {
        matches!(self.edge, Edge::By | Edge::Until)
    }

    /// What happened `by 1990` or `until 1990` happened then or before.
    pub(super) fn bound(&self, when: &mut When) {
        // `By 19:30 all had left` is of that day; an hour bounds no date.
        if self.by() && !self.hour && !when.edtf.contains(['/', '[', 'X']) {
            when.edtf = format!("[..{}]", when.edtf);
            when.days = None;
        }
    }

    pub(super) fn until(&self) -> bool {
        self.edge == Edge::Until
    }

    pub(super) fn since(&self) -> bool {
        self.edge == Edge::Since
    }
}

/// The dates of a sentence that lie on the calendar.
pub(super) fn dates(page: &Sheet<'_, '_>, timexes: &[Timex], sentence: &Range<usize>) -> Vec<Date> {
    let mut found: Vec<Date> = Vec::new();
    let mut stretched = 0;
    for (number, timex) in timexes.iter().enumerate() {
        // The date at the head of an entry stands before what the entry tells.
        if timex.tokens.start < sentence.start {
            continue;
        }
        if !matches!(timex.kind, TimexKind::Date | TimexKind::Time) || timex.span.end <= stretched {
            continue;
        }
        let Some(edtf) = timex.edtf.clone() else { continue };
        let mut tokens = timex.tokens.clone();
        let mut when = When { edtf, days: timex.days, span: timex.span.clone() };
        if let Some(stretch) = &timex.stretch {
            stretched = stretch.span.end;
            tokens.end = page.token_at(stretch.span.end).max(tokens.end).min(sentence.end);
            let last = timexes[number..].iter().take(8).find(|last| last.span.end == stretch.span.end);
            let end = last.and_then(|last| last.days).map(|(_, end)| end);
            let days = timex.days.zip(end).map(|((start, _), end)| (start, end));
            when = When { edtf: stretch.edtf.clone(), days, span: stretch.span.clone() };
        }
        if timex.kind == TimexKind::Time
            && page.word(tokens.end) == "local"
            && page.word(tokens.end + 1) == "time"
        {
            tokens.end = (tokens.end + 2).min(sentence.end);
        }
        let before = |back: usize| {
            tokens.start.checked_sub(back).filter(|at| *at >= sentence.start).map_or("", |at| page.word(at))
        };
        let edge = match before(1) {
            "by" | "By" => Edge::By,
            // `since 1976, when ..`: that was in 1976.
            "since" | "Since" if !when_follows(page, tokens.end) => Edge::Since,
            // `shortly after midnight` is of that day.
            _ if timex.kind == TimexKind::Time => Edge::On,
            "before" | "Before" => Edge::Before,
            "until" | "Until" | "till" => Edge::Until,
            "to" if before(2) == "up" => Edge::Until,
            "to" if before(2) == "prior" => Edge::Before,
            "after" | "After" => Edge::After,
            "for" if mark(page, tokens.start.saturating_sub(2)).has(Mark::HAPPENING) => Edge::For,
            _ => Edge::On,
        };
        let attributive = is_attributive(page, timex, &tokens, sentence);
        // `our summer exhibition`: a kind of thing, and no date.
        let season = matches!(page.word(tokens.start), "spring" | "summer" | "autumn" | "fall" | "winter");
        if attributive && season && tokens.len() == 1 {
            continue;
        }
        let mut phrase = tokens.clone();
        // `in a letter dated 3 May`
        if phrase.start > sentence.start && page.word(phrase.start - 1) == "dated" {
            phrase.start -= 1;
        }
        while phrase.start > sentence.start && phrase.start + 3 > tokens.start {
            let marks = mark(page, phrase.start - 1);
            let leads = marks.has(Mark::PREPOSITION)
                && !(marks.has(Mark::PARTICLE) && phrase.start < tokens.start)
                && !(phrase.start < tokens.start && is_particle(page, phrase.start - 1, sentence))
                && !matches!(page.word(phrase.start - 1), "with" | "than")
                || marks.has(Mark::ADVERB)
                    && mark(page, phrase.start).has(Mark::PREPOSITION)
                    && matches!(before(2), "just" | "only" | "early" | "already");
            if !leads {
                break;
            }
            phrase.start -= 1;
        }
        // `shortly after 7pm`: how near it was belongs to the time.
        if timex.kind == TimexKind::Time
            && phrase.start > sentence.start
            && matches!(page.word(phrase.start), "after" | "before" | "at")
            && matches!(
                page.word(phrase.start - 1),
                "shortly" | "Shortly" | "just" | "Just" | "soon" | "Soon" | "right" | "immediately" | "well"
            )
        {
            phrase.start -= 1;
        }
        let tie = if attributive {
            Tie::Attributive
        } else {
            tie(page, &tokens, &phrase, sentence, timex.stretch.is_some())
        };
        // `the treaty of 1990` keeps its year.
        if tie == Tie::Noun && before(1) == "of" {
            phrase = tokens.end..tokens.end;
        }
        match edge {
            Edge::Since if !when.edtf.contains('/') => when.edtf += "/..",
            Edge::Before | Edge::After => bound(&mut when, edge),
            _ => {}
        }
        let sure = if timex.modifier.is_some() { timex.sure.min(Sure::Likely) } else { timex.sure };
        let by_document = matches!(timex.anchor, Anchor::Document | Anchor::Bounds);
        // What is held by a year alone says little of the day, but that surely.
        let itself = timex.anchor == Anchor::Itself;
        let hour = timex.kind == TimexKind::Time;
        let clock = hour && by_document && timex.rule == "clock";
        found.push(Date { when, phrase, sure, by_document, itself, hour, edge, tie, clock });
    }
    found
}

/// Whether what was then is told behind a date: `in 1976, when ..`
fn when_follows(page: &Sheet<'_, '_>, end: usize) -> bool {
    page.word(end + usize::from(page.word(end) == ",")) == "when"
}

/// Whether a word belongs to the verb before it and not to the date behind: `was sworn in | on 3 May`.
fn is_particle(page: &Sheet<'_, '_>, at: usize, sentence: &Range<usize>) -> bool {
    at > sentence.start
        && matches!(page.word(at), "in" | "on" | "over")
        && mark(page, at - 1).has(Mark::PAST.or(Mark::EITHER).or(Mark::PARTICIPLE))
}

/// `the 2020 war`, `Tuesday's vote`
fn is_attributive(
    page: &Sheet<'_, '_>,
    timex: &Timex,
    tokens: &Range<usize>,
    sentence: &Range<usize>,
) -> bool {
    let Some(next) = page.tokens.get(tokens.end).filter(|_| tokens.end < sentence.end) else { return false };
    if next.kind == Kind::Clitic {
        return true;
    }
    let marks = mark(page, tokens.end);
    let before = if tokens.start > sentence.start { mark(page, tokens.start - 1) } else { Mark::default() };
    let verb = Mark::PAST.or(Mark::EITHER).or(Mark::BE).or(Mark::HAVE).or(Mark::WILL).or(Mark::MODAL);
    let held = Mark::PRONOUN.or(Mark::DETERMINER).or(Mark::POSSESSIVE).or(Mark::PREPOSITION);
    let named = next.shape != Shape::Lower || marks.has(Mark::HAPPENING);
    let owned = before.has(Mark::DETERMINER.or(Mark::POSSESSIVE))
        && !marks.has(verb.or(Mark::AND).or(Mark::OPENER).or(Mark::ADVERB).or(Mark::TO))
        && page.tokens[tokens.start].kind == Kind::Number;
    next.kind == Kind::Word
        && !marks.has(held)
        && (named || owned)
        && tokens.start > sentence.start
        && !before.has(Mark::PREPOSITION)
        && timex.kind == TimexKind::Date
}

/// What a date belongs to by the words before it.
fn tie(
    page: &Sheet<'_, '_>,
    tokens: &Range<usize>,
    phrase: &Range<usize>,
    sentence: &Range<usize>,
    stretch: bool,
) -> Tie {
    let from = phrase.start.saturating_sub(9).max(sentence.start);
    if tokens.start <= from {
        return Tie::Free;
    }
    let first = tokens.start - 1;
    // `the treaty of 1990`, not `the morning of 3 May`.
    if page.word(first) == "of" && first > sentence.start {
        let of = mark(page, first - 1);
        let counts = of.has(Mark::SPAN) && (first < 2 || !mark(page, first - 2).has(Mark::BESIDE));
        if page.word(first - 1).eq_ignore_ascii_case("eve") {
            return Tie::Nothing;
        }
        // `died in the flood of 1953`
        let thing = of.has(Mark::HAPPENING)
            && (first.saturating_sub(5).max(sentence.start)..first - 1)
                .rev()
                .find(|&at| mark(page, at).has(Mark::PREPOSITION))
                .is_some_and(|at| mark(page, at).has(Mark::DURING));
        return if counts || thing { Tie::Free } else { Tie::Noun };
    }
    // `planned for 3 May`; but what `is scheduled for 3 May` is told of that day.
    if page.word(first) == "for" {
        let due = first > sentence.start + 1
            && mark(page, first - 1).has(Mark::PLAN)
            && matches!(page.word(first - 2), "is" | "are" | "been");
        // `called an election for 3 May`
        let called = first > sentence.start && mark(page, first - 1).has(Mark::HAPPENING);
        return match (due, called) {
            (true, _) => Tie::Free,
            (_, true) => Tie::Noun,
            _ => Tie::Nothing,
        };
    }
    if mark(page, first).has(Mark::THAN)
        || page.word(first) == "since" && !when_follows(page, tokens.end) && compares(page, first, sentence)
    {
        return Tie::Nothing;
    }
    let verb = Mark::PAST.or(Mark::EITHER).or(Mark::BE).or(Mark::HAVE).or(Mark::WILL);
    for at in (from..phrase.start).rev() {
        let marks = mark(page, at);
        let token = &page.tokens[at];
        // `postponed the vote from 3 May to 5 June`
        let leads = matches!(page.word(phrase.start), "from" | "until" | "to" | "till" | "From")
            || matches!(page.word(first), "from" | "until" | "to" | "till");
        if marks.has(Mark::MOVE) && marks.has(verb) && (stretch || leads) {
            return Tie::Nothing;
        }
        if marks.has(Mark::THAN) {
            return Tie::Nothing;
        }
        // `was named after her in 1988`
        let named = page.word(at) == "after" && mark(page, at + 1).has(Mark::PRONOUN);
        if marks.has(Mark::BESIDE) && !named {
            // `two days after the vote on 3 May`, `after the vote on 3 May`
            return Tie::Noun;
        }
        if marks.has(verb)
            && !marks.has(Mark::MOVE)
            && token.kind == Kind::Word
            && !(marks.has(Mark::EITHER) && stretch)
            || token.kind == Kind::Sign && matches!(page.word(at), "," | ";" | ":" | "(" | "“" | "”")
            || marks.has(Mark::OPENER)
        {
            break;
        }
    }
    // `two days before 3 May`, `the eve of ..`
    let lead = tokens.start - 1;
    if matches!(page.word(lead), "before" | "after" | "following")
        && lead > sentence.start
        && mark(page, lead - 1).has(Mark::SPAN)
    {
        return Tie::Nothing;
    }
    Tie::Free
}

/// Whether `since` only says what is held against what: `the worst flood since 1953`, `for the first time since 2019`.
fn compares(page: &Sheet<'_, '_>, since: usize, sentence: &Range<usize>) -> bool {
    let from = since.saturating_sub(8).max(sentence.start);
    let quiet = (from..since).rev().take_while(|&at| !matches!(page.word(at), "," | ";" | ":"));
    quiet.into_iter().any(|at| {
        let word = page.word(at);
        let superlative = word.len() > 5
            && word.ends_with("est")
            && page.tokens[at].shape == Shape::Lower
            && page.word(at.wrapping_sub(1)) != "-"
            && !matches!(
                word,
                "forest"
                    | "protest"
                    | "interest"
                    | "harvest"
                    | "request"
                    | "contest"
                    | "arrest"
                    | "invest"
                    | "conquest"
                    | "inquest"
                    | "tempest"
                    | "honest"
                    | "modest"
                    | "suggest"
                    | "priest"
                    | "guest"
            );
        superlative
            || matches!(
                word,
                "first"
                    | "best"
                    | "worst"
                    | "most"
                    | "least"
                    | "second"
                    | "third"
                    | "only"
                    | "unseen"
                    | "anything"
            )
    })
}

/// Makes of `before 1990` and `after 1990` what they say: some time on that side.
fn bound(when: &mut When, edge: Edge) {
    let Some((first, last)) = when.days else { return };
    let whole_year = when.edtf.len() == 4 && when.edtf.bytes().all(|byte| byte.is_ascii_digit());
    let whole_month = when.edtf.len() == 7 && first.month == last.month;
    let edtf = match edge {
        Edge::Before if whole_year => format!("[..{:04}]", first.year - 1),
        Edge::After if whole_year => format!("[{:04}..]", last.year + 1),
        Edge::Before if whole_month => {
            let (year, month) =
                if first.month == 1 { (first.year - 1, 12) } else { (first.year, first.month - 1) };
            format!("[..{year:04}-{month:02}]")
        }
        Edge::After if whole_month => {
            let (year, month) =
                if last.month == 12 { (last.year + 1, 1) } else { (last.year, last.month + 1) };
            format!("[{year:04}-{month:02}..]")
        }
        Edge::Before => format!("[..{}]", written(first.plus(-1))),
        _ => format!("[{}..]", written(last.plus(1))),
    };
    if first.year > 0 && last.year < 9999 {
        when.edtf = edtf;
        when.days = None;
    }
}

fn written(day: Day) -> String {
    format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
}

/// A predicate with its date.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) clause: usize,
    pub(super) predicate: usize,
    pub(super) date: usize,
    pub(super) rule: &'static str,
    /// Other dates that it could have.
    pub(super) others: Vec<usize>,
}

impl Held {
    pub(super) fn is_at(&self, clause: usize, predicate: usize) -> bool {
        (self.clause, self.predicate) == (clause, predicate)
    }
}

/// Which predicate each date belongs to. Each predicate gets one date, the finest.
pub(super) fn attach(page: &Sheet<'_, '_>, clauses: &[Clause], dates: &[Date]) -> Vec<Held> {
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
            && !date.when.edtf.contains('/')
            && let Some(told) =
                next.predicates.iter().position(|other| other.told == Told::Past && other.is_event())
        {
            found.push(Held {
                clause: clause + 1,
                predicate: told,
                date: number,
                rule: BEFORE,
                others: Vec::new(),
            });
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
            found.push(Held { clause, predicate: main, date: number, rule: ELSEWHERE, others: Vec::new() });
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
            None => found.push(Held { clause, predicate, date: number, rule, others: Vec::new() }),
        }
    }
    found.sort_by_key(|held| (held.clause, held.predicate));
    found
}

/// Whether a date stands behind what was done along with it: `studied until 1894, | receiving her degree in 1895`.
fn is_of_what_follows(page: &Sheet<'_, '_>, clause: &Clause, predicate: usize, date: &Date) -> bool {
    let Some(predicate) = clause.predicates.get(predicate) else { return false };
    (predicate.tokens.end..date.phrase.start)
        .any(|at| page.word(at) == "," && mark(page, at + 1).has(Mark::ING))
}

/// What is told first: of a caption whose date stands behind it, of an entry or a paragraph whose date stands before.
pub(super) fn of_first(clauses: &[Clause], date: usize, rule: &'static str) -> Option<Held> {
    let is_told = |predicate: &Predicate| predicate.told != Told::Noun && predicate.is_event();
    let told = |clause: &Clause| clause.predicates.iter().position(is_told);
    clauses.iter().enumerate().find_map(|(clause, found)| {
        Some(Held { clause, predicate: told(found)?, date, rule, others: Vec::new() })
    })
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
            && predicate.tokens.end <= date.phrase.start
            && date.phrase.start - predicate.tokens.end <= REACH
    });
    let right = clause
        .predicates
        .iter()
        .position(|predicate| predicate.told != Told::Noun && predicate.tokens.start >= date.phrase.end);
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
                && page.word(date.phrase.start.max(1) - 1) != ""
                && head - verb.head <= 4
                && tells(verb, date))
            .then_some(main)
        });
        if let Some(main) = same {
            return Some((at, main, ELSEWHERE));
        }
        return noun.map(|noun| (at, noun, BEHIND));
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
                    && matches!(predicate.told, Told::Past | Told::Perfect | Told::Future)
                    && tells(predicate, date)
            })
            .filter(|_| {
                clause.predicates[left].told == Told::Aim || clause.predicates[left].told == Told::Reduced
            })
            .map(|earlier| (at, earlier, ELSEWHERE));
    }
    if let Some(right) = right {
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
    // A clause without a verb: what stands before it, or what it leads to.
    let before = at.checked_sub(1).filter(|_| clause.opener.is_none());
    let near = before
        .and_then(|before| last_event(&clauses[before], date).map(|predicate| (before, predicate)))
        .or_else(|| {
            let after = at + 1;
            let clause = clauses.get(after)?;
            let predicate = clause
                .predicates
                .iter()
                .position(|predicate| tells(predicate, date) && predicate.told != Told::Noun)?;
            Some((after, predicate))
        });
    near.map(|(clause, predicate)| (clause, predicate, ELSEWHERE))
}

fn last_event(clause: &Clause, date: &Date) -> Option<usize> {
    clause.predicates.iter().rposition(|predicate| tells(predicate, date))
}

/// Whether a predicate is an event that can have this date.
fn tells(predicate: &Predicate, date: &Date) -> bool {
    if !predicate.is_event() {
        return false;
    }
    // `was mayor from 1995 to 2003`
    if predicate.marks.has(Mark::OFFICE) && predicate.told != Told::Noun {
        return date.when.edtf.contains('/') && date.edge == Edge::On;
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
    let verb_between = clause.predicates[index + 1..]
        .iter()
        .any(|predicate| predicate.tokens.start < date.phrase.start && predicate.told != Told::Noun);
    let noun = &clause.predicates[index];
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
