//! `annals completions` and `annals man`.

use clap::CommandFactory;

use super::End;
use super::args::Args;
use super::out::Out;

pub(super) fn completions(shell: clap_complete::Shell, out: &mut Out) -> anyhow::Result<End> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "annals", &mut bytes);
    out.bytes(&bytes)?;
    Ok(End::Found)
}

pub(super) fn man(out: &mut Out) -> anyhow::Result<End> {
    let mut bytes = Vec::new();
    clap_mangen::Man::new(Args::command()).render(&mut bytes)?;
    out.bytes(&bytes)?;
    Ok(End::Found)
}
