//! Quotes and documents in messages: short, clean and on one line.

use super::Document;
use crate::text::line;

/// How much of a text a message shows, in characters.
const SHOWN: usize = 40;

/// Less in common than this is chance.
const IN_COMMON: usize = 8;

/// The beginning of a quote, in quotation marks.
pub(super) fn begin(text: &str) -> String {
    let cut: String = text.chars().take(8 * SHOWN).collect();
    let clean = line(&cut);
    let short: String = clean.chars().take(SHOWN).collect();
    let more = if short.len() < clean.len() || cut.len() < text.len() { "…" } else { "" };
    format!("“{}{more}”", short.trim_end())
}

/// Where a quote and its document part ways, and what the document has there.
pub(super) fn parting(document: &Document, quote: &str) -> String {
    let nothing = "nothing like it is there; is it from this source?";
    let Some(parting) = document.parting(quote) else { return nothing.into() };
    let text = document.text();
    let shared = line(text.get(parting.shared.clone()).unwrap_or_default()).into_owned();
    let count = shared.chars().count();
    if count < IN_COMMON {
        return nothing.into();
    }
    let (_, paragraph) = document.hit(parting.shared.clone()).paragraphs;
    let tail: String = shared.chars().skip(count.saturating_sub(SHOWN)).collect();
    let cut = if tail.len() < shared.len() { "…" } else { "" };
    let there = begin(text.get(parting.shared.end..).unwrap_or_default());
    let rest = match parting.rest.trim() {
        "" => "the quote ends within a word".to_owned(),
        rest => format!("the quote has {}", begin(rest)),
    };
    format!("in par. {paragraph}, after “{cut}{tail}”, the document has {there}, and {rest}")
}
