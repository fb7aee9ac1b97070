//! What is doubtful about an event, each with the bytes that make it so.

use std::ops::Range;

use super::clause::Predicate;
use super::dating::{Date, Edge, Tie};
use super::words::{Mark, Sheet, mark};
use crate::extract::lex::Kind;
use crate::extract::time::{Modifier, Timex, TimexKind};

/// Why an event may not be what its title and its date say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The sentence says another date too, which may be the right one.
    Beside(Range<usize>),
    /// Somebody only claims it, in these words: `prosecutors allege`.
    Told(Range<usize>),
    /// What is claimed is denied, in these words: `he called that a lie`.
    Denied(Range<usize>),
    /// Somebody who may well know tells it: `the ministry said`.
    Reported(Range<usize>),
    /// The date may be that of what is spoken of: `accused of killing X on ..`
    Spoken(Range<usize>),
    /// It counts from the day of the document.
    Counted,
    /// By that hour it was done; when it was is not said.
    Latest(Range<usize>),
    /// About then, or shortly before or after.
    About(Range<usize>),
    /// The end of a time that is counted back from there: `the 12 months to June 2023`.
    End(Range<usize>),
}

impl Doubt {
    /// The words that make it doubtful, as bytes of the text.
    #[must_use]
    pub fn words(&self) -> Option<Range<usize>> {
        match self {
            Self::Counted => None,
            Self::Beside(words)
            | Self::Told(words)
            | Self::Denied(words)
            | Self::Reported(words)
            | Self::Spoken(words)
            | Self::Latest(words)
            | Self::About(words)
            | Self::End(words) => Some(words.clone()),
        }
    }
}

/// The doubts that hang on the date of a predicate, beside which the sentence says `others`.
pub(super) fn of_date(
    page: &Sheet<'_, '_>,
    timexes: &[Timex],
    date: &Date,
    others: &[&Date],
    doubts: &mut Vec<Doubt>,
) {
    for other in others {
        let holds = |one: &Date, two: &Date| {
            one.when.days.zip(two.when.days).is_some_and(|((a, b), (c, d))| a <= c && d <= b)
        };
        // `Two years earlier, in 1988`: both say the same.
        if !holds(other, date) && other.when.edtf != date.when.edtf && !is_measure(page, date, other) {
            doubts.push(Doubt::Beside(other.when.span.clone()));
        }
    }
    if date.by_document {
        doubts.push(Doubt::Counted);
    }
    let words = page.bytes(&date.phrase);
    let at = timexes.partition_point(|timex| timex.span.start < date.when.span.start);
    let timex = timexes.get(at).filter(|timex| timex.span == date.when.span);
    if let Some(timex) = timex.filter(|timex| timex.kind == TimexKind::Time) {
        let near = date.phrase.clone().take(2).any(|at| {
            matches!(
                page.word(at).to_ascii_lowercase().as_str(),
                "about"
                    | "around"
                    | "shortly"
                    | "soon"
                    | "before"
                    | "after"
                    | "nearly"
                    | "almost"
                    | "roughly"
            )
        });
        if date.edge == Edge::By {
            doubts.push(Doubt::Latest(words));
        } else if near || timex.modifier == Some(Modifier::Approx) {
            doubts.push(Doubt::About(words));
        }
    } else if ends_span(page, date) {
        doubts.push(Doubt::End(words));
    }
}

/// Whether another date only says what something is held against: `to 5 percent, from 6 percent in July`.
fn is_measure(page: &Sheet<'_, '_>, date: &Date, other: &Date) -> bool {
    let against = |at: usize| {
        matches!(page.word(at), "from" | "against" | "versus")
            && page.tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Number)
            || matches!(page.word(at), "than" | "compared")
    };
    other.edge == Edge::Since || (date.phrase.end..other.phrase.start).any(against)
}

/// `In the 12 months to June 2023`
pub(super) fn ends_span(page: &Sheet<'_, '_>, date: &Date) -> bool {
    let start = date.phrase.start;
    date.tie == Tie::Free
        && start > 1
        && page.word(start) == "to"
        && matches!(page.word(start - 1), "months" | "weeks" | "days" | "years" | "year" | "month")
}

/// What is doubtful in how the words behind a verb may have the date: `accused of killing X in 2019`.
pub(super) fn is_spoken_of(page: &Sheet<'_, '_>, predicate: &Predicate, date: &Date) -> bool {
    let spoken = Mark::CLAIM.or(Mark::DENY);
    predicate.marks.has(spoken)
        && (predicate.tokens.end..date.phrase.start).any(|at| mark(page, at).has(Mark::ING))
}
