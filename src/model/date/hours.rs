//! From one time of day to another. EDTF has no times in an interval: the days are the date's EDTF, the words
//! keep the times, and here they are understood again.

use edtf_core::{DateTime, Edtf};

use super::ends::{Ends, instant};
use super::{human, read};

/// Two times of day, the first before the second.
pub(super) struct Hours {
    from: DateTime,
    to: DateTime,
}

impl Hours {
    /// The times in the words of a date: `2024-05-10T18:00:00-04:00/2024-05-10T20:00:00-04:00`. Both have an
    /// offset, or none has: else nobody knows which is first.
    pub(super) fn of(written: &str) -> Option<Self> {
        Self::as_written(written).filter(|hours| instant(&hours.from) < instant(&hours.to))
    }

    /// Whether the second of two such times comes before the first.
    pub(super) fn are_backwards(written: &str) -> bool {
        Self::as_written(written).is_some_and(|hours| instant(&hours.to) < instant(&hours.from))
    }

    fn as_written(written: &str) -> Option<Self> {
        let (from, to) = written.split_once('/')?;
        let time = |text: &str| {
            let text = text.trim();
            text.contains(['T', 't', ':']).then_some(())?;
            let edtf = Edtf::parse(text).ok();
            let edtf = edtf.or_else(|| Edtf::parse(read::file(text).ok()?.0.edtf()).ok());
            if let Edtf::DateTime(time) = edtf? { Some(time) } else { None }
        };
        let (from, to) = (time(from)?, time(to)?);
        let alike = from.time.shift.is_some() == to.time.shift.is_some();
        alike.then_some(Self { from, to })
    }

    /// The first of them.
    pub(super) fn begin(self) -> DateTime {
        self.from
    }

    /// The first and the last moment.
    pub(super) fn ends(&self) -> Ends {
        Ends::window(instant(&self.from), instant(&self.to))
    }

    /// `18:00–20:00 on 10 May 2024 (UTC-4)`
    pub(super) fn human(&self) -> String {
        human::hours(&self.from, &self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Date;

    #[test]
    fn times_of_a_day_are_told_and_ordered() {
        let rows = [
            ("2024-05-10T18:00:00-04:00/2024-05-10T20:00:00-04:00", "18:00–20:00 on 10 May 2024 (UTC-4)"),
            ("2024-05-10T18:00:00/2024-05-10T20:30:00", "18:00–20:30 on 10 May 2024"),
            ("2024-05-10T18:00/2024-05-11T02:00", "18:00 on 10 May 2024 – 02:00 on 11 May 2024"),
            (
                "2024-05-10T18:00:00Z/2024-05-10T22:00:00+02:00",
                "18:00 on 10 May 2024 (UTC) – 22:00 on 10 May 2024 (UTC+2)",
            ),
            // One of them has no offset; it ends before it begins: only the day is certain.
            ("2024-05-10T18:00:00Z/2024-05-10T22:00:00", "10 May 2024"),
            ("2024-05-10T18:00:00/2024-05-10T17:00:00", "10 May 2024"),
            ("2024-05-10/2024-05-11", "10–11 May 2024"),
        ];
        for (text, human) in rows {
            let date = Date::parse(text).map(|(date, _)| date.human());
            assert_eq!(date.unwrap_or_else(|why| why), human, "{text}");
        }
        let date = |text: &str| Date::parse(text).unwrap().0;
        let sorted = [
            "2024-05-10T21:30:00+02:00/2024-05-10T23:00:00+02:00",
            "2024-05-10T20:00:00Z",
            "2024-05-10T18:00:00-04:00/2024-05-10T19:00:00-04:00",
        ];
        assert!(sorted.is_sorted_by(|a, b| date(a) < date(b)));
        let night = date("2024-05-11T01:00:00+02:00/2024-05-11T03:00:00+02:00");
        assert_eq!((night.first_day(), night.edtf()), (Some((2024, 5, 11)), "2024-05-11"));
    }
}
