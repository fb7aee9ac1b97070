//! What the codes of GDELT mean, in our words.

/// The twenty roots of the CAMEO codes: what somebody does, and the word before whom they do it to.
const ROOTS: [(&str, &str); 20] = [
    ("speaks in public", "to"),
    ("appeals", "to"),
    ("says it will cooperate", "with"),
    ("consults", "with"),
    ("cooperates by diplomacy", "with"),
    ("cooperates in deeds", "with"),
    ("gives aid", "to"),
    ("yields", "to"),
    ("investigates", ""),
    ("makes demands", "on"),
    ("disapproves", "of"),
    ("rejects", ""),
    ("threatens", ""),
    ("protests", "against"),
    ("shows force", "towards"),
    ("cuts back relations", "with"),
    ("coerces", ""),
    ("assaults", ""),
    ("fights", ""),
    ("uses mass violence", "against"),
];

/// What a root code says that somebody does; codes are text, `01` to `20`.
pub(super) fn root(code: &str) -> Option<(&'static str, &'static str)> {
    let number: usize = code.parse().ok().filter(|_| code.len() == 2)?;
    ROOTS.get(number.checked_sub(1)?).copied()
}

/// The quarter of all events to which one belongs.
pub(super) fn quad_class(code: &str) -> Option<&'static str> {
    Some(match code {
        "1" => "verbal cooperation",
        "2" => "material cooperation",
        "3" => "verbal conflict",
        "4" => "material conflict",
        _ => return None,
    })
}

/// What a document is, by its `MentionType`.
pub(super) fn mention_type(code: &str) -> Option<&'static str> {
    Some(match code {
        "1" => "web page",
        "2" => "citation",
        "3" => "CORE document",
        "4" => "DTIC document",
        "5" => "JSTOR document",
        "6" => "non-textual source",
        _ => return None,
    })
}
