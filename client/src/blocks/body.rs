//! What a block is made of.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use subwire_codec::extrinsic::Extrinsic;
use subwire_codec::hash::blake2b_256;

use super::RawBody;
use crate::{Error, ExtrinsicHash, Header, Runtime};

/// A block's body, with the runtime by which it is read. Clones share it.
///
/// ```no_run
/// # async fn run(at: subwire::At<impl subwire::transport::Transport>) -> Result<(), subwire::Error> {
/// let body = at.body().await?;
/// for extrinsic in body.extrinsics() {
///     match extrinsic.decode() {
///         Ok(decoded) => println!("{:?}", decoded.call()),
///         Err(error) => println!("{}: {error}", extrinsic.hash()),
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct BlockBody {
    raw: Arc<RawBody>,
    runtime: Runtime,
}

/// An extrinsic of a [`BlockBody`], or of [`PendingExtrinsics`](crate::PendingExtrinsics), as its
/// bytes.
#[derive(Clone, Copy)]
pub struct EncodedExtrinsic<'a> {
    runtime: &'a Runtime,
    index: u32,
    bytes: &'a [u8],
}

/// What proves to a consensus engine that a block is final.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Justification {
    /// The engine's four letters: `FRNK` is GRANDPA.
    pub engine: [u8; 4],
    /// The proof, as the engine encodes it.
    pub bytes: Vec<u8>,
}

impl BlockBody {
    pub(super) fn new(raw: RawBody, runtime: Runtime) -> Self {
        Self { raw: Arc::new(raw), runtime }
    }

    /// The block's header.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.raw.header
    }

    /// The runtime that executed the block.
    #[must_use]
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// What proves that the block is final: of most blocks nodes keep nothing.
    #[must_use]
    pub fn justifications(&self) -> &[Justification] {
        &self.raw.justifications
    }

    /// How many extrinsics there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.raw.extrinsics.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.raw.extrinsics.is_empty()
    }

    /// The extrinsics in their order. Each is decoded by itself: one that the runtime's metadata
    /// does not describe leaves the others readable.
    pub fn extrinsics(&self) -> impl ExactSizeIterator<Item = EncodedExtrinsic<'_>> {
        EncodedExtrinsic::all(&self.runtime, &self.raw.extrinsics)
    }

    /// The extrinsic at a place.
    #[must_use]
    pub fn get(&self, index: u32) -> Option<EncodedExtrinsic<'_>> {
        let bytes = self.raw.extrinsics.get(usize::try_from(index).ok()?)?;
        Some(EncodedExtrinsic { runtime: &self.runtime, index, bytes })
    }

    /// The first extrinsic with this hash. Hashes them all until it is found.
    #[must_use]
    pub fn find(&self, hash: ExtrinsicHash) -> Option<EncodedExtrinsic<'_>> {
        self.extrinsics().find(|extrinsic| extrinsic.hash() == hash)
    }
}

impl<'a> EncodedExtrinsic<'a> {
    pub(super) fn all(
        runtime: &'a Runtime,
        all: &'a [Vec<u8>],
    ) -> impl ExactSizeIterator<Item = Self> {
        // A reply is far too small for more than a `u32` counts.
        let numbered = all.iter().enumerate();
        numbered.map(move |(index, bytes)| Self { runtime, index: index as u32, bytes })
    }

    /// Its place: in a block, the one by which the block's events name it.
    #[must_use]
    pub fn index(&self) -> u32 {
        self.index
    }

    /// Its bytes, with their length before them.
    #[must_use]
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Its hash.
    #[must_use]
    pub fn hash(&self) -> ExtrinsicHash {
        blake2b_256(self.bytes).into()
    }

    /// Reads it.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] where it is nothing that the runtime's metadata describes.
    pub fn decode(&self) -> Result<Extrinsic<'a, 'a>, Error> {
        Ok(self.runtime.metadata().decode_extrinsic(self.bytes)?)
    }
}

impl fmt::Debug for BlockBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockBody")
            .field("number", &self.header().number())
            .field("extrinsics", &self.len())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for EncodedExtrinsic<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.decode() {
            Ok(extrinsic) => extrinsic.fmt(f),
            Err(error) => write!(f, "EncodedExtrinsic({}: {error})", self.hash()),
        }
    }
}
