//! Words by what they can do in a clause: verbs, things that happen, closed lists.

use super::Mark;

/// Verbs that tell an event beyond doubt: base forms; the others are made from them.
pub(super) const DEEDS: &str = "sign visit meet launch open inaugurate unveil establish found appoint elect ratify approve adopt \
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
    repair upgrade modernise modernize congratulate thank accompany tour address chair lead head \
    list repay resell retake remake resolve";

/// Verbs that tell a state, a stance or a manner.
pub(super) const STATES: &str = "include remain want need believe represent contain involve depend exist consist belong seem \
    mean own hope like love consider base relate concern locate situate interest continue matter deserve possess know think \
    feel understand value respect trust prefer resemble equal weigh lack encompass comprise constitute reflect symbolise \
    symbolize require tend rely seek intend expect wish strive try attempt surprise impress please delight honour honor \
    aim dedicate devote view regard deem compare keep stay prove live reside dwell";

/// Verbs of saying.
pub(super) const SPEECH: &str = "say tell add state stress note remark explain argue claim insist maintain report write comment warn \
    ask answer reply recall mention admit confirm deny describe recount point speak talk observe underscore praise discuss \
    express reiterate reaffirm affirm assure promise criticise criticize condemn emphasise emphasize highlight urge call";

/// Things that happen.
pub(super) const HAPPENINGS: &str = "visit visits meeting meetings summit summits conference conferences session sessions ceremony \
    signing opening inauguration launch election elections referendum vote war wars conflict invasion attack attacks battle \
    offensive operation ceasefire truce talks negotiations tour trip arrival departure death birth funeral wedding coup \
    revolution uprising protest protests demonstration strike earthquake flood fire explosion crash accident collision \
    outbreak celebration anniversary festival exhibition forum congress assembly hearing trial verdict ruling agreement \
    treaty accord deal declaration resolution decree victory defeat withdrawal appointment resignation presentation \
    performance concert premiere tournament championship games match expo dialogue consultations \
    exercise exercises drill drills establishment foundation creation adoption ratification accession independence \
    liberation occupation merger acquisition sale delivery release publication abolition closure discovery eruption \
    coronation annexation partition restoration destruction assassination expulsion abdication dissolution \
    nationalisation nationalization privatisation privatization siege massacre famine epidemic riots mutiny rebellion \
    raids robbery burglary sinking derailment retirement marriage divorce baptism burial unification reunification \
    armistice bombing evacuation deportation unveiling enactment dismissal handover takeover bankruptcy execution \
    reopening sentencing";

pub(super) const IRREGULAR: &str = "begin began begun|come came come|go went gone|give gave given|make made made|take took taken|\
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
    cede ceded ceded|burn burned burned|\
    burst burst burst|use used used|owe owed owed|blow blew blown|bind bound bound|bite bit bitten|bleed bled bled|dig dug dug|eat ate eaten|feed fed fed|\
    forget forgot forgotten|hide hid hidden|leap leapt leapt|lend lent lent|light lit lit|overcome overcame overcome|\
    overrun overran overrun|override overrode overridden|overshoot overshot overshot|overtake overtook overtaken|\
    shake shook shaken|shrink shrank shrunk|slide slid slid|spring sprang sprung|stick stuck stuck|swim swam swum|\
    sweep swept swept|tear tore torn|uphold upheld upheld|withhold withheld withheld|withstand withstood withstood|\
    foresee foresaw foreseen|repay repaid repaid|resell resold resold|retake retook retaken|remake remade remade|mislead misled misled|rewrite rewrote rewritten|undo undid undone|wake woke woken";

/// What somebody sets out to reach by a date.
pub(super) const AIMS: &str =
    "reduce increase cut double triple halve lower raise reach achieve eliminate phase expand boost grow";

/// Verbs by what they tell: base forms; all others are made from them.
pub(super) const VERBS: &[(Mark, &str)] = &[
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
        "claim allege suspect accuse charge blame acquit speculate presume assume believe insinuate purport argue insist \
         contend assert",
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
        "call urge demand ask request want plan pledge commit promise vow undertake agree set adopt seek invite resolve",
    ),
    (Mark::STATE, "plan struggle"),
    (
        Mark::CRIME,
        "kill murder steal rob rape assault attack stab shoot poison bribe embezzle launder defraud cheat forge torture \
         abuse beat kidnap abduct smuggle rig betray lie harass strangle loot massacre assassinate wound injure",
    ),
    (
        Mark::TOGETHER,
        "meet sign agree talk speak negotiate discuss marry merge fight play draw conclude hold ratify establish found launch",
    ),
];

pub(super) const CLOSED: &[(Mark, &str)] = &[
    // What ends like a verb or an adverb, and is none.
    (
        Mark(0),
        "family reply supply ally rally assembly monopoly anomaly bully butterfly subfamily indeed speed breed embed hundred \
         hatred kindred sacred wicked naked rugged jagged crooked infrared bloodshed watershed exceed succeed greed \
         creed steed tweed something anything everything ceiling sterling sibling siblings herring pudding string shilling \
         offspring darling",
    ),
    // A letter dated 3 May; it lasted until June.
    (Mark::STATE.or(Mark::EITHER), "dated lasted"),
    // What a timetable tells in the present: `ends on Sunday`.
    (
        Mark::TIMED,
        "end ends start starts begin begins open opens close closes expire expires run runs retire retires",
    ),
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
        "false untrue unfounded baseless unclear unlikely doubtful impossible unproven fake fabricated falsely wrongly \
         mistakenly erroneously",
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
    (
        Mark::OFFICE,
        "mayor president king queen emperor governor chancellor minister ambassador bishop archbishop pope captain manager \
         director chairman chairwoman chair secretary speaker senator regent commander rector principal editor coach",
    ),
    (Mark::PLAN, "listed expected scheduled due set slated planned supposed going about poised"),
];
