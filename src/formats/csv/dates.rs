//! Dates as tables have them: what a whole column says about how each of its cells is meant.
//!
//! `3/4/2024` is the third of April or the fourth of March. Where some cell of the column has a day above
//! 12 in one of the two places, and none in the other, that decides; otherwise such a cell is refused
//! with both readings. A column in which every cell is a number such as 45234 holds days as spreadsheets
//! count them; one in which every time is midnight holds days.

use crate::formats::{YearZero, epoch};
use crate::model::Date;

/// The days that spreadsheets count from, and between which a number is taken for one of them: 1927 to
/// 2119.
const EPOCH: chrono::NaiveDate = match chrono::NaiveDate::from_ymd_opt(1899, 12, 30) {
    Some(day) => day,
    None => chrono::NaiveDate::MIN,
};
const SERIALS: std::ops::RangeInclusive<i64> = 10_000..=80_000;

/// What the cells of one column of dates have in common.
#[derive(Clone, Debug, Default)]
pub(in crate::formats) struct Evidence {
    cells: usize,
    serials: usize,
    serial: String,
    /// Cells that count the seconds since 1970, those of them that are midnight, and the first.
    counts: usize,
    whole_days: usize,
    count: String,
    /// The name of the column says that it counts them, and some cell is more than a year.
    is_counted: bool,
    more: usize,
    timed: usize,
    midnights: usize,
    /// A cell that can only be day first, and one that can only be month first.
    day_first: Option<String>,
    month_first: Option<String>,
    doubtful: bool,
    /// A year before our era as somebody types it, one as only EDTF writes it, and any.
    typed: Option<String>,
    padded: Option<String>,
    before: Option<String>,
}

/// Day and month in digits, in either order, a year, and what follows.
struct Digits<'a> {
    first: u8,
    second: u8,
    year: &'a str,
    rest: &'a str,
}

fn digits(cell: &str) -> Option<Digits<'_>> {
    let number = |text: &str| -> Option<u8> {
        let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|n| digits && (1..=31).contains(n))
    };
    let separator = cell.find(['/', '-'])?;
    let sign = cell.as_bytes().get(separator).copied()?;
    let (first, after) = cell.split_at(separator);
    let (second, after) = after.get(1..)?.split_once(char::from(sign))?;
    let end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
    let (year, rest) = after.split_at(end);
    let whole = year.len() == 4 && (rest.is_empty() || rest.starts_with([' ', 'T', ',']));
    Some(Digits { first: number(first)?, second: number(second)?, year, rest }).filter(|_| whole)
}

fn serial(cell: &str) -> Option<chrono::NaiveDate> {
    let days: i64 = cell.strip_suffix(".0").unwrap_or(cell).parse().ok()?;
    SERIALS.contains(&days).then(|| EPOCH.checked_add_signed(chrono::TimeDelta::try_days(days)?))?
}

/// What stands before a time that is midnight. EDTF's own `T00:00:00` was written by somebody who knows.
fn midnight(cell: &str) -> Option<&str> {
    let (day, time) = cell.split_once(' ')?;
    let time = time.trim().trim_end_matches(".000").trim_end_matches(".0");
    matches!(time, "00:00:00" | "0:00:00" | "00:00" | "0:00" | "12:00:00 AM" | "12:00 AM").then_some(day)
}

/// Names that say that a column counts the seconds since 1970, or the thousandths.
const COUNTED: [&str; 4] = ["epoch", "unix", "posix", "time_t"];

impl Evidence {
    /// Of a column of that name.
    pub(in crate::formats) fn of(name: &str) -> Self {
        let name = name.to_lowercase();
        Self { is_counted: COUNTED.iter().any(|word| name.contains(word)), ..Self::default() }
    }

    fn count(&self, cell: &str) -> Option<chrono::NaiveDateTime> {
        if self.is_counted { epoch::known(cell).filter(|_| self.is_more()) } else { epoch::likely(cell) }
    }

    /// Looks at a cell that is not blank.
    pub(in crate::formats) fn see(&mut self, cell: &str) {
        self.cells += 1;
        for digits in cell.split('/').filter_map(before_our_era).map(|year| year.digits) {
            let padded = digits.len() == 4 && digits.starts_with('0');
            let how = if padded { Some(&mut self.padded) } else { None };
            let how = if digits.len() == 4 { how } else { Some(&mut self.typed) };
            for seen in how.into_iter().chain([&mut self.before]) {
                seen.get_or_insert_with(|| cell.to_owned());
            }
        }
        if serial(cell).is_some() {
            self.serials += 1;
            if self.serial.is_empty() {
                cell.clone_into(&mut self.serial);
            }
        }
        let count = if self.is_counted { epoch::known(cell) } else { epoch::likely(cell) };
        if let Some(time) = count {
            self.more += usize::from(time.and_utc().timestamp().unsigned_abs() > 9_999);
            self.counts += 1;
            self.whole_days += usize::from(time.time() == chrono::NaiveTime::MIN);
            if self.count.is_empty() {
                cell.clone_into(&mut self.count);
            }
        }
        if cell.contains(':') {
            self.timed += 1;
            self.midnights += usize::from(midnight(cell).is_some());
        }
        if let Some(Digits { first, second, .. }) = digits(cell) {
            match (first > 12, second > 12) {
                (true, false) => _ = self.day_first.get_or_insert_with(|| cell.to_owned()),
                (false, true) => _ = self.month_first.get_or_insert_with(|| cell.to_owned()),
                _ => self.doubtful |= first != second,
            }
        }
    }

    fn is_serial(&self) -> bool {
        self.serials > 0 && self.serials == self.cells
    }

    /// Whether most are too large for years.
    fn is_more(&self) -> bool {
        self.more > self.counts / 2
    }

    fn is_count(&self) -> bool {
        // What a few cells say otherwise is told of each of them.
        self.counts > self.cells / 2 && (self.is_more() || !self.is_counted)
    }

    /// What such a number is: a day, where all of the column are midnight.
    fn counted(&self, time: chrono::NaiveDateTime) -> String {
        if self.whole_days == self.counts { time.date().to_string() } else { epoch::edtf(time) }
    }

    fn is_midnight(&self) -> bool {
        self.midnights > 0 && self.midnights == self.timed
    }

    /// How the cells are read, a sentence each.
    pub(in crate::formats) fn told(&self, name: &str) -> Vec<String> {
        let mut told = Vec::new();
        match (&self.day_first, &self.month_first) {
            (Some(cell), None) if self.doubtful => {
                told.push(format!("the days of `{name}` stand before the months, as “{cell}” shows"));
            }
            (None, Some(cell)) if self.doubtful => {
                told.push(format!("the months of `{name}` stand before the days, as “{cell}” shows"));
            }
            (Some(day), Some(month)) if self.doubtful => told.push(format!(
                "`{name}` has days before months (“{day}”) and after them (“{month}”): what could be either is not read"
            )),
            _ => {}
        }
        if let Some(day) = serial(&self.serial).filter(|_| self.is_serial()) {
            told.push(format!("`{name}` has the day numbers of a spreadsheet: {} is {day}", self.serial));
        }
        if let Some(time) = self.count(&self.count).filter(|_| self.is_count()) {
            let time = self.counted(time);
            told.push(format!(
                "`{name}` counts the seconds since 1970, at Greenwich: {} is {time}",
                self.count
            ));
        }
        if self.is_midnight() {
            told.push(format!("every time in `{name}` is midnight: they are read as days"));
        }
        told
    }

    /// A cell without the midnight that every one of its column has.
    pub(super) fn day<'c>(&self, cell: &'c str) -> &'c str {
        if self.is_midnight() { midnight(cell).unwrap_or(cell) } else { cell }
    }

    /// Reads a cell; the notes say what was read as what.
    pub(in crate::formats) fn read(
        &self,
        cell: &str,
        years: YearZero,
    ) -> Result<(Date, Vec<String>), String> {
        let cell = self.day(cell);
        if let Some(day) = serial(cell).filter(|_| self.is_serial()) {
            return Date::parse(&day.to_string());
        }
        if let Some(day) = serial(cell) {
            return Err(format!(
                "“{cell}” is the day number of a spreadsheet, {day}, or a year far from now; write {day}, or \
                 Y{} for the year",
                cell.trim_end_matches(".0")
            ));
        }
        if let Some(time) = self.count(cell) {
            if self.is_count() {
                return Date::parse(&self.counted(time));
            }
            let (number, time) = (cell.split_once('.').map_or(cell, |(whole, _)| whole), epoch::edtf(time));
            return Err(format!(
                "“{cell}” counts the seconds since 1970, which is {time}, or it is a year far from now; write {time}, \
                 or Y{number} for the year"
            ));
        }
        if let Some(time) = epoch::known(cell).filter(|_| self.is_count()) {
            let time = epoch::edtf(time);
            return Err(format!(
                "“{cell}” stands among seconds since 1970, and would be {time}; write {time}, or the year in words"
            ));
        }
        if let Some(Digits { first, second, year, rest }) = digits(cell)
            && first <= 12
            && second <= 12
        {
            let ordered = match (&self.day_first, &self.month_first) {
                (Some(_), None) => Some((first, second)),
                (None, Some(_)) => Some((second, first)),
                _ => None,
            };
            if let Some((day, month)) = ordered {
                let (date, _) = Date::parse(&format!("{year}-{month:02}-{day:02}{rest}"))?;
                return Ok((date, Vec::new()));
            }
        }
        match renumbered(cell, years) {
            // How the whole column counts is told once.
            Some(edtf) => Ok((Date::parse(&edtf)?.0, Vec::new())),
            None => match super::stretches::date(cell) {
                Some(date) => {
                    let note = format!("“{cell}” was read as {}: these are words, not EDTF", date.edtf());
                    Ok((date, vec![note]))
                }
                None => Date::parse(cell),
            },
        }
    }
}

/// A year before our era in digits, and the month, day and signs behind it.
struct BeforeOurEra<'a> {
    digits: &'a str,
    rest: &'a str,
}

/// What begins with a year before our era in digits: `-44`, `-0043-03-15`, `-3500~`.
fn before_our_era(text: &str) -> Option<BeforeOurEra<'_>> {
    let signed = text.trim().strip_prefix(['-', '\u{2212}'])?;
    let end = signed.find(|c: char| !c.is_ascii_digit()).unwrap_or(signed.len());
    let (digits, rest) = signed.split_at(end);
    let part = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let bare = rest.trim_end_matches(['?', '~', '%']);
    let finer = bare.is_empty()
        || digits.len() <= 4 && bare.strip_prefix('-').is_some_and(|bare| bare.split('-').all(part));
    // Between two years a dash can stand for “to”: of months there are twelve.
    let month = bare.get(1..3).and_then(|month| month.parse::<u8>().ok());
    let is_month = digits.len() == 4 || month.is_none_or(|month| (1..=12).contains(&month));
    ((1..=15).contains(&digits.len()) && finer && is_month).then_some(BeforeOurEra { digits, rest })
}

/// A cell with years before our era, or a stretch of them, as EDTF writes it where they count as `years`
/// says. `None` where there is no such year.
fn renumbered(cell: &str, years: YearZero) -> Option<String> {
    let mut any = false;
    let one = |part: &str| match before_our_era(part) {
        Some(BeforeOurEra { digits, rest }) => {
            any = true;
            let year = digits.parse::<i64>().unwrap_or_default();
            format!("{}{rest}", year_edtf(years.astronomical(-year)))
        }
        None => part.trim().to_owned(),
    };
    let parts: Vec<String> = cell.split('/').map(one).collect();
    any.then(|| parts.join("/"))
}

/// How the years before our era in those columns count: all in one way. EDTF fills a year up to four digits
/// and has a year 0; where some are not filled up somebody has typed them, as people count.
pub(super) fn numbering(columns: &[Evidence]) -> YearZero {
    let typed = columns.iter().any(|column| column.typed.is_some());
    let padded = columns.iter().any(|column| column.padded.is_some());
    if padded && !typed { YearZero::Astronomical } else { YearZero::Historical }
}

impl Evidence {
    /// How its years before our era are counted, where it has some.
    pub(super) fn told_years(&self, name: &str, years: YearZero) -> Option<String> {
        let cell = match years {
            YearZero::Astronomical => self.padded.as_ref().or(self.before.as_ref()),
            YearZero::Historical => self.before.as_ref(),
        }?;
        let digits = before_our_era(cell.split('/').find(|part| before_our_era(part).is_some())?)?.digits;
        let year: i64 = digits.parse().ok()?;
        let (how, is, other, otherwise) = match years {
            YearZero::Historical => ("as people count, without a year 0", year, "astronomical", year + 1),
            YearZero::Astronomical => ("as EDTF counts, with a year 0", year + 1, "historical", year),
        };
        Some(format!(
            "years before our era in `{name}` are read {how}: -{digits} is {is} BCE; --year-zero {other} \
             makes it {otherwise} BCE"
        ))
    }
}

/// Whether it depends on the rest of a column what a cell is that alone is not a date.
pub(super) fn could_be_date(cell: &str) -> bool {
    digits(cell).is_some() || (cell.starts_with(['-', '\u{2212}']) && cell.len() <= 6)
}

/// An astronomical year as EDTF writes it.
pub(in crate::formats) fn year_edtf(year: i64) -> String {
    match year {
        -9999..0 => format!("-{:04}", -year),
        0..=9999 => format!("{year:04}"),
        _ => format!("Y{year}"),
    }
}

/// A date from its first to its last.
pub(in crate::formats) fn span(start: &Date, end: &Date) -> Result<(Date, Vec<String>), String> {
    if start.edtf() == end.edtf() {
        return Ok((start.clone(), Vec::new()));
    }
    // A week is one of its days; what goes on from week to week is from about the first to about the last.
    let [from, to] = [(start, false), (end, true)].map(|(date, is_end)| {
        let week = date.edtf().strip_prefix('[').and_then(|week| week.strip_suffix(']'))?.split_once("..")?;
        let [first, last]: [chrono::NaiveDate; 2] = [week.0.parse().ok()?, week.1.parse().ok()?];
        let day = if is_end { week.1 } else { week.0 };
        (last - first == chrono::TimeDelta::days(6)).then(|| format!("{day}~"))
    });
    let [from, to] = [from.as_deref().unwrap_or(start.edtf()), to.as_deref().unwrap_or(end.edtf())];
    if [from, to].iter().any(|end| end.contains(['/', '[', '{'])) {
        return Err(format!("{} to {} is not a single stretch of time", start.edtf(), end.edtf()));
    }
    Date::parse(&format!("{from}/{to}"))
}

/// A year that somebody typed: `1969`, `1,969`, `1969.0`, `-44`.
pub(in crate::formats) fn year(cell: &str, years: YearZero) -> Option<String> {
    whole_number(cell).map(|year| year_edtf(years.astronomical(year)))
}

/// A number as spreadsheets write whole numbers.
pub(in crate::formats) fn whole_number(cell: &str) -> Option<i64> {
    let bare: String = cell.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let bare = bare.replace('\u{2212}', "-");
    bare.strip_suffix(".0").or(bare.strip_suffix(".00")).unwrap_or(&bare).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cells: &[&str]) -> (Vec<String>, Vec<String>) {
        let mut evidence = Evidence::default();
        for cell in cells {
            evidence.see(cell);
        }
        let edtf = |cell: &&str| match evidence.read(cell, YearZero::Historical) {
            Ok((date, _)) => date.edtf().to_owned(),
            Err(why) => why,
        };
        (cells.iter().map(edtf).collect(), evidence.told("Date"))
    }

    #[test]
    fn a_column_that_says_so_counts_from_1970() {
        let mut column = Evidence::of("Unix time");
        for cell in ["0", "-86400", "86400"] {
            column.see(cell);
        }
        let date = |cell| column.read(cell, YearZero::Historical).unwrap().0.edtf().to_owned();
        assert_eq!([date("0"), date("-86400")], ["1970-01-01", "1969-12-31"]);
        // The epoch of a history is no clock.
        let mut column = Evidence::of("Epoch");
        for cell in ["1789", "-44", "1815"] {
            column.see(cell);
        }
        let date = |cell| column.read(cell, YearZero::Historical).unwrap().0.edtf().to_owned();
        assert_eq!([date("1789"), date("-44")], ["1789", "-0043"]);
        assert_eq!(column.told("Epoch"), [""; 0]);
    }

    #[test]
    fn a_column_decides_what_a_cell_cannot() {
        let rows: [(&[&str], &[&str], &str); 15] = [
            (&["3/4/2024", "25/12/2023"], &["2024-04-03", "2023-12-25"], "the days of `Date` stand before"),
            (&["3-4-2024", "12-25-2023"], &["2024-03-04", "2023-12-25"], "the months of `Date` stand before"),
            (
                &["3/4/2024 14:30", "25/12/2023 1:00"],
                &["2024-04-03T14:30:00", "2023-12-25T01:00:00"],
                "the days",
            ),
            (&["4/4/2024", "1.5.2020", "13/13/2024"], &["2024-04-04", "2020-05-01", "“13/13"], ""),
            (
                &["3/4/2024"],
                &["“3/4/2024” is not a date: it could be 2024-04-03 (day first) or 2024-03-04"],
                "",
            ),
            (
                &["13/4/2024", "4/13/2024", "3/4/2024"],
                &["2024-04-13", "2024-04-13", "“3/4/2024” is no"],
                "`Date` has days before",
            ),
            (
                &["45234", "45235.0"],
                &["2023-11-04", "2023-11-05"],
                "`Date` has the day numbers of a spreadsheet: 45234 is 2023-11-04",
            ),
            (
                &["1699056000", "1699142400"],
                &["2023-11-04", "2023-11-05"],
                "`Date` counts the seconds since 1970, at Greenwich: 1699056000 is 2023-11-04",
            ),
            (
                &["1699056000123", "1699056061.5"],
                &["2023-11-04T00:00:00Z", "2023-11-04T00:01:01Z"],
                "`Date` counts the seconds since 1970",
            ),
            (
                &["1699056000", "1699142400", "soon", "1994", "2024-01-05", "1699228800", "1699315200"],
                &["2023-11-04", "2023-11-05", "“soon” is no", "“1994” stands among", "2024-01-05"],
                "`Date` counts the seconds since 1970",
            ),
            (
                &["1699056000", "1994"],
                &["“1699056000” counts the seconds since 1970, which is 2023-11-04T", "1994"],
                "",
            ),
            (&["44275", "1994"], &["“44275” is the day number of a spreadsheet, 2021-03-20, or", "1994"], ""),
            (&["2024-01-05 00:00:00", "2024-01-06 00:00:00"], &["2024-01-05", "2024-01-06"], "every time"),
            (
                &["2024-01-05 00:00:00", "2024-01-06 10:00"],
                &["2024-01-05T00:00:00", "2024-01-06T10:00:00"],
                "",
            ),
            (
                &["-44", "-0044", "44 BC", "3/4/24"],
                &["-0043", "-0043", "-0043", "“3/4/24” is not a date"],
                "",
            ),
        ];
        for (cells, wanted, told) in rows {
            let (found, how) = read(cells);
            for (found, wanted) in found.iter().zip(wanted) {
                assert!(found.starts_with(wanted), "{cells:?}: {found}");
            }
            assert!(how.join(" ").starts_with(told) && (told.is_empty() == how.is_empty()), "{how:?}");
        }
    }

    #[test]
    fn a_column_has_one_count_of_years() {
        let rows: [(&[&str], YearZero, &[&str]); 6] = [
            (
                &["-44", "-500", "-3500", "-0044", "-12000", "−44~", "-0044-03-15", "-44/-27", "-3500/0100"],
                YearZero::Historical,
                &["-0043", "-0499", "-3499", "-0043", "Y-11999", "-0043~", "-0043-03-15", "-0043/-0026"],
            ),
            (&["-3500", "-1200"], YearZero::Historical, &["-3499", "-1199"]),
            (&["-0043", "-3500", "-0043-03-15"], YearZero::Astronomical, &["-0043", "-3500", "-0043-03-15"]),
            (&["-44-03-15", "-44-30"], YearZero::Historical, &["-0043-03-15", ""]),
            (&["1994", "Y-12000"], YearZero::Historical, &["1994", "Y-12000"]),
            (&["44 BC"], YearZero::Historical, &["-0043"]),
        ];
        for (cells, years, wanted) in rows {
            let mut column = Evidence::default();
            for cell in cells {
                column.see(cell);
            }
            assert_eq!(numbering(std::slice::from_ref(&column)), years, "{cells:?}");
            for (cell, wanted) in cells.iter().zip(wanted) {
                let date = column.read(cell, years).map(|(date, _)| date.edtf().to_owned());
                assert_eq!(date.unwrap_or_default(), *wanted, "{cell}");
            }
        }
        let mut column = Evidence::default();
        column.see("-0044");
        assert_eq!(
            column.told_years("Date", YearZero::Astronomical).unwrap(),
            "years before our era in `Date` are read as EDTF counts, with a year 0: -0044 is 45 BCE; \
             --year-zero historical makes it 44 BCE"
        );
    }

    #[test]
    fn years_are_numbers() {
        let rows =
            [("1,969", "1969"), ("1969.0", "1969"), ("-44", "-0043"), ("12000", "Y12000"), ("0", "0000")];
        for (cell, wanted) in rows {
            assert_eq!(year(cell, YearZero::Historical).as_deref(), Some(wanted), "{cell}");
        }
        assert_eq!(year("c. 1580", YearZero::Historical), None);
        assert_eq!(year("-44", YearZero::Astronomical).as_deref(), Some("-0044"));
    }
}
