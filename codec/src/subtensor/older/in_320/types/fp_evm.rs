//! Types of the crate `fp_evm`.

use super::super::types::{ExitReason, Log};
use crate::codec::{Decode, Encode};
use crate::describe;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct ExecutionInfoV22 {
    pub exit_reason: ExitReason,
    pub value: [u8; 20],
    pub used_gas: UsedGas,
    pub weight_info: Option<WeightInfo>,
    pub logs: Vec<Log>,
}

describe!(ExecutionInfoV22 {
    exit_reason: ExitReason,
    value: [u8; 20],
    used_gas: UsedGas,
    weight_info: Option<WeightInfo>,
    logs: Vec<Log>
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct FpEvmExecutionInfoV2 {
    pub exit_reason: ExitReason,
    pub value: Vec<u8>,
    pub used_gas: UsedGas,
    pub weight_info: Option<WeightInfo>,
    pub logs: Vec<Log>,
}

describe!(FpEvmExecutionInfoV2 {
    exit_reason: ExitReason,
    value: Vec<u8>,
    used_gas: UsedGas,
    weight_info: Option<WeightInfo>,
    logs: Vec<Log>
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct UsedGas {
    pub standard: [u64; 4],
    pub effective: [u64; 4],
}

describe!(UsedGas { standard: [u64; 4], effective: [u64; 4] });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct WeightInfo {
    pub ref_time_limit: Option<u64>,
    pub proof_size_limit: Option<u64>,
    pub ref_time_usage: Option<u64>,
    pub proof_size_usage: Option<u64>,
}

describe!(WeightInfo {
    ref_time_limit: Option<u64>,
    proof_size_limit: Option<u64>,
    ref_time_usage: Option<u64>,
    proof_size_usage: Option<u64>
});
