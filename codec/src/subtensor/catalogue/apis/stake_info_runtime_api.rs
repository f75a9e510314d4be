//! The runtime API `StakeInfoRuntimeApi`.

use super::super::runtimes::{IN_233, IN_315_320_343_365};
use crate::subtensor::{NetUid, StakeInfo};
use crate::{AccountId, Descriptor, RuntimeApi};
use alloc::vec::Vec;

/// Takes `coldkey_account`.
pub const GET_STAKE_INFO_FOR_COLDKEY: RuntimeApi<(AccountId,), Vec<StakeInfo>> =
    RuntimeApi::new("StakeInfoRuntimeApi", "get_stake_info_for_coldkey")
        .same_in(&IN_315_320_343_365);

/// Takes `coldkey_accounts`.
pub const GET_STAKE_INFO_FOR_COLDKEYS: RuntimeApi<
    (Vec<AccountId>,),
    Vec<(AccountId, Vec<StakeInfo>)>,
> = RuntimeApi::new("StakeInfoRuntimeApi", "get_stake_info_for_coldkeys")
    .same_in(&IN_315_320_343_365);

/// Takes `hotkey_account`, `coldkey_account`, `netuid`.
pub const GET_STAKE_INFO_FOR_HOTKEY_COLDKEY_NETUID: RuntimeApi<
    (AccountId, AccountId, NetUid),
    Option<StakeInfo>,
> = RuntimeApi::new("StakeInfoRuntimeApi", "get_stake_info_for_hotkey_coldkey_netuid")
    .same_in(&IN_315_320_343_365);

/// Takes `origin`, `origin_coldkey_account`, `destination`, `destination_coldkey_account`, `amount`.
pub const GET_STAKE_FEE: RuntimeApi<
    (Option<(AccountId, u16)>, AccountId, Option<(AccountId, u16)>, AccountId, u64),
    u64,
> = RuntimeApi::new("StakeInfoRuntimeApi", "get_stake_fee")
    .same_in(&IN_315_320_343_365)
    .missing_in(&IN_233);

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &GET_STAKE_INFO_FOR_COLDKEY,
    &GET_STAKE_INFO_FOR_COLDKEYS,
    &GET_STAKE_INFO_FOR_HOTKEY_COLDKEY_NETUID,
    &GET_STAKE_FEE,
];
