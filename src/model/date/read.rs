//! The road from text to a date: EDTF, then what people write instead, then words.

use chrono::NaiveDate;
use edtf_core::Edtf;
use edtf_normalize::{Language, NoMatchReason, Options, Outcome};

use super::{Date, MAX_LEN, explain, prose, repair};
use explain::quoted;

/// What a text was understood as: EDTF, and why it had to be understood.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Read {
    /// EDTF, not yet canonical.
    pub edtf: String,
    /// What was wrong, one clause each.
    pub why: Vec<String>,
}

impl Read {
    pub(super) fn new(edtf: impl Into<String>) -> Self {
        Self { edtf: edtf.into(), why: Vec::new() }
    }

    pub(super) fn because(edtf: impl Into<String>, why: impl Into<String>) -> Self {
        Self { edtf: edtf.into(), why: vec![why.into()] }
    }

    /// Adds a reason, once.
    pub(super) fn note(&mut self, why: impl Into<String>) {
        let why = why.into();
        if !self.why.contains(&why) {
            self.why.push(why);
        }
    }

    /// Takes over the reasons of a part.
    pub(super) fn notes_of(mut self, part: &Self) -> Self {
        for why in &part.why {
            self.note(why.clone());
        }
        self
    }
}

/// `Ok(None)`: not understood, others may try. `Err`: understood, and wrong or ambiguous.
pub(super) type Answer = Result<Option<Read>, String>;

/// A date as a file has it; relative words are not for files.
pub(super) fn file(text: &str) -> Result<(Date, Vec<String>), String> {
    sized(text)?;
    if let Ok(edtf) = Edtf::parse(text) {
        return Ok((Date::new(&edtf, text), Vec::new()));
    }
    if let Ok(edtf) = Edtf::parse(text.trim()) {
        let read = Read::because(edtf.to_string(), "EDTF has no blanks before or after it");
        return finish(text, &read);
    }
    if let Some((from, to)) = prose::dotted(text.trim()) {
        let whole = [from, to].map(|end| if end.is_empty() { ".." } else { end });
        return Err(format!(
            "{} is no date: it could mean two things; write {}/{} for the whole time, [{from}..{to}] for some time in it",
            quoted(text),
            whole[0],
            whole[1]
        ));
    }
    let read = understand(text.trim(), None)?;
    finish(text, &read)
}

/// A date as somebody types it at a prompt.
pub(super) fn prompt(text: &str, today: NaiveDate) -> Result<Date, String> {
    sized(text)?;
    let text = text.trim();
    if let Ok(edtf) = Edtf::parse(text) {
        return Ok(Date::new(&edtf, text));
    }
    let read = understand(text, Some(today))?;
    finish(text, &read).map(|(date, _)| date)
}

fn sized(text: &str) -> Result<(), String> {
    if text.trim().is_empty() {
        return Err("the date is empty: write one such as 2025-05-03, or leave it out".into());
    }
    if text.len() > MAX_LEN {
        return Err(format!(
            "{} is too long for a date: {} bytes, and {MAX_LEN} are allowed",
            quoted(text),
            text.len()
        ));
    }
    Ok(())
}

fn finish(text: &str, read: &Read) -> Result<(Date, Vec<String>), String> {
    let Ok(edtf) = Edtf::parse(&read.edtf) else { return Err(explain::why_not(text, Some(&read.edtf))) };
    let date = Date::new(&edtf, text);
    let notes =
        read.why.iter().map(|why| format!("{} was read as {}: {why}", quoted(text), date.edtf())).collect();
    Ok((date, notes))
}

/// Spelling first, then words, then the languages that `edtf-normalize` knows.
pub(super) fn understand(text: &str, today: Option<NaiveDate>) -> Result<Read, String> {
    let told = |why: String| format!("{} is no date: {why}", quoted(text));
    if let Some(read) = repair::respell(text).map_err(told)? {
        return Ok(read);
    }
    if let Some(mut read) = prose::expression(text, today).map_err(told)? {
        if read.why.is_empty() {
            read.note("that is the EDTF for it");
        }
        return Ok(read);
    }
    if let Some(read) = normalised(text).map_err(told)? {
        return Ok(read);
    }
    Err(explain::why_not(text, None))
}

/// What `edtf-normalize` makes of it, in English or Russian.
fn normalised(text: &str) -> Answer {
    let cyrillic = text.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c));
    let language = if cyrillic { Language::Russian } else { Language::English };
    match edtf_normalize::normalize_with(text, Options { language, ..Options::default() }) {
        Outcome::Normalized(found) => {
            let mut read = Read::new(found.edtf);
            for note in found.notes {
                read.note(note.message());
            }
            if read.why.is_empty() {
                read.note("that is the EDTF for it");
            }
            Ok(Some(read))
        }
        Outcome::Ambiguous(many) => {
            let readings: Vec<String> =
                many.interpretations.iter().map(|one| format!("{} ({})", one.edtf, one.reading)).collect();
            Err(format!("it could be {}; write the one that is meant", readings.join(" or ")))
        }
        Outcome::NoMatch { reason: NoMatchReason::ExplicitNoDate } => {
            Err("what is not dated has no date: leave it out".into())
        }
        Outcome::NoMatch { .. } => Ok(None),
    }
}
