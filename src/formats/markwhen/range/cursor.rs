//! A walk along a line, date by date: what stands there is taken or left, and nothing is looked at twice.

use super::{Anchor, Edge, End, MAX_AMOUNTS, Order, Relative, Stamp, Unit, month_number, unit};

/// A place in a line.
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) order: Order,
}

type Attempt<'a> = fn(&mut Cursor<'a>) -> Option<End<'a>>;

impl<'a> Cursor<'a> {
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn try_each(&mut self, attempts: &[Attempt<'a>]) -> Option<End<'a>> {
        let before = self.at;
        attempts.iter().find_map(|attempt| {
            self.at = before;
            attempt(self)
        })
    }

    /// Takes `wanted`, whatever its case.
    pub(super) fn eat(&mut self, wanted: &str) -> bool {
        let found = self.rest().get(..wanted.len()).is_some_and(|head| head.eq_ignore_ascii_case(wanted));
        self.at += if found { wanted.len() } else { 0 };
        found
    }

    /// Takes `wanted` where no letter or digit follows it.
    pub(super) fn word(&mut self, wanted: &str) -> bool {
        let before = self.at;
        if self.eat(wanted) && !self.rest().starts_with(char::is_alphanumeric) {
            return true;
        }
        self.at = before;
        false
    }

    pub(super) fn blanks(&mut self) -> bool {
        let rest = self.rest();
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        self.at += blank;
        blank > 0
    }

    /// Digits, from `least` to `most` of them, and none more behind them.
    pub(super) fn number(&mut self, least: usize, most: usize) -> Option<i32> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if digits < least || digits > most {
            return None;
        }
        let number = self.rest().get(..digits)?.parse().ok()?;
        self.at += digits;
        Some(number)
    }

    pub(super) fn small(&mut self, least: usize, most: usize) -> Option<u32> {
        self.number(least, most).and_then(|number| u32::try_from(number).ok())
    }

    /// `every ..` up to the colon.
    pub(super) fn rule(&mut self) -> Option<&'a str> {
        let before = self.at;
        self.blanks();
        let rule = self.rest();
        let end = rule.find(':').filter(|_| self.eat("every"));
        let rule = end.and_then(|end| rule.get(..end)).filter(|rule| rule.len() > "every".len());
        self.at = before + rule.map_or(0, |rule| self.at - "every".len() - before + rule.len());
        rule.map(str::trim_end)
    }

    pub(super) fn now(&mut self) -> Option<End<'a>> {
        self.word("now").then_some(End::Now)
    }

    /// `2016-W21-3`, `2016W213`, `2026W01`
    pub(super) fn week(&mut self) -> Option<End<'a>> {
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
    pub(super) fn iso_day(&mut self) -> Option<End<'a>> {
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
    pub(super) fn iso_alone(&mut self) -> Option<End<'a>> {
        self.iso_day().filter(|_| !self.rest().starts_with('/'))
    }

    /// `2025-03-18T09:45:00.5Z`
    pub(super) fn moment(&mut self) -> Option<End<'a>> {
        let year = Some(self.number(4, 4)?);
        self.eat("-").then_some(())?;
        let month = Some(self.small(2, 2)?);
        self.eat("-").then_some(())?;
        let day = Some(self.small(2, 2)?);
        self.eat("T").then_some(())?;
        let hour = self.small(2, 2)?;
        self.eat(":").then_some(())?;
        let minute = self.small(2, 2)?;
        // The colon behind the range is none of the clock.
        let colon = self.at;
        let second = if self.eat(":") { self.small(2, 2) } else { None };
        self.at = if second.is_some() { self.at } else { colon };
        let second = second.unwrap_or(0);
        if self.eat(".") {
            self.at += self.rest().bytes().take_while(u8::is_ascii_digit).count();
        }
        let offset = if self.eat("Z") { Some(0) } else { self.offset() };
        Some(End::Stamp(Stamp {
            year,
            month,
            day,
            clock: Some((hour, minute, second)),
            offset,
            either: false,
        }))
    }

    /// `-04:00`, `+0530`, `+02` directly behind a time of day; what is no offset is left to be the end of a
    /// range.
    fn offset(&mut self) -> Option<i32> {
        let before = self.at;
        let mut read = || {
            let sign = if self.eat("-") || self.eat("\u{2212}") { -1 } else { self.eat("+").then_some(1)? };
            let (hours, minutes) = match self.rest().bytes().take_while(u8::is_ascii_digit).count() {
                4 => self.number(4, 4).map(|both| (both / 100, both % 100))?,
                2 => {
                    let (hours, colon) = (self.number(2, 2)?, self.at);
                    let minutes = if self.eat(":") { self.number(2, 2) } else { None };
                    self.at = if minutes.is_some() { self.at } else { colon };
                    (hours, minutes.unwrap_or(0))
                }
                _ => return None,
            };
            let ends = !self.rest().starts_with(|c: char| c.is_alphanumeric() || c == '-');
            (hours <= 14 && minutes < 60 && ends).then_some(sign * (hours * 60 + minutes))
        };
        let offset = read();
        self.at = if offset.is_some() { self.at } else { before };
        offset
    }

    /// `3/18/2026`, `3/2026`, and a time behind a whole date.
    pub(super) fn slashes(&mut self) -> Option<End<'a>> {
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
        let either = first != second && (1..=12).contains(&first) && (1..=12).contains(&second);
        let (month, day) = (Some(month), Some(day));
        Some(End::Stamp(Stamp { year, month, day, clock, offset: None, either }))
    }

    /// `18 March 2026`
    pub(super) fn day_month(&mut self) -> Option<End<'a>> {
        let day = self.small(1, 2)?;
        self.blanks().then_some(())?;
        let month = self.month()?;
        Some(self.after_day(month, day))
    }

    /// `March 18 2026`, `March 2026`, `March`
    pub(super) fn month_day(&mut self) -> Option<End<'a>> {
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
    pub(super) fn after_day(&mut self, month: u32, day: u32) -> End<'a> {
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

    pub(super) fn month(&mut self) -> Option<u32> {
        let rest = self.rest();
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let month = month_number(rest.get(..letters)?)?;
        if rest.get(letters..)?.starts_with(char::is_alphanumeric) {
            return None;
        }
        self.at += letters;
        Some(month)
    }

    pub(super) fn clock_after(&mut self) -> Option<(u32, u32, u32)> {
        let before = self.at;
        let clock = if self.blanks() { self.clock() } else { None };
        self.at = if clock.is_some() { self.at } else { before };
        clock.map(|(hour, minute)| (hour, minute, 0))
    }

    /// `9:45am`, `9 pm` is none, `14:30`, `14`
    pub(super) fn clock(&mut self) -> Option<(u32, u32)> {
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

    pub(super) fn time(&mut self) -> Option<End<'a>> {
        self.clock().map(|(hour, minute)| End::Time(hour, minute))
    }

    pub(super) fn year(&mut self) -> Option<End<'a>> {
        let year = self.number(1, 5)?;
        let ends = !self.rest().starts_with(|c: char| c.is_alphanumeric() || c == '/');
        ends.then_some(End::Stamp(Stamp { year: Some(year), ..Stamp::default() }))
    }

    /// Whether a year is counted before our era, where that is said.
    pub(super) fn era(&mut self) -> Option<bool> {
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

    pub(super) fn relative(&mut self) -> Option<End<'a>> {
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
    pub(super) fn anchor(&mut self) -> Option<Anchor<'a>> {
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

    pub(super) fn amount(&mut self) -> Option<(i64, Unit)> {
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

    pub(super) fn unit(&mut self) -> Option<Unit> {
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
