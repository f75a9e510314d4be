//! What `System.Account` holds.

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use crate::Tao;

/// An account's nonce, reference counts and balances.
///
/// Layout: `frame_system::AccountInfo` with Subtensor's `u64` balances.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct AccountInfo {
    /// How many transactions the account has sent.
    pub nonce: u32,
    /// Modules that depend on the account's existence.
    pub consumers: u32,
    /// Modules that let the account exist.
    pub providers: u32,
    /// Modules that let the account exist for their own sake.
    pub sufficients: u32,
    /// The balances.
    pub data: AccountData,
}

/// An account's balances.
///
/// Layout: `pallet_balances::AccountData`.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct AccountData {
    /// What the account may spend, but for the frozen part.
    pub free: Tao,
    /// What is set aside and not part of `free`.
    pub reserved: Tao,
    /// The part of `free` and `reserved` that may not leave.
    pub frozen: Tao,
    /// Bits of the balances pallet; the top bit marks the accounting in force since 2023.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact_u128"))]
    pub flags: u128,
}
