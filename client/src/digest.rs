//! What a block's header carries besides hashes: notes of the consensus and of the runtime.

#![allow(unused_qualifications, reason = "the derives write them")]

use alloc::vec::Vec;

use subwire_codec::codec::{Decode, Encode};

/// An item of a block's digest.
///
/// Source: `DigestItem` of polkadot-sdk, substrate/primitives/runtime/src/generic/digest.rs.
#[derive(Clone, Debug, PartialEq, Eq, Decode, Encode)]
#[codec(crate = subwire_codec::codec)]
#[non_exhaustive]
pub enum DigestItem {
    /// A note of no known kind.
    #[codec(index = 0)]
    Other(Vec<u8>),
    /// A message from the runtime to a consensus engine, by the engine's four letters.
    #[codec(index = 4)]
    Consensus([u8; 4], Vec<u8>),
    /// A seal, by which the author signs the block.
    #[codec(index = 5)]
    Seal([u8; 4], Vec<u8>),
    /// A message from a consensus engine to the runtime.
    #[codec(index = 6)]
    PreRuntime([u8; 4], Vec<u8>),
    /// The block has changed the code: the next one is executed by another runtime.
    #[codec(index = 8)]
    RuntimeEnvironmentUpdated,
}
