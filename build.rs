//! How the program is linked.
//!
//! The tables of texts that it has, most of them of the libraries that read documents, are full of addresses that
//! are put right when it starts. The list of those is a megabyte which is read each time; packed it is 20 kB.
//! glibc can unpack it since 2.36, so where this one can, the program is packed, and asks for one that can too.
//! `ANNALS_PORTABLE=1` builds a program that also starts where glibc is older.

use std::env;
use std::process::Command;

/// Set, the program is not packed.
const PORTABLE: &str = "ANNALS_PORTABLE";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed={PORTABLE}");
    let var = |name: &str| env::var(name).unwrap_or_default();
    let is_glibc = var("CARGO_CFG_TARGET_OS") == "linux" && var("CARGO_CFG_TARGET_ENV") == "gnu";
    // Across systems nothing is known of the glibc that the program will meet.
    if is_glibc && env::var_os(PORTABLE).is_none() && var("HOST") == var("TARGET") && glibc() >= Some((2, 36))
    {
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// The version of this system's glibc.
fn glibc() -> Option<(u32, u32)> {
    let said = Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?.stdout;
    let said = String::from_utf8(said).ok()?;
    let (major, minor) = said.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.split('.').next()?.parse().ok()?))
}
