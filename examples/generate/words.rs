//! Titles, summaries and quotes: sentences that could stand in a record.

use super::dice::Dice;

pub(crate) const ROLES: &[&str] = &[
    "signatory",
    "host",
    "speaker",
    "author",
    "buyer",
    "seller",
    "witness",
    "founder",
    "mediator",
    "observer",
    "delegate",
    "patron",
];
pub(crate) const TAGS: &[&str] = &[
    "energy",
    "trade",
    "treaty",
    "war",
    "science",
    "school",
    "railway",
    "health",
    "harvest",
    "election",
    "law",
    "migration",
    "culture",
    "shipping",
    "climate",
    "finance",
    "mining",
    "church",
    "press",
];
const VERBS: &[&str] = &[
    "signs",
    "opens",
    "visits",
    "rejects",
    "announces",
    "publishes",
    "closes",
    "inspects",
    "proposes",
    "founds",
    "reforms",
    "defends",
    "sells",
    "rebuilds",
    "leaves",
    "welcomes",
    "ratifies",
    "postpones",
    "photographs",
    "surveys",
    "condemns",
    "funds",
    "inherits",
    "translates",
];
const OF_WHAT: &[&str] = &[
    "gas",
    "grain",
    "border",
    "peace",
    "customs",
    "railway",
    "harbour",
    "cotton",
    "fisheries",
    "education",
    "hospital",
    "refugee",
    "silver",
    "copper",
    "water",
    "telegraph",
    "postal",
    "museum",
    "coal",
    "election",
    "mining",
    "shipping",
    "vineyard",
    "observatory",
    "naval",
    "printing",
    "theatre",
    "university",
    "salt",
    "silk",
];
const THINGS: &[&str] = &[
    "treaty",
    "corridor",
    "convention",
    "mission",
    "school",
    "company",
    "archive",
    "exhibition",
    "strike",
    "commission",
    "station",
    "bridge",
    "loan",
    "protocol",
    "survey",
    "conference",
    "dispute",
    "monopoly",
    "programme",
    "expedition",
    "laboratory",
    "newspaper",
    "garrison",
    "tariff",
    "charter",
    "canal",
    "pipeline",
    "council",
    "census",
    "library",
];
const WHERE: &[&str] = &[
    "in Baku",
    "at the Élysée",
    "in Kraków",
    "on the coast",
    "near Trieste",
    "in Odesa",
    "in the north",
    "beyond the river",
    "at Genève",
    "in São Paulo",
    "under protest",
    "before the winter",
    "after long talks",
    "without a vote",
    "for the third time",
    "in secret",
    "у Києві",
    "in Malmö",
    "by decree",
    "at dawn",
];
const WHO: &[&str] = &[
    "The government",
    "The council",
    "A delegation",
    "The company",
    "The governor",
    "The opposition",
    "The press",
    "An envoy",
    "The committee",
    "The ambassador",
    "Local merchants",
    "The ministry",
    "The engineers",
    "The workers’ union",
    "The court",
    "Witnesses",
];
const DID: &[&str] = &[
    "confirmed",
    "denied",
    "delayed",
    "supported",
    "described",
    "questioned",
    "examined",
    "welcomed",
    "paid for",
    "recorded",
    "criticised",
    "completed",
    "abandoned",
    "reopened",
    "celebrated",
    "mentioned",
];
const ENDS: &[&str] = &[
    "although the figures differ",
    "as the minutes show",
    "despite the cost",
    "and the talks went on",
    "but no date was given",
    "which two papers repeat",
    "and a second reading followed",
    "as letters of that year say",
    "while prices rose",
    "and nobody objected",
    "with few details",
    "before the harvest",
];

/// `Ilham Aliyev opens the gas corridor in Baku`
pub(crate) fn title(dice: &mut Dice, actor: &str, out: &mut String) {
    join(out, &[actor, dice.pick(VERBS), "the", dice.pick(OF_WHAT), dice.pick(THINGS), dice.pick(WHERE)]);
}

pub(crate) fn summary(dice: &mut Dice, out: &mut String) {
    join(
        out,
        &[dice.pick(WHO), dice.pick(DID), "the", dice.pick(OF_WHAT), dice.pick(THINGS), dice.pick(ENDS)],
    );
    out.push('.');
    match dice.below(16) {
        // What a reader has to take the backslashes off: a paragraph, quotation marks, a letter in numbers.
        0 => out.push_str("\\n\\nA second account calls it \\\"premature\\\"."),
        1 => out.push_str(" Another spelling is Caf\\u00e9 M\\u00fcnchen."),
        2 => out.push_str(" The “official” version says otherwise – it’s disputed."),
        3..6 => {
            out.push(' ');
            join(out, &[dice.pick(WHO), dice.pick(DID), "it", dice.pick(WHERE), dice.pick(ENDS)]);
            out.push('.');
        }
        _ => {}
    }
}

pub(crate) fn quote(dice: &mut Dice, out: &mut String) {
    let curly = dice.below(4) == 0;
    if curly {
        out.push('“');
    }
    join(out, &["We have", dice.pick(DID), "the", dice.pick(OF_WHAT), dice.pick(THINGS)]);
    if dice.below(2) == 0 {
        out.push(' ');
        out.push_str(dice.pick(WHERE));
    }
    join(out, &[",", dice.pick(ENDS)]);
    out.push_str(if curly { ".”" } else { "." });
}

fn join(out: &mut String, words: &[&str]) {
    for (nth, word) in words.iter().enumerate() {
        if nth > 0 {
            out.push(' ');
        }
        out.push_str(word);
    }
}
