//! Values into bytes: from JSON text, from a [`Value`], and from whatever serde can serialize.
//!
//! The JSON form is the one that [`Schema::to_json`] writes, and what it writes gives the same
//! bytes again. People may write some of it in other ways:
//!
//! | type | is written as |
//! |---|---|
//! | integers, compacts, U256 | a whole number, or a text of decimal digits or of hex digits behind `0x`, most significant first |
//! | `bool`, `str`, `char` | `true` or `false`; a text; a text of one character |
//! | an account | an SS58 address of any prefix, or 32 bytes as hex behind `0x` |
//! | `Vec<u8>` | hex behind `0x`; **any text that does not start with `0x` stands for its own UTF-8 bytes** |
//! | `[u8; N]` | exactly N bytes as hex, behind `0x` or without |
//! | bytes and accounts also | an array of numbers |
//! | other sequences and arrays, tuples, structs without names | an array |
//! | structs with names | an object in any order; an `Option` may be left out, nothing may be added |
//! | a struct with one field that has no name | that field |
//! | `()`, structs without fields | `null` |
//! | an option | `null` or the value; `null` or `{"Some": …}` where the value may be `null` itself |
//! | a variant without fields | `"Name"` or `{"Name": null}` |
//! | other variants | `{"Name": value}`, the value as of a struct with the fields |
//! | bits | `"0b0110…"`, in the order of the sequence |
//!
//! Numbers with a fraction or an exponent are refused, and so is everything that does not fit its
//! type: nothing is rounded, cut or filled up.
//!
//! ```
//! use subwire_codec::registry::Registry;
//! use subwire_codec::scale_info::TypeInfo;
//! use subwire_codec::schema::Schema;
//!
//! #[derive(TypeInfo)]
//! # #[scale_info(crate = subwire_codec::scale_info)]
//! struct Price {
//!     netuid: u16,
//!     rao: Option<u64>,
//! }
//!
//! let (registry, prices) = Registry::of::<Vec<Price>>();
//! let schema = Schema::new(registry);
//! let bytes = schema.encode_json(prices, r#"[{"rao": "9", "netuid": 1}, {"netuid": 2}]"#)?;
//! assert_eq!(bytes, [8, 1, 0, 1, 9, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0]);
//! let error = schema.encode_json(prices, r#"[{"netuid": 70000}]"#).unwrap_err();
//! assert_eq!(
//!     error.to_string(),
//!     "byte 12 of the text, at [0].netuid: expected an integer of type u16, found 70000"
//! );
//! # Ok::<(), subwire_codec::schema::EncodeError>(())
//! ```

mod describe;
mod error;
mod integer;
mod json;
mod parts;
mod reader;
#[cfg(feature = "serde")]
mod serde;
mod sink;
mod value;

use alloc::vec::Vec;

pub use self::error::{EncodeError, EncodeErrorKind};
use super::{Schema, Value};

impl Schema {
    /// The bytes of the value that a JSON text says.
    ///
    /// The [form](crate::schema::encode) is that of [`to_json`](Self::to_json), or a looser one. Reads the
    /// text once and builds no tree; time and memory are in proportion to the text, and bounded by
    /// the schema's [`Limits`](super::Limits).
    ///
    /// # Errors
    ///
    /// [`EncodeError`] with the position in the text and the path: text that is not JSON, and a
    /// value that is none of the type.
    pub fn encode_json(&self, ty: u32, text: &str) -> Result<Vec<u8>, EncodeError> {
        json::encode(self, ty, text)
    }

    /// The bytes of a value that a person has typed as an argument: JSON, or a bare word.
    ///
    /// What is JSON and a value of the type is taken as that; else all of `text` is taken as if it
    /// stood in quotes, unless it starts with a quote, `[` or `{`. So an address needs no quotes,
    /// and `123` is a number for an integer and a text for a text.
    ///
    /// # Errors
    ///
    /// [`EncodeError`], as [`encode_json`](Self::encode_json) gives it.
    pub fn encode_argument(&self, ty: u32, text: &str) -> Result<Vec<u8>, EncodeError> {
        json::encode_word(self, ty, text)
    }

    /// The bytes of an owned value.
    ///
    /// What [`value`](Self::value) has read gives the same bytes again, but for the unused bits in the
    /// last word of a bit sequence, which are written as zero. A value made by hand, or read from
    /// another format, may also be in the form that JSON has for it: an address as a text, a list
    /// for bytes, a struct with one field for a variant.
    ///
    /// # Errors
    ///
    /// [`EncodeError`] with the path: a value that is none of the type.
    pub fn encode_value(&self, ty: u32, value: &Value) -> Result<Vec<u8>, EncodeError> {
        value::encode(self, ty, value)
    }

    /// The bytes of a value that serde can serialize.
    ///
    /// By serde's own kinds: a struct or map for a struct with names, a sequence or tuple for
    /// everything that is an array, serde's options and enums for options and enums, and also what
    /// the JSON form has for them, so that a `serde_json::Value` will do. A map may also stand for
    /// a sequence of pairs, as which chains keep their maps. A serializer for people is what the
    /// value sees.
    ///
    /// # Errors
    ///
    /// [`EncodeError`] with the path: a value that is none of the type.
    #[cfg(feature = "serde")]
    pub fn encode<T: ::serde::Serialize + ?Sized>(
        &self,
        ty: u32,
        value: &T,
    ) -> Result<Vec<u8>, EncodeError> {
        serde::encode(self, ty, value)
    }
}
