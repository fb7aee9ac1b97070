//! Tests of streams.

use super::*;
use crate::model::ActorId;
use crate::model::pack::PartParticipant;

fn chunk(keys: &KeyHasher, events: &[(&str, &str)]) -> Chunk {
    let mut writer = ChunkWriter::new(keys, 100);
    for (key, actor) in events {
        let actors = [PartParticipant { actor: writer.packer().actor(actor), ..PartParticipant::default() }];
        writer.event(&EventParts { key, title: key, actors: &actors, line: 1, ..EventParts::default() });
    }
    writer.chunk().lines = 1;
    writer.finish()
}

#[test]
fn chunks_share_their_actors_and_keys() {
    let mut assembler = Assembler::default();
    let keys = assembler.hasher();
    assembler.add(chunk(&keys, &[("a", "NATO"), ("b", "Baku")]));
    let early = assembler.so_far();
    assembler.add(chunk(&keys, &[("a", "Baku"), ("a-2", "NATO")]));
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
    let mut writer = ChunkWriter::new(&assembler.hasher(), 100);
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
