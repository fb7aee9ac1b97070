//! Bodies that many states have under one name, given to the state that the document gives them.
//!
//! A possessive (`Brazil's Congress`), an adjective (`the Indian Supreme Court`), `of` or `in` behind the name, or
//! the only state that the document is about; otherwise the name stays bare, and is nobody's.

use std::collections::HashMap;
use std::ops::Range;

use super::super::lexicon::{Entity, LEXICON, Mix, Sense, sense};
use super::super::lists::seats::WITH_ARTICLE;
use super::super::names::Spot;
use super::super::{How, Kind};
use crate::extract::lex::{Kind as Made, Shape, hash};
use crate::extract::page::Page;

/// Which body of which state a spot names.
#[derive(Clone, Debug)]
pub(super) struct Seat {
    /// One number for the spellings of one body's name: `Defence Ministry`, `Ministry of Defense`.
    pub(super) key: u64,
    /// Its state, where the document tells.
    pub(super) state: Option<u32>,
    /// The tokens of its name without the state.
    base: Range<usize>,
    /// Whether the words beside it forbid to look for its state elsewhere: `Supreme Court of Texas`.
    apart: bool,
}

/// For each spot whether it names such a body, and whose.
pub(super) fn find(page: &Page, spots: &[Spot]) -> Vec<Option<Seat>> {
    let mut seats: Vec<Option<Seat>> = Vec::new();
    for (at, spot) in spots.iter().enumerate() {
        let Some(mut seat) = seat(page, spot) else { continue };
        look_around(page, spots, at, &mut seat);
        seats.resize(spots.len(), None);
        seats[at] = Some(seat);
    }
    if seats.is_empty() {
        return seats;
    }
    // A body that the document ties to one state is that state's where it stands alone too.
    let mut tied: HashMap<u64, Option<u32>, Mix> = HashMap::default();
    for seat in seats.iter().flatten() {
        if let Some(state) = seat.state {
            let only = tied.entry(seat.key).or_insert(Some(state));
            if *only != Some(state) || LEXICON.entities[state as usize].kind != Kind::State {
                *only = None;
            }
        }
    }
    let home = home(page, spots);
    for (spot, seat) in spots.iter().zip(&mut seats) {
        let Some(seat) = seat.as_mut().filter(|seat| seat.state.is_none() && !seat.apart) else { continue };
        seat.state = match tied.get(&seat.key) {
            Some(only) => *only,
            None => home.filter(|state| may_have(spot, *state)),
        };
    }
    seats
}

/// The name of a body of a state: `Supreme Court of India`.
pub(super) fn name(page: &Page, spot: &Spot, seat: &Seat, state: u32) -> String {
    let state = LEXICON.entities[state as usize].name;
    let first = state.split(' ').next().unwrap_or_default();
    let article = if state.contains(' ') && WITH_ARTICLE.split('|').any(|word| word == first)
        || WITH_ARTICLE.split('|').any(|word| word == state)
    {
        "the "
    } else {
        ""
    };
    if let Some((known, _)) = entity(spot).filter(|(known, _)| known.seat_of.is_some()) {
        return known.name.to_owned();
    }
    let base = match spot.known {
        Some((entity, _)) => LEXICON.entities[entity as usize].name.into(),
        None => super::shown(page, &seat.base),
    };
    format!("{base} of {article}{state}")
}

fn entity(spot: &Spot) -> Option<(&'static Entity, How)> {
    spot.known.map(|(entity, how)| (&LEXICON.entities[entity as usize], how))
}

/// The state that a spot names, in whatever way.
fn state_of(spot: &Spot) -> Option<u32> {
    spot.known
        .filter(|(entity, _)| LEXICON.entities[*entity as usize].kind == Kind::State)
        .map(|(entity, _)| entity)
}

/// The land or the city that a spot names: `New York Supreme Court`.
fn place_of(spot: &Spot) -> Option<u32> {
    let known = spot.known.filter(|(entity, _)| LEXICON.entities[*entity as usize].kind == Kind::Place);
    known.map(|(entity, _)| entity)
}

/// Whether a spot names a body that many states have: one of the list, or a ministry.
fn seat(page: &Page, spot: &Spot) -> Option<Seat> {
    if let Some((of, _)) = entity(spot) {
        let base = spot.tokens.clone();
        if let Some((body, state)) = of.seat_of {
            return Some(Seat { key: u64::from(body), state: Some(state), base, apart: false });
        }
        of.seat?;
        let (entity, _) = spot.known?;
        return Some(Seat { key: u64::from(entity), state: None, base, apart: false });
    }
    if spot.rule != "the noun of a body" {
        return None;
    }
    let is_ministry = |at: usize| {
        let word = page.word(at);
        word.eq_ignore_ascii_case("ministry")
    };
    let ministry = spot.tokens.clone().find(|at| is_ministry(*at))?;
    // `Ministry of Health of Latvia`: without its state, which stands last.
    let mut base = spot.tokens.clone();
    let mut state = None;
    for of in spot.tokens.start + 1..spot.tokens.end {
        if !matches!(page.word(of), "of" | "in") {
            continue;
        }
        let from = of + 1 + usize::from(page.word(of + 1) == "the");
        if let Some((form, end)) = LEXICON.known(page, from, spot.tokens.end)
            && LEXICON.entities[form.entity as usize].kind == Kind::State
            && end == spot.tokens.end
        {
            base.end = of;
            state = Some(form.entity);
            break;
        }
    }
    if let Some((form, end)) = LEXICON.known(page, base.start, base.end)
        && LEXICON.entities[form.entity as usize].kind == Kind::State
        && end < base.end
    {
        base.start = end;
        state = state.or(Some(form.entity));
    }
    if base.start > ministry {
        return None;
    }
    let mut key = 1;
    for at in base.clone() {
        let token = &page.tokens[at];
        let sense = sense(page, at);
        if token.kind != Made::Word || token.shape == Shape::Lower || is_ministry(at) {
            continue;
        }
        // A name in it makes it no common one: `Ministry of Sound`.
        if !sense.is(Sense::TOPIC.or(Sense::COMMON).or(Sense::HEAD).or(Sense::BEFORE_OFFICE)) {
            return None;
        }
        let word = page.word(at).to_ascii_lowercase();
        let same = match word.as_str() {
            "affairs" => continue,
            "defense" => hash(b"defence"),
            "labor" => hash(b"labour"),
            _ => token.hash,
        };
        key = u64::wrapping_add(key, u64::from(same).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    }
    Some(Seat { key, state, base, apart: false })
}

/// What stands right before and behind the name.
fn look_around(page: &Page, spots: &[Spot], at: usize, seat: &mut Seat) {
    if seat.state.is_some() {
        return;
    }
    let tokens = spots[at].tokens.clone();
    let before = spots[..at].iter().rev().find(|spot| spot.tokens.end <= tokens.start);
    let gap = before.map_or(usize::MAX, |spot| tokens.start - spot.tokens.end);
    if let Some(before) = before {
        let genitive = gap == 1 && matches!(page.word(tokens.start - 1), "'s" | "’s" | "'" | "’");
        if gap == 0 || genitive {
            seat.state = state_of(before).or_else(|| place_of(before));
            seat.apart |= seat.state.is_none();
            return;
        }
    }
    let mut next = tokens.end;
    if matches!(page.word(next), "of" | "in") {
        next += 1;
        if page.word(next) == "the" {
            next += 1;
        }
        let behind = spots[at + 1..].iter().find(|spot| spot.tokens.start >= next);
        let here = behind.filter(|spot| spot.tokens.start == next);
        match here
            .and_then(state_of)
            .or_else(|| here.filter(|_| page.word(tokens.end) == "of").and_then(place_of))
        {
            Some(state)
                if !page.word(tokens.end).eq("in")
                    || here.is_some_and(|spot| entity(spot).is_some_and(|(_, how)| how != How::Demonym)) =>
            {
                seat.state = Some(state);
            }
            _ => {
                seat.apart |= page.word(tokens.end) == "of"
                    && page
                        .tokens
                        .get(next)
                        .is_some_and(|token| !matches!(token.shape, Shape::Lower | Shape::None));
            }
        }
    }
}

/// The only state that a document names, where it tells of what is in it or belongs to it.
fn home(page: &Page, spots: &[Spot]) -> Option<u32> {
    let mut only = None;
    let mut local = false;
    for spot in spots {
        let capital = entity(spot).and_then(|(of, _)| of.capital_of);
        let Some(state) = state_of(spot) else {
            local |= capital.is_some() && capital == only;
            continue;
        };
        if *only.get_or_insert(state) != state {
            return None;
        }
        let before = spot.tokens.start.checked_sub(1).map_or("", |at| page.word(at));
        let behind = spot.tokens.end;
        let owns = matches!(page.word(behind), "'s" | "’s");
        let demonym = entity(spot).is_some_and(|(_, how)| how == How::Demonym);
        let governs = demonym
            && sense(page, behind)
                .is(Sense::OFFICE.or(Sense::BEFORE_OFFICE).or(Sense::BODY).or(Sense::BODY_NOUN));
        local |= owns || governs || matches!(before, "in" | "In" | "across" | "Across" | "throughout" | "of");
    }
    only.filter(|_| local)
}

/// Whether a state may have the body that a spot names.
fn may_have(spot: &Spot, state: u32) -> bool {
    let Some(seat) = entity(spot).and_then(|(of, _)| of.seat) else { return true };
    let seat = &LEXICON.seats[usize::from(seat)];
    (seat.only.is_empty() || seat.only.contains(&state)) && !seat.never.contains(&state)
}
