//! What narrows a date: `early 2024`, `the end of April`, `mid-to-late 1990s`, `the last quarter of the 19th century`.

use super::reading::{Amount, Core, Grain, Modifier, Reading, Unit, Which};
use super::scan::{Match, Scan};
use super::tag::Tag;
use crate::extract::lex::Shape;

impl Scan<'_, '_> {
    /// `early 2024`, `late in the year`, `the end of April`, `mid-1996`, `later this year`.
    pub(super) fn narrowed(&self, at: usize) -> Option<Match> {
        let mut the = self.past(at, Tag::The);
        if self.says(the, "very") {
            the += 1;
        }
        if let Some(found) =
            self.narrowed_twice(the).or_else(|| self.edge_of(the)).or_else(|| self.turn_of(the))
        {
            return Some(found);
        }
        if the > at
            && let Some(found) = self.share_of(the)
        {
            return Some(found);
        }
        let (next, modifier) = match self.tag(the) {
            // `end-June`, `end-1999`
            Tag::End
                if self.is(the + 1, Tag::Hyphen)
                    && self.touches(the + 1)
                    && matches!(self.tag(the + 2), Tag::Month(_) | Tag::MonthShort(_) | Tag::Digits) =>
            {
                (the + 2, Modifier::End)
            }
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
            // `the year before last`
            Tag::Unit(unit @ (Unit::Year | Unit::Month | Unit::Week))
                if self.is(the + 1, Tag::Before) && self.is(the + 2, Tag::Last) && the > at =>
            {
                if self.unit(the + 3).is_some() || self.shape(the + 3) == Shape::Lower {
                    return None;
                }
                let amount = Amount { tenths: Some(20), unit };
                let core = Core::Offset { amount, back: true, spoken: false };
                return Match::new(the + 3, Reading::new(core, "before-last"));
            }
            Tag::Unit(unit) => return self.unit_end(the, unit),
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
        if self.is(the, Tag::Mid)
            && let Some(found) = self.mid_part(next)
        {
            return Some(found);
        }
        let inner =
            self.unit_spoken_of(next).or_else(|| self.part_of_day_of(next)).or_else(|| self.core(next))?;
        let dated = matches!(
            inner.reading.core,
            Core::Named { .. } | Core::Day(_) | Core::Hours(_) | Core::Shift { .. }
        );
        if !dated || inner.reading.clock.is_some() && the > at {
            return None;
        }
        // `Earlier Friday, they ..` tells the order of what is told, not a part of the day or the week.
        if matches!(self.tag(the), Tag::Earlier | Tag::Later)
            && matches!(
                inner.reading.core,
                Core::Named { grain: Grain::Weekday(_), .. }
                    | Core::Day(_)
                    | Core::Shift { which: Which::This, unit: Unit::Week }
            )
        {
            return None;
        }
        // `the late-November trip`: `the` belongs to the trip.
        let joined = the > at && self.is(the + 1, Tag::Hyphen) && self.touches(the + 1);
        if joined
            && matches!(inner.reading.core, Core::Named { grain: Grain::Month(_), .. })
            && self.tag(inner.end) == Tag::Other
            && self.shape(inner.end) == Shape::Lower
        {
            return None;
        }
        let modifier = if rest { None } else { Some(modifier) };
        Match::new(inner.end, inner.reading.modified(modifier))
    }

    /// `year-end`, `year's end`, `the century's end`
    fn unit_end(&self, at: usize, unit: Unit) -> Option<Match> {
        let possessive = self.is(at + 1, Tag::Possessive) && self.is(at + 2, Tag::End);
        let end = match unit {
            Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century
                if possessive =>
            {
                at + 3
            }
            Unit::Year | Unit::Month if self.is(at + 1, Tag::Hyphen) && self.is(at + 2, Tag::End) => at + 3,
            Unit::Year | Unit::Month if self.is(at + 1, Tag::End) => at + 2,
            _ => return None,
        };
        let core = Core::Shift { which: Which::The, unit };
        Match::new(end, Reading::new(core, "unit-end").modified(Some(Modifier::End)))
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

    /// `mid-to-late 1990s`, `early to mid-May`: from one part to another, so that no single one narrows it.
    fn narrowed_twice(&self, at: usize) -> Option<Match> {
        let is_part = |at: usize| matches!(self.tag(at), Tag::Early | Tag::Mid | Tag::Late);
        let link = self.past(at + 1, Tag::Hyphen);
        if !is_part(at) || !matches!(self.tag(link), Tag::To | Tag::Or | Tag::And) {
            return None;
        }
        let second = self.past(link + 1, Tag::Hyphen);
        if !is_part(second) || self.tag(second) == self.tag(at) {
            return None;
        }
        let inner = self.core(self.past(second + 1, Tag::Hyphen))?;
        matches!(
            inner.reading.core,
            Core::Named {
                grain: Grain::Decade(..)
                    | Grain::Century(_)
                    | Grain::Year
                    | Grain::Month(_)
                    | Grain::Season(_),
                ..
            }
        )
        .then_some(inner)
    }

    /// `the close of 1917`, `the outset of the 20th century`, `the dawn of the 19th century`.
    fn edge_of(&self, at: usize) -> Option<Match> {
        let modifier = match self.word(at) {
            "close" => Modifier::End,
            "outset" | "dawn" | "opening" => Modifier::Start,
            _ => return None,
        };
        if !self.is(at + 1, Tag::Of) {
            return None;
        }
        let inner =
            self.calendar_date(at + 2).or_else(|| self.part_of_year(at + 2)).or_else(|| self.year(at + 2))?;
        let Core::Named { grain, .. } = inner.reading.core else { return None };
        matches!(
            grain,
            Grain::Month(_) | Grain::Season(_) | Grain::Year | Grain::Decade(..) | Grain::Century(_)
        )
        .then_some(Match { reading: inner.reading.modified(Some(modifier)), ..inner })
    }

    /// `turn of the 20th century`, `turn of the century`: the years around its first.
    fn turn_of(&self, at: usize) -> Option<Match> {
        if !self.says(at, "turn") || !self.is(at + 1, Tag::Of) {
            return None;
        }
        let turned =
            |end, core| Match::new(end, Reading::new(core, "turn-of").modified(Some(Modifier::Start)));
        if let Some(inner) = self.century(self.past(at + 2, Tag::The)) {
            return turned(inner.end, inner.reading.core);
        }
        let which = match self.tag(at + 2) {
            Tag::The => Which::The,
            Tag::This => Which::This,
            Tag::Last => Which::Last,
            _ => return None,
        };
        match self.tag(at + 3) {
            Tag::Unit(unit @ (Unit::Century | Unit::Year)) => turned(at + 4, Core::Shift { which, unit }),
            _ => None,
        }
    }

    /// One of several equal parts: `first half of the 1980s`, `last quarter of the 19th century`, `second half of May`.
    fn share_of(&self, at: usize) -> Option<Match> {
        let (end, rank) = match self.tag(at) {
            Tag::Last => (at + 1, None),
            Tag::Other if ["final", "latter", "closing"].iter().any(|word| self.says(at, word)) => {
                (at + 1, None)
            }
            Tag::Other if self.says(at, "opening") => (at + 1, Some(1)),
            _ => self.ordinal(at).map(|(end, rank)| (end, Some(rank)))?,
        };
        let of = match self.tag(end) {
            Tag::Half => 2,
            Tag::Ordinal(3) => 3,
            Tag::Quarter => 4,
            _ => return None,
        };
        let nth = rank.map_or(Some(of), |rank| u8::try_from(rank).ok())?;
        if !self.is(end + 1, Tag::Of) || !(1..=of).contains(&nth) {
            return None;
        }
        let inner =
            self.year(end + 2)
                .or_else(|| self.deictic(end + 2))
                .or_else(|| self.calendar_date(end + 2))
                .filter(|inner| match inner.reading.core {
                    Core::Named { grain: Grain::Century(_), .. }
                    | Core::Shift { unit: Unit::Century, .. } => true,
                    Core::Named { grain: Grain::Decade(..) | Grain::Month(_), .. }
                    | Core::Shift { unit: Unit::Decade | Unit::Month, .. } => of == 2,
                    _ => false,
                })?;
        let modifier = match nth {
            1 => Some(Modifier::Start),
            last if last == of => Some(Modifier::End),
            _ => None,
        };
        let reading = Reading { rule: "share-of", share: Some((nth, of)), ..inner.reading };
        Match::new(inner.end, reading.modified(modifier))
    }
}
