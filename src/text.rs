//! Text as a terminal shows it: cleaned, measured, cut and wrapped.
//!
//! Everything here works on what a reader sees, so a column stays a column whatever the text holds.

mod clean;
mod count;
mod fit;
mod outside;
mod verbatim;
mod wrap;

pub use clean::{line, shown};
pub use count::{grouped, plural};
pub use fit::{cut, cut_cells, fill, width};
pub use outside::{Text, TextRef};
pub use verbatim::{Parting, Verbatim};
pub use wrap::wrap;
