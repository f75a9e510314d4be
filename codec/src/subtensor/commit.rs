//! Weights that are committed to first and revealed later.

use alloc::vec::Vec;

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use crate::AccountId;

/// A validator's commitment to weights that it will reveal itself: an item of
/// `SubtensorModule.WeightCommits`, on the chain a tuple.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct WeightCommit {
    /// The hash of the weights and a salt.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::hex"))]
    pub hash: [u8; 32],
    /// The block at which it was made.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
    pub commit_block: u64,
    /// The first block at which it may be revealed.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
    pub first_reveal_block: u64,
    /// The last block at which it may be revealed.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
    pub last_reveal_block: u64,
}

/// A validator's weights, encrypted until a round of the drand beacon: an item of
/// `SubtensorModule.TimelockedWeightCommits`, on the chain a tuple.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct TimelockedCommit {
    /// The validator's hotkey.
    pub hotkey: AccountId,
    /// The block at which it was made.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
    pub commit_block: u64,
    /// The encrypted weights.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::hex"))]
    pub ciphertext: Vec<u8>,
    /// The round that reveals them.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
    pub reveal_round: u64,
}
