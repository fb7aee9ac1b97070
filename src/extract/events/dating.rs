//! Which date belongs to what is told.

use std::ops::Range;

use super::When;
use super::words::{Mark, Sheet, mark};
use crate::extract::lex::{Kind, Shape};
use crate::extract::time::calendar::Day;
use crate::extract::time::{Anchor, Sure, Timex, TimexKind};

mod attach;

pub(super) use attach::{Held, attach, of_first};

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
    /// `called an election for 3 May`, `resigned with effect from 3 May`
    For,
}

/// A date in a sentence.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked by itself")]
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
        // `by the end of 2027`: by the last of its days.
        let last = when.edtf.trim_matches(['[', ']']).rsplit(['/', '.']).next().unwrap_or_default();
        if self.by() && !self.hour && !last.is_empty() && !last.contains('X') {
            when.edtf = format!("[..{last}]");
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
        let Some(edtf) = timex.edtf.as_deref().map(some_time) else { continue };
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
        let edge = edge(page, timex, &tokens, sentence);
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
                && !(phrase.start < tokens.start
                    && (marks.has(Mark::PARTICLE) || is_particle(page, phrase.start - 1, sentence)))
                && !matches!(page.word(phrase.start - 1), "with" | "than")
                || marks.has(Mark::ADVERB)
                    && mark(page, phrase.start).has(Mark::PREPOSITION)
                    && matches!(before(2), "just" | "only" | "early" | "already" | "Not" | "Only");
            if !leads {
                break;
            }
            phrase.start -= 1;
        }
        if no_later(page, tokens.start, sentence) {
            phrase.start = tokens.start - 3;
        }
        // `at the latest by 3 May`
        if edge == Edge::By && before(4) == "at" && before(3) == "the" && before(2) == "latest" {
            phrase.start = tokens.start - 4;
        }
        // `resigned with effect from 3 May`
        if edge == Edge::For && before(3) == "with" && before(2) == "effect" {
            phrase.start = tokens.start - 3;
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
            Edge::Since if !when.edtf.contains(['/', '[']) => when.edtf += "/..",
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

/// How the words before a date bound it.
fn edge(page: &Sheet<'_, '_>, timex: &Timex, tokens: &Range<usize>, sentence: &Range<usize>) -> Edge {
    let (start, end) = (tokens.start, tokens.end);
    let before = |back: usize| {
        start.checked_sub(back).filter(|at| *at >= sentence.start).map_or("", |at| page.word(at))
    };
    match before(1) {
        "by" | "By" => Edge::By,
        // `no later than 3 May`
        "than" if no_later(page, start, sentence) => Edge::By,
        // `since 1976, when ..`: that was in 1976.
        "since" | "Since" if !when_follows(page, end) => Edge::Since,
        // `shortly after midnight` is of that day.
        _ if timex.kind == TimexKind::Time => Edge::On,
        "before" | "Before" => Edge::Before,
        // `Not until 1975 was it lifted`: that was in 1975.
        "until" if matches!(before(2), "Not" | "not") => Edge::On,
        "until" | "Until" | "till" => Edge::Until,
        "to" if before(2) == "up" => Edge::Until,
        "to" if before(2) == "prior" => Edge::Before,
        "after" | "After" => Edge::After,
        "for" if mark(page, start.saturating_sub(2)).has(Mark::HAPPENING) => Edge::For,
        "from" if before(2) == "effect" => Edge::For,
        "effective" => Edge::For,
        _ => Edge::On,
    }
}

/// Whether `no later than` or `not later than` stands before a date.
fn no_later(page: &Sheet<'_, '_>, date: usize, sentence: &Range<usize>) -> bool {
    date >= sentence.start + 3
        && page.word(date - 1) == "than"
        && page.word(date - 2) == "later"
        && matches!(page.word(date - 3), "no" | "not")
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
    // `Anna Berg, botanist, 1931-2024`: a line of a life.
    let ends = (tokens.end..sentence.end).all(|at| page.tokens[at].kind == Kind::Sign);
    if stretch && ends && page.word(first) == "," && is_life(page, tokens) {
        return Tie::Nothing;
    }
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
            && (matches!(page.word(first - 2), "is" | "are" | "been" | "was" | "were")
                || mark(page, first - 2).has(Mark::ADVERB)
                || page.word(first - 2) == ",");
        // `called an election for 3 May`
        let called = first > sentence.start && mark(page, first - 1).has(Mark::HAPPENING);
        return match (due, called) {
            (true, _) => Tie::Free,
            (_, true) => Tie::Noun,
            _ => Tie::Nothing,
        };
    }
    // `presented the accounts to 31 December`: up to where they go.
    let counted = first > sentence.start && mark(page, first - 1).has(Mark::SPAN);
    if page.word(first) == "to" && !stretch && !counted {
        return Tie::Nothing;
    }
    if mark(page, first).has(Mark::THAN) && !no_later(page, tokens.start, sentence)
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

/// Whether two years are as far from each other as those of a life.
fn is_life(page: &Sheet<'_, '_>, tokens: &Range<usize>) -> bool {
    let year = |at: usize| page.word(at).parse::<i32>().ok().filter(|year| (1000..2100).contains(year));
    let last = tokens.end.checked_sub(1).and_then(year);
    year(tokens.start).zip(last).is_some_and(|(born, died)| (25..115).contains(&(died - born)))
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

/// A week, the middle of a decade: what has one date is some time in it. That it took all of it, only a stretch
/// says with both its ends.
pub(super) fn some_time(edtf: &str) -> String {
    let is_plain =
        |end: &str| !end.is_empty() && end.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match edtf.split_once('/') {
        Some((first, last)) if is_plain(first) && is_plain(last) => format!("[{first}..{last}]"),
        _ => edtf.to_owned(),
    }
}

fn written(day: Day) -> String {
    format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
}
