//! A point in time with its precision, as EDTF.
//!
//! Years count astronomically, as the query service writes them: `0000` is 1 BCE. A precision says how
//! much of the value is meant:
//!
//! | precision | means | 1900-01-01 becomes |
//! |---|---|---|
//! | 11 to 14 | day (nothing finer is stored) | `1900-01-01`; with 14 the second, where one is given |
//! | 10, 9 | month, year | `1900-01`, `1900` |
//! | 8 | decade | `190X` |
//! | 7 | century, which ends with its hundredth year | `18XX`, the 19th century |
//! | 6 | millennium, which ends with its thousandth year | `1XXX` |
//! | 5 to 0 | ten thousand years up to a thousand million | as many digits as count: `Y-13798000000S5` |
//!
//! Before our era EDTF has no unspecified digits, so a decade or century is one of its years:
//! `[-0099..0000]` is the first century BCE.

/// The finest precision.
pub(super) const FINEST: u8 = SECOND;
const SECOND: u8 = 14;
const DAY: u8 = 11;
const MONTH: u8 = 10;
const YEAR: u8 = 9;

/// What a value means.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct When {
    /// As EDTF.
    pub(super) edtf: String,
    /// It was taken for a year, though nothing says so.
    pub(super) assumed: bool,
    /// It is a year before our era, or finer.
    pub(super) may_be_a_year_off: bool,
    /// The EDTF, with its precision, says everything that the value says.
    pub(super) whole: bool,
}

/// A value taken apart.
#[derive(Clone, Copy, Debug)]
struct Value<'a> {
    year: i64,
    month: Option<u8>,
    day: Option<u8>,
    /// The time of day, where it is not midnight.
    time: Option<&'a str>,
    /// Midnight was written.
    midnight: bool,
}

/// Reads a value; the error says why it is not a date.
pub(super) fn when(text: &str, precision: Option<u8>) -> Result<When, &'static str> {
    let value = take_apart(text)?;
    let new_year = value.month == Some(1) && value.day == Some(1) && value.midnight;
    let assumed = precision.is_none() && new_year;
    let finest = match (value.month, value.day) {
        (None, _) => YEAR,
        (Some(_), None) => MONTH,
        (Some(_), Some(_))
            if value.time.is_some() && precision.is_none_or(|precision| precision == SECOND) =>
        {
            SECOND
        }
        (Some(_), Some(_)) => DAY,
    };
    let asked = if assumed { YEAR } else { precision.unwrap_or(finest) };
    let used = asked.min(finest);
    // EDTF has months and days in years of four digits only.
    let long = !(-9999..=9999).contains(&value.year);
    let used = if long { used.min(YEAR) } else { used };
    let edtf = expression(&value, used);
    let rest = text.strip_prefix(&edtf).unwrap_or("?");
    let whole = !assumed && ["", "T00:00:00Z", "-01T00:00:00Z", "-01-01T00:00:00Z"].contains(&rest);
    Ok(When { edtf, assumed, may_be_a_year_off: value.year <= 0 && used >= YEAR, whole })
}

fn expression(value: &Value, precision: u8) -> String {
    let year = value.year;
    let (month, day) = (value.month.unwrap_or(1), value.day.unwrap_or(1));
    match precision {
        0..=5 => rounded(year, 9 - u32::from(precision)),
        6 => span(year, 1000),
        7 => span(year, 100),
        8 => decade(year),
        YEAR => edtf_year(year),
        MONTH => format!("{}-{month:02}", edtf_year(year)),
        SECOND => format!("{}-{month:02}-{day:02}T{}", edtf_year(year), value.time.unwrap_or("00:00:00Z")),
        _ => format!("{}-{month:02}-{day:02}", edtf_year(year)),
    }
}

/// A year as EDTF writes it.
pub(super) fn edtf_year(year: i64) -> String {
    match year {
        0..=9999 => format!("{year:04}"),
        -9999..=-1 => format!("-{:04}", -year),
        _ => format!("Y{year}"),
    }
}

/// A century or millennium by the year that is given of it: 1900 is of the 19th.
fn span(year: i64, length: i64) -> String {
    if year > 0 {
        let number = (year - 1) / length;
        // `18XX`, as people and EDTF write the 19th century.
        let digits = if length == 100 { 2 } else { 1 };
        // The first has no year 0: 00XX would begin in 1 BCE.
        if number > 0 && number < 10_i64.pow(digits) {
            return format!("{number:0width$}{}", "X".repeat(4 - digits as usize), width = digits as usize);
        }
        return one_of(number * length + 1, number * length + length);
    }
    let before = -year / length;
    one_of(1 - (before + 1) * length, -before * length)
}

fn decade(year: i64) -> String {
    match year {
        1..=9999 => format!("{:03}X", year / 10),
        10_000.. => one_of(year / 10 * 10, year / 10 * 10 + 9),
        // 44 BCE, -0043, is of the 40s BCE: 49 to 40.
        _ => {
            let first = (1 - year) / 10 * 10;
            one_of(1 - (first + 9), (1 - first).min(0))
        }
    }
}

fn one_of(first: i64, last: i64) -> String {
    format!("[{}..{}]", edtf_year(first), edtf_year(last))
}

/// A year of which the last `zeros` digits do not count.
fn rounded(year: i64, zeros: u32) -> String {
    let digits = year.unsigned_abs().to_string().len();
    match digits.checked_sub(zeros as usize) {
        Some(count @ 1..) if digits >= 4 => format!("{}S{count}", edtf_year(year)),
        _ => format!("{}~", edtf_year(year)),
    }
}

fn take_apart(text: &str) -> Result<Value<'_>, &'static str> {
    const SHAPE: &str = "it is not written year-month-day";
    let text = text.trim();
    let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
    let (negative, date) = match date.as_bytes().first() {
        Some(b'-') => (true, &date[1..]),
        Some(b'+') => (false, &date[1..]),
        _ => (false, date),
    };
    // A date without time of other endpoints may say its zone.
    let date = date.strip_suffix('Z').unwrap_or(date);
    let mut numbers = date.split('-');
    let year = numbers.next().and_then(digits).ok_or(SHAPE)?;
    let month = numbers.next().map(|part| digits(part).ok_or(SHAPE)).transpose()?;
    let day = numbers.next().map(|part| digits(part).ok_or(SHAPE)).transpose()?;
    if numbers.next().is_some() {
        return Err(SHAPE);
    }
    // Nought is how the dumps write a month that is not known.
    let small = |number: Option<i64>, most: i64, why| match number {
        None | Some(0) => Ok(None),
        Some(number) if number <= most => u8::try_from(number).map(Some).map_err(|_| why),
        Some(_) => Err(why),
    };
    let month = small(month, 12, "there is no such month")?;
    let day = small(day, 31, "there is no such day")?.filter(|_| month.is_some());
    let year = if negative { -year } else { year };
    if day.is_some_and(|day| day > days(year, month.unwrap_or(1))) {
        return Err("that month has no such day");
    }
    let midnight = time.is_some_and(|time| time.trim_end_matches(['Z', '0', ':', '.', '+']).is_empty());
    let time = time.filter(|_| !midnight).map(second).transpose()?;
    Ok(Value { year, month, day, time, midnight })
}

/// A time of day that EDTF can say: to the second, with its zone.
fn second(time: &str) -> Result<&str, &'static str> {
    let shape = |bytes: &[u8]| {
        bytes.len() >= 8
            && bytes
                .iter()
                .take(8)
                .enumerate()
                .all(|(at, byte)| if at % 3 == 2 { *byte == b':' } else { byte.is_ascii_digit() })
    };
    let good = shape(time.as_bytes()) && matches!(time.get(8..), Some("" | "Z"));
    if good { Ok(time) } else { Err("its time of day is not written hh:mm:ssZ") }
}

fn days(year: i64, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A number of at most 17 digits: no time is further away, and sums stay far from overflow.
fn digits(text: &str) -> Option<i64> {
    let good = (1..=17).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    good.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;

    #[test]
    fn precision_says_how_much_is_meant() {
        let rows = [
            ("1961-04-12T00:00:00Z", Some(11), "1961-04-12"),
            ("1961-04-12T00:00:00Z", Some(10), "1961-04"),
            ("1961-04-12T00:00:00Z", Some(9), "1961"),
            ("1961-04-12T09:07:00Z", Some(14), "1961-04-12T09:07:00Z"),
            ("1961-04-12T09:07:00Z", Some(11), "1961-04-12"),
            ("1961-04-12T09:07:00Z", Some(12), "1961-04-12"),
            ("1980-01-01T00:00:00Z", Some(8), "198X"),
            ("1989-01-01T00:00:00Z", Some(8), "198X"),
            ("1900-01-01T00:00:00Z", Some(7), "18XX"),
            ("1901-01-01T00:00:00Z", Some(7), "19XX"),
            ("2000-01-01T00:00:00Z", Some(7), "19XX"),
            ("0001-01-01T00:00:00Z", Some(7), "[0001..0100]"),
            ("0000-01-01T00:00:00Z", Some(7), "[-0099..0000]"),
            ("-0099-01-01T00:00:00Z", Some(7), "[-0099..0000]"),
            ("-0100-01-01T00:00:00Z", Some(7), "[-0199..-0100]"),
            ("2000-01-01T00:00:00Z", Some(6), "1XXX"),
            ("2001-01-01T00:00:00Z", Some(6), "2XXX"),
            ("-1999-01-01T00:00:00Z", Some(6), "[-1999..-1000]"),
            ("-0999-01-01T00:00:00Z", Some(6), "[-0999..0000]"),
            ("-0043-01-01T00:00:00Z", Some(8), "[-0048..-0039]"),
            ("0000-01-01T00:00:00Z", Some(8), "[-0008..0000]"),
            ("-0003-01-01T00:00:00Z", Some(8), "[-0008..0000]"),
            ("-12000-01-01T00:00:00Z", Some(6), "[Y-12999..Y-12000]"),
            ("12345-01-01T00:00:00Z", Some(7), "[Y12301..Y12400]"),
            ("-43-03-15T00:00:00Z", Some(11), "-0043-03-15"),
            ("-099-01-01T00:00:00Z", Some(9), "-0099"),
            ("-13798000000-01-01T00:00:00Z", Some(3), "Y-13798000000S5"),
            ("-13000-01-01T00:00:00Z", Some(5), "Y-13000S1"),
            ("-5000-01-01T00:00:00Z", Some(5), "-5000~"),
            ("-500000000-01-01T00:00:00Z", Some(0), "Y-500000000~"),
            ("-12345-03-04T00:00:00Z", Some(11), "Y-12345"),
            ("1961-01-01T00:00:00Z", None, "1961"),
            ("1961-03-01T00:00:00Z", None, "1961-03-01"),
            ("1961-01-01", None, "1961-01-01"),
            ("1961", None, "1961"),
            ("1961-04", None, "1961-04"),
            ("+1967-00-00T00:00:00Z", Some(9), "1967"),
            ("+1967-00-00T00:00:00Z", Some(11), "1967"),
            ("2020-05-03T14:30:00Z", None, "2020-05-03T14:30:00Z"),
        ];
        for (text, precision, wanted) in rows {
            let when = when(text, precision).unwrap();
            assert_eq!(when.edtf, wanted, "{text} {precision:?}");
            let (date, notes) = Date::parse(&when.edtf).unwrap();
            assert!(notes.is_empty() && date.original().is_none(), "{wanted} is EDTF: {notes:?}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "yesterday",
            "1900-02-29T00:00:00Z",
            "1900-13-01",
            "1-2-3-4",
            "T",
            "99999999999999999999",
            "2000-01-01Tnoon",
        ] {
            assert!(when(text, Some(11)).is_err(), "{text}");
        }
    }

    #[test]
    fn it_is_known_what_a_date_leaves_unsaid() {
        let told = |text, precision| {
            when(text, precision).map(|when| (when.assumed, when.may_be_a_year_off, when.whole))
        };
        assert_eq!(told("1961-04-12T00:00:00Z", Some(11)), Ok((false, false, true)));
        assert_eq!(told("1961-01-01T00:00:00Z", None), Ok((true, false, false)));
        assert_eq!(told("-0043-03-15T00:00:00Z", Some(11)), Ok((false, true, true)));
        assert_eq!(told("1961-04-12T00:00:00Z", Some(9)), Ok((false, false, false)));
    }

    proptest::proptest! {
        #[test]
        fn every_year_and_precision_is_a_date_that_covers_the_year(year in -20_000_i64..20_000, precision in 0_u8..=9) {
            let text = format!("{}{:04}-01-01T00:00:00Z", if year < 0 { "-" } else { "" }, year.abs());
            let when = when(&text, Some(precision)).unwrap();
            let (date, notes) = Date::parse(&when.edtf).unwrap();
            proptest::prop_assert!(notes.is_empty());
            let plain = Date::parse(&edtf_year(year)).unwrap().0;
            // The hundredth year closes a century, though people write it 18XX: see the front page of dates.
            let closing = year > 0 && (6..=7).contains(&precision) && year % 100 == 0;
            let covered = date.ends().earliest_start <= plain.ends().earliest_start && date.ends().latest_end >= plain.ends().latest_end;
            proptest::prop_assert!(closing || covered, "{year} {precision} {}", when.edtf);
        }
    }
}
