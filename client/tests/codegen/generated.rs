//! Descriptors and types of node-subtensor 343.
//!
//! Written by `subwire codegen`.


pub mod apis {
//! Runtime APIs.

use subwire::codec::Descriptor;


pub mod subnet_info_runtime_api {
//! The runtime API `SubnetInfoRuntimeApi`.

use subwire::codec::{Descriptor, RuntimeApi};
use super::super::runtimes::IN_343;
use super::super::types::SubnetState;


/// Takes `netuid`.
pub const GET_SUBNET_STATE: RuntimeApi<(u16,), Option<SubnetState>> = RuntimeApi::new("SubnetInfoRuntimeApi", "get_subnet_state").same_in(&IN_343);

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
&GET_SUBNET_STATE,
];
}

/// All of them.
pub const ALL: &[&[&dyn Descriptor]] = &[
subnet_info_runtime_api::ALL,
];
}

pub mod pallets {
//! Pallets.

use subwire::codec::Descriptor;


pub mod balances {
//! The pallet `Balances`.

use subwire::codec::Descriptor;


pub mod calls {
//! Calls.

use subwire::codec::Call;
use subwire::codec::codec::Compact;
use super::super::super::types::MultiAddress;


/// Takes `dest`, `value`.
pub const TRANSFER_KEEP_ALIVE: Call<(MultiAddress, Compact<u64>)> = Call::new("Balances", "transfer_keep_alive");
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
&calls::TRANSFER_KEEP_ALIVE,
];
}

pub mod proxy {
//! The pallet `Proxy`.

use subwire::codec::Descriptor;


pub mod storage {
//! Storage items.

use subwire::codec::{AccountId, Storage};
use subwire::codec::hasher::Twox64Concat;
use super::super::super::runtimes::IN_343;
use super::super::super::types::ProxyDefinition;


pub const PROXIES: Storage<(Twox64Concat<AccountId>,), (Vec<ProxyDefinition>, u64)> = Storage::new("Proxy", "Proxies").with_default(&[0; 9]).same_in(&IN_343);
}

/// All of them.
pub const ALL: &[&dyn Descriptor] = &[
&storage::PROXIES,
];
}

/// All of them.
pub const ALL: &[&[&dyn Descriptor]] = &[
balances::ALL,
proxy::ALL,
];
}

pub mod runtimes {
//! The runtimes that descriptors were compared with.

use subwire::codec::Runtimes;

pub const IN_343: Runtimes = Runtimes::new("node-subtensor", &[343]);
}

pub mod types {
//! The chain's types, each under a name of its own.


mod pallet_subtensor {
//! Types of the crate `pallet_subtensor`.

use subwire::codec::{AccountId, describe};
use subwire::codec::codec::{Compact, Decode, Encode};


#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
#[codec(crate = subwire::codec::codec)]
pub struct SubnetState {
    #[codec(compact)] pub netuid: u16,
    pub hotkeys: Vec<AccountId>,
    pub coldkeys: Vec<AccountId>,
    pub active: Vec<bool>,
    pub validator_permit: Vec<bool>,
    pub pruning_score: Vec<Compact<u16>>,
    pub last_update: Vec<Compact<u64>>,
    pub emission: Vec<Compact<u64>>,
    pub dividends: Vec<Compact<u16>>,
    pub incentives: Vec<Compact<u16>>,
    pub consensus: Vec<Compact<u16>>,
    pub trust: Vec<Compact<u16>>,
    pub rank: Vec<Compact<u16>>,
    pub block_at_registration: Vec<Compact<u64>>,
    pub alpha_stake: Vec<Compact<u64>>,
    pub tao_stake: Vec<Compact<u64>>,
    pub total_stake: Vec<Compact<u64>>,
    pub emission_history: Vec<Vec<Compact<u64>>>
}

describe!(SubnetState {
    netuid: Compact<u16>,
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
    emission_history: Vec<Vec<Compact<u64>>>
});
}

mod pallet_subtensor_proxy {
//! Types of the crate `pallet_subtensor_proxy`.

use subwire::codec::{AccountId, describe};
use subwire::codec::codec::{Decode, Encode};
use super::super::types::ProxyType;


#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
#[codec(crate = subwire::codec::codec)]
pub struct ProxyDefinition {
    pub delegate: AccountId,
    pub proxy_type: ProxyType,
    pub delay: u32
}

describe!(ProxyDefinition {
    delegate: AccountId,
    proxy_type: ProxyType,
    delay: u32
});
}

mod sp_runtime {
//! Types of the crate `sp_runtime`.

use subwire::codec::{AccountId, describe};
use subwire::codec::codec::{Compact, Decode, Encode};


#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
#[codec(crate = subwire::codec::codec)]
pub enum MultiAddress {
Id(AccountId),
Index(#[codec(compact)] ()),
Raw(Vec<u8>),
Address32([u8; 32]),
Address20([u8; 20]),
}

describe!(enum MultiAddress {
    0 Id(AccountId),
    1 Index(Compact<()>),
    2 Raw(Vec<u8>),
    3 Address32([u8; 32]),
    4 Address20([u8; 20]),
});
}

mod subtensor_runtime_common {
//! Types of the crate `subtensor_runtime_common`.

use subwire::codec::describe;
use subwire::codec::codec::{Decode, Encode};


#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
#[codec(crate = subwire::codec::codec)]
pub enum ProxyType {
Any,
Owner,
NonCritical,
NonTransfer,
Senate,
NonFungible,
Triumvirate,
Governance,
Staking,
Registration,
Transfer,
SmallTransfer,
RootWeights,
ChildKeys,
SudoUncheckedSetCode,
SwapHotkey,
SubnetLeaseBeneficiary,
RootClaim,
}

describe!(enum ProxyType {
    0 Any,
    1 Owner,
    2 NonCritical,
    3 NonTransfer,
    4 Senate,
    5 NonFungible,
    6 Triumvirate,
    7 Governance,
    8 Staking,
    9 Registration,
    10 Transfer,
    11 SmallTransfer,
    12 RootWeights,
    13 ChildKeys,
    14 SudoUncheckedSetCode,
    15 SwapHotkey,
    16 SubnetLeaseBeneficiary,
    17 RootClaim,
});
}
pub use self::pallet_subtensor::*;
pub use self::pallet_subtensor_proxy::*;
pub use self::sp_runtime::*;
pub use self::subtensor_runtime_common::*;
}

