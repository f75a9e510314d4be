//! An `Option` of an `Option` in JSON: `null`, `{"Some": null}` or `{"Some": value}`, so that the
//! two ways to be none stay apart.
//!
//! For `#[serde(with = "…")]`; formats that are not for people tell them apart themselves.

use serde::de::Deserializer;
use serde::{Deserialize, Serialize, Serializer};

#[derive(Deserialize, Serialize)]
struct Outer<T> {
    #[serde(rename = "Some")]
    some: T,
}

/// Writes the outer `Some` as an object.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<T: Serialize, S: Serializer>(
    value: &Option<Option<T>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        value.as_ref().map(|some| Outer { some }).serialize(serializer)
    } else {
        value.serialize(serializer)
    }
}

/// Reads what [`serialize`] writes.
///
/// # Errors
///
/// Those of the deserializer.
pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    if deserializer.is_human_readable() {
        Ok(Option::<Outer<Option<T>>>::deserialize(deserializer)?.map(|outer| outer.some))
    } else {
        Option::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize, PartialEq, Serialize)]
    struct Row(#[serde(with = "crate::json::nested")] Option<Option<u8>>);

    #[test]
    fn the_two_ways_to_be_none_stay_apart() {
        for (row, json) in [
            (Row(None), "null"),
            (Row(Some(None)), r#"{"Some":null}"#),
            (Row(Some(Some(7))), r#"{"Some":7}"#),
        ] {
            assert_eq!(serde_json::to_string(&row).unwrap(), json);
            assert_eq!(serde_json::from_str::<Row>(json).unwrap(), row);
            let bytes = postcard::to_allocvec(&row).unwrap();
            assert_eq!(postcard::from_bytes::<Row>(&bytes).unwrap(), row);
        }
    }
}
