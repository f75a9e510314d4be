//! Neurons, as the runtime API `NeuronInfoRuntimeApi` gives them.

use alloc::vec::Vec;

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use super::{AxonInfo, NetUid, PerU16, PrometheusInfo};
use crate::{AccountId, Alpha};

/// A stake on a neuron's hotkey, and a coldkey: see the neuron's `stake`.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct ColdkeyStake(
    /// The coldkey.
    pub AccountId,
    /// The stake, in rao of the subnet's alpha.
    #[codec(compact)]
    pub Alpha,
);

/// A uid and a weight or bond on it.
#[derive(Clone, Copy, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct UidWeight(
    /// The uid that is weighed.
    #[codec(compact)]
    pub u16,
    /// The weight or bond, as a part of the greatest.
    #[codec(compact)]
    pub PerU16,
);

macro_rules! neuron {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
        #[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
        pub struct $name {
            /// The neuron's hotkey.
            pub hotkey: AccountId,
            /// The coldkey that owns the hotkey.
            pub coldkey: AccountId,
            /// The neuron's number on its subnet.
            #[codec(compact)]
            pub uid: u16,
            /// The subnet.
            #[codec(compact)]
            pub netuid: NetUid,
            /// Whether it set weights within the subnet's activity cutoff.
            pub active: bool,
            /// Where it answers queries.
            pub axon_info: AxonInfo,
            /// Where its metrics are read.
            pub prometheus_info: PrometheusInfo,
            /// All that is staked on the hotkey, by whomever, in rao of the subnet's alpha: one item,
            /// which names the coldkey that owns the hotkey. Early runtimes gave the stake of each
            /// coldkey.
            pub stake: Vec<ColdkeyStake>,
            /// Rank; always 0 since spec version 425.
            #[codec(compact)]
            pub rank: PerU16,
            /// Emission of the last epoch, in rao of the subnet's alpha.
            #[codec(compact)]
            pub emission: Alpha,
            /// Share of the miners' emission.
            #[codec(compact)]
            pub incentive: PerU16,
            /// Consensus.
            #[codec(compact)]
            pub consensus: PerU16,
            /// Trust; always 0 since spec version 425.
            #[codec(compact)]
            pub trust: PerU16,
            /// Trust of a validator.
            #[codec(compact)]
            pub validator_trust: PerU16,
            /// Share of the validators' emission.
            #[codec(compact)]
            pub dividends: PerU16,
            /// The block at which it last set weights.
            #[codec(compact)]
            #[cfg_attr(feature = "serde", serde(with = "crate::json::exact_u64"))]
            pub last_update: u64,
            /// Whether it may validate.
            pub validator_permit: bool,
            $($(#[$field_doc])* pub $field: $type,)*
            /// Score in the choice of whom a new neuron replaces; always 65535 since spec version
            /// 425.
            #[codec(compact)]
            pub pruning_score: u16,
        }

        impl $name {
            /// The sum of the stakes on the hotkey, in rao of the subnet's alpha; `None` where it
            /// would not fit.
            #[must_use]
            pub fn total_stake(&self) -> Option<Alpha> {
                self.stake.iter().map(|stake| stake.1).sum()
            }
        }
    };
}

neuron!(
    /// A neuron without its weights and bonds.
    NeuronInfoLite {}
);

neuron!(
    /// A neuron with its weights and bonds.
    NeuronInfo {
        /// The weights that it set.
        weights: Vec<UidWeight>,
        /// The bonds that it holds.
        bonds: Vec<UidWeight>,
    }
);

impl From<NeuronInfo> for NeuronInfoLite {
    fn from(neuron: NeuronInfo) -> Self {
        Self {
            hotkey: neuron.hotkey,
            coldkey: neuron.coldkey,
            uid: neuron.uid,
            netuid: neuron.netuid,
            active: neuron.active,
            axon_info: neuron.axon_info,
            prometheus_info: neuron.prometheus_info,
            stake: neuron.stake,
            rank: neuron.rank,
            emission: neuron.emission,
            incentive: neuron.incentive,
            consensus: neuron.consensus,
            trust: neuron.trust,
            validator_trust: neuron.validator_trust,
            dividends: neuron.dividends,
            last_update: neuron.last_update,
            validator_permit: neuron.validator_permit,
            pruning_score: neuron.pruning_score,
        }
    }
}
