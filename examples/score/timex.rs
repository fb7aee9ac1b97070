//! Expressions of time, as `timex/score.py` takes them.

use annals::extract::page::Page;
use annals::extract::time::{self, Setting, calendar::Day};
use serde_json::{Value, json};

use crate::Points;

/// The answer for one document, whose own date is given where the set has one.
pub(crate) fn answer(document: &Value) -> Value {
    let text = document["text"].as_str().unwrap_or_default();
    let page = Page::read(text);
    let setting = Setting {
        date: document["dct"].as_str().and_then(|date| Day::parse(date.get(..10)?)),
        ..Setting::default()
    };
    let points = Points::new(text);
    let found: Vec<Value> = time::find(&page, &setting)
        .into_iter()
        .map(|timex| {
            json!({
                "start": points.of(text, timex.span.start),
                "end": points.of(text, timex.span.end),
                "type": timex.kind.name(),
                "value": timex.value,
                "rule": timex.rule,
            })
        })
        .collect();
    json!({"id": document["id"], "timexes": found})
}
