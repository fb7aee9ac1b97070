//! A timeline of what documents report.

use std::collections::{HashMap, HashSet};

use super::account::{Account, Told};
use super::actors::{Joined, Kind, Member, Pile};
use super::dated::Dated;
use super::events::merge::{self, Telling};
use super::events::{self, Doubt, Status};
use super::time::Sure;
use crate::issue::Spot;
use crate::model::draft::{
    At, DraftActor, DraftCaveat, DraftEvent, DraftParticipant, DraftQuote, DraftSource,
};
use crate::model::{self, ActorKind, CaveatKind, Date, Draft, Meta};
use crate::text::Text;

/// How many quotes of one event are kept: more says no more.
const MOST_QUOTES: usize = 64;

/// A document with what it reports.
#[derive(Clone, Debug)]
pub struct Document {
    /// What it is as a source; a key and a title are made where there is none.
    pub source: DraftSource,
    /// What it is called where it says no title.
    pub name: String,
    /// What it reports.
    pub account: Account,
}

/// A timeline of what documents report: each event once, with the words of all documents that tell it.
#[must_use]
pub fn build(documents: &[Document]) -> Draft {
    let given: Vec<_> = documents
        .iter()
        .map(|document| {
            let account = &document.account;
            (&account.cast, account.events.iter().map(|told| &told.event).collect::<Vec<_>>())
        })
        .collect();
    let merged = merge::stories(&given);
    let mut keys = Keys::default();
    let sources: Vec<DraftSource> = documents.iter().map(|document| source(document, &mut keys)).collect();
    let source_keys: Vec<Text> = sources
        .iter()
        .map(|source| source.key.as_ref().map(|key| key.value.clone()).unwrap_or_default())
        .collect();
    let mut keys = Keys::default();
    let mut actors: Vec<DraftActor> = Vec::with_capacity(merged.pile.actors.len());
    let places = merged.pile.places();
    actors.extend(merged.pile.actors.iter().map(|joined| actor(joined, &merged.pile, &mut keys)));
    let key_of = |document: usize, actor: usize| -> Option<Text> {
        let group = places.of(Member { cast: document, actor })?;
        Some(actors.get(group)?.key.as_ref()?.value.clone())
    };
    let teller = Teller { documents, source_keys: &source_keys, key_of: &key_of };
    let mut events: Vec<DraftEvent> = merged.stories.iter().map(|story| teller.event(story)).collect();
    for &(one, two) in &merged.disputed {
        for (at, other) in [(one, two), (two, one)] {
            let same = events.get(at).zip(events.get(other)).is_some_and(|(event, other)| {
                event.date.as_ref().map(|date| &date.value) == other.date.as_ref().map(|date| &date.value)
            });
            if same {
                let title = events.get(other).and_then(|event| event.title.clone()).unwrap_or_default();
                let text = format!("Another account has other numbers: “{}”.", title.raw());
                if let Some(event) = events.get_mut(at) {
                    event.caveats.push(caveat(CaveatKind::Disputed, text));
                }
                continue;
            }
            let date = events.get(other).and_then(|event| event.date.as_ref()).map(|date| date.value.human());
            let title = events.get(other).and_then(|event| event.title.clone());
            if let (Some(event), Some(date), Some(title)) = (events.get_mut(at), date, title) {
                let text = format!("This may be what is told of {date} as “{}”.", title.raw());
                event.caveats.push(caveat(CaveatKind::Disputed, text));
            }
        }
    }
    events.sort_by(|one, two| match (&one.date, &two.date) {
        (Some(one), Some(two)) => one.value.order(&two.value),
        (one, two) => one.is_none().cmp(&two.is_none()),
    });
    let title = match documents {
        [only] => format!("What {} reports", only.name),
        all => format!("What {} documents report", all.len()),
    };
    let meta = Meta { title: Some(Text::new(title)), ..Meta::default() };
    Draft { meta, sources, actors, events, foreign: true }
}

fn source(document: &Document, keys: &mut Keys) -> DraftSource {
    let mut source = document.source.clone();
    let account = &document.account;
    let title = source.title.clone().filter(|title| !title.is_blank());
    let title = title.or_else(|| account.headline.as_deref().map(Text::new));
    source.author = source.author.or_else(|| account.author.as_deref().map(Text::new));
    source.title = Some(title.unwrap_or_else(|| Text::new(format!("[{}]", document.name))));
    let stem = document.name.rsplit('/').next().unwrap_or_default();
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    source.key = Some(At::new(keys.take(stem, "document"), Spot::NONE));
    let dated = &account.dated;
    if let Some((date, _)) = dated.edtf().and_then(|edtf| Date::parse(&edtf).ok()) {
        source.published = Some(At::new(date, Spot::NONE));
        if dated.sure < Sure::Certain || dated.rule != "metadata" {
            source.published_basis = Some(Text::new(dated.reason.as_str()));
        }
    }
    source
}

/// An actor with the names that all documents give it, its offices, and whom else it may be.
fn actor(joined: &Joined, pile: &Pile, keys: &mut Keys) -> DraftActor {
    let mut description = joined.roles.join("; ");
    for (other, why) in &joined.doubts {
        if let Some(other) = pile.actors.get(*other) {
            let lead = if description.is_empty() { "Perhaps" } else { ". Perhaps" };
            description.extend([lead, " the same as ", &other.name, ": ", why]);
        }
    }
    let name = spoken(&joined.name, &joined.aliases);
    let small = name.to_lowercase();
    let aliases = joined
        .aliases
        .iter()
        .chain([&joined.name])
        .filter(|alias| *alias != name && alias.to_lowercase() != small);
    DraftActor {
        key: Some(At::new(keys.take(name, "actor"), Spot::NONE)),
        name: Some(Text::new(name)),
        kind: Some(match joined.kind {
            Kind::State => ActorKind::State,
            Kind::Organisation => ActorKind::Organisation,
            Kind::Person => ActorKind::Person,
            Kind::Place => ActorKind::Place,
            Kind::Company => ActorKind::Company,
            Kind::Programme => ActorKind::Programme,
        }),
        aliases: aliases.map(|alias| Text::new(alias.as_str())).collect(),
        description: (!description.is_empty()).then(|| Text::new(description)),
        ..DraftActor::default()
    }
}

/// A name as it is written within a sentence, where the document also has it in capital letters.
fn spoken<'n>(name: &'n str, aliases: &'n [String]) -> &'n str {
    let loud = name.len() > 3 && !name.contains(char::is_lowercase);
    let other = aliases
        .iter()
        .find(|alias| loud && alias.as_str() != name && alias.to_lowercase() == name.to_lowercase());
    other.map_or(name, String::as_str)
}

/// What every event needs to know.
struct Teller<'d> {
    documents: &'d [Document],
    source_keys: &'d [Text],
    key_of: &'d dyn Fn(usize, usize) -> Option<Text>,
}

impl Teller<'_> {
    fn told(&self, telling: Telling) -> Option<&Told> {
        self.documents.get(telling.document)?.account.events.get(telling.event)
    }

    fn event(&self, story: &[Telling]) -> DraftEvent {
        let mut event = DraftEvent::default();
        let mut places: Vec<(Text, usize)> = Vec::new();
        let mut status = None;
        let mut sure = Sure::Guess;
        let mut seen: HashSet<&str> = HashSet::new();
        let occurred = story
            .iter()
            .filter_map(|&other| self.told(other))
            .any(|other| other.event.status == Status::Occurred);
        for (index, &telling) in story.iter().enumerate() {
            let Some(told) = self.told(telling) else { continue };
            let of = &told.event;
            if index == 0 {
                event.title = Some(Text::new(told.title.as_str()));
                let rule = toml::Value::String(of.rule.to_owned());
                event.extra = Some(Box::new(toml::Table::from_iter([("rule".to_owned(), rule)])));
            }
            sure = sure.max(of.sure);
            status = Some(stronger(status, of.status));
            for &actor in &of.actors {
                if let Some(key) = (self.key_of)(telling.document, actor)
                    && event.actors.iter().all(|known| known.actor.value != key)
                {
                    event.actors.push(DraftParticipant {
                        actor: At::new(key, Spot::NONE),
                        role: None,
                        extra: None,
                    });
                }
            }
            if let Some(place) = of.place {
                let name = self
                    .documents
                    .get(telling.document)
                    .and_then(|document| document.account.cast.actors.get(place));
                if let Some(name) = name.map(|actor| Text::new(spoken(&actor.name, &actor.aliases)))
                    && places.iter().all(|(known, _)| *known != name)
                {
                    places.push((name, telling.document));
                }
            }
            if seen.insert(told.quote.as_str()) && event.quotes.len() < MOST_QUOTES {
                self.quote(telling, told, occurred, &mut event);
            }
        }
        if seen.len() > MOST_QUOTES {
            let text = format!("It is told {} times; the first {MOST_QUOTES} are kept.", seen.len());
            event.caveats.push(DraftCaveat { kind: None, ..caveat(CaveatKind::Imprecise, text) });
        }
        self.date(story, &mut event);
        event.status = status.map(|status| match status {
            Status::Occurred => model::Status::Occurred,
            Status::Ongoing => model::Status::Ongoing,
            Status::Planned => model::Status::Planned,
            Status::Target => model::Status::Target,
        });
        event.place = places.first().map(|(name, _)| name.clone());
        let word = match sure {
            Sure::Certain => "certain",
            Sure::Likely => "likely",
            Sure::Guess => "guess",
        };
        if let Some(extra) = &mut event.extra {
            extra.insert("certainty".to_owned(), word.into());
        }
        event
    }

    fn quote(&self, telling: Telling, told: &Told, occurred: bool, event: &mut DraftEvent) {
        let Some(source) = self.source_keys.get(telling.document) else { return };
        let text = Text::new(told.quote.as_str());
        let speaker = told.event.speaker.and_then(|speaker| (self.key_of)(telling.document, speaker));
        let (first, last) = told.paragraphs;
        let locator = if first == last { format!("par. {first}") } else { format!("par. {first}-{last}") };
        let cast = self.documents.get(telling.document).map(|document| &document.account.cast.actors);
        let reported = told.event.reported.and_then(|actor| cast?.get(actor));
        let note = reported.map(|actor| Text::new(format!("tells in other words what {} said", actor.name)));
        event.quotes.push(DraftQuote {
            text,
            note,
            source: Some(At::new(source.clone(), Spot::NONE)),
            speaker: speaker.map(|key| At::new(key, Spot::NONE)),
            locator: Some(Text::new(locator)),
            // What only announces it does not say that it happened.
            stance: (told.event.status == Status::Planned && occurred).then_some(model::Stance::Mentions),
            ..DraftQuote::default()
        });
    }

    /// The finest date that is told, and what is doubtful about it.
    fn date(&self, story: &[Telling], event: &mut DraftEvent) {
        let dated = story.iter().filter_map(|&telling| {
            let told = self.told(telling)?;
            Some((telling, told, told.event.when.as_ref()?))
        });
        let mut dated: Vec<_> = dated.collect();
        dated.sort_by_key(|(_, told, when)| (told.event.sure == Sure::Guess, when.length()));
        let best = dated
            .into_iter()
            .find_map(|(telling, told, when)| Some((telling, told, Date::parse(&when.edtf).ok()?.0)));
        let Some((telling, told, date)) = best else { return };
        event.date = Some(At::new(date, Spot::NONE));
        let Some(document) = self.documents.get(telling.document) else { return };
        if told.event.rule == events::SAME_OCCASION {
            let text = "The sentence says no date; it is that of the occasion to which it points back.";
            event.caveats.push(caveat(CaveatKind::Imprecise, text.into()));
        }
        // Of dates that agree the surest tells.
        for (doubt, words) in &told.doubts {
            if let Some((kind, text)) = doubted(doubt, words, &document.account.dated) {
                event.caveats.push(caveat(kind, text));
            }
        }
    }
}

/// How the caveats begin that only tell of a date.
const OF_DATE: [&str; 7] = [
    "The sentence says no date; ",
    "The sentence also says “",
    "The date may be that of ",
    "The date counts from ",
    "It may have been before: ",
    "The hour is not exact: ",
    "The date ends a time that ",
];

/// Whether a caveat that was made here only doubts the date: where a reader mends that, it is said no more.
///
/// ```
/// use annals::extract::draft::is_of_date;
/// assert!(is_of_date("The hour is not exact: the text says “about noon”."));
/// assert!(!is_of_date("It is only said so: “allegedly”."));
/// ```
#[must_use]
pub fn is_of_date(caveat: &str) -> bool {
    OF_DATE.iter().any(|begins| caveat.starts_with(begins))
}

/// A doubt in words for a reader.
fn doubted(doubt: &Doubt, words: &str, dated: &Dated) -> Option<(CaveatKind, String)> {
    Some(match doubt {
        Doubt::Beside(_) => {
            (CaveatKind::Ambiguous, format!("The sentence also says “{words}”, which may be its date."))
        }
        Doubt::Told(_) => (CaveatKind::Disputed, format!("It is only said so: “{words}”.")),
        Doubt::Denied(_) => (CaveatKind::Disputed, format!("What is claimed is denied: “{words}”.")),
        Doubt::Reported(_) => (CaveatKind::Imprecise, format!("It is told by another: “{words}”.")),
        Doubt::Spoken(_) => {
            (CaveatKind::Ambiguous, format!("The date may be that of what is spoken of: “{words} ..”."))
        }
        Doubt::Counted if dated.sure < Sure::Certain => (
            CaveatKind::Ambiguous,
            format!("The date counts from that of the document, which it does not say: {}.", dated.reason),
        ),
        Doubt::Counted => return None,
        Doubt::Latest(_) => {
            (CaveatKind::Imprecise, format!("It may have been before: the text says “{words}”."))
        }
        Doubt::About(_) => {
            (CaveatKind::Imprecise, format!("The hour is not exact: the text says “{words}”."))
        }
        Doubt::End(_) => (
            CaveatKind::Imprecise,
            format!("The date ends a time that is counted back from it: the text says “{words}”."),
        ),
    })
}

/// Of two accounts of one event, what is known of whether it happened.
fn stronger(known: Option<Status>, told: Status) -> Status {
    match (known, told) {
        (Some(Status::Occurred), _) | (_, Status::Occurred) => Status::Occurred,
        (Some(Status::Ongoing), _) | (_, Status::Ongoing) => Status::Ongoing,
        (Some(known), _) => known,
        (None, told) => told,
    }
}

fn caveat(kind: CaveatKind, text: String) -> DraftCaveat {
    DraftCaveat { kind: Some(kind), text: Text::new(text), ..DraftCaveat::default() }
}

/// Keys that are each given once.
#[derive(Default)]
struct Keys {
    given: HashMap<String, usize>,
}

impl Keys {
    fn take(&mut self, name: &str, fallback: &str) -> Text {
        let mut key = String::new();
        for c in deunicode::deunicode(name).chars() {
            if c.is_ascii_alphanumeric() {
                key.push(c.to_ascii_lowercase());
            } else if !key.is_empty() && !key.ends_with('-') && !matches!(c, '\'' | '.') {
                key.push('-');
            }
            if key.len() >= 60 {
                break;
            }
        }
        let key = key.trim_end_matches('-');
        let key = if key.is_empty() { fallback } else { key }.to_owned();
        let mut free = key.clone();
        while self.given.contains_key(&free) {
            let count = self.given.entry(key.clone()).or_insert(1);
            *count += 1;
            free = format!("{key}-{count}");
        }
        self.given.insert(free.clone(), 1);
        Text::new(free)
    }
}

#[cfg(test)]
mod tests;
