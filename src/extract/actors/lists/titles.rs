//! Titles, ranks, offices and callings that stand before or behind a person's name.

/// Titles that a person's name follows, in lower case, and whether they tell `f` or `m`.
pub const HONOURS: &[(&str, char)] = &[
    ("mr", 'm'),
    ("mrs", 'f'),
    ("ms", 'f'),
    ("miss", 'f'),
    ("mx", ' '),
    ("cllr", ' '),
    ("sr", ' '),
    ("sra", 'f'),
    ("srta", 'f'),
    ("señora", 'f'),
    ("signor", 'm'),
    ("signora", 'f'),
    ("dra", 'f'),
    ("mme", 'f'),
    ("mlle", 'f'),
    ("madame", 'f'),
    ("dr", ' '),
    ("prof", ' '),
    ("sir", 'm'),
    ("dame", 'f'),
    ("lady", 'f'),
    ("lord", 'm'),
    ("rev", ' '),
    ("reverend", ' '),
    ("hon", ' '),
    ("messrs", 'm'),
    ("sheikh", 'm'),
    ("sheik", 'm'),
    ("sheikha", 'f'),
    ("ayatollah", 'm'),
    ("imam", 'm'),
    ("mullah", 'm'),
    ("rabbi", ' '),
    ("fr", 'm'),
    ("saint", ' '),
    ("don", 'm'),
    ("herr", 'm'),
    ("doktor", ' '),
    ("frau", 'f'),
    ("monsieur", 'm'),
    ("señor", 'm'),
    ("emir", 'm'),
    ("sultan", 'm'),
    ("tsar", 'm'),
    ("czar", 'm'),
    ("kaiser", 'm'),
    ("king", 'm'),
    ("queen", 'f'),
    ("prince", 'm'),
    ("princess", 'f'),
    ("emperor", 'm'),
    ("empress", 'f'),
    ("pope", 'm'),
    ("archbishop", 'm'),
    ("bishop", ' '),
    ("cardinal", 'm'),
    ("patriarch", 'm'),
    ("father", 'm'),
    ("duke", 'm'),
    ("duchess", 'f'),
    ("count", 'm'),
    ("countess", 'f'),
    ("baron", 'm'),
    ("baroness", 'f'),
    ("viscount", 'm'),
    ("earl", 'm'),
    ("gen", ' '),
    ("lt", ' '),
    ("col", ' '),
    ("maj", ' '),
    ("capt", ' '),
    ("sgt", ' '),
    ("adm", ' '),
    ("cpl", ' '),
    ("pvt", ' '),
    ("cmdr", ' '),
    ("cdr", ' '),
    ("flt", ' '),
    ("brig", ' '),
    ("sen", ' '),
    ("rep", ' '),
    ("gov", ' '),
    ("pres", ' '),
    ("amb", ' '),
    ("sens", ' '),
    ("reps", ' '),
    ("det", ' '),
    ("insp", ' '),
    ("supt", ' '),
    ("hajji", 'm'),
    ("comrade", ' '),
    ("general", ' '),
    ("lieutenant", ' '),
    ("colonel", ' '),
    ("major", ' '),
    ("captain", ' '),
    ("sergeant", ' '),
    ("admiral", ' '),
    ("corporal", ' '),
    ("private", ' '),
    ("commodore", ' '),
    ("brigadier", ' '),
    ("marshal", ' '),
    ("detective", ' '),
    ("inspector", ' '),
    ("constable", ' '),
    ("sheriff", ' '),
];

/// Offices that are surnames as often: behind `Ms` and with nothing behind them they are one.
pub const SURNAMES_TOO: &str = "\
    abbot baron bishop cardinal champion constable count dean duke earl judge king knight lord major marshal nurse pope priest \
    prince provost queen rector singer";

/// Titles that stand behind a name: `Kemal Bey`.
pub const BEHIND: &str = "bey beg hoca efendi effendi pasha paşa hanım khanum agha ağa sahib";

/// Offices: words that end a title, before a name (`Prime Minister Berg`) or behind it (`Berg, the minister`).
pub const OFFICES: &str = "\
    president minister premier chancellor secretary ambassador envoy consul attaché governor mayor \
    senator congressman congresswoman representative delegate deputy lawmaker legislator councillor councilman \
    councilwoman alderman alderwoman clerk registrar coroner warden chaplain bursar referee umpire commissioner chairman chairwoman chairperson chair head chief director executive officer manager ceo cfo coo cto \
    founder cofounder owner partner boss leader spokesman spokeswoman spokesperson adviser advisor aide assistant \
    professor analyst economist strategist researcher scientist historian expert author writer journalist reporter \
    correspondent columnist editor blogger anchor host critic poet novelist actor actress singer musician \
    rapper composer conductor filmmaker producer comedian artist painter architect designer engineer \
    programmer developer inventor astronaut cosmonaut pilot lawyer attorney prosecutor judge justice magistrate \
    solicitor barrister detective investigator inspector sheriff marshal constable officer policeman superintendent \
    commander general colonel major captain lieutenant sergeant admiral corporal brigadier commandant \
    physician doctor surgeon nurse psychologist psychiatrist therapist activist campaigner organizer candidate \
    nominee incumbent dissident rebel warlord militant terrorist suspect defendant victim witness survivor \
    king queen prince princess emperor sultan emir monarch pope archbishop bishop cardinal priest pastor imam rabbi \
    cleric ayatollah dictator tycoon billionaire businessman businesswoman entrepreneur financier banker investor \
    trader broker philanthropist magnate oligarch coach trainer striker goalkeeper midfielder defender quarterback \
    pitcher player golfer boxer swimmer runner cyclist champion winner principal teacher rector dean provost \
    superintendent librarian curator treasurer comptroller controller auditor ombudsman negotiator mediator speaker whip \
    undersecretary treasurer veteran soldier widow wife husband son daughter \
    brother sister father mother uncle aunt nephew niece cousin grandson grandfather grandmother friend colleague \
    fiancé fiancée girlfriend boyfriend musician frontman vocalist guitarist drummer bassist deejay dj model \
    politician diplomat official statesman";

/// Words that make an office together with one of [`OFFICES`] behind them: `Deputy Prime Minister`.
pub const BEFORE_OFFICES: &str = "\
    vice deputy assistant acting former ex interim prime foreign first second senior junior chief principal executive \
    managing general associate honorary permanent special presidential chancellor lead founding attorney lord \
    supreme solicitor inspector surgeon major lieutenant brigadier presiding press incoming outgoing co \
    defense defence interior finance justice home health trade energy economy environment education agriculture culture labour labor transport information \
    opposition party majority minority parliamentary military army navy police security intelligence political state national \
    regional district county city federal royal crown late then retired extraordinary plenipotentiary nuclear chargé \
    commerce treasury cabinet staff campaign company ministry senate house congressional republican democratic conservative \
    fire sales communist socialist liberal independent union human resources marketing communications operating financial technology technical investment legal rebel";
