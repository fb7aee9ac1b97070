//! The program: everything it does is in the library.

use std::io::Write;
use std::process::ExitCode;

use annals::{app::App, tui};

fn main() -> ExitCode {
    match tui::run(&mut App::default(), tui::Options::default()) {
        Ok(exit) => exit.code(),
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "annals: {error}");
            ExitCode::from(2)
        }
    }
}
