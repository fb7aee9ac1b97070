//! Lines that are dates: the head of an article has one, a chronology has one over each of its entries.

use std::ops::Range;

use super::full_day;
use crate::extract::lex::{Kind, Shape};
use crate::extract::page::{Block, Form, Page};
use crate::extract::time::{Timex, TimexKind};

/// What the headings of a chronology rule: of each the bytes below it, up to the next, and the place of its date among
/// `timexes`, in the order of the text. What stands there without a date of its own is of that date. Nothing where no
/// more than one line is a date, which is then that of the document.
///
/// ```
/// use annals::extract::{dated, page::Page, time::{self, Setting}};
/// let text = "3 May 1921\n\nThe bridge was opened.\n\n9 June 1922\n\nThe bridge was closed.";
/// let page = Page::read(text);
/// let timexes = time::find(&page, &Setting::default());
/// let headings = dated::headings(&page, &timexes);
/// assert_eq!(text[headings[0].0.clone()].trim(), "The bridge was opened.");
/// assert_eq!(timexes[headings[1].1].value, "1922-06-09");
/// ```
#[must_use]
pub fn headings(page: &Page<'_>, timexes: &[Timex]) -> Vec<(Range<usize>, usize)> {
    let lines: Vec<(usize, Range<usize>)> = timexes
        .iter()
        .enumerate()
        .filter(|(_, timex)| timex.days.is_some() && is_alone(page, timex))
        .filter_map(|(at, timex)| Some((at, page.bytes(&block_of(page, timex)?.tokens))))
        .collect();
    let rules = |at: usize| {
        let end = lines.get(at + 1).map_or(page.text.len(), |(_, line)| line.start);
        let own = lines.get(at).map_or(0..0, |(_, line)| line.clone());
        (own.end..end, own)
    };
    let several =
        lines.windows(2).any(|pair| matches!(pair, [(a, _), (b, _)] if timexes[*a].days != timexes[*b].days));
    if !several {
        return Vec::new();
    }
    (0..lines.len())
        .map(|at| (rules(at).0, lines[at].0))
        .filter(|(below, _)| page.text.get(below.clone()).is_some_and(|words| !words.trim().is_empty()))
        .collect()
}

/// The lines of a document that are days.
pub(super) struct Lines {
    /// Whether they name more than one.
    pub(super) several: bool,
    /// Whether the first is that of an article behind which others of older days are listed: most of the text stands
    /// below it, and what follows it was before.
    pub(super) first_rules: bool,
}

impl Lines {
    pub(super) fn of(page: &Page<'_>, timexes: &[Timex]) -> Self {
        let mut days = timexes
            .iter()
            .filter(|timex| is_alone(page, timex))
            .filter_map(|timex| Some((full_day(timex)?, timex)));
        let Some((first, from)) = days.next() else { return Self { several: false, first_rules: false } };
        let Some((second, to)) = days.find(|(day, _)| *day != first) else {
            return Self { several: false, first_rules: true };
        };
        let below = to.span.start.saturating_sub(from.span.end);
        let marked = block_of(page, from).is_some_and(|block| page.word(block.tokens.start) == "#");
        Self { several: true, first_rules: below * 2 > page.text.len() && second < first && !marked }
    }
}

fn block_of<'p>(page: &'p Page<'_>, timex: &Timex) -> Option<&'p Block> {
    let sentence = page.sentences.get(page.sentence_of(timex.tokens.start))?;
    page.blocks.get(sentence.block)
}

/// Whether a line is nothing but the date, with at most a mark of a heading, an hour, a place or a name beside it.
pub(super) fn is_alone(page: &Page<'_>, timex: &Timex) -> bool {
    if !matches!(timex.kind, TimexKind::Date | TimexKind::Time) {
        return false;
    }
    let Some(block) = block_of(page, timex).filter(|block| block.form != Form::Foreign) else { return false };
    let line = &block.tokens;
    let mut start = line.start;
    while start < timex.tokens.start
        && matches!(page.word(start), "#" | "*" | "-" | "–" | "•" | "=" | "[" | "(")
    {
        start += 1;
    }
    let before = timex.tokens.start - start;
    let behind = line.end.saturating_sub(timex.tokens.end);
    // `Oslo, 3 May 1921` over a letter.
    let placed = behind == 0
        && (2..=4).contains(&before)
        && page.word(timex.tokens.start - 1) == ","
        && !super::papers::names_deed(page, start..timex.tokens.start)
        && (start..timex.tokens.start).all(|at| {
            page.tokens.get(at).is_some_and(|token| match token.kind {
                Kind::Word => matches!(token.shape, Shape::Title | Shape::Upper | Shape::Mixed),
                _ => matches!(page.word(at), "," | "."),
            })
        });
    // `3 September: the siege begins` is an entry, which its date belongs to.
    placed
        || before + behind <= 1
        || before == 0 && behind <= 8 && is_quiet(page, timex.tokens.end..line.end, timex)
}

/// Whether what follows a date on its line is no more than an hour, a place, a name.
fn is_quiet(page: &Page<'_>, behind: Range<usize>, timex: &Timex) -> bool {
    let parted = matches!(
        page.word(behind.start),
        "|" | "-" | "–" | "—" | "•" | "·" | "/" | "," | "at" | "by" | "*" | "#" | "]" | ")" | "=" | "("
    );
    let hour = page.tokens.get(behind.start).is_some_and(|token| token.kind == Kind::Number);
    (parted || hour || matches!(page.word(behind.start), "Last" | "Updated") || timex.rule == "weekday-date")
        && behind.into_iter().all(|at| {
            page.tokens.get(at).is_some_and(|token| match token.kind {
                Kind::Word => {
                    token.shape != Shape::Lower
                        || super::papers::is_paper(page.word(at))
                        || matches!(
                            page.word(at),
                            "at" | "by"
                                | "a.m."
                                | "p.m."
                                | "am"
                                | "pm"
                                | "local"
                                | "time"
                                | "hours"
                                | "hrs"
                                | "updated"
                                | "min"
                                | "read"
                                | "of"
                                | "and"
                        )
                }
                Kind::Sign => page.word(at) != ":" || token.touches(),
                _ => true,
            })
        })
}

#[cfg(test)]
mod tests {
    use crate::extract::dated::{Clues, find, headings};
    use crate::extract::page::Page;
    use crate::extract::time::{self, Setting};

    #[test]
    fn several_lines_that_are_dates_are_headings() {
        for text in [
            "3 May 1921\n\nThe bridge was opened.\n\n9 June 1922\n\nThe bridge was closed.",
            "A history of the bridge\n\n## 3 May 1921\nThe bridge was opened.\n\n## 9 June 1922\nThe bridge fell.",
            "## 3 May 1921\nThe bridge was opened. The next day it fell.\n\n## 9 June 1922\nIt was closed.",
            "**3 May 1921**\n\nThe bridge was opened.\n\n**9 June 1922**\n\nIt was closed.\n\n**1 July 1923**\n\nIt fell.",
        ] {
            let page = Page::read(text);
            let dated = find(&page, &Clues::default());
            assert_eq!(dated.day, None, "{text}: {}", dated.reason);
            let timexes = time::find(&page, &Setting::default());
            let all = headings(&page, &timexes);
            assert_eq!(timexes[all[0].1].value, "1921-05-03", "{text}");
            assert_eq!(timexes[all[1].1].value, "1922-06-09", "{text}");
            assert!(text[all[0].0.clone()].trim().starts_with("The bridge was opened."), "{text}");
        }
    }

    #[test]
    fn entries_that_begin_with_their_date_do_not_date_the_document() {
        for text in [
            "3 September 1939: Britain declared war.\n10 May 1940: The invasion began.",
            "3 September 1939 - Britain declared war.\n\n10 May 1940 - The invasion began.",
            "3 September 1939 – war declared\n\n10 May 1940 – invasion begins",
        ] {
            let page = Page::read(text);
            assert_eq!(find(&page, &Clues::default()).day, None, "{text}");
            assert_eq!(headings(&page, &time::find(&page, &Setting::default())), [], "{text}");
        }
    }

    #[test]
    fn one_line_that_is_a_date_is_that_of_the_document() {
        let body = "The sides met in Geneva and agreed on the first step. ".repeat(6);
        let text = format!("Talks begin\n\n3 May 2024\n\n{body}\n\nMore\n\n2 May 2024\n\nTalks near.");
        let page = Page::read(&text);
        let dated = find(&page, &Clues::default());
        assert_eq!((dated.edtf().as_deref(), dated.rule), (Some("2024-05-03"), "date-line"));
        let text = format!("Talks begin\n\n3 May 2024\n\n{body}");
        let page = Page::read(&text);
        assert_eq!(headings(&page, &time::find(&page, &Setting::default())), []);
        assert_eq!(find(&page, &Clues::default()).edtf().as_deref(), Some("2024-05-03"));
    }
}
