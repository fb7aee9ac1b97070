//! Tokens with their tags, as the rules walk over them.

use super::lexicon::TAGS;
use super::reading::{Reading, Unit};
use super::tag::Tag;
use crate::extract::lex::{Gap, Kind, Shape, Token};
use crate::extract::page::Page;

/// What every token of a page can be in an expression of time.
pub(super) fn tags(page: &Page<'_>) -> Vec<Tag> {
    let tags = &*TAGS;
    page.tokens
        .iter()
        .zip(page.numbers())
        .map(|(token, number)| tag(page.text, token, tags.get(*number)))
        .collect()
}

/// What a token can be whose word is `listed` as that.
fn tag(text: &str, token: &Token, listed: Tag) -> Tag {
    match token.kind {
        Kind::Number => Tag::Digits,
        Kind::Clitic if token.of(text).ends_with(['s', 'S']) => Tag::Possessive,
        Kind::Clitic => Tag::Other,
        Kind::Sign => listed,
        Kind::Word => {
            let tag = listed;
            let capital = token.shape != Shape::Lower;
            let good = match tag {
                // Words that mean something else in small letters: `may`, `march`, `sat`, `ad`.
                Tag::Month(3 | 5) | Tag::MonthShort(_) | Tag::WeekdayShort(_) => capital,
                Tag::Feast(_) => capital || !token.of(text).eq_ignore_ascii_case("epiphany"),
                Tag::Era(_) => capital || token.of(text).contains('.'),
                Tag::Zone => token.shape == Shape::Upper,
                Tag::Suffix => token.shape == Shape::Lower || token.range().len() > 1,
                _ => true,
            };
            if good { tag } else { Tag::Other }
        }
    }
}

/// Whether a token shows that its sentence may speak of time. Every expression has one that does.
pub(super) fn tells(page: &Page<'_>, tags: &[Tag], at: usize) -> bool {
    match tags.get(at).copied().unwrap_or(Tag::Other) {
        Tag::Month(_)
        | Tag::MonthShort(_)
        | Tag::Weekday(_)
        | Tag::Weekdays(_)
        | Tag::WeekdayShort(_)
        | Tag::Unit(_)
        | Tag::Units(_)
        | Tag::Second
        | Tag::Quarter
        | Tag::Quarters
        | Tag::Half
        | Tag::Season(_)
        | Tag::Seasons(_)
        | Tag::Part(_)
        | Tag::Parts(_)
        | Tag::Hour(_)
        | Tag::Decade(_)
        | Tag::Feast(_)
        | Tag::Day(_)
        | Tag::Tonight
        | Tag::Refer(_)
        | Tag::Perhaps(_)
        | Tag::Daily(_)
        | Tag::Past
        | Tag::Current
        | Tag::Term
        | Tag::Now
        | Tag::Era(_)
        | Tag::Am(_)
        | Tag::Clock
        | Tag::Time
        | Tag::Period
        | Tag::Lasting(_)
        | Tag::Small(15..=19)
        | Tag::Tens(20)
        | Tag::Thousand => true,
        Tag::Digits => {
            let Some(token) = page.tokens.get(at) else { return false };
            let width = token.end - token.start;
            let beside = |at: usize| page.tokens.get(at).is_some_and(Token::touches);
            width == 4 || width == 8 || (width < 4 && (beside(at) || beside(at + 1) || width == 3))
        }
        _ => false,
    }
}

/// How old the years of a text are: a number that is none in a report is one there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Age {
    /// Whether years lie before our era.
    pub(super) ancient: bool,
    /// Whether years lie before 1800.
    pub(super) old: bool,
    /// Whether hours are told in digits: `at 16:05`, `0530 hours`.
    pub(super) clocks: bool,
    /// Whether its questions have numbers: `Q3 Chair: ..?`
    pub(super) questions: bool,
}

/// So many years tell of what age a text is.
const TELLING: usize = 3;

/// How old the years of a page are.
pub(super) fn age(page: &Page<'_>, tags: &[Tag]) -> Age {
    let (mut ancient, mut old, mut clocks) = (0, 0, false);
    for (at, tag) in tags.iter().enumerate() {
        match tag {
            Tag::Era(true) => ancient += 1,
            Tag::Digits if !clocks && tells_hour(page, tags, at) => clocks = true,
            Tag::Digits if old < TELLING => {
                let led = at > 0
                    && matches!(
                        tags[at - 1],
                        Tag::In
                            | Tag::Since
                            | Tag::Until
                            | Tag::By
                            | Tag::Open
                            | Tag::Month(_)
                            | Tag::Early
                            | Tag::During
                            | Tag::Late
                    );
                let year = led
                    && page.tokens.get(at).is_some_and(|token| {
                        token.range().len() == 4
                            && token.number(page.text).is_some_and(|year| (1000..1800).contains(&year))
                    });
                old += usize::from(year);
            }
            _ => {}
        }
    }
    Age { ancient: ancient >= TELLING, old: old >= TELLING, clocks, questions: numbers_questions(page) }
}

/// Whether paragraphs begin with the number of the question that they ask: `Q3: When did you ..?`, `Q3 Mr Hall: ..?`
fn numbers_questions(page: &Page<'_>) -> bool {
    page.blocks.iter().any(|block| {
        let mut tokens = block.tokens.clone();
        let first = tokens.next().is_some_and(|at| page.word(at) == "Q");
        let numbered = first
            && tokens.next().is_some_and(|at| {
                page.tokens.get(at).is_some_and(|token| token.kind == Kind::Number && token.touches())
            });
        // A year behind it makes it a quarter; a name may stand before the question.
        let named = tokens.clone().take(6).take_while(|at| {
            page.tokens.get(*at).is_some_and(|token| token.kind == Kind::Word && token.shape != Shape::Lower)
                || page.word(*at) == "."
        });
        let behind = tokens.start + named.count();
        numbered
            && tokens.contains(&behind)
            && matches!(page.word(behind), ":" | ")" | "." | "-" | "–")
                | (behind > tokens.start && page.word(behind - 1) == ".")
            && tokens.take(200).any(|at| page.word(at) == "?")
    })
}

/// Whether digits are an hour beyond doubt: `at 16:05`, `0530 hours`, `1400 GMT`, `at 0530`.
fn tells_hour(page: &Page<'_>, tags: &[Tag], at: usize) -> bool {
    let tag = |at: usize| tags.get(at).copied().unwrap_or(Tag::Other);
    let width = |at: usize| page.tokens.get(at).map_or(0, |token| token.range().len());
    let below = |at: usize, limit: u32| {
        page.tokens.get(at).and_then(|token| token.number(page.text)).is_some_and(|number| number < limit)
    };
    let led = at > 0 && matches!(tag(at - 1), Tag::At | Tag::By | Tag::Until | Tag::Between | Tag::From);
    if width(at) == 4 && below(at, 2400) {
        let named = tag(at + 1) == Tag::Zone || matches!(page.word(at + 1), "hours" | "hrs");
        return led && (named || page.word(at).starts_with('0'));
    }
    let touches = |at: usize| page.tokens.get(at).is_some_and(Token::touches);
    led && width(at) <= 2
        && below(at, 24)
        && tag(at + 1) == Tag::Colon
        && touches(at + 1)
        && touches(at + 2)
        && width(at + 2) == 2
        && below(at + 2, 60)
}

/// A sentence that is read for expressions of time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan<'a, 't> {
    pub(super) page: &'a Page<'t>,
    pub(super) tags: &'a [Tag],
    /// Whether it is running text, where a capital letter means something.
    pub(super) prose: bool,
    /// How old the years of the text are.
    pub(super) age: Age,
    /// The first token of the sentence.
    pub(super) start: usize,
    /// The token behind its last.
    pub(super) end: usize,
}

impl<'a> Scan<'a, '_> {
    /// What a token can be; nothing behind the end of the sentence.
    pub(super) fn tag(&self, at: usize) -> Tag {
        if at < self.end { self.tags.get(at).copied().unwrap_or(Tag::Other) } else { Tag::Other }
    }

    /// What the token before this one can be, within the sentence.
    pub(super) fn before(&self, at: usize) -> Tag {
        if at > self.start { self.tag(at - 1) } else { Tag::Other }
    }

    pub(super) fn is(&self, at: usize, tag: Tag) -> bool {
        self.tag(at) == tag
    }

    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        if at < self.end { self.page.tokens.get(at) } else { None }
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        if at < self.end { self.page.word(at) } else { "" }
    }

    pub(super) fn says(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    pub(super) fn touches(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.gap == Gap::None)
    }

    /// Whether nothing stands between this token and the one before it or the one behind it.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.touches(at) && at > self.start
    }

    pub(super) fn shape(&self, at: usize) -> Shape {
        self.token(at).map_or(Shape::None, |token| token.shape)
    }

    pub(super) fn number(&self, at: usize) -> Option<u32> {
        self.token(at).and_then(|token| token.number(self.page.text))
    }

    /// How many digits a number has.
    pub(super) fn width(&self, at: usize) -> usize {
        self.token(at).map_or(0, |token| token.range().len())
    }

    /// The token behind an optional one.
    pub(super) fn past(&self, at: usize, tag: Tag) -> usize {
        if self.is(at, tag) { at + 1 } else { at }
    }

    /// A word of a stretch of time, with whether it is one of many.
    pub(super) fn unit(&self, at: usize) -> Option<(Unit, bool)> {
        Some(match self.tag(at) {
            Tag::Unit(unit) => (unit, false),
            Tag::Units(unit) => (unit, true),
            Tag::Quarter => (Unit::Quarter, false),
            Tag::Quarters => (Unit::Quarter, true),
            Tag::Second => (Unit::Second, false),
            Tag::Season(season) => (Unit::Season(season), false),
            Tag::Seasons(season) => (Unit::Season(season), true),
            Tag::Parts(super::reading::DayPart::Night) => (Unit::Night, true),
            _ => return None,
        })
    }
}

/// Where an expression ends that begins at a token at hand, and what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// The token behind its last.
    pub(super) end: usize,
    pub(super) reading: Reading,
}

impl Match {
    #[expect(clippy::unnecessary_wraps, reason = "it is the last word of rules that may find nothing")]
    pub(super) fn new(end: usize, reading: Reading) -> Option<Self> {
        Some(Self { end, reading })
    }
}
