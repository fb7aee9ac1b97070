//! Going through candidates: judging, mending, writing, and taking up what was judged before.

use annals::review::Step;

use super::*;

#[test]
fn a_review_goes_on_to_the_next_and_counts() {
    let mut app = open(120, 40);
    assert!(foot(&app).contains("4 candidates: ● certain ◐ likely ○ a guess"), "{}", foot(&app));
    press(&mut app, "a");
    press(&mut app, "x");
    assert!(foot(&app).contains("2 left · 1 accepted · 1 rejected"), "{}", foot(&app));
    press(&mut app, "u");
    assert!(foot(&app).contains("Taken back: the rejection of “The ferry"), "{}", foot(&app));
    assert_eq!(app.selected_event().unwrap().key.raw(), "ferry", "where it was said");
    press(&mut app, "u");
    assert!(foot(&app).contains("Taken back: the acceptance of “A storm"), "{}", foot(&app));
    press(&mut app, "j");
    assert!(foot(&app).contains("4 left"), "{}", foot(&app));
    press(&mut app, "<ctrl-r>k");
    assert!(foot(&app).contains("3 left · 1 accepted"), "{}", foot(&app));
}

#[test]
fn one_key_accepts_all_that_are_at_least_as_sure() {
    let mut app = open(120, 40);
    press(&mut app, "gA");
    assert!(text(&app).contains("u takes it back"), "{}", text(&app));
    let tally = app.reviewing().unwrap().tally();
    assert_eq!((tally.accepted, tally.left), (2, 2), "the certain ones, not the likely one or the guess");
    press(&mut app, "u");
    assert_eq!(app.reviewing().unwrap().tally().left, 4);
    press(&mut app, "fharbour<enter>gA");
    let tally = app.reviewing().unwrap().tally();
    assert!(tally.accepted < 4, "what a filter hides is not accepted unseen: {tally:?}");
}

#[test]
fn mends_merges_and_splits() {
    let mut app = open(120, 40);
    press(&mut app, "gd<ctrl-u>spring 2024<enter>");
    assert!(text(&app).contains("spring 2024") || text(&app).contains("Spring 2024"), "{}", text(&app));
    press(&mut app, "u");
    press(&mut app, "gd<ctrl-u>no date at all<enter>");
    assert!(text(&app).contains("date: "), "the prompt stays with what is wrong");
    press(&mut app, "<esc>t<ctrl-u>A harbour was opened<enter>");
    assert!(text(&app).contains("A harbour was opened"));
    press(&mut app, "p<ctrl-u>anna berg, host; Port of Vik");
    assert!(text(&app).contains("new actor: Port of Vik"), "before it is taken up: {}", text(&app));
    press(&mut app, "<enter>");
    assert!(text(&app).contains("Anna Berg") && text(&app).contains("Port of Vik"), "{}", text(&app));
    assert!(text(&app).contains("host"), "{}", text(&app));
    let before = app.timeline().len();
    press(&mut app, "m2");
    assert_eq!(app.timeline().len(), before - 1);
    assert!(text(&app).contains("Merged “A harbour was opened”"), "{}", text(&app));
    assert!(text(&app).contains("with “The ferry service"), "what with what: {}", text(&app));
    assert!(text(&app).contains("quote 1 of 2"), "{}", text(&app));
    press(&mut app, ";");
    assert!(text(&app).contains("quote 2 of 2"), "{}", text(&app));
    press(&mut app, "s");
    assert!(text(&app).contains("Apart again: this is “The ferry"), "{}", text(&app));
    assert_eq!(app.timeline().len(), before);
    assert_eq!(app.reviewing().unwrap().tally().mended, 1, "events are counted");
    press(&mut app, "uuuu");
    assert_eq!((app.timeline().len(), app.reviewing().unwrap().steps().len()), (before, 0));
}

#[test]
fn a_day_of_the_week_is_the_one_that_the_document_means() {
    let timeline = |published: &str| {
        format!(
            "[[sources]]\nkey = 's'\ntitle = 'A report'\n{published}\n[[events]]\nkey = 'vote'\ntitle = 'The vote'\ncertainty = 'likely'\n[[events.quotes]]\nsource = 's'\ntext = 'They voted on Tuesday'"
        )
    };
    let mut app = open_at(&timeline("published = '2025-03-14'"), None, 120, 40);
    press(&mut app, "dTuesday");
    assert!(text(&app).contains("11 March 2025"), "said before: {}", text(&app));
    press(&mut app, "<enter>");
    assert!(foot(&app).contains("to 11 March 2025"), "{}", foot(&app));
    let mut app = open_at(&timeline(""), None, 120, 40);
    press(&mut app, "dTuesday<enter>");
    assert!(text(&app).contains("does not say its day"), "{}", text(&app));
    press(&mut app, "<ctrl-u>12 March 2025<enter>");
    assert!(foot(&app).contains("to 12 March 2025"), "{}", foot(&app));
}

#[test]
fn the_speaker_the_status_and_the_place_are_seen_and_mended() {
    let mut app = open(120, 40);
    press(&mut app, "g");
    assert!(text(&app).contains("no speaker"), "{}", text(&app));
    press(&mut app, "vber<tab>");
    assert!(text(&app).contains("said by: Anna Berg"), "Tab completes a name: {}", text(&app));
    press(&mut app, "<enter>");
    assert!(text(&app).contains("said by Anna Berg"), "{}", text(&app));
    press(&mut app, "vAnna Bergg");
    assert!(text(&app).contains("new actor: Anna BergAnna Bergg"), "{}", text(&app));
    press(&mut app, "<ctrl-u>Anna Bergg");
    assert!(text(&app).contains("or is it Anna Berg?"), "{}", text(&app));
    press(&mut app, "<ctrl-u><enter>");
    assert!(text(&app).contains("no speaker"), "nothing is nobody: {}", text(&app));
    press(&mut app, "ipl<enter>PSund<enter>");
    assert!(text(&app).contains("· planned") && text(&app).contains("in Sund"), "{}", text(&app));
    press(&mut app, "i<ctrl-u>perhaps<enter>");
    assert!(text(&app).contains("write occurred, ongoing"), "{}", text(&app));
    press(&mut app, "<esc>i<enter>");
    assert!(foot(&app).contains("Nothing was changed"), "{}", foot(&app));
    press(&mut app, "u");
    assert!(foot(&app).contains("Taken back: the other place of"), "{}", foot(&app));
}

#[test]
fn what_is_written_is_said_before_and_what_is_left_may_be_left_out() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("new.toml");
    let mut app = open(120, 40);
    press(&mut app, &format!("gaxw<ctrl-u>{}", path.display()));
    assert!(text(&app).contains("1 accepted, 1 rejected left out, with 2 not judged"), "{}", text(&app));
    press(&mut app, "<tab>");
    assert!(text(&app).contains("without 2 not judged"), "{}", text(&app));
    press(&mut app, "<enter>");
    assert!(foot(&app).contains("not judged left out") || text(&app).contains("not judged left out"));
    let again = formats::read(Hint::Path(&path), &std::fs::read(&path).unwrap()).unwrap().timeline;
    assert_eq!(again.len(), 2, "the accepted one, and the one that was no candidate");
    assert_eq!(app.timeline().len(), 2, "what is shown is what is there");
}

#[test]
fn a_mended_date_is_typed_as_a_document_tells_it_and_what_is_understood_is_said() {
    for (typed, said) in [
        ("Christmas Eve 2022", "24 December 2022"),
        ("the winter of 1985-86", "winter 1985"),
        ("Michaelmas term 2021", "about fourth quarter of 2021"),
        ("19. Jahrhundert", "1800–1899"),
        ("the first half of the 19th century", "1849"),
    ] {
        let mut app = open(120, 40);
        press(&mut app, &format!("gd<ctrl-u>{typed}"));
        let shown = text(&app).to_lowercase();
        assert!(shown.contains(&said.to_lowercase()), "{typed}: {}", text(&app));
        assert!(!shown.contains("is not a date"), "{typed}: {}", text(&app));
    }
}

#[test]
fn what_was_mended_is_said_before_it_is_written() {
    let mut app = open(120, 40);
    press(&mut app, "gt<ctrl-u>A harbour was opened<enter>w");
    assert!(text(&app).contains("0 accepted, 1 mended"), "{}", text(&app));
}

#[test]
fn a_name_that_is_taken_is_not_proposed_again() {
    let mut app = open(120, 40);
    press(&mut app, "gaw");
    let name = "timeline-2026-11-22.toml";
    assert!(foot(&app).contains(name), "{}", foot(&app));
    std::fs::write(SCRATCH.path().join("taken.toml"), "").unwrap();
    press(&mut app, "<ctrl-u>taken.toml<enter>");
    assert!(text(&app).contains("is there already"), "{}", text(&app));
    let mut app = open(120, 40);
    std::fs::write(SCRATCH.path().join(name), "").unwrap();
    press(&mut app, "gaw<enter>w");
    assert!(foot(&app).contains("timeline-2026-11-22-2.toml"), "{}", foot(&app));
    std::fs::remove_file(SCRATCH.path().join(name)).unwrap();
}

#[test]
fn the_file_that_the_review_has_written_is_read_again_without_a_word() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("draft.toml");
    std::fs::write(&path, TIMELINE).unwrap();
    let mut app = open_at(TIMELINE, Some(&path), 120, 40);
    press(&mut app, "gaxw<enter>");
    let said = text(&app);
    assert!(said.contains("1 accepted, 1 taken out"), "{said}");
    let reload = |app: &mut App, more: &str| {
        let bytes = std::fs::read_to_string(&path).unwrap() + more;
        let import = formats::read(Hint::Name("toml"), bytes.as_bytes()).unwrap();
        app.update(Msg::Reloaded(Box::new(import.timeline), import.issues));
    };
    reload(&mut app, "");
    assert!(text(&app).contains("1 accepted, 1 taken out"), "{}", text(&app));
    reload(&mut app, "\n[[events]]\nkey = 'more'\ntitle = 'More'\n");
    assert!(text(&app).contains("Read again: new: More"), "{}", text(&app));
}

#[test]
fn a_review_of_the_same_documents_is_taken_up_where_they_are_read_otherwise() {
    use annals::review::carry::Past;
    use annals::store::review::Entry;

    let mut app = open(120, 40);
    press(&mut app, "gaxj");
    let mut past = Past::default();
    for entry in app.take_journal() {
        match entry {
            Entry::Pile(pile) => past.pile = pile,
            Entry::Known(known) => past.known.push(known),
            Entry::Did(step) => past.steps.push(step),
            Entry::Seen(_) => {}
            other => panic!("{other:?}"),
        }
    }
    // The ferry has another date, and one more is found.
    let text_now =
        TIMELINE.replace("key = \"ferry\"", "key = \"ferry-2022\"").replace("2023-06\"", "2022-06\"")
            + "\n[[events]]\nkey = 'more'\ntitle = 'More'\ncertainty = 'guess'\n\
           [[events.quotes]]\ntext = 'More.'\nsource = 'letter'\n";
    let mut later = open_at(&text_now, None, 120, 40);
    later.take_up_reviews(Past::default(), &[past]);
    assert!(foot(&later).len() > 10 && text(&later).contains("4 left · 1 accepted"), "{}", text(&later));
    assert!(text(&later).contains("1 is new; 1 has another date or title now"), "{}", text(&later));
    let journal = later.take_journal();
    assert!(matches!(journal.first(), Some(Entry::Anew)) && journal.len() >= 4, "{journal:?}");
    assert_eq!(later.take_journal(), [], "and it is in the journal of this reading from now on");
}

#[test]
fn candidates_are_marked_and_found_while_the_review_rests() {
    let mut app = open(120, 40);
    press(&mut app, "Cfis:candidate<enter>");
    assert_eq!(app.view().visible.len(), 4);
    assert!(text(&app).contains("● ") && text(&app).contains("○ "), "{}", text(&app));
    press(&mut app, "f<ctrl-u>certainty:guess<enter>");
    assert_eq!(app.view().visible.len(), 1);
}

#[test]
fn the_keys_that_lead_out_are_shown_at_80_columns_and_in_few_beside_a_long_word() {
    let mut app = open(80, 24);
    press(&mut app, "ax");
    for key in ["w write", "u undo", "? help"] {
        assert!(foot(&app).contains(key), "{}", foot(&app));
    }
    let mut app = reviewed(80, 24);
    press(&mut app, "3<enter>gw");
    assert!(text(&app).contains("said by") && foot(&app).contains("Esc back  ? help"), "{}", text(&app));
}

#[test]
fn what_has_no_document_shows_its_words_and_what_came_by_a_pipe_its_text() {
    let text_now = TIMELINE.replace("file = \"harbour.txt\"", "");
    let mut app = open_at(&text_now, None, 120, 40);
    press(&mut app, "g");
    assert!(text(&app).contains("“In 1998 a storm destroyed"), "{}", text(&app));
    let import = formats::read(Hint::Name("toml"), text_now.as_bytes()).unwrap();
    let origin = Origin { held: std::iter::once("harbour".to_owned()).collect(), ..Origin::default() };
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let mut app = App::new(import.timeline, import.issues, origin, today);
    let effects = app.update(Msg::Resize(120, 40));
    let [Effect::ReadDocument(request)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(request.source, "harbour");
    let whole = std::fs::read_to_string(folder().join("harbour.txt")).unwrap();
    let mut answers = Vec::new();
    marked::read(None, Some(&whole), request, &mut |answer| {
        answers.push(answer);
        true
    });
    for answer in answers {
        app.update(Msg::Document(answer));
    }
    assert!(text(&app).contains("standard input") && text(&app).contains("old pier"), "{}", text(&app));
}

#[test]
fn what_was_reviewed_is_written_only_when_asked_and_keeps_what_stood_there() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("draft.toml");
    std::fs::write(&path, TIMELINE).unwrap();
    let mut app = open_at(TIMELINE, Some(&path), 120, 40);
    press(&mut app, "gax");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), TIMELINE, "not before it is asked for");
    press(&mut app, "w<enter>");
    assert!(self::text(&app).contains("1 accepted, 1 taken out, 2 left"), "{}", self::text(&app));
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("# Written by hand") && text.contains("# The works"), "{text}");
    assert_eq!(text.matches("[[events]]").count(), TIMELINE.matches("[[events]]").count() - 1);
    press(&mut app, "w");
    assert!(foot(&app).contains("Nothing to write"), "{}", foot(&app));
    let journal = app.take_journal();
    let steps =
        journal.iter().filter(|entry| matches!(entry, review::Entry::Did(_) | review::Entry::Written));
    assert_eq!(steps.count(), 3, "two steps and the writing: {journal:?}");
}

#[test]
fn what_has_no_file_is_written_to_a_new_one() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("new.toml");
    let mut app = open(120, 40);
    press(&mut app, &format!("gaw<ctrl-u>{}<enter>", path.display()));
    let written = std::fs::read(&path).unwrap();
    let again = formats::read(Hint::Path(&path), &written).unwrap().timeline;
    assert_eq!(again.len(), 5);
    assert_eq!(annals::review::Review::new(again).tally().left, 3, "the rest is still to be reviewed");
    let mut other = open(120, 40);
    press(&mut other, &format!("gaw<ctrl-u>{}<enter>", path.display()));
    assert!(text(&other).contains("is there already"), "{}", text(&other));
    assert_eq!(other.reviewing().unwrap().tally().accepted, 1, "nothing is lost by that");
}

#[test]
fn a_review_that_was_left_goes_on() {
    let mut app = open(120, 40);
    press(&mut app, "gat<ctrl-u>Mended<enter>");
    let steps: Vec<Step> = app.reviewing().unwrap().steps().to_vec();
    let mut later = open(120, 40);
    later.resume_review(steps);
    assert!(foot(&later).contains("The review goes on"), "{}", foot(&later));
    assert_eq!(later.reviewing().unwrap().tally(), app.reviewing().unwrap().tally());
    assert!(text(&later).contains("Mended"));
}

#[test]
fn reading_the_file_again_keeps_what_was_reviewed() {
    let mut app = open(120, 40);
    press(&mut app, "gat<ctrl-u>Mended<enter>");
    let more =
        format!("{TIMELINE}\n[[events]]\nkey = 'more'\ndate = '2025'\ntitle = 'More'\ncertainty = 'guess'\n");
    let import = formats::read(Hint::Name("toml"), more.as_bytes()).unwrap();
    app.update(Msg::Reloaded(Box::new(import.timeline), import.issues));
    let tally = app.reviewing().unwrap().tally();
    assert_eq!((tally.left, tally.accepted, tally.mended), (4, 1, 1));
    assert!(text(&app).contains("Mended") && text(&app).contains("More"));
}

#[test]
fn the_review_can_be_left_for_the_timeline() {
    let mut app = open(120, 40);
    press(&mut app, "C");
    assert!(app.reviewing().is_none() && text(&app).contains("3 Quotes"));
    press(&mut app, "C");
    assert!(app.reviewing().is_some() && text(&app).contains("3 Document"));
}
