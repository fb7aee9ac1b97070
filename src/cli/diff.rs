//! `annals diff`: what changed, in words.

use std::path::Path;

use anyhow::bail;
use serde_json::{Value, json};

use super::args::DiffArgs;
use super::out::{Out, Set};
use super::{End, list, load};
use crate::change::{Account, Change, EventChange, How, canon};
use crate::store::StoreError;
use crate::text::Text;

pub(super) fn run(args: &DiffArgs, out: &mut Out) -> anyhow::Result<End> {
    if let Some(path) = &args.textconv {
        return textconv(path, args, out);
    }
    let (Some(old), Some(new)) = (&args.old, &args.new) else {
        bail!("name two timelines to compare");
    };
    if old.as_os_str() == "-" && new.as_os_str() == "-" {
        bail!("standard input can be read once only; name one file");
    }
    let (old, new) = (load::one(old, &args.manner)?, load::one(new, &args.manner)?);
    old.warn();
    new.warn();
    let account = Account::of(&old.timeline, &new.timeline);
    if args.json {
        let value = json!({
            "events": account.events.iter().map(event).collect::<Vec<_>>(),
            "beside": account.beside.iter().map(change).collect::<Vec<_>>(),
        });
        list::json_value(&value, out)?;
    } else if args.stat {
        out.line(Set::Plain, &account.stat())?;
    } else {
        print(&account, out)?;
    }
    // What could not be read may differ.
    let is_whole = [&old, &new].iter().all(|loaded| loaded.is_whole(&args.manner));
    Ok(End::found(account.is_empty() && is_whole))
}

/// A timeline as lines that git can compare. Git gives also what is not a timeline (any more): that is
/// passed on as it stands, for there is nobody to tell.
fn textconv(path: &Path, args: &DiffArgs, out: &mut Out) -> anyhow::Result<End> {
    match load::one(path, &args.manner) {
        Ok(loaded) => out.bytes(canon(&loaded.timeline).as_bytes())?,
        Err(error) if matches!(error.downcast_ref(), Some(StoreError::Parse { .. })) => {
            out.line(Set::Plain, "(this is no timeline that annals can read)")?;
            let bytes = crate::store::read_file(path).map_err(anyhow::Error::msg)?;
            out.line(Set::Plain, &String::from_utf8_lossy(&bytes))?;
        }
        Err(error) => return Err(error),
    }
    Ok(End::Found)
}

fn print(account: &Account, out: &mut Out) -> anyhow::Result<()> {
    let mut first = true;
    for event in &account.events {
        if !first {
            out.end()?;
        }
        first = false;
        let set = match event.how {
            How::New => Set::Accent,
            How::Changed => Set::Bold,
            How::Gone => Set::Warn,
        };
        out.text(set, &format!("{}: ", event.how.word()))?;
        out.text(Set::Bold, &event.title.line())?;
        let date = event.date.as_ref().map(|date| format!("{date}, ")).unwrap_or_default();
        out.line(Set::Dim, &format!(" ({date}{})", event.key.line()))?;
        for change in &event.changes {
            out.line(Set::Plain, &format!("  {}", change.said))?;
        }
    }
    if !account.beside.is_empty() && !first {
        out.end()?;
    }
    for change in &account.beside {
        out.line(Set::Plain, &change.said)?;
    }
    Ok(())
}

fn event(event: &EventChange) -> Value {
    let mut value = json!({
        "change": event.how.word(),
        "key": event.key.raw(),
        "title": event.title.raw(),
    });
    if let Some(object) = value.as_object_mut() {
        if let Some(was) = &event.was {
            object.insert("was".into(), was.raw().into());
        }
        if event.how == How::Changed {
            object.insert("changes".into(), event.changes.iter().map(change).collect());
        }
    }
    value
}

fn change(change: &Change) -> Value {
    json!({
        "field": change.part,
        "said": change.said,
        "from": change.from.as_ref().map(Text::raw),
        "to": change.to.as_ref().map(Text::raw),
    })
}
