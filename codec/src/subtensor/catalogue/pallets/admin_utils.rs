//! The pallet `AdminUtils`.

use crate::Descriptor;

pub mod storage {
    //! Storage items.

    use super::super::super::runtimes::{IN_212_224_233, IN_365};
    use super::super::super::types::PrecompileEnum;
    use crate::Storage;
    use crate::hasher::Blake2_128Concat;

    pub const PRECOMPILE_ENABLE: Storage<(Blake2_128Concat<PrecompileEnum>,), bool> =
        Storage::new("AdminUtils", "PrecompileEnable")
            .with_default(&[1])
            .same_in(&IN_365)
            .missing_in(&IN_212_224_233);
}

pub mod calls {
    //! Calls.

    use super::super::super::types::{ConsensusAuraPublic, ConsensusGrandpaPublic, PrecompileEnum};
    use crate::fixed::{I64F64, I96F32, U64F64};
    use crate::subtensor::{NetUid, RecycleOrBurnEnum};
    use crate::{AccountId, Call, Tao};
    use alloc::vec::Vec;

    /// Takes `new_authorities`.
    pub const SWAP_AUTHORITIES: Call<(Vec<ConsensusAuraPublic>,)> =
        Call::new("AdminUtils", "swap_authorities");

    /// Takes `default_take`.
    pub const SUDO_SET_DEFAULT_TAKE: Call<(u16,)> =
        Call::new("AdminUtils", "sudo_set_default_take");

    /// Takes `tx_rate_limit`.
    pub const SUDO_SET_TX_RATE_LIMIT: Call<(u64,)> =
        Call::new("AdminUtils", "sudo_set_tx_rate_limit");

    /// Takes `netuid`, `serving_rate_limit`.
    pub const SUDO_SET_SERVING_RATE_LIMIT: Call<(NetUid, u64)> =
        Call::new("AdminUtils", "sudo_set_serving_rate_limit");

    /// Takes `netuid`, `min_difficulty`.
    pub const SUDO_SET_MIN_DIFFICULTY: Call<(NetUid, u64)> =
        Call::new("AdminUtils", "sudo_set_min_difficulty");

    /// Takes `netuid`, `max_difficulty`.
    pub const SUDO_SET_MAX_DIFFICULTY: Call<(NetUid, u64)> =
        Call::new("AdminUtils", "sudo_set_max_difficulty");

    /// Takes `netuid`, `weights_version_key`.
    pub const SUDO_SET_WEIGHTS_VERSION_KEY: Call<(NetUid, u64)> =
        Call::new("AdminUtils", "sudo_set_weights_version_key");

    /// Takes `netuid`, `weights_set_rate_limit`.
    pub const SUDO_SET_WEIGHTS_SET_RATE_LIMIT: Call<(NetUid, u64)> =
        Call::new("AdminUtils", "sudo_set_weights_set_rate_limit");

    /// Takes `netuid`, `adjustment_interval`.
    pub const SUDO_SET_ADJUSTMENT_INTERVAL: Call<(NetUid, u16)> =
        Call::new("AdminUtils", "sudo_set_adjustment_interval");

    /// Takes `netuid`, `adjustment_alpha`.
    pub const SUDO_SET_ADJUSTMENT_ALPHA: Call<(NetUid, u64)> =
        Call::new("AdminUtils", "sudo_set_adjustment_alpha");

    /// Takes `netuid`, `immunity_period`.
    pub const SUDO_SET_IMMUNITY_PERIOD: Call<(NetUid, u16)> =
        Call::new("AdminUtils", "sudo_set_immunity_period");

    /// Takes `netuid`, `min_allowed_weights`.
    pub const SUDO_SET_MIN_ALLOWED_WEIGHTS: Call<(NetUid, u16)> =
        Call::new("AdminUtils", "sudo_set_min_allowed_weights");

    /// Takes `netuid`, `max_allowed_uids`.
    pub const SUDO_SET_MAX_ALLOWED_UIDS: Call<(NetUid, u16)> =
        Call::new("AdminUtils", "sudo_set_max_allowed_uids");

    /// Takes `netuid`, `kappa`.
    pub const SUDO_SET_KAPPA: Call<(NetUid, u16)> = Call::new("AdminUtils", "sudo_set_kappa");

    /// Takes `netuid`, `rho`.
    pub const SUDO_SET_RHO: Call<(NetUid, u16)> = Call::new("AdminUtils", "sudo_set_rho");

    /// Takes `netuid`, `activity_cutoff`.
    pub const SUDO_SET_ACTIVITY_CUTOFF: Call<(NetUid, u16)> =
        Call::new("AdminUtils", "sudo_set_activity_cutoff");

    /// Takes `netuid`, `registration_allowed`.
    pub const SUDO_SET_NETWORK_REGISTRATION_ALLOWED: Call<(NetUid, bool)> =
        Call::new("AdminUtils", "sudo_set_network_registration_allowed");

    /// Takes `netuid`, `registration_allowed`.
    pub const SUDO_SET_NETWORK_POW_REGISTRATION_ALLOWED: Call<(NetUid, bool)> =
        Call::new("AdminUtils", "sudo_set_network_pow_registration_allowed");

    /// Takes `netuid`, `target_registrations_per_interval`.
    pub const SUDO_SET_TARGET_REGISTRATIONS_PER_INTERVAL: Call<(NetUid, u16)> =
        Call::new("AdminUtils", "sudo_set_target_registrations_per_interval");

    /// Takes `netuid`, `min_burn`.
    pub const SUDO_SET_MIN_BURN: Call<(NetUid, Tao)> = Call::new("AdminUtils", "sudo_set_min_burn");

    /// Takes `netuid`, `max_burn`.
    pub const SUDO_SET_MAX_BURN: Call<(NetUid, Tao)> = Call::new("AdminUtils", "sudo_set_max_burn");

    /// Takes `netuid`, `difficulty`.
    pub const SUDO_SET_DIFFICULTY: Call<(NetUid, u64)> =
        Call::new("AdminUtils", "sudo_set_difficulty");

    /// Takes `netuid`, `max_allowed_validators`.
    pub const SUDO_SET_MAX_ALLOWED_VALIDATORS: Call<(NetUid, u16)> =
        Call::new("AdminUtils", "sudo_set_max_allowed_validators");

    /// Takes `netuid`, `bonds_moving_average`.
    pub const SUDO_SET_BONDS_MOVING_AVERAGE: Call<(NetUid, u64)> =
        Call::new("AdminUtils", "sudo_set_bonds_moving_average");

    /// Takes `netuid`, `bonds_penalty`.
    pub const SUDO_SET_BONDS_PENALTY: Call<(NetUid, u16)> =
        Call::new("AdminUtils", "sudo_set_bonds_penalty");

    /// Takes `netuid`, `max_registrations_per_block`.
    pub const SUDO_SET_MAX_REGISTRATIONS_PER_BLOCK: Call<(NetUid, u16)> =
        Call::new("AdminUtils", "sudo_set_max_registrations_per_block");

    /// Takes `subnet_owner_cut`.
    pub const SUDO_SET_SUBNET_OWNER_CUT: Call<(u16,)> =
        Call::new("AdminUtils", "sudo_set_subnet_owner_cut");

    /// Takes `rate_limit`.
    pub const SUDO_SET_NETWORK_RATE_LIMIT: Call<(u64,)> =
        Call::new("AdminUtils", "sudo_set_network_rate_limit");

    /// Takes `netuid`, `tempo`.
    pub const SUDO_SET_TEMPO: Call<(NetUid, u16)> = Call::new("AdminUtils", "sudo_set_tempo");

    /// Takes `total_issuance`.
    pub const SUDO_SET_TOTAL_ISSUANCE: Call<(Tao,)> =
        Call::new("AdminUtils", "sudo_set_total_issuance");

    /// Takes `immunity_period`.
    pub const SUDO_SET_NETWORK_IMMUNITY_PERIOD: Call<(u64,)> =
        Call::new("AdminUtils", "sudo_set_network_immunity_period");

    /// Takes `lock_cost`.
    pub const SUDO_SET_NETWORK_MIN_LOCK_COST: Call<(Tao,)> =
        Call::new("AdminUtils", "sudo_set_network_min_lock_cost");

    /// Takes `max_subnets`.
    pub const SUDO_SET_SUBNET_LIMIT: Call<(u16,)> =
        Call::new("AdminUtils", "sudo_set_subnet_limit");

    /// Takes `interval`.
    pub const SUDO_SET_LOCK_REDUCTION_INTERVAL: Call<(u64,)> =
        Call::new("AdminUtils", "sudo_set_lock_reduction_interval");

    /// Takes `netuid`, `rao_recycled`.
    pub const SUDO_SET_RAO_RECYCLED: Call<(NetUid, Tao)> =
        Call::new("AdminUtils", "sudo_set_rao_recycled");

    /// Takes `min_stake`.
    pub const SUDO_SET_STAKE_THRESHOLD: Call<(u64,)> =
        Call::new("AdminUtils", "sudo_set_stake_threshold");

    /// Takes `min_stake`.
    pub const SUDO_SET_NOMINATOR_MIN_REQUIRED_STAKE: Call<(u64,)> =
        Call::new("AdminUtils", "sudo_set_nominator_min_required_stake");

    /// Takes `tx_rate_limit`.
    pub const SUDO_SET_TX_DELEGATE_TAKE_RATE_LIMIT: Call<(u64,)> =
        Call::new("AdminUtils", "sudo_set_tx_delegate_take_rate_limit");

    /// Takes `take`.
    pub const SUDO_SET_MIN_DELEGATE_TAKE: Call<(u16,)> =
        Call::new("AdminUtils", "sudo_set_min_delegate_take");

    /// Takes `netuid`, `enabled`.
    pub const SUDO_SET_COMMIT_REVEAL_WEIGHTS_ENABLED: Call<(NetUid, bool)> =
        Call::new("AdminUtils", "sudo_set_commit_reveal_weights_enabled");

    /// Takes `netuid`, `enabled`.
    pub const SUDO_SET_LIQUID_ALPHA_ENABLED: Call<(NetUid, bool)> =
        Call::new("AdminUtils", "sudo_set_liquid_alpha_enabled");

    /// Takes `netuid`, `alpha_low`, `alpha_high`.
    pub const SUDO_SET_ALPHA_VALUES: Call<(NetUid, u16, u16)> =
        Call::new("AdminUtils", "sudo_set_alpha_values");

    /// Takes `duration`.
    pub const SUDO_SET_COLDKEY_SWAP_SCHEDULE_DURATION: Call<(u32,)> =
        Call::new("AdminUtils", "sudo_set_coldkey_swap_schedule_duration");

    /// Takes `duration`.
    pub const SUDO_SET_DISSOLVE_NETWORK_SCHEDULE_DURATION: Call<(u32,)> =
        Call::new("AdminUtils", "sudo_set_dissolve_network_schedule_duration");

    /// Takes `netuid`, `interval`.
    pub const SUDO_SET_COMMIT_REVEAL_WEIGHTS_INTERVAL: Call<(NetUid, u64)> =
        Call::new("AdminUtils", "sudo_set_commit_reveal_weights_interval");

    /// Takes `chain_id`.
    pub const SUDO_SET_EVM_CHAIN_ID: Call<(u64,)> =
        Call::new("AdminUtils", "sudo_set_evm_chain_id");

    /// Takes `next_authorities`, `in_blocks`, `forced`.
    pub const SCHEDULE_GRANDPA_CHANGE: Call<(
        Vec<(ConsensusGrandpaPublic, u64)>,
        u32,
        Option<u32>,
    )> = Call::new("AdminUtils", "schedule_grandpa_change");

    /// Takes `netuid`, `toggle`.
    pub const SUDO_SET_TOGGLE_TRANSFER: Call<(NetUid, bool)> =
        Call::new("AdminUtils", "sudo_set_toggle_transfer");

    /// Takes `netuid`, `recycle_or_burn`.
    pub const SUDO_SET_RECYCLE_OR_BURN: Call<(NetUid, RecycleOrBurnEnum)> =
        Call::new("AdminUtils", "sudo_set_recycle_or_burn");

    /// Takes `precompile_id`, `enabled`.
    pub const SUDO_TOGGLE_EVM_PRECOMPILE: Call<(PrecompileEnum, bool)> =
        Call::new("AdminUtils", "sudo_toggle_evm_precompile");

    /// Takes `alpha`.
    pub const SUDO_SET_SUBNET_MOVING_ALPHA: Call<(I96F32,)> =
        Call::new("AdminUtils", "sudo_set_subnet_moving_alpha");

    /// Takes `netuid`, `hotkey`.
    pub const SUDO_SET_SUBNET_OWNER_HOTKEY: Call<(NetUid, AccountId)> =
        Call::new("AdminUtils", "sudo_set_subnet_owner_hotkey");

    /// Takes `netuid`, `ema_halving`.
    pub const SUDO_SET_EMA_PRICE_HALVING_PERIOD: Call<(NetUid, u64)> =
        Call::new("AdminUtils", "sudo_set_ema_price_halving_period");

    /// Takes `netuid`, `steepness`.
    pub const SUDO_SET_ALPHA_SIGMOID_STEEPNESS: Call<(NetUid, i16)> =
        Call::new("AdminUtils", "sudo_set_alpha_sigmoid_steepness");

    /// Takes `netuid`, `enabled`.
    pub const SUDO_SET_YUMA3_ENABLED: Call<(NetUid, bool)> =
        Call::new("AdminUtils", "sudo_set_yuma3_enabled");

    /// Takes `netuid`, `enabled`.
    pub const SUDO_SET_BONDS_RESET_ENABLED: Call<(NetUid, bool)> =
        Call::new("AdminUtils", "sudo_set_bonds_reset_enabled");

    /// Takes `netuid`, `hotkey`.
    pub const SUDO_SET_SN_OWNER_HOTKEY: Call<(NetUid, AccountId)> =
        Call::new("AdminUtils", "sudo_set_sn_owner_hotkey");

    /// Takes `netuid`, `subtoken_enabled`.
    pub const SUDO_SET_SUBTOKEN_ENABLED: Call<(NetUid, bool)> =
        Call::new("AdminUtils", "sudo_set_subtoken_enabled");

    /// Takes `version`.
    pub const SUDO_SET_COMMIT_REVEAL_VERSION: Call<(u16,)> =
        Call::new("AdminUtils", "sudo_set_commit_reveal_version");

    /// Takes `netuid`, `immune_neurons`.
    pub const SUDO_SET_OWNER_IMMUNE_NEURON_LIMIT: Call<(NetUid, u16)> =
        Call::new("AdminUtils", "sudo_set_owner_immune_neuron_limit");

    /// Takes `burn`.
    pub const SUDO_SET_CK_BURN: Call<(u64,)> = Call::new("AdminUtils", "sudo_set_ck_burn");

    /// Takes `window`.
    pub const SUDO_SET_ADMIN_FREEZE_WINDOW: Call<(u16,)> =
        Call::new("AdminUtils", "sudo_set_admin_freeze_window");

    /// Takes `epochs`.
    pub const SUDO_SET_OWNER_HPARAM_RATE_LIMIT: Call<(u16,)> =
        Call::new("AdminUtils", "sudo_set_owner_hparam_rate_limit");

    /// Takes `netuid`, `mechanism_count`.
    pub const SUDO_SET_MECHANISM_COUNT: Call<(NetUid, u8)> =
        Call::new("AdminUtils", "sudo_set_mechanism_count");

    /// Takes `netuid`, `maybe_split`.
    pub const SUDO_SET_MECHANISM_EMISSION_SPLIT: Call<(NetUid, Option<Vec<u16>>)> =
        Call::new("AdminUtils", "sudo_set_mechanism_emission_split");

    /// Takes `netuid`, `max_n`.
    pub const SUDO_TRIM_TO_MAX_ALLOWED_UIDS: Call<(NetUid, u16)> =
        Call::new("AdminUtils", "sudo_trim_to_max_allowed_uids");

    /// Takes `netuid`, `min_allowed_uids`.
    pub const SUDO_SET_MIN_ALLOWED_UIDS: Call<(NetUid, u16)> =
        Call::new("AdminUtils", "sudo_set_min_allowed_uids");

    /// Takes `flow_cutoff`.
    pub const SUDO_SET_TAO_FLOW_CUTOFF: Call<(I64F64,)> =
        Call::new("AdminUtils", "sudo_set_tao_flow_cutoff");

    /// Takes `exponent`.
    pub const SUDO_SET_TAO_FLOW_NORMALIZATION_EXPONENT: Call<(U64F64,)> =
        Call::new("AdminUtils", "sudo_set_tao_flow_normalization_exponent");

    /// Takes `smoothing_factor`.
    pub const SUDO_SET_TAO_FLOW_SMOOTHING_FACTOR: Call<(u64,)> =
        Call::new("AdminUtils", "sudo_set_tao_flow_smoothing_factor");

    /// Takes `netuid`, `min`.
    pub const SUDO_SET_MIN_NON_IMMUNE_UIDS: Call<(NetUid, u16)> =
        Call::new("AdminUtils", "sudo_set_min_non_immune_uids");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &storage::PRECOMPILE_ENABLE,
    &calls::SWAP_AUTHORITIES,
    &calls::SUDO_SET_DEFAULT_TAKE,
    &calls::SUDO_SET_TX_RATE_LIMIT,
    &calls::SUDO_SET_SERVING_RATE_LIMIT,
    &calls::SUDO_SET_MIN_DIFFICULTY,
    &calls::SUDO_SET_MAX_DIFFICULTY,
    &calls::SUDO_SET_WEIGHTS_VERSION_KEY,
    &calls::SUDO_SET_WEIGHTS_SET_RATE_LIMIT,
    &calls::SUDO_SET_ADJUSTMENT_INTERVAL,
    &calls::SUDO_SET_ADJUSTMENT_ALPHA,
    &calls::SUDO_SET_IMMUNITY_PERIOD,
    &calls::SUDO_SET_MIN_ALLOWED_WEIGHTS,
    &calls::SUDO_SET_MAX_ALLOWED_UIDS,
    &calls::SUDO_SET_KAPPA,
    &calls::SUDO_SET_RHO,
    &calls::SUDO_SET_ACTIVITY_CUTOFF,
    &calls::SUDO_SET_NETWORK_REGISTRATION_ALLOWED,
    &calls::SUDO_SET_NETWORK_POW_REGISTRATION_ALLOWED,
    &calls::SUDO_SET_TARGET_REGISTRATIONS_PER_INTERVAL,
    &calls::SUDO_SET_MIN_BURN,
    &calls::SUDO_SET_MAX_BURN,
    &calls::SUDO_SET_DIFFICULTY,
    &calls::SUDO_SET_MAX_ALLOWED_VALIDATORS,
    &calls::SUDO_SET_BONDS_MOVING_AVERAGE,
    &calls::SUDO_SET_BONDS_PENALTY,
    &calls::SUDO_SET_MAX_REGISTRATIONS_PER_BLOCK,
    &calls::SUDO_SET_SUBNET_OWNER_CUT,
    &calls::SUDO_SET_NETWORK_RATE_LIMIT,
    &calls::SUDO_SET_TEMPO,
    &calls::SUDO_SET_TOTAL_ISSUANCE,
    &calls::SUDO_SET_NETWORK_IMMUNITY_PERIOD,
    &calls::SUDO_SET_NETWORK_MIN_LOCK_COST,
    &calls::SUDO_SET_SUBNET_LIMIT,
    &calls::SUDO_SET_LOCK_REDUCTION_INTERVAL,
    &calls::SUDO_SET_RAO_RECYCLED,
    &calls::SUDO_SET_STAKE_THRESHOLD,
    &calls::SUDO_SET_NOMINATOR_MIN_REQUIRED_STAKE,
    &calls::SUDO_SET_TX_DELEGATE_TAKE_RATE_LIMIT,
    &calls::SUDO_SET_MIN_DELEGATE_TAKE,
    &calls::SUDO_SET_COMMIT_REVEAL_WEIGHTS_ENABLED,
    &calls::SUDO_SET_LIQUID_ALPHA_ENABLED,
    &calls::SUDO_SET_ALPHA_VALUES,
    &calls::SUDO_SET_COLDKEY_SWAP_SCHEDULE_DURATION,
    &calls::SUDO_SET_DISSOLVE_NETWORK_SCHEDULE_DURATION,
    &calls::SUDO_SET_COMMIT_REVEAL_WEIGHTS_INTERVAL,
    &calls::SUDO_SET_EVM_CHAIN_ID,
    &calls::SCHEDULE_GRANDPA_CHANGE,
    &calls::SUDO_SET_TOGGLE_TRANSFER,
    &calls::SUDO_SET_RECYCLE_OR_BURN,
    &calls::SUDO_TOGGLE_EVM_PRECOMPILE,
    &calls::SUDO_SET_SUBNET_MOVING_ALPHA,
    &calls::SUDO_SET_SUBNET_OWNER_HOTKEY,
    &calls::SUDO_SET_EMA_PRICE_HALVING_PERIOD,
    &calls::SUDO_SET_ALPHA_SIGMOID_STEEPNESS,
    &calls::SUDO_SET_YUMA3_ENABLED,
    &calls::SUDO_SET_BONDS_RESET_ENABLED,
    &calls::SUDO_SET_SN_OWNER_HOTKEY,
    &calls::SUDO_SET_SUBTOKEN_ENABLED,
    &calls::SUDO_SET_COMMIT_REVEAL_VERSION,
    &calls::SUDO_SET_OWNER_IMMUNE_NEURON_LIMIT,
    &calls::SUDO_SET_CK_BURN,
    &calls::SUDO_SET_ADMIN_FREEZE_WINDOW,
    &calls::SUDO_SET_OWNER_HPARAM_RATE_LIMIT,
    &calls::SUDO_SET_MECHANISM_COUNT,
    &calls::SUDO_SET_MECHANISM_EMISSION_SPLIT,
    &calls::SUDO_TRIM_TO_MAX_ALLOWED_UIDS,
    &calls::SUDO_SET_MIN_ALLOWED_UIDS,
    &calls::SUDO_SET_TAO_FLOW_CUTOFF,
    &calls::SUDO_SET_TAO_FLOW_NORMALIZATION_EXPONENT,
    &calls::SUDO_SET_TAO_FLOW_SMOOTHING_FACTOR,
    &calls::SUDO_SET_MIN_NON_IMMUNE_UIDS,
];
