//! Names and descriptions in JSON. The chain keeps them as bytes, so that is what the types' own
//! JSON holds: hex, or a list of numbers. Who asks this program wants to read them.

use serde_json::Value;

/// The fields of the chain's structs that hold texts.
const TEXTS: [&str; 13] = [
    "additional",
    "description",
    "discord",
    "github_repo",
    "image",
    "logo_url",
    "name",
    "subnet_contact",
    "subnet_name",
    "subnet_url",
    "symbol",
    "token_symbol",
    "url",
];

/// Puts texts in the place of their bytes, with U+FFFD where they are no UTF-8.
pub(crate) fn with_texts(mut value: Value) -> Value {
    put_texts(&mut value);
    value
}

fn put_texts(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                match text(field) {
                    Some(text) if TEXTS.contains(&name.as_str()) => *field = text.into(),
                    _ => put_texts(field),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(put_texts),
        _ => {}
    }
}

/// What bytes say, in either of the forms that they are written in.
fn text(field: &Value) -> Option<String> {
    let bytes = match field {
        Value::String(hex) => const_hex::decode(hex.strip_prefix("0x")?).ok()?,
        Value::Array(bytes) => {
            let bytes =
                bytes.iter().map(|byte| byte.as_u64().and_then(|byte| byte.try_into().ok()));
            bytes.collect::<Option<_>>()?
        }
        _ => return None,
    };
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn bytes_of_texts_are_read_wherever_they_stand() {
        let found = with_texts(json!({
            "name": [65, 112, 101, 120],
            "symbol": [206, 177],
            "emission": [1, 2],
            "identities": [null, { "url": "0x68", "name": "0xff", "additional": "0x" }],
        }));
        let expected = json!({
            "name": "Apex",
            "symbol": "α",
            "emission": [1, 2],
            "identities": [null, { "url": "h", "name": "\u{fffd}", "additional": "" }],
        });
        assert_eq!(found, expected);
    }
}
