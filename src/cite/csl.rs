//! Sources as CSL-JSON, for Zotero, pandoc and the like.
//!
//! A date that CSL can say is `date-parts` (with `season`, and `circa` where it is about); any other
//! is `literal`, in words. CSL has no year 0: 1 BCE, which EDTF writes `0000`, is -1.

use std::collections::HashSet;
use std::io;

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer as _};

use crate::model::{Date, Source, SourceId, Timeline};
use crate::text::line;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<[Name; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// Nobody knows which part of a name is the family's: it is kept whole.
#[derive(Serialize)]
struct Name {
    literal: String,
}

#[derive(Serialize, Default, Debug, PartialEq)]
#[serde(rename_all = "kebab-case")]
struct Issued {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    date_parts: Vec<Vec<i64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    season: Option<i64>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    circa: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    literal: Option<String>,
}

/// `sources` as a CSL-JSON array, indented.
///
/// ```
/// use annals::{cite, formats};
/// let text = b"[[sources]]\nkey = 'plutarch'\ntitle = 'Lives'\npublished = '0100~'\n";
/// let timeline = formats::read(formats::Hint::None, text).unwrap().timeline;
/// let sources: Vec<_> = timeline.source_ids().collect();
/// assert!(cite::csl_json(&timeline, &sources).contains(r#""circa": true"#));
/// ```
#[must_use]
pub fn csl_json(timeline: &Timeline, sources: &[SourceId]) -> String {
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = write_csl_json(timeline, sources.iter().copied(), &mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// Writes sources as a CSL-JSON array, one at a time; no two have the same id.
pub(crate) fn write_csl_json(
    timeline: &Timeline,
    sources: impl Iterator<Item = SourceId>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut ids = HashSet::new();
    let mut array = serde_json::Serializer::pretty(&mut *out);
    let mut array = array.serialize_seq(None)?;
    for id in sources.filter(|id| (id.0 as usize) < timeline.sources().len()) {
        let mut item = item(timeline.source(id));
        // Keys that differ only in what is cleaned away from them.
        let plain = item.id.clone();
        let mut number = 2_usize;
        while !ids.insert(item.id.clone()) {
            item.id = format!("{plain}-{number}");
            number += 1;
        }
        array.serialize_element(&item)?;
    }
    SerializeSeq::end(array)?;
    out.write_all(b"\n")
}

/// Whether an address would do something instead of leading somewhere: those who print a bibliography
/// make links of its addresses.
pub(crate) fn runs(url: &str) -> bool {
    let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme.trim());
    ["javascript", "vbscript", "data"].iter().any(|bad| scheme.eq_ignore_ascii_case(bad))
}

/// Whether a date is in `date-parts` all that it is in EDTF.
pub(crate) fn holds_date(date: &Date) -> bool {
    let edtf = date.edtf();
    let about_one_end = edtf.contains('/') && edtf.contains('~');
    !edtf.contains('T') && !about_one_end && parts(edtf).is_some()
}

/// Whether a kind of source is all in the CSL type that it gets.
pub(crate) fn holds_kind(name: &str) -> bool {
    kind(name).replace(['-', '_'], " ") == name
}

fn item(source: &Source) -> Item {
    let text = |text: &Option<crate::text::Text>| text.as_ref().map(|text| line(text.raw()).into_owned());
    let kind = kind(source.kind.as_ref().map_or("", |kind| kind.raw()));
    let is_contained = matches!(kind, "article-newspaper" | "webpage" | "interview" | "post" | "chapter");
    let publisher = text(&source.publisher);
    let (container_title, publisher) = if is_contained { (publisher, None) } else { (None, publisher) };
    Item {
        id: line(source.key.raw()).into_owned(),
        kind,
        title: line(source.title.raw()).into_owned(),
        author: text(&source.author).map(|literal| [Name { literal }]),
        container_title,
        publisher,
        issued: source.published.as_ref().map(issued),
        url: text(&source.url).filter(|url| !runs(url)),
        language: text(&source.language),
        note: text(&source.published_basis).map(|basis| format!("Date: {basis}")),
    }
}

/// The CSL type for a kind of source as people write it.
fn kind(kind: &str) -> &'static str {
    let kind = kind.trim().to_lowercase().replace(['-', '_'], " ");
    match kind.as_str() {
        "article" | "news" | "news article" | "newspaper article" | "article newspaper" => {
            "article-newspaper"
        }
        "journal article" | "article journal" | "paper" => "article-journal",
        "magazine article" | "article magazine" => "article-magazine",
        "web page" | "webpage" | "website" | "page" => "webpage",
        "post" | "social media post" | "tweet" | "message" => "post",
        "blog" | "blog post" | "post weblog" => "post-weblog",
        "report" | "press release" | "statement" => "report",
        "interview" => "interview",
        "hearing" => "hearing",
        "legal case" | "judgment" | "judgement" | "ruling" => "legal_case",
        "law" | "act" | "legislation" | "decree" => "legislation",
        "treaty" | "agreement" => "treaty",
        "broadcast" | "television" | "radio" => "broadcast",
        "letter" | "email" | "personal communication" => "personal_communication",
        "manuscript" => "manuscript",
        "book" => "book",
        "chapter" => "chapter",
        "dataset" | "data" => "dataset",
        "film" | "video" | "motion picture" => "motion_picture",
        "speech" => "speech",
        "map" => "map",
        "thesis" => "thesis",
        _ => "document",
    }
}

fn issued(date: &Date) -> Issued {
    parts(date.edtf()).unwrap_or_else(|| Issued { literal: Some(date.human()), ..Issued::default() })
}

/// What CSL can say of an EDTF expression.
fn parts(edtf: &str) -> Option<Issued> {
    let ends: Vec<&str> = edtf.split('/').collect();
    let (mut all, mut circa, mut season) = (Vec::new(), false, None);
    for end in &ends {
        let end = end.split_once('T').map_or(*end, |(day, _)| day);
        // One qualifier at the end speaks of the whole; any other is for words.
        let (plain, about) = end.strip_suffix('~').map_or((end, false), |plain| (plain, true));
        circa |= about;
        let (plain, is_bce) = plain.strip_prefix('-').map_or((plain, false), |rest| (rest, true));
        let numbers: Vec<&str> = plain.split('-').collect();
        let shaped = matches!(numbers.len(), 1..=3)
            && numbers.iter().enumerate().all(|(index, part)| {
                part.len() == if index == 0 { 4 } else { 2 } && part.bytes().all(|b| b.is_ascii_digit())
            });
        if !shaped {
            return None;
        }
        let mut numbers: Vec<i64> = numbers.iter().filter_map(|part| part.parse().ok()).collect();
        let year = numbers.first_mut()?;
        if is_bce || *year == 0 {
            *year = -*year - 1;
        }
        if let Some(&code) = numbers.get(1).filter(|&&month| month > 12) {
            // CSL has the four seasons, and only for a single date.
            if !(21..=24).contains(&code) || ends.len() > 1 {
                return None;
            }
            season = Some(code - 20);
            numbers.truncate(1);
        }
        all.push(numbers);
    }
    matches!(all.len(), 1 | 2).then_some(Issued { date_parts: all, season, circa, literal: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_say_what_csl_can_say_and_no_more() {
        let rows = [
            ("2025-05-06", r#"{"date-parts":[[2025,5,6]]}"#),
            ("1994", r#"{"date-parts":[[1994]]}"#),
            ("2025-05~", r#"{"date-parts":[[2025,5]],"circa":true}"#),
            ("2025-21", r#"{"date-parts":[[2025]],"season":1}"#),
            ("2024-11-11/2024-11-22", r#"{"date-parts":[[2024,11,11],[2024,11,22]]}"#),
            ("0000", r#"{"date-parts":[[-1]]}"#),
            ("-0249", r#"{"date-parts":[[-250]]}"#),
            ("2025-05-03T10:00:00Z", r#"{"date-parts":[[2025,5,3]]}"#),
        ];
        for (edtf, wanted) in rows {
            let date = Date::parse(edtf).unwrap().0;
            assert_eq!(serde_json::to_string(&issued(&date)).unwrap(), wanted, "{edtf}");
        }
        for edtf in ["2025?", "198X", "[1994,1995]", "1994/..", "Y17E7", "2025-33", "2004-06~-11"] {
            let date = Date::parse(edtf).unwrap().0;
            assert_eq!(issued(&date).literal, Some(date.human()), "{edtf}");
        }
    }
}
