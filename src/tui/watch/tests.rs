//! What is told of a file, look by look.

use std::fs;

use super::*;
use crate::store::digest;

const GOOD: &str = "[[events]]\nkey = 'a'\ntitle = 'A'\n";
/// Nothing of this can be read; a single broken line costs no more than itself.
const BAD: &str = "neither this nor that\n";

/// One word for what is told.
fn told(msg: Option<Msg>) -> String {
    match msg {
        None => "-".into(),
        Some(Msg::Compared(again)) => format!("loaded {}", again.timeline.events().len()),
        Some(Msg::Reloaded(timeline, _)) => format!("loaded {}", timeline.events().len()),
        Some(Msg::Broken(issue, said)) => {
            assert!(said.contains(&issue.what.to_string()), "{said}: {issue}");
            said
        }
        Some(Msg::Mended(said) | Msg::Done(Outcome::Did(said))) => said,
        Some(other) => panic!("{other:?}"),
    }
}

#[test]
fn each_look_tells_what_is_new() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.toml");
    let two = format!("{GOOD}{}", GOOD.replace('a', "b"));
    let bad = "not read again: t.toml:1:9: error: ";
    let gone = "not read again: t.toml: error: there is no such file";
    let empty = "not read again: t.toml: error: the file has no event any more";
    // What is in the file, whether the reader asks, and how what is told begins.
    let rows: &[(Option<&str>, bool, &str)] = &[
        (Some(GOOD), false, "-"),
        (Some(GOOD), true, "t.toml has not changed"),
        (Some(&two), false, "loaded 2"),
        (Some(&two), false, "-"),
        (Some(BAD), false, bad),
        (Some(BAD), false, "-"),
        (Some(BAD), true, bad),
        (Some(&two), false, "t.toml is again as it was"),
        (Some(BAD), false, bad),
        (Some(GOOD), false, "loaded 1"),
        (None, false, gone),
        (None, false, "-"),
        (None, true, gone),
        (Some(GOOD), false, "t.toml is again as it was"),
        (None, false, gone),
        (Some(&two), false, "loaded 2"),
        (Some(""), false, empty),
        (Some(""), false, "-"),
        (Some(&two), false, "t.toml is again as it was"),
        (Some(""), false, empty),
        (Some(""), true, "loaded 0"),
        (Some("# still none"), false, "loaded 0"),
        (Some("[[events]]\ntitle = 3\ndate = 'x'\n"), false, "loaded 1"),
    ];
    let mut follower = Follower::new(
        path.clone(),
        Arc::new(digest(GOOD.as_bytes()).into()),
        Manner::default(),
        Arc::default(),
    );
    for (row, (content, asked, wanted)) in rows.iter().enumerate() {
        match content {
            Some(content) => fs::write(&path, content).unwrap(),
            None => fs::remove_file(&path).unwrap_or_default(),
        }
        let told = told(follower.look(*asked));
        assert!(told.starts_with(wanted), "row {row}: {told}");
    }
}

#[test]
fn a_program_that_shows_nothing_yet_is_given_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.toml");
    fs::write(&path, GOOD).unwrap();
    let mut follower = Follower::new(path.clone(), Arc::default(), Manner::default(), Arc::default());
    assert_eq!(told(follower.look(false)), "loaded 1");
    // Whoever reads it while the screen stands says what it was.
    let read = Arc::new(std::sync::OnceLock::new());
    let mut follower = Follower::new(path, Arc::clone(&read), Manner::default(), Arc::default());
    read.set(digest(GOOD.as_bytes())).unwrap();
    assert_eq!(told(follower.look(false)), "-");
}

#[test]
fn the_bell_waits_for_quiet_unless_it_is_asked() {
    let bell = Bell::default();
    let start = std::time::Instant::now();
    bell.ring(|news| news.touched = Some(start));
    assert!(bell.wait(QUIET).touched.is_some());
    assert!(start.elapsed() >= QUIET);
    bell.ring(|news| news.touched = Some(std::time::Instant::now()));
    bell.wish(Wish::Tell);
    bell.wish(Wish::Look);
    assert_eq!(bell.wait(Duration::from_secs(3600)).wish, Wish::Tell);
}

#[test]
fn what_is_shown_is_compared_with_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.jsonl");
    let event = |n: u32| format!("{{\"key\":\"e{n}\",\"title\":\"T{n}\",\"actors\":[\"a\"]}}\n");
    let texts = [event(0), event(0) + &event(1), event(0) + &event(1) + &event(2)];
    fs::write(&path, &texts[0]).unwrap();
    let loaded = crate::store::load(&path).unwrap();
    let known = Arc::new(loaded.digest.into());
    let mut follower = Follower::new(path.clone(), known, Manner::default(), Arc::default());
    follower.shown = Arc::new(loaded.import.timeline.into());
    assert_eq!(told(follower.look(false)), "-");
    for (text, count) in texts[1..].iter().zip(2..) {
        fs::write(&path, text).unwrap();
        let Some(Msg::Compared(again)) = follower.look(false) else { panic!("{count}") };
        assert_eq!(
            (again.timeline.len(), again.before.len(), again.changes.added.len()),
            (count, count - 1, 1)
        );
        assert!(again.timeline.events_at_hand(crate::model::ActorId(0)).is_some(), "it is gathered already");
    }
}
