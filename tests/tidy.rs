//! The shape of the code: layers, a front page on every file, and files of one thought.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::{Path, PathBuf};

/// The layers, from the ground up: a module uses what stands before it, or beside it.
const LAYERS: &[&[&str]] = &[
    &["text", "issue", "model"],
    &["formats", "search", "cite", "change", "session", "memo"],
    &["store"],
    &["verify"],
    &["app"],
    &["ui"],
    &["tui"],
    &["cli"],
];

/// Lines of code in a file, tests and comments not counted, above which it should be split.
const LONGEST: usize = 500;

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

#[test]
fn a_module_uses_only_what_stands_below_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in sources(&root) {
        let relative = path.strip_prefix(&root).unwrap();
        let module = relative.iter().next().unwrap().to_string_lossy().replace(".rs", "");
        let Some(layer) = LAYERS.iter().position(|layer| layer.contains(&module.as_str())) else { continue };
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for above in LAYERS[layer + 1..].iter().copied().flatten() {
            let uses = format!("crate::{above}::");
            assert!(!code.iter().any(|line| line.contains(&uses)), "{} uses {uses}", relative.display());
        }
    }
}

#[test]
fn every_file_has_a_front_page_and_one_thought() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files =
        ["src", "tests", "benches"].iter().map(|folder| root.join(folder)).filter(|path| path.is_dir());
    for path in files.flat_map(|folder| sources(&folder)) {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(root).unwrap().display().to_string();
        assert!(text.starts_with("//!"), "{name} does not say what it is");
        assert!(!name.ends_with("mod.rs"), "{name} should be named after its folder");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = code
            .lines()
            .filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("//"))
            .count();
        assert!(lines <= LONGEST, "{name} has {lines} lines of code: split it");
    }
}
