//! What stands beside a date at the head and says that it is the document's own: `Published: ..`, `By Ann Berg, ..`.

use super::{Dated, Sure, Timex};
use crate::extract::lex::{Gap, Kind, Shape};
use crate::extract::page::Page;
use crate::extract::time::TimexKind;

/// What was done with a document on its day.
pub(super) const DONE: [&str; 26] = [
    "dated",
    "published",
    "updated",
    "posted",
    "issued",
    "released",
    "modified",
    "created",
    "recorded",
    "filed",
    "broadcast",
    "aired",
    "uploaded",
    "revised",
    "written",
    "handed",
    "delivered",
    "sent",
    "edited",
    "reviewed",
    "promulgated",
    "printed",
    "circulated",
    "decided",
    "conducted",
    "submitted",
];

/// What else a label may say: when, and of which kind of document.
const BESIDE: [&str; 30] = [
    "last",
    "first",
    "on",
    "of",
    "at",
    "as",
    "in",
    "release",
    "publication",
    "down",
    "judgment",
    "judgement",
    "decision",
    "ruling",
    "opinion",
    "report",
    "article",
    "story",
    "transcript",
    "interview",
    "statement",
    "press",
    "page",
    "document",
    "this",
    "was",
    "online",
    "-",
    "–",
    "|",
];

/// `date 2024-08-19`, `Published: ..`, `Last updated on ..` at the beginning of a line that says no more than that, or
/// parts it from what follows: `First published on 12 June 1949, the novel ..` is of the novel.
pub(super) fn is_labelled(page: &Page<'_>, timex: &Timex, start: usize) -> bool {
    let at = timex.tokens.start;
    let behind = || ends_label(page, timex.tokens.end);
    if is_behind_title(page, at, start) && behind() {
        return true;
    }
    let line = line_start(page, at, start);
    // `Received 3 May 2019; published online 11 February 2020`
    let part = (line..at)
        .rev()
        .find(|at| matches!(page.word(*at), ";" | "|" | "·" | "•" | "—" | "–"))
        .map_or(line, |at| at + 1);
    let before = part..at;
    // `Date: 3 May – 14 July 1866` is how long something lasted.
    if before.is_empty() || before.len() > 6 || timex.stretch.is_some() {
        return false;
    }
    let (mut named, mut colon) = (false, false);
    for at in before {
        let word = page.word(at).to_ascii_lowercase();
        match word.as_str() {
            ":" => colon = true,
            // The noun is a label by itself.
            "date" => (named, colon) = (true, true),
            // `Judgment of 21 March 2024`
            "of" if at > 0 && is_act(page.word(at - 1)) => named = true,
            word if DONE.contains(&word) => named = true,
            word if BESIDE.contains(&word) => {}
            _ => return false,
        }
    }
    named && (colon || behind())
}

/// `This page was last edited on 14 August 2022`, at the foot.
pub(super) fn at_foot(page: &Page<'_>, timexes: &[Timex]) -> Option<Dated> {
    let foot = page.text.len().saturating_sub(FOOT);
    timexes.iter().rev().take_while(|timex| timex.span.start >= foot).find_map(|timex| {
        let sentence = page.sentences.get(page.sentence_of(timex.tokens.start))?;
        let start = sentence.tokens.start;
        let last = (start..timex.tokens.start).any(|at| page.word(at).eq_ignore_ascii_case("last"));
        let day = super::full_day(timex).filter(|_| last && is_labelled(page, timex, start))?;
        let said = page.text.get(timex.span.clone()).unwrap_or_default();
        let reason = format!("the foot of the text says that it was last changed on {said}");
        Some(Dated::on(day, Some(timex.span.clone()), "header", reason, Sure::Likely))
    })
}

/// How much of a document is its foot, in bytes.
const FOOT: usize = 800;

/// Whether a label may be that of a work or a deed, of which the text tells long after: `Released 3 May 1994`, and
/// `Date 3 May 1866` beside a siege.
pub(super) fn is_of_work(page: &Page<'_>, timex: &Timex) -> bool {
    let at = timex.tokens.start;
    let works = ["date", "released", "recorded", "written", "created", "broadcast", "aired", "printed"];
    (at.saturating_sub(4)..at).any(|at| works.iter().any(|work| page.word(at).eq_ignore_ascii_case(work)))
}

/// What is given on a day, and has that day in its head.
fn is_act(word: &str) -> bool {
    ["judgment", "judgement", "decision", "ruling", "opinion", "order"]
        .iter()
        .any(|act| word.eq_ignore_ascii_case(act))
}

/// `Minutes of the meeting held on 9 January 2025`, `Minutes of the Board, 9 January 2025`: the line that begins them
/// says of which day they are.
pub(super) fn is_of_minutes(page: &Page<'_>, timex: &Timex) -> bool {
    let start = line_start(page, timex.tokens.start, timex.tokens.start.saturating_sub(24));
    let mut words = (start..timex.tokens.start).map(|at| page.word(at));
    let first = words.next().unwrap_or_default();
    first.eq_ignore_ascii_case("minutes")
        && (words.any(|word| word.eq_ignore_ascii_case("meeting"))
            || timex.tokens.start.checked_sub(1).is_some_and(|before| page.word(before) == ","))
        && ends_label(page, timex.tokens.end)
}

/// A label behind a title on the same line, with a capital letter of its own: `The river rises Published 3 May 2021`,
/// and where the space was lost, `The river risesPublished 3 May 2021`.
fn is_behind_title(page: &Page<'_>, at: usize, start: usize) -> bool {
    let last = (start..at).rev().find(|at| !matches!(page.word(*at), ":" | "on" | "at"));
    let Some(label) = last.map(|at| page.word(at)) else { return false };
    ["Published", "Updated", "Posted", "Issued", "Filed"].iter().any(|name| {
        label == *name && last > Some(start)
            || label.strip_suffix(name).is_some_and(|title| title.ends_with(char::is_alphanumeric))
    })
}

/// `By Ann Berg, The Harbour Post, Sunday 12 May 2024`: the line of the writer, which ends with the date.
pub(super) fn is_byline(page: &Page<'_>, timex: &Timex) -> bool {
    let at = timex.tokens.start;
    let start = line_start(page, at, at.saturating_sub(16));
    let ends = page.tokens.get(timex.tokens.end).is_none_or(|next| {
        matches!(next.gap, Gap::Line | Gap::Blank)
            || matches!(page.word(timex.tokens.end), "|" | "-" | "–" | "•" | "·")
    });
    let Some(first) = page.tokens.get(start) else { return false };
    if !ends || at <= start + 2 || start > 0 && !matches!(first.gap, Gap::Line | Gap::Blank) {
        return false;
    }
    let by =
        matches!(page.word(start), "By" | "BY" | "by" | "Story" | "Text" | "Words" | "Reporter" | "Author");
    by && (start + 1..at).all(|at| {
        page.tokens.get(at).is_some_and(|token| match token.kind {
            Kind::Word => {
                token.shape != Shape::Lower
                    || matches!(page.word(at), "and" | "for" | "of" | "in" | "the" | "on" | "by")
            }
            _ => true,
        })
    })
}

/// The first token of the line that a token stands in, within its sentence.
pub(super) fn line_start(page: &Page<'_>, at: usize, start: usize) -> usize {
    (start..=at)
        .rev()
        .find(|at| page.tokens.get(*at).is_some_and(|token| matches!(token.gap, Gap::Line | Gap::Blank)))
        .unwrap_or(start)
}

/// `Recorded November 2023`: a label that says no day; the document is of that month.
pub(super) fn month(page: &Page<'_>, timex: &Timex, start: usize) -> Option<Dated> {
    let (first, last) = timex.days.filter(|(first, last)| {
        timex.kind == TimexKind::Date
            && timex.modifier.is_none()
            && first.day == 1
            && (first.year, first.month) == (last.year, last.month)
            && super::plausible(*first)
    })?;
    if timex.anchor != super::Anchor::Itself || !is_labelled(page, timex, start) {
        return None;
    }
    let said = page.text.get(timex.span.clone()).unwrap_or_default();
    Some(Dated {
        day: None,
        earliest: Some(first),
        latest: Some(last),
        span: Some(timex.span.clone()),
        rule: "header",
        reason: format!("the head of the text is dated {said}"),
        sure: Sure::Certain,
    })
}

/// Whether a label ends at a token: with its line, at a sign that parts, or with the hour that follows the date.
pub(super) fn ends_label(page: &Page<'_>, at: usize) -> bool {
    let Some(token) = page.tokens.get(at) else { return true };
    if matches!(token.gap, Gap::Line | Gap::Blank) || token.kind == Kind::Number {
        return true;
    }
    match page.word(at) {
        "|" | "-" | "–" | "—" | "(" | "[" | "·" | "•" | ";" | "/" | "at" | "by" | "Page" => true,
        "." => page.tokens.get(at + 1).is_none_or(|next| matches!(next.gap, Gap::Line | Gap::Blank)),
        "," => {
            page.tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Number) || page.word(at + 1) == "at"
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::dated::{Clues, Sure, find};
    use crate::extract::page::Page;

    #[test]
    fn a_label_says_what_was_done_with_the_document() {
        for (text, want) in [
            (
                "Berg v Dahl\n\nDecision issued: 4 April 2023\n\nThe hearing was on 2 March 2023.",
                Some("2023-04-04"),
            ),
            (
                "Berg v Dahl\n\nJudgment delivered 4 April 2023\n\nA hearing is listed for 2 July.",
                Some("2023-04-04"),
            ),
            ("THE BRIDGE OPENSPosted 3 May 2021\n\nThe mayor spoke.", Some("2021-05-03")),
            ("The bridge opens Updated 3 May 2021\n\nThe mayor spoke.", Some("2021-05-03")),
            ("The talk\n\nRecorded June 2022\n\nA: I came in 2019.", Some("2022-06-01/2022-06-30")),
            ("By Ann Berg, The Harbour Post, Sunday 12 May 2024\n\nIt rained.", Some("2024-05-12")),
            ("The bridge\nBy Ann Berg and Bo Dahl | May 12, 2024\n\nIt rained.", Some("2024-05-12")),
            // Not of the document.
            ("Ann Berg\n\nDate of birth: 3 May 1961\n\nShe sings.", None),
            ("The bridge was published on 3 May 1961 by the sea, and that was that.", None),
            ("By Ann Berg, who moved here on 12 May 2024\n\nIt rained.", None),
        ] {
            let edtf = find(&Page::read(text), &Clues::default());
            let found = (edtf.rule != "bounds").then(|| edtf.edtf()).flatten();
            assert_eq!(found.as_deref(), want, "{text}");
        }
    }

    #[test]
    fn numbers_of_which_either_is_the_month_are_read_as_the_page_writes_its_dates() {
        for (text, want, sure) in [
            ("Published: 05/03/2024\n\nThe mayor spoke on 9 May 2024.", "2024-03-05", Sure::Likely),
            ("Published: 05/03/2024\n\nThe mayor spoke on May 9, 2024.", "2024-05-03", Sure::Likely),
            ("Published: 05/03/2024\n\nThe mayor spoke.", "2024-05-03", Sure::Guess),
            ("Published: 25/03/2024\n\nThe mayor spoke.", "2024-03-25", Sure::Certain),
        ] {
            let found = find(&Page::read(text), &Clues::default());
            assert_eq!((found.edtf().as_deref(), found.sure), (Some(want), sure), "{text}");
        }
    }
}
