//! What runtimes had before spec version 343, and that the catalogue's has not.

use alloc::vec::Vec;

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use super::runtimes::{IN_212_224_233_315_320, IN_343_365};
use crate::hasher::Identity;
use crate::{AccountId, Descriptor, Storage};

/// How the triumvirate votes on a proposal.
///
/// Layout: `pallet_collective::Votes`.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct Votes {
    /// The proposal's number.
    pub index: u32,
    /// How many must be for it.
    pub threshold: u32,
    /// Who is for it.
    pub ayes: Vec<AccountId>,
    /// Who is against it.
    pub nays: Vec<AccountId>,
    /// The block at which the vote ends.
    pub end: u32,
}

/// How the triumvirate votes on a proposal, by the proposal's hash.
pub const VOTING: Storage<(Identity<[u8; 32]>,), Option<Votes>> =
    Storage::new("Triumvirate", "Voting").same_in(&IN_212_224_233_315_320).missing_in(&IN_343_365);

/// Every descriptor of this module.
#[inline]
pub(super) fn all() -> impl Iterator<Item = &'static dyn Descriptor> {
    [&VOTING as &dyn Descriptor].into_iter()
}
