//! What one document reports: read once, and owned, so that the document itself can go.

use super::actors::{self, Cast};
use super::dated::{self, Clues, Dated};
use super::events::{self, Doubt, Event, Found};
use super::page::{Form, Page};
use super::quotes::{self, Said};
use super::replies;
use super::time::Timex;

/// What is found in a document, before its events are.
#[derive(Clone, Debug)]
pub struct Findings {
    /// The day on which it was written.
    pub dated: Dated,
    /// Its expressions of time.
    pub timexes: Vec<Timex>,
    /// Who is named in it.
    pub cast: Cast,
    /// Who said what in it.
    pub said: Vec<Said>,
}

impl Findings {
    /// Looks through a page, with what is known of the document beside its text.
    #[must_use]
    pub fn of(page: &Page<'_>, clues: &Clues<'_>) -> Self {
        let (dated, mut timexes) = dated::read(page, clues);
        let cast = actors::find(page);
        let mut said = quotes::find(page, &cast);
        replies::settle(page, &cast, &mut timexes, &mut said);
        Self { dated, timexes, cast, said }
    }
}

/// What a document reports.
#[derive(Clone, Debug)]
pub struct Account {
    /// The day on which it was written.
    pub dated: Dated,
    /// Its first line that reads like a headline.
    pub headline: Option<String>,
    /// Who wrote it, where a line at its head says so.
    pub author: Option<String>,
    /// Who is named in it.
    pub cast: Cast,
    /// Its events, in the order of the text.
    pub events: Vec<Told>,
    /// Its expressions of time.
    pub timexes: Vec<Timex>,
    /// Who said what in it.
    pub said: Vec<Said>,
    /// How many bytes of text were read.
    pub bytes: usize,
}

impl Account {
    /// Lets go of what only tells how it was read: a timeline is made from the rest.
    pub fn forget(&mut self) {
        self.timexes = Vec::new();
        self.said = Vec::new();
    }
}

/// An event in the words of its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it is.
    pub event: Event,
    /// Its title as it is shown.
    pub title: String,
    /// The sentence, on one line.
    pub quote: String,
    /// What is doubtful, with the words of the document that make it so.
    pub doubts: Vec<(Doubt, String)>,
    /// The first and last paragraph that the sentence stands in: lines that are not blank, from 1.
    pub paragraphs: (u32, u32),
}

/// Reads a document.
///
/// ```
/// use annals::extract::{account, dated::Clues};
/// let text = "BERGEN, Norway, 19 August 2024 - Norway signed a treaty with Chad on Monday.";
/// let account = account::read(text, &Clues::default());
/// assert_eq!(account.events[0].title, "Norway signed a treaty with Chad");
/// assert_eq!(account.events[0].event.when.as_ref().unwrap().edtf, "2024-08-19");
/// ```
#[must_use]
pub fn read(text: &str, clues: &Clues<'_>) -> Account {
    let page = Page::read(text);
    let Findings { dated, timexes, cast, said } = Findings::of(&page, clues);
    let events = events::find(&page, &Found { dated: &dated, timexes: &timexes, cast: &cast, said: &said });
    let mut lines = Lines { text, at: 0, paragraph: 0 };
    let events = events
        .into_iter()
        .map(|event| {
            let words = text.get(event.quote.clone()).unwrap_or_default();
            let first = lines.paragraph_of(event.quote.start);
            let ends = words.trim_end().lines().filter(|line| !line.trim().is_empty()).count().max(1);
            let last = first + u32::try_from(ends - 1).unwrap_or(0);
            let quote = one_line(words);
            let said =
                |doubt: &Doubt| one_line(doubt.words().and_then(|span| text.get(span)).unwrap_or_default());
            let doubts = event.doubts.iter().map(|doubt| (doubt.clone(), said(doubt))).collect();
            Told { title: event.title_of(text), quote, doubts, paragraphs: (first, last), event }
        })
        .collect();
    let byline = byline(&page, &cast);
    let headline = headline(&page, &dated, byline.as_ref().map(|(block, _)| *block));
    let author = byline.map(|(_, author)| author);
    Account { dated, headline, author, cast, events, timexes, said, bytes: text.len() }
}

/// In how many blocks the head of a document ends.
const HEAD: usize = 8;

/// The block at the head that says who wrote the document, and who that is: `By Anna Berg and Lars Holm, Oslo`.
fn byline(page: &Page<'_>, cast: &Cast) -> Option<(usize, String)> {
    let lines = page.blocks.iter().enumerate().take(HEAD).filter(|(_, block)| block.form == Form::Line);
    lines.into_iter().find_map(|(at, block)| {
        let first = block.tokens.start;
        if !matches!(page.word(first), "By" | "BY" | "by") || block.tokens.len() > 30 {
            return None;
        }
        // As long as names follow each other; what stands behind says where and as what they write.
        let mut end = first + 1;
        let mut last = None;
        while end < block.tokens.end {
            let person = cast.within(&(end..end + 1)).first().filter(|mention| {
                mention.tokens.start == end && cast.actors[mention.actor].kind == actors::Kind::Person
            });
            let Some(person) = person else { break };
            last = Some(person.tokens.end);
            end = person.tokens.end;
            while end < block.tokens.end && matches!(page.word(end), "," | "and" | "&") {
                end += 1;
            }
        }
        let last = last?;
        // `By Anna Berg's order the bridge was closed` is a headline.
        let goes_on = last < block.tokens.end
            && (page.tokens[last].shape == crate::extract::lex::Shape::Lower
                || matches!(page.word(last), "'" | "’" | "'s" | "’s"));
        if goes_on {
            return None;
        }
        Some((at, one_line(page.said(&(first + 1..last)))))
    })
}

/// The line at the head that reads most like a headline: some words, and neither a date nor a role.
fn headline(page: &Page<'_>, dated: &Dated, byline: Option<usize>) -> Option<String> {
    let worth = |words: &str| {
        let capitals = words
            .split_whitespace()
            .filter(|word| word.len() > 2 && !word.contains(char::is_lowercase))
            .count();
        let long = words.split_whitespace().filter(|word| word.len() > 3);
        let (all, titled) = long.fold((0, 0), |(all, titled), word| {
            (all + 1, titled + usize::from(word.starts_with(char::is_uppercase)))
        });
        usize::from(words.contains(": ") || capitals > 2) * 2 + usize::from(titled * 4 > all * 3)
    };
    let lines = page.blocks.iter().enumerate().take(HEAD).filter(|(at, block)| {
        let words = page.said(&block.tokens);
        let span = page.bytes(&block.tokens);
        let dates_it = dated.span.as_ref().is_some_and(|date| date.start < span.end && span.start < date.end);
        block.form == Form::Line
            && byline != Some(*at)
            && !dates_it
            && (4..=25).contains(&words.split_whitespace().count())
            && words.len() < 250
    });
    // Of lines that are as good the first.
    let best = lines.map(|(_, block)| block).rev().max_by_key(|block| worth(page.said(&block.tokens)))?;
    Some(one_line(page.said(&best.tokens)))
}

/// Words with one blank between them.
fn one_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Counts lines that are not blank, from the front on.
struct Lines<'t> {
    text: &'t str,
    /// The first byte of the line that comes next.
    at: usize,
    paragraph: u32,
}

impl Lines<'_> {
    fn paragraph_of(&mut self, byte: usize) -> u32 {
        while self.at <= byte {
            let rest = self.text.get(self.at..).unwrap_or_default();
            if rest.is_empty() {
                break;
            }
            let end = rest.find('\n').map_or(rest.len(), |end| end + 1);
            self.paragraph += u32::from(!rest[..end].trim().is_empty());
            self.at += end;
        }
        self.paragraph
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_by_somebody_names_the_author_and_a_headline_that_begins_so_does_not() {
        let body =
            "\n\nOslo, 3 May 2024 - The old bridge was closed on Friday. The council will decide in June.\n";
        for (head, author) in [
            ("Bridge Closed After Storm\n\nBy Anna Berg, Court Correspondent", Some("Anna Berg")),
            ("By Anna Berg’s Order, the Northern Bridge Was Closed", None),
            ("By Anna Berg ordered to close: the northern bridge", None),
        ] {
            let text = format!("{head}{body}");
            assert_eq!(read(&text, &Clues::default()).author.as_deref(), author, "{head}");
        }
    }
}
