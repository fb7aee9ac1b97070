//! `annals [PATH]`: the screen, or the list where there is no screen.

use std::io::IsTerminal;
use std::time::Duration;

use ratatui::Frame;

use super::args::{Args, Format, Ground, Input, ListArgs};
use super::out::Out;
use super::{End, list, load};
use crate::app::{App, Effect, Msg, Origin};
use crate::tui;
use crate::ui;
use crate::ui::theme::{Background, Colours, Theme};

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
    let loaded = load::open(args.path.as_deref())?;
    let origin = Origin {
        name: loaded.name.clone(),
        path: loaded.path.clone(),
        documents: args.documents.clone().or_else(|| loaded.folder()),
    };
    let path = loaded.path.clone();
    let documents = origin.documents.clone();
    let app = App::new(loaded.timeline, loaded.issues, origin, super::list::today());
    let background = match args.background {
        Ground::Auto => None,
        Ground::Dark => Some(Background::Dark),
        Ground::Light => Some(Background::Light),
    };
    let mut screen =
        Screen { app, colours: colours(out.colours()), theme: Theme::default(), mouse: !args.no_mouse };
    let options = tui::Options { file: path, digest: Some(loaded.digest), documents, background };
    Ok(End::Left(tui::run(&mut screen, options)?))
}

/// The reader on a terminal: the state, and how it looks there.
struct Screen {
    app: App,
    colours: Colours,
    theme: Theme,
    mouse: bool,
}

impl tui::Program for Screen {
    fn update(&mut self, msg: Msg) -> Vec<Effect> {
        self.app.update(msg)
    }

    fn render(&self, frame: &mut Frame) {
        ui::render(&self.app, &self.theme, frame);
    }

    fn mouse(&self) -> bool {
        self.mouse
    }

    fn next_tick(&self) -> Option<Duration> {
        self.app.next_tick()
    }

    fn background(&mut self, background: Background) {
        self.theme = Theme::new(self.colours, background);
    }
}

/// How many colours the terminal says it has.
fn colours(wanted: bool) -> Colours {
    let term = std::env::var("TERM").unwrap_or_default();
    match wanted {
        false => Colours::None,
        true if anstyle_query::truecolor() => Colours::True,
        true if term.contains("256color") => Colours::TwoFiftySix,
        true => Colours::Sixteen,
    }
}
