//! Names that are taken from somebody or something else: a person called as a state or a city is (`Luís
//! Montenegro`, `Paris Hilton`), a ship, a family, and the letters of an honour behind a name, which are no part of it.

use super::super::lexicon::Sense;
use super::super::{How, Kind};
use super::Finder;
use super::cut::Title;
use super::evidence::is_vessel_noun;
use super::run::{Item, Link};
use crate::extract::lex::{Shape, Token};

impl Finder<'_, '_> {
    /// Whether an item is a state or a city of one word under its own name.
    fn is_land(&self, item: &Item) -> bool {
        item.tokens.len() == 1
            && item.known.is_some_and(|form| {
                form.how == How::Full
                    && matches!(self.lexicon.entities[form.entity as usize].kind, Kind::State | Kind::Place)
            })
    }

    /// Whether the word for a state or a city is here the first name of a person: a title stands right before it, or
    /// behind it and the name that follows what only a person does.
    pub(super) fn is_given(&self, items: &[Item], at: usize, title: &Title) -> bool {
        let Some(next) = items.get(at + 1).filter(|next| next.link == Link::Space) else { return false };
        let ends = items.get(at + 2).is_none_or(|third| {
            third.link == Link::And || third.link == Link::Space && self.is_letters(items, at + 2)
        });
        if !ends || !self.is_land(&items[at]) || next.tokens.len() != 1 {
            return false;
        }
        if title.is_right_before(items[at].tokens.start) {
            return next.open() || self.is_land(next);
        }
        let team = self.page.word(next.tokens.start).ends_with('s');
        next.open() && !team && self.is_human(next.tokens.end)
    }

    /// Whether the word for a state, a city or a company ends the name of a person behind a title: `Prime Minister
    /// Luís Montenegro`, `Ms Orla Siemens`. Nobody has to know the first name.
    pub(super) fn is_titled_surname(&self, items: &[Item], from: usize, at: usize, title: &Title) -> bool {
        let begun = items[from..at].iter().all(|item| item.open() && item.link != Link::And);
        let ends = items.get(at + 1).is_none_or(|next| {
            !matches!(next.link, Link::Space | Link::Hyphen) || self.is_letters(items, at + 1)
        });
        (at == from + 1 || at == from + 2)
            && items[at].link == Link::Space
            && ends
            && begun
            && title.is_right_before(items[from].tokens.start)
            && (self.is_land(&items[at]) || self.is_firm(&items[at]))
    }

    /// Whether an item is a company or a body that is called by one word, and not by letters.
    fn is_firm(&self, item: &Item) -> bool {
        item.tokens.len() == 1
            && self.page.tokens[item.tokens.start].shape == Shape::Title
            && item.known.is_some_and(|form| {
                let kind = self.lexicon.entities[form.entity as usize].kind;
                form.how == How::Full && matches!(kind, Kind::Company | Kind::Organisation)
            })
    }

    /// Whether an item is the letters of an honour, an office or a degree behind a name: `Helen Marsh KC`.
    pub(super) fn is_letters(&self, items: &[Item], at: usize) -> bool {
        let Some(item) = items.get(at).filter(|item| item.link == Link::Space && item.tokens.len() == 1)
        else {
            return false;
        };
        let last = at.checked_sub(1).and_then(|before| items.get(before));
        let named = last.is_some_and(|last| {
            self.is_letters(items, at - 1)
                || self.page.tokens[last.tokens.start].shape == Shape::Title && last.known.is_none()
        });
        // `Labour MP John Orr`: a name that follows has them for its office.
        let ends = items
            .get(at + 1)
            .is_none_or(|next| next.link != Link::Space || is_honour(self.page.word(next.tokens.start)));
        named && ends && is_honour(self.page.word(item.tokens.start))
    }

    /// The item behind a ship that is named after somebody: `USS Gerald Ford`, `the SS Peter Lund`.
    pub(super) fn ship(&self, items: &[Item], at: usize) -> Option<usize> {
        let word = self.page.word(items[at].tokens.start);
        if items[at].tokens.len() != 1 || !is_ship(word) {
            return None;
        }
        let named = |item: &Item| {
            item.link == Link::Space
                && !item.is(Sense::OFFICE.or(Sense::HONOUR))
                && self.page.tokens[item.tokens.start].shape == Shape::Title
        };
        let count = items[at + 1..].iter().take(4).take_while(|item| named(item)).count();
        (count > 0).then_some(at + 1 + count)
    }

    /// The item behind a place that is joined to a saint by a hyphen, who is no person here: `Paris Saint-Germain`.
    pub(super) fn saint(&self, items: &[Item], at: usize) -> Option<usize> {
        let saint = matches!(self.page.word(items[at].tokens.start), "Saint" | "Sainte" | "St");
        let joined = items.get(at + 1).is_some_and(|next| next.link == Link::Hyphen);
        (saint && joined).then_some(at + 2)
    }

    /// Whether a surname alone is that of a family: `the Lund family`.
    pub(super) fn is_family(&self, items: &[Item], from: usize, end: usize) -> bool {
        let tokens = items[from].tokens.start..items[end - 1].tokens.end;
        let article = tokens.start.checked_sub(1).map_or("", |at| self.page.word(at));
        end == from + 1
            && matches!(article, "the" | "The")
            && tokens.end < self.end
            && matches!(
                self.page.word(tokens.end),
                "family" | "families" | "dynasty" | "clan" | "brothers" | "sisters" | "household" | "heirs"
            )
    }

    /// Whether a full name is that of a ship: `the tanker Erik Dahl`.
    pub(super) fn is_vessel(&self, items: &[Item], from: usize, end: usize) -> bool {
        let start = items[from].tokens.start;
        let noun = start.checked_sub(1).map_or("", |at| self.page.word(at));
        // Of others than people `carrier` and `tug` may be said too.
        let vessel = is_vessel_noun(noun) || matches!(noun, "carrier" | "cruiser" | "tug" | "freighter");
        end > from + 1 && vessel && start > self.begin + 1
    }

    /// Whether the word for a state opens a sentence and the name of somebody or something else: `China Lund joined`.
    /// Which of both it is, nobody has to know: it is not the state.
    pub(super) fn opens_other_name(&self, items: &[Item], at: usize) -> bool {
        let Some(next) = items.get(at + 1).filter(|next| next.link == Link::Space && next.open()) else {
            return false;
        };
        let state = items[at].known.is_some_and(|form| {
            self.lexicon.entities[form.entity as usize].kind == Kind::State && form.how == How::Full
        });
        let behind = self.page.tokens.get(next.tokens.end).filter(|_| next.tokens.end < self.end);
        state
            && items[at].tokens.start == self.begin
            && items[at].tokens.len() == 1
            && items.len() == at + 2
            && next.tokens.len() == 1
            && !next.is(Sense::FIRST)
            && self.page.tokens[next.tokens.start].shape == Shape::Title
            && behind.is_some_and(|behind| behind.shape == Shape::Lower)
    }

    /// The token behind a form of company that is written with a stroke: `Brandt A/S`.
    pub(super) fn stroked_suffix(&self, at: usize) -> Option<usize> {
        let touches =
            |at: usize| self.page.tokens.get(at).filter(|_| at < self.end).is_some_and(Token::touches);
        let letters =
            matches!((self.page.word(at), self.page.word(at + 2)), ("A" | "K" | "I" | "P", "S") | ("S", "A"));
        (letters && touches(at + 1) && touches(at + 2) && self.page.word(at + 1) == "/").then_some(at + 3)
    }
}

/// Letters that stand behind a person's name.
fn is_honour(word: &str) -> bool {
    matches!(
        word,
        "KC" | "QC"
            | "SC"
            | "MP"
            | "MEP"
            | "MSP"
            | "TD"
            | "KBE"
            | "DBE"
            | "CBE"
            | "OBE"
            | "MBE"
            | "CMG"
            | "DSO"
            | "FRS"
            | "FBA"
            | "PhD"
            | "DPhil"
            | "MD"
            | "JD"
            | "MSc"
            | "BSc"
            | "MBA"
            | "Esq"
            | "RN"
            | "CPA"
            | "FRCP"
            | "FRCS"
            | "FRSE"
            | "FRSA"
            | "RIBA"
            | "FSA"
            | "GCB"
            | "KCB"
            | "CB"
            | "GCMG"
            | "KCMG"
            | "GBE"
            | "CH"
            | "OM"
            | "VC"
            | "GC"
            | "MC"
            | "DFC"
            | "DSC"
            | "MM"
            | "BEM"
            | "CVO"
            | "KCVO"
            | "MVO"
            | "QPM"
            | "SJ"
            | "OSB"
            | "JP"
            | "DL"
    )
}

/// Letters that stand before the name of a ship.
fn is_ship(word: &str) -> bool {
    matches!(
        word,
        "USS"
            | "USNS"
            | "USCGC"
            | "HMS"
            | "HMAS"
            | "HMCS"
            | "HMNZS"
            | "RMS"
            | "SS"
            | "SMS"
            | "MV"
            | "RV"
            | "FV"
    )
}

#[cfg(test)]
mod tests {
    use crate::extract::actors::{Kind, find};
    use crate::extract::page::Page;

    #[test]
    fn who_is_called_like_a_land_is_a_person_and_who_gave_a_name_is_not_what_bears_it() {
        let rows: [(&str, &[(&str, Kind)]); 12] = [
            ("Prime Minister Luís Montenegro spoke.", &[("Luís Montenegro", Kind::Person)]),
            ("Secretary of State John Chester Holland spoke.", &[("John Chester Holland", Kind::Person)]),
            ("Senator India Marsh resigned. Marsh was ill.", &[("India Marsh", Kind::Person)]),
            ("Judge Austin Jordan ruled on it.", &[("Austin Jordan", Kind::Person)]),
            ("Paris Hilton testified in June.", &[("Paris Hilton", Kind::Person)]),
            (
                "Minister Georgia Lund visited Georgia.",
                &[("Georgia Lund", Kind::Person), ("Georgia", Kind::State)],
            ),
            (
                "Willy Brandt died. Brandt A/S failed.",
                &[("Willy Brandt", Kind::Person), ("Brandt A/S", Kind::Company)],
            ),
            ("Gerald Ford died before the USS Gerald Ford sailed.", &[("Gerald Ford", Kind::Person)]),
            ("Northline Rail said it had lost money.", &[("Northline Rail", Kind::Company)]),
            ("Helen Marsh KC spoke. Marsh KC left.", &[("Helen Marsh", Kind::Person)]),
            (
                "It was Ruth Dean QC and John Orr MP who met.",
                &[("Ruth Dean", Kind::Person), ("John Orr", Kind::Person)],
            ),
            ("Paris Saint-Germain won again.", &[("Paris", Kind::Place)]),
        ];
        for (text, wanted) in rows {
            let cast = find(&Page::read(text));
            let named: Vec<(&str, Kind)> =
                cast.actors.iter().map(|actor| (actor.name.as_str(), actor.kind)).collect();
            assert_eq!(named, wanted, "{text}");
        }
        for text in ["The tanker Erik Dahl sank.", "China Lund joined the firm.", "HMS Erik Dahl was sunk."] {
            assert_eq!(find(&Page::read(text)).actors, [], "{text}");
        }
        let family = find(&Page::read("John Lund died. The Lund family sold the house."));
        assert_eq!(family.actors[0].mentions.len(), 1);
    }
}
