//! A timeline as a document to read: events under the years in which they begin, quotes as
//! quotations, and the sources as footnotes.
//!
//! It is made for people and cannot be read back. What Markdown or a terminal would obey in a text of
//! the timeline is escaped.

use std::collections::HashSet;
use std::io;

use super::losses::has_extra;
use super::{Format, Losses, Writer};
use crate::model::date::era_year;
use crate::model::{ActorId, Caveat, Date, Event, Quote, Source, Stance, Timeline, Word};
use crate::text::{Text, TextRef, line, shown};

pub(super) const FORMAT: Format = Format {
    name: "md",
    extensions: &["md", "markdown"],
    description: "a document to read, in Markdown, with the sources as footnotes",
    sniff: |_| false,
    records: false,
    fields: Vec::new,
    read: None,
    write: Some(Writer::File(write)),
};

fn write(timeline: &Timeline, out: &mut dyn io::Write, losses: &mut Losses) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    let out: &mut dyn io::Write = &mut out;
    writeln!(out, "# {}", one_line(timeline.title()))?;
    paragraphs(out, "", timeline.meta().description.as_ref().map(Text::as_ref))?;
    let mut above = String::new();
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        let heading = heading(event.date.as_ref());
        if heading != above {
            write!(out, "\n## {heading}\n")?;
            above = heading;
        }
        write_event(out, timeline, &event)?;
        lose_event(losses, &event);
    }
    footnotes(out, timeline)?;
    lose_rest(losses, timeline);
    out.flush()
}

fn lose_event(losses: &mut Losses, event: &Event) {
    let fields = [
        ("key", true),
        ("importance", event.importance.is_some()),
        ("tags", !event.tags.is_empty()),
        ("quotes.stance", event.quotes.iter().any(|quote| quote.stance == Some(Stance::Supports))),
        ("extra", has_extra(event)),
    ];
    losses.name(event.extra.get().iter().flat_map(|extra| extra.keys()));
    losses.lose_where(event.key, &fields);
}

/// What is lost of the timeline itself, of its actors and of its sources. Those that no event names
/// are lost whole.
fn lose_rest(losses: &mut Losses, timeline: &Timeline) {
    let meta = timeline.meta();
    let fields = [
        ("timeline.language", meta.language.is_some()),
        ("timeline.extra", meta.extra.is_some() || meta.rest.is_some()),
    ];
    losses.lose_where("timeline", &fields);

    let mut named: HashSet<ActorId> = HashSet::new();
    for id in timeline.event_ids() {
        let event = timeline.event(id);
        named.extend(event.actors.iter().map(|one| one.actor));
        named.extend(event.quotes.iter().filter_map(|quote| quote.speaker));
    }
    for id in timeline.actor_ids() {
        let actor = timeline.actor(id);
        if !named.contains(&id) {
            losses.lose("actors", &actor.key);
            continue;
        }
        let fields = [
            ("actors.key", true),
            ("actors.kind", actor.kind.is_some()),
            ("actors.aliases", !actor.aliases.is_empty()),
            ("actors.description", actor.description.is_some()),
            ("actors.extra", actor.extra.is_some()),
        ];
        losses.lose_where(&actor.key, &fields);
    }
    for id in timeline.source_ids() {
        let source = timeline.source(id);
        if timeline.quotes_of(id).is_empty() {
            losses.lose("sources", &source.key);
            continue;
        }
        let fields = [
            ("sources.key", true),
            ("sources.kind", source.kind.is_some()),
            ("sources.published_basis", source.published_basis.is_some()),
            ("sources.language", source.language.is_some()),
            ("sources.file", source.file.is_some()),
            ("sources.sha256", source.sha256.is_some()),
            ("sources.extra", source.extra.is_some()),
        ];
        losses.lose_where(&source.key, &fields);
    }
}

/// The year in which something begins, or the years in one of which it begins.
fn heading(date: Option<&Date>) -> String {
    let Some(date) = date else { return "Undated".into() };
    let ends = date.ends();
    let Some((first, ..)) = date.first_day() else { return "Beginning not known".into() };
    match ends.latest_start.year() {
        // One moment: its year is that of its own time zone.
        _ if ends.earliest_start == ends.latest_start => era_year(first),
        None => format!("{} or later", era_year(first)),
        Some(last) if last == first => era_year(first),
        Some(last) => format!("{} – {}", era_year(first), era_year(last)),
    }
}

fn write_event(out: &mut dyn io::Write, timeline: &Timeline, event: &Event) -> io::Result<()> {
    let when = event.date.as_ref().map(|date| format!("{}: ", one_line(&date.human()))).unwrap_or_default();
    write!(out, "\n### {when}{}\n", one_line(event.title.raw()))?;
    let mut facts = Vec::new();
    facts.extend(event.status.map(|status| format!("**{}**", status.word())));
    facts.extend(event.place.as_ref().map(|place| one_line(place.raw())));
    let actors: Vec<String> = event
        .actors
        .iter()
        .map(|one| {
            let name = one_line(timeline.actor(one.actor).name.raw());
            one.role.as_ref().map_or(name.clone(), |role| format!("{name} ({})", one_line(role.raw())))
        })
        .collect();
    if !actors.is_empty() {
        facts.push(actors.join(", "));
    }
    if !facts.is_empty() {
        write!(out, "\n{}\n", facts.join(" · "))?;
    }
    paragraphs(out, "", event.summary)?;
    for quote in &event.quotes {
        write_quote(out, timeline, &quote)?;
    }
    for caveat in &event.caveats {
        write_caveat(out, &caveat)?;
    }
    Ok(())
}

fn write_quote(out: &mut dyn io::Write, timeline: &Timeline, quote: &Quote) -> io::Result<()> {
    paragraphs(out, "> ", Some(quote.text))?;
    let mut cited = Vec::new();
    cited.extend(quote.speaker.map(|id| one_line(timeline.actor(id).name.raw())));
    if let Some(id) = quote.source {
        let locator = quote.locator.as_ref().map(|locator| format!(", {}", one_line(locator.text().raw())));
        cited.push(format!(
            "{}{}[^{}]",
            one_line(timeline.source(id).title.raw()),
            locator.unwrap_or_default(),
            id.0 + 1
        ));
    }
    cited.extend(
        quote
            .stance
            .filter(|&stance| stance != Stance::Supports)
            .map(|stance| format!("*{}*", stance.word())),
    );
    if quote.is_report() && !cited.is_empty() {
        write!(out, "\nReported by {}\n", cited.join(", "))?;
    } else if !cited.is_empty() {
        write!(out, ">\n> — {}\n", cited.join(", "))?;
    }
    if let Some(note) = &quote.note {
        write!(out, "\n*Note: {}*\n", one_line(note.raw()))?;
    }
    Ok(())
}

fn write_caveat(out: &mut dyn io::Write, caveat: &Caveat) -> io::Result<()> {
    let kind = caveat.kind.map_or("caveat", Word::word);
    let quote = caveat.quote.as_ref().map(|quote| format!(" (“{}”)", one_line(quote.raw())));
    write!(out, "\n**{}:** {}{}\n", capital(kind), one_line(caveat.text.raw()), quote.unwrap_or_default())
}

fn footnotes(out: &mut dyn io::Write, timeline: &Timeline) -> io::Result<()> {
    let mut first = true;
    for id in timeline.source_ids() {
        let source = timeline.source(id);
        if timeline.quotes_of(id).is_empty() {
            continue;
        }
        if first {
            out.write_all(b"\n## Sources\n\n")?;
            first = false;
        }
        writeln!(out, "[^{}]: {}", id.0 + 1, citation(source))?;
    }
    Ok(())
}

/// Author, title, publisher, date and address, as far as they are known.
fn citation(source: &Source) -> String {
    let text = |text: &Option<Text>| text.as_ref().map(|text| one_line(text.raw()));
    let published = source.published.as_ref().map(|date| one_line(&date.human()));
    let url = source
        .url
        .as_ref()
        .map(|url| format!("<{}>", line(url.raw()).replace(' ', "%20").replace(['<', '>'], "")));
    let title = Some(format!("*{}*", one_line(source.title.raw())));
    let parts = [text(&source.author), title, text(&source.publisher), published, url];
    format!("{}.", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// A text in paragraphs, each line with `prefix` before it.
fn paragraphs(out: &mut dyn io::Write, prefix: &str, text: Option<TextRef>) -> io::Result<()> {
    let Some(text) = text.filter(|text| !text.is_blank()) else { return Ok(()) };
    out.write_all(b"\n")?;
    for text in shown(text.raw()).trim().lines() {
        writeln!(out, "{}", format!("{prefix}{}", escaped(text.trim())).trim_end())?;
    }
    Ok(())
}

/// Text on one line of Markdown, taken as it stands.
pub(crate) fn one_line(text: &str) -> String {
    escaped(&line(text))
}

/// Text that Markdown takes as it stands; blanks at its ends stay.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let list = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = text.len() - list.len();
    for (at, c) in text.char_indices() {
        let begins = at == 0 && matches!(c, '#' | '-' | '+' | '=' | '~' | ':');
        let numbers = at == number && number > 0 && matches!(c, '.' | ')');
        if begins || numbers || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markdown() {
        let rows = [
            ("# no heading", "\\# no heading"),
            ("1994. a year", "1994\\. a year"),
            ("a *b* [c](d) <e>", "a \\*b\\* \\[c\\](d) \\<e\\>"),
            ("- x", "\\- x"),
            ("well-known 3.5", "well-known 3.5"),
        ];
        for (text, wanted) in rows {
            assert_eq!(escaped(text), wanted);
        }
    }

    #[test]
    fn events_stand_under_their_years() {
        let rows = [
            ("../1995", "Beginning not known"),
            ("-0043-03-15", "44 BCE"),
            ("158X~", "1580 – 1589"),
            ("1994", "1994"),
            ("1994/1996", "1994"),
            ("[1994-12-31..1995-01-01]", "1994 – 1995"),
            ("[1994..]", "1994 or later"),
            ("2025-01-01T01:00:00+05:00", "2025"),
        ];
        for (text, wanted) in rows {
            assert_eq!(heading(Some(&Date::parse(text).unwrap().0)), wanted, "{text}");
        }
        let events =
            [("a", "1994"), ("b", "1994-05"), ("c", "1995"), ("d", ""), ("e", "")].map(|(title, date)| {
                let date = if date.is_empty() { String::new() } else { format!("date = '{date}'\n") };
                format!("[[events]]\ntitle = '{title}'\n{date}")
            });
        let timeline =
            super::super::read(super::super::Hint::None, events.concat().as_bytes()).unwrap().timeline;
        let document = super::super::write("md", &timeline).unwrap();
        let headings: Vec<&str> = document.lines().filter(|line| line.starts_with('#')).skip(1).collect();
        assert_eq!(
            headings,
            [
                "## 1994",
                "### 1994: a",
                "### May 1994: b",
                "## 1995",
                "### 1995: c",
                "## Undated",
                "### d",
                "### e"
            ]
        );
    }

    #[test]
    fn a_document_with_footnotes() {
        let text = b"[timeline]\ntitle = 'Talks'\ndescription = 'What was said.'\n\
            [[actors]]\nkey = 'n'\nname = 'NATO'\n\
            [[sources]]\nkey = 's'\ntitle = 'Letter'\nauthor = 'A. Writer'\nurl = 'https://example.org/a b'\n\
            [[events]]\nkey = 'a'\ntitle = 'They met'\nplace = 'Brussels'\nactors = [{ actor = 'n', role = 'host' }]\n\
            [[events.quotes]]\ntext = \"We met.\\nTwice.\"\nspeaker = 'n'\nsource = 's'\nlocator = 'par. 2'\n\
            [[events.caveats]]\nkind = 'disputed'\ntext = 'Once, says another.'\nquote = 'Twice'\n";
        let timeline = super::super::read(super::super::Hint::None, text).unwrap().timeline;
        insta::assert_snapshot!(super::super::write("md", &timeline).unwrap(), @r"
        # Talks

        What was said.

        ## Undated

        ### They met

        Brussels · NATO (host)

        > We met.
        > Twice.
        >
        > — NATO, Letter, par. 2[^1]

        **Disputed:** Once, says another. (“Twice”)

        ## Sources

        [^1]: A. Writer, *Letter*, <https://example.org/a%20b>.
        ");
    }

    #[test]
    fn says_what_is_not_in_it() {
        let text = b"[timeline]\nlanguage = 'en'\n[[actors]]\nkey = 'n'\nname = 'NATO'\naliases = ['OTAN']\n\
            [[actors]]\nkey = 'idle'\nname = 'Idle'\nkind = 'person'\n\
            [[sources]]\nkey = 's'\ntitle = 'S'\nfile = 'a.txt'\n[[sources]]\nkey = 't'\ntitle = 'T'\n\
            [[events]]\nkey = 'a'\ntitle = 'A'\nactors = ['n']\ntags = ['x']\nmood = 'good'\n\
            [[events.quotes]]\ntext = 'We met.'\nsource = 's'\nstance = 'supports'\n\
            [[events]]\nkey = 'b'\ntitle = 'B'\nimportance = 'core'\n";
        let timeline = super::super::read(super::super::Hint::None, text).unwrap().timeline;
        let losses = super::super::write_to(&FORMAT, &timeline, &mut std::io::sink()).unwrap();
        let rows: Vec<_> = losses.rows().collect();
        let wanted = [
            ("key", 2),
            ("tags", 1),
            ("quotes.stance", 1),
            ("extra", 1),
            ("importance", 1),
            ("timeline.language", 1),
            ("actors.key", 1),
            ("actors.aliases", 1),
            ("actors", 1),
            ("sources.key", 1),
            ("sources.file", 1),
            ("sources", 1),
        ];
        assert_eq!(rows, wanted);
    }
}
