//! `annals view`: one frame of the screen, for pictures, tests and bug reports.

use anyhow::bail;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use super::End;
use super::args::ViewArgs;
use super::out::Out;
use super::{list, picture};
use crate::app::{App, Effect, Msg, Origin};
use crate::store;
use crate::ui;
use crate::ui::theme::{Background, Colours, Theme};

pub(super) fn run(args: &ViewArgs, out: &mut Out) -> anyhow::Result<End> {
    let loaded = store::open(args.path.as_deref())?;
    let keys = keys(&args.keys)?;
    let origin = Origin { name: loaded.name.clone(), path: loaded.path.clone(), documents: loaded.folder() };
    let today = args.today.unwrap_or_else(list::today);
    let mut app = App::new(loaded.timeline, loaded.issues, origin, today);
    app.update(Msg::Resize(args.size.0, args.size.1));
    for key in keys {
        // Nothing is opened or copied here; leaving ends the keys.
        if app.update(Msg::Key(key)).contains(&Effect::Quit) {
            break;
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

fn draw(app: &App, theme: &Theme, size: (u16, u16)) -> anyhow::Result<Buffer> {
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1))?;
    let frame = terminal.draw(|frame| ui::render(app, theme, frame))?;
    Ok(frame.buffer.clone())
}

/// Reads `@zel<enter>jj`.
pub(super) fn keys(text: &str) -> anyhow::Result<Vec<KeyEvent>> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '<'
            && let Some((name, after)) = rest[1..].split_once('>')
            && !name.is_empty()
        {
            keys.push(named(name)?);
            rest = after;
        } else {
            keys.push(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
            rest = &rest[c.len_utf8()..];
        }
    }
    Ok(keys)
}

fn named(name: &str) -> anyhow::Result<KeyEvent> {
    let Some(key) = crate::app::keymap::Chord::parse(&name.to_lowercase()) else {
        bail!(
            "<{}> is no key; write <enter>, <esc>, <tab>, <space>, <pgdn>, <ctrl-d>",
            crate::text::line(name)
        );
    };
    Ok(key.into())
}
