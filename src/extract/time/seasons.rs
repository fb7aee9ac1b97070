//! What is counted within a year: `summer 2007`, `the third quarter of 1984`, `the second half of 2024`, `Q3`.

use super::reading::{Core, Grain, Reading, Season, Unit, Which, Within};
use super::scan::{Match, Scan};
use super::tag::Tag;

impl Scan<'_, '_> {
    /// Behind the name of a thing of which a season only tells when it was: `the summer offensive`.
    fn attribute(&self, at: usize) -> Option<usize> {
        // `counter-offensive`
        let counter = self.says(at + 1, "counter") && self.is(at + 2, Tag::Hyphen);
        let noun = if counter { at + 3 } else { at + 1 };
        let known = [
            "offensive",
            "campaign",
            "uprising",
            "session",
            "season",
            "games",
            "break",
            "vacation",
            "holiday",
            "holidays",
            "recess",
            "olympics",
            "counteroffensive",
            "offensives",
            "campaigns",
            "uprisings",
            "fighting",
        ]
        .iter()
        .any(|word| self.says(noun, word));
        known.then_some(noun + 1)
    }

    /// What is counted within a year: a quarter, a half, a season, with its year.
    pub(super) fn part_of_year(&self, at: usize) -> Option<Match> {
        self.season(at).or_else(|| self.quarter(at))
    }

    fn season(&self, at: usize) -> Option<Match> {
        let the = self.past(at, Tag::The);
        let Tag::Season(season) = self.tag(the) else { return None };
        let (mut end, within) = self.year_behind(the + 1);
        // `the winter of 1812-13`, `winter 2012/13`
        if let Within::Year(year) = within
            && matches!(self.tag(end), Tag::Hyphen | Tag::Slash)
            && self.touches(end)
            && self.touches(end + 1)
            && self.number(end + 1).and_then(|next| i32::try_from(next).ok()).is_some_and(|next| {
                next == year + 1 || self.width(end + 1) == 2 && next == (year + 1).rem_euclid(100)
            })
        {
            end += 2;
        }
        let found = Match::new(end, Reading::named(Grain::Season(season), within, "season"));
        // `will fall next year`: the verb.
        let verb = season == Season::Fall
            && the == at
            && matches!(within, Within::Which(..))
            && !matches!(self.before(at), Tag::In | Tag::By);
        if within != Within::Open {
            return if verb { None } else { found };
        }
        // `the fall of Atlanta`; `the summer offensive`, where `the` belongs to what is offensive.
        if self.is(the + 1, Tag::Of) && season == Season::Fall || the > at && self.attribute(the).is_some() {
            return None;
        }
        let before = self.before(at);
        // `the summer offensive of 1916`, `the Spring Offensive of 1918`: the year stands behind what it was.
        if let Some(behind) = self.attribute(the).filter(|_| before != Tag::Hyphen) {
            let within = match self
                .number(behind + 1)
                .filter(|_| self.is(behind, Tag::Of) && self.width(behind + 1) == 4)
            {
                Some(year) => Within::Year(i32::try_from(year).ok()?),
                None => Within::Open,
            };
            return Match::new(end, Reading::named(Grain::Season(season), within, "season"));
        }
        // `fall` and `spring` are verbs too, and `spring` a thing; the weather needs no date.
        let led = the > at
            || matches!(
                before,
                Tag::In
                    | Tag::Since
                    | Tag::By
                    | Tag::Until
                    | Tag::During
                    | Tag::Early
                    | Tag::Late
                    | Tag::Mid
                    | Tag::Of
            )
            || (before == Tag::Hyphen
                && at > self.start + 1
                && matches!(self.before(at - 1), Tag::Mid | Tag::Early | Tag::Late));
        let clear = matches!(season, Season::Summer | Season::Winter | Season::Autumn);
        let glued = self.is(the + 1, Tag::Hyphen)
            && self.touches(the + 1)
            && !matches!(self.tag(the + 2), Tag::Season(_))
            || self.is_glued(at) && before == Tag::Hyphen && !led;
        if (led
            && (clear
                || matches!(before, Tag::In | Tag::Early | Tag::Late | Tag::Mid | Tag::By | Tag::Since)
                || the > at)
            || clear)
            && !glued
        {
            return found;
        }
        None
    }

    /// `the third quarter of 1984`, `fourth-quarter`, `fiscal second quarter`, `the second half of 2024`, `Q3 2024`.
    fn quarter(&self, at: usize) -> Option<Match> {
        if let Some(found) = self.short_quarter(at) {
            return Some(found);
        }
        let mut next = self.past(at, Tag::The);
        let the = next > at;
        let mut within = Within::Open;
        // `the 1988 third quarter`, `the year-ago third quarter`
        if let Some(year) =
            self.number(next).filter(|year| self.width(next) == 4 && (1800..2100).contains(year))
        {
            within = Within::Year(i32::try_from(year).ok()?);
            next += 1;
        } else if next > at
            && self.is(next, Tag::Unit(Unit::Year))
            && self.is(next + 1, Tag::Hyphen)
            && matches!(self.tag(next + 2), Tag::Earlier | Tag::Ago)
        {
            within = Within::Which(Which::Previous, Unit::Year);
            next += 3;
        }
        if self.is(next, Tag::Fiscal) {
            next = self.past(next + 1, Tag::Hyphen);
        }
        let (end, rank) = match self.tag(next) {
            Tag::Last => (next + 1, 0),
            Tag::Other if self.says(next, "final") => (next + 1, 0),
            Tag::Other if self.says(next, "latter") => (next + 1, 2),
            _ => self.ordinal(next)?,
        };
        let end = self.past(end, Tag::Fiscal);
        let end = self.past(end, Tag::Hyphen);
        let grain = match self.tag(end) {
            Tag::Quarter if (1..=4).contains(&rank) => Grain::Quarter(u8::try_from(rank).ok()?),
            Tag::Quarter if rank == 0 && self.is(end + 1, Tag::Of) => Grain::Quarter(4),
            Tag::Half if (1..=2).contains(&rank) => Grain::Half(u8::try_from(rank).ok()?),
            Tag::Half if rank == 0 && self.is(end + 1, Tag::Of) => Grain::Half(2),
            _ => return None,
        };
        // `the third quarter of the game`
        if self.is(end + 1, Tag::Of)
            && self.is(end + 2, Tag::The)
            && ["game", "match", "contest", "final"].iter().any(|word| self.says(end + 3, word))
        {
            return None;
        }
        let (behind, named) = self.year_behind_part(end + 1);
        if named != Within::Open {
            within = named;
        }
        // A half that is of no year is half of something else.
        let results = || {
            [
                "results", "profit", "profits", "loss", "earnings", "sales", "revenue", "net", "figures",
                "income",
            ]
        };
        let hyphened = self.is(end - 1, Tag::Hyphen);
        if matches!(grain, Grain::Half(_))
            && within == Within::Open
            && !(hyphened && results().iter().any(|word| self.says(end + 1, word)))
        {
            return None;
        }
        // `the third-quarter loss`: `the` belongs to the loss.
        if the && self.is(end - 1, Tag::Hyphen) {
            return None;
        }
        let behind = behind.max(end + 1);
        // `the third quarter a year ago`
        let ago = self.is(behind, Tag::A)
            && self.is(behind + 1, Tag::Unit(Unit::Year))
            && matches!(self.tag(behind + 2), Tag::Ago | Tag::Earlier);
        if within == Within::Open && ago && matches!(grain, Grain::Quarter(_)) {
            within = Within::Which(Which::Last, Unit::Year);
            return Match::new(behind + 3, Reading::named(grain, within, "quarter"));
        }
        Match::new(behind, Reading::named(grain, within, "quarter"))
    }

    /// The year behind a quarter or a half: also `of fiscal 1990`, `of the year`, `of this year`.
    fn year_behind_part(&self, at: usize) -> (usize, Within) {
        let (end, within) = self.year_behind(at);
        if within != Within::Open {
            return (end, within);
        }
        if self.is(at, Tag::Of) {
            let the = self.past(at + 1, Tag::The);
            let fiscal = self.past(the, Tag::Fiscal);
            if let Some(year) = self.number(fiscal).filter(|_| self.width(fiscal) == 4 && fiscal > at + 1) {
                return (fiscal + 1, i32::try_from(year).map_or(Within::Open, Within::Year));
            }
            if the > at + 1 && self.is(fiscal, Tag::Unit(Unit::Year)) {
                return (fiscal + 1, Within::Which(Which::The, Unit::Year));
            }
        }
        (at, Within::Open)
    }

    /// `Q3`, `Q3 2024`, `H1`
    fn short_quarter(&self, at: usize) -> Option<Match> {
        let letter = self.word(at);
        if !matches!(letter, "Q" | "H")
            || self.width(at + 1) != 1
            || !self.touches(at + 1)
            || self.is_glued(at)
        {
            return None;
        }
        let rank = u8::try_from(self.number(at + 1)?).ok()?;
        let (mut end, mut within) = self.year_behind(at + 2);
        // `Q3 FY24`
        if within == Within::Open
            && self.is(at + 2, Tag::Fiscal)
            && let Some(year) = self.year(at + 2)
            && let Core::Named { within: of, .. } = year.reading.core
        {
            (end, within) = (year.end, of);
        }
        // `Q3: When did you ..?`
        let asked = self.age.questions
            && within == Within::Open
            && (at == self.start || self.before(at) == Tag::Hyphen || self.tag(end) == Tag::Hyphen);
        if asked {
            return None;
        }
        match letter {
            "Q" if (1..=4).contains(&rank) => {
                Match::new(end, Reading::named(Grain::Quarter(rank), within, "quarter"))
            }
            "H" if (1..=2).contains(&rank) && within != Within::Open => {
                Match::new(end, Reading::named(Grain::Half(rank), within, "half"))
            }
            _ => None,
        }
    }

    /// `the same period last year`, `the corresponding quarter of 1988`: what is spoken of, in another year.
    pub(super) fn same_period(&self, at: usize) -> Option<Match> {
        let alike = ["same", "corresponding", "comparable", "equivalent", "like"]
            .iter()
            .any(|word| self.says(at + 1, word));
        if !self.is(at, Tag::The) || !alike {
            return None;
        }
        let grain = match self.tag(at + 2) {
            Tag::Period | Tag::Quarter => None,
            Tag::Unit(Unit::Month) => Some(Unit::Month),
            _ => return None,
        };
        let of = self.past(at + 3, Tag::Of);
        let of = if of == at + 3 { self.past(of, Tag::In) } else { of };
        let end = match (self.tag(of), self.tag(of + 1)) {
            (Tag::Last, Tag::Unit(Unit::Year)) => of + 2,
            (Tag::A, Tag::Unit(Unit::Year))
                if matches!(self.tag(of + 2), Tag::Ago | Tag::Earlier | Tag::Before) =>
            {
                of + 3
            }
            (Tag::The, Tag::Previous) if self.is(of + 2, Tag::Unit(Unit::Year)) => of + 3,
            (Tag::The, Tag::Unit(Unit::Year)) if matches!(self.tag(of + 2), Tag::Before | Tag::Earlier) => {
                of + 3
            }
            _ => return None,
        };
        if self.is(end, Tag::Possessive) {
            return None;
        }
        let core = match grain {
            Some(unit) => Core::Offset {
                amount: super::reading::Amount { tenths: Some(120), unit },
                back: true,
                spoken: true,
            },
            None => Core::YearEarlier,
        };
        Match::new(end, Reading::new(core, "same-period"))
    }

    /// `this year's third quarter`, `last year's quarter`
    pub(super) fn possessive_year(&self, at: usize) -> Option<Match> {
        let the = self.past(at, Tag::The);
        let named = self.number(at).filter(|year| self.width(at) == 4 && (1000..2200).contains(year));
        let (behind, within) = if let Some(year) = named {
            (at + 1, Within::Year(i32::try_from(year).ok()?))
        } else {
            let which = match self.tag(the) {
                Tag::This | Tag::Current => Which::This,
                Tag::Last => Which::Last,
                Tag::Next => Which::Next,
                Tag::Previous => Which::Previous,
                _ => return None,
            };
            if !self.is(the + 1, Tag::Unit(Unit::Year)) {
                return None;
            }
            (the + 2, Within::Which(which, Unit::Year))
        };
        if !self.is(behind, Tag::Possessive) {
            return None;
        }
        let next = behind + 1;
        if self.is(next, Tag::Quarter) && named.is_none() {
            return Match::new(next + 1, Reading::new(Core::YearEarlier, "last-year's-quarter"));
        }
        if let Tag::Season(season) = self.tag(next) {
            return Match::new(next + 1, Reading::named(Grain::Season(season), within, "season"));
        }
        let fiscal = self.past(next, Tag::Fiscal);
        let (end, rank) = self.ordinal(fiscal)?;
        let end = self.past(end, Tag::Hyphen);
        let rank = u8::try_from(rank).ok()?;
        let grain = match self.tag(end) {
            Tag::Quarter if (1..=4).contains(&rank) => Grain::Quarter(rank),
            Tag::Half if (1..=2).contains(&rank) => Grain::Half(rank),
            _ => return None,
        };
        Match::new(end + 1, Reading::named(grain, within, "quarter"))
    }
}
