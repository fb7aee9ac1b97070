//! Attributions, as `quotes/score.py` takes them.

use std::ops::Range;

use annals::extract::page::Page;
use annals::extract::{actors, quotes};
use serde_json::{Value, json};

use crate::Points;

/// The answer for one document.
pub(crate) fn answer(document: &Value) -> Value {
    let text = document["text"].as_str().unwrap_or_default();
    let page = Page::read(text);
    let cast = actors::find(&page);
    let points = Points::new(text);
    let place = |span: &Range<usize>| json!([points.of(text, span.start), points.of(text, span.end)]);
    let found: Vec<Value> = quotes::find(&page, &cast)
        .iter()
        .map(|said| {
            json!({
                "content": said.parts().map(place).collect::<Vec<_>>(),
                "speaker": said.source.as_ref().map(place),
                "cue": [place(&said.cue)],
                "actor": said.speaker.and_then(|actor| cast.actors.get(actor)).map(|actor| &actor.name),
                "rule": said.rule,
            })
        })
        .collect();
    json!({"id": document["id"], "quotes": found})
}
