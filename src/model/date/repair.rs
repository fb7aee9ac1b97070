//! Dates that are nearly EDTF: other separators, missing digits, old letters, blanks.
//!
//! Each function answers `Ok(None)` for what is not its business, and `Err` for what could be read
//! in two ways; the message then names both.

use edtf_core::Edtf;

use super::read::{Answer, Read};
use super::time;
use super::words::{edtf_year, number};
use digits::plain_date;

mod digits;
mod stretch;

pub(super) use digits::civil;

const BLANKS: &str = "EDTF has no blanks";

/// Reads anything that is EDTF but for its spelling.
pub(super) fn respell(text: &str) -> Answer {
    let text = text.trim();
    if Edtf::parse(text).is_ok() {
        return Ok(Some(Read::new(text)));
    }
    if text.starts_with(['[', '{']) {
        return stretch::set(text);
    }
    if let Some(read) = stretch::stretch(text)? {
        return Ok(Some(read));
    }
    moment(text)
}

/// A date or a date with a time.
fn moment(text: &str) -> Answer {
    match time::respell(text, part_date)? {
        Some(read) => Ok(Some(read)),
        None => part_date(text),
    }
}

/// A single date without brackets and slashes of an interval.
pub(super) fn part_date(text: &str) -> Answer {
    let text = text.trim();
    if matches!(Edtf::parse(text), Ok(Edtf::Date(_))) {
        return Ok(Some(Read::new(text)));
    }
    let mut out = Read::new("");
    let mut body = text.replace('\u{2212}', "-");
    if body != text {
        out.note("EDTF has a hyphen for minus");
    }
    let marks = take_marks(&mut body, &mut out);
    if let Some(upper) = capitals(&body) {
        out.note(if upper.contains('X') {
            "EDTF writes an unspecified digit as X"
        } else {
            "the letters of EDTF are capitals"
        });
        body = upper;
    }
    if body.contains('(')
        && let Some(flat) = without_parentheses(&body, &marks)
    {
        out.note("EDTF has no round brackets any more: left of a part ? ~ % mark it alone");
        out.edtf = flat;
        return Ok(Some(out));
    }
    let found = match mask_before_zero(&body, &marks) {
        Some(masked) => Some(masked),
        None => plain_date(&body)?.map(|mut read| {
            read.edtf.push_str(&marks);
            read
        }),
    };
    if let Some(found) = found {
        return Ok(Some(Read::new(found.edtf.clone()).notes_of(&out).notes_of(&found)));
    }
    if out.why.is_empty() {
        return Ok(None);
    }
    out.edtf = format!("{body}{marks}");
    Ok(Edtf::parse(&out.edtf).is_ok().then_some(out))
}

/// Takes `?`, `~`, `%` off the end, in any number and with blanks before, and returns the one that
/// they mean.
fn take_marks(body: &mut String, out: &mut Read) -> String {
    let kept = body.trim_end_matches(|c: char| matches!(c, '?' | '~' | '%') || c.is_whitespace()).len();
    let written = body.split_off(kept);
    let both = written.contains('%') || (written.contains('?') && written.contains('~'));
    let mark = if both {
        "%"
    } else if written.contains('?') {
        "?"
    } else if written.contains('~') {
        "~"
    } else {
        ""
    };
    if written.contains(char::is_whitespace) {
        out.note(BLANKS);
    }
    if written.trim().chars().count() > 1 {
        out.note("EDTF has one of ?, ~ and % (both) after a date");
    }
    mark.to_owned()
}

/// `198x`, `19uu`, `y170000002`, `y17e7`: with the capitals that EDTF has.
fn capitals(body: &str) -> Option<String> {
    let known = |c: char| {
        c.is_ascii_digit()
            || matches!(c, '-' | 'x' | 'X' | 'u' | 'U' | 'y' | 'Y' | 'e' | 'E' | 's' | 'S' | '?' | '~' | '%')
    };
    if !body.chars().all(known) || !body.chars().any(|c| matches!(c, 'x' | 'u' | 'U' | 'y' | 'e' | 's')) {
        return None;
    }
    let upper = body.to_ascii_uppercase().replace('U', "X");
    Edtf::parse(&upper).is_ok().then_some(upper.clone()).or_else(|| upper.starts_with('-').then_some(upper))
}

/// `-01XX`: EDTF has no unspecified digits before the year 0, so it is some year between.
fn mask_before_zero(body: &str, marks: &str) -> Option<Read> {
    let mut fields = body.strip_prefix('-')?.split('-');
    let digits = fields.next()?;
    let rest_unspecified = fields.all(|field| field == "XX");
    let shape =
        digits.len() == 4 && digits.contains('X') && digits.chars().all(|c| c == 'X' || c.is_ascii_digit());
    if !shape || !rest_unspecified {
        return None;
    }
    let year = |fill: &str| number(&digits.replace('X', fill)).map(|year| edtf_year(-year));
    let (from, to) = (year("9")?, year("0")?);
    let edtf =
        if marks.is_empty() { format!("[{from}..{to}]") } else { format!("{from}{marks}/{to}{marks}") };
    Some(Read::because(edtf, "EDTF has no unspecified digits before the year 0000; this is the same span"))
}

/// The brackets of the 2012 draft: `2011-(06-04)~` marks month and day alone.
fn without_parentheses(body: &str, marks: &str) -> Option<String> {
    let flat = if let (Some((before, rest)), true) = (body.split_once('('), marks.is_empty()) {
        let (inner, after) = rest.split_once(')')?;
        let mark = after.chars().next().filter(|c| matches!(c, '?' | '~' | '%'))?;
        let each: Vec<String> = inner.split('-').map(|field| format!("{mark}{field}")).collect();
        format!("{before}{}{}", each.join("-"), after.get(1..)?)
    } else {
        // The mark at the end went away with the blanks: it belongs to the group that ends there,
        // or to everything outside the group.
        let (before, rest) = body.split_once('(')?;
        let (inner, after) = rest.split_once(')')?;
        let marked =
            |part: &str| part.split('-').map(|f| format!("{marks}{f}")).collect::<Vec<_>>().join("-");
        if after.is_empty() {
            format!("{before}{}", marked(inner))
        } else {
            let (own, outer) = match after.chars().next().filter(|c| matches!(c, '?' | '~' | '%')) {
                Some(mark) => (mark.to_string(), after.get(1..)?),
                None => (String::new(), after),
            };
            format!("{before}{inner}{own}-{}", marked(outer.strip_prefix('-')?))
        }
    };
    Edtf::parse(&flat).is_ok().then_some(flat)
}
