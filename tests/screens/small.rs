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
            ("'", "the places visited"),
            ("!", "only `annals check --documents` checks quotes"),
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

#[test]
fn what_is_typed_begins_where_the_foot_does_and_its_example_is_whole() {
    for (keys, wanted) in [
        ("t", " go to:  2024-11, spring 2025, last year"),
        ("f", " filter:  actor:putin 2024..2025 has:caveat -russia"),
        ("@", " find an actor"),
    ] {
        let shown = screen(keys, 80, 24);
        let foot = shown.lines().last().unwrap();
        assert!(foot.starts_with(wanted) && !foot.contains('…'), "{foot}");
    }
    assert!(screen("@", 40, 12).contains(" @  part of a name, in any script\n"));
}

#[test]
fn one_escape_leaves_whatever_was_typed() {
    for keys in ["@zel<esc>", "@zel<tab><esc>", "ftag:x<esc>", ":go<esc>", "/gas<esc>", "t2024<esc>"] {
        let mut app = open(BUNDLED, 80, 24);
        press(&mut app, keys);
        assert_eq!(app.context(), keymap::Context::Events, "{keys}");
    }
}

#[test]
fn a_day_of_many_events_shows_when_each_began() {
    let minute = |n: u32| format!("[[events]]\ndate = '2024-03-05T14:{n:02}:00'\ntitle = 'Step {n}'\n");
    let file: String = (0..30).map(minute).collect();
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let mut app = open(&file, width, height);
        let shown = text(&draw(&app, width, height, Colours::None));
        assert!(shown.contains("5 Mar 2024 14:03    Step 3"), "{shown}");
        press(&mut app, "G");
        assert!(text(&draw(&app, width, height, Colours::None)).contains("14:29    Step 29"));
    }
    assert!(!screen("", 80, 24).contains("00:00"), "what has no time of day is given none");
}

#[test]
fn edtf_is_whole_where_there_is_room() {
    for (width, height) in [(120, 40), (80, 24)] {
        let shown = screen("Et2025-06<enter>", width, height);
        assert!(shown.contains(" [2025-05-01..2025-07-31] "), "{shown}");
    }
}

#[test]
fn nothing_stands_behind_what_was_cut_off() {
    let file = "
        actors = [{ key = 'a', name = '全国人民代表大会常务委员会' }, { key = 'b', name = 'Bartholomew of Winterbourne' }]
        [[events]]
        date = '2024'
        title = 'They met'
        actors = [{ actor = 'a', role = 'host' }, { actor = 'b', role = 'guest' }]";
    for width in 60..100 {
        let shown = text(&draw(&open(file, width, 24), width, 24, Colours::None));
        assert!(!shown.contains("……"), "{shown}");
        assert!(!shown.contains("Winterbourne…"), "a role of which nothing fits: {shown}");
    }
}

#[test]
fn where_there_is_nothing_it_says_what_to_do() {
    let shown = text(&draw(&open("", 80, 24), 80, 24, Colours::None));
    assert!(shown.contains("No events in this timeline.") && shown.contains("q leaves."), "{shown}");
}

#[test]
fn a_few_that_are_far_away_leave_the_others_their_years() {
    let near = (0..2_000)
        .map(|n| format!("[[events]]\ndate = '{}-{:02}'\ntitle = 'Near'\n", 2020 + n % 5, 1 + n % 12));
    let far = (0..30).map(|n| format!("[[events]]\ndate = '-{:04}'\ntitle = 'Far'\n", 3000 - n * 10));
    let file: String = far.chain(near).collect();
    let shown = text(&draw(&open(&file, 80, 24), 80, 24, Colours::None));
    assert!(shown.lines().nth(3).unwrap().starts_with(" ◂30 2020 "), "{shown}");
}

#[test]
fn the_list_is_seen_while_a_filter_is_typed() {
    for (keys, width) in [("3fputin", 40), ("3zfputin", 80)] {
        let shown = screen(keys, width, 12);
        assert!(shown.contains("◆ Vladimir Putin vis"), "{keys}: {shown}");
    }
}

#[test]
fn the_palette_says_what_becomes_of_a_number_or_a_date() {
    for (keys, said) in [
        (":", "a name, a number, a date"),
        (":25", "Enter goes there"),
        (":2024-11", "Enter goes there"),
        (":xyzxyz", "no action has such a name"),
        (":q", "a name"),
    ] {
        let shown = screen(keys, 80, 24);
        assert!(shown.lines().last().unwrap().starts_with(&format!(" {said}")), "{keys}: {shown}");
    }
}

#[test]
fn an_enter_that_was_meant_for_something_else_takes_no_session() {
    use annals::app::{SessionAnswer, SessionChoice};

    let ask = |app: &mut App| {
        let choice = |title: &str| SessionChoice { title: title.into(), about: "in another folder".into() };
        app.ask_session(vec![choice("Canals"), choice("Canals, a copy")]);
    };
    let rows = [
        ("<enter><enter>", None),
        ("j<enter>", Some(SessionAnswer::This(0))),
        ("jj<enter>", Some(SessionAnswer::This(1))),
        ("k<enter>", Some(SessionAnswer::New)),
        ("<esc>", Some(SessionAnswer::None)),
    ];
    for (keys, answer) in rows {
        let mut app = open(BUNDLED, 80, 24);
        ask(&mut app);
        press(&mut app, keys);
        assert_eq!(app.session_answer(), answer, "{keys}");
    }
    let mut app = open(BUNDLED, 60, 12);
    ask(&mut app);
    press(&mut app, "<enter>");
    let seen = draw(&app, 60, 12, Colours::None);
    assert!(text(&seen).contains("j and k go to one, Enter takes it"), "{}", text(&seen));
    let is_selected = |buffer: &Buffer| attributes(buffer).contains("REVERSED");
    assert!(!is_selected(&seen), "none is selected: {}", attributes(&seen));
    press(&mut app, "j");
    assert!(is_selected(&draw(&app, 60, 12, Colours::None)));
}

#[test]
fn a_prompt_is_edited_as_in_a_shell() {
    let rows = [
        ("fone two three<ctrl-w>x", "one two x"),
        ("fone two<ctrl-a>x", "xone two"),
        ("fone two<ctrl-a><ctrl-e>x", "one twox"),
        ("fone two<ctrl-u>x", "x"),
        ("fone two<alt-b>x", "one xtwo"),
        ("fone two<ctrl-a><alt-f>x", "one xtwo"),
        ("fone two<ctrl-left><ctrl-left>x", "xone two"),
        ("fone two<ctrl-a><alt-d>", "two"),
        ("fone two<ctrl-a><ctrl-k>x", "x"),
        ("fone two<ctrl-a><ctrl-d>", "ne two"),
    ];
    for (keys, wanted) in rows {
        let mut app = open(BUNDLED, 80, 24);
        press(&mut app, keys);
        assert_eq!(typed(&app), wanted, "{keys}");
    }
    let mut app = open(BUNDLED, 80, 24);
    press(&mut app, "f");
    app.update(Msg::Paste("first line\nsecond\r\n\tthird\u{1b}[31m".into()));
    let text = typed(&app);
    assert!(text.starts_with("first line second") && !text.contains(['\n', '\u{1b}', '\t']), "{text:?}");
}

/// What stands in the prompt.
fn typed(app: &App) -> String {
    let screen = text(&draw(app, 80, 24, Colours::None));
    screen.lines().last().unwrap_or_default().trim_start().trim_start_matches("filter: ").trim().to_owned()
}

#[test]
fn a_text_longer_than_its_prompt_is_scrolled_with_the_cursor() {
    let long = "/the quick 日本語日本語日本語 brown fox jumps over the lazy dog";
    let mut app = open(BUNDLED, 40, 12);
    press(&mut app, long);
    let foot =
        |app: &App| text(&draw(app, 40, 12, Colours::None)).lines().last().unwrap_or_default().to_owned();
    assert!(foot(&app).ends_with("brown fox jumps over the lazy dog"), "{:?}", foot(&app));
    press(&mut app, "<ctrl-a>");
    assert!(foot(&app).starts_with(" /the quick 日本語") && foot(&app).ends_with('…'), "{:?}", foot(&app));
    let mut seen = String::new();
    for _ in 0..long.chars().count() {
        press(&mut app, "<right>");
        let line = foot(&app);
        assert!(annals::text::width(&line) <= 40, "{line:?}");
        seen = line;
    }
    assert!(seen.ends_with("lazy dog"), "{seen:?}");
}
