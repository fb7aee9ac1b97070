//! Citations: who said it, where it stands, so that a reader can find it again, in words or as CSL-JSON.

use std::fmt::Write as _;

pub(crate) mod csl;

pub use csl::csl_json;

use crate::model::{Date, Event, Locator, Quote, Source, Timeline, Word};
use crate::text::{Text, line, plural};

/// A source by its title, who published it and when, and the place in it.
///
/// `“Official: NATO-Azerbaijan collaboration …”, Caliber.Az, 6 May 2025, par. 4`
#[must_use]
pub fn reference(source: &Source, locator: Option<&Locator>, edtf: bool) -> String {
    let mut parts = vec![titled(source)];
    parts.extend(source.publisher.as_ref().map(|publisher| line(publisher.raw()).into_owned()));
    parts.extend(published(source, edtf));
    parts.extend(locator.map(|at| line(at.text().raw()).into_owned()));
    parts.join(", ")
}

/// When a source was published. What nobody knows to the day has bounds: days with a stretch between them do not
/// say that it went on being published, as years do of a journal.
///
/// ```
/// use annals::{cite, formats::{self, Hint}};
/// let said = |published: &str| {
///     let text = format!("[[sources]]\nkey = 's'\ntitle = 'S'\npublished = '{published}'\n");
///     let timeline = formats::read(Hint::Name("toml"), text.as_bytes()).unwrap().timeline;
///     cite::published(&timeline.sources()[0], false).unwrap()
/// };
/// assert_eq!(said("2025-04-30"), "30 April 2025");
/// assert_eq!(said("2025-04-30/.."), "not before 30 April 2025");
/// assert_eq!(said("../2025-05-02"), "not after 2 May 2025");
/// assert_eq!(said("2025-04-30/2025-05-02"), "between 30 April 2025 and 2 May 2025");
/// assert_eq!(said("1887/1895"), "1887–1895");
/// ```
#[must_use]
pub fn published(source: &Source, edtf: bool) -> Option<String> {
    let date = source.published.as_ref()?;
    if edtf {
        return Some(date.edtf().to_owned());
    }
    // A day, or no end.
    let is_open = |end: &str| matches!(end, ".." | "");
    let is_day =
        |end: &str| end.len() == "2025-04-30".len() && end.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let human = |end: &str| Date::parse(end).map_or_else(|_| end.to_owned(), |(date, _)| date.human());
    Some(match date.edtf().split_once('/') {
        Some((from, to)) if is_day(from) && is_open(to) => format!("not before {}", human(from)),
        Some((from, to)) if is_open(from) && is_day(to) => format!("not after {}", human(to)),
        Some((from, to)) if is_day(from) && is_day(to) => {
            format!("between {} and {}", human(from), human(to))
        }
        _ => date.human(),
    })
}

/// Author, publisher, date and how it is known: the line under a source's title.
#[must_use]
pub fn imprint(source: &Source, edtf: bool) -> String {
    let date = published(source, edtf);
    let clean = |text: &Option<Text>| text.as_ref().map(|text| line(text.raw()).into_owned());
    let parts = [clean(&source.author), clean(&source.publisher), clean(&source.kind), date];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    match clean(&source.published_basis) {
        Some(basis) => format!("{} ({basis})", parts.join(", ")),
        None => parts.join(", "),
    }
}

/// The full citation of a quote: speaker, author, title, publisher, date, pin-cite, address.
#[must_use]
pub fn citation(timeline: &Timeline, quote: &Quote) -> String {
    let mut parts = Vec::new();
    if let Some(speaker) = quote.speaker {
        parts.push(line(timeline.actor(speaker).name.raw()).into_owned());
    }
    let Some(source) = quote.source.map(|id| timeline.source(id)) else {
        parts.push("no source is named".to_owned());
        return parts.join(", ");
    };
    let prefix = if parts.is_empty() { "" } else { "quoted in " };
    match &source.author {
        Some(author) => parts.push(format!("{prefix}{}, {}", line(author.raw()), titled(source))),
        None => parts.push(format!("{prefix}{}", titled(source))),
    }
    parts.extend(source.publisher.as_ref().map(|publisher| line(publisher.raw()).into_owned()));
    parts.extend(published(source, false));
    parts.extend(quote.locator.as_ref().map(|at| line(at.text().raw()).into_owned()));
    parts.extend(source.url.as_ref().map(|url| line(url.raw()).into_owned()));
    parts.join(", ")
}

/// How much a source gives: quotes with words, and events that it reports without any.
///
/// ```
/// use annals::cite::evidence;
/// assert_eq!(evidence((1, 0)), "1 quote");
/// assert_eq!(evidence((2, 1)), "2 quotes, 1 report");
/// assert_eq!(evidence((0, 5)), "5 reports");
/// ```
#[must_use]
pub fn evidence((quotes, reports): (usize, usize)) -> String {
    match (quotes, reports) {
        (_, 0) => plural(quotes, "quote"),
        (0, _) => plural(reports, "report"),
        _ => format!("{}, {}", plural(quotes, "quote"), plural(reports, "report")),
    }
}

/// The words with their citation, ready to paste; without words, who reports it.
#[must_use]
pub fn quoted(timeline: &Timeline, quote: &Quote) -> String {
    if quote.is_report() {
        return format!("reported by {}", citation(timeline, quote));
    }
    format!("“{}” ({})", line(quote.text.raw()), citation(timeline, quote))
}

/// A title in quotation marks, unless its brackets say that it is ours.
fn titled(source: &Source) -> String {
    let title = line(source.title.raw());
    if title.starts_with('[') { title.into_owned() } else { format!("“{title}”") }
}

/// An event with all its evidence, as Markdown to paste.
#[must_use]
pub fn event_markdown(timeline: &Timeline, event: &Event) -> String {
    let date = event.date.as_ref().map_or_else(|| "Undated".to_owned(), super::model::date::Date::human);
    let mut out = format!("**{date}: {}**\n", line(event.title.raw()));
    if let Some(summary) = &event.summary {
        let _ = writeln!(out, "\n{}", line(summary.raw()));
    }
    for quote in &event.quotes {
        if quote.is_report() {
            let _ = writeln!(out, "\nReported by {}.", citation(timeline, &quote));
            continue;
        }
        let _ = writeln!(out, "\n> “{}”\n>\n> — {}", line(quote.text.raw()), citation(timeline, &quote));
    }
    for caveat in &event.caveats {
        let kind = caveat.kind.map_or("caveat", Word::word);
        let _ = writeln!(out, "\n*{kind}: {}*", line(caveat.text.raw()));
    }
    out
}
