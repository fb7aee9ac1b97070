//! Short answers about an event, without reading all of it.

use super::Timeline;
use crate::model::date::{Certainty, Ends};
use crate::model::event::{each_actor, each_source};
use crate::model::{ActorId, EventId, SourceId};

impl Timeline {
    /// The day on which an event is written to begin, as [`crate::model::Date::first_day`] has it.
    #[must_use]
    pub fn first_day(&self, id: EventId) -> Option<(i64, u8, u8)> {
        let row = self.dated_row(id)?;
        if row.shifted { self.event(id).date?.first_day() } else { row.ends.earliest_start.civil() }
    }

    /// Whether the date of an event touches `window`, as [`crate::model::Date::overlaps`] has it; an
    /// undated event touches nothing.
    #[must_use]
    pub fn overlaps(&self, id: EventId, window: &Ends) -> Certainty {
        let Some(row) = self.dated_row(id) else { return Certainty::No };
        match row.ends.overlaps(window) {
            // What a set leaves out can only make it less.
            Certainty::No => Certainty::No,
            _ if row.set => self.event(id).date.map_or(Certainty::No, |date| date.overlaps(window)),
            certainty => certainty,
        }
    }

    /// Whether somebody takes part in an event of whom `is` holds.
    #[must_use]
    pub fn has_actor(&self, id: EventId, mut is: impl FnMut(ActorId) -> bool) -> bool {
        let mut found = false;
        if let Some((cursor, numbers)) = self.record(id) {
            each_actor(cursor, numbers, |actor| found = found || is(ActorId(actor)));
        }
        found
    }

    /// Whether a source is quoted for an event of which `is` holds.
    #[must_use]
    pub fn has_source(&self, id: EventId, mut is: impl FnMut(SourceId) -> bool) -> bool {
        let mut found = false;
        if let Some((cursor, numbers)) = self.record(id) {
            each_source(cursor, numbers, |source, _, _, _| found = found || is(SourceId(source)));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use crate::formats::{self, Hint};
    use crate::model::date::Certainty;

    #[test]
    fn what_a_row_knows_is_what_the_date_says() {
        let dates = [
            "2024",
            "2024-12-31T23:30:00-05:00",
            "2025-01-01T01:00:00+05:00",
            "2025-01-01T01:00:00Z",
            "2024-05-01T10:00:00",
            "{2023,2025}",
            "[2023,2025]",
            "../2024",
            "Y1E30",
            "2024/2025",
        ];
        let events = dates.map(|date| format!("[[events]]\ntitle = \"{date}\"\ndate = \"{date}\"\n"));
        let file = format!("{}[[events]]\ntitle = 'undated'\n", events.concat());
        let timeline = formats::read(Hint::Name("toml"), file.as_bytes()).unwrap().timeline;
        for id in timeline.event_ids() {
            let event = timeline.event(id);
            let day = event.date.as_ref().and_then(crate::model::Date::first_day);
            assert_eq!(timeline.first_day(id), day, "{}", event.title);
            for window in ["2024", "2025-01-01", "2022/2026"] {
                let window = crate::model::Date::parse(window).unwrap().0.ends();
                let wanted = event.date.as_ref().map_or(Certainty::No, |date| date.overlaps(&window));
                assert_eq!(timeline.overlaps(id, &window), wanted, "{}", event.title);
            }
        }
    }
}
