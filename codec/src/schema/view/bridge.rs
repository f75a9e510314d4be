//! From a place to the other forms of a value: JSON, a tree, a Rust type.

use alloc::string::String;
use alloc::vec::Vec;

use parity_scale_codec::Decode;

use super::walk::View;
use crate::DecodeError;
use crate::cursor::Fault;
use crate::input::decode_exact;
use crate::schema::json::Accounts;
use crate::schema::locate::ReadError;
use crate::schema::value::Value;

impl View<'_> {
    /// Writes it as JSON text, in the form of [`json`](crate::schema::json).
    ///
    /// # Errors
    ///
    /// [`ReadError`] where the text is longer than `Limits::output`.
    pub fn to_json(self, accounts: Accounts) -> Result<String, ReadError> {
        let (mut source, mut out) = (self.source(), Vec::new());
        let schema = self.schema();
        schema
            .json_value(self.kind(), &mut source, schema.depth(), accounts, &mut out)
            .and_then(|()| String::from_utf8(out).map_err(|_| Fault::Utf8))
            .map_err(|fault| self.error(fault))
    }

    /// Reads it into an owned tree.
    ///
    /// # Errors
    ///
    /// [`ReadError`] where it has more items than `Limits::items`.
    pub fn to_value(self) -> Result<Value, ReadError> {
        let (schema, mut source) = (self.schema(), self.source());
        schema.value_of(self.kind(), &mut source, schema.depth()).map_err(|fault| self.error(fault))
    }

    /// Decodes it as a Rust type of the same layout. The types are not compared.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] where its bytes are no `T`.
    pub fn decode<T: Decode>(self) -> Result<T, DecodeError> {
        decode_exact(self.bytes())
    }

    /// Its bytes were checked, so a fault is about what was to be made of them.
    fn error(self, fault: Fault) -> ReadError {
        ReadError::new(fault, 0, self.bytes().len(), String::new())
    }
}
