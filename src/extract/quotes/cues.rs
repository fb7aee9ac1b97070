//! Cues: the words that tie a content to its source.
//!
//! `X said that C`, `C, said X`, `according to X, C`, `X’s claim that C`: each shape is a rule with a name.

use std::ops::Range;

use super::clause::{Phrase, Reading};
use super::content;
use super::grammar::{Act, Class, Tag};
use crate::extract::lex::{Kind, Shape};

mod shapes;
mod subject;
mod unsaid;

use unsaid::denies;

/// One attribution: who, by which words, what. Ranges are tokens.
#[derive(Clone, Debug)]
pub(super) struct Attribution {
    pub(super) cue: Range<usize>,
    pub(super) source: Phrase,
    pub(super) parts: Vec<Range<usize>>,
    pub(super) act: Act,
    pub(super) rule: &'static str,
}

pub(super) const SAID_BEFORE: &str = "X said content";
pub(super) const SAID_BEHIND: &str = "content, X said";
pub(super) const SAID_INVERTED: &str = "content, said X";
pub(super) const ACCORDING: &str = "according to X";
pub(super) const HEADLINE: &str = "X: content";
pub(super) const COLON: &str = "X did so: content";
pub(super) const THEIRS: &str = "X did so, then words of their own";

/// How many verbs of a sentence are remembered.
const VERBS: usize = 8;

/// The attributions of a page whose cue stands outside of quoted speech.
pub(super) fn find(reading: &Reading<'_, '_>) -> Vec<Attribution> {
    let mut found = Vec::new();
    for sentence in reading.sentences.iter().filter(|sentence| may_tell(reading, sentence)) {
        let mut finder = Finder::new(reading, sentence.clone(), &mut found);
        finder.run();
    }
    found
}

/// Whether a sentence has anything that a cue could be, or quoted speech in it or right behind it.
fn may_tell(reading: &Reading<'_, '_>, sentence: &Range<usize>) -> bool {
    let cues = Tag::CUE.with(Tag::ATTITUDE).with(Tag::NOUN).with(Tag::ACCORDING);
    let tags = reading.tags[sentence.clone()].iter().fold(Tag::default(), |all, tag| all.with(*tag));
    tags.has(cues)
        || reading.is_quoted(&(sentence.start..sentence.end + 2))
        || reading.page.said(sentence).contains(':')
}

/// The subject of the first clause of a sentence that is not subordinate.
pub(super) fn main_subject(reading: &Reading<'_, '_>, sentence: &Range<usize>) -> Option<Phrase> {
    let mut found = Vec::new();
    let mut finder = Finder::new(reading, sentence.clone(), &mut found);
    for at in sentence.clone().take(60) {
        let listed = reading.tag(at).has(Tag::CUE) && !reading.tag(at).has(Tag::PAST.with(Tag::PRESENT));
        if reading.quotation(at).is_none() && reading.tag(at).has(Tag::FINITE) && !listed {
            finder.saw_finite(at);
        }
        if finder.main.is_some() {
            break;
        }
    }
    finder.main
}

struct Finder<'r, 'p, 't> {
    reading: &'r Reading<'p, 't>,
    sentence: Range<usize>,
    found: &'r mut Vec<Attribution>,
    /// The subject of the last cue in this sentence.
    subject: Option<Phrase>,
    /// The subject of the first clause that is not subordinate.
    main: Option<Phrase>,
    /// The last finite verbs that are no cues, in a ring.
    finite: [usize; VERBS],
    finites: usize,
    /// Up to here nothing is said: it stands within what was not.
    void: usize,
}

impl<'r, 'p, 't> Finder<'r, 'p, 't> {
    fn new(reading: &'r Reading<'p, 't>, sentence: Range<usize>, found: &'r mut Vec<Attribution>) -> Self {
        Self { reading, sentence, found, subject: None, main: None, finite: [0; VERBS], finites: 0, void: 0 }
    }

    fn run(&mut self) {
        let r = self.reading;
        let from = self.found.len();
        for at in self.sentence.clone() {
            if r.quotation(at).is_some() {
                continue;
            }
            let tag = r.tag(at);
            let found = if tag == Tag::default() {
                // Most words: nothing but behind speech, and nothing at all but the colon among signs.
                if r.kind(at) == Kind::Sign {
                    if r.is_colon(at) { self.colon(at) } else { None }
                } else if at > self.sentence.start && r.quotation(at - 1).is_some() {
                    self.unlisted(at, tag)
                } else {
                    None
                }
            } else if tag.has(Tag::ATTITUDE) {
                self.attitude(at)
            } else if let Some(class) = tag.class() {
                self.verb(at, tag, class)
            } else if tag.has(Tag::NOUN) {
                self.noun(at)
            } else if tag.has(Tag::ACCORDING) {
                self.according(at)
            } else {
                if tag.has(Tag::FINITE)
                    && !matches!(r.word(at), "be" | "been" | "being")
                    && (at == self.sentence.start || r.word(at - 1) != "to")
                {
                    self.saw_finite(at);
                }
                if tag.has(Tag::THAT) && self.is_untrue(at) {
                    self.void = self.end_of_clause(at);
                }
                if tag.has(Tag::PAST) { self.unlisted(at, tag) } else { None }
            };
            if let Some(found) = found {
                self.found.push(found);
            }
        }
        self.part_from_tail(from);
    }

    /// `X praised Y, the agency reports`: what the agency says holds what X does, and ends before the agency.
    fn part_from_tail(&mut self, from: usize) {
        let Some((last, before)) = self.found.get_mut(from..).and_then(<[Attribution]>::split_last_mut)
        else {
            return;
        };
        let tail = matches!(last.rule, SAID_BEHIND | SAID_INVERTED | ACCORDING);
        let Some(first) = last.parts.first().filter(|part| tail && part.start <= self.sentence.start + 1)
        else {
            return;
        };
        for part in before.iter_mut().filter_map(|found| found.parts.last_mut()) {
            if part.start < first.end && part.end > last.cue.start.min(last.source.tokens.start) {
                part.end = first.end;
            }
        }
    }

    fn verb(&mut self, at: usize, tag: Tag, class: &'static Class) -> Option<Attribution> {
        let r = self.reading;
        let (start, aux) = self.group(at);
        if at < self.void || self.is_unsaid(start, aux, class) {
            // What somebody did not say, would not, or may not have said is nobody's; and what is said in it neither.
            self.void = self.void.max(self.end_of_clause(at));
            return None;
        }
        let first = start == self.sentence.start;
        let before = r.tag(start.saturating_sub(1));
        let to = !first && r.word(start - 1) == "to";
        let noun_before = !first
            && before.has(Tag::DETERMINER.with(Tag::POSSESSIVE).with(Tag::PREPOSITION))
            && !before.has(Tag::SUBJECT.with(Tag::RELATIVE))
            && r.kind(start - 1) == Kind::Word;
        if aux.has(Tag::BE) && tag.has(Tag::PAST.with(Tag::PARTICIPLE)) {
            return self.passive(at, start, class);
        }
        // `his recent attacks on Y`: a noun that is written as a verb.
        if tag.has(Tag::NOUN)
            && !tag.has(Tag::PAST)
            && aux == Tag::default()
            && at > self.sentence.start
            && r.is_nominal(at - 1)
            && r.shape(at - 1) == Shape::Lower
            && r.tag(at + 1).has(Tag::PREPOSITION)
        {
            return self.noun(at);
        }
        let whole = aux.has(Tag::BE) && tag.has(Tag::ING)
            || aux.has(Tag::HAVE) && tag.has(Tag::PAST.with(Tag::PARTICIPLE))
            || aux.has(Tag::MODAL) && tag.has(Tag::BASE);
        if whole {
            return self.finite(at, start, class);
        }
        if to && tag.has(Tag::BASE) {
            return self.infinitive(at, start - 1, class);
        }
        if tag.has(Tag::ING) {
            return self.participle(at, start, class);
        }
        if noun_before && !(tag.has(Tag::PAST) && self.after_aux_phrase(start).is_some())
            || !first && r.is_genitive(start - 1)
        {
            return self.noun(at);
        }
        if tag.has(Tag::PAST)
            || tag.has(Tag::PRESENT) && self.speaks(at) && self.singular(start)
            || tag.has(Tag::BASE) && !first && self.plural(start) && self.speaks(at)
        {
            return self.finite(at, start, class);
        }
        None
    }

    fn finite(&mut self, at: usize, start: usize, class: &'static Class) -> Option<Attribution> {
        let r = self.reading;
        let limit = self.sentence.start;
        let end = self.sentence.end;
        let start = self.after_aux_phrase(start).unwrap_or(start);
        let left = start.checked_sub(1).filter(|left| *left >= limit);
        // `“..,” said X`, `C, says X`, `Added X: “..”`: the subject stands behind.
        if class.quote
            && !class.whom
            && !left.is_some_and(|left| class.gesture && !content::goes_on(r, left))
            && r.tag(at).has(Tag::PAST.with(Tag::PRESENT))
            && let Some(found) = self.inverted(at, start, class.act)
        {
            return Some(found);
        }
        let left = left?;
        let closed = content::closes_speech(r, &self.sentence, left);
        let source = if r.tag(left).has(Tag::AND) && r.kind(left) == Kind::Word {
            // `X said .. and added ..`: who spoke first speaks on.
            // But not out of a clause of its own: `and when X came and said ..`
            let speaks = class.quote && class.act == Act::Speech;
            let led = self.subject.as_ref().is_some_and(|last| content::is_led(r, &self.sentence, last));
            self.main.clone().filter(|_| speaks && !led).or_else(|| self.shared_subject())
        } else {
            r.subject(start, limit).or_else(|| if closed { self.shared_subject() } else { None })
        }?;
        if start == at && self.is_inserted(at, r.tag(at)) {
            return None;
        }
        let article = matches!(r.word(source.core.start), "a" | "an" | "one" | "A" | "An" | "One");
        if start == at
            && article
            && matches!(r.word(at), "called" | "named" | "dubbed" | "labeled" | "labelled")
        {
            // `a group called Y`: it is called so.
            return None;
        }
        self.subject = Some(source.clone());
        self.see_main(&source);
        self.finites = 0;
        if self.is_of_nobody(&source) {
            self.void = self.end_of_clause(at);
            return None;
        }
        if self.quotes_another(at) {
            // `X quoted Y as saying C`: the words are those of Y.
            return None;
        }
        let behind = content::behind(r, at, end, class);
        let behind = behind.map(|part| self.bounded(part, &source, class));
        let front = source.tokens.start.checked_sub(1).filter(|front| *front >= limit);
        let cue = start..at + 1;
        let gesture = |front: usize| class.gesture && !content::goes_on(r, front);
        if let Some(front) = front.filter(|front| (class.quote || class.zero) && !gesture(*front)) {
            let closed = content::closes_speech(r, &self.sentence, front);
            let comma = r.word(front) == "," || r.is_dash(front);
            let alone = match &behind {
                None => true,
                Some(part) => closed && !r.tag(part.start).has(Tag::THAT),
            };
            if (closed || comma) && alone && !self.opens_with_frame() {
                let parts = content::around(r, &self.sentence, front, at + 1);
                if closed || parts.first().is_some_and(|part| content::is_clause(r, part)) {
                    return Some(Attribution { cue, source, parts, act: class.act, rule: SAID_BEHIND });
                }
            }
        }
        if behind.is_none() && !(class.quote && !class.gesture && self.announces(at)) {
            return None;
        }
        if behind.as_ref().is_some_and(|part| self.only_hides(part)) {
            return None;
        }
        if denies(r.word(at)) {
            self.void = behind.as_ref().map_or(0, |part| part.end);
        }
        Some(Attribution {
            cue,
            source,
            parts: behind.into_iter().collect(),
            act: class.act,
            rule: SAID_BEFORE,
        })
    }

    /// Whether a participle only tells more of the noun before it: `The talks, planned for Sunday, were called off`.
    fn is_inserted(&self, at: usize, tag: Tag) -> bool {
        let r = self.reading;
        if at <= self.sentence.start || r.word(at - 1) != "," || !tag.has(Tag::PARTICIPLE) {
            return false;
        }
        let attached = r.tag(at + 1).has(Tag::PREPOSITION.with(Tag::WHEN)) && r.kind(at + 1) == Kind::Word;
        let comma = (at + 1..self.sentence.end.min(at + 16))
            .find(|at| r.quotation(*at).is_none() && matches!(r.word(*at), "," | ";"));
        attached
            && comma.is_some_and(|comma| {
                let next = comma + 1 + usize::from(r.tag(comma + 1).has(Tag::ADVERB));
                r.word(comma) == "," && next < self.sentence.end && r.tag(next).has(Tag::FINITE)
            })
    }

    /// Whether the sentence opens with what frames its clause: `Asked whether ..,`, `When ..,`
    fn opens_with_frame(&self) -> bool {
        let r = self.reading;
        let at = self.sentence.start;
        let tag = r.tag(at);
        r.quotation(at).is_none()
            && r.kind(at) == Kind::Word
            && (tag.has(Tag::ING.with(Tag::PARTICIPLE))
                || matches!(
                    r.word(at),
                    "When" | "While" | "After" | "As" | "Before" | "Since" | "Although" | "Though"
                ))
    }

    fn inverted(&mut self, at: usize, start: usize, act: Act) -> Option<Attribution> {
        let r = self.reading;
        let limit = self.sentence.start;
        let left = start.checked_sub(1).filter(|left| *left >= limit);
        let closed = left.is_some_and(|left| content::closes_speech(r, &self.sentence, left));
        let comma = left.is_some_and(|left| r.word(left) == ",");
        if !closed && !comma && left.is_some() {
            return None;
        }
        let own = self.inverted_subject(at + 1, closed)?;
        let source = r.with_apposition(own, self.sentence.end);
        let behind = source.tokens.end;
        let parts = match left {
            None if matches!(r.word(behind), ":" | ",") && r.opens(behind + 1) => {
                vec![content::trim(r, behind + 1..self.sentence.end)]
            }
            None if r.word(behind) == ":" && behind + 1 == self.sentence.end => Vec::new(),
            None => return None,
            Some(left) => {
                let parts = content::around(r, &self.sentence, left, behind);
                let clause = parts.first().is_some_and(|part| content::is_clause(r, part));
                if !closed && (!clause || r.subject_in_front(left, limit)) {
                    return None;
                }
                parts
            }
        };
        self.subject = Some(source.clone());
        Some(Attribution { cue: start..at + 1, source, parts, act, rule: SAID_INVERTED })
    }

    fn inverted_subject(&self, at: usize, closed: bool) -> Option<Range<usize>> {
        let r = self.reading;
        let tag = r.tag(at);
        if at >= self.sentence.end {
            return None;
        }
        if r.kind(at) == Kind::Word && tag.has(Tag::SUBJECT) {
            return (!r.tag(at + 1).has(Tag::FINITE)).then_some(at..at + 1);
        }
        let own = r.phrase_after(at, self.sentence.end, true)?;
        // What goes on with a verb is the content: `said the plan was dead`.
        let next = r.tag(own.end);
        let goes_on = own.end < self.sentence.end
            && next.has(if closed { Tag::AUXILIARY.with(Tag::PRESENT) } else { Tag::FINITE });
        (!goes_on && !r.word(own.end - 1).ends_with("ly")).then_some(own)
    }

    /// A verb that is not listed but stands where only speech has one: `“..,” beamed X`, `“..!” X boomed.`
    fn unlisted(&mut self, at: usize, tag: Tag) -> Option<Attribution> {
        let r = self.reading;
        if at == self.sentence.start || r.kind(at) != Kind::Word || r.shape(at) != Shape::Lower {
            return None;
        }
        let closed = |last: usize| {
            content::closes_speech(r, &self.sentence, last)
                && r.quotation(last).is_some_and(|number| r.quotations[number].closed)
        };
        if closed(at - 1) && (tag.has(Tag::PAST) || tag == Tag::default() && r.word(at).ends_with('s')) {
            return self.inverted(at, at, Act::Speech);
        }
        let over = at + 1 >= self.sentence.end || matches!(r.word(at + 1), "." | "," | ":");
        if tag.has(Tag::PAST) && over {
            let source = r.subject(at, self.sentence.start)?;
            let front = source.tokens.start.checked_sub(1).filter(|front| *front >= self.sentence.start);
            if tag.has(Tag::PAST) && matches!(r.word(at + 1), "," | ":") && r.opens(at + 2) {
                let part = content::trim(r, at + 2..self.sentence.end);
                self.subject = Some(source.clone());
                return Some(Attribution {
                    cue: at..at + 1,
                    source,
                    parts: vec![part],
                    act: Act::Speech,
                    rule: SAID_BEFORE,
                });
            }
            if closed(front?) {
                let parts = content::around(r, &self.sentence, front?, at + 1);
                self.subject = Some(source.clone());
                return Some(Attribution {
                    cue: at..at + 1,
                    source,
                    parts,
                    act: Act::Speech,
                    rule: SAID_BEHIND,
                });
            }
        }
        None
    }

    /// A content that ends where the clause of its cue does: `After X criticised Y, Z left`.
    fn bounded(&self, part: Range<usize>, source: &Phrase, class: &Class) -> Range<usize> {
        let r = self.reading;
        let led = content::is_led(r, &self.sentence, source);
        content::bounded(r, part, led, class.object && !class.zero)
    }

    /// Whether a sentence ends with a colon, or with its verb: `He said:`
    fn announces(&self, verb: usize) -> bool {
        let last = self.sentence.end - 1;
        self.reading.word(last) == ":" || last <= verb + 1
    }
}
