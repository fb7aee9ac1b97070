//! Reviews: what each step does, and what is written in the end.

use super::*;
use crate::formats::{self, Hint};

const DRAFT: &str = "
[[sources]]
key = 's'
title = 'S'
[[actors]]
key = 'berg'
name = 'Anna Berg'
aliases = ['Berg']
[[events]]
key = 'a'
date = '2024-05-03'
title = 'They met'
certainty = 'certain'
rule = 'verb'
actors = [{ actor = 'berg', role = 'host' }]
[[events.quotes]]
text = 'They met on 3 May.'
source = 's'
[[events]]
key = 'b'
date = '2024-05'
title = 'A meeting took place'
certainty = 'likely'
rule = 'noun'
[[events.quotes]]
text = 'The meeting of May.'
source = 's'
[[events]]
key = 'c'
title = 'Something'
certainty = 'guess'
[[events]]
key = 'd'
date = '2025'
title = 'Nobody doubts it'
";

fn review() -> Review {
    Review::new(formats::read(Hint::Name("toml"), DRAFT.as_bytes()).unwrap().timeline)
}

fn keys(timeline: &Timeline) -> Vec<String> {
    timeline.in_file_order().map(|event| event.key.raw().to_owned()).collect()
}

fn parts(text: &str) -> Vec<Part> {
    parted(text, |_| false)
}

fn judge(events: &[&str], verdict: Verdict) -> Step {
    Step::Judge { events: events.iter().map(|&key| key.to_owned()).collect(), verdict: Some(verdict) }
}

#[test]
fn only_events_that_say_how_sure_they_are_are_candidates() {
    let review = review();
    assert_eq!(review.certainty("a"), Some(Certainty::Certain));
    assert_eq!(review.certainty("d"), None);
    assert_eq!(review.tally(), Tally { left: 3, ..Tally::default() });
    let mut left: Vec<&str> = review.left(Certainty::Likely).collect();
    left.sort_unstable();
    assert_eq!(left, ["a", "b"]);
}

#[test]
fn what_is_accepted_is_a_candidate_no_longer_and_what_is_rejected_goes_when_written() {
    let mut review = review();
    assert!(review.act(judge(&["a", "d"], Verdict::Accepted)).is_none());
    assert!(review.act(judge(&["c"], Verdict::Rejected)).is_none());
    assert_eq!(review.tally(), Tally { left: 1, accepted: 1, rejected: 1, mended: 0 });
    assert_eq!(keys(&review.now().0), ["a", "b", "c", "d"], "nothing goes before it is written");
    let (written, issues) = review.result(Unjudged::Stay);
    assert_eq!(keys(&written), ["a", "b", "d"], "{issues:?}");
    let text = formats::write("toml", &written).unwrap();
    assert_eq!(text.matches("certainty").count(), 1, "{text}");
    assert_eq!(text.matches("rule = \"verb\"").count(), 1, "how it was found stays: {text}");
    let again = formats::read(Hint::Name("toml"), text.as_bytes()).unwrap().timeline;
    assert_eq!(Review::new(again).tally().left, 1, "a review that was left can be gone on with");
}

#[test]
fn words_for_a_date_go_with_it() {
    let toml =
        "[[events]]\nkey = 'a'\ndate = '1994-06/1994-08'\ndate_original = 'Summer 94'\ntitle = 'A'\nx = 1\n";
    let base = formats::read(Hint::Name("toml"), toml.as_bytes()).unwrap().timeline;
    let mut review = Review::new(base);
    review.act(Step::Date { event: "a".into(), date: Some("1998-01".into()) }).unwrap();
    let text = formats::write("toml", &review.now().0).unwrap();
    assert!(text.contains("1998-01") && !text.contains("Summer 94") && text.contains("x = 1"), "{text}");
}

#[test]
fn every_step_can_be_taken_back_and_done_again() {
    let steps = [
        judge(&["a"], Verdict::Accepted),
        Step::Date { event: "b".into(), date: Some("2024-05-04".into()) },
        Step::Title { event: "b".into(), title: "Another".into() },
        Step::Actors { event: "b".into(), actors: parts("berg; New Body, host; BERG") },
        Step::Speaker { event: "b".into(), quote: 0, speaker: Some("anna  berg".into()) },
        Step::Status { event: "b".into(), status: Some("planned".into()) },
        Step::Place { event: "b".into(), place: Some("Vik".into()) },
        Step::Merge { into: "a".into(), from: "b".into(), date: Holds::First },
        Step::Split { event: "a".into(), quote: 1, new: "a-part-2".into() },
        Step::Date { event: "a".into(), date: None },
    ];
    let mut review = review();
    let said = |review: &Review| formats::write("toml", &review.now().0).unwrap();
    let mut states = vec![said(&review)];
    for step in steps {
        review.act(step);
        states.push(said(&review));
    }
    let last = states.last().unwrap().clone();
    for state in states.iter().rev().skip(1) {
        review.undo().unwrap();
        assert_eq!(said(&review), *state);
    }
    assert!(review.undo().is_err());
    while review.redo().is_ok() {}
    assert_eq!(said(&review), last);
    let mut again = self::review();
    again = Review::resumed(std::mem::take(&mut again.base), review.steps().to_vec());
    assert_eq!(said(&again), last, "a journal gives the same");
    assert_eq!(again.tally(), review.tally());
}

#[test]
fn a_merge_keeps_all_evidence_and_a_split_none_twice() {
    let mut review = review();
    let (merged, _) =
        review.act(Step::Merge { into: "a".into(), from: "b".into(), date: Holds::First }).unwrap();
    assert_eq!(keys(&merged), ["a", "c", "d"]);
    let event = merged.event(merged.event_by_key("a").unwrap());
    assert_eq!((event.quotes.len(), event.date.as_ref().unwrap().edtf()), (2, "2024-05-03"));
    let (split, _) =
        review.act(Step::Split { event: "a".into(), quote: 1, new: second_key(&merged, "a") }).unwrap();
    assert_eq!(keys(&split), ["a", "a-part-2", "c", "d"]);
    for key in ["a", "a-part-2"] {
        assert_eq!(split.event(split.event_by_key(key).unwrap()).quotes.len(), 1);
    }
    let gone = review.act(Step::Split { event: "b".into(), quote: 0, new: "x".into() });
    assert!(gone.is_none(), "what is gone cannot be split");
}

/// Two merges brought the same actor and place: taking one out leaves what the other brought.
#[test]
fn what_two_merges_brought_stays_when_one_quote_goes() {
    let event = |key: &str, more: &str| {
        format!(
            "[[events]]\nkey = '{key}'\ntitle = '{key}'\n{more}certainty = 'likely'\nrule = 'verb'\n\
             [[events.quotes]]\ntext = 'Words of {key}.'\nsource = 's'\n"
        )
    };
    let more = "place = 'Oslo'\nactors = [{ actor = 'berg' }]\n";
    let file = format!(
        "[[sources]]\nkey = 's'\ntitle = 'S'\n[[actors]]\nkey = 'berg'\nname = 'Xaver Berg'\n{}{}{}",
        event("a", ""),
        event("b", more),
        event("c", more)
    );
    let mut review = Review::new(formats::read(Hint::Name("toml"), file.as_bytes()).unwrap().timeline);
    for from in ["b", "c"] {
        review.act(Step::Merge { into: "a".into(), from: from.into(), date: Holds::First }).unwrap();
    }
    let (split, _) = review.act(Step::Split { event: "a".into(), quote: 1, new: "b-again".into() }).unwrap();
    let first = split.event(split.event_by_key("a").unwrap());
    assert_eq!((first.actors.len(), first.quotes.len()), (1, 2));
    assert_eq!(first.place.unwrap().raw(), "Oslo");
}

#[test]
fn what_was_merged_comes_apart_as_it_was_and_a_mended_date_is_not_doubted() {
    let file = "
        [[sources]]
        key = 's'
        title = 'S'
        [[events]]
        key = 'a'
        title = 'They met'
        certainty = 'certain'
        rule = 'verb'
        [[events.quotes]]
        text = 'They met.'
        source = 's'
        [[events]]
        key = 'b'
        date = '2024-05'
        title = 'A meeting took place'
        place = 'Oslo'
        status = 'planned'
        tags = ['talks']
        actors = [{ actor = 'berg' }]
        certainty = 'likely'
        rule = 'noun'
        [[events.quotes]]
        text = 'The meeting of May.'
        source = 's'
        [[events.quotes]]
        text = 'They meet in May.'
        source = 's'
        [[events.caveats]]
        text = 'The hour is not exact: the text says “about noon”.'
        [[events.caveats]]
        text = 'It is only said so: “allegedly”.'
        [[actors]]
        key = 'berg'
        name = 'Anna Berg'
    ";
    let mut review = Review::new(formats::read(Hint::Name("toml"), file.as_bytes()).unwrap().timeline);
    let whole = formats::write("toml", &review.now().0).unwrap();
    review.act(Step::Merge { into: "a".into(), from: "b".into(), date: Holds::First }).unwrap();
    let (split, _) = review.act(Step::Split { event: "a".into(), quote: 1, new: "b-again".into() }).unwrap();
    let again = formats::write("toml", &split).unwrap();
    assert_eq!(again.replace("b-again", "b"), whole);

    let (mended, _) =
        review.act(Step::Date { event: "b-again".into(), date: Some("2024-05-03".into()) }).unwrap();
    let event = mended.event(mended.event_by_key("b-again").unwrap());
    let caveats: Vec<&str> = event.caveats.iter().map(|caveat| caveat.text.raw()).collect();
    assert_eq!(caveats, ["It is only said so: “allegedly”."], "what doubts the date goes with it");
}

#[test]
fn actors_are_known_by_any_of_their_names_and_have_the_roles_that_are_written() {
    let mut review = review();
    let actors = parts("berg , host; Bergen Port");
    let (timeline, issues) = review.act(Step::Actors { event: "a".into(), actors }).unwrap();
    assert_eq!(issues.iter().filter(|issue| issue.what.raw().contains("actor")).count(), 0, "{issues:?}");
    let event = timeline.event(timeline.event_by_key("a").unwrap());
    let of: Vec<(&str, Option<&str>)> = event
        .actors
        .iter()
        .map(|one| (timeline.actor(one.actor).name.raw(), one.role.map(crate::text::TextRef::raw)))
        .collect();
    assert_eq!(of, [("Anna Berg", Some("host")), ("Bergen Port", None)]);
}

#[test]
fn the_speaker_of_each_quote_the_status_and_the_place_are_mended() {
    let mut review = review();
    let speaker =
        |name: Option<&str>| Step::Speaker { event: "a".into(), quote: 0, speaker: name.map(Into::into) };
    let of = |timeline: &Timeline| {
        let event = timeline.event(timeline.event_by_key("a").unwrap());
        event.quotes.get(0).unwrap().speaker.map(|id| timeline.actor(id).name.raw().to_owned())
    };
    let (timeline, _) = review.act(speaker(Some("BERG"))).unwrap();
    assert_eq!(of(&timeline).as_deref(), Some("Anna Berg"));
    let (timeline, issues) = review.act(speaker(Some("The Harbour Master"))).unwrap();
    assert_eq!(of(&timeline).as_deref(), Some("The Harbour Master"), "a new one: {issues:?}");
    assert!(of(&review.act(speaker(None)).unwrap().0).is_none());
    review.act(Step::Status { event: "a".into(), status: Some("planned".into()) });
    let (timeline, _) = review.act(Step::Place { event: "a".into(), place: Some("Vik".into()) }).unwrap();
    let event = timeline.event(timeline.event_by_key("a").unwrap());
    assert_eq!(event.status, Some(crate::model::Status::Planned));
    assert_eq!(event.place.unwrap().raw(), "Vik");
    assert_eq!(review.tally().mended, 1, "events are counted, not steps");
}

#[test]
fn what_nobody_has_judged_can_be_left_out_of_what_is_written() {
    let mut review = review();
    review.act(judge(&["a"], Verdict::Accepted));
    review.act(judge(&["b"], Verdict::Rejected));
    assert_eq!(keys(&review.result(Unjudged::Stay).0), ["a", "c", "d"]);
    assert_eq!(keys(&review.result(Unjudged::LeftOut).0), ["a", "d"], "what is not a candidate stays");
    // Only what is written counts as mended there.
    for event in ["b", "c"] {
        review.act(Step::Title { event: event.into(), title: "Another title".into() });
    }
    let written = [Unjudged::Stay, Unjudged::LeftOut].map(|unjudged| review.mends_written(unjudged));
    assert_eq!((review.tally().mended, written), (2, [1, 0]));
}

#[test]
fn steps_on_what_is_not_there_do_nothing() {
    let mut review = review();
    let before = formats::write("toml", &review.now().0).unwrap();
    for step in [
        judge(&["nobody"], Verdict::Rejected),
        Step::Date { event: "nobody".into(), date: None },
        Step::Date { event: "a".into(), date: Some("no date".into()) },
        Step::Merge { into: "a".into(), from: "a".into(), date: Holds::First },
        Step::Merge { into: "a".into(), from: "nobody".into(), date: Holds::First },
        Step::Split { event: "a".into(), quote: 0, new: "b".into() },
        Step::Speaker { event: "a".into(), quote: 7, speaker: Some("Nobody".into()) },
        Step::Speaker { event: "nobody".into(), quote: 0, speaker: Some("Nobody".into()) },
    ] {
        review.act(step);
    }
    assert_eq!(formats::write("toml", &review.now().0).unwrap(), before);
}

#[test]
fn a_split_that_is_merged_back_can_be_split_again_and_what_does_nothing_is_no_step() {
    let mut review = review();
    review.act(Step::Merge { into: "a".into(), from: "b".into(), date: Holds::First }).unwrap();
    for round in 2..5 {
        let new = review.second_key("a");
        assert_eq!(new, format!("a-part-{round}"), "what was said of one half is not said of another");
        let (split, _) = review.act(Step::Split { event: "a".into(), quote: 1, new: new.clone() }).unwrap();
        assert!(split.event_by_key(new.as_str()).is_some());
        review.act(judge(&[&new], Verdict::Rejected));
        let (merged, _) =
            review.act(Step::Merge { into: "a".into(), from: new, date: Holds::First }).unwrap();
        assert_eq!(merged.event(merged.event_by_key("a").unwrap()).quotes.len(), 2);
    }
    review.undo().unwrap();
    let steps = review.steps().to_vec();
    for nothing in [
        Step::Split { event: "a".into(), quote: 9, new: "y".into() },
        Step::Split { event: "a".into(), quote: 0, new: "a-part-2".into() },
        Step::Merge { into: "a".into(), from: "b".into(), date: Holds::First },
        Step::Title { event: "b".into(), title: "It is gone".into() },
        Step::Date { event: "a".into(), date: Some("no date".into()) },
    ] {
        assert!(review.act(nothing).is_none());
        assert_eq!(review.steps(), steps);
        assert!(review.undone().is_some(), "what was taken back can still be done again");
    }
    assert!(review.redo().is_ok());
}

#[test]
fn of_several_of_one_name_the_one_who_is_there_is_meant() {
    let file = "
        [[actors]]
        key = 'smith-sr'
        name = 'John Smith'
        [[actors]]
        key = 'smith-jr'
        name = 'John Smith'
        [[actors]]
        key = 'guild'
        name = 'smith-jr'
        aliases = ['Arts; Crafts']
        [[events]]
        key = 'a'
        title = 'T'
        certainty = 'guess'
        actors = [{ actor = 'smith-jr', role = 'host' }]
        [[events]]
        key = 'b'
        title = 'U'
        certainty = 'guess'
        actors = [{ actor = 'smith-sr', role = 'guest', note = 'old' }, { actor = 'smith-jr', role = 'host' }]";
    let base = formats::read(Hint::Name("toml"), file.as_bytes()).unwrap().timeline;
    let known = |name: &str| name == "Arts; Crafts";
    let rows = [
        ("a", "John Smith, host; Mary", "smith-jr host, mary -"),
        ("a", "Mary", "mary -"),
        ("a", "smith-sr; john  smith", "smith-sr -, smith-jr -"),
        ("b", "John Smith, guest; John Smith, host", "smith-sr guest, smith-jr host"),
        ("b", "John Smith, host; John Smith, guest", "smith-jr host, smith-sr guest"),
        ("b", "John Smith, host", "smith-jr host"),
        ("b", "John Smith; John Smith", "smith-sr -, smith-jr -"),
        ("a", "Arts; Crafts, patron; smith-jr", "guild patron, smith-jr -"),
    ];
    for (event, written, wanted) in rows {
        let mut review = Review::new(base.clone());
        let step = Step::Actors { event: event.into(), actors: parted(written, known) };
        let (now, _) = review.act(step).unwrap();
        let event = now.event(now.event_by_key(event).unwrap());
        let said: Vec<String> = event
            .actors
            .iter()
            .map(|one| {
                let role = one.role.map_or("-", crate::text::TextRef::raw);
                format!("{} {role}", now.actor(one.actor).key.raw())
            })
            .collect();
        assert_eq!(said.join(", "), wanted, "{written}");
    }
}

#[test]
fn a_merge_takes_up_all_fields_and_says_which_it_cannot() {
    let file = "
        [[sources]]
        key = 's'
        title = 'S'
        [[events]]
        key = 'a'
        title = 'T'
        date = '2024'
        certainty = 'guess'
        x-page = 4
        actors = ['one']
        [[events.quotes]]
        text = 'W'
        source = 's'
        [[events]]
        key = 'b'
        title = 'U'
        date = '2025'
        place = 'P'
        certainty = 'likely'
        x-page = 5
        x-seen = true
        actors = [{ actor = 'one', role = 'host' }]
        [[events.quotes]]
        text = 'W'
        source = 's'
        speaker = 'one'
        locator = 'p. 3'";
    let base = formats::read(Hint::Name("toml"), file.as_bytes()).unwrap().timeline;
    let event = |timeline: &Timeline, key: &str| timeline.event_by_key(key).unwrap();
    let (a, b) = (base.event(event(&base, "a")), base.event(event(&base, "b")));
    assert_eq!(lost_in_merge(&a, &b), ["date", "x-page"]);
    let mut review = Review::new(base.clone());
    let (now, _) =
        review.act(Step::Merge { into: "a".into(), from: "b".into(), date: Holds::First }).unwrap();
    let text = formats::write("toml", &now).unwrap();
    for kept in [
        "x-page = 4",
        "x-seen = true",
        "place = \"P\"",
        "locator = \"p. 3\"",
        "role = \"host\"",
        "certainty = \"guess\"",
    ] {
        assert_eq!(text.matches(kept).count(), 1, "{kept} in {text}");
    }
    assert!(text.contains("speaker = \"one\""), "{text}");
}

#[test]
fn a_step_holds_for_the_event_that_it_was_done_on() {
    let file = |events: &[(&str, &str, &str, &str)]| {
        let mut text = "[[sources]]\nkey = 's'\ntitle = 'S'\n".to_owned();
        for (key, date, title, quote) in events {
            text = [text, format!("[[events]]\nkey = '{key}'\ntitle = '{title}'\ncertainty = 'guess'\n")]
                .concat();
            if !date.is_empty() {
                text = [text, format!("date = '{date}'\n")].concat();
            }
            if !quote.is_empty() {
                text = [text, format!("[[events.quotes]]\nsource = 's'\ntext = '{quote}'\n")].concat();
            }
        }
        formats::read(Hint::Name("toml"), text.as_bytes()).unwrap().timeline
    };
    let seen = |review: &Review| -> Vec<Seen> {
        let holding = review.seen().map(|(step, marks)| (step.clone(), marks.to_vec()));
        review.resting().iter().cloned().chain(holding).collect()
    };
    let base = [
        ("e0", "2024", "They met", "They met in May."),
        ("e1", "2025", "Rumours", ""),
        ("e2", "", "End", "It ended."),
    ];
    let mut review = Review::new(file(&base));
    review.act(judge(&["e0", "e1"], Verdict::Rejected));
    review.act(Step::Title { event: "e1".into(), title: "Talk".into() });
    review.act(Step::Split { event: "e2".into(), quote: 0, new: "e2-part-2".into() });
    review.act(judge(&["e2-part-2"], Verdict::Accepted));
    review.act(Step::Merge { into: "e0".into(), from: "e2".into(), date: Holds::First });
    let rejected = |review: &Review| ["e0", "e1", "e2-part-2"].map(|key| review.verdict(key).is_some());
    assert_eq!(rejected(&review), [true, true, true]);

    // Mended by somebody in the file: what was judged said something else, and is judged again; what was mended
    // here and not there holds.
    let mended = [
        ("e0", "2024-05", "They met at last", "They met in May."),
        ("e1", "2025-02", "Rumours", ""),
        base[2],
    ];
    let again = Review::taken_up(file(&mended), seen(&review));
    assert_eq!((rejected(&again), again.resting().len()), ([false, false, true], 1));
    assert_eq!(again.now().0.event(again.now().0.event_by_key("e1").unwrap()).title.raw(), "Talk");
    let by_hand = [base[0], ("e1", "2025", "Rumours of war", ""), base[2]];
    let again = Review::taken_up(file(&by_hand), seen(&review));
    let now = again.now().0;
    assert_eq!(
        now.event(now.event_by_key("e1").unwrap()).title.raw(),
        "Rumours of war",
        "whose hand was last"
    );
    assert_eq!((rejected(&again), again.resting().len()), ([true, false, true], 2));

    // Others under the same keys: nothing is said of them.
    let other = [
        ("e0", "1999", "A ship sank", "The ship sank."),
        ("e1", "1998", "A fire", ""),
        ("e2", "", "End", "The fire ended."),
    ];
    let mut away = Review::taken_up(file(&other), seen(&review));
    assert_eq!(rejected(&away), [false, false, false]);
    assert_eq!((away.steps().len(), away.tally().left), (0, 3));
    assert!(away.undo().is_err(), "what rests is not taken back unseen");
    away.act(judge(&["e0"], Verdict::Accepted));

    // Back again: everything holds, and what was said of the others rests.
    let back = Review::taken_up(file(&base), seen(&away));
    assert_eq!(rejected(&back), [true, true, true]);
    assert_eq!(back.verdict("e0"), Some(Verdict::Rejected));
    assert_eq!(back.resting().len(), 1);
    let said = |review: &Review| formats::write("toml", &review.now().0).unwrap();
    assert_eq!(said(&back), said(&review));

    // One of several is another.
    let part = Review::taken_up(file(&[base[0], other[1], base[2]]), seen(&review));
    assert_eq!(rejected(&part), [true, false, true]);
    assert_eq!(keys(&part.now().0), ["e0", "e1", "e2-part-2"]);
}
