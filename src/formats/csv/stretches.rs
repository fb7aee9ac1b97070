//! Weeks, quarters and halves of a year as tables in German, French and Spanish name them.
//!
//! `KW 12 2024`, `12. KW 2024`, `1. Halbjahr 2020`, `2. Quartal 2021`, `3e trimestre 2019`, `2º semestre de
//! 2021`, `Q3/2020`, `H1 2020`. In prose such words may mean other things; a cell of a column of dates is
//! nothing else.

use crate::model::Date;

/// What a year is parted into: the words for it, how many there are, and the number in EDTF before the first.
const PARTS: [(&[&str], u8, Option<u8>); 3] = [
    (&["kw", "kalenderwoche", "woche", "semaine", "semana"], 53, None),
    (&["quartal", "trimestre", "trim", "q"], 4, Some(32)),
    (&["halbjahr", "hj", "semestre", "h"], 2, Some(39)),
];

/// Numbers in words and in Roman digits.
const NUMBERS: [(&[&str], u8); 4] = [
    (&["i", "erstes", "premier", "primer"], 1),
    (&["ii", "zweites", "deuxième", "second", "segundo"], 2),
    (&["iii", "drittes", "troisième", "tercer"], 3),
    (&["iv", "viertes", "quatrième", "cuarto"], 4),
];

/// The date of a cell with a part of a year and the year; `None` where it is anything else.
pub(super) fn date(cell: &str) -> Option<Date> {
    // Its author's words stay beside it, for nothing else reads them as this date.
    let (date, _) = Date::parse(&edtf(cell)?).ok()?;
    let (date, _) = Date::parse(date.edtf()).ok()?;
    Some(date)
}

/// It in EDTF, or as a week.
fn edtf(cell: &str) -> Option<String> {
    if cell.len() > 40 {
        return None;
    }
    let cell = cell.to_lowercase();
    let (mut year, mut number, mut part) = (None, None, None);
    for word in words(&cell) {
        let digits = word.trim_end_matches(['.', 'º', 'ª', 'e', 'r']);
        let digits = digits.strip_suffix("er").or(digits.strip_suffix("èm")).unwrap_or(digits);
        let bare = word.trim_end_matches('.');
        let found = if digits.len() == 4 && digits.parse::<u16>().is_ok() {
            year.replace(digits.to_owned()).is_none()
        } else if let Ok(one) = digits.parse::<u8>() {
            number.replace(one).is_none()
        } else if let Some(&one) = PARTS.iter().find(|(names, ..)| names.contains(&bare)) {
            part.replace(one).is_none()
        } else if let Some((_, one)) = NUMBERS.iter().find(|(names, _)| names.contains(&bare)) {
            number.replace(*one).is_none()
        } else {
            matches!(bare, "de" | "del" | "du" | "des" | "im" | "le" | "el")
        };
        if !found {
            return None;
        }
    }
    let ((_, most, before), number, year) = (part?, number?, year?);
    if !(1..=most).contains(&number) {
        return None;
    }
    Some(match before {
        Some(before) => format!("{year}-{}", before + number),
        None => format!("{year}-W{number:02}"),
    })
}

/// The words of a cell: letters and digits that touch are two, `KW12`, unless the letters only count, `1er`.
fn words(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([' ', '/', '-', ',', '\u{a0}', '\'']).filter(|word| !word.is_empty()).flat_map(|word| {
        let at = word.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        let (letters, rest) = word.split_at(at);
        [letters, rest].into_iter().filter(|part| !part.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::edtf;

    #[test]
    fn parts_of_years_have_names() {
        let rows = [
            ("KW 12 2024", "2024-W12"),
            ("12. KW 2024", "2024-W12"),
            ("KW12/2024", "2024-W12"),
            ("2024 KW 5", "2024-W05"),
            ("Semaine 7 de 2019", "2019-W07"),
            ("1. Halbjahr 2020", "2020-40"),
            ("II. Halbjahr 2020", "2020-41"),
            ("2. Quartal 2021", "2021-34"),
            ("Q3/2020", "2020-35"),
            ("2021-Q4", "2021-36"),
            ("1er trimestre 2019", "2019-33"),
            ("3e trimestre 2019", "2019-35"),
            ("2ème semestre 2019", "2019-41"),
            ("Primer semestre de 2021", "2021-40"),
            ("2º trimestre de 2021", "2021-34"),
            ("H2 1998", "1998-41"),
        ];
        for (cell, wanted) in rows {
            assert_eq!(edtf(cell).as_deref(), Some(wanted), "{cell}");
        }
        for cell in
            ["", "2024", "KW 2024", "KW 54 2024", "5. Quartal 2021", "Q1", "12. März 2021", "Q1 2020 Q2"]
        {
            assert_eq!(edtf(cell), None, "{cell}");
        }
    }
}
