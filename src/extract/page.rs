//! A document as the rules see it: its tokens, its blocks, its sentences.

use std::ops::Range;

use super::lex::{self, Gap, Kind, Shape, Token};
use super::vocabulary::{self, Number};
use super::words::Words;
use std::sync::{LazyLock, OnceLock};

/// What a block of lines is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Sentences.
    Prose,
    /// A line without a full stop that stands for itself: a headline, a caption, an item of a list.
    Line,
    /// Cells of a table, a calendar, a menu: words that make no sentence.
    Table,
    /// Mostly another script than Latin.
    Foreign,
}

/// Lines that belong together: what stands between two line ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Which tokens.
    pub tokens: Range<usize>,
    /// What it is.
    pub form: Form,
}

/// A sentence, or a line that stands for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Which tokens.
    pub tokens: Range<usize>,
    /// Which block it stands in.
    pub block: usize,
}

/// A document, read once; everything else rests on it.
#[derive(Clone, Debug)]
pub struct Page<'t> {
    /// The untouched text.
    pub text: &'t str,
    /// Its tokens in order.
    pub tokens: Vec<Token>,
    /// The words of the tokens, cut out once: rules look at each many times.
    words: Vec<&'t str>,
    /// Which word of all lists each token is, once somebody asks.
    numbers: OnceLock<Vec<Number>>,
    /// Its blocks in order; every token stands in one.
    pub blocks: Vec<Block>,
    /// Its sentences in order; every token stands in one.
    pub sentences: Vec<Sentence>,
}

impl<'t> Page<'t> {
    /// Reads a text: linear in its length.
    ///
    /// ```
    /// use annals::extract::page::Page;
    /// let page = Page::read("Mr. Smith met the U.S. President. They spoke of 3.5 million.");
    /// let said: Vec<&str> = page.sentences.iter().map(|sentence| page.said(&sentence.tokens)).collect();
    /// assert_eq!(said, ["Mr. Smith met the U.S. President.", "They spoke of 3.5 million."]);
    /// ```
    #[must_use]
    pub fn read(text: &'t str) -> Self {
        let tokens = lex::tokens(text);
        let hard_wrapped = is_hard_wrapped(text);
        let numbers = OnceLock::new();
        let words = tokens.iter().map(|token| token.of(text)).collect();
        let sentences = Vec::with_capacity(tokens.len() / 16);
        let mut page = Self { text, tokens, words, numbers, blocks: Vec::new(), sentences };
        let mut start = 0;
        for at in 1..=page.tokens.len() {
            let ends = page.tokens.get(at).is_none_or(|token| match token.gap {
                Gap::Blank => !page.goes_on(start, at),
                Gap::Line => !hard_wrapped,
                _ => false,
            });
            if ends {
                page.block(start..at);
                start = at;
            }
        }
        page
    }

    /// Which word of all lists each token is: found once, for all who ask.
    #[must_use]
    pub fn numbers(&self) -> &[Number] {
        self.numbers.get_or_init(|| vocabulary::numbers(self.text, &self.tokens))
    }

    /// The words of a token.
    #[must_use]
    pub fn word(&self, at: usize) -> &'t str {
        self.words.get(at).copied().unwrap_or_default()
    }

    /// The words from the first to the last of these tokens, as they stand.
    #[must_use]
    pub fn said(&self, tokens: &Range<usize>) -> &'t str {
        self.text.get(self.bytes(tokens)).unwrap_or_default()
    }

    /// The bytes from the first to the last of these tokens.
    #[must_use]
    pub fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        match self.tokens.get(tokens.clone()) {
            Some([first, .., last]) => first.start as usize..last.end as usize,
            Some([only]) => only.range(),
            _ => 0..0,
        }
    }

    /// Which sentence a token stands in.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end <= token)
    }

    /// The first token that does not end before this byte.
    #[must_use]
    pub fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| token.end as usize <= byte)
    }

    /// Whether a sentence goes on behind an empty line, as where a page ended within it: a text of sentences that
    /// stops without a sign, and goes on in lower case.
    fn goes_on(&self, start: usize, at: usize) -> bool {
        let lower = |token: &Token| token.kind == Kind::Word && token.shape == Shape::Lower;
        let (Some(last), Some(next)) = (self.tokens.get(at - 1), self.tokens.get(at)) else { return false };
        lower(last)
            && lower(next)
            && at - start >= 12
            && (start..at).rev().take(400).any(|at| is_stop(self.word(at)))
    }

    fn block(&mut self, tokens: Range<usize>) {
        if tokens.is_empty() {
            return;
        }
        let form = self.form(&tokens);
        let block = self.blocks.len();
        self.blocks.push(Block { tokens: tokens.clone(), form });
        let mut start = tokens.start;
        if form == Form::Prose {
            for at in tokens.clone() {
                if at >= start
                    && let Some(end) = self.sentence_end(at, tokens.end)
                {
                    self.sentences.push(Sentence { tokens: start..end, block });
                    start = end;
                }
            }
        }
        if start < tokens.end {
            self.sentences.push(Sentence { tokens: start..tokens.end, block });
        }
    }

    fn form(&self, tokens: &Range<usize>) -> Form {
        let (mut words, mut foreign, mut stops, mut numbers, mut glued, mut lower) = (0, 0, 0, 0, 0, 0);
        for at in tokens.clone() {
            let token = &self.tokens[at];
            match token.kind {
                Kind::Word => {
                    words += 1;
                    foreign += usize::from(token.shape == Shape::Other);
                    lower += usize::from(token.shape == Shape::Lower);
                }
                Kind::Number => {
                    numbers += 1;
                    // Days of a calendar that ran together: 2930, 123456.
                    glued += usize::from(token.end - token.start > 8);
                }
                Kind::Sign if is_stop(self.word(at)) => stops += 1,
                _ => {}
            }
        }
        if foreign * 2 > words {
            Form::Foreign
        } else if numbers > 6 && numbers > words || (glued > 0 && lower == 0) {
            Form::Table
        } else if stops == 0 && words <= 30 {
            Form::Line
        } else {
            Form::Prose
        }
    }

    /// Whether a word that is mostly cut short is so here: not `the 21st. The war ..`, nor `He said no. Then ..`.
    fn is_short(&self, at: usize, next: &Token) -> bool {
        let token = &self.tokens[at];
        let numbered = token.touches() && at > 0 && self.tokens[at - 1].kind == Kind::Number;
        match self.word(at) {
            "st" => false,
            "no" | "art" | "fig" => next.kind == Kind::Number,
            _ => !numbered,
        }
    }

    /// Whether `c. 1200` or `ca. 480` begins here.
    fn is_about(&self, at: usize) -> bool {
        matches!(self.word(at), "c" | "ca")
            && self.word(at + 1) == "."
            && self.tokens.get(at + 2).is_some_and(|token| token.kind == Kind::Number)
    }

    /// Where the sentence ends whose last sign stands at `at`: behind it, and behind what closes with it.
    fn sentence_end(&self, at: usize, limit: usize) -> Option<usize> {
        let token = &self.tokens[at];
        // Most tokens are words that end with a letter, and no dot.
        let ends = self.text.as_bytes().get((token.end - 1) as usize);
        if token.kind == Kind::Word && ends != Some(&b'.') {
            return None;
        }
        let sign = self.word(at);
        let dotted = token.kind == Kind::Word && sign.ends_with('.');
        if !dotted && (token.kind != Kind::Sign || !is_stop(sign)) {
            return None;
        }
        let mut end = at + 1;
        // Dots of an ellipsis, and what closes: quotation marks, brackets, footnote signs.
        while end < limit && self.tokens[end].touches() && closes(self.word(end)) {
            end += 1;
        }
        let Some(next) = self.tokens.get(end).filter(|_| end < limit) else { return Some(end) };
        if next.touches() && self.word(end) != "[" {
            return None;
        }
        let begins = match next.kind {
            // `The ice melted. c. 1200 BCE Troy fell.`
            Kind::Word => next.shape != Shape::Lower || self.is_about(end),
            Kind::Number => true,
            _ => opens(self.word(end)),
        };
        if !begins {
            return None;
        }
        if dotted {
            // `U.S. President` goes on, `in the U.S. The ..` does not: only a word that mostly begins a sentence tells.
            return STARTERS.of(self.word(end)).map(|()| end);
        }
        if sign == "." && end == at + 1 && at > 0 {
            let before = &self.tokens[at - 1];
            let word = before.of(self.text);
            if before.kind == Kind::Word && token.touches() {
                let short = ABBREVIATIONS.of(word).filter(|_| self.is_short(at - 1, next));
                // `They were ill.`: a land is shortened with its capital.
                let lower = before.shape == Shape::Lower;
                if let Some(always) =
                    short.filter(|_| !(lower && matches!(word, "ill" | "wash" | "mass" | "ore")))
                {
                    // `No. 5`, and not `No. Berg resigned.`
                    let counts = matches!(word, "No" | "no" | "Nos" | "nos");
                    let goes_on = next.kind == Kind::Number
                        || !counts && (always || STARTERS.of(self.word(end)).is_none());
                    return (!goes_on).then_some(end);
                }
                // The initial of a name: `J. Smith`; but not the pronoun, nor `category C. In 2018 ..`
                if word.len() == 1 && before.shape == Shape::Upper && word != "I" {
                    let lettered = at > 1
                        && self.tokens[at - 2].kind == Kind::Word
                        && self.tokens[at - 2].shape == Shape::Lower
                        && self.tokens[at - 1].gap == Gap::Space;
                    return STARTERS.of(self.word(end)).filter(|()| lettered).map(|()| end);
                }
                // `(b. Lviv, 1911; d. Paris, 1987)`
                if word.len() == 1
                    && before.shape == Shape::Lower
                    && at > 1
                    && matches!(self.word(at - 2), "(" | ";" | ",")
                {
                    return None;
                }
                // `c. 1240`, `r. 1066`, `b. 1901`
                if word.len() == 1 && before.shape == Shape::Lower && next.kind == Kind::Number {
                    return None;
                }
            }
        }
        Some(end)
    }
}

/// Whether lines were broken at a width and do not end where a thought ends: most full lines are of like
/// length, and go on in lower case.
#[must_use]
pub fn is_hard_wrapped(text: &str) -> bool {
    let (mut lines, mut going_on) = (0_usize, 0_usize);
    let mut before: Option<&str> = None;
    for line in text.lines().take(400) {
        let line = line.trim();
        if let Some(before) = before.filter(|before| !before.is_empty() && !line.is_empty()) {
            lines += 1;
            let open = !before.ends_with(['.', '!', '?', ':', '”', '"', '’']);
            if open && before.len() < 120 && line.starts_with(|c: char| c.is_lowercase()) {
                going_on += 1;
            }
        }
        before = Some(line);
    }
    lines >= 3 && going_on * 3 > lines
}

fn is_stop(sign: &str) -> bool {
    matches!(sign, "." | "!" | "?" | "…" | "。")
}

fn closes(sign: &str) -> bool {
    matches!(sign, "." | "!" | "?" | "…" | "\"" | "”" | "’" | "'" | "»" | ")" | "]" | "''")
}

fn opens(sign: &str) -> bool {
    matches!(sign, "\"" | "“" | "‘" | "'" | "«" | "(" | "[" | "–" | "—" | "-" | "`" | "•" | "*")
}

/// Words before whose full stop no sentence ends (`true`), or seldom (`false`).
static ABBREVIATIONS: LazyLock<Words<bool>> = LazyLock::new(|| {
    let always = [
        "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "capt", "sgt", "maj", "adm", "cmdr", "sen",
        "rep", "gov", "pres", "rev", "hon", "st", "mt", "ft", "vs", "cf", "no", "nos", "fig", "pp", "vol",
        "art", "ed", "eds", "gens", "sens", "reps", "messrs", "mme", "mlle", "amb", "supt", "det", "insp",
        "brig", "cpl", "pvt", "approx", "ca", "al", "cllr", "cllrs", "mx", "sra", "srta", "dra", "mgr",
        "msgr", "cdr",
    ];
    let seldom = [
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "mon", "tue",
        "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "inc", "corp", "co", "ltd", "jr", "sr",
        "bros", "dept", "univ", "assn", "etc", "est", "ave", "blvd", "rd", "calif", "conn", "mass", "pa",
        "fla", "ill", "wash", "tenn", "mich", "minn", "ore", "colo", "ariz", "ga", "va", "ky", "la", "md",
        "miss", "mo", "tex", "wis", "ind", "ala", "okla", "neb", "kan", "nev", "ph", "pct", "govt", "intl",
    ];
    let list: Vec<(&str, bool)> =
        always.iter().map(|word| (*word, true)).chain(seldom.iter().map(|word| (*word, false))).collect();
    Words::new(&list)
});

/// Words that mostly begin a sentence where they are written with a capital letter.
static STARTERS: LazyLock<Words<()>> = LazyLock::new(|| {
    let list = [
        "the",
        "a",
        "an",
        "it",
        "he",
        "she",
        "they",
        "we",
        "i",
        "you",
        "this",
        "that",
        "these",
        "those",
        "there",
        "in",
        "on",
        "at",
        "for",
        "but",
        "and",
        "or",
        "if",
        "when",
        "while",
        "after",
        "before",
        "since",
        "as",
        "by",
        "with",
        "from",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "what",
        "who",
        "how",
        "why",
        "where",
        "however",
        "although",
        "though",
        "because",
        "so",
        "then",
        "now",
        "also",
        "some",
        "many",
        "most",
        "all",
        "both",
        "no",
        "not",
        "one",
        "to",
        "under",
        "over",
        "during",
        "meanwhile",
        "earlier",
        "later",
        "yesterday",
        "today",
        "last",
    ];
    Words::new(&list.map(|word| (word, ())))
});

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        let page = Page::read(text);
        page.sentences.iter().map(|sentence| page.said(&sentence.tokens)).collect()
    }

    #[test]
    fn ends_sentences_where_a_reader_would() {
        for (text, want) in [
            ("It began. Then it ended.", vec!["It began.", "Then it ended."]),
            ("He left the U.S. The rest stayed.", vec!["He left the U.S.", "The rest stayed."]),
            ("On Aug. 2 Gen. Powell spoke.", vec!["On Aug. 2 Gen. Powell spoke."]),
            ("“It is over.” She left.", vec!["“It is over.”", "She left."]),
            (
                "J. Smith said 3.5 percent. Why? Nobody knows!",
                vec!["J. Smith said 3.5 percent.", "Why?", "Nobody knows!"],
            ),
            (
                "A Headline\nThe story begins. It goes on.",
                vec!["A Headline", "The story begins.", "It goes on."],
            ),
            ("It was built c. 1240 by monks. It fell.", vec!["It was built c. 1240 by monks.", "It fell."]),
            ("Wait... what? Yes.", vec!["Wait... what?", "Yes."]),
            (
                "It was of category C. In 2018 it fell. Anna B. Lund (b. Oslo, 1911) left.",
                vec!["It was of category C.", "In 2018 it fell.", "Anna B. Lund (b. Oslo, 1911) left."],
            ),
            ("They left on the 2nd. Nobody stayed.", vec!["They left on the 2nd.", "Nobody stayed."]),
            ("It opened on the 31st. St. Olav came.", vec!["It opened on the 31st.", "St. Olav came."]),
            ("She said no. The rest left.", vec!["She said no.", "The rest left."]),
            ("See No. 5 and art. 7 of it.", vec!["See No. 5 and art. 7 of it."]),
            (
                "The lake dried. c. 900 BCE it filled. ca. 700 BCE it dried again.",
                vec!["The lake dried.", "c. 900 BCE it filled.", "ca. 700 BCE it dried again."],
            ),
            ("No. Berg resigned. No. 5 stayed.", vec!["No.", "Berg resigned.", "No. 5 stayed."]),
        ] {
            assert_eq!(sentences(text), want);
        }
    }

    #[test]
    fn joins_lines_that_were_broken_at_a_width() {
        let text = "The treaty was signed by both sides in the\ncapital after a long night of talks that\nnobody had \
                    thought would end so\nwell.\n\nIt held.";
        assert_eq!(sentences(text).len(), 2);
    }

    #[test]
    fn tells_tables_and_other_scripts_from_prose() {
        let page = Page::read("Mo Tu We 12345678910111213\n\nПрезидент України сказав.\n\nHe said so.");
        let forms: Vec<Form> = page.blocks.iter().map(|block| block.form).collect();
        assert_eq!(forms, [Form::Table, Form::Foreign, Form::Prose]);
    }
}
