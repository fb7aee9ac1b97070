//! `annals [PATH]`: the screen, or the list where there is no screen.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::CommandFactory;

use super::args::{Args, Format, Ground, Input, ListArgs, Showing, Which};
use super::keep::Finding;
use super::out::Out;
use super::screen::Screen;
use super::{End, keep, list, load, out};
use crate::app::{App, Msg, Origin, Outcome};
use crate::issue::nearest;
use crate::model::Timeline;
use crate::store;
use crate::tui;
use crate::ui::theme::{Background, Colours};

pub(super) fn run(args: &Args, out: &mut Out) -> anyhow::Result<End> {
    let only = if let [path] = args.paths.as_slice() { Some(path.as_path()) } else { None };
    read(args, out).map_err(|error| match only.and_then(mistyped) {
        Some(command) => anyhow::anyhow!("{error:#}; did you mean `annals {command}`?"),
        None => error,
    })
}

/// The subcommand that somebody meant who named a file that is not there.
fn mistyped(path: &Path) -> Option<String> {
    let name = path.to_str().filter(|_| path.symlink_metadata().is_err())?;
    let command = Args::command();
    let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    nearest(name, names).map(str::to_owned)
}

fn read(args: &Args, out: &mut Out) -> anyhow::Result<End> {
    if !std::io::stdout().is_terminal() {
        let list = ListArgs {
            which: Which::default(),
            certain: false,
            edtf: false,
            format: Format::Table,
            input: Input { file: args.paths.clone(), manner: args.manner.clone() },
        };
        return list::run(&list, out);
    }
    if let [path] = args.paths.as_slice()
        && let Some(later) = load::later(path, &args.manner)?
    {
        return read_later(args, later, out);
    }
    let loaded = load::open(&args.paths, &args.manner)?;
    let origin = Origin {
        name: loaded.name.clone(),
        path: loaded.path.clone(),
        documents: args.documents.clone().or_else(|| loaded.folder()),
        identity: keep::identity(loaded.path.as_deref()),
        inputs: loaded.identity.clone(),
        ..Origin::default()
    };
    let path = loaded.path.clone();
    let documents = origin.documents.clone();
    let kept = if args.showing.no_session {
        None
    } else {
        Some(keep::open(&loaded.timeline, loaded.identity.as_deref()))
    };
    let remembered = loaded.remembered().join("; ");
    // What belongs to whom is found out before anybody waits for it.
    loaded.timeline.warm();
    let mut app = App::new(loaded.timeline, loaded.issues, origin, super::list::today());
    app.set_mouse(!args.showing.no_mouse);
    if !remembered.is_empty() {
        app.update(Msg::Done(Outcome::Did(remembered)));
    }
    let (mut store, mut doubt) = (None, None);
    // The size that it will have: a page counts as read when its end is really seen.
    if let Ok((width, height)) = crossterm::terminal::size() {
        app.update(Msg::Resize(width, height));
    }
    match kept {
        None => {}
        Some(Ok(Finding::Doubt(asked))) => doubt = Some((asked, args.fresh)),
        Some(Ok(Finding::One(kept))) => {
            app.attach(kept.session, keep::now(), args.fresh);
            store = Some(kept.store);
            if !kept.notices.is_empty() {
                app.update(Msg::Done(Outcome::Failed(kept.notices.join("; "))));
            }
        }
        Some(Err(error)) => {
            app.update(Msg::Done(Outcome::Failed(error.to_string())));
        }
    }
    let mut screen = Screen::new(app, colours(out.colours()), store);
    if let Some((doubt, fresh)) = doubt {
        screen.ask(doubt, fresh);
    }
    screen.keeps_review = !args.showing.no_session;
    let (digest, background) = (Arc::new(loaded.digest.into()), background(args.showing));
    let shown = Arc::new(screen.timeline().clone().into());
    show(
        screen,
        tui::Options {
            file: path,
            digest,
            shown,
            manner: loaded.manner,
            documents,
            background,
            ..tui::Options::default()
        },
    )
}

/// Opens the screen at once, and reads while it stands.
fn read_later(args: &Args, later: store::later::Later, out: &mut Out) -> anyhow::Result<End> {
    let path = later.path().map(Path::to_owned);
    let folder = path
        .as_deref()
        .and_then(Path::parent)
        .map(|folder| if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() });
    let documents = args.documents.clone().or(folder);
    let origin = Origin {
        name: later.name().to_owned(),
        path: path.clone(),
        documents: documents.clone(),
        identity: keep::identity(path.as_deref()),
        ..Origin::default()
    };
    let mut app = App::new(Timeline::default(), Vec::new(), origin, super::list::today());
    app.set_mouse(!args.showing.no_mouse);
    app.expect_more();
    let session = (!args.showing.no_session).then_some(args.fresh);
    let (digest, shown) = (Arc::default(), Arc::default());
    let known = (Arc::clone(&digest), Arc::clone(&shown));
    let mut screen = Screen::reading(app, colours(out.colours()), later, session, known);
    screen.keeps_review = !args.showing.no_session;
    let manner = load::read_as(&args.manner)?;
    show(
        screen,
        tui::Options {
            file: path,
            digest,
            shown,
            manner,
            documents,
            background: background(args.showing),
            ..tui::Options::default()
        },
    )
}

pub(super) fn background(showing: Showing) -> Option<Background> {
    match showing.background {
        Ground::Auto => None,
        Ground::Dark => Some(Background::Dark),
        Ground::Light => Some(Background::Light),
    }
}

pub(super) fn show(mut screen: Screen, options: tui::Options) -> anyhow::Result<End> {
    let exit = tui::run(&mut screen, options);
    if let Some(lost) = &screen.lost {
        out::complain_plainly(&format!("annals: {lost}"));
    }
    if let Some(error) = screen.failed {
        return Err(error.into());
    }
    Ok(match exit? {
        tui::Exit::Quit if screen.lost.is_some() => End::Lost,
        exit => End::Left(exit),
    })
}

/// How many colours the terminal says it has.
pub(super) fn colours(wanted: bool) -> Colours {
    let term = std::env::var("TERM").unwrap_or_default();
    match wanted {
        false => Colours::None,
        true if anstyle_query::truecolor() => Colours::True,
        true if term.contains("256color") => Colours::TwoFiftySix,
        true => Colours::Sixteen,
    }
}
