//! The runtime API `SubnetInfoRuntimeApi`.

use super::super::runtimes::{
    IN_233, IN_233_315, IN_233_315_320, IN_233_315_320_343_365, IN_315_320_343_365, IN_320_343_365,
    IN_343_365,
};
use crate::subtensor::{
    DynamicInfo, Metagraph, NetUid, SelectiveMetagraph, SubnetHyperparams, SubnetHyperparamsV2,
    SubnetInfo, SubnetInfoV2, SubnetState,
};
use crate::{AccountId, Descriptor, RuntimeApi};
use alloc::vec::Vec;

/// Takes `netuid`.
pub const GET_SUBNET_INFO: RuntimeApi<(NetUid,), Option<SubnetInfo>> =
    RuntimeApi::new("SubnetInfoRuntimeApi", "get_subnet_info").same_in(&IN_233_315_320_343_365);

pub const GET_SUBNETS_INFO: RuntimeApi<(), Vec<Option<SubnetInfo>>> =
    RuntimeApi::new("SubnetInfoRuntimeApi", "get_subnets_info").same_in(&IN_233_315_320_343_365);

/// Takes `netuid`.
pub const GET_SUBNET_INFO_V2: RuntimeApi<(NetUid,), Option<SubnetInfoV2>> =
    RuntimeApi::new("SubnetInfoRuntimeApi", "get_subnet_info_v2").same_in(&IN_315_320_343_365);

pub const GET_SUBNETS_INFO_V2: RuntimeApi<(), Vec<Option<SubnetInfoV2>>> =
    RuntimeApi::new("SubnetInfoRuntimeApi", "get_subnets_info_v2").same_in(&IN_315_320_343_365);

/// Takes `netuid`.
pub const GET_SUBNET_HYPERPARAMS: RuntimeApi<(NetUid,), Option<SubnetHyperparams>> =
    RuntimeApi::new("SubnetInfoRuntimeApi", "get_subnet_hyperparams")
        .same_in(&IN_233_315_320_343_365);

/// Takes `netuid`.
pub const GET_SUBNET_HYPERPARAMS_V2: RuntimeApi<(NetUid,), Option<SubnetHyperparamsV2>> =
    RuntimeApi::new("SubnetInfoRuntimeApi", "get_subnet_hyperparams_v2")
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_233);

pub const GET_ALL_DYNAMIC_INFO: RuntimeApi<(), Vec<Option<DynamicInfo>>> =
    RuntimeApi::new("SubnetInfoRuntimeApi", "get_all_dynamic_info").same_in(&IN_315_320_343_365);

pub const GET_ALL_METAGRAPHS: RuntimeApi<(), Vec<Option<Metagraph>>> =
    RuntimeApi::new("SubnetInfoRuntimeApi", "get_all_metagraphs").same_in(&IN_315_320_343_365);

/// Takes `netuid`.
pub const GET_METAGRAPH: RuntimeApi<(NetUid,), Option<Metagraph>> =
    RuntimeApi::new("SubnetInfoRuntimeApi", "get_metagraph").same_in(&IN_315_320_343_365);

pub const GET_ALL_MECHAGRAPHS: RuntimeApi<(), Vec<Option<Metagraph>>> =
    RuntimeApi::new("SubnetInfoRuntimeApi", "get_all_mechagraphs")
        .same_in(&IN_320_343_365)
        .missing_in(&IN_233_315);

/// Takes `netuid`, `mecid`.
pub const GET_MECHAGRAPH: RuntimeApi<(NetUid, u8), Option<Metagraph>> =
    RuntimeApi::new("SubnetInfoRuntimeApi", "get_mechagraph")
        .same_in(&IN_320_343_365)
        .missing_in(&IN_233_315);

/// Takes `netuid`.
pub const GET_DYNAMIC_INFO: RuntimeApi<(NetUid,), Option<DynamicInfo>> =
    RuntimeApi::new("SubnetInfoRuntimeApi", "get_dynamic_info").same_in(&IN_315_320_343_365);

/// Takes `netuid`.
pub const GET_SUBNET_STATE: RuntimeApi<(NetUid,), Option<SubnetState>> =
    RuntimeApi::new("SubnetInfoRuntimeApi", "get_subnet_state").same_in(&IN_233_315_320_343_365);

/// Takes `netuid`, `metagraph_indexes`.
pub const GET_SELECTIVE_METAGRAPH: RuntimeApi<(NetUid, Vec<u16>), Option<SelectiveMetagraph>> =
    RuntimeApi::new("SubnetInfoRuntimeApi", "get_selective_metagraph")
        .same_in(&IN_315_320_343_365)
        .missing_in(&IN_233);

/// Takes `coldkey`, `netuid`.
pub const GET_COLDKEY_AUTO_STAKE_HOTKEY: RuntimeApi<(AccountId, NetUid), Option<AccountId>> =
    RuntimeApi::new("SubnetInfoRuntimeApi", "get_coldkey_auto_stake_hotkey")
        .same_in(&IN_343_365)
        .missing_in(&IN_233_315_320);

/// Takes `netuid`, `subid`, `metagraph_indexes`.
pub const GET_SELECTIVE_MECHAGRAPH: RuntimeApi<(NetUid, u8, Vec<u16>), Option<SelectiveMetagraph>> =
    RuntimeApi::new("SubnetInfoRuntimeApi", "get_selective_mechagraph")
        .same_in(&IN_320_343_365)
        .missing_in(&IN_233_315);

pub const GET_SUBNET_TO_PRUNE: RuntimeApi<(), Option<u16>> =
    RuntimeApi::new("SubnetInfoRuntimeApi", "get_subnet_to_prune")
        .same_in(&IN_320_343_365)
        .missing_in(&IN_233_315);

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
    &GET_SUBNET_INFO,
    &GET_SUBNETS_INFO,
    &GET_SUBNET_INFO_V2,
    &GET_SUBNETS_INFO_V2,
    &GET_SUBNET_HYPERPARAMS,
    &GET_SUBNET_HYPERPARAMS_V2,
    &GET_ALL_DYNAMIC_INFO,
    &GET_ALL_METAGRAPHS,
    &GET_METAGRAPH,
    &GET_ALL_MECHAGRAPHS,
    &GET_MECHAGRAPH,
    &GET_DYNAMIC_INFO,
    &GET_SUBNET_STATE,
    &GET_SELECTIVE_METAGRAPH,
    &GET_COLDKEY_AUTO_STAKE_HOTKEY,
    &GET_SELECTIVE_MECHAGRAPH,
    &GET_SUBNET_TO_PRUNE,
];
