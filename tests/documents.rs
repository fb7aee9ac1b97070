//! Documents in the screen: the source view, and the review of candidates beside their sentences.
//!
//! Snapshots were read before they were accepted; `INSTA_UPDATE=always cargo test --test documents` writes
//! them again.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use annals::app::{App, Effect, Msg, Origin, keymap};
use annals::formats::{self, Hint};
use annals::marked;
use annals::store::review;
use annals::ui;
use annals::ui::theme::{Background, Colours, Theme};
use chrono::NaiveDate;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

#[macro_use]
#[path = "documents/shots.rs"]
mod shots;
#[path = "documents/own.rs"]
mod own;
#[path = "documents/review.rs"]
mod review_of_candidates;
#[path = "documents/told.rs"]
mod told;

static SCRATCH: LazyLock<tempfile::TempDir> = LazyLock::new(|| tempfile::tempdir().unwrap());

const TIMELINE: &str = include_str!("fixtures/review/draft.toml");

fn folder() -> PathBuf {
    // As a reader would name it: tests begin in the folder of the crate.
    PathBuf::from("tests/fixtures/review")
}

fn open_at(text: &str, path: Option<&Path>, width: u16, height: u16) -> App {
    let import = formats::read(Hint::Name("toml"), text.as_bytes()).unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let origin = Origin {
        name: "draft".into(),
        path: path.map(Path::to_owned),
        documents: Some(folder()),
        ..Origin::default()
    };
    let mut app = App::new(import.timeline, import.issues, origin, today);
    let effects = app.update(Msg::Resize(width, height));
    carry_out(&mut app, effects);
    app
}

fn open(width: u16, height: u16) -> App {
    open_at(TIMELINE, None, width, height)
}

/// A timeline without candidates, of the same documents.
fn reviewed(width: u16, height: u16) -> App {
    let text: String = TIMELINE
        .lines()
        .filter(|line| !line.starts_with("certainty"))
        .fold(String::new(), |all, line| all + line + "\n");
    open_at(&text, None, width, height)
}

/// Does what the shell does.
fn carry_out(app: &mut App, effects: Vec<Effect>) -> Vec<Effect> {
    let mut rest = Vec::new();
    for effect in effects {
        match effect {
            Effect::ReadDocument(request) => {
                let mut answers = Vec::new();
                marked::read(Some(&folder()), None, &request, &mut |answer| {
                    answers.push(answer);
                    true
                });
                for answer in answers {
                    rest.extend(app.update(Msg::Document(answer)));
                }
            }
            Effect::TakeBackReview { path, edit } => {
                let ended = review::take_back(&path, &edit);
                rest.extend(app.update(Msg::TakenBack(ended)));
            }
            Effect::WriteReview { path, text, steps } => {
                // A name without a folder would be written where the tests run.
                let path = SCRATCH.path().join(path);
                let written = match text {
                    Some(text) => review::write_new(&path, &text),
                    None => review::write(&path, &steps),
                };
                rest.extend(app.update(Msg::Reviewed(written)));
            }
            other => rest.push(other),
        }
    }
    rest
}

fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut rest = Vec::new();
    for key in keymap::typed(keys).unwrap() {
        let effects = app.update(Msg::Key(key));
        rest.extend(carry_out(app, effects));
        while app.next_tick().is_some() {
            app.update(Msg::Tick);
        }
    }
    rest
}

fn draw(app: &App, colours: Colours) -> Buffer {
    let (width, height) = app.size();
    let theme = Theme::new(colours, Background::Dark);
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| ui::render(app, &theme, frame)).unwrap().buffer.clone()
}

fn text(app: &App) -> String {
    let buffer = draw(app, Colours::None);
    let rows = buffer.content().chunks(usize::from(buffer.area.width).max(1));
    let lines = rows.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>());
    lines.fold(String::new(), |all, line| all + line.trim_end() + "\n")
}

/// The last line.
fn foot(app: &App) -> String {
    text(app).lines().last().unwrap_or_default().to_owned()
}

/// Everything on the screen that has an attribute, in order.
fn with(app: &App, modifier: Modifier) -> String {
    let buffer = draw(app, Colours::None);
    let mut found = String::new();
    let mut inside = false;
    for cell in buffer.content() {
        let has = cell.modifier.contains(modifier);
        if has {
            found.push_str(cell.symbol());
        } else if inside {
            found.push('|');
        }
        inside = has;
    }
    found
}

screens! {
    reads_a_document_at_120x40: reviewed "3<enter>", 120 x 40;
    reads_a_document_at_80x24: reviewed "3<enter>", 80 x 24;
    reads_a_document_at_40x12: reviewed "3<enter>", 40 x 12;
    says_that_a_document_is_not_there: reviewed "S<down><down><enter>", 80 x 24;
    reviews_at_120x40: open "", 120 x 40;
    reviews_at_80x24: open "ax", 80 x 24;
    reviews_at_40x12: open "", 40 x 12;
    reviews_the_sentence_at_40x12: open "3", 40 x 12;
    mends_a_date: open "d", 80 x 24;
    writes_to_a_name: open "aw", 80 x 24;
}

#[test]
fn enter_on_a_quote_opens_its_document_from_everywhere_and_esc_goes_back() {
    for (keys, back) in
        [("3<enter>", "3 Quotes"), ("<enter><enter>", "What the sources say"), ("D", "1 Events")]
    {
        let mut app = reviewed(100, 30);
        press(&mut app, keys);
        assert!(text(&app).contains("harbour.txt"), "{keys}");
        assert!(with(&app, Modifier::REVERSED).contains("storm destroyed"), "{keys}: {}", text(&app));
        press(&mut app, "<esc>");
        assert!(text(&app).contains(back), "{keys}");
    }
}

#[test]
fn marks_are_told_apart_without_colours() {
    let mut app = reviewed(100, 30);
    press(&mut app, "3<enter>");
    assert!(with(&app, Modifier::UNDERLINED).contains("3 May 2024"), "{}", with(&app, Modifier::UNDERLINED));
    assert!(with(&app, Modifier::BOLD).contains("Anna Berg"));
    assert!(with(&app, Modifier::ITALIC).contains("We will dredge"));
    assert!(text(&app).contains('▌') && text(&app).contains('│'), "rows with quotes have a bar");
}

#[test]
fn jumps_from_mark_to_mark_and_says_what_each_is() {
    let mut app = reviewed(100, 30);
    press(&mut app, "3<enter>gd");
    assert!(foot(&app).contains("4 May 2024"), "{}", foot(&app));
    press(&mut app, "d");
    let second = foot(&app);
    press(&mut app, "D");
    assert!(foot(&app).contains("4 May 2024") && !second.contains("4 May 2024"), "{second}");
    press(&mut app, "D");
    assert!(foot(&app).contains("No dates before this"), "{}", foot(&app));
    press(&mut app, "gp");
    assert!(foot(&app).contains("named in full"), "{}", foot(&app));
    press(&mut app, "w");
    assert!(foot(&app).contains("said by"), "{}", foot(&app));
    press(&mut app, "S<enter>");
    assert!(
        with(&app, Modifier::REVERSED).contains("opened the new harbour"),
        "the first quote of the source"
    );
    press(&mut app, "g<tab><tab>");
    assert!(foot(&app).contains("Enter goes there"), "{}", foot(&app));
    press(&mut app, "<enter>");
    assert!(text(&app).contains("What the sources say"), "the page of that event");
}

#[test]
fn searches_the_document_over_line_ends_and_around() {
    let mut app = reviewed(100, 30);
    press(&mut app, "3<enter>/ferry service<enter>");
    assert!(with(&app, Modifier::REVERSED).to_lowercase().contains("ferry"), "{}", text(&app));
    let first = app.sheet().unwrap().at();
    press(&mut app, "nn");
    assert!(foot(&app).contains("Searched on from the top") || app.sheet().unwrap().at() >= first);
    press(&mut app, "/nowhere at all<enter>");
    assert!(text(&app).contains("does not have it"), "{}", text(&app));
    press(&mut app, "<esc>/ferry<enter><esc>");
    assert!(app.sheet().is_some(), "the first Esc takes back the search");
    press(&mut app, "<esc>");
    assert!(app.sheet().is_none());
}

#[test]
fn an_answer_that_nobody_waits_for_is_not_shown() {
    let mut app = reviewed(100, 30);
    let mut effects = Vec::new();
    for key in keymap::typed("3<enter>").unwrap() {
        effects.extend(app.update(Msg::Key(key)));
    }
    let [Effect::ReadDocument(request)] = &effects[..] else { panic!("{effects:?}") };
    assert!(text(&app).contains("being read"));
    let mut old = request.clone();
    old.number -= 1;
    carry_out(&mut app, vec![Effect::ReadDocument(old)]);
    assert!(text(&app).contains("being read"));
    carry_out(&mut app, effects);
    assert!(text(&app).contains("opened the new harbour"));
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(60))]

    /// Whatever is pressed, on whatever screen, nothing panics, and the review and its timeline agree.
    #[test]
    fn no_keys_break_a_review_or_a_document(
        keys in proptest::collection::vec(proptest::sample::select(KEYS), 0..60),
        width in 12_u16..130,
        height in 3_u16..45,
    ) {
        let mut app = open(width, height);
        for key in keys {
            let _ = press(&mut app, key);
            let _ = draw(&app, Colours::None);
        }
        app.update(Msg::Resize(width / 2, height / 2));
        let _ = draw(&app, Colours::None);
        if let Some(review) = app.reviewing() {
            proptest::prop_assert_eq!(review.now().0.len(), app.timeline().len());
        }
    }
}

/// Keys that do something in a review or a document.
const KEYS: &[&str] = &[
    "a", "x", "A", "m", "s", "u", "<ctrl-r>", ".", ",", ";", "j", "k", "g", "G", "J", "K", "C", "3", "1",
    "<enter>", "<esc>", "d", "D", "p", "P", "w", "W", "<tab>", "/", "n", "N", "e", "<space>", "b", "S",
    "<down>", "2024", "undated", "F", "z", "t", "<ctrl-d>", "]", "[", "v", "i", "berg", "<ctrl-u>",
    "<ctrl-u>", ")", "(", "M", "4", "a", "<enter>", "<enter>",
];
