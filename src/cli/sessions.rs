//! `annals sessions`: what was read, when, and how far.

use anyhow::bail;

use super::args::{Manner, SessionsArgs, SessionsCommand};
use super::out::{Out, Set};
use super::table::{Column, Table};
use super::{End, keep, load};
use crate::app::{App, Origin, page::Line};
use crate::session::Identity;
use crate::store::session::{Folders, Library, Listed, paths_of, said_paths};
use crate::text::{line, plural};

/// The measure of the statistics.
const MEASURE: usize = 80;

pub(super) fn run(args: &SessionsArgs, out: &mut Out) -> anyhow::Result<End> {
    match &args.command {
        None | Some(SessionsCommand::List) => list(out),
        Some(SessionsCommand::Show { name }) => show(name, out),
        Some(SessionsCommand::Forget { name }) => forget(name, out),
        Some(SessionsCommand::Path { name }) => path(name.as_deref(), out),
    }
}

fn look() -> anyhow::Result<Library> {
    Ok(Library::look(Folders::from_env()?))
}

fn list(out: &mut Out) -> anyhow::Result<End> {
    let sessions = look()?.sessions();
    let mut table = Table::new([
        Column::new(Set::Accent),
        Column::new(Set::Plain),
        Column::new(Set::Plain),
        Column::new(Set::Plain),
        Column::new(Set::Plain),
        Column::new(Set::Dim),
    ]);
    for session in &sessions {
        table.row(cells(session));
    }
    table.print(out)?;
    for session in &sessions {
        for notice in &session.notices {
            super::out::complain_plainly(&format!("{}: {notice}", line(&session.name)));
        }
    }
    if sessions.is_empty() {
        super::out::complain_plainly("no session is kept yet: `annals` begins one");
    }
    Ok(End::found(!sessions.is_empty()))
}

fn cells(session: &Listed) -> [String; 6] {
    let read = session.last_read.and_then(|at| chrono::DateTime::from_timestamp(at.div_euclid(1000), 0));
    [
        session.name.clone(),
        read.map_or_else(|| "never".to_owned(), |read| read.format("%Y-%m-%d %H:%M UTC").to_string()),
        format!("{} of {} read", session.read, session.events),
        plural(session.marks, "mark"),
        plural(session.notes, "note"),
        match &session.path {
            Some(path) => format!("{} ({})", line(&session.title), said_paths(path)),
            None => line(&session.title).into_owned(),
        },
    ]
}

fn known(library: &Library, name: &str) -> anyhow::Result<Listed> {
    let sessions = library.sessions();
    let names: Vec<String> = sessions.iter().map(|session| session.name.clone()).collect();
    match sessions.into_iter().find(|session| session.name == name) {
        Some(session) => Ok(session),
        None => match crate::issue::nearest(name, names.iter().map(String::as_str)) {
            Some(near) => bail!("there is no session {}; did you mean {}?", line(name), line(near)),
            None => bail!("there is no session {}; `annals sessions` lists them", line(name)),
        },
    }
}

fn show(name: &str, out: &mut Out) -> anyhow::Result<End> {
    let library = look()?;
    let listed = known(&library, name)?;
    for cell in cells(&listed) {
        out.line(Set::Plain, &cell)?;
    }
    out.end()?;
    let paths = listed.path.as_deref().map(paths_of).unwrap_or_default();
    let loaded = match load::open(&paths, &Manner::default()) {
        Ok(loaded) => loaded,
        Err(error) => {
            out.line(Set::Warn, &format!("its timeline cannot be read: {error}"))?;
            return Ok(End::Found);
        }
    };
    let opened = library.session(name, crate::store::session::instance());
    // Another file may stand there by now, or the timeline came out of a pipe.
    let here = Identity::of(&loaded.timeline, None);
    let common = opened.session.identity().and_then(|identity| identity.common(&here));
    if common.is_none_or(|share| share < 0.3) {
        out.line(Set::Warn, "its timeline is not at hand: open the file to see more")?;
        return Ok(End::Found);
    }
    let mut app = App::new(loaded.timeline, loaded.issues, Origin::default(), super::list::today());
    app.look_at(opened.session);
    if let Some(page) = app.statistics(MEASURE) {
        for Line { spans, .. } in &page.lines {
            let text: String = spans.iter().map(|span| span.text.as_str()).collect();
            out.line(Set::Plain, text.trim_end())?;
        }
    }
    Ok(End::Found)
}

fn forget(name: &str, out: &mut Out) -> anyhow::Result<End> {
    let library = look()?;
    known(&library, name)?;
    let aside = library.forget(name, keep::now())?;
    out.line(
        Set::Plain,
        &format!("forgotten: its files were renamed, not deleted ({})", plural(aside.len(), "file")),
    )?;
    for path in aside {
        out.line(Set::Dim, &path.display().to_string())?;
    }
    Ok(End::Found)
}

fn path(name: Option<&str>, out: &mut Out) -> anyhow::Result<End> {
    let library = look()?;
    let names: Vec<String> = match name {
        Some(name) => vec![known(&library, name)?.name],
        None => library.sessions().into_iter().map(|session| session.name).collect(),
    };
    for name in &names {
        for path in library.paths(name) {
            out.line(Set::Plain, &path.display().to_string())?;
        }
    }
    Ok(End::found(!names.is_empty()))
}
