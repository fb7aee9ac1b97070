//! Cues: the words that tie a content to its source.
//!
//! `X said that C`, `C, said X`, `according to X, C`, `X’s claim that C`: each shape is a rule with a name.

use std::ops::Range;

use super::clause::{Phrase, Reading};
use super::content;
use super::grammar::{Act, Class, Tag};
use crate::extract::lex::{Gap, Kind, Shape};

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

/// How many verbs of a sentence are remembered.
const VERBS: usize = 8;

/// The attributions of a page whose cue stands outside of quoted speech.
pub(super) fn find(reading: &Reading<'_, '_>) -> Vec<Attribution> {
    let mut found = Vec::new();
    for sentence in &reading.sentences {
        let mut finder = Finder {
            reading,
            sentence: sentence.clone(),
            found: &mut found,
            subject: None,
            main: None,
            finite: [0; VERBS],
            finites: 0,
        };
        finder.run();
    }
    found
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
}

impl Finder<'_, '_, '_> {
    fn run(&mut self) {
        let r = self.reading;
        let from = self.found.len();
        for at in self.sentence.clone() {
            if r.quotation(at).is_some() {
                continue;
            }
            let tag = r.tag(at);
            let found = if tag.has(Tag::ATTITUDE) {
                self.attitude(at)
            } else if let Some(class) = tag.class() {
                self.verb(at, tag, class)
            } else if tag.has(Tag::NOUN) {
                self.noun(at)
            } else if r.kind(at) == Kind::Sign {
                if r.word(at) == ":" { self.colon(at) } else { None }
            } else if r.word(at).eq_ignore_ascii_case("according") && r.word(at + 1) == "to" {
                self.according(at)
            } else {
                if tag.has(Tag::FINITE)
                    && !matches!(r.word(at), "be" | "been" | "being")
                    && (at == self.sentence.start || r.word(at - 1) != "to")
                {
                    self.saw_finite(at);
                }
                self.unlisted(at, tag)
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

    fn saw_finite(&mut self, at: usize) {
        if self.main.is_none() && self.finites < VERBS {
            let (start, _) = self.group(at);
            if let Some(subject) = self.reading.subject(start, self.sentence.start) {
                self.see_main(&subject);
            }
        }
        self.finite[self.finites % VERBS] = at;
        self.finites += 1;
    }

    /// Keeps the subject of the main clause: the first that no subordinator leads.
    fn see_main(&mut self, subject: &Phrase) {
        let r = self.reading;
        let start = subject.tokens.start;
        let led = start > self.sentence.start
            && r.tag(start - 1).has(Tag::SUBORDINATOR.with(Tag::RELATIVE).with(Tag::PREPOSITION))
            && r.kind(start - 1) == Kind::Word;
        if self.main.is_none() && !led && !r.tag(start).has(Tag::RELATIVE) {
            self.main = Some(subject.clone());
        }
    }

    /// The first token of the verb's group: `has also not said`.
    fn group(&self, verb: usize) -> (usize, Tag) {
        let r = self.reading;
        let mut start = verb;
        let mut aux = Tag::default();
        let limit = self.sentence.start.max(verb.saturating_sub(8));
        while start > limit {
            let tag = r.tag(start - 1);
            let clitic = r.kind(start - 1) == Kind::Clitic && !r.is_genitive(start - 1);
            if tag.has(Tag::AUXILIARY.with(Tag::NOT)) || clitic {
                aux = aux.with(tag);
            } else if !tag.has(Tag::ADVERB) || r.kind(start - 1) != Kind::Word {
                break;
            }
            start -= 1;
        }
        (start, aux)
    }

    fn verb(&mut self, at: usize, tag: Tag, class: &'static Class) -> Option<Attribution> {
        let r = self.reading;
        let (start, aux) = self.group(at);
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

    /// Whether a form that could be a noun has behind it what a verb has.
    fn speaks(&self, at: usize) -> bool {
        let r = self.reading;
        let next = at + 1;
        if next >= self.sentence.end {
            return true;
        }
        let tag = r.tag(next);
        let named = at > 0 && (r.shape(at - 1) != Shape::Lower || r.tag(at - 1).has(Tag::SUBJECT));
        // `claims that are still made`, `states which lost`: a noun with a relative clause.
        let relative = matches!(r.word(next), "which" | "who" | "whose" | ",") && !r.opens(next + 1)
            || tag.has(Tag::THAT) && r.tag(next + 1).has(Tag::FINITE) && !r.tag(next + 1).has(Tag::BASE);
        !(tag.has(Tag::AUXILIARY) || relative || !named && matches!(r.word(next), "of" | "by" | "from"))
    }

    /// Whether what stands before can be the subject of `says`: a singular noun has an article, an owner or a
    /// capital letter; `early states` is none.
    fn singular(&self, verb: usize) -> bool {
        let r = self.reading;
        let Some(left) = verb.checked_sub(1).filter(|left| *left >= self.sentence.start) else { return true };
        if r.kind(left) != Kind::Word || r.shape(left) != Shape::Lower || !r.is_nominal(left) {
            return true;
        }
        for at in (self.sentence.start.max(verb.saturating_sub(8))..verb).rev() {
            let tag = r.tag(at);
            if r.is_genitive(at)
                || tag.has(Tag::DETERMINER.with(Tag::POSSESSIVE))
                || r.shape(at) == Shape::Title
            {
                return true;
            }
            if !r.is_nominal(at) && r.kind(at) != Kind::Sign {
                return false;
            }
        }
        true
    }

    /// Whether what stands before can be the subject of `say`.
    fn plural(&self, verb: usize) -> bool {
        let r = self.reading;
        let many = |at: usize| {
            let word = r.word(at);
            r.kind(at) == Kind::Word
                && (word.ends_with('s') && word.len() > 3
                    || matches!(
                        word,
                        "people" | "men" | "women" | "many" | "some" | "those" | "most" | "police" | "and"
                    ))
        };
        if r.tag(verb - 1).has(Tag::SUBJECT.with(Tag::RELATIVE)) && r.kind(verb - 1) == Kind::Word {
            return !matches!(r.word(verb - 1), "he" | "she" | "it");
        }
        if many(verb - 1) {
            return true;
        }
        // `sources close to her campaign say`, `Bush and Christie say`
        r.phrase_before(verb, self.sentence.start).is_some_and(|own| {
            let head = own
                .clone()
                .find(|at| r.kind(*at) == Kind::Word && r.tag(*at).has(Tag::PREPOSITION))
                .unwrap_or(own.end);
            own.clone().any(|at| r.word(at) == "and") || head < own.end && head > own.start && many(head - 1)
        })
    }

    /// `has in the past said`: where the auxiliary stands, if a phrase parts it from its verb.
    fn after_aux_phrase(&self, start: usize) -> Option<usize> {
        let r = self.reading;
        let own = r.phrase_before(start, self.sentence.start.max(start.saturating_sub(6)))?;
        let at = own.start.checked_sub(2).filter(|at| *at >= self.sentence.start)?;
        (r.tag(at + 1).has(Tag::PREPOSITION) && r.tag(at).has(Tag::AUXILIARY)).then(|| self.group(at).0)
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
            && r.tag(at).has(Tag::PAST.with(Tag::PRESENT))
            && let Some(found) = self.inverted(at, start, class.act)
        {
            return Some(found);
        }
        let left = left?;
        let closed = content::closes_speech(r, &self.sentence, left);
        let source = if r.tag(left).has(Tag::AND) && r.kind(left) == Kind::Word {
            // `X said .. and added ..`: who spoke first speaks on.
            let speaks = class.quote && class.act == Act::Speech;
            self.main.clone().filter(|_| speaks).or_else(|| self.shared_subject())
        } else {
            r.subject(start, limit).or_else(|| if closed { self.shared_subject() } else { None })
        }?;
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
        let behind = content::behind(r, at, end, class);
        let behind = behind.map(|part| self.bounded(part, &source, class));
        let front = source.tokens.start.checked_sub(1).filter(|front| *front >= limit);
        let cue = start..at + 1;
        if let Some(front) = front.filter(|_| class.quote || class.zero) {
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
        if behind.is_none() && !(class.quote && self.announces(at)) {
            return None;
        }
        Some(Attribution {
            cue,
            source,
            parts: behind.into_iter().collect(),
            act: class.act,
            rule: SAID_BEFORE,
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

    /// Whose verb it is behind `and`: `X praised A and criticised B`.
    fn shared_subject(&self) -> Option<Phrase> {
        let verbs = (0..self.finites.min(VERBS)).map(|back| self.finite[(self.finites - 1 - back) % VERBS]);
        verbs
            .filter_map(|verb| self.reading.subject(self.group(verb).0, self.sentence.start))
            .next()
            .or_else(|| self.subject.clone())
    }

    /// A content that ends where the clause of its cue does: `After X criticised Y, Z left`.
    fn bounded(&self, part: Range<usize>, source: &Phrase, class: &Class) -> Range<usize> {
        let r = self.reading;
        let start = source.tokens.start;
        let led = r.tag(start).has(Tag::RELATIVE)
            || start > self.sentence.start
                && r.kind(start - 1) == Kind::Word
                && r.tag(start - 1).has(Tag::SUBORDINATOR)
                && r.starts_clause(start - 1);
        content::bounded(r, part, led, class.object && !class.zero)
    }

    /// Whether a sentence ends with a colon, or with its verb: `He said:`
    fn announces(&self, verb: usize) -> bool {
        let last = self.sentence.end - 1;
        self.reading.word(last) == ":" || last <= verb + 1
    }

    fn participle(&mut self, at: usize, start: usize, class: &'static Class) -> Option<Attribution> {
        let r = self.reading;
        let Some(left) = start.checked_sub(1).filter(|left| *left >= self.sentence.start) else {
            return self.leading_participle(at, start, class);
        };
        let local = r.is_nominal(left) && r.kind(left) == Kind::Word;
        let source = if local {
            // `emailed supporters saying`: not they, where they are the object of another verb.
            let own = r.phrase_before(start, self.sentence.start)?;
            if class.act == Act::Speech && !r.starts_clause(own.start) && r.word(at) != "reading" {
                self.main.clone().or_else(|| self.subject.clone())
            } else {
                Some(Phrase { tokens: own.clone(), core: own })
            }
        } else if r.word(left) == "," {
            self.main.clone().or_else(|| self.subject.clone())
        } else if r.kind(left) == Kind::Word && r.tag(left).has(Tag::PREPOSITION.with(Tag::AND)) {
            self.shared_subject()
        } else {
            None
        }?;
        let content = content::behind(r, at, self.sentence.end, class)?;
        let content = content::bounded(r, content, true, class.object && !class.zero);
        // `early voting centres`: a participle before a noun; its own object has an article or a name.
        let next = r.tag(content.start);
        let bare =
            next == Tag::default() && r.shape(content.start) == Shape::Lower && content.start == at + 1;
        if bare
            && local
            && class.act != Act::Evidence
            && !r.tag(left).has(Tag::NOUN)
            && r.shape(left) == Shape::Lower
            && !r.word(left).ends_with('s')
        {
            return None;
        }
        Some(Attribution {
            cue: start..at + 1,
            source,
            parts: vec![content],
            act: class.act,
            rule: "saying content",
        })
    }

    /// `Conceding that C, X warned ..`: the subject follows.
    fn leading_participle(&mut self, at: usize, start: usize, class: &'static Class) -> Option<Attribution> {
        let r = self.reading;
        let content = content::behind(r, at, self.sentence.end, class)?;
        let content = content::bounded(r, content, true, class.object && !class.zero);
        let subject = content.end + usize::from(r.word(content.end) == ",");
        let own = if r.tag(subject).has(Tag::SUBJECT) && r.kind(subject) == Kind::Word {
            subject..subject + 1
        } else {
            r.phrase_after(subject, self.sentence.end, true)?
        };
        if !r.tag(own.end).has(Tag::FINITE.with(Tag::ADVERB)) {
            return None;
        }
        let source = Phrase { tokens: own.clone(), core: own };
        Some(Attribution {
            cue: start..at + 1,
            source,
            parts: vec![content],
            act: class.act,
            rule: "saying content, X did",
        })
    }

    /// `went on to say`, `appeared to suggest`, `decided to announce`: the subject is that of the verb in front.
    fn infinitive(&mut self, at: usize, to: usize, class: &'static Class) -> Option<Attribution> {
        let r = self.reading;
        let mut verb = to.checked_sub(1).filter(|verb| *verb > self.sentence.start)?;
        if matches!(r.word(verb), "on" | "out" | "back") {
            verb -= 1;
        }
        let tag = r.tag(verb);
        if !tag.has(Tag::VERB) || tag.class().is_some_and(|class| class.to || class.whom) {
            return None;
        }
        let (start, _) = self.group(verb);
        let source = if r.tag(start.checked_sub(1)?).has(Tag::AND) {
            self.shared_subject()?
        } else {
            r.subject(start, self.sentence.start)?
        };
        let behind = content::behind(r, at, self.sentence.end, class);
        if behind.is_none() && !(class.quote && self.announces(at)) {
            return None;
        }
        self.subject = Some(source.clone());
        Some(Attribution {
            cue: start..at + 1,
            source,
            parts: behind.into_iter().collect(),
            act: class.act,
            rule: "X went on to say content",
        })
    }

    /// `is confident that C`, `was critical of C`, `made it clear that C`.
    fn attitude(&mut self, at: usize) -> Option<Attribution> {
        let r = self.reading;
        let end = self.sentence.end;
        let (mut start, mut aux) = self.group(at);
        if r.word(start.checked_sub(1)?) == "it"
            && start >= 2
            && r.tag(start - 2).has(Tag::VERB)
            && r.word(at) == "clear"
        {
            (start, _) = self.group(start - 2);
            aux = Tag::BE;
        } else if start > self.sentence.start && r.tag(start - 1).has(Tag::VERB) && start == at {
            // `feels confident that`, `made clear that`
            (start, _) = self.group(start - 1);
            aux = Tag::BE;
        }
        if !aux.has(Tag::BE) {
            return None;
        }
        let source = r.subject(start, self.sentence.start)?;
        let next = at + 1;
        let part = match r.word(next) {
            "that" | "to" | "whether" | "if" | "how" => content::cut(r, next..end),
            "of" | "about" | "with" | "for" | "by" | "at" | "over" => {
                content::cut(r, (next + 1).min(end)..end)
            }
            _ if r.tag(next).has(Tag::SUBJECT.with(Tag::DETERMINER).with(Tag::POSSESSIVE))
                && content::is_clause(r, &(next..end.min(next + 20))) =>
            {
                content::cut(r, next..end)
            }
            _ => return None,
        };
        let part = content::bounded(r, part, true, true);
        if part.is_empty() {
            return None;
        }
        self.subject = Some(source.clone());
        Some(Attribution {
            cue: start..next,
            source,
            parts: vec![part],
            act: Act::Thought,
            rule: "X is sure of content",
        })
    }

    fn passive(&mut self, at: usize, start: usize, class: &'static Class) -> Option<Attribution> {
        let r = self.reading;
        let by = (at + 1..self.sentence.end.min(at + 12)).find(|by| r.word(*by) == "by")?;
        let agent = r.phrase_after(by + 1, self.sentence.end, true)?;
        let content = r.subject(start, self.sentence.start)?;
        let source = Phrase { tokens: agent.clone(), core: agent };
        Some(Attribution {
            cue: start..at + 1,
            source,
            parts: vec![content.tokens],
            act: class.act,
            rule: "content was said by X",
        })
    }

    /// `X’s claim that C`, `his support for C`.
    fn noun(&mut self, at: usize) -> Option<Attribution> {
        let r = self.reading;
        let end = self.sentence.end;
        if !r.tag(at).has(Tag::NOUN) || at + 2 >= end {
            return None;
        }
        let floor = self.sentence.start.max(at.saturating_sub(5));
        let owner = (floor..at).rev().find(|left| !r.is_nominal(*left) || r.is_genitive(*left))?;
        let source = if r.is_genitive(owner) {
            r.phrase_before(owner, self.sentence.start)?
        } else if r.tag(owner).has(Tag::POSSESSIVE) {
            owner..owner + 1
        } else {
            return None;
        };
        let next = at + 1;
        let part = match r.word(next) {
            "that" => content::cut(r, next..end),
            "to" => content::cut(r, next..end),
            "of" | "for" | "about" | "against" | "on" | "as" | "in" | "over" => {
                let phrase = r.phrase_after(next + 1, end, true).filter(|phrase| phrase.end > next + 1);
                if r.opens(next + 1) { content::cut(r, next + 1..end) } else { phrase? }
            }
            "," | ":" | "is" | "was" if r.opens(next + 1) => content::trim(r, next + 1..end),
            _ if r.opens(next) => content::trim(r, next..end),
            _ => return None,
        };
        let act = r.tag(at).class().map_or(Act::Speech, |class| class.act);
        let source = Phrase { tokens: source.clone(), core: source };
        Some(Attribution {
            cue: owner + 1..next,
            source,
            parts: vec![part],
            act,
            rule: "X’s claim of content",
        })
    }

    fn according(&mut self, at: usize) -> Option<Attribution> {
        let r = self.reading;
        let end = self.sentence.end;
        let own = r.phrase_after(at + 2, end, true)?;
        let source = r.with_apposition(own, end);
        let part = if at == self.sentence.start {
            let comma =
                (source.tokens.end..end).find(|next| r.word(*next) == ",").unwrap_or(source.tokens.end);
            content::trim(r, (comma + 1).min(end)..end)
        } else {
            content::trim(r, self.sentence.start..at)
        };
        if part.is_empty() {
            return None;
        }
        Some(Attribution { cue: at..at + 2, source, parts: vec![part], act: Act::Speech, rule: ACCORDING })
    }

    /// `X: content` at the head of a line, and `X did so: “..”`.
    fn colon(&mut self, at: usize) -> Option<Attribution> {
        let r = self.reading;
        let start = self.sentence.start;
        let end = self.sentence.end;
        let cue = at..at + 1;
        if r.page.tokens[start].gap > Gap::Space
            && at - start <= 8
            && let Some(own) = r.phrase_before(at, start)
            && own.start == start
            && at + 1 < end
            && !r.touches(at + 1)
            && r.kind(start) == Kind::Word
            && r.tags[start] == Tag::default()
            && r.shape(start) != Shape::Lower
        {
            let source = Phrase { tokens: own.clone(), core: own };
            return Some(Attribution {
                cue,
                source,
                parts: vec![at + 1..end],
                act: Act::Speech,
                rule: HEADLINE,
            });
        }
        // Another cue of this sentence that ends here is the better one.
        let cued = self
            .found
            .last()
            .is_some_and(|last| last.cue.start >= start && (last.parts.is_empty() || last.parts[0].end > at));
        let opens = r.opens(at + 1);
        if cued || !opens {
            return None;
        }
        let source = self.subject.clone().or_else(|| self.main.clone())?;
        let parts = if at + 1 < end { vec![content::trim(r, at + 1..end)] } else { Vec::new() };
        Some(Attribution { cue, source, parts, act: Act::Speech, rule: COLON })
    }
}
