//! Times of day as people write them: without seconds, with fractions, with a blank, at 24:00.

use chrono::{NaiveTime, Timelike};
use edtf_core::Edtf;

use super::civil::step_day;
use super::compose;
use super::read::{Answer, Read};
use super::words::number;

/// Reads `DATE TIME`, split at a `T`, `t`, `_` or blank; the date as [`super::repair`] reads it.
///
/// `None` where there is no clock time in it.
pub(super) fn respell(text: &str, date_of: impl Fn(&str) -> Answer) -> Answer {
    let Some((date, clock, separator)) = split(text) else { return Ok(None) };
    let Some(mut read) = date_of(date)? else { return Ok(None) };
    if separator != 'T' {
        read.note("EDTF has a capital T between day and time");
    }
    on_day(&read, clock)
}

/// A clock time, on a day that was read before.
pub(super) fn on_day(date: &Read, clock: &str) -> Answer {
    let Some((clock, mut whys)) = read_clock(clock)? else { return Ok(None) };
    let mut date = date.clone();
    let Ok(Edtf::Date(day)) = Edtf::parse(&date.edtf) else { return Ok(None) };
    if day.day.is_none() || day.has_unspecified() {
        return Err(format!("a time of day needs a whole day; {} is none", date.edtf));
    }
    if day.is_approximate() || day.is_uncertain() {
        return Err(format!("beside a time of day there is no ?, ~ or %; {} alone may have one", date.edtf));
    }
    if clock.next_day {
        let tomorrow = super::ends::span(&day).0.civil().map(|today| compose::day(step_day(today, 1)));
        let Some(tomorrow) = tomorrow.filter(|day| day.len() == 10) else {
            return Err("EDTF has times only for the years 0000 to 9999; write the day alone".into());
        };
        date.edtf = tomorrow;
        whys.push("24:00 is 00:00 of the next day".into());
    }
    let candidate = format!("{}T{}", date.edtf, clock.text);
    if Edtf::parse(&candidate).is_ok() {
        date.edtf = candidate;
    } else if date.edtf.len() != 10 {
        whys.push("EDTF has times only for the years 0000 to 9999, so the time was left out".into());
    } else {
        return Err(format!(
            "{} is not a time of day; write it as 10:30:00, 10:30:00Z or 10:30:00+02:00",
            clock.text
        ));
    }
    for why in whys {
        date.note(why);
    }
    Ok(Some(date))
}

/// Where the time begins: at the first separator that digits and a colon (or nothing but digits)
/// follow.
fn split(text: &str) -> Option<(&str, &str, char)> {
    text.char_indices().filter(|(_, c)| matches!(c, 'T' | 't' | ' ' | '_')).find_map(|(at, separator)| {
        let (date, rest) = text.split_at(at);
        let clock = rest.get(separator.len_utf8()..)?.trim_start();
        let digits = clock.bytes().take_while(u8::is_ascii_digit).count();
        let after = clock.as_bytes().get(digits);
        let timely = match separator {
            'T' | 't' => (1..=6).contains(&digits),
            _ => (1..=2).contains(&digits) && after == Some(&b':'),
        };
        let dated = date.bytes().any(|b| b.is_ascii_digit());
        (timely && dated).then_some((date.trim_end(), clock, separator))
    })
}

struct Clock {
    text: String,
    next_day: bool,
}

/// `10:30`, `10.30`, `1030`, `10:30:15.25Z`, `3:30 pm`, `24:00`, `10:30 +0530`, `10:30 UTC`.
fn read_clock(text: &str) -> Result<Option<(Clock, Vec<String>)>, String> {
    let mut whys: Vec<String> = Vec::new();
    let end = text.bytes().position(|b| !matches!(b, b'0'..=b'9' | b':' | b'.' | b',')).unwrap_or(text.len());
    let (clock, zone) = text.split_at(end);
    let fields = fields(clock, &mut whys)?;
    let (mut hour, minute, second) = match *fields.as_slice() {
        [hour, minute, second] => (hour, minute, second),
        [hour, minute] => (hour, minute, 0),
        [hour] => (hour, 0, 0),
        _ => return Err(no_time(clock)),
    };
    if fields.len() < 3 {
        whys.push("a time in EDTF has seconds".into());
    }
    let (half, zone) = half_day(zone.trim());
    if let Some(afternoon) = half {
        if !(1..=12).contains(&hour) {
            return Err(format!("{hour} o’clock has no am or pm"));
        }
        hour = hour % 12 + if afternoon { 12 } else { 0 };
        whys.push("EDTF counts hours from 00 to 23".into());
    }
    let next_day = (hour, minute, second) == (24, 0, 0);
    let leap = second == 60;
    let [h, m, s] =
        [if next_day { 0 } else { hour }, minute, if leap { 59 } else { second }].map(u32::try_from);
    let (Ok(h), Ok(m), Ok(s)) = (h, m, s) else { return Ok(None) };
    let Some(time) = NaiveTime::from_hms_opt(h, m, s) else {
        let limits = if hour > 23 {
            "hours are 00 to 23"
        } else if minute > 59 {
            "minutes are 00 to 59"
        } else {
            "seconds are 00 to 59, or 60 for a leap second"
        };
        return Err(format!("{clock} is not a time of day; {limits}"));
    };
    let second = if leap { 60 } else { time.second() };
    let (zone, why) = read_zone(zone)?;
    whys.extend(why);
    let text = format!("{:02}:{:02}:{second:02}{zone}", time.hour(), time.minute());
    Ok(Some((Clock { text, next_day }, whys)))
}

fn no_time(clock: &str) -> String {
    format!("{clock} is not a time of day; write it as 10:30 or 10:30:15")
}

/// Hours, minutes and seconds, as far as they are there: nothing of the clock is left out but
/// a fraction of a second, which is told.
fn fields(clock: &str, whys: &mut Vec<String>) -> Result<Vec<i64>, String> {
    let dotted: Vec<&str> = clock.split('.').collect();
    if let [hour, rest @ ..] = dotted.as_slice()
        && (1..=2).contains(&hour.len())
        && (1..=2).contains(&rest.len())
        && rest.iter().all(|part| part.len() == 2 && number(part).is_some())
    {
        whys.push("EDTF has colons in a time of day".into());
        return numbers(clock, &dotted);
    }
    let (whole, fraction) = clock.split_once(['.', ',']).map_or((clock, None), |(c, f)| (c, Some(f)));
    let parts: Vec<&str> = if whole.contains(':') {
        whole.split(':').collect()
    } else if matches!(whole.len(), 4 | 6) {
        whys.push("EDTF has colons in a time of day".into());
        [whole.get(0..2), whole.get(2..4), whole.get(4..6)].into_iter().flatten().collect()
    } else {
        vec![whole]
    };
    if let Some(fraction) = fraction {
        let is_number = !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit());
        if parts.len() != 3 || !is_number {
            return Err(format!(
                "{clock} is not a time of day; only seconds may have a fraction, as in 10:30:15.5"
            ));
        }
        whys.push("EDTF has no fractions of a second".into());
    }
    numbers(clock, &parts)
}

fn numbers(clock: &str, parts: &[&str]) -> Result<Vec<i64>, String> {
    parts.iter().map(|part| number(part).ok_or_else(|| no_time(clock))).collect()
}

fn half_day(zone: &str) -> (Option<bool>, &str) {
    for (word, afternoon) in [("am", false), ("pm", true), ("a.m.", false), ("p.m.", true)] {
        if let Some(head) = zone.get(..word.len())
            && head.eq_ignore_ascii_case(word)
        {
            return (Some(afternoon), zone.get(word.len()..).unwrap_or_default().trim());
        }
    }
    (None, zone)
}

/// The offset as EDTF writes it.
fn read_zone(zone: &str) -> Result<(String, Option<String>), String> {
    let wrong = || "an offset is Z, +hh:mm or -hh:mm, at most 14:00".to_owned();
    let bare = zone.trim_start_matches('(').trim_end_matches(')');
    let upper = bare.to_ascii_uppercase();
    if zone.is_empty() || zone == "Z" {
        return Ok((zone.to_owned(), None));
    }
    let told = Some("EDTF writes the offset as Z, +hh:mm or -hh:mm".to_owned());
    let shift = upper.strip_prefix("UTC").or_else(|| upper.strip_prefix("GMT")).unwrap_or(&upper).trim();
    if matches!(shift, "" | "Z") {
        return Ok(("Z".into(), told));
    }
    let (sign, rest) = if let Some(rest) = shift.strip_prefix('+') {
        ('+', rest)
    } else if let Some(rest) = shift.strip_prefix('-').or_else(|| shift.strip_prefix('\u{2212}')) {
        ('-', rest)
    } else {
        return Err(wrong());
    };
    let (hours, minutes) = match rest.split_once(':') {
        Some(parts) => parts,
        None if rest.len() > 2 => rest.split_at_checked(rest.len() - 2).ok_or_else(wrong)?,
        None => (rest, "00"),
    };
    let (Some(hours @ 0..=14), Some(minutes @ 0..=59)) = (number(hours), number(minutes)) else {
        return Err(wrong());
    };
    if hours == 14 && minutes > 0 {
        return Err(wrong());
    }
    let text =
        if (hours, minutes) == (0, 0) { "Z".to_owned() } else { format!("{sign}{hours:02}:{minutes:02}") };
    let told = if text == zone || zone == format!("{sign}{hours:02}") { None } else { told };
    Ok((text, told))
}

#[cfg(test)]
mod tests {
    use super::super::Date;

    #[test]
    fn nothing_of_a_time_of_day_is_lost() {
        let rows = [
            ("10.30", "10:30:00"),
            ("9.30.15", "09:30:15"),
            ("10.30 pm", "22:30:00"),
            ("10:30", "10:30:00"),
            ("1030", "10:30:00"),
            ("103015.5", "10:30:15"),
            ("10:30:15,123456789012", "10:30:15"),
        ];
        for (clock, wanted) in rows {
            let (date, notes) = Date::parse(&format!("2024-05-01T{clock}")).unwrap();
            assert_eq!(date.edtf(), format!("2024-05-01T{wanted}"), "{clock}");
            assert!(!notes.is_empty(), "{clock}");
        }
        let refused = [
            ("10:30.5", "only seconds may have a fraction"),
            ("1030.5", "only seconds may have a fraction"),
            ("10.5", "only seconds may have a fraction"),
            ("10,30", "only seconds may have a fraction"),
            ("10:30:15.", "only seconds may have a fraction"),
            ("10:1234567890", "write it as 10:30 or 10:30:15"),
            ("10::30", "write it as 10:30 or 10:30:15"),
            ("10:30:15:20", "write it as 10:30 or 10:30:15"),
            ("10.70", "minutes are 00 to 59"),
            ("10305", "hours are 00 to 23"),
        ];
        for (clock, wanted) in refused {
            let error = Date::parse(&format!("2024-05-01T{clock}")).unwrap_err();
            assert!(error.contains(wanted), "{clock}: {error}");
        }
    }
}
