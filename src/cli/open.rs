//! `annals [PATH]`: the screen, or the list where there is no screen.

use std::io::IsTerminal;

use super::args::{Args, Format, Ground, Input, ListArgs};
use super::out::Out;
use super::{End, list};
use crate::app::{App, Origin};
use crate::store;
use crate::tui;
use crate::ui::theme::Background;

pub(super) fn run(args: &Args, out: &mut Out) -> anyhow::Result<End> {
    if !std::io::stdout().is_terminal() {
        let list = ListArgs {
            filter: Vec::new(),
            certain: false,
            edtf: false,
            format: Format::Table,
            input: Input { file: args.path.clone() },
        };
        return list::run(&list, out);
    }
    // Asked before the file is read: nothing is done in vain, and no message is lost.
    tui::check_terminal()?;
    let loaded = store::open(args.path.as_deref())?;
    let origin = Origin {
        name: loaded.name.clone(),
        path: loaded.path.clone(),
        documents: args.documents.clone().or_else(|| loaded.folder()),
    };
    let reload = loaded.path.clone();
    let app = App::new(loaded.timeline, loaded.issues, origin, super::list::today());
    let background = match args.background {
        Ground::Auto => None,
        Ground::Dark => Some(Background::Dark),
        Ground::Light => Some(Background::Light),
    };
    let colours = tui::colours(out.colours());
    tui::run(app, tui::Options { background, colours, mouse: !args.no_mouse, timeline: reload })?;
    Ok(End::Found)
}
