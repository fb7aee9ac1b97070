//! Phrases that name a stretch of the calendar: centuries, decades, quarters, "late April 2025",
//! "13.8 billion years ago".

use super::compose::{self, Third};
use super::read::{Answer, Read};
use super::words::{edtf_year, era, number, ordinal};

const THIRDS: &str = "early, mid and late are the thirds of a year, month, decade or century";

/// How many words a part of something may have.
const MOST_WORDS: usize = 16;

/// A part of something: "early 2024", "the second quarter of 2025", "the first half of the 1980s".
/// `whole` reads the something.
pub(super) fn part(words: &[&str], whole: impl Fn(&[&str]) -> Answer) -> Answer {
    // A part of a part of a part is nobody's date.
    if words.len() > MOST_WORDS {
        return Ok(None);
    }
    let words = without_the(words);
    let (part, rest) = match words {
        ["first" | "1st", "half", "of", rest @ ..] | ["h1", rest @ ..] | [rest @ .., "h1"] => {
            (Part::Code(40), rest)
        }
        ["second" | "2nd" | "latter", "half", "of", rest @ ..] | ["h2", rest @ ..] | [rest @ .., "h2"] => {
            (Part::Code(41), rest)
        }
        ["first", "third", "of", rest @ ..] => (Part::Code(37), rest),
        ["second", "third", "of", rest @ ..] => (Part::Code(38), rest),
        ["last" | "third", "third", "of", rest @ ..] => (Part::Code(39), rest),
        ["early", "in", rest @ ..] | ["early", rest @ ..] | ["beginning" | "start", "of", rest @ ..] => {
            (Part::Third(Third::Early), rest)
        }
        ["mid", rest @ ..] | ["middle", "of", rest @ ..] => (Part::Third(Third::Mid), rest),
        ["late", "in", rest @ ..] | ["late", rest @ ..] | ["end", "of", rest @ ..] => {
            (Part::Third(Third::Late), rest)
        }
        [which, "quarter", "of", rest @ ..] => match quarter(which) {
            Some(code) => (Part::Code(code), rest),
            None => return Ok(None),
        },
        [q, rest @ ..] if quarter(q).is_some() && q.starts_with('q') => {
            (Part::Code(quarter(q).unwrap_or(33)), rest)
        }
        [rest @ .., q] if quarter(q).is_some() && q.starts_with('q') => {
            (Part::Code(quarter(q).unwrap_or(33)), rest)
        }
        _ => return Ok(None),
    };
    if rest.is_empty() {
        return Ok(None);
    }
    let Some(read) = whole(rest)? else { return Ok(None) };
    Ok(match part {
        Part::Third(which) => compose::third(&read.edtf, which).map(|edtf| Read::because(edtf, THIRDS)),
        Part::Code(code) => compose::part_of_year(&read.edtf, code).map(|edtf| {
            if edtf.starts_with('[') {
                Read::because(edtf, "it is some time in that half")
            } else {
                Read::new(edtf)
            }
        }),
    })
}

enum Part {
    Third(Third),
    Code(u8),
}

fn quarter(word: &str) -> Option<u8> {
    let nth = match word {
        "q1" => 1,
        "q2" => 2,
        "q3" => 3,
        "q4" | "last" => 4,
        _ => ordinal(word).filter(|n| (1..=4).contains(n)).and_then(|n| u8::try_from(n).ok())?,
    };
    Some(32 + nth)
}

/// Drops "the" at the front.
pub(super) fn without_the<'a, 'b>(words: &'b [&'a str]) -> &'b [&'a str] {
    match words {
        ["the", rest @ ..] => rest,
        _ => words,
    }
}

/// A century, a decade, a millennium, or millions of years ago.
pub(super) fn stretch(words: &[&str]) -> Answer {
    let words = without_the(words);
    let (words, bc) = match words {
        [rest @ .., last] if era(last).is_some() => (rest, era(last) == Some(true)),
        _ => (words, false),
    };
    match *words {
        [nth, "century" | "c." | "cent."] => Ok(ordinal(nth).and_then(|nth| century(i64::from(nth), bc))),
        [nth, "millennium"] => Ok(ordinal(nth).and_then(|nth| millennium(i64::from(nth), bc))),
        [decade] => decade_word(decade, bc),
        [many, scale, "years", "ago"] if !bc => Ok(years_ago(many, scale)),
        _ => Ok(None),
    }
}

fn century(nth: i64, bc: bool) -> Option<Read> {
    if !(1..=99).contains(&nth) {
        return None;
    }
    let (from, to) = (100 * (nth - 1), 100 * (nth - 1) + 99);
    if bc {
        let edtf = format!("[{}..{}]", edtf_year(-to), edtf_year(-from));
        return Some(Read::because(edtf, "years before 1 CE are counted from 0000, which is 1 BCE"));
    }
    if nth == 1 {
        return Some(Read::because(
            "[0001..0100]".to_owned(),
            "it begins in the year 1: 00XX would begin in 1 BCE",
        ));
    }
    let why = format!(
        "EDTF writes a century by its first two digits, {from:04} to {to:04}; [{:04}..{:04}] is the strict one",
        from + 1,
        to + 1
    );
    Some(Read::because(format!("{:02}XX", nth - 1), why))
}

fn millennium(nth: i64, bc: bool) -> Option<Read> {
    if !(1..=9).contains(&nth) {
        return None;
    }
    let (from, to) = (1000 * (nth - 1), 1000 * (nth - 1) + 999);
    Some(if bc {
        Read::because(
            format!("[{}..{}]", edtf_year(-to), edtf_year(-from)),
            "years before 1 CE are counted from 0000, which is 1 BCE",
        )
    } else {
        Read::because(
            format!("{}XXX", nth - 1),
            format!("EDTF writes a millennium by its first digit, {from:04} to {to:04}"),
        )
    })
}

/// `1980s`; `80s` and `1900s` could be two things.
fn decade_word(word: &str, bc: bool) -> Answer {
    let Some(digits) = word.strip_suffix("'s").or_else(|| word.strip_suffix('s')) else { return Ok(None) };
    let digits = digits.trim_start_matches('\'');
    let Some(value) = number(digits).filter(|value| value % 10 == 0) else { return Ok(None) };
    match (digits.len(), value % 100) {
        (2, _) => Err(format!(
            "it could be 19{tens}X (the 19{digits}s) or 18{tens}X (the 18{digits}s); write the one that is meant",
            tens = value / 10
        )),
        (4, 0) => Err(format!(
            "it could be {:03}X ({digits} to {}) or {:02}XX ({digits} to {}); write the one that is meant",
            value / 10,
            value + 9,
            value / 100,
            value + 99
        )),
        (4, _) if !bc => Ok(Some(Read::because(
            format!("{:03}X", value / 10),
            "EDTF writes a decade by its first three digits",
        ))),
        // The 480s BC are 489 to 480 BC.
        (3 | 4, _) if bc => Ok(Some(Read::because(
            format!("[{}..{}]", edtf_year(1 - (value + 9)), edtf_year(1 - value)),
            "years before 1 CE are counted from 0000, which is 1 BCE",
        ))),
        _ => Ok(None),
    }
}

/// "13.8 billion years ago": as many significant digits as were said.
fn years_ago(many: &str, scale: &str) -> Option<Read> {
    let zeros = match scale {
        "million" => 6,
        "billion" => 9,
        "trillion" => 12,
        _ => return None,
    };
    let (whole, fraction) = many.split_once('.').unwrap_or((many, ""));
    let digits = format!("{whole}{fraction}");
    let exponent = i64::from(zeros) - i64::try_from(fraction.len()).ok()?;
    let value = number(&digits).filter(|value| *value > 0)?;
    if exponent < 4 {
        return None;
    }
    let significant = value.to_string().len();
    let why = "against so long a time the years since do not count; S is how many digits are known";
    Some(Read::because(format!("Y-{value}E{exponent}S{significant}"), why))
}
