//! Lines at the head that name a paper, a sitting or a newspaper with its day: `Harbour Crown Court, 3 May 2021.`

use std::ops::Range;

use super::labels::{DONE, ends_label, line_start};
use super::{Dated, Sure, Timex};
use crate::extract::lex::{Gap, Kind, Shape, Token};
use crate::extract::page::Page;

/// What such a line names, the surest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    /// Where people sat, and what is reported took place.
    Sitting,
    /// What prints the day of its issue.
    Newspaper,
    /// What is given, made or sent on its day.
    Paper,
}

/// Papers that are of the day that their title says.
const PAPERS: &str = "judgment judgement decision ruling opinion order statement speech address remarks report letter \
                      memorandum memo release regulation directive proclamation communiqué communique bulletin \
                      newsletter circular despatch dispatch telegram cable transcript message briefing editorial \
                      warrant affidavit citation notice";

/// What sits, and how it is called when it does.
const SITTINGS: &str = "court tribunal chamber hearing hearings heard sitting session meeting committee debate deb \
                        debated commons lords senate congress parliament assembly council inquest evidence \
                        proceedings questions answers hansard interview";

/// What newspapers are called.
const NEWSPAPERS: &str = "times gazette post herald news chronicle telegraph journal tribune guardian observer mail \
                          mirror courier mercury argus echo register sentinel examiner standard intelligencer";

/// Words of such a line that name nothing.
const SMALL: &str = "of the and on in at by for from to a an with under his her before near no vs v held given made \
                     volume vol last first this page was pp p approved handing down";

/// What begins a line whose day is that of something else.
const OTHER: &str = "subject re fwd born died photo photograph image caption figure fig source copyright next previous \
                     future upcoming agenda deadline anniversary since";

/// Whether a word names a paper: `Press release`, `Speech`.
pub(super) fn is_paper(word: &str) -> bool {
    among(PAPERS, word)
}

/// What happens on a day: a line that names it is of that.
const DEEDS: &str = "battle siege fire mutiny massacre revolt uprising rising rebellion strike disaster crash flood \
                     earthquake bombing attack raid riot riots armistice coup assassination murder election elections \
                     referendum landing landings sinking wreck explosion famine offensive treaty execution \
                     coronation funeral wedding eruption hurricane accident collision shooting";

/// Whether some words name what happened.
pub(super) fn names_deed(page: &Page<'_>, mut words: Range<usize>) -> bool {
    words.any(|at| among(DEEDS, page.word(at)))
}

fn among(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed.eq_ignore_ascii_case(word))
}

/// The day of a line that names what the document is, and no deed: where it is that of a sitting, another line may
/// know better when it was written.
pub(super) fn of_line(page: &Page<'_>, timex: &Timex, start: usize) -> Option<Dated> {
    let at = timex.tokens.start;
    let line = line_start(page, at, start);
    // `The dock is closed - The Harbour Post - 31 October 2019`
    let parts = |at: &usize| matches!(page.word(*at), "-" | "–" | "—" | "|") && !is_tight(page, *at);
    let first = (line..at.saturating_sub(1)).rev().find(parts).map_or(line, |at| at + 1);
    let before = first..at;
    if before.is_empty()
        || before.len() > 18
        || among(OTHER, page.word(first))
        || names_deed(page, before.clone())
    {
        return None;
    }
    let what = what(page, &before)?;
    if !is_led(page, &before, what) || !ends(page, timex.tokens.end, &before, what) {
        return None;
    }
    let said = page.text.get(timex.span.clone()).unwrap_or_default();
    let day = super::full_day(timex)?;
    let (reason, sure) = match what {
        What::Paper => (format!("the head of the text is dated {said}"), Sure::Certain),
        What::Newspaper => (format!("it was printed on {said}"), Sure::Likely),
        What::Sitting => (format!("it is of what was heard or said on {said}"), Sure::Likely),
    };
    Some(Dated::on(day, Some(timex.span.clone()), "header", reason, sure.min(timex.sure)))
}

/// Whether a sign touches what stands beside it: `well-known`.
fn is_tight(page: &Page<'_>, at: usize) -> bool {
    page.tokens.get(at).is_some_and(Token::touches) && page.tokens.get(at + 1).is_some_and(Token::touches)
}

/// What the words before a date name, where they tell no deed.
fn what(page: &Page<'_>, before: &Range<usize>) -> Option<What> {
    let (mut found, mut delivered) = (None, false);
    // `On: 17 and 18 February 2022`, below `Heard at: Harbour`
    if page.word(before.start) == "On" && page.word(before.start + 1) == ":" {
        found = Some(What::Sitting);
    }
    // `Posted by Ann Berg on 3 May 2021`
    if among_done(page.word(before.start)) {
        found = Some(What::Paper);
    }
    for at in before.clone() {
        let token = page.tokens.get(at).filter(|token| token.kind == Kind::Word);
        let Some(token) = token else { continue };
        let word = page.word(at);
        // `Address delivered at the opening of the harbour`
        delivered |= found == Some(What::Paper) && among("delivered given made read", word);
        if delivered {
            continue;
        }
        if among(PAPERS, word) {
            found = Some(What::Paper);
        } else if among(SITTINGS, word) {
            found = found.max(Some(What::Sitting));
        } else if token.shape != Shape::Lower && among(NEWSPAPERS, word) {
            found = found.max(Some(What::Newspaper));
        } else if token.shape == Shape::Lower && !among(SMALL, word) && !among_done(word) {
            return None;
        }
        // `Report on the Harbour Fire, 3 May 2021` may be of the fire.
        let last = at + 1 == before.end;
        if found == Some(What::Paper) && !last && matches!(word, "on" | "into" | "about" | "after") {
            let dated = page.tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Number);
            if !dated && !among_done(page.word(before.start)) {
                return None;
            }
        }
    }
    found
}

fn among_done(word: &str) -> bool {
    DONE.iter().any(|done| word.eq_ignore_ascii_case(done))
}

/// Whether the last word before the date leads to it: `.. , 3 May 2021`, `No 691/2011 of ..`, `held on ..`.
fn is_led(page: &Page<'_>, before: &Range<usize>, what: What) -> bool {
    let last = page.word(before.end - 1);
    let beside = before.end.checked_sub(2).filter(|at| before.contains(at));
    match last {
        "," | ":" | "-" | "–" | "—" | "|" => true,
        // `held on`, and what is `of` its day by itself.
        "of" => beside.is_some_and(|at| {
            let number = page.tokens.get(at).is_some_and(|token| token.kind == Kind::Number);
            number || page.word(at) == ")" || among(PAPERS, page.word(at)) || among(SITTINGS, page.word(at))
        }),
        "on" => true,
        "and" => what == What::Sitting,
        word => among_done(word) || among("deb", word) || among("dated", word),
    }
}

/// Whether a line says no more behind its date, or only where in the paper it stands.
fn ends(page: &Page<'_>, at: usize, before: &Range<usize>, what: What) -> bool {
    if ends_label(page, at) {
        return true;
    }
    let line =
        |at: usize| page.tokens.get(at).is_none_or(|token| matches!(token.gap, Gap::Line | Gap::Blank));
    match page.word(at) {
        "," => among("p pp page pages col column no", page.word(at + 1)),
        "vol" | "col" | "p" | "page" | "(" => true,
        // `Harbour Crown Court, 5 November 2021. Before ..`, at the head of all.
        "." => page.sentence_of(before.start) == 0,
        // `Posted on 3 May 2021 in Harbours`
        "in" => what == What::Paper && (2..5).any(|more| line(at + more)),
        // `Letter dated 21 June 2012 from the Minister`
        "from" | "to" | "addressed" => what == What::Paper && page.word(before.end - 1) == "dated",
        // `Regulation (EU) No 691/2011 of 14 July 2011 on harbours`
        "on" | "laying" | "amending" | "establishing" | "concerning" | "repealing" | "relating" => {
            what == What::Paper
                && page.word(before.end - 1) == "of"
                && !among(PAPERS, page.word(before.end - 2))
        }
        _ => false,
    }
}

/// A place with a day at the head of all, behind which the text begins: `Oslo, 3 May 2021. The bank said today ..`; or
/// only the day, with a title: `2021-05-03 The bridge is closed`. A history may begin so too: what follows tells.
pub(super) fn is_place_and_day(page: &Page<'_>, timex: &Timex, start: usize) -> bool {
    let at = timex.tokens.start;
    let before = start..at;
    if page.sentence_of(start) > 1 || before.len() > 7 {
        return false;
    }
    let named = before.clone().all(|at| {
        page.tokens.get(at).is_some_and(|token| match token.kind {
            Kind::Word => token.shape != Shape::Lower || matches!(page.word(at), "near" | "off"),
            Kind::Sign => matches!(page.word(at), "," | "." | "/" | "-" | "–" | "—" | "(" | ")"),
            _ => false,
        })
    });
    let end = timex.tokens.end;
    let title =
        || page.tokens.get(end).is_some_and(|token| token.shape != Shape::Lower && token.kind == Kind::Word);
    let led = match before.end.checked_sub(1).filter(|at| before.contains(at)) {
        Some(last) => matches!(page.word(last), "," | "/" | "-" | "–" | "—"),
        None => at == 0 && matches!(timex.rule, "iso-date" | "numeric-date") && title(),
    };
    let alone = page.tokens.get(end).is_none_or(|token| matches!(token.gap, Gap::Line | Gap::Blank));
    let ends = alone || matches!(page.word(end), "." | ":" | "/" | "-" | "–" | "—" | "(");
    named && led && (before.is_empty() || ends) && !names_deed(page, before)
}

/// Whether a letter begins with its address behind a date: `Dear Anna`, `Sir,`.
pub(super) fn is_addressed(page: &Page<'_>, timex: &Timex) -> bool {
    let next = page.blocks.partition_point(|block| block.tokens.start < timex.tokens.end);
    let Some(block) = page.blocks.get(next) else { return false };
    let at = block.tokens.start;
    matches!(page.word(at), "Dear" | "Dearest") && page.word(at + 1) != ","
        || page.word(at) == "My" && among("dear dearest lord lords", page.word(at + 1))
        || among("sir sirs madam gentlemen general", page.word(at))
            && matches!(page.word(at + 1), "," | ":" | ".")
}

#[cfg(test)]
mod tests {
    use crate::extract::dated::{Clues, find};
    use crate::extract::page::Page;

    #[test]
    fn a_line_that_names_a_paper_a_sitting_or_a_newspaper_dates_it() {
        for (text, want) in [
            ("Harbour Crown Court, 5 November 2021. Before Judge Rowe.\n\nHe was sentenced.", "2021-11-05"),
            ("HARBOUR COUNCIL\n\nMeeting held on Tuesday 3 June 2025\n\nPresent: A. Rowe.", "2025-06-03"),
            ("Volume 6: debated on Tuesday 4 December 2018\n\nThe Minister: We gave notice.", "2018-12-04"),
            ("HC Deb 04 December 2018 vol 6 cc7-8\n\nMr Rowe: Will he answer?", "2018-12-04"),
            ("The Harbour Gazette (Bristol), Saturday 4 May 1912, page 5\n\nTHE STRIKE.", "1912-05-04"),
            ("Written Answers - House of Lords, 21 October 2013\n\nLord Rowe asked.", "2013-10-21"),
            ("REGULATION (EU) No 9/2011 of 14 July 2011 on harbour dues\n\nHaving regard.", "2011-07-14"),
            (
                "Speech given by the Governor at the Guildhall, London, on 11 May 2010\n\nGood day.",
                "2010-05-11",
            ),
            ("Heard at: Harbour\nOn: 17 and 18 February 2022\n\nThe claim succeeds.", "2022-02-18"),
            // What was decided goes before what was heard.
            (
                "Heard at Harbour on 3 May 2022\nDecision promulgated on 20 May 2022\n\nIt is dismissed.",
                "2022-05-20",
            ),
            ("Address delivered at the opening of the harbour, November 19, 1863\n\nGood day.", "1863-11-19"),
            ("Harbour / Feb 3, 2009 / 10:04 am (HNA).- The dues rose today.", "2009-02-03"),
            // Who speaks of today speaks of the day at the head.
            ("Oslo – Feb. 29, 2024: The bank today announced its results.", "2024-02-29"),
            ("Kestrel, off Cape Rowe, 22 October 1805\n\nSir, I have the honour to report.", "1805-10-22"),
            ("The dock is closed - The Harbour Post - October 31, 2019\n\nIt ended.", "2019-10-31"),
            (
                "ROWE v. KESTREL\nNo. 98-411. Argued March 2, 1999—Decided May 3, 1999\n\nAffirmed.",
                "1999-05-03",
            ),
            (
                "Received 3 May 2019; accepted 14 January 2020; published online 11 February 2020",
                "2020-02-11",
            ),
            ("2022-08-14 The bridge is closed\n\nThe council closed the bridge yesterday.", "2022-08-14"),
        ] {
            assert_eq!(find(&Page::read(text), &Clues::default()).edtf().as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn the_day_of_a_deed_is_not_that_of_the_document() {
        for text in [
            "The Battle of Harbour, 14 October 1866\n\nThe town fell at noon. It was rebuilt in 1871.",
            "Report on the Harbour Fire, 3 May 1991\n\nThe fire began at noon.",
            "Subject: Meeting on 3 May 2016\n\nPlease come.",
            "Next meeting: 3 July 2025\n\nThe council closed the bridge.",
            "Siege of Harbour\nDate: 3 May – 14 July 1866\n\nThe town fell. It was rebuilt in 1871.",
            "Flight 12\nDate 3 May 1986\nSite Harbour\n\nIt fell. In 1988 it was found. It was sold in 1991.",
            "The Kestrel Mutiny, 3 May 1911\n\nIt began at noon.",
            "Harbour, 7 December 1941. The first bombs fell at noon. The war went on until 1945.",
            "Released 3 May 1994; 112 minutes. The film won prizes in 1995. It was shown again in 2014.",
            "The Harbour Fire\n\n3 May 1864\n\nIt began at noon. In 1870 a wall was built. It fell in 1881.",
        ] {
            assert_eq!(find(&Page::read(text), &Clues::default()).day, None, "{text}");
        }
    }
}
