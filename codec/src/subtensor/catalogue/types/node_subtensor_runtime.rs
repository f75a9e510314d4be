//! Types of the crate `node_subtensor_runtime`.

use super::super::types::{
    AdminUtilsEvent, BalancesEvent, BaseFeeEvent, CommitmentsEvent, ContractsEvent,
    ContractsHoldReason, CrowdloanEvent, DrandEvent, EthereumEvent, EthereumRawOrigin, EvmEvent,
    GrandpaEvent, MultisigEvent, PreimageEvent, PreimageHoldReason, RegistryEvent,
    RegistryHoldReason, SafeModeEvent, SafeModeHoldReason, SchedulerEvent, ShieldEvent,
    SubtensorEvent, SubtensorProxyEvent, SubtensorSwapEvent, SubtensorUtilityEvent, SudoEvent,
    SupportRawOrigin, SystemEvent, TransactionPaymentEvent,
};
use crate::codec::{Decode, Encode};
use crate::describe;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum OriginCaller {
    system(SupportRawOrigin),
    #[codec(index = 21)]
    Ethereum(EthereumRawOrigin),
}

describe!(enum OriginCaller {
    0 system(SupportRawOrigin),
    21 Ethereum(EthereumRawOrigin),
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum RuntimeEvent {
    System(SystemEvent),
    #[codec(index = 4)]
    Grandpa(GrandpaEvent),
    #[codec(index = 5)]
    Balances(BalancesEvent),
    #[codec(index = 6)]
    TransactionPayment(TransactionPaymentEvent),
    #[codec(index = 7)]
    SubtensorModule(SubtensorEvent),
    #[codec(index = 11)]
    Utility(SubtensorUtilityEvent),
    #[codec(index = 12)]
    Sudo(SudoEvent),
    #[codec(index = 13)]
    Multisig(MultisigEvent),
    #[codec(index = 14)]
    Preimage(PreimageEvent),
    #[codec(index = 15)]
    Scheduler(SchedulerEvent),
    #[codec(index = 16)]
    Proxy(SubtensorProxyEvent),
    #[codec(index = 17)]
    Registry(RegistryEvent),
    #[codec(index = 18)]
    Commitments(CommitmentsEvent),
    #[codec(index = 19)]
    AdminUtils(AdminUtilsEvent),
    #[codec(index = 20)]
    SafeMode(SafeModeEvent),
    #[codec(index = 21)]
    Ethereum(EthereumEvent),
    #[codec(index = 22)]
    EVM(EvmEvent),
    #[codec(index = 25)]
    BaseFee(BaseFeeEvent),
    #[codec(index = 26)]
    Drand(DrandEvent),
    #[codec(index = 27)]
    Crowdloan(CrowdloanEvent),
    #[codec(index = 28)]
    Swap(SubtensorSwapEvent),
    #[codec(index = 29)]
    Contracts(ContractsEvent),
    #[codec(index = 30)]
    MevShield(ShieldEvent),
}

describe!(enum RuntimeEvent {
    0 System(SystemEvent),
    4 Grandpa(GrandpaEvent),
    5 Balances(BalancesEvent),
    6 TransactionPayment(TransactionPaymentEvent),
    7 SubtensorModule(SubtensorEvent),
    11 Utility(SubtensorUtilityEvent),
    12 Sudo(SudoEvent),
    13 Multisig(MultisigEvent),
    14 Preimage(PreimageEvent),
    15 Scheduler(SchedulerEvent),
    16 Proxy(SubtensorProxyEvent),
    17 Registry(RegistryEvent),
    18 Commitments(CommitmentsEvent),
    19 AdminUtils(AdminUtilsEvent),
    20 SafeMode(SafeModeEvent),
    21 Ethereum(EthereumEvent),
    22 EVM(EvmEvent),
    25 BaseFee(BaseFeeEvent),
    26 Drand(DrandEvent),
    27 Crowdloan(CrowdloanEvent),
    28 Swap(SubtensorSwapEvent),
    29 Contracts(ContractsEvent),
    30 MevShield(ShieldEvent),
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum RuntimeFreezeReason {}

describe!(
    enum RuntimeFreezeReason {}
);

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum RuntimeHoldReason {
    #[codec(index = 14)]
    Preimage(PreimageHoldReason),
    #[codec(index = 17)]
    Registry(RegistryHoldReason),
    #[codec(index = 20)]
    SafeMode(SafeModeHoldReason),
    #[codec(index = 29)]
    Contracts(ContractsHoldReason),
}

describe!(enum RuntimeHoldReason {
    14 Preimage(PreimageHoldReason),
    17 Registry(RegistryHoldReason),
    20 SafeMode(SafeModeHoldReason),
    29 Contracts(ContractsHoldReason),
});
