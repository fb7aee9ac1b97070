//! The command line, as a shell sees it.
//!
//! The transcripts in tests/cli are read like pages of a manual: a change in them is a change for
//! somebody's script. `TRYCMD=overwrite cargo test --test cli transcripts` writes them again; read the
//! difference. (In them every backslash is a slash.) What transcripts cannot show, pipes that close,
//! full disks, hostile names, is in the modules.

#[path = "cli/data.rs"]
mod data;
#[path = "cli/git.rs"]
mod git;
#[path = "cli/hostile.rs"]
mod hostile;
#[path = "cli/inputs.rs"]
mod inputs;
#[path = "cli/run.rs"]
mod run;
#[path = "cli/streams.rs"]
mod streams;

use std::path::Path;

#[test]
fn transcripts() {
    let cases = trycmd::TestCases::new();
    cases.env("COLUMNS", "100").case("tests/cli/*.trycmd");
    if Path::new("README.md").exists() {
        cases.case("README.md");
    }
}
