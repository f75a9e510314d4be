//! Types of the crate `pallet_admin_utils`.

use super::super::types::{ConsensusAuraPublic, ConsensusGrandpaPublic};
use crate::codec::{Decode, Encode};
use crate::fixed::{I64F64, I96F32, U64F64};
use crate::scale_info::TypeInfo;
use crate::subtensor::{NetUid, RecycleOrBurnEnum};
use crate::{AccountId, Tao};
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum AdminUtilsCall {
    swap_authorities {
        new_authorities: Vec<ConsensusAuraPublic>,
    },
    sudo_set_default_take {
        default_take: u16,
    },
    sudo_set_tx_rate_limit {
        tx_rate_limit: u64,
    },
    sudo_set_serving_rate_limit {
        netuid: NetUid,
        serving_rate_limit: u64,
    },
    sudo_set_min_difficulty {
        netuid: NetUid,
        min_difficulty: u64,
    },
    sudo_set_max_difficulty {
        netuid: NetUid,
        max_difficulty: u64,
    },
    sudo_set_weights_version_key {
        netuid: NetUid,
        weights_version_key: u64,
    },
    sudo_set_weights_set_rate_limit {
        netuid: NetUid,
        weights_set_rate_limit: u64,
    },
    sudo_set_adjustment_interval {
        netuid: NetUid,
        adjustment_interval: u16,
    },
    sudo_set_adjustment_alpha {
        netuid: NetUid,
        adjustment_alpha: u64,
    },
    #[codec(index = 13)]
    sudo_set_immunity_period {
        netuid: NetUid,
        immunity_period: u16,
    },
    #[codec(index = 14)]
    sudo_set_min_allowed_weights {
        netuid: NetUid,
        min_allowed_weights: u16,
    },
    #[codec(index = 15)]
    sudo_set_max_allowed_uids {
        netuid: NetUid,
        max_allowed_uids: u16,
    },
    #[codec(index = 16)]
    sudo_set_kappa {
        netuid: NetUid,
        kappa: u16,
    },
    #[codec(index = 17)]
    sudo_set_rho {
        netuid: NetUid,
        rho: u16,
    },
    #[codec(index = 18)]
    sudo_set_activity_cutoff {
        netuid: NetUid,
        activity_cutoff: u16,
    },
    #[codec(index = 19)]
    sudo_set_network_registration_allowed {
        netuid: NetUid,
        registration_allowed: bool,
    },
    #[codec(index = 20)]
    sudo_set_network_pow_registration_allowed {
        netuid: NetUid,
        registration_allowed: bool,
    },
    #[codec(index = 21)]
    sudo_set_target_registrations_per_interval {
        netuid: NetUid,
        target_registrations_per_interval: u16,
    },
    #[codec(index = 22)]
    sudo_set_min_burn {
        netuid: NetUid,
        min_burn: Tao,
    },
    #[codec(index = 23)]
    sudo_set_max_burn {
        netuid: NetUid,
        max_burn: Tao,
    },
    #[codec(index = 24)]
    sudo_set_difficulty {
        netuid: NetUid,
        difficulty: u64,
    },
    #[codec(index = 25)]
    sudo_set_max_allowed_validators {
        netuid: NetUid,
        max_allowed_validators: u16,
    },
    #[codec(index = 26)]
    sudo_set_bonds_moving_average {
        netuid: NetUid,
        bonds_moving_average: u64,
    },
    #[codec(index = 60)]
    sudo_set_bonds_penalty {
        netuid: NetUid,
        bonds_penalty: u16,
    },
    #[codec(index = 27)]
    sudo_set_max_registrations_per_block {
        netuid: NetUid,
        max_registrations_per_block: u16,
    },
    #[codec(index = 28)]
    sudo_set_subnet_owner_cut {
        subnet_owner_cut: u16,
    },
    #[codec(index = 29)]
    sudo_set_network_rate_limit {
        rate_limit: u64,
    },
    #[codec(index = 30)]
    sudo_set_tempo {
        netuid: NetUid,
        tempo: u16,
    },
    #[codec(index = 33)]
    sudo_set_total_issuance {
        total_issuance: Tao,
    },
    #[codec(index = 35)]
    sudo_set_network_immunity_period {
        immunity_period: u64,
    },
    #[codec(index = 36)]
    sudo_set_network_min_lock_cost {
        lock_cost: Tao,
    },
    #[codec(index = 37)]
    sudo_set_subnet_limit {
        max_subnets: u16,
    },
    #[codec(index = 38)]
    sudo_set_lock_reduction_interval {
        interval: u64,
    },
    #[codec(index = 39)]
    sudo_set_rao_recycled {
        netuid: NetUid,
        rao_recycled: Tao,
    },
    #[codec(index = 42)]
    sudo_set_stake_threshold {
        min_stake: u64,
    },
    #[codec(index = 43)]
    sudo_set_nominator_min_required_stake {
        min_stake: u64,
    },
    #[codec(index = 45)]
    sudo_set_tx_delegate_take_rate_limit {
        tx_rate_limit: u64,
    },
    #[codec(index = 46)]
    sudo_set_min_delegate_take {
        take: u16,
    },
    #[codec(index = 49)]
    sudo_set_commit_reveal_weights_enabled {
        netuid: NetUid,
        enabled: bool,
    },
    #[codec(index = 50)]
    sudo_set_liquid_alpha_enabled {
        netuid: NetUid,
        enabled: bool,
    },
    #[codec(index = 51)]
    sudo_set_alpha_values {
        netuid: NetUid,
        alpha_low: u16,
        alpha_high: u16,
    },
    #[codec(index = 54)]
    sudo_set_coldkey_swap_schedule_duration {
        duration: u32,
    },
    #[codec(index = 55)]
    sudo_set_dissolve_network_schedule_duration {
        duration: u32,
    },
    #[codec(index = 57)]
    sudo_set_commit_reveal_weights_interval {
        netuid: NetUid,
        interval: u64,
    },
    #[codec(index = 58)]
    sudo_set_evm_chain_id {
        chain_id: u64,
    },
    #[codec(index = 59)]
    schedule_grandpa_change {
        next_authorities: Vec<(ConsensusGrandpaPublic, u64)>,
        in_blocks: u32,
        forced: Option<u32>,
    },
    #[codec(index = 61)]
    sudo_set_toggle_transfer {
        netuid: NetUid,
        toggle: bool,
    },
    #[codec(index = 80)]
    sudo_set_recycle_or_burn {
        netuid: NetUid,
        recycle_or_burn: RecycleOrBurnEnum,
    },
    #[codec(index = 62)]
    sudo_toggle_evm_precompile {
        precompile_id: PrecompileEnum,
        enabled: bool,
    },
    #[codec(index = 63)]
    sudo_set_subnet_moving_alpha {
        alpha: I96F32,
    },
    #[codec(index = 64)]
    sudo_set_subnet_owner_hotkey {
        netuid: NetUid,
        hotkey: AccountId,
    },
    #[codec(index = 65)]
    sudo_set_ema_price_halving_period {
        netuid: NetUid,
        ema_halving: u64,
    },
    #[codec(index = 68)]
    sudo_set_alpha_sigmoid_steepness {
        netuid: NetUid,
        steepness: i16,
    },
    #[codec(index = 69)]
    sudo_set_yuma3_enabled {
        netuid: NetUid,
        enabled: bool,
    },
    #[codec(index = 70)]
    sudo_set_bonds_reset_enabled {
        netuid: NetUid,
        enabled: bool,
    },
    #[codec(index = 67)]
    sudo_set_sn_owner_hotkey {
        netuid: NetUid,
        hotkey: AccountId,
    },
    #[codec(index = 66)]
    sudo_set_subtoken_enabled {
        netuid: NetUid,
        subtoken_enabled: bool,
    },
    #[codec(index = 71)]
    sudo_set_commit_reveal_version {
        version: u16,
    },
    #[codec(index = 72)]
    sudo_set_owner_immune_neuron_limit {
        netuid: NetUid,
        immune_neurons: u16,
    },
    #[codec(index = 73)]
    sudo_set_ck_burn {
        burn: u64,
    },
    #[codec(index = 74)]
    sudo_set_admin_freeze_window {
        window: u16,
    },
    #[codec(index = 75)]
    sudo_set_owner_hparam_rate_limit {
        epochs: u16,
    },
    #[codec(index = 76)]
    sudo_set_mechanism_count {
        netuid: NetUid,
        mechanism_count: u8,
    },
    #[codec(index = 77)]
    sudo_set_mechanism_emission_split {
        netuid: NetUid,
        maybe_split: Option<Vec<u16>>,
    },
    #[codec(index = 78)]
    sudo_trim_to_max_allowed_uids {
        netuid: NetUid,
        max_n: u16,
    },
    #[codec(index = 79)]
    sudo_set_min_allowed_uids {
        netuid: NetUid,
        min_allowed_uids: u16,
    },
    #[codec(index = 81)]
    sudo_set_tao_flow_cutoff {
        flow_cutoff: I64F64,
    },
    #[codec(index = 82)]
    sudo_set_tao_flow_normalization_exponent {
        exponent: U64F64,
    },
    #[codec(index = 83)]
    sudo_set_tao_flow_smoothing_factor {
        smoothing_factor: u64,
    },
    #[codec(index = 84)]
    sudo_set_min_non_immune_uids {
        netuid: NetUid,
        min: u16,
    },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum AdminUtilsEvent {
    PrecompileUpdated { precompile_id: PrecompileEnum, enabled: bool },
    Yuma3EnableToggled { netuid: NetUid, enabled: bool },
    BondsResetToggled { netuid: NetUid, enabled: bool },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum PrecompileEnum {
    BalanceTransfer,
    Staking,
    Subnet,
    Metagraph,
    Neuron,
    UidLookup,
    Alpha,
    Crowdloan,
    Proxy,
    Leasing,
}
