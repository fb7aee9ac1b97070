//! The shape of the code: layers, a front page on every file, and files of one thought.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The layers, from the ground up: a module uses what stands before it, or beside it.
const LAYERS: &[&[&str]] = &[
    &["text", "issue", "model"],
    &["period"],
    &["strip"],
    &["extract", "formats", "search", "cite", "change", "session", "memo", "review"],
    &["store"],
    &["verify"],
    &["marked"],
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

/// What stands at the top, over all layers.
const TOP: [&str; 2] = ["lib", "main"];

#[test]
fn a_module_uses_only_what_stands_below_it_or_beside_it_without_a_circle() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut uses: HashMap<String, HashSet<String>> = HashMap::new();
    for path in sources(&root) {
        let relative = path.strip_prefix(&root).unwrap();
        let module = relative.iter().next().unwrap().to_string_lossy().replace(".rs", "");
        let Some(layer) = LAYERS.iter().position(|layer| layer.contains(&module.as_str())) else {
            assert!(TOP.contains(&module.as_str()), "{module} has no layer: give it one in tests/tidy.rs");
            continue;
        };
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let code = code.join("\n");
        // Tests may look at anything.
        let is_test = path.iter().any(|part| part == "tests") || path.ends_with("tests.rs");
        let used = if is_test { HashSet::new() } else { modules(&code, relative.iter().count()) };
        for above in LAYERS[layer + 1..].iter().copied().flatten() {
            assert!(!used.contains(*above), "{} uses {above}", relative.display());
        }
        let beside = used.into_iter().filter(|used| *used != module && LAYERS[layer].contains(used));
        uses.entry(module.clone()).or_default().extend(beside.map(str::to_owned));
    }
    // What uses nothing that is left is taken away, until nothing is left: or a circle.
    while let Some(free) = uses.iter().find(|(_, used)| used.is_empty()).map(|(module, _)| module.clone()) {
        uses.remove(&free);
        for used in uses.values_mut() {
            used.remove(&free);
        }
    }
    assert!(uses.is_empty(), "these use each other in a circle: {uses:?}");
}

/// The modules of the crate that `code` names, by paths from `crate`, or from as many `super` as lead
/// from a file that lies so `deep` up to the root.
fn modules(code: &str, deep: usize) -> HashSet<&str> {
    let root = "super::".repeat(deep);
    let mut found = HashSet::new();
    for (from, _) in ["crate::", &root].into_iter().flat_map(|path| code.match_indices(path)) {
        // The whole path must lead there: `$crate::`, `xsuper::` and a longer climb are other paths.
        let begins = !code[..from].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | ':'));
        let path = &code[from..];
        let path = path.strip_prefix("crate::").or_else(|| path.strip_prefix(&root)).unwrap();
        if begins {
            found.extend(firsts(path));
        }
    }
    found
}

/// The first name of a path, or of every path of a group: `a` and `b` of `{a::{c, d}, b}`.
fn firsts(path: &str) -> Vec<&str> {
    let Some(group) = path.strip_prefix('{') else { return vec![first(path)] };
    let mut depth = 0_usize;
    let mut names = vec![first(group)];
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(first(&group[at + 1..])),
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn first(path: &str) -> &str {
    let path = path.trim_start();
    path.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

#[test]
fn every_spelling_of_a_path_is_seen() {
    let rows: [(&str, usize, &[&str]); 6] = [
        ("use crate::ui::page;", 1, &["ui"]),
        ("use crate::{\n    app::{self, act},\n    text,\n};", 1, &["app", "text"]),
        ("super::super::cli::run()", 2, &["cli"]),
        ("use super::super::{tui, model::{Date, Event}};", 2, &["tui", "model"]),
        ("use super::date; super::super::model::x; mycrate::ui", 3, &[]),
        ("fn f(x: crate::ui::Page)", 3, &["ui"]),
    ];
    for (code, deep, wanted) in rows {
        assert_eq!(modules(code, deep), wanted.iter().copied().collect(), "{code}");
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
