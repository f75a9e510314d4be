//! Bytes in JSON as hex behind `0x`, as the chain's own tools write them.
//!
//! For `#[serde(with = "…")]` on a `Vec<u8>`, a `[u8; N]` and whatever else is made of bytes;
//! formats that are not for people get a list of bytes.

use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// Writes bytes as hex.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<T: AsRef<[u8]>, S: Serializer>(
    bytes: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let bytes = bytes.as_ref();
    if serializer.is_human_readable() {
        serializer.collect_str(&format_args!("0x{}", const_hex::display(bytes)))
    } else {
        bytes.serialize(serializer)
    }
}

/// Reads hex behind `0x`.
///
/// # Errors
///
/// Those of the deserializer, and one for what is no hex or has another length.
pub fn deserialize<'de, T: TryFrom<Vec<u8>>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let bytes = if deserializer.is_human_readable() {
        deserializer.deserialize_str(Hex)?
    } else {
        Vec::deserialize(deserializer)?
    };
    let len = bytes.len();
    T::try_from(bytes)
        .map_err(|_| D::Error::custom(format_args!("{len} bytes are not as many as wanted")))
}

struct Hex;

impl Visitor<'_> for Hex {
    type Value = Vec<u8>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("hex behind 0x")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Vec<u8>, E> {
        let digits = text.strip_prefix("0x").ok_or_else(|| E::custom("no 0x in front of hex"))?;
        const_hex::decode(digits).map_err(|_| E::custom("not hex"))
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    #[derive(Debug, Deserialize, PartialEq, Serialize)]
    struct Row {
        #[serde(with = "crate::json::hex")]
        hash: [u8; 2],
        #[serde(with = "crate::json::hex")]
        text: Vec<u8>,
    }

    #[test]
    fn bytes_are_hex_both_ways() {
        let row = Row { hash: [0, 255], text: vec![] };
        let json = r#"{"hash":"0x00ff","text":"0x"}"#;
        assert_eq!(serde_json::to_string(&row).unwrap(), json);
        assert_eq!(serde_json::from_str::<Row>(json).unwrap(), row);
        for wrong in ["00ff", "0x00f", "0x00fg", "0x00", "0x000000"] {
            let json = json.replace("0x00ff", wrong);
            assert!(serde_json::from_str::<Row>(&json).is_err(), "{json}");
        }
        let bytes = postcard::to_allocvec(&row).unwrap();
        assert_eq!(bytes, [2, 0, 255, 0]);
        assert_eq!(postcard::from_bytes::<Row>(&bytes).unwrap(), row);
    }
}
