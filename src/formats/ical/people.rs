//! Attendees and organizers as actors, and back.
//!
//! Whoever has the same address is the same actor; without an address the name decides. In what annals
//! writes the actor's key stands in the address, or beside it, and the role as it is.

use std::collections::HashMap;

use super::lines::{self, Line};
use crate::formats::node::{Kind, Node, Table};
use crate::formats::records::add;
use crate::issue::Spot;

/// Before the key of an actor who has no address.
const URN: &str = "urn:x-annals:actor:";

/// The key of an actor who has one.
const KEY: &str = "X-ANNALS-KEY";

/// Parameters that are read.
const KNOWN: &[&str] = &["CN", "ROLE", "X-ROLE", KEY];

/// The roles that iCalendar has words for.
const ROLES: &[(&str, &str)] = &[
    ("CHAIR", "chair"),
    ("REQ-PARTICIPANT", "required attendee"),
    ("OPT-PARTICIPANT", "optional attendee"),
    ("NON-PARTICIPANT", "informed"),
];

/// Everybody who was named with an address or a key, in the order in which they were met.
#[derive(Default)]
pub(super) struct People {
    by_name: HashMap<String, usize>,
    all: Vec<Person>,
}

/// Somebody whom the calendar knows by more than a name.
pub(super) struct Person {
    pub(super) key: Option<String>,
    pub(super) name: String,
    pub(super) address: Option<String>,
}

impl People {
    /// Everybody, in order.
    pub(super) fn into_all(self) -> Vec<Person> {
        self.all
    }

    /// Adds whoever is not known yet under `id`; answers with the name that goes for all.
    fn meet(&mut self, id: &str, person: impl FnOnce() -> Person) -> &str {
        let next = self.all.len();
        let index = *self.by_name.entry(id.to_owned()).or_insert(next);
        if index == next {
            self.all.push(person());
        }
        self.all.get(index).map_or("", |person| &person.name)
    }
}

/// A participant.
pub(super) fn read(line: &Line, people: &mut People) -> Option<Node<'static>> {
    let spot = Spot::at(line.at);
    let address = line.value().trim();
    let name = line.param("CN").map(str::trim).filter(|name| !name.is_empty());
    let key = address.strip_prefix(URN).or(line.param(KEY)).map(decode).filter(|key| !key.is_empty());
    let mut table = Table::default();
    let mut text = |name: &str, text: String| add(&mut table, name.to_owned(), Kind::Text(text.into()), spot);
    let role =
        ROLES.iter().find(|(word, _)| line.param("ROLE").is_some_and(|role| role.eq_ignore_ascii_case(word)));
    let role = role.map(|(_, role)| (*role).to_owned()).or(line.param("X-ROLE").map(str::to_owned));
    let organizer = (line.name == "ORGANIZER").then(|| "organizer".to_owned());
    if let Some(key) = key {
        people.meet(&format!("key:{key}"), || Person {
            key: Some(key.clone()),
            name: name.unwrap_or(&key).to_owned(),
            address: None,
        });
        text("actor", key);
        role.or(organizer).into_iter().for_each(|role| text("role", role));
    } else {
        let mailbox = address.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
        let mailbox = mailbox.map_or(address, |scheme| &address[scheme.len()..]);
        let given = name.or(Some(mailbox).filter(|mailbox| !mailbox.is_empty()))?;
        if address.is_empty() {
            text("actor", given.to_owned());
        } else {
            let known = people.meet(&address.to_lowercase(), || Person {
                key: None,
                name: given.to_owned(),
                address: Some(address.to_lowercase()),
            });
            if known != given && name.is_some() {
                text("CN", given.to_owned());
            }
            text("actor", address.to_lowercase());
        }
        let role = organizer.or(role).or(line.param("ROLE").map(str::to_lowercase));
        let role = role.unwrap_or("attendee".into());
        // Who does not come takes no part, and stands there all the same.
        let declined = line.param("PARTSTAT").is_some_and(|word| word.eq_ignore_ascii_case("DECLINED"));
        text("role", if declined { format!("{role}, declined") } else { role });
    }
    for (name, values) in line.params().iter().filter(|(name, _)| !KNOWN.contains(&name.as_str())) {
        text(name, values.join(","));
    }
    Some(Node::new(Kind::Table(table), spot))
}

/// Writes a participant: `who` is the actor as a file has it, `one` the participant. Only one may be
/// the organizer.
pub(super) fn write(one: &toml::Table, who: &toml::Table, organizer: &mut bool) -> Option<String> {
    let text =
        |table: &toml::Table, name: &str| table.get(name).and_then(toml::Value::as_str).map(str::to_owned);
    let key = text(who, "key").filter(|key| !key.is_empty())?;
    let role = text(one, "role");
    let organizes = role.as_deref() == Some("organizer") && !*organizer;
    *organizer |= organizes;
    let mut out = String::from(if organizes { "ORGANIZER" } else { "ATTENDEE" });
    lines::push_param(&mut out, "CN", text(who, "name").as_deref().unwrap_or(&key));
    let word = ROLES.iter().find(|(_, name)| role.as_deref() == Some(name));
    if let Some((word, _)) = word {
        lines::push_param(&mut out, "ROLE", word);
    } else if let Some(role) = role.filter(|_| !organizes) {
        lines::push_param(&mut out, "X-ROLE", &role);
    }
    for (name, value) in one {
        let is_param = name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-');
        if let Some(value) =
            value.as_str().filter(|_| is_param && !name.is_empty() && !KNOWN.contains(&name.as_str()))
        {
            lines::push_param(&mut out, name, value);
        }
    }
    let mailto = |alias: &&str| {
        alias.strip_prefix("mailto:").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_graphic()))
    };
    let aliases = who.get("aliases").and_then(toml::Value::as_array).into_iter().flatten();
    match aliases.filter_map(toml::Value::as_str).find(mailto) {
        Some(address) => {
            lines::push_param(&mut out, KEY, &encode(&key));
            Some(format!("{out}:{address}"))
        }
        None => Some(format!("{out}:{URN}{}", encode(&key))),
    }
}

/// A key as part of an address: what is no plain letter as its bytes.
fn encode(key: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~');
    key.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let pair = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        let pair = pair.filter(|pair| first == b'%' && pair.bytes().all(|b| b.is_ascii_hexdigit()));
        let byte = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_back_as_they_were() {
        for key in ["nato", "a b", "é/ü", "100%", "%41", "\u{1b}\n", ""] {
            assert_eq!(decode(&encode(key)), key);
        }
        assert_eq!(decode("a%zz%4"), "a%zz%4");
    }
}
