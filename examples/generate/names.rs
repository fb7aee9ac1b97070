//! Actors and sources: as many different ones as are asked for, from few parts.

const GIVEN: &[&str] = &[
    "Ilham",
    "Heydar",
    "Volodymyr",
    "Mehriban",
    "Ursula",
    "Recep",
    "José",
    "Zoë",
    "Łukasz",
    "Anna",
    "Nikol",
    "Олена",
    "Petro",
    "Jean-Luc",
    "Siobhán",
    "Mukhtar",
    "Elmar",
    "Aysel",
    "Viktor",
    "Марія",
    "Thomas",
    "Ingrid",
    "Søren",
    "Giulia",
    "Yusuf",
    "Leyla",
    "Edward",
    "Margaret",
    "Charles",
    "Ana",
    "Dmytro",
    "Katarína",
    "Matěj",
    "Ferenc",
    "Ioana",
    "Andrei",
    "Hélène",
    "François",
    "Brigitte",
    "Tatiana",
];
const FRONT: &[&str] = &[
    "Ali", "Bek", "Chu", "Dar", "Gul", "Ham", "Jan", "Kov", "Lev", "Mar", "Nov", "Pet", "Ras", "Tov", "Vid",
    "Zel", "Bor", "Cas", "Dun", "Far", "Gar", "Hol", "Isa", "Kar", "Lan", "Mal", "Nas", "Oran", "Pol", "Ros",
    "Sor", "Tar", "Und", "Val", "Wal", "Yar", "Žiž", "Çel", "Mün", "Ör",
];
const MIDDLE: &[&str] = &[
    "", "an", "ber", "der", "el", "en", "er", "gan", "i", "im", "in", "ka", "la", "len", "lin", "man", "mi",
    "na", "ner", "o", "or", "ra", "ri", "ro", "sa", "ta", "ten", "ti", "to", "un", "ve", "é",
];
const END: &[&str] = &[
    "yev", "ov", "enko", "sky", "son", "sen", "oglu", "zade", "ić", "ez", "ini", "berg", "mann", "ton",
    "ley", "ova", "adze", "yan", "escu", "ek", "land", "ford", "etti", "er", "wicz", "aité", "ås", "shvili",
    "ães", "uk", "man", "i",
];
const BODIES: &[&str] = &[
    "Ministry of Energy",
    "Ministry of Foreign Affairs",
    "Parliament",
    "Central Bank",
    "Red Cross Society",
    "Chamber of Commerce",
    "Academy of Sciences",
    "Railway Company",
    "Port Authority",
    "National Archive",
    "Electoral Commission",
    "Supreme Court",
    "Workers’ Union",
    "State Oil Fund",
    "Institute of Physics",
    "Shipping Line",
];
const PLACES: &[&str] = &[
    "Azerbaijan",
    "Ukraine",
    "Norway",
    "Georgia",
    "Portugal",
    "Côte d’Ivoire",
    "Canada",
    "Türkiye",
    "Chile",
    "Japan",
    "Poland",
    "Österreich",
    "Greece",
    "Kenya",
    "India",
    "Brazil",
    "Київ",
    "São Paulo",
    "Malmö",
    "Liverpool",
    "Genève",
    "Kraków",
    "Trieste",
    "Odesa",
    "Baku",
];
const TITLES: &[&str] = &[
    "Gazette",
    "Morning Post",
    "Herald",
    "Chronicle",
    "Observer",
    "Official Journal",
    "Review",
    "Bulletin",
    "Annual Report",
    "Le Courrier",
    "Вісник",
    "Diplomatic Papers",
];

/// The name of actor `number`, which no other number has: people, and every fifth a body.
pub(crate) fn actor(number: usize) -> String {
    if number % 5 == 3 {
        let nth = number / 5;
        let (body, rest) = (BODIES[nth % BODIES.len()], nth / BODIES.len());
        let (place, more) = (PLACES[(rest * 7) % PLACES.len()], rest / PLACES.len());
        return if more == 0 {
            format!("{body} of {place}")
        } else {
            format!("{body} of {place}, branch {more}")
        };
    }
    // A walk over all names that comes back to the first one only after all of them.
    let all = GIVEN.len() * FRONT.len() * MIDDLE.len() * END.len();
    let mixed = number * 1_000_003 % all;
    let (given, rest) = (mixed % GIVEN.len(), mixed / GIVEN.len());
    let (front, rest) = (rest % FRONT.len(), rest / FRONT.len());
    let (end, middle) = (END[rest % END.len()], MIDDLE[rest / END.len()]);
    let surname = format!("{}{middle}{end}", FRONT[front]);
    if number < all {
        format!("{} {surname}", GIVEN[given])
    } else {
        format!("{} {surname} {}", GIVEN[given], number / all)
    }
}

/// The title of source `number`, which no other number has.
pub(crate) fn source(number: usize) -> String {
    let place = PLACES[number % PLACES.len()];
    let (title, issue) = (TITLES[number / PLACES.len() % TITLES.len()], number / PLACES.len() / TITLES.len());
    format!("{place} {title}, no. {}", 1 + issue)
}
