//! Words of time that tell of no time: `today's youth`, `40 litres per second`, `a 1987 Volvo`; and what is told of
//! every year: `usually floods in April`.

use super::reading::{Core, Grain, Reading, Ref, Unit};
use super::scan::{Match, Scan};
use super::tag::Tag;
use crate::extract::lex::Shape;

/// Who and what is `of today`, not of a day.
const OF_AN_AGE: &str = "youth children people world society generation generations teenagers young students standards \
                         technology consumers parents women men computers cars culture politics music language media \
                         families workers cities city woman man leaders citizens readers audiences farmers soldiers \
                         engineers scientists homes schools factories girls boys kids";

/// What is measured by the second, the minute or the hour.
const MEASURED: &str = "miles mile kilometres kilometers kilometre km kms metres meters feet foot knots litres liters \
                        gallons inches instructions revolutions rounds words beats barrels bits bytes tonnes tons watts \
                        cubic frames calculations";

/// Who makes what is told by the year of its make.
const MAKES: &str = "Chevrolet Chevy Toyota Honda Nissan Datsun Mercedes BMW Volkswagen Buick Cadillac Dodge Pontiac \
                     Chrysler Jeep Plymouth Oldsmobile Mazda Subaru Hyundai Volvo Porsche Ferrari Audi Fiat Renault \
                     Peugeot Ford Boeing Cessna Rolls-Royce Bentley Jaguar Mustang Kia Lexus Saab Opel Skoda Lada";

/// What tells of every time, not of one.
const USUALLY: &str = "usually typically normally traditionally ordinarily customarily invariably";

fn among(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|listed| listed.eq_ignore_ascii_case(word))
}

impl Scan<'_, '_> {
    /// Whether an expression is only a manner of speaking, or a measure.
    pub(super) fn is_idiom(&self, at: usize, found: &Match) -> bool {
        let end = found.end;
        match found.reading.core {
            Core::Day(_) if end == at + 1 => {
                let owned = self.is(end, Tag::Possessive) && among(OF_AN_AGE, self.word(end + 1));
                // `the leaders of tomorrow`
                let of = self.before(at) == Tag::Of
                    && at > self.start + 1
                    && self.shape(at - 2) == Shape::Lower
                    && among(OF_AN_AGE, self.word(at - 2));
                owned || of
            }
            Core::Duration(_) if self.is_always(end.saturating_sub(1)) => true,
            // `on days when the wind is strong`
            Core::Duration(_) if found.reading.rule == "some-units" => {
                self.before(at) == Tag::On && (self.says(end, "when") || self.says(end, "that"))
            }
            Core::Set(_) if found.reading.rule == "rate" && at > self.start && self.is_always(at - 1) => true,
            Core::Set(amount) if matches!(found.reading.rule, "per-unit" | "rate") => {
                amount.unit == Unit::Second
                    || matches!(amount.unit, Unit::Minute | Unit::Hour)
                        && at > self.start
                        && among(MEASURED, self.word(at - 1))
            }
            // `most recently last June` is last June.
            Core::Refer(Ref::Past) if self.says(end - 1, "recently") => {
                let most = self.before(end - 1) == Tag::Most;
                let next = if matches!(self.tag(end), Tag::In | Tag::On) { end + 1 } else { end };
                most && self.core(next).is_some_and(|next| {
                    matches!(next.reading.core, Core::Named { .. } | Core::Shift { .. } | Core::Day(_))
                })
            }
            Core::Named { grain: Grain::Year, .. } => end == at + 1 && self.is_make(at, found.reading),
            _ => false,
        }
    }

    /// `24 hours a day`, `seven days a week`: always.
    fn is_always(&self, units: usize) -> bool {
        let Some((unit, true)) = self.unit(units).filter(|_| units > self.start) else { return false };
        let Some((whole, false)) =
            self.unit(units + 2).filter(|_| matches!(self.tag(units + 1), Tag::A | Tag::Per))
        else {
            return false;
        };
        let all: &[&str] = match (unit, whole) {
            (Unit::Hour, Unit::Day) => &["24"],
            (Unit::Day, Unit::Week) => &["7", "seven"],
            (Unit::Day, Unit::Year) => &["365"],
            (Unit::Week, Unit::Year) => &["52"],
            (Unit::Month, Unit::Year) => &["12", "twelve"],
            _ => &[],
        };
        all.iter().any(|count| self.says(units - 1, count))
    }

    /// `a 1987 Volvo`, `her 1990 Toyota`
    fn is_make(&self, at: usize, reading: Reading) -> bool {
        let led = matches!(self.before(at), Tag::A | Tag::Its | Tag::Possessive | Tag::The | Tag::Other);
        reading.rule == "year" && led && among(MAKES, self.word(at + 1))
    }

    /// Whether a month, a season or a quarter is that of every year: `usually floods in April`.
    pub(super) fn is_habit(&self, at: usize) -> bool {
        let from = at.saturating_sub(9).max(self.start);
        (from..at)
            .rev()
            .take_while(|at| !matches!(self.word(*at), ";" | ":" | "but"))
            .any(|at| self.shape(at) == Shape::Lower && among(USUALLY, self.word(at)))
    }
}
