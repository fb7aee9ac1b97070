//! Every decision of the reading, each with its rule and the words that it rests on.

use std::io;

use crate::cli::out::{Out, Set};
use crate::extract::account::Account;
use crate::extract::actors::Cast;
use crate::extract::draft::Document;
use crate::extract::events::merge;
use crate::extract::quotes::{Act, Said};
use crate::extract::time::{Anchor, Sure};
use crate::store::papers::Paper;
use crate::text::{line, plural};

/// What was decided about a document.
pub(super) fn document(paper: &Paper, account: &Account, out: &mut Out) -> io::Result<()> {
    let text = |span: &std::ops::Range<usize>| short(paper.text.get(span.clone()).unwrap_or_default());
    out.line(Set::Bold, &format!("{} ({}, {} bytes of text)", paper.name, paper.kind.name(), account.bytes))?;
    let dated = &account.dated;
    let day = dated.edtf().unwrap_or_else(|| "undated".to_owned());
    out.line(
        Set::Plain,
        &format!("  written {day}  {}  {}: {}", sure(dated.sure), dated.rule, line(&dated.reason)),
    )?;
    for timex in &account.timexes {
        let from = match timex.anchor {
            Anchor::Itself => String::new(),
            Anchor::Bounds => ", from the earliest day it can be of".to_owned(),
            Anchor::Document => ", from the day it was written".to_owned(),
            Anchor::Spoken { start, end } => format!(", from {}", text(&(start..end))),
        };
        let edtf = timex.edtf.as_deref().unwrap_or("-");
        let stretch =
            timex.stretch.as_ref().map(|stretch| format!(" in {}", stretch.edtf)).unwrap_or_default();
        out.line(
            Set::Plain,
            &format!(
                "  time {}-{} {}  {} {} {edtf}{stretch}  {}  {}{from}",
                timex.span.start,
                timex.span.end,
                text(&timex.span),
                timex.kind.name(),
                timex.value,
                sure(timex.sure),
                timex.rule,
            ),
        )?;
    }
    for actor in &account.cast.actors {
        let also = if actor.aliases.is_empty() {
            String::new()
        } else {
            format!(" = {}", line(&actor.aliases.join(" = ")))
        };
        let kind = format!("{:?}", actor.kind).to_lowercase();
        out.line(
            Set::Plain,
            &format!(
                "  actor {}{also}  {kind}  {}  {}",
                line(&actor.name),
                plural(actor.mentions.len(), "mention"),
                actor.rule
            ),
        )?;
        for doubt in &actor.doubts {
            let other =
                account.cast.actors.get(doubt.with).map(|other| line(&other.name)).unwrap_or_default();
            out.line(Set::Warn, &format!("    perhaps {other}: {}", doubt.why))?;
        }
    }
    for said in &account.said {
        spoken(said, paper, &account.cast, out)?;
    }
    for told in &account.events {
        let event = &told.event;
        let when = event.when.as_ref();
        let date = when.map_or("undated", |when| when.edtf.as_str());
        let from = when.map(|when| format!(" from {}", text(&when.span))).unwrap_or_default();
        out.line(Set::Accent, &format!("  event {date}  {}", line(&told.title)))?;
        let actors: Vec<String> =
            event.actors.iter().map(|&actor| name(&account.cast, Some(actor))).collect();
        out.line(
            Set::Plain,
            &format!(
                "    {:?}, {}, {}{from}; actors: {}; place: {}; speaker: {}",
                event.status,
                sure(event.sure),
                event.rule,
                actors.join(", "),
                name(&account.cast, event.place),
                name(&account.cast, event.speaker)
            ),
        )?;
        let (start, end) = (event.sentence.start, event.sentence.end);
        out.line(Set::Dim, &format!("    {start}-{end} {}", short(&told.quote)))?;
    }
    Ok(())
}

/// Whose words something is, all of them, and what tells so.
fn spoken(said: &Said, paper: &Paper, cast: &Cast, out: &mut Out) -> io::Result<()> {
    let text = |span: &std::ops::Range<usize>| short(paper.text.get(span.clone()).unwrap_or_default());
    let kind = if said.direct { "direct" } else { "indirect" };
    let all = said.speaker.iter().chain(&said.with).map(|&actor| name(cast, Some(actor)));
    let mut by = all.collect::<Vec<String>>().join(" and ");
    if said.speaker.is_none() {
        // Where no actor is known by them, the words of the text tell who it is.
        by = said.source.as_ref().map_or_else(|| "-".to_owned(), |source| format!("- {}", text(source)));
    }
    let behalf = said.behalf.map(|of| format!(" for {}", name(cast, Some(of)))).unwrap_or_default();
    out.line(
        Set::Plain,
        &format!(
            "  {} {}-{} {}  by {by}{behalf}  {kind}  {}  {}  cue {}",
            act(said.act),
            said.span.start,
            said.span.end,
            text(&said.span),
            sure(said.sure),
            said.rule,
            text(&said.cue)
        ),
    )?;
    for part in &said.more {
        out.line(Set::Plain, &format!("    and {}-{} {}", part.start, part.end, text(part)))?;
    }
    Ok(())
}

/// What was decided about several documents together.
pub(super) fn merged(documents: &[Document], out: &mut Out) -> io::Result<()> {
    let given: Vec<_> = documents
        .iter()
        .map(|document| {
            (&document.account.cast, document.account.events.iter().map(|told| &told.event).collect())
        })
        .collect();
    let merged = merge::stories(&given);
    for story in merged.stories.iter().filter(|story| story.len() > 1) {
        let told = story.iter().filter_map(|telling| {
            let document = documents.get(telling.document)?;
            Some((document, document.account.events.get(telling.event)?))
        });
        for (index, (document, told)) in told.enumerate() {
            let lead = if index == 0 { "one event" } else { "     also" };
            let when = told.event.when.as_ref().map_or("undated", |when| when.edtf.as_str());
            out.line(
                Set::Plain,
                &format!("{lead}: {when}  {}  in {}", line(&told.title), line(&document.name)),
            )?;
        }
    }
    Ok(())
}

fn name(cast: &Cast, actor: Option<usize>) -> String {
    let actor = actor.and_then(|actor| cast.actors.get(actor));
    actor.map_or_else(|| "-".to_owned(), |actor| line(&actor.name).into_owned())
}

fn sure(sure: Sure) -> &'static str {
    match sure {
        Sure::Certain => "certain",
        Sure::Likely => "likely",
        Sure::Guess => "guess",
    }
}

/// The first words, on one line.
fn short(text: &str) -> String {
    let mut out: String = line(text.trim()).split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = out.char_indices().nth(90) {
        out.truncate(at);
        out.push('…');
    }
    format!("“{out}”")
}

/// What words are to who is behind them.
fn act(act: Act) -> &'static str {
    match act {
        Act::Speech => "said",
        Act::Thought => "thought",
        Act::Will => "wanted",
        Act::Stance => "judged",
        Act::Evidence => "showed",
        Act::Topic => "spoke of",
    }
}
