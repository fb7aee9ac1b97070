//! How a date changed: widened, narrowed, moved, became approximate.

use super::Change;
use crate::model::Date;
use crate::model::draft::At;
use crate::text::Text;

pub(super) fn change(name: &str, from: Option<&At<Date>>, to: Option<&At<Date>>) -> Option<Change> {
    let written = |at: &At<Date>| Text::new(at.value.edtf());
    let said = match (from.map(|at| &at.value), to.map(|at| &at.value)) {
        (None, None) => return None,
        (Some(from), Some(to)) if from.edtf() == to.edtf() => return None,
        (None, Some(to)) => format!("{name} was added: {}", to.human()),
        (Some(from), None) => format!("{name} was removed: {}", from.human()),
        (Some(from), Some(to)) => between(name, from, to),
    };
    // A date is text from outside like any other.
    let said = crate::text::line(&said).into_owned();
    Some(Change::new("date", said, from.map(written).as_ref(), to.map(written).as_ref()))
}

fn between(name: &str, from: &Date, to: &Date) -> String {
    let (old, new) = (from.ends(), to.ends());
    let later_start = new.earliest_start.cmp(&old.earliest_start);
    let later_end = new.latest_end.cmp(&old.latest_end);
    let doubt = doubt(from, to);
    let how = if later_start.is_eq() && later_end.is_eq() {
        None
    } else if later_start.is_le() && later_end.is_ge() {
        Some("widened")
    } else if later_start.is_ge() && later_end.is_le() {
        Some("narrowed")
    } else if later_start.is_lt() {
        Some("moved back")
    } else {
        Some("moved on")
    };
    let (mut a, mut b) = (from.human(), to.human());
    if a == b {
        (a, b) = (from.edtf().to_owned(), to.edtf().to_owned());
    }
    let (how, doubt) = match (how, doubt) {
        (Some(how), Some(doubt)) => (how, format!(", and {doubt}")),
        (Some(how), None) => (how, String::new()),
        (None, Some(doubt)) => (doubt, String::new()),
        (None, None) => ("changed", String::new()),
    };
    let gap = if how.starts_with(['b', 'i']) { "," } else { "" };
    format!("{name} {how}{gap} from {a} to {b}{doubt}")
}

/// What became of its being approximate or uncertain.
fn doubt(from: &Date, to: &Date) -> Option<&'static str> {
    match (from.is_approximate(), to.is_approximate(), from.is_uncertain(), to.is_uncertain()) {
        (false, true, false, true) => Some("became approximate and uncertain"),
        (false, true, ..) => Some("became approximate"),
        (_, _, false, true) => Some("became uncertain"),
        (true, false, true, false) => Some("is no longer approximate and uncertain"),
        (true, false, ..) => Some("is no longer approximate"),
        (_, _, true, false) => Some("is no longer uncertain"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_changing_has_its_word() {
        let rows = [
            ("2025-01-21", "2025-01", "the date widened from 21 January 2025 to January 2025"),
            ("2025", "2025-05", "the date narrowed from 2025 to May 2025"),
            ("2025-01", "2025-03", "the date moved on from January 2025 to March 2025"),
            ("2025-03", "2024-12", "the date moved back from March 2025 to December 2024"),
            ("1994/1996", "1995/1998", "the date moved on from 1994 to 1996 to 1995 to 1998"),
            ("1994", "1994~", "the date became approximate, from 1994 to about 1994"),
            ("1994?", "1994", "the date is no longer uncertain, from perhaps 1994 to 1994"),
            ("1994-05", "1994~", "the date widened from May 1994 to about 1994, and became approximate"),
        ];
        for (from, to, wanted) in rows {
            let date = |text| At::new(Date::parse(text).unwrap().0, crate::issue::Spot::NONE);
            let said = change("the date", Some(&date(from)), Some(&date(to))).unwrap().said;
            // How a date is spelled is not what is tested here.
            let plain = |text: &str| text.replace('–', " to ");
            assert_eq!(plain(&said), plain(wanted));
        }
        let date = At::new(Date::parse("1994").unwrap().0, crate::issue::Spot::NONE);
        assert!(change("the date", Some(&date), Some(&date)).is_none());
        assert_eq!(change("the date", None, Some(&date)).unwrap().said, "the date was added: 1994");
    }
}
