//! Text as search sees it, and the way back to the text as shown.
//!
//! Folding takes away what people do not type: case, accents, the shape of quotation marks and
//! dashes, full and half width, invisible characters, runs of white space. Letters that Unicode does
//! not take apart (ß, ł, ø ..) have a small table. A second folding, [`Folded::latin`], writes other
//! scripts in Latin letters.
//!
//! Three spellings are kept apart:
//!
//! - *text* keeps punctuation: phrases are searched as they stand ([`fold`], [`Folded::new`]);
//! - *names* lose apostrophes and full stops, and other punctuation is a blank: `O’Brien` is
//!   `obrien`, `al-Assad` is `al assad` ([`name`], [`Folded::name`]);
//! - *Latin names*, the same with every letter written in Latin ([`Folded::latin`]).

use std::ops::Range;
use std::sync::OnceLock;

use unicode_normalization::char::{canonical_combining_class, decompose_compatible, is_combining_mark};

/// How much of a name is looked at, in characters: a name that is longer is not a name, and scoring
/// takes memory in proportion.
pub const NAME_CHARS: usize = 1_000;

/// `text` folded.
///
/// ```
/// use annals::search::fold::fold;
/// assert_eq!(fold("L’Élysée – ЧЕРНОБЫЛЬ"), "l'elysee - чернобыль");
/// assert_eq!(fold("Łódź, Straße"), "lodz, strasse");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// [`fold`], into a buffer that is used again.
pub fn fold_into(text: &str, out: &mut String) {
    out.clear();
    walk(text, Spelling::Text, |_, c| out.push(c));
}

/// `text` folded as a name: words of letters and digits between single blanks.
///
/// ```
/// use annals::search::fold::name;
/// assert_eq!(name("Bashar al-Assad"), "bashar al assad");
/// assert_eq!(name("Conan O’Brien (U.S.)"), "conan obrien us");
/// ```
#[must_use]
pub fn name(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    name_into(text, &mut out);
    out
}

/// [`name`], into a buffer that is used again.
pub fn name_into(text: &str, out: &mut String) {
    out.clear();
    walk(text, Spelling::Name, |_, c| out.push(c));
    if out.ends_with(' ') {
        out.pop();
    }
}

/// Adds the first [`NAME_CHARS`] characters of `text`, folded as a name, to `out`: the same as the key of
/// [`Folded::name`], without the way back.
pub(super) fn add_name(text: &str, out: &mut String) {
    add(text, Spelling::Name, out);
}

/// The same in Latin letters, as the key of [`Folded::latin`].
pub(super) fn add_latin(text: &str, out: &mut String) {
    add(text, Spelling::Latin, out);
}

fn add(text: &str, spelling: Spelling, out: &mut String) {
    let start = out.len();
    let mut left = NAME_CHARS;
    if text.is_ascii() {
        add_ascii(text, left, out);
    } else {
        walk(text, spelling, |_, c| {
            if left > 0 {
                left -= 1;
                out.push(c);
            }
        });
    }
    if out.len() > start && out.ends_with(' ') {
        out.pop();
    }
}

/// What [`walk`] makes of a name in ASCII, which most are.
fn add_ascii(text: &str, limit: usize, out: &mut String) {
    let mut after_blank = true;
    let folded = text.bytes().filter_map(|c| {
        let folded = match c {
            b'\'' | b'.' => return None,
            c if c.is_ascii_alphanumeric() => c.to_ascii_lowercase(),
            _ if after_blank => return None,
            _ => b' ',
        };
        after_blank = folded == b' ';
        Some(char::from(folded))
    });
    out.extend(folded.take(limit));
}

/// Folded text with the way back: which bytes of the original each folded character stands for.
///
/// Give it the text as it is shown ([`crate::text::line`] or [`crate::text::shown`]); the ranges are
/// of that text, always between characters, and a letter takes its accents with it.
///
/// ```
/// use annals::search::fold::Folded;
/// let shown = "Palais de l’Élysée";
/// let folded = Folded::new(shown);
/// let at = folded.key().find("elysee").unwrap();
/// assert_eq!(&shown[folded.range(at..at + 6)], "Élysée");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    key: String,
    /// Per folded character: where it stands in `key`, and its bytes of the original.
    spans: Vec<Span>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Span {
    key: usize,
    shown: Range<usize>,
}

impl Folded {
    /// Folds text; punctuation stays.
    #[must_use]
    pub fn new(shown: &str) -> Self {
        Self::spelled(shown, Spelling::Text, usize::MAX)
    }

    /// Folds a name, its first [`NAME_CHARS`] characters.
    #[must_use]
    pub fn name(shown: &str) -> Self {
        Self::spelled(shown, Spelling::Name, NAME_CHARS)
    }

    /// Folds a name and writes it in Latin letters, so that they find it:
    ///
    /// ```
    /// use annals::search::fold::Folded;
    /// assert_eq!(Folded::latin("Мардалієв").key(), "mardaliiev");
    /// ```
    #[must_use]
    pub fn latin(shown: &str) -> Self {
        Self::spelled(shown, Spelling::Latin, NAME_CHARS)
    }

    fn spelled(shown: &str, spelling: Spelling, limit: usize) -> Self {
        let mut folded = Self { key: String::with_capacity(shown.len()), spans: Vec::new() };
        let mut last_end = 0;
        walk(shown, spelling, |at, c| {
            if folded.spans.len() >= limit {
                return;
            }
            // What left nothing behind since the last character belongs to that one: its accents.
            if let Some(last) = folded.spans.last_mut()
                && at.start > last_end
                && only_marks(shown, last_end..at.start)
            {
                last.shown.end = at.start;
            }
            last_end = at.end;
            folded.spans.push(Span { key: folded.key.len(), shown: at });
            folded.key.push(c);
        });
        if folded.spans.len() < limit
            && let Some(last) = folded.spans.last_mut()
            && only_marks(shown, last_end..shown.len())
        {
            last.shown.end = shown.len();
        }
        if spelling != Spelling::Text && folded.key.ends_with(' ') {
            folded.key.pop();
            folded.spans.pop();
        }
        folded
    }

    /// The folded text.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The bytes of the original for a byte range of [`Folded::key`]; it is cut to what is there.
    #[must_use]
    pub fn range(&self, key: Range<usize>) -> Range<usize> {
        let first = self.spans.partition_point(|span| span.key < key.start);
        let end = self.spans.partition_point(|span| span.key < key.end);
        self.join(first, end).unwrap_or(0..0)
    }

    /// The bytes of the original for characters of [`Folded::key`], counted from 0 and rising;
    /// neighbours are joined, with what the folding left out between them.
    #[must_use]
    pub fn ranges_of_chars(&self, chars: &[usize]) -> Vec<Range<usize>> {
        let runs = chars.chunk_by(|before, next| before.checked_add(1) == Some(*next));
        let ranges = runs.filter_map(|run| self.join(*run.first()?, run.last()?.checked_add(1)?));
        join_ranges(ranges.collect())
    }

    fn join(&self, first: usize, end: usize) -> Option<Range<usize>> {
        let spans = self.spans.get(first..end)?;
        Some(spans.first()?.shown.start..spans.last()?.shown.end)
    }
}

/// Ranges in rising order, those that touch or overlap joined, empty ones left out.
#[must_use]
pub(super) fn join_ranges(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|range| range.start < range.end);
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

fn only_marks(shown: &str, range: Range<usize>) -> bool {
    shown.get(range).is_some_and(|gap| gap.chars().all(|c| is_combining_mark(c) || is_invisible(c)))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    Text,
    Name,
    Latin,
}

/// Folds `text`, giving each folded character with the bytes it came from. Runs of white space come
/// as one blank; names do not begin with one.
fn walk(text: &str, spelling: Spelling, mut each: impl FnMut(Range<usize>, char)) {
    let mut after_blank = spelling != Spelling::Text;
    for (start, c) in text.char_indices() {
        let at = start..start + c.len_utf8();
        let mut emit = |folded: char| {
            let folded = if spelling == Spelling::Text { Some(folded) } else { in_name(folded) };
            let Some(folded) = folded else { return };
            if folded != ' ' || !after_blank {
                each(at.clone(), folded);
            }
            after_blank = folded == ' ';
        };
        if c.is_ascii() {
            emit(if c.is_ascii_whitespace() { ' ' } else { c.to_ascii_lowercase() });
        } else if spelling == Spelling::Latin {
            latin_char(c, &mut emit);
        } else {
            fold_char(c, &mut emit);
        }
    }
}

/// What becomes of a folded character in a name.
fn in_name(c: char) -> Option<char> {
    match c {
        '\'' | '.' => None,
        c if c.is_ascii_alphanumeric() => Some(c),
        c if c.is_ascii() => Some(' '),
        // General, supplemental and CJK punctuation.
        '\u{2000}'..='\u{206f}' | '\u{2e00}'..='\u{2e7f}' | '\u{3000}'..='\u{303f}' => Some(' '),
        c => Some(c),
    }
}

/// Folds one character that is not ASCII.
fn fold_char(c: char, emit: &mut impl FnMut(char)) {
    if let Some(plain) = plain_mark(c) {
        emit(plain);
    } else if c.is_whitespace() {
        emit(' ');
    } else if !is_invisible(c) {
        decompose_compatible(c, |part| {
            if !is_accent(part) && !is_invisible(part) {
                part.to_lowercase().for_each(|lower| fold_letter(lower, emit));
            }
        });
    }
}

/// Folds one character that is not ASCII, and writes it in Latin letters.
fn latin_char(c: char, emit: &mut impl FnMut(char)) {
    let mut latin = true;
    fold_char(c, &mut |folded| latin &= folded.is_ascii());
    if latin {
        fold_char(c, emit);
        return;
    }
    for letter in deunicode::deunicode_char(c).unwrap_or_default().chars() {
        // Soft and hard signs become quotation marks that nobody types.
        if !matches!(letter, '\'' | '"' | '`') {
            emit(letter.to_ascii_lowercase());
        }
    }
}

/// The characters whose ASCII is looked up; those beyond are asked each time, or have none.
const LOOKED_UP: u32 = 0x3000;

/// Which ASCII characters become of `c` when it is folded, one bit each: none of a letter of another
/// script. All of them, where nothing becomes of it: then it can stand anywhere in a word.
pub(super) fn ascii_of(c: char) -> u128 {
    static TABLE: OnceLock<Vec<u128>> = OnceLock::new();
    let ascii = |c: char| {
        let (mut all, mut any) = (0, false);
        let mut emit = |part: char| {
            any = true;
            all |= if part.is_ascii() { 1_u128 << u32::from(part) } else { 0 };
        };
        if c.is_ascii() {
            emit(c.to_ascii_lowercase());
        } else {
            fold_char(c, &mut emit);
        }
        if any { all } else { u128::MAX }
    };
    match u32::from(c) {
        code @ ..LOOKED_UP => {
            let table = TABLE
                .get_or_init(|| (0..LOOKED_UP).map(|code| char::from_u32(code).map_or(0, ascii)).collect());
            table.get(code as usize).copied().unwrap_or(u128::MAX)
        }
        // Chinese characters and Korean syllables.
        0x3400..=0x9fff | 0xac00..=0xd7a3 => 0,
        _ => ascii(c),
    }
}

/// Quotation marks and dashes, as a keyboard has them.
fn plain_mark(c: char) -> Option<char> {
    Some(match c {
        '‘' | '’' | '‚' | '‛' | 'ʼ' | 'ʻ' | 'ʹ' | '′' | '´' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        _ => return None,
    })
}

/// Letters that Unicode does not take apart.
fn fold_letter(c: char, emit: &mut impl FnMut(char)) {
    let plain = match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        // As names from Azerbaijani are written elsewhere: Əliyev, Aliyev.
        'ə' => "a",
        'ς' => "σ",
        '\u{2044}' => "/",
        _ => {
            emit(plain_mark(c).unwrap_or(c));
            return;
        }
    };
    plain.chars().for_each(emit);
}

/// An accent or a vowel point. Not the marks without which a word is another word: those of Indian
/// scripts, of Thai and Lao, and of Japanese kana.
fn is_accent(c: char) -> bool {
    match canonical_combining_class(c) {
        0 => matches!(c, '\u{34f}' | '\u{20dd}'..='\u{20e4}'),
        1 | 10..=36 | 202.. => true,
        _ => false,
    }
}

/// It has no width: nobody types it, and nobody sees that it is missing.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}'
        | '\u{115f}' | '\u{1160}'
        | '\u{180b}'..='\u{180e}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2064}'
        | '\u{206a}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_what_people_do_not_type() {
        let rows = [
            ("Élysée", "elysee"),
            ("E\u{301}lyse\u{301}e", "elysee"),
            ("ЧЕРНОБЫЛЬ", "чернобыль"),
            ("Київ, Йод", "киів, иод"),
            ("STRASSE Straße STRAẞE", "strasse strasse strasse"),
            ("Łódź Ørsted Đặng Þór", "lodz orsted dang thor"),
            ("İstanbul ISPARTA ılıca", "istanbul isparta ilica"),
            ("Əliyev", "aliyev"),
            ("ΟΔΥΣΣΕΥΣ Οδυσσεύς", "οδυσσευσ οδυσσευσ"),
            ("’tis ‘so’ “said” «she» – 1941—45", "'tis 'so' \"said\" \"she\" - 1941-45"),
            ("ＮＡＴＯ　ﬁne ½", "nato fine 1/2"),
            ("so\u{ad}ft ze\u{200b}ro \u{feff}bom", "soft zero bom"),
            ("a \t\n b\u{a0}\u{2003}c ", "a b c "),
            ("が", "か\u{3099}"),
            ("מִלָּה", "מלה"),
            ("किताब", "किताब"),
        ];
        for (text, wanted) in rows {
            assert_eq!(fold(text), wanted, "{text}");
        }
    }

    #[test]
    fn other_scripts_have_a_latin_spelling() {
        let rows = [
            ("Мардалієв", "mardaliiev"),
            ("Чорнобиль", "chornobil"),
            ("北京 2008", "bei jing 2008"),
            ("Élysée", "elysee"),
            ("Müller и Ко", "muller i ko"),
        ];
        for (text, wanted) in rows {
            assert_eq!(Folded::latin(text).key(), wanted, "{text}");
        }
    }

    #[test]
    fn the_way_back_is_over_the_right_bytes() {
        let rows = [
            ("Palais de l’Élysée.", "elysee", "Élysée"),
            ("l’E\u{301}lyse\u{301}e", "elysee", "E\u{301}lyse\u{301}e"),
            ("e\u{301}", "e", "e\u{301}"),
            ("Straße", "s", "S"),
            ("Straße", "ss", "ß"),
            ("a  \n  b", "a b", "a  \n  b"),
            ("👨‍👩‍👧 Familie", "familie", "Familie"),
        ];
        for (shown, needle, wanted) in rows {
            let folded = Folded::new(shown);
            let at = folded.key().find(needle).unwrap();
            assert_eq!(&shown[folded.range(at..at + needle.len())], wanted, "{shown}");
        }
    }

    #[test]
    fn long_names_are_cut() {
        let folded = Folded::name(&"é".repeat(50_000));
        assert_eq!(folded.key().len(), NAME_CHARS);
        assert_eq!(folded.range(NAME_CHARS - 1..NAME_CHARS).end, 2 * NAME_CHARS);
    }

    #[test]
    fn the_ascii_of_a_character_is_that_of_its_folding() {
        for c in (0x80..0x11_0000).filter_map(char::from_u32) {
            let folded = fold(c.encode_utf8(&mut [0; 4]));
            let wanted = folded.chars().filter(char::is_ascii).fold(0_u128, |all, c| all | 1 << u32::from(c));
            assert_eq!(ascii_of(c), if folded.is_empty() { u128::MAX } else { wanted }, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            prop_assert_eq!(name(&once), name(&text));
        }

        #[test]
        fn a_key_is_the_same_without_the_way_back(before in "[ a]?", text in "\\PC{0,20}|[ -~\t]{0,20}") {
            let mut keys = (before.clone(), before.clone());
            add_name(&text, &mut keys.0);
            add_latin(&text, &mut keys.1);
            let spelled = (Folded::name(&text), Folded::latin(&text));
            prop_assert_eq!(keys, (before.clone() + spelled.0.key(), before + spelled.1.key()));
        }

        #[test]
        fn ranges_stand_between_characters(text in any::<String>(), from in 0usize..40, len in 0usize..40) {
            for folded in [Folded::new(&text), Folded::name(&text), Folded::latin(&text)] {
                prop_assert!(text.get(folded.range(from..from + len)).is_some());
                for range in folded.ranges_of_chars(&[from, from + 1, from + len + 1]) {
                    prop_assert!(text.get(range).is_some());
                }
            }
        }
    }
}
