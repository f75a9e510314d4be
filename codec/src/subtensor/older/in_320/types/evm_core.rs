//! Types of the crate `evm_core`.

use crate::codec::{Decode, Encode};
use crate::describe;
use alloc::string::String;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
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

describe!(enum ExitError {
    0 StackUnderflow,
    1 StackOverflow,
    2 InvalidJump,
    3 InvalidRange,
    4 DesignatedInvalid,
    5 CallTooDeep,
    6 CreateCollision,
    7 CreateContractLimit,
    15 InvalidCode(Opcode),
    8 OutOfOffset,
    9 OutOfGas,
    10 OutOfFund,
    11 PCUnderflow,
    12 CreateEmpty,
    13 Other(String),
    14 MaxNonce,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum ExitFatal {
    NotSupported,
    UnhandledInterrupt,
    CallErrorAsFatal(ExitError),
    Other(String),
}

describe!(enum ExitFatal {
    0 NotSupported,
    1 UnhandledInterrupt,
    2 CallErrorAsFatal(ExitError),
    3 Other(String),
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum ExitReason {
    Succeed(ExitSucceed),
    Error(ExitError),
    Revert(ExitRevert),
    Fatal(ExitFatal),
}

describe!(enum ExitReason {
    0 Succeed(ExitSucceed),
    1 Error(ExitError),
    2 Revert(ExitRevert),
    3 Fatal(ExitFatal),
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum ExitRevert {
    Reverted,
}

describe!(enum ExitRevert {
    0 Reverted,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum ExitSucceed {
    Stopped,
    Returned,
    Suicided,
}

describe!(enum ExitSucceed {
    0 Stopped,
    1 Returned,
    2 Suicided,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Opcode(pub u8);

describe!(Opcode(u8));
