//! How exactly a date is known: what a heading or an axis goes by.

use edtf_core::{Edtf, YearKind};

/// How exactly a date is known, finest first.
///
/// Unspecified digits count as not known: `2025-05-XX` is known to the [`Precision::Month`], `198X`
/// to the [`Precision::Decade`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// To the second.
    Time,
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To a season, quarter, third or half of a year.
    Part,
    /// To the year.
    Year,
    /// To ten years.
    Decade,
    /// To a hundred years.
    Century,
    /// To a thousand years, or worse.
    Coarser,
    /// An interval or a set: it has no one precision.
    Range,
}

impl Precision {
    pub(super) fn of(edtf: &Edtf) -> Self {
        match edtf {
            Edtf::Date(date) => Self::of_date(date),
            Edtf::DateTime(_) => Self::Time,
            Edtf::Interval(_) | Edtf::Set(_) => Self::Range,
        }
    }

    fn of_date(date: &edtf_core::Date) -> Self {
        let year = Self::of_year(&date.year);
        if year > Self::Year {
            return year;
        }
        let Some(month) = date.month else { return Self::Year };
        match (month.value(), date.day) {
            (None, _) => Self::Year,
            (Some(21..), _) => Self::Part,
            (Some(_), Some(day)) if !day.has_unspecified() => Self::Day,
            (Some(_), _) => Self::Month,
        }
    }

    fn of_year(year: &edtf_core::Year) -> Self {
        let unknown = match year.kind {
            YearKind::Standard { digits, .. } => {
                let masked = digits.iter().position(Option::is_none).map_or(0, |first| 4 - first);
                let insignificant = year.significant_digits.map_or(0, |n| 4usize.saturating_sub(n as usize));
                masked.max(insignificant)
            }
            YearKind::Big { value } => {
                insignificant(value.unsigned_abs().checked_ilog10().unwrap_or(0) + 1, year.significant_digits)
            }
            YearKind::Exponential { significand, exponent } => {
                let digits = significand.unsigned_abs().checked_ilog10().unwrap_or(0) + 1;
                insignificant(digits.saturating_add(exponent), year.significant_digits)
            }
        };
        match unknown {
            0 => Self::Year,
            1 => Self::Decade,
            2 => Self::Century,
            _ => Self::Coarser,
        }
    }
}

fn insignificant(digits: u32, significant: Option<u32>) -> usize {
    significant.map_or(0, |n| digits.saturating_sub(n) as usize)
}

#[cfg(test)]
mod tests {
    use super::super::Date;
    use super::Precision::{self, Century, Coarser, Day, Decade, Month, Part, Range, Time, Year};

    #[test]
    fn precision_is_what_is_known() {
        let rows: [(&str, Precision); 16] = [
            ("2025-05-03T10:00:00", Time),
            ("2025-05-03", Day),
            ("2025-05-XX", Month),
            ("2025-05", Month),
            ("2025-XX-XX", Year),
            ("2025-21", Part),
            ("2025", Year),
            ("Y-13800000000", Year),
            ("198X", Decade),
            ("156X-12-25", Decade),
            ("19XX", Century),
            ("1950S2", Century),
            ("1XXX", Coarser),
            ("Y-138E8S3", Coarser),
            ("1994/1996", Range),
            ("[1994,1996]", Range),
        ];
        for (text, wanted) in rows {
            assert_eq!(Date::parse(text).unwrap().0.precision(), wanted, "{text}");
        }
    }
}
