//! What people are: offices that the text puts beside a name, and `the mayor` for the one person who is that.
//!
//! `Anna Berg, the mayor of Oslo,`, `the mayor, Anna Berg,`, `mayor Anna Berg`: each gives her an office. Later
//! `the mayor` means her, if nobody else of the document is one, named or not.

use std::collections::HashMap;
use std::ops::Range;

use super::lexicon::{Sense, sense};
use super::{Cast, How, Kind, MOST_ROLES, Mention};
use crate::extract::lex::{Kind as Made, Shape, Token};
use crate::extract::page::Page;

/// The most words of an office with what belongs to it.
const LONGEST: usize = 14;

/// An office of a person: `foreign minister` (of) `Norway`.
struct Office {
    /// Its words in lower case.
    words: String,
    /// What `of` or `for` adds, in lower case; empty where nothing does.
    of: String,
    actor: usize,
    /// From which token on it is known.
    from: usize,
}

impl Office {
    /// Whether `the minister of Norway` may be this one.
    fn may_be(&self, words: &str, of: &str) -> bool {
        names(&self.words, words) && (of.is_empty() || self.of.contains(of))
    }
}

/// Adds offices to the persons of a cast, and the nouns that mean them.
pub fn add(page: &Page, cast: &mut Cast) {
    if !cast.actors.iter().any(|actor| actor.kind == Kind::Person) {
        return;
    }
    let mut offices = Vec::new();
    for at in 0..cast.mentions.len() {
        let mention = &cast.mentions[at];
        let actor = mention.actor;
        if cast.actors[actor].kind != Kind::Person || mention.how == How::Pronoun {
            continue;
        }
        let tokens = mention.tokens.clone();
        let sentence = page.sentences[page.sentence_of(tokens.start)].tokens.clone();
        if mention.how == How::Title || tokens.start > sentence.start {
            titled(page, &tokens, &sentence, actor, &mut offices);
        }
        let found = behind(page, &tokens, &sentence).or_else(|| before(page, &tokens, &sentence));
        let Some(role) = found else { continue };
        let states: Vec<String> = cast
            .within(&role)
            .iter()
            .map(|mention| &cast.actors[mention.actor])
            .filter(|actor| actor.kind == Kind::State)
            .map(|state| state.name.clone())
            .collect();
        let words = without_article(page, &role);
        let text = super::alias::shown(page, &words);
        let of = &mut cast.actors[actor];
        if of.roles.len() < MOST_ROLES && !of.roles.iter().any(|other| other.eq_ignore_ascii_case(&text)) {
            of.roles.push(text.into_owned());
        }
        for state in states {
            if of.of.len() < MOST_ROLES && !of.of.contains(&state) {
                of.of.push(state);
            }
        }
        offices.push(office(page, &words, actor, tokens.end.max(role.end)));
    }
    if !offices.is_empty() {
        nouns(page, cast, offices);
    }
}

fn is_office(page: &Page, at: usize) -> bool {
    page.tokens.get(at).is_some_and(|token| token.kind == Made::Word) && sense(page, at).is(Sense::OFFICE)
}

fn is_article(word: &str) -> bool {
    matches!(word, "the" | "The" | "a" | "an" | "A" | "An" | "its" | "Its" | "his" | "her" | "their" | "one")
}

/// The office that stands right before a name, in capitals or not: `Norvex spokesman Erik Dahl`.
fn titled(
    page: &Page,
    name: &Range<usize>,
    sentence: &Range<usize>,
    actor: usize,
    offices: &mut Vec<Office>,
) {
    let mut end = name.start;
    // A mention by title begins with it.
    while end < name.end && is_office(page, end) {
        end += 1;
    }
    let floor = sentence.start.max(end.saturating_sub(6));
    let mut start = end;
    while start > floor
        && page.tokens[start - 1].kind == Made::Word
        && sense(page, start - 1).is(Sense::OFFICE.or(Sense::BEFORE_OFFICE))
    {
        start -= 1;
        while start > floor + 1 && page.word(start - 1) == "-" && page.tokens[start].touches() {
            start -= 2;
        }
    }
    if start < end && is_office(page, end - 1) {
        offices.push(office(page, &(start..end), actor, name.end));
    }
}

/// `.., the mayor of Oslo,` behind a name.
fn behind(page: &Page, name: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let mut at = name.end;
    if at >= sentence.end || !matches!(page.word(at), "," | "(" | "—" | "–") {
        return None;
    }
    at += 1;
    // An age: `, 56, the mayor,`
    if page.tokens.get(at).is_some_and(|token| token.kind == Made::Number) && page.word(at + 1) == "," {
        at += 2;
    }
    let start = at;
    if is_article(page.word(at)) || matches!(page.word(at), "then" | "now" | "formerly" | "currently") {
        at += 1;
    } else if page.tokens.get(at).is_none_or(|token| token.shape != Shape::Lower)
        && !(page.word(name.end) == "(" && is_office(page, at))
    {
        return None;
    }
    let head = head(page, at, sentence.end)?;
    let end = end_of(page, head, sentence.end)?;
    // `X, the mayor, and Y` may be three.
    let list = page.word(end) == "," && matches!(page.word(end + 1), "and" | "or" | "&")
        || matches!(page.word(end), "and" | "or");
    let closes = matches!(page.word(end), "," | "." | ")" | ";" | "—" | "–" | ":" | "?" | "!")
        || matches!(page.word(end), "who" | "whose")
        || end == sentence.end;
    (closes && !list).then_some(start..end)
}

/// `the mayor of Oslo, ..` and `mayor ..` before a name.
fn before(page: &Page, name: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let first = name.start.checked_sub(1).filter(|at| *at > sentence.start)?;
    if page.word(first) == "," {
        let closes = name.end >= sentence.end
            || matches!(page.word(name.end), "," | "." | ")" | ";" | ":") && page.word(name.end + 1) != "and";
        let floor = sentence.start.max(first.saturating_sub(LONGEST));
        let start = (floor..first).rev().find(|at| {
            matches!(page.word(*at), "the" | "The" | "its" | "Its" | "'s" | "’s" | "his" | "her" | "their")
                && !matches!(page.word(at.saturating_sub(1)), "of" | "for" | "at" | "in")
        })?;
        let head = head(page, start + 1, first)?;
        let whole = end_of(page, head, first)? == first;
        return (closes && whole).then_some(
            start
                + usize::from(
                    page.word(start).ends_with('s')
                        && page.word(start).len() < 5
                        && !is_article(page.word(start)),
                )..first,
        );
    }
    // `former mayor Lars Holm`: in lower case, so that it was not read as a title.
    let mut start = name.start;
    let floor = sentence.start.max(name.start.saturating_sub(5));
    while start > floor
        && page.tokens[start - 1].shape == Shape::Lower
        && sense(page, start - 1).is(Sense::OFFICE.or(Sense::BEFORE_OFFICE))
    {
        start -= 1;
    }
    (start < name.start && is_office(page, name.start - 1)).then_some(start..name.start)
}

/// The head of an office that begins at a token: the last of its nouns.
fn head(page: &Page, from: usize, limit: usize) -> Option<usize> {
    let mut found = None;
    for at in from..limit.min(from + 7) {
        let token = &page.tokens[at];
        if token.kind == Made::Sign && page.word(at) == "-" && token.touches() {
            continue;
        }
        let small = matches!(
            page.word(at),
            "of" | "for" | "at" | "in" | "to" | "and" | "who" | "on" | "from" | "with"
        );
        if token.kind == Made::Clitic {
            continue;
        }
        if token.kind != Made::Word || small || sense(page, at).is(Sense::SAYS) && found.is_some() {
            break;
        }
        if is_office(page, at) {
            found = Some(at);
        } else if found.is_some() {
            break;
        }
    }
    found
}

/// The token behind an office and what `of`, `for`, `at` or `in` adds to it.
fn end_of(page: &Page, head: usize, limit: usize) -> Option<usize> {
    let end = head + 1;
    if !matches!(page.word(end), "of" | "for" | "at" | "in" | "to") || end >= limit {
        return Some(end);
    }
    let last = limit.min(end + LONGEST);
    let stop = (end + 1..last).find(|at| {
        let token = &page.tokens[*at];
        let joins = matches!(page.word(*at), "-" | "&" | "'" | "’" | ".") && token.touches() && {
            page.tokens.get(at + 1).is_some_and(Token::touches)
        };
        token.kind == Made::Sign && !joins
            || matches!(page.word(*at), "who" | "whose")
            || token.shape == Shape::Lower && sense(page, *at).is(Sense::SAYS)
    });
    match stop {
        Some(stop) if stop > end + 1 => Some(stop),
        Some(_) => None,
        None if last == limit => Some(limit),
        None => None,
    }
}

fn without_article(page: &Page, role: &Range<usize>) -> Range<usize> {
    let article = is_article(page.word(role.start))
        || matches!(page.word(role.start), "then" | "now" | "formerly" | "currently");
    role.start + usize::from(article)..role.end
}

fn office(page: &Page, words: &Range<usize>, actor: usize, from: usize) -> Office {
    let of = words
        .clone()
        .find(|at| matches!(page.word(*at), "of" | "for" | "at" | "in" | "to"))
        .unwrap_or(words.end);
    Office { words: plain(page, &(words.start..of)), of: plain(page, &(of..words.end)), actor, from }
}

/// Words in lower case, without hyphens and articles: `vice president`.
fn plain(page: &Page, tokens: &Range<usize>) -> String {
    let mut text = String::new();
    for at in tokens.clone() {
        let word = page.word(at);
        if page.tokens[at].kind == Made::Word
            && !is_article(word)
            && !matches!(word, "of" | "for" | "at" | "in" | "to")
        {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&word.to_lowercase());
        }
    }
    text
}

/// The offices with one noun: `mayor of Oslo`, `former mayor`.
#[derive(Default)]
struct SameNoun {
    named: Vec<Office>,
    /// Offices that somebody unnamed has too: `the president of Peru`.
    others: Vec<String>,
    /// Where somebody unnamed of that office is brought in: `a spokesman for the ministry`.
    unnamed: Vec<usize>,
    /// More than are kept: nobody can be the only one.
    many: bool,
}

fn last_word(words: &str) -> &str {
    words.rsplit(' ').next().unwrap_or_default()
}

/// Adds `the mayor`, where only one person can be meant.
fn nouns(page: &Page, cast: &mut Cast, offices: Vec<Office>) {
    let mut by_noun: HashMap<String, SameNoun> = HashMap::new();
    for office in offices {
        let same = by_noun.entry(last_word(&office.words).to_owned()).or_default();
        let twin = |other: &Office| {
            (other.actor, &other.words, &other.of) == (office.actor, &office.words, &office.of)
        };
        if same.named.iter().any(twin) {
            continue;
        }
        same.many |= same.named.len() == MOST_ROLES;
        if !same.many {
            same.named.push(office);
        }
    }
    let mut places: Vec<(Range<usize>, String, String)> = Vec::new();
    for (at, token) in page.tokens.iter().enumerate() {
        if !sense(page, at).is(Sense::OFFICE) || token.kind != Made::Word || token.shape == Shape::Upper {
            continue;
        }
        if is_unnamed(page, cast, at) {
            let noun = page.word(at).to_lowercase();
            if let Some(same) = by_noun.get_mut(&noun) {
                same.unnamed.push(at);
            }
            continue;
        }
        let Some((tokens, words, of)) = noun(page, cast, at) else { continue };
        let Some(same) = by_noun.get_mut(last_word(&words)) else { continue };
        if of.is_empty() || same.named.iter().any(|office| office.may_be(&words, &of)) {
            places.push((tokens, words, of));
        } else if same.others.len() < MOST_ROLES {
            same.others.push(words);
        } else {
            same.many = true;
        }
    }
    let mut found: Vec<Mention> = Vec::new();
    for (tokens, words, of) in places {
        let Some(same) = by_noun.get(last_word(&words)).filter(|same| !same.many) else { continue };
        let mut fits = same.named.iter().filter(|office| office.may_be(&words, &of));
        let Some(first) = fits.next() else { continue };
        let only = fits.all(|office| office.actor == first.actor)
            && (!of.is_empty() || !same.others.iter().any(|other| names(other, &words)));
        let known =
            same.named.iter().any(|office| office.actor == first.actor && office.from <= tokens.start);
        // `A spokesman for the ministry agreed. The spokesman said ..`: whoever was spoken of last.
        let mentions = &cast.actors[first.actor].mentions;
        let before = mentions.partition_point(|at| cast.mentions[*at].tokens.start < tokens.start);
        let last = before.checked_sub(1).map_or(0, |at| cast.mentions[mentions[at]].tokens.end);
        let since = same.unnamed.partition_point(|at| *at < last);
        let another = same.unnamed.get(since).is_some_and(|at| *at < tokens.start);
        if only && known && !another {
            found.push(Mention {
                span: page.bytes(&tokens),
                tokens,
                actor: first.actor,
                how: How::Noun,
                rule: "the only one of that office",
            });
        }
    }
    if !found.is_empty() {
        cast.put(found);
    }
}

/// Whether a noun brings in somebody without a name: `a spokesman for the ministry`; not `Erik Dahl, a spokesman`.
fn is_unnamed(page: &Page, cast: &Cast, head: usize) -> bool {
    let floor = page.sentences[page.sentence_of(head)].tokens.start.max(head.saturating_sub(4));
    let article = (floor..head).rev().find(|at| {
        !(page.tokens[*at].kind == Made::Word && sense(page, *at).is(Sense::OFFICE.or(Sense::BEFORE_OFFICE)))
    });
    let Some(article) =
        article.filter(|at| matches!(page.word(*at), "a" | "an" | "another" | "A" | "An" | "Another"))
    else {
        return false;
    };
    let person = |at: usize| {
        cast.within(&(at..at + 1)).iter().any(|mention| cast.actors[mention.actor].kind == Kind::Person)
    };
    let before = article.checked_sub(1).map_or("", |at| page.word(at));
    let told = before == "," && article > 1 && person(article - 2)
        || matches!(before, "is" | "was" | "as" | "became" | "be" | "been");
    let named = head + 1 < page.tokens.len()
        && person(head + 1 + usize::from(page.word(head + 1) == "," && head + 2 < page.tokens.len()));
    !told && !named
}

/// `the mayor`, with its words and what it is of, where the head stands at a token and no name follows.
fn noun(page: &Page, cast: &Cast, head: usize) -> Option<(Range<usize>, String, String)> {
    let next = page.tokens.get(head + 1);
    let goes_on = next.is_some_and(|next| {
        next.kind == Made::Word
            && (matches!(next.shape, Shape::Title | Shape::Mixed | Shape::Other)
                || sense(page, head + 1).is(Sense::OFFICE.or(Sense::BODY_NOUN)))
            || next.kind == Made::Sign && matches!(next.of(page.text), "-" | "–") && next.touches()
    });
    // `the mayor, Anna Berg,` is read with her name.
    let apposed = page.word(head + 1) == ","
        && cast
            .within(&(head + 2..head + 3))
            .first()
            .is_some_and(|mention| cast.actors[mention.actor].kind == Kind::Person);
    if goes_on || apposed {
        return None;
    }
    let mut start = head;
    while start > 0
        && head - start < 4
        && page.tokens[start - 1].kind == Made::Word
        && page.tokens[start].gap <= crate::extract::lex::Gap::Line
        && sense(page, start - 1).is(Sense::OFFICE.or(Sense::BEFORE_OFFICE))
    {
        start -= 1;
    }
    let article = start.checked_sub(1)?;
    // `Peru’s president`, `the Peruvian president`
    let owner = matches!(page.word(article), "'s" | "’s");
    let at = article - usize::from(owner && article > 0);
    let state =
        cast.within(&(at..at + 1)).first().map(|mention| cast.actors[mention.actor].name.to_lowercase());
    let words = plain(page, &(start..head + 1));
    if let Some(state) = state {
        return Some((start..head + 1, words, state));
    }
    if !page.word(article).eq_ignore_ascii_case("the") || !cast.within(&(article..head + 1)).is_empty() {
        return None;
    }
    let end = end_of(page, head, page.sentences[page.sentence_of(head)].tokens.end).unwrap_or(head + 1);
    // What the complement names stands first in it: `of Oslo left`, `of the company left`.
    let from = (head + 2).min(end) + usize::from(is_article(page.word(head + 2)));
    let lower = |at: &usize| page.tokens[*at].shape == Shape::Lower;
    let stop = (from + 1..end).find(lower).unwrap_or(end.max(from));
    let of = plain(page, &(from..stop));
    Some((article..head + 1, words, of))
}

/// Whether an office may be called so: `the minister` is the foreign minister, and not the deputy minister.
fn names(office: &str, words: &str) -> bool {
    let Some(rest) = office.strip_suffix(words) else { return false };
    let lesser = |word: &str| {
        matches!(
            word,
            "vice"
                | "deputy"
                | "former"
                | "ex"
                | "assistant"
                | "acting"
                | "under"
                | "co"
                | "late"
                | "then"
                | "shadow"
        )
    };
    rest.is_empty() || rest.ends_with(' ') && !rest.split(' ').any(lesser)
}
