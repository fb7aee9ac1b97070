//! As much of JSON Schema as the schema of CSL uses.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends there")]

/// A value fits a schema, or the test ends with the place where it does not.
pub(crate) fn fits(
    root: &serde_json::Value,
    schema: &serde_json::Value,
    value: &serde_json::Value,
    place: &str,
) {
    if let Err(why) = check(root, schema, value, place) {
        panic!("{why}");
    }
}

fn check(
    root: &serde_json::Value,
    schema: &serde_json::Value,
    value: &serde_json::Value,
    place: &str,
) -> Result<(), String> {
    use serde_json::Value;
    if let Some(name) = schema["$ref"].as_str() {
        return check(root, root.pointer(name.trim_start_matches('#')).unwrap(), value, place);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let fits = any.iter().any(|one| check(root, one, value, place).is_ok());
        return if fits { Ok(()) } else { Err(format!("{place}: {value} is none of {}", schema["anyOf"])) };
    }
    let kind = match value {
        Value::String(_) => "string",
        Value::Number(_) => "number",
        Value::Bool(_) => "boolean",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
        Value::Null => "null",
    };
    let is_kind = match &schema["type"] {
        Value::String(name) => name == kind,
        Value::Array(names) => names.iter().any(|name| name == kind),
        _ => true,
    };
    if !is_kind {
        return Err(format!("{place}: {value} is no {}", schema["type"]));
    }
    if schema["enum"].as_array().is_some_and(|all| !all.contains(value)) {
        return Err(format!("{place}: {value} is not in the list"));
    }
    if let Some(items) = value.as_array() {
        let (least, most) = (schema["minItems"].as_u64(), schema["maxItems"].as_u64());
        let length = items.len() as u64;
        if least.is_some_and(|least| length < least) || most.is_some_and(|most| length > most) {
            return Err(format!("{place}: {length} items"));
        }
        for (at, item) in items.iter().enumerate() {
            check(root, &schema["items"], item, &format!("{place}[{at}]"))?;
        }
    }
    if let Some(fields) = value.as_object() {
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !fields.contains_key(name) {
                return Err(format!("{place}: no {name}"));
            }
        }
        for (name, field) in fields {
            match schema["properties"].get(name) {
                Some(schema) => check(root, schema, field, &format!("{place}.{name}"))?,
                None if schema["additionalProperties"] == false => {
                    return Err(format!("{place}: {name} is unknown"));
                }
                None => {}
            }
        }
    }
    Ok(())
}

#[test]
fn what_does_not_fit_is_found() {
    use serde_json::json;
    let schema = json!({
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "type": { "type": "string", "enum": ["book", "map"] },
                "id": { "type": ["string", "number"] },
                "issued": { "$ref": "#/definitions/date" },
            },
            "required": ["type", "id"],
            "additionalProperties": false,
        },
        "definitions": {
            "date": { "anyOf": [{ "type": "string" }, { "type": "array", "minItems": 1, "maxItems": 2 }] },
        },
    });
    let rows = [
        (json!([]), true),
        (
            json!([{ "type": "book", "id": 1, "issued": "1994" }, { "type": "map", "id": "b", "issued": [1, 2] }]),
            true,
        ),
        (json!({}), false),
        (json!([{ "type": "book" }]), false),
        (json!([{ "type": "cup", "id": 1 }]), false),
        (json!([{ "type": "book", "id": true }]), false),
        (json!([{ "type": "book", "id": 1, "colour": "red" }]), false),
        (json!([{ "type": "book", "id": 1, "issued": [1, 2, 3] }]), false),
        (json!([{ "type": "book", "id": 1, "issued": 1994 }]), false),
    ];
    for (value, wanted) in rows {
        assert_eq!(check(&schema, &schema, &value, "items").is_ok(), wanted, "{value}");
    }
}
