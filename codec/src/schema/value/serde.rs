//! Values in serde's formats, in the JSON form of this crate: integers above 2^53 as decimal
//! strings, accounts as addresses, bytes as hex, a variant as `"Name"` or `{"Name": …}`, `null`
//! for `None`, and the bare content of a `Some` unless that may be null itself.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Display};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::display::write_hex;
use super::kind::{Fields, Kind};
use super::tree::Value;
use super::wide;
use crate::json::{exact_i128, exact_u128};

/// How deep a value may be that is read from a format: as deep as one read from bytes.
const MAX_DEPTH: usize = crate::schema::Limits::MAX_DEPTH as usize;

/// How much room is made before the elements are there.
const MAX_ROOM: usize = 1024;

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.kind().serialize(serializer)
    }
}

impl Serialize for Kind<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Unit | Self::None => serializer.serialize_unit(),
            Self::Some(value) => match value.kind() {
                content @ (Self::Unit | Self::None | Self::Some(_)) => {
                    one(serializer, "Some", &content)
                }
                content => content.serialize(serializer),
            },
            Self::Bool(bool) => serializer.serialize_bool(bool),
            Self::Char(char) => serializer.serialize_char(char),
            Self::Uint(int) => exact_u128::serialize(&int, serializer),
            Self::Int(int) => exact_i128::serialize(&int, serializer),
            Self::Str(text) => serializer.serialize_str(text),
            Self::List(list) => serializer.collect_seq(list.iter()),
            Self::Tuple(fields) | Self::Struct(fields) => fields.serialize(serializer),
            Self::Variant(name, fields) => match (fields.len(), fields.at(0)) {
                (0, _) => serializer.serialize_str(name),
                (1, Some(only)) if !fields.are_named() => one(serializer, name, only),
                _ => one(serializer, name, &fields),
            },
            leaf => serializer.collect_str(&Text(leaf)),
        }
    }
}

/// An object of named fields, or a list.
impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.are_named() {
            serializer
                .collect_map(self.iter().map(|(name, value)| (name.unwrap_or_default(), value)))
        } else {
            serializer.collect_seq(self.iter().map(|(_, value)| value))
        }
    }
}

fn one<S: Serializer>(
    serializer: S,
    name: &str,
    content: &impl Serialize,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(name, content)?;
    map.end()
}

/// What JSON has no form of its own for.
struct Text<'v>(Kind<'v>);

impl Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Kind::U256(bytes) => wide::write(f, bytes, false),
            Kind::I256(bytes) => wide::write(f, bytes, true),
            Kind::Bytes(bytes) => write_hex(f, bytes),
            other => other.fmt(f),
        }
    }
}

/// Reads what the format says by itself: a number is an integer, a map is a struct, null is
/// `None`. An address or a hex text stays a text: who encodes the value by a type takes it for
/// what the type wants. Of a key that comes twice, both are kept.
impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Natural { depth: MAX_DEPTH }.deserialize(deserializer)
    }
}

#[derive(Clone, Copy)]
struct Natural {
    depth: usize,
}

impl Natural {
    fn inside<E: Error>(self) -> Result<Self, E> {
        let depth = self.depth.checked_sub(1);
        depth.map(|depth| Self { depth }).ok_or_else(|| E::custom("nested deeper than the limit"))
    }
}

impl<'de> DeserializeSeed<'de> for Natural {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Natural {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number, a text, a bool, null, a list or a map with texts as keys")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_char<E: Error>(self, value: char) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_bytes<E: Error>(self, value: &[u8]) -> Result<Value, E> {
        Ok(Value::bytes(value))
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::none())
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::none())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.inside()?.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Value, D::Error> {
        self.inside()?.deserialize(inner)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let inside = self.inside()?;
        let mut values = Vec::with_capacity(seq.size_hint().unwrap_or(0).min(MAX_ROOM));
        while let Some(value) = seq.next_element_seed(inside)? {
            values.push(value);
        }
        Ok(Value::list(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let inside = self.inside()?;
        let mut fields: Vec<(Box<str>, Value)> = Vec::new();
        while let Some(name) = map.next_key::<Cow<'de, str>>()? {
            fields.push((name.into(), map.next_value_seed(inside)?));
        }
        Ok(Value::record_of(fields))
    }
}
