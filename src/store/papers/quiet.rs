//! The parts of a document that are not its own sentences: code, and letters that it quotes.
//!
//! They stay in its text, where a reader finds them. Whoever looks for what the document says does not
//! read them: a date in code is not an event, and what another wrote is not said by who quotes it.

use std::borrow::Cow;
use std::ops::Range;

/// Parts of a text, in order, none within another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quiet {
    /// Each with the lines that are not blank, in it and all before it.
    parts: Vec<(Range<usize>, u32)>,
}

impl Quiet {
    /// Those of a text; what is no part of it, or not in order, is left out.
    pub(super) fn of(text: &str, spans: &[Range<usize>]) -> Self {
        let mut parts: Vec<(Range<usize>, u32)> = Vec::new();
        for span in spans {
            let (end, lines) = parts.last().map_or((0, 0), |(last, lines)| (last.end, *lines));
            let Some(words) = text.get(span.clone()).filter(|words| !words.is_empty() && span.start >= end)
            else {
                continue;
            };
            let here = words.lines().filter(|line| !line.trim().is_empty()).count();
            parts.push((span.clone(), lines.saturating_add(u32::try_from(here).unwrap_or(u32::MAX))));
        }
        Self { parts }
    }

    /// Their bytes.
    pub fn spans(&self) -> impl Iterator<Item = &Range<usize>> {
        self.parts.iter().map(|(span, _)| span)
    }

    /// The text with blanks in their place, so that everything else stands where it stood.
    #[must_use]
    pub fn hushed<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.parts.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        for span in self.spans() {
            out.push_str(text.get(out.len()..span.start).unwrap_or_default());
            let hidden = text.get(span.clone()).unwrap_or_default();
            out.extend(hidden.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        }
        out.push_str(text.get(out.len()..).unwrap_or_default());
        Cow::Owned(out)
    }

    /// How many lines that are not blank stand in them before a byte of the text.
    #[must_use]
    pub fn lines_before(&self, byte: usize) -> u32 {
        let before = self.parts.partition_point(|(span, _)| span.end <= byte);
        before.checked_sub(1).and_then(|last| self.parts.get(last)).map_or(0, |(_, lines)| *lines)
    }
}

/// Where a letter quotes others: lines that begin with `>`, with the line that says whose they are, and
/// everything below the head of a letter that was answered or sent on.
pub(super) fn quoted(text: &str) -> Vec<Range<usize>> {
    letters(text, false)
}

/// Where a plain text quotes a letter, beyond doubt: lines that begin with `>` below one that says who wrote them.
/// Without that line they may be anything.
pub(super) fn answered(text: &str) -> Vec<Range<usize>> {
    if text.contains("\n>") { letters(text, true) } else { Vec::new() }
}

fn letters(text: &str, only_signed: bool) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    for line in text.split_inclusive('\n') {
        let start = lines.last().map_or(0, |last| last.end);
        lines.push(start..start + line.len());
    }
    let said = |index: usize| lines.get(index).map_or("", |line| text[line.clone()].trim());
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut index = 0;
    // From where on a line may belong to what follows it.
    let mut free = 0;
    while index < lines.len() {
        if !only_signed && is_letter_head(&[0, 1, 2, 3, 4, 5, 6, 7].map(|more| said(index + more))) {
            found.push(lines[index].start..text.len());
            break;
        }
        if !said(index).starts_with('>') {
            index += 1;
            continue;
        }
        let first = (free..index).rev().find(|&above| !said(above).is_empty());
        let from = first.and_then(|last| attribution(&said, free, last)).unwrap_or(index);
        // Blank lines within what is quoted belong to it.
        let mut end = index;
        for (at, _) in lines.iter().enumerate().skip(index) {
            match said(at) {
                "" => {}
                line if line.starts_with('>') => end = at,
                _ => break,
            }
        }
        let signed =
            || lines.get(from..index).unwrap_or_default().iter().any(|line| is_signed(&text[line.clone()]));
        if !only_signed || signed() {
            found.push(lines[from].start..lines[end].end);
        }
        index = end + 1;
        free = index;
    }
    found
}

/// The first of the lines up to `last` that say who wrote what follows: `On Monday, 3 June, X <x@y>`,
/// `wrote:`. It ends in a colon, tells of a time or an address, and may be broken in two or three.
fn attribution<'t>(said: &dyn Fn(usize) -> &'t str, free: usize, last: usize) -> Option<usize> {
    if !said(last).ends_with(':') || said(last).len() > 300 {
        return None;
    }
    let tells = |line: &str| {
        let digits = line.bytes().filter(u8::is_ascii_digit).count();
        line.contains('@') || digits >= 3 || line.ends_with("wrote:")
    };
    let begins = |line: &str| {
        ["On ", "Am ", "Le ", "El ", "Il ", "Em ", "Op ", "Den "].iter().any(|word| line.starts_with(word))
    };
    let above = (free..=last).rev().take(3).take_while(|&at| !said(at).is_empty());
    above.clone().find(|&at| begins(said(at))).or_else(|| Some(last).filter(|&at| tells(said(at))))
}

/// Whether a line says who wrote what stands below it.
fn is_signed(line: &str) -> bool {
    ["wrote:", "schrieb:", "écrit :", "écrit:", "escribió:", "scrive:", "scritto:"]
        .iter()
        .any(|end| line.trim_end().ends_with(end))
}

/// Whether a letter that was answered or sent on begins with these lines.
fn is_letter_head(lines: &[&str; 8]) -> bool {
    let first = lines[0].to_ascii_lowercase();
    if first.starts_with("--") && first.ends_with("--") {
        return first.contains("original message") || first.contains("forwarded message");
    }
    let field = |name: &str| lines.iter().any(|line| line.trim_start_matches('*').starts_with(name));
    first.trim_start_matches('*').starts_with("from:")
        && (field("Sent:") || field("Date:"))
        && field("To:")
        && field("Subject:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_letters_are_found_with_whose_they_are() {
        let rows: [(&str, &[&str]); 9] = [
            ("We agree.\n", &[]),
            ("We agree.\n> One\n> two\nIt ends.\n", &["> One\n> two\n"]),
            (
                "On Mon, 3 Jun 2024 at 09:00, Anna Bell wrote:\n\n> One\n\n>> two\nWe agree.\n",
                &["On Mon, 3 Jun 2024 at 09:00, Anna Bell wrote:\n\n> One\n\n>> two\n"],
            ),
            (
                "We agree.\nOn Mon, 3 Jun 2024, Anna Bell\n<anna@x.example> wrote:\n> One\n",
                &["On Mon, 3 Jun 2024, Anna Bell\n<anna@x.example> wrote:\n> One\n"],
            ),
            (
                "3 Jun 2024, 09:00, Anna <a@x.example>:\n> One",
                &["3 Jun 2024, 09:00, Anna <a@x.example>:\n> One"],
            ),
            ("Of your questions:\n> One?\nYes.\n> Two?\nNo.\n", &["> One?\n", "> Two?\n"]),
            (
                "Yes.\n-----Original Message-----\nFrom: a\n\nOne",
                &["-----Original Message-----\nFrom: a\n\nOne"],
            ),
            (
                "Yes.\n\nFrom: Anna\nSent: Monday\nTo: Bo\nSubject: x\n\nOne.",
                &["From: Anna\nSent: Monday\nTo: Bo\nSubject: x\n\nOne."],
            ),
            ("From: here to there.\nTo: all.\n", &[]),
        ];
        for (text, wanted) in rows {
            let found: Vec<&str> = quoted(text).into_iter().map(|span| &text[span]).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn a_plain_text_quotes_a_letter_only_where_it_says_whose() {
        let rows: [(&str, &[&str]); 4] = [
            (
                "I agree.\n\nOn Mon, 3 Mar 2025, Bo Lind <bo@x.example> wrote:\n> We met.\n> He left.\nYes.\n",
                &["On Mon, 3 Mar 2025, Bo Lind <bo@x.example> wrote:\n> We met.\n> He left.\n"],
            ),
            ("The prompt\n> ls\n> cd\n", &[]),
            ("In 2019 he said:\n> We met.\n", &[]),
            ("From: Anna\nSent: Monday\nTo: Bo\nSubject: x\n\nOne.", &[]),
        ];
        for (text, wanted) in rows {
            let found: Vec<&str> = answered(text).into_iter().map(|span| &text[span]).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn hushed_text_stands_where_it_stood() {
        let text = "Öne\n> zwö\n\n> three\nfour";
        let quiet = Quiet::of(text, &quoted(text));
        let hushed = quiet.hushed(text);
        assert_eq!(hushed.len(), text.len());
        assert_eq!(hushed.split_whitespace().collect::<Vec<_>>(), ["Öne", "four"]);
        assert_eq!(hushed.matches('\n').count(), 4);
        assert_eq!((quiet.lines_before(2), quiet.lines_before(text.len() - 1)), (0, 2));
        // What is no part of the text is none.
        assert_eq!(Quiet::of(text, &[1..3, 99..100]).hushed(text), text);
    }
}
