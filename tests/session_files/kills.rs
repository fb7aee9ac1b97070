//! Kills at random moments, and before and after each step of a save; two programs at once.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::faults::{Fault, Faulty};
use super::*;

/// What a child is told to do; a test of its own so that the test program can run it.
#[test]
fn run_as_child() {
    let Ok(root) = std::env::var("ANNALS_TEST_CHILD") else { return };
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let label = std::env::var("ANNALS_TEST_LABEL").unwrap();
    let (from, count) = (number("ANNALS_TEST_FROM").unwrap(), number("ANNALS_TEST_COUNT").unwrap());
    let disk: Box<dyn Disk> = match number("ANNALS_TEST_DIE_AT") {
        Some(at) => Box::new(Faulty::new(Fault::Die, at, true)),
        None => Box::new(Os),
    };
    let Opened { mut session, mut store, .. } = open_on(Path::new(&root), disk);
    for number in from..from + count {
        store.absorb(act(&mut session, &label, number));
        // As the program does: who waits in vain for another to save tries again.
        let saved = (0..20).find_map(|_| store.commit(NOW).ok()).unwrap();
        session.merge(saved.news);
        println!("\nack {number}");
    }
    println!("\nall done");
}

fn child(root: &Path, label: &str, from: u64, count: u64, die_at: Option<u64>) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["kills::run_as_child", "--exact", "--nocapture"])
        .env("ANNALS_TEST_CHILD", root)
        .env("ANNALS_TEST_LABEL", label)
        .env("ANNALS_TEST_FROM", from.to_string())
        .env("ANNALS_TEST_COUNT", count.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    if let Some(at) = die_at {
        command.env("ANNALS_TEST_DIE_AT", at.to_string());
    }
    command.spawn().unwrap()
}

/// The numbers that a child acknowledged, and whether it came to its end.
fn acknowledged(child: &mut Child) -> (Vec<u64>, bool) {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let (mut acks, mut done) = (Vec::new(), false);
    for line in lines {
        acks.extend(line.strip_prefix("ack ").and_then(|number| number.parse::<u64>().ok()));
        done |= line == "all done";
    }
    (acks, done)
}

#[test]
fn a_program_killed_at_any_moment_loses_nothing_acknowledged() {
    const ROUNDS: u64 = 200;
    let root = tempfile::tempdir().unwrap();
    let (mut all, mut next, mut seed) = (Vec::new(), 0, u64::from(instance()));
    println!("seed {seed}");
    for _ in 0..ROUNDS {
        let mut child = child(root.path(), "k", next, 1_000, None);
        let stdout = child.stdout.take().unwrap();
        let reader = std::thread::spawn(move || {
            let lines = BufReader::new(stdout).lines().map_while(Result::ok);
            lines.filter_map(|line| line.strip_prefix("ack ")?.parse::<u64>().ok()).collect::<Vec<u64>>()
        });
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(Duration::from_micros(2_000 + (seed >> 33) % 150_000));
        child.kill().unwrap();
        child.wait().unwrap();
        all.extend(reader.join().unwrap());
        // Beyond what was acknowledged, one more may have been written.
        next = all.last().map_or(next, |last| next.max(last + 1)) + 1;
        assert!(temporary_files(root.path()) <= 3);
        let (_, notes) = on_disk(root.path());
        assert!(notes.values().all(|&count| count == 1));
    }
    assert!(all.len() > 50, "the kills came too early to say anything: {}", all.len());
    println!("{ROUNDS} kills, {} acknowledged", all.len());
    assert_acted(root.path(), "k", all);
}

#[test]
fn a_program_that_dies_before_and_after_each_step_loses_nothing_acknowledged() {
    let mut steps = 0;
    for at in 0.. {
        let root = tempfile::tempdir().unwrap();
        let mut before = open(root.path());
        before.store.absorb(act(&mut before.session, "b", 0));
        before.store.commit(NOW).unwrap();
        let mut child = child(root.path(), "d", 0, 2, Some(at));
        let (acks, done) = acknowledged(&mut child);
        child.wait().unwrap();
        assert!(temporary_files(root.path()) <= 3);
        assert_acted(root.path(), "b", [0]);
        assert_acted(root.path(), "d", acks);
        // And the next one goes on from there.
        let mut after = open(root.path());
        after.store.absorb(act(&mut after.session, "n", 0));
        after.store.commit(NOW).unwrap();
        assert_acted(root.path(), "n", [0]);
        assert_acted(root.path(), "b", [0]);
        assert_eq!(temporary_files(root.path()), 0);
        if done {
            steps = at;
            break;
        }
    }
    println!("died at {steps} places");
    assert!(steps > 60);
}

#[test]
fn two_programs_at_once_lose_nothing_of_each_other() {
    let root = tempfile::tempdir().unwrap();
    let mut one = child(root.path(), "x", 0, 200, None);
    let mut two = child(root.path(), "y", 0, 200, None);
    let other = std::thread::spawn(move || acknowledged(&mut two));
    let (acks, done) = acknowledged(&mut one);
    let (other_acks, other_done) = other.join().unwrap();
    assert!(done && other_done);
    assert_eq!((acks.len(), other_acks.len()), (200, 200));
    assert_acted(root.path(), "x", 0..200);
    assert_acted(root.path(), "y", 0..200);
    assert_eq!(on_disk(root.path()).1.len(), 400);
}
