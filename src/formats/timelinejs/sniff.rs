//! Whether the beginning of a JSON text is of TimelineJS: by the names of fields and where they lie.
//!
//! The native JSON has a list `events` too; its events have `key` and `title` before anything that came
//! from a slide.

use super::super::json::end_of_string;
use super::old;

/// How deep the fields lie that tell the formats apart.
const DEEPEST: usize = 8;

/// Whether it looks like TimelineJS.
pub(super) fn looks(text: &str) -> bool {
    if let Some(at) = old::wrapper(text) {
        return text[..at].contains("storyjs_jsonp_data");
    }
    if !text.trim_start().starts_with('{') {
        return false;
    }
    let bytes = text.as_bytes();
    // The name under which each table or list lies that is open, lists having none.
    let mut path: Vec<&str> = Vec::new();
    let mut name = "";
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => {
                let end = end_of_string(bytes, at);
                let after = text.get(end + 1..).unwrap_or_default().trim_start();
                if after.starts_with(':') {
                    name = text.get(at + 1..end).unwrap_or_default();
                    if let Some(answer) = says(&path, name) {
                        return answer;
                    }
                }
                at = end;
            }
            b'{' | b'[' => path.push(std::mem::take(&mut name)),
            b'}' | b']' => {
                path.pop();
            }
            _ => {}
        }
        if path.len() > DEEPEST {
            // Deep within a value that tells nothing: only its end matters.
            at = shallow(bytes, at, &mut path);
        }
        at += 1;
    }
    false
}

/// What a field tells: it is of TimelineJS, it is of another format, or nothing.
fn says(path: &[&str], name: &str) -> Option<bool> {
    let known = match (path, name) {
        (["", "events" | "eras", ""], "start_date") => true,
        (["", "events", "", "text"] | ["", "title", "text"], "headline" | "text") => true,
        (["", "title", "media"], "url") => true,
        (["", "timeline"], "startDate" | "headline" | "date") => true,
        (["", "timeline", "date", ""], "startDate" | "headline") => true,
        (["", "events", ""], "key" | "title" | "date") => false,
        ([""], "sources" | "actors") => false,
        _ => return None,
    };
    Some(known)
}

/// Goes on to where the path is no longer too deep.
fn shallow(bytes: &[u8], from: usize, path: &mut Vec<&str>) -> usize {
    let (mut at, mut depth) = (from + 1, 1_usize);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => at = end_of_string(bytes, at),
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            path.pop();
            return at;
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slides_are_told_from_native_events() {
        let rows = [
            (r#"{"events": [{"media": {"url": ""}, "start_date": {"year": 1"#, true),
            (r#"{"events": [{"text": {"headline": "x"}}]}"#, true),
            (r#" {"title": {"text": {"headline": "x"}}, "events": []}"#, true),
            (r#"{"title": {"media": {"url": "x"}}}"#, true),
            (r#"{"timeline": {"type": "default", "startDate": "1888"}}"#, true),
            ("storyjs_jsonp_data = {\"timeline\":", true),
            ("other = {\"timeline\":", false),
            (r#"{"events": [{"key": "a", "text": {"headline": "raw"}}]}"#, false),
            (r#"{"events": [{"title": "start_date", "start_date": {}}]}"#, false),
            (r#"{"timeline": {"title": "headline"}, "events": []}"#, false),
            (r#"{"x": [[[[[[[[[[[{"a": "]"}]]]]]]]]]]], "events": [{"start_date": {}}]}"#, true),
            (r#"{"x": [[[[[[[[[[["#, false),
            (r#"{"x": "{\"events\": [{\"start_date\": 1"#, false),
            (r#"{"events": []}"#, false),
            ("[timeline]", false),
        ];
        for (text, wanted) in rows {
            assert_eq!(looks(text), wanted, "{text}");
        }
    }
}
