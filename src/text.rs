//! Text as a terminal shows it: cleaned, measured, cut and wrapped.
//!
//! Everything here works on what a reader sees, so a column stays a column whatever the text holds.

mod clean;
mod outside;
mod verbatim;

pub use clean::{line, shown};
pub use outside::Text;
pub use verbatim::{Parting, Verbatim};
