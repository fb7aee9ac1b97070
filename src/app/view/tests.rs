//! What is made a little at a time is what is made at once.

use std::fmt::Write as _;

use super::*;
use crate::formats::{self, Hint};
use crate::model::date::{Certainty, gap};

/// Events of all kinds of dates, the same every time.
fn timeline(count: u64) -> Timeline {
    let mut dice = 7_u64;
    let mut below = |n: u64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % n
    };
    let mut file = String::from("[[actors]]\nkey='a'\n[[actors]]\nkey='b'\n");
    for number in 0..count {
        let (year, month, day) = (1980 + below(25), 1 + below(12), 1 + below(28));
        let date = match below(9) {
            0 => "../1999".to_owned(),
            1 => format!("{year}"),
            2 => format!("{year}-{month:02}"),
            3 => format!("{year}-{month:02}-{day:02}T23:30:00-05:00"),
            4 => format!("[{year}-{month:02}-01..{year}-{month:02}-{day:02}]"),
            _ => format!("{year}-{month:02}-{day:02}"),
        };
        let date = if below(20) == 0 { String::new() } else { format!("date='{date}'\n") };
        let words = ["gas treaty", "gas", "trade", "talks"][usize::try_from(below(4)).unwrap()];
        let who = ["a", "b"][usize::try_from(below(2)).unwrap()];
        let _ = write!(file, "[[events]]\ntitle='{words} {number}'\nactors=['{who}']\n{date}");
    }
    formats::read(Hint::Name("toml"), file.as_bytes()).unwrap().timeline
}

fn filter(text: &str, timeline: &Timeline) -> Filter {
    Filter::parse(text, timeline, chrono::NaiveDate::MIN).unwrap()
}

/// Works until it is done, with a budget that is enough for a few events.
fn finish(view: &mut View, timeline: &Timeline) {
    let mut steps = 0;
    while view.scan.is_some() || !view.derived().is_done() {
        view.step(timeline, &(), &mut 900);
        let shown: Vec<EventId> = view.visible.iter().collect();
        assert!(shown.is_sorted() && view.possible.iter().all(|id| shown.contains(id)));
        steps += 1;
        assert!(steps < 100_000, "it ends");
    }
}

#[test]
fn slices_find_what_is_found_at_once() {
    let timeline = timeline(400);
    for home in [0, 17, 399] {
        let mut view = View::all(&timeline);
        view.fit(&timeline, 60);
        // Each goes on where the one before was typed, some before that one was done.
        for (steps, text) in
            [(9, "g"), (2, "ga"), (0, "gas"), (1, "gas t"), (999, "gas 1990..1995"), (0, "actor:a -gas")]
        {
            view.filter_text.clear();
            let wider = (!view.filter.is_empty() && filter(text, &timeline).narrows(&view.filter))
                .then(|| view.found(&timeline));
            view.filter = filter(text, &timeline);
            view.visible = Shown::Some(VecDeque::new());
            view.possible.clear();
            let scan = Scan::new(&timeline, EventId(home));
            view.scan =
                Some(wider.map_or_else(|| Scan::new(&timeline, EventId(home)), |wider| scan.within(wider)));
            for _ in 0..steps {
                view.step(&timeline, &(), &mut 900);
            }
            if steps != 2 && steps != 1 {
                finish(&mut view, &timeline);
                let wanted: Vec<(EventId, Certainty)> = view.filter.hits(&timeline, &()).collect();
                let ids: Vec<EventId> = wanted.iter().map(|(id, _)| *id).collect();
                assert_eq!(view.visible.iter().collect::<Vec<_>>(), ids, "{text} from {home}");
                let possible = wanted.iter().filter(|(_, certainty)| *certainty == Certainty::Possible);
                assert!(view.possible.iter().eq(possible.map(|(id, _)| id)), "{text} from {home}");
            }
        }
    }
}

#[test]
fn slices_derive_what_is_derived_at_once() {
    let timeline = timeline(700);
    for part in [1, 2, 5, 60] {
        let events: VecDeque<EventId> = timeline.event_ids().step_by(part).collect();
        let ids: Vec<EventId> = events.iter().copied().collect();
        let mut view = View { visible: Shown::Some(events), ..View::default() };
        view.part.fit(40);
        view.part.restart(&view.visible);
        finish(&mut view, &timeline);
        let headings = Headings::of(&timeline, &ids, 3);
        assert_eq!(view.headings().before, headings.before);
        for &id in &ids {
            assert_eq!(view.headings().label(&timeline, id), headings.label(&timeline, id));
        }
        assert_eq!(*view.strip(), Strip::of(&timeline, &ids, 40));
        assert_eq!(view.gaps(), long_silences(&timeline, &ids));
    }
}

/// The longest tenth of the silences, by looking at all of them at once.
fn long_silences(timeline: &Timeline, ids: &[EventId]) -> Vec<u32> {
    let silence = |pair: &[EventId]| Some(gap(&timeline.ends(pair[0])?, &timeline.ends(pair[1])?).0);
    let pairs = (1..).zip(ids.windows(2));
    let mut found: Vec<(i64, u32)> = pairs.filter_map(|(at, pair)| Some((silence(pair)?, at))).collect();
    found.retain(|(days, _)| *days > 0);
    found.sort_unstable_by(|a, b| b.cmp(a));
    found.truncate(found.len().div_ceil(10));
    let mut at: Vec<u32> = found.into_iter().map(|(_, at)| at).collect();
    at.sort_unstable();
    at
}
