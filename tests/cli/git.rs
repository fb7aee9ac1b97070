//! The lines that the help gives for git, in a real repository.
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that cannot go on has failed; one that is skipped says so"
)]

use std::path::Path;
use std::process::{Command, Output};

const FIRST: &str = "[[events]]\nkey = \"a\"\ndate = \"2024\"\ntitle = \"They met\"\n\n\
    [[events]]\nkey = \"b\"\ntitle = \"Second\"\n";

/// git in `folder`, alone with its own settings.
fn git(folder: &Path, args: &[&str]) -> Output {
    let mut git = Command::new("git");
    git.args(["-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "init.defaultBranch=main"]);
    git.args(["-c", "commit.gpgsign=false"]).args(args).current_dir(folder);
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    git.output().unwrap()
}

fn done(folder: &Path, args: &[&str]) -> String {
    let output = git(folder, args);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{args:?}: {said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

/// A repository as the help says, with one timeline in it; `None` where there is no git.
fn repository() -> Option<tempfile::TempDir> {
    if Command::new("git").arg("--version").output().is_err() {
        eprintln!("there is no git here: not tested");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let annals = env!("CARGO_BIN_EXE_annals");
    let path = folder.path();
    done(path, &["init", "-q"]);
    done(path, &["config", "diff.annals.textconv", &format!("'{annals}' diff --textconv")]);
    done(
        path,
        &["config", "merge.annals.driver", &format!("'{annals}' merge %O %A %B -o %A --force --name %P")],
    );
    std::fs::write(path.join(".gitattributes"), "*.toml diff=annals merge=annals\n").unwrap();
    commit(path, FIRST);
    Some(folder)
}

fn commit(folder: &Path, text: &str) {
    std::fs::write(folder.join("t.toml"), text).unwrap();
    done(folder, &["add", "-A"]);
    done(folder, &["commit", "-q", "-m", "x"]);
}

#[test]
fn git_shows_what_changed_and_not_how_it_is_written() {
    let Some(folder) = repository() else { return };
    let path = folder.path();
    std::fs::write(path.join("t.toml"), format!("# A remark.\n{}", FIRST.replace("\"2024\"", "'2024'")))
        .unwrap();
    assert!(!done(path, &["diff"]).contains("\n-  "), "another spelling is no change");
    std::fs::write(path.join("t.toml"), FIRST.replace("2024", "May 2024")).unwrap();
    let shown = done(path, &["diff"]);
    assert!(shown.contains("-  date: 2024\n+  date: 2024-05\n"), "{shown}");
    std::fs::write(path.join("t.toml"), "no timeline").unwrap();
    assert!(done(path, &["diff"]).contains("+(this is no timeline that annals can read)"));
}

#[test]
fn git_merges_by_record() {
    let Some(folder) = repository() else { return };
    let path = folder.path();
    done(path, &["checkout", "-q", "-b", "theirs"]);
    commit(path, &FIRST.replace("They met", "They met at Davos").replace("Second", "The second"));
    done(path, &["checkout", "-q", "main"]);
    // The neighbouring line: by lines this is a conflict.
    commit(path, &FIRST.replace("2024", "2024-05"));
    done(path, &["merge", "-q", "-m", "m", "theirs"]);
    let merged = std::fs::read_to_string(path.join("t.toml")).unwrap();
    let wanted = FIRST.replace("2024", "2024-05").replace("They met", "They met at Davos");
    assert_eq!(merged, wanted.replace("Second", "The second"));
}

#[test]
fn git_hears_of_a_conflict() {
    let Some(folder) = repository() else { return };
    let path = folder.path();
    done(path, &["checkout", "-q", "-b", "theirs"]);
    commit(path, &FIRST.replace("2024", "2025"));
    done(path, &["checkout", "-q", "main"]);
    commit(path, &FIRST.replace("2024", "2023"));
    let merge = git(path, &["merge", "-m", "m", "theirs"]);
    assert_eq!(merge.status.code(), Some(1));
    let said = String::from_utf8_lossy(&merge.stdout).into_owned() + &String::from_utf8_lossy(&merge.stderr);
    assert!(said.contains("conflict: event a: date: 2023 is kept, the other side says 2025"), "{said}");
    assert!(said.contains("CONFLICT (content)"), "{said}");
    let merged = std::fs::read_to_string(path.join("t.toml")).unwrap();
    assert!(merged.contains("date = \"2023\"") && merged.contains("has another date: 2025"), "{merged}");
}
