//! Happenings that are one of a row and named by their number: `COP29`, `COP 29`, `the 29th Conference of the Parties`.

use std::ops::Range;

use super::super::words::Sheet;
use crate::extract::lex::{Kind, Shape, hash};

/// How many words of a name are read for its initials.
const NAME: usize = 8;

/// Keys of the numbered happenings that are named within these tokens, each under its letters and its number.
pub(super) fn keys(page: &Sheet<'_, '_>, tokens: &Range<usize>) -> Vec<u32> {
    let mut found = Vec::new();
    for at in tokens.clone() {
        let Some(token) = page.tokens.get(at) else { break };
        match token.kind {
            Kind::Word if token.shape == Shape::Lower => {}
            Kind::Word => found.extend(lettered(page, at, tokens.end)),
            Kind::Number => found.extend(counted(page, at, tokens.end)),
            _ => {}
        }
    }
    found
}

fn key(letters: &str, number: u32) -> u32 {
    hash(format!("{letters}{number}").to_ascii_lowercase().as_bytes())
}

/// `COP29`, `COP 29`: capital letters with a number of one or two digits. A year is no such number.
fn lettered(page: &Sheet<'_, '_>, at: usize, end: usize) -> Option<u32> {
    let word = page.word(at);
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let loud = (2..=8).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    let digits = word.get(letters.len()..).unwrap_or_default();
    let own = (1..=2).contains(&digits.len());
    let next = page.tokens.get(at + 1).filter(|next| at + 1 < end && next.kind == Kind::Number);
    let number = match next {
        _ if own => digits.parse().ok(),
        Some(next) if digits.is_empty() && next.end - next.start <= 2 => next.number(page.text),
        _ => None,
    };
    number.filter(|_| loud).map(|number| key(letters, number))
}

/// `the 29th Conference of the Parties`: by the initials of its name, with its little words and without.
fn counted(page: &Sheet<'_, '_>, at: usize, end: usize) -> Vec<u32> {
    let number = page.tokens.get(at).and_then(|token| token.number(page.text)).filter(|number| *number < 100);
    let ordinal = matches!(page.word(at + 1), "st" | "nd" | "rd" | "th");
    let Some(number) = number.filter(|_| ordinal) else { return Vec::new() };
    let (mut all, mut main, mut keys) = (String::new(), String::new(), Vec::new());
    for at in (at + 2..end).take(NAME) {
        let Some(token) = page.tokens.get(at).filter(|token| token.kind == Kind::Word) else { break };
        let initial = page.word(at).chars().next().unwrap_or_default();
        match page.word(at) {
            "the" => continue,
            "of" | "on" | "for" | "and" => {
                all.push(initial);
                continue;
            }
            _ if token.shape == Shape::Lower => break,
            _ => {}
        }
        all.push(initial);
        main.push(initial);
        // Where the name ends is not told: `of the Parties to the ..`
        if main.len() > 1 {
            keys.extend([key(&all, number), key(&main, number)]);
        }
    }
    keys
}
