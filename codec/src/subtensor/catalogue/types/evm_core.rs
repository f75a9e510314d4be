//! Types of the crate `evm_core`.

use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use alloc::string::String;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum EvmCoreExitReason {
    Succeed(ExitSucceed),
    Error(ExitError),
    Revert(ExitRevert),
    Fatal(ExitFatal),
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum ExitError {
    StackUnderflow,
    StackOverflow,
    InvalidJump,
    InvalidRange,
    DesignatedInvalid,
    CallTooDeep,
    CreateCollision,
    CreateContractLimit,
    #[codec(index = 15)]
    InvalidCode(Opcode),
    #[codec(index = 8)]
    OutOfOffset,
    #[codec(index = 9)]
    OutOfGas,
    #[codec(index = 10)]
    OutOfFund,
    #[codec(index = 11)]
    PCUnderflow,
    #[codec(index = 12)]
    CreateEmpty,
    #[codec(index = 13)]
    Other(String),
    #[codec(index = 14)]
    MaxNonce,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum ExitFatal {
    NotSupported,
    UnhandledInterrupt,
    CallErrorAsFatal(ExitError),
    Other(String),
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum ExitRevert {
    Reverted,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub enum ExitSucceed {
    Stopped,
    Returned,
    Suicided,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct Opcode(pub u8);
