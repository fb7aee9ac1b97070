//! The first line and the last: what is read, where the reader is, what the keys do.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Block, BorderType, Clear, Widget};

use super::pane;
use super::theme::Theme;
use crate::app::action::{Action, Mend, Move, Pane, Way};
use crate::app::keymap::{self, Context};
use crate::app::layout::SINGLE;
use crate::app::{App, Overlay, Prompt, Saved};
use crate::marked::Sort;
use crate::review::{Holds, Verdict};
use crate::store::stream::Progress;
use crate::text::{cut, line, plural, width, wrap};

/// The title, and on the right how much there is.
pub(super) fn title(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let mut counts = Vec::new();
    counts.extend(app.loading().map(reading));
    if app.problems() > 0 {
        counts.push(format!("! {}", plural(app.problems(), "problem")));
    }
    counts.extend([
        plural(app.timeline.events().len(), "event"),
        plural(app.timeline.actors().len(), "actor"),
        plural(app.timeline.sources().len(), "source"),
    ]);
    // What has no title is called as its file is.
    let file =
        app.origin.path.as_deref().and_then(std::path::Path::file_name).map(|name| name.to_string_lossy());
    let untitled = app.timeline.meta().title.is_none();
    let name = file.as_deref().filter(|_| untitled).unwrap_or(app.timeline.title());
    let name = line(name);
    let room = usize::from(area.width);
    // The title is worth more than the counts, and the first count more than the last.
    while !counts.is_empty() && width(&name) + width(&counts.join(" · ")) + 5 > room {
        counts.pop();
    }
    let counts = format!("{} ", counts.join(" · "));
    let right = width(&counts);
    let fits = right > 1;
    let left = if fits { room - right } else { room };
    let title = cut(&name, left.saturating_sub(1));
    pane::pieces(buffer, (area.x, area.y), area.width, &[(" ", theme.plain), (&title, theme.title)]);
    if fits {
        let style = if app.problems() > 0 { theme.caveat } else { theme.dim };
        let right = u16::try_from(right).unwrap_or(0);
        pane::put(buffer, (area.right() - right, area.y), right, &counts, style);
    }
}

/// How far the reading is: in parts of a hundred where the end is known.
fn reading(progress: Progress) -> String {
    match progress.total.filter(|&total| total > 0) {
        Some(total) => format!("reading, {} %", (progress.read.min(total) * 100) / total),
        None if progress.read < 1_000_000 => "reading".to_owned(),
        None => format!("reading, {} MB", progress.read / 1_000_000),
    }
}

/// The last line. Gives the place of the text cursor where something is typed.
pub(super) fn draw(
    app: &App,
    theme: &Theme,
    area: Rect,
    body: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    match &app.overlay {
        Some(Overlay::Prompt(prompt)) => return Some(draw_prompt(prompt, theme, area, body, buffer)),
        Some(Overlay::Finder(finder)) => {
            let mode = if finder.together { "all of them together" } else { "any of them" };
            let left = match finder.chosen.len() {
                0 => "find an actor".to_owned(),
                n => format!("{} chosen, {mode}", plural(n, "actor")),
            };
            foot(app, &left, theme.plain, theme, area, buffer);
            return Some(super::finder::cursor(finder, body));
        }
        Some(Overlay::Marks(marks)) => {
            foot(app, "marks and notes: type to find one", theme.plain, theme, area, buffer);
            return Some(super::notes::cursor(marks, body));
        }
        Some(Overlay::Palette(palette)) => {
            let (left, style) = match &palette.error {
                Some(error) => (error.as_str(), theme.caveat),
                None => (palette.advice(), theme.plain),
            };
            foot(app, left, style, theme, area, buffer);
            return Some(super::palette::cursor(palette, body));
        }
        _ => {}
    }
    if let Some(message) = &app.message {
        let style = if message.is_error { theme.caveat } else { theme.plain };
        let mark = if message.is_error { "! " } else { "" };
        said(app, &format!("{mark}{}", line(&message.text)), style, theme, area, body, buffer);
    } else {
        // Where there is little room, the first key is worth more than the last words.
        let first = fitting(app, usize::MAX).first().map_or(0, |(key, hint)| length(key, hint));
        let room = usize::from(area.width).saturating_sub(first + 4);
        let mut place = place(app);
        if room > first {
            place = cut(&place, room).into();
        }
        foot(app, &place, theme.plain, theme, area, buffer);
    }
    None
}

/// Where the reader is, and what is in force.
fn place(app: &App) -> String {
    let shown = app.view.visible.len();
    let mut parts = Vec::new();
    if let Some(sheet) = app.sheet() {
        return super::document::place(sheet);
    }
    if shown > 0 {
        parts.push(format!("{}/{shown}", app.events.selected + 1));
    }
    parts.extend(app.review_state());
    if let Some(reading) = &app.reading {
        let height = usize::from(app.layout().body.height);
        if !reading.pane.at_end(height) {
            let below = reading.pane.page.lines.len() - reading.pane.top - height;
            match parts.last_mut() {
                Some(place) if app.size().0 < SINGLE => {
                    let _ = write!(place, " ↓{below}");
                }
                _ => parts.push(format!("↓ {}", plural(below, "line"))),
            }
        }
    }
    if !app.view.filter_text.is_empty() {
        let hidden = app.timeline.events().len() - shown;
        parts.push(format!("filter: {}", line(&app.view.filter_text)));
        parts.push(if app.view.is_scanning() { "looking".to_owned() } else { format!("{hidden} hidden") });
    }
    if app.view.certain_only {
        parts.push("certain only".to_owned());
    }
    parts.extend(app.left.clone());
    if let Saved::Failed(_) = app.reader.saved {
        parts.push("NOT SAVED".to_owned());
    }
    parts.join(" · ")
}

/// Words on the left, hints on the right as far as there is room.
fn foot(app: &App, left: &str, style: Style, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let room = usize::from(area.width).saturating_sub(2);
    let left = cut(left, room);
    pane::pieces(buffer, (area.x, area.y), area.width, &[(" ", theme.plain), (&left, style)]);
    let hints = fitting(app, room.saturating_sub(width(&left) + 2));
    let length: usize = hints.iter().map(|(key, hint)| length(key, hint)).sum();
    let mut x = area.right().saturating_sub(u16::try_from(length).unwrap_or(0));
    for (key, hint) in hints {
        x += pane::pieces(
            buffer,
            (x, area.y),
            area.right().saturating_sub(x),
            &[(&key, theme.key), (" ", theme.plain), (hint, theme.dim), ("  ", theme.plain)],
        );
    }
}

/// The hints that fit into so many columns: those that matter most, in their order.
fn fitting(app: &App, room: usize) -> Vec<(String, &'static str)> {
    let context = app.context();
    let mut hints: Vec<(Action, String, &str)> = hints(app, context)
        .filter_map(|action| Some((action, keymap::key_of(context, action)?, hint(app, context, action)?)))
        .collect();
    let mut used: usize = hints.iter().map(|(_, key, hint)| length(key, hint)).sum();
    while used > room {
        // From the end, and what must not be missed last.
        let last = hints.iter().rposition(|(action, ..)| !needed(context).contains(action));
        let Some(at) = last.or_else(|| hints.len().checked_sub(1)) else { break };
        let (_, key, hint) = hints.remove(at);
        used -= length(&key, hint);
    }
    hints.into_iter().map(|(_, key, hint)| (key, hint)).collect()
}

/// One or two words for what a key does here.
fn hint(app: &App, context: Context, action: Action) -> Option<&'static str> {
    Some(match (context, action) {
        // Where nothing is open, what closes it leaves the program.
        (Context::Events, Action::Close) if app.side.source.is_none() => "quit",
        (Context::Actors, Action::Open) => "follow",
        (Context::Actors, Action::ActorScope) if app.side.all_actors => "of the event",
        (Context::Quotes | Context::Read, Action::Open) => "document",
        (Context::Read, Action::FocusCycle(_)) => "quote",
        (Context::Editor, Action::Accept) => "keep",
        (Context::Picker, Action::Accept) => match &app.overlay {
            Some(Overlay::Finder(_)) => "follow",
            Some(Overlay::Palette(_)) => "do it",
            _ => "go there",
        },
        _ => action.described()?.hint,
    })
}

/// Without these nobody finds out, or back.
fn needed(context: Context) -> &'static [Action] {
    match context {
        Context::Review => &[Action::Help, Action::UndoReview(Way::Back), Action::WriteReview],
        Context::Document => &[Action::Back, Action::Help],
        _ => &[],
    }
}

/// The columns of a hint.
fn length(key: &str, hint: &str) -> usize {
    width(key) + 1 + width(hint) + 2
}

/// What is said where it does not fit into the foot beside what must not be missed: over the foot, in as many
/// lines as it takes.
fn said(app: &App, text: &str, style: Style, theme: &Theme, area: Rect, body: Rect, buffer: &mut Buffer) {
    let context = app.context();
    let needed = needed(context);
    let hints = needed
        .iter()
        .filter_map(|action| Some(length(&keymap::key_of(context, *action)?, hint(app, context, *action)?)));
    let hints: usize = hints.sum();
    let room = usize::from(area.width).saturating_sub(if hints > 0 { 4 + hints } else { 2 });
    if width(text) <= room || body.height < 4 {
        foot(app, text, style, theme, area, buffer);
        return;
    }
    let lines = wrap(text, usize::from(body.width.saturating_sub(2)));
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(body.height / 2);
    let over = aside(app, body, height);
    Clear.render(over, buffer);
    for (row, range) in (0..height).zip(lines) {
        pane::pieces(
            buffer,
            (over.x, over.y + row),
            over.width,
            &[(" ", theme.plain), (&text[range], style)],
        );
    }
    foot(app, &place(app), theme.plain, theme, area, buffer);
}

/// So many rows at the foot of the panes; at their head where the selected event would be covered.
fn aside(app: &App, body: Rect, height: u16) -> Rect {
    let foot = body.bottom() - height;
    let list = app.layout().inside(Pane::Events);
    let row = app.events_window().row_of(app.events.selected).saturating_sub(app.events.top);
    let is_shown =
        !list.is_empty() && app.overlay.is_none() && app.reading.is_none() && app.sheet().is_none();
    let is_covered = is_shown && usize::from(list.y) + row >= usize::from(foot);
    Rect { y: if is_covered { body.y } else { foot }, height, ..body }
}

/// The keys that matter most where the reader is, the most useful first.
fn hints(app: &App, context: Context) -> impl Iterator<Item = Action> + use<> {
    let filtered = !app.view.filter_text.is_empty();
    let source = app.side.source.is_some();
    let actions: &'static [Action] = match context {
        Context::Events if filtered => {
            &[Action::Back, Action::ReadOn, Action::CertainOnly, Action::Filter, Action::Help, Action::Close]
        }
        Context::Events => &[
            Action::Help,
            Action::ReadOn,
            Action::FindActor,
            Action::Filter,
            Action::Search,
            Action::Close,
            Action::GoTo,
        ],
        // Where there is nothing to judge.
        Context::Review if !app.has_candidates() => &[
            Action::Mend(Mend::Date),
            Action::Mend(Mend::Title),
            Action::Help,
            Action::UndoReview(Way::Back),
            Action::WriteReview,
            Action::Mend(Mend::Actors),
            Action::Split,
            Action::Review,
        ],
        Context::Review => &[
            Action::Judge(Verdict::Accepted),
            Action::Judge(Verdict::Rejected),
            Action::Help,
            Action::UndoReview(Way::Back),
            Action::WriteReview,
            Action::Mend(Mend::Date),
            Action::Mend(Mend::Title),
            Action::Mend(Mend::Actors),
            Action::Mend(Mend::Speaker),
            Action::Merge,
            Action::AcceptAll,
        ],
        Context::Actors => &[Action::Open, Action::ActorScope, Action::SameActor(Way::Forward), Action::Help],
        Context::Quotes if source => &[Action::Open, Action::Back, Action::OpenSource, Action::Help],
        Context::Quotes => &[Action::SourceQuotes, Action::OpenSource, Action::Open, Action::Help],
        // Without quotes there is nothing to go to.
        Context::Read if app.reading.as_ref().is_some_and(|reading| reading.pane.page.items.is_empty()) => {
            &[Action::ReadOn, Action::Back, Action::ReadBack, Action::Event(Way::Forward), Action::Help]
        }
        Context::Read => &[
            Action::ReadOn,
            Action::Back,
            Action::ReadBack,
            Action::Event(Way::Forward),
            Action::Help,
            Action::FocusCycle(Way::Forward),
            Action::Open,
        ],
        Context::Document if app.sheet().is_some_and(|sheet| sheet.document().is_none()) => {
            &[Action::OpenSource, Action::Back, Action::Help]
        }
        Context::Document => &[
            Action::Mark(Sort::Time, Way::Forward),
            Action::Mark(Sort::Actor, Way::Forward),
            Action::Mark(Sort::Said, Way::Forward),
            Action::Mark(Sort::Quote, Way::Forward),
            Action::Search,
            Action::AddEvent,
            Action::Back,
            Action::Help,
        ],
        Context::Question => &[
            Action::Holds(Holds::First),
            Action::Holds(Holds::Second),
            Action::Holds(Holds::FirstNoted),
            Action::Holds(Holds::SecondNoted),
            Action::Back,
        ],
        Context::Window => &[Action::Move(Move::PageDown), Action::Open, Action::Back],
        Context::Picker => &[Action::Accept, Action::Back, Action::Choose, Action::AnyOrAll],
        Context::Editor => &[Action::Accept, Action::NoteInEditor, Action::Discard],
        Context::Global | Context::Panes | Context::Prompt => &[],
    };
    let palette = matches!(app.overlay, Some(Overlay::Palette(_) | Overlay::Marks(_)));
    let help = matches!(app.overlay, Some(Overlay::Help(_) | Overlay::Statistics(_) | Overlay::Compare(_)));
    actions.iter().copied().filter(move |action| match action {
        Action::Choose | Action::AnyOrAll => !palette,
        Action::Open => !help,
        _ => true,
    })
}

fn draw_prompt(prompt: &Prompt, theme: &Theme, area: Rect, body: Rect, buffer: &mut Buffer) -> Position {
    let label = prompt.kind.label();
    // It begins where everything else in the foot does.
    let label_width = u16::try_from(1 + width(label)).unwrap_or(0).min(area.width / 2);
    pane::pieces(buffer, (area.x, area.y), label_width, &[(" ", theme.plain), (label, theme.key)]);
    let field = Rect { x: area.x + label_width, width: area.width - label_width, ..area };
    let cursor = field_text(&prompt.input, prompt.wrong.as_ref(), theme, field, buffer);
    if prompt.input.value().is_empty() {
        let room = field.width.saturating_sub(1);
        let example = prompt.kind.example();
        // Where there is no room for what the keys do, the example is shown by itself.
        let fits = width(example) <= room.into();
        let example = example.split_once("   ").filter(|_| !fits).map_or(example, |(example, _)| example);
        pane::put(buffer, (field.x + 1, field.y), room, example, theme.dim);
    }
    above(prompt, theme, body, buffer);
    cursor
}

/// The line over a prompt: what is wrong, or what Tab would put in.
fn above(prompt: &Prompt, theme: &Theme, body: Rect, buffer: &mut Buffer) {
    if body.is_empty() {
        return;
    }
    let row = Rect { y: body.bottom() - 1, height: 1, ..body };
    let (completions, chosen) = prompt.completions();
    if let Some(error) = prompt.error.as_ref().filter(|_| chosen.is_none() && !prompt.is_on_the_way()) {
        let error = line(error);
        let lines = wrap(&error, usize::from(body.width.saturating_sub(4)));
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(body.height);
        let area = Rect { y: body.bottom() - height, height, ..body };
        Clear.render(area, buffer);
        for (row, range) in (0..height).zip(lines) {
            let mark = if row == 0 { " ! " } else { "   " };
            pane::pieces(
                buffer,
                (area.x, area.y + row),
                area.width,
                &[(mark, theme.caveat), (&error[range], theme.caveat)],
            );
        }
        return;
    }
    // What is to be known stands over what Tab offers.
    if let Some(note) = &prompt.note {
        let lines = wrap(note, usize::from(body.width.saturating_sub(2)));
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(body.height);
        let bottom = if completions.is_empty() { body.bottom() } else { row.y };
        let area = Rect { y: bottom.saturating_sub(height).max(body.y), height, ..body };
        Clear.render(area.intersection(body), buffer);
        for (row, range) in (0..area.intersection(body).height).zip(lines) {
            let words = [(" ", theme.plain), (&note[range], theme.plain)];
            pane::pieces(buffer, (area.x, area.y + row), area.width, &words);
        }
    }
    if !completions.is_empty() {
        Clear.render(row, buffer);
        let mut x = row.x;
        for (index, completion) in completions.iter().enumerate().skip(chosen.unwrap_or(0)) {
            let style = if Some(index) == chosen { theme.selected } else { theme.name };
            let shown = line(&completion.shown).into_owned();
            x += pane::pieces(
                buffer,
                (x, row.y),
                row.right().saturating_sub(x),
                &[
                    (" ", theme.plain),
                    (&shown, style),
                    (" ", theme.plain),
                    (completion.hint.as_ref(), theme.dim),
                    (" ", theme.plain),
                ],
            );
        }
    }
}

/// The text that is typed, scrolled so that the cursor is seen; `…` stands where it goes on. Gives the cursor's
/// place.
pub(super) fn field_text(
    input: &tui_input::Input,
    wrong: Option<&std::ops::Range<usize>>,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Position {
    let room = usize::from(area.width.saturating_sub(1));
    let text = input.value();
    let end = text.char_indices().nth(input.cursor()).map_or(text.len(), |(at, _)| at);
    // What the text is shown as may be wider than it is: it is measured as it is shown.
    let graphemes: Vec<(usize, String)> =
        unicode_segmentation::UnicodeSegmentation::grapheme_indices(text, true)
            .map(|(at, grapheme)| (at, crate::text::shown(grapheme).into_owned()))
            .collect();
    let before: usize = graphemes.iter().take_while(|(at, _)| *at < end).map(|(_, shown)| width(shown)).sum();
    let mut scroll = 0;
    let mut hidden = graphemes.iter();
    while before.saturating_sub(scroll) > room {
        scroll += hidden.next().map_or(room, |(_, shown)| width(shown)).max(1);
    }
    let mut column = 0;
    let mut x = area.x;
    let mut goes_on = false;
    for (at, shown) in &graphemes {
        let cells = width(shown);
        if column >= scroll && column + cells <= scroll + room {
            let is_wrong = wrong.is_some_and(|range| range.contains(at));
            let style = if is_wrong { theme.hit } else { theme.plain };
            x += pane::put(buffer, (x, area.y), u16::try_from(cells).unwrap_or(0), shown, style);
        }
        column += cells;
        goes_on |= column > scroll + room;
    }
    let cursor = u16::try_from(before.saturating_sub(scroll).min(room)).unwrap_or(0);
    let left = Position { x: area.x.saturating_sub(1), y: area.y };
    if scroll > 0 && buffer.cell(left).is_some_and(|cell| cell.symbol() == " ") {
        pane::put(buffer, (left.x, left.y), 1, "…", theme.dim);
    }
    if goes_on {
        pane::put(buffer, (area.right().saturating_sub(1), area.y), 1, "…", theme.dim);
    }
    Position { x: area.x + cursor, y: area.y }
}

/// After the first key of a sequence: what may follow.
pub(super) fn followers(app: &App, theme: &Theme, body: Rect, buffer: &mut Buffer) {
    if app.pending.is_empty() || body.height < 3 {
        return;
    }
    let rows: Vec<(String, &str)> = keymap::followers(app.context(), &app.pending)
        .into_iter()
        .filter_map(|(chord, action)| Some((keymap::shown(chord), action.described()?.doc)))
        .collect();
    let keys: Vec<String> = app.pending.iter().map(|chord| keymap::shown(*chord)).collect();
    let key_width = rows.iter().map(|(key, _)| width(key)).max().unwrap_or(0);
    let widest = rows.iter().map(|(_, doc)| key_width + 2 + width(doc)).max().unwrap_or(0);
    let columns = u16::try_from(widest + 4).unwrap_or(u16::MAX).min(body.width);
    // What a key does goes on below where it is long and the screen narrow.
    let mut lines: Vec<(&str, &str)> = Vec::new();
    for (key, doc) in &rows {
        let room = usize::from(columns.saturating_sub(4)).saturating_sub(key_width + 2);
        for (number, range) in wrap(doc, room.max(8)).into_iter().enumerate() {
            lines.push((if number == 0 { key } else { "" }, &doc[range]));
        }
    }
    let height = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX).min(body.height);
    let area = Rect { x: body.right() - columns, y: body.bottom() - height, width: columns, height };
    Clear.render(area, buffer);
    Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.focus)
        .title(format!(" {} … ", keys.join(" ")))
        .render(area, buffer);
    for (row, (key, doc)) in (1..height.saturating_sub(1)).zip(&lines) {
        let width = columns.saturating_sub(4);
        let key = crate::text::fill(key, key_width);
        pane::pieces(
            buffer,
            (area.x + 2, area.y + row),
            width,
            &[(&key, theme.key), ("  ", theme.plain), (doc, theme.plain)],
        );
    }
}
