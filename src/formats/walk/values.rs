//! Single values: text, words, dates, lists; and what becomes of those that are none.

use super::super::epoch;
use super::super::node::{Field, Kind, Node, Odd, Repeats, Table};
use super::{TIMELINE, Walk};
use crate::issue::{Issue, Spot, did_you_mean, nearest};
use crate::model::draft::At;
use crate::model::{Date, Extra, Word};
use crate::text::{Text, line};

impl Walk<'_, '_> {
    /// Hands every field to `read`, which takes it or puts it in the extra fields; answers with those.
    /// A field that is there twice is told; the first one counts.
    pub(super) fn fields<'a>(
        &mut self,
        table: Table<'a>,
        mut read: impl FnMut(&mut Self, &str, Field<'a>, &mut Extra),
    ) -> Extra {
        let mut extra = None;
        let (fields, again) = table.into_parts();
        let mut firsts = Vec::new();
        for (name, _) in &again {
            firsts.push(fields.get(name).map_or(Spot::NONE, |field| field.name_spot));
        }
        for (name, field) in fields {
            if !matches!(field.value.kind, Kind::Null) {
                read(self, &name, field, &mut extra);
            }
        }
        let mut names = Repeats::default();
        for ((name, field), first) in again.into_iter().zip(firsts) {
            let what = format!("`{}` is there twice", line(&name));
            let help = "take one out; the first one counts";
            self.issues.push(Issue::error(field.name_spot, what, help).repeating(first));
            let name = names.next(extra.get_or_insert_default(), &name);
            self.keep(&mut extra, &name, field.value);
        }
        extra.filter(|extra| !extra.is_empty())
    }

    pub(super) fn text(&mut self, name: &str, field: Field, extra: &mut Extra) -> Option<Text> {
        self.text_at(name, field, extra).map(|at| at.value)
    }

    pub(super) fn text_at(&mut self, name: &str, mut field: Field, extra: &mut Extra) -> Option<At<Text>> {
        self.settle(name, &mut field.value);
        let spot = field.value.spot;
        match field.value.kind {
            Kind::Text(text) if text.is_empty() => {
                self.empty(name, spot);
                None
            }
            Kind::Text(text) => Some(At::new(Text::new(text), spot)),
            _ => {
                self.wrong_type(name, "text", field, extra);
                None
            }
        }
    }

    /// One of the few words of a closed list.
    pub(super) fn word<T: Word>(&mut self, field: Field, extra: &mut Extra) -> Option<T> {
        let spot = field.value.spot;
        let Kind::Text(text) = &field.value.kind else {
            self.wrong_type(T::FIELD, "text", field, extra);
            return None;
        };
        if text.is_empty() {
            self.empty(T::FIELD, spot);
            return None;
        }
        let word = T::from_word(text);
        if word.is_none() {
            let words: Vec<&str> = T::ALL.iter().map(|value| value.word()).collect();
            let meant = did_you_mean(nearest(text, words.iter().copied()));
            let gap = if meant.is_empty() { "" } else { " " };
            self.issues.push(Issue::error(
                spot,
                format!("`{}` cannot be `{}`", T::FIELD, line(text)),
                format!("{meant}{gap}It can be {}", words.join(", ")),
            ));
            self.keep(extra, T::FIELD, field.value);
        }
        word
    }

    /// A date, in quotes or as TOML and JSON write one bare.
    pub(super) fn date(&mut self, name: &str, field: Field, extra: &mut Extra) -> Option<At<Date>> {
        let spot = field.value.spot;
        let text = match &field.value.kind {
            Kind::Text(text) if text.is_empty() => {
                self.empty(name, spot);
                return None;
            }
            Kind::Text(text) | Kind::Number(text) => text.as_ref().to_owned(),
            // TOML may write a blank or a small t between day and time: its own spelling is EDTF's.
            Kind::Date(date) => date.to_string(),
            _ => {
                self.wrong_type(name, "a date", field, extra);
                return None;
            }
        };
        if let Some(time) = epoch::likely(&text) {
            return self.counted(name, &text, time, spot, extra);
        }
        match Date::parse(&text) {
            Ok((date, notes)) => {
                let note = |note: &String| Issue::note(spot, format!("{name}: {note}"), "");
                self.issues.extend(notes.iter().map(note));
                Some(At::new(date, spot))
            }
            Err(reason) => {
                self.issues.push(Issue::error(spot, format!("{name}: {reason}"), ""));
                self.keep(extra, name, field.value);
                None
            }
        }
    }

    /// A date that a computer has counted; the number is kept beside it.
    fn counted(
        &mut self,
        name: &str,
        text: &str,
        time: chrono::NaiveDateTime,
        spot: Spot,
        extra: &mut Extra,
    ) -> Option<At<Date>> {
        let edtf = epoch::edtf(time);
        let what = format!("{name}: {text} is read as the seconds since 1970, which is {edtf}");
        self.issues.push(Issue::note(spot, what, format!("write {edtf}, or Y{text} for the year")));
        let words =
            super::super::fields::DATES.iter().find(|(date, _)| *date == name).map(|(_, words)| *words);
        if let Some(words) = words {
            self.keep(extra, words, Node::new(Kind::Text(text.to_owned().into()), spot));
        }
        Some(At::new(Date::parse(&edtf).ok()?.0, spot))
    }

    /// A date with its author's words for it, where they are read as the same date. Words that are not stay
    /// beside it.
    pub(super) fn in_words(
        &mut self,
        name: &str,
        date: &mut Option<At<Date>>,
        words: Option<At<Text>>,
        extra: &mut Extra,
    ) {
        let Some(words) = words else { return };
        let same = Date::parse(words.value.raw()).ok().map(|(date, _)| date);
        let same = same.filter(|same| date.as_ref().is_some_and(|at| at.value.edtf() == same.edtf()));
        if let (Some(same), Some(at)) = (same, date) {
            at.value = same;
        } else {
            let text = Kind::Text(words.value.raw().to_owned().into());
            self.keep(extra, name, Node::new(text, words.spot));
        }
    }

    /// A list of texts; a text alone is a list of one.
    pub(super) fn texts(&mut self, name: &str, mut field: Field, extra: &mut Extra) -> Vec<Text> {
        self.settle(name, &mut field.value);
        if let Kind::Text(text) = &field.value.kind
            && !text.is_empty()
        {
            let what = format!("`{name}` is a list");
            self.issues.push(Issue::note(field.value.spot, what, format!("write {name} = [\"..\"]")));
            return vec![Text::new(text.as_ref())];
        }
        self.list(name, field, extra, |walk, node| {
            if let Kind::Text(text) = node.kind {
                return Ok(Text::new(text));
            }
            let what = format!("`{name}` holds texts, not {}", node.what());
            walk.issues.push(Issue::error(node.spot, what, "put it in quotes"));
            Err(node)
        })
    }

    /// A list of what `read` reads; what it gives back is kept.
    pub(super) fn list<'a, T>(
        &mut self,
        name: &str,
        field: Field<'a>,
        extra: &mut Extra,
        read: impl Fn(&mut Self, Node<'a>) -> Result<T, Node<'a>>,
    ) -> Vec<T> {
        let spot = field.value.spot;
        let nodes = match field.value.kind {
            Kind::List(nodes) => nodes,
            Kind::Table(_) => {
                let help = format!("write [[{name}]] in TOML, [{{ .. }}] in JSON");
                self.issues.push(Issue::warning(spot, format!("`{name}` is a list of tables"), help));
                vec![field.value]
            }
            _ => {
                self.wrong_type(name, "a list", field, extra);
                return Vec::new();
            }
        };
        if nodes.is_empty() {
            self.empty(name, spot);
        }
        let mut out = Vec::with_capacity(nodes.len());
        let mut not_read = Vec::new();
        for mut node in nodes {
            self.settle(name, &mut node);
            match node.kind {
                Kind::Null => {}
                Kind::Text(text) if text.is_empty() => self.empty(name, node.spot),
                _ => match read(self, node) {
                    Ok(one) => out.push(one),
                    Err(node) => not_read.push(node),
                },
            }
        }
        if !not_read.is_empty() {
            // What was read of the list has its name.
            let mut names = Repeats::default();
            let mut aside = || names.next(extra.get_or_insert_default(), name);
            let name = if out.is_empty() { name.to_owned() } else { aside() };
            self.keep(extra, &name, Node::new(Kind::List(not_read), spot));
        }
        out
    }

    /// The table that an element of a list is, and where it begins.
    pub(super) fn table<'a>(&mut self, what: &str, node: Node<'a>) -> Result<(Table<'a>, Spot), Node<'a>> {
        if let Kind::Table(table) = node.kind {
            return Ok((table, node.spot));
        }
        let help = "write it as a table with named fields";
        self.issues.push(Issue::error(node.spot, format!("{what} cannot be {}", node.what()), help));
        Err(node)
    }

    pub(super) fn unknown(
        &mut self,
        name: &str,
        of: &'static str,
        known: &[&str],
        field: Field,
        extra: &mut Extra,
    ) {
        let meant = did_you_mean(nearest(name, known.iter().copied()));
        if meant.is_empty() {
            let (_, count) = self.own.entry((of, name.into())).or_insert((field.name_spot, 0));
            *count += 1;
        } else {
            let what = format!("unknown field `{}` in {of}", line(name));
            self.issues.push(Issue::warning(field.name_spot, what, meant));
        }
        self.keep(extra, name, field.value);
    }

    /// Says which fields there are that annals does not know, each name once.
    pub(super) fn tell_own(&mut self) {
        let mut own: Vec<_> = self.own.drain().collect();
        own.sort_unstable_by_key(|(_, (first, _))| *first);
        for ((of, name), (first, count)) in own {
            let times = if count > 1 { format!(", {count} times") } else { String::new() };
            let what = format!("unknown field `{}` in {of}{times}", line(&name));
            self.issues.push(Issue::note(first, what, "it is kept as it is"));
        }
    }

    /// A field beside the tables that may belong into `[timeline]`.
    pub(super) fn homeless(&mut self, name: &str, field: Field, rest: &mut Extra) {
        let what = format!("unknown field `{}` outside of every table", line(name));
        let help = match nearest(name, TIMELINE.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`? It belongs under [timeline]"),
            None => "it is kept as it is".to_owned(),
        };
        self.issues.push(Issue::warning(field.name_spot, what, help));
        self.keep(rest, name, field.value);
    }

    pub(super) fn wrong_type(&mut self, name: &str, wanted: &str, field: Field, extra: &mut Extra) {
        let what = format!("`{name}` must be {wanted}, not {}", field.value.what());
        let help = match (wanted, &field.value.kind) {
            ("text", Kind::Number(_) | Kind::Bool(_) | Kind::Date(_)) => "put it in quotes",
            _ => "it is kept as it is, and not shown",
        };
        self.issues.push(Issue::error(field.value.spot, what, help));
        self.keep(extra, name, field.value);
    }

    /// A number that is kept as text is text already where a text may stand.
    pub(super) fn settle(&mut self, name: &str, node: &mut Node) {
        if node.settle() {
            self.too_large(name, node.spot);
        }
    }

    fn too_large(&mut self, name: &str, spot: Spot) {
        let what = format!("`{}` holds a number that is too large, or too exact", line(name));
        self.issues.push(Issue::warning(spot, what, "it is kept as text; put it in quotes"));
    }

    fn empty(&mut self, name: &str, spot: Spot) {
        let what = format!("`{name}` is empty");
        self.issues.push(Issue::note(spot, what, "leave it out"));
    }

    /// Puts a value among the extra fields, under its name or the next free one.
    pub(super) fn keep(&mut self, extra: &mut Extra, name: &str, node: Node) {
        let mut odd = Odd::default();
        if let Some(value) = node.into_value(&mut odd) {
            let extra = extra.get_or_insert_default();
            // Something else has the name where a file has both `x-2` and `x` twice.
            let taken = extra.contains_key(name);
            let name = if taken { Repeats::default().next(extra, name) } else { name.to_owned() };
            extra.insert(name, value);
        }
        if let Some(spot) = odd.too_large {
            self.too_large(name, spot);
        }
        if let Some(spot) = odd.null {
            let what = format!("{}: a null in a list", line(name));
            let help = "annals has none, and leaves it out; write \"\" to keep its place";
            self.issues.push(Issue::warning(spot, what, help));
        }
        for (name, spot) in odd.repeated {
            let what = format!("`{}` is there twice", line(&name));
            self.issues.push(Issue::error(spot, what, "take one out"));
        }
    }
}
