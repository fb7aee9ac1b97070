//! Whatever stands where a session file should be: it is kept, what can be read is used, reading goes on.

use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use super::*;

fn fixture(part: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/session-v1.{part}.jsonl"));
    std::fs::read(path).unwrap()
}

/// The session of the fixture, in files below `root`.
fn put_fixture(root: &Path) {
    Library::open(folders(root)).unwrap();
    for (part, name) in
        [(Part::Notes, "notes"), (Part::Marks, "marks"), (Part::Reads, "reads"), (Part::Place, "place")]
    {
        std::fs::write(folders(root).file(part, "s"), fixture(name)).unwrap();
    }
}

fn bad_files(root: &Path) -> Vec<PathBuf> {
    files(root).into_iter().filter(|path| path.to_string_lossy().contains(".bad-")).collect()
}

#[test]
fn a_file_of_version_1_is_read_and_written_as_it_was() {
    let root = tempfile::tempdir().unwrap();
    put_fixture(root.path());
    let Opened { session, notices, .. } = open(root.path());
    assert_eq!(notices, Vec::<String>::new());
    assert_eq!(session.identity().unwrap().title, "Talks");
    assert_eq!(session.notes().count(), 2);
    assert_eq!(session.marks().count(), 2);
    assert!(session.is_read("talks-open") && !session.is_read("talks-close"));
    assert_eq!(session.place().unwrap().event.as_deref(), Some("talks-open"));
    assert_eq!(session.history(annals::session::Prompt::Filter), ["actor:ana", "2025"]);
    assert_eq!(session.sittings().count(), 1);
    for (part, name) in
        [(Part::Notes, "notes"), (Part::Marks, "marks"), (Part::Reads, "reads"), (Part::Place, "place")]
    {
        let written = form::write(part, session.state());
        assert_eq!(written, String::from_utf8(fixture(name)).unwrap(), "{name}");
    }
}

#[test]
fn damaged_files_are_set_aside_and_used_as_far_as_they_go() {
    let whole = fixture("notes");
    let cut = whole[..whole.len() - 9].to_vec();
    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0x80;
    let mut deep = whole.clone();
    deep.extend(b"[".repeat(200_000));
    let rows: [(&str, Vec<u8>, usize); 9] = [
        ("empty", Vec::new(), 0),
        ("zeroed", vec![0; 5_000], 0),
        ("garbage", (0..9_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()[2]).collect(), 0),
        ("cut", cut, 1),
        ("flipped", flipped, 1),
        ("deep", deep, 2),
        ("headless", whole.splitn(2, |&b| b == b'\n').nth(1).unwrap().to_vec(), 2),
        (
            "older",
            [b"{\"annals\":{\"version\":0}}\n", whole.splitn(2, |&b| b == b'\n').nth(1).unwrap()].concat(),
            2,
        ),
        ("utf-16", whole.iter().flat_map(|&byte| [byte, 0]).collect(), 0),
    ];
    for (what, bytes, at_least) in rows {
        let root = tempfile::tempdir().unwrap();
        put_fixture(root.path());
        let path = folders(root.path()).file(Part::Notes, "s");
        std::fs::write(&path, &bytes).unwrap();
        let mut opened = open(root.path());
        assert_eq!(opened.notices.len(), 1, "{what}: {:?}", opened.notices);
        assert!(opened.session.notes().count() >= at_least, "{what}");
        assert!(opened.session.is_read("talks-open"), "{what}: the other files are sound");
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "{what}: nothing is written before it must be");
        opened.store.absorb(act(&mut opened.session, "h", 0));
        let saved = opened.store.commit(NOW).unwrap();
        assert!(saved.notices[0].contains(".bad-20250430T080000Z"), "{what}: {:?}", saved.notices);
        let kept = bad_files(root.path());
        assert_eq!(std::fs::read(&kept[0]).unwrap(), bytes, "{what}");
        assert_acted(root.path(), "h", [0]);
        assert!(open(root.path()).notices.is_empty(), "{what}: told once");
    }
}

#[test]
fn what_is_no_file_is_set_aside() {
    let make = |how: &str, path: &Path| match how {
        "folder" => std::fs::create_dir(path).unwrap(),
        "pipe" => assert!(Command::new("mkfifo").arg(path).status().unwrap().success()),
        "dangling link" => std::os::unix::fs::symlink("/nowhere/at/all", path).unwrap(),
        _ => std::os::unix::fs::symlink(path, path).unwrap(),
    };
    for what in ["folder", "pipe", "dangling link", "link to itself"] {
        for file in ["s.notes.jsonl", "s.reads.jsonl", "s.place.jsonl", "s.texts.jsonl"] {
            let root = tempfile::tempdir().unwrap();
            Library::open(folders(root.path())).unwrap();
            let kind = if file.contains("notes") { "data" } else { "state" };
            let path = root.path().join(kind).join("annals/sessions").join(file);
            make(what, &path);
            let mut opened = open(root.path());
            opened.store.absorb(act(&mut opened.session, "h", 0));
            let saved = opened.store.commit(NOW).unwrap_or_else(|error| panic!("{what} {file}: {error}"));
            assert_eq!(saved.notices.len(), 1, "{what} {file}");
            assert_acted(root.path(), "h", [0]);
            let folder = path.parent().unwrap();
            let kept = std::fs::read_dir(folder).unwrap().flatten();
            let kept = kept.filter(|entry| entry.file_name().to_string_lossy().contains(".bad-")).count();
            assert_eq!(kept, 1, "{what} {file}");
        }
    }
}

#[test]
fn a_link_to_a_file_stays_a_link() {
    let root = tempfile::tempdir().unwrap();
    put_fixture(root.path());
    let path = folders(root.path()).file(Part::Notes, "s");
    let real = root.path().join("mine.jsonl");
    std::fs::rename(&path, &real).unwrap();
    std::os::unix::fs::symlink(&real, &path).unwrap();
    let mut opened = open(root.path());
    assert_eq!(opened.session.notes().count(), 2);
    opened.store.absorb(act(&mut opened.session, "h", 0));
    opened.store.commit(NOW).unwrap();
    assert!(path.is_symlink());
    assert_acted(root.path(), "h", [0]);
}

#[test]
fn a_newer_version_is_read_and_never_written() {
    let root = tempfile::tempdir().unwrap();
    put_fixture(root.path());
    let path = folders(root.path()).file(Part::Notes, "s");
    let newer = String::from_utf8(fixture("notes")).unwrap();
    let newer =
        newer.replacen("\"version\":1", "\"version\":2", 1) + "{\"verse\":{\"of\":\"a later form\"}}\n";
    std::fs::write(&path, &newer).unwrap();
    let mut opened = open(root.path());
    assert!(opened.notices[0].contains("written by a newer annals"), "{:?}", opened.notices);
    assert_eq!(opened.session.notes().count(), 2);
    opened.store.absorb(act(&mut opened.session, "h", 0));
    let failed = opened.store.commit(NOW).unwrap_err();
    assert!(failed.to_string().contains("NOT saved"), "{failed}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), newer);
    assert!(bad_files(root.path()).is_empty());
    assert!(on_disk_reads(root.path()).contains("h-0"), "the other files are saved");
}

fn on_disk_reads(root: &Path) -> String {
    std::fs::read_to_string(folders(root).file(Part::Reads, "s")).unwrap()
}

#[test]
fn files_are_the_users_alone() {
    let root = tempfile::tempdir().unwrap();
    let mut opened = open(root.path());
    opened.store.absorb(act(&mut opened.session, "p", 0));
    opened.store.commit(NOW).unwrap();
    let all = files(root.path());
    assert_eq!(all.len(), 6, "{all:?}");
    for file in all {
        assert_eq!(
            std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o600,
            "{}",
            file.display()
        );
        let folder = std::fs::metadata(file.parent().unwrap()).unwrap().permissions().mode();
        assert_eq!(folder & 0o777, 0o700, "{}", file.display());
    }
}

#[test]
fn what_stands_in_the_wrong_file_finds_its_way() {
    let root = tempfile::tempdir().unwrap();
    put_fixture(root.path());
    let (notes, reads) =
        (folders(root.path()).file(Part::Notes, "s"), folders(root.path()).file(Part::Reads, "s"));
    let mixed = [std::fs::read(&notes).unwrap(), std::fs::read(&reads).unwrap()].concat();
    std::fs::write(&notes, mixed).unwrap();
    std::fs::remove_file(&reads).unwrap();
    let mut opened = open(root.path());
    opened.store.absorb(act(&mut opened.session, "h", 0));
    opened.store.commit(NOW).unwrap();
    assert!(std::fs::read_to_string(&reads).unwrap().contains("talks-open"));
}
