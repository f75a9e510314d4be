//! What recorded outputs hold, and where a value differs from what is expected.

use serde_json::Value;
use subwire_codec::decode_exact;

/// What an output holds beneath its wrapping.
pub(crate) fn content(raw: &[u8], result_form: &str) -> Vec<u8> {
    match result_form {
        "direct" => raw.to_vec(),
        "Vec<u8>-wrapped" => decode_exact(raw).unwrap(),
        form => panic!("{form}"),
    }
}

/// Where two values differ first, for messages: a list of a thousand neurons is none.
pub(crate) fn first_difference(found: &Value, expected: &Value, path: String) -> String {
    match (found, expected) {
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let i = a.iter().zip(b).position(|(a, b)| a != b).unwrap_or_default();
            first_difference(&a[i], &b[i], format!("{path}[{i}]"))
        }
        (Value::Object(a), Value::Object(b)) if a.keys().eq(b.keys()) => {
            let name = a.keys().find(|name| a[*name] != b[*name]).cloned().unwrap_or_default();
            first_difference(&a[&name], &b[&name], format!("{path}.{name}"))
        }
        _ => format!("{path} is {found}, {expected} expected"),
    }
}
