//! What a file by hand looks like when it is written again, and what is told of lines that are no events.

use annals::formats::Import;

use super::{read, write};

#[test]
fn sections_and_links_stand_as_they_stood_when_markwhen_is_written_again() {
    let text = "# Sec one\n2024-01-01: A\n\n## Sec two\nstyle: section\n2024-02-01: B #beta\n\n# Sec three\n\
                2024-03-01: Kickoff #alpha [link](https://example.org)\n\n# Sec one\n2024-13-45: never\n";
    let import = read(text);
    let (written, losses) = write(&import.timeline);
    assert!(losses.is_empty(), "{losses:?}");
    let body: Vec<&str> = written.lines().skip_while(|line| !line.starts_with('#')).collect();
    let kept = |line: &&str| line.starts_with('#') || line.starts_with("20") || line.starts_with("style");
    assert_eq!(
        body.into_iter().filter(kept).collect::<Vec<_>>(),
        [
            "# Sec one",
            "2024-01-01: A",
            "## Sec two",
            "style: section",
            "2024-02-01: B #beta",
            "# Sec three",
            "2024-03-01: Kickoff #alpha [link](https://example.org)",
            "# Sec one",
            "2024-13-45: never",
        ],
        "{written}"
    );
    assert!(!written.contains("tags:") && !written.contains("edtf: null"), "{written}");
    let again = read(&written);
    let events = |import: &Import| -> Vec<_> {
        import
            .timeline
            .in_file_order()
            .map(|event| {
                (
                    event.title.to_string(),
                    event.date.clone(),
                    event.tags.iter().map(|tag| tag.to_string()).collect::<Vec<_>>(),
                )
            })
            .collect()
    };
    assert_eq!(events(&again), events(&import), "{written}");
    assert_eq!(write(&again.timeline).0, written);
}

#[test]
fn a_line_that_only_looks_like_an_event_is_told() {
    let text = "2024-06-01: Kickoff\n2024-07-01 ~ 10%: progress?\nevery week for 5 times: nope\nNote: all well\nAt 10:30 they met.\n";
    let import = read(text);
    assert_eq!(import.timeline.len(), 1);
    let told: Vec<String> = import.issues.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("2:1: warning: this line looks like an event"), "{told:?}");
    assert!(told[1].starts_with("3:1: "), "{told:?}");
}
