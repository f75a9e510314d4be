//! Bytes in JSON as hex behind `0x`, as the chain's own tools write them.
//!
//! For `#[serde(with = "…")]` on a `Vec<u8>` or a `[u8; N]`, also in an `Option` and in a list of
//! them; formats that are not for people get a list of bytes.

use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// A type whose bytes are written and read as hex.
pub trait Bytes: Sized {
    /// As [`serialize`].
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// As [`deserialize`].
    ///
    /// # Errors
    ///
    /// Those of the deserializer, and one for what is no hex or has another length.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Writes bytes as hex.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<T: Bytes, S: Serializer>(bytes: &T, serializer: S) -> Result<S::Ok, S::Error> {
    bytes.write(serializer)
}

/// Reads hex behind `0x`.
///
/// # Errors
///
/// Those of the deserializer, and one for what is no hex or has another length.
pub fn deserialize<'de, T: Bytes, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::read(deserializer)
}

impl Bytes for Vec<u8> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self, serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_str(Hex)
        } else {
            Self::deserialize(deserializer)
        }
    }
}

impl<const LEN: usize> Bytes for [u8; LEN] {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self, serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::try_from(Vec::read(deserializer)?).map_err(|bytes| {
            D::Error::custom(format_args!("{} bytes of hex, {LEN} wanted", bytes.len()))
        })
    }
}

impl<T: Bytes> Bytes for Option<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().map(Written).serialize(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map(|Read(bytes)| bytes))
    }
}

impl<T: Bytes> Bytes for Vec<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Written))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let values = Vec::deserialize(deserializer)?;
        Ok(values.into_iter().map(|Read(bytes)| bytes).collect())
    }
}

fn write<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        serializer.collect_str(&format_args!("0x{}", const_hex::display(bytes)))
    } else {
        bytes.serialize(serializer)
    }
}

struct Written<'b, T>(&'b T);

impl<T: Bytes> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

struct Read<T>(T);

impl<'de, T: Bytes> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
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
        #[serde(with = "crate::json::hex")]
        maybe: Option<Vec<[u8; 1]>>,
    }

    #[test]
    fn bytes_are_hex_both_ways() {
        let row = Row { hash: [0, 255], text: vec![], maybe: Some(vec![[7]]) };
        let json = r#"{"hash":"0x00ff","text":"0x","maybe":["0x07"]}"#;
        assert_eq!(serde_json::to_string(&row).unwrap(), json);
        assert_eq!(serde_json::from_str::<Row>(json).unwrap(), row);
        for wrong in ["00ff", "0x00f", "0x00fg", "0x00", "0x000000"] {
            let json = json.replace("0x00ff", wrong);
            assert!(serde_json::from_str::<Row>(&json).is_err(), "{json}");
        }
        let bytes = postcard::to_allocvec(&row).unwrap();
        assert_eq!(bytes, [2, 0, 255, 0, 1, 1, 1, 7]);
        assert_eq!(postcard::from_bytes::<Row>(&bytes).unwrap(), row);
    }
}
