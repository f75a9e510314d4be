//! Values whose types only the metadata knows.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use subwire_codec::codec::Decode;
use subwire_codec::layout::Decoder;
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::schema::Document;
use subwire_codec::schema::{Accounts, Value};

use crate::{Error, Runtime};

/// A value of one of a runtime's types: its bytes, and the runtime that tells what they are.
///
/// Nothing is decoded until it is asked for.
#[derive(Clone)]
pub struct Dynamic {
    runtime: Runtime,
    ty: u32,
    bytes: Vec<u8>,
}

impl Dynamic {
    /// A value of the type `ty` of a runtime's registry. The bytes are not looked at.
    #[must_use]
    pub fn new(runtime: Runtime, ty: u32, bytes: Vec<u8>) -> Self {
        Self { runtime, ty, bytes }
    }

    /// The runtime.
    #[must_use]
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// The id of its type.
    #[must_use]
    pub fn ty(&self) -> u32 {
        self.ty
    }

    /// Its SCALE encoding.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Writes it as JSON text, accounts as SS58 addresses of Substrate's general prefix, 42: see
    /// [`Schema::to_json`](subwire_codec::schema::Schema::to_json).
    ///
    /// # Errors
    ///
    /// [`Error::Read`] where the bytes are no value of its type.
    pub fn to_json(&self) -> Result<String, Error> {
        let schema = self.runtime.metadata().schema();
        Ok(schema.to_json(self.ty, &self.bytes, Accounts::default())?)
    }

    /// Decodes it to a tree of values.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] where the bytes are no value of its type.
    pub fn to_value(&self) -> Result<Value, Error> {
        Ok(self.runtime.metadata().schema().value(self.ty, &self.bytes)?)
    }

    /// Looks into it by names, without decoding the rest.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] where the bytes are no value of its type.
    pub fn view(&self) -> Result<Document<'_>, Error> {
        Ok(self.runtime.metadata().schema().view(self.ty, &self.bytes)?)
    }

    /// Decodes it to a Rust type, whose layout may be an older or a newer one than the chain's: see
    /// [`layout`](subwire_codec::layout). Compares the two each time; a descriptor does so once.
    ///
    /// # Errors
    ///
    /// [`Error::Layout`] where the types do not fit, [`Error::Value`] where the bytes do not.
    pub fn decode<V: Decode + TypeInfo + 'static>(&self) -> Result<V, Error> {
        let decoder = Decoder::<V>::new(self.runtime.metadata().schema(), self.ty);
        let decoder = decoder.map_err(|mismatch| Error::Layout(Box::new(mismatch)))?;
        Ok(decoder.decode(&self.bytes)?)
    }
}

impl fmt::Debug for Dynamic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_value() {
            Ok(value) => value.fmt(f),
            Err(error) => write!(f, "Dynamic({error})"),
        }
    }
}
