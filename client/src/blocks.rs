//! Blocks: their bodies, and the extrinsics in them.
//!
//! Who built a block is not told here: a chain's consensus may note it in the header's
//! [digest](crate::Header::digest), but which account that means is the business of a pallet that
//! Subtensor lacks.

mod announced;
mod body;
mod find;
mod follow;
mod head;
mod heads;
mod included;
mod pending;
mod wait;
mod walk;

use alloc::string::String;
use alloc::vec::Vec;

use futures::future::try_join;
use serde::Deserialize;
use subwire_codec::Storage;
use subwire_codec::hash::blake2b_256;
use subwire_transport::{Params, Transport, read_hex};

pub use self::body::{BlockBody, EncodedExtrinsic, Justification};
pub use self::find::{ExtrinsicId, ParseExtrinsicIdError};
pub use self::follow::Follow;
pub use self::head::{Head, HeadEvent};
pub use self::heads::{FinalizedHeads, Heads};
pub use self::included::IncludedExtrinsic;
pub use self::pending::PendingExtrinsics;
use crate::{At, Block, Error, ExtrinsicHash, Header};

/// Milliseconds since 1970, UTC.
const NOW: Storage<(), u64> = Storage::new("Timestamp", "Now");

const GET_BLOCK: &str = "chain_getBlock";

impl<T: Transport> At<T> {
    /// What the block is made of: its header, its extrinsics, and what proves that it is final where
    /// the node has that. One request.
    ///
    /// Nothing is decoded yet; the runtime by which that is done is fetched where it is not known.
    ///
    /// # Errors
    ///
    /// The transport's, [`Error::NoSuchBlock`], and [`Error::Metadata`].
    pub async fn body(&self) -> Result<BlockBody, Error> {
        let (raw, runtime) = try_join(self.raw_body(), self.runtime()).await?;
        Ok(BlockBody::new(raw, runtime))
    }

    /// One of the block's extrinsics, by its place; None where it has fewer. One request, for the
    /// whole body: nodes give no less.
    ///
    /// # Errors
    ///
    /// As [`body`](Self::body).
    pub async fn extrinsic(&self, index: u32) -> Result<Option<IncludedExtrinsic<T>>, Error> {
        let (mut raw, runtime) = try_join(self.raw_body(), self.runtime()).await?;
        let at = usize::try_from(index).ok().filter(|at| *at < raw.extrinsics.len());
        let bytes = at.map(|at| raw.extrinsics.swap_remove(at));
        Ok(bytes.map(|bytes| IncludedExtrinsic::new(self.clone(), runtime, index, bytes)))
    }

    /// When the block was built, as its author says: milliseconds since 1970, UTC. One request.
    ///
    /// # Errors
    ///
    /// As [`fetch`](Self::fetch); [`Error::Bind`] where the chain has no pallet `Timestamp`.
    pub async fn timestamp(&self) -> Result<u64, Error> {
        self.fetch(&NOW, ()).await
    }

    /// The body as the node gives it.
    pub(crate) async fn raw_body(&self) -> Result<RawBody, Error> {
        let params = Params::new().hex(self.hash().as_bytes());
        let reply = self.client().transport().request(GET_BLOCK, params).await;
        let reply = reply.map_err(Error::of(GET_BLOCK))?;
        let signed: Option<SignedBlock> =
            reply.read("a block or null").map_err(Error::of(GET_BLOCK))?;
        let signed = signed.ok_or(Error::NoSuchBlock(Block::Hash(self.hash())))?;
        signed.bytes().ok_or_else(|| Error::bad_reply(GET_BLOCK, "extrinsics", "one is not hex"))
    }
}

/// A body whose extrinsics are bytes.
pub(crate) struct RawBody {
    pub(crate) header: Header,
    pub(crate) extrinsics: Vec<Vec<u8>>,
    justifications: Vec<Justification>,
}

impl RawBody {
    /// Where the first extrinsic with this hash stands.
    pub(crate) fn place(&self, hash: ExtrinsicHash) -> Option<u32> {
        let is_it = |bytes: &Vec<u8>| blake2b_256(bytes) == *hash.as_bytes();
        let place = self.extrinsics.iter().position(is_it)?;
        u32::try_from(place).ok()
    }
}

/// The node's answer.
#[derive(Deserialize)]
struct SignedBlock {
    block: Unsigned,
    #[serde(default)]
    justifications: Option<Vec<([u8; 4], Vec<u8>)>>,
}

#[derive(Deserialize)]
struct Unsigned {
    header: Header,
    extrinsics: Vec<String>,
}

impl SignedBlock {
    /// None where an extrinsic is not hex.
    fn bytes(self) -> Option<RawBody> {
        let Unsigned { header, extrinsics } = self.block;
        let extrinsics: Option<_> =
            extrinsics.iter().map(|extrinsic| read_hex(extrinsic.as_bytes())).collect();
        let justifications = self.justifications.unwrap_or_default().into_iter();
        let justifications = justifications.map(|(engine, bytes)| Justification { engine, bytes });
        Some(RawBody { header, extrinsics: extrinsics?, justifications: justifications.collect() })
    }
}
