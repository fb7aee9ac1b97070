//! What a text that does not say its date tells of it: bounds, and now and then the day.

use super::{Dated, full_day, plausible};
use crate::extract::lex;
use crate::extract::page::Page;
use crate::extract::time::calendar::Day;
use crate::extract::time::{self, Anchor, Sure, Tense, Timex, TimexKind};

/// The date as far as it can be inferred.
pub(super) fn infer(page: &Page<'_>, timexes: &[Timex]) -> Dated {
    let (earliest, latest) = bounds(page, timexes);
    if let Some(dated) = by_anniversary(page, timexes, earliest) {
        return dated;
    }
    if let Some(dated) = by_weekday(page, timexes, earliest) {
        return dated;
    }
    let of = |day: Day| format!("{:04}-{:02}-{:02}", day.year, day.month, day.day);
    let reason = match (earliest, latest) {
        (Some(from), Some(to)) => format!("tells of {} as past and of {} as to come", of(from), of(to)),
        (Some(from), None) => format!("tells of {} as past", of(from)),
        (None, Some(to)) => format!("tells of {} as to come", of(to)),
        (None, None) => "no day of the text says when it was written".to_owned(),
    };
    Dated { day: None, earliest, latest, span: None, rule: "bounds", reason, sure: Sure::Likely }
}

/// The last day that is told of as past, and the first that is told of as to come.
pub(super) fn bounds(page: &Page<'_>, timexes: &[Timex]) -> (Option<Day>, Option<Day>) {
    let (mut earliest, mut latest): (Option<Day>, Option<Day>) = (None, None);
    for timex in timexes {
        if timex.kind != TimexKind::Date || !settled(timex) || is_goal(page, timex) {
            continue;
        }
        let Some((first, last)) = timex.days.filter(|(first, _)| plausible(*first)) else { continue };
        match time::tense(page, &timex.tokens) {
            // Of a month that is told of as past at least the first day was past; of its end, the last.
            Tense::Past => {
                let day = if timex.modifier == Some(time::Modifier::End) && last.month == first.month {
                    last
                } else {
                    first
                };
                earliest = earliest.max(Some(day));
            }
            Tense::Future if first == last => latest = Some(latest.map_or(last, |latest| latest.min(last))),
            _ => {}
        }
    }
    // What was told as to come before the last past day was misread, or had come.
    (earliest, latest.filter(|latest| Some(*latest) >= earliest))
}

/// The last but one of the days that a text tells of as past: of two, so that one that was misread says nothing.
pub(super) fn last_told(page: &Page<'_>, timexes: &[Timex]) -> Option<Day> {
    let past = |timex: &&Timex| {
        timex.kind == TimexKind::Date
            && timex.anchor == Anchor::Itself
            && !is_goal(page, timex)
            && time::tense(page, &timex.tokens) == Tense::Past
    };
    let (mut last, mut before) = (None, None);
    for day in timexes.iter().filter(past).filter_map(|timex| timex.days).map(|(first, _)| first) {
        if plausible(day) && Some(day) > before {
            (last, before) = if Some(day) > last { (Some(day), last) } else { (last, Some(day)) };
        }
    }
    before
}

/// Whether a day lies well before what is told of as past, which cannot be so of the day of writing.
pub(super) fn is_outlived(told: Option<Day>, day: Day) -> bool {
    told.is_some_and(|told| told > day.plus(31))
}

/// `by 2035`, `for 2026`: what was set for a day says nothing of whether it is over.
fn is_goal(page: &Page<'_>, timex: &Timex) -> bool {
    let before = timex.tokens.start.checked_sub(1).map_or("", |at| page.word(at));
    matches!(before, "by" | "for" | "until" | "till")
}

/// Whether the year of an expression is said, by itself or by a date that it leans on.
fn settled(timex: &Timex) -> bool {
    matches!(timex.anchor, Anchor::Itself | Anchor::Spoken { .. })
        && timex.value.starts_with(|c: char| c.is_ascii_digit())
}

/// The month and the day of an expression that may lack the year.
pub(super) fn month_day(timex: &Timex) -> Option<(u8, u8)> {
    let mut parts = timex.value.splitn(3, '-').skip(1);
    let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((month, day))
}

/// `Tuesday, May 6` near the head: of the first year, not before the last day told of, in which they agree.
fn by_weekday(page: &Page<'_>, timexes: &[Timex], earliest: Option<Day>) -> Option<Dated> {
    let earliest = earliest?;
    timexes.iter().take_while(|timex| timex.span.start < super::HEAD).find_map(|timex| {
        let full = timex.anchor == Anchor::Itself && timex.days.is_some();
        if timex.rule != "weekday-date" || full {
            return None;
        }
        let name = page.word(timex.tokens.start).get(..3)?.to_ascii_lowercase();
        let weekday = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            .iter()
            .zip(1..)
            .find(|(day, _)| **day == name)?
            .1;
        let (month, day) = month_day(timex)?;
        let day = (earliest.year..=earliest.year.saturating_add(6))
            .filter_map(|year| Day::new(year, month, day))
            .find(|day| *day >= earliest && day.weekday() == weekday)?;
        if time::tense(page, &timex.tokens) == Tense::Future {
            return None;
        }
        let said = page.text.get(timex.span.clone()).unwrap_or_default();
        let reason = format!("{said} was in {}, the first such year after what is told of", day.year);
        let dated = Dated::on(day, Some(timex.span.clone()), "weekday", reason, Sure::Guess);
        Some(Dated { latest: None, ..dated })
    })
}

/// `Last year we marked the 30th anniversary` of what `began in 1994`: written in 2025; the day is the one near the
/// head that is told of as past.
fn by_anniversary(page: &Page<'_>, timexes: &[Timex], earliest: Option<Day>) -> Option<Dated> {
    let wanted = lex::hash(ANNIVERSARY.as_bytes());
    for (at, token) in page.tokens.iter().enumerate() {
        if token.hash != wanted || !token.of(page.text).eq_ignore_ascii_case(ANNIVERSARY) {
            continue;
        }
        let Some((count, first)) = rank_before(page, at) else { continue };
        let sentence = page.sentence_of(at);
        let window = near(page, timexes, at, sentence);
        let within = |timex: &&Timex| page.sentence_of(timex.tokens.start) == sentence;
        let Some(told) = window.iter().filter(within).find_map(|timex| {
            let said = page.text.get(timex.span.clone()).unwrap_or_default().to_ascii_lowercase();
            match said.as_str() {
                "this year" => Some(0),
                "last year" => Some(1),
                "next year" => Some(-1),
                _ => None,
            }
        }) else {
            continue;
        };
        // The year that it counts from stands beside it, or not far before.
        let Some(start) = window
            .iter()
            .filter(|timex| timex.anchor == Anchor::Itself)
            .filter_map(|timex| timex.days)
            .filter(|(first, last)| first.year == last.year && plausible(*first))
            .map(|(first, _)| first.year)
            .next_back()
        else {
            continue;
        };
        let year = start.saturating_add(count).saturating_add(told);
        if earliest.is_some_and(|earliest| earliest.year > year) {
            continue;
        }
        let span = page.bytes(&(first..at + 1));
        let said = page.text.get(span.clone()).unwrap_or_default();
        let reason = format!("{said} of what was in {start} fell on {}: written in {year}", year - told);
        return Some(in_year(page, timexes, year, span, reason));
    }
    None
}

/// The word that years are counted by.
const ANNIVERSARY: &str = "anniversary";

/// How many tokens on either side of an anniversary may tell of it.
const NEAR: usize = 120;

/// The expressions that may tell of an anniversary: those of its sentence and the three before, as far as they are near.
fn near<'t>(page: &Page<'_>, timexes: &'t [Timex], at: usize, sentence: usize) -> &'t [Timex] {
    let first = page.sentences.get(sentence.saturating_sub(3)).map_or(0, |found| found.tokens.start);
    let end = page.sentences.get(sentence).map_or(0, |found| found.tokens.end);
    let (first, end) = (first.max(at.saturating_sub(NEAR)), end.min(at + NEAR));
    let from = timexes.partition_point(|timex| timex.tokens.start < first);
    let to = timexes.partition_point(|timex| timex.tokens.start < end);
    timexes.get(from..to).unwrap_or_default()
}

/// `30th`, `thirtieth` before a word, as a number, with its first token.
fn rank_before(page: &Page<'_>, at: usize) -> Option<(i32, usize)> {
    for first in (at.saturating_sub(4)..at).rev() {
        let token = page.tokens.get(first)?;
        if let Some(number) = token.number(page.text) {
            let rank = matches!(page.word(first + 1), "th" | "st" | "nd" | "rd");
            return if rank { Some((i32::try_from(number).ok()?, first)) } else { None };
        }
        let words = [
            ("first", 1),
            ("second", 2),
            ("third", 3),
            ("fourth", 4),
            ("fifth", 5),
            ("sixth", 6),
            ("seventh", 7),
            ("eighth", 8),
            ("ninth", 9),
            ("tenth", 10),
            ("twentieth", 20),
            ("thirtieth", 30),
            ("fortieth", 40),
            ("fiftieth", 50),
            ("hundredth", 100),
        ];
        if let Some((_, rank)) = words.iter().find(|(word, _)| page.word(first).eq_ignore_ascii_case(word)) {
            return Some((*rank, first));
        }
    }
    None
}

/// A document of a year: of the day near its head that is told of as past without its year, where there is one.
fn in_year(
    page: &Page<'_>,
    timexes: &[Timex],
    year: i32,
    span: std::ops::Range<usize>,
    reason: String,
) -> Dated {
    let near = timexes
        .iter()
        .take_while(|timex| timex.span.start < super::HEAD)
        .filter(|timex| timex.kind == TimexKind::Date && full_day(timex).is_none())
        .filter(|timex| time::tense(page, &timex.tokens) != Tense::Future)
        .find_map(|timex| {
            month_day(timex).and_then(|(month, day)| Some((Day::new(year, month, day)?, timex)))
        });
    match near {
        Some((day, timex)) => {
            let said = page.text.get(timex.span.clone()).unwrap_or_default();
            let reason = format!("{reason}; it tells of {said} as just past");
            Dated {
                latest: Day::new(year, 12, 31),
                ..Dated::on(day, Some(timex.span.clone()), "anniversary", reason, Sure::Likely)
            }
        }
        None => Dated {
            day: None,
            earliest: Day::new(year, 1, 1),
            latest: Day::new(year, 12, 31),
            span: Some(span),
            rule: "anniversary",
            reason,
            sure: Sure::Likely,
        },
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::dated::{Clues, find};
    use crate::extract::page::Page;

    #[test]
    fn infers_bounds_from_what_is_past_and_what_is_to_come() {
        for (text, want) in [
            (
                "The sides met on 3 May 2025. They will meet again on 1 July 2025.",
                Some("2025-05-03/2025-07-01"),
            ),
            ("The camp opened at the end of April 2025.", Some("2025-04-30/..")),
            ("The summit will be held on 11 November 2024.", Some("../2024-11-11")),
            ("The sides met in May 2025. They had hoped to meet by 2035.", Some("2025-05-01/..")),
            ("Nothing is said of any day.", None),
        ] {
            assert_eq!(find(&Page::read(text), &Clues::default()).edtf().as_deref(), want, "{text}");
        }
    }

    #[test]
    fn reckons_the_year_by_a_weekday() {
        let text = "The sides met on Tuesday, May 6. The first step had been agreed in March 2023.";
        let dated = find(&Page::read(text), &Clues::default());
        assert_eq!((dated.edtf().as_deref(), dated.rule), (Some("2025-05-06"), "weekday"));
    }

    #[test]
    fn reckons_the_year_by_an_anniversary() {
        let text = "An envoy spoke in the capital on May 6. “Our work began in 1994,” she said. “Last year we marked \
                    the 30th anniversary of this step.”";
        let dated = find(&Page::read(text), &Clues::default());
        assert_eq!((dated.edtf().as_deref(), dated.rule), (Some("2025-05-06"), "anniversary"));
        assert!(dated.reason.contains("1994"), "{}", dated.reason);
    }
}
