//! Types of the crate `pallet_admin_utils`.

use crate::codec::{Decode, Encode};
use crate::describe;
use crate::subtensor::NetUid;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum AdminUtilsEvent {
    PrecompileUpdated { precompile_id: PrecompileEnum, enabled: bool },
    Yuma3EnableToggled { netuid: NetUid, enabled: bool },
    BondsResetToggled { netuid: NetUid, enabled: bool },
}

describe!(enum AdminUtilsEvent {
    0 PrecompileUpdated { precompile_id: PrecompileEnum, enabled: bool },
    1 Yuma3EnableToggled { netuid: NetUid, enabled: bool },
    2 BondsResetToggled { netuid: NetUid, enabled: bool },
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
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

describe!(enum PrecompileEnum {
    0 BalanceTransfer,
    1 Staking,
    2 Subnet,
    3 Metagraph,
    4 Neuron,
    5 UidLookup,
    6 Alpha,
    7 Crowdloan,
    8 Proxy,
    9 Leasing,
});
