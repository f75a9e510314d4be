//! Types of the crate `node_subtensor_runtime`.

use super::super::types::{
    AdminUtilsCall, AdminUtilsEvent, BalancesCall, BalancesEvent, BaseFeeCall, BaseFeeEvent,
    CommitmentsCall, CommitmentsEvent, ContractsCall, ContractsEvent, ContractsHoldReason,
    CrowdloanCall, CrowdloanEvent, DrandCall, DrandEvent, EthereumCall, EthereumEvent,
    EthereumRawOrigin, EvmCall, EvmEvent, GrandpaCall, GrandpaEvent, MultisigCall, MultisigEvent,
    PreimageCall, PreimageEvent, PreimageHoldReason, RegistryCall, RegistryEvent,
    RegistryHoldReason, SafeModeCall, SafeModeEvent, SafeModeHoldReason, SchedulerCall,
    SchedulerEvent, ShieldCall, ShieldEvent, SubtensorCall, SubtensorEvent, SubtensorProxyCall,
    SubtensorProxyEvent, SubtensorSwapCall, SubtensorSwapEvent, SubtensorUtilityCall,
    SubtensorUtilityEvent, SudoCall, SudoEvent, SupportRawOrigin, SystemCall, SystemEvent,
    TimestampCall, TransactionPaymentEvent,
};
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum OriginCaller {
    system(SupportRawOrigin),
    #[codec(index = 21)]
    Ethereum(EthereumRawOrigin),
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum RuntimeCall {
    System(SystemCall),
    #[codec(index = 2)]
    Timestamp(TimestampCall),
    #[codec(index = 4)]
    Grandpa(GrandpaCall),
    #[codec(index = 5)]
    Balances(BalancesCall),
    #[codec(index = 7)]
    SubtensorModule(SubtensorCall),
    #[codec(index = 11)]
    Utility(SubtensorUtilityCall),
    #[codec(index = 12)]
    Sudo(SudoCall),
    #[codec(index = 13)]
    Multisig(MultisigCall),
    #[codec(index = 14)]
    Preimage(PreimageCall),
    #[codec(index = 15)]
    Scheduler(SchedulerCall),
    #[codec(index = 16)]
    Proxy(SubtensorProxyCall),
    #[codec(index = 17)]
    Registry(RegistryCall),
    #[codec(index = 18)]
    Commitments(CommitmentsCall),
    #[codec(index = 19)]
    AdminUtils(AdminUtilsCall),
    #[codec(index = 20)]
    SafeMode(SafeModeCall),
    #[codec(index = 21)]
    Ethereum(EthereumCall),
    #[codec(index = 22)]
    EVM(EvmCall),
    #[codec(index = 25)]
    BaseFee(BaseFeeCall),
    #[codec(index = 26)]
    Drand(DrandCall),
    #[codec(index = 27)]
    Crowdloan(CrowdloanCall),
    #[codec(index = 28)]
    Swap(SubtensorSwapCall),
    #[codec(index = 29)]
    Contracts(ContractsCall),
    #[codec(index = 30)]
    MevShield(ShieldCall),
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
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

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum RuntimeFreezeReason {}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
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
