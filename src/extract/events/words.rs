//! What a word can do in a clause that tells of an event: closed lists, and verbs by what they tell.

use std::collections::{HashMap, HashSet};
use std::ops::Deref;
use std::sync::LazyLock;

use crate::extract::lex::{Kind, Shape, Token};
use crate::extract::page::Page;
use crate::extract::vocabulary::{Column, Number};

mod lists;

use lists::{CLOSED, HAPPENINGS, IRREGULAR, VERBS};

/// Marks of a word; it may have several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark(u64);

impl Mark {
    pub(super) const BE: Self = Self(1);
    pub(super) const HAVE: Self = Self(1 << 1);
    pub(super) const WILL: Self = Self(1 << 2);
    /// `could`, `would`, `must`: what follows is not told as a fact.
    pub(super) const MODAL: Self = Self(1 << 3);
    pub(super) const DO: Self = Self(1 << 4);
    pub(super) const NOT: Self = Self(1 << 5);
    pub(super) const ADVERB: Self = Self(1 << 6);
    pub(super) const DETERMINER: Self = Self(1 << 7);
    pub(super) const PREPOSITION: Self = Self(1 << 8);
    pub(super) const AND: Self = Self(1 << 9);
    /// Begins a clause of its own.
    pub(super) const OPENER: Self = Self(1 << 10);
    pub(super) const PRONOUN: Self = Self(1 << 11);
    pub(super) const POSSESSIVE: Self = Self(1 << 12);
    pub(super) const TO: Self = Self(1 << 13);
    /// A past form that is nothing else: `went`.
    pub(super) const PAST: Self = Self(1 << 14);
    /// Past or participle: `held`, `signed`.
    pub(super) const EITHER: Self = Self(1 << 15);
    /// A participle that is no past form: `given`.
    pub(super) const PARTICIPLE: Self = Self(1 << 16);
    pub(super) const ING: Self = Self(1 << 17);
    /// Tells a state, not an event.
    pub(super) const STATE: Self = Self(1 << 18);
    /// Says that something is said.
    pub(super) const SPEECH: Self = Self(1 << 19);
    /// Tells an event beyond doubt.
    pub(super) const DEED: Self = Self(1 << 20);
    /// `expected`, `scheduled`: what follows is to come.
    pub(super) const PLAN: Self = Self(1 << 21);
    /// A thing that happens: `visit`, `summit`.
    pub(super) const HAPPENING: Self = Self(1 << 22);
    /// The present of a deed: `visits`, as headlines have it.
    pub(super) const PRESENT: Self = Self(1 << 23);
    /// What a plan sets out to reach: `reduce`, `increase`.
    pub(super) const AIM: Self = Self(1 << 24);
    /// A plain form of a deed: `visit`, `open`.
    pub(super) const BASE: Self = Self(1 << 25);
    /// `denied`, `doubted`: what somebody says not to be, or only fears.
    pub(super) const DENY: Self = Self(1 << 26);
    /// `claimed`, `accused`: who says so has not proved it.
    pub(super) const CLAIM: Self = Self(1 << 27);
    /// `allegedly`, `reportedly`
    pub(super) const HEDGE: Self = Self(1 << 28);
    /// `almost`, `hardly`: it did not come to it.
    pub(super) const MISS: Self = Self(1 << 29);
    /// `managed`, `forced`: what follows `to` was done.
    pub(super) const ACHIEVE: Self = Self(1 << 30);
    /// `failed`, `unable`: what follows `to` was not done.
    pub(super) const FAIL: Self = Self(1 << 31);
    /// `false`, `unlikely`
    pub(super) const FALSE: Self = Self(1 << 32);
    /// Words that only say that something is said: `rumour`, `report`.
    pub(super) const RUMOUR: Self = Self(1 << 33);
    /// `postponed`: the dates behind it are not its own.
    pub(super) const MOVE: Self = Self(1 << 34);
    /// `cancelled`: what follows did not take place.
    pub(super) const UNDO: Self = Self(1 << 35);
    /// `called for`, `urged`: what somebody wants of others.
    pub(super) const DEMAND: Self = Self(1 << 36);
    /// `day`, `eve`, `weeks`: what dates are counted in.
    pub(super) const SPAN: Self = Self(1 << 37);
    /// `after`, `despite`: a date in such a phrase is that of the thing in it.
    pub(super) const BESIDE: Self = Self(1 << 38);
    /// `than`, `unlike`: what stands behind it is only held against what is told.
    pub(super) const THAN: Self = Self(1 << 39);
    /// `out`, `down`: they belong to the verb before them.
    pub(super) const PARTICLE: Self = Self(1 << 40);
    /// `in`, `at`, `near`: where.
    pub(super) const WHERE: Self = Self(1 << 41);
    /// `we`, `our`, `I`: whoever speaks.
    pub(super) const OWN: Self = Self(1 << 42);
    /// `during`, `at`, `in`: leads to an occasion.
    pub(super) const DURING: Self = Self(1 << 43);
    /// `the`, `this`, `his`: points back to what is known.
    pub(super) const KNOWN: Self = Self(1 << 44);
    /// `was`, `were`, `had`, `did`
    pub(super) const WAS: Self = Self(1 << 45);
    /// `if`, `unless`, `whether`: what follows is no fact.
    pub(super) const IF: Self = Self(1 << 46);
    /// `which`, `who`: describes what stands before it.
    pub(super) const WHICH: Self = Self(1 << 47);
    /// `that`
    pub(super) const THAT: Self = Self(1 << 48);
    /// `fewer`, `less`, `only`, `until`: `no fewer than`, `not only`, where nothing is denied.
    pub(super) const EVEN: Self = Self(1 << 49);
    /// `planned`, `proposed`, `attempted` before a thing that happens.
    pub(super) const WOULD_BE: Self = Self(1 << 50);
    /// Verbs that two do together, whoever is named first: `meet`, `sign`.
    pub(super) const TOGETHER: Self = Self(1 << 51);

    /// A sign that parts clauses: `;`, `:`, a quotation mark.
    pub(super) const STOP: Self = Self(1 << 52);
    /// `(`
    pub(super) const OPENS: Self = Self(1 << 53);
    /// `ends`, `opens`: with a day to come what a timetable says.
    pub(super) const TIMED: Self = Self(1 << 54);
    /// `stole`, `murdered`: who did it is guilty.
    pub(super) const CRIME: Self = Self(1 << 55);
    /// `mayor`, `president`: what somebody is for a time.
    pub(super) const OFFICE: Self = Self(1 << 56);
    /// Only the words beside it tell what it is, see [`beside`].
    const ASKS: Self = Self(1 << 57);

    /// Verbs that stand before another.
    pub(super) const HELPER: Self = Self::BE.or(Self::HAVE).or(Self::WILL).or(Self::MODAL);
    /// Words that hold others together.
    pub(super) const CLOSED: Self = Self::HELPER
        .or(Self::DETERMINER)
        .or(Self::POSSESSIVE)
        .or(Self::PREPOSITION)
        .or(Self::AND)
        .or(Self::OPENER)
        .or(Self::PRONOUN)
        .or(Self::TO)
        .or(Self::ADVERB);

    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }
}

static LIST: LazyLock<Vec<(&'static str, Mark)>> = LazyLock::new(|| {
    let mut list: HashMap<&'static str, Mark> = HashMap::with_capacity(4000);
    for (mark, words) in CLOSED {
        add(&mut list, words.split_ascii_whitespace(), *mark);
    }
    add(&mut list, HAPPENINGS.split_ascii_whitespace(), Mark::HAPPENING);
    let mut kinds: HashMap<&'static str, Mark> = HashMap::with_capacity(700);
    for (mark, bases) in VERBS {
        add(&mut kinds, bases.split_ascii_whitespace(), *mark);
    }
    let told = |base: &str| kinds.get(base).copied().unwrap_or_default();
    for verb in IRREGULAR.split('|') {
        let forms: Vec<&'static str> = verb.split_ascii_whitespace().collect();
        let [base, past, participle] = forms[..] else { continue };
        let kind = told(base);
        if past == participle {
            add(&mut list, [past].into_iter(), Mark::EITHER.or(kind));
        } else {
            add(&mut list, [past].into_iter(), Mark::PAST.or(kind));
            add(&mut list, [participle].into_iter(), Mark::PARTICIPLE.or(kind));
        }
    }
    let irregular: HashSet<&str> = bases().map(|(_, base)| base).collect();
    for (&base, &kind) in &kinds {
        let irregular = irregular.contains(base);
        add(&mut list, [base].into_iter(), Mark::BASE.or(kind));
        let stem = base.strip_suffix('e').unwrap_or(base);
        let y = base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
        let present = match y {
            Some(stem) => format!("{stem}ies"),
            None if base.ends_with(['s', 'x', 'z']) || base.ends_with("ch") || base.ends_with("sh") => {
                format!("{base}es")
            }
            None => format!("{base}s"),
        };
        add_made(&mut list, present, Mark::PRESENT.or(kind));
        let doubled = [
            "ban", "step", "admit", "commit", "submit", "transfer", "ship", "plan", "defer", "scrap", "drop",
            "acquit", "rob", "stab", "rig", "kidnap",
        ];
        let last =
            base.chars().last().filter(|_| doubled.contains(&base)).map(String::from).unwrap_or_default();
        if !irregular {
            let past = y.map_or_else(|| format!("{stem}{last}ed"), |stem| format!("{stem}ied"));
            add_made(&mut list, past, Mark::EITHER.or(kind));
        }
        let stem = base.strip_suffix("ie").map_or_else(|| stem.to_owned(), |stem| format!("{stem}y"));
        add_made(&mut list, format!("{stem}{last}ing"), Mark::ING.or(kind));
    }
    list.into_iter().collect()
});

/// What each word can be by itself.
static MARKS: LazyLock<Column<Mark>> = LazyLock::new(|| Column::new(&LIST));

/// What each word can be in small letters: by its ending, where the list does not tell.
static SMALL: LazyLock<Column<Mark>> = LazyLock::new(|| {
    let listed: HashMap<&str, Mark> = LIST.iter().copied().collect();
    Column::of_all(|word| {
        let marks = listed.get(word).copied().unwrap_or_else(|| ending(word.as_bytes()));
        if ASKING.contains(&word) { marks.or(Mark::ASKS) } else { marks }
    })
});

/// All words of the lists.
pub(super) fn listed() -> impl Iterator<Item = &'static str> {
    LIST.iter().map(|(word, _)| *word).chain(bases().map(|(form, _)| form)).chain(ASKING)
}

fn add(list: &mut HashMap<&'static str, Mark>, words: impl Iterator<Item = &'static str>, mark: Mark) {
    for word in words {
        let marks = list.entry(word).or_default();
        *marks = marks.or(mark);
    }
}

/// Adds a form that was made. The table lives as long as the program, and so do its words.
fn add_made(list: &mut HashMap<&'static str, Mark>, word: String, mark: Mark) {
    match list.get_mut(word.as_str()) {
        Some(marks) => *marks = marks.or(mark),
        None => _ = list.insert(word.leak(), mark),
    }
}

/// Irregular forms with their bases.
fn bases() -> impl Iterator<Item = (&'static str, &'static str)> {
    IRREGULAR.split('|').flat_map(|verb| {
        let mut forms = verb.split_ascii_whitespace();
        let base = forms.next().unwrap_or_default();
        forms.map(move |form| (form, base))
    })
}

/// A page with what each of its words can do.
pub(super) struct Sheet<'p, 't> {
    page: &'p Page<'t>,
    marks: Vec<Mark>,
}

impl<'p, 't> Sheet<'p, 't> {
    pub(super) fn of(page: &'p Page<'t>) -> Self {
        let words = page.tokens.iter().zip(page.numbers()).enumerate();
        Self { page, marks: words.map(|(at, (token, number))| look(page, at, token, *number)).collect() }
    }
}

impl<'t> Deref for Sheet<'_, 't> {
    type Target = Page<'t>;

    fn deref(&self) -> &Page<'t> {
        self.page
    }
}

/// The marks of a token.
pub(super) fn mark(sheet: &Sheet<'_, '_>, at: usize) -> Mark {
    sheet.marks.get(at).copied().unwrap_or_default()
}

/// What is left of a verb that is written with a capital letter.
const KEPT: Mark = Mark::HAPPENING.or(Mark::WILL).or(Mark::PLAN).or(Mark::DETERMINER).or(Mark::RUMOUR);

/// What a word that begins a sentence would be within one: `Born in ..`
pub(super) fn plain(sheet: &Sheet<'_, '_>, at: usize) -> Mark {
    let Some(token) = sheet.tokens.get(at).filter(|token| token.kind == Kind::Word) else {
        return Mark::default();
    };
    let word = token.of(sheet.text).as_bytes();
    let other = if word.len() > 4 && word.ends_with(b"ed") { Mark::EITHER } else { Mark::default() };
    let marks = MARKS.get(sheet.numbers()[at]);
    if marks == Mark::default() { other } else { marks }
}

fn look(page: &Page<'_>, at: usize, token: &Token, number: Number) -> Mark {
    match token.kind {
        Kind::Word => {}
        Kind::Clitic => {
            return match token.of(page.text).trim_start_matches(['\'', '’']) {
                "ll" => Mark::WILL,
                "re" | "m" => Mark::BE,
                "ve" => Mark::HAVE,
                "t" => Mark::NOT,
                _ => Mark::default(),
            };
        }
        Kind::Sign => {
            let clock = || {
                let number = |at: usize| page.tokens.get(at).is_some_and(|token| token.kind == Kind::Number);
                token.touches() && at > 0 && number(at - 1) && number(at + 1)
            };
            return match token.of(page.text) {
                // `at 9:42`
                ":" if clock() => Mark::default(),
                ";" | ":" | "[" | "]" | "“" | "\"" | "”" | "»" | "«" | "—" => Mark::STOP,
                "(" => Mark::OPENS,
                _ => Mark::default(),
            };
        }
        Kind::Number => return Mark::default(),
    }
    if token.shape == Shape::Lower {
        let marks = SMALL.get(number);
        return if marks.has(Mark::ASKS) { beside(page, at, marks.without(Mark::ASKS)) } else { marks };
    }
    let listed = MARKS.get(number);
    match token.shape {
        // `It was RESOLVED that ..`: minutes write out loud what was decided.
        Shape::Upper if DECIDED.contains(&token.of(page.text)) && !is_loud(page, at) => SMALL.get(number),
        // `Founded in ..` begins a sentence; `Mark` and `Open` within one are names.
        _ if listed.has(VERBAL) && !listed.has(Mark::BE.or(Mark::HAVE)) => Mark(listed.0 & KEPT.0),
        // `US`, `IT`, `WHO` are names.
        Shape::Upper if token.end - token.start > 1 && token.end - token.start < 4 => Mark::default(),
        _ => listed.without(Mark::MODAL.or(Mark::WILL)),
    }
}

/// Any form of a verb.
const VERBAL: Mark =
    Mark::PAST.or(Mark::EITHER).or(Mark::PARTICIPLE).or(Mark::ING).or(Mark::PRESENT).or(Mark::BASE);

/// What the ending of a word tells that is not listed.
fn ending(word: &[u8]) -> Mark {
    match word {
        [_, _, _, .., b'l', b'y'] => Mark::ADVERB,
        [_, _, _, .., b'e', b'd'] => Mark::EITHER,
        [_, _, _, .., b'i', b'n', b'g'] => Mark::ING,
        _ => Mark::default(),
    }
}

/// What minutes write in capital letters.
const DECIDED: [&str; 8] =
    ["RESOLVED", "AGREED", "NOTED", "APPROVED", "ORDERED", "DECIDED", "ADOPTED", "REJECTED"];

/// Whether a word beside a token is written in capital letters too.
fn is_loud(page: &Page<'_>, at: usize) -> bool {
    let loud = |at: usize| {
        let token = page.tokens.get(at);
        token.is_some_and(|token| {
            token.kind == Kind::Word && token.shape == Shape::Upper && token.end - token.start > 1
        })
    };
    loud(at + 1) || at > 0 && loud(at - 1)
}

/// The words that [`beside`] knows.
const ASKING: [&str; 7] = ["named", "used", "appeared", "appears", "appear", "last", "stood"];

/// What a word is by the one behind it.
fn beside(page: &Page<'_>, at: usize, marks: Mark) -> Mark {
    let next = || page.word(at + 1);
    match page.word(at) {
        // `a school named after X`, `it appeared that ..`
        "named" if matches!(next(), "after" | "for") => marks.or(Mark::STATE),
        "used" if next() == "to" => marks.or(Mark::STATE),
        // `cash stood at 3 million`
        "stood" if next() == "at" => marks.or(Mark::STATE),
        "appeared" | "appears" | "appear" if matches!(next(), "to" | "that") => marks.or(Mark::STATE),
        // `the club last won the cup`
        "last" if at > 0 && !matches!(page.word(at - 1), "the" | "at" | "his" | "her" | "its" | "their") => {
            let verb = page.numbers().get(at + 1).map_or(Mark::default(), |number| MARKS.get(*number));
            let past = verb.has(Mark::PAST.or(Mark::EITHER));
            let regular = verb == Mark::default() && next().len() > 4 && next().ends_with("ed");
            if past || regular { Mark::ADVERB } else { marks }
        }
        _ => marks,
    }
}

/// Whether a word says that something is said, and nothing of how.
pub(super) fn only_says(word: &str) -> bool {
    matches!(word, "said" | "says" | "added" | "noted" | "wrote")
}

/// A key for a word that does not mind its endings, where the word says what is told; `None` for the words that
/// every sentence has.
pub(super) fn stem(page: &Sheet<'_, '_>, at: usize) -> Option<u32> {
    let token = page.tokens.get(at)?;
    if token.kind == Kind::Number {
        return Some(token.hash);
    }
    let marks = mark(page, at);
    let closed = Mark::CLOSED.or(Mark::DO).or(Mark::NOT);
    if token.kind != Kind::Word || marks.has(closed) {
        return None;
    }
    let number = page.numbers()[at];
    Some(if number.is_listed() { STEMS.get(number) } else { stem_of(token.of(page.text)) })
}

/// The key of each word that is listed, under the base of an irregular form.
static STEMS: LazyLock<Column<u32>> = LazyLock::new(|| {
    // Of a form of two verbs the first counts.
    let mut first: HashMap<&str, &str> = HashMap::new();
    for (form, base) in bases() {
        first.entry(form).or_insert(base);
    }
    Column::of_all(|word| stem_of(first.get(word).copied().unwrap_or(word)))
});

fn stem_of(word: &str) -> u32 {
    let mut stem = word.as_bytes();
    let last = stem.last().map(u8::to_ascii_lowercase);
    for end in [
        "ations", "ation", "ings", "ing", "ers", "er", "ions", "ion", "ies", "ied", "ed", "es", "s", "e", "y",
    ] {
        let begins = stem.len().saturating_sub(end.len());
        if begins > 3
            && end.bytes().next_back() == last
            && stem[begins..].eq_ignore_ascii_case(end.as_bytes())
        {
            stem = &stem[..begins];
            break;
        }
    }
    crate::extract::lex::hash(stem)
}
