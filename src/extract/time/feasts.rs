//! Days that are called by a name: what they are called, and which day each is in which year.

use super::Sure;
use super::calendar::Day;
use super::dates::in_year;
use super::habits::is_american;
use super::reading::{Amount, Core, Feast, Grain, Modifier, Reading, Unit, Which, Within};
use super::resolve::Resolver;
use super::scan::{Match, Scan};
use super::tag::Tag;
use super::tense::Tense;
use super::value::Point;
use crate::extract::lex::Shape;

impl Resolver<'_, '_, '_, '_> {
    /// `the first Monday of May`, of the year that the tense tells.
    pub(super) fn nth_weekday(&mut self, nth: u8, weekday: u8, month: u8) -> Point {
        let Point::Month(Some(year), _) = self.month(month, None) else { return Point::Month(None, month) };
        in_year(Grain::Nth(nth, weekday, month), year)
    }

    pub(super) fn feast(&mut self, feast: Feast, which: Option<Which>) -> Point {
        let narrated = if self.context.narrative { self.context.spoken_year() } else { None };
        let Some(now) = narrated.map_or_else(|| self.now(), |year| Day::new(year, 7, 1)) else {
            return Point::SomeDay(None);
        };
        // Every state has a day of independence of its own.
        if feast == Feast::Independence && !self.is_american() {
            return Point::SomeDay(None);
        }
        if narrated.is_some() {
            self.lean();
            return Point::Day(feast_day(feast, now.year));
        }
        self.sure = Sure::Likely;
        let days: Vec<Day> = [-1, 0, 1].into_iter().map(|more| feast_day(feast, now.year + more)).collect();
        let day = match which {
            Some(Which::Last | Which::Previous) => days.iter().rev().find(|day| **day < now),
            Some(Which::Next | Which::Following) => days.iter().find(|day| **day > now),
            Some(Which::This) => days.get(1),
            _ if self.is_done() => days.iter().rev().find(|day| **day <= now),
            _ if self.tense() == Tense::Future => days.iter().find(|day| **day >= now),
            _ => days.iter().min_by_key(|day| (day.count() - now.count()).abs()),
        };
        day.map_or(Point::SomeDay(None), |day| Point::Day(*day))
    }

    /// Whether a feast is one of the United States: the document speaks of them, and the feast is not called another's.
    fn is_american(&self) -> bool {
        let (page, at) = (self.scan.page, self.found.start);
        if at == self.scan.start || !self.context.habits.american {
            return self.context.habits.american;
        }
        let owner = if self.scan.is(at - 1, Tag::Possessive) { at.saturating_sub(2) } else { at - 1 };
        let named =
            owner < at - 1 || self.scan.shape(owner) == Shape::Title && self.scan.is(owner, Tag::Other);
        !named || is_american(page, owner)
    }
}

impl Scan<'_, '_> {
    /// A day that is called by a name, with its year: `Christmas 1963`, `New Year's Eve`.
    pub(super) fn feast(&self, at: usize) -> Option<Match> {
        if let Some(found) = self.term(at) {
            return Some(found);
        }
        let (mut end, mut feast) = match self.tag(at) {
            Tag::Feast(feast) => (at + 1, feast),
            Tag::Opener | Tag::All => self.feast_of_words(at)?,
            Tag::Month(5) if self.word(at + 1) == "Day" => (at + 2, Feast::MayDay),
            _ => return None,
        };
        match feast {
            Feast::Christmas if self.says(end, "eve") => (end, feast) = (end + 1, Feast::ChristmasEve),
            Feast::Easter if self.is(end, Tag::Weekday(7)) => end += 1,
            Feast::Easter if self.is(end, Tag::Weekday(1)) => (end, feast) = (end + 1, Feast::EasterMonday),
            _ => {}
        }
        if self.says(end, "day") && self.shape(end) != Shape::Lower {
            end += 1;
        }
        // `Easter week`, `Christmas week 1972`
        if end == at + 1 && self.says(end, "week") && matches!(feast, Feast::Easter | Feast::Christmas) {
            let (end, within) = self.year_behind(end + 1);
            let amount = Amount { tenths: None, unit: Unit::Week };
            // It begins with its Sunday.
            let first = if feast == Feast::Easter { Feast::EasterMonday } else { feast };
            let core = Core::Beside { amount, back: false, grain: Grain::Feast(first), within };
            return Match::new(end, Reading::new(core, "feast-week"));
        }
        // `Good Friday, 10 April 1998`
        let next = self.past(end, Tag::Comma);
        if let Some(dated) = self.day_of_month(next).or_else(|| self.month_date(next))
            && let Core::Named { grain: Grain::Day(..), .. } = dated.reading.core
            && !matches!(self.tag(next), Tag::The)
        {
            return Some(dated);
        }
        let (behind, mut within) = self.year_behind(end);
        // `the Easter Rising of April 1916`: the thing that is called so is of that year; `Easter Island` is of none.
        let named = self.prose && self.tag(end) == Tag::Other && self.shape(end) == Shape::Title;
        if within == Within::Open && named {
            within = Within::Year(self.year_of_named(end)?);
        }
        Match::new(behind, Reading::named(Grain::Feast(feast), within, "feast"))
    }

    /// A term of courts and universities, with its year: `Michaelmas term 2021`. Its months are those of a quarter,
    /// about.
    fn term(&self, at: usize) -> Option<Match> {
        let the = self.past(at, Tag::The);
        if !self.is(the + 1, Tag::Term) || self.shape(the) != Shape::Title {
            return None;
        }
        let quarter = match self.word(the) {
            "Michaelmas" => 4,
            "Hilary" | "Lent" => 1,
            "Easter" | "Trinity" => 2,
            _ => return None,
        };
        let (end, within @ Within::Year(_)) = self.year_behind(the + 2) else { return None };
        let reading = Reading::named(Grain::Quarter(quarter), within, "term");
        Match::new(end, reading.modified(Some(Modifier::Approx)))
    }

    /// The year of a thing that is called by a name of one or two words: `Rising of April 1916`.
    fn year_of_named(&self, at: usize) -> Option<i32> {
        let of = (at + 1..at + 3).find(|at| self.is(*at, Tag::Of))?;
        let year = self.month(of + 1).map_or(of + 1, |(behind, _)| behind);
        self.year_number(year)
    }

    /// Whether a day that is called by a name begins here.
    pub(super) fn is_feast(&self, at: usize) -> bool {
        matches!(self.tag(at), Tag::Feast(_)) || self.feast_of_words(at).is_some()
    }

    fn feast_of_words(&self, at: usize) -> Option<(usize, Feast)> {
        if self.shape(at) != Shape::Title {
            return None;
        }
        let first = self.word(at);
        let possessive = self.is(at + 1, Tag::Possessive);
        let next = if possessive { at + 2 } else { at + 1 };
        let day =
            |feast| (self.says(next, "day") && self.shape(next) == Shape::Title).then_some((next + 1, feast));
        match first {
            "New" if self.says(at + 1, "year") && self.is(at + 2, Tag::Possessive) => {
                if self.says(at + 3, "eve") {
                    Some((at + 4, Feast::NewYearsEve))
                } else if self.says(at + 3, "day") {
                    Some((at + 4, Feast::NewYear))
                } else {
                    None
                }
            }
            // `New Year 1916`
            "New" if self.word(at + 1) == "Year" && self.year_number(at + 2).is_some() => {
                Some((at + 2, Feast::NewYear))
            }
            "Maundy" if self.is(at + 1, Tag::Weekday(4)) => Some((at + 2, Feast::MaundyThursday)),
            "Shrove" if self.is(at + 1, Tag::Weekday(2)) => Some((at + 2, Feast::ShroveTuesday)),
            "Whit" if self.is(at + 1, Tag::Weekday(1)) => Some((at + 2, Feast::WhitMonday)),
            "Trinity" if self.is(at + 1, Tag::Weekday(7)) => Some((at + 2, Feast::TrinitySunday)),
            "Corpus" if self.says(at + 1, "christi") => Some((at + 2, Feast::CorpusChristi)),
            "All" if self.word(at + 1) == "Saints" => Some((
                if self.says(at + 2, "'") || self.says(at + 2, "’") { at + 3 } else { at + 2 },
                Feast::AllSaints,
            )),
            "Good" if self.is(at + 1, Tag::Weekday(5)) => Some((at + 2, Feast::GoodFriday)),
            "Palm" if self.is(at + 1, Tag::Weekday(7)) => Some((at + 2, Feast::PalmSunday)),
            "Ash" if self.is(at + 1, Tag::Weekday(3)) => Some((at + 2, Feast::AshWednesday)),
            "Whit" if self.is(at + 1, Tag::Weekday(7)) => Some((at + 2, Feast::Pentecost)),
            "Boxing" => day(Feast::Boxing),
            "Bastille" => day(Feast::Bastille),
            "Columbus" => day(Feast::Columbus),
            "King" => day(Feast::King),
            "Presidents" | "President" => day(Feast::Presidents),
            "Patrick" => day(Feast::Patrick),
            "Armistice" => day(Feast::Veterans),
            "Ascension" => day(Feast::Ascension),
            "Independence" => day(Feast::Independence),
            "Labor" => day(Feast::Labor),
            "Memorial" => day(Feast::Memorial),
            "Veterans" => day(Feast::Veterans),
            "Valentine" => day(Feast::Valentine),
            "Election" => day(Feast::Election),
            _ => None,
        }
    }
}

/// The day of a feast in a year.
pub(super) fn feast_day(feast: Feast, year: i32) -> Day {
    let on = |month, day| Day { year, month, day };
    match feast {
        Feast::Christmas => on(12, 25),
        Feast::ChristmasEve => on(12, 24),
        Feast::Boxing => on(12, 26),
        Feast::Easter => Day::easter(year),
        Feast::EasterMonday => Day::easter(year).plus(1),
        Feast::PalmSunday => Day::easter(year).plus(-7),
        Feast::AshWednesday => Day::easter(year).plus(-46),
        Feast::Pentecost => Day::easter(year).plus(49),
        Feast::WhitMonday => Day::easter(year).plus(50),
        Feast::TrinitySunday => Day::easter(year).plus(56),
        Feast::CorpusChristi => Day::easter(year).plus(60),
        Feast::MaundyThursday => Day::easter(year).plus(-3),
        Feast::ShroveTuesday => Day::easter(year).plus(-47),
        Feast::Ascension => Day::easter(year).plus(39),
        Feast::Epiphany => on(1, 6),
        Feast::Candlemas => on(2, 2),
        Feast::Michaelmas => on(9, 29),
        Feast::AllSaints => on(11, 1),
        Feast::Martinmas => on(11, 11),
        Feast::MayDay => on(5, 1),
        Feast::Patrick => on(3, 17),
        Feast::Bastille => on(7, 14),
        Feast::Columbus => Day::nth_weekday(year, 10, 1, 2),
        Feast::King => Day::nth_weekday(year, 1, 1, 3),
        Feast::Presidents => Day::nth_weekday(year, 2, 1, 3),
        Feast::GoodFriday => Day::easter(year).plus(-2),
        Feast::Thanksgiving => Day::nth_weekday(year, 11, 4, 4),
        Feast::Halloween => on(10, 31),
        Feast::NewYear => on(1, 1),
        Feast::NewYearsEve => on(12, 31),
        Feast::Independence => on(7, 4),
        Feast::Labor => Day::nth_weekday(year, 9, 1, 1),
        Feast::Memorial => Day::nth_weekday(year, 5, 1, 0),
        Feast::Veterans => on(11, 11),
        Feast::Valentine => on(2, 14),
        Feast::Election => Day::nth_weekday(year, 11, 1, 1).plus(1),
    }
}
