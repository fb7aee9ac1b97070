//! The language as a whole, on a small timeline.

use super::*;
use crate::model::draft::{
    At, DraftActor, DraftCaveat, DraftEvent, DraftParticipant, DraftQuote, DraftSource,
};
use crate::model::{ActorKind, CaveatKind, Date, Draft, Importance, Stance, Status};
use crate::text::Text;
use proptest::prelude::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 6, 15).unwrap()
}

fn at(text: &str) -> At<Text> {
    At { value: text.into(), ..At::default() }
}

fn actor(key: &str, name: &str, kind: ActorKind, alias: &str) -> DraftActor {
    DraftActor {
        key: Some(at(key)),
        name: Some(name.into()),
        kind: Some(kind),
        aliases: vec![alias.into()],
        ..DraftActor::default()
    }
}

fn source(key: &str, title: &str, publisher: &str, file: &str) -> DraftSource {
    DraftSource {
        key: Some(at(key)),
        title: Some(title.into()),
        publisher: Some(publisher.into()),
        file: Some(file.into()),
        ..DraftSource::default()
    }
}

fn quote(text: &str, source: &str, speaker: Option<&str>, stance: Stance) -> DraftQuote {
    DraftQuote {
        text: text.into(),
        source: Some(at(source)),
        speaker: speaker.map(at),
        stance: Some(stance),
        ..DraftQuote::default()
    }
}

fn event(key: &str, date: &str, title: &str, actors: &[(&str, &str)]) -> DraftEvent {
    let take_part = |&(actor, role): &(&str, &str)| DraftParticipant {
        actor: at(actor),
        role: Some(role.into()),
        extra: None,
    };
    let date = Date::parse(date).ok().map(|(value, _)| At { value, spot: crate::issue::Spot::NONE });
    DraftEvent {
        key: Some(at(key)),
        date,
        title: Some(title.into()),
        actors: actors.iter().map(take_part).collect(),
        ..DraftEvent::default()
    }
}

/// Seven events: pfp 1994, cop 2024-11, davos 2025-01-20, deal 2025, plan 2025-08, ongoing
/// 2022/.., rumour undated.
fn timeline() -> Timeline {
    let mut pfp =
        event("pfp", "1994", "Azerbaijan joins Partnership for Peace", &[("heydar-aliyev", "signatory")]);
    pfp.status = Some(Status::Occurred);
    pfp.importance = Some(Importance::Core);
    pfp.tags = vec!["defence".into()];
    let mut cop = event(
        "cop",
        "2024-11-11/2024-11-22",
        "COP29 in Baku",
        &[("ilham-aliyev", "host"), ("un", "convenor")],
    );
    cop.place = Some("Baku".into());
    cop.tags = vec!["climate".into(), "Energy security".into()];
    cop.quotes = vec![
        quote("a gift of God", "sabah", Some("ilham-aliyev"), Stance::Supports),
        quote("no gift at all", "report", None, Stance::Contradicts),
    ];
    cop.caveats = vec![DraftCaveat {
        kind: Some(CaveatKind::Disputed),
        text: "who said it first".into(),
        ..DraftCaveat::default()
    }];
    let mut davos = event("davos", "2025-01-20", "Davos meeting", &[("mardaliiev", "guest")]);
    davos.summary = Some("They spoke about the gas\ntransit at the Élysée’s table".into());
    davos.quotes = vec![quote("we shall see", "report", Some("mardaliiev"), Stance::Mentions)];
    let deal = event("deal", "2025", "A deal with Russia", &[("socar", "seller")]);
    let mut plan = event("plan", "2025-08~", "Pipeline opens", &[("socar", "owner")]);
    plan.status = Some(Status::Planned);
    plan.tags = vec!["energy".into()];
    let ongoing = event("ongoing", "2022/..", "War", &[]);
    let mut rumour = event("rumour", "", "A rumour", &[("ilham-aliyev", "subject")]);
    // Found by rules, and not judged.
    for (event, certainty) in [(&mut plan, "likely"), (&mut rumour, "guess")] {
        event.extra = Some(Box::new(toml::Table::from_iter([("certainty".to_owned(), certainty.into())])));
    }
    let draft = Draft {
        sources: vec![
            source("sabah", "Türkiye’s view", "Daily Sabah", "002_aa.txt"),
            source("report", "Annual report", "", "docs/003_bb.txt"),
        ],
        actors: vec![
            actor("ilham-aliyev", "Ilham Aliyev", ActorKind::Person, "President Aliyev"),
            actor("heydar-aliyev", "Heydar Aliyev", ActorKind::Person, "Heydər Əliyev"),
            actor("un", "United Nations", ActorKind::Organisation, "UN"),
            actor("socar", "SOCAR", ActorKind::Company, "State Oil Company"),
            actor("mardaliiev", "Мардалієв", ActorKind::Person, "V. Mardaliiev"),
        ],
        events: vec![pfp, cop, davos, deal, plan, ongoing, rumour],
        ..Draft::default()
    };
    draft.build().0
}

/// The keys of what a filter means; only possible ones with a question mark.
fn hits(timeline: &Timeline, filter: &str) -> String {
    let filter = match Filter::parse(filter, timeline, today()) {
        Ok(filter) => filter,
        Err(error) => return format!("error: {error}"),
    };
    let key = |(id, certainty)| {
        let mark = if certainty == Certainty::Possible { "?" } else { "" };
        format!("{}{mark}", timeline.event(id).key.raw())
    };
    filter.hits(timeline, &()).map(key).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_field_means_what_it_says() {
    let timeline = timeline();
    let rows = [
        ("", "pfp ongoing cop deal davos plan rumour"),
        ("actor:ilham-aliyev", "cop rumour"),
        ("actor:aliyev", "pfp cop rumour"),
        ("actor:\"ilham aliyev\"", "cop rumour"),
        ("actor:ALIY", "pfp cop rumour"),
        ("actor:mardal", "davos"),
        ("actor:мардалієв", "davos"),
        ("who:un,socar", "cop deal plan"),
        ("actor:un actor:ilham-aliyev", "cop"),
        ("-actor:aliyev", "ongoing deal davos plan"),
        ("role:host", "cop"),
        ("kind:company", "deal plan"),
        ("kind:person,organisation", "pfp cop davos rumour"),
        ("speaker:aliyev", "cop"),
        ("source:003", "cop davos"),
        ("source:sabah", "cop"),
        ("source:\"daily sabah\"", "cop"),
        ("source:turkiye", "cop"),
        ("stance:contradicts", "cop"),
        ("caveat:disputed", "cop"),
        ("tag:energy", "plan"),
        ("tag:ene", "cop plan"),
        ("tag:security", "cop"),
        ("tag:climate,defence", "pfp cop"),
        ("status:planned", "plan"),
        ("imp:CORE", "pfp"),
        ("place:baku", "cop"),
        ("title:meet", "davos"),
        ("quote:gift", "cop"),
        ("key:da", "davos"),
        ("has:quotes", "cop davos"),
        ("has:caveat", "cop"),
        ("has:sources", "cop"),
        ("-has:date", "rumour"),
        ("has:summary", "davos"),
        ("is:undated", "rumour"),
        ("is:candidate", "plan rumour"),
        ("certainty:guess", "rumour"),
        ("-is:candidate actor:aliyev", "pfp cop"),
        ("is:exact", "cop davos"),
        ("is:approximate", "plan"),
        ("is:planned,core", "pfp plan"),
        ("is:unread", "pfp ongoing cop deal davos plan rumour"),
        ("-is:read is:core", "pfp"),
        ("\"gas transit\"", "davos"),
        ("as trans", "davos"),
        ("\"as trans\"", ""),
        ("\"as\"", ""),
        ("title:\"wit\"", ""),
        ("title:wit", "deal"),
        ("title:\"with\"", "deal"),
        ("-\"rumo\" rumo", "rumour"),
        ("gas transit", "davos"),
        ("elysee's", "davos"),
        ("gift -god", ""),
        ("gift,russia", "cop deal"),
        ("-russia has:date", "pfp ongoing cop davos plan"),
        ("first", "cop"),
    ];
    for (filter, wanted) in rows {
        assert_eq!(hits(&timeline, filter), wanted, "{filter}");
    }
}

#[test]
fn dates_are_certain_possible_or_not() {
    let timeline = timeline();
    let rows = [
        ("2024", "ongoing cop"),
        ("2024..2025", "ongoing cop deal davos plan"),
        ("2025-01", "ongoing deal? davos"),
        ("-2025-01", "pfp cop deal? plan rumour"),
        ("2025-01,2024", "ongoing cop deal? davos"),
        ("2025-01 actor:socar", "deal?"),
        ("199X", "pfp"),
        ("..2000", "pfp"),
        ("1994-05", "pfp?"),
        ("date:\"last year\"", "ongoing cop"),
        ("date:\"spring 2025\"", "ongoing deal?"),
        ("after:2024", "deal davos plan"),
        ("after:2025-01", "deal? plan"),
        ("before:2024", "pfp"),
        ("before:2025-06", "pfp cop deal? davos"),
        ("\"2024\"", ""),
        ("-date:1900..2100", "rumour"),
    ];
    for (filter, wanted) in rows {
        assert_eq!(hits(&timeline, filter), wanted, "{filter}");
    }
}

#[test]
fn three_values_follow_their_tables() {
    use Certainty::{Certain, No, Possible};
    let timeline = timeline();
    let deal = timeline.event_by_key("deal").unwrap();
    // On the event of "2025": certainly in 2025, possibly in May, not in 2024.
    let word = |certainty| match certainty {
        Certain => "2025",
        Possible => "2025-05",
        No => "2024",
    };
    let test =
        |filter: String| Filter::parse(&filter, &timeline, today()).unwrap().test(&timeline, deal, &());
    for a in [No, Possible, Certain] {
        assert_eq!(
            test(format!("-{}", word(a))),
            match a {
                No => Certain,
                Possible => Possible,
                Certain => No,
            }
        );
        for b in [No, Possible, Certain] {
            assert_eq!(test(format!("{} {}", word(a), word(b))), a.min(b));
            assert_eq!(test(format!("{},{}", word(a), word(b))), a.max(b));
        }
    }
}

#[test]
fn a_wrong_filter_says_where_and_what_would_be_right() {
    let timeline = timeline();
    let rows = [
        ("is:core acter:un", "acter", "no field", "`actor`"),
        ("colour:red", "colour", "no field", "fields are actor, role"),
        ("https://example.org", "https", "no field", "double quotes"),
        ("actor:un,alief", "alief", "no actor here", "`Ilham Aliyev` or `Heydar Aliyev`"),
        ("speaker:qqq", "qqq", "no actor here", "there are `Ilham Aliyev`, `Heydar"),
        ("source:004", "004", "no source here", "`sabah`, `report`"),
        ("tag:energi", "energi", "no tag here", "`energy`"),
        ("x status:planed", "planed", "no status", "did you mean `planned`? It can be occurred"),
        ("kind:zzz", "zzz", "no kind of actor", "it can be person"),
        ("is:undatd", "undatd", "cannot be `undatd`", "`undated`"),
        ("has:\"a quote\"", "\"a quote\"", "cannot have", "`quote`? It can be"),
        ("2024-13", "2024-13", "", "write \"2024-13\""),
        ("date:soonish", "soonish", "", "dates are written"),
        ("actor: x", "actor:", "needs a value", ""),
        ("zzz:1 -", "zzz", "no field", ""),
        ("- zzz:1", "-", "excludes nothing", ""),
        ("\u{301}", "\u{301}", "no letter", ""),
    ];
    for (filter, part, what, help) in rows {
        let error = Filter::parse(filter, &timeline, today()).unwrap_err();
        assert_eq!(&filter[error.range.clone()], part, "{filter}: {error}");
        assert!(error.what.contains(what) && error.help.contains(help), "{filter}: {error}");
    }
}

#[test]
fn errors_are_clean() {
    let filter = "actor:\u{1b}[31m\u{202e}x";
    let error = Filter::parse(filter, &timeline(), today()).unwrap_err();
    for text in [error.to_string(), error.report(filter)] {
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
    }
}

#[test]
fn what_a_reader_knows_is_asked() {
    struct Marked;
    impl Facts for Marked {
        fn is(&self, event: EventId, word: SessionWord) -> bool {
            event.0 == 1 && matches!(word, SessionWord::Marked | SessionWord::Noted)
        }
    }
    let timeline = timeline();
    for filter in ["is:marked", "has:mark", "has:note", "is:noted"] {
        let filter = Filter::parse(filter, &timeline, today()).unwrap();
        let hits: Vec<u32> = filter.hits(&timeline, &Marked).map(|(id, _)| id.0).collect();
        assert_eq!(hits, [1]);
    }
}

#[test]
fn every_example_of_the_table_is_understood() {
    let timeline = timeline();
    for field in FIELDS {
        match Filter::parse(field.example, &timeline, today()) {
            Ok(filter) => assert!(!filter.is_empty()),
            // Names that this timeline does not have.
            Err(error) => assert!(error.what.contains("here is called"), "{}: {error}", field.example),
        }
        assert!(
            std::iter::once(&field.name)
                .chain(field.also)
                .any(|name| { field.example.starts_with(&format!("{name}:")) })
        );
    }
    for (example, _) in SYNTAX {
        for term in example.split("  ").filter(|term| !term.starts_with("tag:")) {
            assert!(Filter::parse(term, &timeline, today()).is_ok(), "{term}");
        }
    }
}

#[test]
fn completion_offers_what_may_follow() {
    let timeline = timeline();
    let rows = [
        ("act|", "0..3 actor:"),
        ("is:core -st|", "9..11 stance: | 9..11 status:"),
        ("status:|", "7..7 occurred | 7..7 ongoing | 7..7 planned | 7..7 target | 7..7 cancelled"),
        ("status:planned,t|", "15..16 target"),
        ("actor:ali|", "6..9 ilham-aliyev | 6..9 heydar-aliyev"),
        ("actor:ali|yev is:core", "6..12 ilham-aliyev | 6..12 heydar-aliyev"),
        ("actor:\"presi|dent\" x", "6..17 ilham-aliyev"),
        ("speaker:мар|", "8..14 mardaliiev"),
        ("source:daily|", "7..12 sabah"),
        ("tag:e|", "4..5 energy | 4..5 \"Energy security\""),
        ("role:h|", "5..6 host"),
        ("place:|", "6..6 Baku"),
        ("has:so|", "4..6 sources"),
        ("is:und|", "3..6 undated"),
        ("is:unr|", ""),
        ("ac|tor:x", "0..6 actor:"),
        ("nofield:x|", ""),
        ("\"tag:|", ""),
        ("gift|", ""),
    ];
    for (typed, wanted) in rows {
        let cursor = typed.find('|').unwrap();
        let text = typed.replacen('|', "", 1);
        let offers = complete(&text, cursor, &timeline);
        let told: Vec<String> =
            offers.iter().map(|offer| format!("{:?} {}", offer.range, offer.insert)).collect();
        assert_eq!(told.join(" | "), wanted, "{typed}");
    }
    assert_eq!(complete("is:core ", 8, &timeline).len(), FIELDS.len());
    assert_eq!(complete("actor:un", 8, &timeline)[0].hint, "organisation, 1 event");
}

proptest! {
    #[test]
    fn any_filter_is_understood_or_refused(
        text in "((actor|source|tag|is|has|date|after|kind|title|key):|-|,|\"|“|[a-z]{1,4}|20[0-9X-]{1,5}|\\.\\.| |\\PC){0,12}",
        cursor in 0usize..60,
    ) {
        let timeline = timeline();
        match Filter::parse(&text, &timeline, today()) {
            Ok(filter) => {
                let _ = filter.hits(&timeline, &()).count();
            }
            Err(error) => {
                prop_assert!(text.get(error.range.clone()).is_some());
                let _ = error.report(&text);
            }
        }
        for offer in complete(&text, cursor, &timeline) {
            prop_assert!(text.get(offer.range).is_some());
        }
    }

    #[test]
    fn what_completion_offers_is_understood(name in "\\PC{1,12}") {
        let mut event = event("one", "2024", "One", &[]);
        event.tags = vec![name.as_str().into()];
        let timeline = Draft { events: vec![event], ..Draft::default() }.build().0;
        for offer in complete("tag:", 4, &timeline) {
            prop_assert_eq!(hits(&timeline, &format!("tag:{}", offer.insert)), "one");
        }
    }
}

#[test]
fn names_that_were_not_all_known_do_not_narrow() {
    let actor = |n| format!("[[actors]]\nkey='m{n}'\nname='Member {n}'\n");
    let names = (0..9).map(actor).collect::<Vec<_>>().concat();
    let timeline =
        crate::formats::read(crate::formats::Hint::Name("toml"), names.as_bytes()).unwrap().timeline;
    let mut lexicon = Lexicon::default();
    lexicon.step(&timeline, &mut 3_000);
    let parse = |lexicon: &Lexicon| {
        Filter::parse_with("actor:member speaker:member", &timeline, NaiveDate::MIN, Some(lexicon)).unwrap()
    };
    let early = parse(&lexicon);
    lexicon.step(&timeline, &mut { usize::MAX });
    let late = parse(&lexicon);
    assert!(!late.narrows(&early), "there are more members now");
    assert!(late.narrows(&parse(&lexicon)));
}
