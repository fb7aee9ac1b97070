//! Cues: the words that tie a content to its source, and how far that content goes.
//!
//! `X said that C`, `C, said X`, `according to X, C`, `X: C`, `X’s claim that C`: each shape is a rule with a name.

use std::ops::Range;

use super::clause::{Phrase, Reading};
use super::grammar::{Act, Class, Tag};
use crate::extract::lex::{Kind, Shape};

/// One attribution: who, by which words, what. Ranges are tokens.
#[derive(Clone, Debug)]
pub(super) struct Attribution {
    pub(super) cue: Range<usize>,
    pub(super) source: Option<Phrase>,
    pub(super) parts: Vec<Range<usize>>,
    pub(super) act: Act,
    pub(super) rule: &'static str,
}

/// How many finite verbs of a sentence are remembered.
const FINITES: usize = 4;

/// How a verb stands in its clause.
enum Verb {
    Finite,
    /// `saying that ..`, `to say ..`
    Bare,
    Passive,
}

/// The attributions of a page whose cue stands outside of quoted speech.
pub(super) fn find(reading: &Reading<'_, '_>) -> Vec<Attribution> {
    let mut found = Vec::new();
    for sentence in &reading.sentences {
        Finder { reading, sentence: sentence.clone(), found: &mut found, subject: None, finite: [0; FINITES], finites: 0, floor: sentence.start }.run();
    }
    found
}

struct Finder<'r, 'p, 't> {
    reading: &'r Reading<'p, 't>,
    sentence: Range<usize>,
    found: &'r mut Vec<Attribution>,
    /// The subject of the last cue in this sentence.
    subject: Option<Phrase>,
    /// The last finite verbs that are no cues, in a ring.
    finite: [usize; FINITES],
    finites: usize,
    /// Where the content of an earlier cue in front ends.
    floor: usize,
}

impl Finder<'_, '_, '_> {
    fn run(&mut self) {
        let r = self.reading;
        for at in self.sentence.clone() {
            if r.quotation(at).is_some() {
                continue;
            }
            let tag = r.tag(at);
            let found = if r.word(at) == ":" {
                self.colon(at)
            } else if let Some(class) = tag.class() {
                self.verb(at, tag, class)
            } else if tag.has(Tag::NOUN) {
                self.noun(at)
            } else if r.word(at).eq_ignore_ascii_case("according") && r.word(at + 1) == "to" {
                self.according(at)
            } else {
                if tag.has(Tag::FINITE) && !matches!(r.word(at), "be" | "been" | "being") && (at == 0 || r.word(at - 1) != "to") {
                    self.finite[self.finites % FINITES] = at;
                    self.finites += 1;
                }
                None
            };
            if let Some(found) = found {
                self.found.push(found);
            }
        }
    }

    /// The first token of the verb's group: `has also not said`.
    fn group(&self, verb: usize) -> (usize, Tag) {
        let r = self.reading;
        let mut start = verb;
        let mut aux = Tag::default();
        let limit = self.sentence.start.max(verb.saturating_sub(8));
        let mut solid = verb;
        while start > limit {
            let tag = r.tag(start - 1);
            let clitic = r.kind(start - 1) == Kind::Clitic && !r.is_genitive(start - 1);
            if tag.has(Tag::AUXILIARY.with(Tag::NOT)) || clitic {
                aux = aux.with(tag);
                solid = start - 1;
            } else if !tag.has(Tag::ADVERB) || r.kind(start - 1) != Kind::Word {
                break;
            }
            start -= 1;
        }
        // An adverb in front belongs to the group where a subject stands before it.
        let _ = solid;
        (start, aux)
    }

    fn verb(&mut self, at: usize, tag: Tag, class: &'static Class) -> Option<Attribution> {
        let r = self.reading;
        let (start, aux) = self.group(at);
        let first = start == self.sentence.start;
        let before = r.tag(start.saturating_sub(1));
        let to = !first && r.word(start - 1) == "to";
        let noun_before = !first && before.has(Tag::DETERMINER.with(Tag::POSSESSIVE).with(Tag::PREPOSITION)) && !before.has(Tag::SUBJECT.with(Tag::RELATIVE));
        let form = if aux.has(Tag::BE) && tag.has(Tag::PAST.with(Tag::PARTICIPLE)) {
            Verb::Passive
        } else if aux.has(Tag::BE) && tag.has(Tag::ING)
            || aux.has(Tag::HAVE) && tag.has(Tag::PAST.with(Tag::PARTICIPLE))
            || aux.has(Tag::MODAL) && tag.has(Tag::BASE)
        {
            Verb::Finite
        } else if tag.has(Tag::ING) || to && tag.has(Tag::BASE) {
            Verb::Bare
        } else if noun_before || !first && r.is_genitive(start - 1) {
            return self.noun(at);
        } else if tag.has(Tag::PAST) {
            Verb::Finite
        } else if tag.has(Tag::PRESENT) {
            if !self.speaks(at) {
                return None;
            }
            Verb::Finite
        } else if tag.has(Tag::BASE) && !first && self.plural(start) && self.speaks(at) {
            Verb::Finite
        } else {
            return None;
        };
        match form {
            Verb::Finite => self.finite(at, start, class),
            Verb::Bare => self.bare(at, start, to, class),
            Verb::Passive => self.passive(at, start, class),
        }
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
        !(tag.has(Tag::AUXILIARY) || !named && matches!(r.word(next), "of" | "by" | "from"))
    }

    fn plural(&self, verb: usize) -> bool {
        let r = self.reading;
        let word = r.word(verb - 1);
        r.tag(verb - 1).has(Tag::SUBJECT.with(Tag::RELATIVE)) && !matches!(word, "he" | "she" | "it")
            || r.kind(verb - 1) == Kind::Word && word.ends_with('s') && word.len() > 3
            || matches!(word, "people" | "men" | "women" | "many" | "some" | "those" | "most" | "police" | "and")
    }

    fn finite(&mut self, at: usize, start: usize, class: &'static Class) -> Option<Attribution> {
        let r = self.reading;
        let limit = self.sentence.start;
        // `“..,” said X`, `C, says X`: the subject stands behind.
        let left = start.checked_sub(1).filter(|left| *left >= limit);
        let closed = left.is_some_and(|left| self.closes_speech(left));
        let comma = left.is_some_and(|left| r.word(left) == ",");
        if (closed || comma) && class.quote && r.tag(at).has(Tag::PAST.with(Tag::PRESENT)) {
            if let Some(own) = self.inverted_subject(at + 1) {
                let source = r.with_apposition(own, self.sentence.end);
                let parts = self.around(left?, source.tokens.end);
                if closed || !parts.is_empty() && self.is_clause(&parts[0]) {
                    self.subject = Some(source.clone());
                    return Some(self.made(start..at + 1, Some(source), parts, class, "content, said X"));
                }
            }
        }
        let source = match left {
            Some(left) if r.tag(left).has(Tag::AND) && r.kind(left) == Kind::Word => self.shared_subject(left),
            Some(_) => r.subject(start, limit).or_else(|| closed.then(|| self.shared_subject(start)).flatten()),
            None => None,
        }?;
        self.subject = Some(source.clone());
        self.finites = 0;
        let (from, behind) = self.behind(at, class);
        let front = source.tokens.start.checked_sub(1).filter(|front| *front >= limit);
        let front_closed = front.is_some_and(|front| self.closes_speech(front));
        let front_comma = front.is_some_and(|front| r.word(front) == "," || r.is_dash(front));
        if (front_closed || front_comma) && (class.quote || class.zero) {
            let alone = match &behind {
                None => true,
                Some(content) => front_closed && !r.opens(content.start) && !r.tag(content.start).has(Tag::THAT),
            };
            let rest = behind.clone().filter(|content| front_closed && r.opens(content.start));
            if alone || rest.is_some() {
                let mut parts = self.around(front?, from);
                parts.truncate(1);
                if let Some(rest) = rest {
                    parts.push(rest);
                }
                if front_closed || parts.first().is_some_and(|part| self.is_clause(part)) {
                    return Some(self.made(start..at + 1, Some(source), parts, class, "content, X said"));
                }
            }
        }
        if behind.is_none() && !(class.quote && self.announces(at)) {
            return None;
        }
        Some(self.made(start..at + 1, Some(source), behind.into_iter().collect(), class, "X said content"))
    }

    /// Whether a sentence ends with a colon, or with its verb: `He said:`
    fn announces(&self, verb: usize) -> bool {
        let r = self.reading;
        let last = self.sentence.end - 1;
        r.word(last) == ":" || last <= verb + 1
    }

    /// Whether a quotation ends here that is speech, and not a title or a single word: `on “Fox News Sunday,” X said`.
    fn closes_speech(&self, last: usize) -> bool {
        let r = self.reading;
        let Some(number) = r.quotation(last) else { return false };
        let open = r.quotations[number].open;
        open <= self.sentence.start + 1 || last - open > 10 || self.is_clause(&(self.sentence.start..open))
            || r.word(open - 1) == ":"
    }

    /// Whose verb it is behind `and`: `X praised A and criticised B`.
    fn shared_subject(&self, before: usize) -> Option<Phrase> {
        let _ = before;
        let verbs = (0..self.finites.min(FINITES)).map(|back| self.finite[(self.finites - 1 - back) % FINITES]);
        verbs
            .filter_map(|verb| {
                let (start, _) = self.group(verb);
                self.reading.subject(start, self.sentence.start)
            })
            .next()
            .or_else(|| self.subject.clone())
    }

    fn inverted_subject(&self, at: usize) -> Option<Range<usize>> {
        let r = self.reading;
        let tag = r.tag(at);
        if r.kind(at) == Kind::Word && tag.has(Tag::SUBJECT) && at < self.sentence.end {
            let next = r.tag(at + 1);
            return (!next.has(Tag::FINITE)).then_some(at..at + 1);
        }
        let own = r.phrase_after(at, self.sentence.end, true)?;
        // What goes on with a verb is the content: `said the plan was dead`.
        (!r.tag(own.end).has(Tag::FINITE) || own.end >= self.sentence.end).then_some(own)
    }

    /// What stands before and behind a cue in the middle or at the end of its sentence.
    fn around(&self, left: usize, behind: usize) -> Vec<Range<usize>> {
        let r = self.reading;
        let mut parts = Vec::new();
        let end = if r.quotation(left).is_some() { left + 1 } else { left };
        let mut start = self.floor.max(self.sentence.start);
        if r.tag(start).has(Tag::AND) && start + 1 < end {
            start += 1;
        }
        if start < end {
            parts.push(start..end);
        }
        let mut next = behind;
        while next < self.sentence.end && next < behind + 30 && !r.opens(next) && !matches!(r.word(next), ";") {
            next += 1;
        }
        if next < self.sentence.end && r.opens(next) {
            parts.push(self.trim(next..self.sentence.end));
        }
        parts
    }

    /// Whether a stretch has a verb of its own.
    fn is_clause(&self, part: &Range<usize>) -> bool {
        let r = self.reading;
        part.len() > 2 && part.clone().take(60).any(|at| r.tag(at).has(Tag::FINITE))
    }

    /// Where the words behind a verb begin, and the content there, if there is one.
    fn behind(&self, at: usize, class: &Class) -> (usize, Option<Range<usize>>) {
        let r = self.reading;
        let end = self.sentence.end;
        let mut from = at + 1;
        let skip = |from: &mut usize| {
            while *from < end
                && (r.tag(*from).has(Tag::ADVERB) && !r.tag(*from).has(Tag::SUBORDINATOR) && r.kind(*from) == Kind::Word)
            {
                *from += 1;
            }
        };
        skip(&mut from);
        let particle = r.kind(from) == Kind::Word && r.tag(from).has(Tag::PREPOSITION.with(Tag::TO));
        if class.particle && !particle {
            return (from, None);
        }
        if class.whom && !r.tag(from).has(Tag::THAT) {
            if let Some(told) = self.told(from) {
                from = told;
                skip(&mut from);
            } else if !class.object && !class.zero {
                return (from, None);
            }
        }
        // A marker within reach: `that`, a colon, quoted speech.
        let mut near = from;
        let mut crossed = false;
        while near < end && near < from + 28 {
            let tag = r.tag(near);
            if r.opens(near) && (class.quote || class.object) {
                if self.is_speech(near) || near == from || crossed_comma(r, near) {
                    let start = if !class.quote || crossed { from } else { near };
                    return (from, Some(self.trim(start..end)));
                }
                break;
            }
            if tag.has(Tag::THAT) && class.clause && (near == from || !crossed) {
                return (from, Some(self.cut(near..end)));
            }
            if r.word(near) == ":" {
                return (from, (near + 1 < end).then(|| self.trim(near + 1..end)));
            }
            if tag.has(Tag::FINITE.with(Tag::CUE)) && r.kind(near) != Kind::Sign || matches!(r.word(near), ";") {
                break;
            }
            crossed |= tag.has(Tag::SUBJECT.with(Tag::AND));
            near += 1;
        }
        if from >= end || self.is_over(from) {
            return (from, None);
        }
        let tag = r.tag(from);
        let sign = r.kind(from) == Kind::Sign && !matches!(r.word(from), "$" | "“" | "\"" | "‘" | "'" | "#" | "@" | "(");
        if sign && r.word(from) != "," {
            return (from, None);
        }
        if class.to && r.word(from) == "to" {
            return (from, Some(self.cut(from..end)));
        }
        let wh = tag.has(Tag::SUBORDINATOR) || matches!(r.word(from), "who" | "which");
        if wh && !tag.has(Tag::PREPOSITION) {
            let fits = class.whether || class.clause || class.object;
            let when = matches!(r.word(from), "because" | "when" | "while" | "although" | "though" | "unless");
            return (from, (fits && !when).then(|| self.cut(from..end)));
        }
        if class.zero {
            let start = self.past_adverbials(from);
            if start < end && !self.is_over(start) && self.is_clause(&(start..end.min(start + 30))) {
                return (from, Some(self.cut(start..end)));
            }
        }
        if class.object {
            let start = if particle { from + 1 } else { from };
            if start < end && !self.is_over(start) && !sign && (!particle || class.particle || !class.quote) {
                return (from, Some(self.cut(start..end)));
            }
        }
        (from, None)
    }

    fn is_over(&self, at: usize) -> bool {
        matches!(self.reading.word(at), "." | "!" | "?" | ";") || at >= self.sentence.end
    }

    fn is_speech(&self, open: usize) -> bool {
        let r = self.reading;
        r.quotation(open).is_some_and(|number| r.quotations[number].end - open > 6)
    }

    /// Behind the one who is told something.
    fn told(&self, from: usize) -> Option<usize> {
        let r = self.reading;
        if r.tag(from).has(Tag::OBJECT) && r.kind(from) == Kind::Word {
            return Some(from + 1);
        }
        r.phrase_after(from, self.sentence.end, false).map(|phrase| phrase.end)
    }

    /// Past `in a statement on Tuesday`, to where a clause begins.
    fn past_adverbials(&self, from: usize) -> usize {
        let r = self.reading;
        let mut at = from;
        while at < self.sentence.end {
            let tag = r.tag(at);
            if tag.has(Tag::WHEN) || r.word(at) == "," {
                at += 1;
            } else if r.kind(at) == Kind::Word && tag.has(Tag::PREPOSITION) && !matches!(r.word(at), "like" | "as") {
                match r.phrase_after(at + 1, self.sentence.end, false) {
                    Some(phrase) => at = phrase.end,
                    None if r.tag(at + 1).has(Tag::WHEN) => at += 2,
                    None => break,
                }
            } else {
                break;
            }
        }
        at
    }

    /// To the end of the sentence, without its full stop but where quoted speech ends with it.
    fn trim(&self, part: Range<usize>) -> Range<usize> {
        let r = self.reading;
        let mut end = part.end;
        while end > part.start + 1
            && r.quotation(end - 1).is_none()
            && matches!(r.word(end - 1), "." | "," | ";" | ":" | "—" | "–")
        {
            end -= 1;
        }
        part.start..end
    }

    /// To where the content ends before its sentence does.
    fn cut(&self, part: Range<usize>) -> Range<usize> {
        let r = self.reading;
        let mut end = part.end;
        for at in part.start + 1..part.end.min(part.start + 160) {
            if r.quotation(at).is_some() {
                continue;
            }
            let ends = match r.word(at) {
                ";" => true,
                "," => {
                    let next = at + 1;
                    r.word(next) == "according"
                        || matches!(r.word(next), "but" | "while" | "although" | "though")
                        || r.tag(next).has(Tag::ING) && r.tag(next).class().is_some()
                }
                _ => false,
            };
            if ends {
                end = at;
                break;
            }
        }
        self.trim(part.start..end)
    }

    fn bare(&mut self, at: usize, start: usize, to: bool, class: &'static Class) -> Option<Attribution> {
        let r = self.reading;
        if to {
            return None;
        }
        let left = start.checked_sub(1).filter(|left| *left >= self.sentence.start);
        let noun = left.filter(|left| r.is_nominal(*left) && r.kind(*left) == Kind::Word);
        let source = match (left, noun) {
            (_, Some(left)) => {
                // `emailed supporters saying`: not they, where they are the object of another verb.
                let own = r.phrase_before(start, self.sentence.start)?;
                if class.act == Act::Speech && !r.starts_clause(own.start) {
                    self.shared_subject(left)
                } else {
                    Some(Phrase { tokens: own.clone(), core: own })
                }
            }
            (Some(left), _) if r.word(left) == "," || r.tag(left).has(Tag::PREPOSITION.with(Tag::AND)) => {
                self.shared_subject(left)
            }
            _ => None,
        }?;
        let (_, content) = self.behind(at, class);
        let content = content?;
        Some(self.made(start..at + 1, Some(source), vec![content], class, "saying content"))
    }

    fn passive(&mut self, at: usize, start: usize, class: &'static Class) -> Option<Attribution> {
        let r = self.reading;
        let by = (at + 1..self.sentence.end.min(at + 12)).find(|by| r.word(*by) == "by")?;
        let agent = r.phrase_after(by + 1, self.sentence.end, true)?;
        let content = r.subject(start, self.sentence.start)?;
        let source = Phrase { tokens: agent.clone(), core: agent };
        Some(self.made(start..at + 1, Some(source), vec![content.tokens], class, "content was said by X"))
    }

    fn noun(&mut self, at: usize) -> Option<Attribution> {
        let _ = at;
        None
    }

    fn according(&mut self, at: usize) -> Option<Attribution> {
        let r = self.reading;
        let own = r.phrase_after(at + 2, self.sentence.end, true)?;
        let source = r.with_apposition(own, self.sentence.end);
        let first = at == self.sentence.start;
        let parts = if first {
            let comma = (source.tokens.end..self.sentence.end).find(|next| r.word(*next) == ",").unwrap_or(source.tokens.end);
            vec![self.cut(comma + 1..self.sentence.end)]
        } else {
            vec![self.trim(self.floor.max(self.sentence.start)..at)]
        };
        if parts[0].is_empty() {
            return None;
        }
        let cue = at..at + 2;
        Some(Attribution { cue, source: Some(source), parts, act: Act::Speech, rule: "according to X" })
    }

    /// `X: content` at the head of a line.
    fn colon(&mut self, at: usize) -> Option<Attribution> {
        let r = self.reading;
        let start = self.sentence.start;
        let head = r.page.tokens[start].gap > crate::extract::lex::Gap::Space && at - start <= 8;
        let own = if head { r.phrase_before(at, start)? } else { return None };
        let speaks = r.kind(start) == Kind::Word && r.tags[start] == Tag::default() && r.shape(start) != Shape::Lower;
        if own.start != start || at + 1 >= self.sentence.end || !speaks || r.touches(at + 1) {
            return None;
        }
        let source = Phrase { tokens: own.clone(), core: own };
        let content = at + 1..self.sentence.end;
        Some(Attribution { cue: at..at + 1, source: Some(source), parts: vec![content], act: Act::Speech, rule: "X: content" })
    }

    fn made(
        &self,
        cue: Range<usize>,
        source: Option<Phrase>,
        parts: Vec<Range<usize>>,
        class: &Class,
        rule: &'static str,
    ) -> Attribution {
        Attribution { cue, source, parts, act: class.act, rule }
    }
}

fn crossed_comma(r: &Reading<'_, '_>, at: usize) -> bool {
    at > 0 && matches!(r.word(at - 1), "," | ":")
}
