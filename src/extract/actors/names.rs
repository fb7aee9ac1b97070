//! Candidates: every capitalised word or group of words that may be a name, with the evidence for what it is.
//!
//! The first walk reads sentences: each capitalised run is cut into names ([`run`]), and what stands beside
//! a name is weighed ([`evidence`]). Lines in title case tell nothing by their capitals: there the second
//! walk only looks for names that the lists know or that the sentences have shown.

mod compound;
pub(super) mod cut;
mod deeds;
pub mod evidence;
mod family;
pub(super) mod firms;
mod lands;
mod letters;
mod namesakes;
pub mod run;
mod troops;
mod turns;

use std::ops::Range;

use super::lexicon::{self, Form, LEXICON, Lexicon, Sense};
use super::{Gender, How};
use crate::extract::lex::{Gap, Kind as Made, Shape, Token};
use crate::extract::page::{Form as Block, Page};
use evidence::Weights;

/// A possible name in the text.
#[derive(Clone, Debug)]
pub struct Spot {
    /// The tokens of the name.
    pub tokens: Range<usize>,
    /// The tokens of the title right before it; empty where there is none.
    pub title: Range<usize>,
    /// What the lists know it as.
    pub known: Option<(u32, How)>,
    /// What speaks for each kind.
    pub weights: Weights,
    /// What weighs most.
    pub rule: &'static str,
    /// The state that stands before the title or in it: its entity.
    pub of: Option<u32>,
    /// What the title or the first name tells.
    pub gender: Option<Gender>,
    /// The spot whose abbreviation this is: `Partnership for Peace (PfP)`.
    pub short_of: Option<usize>,
}

/// What was found in a document, before it is decided what is an actor.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// In the order of the text.
    pub spots: Vec<Spot>,
    /// Capitalised words that may be a surname only if the document gives somebody that surname: `Brown`.
    pub words: Vec<usize>,
    /// Runs of lines in title case and of tables, to be looked through for the names of the document.
    pub loose: Vec<Range<usize>>,
}

/// How the capital letters of a sentence are to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Capitals {
    /// They make names.
    Names,
    /// Every word has one.
    Titles,
    /// There is nothing else.
    Shouted,
}

/// The meanings of words that make no name by themselves.
pub(super) const fn closed() -> Sense {
    run::CLOSED
}

/// All candidates of a page.
#[must_use]
pub fn find(page: &Page) -> Found {
    let lexicon = &*LEXICON;
    // Each word is asked once for what it may mean: rules ask again and again.
    let senses = page.tokens.iter().zip(lexicon::senses(page));
    let of_word = |(token, sense): (&Token, Sense)| {
        if token.kind == Made::Word { sense } else { Sense::default() }
    };
    let mut finder = Finder {
        page,
        lexicon,
        senses: senses.map(of_word).collect(),
        lower: Lower::new(page, Shape::Lower),
        titled: Lower::new(page, Shape::Title),
        items: Vec::new(),
        found: Found { spots: Vec::with_capacity(page.tokens.len() / 12), ..Found::default() },
        begin: 0,
        end: 0,
    };
    for sentence in &page.sentences {
        let form = page.blocks[sentence.block].form;
        finder.begin = sentence.tokens.start;
        finder.end = sentence.tokens.end;
        match capitals(page, &sentence.tokens) {
            _ if form == Block::Table => finder.found.loose.push(sentence.tokens.clone()),
            Capitals::Names => finder.sentence(),
            // What ends in a full stop is a sentence with many names, and no headline.
            Capitals::Titles if form == Block::Prose && is_said(page, &sentence.tokens) => finder.sentence(),
            Capitals::Titles | Capitals::Shouted => finder.line(),
        }
    }
    finder.settle_lands();
    finder.speakers();
    finder.found.spots.shrink_to_fit();
    finder.found
}

fn capitals(page: &Page, tokens: &Range<usize>) -> Capitals {
    let (mut upper, mut title, mut lower) = (0, 0, 0);
    for token in page.tokens[tokens.clone()].iter().take(80) {
        let long = token.end - token.start >= 4;
        let small = token.shape == Shape::Lower && !long && is_small(token.of(page.text));
        match token.shape {
            Shape::Upper if long => upper += 1,
            Shape::Title | Shape::Mixed if long => title += 1,
            Shape::Lower if long || !small => {
                lower += 1;
                // Enough is seen of most sentences.
                if lower >= 5 && lower > title + upper {
                    return Capitals::Names;
                }
            }
            _ => {}
        }
    }
    if lower == 0 && upper > 2 * title && upper > 1 {
        Capitals::Shouted
    } else if title + upper > 3 && title + upper > 3 * lower {
        Capitals::Titles
    } else {
        Capitals::Names
    }
}

/// Whether a word is so small that headlines leave it in lower case.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "and"
            | "in"
            | "to"
            | "for"
            | "a"
            | "an"
            | "on"
            | "at"
            | "by"
            | "with"
            | "from"
            | "as"
            | "or"
            | "but"
            | "via"
            | "vs"
    )
}

/// Whether capitalised words make a sentence: it stops, and a word of content is in lower case.
fn is_said(page: &Page, tokens: &Range<usize>) -> bool {
    let content = page.tokens[tokens.clone()]
        .iter()
        .any(|token| token.shape == Shape::Lower && !is_small(token.of(page.text)));
    if !content {
        return false;
    }
    let last = tokens.clone().rev().find(|at| !matches!(page.word(*at), "”" | "\"" | ")" | "’"));
    last.is_some_and(|at| matches!(page.word(at), "." | "!" | "?"))
}

/// The state of the first walk.
pub(super) struct Finder<'p, 't> {
    page: &'p Page<'t>,
    lexicon: &'static Lexicon,
    /// What each token may mean.
    senses: Vec<Sense>,
    lower: Lower,
    /// The words that the page writes with a capital letter.
    titled: Lower,
    items: Vec<run::Item>,
    found: Found,
    /// The sentence at hand.
    begin: usize,
    end: usize,
}

impl Finder<'_, '_> {
    fn sentence(&mut self) {
        let mut at = self.begin;
        while at < self.end {
            let token = &self.page.tokens[at];
            if token.kind == Made::Word
                && matches!(token.shape, Shape::Title | Shape::Upper | Shape::Mixed)
                && !self.is_negated(at)
            {
                at = self.run(at);
            } else {
                at += 1;
            }
        }
    }

    /// `Don't`, `Isn't`: a verb, whatever it looks like without its end.
    fn is_negated(&self, at: usize) -> bool {
        let next = self.page.tokens.get(at + 1).filter(|next| next.kind == Made::Clitic);
        next.is_some_and(|next| matches!(next.of(self.page.text), "'t" | "’t"))
    }

    /// A line whose capitals tell nothing: a byline of a first name and a surname is read, the rest waits.
    fn line(&mut self) {
        let words = self.end - self.begin;
        let first = self.sense_at(self.begin);
        if words <= 5 && first.is(Sense::FIRST) {
            return self.sentence();
        }
        self.persons();
        self.found.loose.push(self.begin..self.end);
    }

    /// Persons of a line in title case: a first name with the word behind it, if that is nothing else.
    fn persons(&mut self) {
        let mut at = self.begin;
        while at + 1 < self.end {
            let sense = |at: usize| self.sense_at(at);
            // In a line of capitals only a surname that the document writes elsewhere makes a name.
            let shout = self.page.tokens[at].shape == Shape::Upper;
            let shaped = |at: usize| {
                let token = &self.page.tokens[at];
                token.shape == Shape::Title && !shout
                    || token.shape == Shape::Upper && shout && self.titled.has(token.hash)
            };
            let surname = |at: usize| {
                let token = &self.page.tokens[at];
                let sense = sense(at);
                at < self.end
                    && shaped(at)
                    && token.gap != Gap::None
                    && !sense.is(run::CLOSED.or(Sense::SAYS).or(Sense::ACTS).or(Sense::OF_BODIES))
                    && !self.lower.has(token.hash)
                    && self.known(at).is_none()
            };
            let token = &self.page.tokens[at];
            let given = (token.shape == Shape::Title || shout)
                && sense(at).is(Sense::FIRST)
                && !sense(at).is(Sense::WEAK);
            if !given || !surname(at + 1) || self.known(at).is_some_and(|(_, end)| end > at + 1) {
                at += 1;
                continue;
            }
            let mut end = at + 2;
            if end < self.end && surname(end) && evidence::is_surname(self.page.word(end)) {
                end += 1;
            }
            let office = at > self.begin && sense(at - 1).is(Sense::OFFICE);
            let mut weights = Weights::of(evidence::For::Person, if office { 9 } else { 4 });
            self.behind(end, 2, &mut weights);
            self.found.spots.push(Spot {
                tokens: at..end,
                title: if office { at - 1..at } else { at..at },
                known: None,
                weights,
                rule: "a first name before a name",
                of: None,
                gender: sense(at).gender(),
                short_of: None,
            });
            at = end;
        }
    }

    /// The longest known name at a token.
    fn known(&self, at: usize) -> Option<(&'static Form, usize)> {
        self.lexicon.known(self.page, at, self.end)
    }
}

/// The words that the page writes in one shape, mostly in lower case, as a sieve of bits: a word that begins a sentence and stands
/// elsewhere without its capital is no name by that capital.
pub(super) struct Lower {
    bits: Vec<u64>,
    mask: usize,
}

impl Lower {
    fn new(page: &Page, shape: Shape) -> Self {
        let size = (page.tokens.len() / 4 + 64).next_power_of_two();
        let mut made = Self { bits: vec![0; size], mask: size * 64 - 1 };
        for token in &page.tokens {
            if token.shape == shape {
                let at = token.hash as usize & made.mask;
                made.bits[at / 64] |= 1 << (at % 64);
            }
        }
        made
    }

    fn has(&self, hash: u32) -> bool {
        let at = hash as usize & self.mask;
        self.bits[at / 64] & (1 << (at % 64)) != 0
    }
}
