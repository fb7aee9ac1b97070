//! What can be named in a filter of a large timeline: gathered a little at a time, beforehand, so that no
//! key waits for it.

use std::collections::HashMap;

use super::names::{Fit, Form, Spell, stem};
use crate::model::{ActorId, Source, SourceId, Timeline};
use crate::search::fold::{self, Folded};
use crate::text::TextRef;

/// How many tags, places and roles are known, each; of more, the first of the file.
const MOST: usize = 20_000;
/// What it costs to take in a name and an event, in bytes' worth of looking
/// ([`crate::search::text::Needle::search`]).
const NAME: usize = 1_500;
const EVENT: usize = 1_500;

/// The names of a timeline's actors and sources, and its tags, places and roles with how often each is there.
///
/// It reads the events in the order of the file. It belongs to one timeline: in one that has grown, actors
/// have other numbers.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    actors: usize,
    sources: usize,
    events: u32,
    of_actors: Spelled,
    of_sources: Spelled,
    pub(super) tags: Counts,
    pub(super) places: Counts,
    pub(super) roles: Counts,
}

/// Names of things of one kind.
#[derive(Clone, Debug, Default)]
struct Spelled {
    names: Names,
    /// Of names that are not ASCII, their spelling in Latin letters.
    latin: Names,
}

impl Spelled {
    fn take_in(&mut self, thing: u32, form: Form, spelling: &str) {
        self.names.push(thing, form, &fold::name(spelling));
        if !spelling.is_ascii() {
            self.latin.push(thing, form, Folded::latin(spelling).key());
        }
    }

    /// Those that `value` names, as far as they are known: as [`super::names::resolve`] has it.
    fn named(&self, value: &str) -> Vec<u32> {
        let wanted = fold::name(value);
        let found = self.names.closest(&wanted);
        if !found.is_empty() || !wanted.is_ascii() { found } else { self.latin.closest(&wanted) }
    }

    /// Those of which a name has a word that begins with `typed`, folded as a name.
    fn beginning(&self, typed: &str) -> Vec<u32> {
        let mut found = Vec::new();
        self.names.each(typed, |thing, _| found.push(thing));
        found.dedup();
        found
    }
}

/// Texts, and how often each is there.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    counts: HashMap<Box<str>, usize>,
    /// There are more than are counted.
    pub(super) more: bool,
}

impl Counts {
    fn take_in(&mut self, text: TextRef) {
        // A blank one cannot be asked for.
        if text.is_blank() {
            return;
        }
        if let Some(count) = self.counts.get_mut(text.raw()) {
            *count += 1;
        } else if self.counts.len() < MOST {
            self.counts.insert(text.raw().into(), 1);
        } else {
            self.more = true;
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, usize)> {
        self.counts.iter().map(|(text, &count)| (&**text, count))
    }
}

impl Lexicon {
    /// Whether all of `timeline` is taken in.
    #[must_use]
    pub fn is_done(&self, timeline: &Timeline) -> bool {
        self.actors >= timeline.actors().len()
            && self.sources >= timeline.sources().len()
            && self.events as usize >= timeline.len()
    }

    /// Takes in more until `budget` is used up.
    pub fn step(&mut self, timeline: &Timeline, budget: &mut usize) {
        for (id, actor) in (0..).zip(timeline.actors()).skip(self.actors) {
            if *budget == 0 {
                return;
            }
            *budget = budget.saturating_sub(NAME);
            self.actors += 1;
            let of = &mut self.of_actors;
            of.take_in(id, Form::Key, actor.key.raw());
            of.take_in(id, Form::Name, actor.name.raw());
            actor.aliases.iter().for_each(|alias| of.take_in(id, Form::Other, alias.raw()));
        }
        for (id, source) in (0..).zip(timeline.sources()).skip(self.sources) {
            if *budget == 0 {
                return;
            }
            *budget = budget.saturating_sub(NAME);
            self.sources += 1;
            spell_source(source, &mut |form, spelling| self.of_sources.take_in(id, form, spelling));
        }
        while *budget > 0
            && let Some(id) = timeline.arrived(self.events)
        {
            *budget = budget.saturating_sub(EVENT);
            self.events += 1;
            let event = timeline.event(id);
            event.tags.iter().for_each(|tag| self.tags.take_in(tag));
            event.place.into_iter().for_each(|place| self.places.take_in(place));
            event.actors.iter().filter_map(|who| who.role).for_each(|role| self.roles.take_in(role));
        }
    }

    /// The actors that `value` names, as far as they are known.
    pub(super) fn actors(&self, value: &str) -> Vec<ActorId> {
        self.of_actors.named(value).into_iter().map(ActorId).collect()
    }

    /// The sources that `value` names, as far as they are known.
    pub(super) fn sources(&self, value: &str) -> Vec<SourceId> {
        self.of_sources.named(value).into_iter().map(SourceId).collect()
    }

    /// The actors of whom a name has a word that begins with `typed`, folded as a name.
    pub(super) fn beginning(&self, typed: &str) -> Vec<ActorId> {
        self.of_actors.beginning(typed).into_iter().map(ActorId).collect()
    }

    /// The sources of which a name has a word that begins so.
    pub(super) fn sources_beginning(&self, typed: &str) -> Vec<SourceId> {
        self.of_sources.beginning(typed).into_iter().map(SourceId).collect()
    }
}

/// What a source can be called.
pub(super) fn spell_source(source: &Source, spell: Spell<'_>) {
    spell(Form::Key, source.key.raw());
    spell(Form::Name, source.title.raw());
    source.publisher.iter().for_each(|publisher| spell(Form::Other, publisher.raw()));
    source.file.iter().for_each(|file| spell(Form::Other, stem(file.raw())));
}

/// Folded names in one text, a line for each.
#[derive(Clone, Debug, Default)]
struct Names {
    text: String,
    /// Where each begins, and whose it is.
    names: Vec<(u32, u32, Form)>,
}

impl Names {
    fn push(&mut self, thing: u32, form: Form, folded: &str) {
        // The places are 32 bits wide; nobody has names of that much.
        let Ok(start) = u32::try_from(self.text.len()) else { return };
        if !folded.is_empty() {
            self.names.push((start, thing, form));
            self.text.push_str(folded);
            self.text.push('\n');
        }
    }

    /// Hands out what has a name with a word that begins with `wanted`, and how closely it fits: in the
    /// order of the things, once for each place.
    fn each(&self, wanted: &str, mut found: impl FnMut(u32, Fit)) {
        let bytes = self.text.as_bytes();
        if wanted.is_empty() {
            return;
        }
        let mut name = 0;
        for at in memchr::memmem::find_iter(bytes, wanted) {
            let before = at.checked_sub(1).and_then(|at| bytes.get(at));
            if !matches!(before, None | Some(b' ' | b'\n')) {
                continue;
            }
            while self.names.get(name + 1).is_some_and(|(start, ..)| *start as usize <= at) {
                name += 1;
            }
            let Some(&(start, thing, form)) = self.names.get(name) else { return };
            let fit = match bytes.get(at + wanted.len()) {
                Some(b'\n') if start as usize == at && form != Form::Other => Fit::Whole,
                Some(b'\n' | b' ') => Fit::Words,
                _ => Fit::Begins,
            };
            found(thing, fit);
        }
    }

    /// Those that it fits most closely.
    fn closest(&self, wanted: &str) -> Vec<u32> {
        let (mut all, mut best) = (Vec::new(), Fit::Begins);
        self.each(wanted, |thing, fit| {
            if fit > best {
                all.clear();
                best = fit;
            }
            if fit == best && all.last() != Some(&thing) {
                all.push(thing);
            }
        });
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{self, Hint};
    use crate::search::filter::names::resolve;

    const FILE: &str = "
        [[actors]]\nkey='us'\nname='United States'\naliases=['USA']
        [[actors]]\nkey='usaid'\nname='USAID'\naliases=['United States Agency']
        [[actors]]\nkey='aliyev'\nname='Ilham Aliyev'\naliases=['President Aliyev']
        [[actors]]\nkey='a2'\nname='Heydar Aliyev'\naliases=['Гейдар Алиев', '?']
        [[actors]]\nkey='m'\nname='Мардалієв'
        [[sources]]\nkey='g1'\ntitle='The Gazette'\npublisher='Press of Baku'\nfile='docs/003_x.txt'
        [[sources]]\nkey='g2'\ntitle='Gazette'\npublisher='Press'
        [[events]]\ntitle='T'\nplace='Baku'\ntags=['Energy', 'gas', 'energy']\nactors=[{actor='us', role='host'}]
        [[events]]\ntitle='U'\ntags=['Energy']";

    #[test]
    fn actors_are_named_as_without_it() {
        let timeline = formats::read(Hint::Name("toml"), FILE.as_bytes()).unwrap().timeline;
        let mut lexicon = Lexicon::default();
        while !lexicon.is_done(&timeline) {
            lexicon.step(&timeline, &mut 1);
        }
        for value in [
            "us",
            "usa",
            "united",
            "united states",
            "aliyev",
            "Алиев",
            "mardalii",
            "ali",
            "liyev",
            "a2",
            "",
            "гей",
            "u",
        ] {
            let plain = resolve(
                value,
                || timeline.actor_ids(),
                |id, spell| {
                    let actor = timeline.actor(id);
                    // Keys that are typed to the letter are looked up before.
                    spell(Form::Name, &actor.key.raw().to_uppercase());
                    spell(Form::Name, actor.name.raw());
                    actor.aliases.iter().for_each(|alias| spell(Form::Other, alias.raw()));
                },
            );
            assert_eq!(lexicon.actors(value), plain, "{value}");
        }
        for value in ["gazette", "003", "press", "003_x", "Gaz", "nobody"] {
            let plain = resolve(
                value,
                || timeline.source_ids(),
                |id, spell| spell_source(timeline.source(id), spell),
            );
            assert_eq!(lexicon.sources(value), plain, "{value}");
        }
        let mut tags: Vec<_> = lexicon.tags.iter().collect();
        tags.sort_unstable();
        assert_eq!(tags, [("Energy", 2), ("energy", 1), ("gas", 1)]);
        assert_eq!(lexicon.places.iter().collect::<Vec<_>>(), [("Baku", 1)]);
        assert_eq!(lexicon.roles.iter().collect::<Vec<_>>(), [("host", 1)]);
    }
}
