//! Dates in words, which markwhen does not know: what annals reads in every other format it reads here too.

use super::{End, Range};
use crate::model::Date;

/// How many bytes the words in front of a colon may have.
const LONGEST: usize = 80;

/// How many colons may stand within a date: one for each time of day.
const COLONS: usize = 4;

/// How many words a line may have in front of its colon to look like a date.
const FEW: usize = 5;

/// The event that begins with a date in words, at the left: further in stands what belongs to another.
pub(super) fn start(line: &str) -> Option<Range<'_>> {
    let begins = |c: char| c.is_alphanumeric() || matches!(c, '[' | '{' | '~' | '?' | '%' | '-' | '.' | '/');
    if !line.starts_with(begins) {
        return None;
    }
    heads(line).find_map(|(head, rest)| {
        let typed = head.trim_end();
        let date = date(typed)?;
        Some(Range { from: End::Worded(date), to: None, rule: None, typed, at: 0, rest })
    })
}

/// What stands before each colon that ends a word, and what behind it.
fn heads(line: &str) -> impl Iterator<Item = (&str, &str)> {
    let end = (0..=LONGEST.min(line.len())).rev().find(|&end| line.is_char_boundary(end)).unwrap_or(0);
    let head = line.get(..end).unwrap_or_default();
    let colons = head.match_indices(':').take(COLONS).map(|(at, _)| at);
    let parts = colons.filter_map(|at| Some((line.get(..at)?, line.get(at + 1..)?)));
    // Between digits a colon is one of a clock.
    parts.filter(|(_, rest)| !rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// A date that stands somewhere in time, in words that are no name of a property.
fn date(typed: &str) -> Option<Date> {
    if !could_be(typed) || typed.starts_with("- ") {
        return None;
    }
    let (date, _) = Date::parse(typed).ok()?;
    let ends = date.ends();
    (!ends.earliest_start.is_infinite() || !ends.latest_end.is_infinite()).then_some(date)
}

/// Most words are decided here: a date has a number, or is a century.
fn could_be(typed: &str) -> bool {
    let has = |word: &str| typed.contains(word);
    typed.bytes().any(|b| b.is_ascii_digit()) || has("entury") || has("ahrhundert")
}

/// Whether a line, which is not an event, begins as one does in words: a few of them with a year, or a month or a
/// season with a number, and a colon.
pub(in crate::formats::markwhen) fn looks_dated(line: &str) -> bool {
    if !line.starts_with(char::is_alphanumeric) {
        return false;
    }
    heads(line).filter(|(_, rest)| rest.is_empty() || rest.starts_with([' ', '\t'])).any(|(head, _)| {
        let words: Vec<&str> = head.split_whitespace().collect();
        let has_number = could_be(head);
        // `1850er`, `2020/21`: a year, and what is told of it.
        let is_year = |word: &&str| {
            let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
            let digits = word.bytes().take_while(u8::is_ascii_digit).count();
            digits == 4 && (word.starts_with('1') || word.starts_with('2'))
        };
        let names = |word: &&str| word.chars().count() >= 3 && is_named(word);
        has_number
            && (2..=FEW).contains(&words.len())
            && (words.iter().any(is_year) || words.first().is_some_and(names))
            || matches!(words.as_slice(), [word] if is_year(word))
    })
}

/// Whether a word is a month or a season, in English or German.
fn is_named(word: &str) -> bool {
    const NAMES: [&str; 14] = [
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "frühling",
        "frühjahr",
        "sommer",
        "herbst",
        "januar",
        "februar",
        "märz",
        "mai",
        "juni",
    ];
    const MORE: [&str; 5] = ["juli", "oktober", "dezember", "mitte", "ende"];
    let word = word.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    super::month_number(&word).is_some() || NAMES.contains(&word.as_str()) || MORE.contains(&word.as_str())
}
