//! Whether a clause speaks of what was or of what will be, by closed lists of words.

use std::ops::Range;
use std::sync::LazyLock;

use crate::extract::lex::{Kind, Shape};
use crate::extract::page::Page;
use crate::extract::words::Words;

/// The tense of what is told beside an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// What was: `met`, `has signed`.
    Past,
    /// What is, or nothing that tells.
    Present,
    /// What will be: `will meet`, `is expected`.
    Future,
}

/// How a word bears on the tense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Will,
    /// `is`, `are`: the future before `to` and before words of planning.
    Be,
    Was,
    /// `has`, `have` before a participle.
    Have,
    Past,
    /// `expects`, `plans`, `due`, `scheduled`: what comes.
    Plan,
    Present,
    /// `opens`, `begins`: what comes, right before its date.
    Comes,
    /// `meet`, `resume`: the same of many, and what leans on another verb.
    Bare,
    /// Ends a clause.
    Stop,
}

static MARKS: LazyLock<Words<Mark>> = LazyLock::new(|| {
    let mut list: Vec<(&'static str, Mark)> = Vec::new();
    let mut add = |words: &'static str, mark: Mark| list.extend(words.split(' ').map(|word| (word, mark)));
    add("will shall won may would can", Mark::Will);
    add("is are 's am", Mark::Be);
    add("was were", Mark::Was);
    add("has have had having", Mark::Have);
    add(
        "plans plan planned expects expect expected scheduled due set slated hopes hope intends intend aims aim \
         upcoming forthcoming tentatively planning expecting projected seeks proposes forecast likely poised",
        Mark::Plan,
    );
    add(
        "opens begins starts meets arrives departs resumes returns reconvenes expires ends takes faces visits kicks goes \
         closes reopens matures convenes leaves plays hosts travels performs airs debuts premieres competes speaks \
         concludes appears",
        Mark::Comes,
    );
    add("meet go open close begin resume arrive depart reopen convene", Mark::Bare);
    add("says say said according", Mark::Present);
    add(
        "died tied lied owed used began begun became become came went got gave made took told found left felt kept knew met paid put ran sold \
         sent spoke spent stood thought won wrote lost led held heard grew fell flew fought drew drove did done broke \
         brought built bought caught chose cut dealt ate rose saw seen shot shut sank sat set sought stole struck swore \
         taught threw understood woke wore hit beat bore bound bred fed fled hung laid lay lit meant rang read rid rode \
         sang slept slid slung sprang spread stuck swam swept swung tore wept withdrew overthrew underwent oversaw \
         closed reached reported announced",
        Mark::Past,
    );
    Words::new(&list)
});

/// A clause as it is read for its verbs.
struct Clause<'a, 't> {
    page: &'a Page<'t>,
    sentence: Range<usize>,
}

impl Clause<'_, '_> {
    fn says(&self, at: usize, word: &str) -> bool {
        self.sentence.contains(&at) && self.page.word(at).eq_ignore_ascii_case(word)
    }
}

/// The tense of the clause around some tokens: of the nearest verb before them, else of the first behind them.
///
/// ```
/// use annals::extract::{page::Page, time::{self, Tense}};
/// let page = Page::read("They met in May and will meet again in June.");
/// assert_eq!(time::tense(&page, &(3..4)), Tense::Past);
/// assert_eq!(time::tense(&page, &(9..10)), Tense::Future);
/// ```
#[must_use]
pub fn tense(page: &Page<'_>, tokens: &Range<usize>) -> Tense {
    let Some(sentence) = page.sentences.get(page.sentence_of(tokens.start)) else { return Tense::Present };
    let scan = Clause { page, sentence: sentence.tokens.clone() };
    let (start, end) = (tokens.start, tokens.end);
    let from = start.saturating_sub(30).max(scan.sentence.start);
    // A clause that a conjunction opens (`said that on Monday they met`) has its verb behind the expression.
    let (mut nearest, mut opened) = (None, false);
    for at in (from..start).rev() {
        match mark(&scan, at) {
            Some(Mark::Stop) => break,
            Some(found) => {
                nearest = Some((at, found));
                break;
            }
            // `announced an agreement to buy it in January`
            None if is_plan(&scan, at) => return Tense::Future,
            None => opened |= opens_clause(&scan, at),
        }
    }
    if opened
        && let Some((at, found)) = (end..scan.sentence.end.min(end + 12))
            .find_map(|at| mark(&scan, at).map(|found| (at, found)))
            .filter(|(_, found)| *found != Mark::Stop)
    {
        return read(&scan, at, found, end, tokens);
    }
    if let Some((at, found)) = nearest {
        return read(&scan, at, found, from, tokens);
    }
    for at in end..scan.sentence.end.min(end + 30) {
        match mark(&scan, at) {
            Some(Mark::Stop) => break,
            Some(found) => return read(&scan, at, found, end, tokens),
            None => {}
        }
    }
    Tense::Present
}

/// Whether a deed that is told as done bears right on an expression, which then lies in the past: `resigned on the
/// 25th`, `On Christmas Eve they met`; not `announced a vote on Sept. 11` or `payable Feb. 15`.
pub(super) fn deed(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let Some(sentence) = page.sentences.get(page.sentence_of(tokens.start)) else { return false };
    let scan = Clause { page, sentence: sentence.tokens.clone() };
    let start = tokens.start;
    let from = start.saturating_sub(30).max(scan.sentence.start);
    let on = start > from
        && ["on", "in", "during", "from", "between"].iter().any(|word| scan.says(start - 1, word));
    let lead = if on { start - 1 } else { start };
    // What it stands behind: nothing that could rule it otherwise (`for`, `until`, `the .. vote`).
    if !on && lead > from {
        let word = page.word(lead - 1).to_ascii_lowercase();
        let bound = page.tokens.get(lead - 1).is_some_and(|token| token.kind == Kind::Clitic)
            || RULING.of(&word).is_some();
        if bound {
            return false;
        }
    }
    let before = (from..lead).rev().find_map(|at| mark(&scan, at).map(|mark| (at, mark)));
    match before {
        Some((_, Mark::Stop)) | None => {
            let limit = scan.sentence.end.min(tokens.end + 30);
            let leads =
                lead == scan.sentence.start || before.is_some() && lead <= before.map_or(0, |(at, _)| at) + 2;
            leads
                && (tokens.end..limit).find_map(|at| mark(&scan, at).map(|mark| (at, mark))).is_some_and(
                    |(at, mark)| {
                        (matches!(mark, Mark::Past | Mark::Was) || scan.says(at, "had"))
                            && read(&scan, at, mark, tokens.end, tokens) == Tense::Past
                    },
                )
        }
        Some((at, mark)) => {
            matches!(mark, Mark::Past | Mark::Was)
                && read(&scan, at, mark, from, tokens) == Tense::Past
                // What was announced then was a deed of that day, what they announced may be of any.
                && (ARRANGED.get(page.text, &page.tokens[at]).is_none()
                    || is_set_apart(&scan, at)
                    || at > from && at + 1 == lead && scan.says(at - 1, "was"))
                && (at + 1..lead).all(|at| !is_open(&scan, at))
                && !(from..at).any(|at| is_will(&scan, at))
        }
    }
}

fn is_will(scan: &Clause<'_, '_>, at: usize) -> bool {
    mark(scan, at) == Some(Mark::Will) && !["would", "may", "can"].iter().any(|word| scan.says(at, word))
}

/// Whether what is told of a day is yet to be, by the verb right before it: `will open on Jan. 5`, `takes effect May 1`.
pub(super) fn to_come(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let Some(sentence) = page.sentences.get(page.sentence_of(tokens.start)) else { return false };
    let scan = Clause { page, sentence: sentence.tokens.clone() };
    let on = tokens.start > scan.sentence.start && scan.says(tokens.start - 1, "on");
    let lead = if on { tokens.start - 1 } else { tokens.start };
    let from = lead.saturating_sub(8).max(scan.sentence.start);
    let found = (from..lead).rev().find_map(|at| mark(&scan, at).map(|mark| (at, mark)));
    let bound = !on && lead > from && RULING.get(page.text, &page.tokens[lead - 1]).is_some();
    !bound
        && found.is_some_and(|(at, mark)| {
            (mark == Mark::Will && is_will(&scan, at) || mark == Mark::Comes)
                && (at + 1..lead).all(|at| !is_open(&scan, at))
        })
}

/// Whether what is told beside an expression lies ahead of the writer, not only ahead of what is told: `will meet in
/// May`, `is planned for May`, not `was planned for May`, `would meet in May`.
pub(super) fn is_coming(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    if tense(page, tokens) != Tense::Future {
        return false;
    }
    let Some(sentence) = page.sentences.get(page.sentence_of(tokens.start)) else { return false };
    let scan = Clause { page, sentence: sentence.tokens.clone() };
    let from = tokens.start.saturating_sub(12).max(scan.sentence.start);
    let end = scan.sentence.end.min(tokens.end + 12);
    let now = |at: usize| match mark(&scan, at) {
        Some(Mark::Will) => is_will(&scan, at),
        Some(Mark::Be | Mark::Comes) => true,
        Some(Mark::Plan) => {
            ["due", "upcoming", "forthcoming"].iter().any(|word| scan.says(at, word))
                || page.word(at).ends_with('s') && !scan.says(at, "hopes")
        }
        _ => false,
    };
    let then = |at: usize| {
        mark(&scan, at) == Some(Mark::Was) || ["would", "had", "could"].iter().any(|word| scan.says(at, word))
    };
    (from..end).any(now) && !(from..end).any(then)
}

/// The verb right before some tokens, in their clause.
fn verb_before(scan: &Clause<'_, '_>, start: usize) -> Option<usize> {
    let from = start.saturating_sub(30).max(scan.sentence.start);
    (from..start)
        .rev()
        .find_map(|at| mark(scan, at).map(|mark| (at, mark)))
        .and_then(|(at, mark)| (mark != Mark::Stop).then_some(at))
}

/// Whether a verb stands before an expression in its clause, so that it is not of what the clause is about.
pub(super) fn follows_verb(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let Some(sentence) = page.sentences.get(page.sentence_of(tokens.start)) else { return false };
    let scan = Clause { page, sentence: sentence.tokens.clone() };
    verb_before(&scan, tokens.start).is_some()
}

/// Whether a verb stands among some tokens of a sentence.
pub(super) fn has_verb(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let Some(sentence) = page.sentences.get(page.sentence_of(tokens.start)) else { return false };
    let scan = Clause { page, sentence: sentence.tokens.clone() };
    tokens.clone().any(|at| mark(&scan, at).is_some_and(|mark| mark != Mark::Stop))
}

/// Whether the verb before an expression tells of what lay before what is told: `had landed in 1940`.
pub(super) fn is_pluperfect(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    helped_by(page, tokens, &["had"])
}

/// Whether the verb before an expression tells of what was yet to come: `would rule until 1921`.
pub(super) fn is_ahead(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    helped_by(page, tokens, &["would", "will"])
}

/// Whether the verb before an expression is one of these words, or leans on one.
fn helped_by(page: &Page<'_>, tokens: &Range<usize>, helpers: &[&str]) -> bool {
    let Some(sentence) = page.sentences.get(page.sentence_of(tokens.start)) else { return false };
    let scan = Clause { page, sentence: sentence.tokens.clone() };
    verb_before(&scan, tokens.start).is_some_and(|verb| {
        (verb.saturating_sub(3)..=verb).any(|at| helpers.iter().any(|word| scan.says(at, word)))
    })
}

/// Whether a word between a verb and a date may make the date that of something else, which is to come: `agreed to
/// meet`, `a dividend payable`.
fn is_open(scan: &Clause<'_, '_>, at: usize) -> bool {
    let verb = scan.says(at, "to")
        && scan.page.tokens.get(at + 1).is_some_and(|token| token.shape == Shape::Lower)
        && RULING.get(scan.page.text, &scan.page.tokens[at + 1]).is_none();
    // `won on Sept. 9, and plays again on Sept. 16`
    let next = scan.page.word(at + 1);
    let goes_on = ["and", "but"].iter().any(|word| scan.says(at, word))
        && next.starts_with(char::is_lowercase)
        && next.ends_with('s')
        && !next.ends_with("ss");
    verb || goes_on || OPEN.get(scan.page.text, &scan.page.tokens[at]).is_some()
}

/// Words that rule the date behind them, and articles that it stands within.
static RULING: LazyLock<Words<()>> = LazyLock::new(|| {
    words(
        "for until till by before since from to through between of and or after in the a an this that his her its their our my -",
    )
});

/// Words behind which a date is to come, whatever the verb before them.
static OPEN: LazyLock<Words<()>> = LazyLock::new(|| {
    words(
        "payable effective until till before ahead ending starting beginning that which who if whether upcoming \
         forthcoming deadline as when while where because than",
    )
});

/// Verbs of arranging and of saying: the date behind them is mostly that of what is arranged or told of.
static ARRANGED: LazyLock<Words<()>> = LazyLock::new(|| {
    words(
        "announced set fixed postponed extended delayed called agreed decided invited asked ordered offered picked \
         proposed booked convened summoned declared cancelled canceled promised urged urging told \
         warned added stated noted confirmed predicted forecast wanted needed sought advanced rescheduled adjourned \
         scheduled pledged vowed threatened demanded due nominated prepared arranged organized organised reserved \
         recommended suggested planned expected",
    )
});

fn words(list: &'static str) -> Words<()> {
    Words::new(&list.split(' ').map(|word| (word, ())).collect::<Vec<_>>())
}

/// What the words beside an expression say of where it lies, whatever the verb: `as early as Tuesday` and a term that
/// runs `until Tuesday` are to come, and `Tuesday's ruling` is known because it has been.
pub(super) fn bearing(page: &Page<'_>, tokens: &Range<usize>) -> Option<Tense> {
    let sentence = page.sentences.get(page.sentence_of(tokens.start))?;
    let clause = Clause { page, sentence: sentence.tokens.clone() };
    let start = tokens.start;
    let before = |back: usize, word: &str| start >= back && clause.says(start - back, word);
    let soon =
        before(1, "as") && ["soon", "early", "late"].iter().any(|word| before(2, word)) && before(3, "as");
    // `a deadline of 6 p.m. Thursday was set`
    if soon || before(1, "than") && before(2, "later") || before(1, "of") && before(2, "deadline") {
        return Some(Tense::Future);
    }
    // `wanted an answer by Friday`
    if before(1, "by") {
        let from = start.saturating_sub(10).max(sentence.tokens.start);
        let asked = (from..start).any(|at| ASKED.get(page.text, &page.tokens[at]).is_some());
        return asked.then_some(Tense::Future);
    }
    if before(1, "until") || before(1, "till") {
        let from = start.saturating_sub(16).max(sentence.tokens.start);
        // `agreed to keep them in force until May`
        let decided = (from..start).rev().find(|at| clause.says(*at, "to")).is_some_and(|to| {
            to > from
                && page.word(to + 1).starts_with(char::is_lowercase)
                && (from..to).rev().find_map(|at| mark(&clause, at).map(|_| at)).is_some_and(|verb| {
                    ARRANGED.get(page.text, &page.tokens[verb]).is_some() || clause.says(verb, "voted")
                })
        });
        if decided {
            return Some(Tense::Future);
        }
        let term = !before(2, "up")
            && !before(2, "not")
            && (from..start).any(|at| TERMS.get(page.text, &page.tokens[at]).is_some());
        return term.then_some(Tense::Future);
    }
    // `a ban that runs through September`
    if before(1, "through") {
        let from = start.saturating_sub(6).max(sentence.tokens.start);
        let runs = ["runs", "lasts", "valid", "remains", "extends", "extended"];
        let term = (from..start).any(|at| runs.iter().any(|word| clause.says(at, word)));
        return term.then_some(Tense::Future);
    }
    let owned = page.tokens.get(tokens.end).is_some_and(|token| {
        clause.sentence.contains(&tokens.end)
            && token.kind == Kind::Clitic
            && token.of(page.text).ends_with(['s', 'S'])
    });
    let from = start.saturating_sub(12).max(sentence.tokens.start);
    let ahead = || (from..start).any(|at| mark(&clause, at) == Some(Mark::Will) && !clause.says(at, "would"));
    (owned && !ahead()).then_some(Tense::Past)
}

/// Words of a term that is given or put off: what comes behind them with `until` is its end.
static TERMS: LazyLock<Words<()>> = LazyLock::new(|| {
    words(
        "has have gave give given gives deadline postponed postpones postpone extended extend extends delayed delay \
         suspended adjourned deferred defer put valid remains remain",
    )
});

/// Words that ask for something, which is to come by the date behind them.
static ASKED: LazyLock<Words<()>> = LazyLock::new(|| {
    words(
        "want wants wanted demand demands demanded demanding ask asks asked asking need needs needed order orders ordered \
         ordering require requires required requiring urge urges urged urging give gives gave given deadline ultimatum \
         must should please",
    )
});

fn read(scan: &Clause<'_, '_>, at: usize, found: Mark, from: usize, around: &Range<usize>) -> Tense {
    // Helping verbs stand before what they help: `will be held`, `is expected`, `has met`.
    let helped = |marks: &[Mark]| {
        (from.max(at.saturating_sub(4))..at)
            .rev()
            .find_map(|at| mark(scan, at))
            .is_some_and(|mark| marks.contains(&mark))
    };
    // What was planned, and then was something else.
    let shelved = matches!(found, Mark::Plan)
        && at < around.start
        && !helped(&[Mark::Be, Mark::Was, Mark::Will])
        && mark(scan, around.end) == Some(Mark::Was);
    match found {
        Mark::Will => Tense::Future,
        // `the anniversary is in August`
        Mark::Be if at + 2 == around.start && (scan.says(at + 1, "in") || scan.says(at + 1, "on")) => {
            Tense::Future
        }
        // `They meet from Monday to Friday` may be of these days.
        Mark::Comes
            if (at..at + 6).contains(&around.start)
                && !(around.start > 0 && scan.says(around.start - 1, "from")) =>
        {
            Tense::Future
        }
        // `is leaving on Saturday`
        Mark::Be if at < around.start && is_going(scan, at) => Tense::Future,
        Mark::Be if scan.says(at + 1, "to") || scan.says(at + 1, "going") => Tense::Future,
        // `a service planned for Sunday was called off`
        Mark::Plan if shelved => Tense::Past,
        // `had been scheduled` did not come to be.
        Mark::Plan
            if helped(&[Mark::Have]) || (at > 1 && scan.says(at - 1, "been") && scan.says(at - 2, "had")) =>
        {
            Tense::Past
        }
        Mark::Plan => Tense::Future,
        Mark::Past | Mark::Was | Mark::Have if helped(&[Mark::Will]) => Tense::Future,
        // `was to begin on Sunday`: nobody says whether it did; said on the day before, it is to come.
        Mark::Was if scan.says(at + 1, "to") => {
            let day = scan.page.word(around.start);
            let spoken = ["today", "yesterday", "someday"].iter().any(|word| day.eq_ignore_ascii_case(word));
            let weekday = day.ends_with("day") && !spoken && around.start > at;
            let turned = (around.end..scan.sentence.end.min(around.end + 8)).any(|at| {
                ["but", "until", "when", "before", "however"].iter().any(|word| scan.says(at, word))
            });
            if weekday && !turned && !scan.says(at + 2, "have") { Tense::Future } else { Tense::Present }
        }
        // `agreed to buy it in February`: what was undertaken comes.
        Mark::Past
            if scan.says(at + 1, "to")
                && at < around.start
                && !["a", "an", "the", "its", "his", "their"].iter().any(|word| scan.says(at + 2, word))
                && [
                    "agreed",
                    "vowed",
                    "promised",
                    "pledged",
                    "decided",
                    "threatened",
                    "offered",
                    "prepared",
                ]
                .iter()
                .any(|word| scan.says(at, word)) =>
        {
            Tense::Future
        }
        // What is called for may be of any time: `called for more aid until 2035`.
        Mark::Past if scan.says(at, "called") && scan.says(at + 1, "for") => Tense::Present,
        // `will be held`, `to be paid`; what could be found or not is told of the past.
        Mark::Past if at > 0 && scan.says(at - 1, "be") => {
            let could = (at.saturating_sub(4)..at).any(|at| scan.says(at, "could"));
            if could { Tense::Past } else { Tense::Future }
        }
        Mark::Past if helped(&[Mark::Be]) => Tense::Present,
        Mark::Past | Mark::Was | Mark::Have => Tense::Past,
        _ => Tense::Present,
    }
}

/// Whether what is undertaken is told from here on: `an agreement to buy`, `their plan to close`.
fn is_plan(scan: &Clause<'_, '_>, at: usize) -> bool {
    at > scan.sentence.start
        && scan.says(at, "to")
        && scan.page.tokens.get(at + 1).is_some_and(|token| token.shape == Shape::Lower)
        && RULING.get(scan.page.text, &scan.page.tokens[at + 1]).is_none()
        && ["agreement", "plan", "plans", "deal", "proposal", "offer", "bid", "intention", "contract"]
            .iter()
            .any(|noun| scan.says(at - 1, noun))
}

/// Whether a verb is finite by itself, without what it could lean on: `they meet`, not `to meet`, `did not meet`.
fn is_bare(scan: &Clause<'_, '_>, at: usize) -> bool {
    // `Polls close on Sunday`, not `at the close on Friday`, `an open question`
    let of_many = !["open", "close", "begin"].iter().any(|word| scan.says(at, word))
        || at > 0 && scan.page.word(at - 1).ends_with('s');
    at > scan.sentence.start
        && of_many
        && scan.page.tokens.get(at - 1).is_some_and(|token| token.kind == Kind::Word)
        && !(at.saturating_sub(3)..at).any(|at| {
            MARKS.get(scan.page.text, &scan.page.tokens[at]).is_some()
                || ["to", "not", "could", "should", "must", "let", "might"]
                    .iter()
                    .any(|word| scan.says(at, word))
        })
}

/// Whether what is done is yet to be done: `is leaving`, `are meeting`.
fn is_going(scan: &Clause<'_, '_>, at: usize) -> bool {
    GOING.iter().any(|word| scan.says(at + 1, word))
}

/// What is told in the present of what is to come.
static GOING: [&str; 16] = [
    "leaving",
    "arriving",
    "meeting",
    "going",
    "coming",
    "flying",
    "returning",
    "starting",
    "opening",
    "holding",
    "playing",
    "visiting",
    "travelling",
    "traveling",
    "beginning",
    "voting",
];

/// What makes a deed of `set`, which else tells of what is to come.
static SET_APART: [&str; 12] =
    ["up", "off", "out", "aside", "down", "fire", "ablaze", "alight", "sail", "foot", "free", "ashore"];

/// `was set up`, `set fire to`
fn is_set_apart(scan: &Clause<'_, '_>, at: usize) -> bool {
    let next = scan.page.word(at + 1);
    scan.says(at, "set") && SET_APART.iter().any(|word| next.eq_ignore_ascii_case(word))
}

/// Whether it is the month: `May` with a capital letter, unless it begins a question.
fn is_may(scan: &Clause<'_, '_>, at: usize) -> bool {
    let number = scan.page.tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Number);
    scan.page.word(at) == "May" && (at > scan.sentence.start || number)
}

/// Whether a word opens a clause of its own: `that`, `because`, `when`.
fn opens_clause(scan: &Clause<'_, '_>, at: usize) -> bool {
    ["that", "because", "when", "while", "although", "though", "whether", "if"]
        .iter()
        .any(|word| scan.says(at, word))
}

/// Whether a participle belongs to a noun: `the proposed law`, `a still unnamed buyer`.
fn is_adjective(scan: &Clause<'_, '_>, at: usize) -> bool {
    let article = |back: usize| {
        at >= scan.sentence.start + back
            && ARTICLES.get(scan.page.text, &scan.page.tokens[at - back]).is_some()
    };
    let adverb = || {
        let word = scan.page.word(at - 1);
        word.ends_with("ly") || matches!(word, "still" | "so" | "as" | "much" | "well" | "long")
    };
    article(1) || article(2) && adverb()
}

static ARTICLES: LazyLock<Words<()>> =
    LazyLock::new(|| words("a an the its their his her our my your this these those some any no each every"));

fn mark(scan: &Clause<'_, '_>, at: usize) -> Option<Mark> {
    let token = scan.page.tokens.get(at).filter(|_| scan.sentence.contains(&at))?;
    let text = scan.page.text;
    match token.kind {
        // A full stop within a sentence ends an abbreviation, not a clause.
        Kind::Sign => matches!(token.of(text), ";" | ":" | "?" | "!").then_some(Mark::Stop),
        Kind::Clitic => match token.of(text).trim_start_matches(['\'', '’']) {
            "ll" => Some(Mark::Will),
            "re" => Some(Mark::Be),
            _ => None,
        },
        Kind::Word => {
            if let Some(mark) = MARKS.get(text, token) {
                // `won` without `'t` is of winning.
                let clitic = scan.page.tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Clitic);
                let won = mark == Mark::Will && scan.says(at, "won") && !clitic;
                // `the plan`, `their hopes`
                let noun = mark == Mark::Plan
                    && ["plan", "plans", "hope", "hopes", "aim", "aims", "forecast"]
                        .iter()
                        .any(|word| scan.says(at, word))
                    && at > scan.sentence.start
                    && ARTICLES.get(text, &scan.page.tokens[at - 1]).is_some();
                if noun {
                    return None;
                }
                // `the visits`, `their plays`
                let thing = mark == Mark::Comes
                    && at > scan.sentence.start
                    && ARTICLES.get(text, &scan.page.tokens[at - 1]).is_some();
                if thing {
                    return None;
                }
                return match mark {
                    Mark::Plan if is_set_apart(scan, at) => Some(Mark::Past),
                    Mark::Bare => is_bare(scan, at).then_some(Mark::Comes),
                    _ if is_may(scan, at) => None,
                    _ => Some(if won { Mark::Past } else { mark }),
                };
            }
            let word = token.of(text);
            let past = token.shape == Shape::Lower
                && word.len() > 4
                && word.ends_with("ed")
                && !["hundred", "indeed", "speed", "exceed", "proceed", "succeed", "united", "need", "breed"]
                    .contains(&word);
            (past && !is_adjective(scan, at)).then_some(Mark::Past)
        }
        Kind::Number => None,
    }
}
