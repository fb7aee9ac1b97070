//! What the reader adds and mends: events of sentences that the rules have missed, and events that were accepted.

use annals::review::{Holds, Step};
use annals::verify;

use super::*;

/// The document of the harbour, open.
const HARBOUR: &str = "gD";

#[test]
fn a_sentence_that_was_missed_becomes_an_event_and_is_taken_back() {
    let mut app = open(120, 40);
    let before = app.timeline().len();
    press(&mut app, HARBOUR);
    press(&mut app, "/12,000<enter>a");
    assert!(foot(&app).contains("new event: "), "{}", foot(&app));
    assert!(foot(&app).contains("12,000 people used the ferry service in its first month"), "{}", foot(&app));
    assert!(text(&app).contains("with Port Authority"), "who is marked in it: {}", text(&app));
    press(&mut app, "<ctrl-u>12,000 people used the ferry<enter>");
    assert!(foot(&app).contains("its date: ") && text(&app).contains("undated"), "{}", text(&app));
    press(&mut app, "soon<enter>");
    assert!(text(&app).contains("! ") && foot(&app).contains("soon"), "what is not a date is not taken");
    press(&mut app, "<ctrl-u>July 2023<enter>");
    assert!(text(&app).contains("Added “12,000 people used the ferry” (July 2023)"), "{}", text(&app));
    assert!(app.sheet().is_some(), "the reader stays where the next one may be");
    assert_eq!(app.sheet().unwrap().document().unwrap().wanted().len(), 5, "and its quote is marked");
    let tally = app.reviewing().unwrap().tally();
    assert_eq!((app.timeline().len(), tally.accepted, tally.mended), (before + 1, 1, 0));
    press(&mut app, "u");
    assert!(text(&app).contains("Taken back: the new event “12,000"), "{}", text(&app));
    assert_eq!((app.timeline().len(), app.sheet().is_some()), (before, true));
    press(&mut app, "<ctrl-r><esc>");
    assert!(foot(&app).len() > 2 && app.sheet().is_some(), "the first Esc takes back the search");
    press(&mut app, "<esc>");
    let event = app.selected_event().unwrap();
    assert_eq!(event.key.raw(), "2023-07-12-000-people-used-the-ferry", "it is selected");
    assert_eq!(event.actors.len(), 1);
    assert!(text(&app).contains("✓ accepted"), "{}", text(&app));
    press(&mut app, "x");
    assert_eq!(app.reviewing().unwrap().tally().rejected, 1, "its maker may think better of it");
}

#[test]
fn nothing_is_added_where_a_question_is_not_answered() {
    for keys in ["a<esc>", "aTitle<enter><esc>", "a<ctrl-u><enter>"] {
        let mut app = open(100, 30);
        let before = app.timeline().len();
        press(&mut app, HARBOUR);
        press(&mut app, keys);
        assert!(foot(&app).contains("Nothing was added"), "{keys}: {}", foot(&app));
        assert_eq!((app.timeline().len(), app.reviewing().unwrap().steps().len()), (before, 0));
    }
}

#[test]
fn sentences_are_gone_through_and_the_first_key_only_shows_which() {
    let mut app = open(100, 30);
    press(&mut app, HARBOUR);
    press(&mut app, "ga");
    assert!(foot(&app).contains("This sentence?"), "{}", foot(&app));
    assert!(with(&app, Modifier::REVERSED).contains("A day at the harbour"), "{}", text(&app));
    press(&mut app, "))");
    assert!(with(&app, Modifier::REVERSED).contains("Fishermen"), "{}", with(&app, Modifier::REVERSED));
    press(&mut app, "(");
    assert!(with(&app, Modifier::REVERSED).contains("Mayor Anna Berg"), "{}", with(&app, Modifier::REVERSED));
    press(&mut app, "a");
    assert!(foot(&app).contains("new event: Mayor Anna Berg opened the new harbour"), "{}", foot(&app));
    press(&mut app, "<enter>");
    assert!(foot(&app).contains("its date: 2024-05-03"), "{}", foot(&app));
}

#[test]
fn what_was_added_is_written_with_its_place_and_found_in_the_document() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("draft.toml");
    std::fs::write(&path, TIMELINE).unwrap();
    let mut app = open_at(TIMELINE, Some(&path), 120, 40);
    press(&mut app, HARBOUR);
    press(&mut app, "/Fishermen<enter>a<enter>3 May 2024<enter><esc><esc>w<enter>");
    assert!(text(&app).contains("1 accepted"), "{}", text(&app));
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(written.starts_with(TIMELINE.trim_end()), "what stood there stands there: {written}");
    let timeline = formats::read(Hint::Path(&path), written.as_bytes()).unwrap().timeline;
    let key = "2024-05-03-fishermen-from-the-whole-coast-had-come-to-see-it";
    let event = timeline.event(timeline.event_by_key(key).unwrap());
    let extra = event.extra.get().unwrap();
    assert!(extra.get("certainty").is_none() && extra["rule"].as_str() == Some("reader"));
    assert_eq!(event.quotes.get(0).unwrap().locator.unwrap().text().raw(), "par. 3");
    let finding = verify::documents(&timeline, &folder());
    assert!(
        finding.iter().any(|finding| finding.event == timeline.event_by_key(key) && finding.hit().is_some())
    );
}

#[test]
fn an_event_is_added_to_a_timeline_that_has_no_candidates() {
    let mut app = reviewed(120, 40);
    press(&mut app, "3<enter>/Fishermen<enter>a<enter><enter>");
    assert!(text(&app).contains("Added “Fishermen"), "{}", text(&app));
    press(&mut app, "<esc><esc>");
    assert!(app.reviewing().is_some(), "that is what w writes");
    press(&mut app, "u");
    assert_eq!(app.timeline().len(), 5);
}

#[test]
fn a_timeline_of_nothing_but_sources_takes_its_first_event() {
    let sources = "# Mine\n[[sources]]\nkey = 'harbour'\ntitle = 'A day'\nfile = 'harbour.txt'\n";
    let json = "{\n  \"sources\": [\n    {\n      \"key\": \"harbour\",\n      \"file\": \"harbour.txt\"\n    }\n  ],\n  \"events\": []\n}\n";
    for (name, text_now) in [("mine.toml", sources), ("mine.json", json)] {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(name);
        std::fs::write(&path, text_now).unwrap();
        let import = formats::read(Hint::Path(&path), text_now.as_bytes()).unwrap();
        let as_toml = formats::write("toml", &import.timeline).unwrap();
        let mut app = open_at(&as_toml, Some(&path), 100, 30);
        press(&mut app, "S<enter>/Fishermen<enter>a<enter>2024-05-03<enter><esc><esc>w<enter>");
        assert!(text(&app).contains("1 accepted"), "{}", text(&app));
        let written = std::fs::read_to_string(&path).unwrap();
        assert!(
            written.contains("Fishermen from the whole coast") && written.contains("reader"),
            "{written}"
        );
        assert!(name.ends_with("json") || written.starts_with("# Mine"), "{written}");
    }
}

#[test]
fn what_was_added_is_known_in_a_later_reading_of_the_documents() {
    use annals::review::carry::{Past, carried};
    use annals::store::review::Entry;

    let mut app = open(120, 40);
    press(&mut app, HARBOUR);
    press(&mut app, "/Fishermen<enter>a<enter>2024-05-03<enter><esc><esc>t<ctrl-u>Many came<enter>");
    let mut past = Past::default();
    for entry in app.take_journal() {
        match entry {
            Entry::Pile(pile) => past.pile = pile,
            Entry::Known(known) => past.known.push(known),
            Entry::Did(step) => past.steps.push(step),
            _ => {}
        }
    }
    let again = TIMELINE
        .replace("key = \"harbour\"", "key = \"port\"")
        .replace("source = \"harbour\"", "source = \"port\"");
    let again = formats::read(Hint::Name("toml"), again.as_bytes()).unwrap().timeline;
    let steps = carried(&again, &[past.clone(), past.clone()]).steps;
    let added = steps.iter().filter_map(|step| if let Step::Add(added) = step { Some(added) } else { None });
    assert_eq!(added.map(|added| added.source.as_str()).collect::<Vec<_>>(), ["port"], "once: {steps:?}");
    let now = annals::review::Review::resumed(again, steps).now().0;
    assert!(now.events().any(|event| event.title.raw() == "Many came"));
    let without = TIMELINE.replace("harbour.txt", "other.txt");
    let without = formats::read(Hint::Name("toml"), without.as_bytes()).unwrap().timeline;
    assert!(!carried(&without, &[past]).steps.iter().any(|step| matches!(step, Step::Add(_))));
}

#[test]
fn what_was_added_or_mended_where_nothing_is_a_candidate_is_there_when_it_is_opened_again() {
    use annals::review::carry::Past;
    use annals::store::review::Entry;

    let mut app = reviewed(120, 40);
    press(&mut app, HARBOUR);
    press(&mut app, "/Fishermen<enter>a<enter>2024-05-03<enter><esc><esc>t<ctrl-u>Many came<enter>");
    press(&mut app, "gjt<ctrl-u>Another<enter>");
    let mut own = Past::default();
    for entry in app.take_journal() {
        match entry {
            Entry::Pile(pile) => own.pile = pile,
            Entry::Known(known) => own.known.push(known),
            Entry::Seen(marks) => own.marks.push(marks),
            Entry::Did(step) => own.steps.push(step),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!((own.steps.len(), own.marks.len()), (3, 3), "{own:?}");
    let open_again = |pasts: &[Past]| {
        let mut again = reviewed(120, 40);
        press(&mut again, "C");
        again.take_up_reviews(own.clone(), pasts);
        assert_eq!(again.reviewing().unwrap().steps(), own.steps);
        again.take_journal()
    };
    // The journals of these documents are looked through, and its own is one of them.
    assert_eq!(open_again(std::slice::from_ref(&own)), [], "it stays as it is");
    let other = Past { steps: own.steps[..1].to_vec(), ..own.clone() };
    assert_eq!(open_again(&[own.clone(), other]), [], "another has nothing to add");
}

#[test]
fn what_was_accepted_long_ago_is_mended_and_the_file_keeps_the_rest() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("timeline.toml");
    let before: String = TIMELINE
        .lines()
        .filter(|line| !line.starts_with("certainty"))
        .fold(String::new(), |all, line| all + line + "\n");
    std::fs::write(&path, &before).unwrap();
    let mut app = open_at(&before, Some(&path), 120, 40);
    press(&mut app, "C");
    assert!(text(&app).contains("no candidates; d, t, p"), "{}", text(&app));
    press(&mut app, "gt<ctrl-u>A storm broke the pier<enter>d<ctrl-u>January 1998<enter>pPort of Vik<enter>");
    assert!(foot(&app).contains("1 mended") || text(&app).contains("Mended the actors"), "{}", text(&app));
    press(&mut app, "a");
    assert!(text(&app).contains("not a candidate: it can be mended"), "{}", text(&app));
    press(&mut app, "w");
    assert!(text(&app).contains("0 accepted, 1 mended"), "{}", text(&app));
    press(&mut app, "<enter>");
    let after = std::fs::read_to_string(&path).unwrap();
    assert!(
        after.contains("title = \"A storm broke the pier\"") && after.contains("date = \"1998-01\""),
        "{after}"
    );
    assert!(after.contains("# Written by hand") && after.contains("# The works"), "{after}");
    press(&mut app, "u");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), before, "the writing is taken back");
    press(&mut app, "uuu");
    assert!(text(&app).contains("A storm destroyed the old pier"), "{}", text(&app));
}

#[test]
fn one_sentence_becomes_two_events_with_a_title_and_a_date_each() {
    let mut app = open(120, 40);
    press(&mut app, "g/ferry<enter>s");
    assert!(foot(&app).contains("title: The ferry service to Sund began"), "{}", foot(&app));
    assert!(text(&app).contains("the first of the two"), "{}", text(&app));
    press(&mut app, "<enter><enter>");
    assert!(foot(&app).contains("title: ") && text(&app).contains("the second of the two"), "{}", text(&app));
    press(&mut app, "<ctrl-u>The ferry was moved to the new quay<enter><ctrl-u>2024<enter>");
    let events: Vec<_> =
        app.timeline().events().filter(|event| event.key.raw().starts_with("ferry")).collect();
    let said: Vec<_> = events
        .iter()
        .map(|event| (event.title.raw(), event.date.as_ref().unwrap().edtf(), event.quotes.len()))
        .collect();
    assert_eq!(
        said,
        [
            ("The ferry service to Sund began", "2023-06", 1),
            ("The ferry was moved to the new quay", "2024", 1)
        ]
    );
    press(&mut app, "uuu");
    assert_eq!(app.timeline().len(), 5);
    press(&mut app, "s<esc>");
    assert!(
        app.timeline().len() == 6 && !foot(&app).contains("title: "),
        "Esc leaves the halves as they are"
    );
}

#[test]
fn a_known_person_is_not_made_a_second_time_by_a_part_of_the_name() {
    for (keys, label) in [("gp<ctrl-u>anna", "actors: "), ("gvanna", "said by: ")] {
        let mut app = open(120, 40);
        press(&mut app, keys);
        press(&mut app, "<enter>");
        assert!(text(&app).contains("“anna”: is it Anna Berg? Tab takes the known name"), "{}", text(&app));
        press(&mut app, "<tab>");
        assert!(foot(&app).contains(&format!("{label}Anna Berg")), "{}", foot(&app));
        press(&mut app, "<enter>");
        assert_eq!(app.timeline().actors().len(), 2, "{keys}: {}", text(&app));
        let mut app = open(120, 40);
        press(&mut app, keys);
        press(&mut app, "<enter><enter>");
        assert_eq!(app.timeline().actors().len(), 3, "whoever insists means another");
    }
}

fn dates_of_a_merge(keys: &str) -> (App, String, Vec<String>) {
    let mut app = open(120, 40);
    press(&mut app, "gm");
    press(&mut app, keys);
    let event = app.selected_event().unwrap();
    let date = event.date.as_ref().unwrap().edtf().to_owned();
    let caveats = event.caveats.iter().map(|caveat| caveat.text.raw().to_owned()).collect();
    (app, date, caveats)
}

#[test]
fn where_two_dates_differ_the_reader_says_which_holds() {
    let (app, ..) = dates_of_a_merge("");
    assert!(
        text(&app).contains("Which date holds?") && text(&app).contains("3  1998; a caveat says June 2023")
    );
    let rows = [
        ("1", "1998", Holds::First, None),
        ("2", "2023-06", Holds::Second, None),
        (
            "3",
            "1998",
            Holds::FirstNoted,
            Some("It is also dated June 2023: “The ferry service to Sund began”."),
        ),
        (
            "4",
            "2023-06",
            Holds::SecondNoted,
            Some("It is also dated 1998: “A storm destroyed the old pier”."),
        ),
    ];
    for (key, date, holds, caveat) in rows {
        let (mut app, now, caveats) = dates_of_a_merge(key);
        assert_eq!(now, date, "{key}");
        assert_eq!(caveats.iter().any(|text| text.starts_with("It is also dated")), caveat.is_some());
        assert!(caveat.is_none_or(|caveat| caveats.iter().any(|text| text == caveat)), "{caveats:?}");
        let steps = app.reviewing().unwrap().steps();
        assert!(matches!(steps, [Step::Merge { date, .. }] if *date == holds), "{steps:?}");
        // Apart again they say what they said.
        press(&mut app, ";s");
        assert!(text(&app).contains("Apart again: this is “The ferry"), "{}", text(&app));
        let of = |key: &str| {
            let event = app.timeline().event(app.timeline().event_by_key(key).unwrap());
            (event.date.as_ref().unwrap().edtf().to_owned(), event.caveats.len())
        };
        assert_eq!(
            (of("storm"), of("storm-part-2")),
            (("1998".to_owned(), 0), ("2023-06".to_owned(), 1)),
            "{key}"
        );
    }
    let (app, date, _) = dates_of_a_merge("<esc>");
    assert_eq!((date.as_str(), app.timeline().len()), ("1998", 5), "Esc merges nothing");
    let (app, ..) = dates_of_a_merge("x<ctrl-c>");
    assert!(foot(&app).contains("Nothing was merged") || text(&app).contains("Nothing was merged"));
}

#[test]
fn any_candidate_is_merged_that_is_marked() {
    let mut app = open(120, 40);
    press(&mut app, "gM");
    assert!(text(&app).contains("Marked “A storm destroyed the old pier”") && text(&app).contains('»'));
    press(&mut app, "m");
    assert!(text(&app).contains("This is the one that is marked"), "{}", text(&app));
    press(&mut app, "/was opened<enter>m1");
    assert!(text(&app).contains("Merged “The harbour was opened”"), "{}", text(&app));
    assert!(app.timeline().event_by_key("storm").is_none() && !text(&app).contains('»'));
    press(&mut app, "u");
    assert!(app.timeline().event_by_key("storm").is_some());
    press(&mut app, "gMM");
    assert!(text(&app).contains("marked no more") && !text(&app).contains('»'), "{}", text(&app));
}

#[test]
fn what_was_retitled_stays_until_the_filter_is_another() {
    let mut app = open(120, 40);
    press(&mut app, "fstorm<enter>");
    let before = app.view().visible.len();
    press(&mut app, "t<ctrl-u>A gale broke the pier<enter>");
    press(&mut app, "ftitle:storm<enter>");
    assert!(
        !text(&app).contains("A gale broke the pier (") && app.view().visible.is_empty(),
        "{}",
        text(&app)
    );
    let mut app = open(120, 40);
    press(&mut app, "ftitle:storm<enter>t<ctrl-u>A gale broke the pier<enter>");
    assert_eq!((app.view().visible.len(), before), (1, 1));
    assert_eq!(app.selected_event().unwrap().title.raw(), "A gale broke the pier", "{}", text(&app));
    press(&mut app, "d<ctrl-u>1999<enter>");
    assert_eq!(app.selected_event().unwrap().date.as_ref().unwrap().edtf(), "1999", "and again");
    press(&mut app, "f <enter>");
    assert!(app.view().visible.is_empty(), "the filter was set anew: {}", text(&app));
}

#[test]
fn an_empty_review_is_not_written() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("draft.toml");
    std::fs::write(&path, TIMELINE).unwrap();
    let mut app = open_at(TIMELINE, Some(&path), 100, 30);
    press(&mut app, "w<enter>");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), TIMELINE);
    assert!(app.reviewing().unwrap().steps().is_empty());
    let only = "[[events]]\nkey = 'a'\ntitle = 'A'\ncertainty = 'guess'\n";
    let new = dir.path().join("new.toml");
    for keys in ["x", ""] {
        let mut app = open_at(only, None, 100, 30);
        // Without what nobody has judged, and without what was rejected, nothing is left.
        press(&mut app, &format!("{keys}w<tab><ctrl-u>{}<enter>", new.display()));
        assert!(text(&app).contains("nothing would be in it"), "{}", text(&app));
        assert!(!new.exists());
    }
}

screens! {
    asks_for_a_new_event: open "gD/12,000<enter>a", 80 x 24;
    asks_for_a_new_event_at_40x12: open "gD/12,000<enter>a", 40 x 12;
    asks_for_its_date_at_40x12: open "gD/Fishermen<enter>a<enter>", 40 x 12;
    says_what_was_added: open "gD/Fishermen<enter>a<enter>2024-05-03<enter>", 80 x 24;
    goes_to_a_sentence: open "gDg))", 80 x 24;
    asks_which_date_holds: open "gm", 80 x 24;
    asks_which_date_holds_at_40x12: open "gm", 40 x 12;
    asks_of_the_halves: open "g/ferry<enter>s", 80 x 24;
    asks_who_is_meant: open "gp<ctrl-u>anna<enter>", 80 x 24;
    asks_who_is_meant_at_40x12: open "gp<ctrl-u>anna<enter>", 40 x 12;
    mends_where_nothing_is_a_candidate: reviewed "C", 120 x 40;
    marks_for_a_merge: open "gM.", 80 x 24;
}
