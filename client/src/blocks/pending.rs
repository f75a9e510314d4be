//! The extrinsics that wait for a block.

use alloc::string::String;
use alloc::vec::Vec;

use futures::future::try_join;
use subwire_transport::{Params, Transport, read_hex};

use super::body::EncodedExtrinsic;
use crate::{Client, Error, Runtime};

/// The extrinsics in a node's pool, with the runtime that will execute the next block.
#[derive(Clone, Debug)]
pub struct PendingExtrinsics {
    runtime: Runtime,
    extrinsics: Vec<Vec<u8>>,
}

impl<T: Transport> Client<T> {
    /// The extrinsics that wait in the node's pool. One request, and beside it what it takes to know
    /// the head's runtime.
    ///
    /// # Errors
    ///
    /// The transport's, and [`Error::Metadata`].
    pub async fn pending_extrinsics(&self) -> Result<PendingExtrinsics, Error> {
        const METHOD: &str = "author_pendingExtrinsics";
        let runtime = async { self.at_head().await?.next_runtime().await };
        let texts = self.request::<Vec<String>>(METHOD, Params::new());
        let (texts, runtime) = try_join(texts, runtime).await?;
        let extrinsics: Option<_> = texts.iter().map(|text| read_hex(text.as_bytes())).collect();
        let bad = || Error::bad_reply(METHOD, "extrinsics", "one is not hex");
        Ok(PendingExtrinsics { runtime, extrinsics: extrinsics.ok_or_else(bad)? })
    }
}

impl PendingExtrinsics {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.extrinsics.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.extrinsics.is_empty()
    }

    /// The extrinsics in the order in which the node gave them. Each is decoded by itself: one that
    /// does not decode leaves the others readable.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = EncodedExtrinsic<'_>> {
        EncodedExtrinsic::all(&self.runtime, &self.extrinsics)
    }
}
