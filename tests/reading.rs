//! Reading sessions, as a reader has them: keys in, what is remembered out.

#![allow(clippy::format_push_string, clippy::unwrap_used, reason = "a test may fail")]

use annals::app::{App, Effect, Msg, Origin, ReadState, keymap};
use annals::formats::{self, Hint};
use annals::model::Timeline;
use annals::session::{OldText, Session, State};
use annals::store::stream::Progress;
use annals::ui;
use annals::ui::theme::Theme;
use chrono::NaiveDate;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const DAY: i64 = 86_400_000;
const MONDAY: i64 = 1_746_432_000_000;

fn timeline(titles: &[(&str, &str)]) -> String {
    let mut text = "[[sources]]\nkey = 's'\ntitle = 'The Gazette'\n\n".to_owned();
    for (number, (key, title)) in (1..).zip(titles) {
        text.push_str(&format!(
            "[[events]]\nkey = '{key}'\ndate = '200{number}'\ntitle = '{title}'\n[[events.quotes]]\ntext = 'Words on {title}'\nsource = 's'\nlocator = 'par. {number}'\n\n"
        ));
    }
    text
}

const FOUR: &[(&str, &str)] = &[("a", "Alpha"), ("b", "Beta"), ("c", "Gamma"), ("d", "Delta")];

fn open(text: &str, state: State, now: i64) -> App {
    let import = formats::read(Hint::Name("toml"), text.as_bytes()).unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let mut app = App::new(import.timeline, import.issues, Origin::default(), today);
    app.update(Msg::Resize(100, 24));
    app.attach(Session::of("test", state, 7), now, false);
    app
}

fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    keymap::typed(keys).unwrap().into_iter().flat_map(|key| app.update(Msg::Key(key))).collect()
}

/// Leaves the program: what a saver would have on disk then.
fn leave(app: &mut App) -> State {
    app.leaving();
    app.take_unsaved();
    app.reader().session().unwrap().state().clone()
}

fn selected(app: &App) -> &str {
    app.timeline().event(app.selected().unwrap()).key.raw()
}

fn screen(app: &App) -> String {
    let mut terminal = Terminal::new(TestBackend::new(100, 24)).unwrap();
    terminal.draw(|frame| ui::render(app, &Theme::default(), frame)).unwrap();
    terminal.backend().to_string()
}

fn states(app: &App) -> Vec<ReadState> {
    app.timeline().event_ids().map(|id| app.reader().state(id).unwrap()).collect()
}

#[test]
fn a_review_waits_until_all_is_read() {
    let read = |events: std::ops::Range<u32>| {
        let line = |n| format!("{{\"key\": \"e{n}\", \"title\": \"Event {n}\", \"certainty\": \"likely\"}}");
        let lines = events.map(line).collect::<Vec<_>>().join("\n");
        formats::read(Hint::Name("jsonl"), lines.as_bytes()).unwrap().timeline
    };
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let mut app = App::new(Timeline::default(), Vec::new(), Origin::default(), today);
    app.update(Msg::Resize(100, 24));
    app.expect_more();
    app.update(Msg::LoadPart(Box::new(read(0..2)), Progress::default()));
    press(&mut app, "C");
    assert!(screen(&app).contains("The review begins when all is read"));
    // What is being typed holds back what comes.
    press(&mut app, "/Event");
    app.update(Msg::LoadDone(Box::new(read(0..4)), Vec::new()));
    press(&mut app, "<esc>");
    assert!(screen(&app).contains("4 candidates"));
    press(&mut app, "tx<enter>");
    assert_eq!(app.timeline().len(), 4);
}

#[test]
fn who_has_moved_already_is_told_the_way_to_the_place_of_last_time() {
    let mut first = open(&timeline(FOUR), State::default(), MONDAY);
    press(&mut first, "jj");
    assert_eq!(selected(&first), "c");
    let state = leave(&mut first);
    // As with a large file: its session comes when the reader is under way.
    let import = formats::read(Hint::Name("toml"), timeline(FOUR).as_bytes()).unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let mut app = App::new(import.timeline, import.issues, Origin::default(), today);
    app.update(Msg::Resize(100, 24));
    press(&mut app, "j");
    app.attach(Session::of("test", state, 8), MONDAY + DAY, false);
    assert_eq!(selected(&app), "b");
    assert!(screen(&app).contains("goes to where you were last time"));
    press(&mut app, "''");
    assert_eq!(selected(&app), "c");
}

#[test]
fn the_space_bar_reads_and_goes_to_the_next_unread() {
    use ReadState::{Read, Unread};
    let mut app = open(&timeline(FOUR), State::default(), MONDAY);
    press(&mut app, "jr");
    assert_eq!(states(&app), [Unread, Read, Unread, Unread], "by hand");
    press(&mut app, "k<space>");
    assert_eq!(states(&app)[0], Unread, "a page counts when it is left");
    press(&mut app, "<space>");
    assert_eq!((selected(&app), states(&app)[0]), ("c", Read), "over the one that is read");
    press(&mut app, "<space><space>");
    assert_eq!(states(&app), [Read; 4]);
    assert!(screen(&app).contains("Everything shown is read"), "{}", screen(&app));
}

#[test]
fn a_reader_comes_back_to_the_same_place() {
    let mut app = open(&timeline(FOUR), State::default(), MONDAY);
    press(&mut app, "fgamma,delta<enter>G<tab><tab>");
    let state = leave(&mut app);
    let again = open(&timeline(FOUR), state.clone(), MONDAY + 3 * DAY);
    assert_eq!(selected(&again), "d");
    assert_eq!(again.view().filter_text, "gamma,delta");
    assert_eq!(again.context(), keymap::Context::Quotes, "the focus too");
    assert!(screen(&again).contains("Here you were Monday"), "{}", screen(&again));

    let mut fresh = open(&timeline(FOUR), State::default(), MONDAY);
    fresh.attach(Session::of("test", state, 8), MONDAY + 3 * DAY, true);
    assert_eq!(
        (selected(&fresh), fresh.view().filter_text.as_str()),
        ("a", ""),
        "--fresh begins at the beginning"
    );
}

#[test]
fn what_is_new_and_what_changed_is_said() {
    let mut app = open(&timeline(FOUR), State::default(), MONDAY);
    press(&mut app, "<space><space><space><space><esc>");
    let state = leave(&mut app);
    let mut events = FOUR.to_vec();
    events[1].1 = "Beta, revised";
    events.push(("e", "Epsilon"));
    let mut app = open(&timeline(&events), state, MONDAY + DAY);
    assert_eq!(
        states(&app),
        [ReadState::Read, ReadState::Changed, ReadState::Read, ReadState::Read, ReadState::New]
    );
    assert!(screen(&app).contains("1 new, 1 changed since yesterday"), "{}", screen(&app));
    press(&mut app, "g,");
    assert_eq!(selected(&app), "b");
    let effects = press(&mut app, "v");
    let [Effect::Recall(hash)] = effects.as_slice() else { panic!("{effects:?}") };
    let read = app.reader().session().unwrap().read("b").unwrap();
    assert_eq!(read.hash, *hash, "the old text is asked for by what was read");
    // It comes back from the disk when it comes.
    let old = OldText { title: "Beta".into(), ..OldText::default() };
    app.update(Msg::Recalled(*hash, Some(Box::new(old.clone()))));
    assert!(screen(&app).contains("Beta, revised"), "{}", screen(&app));
    press(&mut app, "<esc>,");
    assert_eq!(selected(&app), "e");
    let before = screen(&app);
    app.update(Msg::Recalled(*hash, Some(Box::new(old))));
    assert_eq!(screen(&app), before, "the reader has gone on");
    press(&mut app, "fis:changed<enter>");
    assert_eq!(app.view().visible.len(), 1, "the filter language knows it too");
}

#[test]
fn marks_and_notes_are_found_again_and_can_be_taken_back() {
    let mut app = open(&timeline(FOUR), State::default(), MONDAY);
    press(&mut app, "jmxka");
    for key in keymap::typed("a doubtful claim").unwrap() {
        app.update(Msg::Key(key));
    }
    press(&mut app, "<esc>");
    assert!(app.reader().is_noted(app.timeline().event_by_key("a").unwrap()));
    press(&mut app, "G'x");
    assert_eq!(selected(&app), "b");
    press(&mut app, "g/doubtful<enter>");
    assert_eq!(selected(&app), "a", "the search finds notes");
    press(&mut app, "<enter>");
    assert!(screen(&app).contains("✎ a doubtful claim"), "{}", screen(&app));
    press(&mut app, "<esc>fhas:note<enter>");
    assert_eq!(app.view().visible.len(), 1);
    // The page that was just read is the first thing to be taken back, the note the second.
    press(&mut app, "<esc>uu");
    assert!(!app.reader().is_noted(app.timeline().event_by_key("a").unwrap()), "undone");
    press(&mut app, "<ctrl-r><ctrl-r>M");
    let shown = screen(&app);
    assert!(shown.contains("Beta") && shown.contains("a doubtful claim"), "{shown}");

    press(&mut app, "<esc>Xmemo.md");
    let effects = press(&mut app, "<enter>");
    let [Effect::Write { text, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert!(text.contains("a doubtful claim") && text.contains("The Gazette"), "{text}");
}

#[test]
fn a_mark_follows_its_event_when_the_file_moves_it() {
    let mut app = open(&timeline(FOUR), State::default(), MONDAY);
    press(&mut app, "jjmg");
    let state = leave(&mut app);
    let mut moved = FOUR.to_vec();
    moved.insert(0, ("z", "Zeta"));
    moved.insert(0, ("y", "Eta"));
    let mut app = open(&timeline(&moved), state.clone(), MONDAY + DAY);
    press(&mut app, "g'g");
    assert_eq!(selected(&app), "c");
    let mut gone = open(&timeline(&FOUR[..2]), state, MONDAY + DAY);
    press(&mut gone, "'g");
    assert!(screen(&gone).contains("no longer in the file"), "{}", screen(&gone));
}

#[test]
fn without_a_session_nothing_is_promised() {
    let import = formats::read(Hint::Name("toml"), timeline(FOUR).as_bytes()).unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let mut app = App::new(import.timeline, import.issues, Origin::default(), today);
    app.update(Msg::Resize(100, 24));
    for keys in ["ma", "a", "r", "T", "X", "M", "v", "u"] {
        press(&mut app, keys);
        assert!(screen(&app).contains("Nothing is kept in this run"), "{keys}: {}", screen(&app));
    }
    assert_eq!(app.take_unsaved(), None);
}

#[test]
fn a_note_that_was_changed_elsewhere_is_not_overwritten() {
    let mut app = open(&timeline(FOUR), State::default(), MONDAY);
    press(&mut app, "afirst<esc>");
    let state = leave(&mut app);
    let mut mine = open(&timeline(FOUR), state.clone(), MONDAY + DAY);
    let mut theirs = open(&timeline(FOUR), state, MONDAY + DAY);
    press(&mut mine, "a");
    theirs.clock(MONDAY + DAY + 5_000);
    press(&mut theirs, "a, theirs<esc>");
    mine.merge(leave(&mut theirs));
    press(&mut mine, "<esc>");
    let texts = |app: &App| -> Vec<String> {
        app.reader().session().unwrap().notes().map(|(_, note)| note.text.clone()).collect()
    };
    assert_eq!(texts(&mine), ["first, theirs"], "an untouched editor writes nothing");
    press(&mut mine, "a");
    theirs.clock(MONDAY + DAY + 9_000);
    press(&mut theirs, "a, again<esc>");
    press(&mut mine, ", mine");
    mine.merge(leave(&mut theirs));
    press(&mut mine, "<esc>");
    assert_eq!(texts(&mine), ["first, theirs, again", "first, theirs, mine"], "both are kept");
}

#[test]
fn a_note_that_is_being_written_is_kept_when_the_program_ends() {
    let mut app = open(&timeline(FOUR), State::default(), MONDAY);
    press(&mut app, "ahalf a thought");
    leave(&mut app);
    let session = app.reader().session().unwrap();
    assert_eq!(session.notes().next().unwrap().1.text, "half a thought");
}

#[test]
fn unread_by_hand_stays_unread() {
    let mut app = open(&timeline(FOUR), State::default(), MONDAY);
    press(&mut app, "<enter>rr<esc>");
    assert_eq!(states(&app)[0], ReadState::Unread);
}
