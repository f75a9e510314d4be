//! Delegates, as `DelegateInfoRuntimeApi` gives them.

use alloc::vec::Vec;

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use super::{Column, NetUid, PerU16};
use crate::{AccountId, Alpha};

/// A hotkey that others may stake on.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct DelegateInfo {
    /// The hotkey.
    pub delegate_ss58: AccountId,
    /// The part of its nominators' emission that the delegate keeps.
    #[codec(compact)]
    pub take: PerU16,
    /// Who stakes on the hotkey; nobody in what `get_delegated` gives.
    pub nominators: Vec<Nominator>,
    /// The coldkey that owns the hotkey.
    pub owner_ss58: AccountId,
    /// The subnets in which the hotkey is registered.
    pub registrations: Column<NetUid>,
    /// The subnets in which it may validate.
    pub validator_permits: Column<NetUid>,
    /// What the hotkey's emissions of a day, less its take, are for a thousand TAO that are staked on it
    /// on the root network, in rao; 0 where nothing is. The runtime sums over subnets with tokens of
    /// their own, so it is an amount of no one token.
    #[codec(compact)]
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
    pub return_per_1000: u64,
    /// The hotkey's emissions of a day, in rao of no one token: what it mines and its take included.
    #[codec(compact)]
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
    pub total_daily_return: u64,
}

/// A coldkey that stakes on a delegate. On the chain a tuple.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct Nominator {
    /// The coldkey.
    pub coldkey: AccountId,
    /// Its stake on the delegate, subnet by subnet.
    pub stakes: Vec<SubnetStake>,
}

/// A stake in one subnet. On the chain a tuple.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct SubnetStake {
    /// The subnet.
    #[codec(compact)]
    pub netuid: NetUid,
    /// The stake, in rao of the subnet's alpha; on the root network of TAO.
    #[codec(compact)]
    pub stake: Alpha,
}

/// A delegate that a coldkey stakes on, and how much in one subnet: an item of `get_delegated`, on
/// the chain a tuple.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct Delegated {
    /// The delegate, without its nominators.
    pub delegate: DelegateInfo,
    /// The coldkey's stake on it.
    pub stake: SubnetStake,
}

impl DelegateInfo {
    /// The sum of all stakes on the hotkey in one subnet, in rao of its alpha; `None` where it
    /// would not fit.
    #[must_use]
    pub fn stake_in(&self, netuid: NetUid) -> Option<Alpha> {
        let stakes = self.nominators.iter().flat_map(|nominator| &nominator.stakes);
        stakes.filter(|stake| stake.netuid == netuid).map(|stake| stake.stake).sum()
    }
}
