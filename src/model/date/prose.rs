//! Dates in words: "about May 2025", "from June to August 1914", "before 1980", "1667 or 1668".
//!
//! A phrase is taken apart from the outside in: what opens it (since, before, between), what divides
//! it (to, or, and), what qualifies it (about, perhaps), and at last the single date.

use chrono::{Datelike, NaiveDate};
use edtf_core::{Edtf, Qualifier};

use super::compose;
use super::partial::Partial;
use super::read::{self, Answer, Read};
use super::words::{era, month_number, ordinal, season_code, weekday_name};
use super::{phrase, relative, repair, time};

/// Reads a phrase; `today` is what relative words count from, and says that ranges with `..` are
/// meant as stretches.
pub(super) fn expression(text: &str, today: Option<NaiveDate>) -> Answer {
    if let (Some((from, to)), Some(_)) = (dotted(text), today) {
        let read = |end: &str| read::understand(end.trim(), today).map(|read| read.edtf);
        let edtf = match (from.trim(), to.trim()) {
            ("", to) => compose::until(&read(to)?),
            (from, "") => compose::since(&read(from)?),
            (from, to) => compose::interval(&read(from)?, &read(to)?),
        };
        return Ok(edtf.map(Read::new));
    }
    let text = tokens(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    Reader { today }.whole(&words)
}

/// `a..b` outside brackets and slashes, either side perhaps empty.
pub(super) fn dotted(text: &str) -> Option<(&str, &str)> {
    let (from, to) = text.split_once("..")?;
    let plain = !text.contains(['[', '{', '/']) && !to.contains("..") && !to.starts_with('.');
    (plain && !(from.trim().is_empty() && to.trim().is_empty())).then_some((from, to))
}

/// Lower case, with dashes and commas standing alone.
fn tokens(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let text = without_thousands(&text.to_lowercase()).replace(['–', '—'], " – ").replace(',', " , ");
    for token in text.split_whitespace() {
        let parts: Vec<&str> = token.split(['-', '/']).collect();
        let wordy =
            |part: &&str| month_number(part).is_some() || season_code(part).is_some() || part.ends_with('s');
        let days = parts
            .iter()
            .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
        let joined = match *parts.as_slice() {
            _ if token == "-" || token == "/" => "–".to_owned(),
            _ if ordinal(token).is_some() || token.starts_with('-') => token.to_owned(),
            [first @ ("mid" | "early" | "late" | "end"), rest] => format!("{first} {rest}"),
            [first, rest] if first.starts_with(['q', 'h']) || rest.starts_with(['q', 'h']) => {
                format!("{first} {rest}")
            }
            [day, month, year] if month_number(month).is_some() => format!("{day} {month} {year}"),
            [from, to] if days || wordy(&from) || wordy(&to) => format!("{from} – {to}"),
            _ => token.to_owned(),
        };
        out.push_str(&joined);
        out.push(' ');
    }
    out
}

/// `10,000` as `10000`; a comma before anything but three digits stays.
fn without_thousands(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, part) in text.split(',').enumerate() {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        if index > 0 && !(digits == 3 && out.ends_with(|c: char| c.is_ascii_digit())) {
            out.push(',');
        }
        out.push_str(part);
    }
    out
}

#[derive(Clone, Copy)]
struct Reader {
    today: Option<NaiveDate>,
}

type Compose = fn(&str) -> Option<String>;

/// What may open a phrase, and what it makes of the rest. Longer ones first.
const OPENERS: [(&[&str], Compose); 28] = [
    (&["until", "the", "end", "of"], compose::until),
    (&["before", "the", "end", "of"], compose::by),
    (&["before", "end", "of"], compose::by),
    (&["by", "end", "of"], compose::by),
    (&["no", "later", "than"], compose::by),
    (&["not", "later", "than"], compose::by),
    (&["at", "the", "latest"], compose::by),
    (&["on", "or", "before"], compose::by),
    (&["in", "or", "before"], compose::by),
    (&["by", "the", "end", "of"], compose::by),
    (&["by"], compose::by),
    (&["no", "earlier", "than"], compose::from_then),
    (&["not", "before"], compose::from_then),
    (&["on", "or", "after"], compose::from_then),
    (&["in", "or", "after"], compose::from_then),
    (&["at", "the", "earliest"], compose::from_then),
    (&["earlier", "than"], compose::before),
    (&["prior", "to"], compose::before),
    (&["before"], compose::before),
    (&["later", "than"], compose::after),
    (&["after"], compose::after),
    (&["ever", "since"], compose::since),
    (&["since"], compose::since),
    (&["starting"], compose::since),
    (&["up", "to"], compose::until),
    (&["until"], compose::until),
    (&["till"], compose::until),
    (&["through"], compose::until),
];

/// What may close a phrase.
const CLOSERS: [(&[&str], Compose); 8] = [
    (&["at", "the", "latest"], compose::by),
    (&["at", "the", "earliest"], compose::from_then),
    (&["or", "earlier"], compose::by),
    (&["or", "before"], compose::by),
    (&["or", "later"], compose::from_then),
    (&["or", "after"], compose::from_then),
    (&["onwards"], compose::since),
    (&["onward"], compose::since),
];

impl Reader {
    fn whole(self, words: &[&str]) -> Answer {
        let words = match words {
            ["in" | "on" | "during" | "dated" | "at", rest @ ..]
                if !matches!(rest, ["or", ..] | ["the", "latest" | "earliest", ..]) && !rest.is_empty() =>
            {
                rest
            }
            _ => words,
        };
        if words.is_empty() {
            return Ok(None);
        }
        if let Some(read) = self.clock(words)? {
            return Ok(Some(read));
        }
        if let Some(read) = self.opened(words)? {
            return Ok(Some(read));
        }
        if let Some(read) = self.range(words)? {
            return Ok(Some(read));
        }
        if let Some(read) = self.some_day(words)? {
            return Ok(Some(read));
        }
        if let Some(read) = self.qualified(words)? {
            return Ok(Some(read));
        }
        self.list(words)
    }

    /// "since 1995", "1984 or later", "between 1941 and 1945".
    fn opened(self, words: &[&str]) -> Answer {
        if let ["between", rest @ ..] = words
            && let Some(at) = rest.iter().position(|word| *word == "and")
        {
            let (from, to) = rest.split_at(at);
            let Some((from, to)) = self.ends(from, to.get(1..).unwrap_or_default())? else { return Ok(None) };
            let edtf = compose::between(&from.edtf, &to.edtf);
            return Ok(edtf.map(|edtf| Read::new(edtf).notes_of(&from).notes_of(&to)));
        }
        if let ["from", rest @ .., "on" | "onwards" | "onward"] = words {
            let Some(read) = self.qualified(rest)? else { return Ok(None) };
            return Ok(compose::since(&read.edtf).map(|edtf| Read::new(edtf).notes_of(&read)));
        }
        let opener = OPENERS.iter().find_map(|(opener, how)| Some((words.strip_prefix(*opener)?, *how)));
        let close = |words: &'_ [&str]| {
            CLOSERS.iter().find_map(|(closer, how)| Some((words.strip_suffix(*closer)?.len(), *how)))
        };
        // "by 2030 at the latest" says it twice.
        let (rest, how) = match opener {
            Some((rest, how)) => (close(rest).and_then(|(end, _)| rest.get(..end)).unwrap_or(rest), how),
            None => match close(words) {
                Some((end, how)) => (words.get(..end).unwrap_or_default(), how),
                None => return Ok(None),
            },
        };
        let rest = rest.strip_prefix(&["from"][..]).unwrap_or(rest);
        if rest.is_empty() {
            return Ok(None);
        }
        let Some(read) = self.qualified(rest)? else { return Ok(None) };
        Ok(how(&read.edtf).map(|edtf| Read::new(edtf).notes_of(&read)))
    }

    /// "some day in May 2025": unspecified digits.
    fn some_day(self, words: &[&str]) -> Answer {
        let (digits, rest) = match words {
            ["some" | "one" | "a", "day", "in", rest @ ..] => (true, rest),
            ["some" | "one" | "a", "month", "in", rest @ ..] => (false, rest),
            ["some" | "one" | "a", "year" | "time", "in", rest @ ..] | ["sometime", "in", rest @ ..] => {
                return self.qualified(rest);
            }
            _ => return Ok(None),
        };
        let Some(mut read) = self.single(rest)? else { return Ok(None) };
        let plain = matches!(Edtf::parse(&read.edtf), Ok(Edtf::Date(date)) if date.day.is_none() && date.year.value().is_some());
        if !plain {
            return Ok(None);
        }
        let month = matches!(Edtf::parse(&read.edtf), Ok(Edtf::Date(date)) if date.month.is_some());
        match (digits, month) {
            (true, false) => read.edtf.push_str("-XX-XX"),
            (true, true) | (false, false) => read.edtf.push_str("-XX"),
            (false, true) => return Ok(None),
        }
        Ok(Edtf::parse(&read.edtf).is_ok().then_some(read))
    }

    /// A single date, with "about" or "perhaps" before or after it.
    fn qualified(self, words: &[&str]) -> Answer {
        let (words, mark, attached) = take_qualifiers(words);
        let words: Vec<&str> = attached.iter().map(String::as_str).chain(words.iter().copied()).collect();
        let Some(read) = self.single(&words)? else { return Ok(None) };
        if !mark.is_qualified() {
            return Ok(Some(read));
        }
        Ok(compose::qualified(&read.edtf, mark).map(|edtf| {
            let mut marked = Read::new(edtf).notes_of(&read);
            if mark.approximate {
                marked.note("EDTF writes “about” as ~ after the date");
            }
            if mark.uncertain {
                marked.note("EDTF writes “perhaps” as ? after the date");
            }
            marked
        }))
    }

    /// "June to August 1914", "11 – 22 November 2024", "from A until B".
    fn range(self, words: &[&str]) -> Answer {
        let words = words.strip_prefix(&["from"][..]).unwrap_or(words);
        let divider = |word: &&str| matches!(*word, "–" | "to" | "until" | "till" | "through" | "thru");
        let Some(at) = words.iter().position(divider) else { return Ok(None) };
        let (from, to) = words.split_at(at);
        let to = to.get(1..).unwrap_or_default();
        if from.is_empty() {
            return Ok(None);
        }
        if matches!(to, [] | ["present" | "now" | "date"])
            || (self.today.is_none() && matches!(to, ["today"]))
        {
            let Some(read) = self.qualified(from)? else { return Ok(None) };
            return Ok(compose::since(&read.edtf).map(|edtf| Read::new(edtf).notes_of(&read)));
        }
        if matches!(to, ["?" | "unknown"]) {
            let Some(read) = self.qualified(from)? else { return Ok(None) };
            return Ok(Some(Read::new(format!("{}/", read.edtf)).notes_of(&read)));
        }
        if matches!(from, ["?" | "unknown"]) {
            let Some(read) = self.qualified(to)? else { return Ok(None) };
            return Ok(Some(Read::new(format!("/{}", read.edtf)).notes_of(&read)));
        }
        if let (["winter", year], [end]) = (from, to)
            && let Some(read) = one_winter(year, end)
        {
            return Ok(Some(read));
        }
        let Some((from, to)) = self.ends(from, to)? else { return Ok(None) };
        let edtf = compose::interval(&from.edtf, &to.edtf);
        Ok(edtf.map(|edtf| {
            let mut read = Read::new(edtf).notes_of(&from).notes_of(&to);
            if read.why.is_empty() {
                read.note("EDTF has / between the two ends of an interval");
            }
            read
        }))
    }

    /// The two ends of a range, each lending the other what it leaves out.
    fn ends(self, from: &[&str], to: &[&str]) -> Result<Option<(Read, Read)>, String> {
        let (from_rest, from_mark, from_attached) = take_qualifiers(from);
        let (to_rest, to_mark, to_attached) = take_qualifiers(to);
        let lend = |attached: &Option<String>, rest: &[&str]| {
            let words: Vec<&str> = attached.iter().map(String::as_str).chain(rest.iter().copied()).collect();
            Partial::of(&words)
        };
        if let (Some(mut first), Some(mut last)) =
            (lend(&from_attached, from_rest), lend(&to_attached, to_rest))
        {
            let said = (first.clone(), last.clone());
            first.fill(&said.1);
            last.fill(&said.0);
            let year = self.this_year();
            if let (Some(first), Some(last)) = (first.edtf(year)?, last.edtf(year)?) {
                let marked = |edtf: &str, mark| compose::qualified(edtf, mark).map(Read::new);
                return Ok(marked(&first, from_mark).zip(marked(&last, to_mark)));
            }
        }
        let Some(last) = self.qualified(to)? else { return Ok(None) };
        let Some(first) = self.qualified(from)? else { return Ok(None) };
        Ok(Some((first, last)))
    }

    /// "1667, 1668 and 1670" are all of them, "1667 or 1668" is one of them.
    fn list(self, words: &[&str]) -> Answer {
        let words = words.strip_prefix(&["one", "of"][..]).unwrap_or(words);
        let words = words.strip_prefix(&["either"][..]).unwrap_or(words);
        let brackets = if words.contains(&"or") {
            ('[', ']')
        } else if words.iter().any(|word| matches!(*word, "and" | "&")) {
            ('{', '}')
        } else {
            return Ok(None);
        };
        let mut members = Vec::new();
        let mut after = Partial::default();
        // From the last to the first: "3, 5 and 7 May" has the month at the end.
        for part in
            words.rsplit(|word| matches!(*word, "," | "and" | "or" | "&")).filter(|part| !part.is_empty())
        {
            let mut partial = Partial::of(part);
            if let Some(partial) = &mut partial {
                partial.fill(&after);
                after = partial.clone();
            }
            let read = match partial.and_then(|partial| partial.edtf(self.this_year()).transpose()) {
                Some(edtf) => Some(Read::new(edtf?)),
                None => self.qualified(part)?,
            };
            let Some(read) = read else { return Ok(None) };
            members.push(read.edtf);
        }
        members.reverse();
        Ok(compose::list(&members, brackets).filter(|_| members.len() > 1).map(Read::new))
    }

    /// "14:30 on 3 May 2025 (UTC+4)", "3 May 2025, 14:30".
    fn clock(self, words: &[&str]) -> Answer {
        let Some(at) = words.iter().position(|word| {
            word.split_once(':')
                .is_some_and(|(hour, _)| !hour.is_empty() && hour.bytes().all(|b| b.is_ascii_digit()))
        }) else {
            return Ok(None);
        };
        let is_zone = |word: &&str| {
            let word = word.trim_start_matches('(');
            word.starts_with("utc")
                || word.starts_with("gmt")
                || word.starts_with('+')
                || matches!(word, "am" | "pm" | "a.m." | "p.m." | "z")
        };
        let clock: Vec<&str> = words
            .iter()
            .enumerate()
            .filter(|(i, word)| *i == at || is_zone(word))
            .map(|(_, word)| *word)
            .collect();
        let day: Vec<&str> = words
            .iter()
            .enumerate()
            .filter(|(i, word)| *i != at && !is_zone(word) && !matches!(**word, "on" | "at" | ","))
            .map(|(_, word)| *word)
            .collect();
        if day.is_empty() {
            return Ok(None);
        }
        let Some(read) = self.single(&day)? else { return Ok(None) };
        time::on_day(&read, &clock.join(" "))
    }

    /// One date, without qualifiers.
    fn single(self, words: &[&str]) -> Answer {
        if words.is_empty() {
            return Ok(None);
        }
        if let Some(read) = phrase::part(words, |rest| self.qualified(rest))? {
            return Ok(Some(read));
        }
        if let Some(read) = phrase::stretch(words)? {
            return Ok(Some(read));
        }
        if let Some(today) = self.today
            && let Some(edtf) = relative::phrase(words, today)
        {
            return Ok(Some(Read::new(edtf)));
        }
        if let ["winter", years] = words
            && let Some((year, end)) = years.split_once(['-', '/'])
            && let Some(read) = one_winter(year, end)
        {
            return Ok(Some(read));
        }
        if let Some(partial) = Partial::of(words)
            && let Some(edtf) = partial.edtf(self.this_year())?
        {
            let mut read = Read::new(edtf);
            check_weekday(&mut read, partial.weekday);
            return Ok(Some(read));
        }
        repair::respell(&words.join(" "))
    }

    fn this_year(self) -> Option<i64> {
        self.today.map(|today| i64::from(today.year()))
    }
}

/// "winter 2024–25" is one winter, which EDTF names by the year of its December.
fn one_winter(year: &str, end: &str) -> Option<Read> {
    let first = super::words::number(year).filter(|_| year.len() == 4)?;
    let second = super::words::number(end)?;
    let next = match end.len() {
        2 => (first + 1) % 100 == second,
        4 => first + 1 == second,
        _ => false,
    };
    next.then(|| Read::because(format!("{first:04}-24"), "EDTF names a winter by the year of its December"))
}

/// Says so where the weekday does not fit.
fn check_weekday(read: &mut Read, said: Option<u8>) {
    let Some(said) = said else { return };
    if let Ok(day) = NaiveDate::parse_from_str(&read.edtf, "%Y-%m-%d") {
        let is = day.weekday().num_days_from_monday();
        if is != u32::from(said) {
            read.note(format!("that day is a {}, not a {}", weekday_name(is), weekday_name(u32::from(said))));
        }
    }
}

/// Takes "about", "c.", "perhaps" and the like off both ends. A word that is joined to its date
/// ("c1580", "ca.1580") leaves the date as the third part.
fn take_qualifiers<'a, 'b>(mut words: &'b [&'a str]) -> (&'b [&'a str], Qualifier, Option<String>) {
    let mut mark = Qualifier::default();
    loop {
        let word = |word: &str| word.trim_end_matches(['.', ':']).to_owned();
        match words {
            ["more", "or", "less", rest @ ..] => {
                mark.approximate = true;
                words = rest;
            }
            [first, rest @ ..] if !rest.is_empty() && is_about(&word(first)) => {
                mark.approximate = true;
                words = rest;
            }
            [first, rest @ ..] if !rest.is_empty() && is_perhaps(&word(first)) => {
                mark.uncertain = true;
                words = rest;
            }
            [rest @ .., ","] if !rest.is_empty() => words = rest,
            [rest @ .., last]
                if !rest.is_empty()
                    && matches!(word(last).as_str(), "approx" | "approximately" | "or so") =>
            {
                mark.approximate = true;
                words = rest;
            }
            [rest @ .., last]
                if !rest.is_empty()
                    && matches!(*last, "?" | "(?)" | "uncertain" | "perhaps" | "maybe" | "possibly") =>
            {
                mark.uncertain = true;
                words = rest;
            }
            _ => break,
        }
    }
    if let [first, rest @ ..] = words
        && era(first).is_none()
    {
        let joined =
            ["circa", "ca.", "ca", "c.", "c", "~"].iter().find_map(|about| first.strip_prefix(about));
        if let Some(date) = joined.filter(|date| date.starts_with(|c: char| c.is_ascii_digit())) {
            mark.approximate = true;
            return (rest, mark, Some(date.to_owned()));
        }
    }
    (words, mark, None)
}

fn is_about(word: &str) -> bool {
    matches!(word, "about" | "around" | "circa" | "ca" | "c" | "approximately" | "approx" | "roughly" | "~")
}

fn is_perhaps(word: &str) -> bool {
    matches!(word, "perhaps" | "maybe" | "possibly" | "probably" | "presumably" | "allegedly" | "?")
}
