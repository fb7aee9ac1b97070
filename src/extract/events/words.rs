//! What a word can do in a clause that tells of an event: closed lists, and verbs by what they tell.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::LazyLock;

use crate::extract::lex::{Kind, Shape};
use crate::extract::page::Page;
use crate::extract::vocabulary::Column;

/// Marks of a word; it may have several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark(u64);

impl Mark {
    pub(super) const BE: Self = Self(1);
    pub(super) const HAVE: Self = Self(1 << 1);
    pub(super) const WILL: Self = Self(1 << 2);
    /// `could`, `would`, `must`: what follows is not told as a fact.
    pub(super) const MODAL: Self = Self(1 << 3);
    pub(super) const DO: Self = Self(1 << 4);
    pub(super) const NOT: Self = Self(1 << 5);
    pub(super) const ADVERB: Self = Self(1 << 6);
    pub(super) const DETERMINER: Self = Self(1 << 7);
    pub(super) const PREPOSITION: Self = Self(1 << 8);
    pub(super) const AND: Self = Self(1 << 9);
    /// Begins a clause of its own.
    pub(super) const OPENER: Self = Self(1 << 10);
    pub(super) const PRONOUN: Self = Self(1 << 11);
    pub(super) const POSSESSIVE: Self = Self(1 << 12);
    pub(super) const TO: Self = Self(1 << 13);
    /// A past form that is nothing else: `went`.
    pub(super) const PAST: Self = Self(1 << 14);
    /// Past or participle: `held`, `signed`.
    pub(super) const EITHER: Self = Self(1 << 15);
    /// A participle that is no past form: `given`.
    pub(super) const PARTICIPLE: Self = Self(1 << 16);
    pub(super) const ING: Self = Self(1 << 17);
    /// Tells a state, not an event.
    pub(super) const STATE: Self = Self(1 << 18);
    /// Says that something is said.
    pub(super) const SPEECH: Self = Self(1 << 19);
    /// Tells an event beyond doubt.
    pub(super) const DEED: Self = Self(1 << 20);
    /// `expected`, `scheduled`: what follows is to come.
    pub(super) const PLAN: Self = Self(1 << 21);
    /// A thing that happens: `visit`, `summit`.
    pub(super) const HAPPENING: Self = Self(1 << 22);
    /// The present of a deed: `visits`, as headlines have it.
    pub(super) const PRESENT: Self = Self(1 << 23);
    /// What a plan sets out to reach: `reduce`, `increase`.
    pub(super) const AIM: Self = Self(1 << 24);
    /// A plain form of a deed: `visit`, `open`.
    pub(super) const BASE: Self = Self(1 << 25);
    /// `denied`, `doubted`: what somebody says not to be, or only fears.
    pub(super) const DENY: Self = Self(1 << 26);
    /// `claimed`, `accused`: who says so has not proved it.
    pub(super) const CLAIM: Self = Self(1 << 27);
    /// `allegedly`, `reportedly`
    pub(super) const HEDGE: Self = Self(1 << 28);
    /// `almost`, `hardly`: it did not come to it.
    pub(super) const MISS: Self = Self(1 << 29);
    /// `managed`, `forced`: what follows `to` was done.
    pub(super) const ACHIEVE: Self = Self(1 << 30);
    /// `failed`, `unable`: what follows `to` was not done.
    pub(super) const FAIL: Self = Self(1 << 31);
    /// `false`, `unlikely`
    pub(super) const FALSE: Self = Self(1 << 32);
    /// Words that only say that something is said: `rumour`, `report`.
    pub(super) const RUMOUR: Self = Self(1 << 33);
    /// `postponed`: the dates behind it are not its own.
    pub(super) const MOVE: Self = Self(1 << 34);
    /// `cancelled`: what follows did not take place.
    pub(super) const UNDO: Self = Self(1 << 35);
    /// `called for`, `urged`: what somebody wants of others.
    pub(super) const DEMAND: Self = Self(1 << 36);
    /// `day`, `eve`, `weeks`: what dates are counted in.
    pub(super) const SPAN: Self = Self(1 << 37);
    /// `after`, `despite`: a date in such a phrase is that of the thing in it.
    pub(super) const BESIDE: Self = Self(1 << 38);
    /// `than`, `unlike`: what stands behind it is only held against what is told.
    pub(super) const THAN: Self = Self(1 << 39);
    /// `out`, `down`: they belong to the verb before them.
    pub(super) const PARTICLE: Self = Self(1 << 40);
    /// `in`, `at`, `near`: where.
    pub(super) const WHERE: Self = Self(1 << 41);
    /// `we`, `our`, `I`: whoever speaks.
    pub(super) const OWN: Self = Self(1 << 42);
    /// `during`, `at`, `in`: leads to an occasion.
    pub(super) const DURING: Self = Self(1 << 43);
    /// `the`, `this`, `his`: points back to what is known.
    pub(super) const KNOWN: Self = Self(1 << 44);
    /// `was`, `were`, `had`, `did`
    pub(super) const WAS: Self = Self(1 << 45);
    /// `if`, `unless`, `whether`: what follows is no fact.
    pub(super) const IF: Self = Self(1 << 46);
    /// `which`, `who`: describes what stands before it.
    pub(super) const WHICH: Self = Self(1 << 47);
    /// `that`
    pub(super) const THAT: Self = Self(1 << 48);
    /// `fewer`, `less`, `only`, `until`: `no fewer than`, `not only`, where nothing is denied.
    pub(super) const EVEN: Self = Self(1 << 49);
    /// `planned`, `proposed`, `attempted` before a thing that happens.
    pub(super) const WOULD_BE: Self = Self(1 << 50);
    /// Verbs that two do together, whoever is named first: `meet`, `sign`.
    pub(super) const TOGETHER: Self = Self(1 << 51);

    /// A sign that parts clauses: `;`, `:`, a quotation mark.
    pub(super) const STOP: Self = Self(1 << 52);
    /// `(`
    pub(super) const OPENS: Self = Self(1 << 53);

    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }
}

/// Verbs that tell an event beyond doubt: base forms; the others are made from them.
const DEEDS: &str = "sign visit meet launch open inaugurate unveil establish found appoint elect ratify approve adopt \
    attack kill arrest invade die attend host deliver restore allocate complete declare ban resign agree conclude seize \
    capture destroy bomb shell strike fire dismiss join leave arrive depart travel return begin start end finish win lose \
    defeat occupy liberate withdraw deploy send receive award present hand pay buy sell acquire merge close suspend \
    resume cancel postpone extend renew expand reopen organise organize hold convene gather celebrate commemorate \
    publish release issue announce submit introduce pass reject veto vote impose lift sanction fine sue charge convict \
    sentence release free deport extradite evacuate rescue crash collapse explode sink burn erupt flood testify transfer \
    donate fund invest pledge commit undertake accede recognise recognize sever break form create build construct renovate \
    demolish rebuild discover invent test demonstrate exhibit perform train teach graduate marry bear bury assassinate \
    murder wound injure abduct kidnap detain imprison jail flee escape surrender negotiate mediate broker host hire quit \
    step unite split divide annex cede grant obtain secure achieve reach produce supply ship connect install \
    repair upgrade modernise modernize congratulate thank accompany tour address chair lead head";

/// Verbs that tell a state, a stance or a manner.
const STATES: &str = "include remain want need believe represent contain involve depend exist consist belong seem appear \
    mean own hope like love consider base relate concern locate situate interest continue matter deserve possess know think \
    feel understand value respect trust prefer resemble equal weigh lack encompass comprise constitute reflect symbolise \
    symbolize require tend rely seek intend expect wish strive try attempt surprise impress please delight honour honor \
    aim dedicate devote name view regard deem compare keep stay prove live reside dwell";

/// Verbs of saying.
const SPEECH: &str = "say tell add state stress note remark explain argue claim insist maintain report write comment warn \
    ask answer reply recall mention admit confirm deny describe recount point speak talk observe underscore praise discuss \
    express reiterate reaffirm affirm assure promise criticise criticize condemn emphasise emphasize highlight urge call";

/// Things that happen.
const HAPPENINGS: &str = "visit visits meeting meetings summit summits conference conferences session sessions ceremony \
    signing opening inauguration launch election elections referendum vote war wars conflict invasion attack attacks battle \
    offensive operation ceasefire truce talks negotiations tour trip arrival departure death birth funeral wedding coup \
    revolution uprising protest protests demonstration strike earthquake flood fire explosion crash accident collision \
    outbreak celebration anniversary festival exhibition forum congress assembly hearing trial verdict ruling agreement \
    treaty accord deal declaration resolution decree victory defeat withdrawal appointment resignation presentation \
    performance concert premiere tournament championship games match expo dialogue consultations \
    exercise exercises drill drills establishment foundation creation adoption ratification accession independence \
    liberation occupation merger acquisition sale delivery release publication";

const IRREGULAR: &str = "begin began begun|come came come|go went gone|give gave given|make made made|take took taken|\
    tell told told|find found found|leave left left|keep kept kept|know knew known|meet met met|pay paid paid|run ran run|\
    sell sold sold|send sent sent|speak spoke spoken|spend spent spent|stand stood stood|think thought thought|win won won|\
    write wrote written|lose lost lost|lead led led|hold held held|hear heard heard|grow grew grown|fall fell fallen|\
    fly flew flown|fight fought fought|draw drew drawn|drive drove driven|do did done|break broke broken|bring brought brought|\
    build built built|rebuild rebuilt rebuilt|buy bought bought|catch caught caught|choose chose chosen|cut cut cut|\
    deal dealt dealt|rise rose risen|see saw seen|shoot shot shot|shut shut shut|sink sank sunk|set set set|seek sought sought|\
    steal stole stolen|strike struck struck|swear swore sworn|teach taught taught|throw threw thrown|understand understood understood|\
    wear wore worn|hit hit hit|beat beat beaten|bear bore born|flee fled fled|hang hung hung|lay laid laid|lie lay lain|\
    read read read|ride rode ridden|sing sang sung|split split split|spread spread spread|withdraw withdrew withdrawn|\
    overthrow overthrew overthrown|undergo underwent undergone|oversee oversaw overseen|undertake undertook undertaken|\
    become became become|feel felt felt|get got got|say said said|mean meant meant|show showed shown|prove proved proven|\
    let let let|put put put|quit quit quit|arise arose arisen|forbid forbade forbidden|forgive forgave forgiven|freeze froze frozen|\
    cede ceded ceded|burn burned burned";

static LIST: LazyLock<Vec<(&'static str, Mark)>> = LazyLock::new(|| {
    let mut list: HashMap<&'static str, Mark> = HashMap::with_capacity(4000);
    for (mark, words) in CLOSED {
        add(&mut list, words.split_ascii_whitespace(), *mark);
    }
    add(&mut list, HAPPENINGS.split_ascii_whitespace(), Mark::HAPPENING);
    let mut kinds: HashMap<&'static str, Mark> = HashMap::with_capacity(700);
    for (mark, bases) in VERBS {
        add(&mut kinds, bases.split_ascii_whitespace(), *mark);
    }
    let told = |base: &str| kinds.get(base).copied().unwrap_or_default();
    for verb in IRREGULAR.split('|') {
        let forms: Vec<&'static str> = verb.split_ascii_whitespace().collect();
        let [base, past, participle] = forms[..] else { continue };
        let kind = told(base);
        if past == participle {
            add(&mut list, [past].into_iter(), Mark::EITHER.or(kind));
        } else {
            add(&mut list, [past].into_iter(), Mark::PAST.or(kind));
            add(&mut list, [participle].into_iter(), Mark::PARTICIPLE.or(kind));
        }
    }
    for (&base, &kind) in &kinds {
        let irregular = IRREGULAR.split('|').any(|verb| verb.trim_start().split(' ').next() == Some(base));
        add(&mut list, [base].into_iter(), Mark::BASE.or(kind));
        let stem = base.strip_suffix('e').unwrap_or(base);
        let y = base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
        // The table lives as long as the program.
        let keep = |word: String| -> &'static str { Box::leak(word.into_boxed_str()) };
        let present = match y {
            Some(stem) => format!("{stem}ies"),
            None if base.ends_with(['s', 'x', 'z']) || base.ends_with("ch") || base.ends_with("sh") => {
                format!("{base}es")
            }
            None => format!("{base}s"),
        };
        add(&mut list, [keep(present)].into_iter(), Mark::PRESENT.or(kind));
        let doubled = [
            "ban", "step", "admit", "commit", "submit", "transfer", "ship", "plan", "defer", "scrap", "drop",
            "acquit",
        ];
        let last =
            base.chars().last().filter(|_| doubled.contains(&base)).map(String::from).unwrap_or_default();
        if !irregular {
            let past = y.map_or_else(|| format!("{stem}{last}ed"), |stem| format!("{stem}ied"));
            add(&mut list, [keep(past)].into_iter(), Mark::EITHER.or(kind));
        }
        let stem = base.strip_suffix("ie").map_or_else(|| stem.to_owned(), |stem| format!("{stem}y"));
        add(&mut list, [keep(format!("{stem}{last}ing"))].into_iter(), Mark::ING.or(kind));
    }
    let mut list: Vec<(&'static str, Mark)> = list.into_iter().collect();
    list.sort_unstable_by_key(|(word, _)| *word);
    list
});

/// What each word can be by itself.
static MARKS: LazyLock<Column<Mark>> = LazyLock::new(|| Column::new(&LIST));

/// All words of the lists.
pub(super) fn listed() -> impl Iterator<Item = &'static str> {
    LIST.iter().map(|(word, _)| *word).chain(bases().map(|(form, _)| form))
}

fn add(list: &mut HashMap<&'static str, Mark>, words: impl Iterator<Item = &'static str>, mark: Mark) {
    for word in words {
        let marks = list.entry(word).or_default();
        *marks = marks.or(mark);
    }
}

/// Irregular forms with their bases.
fn bases() -> impl Iterator<Item = (&'static str, &'static str)> {
    IRREGULAR.split('|').flat_map(|verb| {
        let mut forms = verb.split_ascii_whitespace();
        let base = forms.next().unwrap_or_default();
        forms.map(move |form| (form, base))
    })
}

/// What somebody sets out to reach by a date.
const AIMS: &str =
    "reduce increase cut double triple halve lower raise reach achieve eliminate phase expand boost grow";

/// Verbs by what they tell: base forms; all others are made from them.
const VERBS: &[(Mark, &str)] = &[
    (Mark::DEED, DEEDS),
    (Mark::STATE, STATES),
    (Mark::SPEECH, SPEECH),
    (Mark::AIM, AIMS),
    (
        Mark::DENY,
        "deny reject dismiss refute dispute doubt disprove debunk rebut contradict hope wish fear worry imagine dream \
         pretend suggest propose recommend",
    ),
    (
        Mark::CLAIM,
        "claim allege suspect accuse charge blame acquit speculate presume assume believe insinuate purport",
    ),
    (Mark::ACHIEVE, "manage help proceed force compel oblige dare"),
    (Mark::FAIL, "fail refuse decline neglect forget omit"),
    (Mark::MOVE, "postpone delay reschedule defer move shift adjourn extend prolong"),
    (
        Mark::UNDO,
        "cancel abandon scrap drop shelve abort foil thwart prevent avert block forbid prohibit halt",
    ),
    (
        Mark::DEMAND,
        "call urge demand ask request want plan pledge commit promise vow undertake agree set adopt seek invite",
    ),
    (Mark::STATE, "plan struggle"),
    (
        Mark::TOGETHER,
        "meet sign agree talk speak negotiate discuss marry merge fight play draw conclude hold ratify establish found launch",
    ),
];

const CLOSED: &[(Mark, &str)] = &[
    (
        Mark::HEDGE,
        "allegedly reportedly supposedly purportedly apparently presumably possibly probably perhaps maybe seemingly ostensibly",
    ),
    (Mark::ADVERB, "nearly hardly scarcely barely narrowly"),
    (Mark::MISS, "almost nearly hardly scarcely never"),
    (Mark::NOT, "nobody nothing none nowhere"),
    (Mark::ACHIEVE, "able privilege honour honor pleasure luck fortune enough"),
    (Mark::FAIL, "unable unwilling reluctant failure refusal inability"),
    (
        Mark::FALSE,
        "false untrue unfounded baseless unclear unlikely doubtful impossible unproven fake fabricated",
    ),
    (
        Mark::RUMOUR,
        "rumour rumours rumor rumors claim claims allegation allegations report reports suspicion suspicions speculation \
         accusation accusations suggestion suggestions evidence proof sign signs chance possibility idea fear fears hope hopes",
    ),
    (
        Mark::SPAN,
        "day days eve week weeks month months year years morning evening night hour hours minute minutes decade decades \
         afternoon weekend start beginning end middle spring summer autumn winter course",
    ),
    (
        Mark::BESIDE,
        "after before since following despite until till prior unlike because without instead besides ahead given",
    ),
    (Mark::THAN, "than unlike compared versus short"),
    (Mark::PARTICLE, "out up down off away back apart together"),
    (Mark::WHERE, "in at near around outside"),
    (Mark::OWN, "we our i my us me"),
    (Mark::DURING, "during at in"),
    (Mark::KNOWN, "the this his her their same"),
    (Mark::WAS, "was were had did"),
    (Mark::IF, "if unless whether lest"),
    (Mark::OPENER, "lest"),
    (Mark::WHICH, "which who whom whose"),
    (Mark::THAT, "that"),
    (Mark::PRESENT.or(Mark::DEED), "takes comes goes enters"),
    (Mark::EVEN, "fewer less only until just guilty"),
    (
        Mark::WOULD_BE,
        "planned proposed attempted alleged supposed purported possible potential failed abortive foiled future",
    ),
    (Mark::BE, "be am is are was were been being isn aren wasn weren"),
    (Mark::HAVE, "have has had having haven hasn hadn"),
    (Mark::WILL, "will shall"),
    (Mark::MODAL, "would can could may might should must cannot ought"),
    (Mark::DO, "do does did don doesn didn"),
    (Mark::NOT, "not never no neither nor"),
    (
        Mark::ADVERB,
        "also then later again soon still just even only ever now once often always already previously earlier further \
         instead too therefore thus however meanwhile nevertheless moreover indeed perhaps maybe almost rather quite very \
         here there twice simply first recently together both jointly reportedly not officially formally annually",
    ),
    (
        Mark::DETERMINER,
        "the a an this these those some any each every many most several few all another no more such",
    ),
    (
        Mark::PREPOSITION,
        "of in on at by for from with within without about against among between into onto over under through during \
         after before since until till toward towards upon via like as despite amid around across behind beyond near outside \
         inside per regarding concerning than off out up down alongside following including throughout",
    ),
    (Mark::AND, "and or but nor yet so"),
    (
        Mark::OPENER,
        "that which who whom whose because if when while although though unless whereas whether how why where what lest",
    ),
    (Mark::PRONOUN, "he she they i we you it him her them me us himself herself themselves itself one"),
    (Mark::POSSESSIVE, "his her their its my our your whose"),
    (Mark::TO, "to"),
    (Mark::PLAN, "expected scheduled due set slated planned supposed going about poised"),
];

/// A page with what each of its words can do.
pub(super) struct Sheet<'p, 't> {
    page: &'p Page<'t>,
    marks: Vec<Mark>,
}

impl<'p, 't> Sheet<'p, 't> {
    pub(super) fn of(page: &'p Page<'t>) -> Self {
        Self { page, marks: (0..page.tokens.len()).map(|at| look(page, at)).collect() }
    }
}

impl<'t> Deref for Sheet<'_, 't> {
    type Target = Page<'t>;

    fn deref(&self) -> &Page<'t> {
        self.page
    }
}

/// The marks of a token.
pub(super) fn mark(sheet: &Sheet<'_, '_>, at: usize) -> Mark {
    sheet.marks.get(at).copied().unwrap_or_default()
}

/// What is left of a verb that is written with a capital letter.
const KEPT: Mark = Mark::HAPPENING.or(Mark::WILL).or(Mark::PLAN).or(Mark::DETERMINER).or(Mark::RUMOUR);

/// What a word that begins a sentence would be within one: `Born in ..`
pub(super) fn plain(sheet: &Sheet<'_, '_>, at: usize) -> Mark {
    let Some(token) = sheet.tokens.get(at).filter(|token| token.kind == Kind::Word) else {
        return Mark::default();
    };
    let word = token.of(sheet.text).as_bytes();
    let other = if word.len() > 4 && word.ends_with(b"ed") { Mark::EITHER } else { Mark::default() };
    let marks = MARKS.get(sheet.numbers[at]);
    if marks == Mark::default() { other } else { marks }
}

fn look(page: &Page<'_>, at: usize) -> Mark {
    let Some(token) = page.tokens.get(at) else { return Mark::default() };
    match token.kind {
        Kind::Word => {}
        Kind::Clitic => {
            return match token.of(page.text).trim_start_matches(['\'', '’']) {
                "ll" => Mark::WILL,
                "re" | "m" => Mark::BE,
                "ve" => Mark::HAVE,
                "t" => Mark::NOT,
                _ => Mark::default(),
            };
        }
        Kind::Sign => {
            return match token.of(page.text) {
                ";" | ":" | "[" | "]" | "“" | "\"" | "”" | "»" | "«" | "—" => Mark::STOP,
                "(" => Mark::OPENS,
                _ => Mark::default(),
            };
        }
        Kind::Number => return Mark::default(),
    }
    let listed = MARKS.get(page.numbers[at]);
    match token.shape {
        Shape::Lower if listed == Mark::default() => ending(token.of(page.text).as_bytes()),
        Shape::Lower => listed,
        // `Founded in ..` begins a sentence; `Mark` and `Open` within one are names.
        _ if listed.has(VERBAL) && !listed.has(Mark::BE.or(Mark::HAVE)) => Mark(listed.0 & KEPT.0),
        // `US`, `IT`, `WHO` are names.
        Shape::Upper if token.end - token.start > 1 && token.end - token.start < 4 => Mark::default(),
        _ => listed.without(Mark::MODAL.or(Mark::WILL)),
    }
}

/// Any form of a verb.
const VERBAL: Mark =
    Mark::PAST.or(Mark::EITHER).or(Mark::PARTICIPLE).or(Mark::ING).or(Mark::PRESENT).or(Mark::BASE);

/// What the ending of a word tells that is not listed.
fn ending(word: &[u8]) -> Mark {
    match word {
        [_, _, _, .., b'l', b'y'] => Mark::ADVERB,
        b"hundred" | b"indeed" | b"speed" | b"breed" | b"embed" => Mark::default(),
        [_, _, _, .., b'e', b'd'] => Mark::EITHER,
        [_, _, _, .., b'i', b'n', b'g'] => Mark::ING,
        _ => Mark::default(),
    }
}

/// A key for a word that does not mind its endings, where the word says what is told; `None` for the words that
/// every sentence has.
pub(super) fn stem(page: &Sheet<'_, '_>, at: usize) -> Option<u32> {
    let token = page.tokens.get(at)?;
    if token.kind == Kind::Number {
        return Some(token.hash);
    }
    let marks = mark(page, at);
    let closed = Mark::BE
        .or(Mark::HAVE)
        .or(Mark::WILL)
        .or(Mark::MODAL)
        .or(Mark::DO)
        .or(Mark::NOT)
        .or(Mark::ADVERB)
        .or(Mark::DETERMINER)
        .or(Mark::PREPOSITION)
        .or(Mark::AND)
        .or(Mark::OPENER)
        .or(Mark::PRONOUN)
        .or(Mark::POSSESSIVE)
        .or(Mark::TO);
    if token.kind != Kind::Word || marks.has(closed) {
        return None;
    }
    let listed = STEMS.get(page.numbers[at]);
    Some(if listed == 0 { stem_of(token.of(page.text)) } else { listed })
}

/// The key of each word that is listed, under the base of an irregular form.
static STEMS: LazyLock<Column<u32>> = LazyLock::new(|| {
    // Of a form of two verbs the first counts.
    let mut first: HashMap<&str, &str> = HashMap::new();
    bases().for_each(|(form, base)| drop(first.entry(form).or_insert(base)));
    Column::of_all(|word| stem_of(first.get(word).copied().unwrap_or(word)))
});

fn stem_of(word: &str) -> u32 {
    let mut stem = word.as_bytes();
    for end in [
        "ations", "ation", "ings", "ing", "ers", "er", "ions", "ion", "ies", "ied", "ed", "es", "s", "e", "y",
    ] {
        let begins = stem.len().saturating_sub(end.len());
        if begins > 3 && stem[begins..].eq_ignore_ascii_case(end.as_bytes()) {
            stem = &stem[..begins];
            break;
        }
    }
    crate::extract::lex::hash(stem)
}
