//! From the parts of a native file to a draft, saying what is wrong with each.
//!
//! TOML and JSON share this walk, so they have the same fields, the same tolerance and the same
//! messages. What cannot be understood is told and kept in the extra fields of its table.

use std::collections::HashMap;

use super::node::{Kind, Node, Table};
use crate::issue::{Issue, Lines, Spot, nearest};
use crate::model::draft::{
    At, DraftActor, DraftCaveat, DraftEvent, DraftParticipant, DraftQuote, DraftSource,
};
use crate::model::{Draft, Meta};
use crate::text::Text;

mod values;

const ROOT: &[&str] = &["timeline", "sources", "actors", "events"];
pub(super) const TIMELINE: &[&str] = &["title", "description", "language"];
pub(super) const SOURCE: &[&str] = &[
    "key",
    "title",
    "publisher",
    "author",
    "kind",
    "published",
    "published_basis",
    "url",
    "language",
    "file",
    "sha256",
];
pub(super) const ACTOR: &[&str] = &["key", "name", "kind", "aliases", "description"];
pub(super) const EVENT: &[&str] = &[
    "key",
    "date",
    "title",
    "summary",
    "status",
    "importance",
    "place",
    "actors",
    "quotes",
    "caveats",
    "tags",
];
pub(super) const PARTICIPANT: &[&str] = &["actor", "role"];
pub(super) const QUOTE: &[&str] = &["text", "source", "speaker", "locator", "stance", "note"];
pub(super) const CAVEAT: &[&str] = &["kind", "text", "quote"];

/// Whether a file with these outermost fields means to be a timeline.
pub(super) fn is_timeline(root: &Table) -> bool {
    ROOT.iter().any(|name| root.has(name))
}

/// Fills a draft.
pub(super) fn draft(root: Table, lines: &Lines) -> (Draft, Vec<Issue>) {
    let mut walk = Walk { lines, issues: Vec::new(), own: HashMap::new() };
    let draft = walk.root(root);
    walk.tell_own();
    (draft, walk.issues)
}

/// The same for one record of many: fields of its own are kept, and nothing is said of them.
pub(super) fn record(root: Table, lines: &Lines) -> (Draft, Vec<Issue>) {
    let mut walk = Walk { lines, issues: Vec::new(), own: HashMap::new() };
    let draft = walk.root(root);
    (draft, walk.issues)
}

struct Walk<'l, 't> {
    lines: &'l Lines<'t>,
    issues: Vec<Issue>,
    /// Fields that are not meant to be others: where each is first, and how often it is there. They are
    /// told once, for other formats bring them with every event.
    own: HashMap<(&'static str, Box<str>), (Spot, usize)>,
}

impl Walk<'_, '_> {
    fn root(&mut self, root: Table) -> Draft {
        let mut out = Draft::default();
        let rest = self.fields(root, |walk, name, field, rest| match name {
            "timeline" => match field.value.kind {
                Kind::Table(table) => out.meta = walk.meta(table),
                _ => walk.wrong_type(name, "a table, [timeline]", field, rest),
            },
            "sources" => out.sources = walk.list(name, field, rest, Self::source),
            "actors" => out.actors = walk.list(name, field, rest, Self::actor),
            "events" => out.events = walk.list(name, field, rest, Self::event),
            _ if TIMELINE.contains(&name) || nearest(name, ROOT.iter().copied()).is_none() => {
                walk.homeless(name, field, rest);
            }
            _ => walk.unknown(name, "a timeline", ROOT, field, rest),
        });
        out.meta.rest = rest;
        out
    }

    fn meta(&mut self, table: Table) -> Meta {
        let mut out = Meta::default();
        out.extra = self.fields(table, |walk, name, field, extra| match name {
            "title" => out.title = walk.text(name, field, extra),
            "description" => out.description = walk.text(name, field, extra),
            "language" => out.language = walk.text(name, field, extra),
            _ => walk.unknown(name, "[timeline]", TIMELINE, field, extra),
        });
        out
    }

    fn source<'a>(&mut self, node: Node<'a>) -> Result<DraftSource, Node<'a>> {
        let (table, spot) = self.table("a source", node)?;
        let mut out = DraftSource { spot, ..DraftSource::default() };
        let mut words = None;
        out.extra = self.fields(table, |walk, name, field, extra| match name {
            "published_original" => words = walk.text_at(name, field, extra),
            "key" => out.key = walk.text_at(name, field, extra),
            "title" => out.title = walk.text(name, field, extra),
            "publisher" => out.publisher = walk.text(name, field, extra),
            "author" => out.author = walk.text(name, field, extra),
            "kind" => out.kind = walk.text(name, field, extra),
            "published" => out.published = walk.date(name, field, extra),
            "published_basis" => out.published_basis = walk.text(name, field, extra),
            "url" => out.url = walk.text(name, field, extra),
            "language" => out.language = walk.text(name, field, extra),
            "file" => out.file = walk.text(name, field, extra),
            "sha256" => out.sha256 = walk.text(name, field, extra),
            _ => walk.unknown(name, "a source", SOURCE, field, extra),
        });
        self.in_words("published_original", &mut out.published, words, &mut out.extra);
        Ok(out)
    }

    fn actor<'a>(&mut self, node: Node<'a>) -> Result<DraftActor, Node<'a>> {
        let (table, spot) = self.table("an actor", node)?;
        let mut out = DraftActor { spot, ..DraftActor::default() };
        out.extra = self.fields(table, |walk, name, field, extra| match name {
            "key" => out.key = walk.text_at(name, field, extra),
            "name" => out.name = walk.text(name, field, extra),
            "kind" => out.kind = walk.word(field, extra),
            "aliases" => out.aliases = walk.texts(name, field, extra),
            "description" => out.description = walk.text(name, field, extra),
            _ => walk.unknown(name, "an actor", ACTOR, field, extra),
        });
        Ok(out)
    }

    fn event<'a>(&mut self, node: Node<'a>) -> Result<DraftEvent, Node<'a>> {
        let (table, spot) = self.table("an event", node)?;
        let line = spot.offset().map_or(0, |offset| self.lines.line(offset));
        let mut out = DraftEvent { spot, line, ..DraftEvent::default() };
        let mut words = None;
        out.extra = self.fields(table, |walk, name, field, extra| match name {
            "date_original" => words = walk.text_at(name, field, extra),
            "key" => out.key = walk.text_at(name, field, extra),
            "date" => out.date = walk.date(name, field, extra),
            "title" => out.title = walk.text(name, field, extra),
            "summary" => out.summary = walk.text(name, field, extra),
            "status" => out.status = walk.word(field, extra),
            "importance" => out.importance = walk.word(field, extra),
            "place" => out.place = walk.text(name, field, extra),
            "actors" => out.actors = walk.list(name, field, extra, Self::participant),
            "quotes" => out.quotes = walk.list(name, field, extra, Self::quote),
            "caveats" => out.caveats = walk.list(name, field, extra, Self::caveat),
            "tags" => out.tags = walk.texts(name, field, extra),
            // How `annals read` came to it: for whoever reviews the draft.
            "certainty" | "rule" => walk.keep(extra, name, field.value),
            _ => walk.unknown(name, "an event", EVENT, field, extra),
        });
        self.in_words("date_original", &mut out.date, words, &mut out.extra);
        Ok(out)
    }

    /// An actor's key alone, or a table with it.
    fn participant<'a>(&mut self, node: Node<'a>) -> Result<DraftParticipant, Node<'a>> {
        if let Kind::Text(key) = &node.kind {
            let actor = At::new(Text::new(key.as_ref()), node.spot);
            return Ok(DraftParticipant { actor, role: None, extra: None });
        }
        let (mut table, spot) = self.table("an actor of an event", node)?;
        let named = table.get_mut("actor").map(|field| {
            self.settle("actor", &mut field.value);
            &field.value.kind
        });
        if !matches!(named, Some(Kind::Text(key)) if !key.is_empty()) {
            let help = "name the actor by its key: { actor = \"key\" }";
            self.issues.push(Issue::error(spot, "an actor of an event that is not named", help));
            return Err(Node::new(Kind::Table(table), spot));
        }
        let (mut actor, mut role) = (None, None);
        let extra = self.fields(table, |walk, name, field, extra| match name {
            "actor" => actor = walk.text_at(name, field, extra),
            "role" => role = walk.text(name, field, extra),
            _ => walk.unknown(name, "an actor of an event", PARTICIPANT, field, extra),
        });
        Ok(DraftParticipant { actor: actor.unwrap_or_default(), role, extra })
    }

    fn quote<'a>(&mut self, node: Node<'a>) -> Result<DraftQuote, Node<'a>> {
        if let Kind::Text(text) = &node.kind {
            let text = Text::new(text.as_ref());
            return Ok(DraftQuote { spot: node.spot, text, ..DraftQuote::default() });
        }
        let (table, spot) = self.table("a quote", node)?;
        let mut out = DraftQuote { spot, ..DraftQuote::default() };
        out.extra = self.fields(table, |walk, name, field, extra| match name {
            "text" => out.text = walk.text(name, field, extra).unwrap_or_default(),
            "source" => out.source = walk.text_at(name, field, extra),
            "speaker" => out.speaker = walk.text_at(name, field, extra),
            "locator" => out.locator = walk.text(name, field, extra),
            "stance" => out.stance = walk.word(field, extra),
            "note" => out.note = walk.text(name, field, extra),
            _ => walk.unknown(name, "a quote", QUOTE, field, extra),
        });
        Ok(out)
    }

    fn caveat<'a>(&mut self, node: Node<'a>) -> Result<DraftCaveat, Node<'a>> {
        if let Kind::Text(text) = &node.kind {
            let text = Text::new(text.as_ref());
            return Ok(DraftCaveat { spot: node.spot, text, ..DraftCaveat::default() });
        }
        let (table, spot) = self.table("a caveat", node)?;
        let mut out = DraftCaveat { spot, ..DraftCaveat::default() };
        out.extra = self.fields(table, |walk, name, field, extra| match name {
            "kind" => out.kind = walk.word(field, extra),
            "text" => out.text = walk.text(name, field, extra).unwrap_or_default(),
            "quote" => out.quote = walk.text(name, field, extra),
            _ => walk.unknown(name, "a caveat", CAVEAT, field, extra),
        });
        if out.text.is_blank() {
            self.issues.push(Issue::error(spot, "a caveat without words", "say in `text` what is doubtful"));
        }
        Ok(out)
    }
}
