//! Keys whose arguments only the metadata knows.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use subwire_codec::schema::Accounts;
use subwire_codec::storage_key::DecodedKey;

use crate::{Dynamic, Error, Runtime};

/// A key of a storage item: its bytes, and the runtime that tells the arguments in it.
///
/// Nothing is decoded until it is asked for.
#[derive(Clone)]
pub struct DynamicKey {
    runtime: Runtime,
    bytes: Vec<u8>,
}

impl DynamicKey {
    /// A key of a storage item of a runtime. The bytes are not looked at.
    #[must_use]
    pub fn new(runtime: Runtime, bytes: Vec<u8>) -> Self {
        Self { runtime, bytes }
    }

    /// The key.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The key's item, and its arguments where they stand in the key.
    ///
    /// # Errors
    ///
    /// [`Error::StorageKey`] where it is no key of the runtime's storage items.
    pub fn decode(&self) -> Result<DecodedKey<'_, '_>, Error> {
        Ok(self.runtime.metadata().decode_key(&self.bytes)?)
    }

    /// The arguments, in their order; `None` for one that is lost because its hasher keeps no key.
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode).
    pub fn args(&self) -> Result<Vec<Option<Dynamic>>, Error> {
        let key = self.decode()?;
        let args = key.args().iter().map(|argument| {
            let part = argument.value()?;
            Some(Dynamic::new(self.runtime.clone(), part.ty(), part.bytes().to_vec()))
        });
        Ok(args.collect())
    }

    /// The arguments as a JSON array, accounts as SS58 addresses of Substrate's general prefix, 42;
    /// `None` where one of them is lost because its hasher keeps no key.
    ///
    /// # Errors
    ///
    /// As [`decode`](Self::decode), and [`Error::Read`] where the text would be too long.
    pub fn to_json(&self) -> Result<Option<String>, Error> {
        Ok(self.decode()?.to_json(Accounts::default())?)
    }
}

impl fmt::Debug for DynamicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.decode() {
            Ok(key) => key.fmt(f),
            Err(error) => write!(f, "DynamicKey({error})"),
        }
    }
}
