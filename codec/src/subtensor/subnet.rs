//! Subnets, as `SubnetInfoRuntimeApi` gives them.

use alloc::vec::Vec;

use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

use super::{Column, NetUid, PerU16, SubnetIdentityV3};
use crate::{AccountId, Alpha, Tao};

macro_rules! subnet_info {
    (
        $(#[$doc:meta])*
        $name:ident { emission: $emission:ident, $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
        #[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
        pub struct $name {
            /// The subnet.
            #[codec(compact)]
            pub netuid: NetUid,
            /// How steep the sigmoid of trust is.
            #[codec(compact)]
            pub rho: u16,
            /// The majority of stake that consensus asks for.
            #[codec(compact)]
            pub kappa: PerU16,
            /// Difficulty of registering by proof of work.
            #[codec(compact)]
            #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
            pub difficulty: u64,
            /// For how many blocks a new neuron is not replaced.
            #[codec(compact)]
            pub immunity_period: u16,
            /// How many neurons may validate.
            #[codec(compact)]
            pub max_allowed_validators: u16,
            /// How many weights a validator sets at least.
            #[codec(compact)]
            pub min_allowed_weights: u16,
            /// The greatest part of a validator's weights that one neuron may get.
            #[codec(compact)]
            pub max_weights_limit: PerU16,
            /// Of the scaling law that the runtime once had, in percent.
            #[codec(compact)]
            pub scaling_law_power: u16,
            /// How many neurons there are.
            #[codec(compact)]
            pub subnetwork_n: u16,
            /// How many neurons there may be.
            #[codec(compact)]
            pub max_allowed_uids: u16,
            /// Blocks since the last epoch.
            #[codec(compact)]
            #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
            pub blocks_since_last_step: u64,
            /// Blocks of an epoch.
            #[codec(compact)]
            pub tempo: u16,
            /// Always 0: what the subnet is about, once.
            #[codec(compact)]
            pub network_modality: u16,
            /// Always empty: pairs of a subnet and what it asked for, once.
            pub network_connect: Vec<[u16; 2]>,
            /// Emission of the subnet, in rao of no one token.
            #[codec(compact)]
            #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
            pub $emission: u64,
            /// What registering a neuron costs, in rao.
            #[codec(compact)]
            pub burn: Tao,
            /// The coldkey that owns the subnet.
            pub owner: AccountId,
            $($(#[$field_doc])* pub $field: $type,)*
        }
    };
}

subnet_info!(
    /// A subnet and some of its hyperparameters.
    SubnetInfo { emission: emission_values, }
);

subnet_info!(
    /// A subnet, some of its hyperparameters and its identity.
    SubnetInfoV2 {
        emission: emission_value,
        /// What the owner says about the subnet.
        identity: Option<SubnetIdentityV3>,
    }
);

/// The state of a subnet's neurons, in columns: each has an entry for each uid.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
pub struct SubnetState {
    /// The subnet.
    #[codec(compact)]
    pub netuid: NetUid,
    /// The hotkeys.
    pub hotkeys: Vec<AccountId>,
    /// The coldkeys that own them.
    pub coldkeys: Vec<AccountId>,
    /// Whether each set weights within the subnet's activity cutoff.
    pub active: Vec<bool>,
    /// Whether each may validate.
    pub validator_permit: Vec<bool>,
    /// Scores in the choice of whom a new neuron replaces; always 65535 since spec version 425.
    pub pruning_score: Column<u16>,
    /// The blocks at which they last set weights.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
    pub last_update: Column<u64>,
    /// Emissions of the last epoch, in rao of the subnet's alpha.
    pub emission: Column<Alpha>,
    /// Shares of the validators' emission.
    pub dividends: Column<PerU16>,
    /// Shares of the miners' emission.
    pub incentives: Column<PerU16>,
    /// Consensus.
    pub consensus: Column<PerU16>,
    /// Trust; always 0 since spec version 425.
    pub trust: Column<PerU16>,
    /// Ranks; always 0 since spec version 425.
    pub rank: Column<PerU16>,
    /// The blocks at which they were registered.
    #[cfg_attr(feature = "serde", serde(with = "crate::json::exact"))]
    pub block_at_registration: Column<u64>,
    /// The stakes in the subnet, in rao of its alpha, with what parents give and without what children
    /// get.
    pub alpha_stake: Column<Alpha>,
    /// The stakes on the root network, in rao, likewise.
    pub tao_stake: Column<Tao>,
    /// Both together as the runtime weighs them, in rao.
    pub total_stake: Column<Tao>,
    /// Emissions of each hotkey in each subnet in turn, in rao of the subnet's alpha.
    pub emission_history: Vec<Column<Alpha>>,
}
