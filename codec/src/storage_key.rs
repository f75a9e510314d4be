//! Keys of storage items that are known from metadata only: from names and arguments, and back.
//!
//! ```no_run
//! # let metadata_bytes = vec![];
//! use subwire_codec::Metadata;
//! use subwire_codec::schema::Accounts;
//! use subwire_codec::storage_key::Argument;
//!
//! let metadata = Metadata::decode(&metadata_bytes)?;
//! let uids = metadata.storage_item("SubtensorModule", "Uids").ok_or("no such item")?;
//! let who = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
//! let key = uids.key([Argument::Json("1"), Argument::Word(who)])?;
//! let all_of_subnet_1 = uids.key([Argument::Json("1")])?;
//! assert!(key.starts_with(&all_of_subnet_1));
//!
//! let back = metadata.decode_key(&key)?;
//! assert_eq!((back.item().pallet(), back.item().name()), ("SubtensorModule", "Uids"));
//! let json = back.to_json(Accounts::default())?;
//! assert_eq!(json, Some(format!("[1,\"{who}\"]")));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod error;

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

pub use self::error::{ArgumentError, StorageKeyError, StorageKeyErrorKind};
use crate::metadata::{Hasher, Metadata, Modifier, StorageItem, StorageKey};
use crate::part::{Json, Part};
use crate::schema::{Accounts, ReadError, Schema, Value};

/// One argument for the key of a storage item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Argument<'a> {
    /// Its SCALE encoding.
    Encoded(&'a [u8]),
    /// JSON text, as [`Schema::encode_json`](crate::schema::Schema::encode_json) reads it.
    Json(&'a str),
    /// A value, as [`Schema::encode_value`](crate::schema::Schema::encode_value) takes it.
    Value(&'a Value),
    /// What a person has typed, as
    /// [`Schema::encode_argument`](crate::schema::Schema::encode_argument) reads it.
    Word(&'a str),
}

impl<'m> StorageItem<'m> {
    /// The key for these arguments: the whole key for as many as the item [has](Self::keys), for
    /// fewer the bytes with which all keys with these first arguments start.
    ///
    /// A map with one hasher has one argument, even where that is a tuple.
    ///
    /// # Errors
    ///
    /// [`StorageKeyError`] where an argument is none of its type, or where there are too many.
    pub fn key<'a>(
        &self,
        args: impl IntoIterator<Item = Argument<'a>>,
    ) -> Result<Vec<u8>, StorageKeyError> {
        let mut key = self.prefix().to_vec();
        let mut wanted = self.keys().iter();
        for (at, argument) in args.into_iter().enumerate() {
            let Some(part) = wanted.next() else {
                let most = self.keys().len();
                return Err(self.error(StorageKeyErrorKind::TooMany { most }));
            };
            append(self, at, *part, argument, &mut key).map_err(|kind| self.error(kind))?;
        }
        Ok(key)
    }

    /// Reads the arguments back from a whole key of this item.
    ///
    /// # Errors
    ///
    /// [`StorageKeyError`] where the key is another item's, is cut or too long, or where a hash in
    /// it is not that of the argument behind it.
    pub fn decode_key<'k>(&self, key: &'k [u8]) -> Result<DecodedKey<'m, 'k>, StorageKeyError> {
        if !key.starts_with(&self.prefix()) {
            return Err(self.error(StorageKeyErrorKind::Prefix));
        }
        let mut offset = self.prefix().len();
        let mut args = Vec::new();
        for (at, part) in self.keys().iter().enumerate() {
            let read = read(self, at, *part, key, offset).map_err(|kind| self.error(kind))?;
            offset += read.len();
            args.push(read);
        }
        if offset < key.len() {
            return Err(self.error(StorageKeyErrorKind::Trailing { offset }));
        }
        Ok(DecodedKey { item: *self, args })
    }

    /// The bytes of the item's value, of what a node answered for a key: those that are stored,
    /// else the default; `None` where nothing is stored of an optional item.
    #[must_use]
    pub fn stored_or_default<'b>(&self, stored: Option<&'b [u8]>) -> Option<&'b [u8]>
    where
        'm: 'b,
    {
        match (stored, self.modifier()) {
            (Some(bytes), _) => Some(bytes),
            (None, Modifier::Default) => Some(self.default()),
            (None, Modifier::Optional) => None,
        }
    }

    fn error(&self, kind: StorageKeyErrorKind) -> StorageKeyError {
        StorageKeyError::new(format!("{}.{}", self.pallet(), self.name()), kind)
    }
}

impl Metadata {
    /// Reads a whole key of any storage item back to the item and its arguments.
    ///
    /// # Errors
    ///
    /// [`StorageKeyError`] where the key is that of no item, is cut or too long, or where a hash
    /// in it is not that of the argument behind it.
    pub fn decode_key<'m, 'k>(
        &'m self,
        key: &'k [u8],
    ) -> Result<DecodedKey<'m, 'k>, StorageKeyError> {
        let unknown = || StorageKeyError::new(String::new(), StorageKeyErrorKind::Prefix);
        self.storage_by_key(key).ok_or_else(unknown)?.decode_key(key)
    }
}

impl Argument<'_> {
    /// Its SCALE encoding as a value of a type, of which it has been checked to be one.
    ///
    /// # Errors
    ///
    /// [`ArgumentError`] where it is none.
    pub fn encode(&self, schema: &Schema, ty: u32) -> Result<Vec<u8>, ArgumentError> {
        let encoded = match *self {
            Argument::Json(text) => schema.encode_json(ty, text),
            Argument::Value(value) => schema.encode_value(ty, value),
            Argument::Word(text) => schema.encode_argument(ty, text),
            Argument::Encoded(bytes) => {
                schema.validate(ty, bytes).map_err(ArgumentError::Bytes)?;
                return Ok(bytes.to_vec());
            }
        };
        encoded.map_err(ArgumentError::Value)
    }
}

/// Appends what stands in the key for an argument.
fn append(
    item: &StorageItem<'_>,
    at: usize,
    part: StorageKey,
    argument: Argument<'_>,
    key: &mut Vec<u8>,
) -> Result<(), StorageKeyErrorKind> {
    let encoded = argument.encode(item.schema(), part.ty()).map_err(|error| match error {
        ArgumentError::Bytes(error) => StorageKeyErrorKind::Bytes { at, error },
        ArgumentError::Value(error) => StorageKeyErrorKind::Argument { at, error },
    })?;
    part.hasher().append(&encoded, key);
    Ok(())
}

/// Reads an argument from a key and checks its hash by hashing it again.
fn read<'m, 'k>(
    item: &StorageItem<'m>,
    at: usize,
    part: StorageKey,
    key: &'k [u8],
    offset: usize,
) -> Result<KeyArgument<'m, 'k>, StorageKeyErrorKind> {
    let hasher = part.hasher();
    let (ty, rest) = (part.ty(), &key[offset..]);
    let Some((hash, behind)) = rest.split_at_checked(hasher.hash_len()) else {
        return Err(StorageKeyErrorKind::End { at, offset: key.len() });
    };
    if !hasher.keeps_key() {
        return Ok(KeyArgument { ty, hasher, hash, part: None });
    }
    if behind.is_empty() && item.schema().measure(ty, behind).is_err() {
        return Err(StorageKeyErrorKind::End { at, offset: key.len() });
    }
    let before = offset + hash.len();
    let found = Part::first(item.schema(), ty, behind).map_err(|error| {
        StorageKeyErrorKind::Bytes { at, error: error.inside(before, key.len(), "") }
    })?;
    let mut expected = Vec::new();
    hasher.append(found.bytes(), &mut expected);
    if !rest.starts_with(&expected) {
        return Err(StorageKeyErrorKind::Hash { at, offset });
    }
    Ok(KeyArgument { ty, hasher, hash, part: Some(found) })
}

/// A storage key, read back to its item and arguments.
#[derive(Clone, Debug)]
pub struct DecodedKey<'m, 'k> {
    item: StorageItem<'m>,
    args: Vec<KeyArgument<'m, 'k>>,
}

impl<'m, 'k> DecodedKey<'m, 'k> {
    /// The item.
    #[must_use]
    pub fn item(&self) -> StorageItem<'m> {
        self.item
    }

    /// The arguments, in their order.
    #[must_use]
    pub fn args(&self) -> &[KeyArgument<'m, 'k>] {
        &self.args
    }

    /// The arguments as a JSON array, in the form of
    /// [`Schema::to_json`](crate::schema::Schema::to_json); `None` where one of them is lost,
    /// because its hasher keeps no key.
    ///
    /// # Errors
    ///
    /// [`ReadError`] where the text is longer than the schema's limit.
    pub fn to_json(&self, accounts: Accounts) -> Result<Option<String>, ReadError> {
        let mut json = Json::new(self.item.schema(), accounts);
        json.raw("[");
        for (at, argument) in self.args.iter().enumerate() {
            let Some(part) = argument.part else { return Ok(None) };
            json.raw(if at == 0 { "" } else { "," });
            json.part(part)?;
        }
        json.raw("]");
        Ok(Some(json.finish()))
    }
}

/// One argument of a storage key, as it stands in the key.
#[derive(Clone, Copy)]
pub struct KeyArgument<'m, 'k> {
    ty: u32,
    hasher: Hasher,
    hash: &'k [u8],
    part: Option<Part<'m, 'k>>,
}

impl<'m, 'k> KeyArgument<'m, 'k> {
    /// The id of its type.
    #[must_use]
    pub fn ty(&self) -> u32 {
        self.ty
    }

    /// How it is written.
    #[must_use]
    pub fn hasher(&self) -> Hasher {
        self.hasher
    }

    /// Its hash; empty where the hasher is [`Hasher::Identity`].
    #[must_use]
    pub fn hash(&self) -> &'k [u8] {
        self.hash
    }

    /// The argument itself; `None` where the hasher keeps no key.
    #[must_use]
    pub fn value(&self) -> Option<Part<'m, 'k>> {
        self.part
    }

    fn len(&self) -> usize {
        self.hash.len() + self.part.map_or(0, |part| part.bytes().len())
    }
}

impl fmt::Debug for KeyArgument<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            Some(part) => write!(f, "{part:?} by {:?}", self.hasher),
            None => write!(f, "type {} by {:?}", self.ty, self.hasher),
        }
    }
}
