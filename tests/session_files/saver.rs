//! Saving in the background.

use std::sync::mpsc;
use std::time::{Duration, Instant};

use annals::store::session::{Report, Saver};

use super::faults::{Fault, Faulty};
use super::*;

const LONG: Duration = Duration::from_secs(20);

fn saver(opened: SessionStore) -> (Saver, mpsc::Receiver<Report>) {
    let (send, reports) = mpsc::channel();
    let saver = Saver::start(opened, || NOW, move |report| drop(send.send(report)));
    (saver, reports)
}

#[test]
fn a_change_is_on_disk_within_a_second() {
    let root = tempfile::tempdir().unwrap();
    let Opened { mut session, store, .. } = open(root.path());
    let (saver, _reports) = saver(store);
    let began = Instant::now();
    saver.save(act(&mut session, "t", 0));
    assert!(began.elapsed() < Duration::from_millis(50), "saving does not wait for the disk");
    while !on_disk(root.path()).1.contains_key("note t-0") {
        assert!(began.elapsed() < LONG);
        std::thread::sleep(Duration::from_millis(5));
    }
    println!("on disk after {:?}", began.elapsed());
    saver.save(act(&mut session, "t", 1));
    saver.flush(LONG).unwrap();
    assert_acted(root.path(), "t", 0..2);
    saver.save(act(&mut session, "t", 2));
    let handle = saver.handle();
    drop(saver);
    assert_acted(root.path(), "t", 0..3);
    assert!(handle.flush(LONG).is_err(), "nothing saves any more, and that is said");
}

#[test]
fn two_savers_hear_of_each_other() {
    let root = tempfile::tempdir().unwrap();
    let (mut one, two) = (open(root.path()), open(root.path()));
    let (first, _reports) = saver(one.store);
    let (second, reports) = saver(two.store);
    first.save(act(&mut one.session, "t", 0));
    first.flush(LONG).unwrap();
    second.flush(LONG).unwrap();
    let Report::News(news) = reports.recv_timeout(LONG).unwrap() else { panic!("no news") };
    let mut session = two.session;
    session.merge(*news);
    assert_eq!(session.notes().next().unwrap().1.text, "note t-0");
}

#[test]
fn what_cannot_be_saved_is_said_once_and_tried_again() {
    let root = tempfile::tempdir().unwrap();
    let disk = Faulty::new(Fault::Error(28), 12, true);
    let Opened { mut session, store, .. } = open_on(root.path(), Box::new(disk));
    let (saver, reports) = saver(store);
    saver.save(act(&mut session, "t", 0));
    assert!(matches!(reports.recv_timeout(LONG), Ok(Report::NotSaved(_))));
    assert_eq!(reports.recv_timeout(LONG), Ok(Report::SavedAgain));
    assert_acted(root.path(), "t", [0]);
}
