//! Which session belongs to which timeline.

use annals::session::Identity;
use annals::store::session::{Found, encoded_path, encoded_paths};

use super::*;

/// Keeps a session of `timeline` at `path`, under the name that the library gives.
fn keep(library: &Library, timeline: &Timeline, path: Option<&Path>) -> String {
    keep_of(library, timeline, path.as_slice())
}

/// The same of what is read from all of `paths`.
fn keep_of(library: &Library, timeline: &Timeline, paths: &[&Path]) -> String {
    let path = encoded_paths(paths.iter().copied());
    let name = match library.find(&Identity::of(timeline, path.as_deref())) {
        Found::New(name) | Found::Known(name) | Found::Moved { name, .. } => name,
        Found::Doubt { new, .. } => new,
    };
    let mut opened = library.session(&name, instance());
    let delta = opened.session.begin(timeline, path.as_deref(), NOW);
    opened.store.absorb(delta);
    opened.store.absorb(act(&mut opened.session, "l", 0));
    opened.store.commit(NOW).unwrap();
    name
}

fn named(prefix: &str, range: std::ops::Range<usize>) -> Timeline {
    let events = range.map(|n| format!("[[events]]\nkey='{prefix}{n}'\ntitle='{prefix} {n}'\n"));
    let file = format!("[timeline]\ntitle='Zürich & das Übrige'\n{}", events.collect::<String>());
    formats::read(Hint::Name("toml"), file.as_bytes()).unwrap().timeline
}

#[test]
fn a_timeline_finds_its_session_by_path_and_by_content() {
    let root = tempfile::tempdir().unwrap();
    let library = Library::open(folders(root.path())).unwrap();
    let (old, new) = (root.path().join("old.toml"), root.path().join("new.toml"));
    std::fs::write(&old, "").unwrap();
    let find = |timeline: &Timeline, path: Option<&Path>| {
        library.find(&Identity::of(timeline, path.map(encoded_path).as_deref()))
    };
    let timeline = named("a", 0..100);
    let name = keep(&library, &timeline, Some(&old));
    assert!(name.starts_with("zurich-das-ubrige-"), "{name}");

    assert_eq!(find(&timeline, Some(&old)), Found::Known(name.clone()), "the same");
    assert_eq!(find(&named("a", 0..180), Some(&old)), Found::Known(name.clone()), "it grew");
    assert_eq!(find(&timeline, None), Found::Known(name.clone()), "from standard input");
    assert!(matches!(find(&named("b", 0..50), Some(&new)), Found::New(_)), "another");
    assert!(matches!(find(&named("b", 0..50), Some(&old)), Found::Doubt { .. }), "another at its path");
    assert!(matches!(find(&timeline, Some(&new)), Found::Doubt { .. }), "a copy: both are there");
    std::fs::rename(&old, &new).unwrap();
    let from = encoded_path(&old);
    assert_eq!(find(&timeline, Some(&new)), Found::Moved { name: name.clone(), from: from.clone() });
    assert_eq!(find(&named("a", 0..95), Some(&new)), Found::Moved { name: name.clone(), from });

    // What was read from a pipe or from several files may be this file: the reader says so.
    let pile = keep(&library, &named("p", 0..64), None);
    assert_eq!(find(&named("p", 0..64), None), Found::Known(pile));
    assert!(matches!(find(&named("p", 0..68), Some(&new)), Found::Doubt { .. }), "not taken over unasked");

    // Two that would do.
    let copy = keep(&library, &timeline, Some(&root.path().join("gone.toml")));
    assert_eq!(copy, name, "it counts as moved");
    assert_eq!(library.sessions().len(), 2);
}

/// A session belongs to what was named: who opens one thing after another finds the session of each.
#[test]
fn nobody_takes_over_the_session_of_somebody_else() {
    let root = tempfile::tempdir().unwrap();
    let at = |name: &str| root.path().join(name);
    let (a, b, c, folder) = (at("a.toml"), at("pile/b.csv"), at("c.toml"), at("pile"));
    std::fs::create_dir(&folder).unwrap();
    for file in [&a, &b, &c] {
        std::fs::write(file, "").unwrap();
    }
    // What is read, from where. The second of two inputs adds little, so that both are much like the first.
    let (few, more) = (named("a", 0..100), named("a", 0..105));
    let rows: [(&str, &Timeline, &[&Path]); 5] = [
        ("a file", &few, &[&a]),
        ("with another", &more, &[&a, &b]),
        ("the other by itself", &named("a", 100..105), &[&b]),
        ("its folder", &named("a", 100..105), &[&folder]),
        ("a file with the folder", &more, &[&a, &folder]),
    ];
    for first in 0..rows.len() {
        let library = Library::open(folders(&at(&first.to_string()))).unwrap();
        let order: Vec<_> = rows[first..].iter().chain(&rows[..first]).collect();
        let find = |timeline: &Timeline, paths: &[&Path]| {
            library.find(&Identity::of(timeline, encoded_paths(paths.iter().copied()).as_deref()))
        };
        let mut names = Vec::new();
        for (what, timeline, paths) in &order {
            assert!(matches!(find(timeline, paths), Found::New(_)), "{what} after {names:?}");
            names.push(keep_of(&library, timeline, paths));
        }
        // A pipe of the same goes on with none of them, as it may be several.
        assert!(matches!(find(&few, &[]), Found::Doubt { .. }));
        for ((what, timeline, paths), name) in order.iter().zip(&names) {
            let back: Vec<&Path> = paths.iter().rev().copied().collect();
            assert_eq!(find(timeline, &back), Found::Known(name.clone()), "{what}");
        }
        // A copy elsewhere is for the reader to say.
        assert!(matches!(find(&few, &[&c]), Found::Doubt { .. }));
    }
}

#[test]
fn a_pipe_leaves_the_session_to_the_file() {
    let root = tempfile::tempdir().unwrap();
    let library = Library::open(folders(root.path())).unwrap();
    let path = root.path().join("a.toml");
    std::fs::write(&path, "").unwrap();
    let timeline = named("a", 0..100);
    let name = keep(&library, &timeline, Some(&path));
    assert_eq!(keep(&library, &named("a", 0..97), None), name, "the pipe goes on with it");
    let found = library.find(&Identity::of(&timeline, Some(&encoded_path(&path))));
    assert_eq!(found, Found::Known(name), "and it is still the file's");
    // With a session of its own, what has no path has that.
    let bundled = named("b", 0..50);
    let own = keep(&library, &bundled, None);
    let copy = root.path().join("copy.toml");
    std::fs::write(&copy, "").unwrap();
    let copied = keep(&library, &bundled, Some(&copy));
    assert_ne!(own, copied);
    assert_eq!(library.find(&Identity::of(&bundled, None)), Found::Known(own));
}

#[test]
fn files_that_begin_alike_are_told_apart_by_their_length() {
    let root = tempfile::tempdir().unwrap();
    let library = Library::open(folders(root.path())).unwrap();
    let (short, long) = (root.path().join("100.toml"), root.path().join("1000.toml"));
    for file in [&short, &long] {
        std::fs::write(file, "").unwrap();
    }
    let name = keep(&library, &named("a", 0..100), Some(&short));
    let find = |timeline: &Timeline, path: &Path| {
        library.find(&Identity::of(timeline, Some(encoded_path(path).as_str())))
    };
    assert!(matches!(find(&named("a", 0..1_000), &long), Found::New(_)));
    // A file that grows tenfold where it is stays the same.
    assert_eq!(find(&named("a", 0..1_000), &short), Found::Known(name));
}

#[test]
fn sessions_are_listed_and_forgotten_but_not_destroyed() {
    let root = tempfile::tempdir().unwrap();
    let library = Library::open(folders(root.path())).unwrap();
    let name = keep(&library, &named("a", 0..3), None);
    let other = keep(&library, &named("b", 0..4), None);
    let listed = library.sessions();
    assert_eq!(listed.len(), 2);
    let one = listed.iter().find(|listed| listed.name == name).unwrap();
    assert_eq!((one.title.as_str(), one.read, one.events), ("Zürich & das Übrige", 1, 3));
    assert_eq!((one.marks, one.notes, one.last_read), (1, 1, Some(NOW)));

    assert_eq!(library.paths(&name).len(), 4);
    let moved = library.forget(&name, NOW).unwrap();
    assert_eq!(moved.len(), 4);
    assert!(moved.iter().all(|path| path.exists()));
    assert_eq!(library.paths(&name), Vec::<PathBuf>::new());
    assert_eq!(library.sessions().iter().map(|listed| &listed.name).collect::<Vec<_>>(), [&other]);
}

#[test]
fn folders_that_cannot_be_used_give_a_sentence_and_no_session() {
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("file");
    std::fs::write(&file, "mine").unwrap();
    for folders in [Folders::at(file.join("annals"), root.path()), Folders::at(root.path(), &file)] {
        let refused = Library::open(folders).unwrap_err().to_string();
        assert!(refused.starts_with("this session is not kept: "), "{refused}");
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
}

/// Says what the environment leads to; a test of its own so that the test program can run it.
#[test]
fn say_folders() {
    if std::env::var_os("ANNALS_TEST_FOLDERS").is_some() {
        match Folders::from_env() {
            Ok(folders) => println!("\nat {}", folders.file(Part::Notes, "s").display()),
            Err(refused) => println!("\nrefused {refused}"),
        }
    }
}

#[test]
fn the_environment_says_where_and_never_here() {
    let ask = |variables: &[(&str, &str)]| {
        let mut command = std::process::Command::new(std::env::current_exe().unwrap());
        command.args(["library::say_folders", "--exact", "--nocapture"]).env("ANNALS_TEST_FOLDERS", "1");
        for name in ["HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] {
            command.env_remove(name);
        }
        let out = command.envs(variables.iter().copied()).output().unwrap();
        let out = String::from_utf8(out.stdout).unwrap();
        let said = |line: &&str| line.starts_with("at ") || line.starts_with("refused ");
        out.lines().find(said).unwrap_or_default().to_owned()
    };
    let both = [("XDG_DATA_HOME", "/d"), ("XDG_STATE_HOME", "/s")];
    assert_eq!(ask(&both), "at /d/annals/sessions/s.notes.jsonl");
    assert_eq!(ask(&[("HOME", "/h")]), "at /h/.local/share/annals/sessions/s.notes.jsonl");
    let relative = [("HOME", "/h"), ("XDG_DATA_HOME", "d")];
    assert_eq!(ask(&relative), "at /h/.local/share/annals/sessions/s.notes.jsonl");
    for variables in [
        &[][..],
        &[("HOME", "")],
        &[("HOME", "here")],
        &[("HOME", "/")],
        &both[..1],
        &[("XDG_DATA_HOME", "")],
    ] {
        assert!(ask(variables).starts_with("refused "), "{variables:?}");
    }
}
