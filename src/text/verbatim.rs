//! Finding words in a document as a reader would: layout does not matter, wording does.

use std::ops::Range;

use memchr::memmem;

/// How many places that look right but are not (in the middle of a word, hyphenated otherwise) are
/// tried for one quote. It keeps a document made of one letter from costing hours.
const TRIES: usize = 10_000;

/// A text folded so that only its wording counts, with the way back to where the words stand.
///
/// White space of every kind is one blank; quotation marks and apostrophes of every kind are the
/// same; what cannot be seen is not there; a word hyphenated across two lines is the same as that
/// word in one piece, or with its hyphen. Letters, dashes and case must be the same.
///
/// ```
/// use annals::text::Verbatim;
/// let document = "The \u{201c}gas\ntransit\u{201d} agree-\nment ended.";
/// let folded = Verbatim::of(document);
/// let found = folded.find("'gas transit' agreement").unwrap();
/// assert_eq!(&document[found], "\u{201c}gas\ntransit\u{201d} agree-\nment");
/// assert_eq!(folded.find("gas transit ended"), None);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Verbatim<'a> {
    text: &'a str,
    folded: String,
    /// `(folded, source)` offsets from which on both advance alike.
    anchors: Vec<(usize, usize)>,
    /// Where a hyphen inside a word was left out.
    hyphens: Vec<(usize, Hyphen)>,
}

/// How far a quote that is not in a document can be followed in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parting<'q> {
    /// The bytes of the text that the quote begins like.
    pub shared: Range<usize>,
    /// What the quote has from there on, where the text goes on otherwise.
    pub rest: &'q str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hyphen {
    /// It stood in a line: it belongs to the word.
    Hard,
    /// It stood at the end of a line: nobody knows.
    Soft,
}

impl<'a> Verbatim<'a> {
    /// Folds `text`, once, in the time it takes to read it.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        let mut out = Self { text, folded: String::with_capacity(text.len()), ..Self::default() };
        let mut before = ' ';
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let next = at + c.len_utf8();
            let joined = (is_hyphen(c) && before.is_alphanumeric()).then(|| joins(&text[next..])).flatten();
            if let Some((hyphen, skipped)) = joined {
                out.hyphens.push((out.folded.len(), hyphen));
                at = next + skipped;
                continue;
            }
            at = next;
            if is_unseen(c) {
                continue;
            }
            before = c;
            if !c.is_whitespace() {
                out.push(fold(c), next - c.len_utf8());
            } else if !out.folded.is_empty() && !out.folded.ends_with(' ') {
                out.push(' ', next - c.len_utf8());
            }
        }
        if out.folded.ends_with(' ') {
            out.folded.pop();
        }
        out
    }

    /// The bytes of the text at which `quote` stands, first occurrence. `[...]` and `[…]` stand for
    /// any words; the parts between must follow in order. A quote does not begin or end within a word.
    #[must_use]
    pub fn find(&self, quote: &str) -> Option<Range<usize>> {
        let parts: Vec<Verbatim> = parts(quote).collect();
        let mut from = 0;
        let mut spots = Vec::with_capacity(parts.len());
        for part in &parts {
            let start = self.find_part(part, from)?;
            from = start + part.folded.len();
            spots.push(start);
        }
        // An early part may also stand nearer to the one after it: the shortest stretch is the quote.
        let mut start = *spots.last()?;
        for (part, &first) in parts.iter().zip(&spots).rev().skip(1) {
            start = self.last_part(part, first, start);
        }
        Some(self.source(start)..self.source_end(from))
    }

    /// How far `quote` can be followed, where [`Verbatim::find`] does not find it. `None` where not even
    /// its first letter is there.
    #[must_use]
    pub fn parting<'q>(&self, quote: &'q str) -> Option<Parting<'q>> {
        let mut from = 0;
        for part in parts(quote) {
            if let Some(start) = self.find_part(&part, from) {
                from = start + part.folded.len();
                continue;
            }
            let rest = self.folded.get(from..)?.as_bytes();
            let at = |end: usize| memmem::find(rest, part.folded.get(..end)?.as_bytes());
            let ends: Vec<usize> = part.folded.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
            // Where a longer beginning stands a shorter one stands too: the longest is found by halving.
            let known = ends.partition_point(|&end| at(end).is_some());
            let end = *ends.get(known.checked_sub(1)?)?;
            let start = from + at(end)?;
            return Some(Parting {
                shared: self.source(start)..self.source_end(start + end),
                rest: part.text.get(part.source_end(end)..)?,
            });
        }
        None
    }

    fn push(&mut self, c: char, source: usize) {
        let here = self.folded.len();
        let expected = self.anchors.last().map(|&(folded, at)| at + (here - folded));
        if expected != Some(source) {
            self.anchors.push((here, source));
        }
        self.folded.push(c);
    }

    /// The source offset of what was folded to `at`.
    fn source(&self, at: usize) -> usize {
        let index = self.anchors.partition_point(|&(folded, _)| folded <= at);
        index
            .checked_sub(1)
            .and_then(|index| self.anchors.get(index))
            .map_or(0, |&(folded, source)| source + (at - folded))
            .min(self.text.len())
    }

    /// The source offset just behind the character that was folded to end at `at`.
    fn source_end(&self, at: usize) -> usize {
        let last = self.folded.get(..at).and_then(|before| before.chars().next_back());
        let start = self.source(at.saturating_sub(last.map_or(0, char::len_utf8)));
        let len = self.text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        if last.is_some() { start + len } else { start }
    }

    fn find_part(&self, part: &Verbatim, from: usize) -> Option<usize> {
        let finder = memmem::Finder::new(part.folded.as_bytes());
        let mut from = from;
        for _ in 0..TRIES {
            let start = from + finder.find(self.folded.as_bytes().get(from..)?)?;
            if self.is_whole(start, start + part.folded.len()) && self.hyphens_agree(part, start) {
                return Some(start);
            }
            from = start + 1;
        }
        None
    }

    /// The last place of `part`, from `first` on, that ends before `until`.
    fn last_part(&self, part: &Verbatim, first: usize, until: usize) -> usize {
        let mut last = first;
        for _ in 0..TRIES {
            match self.find_part(part, last + 1) {
                Some(found) if found + part.folded.len() <= until => last = found,
                _ => break,
            }
        }
        last
    }

    /// Whether no word is cut at either end. Only scripts that part their words can tell.
    fn is_whole(&self, start: usize, end: usize) -> bool {
        let cuts = |at: usize| {
            let before = self.folded.get(..at).and_then(|text| text.chars().next_back());
            let after = self.folded.get(at..).and_then(|text| text.chars().next());
            before.is_some_and(is_cased) && after.is_some_and(is_cased) && self.hyphen_at(at).is_none()
        };
        !cuts(start) && !cuts(end)
    }

    fn hyphen_at(&self, at: usize) -> Option<Hyphen> {
        let index = self.hyphens.binary_search_by_key(&at, |&(at, _)| at).ok()?;
        self.hyphens.get(index).map(|&(_, hyphen)| hyphen)
    }

    /// Whether the hyphens within `part` and those here, where it stands at `start`, can be the same.
    fn hyphens_agree(&self, part: &Verbatim, start: usize) -> bool {
        let end = start + part.folded.len();
        let first = self.hyphens.partition_point(|&(at, _)| at <= start);
        let ours = self.hyphens.get(first..).unwrap_or_default();
        ours.iter()
            .take_while(|&&(at, _)| at < end)
            .all(|&(at, hyphen)| hyphen == Hyphen::Soft || part.hyphen_at(at - start).is_some())
            && part
                .hyphens
                .iter()
                .filter(|&&(at, _)| at > 0 && at < part.folded.len())
                .all(|&(at, hyphen)| hyphen == Hyphen::Soft || self.hyphen_at(start + at).is_some())
    }
}

/// The parts of a quote between its `[...]`, those without words left out.
fn parts(quote: &str) -> impl Iterator<Item = Verbatim<'_>> {
    let mut rest = Some(quote);
    std::iter::from_fn(move || {
        let text = rest?;
        let gap = ["[...]", "[…]", "[. . .]"]
            .into_iter()
            .filter_map(|gap| text.find(gap).map(|at| (at, gap.len())))
            .min();
        let (part, after) = match gap {
            Some((at, len)) => (&text[..at], Some(&text[at + len..])),
            None => (text, None),
        };
        rest = after;
        Some(Verbatim::of(part))
    })
    .filter(|part| !part.folded.is_empty())
}

/// What a hyphen within a word is, if it is one, and how much white space to skip behind it.
fn joins(after: &str) -> Option<(Hyphen, usize)> {
    let next = after.trim_start_matches(|c: char| c.is_whitespace() || is_unseen(c));
    if !next.starts_with(char::is_alphanumeric) {
        return None;
    }
    let skipped = after.len() - next.len();
    let blank = after.get(..skipped).unwrap_or_default();
    match blank {
        "" => Some((Hyphen::Hard, 0)),
        _ if blank.contains(['\n', '\r', '\u{2028}']) => Some((Hyphen::Soft, skipped)),
        _ => None,
    }
}

fn fold(c: char) -> char {
    match c {
        _ if is_quotation_mark(c) => '"',
        _ if is_hyphen(c) => '-',
        _ => c,
    }
}

fn is_quotation_mark(c: char) -> bool {
    const MARKS: &[char] =
        &['"', '\'', '`', '´', '«', '»', '‹', '›', '′', '″', '「', '」', '『', '』', '\u{2bc}', '＂', '＇'];
    matches!(c, '\u{2018}'..='\u{201f}') || MARKS.contains(&c)
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Letters of the scripts that put blanks between words, and digits.
fn is_cased(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase() || c.is_numeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_reader_would_find() {
        let rows = [
            ("gas transit", "gas\u{a0}\n  transit", true),
            ("it's", "it\u{2019}s so", true),
            ("“peace”", "«peace»", true),
            ("information", "infor-\n  mation", true),
            ("well-known fact", "well-\nknown fact", true),
            ("exam-\nple", "an example", true),
            ("well-known", "wellknown", false),
            ("wellknown", "well-known", false),
            ("known fact", "well-known fact", true),
            ("a - b", "a - b", true),
            ("1941–1945", "1941-1945", false),
            ("state", "the statement", false),
            ("state", "the statement of a state", true),
            ("Gas", "gas", false),
            ("soft", "so\u{ad}ft", true),
            ("国家", "中国家庭", true),
            ("we [...] them", "we, who fear nobody, beat them", true),
            ("them […] we", "we beat them", false),
            ("[...] them", "we beat them", true),
            ("[...]", "anything", false),
            ("", "anything", false),
            ("x", "", false),
        ];
        for (quote, text, wanted) in rows {
            assert_eq!(Verbatim::of(text).find(quote).is_some(), wanted, "{quote:?} in {text:?}");
        }
    }

    #[test]
    fn tells_the_bytes_of_the_source() {
        let rows = [
            ("said “yes”", "He  said \n« yes", None),
            ("said \"yes\"", "He  said\n“yes”.", Some("said\n“yes”")),
            ("one [...] two", "one one, and two", Some("one, and two")),
            ("é", "à é ô", Some("é")),
        ];
        for (quote, text, wanted) in rows {
            assert_eq!(Verbatim::of(text).find(quote).map(|found| &text[found]), wanted, "{quote}");
        }
    }

    #[test]
    fn tells_where_a_quote_leaves_its_document() {
        let text = "The plant was  shut down in March.";
        let parting = Verbatim::of(text).parting("The plant was shut in March").unwrap();
        assert_eq!(&text[parting.shared], "The plant was  shut ");
        assert_eq!(parting.rest, "in March");
        assert_eq!(Verbatim::of(text).parting("?"), None);
        let cut = Verbatim::of("the statement").parting("the state").unwrap();
        assert_eq!(cut.rest, "");
    }

    #[test]
    fn hostile_documents_cost_no_hours() {
        let text = "a".repeat(1 << 20);
        assert_eq!(Verbatim::of(&text).find(&"a".repeat(2000)), None);
        let text = "a-".repeat(1 << 19);
        assert_eq!(Verbatim::of(&text).find(&"a".repeat(2000)), None);
    }

    proptest::proptest! {
        #[test]
        fn never_panics_and_finds_every_word_of_itself(text in "\\PC{0,40}[ -]?\n?\\PC{0,40}", quote in "\\PC{0,20}") {
            let folded = Verbatim::of(&text);
            if let Some(found) = folded.find(&quote) {
                let _ = &text[found];
            }
            if let Some(parting) = folded.parting(&quote) {
                let _ = &text[parting.shared];
            }
            if !folded.folded.is_empty() && !text.contains('[') {
                proptest::prop_assert!(folded.find(&text).is_some(), "{text:?}");
            }
        }
    }
}
