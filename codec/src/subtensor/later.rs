//! What runtimes have that came after spec version 365, the last one whose metadata the catalogue is
//! made of. Layouts are those of the source at spec version 425.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::runtimes::IN_233;
use super::{
    COMPARED, ColdkeySwapAnnouncement, LockState, NetUid, PerMille, PerU16, SimSwapResult,
    StakeAvailability, SubnetHyperparamsV3, SubnetPrice,
};
use crate::fixed::U64F64;
use crate::hasher::{Blake2_128Concat, Identity, Twox64Concat};
use crate::{AccountId, Alpha, Descriptor, RuntimeApi, Storage, Tao};

/// The swap that a coldkey has announced.
pub const COLDKEY_SWAP_ANNOUNCEMENTS: Storage<
    (Twox64Concat<AccountId>,),
    Option<ColdkeySwapAnnouncement>,
> = subtensor("ColdkeySwapAnnouncements");

/// The block at which a coldkey's swap was disputed.
pub const COLDKEY_SWAP_DISPUTES: Storage<(Twox64Concat<AccountId>,), Option<u32>> =
    subtensor("ColdkeySwapDisputes");

/// How many blocks after its announcement a coldkey's swap can be made.
pub const COLDKEY_SWAP_ANNOUNCEMENT_DELAY: Storage<(), u32> =
    subtensor("ColdkeySwapAnnouncementDelay");

/// How many blocks after that another swap can be announced.
pub const COLDKEY_SWAP_REANNOUNCEMENT_DELAY: Storage<(), u32> =
    subtensor("ColdkeySwapReannouncementDelay");

/// A coldkey's locked stake in a subnet, for a hotkey, when it last changed.
pub const LOCK: Storage<
    (Blake2_128Concat<AccountId>, Identity<NetUid>, Blake2_128Concat<AccountId>),
    Option<LockState>,
> = subtensor("Lock");

/// The coldkeys that have locked stake for a hotkey in a subnet.
pub const LOCKING_COLDKEYS: Storage<
    (Identity<NetUid>, Blake2_128Concat<AccountId>, Blake2_128Concat<AccountId>),
    Option<()>,
> = subtensor("LockingColdkeys");

/// False where a coldkey's lock in a subnet stays as it is; else it becomes less.
pub const DECAYING_LOCK: Storage<(Blake2_128Concat<AccountId>, Identity<NetUid>), Option<bool>> =
    subtensor("DecayingLock");

/// All locks for a hotkey in a subnet that stay as they are.
pub const HOTKEY_LOCK: Storage<(Identity<NetUid>, Blake2_128Concat<AccountId>), Option<LockState>> =
    subtensor("HotkeyLock");

/// All locks for a hotkey in a subnet that become less.
pub const DECAYING_HOTKEY_LOCK: Storage<
    (Identity<NetUid>, Blake2_128Concat<AccountId>),
    Option<LockState>,
> = subtensor("DecayingHotkeyLock");

/// All locks for the hotkey of a subnet's owner that stay as they are.
pub const OWNER_LOCK: Storage<(Identity<NetUid>,), Option<LockState>> = subtensor("OwnerLock");

/// All locks for the hotkey of a subnet's owner that become less.
pub const DECAYING_OWNER_LOCK: Storage<(Identity<NetUid>,), Option<LockState>> =
    subtensor("DecayingOwnerLock");

/// An account's flags; the lowest bit says that it takes alpha which is locked.
pub const ACCOUNT_FLAGS: Storage<(Blake2_128Concat<AccountId>,), u128> =
    subtensor("AccountFlags").with_default(&[0; 16]);

/// The alpha of a subnet that is staked, on all hotkeys together. After spec version 425.
pub const TOTAL_ALPHA_STAKED: Storage<(Identity<NetUid>,), Alpha> =
    subtensor("TotalAlphaStaked").with_default(&[0; 8]);

/// The hotkeys whose children get nothing, for their stake is too small. After spec version 425.
pub const CHILDKEY_THRESHOLD_SUSPENDED: Storage<(Blake2_128Concat<AccountId>,), Option<()>> =
    subtensor("ChildkeyThresholdSuspended");

/// How much of the stake of coldkeys can be moved, in these subnets or in all.
pub const GET_STAKE_AVAILABILITY_FOR_COLDKEYS: RuntimeApi<
    (Vec<AccountId>, Option<Vec<NetUid>>),
    BTreeMap<AccountId, BTreeMap<NetUid, StakeAvailability>>,
> = stake_info("get_stake_availability_for_coldkeys");

/// A coldkey's locked stake in a subnet as of the block.
pub const GET_COLDKEY_LOCK: RuntimeApi<(AccountId, NetUid), Option<LockState>> =
    stake_info("get_coldkey_lock");

/// How much all locks for a hotkey in a subnet count as of the block, in rao of alpha.
pub const GET_HOTKEY_CONVICTION: RuntimeApi<(AccountId, NetUid), U64F64> =
    stake_info("get_hotkey_conviction");

/// The hotkey whose locks count most in a subnet.
pub const GET_MOST_CONVICTED_HOTKEY_ON_SUBNET: RuntimeApi<(NetUid,), Option<AccountId>> =
    stake_info("get_most_convicted_hotkey_on_subnet");

/// The hyperparameters of a subnet, as names and values; `None` where the subnet does not exist.
pub const GET_SUBNET_HYPERPARAMS_V3: RuntimeApi<(NetUid,), Option<SubnetHyperparamsV3>> =
    RuntimeApi::new("SubnetInfoRuntimeApi", "get_subnet_hyperparams_v3").missing_in(&COMPARED);

/// The block of a subnet's next epoch; `None` where it has none.
pub const GET_NEXT_EPOCH_START_BLOCK: RuntimeApi<(NetUid,), Option<u64>> =
    RuntimeApi::new("SubnetInfoRuntimeApi", "get_next_epoch_start_block").missing_in(&COMPARED);

/// What one alpha of each subnet costs.
pub const CURRENT_ALPHA_PRICE_ALL: RuntimeApi<(), Vec<SubnetPrice>> =
    RuntimeApi::new("SwapRuntimeApi", "current_alpha_price_all").missing_in(&COMPARED);

/// What staking TAO on a subnet would give, with the slippage where the runtime tells it. The
/// catalogue has it as it was up to spec version 365.
pub const SIM_SWAP_TAO_FOR_ALPHA: RuntimeApi<(NetUid, Tao), SimSwapResult> =
    RuntimeApi::new("SwapRuntimeApi", "sim_swap_tao_for_alpha").missing_in(&IN_233);

/// What taking stake off a subnet would give, with the slippage where the runtime tells it. The
/// catalogue has it as it was up to spec version 365.
pub const SIM_SWAP_ALPHA_FOR_TAO: RuntimeApi<(NetUid, Alpha), SimSwapResult> =
    RuntimeApi::new("SwapRuntimeApi", "sim_swap_alpha_for_tao").missing_in(&IN_233);

/// The block of a subnet's last epoch.
pub const LAST_EPOCH_BLOCK: Storage<(Identity<NetUid>,), u64> = subtensor("LastEpochBlock");

/// The block for which a subnet's owner asked for an epoch; 0 where it did not.
pub const PENDING_EPOCH_AT: Storage<(Identity<NetUid>,), u64> = subtensor("PendingEpochAt");

/// How many epochs a subnet had.
pub const SUBNET_EPOCH_INDEX: Storage<(Identity<NetUid>,), u64> = subtensor("SubnetEpochIndex");

/// The blocks that must pass before a new subnet may be started.
pub const START_CALL_DELAY: Storage<(), u64> = subtensor("StartCallDelay");

/// Whether a subnet's pool is given TAO.
pub const SUBNET_EMISSION_ENABLED: Storage<(Identity<NetUid>,), bool> =
    subtensor("SubnetEmissionEnabled");

/// A subnet's activity cutoff as a multiple of its tempo.
pub const ACTIVITY_CUTOFF_FACTOR_MILLI: Storage<(Identity<NetUid>,), PerMille> =
    subtensor("ActivityCutoffFactorMilli");

/// The blocks in which the price of registering on a subnet halves.
pub const BURN_HALF_LIFE: Storage<(Identity<NetUid>,), u16> = subtensor("BurnHalfLife");

/// By how much a registration on a subnet raises the price of the next.
pub const BURN_INCREASE_MULT: Storage<(Identity<NetUid>,), U64F64> = subtensor("BurnIncreaseMult");

/// Whether a subnet's owner gets a part of its emission.
pub const OWNER_CUT_ENABLED: Storage<(Identity<NetUid>,), bool> = subtensor("OwnerCutEnabled");

/// Whether the owner's part of a subnet's emission is locked.
pub const OWNER_CUT_AUTO_LOCK_ENABLED: Storage<(Identity<NetUid>,), bool> =
    subtensor("OwnerCutAutoLockEnabled");

/// The least take of a child key on a subnet.
pub const MIN_CHILDKEY_TAKE_PER_SUBNET: Storage<(Identity<NetUid>,), PerU16> =
    subtensor("MinChildkeyTakePerSubnet");

/// Every descriptor of this module.
#[inline]
pub(super) fn all() -> impl Iterator<Item = &'static dyn Descriptor> {
    let all: &[&dyn Descriptor] = &[
        &COLDKEY_SWAP_ANNOUNCEMENTS,
        &COLDKEY_SWAP_DISPUTES,
        &COLDKEY_SWAP_ANNOUNCEMENT_DELAY,
        &COLDKEY_SWAP_REANNOUNCEMENT_DELAY,
        &LOCK,
        &LOCKING_COLDKEYS,
        &DECAYING_LOCK,
        &HOTKEY_LOCK,
        &DECAYING_HOTKEY_LOCK,
        &OWNER_LOCK,
        &DECAYING_OWNER_LOCK,
        &ACCOUNT_FLAGS,
        &TOTAL_ALPHA_STAKED,
        &CHILDKEY_THRESHOLD_SUSPENDED,
        &GET_STAKE_AVAILABILITY_FOR_COLDKEYS,
        &GET_COLDKEY_LOCK,
        &GET_HOTKEY_CONVICTION,
        &GET_MOST_CONVICTED_HOTKEY_ON_SUBNET,
        &GET_SUBNET_HYPERPARAMS_V3,
        &GET_NEXT_EPOCH_START_BLOCK,
        &CURRENT_ALPHA_PRICE_ALL,
        &SIM_SWAP_TAO_FOR_ALPHA,
        &SIM_SWAP_ALPHA_FOR_TAO,
        &LAST_EPOCH_BLOCK,
        &PENDING_EPOCH_AT,
        &SUBNET_EPOCH_INDEX,
        &START_CALL_DELAY,
        &SUBNET_EMISSION_ENABLED,
        &ACTIVITY_CUTOFF_FACTOR_MILLI,
        &BURN_HALF_LIFE,
        &BURN_INCREASE_MULT,
        &OWNER_CUT_ENABLED,
        &OWNER_CUT_AUTO_LOCK_ENABLED,
        &MIN_CHILDKEY_TAKE_PER_SUBNET,
    ];
    all.iter().copied()
}

const fn subtensor<Keys, Value>(item: &'static str) -> Storage<Keys, Value> {
    Storage::new("SubtensorModule", item).missing_in(&COMPARED)
}

const fn stake_info<Args, Output>(method: &'static str) -> RuntimeApi<Args, Output> {
    RuntimeApi::new("StakeInfoRuntimeApi", method).missing_in(&COMPARED)
}
