//! Calls that several accounts must approve.

use alloc::vec::Vec;

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use crate::{AccountId, Tao};

/// Who has approved a call so far: an item of `Multisig.Multisigs`.
///
/// Layout: `pallet_multisig::Multisig`.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct Multisig {
    /// The extrinsic that opened it, by which later approvals refer to it.
    pub when: Timepoint,
    /// What the depositor gets back when the call is made or given up.
    pub deposit: Tao,
    /// Who opened it.
    pub depositor: AccountId,
    /// Who has approved, in rising order of the accounts.
    pub approvals: Vec<AccountId>,
}

/// An extrinsic's place on the chain.
///
/// Layout: `pallet_multisig::Timepoint`.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct Timepoint {
    /// The block.
    pub height: u32,
    /// The extrinsic's number in it.
    pub index: u32,
}
