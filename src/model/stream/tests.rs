//! Tests of streams.

use super::*;
use crate::model::pack::PartParticipant;
use crate::model::{ActorId, Timeline};

fn chunk(writer: &mut ChunkWriter, events: &[(&str, &str)]) -> Chunk {
    writer.begin(100);
    for (key, actor) in events {
        let actors = [PartParticipant { actor: writer.actor(actor), ..PartParticipant::default() }];
        writer.event(&EventParts { key, title: key, actors: &actors, line: 1, ..EventParts::default() });
    }
    writer.chunk().lines = 1;
    writer.finish()
}

#[test]
fn chunks_share_their_actors_and_keys() {
    let mut assembler = Assembler::default();
    let mut writers = [assembler.writer(), assembler.writer()];
    assembler.add(chunk(&mut writers[0], &[("a", "NATO"), ("b", "Baku")]));
    let early = assembler.so_far();
    assembler.add(chunk(&mut writers[1], &[("a", "Baku"), ("a-2", "NATO")]));
    let (timeline, told) = assembler.finish();

    assert_eq!(early.len(), 2);
    let keys: Vec<&str> = timeline.in_file_order().map(|event| event.key.raw()).collect();
    assert_eq!(keys, ["a", "b", "a-3", "a-2"]);
    assert_eq!(timeline.actors().len(), 2);
    assert_eq!(timeline.events_of(ActorId(1)).len(), 2);
    let issues: Vec<String> = told.issues.iter().map(ToString::to_string).collect();
    assert_eq!(issues.len(), 1);
    assert!(
        issues[0].starts_with("2:1: error: event key `a` is there twice (first on line 1)"),
        "{issues:?}"
    );
    for event in timeline.events() {
        assert_eq!(timeline.event_by_key(event.key).map(|id| timeline.event(id)), Some(event));
    }
    assert_eq!(timeline.event_by_key("c"), None);
}

#[test]
fn nothing_has_a_blank_name() {
    let mut assembler = Assembler::default();
    let mut writer = assembler.writer();
    let draft = Draft {
        actors: vec![DraftActor { name: Some(" ".into()), ..DraftActor::default() }],
        sources: vec![DraftSource::default()],
        ..Draft::default()
    };
    writer.draft(draft, 1, &mut Vec::new());
    assembler.add(writer.finish());
    let timeline = assembler.finish().0;
    assert_eq!(timeline.actors()[0].name.raw(), "(no name: actor)");
    assert_eq!(timeline.sources()[0].title.raw(), "(no title: source)");
}

#[test]
fn writers_take_turns_and_number_as_one_would() {
    let rows: Vec<(String, String)> =
        (0..60).map(|n| (format!("e{n}"), format!("actor {}", n * 7 % 13))).collect();
    let read = |threads: usize| {
        let mut assembler = Assembler::default();
        let mut writers: Vec<ChunkWriter> = (0..threads).map(|_| assembler.writer()).collect();
        for (nth, part) in rows.chunks(7).enumerate() {
            let part: Vec<(&str, &str)> =
                part.iter().map(|(key, actor)| (key.as_str(), actor.as_str())).collect();
            assembler.add(chunk(&mut writers[nth % threads], &part));
        }
        assembler.finish().0
    };
    let (one, three) = (read(1), read(3));
    let names = |timeline: &Timeline| {
        timeline.actors().iter().map(|actor| actor.name.raw().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&one), names(&three));
    assert!(one.events().eq(three.events()));
    for id in one.actor_ids() {
        assert_eq!(one.count_of(id), one.events_of(id).len());
        assert_eq!(one.count_of(id), three.count_of(id));
    }
}
