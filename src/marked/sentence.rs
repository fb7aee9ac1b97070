//! A sentence of a document as an event: for what the rules have passed over.

use std::ops::Range;

use super::Marked;
use crate::extract::actors::{How, Kind};
use crate::extract::time::{Timex, TimexKind};
use crate::verify;

/// What a sentence would give to an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its words, on one line.
    pub words: String,
    /// The same without the date that it begins or ends with, and without the full stop.
    pub title: String,
    /// Where it stands: `par. 7`.
    pub locator: String,
    /// The first date that it says.
    pub edtf: Option<String>,
    /// Who is named in it, each by the name and what else the document calls them. Places take no part.
    pub actors: Vec<Vec<String>>,
}

impl Marked {
    /// The sentences, in the order of the text; none before everything is found.
    #[must_use]
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The sentence that a byte is in, or else the next one.
    #[must_use]
    pub fn sentence_at(&self, byte: usize) -> Option<Range<usize>> {
        let at = self.sentences.partition_point(|sentence| sentence.end <= byte);
        self.sentences.get(at).or(self.sentences.last()).cloned()
    }

    /// The sentence that says these words, as [`Sentence::words`] has them.
    pub(crate) fn sentence_of(&self, words: &str) -> Option<Range<usize>> {
        let of = |span: &Range<usize>| self.text.get(span.clone()).unwrap_or_default().split_whitespace();
        self.sentences.iter().find(|span| of(span).eq(words.split_whitespace())).cloned()
    }

    /// What a sentence would give to an event.
    ///
    /// ```
    /// use annals::marked::Marked;
    /// let text = "It rained.\nOn 3 May 2024, Anna Berg opened the bridge.";
    /// let document = Marked::new("a.txt", text, &[]).read_through(None);
    /// let sentence = document.sentence(&document.sentence_at(20).unwrap());
    /// assert_eq!(sentence.title, "Anna Berg opened the bridge");
    /// assert_eq!((sentence.edtf.as_deref(), sentence.locator.as_str()), (Some("2024-05-03"), "par. 2"));
    /// assert_eq!(sentence.actors[0][0], "Anna Berg");
    /// ```
    #[must_use]
    pub fn sentence(&self, span: &Range<usize>) -> Sentence {
        let words = self.one_line(span);
        let is_in = |inner: &Range<usize>| inner.start >= span.start && inner.end <= span.end;
        let times = || self.times.iter().filter(|timex| is_in(&timex.span));
        let dated = times().find(|timex| timex.kind != TimexKind::Set && timex.edtf.is_some());
        let title = dated.map_or_else(|| words.clone(), |timex| self.undated(span, timex));
        let (first, last) = verify::Document::new(&self.text).hit(span.clone()).paragraphs;
        let mut actors: Vec<usize> = Vec::new();
        let named = self.cast.mentions.iter().filter(|mention| {
            is_in(&mention.span) && !matches!(mention.how, How::Pronoun | How::Noun | How::Metonym)
        });
        for mention in named {
            if !actors.contains(&mention.actor) {
                actors.push(mention.actor);
            }
        }
        let actors = actors.into_iter().filter_map(|of| self.cast.actors.get(of));
        let actors = actors.filter(|actor| actor.kind != Kind::Place);
        Sentence {
            title: titled(&title),
            words,
            locator: if first == last { format!("par. {first}") } else { format!("par. {first}-{last}") },
            edtf: dated.and_then(|timex| timex.edtf.clone()),
            actors: actors
                .map(|actor| std::iter::once(&actor.name).chain(&actor.aliases).cloned().collect())
                .collect(),
        }
    }

    fn one_line(&self, span: &Range<usize>) -> String {
        let words = self.text.get(span.clone()).unwrap_or_default().split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    }

    /// The words of a sentence without the date at its beginning or end.
    fn undated(&self, span: &Range<usize>, timex: &Timex) -> String {
        let before = self.one_line(&(span.start..timex.span.start));
        let after = self.one_line(&(timex.span.end..span.end));
        let lead = |words: &str| matches!(words.to_lowercase().as_str(), "" | "on" | "in" | "at");
        if lead(&before) && !after.is_empty() {
            return after.trim_start_matches([',', ' ']).to_owned();
        }
        let is_last = after.trim_end_matches(['.', '!', '"', '”', '’', ' ']).is_empty();
        match before.rsplit_once(' ') {
            Some((rest, word)) if is_last && matches!(word, "on" | "in") => rest.to_owned(),
            _ => self.one_line(span),
        }
    }
}

/// Words without a quotation mark that stands for itself, as where a speech goes on over several sentences, and
/// without those around all of them.
fn unquoted(words: &str) -> &str {
    let mut words = words;
    for (open, close) in [('“', '”'), ('«', '»'), ('„', '“'), ('"', '"')] {
        let count = |mark: char| words.matches(mark).count();
        let (opens, closes) = (count(open), count(close));
        let (is_odd, is_pair) = if open == close {
            (opens % 2 == 1, opens == 2)
        } else {
            (opens != closes, opens == 1 && closes == 1)
        };
        let inner = words.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).filter(|_| is_pair);
        let edge = || words.strip_prefix(open).or_else(|| words.strip_suffix(close)).filter(|_| is_odd);
        words = inner.or_else(edge).unwrap_or(words);
    }
    words.trim()
}

/// Words as a title: with a capital, and without the full stop.
fn titled(words: &str) -> String {
    let words = unquoted(words.trim());
    // What ends with initials or an abbreviation keeps its stop.
    let stop = words
        .strip_suffix('.')
        .filter(|rest| rest.rsplit(' ').next().is_some_and(|last| !last.contains('.')));
    let words = stop.unwrap_or(words).trim_end_matches([',', ';', ':']);
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_made_of_a_sentence() {
        let rows = [
            ("In May 2024 the bridge was opened.", "The bridge was opened"),
            ("The bridge was opened on 3 May 2024.", "The bridge was opened"),
            (
                "The bridge was opened on 3 May 2024 by Anna Berg.",
                "The bridge was opened on 3 May 2024 by Anna Berg",
            ),
            ("The town wants a bridge by 2030.", "The town wants a bridge by 2030"),
            ("It was a turning point for all of us.”", "It was a turning point for all of us"),
            ("“It was a turning point.”", "It was a turning point"),
            ("“We opened it,” she said of the bridge.", "“We opened it,” she said of the bridge"),
            ("\"We opened it.\"", "We opened it"),
            ("They moved to the U.S.", "They moved to the U.S."),
        ];
        for (text, title) in rows {
            let document = Marked::new("a.txt", text, &[]).read_through(None);
            let made = document.sentence(&(0..text.len()));
            assert_eq!((made.title.as_str(), made.words.as_str()), (title, text));
        }
    }

    #[test]
    fn a_sentence_is_found_by_its_words_however_they_are_spaced() {
        let text = "It rained. On 3 May 2024, Anna Berg  opened the bridge. They danced.";
        let document = Marked::new("a.txt", text, &[]).read_through(None);
        let span = document.sentence_of("On 3 May 2024, Anna Berg opened the bridge.").unwrap();
        assert!(text[span].starts_with("On 3 May"), "the words of an added event are gone to by them");
        assert_eq!(document.sentence_of("Nobody said so."), None);
    }
}
