//! What a reviewer is told: of keys, of problems, of what was judged before; and taking back a writing.

use annals::app::keymap::Context;
use annals::issue::{Issue, Spot};

use super::*;

#[test]
fn the_keys_of_the_review_hold_beside_the_document_too() {
    let mut app = open(120, 40);
    press(&mut app, "g3");
    assert_eq!(app.context(), Context::Review);
    press(&mut app, "a");
    assert_eq!(app.reviewing().unwrap().tally().accepted, 1);
    press(&mut app, "w");
    assert!(foot(&app).contains("write to:"), "{}", foot(&app));
    press(&mut app, "<esc>2w");
    assert!(text(&app).contains("w is a key of the review: Esc goes back to the list"), "{}", text(&app));
}

#[test]
fn a_screen_of_another_size_still_shows_the_sentence() {
    let mut app = open(120, 40);
    press(&mut app, "Gk");
    for size in [(80, 24), (100, 18), (80, 16), (120, 40), (80, 14)] {
        app.update(Msg::Resize(size.0, size.1));
        assert!(text(&app).contains('▌'), "{size:?}");
        let beside: Vec<String> = text(&app).lines().map(|line| line.chars().skip(49).collect()).collect();
        assert!(beside.iter().any(|line| line.contains('▌')), "{size:?}: {}", text(&app));
    }
}

#[test]
fn what_is_said_never_covers_what_it_is_said_of() {
    let mut app = open(40, 12);
    for keys in ["G", "k", "m", "u", "gA", "u"] {
        press(&mut app, keys);
        assert!(text(&app).contains('▌'), "{keys}: {}", text(&app));
    }
}

#[test]
fn nothing_is_taken_back_where_nothing_was_done() {
    let mut app = open(120, 40);
    press(&mut app, "u");
    assert!(foot(&app).contains("Nothing was done yet that could be taken back"), "{}", foot(&app));
}

#[test]
fn a_writing_is_taken_back_and_with_it_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("draft.toml");
    std::fs::write(&path, TIMELINE).unwrap();
    let read = || std::fs::read_to_string(&path).unwrap();
    let mut app = open_at(TIMELINE, Some(&path), 120, 40);
    press(&mut app, "gaxw<enter>");
    let written = read();
    assert_ne!(written, TIMELINE);
    assert_eq!(app.reviewing().unwrap().steps().len(), 0);
    press(&mut app, "u");
    assert_eq!(read(), TIMELINE, "to the byte");
    assert!(
        text(&app).contains("Taken back: the writing") && text(&app).contains("2 steps"),
        "{}",
        text(&app)
    );
    let tally = app.reviewing().unwrap().tally();
    assert_eq!((tally.accepted, tally.rejected, tally.left), (1, 1, 2), "and is to be written again");
    press(&mut app, "u<ctrl-r>w<enter>");
    assert_eq!(read(), written, "it can be written again");

    std::fs::write(&path, format!("{written}\n# by hand\n")).unwrap();
    press(&mut app, "u");
    assert!(text(&app).contains("has changed since it was written"), "{}", text(&app));
    assert!(read().ends_with("# by hand\n"), "what somebody else wrote stays");
    press(&mut app, "u");
    assert!(text(&app).contains("All that was done is written"), "{}", text(&app));
}

#[test]
fn documents_that_could_not_be_read_are_told_beside_the_candidates() {
    let mut app = open(120, 40);
    let what = "letter.txt: it is not a text file";
    app.tell(vec![
        Issue::note(Spot::NONE, "a note", ""),
        Issue::error(Spot::NONE, what, "it is passed over"),
    ]);
    assert!(text(&app).contains("1 problem: press ! to see it · 4 candidates"), "{}", text(&app));
    press(&mut app, "a!");
    let window = text(&app);
    assert!(window.contains("1 problem, 1 note") && window.contains(what), "{window}");
    assert!(window.find(what) < window.find("a note"), "what is worst comes first: {window}");
}

#[test]
fn what_is_to_be_judged_again_is_named_until_it_is() {
    use annals::review::carry::Past;
    use annals::store::review::Entry;

    let mut app = open(120, 40);
    press(&mut app, "gax");
    let mut past = Past::default();
    for entry in app.take_journal() {
        match entry {
            Entry::Pile(pile) => past.pile = pile,
            Entry::Known(known) => past.known.push(known),
            Entry::Did(step) => past.steps.push(step),
            _ => {}
        }
    }
    let now = TIMELINE.replace("key = \"ferry\"", "key = \"ferry-2022\"").replace("2023-06\"", "2022-06\"");
    let mut later = open_at(&now, None, 120, 40);
    later.take_up_reviews(Past::default(), &[past]);
    assert_eq!(later.problems(), 1);
    press(&mut later, "!");
    let window = text(&later);
    assert!(window.contains("The ferry") && window.contains("(2023-06) was judged"), "{window}");
    press(&mut later, "<esc>gj");
    while later.selected_event().unwrap().key.raw() != "ferry-2022" {
        press(&mut later, "j");
    }
    press(&mut later, "a");
    assert_eq!(later.problems(), 0, "it was judged again");
}
