//! Each row is an edit of one file, and what is said of it.

use super::*;
use crate::formats::{self, Hint};

const OLD: &str = r#"
[timeline]
title = "Meetings"
[[sources]]
key = "caliber"
title = "Caliber"
[[sources]]
key = "nato-site"
title = "NATO site"
[[actors]]
key = "zelenskyy"
name = "Volodymyr Zelenskyy"
[[actors]]
key = "aliyev"
name = "Ilham Aliyev"
[[events]]
key = "davos"
date = "2025-01-21"
title = "They met at Davos"
summary = "Side talks."
status = "planned"
actors = [{ actor = "zelenskyy", role = "guest" }, { actor = "aliyev" }]
quotes = [{ text = "We met and spoke for an hour.", source = "caliber", locator = "par. 3" }]
caveats = [{ kind = "imprecise", text = "No day is given." }]
tags = ["talks"]
[[events]]
key = "cop"
date = "2024-11"
title = "The climate conference opens in Baku"
"#;

fn account(edits: &[(&str, &str)]) -> Account {
    let text = edits.iter().fold(OLD.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from} is not in the file");
        text.replace(from, to)
    });
    let read = |text: &str| formats::read(Hint::Name("toml"), text.as_bytes()).unwrap().timeline;
    Account::of(&read(OLD), &read(&text))
}

fn said(account: &Account) -> Vec<String> {
    let events = account.events.iter().flat_map(|event| {
        let whole = (event.how != How::Changed).then(|| format!("{}: {}", event.how.word(), event.key));
        whole.into_iter().chain(event.changes.iter().map(|change| change.said.clone()))
    });
    events.chain(account.beside.iter().map(|change| change.said.clone())).collect()
}

#[test]
fn each_change_is_said() {
    let rows: &[(&str, &str, &[&str])] = &[
        ("They met at", "They meet at", &["the title changed: They [-met-]{+meet+} at Davos"]),
        ("2025-01-21", "2025-01", &["the date widened from 21 January 2025 to January 2025"]),
        ("date = \"2025-01-21\"", "", &["the date was removed: 21 January 2025"]),
        ("date = \"2025-01-21\"", "date = \"21 January 2025\"", &[]),
        ("Side talks.", "Side talks!", &["the summary changed: Side [-talks.-]{+talks!+}"]),
        ("planned", "occurred", &["the status changed from planned to occurred"]),
        ("\"guest\"", "\"host\"", &["the role of Volodymyr Zelenskyy changed from guest to host"]),
        (", { actor = \"aliyev\" }", "", &["Ilham Aliyev left"]),
        (
            "{ actor = \"zelenskyy\", role = \"guest\" }, { actor = \"aliyev\" }",
            "{ actor = \"aliyev\" }, { actor = \"zelenskyy\", role = \"guest\" }",
            &["the actors stand in another order"],
        ),
        ("\"aliyev\" }]", "\"aliyev\" }, { actor = \"rutte\", role = \"host\" }]", &["rutte joined as host"]),
        (
            "for an hour",
            "for two hours",
            &["a quote changed: We met and spoke for [-an hour.-]{+two hours.+}"],
        ),
        (
            "par. 3",
            "par. 4",
            &[
                "the place in the source of the quote “We met and spoke for an hour.” changed from par. 3 to par. 4",
            ],
        ),
        (
            "quotes = [{ text = \"We met and spoke for an hour.\", source = \"caliber\", locator = \"par. 3\" }]",
            "",
            &["a quote was removed: “We met and spoke for an hour.” (Caliber, par. 3)"],
        ),
        (
            "imprecise",
            "disputed",
            &["a caveat changed: disputed: No day is given. (was imprecise: No day is given.)"],
        ),
        (
            "No day is given.",
            "Who says so?",
            &[
                "a caveat was removed: imprecise: No day is given.",
                "a caveat was added: imprecise: Who says so?",
            ],
        ),
        ("[\"talks\"]", "[\"energy\"]", &["the tag “talks” was removed", "the tag “energy” was added"]),
        ("[\"talks\"]", "[\"talks\"]\nweather = 'snow'", &["the field weather was added: snow"]),
        (
            "Ilham Aliyev",
            "I. Aliyev",
            &["the name of the actor Ilham Aliyev (aliyev) changed from Ilham Aliyev to I. Aliyev"],
        ),
        ("\"aliyev\"", "\"ia\"", &["the key of the actor Ilham Aliyev (aliyev) changed from aliyev to ia"]),
        (
            "title = \"NATO site\"",
            "title = \"NATO site\"\nurl = \"https://n.example\"",
            &["the address of the source NATO site (nato-site) was added: https://n.example"],
        ),
        ("Meetings", "Talks", &["the timeline's title changed: [-Meetings-] {+Talks+}"]),
        ("\"davos\"", "\"wef\"", &["the key changed from davos to wef"]),
        (
            "key = \"cop\"\ndate = \"2024-11\"\ntitle = \"The climate conference opens in Baku\"",
            "key = \"cop29\"\ndate = \"2024-11-11\"\ntitle = \"The climate conference opens, in Baku\"",
            &[
                "the key changed from cop to cop29",
                "the title changed: The climate conference [-opens-]{+opens,+} in Baku",
                "the date narrowed from November 2024 to 11 November 2024",
            ],
        ),
        (
            "key = \"cop\"\ndate = \"2024-11\"\ntitle = \"The climate conference opens in Baku\"",
            "key = \"other\"\ndate = \"1999\"\ntitle = \"Something else\"",
            &["new: other", "gone: cop"],
        ),
    ];
    for (from, to, wanted) in rows {
        assert_eq!(said(&account(&[(from, to)])), *wanted, "{from} -> {to}");
    }
}

#[test]
fn a_line_counts() {
    assert_eq!(account(&[]).stat(), "no difference");
    assert!(account(&[]).is_empty());
    let account =
        account(&[("They met", "They spoke"), ("Meetings", "Talks"), ("Ilham Aliyev", "I. Aliyev")]);
    assert_eq!(account.stat(), "1 changed; 1 change of actors; 1 change of the timeline itself");
}

#[test]
fn nothing_said_can_be_obeyed() {
    let evil = "x\\u001b]0;y\\u0007\\n\\u202e";
    let account = account(&[
        ("They met", evil),
        ("\"guest\"", &format!("\"{evil}\"")),
        ("\"talks\"", &format!("\"{evil}\"")),
    ]);
    for said in said(&account) {
        assert!(!said.contains(|c: char| c.is_control() || c == '\u{202e}'), "{said:?}");
    }
}

#[test]
fn a_list_of_any_length_is_told_by_what_changed_in_it() {
    let file = |from: usize, other: &str| {
        let quotes: Vec<String> =
            (from..3_000).map(|n| format!("{{ text = 'Words {n}', source = 's' }}")).collect();
        let text = format!("[[events]]\nkey = 'a'\ntitle = 'A'\nquotes = [{}{other}]\n", quotes.join(", "));
        formats::read(Hint::Name("toml"), text.as_bytes()).unwrap().timeline
    };
    let account = Account::of(&file(0, ""), &file(1_999, ", { text = 'Something else', source = 's' }"));
    let said = said(&account);
    assert_eq!(said.len(), 2_000);
    assert!(said[0].starts_with("a quote was removed: “Words 0”"), "{}", said[0]);
    assert!(said[1_999].starts_with("a quote was added: “Something else”"), "{}", said[1_999]);
}
