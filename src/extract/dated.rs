//! The document's own date: given, in its metadata, said at its head, or inferred from what it tells.
//!
//! | rule | rests on |
//! |---|---|
//! | `given` | the reader |
//! | `metadata` | what the file says of itself: HTML, front matter, a feed |
//! | `header` | `date 2024-08-19`, `Published: ..`, `Harbour Crown Court, 3 May 2021` at the head; `last edited on` at the foot |
//! | `date-line` | a line of the head that is nothing but a date |
//! | `dateline` | `BAKU, June 13 (Agency) -`, `Oslo, 13 June 2024.` at the head |
//! | `file-name` | `2024-08-19-talks.txt` |
//! | `anniversary` | `last year .. the 30th anniversary` of what `began in 1994` |
//! | `weekday` | a weekday and a day of the month that agree in one year only |
//! | `bounds` | the last day told of as past, the first told of as to come |
//!
//! A chronology, whose entries stand below lines that are dates, is not of the first of them: see [`headings`].
//!
//! What cannot be dated stays undated: then only the bounds say where it lies.

mod headings;
mod infer;
mod labels;
mod papers;

use std::cell::{Cell, LazyCell, OnceCell};
use std::ops::Range;

use super::lex::{Kind, Shape};
use super::page::Page;
use super::time::calendar::Day;
use super::time::{self, Anchor, Setting, Spotted, Sure, Timex, TimexKind, Walk};

pub use headings::headings;

/// What is known of a document beside its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clues<'c> {
    /// The day that the reader gave.
    pub given: Option<Day>,
    /// Dates of the metadata, the best first: what they are called, and as they are written.
    pub metadata: &'c [(&'c str, &'c str)],
    /// The name of its file.
    pub file_name: Option<&'c str>,
}

/// What is known of the day that a document was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The day itself, where it is known or can be inferred.
    pub day: Option<Day>,
    /// Not before this day, as far as the text tells.
    pub earliest: Option<Day>,
    /// Not after this day, as far as the text tells.
    pub latest: Option<Day>,
    /// The bytes that it rests on.
    pub span: Option<Range<usize>>,
    /// The rule that found it, of the table above.
    pub rule: &'static str,
    /// Why, in words for a reader.
    pub reason: String,
    /// How sure it is.
    pub sure: Sure,
}

impl Dated {
    /// The day, or the bounds, in EDTF: `2024-08-19`, `2025-04-30/..`; nothing where nothing is known.
    #[must_use]
    pub fn edtf(&self) -> Option<String> {
        let write = |day: Day| format!("{:04}-{:02}-{:02}", day.year, day.month, day.day);
        match (self.day, self.earliest, self.latest) {
            (Some(day), ..) => Some(write(day)),
            (None, Some(from), Some(to)) => Some(format!("{}/{}", write(from), write(to))),
            (None, Some(from), None) => Some(format!("{}/..", write(from))),
            (None, None, Some(to)) => Some(format!("../{}", write(to))),
            _ => None,
        }
    }

    /// What [`time::find`] should know of the document.
    #[must_use]
    pub fn setting(&self) -> Setting {
        Setting { date: self.day, earliest: self.earliest, latest: self.latest, ..Setting::default() }
    }

    fn on(day: Day, span: Option<Range<usize>>, rule: &'static str, reason: String, sure: Sure) -> Self {
        Self { day: Some(day), earliest: Some(day), latest: Some(day), span, rule, reason, sure }
    }
}

/// Finds the document's own date.
///
/// ```
/// use annals::extract::{dated::{self, Clues}, page::Page};
/// let page = Page::read("Talks begin\n\nPublished: 19 August 2024\n\nThe sides met on Monday.");
/// let dated = dated::find(&page, &Clues::default());
/// assert_eq!(dated.edtf().as_deref(), Some("2024-08-19"));
/// assert_eq!(dated.rule, "header");
/// ```
#[must_use]
pub fn find(page: &Page<'_>, clues: &Clues<'_>) -> Dated {
    told(clues, || time::spot(page).day_first()).unwrap_or_else(|| by_text(page, clues, &time::spot(page)).0)
}

/// The document's own date, and its expressions of time resolved by it, for which the page is walked only once.
///
/// ```
/// use annals::extract::{dated::{self, Clues}, page::Page};
/// let page = Page::read("Talks begin\n\nPublished: 19 August 2024\n\nThe sides met yesterday.");
/// let (dated, timexes) = dated::read(&page, &Clues::default());
/// assert_eq!(dated.edtf().as_deref(), Some("2024-08-19"));
/// assert_eq!(timexes[1].edtf.as_deref(), Some("2024-08-18"));
/// ```
#[must_use]
pub fn read(page: &Page<'_>, clues: &Clues<'_>) -> (Dated, Vec<Timex>) {
    let spotted = time::spot(page);
    if let Some(dated) = told(clues, || spotted.day_first()) {
        let timexes = spotted.resolve(&dated.setting());
        return (dated, timexes);
    }
    let (dated, undated) = by_text(page, clues, &spotted);
    let setting = dated.setting();
    let timexes =
        undated.filter(|_| setting == Setting::default()).unwrap_or_else(|| spotted.resolve(&setting));
    (dated, timexes)
}

/// The date that is told beside the text.
fn told(clues: &Clues<'_>, day_first: impl Fn() -> Option<bool>) -> Option<Dated> {
    if let Some(day) = clues.given {
        return Some(Dated::on(day, None, "given", "given by the reader".to_owned(), Sure::Certain));
    }
    clues.metadata.iter().find_map(|(name, written)| {
        let (day, sure) = day_in(written, &day_first)?;
        let reason = format!("the metadata says {name}: {written}");
        Some(Dated::on(day, None, "metadata", reason, sure))
    })
}

/// The date that the text tells, or the name of its file; and all expressions without it, where it took those to know.
fn by_text(page: &Page<'_>, clues: &Clues<'_>, spotted: &Spotted<'_, '_>) -> (Dated, Option<Vec<Timex>>) {
    let mut walk = spotted.walk(&Setting::default());
    let head = walk.before(HEAD).to_vec();
    let (walk, all) = (Cell::new(Some(walk)), OnceCell::new());
    // Mostly the head alone tells.
    let timexes = || all.get_or_init(|| walk.take().map(Walk::all).unwrap_or_default()).as_slice();
    let named = || {
        let (name, day) = clues.file_name.and_then(|name| Some((name, day_of_name(name)?)))?;
        let reason = format!("the file is called {name}");
        Some(Dated::on(day, None, "file-name", reason, Sure::Likely))
    };
    let dated = at_head(page, &head, timexes)
        .or_else(named)
        .or_else(|| labels::at_foot(page, timexes()))
        .unwrap_or_else(|| infer::infer(page, timexes()));
    (dated, all.into_inner())
}

/// A full date anywhere in a few words of metadata (`2024-08-19T10:00:00Z`, `Mon, 19 Aug 2024 10:00`), and how sure it
/// is: of `05/03/2024` only the way in which the page writes its dates tells which number is the day.
fn day_in(written: &str, day_first: impl Fn() -> Option<bool>) -> Option<(Day, Sure)> {
    let head: String = written.chars().take(64).collect();
    if let Some(day) = head.get(..10).and_then(Day::parse) {
        return Some((day, Sure::Certain));
    }
    let page = Page::read(&head);
    let setting = Setting { narrative: Some(false), ..Setting::default() };
    time::find(&page, &setting).iter().find_map(|timex| {
        let day = full_day(timex)?;
        if timex.rule != EITHER || timex.sure > Sure::Guess {
            return Some((day, timex.sure));
        }
        match (day_first(), Day::new(day.year, day.day, day.month)) {
            (Some(true), Some(turned)) => Some((turned, Sure::Likely)),
            (Some(_), _) => Some((day, Sure::Likely)),
            (None, _) => Some((day, Sure::Guess)),
        }
    })
}

/// The rule of dates in numbers of which either may be the month.
const EITHER: &str = "numeric-date-either";

/// The day of an expression that says all of it.
fn full_day(timex: &Timex) -> Option<Day> {
    let by_itself = timex.anchor == Anchor::Itself && matches!(timex.kind, TimexKind::Date | TimexKind::Time);
    timex.days.filter(|(first, last)| by_itself && first == last && plausible(*first)).map(|(day, _)| day)
}

/// Whether a document that reads like this can be of that day: print and press are not older.
fn plausible(day: Day) -> bool {
    (1600..=2100).contains(&day.year)
}

/// A date in the name of a file: `2024-08-19`, `20240819`, `2024_08_19`, `19-Aug-2024`.
fn day_of_name(name: &str) -> Option<Day> {
    day_in_digits(name).or_else(|| {
        let words: String =
            name.chars().take(128).map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        words.contains(char::is_alphabetic).then(|| day_in(&words, || None))?.map(|(day, _)| day)
    })
}

fn day_in_digits(name: &str) -> Option<Day> {
    let bytes = name.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (0..bytes.len()).filter(|at| digit(*at) && (*at == 0 || !digit(*at - 1))).find_map(|at| {
        let parted = matches!(bytes.get(at + 4), Some(b'-' | b'_' | b'.' | b' '));
        let step = usize::from(parted);
        let end = at + 8 + 2 * step;
        if digit(end) || parted && bytes.get(at + 4) != bytes.get(at + 7) {
            return None;
        }
        let part = |from: usize, length: usize| {
            let part = name.get(from..from + length)?;
            part.bytes().all(|byte| byte.is_ascii_digit()).then_some(part)
        };
        let year = part(at, 4)?.parse().ok()?;
        let month = part(at + 4 + step, 2)?.parse().ok()?;
        let day = part(at + 6 + 2 * step, 2)?.parse().ok()?;
        Day::new(year, month, day).filter(|day| plausible(*day))
    })
}

/// How much of a document is its head, in bytes.
const HEAD: usize = 1500;

/// The date that the head of the document says of itself; now and then by what `all` of its expressions tell.
fn at_head<'a>(page: &Page<'_>, head: &[Timex], all: impl Fn() -> &'a [Timex]) -> Option<Dated> {
    let (mut dateline, mut month) = (None, None);
    // The day of a sitting: one line may say when what was heard was written down.
    let mut sitting: Option<Dated> = None;
    let bounds = LazyCell::new(|| infer::bounds(page, all()));
    let lines = LazyCell::new(|| headings::Lines::of(page, all()));
    let told = LazyCell::new(|| infer::last_told(page, all()));
    for timex in head {
        let sentence = page.sentences.get(page.sentence_of(timex.tokens.start))?;
        let said = || page.text.get(timex.span.clone()).unwrap_or_default().to_owned();
        let on = |day, rule, reason, sure: Sure| {
            Some(Dated::on(day, Some(timex.span.clone()), rule, reason, sure.min(timex.sure)))
        };
        let Some(day) = full_day(timex) else {
            dateline = dateline.or_else(|| short_dateline(page, timex, || *bounds));
            month = month.or_else(|| labels::month(page, timex, sentence.tokens.start));
            continue;
        };
        // `Released 3 May 1994`, of a film that won prizes in 1995.
        if labels::is_of_work(page, timex) && infer::is_outlived(*told, day) {
            continue;
        }
        if labels::is_labelled(page, timex, sentence.tokens.start) {
            return on(day, "header", format!("the head of the text is dated {}", said()), Sure::Certain);
        }
        if labels::is_byline(page, timex) {
            return on(day, "header", format!("the line of its writer is dated {}", said()), Sure::Certain);
        }
        if labels::is_of_minutes(page, timex) {
            return on(day, "header", format!("they are the minutes of {}", said()), Sure::Likely);
        }
        if let Some(dated) = papers::of_line(page, timex, sentence.tokens.start) {
            if dated.sure == Sure::Certain {
                return Some(dated);
            }
            if !infer::is_outlived(*told, day) {
                // `On 17 and 18 February 2022`: the last day of a line.
                let between = |last: &Dated| page.text.get(last.span.clone()?.end..timex.span.start);
                sitting = sitting
                    .filter(|last| between(last).is_some_and(|words| words.contains('\n')))
                    .or(Some(dated));
            }
            continue;
        }
        // What was heard is not written down before.
        if sitting.as_ref().is_some_and(|sitting| sitting.day > Some(day)) {
            continue;
        }
        if headings::is_alone(page, timex) {
            if infer::is_outlived(*told, day) {
                continue;
            }
            // Of several such lines each dates what stands below it, unless the first rules most of the text.
            let sure = match (lines.several, lines.first_rules) {
                (false, _) => Sure::Certain,
                (true, true) => Sure::Likely,
                (true, false) => continue,
            };
            return on(day, "date-line", format!("a line of the head is the date {}", said()), sure);
        }
        if is_dateline(page, timex, sentence.tokens.start) {
            return on(day, "dateline", format!("the dateline says {}", said()), Sure::Certain);
        }
        if papers::is_place_and_day(page, timex, sentence.tokens.start)
            && (papers::is_addressed(page, timex) || speaks_of_now(all()))
            && !infer::is_outlived(*told, day)
        {
            return on(day, "dateline", format!("the text begins with {}", said()), Sure::Likely);
        }
    }
    sitting.or(dateline).or(month)
}

/// Whether a text speaks from its own day: of today, of yesterday, of a weekday without a date.
fn speaks_of_now(timexes: &[Timex]) -> bool {
    timexes.iter().any(|timex| matches!(timex.rule, "day-word" | "tonight" | "weekday" | "which-part-of-day"))
}

/// `BAKU, Azerbaijan, June 13, 2024 (Agency) -`: capital letters, commas, and the date.
fn is_dateline(page: &Page<'_>, timex: &Timex, start: usize) -> bool {
    let before = start..timex.tokens.start;
    if before.is_empty() || before.len() > 12 {
        return false;
    }
    // `BEIRUT, Lebanon, and DAMASCUS, Syria, June 13`
    let place = before.clone().all(|at| {
        page.tokens.get(at).is_some_and(|token| match token.kind {
            Kind::Word => {
                matches!(token.shape, Shape::Upper | Shape::Title | Shape::Mixed) || page.word(at) == "and"
            }
            Kind::Sign => {
                matches!(page.word(at), "," | "." | "/" | "-" | "–" | "—" | "(" | ")" | "&" | ";")
            }
            _ => false,
        })
    });
    let shouted = before.clone().any(|at| {
        page.tokens.get(at).is_some_and(|token| token.shape == Shape::Upper && token.end - token.start > 2)
    });
    let ends = matches!(page.word(timex.tokens.end), "(" | "-" | "–" | "—" | "." | "/" | "_" | ":");
    // `Harrow Falls, 3 May 2024 – ..` at the head of all.
    let parted = matches!(page.word(timex.tokens.end), "(" | "–" | "—" | "-")
        && page.word(timex.tokens.start - 1) == ","
        && page.tokens.get(timex.tokens.end).is_some_and(|sign| !sign.touches())
        && before.len() <= 5
        && page.sentence_of(start) <= 2;
    place && (shouted || parted) && (ends || timex.tokens.end >= page.tokens.len())
}

/// A dateline that does not say the year: it is that of what is told as past shortly before it, or the only one in
/// which it lies between what is past and what is to come.
fn short_dateline(
    page: &Page<'_>,
    timex: &Timex,
    bounds: impl Fn() -> (Option<Day>, Option<Day>),
) -> Option<Dated> {
    let sentence = page.sentences.get(page.sentence_of(timex.tokens.start))?;
    if !is_dateline(page, timex, sentence.tokens.start) {
        return None;
    }
    let (month, day) = infer::month_day(timex)?;
    let (earliest, latest) = bounds();
    let earliest = earliest?;
    // Of a year that is told of as past nobody says how much.
    let shortly = if (earliest.month, earliest.day) == (1, 1) { earliest } else { earliest.plus(SHORTLY) };
    let to = latest.map_or(shortly, |latest| latest.max(shortly));
    let mut days = (earliest.year..=to.year.min(earliest.year + 2))
        .filter_map(|year| Day::new(year, month, day))
        .filter(|day| (earliest..=to).contains(day));
    let day = days.next().filter(|_| days.next().is_none())?;
    let said = page.text.get(timex.span.clone()).unwrap_or_default();
    let reason = format!("the dateline says {said}; the year is that of what was told of shortly before");
    Some(Dated::on(day, Some(timex.span.clone()), "dateline", reason, Sure::Guess))
}

/// So many days behind the last that is told of a report may be written.
const SHORTLY: i32 = 92;

#[cfg(test)]
mod tests {
    use super::*;

    fn dated(text: &str) -> (Option<String>, &'static str) {
        let dated = find(&Page::read(text), &Clues::default());
        (dated.edtf(), dated.rule)
    }

    #[test]
    fn finds_the_date_that_the_head_says() {
        for (text, want, rule) in [
            ("date 2024-08-19 (MENA) A. Writer\n\nThe visit begins today.", "2024-08-19", "header"),
            ("The title\n\nLast updated on 3 September 2025\n\nText.", "2025-09-03", "header"),
            (
                "MENU\nWednesday, September 3, 2025\n\nThe title\n\nIn 2019 it began.",
                "2025-09-03",
                "date-line",
            ),
            ("The title\n\nMarch 1, 2008\n\nIt began.", "2008-03-01", "date-line"),
            ("GENEVA, Switzerland, June 13, 2024 (AB) - The talks went on.", "2024-06-13", "dateline"),
            ("BRUSSELS 1996-08-22\n\nThe council met.", "1996-08-22", "date-line"),
            ("GENEVA (AB), June 13, 2024. The talks went on.", "2024-06-13", "dateline"),
            ("Oslo, 3rd May 1921\n\nDear Anna, we arrived.", "1921-05-03", "date-line"),
            ("Case No. 7\n\nJudgment of 21 March 2024\n\nThe court met in May 2023.", "2024-03-21", "header"),
            (
                "Minutes of the meeting held on 9 January 2025 at 7 pm\n\nThe rate was set.",
                "2025-01-09",
                "header",
            ),
            (
                "Minutes of the Board, 9 January 2025\n\nB. Lund resigned from 31 January 2025. Next meeting: 6 March 2025",
                "2025-01-09",
                "header",
            ),
            ("WASHINGTON/LONDON, June 13, 2024 (AB) - The talks went on.", "2024-06-13", "dateline"),
            ("NEW YORK and LONDON, June 13, 2024 (AB) - The talks went on.", "2024-06-13", "dateline"),
            (
                "BEIRUT, Lebanon, and DAMASCUS, Syria, June 13, 2024 - The talks went on.",
                "2024-06-13",
                "dateline",
            ),
        ] {
            assert_eq!(dated(text), (Some(want.to_owned()), rule), "{text}");
        }
    }

    #[test]
    fn a_label_owns_its_line() {
        for (text, want) in [
            ("First published on 12 June 1949, the novel made its author famous. It sold well.", None),
            ("Published 12 June 1949 to great acclaim, the novel sold well.", None),
            ("Updated 3 September 2025, 10:15 GMT\n\nThe talks went on.", Some("2025-09-03")),
            ("Published 3 September 2025 | World\n\nThe talks went on.", Some("2025-09-03")),
            ("Posted on 3 September 2025 by Anna Berg\n\nThe talks went on.", Some("2025-09-03")),
            ("Issued 3 September 2025.\n\nThe talks went on.", Some("2025-09-03")),
            ("Date: 3 September 2025 Anna Berg\n\nThe talks went on.", Some("2025-09-03")),
        ] {
            let found = find(&Page::read(text), &Clues::default());
            assert_eq!(found.day, want.and_then(Day::parse), "{text}");
        }
    }

    #[test]
    fn a_date_in_a_sentence_is_not_the_documents_own() {
        for text in [
            "The treaty of 3 May 1991 is in force. It was signed in Paris.",
            "On June 13, 2024, the sides met in Geneva and agreed on the first step.",
        ] {
            let found = find(&Page::read(text), &Clues::default());
            assert_eq!((found.day, found.rule), (None, "bounds"), "{text}");
        }
    }

    #[test]
    fn a_dateline_without_a_year_has_the_one_that_is_borne_out() {
        for (text, want) in [
            ("OSLO, June 10 (AB) - The talks went on. They began on 3 May 2016.", Some("2016-06-10")),
            (
                "OSLO, June 10 (AB) - They met in March 2016. The vote will be held on 8 November 2016.",
                Some("2016-06-10"),
            ),
            // It may be of any year behind.
            ("OSLO, June 10 (AB) - The talks went on. The war ended in 2001.", None),
            ("OSLO, Feb. 10 (AB) - The talks went on. The war ended in 2001.", None),
        ] {
            assert_eq!(find(&Page::read(text), &Clues::default()).day, want.and_then(Day::parse), "{text}");
        }
    }

    #[test]
    fn what_the_reader_gives_goes_before_all_else() {
        let page = Page::read("Published: 2 May 2020");
        let metadata = [("article:published_time", "2021-02-03T10:00:00Z")];
        let clues =
            Clues { given: Day::new(2022, 1, 1), metadata: &metadata, file_name: Some("2023-01-01.txt") };
        assert_eq!(find(&page, &clues).rule, "given");
        assert_eq!(find(&page, &Clues { given: None, ..clues }).edtf().as_deref(), Some("2021-02-03"));
        assert_eq!(find(&page, &Clues { given: None, metadata: &[], ..clues }).rule, "header");
        let bare = Page::read("Nothing here says when.");
        assert_eq!(find(&bare, &Clues { given: None, metadata: &[], ..clues }).rule, "file-name");
    }

    #[test]
    fn reads_dates_of_file_names_and_metadata() {
        for (name, want) in [
            ("2024-08-19-talks.txt", Some("2024-08-19")),
            ("talks_20240819.html", Some("2024-08-19")),
            ("2024_08_19.md", Some("2024-08-19")),
            ("talks 2024 08 19.txt", Some("2024-08-19")),
            ("talks_19-Aug-2024.txt", Some("2024-08-19")),
            ("August 19, 2024 talks.txt", Some("2024-08-19")),
            ("000_eb2bc4cca8cd8345.txt", None),
            ("202408191.txt", None),
            ("2024-13-19.txt", None),
        ] {
            assert_eq!(day_of_name(name), want.and_then(Day::parse), "{name}");
        }
        for (written, day_first, want) in [
            ("Mon, 19 Aug 2024 10:00:00 GMT", None, Some(("2024-08-19", Sure::Certain))),
            ("2024-08-19T10:00:00+04:00", None, Some(("2024-08-19", Sure::Certain))),
            ("yesterday", None, None),
            ("04/07/2021", None, Some(("2021-04-07", Sure::Guess))),
            ("04/07/2021", Some(true), Some(("2021-07-04", Sure::Likely))),
            ("04/07/2021", Some(false), Some(("2021-04-07", Sure::Likely))),
        ] {
            let want = want.and_then(|(day, sure)| Some((Day::parse(day)?, sure)));
            assert_eq!(day_in(written, || day_first), want, "{written}");
        }
    }
}
