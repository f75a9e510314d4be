//! Values that stand inside larger bytes: each one's type and its bytes, found without decoding it.

mod json;

use alloc::string::String;
use core::fmt;

use parity_scale_codec::Decode;

pub(crate) use self::json::Json;
use crate::error::DecodeError;
use crate::input::decode_exact;
use crate::metadata::{ExtrinsicInfo, Metadata};
use crate::registry::Fields;
use crate::schema::{Accounts, ReadError, Schema};

/// A value of one of a chain's types, as its bytes. They have been checked to be such a value.
#[derive(Clone, Copy)]
pub struct Part<'m, 'b> {
    schema: &'m Schema,
    ty: u32,
    bytes: &'b [u8],
}

impl<'m, 'b> Part<'m, 'b> {
    /// All of `bytes` as a value of a type.
    ///
    /// # Errors
    ///
    /// [`ReadError`] where they are none.
    pub fn new(schema: &'m Schema, ty: u32, bytes: &'b [u8]) -> Result<Self, ReadError> {
        schema.validate(ty, bytes)?;
        Ok(Self { schema, ty, bytes })
    }

    /// The value of a type with which `bytes` start.
    pub(crate) fn first(schema: &'m Schema, ty: u32, bytes: &'b [u8]) -> Result<Self, ReadError> {
        let len = schema.measure(ty, bytes)?;
        Ok(Self { schema, ty, bytes: &bytes[..len] })
    }

    /// The id of its type.
    #[must_use]
    pub fn ty(&self) -> u32 {
        self.ty
    }

    /// Its SCALE encoding.
    #[must_use]
    pub fn bytes(&self) -> &'b [u8] {
        self.bytes
    }

    /// What reads values of its type, and of all others of the same chain.
    #[must_use]
    pub fn schema(&self) -> &'m Schema {
        self.schema
    }

    /// Writes it as JSON text, in the form of [`Schema::to_json`].
    ///
    /// # Errors
    ///
    /// [`ReadError`] where the text is longer than the schema's limit, or the value holds more items.
    pub fn to_json(&self, accounts: Accounts) -> Result<String, ReadError> {
        self.schema.to_json(self.ty, self.bytes, accounts)
    }

    /// Decodes it as a Rust type, whose layout must be the chain's.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] where the bytes are no `T`. Where they happen to be one although the
    /// chain's type is another, there is none.
    pub fn decode<T: Decode>(&self) -> Result<T, DecodeError> {
        decode_exact(self.bytes)
    }
}

impl fmt::Debug for Part<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "type {}: 0x{}", self.ty, const_hex::display(self.bytes))
    }
}

/// Values with names, side by side: the arguments of a call, the fields of an event, the
/// extensions of an extrinsic.
///
/// All of them have been checked. Where each one starts is found again whenever they are gone
/// through.
#[derive(Clone, Copy)]
pub struct Parts<'m, 'b> {
    schema: &'m Schema,
    names: Names<'m>,
    bytes: &'b [u8],
}

/// What the values are called, and their types.
#[derive(Clone, Copy)]
pub(crate) enum Names<'m> {
    Fields(Fields<'m>),
    /// The extensions of a version.
    Extensions(ExtrinsicInfo<'m>, u8),
}

impl<'m> Names<'m> {
    fn get(&self, index: usize) -> Option<(&'m str, u32)> {
        match self {
            Self::Fields(fields) => fields.get(index).map(|field| (field.name(), field.ty())),
            Self::Extensions(info, version) => {
                let extension = info.extensions_of(*version)?.nth(index)?;
                Some((extension.name(), extension.extra()))
            }
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Fields(fields) => fields.len(),
            Self::Extensions(info, version) => {
                info.extensions_of(*version).map_or(0, |all| all.len())
            }
        }
    }
}

impl<'m, 'b> Parts<'m, 'b> {
    /// The values with which `bytes` start.
    pub(crate) fn first(
        metadata: &'m Metadata,
        names: Names<'m>,
        bytes: &'b [u8],
    ) -> Result<Self, ReadError> {
        let schema = metadata.schema();
        let mut len = 0;
        let mut index = 0;
        while let Some((name, ty)) = names.get(index) {
            let measured = schema.measure(ty, &bytes[len..]);
            len += measured.map_err(|error| error.inside(len, bytes.len(), name))?;
            index += 1;
        }
        Ok(Self { schema, names, bytes: &bytes[..len] })
    }

    pub(crate) fn schema(&self) -> &'m Schema {
        self.schema
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes of all of them.
    #[must_use]
    pub fn bytes(&self) -> &'b [u8] {
        self.bytes
    }

    /// Whether the values have names; the fields of tuple structs have none.
    #[must_use]
    pub fn are_named(&self) -> bool {
        self.names.get(0).is_some_and(|(name, _)| !name.is_empty())
    }

    /// The value of a name. Reads past those before it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Part<'m, 'b>> {
        self.iter().find(|(of, _)| *of == name).map(|(_, part)| part)
    }

    /// A value by its place. Reads past those before it.
    #[must_use]
    pub fn at(&self, index: usize) -> Option<Part<'m, 'b>> {
        self.iter().nth(index).map(|(_, part)| part)
    }

    /// Writes them as JSON text: as a struct with these fields, in the form of [`Schema::to_json`].
    /// That is an object where they have names; else `null` for none of them, the value by itself
    /// for one, an array for several.
    ///
    /// # Errors
    ///
    /// [`ReadError`] where the text is longer than the schema's limit, or a value holds more items.
    pub fn to_json(&self, accounts: Accounts) -> Result<String, ReadError> {
        let mut json = Json::new(self.schema, accounts);
        json.fields(*self)?;
        Ok(json.finish())
    }

    /// The values with their names, which are empty where the metadata gives none.
    #[must_use]
    pub fn iter(&self) -> PartsIter<'m, 'b> {
        PartsIter { parts: *self, index: 0, rest: self.bytes }
    }
}

impl<'m, 'b> IntoIterator for Parts<'m, 'b> {
    type Item = (&'m str, Part<'m, 'b>);
    type IntoIter = PartsIter<'m, 'b>;

    fn into_iter(self) -> PartsIter<'m, 'b> {
        self.iter()
    }
}

impl fmt::Debug for Parts<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// The values of [`Parts`], one after another.
#[derive(Clone, Debug)]
pub struct PartsIter<'m, 'b> {
    parts: Parts<'m, 'b>,
    index: usize,
    rest: &'b [u8],
}

impl<'m, 'b> Iterator for PartsIter<'m, 'b> {
    type Item = (&'m str, Part<'m, 'b>);

    fn next(&mut self) -> Option<Self::Item> {
        let (name, ty) = self.parts.names.get(self.index)?;
        // Measured once before: it does not fail.
        let part = Part::first(self.parts.schema, ty, self.rest).ok()?;
        self.index += 1;
        self.rest = &self.rest[part.bytes.len()..];
        Some((name, part))
    }
}
