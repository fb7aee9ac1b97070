//! What a word does in a clause, as far as closed lists and endings tell: one look-up for each token.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::extract::lex::{Gap, Kind, Shape, Token};
use crate::extract::page::{Form, Page};
use crate::extract::vocabulary::Column;

/// What a word can be: a set of marks, and for a verb of the list its class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tag(u32);

impl Tag {
    pub(super) const DETERMINER: Self = Self(1);
    pub(super) const PREPOSITION: Self = Self(1 << 1);
    pub(super) const AND: Self = Self(1 << 2);
    pub(super) const SUBORDINATOR: Self = Self(1 << 3);
    pub(super) const BE: Self = Self(1 << 4);
    pub(super) const HAVE: Self = Self(1 << 5);
    pub(super) const MODAL: Self = Self(1 << 6);
    pub(super) const NOT: Self = Self(1 << 7);
    pub(super) const ADVERB: Self = Self(1 << 8);
    pub(super) const SUBJECT: Self = Self(1 << 9);
    pub(super) const OBJECT: Self = Self(1 << 10);
    pub(super) const POSSESSIVE: Self = Self(1 << 11);
    pub(super) const RELATIVE: Self = Self(1 << 12);
    pub(super) const WHEN: Self = Self(1 << 13);
    pub(super) const THAT: Self = Self(1 << 14);
    pub(super) const TO: Self = Self(1 << 15);
    pub(super) const VERB: Self = Self(1 << 16);
    pub(super) const BASE: Self = Self(1 << 17);
    pub(super) const PRESENT: Self = Self(1 << 18);
    pub(super) const PAST: Self = Self(1 << 19);
    pub(super) const ING: Self = Self(1 << 20);
    pub(super) const PARTICIPLE: Self = Self(1 << 21);
    pub(super) const CUE: Self = Self(1 << 22);
    pub(super) const NOUN: Self = Self(1 << 23);
    pub(super) const ATTITUDE: Self = Self(1 << 24);
    pub(super) const ACCORDING: Self = Self(1 << 25);
    const CLASS: u32 = 26;

    pub(super) const AUXILIARY: Self = Self(Self::BE.0 | Self::HAVE.0 | Self::MODAL.0);
    pub(super) const FINITE: Self = Self(Self::AUXILIARY.0 | Self::PRESENT.0 | Self::PAST.0);

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it has any of these marks.
    pub(super) const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// The class of a verb of the list.
    pub(super) fn class(self) -> Option<&'static Class> {
        if self.has(Self::CUE) { LEXICON.classes.get((self.0 >> Self::CLASS) as usize) } else { None }
    }
}

/// What the content is to its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// It was said or written: say, tell, announce, deny.
    Speech,
    /// It is what someone believes, knows or expects.
    Thought,
    /// It is what someone wants, plans, or refuses.
    Will,
    /// It is what someone is for or against.
    Stance,
    /// A poll, a report or a document shows it.
    Evidence,
    /// What was spoken of, or to whom, and no words: `praised the crew`.
    Topic,
}

/// What verbs of a class may have behind them as their content.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column of the word list")]
pub(super) struct Class {
    pub(super) act: Act,
    /// `that ..`
    pub(super) clause: bool,
    /// A clause without `that`.
    pub(super) zero: bool,
    /// A noun phrase.
    pub(super) object: bool,
    /// An infinitive.
    pub(super) to: bool,
    /// Direct speech.
    pub(super) quote: bool,
    /// `whether ..`, `if ..`, `how ..`
    pub(super) whether: bool,
    /// Someone who is told first: `told reporters ..`
    pub(super) whom: bool,
    /// Nothing without its particle: `talked about`, `shot back`.
    pub(super) particle: bool,
    /// It may be a deed: an object alone is no content.
    pub(super) deed: bool,
    /// It is speech only behind words that end with a comma.
    pub(super) gesture: bool,
}

struct Lexicon {
    /// Words with their marks; of a word that stands there twice the first counts.
    list: Vec<(&'static str, Tag)>,
    classes: Vec<Class>,
}

/// What each word can be by itself.
static WORDS: LazyLock<Column<Tag>> = LazyLock::new(|| Column::new(&LEXICON.list));

/// What each word can be in small letters: by its ending, where the list does not tell.
static SMALL: LazyLock<Column<Tag>> = LazyLock::new(|| {
    let mut listed: HashMap<&str, Tag> = HashMap::new();
    for (word, tag) in &LEXICON.list {
        listed.entry(word).or_insert(*tag);
    }
    Column::of_all(|word| listed.get(word).copied().unwrap_or_else(|| ending(word.as_bytes())))
});

/// All words of the lists.
pub(super) fn listed() -> impl Iterator<Item = &'static str> {
    LEXICON.list.iter().map(|(word, _)| *word)
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut words: Vec<(&'static str, Tag)> = Vec::with_capacity(4000);
    for (tag, list) in CLOSED {
        for word in list.split_ascii_whitespace() {
            match words.iter_mut().find(|(other, _)| *other == word) {
                Some((_, marks)) => *marks = marks.with(*tag),
                None => words.push((word, *tag)),
            }
        }
    }
    let (mut classes, mut class) = (Vec::new(), Tag::default());
    let mut cues: Vec<(&'static str, Tag)> = Vec::with_capacity(3000);
    for line in include_str!("verbs.txt").lines() {
        if let Some(head) = line.strip_prefix('=') {
            let has = |what: &str| head.split_ascii_whitespace().any(|word| word == what);
            let act = match head.split_ascii_whitespace().next() {
                Some("thought") => Act::Thought,
                Some("will") => Act::Will,
                Some("stance") => Act::Stance,
                Some("evidence") => Act::Evidence,
                _ => Act::Speech,
            };
            class =
                Tag::CUE.with(Tag::VERB).with(Tag(u32::try_from(classes.len()).unwrap_or(0) << Tag::CLASS));
            classes.push(Class {
                act,
                clause: has("clause"),
                zero: has("zero"),
                object: has("object"),
                to: has("to"),
                quote: has("quote"),
                whether: has("whether"),
                whom: has("whom"),
                particle: has("particle"),
                deed: has("deed"),
                gesture: has("gesture"),
            });
        } else if !line.starts_with('#') {
            let forms: Vec<&'static str> = line.split_ascii_whitespace().collect();
            let [base, present, past, ing, rest @ ..] = forms.as_slice() else { continue };
            let mut own: Vec<(&'static str, Tag)> = Vec::new();
            for (word, form) in [
                (base, Tag::BASE),
                (present, Tag::PRESENT),
                (past, Tag::PAST),
                (ing, Tag::ING),
                (rest.first().unwrap_or(past), Tag::PARTICIPLE),
            ] {
                match own.iter_mut().find(|(other, _)| other == word) {
                    Some((_, marks)) => *marks = marks.with(form),
                    None => own.push((word, class.with(form))),
                }
            }
            cues.append(&mut own);
        }
    }
    for word in NOUNS.split_ascii_whitespace() {
        match cues.iter_mut().find(|(other, _)| *other == word) {
            Some((_, marks)) => *marks = marks.with(Tag::NOUN),
            None => cues.push((word, Tag::NOUN)),
        }
    }
    words.append(&mut cues);
    for (tag, list) in VERBS {
        words.extend(list.split_ascii_whitespace().map(|word| (word, *tag)));
    }
    Lexicon { list: words, classes }
});

/// Words that are few and do the work of grammar.
const CLOSED: &[(Tag, &str)] = &[
    (
        Tag::DETERMINER,
        "the a an this these those some any each every both many most several few all another no more fewer",
    ),
    (
        Tag::PREPOSITION,
        "of in on at by for from with within without about against among between into onto over under through during \
         after before since until toward towards upon via like as despite amid around across behind beyond near outside \
         inside per regarding concerning than off out up down alongside following including",
    ),
    (Tag::AND, "and or but nor yet so plus"),
    (
        Tag::SUBORDINATOR,
        "that because if when while although though unless whereas whether how why where what once until since as \
         before after lest",
    ),
    (Tag::BE, "be am is are was were been being isn aren wasn weren ain"),
    (Tag::HAVE, "have has had having haven hasn hadn"),
    (
        Tag::MODAL,
        "will would can could may might shall should must do does did don doesn didn won wouldn couldn shouldn cannot",
    ),
    (Tag::NOT, "not never"),
    (
        Tag::ADVERB,
        "also then later again soon still just even only ever now once often always already previously earlier further \
         instead too therefore thus however meanwhile nevertheless nonetheless moreover furthermore indeed perhaps maybe \
         almost rather quite very here there twice simply first famously reportedly allegedly long recently yet",
    ),
    (Tag::SUBJECT, "he she they i we you it who"),
    (Tag::OBJECT, "him her them me us you it himself herself themselves myself ourselves yourself itself"),
    (Tag::POSSESSIVE, "his her their its my our your whose"),
    (Tag::RELATIVE, "who which that whom whose"),
    (
        Tag::ATTITUDE,
        "sure unsure confident certain uncertain convinced afraid aware unaware hopeful optimistic pessimistic worried \
         concerned skeptical sceptical doubtful critical supportive proud glad happy unhappy sad sorry angry furious upset \
         surprised shocked disappointed grateful thankful willing unwilling eager reluctant determined opposed keen adamant \
         alarmed appalled outraged disgusted dismayed pleased delighted thrilled excited fearful wary mindful clear fond \
         enthusiastic bullish bearish dismissive contemptuous scornful envious jealous ashamed resentful hesitant loath \
         suspicious puzzled baffled bewildered amazed astonished impressed unimpressed troubled disturbed frustrated",
    ),
    (
        Tag::WHEN,
        "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight january february \
         march april june july august september october november december jan feb aug sept sep oct nov dec",
    ),
    (Tag::THAT, "that"),
    (Tag::ACCORDING, "according"),
    (Tag::TO, "to"),
];

/// What someone says, thinks or wants, as a noun: `his claim that ..`, `X’s support for ..`
const NOUNS: &str = "statement statements claim claims announcement remark remarks comment comments declaration assertion \
    allegation allegations accusation accusations charge belief view views opinion hope hopes fear fears concern concerns \
    promise promises pledge vow threat threats warning warnings call calls demand demands request appeal proposal plan \
    plans decision refusal criticism condemnation denunciation praise support endorsement opposition objection objections \
    suggestion argument contention insistence admission confession denial acknowledgment acknowledgement prediction \
    forecast estimate estimates question answer reply response report description account explanation message slogan motto \
    chant chants cry cries shout shouts tweet letter headline quote words conclusion assessment judgment understanding \
    commitment desire wish intention push backing advocacy embrace rejection dismissal defense defence complaint \
    complaints doubt doubts skepticism confidence faith conviction recommendation advice order assurance assurances \
    testimony mention revelation disclosure confirmation notion idea theory assumption expectation expectations \
    determination willingness reluctance eagerness interest acceptance disdain contempt admiration love hatred dislike \
    preference critique analysis verdict ruling finding findings";

/// Verbs that are no cues and whose past does not end in `-ed`, or whose present is common.
const VERBS: &[(Tag, &str)] = &[
    (
        Tag::VERB.with(Tag::PAST),
        "went came took held bent bid bound bred bore beat bit bled blew burst clung crept cut dealt dug fled flung forgave \
         ground knelt lit leapt rang rid sank shed shone shrank shut slid spun spread sprang stuck stung strode strove swam \
         swept swung tore thrust trod withdrew withheld withstood wove wrung drank stank overcame underwent undertook \
         arose awoke  gave got made became left kept met ran sat stood lost won spent sent built bought brought \
         caught drew drove ate fell flew grew hung hit hurt laid led lay lent let paid put quit rode rose sold \
         slept stole struck threw wore wound broke froze hid shook woke",
    ),
    (
        Tag::VERB.with(Tag::PRESENT),
        "goes comes takes gives gets makes becomes leaves keeps meets runs sits stands loses wins spends sends \
         builds buys brings draws drives falls fights grows leads pays puts rises sells shows throws wears seems appears \
         remains faces needs holds lets tries turns uses lives works has",
    ),
    (
        Tag::VERB.with(Tag::BASE),
        "go come take give get make become keep meet run win lose bring lead pay let seem try remain",
    ),
];

/// What each token of a page does.
pub(super) fn tags(page: &Page<'_>) -> Vec<Tag> {
    let (words, small) = (&*WORDS, &*SMALL);
    let mut tags = vec![Tag::default(); page.tokens.len()];
    for block in &page.blocks {
        let headline = is_headline(page, &block.tokens, block.form);
        for at in block.tokens.clone() {
            let Some(token) = page.tokens.get(at) else { break };
            tags[at] = match token.kind {
                Kind::Word => {
                    let number = page.numbers()[at];
                    let tag = match token.shape {
                        Shape::Lower => small.get(number),
                        _ => capital(words.get(number), page, at, token, headline),
                    };
                    if tag != Tag::default() && is_joined(page, at, token) { Tag::default() } else { tag }
                }
                Kind::Clitic => clitic(page, at),
                _ => Tag::default(),
            };
        }
    }
    for sentence in &page.sentences {
        // A name that begins a sentence is not a verb; `According`, `Asked` stay.
        let at = sentence.tokens.start;
        if tags[at].has(Tag::VERB)
            && page.tokens[at].shape != Shape::Lower
            && !tags[at].has(Tag::ING.with(Tag::PARTICIPLE))
        {
            tags[at] = Tag::default();
        }
    }
    tags
}

/// What a word does with a capital letter that is `listed` so.
fn capital(listed: Tag, page: &Page<'_>, at: usize, token: &Token, headline: bool) -> Tag {
    let named = matches!(token.shape, Shape::Title | Shape::Upper);
    if named && listed.has(Tag::VERB.with(Tag::MODAL)) {
        // `Mark`, `Grant` and `Will` are names but where every word has its capital letter.
        let first = token.gap != Gap::Space;
        if headline || first || begins(page, at) { listed } else { Tag::default() }
    } else if token.shape == Shape::Upper && token.end - token.start > 1 && !headline {
        // `US`, `WHO`: initials are no pronouns.
        Tag::default()
    } else {
        listed
    }
}

/// Whether a hyphen joins a word to another: parts of `so-called` and `Nobel-winning` do nothing of their own.
fn is_joined(page: &Page<'_>, at: usize, token: &Token) -> bool {
    let hyphen =
        |at: usize| page.tokens.get(at).is_some_and(|sign| sign.touches() && sign.is(page.text, '-'));
    hyphen(at + 1) && page.tokens.get(at + 2).is_some_and(Token::touches)
        || token.touches() && at > 0 && hyphen(at - 1)
}

/// What the ending of a word tells that is not listed.
fn ending(word: &[u8]) -> Tag {
    match word {
        [_, _, _, .., b'l', b'y'] => Tag::ADVERB,
        [_, _, .., b'e', b'd'] => Tag::VERB.with(Tag::PAST).with(Tag::PARTICIPLE),
        [_, _, _, .., b'i', b'n', b'g'] => Tag::VERB.with(Tag::ING),
        _ => Tag::default(),
    }
}

/// Whether a token stands behind the end of a sentence or an opening mark.
fn begins(page: &Page<'_>, at: usize) -> bool {
    at == 0 || matches!(page.word(at - 1), "." | "?" | "!" | "“" | "\"" | "”")
}

fn clitic(page: &Page<'_>, at: usize) -> Tag {
    let letters = page.word(at).trim_start_matches(['\'', '’']);
    match letters {
        "t" => Tag::NOT,
        "ll" | "d" => Tag::MODAL,
        "re" | "m" => Tag::BE,
        "ve" => Tag::HAVE,
        "s" if at > 0
            && matches!(
                page.word(at - 1).to_ascii_lowercase().as_str(),
                "he" | "she" | "it" | "that" | "who" | "what" | "there" | "here" | "where" | "let"
            ) =>
        {
            Tag::BE
        }
        _ => Tag::default(),
    }
}

/// Whether most longer words of a short block have their capital letter.
fn is_headline(page: &Page<'_>, tokens: &std::ops::Range<usize>, form: Form) -> bool {
    if tokens.len() > 40 || form == Form::Table {
        return false;
    }
    let (mut title, mut lower) = (0, 0);
    for token in page.tokens.get(tokens.clone()).unwrap_or_default() {
        if token.kind == Kind::Word && token.end - token.start > 3 {
            match token.shape {
                Shape::Lower => lower += 1,
                _ => title += 1,
            }
        }
    }
    title >= 3 && title > lower * 3
}
