//! Types of the crate `fp_evm`.

use crate::codec::{Decode, Encode};
use crate::describe;
use crate::subtensor::types::{EvmCoreExitReason, Log, UsedGas, WeightInfo};
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct ExecutionInfoV22 {
    pub exit_reason: EvmCoreExitReason,
    pub value: [u8; 20],
    pub used_gas: UsedGas,
    pub weight_info: Option<WeightInfo>,
    pub logs: Vec<Log>,
}

describe!(ExecutionInfoV22 {
    exit_reason: EvmCoreExitReason,
    value: [u8; 20],
    used_gas: UsedGas,
    weight_info: Option<WeightInfo>,
    logs: Vec<Log>
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct FpEvmExecutionInfoV2 {
    pub exit_reason: EvmCoreExitReason,
    pub value: Vec<u8>,
    pub used_gas: UsedGas,
    pub weight_info: Option<WeightInfo>,
    pub logs: Vec<Log>,
}

describe!(FpEvmExecutionInfoV2 {
    exit_reason: EvmCoreExitReason,
    value: Vec<u8>,
    used_gas: UsedGas,
    weight_info: Option<WeightInfo>,
    logs: Vec<Log>
});
