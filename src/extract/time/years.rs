//! Years and what is counted in them: `1998`, `264 BC`, `the late 1970s`, `the third quarter`, `summer 2007`.

use super::lexicon::Tag;
use super::reading::{Core, Grain, Reading, Season, Unit, Which, Within};
use super::scan::{Match, Scan};
use crate::extract::lex::Shape;

impl Scan<'_, '_> {
    /// A year with its era: `264 BC`, `AD 79`, `490 B.C`.
    pub(super) fn era_year(&self, at: usize) -> Option<(usize, i32)> {
        if self.is(at, Tag::Era(false)) {
            let year = self.number(at + 1).filter(|year| (1..2200).contains(year))?;
            return Some((at + 2, i32::try_from(year).ok()?));
        }
        let year = self.number(at).filter(|year| (1..10_000).contains(year))?;
        let year = i32::try_from(year).ok()?;
        let (end, before) = self.era(at + 1)?;
        Some((end, if before { 1 - year } else { year }))
    }

    /// The token behind an era, and whether it is the one before ours.
    pub(super) fn era(&self, at: usize) -> Option<(usize, bool)> {
        match self.tag(at) {
            Tag::Era(before) => Some((at + 1, before)),
            // `b.c` whose last stop is not there.
            Tag::Other if self.says(at, "b") && self.is(at + 1, Tag::Dot) && self.says(at + 2, "c") => {
                Some((at + 3, true))
            }
            _ => None,
        }
    }

    /// A year, a decade, a century.
    pub(super) fn year(&self, at: usize) -> Option<Match> {
        let the = self.past(at, Tag::The);
        if let Some(found) = self.decade(the).or_else(|| self.century(the)) {
            return Some(found);
        }
        let named = if self.is(the, Tag::Unit(Unit::Year)) || self.is(the, Tag::Units(Unit::Year)) {
            the + 1
        } else {
            the
        };
        let fiscal = if self.is(the, Tag::Fiscal) { self.past(the + 1, Tag::Unit(Unit::Year)) } else { the };
        let number = named.max(fiscal);
        if the > at && number == the && !matches!(self.tag(the + 1), Tag::Period | Tag::Quarter) {
            return None;
        }
        if let Some((end, year)) = self.era_year(number).filter(|_| number > the || the == at) {
            return Match::new(end, Reading::named(Grain::Year, Within::Year(year), "era-year"));
        }
        // `the 1988 period`
        if the > at
            && let Some(year) =
                self.number(the).filter(|year| self.width(the) == 4 && (1800..2100).contains(year))
            && matches!(self.tag(the + 1), Tag::Period | Tag::Quarter)
        {
            let within = Within::Year(i32::try_from(year).ok()?);
            return Match::new(the + 2, Reading::named(Grain::Year, within, "year-period"));
        }
        if number > the {
            let (end, year) = match self.number(number).filter(|_| self.width(number) == 4) {
                Some(year) => (number + 1, i32::try_from(year).ok()?),
                None => self.spelled_year(number)?,
            };
            return Match::new(end, Reading::named(Grain::Year, Within::Year(year), "year"));
        }
        if self.is(at, Tag::Quote)
            && self.width(at + 1) == 2
            && self.touches(at + 1)
            && self.shape(at + 1) == Shape::None
            && !self.is_glued(at)
        {
            let year = u8::try_from(self.number(at + 1)?).ok()?;
            let behind = self.tag(at + 2);
            return (!self.touches(at + 2)
                || matches!(behind, Tag::Comma | Tag::Dot | Tag::Hyphen | Tag::Possessive))
            .then_some(())
            .and_then(|()| {
                Match::new(at + 2, Reading::named(Grain::Year, Within::ShortYear(year), "short-year"))
            });
        }
        if matches!(self.tag(at), Tag::Small(15..=19)) && !self.is(at + 1, Tag::Hundred) {
            let (end, year) = self.spelled_year(at)?;
            return (!self.is_counted(end) && self.unit(end).is_none()).then_some(()).and_then(|()| {
                Match::new(end, Reading::named(Grain::Year, Within::Year(year), "year-in-words"))
            });
        }
        self.bare_year(at).or_else(|| self.ancient_year(at))
    }

    /// `in 496`, in a text whose years lie before our era.
    fn ancient_year(&self, at: usize) -> Option<Match> {
        let led = matches!(
            self.before(at),
            Tag::In | Tag::By | Tag::Of | Tag::Until | Tag::Since | Tag::From | Tag::After | Tag::Before
        );
        let year = self.number(at).filter(|_| self.ancient && led && self.width(at) == 3)?;
        if self.is_counted(at + 1)
            || self.unit(at + 1).is_some()
            || matches!(self.tag(at + 1), Tag::Suffix | Tag::Comma if self.touches(at + 2))
            || self.shape(at + 1) == Shape::Lower && self.tag(at + 1) == Tag::Other
        {
            return None;
        }
        let year = i32::try_from(year).ok()?;
        Match::new(at + 1, Reading::named(Grain::Year, Within::Year(1 - year), "ancient-year"))
    }

    /// Four digits that are a year by what stands around them.
    fn bare_year(&self, at: usize) -> Option<Match> {
        let number = self.number(at).filter(|_| self.width(at) == 4)?;
        if !(1000..2100).contains(&number) {
            return None;
        }
        let before = self.before(at);
        let behind = self.tag(at + 1);
        if self.is_glued(at) {
            let fine = matches!(before, Tag::Hyphen | Tag::Quote | Tag::Open | Tag::Slash)
                || !matches!(self.word_before(at), "." | "," | ":" | "#" | "+" | "_" | "=" | "&" | "@" | "%")
                    && !matches!(before, Tag::Digits | Tag::Money)
                    && !self
                        .page
                        .tokens
                        .get(at - 1)
                        .is_some_and(|token| token.kind == crate::extract::lex::Kind::Word);
            if !fine
                || (before == Tag::Hyphen
                    && at > self.start + 1
                    && self.shape(at - 2) != Shape::None
                    && self.touches(at - 1)
                    && !matches!(self.tag(at - 2), Tag::Mid | Tag::Early | Tag::Late))
            {
                return None;
            }
        }
        // Parts of greater numbers, of amounts, of identifiers, of clocks.
        if self.touches(at + 1)
            && (matches!(behind, Tag::Digits | Tag::Suffix | Tag::Colon)
                || self.token(at + 1).is_some_and(|token| token.kind == crate::extract::lex::Kind::Word)
                || matches!(self.word(at + 1), "%" | "°" | "#" | "_" | "=")
                || (matches!(behind, Tag::Comma | Tag::Dot)
                    && self.touches(at + 2)
                    && self.is(at + 2, Tag::Digits)))
        {
            return None;
        }
        if self.unit(at + 1).is_some_and(|(_, plural)| plural) || self.is_money(at) || self.is_labelled(at) {
            return None;
        }
        if matches!(self.tag(at + 1), Tag::Am(_) | Tag::Zone | Tag::Hundred | Tag::Thousand | Tag::Dozen)
            || [
                "hours",
                "hrs",
                "percent",
                "million",
                "billion",
                "trillion",
                "pct",
                "miles",
                "kilometers",
                "km",
                "meters",
                "feet",
                "people",
                "men",
                "women",
                "troops",
                "points",
                "jobs",
                "shares",
                "cases",
                "dollars",
                "euros",
                "tons",
                "tonnes",
                "acres",
                "pounds",
                "copies",
                "votes",
                "yards",
                "lbs",
                "kg",
                "square",
                "cubic",
                "hectares",
                "soldiers",
            ]
            .iter()
            .any(|word| self.says(at + 1, word))
        {
            return None;
        }
        let led = matches!(
            before,
            Tag::In
                | Tag::Since
                | Tag::By
                | Tag::Until
                | Tag::From
                | Tag::To
                | Tag::During
                | Tag::Of
                | Tag::Between
                | Tag::Before
                | Tag::After
                | Tag::For
                | Tag::The
                | Tag::Early
                | Tag::Late
                | Tag::Mid
                | Tag::Open
                | Tag::And
                | Tag::Circa
                | Tag::About
                | Tag::Hyphen
                | Tag::Fiscal
                | Tag::This
                | Tag::That
        );
        let plausible = (1800..=2050).contains(&number);
        if self.is_counted(at + 1)
            && !matches!(before, Tag::In | Tag::Since | Tag::The | Tag::By | Tag::Its | Tag::Possessive)
        {
            return None;
        }
        if !plausible
            && !(led
                && matches!(
                    before,
                    Tag::In | Tag::Since | Tag::By | Tag::Until | Tag::Open | Tag::Hyphen | Tag::Circa
                ))
        {
            return None;
        }
        let year = i32::try_from(number).ok()?;
        Match::new(
            at + 1,
            Reading::named(Grain::Year, Within::Year(year), if led { "year" } else { "bare-year" }),
        )
    }

    fn word_before(&self, at: usize) -> &str {
        if at > self.start { self.word(at - 1) } else { "" }
    }

    fn is_money(&self, at: usize) -> bool {
        self.before(at) == Tag::Money
            || matches!(self.word_before(at), "Rs" | "USD" | "EUR" | "US$" | "dlrs" | "#")
    }

    /// `No. 1984`, `page 2001`, `Resolution 1973`, `Boeing`: a number that names a thing.
    fn is_labelled(&self, at: usize) -> bool {
        let label = if self.before(at) == Tag::Dot && at > self.start + 1 {
            self.word(at - 2)
        } else {
            self.word_before(at)
        };
        [
            "no",
            "page",
            "p",
            "pp",
            "resolution",
            "number",
            "flight",
            "room",
            "route",
            "channel",
            "article",
            "section",
            "suite",
            "box",
            "model",
            "volume",
            "nos",
            "unit",
            "highway",
            "windows",
            "office",
            "index",
            "at",
        ]
        .iter()
        .any(|word| label.eq_ignore_ascii_case(word))
            && self.before(at) != Tag::Comma
    }

    /// `1990s`, `the '80s`, `the nineties`, `1490s BC`.
    fn decade(&self, at: usize) -> Option<Match> {
        if let Tag::Decade(tens) = self.tag(at) {
            if self.before(at) != Tag::The
                && !matches!(self.before(at), Tag::Early | Tag::Late | Tag::Mid | Tag::Hyphen)
            {
                return None;
            }
            return Match::new(
                at + 1,
                Reading::named(Grain::Decade(i32::from(tens), true), Within::Open, "decade"),
            );
        }
        let quoted = self.is(at, Tag::Quote);
        let number = if quoted { at + 1 } else { at };
        if !self.is(number, Tag::Digits) || !self.touches(number + 1) {
            return None;
        }
        let (mut end, width) = match self.tag(number + 1) {
            Tag::S | Tag::Possessive => (number + 2, self.width(number)),
            Tag::Quote if self.is(number + 2, Tag::S) && self.touches(number + 2) => {
                (number + 3, self.width(number))
            }
            _ => return None,
        };
        let first = i32::try_from(self.number(number)?).ok()?;
        if first % 10 != 0 {
            return None;
        }
        let era = self.era(end);
        if let Some((behind, before)) = era {
            end = behind;
            let first = if before { 1 - first } else { first };
            return Match::new(end, Reading::named(Grain::Decade(first, false), Within::Open, "decade"));
        }
        match width {
            4 if (1000..2100).contains(&first)
                && !(first % 100 == 0 && self.is(number + 1, Tag::Possessive)) =>
            {
                Match::new(end, Reading::named(Grain::Decade(first, false), Within::Open, "decade"))
            }
            2 if quoted
                || (self.before(at) == Tag::The && self.is(number + 1, Tag::S))
                || self.before(at) == Tag::Mid =>
            {
                Match::new(end, Reading::named(Grain::Decade(first, true), Within::Open, "decade"))
            }
            3 if self.before(at) == Tag::The && self.is(number + 1, Tag::S) => {
                Match::new(end, Reading::named(Grain::Decade(first, false), Within::Open, "decade"))
            }
            _ => None,
        }
    }

    /// `the 20th century`, `the fifth century BC`.
    fn century(&self, at: usize) -> Option<Match> {
        let (end, rank) = self.ordinal(at)?;
        let end = self.past(end, Tag::Hyphen);
        if !self.is(end, Tag::Unit(Unit::Century)) || !(1..=30).contains(&rank) {
            return None;
        }
        let rank = i32::try_from(rank).ok()?;
        let (end, first) = match self.era(end + 1) {
            Some((end, true)) => (end, -100 * (rank - 1)),
            Some((end, false)) => (end, 100 * (rank - 1)),
            None => (end + 1, 100 * (rank - 1)),
        };
        Match::new(end, Reading::named(Grain::Century(first), Within::Open, "century"))
    }

    /// Whether a word only tells of which time the thing is whose name follows.
    pub(super) fn is_attribute(&self, at: usize) -> bool {
        let next = self.shape(at + 1);
        self.tag(at + 1) == Tag::Other
            && (next == Shape::Title && self.shape(at) == Shape::Title
                || next == Shape::Lower
                    && [
                        "offensive",
                        "campaign",
                        "session",
                        "season",
                        "games",
                        "break",
                        "vacation",
                        "holiday",
                        "holidays",
                        "recess",
                        "olympics",
                    ]
                    .contains(&self.word(at + 1)))
    }

    /// What is counted within a year: a quarter, a half, a season, with its year.
    pub(super) fn part_of_year(&self, at: usize) -> Option<Match> {
        self.season(at).or_else(|| self.quarter(at))
    }

    fn season(&self, at: usize) -> Option<Match> {
        let the = self.past(at, Tag::The);
        let Tag::Season(season) = self.tag(the) else { return None };
        let (end, within) = self.year_behind(the + 1);
        let found = Match::new(end, Reading::named(Grain::Season(season), within, "season"));
        if within != Within::Open {
            return found;
        }
        // `the fall of Atlanta`; `the summer offensive`, where `the` belongs to what is offensive.
        if self.is(the + 1, Tag::Of) && season == Season::Fall || the > at && self.is_attribute(the) {
            return None;
        }
        let before = self.before(at);
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
        let glued = self.is(the + 1, Tag::Hyphen) && self.touches(the + 1)
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
        let (behind, named) = self.year_behind_part(end + 1);
        if named != Within::Open {
            within = named;
        }
        // A half that is of no year is half of something else.
        if matches!(grain, Grain::Half(_)) && within == Within::Open {
            return None;
        }
        // `the third-quarter loss`: `the` belongs to the loss.
        if the && self.is(end - 1, Tag::Hyphen) {
            return None;
        }
        Match::new(behind.max(end + 1), Reading::named(grain, within, "quarter"))
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
        let (end, within) = self.year_behind(at + 2);
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

    /// `this year's third quarter`, `last year's quarter`
    pub(super) fn possessive_year(&self, at: usize) -> Option<Match> {
        let the = self.past(at, Tag::The);
        let which = match self.tag(the) {
            Tag::This | Tag::Current => Which::This,
            Tag::Last => Which::Last,
            Tag::Next => Which::Next,
            Tag::Previous => Which::Previous,
            _ => return None,
        };
        let within = Within::Which(which, Unit::Year);
        if !self.is(the + 1, Tag::Unit(Unit::Year)) || !self.is(the + 2, Tag::Possessive) {
            return None;
        }
        let next = the + 3;
        if self.is(next, Tag::Quarter) {
            return Match::new(
                next + 1,
                Reading::new(Core::YearEarlier { unit: Unit::Quarter }, "last-year's-quarter"),
            );
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
