//! One key for the spellings of a name: without accents, with like sounds alike, in Latin or Cyrillic letters.
//!
//! Sounds alike are two names as often as one (`Hill` and `Gill`, `Cook` and `Hook`), but for names that come
//! from another script or alphabet: those are spelled anew by everyone who writes them. [`is_transliterated`]
//! tells them by their letters, their endings, and the first names that go with them.

use std::sync::LazyLock;

use crate::extract::words::Words;

/// The key of a word by its sound: names whose keys are equal may be spellings of one name.
///
/// ```
/// use annals::extract::actors::spelling::key;
/// assert_eq!(key("Zelenskyy"), key("Zelensky"));
/// assert_eq!(key("Garabagh"), key("Karabakh"));
/// assert_eq!(key("Алієв"), key("Aliyev"));
/// assert_ne!(key("Ilham"), key("Heydar"));
/// ```
#[must_use]
pub fn key(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for c in word.chars() {
        if c.is_ascii() {
            plain.extend(small(c));
            continue;
        }
        match letter(c) {
            Some(text) => plain.push_str(text),
            None => plain.extend(c.to_lowercase().filter(|c| c.is_alphanumeric())),
        }
    }
    let mut key = String::with_capacity(plain.len());
    let mut rest = plain.as_str();
    while let Some(first) = rest.chars().next() {
        let (sound, len) = sound(rest, first, key.is_empty());
        for c in sound.chars() {
            // Doubled letters sound as one.
            if !key.ends_with(c) {
                key.push(c);
            }
        }
        rest = &rest[len..];
    }
    while key.len() > 3 && key.ends_with('i') {
        key.pop();
    }
    key
}

/// A plain letter or a digit as all keys have it, and nothing for a sign.
fn small(c: char) -> Option<char> {
    c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase())
}

/// What the letters at the head of `rest` sound like, and how many bytes they take.
fn sound(rest: &str, first: char, begins: bool) -> (&str, usize) {
    let sounds: &[(&str, &str)] = match first {
        's' => &[("shch", "s"), ("sch", "s"), ("sh", "s")],
        't' => &[("tch", "c"), ("ts", "s"), ("tz", "s"), ("th", "t")],
        'k' => &[("kh", "k")],
        'g' => &[("gh", "k")],
        'z' => &[("zh", "z")],
        'c' => &[("ch", "c"), ("ck", "k")],
        'p' => &[("ph", "f")],
        'y' => &[("yu", "u"), ("ya", "a"), ("ye", "e"), ("yo", "o"), ("yy", "i")],
        'i' => &[("iy", "i"), ("ij", "i"), ("ie", "e"), ("ia", "a"), ("iu", "u")],
        'o' => &[("ou", "u"), ("oo", "u")],
        'e' => &[("ee", "i"), ("ei", "e"), ("ey", "e")],
        'a' => &[("ai", "e"), ("ay", "e")],
        'd' => &[("dj", "j"), ("dzh", "j")],
        'x' => &[("x", "ks")],
        _ => &[],
    };
    for (letters, sound) in sounds {
        if rest.starts_with(letters) {
            return (sound, letters.len());
        }
    }
    let sound = match first {
        'y' | 'j' if !begins => "i",
        'w' => "v",
        // What is `g` in one tongue is `h` in the next.
        'q' | 'g' | 'h' | 'c' => "k",
        _ => return (&rest[..first.len_utf8()], first.len_utf8()),
    };
    (sound, first.len_utf8())
}

/// The Latin letters for an accented, a Turkic or a Cyrillic one.
fn letter(c: char) -> Option<&'static str> {
    let c = c.to_lowercase().next().unwrap_or(c);
    Some(match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' | 'а' => "a",
        'ə' => "a",
        'б' => "b",
        'ç' | 'ć' | 'č' | 'ч' => "ch",
        'в' => "v",
        'г' | 'ґ' => "g",
        'ğ' => "gh",
        'д' | 'đ' | 'ð' => "d",
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' | 'е' | 'э' | 'ё' => "e",
        'є' => "ye",
        'ж' => "zh",
        'з' | 'ź' | 'ż' => "z",
        'ž' => "zh",
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' | 'и' | 'й' | 'і' => "i",
        'ї' => "yi",
        'к' => "k",
        'л' | 'ł' => "l",
        'м' => "m",
        'ñ' | 'ń' | 'ň' | 'н' => "n",
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' | 'ő' | 'о' => "o",
        'п' => "p",
        'р' | 'ř' => "r",
        'с' | 'ś' => "s",
        'ş' | 'ș' | 'š' | 'ш' => "sh",
        'ß' => "ss",
        'т' | 'ț' | 'ţ' => "t",
        'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'щ' => "shch",
        'ы' | 'ý' | 'ÿ' => "y",
        'ю' => "yu",
        'я' => "ya",
        'æ' => "ae",
        'œ' => "oe",
        'ъ' | 'ь' | '\'' | '’' | 'ʼ' => "",
        _ => return None,
    })
}

/// The key of a word by its letters: without accents and capitals.
///
/// ```
/// use annals::extract::actors::spelling::plain;
/// assert_eq!(plain("Erdoğan"), plain("Erdogan"));
/// assert_ne!(plain("Hill"), plain("Gill"));
/// ```
#[must_use]
pub fn plain(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for c in word.chars() {
        if c.is_ascii() {
            plain.extend(small(c));
            continue;
        }
        match c.to_lowercase().next().unwrap_or(c) {
            'ç' | 'ć' | 'č' => plain.push('c'),
            'ğ' => plain.push('g'),
            'ş' | 'ș' | 'š' => plain.push('s'),
            'ž' => plain.push('z'),
            small => match letter(small) {
                Some(text) => plain.push_str(text),
                None if small.is_alphanumeric() => plain.push(small),
                None => {}
            },
        }
    }
    plain
}

/// Endings of surnames in languages that are written in other letters than Latin, or were.
const ENDINGS: [&str; 24] = [
    "ov", "ova", "ev", "eva", "yev", "yeva", "enko", "shvili", "ski", "sky", "skyy", "skyi", "skiy", "skii",
    "skij", "ska", "skaya", "oğlu", "oglu", "ogly", "zade", "zadeh", "chuk", "dze",
];

/// First names of such languages, in the spellings in use.
const GIVEN: &str = "aleksandr aleksander alexandr oleksandr aleksei alexei alexey oleksii oleksiy andrei andrey andrii \
    andriy bogdan bohdan dmitri dmitry dmytro evgeny evgeni yevgeny yevhen yevhenii grigori grigory hryhoriy igor ihor \
    ihar mikhail mykhailo nikolai nikolay mykola oleg oleh pavlo petro sergei sergey serhii serhiy siarhei vasily vasyl \
    viktor vladimir volodymyr uladzimir vladislav vladyslav vyacheslav viacheslav yuri yuriy yurii iurii yulia yuliia \
    iuliia natalia nataliia natalya olena oksana tetiana svitlana kateryna ekaterina liudmyla lyudmila haydar heydar \
    huseyn hussein husayn ilham recep tayyip mammad mehmet";

static IS_GIVEN: LazyLock<Words<()>> =
    LazyLock::new(|| Words::new(&GIVEN.split_ascii_whitespace().map(|name| (name, ())).collect::<Vec<_>>()));

/// Whether a name is one that everyone spells anew: it has letters of another script, an ending or a first name
/// of a language that has one.
///
/// ```
/// use annals::extract::actors::spelling::is_transliterated;
/// assert!(is_transliterated("Zelenskyy") && is_transliterated("Ihor") && is_transliterated("Алієв"));
/// assert!(!is_transliterated("Hill") && !is_transliterated("Cook"));
/// ```
#[must_use]
pub fn is_transliterated(word: &str) -> bool {
    if word.is_ascii() {
        let last = word.bytes().next_back().map(|last| last.to_ascii_lowercase());
        let ends = |end: &&str| {
            end.bytes().next_back() == last
                && word
                    .len()
                    .checked_sub(end.len())
                    .and_then(|at| word.get(at..))
                    .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
        };
        return word.len() >= 5 && ENDINGS.iter().any(ends) || IS_GIVEN.of(word).is_some();
    }
    let lower = word.to_lowercase();
    let script = lower.chars().any(|c| matches!(c, '\u{370}'..='\u{52F}'));
    let ending = lower.len() >= 5 && ENDINGS.iter().any(|end| lower.ends_with(end));
    script || ending || IS_GIVEN.of(&lower).is_some()
}

/// The keys of a first name and a surname that names of one person have in common.
#[must_use]
pub fn of_person(first: &str, last: &str) -> (String, String) {
    if is_transliterated(first) || is_transliterated(last) {
        (key(first), key(last))
    } else {
        (plain(first), plain(last))
    }
}

/// The key of a surname alone.
#[must_use]
pub fn of_surname(last: &str) -> String {
    if is_transliterated(last) { key(last) } else { plain(last) }
}

/// Whether a word in Cyrillic letters, in whatever case of its language, writes a Latin name: both begin with
/// the same sound, and the consonants are the same but for those of an ending.
#[must_use]
pub fn writes(other: &str, latin: &str) -> bool {
    let (other, latin) = (key(other), key(latin));
    let bones =
        |key: &str| -> String { key.chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')).collect() };
    let (long, short) = (bones(&other), bones(&latin));
    other.chars().next() == latin.chars().next()
        && !short.is_empty()
        && long.starts_with(&short)
        && long.len() <= short.len() + 2
}
