//! Whole expressions: a core with what compares or counts it (`about`, `more than`, `the first week of`).

use super::reading::{Core, Grain, Modifier, Reading, Unit, Which};
use super::scan::{Match, Scan};
use super::tag::Tag;
use crate::extract::lex::Shape;

/// An expression with its place in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) reading: Reading,
}

impl Scan<'_, '_> {
    /// The expressions of the sentence, in order.
    pub(super) fn run(&self, found: &mut Vec<Found>) {
        let mut at = self.start;
        while at < self.end {
            if !self.may_begin(at) {
                at += 1;
                continue;
            }
            if let Some(end) = self.days_listed(at, found) {
                at = end;
                continue;
            }
            if let Some((first, second, from)) = self.range(at) {
                found.push(Found { start: at, end: first.end, reading: first.reading });
                found.push(Found { start: from, end: second.end, reading: second.reading });
                at = second.end;
                continue;
            }
            let is_of_time =
                |hit: &Match| hit.end > at && !self.is_title(at, hit.end) && !self.is_idiom(at, hit);
            if let Some(hit) = self.phrase(at).filter(is_of_time) {
                found.push(Found { start: at, end: hit.end, reading: hit.reading });
                at = hit.end;
                continue;
            }
            at += 1;
        }
    }

    /// Whether an expression can begin here at all: most words of a text say no at once.
    fn may_begin(&self, at: usize) -> bool {
        match self.tag(at) {
            Tag::Other => false,
            Tag::The | Tag::A => {
                self.tag(at + 1) != Tag::Other
                    || [
                        "final",
                        "latter",
                        "very",
                        "opening",
                        "closing",
                        "initial",
                        "immediate",
                        "distant",
                        "number",
                        "good",
                        "eve",
                        "Ides",
                        "new",
                        "close",
                        "outset",
                        "turn",
                        "small",
                        "academic",
                        "school",
                        "calendar",
                        "tax",
                        "corresponding",
                        "comparable",
                        "equivalent",
                    ]
                    .contains(&self.word(at + 1))
            }
            Tag::All => self.word(at + 1) == "Saints",
            Tag::Of
            | Tag::In
            | Tag::On
            | Tag::For
            | Tag::From
            | Tag::To
            | Tag::By
            | Tag::During
            | Tag::Between
            | Tag::And
            | Tag::Or
            | Tag::So
            | Tag::Comma
            | Tag::Dot
            | Tag::Colon
            | Tag::Hyphen
            | Tag::Slash
            | Tag::Open
            | Tag::Money
            | Tag::Possessive
            | Tag::Only
            | Tag::Not
            | Tag::Than
            | Tag::Before
            | Tag::After
            | Tag::Since
            | Tag::Until
            | Tag::Ago
            | Tag::Its
            | Tag::Full
            | Tag::Old
            | Tag::Long
            | Tag::Time
            | Tag::Period
            | Tag::S
            | Tag::Suffix
            | Tag::Then
            | Tag::Least
            | Tag::Most
            | Tag::Plus => false,
            Tag::At | Tag::More | Tag::Less | Tag::No => self.tag(at + 1) != Tag::Other,
            _ => true,
        }
    }

    /// Whether words of time are the name of something, by their capital letters within a sentence: `“This Week”`,
    /// `High Noon`, `VOA Today`.
    fn is_title(&self, at: usize, end: usize) -> bool {
        use crate::extract::lex::Kind;
        if at == self.start || !self.prose || self.shape(at) != Shape::Title {
            return false;
        }
        let last = self.tag(end - 1);
        let word_before = self
            .page
            .tokens
            .get(at - 1)
            .is_some_and(|token| token.kind == Kind::Word && token.shape != Shape::Lower);
        match last {
            Tag::Unit(_) | Tag::Units(_)
                if !self.is_feast(at) && !matches!(self.tag(at), Tag::Small(_) | Tag::Hundred) =>
            {
                end > at + 1 && self.shape(end - 1) == Shape::Title
            }
            Tag::Day(_) | Tag::Tonight | Tag::Now | Tag::Hour(_) | Tag::Refer(_) | Tag::Feast(_) => {
                end == at + 1 && word_before && self.before(at) == Tag::Other
            }
            _ => false,
        }
    }

    /// An expression that begins here, with all that belongs to it.
    fn phrase(&self, at: usize) -> Option<Match> {
        self.compared(at)
            .or_else(|| self.narrowed(at))
            .or_else(|| self.pinned(at))
            .or_else(|| self.same_period(at))
            .or_else(|| self.units_within(at))
            .or_else(|| self.the_units(at))
            .or_else(|| self.core(at))
    }

    /// An expression without what narrows it.
    pub(super) fn core(&self, at: usize) -> Option<Match> {
        let found = self
            .clock(at)
            .or_else(|| self.calendar_date(at))
            .or_else(|| self.part_of_day_of(at))
            .or_else(|| self.year_earlier(at))
            .or_else(|| self.possessive_year(at))
            .or_else(|| self.set(at))
            .or_else(|| self.part_of_year(at))
            .or_else(|| self.year(at))
            .or_else(|| self.span(at))
            .or_else(|| self.day_beside(at))
            .or_else(|| self.this_day_of(at))
            .or_else(|| self.deictic(at))
            .or_else(|| self.part_of_day(at))?;
        let found = self.with_part(found);
        Some(self.or_later(found))
    }

    /// `1994 or later`, `1990 and beyond`
    fn or_later(&self, found: Match) -> Match {
        if !matches!(found.reading.core, Core::Named { .. }) {
            return found;
        }
        let later = matches!((self.tag(found.end), self.tag(found.end + 1)), (Tag::Or, Tag::Later))
            || self.is(found.end, Tag::And) && self.says(found.end + 1, "beyond");
        if later {
            return Match { end: found.end + 2, reading: found.reading.modified(Some(Modifier::After)) };
        }
        found
    }

    /// `more than two years`, `at least 20 days`, `nearly a week`, `about 1920`.
    fn compared(&self, at: usize) -> Option<Match> {
        let (next, modifier) = match (self.tag(at), self.tag(at + 1)) {
            (Tag::More, Tag::Than) => (at + 2, Modifier::MoreThan),
            (Tag::Less, Tag::Than) => (at + 2, Modifier::LessThan),
            (Tag::No, Tag::More | Tag::Less) if self.is(at + 2, Tag::Than) => (
                at + 3,
                if self.is(at + 1, Tag::More) { Modifier::EqualOrLess } else { Modifier::EqualOrMore },
            ),
            (Tag::At, Tag::Least) => (at + 2, Modifier::EqualOrMore),
            (Tag::At, Tag::Most) => (at + 2, Modifier::EqualOrLess),
            (Tag::UpTo, Tag::To) => (at + 2, Modifier::EqualOrLess),
            (Tag::Almost, _) => (at + 1, Modifier::LessThan),
            (Tag::Over, _) => (at + 1, Modifier::MoreThan),
            (Tag::Under, _) => (at + 1, Modifier::LessThan),
            (Tag::About | Tag::Circa, _) => {
                let dotted = self.is(at, Tag::Circa) && self.is(at + 1, Tag::Dot) && self.touches(at + 1);
                (if dotted { at + 2 } else { at + 1 }, Modifier::Approx)
            }
            _ => return None,
        };
        let found = self
            .narrowed(next)
            .filter(|found| found.reading.rule == "unit-end")
            .or_else(|| self.core(next))?;
        let measured = matches!(found.reading.core, Core::Duration(_) | Core::Offset { .. });
        let fits = match self.tag(at) {
            Tag::About | Tag::Circa => {
                measured && !matches!(found.reading.rule, "some-units" | "which-units" | "which-some-units")
                    || matches!(
                        found.reading.core,
                        Core::Named { grain: Grain::Year | Grain::Day(..) | Grain::Month(_), .. }
                    ) && !self.says(at, "some")
                    || found.reading.clock.is_some()
                    || found.reading.rule == "unit-end"
            }
            Tag::Over => {
                measured
                    && self.measures(at)
                    && !matches!(
                        found.reading.rule,
                        "some-units" | "which-units" | "which-some-units" | "the-past-unit"
                    )
            }
            Tag::Under => measured,
            _ => measured && (found.reading.rule != "some-units" || self.is(at, Tag::At)),
        };
        fits.then_some(Match { reading: found.reading.modified(Some(modifier)), ..found })
    }

    /// Whether `over` means more than, not all through: after a preposition or a verb of lasting.
    fn measures(&self, at: usize) -> bool {
        matches!(
            self.before(at),
            Tag::For
                | Tag::In
                | Tag::After
                | Tag::Of
                | Tag::Only
                | Tag::Than
                | Tag::The
                | Tag::Last
                | Tag::By
        ) || at == self.start
            || ["lasted", "lasting", "took", "spent", "was", "is", "be", "taken", "been", "within", "well"]
                .iter()
                .any(|word| at > self.start && self.says(at - 1, word))
    }

    /// `the years`, `the early years`, `the intervening days`: a stretch whose length is not said.
    fn the_units(&self, at: usize) -> Option<Match> {
        if !self.is(at, Tag::The) {
            return None;
        }
        let adjective = matches!(self.tag(at + 1), Tag::Early | Tag::Late)
            || ["intervening", "final", "closing", "opening", "remaining"]
                .iter()
                .any(|word| self.says(at + 1, word));
        let next = if adjective { at + 2 } else { at + 1 };
        let Tag::Units(
            unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century),
        ) = self.tag(next)
        else {
            return None;
        };
        if matches!(self.tag(next + 1), Tag::Before | Tag::After | Tag::Digits)
            || self.shape(next) == Shape::Title
        {
            return None;
        }
        let amount = super::reading::Amount { tenths: None, unit };
        Match::new(next + 1, Reading::new(Core::Duration(amount), "the-some-units"))
    }

    /// `the day before`, `the next day` behind a date.
    pub(super) fn day_beside(&self, at: usize) -> Option<Match> {
        if !self.is(at, Tag::The) {
            return None;
        }
        // `the year before`, `the week after`
        if let Tag::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year)) = self.tag(at + 1)
            && let Tag::Before | Tag::After = self.tag(at + 2)
            && self.ends_phrase(at + 3)
        {
            let which = if self.is(at + 2, Tag::Before) { Which::Previous } else { Which::Following };
            return Match::new(at + 3, Reading::new(Core::Shift { which, unit }, "unit-beside"));
        }
        if !self.is(at + 1, Tag::Unit(Unit::Day)) {
            return None;
        }
        // `the day before yesterday`, `the day after tomorrow`
        match (self.tag(at + 2), self.tag(at + 3)) {
            (Tag::Before, Tag::Day(-1)) => {
                return Match::new(at + 4, Reading::new(Core::Day(-2), "day-word"));
            }
            (Tag::After, Tag::Day(1)) => {
                return Match::new(at + 4, Reading::new(Core::Day(2), "day-word"));
            }
            _ => {}
        }
        let back = match self.tag(at + 2) {
            Tag::Before if self.ends_phrase(at + 3) => true,
            Tag::After if self.ends_phrase(at + 3) => false,
            Tag::Following => false,
            _ => return None,
        };
        let amount = super::reading::Amount { tenths: Some(10), unit: Unit::Day };
        Match::new(at + 3, Reading::new(Core::Offset { amount, back, spoken: true }, "day-beside"))
    }
}
