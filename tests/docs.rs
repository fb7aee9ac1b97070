//! What the README says is what the program does. `ANNALS_WRITE_DOCS=1 cargo test --test docs` writes
//! the parts that are made: the tables and the picture.

#![allow(clippy::format_push_string, clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use annals::formats::FORMATS;
use annals::search::filter::FIELDS;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn annals(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_annals")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Holds a file to what it should be; or writes it, when asked to.
fn hold(path: &Path, wanted: &str) {
    if std::env::var_os("ANNALS_WRITE_DOCS").is_some() {
        fs::write(path, wanted).unwrap();
        return;
    }
    let found = fs::read_to_string(path).unwrap_or_default();
    assert!(
        found == wanted,
        "{} is out of date: run ANNALS_WRITE_DOCS=1 cargo test --test docs",
        path.display()
    );
}

fn between(text: &str, name: &str, inside: &str) -> String {
    let open = text.find(&format!("<!-- {name}:")).unwrap();
    let start = open + text[open..].find("-->").unwrap() + "-->".len();
    let end = text.find(&format!("<!-- /{name} -->")).unwrap();
    format!("{}\n{inside}{}", &text[..start], &text[end..])
}

#[test]
fn the_tables_of_the_readme_are_the_programs_own() {
    let path = root().join("README.md");
    let text = fs::read_to_string(&path).unwrap();
    let text = between(&text, "keys", &annals(&["keys", "--markdown"]));
    let mut filter = "| term | which events |\n|---|---|\n".to_owned();
    for field in FIELDS {
        filter.push_str(&format!("| `{}` | {} |\n", field.example.replace('|', "\\|"), field.meaning));
    }
    let text = between(&text, "filter", &filter);
    let mut formats = "| format | files | read | write | what it is |\n|---|---|---|---|---|\n".to_owned();
    let yes = |can: bool| if can { "yes" } else { "no" };
    for format in FORMATS {
        let extensions: Vec<String> = format.extensions.iter().map(|ext| format!("`.{ext}`")).collect();
        formats.push_str(&format!(
            "| {} | {} | {} | {} | {} |\n",
            format.name,
            extensions.join(" "),
            yes(format.can_read()),
            if format.is_folder() { "as a folder" } else { yes(format.can_write()) },
            format.description.replace('|', "\\|")
        ));
    }
    hold(&path, &between(&text, "formats", &formats));
}

#[test]
fn the_picture_is_what_the_program_draws() {
    let picture = annals(&["view", "--size", "110x34", "--keys", "t2024-11-11<enter>j", "--svg"]);
    hold(&root().join("assets/screen.svg"), &picture);
}
