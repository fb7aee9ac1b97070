//! Clauses: the parts of a sentence that each tell one thing, and how they hang together.

use std::ops::Range;

use super::claim;
use super::coordinate::Coordination;
use super::frame;
use super::verbs;
use super::words::{Mark, Sheet, mark, plain};
use crate::extract::lex::{Gap, Kind, Shape};
use crate::extract::time::Sure;

/// How something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// `signed`, `was signed`, `had signed`
    Past,
    /// `has signed`
    Perfect,
    /// `signs`, `is signing`
    Present,
    /// `will sign`, `is to be signed`, `is expected to sign`
    Future,
    /// `could sign`, `if ..`, `did not sign`: not as a fact.
    Unreal,
    /// `would sign`: what somebody said was to come.
    Would,
    /// `the treaty signed in ..`
    Reduced,
    /// `the treaty to be signed in ..`, `to reduce .. by 2030`
    Aim,
    /// `the visit to ..`
    Noun,
}

/// A verb with its helpers, or a noun that is a thing that happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Predicate {
    /// Helpers, adverbs and verb.
    pub(super) tokens: Range<usize>,
    /// The verb or the noun itself.
    pub(super) head: usize,
    pub(super) told: Told,
    /// What the verb or noun is.
    pub(super) marks: Mark,
    /// `was signed`, and not `signed`.
    pub(super) passive: bool,
    /// How sure the words are of it: `allegedly`, `he said that ..`
    pub(super) sure: Sure,
    /// How it is told from a day on until which it was not: `was not charged until 4 March`.
    pub(super) until: Option<Told>,
}

impl Predicate {
    pub(super) const fn new(
        tokens: Range<usize>,
        head: usize,
        told: Told,
        marks: Mark,
        passive: bool,
    ) -> Self {
        Self { tokens, head, told, marks, passive, sure: Sure::Certain, until: None }
    }

    /// Whether it tells that something happens.
    pub(super) fn is_event(&self) -> bool {
        match self.told {
            Told::Noun => true,
            Told::Unreal => false,
            _ => {
                let verb = Mark::PAST
                    .or(Mark::EITHER)
                    .or(Mark::PARTICIPLE)
                    .or(Mark::ING)
                    .or(Mark::PRESENT)
                    .or(Mark::BASE);
                self.marks.has(verb)
                    && !self.marks.has(Mark::BE.or(Mark::HAVE))
                    && (!self.marks.has(Mark::STATE) || self.marks.has(Mark::DEED))
            }
        }
    }
}

/// A clause: tokens that no sign and no opening word parts, with its predicates in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) tokens: Range<usize>,
    pub(super) predicates: Vec<Predicate>,
    /// It hangs on another: `that ..`, `which ..`, `if ..`
    pub(super) opener: Option<usize>,
    /// What stands in brackets.
    pub(super) asides: Vec<Range<usize>>,
    /// The clause that goes on here behind one that was set into it: `The law, | which .., | was repealed`.
    pub(super) resumes: Option<usize>,
    /// It only leads to the next: `Born in 1828 in Skien, | Ibsen wrote plays`.
    pub(super) leads: bool,
    /// An `and` joins it to the one before: what holds of that holds of this.
    pub(super) joined: bool,
}

impl Clause {
    /// Whether it describes what stands before it: `the treaty | that was signed`.
    pub(super) fn relative(&self, page: &Sheet<'_, '_>) -> Option<usize> {
        self.opener.filter(|&at| {
            let marks = mark(page, at);
            marks.has(Mark::WHICH) || marks.has(Mark::THAT) && !says(page, at)
        })
    }
}

/// Whether the word before `that` takes a clause: `agreed that`, `the fact that`.
fn says(page: &Sheet<'_, '_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    let marks = mark(page, before);
    if before == 0
        || page.tokens[at].gap >= Gap::Line
        || page.tokens[before].gap >= Gap::Line
        || matches!(page.word(before), "." | "!" | "?" | "”" | "“")
        || matches!(page.word(before - 1), "." | "!" | "?" | "”" | "“")
    {
        return true;
    }
    let said = Mark::SPEECH.or(Mark::CLAIM).or(Mark::DENY).or(Mark::FALSE);
    // `replied on 3 May 2024 | that ..`, `told Norway | that ..`
    if page.tokens[before].kind == Kind::Number || page.tokens[before].shape == Shape::Title {
        let dated = |at: &usize| {
            let token = &page.tokens[*at];
            token.kind == Kind::Number
                || token.shape == Shape::Title
                || mark(page, *at).has(Mark::PREPOSITION)
                || page.word(*at) == ","
        };
        let verb = (0..at).rev().take(6).find(|at| !dated(at));
        return verb.is_some_and(|verb| mark(page, verb).has(said));
    }
    // `told us that`, `assured the members that`
    let object = |at: &usize| {
        page.tokens[*at].kind == Kind::Word
            && !mark(page, *at).has(Mark::PREPOSITION.or(Mark::OPENER).or(Mark::AND).or(Mark::ADVERB))
    };
    let teller = (0..at).rev().take(5).take_while(object).find(|&at| TELLS.contains(&page.word(at)));
    if teller.is_some_and(|teller| teller + 1 < at) {
        return true;
    }
    let verb = Mark::PAST.or(Mark::EITHER).or(Mark::ING).or(said);
    // `is not true that`, `ruled out that`
    let second = mark(page, before - 1);
    if second.has(Mark::BE.or(Mark::NOT)) && !marks.has(Mark::PREPOSITION)
        || marks.has(Mark::PARTICLE) && second.has(verb.or(Mark::PRESENT))
    {
        return true;
    }
    marks.has(verb) && !marks.has(Mark::HAPPENING)
        || matches!(
            page.word(before),
            "fact" | "hope" | "information" | "news" | "view" | "clear" | "happy" | "pleased" | "glad"
        )
}

/// Verbs that name who hears it before what they say.
pub(super) const TELLS: [&str; 11] = [
    "told",
    "tells",
    "tell",
    "informed",
    "assured",
    "reminded",
    "notified",
    "convinced",
    "warned",
    "advised",
    "assures",
];

/// The clauses of a sentence.
pub(super) fn clauses(
    page: &Sheet<'_, '_>,
    sentence: &Range<usize>,
    line: bool,
    times: &[Range<usize>],
) -> Vec<Clause> {
    let mut parts: Vec<Part> = Vec::new();
    let fresh = |from: usize| Part {
        tokens: from..sentence.end,
        opener: None,
        resumes: None,
        leads: false,
        joined: false,
    };
    let mut part = fresh(sentence.start);
    let mut coordination = Coordination::new(times, sentence.end);
    let asides = asides(page, sentence);
    let mut aside = asides.iter().peekable();
    let mut finite = false;
    if let Some(comma) = leading(page, sentence) {
        parts.push(Part { tokens: sentence.start..comma, leads: true, ..part.clone() });
        part.tokens.start = comma + 1;
    }
    for at in part.tokens.start..sentence.end {
        while aside.next_if(|aside| aside.end <= at).is_some() {}
        if aside.peek().is_some_and(|aside| aside.contains(&at)) {
            continue;
        }
        let marks = mark(page, at);
        if at > part.tokens.start && ends(page, at, sentence.end, finite) {
            part.tokens.end = at;
            parts.push(part);
            part = fresh(at);
            finite = false;
        } else if at > part.tokens.start && finite && coordination.begins(page, at, part.tokens.start) {
            part.tokens.end = at;
            parts.push(part);
            part = Part { joined: true, ..fresh(at) };
            finite = false;
        } else if at > part.tokens.start && finite && coordination.follows(page, at, part.tokens.start) {
            part.tokens.end = at;
            parts.push(part);
            part = fresh(at);
            finite = false;
        } else if at > part.tokens.start && resumes(page, at, &part, finite) {
            part.tokens.end = at;
            parts.push(part);
            let resumes = parts.len().checked_sub(2);
            part = Part { resumes, ..fresh(at) };
            finite = false;
        } else if at > part.tokens.start
            && finite
            && page.word(at - 1) == ","
            && parts.len() > 1
            && parts.last().is_some_and(|before| resumes(page, at, before, true))
        {
            // `The chairman, | who left | after his deputy was jailed, | resigned`
            part.tokens.end = at;
            parts.push(part);
            let resumes = parts.len().checked_sub(3);
            part = Part { resumes, ..fresh(at) };
            finite = false;
        }
        // `That contract was cancelled`: no clause hangs on the first word.
        let points = at == sentence.start && marks.has(Mark::THAT);
        if at == part.tokens.start && marks.has(Mark::OPENER) && !points {
            part.opener = Some(at);
        }
        finite |= marks.has(Mark::HELPER.or(Mark::PAST).or(Mark::EITHER));
    }
    parts.push(part);
    let mut clauses: Vec<Clause> = parts
        .into_iter()
        .map(|Part { tokens, opener, resumes, leads, joined }| {
            let asides: Vec<Range<usize>> =
                asides.iter().filter(|aside| tokens.contains(&aside.start)).cloned().collect();
            let predicates = verbs::predicates(page, &tokens, &asides, line, leads, resumes.is_some());
            Clause { tokens, predicates, opener, asides, resumes, leads, joined }
        })
        .collect();
    frame::doubt(page, sentence, &mut clauses);
    clauses
}

#[derive(Clone)]
struct Part {
    tokens: Range<usize>,
    opener: Option<usize>,
    resumes: Option<usize>,
    leads: bool,
    joined: bool,
}

/// The comma behind a participle that leads to the clause behind it: `Born in 1828 in Skien, ..`
fn leading(page: &Sheet<'_, '_>, sentence: &Range<usize>) -> Option<usize> {
    let first = plain(page, sentence.start);
    if !first.has(Mark::EITHER.or(Mark::PARTICIPLE)) || first.has(Mark::BE.or(Mark::HAVE).or(Mark::BASE)) {
        return None;
    }
    if !mark(page, sentence.start + 1).has(Mark::PREPOSITION) {
        return None;
    }
    let end = sentence.end.min(sentence.start + 24);
    let comma = (sentence.start + 2..end).find(|&at| {
        page.word(at) == "," && !page.tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Number)
    })?;
    let quiet =
        !(sentence.start + 1..comma).any(|at| mark(page, at).has(Mark::OPENER.or(Mark::BE).or(Mark::HAVE)));
    quiet.then_some(comma)
}

/// Whether the clause that a relative one was set into goes on at `at`: `The law, which .. in 2019, | was repealed`.
fn resumes(page: &Sheet<'_, '_>, at: usize, part: &Part, finite: bool) -> bool {
    let Some(opener) = part.opener.filter(|&opener| finite && at >= opener + 3) else { return false };
    let marks = mark(page, at);
    let helper = Mark::HELPER;
    let describes = mark(page, opener).has(Mark::WHICH.or(Mark::THAT));
    // `he had probably | been killed`: no clause begins so.
    if !describes || matches!(page.word(at), "be" | "been" | "being") {
        return false;
    }
    let said = says(page, opener) && mark(page, opener).has(Mark::THAT);
    let set_apart = page.word(opener.wrapping_sub(1)) == ",";
    let lower = page.tokens[at].shape == Shape::Lower && page.tokens[at].kind == Kind::Word;
    let comma = page.word(at - 1) == "," || mark(page, at - 1).has(Mark::ADVERB) && page.word(at - 2) == ",";
    let verb = marks.has(helper.or(Mark::PAST).or(Mark::EITHER)) && lower;
    // `.., which was built in 1990, was closed`
    if set_apart && comma && verb && !mark(page, at - 1).has(Mark::AND) {
        return true;
    }
    // `The school that was opened in 2019 | was closed`, `Rumours that .. | are false`
    let before = mark(page, at - 1);
    let nominal = !before.has(
        Mark::AND
            .or(Mark::ADVERB)
            .or(Mark::PRONOUN)
            .or(Mark::DETERMINER)
            .or(Mark::OPENER)
            .or(Mark::PREPOSITION)
            .or(helper)
            .or(Mark::TO)
            .or(Mark::NOT),
    ) && page.tokens[at - 1].kind != Kind::Sign;
    // Between both verbs stands what the first is told of, so that the second has another subject.
    let Some(first) = (opener + 1..at).find(|&at| mark(page, at).has(helper.or(Mark::PAST).or(Mark::EITHER)))
    else {
        return false;
    };
    let apart = (first + 1..at).any(|at| {
        mark(page, at).has(Mark::PREPOSITION.or(Mark::DETERMINER)) || page.tokens[at].kind == Kind::Number
    }) && !(first + 1..at).any(|at| page.word(at) == "," || mark(page, at).has(Mark::AND))
        // `The ferry that the bridge replaced | had sunk`: the first has its own.
        || first + 1 == at && first > opener + 1;
    let rumour = opener > 0 && mark(page, opener - 1).has(Mark::RUMOUR);
    lower && !set_apart && nominal && apart && marks.has(helper) && (!said || rumour)
}

/// What stands in brackets, and `, it is claimed,`; what a dash sets apart is none.
fn asides(page: &Sheet<'_, '_>, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        if mark(page, at).has(Mark::OPENS)
            && let Some(end) = (at..sentence.end.min(at + 30)).find(|&at| page.word(at) == ")")
        {
            found.push(at..end + 1);
            at = end;
        } else if page.word(at) == ","
            && let Some(end) = claim::set_in(page, at, sentence.end).or_else(|| age(page, at, sentence.end))
        {
            found.push(at..end);
            at = end - 1;
        }
        at += 1;
    }
    found
}

/// Where ends what the comma behind a name begins with how old somebody is: `, 54,`, `, 54, of Hull,`, `, aged 54,`.
fn age(page: &Sheet<'_, '_>, comma: usize, limit: usize) -> Option<usize> {
    let named = comma.checked_sub(1).and_then(|at| page.tokens.get(at));
    let named = named.is_some_and(|name| name.kind == Kind::Word && name.shape != Shape::Lower);
    let at = comma + 1 + usize::from(matches!(page.word(comma + 1), "aged" | "now"));
    let years = page.word(at).parse::<u32>().ok().filter(|years| (1..=120).contains(years));
    let closes = |at: usize| at < limit && page.word(at) == ",";
    let mut end = Some(at + 1).filter(|&end| named && years.is_some() && closes(end))?;
    let capital = |at: &usize| {
        page.tokens.get(*at).is_some_and(|token| token.kind == Kind::Word && token.shape != Shape::Lower)
    };
    // `54, of Hull,`: where somebody is from belongs to it.
    if matches!(page.word(end + 1), "of" | "from") {
        let place = (end + 2..limit.min(end + 7)).take_while(capital).count();
        end = Some(end + 2 + place).filter(|&behind| place > 0 && closes(behind)).unwrap_or(end);
    }
    // `Reed, 54, Berg, 31, and Lind, 60, who ..`: a comma before a name or a clause parts it from the last.
    let parts = capital(&(end + 1)) || mark(page, end + 1).has(Mark::OPENER);
    Some(if parts { end } else { end + 1 })
}

/// Whether `after`, `before` or the like leads to a clause with a verb of its own, and not to a thing.
fn subordinates(page: &Sheet<'_, '_>, at: usize, limit: usize) -> bool {
    let finite = Mark::BE.or(Mark::HAVE).or(Mark::PAST).or(Mark::EITHER).or(Mark::WILL).or(Mark::MODAL);
    // `after a fire in 2009 had destroyed ..`: over a year, what is told has a helper.
    let year = |at: usize| page.tokens[at].kind == Kind::Number && page.word(at - 1) == "in";
    let verb = (at + 2..limit.min(at + 9)).find(|&at| {
        let token = &page.tokens[at];
        mark(page, at).has(finite.or(Mark::ING).or(Mark::OPENER).or(Mark::AND))
            || matches!(token.kind, Kind::Sign | Kind::Number) && !year(at)
    });
    let dated = |verb: usize| (at + 2..verb).any(year);
    let verb = verb.filter(|&verb| !dated(verb) || mark(page, verb).has(Mark::BE.or(Mark::HAVE)));
    // `after the restored clinic`: what describes is no verb.
    verb.is_some_and(|verb| {
        let marks = mark(page, verb);
        marks.has(finite)
            && !mark(page, verb - 1).has(Mark::DETERMINER.or(Mark::POSSESSIVE).or(Mark::PREPOSITION))
    })
}

/// Whether a clause begins with the token at `at`.
fn ends(page: &Sheet<'_, '_>, at: usize, limit: usize, finite: bool) -> bool {
    let token = &page.tokens[at];
    if token.kind == Kind::Sign {
        let stops = mark(page, at).has(Mark::STOP) && page.word(at) != "]";
        return stops || token.gap >= Gap::Space && matches!(page.word(at), "–" | "-");
    }
    let previous = &page.tokens[at - 1];
    let before = if previous.kind == Kind::Sign { previous.of(page.text) } else { "" };
    if matches!(before, ";" | ":" | "]" | "”" | "—" | "“") {
        // `at 9:42`
        return before != ":" || mark(page, at - 1).has(Mark::STOP);
    }
    let marks = mark(page, at);
    if marks.has(Mark::OPENER) {
        // `that decree` is no clause, `of which` is.
        let before = mark(page, at - 1);
        let lone = marks.has(Mark::THAT) && before.has(Mark::PREPOSITION) && !before.has(Mark::PARTICLE);
        return !lone;
    }
    // `fled | after troops had taken ..`; not `trucks without number plates arrived`
    if matches!(page.word(at), "after" | "before" | "since" | "until" | "till")
        && subordinates(page, at, limit)
    {
        return true;
    }
    // `, and the minister left`: a verb comes before the next comma, and somebody before the verb.
    let joins = marks.has(Mark::AND) && before == ",";
    joins
        && finite
        && (at + 1..limit.min(at + 14)).take_while(|&at| page.word(at) != ",").skip(1).any(|at| {
            mark(page, at).has(Mark::BE.or(Mark::HAVE).or(Mark::WILL).or(Mark::PAST).or(Mark::EITHER))
        })
        && !mark(page, at + 1).has(Mark::PAST.or(Mark::EITHER).or(Mark::ING).or(Mark::ADVERB))
}
