//! The range in front of an event: from a line to what it says, not yet to when that is.
//!
//! Three roads are tried in markwhen's order: EDTF (`2025-01 / 2026`), casual dates (`18 March 2026 -
//! now`, `12:00 - 13:00`, `3 days`), years before our era (`586 BC - 70 AD`). A line that none of them
//! can walk to its colon is no event.

/// What stands in front of an event.
#[derive(Debug)]
pub(super) struct Range<'a> {
    pub(super) from: End<'a>,
    pub(super) to: Option<End<'a>>,
    /// What follows `every`, with that word.
    pub(super) rule: Option<&'a str>,
    /// The range as it was typed, without the rule.
    pub(super) typed: &'a str,
    /// Where the range begins in the line.
    pub(super) at: usize,
    /// What follows the colon.
    pub(super) rest: &'a str,
}

/// One end of a range.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum End<'a> {
    /// `now`.
    Now,
    /// A date, as far as it is given; years count astronomically.
    Stamp(Stamp),
    /// A week by its year and number, or a day of it.
    Week(i32, u32, Option<u32>),
    /// A time of day: hour and minute.
    Time(u32, u32),
    /// Counted from another event, or from the other end.
    Relative(Relative<'a>),
}

/// A date as far as it is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Casual dates may leave it out.
    pub(super) year: Option<i32>,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
    /// Hour, minute, second.
    pub(super) clock: Option<(u32, u32, u32)>,
    /// It ends in `Z`.
    pub(super) utc: bool,
}

/// `after !id.start 3 days`
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Relative<'a> {
    /// It counts back: `before`, `by`.
    pub(super) before: bool,
    /// It says `after`.
    pub(super) after: bool,
    pub(super) anchor: Option<Anchor<'a>>,
    pub(super) amounts: Vec<(i64, Unit)>,
}

/// An event that is counted from, and which of its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Anchor<'a> {
    /// Without a name it is the event before.
    pub(super) id: Option<&'a str>,
    pub(super) edge: Option<Edge>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Millisecond,
    Second,
    Minute,
    Hour,
    Day,
    /// Monday to Friday.
    Workday,
    Week,
    Month,
    Year,
}

/// How many amounts one end of a range may add up. People write two or three.
const MAX_AMOUNTS: usize = 32;

/// How slash dates are read: the day first, as older files say with `dateFormat: d/M/y`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) day_first: bool,
}

/// The range in front of a line, where the line is an event.
pub(super) fn start(line: &str, order: Order) -> Option<Range<'_>> {
    let first = line.trim_start();
    // Most lines of a description are decided here.
    if !first.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '!' | '.' | '+' | '-')) {
        return None;
    }
    let at = line.len() - first.len();
    [edtf as Road, casual, bce].into_iter().find_map(|road| {
        let mut cursor = Cursor { text: line, at, order };
        let (from, to) = road(&mut cursor)?;
        let typed = line.get(at..cursor.at)?.trim_end();
        let rule = cursor.rule();
        cursor.blanks();
        cursor.eat(":").then_some(())?;
        Some(Range { from, to, rule, typed, at, rest: line.get(cursor.at..)? })
    })
}

/// One end alone, with nothing behind it: the end of a recurrence.
pub(super) fn end(text: &str, order: Order) -> Option<End<'_>> {
    let mut cursor = Cursor { text, at: 0, order };
    let end = casual_end(&mut cursor)?;
    cursor.blanks();
    (cursor.at == text.len()).then_some(end)
}

/// One amount alone: `3 weeks`.
pub(super) fn amount(text: &str) -> Option<(i64, Unit)> {
    let mut cursor = Cursor { text, at: 0, order: Order::default() };
    let amount = cursor.amount()?;
    (cursor.at == text.len()).then_some(amount)
}

type Road = for<'a> fn(&mut Cursor<'a>) -> Option<(End<'a>, Option<End<'a>>)>;

fn edtf<'a>(cursor: &mut Cursor<'a>) -> Option<(End<'a>, Option<End<'a>>)> {
    let from = edtf_end(cursor)?;
    let before = cursor.at;
    cursor.blanks();
    if !cursor.eat("/") {
        cursor.at = before;
        return Some((from, None));
    }
    cursor.blanks();
    Some((from, Some(edtf_end(cursor)?)))
}

fn casual<'a>(cursor: &mut Cursor<'a>) -> Option<(End<'a>, Option<End<'a>>)> {
    let from = casual_end(cursor)?;
    let before = cursor.at;
    let gap = cursor.blanks();
    let joined = cursor.eat("-") || (gap && cursor.word("to") && cursor.blanks());
    if !joined {
        cursor.at = before;
        return Some((from, None));
    }
    cursor.blanks();
    Some((from, Some(casual_end(cursor)?)))
}

/// `1000 BCE`, `285–247 BCE`, `586 BC- 70 AD`: years only.
fn bce<'a>(cursor: &mut Cursor<'a>) -> Option<(End<'a>, Option<End<'a>>)> {
    let year = cursor.number(1, 5)?;
    let era = cursor.era();
    let before = cursor.at;
    cursor.blanks();
    if !(cursor.eat("-") || cursor.eat("–")) {
        cursor.at = before;
        // A number alone is a year or an hour on the road before.
        return Some((era_year(year, Some(era?))?, None));
    }
    cursor.blanks();
    let last = cursor.number(1, 5)?;
    let last_era = cursor.era();
    Some((era_year(year, era.or(last_era))?, Some(era_year(last, last_era)?)))
}

/// A year of an era; there is no year 0 in either.
fn era_year(year: i32, before: Option<bool>) -> Option<End<'static>> {
    if year == 0 && before.is_some() {
        return None;
    }
    let year = if before == Some(true) { 1 - year } else { year };
    Some(End::Stamp(Stamp { year: Some(year), ..Stamp::default() }))
}

fn edtf_end<'a>(cursor: &mut Cursor<'a>) -> Option<End<'a>> {
    cursor.try_each(&[Cursor::now, Cursor::week, Cursor::iso_day, Cursor::relative])
}

fn casual_end<'a>(cursor: &mut Cursor<'a>) -> Option<End<'a>> {
    cursor.try_each(&[
        Cursor::moment,
        Cursor::now,
        Cursor::week,
        Cursor::iso_alone,
        Cursor::slashes,
        Cursor::day_month,
        Cursor::relative,
        Cursor::month_day,
        Cursor::time,
        Cursor::year,
    ])
}

/// A place in a line.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
    order: Order,
}

type Attempt<'a> = fn(&mut Cursor<'a>) -> Option<End<'a>>;

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn try_each(&mut self, attempts: &[Attempt<'a>]) -> Option<End<'a>> {
        let before = self.at;
        attempts.iter().find_map(|attempt| {
            self.at = before;
            attempt(self)
        })
    }

    /// Takes `wanted`, whatever its case.
    fn eat(&mut self, wanted: &str) -> bool {
        let found = self.rest().get(..wanted.len()).is_some_and(|head| head.eq_ignore_ascii_case(wanted));
        self.at += if found { wanted.len() } else { 0 };
        found
    }

    /// Takes `wanted` where no letter or digit follows it.
    fn word(&mut self, wanted: &str) -> bool {
        let before = self.at;
        if self.eat(wanted) && !self.rest().starts_with(char::is_alphanumeric) {
            return true;
        }
        self.at = before;
        false
    }

    fn blanks(&mut self) -> bool {
        let rest = self.rest();
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        self.at += blank;
        blank > 0
    }

    /// Digits, from `least` to `most` of them, and none more behind them.
    fn number(&mut self, least: usize, most: usize) -> Option<i32> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if digits < least || digits > most {
            return None;
        }
        let number = self.rest().get(..digits)?.parse().ok()?;
        self.at += digits;
        Some(number)
    }

    fn small(&mut self, least: usize, most: usize) -> Option<u32> {
        self.number(least, most).and_then(|number| u32::try_from(number).ok())
    }

    /// `every ..` up to the colon.
    fn rule(&mut self) -> Option<&'a str> {
        let before = self.at;
        self.blanks();
        let rule = self.rest();
        let end = rule.find(':').filter(|_| self.eat("every"));
        let rule = end.and_then(|end| rule.get(..end)).filter(|rule| rule.len() > "every".len());
        self.at = before + rule.map_or(0, |rule| self.at - "every".len() - before + rule.len());
        rule.map(str::trim_end)
    }

    fn now(&mut self) -> Option<End<'a>> {
        self.word("now").then_some(End::Now)
    }

    /// `2016-W21-3`, `2016W213`, `2026W01`
    fn week(&mut self) -> Option<End<'a>> {
        let year = self.number(4, 4)?;
        self.eat("-");
        self.eat("W").then_some(())?;
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let (week, day) = match digits {
            2 => {
                let week = self.small(2, 2)?;
                let before = self.at;
                let day = if self.eat("-") { self.small(1, 1) } else { None };
                self.at = if day.is_some() { self.at } else { before };
                (week, day)
            }
            3 => {
                let both = self.small(3, 3)?;
                (both / 10, Some(both % 10))
            }
            _ => return None,
        };
        Some(End::Week(year, week, day))
    }

    /// `2025`, `2025-03`, `2025-03-18`, `2025-03-18 9:45am`
    fn iso_day(&mut self) -> Option<End<'a>> {
        let mut stamp = Stamp { year: Some(self.number(4, 4)?), ..Stamp::default() };
        let mut part = || {
            let before = self.at;
            let found = if self.eat("-") { self.small(2, 2) } else { None };
            self.at = if found.is_some() { self.at } else { before };
            found
        };
        stamp.month = part();
        stamp.day = stamp.month.and_then(|_| part());
        if stamp.day.is_some() {
            stamp.clock = self.clock_after();
        }
        (!self.rest().starts_with('T')).then_some(End::Stamp(stamp))
    }

    /// The same, where no slash makes another date of it.
    fn iso_alone(&mut self) -> Option<End<'a>> {
        self.iso_day().filter(|_| !self.rest().starts_with('/'))
    }

    /// `2025-03-18T09:45:00.5Z`
    fn moment(&mut self) -> Option<End<'a>> {
        let year = Some(self.number(4, 4)?);
        self.eat("-").then_some(())?;
        let month = Some(self.small(2, 2)?);
        self.eat("-").then_some(())?;
        let day = Some(self.small(2, 2)?);
        self.eat("T").then_some(())?;
        let hour = self.small(2, 2)?;
        self.eat(":").then_some(())?;
        let minute = self.small(2, 2)?;
        let second = if self.eat(":") { self.small(2, 2)? } else { 0 };
        if self.eat(".") {
            self.at += self.rest().bytes().take_while(u8::is_ascii_digit).count();
        }
        let utc = self.eat("Z");
        Some(End::Stamp(Stamp { year, month, day, clock: Some((hour, minute, second)), utc }))
    }

    /// `3/18/2026`, `3/2026`, and a time behind a whole date.
    fn slashes(&mut self) -> Option<End<'a>> {
        let first = self.small(1, 5)?;
        self.eat("/").then_some(())?;
        let second = self.small(1, 5)?;
        if !self.eat("/") {
            let year = Some(i32::try_from(second).ok()?);
            return Some(End::Stamp(Stamp { year, month: Some(first), ..Stamp::default() }));
        }
        let year = Some(self.number(1, 5)?);
        let (month, day) = if self.order.day_first { (second, first) } else { (first, second) };
        let before = self.at;
        self.eat(",");
        let clock = self.clock_after();
        self.at = if clock.is_some() { self.at } else { before };
        Some(End::Stamp(Stamp { year, month: Some(month), day: Some(day), clock, utc: false }))
    }

    /// `18 March 2026`
    fn day_month(&mut self) -> Option<End<'a>> {
        let day = self.small(1, 2)?;
        self.blanks().then_some(())?;
        let month = self.month()?;
        Some(self.after_day(month, day))
    }

    /// `March 18 2026`, `March 2026`, `March`
    fn month_day(&mut self) -> Option<End<'a>> {
        let month = self.month()?;
        let before = self.at;
        if self.blanks() {
            if let Some(day) = self.small(1, 2) {
                return Some(self.after_day(month, day));
            }
            if let Some(year) = self.number(3, 4) {
                let stamp = Stamp { year: Some(year), month: Some(month), ..Stamp::default() };
                return Some(End::Stamp(stamp));
            }
        }
        self.at = before;
        Some(End::Stamp(Stamp { month: Some(month), ..Stamp::default() }))
    }

    /// The year and the time behind a month and a day.
    fn after_day(&mut self, month: u32, day: u32) -> End<'a> {
        let mut stamp = Stamp { month: Some(month), day: Some(day), ..Stamp::default() };
        let before = self.at;
        self.eat(",");
        let mut kept = before;
        if self.blanks()
            && let Some(year) = self.number(4, 4)
        {
            stamp.year = Some(year);
            kept = self.at;
            self.eat(",");
        } else {
            self.at = before;
            self.eat(",");
        }
        stamp.clock = self.clock_after();
        if stamp.clock.is_none() {
            self.at = kept;
        }
        End::Stamp(stamp)
    }

    fn month(&mut self) -> Option<u32> {
        let rest = self.rest();
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let month = month_number(rest.get(..letters)?)?;
        if rest.get(letters..)?.starts_with(char::is_alphanumeric) {
            return None;
        }
        self.at += letters;
        Some(month)
    }

    fn clock_after(&mut self) -> Option<(u32, u32, u32)> {
        let before = self.at;
        let clock = if self.blanks() { self.clock() } else { None };
        self.at = if clock.is_some() { self.at } else { before };
        clock.map(|(hour, minute)| (hour, minute, 0))
    }

    /// `9:45am`, `9 pm` is none, `14:30`, `14`
    fn clock(&mut self) -> Option<(u32, u32)> {
        let before = self.at;
        let mut read = || {
            let hour = self.small(1, 2)?;
            let colon = self.at;
            let minute = if self.eat(":") { self.small(2, 2) } else { None };
            self.at = if minute.is_some() { self.at } else { colon };
            let minute = minute.unwrap_or(0);
            let afternoon = if self.word("am") { Some(false) } else { self.word("pm").then_some(true) };
            let hour = match afternoon {
                Some(afternoon) if (1..=12).contains(&hour) => hour % 12 + if afternoon { 12 } else { 0 },
                Some(_) => return None,
                None => hour,
            };
            let ends = !self.rest().starts_with(char::is_alphanumeric);
            (hour < 24 && minute < 60 && ends).then_some((hour, minute))
        };
        let clock = read();
        self.at = if clock.is_some() { self.at } else { before };
        clock
    }

    fn time(&mut self) -> Option<End<'a>> {
        self.clock().map(|(hour, minute)| End::Time(hour, minute))
    }

    fn year(&mut self) -> Option<End<'a>> {
        let year = self.number(1, 5)?;
        let ends = !self.rest().starts_with(|c: char| c.is_alphanumeric() || c == '/');
        ends.then_some(End::Stamp(Stamp { year: Some(year), ..Stamp::default() }))
    }

    /// Whether a year is counted before our era, where that is said.
    fn era(&mut self) -> Option<bool> {
        let before = self.at;
        self.blanks();
        for (word, is_before) in [("BCE", true), ("BC", true), ("AD", false), ("CE", false)] {
            if self.word(word) {
                return Some(is_before);
            }
        }
        self.at = before;
        None
    }

    fn relative(&mut self) -> Option<End<'a>> {
        let mut out = Relative::default();
        out.after = self.word("after");
        out.before = !out.after && (self.word("before") || self.word("by"));
        self.blanks();
        out.anchor = self.anchor();
        let before = self.at;
        self.blanks();
        if self.word("plus") || self.eat("+") {
            self.blanks();
        }
        let mut kept = before;
        while out.amounts.len() < MAX_AMOUNTS
            && let Some(amount) = self.amount()
        {
            out.amounts.push(amount);
            kept = self.at;
            self.blanks();
            if self.eat(",") {
                self.blanks();
            }
        }
        self.at = kept;
        (out.anchor.is_some() || !out.amounts.is_empty()).then_some(End::Relative(out))
    }

    /// `!id`, `!id.start`, `.end`
    fn anchor(&mut self) -> Option<Anchor<'a>> {
        let id = if self.eat("!") {
            let rest = self.rest();
            let len = rest.bytes().take_while(|&b| b == b'_' || b.is_ascii_alphanumeric()).count();
            self.at += len;
            Some(rest.get(..len).filter(|id| !id.is_empty())?)
        } else {
            None
        };
        let before = self.at;
        let edge = if self.eat(".") {
            if self.word("start") { Some(Edge::Start) } else { self.word("end").then_some(Edge::End) }
        } else {
            None
        };
        self.at = if edge.is_some() { self.at } else { before };
        (id.is_some() || edge.is_some()).then_some(Anchor { id, edge })
    }

    fn amount(&mut self) -> Option<(i64, Unit)> {
        let before = self.at;
        let mut read = || {
            let sign = if self.eat("-") { -1 } else { 1 };
            let number = i64::from(self.number(1, 7)?);
            self.blanks();
            Some((sign * number, self.unit()?))
        };
        let amount = read();
        self.at = if amount.is_some() { self.at } else { before };
        amount
    }

    fn unit(&mut self) -> Option<Unit> {
        let before = self.at;
        for word in ["week", "work", "business"] {
            if self.eat(word) {
                self.blanks();
                if ["days", "day", "d"].into_iter().any(|day| self.word(day)) {
                    return Some(Unit::Workday);
                }
            }
            self.at = before;
        }
        let rest = self.rest();
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let unit = unit(rest.get(..letters)?)?;
        if rest.get(letters..)?.starts_with(char::is_alphanumeric) {
            return None;
        }
        self.at += letters;
        Some(unit)
    }
}

/// The unit that a word names.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word.to_ascii_lowercase().as_str() {
        "ms" | "milliseconds" | "millisecond" => Unit::Millisecond,
        "s" | "sec" | "secs" | "second" | "seconds" => Unit::Second,
        "min" | "mins" | "minute" | "minutes" => Unit::Minute,
        "h" | "hour" | "hours" => Unit::Hour,
        "d" | "day" | "days" => Unit::Day,
        "weekday" | "weekdays" | "workday" | "workdays" => Unit::Workday,
        "w" | "week" | "weeks" => Unit::Week,
        "month" | "months" => Unit::Month,
        "y" | "year" | "years" => Unit::Year,
        _ => return None,
    })
}

/// The month that a word names, whole or by its first three letters.
pub(super) fn month_number(word: &str) -> Option<u32> {
    let word = word.to_ascii_lowercase();
    (1..=12_u8).zip(1..=12_u32).find_map(|(month, number)| {
        let name = crate::model::date::month_name(month).to_ascii_lowercase();
        let same = word == name || name.get(..3) == Some(word.as_str()) || (number == 9 && word == "sept");
        same.then_some(number)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_reaches_its_colon_is_an_event() {
        let events = [
            ("2025: x", "2025"),
            ("  2025-03-18 / 2026:x", "2025-03-18 / 2026"),
            ("2025-03-18 9:45am: x", "2025-03-18 9:45am"),
            ("2025-03-18T09:45:00Z - 2025-03-18T10:45:00Z: x", "2025-03-18T09:45:00Z - 2025-03-18T10:45:00Z"),
            ("1999 - 2099: x", "1999 - 2099"),
            ("1999-2099: x", "1999-2099"),
            ("Aug 30 9:45am: x", "Aug 30 9:45am"),
            ("18 March 2026 to now: x", "18 March 2026 to now"),
            ("Dec 7, 1941, 7:48am: x", "Dec 7, 1941, 7:48am"),
            ("dec 2 1989 - now :  x", "dec 2 1989 - now"),
            ("12/7/2012 - 1/2013: x", "12/7/2012 - 1/2013"),
            ("12:00 - 13:30: x", "12:00 - 13:30"),
            ("after !a.start 3 days, 2 h / 5 months: x", "after !a.start 3 days, 2 h / 5 months"),
            ("by !corn / 3 days: x", "by !corn / 3 days"),
            (".start -10 days / .end 1 day: x", ".start -10 days / .end 1 day"),
            ("5 business days: x", "5 business days"),
            ("285–247 BCE: x", "285–247 BCE"),
            ("586 BC- 70 AD: x", "586 BC- 70 AD"),
            ("2016W213: x", "2016W213"),
            ("2022-08-07 every 12 months x30: x", "2022-08-07"),
        ];
        for (line, typed) in events {
            assert_eq!(start(line, Order::default()).map(|range| range.typed), Some(typed), "{line}");
        }
        let others = [
            "",
            ":",
            ": x",
            "# 2025: x",
            "// 2025: x",
            "note: x",
            "- [ ] 2025",
            "2025",
            "by: x",
            "after: x",
            "5 apples: x",
            "Maybe: x",
            "nowhere: x",
            "2025 or so: x",
            "to 2025: x",
            "every day: x",
            "12:30 x",
        ];
        for line in others {
            assert!(start(line, Order::default()).is_none(), "{line}");
        }
    }

    #[test]
    fn a_rule_stands_behind_the_range() {
        let range = start("2022-08-07 / 3 days every other week x30: x", Order::default()).unwrap();
        assert_eq!((range.typed, range.rule), ("2022-08-07 / 3 days", Some("every other week x30")));
        assert_eq!(range.rest, " x");
    }
}
