//! What is met on small screens: nothing that is said is cut off, and no key is dead without a word.

use super::*;

#[test]
fn what_is_said_is_never_cut_off() {
    for (width, height) in [(40, 12), (60, 20), (80, 24)] {
        for (keys, said) in [
            ("factor:putin<enter>", "every event again"),
            ("ma", "no session was begun"),
            ("/garabagh<enter>", "N to the one before"),
            ("m", "A-Z across all"),
            ("y", "as Markdown"),
        ] {
            let shown = screen(keys, width, height);
            let words = shown.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
            assert!(words.contains(said), "{keys} at {width}x{height}: {shown}");
        }
    }
}

#[test]
fn where_there_is_one_pane_it_cannot_be_zoomed() {
    let mut app = open(BUNDLED, 40, 12);
    press(&mut app, "z");
    assert!(text(&draw(&app, 40, 12, Colours::None)).contains("One pane fills"));
    press(&mut app, "2<esc>");
    assert_eq!(app.context(), keymap::Context::Events, "Esc is not spent on it");
}

#[test]
fn the_foot_says_what_keys_do_where_the_reader_is() {
    for (keys, width, hints) in [
        ("", 120, &["q quit", "Space read on"][..]),
        ("2", 120, &["Enter follow", "A all actors"]),
        ("2A", 120, &["A of the event"]),
        ("3", 120, &["Enter document"]),
        ("<enter>", 120, &["Tab quote", "Enter document"]),
        ("<enter>", 40, &["Space read on", "Esc back"]),
        ("@", 40, &["Enter follow"]),
        ("?", 80, &["Space page", "Esc back"]),
        ("@", 80, &["Enter follow"]),
    ] {
        let shown = screen(keys, width, 24);
        let foot = shown.lines().last().unwrap();
        assert!(hints.iter().all(|hint| foot.contains(hint)), "{keys:?}: {foot}");
    }
}

#[test]
fn the_help_begins_where_the_reader_is() {
    let shown = screen("<enter>?", 80, 24);
    assert!(shown.find("In the read view") < shown.find("Move and read"), "{shown}");
}
