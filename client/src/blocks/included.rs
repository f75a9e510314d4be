//! An extrinsic that is in a block.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use subwire_codec::extrinsic::Extrinsic;
use subwire_codec::hash::blake2b_256;
use subwire_transport::Transport;

use crate::{At, Error, ExtrinsicEvents, ExtrinsicHash, Runtime};

/// An extrinsic, the block that it is in, and its place there.
pub struct IncludedExtrinsic<T = Arc<dyn Transport>> {
    at: At<T>,
    runtime: Runtime,
    index: u32,
    bytes: Vec<u8>,
}

impl<T: Transport> IncludedExtrinsic<T> {
    pub(crate) fn new(at: At<T>, runtime: Runtime, index: u32, bytes: Vec<u8>) -> Self {
        Self { at, runtime, index, bytes }
    }

    /// The block.
    #[must_use]
    pub fn at(&self) -> &At<T> {
        &self.at
    }

    /// Its place in the block.
    #[must_use]
    pub fn index(&self) -> u32 {
        self.index
    }

    /// Its bytes, with their length before them.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its hash.
    #[must_use]
    pub fn hash(&self) -> ExtrinsicHash {
        blake2b_256(&self.bytes).into()
    }

    /// Reads it.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] where it is nothing that the runtime's metadata describes.
    pub fn decode(&self) -> Result<Extrinsic<'_, '_>, Error> {
        Ok(self.runtime.metadata().decode_extrinsic(&self.bytes)?)
    }

    /// Its events, which tell what became of it. One request.
    ///
    /// # Errors
    ///
    /// As [`At::events`].
    pub async fn events(&self) -> Result<ExtrinsicEvents, Error> {
        Ok(self.at.events().await?.of_extrinsic(self.index))
    }
}

impl<T> Clone for IncludedExtrinsic<T> {
    fn clone(&self) -> Self {
        let (at, runtime, bytes) = (self.at.clone(), self.runtime.clone(), self.bytes.clone());
        Self { at, runtime, index: self.index, bytes }
    }
}

impl<T> fmt::Debug for IncludedExtrinsic<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IncludedExtrinsic")
            .field("at", &self.at)
            .field("index", &self.index)
            .finish_non_exhaustive()
    }
}
