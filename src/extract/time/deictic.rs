//! Times by their place from another: `today`, `last year`, `that day`, `the previous month`, `the quarter`.

use super::reading::{Amount, Core, Grain, Modifier, Reading, Ref, Unit, Which, Within};
use super::scan::{Match, Scan};
use super::tag::Tag;
use crate::extract::lex::Shape;

impl Scan<'_, '_> {
    /// A time that is told from the day of writing, or from one that was spoken of.
    pub(super) fn deictic(&self, at: usize) -> Option<Match> {
        match self.tag(at) {
            Tag::Day(days) => Match::new(at + 1, Reading::new(Core::Day(days), "day-word")),
            Tag::Tonight => {
                let mut reading = Reading::new(Core::Day(0), "tonight");
                reading.part = Some(super::reading::DayPart::Night);
                Match::new(at + 1, reading)
            }
            Tag::More | Tag::Most if self.is(at + 1, Tag::Refer(Ref::Past)) => {
                Match::new(at + 2, Reading::new(Core::Refer(Ref::Past), "reference"))
            }
            Tag::Now | Tag::Refer(_) | Tag::Perhaps(_) | Tag::Right | Tag::Current => self.pointed(at),
            Tag::Recent
                if self.shape(at + 1) != Shape::None
                    && self.tag(at + 1) == Tag::Other
                    && self.shape(at) == Shape::Lower
                    && !matches!(self.before(at), Tag::More | Tag::Most) =>
            {
                Match::new(at + 1, Reading::new(Core::Refer(Ref::Past), "recent"))
            }
            _ => self.which(at).or_else(|| self.the_past(at)),
        }
    }

    /// `now`, `recently`, `the future`: times that are only pointed at.
    fn pointed(&self, at: usize) -> Option<Match> {
        let refer = |end, to, rule| Match::new(end, Reading::new(Core::Refer(to), rule));
        match self.tag(at) {
            Tag::Right if self.is(at + 1, Tag::Now) => refer(at + 2, Ref::Present, "now"),
            // `the now-empty town`: in a history what was then.
            Tag::Now if self.is(at + 1, Tag::Hyphen) && self.touches(at + 1) => {
                refer(at + 1, Ref::Present, "now-attribute")
            }
            Tag::Now => refer(at + 1, Ref::Present, "now"),
            // In a history what comes soon has come; `as soon as` binds a clause.
            Tag::Refer(Ref::Future) if self.says(at, "soon") => {
                if self.is(at + 1, Tag::After) || at > self.start && self.says(at - 1, "as") {
                    None
                } else {
                    refer(at + 1, Ref::Future, "soon")
                }
            }
            // `as recently as last month` says when by what follows.
            Tag::Refer(_) if self.says(at + 1, "as") && at > self.start && self.says(at - 1, "as") => None,
            Tag::Refer(to) => refer(at + 1, to, "reference"),
            Tag::Current => {
                if self.unit(at + 1).is_some() || self.is(at + 1, Tag::Fiscal) {
                    return self.which(at);
                }
                // The adjective, not the river's.
                (self.shape(at + 1) == Shape::Lower && !self.word(at + 1).ends_with("ed"))
                    .then_some(())
                    .and_then(|()| refer(at + 1, Ref::Present, "current"))
            }
            Tag::Perhaps(Ref::Future)
                if self.shape(at) == Shape::Lower
                    && self.shape(at + 1) == Shape::Lower
                    && self.tag(at + 1) == Tag::Other
                    && self.before(at) != Tag::The =>
            {
                refer(at + 1, Ref::Future, "future")
            }
            Tag::Perhaps(Ref::Past)
                if self.says(at, "former")
                    && self.shape(at) == Shape::Lower
                    && (self.before(at) != Tag::The
                        || self.shape(at + 1) == Shape::Title
                        || self.tag(at + 1) == Tag::Other && self.shape(at + 2) != Shape::Lower) =>
            {
                refer(at + 1, Ref::Past, "former")
            }
            _ => None,
        }
    }

    /// `the past`, `the future`, `the present`, `the near future`, `the short term`.
    fn the_past(&self, at: usize) -> Option<Match> {
        if !self.is(at, Tag::The) {
            return None;
        }
        let refer = |end, to| Match::new(end, Reading::new(Core::Refer(to), "the-reference"));
        let alone = |end: usize| self.shape(end) != Shape::Lower || !matches!(self.tag(end), Tag::Other);
        match (self.tag(at + 1), self.tag(at + 2)) {
            (Tag::Past, next)
                if !matches!(next, Tag::Other)
                    || self.shape(at + 2) != Shape::Lower
                    || self.is_verb_like(at + 2) =>
            {
                if self.unit(at + 2).is_some() || self.quantity(at + 2).is_some() {
                    None
                } else {
                    refer(at + 2, Ref::Past)
                }
            }
            (Tag::Perhaps(Ref::Future), _) => refer(at + 2, Ref::Future),
            (Tag::Perhaps(Ref::Present), Tag::Time) => refer(at + 3, Ref::Present),
            (Tag::Perhaps(Ref::Present), _) if alone(at + 2) => refer(at + 2, Ref::Present),
            (Tag::Near | Tag::Short | Tag::Long, Tag::Term) => refer(at + 3, Ref::Future),
            (Tag::Near, Tag::Perhaps(Ref::Future)) => refer(at + 3, Ref::Future),
            (Tag::Other, Tag::Perhaps(Ref::Future))
                if ["immediate", "distant"].iter().any(|word| self.says(at + 1, word)) =>
            {
                refer(at + 3, Ref::Future)
            }
            (Tag::Other, Tag::Past) if ["recent", "distant"].iter().any(|word| self.says(at + 1, word)) => {
                refer(at + 3, Ref::Past)
            }
            (Tag::Recent, Tag::Past) => refer(at + 3, Ref::Past),
            _ => None,
        }
    }

    fn is_verb_like(&self, at: usize) -> bool {
        [
            "has", "had", "have", "is", "was", "were", "are", "when", "as", "it", "he", "she", "they", "we",
            "will", "would",
        ]
        .iter()
        .any(|word| self.says(at, word))
    }

    /// `last year`, `this June`, `that same day`, `the next two weeks`, `recent years`, `the quarter`.
    fn which(&self, at: usize) -> Option<Match> {
        // `this past Sunday`, `this coming week`
        let pointed = self.is(at, Tag::This) && matches!(self.tag(at + 1), Tag::Past | Tag::Coming);
        let the = if pointed { at + 1 } else { self.past(at, Tag::The) };
        let definite = the > at && !pointed;
        // `was to last eleven months`
        let verb = self.is(at, Tag::Last)
            && (self.before(at) == Tag::To
                || self.before(at) == Tag::Not
                || at > self.start
                    && ["will", "would", "could", "can", "may", "might", "should", "must"]
                        .iter()
                        .any(|word| self.says(at - 1, word)));
        if verb && self.quantity(at + 1).is_some() {
            return None;
        }
        let which = match self.tag(the) {
            Tag::This if !definite => Which::This,
            Tag::Current => Which::This,
            Tag::Last | Tag::Past => Which::Last,
            Tag::Next if definite => Which::Following,
            Tag::Next | Tag::Coming => Which::Next,
            Tag::That if !definite => Which::That,
            Tag::Same => Which::That,
            Tag::Previous => Which::Previous,
            Tag::Following => Which::Following,
            Tag::These | Tag::Those if !definite => return self.these(at),
            Tag::Recent => return self.recent(at, the),
            _ if definite => return self.the_unit(at),
            _ => return None,
        };
        let mut next = self.past(the + 1, Tag::Same);
        let past = self.is(the, Tag::Past);
        if let Some(found) = self.some_units(at, the, which) {
            return Some(found);
        }
        for word in ["calendar", "full", "fiscal", "financial", "business", "trading", "single"] {
            if self.says(next, word) {
                next += 1;
            }
        }
        if let Some(found) = self.which_named(next, which) {
            return Some(found);
        }
        let core = match self.tag(next) {
            Tag::Unit(unit) => Core::Shift { which, unit },
            Tag::Quarter => Core::Shift { which, unit: Unit::Quarter },
            Tag::Period if definite && self.is(the, Tag::Last) => Core::Shift { which, unit: Unit::Quarter },
            Tag::Time | Tag::Period
                if !definite && matches!(which, Which::This | Which::That) || which == Which::That =>
            {
                // `this time, it failed`: this once.
                let led = matches!(
                    self.before(at),
                    Tag::At
                        | Tag::By
                        | Tag::During
                        | Tag::Until
                        | Tag::From
                        | Tag::Since
                        | Tag::In
                        | Tag::Of
                        | Tag::To
                        | Tag::For
                        | Tag::Before
                        | Tag::After
                        | Tag::About
                        | Tag::Only
                );
                if self.says(next, "moment") || !led && self.says(next, "time") {
                    return None;
                }
                return Match::new(next + 1, Reading::new(Core::Refer(Ref::Present), "that-time"));
            }
            _ => return None,
        };
        // `the past decade`, `for the next year`: a stretch, not a place in the calendar.
        let ahead = self.is(the, Tag::Next) && matches!(self.before(at), Tag::For | Tag::Over) && definite;
        if (past || ahead)
            && !pointed
            && let Core::Shift { unit, .. } = core
        {
            let reading = Reading::new(Core::Duration(Amount { tenths: Some(10), unit }), "the-past-unit");
            let so = self.or_so(next + 1);
            return Match::new(so, reading.modified((so > next + 1).then_some(Modifier::Approx)));
        }
        // `to this day`
        if core == (Core::Shift { which: Which::This, unit: Unit::Day })
            && self.before(at) == Tag::To
            && self.ends_phrase(next + 1)
        {
            return Match::new(next + 1, Reading::new(Core::Refer(Ref::Present), "this-day"));
        }
        // `that minute`: too fine for a calendar.
        if matches!(core, Core::Shift { unit: Unit::Minute | Unit::Second | Unit::Hour, .. }) {
            return None;
        }
        let so = self.or_so(next + 1);
        let modifier = (so > next + 1).then_some(Modifier::Approx);
        Match::new(so, Reading::new(core, "which-unit").modified(modifier))
    }

    /// What is called by a name behind `last` or `this`: a month, a weekday, a season, a feast, a part of the day.
    fn which_named(&self, at: usize, which: Which) -> Option<Match> {
        let named = |grain, rule| {
            let core = Core::Named { grain, which: Some(which), within: Within::Open };
            Match::new(at + 1, Reading::new(core, rule))
        };
        match self.tag(at) {
            Tag::Month(_) | Tag::MonthShort(_) => {
                let (end, month) = self.month(at).filter(|(_, month)| {
                    // `that May might win`
                    which != Which::That || !matches!(month, 3 | 5)
                })?;
                // `this June 12`
                if let Some(dated) = self.calendar_date(at).filter(|found| found.end > end) {
                    return Some(dated);
                }
                named(Grain::Month(month), "which-month").map(|found| Match { end, ..found })
            }
            Tag::Weekday(weekday) => named(Grain::Weekday(weekday), "which-weekday"),
            Tag::Season(season) => named(Grain::Season(season), "which-season"),
            Tag::Feast(feast) => named(Grain::Feast(feast), "which-feast"),
            Tag::Part(part) => {
                let mut reading = Reading::new(Core::Hours(Some(which)), "which-part-of-day");
                reading.part = Some(part);
                Match::new(at + 1, reading)
            }
            _ => None,
        }
    }

    /// Behind `or so`.
    pub(super) fn or_so(&self, at: usize) -> usize {
        if self.is(at, Tag::Or) && self.is(at + 1, Tag::So) { at + 2 } else { at }
    }

    /// `the past three months`, `the next few years`, `the following days`, `the first nine months`.
    fn some_units(&self, at: usize, the: usize, which: Which) -> Option<Match> {
        let (mut end, mut tenths) = self.quantity(the + 1).unwrap_or((the + 1, None));
        let counted = end > the + 1;
        // `the last half-century`
        if self.is(the + 1, Tag::Half)
            && self.is(the + 2, Tag::Hyphen)
            && let Some((unit, false)) = self.unit(the + 3)
        {
            let amount = Amount { tenths: Some(5), unit };
            return Match::new(the + 4, Reading::new(Core::Duration(amount), "which-half-unit"));
        }
        if let Some(end) = self.quarter_century(the + 1) {
            let amount = Amount { tenths: Some(250), unit: Unit::Year };
            return Match::new(end, Reading::new(Core::Duration(amount), "which-quarter-century"));
        }
        // `the next 12 to 18 months`
        if counted
            && matches!(self.tag(end), Tag::To | Tag::Or | Tag::Hyphen)
            && let Some((behind, _)) = self.numeral(end + 1)
        {
            (end, tenths) = (behind, None);
        }
        let end = if self.is(end, Tag::Fiscal) || self.is(end, Tag::Full) { end + 1 } else { end };
        let end = self.past(end, Tag::More);
        let (unit, plural) = self.unit(end)?;
        if !plural || (!counted && which == Which::That) {
            return None;
        }
        let (end, unit) = (self.or_so(end + 1) - 1, unit);
        let rule = if counted { "which-units" } else { "which-some-units" };
        let _ = at;
        Match::new(end + 1, Reading::new(Core::Duration(Amount { tenths, unit }), rule))
    }

    /// `these days`
    fn these(&self, at: usize) -> Option<Match> {
        (self.is(at, Tag::These) && self.is(at + 1, Tag::Units(Unit::Day)))
            .then_some(())
            .and_then(|()| Match::new(at + 2, Reading::new(Core::Refer(Ref::Present), "these-days")))
    }

    /// `recent years`, `in the recent past`
    fn recent(&self, at: usize, recent: usize) -> Option<Match> {
        if let Some((unit, true)) =
            self.unit(recent + 1).filter(|_| !self.is(at, Tag::The) || self.is(at + 1, Tag::Recent))
        {
            let core = if unit == Unit::Year {
                Core::Refer(Ref::Past)
            } else {
                Core::Duration(Amount { tenths: None, unit })
            };
            return Match::new(recent + 2, Reading::new(core, "recent-units"));
        }
        None
    }

    /// `the quarter`, `the weekend`, `the fiscal year`: the one that is spoken of.
    fn the_unit(&self, at: usize) -> Option<Match> {
        // `in the new year`
        let new = self.word(at + 1) == "new" && self.word(at + 2) == "year";
        if new && matches!(self.before(at), Tag::In | Tag::By | Tag::Until | Tag::During) {
            let core = Core::Shift { which: Which::The, unit: Unit::Year };
            return Match::new(at + 3, Reading::new(core, "new-year"));
        }
        let full = self.past(at + 1, Tag::Full);
        let fiscal = self.past(full, Tag::Fiscal);
        let earlier = self.is(at + 1, Tag::Unit(Unit::Year))
            && self.is(at + 2, Tag::Hyphen)
            && matches!(self.tag(at + 3), Tag::Earlier | Tag::Ago);
        if earlier {
            let end = at + 4;
            return match self.tag(end) {
                Tag::Quarter | Tag::Period | Tag::Unit(Unit::Month) => {
                    Match::new(end + 1, Reading::new(Core::YearEarlier, "year-earlier"))
                }
                _ => None,
            };
        }
        let unit = match self.tag(fiscal) {
            Tag::Quarter if !matches!(self.tag(fiscal + 1), Tag::Of | Tag::Hyphen) => Unit::Quarter,
            Tag::Unit(Unit::Weekend) => Unit::Weekend,
            Tag::Unit(Unit::Year) if !matches!(self.tag(fiscal + 1), Tag::Hyphen | Tag::Of) => Unit::Year,
            _ => return None,
        };
        // `the year the river froze` is told by what happened in it.
        let told = matches!(self.tag(fiscal + 1), Tag::The | Tag::That)
            || ["when", "he", "she", "they", "it", "we", "i", "which"]
                .iter()
                .any(|word| self.says(fiscal + 1, word));
        if unit == Unit::Year && told {
            let core = Core::Named { grain: Grain::Year, which: Some(Which::The), within: Within::Open };
            return Match::new(fiscal + 1, Reading::new(core, "the-year-of"));
        }
        // `the year ended June 30` is a stretch.
        let to_date = self.is(fiscal + 1, Tag::To) && self.says(fiscal + 2, "date");
        if unit == Unit::Year
            && !to_date
            && ["ended", "ending", "to"].iter().any(|word| self.says(fiscal + 1, word))
        {
            return Match::new(
                fiscal + 1,
                Reading::new(Core::Duration(Amount { tenths: Some(10), unit }), "the-year-ended"),
            );
        }
        Match::new(fiscal + 1, Reading::new(Core::Shift { which: Which::The, unit }, "the-unit"))
    }
}
