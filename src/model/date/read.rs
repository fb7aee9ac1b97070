//! The road from text to a date: EDTF, then what people write instead, then words.

use chrono::NaiveDate;
use edtf_core::Edtf;
use edtf_normalize::{Language, NoMatchReason, Options, Outcome};

use super::{Date, MAX_LEN, explain, foreign, prose, repair};
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
            "{} is not a date: it could mean two things; write {}/{} for the whole time, [{from}..{to}] for some time in it",
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
    let told = |why: String| format!("{} is not a date: {why}", quoted(text));
    if let Some(read) = repair::respell(text).map_err(told)? {
        return Ok(read);
    }
    if let Some(mut read) = prose::expression(text, today).map_err(told)? {
        if read.why.is_empty() {
            read.note("these are words, not EDTF");
        }
        return Ok(read);
    }
    if let Some(read) = normalised(text).map_err(told)? {
        return Ok(read);
    }
    if let Some(english) = foreign::english(text)
        && let Ok(mut read) = english_words(&english, today)
    {
        if read.why.is_empty() {
            read.note("these are words, not EDTF");
        }
        return Ok(read);
    }
    Err(explain::why_not(text, None))
}

/// What was put into English.
fn english_words(text: &str, today: Option<NaiveDate>) -> Result<Read, String> {
    if Edtf::parse(text).is_ok() {
        return Ok(Read::new(text.to_owned()));
    }
    let found =
        repair::respell(text)?.map_or_else(|| prose::expression(text, today), |read| Ok(Some(read)))?;
    found.map_or_else(|| normalised(text)?.ok_or_else(String::new), Ok)
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
                read.note("these are words, not EDTF");
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What is not EDTF, and the EDTF that it is read as.
    const WRITTEN: &[(&str, &str)] = &[
        // times
        ("2024-05-01T10:30Z", "2024-05-01T10:30:00Z"),
        ("2024-05-01T10:30", "2024-05-01T10:30:00"),
        ("2024-05-01T10", "2024-05-01T10:00:00"),
        ("2024-05-01T10:30:15.25Z", "2024-05-01T10:30:15Z"),
        ("2024-05-01T10:30:15,25+02:00", "2024-05-01T10:30:15+02:00"),
        ("2024-05-01 10:30:15", "2024-05-01T10:30:15"),
        ("2024-05-01t10:30:15z", "2024-05-01T10:30:15Z"),
        ("2024-05-01T10:30:15+0200", "2024-05-01T10:30:15+02:00"),
        ("2024-05-01T10:30:15-00:00", "2024-05-01T10:30:15Z"),
        ("2024-05-01 10:30:15 UTC", "2024-05-01T10:30:15Z"),
        ("2024-05-01 3:30 pm", "2024-05-01T15:30:00"),
        ("2024-02-29T24:00", "2024-03-01T00:00:00"),
        ("2024-12-31T24:00:00Z", "2025-01-01T00:00:00Z"),
        ("2024-5-1T7:05:00Z", "2024-05-01T07:05:00Z"),
        ("20240501T103000Z", "2024-05-01T10:30:00Z"),
        ("14:30 on 3 May 2025 (UTC+4)", "2025-05-03T14:30:00+04:00"),
        ("3 May 2025, 14:30", "2025-05-03T14:30:00"),
        ("May 3, 2025 at 2:30 pm", "2025-05-03T14:30:00"),
        ("2024-05-01T10:00:00Z/2024-05-03T12:00:00Z", "2024-05-01/2024-05-03"),
        ("2024-05-01T10:00/2024-05-01T12:00", "2024-05-01"),
        ("-0043-03-15T12:00:00", "-0043-03-15"),
        // digits and separators
        (" 2025 ", "2025"),
        ("2020-5-1", "2020-05-01"),
        ("2020-5", "2020-05"),
        ("2020/05/01", "2020-05-01"),
        ("2020/05", "2020-05"),
        ("05/2020", "2020-05"),
        ("2020.05.01", "2020-05-01"),
        ("1.5.2020", "2020-05-01"),
        ("25/12/2020", "2020-12-25"),
        ("12/25/2020", "2020-12-25"),
        ("4/4/2020", "2020-04-04"),
        ("20200501", "2020-05-01"),
        ("-0043-3-15", "-0043-03-15"),
        ("\u{2212}0043", "-0043"),
        ("+2020", "2020"),
        ("12345", "Y12345"),
        ("-12345", "Y-12345"),
        ("Y2024", "2024"),
        ("Y-0043", "-0043"),
        ("2024-123", "2024-05-02"),
        ("2016-W21-3", "2016-05-25"),
        ("2016W213", "2016-05-25"),
        ("2026W01", "[2025-12-29..2026-01-04]"),
        // old letters and marks
        ("198x", "198X"),
        ("19uu", "19XX"),
        ("2004-uu", "2004-XX"),
        ("y170000002", "Y170000002"),
        ("y17e7", "Y17E7"),
        ("1984?~", "1984%"),
        ("1984~?", "1984%"),
        ("1984 ?", "1984?"),
        ("unknown/2005", "/2005"),
        ("2005/unknown", "2005/"),
        ("2005/open", "2005/.."),
        ("2005/present", "2005/.."),
        ("2004-(06)?-11", "2004-?06-11"),
        ("2011-(06-04)~", "2011-~06-~04"),
        ("(2011)-06-04~", "2011-~06-~04"),
        ("-01XX", "[-0199..-0100]"),
        ("-01XX~", "-0199~/-0100~"),
        ("-00XX", "[-0099..0000]"),
        // intervals and sets
        ("1941–1945", "1941/1945"),
        ("1941 - 1945", "1941/1945"),
        ("1941-1945", "1941/1945"),
        ("1941–45", "1941/1945"),
        ("1914–18", "1914/1918"),
        ("1941-45", "1941/1945"),
        ("1995–", "1995/.."),
        ("1941 / 1945", "1941/1945"),
        ("2024-11-11/22", "2024-11-11/2024-11-22"),
        ("2024-11/12", "2024-11/2024-12"),
        ("2024-05-01 – 2024-05-03", "2024-05-01/2024-05-03"),
        ("[1667, 1668, 1670..1672]", "[1667,1668,1670..1672]"),
        ("{ 1667 ; 1668 }", "{1667,1668}"),
        ("[1667, 1668-3]", "[1667,1668-03]"),
        // words
        ("c. 1580", "1580~"),
        ("c1580", "1580~"),
        ("ca. 1580", "1580~"),
        ("circa 1580", "1580~"),
        ("about May 2025", "2025-05~"),
        ("perhaps 1984", "1984?"),
        ("1984 (?)", "1984?"),
        ("c. 1941–45", "1941~/1945"),
        ("May 2025", "2025-05"),
        ("21 January 2025", "2025-01-21"),
        ("January 21, 2025", "2025-01-21"),
        ("Jan. 21st, 2025", "2025-01-21"),
        ("Tuesday, 21 January 2025", "2025-01-21"),
        ("21-Jan-2025", "2025-01-21"),
        ("11-22 November 2024", "2024-11-11/2024-11-22"),
        ("11–22 November 2024", "2024-11-11/2024-11-22"),
        ("November 11–22, 2024", "2024-11-11/2024-11-22"),
        ("12 June – 3 July 2024", "2024-06-12/2024-07-03"),
        ("from June to August 1914", "1914-06/1914-08"),
        ("June-July 1940", "1940-06/1940-07"),
        ("November 2024 – March 2025", "2024-11/2025-03"),
        ("spring 2025", "2025-21"),
        ("fall of 2025", "2025-23"),
        ("winter 2024–25", "2024-24"),
        ("winter 2024/25", "2024-24"),
        ("Q2 2025", "2025-34"),
        ("2025-Q2", "2025-34"),
        ("second quarter of 2025", "2025-34"),
        ("first half of 2025", "2025-40"),
        ("early 2024", "2024-37"),
        ("mid-2024", "2024-38"),
        ("late April 2025", "[2025-04-21..2025-04-30]"),
        ("end of April 2025", "[2025-04-21..2025-04-30]"),
        ("1980s", "198X"),
        ("the 1980s", "198X"),
        ("early 1980s", "[1980..1983]"),
        ("1980s–1990s", "198X/199X"),
        ("1960s–70s", "196X/197X"),
        ("20260101-20260103", "2026-01-01/2026-01-03"),
        ("2024–05", "2024-05"),
        ("19th century", "18XX"),
        ("the nineteenth century", "18XX"),
        ("late 19th century", "[1867..1899]"),
        ("2nd century BC", "[-0199..-0100]"),
        ("1st century", "[0001..0100]"),
        ("2nd millennium BC", "[-1999..-1000]"),
        ("480s BC", "[-0488..-0479]"),
        ("44 BC", "-0043"),
        ("44 B.C.E.", "-0043"),
        ("AD 79", "0079"),
        ("15 March 44 BC", "-0043-03-15"),
        ("200–101 BC", "-0199/-0100"),
        ("since 1995", "1995/.."),
        ("from 1995 on", "1995/.."),
        ("until 2035", "../2035"),
        ("before 1980", "[..1979]"),
        ("after 1980", "[1981..]"),
        ("by 2035", "[..2035]"),
        ("by the end of 2035", "[..2035]"),
        ("by end of 2035", "[..2035]"),
        ("by 2035 at the latest", "[..2035]"),
        ("before the end of 2035", "[..2035]"),
        ("second half of May 2024", "[2024-05-16..2024-05-31]"),
        ("5–7.05.2024", "2024-05-05/2024-05-07"),
        ("2022 to present", "2022/.."),
        ("10,000 BC", "-9999"),
        ("12,001 BCE", "Y-12000"),
        ("1984 or earlier", "[..1984]"),
        ("between 1941 and 1945", "[1941..1945]"),
        ("between 21 and 30 April 2025", "[2025-04-21..2025-04-30]"),
        ("1667, 1668 and 1670", "{1667,1668,1670}"),
        ("1667 or 1668", "[1667,1668]"),
        ("3, 5 and 7 May 2025", "{2025-05-03,2025-05-05,2025-05-07}"),
        ("some day in May 2025", "2025-05-XX"),
        ("13.8 billion years ago", "Y-138E8S3"),
        ("XIX век", "18XX"),
        ("около 1920 г.", "1920~"),
    ];

    #[test]
    fn what_people_write_is_read_and_remarked_on() {
        for (written, edtf) in WRITTEN {
            let (date, notes) = file(written).unwrap_or_else(|error| panic!("{written}: {error}"));
            assert_eq!(date.edtf(), *edtf, "{written}");
            assert!(!notes.is_empty(), "{written}: no note");
            assert!(notes.iter().all(|note| note.contains(" was read as ")), "{notes:?}");
            assert_eq!(date.original().map(crate::text::Text::raw), Some(*written));
        }
    }

    #[test]
    fn edtf_gives_no_notes() {
        for edtf in ["2025", "2004-06~-11", "[1667,1668]", "1941-21", "2016-12-31T23:59:60Z"] {
            let (date, notes) = file(edtf).unwrap();
            assert_eq!((date.edtf(), notes.len(), date.original()), (edtf, 0, None));
        }
        let (date, notes) = file("?2004-?06-?11").unwrap();
        assert_eq!((date.edtf(), notes.len()), ("2004-06-11?", 0));
    }

    #[test]
    fn relative_words_count_from_today() {
        // A Saturday.
        let today = NaiveDate::from_ymd_opt(2025, 5, 3).unwrap();
        let rows = [
            ("today", "2025-05-03"),
            ("Yesterday", "2025-05-02"),
            ("tomorrow", "2025-05-04"),
            ("this week", "2025-04-28/2025-05-04"),
            ("last week", "2025-04-21/2025-04-27"),
            ("next month", "2025-06"),
            ("this quarter", "2025-34"),
            ("last quarter", "2025-33"),
            ("last year", "2024"),
            ("the last decade", "201X"),
            ("this century", "20XX"),
            ("last 10 days", "2025-04-23/2025-05-03"),
            ("past two weeks", "2025-04-19/2025-05-03"),
            ("next 3 months", "2025-05-03/2025-08-03"),
            ("3 days ago", "2025-04-30"),
            ("two weeks ago", "2025-04-14/2025-04-20"),
            ("3 months ago", "2025-02"),
            ("a year ago", "2024"),
            ("10,000 years ago", "-7975"),
            ("2022 to present", "2022/.."),
            ("March", "2025-03"),
            ("3 March", "2025-03-03"),
            ("last March", "2025-03"),
            ("last May", "2024-05"),
            ("next May", "2026-05"),
            ("last spring", "2024-21"),
            ("this winter", "2025-24"),
            ("last winter", "2024-24"),
            ("friday", "2025-05-02"),
            ("saturday", "2025-05-03"),
            ("last saturday", "2025-04-26"),
            ("next monday", "2025-05-05"),
            ("2024..2025", "2024/2025"),
            ("2024-05..", "2024-05/.."),
            ("..2023", "../2023"),
            ("last year .. yesterday", "2024/2025-05-02"),
            ("from March to today", "2025-03/2025-05-03"),
            ("since last year", "2024/.."),
            ("before March", "[..2025-02]"),
            ("after 2023", "[2024..]"),
            ("2023 to 2024", "2023/2024"),
            ("between March and today", "[2025-03-01..2025-05-03]"),
            ("late last year", "2024-39"),
            ("early 2024", "2024-37"),
            ("1994", "1994"),
            ("c. 1580", "1580~"),
            ("44 BC", "-0043"),
            ("2020-5-1", "2020-05-01"),
            ("2025-05-03", "2025-05-03"),
        ];
        for (text, edtf) in rows {
            let read = prompt(text, today);
            assert_eq!(read.as_ref().map(Date::edtf), Ok(edtf), "{text}");
        }
        for text in ["", "soon", "2025..2024", "12/04/1985", "31 April", "next 99999999 years"] {
            assert!(prompt(text, today).is_err(), "{text}");
        }
    }

    #[test]
    fn a_weekday_that_does_not_fit_is_told() {
        let (_, notes) = file("Monday 3 May 2025").unwrap();
        assert_eq!(
            notes,
            ["“Monday 3 May 2025” was read as 2025-05-03: that day is a Saturday, not a Monday"]
        );
    }
}
