//! Types of the crate `fp_evm`.

use super::super::types::{EvmCoreExitReason, Log};
use crate::codec::{Decode, Encode};
use crate::scale_info::TypeInfo;
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct ExecutionInfoV22 {
    pub exit_reason: EvmCoreExitReason,
    pub value: [u8; 20],
    pub used_gas: UsedGas,
    pub weight_info: Option<WeightInfo>,
    pub logs: Vec<Log>,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct FpEvmExecutionInfoV2 {
    pub exit_reason: EvmCoreExitReason,
    pub value: Vec<u8>,
    pub used_gas: UsedGas,
    pub weight_info: Option<WeightInfo>,
    pub logs: Vec<Log>,
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct UsedGas {
    pub standard: [u64; 4],
    pub effective: [u64; 4],
}

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct WeightInfo {
    pub ref_time_limit: Option<u64>,
    pub proof_size_limit: Option<u64>,
    pub ref_time_usage: Option<u64>,
    pub proof_size_usage: Option<u64>,
}
