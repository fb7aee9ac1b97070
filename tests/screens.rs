//! What a reader sees: keys in, screens out.
//!
//! Each snapshot was read before it was accepted. `INSTA_UPDATE=always cargo test --test screens`
//! writes them again; read the difference.

#![allow(clippy::format_push_string, clippy::unwrap_used, reason = "a test may fail")]

use annals::app::{App, Effect, Msg, Origin, keymap};
use annals::formats::{self, Hint};
use annals::issue::{Issue, Spot};
use annals::ui;
use annals::ui::theme::{Background, Colours, Theme};
use chrono::NaiveDate;
use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

#[path = "screens/small.rs"]
mod small;

const BUNDLED: &str = include_str!("../assets/timeline.toml");
const HOSTILE: &str = include_str!("fixtures/hostile.toml");

fn open(text: &str, width: u16, height: u16) -> App {
    let import = formats::read(Hint::Name("toml"), text.as_bytes()).unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let origin = Origin { name: "the bundled timeline".into(), ..Origin::default() };
    let mut app = App::new(import.timeline, import.issues, origin, today);
    app.update(Msg::Resize(width, height));
    app
}

fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for key in keymap::typed(keys).unwrap() {
        effects.extend(app.update(Msg::Key(key)));
    }
    effects
}

fn draw(app: &App, width: u16, height: u16, colours: Colours) -> Buffer {
    let theme = Theme::new(colours, Background::Dark);
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| ui::render(app, &theme, frame)).unwrap().buffer.clone()
}

/// The text of a buffer, a line a row.
fn text(buffer: &Buffer) -> String {
    let width = usize::from(buffer.area.width);
    let mut out = String::new();
    for row in buffer.content().chunks(width) {
        let mut line = String::new();
        let mut skip = 0;
        for cell in row {
            if skip == 0 {
                line.push_str(cell.symbol());
                skip = annals::text::width(cell.symbol()).max(1);
            }
            skip -= 1;
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// Which cells of which rows are reversed, bold, underlined or dim: `3: 0-20 REVERSED`.
fn attributes(buffer: &Buffer) -> String {
    let width = usize::from(buffer.area.width);
    let mut out = String::new();
    for (y, row) in buffer.content().chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let modifier = row[x].modifier;
            let from = x;
            while x < width && row[x].modifier == modifier {
                x += 1;
            }
            if !modifier.is_empty() {
                out.push_str(&format!("{y}: {from}-{} {modifier:?}\n", x - 1));
            }
        }
    }
    out
}

fn screen(keys: &str, width: u16, height: u16) -> String {
    let mut app = open(BUNDLED, width, height);
    press(&mut app, keys);
    text(&draw(&app, width, height, Colours::None))
}

macro_rules! screens {
    ($($name:ident: $keys:literal, $width:literal x $height:literal;)+) => {
        $(#[test]
        fn $name() {
            insta::assert_snapshot!(stringify!($name), screen($keys, $width, $height));
        })+
    };
}

screens! {
    opens_at_120x40: "", 120 x 40;
    opens_at_80x24: "", 80 x 24;
    opens_stacked_at_70x24: "", 70 x 24;
    opens_with_one_pane_at_40x12: "", 40 x 12;
    opens_at_20x5: "", 20 x 5;
    says_that_it_is_too_small: "", 9 x 2;
    finds_an_actor: "@zel", 120 x 40;
    finds_an_actor_at_40x12: "@zel", 40 x 12;
    finds_across_scripts: "@зеленс", 100 x 20;
    follows_an_actor: "@zel<enter>", 120 x 40;
    follows_two_together: "@zel<tab><backspace><backspace><backspace>heydar<backspace><backspace><backspace><backspace><backspace><backspace>ilham al<tab><ctrl-t><enter>", 100 x 24;
    reads_an_event: "t2025-01-21<enter><enter>", 120 x 40;
    reads_an_event_at_40x12: "t2025-01-21<enter><enter>", 40 x 12;
    shows_help: "?", 80 x 24;
    shows_help_further_down: "?G", 80 x 24;
    finds_an_action: ":gap", 80 x 24;
    says_what_may_follow: "y", 80 x 24;
    filters_and_hides: "factor:putin<enter>", 100 x 24;
    says_what_is_wrong_with_a_filter: "ftga:x<enter>", 80 x 24;
    completes_a_filter: "fstatus:<tab><tab>", 80 x 24;
    marks_possible_hits: "f2024-11-15<enter>", 100 x 24;
    finds_nothing: "f\"no such words\"<enter>", 80 x 24;
    lists_sources: "S", 100 x 24;
    shows_a_source_in_its_order: "t2025-05-06<enter>s", 120 x 40;
    shows_all_actors: "2A", 100 x 24;
    shows_edtf_and_delays: "Ed", 100 x 24;
    zooms: "3z", 80 x 24;
    goes_to_a_date_that_has_nothing: "t2001<enter>", 80 x 24;
    goes_over_a_gap: "}", 80 x 24;
    searches: "/garabagh<enter>n", 80 x 24;
}

#[test]
fn selection_and_hits_do_not_need_colour() {
    let mut app = open(BUNDLED, 80, 24);
    press(&mut app, "/partner<enter>");
    let buffer = draw(&app, 80, 24, Colours::None);
    assert!(buffer.content().iter().any(|cell| cell.modifier.contains(Modifier::REVERSED)), "a selection");
    assert!(buffer.content().iter().any(|cell| cell.modifier.contains(Modifier::UNDERLINED)), "a hit");
    insta::assert_snapshot!("selection_and_hits_do_not_need_colour", attributes(&buffer));
}

#[test]
fn hostile_text_keeps_the_columns_straight() {
    for (width, height) in [(120, 30), (80, 24), (70, 24), (40, 12), (20, 6)] {
        let mut app = open(HOSTILE, width, height);
        for keys in [
            "",
            "j",
            "j",
            "j",
            "<enter>",
            "<esc>",
            "2",
            "A",
            "3",
            "@elys",
            "<esc><esc>",
            "S",
            "<esc>",
            "!",
            "<esc>",
        ] {
            press(&mut app, keys);
            let buffer = draw(&app, width, height, Colours::True);
            for cell in buffer.content() {
                let bad = |c: char| {
                    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
                };
                assert!(!cell.symbol().contains(bad), "{:?} at {width}x{height}", cell.symbol());
            }
            if width >= 60 && app.context() == keymap::Context::Events {
                // The right border of the list stands in one column.
                let layout = app.layout();
                for y in layout.events.top() + 1..layout.events.bottom() - 1 {
                    let symbol = buffer[(layout.events.right() - 1, y)].symbol();
                    assert!(matches!(symbol, "│" | "┃"), "{symbol:?} in row {y} at {width}x{height}");
                }
            }
        }
    }
    let mut app = open(HOSTILE, 100, 24);
    insta::assert_snapshot!("hostile_text", text(&draw(&app, 100, 24, Colours::None)));
    press(&mut app, "jjj<enter>");
    insta::assert_snapshot!("hostile_page", text(&draw(&app, 100, 24, Colours::None)));
}

#[test]
fn folds_accents_and_names_the_alias_that_hit() {
    let mut app = open(HOSTILE, 80, 24);
    press(&mut app, "@elysee");
    insta::assert_snapshot!("folds_accents", text(&draw(&app, 80, 24, Colours::None)));
    press(&mut app, "<ctrl-u>елисей");
    insta::assert_snapshot!("names_the_alias", text(&draw(&app, 80, 24, Colours::None)));
}

#[test]
fn the_space_bar_alone_reads_the_whole_timeline() {
    let mut app = open(BUNDLED, 80, 24);
    let events = app.view().visible.len();
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..events * 20 {
        press(&mut app, "<space>");
        seen.extend(app.selected());
    }
    assert_eq!(seen.len(), events, "every event was on a page");
    let last = text(&draw(&app, 80, 24, Colours::None));
    assert!(last.contains("That was the last event"), "{last}");
}

#[test]
fn a_jump_can_be_undone() {
    let mut app = open(BUNDLED, 80, 24);
    let start = app.selected();
    press(&mut app, "t2024-11<enter>");
    let there = app.selected();
    assert_ne!(start, there);
    press(&mut app, "@putin<enter>");
    assert_ne!(app.view().visible.len(), app.timeline().events().len());
    press(&mut app, "<ctrl-o>");
    assert_eq!((app.selected(), app.view().filter_text.as_str()), (there, ""));
    press(&mut app, "<ctrl-o>");
    assert_eq!(app.selected(), start);
    press(&mut app, "<ctrl-y>");
    assert_eq!(app.selected(), there);
    press(&mut app, "3t1994<enter>1<ctrl-o>");
    assert_eq!((app.selected(), app.context()), (there, keymap::Context::Quotes), "the pane too");
}

#[test]
fn what_is_copied_can_be_pasted_into_an_article() {
    let mut app = open(BUNDLED, 120, 40);
    press(&mut app, "t2025-05-06<enter>");
    let effects = press(&mut app, "yy");
    let [Effect::Copy { text, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert!(text.starts_with('“'), "{text}");
    assert!(text.contains("Caliber.Az") && text.contains("par."), "{text}");
}

fn mouse(app: &mut App, kind: MouseEventKind, column: u16, row: u16) {
    app.update(Msg::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
}

#[test]
fn the_mouse_selects_focuses_and_scrolls_what_is_under_it() {
    let mut app = open(BUNDLED, 120, 40);
    let layout = app.layout();
    let click = MouseEventKind::Down(MouseButton::Left);

    let first = app.selected();
    mouse(&mut app, click, layout.events.x + 20, layout.events.y + 3);
    let second = app.selected();
    assert_ne!(second, first, "a click selects");
    mouse(&mut app, click, layout.events.x + 20, layout.events.y + 1);
    assert_eq!(app.selected(), second, "a click on a heading changes nothing");

    mouse(&mut app, click, layout.quotes.x + 3, layout.quotes.y + 2);
    assert_eq!(app.context(), keymap::Context::Quotes, "a click focuses");
    mouse(&mut app, click, layout.actors.x + 3, layout.actors.y + 1);
    assert_eq!(app.context(), keymap::Context::Actors);

    let before = text(&draw(&app, 120, 40, Colours::None));
    mouse(&mut app, MouseEventKind::ScrollDown, layout.events.x + 5, layout.events.y + 5);
    assert_ne!(text(&draw(&app, 120, 40, Colours::None)), before, "the wheel scrolls the list under it");
    assert_eq!(app.context(), keymap::Context::Actors, "and leaves the focus alone");

    let here = app.selected();
    mouse(&mut app, click, layout.strip.right() / 2, layout.strip.y);
    assert_ne!(app.selected(), here, "a click on the strip goes to its time");
}

#[test]
fn reading_the_file_again_keeps_the_place_and_the_filter() {
    let mut app = open(BUNDLED, 80, 24);
    press(&mut app, "factor:putin<enter>j");
    let key = app.timeline().event(app.selected().unwrap()).key.to_text();
    let shorter = BUNDLED.replacen("[[events]]", "[[events]]\ntitle = \"A new one\"\n[[events]]", 1);
    let import = formats::read(Hint::Name("toml"), shorter.as_bytes()).unwrap();
    app.update(Msg::Reloaded(Box::new(import.timeline), import.issues));
    assert_eq!(app.timeline().event(app.selected().unwrap()).key, key);
    assert_eq!(app.view().filter_text, "actor:putin");
    let screen = text(&draw(&app, 80, 24, Colours::None));
    assert!(screen.contains("problem"), "what is wrong is said: {screen}");
}

/// Has `app` read `text` in the place of what it shows.
fn reread(app: &mut App, text: &str) {
    let import = formats::read(Hint::Name("toml"), text.as_bytes()).unwrap();
    app.update(Msg::Reloaded(Box::new(import.timeline), import.issues));
}

/// A timeline of an event for each letter, in that order.
fn letters(letters: &str) -> String {
    let lines = "A line of it.\\n".repeat(40);
    let event =
        |c| format!("[[events]]\nkey = '{c}'\ndate = '2001'\ntitle = 'Event {c}'\nsummary = \"{lines}\"\n");
    letters.chars().map(event).collect()
}

#[test]
fn when_the_event_is_gone_the_nearest_that_is_left_is_selected() {
    for (before, keys, after, wanted) in [
        ("abcde", "jj", "abcde", "c"),
        ("abcde", "jj", "xyzabcde", "c"),
        ("abcde", "jj", "xyzabde", "d"),
        ("abcde", "jj", "ab", "b"),
        ("abcde", "G", "xabcd", "d"),
        ("abcde", "jj", "xyz", "z"),
        ("abcde", "jj", "x", "x"),
    ] {
        let mut app = open(&letters(before), 80, 24);
        press(&mut app, keys);
        reread(&mut app, &letters(after));
        let selected = app.selected_event().map(|event| event.key.raw().to_owned());
        assert_eq!(selected.as_deref(), Some(wanted), "{before} {keys} {after}");
    }
}

#[test]
fn a_page_stays_where_it_was_scrolled_to() {
    let mut app = open(&letters("abc"), 80, 24);
    press(&mut app, "j<enter>jjjjj");
    let before = text(&draw(&app, 80, 24, Colours::None));
    reread(&mut app, &letters("xyabc"));
    let after = text(&draw(&app, 80, 24, Colours::None));
    let page = |screen: &str| screen.lines().skip(4).take(15).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(page(&before), page(&after), "{before}{after}");
    press(&mut app, "<esc><ctrl-o>");
    assert!(app.selected_event().is_some(), "places visited before are still known");
}

#[test]
fn what_is_typed_is_finished_before_another_reading_is_taken_up() {
    for (typed, closing) in
        [("@nobody", "<esc><esc>"), ("fEvent", "<esc>"), (":go", "<esc><esc>"), ("/Ev", "<enter>")]
    {
        let mut app = open(&letters("abc"), 80, 24);
        press(&mut app, typed);
        let context = app.context();
        reread(&mut app, &letters("abcd"));
        assert_eq!((app.context(), app.timeline().events().len()), (context, 3), "{typed}");
        press(&mut app, closing);
        assert_eq!((app.context(), app.timeline().events().len()), (keymap::Context::Events, 4), "{typed}");
    }
}

#[test]
fn a_broken_file_is_the_first_problem_until_it_is_mended() {
    let mut app = open(&letters("ab"), 80, 24);
    let problems = app.problems();
    let broken = |app: &mut App, what: &str| {
        let issue = Issue::error(Spot::NONE, what, "");
        app.update(Msg::Broken(Box::new(issue), format!("not read again: {what}")));
    };
    broken(&mut app, "once");
    broken(&mut app, "twice");
    assert_eq!(app.problems(), problems + 1, "only the last one holds");
    let screen = text(&draw(&app, 80, 24, Colours::None));
    assert!(screen.contains("not read again: twice") && screen.contains("Event a"), "{screen}");
    press(&mut app, "!");
    assert!(text(&draw(&app, 80, 24, Colours::None)).contains("twice"));
    press(&mut app, "<esc>");
    app.update(Msg::Mended("as it was".into()));
    assert_eq!(app.problems(), problems);

    // A reading that waits, of a file that has been broken since.
    press(&mut app, "f");
    reread(&mut app, &letters("a"));
    broken(&mut app, "later");
    press(&mut app, "<esc>");
    assert_eq!(
        (app.timeline().events().len(), app.problems()),
        (1, problems + 1),
        "one event less, and the file is broken"
    );
    reread(&mut app, &letters("ab"));
    assert_eq!(app.problems(), problems);
}

#[test]
fn escape_never_leaves_and_q_does_in_the_end() {
    let mut app = open(BUNDLED, 80, 24);
    for keys in ["<esc>", "<enter><esc>", "@x<esc><esc>", "f1994<enter><esc>", "?<esc>", "s<esc>", "z<esc>"] {
        assert_eq!(press(&mut app, keys), [], "{keys}");
    }
    assert_eq!(press(&mut app, "<enter>q"), []);
    assert_eq!(press(&mut app, "q"), [Effect::Quit]);
}

#[test]
fn a_filter_is_live_and_can_be_taken_back() {
    let mut app = open(BUNDLED, 80, 24);
    let all = app.view().visible.len();
    press(&mut app, "factor:putin");
    assert!(app.view().visible.len() < all, "while it is typed");
    press(&mut app, "<esc>");
    assert_eq!(app.view().visible.len(), all, "Esc brings back what was there");
    press(&mut app, "factor:putin status:pla");
    assert!(app.view().visible.len() < all, "what is right of a filter counts");
}

/// What most imported events say of themselves.
#[test]
fn a_summary_stands_beside_the_list_where_nobody_is_quoted_or_it_is_what_was_found() {
    let quoted = "[[events.quotes]]\nsource = 's'\ntext = 'Some words'";
    let summary = "summary = 'The north wind broke the pier'";
    let shown = |quotes: &str, keys: &str| {
        let toml = format!("[[events]]\ntitle = 'A storm'\n{summary}\n{quotes}");
        let mut app = open(&toml, 120, 40);
        press(&mut app, keys);
        text(&draw(&app, 120, 40, Colours::None)).contains("north wind")
    };
    assert!(shown("", ""));
    assert!(!shown(quoted, ""));
    assert!(shown(quoted, "/north<Enter>"));
    assert!(!shown(quoted, "/storm<Enter>"));
}

/// What is beside the list may come late while a key is held, and never is another than what is asked for.
#[test]
fn a_held_key_ends_where_single_ones_do() {
    for keys in ["jjjj)", "jjjj2", "jjjjs", "jjjj ", "jjjj3", "jjjjG", "jjjj/NATO<Enter>", "jjjjo", "jjjjA"] {
        let (mut single, mut held) = (open(BUNDLED, 120, 40), open(BUNDLED, 120, 40));
        press(&mut single, keys);
        held.update(Msg::Held(true));
        press(&mut held, keys);
        held.update(Msg::Held(false));
        let shown = |app: &App| text(&draw(app, 120, 40, Colours::None));
        assert_eq!(shown(&single), shown(&held), "{keys}");
    }
}

mod property {
    use super::*;
    use crossterm::event::{KeyCode, KeyEvent};
    use proptest::prelude::*;

    fn message() -> impl Strategy<Value = (u8, u16, u16, char)> {
        let keys: Vec<char> =
            "jkhlgGqJK fF@/:?tyczAsSdEn[](){}123!LHbe<>\u{1b}\n\t\u{8}zelyX日é-,\"".chars().collect();
        (0_u8..12, 0_u16..300, 0_u16..120, proptest::sample::select(keys))
    }

    fn apply(app: &mut App, (kind, x, y, c): (u8, u16, u16, char)) {
        let key = |code, modifiers| Msg::Key(KeyEvent::new(code, modifiers));
        let msg = match kind {
            0 => Msg::Resize(x, y),
            1 => Msg::Mouse(MouseEvent {
                kind: MouseEventKind::Down(MouseButton::Left),
                column: x,
                row: y,
                modifiers: KeyModifiers::NONE,
            }),
            2 => Msg::Mouse(MouseEvent {
                kind: if x % 2 == 0 { MouseEventKind::ScrollDown } else { MouseEventKind::ScrollUp },
                column: x,
                row: y,
                modifiers: KeyModifiers::NONE,
            }),
            3 => Msg::Paste(format!("{c}\u{1b}[201~ a\nb{c}")),
            4 if c.is_ascii_alphabetic() => key(KeyCode::Char(c.to_ascii_lowercase()), KeyModifiers::CONTROL),
            5 => Msg::Tick,
            _ => match c {
                '\u{1b}' => key(KeyCode::Esc, KeyModifiers::NONE),
                '\n' => key(KeyCode::Enter, KeyModifiers::NONE),
                '\t' => key(KeyCode::Tab, KeyModifiers::NONE),
                '\u{8}' => key(KeyCode::Backspace, KeyModifiers::NONE),
                c => key(KeyCode::Char(c), KeyModifiers::NONE),
            },
        };
        app.update(msg);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn no_message_breaks_it_and_drawing_changes_nothing(
            messages in proptest::collection::vec(message(), 1..60),
            hostile: bool,
        ) {
            let mut app = open(if hostile { HOSTILE } else { BUNDLED }, 80, 24);
            let (mut width, mut height) = (80, 24);
            for message in messages {
                apply(&mut app, message);
                if message.0 == 0 {
                    (width, height) = (message.1.max(1), message.2.max(1));
                }
                let once = draw(&app, width, height, Colours::True);
                prop_assert_eq!(once, draw(&app, width, height, Colours::True));
                // A stale size must not break it either.
                draw(&app, 33, 7, Colours::True);
            }
        }
    }
}
