//! Accounts that may act for others.

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use crate::AccountId;

/// An account that may act for another: an item of `Proxy.Proxies`.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct ProxyDefinition {
    /// The account that acts.
    pub delegate: AccountId,
    /// In what it may act.
    pub proxy_type: ProxyType,
    /// How many blocks before it acts it must announce what.
    pub delay: u32,
}

/// A call that a proxy will make: an item of `Proxy.Announcements`.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct Announcement {
    /// The account for which it is made.
    pub real: AccountId,
    /// The BLAKE2b-256 hash of the call.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::hex"))]
    pub call_hash: [u8; 32],
    /// The block at which it was announced.
    pub height: u32,
}

/// In what a proxy may act.
///
/// Up to spec version 320 the runtime spells `NonFungible` in another way, and a proxy of that type
/// is refused there by name.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Encode,
    Eq,
    Hash,
    MaxEncodedLen,
    Ord,
    PartialEq,
    PartialOrd,
    TypeInfo,
)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub enum ProxyType {
    /// In everything.
    Any,
    /// In what a subnet's owner does.
    Owner,
    /// In all but what cannot be undone.
    NonCritical,
    /// In all but moving funds.
    NonTransfer,
    /// In what the senate did; the runtime has none any more.
    Senate,
    /// In all but moving fungible tokens.
    NonFungible,
    /// In what the triumvirate did; the runtime has none any more.
    Triumvirate,
    /// In governance; the runtime has none any more.
    Governance,
    /// In staking.
    Staking,
    /// In registering neurons.
    Registration,
    /// In transfers.
    Transfer,
    /// In transfers of small amounts.
    SmallTransfer,
    /// In the weights of the root network; the runtime has none any more.
    RootWeights,
    /// In child keys.
    ChildKeys,
    /// In replacing the runtime.
    SudoUncheckedSetCode,
    /// In swapping hotkeys.
    SwapHotkey,
    /// For the beneficiary of a lease, in what a subnet's owner does.
    SubnetLeaseBeneficiary,
    /// In claiming what the root network earned.
    RootClaim,
}
