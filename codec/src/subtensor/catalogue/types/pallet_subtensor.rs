//! Types of the crate `pallet_subtensor`.

use super::super::types::DispatchError;
use crate::codec::{Compact, Decode, Encode};
use crate::scale_info::TypeInfo;
use crate::subtensor::{NetUid, NetUidStorageIndex, Percent, RootClaimTypeEnum, SubnetIdentityV3};
use crate::{AccountId, Alpha, Tao};
use alloc::collections::BTreeSet;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum Hyperparameter {
    Unknown,
    ServingRateLimit,
    MaxDifficulty,
    AdjustmentAlpha,
    MaxWeightLimit,
    ImmunityPeriod,
    MinAllowedWeights,
    Kappa,
    Rho,
    ActivityCutoff,
    PowRegistrationAllowed,
    MinBurn,
    MaxBurn,
    BondsMovingAverage,
    BondsPenalty,
    CommitRevealEnabled,
    LiquidAlphaEnabled,
    AlphaValues,
    WeightCommitInterval,
    TransferEnabled,
    AlphaSigmoidSteepness,
    Yuma3Enabled,
    BondsResetEnabled,
    ImmuneNeuronLimit,
    RecycleOrBurn,
    MaxAllowedUids,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum RateLimitKey {
    SetSNOwnerHotkey(NetUid),
    OwnerHyperparamUpdate(NetUid, Hyperparameter),
    NetworkLastRegistered,
    LastTxBlock(AccountId),
    LastTxBlockChildKeyTake(AccountId),
    LastTxBlockDelegateTake(AccountId),
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum SubtensorCall {
    set_weights {
        netuid: NetUid,
        dests: Vec<u16>,
        weights: Vec<u16>,
        version_key: u64,
    },
    #[codec(index = 119)]
    set_mechanism_weights {
        netuid: NetUid,
        mecid: u8,
        dests: Vec<u16>,
        weights: Vec<u16>,
        version_key: u64,
    },
    #[codec(index = 80)]
    batch_set_weights {
        netuids: Vec<Compact<u16>>,
        weights: Vec<Vec<(Compact<u16>, Compact<u16>)>>,
        version_keys: Vec<Compact<u64>>,
    },
    #[codec(index = 96)]
    commit_weights {
        netuid: NetUid,
        commit_hash: [u8; 32],
    },
    #[codec(index = 115)]
    commit_mechanism_weights {
        netuid: NetUid,
        mecid: u8,
        commit_hash: [u8; 32],
    },
    #[codec(index = 100)]
    batch_commit_weights {
        netuids: Vec<Compact<u16>>,
        commit_hashes: Vec<[u8; 32]>,
    },
    #[codec(index = 97)]
    reveal_weights {
        netuid: NetUid,
        uids: Vec<u16>,
        values: Vec<u16>,
        salt: Vec<u16>,
        version_key: u64,
    },
    #[codec(index = 116)]
    reveal_mechanism_weights {
        netuid: NetUid,
        mecid: u8,
        uids: Vec<u16>,
        values: Vec<u16>,
        salt: Vec<u16>,
        version_key: u64,
    },
    #[codec(index = 117)]
    commit_crv3_mechanism_weights {
        netuid: NetUid,
        mecid: u8,
        commit: Vec<u8>,
        reveal_round: u64,
    },
    #[codec(index = 98)]
    batch_reveal_weights {
        netuid: NetUid,
        uids_list: Vec<Vec<u16>>,
        values_list: Vec<Vec<u16>>,
        salts_list: Vec<Vec<u16>>,
        version_keys: Vec<u64>,
    },
    #[codec(index = 65)]
    decrease_take {
        hotkey: AccountId,
        take: u16,
    },
    #[codec(index = 66)]
    increase_take {
        hotkey: AccountId,
        take: u16,
    },
    #[codec(index = 2)]
    add_stake {
        hotkey: AccountId,
        netuid: NetUid,
        amount_staked: Tao,
    },
    #[codec(index = 3)]
    remove_stake {
        hotkey: AccountId,
        netuid: NetUid,
        amount_unstaked: Alpha,
    },
    #[codec(index = 4)]
    serve_axon {
        netuid: NetUid,
        version: u32,
        ip: u128,
        port: u16,
        ip_type: u8,
        protocol: u8,
        placeholder1: u8,
        placeholder2: u8,
    },
    #[codec(index = 40)]
    serve_axon_tls {
        netuid: NetUid,
        version: u32,
        ip: u128,
        port: u16,
        ip_type: u8,
        protocol: u8,
        placeholder1: u8,
        placeholder2: u8,
        certificate: Vec<u8>,
    },
    #[codec(index = 5)]
    serve_prometheus {
        netuid: NetUid,
        version: u32,
        ip: u128,
        port: u16,
        ip_type: u8,
    },
    #[codec(index = 6)]
    register {
        netuid: NetUid,
        block_number: u64,
        nonce: u64,
        work: Vec<u8>,
        hotkey: AccountId,
        coldkey: AccountId,
    },
    #[codec(index = 62)]
    root_register {
        hotkey: AccountId,
    },
    #[codec(index = 7)]
    burned_register {
        netuid: NetUid,
        hotkey: AccountId,
    },
    #[codec(index = 70)]
    swap_hotkey {
        hotkey: AccountId,
        new_hotkey: AccountId,
        netuid: Option<u16>,
    },
    #[codec(index = 71)]
    swap_coldkey {
        old_coldkey: AccountId,
        new_coldkey: AccountId,
        swap_cost: Tao,
    },
    #[codec(index = 75)]
    set_childkey_take {
        hotkey: AccountId,
        netuid: NetUid,
        take: u16,
    },
    #[codec(index = 69)]
    sudo_set_tx_childkey_take_rate_limit {
        tx_rate_limit: u64,
    },
    #[codec(index = 76)]
    sudo_set_min_childkey_take {
        take: u16,
    },
    #[codec(index = 77)]
    sudo_set_max_childkey_take {
        take: u16,
    },
    #[codec(index = 59)]
    register_network {
        hotkey: AccountId,
    },
    #[codec(index = 61)]
    dissolve_network {
        coldkey: AccountId,
        netuid: NetUid,
    },
    #[codec(index = 67)]
    set_children {
        hotkey: AccountId,
        netuid: NetUid,
        children: Vec<(u64, AccountId)>,
    },
    #[codec(index = 73)]
    schedule_swap_coldkey {
        new_coldkey: AccountId,
    },
    #[codec(index = 68)]
    set_identity {
        name: Vec<u8>,
        url: Vec<u8>,
        github_repo: Vec<u8>,
        image: Vec<u8>,
        discord: Vec<u8>,
        description: Vec<u8>,
        additional: Vec<u8>,
    },
    #[codec(index = 78)]
    set_subnet_identity {
        netuid: NetUid,
        subnet_name: Vec<u8>,
        github_repo: Vec<u8>,
        subnet_contact: Vec<u8>,
        subnet_url: Vec<u8>,
        discord: Vec<u8>,
        description: Vec<u8>,
        logo_url: Vec<u8>,
        additional: Vec<u8>,
    },
    #[codec(index = 79)]
    register_network_with_identity {
        hotkey: AccountId,
        identity: Option<SubnetIdentityV3>,
    },
    #[codec(index = 83)]
    unstake_all {
        hotkey: AccountId,
    },
    #[codec(index = 84)]
    unstake_all_alpha {
        hotkey: AccountId,
    },
    #[codec(index = 85)]
    move_stake {
        origin_hotkey: AccountId,
        destination_hotkey: AccountId,
        origin_netuid: NetUid,
        destination_netuid: NetUid,
        alpha_amount: Alpha,
    },
    #[codec(index = 86)]
    transfer_stake {
        destination_coldkey: AccountId,
        hotkey: AccountId,
        origin_netuid: NetUid,
        destination_netuid: NetUid,
        alpha_amount: Alpha,
    },
    #[codec(index = 87)]
    swap_stake {
        hotkey: AccountId,
        origin_netuid: NetUid,
        destination_netuid: NetUid,
        alpha_amount: Alpha,
    },
    #[codec(index = 88)]
    add_stake_limit {
        hotkey: AccountId,
        netuid: NetUid,
        amount_staked: Tao,
        limit_price: Tao,
        allow_partial: bool,
    },
    #[codec(index = 89)]
    remove_stake_limit {
        hotkey: AccountId,
        netuid: NetUid,
        amount_unstaked: Alpha,
        limit_price: Tao,
        allow_partial: bool,
    },
    #[codec(index = 90)]
    swap_stake_limit {
        hotkey: AccountId,
        origin_netuid: NetUid,
        destination_netuid: NetUid,
        alpha_amount: Alpha,
        limit_price: Tao,
        allow_partial: bool,
    },
    #[codec(index = 91)]
    try_associate_hotkey {
        hotkey: AccountId,
    },
    #[codec(index = 92)]
    start_call {
        netuid: NetUid,
    },
    #[codec(index = 93)]
    associate_evm_key {
        netuid: NetUid,
        evm_key: [u8; 20],
        block_number: u64,
        signature: [u8; 65],
    },
    #[codec(index = 101)]
    recycle_alpha {
        hotkey: AccountId,
        amount: Alpha,
        netuid: NetUid,
    },
    #[codec(index = 102)]
    burn_alpha {
        hotkey: AccountId,
        amount: Alpha,
        netuid: NetUid,
    },
    #[codec(index = 109)]
    set_pending_childkey_cooldown {
        cooldown: u64,
    },
    #[codec(index = 103)]
    remove_stake_full_limit {
        hotkey: AccountId,
        netuid: NetUid,
        limit_price: Option<u64>,
    },
    #[codec(index = 110)]
    register_leased_network {
        emissions_share: Percent,
        end_block: Option<u32>,
    },
    #[codec(index = 111)]
    terminate_lease {
        lease_id: u32,
        hotkey: AccountId,
    },
    #[codec(index = 112)]
    update_symbol {
        netuid: NetUid,
        symbol: Vec<u8>,
    },
    #[codec(index = 113)]
    commit_timelocked_weights {
        netuid: NetUid,
        commit: Vec<u8>,
        reveal_round: u64,
        commit_reveal_version: u16,
    },
    #[codec(index = 114)]
    set_coldkey_auto_stake_hotkey {
        netuid: NetUid,
        hotkey: AccountId,
    },
    #[codec(index = 118)]
    commit_timelocked_mechanism_weights {
        netuid: NetUid,
        mecid: u8,
        commit: Vec<u8>,
        reveal_round: u64,
        commit_reveal_version: u16,
    },
    #[codec(index = 120)]
    root_dissolve_network {
        netuid: NetUid,
    },
    #[codec(index = 121)]
    claim_root {
        subnets: BTreeSet<u16>,
    },
    #[codec(index = 122)]
    set_root_claim_type {
        new_root_claim_type: RootClaimTypeEnum,
    },
    #[codec(index = 123)]
    sudo_set_num_root_claims {
        new_value: u64,
    },
    #[codec(index = 124)]
    sudo_set_root_claim_threshold {
        netuid: NetUid,
        new_value: u64,
    },
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum SubtensorEvent {
    NetworkAdded(NetUid, u16),
    NetworkRemoved(NetUid),
    StakeAdded(AccountId, AccountId, Tao, Alpha, NetUid, u64),
    StakeRemoved(AccountId, AccountId, Tao, Alpha, NetUid, u64),
    StakeMoved(AccountId, AccountId, NetUid, AccountId, NetUid, Tao),
    WeightsSet(NetUidStorageIndex, u16),
    NeuronRegistered(NetUid, u16, AccountId),
    BulkNeuronsRegistered(u16, u16),
    BulkBalancesSet(u16, u16),
    MaxAllowedUidsSet(NetUid, u16),
    MaxWeightLimitSet(NetUid, u16),
    DifficultySet(NetUid, u64),
    AdjustmentIntervalSet(NetUid, u16),
    RegistrationPerIntervalSet(NetUid, u16),
    MaxRegistrationsPerBlockSet(NetUid, u16),
    ActivityCutoffSet(NetUid, u16),
    RhoSet(NetUid, u16),
    AlphaSigmoidSteepnessSet(NetUid, i16),
    KappaSet(NetUid, u16),
    MinAllowedWeightSet(NetUid, u16),
    ValidatorPruneLenSet(NetUid, u64),
    ScalingLawPowerSet(NetUid, u16),
    WeightsSetRateLimitSet(NetUid, u64),
    ImmunityPeriodSet(NetUid, u16),
    BondsMovingAverageSet(NetUid, u64),
    BondsPenaltySet(NetUid, u16),
    BondsResetOnSet(NetUid, bool),
    MaxAllowedValidatorsSet(NetUid, u16),
    AxonServed(NetUid, AccountId),
    PrometheusServed(NetUid, AccountId),
    DelegateAdded(AccountId, AccountId, u16),
    DefaultTakeSet(u16),
    WeightsVersionKeySet(NetUid, u64),
    MinDifficultySet(NetUid, u64),
    MaxDifficultySet(NetUid, u64),
    ServingRateLimitSet(NetUid, u64),
    BurnSet(NetUid, Tao),
    MaxBurnSet(NetUid, Tao),
    MinBurnSet(NetUid, Tao),
    TxRateLimitSet(u64),
    TxDelegateTakeRateLimitSet(u64),
    TxChildKeyTakeRateLimitSet(u64),
    AdminFreezeWindowSet(u16),
    OwnerHyperparamRateLimitSet(u16),
    MinChildKeyTakeSet(u16),
    MaxChildKeyTakeSet(u16),
    ChildKeyTakeSet(AccountId, u16),
    Sudid(Result<(), DispatchError>),
    RegistrationAllowed(NetUid, bool),
    PowRegistrationAllowed(NetUid, bool),
    TempoSet(NetUid, u16),
    RAORecycledForRegistrationSet(NetUid, Tao),
    StakeThresholdSet(u64),
    AdjustmentAlphaSet(NetUid, u64),
    Faucet(AccountId, u64),
    SubnetOwnerCutSet(u16),
    NetworkRateLimitSet(u64),
    NetworkImmunityPeriodSet(u64),
    NetworkMinLockCostSet(Tao),
    SubnetLimitSet(u16),
    NetworkLockCostReductionIntervalSet(u64),
    TakeDecreased(AccountId, AccountId, u16),
    TakeIncreased(AccountId, AccountId, u16),
    HotkeySwapped {
        coldkey: AccountId,
        old_hotkey: AccountId,
        new_hotkey: AccountId,
    },
    MaxDelegateTakeSet(u16),
    MinDelegateTakeSet(u16),
    ColdkeySwapped {
        old_coldkey: AccountId,
        new_coldkey: AccountId,
        swap_cost: Tao,
    },
    AllBalanceUnstakedAndTransferredToNewColdkey {
        current_coldkey: AccountId,
        new_coldkey: AccountId,
        total_balance: u64,
    },
    ColdkeySwapScheduled {
        old_coldkey: AccountId,
        new_coldkey: AccountId,
        execution_block: u32,
        swap_cost: Tao,
    },
    ArbitrationPeriodExtended {
        coldkey: AccountId,
    },
    SetChildrenScheduled(AccountId, NetUid, u64, Vec<(u64, AccountId)>),
    SetChildren(AccountId, NetUid, Vec<(u64, AccountId)>),
    ChainIdentitySet(AccountId),
    SubnetIdentitySet(NetUid),
    SubnetIdentityRemoved(NetUid),
    DissolveNetworkScheduled {
        account: AccountId,
        netuid: NetUid,
        execution_block: u32,
    },
    ColdkeySwapScheduleDurationSet(u32),
    DissolveNetworkScheduleDurationSet(u32),
    CRV3WeightsCommitted(AccountId, NetUidStorageIndex, [u8; 32]),
    WeightsCommitted(AccountId, NetUidStorageIndex, [u8; 32]),
    WeightsRevealed(AccountId, NetUidStorageIndex, [u8; 32]),
    WeightsBatchRevealed(AccountId, NetUid, Vec<[u8; 32]>),
    BatchWeightsCompleted(Vec<Compact<u16>>, AccountId),
    BatchCompletedWithErrors,
    BatchWeightItemFailed(DispatchError),
    StakeTransferred(AccountId, AccountId, AccountId, NetUid, NetUid, Tao),
    StakeSwapped(AccountId, AccountId, NetUid, NetUid, Tao),
    TransferToggle(NetUid, bool),
    SubnetOwnerHotkeySet(NetUid, AccountId),
    FirstEmissionBlockNumberSet(NetUid, u64),
    AlphaRecycled(AccountId, AccountId, Alpha, NetUid),
    AlphaBurned(AccountId, AccountId, Alpha, NetUid),
    EvmKeyAssociated {
        netuid: NetUid,
        hotkey: AccountId,
        evm_key: [u8; 20],
        block_associated: u64,
    },
    CRV3WeightsRevealed(NetUid, AccountId),
    CommitRevealPeriodsSet(NetUid, u64),
    CommitRevealEnabled(NetUid, bool),
    HotkeySwappedOnSubnet {
        coldkey: AccountId,
        old_hotkey: AccountId,
        new_hotkey: AccountId,
        netuid: NetUid,
    },
    SubnetLeaseCreated {
        beneficiary: AccountId,
        lease_id: u32,
        netuid: NetUid,
        end_block: Option<u32>,
    },
    SubnetLeaseTerminated {
        beneficiary: AccountId,
        netuid: NetUid,
    },
    SymbolUpdated {
        netuid: NetUid,
        symbol: Vec<u8>,
    },
    CommitRevealVersionSet(u16),
    TimelockedWeightsCommitted(AccountId, NetUidStorageIndex, [u8; 32], u64),
    TimelockedWeightsRevealed(NetUidStorageIndex, AccountId),
    AutoStakeAdded {
        netuid: NetUid,
        destination: AccountId,
        hotkey: AccountId,
        owner: AccountId,
        incentive: Alpha,
    },
    IncentiveAlphaEmittedToMiners {
        netuid: NetUidStorageIndex,
        emissions: Vec<u64>,
    },
    MinAllowedUidsSet(NetUid, u16),
    AutoStakeDestinationSet {
        coldkey: AccountId,
        netuid: NetUid,
        hotkey: AccountId,
    },
    MinNonImmuneUidsSet(NetUid, u16),
    RootClaimed {
        coldkey: AccountId,
    },
    RootClaimTypeSet {
        coldkey: AccountId,
        root_claim_type: RootClaimTypeEnum,
    },
    SubnetLeaseDividendsDistributed {
        lease_id: u32,
        contributor: AccountId,
        alpha: Alpha,
    },
}
