//! The recorded structs, each with the chain's layout and with a drifted one.

use parity_scale_codec::{Compact, Decode};
use scale_info::TypeInfo;
use subwire_codec::AccountId;
use subwire_codec::subtensor::{AxonInfo, PrometheusInfo};

/// A fixed-point number of 128 bits.
#[derive(Debug, Decode, TypeInfo)]
pub struct Fixed {
    /// The number times 2^32.
    pub bits: i128,
}

/// What a subnet says of itself.
#[derive(Debug, Decode, TypeInfo)]
#[allow(missing_docs, reason = "texts, named as on the chain")]
pub struct SubnetIdentityV3 {
    pub subnet_name: Vec<u8>,
    pub github_repo: Vec<u8>,
    pub subnet_contact: Vec<u8>,
    pub subnet_url: Vec<u8>,
    pub discord: Vec<u8>,
    pub description: Vec<u8>,
    pub logo_url: Vec<u8>,
    pub additional: Vec<u8>,
}

/// What the owner of a coldkey says of itself.
#[derive(Debug, Decode, TypeInfo)]
#[allow(missing_docs, reason = "texts, named as on the chain")]
pub struct ChainIdentityV2 {
    pub name: Vec<u8>,
    pub url: Vec<u8>,
    pub github_repo: Vec<u8>,
    pub image: Vec<u8>,
    pub discord: Vec<u8>,
    pub description: Vec<u8>,
    pub additional: Vec<u8>,
}

/// The type in a place where a drifted struct may have another: `wide!(chain's, drifted)`.
macro_rules! wide {
    ($chain:ty) => {
        $chain
    };
    ($chain:ty, $drifted:ty) => {
        $drifted
    };
}

/// Declares a struct twice. The drifted one has the first field last, integers widened where
/// `=>` says so, and an `Option` that the chain knows nothing of.
macro_rules! drifting {
    (
        $(#[$doc:meta])*
        $name:ident, $drifted:ident {
            $first:ident: $first_type:ty => $first_wide:ty;
            $($field:ident: $type:ty $(=> $wide:ty)?,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Decode, TypeInfo)]
        #[allow(missing_docs, reason = "named as on the chain")]
        pub struct $name {
            pub $first: $first_type,
            $(pub $field: $type,)*
        }

        $(#[$doc])*
        ///
        /// Drifted.
        #[derive(Debug, Decode, TypeInfo)]
        #[allow(missing_docs, reason = "named as on the chain")]
        pub struct $drifted {
            $(pub $field: wide!($type $(, $wide)?),)*
            /// What the chain does not have.
            pub added: Option<u32>,
            pub $first: $first_wide,
        }
    };
}

drifting!(
    /// A subnet, as runtime 233 told of it.
    SubnetInfo, DriftedSubnetInfo {
        netuid: Compact<u16> => u32;
        rho: Compact<u16>,
        kappa: Compact<u16>,
        difficulty: Compact<u64>,
        immunity_period: Compact<u16>,
        max_allowed_validators: Compact<u16>,
        min_allowed_weights: Compact<u16>,
        max_weights_limit: Compact<u16>,
        scaling_law_power: Compact<u16>,
        subnetwork_n: Compact<u16>,
        max_allowed_uids: Compact<u16>,
        blocks_since_last_step: Compact<u64>,
        tempo: Compact<u16>,
        network_modality: Compact<u16>,
        network_connect: Vec<[u16; 2]>,
        emission_values: Compact<u64>,
        burn: Compact<u64>,
        owner: AccountId,
    }
);

drifting!(
    /// A delegate with its nominators, of runtime 233.
    DelegateInfo, DriftedDelegateInfo {
        delegate_ss58: AccountId => AccountId;
        take: Compact<u16> => u32,
        nominators: Vec<(AccountId, Compact<u64>)>,
        owner_ss58: AccountId,
        registrations: Vec<Compact<u16>>,
        validator_permits: Vec<Compact<u16>>,
        return_per_1000: Compact<u64>,
        total_daily_return: Compact<u64>,
    }
);

drifting!(
    /// A subnet's neurons by column, of runtimes 320 and 343.
    SubnetState, DriftedSubnetState {
        netuid: Compact<u16> => u32;
        hotkeys: Vec<AccountId>,
        coldkeys: Vec<AccountId>,
        active: Vec<bool>,
        validator_permit: Vec<bool>,
        pruning_score: Vec<Compact<u16>>,
        last_update: Vec<Compact<u64>>,
        emission: Vec<Compact<u64>>,
        dividends: Vec<Compact<u16>>,
        incentives: Vec<Compact<u16>>,
        consensus: Vec<Compact<u16>>,
        trust: Vec<Compact<u16>>,
        rank: Vec<Compact<u16>>,
        block_at_registration: Vec<Compact<u64>>,
        alpha_stake: Vec<Compact<u64>>,
        tao_stake: Vec<Compact<u64>>,
        total_stake: Vec<Compact<u64>>,
        emission_history: Vec<Vec<Compact<u64>>>,
    }
);

drifting!(
    /// A subnet with all it has, of runtime 343.
    Metagraph, DriftedMetagraph {
        netuid: Compact<u16> => u32;
        name: Vec<Compact<u8>>,
        symbol: Vec<Compact<u8>>,
        identity: Option<SubnetIdentityV3>,
        network_registered_at: Compact<u64>,
        owner_hotkey: AccountId,
        owner_coldkey: AccountId,
        block: Compact<u64>,
        tempo: Compact<u16>,
        last_step: Compact<u64>,
        blocks_since_last_step: Compact<u64>,
        subnet_emission: Compact<u64>,
        alpha_in: Compact<u64>,
        alpha_out: Compact<u64>,
        tao_in: Compact<u64>,
        alpha_out_emission: Compact<u64>,
        alpha_in_emission: Compact<u64>,
        tao_in_emission: Compact<u64>,
        pending_alpha_emission: Compact<u64>,
        pending_root_emission: Compact<u64>,
        subnet_volume: Compact<u128>,
        moving_price: Fixed,
        rho: Compact<u16>,
        kappa: Compact<u16>,
        min_allowed_weights: Compact<u16>,
        max_weights_limit: Compact<u16>,
        weights_version: Compact<u64>,
        weights_rate_limit: Compact<u64>,
        activity_cutoff: Compact<u16>,
        max_validators: Compact<u16>,
        num_uids: Compact<u16>,
        max_uids: Compact<u16>,
        burn: Compact<u64>,
        difficulty: Compact<u64>,
        registration_allowed: bool,
        pow_registration_allowed: bool,
        immunity_period: Compact<u16>,
        min_difficulty: Compact<u64>,
        max_difficulty: Compact<u64>,
        min_burn: Compact<u64>,
        max_burn: Compact<u64>,
        adjustment_alpha: Compact<u64>,
        adjustment_interval: Compact<u16>,
        target_regs_per_interval: Compact<u16>,
        max_regs_per_block: Compact<u16>,
        serving_rate_limit: Compact<u64>,
        commit_reveal_weights_enabled: bool,
        commit_reveal_period: Compact<u64>,
        liquid_alpha_enabled: bool,
        alpha_high: Compact<u16>,
        alpha_low: Compact<u16>,
        bonds_moving_avg: Compact<u64>,
        hotkeys: Vec<AccountId>,
        coldkeys: Vec<AccountId>,
        identities: Vec<Option<ChainIdentityV2>>,
        axons: Vec<AxonInfo>,
        active: Vec<bool>,
        validator_permit: Vec<bool>,
        pruning_score: Vec<Compact<u16>>,
        last_update: Vec<Compact<u64>>,
        emission: Vec<Compact<u64>>,
        dividends: Vec<Compact<u16>>,
        incentives: Vec<Compact<u16>>,
        consensus: Vec<Compact<u16>>,
        trust: Vec<Compact<u16>>,
        rank: Vec<Compact<u16>>,
        block_at_registration: Vec<Compact<u64>>,
        alpha_stake: Vec<Compact<u64>>,
        tao_stake: Vec<Compact<u64>>,
        total_stake: Vec<Compact<u64>>,
        tao_dividends_per_hotkey: Vec<(AccountId, Compact<u64>)>,
        alpha_dividends_per_hotkey: Vec<(AccountId, Compact<u64>)>,
    }
);

drifting!(
    /// A subnet with those columns that were asked for, of runtime 320.
    SelectiveMetagraph, DriftedSelectiveMetagraph {
        netuid: Compact<u16> => u32;
        name: Option<Vec<Compact<u8>>>,
        symbol: Option<Vec<Compact<u8>>>,
        identity: Option<Option<SubnetIdentityV3>>,
        network_registered_at: Option<Compact<u64>>,
        owner_hotkey: Option<AccountId>,
        owner_coldkey: Option<AccountId>,
        block: Option<Compact<u64>>,
        tempo: Option<Compact<u16>>,
        last_step: Option<Compact<u64>>,
        blocks_since_last_step: Option<Compact<u64>>,
        subnet_emission: Option<Compact<u64>>,
        alpha_in: Option<Compact<u64>>,
        alpha_out: Option<Compact<u64>>,
        tao_in: Option<Compact<u64>>,
        alpha_out_emission: Option<Compact<u64>>,
        alpha_in_emission: Option<Compact<u64>>,
        tao_in_emission: Option<Compact<u64>>,
        pending_alpha_emission: Option<Compact<u64>>,
        pending_root_emission: Option<Compact<u64>>,
        subnet_volume: Option<Compact<u128>>,
        moving_price: Option<Fixed>,
        rho: Option<Compact<u16>>,
        kappa: Option<Compact<u16>>,
        min_allowed_weights: Option<Compact<u16>>,
        max_weights_limit: Option<Compact<u16>>,
        weights_version: Option<Compact<u64>>,
        weights_rate_limit: Option<Compact<u64>>,
        activity_cutoff: Option<Compact<u16>>,
        max_validators: Option<Compact<u16>>,
        num_uids: Option<Compact<u16>>,
        max_uids: Option<Compact<u16>>,
        burn: Option<Compact<u64>>,
        difficulty: Option<Compact<u64>>,
        registration_allowed: Option<bool>,
        pow_registration_allowed: Option<bool>,
        immunity_period: Option<Compact<u16>>,
        min_difficulty: Option<Compact<u64>>,
        max_difficulty: Option<Compact<u64>>,
        min_burn: Option<Compact<u64>>,
        max_burn: Option<Compact<u64>>,
        adjustment_alpha: Option<Compact<u64>>,
        adjustment_interval: Option<Compact<u16>>,
        target_regs_per_interval: Option<Compact<u16>>,
        max_regs_per_block: Option<Compact<u16>>,
        serving_rate_limit: Option<Compact<u64>>,
        commit_reveal_weights_enabled: Option<bool>,
        commit_reveal_period: Option<Compact<u64>>,
        liquid_alpha_enabled: Option<bool>,
        alpha_high: Option<Compact<u16>>,
        alpha_low: Option<Compact<u16>>,
        bonds_moving_avg: Option<Compact<u64>>,
        hotkeys: Option<Vec<AccountId>>,
        coldkeys: Option<Vec<AccountId>>,
        identities: Option<Vec<Option<ChainIdentityV2>>>,
        axons: Option<Vec<AxonInfo>>,
        active: Option<Vec<bool>>,
        validator_permit: Option<Vec<bool>>,
        pruning_score: Option<Vec<Compact<u16>>>,
        last_update: Option<Vec<Compact<u64>>>,
        emission: Option<Vec<Compact<u64>>>,
        dividends: Option<Vec<Compact<u16>>>,
        incentives: Option<Vec<Compact<u16>>>,
        consensus: Option<Vec<Compact<u16>>>,
        trust: Option<Vec<Compact<u16>>>,
        rank: Option<Vec<Compact<u16>>>,
        block_at_registration: Option<Vec<Compact<u64>>>,
        alpha_stake: Option<Vec<Compact<u64>>>,
        tao_stake: Option<Vec<Compact<u64>>>,
        total_stake: Option<Vec<Compact<u64>>>,
        tao_dividends_per_hotkey: Option<Vec<(AccountId, Compact<u64>)>>,
        alpha_dividends_per_hotkey: Option<Vec<(AccountId, Compact<u64>)>>,
        validators: Option<Vec<Compact<u16>>>,
        commitments: Option<Vec<(AccountId, Vec<Compact<u8>>)>>,
    }
);

drifting!(
    /// A neuron without its weights and bonds.
    NeuronInfoLite, DriftedNeuronInfoLite {
        hotkey: AccountId => AccountId;
        coldkey: AccountId,
        uid: Compact<u16> => u32,
        netuid: Compact<u16>,
        active: bool,
        axon_info: AxonInfo,
        prometheus_info: PrometheusInfo,
        stake: Vec<(AccountId, Compact<u64>)>,
        rank: Compact<u16>,
        emission: Compact<u64>,
        incentive: Compact<u16>,
        consensus: Compact<u16>,
        trust: Compact<u16>,
        validator_trust: Compact<u16>,
        dividends: Compact<u16>,
        last_update: Compact<u64>,
        validator_permit: bool,
        pruning_score: Compact<u16>,
    }
);

drifting!(
    /// A neuron with its weights and bonds.
    NeuronInfo, DriftedNeuronInfo {
        hotkey: AccountId => AccountId;
        coldkey: AccountId,
        uid: Compact<u16> => u32,
        netuid: Compact<u16>,
        active: bool,
        axon_info: AxonInfo,
        prometheus_info: PrometheusInfo,
        stake: Vec<(AccountId, Compact<u64>)>,
        rank: Compact<u16>,
        emission: Compact<u64>,
        incentive: Compact<u16>,
        consensus: Compact<u16>,
        trust: Compact<u16>,
        validator_trust: Compact<u16>,
        dividends: Compact<u16>,
        last_update: Compact<u64>,
        validator_permit: bool,
        weights: Vec<(Compact<u16>, Compact<u16>)>,
        bonds: Vec<(Compact<u16>, Compact<u16>)>,
        pruning_score: Compact<u16>,
    }
);
