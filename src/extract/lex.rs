//! Tokens: words, numbers and signs, each with its bytes, its shape and what stands before it.
//!
//! The lexer decides nothing that could be wrong: digits and letters are parted wherever they meet, a hyphen,
//! a full stop and an apostrophe are tokens of their own (but for the dots of `U.S.` and the `'s` behind a
//! word). What belongs together is for those who know why they look.

use std::ops::Range;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, also with inner dots: `Baku`, `U.S.`, `a.m.`
    Word,
    /// Digits and nothing else.
    Number,
    /// What is left of a word behind its apostrophe, with it: `'s`, `’ll`, `n't` stays with its word as `'t`.
    Clitic,
    /// One sign: `,`, `“`, `–`, `%` ..
    Sign,
}

/// How the letters of a word are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `march`
    Lower,
    /// `March`
    Title,
    /// `NATO`, `U.S.`, and one capital letter alone
    Upper,
    /// `iPhone`, `McDonald`
    Mixed,
    /// Letters of another script than Latin.
    Other,
    /// No letters.
    None,
}

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing: they touch.
    None,
    /// Blanks.
    Space,
    /// One line end.
    Line,
    /// An empty line, or the beginning of the text.
    Blank,
}

/// A word, a number or a sign of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its first byte in the text.
    pub start: u32,
    /// The byte behind its last.
    pub end: u32,
    /// [`hash`] of its bytes, for looking it up in [`super::words::Words`].
    pub hash: u32,
    /// What it is made of.
    pub kind: Kind,
    /// How its letters are written.
    pub shape: Shape,
    /// What stands before it.
    pub gap: Gap,
}

impl Token {
    /// Its bytes in the text.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Its words in the `text` that it was read from.
    #[must_use]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Whether it is this sign.
    #[must_use]
    pub fn is(&self, text: &str, sign: char) -> bool {
        self.kind == Kind::Sign && self.of(text).starts_with(sign)
    }

    /// Whether it touches the token before it.
    #[must_use]
    pub fn touches(&self) -> bool {
        self.gap == Gap::None
    }

    /// Its number, where it is one of at most nine digits.
    #[must_use]
    pub fn number(&self, text: &str) -> Option<u32> {
        let digits = self.of(text);
        if self.kind == Kind::Number && digits.len() <= 9 { digits.parse().ok() } else { None }
    }
}

/// A hash of a word that does not mind ASCII case: 32 bits, FNV-1a.
#[must_use]
pub fn hash(word: &[u8]) -> u32 {
    word.iter().fold(SEED, |hash, byte| step(hash, *byte))
}

const SEED: u32 = 0x811c_9dc5;

fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(PRIME)
}

const PRIME: u32 = 0x0100_0193;

/// Each plain letter in lower case, and nothing for any other byte.
const SMALL: [u8; 256] = {
    let mut small = [0; 256];
    let mut letter = b'a';
    while letter <= b'z' {
        small[letter as usize] = letter;
        small[letter.to_ascii_uppercase() as usize] = letter;
        letter += 1;
    }
    small
};

/// The tokens of `text` in order.
///
/// Linear in the text. Only the first 4 GiB are read.
///
/// ```
/// use annals::extract::lex::{self, Kind};
/// let text = "On June 12-13, the U.S. agreed: “It's done.”";
/// let words: Vec<&str> = lex::tokens(text).iter().map(|token| token.of(text)).collect();
/// assert_eq!(words, ["On", "June", "12", "-", "13", ",", "the", "U.S.", "agreed", ":", "“", "It", "'s", "done", ".", "”"]);
/// ```
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let text = head(text);
    let mut lexer = Lexer { text, at: 0, tokens: Vec::with_capacity(text.len() / 4) };
    lexer.run();
    lexer.tokens
}

/// As much of the text as 32 bits can count.
fn head(text: &str) -> &str {
    let mut end = text.len().min(u32::MAX as usize);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    tokens: Vec<Token>,
}

impl Lexer<'_> {
    fn run(&mut self) {
        let mut gap = Gap::Blank;
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            let start = self.at;
            match byte {
                b'\n' => {
                    gap = if gap >= Gap::Line { Gap::Blank } else { Gap::Line };
                    self.at += 1;
                    continue;
                }
                byte if byte <= b' ' || byte == 0x7f => {
                    gap = gap.max(Gap::Space);
                    self.at += 1;
                    continue;
                }
                b'0'..=b'9' => self.number(start, gap),
                byte if byte.is_ascii_alphabetic() => self.word(start, gap),
                byte if byte.is_ascii() => self.sign_or_clitic(start, gap, 1),
                _ => {
                    let Some(c) = self.text[start..].chars().next() else { break };
                    if c.is_whitespace() || is_unseen(c) {
                        // A paragraph separator parts as an empty line does.
                        gap = gap.max(if c == '\u{2029}' { Gap::Blank } else { Gap::Space });
                        self.at += c.len_utf8();
                        continue;
                    }
                    if c.is_alphabetic() {
                        self.word(start, gap);
                    } else {
                        self.sign_or_clitic(start, gap, c.len_utf8());
                    }
                }
            }
            gap = Gap::None;
        }
    }

    fn push(&mut self, start: usize, hash: u32, kind: Kind, shape: Shape, gap: Gap) {
        // `head` has seen to it that both fit.
        let (start, end) =
            (u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(self.at).unwrap_or(u32::MAX));
        self.tokens.push(Token { start, end, hash, kind, shape, gap });
    }

    fn number(&mut self, start: usize, gap: Gap) {
        let mut sum = SEED;
        let digits = self.text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_digit());
        for byte in digits {
            sum = step(sum, *byte);
            self.at += 1;
        }
        self.push(start, sum, Kind::Number, Shape::None, gap);
    }

    fn word(&mut self, start: usize, gap: Gap) {
        let bytes = self.text.as_bytes();
        let (mut sum, mut upper) = (SEED, 0);
        // Most words are of plain letters alone.
        let mut end = start;
        while let Some(&byte) = bytes.get(end) {
            let small = SMALL[usize::from(byte)];
            if small == 0 {
                break;
            }
            upper += usize::from(small != byte);
            sum = (sum ^ u32::from(small)).wrapping_mul(PRIME);
            end += 1;
        }
        self.at = end;
        let first_upper = bytes[start].is_ascii_uppercase();
        let mut letters = Letters { count: self.at - start, upper, first_upper, other: false };
        if bytes.get(self.at).is_none_or(|byte| byte.is_ascii() && *byte != b'.') {
            return self.push(start, sum, Kind::Word, letters.shape(), gap);
        }
        loop {
            match bytes.get(self.at) {
                Some(byte) if byte.is_ascii_alphabetic() => {
                    letters.see(byte.is_ascii_uppercase());
                    sum = step(sum, *byte);
                    self.at += 1;
                }
                // `U.S.`, `a.m.`, `J.F.K.`: single letters, each with its dot.
                Some(b'.') if letters.count > 0 && self.is_initial(start) => {
                    sum = step(sum, b'.');
                    self.at += 1;
                }
                Some(byte) if !byte.is_ascii() => {
                    let Some(c) = self.text[self.at..].chars().next() else { break };
                    if !c.is_alphabetic() && !is_mark(c) {
                        break;
                    }
                    letters.see_other(c);
                    for byte in &bytes[self.at..self.at + c.len_utf8()] {
                        sum = step(sum, *byte);
                    }
                    self.at += c.len_utf8();
                }
                _ => break,
            }
        }
        self.push(start, sum, Kind::Word, letters.shape(), gap);
    }

    /// Whether the dot at hand belongs to letters that are parted by dots: `U.S.`; not the one that ends
    /// a sentence behind a single letter, `plan B.`
    fn is_initial(&self, start: usize) -> bool {
        let bytes = self.text.as_bytes();
        let so_far = &bytes[start..self.at];
        let single = so_far.len() == 1 || so_far[so_far.len() - 2] == b'.';
        let dotted = so_far.contains(&b'.');
        let next_is_initial = bytes.get(self.at + 1).is_some_and(u8::is_ascii_alphabetic)
            && bytes.get(self.at + 2) == Some(&b'.');
        single && so_far.len() < 16 && (dotted || next_is_initial)
    }

    fn sign_or_clitic(&mut self, start: usize, gap: Gap, len: usize) {
        let bytes = self.text.as_bytes();
        let apostrophe = matches!(&bytes[start..start + len], b"'" | [0xE2, 0x80, 0x99]);
        self.at = start + len;
        let behind_a_word = gap == Gap::None
            && self.tokens.last().is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Number));
        if apostrophe && behind_a_word {
            let letters =
                bytes[self.at..].iter().take(3).take_while(|byte| byte.is_ascii_alphabetic()).count();
            let known = matches!(
                bytes[self.at..self.at + letters].to_ascii_lowercase().as_slice(),
                b"s" | b"t" | b"re" | b"ve" | b"ll" | b"d" | b"m"
            );
            let ends = bytes
                .get(self.at + letters)
                .is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric())
                || self.text[self.at + letters..].chars().next().is_some_and(|c| !c.is_alphanumeric());
            if known && ends {
                let sum = bytes[self.at..self.at + letters]
                    .iter()
                    .fold(step(SEED, b'\''), |sum, byte| step(sum, *byte));
                self.at += letters;
                return self.push(start, sum, Kind::Clitic, Shape::None, gap);
            }
        }
        let sum = hash(&bytes[start..self.at]);
        self.push(start, sum, Kind::Sign, Shape::None, gap);
    }
}

/// Letters as they come, until it is known how the word is written.
#[derive(Default)]
struct Letters {
    count: usize,
    upper: usize,
    first_upper: bool,
    other: bool,
}

impl Letters {
    fn see(&mut self, upper: bool) {
        self.first_upper |= self.count == 0 && upper;
        self.count += 1;
        self.upper += usize::from(upper);
    }

    fn see_other(&mut self, c: char) {
        // Latin with its accents ends at U+024F, with one more block for Vietnamese and old signs; marks
        // belong to what they stand on.
        if (c as u32) < 0x250 || ('\u{1E00}'..='\u{1EFF}').contains(&c) {
            self.see(c.is_uppercase());
        } else if !is_mark(c) {
            self.other = true;
            self.see(c.is_uppercase());
        }
    }

    fn shape(&self) -> Shape {
        match (self.other, self.upper) {
            (true, _) => Shape::Other,
            (_, 0) => Shape::Lower,
            (_, upper) if upper == self.count => Shape::Upper,
            (_, 1) if self.first_upper => Shape::Title,
            _ => Shape::Mixed,
        }
    }
}

/// Accents that stand on the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// What takes no place: soft hyphen, zero width, direction and byte order marks.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| token.of(text)).collect()
    }

    #[test]
    fn parts_letters_digits_and_signs() {
        for (text, want) in [
            ("2025-05-03T10:35", vec!["2025", "-", "05", "-", "03", "T", "10", ":", "35"]),
            ("1980s, 20th", vec!["1980", "s", ",", "20", "th"]),
            ("NATO’s and don't", vec!["NATO", "’s", "and", "don", "'t"]),
            (
                "plan B. Then the U.S. left at 5 p.m. on",
                vec!["plan", "B", ".", "Then", "the", "U.S.", "left", "at", "5", "p.m.", "on"],
            ),
            ("‘the ’90s’", vec!["‘", "the", "’", "90", "s", "’"]),
            ("Gənclər Зеленський", vec!["Gənclər", "Зеленський"]),
        ] {
            assert_eq!(words(text), want);
        }
    }

    #[test]
    fn sees_how_words_are_written_and_parted() {
        let text = "NATO March iPhone war\nЗеленський\n\nGənclər";
        let shapes: Vec<(Shape, Gap)> = tokens(text).iter().map(|token| (token.shape, token.gap)).collect();
        assert_eq!(
            shapes,
            [
                (Shape::Upper, Gap::Blank),
                (Shape::Title, Gap::Space),
                (Shape::Mixed, Gap::Space),
                (Shape::Lower, Gap::Space),
                (Shape::Other, Gap::Line),
                (Shape::Other, Gap::Blank),
            ]
        );
    }
}
