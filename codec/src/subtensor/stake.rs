//! Stakes, as `StakeInfoRuntimeApi` gives them.

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use super::NetUid;
use crate::fixed::U64F64;
use crate::{AccountId, Alpha, Tao};

/// What a coldkey has staked on a hotkey in one subnet.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct StakeInfo {
    /// The hotkey that is staked on.
    pub hotkey: AccountId,
    /// The coldkey that the stake belongs to.
    pub coldkey: AccountId,
    /// The subnet.
    #[codec(compact)]
    pub netuid: NetUid,
    /// The stake, in rao of the subnet's alpha; on the root network of TAO.
    #[codec(compact)]
    pub stake: Alpha,
    /// Always 0; of no unit that the runtime names.
    #[codec(compact)]
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
    pub locked: u64,
    /// What the subnet's last epoch gave to all stakes on the hotkey together, in rao of the subnet's
    /// alpha: without the hotkey's take, and not only to this one.
    #[codec(compact)]
    pub emission: Alpha,
    /// What the subnet's last epoch gave to all stakes on the hotkey on the root network together, in
    /// rao; always 0 since spec version 343, which pays that in alpha, to be claimed.
    #[codec(compact)]
    pub tao_emission: Tao,
    /// Always 0; of no unit that the runtime names.
    #[codec(compact)]
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
    pub drain: u64,
    /// Whether the hotkey is registered in the subnet.
    pub is_registered: bool,
}

/// How much of a coldkey's stake in one subnet can be moved. Since spec version 425.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct StakeAvailability {
    /// The stake on all hotkeys, in rao of the subnet's alpha.
    #[codec(compact)]
    pub total: Alpha,
    /// The part that is locked.
    #[codec(compact)]
    pub locked: Alpha,
    /// The part that is not.
    #[codec(compact)]
    pub available: Alpha,
}

/// A coldkey's locked stake in one subnet. Since spec version 425.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct LockState {
    /// The locked stake, in rao of the subnet's alpha.
    pub locked_mass: Alpha,
    /// How much the lock counts by now: it grows towards the locked stake, in rao of alpha.
    pub conviction: U64F64,
    /// The block as of which the two above are.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
    pub last_update: u64,
}
