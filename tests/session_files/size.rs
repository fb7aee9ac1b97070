//! A hundred thousand read events and ten thousand notes.

use std::time::Instant;

use super::*;

#[test]
fn a_big_session_is_saved_and_loaded() {
    let root = tempfile::tempdir().unwrap();
    let big = timeline(100_000);
    let hashes = Session::hashes(&big);
    let mut opened = open(root.path());
    let delta = opened.session.begin(&big, Some("/big.toml"), NOW);
    opened.store.absorb(delta);
    let reads = big.events().zip(&hashes).map(|(event, &hash)| ReadNow {
        event: event.key.raw().to_owned(),
        hash,
        text: OldText::of(&event),
        words: 2,
        took: None,
    });
    let reads = Op::Read(reads.collect());
    opened.store.absorb(opened.session.apply(reads, NOW).delta);
    for n in 0..10_000 {
        let op = Op::AddNote { on: Target::Event(format!("e{n}")), text: format!("A note on number {n}.") };
        opened.store.absorb(opened.session.apply(op, NOW).delta);
    }
    let time = |what: &str, began: Instant| println!("{what}: {:?}", began.elapsed());

    let began = Instant::now();
    opened.store.commit(NOW).unwrap();
    time("save everything", began);
    let began = Instant::now();
    opened.store.absorb(act(&mut opened.session, "z", 0));
    opened.store.commit(NOW).unwrap();
    time("save one more note, mark and read event", began);
    let began = Instant::now();
    let place = Op::Place(Place { event: Some("e5".into()), ..Place::default() });
    opened.store.absorb(opened.session.apply(place, NOW).delta);
    opened.store.commit(NOW).unwrap();
    time("save a move", began);
    let began = Instant::now();
    let again = open(root.path());
    time("load", began);
    assert_eq!(again.session.state(), opened.session.state());
    let began = Instant::now();
    let news = again.session.news(&big, &hashes, big.event_ids());
    time("count what is new, changed and unread", began);
    assert_eq!((news.changed, news.unread), (0, 0));
    let began = Instant::now();
    assert!(again.store.old_text(hashes[77_777]).is_some());
    time("look up an old text", began);
    for path in again.store.paths() {
        println!("{}: {} bytes", path.file_name().unwrap().display(), std::fs::metadata(path).unwrap().len());
    }
}
