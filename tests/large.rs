//! What a reader sees of a file that is filtered a little at a time, and of one that is still being read.

#![allow(clippy::format_collect, clippy::unwrap_used, reason = "tests may fail, and may be short")]

use annals::app::{App, Effect, Msg, Origin, keymap};
use annals::formats::{self, Hint};
use annals::model::Timeline;
use annals::session::{Place, Session, State};
use annals::store::stream::Progress;
use annals::ui;
use annals::ui::theme::Theme;
use chrono::NaiveDate;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// So many events, of a day each; every fifth is of a vineyard.
fn lines(count: u32) -> String {
    let words =
        "which is told at some length, so that it takes a while to look for anything in it. ".repeat(6);
    (0..count)
        .map(|n| {
            let what = if n % 5 == 0 { "A vineyard" } else { "A harvest" };
            let (year, month, day) = (1900 + n / 336, 1 + n / 28 % 12, 1 + n % 28);
            format!(
                "{{\"key\":\"e{n}\",\"date\":\"{year}-{month:02}-{day:02}\",\"title\":\"{what} {n}\",\
                 \"actors\":[\"member-{}\"],\"summary\":\"{words}\"}}\n",
                n / 100
            )
        })
        .collect()
}

fn timeline(text: &str) -> Timeline {
    let timeline = formats::read(Hint::Name("jsonl"), text.as_bytes()).unwrap().timeline;
    timeline.warm();
    timeline
}

fn open(timeline: &Timeline) -> App {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let mut app = App::new(timeline.clone(), Vec::new(), Origin::default(), today);
    app.update(Msg::Resize(100, 30));
    app
}

fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let keys = keymap::typed(keys).unwrap();
    keys.into_iter().flat_map(|key| app.update(Msg::Key(key))).collect()
}

/// Works until nothing is left to do.
fn settle(app: &mut App) {
    while app.next_tick().is_some() {
        app.update(Msg::Tick);
    }
}

fn selected(app: &App) -> String {
    let event = app.selected_event().unwrap();
    event.key.raw().to_owned()
}

fn screen(app: &App) -> String {
    let mut terminal = Terminal::new(TestBackend::new(100, 30)).unwrap();
    terminal.draw(|frame| ui::render(app, &Theme::default(), frame)).unwrap();
    terminal.backend().to_string()
}

/// Where the next run would begin.
fn place(app: &mut App) -> Place {
    app.take_unsaved();
    app.reader().session().unwrap().place().unwrap().clone()
}

#[test]
fn a_large_file_under_a_filter_comes_back_where_it_was_left() {
    let timeline = timeline(&lines(60_000));
    let session = |state| Session::of("test", state, 7);
    let mut app = open(&timeline);
    app.attach(session(State::default()), 1_000, false);
    press(&mut app, "fvineyard<enter>");
    settle(&mut app);
    press(&mut app, "t2060-01-15<enter>");
    settle(&mut app);
    let left = place(&mut app);
    assert_eq!(left.event, Some(selected(&app)));
    app.leaving();
    app.take_unsaved();
    let state = app.reader().session().unwrap().state().clone();

    // Opened and left at once, again and again: while not all is asked yet, the place stays.
    for ticks in [0, 1] {
        let mut app = open(&timeline);
        app.attach(session(state.clone()), 2_000 + ticks, false);
        (0..ticks).for_each(|_| drop(app.update(Msg::Tick)));
        assert!(app.view().is_scanning(), "this is to be asked in the middle of it");
        assert_eq!(place(&mut app), left, "after {ticks}");
        assert!(screen(&app).contains("Here you were"), "{}", screen(&app));
        settle(&mut app);
        assert_eq!((selected(&app), place(&mut app)), (left.event.clone().unwrap(), left.clone()));
    }
}

#[test]
fn what_stood_before_a_filter_is_gone_back_to() {
    let mut app = open(&timeline(&lines(60_000)));
    press(&mut app, "fvineyard<enter>");
    settle(&mut app);
    press(&mut app, "t2060-01-15<enter>");
    settle(&mut app);
    let here = selected(&app);
    // Typed and taken back, before all is asked; a place gone back to; another reading.
    press(&mut app, "f<backspace>x<esc>");
    settle(&mut app);
    assert_eq!(selected(&app), here, "taken back");
    press(&mut app, "<esc>gg");
    settle(&mut app);
    press(&mut app, "<ctrl-o><ctrl-o>");
    settle(&mut app);
    assert_eq!((selected(&app), app.view().filter_text.as_str()), (here.clone(), "vineyard"), "gone back");
    app.update(Msg::Reloaded(Box::new(timeline(&lines(59_000))), Vec::new()));
    settle(&mut app);
    assert_eq!(selected(&app), here, "read again");
}

#[test]
fn the_source_that_is_shown_stays_while_more_is_read() {
    let quote = |n: u32, source: &str| {
        format!(
            "{{\"key\":\"q{n}\",\"title\":\"T{n}\",\"quotes\":[{{\"text\":\"words of {source}\",\"source\":\"{source}\"}}]}}\n"
        )
    };
    let part = quote(0, "herald") + &quote(1, "gazette");
    let whole = part.clone()
        + "{\"sources\":[{\"key\":\"almanac\",\"title\":\"The Almanac\"}]}\n"
        + &quote(2, "almanac");
    let mut app = open(&Timeline::default());
    app.expect_more();
    app.update(Msg::LoadPart(Box::new(timeline(&part)), Progress::default()));
    press(&mut app, "js");
    assert!(screen(&app).contains("words of gazette"), "{}", screen(&app));
    app.update(Msg::LoadDone(Box::new(timeline(&whole)), Vec::new()));
    assert!(screen(&app).contains("words of gazette"), "{}", screen(&app));
}

#[test]
fn a_filter_finds_names_while_more_is_read() {
    let some = timeline(&lines(30_000));
    let mut app = open(&Timeline::default());
    app.expect_more();
    app.update(Msg::LoadPart(Box::new(some.clone()), Progress::default()));
    settle(&mut app);
    press(&mut app, "factor:member-3<enter>");
    settle(&mut app);
    let mut whole = open(&some);
    press(&mut whole, "factor:member-3<enter>");
    settle(&mut whole);
    assert!(!app.view().visible.is_empty());
    assert_eq!(app.view().visible.len(), whole.view().visible.len());
    // And when more has come.
    app.update(Msg::LoadPart(Box::new(timeline(&lines(60_000))), Progress::default()));
    settle(&mut app);
    assert_eq!(app.view().visible.len(), whole.view().visible.len());
}

#[test]
fn a_source_of_very_many_quotes_is_shown_around_the_event() {
    let event = |n: u32| {
        format!(
            "{{\"key\":\"e{n}\",\"title\":\"T{n}\",\"quotes\":[{{\"text\":\"words {n}.\",\"source\":\"s\"}}]}}\n"
        )
    };
    let text: String = (0..9_000).map(event).collect();
    let mut app = open(&timeline(&text));
    press(&mut app, "Gs");
    assert!(screen(&app).contains("words 8999."), "{}", screen(&app));
    press(&mut app, "g");
    assert!(screen(&app).contains("more quotes before these"), "{}", screen(&app));
    assert!(!screen(&app).contains("words 0."), "{}", screen(&app));
}

#[test]
fn a_filter_goes_on_with_another_term_and_a_broken_one_keeps_the_list() {
    let mut app = open(&timeline(&lines(1_000)));
    press(&mut app, "factor:member-3<enter>f");
    for key in keymap::typed("vin").unwrap() {
        app.update(Msg::Key(key));
    }
    assert_eq!(app.view().filter_text, "actor:member-3 vin");
    assert_eq!(app.view().visible.len(), 20);
    press(&mut app, "<enter><esc>factor:member-3");
    let shown = app.view().visible.len();
    press(&mut app, "xyz");
    assert_eq!(app.view().visible.len(), shown, "what is wrong only goes on");
    assert!(screen(&app).contains("no actor here is called"), "{}", screen(&app));
    press(&mut app, "<enter>");
    assert_eq!(app.view().visible.len(), shown);
}
