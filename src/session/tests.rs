//! A session does what its reader did, merges, and survives being written down.

use proptest::prelude::*;

use super::*;
use crate::formats::{self, Hint};

const NOW: Millis = 1_746_000_000_000;

fn timeline(keys: &[&str]) -> Timeline {
    let events: Vec<String> =
        keys.iter().map(|key| format!("[[events]]\nkey='{key}'\ntitle='On {key}'\n")).collect();
    let file = events.concat();
    formats::read(Hint::Name("toml"), file.as_bytes()).unwrap().timeline
}

fn letter(c: char) -> Letter {
    Letter::new(c).unwrap()
}

fn read_now(event: &str, hash: u64) -> ReadNow {
    let text = OldText { title: format!("{event} {hash}"), ..OldText::default() };
    ReadNow { event: event.into(), hash: ContentHash(hash), text, words: 100, took: Some(30_000) }
}

fn read_back(session: &Session) -> State {
    let mut state = State::default();
    for part in form::Part::ALL {
        let parsed = form::read(form::write(part, session.state()).as_bytes());
        assert_eq!(parsed.damage, [], "{part:?}");
        state.merge(parsed.state);
    }
    state
}

#[test]
fn what_came_since_the_last_sitting_is_new() {
    let mut session = Session::new("s", 1);
    session.begin(&timeline(&["a", "b"]), None, NOW);
    assert!(!session.is_new("a"), "in the first sitting nothing is new");
    session.apply(Op::Read(vec![read_now("a", 1)]), NOW + 1000);

    let mut later = Session::of("s", read_back(&session), 2);
    let grown = timeline(&["a", "b", "c"]);
    later.begin(&grown, None, NOW + 86_400_000);
    assert_eq!((later.is_new("a"), later.is_new("b"), later.is_new("c")), (false, false, true));
    assert_eq!(later.last_sitting(), Some(NOW + 1000));
    let news = later.news(&grown, &Session::hashes(&grown), grown.event_ids());
    assert_eq!(news, News { new: 1, changed: 1, unread: 2 });

    let again = Session::of("s", read_back(&later), 3);
    assert!(!again.is_new("c"), "met in the sitting before");
}

#[test]
fn what_comes_while_the_first_sitting_goes_on_is_new() {
    let mut session = Session::new("s", 1);
    session.begin(&timeline(&["a", "b"]), None, NOW);
    for keys in [&["a", "b", "c"][..], &["a", "b", "c", "d"]] {
        session.meet(&timeline(keys), None, NOW + 1000);
        let new: Vec<&&str> = keys.iter().filter(|key| session.is_new(key)).collect();
        assert_eq!(new, keys[2..].iter().collect::<Vec<_>>());
    }
    let later = Session::of("s", read_back(&session), 2);
    assert!(!later.is_new("c"), "met in the sitting before");
}

#[test]
fn undo_takes_back_marks_read_states_and_notes() {
    let mut session = Session::new("s", 1);
    let on = Target::Event("a".into());
    let mark = |hint: &str| Op::SetMark { letter: letter('a'), on: on.clone(), hint: hint.into() };
    session.apply(mark("one"), NOW);
    session.apply(mark("two"), NOW + 1);
    session.apply(Op::Read(vec![read_now("a", 1), read_now("b", 2)]), NOW + 2);
    let Outcome::Noted(id) = session.apply(Op::AddNote { on, text: "x".into() }, NOW + 3).outcome else {
        panic!("no note")
    };
    session.apply(Op::EditNote { note: id, text: "y".into() }, NOW + 4);

    let mut undo = |op: Op| match session.apply(op, NOW).outcome {
        Outcome::Turned(what) => what,
        other => format!("{other:?}"),
    };
    assert_eq!(undo(Op::Undo), "the edited note");
    assert_eq!(undo(Op::Undo), "the new note");
    assert_eq!(undo(Op::Undo), "2 read events");
    assert_eq!(undo(Op::Undo), "mark a");
    assert_eq!(undo(Op::Redo), "mark a");
    assert_eq!(undo(Op::Redo), "2 read events");
    assert_eq!(undo(Op::Undo), "2 read events");
    assert_eq!(undo(Op::Undo), "mark a");
    assert_eq!(undo(Op::Undo), "mark a");
    assert_eq!(undo(Op::Undo), "NothingLeft");
    assert_eq!(session.marks().count() + session.notes().count() + session.state().reads.iter().count(), 0);
}

#[test]
fn undo_leaves_alone_what_somebody_else_changed() {
    let (mut here, mut there) = (Session::new("s", 1), Session::new("s", 2));
    let mark = |event: &str| Op::SetMark {
        letter: letter('q'),
        on: Target::Event(event.into()),
        hint: String::new(),
    };
    here.apply(mark("mine"), NOW);
    let theirs = there.apply(mark("theirs"), NOW + 5).delta.state;
    here.merge(theirs);
    assert_eq!(here.apply(Op::Undo, NOW + 9).outcome, Outcome::Overtaken("mark q".into()));
    assert_eq!(here.mark_at(letter('q')).unwrap().on, Target::Event("theirs".into()));
}

#[test]
fn the_pace_is_silent_until_there_is_enough() {
    let mut session = Session::new("s", 1);
    session.begin(&timeline(&["a"]), None, NOW);
    for n in 0..9 {
        session.apply(Op::Read(vec![read_now(&n.to_string(), n)]), NOW);
    }
    assert_eq!(session.pace(), None);
    session.apply(Op::Read(vec![read_now("x", 1)]), NOW);
    assert_eq!(session.pace(), Some(Pace { words_per_minute: 200 }));
    assert_eq!(session.pace().unwrap().minutes(201), 2);
    let paged = ReadNow { took: Some(10), ..read_now("y", 1) };
    session.apply(Op::Read(vec![paged]), NOW);
    assert_eq!(session.pace(), Some(Pace { words_per_minute: 200 }), "paging is not reading");
}

#[test]
fn a_clock_that_jumps_gives_no_negative_time() {
    let mut session = Session::new("s", 1);
    session.begin(&timeline(&["a"]), None, NOW);
    for now in [NOW + 1000, 0, i64::MIN, i64::MAX, 4_102_444_800_000, NOW + 2000] {
        session.apply(Op::Read(vec![read_now("a", now.cast_unsigned())]), now);
    }
    let sitting = session.sittings().next().unwrap();
    assert!(sitting.from <= sitting.to);
    assert_eq!(
        session.read("a").unwrap().hash,
        ContentHash((NOW + 2000).cast_unsigned()),
        "the last one counts"
    );
}

#[test]
fn history_has_the_latest_first_and_ends() {
    let mut session = Session::new("s", 1);
    for n in 0..1_200 {
        session.apply(Op::Typed(Prompt::Filter, format!("f{n}")), NOW);
    }
    session.apply(Op::Typed(Prompt::Filter, "f700".into()), NOW);
    session.apply(Op::Typed(Prompt::Search, "s".into()), NOW);
    let kept = Session::of("s", read_back(&session), 2);
    assert_eq!(kept.history(Prompt::Filter)[..2], ["f700", "f1199"]);
    assert_eq!(kept.history(Prompt::Filter).len(), 999);
}

#[test]
fn a_conflict_of_git_costs_nothing() {
    let mut session = Session::new("s", 1);
    session.apply(Op::AddNote { on: Target::Actor("x".into()), text: "ours".into() }, NOW);
    let ours = form::write(form::Part::Notes, session.state());
    let file = format!("<<<<<<< HEAD\n{ours}=======\n{ours}>>>>>>> branch\n");
    let parsed = form::read(file.as_bytes());
    assert_eq!(parsed.state.notes, session.state().notes);
    assert_eq!(parsed.damaged, 3);
}

fn target() -> impl Strategy<Value = Target> {
    prop_oneof![
        "[a-c]".prop_map(Target::Event),
        "[a-c]".prop_map(Target::Actor),
        "\\PC{0,4}".prop_map(Target::Source),
        ("[a-c]", any::<u64>()).prop_map(|(event, words)| Target::Quote { event, words: WordsHash(words) }),
    ]
}

fn ops() -> impl Strategy<Value = Vec<(Op, Millis)>> {
    let letters = prop::sample::select(vec!['a', 'b', 'Z']).prop_map(letter);
    let op = prop_oneof![
        prop::collection::vec(("[a-e]", 0..3_u64), 1..3)
            .prop_map(|all| Op::Read(all.iter().map(|(event, hash)| read_now(event, *hash)).collect())),
        prop::collection::vec("[a-e]", 1..3).prop_map(Op::Unread),
        (letters.clone(), target(), any::<String>()).prop_map(|(letter, on, hint)| Op::SetMark {
            letter,
            on,
            hint
        }),
        letters.prop_map(Op::RemoveMark),
        (target(), any::<String>()).prop_map(|(on, text)| Op::AddNote { on, text }),
        any::<String>().prop_map(|filter| Op::Place(Place { filter, ..Place::default() })),
        any::<String>().prop_map(|text| Op::Typed(Prompt::Search, text)),
        Just(Op::Touch),
        Just(Op::Undo),
        Just(Op::Undo),
        Just(Op::Redo),
    ];
    prop::collection::vec((op, prop_oneof![any::<i64>(), 0..5_i64, Just(NOW)]), 0..24)
}

fn session(ops: Vec<(Op, Millis)>, instance: u32) -> Session {
    let mut session = Session::new("s", instance);
    session.begin(&timeline(&["a"]), Some("/x"), NOW);
    for (op, now) in ops {
        session.apply(op, now);
    }
    session
}

proptest! {
    #[test]
    fn what_is_saved_is_what_is_loaded(ops in ops()) {
        let session = session(ops, 1);
        prop_assert_eq!(&read_back(&session), session.state());
    }

    #[test]
    fn notes_are_found_by_what_they_are_on(ops in ops()) {
        let session = session(ops, 1);
        let found: usize = session.noted().map(|on| session.notes_on(on).filter(|(_, note)| note.on == *on).count()).sum();
        prop_assert_eq!(found, session.notes().count());
        prop_assert!(session.noted().all(|on| session.notes_on(on).count() > 0));
    }

    #[test]
    fn the_changes_together_are_the_session(ops in ops()) {
        let mut session = Session::new("s", 1);
        let mut copy = Delta::default();
        for (op, now) in ops {
            copy.absorb(session.apply(op, now).delta);
        }
        prop_assert_eq!(&copy.state, session.state());
    }

    #[test]
    fn merging_is_commutative_associative_and_idempotent(a in ops(), b in ops(), c in ops()) {
        let (a, b, c) = (session(a, 1).state, session(b, 2).state, session(c, 3).state);
        let merged = |parts: &[&State]| {
            let mut whole = State::default();
            for part in parts {
                whole.merge((*part).clone());
            }
            whole
        };
        prop_assert_eq!(merged(&[&a, &b]), merged(&[&b, &a]));
        prop_assert_eq!(merged(&[&a, &merged(&[&b, &c])]), merged(&[&merged(&[&a, &b]), &c]));
        prop_assert_eq!(merged(&[&a, &b, &a, &b]), merged(&[&a, &b]));
        let mut whole = a.clone();
        let news = whole.merge(b);
        prop_assert_eq!(merged(&[&a, &news]), whole);
    }

    #[test]
    fn undoing_everything_leaves_nothing(ops in ops()) {
        let mut session = session(ops, 1);
        while session.apply(Op::Undo, NOW).outcome != Outcome::NothingLeft {}
        prop_assert_eq!(session.marks().count() + session.notes().count() + session.state().reads.iter().count(), 0);
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = form::read(&bytes);
        let _ = form::read_text(&bytes);
    }

    #[test]
    fn a_damaged_file_loses_only_the_damaged_line(ops in ops(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let session = session(ops, 1);
        let mut bytes = form::write(form::Part::Notes, session.state()).into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let lines = bytes.split(|&b| b == b'\n').filter(|line| !line.is_empty()).count();
        let parsed = form::read(&bytes);
        let kept = parsed.state.notes.slots().count() + parsed.state.marks.slots().count();
        prop_assert!(parsed.newer.is_some() || kept + parsed.damaged + 2 >= lines);
    }

    #[test]
    fn a_cut_file_keeps_every_whole_line(ops in ops(), at in any::<prop::sample::Index>()) {
        let session = session(ops, 1);
        let bytes = form::write(form::Part::Notes, session.state()).into_bytes();
        let cut = &bytes[..at.index(bytes.len())];
        let whole = memchr::memchr_iter(b'\n', cut).count();
        let parsed = form::read(cut);
        let kept = parsed.state.notes.slots().count() + parsed.state.marks.slots().count();
        prop_assert!(kept + 1 >= whole);
    }
}
