//! Several dates of one thing: `on 26 and 27 May`, `in 1871 or 1872`, `in March 2020, June 2021 and July 2022`.

use super::clause::Clause;
use super::dating::{Date, Edge, Tie};
use super::words::{Mark, Sheet, mark};
use crate::extract::time::calendar::Day;
use crate::extract::time::{Sure, Timex};

/// Makes one of the dates that are named side by side.
pub(super) fn join(page: &Sheet<'_, '_>, clauses: &[Clause], dates: &mut Vec<Date>) {
    let mut from = 0;
    while from < dates.len() {
        let mut to = from + 1;
        while to < dates.len() && beside(page, clauses, &dates[to - 1], &dates[to]) {
            to += 1;
        }
        if to > from + 1
            && let Some(link) = link(page, &dates[from..to])
            && let Some(all) = one(&dates[from..to], link == Link::Or)
        {
            dates.splice(from..to, [all]);
        }
        from += 1;
    }
}

/// Gives `the 12 months to June 2023` all its months.
pub(super) fn count_back(page: &Sheet<'_, '_>, timexes: &[Timex], dates: &mut [Date]) {
    for date in dates {
        let Some(at) = timexes.iter().position(|timex| timex.span == date.when.span) else { continue };
        let Some(before) = at.checked_sub(1).and_then(|before| timexes.get(before)) else { continue };
        let lead = before.tokens.end..timexes[at].tokens.start;
        let led = lead.len() == 1 && matches!(page.word(lead.start), "to" | "until" | "through" | "ending");
        let months = before.value.strip_prefix('P').and_then(|count| {
            let years = count.strip_suffix('Y').and_then(|count| count.parse::<i32>().ok());
            let months = count.strip_suffix('M').and_then(|count| count.parse::<i32>().ok());
            months.or(years.map(|years| years.saturating_mul(12)))
        });
        let month = date.when.edtf.len() == 7 && date.when.edtf.as_bytes()[4] == b'-';
        let Some(months) = months.filter(|months| led && month && (1..1200).contains(months)) else {
            continue;
        };
        let Some((first, last)) = date.when.days else { continue };
        let start = first.year * 12 + i32::from(first.month) - 1 - (months - 1);
        let month = u8::try_from(start.rem_euclid(12) + 1).unwrap_or(1);
        let Some(day) = Day::new(start.div_euclid(12), month, 1).filter(|day| day.year > 0) else { continue };
        date.when.edtf = format!("{:04}-{month:02}/{}", day.year, date.when.edtf);
        date.when.days = Some((day, last));
        date.when.span.start = before.span.start;
        date.phrase.start = before.tokens.start;
        if date.phrase.start > 0 && mark(page, date.phrase.start - 1).has(Mark::PREPOSITION) {
            date.phrase.start -= 1;
        }
        date.tie = Tie::Free;
        date.edge = Edge::On;
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    And,
    Or,
}

/// Whether nothing but a comma or an `and` stands between two plain dates.
fn beside(page: &Sheet<'_, '_>, clauses: &[Clause], one: &Date, two: &Date) -> bool {
    let plain = |date: &Date| {
        date.tie == Tie::Free
            && date.edge == Edge::On
            && date.when.days.is_some()
            && date.when.edtf.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'X'))
    };
    let between = one.phrase.end..two.phrase.start;
    let linked = !between.is_empty()
        && between.len() <= 2
        && between.clone().all(|at| matches!(page.word(at), "," | "and" | "or" | "&" | "then" | "again"));
    let together = clauses
        .iter()
        .any(|clause| clause.tokens.contains(&one.phrase.start) && clause.tokens.contains(&two.phrase.start));
    // `in June 2021, May 2020`: what goes back counts no list; and a part is none beside its whole.
    let forward = one.when.days.zip(two.when.days).is_some_and(|((_, last), (first, _))| last < first);
    plain(one) && plain(two) && linked && together && forward
}

/// What the last two are joined with; nothing where that is a mere comma.
fn link(page: &Sheet<'_, '_>, dates: &[Date]) -> Option<Link> {
    let [.., one, two] = dates else { return None };
    (one.phrase.end..two.phrase.start).find_map(|at| match page.word(at) {
        "or" => Some(Link::Or),
        _ if mark(page, at).has(Mark::AND) || page.word(at) == "&" => Some(Link::And),
        _ => None,
    })
}

/// One date of many: a stretch where each day follows on the one before, else a set.
fn one(dates: &[Date], either: bool) -> Option<Date> {
    let (first, last) = dates.first().zip(dates.last())?;
    let follow = dates.windows(2).all(|pair| {
        let ends = |date: &Date| date.when.days;
        ends(&pair[0]).zip(ends(&pair[1])).is_some_and(|((_, end), (start, _))| end.plus(1) == start)
    });
    let names: Vec<&str> = dates.iter().map(|date| date.when.edtf.as_str()).collect();
    let edtf = match (either, follow) {
        (true, _) => format!("[{}]", names.join(",")),
        (false, true) => format!("{}/{}", first.when.edtf, last.when.edtf),
        (false, false) => format!("{{{}}}", names.join(",")),
    };
    let mut all = first.clone();
    all.when.edtf = edtf;
    let end = |date: &Date| date.when.days.map(|(_, end)| end);
    all.when.days = first.when.days.zip(end(last)).map(|((start, _), end): ((Day, Day), Day)| (start, end));
    all.when.span.end = last.when.span.end;
    all.phrase.end = last.phrase.end;
    all.sure = dates.iter().map(|date| date.sure).min().unwrap_or(Sure::Guess);
    all.by_document = dates.iter().any(|date| date.by_document);
    all.itself = dates.iter().all(|date| date.itself);
    Some(all)
}
