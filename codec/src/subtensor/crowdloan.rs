//! Crowdloans, and the leases of subnets that they pay for.

use alloc::vec::Vec;

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use super::{NetUid, Percent};
use crate::{AccountId, Tao};

/// A crowdloan: `Crowdloan.Crowdloans`.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct CrowdloanInfo {
    /// Who started it.
    pub creator: AccountId,
    /// What the creator put in, to be had back.
    pub deposit: Tao,
    /// The least that others may put in.
    pub min_contribution: Tao,
    /// The block at which it ends.
    pub end: u32,
    /// The most that it takes.
    pub cap: Tao,
    /// The account that holds the funds.
    pub funds_account: AccountId,
    /// What was put in by now, the deposit included.
    pub raised: Tao,
    /// Who gets the funds, if it is known before.
    pub target_address: Option<AccountId>,
    /// The call that is made with the funds at the end.
    pub call: Option<BoundedCall>,
    /// Whether it has ended well.
    pub finalized: bool,
    /// How many have put in.
    pub contributors_count: u32,
}

/// A call, or where it is kept.
///
/// Layout: `frame_support::traits::preimages::Bounded`.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[allow(
    clippy::exhaustive_enums,
    reason = "the layout of FRAME, another one would be another type"
)]
pub enum BoundedCall {
    /// The hash of a preimage of unknown length.
    Legacy {
        /// The BLAKE2b-256 hash.
        #[cfg_attr(feature = "serde", serde(with = "crate::json::hex"))]
        hash: [u8; 32],
    },
    /// The call itself, encoded.
    Inline(#[cfg_attr(feature = "serde", serde(with = "crate::json::hex"))] Vec<u8>),
    /// The hash and length of a preimage.
    Lookup {
        /// The BLAKE2b-256 hash.
        #[cfg_attr(feature = "serde", serde(with = "crate::json::hex"))]
        hash: [u8; 32],
        /// How many bytes it has.
        len: u32,
    },
}

/// A subnet that a crowdloan paid for: `SubtensorModule.SubnetLeases`.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct SubnetLease {
    /// Who runs the subnet.
    pub beneficiary: AccountId,
    /// The coldkey of the lease, which owns the subnet.
    pub coldkey: AccountId,
    /// The hotkey of the lease.
    pub hotkey: AccountId,
    /// The part of the owner's emission that the contributors share.
    pub emissions_share: Percent,
    /// The block at which it ends; none where it never does.
    pub end_block: Option<u32>,
    /// The subnet.
    pub netuid: NetUid,
    /// What registering the subnet cost.
    pub cost: Tao,
}
