//! Whole expressions: a core with what narrows it (`early`, `the end of`, `about`), and both ends of a range.

use super::lexicon::Tag;
use super::reading::{Core, Grain, Modifier, Reading, Unit, Which, Within};
use super::scan::{Match, Scan};

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
            if self.tag(at) == Tag::Other && !self.begins_in_words(at) {
                at += 1;
                continue;
            }
            if let Some((first, second, from)) = self.range(at) {
                found.push(Found { start: at, end: first.end, reading: first.reading });
                found.push(Found { start: from, end: second.end, reading: second.reading });
                at = second.end;
                continue;
            }
            if let Some(hit) = self.phrase(at).filter(|hit| hit.end > at) {
                found.push(Found { start: at, end: hit.end, reading: hit.reading });
                at = hit.end;
                continue;
            }
            at += 1;
        }
    }

    /// Words that are not of time by themselves and begin an expression: `dozens of years`, `New Year's Day`, `Q3`.
    fn begins_in_words(&self, at: usize) -> bool {
        let bytes = self.word(at).as_bytes();
        match bytes.first() {
            Some(b'N' | b'G' | b'I' | b'L' | b'M' | b'V' | b'E' | b'Q' | b'H') => {
                matches!(
                    bytes,
                    b"New"
                        | b"Good"
                        | b"Independence"
                        | b"Labor"
                        | b"Memorial"
                        | b"Veterans"
                        | b"Valentine"
                        | b"Election"
                        | b"Q"
                        | b"H"
                )
            }
            Some(b'd' | b's' | b'h' | b't' | b'y' | b'm' | b'w') => {
                matches!(
                    bytes,
                    b"dozens"
                        | b"scores"
                        | b"hundreds"
                        | b"thousands"
                        | b"yearlong"
                        | b"monthlong"
                        | b"daylong"
                        | b"weeklong"
                        | b"decadelong"
                )
            }
            _ => false,
        }
    }

    /// An expression that begins here, with all that belongs to it.
    fn phrase(&self, at: usize) -> Option<Match> {
        self.compared(at)
            .or_else(|| self.narrowed(at))
            .or_else(|| self.spans_of(at))
            .or_else(|| self.core(at))
    }

    /// An expression without what narrows it.
    fn core(&self, at: usize) -> Option<Match> {
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
            .or_else(|| self.deictic(at))
            .or_else(|| self.day_beside(at))
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
            _ => measured && found.reading.rule != "some-units" || self.is(at, Tag::At) && measured,
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

    /// `early 2024`, `late in the year`, `the end of April`, `mid-1996`, `later this year`.
    fn narrowed(&self, at: usize) -> Option<Match> {
        let mut the = self.past(at, Tag::The);
        if self.says(the, "very") {
            the += 1;
        }
        let (next, modifier) = match self.tag(the) {
            Tag::Early | Tag::Earlier => (the + 1, Modifier::Start),
            Tag::Late => (the + 1, Modifier::End),
            Tag::Later => (the + 1, Modifier::End),
            Tag::Mid => (the + 1, Modifier::Mid),
            Tag::Begin | Tag::End | Tag::Middle | Tag::Rest if self.is(the + 1, Tag::Of) => (
                the + 2,
                match self.tag(the) {
                    Tag::Begin => Modifier::Start,
                    Tag::End => Modifier::End,
                    _ => Modifier::Mid,
                },
            ),
            Tag::Other
                if (self.says(the, "early") || self.says(the, "latter") || self.says(the, "later"))
                    && self.says(the + 1, "part") =>
            {
                (the + 3, Modifier::Start)
            }
            Tag::Unit(unit @ (Unit::Year | Unit::Month)) => {
                let end = match self.tag(the + 1) {
                    Tag::Possessive if self.is(the + 2, Tag::End) => the + 3,
                    Tag::Hyphen if self.is(the + 2, Tag::End) => the + 3,
                    Tag::End => the + 2,
                    _ => return None,
                };
                let core = Core::Shift { which: Which::The, unit };
                return Match::new(end, Reading::new(core, "unit-end").modified(Some(Modifier::End)));
            }
            _ => return None,
        };
        let rest = self.is(the, Tag::Rest);
        let mut next = next;
        if matches!(self.tag(the), Tag::Early | Tag::Late | Tag::Mid) && self.is(next, Tag::Hyphen) {
            next += 1;
        } else if matches!(self.tag(the), Tag::Early | Tag::Late | Tag::Earlier | Tag::Later) {
            if matches!(self.tag(the), Tag::Early) && self.says(next, "part") && self.is(next + 1, Tag::Of) {
                next += 2;
            } else if matches!(self.tag(next), Tag::In | Tag::On) {
                next += 1;
            }
        }
        let inner =
            self.unit_spoken_of(next).or_else(|| self.narrowed_inner(next)).or_else(|| self.core(next))?;
        let dated = match inner.reading.core {
            Core::Named { .. } | Core::Day(_) | Core::Hours(_) => true,
            Core::Shift { .. } => true,
            _ => false,
        };
        if !dated || inner.reading.clock.is_some() && the > at {
            return None;
        }
        // `later Tuesday`, `earlier June`: only what points takes them.
        let modifier = if rest { None } else { Some(modifier) };
        Match::new(inner.end, inner.reading.modified(modifier))
    }

    /// `the end of early June`: no; `the end of the following day`: by the core. A place for parts of parts.
    fn narrowed_inner(&self, at: usize) -> Option<Match> {
        let part = self.part_of_day_of(at)?;
        Some(part)
    }

    /// `the year`, `the month`, `the day` behind a word that narrows.
    fn unit_spoken_of(&self, at: usize) -> Option<Match> {
        if !self.is(at, Tag::The) {
            return None;
        }
        let unit = match self.tag(at + 1) {
            Tag::Unit(
                unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century),
            ) => unit,
            Tag::Quarter => Unit::Quarter,
            _ => return None,
        };
        if self.is(at + 2, Tag::Of) || self.is(at + 2, Tag::Hyphen) {
            return None;
        }
        // `the year 1950` says more.
        if self.is(at + 2, Tag::Digits) {
            return None;
        }
        Match::new(at + 2, Reading::new(Core::Shift { which: Which::The, unit }, "the-unit"))
    }

    /// `the morning of 31 January`, `early the next morning`.
    fn part_of_day_of(&self, at: usize) -> Option<Match> {
        let the = self.past(at, Tag::The);
        let early = if matches!(self.tag(the), Tag::Early | Tag::Late) { the + 1 } else { the };
        let part = match self.tag(early) {
            Tag::Part(part) => part,
            _ => return None,
        };
        let hours = if matches!(self.word(early + 1), "hours" | "hour") { early + 2 } else { early + 1 };
        if !self.is(hours, Tag::Of) {
            return None;
        }
        let day = self.calendar_date(hours + 1).or_else(|| self.deictic(hours + 1))?;
        if !super::clock::is_day(&day.reading) {
            return None;
        }
        let mut reading = day.reading;
        reading.part = Some(part);
        reading.rule = "part-of-day-of";
        Match::new(day.end, reading)
    }

    /// A part of a day by itself, where it is told as a time: `that night`, `at dawn`.
    fn part_of_day(&self, at: usize) -> Option<Match> {
        let Tag::Part(part) = self.tag(at) else { return None };
        if !matches!(self.before(at), Tag::At | Tag::By) || self.is(at + 1, Tag::Hyphen) {
            return None;
        }
        let mut reading = Reading::new(Core::Hours(None), "part-of-day");
        reading.part = Some(part);
        Match::new(at + 1, reading)
    }

    /// `the first ten months of 1918`, `the last week of May`: a stretch within a date.
    fn spans_of(&self, at: usize) -> Option<Match> {
        let the = self.past(at, Tag::The);
        if the == at {
            return None;
        }
        let led = matches!(self.tag(the), Tag::First | Tag::Last | Tag::Past | Tag::Next)
            || ["final", "opening", "closing", "initial"].iter().any(|word| self.says(the, word));
        let (next, tenths) = match self.quantity(if led { the + 1 } else { the }) {
            Some(found) => found,
            None if led => (the + 1, None),
            None => return None,
        };
        let next = if matches!(self.tag(next), Tag::Previous | Tag::Past | Tag::Full | Tag::Following) {
            next + 1
        } else {
            next
        };
        let (unit, plural) = self.unit(next)?;
        let counted = tenths.is_some();
        if (!plural && !led) || unit == Unit::Quarter && !plural || unit == Unit::Second {
            return None;
        }
        let amount = super::reading::Amount {
            tenths: if counted {
                tenths
            } else if plural {
                None
            } else {
                Some(10)
            },
            unit,
        };
        let duration = Reading::new(Core::Duration(amount), "units-of");
        if self.is(next + 1, Tag::Of)
            && let Some(inner) = self.calendar_date(next + 2).or_else(|| self.year(next + 2))
        {
            return Match::new(inner.end, duration);
        }
        if !plural || !led && self.shape(next) == crate::extract::lex::Shape::Title {
            return None;
        }
        Match::new(next + 1, Reading { rule: "the-units", ..duration })
    }

    /// `the day before`, `the next day` behind a date.
    fn day_beside(&self, at: usize) -> Option<Match> {
        if !self.is(at, Tag::The) || !self.is(at + 1, Tag::Unit(Unit::Day)) {
            return None;
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

    /// Both ends of a range of which one is only a number: `June 12–13`, `5-9 May 1865`, `264 to 241 BC`.
    fn range(&self, at: usize) -> Option<(Match, Match, usize)> {
        let link = |at: usize| match self.tag(at) {
            Tag::Hyphen | Tag::To => Some(at + 1),
            Tag::And | Tag::Or => Some(at + 1),
            _ => None,
        };
        let small = |at: usize| {
            self.number(at)
                .filter(|number| (1..=31).contains(number) && self.width(at) <= 2)
                .and_then(|number| u8::try_from(number).ok())
        };
        if self.is(at, Tag::Digits) {
            let suffixed = self.is(at + 1, Tag::Suffix) && self.touches(at + 1);
            let end = if suffixed { at + 2 } else { at + 1 };
            let next = link(end)?;
            if self.is_glued(at) && !matches!(self.before(at), Tag::Open) {
                return None;
            }
            // `5-9 May 1865`
            if let Some(day) = small(at) {
                if let Some(second) = self.calendar_date(next)
                    && let Core::Named { grain: Grain::Day(month, _), within, .. } = second.reading.core
                    && self.number(next).is_some()
                    && self.width(next) <= 2
                {
                    let first = Reading::named(Grain::Day(month, day), within, "range-day");
                    return Some((Match { end, reading: first }, second, next));
                }
            }
            // `264 to 241 BC`
            if self.width(at) <= 4
                && let Some((behind, year)) = self.era_year(next).filter(|(_, year)| *year <= 0)
                && let Some(before) =
                    self.number(at).and_then(|number| i32::try_from(number).ok()).filter(|number| *number > 0)
            {
                let first = Reading::named(Grain::Year, Within::Year(1 - before), "range-year");
                let second = Reading::named(Grain::Year, Within::Year(year), "era-year");
                return Some((Match { end, reading: first }, Match { end: behind, reading: second }, next));
            }
            // `1914-18`
            if self.width(at) == 4
                && self.is(end, Tag::Hyphen)
                && self.touches(end)
                && self.touches(next)
                && self.width(next) == 2
                && let (Some(first), Some(short)) = (self.number(at), self.number(next))
                && (1000..2100).contains(&first)
                && short > first % 100
                && !(self.is(next + 1, Tag::Hyphen) && self.touches(next + 1))
            {
                let year = |number: u32| Within::Year(i32::try_from(number).unwrap_or(0));
                let left = Reading::named(Grain::Year, year(first), "range-year");
                let right = Reading::named(Grain::Year, year(first - first % 100 + short), "range-year");
                return Some((Match { end, reading: left }, Match { end: next + 1, reading: right }, next));
            }
            return None;
        }
        // `June 12–13, 2024`
        let (behind, month) = self.month(at)?;
        let day = small(behind)?;
        let suffixed = self.is(behind + 1, Tag::Suffix) && self.touches(behind + 1);
        let end = if suffixed { behind + 2 } else { behind + 1 };
        let next = link(end)?;
        let second = small(next)?;
        let suffixed = self.is(next + 1, Tag::Suffix) && self.touches(next + 1);
        let last = if suffixed { next + 2 } else { next + 1 };
        if matches!(self.tag(end), Tag::And | Tag::Or | Tag::To)
            && (self.unit(last).is_some()
                || self.month(last).is_some()
                || self.is_counted(last)
                || matches!(self.tag(last), Tag::Colon | Tag::Am(_))
                || self.is(last, Tag::Hyphen)
                || self.is(last, Tag::Of)
                || second <= day)
        {
            return None;
        }
        if self.month(last).is_some()
            || self.is(last, Tag::Hyphen) && self.touches(last)
            || self.is(last, Tag::Digits) && self.touches(last)
        {
            return None;
        }
        let (last, within) = self.year_behind(last);
        let left = Reading::named(Grain::Day(month, day), within, "range-day");
        let right = Reading::named(Grain::Day(month, second), within, "range-day");
        Some((Match { end, reading: left }, Match { end: last, reading: right }, next))
    }

    /// Whether two expressions are the ends of one stretch: `1876-1910`, `from May to June`, `between 2 and 5 p.m.`
    pub(super) fn is_range(&self, first: &Found, second: &Found) -> bool {
        if second.start != first.end + 1 {
            return false;
        }
        match self.tag(first.end) {
            Tag::Hyphen | Tag::To => true,
            Tag::Until => true,
            Tag::And => first.start > self.start && self.tag(first.start - 1) == Tag::Between,
            _ => false,
        }
    }
}
