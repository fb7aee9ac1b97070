//! Each row is a change to one file, and what is said of it.

use super::*;
use crate::formats::{self, Hint};

const OLD: &str = r#"
[timeline]
title = "Meetings"
[[sources]]
key = "caliber"
title = "Caliber"
[[sources]]
key = "nato"
title = "NATO"
[[actors]]
key = "zelenskyy"
name = "Volodymyr Zelenskyy"
[[actors]]
key = "aliyev"
name = "Ilham Aliyev"
[[events]]
key = "pfp"
date = "1994"
title = "Partnership for Peace"
[[events]]
key = "davos"
date = "2025-01"
title = "They met at Davos"
summary = "Side talks."
status = "occurred"
place = "Davos"
actors = [{ actor = "zelenskyy", role = "guest" }, { actor = "aliyev" }]
quotes = [{ text = "We met.", source = "caliber", speaker = "zelenskyy", locator = "par. 3" }]
caveats = [{ kind = "imprecise", text = "No day is given." }]
tags = ["talks"]
"#;

fn read(text: &str) -> Timeline {
    formats::read(Hint::Name("toml"), text.as_bytes()).unwrap().timeline
}

/// `OLD` with every `from` made `to`.
fn with(changes: &[(&str, &str)]) -> Timeline {
    let text = changes.iter().fold(OLD.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from} is not in the file");
        text.replace(from, to)
    });
    read(&text)
}

#[test]
fn each_part_of_an_event_is_told() {
    let rows: &[(&str, &str, &[Part])] = &[
        ("They met at Davos", "They meet at Davos", &[Part::Title]),
        ("2025-01", "2025-01-21", &[Part::Date]),
        ("date = \"2025-01\"", "", &[Part::Date]),
        ("date = \"2025-01\"", "date = \"January 2025\"", &[]),
        ("Side talks.", "Side talks!", &[Part::Summary]),
        ("summary = \"Side talks.\"", "", &[Part::Summary]),
        ("\"occurred\"", "\"planned\"", &[Part::Status]),
        ("place = \"Davos\"", "place = \"Bern\"", &[Part::Place]),
        ("place = \"Davos\"", "place = \"Davos\"\nimportance = \"core\"", &[Part::Importance]),
        ("role = \"guest\"", "role = \"host\"", &[Part::Actors]),
        (", { actor = \"aliyev\" }", "", &[Part::Actors]),
        ("We met.", "We met!", &[Part::Quotes]),
        ("source = \"caliber\", speaker", "source = \"nato\", speaker", &[Part::Quotes]),
        ("speaker = \"zelenskyy\"", "speaker = \"aliyev\"", &[Part::Quotes]),
        ("par. 3", "par. 4", &[Part::Quotes]),
        ("par. 3\"", "par. 3\", stance = \"supports\"", &[Part::Quotes]),
        ("No day is given.", "No day.", &[Part::Caveats]),
        ("[\"talks\"]", "[\"talks\", \"energy\"]", &[Part::Tags]),
        ("tags = [\"talks\"]", "tags = [\"talks\"]\nweather = \"snow\"", &[Part::Other]),
        ("[[events]]\nkey = \"davos\"", "\n\n# Below.\n[[events]]\nkey = \"davos\"", &[]),
    ];
    let old = read(OLD);
    for (from, to, parts) in rows {
        let changes = between(&old, &with(&[(from, to)]));
        let wanted: Vec<(Text, Vec<Part>)> =
            if parts.is_empty() { Vec::new() } else { vec![(Text::new("davos"), parts.to_vec())] };
        assert_eq!(changes.changed, wanted, "{from} -> {to}");
        assert!(changes.added.is_empty() && changes.removed.is_empty(), "{from} -> {to}");
    }
}

#[test]
fn a_line_says_it() {
    let pfp = "[[events]]\nkey = \"pfp\"\ndate = \"1994\"\ntitle = \"Partnership for Peace\"\n";
    let another = "[[events]]\nkey = \"cop\"\ndate = \"2024\"\ntitle = \"COP\\u001b29\"\n";
    let third = "[[events]]\nkey = \"x\"\ntitle = \"X\"\n";
    let rows: &[(&[(&str, &str)], &str)] = &[
        (&[], "nothing has changed but how it is written"),
        (&[("[timeline]", "# A remark.\n[timeline]")], "nothing has changed but how it is written"),
        (&[(pfp, &format!("{pfp}{another}"))], "new: COP␛29"),
        (&[(pfp, "")], "gone: Partnership for Peace"),
        (&[("2025-01", "2025-01-21")], "changed: They met at Davos: date"),
        (&[("2025-01", "2025"), ("Side talks.", "Talks.")], "changed: They met at Davos: date, summary"),
        (
            &[
                ("2025-01", "2025"),
                ("Side talks.", "Talks."),
                ("We met.", "We met!"),
                ("[\"talks\"]", "[]"),
                ("No day is", "No day was"),
            ],
            "changed: They met at Davos: date, summary, quotes and 2 more",
        ),
        (&[(pfp, &format!("{another}{third}"))], "2 new, 1 gone"),
        (&[(pfp, &format!("{another}{third}")), ("2025-01", "2025")], "2 new, 1 changed, 1 gone"),
        (&[("Ilham Aliyev", "I. Aliyev")], "changed: actors"),
        (&[("\"NATO\"", "\"Nato\""), ("Meetings", "Talks")], "changed: the timeline itself, sources"),
    ];
    let old = read(OLD);
    for (edits, said) in rows {
        let new = with(edits);
        let changes = between(&old, &new);
        assert_eq!(changes.summary(&old, &new), *said, "{edits:?}");
        assert_eq!(changes.is_empty(), said.starts_with("nothing"), "{said}");
    }
}

#[test]
fn another_order_of_declarations_is_no_change() {
    let zelenskyy = "[[actors]]\nkey = \"zelenskyy\"\nname = \"Volodymyr Zelenskyy\"\n";
    let nato = "[[sources]]\nkey = \"nato\"\ntitle = \"NATO\"\n";
    let rest = OLD.replace(zelenskyy, "").replace(nato, "");
    assert!(rest.len() + zelenskyy.len() + nato.len() == OLD.len(), "both were there");
    let changes = between(&read(OLD), &read(&format!("{rest}{zelenskyy}{nato}")));
    assert!(changes.is_empty(), "{changes:?}");
}

#[test]
fn what_is_new_one_way_is_gone_the_other() {
    let (old, new) = (read(OLD), read("[[events]]\nkey = 'a'\ntitle = 'A'"));
    let (there, back) = (between(&old, &new), between(&new, &old));
    assert_eq!((there.added, there.removed), (back.removed, back.added));
    assert_eq!(back.beside, [Beside::Timeline, Beside::Actors, Beside::Sources]);
}
