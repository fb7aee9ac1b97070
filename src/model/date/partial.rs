//! Day, month and year as words, any of them missing: `11`, `22 November 2024`, `15 March 44 BC`.

use super::explain::impossible_day;
use super::words::{edtf_year, era, month_number, number, ordinal, season_code, weekday};

/// What a phrase names of a date.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Partial {
    pub year: Option<Year>,
    /// 1 to 12, or the EDTF code of a season.
    pub month: Option<u8>,
    pub day: Option<u8>,
    /// Monday is 0.
    pub weekday: Option<u8>,
}

/// Stands where the century of a decade ("70s") would.
const CENTURY_UNSAID: &str = "--";

/// A year as it was said.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Year {
    /// Digits, how many of them, and whether BC or AD was said.
    Number { value: i64, digits: usize, bc: Option<bool> },
    /// A decade or another year with unspecified digits, in EDTF.
    Masked(String),
}

impl Partial {
    /// Reads words; `None` where one of them is not of a date.
    pub(super) fn of(words: &[&str]) -> Option<Self> {
        let mut found = Self::default();
        let mut pending = None;
        let mut rest = words.iter().peekable();
        while let Some(word) = rest.next() {
            let next_era = rest.peek().and_then(|next| era(next));
            if matches!(*word, "of" | "the" | "," | "in" | "on" | "year" | "years") {
            } else if let Some(bc) = era(word) {
                match &mut found.year {
                    Some(Year::Number { bc: said @ None, .. }) => *said = Some(bc),
                    None if pending.is_none() => pending = Some(bc),
                    _ => return None,
                }
            } else if let Some(month) = month_number(word).or_else(|| season_code(word)) {
                set(&mut found.month, month)?;
            } else if let Some(day) = weekday(word) {
                set(&mut found.weekday, day)?;
            } else if let Some(day) = ordinal(word).and_then(|day| u8::try_from(day).ok()) {
                set(&mut found.day, day)?;
            } else if let Some(value) = number(word) {
                let small = word.len() <= 2 && (1..=31).contains(&value);
                if small && found.day.is_none() && next_era.is_none() && pending.is_none() {
                    found.day = u8::try_from(value).ok();
                } else {
                    set(&mut found.year, Year::Number { value, digits: word.len(), bc: pending.take() })?;
                }
            } else {
                set(&mut found.year, odd_year(word)?)?;
            }
        }
        (pending.is_none() && found != Self::default()).then_some(found)
    }

    /// Takes from the other end of a range what was not said here.
    pub(super) fn fill(&mut self, other: &Self) {
        if let Self { year: None, month: None, day: Some(day), .. } = *self
            && other.month.is_none()
            && other.year.is_some()
        {
            // "30–27 BC": what looked like a day is a year.
            self.day = None;
            self.year = Some(Year::Number { value: i64::from(day), digits: 2, bc: None });
        }
        if self.day.is_some() && self.month.is_none() {
            self.month = other.month;
        }
        match (&mut self.year, &other.year) {
            (mine @ None, year) => mine.clone_from(year),
            (
                Some(Year::Number { value, digits, bc: mine @ None }),
                Some(Year::Number { value: whole, digits: length, bc }),
            ) => {
                *mine = *bc;
                let until = whole / 100 * 100 + *value;
                if (*digits, *length, *bc) == (2, 4, None) && until > *whole {
                    // "1941–45"
                    (*value, *digits) = (until, 4);
                }
            }
            (Some(Year::Masked(mine)), Some(Year::Masked(whole))) => {
                // "1960s–70s"
                if let (Some(decade), Some(century)) = (mine.strip_prefix(CENTURY_UNSAID), whole.get(..2)) {
                    *mine = format!("{century}{decade}");
                }
            }
            _ => {}
        }
    }

    /// The EDTF, for what names a year; `this_year` is put where none was said.
    ///
    /// `Ok(None)`: these words do not make a date.
    pub(super) fn edtf(&self, this_year: Option<i64>) -> Result<Option<String>, String> {
        let year = match (&self.year, this_year) {
            (Some(Year::Masked(year)), _) if year.starts_with(CENTURY_UNSAID) => return Ok(None),
            (Some(Year::Masked(year)), _) => (year.clone(), None),
            (Some(Year::Number { value, digits, bc }), _) => {
                if bc.is_some() && *value == 0 {
                    return Err("there is no year 0; 1 BC is 0000, AD 1 is 0001".into());
                }
                // Three digits are a year where a month stands beside them, and where the era is said.
                // More than five are a day or a moment without signs between, with something wrong in it.
                if bc.is_none() && (*digits < 3 || *digits > 5 || (*digits == 3 && self.month.is_none())) {
                    return Ok(None);
                }
                let number = if *bc == Some(true) { 1 - value } else { *value };
                (edtf_year(number), Some(number))
            }
            (None, Some(year)) if self.month.is_some() => (edtf_year(year), Some(year)),
            (None, None) => return self.without_year(),
            (None, Some(_)) => return Ok(None),
        };
        let (year, number) = year;
        Ok(match (self.month, self.day) {
            (None, None) => Some(year),
            (Some(_), _) if year.starts_with('Y') => None,
            (Some(month), None) => Some(format!("{year}-{month:02}")),
            (Some(month @ 1..=12), Some(day)) => {
                if let Some(reason) = impossible_day(number, month, day) {
                    return Err(reason);
                }
                Some(format!("{year}-{month:02}-{day:02}"))
            }
            _ => None,
        })
    }

    fn without_year(&self) -> Result<Option<String>, String> {
        let Some(month) = self.month else { return Ok(None) };
        let day = self.day.map(|day| format!("-{day:02}")).unwrap_or_default();
        Err(format!(
            "the year is missing; write YYYY-{month:02}{day} with the year that is meant, or XXXX-{month:02}{day} if it is not known"
        ))
    }
}

fn set<T>(slot: &mut Option<T>, value: T) -> Option<()> {
    slot.is_none().then(|| *slot = Some(value))
}

/// `1980s`, `198x`, `44bc`.
fn odd_year(word: &str) -> Option<Year> {
    if let Some(digits) = word.strip_suffix("'s").or_else(|| word.strip_suffix('s')) {
        if digits.len() == 2
            && let Some(tens) = digits.strip_suffix('0').filter(|tens| number(tens).is_some())
        {
            return Some(Year::Masked(format!("{CENTURY_UNSAID}{tens}X")));
        }
        let value =
            number(digits).filter(|value| digits.len() == 4 && value % 10 == 0 && value % 100 != 0)?;
        return Some(Year::Masked(format!("{:03}X", value / 10)));
    }
    if word.len() == 4 && word.contains('x') && word.bytes().all(|b| b.is_ascii_digit() || b == b'x') {
        return Some(Year::Masked(word.to_ascii_uppercase()));
    }
    let split = word.find(|c: char| !c.is_ascii_digit())?;
    let (digits, said) = word.split_at(split);
    Some(Year::Number { value: number(digits)?, digits: digits.len(), bc: Some(era(said)?) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_make_a_date_in_any_order() {
        let rows = [
            ("3 may 2025", Some("2025-05-03")),
            ("may 3rd , 2025", Some("2025-05-03")),
            ("the 3rd of may 2025", Some("2025-05-03")),
            ("saturday 3 may 2025", Some("2025-05-03")),
            ("2025 may", Some("2025-05")),
            ("spring 2025", Some("2025-21")),
            ("44 bc", Some("-0043")),
            ("ad 79", Some("0079")),
            ("24 august 79 ad", Some("0079-08-24")),
            ("15 march 44bc", Some("-0043-03-15")),
            ("1980s", Some("198X")),
            ("may 198x", Some("198X-05")),
            ("12001 bce", Some("Y-12000")),
            ("3 may 4 may 2025", None),
            ("3", None),
            ("bc", None),
        ];
        for (text, wanted) in rows {
            let words: Vec<&str> = text.split(' ').collect();
            let read = Partial::of(&words).and_then(|partial| partial.edtf(Some(2025)).unwrap());
            assert_eq!(read.as_deref(), wanted, "{text}");
        }
    }
}
