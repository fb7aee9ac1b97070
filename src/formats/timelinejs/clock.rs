//! The times of day that people write in a spreadsheet.

use ::toml::{Table, Value};

use super::when::PARTS;

/// The parts of `14:30`, `14:30:15.25`, `2:30 pm`, `1430` or `14.30`. `None` for what is none of them.
pub(super) fn parts(text: &str) -> Option<Vec<(&'static str, String)>> {
    let text = text.trim().to_lowercase().replace("a.m.", "am").replace("p.m.", "pm");
    let (time, noon) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(time), _) => (time.trim_end(), Some(0)),
        (_, Some(time)) => (time.trim_end(), Some(12)),
        _ => (text.as_str(), None),
    };
    let mut found: Vec<&str> = if time.contains([':', '.']) {
        time.split([':', '.']).collect()
    } else {
        match time.len() {
            0..=2 => vec![time],
            3 | 4 => vec![time.get(..time.len() - 2)?, time.get(time.len() - 2..)?],
            6 => vec![time.get(..2)?, time.get(2..4)?, time.get(4..)?],
            _ => return None,
        }
    };
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if found.len() > 4 || !found.iter().all(is_number) {
        return None;
    }
    // A part of a second: .25 is 250 thousandths.
    let fraction = if found.len() == 4 { found.pop() } else { None };
    if fraction.is_some_and(|digits| digits.len() > 3) || found.iter().any(|part| part.len() > 2) {
        return None;
    }
    let mut hour: u8 = found.first()?.parse().ok()?;
    if let Some(noon) = noon {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + noon;
    }
    let mut values = vec![hour.to_string()];
    values.extend(found.iter().skip(1).map(|part| (*part).to_owned()));
    values.extend(fraction.map(|digits| format!("{digits:0<3}")));
    Some(PARTS[3..].iter().copied().zip(values).collect())
}

/// A time of day, from the parts of a date.
pub(super) fn written(date: &Table) -> Option<String> {
    let part = |name: &str, width: usize| match date.get(name)? {
        Value::Integer(part) => Some(format!("{part:0width$}")),
        Value::String(part) => Some(part.clone()),
        _ => None,
    };
    let mut out = part("hour", 1)?;
    for (name, mark, width) in [("minute", ':', 2), ("second", ':', 2), ("millisecond", '.', 3)] {
        let Some(part) = part(name, width) else { break };
        out.push(mark);
        out.push_str(&part);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_as_exact_as_they_are_written() {
        let rows = [
            ("14:30", "14 30"),
            ("14:30:15.25", "14 30 15 250"),
            (" 2:30 pm", "14 30"),
            ("12 a.m.", "0"),
            ("12:15PM", "12 15"),
            ("1430", "14 30"),
            ("930", "9 30"),
            ("14.30", "14 30"),
            ("14", "14"),
            ("143015", "14 30 15"),
            ("13 pm", ""),
            ("noon", ""),
            ("14:30:15.2500", ""),
            ("", ""),
            ("é:30", ""),
        ];
        for (text, wanted) in rows {
            let found: Vec<String> = parts(text).into_iter().flatten().map(|(_, part)| part).collect();
            assert_eq!(found.join(" "), wanted, "{text}");
        }
    }
}
