//! `annals view`: one frame of the screen, for pictures, tests and bug reports.

use std::path::Path;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use super::args::ViewArgs;
use super::out::Out;
use super::{End, load};
use super::{list, picture};
use crate::app::keymap;
use crate::app::{App, Effect, Msg, Origin};
use crate::marked;
use crate::ui;
use crate::ui::theme::{Background, Colours, Theme};

pub(super) fn run(args: &ViewArgs, out: &mut Out) -> anyhow::Result<End> {
    let loaded = load::open(&args.paths, &args.manner)?;
    let keys = keymap::typed(&args.keys).map_err(|error| anyhow::anyhow!(error))?;
    let documents = args.documents.clone().or_else(|| loaded.folder());
    let origin = Origin {
        name: loaded.name.clone(),
        path: loaded.path.clone(),
        documents: documents.clone(),
        identity: None,
        ..Origin::default()
    };
    let today = args.today.unwrap_or_else(list::today);
    // What belongs to whom is found out before anybody waits for it.
    loaded.timeline.warm();
    let mut app = App::new(loaded.timeline, loaded.issues, origin, today);
    let effects = app.update(Msg::Resize(args.size.0, args.size.1));
    read_documents(&mut app, effects, documents.as_deref());
    for key in keys {
        // Nothing is opened or copied here; leaving ends the keys.
        let effects = app.update(Msg::Key(key));
        if effects.contains(&Effect::Quit) {
            break;
        }
        read_documents(&mut app, effects, documents.as_deref());
        while app.next_tick().is_some() {
            app.update(Msg::Tick);
        }
    }
    let colours = if args.svg || out.colours() { Colours::True } else { Colours::None };
    let theme = Theme::new(colours, Background::Dark);
    let buffer = draw(&app, &theme, args.size)?;
    if args.svg {
        out.bytes(picture::svg(&buffer).as_bytes())?;
    } else {
        out.bytes(picture::plain(&buffer).as_bytes())?;
    }
    Ok(End::Found)
}

/// Reads the documents that are asked for, at once.
fn read_documents(app: &mut App, effects: Vec<Effect>, folder: Option<&Path>) {
    for effect in effects {
        if let Effect::ReadDocument(request) = effect {
            marked::read(folder, None, &request, &mut |answer| {
                app.update(Msg::Document(answer));
                true
            });
        }
    }
}

fn draw(app: &App, theme: &Theme, size: (u16, u16)) -> anyhow::Result<Buffer> {
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1))?;
    let frame = terminal.draw(|frame| ui::render(app, theme, frame))?;
    Ok(frame.buffer.clone())
}
