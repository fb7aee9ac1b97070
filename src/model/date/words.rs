//! The words of dates: months, seasons, weekdays, ordinals, eras.

/// Month names in order.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const ORDINALS: [&str; 21] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
];

const CARDINALS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// `May`; empty for a month that does not exist.
#[must_use]
pub fn month_name(month: u8) -> &'static str {
    month.checked_sub(1).and_then(|index| MONTHS.get(usize::from(index))).copied().unwrap_or_default()
}

/// `Jan`; May, June and July need no shortening by more than that.
pub(super) fn month_abbreviation(month: u8) -> &'static str {
    month_name(month).get(..3).unwrap_or_default()
}

/// The number of a month by its name, or by three or more of its first letters.
pub(super) fn month_number(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    if word.len() < 3 {
        return None;
    }
    (1..=12).find(|&month| {
        let name = month_name(month).to_ascii_lowercase();
        name == word || (word.len() <= 4 && name.starts_with(&word))
    })
}

/// The month that a misspelt name is nearest to.
pub(super) fn nearest_month(word: &str) -> Option<&'static str> {
    let word = word.to_ascii_lowercase();
    if word.chars().count() < 4 {
        return None;
    }
    MONTHS
        .iter()
        .map(|name| (strsim::osa_distance(&name.to_ascii_lowercase(), &word), *name))
        .min()
        .filter(|(distance, _)| *distance <= 2)
        .map(|(_, name)| name)
}

/// The EDTF code of a season.
pub(super) fn season_code(word: &str) -> Option<u8> {
    match word {
        "spring" => Some(21),
        "summer" => Some(22),
        "autumn" | "fall" => Some(23),
        "winter" => Some(24),
        _ => None,
    }
}

/// Monday is 0.
pub(super) fn weekday(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.');
    if word.len() < 3 {
        return None;
    }
    let index = WEEKDAYS.iter().position(|name| {
        *name == word
            || (word.len() <= 5 && word != "sun" && name.starts_with(word))
            || (word == "sun" && *name == "sunday")
    })?;
    u8::try_from(index).ok()
}

/// `Monday` for 0.
pub(super) fn weekday_name(index: u32) -> &'static str {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        .get(index as usize)
        .copied()
        .unwrap_or_default()
}

/// `19th`, `nineteenth`: 19. A bare number is none.
pub(super) fn ordinal(word: &str) -> Option<u32> {
    if let Some(index) = ORDINALS.iter().position(|name| *name == word) {
        return u32::try_from(index + 1).ok();
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end))?;
    number(digits).and_then(|n| u32::try_from(n).ok())
}

/// `12`, `twelve`, `a`: how many.
pub(super) fn how_many(word: &str) -> Option<u32> {
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    if let Some(index) = CARDINALS.iter().position(|name| *name == word) {
        return u32::try_from(index + 1).ok();
    }
    number(word).and_then(|n| u32::try_from(n).ok())
}

/// ASCII digits only, at most nine of them.
pub(super) fn number(word: &str) -> Option<i64> {
    let digits = !word.is_empty() && word.len() <= 9 && word.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| word.parse().ok()).flatten()
}

/// Whether a word says "before Christ" (`Some(true)`), "after" (`Some(false)`), or neither.
pub(super) fn era(word: &str) -> Option<bool> {
    match word.replace('.', "").as_str() {
        "bc" | "bce" => Some(true),
        "ad" | "ce" => Some(false),
        _ => None,
    }
}

/// How EDTF writes a year, astronomically numbered.
pub(super) fn edtf_year(year: i64) -> String {
    let size = year.unsigned_abs();
    match (size > 9_999, year < 0) {
        (true, true) => format!("Y-{size}"),
        (true, false) => format!("Y{size}"),
        (false, true) => format!("-{size:04}"),
        (false, false) => format!("{size:04}"),
    }
}

/// A list as prose has it: `a`, `a or b`, `a, b or c`.
pub(super) fn listed(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., end] => format!("{} {last} {end}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_by_their_beginnings() {
        let rows = [
            ("May", Some(5)),
            ("sept.", Some(9)),
            ("SEP", Some(9)),
            ("marc", Some(3)),
            ("ma", None),
            ("janua", None),
        ];
        for (word, wanted) in rows {
            assert_eq!(month_number(word), wanted, "{word}");
        }
        assert_eq!(nearest_month("Feburary"), Some("February"));
        assert_eq!(nearest_month("Pluviose"), None);
    }

    #[test]
    fn words_count() {
        assert_eq!(ordinal("twenty-first"), Some(21));
        assert_eq!(ordinal("3rd"), Some(3));
        assert_eq!(ordinal("3"), None);
        assert_eq!(how_many("twelve"), Some(12));
        assert_eq!(weekday("tues"), Some(1));
        assert_eq!(weekday("sunk"), None);
        assert_eq!(edtf_year(-43), "-0043");
        assert_eq!(edtf_year(12_345), "Y12345");
    }
}
