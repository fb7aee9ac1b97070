//! The four ends of a date, and whether it lies in a window of time.
//!
//! The rule for each kind of expression is the table on the [front page](super).

use edtf_core::{
    Bound, DateTime, Edtf, Interval, IntervalEndpoint, Set, SetElement, SetKind, TimeShift, YearKind,
};

use super::civil::{Moment, days_in_month};

/// The four ends of a date: the earliest and latest moment at which it may begin, and at which it
/// may end. All inclusive.
///
/// Always `earliest_start <= latest_start <= latest_end` and
/// `earliest_start <= earliest_end <= latest_end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ends {
    /// It cannot begin before this.
    pub earliest_start: Moment,
    /// It has begun by this.
    pub latest_start: Moment,
    /// It cannot end before this.
    pub earliest_end: Moment,
    /// It has ended by this.
    pub latest_end: Moment,
}

/// An answer that a vague date can stand by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// It cannot be.
    No,
    /// It may be: some of what the date could mean says so.
    Possible,
    /// It is, whatever the date turns out to mean.
    Certain,
}

/// What a simple expression spans, first and last second.
type Span = (Moment, Moment);

impl Ends {
    /// Everything from `first` to `last`, with nothing vague about it: a window to search in.
    #[must_use]
    pub fn window(first: Moment, last: Moment) -> Self {
        let last = last.max(first);
        Self { earliest_start: first, latest_start: first, earliest_end: last, latest_end: last }
    }

    /// Something that begins and ends somewhere between `first` and `last`.
    #[must_use]
    pub fn within(first: Moment, last: Moment) -> Self {
        let last = last.max(first);
        Self { earliest_start: first, latest_start: last, earliest_end: first, latest_end: last }
    }

    /// Whether it is known to the second when it begins: it has a time of day.
    #[must_use]
    pub fn begins_at_a_moment(&self) -> bool {
        self.earliest_start == self.latest_start && self.earliest_start.civil().is_some()
    }

    /// Whether what has these ends touches `window`, which reaches from its own earliest start to
    /// its latest end.
    ///
    /// [`Certainty::Certain`] where every placement of start and end overlaps the window,
    /// [`Certainty::Possible`] where some do, [`Certainty::No`] where none does. What happens is
    /// taken to go on from its start to its end; for sets, which have holes, ask
    /// [`super::Date::overlaps`].
    ///
    /// ```
    /// use annals::model::{Date, date::Certainty};
    /// let ends = |edtf| Date::parse(edtf).map(|(date, _)| date.ends());
    /// assert_eq!(ends("2024-05")?.overlaps(&ends("2024")?), Certainty::Certain);
    /// assert_eq!(ends("2024")?.overlaps(&ends("2024-05")?), Certainty::Possible);
    /// # Ok::<(), String>(())
    /// ```
    #[must_use]
    pub fn overlaps(&self, window: &Self) -> Certainty {
        let (first, last) = (window.earliest_start, window.latest_end);
        if self.earliest_start > last || self.latest_end < first {
            Certainty::No
        } else if self.latest_start <= last && self.earliest_end >= first {
            Certainty::Certain
        } else {
            Certainty::Possible
        }
    }

    /// The ends of a day that is written out, `2024-05-03`; `None` for anything else, and for a day that
    /// there is not. The date that is read most often by far, without the parser.
    pub(crate) fn of_plain_day(text: &str) -> Option<Self> {
        let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0_u16, |number, digit| {
                digit.is_ascii_digit().then(|| number * 10 + u16::from(digit - b'0'))
            })
        };
        let year = i64::from(number(&[y1, y2, y3, y4])?);
        let (month, day) = (u8::try_from(number(&[m1, m2])?).ok()?, u8::try_from(number(&[d1, d2])?).ok()?);
        if !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        let first = Moment::of_near_day(year, month, day);
        Some(Self::within(first, first.plus(86_399)))
    }

    /// The ends of a parsed expression.
    pub(super) fn of(edtf: &Edtf) -> Self {
        match edtf {
            Edtf::Date(date) => {
                let (first, last) = span(date);
                Self::within(first, last)
            }
            Edtf::DateTime(time) => {
                let at = instant(time);
                Self::window(at, at)
            }
            Edtf::Interval(interval) => Self::of_interval(interval),
            Edtf::Set(set) => Self::of_set(set),
        }
    }

    fn of_interval(interval: &Interval) -> Self {
        let (earliest_start, latest_start) = match &interval.start {
            IntervalEndpoint::Date(d) | IntervalEndpoint::OnOrAfter(d) => span(d),
            IntervalEndpoint::OnOrBefore(d) => (Moment::PAST, span(d).1),
            IntervalEndpoint::Open => (Moment::PAST, Moment::PAST),
            IntervalEndpoint::Unknown => (Moment::PAST, Moment::FUTURE),
        };
        let (earliest_end, latest_end) = match &interval.end {
            IntervalEndpoint::Date(d) | IntervalEndpoint::OnOrBefore(d) => span(d),
            IntervalEndpoint::OnOrAfter(d) => (span(d).0, Moment::FUTURE),
            IntervalEndpoint::Open => (Moment::FUTURE, Moment::FUTURE),
            IntervalEndpoint::Unknown => (Moment::PAST, Moment::FUTURE),
        };
        // Nothing begins after it ends.
        Self {
            earliest_start,
            latest_start: latest_start.min(latest_end).max(earliest_start),
            earliest_end: earliest_end.max(earliest_start),
            latest_end: latest_end.max(earliest_start),
        }
    }

    fn of_set(set: &Set) -> Self {
        let mut members = set.elements.iter().map(member);
        let Some(first) = members.next() else { return Self::within(Moment::PAST, Moment::FUTURE) };
        members.fold(first_alone(first, set.kind), |all, (from, to)| match set.kind {
            // It begins when the first of them begins and ends when the last of them ends.
            SetKind::AllMembers => Self {
                earliest_start: all.earliest_start.min(from.0),
                latest_start: all.latest_start.min(from.1),
                earliest_end: all.earliest_end.max(to.0),
                latest_end: all.latest_end.max(to.1),
            },
            SetKind::OneMember => Self::within(all.earliest_start.min(from.0), all.latest_end.max(to.1)),
        })
    }
}

fn first_alone((from, to): (Span, Span), kind: SetKind) -> Ends {
    match kind {
        SetKind::AllMembers => Ends {
            earliest_start: from.0,
            latest_start: from.1.min(to.1),
            earliest_end: to.0.max(from.0),
            latest_end: to.1,
        },
        SetKind::OneMember => Ends::within(from.0, to.1),
    }
}

/// Where a member of a set begins, and where it ends.
fn member(element: &SetElement) -> (Span, Span) {
    match element {
        SetElement::Date(date) => (span(date), span(date)),
        SetElement::OnOrBefore(date) => ((Moment::PAST, Moment::PAST), span(date)),
        SetElement::OnOrAfter(date) => (span(date), (Moment::FUTURE, Moment::FUTURE)),
        SetElement::Range(from, to) => (span(from), span(to)),
    }
}

/// Whether the members of a set touch `window`: an all-of set does as surely as the surest of them,
/// a one-of set surely only where each of them does.
pub(super) fn set_overlaps(set: &Set, window: &Ends) -> Certainty {
    let each = set.elements.iter().map(|element| {
        let (from, to) = member(element);
        match set.kind {
            SetKind::AllMembers => first_alone((from, to), SetKind::AllMembers).overlaps(window),
            SetKind::OneMember => Ends::within(from.0, to.1).overlaps(window),
        }
    });
    let (least, most) =
        each.fold((Certainty::Certain, Certainty::No), |(least, most), one| (least.min(one), most.max(one)));
    match (set.kind, most) {
        (SetKind::OneMember, Certainty::Certain) if least < Certainty::Certain => Certainty::Possible,
        _ => most,
    }
}

/// First and last second of a simple date.
pub(super) fn span(date: &edtf_core::Date) -> Span {
    let bounds = Edtf::Date(*date).bounds();
    match (bounds.earliest, bounds.latest) {
        (Bound::Date(lo), Bound::Date(hi)) => {
            (Moment::from_civil(lo.year, lo.month, lo.day), Moment::end_of_civil(hi.year, hi.month, hi.day))
        }
        // Only a year beyond i64 has no bounds.
        _ if is_negative(date) => (Moment::FAR_PAST, Moment::FAR_PAST),
        _ => (Moment::FAR_FUTURE, Moment::FAR_FUTURE),
    }
}

fn is_negative(date: &edtf_core::Date) -> bool {
    match date.year.kind {
        YearKind::Standard { negative, .. } => negative,
        YearKind::Big { value } => value < 0,
        YearKind::Exponential { significand, .. } => significand < 0,
    }
}

/// The second that a time of day names. Without an offset it is taken as it stands, as days are; a
/// leap second shares the second before it, so that it stays in its day.
pub(super) fn instant(time: &DateTime) -> Moment {
    let (day, _) = span(&time.date);
    let clock = &time.time;
    let offset = match clock.shift {
        Some(TimeShift::Offset { minutes, .. }) => i64::from(minutes) * 60,
        Some(TimeShift::Utc) | None => 0,
    };
    let seconds =
        i64::from(clock.hour) * 3600 + i64::from(clock.minute) * 60 + i64::from(clock.second.min(59));
    day.plus(seconds - offset)
}

/// Orders years that are too far away for a [`Moment`]: sign, number of digits, leading digits.
pub(super) fn far_year(date: &edtf_core::Date) -> i128 {
    let (significand, exponent) = match date.year.kind {
        YearKind::Standard { .. } => (date.year.value().unwrap_or(0), 0),
        YearKind::Big { value } => (value, 0),
        YearKind::Exponential { significand, exponent } => (significand, exponent),
    };
    let mut lead = i128::from(significand.unsigned_abs());
    if lead == 0 {
        return 0;
    }
    let digits = lead.ilog10() + 1;
    lead *= 10i128.pow(20u32.saturating_sub(digits));
    let size = i128::from(digits + exponent) * 10i128.pow(21) + lead;
    if significand < 0 { -size } else { size }
}

/// The far years in which an expression begins and ends, for those whose moments saturate.
pub(super) fn far_years(edtf: &Edtf) -> (i128, i128) {
    let dates: Vec<&edtf_core::Date> = match edtf {
        Edtf::Date(date) => vec![date],
        Edtf::DateTime(time) => vec![&time.date],
        Edtf::Interval(interval) => {
            [&interval.start, &interval.end].into_iter().filter_map(endpoint_date).collect()
        }
        Edtf::Set(set) => set.elements.iter().flat_map(element_dates).collect(),
    };
    let years = || dates.iter().map(|date| far_year(date));
    (years().min().unwrap_or(0), years().max().unwrap_or(0))
}

/// The date of an interval's end, where it has one.
pub(super) fn endpoint_date(end: &IntervalEndpoint) -> Option<&edtf_core::Date> {
    match end {
        IntervalEndpoint::Date(date)
        | IntervalEndpoint::OnOrBefore(date)
        | IntervalEndpoint::OnOrAfter(date) => Some(date),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    }
}

/// The one or two dates of a set's element.
pub(super) fn element_dates(element: &SetElement) -> Vec<&edtf_core::Date> {
    match element {
        SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date) => vec![date],
        SetElement::Range(from, to) => vec![from, to],
    }
}

#[cfg(test)]
mod tests {
    use super::super::Date;
    use super::*;

    #[test]
    fn the_short_way_to_a_day_is_the_long_one() {
        let days = (-1..=13).flat_map(|month| (0..=32).map(move |day| (month, day)));
        for (month, day) in days {
            for year in ["0000", "0001", "1582", "1899", "1900", "1970", "2000", "2024", "9999"] {
                let text = format!("{year}-{month:02}-{day:02}");
                let long = edtf_core::Edtf::parse(&text).ok().map(|edtf| Ends::of(&edtf));
                let plain = long.filter(|_| text.len() == 10);
                // 13 and on are no months; EDTF's seasons begin at 21.
                assert_eq!(Ends::of_plain_day(&text), plain, "{text}");
            }
        }
        for text in ["2024-05-3", "2024-05", "2024/05/03", "２024-05-03", "2024-05-03~", "-024-05-03"] {
            assert_eq!(Ends::of_plain_day(text), None, "{text}");
        }
    }

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap().0
    }

    /// `es ls ee le` as days, `-`/`+` for the infinities.
    fn four(text: &str) -> String {
        let ends = date(text).ends();
        [ends.earliest_start, ends.latest_start, ends.earliest_end, ends.latest_end]
            .map(|moment| match moment {
                Moment::PAST => "-".to_owned(),
                Moment::FUTURE => "+".to_owned(),
                _ => moment.civil().map_or("far".into(), |(y, m, d)| format!("{y}-{m}-{d}")),
            })
            .join(" ")
    }

    #[test]
    fn each_kind_of_expression_has_four_ends() {
        let rows = [
            ("1994", "1994-1-1 1994-12-31 1994-1-1 1994-12-31"),
            ("1994?", "1994-1-1 1994-12-31 1994-1-1 1994-12-31"),
            ("2025-02", "2025-2-1 2025-2-28 2025-2-1 2025-2-28"),
            ("2025-05-03T14:30:00+04:00", "2025-5-3 2025-5-3 2025-5-3 2025-5-3"),
            ("2024-11-11/2024-11-22", "2024-11-11 2024-11-11 2024-11-22 2024-11-22"),
            ("1994/1996-03", "1994-1-1 1994-12-31 1996-3-1 1996-3-31"),
            ("2024-05/2024", "2024-5-1 2024-5-31 2024-5-1 2024-12-31"),
            ("1995/..", "1995-1-1 1995-12-31 + +"),
            ("../2035", "- - 2035-1-1 2035-12-31"),
            ("1995/", "1995-1-1 1995-12-31 1995-1-1 +"),
            ("/1995", "- 1995-12-31 1995-1-1 1995-12-31"),
            ("..1990/1995", "- 1990-12-31 1995-1-1 1995-12-31"),
            ("1990/1995..", "1990-1-1 1990-12-31 1995-1-1 +"),
            ("[1667,1760-12]", "1667-1-1 1760-12-31 1667-1-1 1760-12-31"),
            ("[..1984]", "- 1984-12-31 - 1984-12-31"),
            ("[1984..]", "1984-1-1 + 1984-1-1 +"),
            ("{1667,1668,1670..1672}", "1667-1-1 1667-12-31 1672-1-1 1672-12-31"),
            ("198X", "1980-1-1 1989-12-31 1980-1-1 1989-12-31"),
            ("2024-24", "2024-12-1 2025-2-28 2024-12-1 2025-2-28"),
            ("2024-34", "2024-4-1 2024-6-30 2024-4-1 2024-6-30"),
            ("1950S2", "1900-1-1 1999-12-31 1900-1-1 1999-12-31"),
            ("Y1E30", "far far far far"),
        ];
        for (text, wanted) in rows {
            assert_eq!(four(text), wanted, "{text}");
        }
    }

    #[test]
    fn overlap_has_three_answers() {
        use Certainty::{Certain, No, Possible};
        let rows = [
            ("2024-05", "2024", Certain),
            ("2024", "2024-05", Possible),
            ("2024", "2024", Certain),
            ("2023", "2024", No),
            ("[2023..2025]", "2024", Possible),
            ("[2023..2025]", "2020/2030", Certain),
            ("[2023,2025]", "2024", No),
            ("{2023,2025}", "2024", No),
            ("{2023,2025}", "2025", Certain),
            ("{2023,2025}", "2025-06", Possible),
            ("2023/2025", "2024", Certain),
            ("2023/2025", "2023", Certain),
            ("2023/2025", "2023-05", Possible),
            ("1995/..", "2024", Certain),
            ("1995/", "2024", Possible),
            ("1995/", "1994", No),
            ("../2035", "1900", Certain),
            ("/2035", "1900", Possible),
            ("[..1984]", "1900", Possible),
            ("2024-05-03T14:30:00Z", "2024-05-03", Certain),
            ("2024-05-03", "2024-05-03T14:30:00Z", Possible),
            ("Y1E30", "2024/..", Certain),
        ];
        for (text, window, wanted) in rows {
            assert_eq!(date(text).overlaps(&date(window).ends()), wanted, "{text} in {window}");
        }
    }
}
