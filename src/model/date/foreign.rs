//! Words for dates in German, French and Spanish, put into English: `12. März 2021`, `um 1987`, `vers 1987`,
//! `hacia 1987`, `19. Jahrhundert`.
//!
//! Only words that mean the same whatever stands beside them; what cannot be put into English word by word is
//! left, and told as no date.

use super::words::{MONTHS, month_number};

/// A longer text is not a date in words.
const LONGEST: usize = 80;

/// Months by number, in each language with what they are shortened to. `May`-like names that English has too
/// are left out.
const MONTH_NAMES: &[(&[&str], usize)] = &[
    (&["januar", "jänner", "jän", "janvier", "janv", "enero", "ene"], 1),
    (&["februar", "feber", "février", "fevrier", "févr", "fevr", "fév", "febrero"], 2),
    (&["märz", "maerz", "mär", "mrz", "mars", "marzo"], 3),
    (&["avril", "avr", "abril", "abr"], 4),
    (&["mai", "mayo"], 5),
    (&["juni", "juin", "junio"], 6),
    (&["juli", "juillet", "juil", "julio"], 7),
    (&["août", "aout", "agosto", "ago"], 8),
    (&["septembre", "septiembre", "setiembre", "sept"], 9),
    (&["oktober", "okt", "octobre", "octubre"], 10),
    (&["novembre", "noviembre"], 11),
    (&["dezember", "dez", "décembre", "decembre", "déc", "diciembre", "dic"], 12),
];

/// Other words. Nothing is put in the place of those that only join.
const WORDS: &[(&str, &str)] = &[
    ("um", "about"),
    ("gegen", "about"),
    ("etwa", "about"),
    ("ungefähr", "about"),
    ("zirka", "about"),
    ("vers", "about"),
    ("environ", "about"),
    ("hacia", "about"),
    ("aproximadamente", "about"),
    ("vor", "before"),
    ("avant", "before"),
    ("nach", "after"),
    ("après", "after"),
    ("seit", "since"),
    ("ab", "since"),
    ("depuis", "since"),
    ("desde", "since"),
    ("bis", "to"),
    ("zwischen", "between"),
    ("entre", "between"),
    ("und", "and"),
    ("et", "and"),
    ("y", "and"),
    ("hasta", "to"),
    ("jusqu'en", "to"),
    ("anfang", "early"),
    ("mitte", "mid"),
    ("ende", "late"),
    ("début", "early"),
    ("fin", "late"),
    ("frühling", "spring"),
    ("frühjahr", "spring"),
    ("sommer", "summer"),
    ("herbst", "autumn"),
    ("printemps", "spring"),
    ("été", "summer"),
    ("automne", "autumn"),
    ("hiver", "winter"),
    ("primavera", "spring"),
    ("verano", "summer"),
    ("otoño", "autumn"),
    ("invierno", "winter"),
    ("jahrhundert", "century"),
    ("jhdt", "century"),
    ("jh", "century"),
    ("siècle", "century"),
    ("siècles", "century"),
    ("der", ""),
    ("den", ""),
    ("dem", ""),
    ("am", ""),
    ("im", ""),
    ("des", ""),
    ("de", ""),
    ("del", ""),
    ("du", ""),
    ("le", ""),
    ("la", ""),
    ("el", ""),
    ("en", ""),
];

/// What stands for more than one word.
const PHRASES: &[(&str, &str)] = &[
    ("v. chr.", "bc"),
    ("v.chr.", "bc"),
    ("vor christus", "bc"),
    ("n. chr.", "ad"),
    ("n.chr.", "ad"),
    ("nach christus", "ad"),
    ("av. j.-c.", "bc"),
    ("ap. j.-c.", "ad"),
    ("a. c.", "bc"),
    ("a.c.", "bc"),
    ("d. c.", "ad"),
    ("d.c.", "ad"),
    ("alrededor de", "about"),
    ("a principios de", "early"),
    ("principios de", "early"),
    ("a mediados de", "mid"),
    ("mediados de", "mid"),
    ("a finales de", "late"),
    ("finales de", "late"),
    ("antes de", "before"),
    ("después de", "after"),
    ("à partir de", "since"),
    ("années ", "years "),
];

/// The text in English; `None` where no word of it is one of these.
pub(super) fn english(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let mut text = text.to_lowercase().replace('\u{a0}', " ");
    let is_numbered = text.bytes().any(|b| b.is_ascii_digit()) || text.contains("siècle");
    if !is_numbered {
        return None;
    }
    let mut any = false;
    for (phrase, english) in PHRASES {
        if text.contains(phrase) {
            text = text.replace(phrase, &format!(" {english} "));
            any = true;
        }
    }
    text = apart(&text);
    let mut out: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let bare = word.trim_end_matches([',', '.']);
        let theirs = MONTH_NAMES.iter().find(|(names, _)| names.contains(&bare)).map(|(_, month)| *month);
        let month = theirs.or_else(|| month_number(bare).map(usize::from));
        if let Some(name) = month.and_then(|month| MONTHS.get(month - 1)) {
            any |= theirs.is_some();
            // `12. März`, `1er mars`
            if let Some(day) = out.last_mut() {
                let digits = day.trim_end_matches(['.', 'º', 'e', 'r']);
                if (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) {
                    any |= digits.len() < day.len();
                    *day = digits.to_owned();
                }
            }
            out.push((*name).to_owned());
        } else if matches!(word, "–" | "-") {
            // `10.–12. Mai`
            if let Some(day) = out.last_mut().filter(|day| day.ends_with('.') && day.len() <= 3) {
                any = true;
                day.pop();
            }
            out.push(word.to_owned());
        } else if let Some((_, english)) = WORDS.iter().find(|(known, _)| *known == bare) {
            any = true;
            if *english == "century"
                && let Some(nth) = out.last_mut()
            {
                *nth = ordinal(nth)?;
            }
            if !english.is_empty() {
                out.push((*english).to_owned());
            }
        } else if let Some(decade) = bare.strip_suffix("er").filter(|decade| is_decade(decade)) {
            any = true;
            out.push(format!("{decade}s"));
        } else {
            out.push(word.to_owned());
        }
    }
    any.then(|| out.join(" "))
}

/// Dashes that stand between words with blanks around them: `Mai–Juni`, `10.-12. Mai`. Between digits a hyphen
/// is part of a date.
fn apart(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut before = ' ';
    for c in text.chars() {
        if c == '–' || c == '-' && (before == '.' || before.is_alphabetic()) {
            out.extend([' ', c, ' ']);
        } else {
            out.push(c);
        }
        before = c;
    }
    out
}

fn is_decade(text: &str) -> bool {
    text.len() == 4 && text.ends_with('0') && text.bytes().all(|b| b.is_ascii_digit())
}

/// `19.`, `19e`, `xixe`: `19th`
fn ordinal(word: &str) -> Option<String> {
    let word = word.trim_end_matches(['.', 'e', 'º', 'è', 'm']);
    let value = |c: char| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        _ => None,
    };
    let roman = || -> Option<u32> {
        let values: Vec<u32> = word.chars().map(value).collect::<Option<_>>()?;
        let signed = values.iter().enumerate().map(|(at, &one)| {
            let smaller = values.get(at + 1).is_some_and(|&next| next > one);
            if smaller { (0, one) } else { (one, 0) }
        });
        let (plus, minus) = signed.fold((0, 0), |(a, b), (x, y)| (a + x, b + y));
        u32::checked_sub(plus, minus)
    };
    let nth: u32 = word.parse().ok().or_else(roman).filter(|nth| (1..=30).contains(nth))?;
    let ending = match (nth % 10, nth % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    Some(format!("{nth}{ending}"))
}

#[cfg(test)]
mod tests {
    use super::super::Date;

    #[test]
    fn dates_in_german_french_and_spanish() {
        let rows = [
            ("März 2021", "2021-03"),
            ("12. März 2021", "2021-03-12"),
            ("den 3. Oktober 1990", "1990-10-03"),
            ("9. Nov. 1989", "1989-11-09"),
            ("Mai 1945", "1945-05"),
            ("1er mars 2021", "2021-03-01"),
            ("14 juillet 1789", "1789-07-14"),
            ("février 1848", "1848-02"),
            ("12 de marzo de 2021", "2021-03-12"),
            ("julio de 1936", "1936-07"),
            ("um 1987", "1987~"),
            ("ca. 1987", "1987~"),
            ("etwa 1580", "1580~"),
            ("vers 1987", "1987~"),
            ("hacia 1987", "1987~"),
            ("alrededor de 1492", "1492~"),
            ("Frühjahr 1968", "1968-21"),
            ("été 1914", "1914-22"),
            ("19. Jahrhundert", "18XX"),
            ("XIXe siècle", "18XX"),
            ("1990er", "199X"),
            ("44 v. Chr.", "-0043"),
            ("44 av. J.-C.", "-0043"),
            ("seit 1995", "1995/.."),
            ("vor 1980", "[..1979]"),
            ("10.–12. Mai 2020", "2020-05-10/2020-05-12"),
            ("10.-12. Mai 2020", "2020-05-10/2020-05-12"),
            ("28. Mai – 3. Juni 2020", "2020-05-28/2020-06-03"),
            ("Mai–Juni 2020", "2020-05/2020-06"),
            ("zwischen 1990 und 1993", "[1990..1993]"),
            ("entre 1990 et 1993", "[1990..1993]"),
        ];
        for (text, wanted) in rows {
            let (date, notes) = Date::parse(text).unwrap_or_else(|why| panic!("{text}: {why}"));
            assert_eq!(date.edtf(), wanted, "{text}");
            assert_eq!(date.original().map(crate::text::Text::raw), Some(text));
            assert!(!notes.is_empty(), "{text}");
        }
        for text in ["Märchen 2021", "um", "nach Berlin", "März", "la 2021 nuit"] {
            assert!(Date::parse(text).is_err(), "{text}");
        }
    }
}
