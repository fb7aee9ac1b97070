//! The shapes of attribution that have no finite verb of saying: participles, infinitives, nouns, colons.

use super::{ACCORDING, Act, Attribution, COLON, Class, Finder, HEADLINE, Phrase, THEIRS, Tag, content};
use crate::extract::lex::{Gap, Kind, Shape};

const PASSIVE: &str = "content was said by X";

impl Finder<'_, '_, '_> {
    pub(super) fn participle(
        &mut self,
        at: usize,
        start: usize,
        class: &'static Class,
    ) -> Option<Attribution> {
        let r = self.reading;
        let Some(left) = start.checked_sub(1).filter(|left| *left >= self.sentence.start) else {
            return self.leading_participle(at, start, class);
        };
        let local = r.is_nominal(left) && r.kind(left) == Kind::Word;
        let source = if r.word(left) == "as" && class.act == Act::Speech {
            self.quoted(at)
        } else if local {
            // `emailed supporters saying`: not they, where they are the object of another verb.
            let own = r.phrase_before(start, self.sentence.start)?;
            // `spent the weekend wondering`: a weekend does not wonder.
            let object = class.act == Act::Speech && !r.starts_clause(own.start) && r.word(at) != "reading";
            let mute =
                matches!(class.act, Act::Speech | Act::Thought) && !class.deed && !self.can_speak(&own);
            if object || mute && class.quote {
                self.main.clone().or_else(|| self.subject.clone())
            } else {
                Some(Phrase { tokens: own.clone(), core: own })
            }
        } else if r.word(left) == ","
            || content::closes_speech(r, &self.sentence, left)
            || r.quotation(left).is_some() && r.word(left - 1) == ","
        {
            self.main.clone().or_else(|| self.subject.clone())
        } else if matches!(r.word(left), "of" | "for" | "from" | "without" | "than" | "against") {
            // `accused Y of saying`, `instead of saying`: it is another's, or was not said.
            None
        } else if r.kind(left) == Kind::Word && r.tag(left).has(Tag::PREPOSITION.with(Tag::AND)) {
            self.shared_subject()
        } else {
            None
        }?;
        let quoting = (r.word(left) == "as").then(|| self.quoting_subject(at)).flatten();
        let front = quoting.as_ref().map_or(source.tokens.start, |subject| subject.tokens.start);
        let front = front.checked_sub(1).filter(|front| *front >= self.sentence.start);
        if r.word(left) == "as"
            && let Some(front) = front.filter(|front| content::closes_speech(r, &self.sentence, *front))
        {
            let parts = content::around(r, &self.sentence, front, at + 1);
            return Some(Attribution {
                cue: start..at + 1,
                source,
                parts,
                act: class.act,
                rule: super::SAID_BEHIND,
            });
        }
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
    pub(super) fn leading_participle(
        &mut self,
        at: usize,
        start: usize,
        class: &'static Class,
    ) -> Option<Attribution> {
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
    pub(super) fn infinitive(&mut self, at: usize, to: usize, class: &'static Class) -> Option<Attribution> {
        let r = self.reading;
        let mut verb = to.checked_sub(1).filter(|verb| *verb > self.sentence.start)?;
        if matches!(r.word(verb), "on" | "out" | "back") {
            verb -= 1;
        }
        let tag = r.tag(verb);
        if matches!(
            r.word(verb),
            "failed" | "fails" | "failing" | "neglected" | "forgot" | "ceased" | "stopped"
        ) {
            self.void = self.end_of_clause(at);
            return None;
        }
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
    pub(super) fn attitude(&mut self, at: usize) -> Option<Attribution> {
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

    pub(super) fn passive(&mut self, at: usize, start: usize, class: &'static Class) -> Option<Attribution> {
        let r = self.reading;
        let by = (at + 1..self.sentence.end.min(at + 12)).find(|by| r.word(*by) == "by")?;
        let agent = r.phrase_after(by + 1, self.sentence.end, true)?;
        let content = r.subject(start, self.sentence.start)?;
        if self.quotes_another(at) {
            return None;
        }
        if class.deed || !(class.object || class.clause) || !self.can_speak(&agent) {
            return None;
        }
        // `Y was told by X that C`: what was told is not Y.
        let told = r.tag(agent.end).has(Tag::THAT) && agent.end < self.sentence.end;
        if told {
            let part = content::cut(r, agent.end..self.sentence.end);
            let source = Phrase { tokens: agent.clone(), core: agent };
            return Some(Attribution {
                cue: start..at + 1,
                source,
                parts: vec![part],
                act: class.act,
                rule: PASSIVE,
            });
        }
        if class.whom {
            return None;
        }
        let source = Phrase { tokens: agent.clone(), core: agent };
        Some(Attribution {
            cue: start..at + 1,
            source,
            parts: vec![content.tokens],
            act: class.act,
            rule: PASSIVE,
        })
    }

    /// Whether a noun phrase names someone who can say something: a name, a pronoun, a noun of persons or bodies;
    /// not `the end of March`.
    fn can_speak(&self, own: &std::ops::Range<usize>) -> bool {
        let r = self.reading;
        let end = (own.start + 1..own.end)
            .find(|at| r.kind(*at) == Kind::Word && r.tag(*at).has(Tag::PREPOSITION))
            .unwrap_or(own.end);
        let head = end - 1;
        if r.kind(head) != Kind::Word || r.tag(head).has(Tag::WHEN) {
            return false;
        }
        r.shape(head) != Shape::Lower
            || r.tag(head).has(Tag::SUBJECT.with(Tag::OBJECT))
            || is_speaker(r.word(head))
    }

    /// `X’s claim that C`, `his support for C`.
    pub(super) fn noun(&mut self, at: usize) -> Option<Attribution> {
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

    pub(super) fn according(&mut self, at: usize) -> Option<Attribution> {
        let r = self.reading;
        let end = self.sentence.end;
        if r.word(at + 1) != "to" {
            return None;
        }
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
    pub(super) fn colon(&mut self, at: usize) -> Option<Attribution> {
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
            let part = at + 1..end;
            return Some(Attribution { cue, source, parts: vec![part], act: Act::Speech, rule: HEADLINE });
        }
        // Another cue of this sentence that ends here is the better one.
        let cued = self
            .found
            .last()
            .is_some_and(|last| last.cue.start >= start && (last.parts.is_empty() || last.parts[0].end > at));
        let opens = r.opens(at + 1);
        // `She smiled and added: “..”`, not `They found a note: “..”`
        let spoke = (start..at).any(|at| {
            r.quotation(at).is_none() && r.tag(at).class().is_some_and(|class| class.quote && !class.deed)
        });
        if cued || !opens {
            return None;
        }
        let source = if spoke {
            self.subject.clone().or_else(|| self.main.clone())?
        } else {
            // `Lind was less pleased: “We were asleep.”`
            let main = super::main_subject(r, &(start..at))?;
            let own = r.names_somebody(&main) && r.speaks_of_itself(at + 1) && !is_writing(r.word(at - 1));
            Some(main).filter(|_| own)?
        };
        let parts = if at + 1 < end { vec![content::trim(r, at + 1..end)] } else { Vec::new() };
        let rule = if spoke { COLON } else { THEIRS };
        Some(Attribution { cue, source, parts, act: Act::Speech, rule })
    }
}

/// Whether a noun is of what has words written on it.
fn is_writing(noun: &str) -> bool {
    matches!(
        noun,
        "note"
            | "letter"
            | "sign"
            | "map"
            | "message"
            | "text"
            | "poster"
            | "placard"
            | "banner"
            | "slogan"
            | "read"
            | "diary"
            | "book"
            | "inscription"
            | "headline"
            | "card"
            | "email"
            | "lines"
            | "words"
            | "song"
    )
}

/// Whether a noun is one of persons, bodies or documents that say things.
fn is_speaker(noun: &str) -> bool {
    const NOUNS: &str = " people police men women man woman person persons state government parliament court \
        union party group agency company team council committee commission ministry department newspaper paper study \
        report survey letter statement jury press media public staff crowd opposition coalition alliance association \
        chief spokesperson head journalists candidate candidates president mayor saint priest bishop judge judges \
        student students resident residents parent parents family families friend friends aide aides ally allies ";
    let noun = noun.trim_end_matches('s');
    let ends =
        ["er", "or", "man", "men", "ist", "ian", "ant", "ee", "official", "expert", "critic", "witnesse"];
    noun.len() > 3 && ends.iter().any(|end| noun.ends_with(end))
        || NOUNS.split_ascii_whitespace().any(|word| word.trim_end_matches('s') == noun)
}
